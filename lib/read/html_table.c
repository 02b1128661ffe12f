/* SPDX-License-Identifier: MIT
 *
 * Where the cells of tables stand (WHATWG HTML, 4.9.12.1, forming a table).
 */
#include "base/error.h"
#include "base/number.h"
#include "read/html.h"

/* WHATWG HTML, 4.9.11: larger spans are these. */
enum { MOST_ACROSS = 1000, MOST_DOWN = 65534 };

/* A span as browsers read it: digits at the beginning; 1 for anything else and for 0. */
static uint32_t span_of(xt_str text, uint32_t most)
{
    uint64_t span = 0;
    text = xt_str_trim(text);
    size_t size = 0;
    while (size < text.size && text.data[size] >= '0' && text.data[size] <= '9')
        size++;
    if (size == 0)
        return 1;
    if (!xt_uint_parse((xt_str){text.data, size}, most, &span)) /* larger */
        return most;
    return span ? (uint32_t)span : 1;
}

void xt_html_begin_table(xt_html_table *table)
{
    if (table->reaches_down)
        memset(table->until, 0, sizeof table->until);
    table->reaches_down = false;
    table->next_col = 1;
    table->merges = table->grid->merges.size / sizeof(xt_range);
}

void xt_html_end_table(xt_html_table *table)
{
    xt_range *ranges = (xt_range *)(void *)table->grid->merges.data;
    for (size_t i = table->merges; i < table->grid->merges.size / sizeof *ranges; i++)
        if (ranges[i].last_row > table->row)
            ranges[i].last_row = table->row;
    xt_html_begin_table(table);
}

xt_status xt_html_column(xt_html_table *table, xt_str span, bool hidden, xt_error *error)
{
    uint32_t first = table->next_col, last = first + span_of(span, MOST_ACROSS) - 1;
    if (first > XT_MAX_COLUMN)
        return XT_OK;
    last = last < XT_MAX_COLUMN ? last : XT_MAX_COLUMN;
    table->next_col = last + 1;
    return hidden ? xt_grid_hide_columns(table->grid, first, last, error) : XT_OK;
}

xt_status xt_html_begin_row(xt_html_table *table, bool hidden, xt_error *error)
{
    if (table->row >= XT_MAX_ROW)
        return xt_fail_limit(error, XT_SAY_LIMIT_ROW, xt_str_of(table->book->name), (uint64_t)table->row + 1,
                             XT_MAX_ROW);
    table->row++;
    table->column = 1;
    table->next_column = 1;
    return hidden ? xt_grid_hide_row(table->grid, table->row, error) : XT_OK;
}

static xt_status add_merge(xt_html_table *table, uint32_t across, uint32_t down, xt_error *error)
{
    uint64_t most = table->book->limits.merges, count = table->grid->merges.size / sizeof(xt_range);
    if (most && count >= most)
        return xt_fail_limit(error, XT_SAY_LIMIT_MERGES, xt_str_of(table->book->name), count + 1, most);
    const xt_range range = {table->row, table->column, table->row + down - 1, table->column + across - 1};
    return xt_grid_add_merge(table->grid, range, error);
}

xt_status xt_html_begin_cell(xt_html_table *table, xt_str across_text, xt_str down_text, xt_error *error)
{
    uint32_t across = span_of(across_text, MOST_ACROSS), down = span_of(down_text, MOST_DOWN), width = 1;
    uint32_t column = table->next_column;
    while (column <= XT_MAX_COLUMN && table->until[column] >= table->row)
        column++;
    if (column > XT_MAX_COLUMN)
        return xt_fail_limit(error, XT_SAY_LIMIT_COLUMN, xt_str_of(table->book->name), column, XT_MAX_COLUMN);
    if (down > XT_MAX_ROW - table->row + 1)
        down = XT_MAX_ROW - table->row + 1;
    while (width < across && column + width <= XT_MAX_COLUMN && table->until[column + width] < table->row)
        width++;
    for (uint32_t i = 0; down > 1 && i < width; i++)
        table->until[column + i] = table->row + down - 1;
    table->reaches_down = table->reaches_down || down > 1;
    table->column = column;
    table->next_column = column + width;
    return width > 1 || down > 1 ? add_merge(table, width, down, error) : XT_OK;
}

xt_status xt_html_put(xt_html_table *table, const xt_html_text *text, xt_error *error)
{
    const xt_bytes *bytes = &text->bytes;
    if (bytes->fault == XT_OVER_LIMIT) {
        const xt_sheet here = {.book = table->book, .name = table->book->name, .row.number = table->row};
        return xt_sheet_fail_size(&here, table->column, bytes->size + 1, error);
    }
    if (bytes->fault)
        return xt_fail_memory(error);
    if (bytes->size == 0)
        return XT_OK;
    const char *copy = xt_arena_copy(&table->grid->texts, xt_bytes_str(bytes));
    const xt_cell cell = {.column = table->column, .type = XT_CELL_TEXT, .text = {copy, bytes->size}};
    return copy ? xt_grid_add(table->grid, table->row, &cell, error) : xt_fail_memory(error);
}
