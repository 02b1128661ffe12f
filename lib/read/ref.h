/* SPDX-License-Identifier: MIT
 *
 * Cell addresses (A1) and ranges (A1:B2).
 */
#ifndef XT_READ_REF_H
#define XT_READ_REF_H

#include "base/str.h"

/* Parses "AB12" (also with $). False: anything else. Numbers past Excel's last row or column are parsed too,
 * up to 2^32 - 1: the caller compares. */
bool xt_ref_parse(xt_str text, uint32_t *row, uint32_t *column);

/* Parses "A1:B2", "A1", whole columns ("A:C") or whole rows ("2:5"), and puts the corners in order. */
bool xt_range_parse(xt_str text, xt_range *range);

#endif
