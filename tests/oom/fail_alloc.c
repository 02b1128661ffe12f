/* SPDX-License-Identifier: MIT */
#include "fail_alloc.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

/* The C library's own, which it exports for this purpose. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

/* Where the program's own code lies; the linker knows. */
extern const char __executable_start[], etext[];

enum { MOST_BLOCKS = 65536 };

static struct {
    bool counting, all, spare_libraries;
    size_t fail_at;
    fail_alloc_count count;
    size_t blocks;
    struct {
        void *block;
        bool own;
    } live[MOST_BLOCKS];
} state;

void fail_alloc_start(size_t n, bool all)
{
    state.all = all;
    state.fail_at = n;
    state.count = (fail_alloc_count){0};
    state.blocks = 0;
    state.counting = true;
}

void fail_alloc_spare_libraries(bool spare)
{
    state.spare_libraries = spare;
}

fail_alloc_count fail_alloc_stop(void)
{
    state.counting = false;
    state.count.left = state.blocks;
    for (size_t i = 0; i < state.blocks; i++)
        state.count.left_own += state.live[i].own;
    return state.count;
}

static bool is_own(const void *caller)
{
    return (uintptr_t)caller >= (uintptr_t)__executable_start && (uintptr_t)caller < (uintptr_t)etext;
}

/* Whether this allocation is to fail. */
static bool refuse(const void *caller)
{
    if (!state.counting || (state.spare_libraries && !is_own(caller)))
        return false;
    state.count.asked++;
    state.count.own += is_own(caller);
    bool hit = state.fail_at &&
               (state.count.asked == state.fail_at || (state.all && state.count.asked > state.fail_at));
    if (!hit)
        return false;
    state.count.refused++;
    state.count.refused_own += is_own(caller);
    errno = ENOMEM;
    return true;
}

static void *remember(void *block, const void *caller)
{
    if (!state.counting || !block)
        return block;
    if (state.blocks == MOST_BLOCKS)
        abort();
    state.live[state.blocks].block = block;
    state.live[state.blocks++].own = is_own(caller);
    return block;
}

/* The youngest are looked at first: they are given back soonest. A block from before the count is not known.
 */
static void forget(const void *block)
{
    for (size_t i = state.counting && block ? state.blocks : 0; i-- > 0;)
        if (state.live[i].block == block) {
            state.live[i] = state.live[--state.blocks];
            return;
        }
}

void *malloc(size_t size)
{
    const void *caller = __builtin_return_address(0);
    return refuse(caller) ? NULL : remember(__libc_malloc(size), caller);
}

void *calloc(size_t count, size_t size)
{
    const void *caller = __builtin_return_address(0);
    return refuse(caller) ? NULL : remember(__libc_calloc(count, size), caller);
}

void *realloc(void *block, size_t size)
{
    const void *caller = __builtin_return_address(0);
    if (refuse(caller))
        return NULL;
    void *moved = __libc_realloc(block, size);
    if (!moved)
        return NULL;
    forget(block);
    return remember(moved, caller);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    const void *caller = __builtin_return_address(0);
    return refuse(caller) ? NULL : remember(__libc_memalign(alignment, size), caller);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    const void *caller = __builtin_return_address(0);
    void *block = refuse(caller) ? NULL : remember(__libc_memalign(alignment, size), caller);
    if (!block)
        return ENOMEM;
    *out = block;
    return 0;
}

void free(void *block)
{
    forget(block);
    __libc_free(block);
}
