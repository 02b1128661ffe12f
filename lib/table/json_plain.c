/* SPDX-License-Identifier: MIT */
#include "table/json_plain.h"

#include "base/bytes.h"
#include "base/number.h"
#include "base/utf8.h"

/* Bytes of zero behind the copy of the text. No token takes one, so that no step looks for the end. */
enum { PADDING = XT_UTF8_WORD };
enum { FIRST_NODES = 128 }; /* for which there is room at once */

typedef struct scanner {
    char *at;        /* in the copy of the text, in which texts are unescaped and terminated */
    const char *end; /* where the padding begins */
    xt_arena *arena;
    xt_bytes open; /* of xt_node: what the lists that are still open hold so far */
    bool no_memory;
} scanner;

/* Every step takes what it understands or gives false: not plain, or no memory. */

static void skip_blank(scanner *s)
{
    while (*s->at == ' ' || *s->at == '\n' || *s->at == '\r' || *s->at == '\t')
        s->at++;
}

static bool take_byte(scanner *s, char c)
{
    if (*s->at != c)
        return false;
    s->at++;
    return true;
}

/* Behind the characters that stand in a text as they are: up to a quote, a backslash, or what cannot be. */
static char *skip_characters(const scanner *s, char *at)
{
    for (;;) {
        while ((unsigned char)*at >= ' ' && (unsigned char)*at < 0x80 && *at != '"' && *at != '\\')
            at++;
        if ((unsigned char)*at < 0x80)
            return at;
        while (xt_utf8_two_thai(at))
            at += 6;
        if ((unsigned char)*at < 0x80)
            continue;
        size_t size = 0;
        if (xt_utf8_next((xt_str){at, (size_t)(s->end - at)}, &size) == XT_UTF8_BAD)
            return at;
        at += size;
    }
}

/* The character that the escape means; 0 where it is not a plain one. */
static char escaped(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
    }
}

static bool take_string(scanner *s, xt_str *out)
{
    if (!take_byte(s, '"'))
        return false;
    char *start = s->at, *to = start;
    for (;;) {
        char *stop = skip_characters(s, s->at);
        if (to != s->at)
            memmove(to, s->at, (size_t)(stop - s->at));
        to += stop - s->at;
        s->at = stop;
        if (take_byte(s, '"'))
            break;
        char meant = *stop == '\\' ? escaped(stop[1]) : '\0';
        if (!meant)
            return false;
        *to++ = meant;
        s->at += 2;
    }
    *to = '\0';
    *out = (xt_str){start, (size_t)(to - start)};
    return true;
}

static size_t skip_digits(scanner *s)
{
    const char *start = s->at;
    while (*s->at >= '0' && *s->at <= '9')
        s->at++;
    return (size_t)(s->at - start);
}

static bool take_number(scanner *s, xt_node *out)
{
    enum { MOST_DIGITS = 18 };
    const char *start = s->at;
    bool negative = take_byte(s, '-'), zero = *s->at == '0';
    const char *first = s->at;
    size_t digits = skip_digits(s);
    if (digits == 0 || digits > MOST_DIGITS || (zero && digits > 1))
        return false;
    out->type = XT_NODE_NUMBER;
    out->is_integer = *s->at != '.';
    if (out->is_integer) {
        int64_t number = 0;
        while (first < s->at)
            number = number * 10 + (*first++ - '0');
        out->number = (double)(negative ? -number : number);
    } else {
        s->at++;
        if (skip_digits(s) == 0 || !xt_double_parse((xt_str){start, (size_t)(s->at - start)}, &out->number))
            return false;
    }
    return *s->at != 'e' && *s->at != 'E';
}

static bool take_word(scanner *s, const char *word, xt_node_type type, xt_node *out)
{
    size_t size = strlen(word);
    if (strncmp(s->at, word, size) != 0)
        return false;
    s->at += size;
    out->type = type;
    out->is_true = *word == 't';
    return true;
}

