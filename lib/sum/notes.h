/* SPDX-License-Identifier: MIT
 *
 * What a report tells besides its figures: columns that a source lacks, what the rows that do not count come
 * to, and words and blanks of those that do.
 */
#ifndef XT_SUM_NOTES_H
#define XT_SUM_NOTES_H

#include "sum/summary.h"

/* Columns without which no row of a source counts. */
typedef enum xt_needed_column { XT_NEEDED_DATE, XT_NEEDED_PRICE, XT_NEEDED_COUNT } xt_needed_column;

/* Words that the vocabulary does not know. */
typedef struct xt_unknown_words {
    uint64_t count;       /* contracts with such a word */
    const char *words[3]; /* the first of them, none twice */
    size_t kept;
    bool more; /* there are others */
} xt_unknown_words;

typedef struct xt_notes {
    uint64_t (*missing)[XT_NEEDED_COUNT]; /* of each source: rows that do not count for want of the column */
    uint64_t without_column;              /* all of these */
    xt_satang uncounted;                  /* the prices that are known of rows that wait to be put right */
    bool too_much;                        /* they come to more than a sum can hold */
    xt_unknown_words states, methods;     /* of contracts that count */
    uint64_t
        lacking[XT_CONTRACT_TEXTS]; /* contracts that count and do not say it: item, method, vendor, agency */
} xt_notes;

/* Gathers them of a summary that is settled; to be freed in any case. */
xt_status xt_notes_gather(xt_notes *notes, const xt_summary *summary, xt_error *error);
void xt_notes_free(xt_notes *notes);

/* Which column the row's source lacks, so that the row does not count; XT_NEEDED_COUNT: none. */
xt_needed_column xt_notes_column(const xt_contract *contract);

/* The register's field of the column. */
const char *xt_needed_field(xt_needed_column column);

#endif
