/* SPDX-License-Identifier: MIT */
#include "write/unfinished.h"

#include "xlstools.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef XT_NO_THREADS
#define SET_MASK pthread_sigmask
#else
#define SET_MASK sigprocmask
#endif

/* A file more than these is only not known to the handler. */
enum { MOST = 64 };

static _Atomic(char *) names[MOST];
static atomic_bool ends;

static void keep(char *name)
{
    for (size_t i = 0; i < MOST; i++) {
        char *none = NULL;
        if (atomic_compare_exchange_strong(&names[i], &none, name))
            return;
    }
}

int xt_unfinished_make(char *name)
{
    sigset_t all, before;
    sigfillset(&all);
    SET_MASK(SIG_SETMASK, &all, &before);
    int fd = mkstemp(name), cause = errno;
    if (fd >= 0)
        keep(name);
    SET_MASK(SIG_SETMASK, &before, NULL);
    errno = cause;
    return fd;
}

bool xt_unfinished_drop(char *name)
{
    for (size_t i = 0; i < MOST; i++) {
        char *there = name;
        if (atomic_compare_exchange_strong(&names[i], &there, NULL))
            return true;
    }
    return !atomic_load(&ends); /* else it was never kept */
}

void xt_outfile_remove_unfinished(void)
{
    atomic_store(&ends, true);
    for (size_t i = 0; i < MOST; i++) {
        char *name = atomic_exchange(&names[i], NULL);
        if (name)
            unlink(name);
    }
}
