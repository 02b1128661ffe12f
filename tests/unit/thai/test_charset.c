/* SPDX-License-Identifier: MIT */
#include "thai/charset.h"

#include "base/error.h"
#include "base/utf8.h"
#include "xt_test.h"

#include <iconv.h>
#include <stdio.h>

static const size_t CHUNKS[] = {1, 2, 3, 7, 64, 65536};

/* ---------------------------------------------------------------- names */

static const struct {
    const char *name;
    xt_charset charset;
} NAMES[] = {
    {"utf-8", XT_CHARSET_UTF8},
    {"UTF8", XT_CHARSET_UTF8},
    {"utf-16", XT_CHARSET_UTF16LE},
    {"UTF-16LE", XT_CHARSET_UTF16LE},
    {"utf_16be", XT_CHARSET_UTF16BE},
    {"tis-620", XT_CHARSET_TIS620},
    {"TIS620", XT_CHARSET_TIS620},
    {"TIS620.2533-0", XT_CHARSET_OTHER}, /* iconv's */
    {"ISO-8859-11", XT_CHARSET_ISO8859_11},
    {"iso8859-11", XT_CHARSET_ISO8859_11},
    {"windows-874", XT_CHARSET_874},
    {"Windows 874", XT_CHARSET_874},
    {"cp874", XT_CHARSET_874},
    {"CP-874", XT_CHARSET_874},
    {"mac-thai", XT_CHARSET_MAC_THAI},
    {"macthai", XT_CHARSET_MAC_THAI},
    {"x-mac-thai", XT_CHARSET_MAC_THAI},
    {"windows-1252", XT_CHARSET_1252},
    {"CP1252", XT_CHARSET_1252},
    {"SHIFT_JIS", XT_CHARSET_OTHER},
    {"latin1", XT_CHARSET_OTHER},
    {"windows-8740", XT_CHARSET_NONE},
    {"windows-87", XT_CHARSET_NONE},
    {"thai", XT_CHARSET_NONE},
    {"", XT_CHARSET_NONE},
    {"-", XT_CHARSET_NONE},
    {"UTF-8//IGNORE", XT_CHARSET_NONE},
    {"ASCII//TRANSLIT", XT_CHARSET_NONE},
};

START_TEST(finds_names)
{
    xt_charset found = xt_charset_find(NAMES[_i].name);
    ck_assert_msg(found == NAMES[_i].charset, "%s: %d", NAMES[_i].name, (int)found);
    ck_assert_msg(found == XT_CHARSET_OTHER || found == XT_CHARSET_NONE ||
                      xt_charset_find(xt_charset_name(found)) == found,
                  "%s is not found by its own name", NAMES[_i].name);
}
END_TEST

START_TEST(refuses_unknown_names)
{
    const xt_decoding how = {.charset = XT_CHARSET_OTHER, .name = "klingon"};
    xt_decoder *decoder = NULL;
    xt_encoder *encoder = NULL;
    xt_error error;
    ck_assert_int_eq(xt_decoder_open(&decoder, &how, &error), XT_NOT_FOUND);
    ck_assert_int_eq(error.sentence, XT_SAY_ENCODING_UNKNOWN);
    ck_assert_str_eq(error.text, "klingon");
    ck_assert_int_eq(xt_encoder_open(&encoder, "klingon", &error), XT_NOT_FOUND);
    ck_assert_int_eq(error.sentence, XT_SAY_ENCODING_UNKNOWN);
    ck_assert_str_eq(error.text, "klingon");
}
END_TEST

/* ---------------------------------------------------------------- pages */

static const struct {
    const char *iconv;
    xt_charset charset;
    int least; /* bytes that iconv knows */
} PAGES[] = {
    {"TIS-620", XT_CHARSET_TIS620, 128 + 87},
    {"ISO-8859-11", XT_CHARSET_ISO8859_11, 128 + 88},
    {"WINDOWS-1252", XT_CHARSET_1252, 128 + 123},
};

/* Every byte that iconv knows is the same here. (glibc's windows-874 is IBM's page 874, which has other signs
 * from 80 to 9F; so that one is spelled out below.) */
