/* SPDX-License-Identifier: MIT
 *
 * A set of 64-bit keys that remembers a 32-bit number (a row) for each. A key stands for something longer by
 * its hash, so an answer is a suspicion to be verified, never a proof.
 */
#ifndef XT_BASE_HASHSET_H
#define XT_BASE_HASHSET_H

#include "base/str.h"

/* Zero-initialised is an empty set. */
typedef struct xt_hashset {
    uint64_t *keys;
    uint32_t *values;
    size_t count, capacity; /* capacity: a power of two, or 0 */
    bool has_zero;          /* the key 0 is kept beside the table, where 0 marks a free place */
    uint32_t zero_value;
} xt_hashset;

/* Adds the key with its value unless it is there. *found: the value that was there before, or the one just
 * added; *added tells which. XT_OK or XT_OUT_OF_MEMORY (the set is then as before). */
xt_status xt_hashset_add(xt_hashset *set, uint64_t key, uint32_t value, uint32_t *found, bool *added);

/* The value of the key into *value (may be NULL); false where the key is not there. */
bool xt_hashset_get(const xt_hashset *set, uint64_t key, uint32_t *value);

/* Forgets all keys and keeps the memory. */
void xt_hashset_clear(xt_hashset *set);

void xt_hashset_free(xt_hashset *set);

#endif
