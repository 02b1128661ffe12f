/* SPDX-License-Identifier: MIT
 *
 * What the files that write a review share: review.c (the call), review_data.c (the sheets with the data) and
 * review_list.c (the first sheet).
 */
#ifndef XT_WRITE_REVIEW_H
#define XT_WRITE_REVIEW_H

#include "check/result.h"
#include "write/sheet_name.h"
#include "write/xlsx.h"

#define XT_REVIEW_FONT "TH Sarabun New"

/* 31 characters of at most 3 bytes (Excel counts a longer one twice), and the end. */
enum { XT_REVIEW_FONT_SIZE = 14 };

/* A finding and where it shows. */
typedef struct xt_mark {
    uint32_t finding; /* its index in the result */
    uint32_t row,
        column;     /* of the coloured cell; column 0: of the row's first cell, known when it was copied */
    uint16_t entry; /* index of the sheet's result */
    uint8_t severity, rule;
    bool shown; /* false: about a sheet as a whole; colours no cell */
} xt_mark;

/* A sheet of the book that has one or more results. */
typedef struct xt_review_sheet {
    const char *name;               /* in the book */
    char shown[XT_SHEET_NAME_SIZE]; /* in the review */
    size_t index;                   /* in the book */
    size_t first_entry, entry_count;
    size_t first_mark, mark_count; /* by row and column */
    lxw_worksheet *sheet;
} xt_review_sheet;

/* How a value looks. */
typedef enum xt_review_look {
    XT_LOOK_TITLE, /* above the header */
    XT_LOOK_HEADER,
    XT_LOOK_LONE, /* below the header, in a row of few cells: a note, a signature */
    XT_LOOK_PLAIN,
    XT_LOOK_DIGITS, /* a number that Excel would shorten to 1.2E+12 */
    XT_LOOK_DATE,
    XT_LOOK_MOMENT, /* date and time */
    XT_LOOK_TIME,
    XT_LOOK_COUNT
} xt_review_look;

typedef struct xt_review {
    xt_xlsx x;
    xt_book *book;
    const xt_result *result;
    const xt_review_options *options;
    xt_mark *marks;
    size_t mark_count;
    xt_review_sheet *sheets;
    size_t sheet_count;
    lxw_worksheet *list;
    /* [0] without a finding, then by severity; NULL until the first is wanted */
    lxw_format *looks[XT_LOOK_COUNT][XT_SEVERITY_COUNT + 1];
    uint64_t quota[XT_SEVERITY_COUNT]; /* comments that cells of each severity may still have */
    uint64_t uncommented, cut;         /* cells without a comment; texts that were cut */
    xt_bytes text, comment;
} xt_review;

/* What each severity is called, as the text report calls it. */
extern const char *const xt_review_severities[XT_SEVERITY_COUNT][XT_LANG_COUNT];

extern const lxw_color_t xt_review_fills[XT_SEVERITY_COUNT];

/* A format in the review's font. libxlsxwriter keeps it until the book is closed; NULL when memory is out,
 * which the end of the book tells. */
lxw_format *xt_review_format(xt_review *v, int size, bool bold);

/* A4, landscape, one page wide, rows `first` to `last` (from 0) on every page. */
void xt_review_print_setup(xt_review *v, lxw_worksheet *sheet, uint32_t first, uint32_t last);

/* Puts the text into v->text as a cell can hold it: valid, at most `most` characters. Returns it. */
const char *xt_review_text(xt_review *v, xt_str text, size_t most);

/* review_data.c: copies the sheet, colours and comments its cells. */
xt_status xt_review_copy(xt_review *v, const xt_review_sheet *sheet, xt_error *error);

/* review_list.c: the first sheet. Puts the marks into its order. */
void xt_review_list(xt_review *v);

#endif
