/* SPDX-License-Identifier: MIT */
#include "dice.h"
#include "xt_test.h"

#include "base/utf8.h"
#include "thai/text.h"

enum { EDGE = XT_SPACE_EDGE, DOUBLE = XT_SPACE_DOUBLE, NBSP = XT_SPACE_NBSP, INVISIBLE = XT_SPACE_INVISIBLE };

/* ---------------------------------------------------------------- blanks */

static const struct {
    const char *text;
    unsigned faults;
    const char *clean;
} spaces[] = {
    {"", 0, ""},
    {"a", 0, "a"},
    {"ก", 0, "ก"},
    {"จ้างเหมา ซ่อมแซม ถนน", 0, "จ้างเหมา ซ่อมแซม ถนน"},
    {"บรรทัด\nใหม่", 0, "บรรทัด\nใหม่"},
    {"a\r\nb", 0, "a\r\nb"},
    {"a\n\nb", 0, "a\n\nb"},

    {" a", EDGE, "a"},
    {"a ", EDGE, "a"},
    {"\ta", EDGE, "a"},
    {"a\n", EDGE, "a"},
    {"\r\na", EDGE, "a"},
    {"\u3000ก", EDGE, "ก"},
    {" ", EDGE, ""},
    {"\n", EDGE, ""},
    {"  a", EDGE | DOUBLE, "a"},
    {"  ", EDGE | DOUBLE, ""},
    {" \n", EDGE, ""},

    {"a  b", DOUBLE, "a b"},
    {"บริษัท  ก  จำกัด", DOUBLE, "บริษัท ก จำกัด"},
    {"a \tb", DOUBLE, "a b"},
    {"a \u3000b", DOUBLE, "a b"},
    {"a  \nb", DOUBLE, "a\nb"},
    {"a\n  b", DOUBLE, "a\nb"},

    {"a\u00A0b", NBSP, "a b"},
    {"a\u00A0 b", NBSP | DOUBLE, "a b"},
    {"\u00A0a", NBSP | EDGE, "a"},
    {"a\u00A0", NBSP | EDGE, "a"},

    {"a\u200Bb", INVISIBLE, "ab"},
    {"a\u200Cb", INVISIBLE, "ab"},
    {"a\u200Db", INVISIBLE, "ab"},
    {"a\u2060b", INVISIBLE, "ab"},
    {"\uFEFFa", INVISIBLE, "a"},
    {"a\u200B", INVISIBLE, "a"},
    {"\u200B", INVISIBLE, ""},
    {"\u200B a", INVISIBLE | EDGE, "a"},
    {"a \uFEFF", INVISIBLE | EDGE, "a"},
    {"a \u200B b", INVISIBLE | DOUBLE, "a b"},
    {"กา\u200Bรจ้าง", INVISIBLE, "การจ้าง"},

    /* one picture of several characters is left alone */
    {"👩\u200D💻", 0, "👩\u200D💻"},
    {"👩🏽\u200D🚀", 0, "👩🏽\u200D🚀"},
    {"❤\uFE0F\u200D🔥", 0, "❤\uFE0F\u200D🔥"},
    {"👩\u200D⚕\uFE0F", 0, "👩\u200D⚕\uFE0F"},
    {"👩\u200D", INVISIBLE, "👩"},
    {"\u200D👩", INVISIBLE, "👩"},
    {"👩\u200D ก", INVISIBLE, "👩 ก"},
    {"ก\u200D👩", INVISIBLE, "ก👩"},
    {"👩\u200B💻", INVISIBLE, "👩💻"},
    {"👩\u200D\u200D💻", INVISIBLE, "👩💻"},

    /* what only looks like one of them */
    {"\u200A", 0, "\u200A"},
    {"\u00A9 2567", 0, "\u00A9 2567"},
    {"“ก”", 0, "“ก”"},
    {"ａ", 0, "ａ"},
    {"\xE2\x80", 0, "\xE2\x80"},
    {"\xC2", 0, "\xC2"},
    {"a\xEF\xBB", 0, "a\xEF\xBB"},
};

START_TEST(space)
{
    xt_str text = xt_exact(xt_str_of(spaces[_i].text));
    xt_bytes out = xt_bytes_make(1000);
    xt_bytes_putc(&out, '>');
    unsigned faults = xt_text_space_faults(text);
    ck_assert_msg(faults == spaces[_i].faults, "\"%s\" has faults %u", spaces[_i].text, faults);
    ck_assert_int_eq(xt_text_clean_space(text, &out), XT_OK);
    xt_assert_str(xt_str_from(xt_bytes_str(&out), 1), spaces[_i].clean);
    xt_bytes_free(&out);
    free((void *)text.data);
}
END_TEST

