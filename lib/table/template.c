/* SPDX-License-Identifier: MIT
 *
 * One template file: a Table Schema with keys of our own.
 */
#include "table/template.h"

#include "base/calendar.h"
#include "base/error.h"
#include "table/loader.h"
#include "thai/digits.h"

#include <stdio.h>

static const xt_key TEMPLATE_KEYS[] = {
    {"$schema", XT_KEY_STRING, false},
    {"name", XT_KEY_STRING, false},
    {"title", XT_KEY_STRING, true},
    {"description", XT_KEY_STRING, false},
    {"fields", XT_KEY_OBJECTS, true},
    {"missingValues", XT_KEY_STRINGS, false},
    {"primaryKey", XT_KEY_ANY, false},
    {"xlstools:id", XT_KEY_STRING, true},
    {"xlstools:version", XT_KEY_STRING, false},
    {"xlstools:year", XT_KEY_INTEGER, false},
    {"xlstools:item", XT_KEY_STRING, false},
    {"xlstools:fiscalYear", XT_KEY_INTEGER, false},
    {"xlstools:asOf", XT_KEY_STRING, false},
    {"xlstools:provenance", XT_KEY_OBJECTS, true},
    {"xlstools:sheet", XT_KEY_OBJECT, false},
    {"xlstools:header", XT_KEY_OBJECT, false},
    {"xlstools:blankTokens", XT_KEY_STRINGS, false},
    {"xlstools:minimumRows", XT_KEY_INTEGER, false},
    {"xlstools:totals", XT_KEY_OBJECT, false},
    {"xlstools:footers", XT_KEY_STRINGS, false},
    {"xlstools:notes", XT_KEY_OBJECTS, false},
    {"xlstools:rules", XT_KEY_OBJECT, false},
    {"xlstools:parts", XT_KEY_OBJECTS, false},
    {NULL, XT_KEY_ANY, false},
};

static const xt_key PART_KEYS[] = {
    {"name", XT_KEY_STRING, true},
    {"title", XT_KEY_STRING, false},
    {"description", XT_KEY_STRING, false},
    {"fields", XT_KEY_OBJECTS, true},
    {"xlstools:minimumRows", XT_KEY_INTEGER, false},
    {"xlstools:totals", XT_KEY_OBJECT, false},
    {"xlstools:footers", XT_KEY_STRINGS, false},
    {"xlstools:notes", XT_KEY_OBJECTS, false},
    {"xlstools:rules", XT_KEY_OBJECT, false},
    {NULL, XT_KEY_ANY, false},
};

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
    {NULL, XT_KEY_ANY, false},
};

static const xt_key CONSTRAINT_KEYS[] = {
    {"required", XT_KEY_BOOLEAN, false},
    {"minimum", XT_KEY_NUMBER, false},
    {NULL, XT_KEY_ANY, false},
};

static const xt_key PROVENANCE_KEYS[] = {
    {"about", XT_KEY_STRING, true},
    {"mark", XT_KEY_STRING, true},
    {"source", XT_KEY_STRING, true},
    {NULL, XT_KEY_ANY, false},
};

static const xt_key SHEET_KEYS[] = {{"titles", XT_KEY_STRINGS, false}, {NULL, XT_KEY_ANY, false}};
static const xt_key HEADER_KEYS[] = {{"searchRows", XT_KEY_INTEGER, false}, {NULL, XT_KEY_ANY, false}};

static const xt_key TOTAL_KEYS[] = {
    {"words", XT_KEY_STRINGS, true},
    {"allowed", XT_KEY_BOOLEAN, false},
    {NULL, XT_KEY_ANY, false},
};

static const xt_key NOTE_KEYS[] = {
    {"field", XT_KEY_STRING, true},
    {"required", XT_KEY_BOOLEAN, false},
    {"labels", XT_KEY_STRINGS, true},
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
};

