/* SPDX-License-Identifier: MIT
 *
 * The cells of a sheet part, found in one pass over its tokens and written anew.
 */
#include "base/number.h"
#include "read/ref.h"
#include "read/xml.h"
#include "write/patch_parts.h"

/* What the innermost open element is. */
typedef enum place {
    IN_PROLOGUE,
    IN_SHEET,
    IN_COLUMNS,
    IN_DATA,
    IN_ROW,
    IN_CELL,
} place;

static const char *const ELEMENTS[] = {
    [IN_SHEET] = "worksheet", [IN_COLUMNS] = "cols", [IN_DATA] = "sheetData",
    [IN_ROW] = "row",         [IN_CELL] = "c",
};

typedef struct column_format {
    uint32_t first, last, style;
} column_format;

typedef struct finder {
    xt_job *job;
    xt_edits of;
    xt_tokens tokens;
    xt_str prefix; /* of the elements' names */
    place place;
    size_t outside; /* open elements that are none of these */
    bool data_seen;
    xt_bytes columns; /* of column_format */

    uint32_t row, next_row, column, next_column;
    xt_edits in_row;    /* the edits of the row */
    size_t row_cursor;  /* the first edit whose row is not known to come before the rows that follow */
    size_t cell_cursor; /* the same for the cells of the row */
    xt_spot *spot;      /* of the cell, where it has an edit */
    bool keeping;       /* its extLst goes on */
    xt_bytes kept;
} finder;

static bool is_before(const xt_edit *edit, uint32_t row, uint32_t column)
{
    return edit->row != row ? edit->row < row : edit->column < column;
}

/* The first of the edits that is not before the cell. */
static size_t lower_bound(const finder *f, xt_edits of, uint32_t row, uint32_t column)
{
    while (of.first < of.last) {
        size_t middle = of.first + (of.last - of.first) / 2;
        if (is_before(&f->job->edits[middle], row, column))
            of.first = middle + 1;
        else
            of.last = middle;
    }
    return of.first;
}

static uint32_t number_of(xt_str tag, const char *name, uint32_t otherwise)
{
    char text[XT_ATTRIBUTE_SIZE];
    uint64_t number = 0;
    return xt_uint_parse(xt_attribute_text(tag, name, text), UINT32_MAX, &number) ? (uint32_t)number
                                                                                  : otherwise;
}

/* ------------------------------------------------------------ columns and rows */

static xt_status add_column(finder *f, const xt_token *token, xt_error *error)
{
    column_format format = {number_of(token->raw, "min", 0), number_of(token->raw, "max", 0),
                            number_of(token->raw, "style", 0)};
    if (format.first == 0 || f->columns.size / sizeof format >= XT_MAX_COLUMN)
        return XT_OK;
    return xt_bytes_append(&f->columns, &format, sizeof format) ? xt_fail_memory(error) : XT_OK;
}

static uint32_t column_style(const finder *f, uint32_t column)
{
    const column_format *formats = (const column_format *)(const void *)f->columns.data;
    for (size_t i = 0; i < f->columns.size / sizeof *formats; i++)
        if (column >= formats[i].first && column <= formats[i].last)
            return formats[i].style;
    return 0;
}

/* New rows of edits before this row go here. */
static void place_rows(finder *f, uint32_t row, uint64_t at, bool childless)
{
    for (; f->row_cursor < f->of.last && f->job->edits[f->row_cursor].row < row; f->row_cursor++) {
        xt_spot *spot = &f->job->spots[f->row_cursor];
        if (spot->placed || spot->kind != XT_SPOT_NEW_ROW)
            continue;
        *spot = (xt_spot){.placed = true, .at = at, .childless = childless};
        spot->style = column_style(f, f->job->edits[f->row_cursor].column);
    }
}

/* New cells of edits before this column go here. */
static void place_cells(finder *f, uint32_t column, uint64_t at)
{
    for (; f->cell_cursor < f->in_row.last && f->job->edits[f->cell_cursor].column < column;
         f->cell_cursor++) {
        xt_spot *spot = &f->job->spots[f->cell_cursor];
        if (!spot->placed) {
            spot->placed = true;
            spot->at = at;
        }
    }
}

