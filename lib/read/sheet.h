/* SPDX-License-Identifier: MIT
 *
 * A sheet that is being read: what all readers build rows with.
 */
#ifndef XT_READ_SHEET_H
#define XT_READ_SHEET_H

#include "base/error.h"
#include "read/book.h"

/* The memory that rows are built in. */
typedef struct xt_row_room {
    xt_bytes cells;   /* of xt_cell */
    xt_arena texts;   /* of the cells, where they have no other place */
    size_t row_start; /* where the cells of the row begin, in bytes */
    bool keep;        /* the rows before stay when one begins */
} xt_row_room;

static inline xt_row_room xt_row_room_make(void)
{
    return (xt_row_room){.cells = xt_bytes_make(SIZE_MAX / 2)};
}

/* No rows are in it; what it holds of memory is kept. */
void xt_row_room_clear(xt_row_room *room);

void xt_row_room_free(xt_row_room *room);

typedef struct xt_rows_ahead xt_rows_ahead;

enum { XT_TEXT_MOST = 32767 }; /* UTF-16 units of a cell's text in Excel */

struct xt_sheet {
    xt_book *book;
    xt_book_sheet_entry *entry;
    const char *name;

    xt_row row; /* its cells are those of the room, once the row is complete */
    bool row_ready;
    xt_row_room own_room, *room; /* the one in use: its own, or that of a batch */
    uint64_t rows_given;
    xt_rows_ahead *ahead; /* a second thread reads the rows (rows_ahead.h); NULL: none does */

    uint64_t text_given, text_limit;
    uint32_t last_row; /* the highest number so far */
    struct {
        uint32_t row, column; /* row 0: nowhere; column 0: the row */
    } odd[XT_ODD_COUNT];
    xt_bytes hidden; /* of xt_range: the hidden columns */
    xt_bytes merges; /* of xt_range */
};

/* Begins the row `number` (1 to XT_MAX_ROW): no cells, and the texts of the row before are gone. */
void xt_sheet_begin_row(xt_sheet *s, uint32_t number);

/* Gives the cell its text and counts it. `lasting`: the text stays where it is until the next row, so that it
 * need not be copied. */
xt_status xt_sheet_set_text(xt_sheet *s, xt_cell *cell, xt_str text, bool lasting, xt_error *error);

/* Counts text that is handed out and was not set: that of cells which are given again. Too much text is
 * XT_OVER_LIMIT, here and at the end of a row. */
xt_status xt_sheet_count_text(xt_sheet *s, uint64_t size, xt_error *error);

/* Adds the cell to the row, unless it is an empty text. */
xt_status xt_sheet_add_cell(xt_sheet *s, const xt_cell *cell, xt_error *error);

/* Completes the row: its cells in order. A column that is there twice is XT_SAY_CELL_TWICE. */
xt_status xt_sheet_end_row(xt_sheet *s, xt_error *error);

/* Remembers where in the row that is being built it is odd, unless it was so before. */
void xt_sheet_mark(xt_sheet *s, xt_oddity oddity, uint32_t column);

/* Columns `first` to `last` are hidden. */
xt_status xt_sheet_hide_columns(xt_sheet *s, uint32_t first, uint32_t last, xt_error *error);

/* Adds a merged range; more than the limit is XT_OVER_LIMIT. */
xt_status xt_sheet_add_merge(xt_sheet *s, xt_range range, xt_error *error);

/* Errors with their place: "sheet!B5", or "sheet!5" for column 0. */
xt_status xt_sheet_fail(const xt_sheet *s, xt_sentence sentence, uint32_t column, xt_str text,
                        xt_error *error);
xt_status xt_sheet_fail_limit(const xt_sheet *s, xt_sentence sentence, uint64_t number, uint64_t limit,
                              xt_error *error);

/* The text of a cell is too long. */
xt_status xt_sheet_fail_size(const xt_sheet *s, uint32_t column, uint64_t size, xt_error *error);

#endif
