/* SPDX-License-Identifier: MIT
 *
 * Bytes of any encoding as UTF-8, in pieces.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "thai/charset.h"
#include "thai/charset_iconv.h"
#include "thai/charset_line.h"

#include <stdlib.h>

enum {
    HELD = 16,        /* bytes of a character that a piece cuts; iconv's longest has 8 */
    REPLACEMENT = 3,  /* bytes of U+FFFD */
    STEP = 64 * 1024, /* bytes decoded at a time: room for the result is taken by this, not by the piece */
};

/* What a byte of a page becomes. */
typedef struct page_entry {
    char text[XT_UTF8_MAX];
    uint8_t size;
    bool bad;
} page_entry;

struct xt_decoder {
    xt_decoding how;
    char held[HELD];
    size_t held_size;
    page_entry page[256];
    xt_iconv *iconv;
    xt_bytes line;  /* by line: one that is not complete */
    xt_bytes piece; /* what iconv gave */
    uint64_t given; /* bytes handed out by the calls before */
    size_t base;    /* where in `out` this call began */
    xt_bad_byte bad[XT_BAD_KEPT];
    uint64_t bad_count;
};

static void note_bad(xt_decoder *d, size_t at, uint32_t value)
{
    if (d->bad_count < XT_BAD_KEPT)
        d->bad[d->bad_count] = (xt_bad_byte){d->given + (at - d->base), value};
    d->bad_count++;
}

/* U+FFFD for a byte that is no character. */
static void put_bad(xt_decoder *d, uint32_t value, xt_bytes *out)
{
    note_bad(d, out->size, value);
    xt_bytes_append(out, "\xEF\xBF\xBD", REPLACEMENT);
}

/* ---------------------------------------------------------------- UTF-8 */

/* Eight bytes that are ASCII and not NUL. */
static bool is_plain_word(const char *p)
{
    uint64_t word, ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    memcpy(&word, p, sizeof word);
    return ((word | (word - ones)) & tops) == 0;
}

/* Where valid UTF-8 without NUL that begins at `at` ends. */
static size_t end_of_valid(xt_str text, size_t at)
{
    while (at < text.size) {
        while (at + 8 <= text.size && is_plain_word(text.data + at))
            at += 8;
        while (at < text.size && xt_utf8_thai_at(text, at))
            at += 3;
        if (at == text.size)
            break;
        size_t before = at;
        uint32_t code = xt_utf8_next(text, &at);
        if (code == XT_UTF8_BAD || code == 0)
            return before;
    }
    return at;
}

/* Text that cuts no character. */
static void put_utf8(xt_decoder *d, xt_str text, xt_bytes *out)
{
    for (size_t at = 0; at < text.size;) {
        size_t end = end_of_valid(text, at);
        xt_bytes_append(out, text.data + at, end - at);
        at = end;
        if (at < text.size)
            put_bad(d, (unsigned char)text.data[at++], out);
    }
}

/* ---------------------------------------------------------------- held bytes */

/* Decodes bytes as far as they are whole characters, and returns how many they are. */
typedef size_t (*decode_whole)(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out);

/* Feeds the bytes behind those that were held, and holds those that a cut character leaves. */
static void feed_held(xt_decoder *d, decode_whole decode, xt_str bytes, bool last, xt_bytes *out)
{
    while (d->held_size && bytes.size) {
        d->held[d->held_size++] = *bytes.data;
        bytes = xt_str_from(bytes, 1);
        size_t done = decode(d, (xt_str){d->held, d->held_size}, d->held_size == HELD, out);
        d->held_size -= done;
        memmove(d->held, d->held + done, d->held_size);
    }
    if (bytes.size) {
        size_t done = decode(d, bytes, last, out);
        d->held_size = bytes.size - done;
        memcpy(d->held, bytes.data + done, d->held_size);
    } else if (last && d->held_size) {
        decode(d, (xt_str){d->held, d->held_size}, true, out);
        d->held_size = 0;
    }
}

static size_t whole_utf8(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out)
{
    size_t whole = bytes.size - (last ? 0 : xt_utf8_tail(bytes));
    put_utf8(d, (xt_str){bytes.data, whole}, out);
    return whole;
}

static uint32_t unit_at(const xt_decoder *d, const char *p)
{
    unsigned char first = (unsigned char)p[0], second = (unsigned char)p[1];
    return d->how.charset == XT_CHARSET_UTF16LE ? (uint32_t)(first | second << 8)
                                                : (uint32_t)(first << 8 | second);
}

static size_t whole_utf16(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out)
{
    size_t at = 0;
    while (at + 2 <= bytes.size) {
        uint32_t code = unit_at(d, bytes.data + at);
        bool high = code >= 0xD800 && code < 0xDC00, surrogate = code >= 0xD800 && code < 0xE000;
        if (high && at + 4 > bytes.size && !last)
            return at;
        uint32_t low = high && at + 4 <= bytes.size ? unit_at(d, bytes.data + at + 2) : 0;
        at += 2;
        if (high && low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            surrogate = false;
            at += 2;
        }
        char put[XT_UTF8_MAX];
        if (surrogate || code == 0)
            put_bad(d, code, out);
        else
            xt_bytes_append(out, put, xt_utf8_put(code, put));
    }
    if (last && at < bytes.size)
        put_bad(d, (unsigned char)bytes.data[at++], out);
    return at;
}

