/* SPDX-License-Identifier: MIT
 *
 * The forms of a summary, each filled with the contracts of one agency and one month, quarter or year.
 */
#ifndef XT_SUM_PAGES_H
#define XT_SUM_PAGES_H

#include "sum/feed.h"
#include "sum/summary.h"

enum { XT_SUM_PAGES = 500 }; /* sheets that a workbook may get */

typedef struct xt_page {
    uint32_t agency; /* UINT32_MAX: all of them, where no contract names one */
    xt_span span;
    xt_bytes contracts; /* of uint32_t, in the order of the rows */
    xt_bytes texts[4];  /* the name of its sheet where it is a month; what stands for {month} and {quarter},
                           and  for the sentence of a form without rows */
    char *signers;      /* the names and posts, cut apart */
    xt_form_words words;
    xt_contract_feed feed;
    xt_form_feed rows;
    xt_form_filling filling;
} xt_page;

typedef struct xt_pages {
    xt_page *items;
    size_t count;
} xt_pages;

/* Makes the pages of a summary that has a form. To be freed in any case. XT_OVER_LIMIT: too many sheets. */
xt_status xt_pages_make(xt_pages *pages, const xt_summary *summary, xt_error *error);
void xt_pages_free(xt_pages *pages);

#endif
