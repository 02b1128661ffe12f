/* SPDX-License-Identifier: MIT
 *
 * The inside of a report: what its formats share.
 */
#ifndef XT_WRITE_REPORT_H
#define XT_WRITE_REPORT_H

#include "check/rule.h"
#include "write/out.h"

struct xt_report {
    xt_report_options options;
    xt_out out;
    size_t files; /* so far */
};

enum { XT_SENTENCE_SIZE = 4096 };

/* report_text.c: a file for people, grouped by what is to be done. */
xt_status xt_report_text(xt_report *report, const char *file, const xt_result *result, xt_error *error);

/* The same for a file that was corrected: what was changed, then what remains. */
xt_status xt_report_text_fixed(xt_report *report, const char *file, const xt_fixed *fixed, xt_error *error);

/* report_html.c: the same as a page; a file of which there is nothing but trouble is in it, too. */
void xt_report_html_begin(xt_report *report);
xt_status xt_report_html(xt_report *report, const char *file, const xt_result *result, xt_error *error);
xt_status xt_report_html_fixed(xt_report *report, const char *file, const xt_fixed *fixed, xt_error *error);
void xt_report_html_trouble(xt_report *report, const char *file, const char *message);
void xt_report_html_end(xt_report *report);

#endif
