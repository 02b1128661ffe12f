/* SPDX-License-Identifier: MIT
 *
 * The rules that a template switches on, and how their parameters are refused.
 */
#include "base/error.h"
#include "table/forms.h"

/* A table with two fields of most kinds; RULES stands where the rules go. */
static const char FORM[] =
    "{'title': 'T', 'xlstools:id': 'test', 'xlstools:fiscalYear': 2567, AS_OF\n"
    " 'xlstools:provenance': [],\n"
    " 'fields': [\n"
    "  {'name': 'no', 'title': 't0', 'type': 'integer', 'xlstools:kind': 'sequence'},\n"
    "  {'name': 'year', 'title': 't1', 'type': 'integer', 'xlstools:kind': 'fiscal-year'},\n"
    "  {'name': 'agency', 'title': 't2', 'type': 'string', 'xlstools:kind': 'free-text'},\n"
    "  {'name': 'item', 'title': 't3', 'type': 'string', 'xlstools:kind': 'free-text'},\n"
    "  {'name': 'vendor', 'title': 't4', 'type': 'string', 'xlstools:kind': 'free-text'},\n"
    "  {'name': 'contract', 'title': 't5', 'type': 'string', 'xlstools:kind': 'free-text'},\n"
    "  {'name': 'budget', 'title': 't6', 'type': 'number', 'xlstools:kind': 'money'},\n"
    "  {'name': 'price', 'title': 't7', 'type': 'number', 'xlstools:kind': 'money'},\n"
    "  {'name': 'tax', 'title': 't8', 'type': 'string', 'xlstools:kind': 'tax-id'},\n"
    "  {'name': 'project', 'title': 't9', 'type': 'string', 'xlstools:kind': 'project-no'},\n"
    "  {'name': 'signed', 'title': 't10', 'type': 'date', 'xlstools:kind': 'thai-date'},\n"
    "  {'name': 'ends', 'title': 't11', 'type': 'date', 'xlstools:kind': 'thai-date'},\n"
    "  {'name': 'method', 'title': 't12', 'type': 'string', 'xlstools:kind': 'vocabulary', "
    "'xlstools:vocabulary':\n"
    "   {'name': 'methods', 'values': [{'value': 'm0'}, {'value': 'm1', 'aliases': ['n1']}, {'value': "
    "'m2'}]}},\n"
    "  {'name': 'when', 'title': 't13', 'type': 'string', 'xlstools:kind': 'thai-period'},\n"
    "  {'name': 'province', 'title': 't14', 'type': 'string', 'xlstools:kind': 'province'},\n"
    "  {'name': 'district', 'title': 't15', 'type': 'string', 'xlstools:kind': 'district'},\n"
    "  {'name': 'total', 'title': 't16', 'type': 'integer', 'xlstools:kind': 'count'},\n"
    "  {'name': 'c1', 'title': 't17', 'type': 'integer', 'xlstools:kind': 'count'},\n"
    "  {'name': 'c2', 'title': 't18', 'type': 'integer', 'xlstools:kind': 'count'},\n"
    "  {'name': 'c3', 'title': 't19', 'type': 'integer', 'xlstools:kind': 'count'}\n"
    " ],\n"
    " 'xlstools:rules': {RULES}\n"
    "}\n";

enum {
    NO,
    YEAR,
    AGENCY,
    ITEM,
    VENDOR,
    CONTRACT,
    BUDGET,
    PRICE,
    TAX,
    PROJECT,
    SIGNED,
    ENDS,
    METHOD,
    WHEN,
    PROVINCE,
    DISTRICT,
    TOTAL,
    C1,
    C2,
    C3
};

#define SPLIT                                                                                                \
    "'split-purchase': {'method': 'method', 'values': ['m1', 'm2'], 'amount': 'price', 'date': 'signed', "   \
    "'vendor': 'vendor', 'taxId': 'tax', 'item': 'item', 'agency': 'agency', 'limit': 500000, 'days': 7, "   \
    "'similarity': 0.8}"

static char *form_with(const char *rules, bool as_of)
{
    char *dated = with(FORM, "AS_OF", as_of ? "'xlstools:asOf': '03-31'," : "");
    char *single = with(dated, "RULES", rules), *json = json_of(single);
    free(dated);
    free(single);
    return json;
}

/* ------------------------------------------------------------ good ones */

#define NONE XT_NO_FIELD, XT_NO_FIELD, XT_NO_FIELD, XT_NO_FIELD

