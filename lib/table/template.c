/* SPDX-License-Identifier: MIT
 *
 * One template file: a Table Schema with keys of our own.
 */
#include "table/template.h"

#include "base/calendar.h"
#include "base/error.h"
#include "table/loader.h"
#include "thai/digits.h"
#include "thai/text.h"

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
    {"xlstools:emptySentences", XT_KEY_STRINGS, false},
    {"xlstools:notes", XT_KEY_OBJECTS, false},
    {"xlstools:formulas", XT_KEY_BOOLEAN, false},
    {"xlstools:rules", XT_KEY_OBJECT, false},
    {"xlstools:parts", XT_KEY_OBJECTS, false},
    {"xlstools:form", XT_KEY_OBJECT, false},
    {"xlstools:set", XT_KEY_BOOLEAN, false},
    {"xlstools:summary", XT_KEY_OBJECT, false},
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
    {"xlstools:emptySentences", XT_KEY_STRINGS, false},
    {"xlstools:notes", XT_KEY_OBJECTS, false},
    {"xlstools:formulas", XT_KEY_BOOLEAN, false},
    {"xlstools:rules", XT_KEY_OBJECT, false},
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

static const xt_key SUMMARY_KEYS[] = {
    {"of", XT_KEY_STRING, true},
    {"largest", XT_KEY_INTEGER, false},
    {NULL, XT_KEY_ANY, false},
};

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

xt_label xt_label_of(xt_str text, xt_str folded)
{
    return (xt_label){text, folded, xt_str_hash(folded, 0), xt_text_letters(folded)};
}

bool xt_template_as_of(const xt_template *t, int fiscal_year, xt_day *day)
{
    enum { FIRST_MONTH = 10 }; /* October belongs to the calendar year before */
    if (!fiscal_year || !t->as_of_month)
        return false;
    int year = fiscal_year - XT_BE_OFFSET - (t->as_of_month >= FIRST_MONTH);
    *day = xt_day_of((xt_civil){year, t->as_of_month, t->as_of_day});
    return true;
}

int xt_table_field(const xt_table *table, xt_str name)
{
    for (size_t i = 0; i < table->field_count; i++)
        if (xt_str_equal(xt_str_of(table->fields[i].name), name))
            return (int)i;
    return XT_NO_FIELD;
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
        if (!status && notes[i].label_count == 0)
            status = xt_refuse_pair(l, &note, XT_SAY_TEMPLATE_TYPE, "labels", "1 ...");
        if (status)
            return status;
        notes[i].required = xt_get_boolean(&note, "required", false);
        notes[i].field = xt_keep(l, xt_node_string(xt_node_get(note.node, "field")));
        if (!notes[i].field)
            return xt_fail_memory(l->error);
        for (size_t n = 0; n < i; n++)
            if (strcmp(notes[n].field, notes[i].field) == 0)
                return xt_refuse(l, &note, XT_SAY_TEMPLATE_TWICE, notes[i].field);
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
    xt_status status = xt_fields_read(l, at, table);
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
        status =
            xt_keep_words(l, at, "xlstools:emptySentences", &table->empty_words, &table->empty_word_count);
    if (!status)
        status = read_notes(l, at, table);
    int minimum = 0;
    if (!status)
        status = xt_get_integer(l, at, "xlstools:minimumRows", 0, XT_MAX_ROW, &minimum);
    table->minimum_rows = (uint32_t)minimum;
    table->formulas = xt_get_boolean(at, "xlstools:formulas", false);
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
    t->blank_tokens = tokens;
    t->blank_token_count = token_count;
    for (size_t i = 0; !status && i < count; i++) {
        tables[i].of = t;
        tables[i].name = "";
        tables[i].title = t->title;
        if (i == 0) {
            status = read_table(l, root, tokens, token_count, &tables[0]);
            continue;
        }
        xt_cursor part = xt_step_at(&parts, i - 1);
        status = xt_check_keys(l, &part, PART_KEYS);
        if (!status && !(tables[i].name = xt_keep(l, xt_node_string(xt_node_get(part.node, "name")))))
            status = xt_fail_memory(l->error);
        if (!status && !xt_is_plain_name(tables[i].name))
            status = xt_refuse_pair(l, &part, XT_SAY_TEMPLATE_VALUE, "name", tables[i].name);
        for (size_t n = 1; !status && n < i; n++)
            if (strcmp(tables[n].name, tables[i].name) == 0)
                status = xt_refuse(l, &part, XT_SAY_TEMPLATE_TWICE, tables[i].name);
        if (!status && !(tables[i].title = xt_keep(l, xt_str_of(xt_get_string(&part, "title", t->title)))))
            status = xt_fail_memory(l->error);
        if (!status)
            status = read_table(l, &part, tokens, token_count, &tables[i]);
    }
    t->tables = tables;
    t->table_count = count;
    return status;
}

