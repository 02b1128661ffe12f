/* SPDX-License-Identifier: MIT */
#include "read/csv_columns.h"

enum { RECORDS_MOST = 512, FIELDS_MOST = 512 };

/* In the order in which they are believed where nothing else decides. */
static const char DELIMITERS[] = "\t;|,";

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One record, by one of the delimiters. */
typedef struct record {
    size_t fields;
    size_t strong; /* delimiters that stand as in a table */
    size_t number; /* of these, those between two digits */
    size_t loose;  /* as in prose: before a blank, or inside 1,234 */
    bool is_blank, is_complete;
} record;

/* What records have in common. */
typedef struct tally {
    char delimiter;
    size_t records, with; /* not blank; of these, with more than one field */
    size_t strong, number, loose;
    size_t usual, times; /* the number of fields, above 1, that comes most often, and how often */
    bool repeated;       /* two records in a row have as many fields, and more than one */
} tally;

/* Behind the quoted text that begins at `at`. */
static size_t skip_quoted(xt_str text, size_t at)
{
    for (at++; at < text.size; at++) {
        const char *quote = memchr(text.data + at, '"', text.size - at);
        if (!quote)
            return text.size;
        at = (size_t)(quote - text.data) + 1;
        if (at == text.size || text.data[at] != '"')
            return at;
    }
    return at;
}

/* Digits from `at` on, or before it. */
static size_t count_digits(xt_str text, size_t at, bool before)
{
    size_t count = 0;
    while (before ? count < at && is_digit(text.data[at - 1 - count])
                  : at + count < text.size && is_digit(text.data[at + count]))
        count++;
    return count;
}

/* Whether the comma is the one of 1,234 */
static bool is_in_thousands(xt_str text, size_t at)
{
    size_t before = count_digits(text, at, true), after = count_digits(text, at + 1, false);
    char first = at > before ? text.data[at - before - 1] : ' ';
    return before >= 1 && before <= 3 && after == 3 && first != '.';
}

static void weigh(xt_str text, size_t at, record *r)
{
    char c = text.data[at];
    char before = at > 0 ? text.data[at - 1] : '\n', after = at + 1 < text.size ? text.data[at + 1] : '\n';
    bool tells = c == '\t' || c == '|';
    if (!tells && is_line_end(after))
        return; /* an empty field at the end, or a line of prose: says nothing */
    bool loose = !tells && (after == ' ' || (c == ',' && is_in_thousands(text, at)));
    r->loose += loose;
    r->strong += !loose;
    r->number += !loose && c == ',' && is_digit(before) && is_digit(after);
}

/* Whether a quote opens here: behind any of the delimiters, so that what another one's quotes hold does not
 * speak for this one. */
static bool opens_quotes(xt_str text, size_t at, size_t begin)
{
    return text.data[at] == '"' && (at == begin || memchr(DELIMITERS, text.data[at - 1], 4));
}

/* Reads the record at `at` and returns where it ends, its line end included. */
static size_t scan_record(xt_str text, size_t at, char delimiter, record *r)
{
    size_t begin = at;
    *r = (record){.fields = 1, .is_blank = true};
    while (at < text.size && !is_line_end(text.data[at])) {
        char c = text.data[at];
        r->is_blank = r->is_blank && (c == ' ' || c == delimiter);
        if (opens_quotes(text, at, begin)) {
            at = skip_quoted(text, at);
            continue;
        }
        if (c == delimiter) {
            r->fields++;
            weigh(text, at, r);
        }
        at++;
    }
    r->is_complete = at < text.size;
    if (at + 1 < text.size && text.data[at] == '\r' && text.data[at + 1] == '\n')
        at++;
    return at < text.size ? at + 1 : at;
}

static tally count(xt_str text, char delimiter, bool whole)
{
    tally t = {.delimiter = delimiter};
    uint16_t times[FIELDS_MOST + 1] = {0};
    size_t at = 0, last = 0;
    while (at < text.size && t.records < RECORDS_MOST) {
        record r;
        at = scan_record(text, at, delimiter, &r);
        bool counts = !r.is_blank && (r.is_complete || whole || t.records == 0);
        if (!counts)
            continue;
        t.records++;
        t.with += r.fields > 1;
        t.strong += r.strong;
        t.number += r.number;
        t.loose += r.loose;
        t.repeated = t.repeated || (r.fields > 1 && r.fields == last);
        last = r.fields;
        times[r.fields < FIELDS_MOST ? r.fields : FIELDS_MOST]++;
    }
    for (size_t i = 2; i <= FIELDS_MOST; i++)
        if (times[i] > t.times) {
            t.times = times[i];
            t.usual = i;
        }
    return t;
}

/* At least as many delimiters as in a table as in prose; of commas, those between digits may be decimal ones.
 */
static bool is_firm(const tally *t, bool numbers_too)
{
    size_t strong = numbers_too ? t->strong : t->strong - t->number;
    return strong > 0 && strong * 2 >= t->strong + t->loose;
}

/* Whether `t` shows the columns better than `other`. */
static bool is_better(const tally *t, const tally *other)
{
    if (t->times != other->times)
        return t->times > other->times;
    bool firm = is_firm(t, false), other_firm = is_firm(other, false);
    if (firm != other_firm)
        return firm;
    return firm && t->usual > other->usual;
}

/* Titles above the table have no delimiter, and rows may be uneven; prose has commas before blanks. */
static bool is_table(const tally *t)
{
    enum { HEADER = 4 }; /* so many columns are no sentence */
    if (is_firm(t, true))
        return t->with * 10 >= t->records * 6 || t->repeated || t->usual >= HEADER;
    return t->times * 10 >= t->records * 8 && t->times >= (t->loose ? 3 : 2);
}

xt_columns xt_csv_columns(xt_str head, bool whole)
{
    tally best = {.delimiter = ','};
    for (const char *delimiter = DELIMITERS; *delimiter; delimiter++) {
        tally t = count(head, *delimiter, whole);
        if (is_better(&t, &best))
            best = t;
    }
    bool table = is_table(&best);
    return (xt_columns){best.delimiter, table,
                        table && best.records > 1 && best.with * 10 >= best.records * 6};
}

size_t xt_csv_separator_line(xt_str head, char *delimiter)
{
    size_t at = head.size && head.data[0] == '"'; /* some programs quote it */
    if (head.size < at + 5 || !xt_str_equal_nocase((xt_str){head.data + at, 4}, XT_LITERAL("sep=")))
        return 0;
    char found = head.data[at + 4];
    bool is_usable = found == '\t' || (found > ' ' && found < 0x7F && found != '"');
    size_t end = at + 5;
    if (at && (end >= head.size || head.data[end++] != '"'))
        return 0;
    if (!is_usable || (end < head.size && !is_line_end(head.data[end])))
        return 0;
    *delimiter = found;
    if (end + 1 < head.size && head.data[end] == '\r' && head.data[end + 1] == '\n')
        end++;
    return end < head.size ? end + 1 : end;
}