static const struct {
    const char *text;
    xt_rule_id id;
    xt_rule_use use;
} GOOD[] = {
    {"'date-range': {'field': 'signed'}", XT_RULE_DATE_RANGE, {.field = {SIGNED, -1, -1, -1, NONE}}},
    {"'date-range': {'field': 'signed', 'until': 'fiscal-year'}",
     XT_RULE_DATE_RANGE,
     {.field = {SIGNED, -1, -1, -1, NONE}}},
    {"'date-range': {'field': 'signed', 'until': 'as-of'}",
     XT_RULE_DATE_RANGE,
     {.until_as_of = true, .field = {SIGNED, -1, -1, -1, NONE}}},
    {"'date-order': {'last': 'ends', 'first': 'signed'}",
     XT_RULE_DATE_ORDER,
     {.field = {SIGNED, ENDS, -1, -1, NONE}}},
    {"'date-weekend': {'field': 'signed'}", XT_RULE_DATE_WEEKEND, {.field = {SIGNED, -1, -1, -1, NONE}}},
    {"'price-over-budget': {'price': 'price', 'budget': 'budget'}",
     XT_RULE_PRICE_OVER_BUDGET,
     {.field = {PRICE, BUDGET, -1, -1, NONE}}},
    {"'price-over-reference': {'price': 'price', 'reference': 'budget'}",
     XT_RULE_PRICE_OVER_REFERENCE,
     {.field = {PRICE, BUDGET, -1, -1, NONE}}},
    {"'amount-scale': {'fields': ['price', 'budget']}",
     XT_RULE_AMOUNT_SCALE,
     {.field = {PRICE, BUDGET, -1, -1, NONE}}},
    {"'fiscal-year-mismatch': {'field': 'year'}", XT_RULE_FISCAL_YEAR, {.field = {YEAR, -1, -1, -1, NONE}}},
    {"'fiscal-year-mismatch': {'field': 'year', 'date': 'ends'}",
     XT_RULE_FISCAL_YEAR,
     {.field = {YEAR, ENDS, -1, -1, NONE}}},
    {"'method-threshold': {'method': 'method', 'values': ['m0', 'm2'], 'amount': 'price', 'limit': "
     "100000.55}",
     XT_RULE_METHOD_THRESHOLD,
     {.field = {METHOD, PRICE, -1, -1, NONE}, .values = 5, .limit = 10000055}},
    {SPLIT,
     XT_RULE_SPLIT_PURCHASE,
     {.field = {METHOD, PRICE, SIGNED, VENDOR, TAX, ITEM, AGENCY, -1},
      .values = 6,
      .limit = 50000000,
      .days = 7,
      .similarity = 0.8}},
    {"'duplicate-row': {}", XT_RULE_DUPLICATE_ROW, {.field = {-1, -1, -1, -1, NONE}}},
    {"'duplicate-project': {'field': 'project'}",
     XT_RULE_DUPLICATE_PROJECT,
     {.field = {PROJECT, -1, -1, -1, NONE}}},
    {"'duplicate-contract': {'field': 'contract', 'agency': 'agency'}",
     XT_RULE_DUPLICATE_CONTRACT,
     {.field = {CONTRACT, AGENCY, -1, -1, NONE}}},
    {"'sequence': {'field': 'no'}", XT_RULE_SEQUENCE, {.field = {NO, -1, -1, -1, NONE}}},
    {"'place-unknown': {'province': 'province'}",
     XT_RULE_PLACE_UNKNOWN,
     {.field = {PROVINCE, -1, -1, -1, NONE}}},
    {"'place-unknown': {'district': 'district', 'province': 'province'}",
     XT_RULE_PLACE_UNKNOWN,
     {.field = {PROVINCE, DISTRICT, -1, -1, NONE}}},
    {"'spent-over-budget': {'spent': 'price', 'budget': 'budget'}",
     XT_RULE_SPENT_OVER_BUDGET,
     {.field = {PRICE, BUDGET, -1, -1, NONE}}},
    {"'sum-mismatch': {'total': 'total', 'parts': ['c1', 'c2']}",
     XT_RULE_SUM_MISMATCH,
     {.field = {TOTAL, C1, C2, -1, NONE}}},
    {"'sum-mismatch': {'parts': ['c3', 'c1', 'total'], 'total': 'c2'}",
     XT_RULE_SUM_MISMATCH,
     {.field = {C2, C3, C1, TOTAL, NONE}}},
    {"'period-range': {'field': 'when'}", XT_RULE_PERIOD_RANGE, {.field = {WHEN, -1, -1, -1, NONE}}},
    {"'period-range': {'field': 'when', 'monthsBefore': 1}",
     XT_RULE_PERIOD_RANGE,
     {.field = {WHEN, -1, -1, -1, NONE}, .months = 1}},
    {"'period-range': {'field': 'when', 'monthsBefore': 12}",
     XT_RULE_PERIOD_RANGE,
     {.field = {WHEN, -1, -1, -1, NONE}, .months = 12}},
    {"'as-of-mismatch': {}", XT_RULE_AS_OF_MISMATCH, {.field = {-1, -1, -1, -1, NONE}}},
    {"'extra-label': {}", XT_RULE_EXTRA_LABEL, {.field = {-1, -1, -1, -1, NONE}}},
    {"'label-order': {}", XT_RULE_LABEL_ORDER, {.field = {-1, -1, -1, -1, NONE}}},
};

