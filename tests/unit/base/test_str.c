/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

static const struct {
    const char *text, *needle;
    size_t at;
} finds[] = {
    {"", "", 0},
    {"abc", "", 0},
    {"", "a", SIZE_MAX},
    {"abc", "abc", 0},
    {"abc", "abcd", SIZE_MAX},
    {"abcabd", "abd", 3},
    {"aaab", "aab", 1},
    {"abc", "c", 2},
    {"abc", "d", SIZE_MAX},
    {"ราคากลาง", "กลาง", 12},
    {"ab", "ba", SIZE_MAX},
};

START_TEST(find)
{
    xt_str text = xt_exact(xt_str_of(finds[_i].text)), needle = xt_exact(xt_str_of(finds[_i].needle));
    ck_assert_uint_eq(xt_str_find(text, needle), finds[_i].at);
    free((void *)text.data);
    free((void *)needle.data);
}
END_TEST

START_TEST(find_long)
{
    enum { SIZE = 1 << 20 };
    char *data = malloc(SIZE);
    ck_assert_ptr_nonnull(data);
    memset(data, 'a', SIZE);
    data[SIZE - 1] = 'b';
    xt_str text = {data, SIZE};
    ck_assert_uint_eq(xt_str_find(text, XT_LITERAL("aab")), SIZE - 3);
    ck_assert_uint_eq(xt_str_find(text, XT_LITERAL("ba")), SIZE_MAX);
    ck_assert_uint_eq(xt_str_find(text, XT_LITERAL("c")), SIZE_MAX);
    free(data);
}
END_TEST

static const struct {
    const char *text, *trimmed;
} trims[] = {
    {"", ""},    {" ", ""},          {"\r\n\t ", ""}, {"a", "a"},   {" a", "a"},
    {"a ", "a"}, {"\ta b\n", "a b"}, {"  ก  ", "ก"},  {"\v", "\v"},
};

START_TEST(trim)
{
    xt_str text = xt_exact(xt_str_of(trims[_i].text));
    xt_assert_str(xt_str_trim(text), trims[_i].trimmed);
    free((void *)text.data);
}
END_TEST

static const struct {
    const char *a, *b;
    bool equal, equal_nocase;
} pairs[] = {
    {"", "", true, true},         {"", "a", false, false},       {"a", "A", false, true},
    {"abc", "abd", false, false}, {"e-GP", "E-gp", false, true}, {"@", "`", false, false},
    {"[", "{", false, false},     {"Zz", "zZ", false, true},     {"ก", "ก", true, true},
    {"É", "é", false, false},
};

START_TEST(equal)
{
    xt_str a = xt_exact(xt_str_of(pairs[_i].a)), b = xt_exact(xt_str_of(pairs[_i].b));
    ck_assert_int_eq(xt_str_equal(a, b), pairs[_i].equal);
    ck_assert_int_eq(xt_str_equal_nocase(a, b), pairs[_i].equal_nocase);
    ck_assert_int_eq(xt_str_equal_nocase(b, a), pairs[_i].equal_nocase);
    free((void *)a.data);
    free((void *)b.data);
}
END_TEST

START_TEST(empty_without_data)
{
    xt_str none = {NULL, 0};
    ck_assert(xt_str_equal(none, XT_LITERAL("")));
    ck_assert(xt_str_equal_nocase(none, XT_LITERAL("")));
    ck_assert(xt_str_starts(XT_LITERAL("abc"), none));
    ck_assert(xt_str_ends(XT_LITERAL("abc"), none));
    ck_assert_uint_eq(xt_str_trim(none).size, 0);
    ck_assert_uint_eq(xt_str_from(none, 0).size, 0);
    ck_assert_uint_eq(xt_str_of(NULL).size, 0);
    ck_assert_uint_eq(xt_str_find(none, XT_LITERAL("a")), SIZE_MAX);
    ck_assert_uint_eq(xt_str_hash(none, 1), xt_str_hash(XT_LITERAL(""), 1));
}
END_TEST

START_TEST(edges)
{
    xt_str text = XT_LITERAL("sheet1.xml");
    ck_assert(xt_str_starts(text, XT_LITERAL("sheet")));
    ck_assert(xt_str_starts(text, text));
    ck_assert(!xt_str_starts(XT_LITERAL("shee"), XT_LITERAL("sheet")));
    ck_assert(xt_str_ends(text, XT_LITERAL(".xml")));
    ck_assert(xt_str_ends(text, text));
    ck_assert(!xt_str_ends(XT_LITERAL("xml"), XT_LITERAL(".xml")));
    xt_assert_str(xt_str_from(text, 6), ".xml");
    xt_assert_str(xt_str_from(text, text.size), "");
}
END_TEST

START_TEST(hash)
{
    xt_str text = XT_LITERAL("เลขที่โครงการ");
    ck_assert(xt_str_hash(text, 0) == xt_str_hash(text, 0));
    ck_assert(xt_str_hash(text, 0) != xt_str_hash(text, 1));
    ck_assert(xt_str_hash(XT_LITERAL("ab"), 0) != xt_str_hash(XT_LITERAL("ba"), 0));
    ck_assert(xt_str_hash(XT_LITERAL("a"), 0) != xt_str_hash(XT_LITERAL("a\0"), 0));

    /* One other bit in moves about half of the bits out, in the low and in the high half alike. */
    uint64_t changed = xt_str_hash(XT_LITERAL("row 1"), 0) ^ xt_str_hash(XT_LITERAL("row 0"), 0);
    ck_assert((changed & UINT32_MAX) != 0 && changed >> 32 != 0);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("str");
    TCase *tcase = tcase_create("str");
    tcase_add_loop_test(tcase, find, 0, XT_ENTRIES(finds));
    tcase_add_test(tcase, find_long);
    tcase_add_loop_test(tcase, trim, 0, XT_ENTRIES(trims));
    tcase_add_loop_test(tcase, equal, 0, XT_ENTRIES(pairs));
    tcase_add_test(tcase, empty_without_data);
    tcase_add_test(tcase, edges);
    tcase_add_test(tcase, hash);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
