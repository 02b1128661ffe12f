/* SPDX-License-Identifier: MIT
 *
 * The inside of a sheet that is being read: what the two ways of reading it - expat, and the scanner for the
 * plain form - build rows with.
 */
#ifndef XT_READ_SHEET_H
#define XT_READ_SHEET_H

#include "base/error.h"
#include "read/book.h"
#include "read/plain.h"

typedef enum xt_cell_value {
    XT_VALUE_NUMBER,
    XT_VALUE_SHARED,
    XT_VALUE_STRING, /* the text that a formula gave */
    XT_VALUE_INLINE,
    XT_VALUE_BOOLEAN,
    XT_VALUE_ERROR,
    XT_VALUE_DATE,
} xt_cell_value;

struct xt_sheet {
    xt_book *book;
    xt_book_sheet_entry *entry;
    const char *name;
    xt_zip_part *part;
    xt_plain *plain;

    xt_row row;
    bool row_ready;
    uint32_t next_row, next_column;
    unsigned char rows_seen[XT_MAX_ROW / 8]; /* one bit for each row that had cells */
    xt_bytes cells;                          /* of xt_cell */
    xt_arena arena;                          /* texts of the row's cells */

    xt_cell cell; /* the one being read */
    xt_cell_value type;
    xt_bytes value;    /* what <v> or <is> holds, as expat gives it */
    size_t text_start; /* where the <t> being read begins in it */

    uint64_t text_given, text_limit;
    xt_bytes hidden; /* of xt_range: the hidden columns */
    xt_bytes merges; /* of xt_range */
};

/* Errors with their place: "sheet!B5". */
xt_status xt_sheet_fail(const xt_sheet *s, xt_sentence sentence, uint32_t column, xt_str text,
                        xt_error *error);
xt_status xt_sheet_fail_limit(const xt_sheet *s, xt_sentence sentence, uint64_t number, uint64_t limit,
                              xt_error *error);
xt_status xt_sheet_fail_size(const xt_sheet *s, uint64_t size, xt_error *error);

/* Begins a row. An attribute that is not there has data NULL. */
xt_status xt_sheet_start_row(xt_sheet *s, xt_str number, xt_str hidden, xt_error *error);

/* Begins a cell of the row: its r, t and s. */
xt_status xt_sheet_start_cell(xt_sheet *s, xt_str ref, xt_str type, xt_str format, xt_error *error);

/* Ends it. `lasting`: the value stays where it is until the next row, so that it need not be copied. */
xt_status xt_sheet_end_cell(xt_sheet *s, xt_str value, bool lasting, xt_error *error);

xt_status xt_sheet_end_row(xt_sheet *s, xt_error *error);

/* One row in the plain form, for xt_plain (sheet_scan.c); context is the sheet. */
xt_item xt_sheet_scan_row(void *context, xt_scan *scan, xt_error *error);

#endif