/* One blank beside a line end is no fault of its own, but it goes when the text is cleaned. */
START_TEST(blank_at_line_end)
{
    static const char *const texts[] = {"a \nb", "a\n b", "a \n b", "a \r\n b"};
    xt_bytes out = xt_bytes_make(100);
    for (int i = 0; i < XT_ENTRIES(texts); i++) {
        xt_bytes_clear(&out);
        ck_assert_uint_eq(xt_text_space_faults(xt_str_of(texts[i])), 0);
        ck_assert_int_eq(xt_text_clean_space(xt_str_of(texts[i]), &out), XT_OK);
        xt_assert_str(xt_bytes_str(&out), i < 3 ? "a\nb" : "a\r\nb");
    }
    xt_bytes_free(&out);
}
END_TEST

/* What is clean has no fault and stays as it is: for every text of five pieces. */
START_TEST(clean_is_clean)
{
    static const char *const pieces[] = {"ก",      "a",  " ",      "\t",     "\u00A0",
                                         "\u3000", "\n", "\u200B", "\u200D", "👩"};
    enum { PIECES = 10, LENGTH = 5 };
    xt_bytes text = xt_bytes_make(100), once = xt_bytes_make(100), twice = xt_bytes_make(100);
    for (int number = 0; number < 100000; number++) {
        xt_bytes_clear(&text);
        xt_bytes_clear(&once);
        xt_bytes_clear(&twice);
        for (int i = 0, left = number; i < LENGTH; i++, left /= PIECES)
            xt_bytes_puts(&text, pieces[left % PIECES]);
        xt_text_clean_space(xt_bytes_str(&text), &once);
        xt_text_clean_space(xt_bytes_str(&once), &twice);
        if (xt_text_space_faults(xt_bytes_str(&once)) != 0 ||
            !xt_str_equal(xt_bytes_str(&once), xt_bytes_str(&twice)))
            ck_abort_msg("\"%s\" comes to \"%s\"", xt_bytes_cstr(&text), xt_bytes_cstr(&once));
    }
    xt_bytes_free(&text);
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
}
END_TEST

START_TEST(no_room)
{
    xt_bytes out = xt_bytes_make(3);
    ck_assert_int_eq(xt_text_clean_space(XT_LITERAL("  abcd "), &out), XT_OVER_LIMIT);
    ck_assert_int_eq(xt_text_clean_space(XT_LITERAL("a"), &out), XT_OVER_LIMIT);
    xt_bytes_clear(&out);
    ck_assert_int_eq(xt_text_clean_space(XT_LITERAL("  a  b "), &out), XT_OK);
    xt_bytes_clear(&out);
    ck_assert_int_eq(xt_text_fold(XT_LITERAL("abcd"), &out), XT_OVER_LIMIT);
    xt_bytes_clear(&out);
    ck_assert_int_eq(xt_text_fold(XT_LITERAL("A B"), &out), XT_OK);
    xt_assert_str(xt_bytes_str(&out), "ab");
    xt_bytes_free(&out);
}
END_TEST

/* ---------------------------------------------------------------- folding */

