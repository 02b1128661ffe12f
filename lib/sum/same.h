/* SPDX-License-Identifier: MIT
 *
 * The same contract in two rows: in a register and in a form of the same year, or typed twice.
 */
#ifndef XT_SUM_SAME_H
#define XT_SUM_SAME_H

#include "sum/ledger.h"

/* Finds rows that tell of a contract that another row tells of too: by the project's number; by the
 * contract's number with vendor and amount; and, of a file whose rows have neither, by item, vendor, amount
 * and date. Of these one row stands for all: one with a date and readable amounts, of those one that names
 * its agency, of those the first. The others get its index in `same` and XT_FATE_SAME, or XT_FATE_CONFLICT
 * and in `clash` what cannot be true of both. All others keep XT_FATE_COUNTED. The ledger must be settled. */
xt_status xt_same_find(xt_ledger *ledger, xt_error *error);

#endif
