/* SPDX-License-Identifier: MIT
 *
 * Two workbooks' sheets compared as bytes, and as cells where the bytes differ.
 */
#ifndef XT_WRITE_PATCH_ROWS_H
#define XT_WRITE_PATCH_ROWS_H

#include "read/sheet.h"

/* Two rows of one number whose bytes differ. What it fails with ends the comparison. */
typedef xt_status xt_patch_compare(void *context, const xt_row *old, const xt_row *new, xt_error *error);

/* Goes through the sheet of both workbooks, which must be OOXML. *sure true and XT_OK: they are the same byte
 * for byte but for the rows that `compare` was called with. *sure false and XT_OK: that cannot be said; all
 * cells must be compared. */
xt_status xt_patch_compare_rows(xt_book *old, xt_book *new, size_t sheet, xt_patch_compare *compare,
                                void *context, bool *sure, xt_error *error);

#endif
