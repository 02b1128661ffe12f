/* SPDX-License-Identifier: MIT
 *
 * Dates, times and periods: what is read, printed and read again is the same.
 */
#include "base/calendar.h"
#include "fuzz.h"
#include "hold.h"
#include "thai/date.h"
#include "thai/period.h"

#include <math.h>
#include <stdlib.h>

/* Days of the years 1 to 9999. */
static bool is_day(xt_day day)
{
    return day >= xt_day_of((xt_civil){1, 1, 1}) && day <= xt_day_of((xt_civil){9999, 12, 31});
}

static void hold_day(xt_day day)
{
    char iso[XT_ISO_SIZE];
    xt_day again = 0;
    double fraction = 1;
    hold(is_day(day), "day %d", day);
    xt_civil civil = xt_civil_of(day);
    hold(xt_civil_valid(civil.year, civil.month, civil.day) && xt_day_of(civil) == day, "day %d is %d-%d-%d",
         day, civil.year, civil.month, civil.day);
    hold(xt_iso_parse(xt_str_of(xt_day_iso(day, iso)), &again, &fraction) && again == day && fraction == 0,
         "day %d comes to %s", day, iso);
    int year = xt_fiscal_year(day);
    if (year >= 545)
        hold(xt_fiscal_first(year) <= day && day <= xt_fiscal_last(year), "%s is of the fiscal year %d", iso,
             year);
}

/* ------------------------------------------------------------ as Thai officers write them */

static void hold_date(xt_str text)
{
    enum { LAST_CE = 2700 - XT_BE_OFFSET, FIRST_CE = 2400 - XT_BE_OFFSET }; /* years that are read as BE */
    xt_thai_date date, again;
    char printed[XT_THAI_DATE_SIZE];
    if (!xt_thai_date_parse(text, &date))
        return;
    hold_day(date.day);
    xt_civil civil = xt_civil_of(date.day);
    hold(date.precision == XT_DATE_DAY || civil.day == 1, "a month that begins at day %d", civil.day);
    hold(date.precision != XT_DATE_YEAR || civil.month == 1, "a year that begins in month %d", civil.month);
    if (civil.year < FIRST_CE || civil.year > LAST_CE)
        return;
    xt_thai_date_short(date.day, printed);
    hold(xt_thai_date_parse(xt_str_of(printed), &again) && again.day == date.day && again.flags == 0 &&
             again.precision == XT_DATE_DAY,
         "%s is another day", printed);
}

static void hold_period(xt_str text, int fiscal_year)
{
    xt_thai_period p;
    if (!xt_thai_period_parse(text, fiscal_year, &p))
        return;
    bool reversed = p.flags & XT_PERIOD_REVERSED;
    switch (p.shape) {
    case XT_PERIOD_RANGE:
        hold_day(p.first);
        hold_day(p.last);
        hold((p.first > p.last) == reversed, "a period from %d to %d", p.first, p.last);
        hold(p.months == 0 && p.days == 0, "a range with a duration");
        break;
    case XT_PERIOD_SEASON: hold(p.first == 0 && p.last == 0, "a season with days"); break;
    case XT_PERIOD_DURATION:
        hold(p.months >= 0 && p.days >= 0 && p.first == 0 && p.last == 0, "%d months, %d days", p.months,
             p.days);
        break;
    }
}

/* ------------------------------------------------------------ as programs write them */

static void hold_times(xt_str text)
{
    xt_day day = 0;
    double fraction = 0;
    if (xt_iso_parse(text, &day, &fraction)) {
        hold_day(day);
        hold(fraction >= 0 && fraction < 1, "%f of a day", fraction);
    }
    if (xt_time_parse(text, &fraction))
        hold(fraction >= 0 && fraction < 1, "%f of a day", fraction);
    if (xt_duration_parse(text, &fraction))
        hold(isfinite(fraction), "a duration of %f", fraction);
}

static void hold_serial(double serial, bool date1904)
{
    enum { FALSE_LEAP_DAY = 60 };
    xt_day day = 0;
    char iso[XT_ISO_SIZE];
    bool found = xt_day_of_serial(serial, date1904, &day);
    hold(found == xt_serial_to_iso(serial, date1904, iso), "%f is a date, and is none", serial);
    if (!found)
        return;
    hold_day(day);
    int32_t whole = (int32_t)floor(serial);
    if (date1904 || whole != FALSE_LEAP_DAY)
        hold(xt_serial_of_day(day, date1904) == whole, "%f comes to %s", serial, iso);
}

/* What the public header has of it; texts are terminated there. */
static void hold_words(const char *text)
{
    int32_t first = 0, last = 0;
    int year = 0, quarter = 0;
    if (xt_parse_date(text, &first))
        hold_day(first);
    if (xt_parse_months(text, &first, &last))
        hold(is_day(first) && is_day(last) && first <= last, "months from %d to %d", first, last);
    if (xt_parse_quarter(text, &year, &quarter))
        hold(quarter >= 1 && quarter <= 4, "quarter %d", quarter);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int YEARS[] = {0, 2567, 2400, 2700};
    xt_str text = hold_input(data, size);
    double serial;
    char *terminated = pack_text("%.*s", (int)size, (const char *)data);
    hold_date(text);
    hold_period(text, YEARS[size % 4]);
    hold_times(text);
    hold_words(terminated);
    if (size >= sizeof serial) {
        memcpy(&serial, data, sizeof serial);
        hold_serial(serial, size & 1);
        hold_serial(fmod(serial, 4e6), size & 1);
    }
    free(terminated);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return text_mutate_input(data, size, most, seed);
}
