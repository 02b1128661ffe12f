/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/money.h"

static const struct {
    const char *text;
    xt_satang satang;
    bool rounded;
} amounts[] = {
    {"0", 0, false},
    {"-0", 0, false},
    {"00", 0, false},
    {"5", 500, false},
    {"-5", -500, false},
    {"+5", 500, false},
    {"5.", 500, false},
    {".5", 50, false},
    {"-.5", -50, false},
    {"1479.81", 147981, false},
    {"15326737242.00", INT64_C(1532673724200), false},
    {"000000000000000000000000000007.5", 750, false},
    {"1.500000000000000000000000000000", 150, false},

    /* halves go away from zero, on the digits that stand there */
    {"0.004", 0, true},
    {"0.005", 1, true},
    {"-0.005", -1, true},
    {"0.0049999999999999999999", 0, true},
    {"1.005", 101, true}, /* a double would say 1.00499999999999989 */
    {"2.675", 268, true},
    {"-2.675", -268, true},
    {"99.995", 10000, true},

    /* the noise of binary fractions does not count as rounding, more than a millionth of a satang does */
    {"1480.0000000000002", 148000, false},
    {"1479.9999999999998", 148000, false},
    {"0.30000000000000004", 30, false},
    {"1.00000001", 100, false},
    {"1.000000010", 100, false},
    {"1.0000000100000000000001", 100, true},
    {"1.00000002", 100, true},
    {"1.00999999", 101, false},
    {"1.0099999900000000000001", 101, false},
    {"1.00999998", 101, true},
    {"1.0099999899999999", 101, true},

    {"1.5E+6", INT64_C(150000000), false},
    {"1.5e6", INT64_C(150000000), false},
    {"1.5E06", INT64_C(150000000), false},
    {"15E-1", 150, false},
    {"1E-2", 1, false},
    {"5E-3", 1, true},
    {"5E-4", 0, true},
    {"1E-8", 0, false},
    {"1.1E-8", 0, true},
    {"1E-9", 0, false},
    {"1E-400", 0, false},
    {"1.05537E+11", INT64_C(10553700000000), false},
    {"0E999999999999999999999999", 0, false},
    {"5E-999999999999999999999999", 0, false},
    {".00000000000000000000005E+23", 500, false},
    {"0.0000000000E+0", 0, false},

    {"90000000000000", XT_SATANG_MAX, false},
    {"-90000000000000", -XT_SATANG_MAX, false},
    {"90000000000000.00", XT_SATANG_MAX, false},
    {"89999999999999.995", XT_SATANG_MAX, true},
    {"90000000000000.004", XT_SATANG_MAX, true},
    {"9E13", XT_SATANG_MAX, false},
};

START_TEST(parse)
{
    xt_str text = xt_exact(xt_str_of(amounts[_i].text));
    xt_satang satang = 12345;
    bool rounded = !amounts[_i].rounded;
    ck_assert_msg(xt_satang_parse(text, &satang, &rounded), "\"%s\" is refused", amounts[_i].text);
    ck_assert_int_eq(satang, amounts[_i].satang);
    ck_assert_msg(rounded == amounts[_i].rounded, "\"%s\": rounded is %d", amounts[_i].text, rounded);
    ck_assert(xt_satang_parse(text, &satang, NULL));
    free((void *)text.data);
}
END_TEST

static const char *const refused[] = {
    "",
    " ",
    "-",
    "+",
    ".",
    "-.",
    "E",
    "e5",
    ".E5",
    "1E",
    "1E+",
    "1E-",
    "1E+-5",
    "1E5.0",
    "--5",
    "+-5",
    "-+5",
    "- 5",
    " 5",
    "5 ",
    "1,500",
    "1,50",
    "1.2.3",
    "1..2",
    "5-",
    "฿",
    "๕",
    "5x",
    "x5",
    "0x10",
    "NaN",
    "nan",
    "inf",
    "INF",
    "Infinity",
    "1e5e5",
    "5\n",
    "(5)",
    /* beyond the maximum */
    "90000000000000.01",
    "-90000000000000.01",
    "90000000000000.005",
    "90000000000001",
    "9.1E13",
    "1E14",
    "1E15",
    "1E400",
    "1E999999999999999999999999",
    "99999999999999999999999999999999",
    "0.0000000001E+24",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
};

START_TEST(refuse)
{
    xt_str text = xt_exact(xt_str_of(refused[_i]));
    xt_satang satang = 12345;
    ck_assert_msg(!xt_satang_parse(text, &satang, NULL), "\"%s\" is taken", refused[_i]);
    ck_assert_int_eq(satang, 12345);
    free((void *)text.data);
}
END_TEST

