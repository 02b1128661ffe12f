/* SPDX-License-Identifier: MIT */
#include "xml_mutate.h"

#include "xml_words.h"

#include <stdlib.h>

/* A stretch of the text. */
typedef struct span {
    size_t at, size;
} span;

static size_t span_end(span s)
{
    return s.at + s.size;
}

/* ------------------------------------------------------------ changing the text */

/* Puts the bytes, which are not of the text, in place of the span. */
static void replace(xt_bytes *text, span old, xt_str bytes)
{
    if (bytes.size > old.size && !xt_bytes_reserve(text, bytes.size - old.size))
        abort();
    if (!text->data)
        return; /* nothing in place of nothing */
    memmove(text->data + old.at + bytes.size, text->data + span_end(old), text->size - span_end(old));
    if (bytes.size)
        memcpy(text->data + old.at, bytes.data, bytes.size);
    text->size = text->size - old.size + bytes.size;
}

static void insert(xt_bytes *text, size_t at, xt_str bytes)
{
    replace(text, (span){at, 0}, bytes);
}

static void take_out(xt_bytes *text, span old)
{
    replace(text, old, (xt_str){0});
}

/* free() its data. */
static xt_str copy_of(const xt_bytes *text, span s)
{
    char *copy = malloc(s.size + 1);
    if (!copy)
        abort();
    if (s.size)
        memcpy(copy, text->data + s.at, s.size);
    return (xt_str){copy, s.size};
}

static void drop(xt_str copy)
{
    free((void *)(uintptr_t)copy.data);
}

/* Puts a copy of the span in place of another. */
static void put_copy(xt_bytes *text, span from, span to)
{
    xt_str copy = copy_of(text, from);
    replace(text, to, copy);
    drop(copy);
}

static xt_str word(dice *d, const xml_words *words)
{
    return words->list[below(d, words->count)];
}

/* ------------------------------------------------------------ finding places */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The token that begins at `at`: a tag with all up to its ">", or what stands before the next tag. */
static span token_at(const xt_bytes *text, size_t at)
{
    size_t end = at + 1;
    if (text->data[at] == '<') {
        while (end < text->size && text->data[end - 1] != '>')
            end++;
    } else {
        while (end < text->size && text->data[end] != '<')
            end++;
    }
    return (span){at, end - at};
}

enum { ANY, TAG, TEXT };

/* Some token of the kind; none has size 0. */
static span some_token(dice *d, const xt_bytes *text, int kind)
{
    span chosen = {0};
    size_t seen = 0;
    for (size_t at = 0; at < text->size;) {
        span token = token_at(text, at);
        bool tag = text->data[at] == '<';
        if ((kind == ANY || tag == (kind == TAG)) && below(d, ++seen) == 0)
            chosen = token;
        at = span_end(token);
    }
    return chosen;
}

/* Some start tag with attributes, and one of them with the blanks before it. */
static span some_attribute(dice *d, const xt_bytes *text)
{
    span chosen = {0};
    size_t seen = 0;
    for (size_t at = 0; at < text->size; at++) {
        char quote = text->data[at];
        if ((quote != '"' && quote != '\'') || at == 0 || text->data[at - 1] != '=')
            continue;
        size_t start = at - 1, end = at + 1;
        while (start > 0 && !is_blank(text->data[start - 1]) && text->data[start - 1] != '<')
            start--;
        while (start > 0 && is_blank(text->data[start - 1]))
            start--;
        while (end < text->size && text->data[end] != quote)
            end++;
        end += end < text->size;
        if (below(d, ++seen) == 0)
            chosen = (span){start, end - start};
        at = end - 1;
    }
    return chosen;
}

/* What stands between the quotes of an attribute; none has size 0. */
static span value_of(const xt_bytes *text, span attribute)
{
    size_t at = attribute.at, end = span_end(attribute);
    while (at < end && text->data[at] != '"' && text->data[at] != '\'')
        at++;
    return at + 2 <= end ? (span){at + 1, end - at - 2} : (span){0};
}

/* Where a name begins in a tag: behind "<" or "</". */
static span name_of(const xt_bytes *text, span tag)
{
    size_t at = tag.at + 1, end = tag.at + tag.size;
    at += at < end && text->data[at] == '/';
    size_t start = at;
    while (at < end && !is_blank(text->data[at]) && text->data[at] != '>' && text->data[at] != '/')
        at++;
    return (span){start, at - start};
}

/* An element from its start tag to the end tag of the same name that is next: rows and cells do not nest. */
static span some_element(dice *d, const xt_bytes *text)
{
    span tag = some_token(d, text, TAG);
    if (!tag.size || tag.size < 3 || text->data[span_end(tag) - 2] == '/' || text->data[tag.at + 1] == '/')
        return tag;
    span name = name_of(text, tag);
    for (size_t at = span_end(tag); at < text->size;) {
        span token = token_at(text, at);
        at = span_end(token);
        if (token.size < 3 || text->data[token.at] != '<' || text->data[token.at + 1] != '/')
            continue;
        span other = name_of(text, token);
        if (other.size == name.size && memcmp(text->data + other.at, text->data + name.at, name.size) == 0)
            return (span){tag.at, at - tag.at};
    }
    return tag;
}

