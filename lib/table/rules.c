/* SPDX-License-Identifier: MIT
 *
 * The rules that a template names, with their parameters.
 */
#include "base/error.h"
#include "base/number.h"
#include "table/loader.h"
#include "thai/text.h"

#include <math.h>

static const char *const NAMES[XT_RULE_ID_COUNT + 1] = {
    [XT_RULE_DATE_RANGE] = "date-range",
    [XT_RULE_DATE_ORDER] = "date-order",
    [XT_RULE_DATE_WEEKEND] = "date-weekend",
    [XT_RULE_PRICE_OVER_BUDGET] = "price-over-budget",
    [XT_RULE_PRICE_OVER_REFERENCE] = "price-over-reference",
    [XT_RULE_AMOUNT_SCALE] = "amount-scale",
    [XT_RULE_FISCAL_YEAR] = "fiscal-year-mismatch",
    [XT_RULE_METHOD_THRESHOLD] = "method-threshold",
    [XT_RULE_SPLIT_PURCHASE] = "split-purchase",
    [XT_RULE_DUPLICATE_ROW] = "duplicate-row",
    [XT_RULE_DUPLICATE_PROJECT] = "duplicate-project",
    [XT_RULE_DUPLICATE_CONTRACT] = "duplicate-contract",
    [XT_RULE_SEQUENCE] = "sequence",
    [XT_RULE_EXTRA_LABEL] = "extra-label",
    [XT_RULE_LABEL_ORDER] = "label-order",
};

/* What a parameter sets. P_FIELD wants a field of the kind; P_VALUES come after the field that they belong
 * to. */
typedef enum parameter_type {
    P_FIELD,
    P_FIELDS,
    P_VALUES,
    P_LIMIT,
    P_DAYS,
    P_SIMILARITY,
    P_UNTIL
} parameter_type;

typedef struct parameter {
    xt_rule_id rule;
    const char *name;
    parameter_type type;
    int slot;     /* of xt_rule_use.field */
    xt_kind kind; /* of the field */
    bool required;
} parameter;

static const parameter PARAMETERS[] = {
    {XT_RULE_DATE_RANGE, "field", P_FIELD, 0, XT_KIND_DATE, true},
    {XT_RULE_DATE_RANGE, "until", P_UNTIL, 0, 0, false},
    {XT_RULE_DATE_ORDER, "first", P_FIELD, 0, XT_KIND_DATE, true},
    {XT_RULE_DATE_ORDER, "last", P_FIELD, 1, XT_KIND_DATE, true},
    {XT_RULE_DATE_WEEKEND, "field", P_FIELD, 0, XT_KIND_DATE, true},
    {XT_RULE_PRICE_OVER_BUDGET, "price", P_FIELD, 0, XT_KIND_MONEY, true},
    {XT_RULE_PRICE_OVER_BUDGET, "budget", P_FIELD, 1, XT_KIND_MONEY, true},
    {XT_RULE_PRICE_OVER_REFERENCE, "price", P_FIELD, 0, XT_KIND_MONEY, true},
    {XT_RULE_PRICE_OVER_REFERENCE, "reference", P_FIELD, 1, XT_KIND_MONEY, true},
    {XT_RULE_AMOUNT_SCALE, "fields", P_FIELDS, 0, XT_KIND_MONEY, true},
    {XT_RULE_FISCAL_YEAR, "field", P_FIELD, 0, XT_KIND_FISCAL_YEAR, true},
    {XT_RULE_FISCAL_YEAR, "date", P_FIELD, 1, XT_KIND_DATE, false},
    {XT_RULE_METHOD_THRESHOLD, "method", P_FIELD, 0, XT_KIND_VOCABULARY, true},
    {XT_RULE_METHOD_THRESHOLD, "values", P_VALUES, 0, 0, true},
    {XT_RULE_METHOD_THRESHOLD, "amount", P_FIELD, 1, XT_KIND_MONEY, true},
    {XT_RULE_METHOD_THRESHOLD, "limit", P_LIMIT, 0, 0, true},
    {XT_RULE_SPLIT_PURCHASE, "method", P_FIELD, 0, XT_KIND_VOCABULARY, true},
    {XT_RULE_SPLIT_PURCHASE, "values", P_VALUES, 0, 0, true},
    {XT_RULE_SPLIT_PURCHASE, "amount", P_FIELD, 1, XT_KIND_MONEY, true},
    {XT_RULE_SPLIT_PURCHASE, "date", P_FIELD, 2, XT_KIND_DATE, true},
    {XT_RULE_SPLIT_PURCHASE, "vendor", P_FIELD, 3, XT_KIND_TEXT, true},
    {XT_RULE_SPLIT_PURCHASE, "taxId", P_FIELD, 4, XT_KIND_TAX_ID, false},
    {XT_RULE_SPLIT_PURCHASE, "item", P_FIELD, 5, XT_KIND_TEXT, true},
    {XT_RULE_SPLIT_PURCHASE, "agency", P_FIELD, 6, XT_KIND_TEXT, false},
    {XT_RULE_SPLIT_PURCHASE, "limit", P_LIMIT, 0, 0, true},
    {XT_RULE_SPLIT_PURCHASE, "days", P_DAYS, 0, 0, true},
    {XT_RULE_SPLIT_PURCHASE, "similarity", P_SIMILARITY, 0, 0, true},
    {XT_RULE_DUPLICATE_PROJECT, "field", P_FIELD, 0, XT_KIND_PROJECT_NO, true},
    {XT_RULE_DUPLICATE_CONTRACT, "field", P_FIELD, 0, XT_KIND_TEXT, true},
    {XT_RULE_DUPLICATE_CONTRACT, "agency", P_FIELD, 1, XT_KIND_TEXT, false},
    {XT_RULE_SEQUENCE, "field", P_FIELD, 0, XT_KIND_SEQUENCE, true},
};

