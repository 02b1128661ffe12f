/* SPDX-License-Identifier: MIT
 *
 * New values for single cells of a workbook, in a copy of it that is the same everywhere else.
 */
#ifndef XT_WRITE_PATCH_H
#define XT_WRITE_PATCH_H

#include "base/str.h"

typedef enum xt_edit_kind { XT_EDIT_TEXT, XT_EDIT_NUMBER, XT_EDIT_DATE } xt_edit_kind;

typedef struct xt_edit {
    size_t sheet;         /* index in the book */
    uint32_t row, column; /* from 1 */
    xt_edit_kind kind;
    xt_str text;   /* TEXT: UTF-8, what the cell is to hold; of no characters it leaves the cell blank.
                    * NUMBER: the decimal number as it is to stand in the file ("1234.5"). DATE: unused */
    double serial; /* DATE, in the workbook's date system */
    bool whole;    /* NUMBER: it counts things; where the cell needs another format, that is "0" and not
                    * "#,##0.00" */
} xt_edit;

typedef struct xt_patch_options {
    bool no_clobber;         /* an output that exists already is XT_WRITE_FAILED */
    bool in_place;           /* the output may be the input, whose old content is then kept as FILE.bak */
    bool force;              /* also where the workbook has a digital signature, which then no longer holds */
    size_t chunk;            /* bytes read at a time; 0: the default. For tests */
    const xt_limits *limits; /* for the input, and for what is written; NULL: the default */

    /* Called with the path of the finished file before it gets its name, while a second thread reads it back,
     * where there is one. What it fails with, xt_patch fails with. NULL: nothing is called. */
    xt_status (*look)(void *context, const char *path, xt_error *error);
    void *look_context;
} xt_patch_options;

/* Writes a copy of the workbook at `input` (a file, no pipe) to `output` in which the cells of `edits`
 * (sorted by sheet, row, column; no two the same) hold their new values and nothing else differs. `options`
 * NULL: none.
 *
 * Members of the archive that need no change keep their bytes; in those that do, every byte outside of the
 * cells (styles, table columns, calcPr) stays. A cell keeps its format unless that is one of text, or shows
 * no date where a date is written, or a date where a number is; it then gets a copy of its format that
 * differs in the number format alone. A cell that is not there is added, with the format of its row or
 * column. Where numbers or dates were written and the workbook has formulas, Excel is told to calculate them
 * when it opens the file. The header of a table renames the table's column.
 *
 * Refused with XT_WRITE_FAILED, and then nothing is written: a cell that holds a formula or is part of an
 * array formula's result; a value that no cell can hold; a format where the workbook has no styles for it; a
 * table header that would not be a text of its own, or whose name stands in formulas; a part that is not
 * UTF-8, or written so that it cannot be changed without loss; a digital signature; the input as output.
 *
 * The file appears under its name only when it was read back and every cell of every sheet is as planned or
 * as it was. Whatever fails, the output is as it was before. */
xt_status xt_patch(const char *input, const char *output, const xt_edit *edits, size_t count,
                   const xt_patch_options *options, xt_error *error);

#endif
