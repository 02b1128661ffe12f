/* SPDX-License-Identifier: MIT
 *
 * Cell formats for values that the format of their cell would not show as what they are: a copy of the format
 * with another number format, at the end of cellXfs (ECMA-376 part 1, 18.8.10).
 */
#include "base/hashset.h"
#include "base/number.h"
#include "write/patch_parts.h"

#include <stdio.h>

/* Thai days of the Buddhist era. */
static const xt_str DATE_CODE = {"[$-107041E]d mmm yyyy", 21};

enum {
    ID_GENERAL = 0,
    ID_WHOLE = 1,  /* 0 */
    ID_AMOUNT = 4, /* #,##0.00 */
    ID_TEXT = 49,  /* @ */
    ID_FIRST_OWN = 164,
    FORMATS_MOST = 65490, /* that Excel opens */
};

/* What a cell must show. */
typedef enum look { LOOK_AMOUNT, LOOK_WHOLE, LOOK_DATE, LOOK_COUNT } look;

/* A cell format that is wanted, for a look. */
typedef struct wanted {
    uint32_t old, style;
    look look;
    size_t edit; /* the first that wants it */
    bool there;  /* the old one is */
    size_t from, size;
    uint32_t number_format;
} wanted;

/* What a number format shows. */
enum { SHOWS_DATE = 1, SHOWS_TIME = 2, SHOWS_TEXT = 3 };

typedef struct styles {
    xt_job *job;
    xt_tokens tokens;
    xt_splices *splices;
    xt_bytes wanted; /* of wanted */
    xt_bytes raw;    /* the old formats, as they stand */
    xt_hashset keys;
    xt_hashset codes; /* id of a format of the file's own -> what it shows */
    xt_str prefix;
    uint32_t date_id; /* of DATE_CODE; 0: not there */
    uint32_t added;
    size_t depth;

    uint32_t formats; /* xf in cellXfs so far */
    bool in_formats, in_codes;
    size_t capturing; /* the depth of the xf that is being kept; 0: none */
    bool keep;
    uint64_t root_end; /* places in the part; 0: not there */
    uint64_t formats_end, codes_end;
    bool codes_childless;
    uint64_t count_at, codes_count_at; /* the values of the attributes count */
    size_t count_size, codes_count_size;
    uint32_t codes_count;
} styles;

static wanted *wanted_of(const styles *s, size_t *count)
{
    *count = s->wanted.size / sizeof(wanted);
    return (wanted *)(void *)s->wanted.data;
}

static look look_of(const xt_edit *edit)
{
    return edit->kind == XT_EDIT_DATE ? LOOK_DATE : edit->whole ? LOOK_WHOLE : LOOK_AMOUNT;
}

static uint64_t key_of(const styles *s, size_t edit)
{
    return (uint64_t)s->job->spots[edit].style * LOOK_COUNT + look_of(&s->job->edits[edit]);
}

static xt_status gather(styles *s, xt_error *error)
{
    for (size_t i = 0; i < s->job->count; i++) {
        if (s->job->edits[i].kind == XT_EDIT_TEXT)
            continue;
        uint32_t found = 0, next = (uint32_t)(s->wanted.size / sizeof(wanted));
        bool added = false;
        if (xt_hashset_add(&s->keys, key_of(s, i), next, &found, &added))
            return xt_fail_memory(error);
        uint32_t old = s->job->spots[i].style;
        const wanted w = {.old = old, .style = old, .look = look_of(&s->job->edits[i]), .edit = i};
        if (added && xt_bytes_append(&s->wanted, &w, sizeof w))
            return xt_fail_memory(error);
    }
    return XT_OK;
}

/* ------------------------------------------------------------ reading the styles */

/* Whether the first section of a format code shows what was typed: "@" outside quotes, escapes and
 * brackets. */
static bool code_is_text(xt_str code)
{
    for (size_t at = 0; at < code.size && code.data[at] != ';'; at++) {
        char c = code.data[at], close = c == '"' ? '"' : c == '[' ? ']' : '\0';
        if (c == '@')
            return true;
        if (c == '\\' || c == '_' || c == '*') {
            at++;
        } else if (close) {
            const char *end = memchr(code.data + at + 1, close, code.size - at - 1);
            if (!end)
                return false;
            at = (size_t)(end - code.data);
        }
    }
    return false;
}

