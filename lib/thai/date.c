/* SPDX-License-Identifier: MIT */
#include "thai/date.h"

#include "thai/blank.h"
#include "thai/digits.h"

#include <stdio.h>

/* In a pattern a '.' need not be written, and blanks may follow it. */
typedef struct month_names {
    const char *full, *brief, *english, *english_brief;
} month_names;

static const month_names months[] = {
    {"มกราคม", "ม.ค.", "january", "jan."},    {"กุมภาพันธ์", "ก.พ.", "february", "feb."},
    {"มีนาคม", "มี.ค.", "march", "mar."},       {"เมษายน", "เม.ย.", "april", "apr."},
    {"พฤษภาคม", "พ.ค.", "may", "may."},       {"มิถุนายน", "มิ.ย.", "june", "jun."},
    {"กรกฎาคม", "ก.ค.", "july", "jul."},      {"สิงหาคม", "ส.ค.", "august", "aug."},
    {"กันยายน", "ก.ย.", "september", "sep."},  {"ตุลาคม", "ต.ค.", "october", "oct."},
    {"พฤศจิกายน", "พ.ย.", "november", "nov."}, {"ธันวาคม", "ธ.ค.", "december", "dec."},
};

static const char *const openings[] = {"ลงวันที่", "วันที่", "ลว."};

/* The longest date in words, in Thai digits and with some blanks too many, is far below it. */
enum { DATE_TEXT_SIZE = 256 };

/* The way through the text, whose digits are ASCII. */
typedef struct cursor {
    xt_str text;
    size_t at;
} cursor;

static void skip_blanks(cursor *c)
{
    c->at = xt_blank_skip(c->text, c->at);
}

/* Takes what the pattern says, Latin letters in either case; or nothing. */
static bool take(cursor *c, const char *pattern)
{
    cursor next = *c;
    for (; *pattern; pattern++) {
        bool fits = next.at < next.text.size && xt_ascii_lower(next.text.data[next.at]) == *pattern;
        if (fits)
            next.at++;
        else if (*pattern != '.')
            return false;
        if (*pattern == '.')
            skip_blanks(&next);
    }
    *c = next;
    return true;
}

/* 1 to 12, or 0 where no month stands. */
static int take_month(cursor *c)
{
    for (int i = 0; i < 12; i++)
        if (take(c, months[i].full) || take(c, months[i].brief) || take(c, months[i].english) ||
            take(c, months[i].english_brief))
            return i + 1;
    return 0;
}

/* A run of digits and how many they are. */
typedef struct number {
    int value; /* right for up to four digits */
    size_t digits;
} number;

static number take_number(cursor *c)
{
    number taken = {0, 0};
    for (; c->at < c->text.size; c->at++, taken.digits++) {
        char digit = c->text.data[c->at];
        if (digit < '0' || digit > '9')
            break;
        if (taken.digits < 4)
            taken.value = taken.value * 10 + (digit - '0');
    }
    return taken;
}

/* '/' or '-' with the blanks around it; 0, and only the blanks taken, where there is none. */
static char take_separator(cursor *c)
{
    char separator = 0;
    skip_blanks(c);
    if (take(c, "/"))
        separator = '/';
    else if (take(c, "-"))
        separator = '-';
    skip_blanks(c);
    return separator;
}

/* Up to three numbers with the same separator between them; returns how many. */
static size_t take_numbers(cursor *c, number numbers[3])
{
    size_t count = 0;
    char first = 0;
    cursor next = *c;
    while (count < 3) {
        numbers[count] = take_number(&next);
        if (numbers[count].digits == 0)
            break;
        count++;
        *c = next;
        char separator = take_separator(&next);
        if (separator == 0 || (first != 0 && separator != first))
            break;
        first = separator;
    }
    return count;
}

/* What a text says. year is CE, 0 as long as it is not known. */
typedef struct reading {
    int year, month, day;
    xt_date_precision precision; /* XT_DATE_DAY to begin with */
    unsigned flags;
} reading;

