/* SPDX-License-Identifier: MIT
 *
 * Who buys and who sells, when all rows are read: which rows are of the same agency and of the same vendor.
 */
#ifndef XT_SUM_PARTIES_H
#define XT_SUM_PARTIES_H

#include "sum/ledger.h"

/* Numbers the agencies and the vendors of all rows, and gives methods and sources that no vocabulary knows
 * one spelling where they differ in blanks and marks alone. */
xt_status xt_parties_settle(xt_ledger *ledger, xt_error *error);

/* Appends a form of the agency's name that is the same for its usual spellings: without blanks and dots, อบต.
 * for องค์การบริหารส่วนตำบล and the like. Returns the bytes' status. */
xt_status xt_agency_fold(xt_str name, xt_bytes *out);

#endif
