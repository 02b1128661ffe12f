/* SPDX-License-Identifier: MIT */
#include "thai/charset_guess.h"

#include "xt_test.h"

#include <stdio.h>

#define BYTES(text) (text), sizeof(text) - 1

/* ---------------------------------------------------------------- lines */

static const struct {
    const char *name, *bytes;
    size_t size;
    xt_line_kind kind;
} LINES[] = {
    {"ASCII", BYTES("a,b,1.50\r\n"), XT_LINE_ASCII},
    {"nothing", BYTES(""), XT_LINE_ASCII},
    {"NUL", BYTES("a\0b\n"), XT_LINE_ASCII},
    {"Thai in UTF-8", BYTES("ราคา,1\n"), XT_LINE_UTF8},
    {"an accent in a word", BYTES("Café\n"), XT_LINE_UTF8},
    {"a letter of Thai in UTF-8 that is เธก, too", BYTES("ม,1\n"), XT_LINE_UTF8},
    {"a letter of Thai in UTF-8", BYTES("ก,1\n"), XT_LINE_UTF8},
    {"two letters of Thai in UTF-8", BYTES("มม,1\n"), XT_LINE_UTF8},
    {"รถ in TIS-620, ö in UTF-8", BYTES("\xC3\xB6,1\n"), XT_LINE_EITHER},
    {"แดง in TIS-620", BYTES("\xE1\xB4\xA7\n"), XT_LINE_EITHER},
    {"สถาน in TIS-620", BYTES("1,\xCA\xB6\xD2\xB9,2\n"), XT_LINE_EITHER},
    {"ไฟ and NBSP in ISO 8859-11", BYTES("\xE4\xBF\xA0\n"), XT_LINE_EITHER},
    {"ไฟ and an ellipsis in Mac Thai", BYTES("\xE4\xBF\x82\n"), XT_LINE_EITHER},
    {"degrees in UTF-8", BYTES("30 °C\n"), XT_LINE_UTF8},
    {"degrees and plus-minus in UTF-8", BYTES("30 ° ± 1\n"), XT_LINE_UTF8},
    {"quotes in UTF-8", BYTES("“a”\n"), XT_LINE_UTF8},
    {"Chinese in UTF-8", BYTES("中文字\n"), XT_LINE_UTF8},
    {"Thai in TIS-620", BYTES("\xC3\xD2\xA4\xD2\n"), XT_LINE_PAGE},
    {"an accent in windows-1252", BYTES("Caf\xE9\n"), XT_LINE_PAGE},
    {"UTF-8 cut at the end of a field", BYTES("ราคา\xE0\xB8,1\n"), XT_LINE_BROKEN},
    {"UTF-8 with a byte gone", BYTES("รา\xB8\x84า\n"), XT_LINE_BROKEN},
    {"one letter of UTF-8 and more of TIS-620", BYTES("\xE0\xB8\xA1,\xC3\xD2\xA4\xD2\n"), XT_LINE_PAGE},
};

START_TEST(tells_lines)
{
    xt_str line = xt_exact((xt_str){LINES[_i].bytes, LINES[_i].size});
    xt_line_kind kind = xt_line_kind_of(line);
    ck_assert_msg(kind == LINES[_i].kind, "%s: %d instead of %d", LINES[_i].name, (int)kind,
                  (int)LINES[_i].kind);
    free((void *)(uintptr_t)line.data);
}
END_TEST

/* The lines of the text as "size size ...", handed in `step` bytes at a time. */
static void take_lines(xt_str text, size_t step, char *out, size_t room)
{
    size_t at = 0, end = 0, used = 0;
    *out = '\0';
    while (at < text.size) {
        bool last = end == text.size;
        xt_str rest = xt_exact((xt_str){text.data + at, end - at});
        size_t size = xt_line_take(rest, last);
        if (size) {
            used += (size_t)snprintf(out + used, room - used, "%zu%s ", size,
                                     xt_line_ends((xt_str){rest.data, size}) ? "" : "+");
            ck_assert_uint_lt(used, room);
        }
        free((void *)(uintptr_t)rest.data);
        at += size;
        if (!size) {
            ck_assert(!last);
            end = text.size - end < step ? text.size : end + step;
        }
    }
}

START_TEST(takes_lines)
{
    static const struct {
        const char *text, *sizes;
    } TEXTS[] = {
        {"", ""},
        {"a", "1+ "},
        {"a\n", "2 "},
        {"a\nbc\r\nd\r\re\n\rf", "2 4 2 1 2 1 1+ "},
        {"\r\n\r\n\n", "2 2 1 "},
        {"12345678\n123456789012345\r\n1234567\r", "9 17 8 "},
    };
    char sizes[512];
    for (size_t step = 1; step < 40; step++)
        for (int i = 0; i < XT_ENTRIES(TEXTS); i++) {
            take_lines(xt_str_of(TEXTS[i].text), step, sizes, sizeof sizes);
            ck_assert_str_eq(sizes, TEXTS[i].sizes);
        }
}
END_TEST

