/* SPDX-License-Identifier: MIT */
#include "base/hashset.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

/* Spreads keys that are no good hashes (a running number, an ID) over all bits that the mask may use. Who
 * makes a file shall not know which keys come to the same place, as many of those take long: where the
 * program lies in memory is another place each time, and goes into it. */
static size_t spread(uint64_t key)
{
    static const char HERE;
    key ^= (uint64_t)(uintptr_t)&HERE * UINT64_C(0x9E3779B97F4A7C15);
    key ^= key >> 32;
    key *= UINT64_C(0xD6E8FEB86659FD93);
    key ^= key >> 32;
    key *= UINT64_C(0xD6E8FEB86659FD93);
    return (size_t)(key ^ (key >> 32));
}

/* Where the key (not 0) is, or the free place where it belongs. The table is never full. */
static size_t place_of(const xt_hashset *set, uint64_t key)
{
    size_t mask = set->capacity - 1;
    size_t at = spread(key) & mask;
    while (set->keys[at] != 0 && set->keys[at] != key)
        at = (at + 1) & mask;
    return at;
}

static bool grow(xt_hashset *set)
{
    if (set->capacity > SIZE_MAX / 2)
        return false;
    size_t capacity = set->capacity ? set->capacity * 2 : FIRST_CAPACITY;
    uint64_t *keys = calloc(capacity, sizeof *keys);
    uint32_t *values = calloc(capacity, sizeof *values);
    if (!keys || !values) {
        free(keys);
        free(values);
        return false;
    }
    uint64_t *old_keys = set->keys;
    uint32_t *old_values = set->values;
    size_t old_capacity = set->capacity;
    set->keys = keys;
    set->values = values;
    set->capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old_keys[i] == 0)
            continue;
        size_t at = place_of(set, old_keys[i]);
        keys[at] = old_keys[i];
        values[at] = old_values[i];
    }
    free(old_keys);
    free(old_values);
    return true;
}

static xt_status add_zero(xt_hashset *set, uint32_t value, uint32_t *found, bool *added)
{
    *added = !set->has_zero;
    if (*added) {
        set->has_zero = true;
        set->zero_value = value;
        set->count++;
    }
    *found = set->zero_value;
    return XT_OK;
}

xt_status xt_hashset_add(xt_hashset *set, uint64_t key, uint32_t value, uint32_t *found, bool *added)
{
    if (key == 0)
        return add_zero(set, value, found, added);
    *added = !xt_hashset_get(set, key, found);
    if (!*added)
        return XT_OK;
    if (set->count >= set->capacity / 4 * 3 && !grow(set)) {
        *added = false;
        return XT_OUT_OF_MEMORY;
    }
    size_t at = place_of(set, key);
    set->keys[at] = key;
    set->values[at] = value;
    set->count++;
    *found = value;
    return XT_OK;
}

bool xt_hashset_get(const xt_hashset *set, uint64_t key, uint32_t *value)
{
    uint32_t there = set->zero_value;
    if (key == 0) {
        if (!set->has_zero)
            return false;
    } else {
        if (set->capacity == 0)
            return false;
        size_t at = place_of(set, key);
        if (set->keys[at] != key)
            return false;
        there = set->values[at];
    }
    if (value)
        *value = there;
    return true;
}

void xt_hashset_clear(xt_hashset *set)
{
    if (set->capacity)
        memset(set->keys, 0, set->capacity * sizeof *set->keys);
    set->count = 0;
    set->has_zero = false;
}

void xt_hashset_free(xt_hashset *set)
{
    free(set->keys);
    free(set->values);
    *set = (xt_hashset){0};
}
