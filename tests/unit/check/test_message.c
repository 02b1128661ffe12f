/* SPDX-License-Identifier: MIT
 *
 * Findings put into words. The words themselves are the table's; here is what is filled into them.
 */
#include "base/bytes.h"
#include "base/utf8.h"
#include "check/rule.h"
#include "xt_test.h"

static void check_contains(const xt_finding *f, xt_lang lang, const char *wanted)
{
    char message[4096];
    xt_finding_message(f, lang, message, sizeof message);
    ck_assert_msg(strstr(message, wanted) != NULL, "\"%s\" is not in: %s", wanted, message);
    ck_assert_msg(strpbrk(message, "{}|") == NULL, "%s", message);
}

static xt_finding finding_of(xt_code code)
{
    return (xt_finding){.rule = (int)code};
}

/* ------------------------------------------------------------ dates and amounts */

/* {value|date} */
static const struct {
    const char *value, *english, *thai;
} DATES[] = {
    {"2024-03-31", "2024-03-31", "31 มี.ค. 2567"},
    {"2023-10-01", "2023-10-01", "1 ต.ค. 2566"},
    {"2024-02-29", "2024-02-29", "29 ก.พ. 2567"},
    {"2024-03-31T09:30:00", "2024-03-31T09:30:00", "31 มี.ค. 2567"},
    {"ไม่ใช่วันที่", "ไม่ใช่วันที่", "ไม่ใช่วันที่"},
    {"2024-02-30", "2024-02-30", "2024-02-30"},
};

START_TEST(writes_dates)
{
    xt_finding f = finding_of(XT_CODE_DATE_WEEKEND);
    f.value = xt_str_of(DATES[_i].value);
    check_contains(&f, XT_LANG_EN, DATES[_i].english);
    check_contains(&f, XT_LANG_TH, DATES[_i].thai);
}
END_TEST

/* {value|baht} */
static const struct {
    const char *value, *shown;
} AMOUNTS[] = {
    {"500000.00", "500,000.00"}, {"1234567.5", "1,234,567.50"},
    {"999.99", "999.99"},        {"0.00", "0.00"},
    {"-1500.25", "-1,500.25"},   {"10×", "10×"},
};

START_TEST(writes_amounts)
{
    xt_finding f = finding_of(XT_CODE_PRICE_OVER_BUDGET);
    f.value = xt_str_of(AMOUNTS[_i].value);
    f.limit = XT_LITERAL("7777.00");
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        check_contains(&f, (xt_lang)lang, AMOUNTS[_i].shown);
        check_contains(&f, (xt_lang)lang, "7,777.00");
    }
}
END_TEST

/* ------------------------------------------------------------ what is quoted */

/* Every placeholder is filled from the part of the finding that it names. */
START_TEST(fills_each_placeholder)
{
    static const struct {
        const char *name, *text;
    } FILLED[] = {{"{value", "ค่าที่พบ"}, {"{expected", "ค่าที่ควรเป็น"}, {"{repair", "ค่าที่แก้"},
                  {"{other", "ที่อื่น"},   {"{limit", "ขีดจำกัด"},       {"{label", "ชื่อคอลัมน์"}};
    xt_finding f = finding_of((xt_code)_i);
    f.value = xt_str_of(FILLED[0].text);
    f.expected = xt_str_of(FILLED[1].text);
    f.repair = xt_str_of(FILLED[2].text);
    f.other = xt_str_of(FILLED[3].text);
    f.limit = xt_str_of(FILLED[4].text);
    f.label = xt_str_of(FILLED[5].text);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++)
        for (size_t i = 0; i < sizeof FILLED / sizeof *FILLED; i++)
            if (strstr(xt_rules[_i].text[lang], FILLED[i].name))
                check_contains(&f, (xt_lang)lang, FILLED[i].text);
}
END_TEST

/* What is not there leaves a gap, and no more. */
START_TEST(survives_nothing_at_all)
{
    xt_finding f = finding_of((xt_code)_i);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++)
        check_contains(&f, (xt_lang)lang, "");
}
END_TEST

