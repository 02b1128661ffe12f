/* SPDX-License-Identifier: MIT */
#include "base/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Powers of ten that a double holds exactly. */
static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum {
    MAX_POWER = 22,
    MAX_EXACT_DIGITS = 15,
    MAX_SIZE = 1100, /* every double can be written out exactly in 1,077 characters */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The C library's conversion under the C locale, for what the exact path cannot do. The text is valid
 * already. */
static bool convert(xt_str text, double *out)
{
    char copy[MAX_SIZE + 1];
    if (text.size > MAX_SIZE)
        return false;
    memcpy(copy, text.data, text.size);
    copy[text.size] = '\0';
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t previous = uselocale(c_locale);
    double number = strtod(copy, NULL);
    uselocale(previous);
    freelocale(c_locale);
    if (!isfinite(number))
        return false;
    *out = number;
    return true;
}

bool xt_double_parse(xt_str text, double *out)
{
    if (text.size == 0)
        return false;
    const char *p = text.data, *end = p + text.size;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    uint64_t mantissa = 0;
    int digits = 0, significant = 0, power = 0;
    for (; p < end && is_digit(*p); p++, digits++)
        if (significant || *p != '0') {
            significant++;
            mantissa = significant <= MAX_EXACT_DIGITS ? mantissa * 10 + (uint64_t)(*p - '0') : mantissa;
        }
    if (p < end && *p == '.')
        for (p++; p < end && is_digit(*p); p++, digits++) {
            if (significant || *p != '0') {
                significant++;
                mantissa = significant <= MAX_EXACT_DIGITS ? mantissa * 10 + (uint64_t)(*p - '0') : mantissa;
            }
            if (power > -1000)
                power--;
        }
    if (digits == 0)
        return false;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        bool minus = p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+'))
            p++;
        int exponent = 0;
        if (p == end)
            return false;
        for (; p < end && is_digit(*p); p++)
            exponent = exponent < 10000 ? exponent * 10 + (*p - '0') : exponent;
        power += minus ? -exponent : exponent;
    }
    if (p != end)
        return false;
    /* Both mantissa and power of ten are exact, so one rounding makes the result the nearest double
     * (Clinger). */
    if (significant > MAX_EXACT_DIGITS || power > MAX_POWER || power < -MAX_POWER)
        return convert(text, out);
    double number = power < 0 ? (double)mantissa / POWERS[-power] : (double)mantissa * POWERS[power];
    *out = negative ? -number : number;
    return true;
}

bool xt_uint_parse(xt_str text, uint64_t limit, uint64_t *out)
{
    if (text.size == 0)
        return false;
    uint64_t number = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!is_digit(text.data[i]))
            return false;
        unsigned digit = (unsigned)(text.data[i] - '0');
        if (number > (UINT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
        if (number > limit)
            return false;
    }
    *out = number;
    return true;
}

char *xt_double_text(double number, char out[XT_DOUBLE_SIZE])
{
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t previous = uselocale(c_locale);
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(out, XT_DOUBLE_SIZE, "%.*g", precision, number);
        if (strtod(out, NULL) == number)
            break;
    }
    uselocale(previous);
    freelocale(c_locale);
    return out;
}
