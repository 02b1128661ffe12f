/* SPDX-License-Identifier: MIT
 *
 * A workbook of BIFF records: what its sheets share.
 */
#ifndef XT_READ_BIFF_BOOK_H
#define XT_READ_BIFF_BOOK_H

#include "read/biff.h"
#include "read/book.h"

/* What hangs in book->own. */
typedef struct xt_biff_book {
    xt_bytes owned;     /* the stream, unless the file is one itself */
    xt_biff biff;       /* as every walk over the stream begins */
    uint32_t code_page; /* of texts before version 8 */
    bool bare_formats;  /* BIFF2 without cell formats: cells name their number format themselves */
    bool noted;         /* bytes that are none of its characters are told already */
} xt_biff_book;

/* Finds the stream, in a compound file or bare; lists the sheets, whose `part` is where they begin; reads
 * shared strings, cell formats, code page and date system. */
xt_status xt_biff_load(xt_book *book, xt_error *error);
void xt_biff_unload(xt_book *book);

/* Tells once that bytes were met which the code page has no character for. */
xt_status xt_biff_note_undefined(xt_book *book, const xt_biff *biff, xt_error *error);

#endif
