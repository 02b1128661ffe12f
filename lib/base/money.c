/* SPDX-License-Identifier: MIT */
#include "base/money.h"

/* A number taken apart: the digits of `whole` and `fraction` in a row, with the decimal point behind the
 * first `point` of them (which may lie outside them). */
typedef struct decimal {
    bool negative;
    xt_str whole, fraction;
    int64_t point;
} decimal;

/* Far above what any text's digits can outweigh, and sums of it stay inside int64_t. */
static const int64_t exponent_max = INT64_MAX / 16;

static bool take(xt_str *text, char c)
{
    if (text->size == 0 || text->data[0] != c)
        return false;
    *text = xt_str_from(*text, 1);
    return true;
}

static xt_str take_digits(xt_str *text)
{
    size_t size = 0;
    while (size < text->size && text->data[size] >= '0' && text->data[size] <= '9')
        size++;
    xt_str digits = {text->data, size};
    *text = xt_str_from(*text, size);
    return digits;
}

static bool take_sign(xt_str *text)
{
    bool negative = take(text, '-');
    if (!negative)
        take(text, '+');
    return negative;
}

static bool take_exponent(xt_str *text, int64_t *exponent)
{
    bool negative = take_sign(text);
    xt_str digits = take_digits(text);
    int64_t value = 0;
    for (size_t i = 0; i < digits.size && value < exponent_max; i++)
        value = value * 10 + (digits.data[i] - '0');
    *exponent = negative ? -value : value;
    return digits.size > 0;
}

static bool take_apart(xt_str text, decimal *number)
{
    int64_t exponent = 0;
    number->negative = take_sign(&text);
    number->whole = take_digits(&text);
    number->fraction = take(&text, '.') ? take_digits(&text) : (xt_str){NULL, 0};
    if (number->whole.size + number->fraction.size == 0)
        return false;
    if ((take(&text, 'E') || take(&text, 'e')) && !take_exponent(&text, &exponent))
        return false;
    number->point = (int64_t)number->whole.size + exponent;
    return text.size == 0;
}

/* Digits on their way into satang. */
typedef struct counter {
    int64_t left; /* digits to come before the end of the whole satang; below 0: how far behind it */
    int64_t satang;
    int32_t millionths; /* of the satang that is not whole, cut off */
    bool more;          /* something is left even behind these */
} counter;

static bool count_digit(counter *count, int digit)
{
    static const int32_t weight[] = {100000, 10000, 1000, 100, 10, 1};
    if (count->left > 0) {
        count->satang = count->satang * 10 + digit;
    } else if (count->left > -(int64_t)(sizeof weight / sizeof *weight)) {
        count->millionths += digit * weight[-count->left];
    } else {
        count->more = count->more || digit != 0;
    }
    count->left--;
    return count->satang <= XT_SATANG_MAX;
}

static bool count_digits(counter *count, xt_str digits)
{
    for (size_t i = 0; i < digits.size; i++)
        if (!count_digit(count, digits.data[i] - '0'))
            return false;
    return true;
}

bool xt_satang_parse(xt_str text, xt_satang *out, bool *rounded)
{
    decimal number;
    if (!take_apart(text, &number))
        return false;
    counter count = {.left = number.point + 2};
    if (!count_digits(&count, number.whole) || !count_digits(&count, number.fraction))
        return false;
    while (count.satang != 0 && count.left > 0)
        if (!count_digit(&count, 0))
            return false;

    bool up = count.millionths >= 500000;
    if (count.satang + up > XT_SATANG_MAX)
        return false;
    *out = number.negative ? -(count.satang + up) : count.satang + up;
    if (rounded)
        *rounded =
            up ? count.millionths < 999999 : count.millionths > 1 || (count.millionths == 1 && count.more);
    return true;
}

bool xt_satang_add(xt_satang *sum, xt_satang amount)
{
    if (amount > 0 ? *sum > INT64_MAX - amount : *sum < -INT64_MAX - amount)
        return false;
    *sum += amount;
    return true;
}

static char *format(xt_satang amount, bool grouped, char out[XT_SATANG_SIZE])
{
    uint64_t left = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    char reversed[XT_SATANG_SIZE];
    size_t size = 0;
    for (int place = 0; place < 3 || left > 0; place++) {
        if (place == 2)
            reversed[size++] = '.';
        else if (grouped && place > 2 && (place - 2) % 3 == 0)
            reversed[size++] = ',';
        reversed[size++] = (char)('0' + left % 10);
        left /= 10;
    }
    if (amount < 0)
        reversed[size++] = '-';
    for (size_t i = 0; i < size; i++)
        out[i] = reversed[size - 1 - i];
    out[size] = '\0';
    return out;
}

char *xt_satang_plain(xt_satang amount, char out[XT_SATANG_SIZE])
{
    return format(amount, false, out);
}

char *xt_satang_grouped(xt_satang amount, char out[XT_SATANG_SIZE])
{
    return format(amount, true, out);
}
