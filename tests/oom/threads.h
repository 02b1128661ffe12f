/* SPDX-License-Identifier: MIT
 *
 * Takes the place of pthread_create, and of the question how many processors there are, in our own code (the
 * linker's --wrap), so that a test has second threads or none on every machine.
 */
#ifndef XT_OOM_THREADS_H
#define XT_OOM_THREADS_H

#include <stddef.h>

typedef enum thread_supply {
    THREADS_NEVER,   /* there is one processor: nobody asks */
    THREADS_REFUSED, /* there are two; no thread is to be had */
    THREADS_BUT_ONE, /* one of them is not */
    THREADS_ALL
} thread_supply;

/* From now on; `which` from 1: the one that is not to be had. Counts anew. */
void threads_supply(thread_supply supply, size_t which);

size_t threads_asked(void);
size_t threads_started(void);

#endif
