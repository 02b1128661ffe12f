/* SPDX-License-Identifier: MIT */
#include "read/validations.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/number.h"
#include "read/book.h"
#include "read/ref.h"
#include "read/strings.h"
#include "read/xml.h"

/* ---------------------------------------------------------------- the validations of a sheet */

enum {
    E_SHEET = 1,
    E_LIST,
    E_VALIDATION,
    E_FORMULA1,
    E_FORMULA2,
    E_EXTENSIONS,
    E_EXTENSION,
    E_LATER_LIST,
    E_LATER,
    E_LATER_FORMULA1,
    E_LATER_FORMULA2,
    E_SQREF,
};

/* E_LATER: of Excel 2010 on, [MS-XLSX]. sheetData is not named: its rows are passed over. */
static const xt_xml_rule GRAMMAR[] = {
    {XT_XML_ROOT, "worksheet", E_SHEET},
    {E_SHEET, "dataValidations", E_LIST},
    {E_LIST, "dataValidation", E_VALIDATION},
    {E_VALIDATION, "formula1", E_FORMULA1},
    {E_VALIDATION, "formula2", E_FORMULA2},
    {E_SHEET, "extLst", E_EXTENSIONS},
    {E_EXTENSIONS, "ext", E_EXTENSION},
    {E_EXTENSION, "dataValidations", E_LATER_LIST},
    {E_LATER_LIST, "dataValidation", E_LATER},
    {E_LATER, "formula1", E_LATER_FORMULA1},
    {E_LATER, "formula2", E_LATER_FORMULA2},
    {E_LATER, "sqref", E_SQREF},
    {E_LATER_FORMULA1, "f", E_FORMULA1},
    {E_LATER_FORMULA2, "f", E_FORMULA2},
    {0, NULL, 0},
};

/* 18.18.21, ST_DataValidationType. */
static const struct {
    const char *name;
    xt_validation_type type;
} TYPES[] = {
    {"list", XT_VALIDATION_LIST},       {"whole", XT_VALIDATION_WHOLE},
    {"decimal", XT_VALIDATION_DECIMAL}, {"date", XT_VALIDATION_DATE},
    {"time", XT_VALIDATION_TIME},       {"textLength", XT_VALIDATION_TEXT_LENGTH},
    {"custom", XT_VALIDATION_CUSTOM},
};

typedef struct reader {
    xt_arena *arena;
    xt_str place;
    xt_bytes items;     /* of xt_validation */
    size_t size;        /* bytes of everything kept in the arena */
    xt_validation item; /* the one being read */
    xt_bytes ranges;    /* of xt_range: its own */
    xt_bytes text;      /* of the element being read */
} reader;

static xt_validation_type type_of(const char *name)
{
    for (size_t i = 0; name && i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(TYPES[i].name, name) == 0)
            return TYPES[i].type;
    return XT_VALIDATION_ANY;
}

static xt_status fail_text(const reader *r, size_t size, size_t most, xt_error *error)
{
    return xt_fail_limit(error, XT_SAY_LIMIT_VALIDATION_TEXT, r->place, size, most);
}

/* Memory for `size` bytes of the sheet's validations. */
static xt_status take(reader *r, size_t size, void **out, xt_error *error)
{
    r->size += size;
    if (r->size > XT_VALIDATION_TEXTS)
        return fail_text(r, r->size, XT_VALIDATION_TEXTS, error);
    *out = xt_arena_alloc(r->arena, size);
    return *out ? XT_OK : xt_fail_memory(error);
}

/* A copy of the text in the arena; escaped: _xHHHH_ is decoded, as prompts need it. */
static xt_status keep(reader *r, xt_str text, bool escaped, xt_str *out, xt_error *error)
{
    void *copy = NULL;
    *out = (xt_str){0};
    if (text.size == 0)
        return XT_OK;
    if (text.size > XT_VALIDATION_TEXT)
        return fail_text(r, text.size, XT_VALIDATION_TEXT, error);
    xt_status status = take(r, text.size, &copy, error);
    if (status)
        return status;
    memcpy(copy, text.data, text.size);
    *out = (xt_str){copy, escaped ? xt_unescape(copy, text.size) : text.size};
    return XT_OK;
}

