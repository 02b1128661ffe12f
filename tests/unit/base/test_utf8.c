/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/utf8.h"

/* The edges of each length and of each hole (RFC 3629, section 4). */
static const struct {
    const char *bytes;
    size_t size;
    uint32_t code;
} characters[] = {
    {"\0", 1, 0},
    {"A", 1, 'A'},
    {"\x7F", 1, 0x7F},
    {"\xC2\x80", 2, 0x80},
    {"\xDF\xBF", 2, 0x7FF},
    {"\xE0\xA0\x80", 3, 0x800},
    {"\xE0\xB8\x81", 3, 0x0E01},
    {"\xED\x9F\xBF", 3, 0xD7FF},
    {"\xEE\x80\x80", 3, 0xE000},
    {"\xEF\xBF\xBF", 3, 0xFFFF},
    {"\xF0\x90\x80\x80", 4, 0x10000},
    {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF},
};

START_TEST(character)
{
    xt_str text = xt_exact((xt_str){characters[_i].bytes, characters[_i].size});
    char out[XT_UTF8_MAX];
    size_t at = 0;
    ck_assert_uint_eq(xt_utf8_next(text, &at), characters[_i].code);
    ck_assert_uint_eq(at, text.size);
    ck_assert_uint_eq(xt_utf8_valid(text), text.size);
    ck_assert_uint_eq(xt_utf8_count(text), 1);
    ck_assert_uint_eq(xt_utf8_put(characters[_i].code, out), text.size);
    ck_assert_mem_eq(out, text.data, text.size);
    free((void *)text.data);
}
END_TEST

/* Every cut of every character is bad, byte for byte. */
START_TEST(cut_character)
{
    for (size_t size = 1; size < characters[_i].size; size++) {
        xt_str text = xt_exact((xt_str){characters[_i].bytes, size});
        size_t at = 0;
        ck_assert_uint_eq(xt_utf8_next(text, &at), XT_UTF8_BAD);
        ck_assert_uint_eq(at, 1);
        ck_assert_uint_eq(xt_utf8_valid(text), 0);
        ck_assert_uint_eq(xt_utf8_count(text), size);
        free((void *)text.data);
    }
}
END_TEST

/* Every cut of a character is a tail, the whole character is none; a byte that cannot follow ends it. */
START_TEST(tail)
{
    for (size_t size = 0; size <= characters[_i].size; size++) {
        char text[8] = "\xE0\xB8\x81";
        memcpy(text + 3, characters[_i].bytes, size);
        size_t expected = size < characters[_i].size ? size : 0;
        ck_assert_uint_eq(xt_utf8_tail((xt_str){text, 3 + size}), expected);
        ck_assert_uint_eq(xt_utf8_tail((xt_str){text + 3, size}), expected);
        text[3 + size] = '(';
        ck_assert_uint_eq(xt_utf8_tail((xt_str){text, 4 + size}), 0);
    }
}
END_TEST

static const char *const no_tail[] = {
    "\x80",     "\xBF\x80", "\xC0", "\xE0\x80",     "\xE0\x9F",         "\xED\xA0",
    "\xF4\x90", "\xF5",     "\xFF", "\xC3\xA9\x80", "\x80\x80\x80\x80", "\xF0\x9F\x98\x80"};

START_TEST(no_tail_of_what_is_wrong)
{
    ck_assert_uint_eq(xt_utf8_tail(xt_str_of(no_tail[_i])), 0);
}
END_TEST

static const char *const bad[] = {
    "\x80", /* a continuation alone */
    "\xBF",
    "\xC0\x80", /* overlong */
    "\xC1\xBF",
    "\xE0\x80\x80",
    "\xE0\x9F\xBF",
    "\xF0\x80\x80\x80",
    "\xF0\x8F\xBF\xBF",
    "\xED\xA0\x80", /* surrogates */
    "\xED\xBF\xBF",
    "\xF4\x90\x80\x80", /* above U+10FFFF */
    "\xF5\x80\x80\x80",
    "\xFE",
    "\xFF",
    "\xC3(",         /* the second byte is none */
    "\xE2\x82(",     /* the third */
    "\xF0\x9F\x98(", /* the fourth */
    "\xE0\xB8\xE0\xB8\x81",
};

