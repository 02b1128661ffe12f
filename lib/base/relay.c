/* SPDX-License-Identifier: MIT */
#include "base/relay.h"

#ifdef XT_NO_THREADS

xt_relay *xt_relay_start(xt_relay_maker *make, void *context, xt_relay_pieces pieces, bool always)
{
    (void)make;
    (void)context;
    (void)pieces;
    (void)always;
    return NULL;
}

void *xt_relay_take(xt_relay *relay, xt_status *status, xt_error *error)
{
    (void)relay;
    (void)error;
    *status = XT_OK;
    return NULL;
}

void xt_relay_stop(xt_relay *relay)
{
    (void)relay;
}

#else

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct xt_relay {
    xt_relay_maker *make;
    void *context;
    xt_relay_pieces pieces; /* piece n is the entry n % count */
    pthread_t thread;
    pthread_mutex_t lock; /* of all below but `holds` */
    pthread_cond_t moved; /* made or taken changed, or it ends */
    size_t made, taken;   /* so far; a piece that is being used is not yet taken */
    bool ended;           /* the maker gave its last, or failed */
    bool stopped;         /* the taker wants no more */
    xt_status status;     /* of the maker, told when all before it is taken */
    xt_error error;
    bool holds; /* the taker uses a piece; the taker's alone */
};

static void *piece(const xt_relay *r, size_t number)
{
    return (char *)r->pieces.first + number % r->pieces.count * r->pieces.size;
}

/* Waits for room; false: nobody wants more. */
static bool wait_for_room(xt_relay *r)
{
    pthread_mutex_lock(&r->lock);
    while (!r->stopped && r->made - r->taken == r->pieces.count)
        pthread_cond_wait(&r->moved, &r->lock);
    bool go_on = !r->stopped;
    pthread_mutex_unlock(&r->lock);
    return go_on;
}

static void *run(void *context)
{
    xt_relay *r = context;
    bool last = false;
    while (!last && wait_for_room(r)) {
        xt_error error = {0};
        xt_status status = r->make(r->context, piece(r, r->made), &last, &error);
        last = last || status;
        pthread_mutex_lock(&r->lock);
        r->made++;
        r->ended = last;
        r->status = status;
        r->error = error;
        pthread_cond_signal(&r->moved);
        pthread_mutex_unlock(&r->lock);
    }
    return NULL;
}

/* Signals are the caller's business: the new thread takes none. */
static int create(xt_relay *r)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&r->thread, NULL, run, r);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed;
}

xt_relay *xt_relay_start(xt_relay_maker *make, void *context, xt_relay_pieces pieces, bool always)
{
    if (!always && sysconf(_SC_NPROCESSORS_ONLN) < 2)
        return NULL;
    xt_relay *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->make = make;
    r->context = context;
    r->pieces = pieces;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->moved, NULL);
    if (create(r) == 0)
        return r;
    pthread_cond_destroy(&r->moved);
    pthread_mutex_destroy(&r->lock);
    free(r);
    return NULL;
}

void *xt_relay_take(xt_relay *r, xt_status *status, xt_error *error)
{
    void *next = NULL;
    *status = XT_OK;
    pthread_mutex_lock(&r->lock);
    if (r->holds) {
        r->taken++;
        pthread_cond_signal(&r->moved);
    }
    while (r->made == r->taken && !r->ended)
        pthread_cond_wait(&r->moved, &r->lock);
    r->holds = r->made != r->taken;
    if (r->holds) {
        next = piece(r, r->taken);
    } else {
        *status = r->status;
        if (r->status && error)
            *error = r->error;
    }
    pthread_mutex_unlock(&r->lock);
    return next;
}

void xt_relay_stop(xt_relay *r)
{
    if (!r)
        return;
    pthread_mutex_lock(&r->lock);
    r->stopped = true;
    pthread_cond_signal(&r->moved);
    pthread_mutex_unlock(&r->lock);
    pthread_join(r->thread, NULL);
    pthread_cond_destroy(&r->moved);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

#endif