START_TEST(has_the_bytes_of_iconv)
{
    iconv_t converter = iconv_open("UTF-8", PAGES[_i].iconv);
    ck_assert(converter != (iconv_t)-1);
    int known = 0;
    for (int byte = 0; byte < 256; byte++) {
        char from = (char)byte, to[8] = "", mine[XT_UTF8_MAX + 1] = "", *in = &from, *out = to;
        size_t left = 1, room = sizeof to - 1;
        if (iconv(converter, &in, &left, &out, &room) == (size_t)-1)
            continue;
        bool defined;
        uint32_t code = xt_charset_code(PAGES[_i].charset, (unsigned char)byte, &defined);
        mine[xt_utf8_put(code, mine)] = '\0';
        if (PAGES[_i].charset == XT_CHARSET_1252 || byte < 0x80 || byte >= 0xA0) {
            ck_assert_msg(defined && strcmp(mine, to) == 0, "%s %02X: %s, %s", PAGES[_i].iconv,
                          (unsigned)byte, mine, to);
            known++;
        }
    }
    iconv_close(converter);
    ck_assert_int_ge(known, PAGES[_i].least);
}
END_TEST

/* The WHATWG encoding standard's index of windows-874 from 80 to A0, and the holes above. */
START_TEST(has_windows_874)
{
    static const struct {
        unsigned char byte;
        uint32_t code;
    } SIGNS[] = {{0x80, 0x20AC}, {0x85, 0x2026}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C},
                 {0x94, 0x201D}, {0x95, 0x2022}, {0x96, 0x2013}, {0x97, 0x2014}, {0xA0, 0x00A0}};
    size_t next = 0;
    for (int byte = 0x80; byte <= 0xA0; byte++) {
        bool defined;
        uint32_t code = xt_charset_code(XT_CHARSET_874, (unsigned char)byte, &defined);
        bool sign = next < XT_ENTRIES(SIGNS) && SIGNS[next].byte == byte;
        ck_assert_int_eq(defined, sign);
        ck_assert_uint_eq(code, sign ? SIGNS[next].code : (uint32_t)byte);
        next += sign;
    }
    for (int byte = 0xA1; byte < 256; byte++) {
        bool hole = (byte >= 0xDB && byte <= 0xDE) || byte >= 0xFC, defined;
        uint32_t code = xt_charset_code(XT_CHARSET_874, (unsigned char)byte, &defined);
        ck_assert_int_eq(defined, !hole);
        ck_assert_uint_eq(code, hole ? 0xFFFD : (uint32_t)(byte - 0xA1 + 0x0E01));
    }
}
END_TEST

/* Apple's table THAI.TXT. The marks in other places are listed by libthai's shaping tables: of each tone four
 * (low left, low, high left and the plain one), of vowels a second one to the left. */
START_TEST(has_mac_thai)
{
    static const struct {
        unsigned char byte;
        uint32_t code;
    } SIGNS[] = {{0x80, 0x00AB}, {0x81, 0x00BB}, {0x82, 0x2026}, {0x8D, 0x201C}, {0x8E, 0x201D},
                 {0x91, 0x2022}, {0x9D, 0x2018}, {0x9E, 0x2019}, {0xA0, 0x00A0}, {0xDB, 0x2060},
                 {0xDC, 0x200B}, {0xDD, 0x2013}, {0xDE, 0x2014}, {0xEE, 0x2122}, {0xFA, 0x00AE},
                 {0xFB, 0x00A9}, {0x8F, 0x0E4D}, {0x92, 0x0E31}, {0x93, 0x0E47}, {0x94, 0x0E34},
                 {0x95, 0x0E35}, {0x96, 0x0E36}, {0x97, 0x0E37}};
    static const unsigned char TONES[] = {0x83, 0x88, 0x98, 0xE8};
    static const unsigned char HOLES[] = {0x90, 0x9F, 0xFC, 0xFD, 0xFE, 0xFF};
    bool defined, seen[256] = {false};
    for (int i = 0; i < XT_ENTRIES(SIGNS); i++) {
        ck_assert_uint_eq(xt_charset_code(XT_CHARSET_MAC_THAI, SIGNS[i].byte, &defined), SIGNS[i].code);
        ck_assert(defined);
        seen[SIGNS[i].byte] = true;
    }
    for (int row = 0; row < XT_ENTRIES(TONES); row++)
        for (int tone = 0; tone < 5; tone++) {
            unsigned char byte = (unsigned char)(TONES[row] + tone);
            ck_assert_uint_eq(xt_charset_code(XT_CHARSET_MAC_THAI, byte, &defined),
                              (uint32_t)(0x0E48 + tone));
            ck_assert(defined);
            seen[byte] = true;
        }
    for (int i = 0; i < XT_ENTRIES(HOLES); i++) {
        uint32_t code = xt_charset_code(XT_CHARSET_MAC_THAI, HOLES[i], &defined);
        ck_assert_uint_eq(code, HOLES[i] < 0xA0 ? HOLES[i] : 0xFFFD);
        ck_assert(!defined);
        seen[HOLES[i]] = true;
    }
    for (int byte = 0; byte < 256; byte++)
        if (!seen[byte]) { /* as in TIS-620 */
            uint32_t wanted = byte < 0x80 ? (uint32_t)byte : (uint32_t)(byte - 0xA1 + 0x0E01);
            ck_assert_uint_eq(xt_charset_code(XT_CHARSET_MAC_THAI, (unsigned char)byte, &defined), wanted);
            ck_assert(defined);
        }
}
END_TEST