/* Long lines are taken in pieces, in the same ones however they come, and no character of UTF-8 is cut. */
START_TEST(takes_long_lines)
{
    static char text[3 * XT_LINE_MOST];
    char sizes[512];
    for (size_t shift = 0; shift < 3; shift++) {
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = i < shift ? 'a' : "ก"[(i - shift) % 3];
        text[2 * XT_LINE_MOST] = '\n';
        size_t first = (XT_LINE_MOST - shift) / 3 * 3 + shift;
        for (size_t step = 1000; step < sizeof text; step *= 3) {
            take_lines((xt_str){text, 2 * XT_LINE_MOST + 1}, step, sizes, sizeof sizes);
            size_t one, two, three;
            ck_assert_int_eq(sscanf(sizes, "%zu+ %zu+ %zu", &one, &two, &three), 3);
            ck_assert_uint_eq(one, first);
            ck_assert_uint_eq(two, XT_LINE_MOST / 3 * 3);
            ck_assert_uint_eq(one + two + three, 2 * XT_LINE_MOST + 1);
        }
    }
}
END_TEST

/* ---------------------------------------------------------------- UTF-16 without a mark */

static const struct {
    const char *name, *bytes;
    size_t size;
    xt_charset charset;
} WIDE[] = {
    {"ASCII, little", BYTES("a\0,\0b\0\n\0"), XT_CHARSET_UTF16LE},
    {"ASCII, big", BYTES("\0a\0,\0b\0\n"), XT_CHARSET_UTF16BE},
    {"a Thai word, little", BYTES("\x23\x0E\x16\x0E"), XT_CHARSET_UTF16LE},
    {"a Thai word, big", BYTES("\x0E\x23\x0E\x16"), XT_CHARSET_UTF16BE},
    {"a Thai word and a number, cut",
     BYTES("\x23\x0E\x16\x0E,\0"
           "1"),
     XT_CHARSET_UTF16LE},
    {"one letter", BYTES("a\0"), XT_CHARSET_UTF16LE},
    {"ASCII", BYTES("a,b\n1,2\n"), XT_CHARSET_NONE},
    {"blanks", BYTES("                "), XT_CHARSET_NONE},
    {"a NUL in ASCII",
     BYTES("a,b\n\0"
           "1,2\n3,4\n5,6\n"),
     XT_CHARSET_NONE},
    {"zeros", BYTES("\0\0\0\0\0\0\0\0"), XT_CHARSET_NONE},
    {"TIS-620", BYTES("\xC3\xD2\xA4\xD2\n"), XT_CHARSET_NONE},
    {"UTF-8", BYTES("ราคา\n"), XT_CHARSET_NONE},
    {"one byte", BYTES("a"), XT_CHARSET_NONE},
    {"nothing", BYTES(""), XT_CHARSET_NONE},
    {"32-bit numbers", BYTES("\x01\0\0\0\x02\0\0\0\x03\0\0\0"), XT_CHARSET_NONE},
};

START_TEST(tells_wide)
{
    xt_str head = xt_exact((xt_str){WIDE[_i].bytes, WIDE[_i].size});
    xt_charset charset = xt_charset_tell_wide(head);
    ck_assert_msg(charset == WIDE[_i].charset, "%s: %d", WIDE[_i].name, (int)charset);
    free((void *)(uintptr_t)head.data);
}
END_TEST

/* ---------------------------------------------------------------- whole texts */

#define THAI_LINE "ลำดับที่,ชื่อโครงการ,งบประมาณ\n"

