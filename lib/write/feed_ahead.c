/* SPDX-License-Identifier: MIT
 *
 * A row travels as bytes: how many follow, then each cell's type and its number or its text with a
 * terminator.
 */
#include "write/feed_ahead.h"

#include "base/error.h"

void xt_feed_ahead_begin(xt_feed_ahead *f, const xt_form_feed *from, const xt_template *form)
{
    *f = (xt_feed_ahead){.from = from,
                         .form = form,
                         .table = SIZE_MAX,
                         .made = xt_bytes_make(SIZE_MAX / 2),
                         .taken = xt_bytes_make(SIZE_MAX / 2)};
}

/* ---------------------------------------------------------------- the thread that reads */

static void pack_cell(xt_bytes *out, const xt_form_cell *cell)
{
    xt_bytes_putc(out, (char)cell->type);
    if (cell->type == XT_FORM_NUMBER)
        xt_bytes_append(out, &cell->number, sizeof cell->number);
    else if (cell->type == XT_FORM_TEXT)
        xt_bytes_append(out, cell->text, strlen(cell->text) + 1);
}

/* Packs the next row; after the last one nothing. */
static xt_status pack_row(xt_feed_ahead *f, xt_error *error)
{
    const xt_form_cell *cells = NULL;
    xt_status status = f->from->next(f->from->context, f->table, &cells, error);
    xt_bytes_clear(&f->made);
    f->given = 0;
    if (status || !cells)
        return status;
    uint64_t size = 0;
    xt_bytes_append(&f->made, &size, sizeof size);
    for (size_t i = 0; i < f->form->tables[f->table].field_count; i++)
        pack_cell(&f->made, &cells[i]);
    if (f->made.fault)
        return xt_fail_memory(error);
    size = f->made.size - sizeof size;
    memcpy(f->made.data, &size, sizeof size);
    return XT_OK;
}

static xt_status make(void *context, void *data, size_t size, size_t *got, xt_error *error)
{
    xt_feed_ahead *f = context;
    *got = 0;
    if (f->given == f->made.size) {
        xt_status status = pack_row(f, error);
        if (status)
            return status;
    }
    size_t left = f->made.size - f->given;
    *got = left < size ? left : size;
    if (*got)
        memcpy(data, f->made.data + f->given, *got);
    f->given += *got;
    return XT_OK;
}

/* ---------------------------------------------------------------- the one that writes */

/* Takes until `size` bytes are there that are not used yet; *there false: the rows end. */
static xt_status want(xt_feed_ahead *f, size_t size, bool *there, xt_error *error)
{
    enum { STEP = 64 * 1024 };
    size_t left = f->taken.size - f->used;
    *there = left >= size;
    if (*there)
        return XT_OK;
    if (left)
        memmove(f->taken.data, f->taken.data + f->used, left);
    f->taken.size = left;
    f->used = 0;
    while (f->taken.size < size) {
        size_t got = 0;
        char *room = xt_bytes_reserve(&f->taken, STEP);
        if (!room)
            return xt_fail_memory(error);
        xt_status status = xt_ahead_take(f->ahead, room, STEP, &got, error);
        if (status || got == 0)
            return status;
        f->taken.size += got;
    }
    *there = true;
    return XT_OK;
}

static const char *unpack_cell(const char *at, xt_form_cell *cell)
{
    *cell = (xt_form_cell){.text = ""};
    cell->type = (xt_form_cell_type)*at++;
    if (cell->type == XT_FORM_NUMBER) {
        memcpy(&cell->number, at, sizeof cell->number);
        at += sizeof cell->number;
    } else if (cell->type == XT_FORM_TEXT) {
        cell->text = at;
        at += strlen(at) + 1;
    }
    return at;
}

static xt_status take_row(xt_feed_ahead *f, const xt_form_cell **cells, xt_error *error)
{
    uint64_t size = 0;
    bool there = false;
    xt_status status = want(f, sizeof size, &there, error);
    if (status || !there)
        return status;
    memcpy(&size, f->taken.data + f->used, sizeof size);
    status = want(f, sizeof size + (size_t)size, &there, error);
    if (status)
        return status;
    const char *at = f->taken.data + f->used + sizeof size;
    for (size_t i = 0; i < f->form->tables[f->table].field_count; i++)
        at = unpack_cell(at, &f->cells[i]);
    f->used += sizeof size + (size_t)size;
    *cells = f->cells;
    return XT_OK;
}

static void stop(xt_feed_ahead *f)
{
    xt_ahead_stop(f->ahead);
    f->ahead = NULL;
    xt_bytes_clear(&f->made);
    xt_bytes_clear(&f->taken);
    f->given = f->used = 0;
}

static xt_status next_row(void *context, size_t table, const xt_form_cell **cells, xt_error *error)
{
    xt_feed_ahead *f = context;
    *cells = NULL;
    if (table != f->table) {
        stop(f);
        f->table = table;
        f->ahead = xt_ahead_start(make, f, f->always);
    }
    return f->ahead ? take_row(f, cells, error) : f->from->next(f->from->context, table, cells, error);
}

static uint64_t fills(void *context, size_t table)
{
    const xt_feed_ahead *f = context;
    return f->from->fills(f->from->context, table);
}

/* Asked for after the last row, when the other thread is done. */
static const char *note_of(void *context, size_t table, size_t note)
{
    const xt_feed_ahead *f = context;
    return f->from->note(f->from->context, table, note);
}

xt_form_feed xt_feed_ahead_feed(xt_feed_ahead *f)
{
    xt_form_feed feed = *f->from;
    feed.context = f;
    feed.fills = fills;
    feed.next = next_row;
    feed.note = note_of;
    return feed;
}

void xt_feed_ahead_end(xt_feed_ahead *f)
{
    stop(f);
    xt_bytes_free(&f->made);
    xt_bytes_free(&f->taken);
}