static xt_status start_row(finder *f, const xt_token *token, xt_error *error)
{
    char text[XT_ATTRIBUTE_SIZE];
    uint64_t number = f->next_row;
    xt_attribute r;
    bool bad = xt_attribute_find(token->raw, "r", &r) &&
               !xt_uint_parse(xt_attribute_text(token->raw, "r", text), XT_MAX_ROW, &number);
    if (bad || number == 0)
        return xt_tokens_fail(&f->tokens, error);
    f->row = (uint32_t)number;
    f->next_row = f->row + 1;
    f->next_column = 1;
    f->in_row = (xt_edits){lower_bound(f, f->of, f->row, 0), lower_bound(f, f->of, f->row, UINT32_MAX)};
    f->cell_cursor = f->in_row.first;
    place_rows(f, f->row, token->at, false);
    if (f->in_row.first == f->in_row.last) {
        if (token->kind == XT_TOKEN_START && f->prefix.size == 0)
            xt_tokens_pass(&f->tokens, XT_LITERAL("</row>"));
        return XT_OK;
    }
    bool styled = xt_xml_true(xt_attribute_text(token->raw, "customFormat", text));
    uint32_t style = number_of(token->raw, "s", 0);
    for (size_t i = f->in_row.first; i < f->in_row.last; i++) {
        xt_spot *spot = &f->job->spots[i];
        if (spot->kind != XT_SPOT_NEW_ROW) /* the row stands there twice */
            return xt_job_fail(f->job, &f->job->edits[i], XT_SAY_CELL_TWICE, (xt_str){0}, error);
        *spot = (xt_spot){.kind = XT_SPOT_NEW_CELL};
        spot->style = styled ? style : column_style(f, f->job->edits[i].column);
        if (token->kind == XT_TOKEN_EMPTY) {
            spot->placed = spot->childless = true;
            spot->at = xt_token_end(token) - 2;
        }
    }
    return XT_OK;
}

/* ------------------------------------------------------------ cells */

static xt_status start_cell(finder *f, const xt_token *token, xt_error *error)
{
    char text[XT_ATTRIBUTE_SIZE];
    xt_attribute r;
    f->spot = NULL;
    if (f->in_row.first == f->in_row.last)
        return XT_OK;
    uint32_t row = f->row, column = f->next_column;
    bool bad = xt_attribute_find(token->raw, "r", &r) &&
               !xt_ref_parse(xt_attribute_text(token->raw, "r", text), &row, &column);
    if (bad || row != f->row || column > XT_MAX_COLUMN)
        return xt_tokens_fail(&f->tokens, error);
    f->column = column;
    f->next_column = column + 1;
    place_cells(f, column, token->at);
    size_t found = lower_bound(f, f->in_row, row, column);
    if (found == f->in_row.last || f->job->edits[found].column != column)
        return XT_OK;
    xt_spot *spot = &f->job->spots[found];
    if (spot->kind == XT_SPOT_CELL)
        return xt_job_fail(f->job, &f->job->edits[found], XT_SAY_CELL_TWICE, (xt_str){0}, error);
    const char *tag = xt_arena_copy(&f->job->arena, token->raw);
    if (!tag)
        return xt_fail_memory(error);
    *spot = (xt_spot){.kind = XT_SPOT_CELL, .placed = true, .at = token->at, .size = token->raw.size};
    spot->tag = (xt_str){tag, token->raw.size};
    spot->style = number_of(token->raw, "s", 0);
    f->spot = spot;
    xt_bytes_clear(&f->kept);
    return XT_OK;
}

static xt_status end_cell(finder *f, const xt_token *token, xt_error *error)
{
    if (!f->spot)
        return XT_OK;
    f->spot->size = xt_token_end(token) - f->spot->at;
    const char *rest = xt_arena_copy(&f->job->arena, xt_bytes_str(&f->kept));
    if (!rest || f->kept.fault)
        return f->kept.fault == XT_OVER_LIMIT ? xt_tokens_fail(&f->tokens, error) : xt_fail_memory(error);
    f->spot->rest = (xt_str){rest, f->kept.size};
    f->spot = NULL;
    return XT_OK;
}

/* The result of an array formula or a data table covers cells that hold no formula themselves. */
static xt_status check_covered(const finder *f, const xt_token *token, xt_error *error)
{
    char text[XT_ATTRIBUTE_SIZE];
    xt_range range;
    xt_str type = xt_attribute_text(token->raw, "t", text);
    if (!xt_str_equal(type, XT_LITERAL("array")) && !xt_str_equal(type, XT_LITERAL("dataTable")))
        return XT_OK;
    if (!xt_range_parse(xt_attribute_text(token->raw, "ref", text), &range))
        return XT_OK;
    const xt_edit *edits = f->job->edits;
    for (size_t i = lower_bound(f, f->of, range.first_row, 0);
         i < f->of.last && edits[i].row <= range.last_row; i++)
        if (edits[i].column >= range.first_column && edits[i].column <= range.last_column)
            return xt_job_fail(f->job, &edits[i], XT_SAY_EDIT_FORMULA, (xt_str){0}, error);
    return XT_OK;
}

