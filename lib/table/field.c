/* SPDX-License-Identifier: MIT
 *
 * The fields of a table: what their columns are called and what their cells hold.
 */
#include "base/error.h"
#include "table/loader.h"

#include <regex.h>
#include <stdlib.h>

static const xt_key FIELD_KEYS[] = {
    {"name", XT_KEY_STRING, true},
    {"title", XT_KEY_STRING, true},
    {"description", XT_KEY_STRING, false},
    {"type", XT_KEY_STRING, true},
    {"format", XT_KEY_STRING, false},
    {"constraints", XT_KEY_OBJECT, false},
    {"xlstools:kind", XT_KEY_STRING, true},
    {"xlstools:identity", XT_KEY_BOOLEAN, false},
    {"xlstools:aliases", XT_KEY_STRINGS, false},
    {"xlstools:vocabulary", XT_KEY_ANY, false},
    {"xlstools:optionalWhen", XT_KEY_OBJECT, false},
    {"xlstools:blankTokens", XT_KEY_STRINGS, false},
    {"xlstools:mayBeAbsent", XT_KEY_BOOLEAN, false},
    {"xlstools:masked", XT_KEY_BOOLEAN, false},
    {"xlstools:freeChoice", XT_KEY_BOOLEAN, false},
    {"xlstools:holds", XT_KEY_STRINGS, false},
    {"xlstools:partTitle", XT_KEY_STRING, false},
    {"xlstools:standsFor", XT_KEY_STRING, false},
    {"xlstools:whenBlank", XT_KEY_OBJECT, false},
    {"xlstools:shiftsBehind", XT_KEY_BOOLEAN, false},
    {"xlstools:group", XT_KEY_STRING, false},
    {"xlstools:width", XT_KEY_NUMBER, false},
    {"xlstools:provenance", XT_KEY_STRING, false},
    {NULL, XT_KEY_ANY, false},
};

static const xt_key CONSTRAINT_KEYS[] = {
    {"required", XT_KEY_BOOLEAN, false},
    {"minimum", XT_KEY_NUMBER, false},
    {"pattern", XT_KEY_STRING, false},
    {NULL, XT_KEY_ANY, false},
};

/* The kinds by name, and the Table Schema type that goes with each. */
static const struct {
    const char *name, *type;
} KINDS[XT_KIND_COUNT_OF_KINDS] = {
    [XT_KIND_TEXT] = {"free-text", "string"},
    [XT_KIND_MONEY] = {"money", "number"},
    [XT_KIND_COUNT] = {"count", "integer"},
    [XT_KIND_DATE] = {"thai-date", "date"},
    [XT_KIND_FISCAL_YEAR] = {"fiscal-year", "integer"},
    [XT_KIND_TAX_ID] = {"tax-id", "string"},
    [XT_KIND_PROJECT_NO] = {"project-no", "string"},
    [XT_KIND_VOCABULARY] = {"vocabulary", "string"},
    [XT_KIND_SEQUENCE] = {"sequence", "integer"},
    [XT_KIND_PERIOD] = {"thai-period", "string"},
    [XT_KIND_PROVINCE] = {"province", "string"},
    [XT_KIND_DISTRICT] = {"district", "string"},
};

const char *xt_kind_name(xt_kind kind)
{
    return KINDS[kind].name;
}

const char *xt_kind_type(xt_kind kind)
{
    return KINDS[kind].type;
}

static xt_status read_kind(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    const char *known[XT_KIND_COUNT_OF_KINDS + 1];
    const char *word = xt_get_string(at, "xlstools:kind", "");
    size_t kind = 0;
    for (size_t i = 0; i < XT_KIND_COUNT_OF_KINDS; i++)
        known[i] = KINDS[i].name;
    known[XT_KIND_COUNT_OF_KINDS] = NULL;
    while (known[kind] && strcmp(known[kind], word) != 0)
        kind++;
    xt_cursor here = xt_step(at, "xlstools:kind"), type = xt_step(at, "type");
    if (!known[kind])
        return xt_refuse_word(l, &here, "xlstools:kind", word, known);
    field->kind = (xt_kind)kind;
    if (strcmp(xt_node_string(type.node).data, KINDS[kind].type) != 0)
        return xt_refuse_pair(l, &type, XT_SAY_TEMPLATE_TYPE, "type", KINDS[kind].type);
    return XT_OK;
}