static bool set_year(reading *r, number year)
{
    if (year.digits == 2) {
        r->year = 2500 + year.value - XT_BE_OFFSET;
        r->flags |= XT_DATE_SHORT_YEAR;
    } else if (year.digits == 4 && year.value >= 2400 && year.value <= 2700) {
        r->year = year.value - XT_BE_OFFSET;
    } else if (year.digits == 4 && year.value >= 1900 && year.value <= 2200) {
        r->year = year.value;
        r->flags |= XT_DATE_CE_YEAR;
    }
    return r->year != 0;
}

/* "พ.ศ. 2567", and never a CE year behind that. */
static bool read_year(cursor *c, reading *r)
{
    bool era = take(c, "พ.ศ.");
    skip_blanks(c);
    return set_year(r, take_number(c)) && !(era && (r->flags & XT_DATE_CE_YEAR));
}

/* "เดือนกันยายน พ.ศ. 2565", "ก.ย.65" */
static bool read_month_year(cursor *c, reading *r)
{
    take(c, "เดือน");
    skip_blanks(c);
    r->month = take_month(c);
    take_separator(c);
    return r->month != 0 && read_year(c, r);
}

/* Whether the number may be a day or a month. */
static bool is_short(number n)
{
    return n.digits == 1 || n.digits == 2;
}

/* "03/2567", "2567-03" */
static bool read_two_numbers(reading *r, number first, number second)
{
    number year = first.digits == 4 ? first : second;
    number month = first.digits == 4 ? second : first;
    r->precision = XT_DATE_MONTH;
    r->month = month.value;
    return is_short(month) && year.digits == 4 && set_year(r, year);
}

/* Day before month; the other way round only where that is no date and this is. */
static bool read_day_month_year(reading *r, number day, number month, number year)
{
    if (!is_short(day) || !is_short(month) || !set_year(r, year))
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
static bool read_iso(cursor *c, reading *r, number year, number month, number day)
{
    r->month = month.value;
    r->day = day.value;
    if (!is_short(month) || !is_short(day) || !set_year(r, year))
        return false;
    if (c->at == c->text.size)
        return true;
    if (!take(c, "t"))
        skip_blanks(c);
    xt_str time = {c->text.data + c->at, c->text.size - c->at};
    if (xt_str_ends(time, XT_LITERAL("Z")))
        time.size--;
    c->at = c->text.size;
    double fraction;
    return xt_time_parse(time, &fraction);
}

/* "เดือนกันยายน พ.ศ. 2565", "พ.ศ. 2565" */
static bool read_words(cursor *c, reading *r)
{
    cursor start = *c;
    r->precision = XT_DATE_MONTH;
    if (read_month_year(c, r))
        return true;
    *c = start;
    *r = (reading){.precision = XT_DATE_YEAR};
    return read_year(c, r);
}

static bool read_date(cursor *c, reading *r)
{
    number n[3];
    size_t count = take_numbers(c, n);
    if (count == 0)
        return read_words(c, r);
    if (count == 2)
        return read_two_numbers(r, n[0], n[1]);
    if (count == 3)
        return n[0].digits == 4 ? read_iso(c, r, n[0], n[1], n[2]) : read_day_month_year(r, n[0], n[1], n[2]);
    if (n[0].digits == 4) {
        r->precision = XT_DATE_YEAR;
        return set_year(r, n[0]);
    }
    r->day = n[0].value;
    take_separator(c);
    return is_short(n[0]) && read_month_year(c, r);
}

bool xt_thai_date_parse(xt_str text, xt_thai_date *out)
{
    char ascii[DATE_TEXT_SIZE];
    text = xt_blank_trim(text);
    if (text.size >= sizeof ascii)
        return false;
    cursor c = {.text = {ascii, xt_thai_to_ascii(text, ascii, sizeof ascii)}};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (take(&c, openings[i]))
            break;
    skip_blanks(&c);

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
    return month >= 1 && month <= 12 ? months[month - 1].full : NULL;
}

const char *xt_thai_month_short(int month)
{
    return month >= 1 && month <= 12 ? months[month - 1].brief : NULL;
}

char *xt_thai_date_short(xt_day day, char out[XT_THAI_DATE_SIZE])
{
    xt_civil civil = xt_civil_of(day);
    snprintf(out, XT_THAI_DATE_SIZE, "%d %s %d", civil.day, xt_thai_month_short(civil.month),
             civil.year + XT_BE_OFFSET);
    return out;
}
