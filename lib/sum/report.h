/* SPDX-License-Identifier: MIT
 *
 * The figures of a summary as text for people, JSON or CSV.
 */
#ifndef XT_SUM_REPORT_H
#define XT_SUM_REPORT_H

#include "base/hashset.h"
#include "sum/notes.h"
#include "write/out.h"

/* A report that is being written. */
typedef struct xt_sum_report {
    const xt_summary *summary;
    const xt_summary_report_options *options;
    xt_groups groups;
    xt_notes notes;
    xt_hashset vendors; /* a contract with the tax ID, of each vendor that has one */
    xt_out out;
} xt_sum_report;

/* A share of 1,234 hundredths of a percent: 12.34. */
void xt_sum_put_share(xt_bytes *out, int64_t share);

/* report_json.c */
xt_status xt_sum_report_json(xt_sum_report *report, xt_error *error);

/* report_text.c */
void xt_sum_report_text(xt_sum_report *report);

#endif
