/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* dl_iterate_phdr; NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#include "fail_alloc.h"

#include <errno.h>
#include <link.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

/* The C library's own, which it exports for this purpose. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *block);

enum { MOST_BLOCKS = 65536 };

static struct {
    atomic_bool counting;
    bool all, spare_libraries;
    size_t fail_at;
    uintptr_t first, end; /* where the program's own code and data lie */
    fail_alloc_count count;
    size_t blocks;
    struct {
        void *block;
        bool own;
    } live[MOST_BLOCKS];
} state;

/* Of the state. Not a mutex: nothing may be allocated for it. */
static atomic_flag busy = ATOMIC_FLAG_INIT;

static void lock(void)
{
    while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire))
        sched_yield();
}

static void unlock(void)
{
    atomic_flag_clear_explicit(&busy, memory_order_release);
}

/* The program itself is the first that is told. */
static int note_program(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size;
    (void)context;
    state.first = UINTPTR_MAX;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD)
            continue;
        uintptr_t first = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        uintptr_t end = first + info->dlpi_phdr[i].p_memsz;
        state.first = first < state.first ? first : state.first;
        state.end = end > state.end ? end : state.end;
    }
    return 1;
}

void fail_alloc_start(size_t n, bool all)
{
    if (!state.end)
        dl_iterate_phdr(note_program, NULL);
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

fail_alloc_count fail_alloc_so_far(void)
{
    lock();
    fail_alloc_count count = state.count;
    unlock();
    return count;
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
    return (uintptr_t)caller >= state.first && (uintptr_t)caller < state.end;
}

/* Whether this allocation is to fail. */
static bool refuse(const void *caller)
{
    if (!state.counting || (state.spare_libraries && !is_own(caller)))
        return false;
    lock();
    state.count.asked++;
    state.count.own += is_own(caller);
    bool hit = state.fail_at &&
               (state.count.asked == state.fail_at || (state.all && state.count.asked > state.fail_at));
    state.count.refused += hit;
    state.count.refused_own += hit && is_own(caller);
    unlock();
    if (hit)
        errno = ENOMEM;
    return hit;
}

static void *remember(void *block, const void *caller)
{
    if (!state.counting || !block)
        return block;
    lock();
    if (state.blocks == MOST_BLOCKS)
        abort();
    state.live[state.blocks].block = block;
    state.live[state.blocks++].own = is_own(caller);
    unlock();
    return block;
}

/* The youngest are looked at first: they are given back soonest. A block from before the count is not known.
 * Called before the block is free: then another thread may have it. */
static void forget(const void *block)
{
    if (!state.counting || !block)
        return;
    lock();
    for (size_t i = state.blocks; i-- > 0;)
        if (state.live[i].block == block) {
            state.live[i] = state.live[--state.blocks];
            break;
        }
    unlock();
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
    forget(block);
    return remember(__libc_realloc(block, size), caller);
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
