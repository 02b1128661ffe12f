/* SPDX-License-Identifier: MIT
 *
 * Rows and cells from what stands in their elements (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
 */
#include "base/calendar.h"
#include "base/number.h"
#include "base/utf8.h"
#include "read/ref.h"
#include "read/sheet.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *name;
    xt_cell_value type;
} TYPES[] = {
    {"s", XT_VALUE_SHARED},  {"n", XT_VALUE_NUMBER}, {"str", XT_VALUE_STRING}, {"inlineStr", XT_VALUE_INLINE},
    {"b", XT_VALUE_BOOLEAN}, {"e", XT_VALUE_ERROR},  {"d", XT_VALUE_DATE}};

/* "sheet!B5", or "sheet!5" without a column: where a fault is. */
xt_status xt_sheet_fail(const xt_sheet *s, xt_sentence sentence, uint32_t column, xt_str text,
                        xt_error *error)
{
    char place[XT_ERROR_TEXT], ref[XT_REF_SIZE];
    size_t room = sizeof place - XT_REF_SIZE - 2;
    size_t size = xt_utf8_cut(xt_str_of(s->name), room);
    snprintf(place, sizeof place, "%.*s!%s", (int)size, s->name, xt_cell_ref(s->row.number, column, ref));
    return xt_fail_at(error, sentence, xt_str_of(place), text);
}

xt_status xt_sheet_fail_limit(const xt_sheet *s, xt_sentence sentence, uint64_t number, uint64_t limit,
                              xt_error *error)
{
    return xt_fail_limit(error, sentence, xt_str_of(s->name), number, limit);
}

xt_status xt_sheet_start_row(xt_sheet *s, xt_str number, xt_str hidden, xt_error *error)
{
    uint64_t row = s->next_row;
    s->row = (xt_row){.number = s->next_row};
    if (number.data && (!xt_uint_parse(number, UINT32_MAX, &row) || row == 0))
        return xt_sheet_fail(s, XT_SAY_ROW_NUMBER, 0, number, error);
    if (row > XT_MAX_ROW)
        return xt_sheet_fail_limit(s, XT_SAY_LIMIT_ROW, row, XT_MAX_ROW, error);
    s->row.number = (uint32_t)row;
    s->row.hidden = hidden.data && xt_xml_true(hidden);
    s->next_row = s->row.number + 1;
    s->next_column = 1;
    xt_bytes_clear(&s->cells);
    xt_arena_reset(&s->arena);
    return XT_OK;
}

static xt_status find_type(xt_sheet *s, xt_str name, xt_error *error)
{
    s->type = XT_VALUE_NUMBER;
    if (!name.data)
        return XT_OK;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (xt_str_equal(name, xt_str_of(TYPES[i].name))) {
            s->type = TYPES[i].type;
            return XT_OK;
        }
    return xt_sheet_fail(s, XT_SAY_CELL_TYPE, s->cell.column, name, error);
}

xt_status xt_sheet_start_cell(xt_sheet *s, xt_str ref, xt_str type, xt_str format, xt_error *error)
{
    uint32_t row = s->row.number, column = s->next_column;
    /* An address in another row: which of the two is right cannot be known. */
    if (ref.data && (!xt_ref_parse(ref, &row, &column) || row != s->row.number))
        return xt_sheet_fail(s, XT_SAY_CELL_ADDRESS, 1, ref, error);
    if (column > XT_MAX_COLUMN)
        return xt_sheet_fail_limit(s, XT_SAY_LIMIT_COLUMN, column, XT_MAX_COLUMN, error);
    uint64_t index = 0;
    if (format.data && !xt_uint_parse(format, UINT32_MAX, &index))
        return xt_sheet_fail(s, XT_SAY_CELL_FORMAT, column, format, error);
    s->next_column = column + 1;
    s->cell = (xt_cell){.column = column, .format = (uint32_t)index};
    xt_bytes_clear(&s->value);
    return find_type(s, type, error);
}

/* Counts what the workbook hands out over all its sheets; reading a sheet once more does not count again. */
static xt_status count_text(xt_sheet *s, size_t size, xt_error *error)
{
    s->text_given += size;
    if (s->text_given <= s->entry->text_given)
        return XT_OK;
    uint64_t total = s->book->text_given + (s->text_given - s->entry->text_given);
    if (s->text_limit && total > s->text_limit)
        return xt_sheet_fail_limit(s, XT_SAY_LIMIT_TEXT, total, s->text_limit, error);
    s->book->text_given = total;
    s->entry->text_given = s->text_given;
    return XT_OK;
}

xt_status xt_sheet_fail_size(const xt_sheet *s, uint64_t size, xt_error *error)
{
    xt_status status = xt_sheet_fail(s, XT_SAY_LIMIT_CELL, s->cell.column, (xt_str){0}, error);
    if (error) {
        error->number = (int64_t)size;
        error->limit = (int64_t)s->book->limits.cell_size;
    }
    return status;
}

static xt_status set_text(xt_sheet *s, xt_str text, bool lasting, xt_error *error)
{
    s->cell.text = text;
    if (!lasting) {
        char *copy = xt_arena_copy(&s->arena, text);
        if (!copy)
            return xt_fail_memory(error);
        s->cell.text.data = copy;
    }
    return count_text(s, text.size, error);
}

