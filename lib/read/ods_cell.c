/* SPDX-License-Identifier: MIT
 *
 * Cells from their attributes and paragraphs (ODF 1.3 part 3, 9.1.4 and office:value-type in 19).
 */
#include "base/calendar.h"
#include "base/number.h"
#include "read/ods_beyond.h"
#include "read/ods_sheet.h"

enum {
    A_TYPE,
    A_FORMULA,
    A_COLUMNS,
    A_ACROSS,
    A_DOWN,
    A_VALUE,
    A_BOOLEAN,
    A_DATE,
    A_TIME,
    A_STRING,
    A_COUNT
};

static const char *const ATTRIBUTES[A_COUNT] = {
    [A_TYPE] = "value-type",
    [A_FORMULA] = "formula",
    [A_COLUMNS] = "number-columns-repeated",
    [A_ACROSS] = "number-columns-spanned",
    [A_DOWN] = "number-rows-spanned",
    [A_VALUE] = "value",
    [A_BOOLEAN] = "boolean-value",
    [A_DATE] = "date-value",
    [A_TIME] = "time-value",
    [A_STRING] = "string-value",
};

/* What each type is, and in which attribute its value stands. */
static const struct {
    const char *name;
    xt_ods_type type;
    int attribute;
} TYPES[] = {
    {"float", XT_ODS_NUMBER, A_VALUE},      {"string", XT_ODS_TEXT, A_STRING},
    {"currency", XT_ODS_NUMBER, A_VALUE},   {"percentage", XT_ODS_NUMBER, A_VALUE},
    {"date", XT_ODS_DATE, A_DATE},          {"time", XT_ODS_TIME, A_TIME},
    {"boolean", XT_ODS_BOOLEAN, A_BOOLEAN}, {"void", XT_ODS_TEXT, A_STRING},
};

xt_status xt_ods_count(const xt_ods_sheet *s, xt_str text, uint64_t *count, xt_error *error)
{
    *count = 1;
    if (!text.data)
        return XT_OK;
    if (!xt_uint_parse(text, INT64_MAX, count) || *count == 0)
        return xt_sheet_fail(&s->base, XT_SAY_REPEAT, 0, text, error);
    if (*count > UINT32_MAX)
        *count = UINT32_MAX;
    return XT_OK;
}

/* Sorts the attributes into `found`; LibreOffice's own type tells errors. */
static void sort_attributes(xt_ods_sheet *s, const char **attributes, xt_str found[A_COUNT])
{
    for (; *attributes; attributes += 2) {
        const char *name = xt_xml_local_name(XT_XML_OPENDOCUMENT, attributes[0]);
        for (int i = 0; name && i < A_COUNT; i++)
            if (strcmp(name, ATTRIBUTES[i]) == 0) {
                found[i] = xt_str_of(attributes[1]);
                break;
            }
        if (!name && strcmp(attributes[1], "error") == 0) {
            name = xt_xml_local_name(XT_XML_CALCEXT, attributes[0]);
            s->is_error = s->is_error || (name && strcmp(name, ATTRIBUTES[A_TYPE]) == 0);
        }
    }
}

/* Takes over the type and the attribute that holds the value. */
static xt_status set_type(xt_ods_sheet *s, const xt_str found[A_COUNT], xt_error *error)
{
    s->type = XT_ODS_TEXT;
    s->has_value = false;
    xt_bytes_clear(&s->value);
    if (!found[A_TYPE].data)
        return XT_OK;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
        if (!xt_str_equal(found[A_TYPE], xt_str_of(TYPES[i].name)))
            continue;
        xt_str value = found[TYPES[i].attribute];
        s->type = TYPES[i].type;
        s->has_value = value.data != NULL;
        return xt_bytes_add(&s->value, value) ? xt_fail_memory(error) : XT_OK;
    }
    return xt_sheet_fail(&s->base, XT_SAY_CELL_TYPE, s->cell.column, found[A_TYPE], error);
}

xt_status xt_ods_start_cell(xt_ods_sheet *s, const char **attributes, xt_error *error)
{
    xt_str found[A_COUNT] = {{0}};
    uint64_t across = 1, down = 1;
    s->is_error = false;
    sort_attributes(s, attributes, found);
    uint64_t column = s->next_column < XT_MAX_COLUMN ? s->next_column : XT_MAX_COLUMN;
    s->cell = (xt_cell){.column = (uint32_t)column, .flags = found[A_FORMULA].data ? XT_CELL_FORMULA : 0};
    xt_ods_text_clear(&s->text);
    if (xt_ods_asks(found[A_FORMULA]))
        xt_sheet_mark(&s->base, XT_ODD_DDE, s->cell.column);
    xt_status status = xt_ods_count(s, found[A_COLUMNS], &s->columns, error);
    if (!status)
        status = xt_ods_count(s, found[A_ACROSS], &across, error);
    if (!status)
        status = xt_ods_count(s, found[A_DOWN], &down, error);
    s->across = (uint32_t)across;
    s->down = (uint32_t)down;
    return status ? status : set_type(s, found, error);
}

