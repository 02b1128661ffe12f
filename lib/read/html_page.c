/* SPDX-License-Identifier: MIT
 *
 * The elements of a page as cells and lines of text.
 */
#include "base/error.h"
#include "read/html.h"

#include <stdlib.h>

typedef enum kind {
    K_OTHER,
    K_BLOCK, /* its text begins and ends a line */
    K_TABLE,
    K_ROW,
    K_CELL,
    K_COLUMN,
    K_BREAK,
    K_INPUT,
    K_SELECT,
    K_OPTION,
} kind;

static const struct {
    const char *name;
    kind kind;
} KINDS[] = {
    {"td", K_CELL},          {"tr", K_ROW},         {"th", K_CELL},      {"br", K_BREAK},
    {"p", K_BLOCK},          {"div", K_BLOCK},      {"table", K_TABLE},  {"h1", K_BLOCK},
    {"h2", K_BLOCK},         {"h3", K_BLOCK},       {"h4", K_BLOCK},     {"h5", K_BLOCK},
    {"h6", K_BLOCK},         {"li", K_BLOCK},       {"ul", K_BLOCK},     {"ol", K_BLOCK},
    {"dl", K_BLOCK},         {"dt", K_BLOCK},       {"dd", K_BLOCK},     {"center", K_BLOCK},
    {"caption", K_BLOCK},    {"form", K_BLOCK},     {"hr", K_BLOCK},     {"pre", K_BLOCK},
    {"address", K_BLOCK},    {"fieldset", K_BLOCK}, {"legend", K_BLOCK}, {"blockquote", K_BLOCK},
    {"section", K_BLOCK},    {"article", K_BLOCK},  {"header", K_BLOCK}, {"footer", K_BLOCK},
    {"main", K_BLOCK},       {"nav", K_BLOCK},      {"aside", K_BLOCK},  {"figure", K_BLOCK},
    {"figcaption", K_BLOCK}, {"col", K_COLUMN},     {"input", K_INPUT},  {"select", K_SELECT},
    {"option", K_OPTION},
};

/* What a table's rows and cells are. */
typedef enum table_kind {
    TABLE_OF_CELLS,
    TABLE_OF_LAYOUT, /* blocks of the page */
    TABLE_IN_CELL,   /* parts of the text of the cell that holds it */
} table_kind;

typedef struct page {
    xt_html_table table;
    xt_str layout;                /* see xt_html_plan */
    size_t tables;                /* that began */
    size_t depth;                 /* elements open */
    size_t silent;                /* the outermost of them whose text is not taken; 0: none */
    size_t hidden;                /* the outermost that is not displayed; 0: none */
    size_t row_depth, cell_depth; /* of the row and the cell being read; 0: none */
    size_t table_depth;
    unsigned char kinds[XT_HTML_DEPTH + 1]; /* of the open tables */
    xt_html_text cell, line;                /* line: outside cells */
    size_t options, option_start; /* of the list being read: how many, and where their text begins */
} page;

static kind kind_of(xt_str name)
{
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (xt_str_equal(name, xt_str_of(KINDS[i].name)))
            return KINDS[i].kind;
    return K_OTHER;
}

static xt_html_text *text_of(page *p)
{
    return p->cell_depth ? &p->cell : &p->line;
}

/* A line of text outside tables is a row of its own. Inside a row, outside its cells, it waits for the row's
 * end. */
static xt_status end_line(page *p, xt_error *error)
{
    if (p->cell_depth || p->row_depth) {
        xt_html_text_line(text_of(p));
        return XT_OK;
    }
    xt_status status = XT_OK;
    if (p->line.bytes.size || p->line.bytes.fault)
        status = xt_html_begin_row(&p->table, p->hidden, error);
    if (!status)
        status = xt_html_put(&p->table, &p->line, error);
    xt_html_text_clear(&p->line);
    return status;
}

/* What the rows and cells of the innermost table are. Rows without a table count as a table's. */
static table_kind innermost(const page *p)
{
    return p->table_depth ? (table_kind)p->kinds[p->table_depth - 1] : TABLE_OF_CELLS;
}

static xt_status start_table(page *p, xt_error *error)
{
    size_t index = p->tables++;
    bool layout = index < p->layout.size && p->layout.data[index];
    xt_status status = end_line(p, error);
    table_kind is = p->cell_depth ? TABLE_IN_CELL : layout ? TABLE_OF_LAYOUT : TABLE_OF_CELLS;
    p->kinds[p->table_depth++] = (unsigned char)is;
    if (is == TABLE_OF_CELLS)
        xt_html_begin_table(&p->table);
    return status;
}

static xt_status end_table(page *p, xt_error *error)
{
    xt_status status = end_line(p, error);
    if (innermost(p) == TABLE_OF_CELLS)
        xt_html_end_table(&p->table);
    if (p->table_depth)
        p->table_depth--;
    return status;
}

static xt_status start_row(page *p, xt_error *error)
{
    bool of_cells = innermost(p) == TABLE_OF_CELLS && !p->cell_depth;
    if (of_cells)
        p->row_depth = 0;
    xt_status status = end_line(p, error);
    if (status || !of_cells)
        return status;
    p->row_depth = p->depth;
    return xt_html_begin_row(&p->table, p->hidden, error);
}