START_TEST(bad_character)
{
    xt_str text = xt_exact(xt_str_of(bad[_i]));
    size_t at = 0;
    ck_assert_uint_eq(xt_utf8_next(text, &at), XT_UTF8_BAD);
    ck_assert_uint_eq(at, 1);
    ck_assert_uint_eq(xt_utf8_valid(text), 0);
    free((void *)text.data);
}
END_TEST

/* After E0 the second byte must be A0 to BF, the third 80 to BF (RFC 3629, section 4). */
START_TEST(every_ending_of_e0)
{
    for (unsigned pair = 0; pair <= 0xFFFF; pair++) {
        unsigned char second = (unsigned char)(pair >> 8), third = (unsigned char)pair;
        char text[] = {'a', (char)0xE0, (char)second, (char)third, 'b'};
        bool valid = second >= 0xA0 && second <= 0xBF && third >= 0x80 && third <= 0xBF;
        size_t expected = valid ? sizeof text : 1;
        if (xt_utf8_valid((xt_str){text, sizeof text}) != expected)
            ck_abort_msg("E0 %02X %02X", second, third);
    }
}
END_TEST

START_TEST(every_code_point)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char out[XT_UTF8_MAX];
        size_t at = 0;
        xt_str text = {out, xt_utf8_put(code, out)};
        if (xt_utf8_next(text, &at) != code || at != text.size)
            ck_abort_msg("U+%04X does not come back", (unsigned)code);
    }
}
END_TEST

static const struct {
    const char *text;
    size_t valid, count;
} texts[] = {
    {"", 0, 0},
    {"abc", 3, 3},
    {"ราคากลาง", 24, 8},
    {"ก\xE0\xB8", 3, 3},
    {"a\xFF"
     "b",
     1, 3},
    {"\xEF\xBB\xBF", 3, 1},
};

START_TEST(whole_text)
{
    xt_str text = xt_exact(xt_str_of(texts[_i].text));
    ck_assert_uint_eq(xt_utf8_valid(text), texts[_i].valid);
    ck_assert_uint_eq(xt_utf8_count(text), texts[_i].count);
    free((void *)text.data);
}
END_TEST

static const struct {
    const char *text;
    size_t limit, cut;
} cuts[] = {
    {"", 0, 0},   {"", 5, 0},    {"abc", 0, 0}, {"abc", 2, 2}, {"abc", 3, 3}, {"abc", SIZE_MAX, 3},
    {"กข", 0, 0}, {"กข", 1, 0},  {"กข", 2, 0},  {"กข", 3, 3},  {"กข", 4, 3},  {"กข", 5, 3},
    {"กข", 6, 6}, {"a😀b", 1, 1}, {"a😀b", 2, 1}, {"a😀b", 3, 1}, {"a😀b", 4, 1}, {"a😀b", 5, 5},
};

START_TEST(cut)
{
    xt_str text = xt_exact(xt_str_of(cuts[_i].text));
    ck_assert_uint_eq(xt_utf8_cut(text, cuts[_i].limit), cuts[_i].cut);
    free((void *)text.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tcase = tcase_create("utf8");
    tcase_add_loop_test(tcase, character, 0, XT_ENTRIES(characters));
    tcase_add_loop_test(tcase, cut_character, 0, XT_ENTRIES(characters));
    tcase_add_loop_test(tcase, tail, 0, XT_ENTRIES(characters));
    tcase_add_loop_test(tcase, no_tail_of_what_is_wrong, 0, XT_ENTRIES(no_tail));
    tcase_add_loop_test(tcase, bad_character, 0, XT_ENTRIES(bad));
    tcase_add_test(tcase, every_ending_of_e0);
    tcase_add_test(tcase, every_code_point);
    tcase_add_loop_test(tcase, whole_text, 0, XT_ENTRIES(texts));
    tcase_add_loop_test(tcase, cut, 0, XT_ENTRIES(cuts));
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
