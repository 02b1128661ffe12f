/* SPDX-License-Identifier: MIT */
#include "thai/glyph.h"

#include "base/utf8.h"

uint32_t xt_glyph_letter(uint32_t code)
{
    /* The low byte of U+0Exx. */
    static const uint8_t windows[] = {0x10, 0x34, 0x35, 0x36, 0x37, 0x48, 0x49, 0x4A, 0x4B,
                                      0x4C, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x0D, 0x31, 0x4D,
                                      0x47, 0x48, 0x49, 0x4A, 0x4B, 0x4C, 0x38, 0x39, 0x3A};
    static const uint8_t macintosh[] = {0x31, 0x34, 0x35, 0x36, 0x37, 0x47, 0x48, 0x48, 0x48, 0x49, 0x49,
                                        0x49, 0x4A, 0x4A, 0x4A, 0x4B, 0x4B, 0x4B, 0x4C, 0x4C, 0x4C, 0x4D};
    uint32_t low = 0;
    if (code >= 0xF700 && code - 0xF700 < sizeof windows)
        low = windows[code - 0xF700];
    else if (code >= 0xF884 && code - 0xF884 < sizeof macintosh)
        low = macintosh[code - 0xF884];
    return low ? 0x0E00 | low : 0;
}

xt_status xt_glyph_mend(xt_str text, xt_bytes *out)
{
    char put[XT_UTF8_MAX];
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t letter = xt_glyph_letter(xt_utf8_next(text, &at));
        if (letter)
            xt_bytes_append(out, put, xt_utf8_put(letter, put));
        else
            xt_bytes_append(out, text.data + start, at - start);
    }
    return out->fault;
}