static xt_status add_code(styles *s, const xt_token *token, xt_error *error)
{
    char id_text[XT_ATTRIBUTE_SIZE], code_text[XT_ATTRIBUTE_SIZE];
    uint64_t id = 0;
    s->codes_count++;
    if (!xt_uint_parse(xt_attribute_text(token->raw, "numFmtId", id_text), UINT32_MAX, &id))
        return XT_OK;
    xt_str code = xt_attribute_text(token->raw, "formatCode", code_text);
    uint32_t found = 0;
    uint32_t shows = xt_format_code_is_time(code)   ? SHOWS_TIME
                     : xt_format_code_is_date(code) ? SHOWS_DATE
                     : code_is_text(code)           ? SHOWS_TEXT
                                                    : 0;
    bool added = false;
    if (xt_hashset_add(&s->codes, id, shows, &found, &added))
        return xt_fail_memory(error);
    if (added && xt_str_equal(code, DATE_CODE))
        s->date_id = (uint32_t)id;
    return XT_OK;
}

/* Notes where the value of the attribute count stands. */
static void note_count(const xt_token *token, uint64_t *at, size_t *size)
{
    xt_attribute count;
    if (xt_attribute_find(token->raw, "count", &count)) {
        *at = token->at + (uint64_t)(count.value.data - token->raw.data);
        *size = count.value.size;
    }
}

/* A cell format: kept where it is wanted. */
static void start_format(styles *s, const xt_token *token)
{
    char text[XT_ATTRIBUTE_SIZE];
    uint64_t id = ID_GENERAL;
    if (!xt_uint_parse(xt_attribute_text(token->raw, "numFmtId", text), UINT32_MAX, &id))
        id = ID_GENERAL;
    size_t count = 0;
    wanted *all = wanted_of(s, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].old == s->formats) {
            all[i].there = s->keep = true;
            all[i].from = s->raw.size;
            all[i].number_format = (uint32_t)id;
        }
    s->formats++;
    s->capturing = s->depth;
}

static void end_format(styles *s)
{
    size_t count = 0;
    wanted *all = wanted_of(s, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].there && all[i].old + 1 == s->formats)
            all[i].size = s->raw.size - all[i].from;
    s->capturing = 0;
    s->keep = false;
}

static xt_status open_list(styles *s, const xt_token *token)
{
    if (xt_token_is(token, s->prefix, "numFmts")) {
        s->in_codes = true;
        s->codes_childless = token->kind == XT_TOKEN_EMPTY;
        if (s->codes_childless)
            s->codes_end = xt_token_end(token) - 2;
        note_count(token, &s->codes_count_at, &s->codes_count_size);
    } else if (xt_token_is(token, s->prefix, "cellXfs")) {
        s->in_formats = true;
        note_count(token, &s->count_at, &s->count_size);
    }
    return XT_OK;
}

static xt_status open_root(styles *s, const xt_token *token, xt_error *error)
{
    xt_str prefix = xt_token_prefix(token->name);
    const char *copy = xt_arena_copy(&s->job->arena, prefix);
    if (!copy)
        return xt_fail_memory(error);
    s->prefix = (xt_str){copy, prefix.size};
    s->root_end = xt_token_end(token);
    return xt_token_is(token, s->prefix, "styleSheet") ? XT_OK : xt_tokens_fail(&s->tokens, error);
}

enum { LIST = 2, ITEM = 3 }; /* depths */

static xt_status open_element(styles *s, const xt_token *token, xt_error *error)
{
    s->depth++;
    if (s->depth == 1)
        return open_root(s, token, error);
    if (s->depth == LIST)
        return open_list(s, token);
    if (s->depth != ITEM)
        return XT_OK;
    if (!s->in_codes && !s->in_formats)
        return XT_OK;
    if (!xt_token_is(token, s->prefix, s->in_codes ? "numFmt" : "xf"))
        return xt_tokens_fail(&s->tokens, error); /* could hold formats all the same */
    if (s->in_codes)
        return add_code(s, token, error);
    start_format(s, token);
    return XT_OK;
}

