/* SPDX-License-Identifier: MIT
 *
 * What a template may say of one column: kinds, and the keys that go with some of them alone.
 */
#include "table/forms.h"

/* ------------------------------------------------------------ kinds */

static const struct {
    xt_kind kind;
    const char *name, *type;
} KINDS[] = {
    {XT_KIND_TEXT, "free-text", "string"},        {XT_KIND_MONEY, "money", "number"},
    {XT_KIND_COUNT, "count", "integer"},          {XT_KIND_DATE, "thai-date", "date"},
    {XT_KIND_PERIOD, "thai-period", "string"},    {XT_KIND_FISCAL_YEAR, "fiscal-year", "integer"},
    {XT_KIND_TAX_ID, "tax-id", "string"},         {XT_KIND_PROJECT_NO, "project-no", "string"},
    {XT_KIND_VOCABULARY, "vocabulary", "string"}, {XT_KIND_SEQUENCE, "sequence", "integer"},
    {XT_KIND_PROVINCE, "province", "string"},     {XT_KIND_DISTRICT, "district", "string"},
};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

_Static_assert((int)KIND_COUNT == (int)XT_KIND_COUNT_OF_KINDS, "every kind is in the table");

/* A template of one field of the kind, of this type, with more keys. free() it. */
static char *form_of(size_t kind, const char *type, const char *more)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&text,
                    "{'title': 'T', 'xlstools:id': 'test', 'xlstools:provenance': [], 'fields': [\n"
                    "  {'name': 'a', 'title': 'รายการ', TYPE'type': '%s', 'xlstools:kind': '%s'%s%s}]}",
                    type, KINDS[kind].name,
                    KINDS[kind].kind == XT_KIND_VOCABULARY ? ", 'xlstools:vocabulary': 'status'" : "", more);
    char *whole = taken(&text), *now = with(whole, "TYPE", *type == '^' ? "^" : "");
    free(whole);
    if (*type != '^')
        return now;
    char *without = with(now, "'^", "'");
    free(now);
    return without;
}

START_TEST(knows_kinds)
{
    xt_templates *set = empty_forms();
    char *text = form_of((size_t)_i, KINDS[_i].type, "");
    const xt_field *field = &add_form(set, text)->tables[0].fields[0];
    ck_assert_int_eq(field->kind, KINDS[_i].kind);
    ck_assert_int_eq(field->vocabulary != NULL, KINDS[_i].kind == XT_KIND_VOCABULARY);
    free(text);
    xt_templates_close(set);
}
END_TEST

/* A kind with the type of another. */
START_TEST(wants_the_type_of_the_kind)
{
    static const char *const TYPES[] = {"^string", "^number", "^integer", "^date", "^boolean"};
    char wanted[64];
    snprintf(wanted, sizeof wanted, "type\n%s", KINDS[_i].type);
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++) {
        if (strcmp(TYPES[i] + 1, KINDS[_i].type) == 0)
            continue;
        char *text = form_of((size_t)_i, TYPES[i], "");
        check_refused_form(text, XT_SAY_TEMPLATE_TYPE, wanted);
        free(text);
    }
}
END_TEST

/* ------------------------------------------------------------ keys that go with one kind alone */

static const struct {
    const char *more, *marked, *key;
    xt_kind kind;
} BOUND[] = {
    {", 'xlstools:masked': true", ", ^'xlstools:masked': true", "xlstools:masked", XT_KIND_TAX_ID},
    {", 'xlstools:freeChoice': true", ", ^'xlstools:freeChoice': true", "xlstools:freeChoice",
     XT_KIND_VOCABULARY},
    {", 'constraints': {'pattern': 'P[0-9]+'}", ", 'constraints': {^'pattern': 'P[0-9]+'}", "pattern",
     XT_KIND_TEXT},
};

START_TEST(binds_keys_to_kinds)
{
    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        bool fits = KINDS[kind].kind == BOUND[_i].kind;
        char *text = form_of(kind, KINDS[kind].type, fits ? BOUND[_i].more : BOUND[_i].marked);
        if (fits) {
            xt_templates *set = empty_forms();
            const xt_field *field = &add_form(set, text)->tables[0].fields[0];
            ck_assert_int_eq(field->masked, BOUND[_i].kind == XT_KIND_TAX_ID);
            ck_assert_int_eq(field->free_choice, BOUND[_i].kind == XT_KIND_VOCABULARY);
            ck_assert_int_eq(field->pattern != NULL, BOUND[_i].kind == XT_KIND_TEXT);
            xt_templates_close(set);
        } else {
            char wanted[64];
            snprintf(wanted, sizeof wanted, "%s\n%s", BOUND[_i].key, KINDS[kind].name);
            check_refused_form(text, XT_SAY_TEMPLATE_CONFLICT, wanted);
        }
        free(text);
    }
}
END_TEST

