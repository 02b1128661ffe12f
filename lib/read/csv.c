/* SPDX-License-Identifier: MIT */
#include "read/csv.h"

#include "read/csv_record.h"
#include "read/sheet.h"

#include <stdlib.h>

/* A row is kept in memory whole. It may be as long as this many of the longest cells. */
enum { ROW_FACTOR = 64 };

typedef struct csv_sheet {
    xt_sheet base;
    xt_records records;
    uint32_t row;
} csv_sheet;

static xt_status load(xt_book *book, xt_error *error)
{
    xt_book_sheet_entry *entry = NULL;
    xt_csv *csv = calloc(1, sizeof *csv);
    if (!csv)
        return xt_fail_memory(error);
    book->own = csv;
    xt_status status = xt_csv_survey(csv, book, error);
    return status ? status : xt_book_add_sheet(book, xt_str_of(book->name), &entry, error);
}

static void unload(xt_book *book)
{
    free(book->own);
}

static xt_record_limits limits_of(const xt_book *book)
{
    uint64_t cell = book->limits.cell_size;
    const size_t most = SIZE_MAX / 4;
    size_t field = cell && cell < most ? (size_t)cell : most;
    size_t record = field < most / ROW_FACTOR ? ROW_FACTOR * field : most;
    return (xt_record_limits){.field = field, .record = record, .fields = XT_MAX_COLUMN};
}

static xt_status open_sheet(xt_sheet *sheet, xt_error *error)
{
    csv_sheet *s = (csv_sheet *)sheet;
    const xt_csv *csv = sheet->book->own;
    const xt_record_limits limits = limits_of(sheet->book);
    xt_text text;
    xt_status status =
        xt_text_open(&text, &sheet->book->input, csv->start, sheet->book->chunk, &csv->how, error);
    if (status) {
        xt_text_close(&text);
        return status;
    }
    return xt_records_open(&s->records, &text, csv->skip, csv->delimiter, &limits, error);
}

/* What the record has too much of. */
static xt_status fail_excess(csv_sheet *s, xt_error *error)
{
    const xt_records *r = &s->records;
    uint32_t column = (uint32_t)xt_records_count(r) + 1;
    xt_sheet_begin_row(&s->base, s->row);
    switch (r->excess) {
    case XT_FIELD_LONG: return xt_sheet_fail_size(&s->base, column, r->field.size, error);
    case XT_RECORD_WIDE:
        return xt_sheet_fail_limit(&s->base, XT_SAY_LIMIT_COLUMN, column, XT_MAX_COLUMN, error);
    default:
        return xt_sheet_fail_limit(&s->base, XT_SAY_LIMIT_ROW_TEXT, r->window.size, r->limits.record, error);
    }
}

static xt_status put_row(csv_sheet *s, xt_error *error)
{
    xt_sheet *sheet = &s->base;
    size_t count = xt_records_count(&s->records);
    xt_status status = XT_OK;
    xt_sheet_begin_row(sheet, s->row);
    for (size_t i = 0; !status && i < count; i++) {
        xt_cell cell = {.column = (uint32_t)i + 1, .type = XT_CELL_TEXT};
        status = xt_sheet_set_text(sheet, &cell, xt_records_field(&s->records, i), true, error);
        if (!status)
            status = xt_sheet_add_cell(sheet, &cell, error);
    }
    return status ? status : xt_sheet_end_row(sheet, error);
}

/* A line without text is a row, too, so that rows are counted as Excel counts them. */
static xt_status next_row(xt_sheet *sheet, xt_error *error)
{
    csv_sheet *s = (csv_sheet *)sheet;
    bool found = false;
    xt_status status = xt_records_next(&s->records, &found, error);
    if (!status && !found)
        return XT_OK;
    s->row++;
    if (status == XT_OVER_LIMIT)
        return fail_excess(s, error);
    if (!status && s->row > XT_MAX_ROW)
        return xt_sheet_fail_limit(sheet, XT_SAY_LIMIT_ROW, s->row, XT_MAX_ROW, error);
    return status ? status : put_row(s, error);
}

static void close_sheet(xt_sheet *sheet)
{
    xt_records_close(&((csv_sheet *)sheet)->records);
}

const xt_source xt_source_csv = {.load = load,
                                 .unload = unload,
                                 .sheet_size = sizeof(csv_sheet),
                                 .open = open_sheet,
                                 .next = next_row,
                                 .close = close_sheet,
                                 .untyped = true};
