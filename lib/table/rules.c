/* SPDX-License-Identifier: MIT
 *
 * The rules that a template names, with their parameters.
 */
#include "base/error.h"
#include "base/jsontext.h"
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
    [XT_RULE_PLACE_UNKNOWN] = "place-unknown",
    [XT_RULE_SPENT_OVER_BUDGET] = "spent-over-budget",
    [XT_RULE_SUM_MISMATCH] = "sum-mismatch",
    [XT_RULE_PERIOD_RANGE] = "period-range",
    [XT_RULE_AS_OF_MISMATCH] = "as-of-mismatch",
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
    P_MONTHS,
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
    {XT_RULE_PLACE_UNKNOWN, "province", P_FIELD, 0, XT_KIND_PROVINCE, true},
    {XT_RULE_PLACE_UNKNOWN, "district", P_FIELD, 1, XT_KIND_DISTRICT, false},
    {XT_RULE_SPENT_OVER_BUDGET, "spent", P_FIELD, 0, XT_KIND_MONEY, true},
    {XT_RULE_SPENT_OVER_BUDGET, "budget", P_FIELD, 1, XT_KIND_MONEY, true},
    {XT_RULE_SUM_MISMATCH, "total", P_FIELD, 0, XT_KIND_COUNT, true},
    {XT_RULE_SUM_MISMATCH, "parts", P_FIELDS, 1, XT_KIND_COUNT, true},
    {XT_RULE_PERIOD_RANGE, "field", P_FIELD, 0, XT_KIND_PERIOD, true},
    {XT_RULE_PERIOD_RANGE, "monthsBefore", P_MONTHS, 0, 0, false},
};

enum { PARAMETER_COUNT = sizeof PARAMETERS / sizeof *PARAMETERS };

static xt_key_type key_type(parameter_type type)
{
    switch (type) {
    case P_FIELD:
    case P_UNTIL: return XT_KEY_STRING;
    case P_FIELDS:
    case P_VALUES: return XT_KEY_STRINGS;
    case P_DAYS:
    case P_MONTHS: return XT_KEY_INTEGER;
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
    if (xt_node_size(at->node) == 0)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_TYPE, at->key, "1 ...");
    return xt_vocabulary_bits(l, at, table->fields[use->field[0]].vocabulary, &use->values);
}

/* A field of the rule into its slot. A field beside itself says nothing. */
static xt_status read_field(xt_loader *l, const xt_cursor *at, const xt_table *table, const parameter *p,
                            size_t slot, xt_rule_use *use)
{
    xt_status status = find_field(l, at, table, p->kind, xt_node_string(at->node), &use->field[slot]);
    for (size_t i = 0; !status && i < XT_RULE_FIELDS; i++)
        if (i != slot && use->field[i] == use->field[slot])
            status = xt_refuse(l, at, XT_SAY_TEMPLATE_TWICE, xt_node_string(at->node).data);
    return status;
}

static xt_status read_fields(xt_loader *l, const xt_cursor *at, const xt_table *table, const parameter *p,
                             xt_rule_use *use)
{
    size_t count = xt_node_size(at->node), slot = (size_t)p->slot;
    if (count < 2 || count > XT_RULE_FIELDS - slot)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_TYPE, at->key, slot ? "2 ... 7" : "2 ... 8");
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < count; i++) {
        xt_cursor entry = xt_step_at(at, i);
        status = read_field(l, &entry, table, p, slot + i, use);
    }
    return status;
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
    static const double MOST[] = {[P_LIMIT] = 1e12, [P_DAYS] = 366, [P_MONTHS] = 12, [P_SIMILARITY] = 1};
    bool fits = number >= (type == P_LIMIT ? 0.01 : 0) && number > 0 && number <= MOST[type];
    char text[XT_DOUBLE_SIZE];
    if (!fits)
        return xt_refuse_pair(l, at, XT_SAY_TEMPLATE_VALUE, at->key, xt_double_text(number, text));
    if (type == P_LIMIT)
        use->limit = llround(number * 100);
    else if (type == P_DAYS)
        use->days = (int)number;
    else if (type == P_MONTHS)
        use->months = (int)number;
    else
        use->similarity = number;
    return XT_OK;
}