static size_t whole_iconv(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out)
{
    size_t at = 0;
    while (at < bytes.size) {
        xt_bytes_clear(&d->piece);
        xt_iconv_end end = xt_iconv_run(d->iconv, bytes, &at, &d->piece);
        put_utf8(d, xt_bytes_str(&d->piece), out);
        if (d->piece.fault && !out->fault)
            out->fault = d->piece.fault;
        if (out->fault || (end == XT_ICONV_CUT && !last && bytes.size - at < HELD))
            return out->fault ? bytes.size : at;
        if (end != XT_ICONV_DONE)
            put_bad(d, (unsigned char)bytes.data[at++], out);
    }
    return at;
}

/* ---------------------------------------------------------------- pages */

static void make_page(xt_decoder *d)
{
    for (int byte = 0; byte < 256; byte++) {
        page_entry *entry = &d->page[byte];
        bool defined;
        uint32_t code = xt_charset_code(d->how.charset, (unsigned char)byte, &defined);
        entry->bad = !defined || byte == 0;
        entry->size = (uint8_t)xt_utf8_put(byte ? code : XT_UTF8_REPLACEMENT, entry->text);
    }
}

static void put_page(xt_decoder *d, xt_str bytes, xt_bytes *out)
{
    char *room = xt_bytes_reserve(out, XT_UTF8_MAX * bytes.size + 8);
    if (!room)
        return;
    char *to = room;
    for (size_t at = 0; at < bytes.size;) {
        if (at + 8 <= bytes.size && is_plain_word(bytes.data + at)) {
            memcpy(to, bytes.data + at, 8);
            to += 8;
            at += 8;
            continue;
        }
        size_t end = at + 8 < bytes.size ? at + 8 : bytes.size;
        for (; at < end; at++) {
            const page_entry *entry = &d->page[(unsigned char)bytes.data[at]];
            if (entry->bad)
                note_bad(d, out->size + (size_t)(to - room), (unsigned char)bytes.data[at]);
            memcpy(to, entry->text, XT_UTF8_MAX);
            to += entry->size;
        }
    }
    out->size += (size_t)(to - room);
}

/* ---------------------------------------------------------------- line by line */

static void put_line(xt_decoder *d, xt_str line, xt_bytes *out)
{
    xt_line_kind kind = xt_line_kind_of(line);
    if (kind == XT_LINE_PAGE || kind == XT_LINE_EITHER)
        put_page(d, line, out);
    else
        put_utf8(d, line, out);
}

static void feed_lines(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out)
{
    xt_bytes_add(&d->line, bytes);
    if (d->line.fault && !out->fault)
        out->fault = d->line.fault;
    size_t at = 0;
    while (!out->fault && at < d->line.size) {
        xt_str rest = xt_str_from(xt_bytes_str(&d->line), at);
        size_t size = xt_line_take(rest, last);
        if (size == 0)
            break;
        put_line(d, (xt_str){rest.data, size}, out);
        at += size;
    }
    d->line.size -= at;
    if (at)
        memmove(d->line.data, d->line.data + at, d->line.size);
}

/* ---------------------------------------------------------------- the front */

static void feed_step(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out)
{
    if (d->how.by_line) {
        feed_lines(d, bytes, last, out);
        return;
    }
    switch (d->how.charset) {
    case XT_CHARSET_NONE: xt_bytes_add(out, bytes); break;
    case XT_CHARSET_UTF8: feed_held(d, whole_utf8, bytes, last, out); break;
    case XT_CHARSET_UTF16LE:
    case XT_CHARSET_UTF16BE: feed_held(d, whole_utf16, bytes, last, out); break;
    case XT_CHARSET_OTHER: feed_held(d, whole_iconv, bytes, last, out); break;
    default: put_page(d, bytes, out); break;
    }
}

xt_status xt_decoder_feed(xt_decoder *d, xt_str bytes, bool last, xt_bytes *out)
{
    d->base = out->size;
    while (bytes.size > STEP && !out->fault) {
        feed_step(d, (xt_str){bytes.data, STEP}, false, out);
        bytes = xt_str_from(bytes, STEP);
    }
    feed_step(d, bytes, last, out);
    if (last && d->iconv && !out->fault) {
        xt_bytes_clear(&d->piece);
        xt_iconv_end_state(d->iconv, &d->piece);
        put_utf8(d, xt_bytes_str(&d->piece), out);
    }
    d->given += out->size - d->base;
    return out->fault;
}

xt_status xt_decoder_open(xt_decoder **out, const xt_decoding *how, xt_error *error)
{
    xt_decoder *d = calloc(1, sizeof *d);
    if (!d)
        return xt_fail_memory(error);
    d->how = *how;
    d->line = xt_bytes_make(SIZE_MAX / 4);
    d->piece = xt_bytes_make(SIZE_MAX / 4);
    if (xt_charset_is_page(how->charset))
        make_page(d);
    xt_status status = how->charset == XT_CHARSET_OTHER
                           ? xt_iconv_open(&d->iconv, "UTF-8", how->name, how->name, error)
                           : XT_OK;
    if (status)
        xt_decoder_close(d);
    else
        *out = d;
    return status;
}

const xt_bad_byte *xt_decoder_bad(const xt_decoder *decoder, size_t *kept)
{
    *kept = decoder->bad_count < XT_BAD_KEPT ? (size_t)decoder->bad_count : XT_BAD_KEPT;
    return decoder->bad;
}

uint64_t xt_decoder_bad_count(const xt_decoder *decoder)
{
    return decoder->bad_count;
}

void xt_decoder_close(xt_decoder *d)
{
    if (!d)
        return;
    xt_iconv_close(d->iconv);
    xt_bytes_free(&d->line);
    xt_bytes_free(&d->piece);
    free(d);
}
