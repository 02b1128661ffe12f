/* SPDX-License-Identifier: MIT
 *
 * What is to be said of rows that go from one file into another: what had no place, what stayed as it was
 * because nobody can know better, what was put right.
 */
#ifndef XT_WRITE_REMARK_H
#define XT_WRITE_REMARK_H

#include "base/arena.h"
#include "base/bytes.h"
#include "table/template.h"

typedef enum xt_remark_kind {
    /* to be looked at */
    XT_REMARK_NOT_READ, /* field, text: the first such value */
    XT_REMARK_SWAPPED,
    XT_REMARK_NOT_IN_LIST,
    XT_REMARK_ID,
    XT_REMARK_ID_ROUNDED,
    XT_REMARK_CELL_ERROR,
    XT_REMARK_LOST,
    XT_REMARK_DAMAGED,
    XT_REMARK_NOT_SPLIT,
    XT_REMARK_MAYBE_SHIFTED,
    XT_REMARK_BLANK, /* field: required, and nothing fills it */
    XT_REMARK_NO_ROWS,
    /* put right on the way */
    XT_REMARK_ZERO,
    XT_REMARK_ERA,
    XT_REMARK_SHIFTED,
    /* left behind */
    XT_REMARK_COLUMN, /* text: its label */
    XT_REMARK_SHEET,  /* text: its name */
    XT_REMARK_ROW,    /* text: what it begins with */
    XT_REMARK_FORMULAS,
    XT_REMARK_MORE, /* kinds of remarks beyond XT_REMARKS_KEPT */
    XT_REMARK_KIND_COUNT
} xt_remark_kind;

enum { XT_REMARK_PLACES = 8, XT_REMARKS_KEPT = 500 };

typedef struct xt_place {
    uint32_t row, column; /* column 0: the row as a whole */
} xt_place;

/* One remark for all places that it is true of. */
typedef struct xt_remark {
    xt_remark_kind kind;
    const xt_field *field; /* NULL: none */
    const char *text;      /* "": none */
    const char *sheet;     /* "": none */
    uint64_t count;
    size_t place_count; /* those kept */
    xt_place places[XT_REMARK_PLACES];
} xt_remark;

/* Zero-initialised it is empty. */
typedef struct xt_remarks {
    xt_arena arena;
    xt_bytes list; /* of xt_remark */
} xt_remarks;

/* Adds the place to the remark of that kind, field and sheet (and text, where the kind is about one). */
xt_status xt_remarks_add(xt_remarks *remarks, xt_remark_kind kind, const xt_field *field, const char *sheet,
                         xt_place place, xt_str text, xt_error *error);

size_t xt_remarks_count(const xt_remarks *remarks);
const xt_remark *xt_remarks_at(const xt_remarks *remarks, size_t index);

/* The remark as the public header shows it, and in words. */
xt_remark_info xt_remark_tell(const xt_remark *remark);
char *xt_remark_words(const xt_remark *remark, xt_lang lang, char *out, size_t size);

void xt_remarks_free(xt_remarks *remarks);

#endif
