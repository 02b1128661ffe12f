/* SPDX-License-Identifier: MIT
 *
 * A form that was altered, written afresh: the mandated form from its template, with the rows of the
 * workbook.
 */
#ifndef XT_WRITE_REBUILD_H
#define XT_WRITE_REBUILD_H

#include "base/arena.h"
#include "base/bytes.h"

/* What had no place in the new form. Zero-initialised it is empty. */
typedef struct xt_rebuilt {
    xt_arena arena;
    xt_bytes dropped; /* of xt_dropped */
} xt_rebuilt;

/* Writes the form that the workbook at `input` follows to `output`. `before` is what checking it gave. */
xt_status xt_rebuild(xt_rebuilt *rebuilt, const char *input, const char *output, const xt_templates *set,
                     const xt_fix_options *options, const xt_result *before, xt_error *error);

/* The sentence about one thing that was left behind, in `out`; NULL past the end. */
const char *xt_rebuilt_dropped(const xt_rebuilt *rebuilt, size_t index, xt_lang lang, char *out, size_t size);

void xt_rebuilt_free(xt_rebuilt *rebuilt);

#endif
