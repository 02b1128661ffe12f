/* SPDX-License-Identifier: MIT
 *
 * Dates as Thai officers write them, and the names of months.
 */
#ifndef XT_THAI_DATE_H
#define XT_THAI_DATE_H

#include "base/calendar.h"

typedef enum xt_date_precision { XT_DATE_DAY, XT_DATE_MONTH, XT_DATE_YEAR } xt_date_precision;

enum {
    XT_DATE_THAI_DIGITS = 1, /* it was written with Thai digits */
    XT_DATE_SHORT_YEAR = 2,  /* two digits: 2500 + yy */
    XT_DATE_CE_YEAR = 4,     /* the year was CE */
    XT_DATE_SWAPPED = 8,     /* month/day/year: the only reading possible, and so a suggestion alone */
};

typedef struct xt_thai_date {
    xt_day day; /* the first of the month or year where the precision is less than a day */
    xt_date_precision precision;
    unsigned flags;
} xt_thai_date;

/* Reads a date: "18 พ.ย. 68", "09/09/2565", "12/1/2568", "12-1-2568", "23 มีนาคม 2569", "๒๓ สิงหาคม ๒๕๖๐", "วันที่
 * 9 เดือนกันยายน พ.ศ. 2565", "ลว. 29 พ.ย. 67", "29พ.ย.67", ISO 8601 with a CE or BE year ("2024-03-31",
 * "2567-03-31"), a month alone ("ส.ค.๖๘", "มค 68", "มีนาคม 2567", "03/2567"), a year alone ("2567", "พ.ศ.
 * 2567"). Month names with and without their dots, full or short; English names and their first three letters
 * too. A year of four digits from 2400 to 2700 is BE, from 1900 to 2200 CE; of two digits BE 2500 + yy. Day
 * before month; month before day only where the first reading is no date and the second is (XT_DATE_SWAPPED).
 * False: anything else, a day that the calendar has not (31 เม.ย.), or anything but blanks left over around
 * it. */
bool xt_thai_date_parse(xt_str text, xt_thai_date *out);

/* "มกราคม" / "ม.ค." for month 1 to 12. Never NULL for those. */
const char *xt_thai_month(int month);
const char *xt_thai_month_short(int month);

enum { XT_THAI_DATE_SIZE = 64 };

/* "31 มี.ค. 2567". Returns out. */
char *xt_thai_date_short(xt_day day, char out[XT_THAI_DATE_SIZE]);

#endif