START_TEST(cuts_long_values)
{
    enum { LETTERS = 5000, MOST = 1000 };
    char message[8192];
    xt_bytes value = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 0; i < _i; i++)
        xt_bytes_putc(&value, 'a'); /* the cut falls on each byte of a letter */
    for (int i = 0; i < LETTERS; i++)
        xt_bytes_puts(&value, "ก");
    xt_finding f = finding_of(XT_CODE_TYPE_NUMBER);
    f.value = xt_bytes_str(&value);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        xt_str got = xt_str_of(xt_finding_message(&f, (xt_lang)lang, message, sizeof message));
        ck_assert_uint_lt(got.size, MOST);
        ck_assert_uint_eq(xt_utf8_valid(got), got.size);
        check_contains(&f, (xt_lang)lang, "กกก…\"");
    }
    xt_bytes_free(&value);
}
END_TEST

START_TEST(quotes_short_values_whole)
{
    xt_finding f = finding_of(XT_CODE_TYPE_NUMBER);
    f.value = XT_LITERAL("สองหมื่นห้าพันบาทถ้วน");
    check_contains(&f, XT_LANG_EN, "\"สองหมื่นห้าพันบาทถ้วน\"");
    check_contains(&f, XT_LANG_TH, "\"สองหมื่นห้าพันบาทถ้วน\"");
}
END_TEST

START_TEST(keeps_to_one_line)
{
    xt_finding f = finding_of(XT_CODE_TYPE_NUMBER);
    f.value = XT_LITERAL("a\nb\rc\0d");
    check_contains(&f, XT_LANG_EN, "\"a b c d\"");
    check_contains(&f, XT_LANG_TH, "\"a b c d\"");
}
END_TEST

/* Braces that come from a cell are text. */
START_TEST(fills_nothing_into_values)
{
    char message[1024];
    xt_finding f = finding_of(XT_CODE_TYPE_NUMBER);
    f.value = XT_LITERAL("{expected} {value|baht} {");
    f.expected = XT_LITERAL("WRONG");
    xt_finding_message(&f, XT_LANG_EN, message, sizeof message);
    ck_assert_ptr_nonnull(strstr(message, "\"{expected} {value|baht} {\""));
    ck_assert_ptr_null(strstr(message, "WRONG"));
}
END_TEST

/* ------------------------------------------------------------ the room */

START_TEST(cuts_at_a_character)
{
    char whole[1024], part[1024];
    xt_finding f = finding_of(XT_CODE_ENUM_ALIAS);
    f.value = XT_LITERAL("สิ้นสุดสัญญา");
    f.expected = XT_LITERAL("สิ้นสุดระยะสัญญา");
    xt_finding_message(&f, XT_LANG_TH, whole, sizeof whole);
    size_t size = strlen(whole);
    for (size_t room = 1; room <= size + 2; room++) {
        memset(part, '!', sizeof part);
        ck_assert_ptr_eq(xt_finding_message(&f, XT_LANG_TH, part, room), part);
        size_t got = strlen(part);
        ck_assert_uint_lt(got, room);
        ck_assert_uint_le(room - 1 - got, room > size ? room : 2); /* no more is lost than a letter */
        ck_assert_int_eq(strncmp(part, whole, got), 0);
        ck_assert_uint_eq(xt_utf8_valid((xt_str){part, got}), got);
        ck_assert_int_eq(part[room], '!');
    }
    part[0] = '!';
    xt_finding_message(&f, XT_LANG_TH, part, 0);
    ck_assert_int_eq(part[0], '!');
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("message");
    TCase *cases = tcase_create("message");
    tcase_add_loop_test(cases, writes_dates, 0, XT_ENTRIES(DATES));
    tcase_add_loop_test(cases, writes_amounts, 0, XT_ENTRIES(AMOUNTS));
    tcase_add_loop_test(cases, fills_each_placeholder, 0, XT_CODE_COUNT);
    tcase_add_loop_test(cases, survives_nothing_at_all, 0, XT_CODE_COUNT);
    tcase_add_loop_test(cases, cuts_long_values, 0, 3);
    tcase_add_test(cases, quotes_short_values_whole);
    tcase_add_test(cases, keeps_to_one_line);
    tcase_add_test(cases, fills_nothing_into_values);
    tcase_add_test(cases, cuts_at_a_character);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
