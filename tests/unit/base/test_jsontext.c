/* SPDX-License-Identifier: MIT */
#include "base/jsontext.h"

#include "base/bytes.h"
#include "xt_test.h"

/* A text with its size, zero bytes included. */
#define TEXT(literal)                                                                                        \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }

static const struct {
    xt_str text;
    const char *json;
} STRINGS[] = {
    {TEXT(""), "\"\""},
    {{NULL, 0}, "\"\""},
    {TEXT("abc"), "\"abc\""},
    {TEXT("ที่ 1 – 𝄞"), "\"ที่ 1 – 𝄞\""},
    {TEXT("a\"b\\c/d"), "\"a\\\"b\\\\c/d\""},
    {TEXT("\"\"\\\\"), "\"\\\"\\\"\\\\\\\\\""},
    {TEXT("\n\r\t"), "\"\\n\\r\\t\""},
    {TEXT("\b\f\v\x01\x1F\x7F"), "\"\\u0008\\u000c\\u000b\\u0001\\u001f\\u007f\""},
    {TEXT("a\0b"), "\"a\\u0000b\""},
    {TEXT("\xC2\xA0"), "\"\xC2\xA0\""},               /* above 0x7F a character may stand */
    {TEXT("\xC2\x80\xC2\x9B"), "\"\\u0080\\u009b\""}, /* unless a terminal obeys it */
    {TEXT("ก\u202Eข\u2066"), "\"ก\\u202eข\\u2066\""},
    {TEXT("\xEF\xBF\xBF"), "\"\xEF\xBF\xBF\""},                         /* so may U+FFFF */
    {TEXT("a\xFFz"), "\"a\xEF\xBF\xBDz\""},                             /* no UTF-8 at all */
    {TEXT("\xE0\xB8"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                 /* cut: a sign for each byte */
    {TEXT("\x80ก"), "\"\xEF\xBF\xBDก\""},                               /* a rest, then a good one */
    {TEXT("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},                 /* too long for what it says */
    {TEXT("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}, /* half of a pair */
    {TEXT("ก\""), "\"ก\\\"\""},
    {TEXT("\"ก"), "\"\\\"ก\""},
};

START_TEST(strings)
{
    xt_str exact = xt_exact(STRINGS[_i].text);
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&out, "x");
    xt_json_string(&out, exact);
    ck_assert_int_eq(out.fault, XT_OK);
    xt_assert_str(xt_str_from(xt_bytes_str(&out), 1), STRINGS[_i].json);
    xt_bytes_free(&out);
    free((void *)(uintptr_t)exact.data);
}
END_TEST

/* Where the run is full, that is told and nothing is half there for good. */
START_TEST(strings_that_do_not_fit)
{
    xt_bytes out = xt_bytes_make(4);
    xt_json_string(&out, XT_LITERAL("abcdef"));
    ck_assert_int_eq(out.fault, XT_OVER_LIMIT);
    ck_assert_uint_le(out.size, 4);
    xt_bytes_free(&out);
}
END_TEST

static const struct {
    const char *text;
    bool is_number;
} NUMBERS[] = {
    {"0", true},      {"-0", true},     {"1", true},
    {"10", true},     {"-12", true},    {"0.5", true},
    {"1.50", true},   {"1e5", true},    {"1E5", true},
    {"1e+5", true},   {"1e-5", true},   {"1.5E-10", true},
    {"0e0", true},    {"0.0", true},    {"123456789012345678901234567890", true},
    {"1e400", true},  {"", false},      {"-", false},
    {"+1", false},    {".5", false},    {"1.", false},
    {"01", false},    {"-01", false},   {"00", false},
    {"1e", false},    {"1e+", false},   {"1.e5", false},
    {"1.5.5", false}, {"1,5", false},   {" 1", false},
    {"1 ", false},    {"0x10", false},  {"NaN", false},
    {"inf", false},   {"1e5.5", false}, {"--1", false},
    {"1-", false},    {"๑", false},     {"1e5e5", false},
    {"-.5", false},
};

START_TEST(numbers)
{
    xt_str exact = xt_exact(xt_str_of(NUMBERS[_i].text));
    ck_assert_msg(xt_json_is_number(exact) == NUMBERS[_i].is_number, "\"%s\"", NUMBERS[_i].text);
    free((void *)(uintptr_t)exact.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("jsontext");
    TCase *cases = tcase_create("jsontext");
    tcase_add_loop_test(cases, strings, 0, XT_ENTRIES(STRINGS));
    tcase_add_test(cases, strings_that_do_not_fit);
    tcase_add_loop_test(cases, numbers, 0, XT_ENTRIES(NUMBERS));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
