/* SPDX-License-Identifier: MIT
 *
 * The data validations of a worksheet (ECMA-376 part 1, 18.3.1.32): which cells may hold what, and the values
 * of drop-down lists. Nothing here is read unless it is asked for.
 *
 * Both calls read parts of the workbook from their beginning; no sheet of it may be open meanwhile.
 */
#ifndef XT_READ_VALIDATIONS_H
#define XT_READ_VALIDATIONS_H

#include "base/arena.h"

enum {
    XT_VALIDATIONS = 65536,                 /* of one sheet */
    XT_VALIDATION_TEXT = 64 * 1024,         /* bytes of a formula, a prompt, an sqref */
    XT_VALIDATION_TEXTS = 64 * 1024 * 1024, /* bytes of them all in one sheet, with their ranges */
    XT_LIST_VALUES = 4096,                  /* of one list */
};

typedef enum xt_validation_type {
    XT_VALIDATION_ANY, /* also a type that is not known */
    XT_VALIDATION_LIST,
    XT_VALIDATION_WHOLE,
    XT_VALIDATION_DECIMAL,
    XT_VALIDATION_DATE,
    XT_VALIDATION_TIME,
    XT_VALIDATION_TEXT_LENGTH,
    XT_VALIDATION_CUSTOM,
} xt_validation_type;

typedef struct xt_validation {
    xt_validation_type type;
    size_t range_count; /* may be 0 */
    const xt_range *ranges;
    xt_str formula1, formula2;   /* as in the file; empty where there is none */
    xt_str prompt_title, prompt; /* what is shown when a cell is entered; empty where there is none */
} xt_validation;

/* All validations of the sheet `index`, in the order of the file: those of <dataValidations>, and those that
 * Excel 2010 and later keep in <extLst>. They live in the arena. Ranges that are none, or lie outside a
 * sheet, are passed over. *count may be 0, and is for every workbook but an OOXML one. More than the numbers
 * above is XT_OVER_LIMIT. */
xt_status xt_sheet_validations(xt_book *book, size_t index, xt_arena *arena, const xt_validation **out,
                               size_t *count, xt_error *error);

/* The values that a list of the sheet `index` offers, in order, in the arena: those of a literal ("a,b"), of
 * the cells of a range on this or another sheet, or of a defined name that stands for such a range. Nothing
 * is trimmed. Numbers and dates are given as in the file, truth values as TRUE and FALSE; blank cells, empty
 * items and cells with errors are left out, and so is what comes after the XT_LIST_VALUES-th value. A range
 * without $ is taken as it stands, as for the first cell of the validation. Rows of a range must rise, as
 * they do in every workbook that Excel wrote: from the first one below the range on nothing is read.
 * *count is 0 where the formula is something else (OFFSET, INDIRECT, a table, another workbook), and for a
 * validation that is no list. */
xt_status xt_list_values(xt_book *book, size_t index, const xt_validation *validation, xt_arena *arena,
                         const xt_str **values, size_t *count, xt_error *error);

#endif
