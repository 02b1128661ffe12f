/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "dice.h"
#include "fuzz.h"

/* Characters that Thai texts, whole or damaged, are made of. */
static const struct {
    uint32_t first, last;
} RANGES[] = {
    {0x0E01, 0x0E3A}, {0x0E3F, 0x0E5B}, {0x0E31, 0x0E4E},   {0x0E50, 0x0E59}, {0x0020, 0x007E},
    {0x0030, 0x0039}, {0x0080, 0x00FF}, {0xF700, 0xF71A},   {0x0E80, 0x0EDF}, {0x2010, 0x203A},
    {0x200B, 0x200F}, {0x0009, 0x000D}, {0x0900, 0x0940},   {0x0152, 0x0192}, {0xFEFF, 0xFEFF},
    {0xFFFD, 0xFFFD}, {0x3000, 0x3000}, {0x1F600, 0x1F604},
};

static size_t some_character(dice *d, char out[XT_UTF8_MAX])
{
    size_t range = below(d, sizeof RANGES / sizeof *RANGES);
    uint32_t count = RANGES[range].last - RANGES[range].first + 1;
    return xt_utf8_put(RANGES[range].first + (uint32_t)below(d, count), out);
}

/* Where some character begins, or the end. */
static size_t some_place(dice *d, xt_str text)
{
    return xt_utf8_cut(text, below(d, text.size + 1));
}

/* Puts `size` bytes, which are not of the text, in place of `old` bytes. */
static size_t replace(uint8_t *data, size_t all, size_t most, size_t at, size_t old, const char *bytes,
                      size_t size)
{
    if (all - old + size > most)
        return all;
    memmove(data + at + size, data + at + old, all - at - old);
    if (size)
        memcpy(data + at, bytes, size);
    return all - old + size;
}

static size_t change(dice *d, uint8_t *data, size_t size, size_t most)
{
    enum { LONGEST = 48 };
    char bytes[LONGEST];
    xt_str text = {(const char *)data, size};
    size_t at = some_place(d, text), behind = at;
    if (at < size)
        xt_utf8_next(text, &behind);
    switch (below(d, 5)) {
    case 0: return replace(data, size, most, at, behind - at, NULL, 0);
    case 1: return replace(data, size, most, at, behind - at, bytes, some_character(d, bytes));
    case 2: { /* a piece of the text again */
        size_t from = some_place(d, text), end = some_place(d, text), length = end > from ? end - from : 0;
        length = length < LONGEST ? length : xt_utf8_cut(xt_str_from(text, from), LONGEST);
        if (length)
            memcpy(bytes, data + from, length);
        return replace(data, size, most, at, 0, bytes, length);
    }
    default: return replace(data, size, most, at, 0, bytes, some_character(d, bytes));
    }
}

size_t text_mutate_input(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    dice d = {seed};
    if (below(&d, 3) == 0)
        return LLVMFuzzerMutate(data, size, most);
    size_t changes = 1 + below(&d, 4);
    for (size_t i = 0; i < changes; i++)
        size = change(&d, data, size, most);
    return size;
}
