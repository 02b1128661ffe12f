/* SPDX-License-Identifier: MIT */
#include "table/head.h"

#include "base/error.h"
#include "thai/mend.h"
#include "thai/text.h"

xt_head xt_head_make(void)
{
    return (xt_head){.rows = xt_bytes_make(SIZE_MAX / 2), .scratch = xt_bytes_make(SIZE_MAX / 2)};
}

static bool keep_text(xt_head *head, xt_str text, xt_head_cell *cell)
{
    const unsigned certain = XT_DAMAGE_ENCODING | XT_DAMAGE_GLYPH | XT_DAMAGE_ORDER;
    xt_str meant = text;
    unsigned damage = 0;
    xt_bytes_clear(&head->scratch);
    if (xt_thai_damage(text, &damage))
        return false;
    if (damage & certain) {
        if (xt_thai_mend(text, certain, &head->scratch, NULL))
            return false;
        meant = (xt_str){xt_arena_copy(&head->arena, xt_bytes_str(&head->scratch)), head->scratch.size};
        if (!meant.data)
            return false;
        xt_bytes_clear(&head->scratch);
    }
    if (xt_text_fold(meant, &head->scratch))
        return false;
    char *copy = xt_arena_copy(&head->arena, text);
    char *folded = xt_arena_copy(&head->arena, xt_bytes_str(&head->scratch));
    if (!copy || !folded)
        return false;
    cell->is_text = true;
    cell->text = (xt_str){copy, text.size};
    cell->damage = damage;
    cell->meant = damage & certain ? meant : cell->text;
    cell->folded = (xt_str){folded, head->scratch.size};
    cell->hash = xt_str_hash(cell->folded, 0);
    cell->letters = xt_text_letters(cell->folded);
    return true;
}

xt_status xt_head_keep(xt_head *head, const xt_row *row, xt_error *error)
{
    if (row->count == 0)
        return XT_OK;
    xt_head_cell *cells = xt_arena_alloc(&head->arena, row->count * sizeof *cells);
    if (!cells)
        return xt_fail_memory(error);
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        cells[i] = (xt_head_cell){.column = cell->column,
                                  .is_date = cell->type == XT_CELL_DATE,
                                  .is_formula = cell->flags & XT_CELL_FORMULA,
                                  .number = cell->number};
        if (cell->type == XT_CELL_TEXT && !keep_text(head, cell->text, &cells[i]))
            return xt_fail_memory(error);
    }
    xt_head_row kept = {row->number, row->count, cells};
    return xt_bytes_append(&head->rows, &kept, sizeof kept) ? xt_fail_memory(error) : XT_OK;
}

void xt_head_free(xt_head *head)
{
    xt_bytes_free(&head->rows);
    xt_bytes_free(&head->scratch);
    xt_arena_free(&head->arena);
}
