/* SPDX-License-Identifier: MIT */
#include "write/xlsx.h"

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "write/outfile.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

/* A cell as one number; the sum of all does not depend on their order. */
static uint64_t cell_hash(size_t sheet, uint32_t row, uint32_t column, xt_str value)
{
    uint64_t place[] = {sheet, row, column};
    return xt_str_hash(value, xt_str_hash((xt_str){(const char *)place, sizeof place}, 1));
}

static void count(xt_xlsx *x, size_t sheet, uint32_t row, uint32_t column, xt_str value)
{
    x->cells++;
    x->sum += cell_hash(sheet, row, column, value);
}

xt_status xt_xlsx_begin(xt_xlsx *x, const char *path, bool no_clobber, xt_error *error)
{
    *x = (xt_xlsx){0};
    xt_status status = xt_outfile_open(&x->file, path, no_clobber, error);
    if (status)
        return status;
    const char *temporary = xt_outfile_temporary(x->file);
    if (!temporary)
        status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(path), ENOTSUP); /* no seeking in a pipe */
    else if (!(x->book = workbook_new(temporary)))
        status = xt_fail_memory(error);
    if (status)
        xt_outfile_discard(x->file);
    return status;
}

void xt_xlsx_note(xt_xlsx *x, lxw_error answer)
{
    if (!x->fault)
        x->fault = answer;
}

void xt_xlsx_text(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *text,
                  lxw_format *format)
{
    xt_str value = xt_str_of(text);
    if (xt_utf8_valid(value) != value.size) {
        xt_xlsx_note(x, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    if (value.size) {
        xt_xlsx_note(x, worksheet_write_string(sheet, row, (lxw_col_t)column, text, format));
        count(x, sheet->index, row + 1, (uint32_t)column + 1, value);
    } else {
        xt_xlsx_note(x, worksheet_write_blank(sheet, row, (lxw_col_t)column, format));
    }
}

void xt_xlsx_number(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, double number,
                    lxw_format *format)
{
    char text[64]; /* as libxlsxwriter puts it into the file */
    if (!isfinite(number)) {
        xt_xlsx_note(x, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    xt_xlsx_note(x, worksheet_write_number(sheet, row, (lxw_col_t)column, number, format));
    snprintf(text, sizeof text, "%.16G", number);
    count(x, sheet->index, row + 1, (uint32_t)column + 1, xt_str_of(text));
}

void xt_xlsx_merged(xt_xlsx *x, lxw_worksheet *sheet, xt_range range, const char *text, lxw_format *format)
{
    bool single = range.first_row == range.last_row && range.first_column == range.last_column;
    if (!single)
        xt_xlsx_note(x, worksheet_merge_range(sheet, range.first_row, (lxw_col_t)range.first_column,
                                              range.last_row, (lxw_col_t)range.last_column, "", format));
    xt_xlsx_text(x, sheet, range.first_row, range.first_column, text, format);
}

/* Adds up what stands in a sheet of the file that was written. */
static xt_status sum_sheet(xt_xlsx *read, xt_book *book, size_t index, xt_error *error)
{
    xt_sheet *sheet = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        for (size_t i = 0; i < row->count; i++)
            count(read, index, row->number, row->cells[i].column, row->cells[i].text);
    }
    xt_sheet_close(sheet);
    return status;
}

static xt_status compare(const xt_xlsx *x, const char *path, xt_error *error)
{
    xt_book *book = NULL;
    xt_xlsx read = {0};
    xt_status status = xt_book_open(&book, path, NULL, error);
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++)
        status = sum_sheet(&read, book, i, error);
    xt_book_close(book);
    if (status == XT_OUT_OF_MEMORY)
        return status;
    bool same = !status && read.cells == x->cells && read.sum == x->sum;
    return same ? XT_OK : xt_fail(error, XT_SAY_WRITE_DIFFERS);
}

void xt_xlsx_discard(xt_xlsx *x)
{
    lxw_workbook_free(x->book);
    xt_outfile_discard(x->file);
}

/* The errno behind what libxlsxwriter answered, where it means one. */
static int cause_of(lxw_error fault)
{
    switch (fault) {
    case LXW_ERROR_MEMORY_MALLOC_FAILED: return ENOMEM;
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE: return errno ? errno : EIO;
    default: return EINVAL;
    }
}

xt_status xt_xlsx_end(xt_xlsx *x, xt_error *error)
{
    const xt_output *output = xt_outfile_output(x->file);
    errno = 0;
    xt_xlsx_note(x, workbook_close(x->book)); /* frees the book, whatever it answers */
    xt_status status = XT_OK;
    if (x->fault && cause_of(x->fault) == ENOMEM)
        status = xt_fail_memory(error);
    else if (x->fault)
        status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(output->name), cause_of(x->fault));
    else
        status = compare(x, xt_outfile_temporary(x->file), error);
    if (status) {
        xt_outfile_discard(x->file);
        return status;
    }
    return xt_outfile_finish(x->file, error);
}
