/* SPDX-License-Identifier: MIT
 *
 * A second thread that works ahead: pieces that are costly to make are made while the ones before are used.
 * An accelerator and nothing else: where there is one processor, or no thread to be had, or where the library
 * is built with XT_NO_THREADS, nothing starts and the caller works for itself.
 */
#ifndef XT_BASE_RELAY_H
#define XT_BASE_RELAY_H

#include "xlstools.h"

typedef struct xt_relay xt_relay;

/* Makes the next piece in place of an older one. *last: none comes after it. Where it fails, what it put into
 * the piece counts all the same. Called by the other thread alone, from start to stop, and not again after
 * it failed or gave the last. */
typedef xt_status xt_relay_maker(void *context, void *piece, bool *last, xt_error *error);

/* What goes round: an array of `count` pieces of `size` bytes each. With one, nothing is
 * made ahead but the first. It stays the caller's and
 * must live until xt_relay_stop. */
typedef struct xt_relay_pieces {
    void *first;
    size_t size, count;
} xt_relay_pieces;

/* Starts it; no signal comes to its thread. NULL: it does not; work without. `always`: also with one
 * processor, for tests. */
xt_relay *xt_relay_start(xt_relay_maker *make, void *context, xt_relay_pieces pieces, bool always);

/* The next piece, in order; it is the taker's until the next call. NULL after the last. What the maker failed
 * with comes after the pieces before it and is told again and again. */
void *xt_relay_take(xt_relay *relay, xt_status *status, xt_error *error);

/* Ends it, wherever it is; waits for the call of the maker that is under way. NULL is allowed. */
void xt_relay_stop(xt_relay *relay);

#endif
