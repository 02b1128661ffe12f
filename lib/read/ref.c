/* SPDX-License-Identifier: MIT */
#include "read/ref.h"

#include <stdio.h>

bool xt_ref_parse(xt_str text, uint32_t *row, uint32_t *column)
{
    uint64_t letters = 0, digits = 0;
    size_t at = 0;
    at += at < text.size && text.data[at] == '$';
    size_t first = at;
    for (; at < text.size; at++) {
        unsigned c = (unsigned char)text.data[at] & ~0x20u; /* upper case */
        if (c < 'A' || c > 'Z')
            break;
        letters = letters * 26 + (c - 'A' + 1);
        if (letters > UINT32_MAX)
            return false;
    }
    bool has_letters = at > first;
    at += at < text.size && text.data[at] == '$';
    first = at;
    for (; at < text.size && text.data[at] >= '0' && text.data[at] <= '9'; at++) {
        digits = digits * 10 + (uint64_t)(text.data[at] - '0');
        if (digits > UINT32_MAX)
            return false;
    }
    if (!has_letters || at == first || at != text.size || digits == 0)
        return false;
    *row = (uint32_t)digits;
    *column = (uint32_t)letters;
    return true;
}

/* One end of a range: a cell, or a whole column ("A") or row ("3"), whose other coordinate is then `open`. */
static bool parse_end(xt_str text, uint32_t open_row, uint32_t open_column, uint32_t *row, uint32_t *column)
{
    char whole[16];
    if (xt_ref_parse(text, row, column))
        return true;
    if (text.size == 0 || text.size > 12)
        return false;
    *row = open_row;
    *column = open_column;
    uint32_t ignored = 0;
    memcpy(whole, text.data, text.size);
    whole[text.size] = '1';
    if (xt_ref_parse((xt_str){whole, text.size + 1}, &ignored, column) && ignored == 1)
        return true;
    *column = open_column;
    xt_str digits = xt_str_from(text, text.data[0] == '$');
    whole[0] = 'A';
    memcpy(whole + 1, digits.data, digits.size);
    return xt_ref_parse((xt_str){whole, digits.size + 1}, row, &ignored);
}

static void put_in_order(uint32_t *low, uint32_t *high)
{
    if (*low > *high) {
        uint32_t swap = *low;
        *low = *high;
        *high = swap;
    }
}

bool xt_range_parse(xt_str text, xt_range *range)
{
    const char *colon = text.size ? memchr(text.data, ':', text.size) : NULL;
    xt_str first = {text.data, colon ? (size_t)(colon - text.data) : text.size};
    xt_range r;
    if (!colon) {
        if (!xt_ref_parse(text, &r.first_row, &r.first_column))
            return false;
        r.last_row = r.first_row;
        r.last_column = r.first_column;
    } else {
        xt_str last = xt_str_from(text, first.size + 1);
        if (!parse_end(first, 1, 1, &r.first_row, &r.first_column) ||
            !parse_end(last, XT_MAX_ROW, XT_MAX_COLUMN, &r.last_row, &r.last_column))
            return false;
    }
    put_in_order(&r.first_row, &r.last_row);
    put_in_order(&r.first_column, &r.last_column);
    *range = r;
    return true;
}

char *xt_cell_ref(uint32_t row, uint32_t column, char out[XT_REF_SIZE])
{
    char letters[4];
    size_t count = 0;
    for (; column && count < sizeof letters - 1; column = (column - 1) / 26)
        letters[count++] = (char)('A' + (column - 1) % 26);
    size_t at = 0;
    while (count)
        out[at++] = letters[--count];
    snprintf(out + at, XT_REF_SIZE - at, "%u", row);
    return out;
}