static xt_status start_formula(finder *f, const xt_token *token, xt_error *error)
{
    f->job->has_formulas = true;
    if (f->spot)
        return xt_job_fail(f->job, &f->job->edits[f->spot - f->job->spots], XT_SAY_EDIT_FORMULA, (xt_str){0},
                           error);
    return check_covered(f, token, error);
}

/* ------------------------------------------------------------ the walk */

static bool is(const finder *f, const xt_token *token, const char *name)
{
    return xt_token_is(token, f->prefix, name);
}

/* Passes over an element with all that is in it. */
static xt_status leave_out(finder *f, const xt_token *token)
{
    f->outside += token->kind == XT_TOKEN_START;
    return XT_OK;
}

static xt_status enter(finder *f, const xt_token *token, place inner)
{
    if (token->kind == XT_TOKEN_START)
        f->place = inner;
    return XT_OK;
}

static xt_status open_root(finder *f, const xt_token *token, xt_error *error)
{
    xt_str prefix = xt_token_prefix(token->name);
    const char *copy = xt_arena_copy(&f->job->arena, prefix);
    if (!copy)
        return xt_fail_memory(error);
    f->prefix = (xt_str){copy, prefix.size};
    return is(f, token, ELEMENTS[IN_SHEET]) ? enter(f, token, IN_SHEET) : xt_tokens_fail(&f->tokens, error);
}

static xt_status open_in_sheet(finder *f, const xt_token *token, xt_error *error)
{
    if (is(f, token, ELEMENTS[IN_COLUMNS]))
        return enter(f, token, IN_COLUMNS);
    if (!is(f, token, ELEMENTS[IN_DATA]))
        return leave_out(f, token);
    if (f->data_seen)
        return xt_tokens_fail(&f->tokens, error);
    f->data_seen = true;
    if (token->kind == XT_TOKEN_EMPTY)
        place_rows(f, UINT32_MAX, xt_token_end(token) - 2, true);
    return enter(f, token, IN_DATA);
}

/* Passes over an element that does not belong here, unless readers would find the wanted one in it. */
static xt_status leave_out_foreign(finder *f, const xt_token *token, const char *wanted, xt_error *error)
{
    xt_str prefix = xt_token_prefix(token->name);
    if (xt_token_is(token, prefix, "AlternateContent") || xt_token_is(token, prefix, wanted))
        return xt_tokens_fail(&f->tokens, error);
    return leave_out(f, token);
}

/* Of what stands in a cell, extLst alone is not of its value. */
static xt_status open_in_cell(finder *f, const xt_token *token, xt_error *error)
{
    xt_status status = XT_OK;
    if (is(f, token, "f"))
        status = start_formula(f, token, error);
    else if (is(f, token, "extLst"))
        f->keeping = f->spot && token->kind == XT_TOKEN_START;
    else if (f->spot && !is(f, token, "v") && !is(f, token, "is"))
        status = xt_tokens_fail(&f->tokens, error);
    return status ? status : leave_out(f, token);
}

static xt_status open_element(finder *f, const xt_token *token, xt_error *error)
{
    xt_status status = XT_OK;
    if (f->outside)
        return leave_out(f, token);
    switch (f->place) {
    case IN_PROLOGUE: return open_root(f, token, error);
    case IN_SHEET: return open_in_sheet(f, token, error);
    case IN_COLUMNS:
        status = is(f, token, "col") ? add_column(f, token, error) : XT_OK;
        return status ? status : leave_out(f, token);
    case IN_DATA:
        if (!is(f, token, ELEMENTS[IN_ROW]))
            return leave_out_foreign(f, token, ELEMENTS[IN_ROW], error);
        status = start_row(f, token, error);
        return status ? status : enter(f, token, IN_ROW);
    case IN_ROW:
        if (!is(f, token, ELEMENTS[IN_CELL]))
            return leave_out_foreign(f, token, ELEMENTS[IN_CELL], error);
        status = start_cell(f, token, error);
        return status ? status : enter(f, token, IN_CELL);
    case IN_CELL: return open_in_cell(f, token, error);
    }
    return status;
}

