/* SPDX-License-Identifier: MIT */
#include "read/rows_ahead.h"

#include "base/relay.h"
#include "read/source.h"

#include <stdlib.h>

/* A batch ends with the buffer that its texts borrow from, or at one of these: few and small, so that the
 * cache holds them. */
enum { BATCHES = 4, ROWS = 1024, CELLS_SIZE = 512 * 1024, TEXT_SIZE = 512 * 1024 };

typedef struct batch_row {
    uint32_t number;
    bool hidden;
    size_t first, count; /* of its cells, in those of the batch */
} batch_row;

typedef struct batch {
    xt_row_room room;
    xt_bytes buffer; /* what texts borrow from, of this batch or of the ones before */
    double share;
    size_t count;
    batch_row rows[ROWS];
} batch;

struct xt_rows_ahead {
    xt_sheet *sheet; /* the maker's */
    xt_relay *relay;
    const batch *taking; /* NULL: none */
    size_t next;         /* row of it */
    bool done;
    double share;
    xt_row row;
    batch batches[BATCHES];
};

static void add_row(batch *b, const xt_sheet *s)
{
    b->rows[b->count++] = (batch_row){.number = s->row.number,
                                      .hidden = s->row.hidden,
                                      .first = s->room->row_start / sizeof(xt_cell),
                                      .count = s->row.count};
}

static bool is_full(const batch *b, const xt_sheet *s, uint64_t text_before)
{
    return b->count == ROWS || b->room.cells.size >= CELLS_SIZE || s->text_given - text_before >= TEXT_SIZE;
}

static xt_status fill(void *context, void *piece, bool *last, xt_error *error)
{
    const xt_rows_ahead *a = context;
    const xt_source *source = a->sheet->book->source;
    xt_sheet *s = a->sheet;
    batch *b = piece;
    uint64_t text_before = s->text_given;
    xt_status status = XT_OK;
    b->count = 0;
    xt_row_room_clear(&b->room);
    s->room = &b->room;
    for (bool full = false; !full;) {
        s->row_ready = false;
        status = source->next(s, error);
        *last = status || !s->row_ready;
        if (!*last)
            add_row(b, s);
        full = *last || source->take_used(s, &b->buffer) || is_full(b, s, text_before);
    }
    b->share = source->share(s);
    return status;
}

xt_rows_ahead *xt_rows_ahead_start(xt_sheet *sheet, bool always)
{
    xt_rows_ahead *a = malloc(sizeof *a);
    if (!a)
        return NULL;
    a->sheet = sheet;
    a->taking = NULL;
    a->next = 0;
    a->done = false;
    a->share = sheet->book->source->share(sheet);
    for (size_t i = 0; i < BATCHES; i++) {
        a->batches[i].room = xt_row_room_make();
        a->batches[i].room.keep = true;
        a->batches[i].buffer = xt_bytes_make(SIZE_MAX / 2);
    }
    sheet->book->source->keep(sheet);
    const xt_relay_pieces batches = {a->batches, sizeof *a->batches, BATCHES};
    a->relay = xt_relay_start(fill, a, batches, always);
    if (a->relay)
        return a;
    free(a);
    return NULL;
}

xt_status xt_rows_ahead_next(xt_rows_ahead *a, const xt_row **row, xt_error *error)
{
    *row = NULL;
    while (!a->taking || a->next == a->taking->count) {
        xt_status status = XT_OK;
        a->next = 0;
        a->taking = xt_relay_take(a->relay, &status, error);
        if (!a->taking) {
            a->done = true;
            return status;
        }
        a->share = a->taking->share;
    }
    const batch_row *r = &a->taking->rows[a->next++];
    const xt_cell *cells = (const xt_cell *)(const void *)a->taking->room.cells.data;
    a->row = (xt_row){.number = r->number,
                      .hidden = r->hidden,
                      .count = r->count,
                      .cells = cells ? cells + r->first : NULL};
    *row = &a->row;
    return XT_OK;
}

bool xt_rows_ahead_is_done(const xt_rows_ahead *a)
{
    return a->done;
}

double xt_rows_ahead_share(const xt_rows_ahead *a)
{
    return a->share;
}

void xt_rows_ahead_stop(xt_rows_ahead *a)
{
    if (!a)
        return;
    xt_relay_stop(a->relay);
    a->sheet->room = &a->sheet->own_room;
    for (size_t i = 0; i < BATCHES; i++) {
        xt_row_room_free(&a->batches[i].room);
        xt_bytes_free(&a->batches[i].buffer);
    }
    free(a);
}
