/* SPDX-License-Identifier: MIT
 *
 * For writers that want a name to write to, and not an xt_output.
 */
#ifndef XT_WRITE_OUTFILE_H
#define XT_WRITE_OUTFILE_H

#include "xlstools.h"

/* The name under which the file is written until it is complete; NULL where it is a pipe or a device. Lives
 * as long as the file. */
const char *xt_outfile_temporary(const xt_outfile *file);

#endif
