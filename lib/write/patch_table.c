/* SPDX-License-Identifier: MIT
 *
 * Tables (ECMA-376 part 1, 18.5): the header of a column and the column's name are the same, or Excel repairs
 * the file.
 */
#include "base/number.h"
#include "base/utf8.h"
#include "read/package.h"
#include "read/ref.h"
#include "write/patch_parts.h"

#include <stdlib.h>

enum { NAME_MOST = 255 }; /* characters of a column's name */

typedef struct table {
    xt_job *job;
    xt_edits of;
    size_t part;
    xt_arena arena;
    xt_tokens tokens;
    xt_bytes names;           /* of xt_str: the columns' names as they are to be, escaped */
    xt_str prefix, reference; /* reference: how formulas name the table, with the bracket behind */
    xt_range range;
    bool has_header, changed;
    size_t depth;
} table;

static xt_str *names_of(const table *t, size_t *count)
{
    *count = t->names.size / sizeof(xt_str);
    return (xt_str *)(void *)t->names.data;
}

static xt_str copy(table *t, xt_str text)
{
    const char *data = xt_arena_copy(&t->arena, text);
    return (xt_str){data, data ? text.size : 0};
}

static xt_status open_root(table *t, const xt_token *token, xt_error *error)
{
    char text[XT_ATTRIBUTE_SIZE];
    uint64_t rows = 1;
    t->prefix = copy(t, xt_token_prefix(token->name));
    if (!t->prefix.data)
        return xt_fail_memory(error);
    if (!xt_token_is(token, t->prefix, "table") ||
        !xt_range_parse(xt_attribute_text(token->raw, "ref", text), &t->range))
        return xt_tokens_fail(&t->tokens, error);
    xt_str header = xt_attribute_text(token->raw, "headerRowCount", text);
    if (header.data && !xt_uint_parse(header, UINT32_MAX, &rows))
        return xt_tokens_fail(&t->tokens, error);
    t->has_header = rows > 0;
    xt_attribute name;
    if (xt_attribute_find(token->raw, "displayName", &name) || xt_attribute_find(token->raw, "name", &name)) {
        xt_bytes reference = xt_bytes_make(SIZE_MAX / 2);
        xt_bytes_add(&reference, name.value);
        xt_bytes_puts(&reference, "[");
        t->reference = reference.fault ? (xt_str){0} : copy(t, xt_bytes_str(&reference));
        xt_bytes_free(&reference);
        if (!t->reference.data)
            return xt_fail_memory(error);
    }
    return XT_OK;
}

/* The edit of the header of the column `index`, or NULL. */
static const xt_edit *edit_of(const table *t, size_t index)
{
    for (size_t i = t->of.first; t->has_header && i < t->of.last; i++) {
        const xt_edit *edit = &t->job->edits[i];
        if (edit->row == t->range.first_row && edit->column == t->range.first_column + index &&
            edit->column <= t->range.last_column)
            return edit;
    }
    return NULL;
}

static xt_status rename_column(table *t, const xt_token *token, const xt_edit *edit, xt_attribute name,
                               xt_str *new_name, xt_error *error)
{
    bool possible = edit->kind == XT_EDIT_TEXT && edit->text.size && xt_utf8_count(edit->text) <= NAME_MOST;
    if (!possible)
        return xt_job_fail(t->job, edit, XT_SAY_EDIT_HEADER,
                           edit->kind == XT_EDIT_DATE ? (xt_str){0} : edit->text, error);
    xt_bytes escaped = xt_bytes_make(SIZE_MAX / 2);
    xt_put_escaped(&escaped, edit->text, true);
    *new_name = escaped.fault ? (xt_str){0} : copy(t, xt_bytes_str(&escaped));
    xt_bytes_free(&escaped);
    if (!new_name->data)
        return xt_fail_memory(error);
    if (xt_str_equal(*new_name, name.value))
        return XT_OK;
    t->changed = true;
    xt_splices *splices = xt_job_part(t->job, t->part);
    return splices ? xt_splices_replace(splices, token, name.value, *new_name, error) : xt_fail_memory(error);
}

static xt_status add_column(table *t, const xt_token *token, xt_error *error)
{
    xt_attribute name;
    size_t index = t->names.size / sizeof(xt_str);
    if (index >= XT_MAX_COLUMN || !xt_attribute_find(token->raw, "name", &name))
        return xt_tokens_fail(&t->tokens, error);
    const xt_edit *edit = edit_of(t, index);
    xt_str as_it_will_be = {0};
    xt_status status = XT_OK;
    if (edit) {
        status = rename_column(t, token, edit, name, &as_it_will_be, error);
    } else {
        as_it_will_be = copy(t, name.value);
        status = as_it_will_be.data ? XT_OK : xt_fail_memory(error);
    }
    if (!status && xt_bytes_append(&t->names, &as_it_will_be, sizeof as_it_will_be))
        status = xt_fail_memory(error);
    return status;
}