/* Parses a range that lies on a sheet. */
static bool parse_range(xt_str text, xt_range *range)
{
    return xt_range_parse(text, range) && range->last_row <= XT_MAX_ROW &&
           range->last_column <= XT_MAX_COLUMN;
}

/* 18.18.76, ST_Sqref: ranges with blanks between them. */
static xt_status add_ranges(reader *r, xt_str sqref, xt_error *error)
{
    xt_range range;
    if (sqref.size > XT_VALIDATION_TEXT)
        return fail_text(r, sqref.size, XT_VALIDATION_TEXT, error);
    while (sqref.size) {
        size_t end = 0;
        while (end < sqref.size && !strchr(" \t\r\n", sqref.data[end]))
            end++;
        if (parse_range((xt_str){sqref.data, end}, &range) &&
            xt_bytes_append(&r->ranges, &range, sizeof range))
            return xt_fail_memory(error);
        sqref = xt_str_from(sqref, end < sqref.size ? end + 1 : end);
    }
    return XT_OK;
}

static xt_status start_validation(reader *r, const char **attributes, xt_error *error)
{
    size_t count = r->items.size / sizeof r->item;
    if (count >= XT_VALIDATIONS)
        return xt_fail_limit(error, XT_SAY_LIMIT_VALIDATIONS, r->place, count + 1, XT_VALIDATIONS);
    r->item = (xt_validation){.type = type_of(xt_xml_attribute(attributes, "type"))};
    xt_bytes_clear(&r->ranges);
    xt_status status = add_ranges(r, xt_xml_attribute_str(attributes, "sqref"), error);
    if (!status)
        status = keep(r, xt_xml_attribute_str(attributes, "promptTitle"), true, &r->item.prompt_title, error);
    if (!status)
        status = keep(r, xt_xml_attribute_str(attributes, "prompt"), true, &r->item.prompt, error);
    return status;
}

static xt_status end_validation(reader *r, xt_error *error)
{
    void *ranges = NULL;
    if (r->ranges.size) {
        xt_status status = take(r, r->ranges.size, &ranges, error);
        if (status)
            return status;
        r->item.ranges = memcpy(ranges, r->ranges.data, r->ranges.size);
        r->item.range_count = r->ranges.size / sizeof *r->item.ranges;
    }
    return xt_bytes_append(&r->items, &r->item, sizeof r->item) ? xt_fail_memory(error) : XT_OK;
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml;
    reader *r = context;
    xt_bytes_clear(&r->text);
    return kind == E_VALIDATION || kind == E_LATER ? start_validation(r, attributes, error) : XT_OK;
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml;
    reader *r = context;
    if (kind != E_FORMULA1 && kind != E_FORMULA2 && kind != E_SQREF)
        return XT_OK;
    if (xt_bytes_add(&r->text, piece) == XT_OVER_LIMIT)
        return fail_text(r, r->text.size + piece.size, XT_VALIDATION_TEXT, error);
    return r->text.fault ? xt_fail_memory(error) : XT_OK;
}

static xt_status on_end(void *context, xt_xml *xml, int kind, xt_error *error)
{
    (void)xml;
    reader *r = context;
    switch (kind) {
    case E_FORMULA1: return keep(r, xt_bytes_str(&r->text), false, &r->item.formula1, error);
    case E_FORMULA2: return keep(r, xt_bytes_str(&r->text), false, &r->item.formula2, error);
    case E_SQREF: return add_ranges(r, xt_bytes_str(&r->text), error);
    case E_VALIDATION:
    case E_LATER: return end_validation(r, error);
    default: return XT_OK;
    }
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_EXTENDED, .start = on_start, .end = on_end, .text = on_text};