START_TEST(reads)
{
    xt_templates *set = empty_forms();
    xt_template *t = NULL;
    char *json = form_with(GOOD[_i].text, true);
    ck_assert_int_eq(read_form(set, json, &t, NULL), XT_OK);
    for (int id = 0; id < XT_RULE_ID_COUNT; id++)
        ck_assert_int_eq(t->tables[0].rules[id].on, id == (int)GOOD[_i].id);
    const xt_rule_use *got = &t->tables[0].rules[GOOD[_i].id], *wanted = &GOOD[_i].use;
    for (int i = 0; i < XT_RULE_FIELDS; i++)
        ck_assert_msg(got->field[i] == wanted->field[i], "%s: field %d is %d", GOOD[_i].text, i,
                      got->field[i]);
    ck_assert_int_eq(got->until_as_of, wanted->until_as_of);
    ck_assert_uint_eq(got->values, wanted->values);
    ck_assert_int_eq(got->limit, wanted->limit);
    ck_assert_int_eq(got->days, wanted->days);
    ck_assert_int_eq(got->months, wanted->months);
    ck_assert_double_eq(got->similarity, wanted->similarity);
    free(json);
    xt_templates_close(set);
}
END_TEST

/* Every rule that a template can switch on is in the table above. */
START_TEST(knows_them_all)
{
    bool seen = false;
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++)
        seen = seen || (int)GOOD[i].id == _i;
    ck_assert_msg(seen, "rule %d", _i);
}
END_TEST

/* ------------------------------------------------------------ refusals */

