/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/digits.h"

enum {
    THAI = XT_NUMBER_THAI_DIGITS,
    GROUPED = XT_NUMBER_GROUPED,
    UNIT = XT_NUMBER_UNIT,
    PADDED = XT_NUMBER_PADDED,
};

START_TEST(one_digit)
{
    ck_assert_int_eq(xt_thai_digit(0x0E4F), -1);
    for (uint32_t i = 0; i < 10; i++)
        ck_assert_int_eq(xt_thai_digit(0x0E50 + i), (int)i);
    ck_assert_int_eq(xt_thai_digit(0x0E5A), -1);
    ck_assert_int_eq(xt_thai_digit('0'), -1);
    ck_assert_int_eq(xt_thai_digit(0x0ED0), -1); /* a Lao zero */
    ck_assert_int_eq(xt_thai_digit(UINT32_MAX), -1);
}
END_TEST

static const struct {
    const char *text;
    bool has_digit;
    const char *ascii;
} texts[] = {
    {"", false, ""},
    {"123", false, "123"},
    {"๐๑๒๓๔๕๖๗๘๙", true, "0123456789"},
    {"พ.ศ. ๒๕๖๗", true, "พ.ศ. 2567"},
    {"บาท", false, "บาท"},
    {"๏๚໐", false, "๏๚໐"}, /* the neighbours of the digits, and a Lao one */
    {"๐", true, "0"},
    {"๙", true, "9"},
    {"\xE0\xB9", false, "\xE0\xB9"},
    {"\xE0", false, "\xE0"},
    {"๑\xE0\xB9", true, "1\xE0\xB9"},
    {"\xE0\xB9๑", true,
     "\xE0\xB9"
     "1"},
    {"\xFF๒", true,
     "\xFF"
     "2"},
};

START_TEST(to_ascii)
{
    xt_str text = xt_exact(xt_str_of(texts[_i].text));
    char out[64];
    ck_assert_int_eq(xt_thai_has_digit(text), texts[_i].has_digit);
    ck_assert_uint_eq(xt_thai_to_ascii(text, out, sizeof out), strlen(texts[_i].ascii));
    ck_assert_str_eq(out, texts[_i].ascii);
    free((void *)text.data);
}
END_TEST

static const struct {
    const char *text;
    size_t size;
    const char *ascii;
} cuts[] = {
    {"abc", 1, ""},  {"abc", 3, "ab"}, {"abc", 4, "abc"}, {"กข", 3, ""},    {"กข", 4, "ก"},    {"กข", 6, "ก"},
    {"กข", 7, "กข"}, {"๑๒๓", 3, "12"}, {"๑ก๒", 4, "1"},   {"๑ก๒", 5, "1ก"}, {"๑ก๒", 6, "1ก2"}, {"", 1, ""},
};

START_TEST(to_ascii_cut)
{
    char *out = malloc(cuts[_i].size);
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(xt_thai_to_ascii(xt_str_of(cuts[_i].text), out, cuts[_i].size), strlen(cuts[_i].ascii));
    ck_assert_str_eq(out, cuts[_i].ascii);
    free(out);
}
END_TEST

START_TEST(to_ascii_no_room)
{
    ck_assert_uint_eq(xt_thai_to_ascii(XT_LITERAL("abc"), NULL, 0), 0);
}
END_TEST

