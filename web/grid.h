/* SPDX-License-Identifier: MIT
 *
 * The rows of one sheet in little memory, to be shown from anywhere in it: a workbook is read from its
 * beginning, a person looks at its middle.
 */
#ifndef WEB_GRID_H
#define WEB_GRID_H

#include "xlstools.h"

typedef struct web_grid web_grid;

typedef struct web_grid_row {
    uint32_t number;         /* 1 = the first row */
    const char *cells, *end; /* what web_grid_next walks over */
} web_grid_row;

typedef struct web_grid_cell {
    uint32_t column;  /* 1 = A */
    const char *type; /* as xt_book_dump has it: "s", "n", "b", "e", "d" */
    xt_str text;      /* as xt_cell_shown has it; lives as long as the grid */
} web_grid_cell;

/* Reads all rows of the sheet `index`. `progress` is called now and then, and may be NULL. The book may be
 * closed afterwards. Frees nothing that it has not made; after an error *grid is as it was. */
xt_status web_grid_read(web_grid **grid, xt_book *book, size_t index,
                        void (*progress)(void *context, uint64_t rows, double share), xt_error *error);

/* NULL is allowed. */
void web_grid_free(web_grid *grid);

/* The last row and column that hold something; 0: there are none. */
uint32_t web_grid_last_row(const web_grid *grid);
uint32_t web_grid_last_column(const web_grid *grid);

/* The place of the first row from that number on. */
size_t web_grid_find(const web_grid *grid, uint32_t number);

/* The row at that place; false: past the end. */
bool web_grid_at(const web_grid *grid, size_t index, web_grid_row *row);

/* The next cell of the row, and the row's beginning behind it; false: there is none. */
bool web_grid_next(web_grid_row *row, web_grid_cell *cell);

#endif
