/* SPDX-License-Identifier: MIT
 *
 * Months, quarters and fiscal years: from which day to which, and what they are called.
 */
#ifndef XT_SUM_SPAN_H
#define XT_SUM_SPAN_H

#include "base/bytes.h"
#include "base/calendar.h"

/* Days, both inclusive. */
typedef struct xt_span {
    xt_day first, last;
} xt_span;

/* The month `offset` months behind the one that the day is in. */
xt_span xt_span_month(xt_day day, int offset);

/* How many months, begun ones too. */
int xt_span_months(xt_span span);

/* Quarter 1 to 4 of the fiscal year (BE). */
xt_span xt_span_quarter(int fiscal_year, int quarter);
xt_span xt_span_year(int fiscal_year);

static inline bool xt_span_holds(xt_span span, xt_day day)
{
    return day >= span.first && day <= span.last;
}

/* "มีนาคม 2567", the name of a month's sheet. */
xt_status xt_span_add_month(xt_bytes *out, xt_day day);

/* "มีนาคม พ.ศ. 2567", for titles. */
xt_status xt_span_add_title(xt_bytes *out, xt_day day);

/* "2 (เดือน มกราคม พ.ศ. 2567 ถึง เดือน มีนาคม พ.ศ. 2567)", for titles. */
xt_status xt_span_add_quarter(xt_bytes *out, int fiscal_year, int quarter);

#endif