/* Somewhere inside a span, or at its end. */
static size_t within(dice *d, span s)
{
    return s.at + below(d, s.size + 1);
}

/* ------------------------------------------------------------ changes */

static void add_markup(dice *d, xt_bytes *text)
{
    span token = some_token(d, text, TAG);
    insert(text, below(d, 2) ? token.at : span_end(token), word(d, &XML_MARKUP));
}

static void add_text(dice *d, xt_bytes *text)
{
    span token = some_token(d, text, TEXT);
    insert(text, within(d, token), word(d, &XML_TEXTS));
}

static void set_text(dice *d, xt_bytes *text)
{
    replace(text, some_token(d, text, TEXT), word(d, below(d, 2) ? &XML_VALUES : &XML_TEXTS));
}

static void add_attribute(dice *d, xt_bytes *text)
{
    span tag = some_token(d, text, TAG);
    if (tag.size < 3)
        return;
    span name = name_of(text, tag), attribute = some_attribute(d, text);
    bool inside = attribute.at > tag.at && span_end(attribute) < span_end(tag);
    insert(text, inside && below(d, 2) ? span_end(attribute) : span_end(name), word(d, &XML_ATTRIBUTES));
}

static void set_value(dice *d, xt_bytes *text)
{
    span value = value_of(text, some_attribute(d, text));
    if (value.at)
        replace(text, value, word(d, below(d, 8) ? &XML_VALUES : &XML_TEXTS));
}

static void add_to_value(dice *d, xt_bytes *text)
{
    span value = value_of(text, some_attribute(d, text));
    if (value.at)
        insert(text, within(d, value), word(d, &XML_TEXTS));
}

static void other_quotes(dice *d, xt_bytes *text)
{
    span value = value_of(text, some_attribute(d, text));
    if (!value.at)
        return;
    char quote = below(d, 8) ? '\'' : '"';
    text->data[value.at - 1] = quote;
    if (below(d, 8))
        text->data[span_end(value)] = quote;
}

static void remove_attribute(dice *d, xt_bytes *text)
{
    take_out(text, some_attribute(d, text));
}

/* Behind itself, or behind another. */
static void copy_attribute(dice *d, xt_bytes *text)
{
    span from = some_attribute(d, text), to = below(d, 2) ? from : some_attribute(d, text);
    put_copy(text, from, (span){span_end(to), 0});
}

static void add_blank(dice *d, xt_bytes *text)
{
    span token = some_token(d, text, below(d, 3) ? TAG : ANY);
    span name = token.size > 2 ? name_of(text, token) : token;
    const size_t places[] = {token.at, span_end(token), span_end(name), within(d, token),
                             token.size > 1 ? span_end(token) - 1 : token.at};
    insert(text, places[below(d, sizeof places / sizeof *places)], word(d, &XML_BLANKS));
}

static void remove_token(dice *d, xt_bytes *text)
{
    take_out(text, some_token(d, text, ANY));
}

static void remove_element(dice *d, xt_bytes *text)
{
    take_out(text, some_element(d, text));
}

/* Rows and cells twice, or where they do not belong. */
static void copy_element(dice *d, xt_bytes *text)
{
    span from = some_element(d, text), to = below(d, 2) ? from : some_token(d, text, TAG);
    put_copy(text, from, (span){below(d, 2) ? to.at : span_end(to), 0});
}

static void swap_elements(dice *d, xt_bytes *text)
{
    span a = some_element(d, text), b = some_element(d, text);
    if (b.at < a.at) {
        span other = a;
        a = b;
        b = other;
    }
    if (span_end(a) > b.at)
        return;
    xt_str first = copy_of(text, a);
    put_copy(text, b, a);
    replace(text, (span){b.at + b.size - a.size, b.size}, first);
    drop(first);
}

/* The tag's name becomes another's. */
static void copy_name(dice *d, xt_bytes *text)
{
    span from = some_token(d, text, TAG), to = some_token(d, text, TAG);
    if (from.size > 2 && to.size > 2)
        put_copy(text, name_of(text, from), name_of(text, to));
}

static void add_prefix(dice *d, xt_bytes *text)
{
    span tag = some_element(d, text);
    if (tag.size < 3)
        return;
    static const char *const PREFIXES[] = {"x:", "mc:", ":", "xml:", "x14ac:"};
    xt_str prefix = xt_str_of(PREFIXES[below(d, 5)]);
    if (below(d, 2) && text->data[span_end(tag) - 1] == '>') { /* the end tag too */
        size_t at = span_end(tag) - 1;
        while (at > tag.at && text->data[at - 1] != '/')
            at--;
        if (at > tag.at + 1 && text->data[at - 2] == '<')
            insert(text, at, prefix);
    }
    insert(text, tag.at + 1, prefix);
}

