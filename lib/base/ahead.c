/* SPDX-License-Identifier: MIT */
#include "base/ahead.h"

#include "base/relay.h"

#include <stdlib.h>

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
    xt_relay *relay;
    const block *taking; /* NULL: none */
    size_t used;         /* bytes of it that were given out */
    block blocks[BLOCKS];
};

/* Fills the block as far as it goes. */
static xt_status fill(void *context, void *piece, bool *last, xt_error *error)
{
    const xt_ahead *a = context;
    block *b = piece;
    xt_status status = XT_OK;
    b->size = 0;
    while (!status && !*last && b->size < BLOCK_SIZE) {
        size_t got = 0;
        status = a->make(a->context, b->data + b->size, BLOCK_SIZE - b->size, &got, error);
        b->size += status ? 0 : got;
        *last = got == 0;
    }
    return status;
}

xt_ahead *xt_ahead_start(xt_ahead_maker *make, void *context, bool always)
{
    xt_ahead *a = malloc(sizeof *a);
    if (!a)
        return NULL;
    a->make = make;
    a->context = context;
    a->taking = NULL;
    a->used = 0;
    const xt_relay_pieces blocks = {a->blocks, sizeof *a->blocks, BLOCKS};
    a->relay = xt_relay_start(fill, a, blocks, always);
    if (a->relay)
        return a;
    free(a);
    return NULL;
}

xt_status xt_ahead_take(xt_ahead *a, void *data, size_t size, size_t *got, xt_error *error)
{
    *got = 0;
    while (!a->taking || a->used == a->taking->size) {
        xt_status status = XT_OK;
        a->used = 0;
        a->taking = xt_relay_take(a->relay, &status, error);
        if (!a->taking)
            return status;
    }
    size_t left = a->taking->size - a->used, part = left < size ? left : size;
    memcpy(data, a->taking->data + a->used, part);
    a->used += part;
    *got = part;
    return XT_OK;
}

void xt_ahead_stop(xt_ahead *a)
{
    if (!a)
        return;
    xt_relay_stop(a->relay);
    free(a);
}
