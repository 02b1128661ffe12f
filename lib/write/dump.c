/* SPDX-License-Identifier: MIT
 *
 * A workbook as JSON lines: one object a cell.
 */
#include "base/error.h"
#include "base/number.h"
#include "write/out.h"

/* ,"type":"n","value":... */
static void put_value(xt_bytes *out, const xt_cell *cell, bool date1904)
{
    char iso[XT_ISO_SIZE], digits[XT_DOUBLE_SIZE];
    xt_str number = cell->text;
    switch ((xt_cell_type)cell->type) {
    case XT_CELL_TEXT:
    case XT_CELL_ERROR:
        xt_bytes_puts(out, cell->type == XT_CELL_TEXT ? ",\"type\":\"s\",\"value\":"
                                                      : ",\"type\":\"e\",\"value\":");
        xt_json_string(out, cell->text);
        return;
    case XT_CELL_BOOLEAN:
        xt_bytes_puts(out, cell->number != 0 ? ",\"type\":\"b\",\"value\":true"
                                             : ",\"type\":\"b\",\"value\":false");
        return;
    case XT_CELL_DATE:
        if (xt_serial_to_iso(cell->number, date1904, iso)) {
            xt_bytes_printf(out, ",\"type\":\"d\",\"value\":\"%s\"", iso);
            return;
        }
        break;
    case XT_CELL_INVALID:
        xt_bytes_puts(out, ",\"type\":\"n\",\"value\":null,\"text\":");
        xt_json_string(out, cell->text);
        return;
    case XT_CELL_NUMBER: break;
    }
    xt_bytes_puts(out, ",\"type\":\"n\",\"value\":");
    if (!xt_json_is_number(number))
        number = xt_str_of(xt_double_text(cell->number, digits));
    xt_bytes_add(out, number);
}

static void put_row(xt_bytes *out, xt_str start, const xt_row *row, bool date1904)
{
    char ref[XT_REF_SIZE];
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        xt_bytes_add(out, start);
        xt_bytes_puts(out, xt_cell_ref(row->number, cell->column, ref));
        xt_bytes_putc(out, '"');
        put_value(out, cell, date1904);
        xt_bytes_puts(out, cell->flags & XT_CELL_FORMULA ? ",\"formula\":true}\n" : "}\n");
    }
}

/* What every line of the sheet begins with: {"sheet":"...","ref":" */
static void put_start(xt_bytes *start, const char *sheet, const char *file)
{
    xt_bytes_putc(start, '{');
    if (file) {
        xt_bytes_puts(start, "\"file\":");
        xt_json_string(start, xt_str_of(file));
        xt_bytes_putc(start, ',');
    }
    xt_bytes_puts(start, "\"sheet\":");
    xt_json_string(start, xt_str_of(sheet));
    xt_bytes_puts(start, ",\"ref\":\"");
}

static xt_status dump_sheet(xt_book *book, size_t index, const xt_dump_options *o, xt_out *out,
                            xt_error *error)
{
    enum { PROGRESS_ROWS = 4096 };
    xt_sheet *sheet = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    if (status)
        return status;
    xt_bytes start = xt_bytes_make(SIZE_MAX / 2);
    put_start(&start, xt_book_sheet(book, index)->name, o->file);
    if (start.fault)
        status = xt_fail_memory(error);
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        put_row(&out->buffer, xt_bytes_str(&start), row, xt_book_date1904(book));
        status = xt_out_flow(out, error);
        if (o->progress && row->number % PROGRESS_ROWS == 0)
            o->progress(o->progress_context, row->number, xt_sheet_share(sheet));
    }
    xt_sheet_close(sheet);
    xt_bytes_free(&start);
    return status;
}

xt_status xt_book_dump(xt_book *book, const xt_dump_options *options, const xt_output *output,
                       xt_error *error)
{
    xt_out out = xt_out_make(output);
    xt_status status = XT_OK;
    if (options->sheet != XT_ALL_SHEETS)
        status = dump_sheet(book, options->sheet, options, &out, error);
    for (size_t i = 0; options->sheet == XT_ALL_SHEETS && !status && i < xt_book_sheet_count(book); i++)
        if (xt_book_sheet(book, i)->is_worksheet)
            status = dump_sheet(book, i, options, &out, error);
    /* The lines before a fault in the workbook are handed on too; what fails then cannot be told any more. */
    if (status && status != XT_OUT_OF_MEMORY && status != XT_WRITE_FAILED) {
        xt_out_end(&out, XT_OK, NULL);
        return status;
    }
    return xt_out_end(&out, status, error);
}
