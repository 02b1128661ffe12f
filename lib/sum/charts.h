/* SPDX-License-Identifier: MIT
 *
 * Charts over the tables of an overview.
 */
#ifndef XT_SUM_CHARTS_H
#define XT_SUM_CHARTS_H

#include "sum/grouped.h"

/* Leaves rows free for the charts; which is the first of them. */
uint32_t xt_charts_room(xt_panel *panel);

/* Lays them there, side by side: what was agreed in each month as columns, all that was agreed so far as a
 * line, the methods by what was agreed as a ring. Of a table without lines there is none. */
xt_status xt_charts_write(xt_panel *panel, uint32_t row, const xt_grouped *months, const xt_grouped *methods,
                          xt_error *error);

#endif
