/* SPDX-License-Identifier: MIT */
#include "base/str.h"

size_t xt_str_find(xt_str text, xt_str needle)
{
    if (needle.size == 0)
        return 0;
    const char *from = text.data;
    size_t left = text.size;
    while (left >= needle.size) {
        const char *hit = memchr(from, needle.data[0], left - needle.size + 1);
        if (!hit)
            break;
        if (memcmp(hit, needle.data, needle.size) == 0)
            return (size_t)(hit - text.data);
        left -= (size_t)(hit - from) + 1;
        from = hit + 1;
    }
    return SIZE_MAX;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

xt_str xt_str_trim(xt_str text)
{
    while (text.size && is_blank(text.data[0]))
        text = xt_str_from(text, 1);
    while (text.size && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

bool xt_str_equal_nocase(xt_str a, xt_str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (xt_ascii_lower(a.data[i]) != xt_ascii_lower(b.data[i]))
            return false;
    return true;
}

uint64_t xt_str_hash(xt_str text, uint64_t seed)
{
    uint64_t hash = UINT64_C(14695981039346656037) ^ seed ^ (uint64_t)text.size << 32;
    size_t at = 0;
    for (uint64_t word; at + sizeof word <= text.size; at += sizeof word) {
        memcpy(&word, text.data + at, sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9FB21C651E98DF25); /* odd, its bits well mixed */
        hash ^= hash >> 32;
    }
    for (; at < text.size; at++)
        hash = (hash ^ (unsigned char)text.data[at]) * UINT64_C(1099511628211);
    hash ^= hash >> 32;
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

uint64_t xt_str_hash_nocase(xt_str text)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = xt_ascii_lower(text.data[i]);
        hash = xt_str_hash((xt_str){&c, 1}, hash);
    }
    return hash;
}