static const struct {
    const char *name, *text;
    const char *before, *in, *after; /* the text with `before` and `after`, both as bytes, in this encoding */
    xt_charset charset;
    bool by_line, sure;
} GUESSES[] = {
    {"ASCII", "a,b\n", "", "utf-8", "", XT_CHARSET_UTF8, false, true},
    {"UTF-8", THAI_LINE, "", "utf-8", "", XT_CHARSET_UTF8, false, true},
    {"UTF-8 with a letter that may be TIS-620", THAI_LINE, "\xC3\xB6\n", "utf-8", "", XT_CHARSET_UTF8, false,
     false},
    {"UTF-8 with a sign that may be TIS-620", THAI_LINE "© 2024\n", "", "utf-8", "", XT_CHARSET_UTF8, false,
     true},
    {"UTF-8 with a letter that is no sign", THAI_LINE, "\xC2\xA1\n", "utf-8", "", XT_CHARSET_UTF8, false,
     false},
    {"Mac Thai, a mark to the left", THAI_LINE, "", "tis-620", "\xBB\x95\n", XT_CHARSET_MAC_THAI, false,
     false},
    {"Mac Thai, a dash", THAI_LINE "1–\n", "", "mac-thai", "", XT_CHARSET_MAC_THAI, false, false},
    {"UTF-8, cut", THAI_LINE, "", "utf-8", "1,ราคา\xE0\xB8\n", XT_CHARSET_UTF8, false, true},
    {"TIS-620", THAI_LINE, "", "tis-620", "", XT_CHARSET_TIS620, false, true},
    {"ISO 8859-11", THAI_LINE "1\u00A0ก\n", "", "iso-8859-11", "", XT_CHARSET_ISO8859_11, false, true},
    {"windows-874", THAI_LINE "“ก”\n", "", "windows-874", "", XT_CHARSET_874, false, true},
    {"windows-874, quotes behind a tall letter", THAI_LINE "“ทวีป” “รูป”\n", "", "windows-874", "",
     XT_CHARSET_874, false, true},
    {"windows-874, a byte without a character", THAI_LINE "“ก” …\n", "", "windows-874", "\x81\n",
     XT_CHARSET_874, false, false},
    {"TIS-620, a byte without a character", THAI_LINE, "", "tis-620", "1,\x81\n", XT_CHARSET_874, false,
     false},
    {"Mac Thai without its signs", THAI_LINE, "", "mac-thai", "", XT_CHARSET_TIS620, false, true},
    {"Mac Thai, quotes", THAI_LINE "“ก” “ข”\n", "", "mac-thai", "", XT_CHARSET_MAC_THAI, false, true},
    {"Mac Thai, a dash between blanks", THAI_LINE "1 – 2\n", "", "mac-thai", "", XT_CHARSET_MAC_THAI, false,
     true},
    {"Mac Thai, marks to the left", THAI_LINE, "", "tis-620",
     "\xBB\x95,\xE0\xBB\x93\xB9,\xBB\x92\xA8,\xBB\x95\n", XT_CHARSET_MAC_THAI, false, true},
    {"Mac Thai, tones to the left", THAI_LINE, "", "tis-620", "\xBB\x95\x98,\xBD\x95\x99,\xBF\x94\x98\n",
     XT_CHARSET_MAC_THAI, false, true},
    {"Mac Thai, bullets", THAI_LINE "• ก\n• ข\n", "", "mac-thai", "", XT_CHARSET_MAC_THAI, false, true},
    {"Mac Thai, marks further down", THAI_LINE, "", "tis-620",
     "\xBA\x89\xD2\xB9,\xE0\xA1\x88\xD2,\xC1\x89\xD2\n", XT_CHARSET_MAC_THAI, false, true},
    {"one Thai word", "อบต,5\n", "", "tis-620", "", XT_CHARSET_TIS620, false, false},
    {"one Thai word that is UTF-8, too", "", "\xC3\xB6,5\n", "utf-8", "", XT_CHARSET_TIS620, false, false},
    {"words that are UTF-8, too", "", "\xC3\xB6,\xCA\xB6\xD2\xB9,\xE1\xB4\xA7,\xC5\xB4\n", "utf-8", "",
     XT_CHARSET_TIS620, false, true},
    {"copyright alone", "", "©,5\n", "utf-8", "", XT_CHARSET_UTF8, false, false},
    {"Thai digits", "๑,๒๓\n", "", "tis-620", "", XT_CHARSET_TIS620, false, false},
    {"French", "Société,Café\nÉcole,à la carte\n", "", "windows-1252", "", XT_CHARSET_1252, false, false},
    {"German", "Straße,Müller\n20 °C,Größe\n", "", "windows-1252", "", XT_CHARSET_1252, false, false},
    {"English with quotes of Windows", "don’t,“a”\n", "", "windows-1252", "", XT_CHARSET_1252, false, false},
    {"both, by line", THAI_LINE, THAI_LINE, "tis-620", "", XT_CHARSET_TIS620, true, true},
    {"both, with a line that may be either", THAI_LINE "รถ\n", THAI_LINE, "windows-874", "",
     XT_CHARSET_TIS620, true, true},
    {"UTF-8 and French", "Société,Café\n", THAI_LINE, "windows-1252", "", XT_CHARSET_1252, true, false},
};