int xt_table_field(const xt_table *table, xt_str name)
{
    for (size_t i = 0; i < table->field_count; i++)
        if (xt_str_equal(xt_str_of(table->fields[i].name), name))
            return (int)i;
    return XT_NO_FIELD;
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
    const xt_label *aliases = NULL;
    size_t count = 0;
    xt_status status = xt_keep_words(l, at, "xlstools:aliases", &aliases, &count);
    xt_label *labels = status ? NULL : xt_arena_alloc(&l->set->arena, (count + 1) * sizeof *labels);
    if (!labels)
        return status ? status : xt_fail_memory(l->error);
    if (count)
        memcpy(labels + 1, aliases, count * sizeof *labels);
    field->labels = labels;
    field->label_count = count + 1;
    xt_cursor title = xt_step(at, "title");
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

static xt_status read_field(xt_loader *l, const xt_cursor *at, xt_field *field)
{
    *field = (xt_field){.optional_field = XT_NO_FIELD};
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
    xt_cursor constraints = xt_step(at, "constraints");
    if (!status && constraints.node) {
        status = xt_check_keys(l, &constraints, CONSTRAINT_KEYS);
        field->required = xt_get_boolean(&constraints, "required", false);
        const xt_node *minimum = xt_node_get(constraints.node, "minimum");
        field->zero_allowed = minimum && xt_node_number(minimum) <= 0;
    }
    field->identity = xt_get_boolean(at, "xlstools:identity", false);
    if (!status && !(field->name = xt_keep(l, xt_node_string(xt_node_get(at->node, "name")))))
        status = xt_fail_memory(l->error);
    return status;
}

/* {"status": ["...", "..."]}: the one field whose values make this one optional. */
static xt_status read_optional(xt_loader *l, const xt_cursor *at, const xt_table *table, xt_field *field)
{
    void *place = NULL;
    const char *name = NULL;
    const xt_node *values = NULL;
    if (!at->node)
        return XT_OK;
    if (xt_node_size(at->node) != 1 || !xt_node_each(at->node, &place, &name, &values))
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_TYPE, at->key, "an object { } with one field");
    xt_cursor here = {at, name, 0, values};
    int index = xt_table_field(table, xt_str_of(name));
    if (index == XT_NO_FIELD || !table->fields[index].vocabulary)
        return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_VALUE, "xlstools:optionalWhen", name);
    if (xt_node_type_of(values) != XT_NODE_ARRAY)
        return xt_refuse_pair(l, &here, XT_SAY_TEMPLATE_TYPE, name, "a list of texts [ ]");
    const xt_vocabulary *v = table->fields[index].vocabulary;
    field->optional_field = index;
    for (size_t i = 0; i < xt_node_size(values); i++) {
        xt_cursor entry = xt_step_at(&here, i);
        xt_str text = xt_node_string(entry.node);
        size_t value = 0;
        while (value < v->value_count && !xt_str_equal(v->values[value], text))
            value++;
        if (value == v->value_count)
            return xt_refuse_pair(l, &entry, XT_SAY_TEMPLATE_VALUE, v->name, text.data);
        field->optional_values |= UINT64_C(1) << value;
    }
    return XT_OK;
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
                    if (xt_str_equal(a->labels[k].folded, b->labels[n].folded))
                        return xt_refuse(l, &at, XT_SAY_TEMPLATE_TWICE, b->labels[n].text.data);
        }
    return XT_OK;
}

static xt_status read_fields(xt_loader *l, const xt_cursor *at, xt_table *table)
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

/* A whole number from `least` to `most`; *out stays where there is none. */
static xt_status read_integer(xt_loader *l, const xt_cursor *at, const char *key, int least, int most,
                              int *out)
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

static xt_status read_notes(xt_loader *l, const xt_cursor *at, xt_table *table)
{
    xt_cursor list = xt_step(at, "xlstools:notes");
    size_t count = list.node ? xt_node_size(list.node) : 0;
    if (count > XT_MAX_NOTES)
        return xt_refuse_pair(l, &list, XT_SAY_TEMPLATE_TYPE, list.key, "0 ... 16");
    xt_note *notes = count ? xt_arena_alloc(&l->set->arena, count * sizeof *notes) : NULL;
    if (count && !notes)
        return xt_fail_memory(l->error);
    for (size_t i = 0; i < count; i++) {
        xt_cursor note = xt_step_at(&list, i);
        xt_status status = xt_check_keys(l, &note, NOTE_KEYS);
        if (!status)
            status = xt_keep_words(l, &note, "labels", &notes[i].labels, &notes[i].label_count);
        if (status)
            return status;
        notes[i].required = xt_get_boolean(&note, "required", false);
        notes[i].field = xt_keep(l, xt_node_string(xt_node_get(note.node, "field")));
        if (!notes[i].field)
            return xt_fail_memory(l->error);
    }
    table->notes = notes;
    table->note_count = count;
    return XT_OK;
}

