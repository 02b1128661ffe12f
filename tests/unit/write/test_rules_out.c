/* SPDX-License-Identifier: MIT
 *
 * Rules for a table that lacks some fields of the one they were made for, and rules as JSON.
 */
#include "table/forms.h"

/* The rules of every_key.json, in the order of their ids. */
static const struct {
    xt_rule_id rule;
    const char *gone; /* fields that the new table has not, with a blank behind each */
    const char *json; /* NULL: the rule goes off */
} RULES[] = {
    {XT_RULE_DATE_RANGE, "", "\"date-range\": {\"field\": \"start\", \"until\": \"as-of\"}"},
    {XT_RULE_DATE_RANGE, "no end ", "\"date-range\": {\"field\": \"start\", \"until\": \"as-of\"}"},
    {XT_RULE_DATE_RANGE, "start ", NULL},
    {XT_RULE_DATE_ORDER, "no ", "\"date-order\": {\"first\": \"start\", \"last\": \"end\"}"},
    {XT_RULE_DATE_ORDER, "start ", NULL},
    {XT_RULE_DATE_ORDER, "end ", NULL},
    {XT_RULE_DATE_WEEKEND, "start ", "\"date-weekend\": {\"field\": \"end\"}"},
    {XT_RULE_DATE_WEEKEND, "end ", NULL},
    {XT_RULE_PRICE_OVER_BUDGET, "reference ",
     "\"price-over-budget\": {\"price\": \"price\", \"budget\": \"budget\"}"},
    {XT_RULE_PRICE_OVER_BUDGET, "budget ", NULL},
    {XT_RULE_PRICE_OVER_REFERENCE, "budget ",
     "\"price-over-reference\": {\"price\": \"price\", \"reference\": \"reference\"}"},
    {XT_RULE_PRICE_OVER_REFERENCE, "price ", NULL},
    {XT_RULE_AMOUNT_SCALE, "no ", "\"amount-scale\": {\"fields\": [\"price\", \"budget\", \"reference\"]}"},
    {XT_RULE_AMOUNT_SCALE, "price ", "\"amount-scale\": {\"fields\": [\"budget\", \"reference\"]}"},
    {XT_RULE_AMOUNT_SCALE, "budget ", "\"amount-scale\": {\"fields\": [\"price\", \"reference\"]}"},
    {XT_RULE_AMOUNT_SCALE, "reference ", "\"amount-scale\": {\"fields\": [\"price\", \"budget\"]}"},
    {XT_RULE_AMOUNT_SCALE, "reference budget ", NULL},
    {XT_RULE_FISCAL_YEAR, "", "\"fiscal-year-mismatch\": {\"field\": \"year\", \"date\": \"start\"}"},
    {XT_RULE_FISCAL_YEAR, "start ", "\"fiscal-year-mismatch\": {\"field\": \"year\"}"},
    {XT_RULE_FISCAL_YEAR, "year ", NULL},
    {XT_RULE_METHOD_THRESHOLD, "no ",
     "\"method-threshold\": {\"method\": \"status\", \"values\": [\"ยกเลิก \\\"จริง\\\"\"], \"amount\": "
     "\"price\", "
     "\"limit\": 0.01}"},
    {XT_RULE_METHOD_THRESHOLD, "status ", NULL},
    {XT_RULE_METHOD_THRESHOLD, "price ", NULL},
    {XT_RULE_SPLIT_PURCHASE, "no year ",
     "\"split-purchase\": {\"method\": \"method\", \"values\": [\"วิธีเฉพาะเจาะจง\"], \"amount\": \"price\", "
     "\"date\": "
     "\"start\", \"vendor\": \"vendor\", \"taxId\": \"tax\", \"item\": \"item\", \"agency\": \"agency\", "
     "\"limit\": "
     "499999.99, \"days\": 366, \"similarity\": 0.85}"},
    {XT_RULE_SPLIT_PURCHASE, "agency tax ",
     "\"split-purchase\": {\"method\": \"method\", \"values\": [\"วิธีเฉพาะเจาะจง\"], \"amount\": \"price\", "
     "\"date\": "
     "\"start\", \"vendor\": \"vendor\", \"item\": \"item\", \"limit\": 499999.99, \"days\": 366, "
     "\"similarity\": "
     "0.85}"},
    {XT_RULE_SPLIT_PURCHASE, "vendor ", NULL},
    {XT_RULE_SPLIT_PURCHASE, "item ", NULL},
    {XT_RULE_SPLIT_PURCHASE, "method ", NULL},
    {XT_RULE_DUPLICATE_ROW, "no item price ", "\"duplicate-row\": {}"},
    {XT_RULE_DUPLICATE_PROJECT, "no ", "\"duplicate-project\": {\"field\": \"project\"}"},
    {XT_RULE_DUPLICATE_PROJECT, "project ", NULL},
    {XT_RULE_DUPLICATE_CONTRACT, "agency ", "\"duplicate-contract\": {\"field\": \"code\"}"},
    {XT_RULE_DUPLICATE_CONTRACT, "code ", NULL},
    {XT_RULE_SEQUENCE, "", "\"sequence\": {\"field\": \"no\"}"},
    {XT_RULE_SEQUENCE, "no ", NULL},
    {XT_RULE_PLACE_UNKNOWN, "district ", "\"place-unknown\": {\"province\": \"province\"}"},
    {XT_RULE_PLACE_UNKNOWN, "province ", NULL},
    {XT_RULE_SPENT_OVER_BUDGET, "budget ", NULL},
    {XT_RULE_SUM_MISMATCH, "no ",
     "\"sum-mismatch\": {\"total\": \"total\", \"parts\": [\"men\", \"women\", \"others\"]}"},
    {XT_RULE_SUM_MISMATCH, "men ", NULL},
    {XT_RULE_SUM_MISMATCH, "total ", NULL},
    {XT_RULE_PERIOD_RANGE, "no ", "\"period-range\": {\"field\": \"period\", \"monthsBefore\": 12}"},
    {XT_RULE_PERIOD_RANGE, "period ", NULL},
    {XT_RULE_AS_OF_MISMATCH, "start ", "\"as-of-mismatch\": {}"},
    {XT_RULE_EXTRA_LABEL, "start ", "\"extra-label\": {}"},
    {XT_RULE_LABEL_ORDER, "start ", "\"label-order\": {}"},
};