/* xt_xml_read allows a sheet too little. */
static xt_status read_sheet(reader *r, xt_book *book, size_t part_index, xt_error *error)
{
    xt_zip_part *part = NULL;
    xt_xml *xml = NULL;
    xt_status status = xt_zip_part_open(&part, book->zip, part_index, book->limits.sheet_size, error);
    if (!status)
        status = xt_xml_open(&xml, part, &HANDLER, r, &book->limits, book->chunk, error);
    for (bool more = true; !status && more;)
        status = xt_xml_run(xml, &more, error);
    xt_xml_close(xml);
    xt_zip_part_close(part);
    return status;
}

/* What the run holds, copied into the arena; NULL when memory is out. */
static const void *settle(const xt_bytes *bytes, xt_arena *arena)
{
    void *copy = xt_arena_alloc(arena, bytes->size);
    return copy && bytes->size ? memcpy(copy, bytes->data, bytes->size) : copy;
}

xt_status xt_sheet_validations(xt_book *book, size_t index, xt_arena *arena, const xt_validation **out,
                               size_t *count, xt_error *error)
{
    xt_book_sheet_entry *entry = NULL;
    *out = NULL;
    *count = 0;
    xt_status status = xt_book_worksheet(book, index, &entry, error);
    if (status || book->container != XT_CONTAINER_XLSX)
        return status;
    reader r = {.arena = arena,
                .place = xt_str_of(entry->info.name),
                .items = xt_bytes_make(SIZE_MAX / 2),
                .ranges = xt_bytes_make(SIZE_MAX / 2),
                .text = xt_bytes_make(XT_VALIDATION_TEXT)};
    status = read_sheet(&r, book, entry->part, error);
    const xt_validation *items = status || !r.items.size ? NULL : settle(&r.items, arena);
    if (!status && r.items.size && !items)
        status = xt_fail_memory(error);
    if (items) {
        *out = items;
        *count = r.items.size / sizeof *items;
    }
    xt_bytes_free(&r.items);
    xt_bytes_free(&r.ranges);
    xt_bytes_free(&r.text);
    return status;
}

/* ---------------------------------------------------------------- defined names */

enum { N_WORKBOOK = 1, N_NAMES, N_NAME };

static const xt_xml_rule NAMES_GRAMMAR[] = {
    {XT_XML_ROOT, "workbook", N_WORKBOOK},
    {N_WORKBOOK, "definedNames", N_NAMES},
    {N_NAMES, "definedName", N_NAME},
    {0, NULL, 0},
};

/* How near a name's scope is. */
typedef enum scope { SCOPE_NONE, SCOPE_WORKBOOK, SCOPE_SHEET } scope;

typedef struct name_reader {
    xt_str name;
    size_t sheet;
    scope found;
    bool taking; /* the text of the element at hand */
    xt_bytes text;
} name_reader;

/* 18.2.5: a name of the sheet hides one of the workbook; localSheetId counts the sheets from 0. */
static scope scope_of(const char **attributes, size_t sheet)
{
    const char *local = xt_xml_attribute(attributes, "localSheetId");
    uint64_t number = 0;
    if (!local)
        return SCOPE_WORKBOOK;
    return xt_uint_parse(xt_str_of(local), UINT32_MAX, &number) && number == sheet ? SCOPE_SHEET : SCOPE_NONE;
}

static xt_status on_name(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml, (void)error;
    name_reader *r = context;
    r->taking = false;
    if (kind != N_NAME || !xt_str_equal_nocase(xt_xml_attribute_str(attributes, "name"), r->name))
        return XT_OK;
    scope near = scope_of(attributes, r->sheet);
    if (near > r->found) {
        r->found = near;
        r->taking = true;
        xt_bytes_clear(&r->text);
    }
    return XT_OK;
}

/* A text too long for a range stays cut, and stands for none. */
static xt_status on_name_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml;
    name_reader *r = context;
    if (kind == N_NAME && r->taking && xt_bytes_add(&r->text, piece) == XT_OUT_OF_MEMORY)
        return xt_fail_memory(error);
    return XT_OK;
}

