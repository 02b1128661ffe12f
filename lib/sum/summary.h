/* SPDX-License-Identifier: MIT
 *
 * The inside of a summary: what the files that write it share.
 */
#ifndef XT_SUM_SUMMARY_H
#define XT_SUM_SUMMARY_H

#include "sum/figures.h"
#include "sum/select.h"

struct xt_summary {
    xt_templates *set;
    xt_summary_options options;
    const xt_template *form; /* NULL: figures alone */
    xt_ledger ledger;
    xt_choice choice;
    xt_bytes counted;              /* of uint32_t: the contracts that count, by date */
    xt_figures total;              /* of these */
    uint64_t fates[XT_FATE_COUNT]; /* how many rows each fate has */
    uint64_t listed;               /* rows that the form lists though they are no contract */
    uint64_t misdated;             /* rows of XT_ROWS_MISDATED */
    uint64_t standard;             /* rows that a form filled with its standard texts */
    uint64_t written;              /* rows of the list in the forms that were written */
    xt_bytes agencies;             /* of uint32_t: those of the contracts that count, as they were met */
};

static inline size_t xt_summary_count(const xt_summary *s)
{
    return s->counted.size / sizeof(uint32_t);
}

static inline const uint32_t *xt_summary_contracts(const xt_summary *s)
{
    return (const uint32_t *)(const void *)s->counted.data;
}

static inline size_t xt_summary_agency_count(const xt_summary *s)
{
    return s->agencies.size / sizeof(uint32_t);
}

/* Rows that are listed one by one. */
typedef enum xt_row_list {
    XT_ROWS_FAULTY,   /* they do not count before they are put right */
    XT_ROWS_DOUBLE,   /* another row stands for their contract */
    XT_ROWS_MISDATED, /* they count by their date in one fiscal year and give another in its column, so that a
                         mistake in either moves them; it may be right: money of a year is spent in the next
                       */
} xt_row_list;

bool xt_summary_lists(const xt_summary *summary, const xt_contract *contract, xt_row_list list);

/* How many they are. */
uint64_t xt_summary_list_count(const xt_summary *summary, xt_row_list list);
/* Whether the form that was written lists the largest contracts alone, and left out others. */
static inline bool xt_summary_lists_part(const xt_summary *s)
{
    return s->form && s->form->largest && s->written && s->written < s->total.count + s->listed;
}

/* What a row that does not count is said to be, in a few words. */
const char *xt_fate_words(xt_fate fate, xt_lang lang);

/* What a row says otherwise than the one that it contradicts, to be followed by the place of that row; "" for
 * XT_CLASH_NONE. */
const char *xt_clash_words(xt_clash clash, xt_lang lang);

/* The same in JSON: "price" ...; "" for XT_CLASH_NONE. */
const char *xt_clash_code(xt_clash clash);

/* The code of a fate in JSON: "no-date" ... */
const char *xt_fate_code(xt_fate fate);

#endif