/* Whether the object's key stands among those before it. */
static bool is_double(const xt_node *items, size_t count, xt_str key)
{
    for (size_t i = 0; i < count; i++)
        if (xt_str_equal(items[i].key, key))
            return true;
    return false;
}

static bool take_value(scanner *s, int depth, xt_node *out);

/* The key of a member and the colon behind it. `from`: where the object's members begin. */
static bool take_key(scanner *s, size_t from, xt_node *object, xt_node *member)
{
    if (object->list.count == XT_JSON_MOST_KEYS || !take_string(s, &member->key))
        return false;
    uint64_t mark = xt_json_mark(member->key);
    bool may_be_double = object->list.marks & mark;
    object->list.marks |= mark;
    if (may_be_double &&
        is_double((const xt_node *)(const void *)(s->open.data + from), object->list.count, member->key))
        return false;
    skip_blank(s);
    bool taken = take_byte(s, ':');
    skip_blank(s);
    return taken;
}

/* The members stand in s->open from `from` on: to where they stay. */
static bool keep_list(scanner *s, size_t from, xt_node *list)
{
    size_t size = s->open.size - from;
    xt_node *items = xt_arena_alloc(s->arena, size);
    s->no_memory = !items;
    if (items && size)
        memcpy(items, s->open.data + from, size);
    s->open.size = from;
    list->list.items = items;
    return items != NULL;
}

static bool take_list(scanner *s, int depth, xt_node_type type, char closing, xt_node *out)
{
    size_t from = s->open.size;
    out->type = type;
    out->list.count = 0;
    out->list.marks = 0;
    s->at++;
    skip_blank(s);
    if (take_byte(s, closing))
        return keep_list(s, from, out);
    for (;;) {
        xt_node member = {0};
        if (type == XT_NODE_OBJECT && !take_key(s, from, out, &member))
            return false;
        if (!take_value(s, depth + 1, &member))
            return false;
        s->no_memory = xt_bytes_append(&s->open, &member, sizeof member) != XT_OK;
        if (s->no_memory)
            return false;
        out->list.count++;
        skip_blank(s);
        if (take_byte(s, closing))
            return keep_list(s, from, out);
        if (!take_byte(s, ','))
            return false;
        skip_blank(s);
    }
}

static bool take_value(scanner *s, int depth, xt_node *out)
{
    if (depth > XT_JSON_MOST_DEPTH)
        return false;
    switch (*s->at) {
    case '{': return take_list(s, depth, XT_NODE_OBJECT, '}', out);
    case '[': return take_list(s, depth, XT_NODE_ARRAY, ']', out);
    case '"': out->type = XT_NODE_STRING; return take_string(s, &out->string);
    case 't': return take_word(s, "true", XT_NODE_BOOLEAN, out);
    case 'f': return take_word(s, "false", XT_NODE_BOOLEAN, out);
    case 'n': return take_word(s, "null", XT_NODE_NULL, out);
    default: return take_number(s, out);
    }
}

xt_status xt_json_plain(xt_arena *arena, xt_str text, const xt_node **root)
{
    *root = NULL;
    if (text.size > SIZE_MAX / 2)
        return XT_OK;
    char *copy = xt_arena_alloc(arena, text.size + PADDING);
    xt_node *top = xt_arena_alloc(arena, sizeof *top);
    if (!copy || !top)
        return XT_OUT_OF_MEMORY;
    if (text.size)
        memcpy(copy, text.data, text.size);
    memset(copy + text.size, 0, PADDING);
    scanner s = {copy, copy + text.size, arena, xt_bytes_make(SIZE_MAX / 2), false};
    *top = (xt_node){0};
    if (!xt_bytes_reserve(&s.open, FIRST_NODES * sizeof *top))
        return XT_OUT_OF_MEMORY;
    skip_blank(&s);
    bool whole = (*s.at == '{' || *s.at == '[') && take_value(&s, 0, top);
    skip_blank(&s);
    if (whole && s.at == s.end)
        *root = top;
    xt_bytes_free(&s.open);
    return s.no_memory ? XT_OUT_OF_MEMORY : XT_OK;
}
