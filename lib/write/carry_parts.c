/* SPDX-License-Identifier: MIT
 *
 * The tables that are carried: from which sheet each is read, and with which columns.
 */
#include "base/error.h"
#include "write/carry.h"

#include <stdlib.h>

size_t xt_carry_count(const xt_carry *c)
{
    return c->parts.size / sizeof(xt_carry_part *);
}

const xt_carry_part *xt_carry_at(const xt_carry *c, size_t index)
{
    return index < xt_carry_count(c) ? ((xt_carry_part **)(void *)c->parts.data)[index] : NULL;
}

static void free_part(xt_carry_part *part)
{
    if (!part)
        return;
    xt_mapping_free(&part->mapping);
    xt_head_free(&part->head);
    free(part);
}

void xt_carry_drop(xt_carry *c, size_t index)
{
    xt_carry_part **parts = (xt_carry_part **)(void *)c->parts.data;
    size_t count = xt_carry_count(c);
    free_part(parts[index]);
    memmove(parts + index, parts + index + 1, (count - index - 1) * sizeof *parts);
    c->parts.size -= sizeof *parts;
}

/* Adds the part, whose head has been read or could not be, and frees it where that fails. */
static xt_status add_part(xt_carry *c, xt_carry_part *part, xt_status status, const xt_wishes *wishes,
                          xt_error *error)
{
    const xt_table *target = &c->form->tables[part->table];
    if (!status)
        status = xt_mapping_make(&part->mapping, target, part->known, wishes, &part->head, error);
    if (!status && wishes && wishes->titles)
        xt_carry_take_titles(part);
    if (!status && xt_bytes_append(&c->parts, &part, sizeof(xt_carry_part *)))
        status = xt_fail_memory(error);
    if (status)
        free_part(part);
    return status;
}

xt_status xt_carry_add(xt_carry *c, size_t sheet, size_t table, uint32_t until, const xt_templates *set,
                       const xt_table *known, const xt_wishes *wishes, xt_error *error)
{
    xt_carry_part *part = calloc(1, sizeof *part);
    xt_sheet *open = NULL;
    if (!part)
        return xt_fail_memory(error);
    *part = (xt_carry_part){
        .sheet = sheet, .table = table, .until = until, .known = known, .head = xt_head_make()};
    xt_status status = xt_sheet_open(&open, c->book, sheet, error);
    if (!status)
        status = xt_head_read(&part->head, open, set, c->form, error);
    xt_sheet_close(open);
    return add_part(c, part, status, wishes, error);
}

/* ---------------------------------------------------------------- tables below the first */

xt_status xt_carry_find_below(const xt_carry *c, const xt_row *row, size_t current, size_t *table,
                              xt_error *error)
{
    xt_header header;
    xt_head head = xt_head_make();
    xt_status status = c->form->table_count > 1 ? xt_head_keep(&head, row, error) : XT_OK;
    *table = SIZE_MAX;
    for (size_t t = 0; !status && xt_head_count(&head) && t < c->form->table_count; t++) {
        const xt_table *other = &c->form->tables[t];
        const double whole = 0.9;
        if (t != current && xt_header_match(&header, &head, 0, other, xt_header_least(other)) &&
            header.score > whole)
            *table = t;
    }
    xt_head_free(&head);
    return status;
}

xt_status xt_carry_add_below(xt_carry *c, size_t sheet, size_t table, uint32_t first, xt_error *error)
{
    enum { ROWS = 3 }; /* a header of two, and one below it */
    xt_carry_part *part = calloc(1, sizeof *part);
    xt_sheet *open = NULL;
    if (!part)
        return xt_fail_memory(error);
    *part = (xt_carry_part){.sheet = sheet, .table = table, .head = xt_head_make()};
    xt_status status = xt_sheet_open(&open, c->book, sheet, error);
    for (const xt_row *row = NULL; !status && xt_head_count(&part->head) < ROWS;) {
        status = xt_sheet_next(open, &row, error);
        if (status || !row)
            break;
        if (row->number >= first)
            status = xt_head_keep(&part->head, row, error);
    }
    xt_sheet_close(open);
    return add_part(c, part, status, NULL, error);
}
