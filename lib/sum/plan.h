/* SPDX-License-Identifier: MIT
 *
 * What was planned against what was bought.
 */
#ifndef XT_SUM_PLAN_H
#define XT_SUM_PLAN_H

#include "sum/summary.h"

typedef struct xt_plan_line {
    uint64_t count;
    xt_satang planned, agreed;
} xt_plan_line;

typedef struct xt_plan {
    xt_plan_line bought;    /* items of the plan with a contract, and what those contracts come to */
    xt_plan_line waiting;   /* items of the plan without one */
    xt_plan_line unplanned; /* contracts that no item of the plan is for */
    uint64_t unread;        /* items whose budget is blank or cannot be read; they count with nothing */
} xt_plan;

/* An item and a contract belong together by the plan's number, else the project's, else by the same words.
 */
xt_status xt_plan_compare(const xt_summary *summary, xt_plan *out, xt_error *error);

#endif
