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

/* The open file, for writers that write at places of their own: they read back themselves what they wrote. */
int xt_outfile_descriptor(const xt_outfile *file);

/* Keeps what has the file's name now as NAME.bak, in place of an older one, while the name goes on to lead to
 * it. To be called before the end; nothing happens where there is no such file. */
xt_status xt_outfile_keep_old(const xt_outfile *file, xt_error *error);

#endif