static xt_status close_element(finder *f, const xt_token *token, xt_error *error)
{
    if (f->outside) {
        f->outside--;
        return XT_OK;
    }
    place left = f->place;
    if (left == IN_PROLOGUE || !is(f, token, ELEMENTS[left]))
        return xt_tokens_fail(&f->tokens, error);
    f->place = left == IN_COLUMNS ? IN_SHEET : left == IN_DATA ? IN_SHEET : (place)(left - 1);
    if (left == IN_CELL)
        return end_cell(f, token, error);
    if (left == IN_ROW)
        place_cells(f, UINT32_MAX, token->at);
    else if (left == IN_DATA)
        place_rows(f, UINT32_MAX, token->at, false);
    return XT_OK;
}

static xt_status take(finder *f, const xt_token *token, xt_error *error)
{
    xt_status status = XT_OK;
    if (xt_token_opens(token))
        status = open_element(f, token, error);
    if (f->keeping)
        xt_bytes_add(&f->kept, token->raw);
    if (token->kind == XT_TOKEN_END)
        status = close_element(f, token, error);
    f->keeping = f->keeping && f->outside;
    return status;
}

xt_status xt_patch_find(xt_job *job, xt_edits of, xt_error *error)
{
    enum { KEPT_MAX = 1024 * 1024 };
    finder f = {.job = job, .of = of, .next_row = 1, .row_cursor = of.first};
    f.columns = xt_bytes_make(SIZE_MAX / 2);
    f.kept = xt_bytes_make(KEPT_MAX);
    const xt_book_sheet_entry *entry = &job->book->sheets[job->edits[of.first].sheet];
    xt_token token;
    xt_status status = xt_tokens_open(&f.tokens, job->book->zip, entry->part, job->book->limits.sheet_size,
                                      job->chunk, error);
    while (!status) {
        status = xt_tokens_next(&f.tokens, &token, error);
        if (status || token.kind == XT_TOKEN_NONE)
            break;
        status = take(&f, &token, error);
    }
    if (!status && (f.place != IN_PROLOGUE || f.outside || !f.data_seen))
        status = xt_tokens_fail(&f.tokens, error);
    for (size_t i = of.first; i < of.last; i++)
        job->spots[i].prefix = f.prefix;
    xt_tokens_close(&f.tokens);
    xt_bytes_free(&f.columns);
    xt_bytes_free(&f.kept);
    return status;
}

xt_status xt_patch_find_formula(xt_job *job, size_t part, bool *found, xt_error *error)
{
    xt_tokens tokens;
    xt_token token;
    xt_str prefix = {0}; /* of the root: what Excel keeps in extLst has formulas of another */
    xt_status status =
        xt_tokens_open(&tokens, job->book->zip, part, job->book->limits.sheet_size, job->chunk, error);
    *found = false;
    while (!status && !*found) {
        status = xt_tokens_next(&tokens, &token, error);
        if (status || token.kind == XT_TOKEN_NONE)
            break;
        if (!xt_token_opens(&token))
            continue;
        if (!prefix.data) {
            prefix = xt_token_prefix(token.name);
            prefix.data = xt_arena_copy(&job->arena, prefix);
            status = prefix.data ? XT_OK : xt_fail_memory(error);
        } else {
            *found = xt_token_is(&token, prefix, "f");
        }
    }
    xt_tokens_close(&tokens);
    return status;
}

/* ------------------------------------------------------------ the cells anew */

/* "<x:name" or "</x:name". */
static void put_name(xt_bytes *out, const char *before, xt_str prefix, const char *name)
{
    xt_bytes_puts(out, before);
    xt_bytes_add(out, prefix);
    xt_bytes_puts(out, name);
}

