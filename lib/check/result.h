/* SPDX-License-Identifier: MIT
 *
 * The inside of a check's result.
 */
#ifndef XT_CHECK_RESULT_H
#define XT_CHECK_RESULT_H

#include "base/arena.h"
#include "check/findings.h"
#include "table/header.h"

typedef struct xt_sheet_entry {
    xt_sheet_result shown;
    const xt_table *table;
    const xt_template *rivals[XT_MAX_RIVALS];
} xt_sheet_entry;

struct xt_result {
    xt_arena arena;
    xt_bytes sheets;      /* of xt_sheet_entry * */
    xt_bytes passed_over; /* of const char * */
    xt_findings findings;
    xt_bytes notes; /* of xt_error: of the book */
    uint64_t note_count;
};

/* NULL: memory is out. */
xt_result *xt_result_new(void);

/* Adds a sheet that follows a form; *index is what its findings carry. */
xt_status xt_result_add_sheet(xt_result *result, const xt_recognition *recognised, const xt_header *header,
                              const char *name, size_t sheet, int fiscal_year, size_t *index,
                              xt_error *error);
xt_status xt_result_set_agency(xt_result *result, size_t index, xt_str name, xt_error *error);
void xt_result_set_rows(xt_result *result, size_t index, uint64_t rows);
xt_status xt_result_pass_over(xt_result *result, const char *name, xt_error *error);

/* Keeps the notes of the book, which may be closed before the result is. */
xt_status xt_result_keep_notes(xt_result *result, const xt_book *book, xt_error *error);

#endif
