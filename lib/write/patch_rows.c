/* SPDX-License-Identifier: MIT
 *
 * A sheet as it was and as it was written, side by side as bytes: rows that are the same byte for byte hold
 * the same cells, so that only the others must be taken apart. Whatever is not as plain as that - a row more
 * or less, prefixes, comments - is left to the comparison of all cells.
 */
#include "write/patch_rows.h"

#include "read/ooxml_sheet.h"

enum {
    CHUNK = 256 * 1024,
    LONGEST = 4 * 1024 * 1024, /* of a row, and of what stands before and behind the rows */
};

/* What was read of a part and not yet compared. */
typedef struct window {
    xt_zip_part *part;
    xt_bytes bytes;
    size_t at;
    bool ended;
} window;

typedef struct sides {
    window old, new;
    xt_sheet *old_sheet, *new_sheet; /* to take rows apart with */
    xt_patch_compare *compare;
    void *context;
    xt_error *error;
} sides;

static xt_status open_window(window *w, xt_book *book, size_t sheet, xt_error *error)
{
    w->bytes = xt_bytes_make(2 * LONGEST + 2 * CHUNK);
    xt_status status =
        xt_zip_part_open(&w->part, book->zip, book->sheets[sheet].part, book->limits.sheet_size, error);
    if (!status)
        xt_zip_part_ahead(w->part);
    return status;
}

static void close_window(window *w)
{
    xt_zip_part_close(w->part);
    xt_bytes_free(&w->bytes);
}

static xt_str rest_of(const window *w)
{
    return xt_str_from(xt_bytes_str(&w->bytes), w->at);
}

/* Reads a chunk more behind what is left. */
static xt_status fill(window *w, xt_error *error)
{
    xt_str rest = rest_of(w);
    if (w->at && rest.size)
        memmove(w->bytes.data, rest.data, rest.size);
    w->bytes.size = rest.size;
    w->at = 0;
    char *room = xt_bytes_reserve(&w->bytes, CHUNK);
    size_t got = 0;
    if (!room)
        return xt_fail_memory(error);
    xt_status status = xt_zip_part_read(w->part, room, CHUNK, &got, error);
    w->bytes.size += got;
    w->ended = !status && got == 0;
    return status;
}

/* How many bytes both begin with. */
static size_t common(xt_str a, xt_str b)
{
    enum { STEP = 4096 };
    size_t size = a.size < b.size ? a.size : b.size, at = 0;
    while (size - at >= STEP && memcmp(a.data + at, b.data + at, STEP) == 0)
        at += STEP;
    while (at < size && a.data[at] == b.data[at])
        at++;
    return at;
}

/* Where the last row that begins before `end` begins, or SIZE_MAX. */
static size_t last_row(xt_str text, size_t end)
{
    const xt_str tag = XT_LITERAL("<row ");
    for (size_t at = end; at-- > 0;)
        if (text.data[at] == '<' && xt_str_starts(xt_str_from(text, at), tag))
            return at;
    return SIZE_MAX;
}

/* The row at the start of the window with its end tag, reading on until that is there. *sure false: it does
 * not come. */
static xt_status take_row(window *w, xt_str *row, bool *sure, xt_error *error)
{
    const xt_str end = XT_LITERAL("</row>");
    xt_status status = XT_OK;
    size_t at = xt_str_find(rest_of(w), end);
    while (!status && at == SIZE_MAX && !w->ended && rest_of(w).size < LONGEST) {
        status = fill(w, error);
        at = xt_str_find(rest_of(w), end);
    }
    *sure = at != SIZE_MAX;
    *row = (xt_str){rest_of(w).data, *sure ? at + end.size : 0};
    return status;
}

/* The row's cells. *sure false: it is not in the plain form, or does not tell its number. */
static xt_status scan_row(xt_sheet *sheet, xt_str text, bool *sure, xt_error *error)
{
    xt_ooxml_sheet *s = (xt_ooxml_sheet *)sheet;
    xt_scan scan = {text.data, text.data + text.size, true};
    s->next_row = XT_MAX_ROW + 1; /* no row may have the number that follows */
    xt_item item = xt_ooxml_scan_row(s, &scan, error);
    *sure = item == XT_ITEM_READY && scan.at == scan.end;
    return item == XT_ITEM_FAILED ? xt_fail_memory(error) : XT_OK;
}

