/* SPDX-License-Identifier: MIT
 *
 * Archives with nothing compressed, put together and taken apart: a fuzzer does it for every input, and a
 * library that writes archives takes longer for it than the reading does.
 */
#ifndef XT_FUZZ_STORE_H
#define XT_FUZZ_STORE_H

#include "read/pack.h"

/* The archive with these members, in this order; `stored` is not looked at. free() its data. */
xt_str store_parts(const pack_part *parts);

enum { STORE_PARTS = 32 };

/* The first members of an archive, as far as they can be read: names and texts are free()d by store_free. The
 * last has no name. */
void store_take(xt_str file, pack_part parts[STORE_PARTS + 1]);
void store_free(pack_part *parts);

#endif