/* What is switched off contradicts nothing. */
START_TEST(allows_false_with_every_kind)
{
    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        xt_templates *set = empty_forms();
        char *text =
            form_of(kind, KINDS[kind].type, ", 'xlstools:masked': false, 'xlstools:freeChoice': false");
        const xt_field *field = &add_form(set, text)->tables[0].fields[0];
        ck_assert(!field->masked && !field->free_choice);
        free(text);
        xt_templates_close(set);
    }
}
END_TEST

/* ------------------------------------------------------------ what else it says */

START_TEST(reads_what_a_column_is_like)
{
    xt_templates *set = empty_forms();
    char *text =
        form_of(0, "string",
                ", 'xlstools:mayBeAbsent': true, 'xlstools:group': 'งบประมาณ', 'xlstools:width': 24.5,"
                " 'description': 'กรอกชื่อ', 'xlstools:provenance': 'C'");
    const xt_field *field = &add_form(set, text)->tables[0].fields[0];
    ck_assert(field->may_be_absent);
    ck_assert(!field->identity);
    ck_assert(xt_field_may_be_absent(field));
    ck_assert_str_eq(field->group, "งบประมาณ");
    ck_assert_str_eq(field->description, "กรอกชื่อ");
    ck_assert_double_eq(field->width, 24.5);
    free(text);
    xt_templates_close(set);
}
END_TEST

START_TEST(takes_what_is_not_said)
{
    xt_templates *set = empty_forms();
    char *text = form_of(0, "string", "");
    const xt_field *field = &add_form(set, text)->tables[0].fields[0];
    ck_assert(!field->may_be_absent && !field->masked && !field->free_choice);
    ck_assert(!xt_field_may_be_absent(field));
    ck_assert_str_eq(field->group, "");
    ck_assert_str_eq(field->description, "");
    ck_assert_double_eq(field->width, 0);
    ck_assert_ptr_null(field->pattern);
    free(text);
    text = form_of(0, "string", ", 'xlstools:identity': true");
    ck_assert(xt_field_may_be_absent(&add_form(set, text)->tables[0].fields[0]));
    free(text);
    xt_templates_close(set);
}
END_TEST

static const char *const ALSO_GOOD[] = {
    ", 'xlstools:width': 255",
    ", 'xlstools:width': 1",
    ", 'xlstools:provenance': 'A'",
    ", 'xlstools:provenance': 'B'",
    ", 'xlstools:provenance': 'C'",
    ", 'xlstools:provenance': 'R'",
    ", 'xlstools:provenance': 'derived'",
    ", 'constraints': {'required': true, 'pattern': '.*'}",
};

START_TEST(takes_also)
{
    xt_templates *set = empty_forms();
    char *text = form_of(0, "string", ALSO_GOOD[_i]);
    add_form(set, text);
    free(text);
    xt_templates_close(set);
}
END_TEST