static const struct {
    const char *rules; /* ^ before the place of the error */
    xt_sentence sentence;
    const char *text;
} WRONG[] = {
    /* rules and their keys */
    {"^'date-rage': {'field': 'signed'}", XT_SAY_TEMPLATE_KEY_NEAR, "date-rage\ndate-range"},
    {"^'split_purchase': {}", XT_SAY_TEMPLATE_KEY_NEAR, "split_purchase\nsplit-purchase"},
    {"^'กฎ': {}", XT_SAY_TEMPLATE_KEY, "กฎ"},
    {"^'tax-id-checksum': {}", XT_SAY_TEMPLATE_KEY, NULL},
    {"^'sequence': true", XT_SAY_TEMPLATE_TYPE, "sequence\nan object { }"},
    {"^'sequence': 'no'", XT_SAY_TEMPLATE_TYPE, "sequence\nan object { }"},
    {"'sequence': {^'fields': 'no'}", XT_SAY_TEMPLATE_KEY_NEAR, "fields\nfield"},
    {"^'sequence': {}", XT_SAY_TEMPLATE_MISSING, "field"},
    {"'duplicate-row': {^'field': 'no'}", XT_SAY_TEMPLATE_KEY, "field"},
    {"'duplicate-row': {},\n  ^'date-order': {'first': 'signed'}", XT_SAY_TEMPLATE_MISSING, "last"},
    {"^'price-over-budget': {'budget': 'budget'}", XT_SAY_TEMPLATE_MISSING, "price"},

    /* fields: there, and of the kind */
    {"'sequence': {^'field': 'nu'}", XT_SAY_TEMPLATE_VALUE_NEAR, "nu\nno"},
    {"'sequence': {^'field': 'ลำดับ'}", XT_SAY_TEMPLATE_VALUE, "field\nลำดับ"},
    {"'sequence': {^'field': 5}", XT_SAY_TEMPLATE_TYPE, "field\na text"},
    {"'date-order': {'first': 'signed', ^'last': 'end'}", XT_SAY_TEMPLATE_VALUE_NEAR, "end\nends"},
    {"'date-order': {'first': 'signed', ^'last': 'budget'}", XT_SAY_TEMPLATE_VALUE, "last\nbudget"},
    {"'date-weekend': {^'field': 'item'}", XT_SAY_TEMPLATE_VALUE, NULL},
    {"'price-over-budget': {'price': 'price', ^'budget': 'method'}", XT_SAY_TEMPLATE_VALUE, NULL},
    {"'fiscal-year-mismatch': {^'field': 'no'}", XT_SAY_TEMPLATE_VALUE, NULL},
    {"'duplicate-project': {^'field': 'tax'}", XT_SAY_TEMPLATE_VALUE, "field\ntax"},
    {"'method-threshold': {^'method': 'item', 'values': ['m1'], 'amount': 'price', 'limit': 5}",
     XT_SAY_TEMPLATE_VALUE, NULL},

    /* lists of fields */
    {"'amount-scale': {^'fields': ['price']}", XT_SAY_TEMPLATE_TYPE, "fields\n2 ... 8"},
    {"'amount-scale': {^'fields': []}", XT_SAY_TEMPLATE_TYPE, "fields\n2 ... 8"},
    {"'amount-scale': {^'fields': ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']}", XT_SAY_TEMPLATE_TYPE,
     "fields\n2 ... 8"},
    {"'amount-scale': {^'fields': 'price'}", XT_SAY_TEMPLATE_TYPE, "fields\na list of texts [ ]"},
    {"'amount-scale': {'fields': ['price', ^'budge']}", XT_SAY_TEMPLATE_VALUE_NEAR, "budge\nbudget"},

    {"'sum-mismatch': {'total': 'total', ^'parts': ['c1']}", XT_SAY_TEMPLATE_TYPE, "parts\n2 ... 7"},
    {"'sum-mismatch': {'total': 'total', ^'parts': ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']}",
     XT_SAY_TEMPLATE_TYPE, "parts\n2 ... 7"},
    {"'sum-mismatch': {'total': 'total', ^'parts': 'c1'}", XT_SAY_TEMPLATE_TYPE,
     "parts\na list of texts [ ]"},
    {"'sum-mismatch': {'total': 'total', 'parts': ['c1', ^'price']}", XT_SAY_TEMPLATE_VALUE, NULL},
    {"'sum-mismatch': {'total': 'total', 'parts': ['c1', ^'จำนวน']}", XT_SAY_TEMPLATE_VALUE, NULL},
    {"^'sum-mismatch': {'parts': ['c1', 'c2']}", XT_SAY_TEMPLATE_MISSING, "total"},
    {"^'sum-mismatch': {'total': 'total'}", XT_SAY_TEMPLATE_MISSING, "parts"},
    {"'sum-mismatch': {^'total': 'price', 'parts': ['c1', 'c2']}", XT_SAY_TEMPLATE_VALUE, "total\nprice"},

    /* a field beside itself */
    {"'price-over-budget': {'price': 'price', ^'budget': 'price'}", XT_SAY_TEMPLATE_TWICE, "price"},
    {"'spent-over-budget': {'spent': 'budget', ^'budget': 'budget'}", XT_SAY_TEMPLATE_TWICE, "budget"},
    {"'date-order': {'first': 'ends', ^'last': 'ends'}", XT_SAY_TEMPLATE_TWICE, "ends"},
    {"'duplicate-contract': {'field': 'contract', ^'agency': 'contract'}", XT_SAY_TEMPLATE_TWICE, "contract"},
    {"'amount-scale': {'fields': ['price', 'budget', ^'price']}", XT_SAY_TEMPLATE_TWICE, "price"},
    {"'sum-mismatch': {'total': 'total', 'parts': ['c1', ^'total']}", XT_SAY_TEMPLATE_TWICE, "total"},
    {"'sum-mismatch': {'total': 'total', 'parts': ['c1', ^'c1']}", XT_SAY_TEMPLATE_TWICE, "c1"},

    /* places, spending, periods, days */
    {"^'place-unknown': {'district': 'district'}", XT_SAY_TEMPLATE_MISSING, "province"},
    {"'place-unknown': {^'province': 'district'}", XT_SAY_TEMPLATE_VALUE, "province\ndistrict"},
    {"'place-unknown': {^'province': 'item'}", XT_SAY_TEMPLATE_VALUE, "province\nitem"},
    {"'place-unknown': {'province': 'province', ^'district': 'province'}", XT_SAY_TEMPLATE_VALUE,
     "district\nprovince"},
    {"'place-unknown': {'province': 'province', ^'distric': 'district'}", XT_SAY_TEMPLATE_KEY_NEAR,
     "distric\ndistrict"},
    {"^'spent-over-budget': {'spent': 'price'}", XT_SAY_TEMPLATE_MISSING, "budget"},
    {"^'spent-over-budget': {'budget': 'budget'}", XT_SAY_TEMPLATE_MISSING, "spent"},
    {"'spent-over-budget': {^'spent': 'total', 'budget': 'budget'}", XT_SAY_TEMPLATE_VALUE, "spent\ntotal"},
    {"^'period-range': {'monthsBefore': 3}", XT_SAY_TEMPLATE_MISSING, "field"},
    {"'period-range': {^'field': 'signed'}", XT_SAY_TEMPLATE_VALUE, "field\nsigned"},
    {"'period-range': {'field': 'when', ^'monthBefore': 3}", XT_SAY_TEMPLATE_KEY_NEAR,
     "monthBefore\nmonthsBefore"},
    {"'period-range': {'field': 'when', ^'monthsBefore': 0}", XT_SAY_TEMPLATE_VALUE, "monthsBefore\n0"},
    {"'period-range': {'field': 'when', ^'monthsBefore': -1}", XT_SAY_TEMPLATE_VALUE, "monthsBefore\n-1"},
    {"'period-range': {'field': 'when', ^'monthsBefore': 13}", XT_SAY_TEMPLATE_VALUE, "monthsBefore\n13"},
    {"'period-range': {'field': 'when', ^'monthsBefore': 1.5}", XT_SAY_TEMPLATE_TYPE,
     "monthsBefore\na whole number"},
    {"'as-of-mismatch': {^'field': 'signed'}", XT_SAY_TEMPLATE_KEY, "field"},

    /* values of the vocabulary; an alias is none */
    {"'method-threshold': {'method': 'method', 'values': ['m1', ^'m3'], 'amount': 'price', 'limit': 5}",
     XT_SAY_TEMPLATE_VALUE, "methods\nm3"},
    {"'method-threshold': {'method': 'method', 'values': [^'n1'], 'amount': 'price', 'limit': 5}",
     XT_SAY_TEMPLATE_VALUE, "methods\nn1"},
    {"'method-threshold': {'method': 'method', ^'values': 'm1', 'amount': 'price', 'limit': 5}",
     XT_SAY_TEMPLATE_TYPE, "values\na list of texts [ ]"},

    /* numbers */
    {"'method-threshold': {'method': 'method', 'values': ['m1'], 'amount': 'price', ^'limit': 0}",
     XT_SAY_TEMPLATE_VALUE, "limit\n0"},
    {"'method-threshold': {'method': 'method', 'values': ['m1'], 'amount': 'price', ^'limit': -500000.5}",
     XT_SAY_TEMPLATE_VALUE, "limit\n-500000.5"},
    {"'method-threshold': {'method': 'method', 'values': ['m1'], 'amount': 'price', ^'limit': 1e13}",
     XT_SAY_TEMPLATE_VALUE, NULL},
    {"'method-threshold': {'method': 'method', 'values': ['m1'], 'amount': 'price', ^'limit': '500000'}",
     XT_SAY_TEMPLATE_TYPE, "limit\na number"},
};

