/* SPDX-License-Identifier: MIT */
#include "thai/take.h"

#include "thai/blank.h"
#include "thai/date.h"

const xt_month_names xt_thai_months[12] = {
    {"มกราคม", "ม.ค.", "january", "jan."},    {"กุมภาพันธ์", "ก.พ.", "february", "feb."},
    {"มีนาคม", "มี.ค.", "march", "mar."},       {"เมษายน", "เม.ย.", "april", "apr."},
    {"พฤษภาคม", "พ.ค.", "may", "may."},       {"มิถุนายน", "มิ.ย.", "june", "jun."},
    {"กรกฎาคม", "ก.ค.", "july", "jul."},      {"สิงหาคม", "ส.ค.", "august", "aug."},
    {"กันยายน", "ก.ย.", "september", "sep."},  {"ตุลาคม", "ต.ค.", "october", "oct."},
    {"พฤศจิกายน", "พ.ย.", "november", "nov."}, {"ธันวาคม", "ธ.ค.", "december", "dec."},
};

void xt_take_blanks(xt_cursor *c)
{
    c->at = xt_blank_skip(c->text, c->at);
}

bool xt_take(xt_cursor *c, const char *pattern)
{
    xt_cursor next = *c;
    for (; *pattern; pattern++) {
        bool fits = next.at < next.text.size && xt_ascii_lower(next.text.data[next.at]) == *pattern;
        if (fits)
            next.at++;
        else if (*pattern != '.')
            return false;
        if (*pattern == '.')
            xt_take_blanks(&next);
    }
    *c = next;
    return true;
}

int xt_take_month(xt_cursor *c)
{
    for (int i = 0; i < 12; i++) {
        const xt_month_names *names = &xt_thai_months[i];
        if (xt_take(c, names->full) || xt_take(c, names->brief) || xt_take(c, names->english) ||
            xt_take(c, names->english_brief))
            return i + 1;
    }
    return 0;
}

xt_digits xt_take_digits(xt_cursor *c)
{
    xt_digits taken = {0, 0};
    for (; c->at < c->text.size; c->at++, taken.count++) {
        char digit = c->text.data[c->at];
        if (digit < '0' || digit > '9')
            break;
        if (taken.count < 4)
            taken.value = taken.value * 10 + (digit - '0');
    }
    return taken;
}

char xt_take_separator(xt_cursor *c)
{
    char separator = 0;
    xt_take_blanks(c);
    if (xt_take(c, "/"))
        separator = '/';
    else if (xt_take(c, "-"))
        separator = '-';
    xt_take_blanks(c);
    return separator;
}

xt_numbers xt_take_numbers(xt_cursor *c)
{
    xt_numbers taken = {.count = 0};
    char separator = 0;
    xt_cursor next = *c;
    while (taken.count < 3) {
        xt_digits number = xt_take_digits(&next);
        if (number.count == 0)
            break;
        taken.number[taken.count++] = number;
        taken.separator = separator;
        *c = next;
        char found = xt_take_separator(&next);
        if (found == 0 || (separator != 0 && found != separator))
            break;
        separator = found;
    }
    return taken;
}

int xt_year_of_digits(xt_digits number, unsigned *flags)
{
    if (number.count == 2) {
        *flags |= XT_DATE_SHORT_YEAR;
        return 2500 + number.value - XT_BE_OFFSET;
    }
    if (number.count == 4 && number.value >= 2400 && number.value <= 2700)
        return number.value - XT_BE_OFFSET;
    if (number.count == 4 && number.value >= 1900 && number.value <= 2200) {
        *flags |= XT_DATE_CE_YEAR;
        return number.value;
    }
    return 0;
}

int xt_take_year(xt_cursor *c, unsigned *flags)
{
    unsigned found = 0;
    bool era = xt_take(c, "พ.ศ.");
    xt_take_blanks(c);
    int year = xt_year_of_digits(xt_take_digits(c), &found);
    if (year == 0 || (era && (found & XT_DATE_CE_YEAR)))
        return 0;
    *flags |= found;
    return year;
}
