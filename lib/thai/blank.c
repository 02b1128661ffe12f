/* SPDX-License-Identifier: MIT */
#include "thai/blank.h"

/* The continuation bytes of U+200B to U+200D, U+2060, U+3000 and U+FEFF. */
static xt_blank three_bytes(unsigned char lead, unsigned char second, unsigned char third)
{
    if (lead == 0xE2 && second == 0x80 && third >= 0x8B && third <= 0x8D)
        return XT_BLANK_INVISIBLE;
    if (lead == 0xE2 && second == 0x81 && third == 0xA0)
        return XT_BLANK_INVISIBLE;
    if (lead == 0xEF && second == 0xBB && third == 0xBF)
        return XT_BLANK_INVISIBLE;
    if (lead == 0xE3 && second == 0x80 && third == 0x80)
        return XT_BLANK_SPACE;
    return XT_BLANK_NONE;
}

xt_blank xt_blank_at(xt_str text, size_t at, size_t *size)
{
    const unsigned char *p = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    xt_blank kind = XT_BLANK_NONE;
    *size = 1;
    if (p[0] == ' ' || p[0] == '\t')
        return XT_BLANK_SPACE;
    if (p[0] == '\n' || p[0] == '\r')
        return XT_BLANK_LINE;
    if (p[0] == 0xC2 && left >= 2 && p[1] == 0xA0) {
        *size = 2;
        return XT_BLANK_NBSP;
    }
    if (p[0] >= 0xE2 && left >= 3)
        kind = three_bytes(p[0], p[1], p[2]);
    *size = kind ? 3 : 0;
    return kind;
}

size_t xt_blank_skip(xt_str text, size_t at)
{
    size_t size;
    while (at < text.size && xt_blank_at(text, at, &size))
        at += size;
    return at;
}

/* Whether both edges show for certain, as nearly always: they are ASCII, or Thai. */
static bool is_bare(xt_str text)
{
    if (text.size < 3)
        return false;
    const unsigned char *first = (const unsigned char *)text.data, *end = first + text.size;
    bool begins = (*first > ' ' && *first < 0x80) || *first == 0xE0;
    bool ends = (end[-1] > ' ' && end[-1] < 0x80) || (end[-3] == 0xE0 && (end[-2] & 0xC0) == 0x80);
    return begins && ends;
}

xt_str xt_blank_trim(xt_str text)
{
    enum { LONGEST = 3 };
    size_t size = 1;
    if (is_bare(text))
        return text;
    text = xt_str_from(text, xt_blank_skip(text, 0));
    while (size <= LONGEST && size <= text.size) {
        size_t found;
        if (xt_blank_at(text, text.size - size, &found) && found == size) {
            text.size -= size;
            size = 1;
        } else {
            size++;
        }
    }
    return text;
}
