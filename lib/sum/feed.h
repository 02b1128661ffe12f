/* SPDX-License-Identifier: MIT
 *
 * Contracts as the rows of a form, whichever it is: each field gets what the register says under its name.
 */
#ifndef XT_SUM_FEED_H
#define XT_SUM_FEED_H

#include "sum/figures.h"
#include "write/form.h"

typedef struct xt_contract_feed {
    const xt_ledger *ledger;
    const xt_template *form;
    const uint32_t *contracts; /* indexes of the ledger, in the order in which they are listed */
    size_t count;
    bool mask;        /* citizen IDs lose their last four digits where the form lets them */
    bool two_columns; /* a contract's number and its date stand apart */
    bool has_as_of;   /* states that are blank are worked out for this day */
    xt_day as_of;
    const xt_form_filling *filling; /* that the rows go into */

    size_t table, at; /* what is asked for */
    uint64_t filled;  /* rows with a text from the template, for what the register leaves blank */
    bool is_filled;   /* the row has such a text */
    xt_groups methods;
    bool grouped;
    xt_form_totals totals;
    xt_form_cell cells[XT_MAX_FIELDS];
    xt_arena texts; /* of the row */
    xt_bytes scratch;
    const char *notes[XT_MAX_NOTES]; /* of the table, after its last row */
} xt_contract_feed;

/* The members up to `filling` are set. To be freed in any case. */
void xt_contract_feed_begin(xt_contract_feed *feed);
void xt_contract_feed_free(xt_contract_feed *feed);

/* The rows, to be read once. */
xt_form_feed xt_contract_feed_rows(xt_contract_feed *feed);

/* Leaves in `contracts` the rows that the form lists: all, or, sorted, those with the highest budget where it
 * wants no more, and any that are as high as the last of them; equal ones stay in their order. */
xt_status xt_contract_feed_largest(const xt_ledger *ledger, const xt_template *form, uint32_t *contracts,
                                   size_t *count, xt_error *error);

#endif
