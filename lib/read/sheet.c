/* SPDX-License-Identifier: MIT
 *
 * A worksheet part as rows (ECMA-376 part 1, 18.3.1): one row in memory at a time.
 */
#include "base/calendar.h"
#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"
#include "read/book.h"
#include "read/ref.h"
#include "read/xml.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    E_SHEET = 1,
    E_COLUMNS,
    E_COLUMN,
    E_DATA,
    E_ROW,
    E_CELL,
    E_VALUE,
    E_FORMULA,
    E_INLINE,
    E_RUN,
    E_TEXT,
    E_MERGES,
    E_MERGE,
};

/* The elements of every cell come first: the table is searched from its top. */
static const xt_xml_rule GRAMMAR[] = {
    {E_CELL, "v", E_VALUE},     {E_ROW, "c", E_CELL},        {E_DATA, "row", E_ROW},
    {E_CELL, "is", E_INLINE},   {E_INLINE, "t", E_TEXT},     {E_CELL, "f", E_FORMULA},
    {E_INLINE, "r", E_RUN},     {E_RUN, "t", E_TEXT},        {E_MERGES, "mergeCell", E_MERGE},
    {E_COLUMNS, "col", E_COLUMN}, {E_SHEET, "cols", E_COLUMNS}, {E_SHEET, "sheetData", E_DATA},
    {E_SHEET, "mergeCells", E_MERGES}, {XT_XML_ROOT, "worksheet", E_SHEET}, {0, NULL, 0},
};

typedef enum value_type { V_NUMBER, V_SHARED, V_STRING, V_INLINE, V_BOOLEAN, V_ERROR, V_DATE } value_type;

static const struct {
    const char *name;
    value_type type;
} TYPES[] = {{"s", V_SHARED},  {"n", V_NUMBER}, {"str", V_STRING}, {"inlineStr", V_INLINE},
             {"b", V_BOOLEAN}, {"e", V_ERROR},  {"d", V_DATE}};

struct xt_sheet {
    xt_book *book;
    xt_book_sheet_entry *entry;
    const char *name;
    xt_zip_part *part;
    xt_xml *xml;

    xt_row row;
    bool row_ready;
    uint32_t next_row, next_column;
    unsigned char rows_seen[XT_MAX_ROW / 8]; /* one bit for each row that had cells */
    xt_bytes cells; /* of xt_cell */
    xt_arena arena; /* texts of the row's cells */

    xt_cell cell; /* the one being read */
    value_type type;
    xt_bytes value;    /* what <v> or <is> holds */
    size_t text_start; /* where the <t> being read begins in it */

    uint64_t text_given, text_limit;
    xt_bytes hidden; /* of xt_range: the hidden columns */
    xt_bytes merges; /* of xt_range */
};

/* "sheet!B5", or "sheet!5" without a column: where a fault is. */
static xt_status fail(const xt_sheet *s, xt_sentence sentence, uint32_t column, xt_str text, xt_error *error)
{
    char place[XT_ERROR_TEXT], ref[XT_REF_SIZE];
    size_t room = sizeof place - XT_REF_SIZE - 2;
    size_t size = xt_utf8_cut(xt_str_of(s->name), room);
    snprintf(place, sizeof place, "%.*s!%s", (int)size, s->name, xt_cell_ref(s->row.number, column, ref));
    return xt_fail_at(error, sentence, xt_str_of(place), text);
}

static xt_status fail_limit(const xt_sheet *s, xt_sentence sentence, uint64_t number, uint64_t limit,
                            xt_error *error)
{
    return xt_fail_limit(error, sentence, xt_str_of(s->name), number, limit);
}

static xt_status start_column(xt_sheet *s, const char **attributes, xt_error *error)
{
    const char *first = xt_xml_attribute(attributes, "min"), *last = xt_xml_attribute(attributes, "max");
    uint64_t from = 0, to = 0;
    if (!xt_xml_true(xt_xml_attribute(attributes, "hidden")) || !first || !last ||
        !xt_uint_parse(xt_str_of(first), UINT32_MAX, &from) || !xt_uint_parse(xt_str_of(last), UINT32_MAX, &to))
        return XT_OK;
    xt_range range = {.first_column = (uint32_t)from, .last_column = (uint32_t)to};
    if (s->hidden.size / sizeof range < XT_MAX_COLUMN && xt_bytes_append(&s->hidden, &range, sizeof range))
        return xt_fail_memory(error);
    return XT_OK;
}

