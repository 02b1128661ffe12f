/* SPDX-License-Identifier: MIT
 *
 * New workbooks through libxlsxwriter, which reports success for files that are broken when its temporary
 * folder or memory is out: so nothing that it wrote is trusted before it was read back and compared.
 */
#ifndef XT_WRITE_XLSX_H
#define XT_WRITE_XLSX_H

#include "base/bytes.h"

#include <xlsxwriter.h>

/* Called with the path of a file that is complete and has not got its name yet; what it fails with, the
 * writing fails with. `call` NULL: nothing. */
typedef struct xt_last_look {
    xt_status (*call)(void *context, const char *path, xt_error *error);
    void *context;
} xt_last_look;

/* A workbook that is being written. Failures are kept and told at the end, so that a row of calls needs one
 * look. */
typedef struct xt_xlsx {
    lxw_workbook *book;
    xt_outfile *file;
    uint64_t cells, sum; /* of all values, whatever their order */
    uint64_t comments, merges;
    xt_bytes text;     /* of a cell, as the file has it */
    lxw_error fault;   /* the first */
    xt_last_look look; /* before it gets its name */
} xt_xlsx;

/* Begins a workbook that will appear at `path`. On failure there is nothing to end. */
xt_status xt_xlsx_begin(xt_xlsx *x, const char *path, bool no_clobber, xt_error *error);

/* The same for a workbook of any size: no row is kept in memory, so the rows of a sheet must be written from
 * the top down; which sheet comes first makes no difference. */
xt_status xt_xlsx_begin_large(xt_xlsx *x, const char *path, bool no_clobber, xt_error *error);

/* Notes what a call of libxlsxwriter answered. */
void xt_xlsx_note(xt_xlsx *x, lxw_error answer);

enum { XT_XLSX_TEXT = 32767 }; /* the most characters of a cell */

/* Values into cells; row and column count from 0, as in libxlsxwriter. A text must be UTF-8; of no characters
 * it leaves the cell blank. A number must be finite. */
void xt_xlsx_text(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *text,
                  lxw_format *format);
void xt_xlsx_number(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, double number,
                    lxw_format *format);
void xt_xlsx_boolean(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, bool value,
                     lxw_format *format);

/* A formula with the value that it has now; later values are calculated by who opens the file. */
void xt_xlsx_formula(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *formula,
                     double value, lxw_format *format);
void xt_xlsx_formula_text(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *formula,
                          const char *value, lxw_format *format);

/* A text that leads to a place in the workbook ("internal:'Sheet'!A1"); at most LXW_MAX_NUMBER_URLS a sheet.
 */
void xt_xlsx_link(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *target,
                  const char *text, lxw_format *format);

/* A comment on a cell; its text must be UTF-8 without control characters but line ends. */
void xt_xlsx_comment(xt_xlsx *x, lxw_worksheet *sheet, uint32_t row, size_t column, const char *text,
                     lxw_comment_options *options);

/* A text in a range of merged cells; a range of one cell is a cell. */
void xt_xlsx_merged(xt_xlsx *x, lxw_worksheet *sheet, xt_range range, const char *text, lxw_format *format);

/* Whether COUNTIF and SUMIF take the text for a pattern, or for more than they can compare. */
bool xt_xlsx_is_pattern(const char *text);

/* Places across that a text takes: Thai vowels and tones above and below the line take none. */
size_t xt_xlsx_letters(xt_str text);

/* Completes the file, reads it back, compares every cell, counts comments, merged ranges and the parts that
 * the file says to have, and gives it its name. Whatever fails, `path` is as it was. */
xt_status xt_xlsx_end(xt_xlsx *x, xt_error *error);

/* Gives it up: `path` is as it was. */
void xt_xlsx_discard(xt_xlsx *x);

#endif
