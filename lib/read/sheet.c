/* SPDX-License-Identifier: MIT
 *
 * Sheets as rows, whatever they are read from: one row in memory at a time.
 */
#include "read/sheet.h"

#include "base/utf8.h"
#include "read/rows_ahead.h"
#include "read/source.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/* An error or a note about a cell, or about a row where the column is 0. */
static xt_status fail_at_cell(const xt_sheet *s, xt_sentence sentence, uint32_t row, uint32_t column,
                              xt_str text, xt_error *error)
{
    char place[XT_ERROR_TEXT], ref[XT_REF_SIZE];
    size_t room = sizeof place - XT_REF_SIZE - 2;
    size_t size = xt_utf8_cut(xt_str_of(s->name), room);
    snprintf(place, sizeof place, "%.*s!%s", (int)size, s->name, xt_cell_ref(row, column, ref));
    return xt_fail_at(error, sentence, xt_str_of(place), text);
}

xt_status xt_sheet_fail(const xt_sheet *s, xt_sentence sentence, uint32_t column, xt_str text,
                        xt_error *error)
{
    return fail_at_cell(s, sentence, s->row.number, column, text, error);
}

xt_status xt_sheet_fail_limit(const xt_sheet *s, xt_sentence sentence, uint64_t number, uint64_t limit,
                              xt_error *error)
{
    return xt_fail_limit(error, sentence, xt_str_of(s->name), number, limit);
}

xt_status xt_sheet_fail_size(const xt_sheet *s, uint32_t column, uint64_t size, xt_error *error)
{
    xt_status status = xt_sheet_fail(s, XT_SAY_LIMIT_CELL, column, (xt_str){0}, error);
    if (error) {
        error->number = (int64_t)size;
        error->limit = (int64_t)s->book->limits.cell_size;
    }
    return status;
}

void xt_row_room_clear(xt_row_room *room)
{
    room->row_start = 0;
    xt_bytes_clear(&room->cells);
    xt_arena_reset(&room->texts);
}

void xt_row_room_free(xt_row_room *room)
{
    xt_bytes_free(&room->cells);
    xt_arena_free(&room->texts);
}

void xt_sheet_begin_row(xt_sheet *s, uint32_t number)
{
    s->row = (xt_row){.number = number};
    if (s->room->keep)
        s->room->row_start = s->room->cells.size;
    else
        xt_row_room_clear(s->room);
}

/* Looks at what the workbook hands out over all its sheets; reading a sheet once more does not count again.
 */
static xt_status check_text(xt_sheet *s, xt_error *error)
{
    if (s->text_given <= s->entry->text_given)
        return XT_OK;
    uint64_t more = s->text_given - s->entry->text_given;
    /* at once: another sheet's thread may add to it, too */
    uint64_t total = atomic_fetch_add(&s->book->text_given, more) + more;
    if (s->text_limit && total > s->text_limit) {
        s->book->text_given -= more;
        return xt_sheet_fail_limit(s, XT_SAY_LIMIT_TEXT, total, s->text_limit, error);
    }
    s->entry->text_given = s->text_given;
    return XT_OK;
}

xt_status xt_sheet_count_text(xt_sheet *s, uint64_t size, xt_error *error)
{
    s->text_given += size;
    return check_text(s, error);
}

void xt_sheet_mark(xt_sheet *s, xt_oddity oddity, uint32_t column)
{
    if (s->odd[oddity].row)
        return;
    s->odd[oddity].row = s->row.number;
    s->odd[oddity].column = column;
}

xt_status xt_sheet_set_text(xt_sheet *s, xt_cell *cell, xt_str text, bool lasting, xt_error *error)
{
    cell->text = text;
    if (!lasting) {
        char *copy = xt_arena_copy(&s->room->texts, text);
        if (!copy)
            return xt_fail_memory(error);
        cell->text.data = copy;
    }
    s->text_given += text.size;
    if (text.size > XT_TEXT_MOST && xt_utf16_size(text) > XT_TEXT_MOST)
        xt_sheet_mark(s, XT_ODD_LONG, cell->column);
    return XT_OK;
}

xt_status xt_sheet_add_cell(xt_sheet *s, const xt_cell *cell, xt_error *error)
{
    bool empty_text = cell->type == XT_CELL_TEXT && cell->text.size == 0;
    if (!empty_text && xt_bytes_append(&s->room->cells, cell, sizeof *cell))
        return xt_fail_memory(error);
    return XT_OK;
}

static int by_column(const void *a, const void *b)
{
    uint32_t left = ((const xt_cell *)a)->column, right = ((const xt_cell *)b)->column;
    return (left > right) - (left < right);
}

/* Puts the cells in order; a cell that is there twice has no value that can be trusted. */
xt_status xt_sheet_end_row(xt_sheet *s, xt_error *error)
{
    size_t first = s->room->row_start / sizeof(xt_cell),
           count = s->room->cells.size / sizeof(xt_cell) - first;
    xt_cell *cells = count ? (xt_cell *)(void *)s->room->cells.data + first : NULL;
    bool rising = true;
    for (size_t i = 1; i < count; i++)
        rising = rising && cells[i - 1].column < cells[i].column;
    if (!rising)
        qsort(cells, count, sizeof *cells, by_column);
    for (size_t i = 1; !rising && i < count; i++)
        if (cells[i - 1].column == cells[i].column)
            return xt_sheet_fail(s, XT_SAY_CELL_TWICE, cells[i].column, (xt_str){0}, error);
    s->row.cells = cells;
    s->row.count = count;
    s->row_ready = true;
    if (s->row.number < s->last_row)
        xt_sheet_mark(s, XT_ODD_ROWS, 0);
    else
        s->last_row = s->row.number;
    return check_text(s, error);
}

