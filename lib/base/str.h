/* SPDX-License-Identifier: MIT
 *
 * Small helpers for borrowed text (xt_str). None allocates; none needs a terminator.
 */
#ifndef XT_BASE_STR_H
#define XT_BASE_STR_H

#include "xlstools.h"

#include <string.h>

#define XT_LITERAL(text) ((xt_str){(text), sizeof(text) - 1})

static inline xt_str xt_str_of(const char *terminated)
{
    return (xt_str){terminated, terminated ? strlen(terminated) : 0};
}

static inline bool xt_str_equal(xt_str a, xt_str b)
{
    return a.size == b.size &&
           (a.size == 0 || (a.data[0] == b.data[0] && memcmp(a.data, b.data, a.size) == 0));
}

static inline bool xt_str_starts(xt_str text, xt_str prefix)
{
    return text.size >= prefix.size && (prefix.size == 0 || memcmp(text.data, prefix.data, prefix.size) == 0);
}

static inline bool xt_str_ends(xt_str text, xt_str suffix)
{
    return text.size >= suffix.size &&
           (suffix.size == 0 || memcmp(text.data + text.size - suffix.size, suffix.data, suffix.size) == 0);
}

/* ASCII letters alone change; every other byte is given back as it is. */
static inline char xt_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Where `needle` begins inside `text`, or SIZE_MAX. An empty needle is found at 0. */
size_t xt_str_find(xt_str text, xt_str needle);

/* The part of `text` from byte `from` (at most text.size) to its end. */
static inline xt_str xt_str_from(xt_str text, size_t from)
{
    return (xt_str){text.data ? text.data + from : NULL, text.size - from};
}

/* Without ASCII blanks, tabs and line ends at both edges. */
xt_str xt_str_trim(xt_str text);

/* Equal but for the case of ASCII letters. */
bool xt_str_equal_nocase(xt_str a, xt_str b);

/* A hash of 64 bits, all of which may be used; eight bytes at a time, so it differs from machine to machine.
 * Not for untrusted keys without verification. */
uint64_t xt_str_hash(xt_str text, uint64_t seed);

/* The same for all spellings of Latin letters. */
uint64_t xt_str_hash_nocase(xt_str text);

#endif