static const struct {
    const char *text, *plain;
    unsigned flags;
} numbers[] = {
    /* plain */
    {"0", "0", 0},
    {"5", "5", 0},
    {"-5", "-5", 0},
    {"1479.81", "1479.81", 0},
    {"15355600000", "15355600000", 0},
    {"007", "007", 0},
    {"+5", "5", 0},
    {".5", "0.5", 0},
    {"-.5", "-0.5", 0},
    {"5.", "5", 0},
    {"1.5E+6", "1.5E6", 0},
    {"1.5e-6", "1.5E-6", 0},
    {"1.05537E+11", "1.05537E11", 0},

    /* as people type it */
    {"21,905,000", "21905000", GROUPED},
    {"15,326,737,242.00", "15326737242.00", GROUPED},
    {"1,500", "1500", GROUPED},
    {"123,456", "123456", GROUPED},
    {"-1,500.25", "-1500.25", GROUPED},
    {"2,650.00 บาท", "2650.00", GROUPED | UNIT},
    {"2650บาท", "2650", UNIT},
    {"฿500", "500", UNIT},
    {"฿ 500", "500", UNIT},
    {"500 ฿", "500", UNIT},
    {"-฿500", "-500", UNIT},
    {"฿-500", "-500", UNIT},
    {"1,500.-", "1500", GROUPED | UNIT},
    {"1500.- บาท", "1500", UNIT},
    {"๑,๒๐๐.๕๐", "1200.50", THAI | GROUPED},
    {"๕", "5", THAI},
    {"-๕", "-5", THAI},
    {"๒,๖๕๐ บาท", "2650", THAI | GROUPED | UNIT},
    {"1๐", "10", THAI},
    {"(500)", "-500", 0},
    {"(1,234.50)", "-1234.50", GROUPED},
    {"( 500 )", "-500", 0},
    {"(500) บาท", "-500", UNIT},
    {"(500 บาท)", "-500", UNIT},
    {"(฿500)", "-500", UNIT},
    {"฿0", "0", UNIT},

    /* with blanks at its edges */
    {" 1479.81 ", "1479.81", PADDED},
    {"1479.81\n", "1479.81", PADDED},
    {"\t5", "5", PADDED},
    {"\u00A05\u00A0", "5", PADDED},
    {"5\u200B", "5", PADDED},
    {"\uFEFF5", "5", PADDED},
    {"\u30005", "5", PADDED},
    {" 21,905,000 บาท ", "21905000", GROUPED | UNIT | PADDED},
};

START_TEST(number)
{
    xt_str text = xt_exact(xt_str_of(numbers[_i].text));
    char plain[XT_NUMBER_SIZE];
    unsigned flags = 99;
    ck_assert_msg(xt_thai_number(text, plain, &flags), "\"%s\" is refused", numbers[_i].text);
    ck_assert_str_eq(plain, numbers[_i].plain);
    ck_assert_uint_eq(flags, numbers[_i].flags);
    ck_assert(xt_thai_number(text, plain, NULL));

    xt_satang satang;
    ck_assert(xt_satang_parse(xt_str_of(plain), &satang, NULL));
    free((void *)text.data);
}
END_TEST

static const char *const refused[] = {
    "",
    " ",
    "-",
    "+",
    ".",
    ".-",
    "-.",
    ",",
    "฿",
    "บาท",
    "-฿",
    "฿ ",
    "()",
    "(-)",
    "( )",
    "E5",
    "-",
    "–",
    /* separators where they do not belong */
    "1,50",
    "1,5",
    "1,234,56",
    "1,2345",
    "1234,567",
    "12,34,567",
    ",500",
    "1,500,",
    "5,",
    "1234,",
    "0,",
    ",",
    "1,,500",
    "0,500",
    "00,500",
    "012,345",
    "1,500.2,5",
    "1.500,25",
    "1.234,567",
    "1, 500",
    "1 ,500",
    "๑,๕๐",
    /* blanks inside */
    "1 500",
    "1\u00A0500",
    "1\n500",
    "1\u200B500",
    "- 5",
    "-\u00A05",
    "1. 5",
    "5 .-",
    /* signs */
    "--5",
    "-+5",
    "+-5",
    "5-",
    "-(5)",
    "(-5)",
    "(+5)",
    "(5",
    "5)",
    "((5))",
    "-฿-5",
    "(฿-5)",
    "+฿-5",
    "-฿+5",
    "\u22125",
    /* points */
    "1.2.3",
    "1..2",
    "..5",
    "1.50.-",
    ".5.-",
    "5..-",
    /* exponents */
    "1E",
    "1E+",
    "1E+-5",
    "1E5.0",
    "1E1E1",
    "1,500E+3",
    "5.-E5",
    "1 E5",
    /* others */
    "0x10",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "Infinity",
    "12a",
    "a12",
    "ห้าบาท",
    "5 บาท 50",
    "บาท 5",
    "5 บาทถ้วน",
    "5 USD",
    "$5",
    "5%",
    "12/1/2568",
    "2024-03-31",
    "09:30",
    "#REF!",
    "໕",
    "5\xE0\xB9",
    "\xE0\xB9",
    "\xE0",
    "5\xFF",
    "'5",
};

