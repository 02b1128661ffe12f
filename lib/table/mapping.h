/* SPDX-License-Identifier: MIT
 *
 * Which columns of a sheet, of whatever form or of none, fill which fields of a table.
 *
 * Fields have the same names in all templates. So a column belongs to a field of the table when the table
 * itself accepts its label, when the form that the sheet follows has it under that field's name, or when the
 * caller says so.
 */
#ifndef XT_TABLE_MAPPING_H
#define XT_TABLE_MAPPING_H

#include "base/arena.h"
#include "table/header.h"

/* What the caller says. */
typedef struct xt_wishes {
    const char *const
        *columns; /* "header=field", ended by NULL: the column goes into the field; "=field+field":
                     its text holds both (xt_field.holds); "=": into none. NULL: none */
    const char *const *values; /* "field=value", ended by NULL: every row has that value. NULL: none */
    const char *const *needs;  /* fields, ended by NULL: sheets that fill the first of them and any other are
                                  carried, however few of their columns fit. NULL: none */
    bool stand_ins;            /* a column that stands for another (xt_field.stands_for) fills it */
    bool fixed;                /* the caller can be told of no columns: errors name a way without that */
    bool titles;               /* a title above the table that names the agency fills that field */
} xt_wishes;

/* Where the value of a field comes from. */
typedef struct xt_origin {
    enum {
        XT_ORIGIN_NONE,     /* nowhere: it stays blank */
        XT_ORIGIN_COLUMN,   /* its own column: the field of that index in the reading table */
        XT_ORIGIN_STAND_IN, /* the same, of another field that stands for it */
        XT_ORIGIN_PIECE,    /* a piece of the text in the column of `field` */
        XT_ORIGIN_JOINED,   /* the columns of `field` and `other`, put together */
        XT_ORIGIN_GIVEN,    /* `value`, in every row */
        XT_ORIGIN_COUNTED,  /* 1, 2, 3 ... */
    } kind;
    int field, other; /* of the reading table; XT_NO_FIELD: none */
    int piece;        /* 0: what comes first, 1: what is behind it */
    xt_str value;
} xt_origin;

/* The rows of the sheet are read as records of `reading`: its first fields are those of `target`, in the same
 * order, so that the records are of `target` too. */
typedef struct xt_mapping {
    const xt_table *target;
    xt_table reading;
    xt_header header;                 /* of the reading table */
    xt_origin origins[XT_MAX_FIELDS]; /* of each field of the target */
    int shifts_behind; /* the field behind which cells may have moved left; XT_NO_FIELD: none */
    xt_arena arena;
} xt_mapping;

/* Whether the value is what stands in a cell, or a piece of it. */
static inline bool xt_origin_is_read(const xt_origin *origin)
{
    return origin->kind == XT_ORIGIN_COLUMN || origin->kind == XT_ORIGIN_PIECE ||
           origin->kind == XT_ORIGIN_STAND_IN;
}

/* Finds the header in the head and what its columns are for. `known`: the table of a form that the sheet
 * follows; NULL: none. `wishes` may be NULL. XT_NO_TEMPLATE: no row names the columns, or a wish names what
 * is not there; the error says what there is. The mapping borrows from target, known, wishes and head. To be
 * freed also on failure. */
xt_status xt_mapping_make(xt_mapping *m, const xt_table *target, const xt_table *known,
                          const xt_wishes *wishes, const xt_head *head, xt_error *error);

void xt_mapping_free(xt_mapping *m);

/* Whether the field of the target has a value in any row. */
static inline bool xt_mapping_fills(const xt_mapping *m, size_t field)
{
    return m->origins[field].kind != XT_ORIGIN_NONE;
}

#endif
