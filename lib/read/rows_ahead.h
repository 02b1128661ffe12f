/* SPDX-License-Identifier: MIT
 *
 * The rows of a large sheet, read by a second thread while the ones before are used (base/relay.h). Rows
 * come in batches, each with the memory that its cells and texts stand in, so nothing is copied.
 *
 * While it runs, the sheet belongs to the second thread but for its name, its book and its hidden columns,
 * which are known before.
 */
#ifndef XT_READ_ROWS_AHEAD_H
#define XT_READ_ROWS_AHEAD_H

#include "read/sheet.h"

/* Goes on reading the sheet ahead, from the next row; the source must have `keep` and `take_used`. NULL: it
 * does not (no second processor, no memory); go on without. `always`: also with one processor, for tests. */
xt_rows_ahead *xt_rows_ahead_start(xt_sheet *sheet, bool always);

/* As xt_sheet_next. */
xt_status xt_rows_ahead_next(xt_rows_ahead *ahead, const xt_row **row, xt_error *error);

/* Whether the last row was given, so that the sheet is no longer being read. */
bool xt_rows_ahead_is_done(const xt_rows_ahead *ahead);

/* As xt_sheet_share, for the rows given so far. */
double xt_rows_ahead_share(const xt_rows_ahead *ahead);

/* Ends it, before the sheet is closed. NULL is allowed. */
void xt_rows_ahead_stop(xt_rows_ahead *ahead);

#endif
