/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>

struct xt_arena_block {
    xt_arena_block *next;
    size_t size;
    alignas(max_align_t) char bytes[];
};

enum { BLOCK_SIZE = 16 * 1024 };

static xt_arena_block *new_block(size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    if (size < BLOCK_SIZE)
        size = BLOCK_SIZE;
    xt_arena_block *block = malloc(sizeof *block + size);
    if (block) {
        block->next = NULL;
        block->size = size;
    }
    return block;
}

/* `size` bytes at a multiple of `unit`. */
static char *take(xt_arena *arena, size_t size, size_t unit)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t start = (arena->used + unit - 1) / unit * unit;
    if (!arena->block || start > arena->block->size || size > arena->block->size - start) {
        xt_arena_block *block = new_block(size);
        if (!block)
            return NULL;
        block->next = arena->block;
        arena->block = block;
        start = 0;
    }
    arena->used = start + size;
    return arena->block->bytes + start;
}

void *xt_arena_alloc(xt_arena *arena, size_t size)
{
    return take(arena, size, alignof(max_align_t));
}

char *xt_arena_copy(xt_arena *arena, xt_str text)
{
    char *copy = text.size < SIZE_MAX ? take(arena, text.size + 1, 1) : NULL;
    if (!copy)
        return NULL;
    if (text.size)
        memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    return copy;
}

static void free_blocks(xt_arena_block *block)
{
    while (block) {
        xt_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void xt_arena_reset(xt_arena *arena)
{
    if (!arena->block)
        return;
    free_blocks(arena->block->next);
    arena->block->next = NULL;
    arena->used = 0;
}

void xt_arena_free(xt_arena *arena)
{
    free_blocks(arena->block);
    *arena = (xt_arena){0};
}
