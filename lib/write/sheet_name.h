/* SPDX-License-Identifier: MIT
 *
 * Names of sheets as Excel takes them.
 */
#ifndef XT_WRITE_SHEET_NAME_H
#define XT_WRITE_SHEET_NAME_H

#include "base/str.h"

/* XT_SHEET_NAME_LONGEST: UTF-16 units, as Excel counts. */
enum { XT_SHEET_NAME_LONGEST = 31, XT_SHEET_NAME_SIZE = XT_SHEET_NAME_LONGEST * 3 + 1 };

/* `wanted` as Excel takes it, as much of it as leaves room for the ending (ASCII), with "-" for what no name
 * holds. `quotes`: an apostrophe may stand inside, and formulas that name the sheet must double it. */
void xt_sheet_name_make(char out[XT_SHEET_NAME_SIZE], xt_str wanted, const char *ending, bool quotes);

#endif
