/* SPDX-License-Identifier: MIT
 *
 * What the rules share while one sheet is checked.
 */
#ifndef XT_CHECK_CHECKER_H
#define XT_CHECK_CHECKER_H

#include "check/findings.h"
#include "check/split.h"
#include "check/twins.h"
#include "table/record.h"

/* Two rows that may be the same in something: settled when both are read again. */
typedef struct xt_suspect {
    xt_code code;
    uint32_t first, row;
} xt_suspect;

/* What rows that are the same have in common. */
typedef enum xt_again_key {
    XT_AGAIN_PROJECT,
    XT_AGAIN_CONTRACT,
    XT_AGAIN_CONTENT,
    XT_AGAIN_KEYS,
} xt_again_key;

typedef struct xt_checker {
    xt_book *book;
    size_t sheet; /* index in the book */
    const char *sheet_name;
    const xt_templates *set;
    const xt_check_options *options;
    const xt_head *head;     /* the first rows of the sheet */
    const xt_header *header; /* of the table being read */
    const xt_table *table;
    xt_result *found;
    size_t result; /* index of the sheet's result, which findings carry */
    xt_findings *findings;
    xt_error *error;

    int fiscal_year; /* BE that rows are held to; 0: none */
    bool has_period; /* for date-range */
    xt_day first_day, last_day;
    bool has_as_of; /* the day at which the form wants its data */
    xt_day as_of;

    xt_record record;
    xt_record_reader reader;
    xt_bytes scratch, note; /* for a rule's texts */
    xt_bytes place;         /* the last province and district that were found, as the row has them */

    bool is_first;         /* of the sheet's tables */
    uint32_t until;        /* the table ends before this row; 0: nowhere */
    xt_head *later_head;   /* rows below that might be the header of another table, */
    xt_header *later;      /* and the one that is; later->table NULL: none so far */
    const uint64_t *known; /* bits of the template's tables that have been found */

    int agency_field; /* or XT_NO_FIELD */
    bool agency_known;

    uint64_t rows;                    /* of data so far */
    uint32_t last_row;                /* the last row of data */
    uint32_t filled_row;              /* the last row down to which none was blank */
    uint32_t other_rows;              /* sums and notes behind it */
    bool below_footer;                /* a footer has been passed */
    bool says_empty;                  /* the sheet says that there is nothing to list */
    xt_bytes passed;                  /* of uint32_t: the rows of all sums and notes, rising */
    uint32_t blank_first, blank_last; /* the run of blank rows being passed */
    uint32_t blank_count;
    uint64_t notes_filled; /* bits of the table's notes */
    struct {
        uint32_t row, column;
    } note_at[XT_MAX_NOTES];       /* where the label of each stands; row 0: not there */
    xt_bytes twins[XT_AGAIN_KEYS]; /* see twins.h */
    xt_bytes suspects;             /* of xt_suspect */
    xt_bytes purchases;            /* of xt_purchase */
} xt_checker;

/* Adds a finding about the field of the current row. */
xt_status xt_find(xt_checker *c, xt_code code, size_t field, xt_str value, xt_str expected, xt_str repair);

/* Adds any finding. */
xt_status xt_find_item(xt_checker *c, const xt_report_item *item);

/* rules_cell.c: what is odd about single cells of the current row. */
xt_status xt_check_cells(xt_checker *c);

/* rules_row.c: the cells of the current row against each other. */
xt_status xt_check_row(xt_checker *c);

/* rules_sheet.c: the file, the header, and what the sheet as a whole shows. */
xt_status xt_check_container(xt_checker *c);
xt_status xt_check_header(xt_checker *c);
xt_status xt_check_order(xt_checker *c); /* the sequence, for each row of data */
xt_status xt_check_blank_row(xt_checker *c, const xt_row *row);
xt_status xt_check_blank_end(xt_checker *c, bool trailing);
xt_status xt_check_total(xt_checker *c, const xt_row *row);
xt_status xt_check_note(xt_checker *c, const xt_row *row, size_t note);
xt_status xt_check_hidden(xt_checker *c, const xt_sheet *sheet);
xt_status xt_check_end(xt_checker *c, const xt_sheet *sheet, size_t first_finding);

/* rules_again.c: what needs other rows too. xt_check_keys keeps what is needed of the current row;
 * xt_check_again reads the suspects once more and reports what holds. */
xt_status xt_check_keep(xt_checker *c);
xt_status xt_check_again(xt_checker *c);

#endif
