/* SPDX-License-Identifier: MIT
 *
 * A radix sort from the lowest digit up, eleven bits a pass; passes in which all keys have the same digit are
 * left out.
 */
#include "base/sort.h"

#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 6, VALUES = 1 << DIGIT_BITS, FEW = 2000 };

static size_t digit_of(uint64_t key, int digit)
{
    return (size_t)(key >> (digit * DIGIT_BITS)) & (VALUES - 1);
}

static int by_key(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* Puts the keys in order of the digit, those alike as they were. False: all are alike, and nothing moved. */
static bool pass(const uint64_t *from, uint64_t *to, size_t count, int digit)
{
    size_t places[VALUES] = {0}, place = 0;
    for (size_t i = 0; i < count; i++)
        places[digit_of(from[i], digit)]++;
    if (places[digit_of(from[0], digit)] == count)
        return false;
    for (size_t v = 0; v < VALUES; v++) {
        size_t size = places[v];
        places[v] = place;
        place += size;
    }
    for (size_t i = 0; i < count; i++)
        to[places[digit_of(from[i], digit)]++] = from[i];
    return true;
}

void xt_sort_keys(uint64_t *keys, size_t count)
{
    uint64_t *room = count > FEW ? malloc(count * sizeof *room) : NULL;
    if (!room) {
        if (count)
            qsort(keys, count, sizeof *keys, by_key);
        return;
    }
    uint64_t *from = keys, *to = room;
    for (int digit = 0; digit < DIGITS; digit++)
        if (pass(from, to, count, digit)) {
            uint64_t *sorted = to;
            to = from;
            from = sorted;
        }
    if (from != keys)
        memcpy(keys, from, count * sizeof *keys);
    free(room);
}
