/* SPDX-License-Identifier: MIT
 *
 * A worksheet part that is being read: what the two ways of reading it - expat, and the scanner for the
 * plain form - build rows with.
 */
#ifndef XT_READ_OOXML_SHEET_H
#define XT_READ_OOXML_SHEET_H

#include "read/formula.h"
#include "read/plain.h"
#include "read/sheet.h"

typedef enum xt_cell_value {
    XT_VALUE_NUMBER,
    XT_VALUE_SHARED,
    XT_VALUE_STRING, /* the text that a formula gave */
    XT_VALUE_INLINE,
    XT_VALUE_BOOLEAN,
    XT_VALUE_ERROR,
    XT_VALUE_DATE,
} xt_cell_value;

typedef struct xt_ooxml_sheet {
    xt_sheet base;
    xt_zip_part *part;
    xt_plain *plain;
    uint32_t next_row, next_column;
    unsigned char rows_seen[XT_MAX_ROW / 8]; /* one bit for each row that had cells */

    xt_cell cell; /* the one being read */
    xt_cell_value type;
    xt_bytes value;     /* what <v> or <is> holds, as expat gives it */
    size_t text_start;  /* where the <t> being read begins in it */
    xt_formula formula; /* the one being read */
} xt_ooxml_sheet;

/* Begins a row. An attribute that is not there has data NULL. */
xt_status xt_ooxml_start_row(xt_ooxml_sheet *s, xt_str number, xt_str hidden, xt_error *error);

/* Begins a cell of the row: its r, t and s. */
xt_status xt_ooxml_start_cell(xt_ooxml_sheet *s, xt_str ref, xt_str type, xt_str format, xt_error *error);

/* Ends it. `lasting`: the value stays where it is until the next row, so that it need not be copied. */
xt_status xt_ooxml_end_cell(xt_ooxml_sheet *s, xt_str value, bool lasting, xt_error *error);

xt_status xt_ooxml_end_row(xt_ooxml_sheet *s, xt_error *error);

/* A formula of the cell begins, and a piece of its text. */
void xt_ooxml_start_formula(xt_ooxml_sheet *s);
void xt_ooxml_add_formula(xt_ooxml_sheet *s, xt_str piece);

/* One row in the plain form, for xt_plain (ooxml_scan.c); context is the sheet. */
xt_item xt_ooxml_scan_row(void *context, xt_scan *scan, xt_error *error);

#endif
