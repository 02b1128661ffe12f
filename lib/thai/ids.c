/* SPDX-License-Identifier: MIT */
#include "thai/ids.h"

#include "base/utf8.h"
#include "thai/blank.h"
#include "thai/digits.h"

enum { PLAIN_MAX = 20 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int xt_tax_id_check_digit(const char *twelve_digits)
{
    int sum = 0;
    for (int i = 0; i < XT_TAX_ID_DIGITS - 1; i++)
        sum += (twelve_digits[i] - '0') * (XT_TAX_ID_DIGITS - i);
    return (11 - sum % 11) % 10;
}

/* What is gathered from the characters of an ID. */
typedef struct gathering {
    xt_tax_id id;
    size_t marks; /* masked digits; they stand behind the others */
} gathering;

static bool is_dash(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015); /* hyphen to horizontal bar */
}

static void keep(gathering *g, char c)
{
    size_t place = g->id.digits + g->marks;
    if (place < PLAIN_MAX)
        g->id.plain[place] = c;
    if (c == 'x')
        g->marks++;
    else
        g->id.digits++;
}

/* Takes one character that is no blank; false where it does not belong into an ID. */
static bool gather(gathering *g, uint32_t code)
{
    int thai = xt_thai_digit(code);
    if (thai >= 0 || (code >= '0' && code <= '9')) {
        if (thai >= 0)
            g->id.flags |= XT_TAX_ID_THAI_DIGITS;
        keep(g, (char)(thai >= 0 ? '0' + thai : (int)code));
        return g->marks == 0;
    }
    if (code == 'x' || code == 'X' || code == '*') {
        keep(g, 'x');
        return true;
    }
    g->id.flags |= XT_TAX_ID_SEPARATED;
    return is_dash(code);
}

/* Without the ".0" that a number leaves when it becomes text. */
static xt_str drop_fraction(xt_str text)
{
    size_t size = text.size;
    while (size > 0 && text.data[size - 1] == '0')
        size--;
    if (size > 1 && size < text.size && text.data[size - 1] == '.' && is_digit(text.data[size - 2]))
        text.size = size - 1;
    return text;
}

static xt_tax_id_state judge(const gathering *g)
{
    const char *plain = g->id.plain;
    if (g->marks > 0) {
        bool personal = plain[0] >= '1' && plain[0] <= '8'; /* 0: a juristic person */
        return personal && g->id.digits + g->marks == XT_TAX_ID_DIGITS ? XT_TAX_ID_MASKED : XT_TAX_ID_NONE;
    }
    if (g->id.digits == 0)
        return XT_TAX_ID_NONE;
    if (g->id.digits != XT_TAX_ID_DIGITS)
        return XT_TAX_ID_LENGTH;
    int last = plain[XT_TAX_ID_DIGITS - 1] - '0';
    return xt_tax_id_check_digit(plain) == last ? XT_TAX_ID_VALID : XT_TAX_ID_CHECKSUM;
}

xt_tax_id xt_tax_id_parse(xt_str text)
{
    static const xt_tax_id none = {.state = XT_TAX_ID_NONE};
    gathering g = {.id = none};
    xt_str trimmed = xt_blank_trim(text);
    xt_str digits = drop_fraction(trimmed);
    if (digits.size < text.size)
        g.id.flags |= XT_TAX_ID_SEPARATED;
    size_t at = 0, size;
    while (at < digits.size) {
        if (xt_blank_at(digits, at, &size)) {
            g.id.flags |= XT_TAX_ID_SEPARATED;
            at += size;
        } else if (!gather(&g, xt_utf8_next(digits, &at))) {
            return none;
        }
    }
    g.id.state = judge(&g);
    return g.id.state == XT_TAX_ID_NONE ? none : g.id;
}

bool xt_tax_id_restore_zero(const char *twelve, char out[XT_TAX_ID_DIGITS + 1])
{
    char whole[XT_TAX_ID_DIGITS + 1] = "0";
    memcpy(whole + 1, twelve, XT_TAX_ID_DIGITS - 1);
    if (xt_tax_id_check_digit(whole) != whole[XT_TAX_ID_DIGITS - 1] - '0')
        return false;
    memcpy(out, whole, sizeof whole);
    return true;
}

bool xt_project_no_valid(xt_str text)
{
    if (text.size != XT_PROJECT_NO_DIGITS)
        return false;
    for (size_t i = 0; i < text.size; i++)
        if (!is_digit(text.data[i]))
            return false;
    int month = (text.data[2] - '0') * 10 + (text.data[3] - '0');
    return text.data[0] >= '5' && month >= 1 && month <= 12;
}
