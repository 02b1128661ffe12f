/* SPDX-License-Identifier: MIT
 *
 * A table of an OpenDocument spreadsheet that is being read, and its cells.
 */
#ifndef XT_READ_ODS_SHEET_H
#define XT_READ_ODS_SHEET_H

#include "read/sheet.h"
#include "read/xml.h"

/* What office:value-type says that a cell holds. */
typedef enum xt_ods_type {
    XT_ODS_TEXT, /* string, void, or none */
    XT_ODS_NUMBER,
    XT_ODS_BOOLEAN,
    XT_ODS_DATE,
    XT_ODS_TIME,
} xt_ods_type;

/* The paragraphs of a cell as one text. */
typedef struct xt_ods_text {
    xt_bytes bytes;
    size_t paragraphs, start; /* where the one being read begins */
    bool after_blank;         /* a blank would be one too many */
} xt_ods_text;

/* Merged cells, as a row that may stand there many times has them. */
typedef struct xt_ods_span {
    uint32_t column, across, down;
} xt_ods_span;

typedef struct xt_ods_sheet {
    xt_sheet base;
    xt_zip_part *part;
    xt_xml *xml;
    size_t wanted, met; /* tables: which, and how many began */
    bool inside, over;

    size_t depth, hidden_from; /* groups of rows or columns: open ones, and the outermost hidden one */
    uint64_t next_row, next_column;
    uint64_t rows;  /* how many of the row being read there are */
    uint32_t again; /* how many times the last row is still to be handed out */
    xt_bytes spans; /* of xt_ods_span: those of the row */

    xt_cell cell; /* the one being read */
    xt_ods_type type;
    bool is_error;
    uint64_t columns; /* how many of it there are */
    uint32_t across, down;
    bool has_value;
    xt_bytes value; /* what the attribute of its type holds */
    xt_ods_text text;
} xt_ods_sheet;

/* What a cell that is handed out again counts as at least, in bytes of text: what a file repeats is not free
 * although it takes no room there. About as much as the shortest cell that is written out. */
enum { XT_ODS_REPEAT_COST = 32 };

/* A count of rows or columns; 1 where the attribute is not there. Counts that no sheet has room for are given
 * as UINT32_MAX. */
xt_status xt_ods_count(const xt_ods_sheet *s, xt_str text, uint64_t *count, xt_error *error);

/* Begins and ends a cell of the row. */
xt_status xt_ods_start_cell(xt_ods_sheet *s, const char **attributes, xt_error *error);
xt_status xt_ods_end_cell(xt_ods_sheet *s, xt_error *error);

/* The text of a cell: faults of its bytes are looked at when the cell ends. */
void xt_ods_text_clear(xt_ods_text *text);
void xt_ods_text_start_paragraph(xt_ods_text *text);
void xt_ods_text_add(xt_ods_text *text, xt_str piece);
void xt_ods_text_put(xt_ods_text *text, char c, uint64_t count);
void xt_ods_text_end_paragraph(xt_ods_text *text);

#endif
