/* SPDX-License-Identifier: MIT
 *
 * The parts of a workbook that libxlsxwriter wrote, read back: it says that all went well where it did not.
 */
#ifndef XT_WRITE_XLSX_PARTS_H
#define XT_WRITE_XLSX_PARTS_H

#include "xlstools.h"

/* Whether every part is whole and of a known kind, and there are so many comments, each with its box. What
 * stands in the cells of sheets is looked at elsewhere. *same means something only with XT_OK. */
xt_status xt_xlsx_check_parts(const char *path, uint64_t comments, bool *same, xt_error *error);

#endif