/* One value of the split-purchase rule replaced. */
static const struct {
    const char *find, *replace;
    xt_sentence sentence;
    const char *text;
} WRONG_SPLIT[] = {
    {"'days': 7", "^'days': 7.5", XT_SAY_TEMPLATE_TYPE, "days\na whole number"},
    {"'days': 7", "^'days': 0", XT_SAY_TEMPLATE_VALUE, "days\n0"},
    {"'days': 7", "^'days': -7", XT_SAY_TEMPLATE_VALUE, "days\n-7"},
    {"'days': 7", "^'days': 367", XT_SAY_TEMPLATE_VALUE, "days\n367"},
    {"'similarity': 0.8", "^'similarity': 0", XT_SAY_TEMPLATE_VALUE, "similarity\n0"},
    {"'similarity': 0.8", "^'similarity': 1.1", XT_SAY_TEMPLATE_VALUE, "similarity\n1.1"},
    {"'similarity': 0.8", "^'similarity': 80", XT_SAY_TEMPLATE_VALUE, "similarity\n80"},
    {"'vendor': 'vendor'", "^'vendor': 'tax'", XT_SAY_TEMPLATE_VALUE, NULL},
    {"'taxId': 'tax'", "^'taxId': 'vendor'", XT_SAY_TEMPLATE_VALUE, NULL},
    {"'split-purchase': {'method': 'method', 'values': ['m1', 'm2'], ",
     "^'split-purchase': {'method': 'method', ", XT_SAY_TEMPLATE_MISSING, "values"},
};