/* The table with this one rule alone and without the fields that are gone; map tells where the others are. */
static void take_apart(const xt_table *table, xt_rule_id rule, const char *gone, xt_table *out,
                       xt_field *fields, int *map)
{
    char word[64];
    *out = *table;
    out->fields = fields;
    out->field_count = 0;
    for (size_t i = 0; i < table->field_count; i++) {
        snprintf(word, sizeof word, "%s ", table->fields[i].name);
        const char *at = strstr(gone, word);
        bool is_gone = at && (at == gone || at[-1] == ' ');
        map[i] = is_gone ? XT_NO_FIELD : (int)out->field_count;
        if (!is_gone)
            fields[out->field_count++] = table->fields[i];
    }
    for (size_t i = 0; i < XT_RULE_ID_COUNT; i++)
        if (i != rule)
            out->rules[i].on = false;
}

START_TEST(remapped_and_written)
{
    xt_templates *set = shipped_forms();
    const xt_template *t = form_of_file(set, "tests/unit/write/every_key.json");
    xt_field fields[XT_MAX_FIELDS];
    int map[XT_MAX_FIELDS];
    xt_table table;
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2), wanted = xt_bytes_make(SIZE_MAX / 2);
    ck_assert(t->tables[0].rules[RULES[_i].rule].on);
    take_apart(&t->tables[0], RULES[_i].rule, RULES[_i].gone, &table, fields, map);
    xt_rule_remap(RULES[_i].rule, &table.rules[RULES[_i].rule], map);
    xt_rules_write(&table, &out);
    if (RULES[_i].json)
        xt_bytes_printf(&wanted, "{\n    %s\n  }", RULES[_i].json);
    else
        xt_bytes_puts(&wanted, "{}");
    ck_assert_str_eq(xt_bytes_cstr(&out), xt_bytes_cstr(&wanted));
    ck_assert_int_eq(table.rules[RULES[_i].rule].on, RULES[_i].json != NULL);
    xt_bytes_free(&out);
    xt_bytes_free(&wanted);
    xt_templates_close(set);
}
END_TEST

/* What is off stays off, whatever is there. */
START_TEST(a_rule_that_is_off)
{
    int map[XT_MAX_FIELDS] = {0};
    for (size_t id = 0; id < XT_RULE_ID_COUNT; id++) {
        xt_rule_use use = {0};
        xt_rule_remap((xt_rule_id)id, &use, map);
        ck_assert(!use.on);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("rules_out");
    TCase *cases = tcase_create("rules_out");
    tcase_add_loop_test(cases, remapped_and_written, 0, XT_ENTRIES(RULES));
    tcase_add_test(cases, a_rule_that_is_off);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