enum { PARAMETER_COUNT = sizeof PARAMETERS / sizeof *PARAMETERS };

static xt_key_type key_type(parameter_type type)
{
    switch (type) {
    case P_FIELD:
    case P_UNTIL: return XT_KEY_STRING;
    case P_FIELDS:
    case P_VALUES: return XT_KEY_STRINGS;
    case P_DAYS: return XT_KEY_INTEGER;
    default: return XT_KEY_NUMBER;
    }
}

/* The keys of one rule, for xt_check_keys. */
static void keys_of(xt_rule_id rule, xt_key keys[PARAMETER_COUNT + 1])
{
    size_t count = 0;
    for (size_t i = 0; i < PARAMETER_COUNT; i++)
        if (PARAMETERS[i].rule == rule)
            keys[count++] =
                (xt_key){PARAMETERS[i].name, key_type(PARAMETERS[i].type), PARAMETERS[i].required};
    keys[count] = (xt_key){NULL, XT_KEY_ANY, false};
}

/* A field by name, of the wanted kind. */
static xt_status find_field(xt_loader *l, const xt_cursor *at, const xt_table *table, xt_kind kind,
                            xt_str name, int *out)
{
    const char *known[XT_MAX_FIELDS + 1];
    size_t count = 0;
    for (size_t i = 0; i < table->field_count; i++)
        if (table->fields[i].kind == kind)
            known[count++] = table->fields[i].name;
    known[count] = NULL;
    *out = xt_table_field(table, name);
    if (*out == XT_NO_FIELD || table->fields[*out].kind != kind)
        return xt_refuse_word(l, at, at->key ? at->key : "field", name.data, known);
    return XT_OK;
}

static xt_status read_values(xt_loader *l, const xt_cursor *at, const xt_table *table, xt_rule_use *use)
{
    const xt_vocabulary *v = table->fields[use->field[0]].vocabulary;
    for (size_t i = 0; i < xt_node_size(at->node); i++) {
        xt_cursor entry = xt_step_at(at, i);
        xt_str text = xt_node_string(entry.node);
        size_t value = 0;
        while (value < v->value_count && !xt_str_equal(v->values[value], text))
            value++;
        if (value == v->value_count)
            return xt_refuse_pair(l, &entry, XT_SAY_TEMPLATE_VALUE, v->name, text.data);
        use->values |= UINT64_C(1) << value;
    }
    return XT_OK;
}