static xt_status read_parameter(xt_loader *l, const xt_cursor *at, const parameter *p, const xt_table *table,
                                xt_rule_use *use)
{
    switch (p->type) {
    case P_FIELD: return read_field(l, at, table, p, (size_t)p->slot, use);
    case P_FIELDS: return read_fields(l, at, table, p, use);
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
        if (PARAMETERS[i].rule != id)
            continue;
        xt_cursor value = xt_step(at, PARAMETERS[i].name);
        if (value.node)
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

void xt_rule_remap(xt_rule_id rule, xt_rule_use *use, const int *map)
{
    for (size_t i = 0; i < PARAMETER_COUNT && use->on; i++) {
        const parameter *p = &PARAMETERS[i];
        size_t slot = (size_t)p->slot, kept = slot;
        if (p->rule != rule || (p->type != P_FIELD && p->type != P_FIELDS) || use->field[slot] == XT_NO_FIELD)
            continue;
        if (p->type == P_FIELD) {
            use->field[slot] = map[use->field[slot]];
            use->on = !p->required || use->field[slot] != XT_NO_FIELD;
            continue;
        }
        for (; slot < XT_RULE_FIELDS && use->field[slot] != XT_NO_FIELD; slot++)
            if (map[use->field[slot]] != XT_NO_FIELD)
                use->field[kept++] = map[use->field[slot]];
        /* a sum without one of its parts would be wrong in every row */
        use->on = kept >= (size_t)p->slot + 2 && (rule != XT_RULE_SUM_MISMATCH || kept == slot);
        for (; kept < slot; kept++)
            use->field[kept] = XT_NO_FIELD;
    }
}

/* ---------------------------------------------------------------- out again */

static void put_name(xt_bytes *out, const char *name)
{
    xt_bytes_printf(out, "\"%s\"", name); /* names of fields and rules need no escapes */
}

static void put_value(const xt_table *table, const parameter *p, const xt_rule_use *use, xt_bytes *out)
{
    char number[XT_DOUBLE_SIZE];
    const char *joint = "";
    switch (p->type) {
    case P_FIELD: put_name(out, table->fields[use->field[p->slot]].name); break;
    case P_FIELDS:
        xt_bytes_puts(out, "[");
        for (size_t i = (size_t)p->slot; i < XT_RULE_FIELDS && use->field[i] != XT_NO_FIELD;
             i++, joint = ", ") {
            xt_bytes_puts(out, joint);
            put_name(out, table->fields[use->field[i]].name);
        }
        xt_bytes_puts(out, "]");
        break;
    case P_VALUES: {
        const xt_vocabulary *v = table->fields[use->field[0]].vocabulary;
        xt_bytes_puts(out, "[");
        for (size_t i = 0; i < v->value_count; i++)
            if (use->values >> i & 1) {
                xt_bytes_puts(out, joint);
                xt_json_string(out, v->values[i]);
                joint = ", ";
            }
        xt_bytes_puts(out, "]");
        break;
    }
    case P_LIMIT: xt_bytes_puts(out, xt_double_text((double)use->limit / 100, number)); break;
    case P_DAYS: xt_bytes_printf(out, "%d", use->days); break;
    case P_MONTHS: xt_bytes_printf(out, "%d", use->months); break;
    case P_SIMILARITY: xt_bytes_puts(out, xt_double_text(use->similarity, number)); break;
    case P_UNTIL: put_name(out, use->until_as_of ? "as-of" : "fiscal-year"); break;
    }
}

/* Whether the parameter was given. */
static bool is_given(const parameter *p, const xt_rule_use *use)
{
    switch (p->type) {
    case P_FIELD:
    case P_FIELDS: return use->field[p->slot] != XT_NO_FIELD;
    case P_MONTHS: return use->months > 0;
    case P_UNTIL: return use->until_as_of;
    default: return true;
    }
}

void xt_rules_write(const xt_table *table, xt_bytes *out)
{
    const char *joint = "";
    xt_bytes_puts(out, "{");
    for (size_t id = 0; id < XT_RULE_ID_COUNT; id++) {
        const xt_rule_use *use = &table->rules[id];
        if (!use->on)
            continue;
        xt_bytes_printf(out, "%s\n    ", joint);
        put_name(out, NAMES[id]);
        xt_bytes_puts(out, ": {");
        const char *comma = "";
        for (size_t i = 0; i < PARAMETER_COUNT; i++)
            if (PARAMETERS[i].rule == id && is_given(&PARAMETERS[i], use)) {
                xt_bytes_puts(out, comma);
                put_name(out, PARAMETERS[i].name);
                xt_bytes_puts(out, ": ");
                put_value(table, &PARAMETERS[i], use, out);
                comma = ", ";
            }
        xt_bytes_puts(out, "}");
        joint = ",";
    }
    xt_bytes_puts(out, *joint ? "\n  }" : "}");
}