/* What a table has beside its name, wherever it stands. Tokens of the template hold for fields without their
 * own. */
static xt_status read_table(xt_loader *l, const xt_cursor *at, const xt_label *tokens, size_t token_count,
                            xt_table *table)
{
    xt_status status = read_fields(l, at, table);
    xt_field *fields = (xt_field *)(uintptr_t)table->fields;
    for (size_t i = 0; i < table->field_count; i++)
        if (!xt_node_get(xt_node_at(xt_node_get(at->node, "fields"), i), "xlstools:blankTokens")) {
            fields[i].blank_tokens = tokens;
            fields[i].blank_token_count = token_count;
        }
    xt_cursor totals = xt_step(at, "xlstools:totals");
    if (!status && totals.node) {
        status = xt_check_keys(l, &totals, TOTAL_KEYS);
        if (!status)
            status = xt_keep_words(l, &totals, "words", &table->total_words, &table->total_word_count);
        table->totals_allowed = xt_get_boolean(&totals, "allowed", false);
    }
    if (!status)
        status = xt_keep_words(l, at, "xlstools:footers", &table->footer_words, &table->footer_word_count);
    if (!status)
        status = read_notes(l, at, table);
    int minimum = 0;
    if (!status)
        status = read_integer(l, at, "xlstools:minimumRows", 0, XT_MAX_ROW, &minimum);
    table->minimum_rows = (uint32_t)minimum;
    xt_cursor rules = xt_step(at, "xlstools:rules");
    return status ? status : xt_rules_read(l, &rules, table);
}

static xt_status read_tables(xt_loader *l, const xt_cursor *root, xt_template *t)
{
    const xt_label *tokens = NULL;
    size_t token_count = 0;
    xt_cursor parts = xt_step(root, "xlstools:parts");
    size_t count = 1 + (parts.node ? xt_node_size(parts.node) : 0);
    xt_table *tables = xt_arena_alloc(&l->set->arena, count * sizeof *tables);
    if (!tables)
        return xt_fail_memory(l->error);
    memset(tables, 0, count * sizeof *tables);
    xt_status status = xt_keep_labels(l, root, "xlstools:blankTokens", &tokens, &token_count);
    for (size_t i = 0; !status && i < count; i++) {
        tables[i].of = t;
        tables[i].name = "";
        if (i == 0) {
            status = read_table(l, root, tokens, token_count, &tables[0]);
            continue;
        }
        xt_cursor part = xt_step_at(&parts, i - 1);
        status = xt_check_keys(l, &part, PART_KEYS);
        if (!status && !(tables[i].name = xt_keep(l, xt_node_string(xt_node_get(part.node, "name")))))
            status = xt_fail_memory(l->error);
        if (!status)
            status = read_table(l, &part, tokens, token_count, &tables[i]);
    }
    t->tables = tables;
    t->table_count = count;
    return status;
}

static xt_status read_provenance(xt_loader *l, const xt_cursor *root, xt_template *t)
{
    static const char *const MARKS[] = {"A", "B", "C", "R", "derived", NULL};
    xt_cursor list = xt_step(root, "xlstools:provenance");
    size_t count = xt_node_size(list.node);
    xt_provenance *items = xt_arena_alloc(&l->set->arena, count * sizeof *items);
    if (!items)
        return xt_fail_memory(l->error);
    for (size_t i = 0; i < count; i++) {
        xt_cursor item = xt_step_at(&list, i);
        xt_status status = xt_check_keys(l, &item, PROVENANCE_KEYS);
        if (status)
            return status;
        xt_cursor mark = xt_step(&item, "mark");
        size_t known = 0;
        while (MARKS[known] && strcmp(MARKS[known], xt_node_string(mark.node).data) != 0)
            known++;
        if (!MARKS[known])
            return xt_refuse_pair(l, &mark, XT_SAY_TEMPLATE_VALUE, "mark", xt_node_string(mark.node).data);
        items[i] = (xt_provenance){xt_keep(l, xt_node_string(xt_node_get(item.node, "about"))), MARKS[known],
                                   xt_keep(l, xt_node_string(xt_node_get(item.node, "source")))};
        if (!items[i].about || !items[i].source)
            return xt_fail_memory(l->error);
    }
    t->provenance = items;
    t->provenance_count = count;
    return XT_OK;
}

