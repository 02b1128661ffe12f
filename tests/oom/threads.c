/* SPDX-License-Identifier: MIT */
#include "threads.h"

#include "trial.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static struct {
    thread_supply supply;
    size_t which;
    atomic_size_t asked, started;
} state;

void threads_supply(thread_supply supply, size_t which)
{
    state.supply = supply;
    state.which = which;
    state.asked = state.started = 0;
}

size_t threads_asked(void)
{
    return state.asked;
}

size_t threads_started(void)
{
    return state.started;
}

/* The linker puts these in place of the C library's, which it calls __real_. */
typedef void *thread_work(void *context);
long __real_sysconf(int name);
long __wrap_sysconf(int name);
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *how, thread_work *work, void *context);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how, thread_work *work, void *context);

long __wrap_sysconf(int name)
{
    if (name != _SC_NPROCESSORS_ONLN)
        return __real_sysconf(name);
    return state.supply == THREADS_NEVER ? 1 : 2;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *how, thread_work *work, void *context)
{
    size_t number = ++state.asked;
    if (state.supply == THREADS_REFUSED || (state.supply == THREADS_BUT_ONE && number == state.which))
        return EAGAIN;
    int failed = __real_pthread_create(thread, how, work, context);
    state.started += !failed;
    return failed;
}

/* ------------------------------------------------------------ the results with and without */

static bool complain_of(const trial *t, const char *how, const char *what)
{
    printf("%s, %s: %s\n", t->name, how, what);
    return false;
}

/* Runs it; *digest of what came out. */
static bool run(trial *t, const char *how, uint64_t *digest)
{
    job j = t->job;
    xt_error error = {0};
    folder_prepare(&t->folder, false);
    xt_status status = t->op->run(&j, &error);
    *digest = j.digest;
    return !status || complain_of(t, how, xt_status_code(status));
}

/* Runs it with these threads; it must give what it gave without any. */
static bool try_supply(trial *t, thread_supply supply, size_t which, const char *how)
{
    uint64_t digest = 0;
    bool parts = false;
    threads_supply(supply, which);
    if (!run(t, how, &digest))
        return false;
    const char *wrong = folder_judge(&t->folder, t->op->out != OUT_NONE, true, &parts);
    if (wrong || parts || digest != t->digest)
        return complain_of(t, how, wrong ? wrong : "another result");
    return true;
}

bool try_threads(trial *t)
{
    threads_supply(THREADS_NEVER, 0);
    if (!run(t, "one processor", &t->digest) || !folder_keep_whole(&t->folder))
        return false;
    if (threads_asked())
        return complain_of(t, "one processor", "a thread is asked for");
    size_t wrong = !try_supply(t, THREADS_ALL, 0, "all threads"), asked = threads_asked();
    if (asked < t->minimum || threads_started() != asked)
        wrong += !complain_of(t, "all threads", "too few are asked for, or they do not start");
    wrong += !try_supply(t, THREADS_REFUSED, 0, "no thread");
    if (threads_asked() < t->minimum || threads_started())
        wrong += !complain_of(t, "no thread", "too few are asked for, or one starts");
    for (size_t which = 1; which <= asked; which++)
        wrong += !try_supply(t, THREADS_BUT_ONE, which, "all threads but one");
    printf("%s: %zu threads, %zu runs, %zu wrong\n", t->name, asked, asked + 3, wrong);
    return wrong == 0;
}
