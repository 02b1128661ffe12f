/* SPDX-License-Identifier: MIT
 *
 * A second thread that reads ahead: bytes that are costly to make (inflated, decoded) are made while the ones
 * before are used. An accelerator and nothing else: where there is one processor, or no thread to be had, or
 * where the library is built with XT_NO_THREADS, nothing starts and the caller reads for itself.
 */
#ifndef XT_BASE_AHEAD_H
#define XT_BASE_AHEAD_H

#include "base/str.h"

typedef struct xt_ahead xt_ahead;

/* Makes up to `size` bytes; *got 0: there are no more. Called by the other thread alone, from start to stop,
 * and not again after it failed or gave the last. */
typedef xt_status xt_ahead_maker(void *context, void *data, size_t size, size_t *got, xt_error *error);

/* Starts it. NULL: it does not; read without. `always`: also with one processor, for tests. */
xt_ahead *xt_ahead_start(xt_ahead_maker *make, void *context, bool always);

/* The next bytes, at most `size`, in order; *got 0 after the last. What the maker failed with comes after the
 * bytes before it, again and again. */
xt_status xt_ahead_take(xt_ahead *ahead, void *data, size_t size, size_t *got, xt_error *error);

/* Ends it, wherever it is; waits for the call of the maker that is under way. NULL is allowed. */
void xt_ahead_stop(xt_ahead *ahead);

#endif