xt_status xt_sheet_hide_columns(xt_sheet *s, uint32_t first, uint32_t last, xt_error *error)
{
    xt_range range = {.first_column = first, .last_column = last};
    if (s->hidden.size / sizeof range < XT_MAX_COLUMN && xt_bytes_append(&s->hidden, &range, sizeof range))
        return xt_fail_memory(error);
    return XT_OK;
}

xt_status xt_sheet_add_merge(xt_sheet *s, xt_range range, xt_error *error)
{
    uint64_t most = s->book->limits.merges, count = s->merges.size / sizeof range;
    if (most && count >= most)
        return xt_sheet_fail_limit(s, XT_SAY_LIMIT_MERGES, count + 1, most, error);
    return xt_bytes_append(&s->merges, &range, sizeof range) ? xt_fail_memory(error) : XT_OK;
}

/* What all texts together may come to; as much as a number can hold where it would be more. */
static uint64_t text_limit(const xt_book *book)
{
    const xt_limits *l = &book->limits;
    bool is_large = book->file_size && l->text_factor > (UINT64_MAX - l->text_size) / book->file_size;
    return is_large ? UINT64_MAX : l->text_size + l->text_factor * book->file_size;
}

xt_status xt_sheet_open(xt_sheet **out, xt_book *book, size_t index, xt_error *error)
{
    xt_book_sheet_entry *entry = NULL;
    xt_status status = xt_book_worksheet(book, index, &entry, error);
    if (status)
        return status;
    xt_sheet *s = calloc(1, book->source->sheet_size);
    if (!s)
        return xt_fail_memory(error);
    s->book = book;
    s->entry = entry;
    s->name = entry->info.name;
    s->own_room = xt_row_room_make();
    s->room = &s->own_room;
    s->hidden = xt_bytes_make(SIZE_MAX / 2);
    s->merges = xt_bytes_make(SIZE_MAX / 2);
    if (book->limits.text_size)
        s->text_limit = text_limit(book);
    status = book->source->open(s, error);
    if (status)
        xt_sheet_close(s);
    else
        *out = s;
    return status;
}

/* A reader that only looks at the first rows shall not start a thread. */
static void read_ahead(xt_sheet *s)
{
    const uint64_t first_rows = 256;
    const xt_source *source = s->book->source;
    bool always = s->book->ahead == XT_AHEAD_ALWAYS;
    if (s->book->ahead == XT_AHEAD_NEVER || !source->keep || s->rows_given != (always ? 1 : first_rows))
        return;
    if (always || source->is_large(s))
        s->ahead = xt_rows_ahead_start(s, always);
}

/* What was odd about the sheet so far becomes notes of the book, once for all readings. */
static xt_status tell_odd(xt_sheet *s, xt_error *error)
{
    static const xt_sentence SENTENCES[XT_ODD_COUNT] = {XT_SAY_NOTE_ROWS, XT_SAY_NOTE_LONG, XT_SAY_NOTE_DDE};
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < XT_ODD_COUNT; i++) {
        if (!s->odd[i].row || s->entry->told[i])
            continue;
        xt_error note;
        s->entry->told[i] = true;
        fail_at_cell(s, SENTENCES[i], s->odd[i].row, s->odd[i].column, (xt_str){0}, &note);
        status = xt_book_add_note(s->book, &note, error);
    }
    return status;
}

static xt_status next_row(xt_sheet *s, const xt_row **row, xt_error *error)
{
    if (!s->ahead)
        read_ahead(s);
    if (s->ahead)
        return xt_rows_ahead_next(s->ahead, row, error);
    s->row_ready = false;
    xt_status status = s->book->source->next(s, error);
    if (!status && s->row_ready) {
        s->rows_given++;
        *row = &s->row;
    }
    return status;
}

xt_status xt_sheet_next(xt_sheet *s, const xt_row **row, xt_error *error)
{
    *row = NULL;
    xt_status status = next_row(s, row, error);
    return status || *row ? status : tell_odd(s, error);
}

const xt_range *xt_sheet_merges(const xt_sheet *s, size_t *count)
{
    bool complete = !s->ahead || xt_rows_ahead_is_done(s->ahead);
    *count = complete ? s->merges.size / sizeof(xt_range) : 0;
    return complete ? (const xt_range *)(const void *)s->merges.data : NULL;
}

bool xt_sheet_column_hidden(const xt_sheet *s, uint32_t column)
{
    const xt_range *ranges = (const xt_range *)(const void *)s->hidden.data;
    for (size_t i = 0; i < s->hidden.size / sizeof *ranges; i++)
        if (column >= ranges[i].first_column && column <= ranges[i].last_column)
            return true;
    return false;
}

xt_str xt_cell_shown(const xt_cell *cell, bool date1904, char room[XT_ISO_SIZE])
{
    if (cell->type == XT_CELL_DATE && xt_serial_to_iso(cell->number, date1904, room))
        return xt_str_of(room);
    if (cell->type == XT_CELL_BOOLEAN)
        return cell->number != 0 ? XT_LITERAL("TRUE") : XT_LITERAL("FALSE");
    return cell->text;
}

double xt_sheet_share(const xt_sheet *s)
{
    if (s->ahead)
        return xt_rows_ahead_share(s->ahead);
    return s->book->source->share ? s->book->source->share(s) : -1;
}

void xt_sheet_close(xt_sheet *s)
{
    if (!s)
        return;
    xt_rows_ahead_stop(s->ahead);
    if (s->rows_given) /* also of a sheet that was not read to its end; memory that is out leaves it away */
        tell_odd(s, NULL);
    if (s->book->source->close)
        s->book->source->close(s);
    xt_row_room_free(&s->own_room);
    xt_bytes_free(&s->hidden);
    xt_bytes_free(&s->merges);
    free(s);
}
