/* SPDX-License-Identifier: MIT
 *
 * What libxml2 2.9 takes for text, and browsers do not: declarations that are none, such as the <![endif]> of
 * Excel's own pages (WHATWG HTML, 13.2.5.42, bogus comments), and a &nbsp that nothing closes (13.2.5.73).
 * Attributes are counted on the way: libxml2 compares each of an element with all before it.
 */
#include "read/html.h"

typedef struct tidy {
    xt_str text;
    size_t at, copied; /* behind what was looked at, and what is in `out` or left out */
    xt_bytes *out;
    size_t counted;    /* behind the last tag whose attributes were counted */
    size_t attributes; /* the most that a tag has */
} tidy;

static bool is_at(const tidy *t, const char *word)
{
    size_t size = strlen(word);
    return t->text.size - t->at >= size &&
           xt_str_equal_nocase((xt_str){t->text.data + t->at, size}, (xt_str){word, size});
}

/* Goes behind the next `end`, or to the end of the page. */
static void skip_to(tidy *t, const char *end)
{
    while (t->at < t->text.size && !is_at(t, end)) {
        const char *next = memchr(t->text.data + t->at + 1, end[0], t->text.size - t->at - 1);
        t->at = next ? (size_t)(next - t->text.data) : t->text.size;
    }
    if (t->at < t->text.size)
        t->at += strlen(end);
}

static void copy(tidy *t)
{
    xt_bytes_append(t->out, t->text.data + t->copied, t->at - t->copied);
    t->copied = t->at;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static size_t skip_blanks(xt_str text, size_t at)
{
    while (at < text.size && is_blank(text.data[at]))
        at++;
    return at;
}

/* Goes behind an attribute's value: in quotes, or up to a blank. */
static size_t pass_value(xt_str text, size_t at)
{
    if (at < text.size && (text.data[at] == '"' || text.data[at] == '\'')) {
        const char *end = memchr(text.data + at + 1, text.data[at], text.size - at - 1);
        return end ? (size_t)(end - text.data) + 1 : text.size;
    }
    while (at < text.size && !is_blank(text.data[at]) && text.data[at] != '>')
        at++;
    return at;
}

static size_t pass_name(xt_str text, size_t at)
{
    while (at < text.size && !is_blank(text.data[at]) && !strchr("=>/", text.data[at]))
        at++;
    return at;
}

/* A < before anything but a letter is text, or the end of an element. */
static bool begins_element(const tidy *t)
{
    char next = t->at + 1 < t->text.size ? xt_ascii_lower(t->text.data[t->at + 1]) : ' ';
    return next >= 'a' && next <= 'z';
}

/* Stands at the < of an element. */
static void count_attributes(tidy *t)
{
    xt_str text = t->text;
    size_t count = 0, at = skip_blanks(text, pass_name(text, t->at + 1));
    for (; at < text.size && text.data[at] != '>'; count++) {
        size_t behind = skip_blanks(text, pass_name(text, at));
        if (behind < text.size && text.data[behind] == '=')
            behind = pass_value(text, skip_blanks(text, behind + 1));
        at = skip_blanks(text, behind > at ? behind : at + 1);
    }
    t->counted = at;
    t->attributes = count > t->attributes ? count : t->attributes;
}

/* Stands at a <. */
static void pass_markup(tidy *t)
{
    if (is_at(t, "<!--")) {
        skip_to(t, "-->");
    } else if (is_at(t, "<script")) {
        skip_to(t, "</script");
    } else if (is_at(t, "<style")) {
        skip_to(t, "</style");
    } else if (is_at(t, "<!") && !is_at(t, "<!doctype")) {
        copy(t);
        skip_to(t, ">");
        t->copied = t->at;
    } else {
        if (t->at >= t->counted && begins_element(t))
            count_attributes(t);
        t->at++;
    }
}

/* Stands at a &. */
static void pass_reference(tidy *t)
{
    static const char NAME[] = "&nbsp";
    bool found =
        t->text.size - t->at >= strlen(NAME) && memcmp(t->text.data + t->at, NAME, strlen(NAME)) == 0;
    t->at += found ? strlen(NAME) : 1;
    if (!found || (t->at < t->text.size && t->text.data[t->at] == ';'))
        return;
    copy(t);
    xt_bytes_putc(t->out, ';');
}

xt_status xt_html_tidy(xt_str text, xt_bytes *out, size_t *attributes)
{
    tidy t = {.text = text, .out = out};
    while (t.at < text.size && !out->fault) {
        if (text.data[t.at] == '<')
            pass_markup(&t);
        else if (text.data[t.at] == '&')
            pass_reference(&t);
        else
            t.at++;
    }
    copy(&t);
    *attributes = t.attributes;
    return out->fault;
}