/* Whether the text is the name of an error: "#DIV/0!", "#NAME?", "#N/A" in any language, "Err:502". */
static bool names_error(xt_str text)
{
    if (xt_str_starts(text, XT_LITERAL("Err:")))
        return true;
    char last = text.size ? text.data[text.size - 1] : '\0';
    return xt_str_starts(text, XT_LITERAL("#")) &&
           (last == '!' || last == '?' || xt_str_equal(text, XT_LITERAL("#N/A")));
}

static xt_status set(xt_ods_sheet *s, xt_cell_type type, xt_str text, xt_error *error)
{
    s->cell.type = (uint8_t)type;
    return xt_sheet_set_text(&s->base, &s->cell, text, false, error);
}

/* OpenDocument's day 0, which is the date of a time without a date, lies a day before Excel's; from 1 Jan
 * 1900 on the date counts, not the number of days. */
static double serial_of(xt_day day, double fraction, bool date1904)
{
    const xt_day zero = xt_day_of((xt_civil){1899, 12, 30});
    return (!date1904 && day <= zero ? day - zero : xt_serial_of_day(day, date1904)) + fraction;
}

/* A number, date or truth value that is none keeps the text that stands in its place. */
static xt_status set_value(xt_ods_sheet *s, xt_str value, xt_error *error)
{
    xt_day day = 0;
    double fraction = 0, *number = &s->cell.number;
    switch (s->type) {
    case XT_ODS_NUMBER:
        return set(s, xt_double_parse(value, number) ? XT_CELL_NUMBER : XT_CELL_INVALID, value, error);
    case XT_ODS_TIME:
        return set(s, xt_duration_parse(value, number) ? XT_CELL_DATE : XT_CELL_INVALID, value, error);
    case XT_ODS_DATE:
        if (!xt_iso_parse(value, &day, &fraction))
            return set(s, XT_CELL_INVALID, value, error);
        *number = serial_of(day, fraction, s->base.book->date1904);
        return set(s, XT_CELL_DATE, value, error);
    case XT_ODS_BOOLEAN:
        *number = xt_str_equal(value, XT_LITERAL("true"));
        s->cell.type = XT_CELL_BOOLEAN;
        return *number != 0 || xt_str_equal(value, XT_LITERAL("false"))
                   ? XT_OK
                   : set(s, XT_CELL_INVALID, value, error);
    case XT_ODS_TEXT: break;
    }
    return set(s, XT_CELL_TEXT, value, error);
}

/* An error is told by its text. Only LibreOffice 4.1 and later say that it is one; older ones and Excel call
 * the formula's result a number, which is 0. */
static xt_status settle(xt_ods_sheet *s, xt_error *error)
{
    xt_str shown = xt_bytes_str(&s->text.bytes), value = s->has_value ? xt_bytes_str(&s->value) : shown;
    bool hides_error = (s->cell.flags & XT_CELL_FORMULA) && s->type != XT_ODS_TEXT && names_error(shown);
    if (s->is_error || hides_error)
        return set(s, XT_CELL_ERROR, shown.size ? shown : value, error);
    return set_value(s, value, error);
}

/* Adds the cell as often as it is there. */
static xt_status add(xt_ods_sheet *s, xt_error *error)
{
    uint64_t last = s->next_column + s->columns - 1;
    if (last > XT_MAX_COLUMN)
        return xt_sheet_fail_limit(&s->base, XT_SAY_LIMIT_COLUMN, last, XT_MAX_COLUMN, error);
    uint64_t cost = s->cell.text.size > XT_ODS_REPEAT_COST ? s->cell.text.size : XT_ODS_REPEAT_COST;
    xt_status status = xt_sheet_count_text(&s->base, cost * (s->columns - 1), error);
    for (uint64_t i = 0; !status && i < s->columns; i++, s->cell.column++)
        status = xt_sheet_add_cell(&s->base, &s->cell, error);
    return status;
}

static xt_status add_span(xt_ods_sheet *s, xt_error *error)
{
    const xt_ods_span span = {s->cell.column, s->across, s->down};
    if ((span.across < 2 && span.down < 2) || s->next_column > XT_MAX_COLUMN)
        return XT_OK;
    return xt_bytes_append(&s->spans, &span, sizeof span) ? xt_fail_memory(error) : XT_OK;
}

xt_status xt_ods_end_cell(xt_ods_sheet *s, xt_error *error)
{
    const xt_bytes *shown = &s->text.bytes;
    if (shown->fault == XT_OVER_LIMIT)
        return xt_sheet_fail_size(&s->base, s->cell.column, shown->size + 1, error);
    if (shown->fault)
        return xt_fail_memory(error);
    uint64_t most = s->base.book->limits.cell_size;
    if (most && s->value.size > most)
        return xt_sheet_fail_size(&s->base, s->cell.column, s->value.size, error);
    xt_status status = add_span(s, error);
    if (!status && (shown->size || s->value.size)) {
        status = settle(s, error);
        if (!status)
            status = add(s, error);
    }
    s->next_column += s->columns;
    return status;
}
