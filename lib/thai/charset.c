/* SPDX-License-Identifier: MIT
 *
 * The names of encodings, and what the bytes of a code page are.
 */
#include "thai/charset.h"

#include "base/error.h"
#include "thai/charset_iconv.h"
#include "thai/codepage.h"

#include <errno.h>

static const char *const NAMES[XT_CHARSET_COUNT] = {
    [XT_CHARSET_NONE] = "",
    [XT_CHARSET_UTF8] = "UTF-8",
    [XT_CHARSET_UTF16LE] = "UTF-16LE",
    [XT_CHARSET_UTF16BE] = "UTF-16BE",
    [XT_CHARSET_TIS620] = "TIS-620",
    [XT_CHARSET_ISO8859_11] = "ISO-8859-11",
    [XT_CHARSET_874] = "windows-874",
    [XT_CHARSET_MAC_THAI] = "mac-thai",
    [XT_CHARSET_1252] = "windows-1252",
    [XT_CHARSET_OTHER] = "",
};

/* Other names, in lower case without signs. */
static const struct {
    const char *name;
    xt_charset charset;
} ALIASES[] = {
    {"utf16", XT_CHARSET_UTF16LE},   {"cp874", XT_CHARSET_874},   {"ms874", XT_CHARSET_874},
    {"xwindows874", XT_CHARSET_874}, {"cp1252", XT_CHARSET_1252}, {"xmacthai", XT_CHARSET_MAC_THAI},
};

/* The next character of a name that counts, in lower case; 0 at its end. */
static char next_of(const char **name)
{
    while (**name && strchr("-_ ", **name))
        ++*name;
    return **name ? xt_ascii_lower(*(*name)++) : '\0';
}

static bool is_same(const char *a, const char *b)
{
    for (;;) {
        char left = next_of(&a), right = next_of(&b);
        if (left != right || !left)
            return left == right;
    }
}

xt_charset xt_charset_find(const char *name)
{
    for (int i = 0; i < XT_CHARSET_COUNT; i++)
        if (*NAMES[i] && is_same(name, NAMES[i]))
            return (xt_charset)i;
    for (size_t i = 0; i < sizeof ALIASES / sizeof *ALIASES; i++)
        if (is_same(name, ALIASES[i].name))
            return ALIASES[i].charset;
    return xt_iconv_knows(name) ? XT_CHARSET_OTHER : XT_CHARSET_NONE;
}

/* iconv's mark tells. */
xt_status xt_charset_unknown(const char *name, xt_error *error)
{
    return errno == ENOMEM ? xt_fail_memory(error)
                           : xt_fail_at(error, XT_SAY_ENCODING_UNKNOWN, (xt_str){0}, xt_str_of(name));
}

const char *xt_charset_name(xt_charset charset)
{
    return NAMES[charset];
}

bool xt_charset_is_page(xt_charset charset)
{
    return charset >= XT_CHARSET_TIS620 && charset <= XT_CHARSET_1252;
}

/* Mac OS Thai (Apple's table THAI.TXT) where it is not TIS-620; 0: no character. 83 to 8C, 8F and 92 to 9C
 * are marks drawn lower or further left, as some letters want them: they are read as the marks that they are.
 */
static uint32_t mac_thai_code(unsigned char byte)
{
    static const uint16_t LOW[0x21] = {
        0x00AB, 0x00BB, 0x2026, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x0E48, 0x0E49, 0x0E4A,
        0x0E4B, 0x0E4C, 0x201C, 0x201D, 0x0E4D, 0x0000, 0x2022, 0x0E31, 0x0E47, 0x0E34, 0x0E35,
        0x0E36, 0x0E37, 0x0E48, 0x0E49, 0x0E4A, 0x0E4B, 0x0E4C, 0x2018, 0x2019, 0x0000, 0x00A0,
    };
    if (byte <= 0xA0)
        return LOW[byte - 0x80];
    switch (byte) {
    case 0xDB: return 0x2060;
    case 0xDC: return 0x200B;
    case 0xDD: return 0x2013;
    case 0xDE: return 0x2014;
    case 0xEE: return 0x2122;
    case 0xFA: return 0x00AE;
    case 0xFB: return 0x00A9;
    default: return xt_codepage_code(XT_PAGE_874, byte);
    }
}

uint32_t xt_charset_code(xt_charset page, unsigned char byte, bool *defined)
{
    *defined = true;
    if (byte < 0x80)
        return byte;
    uint32_t code = page == XT_CHARSET_MAC_THAI
                        ? mac_thai_code(byte)
                        : xt_codepage_code(page == XT_CHARSET_1252 ? XT_PAGE_1252 : XT_PAGE_874, byte);
    *defined = code >= 0xA0;
    return *defined ? code : byte < 0xA0 ? byte : 0xFFFD;
}
