/* SPDX-License-Identifier: MIT
 *
 * A stream of BIFF: records, each with a type, a length and that many bytes, and the texts in them ([MS-XLS]
 * 2.1.4, 2.5.240, 2.5.293, 2.5.294; older versions as the Microsoft Excel Developer's Kit has them). A record
 * that is too long goes on in CONTINUE records behind it.
 */
#ifndef XT_READ_BIFF_H
#define XT_READ_BIFF_H

#include "base/bytes.h"
#include "thai/codepage.h"

/* The types of the records that are read. A number behind the name is the version of BIFF that brought it;
 * without one it is what BIFF8 has. */
enum {
    XT_BIFF_BOF = 0x0009, /* of BIFF2; those of later versions have other upper halves */
    XT_BIFF_EOF = 0x000A,
    XT_BIFF_CONTINUE = 0x003C,
    /* of the workbook */
    XT_BIFF_DATE1904 = 0x0022,
    XT_BIFF_FILEPASS = 0x002F,
    XT_BIFF_CODEPAGE = 0x0042,
    XT_BIFF_BOUNDSHEET = 0x0085,
    XT_BIFF_SST = 0x00FC,
    XT_BIFF_FORMAT = 0x001E,
    XT_BIFF_FORMAT_4 = 0x041E,
    XT_BIFF_XF_2 = 0x0043,
    XT_BIFF_XF_3 = 0x0243,
    XT_BIFF_XF_4 = 0x0443,
    XT_BIFF_XF_5 = 0x00E0,
    /* of a sheet */
    XT_BIFF_COLINFO = 0x007D,
    XT_BIFF_ROW = 0x0208,
    XT_BIFF_MERGEDCELLS = 0x00E5,
    XT_BIFF_IXFE = 0x0044,
    /* its cells */
    XT_BIFF_INTEGER_2 = 0x0002,
    XT_BIFF_NUMBER_2 = 0x0003,
    XT_BIFF_NUMBER = 0x0203,
    XT_BIFF_LABEL_2 = 0x0004,
    XT_BIFF_LABEL = 0x0204,
    XT_BIFF_BOOLERR_2 = 0x0005,
    XT_BIFF_BOOLERR = 0x0205,
    XT_BIFF_FORMULA = 0x0006,
    XT_BIFF_FORMULA_3 = 0x0206,
    XT_BIFF_FORMULA_4 = 0x0406,
    XT_BIFF_STRING_2 = 0x0007,
    XT_BIFF_STRING = 0x0207,
    XT_BIFF_RK = 0x027E,
    XT_BIFF_MULRK = 0x00BD,
    XT_BIFF_RSTRING = 0x00D6,
    XT_BIFF_LABELSST = 0x00FD,
};

/* A walk over the records. Copied, it is another walk over the same stream. */
typedef struct xt_biff {
    xt_str stream;
    const char *place; /* what errors call it: the sheet's name */
    unsigned version;  /* of BIFF: 2, 3, 4, 5 (also for 7) or 8 */
    xt_page page;      /* of texts before version 8 */
    bool undefined;    /* a byte was met that the page has no character for */

    unsigned type; /* of the record that is read */
    const unsigned char *data;
    size_t size;
    size_t used;     /* bytes of it that xt_biff_bytes and texts have taken */
    size_t at, next; /* where it begins in the stream, and the one behind it */
} xt_biff;

/* Moves to the record at `offset`, which must be a BOF, and reads the version and what it begins (the field
 * dt, [MS-XLS] 2.4.21). */
xt_status xt_biff_begin(xt_biff *b, size_t offset, unsigned *kind, xt_error *error);

/* Moves to the next record of the substream that began with BOF; those inside it (charts) are passed over.
 * *more is false at its EOF. A stream that ends before is an error. */
xt_status xt_biff_next(xt_biff *b, bool *more, xt_error *error);

/* The record is not what its type says. */
xt_status xt_biff_damaged(const xt_biff *b, xt_error *error);

/* Moves to the record behind this one where that is its continuation. */
bool xt_biff_continue(xt_biff *b);

/* The first `size` bytes of the record; NULL: it is shorter. */
static inline const unsigned char *xt_biff_fields(const xt_biff *b, size_t size)
{
    return size <= b->size ? b->data : NULL;
}

/* Passes the next `size` bytes of the record, which may go on in CONTINUE records, and copies them to out
 * (NULL: nowhere). False: they are not all there. */
bool xt_biff_bytes(xt_biff *b, void *out, size_t size);

/* Appends the text that begins at b->used to `out`, as UTF-8: its length (a number of `length_size` bytes, 1
 * or 2), and the characters. Lone surrogates become U+FFFD. What stands behind the characters of a text of
 * version 8 (formats, phonetics) is passed over too. XT_OVER_LIMIT: `out` has no room for so much. */
xt_status xt_biff_text(xt_biff *b, size_t length_size, xt_bytes *out, xt_error *error);

#endif
