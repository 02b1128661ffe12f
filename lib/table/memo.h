/* SPDX-License-Identifier: MIT
 *
 * What texts came to: a column mostly repeats a few texts - a method, a state, the agency in every row - and
 * what one means in a field is worked out once.
 */
#ifndef XT_TABLE_MEMO_H
#define XT_TABLE_MEMO_H

#include "table/record.h"

enum { XT_MEMO_TEXT = 96 /* bytes of a text that is kept; longer ones hardly come again */ };

/* A text in a field, and what it came to. */
typedef struct xt_memo_entry {
    const xt_field *field; /* NULL: none yet */
    uint32_t state;        /* what else the value depends on */
    uint32_t size;
    char text[XT_MEMO_TEXT];
    xt_value value; /* without cell and text */
    bool has_text;
} xt_memo_entry;

/* *entry: the place for the text of the cell in the field, whether that text stands there or another, which
 * xt_memo_is tells; NULL: such a cell is not kept. *memo begins as NULL; free() it. XT_OK or
 * XT_OUT_OF_MEMORY. */
xt_status xt_memo_find(xt_memo_entry **memo, const xt_field *field, const xt_cell *cell,
                       xt_memo_entry **entry);

bool xt_memo_is(const xt_memo_entry *entry, const xt_field *field, uint32_t state, const xt_cell *cell);

/* The value that is kept, as that of the cell. */
xt_value xt_memo_value(const xt_memo_entry *entry, const xt_cell *cell);

/* Keeps the value of the cell, unless it borrows from what does not last. */
void xt_memo_keep(xt_memo_entry *entry, const xt_field *field, uint32_t state, const xt_value *value);

#endif
