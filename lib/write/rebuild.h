/* SPDX-License-Identifier: MIT
 *
 * A form that was altered, written afresh: the mandated form from its template, with the rows of the
 * workbook.
 */
#ifndef XT_WRITE_REBUILD_H
#define XT_WRITE_REBUILD_H

#include "write/remark.h"
#include "write/xlsx.h"

/* Writes the form that the workbook at `input` follows to `output`. `before` is what checking it gave; what
 * had no place in the new form is added to `remarks`. `look` is called before the file gets its name. */
xt_status xt_rebuild(xt_remarks *remarks, const char *input, const char *output, const xt_templates *set,
                     const xt_fix_options *options, const xt_result *before, xt_last_look look,
                     xt_error *error);

#endif
