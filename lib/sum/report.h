/* SPDX-License-Identifier: MIT
 *
 * The figures of a summary as text for people, JSON or CSV.
 */
#ifndef XT_SUM_REPORT_H
#define XT_SUM_REPORT_H

#include "sum/notes.h"
#include "write/out.h"

/* A report that is being written. */
typedef struct xt_sum_report {
    const xt_summary *summary;
    const xt_summary_report_options *options;
    xt_groups groups;
    xt_notes notes;
    xt_out out;
} xt_sum_report;

/* report_text.c */
void xt_sum_report_text(xt_sum_report *report);

#endif
