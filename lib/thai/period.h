/* SPDX-License-Identifier: MIT
 *
 * Periods of time as officers write them in plans and reports.
 */
#ifndef XT_THAI_PERIOD_H
#define XT_THAI_PERIOD_H

#include "thai/date.h"

typedef enum xt_period_shape {
    XT_PERIOD_RANGE,    /* its first and its last day are known */
    XT_PERIOD_SEASON,   /* months, a quarter or a whole year, but of which year is not known */
    XT_PERIOD_DURATION, /* how long, but not when */
} xt_period_shape;

/* Beside XT_DATE_THAI_DIGITS, XT_DATE_SHORT_YEAR and XT_DATE_CE_YEAR. */
enum {
    XT_PERIOD_REVERSED = 16,     /* the end lies before the start: first > last, as written */
    XT_PERIOD_GUESSED_YEAR = 32, /* the year was not written and is that of the fiscal year given */
    XT_PERIOD_OPEN = 64, /* "ตั้งแต่ ต.ค. 66": no end is written; last is that of what is */
    XT_PERIOD_WORKDAYS = 128, /* the days of a duration are working days */
};

typedef struct xt_thai_period {
    xt_period_shape shape;
    xt_day first, last;          /* of a range, both inclusive; else 0 */
    int months, days;            /* of a duration, a year as 12 months and a week as 7 days; else 0 */
    xt_date_precision precision; /* of the finest that was written; quarters are months */
    unsigned flags;
} xt_thai_period;

/* Reads a period: one day, month or year ("1 ธ.ค. 2566", "เดือนธันวาคม พ.ศ. 2566", "12/2566", "ปีงบประมาณ
 * 2567"), from one to another ("ต.ค. 66 - ก.ย. 67", "ตั้งแต่วันที่ 1 ต.ค. 2566 ถึงวันที่ 30 ก.ย. 2567", "1 - 15
 * มี.ค. 2567", "เริ่ม 1/10/66 สิ้นสุด 30/9/67", "ปี 2566-2570"), quarters of the fiscal year ("ไตรมาสที่ 1-2",
 * "Q2/2567"), a whole year ("ตลอดปีงบประมาณ", "ทั้งปี 2567"), a duration ("90 วัน", "1 ปี 6 เดือน").
 *
 * Years and digits are those of xt_thai_date_parse; a number above 31 behind a month is a year too
 * ("ต.ค.-66", "10/66"). A year is the fiscal year, "ปี 2567" and "2567" too. A year that stands once belongs
 * to both sides, but a period runs forward: "ต.ค. - ม.ค. 67" begins in 2566 and "ต.ค. 66 - ก.ย." ends in
 * 2567. Where none stands, the start lies in fiscal_year (BE), and outside 2400 to 2700 that says nothing:
 * XT_PERIOD_SEASON.
 *
 * False: anything else, a day that the calendar has not, month before day, anything but blanks left over, or
 * more than 256 bytes between the blanks around it. */
bool xt_thai_period_parse(xt_str text, int fiscal_year, xt_thai_period *out);

#endif
