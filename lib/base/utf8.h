/* SPDX-License-Identifier: MIT
 *
 * UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
#ifndef XT_BASE_UTF8_H
#define XT_BASE_UTF8_H

#include "base/str.h"

enum { XT_UTF8_BAD = 0x110000, XT_UTF8_REPLACEMENT = 0xFFFD, XT_UTF8_MAX = 4 };

/* The code point at byte *at (below text.size), and moves *at behind it. A byte that begins no valid
 * character gives XT_UTF8_BAD and moves one byte. */
uint32_t xt_utf8_next(xt_str text, size_t *at);

/* Whether a terminal may take the character for an order, or show what follows in another direction: control
 * characters (C0, DEL, C1) and the marks of direction (UAX 9). The line end and the tab are among them. */
static inline bool xt_utf8_steers(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Writes the code point (valid, no surrogate) to out and returns how many bytes that took. No terminator. */
size_t xt_utf8_put(uint32_t code, char out[XT_UTF8_MAX]);

/* How many bytes at the start are valid UTF-8: text.size when all are. */
size_t xt_utf8_valid(xt_str text);

/* Characters (code points; each bad byte counts as one). */
size_t xt_utf8_count(xt_str text);

/* UTF-16 units that the text takes; each bad byte counts as one. */
size_t xt_utf16_size(xt_str text);

/* The largest size <= limit that does not cut a character of `text` in two. */
size_t xt_utf8_cut(xt_str text, size_t limit);

/* Whether the bytes begin with two characters of U+0E00 to U+0E7F, which are six bytes; XT_UTF8_WORD bytes
 * must be there. Thai is read two characters at a time where nothing but that matters. */
enum { XT_UTF8_WORD = 8 };
static inline bool xt_utf8_two_thai(const void *bytes)
{
    static const unsigned char MASK[XT_UTF8_WORD] = {0xFF, 0xFE, 0xC0, 0xFF, 0xFE, 0xC0},
                               THAI[XT_UTF8_WORD] = {0xE0, 0xB8, 0x80, 0xE0, 0xB8, 0x80};
    uint64_t word, mask, thai;
    memcpy(&word, bytes, sizeof word);
    memcpy(&mask, MASK, sizeof mask);
    memcpy(&thai, THAI, sizeof thai);
    return (word & mask) == thai;
}

/* How many bytes at the end begin a character whose rest is not there: 0 to 3. */
size_t xt_utf8_tail(xt_str text);

#endif
