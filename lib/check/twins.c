/* SPDX-License-Identifier: MIT */
#include "check/twins.h"

#include "base/sort.h"

enum { ROW_BITS = 20 };

_Static_assert(XT_MAX_ROW <= 1 << ROW_BITS, "a row, from 0, has its bits");

/* Also keys that are no good hashes (a project number) spread over the bits that are kept. */
static uint64_t spread(uint64_t key)
{
    key ^= key >> 32;
    key *= UINT64_C(0x9E3779B97F4A7C15);
    key ^= key >> 29;
    return key * UINT64_C(0xBF58476D1CE4E5B9);
}

xt_status xt_twins_add(xt_bytes *twins, uint64_t key, uint32_t row)
{
    uint64_t kept = spread(key) >> ROW_BITS << ROW_BITS | (row - 1);
    return xt_bytes_append(twins, &kept, sizeof kept);
}

void xt_twins_sort(xt_bytes *twins)
{
    xt_sort_keys((uint64_t *)(void *)twins->data, twins->size / sizeof(uint64_t));
}

static uint32_t row_of(uint64_t kept)
{
    return (uint32_t)(kept & ((1u << ROW_BITS) - 1)) + 1;
}

bool xt_twins_next(const xt_bytes *twins, xt_twin *twin)
{
    const uint64_t *all = (const uint64_t *)(const void *)twins->data;
    size_t count = twins->size / sizeof *all;
    while (++twin->at < count) {
        if (all[twin->at] >> ROW_BITS == all[twin->start] >> ROW_BITS) {
            twin->first = row_of(all[twin->start]);
            twin->row = row_of(all[twin->at]);
            return true;
        }
        twin->start = twin->at;
    }
    return false;
}