/* ---------------------------------------------------------------- reading */

#define BYTES(text) (text), sizeof(text) - 1

static const struct {
    const char *name;
    xt_decoding how;
    const char *bytes;
    size_t size;
    const char *text;
    const char *bad; /* where in the text, and which value: "0:C3 5:00" */
} TEXTS[] = {
    {"as it is", {.charset = XT_CHARSET_NONE}, BYTES("a\xFFž"), "a\xFFž", ""},
    {"UTF-8",
     {.charset = XT_CHARSET_UTF8},
     BYTES("ราคา 1,200 บาท 😀 and more ASCII text\n"),
     "ราคา 1,200 บาท 😀 and more ASCII text\n",
     ""},
    {"UTF-8 with NUL", {.charset = XT_CHARSET_UTF8}, BYTES("กข\0ค1234567\0"), "กข�ค1234567�", "6:00 19:00"},
    {"UTF-8, cut characters",
     {.charset = XT_CHARSET_UTF8},
     BYTES("\xE0\xB8,\xE0\xB8\x81\xE0,\xF0\x9F\x98"),
     "��,ก�,���",
     "0:E0 3:B8 10:E0 14:F0 17:9F 20:98"},
    {"UTF-8, never a beginning",
     {.charset = XT_CHARSET_UTF8},
     BYTES("a\x80\xFF\xC0\xAF"
           "b"),
     "a����b",
     "1:80 4:FF 7:C0 10:AF"},
    {"UTF-8, surrogate", {.charset = XT_CHARSET_UTF8}, BYTES("\xED\xA0\x80"), "���", "0:ED 3:A0 6:80"},
    {"UTF-16LE", {.charset = XT_CHARSET_UTF16LE}, BYTES("a\0\x01\x0E\x3D\xD8\x00\xDE\n\0"), "aก😀\n", ""},
    {"UTF-16BE", {.charset = XT_CHARSET_UTF16BE}, BYTES("\0a\x0E\x01\xD8\x3D\xDE\x00\0\n"), "aก😀\n", ""},
    {"UTF-16LE, half a pair",
     {.charset = XT_CHARSET_UTF16LE},
     BYTES("\x3D\xD8"
           "a\0\x00\xDE"
           "b\0\x3D\xD8"),
     "�a�b�",
     "0:D83D 4:DE00 8:D83D"},
    {"UTF-16LE, two first halves",
     {.charset = XT_CHARSET_UTF16LE},
     BYTES("\x3D\xD8\x3D\xD8\x00\xDE"),
     "�😀",
     "0:D83D"},
    {"UTF-16BE, an odd byte", {.charset = XT_CHARSET_UTF16BE}, BYTES("\0a\0"), "a�", "1:00"},
    {"UTF-16BE, an odd byte behind half a pair",
     {.charset = XT_CHARSET_UTF16BE},
     BYTES("\xD8\x3D\xDE"),
     "��",
     "0:D83D 3:DE"},
    {"UTF-16 with NUL", {.charset = XT_CHARSET_UTF16BE}, BYTES("\0a\0\0\0b"), "a�b", "1:00"},
    {"windows-874",
     {.charset = XT_CHARSET_874},
     BYTES("\x93\xB7\xD5\xE8\x94 plain text of some length, \xB7\xD5\xE8\x80\x85"),
     "“ที่” plain text of some length, ที่€…",
     ""},
    {"windows-874, holes",
     {.charset = XT_CHARSET_874},
     BYTES("\xA1\x81\xDB\0\xFF"
           "12345678\x9F"),
     "ก\xC2\x81���12345678\xC2\x9F",
     "3:81 5:DB 8:00 11:FF 22:9F"},
    {"TIS-620 with signs of windows-874", {.charset = XT_CHARSET_TIS620}, BYTES("\x93\xA1\x94"), "“ก”", ""},
    {"Mac Thai", {.charset = XT_CHARSET_MAC_THAI}, BYTES("\x8D\xBB\x95\x8E \xBB\x94\x98\xA1"), "“ปี” ปิ่ก", ""},
    {"windows-1252", {.charset = XT_CHARSET_1252}, BYTES("Caf\xE9 \x80\x81"), "Café €\xC2\x81", "9:81"},
    {"by line",
     {.charset = XT_CHARSET_874, .by_line = true},
     BYTES("ที่,ราคา\n\xB7\xD5\xE8\xE4\xB7\xC2,1\r\nplain\rราคา\n\xC3\xD2\xA4\xD2"),
     "ที่,ราคา\nที่ไทย,1\r\nplain\rราคา\nราคา",
     ""},
    {"by line, damaged UTF-8",
     {.charset = XT_CHARSET_874, .by_line = true},
     BYTES("ที่,ราคา\xE0\xB8,1\n"),
     "ที่,ราคา��,1\n",
     "22:E0 25:B8"},
    {"Shift_JIS",
     {.charset = XT_CHARSET_OTHER, .name = "SHIFT_JIS"},
     BYTES("\x93\xFA\x96{,\x82\xA0"),
     "日本,あ",
     ""},
    {"Shift_JIS, cut", {.charset = XT_CHARSET_OTHER, .name = "SHIFT_JIS"}, BYTES("a\x93"), "a�", "1:93"},
    {"Shift_JIS, bad",
     {.charset = XT_CHARSET_OTHER, .name = "SHIFT_JIS"},
     BYTES("a\xFF"
           "b\0"),
     "a�b�",
     "1:FF 5:00"},
    {"ISO-2022-JP",
     {.charset = XT_CHARSET_OTHER, .name = "ISO-2022-JP"},
     BYTES("a\x1B$BF|K\\\x1B(Bb"),
     "a日本b",
     ""},
    {"UTF-32LE", {.charset = XT_CHARSET_OTHER, .name = "UTF-32LE"}, BYTES("\x01\x0E\0\0a\0\0\0"), "กa", ""},
    {"GB18030", {.charset = XT_CHARSET_OTHER, .name = "GB18030"}, BYTES("\x81\x32\xCE\x39,"), "ก,", ""},
    {"nothing", {.charset = XT_CHARSET_UTF8}, BYTES(""), "", ""},
};