static xt_status read_fields(xt_loader *l, const xt_cursor *at, const xt_table *table, xt_kind kind,
                             xt_rule_use *use)
{
    size_t count = xt_node_size(at->node);
    if (count < 2 || count > XT_RULE_FIELDS)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_TYPE, at->key, "2 ... 8");
    for (size_t i = 0; i < count; i++) {
        xt_cursor entry = xt_step_at(at, i);
        xt_status status = find_field(l, &entry, table, kind, xt_node_string(entry.node), &use->field[i]);
        if (status)
            return status;
    }
    return XT_OK;
}

static xt_status read_until(xt_loader *l, const xt_cursor *at, const xt_table *table, xt_rule_use *use)
{
    static const char *const WORDS[] = {"as-of", "fiscal-year", NULL};
    const char *word = xt_node_string(at->node).data;
    use->until_as_of = strcmp(word, WORDS[0]) == 0;
    if (!use->until_as_of && strcmp(word, WORDS[1]) != 0)
        return xt_refuse_word(l, at, at->key, word, WORDS);
    if (use->until_as_of && table->of->as_of_month == 0)
        return xt_refuse(l, at, XT_SAY_TEMPLATE_MISSING, "xlstools:asOf");
    return XT_OK;
}

static xt_status read_number(xt_loader *l, const xt_cursor *at, parameter_type type, xt_rule_use *use)
{
    double number = xt_node_number(at->node);
    bool fits = number > 0 && number <= (type == P_LIMIT ? 1e12 : type == P_DAYS ? 366 : 1);
    char text[XT_DOUBLE_SIZE];
    if (!fits)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_VALUE, at->key, xt_double_text(number, text));
    if (type == P_LIMIT)
        use->limit = llround(number * 100);
    else if (type == P_DAYS)
        use->days = (int)number;
    else
        use->similarity = number;
    return XT_OK;
}

static xt_status read_parameter(xt_loader *l, const xt_cursor *at, const parameter *p, const xt_table *table,
                                xt_rule_use *use)
{
    switch (p->type) {
    case P_FIELD: return find_field(l, at, table, p->kind, xt_node_string(at->node), &use->field[p->slot]);
    case P_FIELDS: return read_fields(l, at, table, p->kind, use);
    case P_VALUES: return read_values(l, at, table, use);
    case P_UNTIL: return read_until(l, at, table, use);
    default: return read_number(l, at, p->type, use);
    }
}

static xt_status read_rule(xt_loader *l, const xt_cursor *at, xt_rule_id id, xt_table *table)
{
    xt_key keys[PARAMETER_COUNT + 1];
    keys_of(id, keys);
    if (xt_node_type_of(at->node) != XT_NODE_OBJECT)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_TYPE, at->key, "an object { }");
    xt_status status = xt_check_keys(l, at, keys);
    xt_rule_use use = {.on = true};
    for (size_t i = 0; i < XT_RULE_FIELDS; i++)
        use.field[i] = XT_NO_FIELD;
    for (size_t i = 0; !status && i < PARAMETER_COUNT; i++) {
        xt_cursor value = xt_step(at, PARAMETERS[i].name);
        if (PARAMETERS[i].rule == id && value.node)
            status = read_parameter(l, &value, &PARAMETERS[i], table, &use);
    }
    table->rules[id] = use;
    return status;
}

xt_status xt_rules_read(xt_loader *l, const xt_cursor *at, xt_table *table)
{
    void *place = NULL;
    const char *name = NULL;
    const xt_node *value = NULL;
    while (at->node && xt_node_each(at->node, &place, &name, &value)) {
        xt_cursor rule = {at, name, 0, value};
        size_t id = 0;
        while (id < XT_RULE_ID_COUNT && strcmp(NAMES[id], name) != 0)
            id++;
        if (id == XT_RULE_ID_COUNT) {
            const char *near = xt_nearest_word(name, NAMES);
            return near ? xt_refuse_pair(l, &rule, XT_SAY_TEMPLATE_KEY_NEAR, name, near)
                        : xt_refuse(l, &rule, XT_SAY_TEMPLATE_KEY, name);
        }
        xt_status status = read_rule(l, &rule, (xt_rule_id)id, table);
        if (status)
            return status;
    }
    return XT_OK;
}