static const char *const MARKS[] = {"A", "B", "C", "R", "derived", NULL};

bool xt_is_mark(const char *word)
{
    for (size_t i = 0; MARKS[i]; i++)
        if (strcmp(MARKS[i], word) == 0)
            return true;
    return false;
}

static xt_status read_provenance(xt_loader *l, const xt_cursor *root, xt_template *t)
{
    xt_cursor list = xt_step(root, "xlstools:provenance");
    size_t count = xt_node_size(list.node);
    xt_provenance_info *items = xt_arena_alloc(&l->set->arena, count * sizeof *items);
    if (!items)
        return xt_fail_memory(l->error);
    for (size_t i = 0; i < count; i++) {
        xt_cursor item = xt_step_at(&list, i);
        xt_status status = xt_check_keys(l, &item, PROVENANCE_KEYS);
        if (status)
            return status;
        xt_cursor mark = xt_step(&item, "mark");
        if (!xt_is_mark(xt_node_string(mark.node).data))
            return xt_refuse_pair(l, &mark, XT_SAY_TEMPLATE_VALUE, "mark", xt_node_string(mark.node).data);
        items[i] = (xt_provenance_info){xt_keep(l, xt_node_string(xt_node_get(item.node, "about"))),
                                        xt_keep(l, xt_node_string(mark.node)),
                                        xt_keep(l, xt_node_string(xt_node_get(item.node, "source")))};
        if (!items[i].about || !items[i].mark || !items[i].source)
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

const char *xt_summary_of_name(xt_summary_of of)
{
    static const char *const NAMES[] = {
        [XT_SUMMARY_OF_NOTHING] = "",          [XT_SUMMARY_OF_MONTH] = "month",
        [XT_SUMMARY_OF_QUARTER] = "quarter",   [XT_SUMMARY_OF_YEAR] = "year",
        [XT_SUMMARY_OF_PROGRESS] = "progress", [XT_SUMMARY_OF_PLAN] = "plan",
    };
    return NAMES[of];
}

/* {"of": "year", "largest": 100} */
static xt_status read_summary(xt_loader *l, const xt_cursor *root, xt_template *t)
{
    const char *known[XT_SUMMARY_OF_PLAN + 1] = {NULL};
    xt_cursor at = xt_step(root, "xlstools:summary");
    if (!at.node)
        return XT_OK;
    xt_status status = xt_check_keys(l, &at, SUMMARY_KEYS);
    if (status)
        return status;
    xt_cursor of = xt_step(&at, "of");
    const char *word = xt_node_string(of.node).data;
    for (int i = XT_SUMMARY_OF_MONTH; i <= XT_SUMMARY_OF_PLAN; i++) {
        known[i - 1] = xt_summary_of_name((xt_summary_of)i);
        if (strcmp(known[i - 1], word) == 0)
            t->summary_of = (xt_summary_of)i;
    }
    if (t->summary_of == XT_SUMMARY_OF_NOTHING)
        return xt_refuse_word(l, &of, "of", word, known);
    int largest = 0;
    status = xt_get_integer(l, &at, "largest", 1, XT_MAX_ROW, &largest);
    t->largest = (uint32_t)largest;
    return status;
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
    xt_cursor id = xt_step(root, "xlstools:id");
    if (!xt_is_plain_name(t->id))
        return xt_refuse_pair(l, &id, XT_SAY_TEMPLATE_VALUE, id.key, t->id);
    t->item_number = item_number(t->item);
    status = xt_get_integer(l, root, "xlstools:year", FIRST_YEAR, LAST_YEAR, &t->year);
    if (!status)
        status = xt_get_integer(l, root, "xlstools:fiscalYear", FIRST_YEAR, LAST_YEAR, &t->fiscal_year);
    if (!status)
        status = read_as_of(l, root, t);
    if (!status)
        status = read_provenance(l, root, t);
    if (!status)
        status = read_summary(l, root, t);
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
            status = xt_get_integer(l, &header, "searchRows", 1, MOST_SEARCH_ROWS, &rows);
        t->search_rows = (uint32_t)rows;
    }
    if (!status)
        status = xt_form_read(l, root, &t->form);
    t->in_set = xt_get_boolean(root, "xlstools:set", true);
    if (!status)
        status = read_tables(l, root, t);
    if (!status)
        status = xt_form_columns_read(l, root, &t->tables[0], &t->form.columns);
    *out = t;
    return status;
}
