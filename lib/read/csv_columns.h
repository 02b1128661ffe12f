/* SPDX-License-Identifier: MIT
 *
 * What the beginning of a text shows of its columns: which character separates them, and whether it has any.
 */
#ifndef XT_READ_CSV_COLUMNS_H
#define XT_READ_CSV_COLUMNS_H

#include "base/str.h"

typedef struct xt_columns {
    char delimiter; /* , ; TAB or |; the comma where nothing shows another */
    bool is_table;  /* text in columns and not prose */
    bool is_plain;  /* ... in most of its lines */
} xt_columns;

/* `head`: text in which ASCII is ASCII, whatever the rest is; without a byte order mark. `whole`: it is all
 * there is, else its last line may be cut. */
xt_columns xt_csv_columns(xt_str head, bool whole);

/* The first line "sep=;", by which Excel is told the delimiter and which is no row: its size with the line
 * end; 0: there is none. */
size_t xt_csv_separator_line(xt_str head, char *delimiter);

#endif