/* <v></v> of <v/>, and the other way. */
static void other_end(dice *d, xt_bytes *text)
{
    span tag = some_element(d, text);
    if (tag.size < 3)
        return;
    span start = token_at(text, tag.at);
    if (start.size < 3)
        return;
    span name = name_of(text, start);
    bool empty = text->data[span_end(start) - 2] == '/';
    if (!empty) {
        replace(text, (span){span_end(start) - 1, tag.size - start.size + 1}, XT_LITERAL("/>"));
        return;
    }
    xt_str copy = copy_of(text, name);
    insert(text, span_end(start), XT_LITERAL(">"));
    insert(text, span_end(start), copy);
    insert(text, span_end(start), XT_LITERAL("</"));
    take_out(text, (span){span_end(start) - 2, 1});
    drop(copy);
}

/* A digit becomes another, in a value or in a text. */
static void set_digit(dice *d, xt_bytes *text)
{
    size_t seen = 0, chosen = SIZE_MAX;
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] >= '0' && text->data[i] <= '9' && below(d, ++seen) == 0)
            chosen = i;
    if (chosen != SIZE_MAX)
        text->data[chosen] = (char)('0' + below(d, 10));
}

static void set_byte(dice *d, xt_bytes *text)
{
    size_t at = below(d, text->size);
    text->data[at] = (char)(below(d, 2) ? (int)below(d, 256) : text->data[at] ^ 1 << below(d, 8));
}

static void remove_bytes(dice *d, xt_bytes *text)
{
    size_t at = below(d, text->size), size = 1 + below(d, below(d, 4) ? 3 : 40);
    take_out(text, (span){at, size < text->size - at ? size : text->size - at});
}

static void copy_bytes(dice *d, xt_bytes *text)
{
    size_t at = below(d, text->size), size = 1 + below(d, below(d, 4) ? 8 : 200);
    put_copy(text, (span){at, size < text->size - at ? size : text->size - at},
             (span){below(d, text->size + 1), 0});
}

static void cut(dice *d, xt_bytes *text)
{
    if (below(d, 4) == 0)
        text->size = below(d, text->size);
}

static void set_head(dice *d, xt_bytes *text)
{
    xt_str mark = XT_LITERAL("=== strings\n");
    size_t strings = xt_str_find(xt_bytes_str(text), mark), at = 0;
    if (strings != SIZE_MAX && below(d, 2))
        at = strings + mark.size;
    span old = {at, 0};
    if (below(d, 2) && at + 5 < text->size && memcmp(text->data + at, "<?xml", 5) == 0)
        old = token_at(text, at);
    replace(text, old, word(d, &XML_HEADS));
}

/* Many attributes, a long value, a long text, deep elements. */
static void make_long(dice *d, xt_bytes *text)
{
    static const size_t TIMES[] = {3, 7, 15, 16, 17, 64, 300, 1500};
    size_t times = TIMES[below(d, sizeof TIMES / sizeof *TIMES)];
    span tag = some_token(d, text, TAG), value = value_of(text, some_attribute(d, text));
    if (tag.size < 3)
        return;
    xt_bytes many = xt_bytes_make(SIZE_MAX / 2);
    size_t at = span_end(name_of(text, tag)), kind = below(d, 4);
    for (size_t i = 0; i < times; i++)
        if (kind == 0)
            xt_bytes_printf(&many, " a%zu=\"%zu\"", i, i);
        else if (kind == 1)
            xt_bytes_puts(&many, "100");
        else if (kind == 2)
            xt_bytes_puts(&many, "<d>");
        else
            xt_bytes_puts(&many, "ที่ ");
    if (kind)
        at = kind == 1 && value.at ? value.at : span_end(tag);
    insert(text, at, xt_bytes_str(&many));
    xt_bytes_free(&many);
}

typedef void (*change)(dice *d, xt_bytes *text);

static const change CHANGES[] = {add_markup,     add_markup,       add_text,     add_text,      set_text,
                                 add_attribute,  set_value,        set_value,    add_to_value,  other_quotes,
                                 copy_attribute, remove_attribute, add_blank,    add_blank,     remove_token,
                                 remove_element, copy_element,     copy_element, swap_elements, copy_name,
                                 add_prefix,     other_end,        set_digit,    set_digit,     set_byte,
                                 remove_bytes,   copy_bytes,       cut,          set_head,      make_long};

void xml_mutate(dice *d, xt_bytes *text, size_t most)
{
    if (text->size == 0)
        insert(text, 0, word(d, &XML_MARKUP));
    CHANGES[below(d, sizeof CHANGES / sizeof *CHANGES)](d, text);
    if (text->size > most)
        text->size = most;
}
