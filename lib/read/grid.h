/* SPDX-License-Identifier: MIT
 *
 * Sheets that are read whole: cells may come in any order, and go out row by row. For containers whose files
 * are small or in memory anyway.
 */
#ifndef XT_READ_GRID_H
#define XT_READ_GRID_H

#include "base/arena.h"
#include "base/bytes.h"
#include "read/sheet.h"

typedef struct xt_grid {
    xt_bytes cells;       /* of xt_grid_cell */
    xt_bytes hidden_rows; /* of uint32_t */
    xt_bytes hidden;      /* of xt_range: the hidden columns */
    xt_bytes merges;      /* of xt_range */
    xt_arena texts;       /* of the cells, where they stand nowhere else */
    bool sorted;
} xt_grid;

/* A cell and its row (1 to XT_MAX_ROW). */
typedef struct xt_grid_cell {
    uint32_t row;
    xt_cell cell;
} xt_grid_cell;

xt_grid xt_grid_make(void);
void xt_grid_free(xt_grid *grid);

/* Adds a cell. Its text must live as long as the grid: see `texts`. Texts of no characters are left out. */
xt_status xt_grid_add(xt_grid *grid, uint32_t row, const xt_cell *cell, xt_error *error);

/* The row (from 1) is hidden. */
xt_status xt_grid_hide_row(xt_grid *grid, uint32_t row, xt_error *error);

/* The columns (from 1) are hidden. */
xt_status xt_grid_hide_columns(xt_grid *grid, uint32_t first, uint32_t last, xt_error *error);

xt_status xt_grid_add_merge(xt_grid *grid, xt_range range, xt_error *error);

/* A sheet that hands out a grid: for a source that has the grid of each of its sheets. */
typedef struct xt_grid_sheet {
    xt_sheet base;
    xt_grid *grid; /* lives longer than the sheet */
    size_t next;   /* cell */
    size_t next_hidden;
} xt_grid_sheet;

/* Starts reading: puts the cells in order, takes over hidden columns and merges. */
xt_status xt_grid_open(xt_grid_sheet *sheet, xt_grid *grid, xt_error *error);

/* For xt_source.next. A cell that is there twice is an error. Rows without cells are not handed out, unless
 * they are hidden. */
xt_status xt_grid_next(xt_sheet *sheet, xt_error *error);

#endif
