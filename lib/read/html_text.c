/* SPDX-License-Identifier: MIT
 *
 * Text as browsers show it (CSS Text 3, 4.1, white-space: normal). The no-break space is no blank.
 */
#include "read/html.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

void xt_html_text_clear(xt_html_text *text)
{
    xt_bytes_clear(&text->bytes);
    text->breaks = 0;
    text->blank = false;
}

/* What stands between the text so far and the next character; nothing before the first one. */
static void put_gap(xt_html_text *text)
{
    if (text->bytes.size && text->breaks)
        for (; text->breaks && !text->bytes.fault; text->breaks--)
            xt_bytes_putc(&text->bytes, '\n');
    else if (text->bytes.size && text->blank)
        xt_bytes_putc(&text->bytes, ' ');
    text->breaks = 0;
    text->blank = false;
}

void xt_html_text_add(xt_html_text *text, xt_str piece)
{
    for (size_t at = 0; at < piece.size;) {
        size_t end = at;
        while (end < piece.size && !is_blank(piece.data[end]))
            end++;
        if (end > at) {
            put_gap(text);
            xt_bytes_append(&text->bytes, piece.data + at, end - at);
        }
        text->blank = text->blank || end < piece.size;
        for (at = end; at < piece.size && is_blank(piece.data[at]);)
            at++;
    }
}

void xt_html_text_blank(xt_html_text *text)
{
    text->blank = true;
}

void xt_html_text_break(xt_html_text *text)
{
    text->breaks++;
}

void xt_html_text_line(xt_html_text *text)
{
    if (text->breaks == 0)
        text->breaks = 1;
}