static void add_lines(xt_evidence *evidence, xt_str text)
{
    uint64_t number = 1;
    for (size_t at = 0; at < text.size; number++) {
        size_t size = xt_line_take(xt_str_from(text, at), true);
        xt_evidence_add(evidence, (xt_str){text.data + at, size}, number);
        at += size;
    }
}

START_TEST(guesses)
{
    xt_encoder *encoder = NULL;
    xt_bytes bytes = xt_bytes_make(SIZE_MAX / 2);
    xt_evidence *evidence = calloc(1, sizeof *evidence);
    size_t at;
    xt_guess guess;
    ck_assert_int_eq(xt_encoder_open(&encoder, GUESSES[_i].in, NULL), XT_OK);
    xt_bytes_puts(&bytes, GUESSES[_i].before);
    ck_assert(xt_encoder_put(encoder, xt_str_of(GUESSES[_i].text), &bytes, &at));
    xt_bytes_puts(&bytes, GUESSES[_i].after);
    ck_assert_ptr_nonnull(evidence);
    add_lines(evidence, xt_bytes_str(&bytes));
    ck_assert_int_eq(xt_evidence_decide(evidence, &guess), XT_OK);
    ck_assert_msg(guess.charset == GUESSES[_i].charset && guess.by_line == GUESSES[_i].by_line &&
                      guess.sure == GUESSES[_i].sure,
                  "%s: %s%s%s", GUESSES[_i].name, xt_charset_name(guess.charset),
                  guess.by_line ? ", by line" : "", guess.sure ? ", sure" : ", guessed");
    free(evidence);
    xt_encoder_close(encoder);
    xt_bytes_free(&bytes);
}
END_TEST

/* Lines are counted by kind, with the number of the first. */
START_TEST(counts_lines)
{
    xt_evidence *evidence = calloc(1, sizeof *evidence);
    ck_assert_ptr_nonnull(evidence);
    add_lines(evidence,
              XT_LITERAL("a\nb\nราคา\n\xC3\xD2\xA4\xD2\nราคา\n\xC3\xD2\xA4\xD2\n\xC3\xD2\xA4\xD2\n\xC3\xB6\n"
                         "ราคา\xE0\n"));
    static const uint64_t LINES_OF[XT_LINE_KINDS] = {2, 2, 1, 1, 3}, FIRST[XT_LINE_KINDS] = {1, 3, 8, 9, 4};
    for (int kind = 0; kind < XT_LINE_KINDS; kind++) {
        ck_assert_uint_eq(evidence->lines[kind], LINES_OF[kind]);
        ck_assert_uint_eq(evidence->first[kind], FIRST[kind]);
    }
    ck_assert_uint_eq(evidence->bytes[0xC3], 4);
    ck_assert_uint_eq(evidence->bytes[0xE0], 0);
    free(evidence);
}
END_TEST

/* The samples do not grow over their size, and what comes late still counts. */
START_TEST(keeps_samples_small)
{
    xt_evidence *evidence = calloc(1, sizeof *evidence);
    xt_guess guess;
    ck_assert_ptr_nonnull(evidence);
    for (uint64_t i = 1; i <= 20000; i++)
        xt_evidence_add(evidence, XT_LITERAL("\xC3\xD2\xA4\xD2\xA1\xC5\xD2\xA7,1\n"), i);
    ck_assert_uint_eq(evidence->sample_size, XT_EVIDENCE_SAMPLE);
    ck_assert_uint_eq(evidence->special_size, 0);
    xt_evidence_add(evidence, XT_LITERAL("\x8D\xC3\xD2\x8E \x8D\xC3\xD2\x8E\n"), 20001);
    ck_assert_int_eq(xt_evidence_decide(evidence, &guess), XT_OK);
    ck_assert_int_eq(guess.charset, XT_CHARSET_MAC_THAI);
    for (uint64_t i = 0; i < 20000; i++)
        xt_evidence_add(evidence, XT_LITERAL("\x8D\xC3\xD2\x8E\n"), 20002 + i);
    ck_assert_uint_eq(evidence->special_size, XT_EVIDENCE_SAMPLE);
    free(evidence);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("charset_guess");
    TCase *cases = tcase_create("charset_guess");
    tcase_add_loop_test(cases, tells_lines, 0, XT_ENTRIES(LINES));
    tcase_add_test(cases, takes_lines);
    tcase_add_test(cases, takes_long_lines);
    tcase_add_loop_test(cases, tells_wide, 0, XT_ENTRIES(WIDE));
    tcase_add_loop_test(cases, guesses, 0, XT_ENTRIES(GUESSES));
    tcase_add_test(cases, counts_lines);
    tcase_add_test(cases, keeps_samples_small);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
