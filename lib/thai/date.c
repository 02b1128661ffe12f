/* SPDX-License-Identifier: MIT */
#include "thai/date.h"

#include "thai/blank.h"
#include "thai/digits.h"
#include "thai/take.h"

#include <stdio.h>

static const char *const openings[] = {"ลงวันที่", "วันที่", "ลว."};

/* The longest date in words, in Thai digits and with some blanks too many, is far below it. */
enum { DATE_TEXT_SIZE = 256 };

/* What a text says. year is CE, 0 as long as it is not known. */
typedef struct reading {
    int year, month, day;
    xt_date_precision precision; /* XT_DATE_DAY to begin with */
    unsigned flags;
} reading;

static bool set_year(reading *r, xt_digits year)
{
    r->year = xt_year_of_digits(year, &r->flags);
    return r->year != 0;
}

static bool read_year(xt_cursor *c, reading *r)
{
    r->year = xt_take_year(c, &r->flags);
    return r->year != 0;
}

/* "เดือนกันยายน พ.ศ. 2565", "ก.ย.65" */
static bool read_month_year(xt_cursor *c, reading *r)
{
    xt_take(c, "เดือน");
    xt_take_blanks(c);
    r->month = xt_take_month(c);
    xt_take_separator(c);
    return r->month != 0 && read_year(c, r);
}

/* "03/2567", "2567-03" */
static bool read_two_numbers(reading *r, xt_digits first, xt_digits second)
{
    xt_digits year = first.count == 4 ? first : second;
    xt_digits month = first.count == 4 ? second : first;
    r->precision = XT_DATE_MONTH;
    r->month = month.value;
    return xt_digits_short(month) && year.count == 4 && set_year(r, year);
}

/* Day before month; the other way round only where that is no date and this is. */
static bool read_day_month_year(reading *r, xt_digits day, xt_digits month, xt_digits year)
{
    if (!xt_digits_short(day) || !xt_digits_short(month) || !set_year(r, year))
        return false;
    bool swapped =
        !xt_civil_valid(r->year, month.value, day.value) && xt_civil_valid(r->year, day.value, month.value);
    r->day = swapped ? month.value : day.value;
    r->month = swapped ? day.value : month.value;
    if (swapped)
        r->flags |= XT_DATE_SWAPPED;
    return true;
}

/* "2567-03-31", with a time behind it or not */
static bool read_iso(xt_cursor *c, reading *r, xt_digits year, xt_digits month, xt_digits day)
{
    r->month = month.value;
    r->day = day.value;
    if (!xt_digits_short(month) || !xt_digits_short(day) || !set_year(r, year))
        return false;
    if (c->at == c->text.size)
        return true;
    if (!xt_take(c, "t"))
        xt_take_blanks(c);
    xt_str time = {c->text.data + c->at, c->text.size - c->at};
    if (xt_str_ends(time, XT_LITERAL("Z")))
        time.size--;
    c->at = c->text.size;
    double fraction;
    return xt_time_parse(time, &fraction);
}

/* "เดือนกันยายน พ.ศ. 2565", "พ.ศ. 2565" */
static bool read_words(xt_cursor *c, reading *r)
{
    xt_cursor start = *c;
    r->precision = XT_DATE_MONTH;
    if (read_month_year(c, r))
        return true;
    *c = start;
    *r = (reading){.precision = XT_DATE_YEAR};
    return read_year(c, r);
}

static bool read_date(xt_cursor *c, reading *r)
{
    xt_numbers taken = xt_take_numbers(c);
    const xt_digits *n = taken.number;
    if (taken.count == 0)
        return read_words(c, r);
    if (taken.count == 2)
        return read_two_numbers(r, n[0], n[1]);
    if (taken.count == 3)
        return n[0].count == 4 ? read_iso(c, r, n[0], n[1], n[2]) : read_day_month_year(r, n[0], n[1], n[2]);
    if (n[0].count == 4) {
        r->precision = XT_DATE_YEAR;
        return set_year(r, n[0]);
    }
    r->day = n[0].value;
    xt_take_separator(c);
    return xt_digits_short(n[0]) && read_month_year(c, r);
}

bool xt_thai_date_parse(xt_str text, xt_thai_date *out)
{
    char ascii[DATE_TEXT_SIZE];
    text = xt_blank_trim(text);
    if (text.size >= sizeof ascii)
        return false;
    xt_cursor c = {.text = {ascii, xt_thai_to_ascii(text, ascii, sizeof ascii)}};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (xt_take(&c, openings[i]))
            break;
    xt_take_blanks(&c);

    reading r = {0};
    if (!read_date(&c, &r) || c.at != c.text.size)
        return false;
    if (c.text.size < text.size)
        r.flags |= XT_DATE_THAI_DIGITS;
    xt_civil civil = {r.year, r.month, r.day};
    if (r.precision == XT_DATE_YEAR)
        civil.month = 1;
    if (r.precision != XT_DATE_DAY)
        civil.day = 1;
    if (!xt_civil_valid(civil.year, civil.month, civil.day))
        return false;
    *out = (xt_thai_date){xt_day_of(civil), r.precision, r.flags};
    return true;
}

const char *xt_thai_month(int month)
{
    return month >= 1 && month <= 12 ? xt_thai_months[month - 1].full : NULL;
}

const char *xt_thai_month_short(int month)
{
    return month >= 1 && month <= 12 ? xt_thai_months[month - 1].brief : NULL;
}

char *xt_thai_date_short(xt_day day, char out[XT_THAI_DATE_SIZE])
{
    xt_civil civil = xt_civil_of(day);
    snprintf(out, XT_THAI_DATE_SIZE, "%d %s %d", civil.day, xt_thai_month_short(civil.month),
             civil.year + XT_BE_OFFSET);
    return out;
}
