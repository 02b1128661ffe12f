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

void xt_csv_field(xt_bytes *out, xt_str text)
{
    double number = 0;
    bool begins = text.size && text.data[0] && strchr("=+-@\t\r\n", text.data[0]);
    bool formula = begins && !xt_str_equal(text, XT_LITERAL("-")) && !xt_double_parse(text, &number);
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

static const char *reference_of(uint32_t code)
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return code == XT_UTF8_BAD || xt_utf8_steers(code) ? "\xEF\xBF\xBD" : NULL;
    }
}

void xt_html_text(xt_bytes *out, xt_str text)
{
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        const char *reference = reference_of(xt_utf8_next(text, &at));
        if (reference)
            xt_bytes_puts(out, reference);
        else
            xt_bytes_append(out, text.data + from, at - from);
    }
}

void xt_terminal_text(xt_bytes *out, xt_str text)
{
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t code = xt_utf8_next(text, &at);
        if (code == XT_UTF8_BAD || xt_utf8_steers(code))
            xt_bytes_puts(out, "\xEF\xBF\xBD");
        else
            xt_bytes_append(out, text.data + from, at - from);
    }
}
