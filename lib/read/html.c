/* SPDX-License-Identifier: MIT
 *
 * Tables in web pages, which web systems hand out under the name of a workbook. As in Excel they all stand on
 * one sheet, one below the other, with the lines of text between them.
 */
#include "read/html.h"
#include "base/error.h"
#include "read/source.h"

#include <stdlib.h>

static xt_status read_page(xt_book *book, xt_str text, xt_grid *grid, xt_error *error)
{
    size_t tables = 0;
    xt_bytes layout = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = xt_html_plan(book, text, &layout, error);
    if (!status)
        status = xt_html_read(book, text, xt_bytes_str(&layout), grid, &tables, error);
    xt_bytes_free(&layout);
    if (!status && tables == 0)
        return xt_fail(error, XT_SAY_IS_HTML);
    return !status && xt_html_is_cut(text) ? xt_fail(error, XT_SAY_ZIP_CUT) : status;
}

/* The parser's time grows with the square of an element's attributes, so they are counted before it runs.
 * Words of a script may be among them: only that many are refused which no page has by chance. The exact
 * limit holds when the elements are read (html_plan.c). */
static xt_status check_attributes(const xt_book *book, xt_str page, xt_error *error)
{
    const uint64_t doubtful = 4;
    uint64_t most = book->limits.xml_attributes, count = xt_html_attributes(page);
    return most && count / doubtful >= most
               ? xt_fail_limit(error, XT_SAY_LIMIT_ATTRIBUTES, xt_str_of(book->name), count, most)
               : XT_OK;
}

/* The page as text for the parser, in *page. The bytes of the file are given back. */
static xt_status read_bytes(xt_book *book, xt_bytes *page, xt_error *error)
{
    xt_str bytes, text;
    xt_bytes room = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = xt_input_all(&book->input, &bytes, error);
    if (!status)
        status = xt_html_decode(book, bytes, &room, &text, error);
    if (!status && xt_html_tidy(text, page))
        status = xt_fail_memory(error);
    if (!status)
        status = check_attributes(book, xt_bytes_str(page), error);
    xt_bytes_free(&room);
    xt_input_close(&book->input);
    return status;
}

/* The whole page is read here; a sheet then hands out its grid. */
static xt_status load(xt_book *book, xt_error *error)
{
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    xt_book_sheet_entry *entry = NULL;
    xt_grid *grid = malloc(sizeof *grid);
    if (!grid)
        return xt_fail_memory(error);
    *grid = xt_grid_make();
    book->own = grid;
    xt_status status = read_bytes(book, &page, error);
    if (!status)
        status = read_page(book, xt_bytes_str(&page), grid, error);
    xt_bytes_free(&page);
    return status ? status : xt_book_add_sheet(book, xt_str_of(book->name), &entry, error);
}

static void unload(xt_book *book)
{
    if (book->own)
        xt_grid_free(book->own);
    free(book->own);
}

static xt_status open_sheet(xt_sheet *sheet, xt_error *error)
{
    return xt_grid_open((xt_grid_sheet *)sheet, sheet->book->own, error);
}

const xt_source xt_source_html = {.load = load,
                                  .unload = unload,
                                  .sheet_size = sizeof(xt_grid_sheet),
                                  .open = open_sheet,
                                  .next = xt_grid_next,
                                  .untyped = true};