/* "03-31": a day of the fiscal year. */
static xt_status read_as_of(xt_loader *l, const xt_cursor *root, xt_template *t)
{
    xt_cursor at = xt_step(root, "xlstools:asOf");
    if (!at.node)
        return XT_OK;
    xt_str text = xt_node_string(at.node);
    int part[2] = {0, 0};
    bool good = text.size == 5 && text.data[2] == '-';
    for (size_t i = 0; good && i < text.size; i++)
        if (i != 2) {
            good = text.data[i] >= '0' && text.data[i] <= '9';
            part[i > 2] = part[i > 2] * 10 + (text.data[i] - '0');
        }
    if (!good || !xt_civil_valid(2024, part[0], part[1]))
        return xt_refuse_pair(l, &at, XT_SAY_TEMPLATE_TYPE, "xlstools:asOf", "MM-DD");
    t->as_of_month = part[0];
    t->as_of_day = part[1];
    return XT_OK;
}

static int item_number(const char *item)
{
    int number = 0;
    for (; *item; item++)
        if (*item >= '0' && *item <= '9' && number < 100)
            number = number * 10 + (*item - '0');
    return number;
}

xt_status xt_template_read(xt_loader *l, const xt_cursor *root, const char *file, xt_template **out)
{
    enum { SEARCH_ROWS = 60, MOST_SEARCH_ROWS = 1000, FIRST_YEAR = 2500, LAST_YEAR = 2700 };
    xt_status status = xt_node_type_of(root->node) == XT_NODE_OBJECT
                           ? xt_check_keys(l, root, TEMPLATE_KEYS)
                           : xt_refuse_pair(l, root, XT_SAY_TEMPLATE_TYPE, "{", "an object { }");
    xt_template *t = status ? NULL : xt_arena_alloc(&l->set->arena, sizeof *t);
    if (!t)
        return status ? status : xt_fail_memory(l->error);
    *t = (xt_template){.id = xt_keep(l, xt_node_string(xt_node_get(root->node, "xlstools:id"))),
                       .title = xt_keep(l, xt_node_string(xt_node_get(root->node, "title"))),
                       .item = xt_keep(l, xt_str_of(xt_get_string(root, "xlstools:item", ""))),
                       .file = xt_keep(l, xt_str_of(file)),
                       .search_rows = SEARCH_ROWS};
    if (!t->id || !t->title || !t->item || !t->file)
        return xt_fail_memory(l->error);
    t->item_number = item_number(t->item);
    status = read_integer(l, root, "xlstools:year", FIRST_YEAR, LAST_YEAR, &t->year);
    if (!status)
        status = read_integer(l, root, "xlstools:fiscalYear", FIRST_YEAR, LAST_YEAR, &t->fiscal_year);
    if (!status)
        status = read_as_of(l, root, t);
    if (!status)
        status = read_provenance(l, root, t);
    xt_cursor sheet = xt_step(root, "xlstools:sheet"), header = xt_step(root, "xlstools:header");
    if (!status && sheet.node) {
        status = xt_check_keys(l, &sheet, SHEET_KEYS);
        if (!status)
            status = xt_keep_words(l, &sheet, "titles", &t->title_words, &t->title_word_count);
    }
    if (!status && header.node) {
        status = xt_check_keys(l, &header, HEADER_KEYS);
        int rows = SEARCH_ROWS;
        if (!status)
            status = read_integer(l, &header, "searchRows", 1, MOST_SEARCH_ROWS, &rows);
        t->search_rows = (uint32_t)rows;
    }
    if (!status)
        status = read_tables(l, root, t);
    *out = t;
    return status;
}
