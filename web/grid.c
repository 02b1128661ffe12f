/* SPDX-License-Identifier: MIT */
#include "grid.h"

#include "base/bytes.h"
#include "base/error.h"

#include <stdlib.h>

enum { MOST = 1 << 30 }; /* bytes of cells, and of places */

/* Where a row's cells are in the run of all cells. */
typedef struct place {
    uint32_t number;
    size_t at, end;
} place;

/* What stands before the text of a cell. */
typedef struct head {
    uint32_t column, size;
    uint8_t type; /* index in TYPES */
} head;

static const char *const TYPES[] = {
    [XT_CELL_NUMBER] = "n", [XT_CELL_TEXT] = "s", [XT_CELL_BOOLEAN] = "b",
    [XT_CELL_ERROR] = "e",  [XT_CELL_DATE] = "d", [XT_CELL_INVALID] = "n",
};

struct web_grid {
    xt_bytes cells, places; /* of head and text; of place, by their numbers */
    uint32_t last_column;
};

static void keep_cell(web_grid *g, const xt_cell *cell, bool date1904)
{
    char room[XT_ISO_SIZE];
    xt_str text = xt_cell_shown(cell, date1904, room);
    head h = {.column = cell->column, .size = (uint32_t)text.size, .type = cell->type};
    xt_bytes_append(&g->cells, &h, sizeof h);
    xt_bytes_add(&g->cells, text);
    g->last_column = cell->column > g->last_column ? cell->column : g->last_column;
}

static void keep_row(web_grid *g, const xt_row *row, bool date1904)
{
    place p = {.number = row->number, .at = g->cells.size};
    for (size_t i = 0; i < row->count; i++)
        keep_cell(g, &row->cells[i], date1904);
    p.end = g->cells.size;
    if (row->count)
        xt_bytes_append(&g->places, &p, sizeof p);
}

static size_t count(const web_grid *g)
{
    return g->places.size / sizeof(place);
}

static place *place_at(const web_grid *g, size_t index)
{
    return (place *)(void *)g->places.data + index;
}

static int by_number(const void *a, const void *b)
{
    const place *left = a, *right = b;
    return (left->number > right->number) - (left->number < right->number);
}

/* Rows rise in all workbooks but damaged ones. */
static void sort(web_grid *g)
{
    bool rises = true;
    for (size_t i = 1; i < count(g); i++)
        rises = rises && place_at(g, i - 1)->number < place_at(g, i)->number;
    if (!rises)
        qsort(g->places.data, count(g), sizeof(place), by_number);
}

static xt_status read_rows(web_grid *g, xt_sheet *rows, bool date1904,
                           void (*progress)(void *context, uint64_t rows, double share), xt_error *error)
{
    enum { PROGRESS_ROWS = 4096 };
    for (;;) {
        const xt_row *row = NULL;
        xt_status status = xt_sheet_next(rows, &row, error);
        if (status || !row)
            return status;
        keep_row(g, row, date1904);
        if (g->cells.fault || g->places.fault)
            return xt_fail_memory(error);
        if (progress && row->number % PROGRESS_ROWS == 0)
            progress(NULL, row->number, xt_sheet_share(rows));
    }
}

xt_status web_grid_read(web_grid **grid, xt_book *book, size_t index,
                        void (*progress)(void *context, uint64_t rows, double share), xt_error *error)
{
    xt_sheet *rows = NULL;
    web_grid *g = calloc(1, sizeof *g);
    if (!g)
        return xt_fail_memory(error);
    g->cells = g->places = xt_bytes_make(MOST);
    xt_status status = xt_sheet_open(&rows, book, index, error);
    if (!status)
        status = read_rows(g, rows, xt_book_date1904(book), progress, error);
    xt_sheet_close(rows);
    if (status) {
        web_grid_free(g);
        return status;
    }
    sort(g);
    *grid = g;
    return XT_OK;
}

void web_grid_free(web_grid *grid)
{
    if (!grid)
        return;
    xt_bytes_free(&grid->cells);
    xt_bytes_free(&grid->places);
    free(grid);
}

uint32_t web_grid_last_row(const web_grid *grid)
{
    return count(grid) ? place_at(grid, count(grid) - 1)->number : 0;
}

uint32_t web_grid_last_column(const web_grid *grid)
{
    return grid->last_column;
}

size_t web_grid_find(const web_grid *grid, uint32_t number)
{
    size_t low = 0, high = count(grid);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (place_at(grid, middle)->number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool web_grid_at(const web_grid *grid, size_t index, web_grid_row *row)
{
    if (index >= count(grid))
        return false;
    const place *p = place_at(grid, index);
    *row = (web_grid_row){p->number, grid->cells.data + p->at, grid->cells.data + p->end};
    return true;
}

bool web_grid_next(web_grid_row *row, web_grid_cell *cell)
{
    head h;
    if (row->cells == row->end)
        return false;
    memcpy(&h, row->cells, sizeof h);
    *cell = (web_grid_cell){h.column, TYPES[h.type], {row->cells + sizeof h, h.size}};
    row->cells += sizeof h + h.size;
    return true;
}