/* Compares the rows in which both sides begin to differ, `same` bytes from where they are. */
static xt_status compare_row(sides *s, size_t same, bool *sure)
{
    const xt_row *old_row = &s->old_sheet->row, *new_row = &s->new_sheet->row;
    xt_str old_text, new_text;
    size_t start = last_row(rest_of(&s->old), same);
    *sure = start != SIZE_MAX;
    if (!*sure)
        return XT_OK;
    s->old.at += start;
    s->new.at += start;
    xt_status status = take_row(&s->old, &old_text, sure, s->error);
    if (!status && *sure)
        status = take_row(&s->new, &new_text, sure, s->error);
    *sure = *sure && same - start < old_text.size;
    if (!status && *sure)
        status = scan_row(s->old_sheet, old_text, sure, s->error);
    if (!status && *sure)
        status = scan_row(s->new_sheet, new_text, sure, s->error);
    *sure = *sure && old_row->number == new_row->number && old_row->hidden == new_row->hidden;
    if (status || !*sure)
        return status;
    s->old.at += old_text.size;
    s->new.at += new_text.size;
    return s->compare(s->context, old_row, new_row, s->error);
}

/* Moves on over bytes that are the same on both sides, but not into a row that may differ further on. */
static void pass(sides *s, size_t same)
{
    size_t start = last_row(rest_of(&s->old), same);
    size_t whole = start != SIZE_MAX ? start : 0;
    s->old.at += whole;
    s->new.at += whole;
}

/* Whether there is enough of each side to find the end of a row. */
static xt_status fill_both(sides *s)
{
    window *const both[] = {&s->old, &s->new};
    xt_status status = XT_OK;
    for (size_t i = 0; i < sizeof both / sizeof *both; i++)
        while (!status && !both[i]->ended && rest_of(both[i]).size < CHUNK)
            status = fill(both[i], s->error);
    return status;
}

static xt_status walk(sides *s, bool *sure)
{
    xt_status status = XT_OK;
    *sure = true;
    while (!status && *sure) {
        status = fill_both(s);
        xt_str old = rest_of(&s->old), new = rest_of(&s->new);
        size_t same = status ? 0 : common(old, new);
        if (status || (same == old.size && same == new.size && s->old.ended && s->new.ended))
            break;
        if (same < old.size && same < new.size) {
            status = compare_row(s, same, sure);
            continue;
        }
        if ((s->old.ended && new.size > same) || (s->new.ended &&old.size > same)) {
            *sure = false; /* one side has more */
            break;
        }
        size_t before = s->old.at;
        pass(s, same);
        if (s->old.at != before)
            continue;
        /* One long row, or none: more of it must be there. */
        *sure = same < LONGEST;
        if (*sure && !s->old.ended)
            status = fill(&s->old, s->error);
        if (!status && *sure && !s->new.ended)
            status = fill(&s->new, s->error);
    }
    return status;
}

xt_status xt_patch_compare_rows(xt_book *old, xt_book *new, size_t sheet, xt_patch_compare *compare,
                                void *context, bool *sure, xt_error *error)
{
    sides s = {.compare = compare, .context = context, .error = error};
    *sure = false;
    xt_status status = xt_sheet_open(&s.old_sheet, old, sheet, error);
    if (!status)
        status = xt_sheet_open(&s.new_sheet, new, sheet, error);
    if (!status)
        status = open_window(&s.old, old, sheet, error);
    if (!status)
        status = open_window(&s.new, new, sheet, error);
    if (!status)
        status = walk(&s, sure);
    close_window(&s.old);
    close_window(&s.new);
    xt_sheet_close(s.old_sheet);
    xt_sheet_close(s.new_sheet);
    return status;
}
