/* SPDX-License-Identifier: MIT
 *
 * UTF-8 as bytes of any encoding.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "thai/charset.h"
#include "thai/charset_iconv.h"

#include <stdlib.h>

enum { THAI_FIRST = 0x0E01, THAI_LAST = 0x0E5B };

struct xt_encoder {
    xt_charset charset;
    xt_iconv *iconv;
    uint32_t codes[128];                      /* of a page's upper half; 0: none */
    uint8_t thai[THAI_LAST - THAI_FIRST + 1]; /* the byte of each Thai character; 0: none */
};

/* TIS-620 and ISO 8859-11 are read leniently; what is written is theirs alone. Of the bytes that draw a mark
 * of Mac Thai, the plain one comes last in its row and is kept. */
static void make_codes(xt_encoder *e)
{
    int first = e->charset == XT_CHARSET_TIS620 ? 0xA1 : e->charset == XT_CHARSET_ISO8859_11 ? 0xA0 : 0x80;
    for (int byte = first; byte < 256; byte++) {
        bool defined;
        uint32_t code = xt_charset_code(e->charset, (unsigned char)byte, &defined);
        e->codes[byte - 0x80] = code == XT_UTF8_REPLACEMENT ? 0 : code;
        if (code >= THAI_FIRST && code <= THAI_LAST)
            e->thai[code - THAI_FIRST] = (uint8_t)byte;
    }
}

xt_status xt_encoder_open(xt_encoder **out, const char *name, xt_error *error)
{
    xt_charset charset = xt_charset_find(name);
    if (charset == XT_CHARSET_NONE)
        return xt_charset_unknown(name, error);
    xt_encoder *e = calloc(1, sizeof *e);
    if (!e)
        return xt_fail_memory(error);
    e->charset = charset;
    if (xt_charset_is_page(charset))
        make_codes(e);
    xt_status status =
        charset == XT_CHARSET_OTHER ? xt_iconv_open(&e->iconv, name, "UTF-8", name, error) : XT_OK;
    if (status)
        xt_encoder_close(e);
    else
        *out = e;
    return status;
}

/* -1: the page does not have it. */
static int byte_of(const xt_encoder *e, uint32_t code)
{
    if (code < 0x80)
        return (int)code;
    if (code >= THAI_FIRST && code <= THAI_LAST)
        return e->thai[code - THAI_FIRST] ? e->thai[code - THAI_FIRST] : -1;
    for (int i = 0; i < 128; i++)
        if (e->codes[i] == code)
            return i + 0x80;
    return -1;
}

static bool put_page(const xt_encoder *e, xt_str text, xt_bytes *out, size_t *at)
{
    for (*at = 0; *at < text.size;) {
        size_t next = *at;
        int byte = byte_of(e, xt_utf8_next(text, &next));
        if (byte < 0)
            return false;
        xt_bytes_putc(out, (char)byte);
        *at = next;
    }
    return true;
}

static void put_unit(const xt_encoder *e, uint32_t unit, xt_bytes *out)
{
    const char low = (char)(unit & 0xFF), high = (char)(unit >> 8);
    bool little = e->charset == XT_CHARSET_UTF16LE;
    xt_bytes_putc(out, little ? low : high);
    xt_bytes_putc(out, little ? high : low);
}

static bool put_utf16(const xt_encoder *e, xt_str text, xt_bytes *out, size_t *at)
{
    for (*at = 0; *at < text.size;) {
        size_t next = *at;
        uint32_t code = xt_utf8_next(text, &next);
        if (code == XT_UTF8_BAD)
            return false;
        if (code >= 0x10000) {
            put_unit(e, 0xD800 + ((code - 0x10000) >> 10), out);
            code = 0xDC00 + ((code - 0x10000) & 0x3FF);
        }
        put_unit(e, code, out);
        *at = next;
    }
    return true;
}

/* After a failure an encoding with states begins anew. */
static bool put_iconv(xt_encoder *e, xt_str text, xt_bytes *out, size_t *at)
{
    *at = 0;
    bool done = xt_iconv_run(e->iconv, text, at, out) == XT_ICONV_DONE;
    if (!done)
        xt_iconv_end_state(e->iconv, out);
    return done;
}

bool xt_encoder_put(xt_encoder *e, xt_str text, xt_bytes *out, size_t *at)
{
    size_t before = out->size;
    bool done;
    switch (e->charset) {
    case XT_CHARSET_UTF8:
        *at = xt_utf8_valid(text);
        done = *at == text.size;
        xt_bytes_append(out, text.data, *at);
        break;
    case XT_CHARSET_UTF16LE:
    case XT_CHARSET_UTF16BE: done = put_utf16(e, text, out, at); break;
    case XT_CHARSET_OTHER: done = put_iconv(e, text, out, at); break;
    default: done = put_page(e, text, out, at); break;
    }
    if (!done)
        out->size = before;
    return done;
}

void xt_encoder_end(xt_encoder *encoder, xt_bytes *out)
{
    if (encoder->iconv)
        xt_iconv_end_state(encoder->iconv, out);
}

void xt_encoder_close(xt_encoder *encoder)
{
    if (!encoder)
        return;
    xt_iconv_close(encoder->iconv);
    free(encoder);
}