START_TEST(refuse)
{
    xt_str text = xt_exact(xt_str_of(refused[_i]));
    char plain[XT_NUMBER_SIZE];
    ck_assert_msg(!xt_thai_number(text, plain, NULL), "\"%s\" is taken for %s", refused[_i], plain);
    free((void *)text.data);
}
END_TEST

START_TEST(embedded_zero)
{
    char plain[XT_NUMBER_SIZE];
    ck_assert(!xt_thai_number(XT_LITERAL("5\0"), plain, NULL));
    ck_assert(!xt_thai_number((xt_str){NULL, 0}, plain, NULL));
}
END_TEST

/* What fits into plain[] is read, what does not is refused, in each way through. */
START_TEST(room)
{
    char text[400], plain[XT_NUMBER_SIZE];
    memset(text, '1', sizeof text);
    ck_assert(xt_thai_number((xt_str){text, XT_NUMBER_SIZE - 1}, plain, NULL));
    ck_assert_uint_eq(strlen(plain), XT_NUMBER_SIZE - 1);
    ck_assert(!xt_thai_number((xt_str){text, XT_NUMBER_SIZE}, plain, NULL));
    ck_assert(!xt_thai_number((xt_str){text, sizeof text}, plain, NULL));

    text[0] = ' ';
    ck_assert(xt_thai_number((xt_str){text, XT_NUMBER_SIZE}, plain, NULL));
    ck_assert_uint_eq(strlen(plain), XT_NUMBER_SIZE - 1);
    ck_assert(!xt_thai_number((xt_str){text, XT_NUMBER_SIZE + 1}, plain, NULL));

    xt_str nine = XT_LITERAL("๙");
    for (size_t i = 0; i + nine.size <= sizeof text; i += nine.size)
        memcpy(text + i, nine.data, nine.size);
    ck_assert(xt_thai_number((xt_str){text, 3 * (XT_NUMBER_SIZE - 1)}, plain, NULL));
    ck_assert(!xt_thai_number((xt_str){text, 3 * XT_NUMBER_SIZE}, plain, NULL));
}
END_TEST

START_TEST(very_long)
{
    enum { SIZE = 1 << 20 };
    static const char fills[] = {'1', ' ', ',', '(', '.', '-', 'E'};
    char *data = malloc(SIZE), plain[XT_NUMBER_SIZE];
    ck_assert_ptr_nonnull(data);
    memset(data, fills[_i], SIZE);
    ck_assert(!xt_thai_number((xt_str){data, SIZE}, plain, NULL));
    free(data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("digits");
    TCase *tcase = tcase_create("digits");
    tcase_add_test(tcase, one_digit);
    tcase_add_loop_test(tcase, to_ascii, 0, XT_ENTRIES(texts));
    tcase_add_loop_test(tcase, to_ascii_cut, 0, XT_ENTRIES(cuts));
    tcase_add_test(tcase, to_ascii_no_room);
    tcase_add_loop_test(tcase, number, 0, XT_ENTRIES(numbers));
    tcase_add_loop_test(tcase, refuse, 0, XT_ENTRIES(refused));
    tcase_add_test(tcase, embedded_zero);
    tcase_add_test(tcase, room);
    tcase_add_loop_test(tcase, very_long, 0, 7);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
