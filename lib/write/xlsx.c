/* SPDX-License-Identifier: MIT */
#include "write/xlsx.h"

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "write/outfile.h"
#include "write/xlsx_parts.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>

/* A cell as one number; the sum of all does not depend on their order. */
static uint64_t cell_hash(size_t sheet, uint32_t row, uint32_t column, xt_str value)
{
    uint64_t place[] = {sheet, row, column};
    return xt_str_hash(value, xt_str_hash((xt_str){(const char *)place, sizeof place}, 1));
}

/* The hundredths of a number that has no more: nearly all that forms hold, and no text is needed to compare
 * them. */
static bool hundredths(double number, int64_t *out)
{
    const double most = 1e13;
    if (!(fabs(number) < most))
        return false;
    *out = llround(number * 100);
    return (double)*out / 100 == number;
}

static void count(xt_xlsx *x, size_t sheet, uint32_t row, uint32_t column, xt_str value)
{
    x->cells++;
    x->sum += cell_hash(sheet, row, column, value);
}

/* What a truth value counts as; the reader gives it no text. */
static xt_str truth(bool value)
{
    return value ? XT_LITERAL("TRUE") : XT_LITERAL("FALSE");
}

static void count_hundredths(xt_xlsx *x, size_t sheet, uint32_t row, uint32_t column, int64_t value)
{
    count(x, sheet, row, column, (xt_str){(const char *)&value, sizeof value});
}

/* A number that is written, as it will be read: libxlsxwriter puts 16 digits into the file. */
static void count_number(xt_xlsx *x, size_t sheet, uint32_t row, uint32_t column, double number)
{
    char text[64];
    int64_t value = 0;
    double written = 0;
    if (hundredths(number, &value)) {
        count_hundredths(x, sheet, row, column, value);
        return;
    }
    snprintf(text, sizeof text, "%.16G", number);
    if (xt_double_parse(xt_str_of(text), &written) && hundredths(written, &value))
        count_hundredths(x, sheet, row, column, value);
    else
        count(x, sheet, row, column, xt_str_of(text));
}

/* A cell that was read back. */
static void count_cell(xt_xlsx *read, size_t sheet, uint32_t row, const xt_cell *cell)
{
    int64_t value = 0;
    bool numeric = cell->type == XT_CELL_NUMBER || cell->type == XT_CELL_DATE;
    if (cell->type == XT_CELL_BOOLEAN)
        count(read, sheet, row, cell->column, truth(cell->number != 0));
    else if (numeric && hundredths(cell->number, &value))
        count_hundredths(read, sheet, row, cell->column, value);
    else
        count(read, sheet, row, cell->column, cell->text);
}

static xt_status begin(xt_xlsx *x, const char *path, bool no_clobber, bool large, xt_error *error)
{
    lxw_workbook_options options = {.constant_memory = large};
    *x = (xt_xlsx){.text = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = xt_outfile_open(&x->file, path, no_clobber, error);
    if (status)
        return status;
    const char *temporary = xt_outfile_temporary(x->file);
    if (!temporary)
        status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(path), ENOTSUP); /* no seeking in a pipe */
    errno = 0;
    if (!status && !(x->book = workbook_new_opt(temporary, &options)))
        status = xt_fail_memory(error);
    if (status)
        xt_outfile_discard(x->file);
    return status;
}

xt_status xt_xlsx_begin(xt_xlsx *x, const char *path, bool no_clobber, xt_error *error)
{
    return begin(x, path, no_clobber, false, error);
}

xt_status xt_xlsx_begin_large(xt_xlsx *x, const char *path, bool no_clobber, xt_error *error)
{
    return begin(x, path, no_clobber, true, error);
}

/* Where libxlsxwriter has no memory for a format, a list or a merged range, it often leaves that away and
 * answers that all is well. malloc's own mark is then left. */
void xt_xlsx_note(xt_xlsx *x, lxw_error answer)
{
    if (!answer && errno == ENOMEM)
        answer = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (!x->fault)
        x->fault = answer;
}

/* Whether the text begins with an escape of the file format: _x, four digits, _ (ECMA-376 22.9.2.19). */
static bool is_escape(const char *text)
{
    return text[0] == '_' && text[1] == 'x' && strspn(text + 2, "0123456789ABCDEFabcdef") >= 4 &&
           text[6] == '_';
}

/* The text as the file has it: what looks like an escape is escaped, which libxlsxwriter leaves to others. */
static const char *escaped(xt_xlsx *x, const char *text)
{
    if (!strstr(text, "_x"))
        return text;
    xt_bytes_clear(&x->text);
    for (; *text; text++) {
        if (is_escape(text))
            xt_bytes_puts(&x->text, "_x005F");
        xt_bytes_putc(&x->text, *text);
    }
    if (x->text.fault)
        xt_xlsx_note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    return xt_bytes_cstr(&x->text);
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
        xt_xlsx_note(x, worksheet_write_string(sheet, row, (lxw_col_t)column, escaped(x, text), format));
        count(x, sheet->index, row + 1, (uint32_t)column + 1, value);
    } else {
        xt_xlsx_note(x, worksheet_write_blank(sheet, row, (lxw_col_t)column, format));
    }
}

