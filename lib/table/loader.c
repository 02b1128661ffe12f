/* SPDX-License-Identifier: MIT */
#include "table/loader.h"

#include "base/error.h"
#include "base/utf8.h"
#include "thai/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const TYPE_WORDS[] = {
    [XT_KEY_STRING] = "a text",
    [XT_KEY_NUMBER] = "a number",
    [XT_KEY_INTEGER] = "a whole number",
    [XT_KEY_BOOLEAN] = "true or false",
    [XT_KEY_OBJECT] = "an object { }",
    [XT_KEY_STRINGS] = "a list of texts [ ]",
    [XT_KEY_OBJECTS] = "a list of objects [ ]",
    [XT_KEY_ANY] = "",
};

static bool all_of(const xt_node *array, xt_node_type type)
{
    if (xt_node_type_of(array) != XT_NODE_ARRAY)
        return false;
    for (size_t i = 0; i < xt_node_size(array); i++)
        if (xt_node_type_of(xt_node_at(array, i)) != type)
            return false;
    return true;
}

static bool has_type(const xt_node *node, xt_key_type type)
{
    switch (type) {
    case XT_KEY_STRING: return xt_node_type_of(node) == XT_NODE_STRING;
    case XT_KEY_NUMBER: return xt_node_type_of(node) == XT_NODE_NUMBER;
    case XT_KEY_INTEGER: return xt_node_is_integer(node);
    case XT_KEY_BOOLEAN: return xt_node_type_of(node) == XT_NODE_BOOLEAN;
    case XT_KEY_OBJECT: return xt_node_type_of(node) == XT_NODE_OBJECT;
    case XT_KEY_STRINGS: return all_of(node, XT_NODE_STRING);
    case XT_KEY_OBJECTS: return all_of(node, XT_NODE_OBJECT);
    case XT_KEY_ANY: return true;
    }
    return false;
}

bool xt_is_plain_name(const char *name)
{
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return size && name[size] == '\0';
}

xt_cursor xt_step(const xt_cursor *up, const char *key)
{
    return (xt_cursor){up, key, 0, xt_node_get(up->node, key)};
}

xt_cursor xt_step_at(const xt_cursor *up, size_t index)
{
    return (xt_cursor){up, NULL, index, xt_node_at(up->node, index)};
}

xt_status xt_refuse(xt_loader *l, const xt_cursor *at, int sentence, const char *text)
{
    return xt_json_fail(l->json, at, l->error, sentence, text);
}

xt_status xt_refuse_pair(xt_loader *l, const xt_cursor *at, int sentence, const char *first,
                         const char *second)
{
    char pair[XT_ERROR_TEXT];
    snprintf(pair, sizeof pair, "%s\n%s", first, second);
    return xt_refuse(l, at, sentence, pair);
}

const char *xt_nearest_word(const char *word, const char *const *known)
{
    const char *best = NULL;
    size_t limit = xt_utf8_count(xt_str_of(word)) / 2 + 1, least = limit + 1;
    for (; *known; known++) {
        size_t distance = xt_text_distance(xt_str_of(word), xt_str_of(*known), limit);
        if (distance < least) {
            least = distance;
            best = *known;
        }
    }
    return best;
}

xt_status xt_refuse_word(xt_loader *l, const xt_cursor *at, const char *key, const char *word,
                         const char *const *known)
{
    const char *near = xt_nearest_word(word, known);
    return near ? xt_refuse_pair(l, at, XT_SAY_TEMPLATE_VALUE_NEAR, word, near)
                : xt_refuse_pair(l, at, XT_SAY_TEMPLATE_VALUE, key, word);
}

static xt_status refuse_key(xt_loader *l, const xt_cursor *at, const char *key, const xt_key *keys)
{
    enum { MOST = 40 };
    const char *names[MOST + 1];
    size_t count = 0;
    for (; keys[count].name && count < MOST; count++)
        names[count] = keys[count].name;
    names[count] = NULL;
    const char *near = xt_nearest_word(key, names);
    return near ? xt_refuse_pair(l, at, XT_SAY_TEMPLATE_KEY_NEAR, key, near)
                : xt_refuse(l, at, XT_SAY_TEMPLATE_KEY, key);
}

/* The key of that name, looked for from `next` on and then before it. */
static const xt_key *find_key(const xt_key *keys, const xt_key *next, const char *name)
{
    for (const xt_key *key = next; key->name; key++)
        if (strcmp(key->name, name) == 0)
            return key;
    for (; keys < next; keys++)
        if (strcmp(keys->name, name) == 0)
            return keys;
    return NULL;
}

xt_status xt_check_keys(xt_loader *l, const xt_cursor *at, const xt_key *keys)
{
    void *place = NULL;
    const char *name = NULL;
    const xt_node *value = NULL;
    const xt_key *next = keys; /* objects mostly have their keys in the order of the table */
    while (xt_node_each(at->node, &place, &name, &value)) {
        const xt_key *key = find_key(keys, next, name);
        xt_cursor here = {at, name, 0, value};
        if (!key)
            return refuse_key(l, &here, name, keys);
        next = key + 1;
        if (!has_type(value, key->type))
            return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_TYPE, name, TYPE_WORDS[key->type]);
    }
    for (const xt_key *key = keys; key->name; key++)
        if (key->required && !xt_node_get(at->node, key->name))
            return xt_refuse(l, at, XT_SAY_TEMPLATE_MISSING, key->name);
    return XT_OK;
}