static void check_bad(const char *name, const xt_decoder *decoder, const char *wanted)
{
    char got[512] = "";
    size_t kept = 0, used = 0;
    const xt_bad_byte *bad = xt_decoder_bad(decoder, &kept);
    for (size_t i = 0; i < kept; i++)
        used += (size_t)snprintf(got + used, sizeof got - used, "%s%u:%02X", i ? " " : "",
                                 (unsigned)bad[i].at, (unsigned)bad[i].value);
    ck_assert_msg(strcmp(got, wanted) == 0, "%s: bad bytes %s instead of %s", name, got, wanted);
    ck_assert_uint_eq(xt_decoder_bad_count(decoder), kept);
}

/* Cut into pieces of every size, with something in `out` before. */
START_TEST(reads)
{
    for (int i = 0; i < XT_ENTRIES(CHUNKS); i++) {
        xt_decoder *decoder = NULL;
        xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
        xt_bytes_puts(&out, "before:");
        ck_assert_int_eq(xt_decoder_open(&decoder, &TEXTS[_i].how, NULL), XT_OK);
        size_t at = 0;
        do {
            size_t size = TEXTS[_i].size - at < CHUNKS[i] ? TEXTS[_i].size - at : CHUNKS[i];
            xt_str piece = xt_exact((xt_str){TEXTS[_i].bytes + at, size});
            at += size;
            ck_assert_int_eq(xt_decoder_feed(decoder, piece, at == TEXTS[_i].size, &out), XT_OK);
            free((void *)(uintptr_t)piece.data);
        } while (at < TEXTS[_i].size);
        xt_str text = xt_str_from(xt_bytes_str(&out), strlen("before:"));
        ck_assert_msg(xt_str_equal(text, xt_str_of(TEXTS[_i].text)), "%s, chunk %zu: \"%.*s\" is not \"%s\"",
                      TEXTS[_i].name, CHUNKS[i], (int)text.size, text.data, TEXTS[_i].text);
        check_bad(TEXTS[_i].name, decoder, TEXTS[_i].bad);
        xt_decoder_close(decoder);
        xt_bytes_free(&out);
    }
}
END_TEST

