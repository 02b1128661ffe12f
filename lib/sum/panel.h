/* SPDX-License-Identifier: MIT
 *
 * Sheets of our own beside the forms: headings, tables, amounts as formulas. They are written from the top
 * down.
 */
#ifndef XT_SUM_PANEL_H
#define XT_SUM_PANEL_H

#include "base/money.h"
#include "write/form.h"

typedef enum xt_look {
    XT_LOOK_TITLE,
    XT_LOOK_HEADING,
    XT_LOOK_HEADER,
    XT_LOOK_TEXT,
    XT_LOOK_COUNT,
    XT_LOOK_MONEY,
    XT_LOOK_SHARE, /* a percentage */
    XT_LOOK_DATE,
    XT_LOOK_CODE, /* a number that counts nothing */
    XT_LOOK_TOTAL_TEXT,
    XT_LOOK_TOTAL_COUNT,
    XT_LOOK_TOTAL_MONEY,
    XT_LOOK_TOTAL_SHARE,
    XT_LOOK_KEY_COUNT, /* a figure that stands for itself */
    XT_LOOK_KEY_MONEY,
    XT_LOOK_KEY_SHARE,
    XT_LOOK_NOTE,
    XT_LOOK_NUMBERS
} xt_look;

typedef struct xt_panel_column {
    const char *title;
    double width; /* in characters */
} xt_panel_column;

enum { XT_PANEL_COLUMNS = 16, XT_PANEL_BREAKS = 64, XT_PANEL_GAP = 15 /* points between tables */ };

typedef struct xt_panel {
    xt_xlsx *x;
    lxw_worksheet *sheet;
    const xt_form *form; /* its font and colours */
    lxw_format *looks[XT_LOOK_NUMBERS];
    xt_bytes text;
    uint32_t row; /* that is being filled, from 0 */
    double lines; /* of it */
    bool large;   /* the same: it has a title */
    double widths[XT_PANEL_COLUMNS];
    uint16_t
        scale; /* percent, of a sheet whose pages are broken here; 0: it is fitted to pages as it comes */
    double page_height, used; /* points of a page, and how many of them are used */
    lxw_row_t breaks[XT_PANEL_BREAKS + 1];
    size_t break_count;
} xt_panel;

/* Begins to fill the sheet. The form must live until the end. */
xt_status xt_panel_begin(xt_panel *panel, xt_xlsx *x, lxw_worksheet *sheet, const xt_form *form,
                         xt_error *error);
xt_status xt_panel_end(xt_panel *panel, xt_error *error);

/* Page set-up: A4, one page wide, pages numbered; `header_row`: repeated on each page; UINT32_MAX: none. */
void xt_panel_set_up(xt_panel *panel, bool landscape, uint32_t header_row, uint32_t last_column);

/* Widths of the columns, and a row with their titles. Moves on to the next row. */
void xt_panel_widths(xt_panel *panel, const xt_panel_column *columns, size_t count);
void xt_panel_header(xt_panel *panel, const xt_panel_column *columns, size_t count);

/* A line of text over columns 0 to `last`. Moves on. */
void xt_panel_line(xt_panel *panel, xt_look look, uint32_t last, const char *text);

/* The same in some columns, in the current row. */
void xt_panel_merged(xt_panel *panel, uint32_t first, uint32_t last, xt_look look, const char *text);

/* Ends the row, as high as its texts want it. */
void xt_panel_next(xt_panel *panel);

/* Leaves so many rows free, of that height in points. */
void xt_panel_rows(xt_panel *panel, uint32_t count, double height);

/* Pages as wide as columns 0 to `last`, which have their widths, on A4 on its side. From then on
 * xt_panel_keep begins a new page where so many lines do not fit on what is left of this one. */
void xt_panel_pages(xt_panel *panel, size_t last);
void xt_panel_keep(xt_panel *panel, double lines);

/* Pixels of the columns from one to another. */
double xt_panel_pixels(const xt_panel *panel, size_t first, size_t last);

/* Cells of the current row. `formula`: NULL for a plain value. */
void xt_panel_text(xt_panel *panel, size_t column, xt_look look, const char *text, const char *formula);
void xt_panel_count(xt_panel *panel, size_t column, xt_look look, uint64_t count, const char *formula);
void xt_panel_money(xt_panel *panel, size_t column, xt_look look, xt_satang amount, const char *formula);
void xt_panel_share(xt_panel *panel, size_t column, xt_look look, double share, const char *formula);
void xt_panel_day(xt_panel *panel, size_t column, xt_day day);

/* Empties panel->text, for what is to be written next; that memory ran out before is noted, for emptying
 * forgets it. */
void xt_panel_start(xt_panel *panel);

/* A formula, for the calls above: printed into panel->text. */
const char *xt_panel_formula(xt_panel *panel, const char *format, ...)
#ifdef __GNUC__
    __attribute__((format(printf, 2, 3)))
#endif
    ;

#endif
