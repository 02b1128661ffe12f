/* SPDX-License-Identifier: MIT */
#include "thai/digits.h"

#include "base/utf8.h"
#include "thai/blank.h"

enum { THAI_ZERO = 0x0E50, THAI_DIGIT_SIZE = 3 }; /* E0 B9 90 to E0 B9 99 */

int xt_thai_digit(uint32_t code)
{
    return code >= THAI_ZERO && code <= THAI_ZERO + 9 ? (int)(code - THAI_ZERO) : -1;
}

/* The Thai digit at byte `at`, or -1. */
static int thai_digit_at(xt_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data + at;
    if (text.size - at < THAI_DIGIT_SIZE || p[0] != 0xE0 || p[1] != 0xB9 || p[2] < 0x90 || p[2] > 0x99)
        return -1;
    return p[2] - 0x90;
}

bool xt_thai_has_digit(xt_str text)
{
    for (size_t at = 0; at + THAI_DIGIT_SIZE <= text.size; at++)
        if (thai_digit_at(text, at) >= 0)
            return true;
    return false;
}

size_t xt_thai_to_ascii(xt_str text, char *out, size_t size)
{
    size_t at = 0, used = 0;
    if (size == 0)
        return 0;
    while (at < text.size) {
        size_t start = at;
        int digit = xt_thai_digit(xt_utf8_next(text, &at));
        size_t wanted = digit >= 0 ? 1 : at - start;
        if (wanted >= size - used)
            break;
        if (digit >= 0)
            out[used] = (char)('0' + digit);
        else
            memcpy(out + used, text.data + start, wanted);
        used += wanted;
    }
    out[used] = '\0';
    return used;
}

/* The way through a typed number: what was read, and the plain number that it makes. */
typedef struct reader {
    xt_str text;
    size_t at;
    char *plain;
    size_t used; /* may pass XT_NUMBER_SIZE; nothing is written from there on */
    unsigned flags;
} reader;

static void put(reader *r, char c)
{
    if (r->used < XT_NUMBER_SIZE)
        r->plain[r->used] = c;
    r->used++;
}

static bool take(reader *r, const char *token)
{
    xt_str wanted = xt_str_of(token);
    if (!xt_str_starts(xt_str_from(r->text, r->at), wanted))
        return false;
    r->at += wanted.size;
    return true;
}

static bool take_digit(reader *r)
{
    if (r->at == r->text.size)
        return false;
    char c = r->text.data[r->at];
    if (c >= '0' && c <= '9') {
        put(r, c);
        r->at++;
        return true;
    }
    int digit = thai_digit_at(r->text, r->at);
    if (digit < 0)
        return false;
    put(r, (char)('0' + digit));
    r->at += THAI_DIGIT_SIZE;
    r->flags |= XT_NUMBER_THAI_DIGITS;
    return true;
}

static size_t take_digits(reader *r)
{
    size_t count = 0;
    while (take_digit(r))
        count++;
    return count;
}

static bool take_sign(reader *r)
{
    if (take(r, "+"))
        return true;
    if (!take(r, "-"))
        return false;
    put(r, '-');
    return true;
}

static bool take_unit(reader *r, const char *unit)
{
    if (!take(r, unit))
        return false;
    r->flags |= XT_NUMBER_UNIT;
    return true;
}

static void skip_blanks(reader *r)
{
    r->at = xt_blank_skip(r->text, r->at);
}

/* The digits before the point. "0,500" is refused too: no one groups a number that begins with 0, it is a
 * decimal comma. */
static bool take_whole(reader *r, size_t *count)
{
    size_t start = r->used;
    *count = take_digits(r);
    if (!take(r, ","))
        return true;
    if (*count == 0 || *count > 3 || r->plain[start] == '0')
        return false;
    do {
        if (take_digits(r) != 3)
            return false;
    } while (take(r, ","));
    r->flags |= XT_NUMBER_GROUPED;
    return true;
}

static bool take_exponent(reader *r)
{
    if (!take(r, "E") && !take(r, "e"))
        return true;
    put(r, 'E');
    take_sign(r);
    return take_digits(r) > 0;
}

/* Digits, point, exponent; or digits and the ".-" that says "no satang". */
static bool take_number(reader *r)
{
    size_t whole = 0, fraction = 0;
    if (!take_whole(r, &whole))
        return false;
    if (whole > 0 && take_unit(r, ".-"))
        return true;
    if (take(r, ".")) {
        if (whole == 0)
            put(r, '0');
        put(r, '.');
        fraction = take_digits(r);
        if (fraction == 0)
            r->used--; /* "5." is 5 */
    }
    return whole + fraction > 0 && ((r->flags & XT_NUMBER_GROUPED) || take_exponent(r));
}

static void take_baht_behind(reader *r)
{
    skip_blanks(r);
    if (!take_unit(r, "บาท"))
        take_unit(r, "฿");
    skip_blanks(r);
}

/* A sign stands before or behind the baht sign, and none inside parentheses. */
static bool take_all(reader *r)
{
    bool open = take(r, "(");
    bool has_sign = open || take_sign(r);
    if (open) {
        put(r, '-');
        skip_blanks(r);
    }
    if (take_unit(r, "฿")) {
        skip_blanks(r);
        if (!has_sign)
            take_sign(r);
    }
    if (!take_number(r))
        return false;
    take_baht_behind(r);
    if (open) {
        if (!take(r, ")"))
            return false;
        take_baht_behind(r);
    }
    return r->at == r->text.size;
}

/* Whether the text is already what xt_satang_parse wants, as nearly all are. */
static bool is_plain(xt_str text)
{
    size_t digits = 0, points = 0;
    for (size_t at = text.size > 0 && text.data[0] == '-'; at < text.size; at++) {
        if (text.data[at] >= '0' && text.data[at] <= '9')
            digits++;
        else if (text.data[at] == '.' && digits > 0 && at + 1 < text.size)
            points++;
        else
            return false;
    }
    return digits > 0 && points <= 1;
}

bool xt_thai_number(xt_str text, char plain[XT_NUMBER_SIZE], unsigned *flags)
{
    reader r = {.text = text, .plain = plain};
    if (text.size < XT_NUMBER_SIZE && is_plain(text)) {
        memcpy(plain, text.data, text.size);
        r.used = text.size;
    } else {
        r.text = xt_blank_trim(text);
        if (r.text.size < text.size)
            r.flags = XT_NUMBER_PADDED;
        if (!take_all(&r) || r.used >= XT_NUMBER_SIZE)
            return false;
    }
    plain[r.used] = '\0';
    if (flags)
        *flags = r.flags;
    return true;
}
