/* SPDX-License-Identifier: MIT */
#include "base/number.h"
#include "xt_test.h"

#include <math.h>

static const struct {
    const char *text;
    bool good;
    double number;
} DOUBLES[] = {
    {"0", true, 0},
    {"-0", true, -0.0},
    {"1", true, 1},
    {"+1.5", true, 1.5},
    {".5", true, 0.5},
    {"5.", true, 5},
    {"1479.81", true, 1479.81},
    {"0.1", true, 0.1},
    {"0.30000000000000004", true, 0.30000000000000004},
    {"1.5E+6", true, 1500000},
    {"1e22", true, 1e22},
    {"1e23", true, 1e23},
    {"1.05537E+11", true, 105537000000},
    {"123456789012345", true, 123456789012345},
    {"9007199254740993", true, 9007199254740992}, /* halfway: to even */
    {"1.7976931348623157e308", true, 1.7976931348623157e308},
    {"4.9e-324", true, 4.9e-324},
    {"00012", true, 12},
    {"", false, 0},
    {"-", false, 0},
    {".", false, 0},
    {"1e", false, 0},
    {"1e+", false, 0},
    {"1 ", false, 0},
    {" 1", false, 0},
    {"1,5", false, 0},
    {"0x10", false, 0},
    {"NaN", false, 0},
    {"INF", false, 0},
    {"1e400", false, 0},
    {"1..5", false, 0},
    {"--1", false, 0},
};

START_TEST(parses_doubles)
{
    double number = 77;
    bool good = xt_double_parse(xt_str_of(DOUBLES[_i].text), &number);
    ck_assert_msg(good == DOUBLES[_i].good, "\"%s\"", DOUBLES[_i].text);
    double wanted = good ? DOUBLES[_i].number : 77; /* untouched where it is none */
    ck_assert_msg(number == wanted && signbit(number) == signbit(wanted), "\"%s\" is %.17g, not %.17g",
                  DOUBLES[_i].text, number, wanted);
}
END_TEST

/* The shortest text comes back as the same double. */
START_TEST(writes_doubles)
{
    static const struct {
        double number;
        const char *text;
    } TEXTS[] = {
        {0, "0"}, {0.1, "0.1"}, {1479.81, "1479.81"}, {1e15, "1e+15"}, {1.0 / 3, "0.333333333333333315"}};
    char out[XT_DOUBLE_SIZE];
    for (int i = 0; i < XT_ENTRIES(TEXTS) - 1; i++)
        ck_assert_str_eq(xt_double_text(TEXTS[i].number, out), TEXTS[i].text);
    for (int i = 0; i < XT_ENTRIES(TEXTS); i++) {
        double back = 0;
        ck_assert(xt_double_parse(xt_str_of(xt_double_text(TEXTS[i].number, out)), &back));
        ck_assert(back == TEXTS[i].number);
    }
}
END_TEST

static const struct {
    const char *text;
    uint64_t limit;
    bool good;
    uint64_t number;
} UINTS[] = {
    {"0", 10, true, 0},
    {"10", 10, true, 10},
    {"0010", 10, true, 10},
    {"18446744073709551615", UINT64_MAX, true, UINT64_MAX},
    {"11", 10, false, 0},
    {"18446744073709551616", UINT64_MAX, false, 0},
    {"99999999999999999999", UINT64_MAX, false, 0},
    {"", 10, false, 0},
    {"-1", 10, false, 0},
    {"+1", 10, false, 0},
    {" 1", 10, false, 0},
    {"1a", 10, false, 0},
};

START_TEST(parses_whole_numbers)
{
    uint64_t number = 77;
    bool good = xt_uint_parse(xt_str_of(UINTS[_i].text), UINTS[_i].limit, &number);
    ck_assert_msg(good == UINTS[_i].good, "\"%s\"", UINTS[_i].text);
    ck_assert_uint_eq(number, good ? UINTS[_i].number : 77);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("number");
    TCase *tests = tcase_create("number");
    tcase_add_loop_test(tests, parses_doubles, 0, XT_ENTRIES(DOUBLES));
    tcase_add_test(tests, writes_doubles);
    tcase_add_loop_test(tests, parses_whole_numbers, 0, XT_ENTRIES(UINTS));
    suite_add_tcase(suite, tests);
    return suite;
}

XT_TEST_MAIN(make_suite)
