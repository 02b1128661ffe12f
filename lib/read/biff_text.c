/* SPDX-License-Identifier: MIT
 *
 * Texts in records: UTF-16 or its lower bytes alone from version 8 on, bytes of a code page before.
 */
#include "base/error.h"
#include "base/le.h"
#include "base/utf8.h"
#include "read/biff.h"

/* The flags of a text of version 8 ([MS-XLS] 2.5.293). */
enum { WIDE = 0x01, HAS_PHONETICS = 0x04, HAS_RUNS = 0x08, RUN_SIZE = 4 };

/* Characters on their way out. */
typedef struct writer {
    xt_bytes *out;
    uint32_t high;     /* a surrogate that waits for its other half; 0: none */
    size_t used, lost; /* bytes of `piece`; bytes that `out` had no room for */
    char piece[256];
} writer;

static void flush(writer *w)
{
    if (xt_bytes_append(w->out, w->piece, w->used))
        w->lost += w->used;
    w->used = 0;
}

static void put(writer *w, uint32_t code)
{
    if (w->used + XT_UTF8_MAX > sizeof w->piece)
        flush(w);
    w->used += xt_utf8_put(code, w->piece + w->used);
}

static void put_unit(writer *w, uint32_t unit)
{
    bool low = unit >= 0xDC00 && unit < 0xE000;
    uint32_t high = w->high;
    w->high = 0;
    if (high && low) {
        put(w, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        return;
    }
    if (high)
        put(w, XT_UTF8_REPLACEMENT);
    if (unit >= 0xD800 && unit < 0xDC00)
        w->high = unit;
    else
        put(w, low ? XT_UTF8_REPLACEMENT : unit);
}

static void end(writer *w)
{
    if (w->high)
        put(w, XT_UTF8_REPLACEMENT);
    flush(w);
}

/* A byte of a code page. What the page has no character for stays what it is, a C1 control, where it can. */
static uint32_t code_of(xt_biff *b, unsigned char byte)
{
    uint32_t code = xt_codepage_code(b->page, byte);
    bool defined = byte < 0x80 || (code && code >= 0xA0);
    b->undefined = b->undefined || !defined;
    return code || byte == 0 ? code : XT_UTF8_REPLACEMENT;
}

static void put_characters(xt_biff *b, writer *w, size_t count, bool wide)
{
    const unsigned char *p = b->data + b->used;
    b->used += wide ? count * 2 : count;
    for (size_t i = 0; i < count; i++)
        if (wide)
            put_unit(w, xt_le16(p + i * 2));
        else
            put_unit(w, b->version >= 8 ? p[i] : code_of(b, p[i]));
}

/* The characters, over as many records as it takes: in version 8 each CONTINUE record that begins among them
 * says anew whether it holds two bytes a character ([MS-XLS] 2.5.293). */
static bool read_characters(xt_biff *b, writer *w, size_t count, bool wide)
{
    while (count) {
        unsigned char flags = 0;
        if (b->used == b->size) {
            if (!xt_biff_continue(b))
                return false;
            if (b->version >= 8) {
                if (!xt_biff_bytes(b, &flags, 1))
                    return false;
                wide = flags & WIDE;
            }
        }
        size_t there = (b->size - b->used) / (wide ? 2 : 1), here = there < count ? there : count;
        if (here == 0 && b->used < b->size)
            return false; /* half a character */
        put_characters(b, w, here, wide);
        count -= here;
    }
    return true;
}

typedef struct head {
    size_t count; /* of characters */
    bool wide;
    size_t behind; /* bytes behind the characters */
} head;

static bool read_head(xt_biff *b, size_t length_size, head *h)
{
    unsigned char p[4] = {0};
    *h = (head){0};
    if (!xt_biff_bytes(b, p, length_size))
        return false;
    h->count = xt_le16(p);
    if (b->version < 8)
        return true;
    if (!xt_biff_bytes(b, p, 1))
        return false;
    unsigned flags = p[0];
    h->wide = flags & WIDE;
    if (flags & HAS_RUNS) {
        if (!xt_biff_bytes(b, p, 2))
            return false;
        h->behind = (size_t)xt_le16(p) * RUN_SIZE;
    }
    if (flags & HAS_PHONETICS) {
        if (!xt_biff_bytes(b, p, 4))
            return false;
        uint32_t size = xt_le32(p);
        if (size > SIZE_MAX - h->behind) /* no file is as large */
            return false;
        h->behind += size;
    }
    return true;
}

xt_status xt_biff_text(xt_biff *b, size_t length_size, xt_bytes *out, xt_error *error)
{
    head h;
    writer w = {.out = out};
    bool whole = read_head(b, length_size, &h) && read_characters(b, &w, h.count, h.wide) &&
                 xt_biff_bytes(b, NULL, h.behind);
    end(&w);
    if (out->fault == XT_OVER_LIMIT)
        return xt_fail_limit(error, XT_SAY_LIMIT_STRINGS_SIZE, (xt_str){0}, out->size + w.lost, out->maximum);
    if (out->fault)
        return xt_fail_memory(error);
    return whole ? XT_OK : xt_biff_damaged(b, error);
}
