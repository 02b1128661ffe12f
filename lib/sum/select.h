/* SPDX-License-Identifier: MIT
 *
 * Which contracts a summary counts, and why it does not count the others.
 */
#ifndef XT_SUM_SELECT_H
#define XT_SUM_SELECT_H

#include "sum/ledger.h"
#include "sum/span.h"

typedef struct xt_choice {
    bool has_span; /* false: contracts of any day */
    xt_span span;
    const char *agency; /* of this agency alone; NULL or "": of all */
    bool whole_year;    /* the span is a fiscal year, which forms without dates can say too */
    bool with_unsigned; /* rows that are no contract yet, or no more, of the span's fiscal year, count too */
} xt_choice;

/* Whether the fiscal year that the row gives in a column of its own lies outside the span. */
bool xt_select_is_other_year(const xt_contract *contract, const xt_choice *choice);

/* Settles the fate of every contract of the ledger, whose doubles have been found. */
xt_status xt_select(xt_ledger *ledger, const xt_choice *choice, xt_error *error);

/* Appends the indexes (uint32_t) of the contracts of the agency (an index of the ledger's; UINT32_MAX: of
 * all) that count and lie in the span (NULL: whenever), by their date, as they were met where that is the
 * same. */
xt_status xt_select_list(const xt_ledger *ledger, uint32_t agency, const xt_span *span, xt_bytes *out);

#endif
