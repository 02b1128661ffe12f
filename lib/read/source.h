/* SPDX-License-Identifier: MIT
 *
 * What the reader of a kind of file does: the book and its sheets (book.h, sheet.h) are the front of all of
 * them.
 */
#ifndef XT_READ_SOURCE_H
#define XT_READ_SOURCE_H

#include "base/bytes.h"

/* Every function but `load`, `open` and `next` may be NULL. */
typedef struct xt_source {
    /* Lists the sheets: xt_book_add_sheet for each. Called once, when the book's input, or its archive where
     * the file is one, is open. */
    xt_status (*load)(xt_book *book, xt_error *error);

    /* Frees what `load` hung into book->own, also where it failed half way. */
    void (*unload)(xt_book *book);

    /* How large its struct for a sheet that is being read is, which begins with an xt_sheet. It is cleared
     * before `open`. */
    size_t sheet_size;

    /* Starts reading the sheet; `close` is called also where it failed. */
    xt_status (*open)(xt_sheet *sheet, xt_error *error);

    /* Reads the next row into sheet->row and sets sheet->row_ready; leaves that false after the last row. */
    xt_status (*next)(xt_sheet *sheet, xt_error *error);

    /* How much of the sheet has been read, 0 to 1. */
    double (*share)(const xt_sheet *sheet);

    void (*close)(xt_sheet *sheet);

    /* Both or none; a source that has them, and `share`, may be read ahead by a second thread (rows_ahead.h).
     * keep: from now on the lasting texts of rows stay, until their buffer is taken. take_used: whether a
     * buffer was used up by the last `next`; it becomes *buffer, whose own memory is used again. is_large:
     * whether reading the sheet ahead is worth a thread. */
    void (*keep)(xt_sheet *sheet);
    bool (*take_used)(xt_sheet *sheet, xt_bytes *buffer);
    bool (*is_large)(const xt_sheet *sheet);

    bool untyped; /* its cells are texts, whatever they mean */
} xt_source;

extern const xt_source xt_source_ooxml;
extern const xt_source xt_source_biff;
extern const xt_source xt_source_ods;
extern const xt_source xt_source_html;
extern const xt_source xt_source_csv;

#endif
