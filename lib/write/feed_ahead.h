/* SPDX-License-Identifier: MIT
 *
 * Rows that are read by a second thread while the ones before are written (base/ahead.h): a feed around a
 * feed.
 */
#ifndef XT_WRITE_FEED_AHEAD_H
#define XT_WRITE_FEED_AHEAD_H

#include "base/ahead.h"
#include "write/form.h"

typedef struct xt_feed_ahead {
    const xt_form_feed *from;
    const xt_template *form;
    xt_ahead *ahead; /* NULL: the rows are asked for as they are wanted */
    size_t table;    /* that is read; SIZE_MAX: none yet */
    bool always;     /* also with one processor, for tests */

    xt_bytes made; /* the other thread's: a row on its way */
    size_t given;  /* of it */

    xt_bytes taken; /* rows that have come */
    size_t used;    /* of them */
    xt_form_cell cells[XT_MAX_FIELDS];
} xt_feed_ahead;

/* Begins; `from` must live until the end, and be asked for nothing meanwhile. */
void xt_feed_ahead_begin(xt_feed_ahead *feed, const xt_form_feed *from, const xt_template *form);

/* The feed to use in its place. */
xt_form_feed xt_feed_ahead_feed(xt_feed_ahead *feed);

void xt_feed_ahead_end(xt_feed_ahead *feed);

#endif
