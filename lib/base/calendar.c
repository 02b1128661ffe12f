/* SPDX-License-Identifier: MIT */
#include "base/calendar.h"

enum {
    DAYS_OF_400_YEARS = 146097,
    DAYS_OF_100_YEARS = 36524,
    DAYS_OF_4_YEARS = 1461,
    DAYS_BEFORE_1970 = 719468, /* from 1 March of the year 0 */
    EPOCH_1900 = -25569,       /* 30 Dec 1899: from 1 March 1900 on, serial 0 seems to be there */
    EPOCH_1904 = -24107,       /* 1 Jan 1904 */
    FALSE_LEAP_DAY = 60,       /* 29 Feb 1900 */
    END_1900 = 2958466,        /* 1 Jan 10000 */
    END_1904 = 2957004,
    MS_OF_DAY = 86400000,
};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool xt_civil_valid(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= days[month - 1] + (month == 2 && is_leap(year));
}

/* Both ways count years from 1 March, so that the leap day is the last of its year (Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms"). */
xt_day xt_day_of(xt_civil civil)
{
    int year = civil.year - (civil.month <= 2);
    int month = (civil.month + 9) % 12; /* 0 = March */
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_OF_400_YEARS + day_of_era - DAYS_BEFORE_1970;
}

xt_civil xt_civil_of(xt_day day)
{
    int64_t days = (int64_t)day + DAYS_BEFORE_1970;
    int era = (int)((days >= 0 ? days : days - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS);
    int day_of_era = (int)(days - (int64_t)era * DAYS_OF_400_YEARS);
    int year_of_era = (day_of_era - day_of_era / (DAYS_OF_4_YEARS - 1) + day_of_era / DAYS_OF_100_YEARS -
                       day_of_era / (DAYS_OF_400_YEARS - 1)) /
                      365;
    int day_of_year = day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153; /* 0 = March */
    xt_civil civil = {
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
    civil.year = year_of_era + era * 400 + (civil.month <= 2);
    return civil;
}

int xt_day_weekday(xt_day day)
{
    return (int)((((int64_t)day + 4) % 7 + 7) % 7); /* 1 January 1970 was a Thursday */
}

/* The serial's whole days; false where it is no date. */
static bool whole_days(double serial, bool date1904, int32_t *days)
{
    if (!(serial >= 0 && serial < (date1904 ? END_1904 : END_1900)))
        return false;
    *days = (int32_t)serial;
    return true;
}

static xt_day day_of_whole(int32_t days, bool date1904)
{
    if (date1904)
        return EPOCH_1904 + days;
    return EPOCH_1900 + days + (days < FALSE_LEAP_DAY);
}

bool xt_day_of_serial(double serial, bool date1904, xt_day *out)
{
    int32_t days;
    if (!whole_days(serial, date1904, &days))
        return false;
    *out = day_of_whole(days, date1904);
    return true;
}

int32_t xt_serial_of_day(xt_day day, bool date1904)
{
    if (date1904)
        return day - EPOCH_1904;
    int32_t days = day - EPOCH_1900;
    return days > FALSE_LEAP_DAY ? days : days - 1;
}

int xt_fiscal_year(xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    return civil.year + XT_BE_OFFSET + (civil.month >= 10);
}

int xt_fiscal_quarter(xt_day day)
{
    return (xt_civil_of(day).month + 2) % 12 / 3 + 1;
}

xt_day xt_fiscal_first(int year_be)
{
    return xt_day_of((xt_civil){year_be - XT_BE_OFFSET - 1, 10, 1});
}

xt_day xt_fiscal_last(int year_be)
{
    return xt_day_of((xt_civil){year_be - XT_BE_OFFSET, 9, 30});
}

/* Writes `value` with `digits` digits and what separates it from the next; returns where that goes. */
static char *put(char *out, int value, int digits, char separator)
{
    for (int i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
    out[digits] = separator;
    return out + digits + 1;
}

/* The terminator stands where the next part would begin, at the result less one. */
static char *put_civil(char *out, xt_civil civil)
{
    out = put(out, civil.year, 4, '-');
    out = put(out, civil.month, 2, '-');
    return put(out, civil.day, 2, '\0');
}

char *xt_day_iso(xt_day day, char out[XT_ISO_SIZE])
{
    put_civil(out, xt_civil_of(day));
    return out;
}

bool xt_serial_to_iso(double serial, bool date1904, char out[XT_ISO_SIZE])
{
    int32_t days;
    if (!whole_days(serial, date1904, &days))
        return false;
    int ms = (int)((serial - days) * MS_OF_DAY + 0.5);
    if (ms >= MS_OF_DAY) {
        ms -= MS_OF_DAY;
        if (!whole_days(++days, date1904, &days))
            return false;
    }
    xt_civil civil = xt_civil_of(day_of_whole(days, date1904));
    if (!date1904 && days == FALSE_LEAP_DAY)
        civil.day = 29;
    char *at = put_civil(out, civil);
    if (ms == 0)
        return true;
    at[-1] = 'T';
    at = put(at, ms / 3600000, 2, ':');
    at = put(at, ms / 60000 % 60, 2, ':');
    at = put(at, ms / 1000 % 60, 2, '\0');
    if (ms % 1000 == 0)
        return true;
    at[-1] = '.';
    put(at, ms % 1000, 3, '\0');
    return true;
}

/* The number that `size` ASCII digits at `at` make, or -1. */
static int number_at(xt_str text, size_t at, size_t size)
{
    int number = 0;
    if (at + size > text.size)
        return -1;
    for (size_t i = at; i < at + size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

/* The fraction of a second that the digits stand for, in nanoseconds; what lies below is cut off. */
static bool parse_nanoseconds(xt_str digits, int64_t *out)
{
    int64_t value = 0;
    for (size_t i = 0; i < digits.size || i < 9; i++) {
        int digit = i < digits.size ? number_at(digits, i, 1) : 0;
        if (digit < 0)
            return false;
        if (i < 9)
            value = value * 10 + digit;
    }
    *out = value;
    return digits.size > 0;
}

bool xt_time_parse(xt_str text, double *fraction)
{
    if (text.size < 5)
        return false;
    bool with_seconds = text.size > 5, with_fraction = text.size > 8;
    int64_t nanoseconds = 0;
    int hour = number_at(text, 0, 2), minute = number_at(text, 3, 2);
    int second = with_seconds ? number_at(text, 6, 2) : 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
        text.data[2] != ':')
        return false;
    if (with_seconds && text.data[5] != ':')
        return false;
    if (with_fraction && (text.data[8] != '.' || !parse_nanoseconds(xt_str_from(text, 9), &nanoseconds)))
        return false;
    nanoseconds += ((int64_t)hour * 3600 + minute * 60 + second) * 1000000000;
    *fraction = (double)nanoseconds / 86400e9; /* both are below 2^53: one rounding in all */
    return true;
}

/* Takes digits and the unit behind them from the front of *rest, a fraction before an S alone. False: they
 * are not there, *rest is as it was. */
static bool take_part(xt_str *rest, char unit, int64_t *number, int64_t *nanoseconds)
{
    enum { MOST_DIGITS = 9 };
    size_t size = 0, end = 0;
    while (size < rest->size && number_at(*rest, size, 1) >= 0)
        size++;
    if (size == 0 || size > MOST_DIGITS)
        return false;
    end = size;
    if (unit == 'S' && end < rest->size && rest->data[end] == '.') {
        while (++end < rest->size && number_at(*rest, end, 1) >= 0)
            continue;
        if (!parse_nanoseconds((xt_str){rest->data + size + 1, end - size - 1}, nanoseconds))
            return false;
    }
    if (end == rest->size || rest->data[end] != unit)
        return false;
    *number = number_at(*rest, 0, size);
    *rest = xt_str_from(*rest, end + 1);
    return true;
}

bool xt_duration_parse(xt_str text, double *days)
{
    static const struct {
        char unit;
        int64_t seconds;
    } PARTS[] = {{'H', 3600}, {'M', 60}, {'S', 1}};
    bool negative = xt_str_starts(text, XT_LITERAL("-"));
    text = xt_str_from(text, negative);
    if (!xt_str_starts(text, XT_LITERAL("P")))
        return false;
    text = xt_str_from(text, 1);
    int64_t seconds = 0, number = 0, nanoseconds = 0;
    bool any = take_part(&text, 'D', &number, &nanoseconds);
    seconds = number * 86400;
    if (xt_str_starts(text, XT_LITERAL("T"))) {
        text = xt_str_from(text, 1);
        any = false;
        for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
            if (take_part(&text, PARTS[i].unit, &number, &nanoseconds)) {
                seconds += number * PARTS[i].seconds;
                any = true;
            }
    }
    if (!any || text.size)
        return false;
    *days = ((double)seconds + (double)nanoseconds / 1e9) / 86400 * (negative ? -1 : 1);
    return true;
}

bool xt_iso_parse(xt_str text, xt_day *day, double *fraction)
{
    if (text.size < 10)
        return false;
    int year = number_at(text, 0, 4), month = number_at(text, 5, 2), day_of_month = number_at(text, 8, 2);
    if (!xt_civil_valid(year, month, day_of_month) || text.data[4] != '-' || text.data[7] != '-')
        return false;
    double time = 0;
    if (text.size > 10) {
        if (text.data[10] != 'T' && text.data[10] != ' ')
            return false;
        xt_str rest = {text.data + 11, text.size - 11};
        if (xt_str_ends(rest, XT_LITERAL("Z")))
            rest.size--;
        if (!xt_time_parse(rest, &time))
            return false;
    }
    *day = xt_day_of((xt_civil){year, month, day_of_month});
    *fraction = time;
    return true;
}
