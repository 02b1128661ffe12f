/* SPDX-License-Identifier: MIT */
#include "thai/split.h"

#include "thai/blank.h"
#include "thai/date.h"
#include "thai/digits.h"

/* What leads to an amount or a date, and what stands before a number, at the edge of a text. */
static const char *const BEFORE_AMOUNT[] = {
    "เสนอราคา", "ตกลงราคา", "ราคา", "เป็นเงิน", "จำนวนเงิน", "จำนวน", "วงเงิน", ":", "-", "=", "(", ",", NULL};
static const char *const BEFORE_DATE[] = {"ลงวันที่", "วันที่", "ลว.", "ลว", ",", "(", NULL};
static const char *const BEFORE_NUMBER[] = {"สัญญาเลขที่", "ข้อตกลงเลขที่", "เลขที่สัญญา", "เลขที่", NULL};

/* The text without blanks and without any of the words at its end, however many there are. */
static xt_str without_tail(xt_str text, const char *const *words)
{
    text = xt_blank_trim(text);
    for (size_t i = 0; words[i]; i++)
        if (xt_str_ends(text, xt_str_of(words[i]))) {
            text.size -= strlen(words[i]);
            return without_tail(text, words);
        }
    return text;
}

static xt_str without_lead(xt_str text, const char *const *words)
{
    text = xt_blank_trim(text);
    for (size_t i = 0; words[i]; i++)
        if (xt_str_starts(text, xt_str_of(words[i])))
            return xt_blank_trim(xt_str_from(text, strlen(words[i])));
    return text;
}

/* Where the next word begins behind the blanks at or after `from`; text.size: nowhere. */
static size_t next_word(xt_str text, size_t from)
{
    size_t size = 0;
    while (from < text.size && xt_blank_at(text, from, &size) == XT_BLANK_NONE)
        from++;
    return xt_blank_skip(text, from);
}

/* "10,000.00 บาท", "฿500", "๑,๒๐๐": a number that can be nothing but money. */
static bool is_money(xt_str text)
{
    char plain[XT_NUMBER_SIZE];
    unsigned flags = 0;
    if (!xt_thai_number(text, plain, &flags) || plain[0] == '-')
        return false;
    return flags & (XT_NUMBER_UNIT | XT_NUMBER_GROUPED) || strchr(plain, '.');
}

static xt_str without_bracket(xt_str text)
{
    text = xt_blank_trim(text);
    if (text.size && text.data[text.size - 1] == ')' && !memchr(text.data, '(', text.size))
        text.size--;
    return xt_blank_trim(text);
}

/* Whether a line before the last one ends in an amount too: two winners in one cell. */
static bool has_amount(xt_str name)
{
    for (size_t at = next_word(name, 0); at < name.size; at = next_word(name, at)) {
        size_t end = at, size = 0;
        while (end < name.size && xt_blank_at(name, end, &size) == XT_BLANK_NONE)
            end++;
        if (is_money(without_bracket((xt_str){name.data + at, end - at})))
            return true;
    }
    return false;
}

bool xt_split_amount(xt_str text, xt_str *name, xt_str *amount)
{
    text = xt_blank_trim(text);
    for (size_t at = next_word(text, 0); at < text.size; at = next_word(text, at)) {
        size_t from = text.data[at] == '(' ? at + 1 : at;
        xt_str tail = without_lead(xt_str_from(text, from), BEFORE_AMOUNT);
        tail = without_bracket(tail);
        if (!is_money(tail))
            continue;
        *name = without_tail((xt_str){text.data, at}, BEFORE_AMOUNT);
        *amount = tail;
        return name->size > 0 && !has_amount(*name);
    }
    return false;
}

bool xt_split_date(xt_str text, xt_str *number, xt_str *date)
{
    xt_thai_date parsed;
    text = xt_blank_trim(text);
    for (size_t at = 1; at < text.size; at++) {
        size_t size = 0;
        bool word = xt_blank_at(text, at - 1, &size) != XT_BLANK_NONE || text.data[at - 1] == '(' ||
                    text.data[at - 1] == ',';
        xt_str rest = xt_str_from(text, at);
        for (size_t i = 0; BEFORE_DATE[i] && !word; i++)
            word = xt_str_starts(rest, xt_str_of(BEFORE_DATE[i]));
        if (!word)
            continue;
        rest = without_bracket(without_lead(rest, BEFORE_DATE));
        if (!xt_thai_date_parse(rest, &parsed) || parsed.precision != XT_DATE_DAY)
            continue;
        *number = without_lead(without_tail((xt_str){text.data, at}, BEFORE_DATE), BEFORE_NUMBER);
        *date = rest;
        return number->size > 0;
    }
    return false;
}
