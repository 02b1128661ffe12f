/* SPDX-License-Identifier: MIT */
#include "table/memo.h"

#include <stdlib.h>

enum { PLACES = 512 };

/* A place that texts mostly have to themselves: the ends of a text and its size differ more than its middle.
 */
static size_t place_of(const xt_field *field, xt_str text)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t first = 0, last = 0;
    size_t part = text.size < sizeof first ? text.size : sizeof first;
    memcpy(&first, text.data, part);
    memcpy(&last, text.data + text.size - part, part);
    uint64_t mixed = (first ^ (uintptr_t)field) * odd;
    mixed = (mixed ^ (mixed >> 29) ^ last ^ text.size) * odd;
    return mixed >> 32 & (PLACES - 1);
}

xt_status xt_memo_find(xt_memo_entry **memo, const xt_field *field, const xt_cell *cell,
                       xt_memo_entry **entry)
{
    *entry = NULL;
    if (cell->type != XT_CELL_TEXT || cell->flags || !cell->text.size || cell->text.size > XT_MEMO_TEXT)
        return XT_OK;
    if (!*memo && !(*memo = calloc(PLACES, sizeof **memo)))
        return XT_OUT_OF_MEMORY;
    *entry = *memo + place_of(field, cell->text);
    return XT_OK;
}

bool xt_memo_is(const xt_memo_entry *e, const xt_field *field, uint32_t state, const xt_cell *cell)
{
    return e->field == field && e->state == state && e->size == cell->text.size &&
           memcmp(e->text, cell->text.data, e->size) == 0;
}

xt_value xt_memo_value(const xt_memo_entry *e, const xt_cell *cell)
{
    xt_value value = e->value;
    value.cell = cell;
    value.text = e->has_text ? cell->text : (xt_str){0};
    return value;
}

void xt_memo_keep(xt_memo_entry *e, const xt_field *field, uint32_t state, const xt_value *value)
{
    xt_str text = value->cell->text;
    e->field = NULL;
    if (value->faults & XT_FAULT_MENDED)
        return; /* its text is that of the row */
    *e = (xt_memo_entry){.field = field,
                         .state = state,
                         .size = (uint32_t)text.size,
                         .value = *value,
                         .has_text = value->text.data != NULL};
    memcpy(e->text, text.data, text.size);
    e->value.cell = NULL;
    e->value.text = (xt_str){0};
}
