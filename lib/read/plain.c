/* SPDX-License-Identifier: MIT */
#include "read/plain.h"

#include "base/bytes.h"
#include "base/error.h"

#include <stdlib.h>

enum {
    CHUNK = 256 * 1024,
    LONGEST = 4 * 1024 * 1024, /* of an item, or of what stands before the list; longer ones are expat's */
};

typedef enum mode { BEFORE, INSIDE, EXPAT } mode;

struct xt_plain {
    const xt_plain_handler *handler;
    void *context;
    xt_zip_part *part;
    xt_xml *xml;
    mode mode;
    size_t chunk;
    xt_bytes buffer; /* what was read and not yet used */
    size_t at;       /* how much of it has been used */
    bool ended;      /* the part has no more bytes */
    bool x14ac;
    bool keep;            /* see xt_plain_keep */
    xt_bytes used, spare; /* a buffer that is used up, and the memory for the next */
};

/* The scanner keeps to fixed sizes below the limits that are usual; where a caller wants less, expat counts.
 */
static bool fits(const xt_limits *limits)
{
    enum { DEPTH = 8, VALUE = XT_SCAN_VALUE };
    return (!limits->xml_depth || limits->xml_depth >= DEPTH) &&
           (!limits->xml_attributes || limits->xml_attributes >= XT_SCAN_ATTRIBUTES) &&
           (!limits->xml_attribute_size || limits->xml_attribute_size >= VALUE);
}

xt_status xt_plain_open(xt_plain **out, xt_zip_part *part, const xt_plain_handler *handler, void *context,
                        const xt_limits *limits, size_t chunk, bool use_scanner, xt_error *error)
{
    xt_plain *p = calloc(1, sizeof *p);
    if (!p)
        return xt_fail_memory(error);
    p->handler = handler;
    p->context = context;
    p->part = part;
    p->mode = use_scanner && fits(limits) ? BEFORE : EXPAT;
    p->chunk = chunk ? chunk : CHUNK;
    p->buffer = p->used = p->spare = xt_bytes_make(2 * LONGEST + 2 * p->chunk);
    xt_status status = xt_xml_open(&p->xml, part, handler->xml, context, limits, chunk, error);
    if (status)
        xt_plain_close(p);
    else
        *out = p;
    return status;
}

xt_xml *xt_plain_xml(xt_plain *p)
{
    return p->xml;
}

void xt_plain_close(xt_plain *p)
{
    if (!p)
        return;
    xt_xml_close(p->xml);
    xt_bytes_free(&p->buffer);
    xt_bytes_free(&p->used);
    xt_bytes_free(&p->spare);
    free(p);
}

void xt_plain_keep(xt_plain *p)
{
    p->keep = true;
}

bool xt_plain_take_used(xt_plain *p, xt_bytes *buffer)
{
    if (!p->used.data)
        return false;
    xt_bytes_free(&p->spare);
    p->spare = *buffer;
    *buffer = p->used;
    p->used = xt_bytes_make(p->used.maximum);
    xt_bytes_clear(&p->spare);
    return true;
}

/* Sets the buffer aside for xt_plain_take_used, where items borrow from it, and goes on in another one. */
static void set_aside(xt_plain *p)
{
    xt_bytes fresh = p->spare;
    xt_bytes_free(&p->used); /* nobody asked for it */
    p->used = p->buffer;
    p->buffer = fresh;
    p->spare = xt_bytes_make(fresh.maximum);
}

/* What is left moves to the front. */
static xt_status move_rest(xt_plain *p, xt_error *error)
{
    xt_str rest = xt_str_from(xt_bytes_str(&p->buffer), p->at);
    if (p->keep && p->at) {
        set_aside(p);
        if (xt_bytes_add(&p->buffer, rest))
            return xt_fail_memory(error);
    } else if (p->at) {
        memmove(p->buffer.data, rest.data, rest.size);
        p->buffer.size = rest.size;
    }
    p->at = 0;
    return XT_OK;
}

/* Reads more behind what is left. What is left of a long item will be looked at again, so the more there is
 * the more is read: the work stays linear in its length. */
static xt_status refill(xt_plain *p, xt_error *error)
{
    enum { SHARE = 4 };
    xt_status status = move_rest(p, error);
    if (status)
        return status;
    size_t left = p->buffer.size, wanted = left + left / SHARE + 1;
    while (!p->ended && p->buffer.size < wanted) {
        char *room = xt_bytes_reserve(&p->buffer, p->chunk);
        if (!room)
            return xt_fail_memory(error);
        size_t got = 0;
        status = xt_zip_part_read(p->part, room, p->chunk, &got, error);
        if (status)
            return status;
        p->buffer.size += got;
        p->ended = got == 0;
    }
    return XT_OK;
}

/* From here on expat reads: first what is left in the buffer, then the rest of the part. *ready: it has come
 * to an item already. */
static xt_status hand_over(xt_plain *p, bool *ready, xt_error *error)
{
    p->mode = EXPAT;
    xt_str rest = xt_str_from(xt_bytes_str(&p->buffer), p->at);
    xt_status status = rest.size ? xt_xml_feed(p->xml, rest, error) : XT_OK;
    if (p->keep && p->at)
        set_aside(p);
    xt_bytes_free(&p->buffer);
    p->at = 0;
    *ready = !status && xt_xml_is_paused(p->xml);
    return status;
}

/* Whether the byte may belong to a name that goes on. */
static bool is_name_byte(char c)
{
    char lower = xt_ascii_lower(c);
    return (unsigned char)c >= 0x80 || (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= ':') ||
           memchr("-._", c, 3);
}

