/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

/* The bytes of a character that begins with `lead` (above 0x7F; 0: none does). The second byte's range closes
 * off overlong forms, surrogates and what lies above U+10FFFF. */
static size_t size_of(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

uint32_t xt_utf8_next(xt_str text, size_t *at)
{
    const unsigned char *p = (const unsigned char *)text.data + *at;
    size_t left = text.size - *at;
    unsigned char lead = p[0];
    (*at)++;
    if (lead < 0x80)
        return lead;

    unsigned char low, high;
    size_t size = size_of(lead, &low, &high);
    if (size == 0 || left < size || p[1] < low || p[1] > high)
        return XT_UTF8_BAD;
    uint32_t code = (lead & (0x7Fu >> size)) << 6 | (p[1] & 0x3Fu);
    for (size_t i = 2; i < size; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return XT_UTF8_BAD;
        code = code << 6 | (p[i] & 0x3Fu);
    }
    *at += size - 1;
    return code;
}

size_t xt_utf8_put(uint32_t code, char out[XT_UTF8_MAX])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* Where the letters end that need no table: ASCII, and U+0800 to U+0FFF, where Thai is. */
static size_t skip_common(xt_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data;
    for (;;) {
        if (at < text.size && p[at] < 0x80)
            at++;
        else if (text.size - at >= 3 && p[at] == 0xE0 && (p[at + 1] & 0xE0) == 0xA0 &&
                 (p[at + 2] & 0xC0) == 0x80)
            at += 3;
        else
            return at;
    }
}

size_t xt_utf8_valid(xt_str text)
{
    size_t at = 0;
    while ((at = skip_common(text, at)) < text.size) {
        size_t before = at;
        if (xt_utf8_next(text, &at) == XT_UTF8_BAD)
            return before;
    }
    return text.size;
}

size_t xt_utf8_count(xt_str text)
{
    size_t at = 0, count = 0;
    while (at < text.size) {
        xt_utf8_next(text, &at);
        count++;
    }
    return count;
}

size_t xt_utf16_size(xt_str text)
{
    size_t units = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t code = xt_utf8_next(text, &at);
        units += code >= 0x10000 && code != XT_UTF8_BAD ? 2 : 1;
    }
    return units;
}

size_t xt_utf8_cut(xt_str text, size_t limit)
{
    if (limit >= text.size)
        return text.size;
    size_t at = limit;
    while (at > 0 && limit - at < XT_UTF8_MAX && ((unsigned char)text.data[at] & 0xC0) == 0x80)
        at--;
    return at;
}

size_t xt_utf8_tail(xt_str text)
{
    for (size_t size = 1; size < XT_UTF8_MAX && size <= text.size; size++) {
        const unsigned char *p = (const unsigned char *)text.data + text.size - size;
        unsigned char low, high;
        if ((*p & 0xC0) == 0x80)
            continue;
        bool begun = *p >= 0x80 && size < size_of(*p, &low, &high);
        return begun && (size == 1 || (p[1] >= low && p[1] <= high)) ? size : 0;
    }
    return 0;
}
