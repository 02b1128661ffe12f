/* SPDX-License-Identifier: MIT
 *
 * Rows and cells from what stands in their elements (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
 */
#include "base/calendar.h"
#include "base/number.h"
#include "base/utf8.h"
#include "read/ooxml_sheet.h"
#include "read/ref.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *name;
    xt_cell_value type;
} TYPES[] = {
    {"s", XT_VALUE_SHARED},  {"n", XT_VALUE_NUMBER}, {"str", XT_VALUE_STRING}, {"inlineStr", XT_VALUE_INLINE},
    {"b", XT_VALUE_BOOLEAN}, {"e", XT_VALUE_ERROR},  {"d", XT_VALUE_DATE}};

xt_status xt_ooxml_start_row(xt_ooxml_sheet *s, xt_str number, xt_str hidden, xt_error *error)
{
    uint64_t row = s->next_row;
    xt_sheet_begin_row(&s->base, s->next_row);
    if (number.data && (!xt_uint_parse(number, UINT32_MAX, &row) || row == 0))
        return xt_sheet_fail(&s->base, XT_SAY_ROW_NUMBER, 0, number, error);
    if (row > XT_MAX_ROW)
        return xt_sheet_fail_limit(&s->base, XT_SAY_LIMIT_ROW, row, XT_MAX_ROW, error);
    s->base.row.number = (uint32_t)row;
    s->base.row.hidden = hidden.data && xt_xml_true(hidden);
    s->next_row = s->base.row.number + 1;
    s->next_column = 1;
    return XT_OK;
}

static xt_status find_type(xt_ooxml_sheet *s, xt_str name, xt_error *error)
{
    s->type = XT_VALUE_NUMBER;
    if (!name.data)
        return XT_OK;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (xt_str_equal(name, xt_str_of(TYPES[i].name))) {
            s->type = TYPES[i].type;
            return XT_OK;
        }
    return xt_sheet_fail(&s->base, XT_SAY_CELL_TYPE, s->cell.column, name, error);
}

xt_status xt_ooxml_start_cell(xt_ooxml_sheet *s, xt_str ref, xt_str type, xt_str format, xt_error *error)
{
    uint32_t row = s->base.row.number, column = s->next_column;
    /* An address in another row: which of the two is right cannot be known. */
    if (ref.data && (!xt_ref_parse(ref, &row, &column) || row != s->base.row.number))
        return xt_sheet_fail(&s->base, XT_SAY_CELL_ADDRESS, 1, ref, error);
    if (column > XT_MAX_COLUMN)
        return xt_sheet_fail_limit(&s->base, XT_SAY_LIMIT_COLUMN, column, XT_MAX_COLUMN, error);
    uint64_t index = 0;
    if (format.data && !xt_uint_parse(format, UINT32_MAX, &index))
        return xt_sheet_fail(&s->base, XT_SAY_CELL_FORMAT, column, format, error);
    s->next_column = column + 1;
    s->cell = (xt_cell){.column = column, .format = (uint32_t)index};
    xt_bytes_clear(&s->value);
    return find_type(s, type, error);
}

static xt_status set_shared(xt_ooxml_sheet *s, xt_str value, xt_error *error)
{
    uint64_t index = 0;
    xt_str digits = xt_str_trim(value);
    if (!xt_uint_parse(digits, UINT32_MAX - 1, &index) || index >= s->base.book->strings.count)
        return xt_sheet_fail(&s->base, XT_SAY_CELL_STRING, s->cell.column, value, error);
    s->cell.type = XT_CELL_TEXT;
    s->cell.string = (uint32_t)index + 1;
    s->cell.text = xt_strings_get(&s->base.book->strings, (size_t)index);
    if (s->base.book->limits.cell_size && s->cell.text.size > s->base.book->limits.cell_size)
        return xt_sheet_fail_size(&s->base, s->cell.column, s->cell.text.size, error);
    return xt_sheet_set_text(&s->base, &s->cell, s->cell.text, true, error);
}

static xt_status set_number(xt_ooxml_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_str digits = xt_str_trim(value);
    if (!xt_double_parse(digits, &s->cell.number))
        s->cell.type = XT_CELL_INVALID;
    else
        s->cell.type =
            xt_styles_is_date(&s->base.book->styles, s->cell.format) ? XT_CELL_DATE : XT_CELL_NUMBER;
    return xt_sheet_set_text(&s->base, &s->cell, digits, lasting, error);
}

/* An ISO 8601 cell, which Strict workbooks have: a serial like any other date. */
static xt_status set_iso(xt_ooxml_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_day day = 0;
    double fraction = 0;
    xt_str text = xt_str_trim(value);
    if (xt_iso_parse(text, &day, &fraction))
        s->cell.number = xt_serial_of_day(day, s->base.book->date1904) + fraction;
    else if (xt_time_parse(text, &fraction))
        s->cell.number = fraction;
    else
        return set_number(s, value, lasting, error);
    s->cell.type = XT_CELL_DATE;
    return xt_sheet_set_text(&s->base, &s->cell, text, lasting, error);
}

/* An invalid one keeps its text, as numbers do. */
static xt_status set_boolean(xt_ooxml_sheet *s, xt_str value, bool lasting, xt_error *error)
{
    xt_str text = xt_str_trim(value);
    bool yes = xt_str_equal(text, XT_LITERAL("1")) || xt_str_equal_nocase(text, XT_LITERAL("true"));
    bool no = xt_str_equal(text, XT_LITERAL("0")) || xt_str_equal_nocase(text, XT_LITERAL("false"));
    s->cell.type = yes || no ? XT_CELL_BOOLEAN : XT_CELL_INVALID;
    s->cell.number = yes;
    return yes || no ? XT_OK : xt_sheet_set_text(&s->base, &s->cell, text, lasting, error);
}

xt_status xt_ooxml_end_cell(xt_ooxml_sheet *s, xt_str value, bool lasting, xt_error *error)
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
        status = xt_sheet_set_text(&s->base, &s->cell, value, lasting, error);
        break;
    case XT_VALUE_ERROR:
        s->cell.type = XT_CELL_ERROR;
        status = xt_sheet_set_text(&s->base, &s->cell, value, lasting, error);
        break;
    }
    return status ? status : xt_sheet_add_cell(&s->base, &s->cell, error);
}

void xt_ooxml_start_formula(xt_ooxml_sheet *s)
{
    s->cell.flags |= XT_CELL_FORMULA;
    s->formula = (xt_formula){0};
}

void xt_ooxml_add_formula(xt_ooxml_sheet *s, xt_str piece)
{
    if (xt_formula_asks(&s->formula, piece))
        xt_sheet_mark(&s->base, XT_ODD_DDE, s->cell.column);
}

/* Whether the row had cells before; from now on it had. */
static bool row_again(xt_ooxml_sheet *s)
{
    unsigned char *byte = &s->rows_seen[(s->base.row.number - 1) / 8];
    unsigned char bit = (unsigned char)(1u << (s->base.row.number - 1) % 8);
    bool again = *byte & bit;
    *byte |= bit;
    return again;
}

xt_status xt_ooxml_end_row(xt_ooxml_sheet *s, xt_error *error)
{
    xt_status status = xt_sheet_end_row(&s->base, error);
    if (!status && s->base.row.count && row_again(s))
        return xt_sheet_fail(&s->base, XT_SAY_CELL_TWICE, s->base.row.cells[0].column, (xt_str){0}, error);
    return status;
}
