/* SPDX-License-Identifier: MIT */
#include "check/split.h"

#include <stdlib.h>

enum { ROW_BITS = 24 };

static const uint64_t ROW = (UINT64_C(1) << ROW_BITS) - 1;

xt_purchase xt_purchase_make(uint64_t party, xt_day day, uint32_t satang, uint32_t row)
{
    return (xt_purchase){.party_row = (party & ~ROW) | row, .day = day, .satang = satang};
}

uint32_t xt_purchase_row(const xt_purchase *purchase)
{
    return (uint32_t)(purchase->party_row & ROW);
}

static uint64_t party_of(const xt_purchase *purchase)
{
    return purchase->party_row >> ROW_BITS;
}

static int by_party(const void *a, const void *b)
{
    const xt_purchase *left = a, *right = b;
    if (party_of(left) != party_of(right))
        return left->party_row < right->party_row ? -1 : 1;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->party_row < right->party_row ? -1 : left->party_row > right->party_row;
}

void xt_split_sort(xt_purchase *all, size_t count)
{
    if (count)
        qsort(all, count, sizeof *all, by_party);
}

bool xt_split_window(const xt_purchase *all, size_t count, size_t from, const xt_rule_use *rule, size_t *end)
{
    xt_satang total = all[from].satang;
    size_t at = from + 1;
    for (; at < count && at - from < XT_SPLIT_WINDOW && party_of(&all[at]) == party_of(&all[from]) &&
           all[at].day - all[from].day <= rule->days;
         at++)
        total += all[at].satang;
    *end = at;
    return at - from > 1 && total > rule->limit;
}

size_t xt_split_group(xt_purchase *all, size_t from, size_t end, const xt_rule_use *rule,
                      xt_split_alike alike, const void *context, uint32_t rows[XT_SPLIT_WINDOW],
                      xt_satang *total)
{
    size_t group[XT_SPLIT_WINDOW], count = 0;
    *total = 0;
    for (size_t i = from; i < end; i++)
        if (all[i].satang && alike(context, xt_purchase_row(&all[from]), xt_purchase_row(&all[i]))) {
            *total += all[i].satang;
            rows[count] = xt_purchase_row(&all[i]);
            group[count++] = i;
        }
    if (count < 2 || *total <= rule->limit)
        return 0;
    for (size_t i = 0; i < count; i++)
        all[group[i]].satang = 0;
    return count;
}