void xt_xlsx_number(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, double number,
                    lxw_format *format)
{
    if (!isfinite(number)) {
        xt_xlsx_note(x, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    xt_xlsx_note(x, worksheet_write_number(sheet, row, (lxw_col_t)column, number, format));
    count_number(x, sheet->index, row + 1, (uint32_t)column + 1, number);
}

void xt_xlsx_boolean(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, bool value,
                     lxw_format *format)
{
    xt_xlsx_note(x, worksheet_write_boolean(sheet, row, (lxw_col_t)column, value, format));
    count(x, sheet->index, row + 1, (uint32_t)column + 1, truth(value));
}

void xt_xlsx_formula(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *formula,
                     double value, lxw_format *format)
{
    if (!isfinite(value)) {
        xt_xlsx_note(x, LXW_ERROR_PARAMETER_VALIDATION);
        return;
    }
    xt_xlsx_note(x, worksheet_write_formula_num(sheet, row, (lxw_col_t)column, formula, format, value));
    count_number(x, sheet->index, row + 1, (uint32_t)column + 1, value);
}

void xt_xlsx_formula_text(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *formula,
                          const char *value, lxw_format *format)
{
    xt_xlsx_note(x, worksheet_write_formula_str(sheet, row, (lxw_col_t)column, formula, format, value));
    if (*value) /* readers hand out no text without characters */
        count(x, sheet->index, row + 1, (uint32_t)column + 1, xt_str_of(value));
}

void xt_xlsx_link(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *target,
                  const char *text, lxw_format *format)
{
    xt_xlsx_note(x, worksheet_write_url(sheet, row, (lxw_col_t)column, target, format));
    xt_xlsx_text(x, sheet, row, column, text, format); /* in place of the address */
}

void xt_xlsx_comment(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *text,
                     lxw_comment_options *options)
{
    xt_xlsx_note(x, worksheet_write_comment_opt(sheet, row, (lxw_col_t)column, text, options));
    x->comments++;
}

bool xt_xlsx_is_pattern(const char *text)
{
    enum { LONGEST = 255 };
    return strpbrk(text, "*?~<>=") || strlen(text) > LONGEST;
}

size_t xt_xlsx_letters(xt_str text)
{
    size_t letters = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t code = xt_utf8_next(text, &at);
        bool above =
            code == 0x0E31 || (code >= 0x0E34 && code <= 0x0E3A) || (code >= 0x0E47 && code <= 0x0E4E);
        letters += !above;
    }
    return letters;
}

void xt_xlsx_merged(xt_xlsx *x, lxw_worksheet *sheet, xt_range range, const char *text, lxw_format *format)
{
    bool single = range.first_row == range.last_row && range.first_column == range.last_column;
    x->merges += !single;
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
            count_cell(read, index, row->number, &row->cells[i]);
    }
    size_t merges = 0;
    if (!status)
        xt_sheet_merges(sheet, &merges);
    read->merges += merges;
    xt_sheet_close(sheet);
    return status;
}

static xt_status compare(const xt_xlsx *x, const char *path, xt_error *error)
{
    xt_open_options how = xt_open_options_default();
    xt_book *book = NULL;
    xt_xlsx read = {0};
    how.limits = xt_limits_none(); /* it is our own */
    xt_status status = xt_book_open(&book, path, &how, error);
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++)
        status = sum_sheet(&read, book, i, error);
    xt_book_close(book);
    bool same = false;
    if (!status)
        status = xt_xlsx_check_parts(path, x->comments, &same, error);
    if (status == XT_OUT_OF_MEMORY)
        return status;
    same = same && !status && read.cells == x->cells && read.sum == x->sum && read.merges == x->merges;
    return same ? XT_OK : xt_fail(error, XT_SAY_WRITE_DIFFERS);
}

void xt_xlsx_discard(xt_xlsx *x)
{
    lxw_workbook_free(x->book);
    xt_bytes_free(&x->text);
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
    xt_xlsx_note(x, LXW_NO_ERROR); /* for calls that answer nothing */
    errno = 0;
    xt_xlsx_note(x, workbook_close(x->book)); /* frees the book, whatever it answers */
    xt_bytes_free(&x->text);
    xt_status status = XT_OK;
    if (x->fault && cause_of(x->fault) == ENOMEM)
        status = xt_fail_memory(error);
    else if (x->fault)
        status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(output->name), cause_of(x->fault));
    else
        status = compare(x, xt_outfile_temporary(x->file), error);
    if (!status && x->look.call)
        status = x->look.call(x->look.context, xt_outfile_temporary(x->file), error);
    if (status) {
        xt_outfile_discard(x->file);
        return status;
    }
    return xt_outfile_finish(x->file, error);
}