/* The title and the aliases as one list of accepted labels. */
static xt_status read_labels(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    xt_cursor title = xt_step(at, "title"), aliases = xt_step(at, "xlstools:aliases");
    size_t count = 1 + xt_node_size(aliases.node);
    xt_label *labels = xt_arena_alloc(&l->set->arena, count * sizeof *labels);
    if (!labels)
        return xt_fail_memory(l->error);
    field->labels = labels;
    field->label_count = count;
    xt_status status = xt_fill_labels(l, aliases.node, labels + 1);
    if (!status)
        status = xt_check_words(l, &aliases, labels + 1);
    if (!status)
        status = xt_keep_label(l, xt_node_string(title.node), &labels[0]);
    if (!status && labels[0].folded.size == 0)
        status = xt_refuse_pair(l, &title, XT_SAY_TEMPLATE_VALUE, title.key, labels[0].text.data);
    return status;
}

static xt_status read_vocabulary(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    xt_cursor here = xt_step(at, "xlstools:vocabulary");
    if (field->kind != XT_KIND_VOCABULARY)
        return here.node
                   ? xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_VALUE, "xlstools:kind", "xlstools:vocabulary")
                   : XT_OK;
    if (!here.node)
        return xt_refuse(l, at, XT_SAY_TEMPLATE_MISSING, "xlstools:vocabulary");
    if (xt_node_type_of(here.node) == XT_NODE_STRING)
        return xt_vocabulary_named(l, &here, xt_node_string(here.node).data, &field->vocabulary);
    if (xt_node_type_of(here.node) != XT_NODE_OBJECT)
        return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_TYPE, here.key, "a name or an object { }");
    xt_vocabulary *own = NULL;
    xt_status status = xt_vocabulary_read(l, &here, &own);
    field->vocabulary = own;
    return status;
}

/* A pattern that every text must follow as a whole: a POSIX extended regular expression. */
static xt_status read_pattern(xt_loader *l, const xt_cursor *constraints, xt_field *field)
{
    xt_cursor at = xt_step(constraints, "pattern");
    if (!at.node)
        return XT_OK;
    if (field->kind != XT_KIND_TEXT)
        return xt_refuse_pair(l, &at, XT_SAY_TEMPLATE_CONFLICT, "pattern", KINDS[field->kind].name);
    xt_templates *set = l->set;
    regex_t *pattern = xt_arena_alloc(&set->arena, sizeof *pattern);
    regex_t **grown = realloc(set->patterns, (set->pattern_count + 1) * sizeof *grown);
    if (grown)
        set->patterns = grown;
    const char *text = xt_node_string(at.node).data;
    xt_bytes_clear(&l->scratch);
    xt_bytes_printf(&l->scratch, "^(%s)$", text);
    if (!pattern || !grown || l->scratch.fault)
        return xt_fail_memory(l->error);
    int failed = regcomp(pattern, text, REG_EXTENDED | REG_NOSUB); /* by itself: brackets may close early */
    if (!failed) {
        regfree(pattern);
        failed = regcomp(pattern, xt_bytes_cstr(&l->scratch), REG_EXTENDED | REG_NOSUB);
    }
    if (failed == REG_ESPACE)
        return xt_fail_memory(l->error);
    if (failed)
        return xt_refuse_pair(l, &at, XT_SAY_TEMPLATE_VALUE, "pattern", text);
    set->patterns[set->pattern_count++] = pattern;
    field->pattern = pattern;
    field->pattern_text = xt_keep(l, xt_node_string(at.node));
    return field->pattern_text ? XT_OK : xt_fail_memory(l->error);
}

static xt_status read_constraints(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    xt_cursor constraints = xt_step(at, "constraints");
    if (!constraints.node)
        return XT_OK;
    xt_status status = xt_check_keys(l, &constraints, CONSTRAINT_KEYS);
    field->required = xt_get_boolean(&constraints, "required", false);
    const xt_node *minimum = xt_node_get(constraints.node, "minimum");
    field->zero_allowed = minimum && xt_node_number(minimum) <= 0;
    return status ? status : read_pattern(l, &constraints, field);
}

/* ["contract_no", "contract_date"]: what its text holds, one behind the other. */
static xt_status read_holds(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    xt_cursor holds = xt_step(at, "xlstools:holds");
    if (!holds.node)
        return XT_OK;
    if (field->kind != XT_KIND_TEXT)
        return xt_refuse_pair(l, &holds, XT_SAY_TEMPLATE_CONFLICT, holds.key, KINDS[field->kind].name);
    if (xt_node_size(holds.node) != 2)
        return xt_refuse_pair(l, &holds, XT_SAY_TEMPLATE_TYPE, holds.key, "two names [ ]");
    for (size_t i = 0; i < 2; i++) {
        field->holds[i] = xt_keep(l, xt_node_string(xt_node_at(holds.node, i)));
        if (!field->holds[i])
            return xt_fail_memory(l->error);
    }
    return XT_OK;
}