const char *xt_get_string(const xt_cursor *at, const char *key, const char *otherwise)
{
    const xt_node *node = xt_node_get(at->node, key);
    return node ? xt_node_string(node).data : otherwise;
}

bool xt_get_boolean(const xt_cursor *at, const char *key, bool otherwise)
{
    const xt_node *node = xt_node_get(at->node, key);
    return node ? xt_node_true(node) : otherwise;
}

xt_status xt_get_integer(xt_loader *l, const xt_cursor *at, const char *key, int least, int most, int *out)
{
    char range[32];
    xt_cursor here = xt_step(at, key);
    double number = here.node ? xt_node_number(here.node) : *out;
    if (here.node && (number < least || number > most)) {
        snprintf(range, sizeof range, "%d ... %d", least, most);
        return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_TYPE, key, range);
    }
    *out = (int)number;
    return XT_OK;
}

const char *xt_keep(xt_loader *l, xt_str text)
{
    return text.size ? xt_arena_copy(&l->set->arena, text) : "";
}

/* Where the label of this text is remembered: forms of different years have most of theirs in common. NULL:
 * memory is out. */
static xt_label *remembered(xt_loader *l, xt_str text)
{
    enum { PLACES = 512 };
    xt_label **labels = &l->set->labels;
    if (!*labels && !(*labels = calloc(PLACES, sizeof **labels)))
        return NULL;
    return *labels + xt_str_hash(text, 0) % PLACES;
}

xt_status xt_keep_label(xt_loader *l, xt_str text, xt_label *out)
{
    xt_label *known = remembered(l, text);
    if (!known)
        return xt_fail_memory(l->error);
    if (!known->text.data || !xt_str_equal(known->text, text)) {
        xt_bytes_clear(&l->scratch);
        xt_status status = xt_text_fold(text, &l->scratch);
        const char *copy = xt_keep(l, text);
        const char *folded = status ? NULL : xt_keep(l, xt_bytes_str(&l->scratch));
        if (!copy || !folded)
            return xt_fail_memory(l->error);
        *known = xt_label_of((xt_str){copy, text.size}, (xt_str){folded, l->scratch.size});
    }
    *out = *known;
    return XT_OK;
}

xt_status xt_keep_labels(xt_loader *l, const xt_cursor *at, const char *key, const xt_label **out,
                         size_t *count)
{
    const xt_node *array = xt_node_get(at->node, key);
    *out = NULL;
    *count = array ? xt_node_size(array) : 0;
    if (*count == 0)
        return XT_OK;
    xt_label *labels = xt_arena_alloc(&l->set->arena, *count * sizeof *labels);
    if (!labels)
        return xt_fail_memory(l->error);
    *out = labels;
    return xt_fill_labels(l, array, labels);
}

xt_status xt_fill_labels(xt_loader *l, const xt_node *array, xt_label *out)
{
    for (size_t i = 0; i < xt_node_size(array); i++) {
        xt_status status = xt_keep_label(l, xt_node_string(xt_node_at(array, i)), &out[i]);
        if (status)
            return status;
    }
    return XT_OK;
}

xt_status xt_check_words(xt_loader *l, const xt_cursor *list, const xt_label *words)
{
    for (size_t i = 0; i < xt_node_size(list->node); i++) {
        xt_cursor word = xt_step_at(list, i);
        if (words[i].folded.size == 0)
            return xt_refuse_pair(l, &word, XT_SAY_TEMPLATE_VALUE, list->key, words[i].text.data);
    }
    return XT_OK;
}

xt_status xt_keep_words(xt_loader *l, const xt_cursor *at, const char *key, const xt_label **out,
                        size_t *count)
{
    xt_cursor list = xt_step(at, key);
    xt_status status = xt_keep_labels(l, at, key, out, count);
    return status ? status : xt_check_words(l, &list, *out);
}

static xt_status refuse_file(const char *path, int cause, xt_error *error)
{
    bool missing = cause == ENOENT || cause == ENOTDIR;
    return cause == ENOMEM ? xt_fail_memory(error)
                           : xt_fail_errno(error, missing ? XT_SAY_FILE_MISSING : XT_SAY_FILE_UNREADABLE,
                                           xt_str_of(path), cause);
}

/* Where the next bytes of the file go, and how many may: what room there is, or more of it. */
static char *room_for(xt_bytes *text, size_t *size)
{
    enum { STEP = 16 * 1024, LEAST = 1024 };
    *size = text->capacity - text->size;
    if (*size >= LEAST && text->maximum - text->size >= STEP)
        return text->data + text->size;
    *size = STEP;
    return xt_bytes_reserve(text, STEP);
}

xt_status xt_file_read(const char *path, xt_bytes *text, xt_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return refuse_file(path, errno, error);
    xt_status status = XT_OK;
    for (;;) {
        size_t size;
        char *room = room_for(text, &size);
        if (!room) {
            status =
                text->fault == XT_OUT_OF_MEMORY
                    ? xt_fail_memory(error)
                    : xt_fail_limit(error, XT_SAY_LIMIT_INPUT, xt_str_of(path), text->size, text->maximum);
            break;
        }
        ssize_t got = read(file, room, size);
        if (got > 0)
            text->size += (size_t)got;
        else if (got == 0)
            break;
        else if (errno != EINTR) {
            status = xt_fail_errno(error, XT_SAY_FILE_READ, xt_str_of(path), errno);
            break;
        }
    }
    close(file);
    return status;
}
