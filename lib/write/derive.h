/* SPDX-License-Identifier: MIT
 *
 * What the files that derive a template from a workbook share.
 */
#ifndef XT_WRITE_DERIVE_H
#define XT_WRITE_DERIVE_H

#include "read/validations.h"
#include "table/header.h"
#include "table/loader.h"

/* A workbook that a template is derived from. Everything made lives in the arena. */
typedef struct xt_derivation {
    const xt_templates *set;
    xt_book *book;
    xt_arena arena;
    xt_bytes scratch;
    xt_error *error;
} xt_derivation;

/* A column of the header that was found. */
typedef struct xt_derived_column {
    uint32_t column, row; /* where its label stands */
    int base;             /* the field of the known table that it is; XT_NO_FIELD: none */
    xt_str text;          /* the label as it stands */
} xt_derived_column;

/* A sheet whose header was found. */
typedef struct xt_derived_sheet {
    size_t index; /* in the book */
    const char *name;
    xt_head head;
    const xt_table *base;         /* the known table that it comes nearest to; NULL: none */
    uint32_t first_row, last_row; /* of the header */
    size_t column_count;
    xt_derived_column columns[XT_MAX_FIELDS];
    const xt_validation *validations;
    size_t validation_count;
} xt_derived_sheet;

/* derive_sheet.c: finds the header of the sheet: that of a known form, else the row that looks most like one.
 * `out` is to be freed when *found. */
xt_status xt_derive_sheet(xt_derivation *d, size_t index, xt_derived_sheet *out, bool *found);
void xt_derived_sheet_free(xt_derived_sheet *sheet);

/* derive_field.c: what the column is: a copy of the known field with the sheet's own label, or a guess from
 * header, validations and cells. */
xt_status xt_derive_field(xt_derivation *d, const xt_derived_sheet *sheet, const xt_derived_column *column,
                          xt_field *out);

/* A label in the arena: line ends become blanks, stray blanks go. */
xt_status xt_derive_label(xt_derivation *d, xt_str text, xt_label *out);

#endif
