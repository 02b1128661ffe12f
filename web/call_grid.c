/* SPDX-License-Identifier: MIT
 *
 * Requests for the rows of a sheet. Those of the sheet that was shown last stay in memory.
 */
#include "call.h"

#include "grid.h"

static web_grid *shown;

/* index, and what web_open_book reads: the rows of a sheet, for the next requests of rows. */
xt_status web_sheet(web_call *c)
{
    xt_book *book = NULL;
    web_grid_free(shown);
    shown = NULL;
    xt_status status = web_open_book(c, &book);
    if (!status)
        status = web_grid_read(&shown, book, (size_t)web_number(c, "index"), web_progress, &c->error);
    xt_book_close(book);
    if (status)
        return status;
    web_answer(c, "rows", json_integer((json_int_t)web_grid_last_row(shown)));
    web_answer(c, "columns", json_integer((json_int_t)web_grid_last_column(shown)));
    return XT_OK;
}

/* first, count: the rows from that number on, of the sheet that was shown last. */
xt_status web_rows(web_call *c)
{
    json_t *list = json_array();
    uint32_t first = (uint32_t)web_number(c, "first"), past = first + (uint32_t)web_number(c, "count");
    web_grid_row row;
    for (size_t i = shown ? web_grid_find(shown, first) : 0;
         shown && web_grid_at(shown, i, &row) && row.number < past; i++) {
        json_t *cells = json_array();
        web_grid_cell cell = {0};
        while (web_grid_next(&row, &cell))
            json_array_append_new(cells, json_pack("{s:i, s:s%, s:s}", "column", (int)cell.column, "text",
                                                   cell.text.data, cell.text.size, "type", cell.type));
        json_array_append_new(list, json_pack("{s:i, s:o}", "row", (int)row.number, "cells", cells));
    }
    web_answer(c, "rows", list);
    return XT_OK;
}
