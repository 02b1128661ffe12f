/* SPDX-License-Identifier: MIT
 *
 * Rows that have a key in common. What is kept of a row is one number, 44 bits of the key's hash and 20 of
 * the row, so that a million rows take 8 MB; they are put in order once, at the end. An answer is a suspicion
 * to be verified, never a proof: in a million rows one pair in thirty workbooks is alike by chance, and
 * one true pair in ten million is lost behind a third row that is alike by chance.
 */
#ifndef XT_CHECK_TWINS_H
#define XT_CHECK_TWINS_H

#include "base/bytes.h"

/* Keeps the key of the row, 1 to XT_MAX_ROW. XT_OK or XT_OUT_OF_MEMORY. */
xt_status xt_twins_add(xt_bytes *twins, uint64_t key, uint32_t row);

/* Puts them in order, after the last was added. */
void xt_twins_sort(xt_bytes *twins);

/* A walk over them; zero-initialised before the first. */
typedef struct xt_twin {
    size_t at, start;    /* where the walk is, and where the rows with this key begin */
    uint32_t first, row; /* a row, and the first one that had its key */
} xt_twin;

/* The next row whose key an earlier row had. False: no more. */
bool xt_twins_next(const xt_bytes *twins, xt_twin *twin);

#endif