static xt_status read_table(table *t, xt_error *error)
{
    enum { COLUMN = 3 };
    xt_token token;
    xt_status status = xt_tokens_open(&t->tokens, t->job->book->zip, t->part, t->job->book->limits.part_size,
                                      t->job->chunk, error);
    while (!status) {
        status = xt_tokens_next(&t->tokens, &token, error);
        if (status || token.kind == XT_TOKEN_NONE)
            break;
        t->depth += xt_token_opens(&token);
        if (t->depth == 1 && xt_token_opens(&token))
            status = open_root(t, &token, error);
        else if (t->depth == COLUMN && xt_token_opens(&token) &&
                 xt_token_is(&token, t->prefix, "tableColumn"))
            status = add_column(t, &token, error);
        t->depth -= (token.kind == XT_TOKEN_EMPTY || token.kind == XT_TOKEN_END) && t->depth;
    }
    xt_tokens_close(&t->tokens);
    return status;
}

/* Two columns of one name: Excel would rename one of them. */
static xt_status check_names(const table *t, xt_error *error)
{
    size_t count = 0;
    const xt_str *names = names_of(t, &count);
    for (size_t i = 0; i < count; i++) {
        const xt_edit *edit = edit_of(t, i);
        for (size_t other = 0; edit && other < count; other++)
            if (other != i && xt_str_equal_nocase(names[i], names[other]))
                return xt_job_fail(t->job, edit, XT_SAY_EDIT_HEADER, edit->text, error);
    }
    return XT_OK;
}

/* Whether the part holds the text, letter case of Latin letters aside. */
static xt_status find_text(const table *t, size_t part, xt_str text, bool *found, xt_error *error)
{
    enum { STEP = 64 * 1024 };
    xt_zip_part *opened = NULL;
    size_t kept = 0, got = 0;
    char *window = malloc(STEP + text.size);
    xt_status status = window ? XT_OK : xt_fail_memory(error);
    if (!status)
        status = xt_zip_part_open(&opened, t->job->book->zip, part, t->job->book->limits.sheet_size, error);
    while (!status && !*found) {
        status = xt_zip_part_read(opened, window + kept, STEP, &got, error);
        if (status || got == 0)
            break;
        size_t size = kept + got;
        for (size_t at = 0; at + text.size <= size && !*found; at++) {
            const char *bracket = memchr(window + at + text.size - 1, '[', size - at - text.size + 1);
            if (!bracket)
                break;
            at = (size_t)(bracket - window) + 1 - text.size;
            *found = xt_str_equal_nocase((xt_str){window + at, text.size}, text);
        }
        kept = size < text.size ? size : text.size;
        memmove(window, window + size - kept, kept);
    }
    xt_zip_part_close(opened);
    free(window);
    return status;
}

/* Formulas that name the table would still name the column as it was called before. */
static xt_status check_formulas(const table *t, xt_error *error)
{
    const xt_book *book = t->job->book;
    bool found = false;
    xt_status status = find_text(t, book->workbook, t->reference, &found, error);
    if (!status && !found)
        status = find_text(t, t->part, t->reference, &found, error);
    for (size_t i = 0; !status && !found && i < book->sheet_count; i++)
        if (book->sheets[i].part != XT_NO_PART)
            status = find_text(t, book->sheets[i].part, t->reference, &found, error);
    if (status || !found)
        return status;
    size_t column = 0;
    while (!edit_of(t, column))
        column++;
    return xt_job_fail(t->job, edit_of(t, column), XT_SAY_EDIT_HEADER_USED, (xt_str){0}, error);
}

static xt_status change_table(xt_job *job, xt_edits of, size_t part, xt_error *error)
{
    table t = {.job = job, .of = of, .part = part, .names = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = read_table(&t, error);
    if (!status && t.changed)
        status = check_names(&t, error);
    if (!status && t.changed && t.reference.size)
        status = check_formulas(&t, error);
    xt_bytes_free(&t.names);
    xt_arena_free(&t.arena);
    return status;
}

xt_status xt_patch_tables(xt_job *job, xt_edits of, xt_error *error)
{
    xt_relationships parts = {0};
    const char *name = xt_job_part_name(job, job->book->sheets[job->edits[of.first].sheet].part);
    if (!name)
        return xt_fail_memory(error);
    xt_status status = xt_relationships_read(&parts, &job->arena, job->book->zip, name, &job->book->limits,
                                             job->book->chunk, error);
    for (size_t i = 0; !status && i < parts.count; i++) {
        const xt_relationship *item = &parts.items[i];
        size_t part = XT_NO_PART;
        if (!item->external && strcmp(item->type, "table") == 0)
            part = xt_zip_find(job->book->zip, xt_str_of(item->target));
        if (part != XT_NO_PART)
            status = change_table(job, of, part, error);
    }
    return status;
}
