/* SPDX-License-Identifier: MIT */
#include "cli_jobs.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool cli_jobs_take(cli *c, size_t *wanted)
{
    if (!cli_take_count(c, wanted))
        return false;
    if (*wanted <= CLI_JOBS_MOST)
        return true;
    cli_usage_error(c, "the number of files at a time is 0 to 64", "จำนวนไฟล์ที่ทำพร้อมกันต้องเป็น 0 ถึง 64",
                    c->value);
    return false;
}

bool cli_jobs_can_read(char *const *files)
{
    struct stat info;
    for (; *files; files++) {
        if (strcmp(*files, "-") == 0)
            return false;
        if (stat(*files, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
            return false;
    }
    return true;
}

static void run_in_turn(const cli_jobs *jobs)
{
    for (size_t job = 0; job < jobs->count; job++) {
        jobs->work(jobs->context, job, 0);
        if (!jobs->take(jobs->context, job, 0))
            break;
    }
}

#ifdef XT_NO_THREADS

size_t cli_jobs_at_once(size_t wanted, size_t jobs)
{
    (void)wanted;
    (void)jobs;
    return 1;
}

void cli_jobs_run(const cli_jobs *jobs)
{
    run_in_turn(jobs);
}

#else

#include <pthread.h>
#include <signal.h>
#include <time.h>

size_t cli_jobs_at_once(size_t wanted, size_t jobs)
{
    enum { MOST_UNASKED = 8 };
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = wanted ? wanted : processors < 1 ? 1 : (size_t)processors;
    if (!wanted && count > MOST_UNASKED)
        count = MOST_UNASKED;
    count = count < jobs ? count : jobs;
    return count < 1 ? 1 : count < CLI_JOBS_MOST ? count : CLI_JOBS_MOST;
}

typedef struct pool {
    const cli_jobs *jobs;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t room;  /* a job may begin, or none will any more */
    pthread_cond_t ready; /* the result that is waited for is there */
    size_t begun, taken;  /* jobs so far; the slot of job n is n % CLI_JOBS_SLOTS */
    size_t done;          /* finished, taken or not */
    size_t weight;        /* of the results that wait */
    bool stopped;         /* no job begins any more */
    struct {
        bool there;
        size_t weight;
    } slots[CLI_JOBS_SLOTS];
} pool;

/* Waits until a job may begin; false: none is left. */
static bool begin_job(pool *p, size_t *job)
{
    pthread_mutex_lock(&p->lock);
    while (!p->stopped && p->begun < p->jobs->count &&
           (p->begun - p->taken == CLI_JOBS_SLOTS || p->weight > p->jobs->heavy))
        pthread_cond_wait(&p->room, &p->lock);
    bool begins = !p->stopped && p->begun < p->jobs->count;
    *job = begins ? p->begun++ : 0;
    pthread_mutex_unlock(&p->lock);
    return begins;
}

static void end_job(pool *p, size_t job, size_t weight)
{
    size_t slot = job % CLI_JOBS_SLOTS;
    pthread_mutex_lock(&p->lock);
    p->slots[slot].there = true;
    p->slots[slot].weight = weight;
    p->weight += weight;
    p->done++;
    if (job == p->taken)
        pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
}

static void *run(void *context)
{
    pool *p = context;
    for (size_t job = 0; begin_job(p, &job);)
        end_job(p, job, p->jobs->work(p->jobs->context, job, job % CLI_JOBS_SLOTS));
    return NULL;
}

/* A tenth of a second from now. */
static struct timespec soon(void)
{
    enum { TENTH = 100 * 1000 * 1000, SECOND = 1000 * 1000 * 1000 };
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_nsec += TENTH;
    time.tv_sec += time.tv_nsec / SECOND;
    time.tv_nsec %= SECOND;
    return time;
}

/* Waits for the result whose turn it is. */
static void wait_for_result(pool *p)
{
    const cli_jobs *jobs = p->jobs;
    pthread_mutex_lock(&p->lock);
    while (!p->slots[p->taken % CLI_JOBS_SLOTS].there) {
        if (!jobs->waiting) {
            pthread_cond_wait(&p->ready, &p->lock);
            continue;
        }
        struct timespec until = soon();
        pthread_cond_timedwait(&p->ready, &p->lock, &until);
        size_t done = p->done;
        pthread_mutex_unlock(&p->lock);
        jobs->waiting(jobs->context, done, p->taken);
        pthread_mutex_lock(&p->lock);
    }
    pthread_mutex_unlock(&p->lock);
}

/* The slot is empty again. */
static void free_slot(pool *p, bool go_on)
{
    size_t slot = p->taken % CLI_JOBS_SLOTS;
    pthread_mutex_lock(&p->lock);
    p->slots[slot].there = false;
    p->weight -= p->slots[slot].weight;
    p->taken++;
    p->stopped = p->stopped || !go_on;
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
}

/* Starts the threads, which leave signals to the caller's. How many there are: fewer where the system gives
 * no more. */
static size_t start(pool *p, pthread_t *threads)
{
    sigset_t all, before;
    size_t count = 0;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (count < p->jobs->at_once && pthread_create(&threads[count], NULL, run, p) == 0)
        count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return count;
}

static void init(pool *p)
{
    pthread_condattr_t clock;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->room, NULL);
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_cond_init(&p->ready, &clock);
    pthread_condattr_destroy(&clock);
}

void cli_jobs_run(const cli_jobs *jobs)
{
    pthread_t threads[CLI_JOBS_MOST];
    pool p = {.jobs = jobs};
    if (jobs->at_once < 2) {
        run_in_turn(jobs);
        return;
    }
    init(&p);
    size_t count = start(&p, threads);
    for (bool go_on = count > 0; go_on && p.taken < jobs->count;) {
        wait_for_result(&p);
        go_on = jobs->take(jobs->context, p.taken, p.taken % CLI_JOBS_SLOTS);
        free_slot(&p, go_on);
    }
    for (size_t i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    for (size_t slot = 0; slot < CLI_JOBS_SLOTS; slot++)
        if (p.slots[slot].there)
            jobs->drop(jobs->context, slot);
    pthread_cond_destroy(&p.ready);
    pthread_cond_destroy(&p.room);
    pthread_mutex_destroy(&p.lock);
    if (count == 0)
        run_in_turn(jobs);
}

#endif
