/* SPDX-License-Identifier: MIT
 *
 * A text that stands for a workbook, so that what changes it changes XML and not compressed bytes: the XML of
 * a sheet, then, if there are such lines,
 *
 *   === strings
 *
 * and the XML of the shared strings, and "=== small" where little is allowed. All else in the workbook is
 * fixed.
 */
#ifndef XT_FUZZ_SHEET_CASE_H
#define XT_FUZZ_SHEET_CASE_H

#include "compare.h"

/* Reads the workbook of the text in the first `count` of the usual ways; `number` chooses the chunk. */
bool sheet_case_compare(xt_str text, size_t number, size_t count, compare_count *counted,
                        xt_bytes *difference);

/* Where cases begin: first SHEET_CASE_WHOLE sheets as programs write them, then such with every fault that
 * was thought of. NULL past the end; else free() it. */
enum { SHEET_CASE_WHOLE = 5 };

char *sheet_case_seed(size_t index);

#endif
