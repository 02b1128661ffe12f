/* SPDX-License-Identifier: MIT
 *
 * Findings as people want to see them: rule by rule, and cells one below the other of which the same is said
 * as one line.
 */
#ifndef XT_WRITE_REPORT_LISTING_H
#define XT_WRITE_REPORT_LISTING_H

#include "base/bytes.h"
#include "xlstools.h"

/* One finding, with what it is sorted by. */
typedef struct xt_picked {
    size_t index; /* in the result */
    uint32_t column, row;
    const char *sheet;
} xt_picked;

/* The findings of a result, those of a rule together. */
typedef struct xt_listing {
    const xt_result *result;
    xt_picked *items;
    size_t *starts; /* of each rule in items; one more tells the end */
} xt_listing;

/* Takes memory for each finding and no time but that of counting; XT_OUT_OF_MEMORY. To be freed in any case.
 */
xt_status xt_listing_make(xt_listing *listing, const xt_result *result, xt_error *error);
void xt_listing_free(xt_listing *listing);

/* The findings of the rule, sheet by sheet, column by column, from above; sorts them. How many. */
size_t xt_listing_of(xt_listing *listing, size_t rule, const xt_picked **items);

/* Findings of one sentence in cells one below the other. */
typedef struct xt_run {
    xt_finding first;
    uint32_t last_row;
    size_t count;
} xt_run;

/* The run that begins at items[*at], which then is behind it. */
xt_run xt_listing_run(const xt_listing *listing, const xt_picked *items, size_t count, size_t *at);

/* "D4", "D4:D253", "row 12", "row 2-4", or nothing for what is about a sheet. */
void xt_run_place(const xt_run *run, xt_lang lang, xt_bytes *out);

#endif
