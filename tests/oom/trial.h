/* SPDX-License-Identifier: MIT
 *
 * An operation on a file, as the loops try it.
 */
#ifndef XT_OOM_TRIAL_H
#define XT_OOM_TRIAL_H

#include "fail_alloc.h"
#include "folder.h"

typedef struct trial {
    const char *name;
    const operation *op;
    job job; /* what each run begins with */
    folder folder;
    size_t minimum;     /* allocations of our own that it makes at least */
    size_t step;        /* each which of them fails, where not each does; 0: the loop's own choice */
    bool ahead;         /* second threads may start */
    uint64_t digest;    /* of a run with enough memory */
    size_t allocations; /* which it took */
    size_t usual_leak;  /* blocks that libraries keep or lose in such a run */
    size_t told, harmless, refused, crashed; /* how the other runs ended */
    size_t luxuries;                         /* harmless ones in which an allocation of our own failed */
    size_t lesser; /* harmless ones with a workbook that has all its cells and is not the same elsewhere */
} trial;

/* Says what is wrong with the run in which allocation `n` failed. Returns false. */
bool complain(const trial *t, size_t n, bool all, const char *what, const char *detail);

/* Each allocation fails, alone and with all that come after it; each time the operation must say that memory
 * ran out, give everything back, and leave the old file; it must never end well with another result. */
bool try_told(trial *t);

/* Any allocation fails, whoever asks, in a process of its own that has used no library before. */
bool try_any(trial *t);

/* No allocation fails, but second threads cannot be had: all, or one of them. The result must be the same. */
bool try_threads(trial *t);

#endif