static xt_status start_cell(page *p, const char *const *attributes, xt_error *error)
{
    xt_status status = XT_OK;
    if (p->cell_depth) {
        xt_html_text_blank(&p->cell);
        return XT_OK;
    }
    if (innermost(p) == TABLE_OF_LAYOUT)
        return end_line(p, error);
    if (!p->row_depth) { /* a cell without a row: as long as what holds it */
        status = start_row(p, error);
        p->row_depth = p->depth - 1;
    }
    p->cell_depth = p->depth;
    xt_html_text_clear(&p->cell);
    xt_html_text_blank(&p->line);
    return status ? status
                  : xt_html_begin_cell(&p->table, xt_html_attribute(attributes, "colspan"),
                                       xt_html_attribute(attributes, "rowspan"), error);
}

static xt_status end_cell(page *p, xt_error *error)
{
    if (!p->cell_depth)
        return end_line(p, error);
    if (p->cell_depth != p->depth)
        return XT_OK;
    p->cell_depth = 0;
    return xt_html_put(&p->table, &p->cell, error);
}

/* A field shows its value, unless it is a button, a box to tick or not shown at all. */
static void add_input(page *p, const char *const *attributes)
{
    static const char *const OTHERS[] = {"hidden", "checkbox", "radio",    "button", "submit",
                                         "reset",  "image",    "password", "file"};
    xt_str type = xt_html_attribute(attributes, "type");
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (xt_str_equal_nocase(type, xt_str_of(OTHERS[i])))
            return;
    xt_html_text_add(text_of(p), xt_html_attribute(attributes, "value"));
}

/* A list shows the item that is selected, else its first. */
static void start_option(page *p, const char *const *attributes)
{
    xt_html_text *text = text_of(p);
    bool selected = xt_html_attribute(attributes, "selected").data, first = p->options++ == 0;
    if (!selected && !first)
        p->silent = p->depth;
    else if (text->bytes.size > p->option_start)
        text->bytes.size = p->option_start;
    xt_html_text_blank(text);
}

static xt_status start(page *p, kind is, const char *const *attributes, xt_error *error)
{
    switch (is) {
    case K_BLOCK: return end_line(p, error);
    case K_TABLE: return start_table(p, error);
    case K_ROW: return start_row(p, error);
    case K_CELL: return start_cell(p, attributes, error);
    case K_COLUMN:
        return innermost(p) == TABLE_OF_CELLS && !p->cell_depth
                   ? xt_html_column(&p->table, xt_html_attribute(attributes, "span"), p->hidden, error)
                   : XT_OK;
    case K_BREAK:
        if (!p->cell_depth)
            return end_line(p, error);
        xt_html_text_break(&p->cell);
        return XT_OK;
    case K_INPUT: add_input(p, attributes); return XT_OK;
    case K_SELECT:
        p->options = 0;
        p->option_start = text_of(p)->bytes.size;
        return XT_OK;
    case K_OPTION: start_option(p, attributes); return XT_OK;
    case K_OTHER: break;
    }
    return XT_OK;
}

static xt_status on_start(void *context, xt_str name, const char *const *attributes, xt_error *error)
{
    page *p = context;
    xt_status status = XT_OK;
    p->depth++;
    if (p->silent)
        return XT_OK;
    bool hidden = xt_html_is_hidden(attributes);
    if (xt_html_is_silent(name) || (hidden && p->cell_depth)) {
        p->silent = p->depth;
        return XT_OK;
    }
    if (hidden && !p->hidden) {
        status = end_line(p, error);
        p->hidden = p->depth;
    }
    return status ? status : start(p, kind_of(name), attributes, error);
}

static xt_status end(page *p, kind is, xt_error *error)
{
    switch (is) {
    case K_BLOCK: return end_line(p, error);
    case K_TABLE: return end_table(p, error);
    case K_CELL: return end_cell(p, error);
    case K_ROW: return end_line(p, error);
    case K_SELECT: xt_html_text_blank(text_of(p)); return XT_OK;
    default: return XT_OK;
    }
}

static xt_status on_end(void *context, xt_str name, xt_error *error)
{
    page *p = context;
    xt_status status = XT_OK;
    if (!p->silent) {
        bool row_ends = p->row_depth == p->depth, hidden_ends = p->hidden == p->depth;
        if (row_ends)
            p->row_depth = 0;
        status = end(p, kind_of(name), error);
        if (!status && (row_ends || hidden_ends))
            status = end_line(p, error);
        if (hidden_ends)
            p->hidden = 0;
    }
    if (p->silent == p->depth)
        p->silent = 0;
    p->depth--;
    return status;
}

static xt_status on_text(void *context, xt_str piece, xt_error *error)
{
    (void)error;
    page *p = context;
    if (!p->silent)
        xt_html_text_add(text_of(p), piece);
    return XT_OK;
}

xt_status xt_html_read(xt_book *book, xt_str text, xt_str layout, xt_grid *grid, size_t *tables,
                       xt_error *error)
{
    static const xt_html_handler HANDLER = {.start = on_start, .end = on_end, .text = on_text};
    page *p = calloc(1, sizeof *p);
    if (!p)
        return xt_fail_memory(error);
    p->table.grid = grid;
    p->table.book = book;
    p->layout = layout;
    p->cell.bytes = p->line.bytes = xt_bytes_limited(book->limits.cell_size);
    xt_html_begin_table(&p->table);
    xt_status status = xt_html_parse(text, &HANDLER, p, book->name, error);
    if (!status) /* text behind the last element */
        status = end_line(p, error);
    *tables = p->tables;
    xt_bytes_free(&p->cell.bytes);
    xt_bytes_free(&p->line.bytes);
    free(p);
    return status;
}
