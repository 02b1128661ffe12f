/* SPDX-License-Identifier: MIT
 *
 * The header finder: which row names the columns of which table, in any order of columns and under any title
 * rows.
 */
#ifndef XT_TABLE_HEADER_H
#define XT_TABLE_HEADER_H

#include "table/head.h"
#include "table/template.h"

typedef enum xt_label_match {
    XT_LABEL_ABSENT,
    XT_LABEL_EXACT,  /* an accepted spelling; line breaks make no difference */
    XT_LABEL_SPACED, /* an accepted one but for blanks, punctuation or the kind of digits */
    XT_LABEL_NEAR,   /* near an accepted one by spelling distance */
} xt_label_match;

typedef struct xt_column {
    uint32_t column; /* 0: not there */
    uint32_t row;    /* where its label stands */
    xt_label_match match;
    xt_str text;    /* the label as it stands; lives as long as the head */
    xt_str nearest; /* the accepted spelling; lives as long as the template */
} xt_column;

enum { XT_MAX_STRAY = 64 };

/* A label that no field took: one that stands there twice (field set), or an unknown one. */
typedef struct xt_stray {
    uint32_t column, row;
    int field; /* XT_NO_FIELD for an unknown one */
    xt_str text;
} xt_stray;

/* A header that was found. */
typedef struct xt_header {
    const xt_table *table; /* NULL: none */
    uint32_t first_row, last_row;
    size_t matched; /* fields that have a column */
    size_t content; /* those of them that are no identity fields */
    double score;   /* 0 to 1: how well header and table cover each other */
    xt_column columns[XT_MAX_FIELDS];
    size_t stray_count;
    xt_stray strays[XT_MAX_STRAY];
} xt_header;

/* Compares row `index` of the head (with the row below it, where two rows name the columns) with the table.
 * False: fewer than `least` fields match. */
bool xt_header_match(xt_header *out, const xt_head *head, size_t index, const xt_table *table, size_t least);

/* How many fields must match before a row is taken for this table's header: half of the content, at least
 * three. */
size_t xt_header_least(const xt_table *table);

/* How a template was recognised; higher is better. `item`: the code or a word of its titles stands in the
 * titles or the sheet's name; `year`: its own year does, or the fiscal year of its rows. */
typedef struct xt_evidence {
    enum { XT_ITEM_OTHER, XT_ITEM_SILENT, XT_ITEM_WORD, XT_ITEM_CODE, XT_ITEM_CODE_AND_WORD } item;
    enum { XT_YEAR_OTHER, XT_YEAR_SILENT, XT_YEAR_OF_ROWS, XT_YEAR_OWN } year;
    int fiscal_year; /* 2 its fiscal year in the rows, 1 unknown, 0 another */
    double score;    /* of the header */
} xt_evidence;

enum { XT_MAX_RIVALS = 8 };

/* What a sheet is. */
typedef struct xt_recognition {
    xt_header header; /* header.table NULL: no form here */
    xt_evidence evidence;
    bool guessed; /* other templates fit as well; this is the newest */
    size_t rival_count;
    const xt_template *rivals[XT_MAX_RIVALS];
    xt_header nearest; /* the best row of any table, recognised or not; table NULL: not one label matched */
} xt_recognition;

enum { XT_MAX_SAID = 16 };

/* The codes and years that titles and the sheet's name say. */
typedef struct xt_said {
    int items[XT_MAX_SAID], years[XT_MAX_SAID];
    size_t item_count, year_count;
} xt_said;

/* Looks for them in the name and in the rows above row `below`. */
void xt_head_said(xt_said *out, const char *sheet_name, const xt_head *head, uint32_t below);

/* Recognises the sheet from its name and first rows. `only`: no other template; NULL: any of the set. */
xt_status xt_recognise(xt_recognition *out, const xt_templates *set, const xt_template *only,
                       const char *sheet_name, const xt_head *head, xt_error *error);

/* The best row of the head for the table; false where none has enough of its labels. */
bool xt_header_find(xt_header *out, const xt_head *head, const xt_table *table);

/* The same, however few there are; false where there is none at all. */
bool xt_header_best(xt_header *out, const xt_head *head, const xt_table *table);

/* Reads the first rows of the sheet until a header has been seen and some rows below it, or the last row of
 * interest. */
xt_status xt_head_read(xt_head *head, xt_sheet *sheet, const xt_templates *set, const xt_template *only,
                       xt_error *error);

#endif
