/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/orthography.h"

static const struct {
    const char *text;
    size_t letters, consonants, digits, signs, faults;
} spellings[] = {
    {"", 0, 0, 0, 0, 0},
    {"abc 123", 0, 0, 0, 0, 0},
    {"ก", 1, 1, 0, 0, 0},
    {"ราคากลาง", 8, 5, 0, 0, 0},
    {"สำนักงาน", 8, 5, 0, 0, 0},
    {"เทศบาลตำบล", 10, 7, 0, 0, 0},
    {"ที่", 3, 1, 0, 0, 0},
    {"น้ำ", 3, 1, 0, 0, 0},
    {"ก็", 2, 1, 0, 0, 0},
    {"เกาะ", 4, 1, 0, 0, 0},
    {"สิทธิ์", 6, 3, 0, 0, 0},
    {"พันธุ์", 6, 3, 0, 0, 0},
    {"พฤกษ์", 5, 4, 0, 0, 0},
    {"ฤๅษี", 4, 2, 0, 0, 0},
    {"ปี พ.ศ. ๒๕๖๗", 4, 3, 4, 0, 0},
    {"ต่าง ๆ", 4, 2, 0, 1, 0},
    {"กรุงเทพฯ", 7, 5, 0, 1, 0},
    {"ระบบ GPS", 4, 3, 0, 0, 0},

    /* a mark or a vowel without its consonant */
    {"่ก", 2, 1, 0, 0, 1},
    {"าก", 2, 1, 0, 0, 1},
    {"ิ", 1, 0, 0, 0, 1},
    {"a้", 1, 0, 0, 0, 1},
    {"๑ุ", 1, 0, 1, 0, 1},
    {"์", 1, 0, 0, 0, 1},
    /* a leading vowel without its consonant */
    {"เ", 1, 0, 0, 0, 1},
    {"แ ก", 2, 1, 0, 0, 1},
    {"เแก", 3, 1, 0, 0, 1},
    {"เ๒", 1, 0, 1, 0, 1},
    {"โา", 2, 0, 0, 0, 1},
    /* two of one place */
    {"กิี", 3, 1, 0, 0, 1},
    {"ก่้", 3, 1, 0, 0, 1},
    {"กุู", 3, 1, 0, 0, 1},
    {"กัั", 3, 1, 0, 0, 2},
    {"กาา", 3, 1, 0, 0, 1},
    /* in another order */
    {"ท่ี", 3, 1, 0, 0, 1},
    {"นำ้", 3, 1, 0, 0, 1},
    {"กๅ", 2, 1, 0, 0, 1},
    {"กั", 2, 1, 0, 0, 1},
    /* no text at all */
    {"\xE0\xB8", 0, 0, 0, 0, 0},
    {"ก\xE0\xB8", 1, 1, 0, 0, 0},
    {"ก\xFFา", 2, 1, 0, 0, 1},
};

START_TEST(spelling)
{
    xt_str text = xt_exact(xt_str_of(spellings[_i].text));
    xt_spelling s = xt_thai_spelling(text);
    ck_assert_msg(s.letters == spellings[_i].letters && s.consonants == spellings[_i].consonants &&
                      s.digits == spellings[_i].digits && s.signs == spellings[_i].signs &&
                      s.faults == spellings[_i].faults,
                  "\"%s\": %zu letters, %zu consonants, %zu digits, %zu signs, %zu faults",
                  spellings[_i].text, s.letters, s.consonants, s.digits, s.signs, s.faults);
    free((void *)text.data);
}
END_TEST

START_TEST(runs)
{
    xt_spelling s = xt_thai_spelling(XT_LITERAL("การ GPS จ้างaaกข bกข"));
    ck_assert_uint_eq(s.runs, 4);
    ck_assert_uint_eq(s.longest, 4);
    ck_assert_uint_eq(s.joined, 2); /* จ้าง is long enough to stand beside a letter */
    s = xt_thai_spelling(XT_LITERAL("กากบากข"));
    ck_assert_uint_eq(s.most, 3);
    ck_assert_uint_eq(s.different, 4);
}
END_TEST

/* Common words weigh more than letters that are seldom met. */
START_TEST(weight)
{
    ck_assert_int_gt(xt_thai_spelling(XT_LITERAL("ราคากลาง")).weight, 8);
    ck_assert_int_lt(xt_thai_spelling(XT_LITERAL("ฃฅฆฌ")).weight, -8);
}
END_TEST

START_TEST(classes)
{
    ck_assert_int_eq(xt_thai_class_of(0x0E00), XT_THAI_NONE);
    ck_assert_int_eq(xt_thai_class_of(0x0E01), XT_THAI_CONSONANT);
    ck_assert_int_eq(xt_thai_class_of(0x0E24), XT_THAI_VOCALIC);
    ck_assert_int_eq(xt_thai_class_of(0x0E3F), XT_THAI_SIGN);
    ck_assert_int_eq(xt_thai_class_of(0x0E3B), XT_THAI_NONE);
    ck_assert_int_eq(xt_thai_class_of(0x0E40), XT_THAI_LEAD);
    ck_assert_int_eq(xt_thai_class_of(0x0E45), XT_THAI_LAKKHANGYAO);
    ck_assert_int_eq(xt_thai_class_of(0x0E4B), XT_THAI_TONE);
    ck_assert_int_eq(xt_thai_class_of(0x0E4D), XT_THAI_NIKHAHIT);
    ck_assert_int_eq(xt_thai_class_of(0x0E59), XT_THAI_DIGIT);
    ck_assert_int_eq(xt_thai_class_of(0x0E5B), XT_THAI_SIGN);
    ck_assert_int_eq(xt_thai_class_of(0x0E5C), XT_THAI_NONE);
    ck_assert_int_eq(xt_thai_class_of(0x110000), XT_THAI_NONE);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("orthography");
    TCase *tcase = tcase_create("orthography");
    tcase_add_loop_test(tcase, spelling, 0, XT_ENTRIES(spellings));
    tcase_add_test(tcase, runs);
    tcase_add_test(tcase, weight);
    tcase_add_test(tcase, classes);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
