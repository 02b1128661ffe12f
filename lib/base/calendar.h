/* SPDX-License-Identifier: MIT
 *
 * Dates: the proleptic Gregorian calendar, Excel's serials in both date systems, the Buddhist era and the
 * Thai fiscal year. Years are CE unless a name says BE (BE = CE + 543).
 */
#ifndef XT_BASE_CALENDAR_H
#define XT_BASE_CALENDAR_H

#include "base/str.h"

enum { XT_BE_OFFSET = 543 };

/* Days since 1 January 1970; xt_day_of makes it. */
typedef int32_t xt_day;

typedef struct xt_civil {
    int year;       /* CE, 1 to 9999 */
    int month, day; /* from 1 */
} xt_civil;

/* Whether year (1 to 9999), month and day name a day. */
bool xt_civil_valid(int year, int month, int day);

/* The civil date must be valid. */
xt_day xt_day_of(xt_civil civil);
xt_civil xt_civil_of(xt_day day);

/* 0 = Sunday ... 6 = Saturday. */
int xt_day_weekday(xt_day day);

/* A serial's whole days as a day. In the 1900 system serial 60 is the false 29 Feb 1900 and serials below it
 * are one day later than a plain count would say (ECMA-376 18.17.4.1); 60 itself is given as 28 Feb 1900.
 * False: below 0, not finite, or from the year 10000 on. */
bool xt_day_of_serial(double serial, bool date1904, xt_day *out);

/* The serial of a day; days before the system's first give negative numbers. Inverse of the above but for 60.
 */
int32_t xt_serial_of_day(xt_day day, bool date1904);

/* The Thai fiscal year (BE) that holds the day: N runs from 1 October N-1 to 30 September N. */
int xt_fiscal_year(xt_day day);

/* 1 = October to December ... 4 = July to September. */
int xt_fiscal_quarter(xt_day day);

/* First and last day of the fiscal year (BE, 545 to 10542). */
xt_day xt_fiscal_first(int year_be);
xt_day xt_fiscal_last(int year_be);

/* "2024-03-31"; out holds XT_ISO_SIZE bytes. Returns out. */
char *xt_day_iso(xt_day day, char out[XT_ISO_SIZE]);

/* Parses "YYYY-MM-DD" with an optional time ("T09:30:00", "T09:30", " 09:30:00.125", with or without a final
 * Z) and gives the day and the fraction of the day, [0,1). A time alone ("09:30:00") is no date: see
 * xt_time_parse. False: not such a text, or no day of the calendar. */
bool xt_iso_parse(xt_str text, xt_day *day, double *fraction);

/* Parses "HH:MM", "HH:MM:SS" with an optional fraction as a fraction of the day. */
bool xt_time_parse(xt_str text, double *fraction);

/* Parses an xsd:duration without years and months ("PT12H30M00S", "P1DT0.5S", "-PT90M") as days. False:
 * anything else, or a number of more than nine digits. */
bool xt_duration_parse(xt_str text, double *days);

#endif