static const struct {
    const char *more;
    xt_sentence sentence;
    const char *text;
} WRONG[] = {
    {", ^'xlstools:width': 0", XT_SAY_TEMPLATE_TYPE, "xlstools:width\n1 ... 255"},
    {", ^'xlstools:width': -8", XT_SAY_TEMPLATE_TYPE, "xlstools:width\n1 ... 255"},
    {", ^'xlstools:width': 255.5", XT_SAY_TEMPLATE_TYPE, "xlstools:width\n1 ... 255"},
    {", ^'xlstools:width': '20'", XT_SAY_TEMPLATE_TYPE, "xlstools:width\na number"},
    {", ^'xlstools:mayBeAbsent': 1", XT_SAY_TEMPLATE_TYPE, "xlstools:mayBeAbsent\ntrue or false"},
    {", ^'xlstools:masked': 'yes'", XT_SAY_TEMPLATE_TYPE, "xlstools:masked\ntrue or false"},
    {", ^'xlstools:freeChoice': null", XT_SAY_TEMPLATE_TYPE, "xlstools:freeChoice\ntrue or false"},
    {", ^'xlstools:group': ['a']", XT_SAY_TEMPLATE_TYPE, "xlstools:group\na text"},
    {", ^'xlstools:provenance': 'D'", XT_SAY_TEMPLATE_VALUE, "xlstools:provenance\nD"},
    {", ^'xlstools:provenance': 'a'", XT_SAY_TEMPLATE_VALUE, "xlstools:provenance\na"},
    {", ^'xlstools:provenance': ''", XT_SAY_TEMPLATE_VALUE, "xlstools:provenance\n"},
    {", ^'xlstools:provenance': []", XT_SAY_TEMPLATE_TYPE, "xlstools:provenance\na text"},
    {", ^'xlstools:maybeAbsent': true", XT_SAY_TEMPLATE_KEY_NEAR,
     "xlstools:maybeAbsent\nxlstools:mayBeAbsent"},
    {", ^'xlstools:mask': true", XT_SAY_TEMPLATE_KEY_NEAR, "xlstools:mask\nxlstools:masked"},
    {", 'constraints': {^'patern': 'x'}", XT_SAY_TEMPLATE_KEY_NEAR, "patern\npattern"},
    {", 'constraints': {^'pattern': 5}", XT_SAY_TEMPLATE_TYPE, "pattern\na text"},
    {", 'constraints': {^'pattern': '['}", XT_SAY_TEMPLATE_VALUE, "pattern\n["},
    {", 'constraints': {^'pattern': '(a'}", XT_SAY_TEMPLATE_VALUE, "pattern\n(a"},
    {", 'constraints': {^'pattern': '[z-a]'}", XT_SAY_TEMPLATE_VALUE, "pattern\n[z-a]"},
    {", 'constraints': {^'pattern': 'a{3,2}'}", XT_SAY_TEMPLATE_VALUE, "pattern\na{3,2}"},
    {", 'constraints': {^'pattern': 'a\\\\'}", XT_SAY_TEMPLATE_VALUE, "pattern\na\\"},
};

START_TEST(refuses)
{
    char *text = form_of(0, "string", WRONG[_i].more);
    check_refused_form(text, WRONG[_i].sentence, WRONG[_i].text);
    free(text);
}
END_TEST

/* ------------------------------------------------------------ patterns */

/* POSIX extended regular expressions, which the text must follow from its first letter to its last. */
static const struct {
    const char *pattern, *text;
    bool follows;
} PATTERNS[] = {
    {"P[0-9]{3}", "P001", true},
    {"P[0-9]{3}", "P0012", false},
    {"P[0-9]{3}", "xP001", false},
    {"P[0-9]{3}", "p001", false},
    {"P[0-9]{3}", "", false},
    {"a|b", "a", true},
    {"a|b", "b", true},
    {"a|b", "ab", false},
    {"a|b", "ax", false},
    {"1\\\\.5", "1.5", true},
    {"1\\\\.5", "1x5", false},
    {"ที่ [0-9]+/25[0-9]{2}", "ที่ 7/2567", true},
    {"P[0-9]+", "P1\nP2", false},
    {"[0-9]+", "๑๒", false},
    {"(ก|ข)+", "กขก", true},
    {"", "x", false},
    {"", "", true},
};

START_TEST(compiles_patterns)
{
    xt_templates *set = empty_forms();
    xt_bytes more = xt_bytes_make(10000);
    xt_bytes_printf(&more, ", 'constraints': {'pattern': '%s'}", PATTERNS[_i].pattern);
    char *text = form_of(0, "string", xt_bytes_cstr(&more));
    const xt_field *field = &add_form(set, text)->tables[0].fields[0];
    ck_assert_msg((regexec(field->pattern, PATTERNS[_i].text, 0, NULL, 0) == 0) == PATTERNS[_i].follows,
                  "%s, %s", PATTERNS[_i].pattern, PATTERNS[_i].text);
    free(text);
    xt_bytes_free(&more);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("field");
    TCase *cases = tcase_create("field");
    tcase_add_loop_test(cases, knows_kinds, 0, KIND_COUNT);
    tcase_add_loop_test(cases, wants_the_type_of_the_kind, 0, KIND_COUNT);
    tcase_add_loop_test(cases, binds_keys_to_kinds, 0, XT_ENTRIES(BOUND));
    tcase_add_test(cases, allows_false_with_every_kind);
    tcase_add_test(cases, reads_what_a_column_is_like);
    tcase_add_test(cases, takes_what_is_not_said);
    tcase_add_loop_test(cases, takes_also, 0, XT_ENTRIES(ALSO_GOOD));
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(WRONG));
    tcase_add_loop_test(cases, compiles_patterns, 0, XT_ENTRIES(PATTERNS));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