/* More bad bytes than are kept are counted. */
START_TEST(counts_bad_bytes)
{
    enum { MANY = 3 * XT_BAD_KEPT };
    char bytes[MANY];
    memset(bytes, '\xFF', MANY);
    const xt_decoding how = {.charset = XT_CHARSET_UTF8};
    xt_decoder *decoder = NULL;
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(xt_decoder_open(&decoder, &how, NULL), XT_OK);
    ck_assert_int_eq(xt_decoder_feed(decoder, (xt_str){bytes, MANY}, true, &out), XT_OK);
    size_t kept = 0;
    const xt_bad_byte *bad = xt_decoder_bad(decoder, &kept);
    ck_assert_uint_eq(kept, XT_BAD_KEPT);
    ck_assert_uint_eq(bad[XT_BAD_KEPT - 1].at, 3 * (XT_BAD_KEPT - 1));
    ck_assert_uint_eq(xt_decoder_bad_count(decoder), MANY);
    ck_assert_uint_eq(out.size, 3 * MANY);
    xt_decoder_close(decoder);
    xt_bytes_free(&out);
}
END_TEST

/* What does not fit is told, by every way of decoding. */
START_TEST(tells_what_does_not_fit)
{
    static const xt_decoding WAYS[] = {{.charset = XT_CHARSET_NONE},
                                       {.charset = XT_CHARSET_UTF8},
                                       {.charset = XT_CHARSET_UTF16LE},
                                       {.charset = XT_CHARSET_874},
                                       {.charset = XT_CHARSET_874, .by_line = true},
                                       {.charset = XT_CHARSET_OTHER, .name = "EUC-KR"}};
    char bytes[200];
    memset(bytes, 'a', sizeof bytes);
    xt_decoder *decoder = NULL;
    xt_bytes out = xt_bytes_make(40);
    ck_assert_int_eq(xt_decoder_open(&decoder, &WAYS[_i], NULL), XT_OK);
    ck_assert_int_eq(xt_decoder_feed(decoder, (xt_str){bytes, sizeof bytes}, true, &out), XT_OVER_LIMIT);
    xt_decoder_close(decoder);
    xt_bytes_free(&out);
}
END_TEST

/* ---------------------------------------------------------------- writing */

static const struct {
    const char *name, *text, *bytes;
    size_t size;
    size_t at; /* where the first character is that cannot be written; SIZE_MAX: none is */
} WRITTEN[] = {
    {"utf-8", "กa😀", BYTES("กa😀"), SIZE_MAX},
    {"utf-8", "ก\xFF", NULL, 0, 3},
    {"utf-16le", "กa😀",
     BYTES("\x01\x0E"
           "a\0\x3D\xD8\x00\xDE"),
     SIZE_MAX},
    {"utf-16be", "กa😀", BYTES("\x0E\x01\0a\xD8\x3D\xDE\x00"), SIZE_MAX},
    {"utf-16be", "a\x80", NULL, 0, 1},
    {"tis-620", "ที่ ๕", BYTES("\xB7\xD5\xE8 \xF5"), SIZE_MAX},
    {"tis-620", "ที่“ก", NULL, 0, 9},
    {"tis-620", "a\u00A0", NULL, 0, 1},
    {"iso-8859-11", "a\u00A0ก", BYTES("a\xA0\xA1"), SIZE_MAX},
    {"iso-8859-11", "กา€", NULL, 0, 6},
    {"cp874", "“ที่”\u00A0€…", BYTES("\x93\xB7\xD5\xE8\x94\xA0\x80\x85"), SIZE_MAX},
    {"cp874", "é", NULL, 0, 0},
    {"cp874", "ก\u0E3B", NULL, 0, 3}, /* a hole of the Thai block */
    {"cp874", "ก\uFFFD", NULL, 0, 3},
    {"cp874", "\xC2\x81", BYTES("\x81"), SIZE_MAX}, /* back to the byte that it was */
    {"mac-thai", "“ปี่น้ำ” –™", BYTES("\x8D\xBB\xD5\xE8\xB9\xE9\xD3\x8E \xDD\xEE"), SIZE_MAX},
    {"mac-thai", "ก็", BYTES("\xA1\xE7"), SIZE_MAX},
    {"mac-thai", "๎", NULL, 0, 0}, /* its byte is the trade mark */
    {"windows-1252", "Café €", BYTES("Caf\xE9 \x80"), SIZE_MAX},
    {"SHIFT_JIS", "日本a", BYTES("\x93\xFA\x96{a"), SIZE_MAX},
    {"SHIFT_JIS", "日ก", NULL, 0, 3},
    {"ISO-2022-JP", "a日", BYTES("a\x1B$BF|\x1B(B"), SIZE_MAX},
    {"cp874", "", BYTES(""), SIZE_MAX},
};

