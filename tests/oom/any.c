/* SPDX-License-Identifier: MIT
 *
 * The process in which an allocation fails may end in any way where a foreign library is in the game:
 * libxlsxwriter 1.1.4, jansson 2.14 and the regcomp of glibc 2.36 crash, and its loader ends the program when
 * it has no memory to load libxml2. What counts is what lies on the disk
 * after it, and that it does not say to have done what it has not.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "trial.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 100 /* of each kind, unless the caller says how many */, SECONDS = 20 };

/* What the process tells the one that waits. */
typedef struct message {
    bool ended; /* the operation came back */
    xt_status status;
    bool written;
    uint64_t digest;
    fail_alloc_count count;
} message;

static void work(trial *t, size_t n, bool all, message *m)
{
    job j = t->job;
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO); /* libxlsxwriter tells it there, too */
    alarm(SECONDS);
    fail_alloc_start(n, all);
    m->status = t->op->run(&j, NULL);
    m->count = fail_alloc_stop();
    m->written = j.written;
    m->digest = j.digest;
    m->ended = true;
    _exit(EXIT_SUCCESS);
}

/* Runs it in a process; returns the signal that ended it, or 0. */
static int run(trial *t, size_t n, bool all, message *m)
{
    int how = 0;
    *m = (message){0};
    folder_prepare(&t->folder, n % 2 == 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        work(t, n, all, m);
    if (child < 0 || waitpid(child, &how, 0) != child)
        return SIGKILL;
    return WIFSIGNALED(how) ? WTERMSIG(how) : m->ended ? 0 : SIGABRT;
}

/* One that was ended by a signal. */
static bool judge_crash(trial *t, size_t n, bool all, int signal)
{
    bool parts = false;
    const char *wrong = folder_judge_broken(&t->folder, &parts);
    t->crashed++;
    if (wrong || parts)
        return complain(t, n, all, wrong ? wrong : "a part of the file is not right", ", after a crash");
    if (signal == SIGALRM)
        return complain(t, n, all, "does not end", "");
    return t->op->foreign || complain(t, n, all, "ended by a signal", "");
}

static bool fail_nth(trial *t, size_t n, bool all, message *m)
{
    bool parts = false;
    int signal = run(t, n, all, m);
    if (signal)
        return judge_crash(t, n, all, signal);
    const char *wrong = folder_judge(&t->folder, m->written, true, &parts);
    if (wrong)
        return complain(t, n, all, wrong, m->written ? ", and is said to be" : "");
    t->lesser += parts;
    if (m->status == XT_OK) {
        t->harmless++;
        bool says_so = t->op->foreign && parts; /* a report on the file tells what the file lacks */
        return m->digest == t->digest || says_so ||
               complain(t, n, all, "passed over", ", with another result");
    }
    if (m->status == XT_OUT_OF_MEMORY) {
        t->told++;
        return true;
    }
    t->refused++;
    return t->op->foreign || complain(t, n, all, "called ", xt_status_code(m->status));
}

/* A run with enough memory, for what the others are compared with. */
static bool try_enough(trial *t, message *m)
{
    bool parts = false;
    if (run(t, 0, false, m) || m->status || !folder_keep_whole(&t->folder))
        return complain(t, 0, false, "fails without need: ", xt_status_code(m->status));
    const char *wrong = folder_judge(&t->folder, m->written || t->op->out == OUT_NONE, true, &parts);
    t->digest = m->digest;
    t->allocations = m->count.asked;
    if (wrong)
        return complain(t, 0, false, wrong, "");
    return m->count.own >= t->minimum ||
           complain(t, 0, false, "our own code asks too seldom for this to be a test", "");
}

bool try_any(trial *t)
{
    message *m = mmap(NULL, sizeof *m, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (m == MAP_FAILED || !try_enough(t, m))
        return false;
    size_t wrong = 0, runs = 0, step = t->step ? t->step : t->allocations / RUNS + 1;
    for (int all = 0; all < 2; all++)
        for (size_t n = 1; n <= t->allocations; n += step, runs++)
            wrong += !fail_nth(t, n, all != 0, m);
    printf("%s: %zu allocations, %zu runs, %zu told, %zu harmless (%zu of them not the same in every part), "
           "%zu refused, %zu ended by a signal, %zu wrong\n",
           t->name, t->allocations, runs, t->told, t->harmless, t->lesser, t->refused, t->crashed, wrong);
    munmap(m, sizeof *m);
    return wrong == 0 && runs >= t->minimum / step && t->told > runs / 50;
}