static xt_status start_row(xt_sheet *s, const char **attributes, xt_error *error)
{
    const char *number = xt_xml_attribute(attributes, "r");
    uint64_t row = s->next_row;
    s->row = (xt_row){.number = s->next_row};
    if (number && (!xt_uint_parse(xt_str_of(number), UINT32_MAX, &row) || row == 0))
        return fail(s, XT_SAY_ROW_NUMBER, 0, xt_str_of(number), error);
    if (row > XT_MAX_ROW)
        return fail_limit(s, XT_SAY_LIMIT_ROW, row, XT_MAX_ROW, error);
    s->row.number = (uint32_t)row;
    s->row.hidden = xt_xml_true(xt_xml_attribute(attributes, "hidden"));
    s->next_row = s->row.number + 1;
    s->next_column = 1;
    xt_bytes_clear(&s->cells);
    xt_arena_reset(&s->arena);
    return XT_OK;
}

static xt_status find_type(xt_sheet *s, const char *name, xt_error *error)
{
    s->type = V_NUMBER;
    if (!name)
        return XT_OK;
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(TYPES[i].name, name) == 0) {
            s->type = TYPES[i].type;
            return XT_OK;
        }
    return fail(s, XT_SAY_CELL_TYPE, s->cell.column, xt_str_of(name), error);
}

static xt_status start_cell(xt_sheet *s, const char **attributes, xt_error *error)
{
    const char *ref = NULL, *type = NULL, *format = NULL;
    for (; *attributes; attributes += 2) {
        const char *name = attributes[0];
        if (name[1] != '\0')
            continue;
        switch (name[0]) {
        case 'r': ref = attributes[1]; break;
        case 't': type = attributes[1]; break;
        case 's': format = attributes[1]; break;
        default: break;
        }
    }
    uint32_t row = s->row.number, column = s->next_column;
    /* An address in another row: which of the two is right cannot be known. */
    if (ref && (!xt_ref_parse(xt_str_of(ref), &row, &column) || row != s->row.number))
        return fail(s, XT_SAY_CELL_ADDRESS, 1, xt_str_of(ref), error);
    if (column > XT_MAX_COLUMN)
        return fail_limit(s, XT_SAY_LIMIT_COLUMN, column, XT_MAX_COLUMN, error);
    uint64_t index = 0;
    if (format && !xt_uint_parse(xt_str_of(format), UINT32_MAX, &index))
        return fail(s, XT_SAY_CELL_FORMAT, column, xt_str_of(format), error);
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
        return fail_limit(s, XT_SAY_LIMIT_TEXT, total, s->text_limit, error);
    s->book->text_given = total;
    s->entry->text_given = s->text_given;
    return XT_OK;
}

static xt_status fail_size(const xt_sheet *s, uint64_t size, xt_error *error)
{
    xt_status status = fail(s, XT_SAY_LIMIT_CELL, s->cell.column, (xt_str){0}, error);
    if (error) {
        error->number = (int64_t)size;
        error->limit = (int64_t)s->book->limits.cell_size;
    }
    return status;
}

/* Keeps the text in the row's arena. */
static xt_status set_text(xt_sheet *s, xt_str text, xt_error *error)
{
    char *copy = xt_arena_copy(&s->arena, text);
    if (!copy)
        return xt_fail_memory(error);
    s->cell.text = (xt_str){copy, text.size};
    return count_text(s, text.size, error);
}

static xt_status set_shared(xt_sheet *s, xt_str value, xt_error *error)
{
    uint64_t index = 0;
    xt_str digits = xt_str_trim(value);
    if (!xt_uint_parse(digits, UINT32_MAX - 1, &index) || index >= s->book->strings.count)
        return fail(s, XT_SAY_CELL_STRING, s->cell.column, value, error);
    s->cell.type = XT_CELL_TEXT;
    s->cell.string = (uint32_t)index + 1;
    s->cell.text = xt_strings_get(&s->book->strings, (size_t)index);
    if (s->book->limits.cell_size && s->cell.text.size > s->book->limits.cell_size)
        return fail_size(s, s->cell.text.size, error);
    return count_text(s, s->cell.text.size, error);
}

