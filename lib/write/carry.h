/* SPDX-License-Identifier: MIT
 *
 * The rows of a workbook carried into the fields of a form: values in the way that the form wants them, texts
 * as they are, and a remark for everything that is not certain or has no place.
 */
#ifndef XT_WRITE_CARRY_H
#define XT_WRITE_CARRY_H

#include "table/mapping.h"
#include "table/record.h"
#include "write/carry_sums.h"
#include "write/form.h"
#include "write/remark.h"

/* A table of the form that is read from a sheet. */
typedef struct xt_carry_part {
    size_t sheet, table;   /* indexes in the book and in the form */
    uint32_t until;        /* another table begins in this row; 0: none */
    const xt_table *known; /* of the form that the sheet follows; NULL: none */
    xt_head head;
    xt_mapping mapping;
} xt_carry_part;

typedef struct xt_carry {
    xt_book *book;
    const xt_template *form;
    const struct xt_places *places; /* NULL: none are known */
    bool mend;                      /* texts are mended, and their blanks cleaned */
    int fiscal_year;                /* BE, of rows whose file does not say it; 0: not known */
    void (*progress)(void *context, uint64_t rows, double share); /* NULL: none */
    void *progress_context;

    xt_bytes parts; /* of xt_carry_part *, in the order in which they are read */
    xt_remarks remarks;
    uint64_t rows; /* carried so far */
    xt_arena arena;
    const char *notes[XT_MAX_NOTES]; /* of the table that is read */

    size_t at;        /* the part that is read */
    xt_sheet *sheet;  /* NULL: none is open */
    size_t table;     /* of the rows that are handed out */
    uint64_t counted; /* rows of that table */
    uint64_t part_rows;
    bool below_footer;
    xt_carry_sums sums; /* of the part */
    xt_record record;
    xt_record_reader reader;
    xt_arena texts;                    /* of the row */
    xt_bytes scratch, shifted;         /* shifted: of xt_cell */
    xt_cell pieces[XT_MAX_FIELDS];     /* cells made of pieces of others */
    xt_form_cell cells[XT_MAX_FIELDS]; /* of the row */
    xt_form_cell given[XT_MAX_FIELDS]; /* what blank cells of a field get */
} xt_carry;

/* To be freed in any case. */
void xt_carry_begin(xt_carry *carry, xt_book *book, const xt_template *form);
void xt_carry_free(xt_carry *carry);

/* carry_sheets.c: finds the sheets that have columns of the form, each following `from` (NULL: recognised),
 * and adds them; of others it is remarked that they stay behind. Where the carry has no form yet, the first
 * that a sheet follows becomes it. `sheet`: this one alone, or XT_ALL_SHEETS. XT_NO_TEMPLATE: there is none.
 */
xt_status xt_carry_find(xt_carry *carry, const xt_templates *set, const xt_template *from, size_t sheet,
                        const xt_wishes *wishes, xt_error *error);

/* Adds a table that is read from the sheet; see xt_mapping_make. */
xt_status xt_carry_add(xt_carry *carry, size_t sheet, size_t table, uint32_t until, const xt_templates *set,
                       const xt_table *known, const xt_wishes *wishes, xt_error *error);

/* Which table of the form begins with the row, or SIZE_MAX: where a file has one sheet for all of them.
 * `current`: the one that is being read. */
xt_status xt_carry_find_below(const xt_carry *carry, const xt_row *row, size_t current, size_t *table,
                              xt_error *error);

/* Adds the table that begins in that row of the sheet. */
xt_status xt_carry_add_below(xt_carry *carry, size_t sheet, size_t table, uint32_t first, xt_error *error);

/* carry_title.c: where the titles above the table name the agency, rows that do not say have it. */
void xt_carry_take_titles(xt_carry_part *part);

/* Takes the part `index` away again. */
void xt_carry_drop(xt_carry *carry, size_t index);

size_t xt_carry_count(const xt_carry *carry);
const xt_carry_part *xt_carry_at(const xt_carry *carry, size_t index);

/* The fields of the table that have a value in any row, as bits. */
uint64_t xt_carry_fills(const xt_carry *carry, size_t table);

/* Whether the field has a value without any column: the year that is known anyway. */
bool xt_carry_knows_year(const xt_carry *carry, const xt_field *field);

/* The rows, to be read once. */
xt_form_feed xt_carry_feed(xt_carry *carry);

#endif