START_TEST(writes)
{
    xt_encoder *encoder = NULL;
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    size_t at = SIZE_MAX;
    xt_bytes_puts(&out, "!");
    ck_assert_int_eq(xt_encoder_open(&encoder, WRITTEN[_i].name, NULL), XT_OK);
    bool done = xt_encoder_put(encoder, xt_str_of(WRITTEN[_i].text), &out, &at);
    ck_assert_msg(done == (WRITTEN[_i].at == SIZE_MAX), "%s: %s", WRITTEN[_i].name, WRITTEN[_i].text);
    if (done) {
        xt_encoder_end(encoder, &out);
        ck_assert_uint_eq(out.size, WRITTEN[_i].size + 1);
        ck_assert(memcmp(out.data + 1, WRITTEN[_i].bytes, WRITTEN[_i].size) == 0);
    } else {
        ck_assert_uint_eq(at, WRITTEN[_i].at);
        ck_assert_uint_eq(out.size, 1);
    }
    ck_assert_int_eq(out.fault, XT_OK);
    xt_encoder_close(encoder);
    xt_bytes_free(&out);
}
END_TEST

/* What a page wrote is read back; of Mac Thai also where several bytes are the same mark. */
START_TEST(writes_what_it_reads)
{
    static const xt_charset ALL[] = {XT_CHARSET_TIS620, XT_CHARSET_ISO8859_11, XT_CHARSET_874,
                                     XT_CHARSET_MAC_THAI, XT_CHARSET_1252};
    xt_encoder *encoder = NULL;
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    size_t written = 0;
    ck_assert_int_eq(xt_encoder_open(&encoder, xt_charset_name(ALL[_i]), NULL), XT_OK);
    for (uint32_t code = 1; code < 0x10000; code++) {
        char text[XT_UTF8_MAX];
        size_t at = 0;
        bool defined;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        xt_bytes_clear(&out);
        if (!xt_encoder_put(encoder, (xt_str){text, xt_utf8_put(code, text)}, &out, &at))
            continue;
        ck_assert_uint_eq(out.size, 1);
        ck_assert_uint_eq(xt_charset_code(ALL[_i], (unsigned char)*out.data, &defined), code);
        written++;
    }
    ck_assert_uint_ge(written, 127 + 87);
    xt_encoder_close(encoder);
    xt_bytes_free(&out);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("charset");
    TCase *cases = tcase_create("charset");
    tcase_add_loop_test(cases, finds_names, 0, XT_ENTRIES(NAMES));
    tcase_add_test(cases, refuses_unknown_names);
    tcase_add_loop_test(cases, has_the_bytes_of_iconv, 0, XT_ENTRIES(PAGES));
    tcase_add_test(cases, has_windows_874);
    tcase_add_test(cases, has_mac_thai);
    tcase_add_loop_test(cases, reads, 0, XT_ENTRIES(TEXTS));
    tcase_add_test(cases, counts_bad_bytes);
    tcase_add_loop_test(cases, tells_what_does_not_fit, 0, 6);
    tcase_add_loop_test(cases, writes, 0, XT_ENTRIES(WRITTEN));
    tcase_add_loop_test(cases, writes_what_it_reads, 0, 5);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
