/* SPDX-License-Identifier: MIT
 *
 * Takes the place of malloc and its kin in the whole program, the libraries included, to let chosen
 * allocations fail, in whichever thread they are made. Who asks is told apart: the program itself (xlstools
 * is linked into it), or a shared library. Not for sanitizer builds, which take malloc's place themselves.
 */
#ifndef XT_FAIL_ALLOC_H
#define XT_FAIL_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

typedef struct fail_alloc_count {
    size_t asked;                /* allocations asked for */
    size_t own;                  /* those of them by the program's own code */
    size_t refused, refused_own; /* those that failed */
    size_t left, left_own;       /* blocks that were not given back */
} fail_alloc_count;

/* From now on counts; lets the n-th allocation fail (0: none), and with `all` every later one too. */
void fail_alloc_start(size_t n, bool all);

/* Whether the allocations of libraries are left in peace from now on: neither counted nor refused. What they
 * do not give back is counted all the same. */
void fail_alloc_spare_libraries(bool spare);

/* What was counted so far. */
fail_alloc_count fail_alloc_so_far(void);

/* Ends that and tells what was counted. */
fail_alloc_count fail_alloc_stop(void);

#endif
