/* SPDX-License-Identifier: MIT */
#include "write/out.h"

#include "base/error.h"
#include "base/number.h"
#include "base/utf8.h"

enum { FLOW = 256 * 1024 };

xt_out xt_out_make(const xt_output *output)
{
    return (xt_out){output, xt_bytes_make(SIZE_MAX / 2)};
}

static xt_status hand_on(xt_out *out, xt_error *error)
{
    if (out->buffer.fault)
        return xt_fail_memory(error);
    int cause =
        out->buffer.size ? out->output->write(out->output->context, out->buffer.data, out->buffer.size) : 0;
    xt_bytes_clear(&out->buffer);
    return cause ? xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(out->output->name), cause) : XT_OK;
}

xt_status xt_out_flow(xt_out *out, xt_error *error)
{
    return out->buffer.fault || out->buffer.size >= FLOW ? hand_on(out, error) : XT_OK;
}

xt_status xt_out_end(xt_out *out, xt_status status, xt_error *error)
{
    if (!status)
        status = hand_on(out, error);
    xt_bytes_free(&out->buffer);
    return status;
}

/* How many bytes at the start of the text may stand in a JSON string as they are. */
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
        if (xt_utf8_next(text, &next) == XT_UTF8_BAD)
            break;
        at = next;
    }
    return at - from;
}

void xt_json_string(xt_bytes *out, xt_str text)
{
    xt_bytes_putc(out, '"');
    for (size_t at = 0; at < text.size; at++) {
        size_t run = plain_run(text, at);
        xt_bytes_append(out, text.data + at, run);
        at += run;
        if (at == text.size)
            break;
        unsigned char c = (unsigned char)text.data[at];
        switch (c) {
        case '"': xt_bytes_puts(out, "\\\""); break;
        case '\\': xt_bytes_puts(out, "\\\\"); break;
        case '\n': xt_bytes_puts(out, "\\n"); break;
        case '\r': xt_bytes_puts(out, "\\r"); break;
        case '\t': xt_bytes_puts(out, "\\t"); break;
        default:
            if (c < 0x80)
                xt_bytes_printf(out, "\\u%04x", c);
            else
                xt_bytes_puts(out, "\xEF\xBF\xBD");
        }
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

void xt_csv_field(xt_bytes *out, xt_str text)
{
    double number = 0;
    bool formula =
        text.size && strchr("=+-@\t\r", text.data[0]) && text.data[0] && !xt_double_parse(text, &number);
    bool quoted = formula;
    for (size_t i = 0; i < text.size && !quoted; i++)
        quoted = text.data[i] && strchr(",\"\r\n;\t", text.data[i]) != NULL;
    if (!quoted) {
        xt_bytes_add(out, text);
        return;
    }
    xt_bytes_putc(out, '"');
    if (formula)
        xt_bytes_putc(out, '\'');
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '"')
            xt_bytes_putc(out, '"');
        xt_bytes_putc(out, text.data[i]);
    }
    xt_bytes_putc(out, '"');
}

static bool is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == XT_UTF8_BAD || code == 0x200E ||
           code == 0x200F || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

void xt_terminal_text(xt_bytes *out, xt_str text)
{
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        if (is_unsafe(xt_utf8_next(text, &at)))
            xt_bytes_puts(out, "\xEF\xBF\xBD");
        else
            xt_bytes_append(out, text.data + from, at - from);
    }
}
