/* SPDX-License-Identifier: MIT */
#include "check/split.h"

#include <stdlib.h>

static int by_party(const void *a, const void *b)
{
    const xt_purchase *left = a, *right = b;
    if (left->party != right->party)
        return left->party < right->party ? -1 : 1;
    if (left->day != right->day)
        return left->day < right->day ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
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
    for (; at < count && at - from < XT_SPLIT_WINDOW && all[at].party == all[from].party &&
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
        if (all[i].satang && alike(context, all[from].row, all[i].row)) {
            *total += all[i].satang;
            rows[count] = all[i].row;
            group[count++] = i;
        }
    if (count < 2 || *total <= rule->limit)
        return 0;
    for (size_t i = 0; i < count; i++)
        all[group[i]].satang = 0;
    return count;
}
