/* SPDX-License-Identifier: MIT
 *
 * Internal to patch_*.c.
 */
#ifndef XT_WRITE_PATCH_STREAM_H
#define XT_WRITE_PATCH_STREAM_H

#include <zip.h>

typedef struct xt_patch_stream {
    int from, to;
    zip_uint64_t read_at, write_at;
    zip_uint64_t written; /* the highest position so far */
    zip_error_t error;
} xt_patch_stream;

/* Opens the archive in `from`; zip_close will write the changed one to `to`, which is empty, and nothing
 * where nothing was changed. Both stay the caller's and, with *s, must live until then. NULL: *cause tells.
 */
zip_t *xt_patch_stream_open(xt_patch_stream *s, int from, int to, zip_error_t *cause);

#endif
