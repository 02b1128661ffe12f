/* SPDX-License-Identifier: MIT
 *
 * Contracts that deserve a second look before a summary is signed: by the register's own rules.
 */
#ifndef XT_SUM_SECOND_LOOK_H
#define XT_SUM_SECOND_LOOK_H

#include "sum/summary.h"

typedef enum xt_look_again {
    XT_AGAIN_SPLIT,     /* bought in parts below the limit, together above it */
    XT_AGAIN_THRESHOLD, /* a method that is not for such an amount, as a rule */
    XT_AGAIN_REFERENCE, /* dearer than its reference price */
    XT_AGAIN_TWICE,     /* the same as another contract in everything that is known */
    XT_AGAIN_KINDS
} xt_look_again;

typedef struct xt_second_look {
    xt_look_again kind;
    uint32_t place, other; /* in the list of contracts that count, from 0; other: TWICE alone */
    xt_satang total;       /* SPLIT: of the group */
    uint32_t group;        /* SPLIT: the same for the parts of one purchase, from 1 */
} xt_second_look;

/* Appends all of them (xt_second_look), kind by kind. */
xt_status xt_second_look_find(const xt_summary *summary, xt_bytes *out, xt_error *error);

#endif
