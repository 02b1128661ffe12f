/* SPDX-License-Identifier: MIT
 *
 * What dates and periods are read with: words, numbers, months and years, one after the other.
 */
#ifndef XT_THAI_TAKE_H
#define XT_THAI_TAKE_H

#include "base/str.h"

/* The way through a text, whose digits are ASCII. What cannot be taken leaves it where it is. */
typedef struct xt_cursor {
    xt_str text;
    size_t at;
} xt_cursor;

/* In a name a '.' need not be written, and blanks may follow it. */
typedef struct xt_month_names {
    const char *full, *brief, *english, *english_brief;
} xt_month_names;

extern const xt_month_names xt_thai_months[12];

void xt_take_blanks(xt_cursor *c);

/* Takes what the pattern says, Latin letters in either case, dots as in xt_month_names. */
bool xt_take(xt_cursor *c, const char *pattern);

/* 1 to 12, or 0 where no month stands. */
int xt_take_month(xt_cursor *c);

/* A run of digits and how many they are. */
typedef struct xt_digits {
    int value; /* right for up to four digits */
    size_t count;
} xt_digits;

xt_digits xt_take_digits(xt_cursor *c);

/* Whether the number may be a day or a month. */
static inline bool xt_digits_short(xt_digits number)
{
    return number.count == 1 || number.count == 2;
}

/* '/' or '-' with the blanks around it; 0, and only the blanks taken, where there is none. */
char xt_take_separator(xt_cursor *c);

/* Up to three numbers with the same separator between them. */
typedef struct xt_numbers {
    xt_digits number[3];
    size_t count;
    char separator; /* 0 as long as there is only one */
} xt_numbers;

xt_numbers xt_take_numbers(xt_cursor *c);

/* The CE year that the number means, or 0. Adds XT_DATE_SHORT_YEAR or XT_DATE_CE_YEAR to the flags. */
int xt_year_of_digits(xt_digits number, unsigned *flags);

/* "2567", "พ.ศ. 2567" and never a CE year behind that: the year as above, or 0 with the way gone anywhere. */
int xt_take_year(xt_cursor *c, unsigned *flags);

#endif
