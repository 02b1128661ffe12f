/* SPDX-License-Identifier: MIT
 *
 * Split purchases: what one party buys from one vendor within a few days, each part below a limit and
 * together above it (ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้าง พ.ศ. 2560 ข้อ 20 forbids it).
 */
#ifndef XT_CHECK_SPLIT_H
#define XT_CHECK_SPLIT_H

#include "table/template.h"

/* A purchase that may be part of a split one. Kept small: there is one for each row. */
typedef struct xt_purchase {
    uint64_t party_row; /* 40 bits of the party's hash above 24 of the row */
    xt_day day;
    uint32_t satang; /* not above the limit, which is far below 2^32 satang; 0: belongs to a group already */
} xt_purchase;

/* party: a hash, the same for the same agency and vendor. row: below 2^24. */
xt_purchase xt_purchase_make(uint64_t party, xt_day day, uint32_t satang, uint32_t row);

uint32_t xt_purchase_row(const xt_purchase *purchase);

/* Compared with one purchase: bounds the work where a vendor has very many. */
enum { XT_SPLIT_WINDOW = 1000 };

/* Puts them in order by party, day and row. */
void xt_split_sort(xt_purchase *all, size_t count);

/* The purchases from `from` on that the same party made within the rule's days: where they end. False: they
 * are one alone, or not above the limit together. */
bool xt_split_window(const xt_purchase *all, size_t count, size_t from, const xt_rule_use *rule, size_t *end);

/* Whether two rows are alike, so that they may be parts of one purchase. */
typedef bool (*xt_split_alike)(const void *context, uint32_t row, uint32_t other);

/* The rows of a window that are alike to its first one, where they pass the limit together: how many, 0 where
 * they do not. They belong to no second group then. */
size_t xt_split_group(xt_purchase *all, size_t from, size_t end, const xt_rule_use *rule,
                      xt_split_alike alike, const void *context, uint32_t rows[XT_SPLIT_WINDOW],
                      xt_satang *total);

#endif