static const xt_xml_handler NAMES_HANDLER = {
    .grammar = NAMES_GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_name, .text = on_name_text};

/* ---------------------------------------------------------------- references */

/* Without blanks around and without the = that some writers put before it. */
static xt_str bare(xt_str formula)
{
    formula = xt_str_trim(formula);
    return xt_str_starts(formula, XT_LITERAL("=")) ? xt_str_trim(xt_str_from(formula, 1)) : formula;
}

/* Whether a quoted name ('' for ') is this one, letter case of Latin letters aside. */
static bool is_quoted(xt_str quoted, xt_str name)
{
    size_t at = 0;
    for (size_t i = 0; i < quoted.size; i++) {
        if (at == name.size || xt_ascii_lower(quoted.data[i]) != xt_ascii_lower(name.data[at]))
            return false;
        at++;
        i += quoted.data[i] == '\'';
    }
    return at == name.size;
}

/* The size of what stands before the ! of a reference, quotes included; SIZE_MAX where there is none. */
static size_t sheet_size(xt_str formula)
{
    size_t at = 0;
    if (formula.size && formula.data[0] == '\'') {
        for (at = 1; at < formula.size; at++) {
            bool quote = formula.data[at] == '\'';
            bool pair = quote && at + 1 < formula.size && formula.data[at + 1] == '\'';
            if (quote && !pair)
                break;
            at += pair;
        }
        return at + 1 < formula.size && formula.data[at + 1] == '!' ? at + 1 : SIZE_MAX;
    }
    const char *mark = formula.size ? memchr(formula.data, '!', formula.size) : NULL;
    return mark ? (size_t)(mark - formula.data) : SIZE_MAX;
}

/* Takes the name of a sheet off the formula's front. False: the book has no worksheet of that name. */
static bool take_sheet(const xt_book *book, xt_str *formula, size_t *sheet)
{
    size_t size = sheet_size(*formula);
    if (size == SIZE_MAX)
        return true;
    xt_str name = {formula->data, size};
    bool quoted = size > 1 && name.data[0] == '\'';
    *formula = xt_str_from(*formula, size + 1);
    for (size_t i = 0; i < book->sheet_count; i++) {
        xt_str own = xt_str_of(book->sheets[i].info.name);
        bool same =
            quoted ? is_quoted((xt_str){name.data + 1, size - 2}, own) : xt_str_equal_nocase(name, own);
        if (same && book->sheets[i].info.is_worksheet) {
            *sheet = i;
            return true;
        }
    }
    return false;
}

/* The range that a formula on the sheet stands for, itself or by a defined name; *found false: none. */
static xt_status find_range(xt_book *book, xt_str formula, size_t *sheet, xt_range *range, bool *found,
                            xt_error *error)
{
    *found = false;
    if (!take_sheet(book, &formula, sheet) || formula.size == 0)
        return XT_OK;
    *found = parse_range(formula, range);
    if (*found)
        return XT_OK;
    name_reader r = {.name = formula, .sheet = *sheet, .text = xt_bytes_make(XT_VALIDATION_TEXT)};
    xt_status status =
        xt_xml_read(book->zip, book->workbook, &NAMES_HANDLER, &r, &book->limits, book->chunk, error);
    xt_str meaning = bare(xt_bytes_str(&r.text));
    *found = !status && r.found && !r.text.fault && take_sheet(book, &meaning, sheet) &&
             parse_range(meaning, range);
    xt_bytes_free(&r.text);
    return status;
}

/* ---------------------------------------------------------------- the values of a list */

typedef struct list {
    xt_arena *arena;
    xt_bytes values; /* of xt_str */
} list;

static bool is_full(const list *l)
{
    return l->values.size / sizeof(xt_str) >= XT_LIST_VALUES;
}

