/* SPDX-License-Identifier: MIT
 *
 * A row as a record: the cells of a table's fields, typed, and what is odd about each.
 */
#ifndef XT_TABLE_RECORD_H
#define XT_TABLE_RECORD_H

#include "base/arena.h"
#include "base/calendar.h"
#include "table/header.h"
#include "thai/ids.h"

typedef enum xt_filled {
    XT_FILLED_BLANK,       /* no cell, or nothing in it but blanks */
    XT_FILLED_PLACEHOLDER, /* a blank token: "-" and the like */
    XT_FILLED_VALUE,
} xt_filled;

/* What may be odd about a cell, seen by itself. A clean cell has none, which is the usual case and costs no
 * rule. */
typedef enum xt_fault {
    XT_FAULT_CELL_ERROR = 1u << 0, /* #REF!, #N/A ... */
    XT_FAULT_TYPE = 1u << 1,       /* cannot be read as its kind */
    XT_FAULT_AS_TEXT = 1u << 2,    /* a number or date typed as text */
    XT_FAULT_THAI_DIGITS = 1u << 3,
    XT_FAULT_SPACE = 1u << 4,
    XT_FAULT_TERM_UNKNOWN = 1u << 5,
    XT_FAULT_TERM_ALIAS = 1u << 6,
    XT_FAULT_ID_LENGTH = 1u << 7,
    XT_FAULT_ID_CHECKSUM = 1u << 8,
    XT_FAULT_ID_NUMBER = 1u << 9,
    XT_FAULT_ID_FORMAT = 1u << 10,
    XT_FAULT_ID_ROUNDED = 1u << 11,
    XT_FAULT_ID_MASKED = 1u << 12,
    XT_FAULT_PROJECT_FORMAT = 1u << 13,
    XT_FAULT_PROJECT_NUMBER = 1u << 14,
    XT_FAULT_ERA = 1u << 15, /* a true date in a year of the Buddhist era */
    XT_FAULT_NEGATIVE = 1u << 16,
    XT_FAULT_ZERO = 1u << 17,
    XT_FAULT_FORMULA = 1u << 18,
    XT_FAULT_SWAPPED = 1u << 19, /* with AS_TEXT: month before day, so a guess */
    XT_FAULT_PATTERN = 1u << 20,
    XT_FAULT_REVERSED = 1u << 21, /* a period that ends before it begins */
    XT_FAULT_ORDER = 1u << 22,    /* a damaged text: thai/mend.h */
    XT_FAULT_GLYPH = 1u << 23,
    XT_FAULT_ENCODING = 1u << 24,
    XT_FAULT_LOST = 1u << 25, /* alone: nothing else is said of such a cell */
    XT_FAULT_LOOKALIKE = 1u << 26,
    XT_FAULT_MENDED =
        XT_FAULT_ORDER | XT_FAULT_GLYPH | XT_FAULT_ENCODING, /* the value is that of the mended text */
} xt_fault;

typedef struct xt_value {
    const xt_cell *cell; /* NULL: no cell */
    xt_str text;         /* of a cell with a text: the text, mended where that is certain */
    xt_filled filled;
    unsigned faults;
    bool known;   /* the kind's member below holds the value */
    bool rounded; /* an amount of more than two decimals: the value is near to what stands there */
    union {
        xt_satang amount; /* MONEY */
        int64_t number;   /* COUNT, SEQUENCE, FISCAL_YEAR */
        xt_day day;       /* DATE; the Buddhist era already taken off */
        uint32_t term;    /* VOCABULARY: index of the value */
        uint64_t digits;  /* PROJECT_NO, TAX_ID: their digits as a number */
        struct {
            xt_day first, last; /* inclusive */
        } period;
    } as;
} xt_value;

typedef struct xt_record {
    const xt_header *header;
    uint32_t row;
    bool hidden;
    xt_value values[XT_MAX_FIELDS];
} xt_record;

/* What reading records needs again and again. Zero-initialised it is ready. */
typedef struct xt_record_reader {
    xt_bytes folded;
    xt_arena mended; /* texts of the row that is read */
    struct xt_memo_entry *memo;
    bool date1904;
    bool untyped;    /* cells are texts, whatever they mean (xt_book_is_untyped): that is no fault */
    int fiscal_year; /* BE: of months and quarters that stand without a year; 0: none */
} xt_record_reader;

/* Reads the row's cells into the header's fields. Values borrow from the row. XT_OK or XT_OUT_OF_MEMORY. */
xt_status xt_record_read(xt_record_reader *reader, const xt_header *header, const xt_row *row,
                         xt_record *out);

/* The same for one cell, which need not stand in a row: *v borrows from it, and from what the reader keeps
 * until the next record. */
xt_status xt_value_read(xt_record_reader *reader, const xt_field *field, const xt_cell *cell, xt_value *v);

void xt_record_reader_free(xt_record_reader *reader);

typedef enum xt_requirement {
    XT_OPTIONAL,
    XT_PERHAPS, /* it depends on a status that is blank or not known */
    XT_REQUIRED,
} xt_requirement;

/* Whether the row must have a value in the field: the template says so, unless the row's status lifts it. */
xt_requirement xt_record_requires(const xt_record *record, size_t field);

/* The repair of a cell with faults, as the exact value that a correction would write: dates as ISO 8601 CE,
 * numbers plain ("1234.50"), texts as they should be. False: there is none that is certain; *suggestion then
 * tells whether out holds a guess for a person to decide. out is cleared first. */
bool xt_value_repair(const xt_record *record, size_t field, xt_bytes *out, bool *suggestion);

/* The same for a cell with a formula too, which no correction may write: for people. */
bool xt_value_meant(const xt_record *record, size_t field, xt_bytes *out, bool *suggestion);

/* What a row is. */
typedef enum xt_row_role {
    XT_ROW_DATA,
    XT_ROW_BLANK,  /* no content */
    XT_ROW_TOTAL,  /* a sum */
    XT_ROW_FOOTER, /* what stands below the table */
    XT_ROW_NOTE,   /* one of the table's notes: *note tells which */
    XT_ROW_EMPTY,  /* the sentence that there is nothing to list */
} xt_row_role;

/* Whether the row only numbers the columns, as forms do below their header: (1) (2) (3), or 1 2 3. */
bool xt_row_numbers_columns(const xt_row *row);

/* What the row is; *note only for XT_ROW_NOTE. When memory runs out scratch->fault says so. */
xt_row_role xt_row_role_of(const xt_record *record, const xt_row *row, xt_bytes *scratch, size_t *note);

/* Whether a row fills half or more of the columns that its table has on the sheet. Below a footer stand
 * names and dates of those who sign; a row so well filled is data all the same. */
bool xt_record_is_well_filled(const xt_record *record);

#endif
