/* SPDX-License-Identifier: MIT
 *
 * Counts and sums of contracts, as a whole and in groups. Amounts are satang; no sum is rounded.
 */
#ifndef XT_SUM_FIGURES_H
#define XT_SUM_FIGURES_H

#include "sum/ledger.h"

typedef struct xt_figures {
    uint64_t count;
    xt_satang sum[XT_CONTRACT_AMOUNTS];
    uint64_t lacking[XT_CONTRACT_AMOUNTS];        /* contracts that do not say the amount */
    xt_satang compared_reference, compared_price; /* of contracts that say both */
} xt_figures;

/* Adds a contract. False: the sum leaves what 64 bits hold. */
bool xt_figures_add(xt_figures *figures, const xt_contract *contract);

/* What was saved against the reference price, of contracts that say both. */
static inline xt_satang xt_figures_saved(const xt_figures *f)
{
    return f->compared_reference - f->compared_price;
}

/* The same in hundredths of a percent, rounded half away from zero; 0 where nothing can be compared. Shares
 * that 64 bits do not hold are the largest that they hold. */
int64_t xt_figures_saved_share(const xt_figures *figures);

/* "month" ... */
const char *xt_group_by_name(xt_group_by by);

typedef struct xt_group {
    const char *label[XT_GROUP_BY_COUNT]; /* in the order of the keys; "" where contracts do not say */
    xt_figures figures;
    uint32_t first;                     /* the first contract of the group */
    uint64_t number[XT_GROUP_BY_COUNT]; /* of each key: the same for the same month, vendor ... */
    int64_t order[XT_GROUP_BY_COUNT];   /* and where it stands among the others of its key */
} xt_group;

typedef struct xt_groups {
    xt_arena arena;
    xt_bytes list; /* of xt_group */
    size_t depth;  /* how many keys */
} xt_groups;

/* Groups the contracts (indexes of the ledger) by the keys, the first of which is the outermost. Months come
 * in their order, methods in that of the vocabulary, the others by their price, highest first. To be freed in
 * any case. */
xt_status xt_groups_make(xt_groups *groups, const xt_ledger *ledger, const uint32_t *contracts, size_t count,
                         const xt_group_by *keys, size_t depth, xt_error *error);
void xt_groups_free(xt_groups *groups);

static inline size_t xt_groups_count(const xt_groups *groups)
{
    return groups->list.size / sizeof(xt_group);
}

static inline const xt_group *xt_groups_at(const xt_groups *groups, size_t index)
{
    return (const xt_group *)(const void *)groups->list.data + index;
}

#endif
