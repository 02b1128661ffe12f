/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/utf8.h"
#include "thai/codepage.h"

#include <iconv.h>

static const struct {
    xt_page page;
    const char *name;
} pages[] = {
    {XT_PAGE_1252, "CP1252"}, {XT_PAGE_1250, "CP1250"}, {XT_PAGE_MAC, "MACINTOSH"}, {XT_PAGE_874, "CP874"}};

/* The code point of a byte as the C library has it; 0 when it has none. */
static uint32_t code_by_iconv(iconv_t converter, unsigned char byte)
{
    char in = (char)byte, out[8];
    char *from = &in, *to = out;
    size_t left = 1, room = sizeof out, at = 0;
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &left, &to, &room) == (size_t)-1)
        return 0;
    return xt_utf8_next((xt_str){out, sizeof out - room}, &at);
}

/* Every byte of every page is what iconv says, but for the controls that stand where a page has nothing and
 * MacRoman's characters that have two code points. */
START_TEST(as_iconv)
{
    iconv_t converter = iconv_open("UTF-8", pages[_i].name);
    if (converter == (iconv_t)-1)
        return; /* a C library without this page */
    int compared = 0;
    for (unsigned byte = 1; byte < 256; byte++) {
        uint32_t code = xt_codepage_code(pages[_i].page, (unsigned char)byte);
        uint32_t other = code_by_iconv(converter, (unsigned char)byte);
        bool control = code >= 0x80 && code < 0xA0;
        if (other == 0 || other == 0x2126 || other == 0x0394 || other == 0xE01E || other == 0xA4 || control)
            continue;
        ck_assert_msg(code == other, "%s %02X: U+%04X, U+%04X", pages[_i].name, byte, (unsigned)code,
                      (unsigned)other);
        compared++;
    }
    iconv_close(converter);
    ck_assert_int_ge(compared, 200);
}
END_TEST

/* A byte comes back from its character. */
START_TEST(back)
{
    for (int byte = 1; byte < 256; byte++) {
        uint32_t code = xt_codepage_code(pages[_i].page, (unsigned char)byte);
        if (code)
            ck_assert_int_eq(xt_codepage_byte(pages[_i].page, code), byte);
    }
}
END_TEST

START_TEST(codes)
{
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_1252, 0x81), 0x81);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_1252, 0x80), 0x80); /* ISO 8859-1 */
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_1252, 0x20AC), 0x80);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_1252, 0x0102), -1);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_1250, 0x0102), 0xC3);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_MAC, 0x81), -1);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_MAC, 0x03A9), 0xBD);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_MAC, 0x2126), 0xBD);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_MAC, 0xF8FF), 0xF0);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_874, 0x0E01), 0xA1);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_874, 0x0E3B), -1);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_874, 0x0E5B), 0xFB);
    ck_assert_int_eq(xt_codepage_byte(XT_PAGE_874, 0x99), 0x99);
    for (int i = 0; i < XT_ENTRIES(pages); i++) {
        ck_assert_int_eq(xt_codepage_byte(pages[i].page, XT_UTF8_BAD), -1);
        ck_assert_int_eq(xt_codepage_byte(pages[i].page, 0x4E00), -1);
        ck_assert_int_eq(xt_codepage_byte(pages[i].page, 0), 0);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("codepage");
    TCase *tcase = tcase_create("codepage");
    tcase_add_loop_test(tcase, as_iconv, 0, XT_ENTRIES(pages));
    tcase_add_loop_test(tcase, back, 0, XT_ENTRIES(pages));
    tcase_add_test(tcase, codes);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
