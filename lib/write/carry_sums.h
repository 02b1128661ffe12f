/* SPDX-License-Identifier: MIT
 *
 * Rows that are sums without saying so: nothing but amounts, each of which is that of the rows above.
 */
#ifndef XT_WRITE_CARRY_SUMS_H
#define XT_WRITE_CARRY_SUMS_H

#include "table/record.h"

/* The amounts of the rows that were carried, by the field of the reading table. Zero-initialised it is ready.
 */
typedef struct xt_carry_sums {
    xt_satang all[XT_MAX_FIELDS];  /* since the table began */
    xt_satang part[XT_MAX_FIELDS]; /* since the last sum */
    uint64_t rows;
} xt_carry_sums;

/* Adds a row of data. */
void xt_carry_sums_add(xt_carry_sums *sums, const xt_record *record);

/* A sum has been read: those of its part begin anew. */
void xt_carry_sums_part(xt_carry_sums *sums);

/* Whether the row, whose record it is, has no text, date or number of its own, and its amounts are the sums
 * of all rows above or of those since the last sum. */
bool xt_carry_sums_meet(const xt_carry_sums *sums, const xt_record *record, const xt_row *row);

#endif
