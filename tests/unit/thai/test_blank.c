/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/blank.h"

static const struct {
    const char *text;
    xt_blank kind;
    size_t size;
} blanks[] = {
    {" a", XT_BLANK_SPACE, 1},
    {"\ta", XT_BLANK_SPACE, 1},
    {"\u3000a", XT_BLANK_SPACE, 3},
    {"\u00A0a", XT_BLANK_NBSP, 2},
    {"\na", XT_BLANK_LINE, 1},
    {"\ra", XT_BLANK_LINE, 1},
    {"\u200Ba", XT_BLANK_INVISIBLE, 3},
    {"\u200Ca", XT_BLANK_INVISIBLE, 3},
    {"\u200Da", XT_BLANK_INVISIBLE, 3},
    {"\u2060a", XT_BLANK_INVISIBLE, 3},
    {"\uFEFFa", XT_BLANK_INVISIBLE, 3},

    {"a", XT_BLANK_NONE, 0},
    {"ก", XT_BLANK_NONE, 0},
    {"\v", XT_BLANK_NONE, 0},
    {"\u00A1", XT_BLANK_NONE, 0},
    {"\u200A", XT_BLANK_NONE, 0},
    {"\u200E", XT_BLANK_NONE, 0},
    {"\u2061", XT_BLANK_NONE, 0},
    {"\u3001", XT_BLANK_NONE, 0},
    {"\uFEFE", XT_BLANK_NONE, 0},
    {"😀", XT_BLANK_NONE, 0},
    {"\xC2", XT_BLANK_NONE, 0},
    {"\xE2", XT_BLANK_NONE, 0},
    {"\xE2\x80", XT_BLANK_NONE, 0},
    {"\xE3\x80", XT_BLANK_NONE, 0},
    {"\xEF\xBB", XT_BLANK_NONE, 0},
};

START_TEST(kind)
{
    xt_str text = xt_exact(xt_str_of(blanks[_i].text));
    size_t size = 9;
    ck_assert_int_eq(xt_blank_at(text, 0, &size), blanks[_i].kind);
    ck_assert_uint_eq(size, blanks[_i].size);
    ck_assert_uint_eq(xt_blank_skip(text, 0), blanks[_i].size);
    free((void *)text.data);
}
END_TEST

/* The end is seen from wherever one stands. */
START_TEST(inside)
{
    xt_str whole = XT_LITERAL("abc\uFEFF");
    for (size_t size = 0; size <= whole.size; size++) {
        xt_str text = xt_exact((xt_str){whole.data, size});
        for (size_t at = 0; at < size; at++) {
            size_t found;
            xt_blank expected = size == 6 && at == 3 ? XT_BLANK_INVISIBLE : XT_BLANK_NONE;
            ck_assert_int_eq(xt_blank_at(text, at, &found), expected);
        }
        free((void *)text.data);
    }
    ck_assert_uint_eq(xt_blank_skip(XT_LITERAL("a \n\u00A0b"), 1), 5);
    ck_assert_uint_eq(xt_blank_skip(XT_LITERAL("a "), 2), 2);
}
END_TEST

static const struct {
    const char *text, *trimmed;
} trims[] = {
    {"", ""},
    {" ", ""},
    {"\u00A0", ""},
    {"\uFEFF", ""},
    {" \u3000\u200B\r\n\t", ""},
    {"a", "a"},
    {" a", "a"},
    {"a ", "a"},
    {"\uFEFF a \u00A0b \u200B\n", "a \u00A0b"},
    {"\u00A0ก\u00A0", "ก"},
    {"a\xA0", "a\xA0"},
    {"a\x80\x8B", "a\x80\x8B"},
    {"\xE2\x80", "\xE2\x80"},
};

START_TEST(trim)
{
    xt_str text = xt_exact(xt_str_of(trims[_i].text));
    xt_assert_str(xt_blank_trim(text), trims[_i].trimmed);
    free((void *)text.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("blank");
    TCase *tcase = tcase_create("blank");
    tcase_add_loop_test(tcase, kind, 0, XT_ENTRIES(blanks));
    tcase_add_test(tcase, inside);
    tcase_add_loop_test(tcase, trim, 0, XT_ENTRIES(trims));
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