/* Any number of digits is read to its end, in one pass. */
START_TEST(parse_long)
{
    enum { SIZE = 1 << 20 };
    char *data = malloc(SIZE);
    ck_assert_ptr_nonnull(data);
    xt_str text = {data, SIZE};
    xt_satang satang;
    bool rounded;

    memset(data, '0', SIZE);
    data[SIZE - 1] = '7';
    ck_assert(xt_satang_parse(text, &satang, &rounded));
    ck_assert_int_eq(satang, 700);

    data[1] = '.';
    ck_assert(xt_satang_parse(text, &satang, &rounded));
    ck_assert_int_eq(satang, 0);
    ck_assert(!rounded);

    xt_str tail = XT_LITERAL("5E+1048564"); /* its 5 is decimal 1048565 */
    memcpy(data + SIZE - tail.size, tail.data, tail.size);
    ck_assert(xt_satang_parse(text, &satang, &rounded));
    ck_assert_int_eq(satang, 50);

    memset(data, '9', SIZE);
    ck_assert(!xt_satang_parse(text, &satang, &rounded));
    free(data);
}
END_TEST

START_TEST(embedded_zero)
{
    xt_satang satang;
    ck_assert(!xt_satang_parse(XT_LITERAL("5\0"), &satang, NULL));
    ck_assert(!xt_satang_parse((xt_str){NULL, 0}, &satang, NULL));
}
END_TEST

static const struct {
    xt_satang sum, amount;
    bool fits;
    xt_satang after;
} sums[] = {
    {0, 0, true, 0},
    {10, 20, true, 30},
    {10, -20, true, -10},
    {INT64_MAX - 1, 1, true, INT64_MAX},
    {INT64_MAX, 0, true, INT64_MAX},
    {INT64_MAX, 1, false, 0},
    {INT64_MAX, INT64_MAX, false, 0},
    {-INT64_MAX + 1, -1, true, -INT64_MAX},
    {-INT64_MAX, -1, false, 0},
    {-INT64_MAX, -INT64_MAX, false, 0},
    {INT64_MAX, -INT64_MAX, true, 0},
    {1, INT64_MIN, true, -INT64_MAX},
    {0, INT64_MIN, false, 0},
};

START_TEST(add)
{
    xt_satang sum = sums[_i].sum;
    ck_assert_int_eq(xt_satang_add(&sum, sums[_i].amount), sums[_i].fits);
    ck_assert_int_eq(sum, sums[_i].fits ? sums[_i].after : sums[_i].sum);
}
END_TEST

START_TEST(thousand_maxima)
{
    xt_satang sum = 0;
    for (int i = 0; i < 1000; i++)
        ck_assert(xt_satang_add(&sum, XT_SATANG_MAX));
    ck_assert_int_eq(sum, XT_SATANG_MAX * 1000);
}
END_TEST

static const struct {
    xt_satang satang;
    const char *plain, *grouped;
} texts[] = {
    {0, "0.00", "0.00"},
    {5, "0.05", "0.05"},
    {-5, "-0.05", "-0.05"},
    {50, "0.50", "0.50"},
    {100, "1.00", "1.00"},
    {99999, "999.99", "999.99"},
    {-99999, "-999.99", "-999.99"},
    {100000, "1000.00", "1,000.00"},
    {123450, "1234.50", "1,234.50"},
    {-12345678, "-123456.78", "-123,456.78"},
    {INT64_C(1532673724200), "15326737242.00", "15,326,737,242.00"},
    {XT_SATANG_MAX, "90000000000000.00", "90,000,000,000,000.00"},
    {INT64_MAX, "92233720368547758.07", "92,233,720,368,547,758.07"},
    {INT64_MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08"},
};

START_TEST(format)
{
    char out[XT_SATANG_SIZE];
    ck_assert_str_eq(xt_satang_plain(texts[_i].satang, out), texts[_i].plain);
    ck_assert_str_eq(xt_satang_grouped(texts[_i].satang, out), texts[_i].grouped);
}
END_TEST

START_TEST(plain_comes_back)
{
    for (xt_satang satang = -20000; satang <= 20000; satang += 7) {
        char out[XT_SATANG_SIZE];
        xt_satang back;
        bool rounded;
        ck_assert(xt_satang_parse(xt_str_of(xt_satang_plain(satang, out)), &back, &rounded));
        ck_assert_int_eq(back, satang);
        ck_assert(!rounded);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("money");
    TCase *tcase = tcase_create("money");
    tcase_add_loop_test(tcase, parse, 0, XT_ENTRIES(amounts));
    tcase_add_loop_test(tcase, refuse, 0, XT_ENTRIES(refused));
    tcase_add_test(tcase, parse_long);
    tcase_add_test(tcase, embedded_zero);
    tcase_add_loop_test(tcase, add, 0, XT_ENTRIES(sums));
    tcase_add_test(tcase, thousand_maxima);
    tcase_add_loop_test(tcase, format, 0, XT_ENTRIES(texts));
    tcase_add_test(tcase, plain_comes_back);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