static const struct {
    const char *text, *folded;
} folds[] = {
    {"", ""},
    {"ราคากลาง (บาท)", "ราคากลางบาท"},
    {"วิธีการจัดซื้อจัดจ้างฯ ", "วิธีการจัดซื้อจัดจ้าง"},
    {"เลขที่โครงการในระบบ e-GP", "เลขที่โครงการในระบบegp"},
    {"ชื่อ\nรายการ", "ชื่อรายการ"},
    {"แบบ สขร.๑", "แบบสขร1"},
    {"วัน/เดือน/ปี: \"พ.ศ.\" 'ก' “ข” ‘ค’", "วันเดือนปีพศกขค"},
    {"a\u00A0b\u3000c\u200Bd\uFEFFe\tf", "abcdef"},
    {"A–B—C", "abc"},
    {"ก( ) . , - / : \" ' \r\n\tข", "กข"},
    {"ก\u2010\u2015\u2018\u2019\u201C\u201Fข", "กข"},
    {"ก\u2016\u2017\u2020ข", "ก\u2016\u2017\u2020ข"},
    {"!#$%&*+;<=>?\\^_|~", "!#$%&*+;<=>?\\^_|~"},
    {"๐๑๒๓๔๕๖๗๘๙", "0123456789"},
    {"ZaZ@[`{", "zaz@[`{"},
    {"สํานักงาน", "สำนักงาน"},
    {"สำนักงาน", "สำนักงาน"},
    {"นํ้า", "น้ำ"},
    {"น้ํา", "น้ำ"},
    {"กํ่ากํ้ากํ๊ากํ๋า", "ก่ำก้ำก๊ำก๋ำ"},
    {"กํ็ากํ์า", "กํ็ากํ์า"}, /* no tone marks */
    {"เเบบ", "แบบ"},
    {"แบบ", "แบบ"},
    {"เ เบบ", "แบบ"},
    {"ส\u200Bํ าน", "สำน"},
    {"เ", "เ"},
    {"ํ", "ํ"},
    {"ํ่", "ํ่"},
    {"า", "า"},
    {"่า", "่า"},
    {"เ1เ", "เ1เ"},
    {"É", "É"},
    {"\xFF"
     "A",
     "\xFF"
     "a"},
    {"ก\xE0\xB8", "ก\xE0\xB8"},
    {"\xE2\x80", "\xE2\x80"},
    {"\xE0\xB8(ก", "\xE0\xB8ก"},
    {"\xE0\xBA\x81", "\xE0\xBA\x81"}, /* Lao */
    {"😀 ก", "😀ก"},
};

START_TEST(fold)
{
    xt_str text = xt_exact(xt_str_of(folds[_i].text));
    xt_bytes out = xt_bytes_make(1000), again = xt_bytes_make(1000);
    xt_bytes_puts(&out, "เ");
    ck_assert_int_eq(xt_text_fold(text, &out), XT_OK);
    xt_str folded = xt_str_from(xt_bytes_str(&out), 3); /* what was there before stays apart */
    xt_assert_str(folded, folds[_i].folded);
    ck_assert_int_eq(xt_text_fold(folded, &again), XT_OK);
    xt_assert_str(xt_bytes_str(&again), folds[_i].folded);
    xt_bytes_free(&out);
    xt_bytes_free(&again);
    free((void *)text.data);
}
END_TEST

/* Folding twice changes nothing, and blanks anywhere change nothing: for every text of six pieces. */
START_TEST(fold_is_stable)
{
    static const char *const pieces[] = {"ก", "เ", "ํ", "่", "า", "ำ", "๑", " "};
    enum { PIECES = 8, LENGTH = 6 };
    xt_bytes text = xt_bytes_make(100), bare = xt_bytes_make(100);
    xt_bytes once = xt_bytes_make(100), twice = xt_bytes_make(100), other = xt_bytes_make(100);
    for (int number = 0; number < 262144; number++) {
        xt_bytes *all[] = {&text, &bare, &once, &twice, &other};
        for (int i = 0; i < XT_ENTRIES(all); i++)
            xt_bytes_clear(all[i]);
        for (int i = 0, left = number; i < LENGTH; i++, left /= PIECES) {
            const char *piece = pieces[left % PIECES];
            xt_bytes_puts(&text, piece);
            if (*piece != ' ')
                xt_bytes_puts(&bare, piece);
        }
        xt_text_fold(xt_bytes_str(&text), &once);
        xt_text_fold(xt_bytes_str(&once), &twice);
        xt_text_fold(xt_bytes_str(&bare), &other);
        if (!xt_str_equal(xt_bytes_str(&once), xt_bytes_str(&twice)) ||
            !xt_str_equal(xt_bytes_str(&once), xt_bytes_str(&other)))
            ck_abort_msg("\"%s\" folds to \"%s\"", xt_bytes_cstr(&text), xt_bytes_cstr(&once));
    }
    xt_bytes_free(&text);
    xt_bytes_free(&bare);
    xt_bytes_free(&once);
    xt_bytes_free(&twice);
    xt_bytes_free(&other);
}
END_TEST

/* ---------------------------------------------------------------- likeness */