static xt_status add_value(list *l, xt_str value, xt_error *error)
{
    if (value.size == 0 || is_full(l))
        return XT_OK;
    return xt_bytes_append(&l->values, &value, sizeof value) ? xt_fail_memory(error) : XT_OK;
}

/* Whether the formula is one text in quotes. Those inside should be doubled; LibreOffice and libxlsxwriter
 * leave them single, which is told from several texts by the & that joins those. */
static bool is_literal(xt_str formula)
{
    if (formula.size < 2 || formula.data[0] != '"' || formula.data[formula.size - 1] != '"')
        return false;
    bool single = false, joined = false;
    for (size_t i = 1; i < formula.size - 1; i++) {
        bool quote = formula.data[i] == '"';
        bool pair = quote && i + 1 < formula.size - 1 && formula.data[i + 1] == '"';
        single = single || (quote && !pair);
        joined = joined || formula.data[i] == '&';
        i += pair;
    }
    return !single || !joined;
}

/* The items between the quotes of a literal. */
static xt_status add_literal(list *l, xt_str inside, xt_error *error)
{
    char *copy = xt_arena_alloc(l->arena, inside.size);
    size_t start = 0, size = 0;
    xt_status status = copy ? XT_OK : xt_fail_memory(error);
    for (size_t i = 0; !status && i <= inside.size; i++) {
        if (i == inside.size || inside.data[i] == ',') {
            status = add_value(l, (xt_str){copy + start, size - start}, error);
            start = size;
            continue;
        }
        copy[size++] = inside.data[i];
        i += inside.data[i] == '"' && i + 1 < inside.size && inside.data[i + 1] == '"';
    }
    return status;
}

static xt_str value_of(const xt_cell *cell)
{
    switch ((xt_cell_type)cell->type) {
    case XT_CELL_BOOLEAN: return cell->number != 0 ? XT_LITERAL("TRUE") : XT_LITERAL("FALSE");
    case XT_CELL_ERROR: return (xt_str){0};
    default: return cell->text;
    }
}

static xt_status add_row(list *l, const xt_row *row, const xt_range *range, xt_error *error)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && !is_full(l) && i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        if (cell->column < range->first_column || cell->column > range->last_column)
            continue;
        xt_str value = value_of(cell);
        char *copy = xt_arena_copy(l->arena, value);
        status = copy ? add_value(l, (xt_str){copy, value.size}, error) : xt_fail_memory(error);
    }
    return status;
}

static xt_status add_range(list *l, xt_book *book, size_t index, const xt_range *range, xt_error *error)
{
    xt_sheet *sheet = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    while (!status && !is_full(l)) {
        const xt_row *row = NULL;
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row || row->number > range->last_row)
            break;
        if (row->number >= range->first_row)
            status = add_row(l, row, range, error);
    }
    xt_sheet_close(sheet);
    return status;
}

static xt_status add_all(list *l, xt_book *book, size_t index, xt_str formula, xt_error *error)
{
    xt_range range;
    bool found = false;
    if (is_literal(formula))
        return add_literal(l, (xt_str){formula.data + 1, formula.size - 2}, error);
    xt_status status = find_range(book, formula, &index, &range, &found, error);
    return !status && found ? add_range(l, book, index, &range, error) : status;
}

xt_status xt_list_values(xt_book *book, size_t index, const xt_validation *validation, xt_arena *arena,
                         const xt_str **values, size_t *count, xt_error *error)
{
    *values = NULL;
    *count = 0;
    if (validation->type != XT_VALIDATION_LIST)
        return XT_OK;
    list l = {.arena = arena, .values = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = add_all(&l, book, index, bare(validation->formula1), error);
    const xt_str *settled = status || !l.values.size ? NULL : settle(&l.values, arena);
    if (!status && l.values.size && !settled)
        status = xt_fail_memory(error);
    if (settled) {
        *values = settled;
        *count = l.values.size / sizeof *settled;
    }
    xt_bytes_free(&l.values);
    return status;
}
