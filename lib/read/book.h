/* SPDX-License-Identifier: MIT
 *
 * The inside of an open workbook, for the readers of this layer.
 */
#ifndef XT_READ_BOOK_H
#define XT_READ_BOOK_H

#include "base/arena.h"
#include "read/strings.h"
#include "read/styles.h"
#include "read/zip.h"

typedef struct xt_book_sheet_entry {
    xt_sheet_info info;
    size_t part;         /* index in the archive, or XT_NO_PART */
    bool is_module;      /* its relationship's id is empty */
    uint64_t text_given; /* bytes of text handed out, by the longest reading so far */
} xt_book_sheet_entry;

struct xt_book {
    xt_limits limits;
    size_t chunk; /* bytes read at a time; 0: the default */
    bool slow;    /* expat reads everything, the scanners nothing */
    uint64_t file_size;
    void *owned; /* the file's bytes where the book read them itself */
    xt_zip *zip;
    size_t workbook; /* index of the workbook part in the archive */
    xt_arena arena;  /* names */
    xt_book_sheet_entry *sheets;
    size_t sheet_count;
    uint64_t text_given; /* by all sheets together */
    bool date1904;
    xt_strings strings;
    xt_styles styles;
};

/* For tests: xt_book_open_memory with the number of bytes that are read at a time, and with the scanners of
 * plain parts or with expat for everything, which must give the same. */
xt_status xt_book_open_chunked(xt_book **book, const void *data, size_t size, size_t chunk, bool use_scanner,
                               const xt_limits *limits, xt_error *error);

/* The entry of the sheet `index`, which has a part to read; else XT_NO_SHEET or XT_CORRUPT_ZIP (sheet.c). */
xt_status xt_book_worksheet(xt_book *book, size_t index, xt_book_sheet_entry **entry, xt_error *error);

/* Reads the workbook part and what it names (workbook.c); called once, with zip and limits set. */
xt_status xt_book_load(xt_book *book, xt_error *error);

#endif