static const struct {
    const char *a, *b;
    size_t limit, distance;
} distances[] = {
    {"", "", 0, 0},
    {"", "abc", 3, 3},
    {"", "abc", 2, 3},
    {"abc", "abc", 0, 0},
    {"abc", "abd", 0, 1},
    {"abc", "abd", 5, 1},
    {"abc", "ab", 5, 1},
    {"abc", "xabc", 5, 1},
    {"ab", "ba", 5, 2},
    {"kitten", "sitting", 10, 3},
    {"kitten", "sitting", 3, 3},
    {"kitten", "sitting", 2, 3},
    {"kitten", "sitting", 1, 2},
    {"kitten", "sitting", 0, 1},
    {"abcdef", "uvwxyz", 2, 3},
    {"abcdef", "uvwxyz", 6, 6},
    {"แหล่งงงบประมาณ", "แหล่งงบประมาณ", 3, 1},
    {"วิธีการจัดชื้อ", "วิธีการจัดซื้อ", 3, 1},
    {"ก", "ข", 1, 1},
    {"ก", "ข", SIZE_MAX, 1},
    {"ก", "\xE0\xB8", 5, 2},
};

START_TEST(distance)
{
    xt_str a = xt_exact(xt_str_of(distances[_i].a)), b = xt_exact(xt_str_of(distances[_i].b));
    ck_assert_uint_eq(xt_text_distance(a, b, distances[_i].limit), distances[_i].distance);
    ck_assert_uint_eq(xt_text_distance(b, a, distances[_i].limit), distances[_i].distance);
    free((void *)a.data);
    free((void *)b.data);
}
END_TEST

/* The distance of two texts of single bytes, worked out in full. */
static size_t full_distance(const char *a, size_t rows, const char *b, size_t columns)
{
    size_t table[16][16];
    for (size_t i = 0; i <= rows; i++)
        for (size_t j = 0; j <= columns; j++) {
            size_t best = i ? table[i - 1][j] + 1 : j;
            if (i && j && best > table[i][j - 1] + 1)
                best = table[i][j - 1] + 1;
            if (i && j && best > table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
                best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            table[i][j] = best;
        }
    return table[rows][columns];
}

START_TEST(distance_and_letters_of_any)
{
    enum { RUNS = 3000, MOST = 15 };
    dice d = {1};
    for (size_t run = 0; run < RUNS; run++) {
        char text[2][MOST];
        size_t size[2];
        for (size_t n = 0; n < 2; n++) {
            size[n] = below(&d, MOST + 1);
            for (size_t i = 0; i < size[n]; i++) {
                bool again = n == 1 && i < size[0] && below(&d, 4) != 0;
                text[n][i] = again ? text[0][i] : "abcd"[below(&d, 4)];
            }
        }
        xt_str a = {text[0], size[0]}, b = {text[1], size[1]};
        size_t full = full_distance(text[0], size[0], text[1], size[1]);
        for (size_t limit = 0; limit <= MOST; limit++) {
            ck_assert_uint_eq(xt_text_distance(a, b, limit), full > limit ? limit + 1 : full);
            if (full <= limit)
                ck_assert(xt_text_may_be_near(xt_text_letters(a), xt_text_letters(b), limit));
        }
        ck_assert_uint_eq(xt_text_distance(a, b, SIZE_MAX), full);
    }
}
END_TEST

/* What the letters say is never against the distance. */
START_TEST(letters)
{
    xt_str a = xt_exact(xt_str_of(distances[_i].a)), b = xt_exact(xt_str_of(distances[_i].b));
    uint64_t left = xt_text_letters(a), right = xt_text_letters(b);
    for (size_t limit = 0; limit < 10; limit++)
        if (xt_text_distance(a, b, limit) <= limit) {
            ck_assert(xt_text_may_be_near(left, right, limit));
            ck_assert(xt_text_may_be_near(right, left, limit));
        }
    ck_assert(xt_text_may_be_near(left, left, 0));
    free((void *)a.data);
    free((void *)b.data);
}
END_TEST

START_TEST(letters_apart)
{
    uint64_t left = xt_text_letters(XT_LITERAL("กขค")), right = xt_text_letters(XT_LITERAL("กงจ"));
    ck_assert(!xt_text_may_be_near(left, right, 0));
    ck_assert(!xt_text_may_be_near(left, right, 1));
    ck_assert(xt_text_may_be_near(left, right, 2));
    ck_assert(!xt_text_may_be_near(left, 0, 2));
    ck_assert(!xt_text_may_be_near(0, left, 2));
    ck_assert(xt_text_may_be_near(0, left, 3));
    ck_assert_uint_eq(xt_text_letters((xt_str){NULL, 0}), 0);
}
END_TEST

START_TEST(distance_long)
{
    enum { SIZE = 1 << 20 };
    char *data = malloc(SIZE);
    ck_assert_ptr_nonnull(data);
    memset(data, 'a', SIZE);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 256}, (xt_str){data, 256}, 9), 0);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 256}, (xt_str){data, 250}, 9), 6);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 257}, (xt_str){data, 257}, 9), 10);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 257}, (xt_str){data, 1}, 300), 301);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 1}, (xt_str){data, SIZE}, 0), 1);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 256}, (xt_str){NULL, 0}, SIZE_MAX), 256);

    xt_str letter = XT_LITERAL("ก");
    for (size_t i = 0; i < 768; i += letter.size)
        memcpy(data + i, letter.data, letter.size);
    ck_assert_uint_eq(xt_text_distance((xt_str){data, 768}, (xt_str){data, 765}, 9), 1);
    free(data);
}
END_TEST

