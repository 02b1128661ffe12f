/* SPDX-License-Identifier: MIT
 *
 * Vocabularies: read from JSON, and looked things up in.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "table/loader.h"
#include "thai/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_VALUES = 64, FILE_SIZE = 1 << 20 };

static const xt_key VOCABULARY_KEYS[] = {
    {"name", XT_KEY_STRING, true},
    {"title", XT_KEY_STRING, false},
    {"description", XT_KEY_STRING, false},
    {"open", XT_KEY_BOOLEAN, false},
    {"provenance", XT_KEY_OBJECTS, false},
    {"values", XT_KEY_OBJECTS, true},
    {NULL, XT_KEY_ANY, false},
};

static const xt_key VALUE_KEYS[] = {
    {"value", XT_KEY_STRING, true},
    {"aliases", XT_KEY_STRINGS, false},
    {NULL, XT_KEY_ANY, false},
};

static int compare(xt_str a, xt_str b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size ? memcmp(a.data, b.data, size) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

/* Terms that are the same text come to stand side by side, and so do those that read alike. */
static int by_folded(const void *a, const void *b)
{
    const xt_term *left = a, *right = b;
    int order = compare(left->label.folded, right->label.folded);
    return order ? order : compare(left->label.text, right->label.text);
}

static size_t count_terms(const xt_node *values)
{
    size_t count = 0;
    for (size_t i = 0; i < xt_node_size(values); i++) {
        const xt_node *aliases = xt_node_get(xt_node_at(values, i), "aliases");
        count += 1 + (aliases ? xt_node_size(aliases) : 0);
    }
    return count;
}

/* A word of blanks and punctuation alone would be found in cells that say nothing. */
static xt_status keep_word(xt_loader *l, const xt_cursor *at, xt_label *out)
{
    xt_str text = xt_node_string(at->node);
    xt_status status = xt_keep_label(l, text, out);
    return !status && out->folded.size == 0 ? xt_refuse_pair(l, at, XT_SAY_TEMPLATE_VALUE, "value", text.data)
                                            : status;
}

/* The value and its aliases into terms[*count]. */
static xt_status add_terms(xt_loader *l, const xt_cursor *entry, uint32_t value, xt_term *terms,
                           size_t *count)
{
    xt_cursor word = xt_step(entry, "value"), aliases = xt_step(entry, "aliases");
    terms[*count] = (xt_term){.value = value};
    xt_status status = keep_word(l, &word, &terms[(*count)++].label);
    for (size_t i = 0; !status && aliases.node && i < xt_node_size(aliases.node); i++) {
        xt_cursor alias = xt_step_at(&aliases, i);
        terms[*count] = (xt_term){.value = value, .is_alias = true};
        status = keep_word(l, &alias, &terms[(*count)++].label);
    }
    return status;
}

/* Two values, or an alias of one and something of another, that read alike cannot be told apart. */
static xt_status check_terms(xt_loader *l, const xt_cursor *at, const xt_vocabulary *v)
{
    for (size_t i = 1; i < v->term_count; i++) {
        const xt_term *a = &v->terms[i - 1], *b = &v->terms[i];
        bool same_text = xt_str_equal(a->label.text, b->label.text);
        if (xt_str_equal(a->label.folded, b->label.folded) && (a->value != b->value || same_text))
            return xt_refuse(l, at, XT_SAY_TEMPLATE_TWICE, b->label.text.data);
    }
    return XT_OK;
}

xt_status xt_vocabulary_read(xt_loader *l, const xt_cursor *at, xt_vocabulary **out)
{
    xt_status status = xt_check_keys(l, at, VOCABULARY_KEYS);
    if (status)
        return status;
    xt_cursor values = xt_step(at, "values");
    size_t count = xt_node_size(values.node), term_count = count_terms(values.node);
    if (count == 0 || count > MAX_VALUES)
        return xt_refuse_pair(l, &values, XT_SAY_TEMPLATE_TYPE, "values", "1 ... 64");
    xt_vocabulary *v = xt_arena_alloc(&l->set->arena, sizeof *v);
    xt_str *texts = xt_arena_alloc(&l->set->arena, count * sizeof *texts);
    xt_term *terms = xt_arena_alloc(&l->set->arena, term_count * sizeof *terms);
    const char *name = xt_keep(l, xt_node_string(xt_node_get(at->node, "name")));
    if (!v || !texts || !terms || !name)
        return xt_fail_memory(l->error);

    size_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        xt_cursor entry = xt_step_at(&values, i);
        size_t first = filled;
        status = xt_check_keys(l, &entry, VALUE_KEYS);
        if (!status)
            status = add_terms(l, &entry, (uint32_t)i, terms, &filled);
        if (status)
            return status;
        texts[i] = terms[first].label.text;
    }
    qsort(terms, filled, sizeof *terms, by_folded);
    *v = (xt_vocabulary){name, xt_get_boolean(at, "open", false), texts, count, terms, filled};
    *out = v;
    return check_terms(l, at, v);
}