static bool is_of_old_value(xt_str name)
{
    static const char *const NAMES[] = {"t", "cm", "vm"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (xt_str_equal(name, xt_str_of(NAMES[i])))
            return true;
    return false;
}

/* The attributes that the cell had, but for those that tell of its old value. */
static void put_attributes(xt_bytes *out, const xt_edit *edit, const xt_spot *spot)
{
    xt_attribute attribute;
    char ref[XT_REF_SIZE];
    bool has_style = false;
    if (spot->kind != XT_SPOT_CELL)
        xt_bytes_printf(out, " r=\"%s\"", xt_cell_ref(edit->row, edit->column, ref));
    for (size_t at = 0; spot->kind == XT_SPOT_CELL && xt_attribute_next(spot->tag, &at, &attribute);) {
        bool is_style = xt_str_equal(attribute.name, XT_LITERAL("s"));
        has_style = has_style || is_style;
        if (is_style)
            xt_bytes_printf(out, " s=\"%u\"", spot->style);
        else if (!is_of_old_value(attribute.name))
            xt_bytes_add(out, attribute.raw);
    }
    if (!has_style && spot->style)
        xt_bytes_printf(out, " s=\"%u\"", spot->style);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Whether a reader may take blanks away. */
static bool needs_preserve(xt_str text)
{
    bool before = true;
    for (size_t i = 0; i < text.size; i++) {
        bool space = is_space(text.data[i]);
        if (space && (before || text.data[i] != ' '))
            return true;
        before = space;
    }
    return before;
}

static void put_text(xt_bytes *out, xt_str text, xt_str prefix)
{
    put_name(out, " t=\"inlineStr\"><", prefix, "is>");
    put_name(out, "<", prefix, needs_preserve(text) ? "t xml:space=\"preserve\">" : "t>");
    xt_put_escaped(out, text, false);
    put_name(out, "</", prefix, "t>");
    put_name(out, "</", prefix, "is>");
}

static void put_number(xt_bytes *out, const xt_edit *edit, xt_str prefix)
{
    char serial[XT_DOUBLE_SIZE];
    put_name(out, "><", prefix, "v>");
    if (edit->kind == XT_EDIT_NUMBER)
        xt_bytes_add(out, edit->text);
    else
        xt_bytes_puts(out, xt_double_text(edit->serial, serial));
    put_name(out, "</", prefix, "v>");
}

static void put_cell(xt_bytes *out, const xt_edit *edit, const xt_spot *spot, xt_str prefix)
{
    put_name(out, "<", prefix, "c");
    put_attributes(out, edit, spot);
    bool blank = edit->kind == XT_EDIT_TEXT && edit->text.size == 0;
    if (blank && spot->rest.size == 0) {
        xt_bytes_puts(out, "/>");
        return;
    }
    if (blank)
        xt_bytes_puts(out, ">");
    else if (edit->kind == XT_EDIT_TEXT)
        put_text(out, edit->text, prefix);
    else
        put_number(out, edit, prefix);
    xt_bytes_add(out, spot->rest);
    put_name(out, "</", prefix, "c>");
}

/* A cell that was not there, with its row where that was not there either. The first and the last of several
 * that go into one childless element open and close it. */
static void put_new(xt_bytes *out, const xt_job *job, xt_edits of, size_t i)
{
    const xt_edit *edit = &job->edits[i];
    const xt_spot *spot = &job->spots[i];
    const xt_str prefix = spot->prefix;
    bool new_row = spot->kind == XT_SPOT_NEW_ROW;
    bool first = i == of.first, last = i + 1 == of.last;
    bool first_of_row = first || edit[-1].row != edit->row;
    bool last_of_row = last || edit[1].row != edit->row;
    if (spot->childless && (new_row ? first : first_of_row))
        xt_bytes_puts(out, ">");
    if (new_row && first_of_row) {
        put_name(out, "<", prefix, ELEMENTS[IN_ROW]);
        xt_bytes_printf(out, " r=\"%u\">", edit->row);
    }
    put_cell(out, edit, spot, prefix);
    if ((new_row || spot->childless) && last_of_row)
        put_name(out, "</", prefix, "row>");
    if (new_row && spot->childless && last)
        put_name(out, "</", prefix, "sheetData>");
}

xt_status xt_patch_cells(xt_job *job, xt_edits of, xt_error *error)
{
    xt_splices *splices = xt_job_part(job, job->book->sheets[job->edits[of.first].sheet].part);
    if (!splices)
        return xt_fail_memory(error);
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = XT_OK;
    uint64_t opened = UINT64_MAX; /* the childless element that was opened last */
    for (size_t i = of.first; !status && i < of.last; i++) {
        const xt_spot *spot = &job->spots[i];
        uint64_t at = spot->at, size = spot->size;
        xt_bytes_clear(&text);
        if (spot->kind == XT_SPOT_CELL)
            put_cell(&text, &job->edits[i], spot, spot->prefix);
        else
            put_new(&text, job, of, i);
        if (spot->childless) { /* "/>" goes with the first */
            at += spot->at == opened ? 2 : 0;
            size = spot->at == opened ? 0 : 2;
            opened = spot->at;
        }
        status = text.fault ? xt_fail_memory(error)
                            : xt_splices_add(splices, at, size, xt_bytes_str(&text), error);
    }
    xt_bytes_free(&text);
    return status;
}
