/* SPDX-License-Identifier: MIT
 *
 * A table of figures over the sheet of contracts: a line for each month, method, source or vendor, and their
 * sum.
 */
#ifndef XT_SUM_GROUPED_H
#define XT_SUM_GROUPED_H

#include "sum/extras.h"

/* Columns of such a table, from 0. */
enum {
    XT_GROUPED_LABEL,
    XT_GROUPED_COUNT,
    XT_GROUPED_BUDGET,
    XT_GROUPED_REFERENCE,
    XT_GROUPED_PRICE,
    XT_GROUPED_SAVED,
    XT_GROUPED_SHARE, /* saved, of the reference prices */
    XT_GROUPED_EXTRA, /* what has been agreed so far; a vendor's share of all */
    XT_GROUPED_COLUMNS
};

/* One line. */
typedef struct xt_grouped_line {
    const char *label;
    const char *key; /* the data's column that tells the group (XT_DATA_METHOD ...) */
    bool is_number;  /* the column holds `number`; else the label */
    int number;
    xt_figures figures;
    xt_satang so_far; /* the agreed prices of this line and those above */
} xt_grouped_line;

typedef enum xt_grouped_extra { XT_EXTRA_NONE, XT_EXTRA_SO_FAR, XT_EXTRA_SHARE } xt_grouped_extra;

typedef struct xt_grouped {
    const char *heading, *first_title; /* above the table; of its first column */
    xt_grouped_extra extra;
    bool has_total;
    uint32_t first, last; /* its lines, from 0, once it is written; last < first: none */
} xt_grouped;

/* Widths for all tables of a sheet. */
void xt_grouped_widths(xt_panel *panel);

/* Heading and header of a table that will have so many lines, the lines, and the sum. */
void xt_grouped_begin(xt_panel *panel, const xt_grouped *table, size_t lines);
void xt_grouped_put(xt_panel *panel, const xt_data *data, xt_grouped *table, const xt_grouped_line *line);
void xt_grouped_end(xt_panel *panel, const xt_data *data, xt_grouped *table);

/* A whole table of the groups of a key, at most so many lines; months without contracts too. */
xt_status xt_grouped_write(xt_panel *panel, const xt_data *data, xt_grouped *table, xt_group_by by,
                           size_t most, xt_error *error);

#endif