/* Where the list's start tag ends in the buffer, or SIZE_MAX as long as it has not been seen whole. *odd: the
 * list stands there in another way, so that items may come before any such tag. */
static size_t find_list(const xt_plain *p, bool *odd)
{
    xt_str text = xt_bytes_str(&p->buffer), name = xt_str_of(p->handler->list);
    for (size_t from = 0;;) {
        size_t hit = xt_str_find(xt_str_from(text, from), name);
        if (hit == SIZE_MAX)
            return SIZE_MAX;
        from += hit + name.size;
        size_t start = from - name.size;
        char before = start ? text.data[start - 1] : '\0';
        if (before == ':') /* a prefix */
            *odd = true;
        if (*odd || from == text.size)
            return SIZE_MAX;
        if (before != '<' || is_name_byte(text.data[from]))
            continue;
        if (!memchr("> \t\n", text.data[from], 4))
            *odd = true;
        const char *end = *odd ? NULL : memchr(text.data + from, '>', text.size - from);
        return end ? (size_t)(end - text.data) + 1 : SIZE_MAX;
    }
}

static size_t skip_name(xt_str text, size_t at)
{
    while (at < text.size && is_name_byte(text.data[at]))
        at++;
    return at;
}

static size_t skip_blank(xt_str text, size_t at)
{
    while (at < text.size && memchr(" \t\r\n", text.data[at], 4))
        at++;
    return at;
}

/* Where the root's attributes begin, or text.size where something stands before it but a declaration. */
static size_t find_root(xt_str text)
{
    size_t at = xt_str_starts(text, XT_LITERAL("\xEF\xBB\xBF")) ? 3 : 0;
    if (xt_str_starts(xt_str_from(text, at), XT_LITERAL("<?xml "))) {
        size_t end = xt_str_find(text, XT_LITERAL("?>"));
        at = end == SIZE_MAX ? text.size : end + 2;
    }
    at = skip_blank(text, at);
    bool tag = at + 1 < text.size && text.data[at] == '<' && is_name_byte(text.data[at + 1]);
    return tag ? skip_name(text, at + 1) : text.size;
}

/* Whether the root element has the attribute. One that is declared elsewhere does not hold in the list. */
static bool root_has(xt_str text, xt_str attribute)
{
    for (size_t at = find_root(text); at < text.size;) {
        size_t start = skip_blank(text, at), end = skip_name(text, start);
        xt_str name = {text.data + start, end - start};
        if (name.size == 0 || text.size - end < 2 || text.data[end] != '=' ||
            !memchr("\"'", text.data[end + 1], 2))
            return false;
        if (xt_str_equal(name, attribute))
            return true;
        const char *value = text.data + end + 2;
        const char *quote = memchr(value, text.data[end + 1], text.size - end - 2);
        at = quote ? (size_t)(quote - text.data) + 1 : text.size;
    }
    return false;
}

/* Feeds expat up to the list. What looked like its start may have been a comment: expat tells. Expat must not
 * come to an item there, for it would wait at its end: a list that stands there in another way, or in UTF-16,
 * is expat's with all before it. */
static xt_status enter(xt_plain *p, bool *ready, xt_error *error)
{
    bool odd = false;
    size_t end = find_list(p, &odd);
    while (end == SIZE_MAX && !odd && !p->ended && p->buffer.size < LONGEST) {
        xt_status status = refill(p, error);
        if (status)
            return status;
        end = find_list(p, &odd);
    }
    if (end == SIZE_MAX || memchr(p->buffer.data, '\0', end))
        return hand_over(p, ready, error);
    xt_str before = {p->buffer.data, end};
    p->x14ac = root_has(before, XT_LITERAL("xmlns:x14ac"));
    xt_status status = xt_xml_feed(p->xml, before, error);
    if (status)
        return status;
    p->at = end;
    p->mode = INSIDE;
    return xt_xml_is_inside(p->xml, p->handler->kind) ? XT_OK : hand_over(p, ready, error);
}

/* Takes items until one is ready or the list is left. */
static xt_status take_items(xt_plain *p, bool *ready, xt_error *error)
{
    while (p->mode == INSIDE && !*ready) {
        xt_str left = xt_str_from(xt_bytes_str(&p->buffer), p->at);
        xt_scan s = {left.data, left.data + left.size, p->x14ac};
        xt_item item = left.size ? p->handler->item(p->context, &s, error) : XT_ITEM_MORE;
        xt_status status = XT_OK;
        switch (item) {
        case XT_ITEM_READY:
        case XT_ITEM_DONE:
            xt_xml_skip(p->xml, (xt_str){left.data, (size_t)(s.at - left.data)});
            p->at += (size_t)(s.at - left.data);
            *ready = item == XT_ITEM_READY;
            break;
        case XT_ITEM_MORE:
            status = p->ended || left.size > LONGEST ? hand_over(p, ready, error) : refill(p, error);
            break;
        case XT_ITEM_ODD: status = hand_over(p, ready, error); break;
        case XT_ITEM_FAILED: return error ? error->status : XT_OUT_OF_MEMORY;
        }
        if (status)
            return status;
    }
    return XT_OK;
}

xt_status xt_plain_run(xt_plain *p, bool *more, xt_error *error)
{
    xt_error own; /* a failed item tells its status there */
    error = error ? error : &own;
    bool ready = false;
    *more = true;
    xt_status status = p->mode == BEFORE ? enter(p, &ready, error) : XT_OK;
    if (!status && !ready && p->mode == INSIDE)
        status = take_items(p, &ready, error);
    if (status || ready)
        return status;
    return xt_xml_run(p->xml, more, error);
}