/* What a field has beside its name, kind and labels. */
static xt_status read_rest(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    enum { WIDEST = 255 }; /* that a column of a sheet can be, in characters */
    xt_cursor width = xt_step(at, "xlstools:width"), mark = xt_step(at, "xlstools:provenance");
    xt_cursor masked = xt_step(at, "xlstools:masked"), choice = xt_step(at, "xlstools:freeChoice");
    field->identity = xt_get_boolean(at, "xlstools:identity", false);
    field->may_be_absent = xt_get_boolean(at, "xlstools:mayBeAbsent", false);
    field->masked = xt_get_boolean(at, "xlstools:masked", false);
    field->free_choice = xt_get_boolean(at, "xlstools:freeChoice", false);
    field->shifts_behind = xt_get_boolean(at, "xlstools:shiftsBehind", false);
    if (field->free_choice && field->kind != XT_KIND_VOCABULARY)
        return xt_refuse_pair(l, &choice, XT_SAY_TEMPLATE_CONFLICT, choice.key, KINDS[field->kind].name);
    if (field->masked && field->kind != XT_KIND_TAX_ID)
        return xt_refuse_pair(l, &masked, XT_SAY_TEMPLATE_CONFLICT, masked.key, KINDS[field->kind].name);
    field->width = width.node ? xt_node_number(width.node) : 0;
    if (width.node && (field->width < 1 || field->width > WIDEST))
        return xt_refuse_pair(l, &width, XT_SAY_TEMPLATE_TYPE, width.key, "1 ... 255");
    if (mark.node && !xt_is_mark(xt_node_string(mark.node).data))
        return xt_refuse_pair(l, &mark, XT_SAY_TEMPLATE_VALUE, mark.key, xt_node_string(mark.node).data);
    field->name = xt_keep(l, xt_node_string(xt_node_get(at->node, "name")));
    field->mark = xt_keep(l, xt_str_of(xt_get_string(at, "xlstools:provenance", "")));
    field->group = xt_keep(l, xt_str_of(xt_get_string(at, "xlstools:group", "")));
    field->description = xt_keep(l, xt_str_of(xt_get_string(at, "description", "")));
    field->part_title = xt_keep(l, xt_str_of(xt_get_string(at, "xlstools:partTitle", "")));
    field->stands_for = xt_keep(l, xt_str_of(xt_get_string(at, "xlstools:standsFor", "")));
    bool kept = field->name && field->mark && field->group && field->description && field->part_title &&
                field->stands_for;
    return kept ? XT_OK : xt_fail_memory(l->error);
}

/* A text for a value of the vocabulary. */
static xt_status read_blank_text(xt_loader *l, const xt_cursor *entry, const xt_vocabulary *v,
                                 const char **texts)
{
    size_t i = 0;
    while (i < v->value_count && !xt_str_equal(v->values[i], xt_str_of(entry->key)))
        i++;
    if (i == v->value_count)
        return xt_refuse_pair(l, entry, XT_SAY_TEMPLATE_VALUE, v->name, entry->key);
    if (xt_node_type_of(entry->node) != XT_NODE_STRING)
        return xt_refuse_pair(l, entry, XT_SAY_TEMPLATE_TYPE, entry->key, "a text");
    texts[i] = xt_keep(l, xt_node_string(entry->node));
    return texts[i] ? XT_OK : xt_fail_memory(l->error);
}

/* {"method": {"วิธีคัดเลือก": "..."}}: what a summary writes where its source leaves the field blank, for each
 * value of the vocabulary of that name. */
static xt_status read_when_blank(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    xt_cursor about = xt_step(at, "xlstools:whenBlank");
    void *place = NULL;
    const char *name = NULL;
    const xt_node *node = NULL;
    if (!about.node)
        return XT_OK;
    if (field->kind != XT_KIND_TEXT)
        return xt_refuse_pair(l, &about, XT_SAY_TEMPLATE_CONFLICT, about.key, KINDS[field->kind].name);
    if (xt_node_size(about.node) != 1 || !xt_node_each(about.node, &place, &name, &node) ||
        xt_node_type_of(node) != XT_NODE_OBJECT)
        return xt_refuse_pair(l, &about, XT_SAY_TEMPLATE_TYPE, about.key, "an object { } of one object { }");
    xt_cursor here = {&about, name, 0, node};
    xt_status status = xt_vocabulary_named(l, &here, name, &field->blank_words);
    size_t size = status ? 0 : field->blank_words->value_count * sizeof(char *);
    const char **texts = size ? xt_arena_alloc(&l->set->arena, size) : NULL;
    if (!texts)
        return status ? status : xt_fail_memory(l->error);
    memset(texts, 0, size);
    field->blank_texts = texts;
    for (place = NULL; !status && xt_node_each(here.node, &place, &name, &node);) {
        xt_cursor entry = {&here, name, 0, node};
        status = read_blank_text(l, &entry, field->blank_words, texts);
    }
    return status;
}

