/* SPDX-License-Identifier: MIT
 *
 * Jobs that are done side by side while their results are taken one after the other. Where there are no
 * threads to be had, or where the tools are built with XT_NO_THREADS, they are done one by one.
 */
#ifndef CLI_JOBS_H
#define CLI_JOBS_H

#include "cli.h"

enum {
    CLI_JOBS_MOST = 64,  /* threads */
    CLI_JOBS_SLOTS = 128 /* results that are being made or wait for their turn */
};

/* The results are the caller's: one in each slot, from 0 to CLI_JOBS_SLOTS - 1. */
typedef struct cli_jobs {
    size_t count;   /* jobs from 0 to count - 1 */
    size_t at_once; /* at least 1, at most CLI_JOBS_MOST */
    size_t heavy;   /* no job begins while results of this weight wait; that of the job whose turn it is comes
                       all the same */

    /* Does the job into the slot, in any thread, and gives the weight of its result. */
    size_t (*work)(void *context, size_t job, size_t slot);

    /* Takes the result and empties the slot: in the caller's thread, job by job. False: no more are wanted.
     */
    bool (*take)(void *context, size_t job, size_t slot);

    /* Empties a slot whose result is not wanted any more. */
    void (*drop)(void *context, size_t slot);

    /* Called in the caller's thread ten times a second while it waits, with the jobs that are done; NULL:
     * not. */
    void (*waiting)(void *context, size_t done, size_t job);
    void *context;
} cli_jobs;

void cli_jobs_run(const cli_jobs *jobs);

/* Reads the value of CLI_JOBS_OPTION; false after a usage error. */
bool cli_jobs_take(cli *c, size_t *wanted);

/* How many threads `wanted` means where there are so many jobs; 0: one for each processor, but not more than
 * eight, as each takes the memory of a workbook. */
size_t cli_jobs_at_once(size_t wanted, size_t jobs);

/* Whether these files may be read side by side: each is a regular file, or none that can be read. What comes
 * through a pipe comes once and in its order. */
bool cli_jobs_can_read(char *const *files);

#endif
