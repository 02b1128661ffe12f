/* SPDX-License-Identifier: MIT
 *
 * Rows whose cells have moved left, because whoever wrote them left blank cells out.
 */
#ifndef XT_WRITE_CARRY_SHIFT_H
#define XT_WRITE_CARRY_SHIFT_H

#include "write/carry.h"

typedef enum xt_shift {
    XT_SHIFT_NONE,   /* the cells stand where they belong, or nothing speaks against it */
    XT_SHIFT_PROVEN, /* they had moved; the record has them where they belong */
    XT_SHIFT_UNSURE, /* they do not fit, and no other place is the only right one */
} xt_shift;

/* Looks whether the cells of the row behind the mapping's shifts_behind fit their columns: numbers, dates and
 * IDs do or do not. carry->record must be that of the row. */
xt_status xt_carry_unshift(xt_carry *carry, const xt_mapping *m, const xt_row *row, xt_shift *shift,
                           xt_error *error);

#endif