static void close_element(styles *s, const xt_token *token)
{
    if (s->capturing == s->depth)
        end_format(s);
    if (s->depth == LIST && token->kind == XT_TOKEN_END) {
        if (s->in_formats)
            s->formats_end = token->at;
        if (s->in_codes)
            s->codes_end = token->at;
    }
    if (s->depth == LIST)
        s->in_formats = s->in_codes = false;
    s->depth -= s->depth > 0;
}

static xt_status read_styles(styles *s, xt_error *error)
{
    xt_token token;
    xt_status status = xt_tokens_open(&s->tokens, s->job->book->zip, s->job->styles,
                                      s->job->book->limits.part_size, s->job->chunk, error);
    while (!status) {
        status = xt_tokens_next(&s->tokens, &token, error);
        if (status || token.kind == XT_TOKEN_NONE)
            break;
        if (xt_token_opens(&token))
            status = open_element(s, &token, error);
        if (s->keep)
            xt_bytes_add(&s->raw, token.raw);
        if (!status && (token.kind == XT_TOKEN_EMPTY || token.kind == XT_TOKEN_END))
            close_element(s, &token);
    }
    xt_tokens_close(&s->tokens);
    return status ? status : s->raw.fault ? xt_fail_memory(error) : XT_OK;
}

/* ------------------------------------------------------------ adding to them */

/* The number format that the look needs in place of the one that is there, or that one where it will do. */
static uint32_t number_format_for(const styles *s, const wanted *w)
{
    uint32_t shows = 0;
    if (!xt_hashset_get(&s->codes, w->number_format, &shows))
        shows = xt_format_id_is_time(w->number_format)   ? SHOWS_TIME
                : xt_format_id_is_date(w->number_format) ? SHOWS_DATE
                : w->number_format == ID_TEXT            ? SHOWS_TEXT
                                                         : 0;
    if (w->look == LOOK_DATE)
        return shows == SHOWS_DATE ? w->number_format : s->date_id;
    if (shows == 0)
        return w->number_format;
    return w->look == LOOK_WHOLE ? ID_WHOLE : ID_AMOUNT;
}

/* A number for a format of the file's own that it does not have yet. */
static uint32_t free_id(const styles *s)
{
    uint32_t id = ID_FIRST_OWN;
    while (xt_hashset_get(&s->codes, id, NULL))
        id++;
    return id;
}

static xt_status put_count(styles *s, uint64_t at, size_t size, uint32_t count, xt_error *error)
{
    char text[16];
    snprintf(text, sizeof text, "%u", count);
    return at ? xt_splices_add(s->splices, at, size, xt_str_of(text), error) : XT_OK;
}

static xt_status add_date_code(styles *s, xt_error *error)
{
    s->date_id = free_id(s);
    bool there = s->codes_end != 0, opens = !there || s->codes_childless;
    int width = (int)s->prefix.size;
    const char *prefix = s->prefix.data;
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    if (!there)
        xt_bytes_printf(&text, "<%.*snumFmts count=\"1\"", width, prefix);
    xt_bytes_printf(&text, "%s<%.*snumFmt numFmtId=\"%u\" formatCode=\"%s\"/>", opens ? ">" : "", width,
                    prefix, s->date_id, DATE_CODE.data);
    if (opens)
        xt_bytes_printf(&text, "</%.*snumFmts>", width, prefix);
    xt_status status = text.fault ? xt_fail_memory(error) : XT_OK;
    if (!status)
        status = xt_splices_add(s->splices, there ? s->codes_end : s->root_end,
                                there && s->codes_childless ? 2 : 0, xt_bytes_str(&text), error);
    if (!status && there)
        status = put_count(s, s->codes_count_at, s->codes_count_size, s->codes_count + 1, error);
    xt_bytes_free(&text);
    return status;
}

