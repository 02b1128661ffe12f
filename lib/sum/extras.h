/* SPDX-License-Identifier: MIT
 *
 * The sheets beside the forms: all contracts that count, with amounts that follow the forms' cells; figures
 * over them; rows that do not count, and why.
 */
#ifndef XT_SUM_EXTRAS_H
#define XT_SUM_EXTRAS_H

#include "sum/pages.h"
#include "sum/panel.h"

/* Names of the sheets. */
#define XT_SHEET_DATA     "ข้อมูลสัญญา"
#define XT_SHEET_OVERVIEW "ภาพรวม"
#define XT_SHEET_METHODS  "สรุปตามวิธี"
#define XT_SHEET_FAULTS   "รายการที่ยังไม่ได้นับ"
#define XT_SHEET_DOUBLES  "รายการที่พบซ้ำ"

/* Columns of the sheet of contracts, by their letters. */
#define XT_DATA_NO        "A"
#define XT_DATA_MONTH     "B" /* 256610: year BE and month */
#define XT_DATA_DATE      "C"
#define XT_DATA_ITEM      "D"
#define XT_DATA_METHOD    "E"
#define XT_DATA_SOURCE    "F"
#define XT_DATA_RANK      "G" /* of the vendor, by what all his contracts come to */
#define XT_DATA_VENDOR    "H"
#define XT_DATA_BUDGET    "I"
#define XT_DATA_REFERENCE "J"
#define XT_DATA_PRICE     "K"
#define XT_DATA_SAVED     "L"

/* What stands where contracts do not say their method or source. */
#define XT_UNSAID "(ไม่ระบุ)"

/* The sheet of contracts. */
typedef struct xt_data {
    const xt_summary *summary;
    const xt_pages *pages;
    xt_groups vendors; /* by rank */
    uint32_t *ranks;   /* of each contract that counts: from 1; 0: it names no vendor */
    uint32_t vendor_count;
    uint32_t first, last; /* its rows, from 1; last < first: none */
} xt_data;

/* Writes it; the forms must have been written. To be freed in any case. */
xt_status xt_data_write(xt_data *data, xt_xlsx *x, lxw_worksheet *sheet, xt_error *error);
void xt_data_free(xt_data *data);

/* The number of a month: 256610. */
int xt_data_month(xt_day day);

/* What was agreed and saved by method, for the report of a year. */
xt_status xt_methods_write(const xt_data *data, xt_xlsx *x, lxw_worksheet *sheet, xt_error *error);

/* Figures, charts, rows for a second look. */
xt_status xt_overview_write(const xt_data *data, xt_xlsx *x, lxw_worksheet *sheet, xt_error *error);

/* The rows of XT_ROWS_FAULTY or XT_ROWS_DOUBLE. */
xt_status xt_faults_write(const xt_summary *s, xt_row_list list, xt_xlsx *x, lxw_worksheet *sheet,
                          xt_error *error);

#endif
