/* SPDX-License-Identifier: MIT
 *
 * Old workbooks made in memory: records of BIFF, streams of them, and compound files around those.
 */
#ifndef XT_TEST_XLS_MAKE_H
#define XT_TEST_XLS_MAKE_H

#include "base/bytes.h"
#include "read/biff.h"

/* Appends a record. Each letter of `format` is an argument: b, h, w a number of 1, 2 or 4 bytes; d a double;
 * s a terminated text, its bytes alone; n a size_t and a pointer to so many bytes. */
void xls_record(xt_bytes *out, unsigned type, const char *format, ...);

/* The same bytes without a record around them. */
void xls_bytes(xt_bytes *out, const char *format, ...);

/* A text of version 8: its length of `length_size` bytes, its flags, its characters from UTF-8; one byte each
 * where all fit into that, or where `wide` two. */
void xls_text(xt_bytes *out, size_t length_size, const char *text, bool wide);

/* A record of version 8 that is these fields, and a text with a length of two bytes. */
void xls_text_record(xt_bytes *out, unsigned type, const char *text, const char *format, ...);

/* The beginning of a substream of this version. */
void xls_begin(xt_bytes *out, unsigned version, unsigned kind);
void xls_end(xt_bytes *out);

enum { XLS_WORKBOOK = 0x0005, XLS_SHEET = 0x0010, XLS_CHART = 0x0020, XLS_MACROS = 0x0040 };

typedef struct xls_sheet {
    const char *name;     /* of bytes: those of the code page, in version 8 of ISO 8859-1 */
    unsigned state, kind; /* as BOUNDSHEET has them */
    xt_str records;
} xls_sheet;

/* The stream of a workbook of version 5 or 8: its own records, and its sheets. free() its data. */
xt_str xls_workbook(unsigned version, xt_str globals, const xls_sheet *sheets, size_t count);

/* The same for one sheet "S". Takes both runs of records and frees them. */
xt_str xls_one_sheet(unsigned version, xt_bytes *globals, xt_bytes *records);

/* A stream of a compound file. A list of them ends with a name of NULL. */
typedef struct cfb_stream {
    const char *name;
    xt_str bytes;
    bool inside; /* a storage "Inside", and not the root */
} cfb_stream;

/* Where things are in a file made by cfb_make: byte offsets. */
typedef struct cfb_places {
    size_t sector_size, directory; /* entry N is 128 * N behind that */
    size_t fat;                    /* the table's first sector */
    size_t sector_count;
} cfb_places;

/* A compound file of version 3 or 4. Its directory: 0 the root, then the streams, then the storage. *places
 * may be NULL. free() its data. */
xt_str cfb_make(unsigned version, const cfb_stream *streams, cfb_places *places);

#endif