static xt_status set_number(xt_sheet *s, xt_str value, xt_error *error)
{
    xt_str digits = xt_str_trim(value);
    if (!xt_double_parse(digits, &s->cell.number))
        s->cell.type = XT_CELL_INVALID;
    else
        s->cell.type = xt_styles_is_date(&s->book->styles, s->cell.format) ? XT_CELL_DATE : XT_CELL_NUMBER;
    return set_text(s, digits, error);
}

/* An ISO 8601 cell, which Strict workbooks have: a serial like any other date. */
static xt_status set_iso(xt_sheet *s, xt_str value, xt_error *error)
{
    xt_day day = 0;
    double fraction = 0;
    xt_str text = xt_str_trim(value);
    if (xt_iso_parse(text, &day, &fraction))
        s->cell.number = xt_serial_of_day(day, s->book->date1904) + fraction;
    else if (xt_time_parse(text, &fraction))
        s->cell.number = fraction;
    else
        return set_number(s, value, error);
    s->cell.type = XT_CELL_DATE;
    return set_text(s, text, error);
}

/* An invalid one keeps its text, as numbers do. */
static xt_status set_boolean(xt_sheet *s, xt_str value, xt_error *error)
{
    xt_str text = xt_str_trim(value);
    bool yes = xt_str_equal(text, XT_LITERAL("1")) || xt_str_equal_nocase(text, XT_LITERAL("true"));
    bool no = xt_str_equal(text, XT_LITERAL("0")) || xt_str_equal_nocase(text, XT_LITERAL("false"));
    s->cell.type = yes || no ? XT_CELL_BOOLEAN : XT_CELL_INVALID;
    s->cell.number = yes;
    return yes || no ? XT_OK : set_text(s, text, error);
}

