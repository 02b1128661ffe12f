/* SPDX-License-Identifier: MIT */
#include "table/json.h"

#include "base/error.h"
#include "base/utf8.h"
#include "table/json_plain.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

struct xt_json {
    const xt_node *root;
    xt_arena arena;
    json_t *parsed; /* jansson's, which holds the texts; NULL: the document is in the plain form */
    const char *file;
    xt_str text;
};

/* ---- what jansson parsed, as nodes. It goes no deeper than 2,048 lists. */

static bool convert(xt_arena *arena, json_t *from, xt_node *out);

/* The members in the order of the file. */
static bool convert_list(xt_arena *arena, json_t *from, xt_node *out)
{
    out->list.count = json_is_array(from) ? json_array_size(from) : json_object_size(from);
    xt_node *items = xt_arena_alloc(arena, out->list.count * sizeof *items);
    if (!items)
        return false;
    out->list.items = items;
    void *place = json_is_object(from) ? json_object_iter(from) : NULL;
    for (size_t i = 0; i < out->list.count; i++) {
        json_t *value = place ? json_object_iter_value(place) : json_array_get(from, i);
        items[i] = (xt_node){.key = xt_str_of(place ? json_object_iter_key(place) : NULL)};
        out->list.marks |= xt_json_mark(items[i].key);
        if (!convert(arena, value, &items[i]))
            return false;
        place = place ? json_object_iter_next(from, place) : NULL;
    }
    return true;
}

static bool convert(xt_arena *arena, json_t *from, xt_node *out)
{
    switch (json_typeof(from)) {
    case JSON_OBJECT: out->type = XT_NODE_OBJECT; return convert_list(arena, from, out);
    case JSON_ARRAY: out->type = XT_NODE_ARRAY; return convert_list(arena, from, out);
    case JSON_STRING:
        out->type = XT_NODE_STRING;
        out->string = (xt_str){json_string_value(from), json_string_length(from)};
        return true;
    case JSON_INTEGER:
    case JSON_REAL:
        out->type = XT_NODE_NUMBER;
        out->number = json_number_value(from);
        out->is_integer = json_is_integer(from);
        return true;
    case JSON_TRUE:
    case JSON_FALSE:
        out->type = XT_NODE_BOOLEAN;
        out->is_true = json_is_true(from);
        return true;
    default: out->type = XT_NODE_NULL; return true;
    }
}

static xt_status parse(xt_json *json, xt_error *error)
{
    json_error_t cause;
    xt_arena_reset(&json->arena);
    errno = 0;
    json->parsed =
        json_loadb(json->text.data ? json->text.data : "", json->text.size, JSON_REJECT_DUPLICATES, &cause);
    if (json->parsed) {
        xt_node *root = xt_arena_alloc(&json->arena, sizeof *root);
        if (root)
            *root = (xt_node){0};
        json->root = root;
        return root && convert(&json->arena, json->parsed, root) ? XT_OK : xt_fail_memory(error);
    }
    /* jansson calls most failed allocations a fault of the text; malloc's mark tells. */
    if (json_error_code(&cause) == json_error_out_of_memory || errno == ENOMEM)
        return xt_fail_memory(error);
    xt_status status = xt_fail_at(error, XT_SAY_TEMPLATE_JSON, xt_str_of(json->file), xt_str_of(cause.text));
    if (error) {
        error->line = cause.line;
        error->column = cause.column;
    }
    return status;
}

xt_status xt_json_parse(xt_json **out, const char *file, xt_str text, xt_error *error)
{
    xt_json *json = calloc(1, sizeof *json);
    if (!json)
        return xt_fail_memory(error);
    const xt_str mark = XT_LITERAL("\xEF\xBB\xBF"); /* editors on Windows begin UTF-8 with it */
    if (xt_str_starts(text, mark))
        text = xt_str_from(text, mark.size);
    json->file = file;
    json->text = text;
    xt_status status = xt_json_plain(&json->arena, text, &json->root);
    if (status)
        status = xt_fail_memory(error);
    else if (!json->root)
        status = parse(json, error);
    if (status)
        xt_json_free(json);
    else
        *out = json;
    return status;
}

void xt_json_free(xt_json *json)
{
    if (!json)
        return;
    json_decref(json->parsed);
    xt_arena_free(&json->arena);
    free(json);
}

/* ---- what is in it */

const xt_node *xt_json_root(const xt_json *json)
{
    return json->root;
}

xt_node_type xt_node_type_of(const xt_node *node)
{
    return node->type;
}

size_t xt_node_size(const xt_node *node)
{
    return node && (node->type == XT_NODE_ARRAY || node->type == XT_NODE_OBJECT) ? node->list.count : 0;
}

