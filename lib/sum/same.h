/* SPDX-License-Identifier: MIT
 *
 * The same contract in two rows: in a register and in a form of the same year, or typed twice.
 */
#ifndef XT_SUM_SAME_H
#define XT_SUM_SAME_H

#include "sum/ledger.h"

/* Finds rows that tell of a contract that another row tells of too, by the project's number, or by the
 * contract's number with vendor and amount. Of these one row stands for all: one with a date and a price, of
 * those the first. The others get its index in `same` and XT_FATE_SAME, or XT_FATE_CONFLICT where both cannot
 * be true. All others keep XT_FATE_COUNTED. The ledger must be settled. */
xt_status xt_same_find(xt_ledger *ledger, xt_error *error);

#endif