/* The format as it stands, with another number format. */
static void put_clone(xt_bytes *out, xt_str raw, uint32_t number_format)
{
    xt_attribute attribute;
    size_t tag_end = 0;
    bool has_id = false, has_apply = false;
    for (size_t at = 0; xt_attribute_next(raw, &at, &attribute); tag_end = at) {
        if (tag_end == 0) /* "<xf" */
            xt_bytes_append(out, raw.data, (size_t)(attribute.raw.data - raw.data));
        if (xt_str_equal(attribute.name, XT_LITERAL("numFmtId"))) {
            xt_bytes_printf(out, " numFmtId=\"%u\"", number_format);
            has_id = true;
        } else if (xt_str_equal(attribute.name, XT_LITERAL("applyNumberFormat"))) {
            xt_bytes_puts(out, " applyNumberFormat=\"1\"");
            has_apply = true;
        } else if (!xt_str_equal(attribute.name, XT_LITERAL("quotePrefix"))) { /* "what follows is text" */
            xt_bytes_add(out, attribute.raw);
        }
    }
    if (tag_end == 0) { /* no attributes at all */
        while (tag_end < raw.size && raw.data[tag_end] != '>' && raw.data[tag_end] != '/')
            tag_end++;
        xt_bytes_append(out, raw.data, tag_end);
    }
    if (!has_id)
        xt_bytes_printf(out, " numFmtId=\"%u\"", number_format);
    if (!has_apply)
        xt_bytes_puts(out, " applyNumberFormat=\"1\"");
    xt_bytes_add(out, xt_str_from(raw, tag_end));
}

static xt_status add_formats(styles *s, xt_error *error)
{
    size_t count = 0;
    wanted *all = wanted_of(s, &count);
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++) {
        wanted *w = &all[i];
        bool no_date = w->look == LOOK_DATE && !s->date_id;
        uint32_t format = w->there ? number_format_for(s, w) : 0;
        if (!w->there && w->look != LOOK_DATE && w->old == 0)
            continue; /* a default format that the file does not spell out shows numbers */
        if (!w->there)
            status = xt_job_fail(s->job, &s->job->edits[w->edit], XT_SAY_EDIT_FORMAT, (xt_str){0}, error);
        else if (format == 0 && no_date)
            status = add_date_code(s, error);
        if (status)
            break;
        format = number_format_for(s, w);
        if (format == w->number_format)
            continue;
        w->style = s->formats + s->added++;
        put_clone(&text, (xt_str){s->raw.data + w->from, w->size}, format);
        if (w->style >= FORMATS_MOST)
            status = xt_fail_limit(error, XT_SAY_LIMIT_FORMATS, (xt_str){0}, w->style + 1, FORMATS_MOST);
    }
    if (!status && text.fault)
        status = xt_fail_memory(error);
    if (!status && s->added)
        status = xt_splices_add(s->splices, s->formats_end, 0, xt_bytes_str(&text), error);
    if (!status && s->added)
        status = put_count(s, s->count_at, s->count_size, s->formats + s->added, error);
    xt_bytes_free(&text);
    return status;
}

/* Without styles every cell has the default format, which shows numbers and no dates. */
static xt_status without_styles(const styles *s, xt_error *error)
{
    size_t count = 0;
    const wanted *all = wanted_of(s, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].look == LOOK_DATE)
            return xt_job_fail(s->job, &s->job->edits[all[i].edit], XT_SAY_EDIT_FORMAT, (xt_str){0}, error);
    return XT_OK;
}

static xt_status settle(styles *s, xt_error *error)
{
    xt_status status = gather(s, error);
    if (status || s->wanted.size == 0)
        return status;
    if (s->job->styles == XT_NO_PART)
        return without_styles(s, error);
    s->splices = xt_job_part(s->job, s->job->styles);
    status = s->splices ? read_styles(s, error) : xt_fail_memory(error);
    return status ? status : add_formats(s, error);
}

xt_status xt_patch_formats(xt_job *job, xt_error *error)
{
    styles s = {.job = job, .wanted = xt_bytes_make(SIZE_MAX / 2), .raw = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = settle(&s, error);
    size_t count = 0;
    const wanted *all = wanted_of(&s, &count);
    for (size_t i = 0; !status && i < job->count; i++) {
        uint32_t found = 0;
        if (job->edits[i].kind != XT_EDIT_TEXT && xt_hashset_get(&s.keys, key_of(&s, i), &found))
            job->spots[i].style = all[found].style;
    }
    xt_bytes_free(&s.wanted);
    xt_bytes_free(&s.raw);
    xt_hashset_free(&s.keys);
    xt_hashset_free(&s.codes);
    return status;
}
