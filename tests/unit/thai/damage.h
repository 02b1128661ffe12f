/* SPDX-License-Identifier: MIT
 *
 * Texts damaged in every way that a wrong code page can do it.
 */
#ifndef XT_TEST_DAMAGE_H
#define XT_TEST_DAMAGE_H

#include "xt_test.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "thai/codepage.h"

/* One way: bytes of UTF-8 or of windows-874, read in a page, perhaps once more. */
typedef struct xt_way {
    const char *name;
    bool utf8;
    xt_page page;
    int times;
} xt_way;

static const xt_way xt_ways[] = {
    {"874 as 1252", false, XT_PAGE_1252, 1},        {"874 as 1250", false, XT_PAGE_1250, 1},
    {"874 as Mac", false, XT_PAGE_MAC, 1},          {"UTF-8 as 1252", true, XT_PAGE_1252, 1},
    {"UTF-8 as 1250", true, XT_PAGE_1250, 1},       {"UTF-8 as Mac", true, XT_PAGE_MAC, 1},
    {"UTF-8 as 874", true, XT_PAGE_874, 1},         {"UTF-8 as 1252 twice", true, XT_PAGE_1252, 2},
    {"UTF-8 as 1250 twice", true, XT_PAGE_1250, 2}, {"UTF-8 as Mac twice", true, XT_PAGE_MAC, 2},
    {"UTF-8 as 874 twice", true, XT_PAGE_874, 2},
};

/* Appends bytes read in a page; false when the page has not all of them. */
static inline bool xt_read_in(xt_page page, xt_str bytes, xt_bytes *out)
{
    char put[XT_UTF8_MAX];
    for (size_t i = 0; i < bytes.size; i++) {
        uint32_t code = xt_codepage_code(page, (unsigned char)bytes.data[i]);
        /* Standard decoders take the bytes DB to DE and FC to FF of windows-874 for no characters. */
        if (code == 0)
            return false;
        xt_bytes_append(out, put, xt_utf8_put(code, put));
    }
    return true;
}

/* The text damaged, in `out`; false when it cannot be. */
static inline bool xt_damage_text(const xt_way *way, xt_str text, xt_bytes *out)
{
    xt_bytes from = xt_bytes_make(1 << 20);
    bool good = true;
    for (size_t at = 0; !way->utf8 && good && at < text.size;) {
        int byte = xt_codepage_byte(XT_PAGE_874, xt_utf8_next(text, &at));
        good = byte >= 0;
        xt_bytes_putc(&from, (char)byte);
    }
    if (way->utf8)
        xt_bytes_add(&from, text);
    for (int i = 0; good && i < way->times; i++) {
        xt_bytes_clear(out);
        good = xt_read_in(way->page, xt_bytes_str(&from), out);
        xt_bytes_clear(&from);
        xt_bytes_add(&from, xt_bytes_str(out));
    }
    xt_bytes_free(&from);
    return good;
}

#endif