static const struct {
    const char *a, *b;
    double similarity;
} likeness[] = {
    {"", "", 1},
    {"a", "a", 1},
    {"a", "b", 0},
    {"a", "", 0},
    {"ab", "", 0},
    {"ab", "a", 0},
    {"ab", "ab", 1},
    {"ab", "ba", 0},
    {"abc", "abd", 0.5},
    {"night", "nacht", 0.25},
    {"aaa", "aa", 2.0 / 3}, /* a pair counts as often as both have it */
    {"aaaa", "aabb", 2.0 / 6},
    {"กขค", "กขง", 0.5},

    /* the same but for numbers */
    {"12", "345", 1},
    {"12", "", 1},
    {"ซื้อวัสดุ ครั้งที่ 1", "ซื้อวัสดุ ครั้งที่ 25", 1},
    {"ซื้อวัสดุ ครั้งที่ ๑", "ซื้อวัสดุ ครั้งที่ 25", 1},
    {"ถนน 4.5 เมตร ยาว 120 เมตร", "ถนน 5 เมตร ยาว 1,200.50 เมตร", 1},
    {"หมู่ที่ 5 บ้านใหม่", "หมู่ที่ 12 บ้านใหม่", 1},
    {"1a", "a1", 1},
    {"0a9b", "ab", 1},
    {"๐a๙b", "ab", 1},
    {"1,000x", "9.5x", 1},
    {",5", ",", 1},
    {",,,5", ",,,", 1},
    {"5,,x", ",,x", 1},
    {"1,", ",", 1},
    {"a.1", "a1", 0}, /* this point belongs to no number */
};

START_TEST(similarity)
{
    xt_str a = xt_exact(xt_str_of(likeness[_i].a)), b = xt_exact(xt_str_of(likeness[_i].b));
    ck_assert_double_eq_tol(xt_text_similarity(a, b), likeness[_i].similarity, 1e-12);
    ck_assert_double_eq_tol(xt_text_similarity(b, a), likeness[_i].similarity, 1e-12);
    free((void *)a.data);
    free((void *)b.data);
}
END_TEST

START_TEST(similarity_long)
{
    enum { SIZE = 1 << 20 };
    char *data = malloc(SIZE);
    ck_assert_ptr_nonnull(data);
    xt_str text = {data, 0};
    for (uint32_t code = 0x0E01; text.size + XT_UTF8_MAX < SIZE; code = code < 0x8FFF ? code + 1 : 0x0E01)
        text.size += xt_utf8_put(code, data + text.size);
    ck_assert_double_eq(xt_text_similarity(text, text), 1);
    ck_assert_double_eq(xt_text_similarity(text, XT_LITERAL("x y z")), 0);
    memset(data, '7', SIZE);
    ck_assert_double_eq(xt_text_similarity(text, XT_LITERAL("1")), 1);
    free(data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("thai_text");
    TCase *tcase = tcase_create("thai_text");
    tcase_add_loop_test(tcase, space, 0, XT_ENTRIES(spaces));
    tcase_add_test(tcase, blank_at_line_end);
    tcase_add_test(tcase, clean_is_clean);
    tcase_add_test(tcase, no_room);
    tcase_add_loop_test(tcase, fold, 0, XT_ENTRIES(folds));
    tcase_add_test(tcase, fold_is_stable);
    tcase_add_loop_test(tcase, distance, 0, XT_ENTRIES(distances));
    tcase_add_loop_test(tcase, letters, 0, XT_ENTRIES(distances));
    tcase_add_test(tcase, letters_apart);
    tcase_add_test(tcase, distance_and_letters_of_any);
    tcase_add_test(tcase, distance_long);
    tcase_add_loop_test(tcase, similarity, 0, XT_ENTRIES(likeness));
    tcase_add_test(tcase, similarity_long);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
