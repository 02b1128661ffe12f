/* SPDX-License-Identifier: MIT */
#include "table/json.h"

#include "base/error.h"
#include "base/utf8.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

struct xt_json {
    json_t *root;
    const char *file;
    xt_str text;
};

xt_status xt_json_parse(xt_json **out, const char *file, xt_str text, xt_error *error)
{
    json_error_t cause;
    xt_json *json = calloc(1, sizeof *json);
    if (!json)
        return xt_fail_memory(error);
    const xt_str mark = XT_LITERAL("\xEF\xBB\xBF"); /* editors on Windows begin UTF-8 with it */
    if (xt_str_starts(text, mark))
        text = xt_str_from(text, mark.size);
    json->file = file;
    json->text = text;
    errno = 0;
    json->root = json_loadb(text.data ? text.data : "", text.size, JSON_REJECT_DUPLICATES, &cause);
    if (json->root) {
        *out = json;
        return XT_OK;
    }
    free(json);
    /* jansson calls most failed allocations a fault of the text; malloc's mark tells. */
    if (json_error_code(&cause) == json_error_out_of_memory || errno == ENOMEM)
        return xt_fail_memory(error);
    xt_status status = xt_fail_at(error, XT_SAY_TEMPLATE_JSON, xt_str_of(file), xt_str_of(cause.text));
    if (error) {
        error->line = cause.line;
        error->column = cause.column;
    }
    return status;
}

void xt_json_free(xt_json *json)
{
    if (!json)
        return;
    json_decref(json->root);
    free(json);
}

const xt_node *xt_json_root(const xt_json *json)
{
    return json->root;
}

xt_node_type xt_node_type_of(const xt_node *node)
{
    switch (json_typeof(node)) {
    case JSON_OBJECT: return XT_NODE_OBJECT;
    case JSON_ARRAY: return XT_NODE_ARRAY;
    case JSON_STRING: return XT_NODE_STRING;
    case JSON_INTEGER:
    case JSON_REAL: return XT_NODE_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE: return XT_NODE_BOOLEAN;
    default: return XT_NODE_NULL;
    }
}

size_t xt_node_size(const xt_node *node)
{
    return json_is_array(node) ? json_array_size(node) : json_object_size(node);
}

const xt_node *xt_node_at(const xt_node *array, size_t index)
{
    return json_array_get(array, index);
}

const xt_node *xt_node_get(const xt_node *object, const char *key)
{
    return json_object_get(object, key);
}

xt_str xt_node_string(const xt_node *node)
{
    return json_is_string(node) ? (xt_str){json_string_value(node), json_string_length(node)}
                                : XT_LITERAL("");
}

double xt_node_number(const xt_node *node)
{
    return json_number_value(node);
}

bool xt_node_is_integer(const xt_node *node)
{
    return json_is_integer(node);
}

bool xt_node_true(const xt_node *node)
{
    return json_is_true(node);
}

bool xt_node_each(const xt_node *object, void **place, const char **key, const xt_node **value)
{
    /* jansson's iterators want a changeable object and change nothing. */
    json_t *walked = (json_t *)(uintptr_t)object;
    *place = *place ? json_object_iter_next(walked, *place) : json_object_iter(walked);
    if (!*place)
        return false;
    *key = json_object_iter_key(*place);
    *value = json_object_iter_value(*place);
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
