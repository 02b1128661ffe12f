/* SPDX-License-Identifier: MIT */
#include "write/patch_parts.h"

#include <stdlib.h>

enum { CHUNK = 64 * 1024 };

static xt_splice *items_of(const xt_splices *s, size_t *count)
{
    *count = s->items.size / sizeof(xt_splice);
    return (xt_splice *)(void *)s->items.data;
}

xt_status xt_splices_add(xt_splices *s, uint64_t at, uint64_t size, xt_str text, xt_error *error)
{
    const xt_splice item = {at, size, s->text.size, text.size, s->items.size};
    if (xt_bytes_add(&s->text, text) || xt_bytes_append(&s->items, &item, sizeof item))
        return xt_fail_memory(error);
    return XT_OK;
}

xt_status xt_splices_replace(xt_splices *s, const xt_token *token, xt_str piece, xt_str text, xt_error *error)
{
    return xt_splices_add(s, token->at + (uint64_t)(piece.data - token->raw.data), piece.size, text, error);
}

static int by_place(const void *a, const void *b)
{
    const xt_splice *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

bool xt_splices_sort(xt_splices *s)
{
    size_t count = 0;
    xt_splice *items = items_of(s, &count);
    if (count)
        qsort(items, count, sizeof *items, by_place);
    for (size_t i = 1; i < count; i++)
        if (items[i].at - items[i - 1].at < items[i - 1].size)
            return false;
    return true;
}

uint64_t xt_splices_size(const xt_splices *s, uint64_t size)
{
    size_t count = 0;
    const xt_splice *items = items_of(s, &count);
    for (size_t i = 0; i < count; i++)
        size = size - items[i].size + items[i].length;
    return size;
}

xt_status xt_splicer_open(xt_splicer *s, xt_error *error)
{
    s->chunk = s->chunk ? s->chunk : CHUNK;
    s->used = s->filled = s->next = s->text_left = 0;
    s->at = s->skip = 0;
    s->buffer = malloc(s->chunk);
    if (!s->buffer)
        return xt_fail_memory(error);
    xt_status status = xt_zip_part_open(&s->part, s->zip, s->splices->part, s->maximum, error);
    if (!status && s->chunk == CHUNK) /* tests count the bytes themselves */
        xt_zip_part_ahead(s->part);
    return status;
}

void xt_splicer_close(xt_splicer *s)
{
    xt_zip_part_close(s->part);
    free(s->buffer);
    s->part = NULL;
    s->buffer = NULL;
}

static size_t smaller(uint64_t a, uint64_t b)
{
    return (size_t)(a < b ? a : b);
}

/* Begins the change at the place that was reached, if there is one. */
static bool begin_change(xt_splicer *s)
{
    size_t count = 0;
    const xt_splice *items = items_of(s->splices, &count);
    if (s->skip || s->next == count || items[s->next].at != s->at)
        return false;
    s->skip = items[s->next].size;
    s->text_at = items[s->next].from;
    s->text_left = items[s->next].length;
    s->next++;
    return true;
}

/* Up to where the part goes out as it is. */
static uint64_t until(const xt_splicer *s)
{
    size_t count = 0;
    const xt_splice *items = items_of(s->splices, &count);
    return s->next < count ? items[s->next].at - s->at : UINT64_MAX;
}

xt_status xt_splicer_read(xt_splicer *s, char *data, size_t size, size_t *got, xt_error *error)
{
    *got = 0;
    while (*got < size) {
        size_t room = size - *got;
        if (s->text_left) {
            size_t piece = smaller(room, s->text_left);
            memcpy(data + *got, s->splices->text.data + s->text_at, piece);
            s->text_at += piece;
            s->text_left -= piece;
            *got += piece;
        } else if (!begin_change(s)) {
            if (s->used == s->filled) {
                s->used = 0;
                xt_status status = xt_zip_part_read(s->part, s->buffer, s->chunk, &s->filled, error);
                if (status || s->filled == 0)
                    return status;
            }
            bool skips = s->skip;
            size_t piece = smaller(s->filled - s->used, skips ? s->skip : smaller(room, until(s)));
            if (skips) {
                s->skip -= piece;
            } else {
                memcpy(data + *got, s->buffer + s->used, piece);
                *got += piece;
            }
            s->used += piece;
            s->at += piece;
        }
    }
    return XT_OK;
}
