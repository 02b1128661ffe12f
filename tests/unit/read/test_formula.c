/* SPDX-License-Identifier: MIT */
#include "read/formula.h"

#include "xt_test.h"

#include <stdlib.h>

static const struct {
    const char *text;
    bool asks;
} FORMULAS[] = {
    {"", false},
    {"SUM(A1:A3)", false},
    {"cmd|'/c calc'!A0", true},
    {"'a|b'!A1", false},
    {"\"a|b\"", false},
    {"\"a\"\"|\"&x|y!z", true},
    {"'it''s|'!A1", false},
    {"SUM(Table1[ราคา|หน่วย])", false},
    {"Table1[[#This Row],[a|b]]", false},
    {"Table1[a'#]+cmd|'/c calc'!A0", true},
    {"Table1[a']|]", false},
    {"[1]Sheet1!A1+x|y!z", true},
    {"DDE(\"soffice\",\"a\",\"b\")", true},
    {"of:=dde (\"soffice\";\"a\";\"b\")", true},
    {"msoxl:=cmd|'/c calc'!A0", true},
    {"ADDE(1)", false},
    {"\"dde(\"", false},
    {"DDE", false},
    {"a.DDE(1)", true},
    {"_xlfn.WEBSERVICE(\"http://example.org\")", true},
    {"WEBSERVICES(1)", false},
    {"NOTWEBSERVICE(1)", false},
    {"RTD(\"x\",,\"y\")", true},
    {"REGISTER.ID(\"kernel32\",\"x\")", true},
    {"CALL(\"kernel32\",\"x\")", true},
    {"RECALL(1)", false},
    {"กขคDDE(1)", false},
    {"A1 DDE(1)", false}, /* an intersection of a name and a function: no program writes it */
    {"HYPERLINK(\"http://example.org\",\"a\")", false}, /* a person clicks it */
    {"averyveryverylongnameindeed.dde(1)", true},
    {"averyveryverylongnameindeeddde(1)", false},
};

/* In pieces of any size. */
START_TEST(knows_what_asks)
{
    xt_str text = xt_str_of(FORMULAS[_i].text);
    for (size_t step = 1; step <= text.size + 1; step++) {
        xt_formula formula = {0};
        bool asks = false;
        for (size_t at = 0; at < text.size && !asks; at += step) {
            size_t size = text.size - at < step ? text.size - at : step;
            xt_str piece = xt_exact((xt_str){text.data + at, size});
            asks = xt_formula_asks(&formula, piece);
            free((void *)(uintptr_t)piece.data);
        }
        ck_assert_msg(asks == FORMULAS[_i].asks, "%s, in pieces of %zu", FORMULAS[_i].text, step);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("formula");
    TCase *cases = tcase_create("formula");
    tcase_add_loop_test(cases, knows_what_asks, 0, XT_ENTRIES(FORMULAS));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
