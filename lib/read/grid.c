/* SPDX-License-Identifier: MIT */
#include "read/grid.h"

#include <stdlib.h>

xt_grid xt_grid_make(void)
{
    return (xt_grid){.cells = xt_bytes_make(SIZE_MAX / 2),
                     .hidden_rows = xt_bytes_make(SIZE_MAX / 2),
                     .hidden = xt_bytes_make(SIZE_MAX / 2),
                     .merges = xt_bytes_make(SIZE_MAX / 2)};
}

void xt_grid_free(xt_grid *grid)
{
    xt_bytes_free(&grid->cells);
    xt_bytes_free(&grid->hidden_rows);
    xt_bytes_free(&grid->hidden);
    xt_bytes_free(&grid->merges);
    xt_arena_free(&grid->texts);
}

static xt_status add(xt_grid *grid, xt_bytes *list, const void *item, size_t size, xt_error *error)
{
    grid->sorted = false;
    return xt_bytes_append(list, item, size) ? xt_fail_memory(error) : XT_OK;
}

xt_status xt_grid_add(xt_grid *grid, uint32_t row, const xt_cell *cell, xt_error *error)
{
    const xt_grid_cell item = {row, *cell};
    bool empty_text = cell->type == XT_CELL_TEXT && cell->text.size == 0;
    return empty_text ? XT_OK : add(grid, &grid->cells, &item, sizeof item, error);
}

xt_status xt_grid_hide_row(xt_grid *grid, uint32_t row, xt_error *error)
{
    return add(grid, &grid->hidden_rows, &row, sizeof row, error);
}

xt_status xt_grid_hide_columns(xt_grid *grid, uint32_t first, uint32_t last, xt_error *error)
{
    const xt_range range = {.first_column = first, .last_column = last};
    return add(grid, &grid->hidden, &range, sizeof range, error);
}

xt_status xt_grid_add_merge(xt_grid *grid, xt_range range, xt_error *error)
{
    return add(grid, &grid->merges, &range, sizeof range, error);
}

static const xt_grid_cell *cells_of(const xt_grid *grid, size_t *count)
{
    *count = grid->cells.size / sizeof(xt_grid_cell);
    return (const xt_grid_cell *)(const void *)grid->cells.data;
}

static const uint32_t *hidden_of(const xt_grid *grid, size_t *count)
{
    *count = grid->hidden_rows.size / sizeof(uint32_t);
    return (const uint32_t *)(const void *)grid->hidden_rows.data;
}

static int by_place(const void *a, const void *b)
{
    const xt_grid_cell *left = a, *right = b;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return (left->cell.column > right->cell.column) - (left->cell.column < right->cell.column);
}

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Most files have their cells in order: they are not sorted again. */
static void sort(xt_grid *grid)
{
    size_t count = 0, hidden_count = 0;
    const xt_grid_cell *cells = cells_of(grid, &count);
    hidden_of(grid, &hidden_count);
    bool rising = true;
    for (size_t i = 1; i < count && rising; i++)
        rising = by_place(&cells[i - 1], &cells[i]) < 0;
    if (!rising)
        qsort(grid->cells.data, count, sizeof *cells, by_place);
    if (hidden_count)
        qsort(grid->hidden_rows.data, hidden_count, sizeof(uint32_t), by_number);
    grid->sorted = true;
}

xt_status xt_grid_open(xt_grid_sheet *sheet, xt_grid *grid, xt_error *error)
{
    if (!grid->sorted)
        sort(grid);
    sheet->grid = grid;
    const xt_range *ranges = (const xt_range *)(const void *)grid->merges.data;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < grid->merges.size / sizeof *ranges; i++)
        status = xt_sheet_add_merge(&sheet->base, ranges[i], error);
    ranges = (const xt_range *)(const void *)grid->hidden.data;
    for (size_t i = 0; !status && i < grid->hidden.size / sizeof *ranges; i++)
        status = xt_sheet_hide_columns(&sheet->base, ranges[i].first_column, ranges[i].last_column, error);
    return status;
}

/* Whether the row is hidden; hidden rows before it are passed. */
static bool take_hidden(xt_grid_sheet *s, uint32_t row)
{
    size_t count = 0;
    const uint32_t *hidden = hidden_of(s->grid, &count);
    bool is_hidden = false;
    for (; s->next_hidden < count && hidden[s->next_hidden] <= row; s->next_hidden++)
        is_hidden = hidden[s->next_hidden] == row;
    return is_hidden;
}

xt_status xt_grid_next(xt_sheet *sheet, xt_error *error)
{
    xt_grid_sheet *s = (xt_grid_sheet *)sheet;
    size_t count = 0, hidden_count = 0;
    const xt_grid_cell *cells = cells_of(s->grid, &count);
    const uint32_t *hidden = hidden_of(s->grid, &hidden_count);
    bool has_cells = s->next < count, has_hidden = s->next_hidden < hidden_count;
    if (!has_cells && !has_hidden)
        return XT_OK;
    uint32_t row = has_cells ? cells[s->next].row : hidden[s->next_hidden];
    if (has_hidden && hidden[s->next_hidden] < row)
        row = hidden[s->next_hidden];
    xt_sheet_begin_row(sheet, row);
    sheet->row.hidden = take_hidden(s, row);
    xt_status status = XT_OK;
    for (; !status && s->next < count && cells[s->next].row == row; s->next++) {
        xt_cell cell = cells[s->next].cell;
        status = xt_sheet_set_text(sheet, &cell, cell.text, true, error);
        if (!status)
            status = xt_sheet_add_cell(sheet, &cell, error);
    }
    return status ? status : xt_sheet_end_row(sheet, error);
}
