/* SPDX-License-Identifier: MIT */
#include "trial.h"

#include <stdio.h>

/* Threads leave blocks that the C library keeps for the next one, and are a luxury themselves. */
enum { THREADS_LEAK = 64, LUXURIES = 32 };

bool complain(const trial *t, size_t n, bool all, const char *what, const char *detail)
{
    printf("%s, allocation %zu of %zu%s: %s%s\n", t->name, n, t->allocations, all ? " and all after it" : "",
           what, detail);
    return false;
}

/* Runs it with the n-th allocation refused. */
static xt_status run(trial *t, size_t n, bool all, job *j, xt_error *error, fail_alloc_count *count)
{
    *j = t->job;
    *error = (xt_error){0};
    folder_prepare(&t->folder, all);
    fail_alloc_start(n, all);
    xt_status status = t->op->run(j, error);
    *count = fail_alloc_stop();
    return status;
}

/* One run in which the n-th allocation fails; false: something is wrong. What a library asks for may be a
 * luxury, and what it loses is not ours to free; our own code is held to the letter. */
static bool fail_nth(trial *t, size_t n, bool all)
{
    job j;
    xt_error error;
    fail_alloc_count count;
    bool parts = false;
    xt_status status = run(t, n, all, &j, &error, &count);
    const char *wrong = folder_judge(&t->folder, j.written, true, &parts);
    size_t most_left = t->usual_leak + t->op->leak + (t->ahead ? THREADS_LEAK : 0);
    if (wrong || parts)
        return complain(t, n, all, wrong ? wrong : "a part of the file is not right", "");
    if (count.refused == 0 && !t->ahead)
        return complain(t, n, all, "did not happen", "");
    if (count.left_own || count.left > most_left)
        return complain(t, n, all, "memory is not given back", count.left_own ? "" : " by a library");
    if (status == XT_OK) {
        t->harmless++;
        t->luxuries += count.refused_own != 0;
        return (j.digest == t->digest && (t->ahead || !count.refused_own)) ||
               complain(t, n, all, "passed over", j.digest == t->digest ? "" : ", with another result");
    }
    t->told++;
    return (status == XT_OUT_OF_MEMORY && error.status == XT_OUT_OF_MEMORY) ||
           complain(t, n, all, "called ", xt_status_code(status));
}

/* A run with enough memory: before the others for what they are compared with, after them it must give the
 * same. */
static bool try_enough(trial *t, bool first)
{
    job j;
    xt_error error;
    fail_alloc_count count;
    bool parts = false;
    xt_status status = run(t, 0, false, &j, &error, &count);
    if (first) {
        t->digest = j.digest;
        t->allocations = count.asked;
        t->usual_leak = count.left;
    }
    bool whole = !first || folder_keep_whole(&t->folder);
    const char *wrong = folder_judge(&t->folder, j.written || t->op->out == OUT_NONE, true, &parts);
    if (status || !whole || wrong || parts || j.digest != t->digest)
        return complain(t, 0, false, "fails without need: ", wrong ? wrong : xt_status_code(status));
    if (count.left_own || (count.left && !t->op->foreign && !t->ahead) ||
        count.left > t->usual_leak + t->op->leak)
        return complain(t, 0, false, "leaks without need", "");
    if (count.own < t->minimum)
        return complain(t, 0, false, "our own code asks too seldom for this to be a test", "");
    return true;
}

/* Each allocation fails alone; where there are many, with all after it only some, which tell less. */
static size_t step_of(const trial *t, bool all)
{
    enum { MANY = 300, STEP = 4 };
    return t->step ? t->step : all && t->allocations > MANY ? STEP : 1;
}

bool try_told(trial *t)
{
    fail_alloc_spare_libraries(t->op->foreign || t->ahead);
    job once = t->job;
    folder_prepare(&t->folder, false);
    t->op->run(&once, NULL); /* for what the libraries keep for good */
    if (!try_enough(t, true))
        return false;
    size_t wrong = 0, runs = 0;
    for (int all = 0; all < 2; all++)
        for (size_t n = 1; n <= t->allocations; n += step_of(t, all != 0), runs++)
            wrong += !fail_nth(t, n, all != 0);
    wrong += !try_enough(t, false);
    printf("%s: %zu allocations, %zu runs, %zu told, %zu harmless, %zu wrong\n", t->name, t->allocations,
           runs, t->told, t->harmless, wrong);
    return wrong == 0 && t->told + t->harmless == runs && t->luxuries <= LUXURIES &&
           t->harmless - t->luxuries <= runs / 50;
}