static void check_refusal(const char *rules, bool as_of, xt_sentence sentence, const char *wanted)
{
    xt_templates *set = empty_forms();
    char *marked = form_with(rules, as_of), *json = with(marked, "^", "");
    xt_template *t = NULL;
    xt_error error = {0};
    ck_assert_msg(read_form(set, json, &t, &error) == XT_TEMPLATE_INVALID, "%s is taken", rules);
    bool near = sentence == XT_SAY_TEMPLATE_KEY && error.sentence == XT_SAY_TEMPLATE_KEY_NEAR;
    near = near || (sentence == XT_SAY_TEMPLATE_VALUE && error.sentence == XT_SAY_TEMPLATE_VALUE_NEAR);
    ck_assert_msg(error.sentence == (int)sentence || (near && !wanted), "%s: sentence %d, \"%s\"", rules,
                  error.sentence, error.text);
    if (wanted)
        ck_assert_str_eq(error.text, wanted);
    size_t offset = (size_t)(strchr(marked, '^') - marked);
    ck_assert_msg(error.offset == (int64_t)offset, "%s: line %d, column %d", rules, (int)error.line,
                  (int)error.column);
    int64_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += json[i] == '\n';
    ck_assert_int_eq(error.line, line);
    free(json);
    free(marked);
    xt_templates_close(set);
}

START_TEST(refuses)
{
    check_refusal(WRONG[_i].rules, true, WRONG[_i].sentence, WRONG[_i].text);
}
END_TEST

START_TEST(refuses_of_split_purchase)
{
    char *rules = with(SPLIT, WRONG_SPLIT[_i].find, WRONG_SPLIT[_i].replace);
    check_refusal(rules, true, WRONG_SPLIT[_i].sentence, WRONG_SPLIT[_i].text);
    free(rules);
}
END_TEST

START_TEST(refuses_an_end_that_is_not_there)
{
    check_refusal("'date-range': {'field': 'signed', ^'until': 'as-of'}", false, XT_SAY_TEMPLATE_MISSING,
                  "xlstools:asOf");
    check_refusal("'date-range': {'field': 'signed', ^'until': 'as_of'}", true, XT_SAY_TEMPLATE_VALUE_NEAR,
                  "as_of\nas-of");
    check_refusal("'date-range': {'field': 'signed', ^'until': '31 มีนาคม 2567'}", true, XT_SAY_TEMPLATE_VALUE,
                  "until\n31 มีนาคม 2567");
}
END_TEST

/* The two that need not be there. */
START_TEST(takes_split_purchase_without)
{
    static const char *const OPTIONAL[] = {"'taxId': 'tax', ", "'agency': 'agency', "};
    static const int SLOTS[] = {4, 6};
    xt_templates *set = empty_forms();
    xt_template *t = NULL;
    char *rules = with(SPLIT, OPTIONAL[_i], ""), *json = form_with(rules, true);
    ck_assert_int_eq(read_form(set, json, &t, NULL), XT_OK);
    ck_assert_int_eq(t->tables[0].rules[XT_RULE_SPLIT_PURCHASE].field[SLOTS[_i]], XT_NO_FIELD);
    free(json);
    free(rules);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("template_rules");
    TCase *cases = tcase_create("template_rules");
    tcase_add_loop_test(cases, reads, 0, XT_ENTRIES(GOOD));
    tcase_add_loop_test(cases, knows_them_all, 0, XT_RULE_ID_COUNT);
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(WRONG));
    tcase_add_loop_test(cases, refuses_of_split_purchase, 0, XT_ENTRIES(WRONG_SPLIT));
    tcase_add_test(cases, refuses_an_end_that_is_not_there);
    tcase_add_loop_test(cases, takes_split_purchase_without, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
