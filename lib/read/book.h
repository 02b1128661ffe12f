/* SPDX-License-Identifier: MIT
 *
 * The inside of an open workbook, for the readers of this layer.
 */
#ifndef XT_READ_BOOK_H
#define XT_READ_BOOK_H

#include "base/arena.h"
#include "read/input.h"
#include "read/source.h"
#include "read/strings.h"
#include "read/styles.h"
#include "read/zip.h"
#include "thai/charset.h"

/* What is odd about a sheet and no error: noted where it comes first, told when the sheet was read to its
 * end. */
typedef enum xt_oddity {
    XT_ODD_ROWS, /* a row stands behind a later one */
    XT_ODD_LONG, /* a text is longer than Excel takes */
    XT_ODD_DDE,  /* a formula asks another program for its value */
    XT_ODD_COUNT,
} xt_oddity;

typedef struct xt_book_sheet_entry {
    xt_sheet_info info;
    size_t part;             /* where its reader finds it; in an archive the part's index, or XT_NO_PART */
    bool is_module;          /* its relationship's id is empty */
    bool told[XT_ODD_COUNT]; /* the oddities of which there is a note */
    _Atomic uint64_t text_given; /* bytes of text handed out, by the longest reading so far */
} xt_book_sheet_entry;

/* Whether a second thread reads ahead (base/relay.h). */
typedef enum xt_read_ahead {
    XT_AHEAD_AUTO, /* where it is worth it */
    XT_AHEAD_NEVER,
    XT_AHEAD_ALWAYS, /* even small sheets, with one processor: for tests */
} xt_read_ahead;

struct xt_book {
    xt_limits limits;
    size_t chunk; /* bytes read at a time; 0: the default */
    bool slow;    /* expat reads everything, the scanners nothing */
    xt_read_ahead ahead;
    xt_container container;
    const xt_source *source;   /* the reader of that container */
    void *own;                 /* what it keeps */
    const char *encoding;      /* that the caller names; NULL: found out */
    char delimiter;            /* likewise; 0: found out */
    const char *read_encoding; /* in which text was read; NULL: none was */
    char read_delimiter;       /* likewise; 0: none */
    uint64_t file_size;
    xt_input input;              /* the file, unless it is an archive on the disk */
    xt_zip *zip;                 /* NULL: it is no archive */
    size_t workbook;             /* index of the workbook part in the archive */
    xt_arena arena;              /* names */
    xt_book_sheet_entry *sheets; /* those of sheet_list */
    size_t sheet_count;
    xt_bytes sheet_list;
    _Atomic uint64_t text_given; /* by all sheets together; sheets may be read ahead by different threads */
    bool date1904;
    xt_strings strings;
    xt_styles styles;
    const char
        *name;      /* of the file, without folder and ending; what a file without sheets' names is called */
    xt_bytes notes; /* of xt_error */
    uint64_t note_count; /* also those that are not kept */
};

enum { XT_NOTES_KEPT = 100 };

/* For tests: xt_book_open_memory with the number of bytes that are read at a time, and with the scanners of
 * plain parts or with expat for everything, which must give the same. */
xt_status xt_book_open_chunked(xt_book **book, const void *data, size_t size, size_t chunk, bool use_scanner,
                               const xt_open_options *options, xt_error *error);

/* Adds a sheet of this name, visible and a worksheet. *entry is to be changed at once: the next call moves
 * it. */
xt_status xt_book_add_sheet(xt_book *book, xt_str name, xt_book_sheet_entry **entry, xt_error *error);

/* Keeps a note that needs no more than this; see xt_fail_at. */
xt_status xt_book_say(xt_book *book, xt_sentence sentence, xt_str place, xt_str text, uint64_t number,
                      xt_error *error);

/* Keeps the encoding in which text is read. XT_OK or XT_OUT_OF_MEMORY. */
xt_status xt_book_set_encoding(xt_book *book, const xt_decoding *how, xt_error *error);

/* Keeps what a reader has to say of the file (see xt_book_note). */
xt_status xt_book_add_note(xt_book *book, const xt_error *note, xt_error *error);

/* The entry of the sheet `index`, which is a worksheet, else XT_NO_SHEET; in an archive its part is there,
 * else XT_CORRUPT_ZIP. */
xt_status xt_book_worksheet(xt_book *book, size_t index, xt_book_sheet_entry **entry, xt_error *error);

#endif
