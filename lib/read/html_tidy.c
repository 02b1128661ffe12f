/* SPDX-License-Identifier: MIT
 *
 * What libxml2 2.9 takes for text, and browsers do not: declarations that are none, such as the <![endif]> of
 * Excel's own pages (WHATWG HTML, 13.2.5.42, bogus comments), and a &nbsp that nothing closes (13.2.5.73).
 */
#include "read/html.h"

typedef struct tidy {
    xt_str text;
    size_t at, copied; /* behind what was looked at, and what is in `out` or left out */
    xt_bytes *out;
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

xt_status xt_html_tidy(xt_str text, xt_bytes *out)
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
    return out->fault;
}
