/* SPDX-License-Identifier: MIT
 *
 * Web pages that are called workbooks: the steps from their bytes to a grid of cells.
 */
#ifndef XT_READ_HTML_H
#define XT_READ_HTML_H

#include "read/book.h"
#include "read/grid.h"

/* ------------------------------------------------------------ bytes (html_bytes.c) */

/* The page as UTF-8 without a byte order mark and without NUL; what was guessed, and which bytes are no
 * characters, become notes of the book. *room holds the text where the bytes could not stay as they are. */
xt_status xt_html_decode(xt_book *book, xt_str bytes, xt_bytes *room, xt_str *text, xt_error *error);

/* Appends the page without what would be read as text and is none (html_tidy.c). */
xt_status xt_html_tidy(xt_str text, xt_bytes *out);

/* The most attributes that an element of the page may have, whatever stands around it (html_attributes.c):
 * too many where a script looks like one, and never too few. */
size_t xt_html_attributes(xt_str page);

/* Whether the page ends in the middle of a tag, or of a table whose rows and cells are closed elsewhere. */
bool xt_html_is_cut(xt_str text);

/* ------------------------------------------------------------ elements (html_parse.c) */

enum { XT_HTML_DEPTH = 256 }; /* elements inside each other */

/* What the parser hands on, names in lower case, every element ended. A handler reports a failure with what
 * xt_fail... returned; the parse then ends with it. */
typedef struct xt_html_handler {
    xt_status (*start)(void *context, xt_str name, const char *const *attributes, xt_error *error);
    xt_status (*end)(void *context, xt_str name, xt_error *error);
    xt_status (*text)(void *context, xt_str piece, xt_error *error); /* entities are resolved */
} xt_html_handler;

/* Parses the page as forgivingly as browsers do. No more than XT_HTML_DEPTH elements may be open. `place`:
 * what errors call the page. */
xt_status xt_html_parse(xt_str text, const xt_html_handler *handler, void *context, const char *place,
                        xt_error *error);

/* The value of an attribute, data NULL where it is not there; "" where it has no value. */
xt_str xt_html_attribute(const char *const *attributes, const char *name);

/* Whether the element is not displayed: style="display:none", or the attribute hidden. */
bool xt_html_is_hidden(const char *const *attributes);

/* ------------------------------------------------------------ texts (html_text.c) */

/* Text as it is shown: runs of blanks are one, line breaks stand between lines alone. */
typedef struct xt_html_text {
    xt_bytes bytes;
    size_t breaks; /* that come before the next character */
    bool blank;    /* likewise */
} xt_html_text;

void xt_html_text_clear(xt_html_text *text);
void xt_html_text_add(xt_html_text *text, xt_str piece);

/* A blank, a line break, and the beginning of a line unless one has begun. */
void xt_html_text_blank(xt_html_text *text);
void xt_html_text_break(xt_html_text *text);
void xt_html_text_line(xt_html_text *text);

/* ------------------------------------------------------------ places (html_table.c) */

/* Tables and lines of text, one below the other. */
typedef struct xt_html_table {
    xt_grid *grid;
    xt_book *book;
    uint32_t row;                      /* the last one that began; 0: none */
    uint32_t column;                   /* of the cell being read */
    uint32_t next_column;              /* the first that may be free */
    uint32_t next_col;                 /* the column that the next <col> is about */
    size_t merges;                     /* how many there were before the table */
    bool reaches_down;                 /* a cell of the table does */
    uint32_t until[XT_MAX_COLUMN + 1]; /* the last row that a cell above takes in each column */
} xt_html_table;

/* Begins and ends a table: what lies below its last row is cut off its cells. */
void xt_html_begin_table(xt_html_table *table);
void xt_html_end_table(xt_html_table *table);

/* A <col> of the table, for as many columns as its span says. */
xt_status xt_html_column(xt_html_table *table, xt_str span, bool hidden, xt_error *error);

xt_status xt_html_begin_row(xt_html_table *table, bool hidden, xt_error *error);

/* Finds the place of the next cell; the spans as they are written. */
xt_status xt_html_begin_cell(xt_html_table *table, xt_str across, xt_str down, xt_error *error);

/* Puts a text into that place. */
xt_status xt_html_put(xt_html_table *table, const xt_html_text *text, xt_error *error);

/* ------------------------------------------------------------ the page (html_plan.c, html_page.c) */

/* Which tables only lay out the page: a byte for each, in the order in which they begin, 1 for those. */
xt_status xt_html_plan(const xt_book *book, xt_str text, xt_bytes *layout, xt_error *error);

/* Whether an element holds text that is never shown. */
bool xt_html_is_silent(xt_str name);

/* Reads the page into the grid; *tables: how many tables it has. */
xt_status xt_html_read(xt_book *book, xt_str text, xt_str layout, xt_grid *grid, size_t *tables,
                       xt_error *error);

#endif
