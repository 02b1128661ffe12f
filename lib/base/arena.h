/* SPDX-License-Identifier: MIT
 *
 * Memory that is given back all at once: many small pieces, one reset.
 */
#ifndef XT_BASE_ARENA_H
#define XT_BASE_ARENA_H

#include "base/str.h"

typedef struct xt_arena_block xt_arena_block;

/* Zero-initialised is an empty arena. Not to be copied while it holds memory. */
typedef struct xt_arena {
    xt_arena_block *block; /* the one in use; the others hang behind it */
    size_t used;           /* bytes of `block` given out */
} xt_arena;

/* `size` bytes, aligned for any type and not cleared, until the next reset or free; NULL when memory is out.
 * A size of 0 gives a pointer that may not be read. */
void *xt_arena_alloc(xt_arena *arena, size_t size);

/* A copy of the text with a terminator behind it, not aligned; NULL when memory is out. */
char *xt_arena_copy(xt_arena *arena, xt_str text);

/* Everything given out ends here. One block is kept for the next round. */
void xt_arena_reset(xt_arena *arena);

/* Gives all memory back. The arena is empty and may be used again. */
void xt_arena_free(xt_arena *arena);

#endif