static xt_status read_field(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    *field = (xt_field){.optional_field = XT_NO_FIELD, .pattern_text = ""};
    xt_status status = xt_check_keys(l, at, FIELD_KEYS);
    if (!status)
        status = read_kind(l, at, field);
    if (!status)
        status = read_labels(l, at, field);
    if (!status)
        status = read_vocabulary(l, at, field);
    if (!status)
        status =
            xt_keep_labels(l, at, "xlstools:blankTokens", &field->blank_tokens, &field->blank_token_count);
    if (!status)
        status = read_constraints(l, at, field);
    if (!status)
        status = read_holds(l, at, field);
    if (!status)
        status = read_when_blank(l, at, field);
    return status ? status : read_rest(l, at, field);
}

/* {"status": ["...", "..."]}: the one field whose values make this one optional. */
static xt_status read_optional(xt_loader *l, const xt_cursor *at, const xt_table *table, xt_field *field)
{
    void *place = NULL;
    const char *name = NULL;
    const xt_node *values = NULL;
    if (!at->node)
        return XT_OK;
    if (!field->required)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_CONFLICT, at->key, "\"required\": false");
    if (xt_node_size(at->node) != 1 || !xt_node_each(at->node, &place, &name, &values))
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_TYPE, at->key, "an object { } with one field");
    xt_cursor here = {at, name, 0, values};
    int index = xt_table_field(table, xt_str_of(name));
    if (index == XT_NO_FIELD || !table->fields[index].vocabulary)
        return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_VALUE, "xlstools:optionalWhen", name);
    if (xt_node_type_of(values) != XT_NODE_ARRAY)
        return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_TYPE, name, "a list of texts [ ]");
    field->optional_field = index;
    return xt_vocabulary_bits(l, &here, table->fields[index].vocabulary, &field->optional_values);
}

/* No two fields of a table may have a name or an accepted label in common. */
static xt_status check_unique(xt_loader *l, const xt_cursor *fields, const xt_table *table)
{
    for (size_t i = 0; i < table->field_count; i++)
        for (size_t j = 0; j < i; j++) {
            const xt_field *a = &table->fields[j], *b = &table->fields[i];
            xt_cursor at = xt_step_at(fields, i);
            if (strcmp(a->name, b->name) == 0)
                return xt_refuse(l, &at, XT_SAY_TEMPLATE_TWICE, b->name);
            for (size_t k = 0; k < a->label_count; k++)
                for (size_t n = 0; n < b->label_count; n++)
                    if (a->labels[k].hash == b->labels[n].hash &&
                        xt_str_equal(a->labels[k].folded, b->labels[n].folded))
                        return xt_refuse(l, &at, XT_SAY_TEMPLATE_TWICE, b->labels[n].text.data);
        }
    return XT_OK;
}

xt_status xt_fields_read(xt_loader *l, const xt_cursor *at, xt_table *table)
{
    xt_cursor list = xt_step(at, "fields");
    size_t count = xt_node_size(list.node);
    if (count == 0 || count > XT_MAX_FIELDS)
        return xt_refuse_pair(l, &list, XT_SAY_TEMPLATE_TYPE, "fields", "1 ... 64");
    xt_field *fields = xt_arena_alloc(&l->set->arena, count * sizeof *fields);
    if (!fields)
        return xt_fail_memory(l->error);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++) {
        xt_cursor field = xt_step_at(&list, i);
        status = read_field(l, &field, &fields[i]);
    }
    table->fields = fields;
    table->field_count = status ? 0 : count;
    for (size_t i = 0; !status && i < count; i++) {
        xt_cursor field = xt_step_at(&list, i);
        xt_cursor optional = xt_step(&field, "xlstools:optionalWhen");
        status = read_optional(l, &optional, table, &fields[i]);
    }
    return status ? status : check_unique(l, &list, table);
}