static xt_status end_cell(xt_sheet *s, xt_error *error)
{
    xt_status status = XT_OK;
    xt_str value = xt_bytes_str(&s->value);
    if (value.size == 0)
        return XT_OK;
    switch (s->type) {
    case V_SHARED: status = set_shared(s, value, error); break;
    case V_NUMBER: status = set_number(s, value, error); break;
    case V_DATE: status = set_iso(s, value, error); break;
    case V_BOOLEAN: status = set_boolean(s, value, error); break;
    case V_STRING:
    case V_INLINE:
        s->cell.type = XT_CELL_TEXT;
        status = set_text(s, value, error);
        break;
    case V_ERROR:
        s->cell.type = XT_CELL_ERROR;
        status = set_text(s, value, error);
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
static xt_status end_row(xt_sheet *s, xt_error *error)
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
            return fail(s, XT_SAY_CELL_TWICE, cells[i].column, (xt_str){0}, error);
    if (count && row_again(s))
        return fail(s, XT_SAY_CELL_TWICE, cells[0].column, (xt_str){0}, error);
    s->row.cells = cells;
    s->row.count = count;
    s->row_ready = true;
    xt_xml_pause(s->xml);
    return XT_OK;
}

static xt_status start_merge(xt_sheet *s, const char **attributes, xt_error *error)
{
    const char *ref = xt_xml_attribute(attributes, "ref");
    uint64_t most = s->book->limits.merges, count = s->merges.size / sizeof(xt_range);
    xt_range range;
    if (most && count >= most)
        return fail_limit(s, XT_SAY_LIMIT_MERGES, count + 1, most, error);
    if (!ref || !xt_range_parse(xt_str_of(ref), &range))
        return xt_fail_at(error, XT_SAY_MERGE, xt_str_of(s->name), xt_str_of(ref ? ref : ""));
    return xt_bytes_append(&s->merges, &range, sizeof range) ? xt_fail_memory(error) : XT_OK;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    xt_sheet *s = context;
    switch (kind) {
    case E_CELL: return start_cell(s, attributes, error);
    case E_ROW: return start_row(s, attributes, error);
    case E_FORMULA: s->cell.flags |= XT_CELL_FORMULA; return XT_OK;
    case E_TEXT: s->text_start = s->value.size; return XT_OK;
    case E_COLUMN: return start_column(s, attributes, error);
    case E_MERGE: return start_merge(s, attributes, error);
    default: return XT_OK;
    }
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml;
    xt_sheet *s = context;
    /* 18.18.11: the value of an inlineStr cell stands in <is>, not in <v>. */
    if (kind != E_TEXT && (kind != E_VALUE || s->type == V_INLINE))
        return XT_OK;
    if (xt_bytes_add(&s->value, piece) == XT_OVER_LIMIT)
        return fail_size(s, s->value.size + piece.size, error);
    return s->value.fault ? xt_fail_memory(error) : XT_OK;
}

static xt_status on_end(void *context, xt_xml *xml, int kind, xt_error *error)
{
    (void)xml;
    xt_sheet *s = context;
    bool escaped = kind == E_TEXT || (kind == E_VALUE && s->type == V_STRING);
    size_t from = kind == E_TEXT ? s->text_start : 0;
    if (escaped && s->value.size > from)
        s->value.size = from + xt_unescape(s->value.data + from, s->value.size - from);
    if (kind == E_CELL)
        return end_cell(s, error);
    return kind == E_ROW ? end_row(s, error) : XT_OK;
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_start, .end = on_end, .text = on_text};

xt_status xt_sheet_open(xt_sheet **out, xt_book *book, size_t index, xt_error *error)
{
    if (index >= book->sheet_count)
        return xt_fail(error, XT_SAY_NO_WORKSHEET);
    xt_book_sheet_entry *entry = &book->sheets[index];
    if (!entry->info.is_worksheet)
        return xt_fail_at(error, XT_SAY_SHEET_CHART, (xt_str){0}, xt_str_of(entry->info.name));
    if (entry->part == XT_NO_PART)
        return xt_fail_at(error, XT_SAY_PART_MISSING, xt_str_of(entry->info.name), (xt_str){0});
    xt_sheet *s = calloc(1, sizeof *s);
    if (!s)
        return xt_fail_memory(error);
    uint64_t cell_size = book->limits.cell_size;
    s->book = book;
    s->entry = entry;
    s->name = entry->info.name;
    s->next_row = 1;
    s->cells = xt_bytes_make(SIZE_MAX / 2);
    s->hidden = xt_bytes_make(SIZE_MAX / 2);
    s->merges = xt_bytes_make(SIZE_MAX / 2);
    s->value = xt_bytes_make(cell_size ? (size_t)cell_size : SIZE_MAX / 2);
    if (book->limits.text_size)
        s->text_limit = book->limits.text_size + book->limits.text_factor * book->file_size;
    xt_status status = xt_zip_part_open(&s->part, book->zip, entry->part, book->limits.sheet_size, error);
    if (!status)
        status = xt_xml_open(&s->xml, s->part, &HANDLER, s, &book->limits, book->chunk, error);
    if (status)
        xt_sheet_close(s);
    else
        *out = s;
    return status;
}

xt_status xt_sheet_next(xt_sheet *s, const xt_row **row, xt_error *error)
{
    bool more = true;
    *row = NULL;
    s->row_ready = false;
    xt_status status = xt_xml_run(s->xml, &more, error);
    if (!status && s->row_ready)
        *row = &s->row;
    return status;
}

const xt_range *xt_sheet_merges(const xt_sheet *s, size_t *count)
{
    *count = s->merges.size / sizeof(xt_range);
    return (const xt_range *)(const void *)s->merges.data;
}

bool xt_sheet_column_hidden(const xt_sheet *s, uint32_t column)
{
    const xt_range *ranges = (const xt_range *)(const void *)s->hidden.data;
    for (size_t i = 0; i < s->hidden.size / sizeof *ranges; i++)
        if (column >= ranges[i].first_column && column <= ranges[i].last_column)
            return true;
    return false;
}

void xt_sheet_close(xt_sheet *s)
{
    if (!s)
        return;
    xt_xml_close(s->xml);
    xt_zip_part_close(s->part);
    xt_bytes_free(&s->cells);
    xt_bytes_free(&s->value);
    xt_bytes_free(&s->hidden);
    xt_bytes_free(&s->merges);
    xt_arena_free(&s->arena);
    free(s);
}