/* Puts a vocabulary that has a file of its own into the set. */
static xt_status remember(xt_loader *l, xt_vocabulary *v)
{
    xt_templates *set = l->set;
    xt_vocabulary **grown = realloc(set->vocabularies, (set->vocabulary_count + 1) * sizeof(xt_vocabulary *));
    if (!grown)
        return xt_fail_memory(l->error);
    set->vocabularies = grown;
    set->vocabularies[set->vocabulary_count++] = v;
    return XT_OK;
}

/* There is no such vocabulary: the nearest of those that other templates of the set use. */
static xt_status refuse_name(xt_loader *l, const xt_cursor *at, const char *name)
{
    enum { MOST = 64 };
    const char *known[MOST + 1] = {NULL};
    for (size_t i = 0; i < l->set->vocabulary_count && i < MOST; i++)
        known[i] = l->set->vocabularies[i]->name;
    return xt_refuse_word(l, at, "xlstools:vocabulary", name, known);
}

xt_status xt_vocabulary_named(xt_loader *l, const xt_cursor *at, const char *name, const xt_vocabulary **out)
{
    for (size_t i = 0; i < l->set->vocabulary_count; i++)
        if (strcmp(l->set->vocabularies[i]->name, name) == 0) {
            *out = l->set->vocabularies[i];
            return XT_OK;
        }
    char path[4096];
    if (!l->set->folder || !xt_is_plain_name(name) ||
        snprintf(path, sizeof path, "%s/vocabularies/%s.json", l->set->folder, name) >= (int)sizeof path)
        return refuse_name(l, at, name);

    xt_bytes text = xt_bytes_make(FILE_SIZE);
    xt_status status = xt_file_read(path, &text, l->error);
    if (status == XT_NOT_FOUND)
        status = refuse_name(l, at, name);
    xt_loader inner = {.set = l->set, .error = l->error, .scratch = xt_bytes_make(FILE_SIZE)};
    xt_vocabulary *v = NULL;
    if (!status)
        status = xt_json_parse(&inner.json, path, xt_bytes_str(&text), l->error);
    if (!status) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(inner.json)};
        status = xt_node_type_of(root.node) == XT_NODE_OBJECT
                     ? xt_vocabulary_read(&inner, &root, &v)
                     : xt_refuse_pair(&inner, &root, XT_SAY_TEMPLATE_TYPE, "{", "an object { }");
    }
    if (!status && strcmp(v->name, name) != 0) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(inner.json)}, own = xt_step(&root, "name");
        status = xt_refuse_pair(&inner, &own, XT_SAY_TEMPLATE_VALUE, "name", v->name);
    }
    if (!status)
        status = remember(l, v);
    if (!status)
        *out = v;
    xt_json_free(inner.json);
    xt_bytes_free(&inner.scratch);
    xt_bytes_free(&text);
    return status;
}

xt_status xt_vocabulary_bits(xt_loader *l, const xt_cursor *list, const xt_vocabulary *v, uint64_t *bits)
{
    for (size_t i = 0; i < xt_node_size(list->node); i++) {
        xt_cursor entry = xt_step_at(list, i);
        xt_str text = xt_node_string(entry.node);
        size_t value = 0;
        while (value < v->value_count && !xt_str_equal(v->values[value], text))
            value++;
        if (value == v->value_count)
            return xt_refuse_pair(l, &entry, XT_SAY_TEMPLATE_VALUE, v->name, text.data);
        *bits |= UINT64_C(1) << value;
    }
    return XT_OK;
}

xt_lookup xt_vocabulary_find(const xt_vocabulary *v, xt_str text, xt_str folded)
{
    size_t low = 0, high = v->term_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(v->terms[middle].label.folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    xt_lookup found = {0};
    for (; low < v->term_count && xt_str_equal(v->terms[low].label.folded, folded); low++) {
        bool exact = xt_str_equal(v->terms[low].label.text, text);
        if (!found.term || exact)
            found = (xt_lookup){&v->terms[low], exact};
    }
    return found;
}

size_t xt_vocabulary_nearest(const xt_vocabulary *v, xt_str folded)
{
    size_t best = SIZE_MAX, least = SIZE_MAX;
    for (size_t i = 0; i < v->term_count; i++) {
        xt_str known = v->terms[i].label.folded;
        size_t limit = xt_utf8_count(known) / 3; /* a third of its characters */
        size_t distance = xt_text_distance(known, folded, limit);
        if (distance <= limit && distance < least) {
            least = distance;
            best = v->terms[i].value;
        }
    }
    return best;
}
