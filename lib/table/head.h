/* SPDX-License-Identifier: MIT
 *
 * The first rows of a sheet, kept so that a header can be looked for in them.
 */
#ifndef XT_TABLE_HEAD_H
#define XT_TABLE_HEAD_H

#include "base/arena.h"
#include "base/bytes.h"

typedef struct xt_head_cell {
    uint32_t column;
    bool is_text, is_date, is_formula;
    double number;
    xt_str text;     /* as it stands */
    unsigned damage; /* of the text: thai/mend.h */
    xt_str meant;    /* the text, mended where that is certain */
    xt_str folded;   /* xt_text_fold of what is meant, and as in xt_label: */
    uint64_t hash, letters;
} xt_head_cell;

typedef struct xt_head_row {
    uint32_t number;
    size_t count;
    const xt_head_cell *cells;
} xt_head_row;

typedef struct xt_head {
    xt_arena arena;
    xt_bytes rows; /* of xt_head_row */
    xt_bytes scratch;
} xt_head;

xt_head xt_head_make(void);

/* Keeps a copy of the row. Rows without a cell are not kept. */
xt_status xt_head_keep(xt_head *head, const xt_row *row, xt_error *error);

static inline size_t xt_head_count(const xt_head *head)
{
    return head->rows.size / sizeof(xt_head_row);
}

static inline const xt_head_row *xt_head_at(const xt_head *head, size_t index)
{
    return (const xt_head_row *)(const void *)head->rows.data + index;
}

void xt_head_free(xt_head *head);

#endif