const xt_node *xt_node_at(const xt_node *array, size_t index)
{
    bool there = array && array->type == XT_NODE_ARRAY && index < array->list.count;
    return there ? &array->list.items[index] : NULL;
}

const xt_node *xt_node_get(const xt_node *object, const char *key)
{
    xt_str wanted = xt_str_of(key);
    if (!object || object->type != XT_NODE_OBJECT || !(object->list.marks & xt_json_mark(wanted)))
        return NULL;
    for (size_t i = 0; i < object->list.count; i++)
        if (xt_str_equal(object->list.items[i].key, wanted))
            return &object->list.items[i];
    return NULL;
}

xt_str xt_node_string(const xt_node *node)
{
    return node && node->type == XT_NODE_STRING ? node->string : XT_LITERAL("");
}

double xt_node_number(const xt_node *node)
{
    return node && node->type == XT_NODE_NUMBER ? node->number : 0;
}

bool xt_node_is_integer(const xt_node *node)
{
    return node && node->is_integer;
}

bool xt_node_true(const xt_node *node)
{
    return node && node->is_true;
}

bool xt_node_each(const xt_node *object, void **place, const char **key, const xt_node **value)
{
    if (!object || object->type != XT_NODE_OBJECT || object->list.count == 0)
        return false;
    const xt_node *last = object->list.items + object->list.count - 1, *now = *place;
    if (now == last)
        return false;
    now = now ? now + 1 : object->list.items;
    *place = (void *)(uintptr_t)now;
    *key = now->key.data;
    *value = now;
    return true;
}

/* ---- where a value stands. The text has been parsed, so it is well formed and needs no checks. */

static size_t skip_blank(xt_str text, size_t at)
{
    while (at < text.size && strchr(" \t\r\n", text.data[at]) && text.data[at])
        at++;
    return at;
}

static size_t skip_string(xt_str text, size_t at)
{
    for (at++; at < text.size && text.data[at] != '"'; at++)
        at += text.data[at] == '\\';
    return at + 1;
}

/* Behind the value that begins at `at`. */
static size_t skip_value(xt_str text, size_t at)
{
    size_t depth = 0;
    do {
        char c = text.data[at];
        if (c == '"') {
            at = skip_string(text, at);
            continue;
        }
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        at++;
        if (depth == 0 && strchr("}]", c) == NULL)
            while (at < text.size && !strchr(",]} \t\r\n", text.data[at]))
                at++;
    } while (depth && at < text.size);
    return at;
}

/* The key that begins at `at`, compared as it is written: keys of templates have no escapes. */
static bool key_is(xt_str text, size_t at, const char *key)
{
    size_t end = skip_string(text, at);
    return end <= text.size && xt_str_equal((xt_str){text.data + at + 1, end - at - 2}, xt_str_of(key));
}

/* Where the step from the container at `at` leads: at the key itself, or at the element. */
static size_t find_step(xt_str text, size_t at, const xt_cursor *step)
{
    size_t index = 0;
    for (at = skip_blank(text, at + 1); at < text.size && text.data[at] != '}' && text.data[at] != ']';
         index++) {
        if (step->key ? key_is(text, at, step->key) : index == step->index)
            return at;
        if (step->key) {
            at = skip_blank(text, skip_string(text, at));
            at = skip_blank(text, at + 1); /* the colon */
        }
        at = skip_blank(text, skip_value(text, at));
        at = skip_blank(text, at + (at < text.size && text.data[at] == ','));
    }
    return at;
}

static size_t find(xt_str text, const xt_cursor *at)
{
    if (!at->up)
        return skip_blank(text, 0);
    size_t container = find(text, at->up);
    if (at->up->up && at->up->key) { /* from the key to its value */
        container = skip_blank(text, skip_string(text, container));
        container = skip_blank(text, container + 1);
    }
    return find_step(text, container, at);
}

xt_status xt_json_fail(const xt_json *json, const xt_cursor *at, xt_error *error, int sentence,
                       const char *text)
{
    xt_status status = xt_fail_at(error, (xt_sentence)sentence, xt_str_of(json->file), xt_str_of(text));
    if (!error)
        return status;
    size_t place = find(json->text, at), line_start = 0;
    if (place > json->text.size)
        place = json->text.size;
    error->line = 1;
    for (size_t i = 0; i < place; i++)
        if (json->text.data[i] == '\n') {
            error->line++;
            line_start = i + 1;
        }
    /* Characters, as editors count them and as the parser does. */
    error->column = (int64_t)xt_utf8_count((xt_str){json->text.data + line_start, place - line_start}) + 1;
    error->offset = (int64_t)place;
    return status;
}