static xt_status set_shared(xt_sheet *s, xt_str value, xt_error *error)
{
    uint64_t index = 0;
    xt_str digits = xt_str_trim(value);
    if (!xt_uint_parse(digits, UINT32_MAX - 1, &index) || index >= s->book->strings.count)
        return xt_sheet_fail(s, XT_SAY_CELL_STRING, s->cell.column, value, error);
    s->cell.type = XT_CELL_TEXT;
    s->cell.string = (uint32_t)index + 1;
    s->cell.text = xt_strings_get(&s->book->strings, (size_t)index);
    if (s->book->limits.cell_size && s->cell.text.size > s->book->limits.cell_size)
        return xt_sheet_fail_size(s, s->cell.text.size, error);
    return count_text(s, s->cell.text.size, error);
}

static xt_status set_number(xt_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_str digits = xt_str_trim(value);
    if (!xt_double_parse(digits, &s->cell.number))
        s->cell.type = XT_CELL_INVALID;
    else
        s->cell.type = xt_styles_is_date(&s->book->styles, s->cell.format) ? XT_CELL_DATE : XT_CELL_NUMBER;
    return set_text(s, digits, lasting, error);
}

/* An ISO 8601 cell, which Strict workbooks have: a serial like any other date. */
static xt_status set_iso(xt_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_day day = 0;
    double fraction = 0;
    xt_str text = xt_str_trim(value);
    if (xt_iso_parse(text, &day, &fraction))
        s->cell.number = xt_serial_of_day(day, s->book->date1904) + fraction;
    else if (xt_time_parse(text, &fraction))
        s->cell.number = fraction;
    else
        return set_number(s, value, lasting, error);
    s->cell.type = XT_CELL_DATE;
    return set_text(s, text, lasting, error);
}

/* An invalid one keeps its text, as numbers do. */
static xt_status set_boolean(xt_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_str text = xt_str_trim(value);
    bool yes = xt_str_equal(text, XT_LITERAL("1")) || xt_str_equal_nocase(text, XT_LITERAL("true"));
    bool no = xt_str_equal(text, XT_LITERAL("0")) || xt_str_equal_nocase(text, XT_LITERAL("false"));
    s->cell.type = yes || no ? XT_CELL_BOOLEAN : XT_CELL_INVALID;
    s->cell.number = yes;
    return yes || no ? XT_OK : set_text(s, text, lasting, error);
}

xt_status xt_sheet_end_cell(xt_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_status status = XT_OK;
    if (value.size == 0)
        return XT_OK;
    switch (s->type) {
    case XT_VALUE_SHARED: status = set_shared(s, value, error); break;
    case XT_VALUE_NUMBER: status = set_number(s, value, lasting, error); break;
    case XT_VALUE_DATE: status = set_iso(s, value, lasting, error); break;
    case XT_VALUE_BOOLEAN: status = set_boolean(s, value, lasting, error); break;
    case XT_VALUE_STRING:
    case XT_VALUE_INLINE:
        s->cell.type = XT_CELL_TEXT;
        status = set_text(s, value, lasting, error);
        break;
    case XT_VALUE_ERROR:
        s->cell.type = XT_CELL_ERROR;
        status = set_text(s, value, lasting, error);
        break;
    }
    bool empty_text = s->cell.type == XT_CELL_TEXT && s->cell.text.size == 0;
    if (!status && !empty_text && xt_bytes_append(&s->cells, &s->cell, sizeof s->cell))
        status = xt_fail_memory(error);
    return status;
}

static int by_column(const void *a, const void *b)
{
    uint32_t left = ((const xt_cell *)a)->column, right = ((const xt_cell *)b)->column;
    return (left > right) - (left < right);
}

/* Whether the row had cells before; from now on it had. */
static bool row_again(xt_sheet *s)
{
    unsigned char *byte = &s->rows_seen[(s->row.number - 1) / 8];
    unsigned char bit = (unsigned char)(1u << (s->row.number - 1) % 8);
    bool again = *byte & bit;
    *byte |= bit;
    return again;
}

/* Puts the cells in order; a cell that is there twice has no value that can be trusted. */
xt_status xt_sheet_end_row(xt_sheet *s, xt_error *error)
{
    xt_cell *cells = (xt_cell *)(void *)s->cells.data;
    size_t count = s->cells.size / sizeof *cells;
    bool rising = true;
    for (size_t i = 1; i < count; i++)
        rising = rising && cells[i - 1].column < cells[i].column;
    if (!rising)
        qsort(cells, count, sizeof *cells, by_column);
    for (size_t i = 1; !rising && i < count; i++)
        if (cells[i - 1].column == cells[i].column)
            return xt_sheet_fail(s, XT_SAY_CELL_TWICE, cells[i].column, (xt_str){0}, error);
    if (count && row_again(s))
        return xt_sheet_fail(s, XT_SAY_CELL_TWICE, cells[0].column, (xt_str){0}, error);
    s->row.cells = cells;
    s->row.count = count;
    s->row_ready = true;
    return XT_OK;
}
