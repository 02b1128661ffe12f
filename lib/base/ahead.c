/* SPDX-License-Identifier: MIT */
#include "base/ahead.h"

#ifdef XT_NO_THREADS

xt_ahead *xt_ahead_start(xt_ahead_maker *make, void *context, bool always)
{
    (void)make;
    (void)context;
    (void)always;
    return NULL;
}

xt_status xt_ahead_take(xt_ahead *ahead, void *data, size_t size, size_t *got, xt_error *error)
{
    (void)ahead;
    (void)data;
    (void)size;
    (void)error;
    *got = 0;
    return XT_OK;
}

void xt_ahead_stop(xt_ahead *ahead)
{
    (void)ahead;
}

#else

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* Blocks go round: the maker fills one after the other, the taker empties them. Few and small: the cache
 * holds them, and the maker is never far ahead of an error that nobody will look at. */
enum { BLOCKS = 4, BLOCK_SIZE = 256 * 1024 };

typedef struct block {
    size_t size;
    char data[BLOCK_SIZE];
} block;

struct xt_ahead {
    xt_ahead_maker *make;
    void *context;
    pthread_t thread;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t moved; /* made or taken changed, or it ends */
    size_t made, taken;   /* blocks so far; block n is blocks[n % BLOCKS] */
    bool ended;           /* the maker gave its last, or failed */
    bool stopped;         /* the taker wants no more */
    xt_status status;     /* of the maker, told when all before it is taken */
    xt_error error;

    size_t used; /* bytes of the block that is being taken; the taker's alone */
    block blocks[BLOCKS];
};

/* Waits for room; false: nobody wants more. */
static bool wait_for_room(xt_ahead *a)
{
    pthread_mutex_lock(&a->lock);
    while (!a->stopped && a->made - a->taken == BLOCKS)
        pthread_cond_wait(&a->moved, &a->lock);
    bool go_on = !a->stopped;
    pthread_mutex_unlock(&a->lock);
    return go_on;
}

/* Fills the block as far as it goes. */
static xt_status fill(xt_ahead *a, block *b, bool *last, xt_error *error)
{
    xt_status status = XT_OK;
    b->size = 0;
    *last = false;
    while (!status && !*last && b->size < BLOCK_SIZE) {
        size_t got = 0;
        status = a->make(a->context, b->data + b->size, BLOCK_SIZE - b->size, &got, error);
        b->size += status ? 0 : got;
        *last = got == 0;
    }
    return status;
}

static void *run(void *context)
{
    xt_ahead *a = context;
    bool last = false;
    while (!last && wait_for_room(a)) {
        xt_error error = {0};
        xt_status status = fill(a, &a->blocks[a->made % BLOCKS], &last, &error);
        last = last || status;
        pthread_mutex_lock(&a->lock);
        a->made++;
        a->ended = last;
        a->status = status;
        a->error = error;
        pthread_cond_signal(&a->moved);
        pthread_mutex_unlock(&a->lock);
    }
    return NULL;
}

xt_ahead *xt_ahead_start(xt_ahead_maker *make, void *context, bool always)
{
    if (!always && sysconf(_SC_NPROCESSORS_ONLN) < 2)
        return NULL;
    xt_ahead *a = malloc(sizeof *a);
    if (!a)
        return NULL;
    a->make = make;
    a->context = context;
    a->made = a->taken = a->used = 0;
    a->ended = a->stopped = false;
    a->status = XT_OK;
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->moved, NULL);
    if (pthread_create(&a->thread, NULL, run, a) == 0)
        return a;
    pthread_cond_destroy(&a->moved);
    pthread_mutex_destroy(&a->lock);
    free(a);
    return NULL;
}

/* Waits for a block; false: there are no more, and *status tells why. */
static bool wait_for_block(xt_ahead *a, xt_status *status, xt_error *error)
{
    pthread_mutex_lock(&a->lock);
    while (a->made == a->taken && !a->ended)
        pthread_cond_wait(&a->moved, &a->lock);
    bool there = a->made != a->taken;
    if (!there) {
        *status = a->status;
        if (a->status && error)
            *error = a->error;
    }
    pthread_mutex_unlock(&a->lock);
    return there;
}

static void give_back(xt_ahead *a)
{
    pthread_mutex_lock(&a->lock);
    a->taken++;
    a->used = 0;
    pthread_cond_signal(&a->moved);
    pthread_mutex_unlock(&a->lock);
}

xt_status xt_ahead_take(xt_ahead *a, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_status status = XT_OK;
    *got = 0;
    while (*got == 0 && wait_for_block(a, &status, error)) {
        const block *b = &a->blocks[a->taken % BLOCKS]; /* the maker does not touch it */
        size_t left = b->size - a->used, part = left < size ? left : size;
        memcpy(data, b->data + a->used, part);
        a->used += part;
        *got = part;
        if (a->used == b->size)
            give_back(a);
        if (size == 0)
            break;
    }
    return status;
}

void xt_ahead_stop(xt_ahead *a)
{
    if (!a)
        return;
    pthread_mutex_lock(&a->lock);
    a->stopped = true;
    pthread_cond_signal(&a->moved);
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->thread, NULL);
    pthread_cond_destroy(&a->moved);
    pthread_mutex_destroy(&a->lock);
    free(a);
}

#endif
