/* SPDX-License-Identifier: MIT */
#include "base/jsontext.h"

#include "base/utf8.h"

/* How many bytes from `at` on may stand in a JSON string as they are. */
static size_t plain_run(xt_str text, size_t at)
{
    size_t from = at;
    while (at < text.size) {
        unsigned char c = (unsigned char)text.data[at];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F)
            break;
        if (c < 0x80) {
            at++;
            continue;
        }
        size_t next = at;
        uint32_t code = xt_utf8_next(text, &next);
        if (code == XT_UTF8_BAD || xt_utf8_steers(code))
            break;
        at = next;
    }
    return at - from;
}

/* A character that may not: those that JSON forbids, and those that a terminal would obey. */
static void put_escaped(xt_bytes *out, uint32_t code)
{
    switch (code) {
    case '"': xt_bytes_puts(out, "\\\""); break;
    case '\\': xt_bytes_puts(out, "\\\\"); break;
    case '\n': xt_bytes_puts(out, "\\n"); break;
    case '\r': xt_bytes_puts(out, "\\r"); break;
    case '\t': xt_bytes_puts(out, "\\t"); break;
    case XT_UTF8_BAD: xt_bytes_puts(out, "\xEF\xBF\xBD"); break;
    default: xt_bytes_printf(out, "\\u%04x", (unsigned)code);
    }
}

void xt_json_string(xt_bytes *out, xt_str text)
{
    xt_bytes_putc(out, '"');
    for (size_t at = 0; at < text.size;) {
        size_t run = plain_run(text, at);
        xt_bytes_append(out, text.data + at, run);
        at += run;
        if (at < text.size)
            put_escaped(out, xt_utf8_next(text, &at));
    }
    xt_bytes_putc(out, '"');
}

static size_t skip_digits(xt_str text, size_t at)
{
    while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at;
}

bool xt_json_is_number(xt_str text)
{
    size_t at = text.size && text.data[0] == '-' ? 1 : 0;
    size_t end = skip_digits(text, at);
    if (end == at || (text.data[at] == '0' && end - at > 1))
        return false;
    at = end;
    if (at < text.size && text.data[at] == '.') {
        end = skip_digits(text, at + 1);
        if (end == at + 1)
            return false;
        at = end;
    }
    if (at < text.size && (text.data[at] | 0x20) == 'e') {
        at++;
        at += at < text.size && (text.data[at] == '+' || text.data[at] == '-');
        end = skip_digits(text, at);
        if (end == at)
            return false;
        at = end;
    }
    return at == text.size;
}
