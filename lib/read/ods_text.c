/* SPDX-License-Identifier: MIT
 *
 * The text of a cell (ODF 1.3 part 3, 6.1.2): blanks and line ends of the XML are one blank between words and
 * none at the edges of a paragraph; those that are meant stand there as elements.
 */
#include "read/ods_sheet.h"

void xt_ods_text_clear(xt_ods_text *text)
{
    xt_bytes_clear(&text->bytes);
    text->paragraphs = 0;
}

void xt_ods_text_start_paragraph(xt_ods_text *text)
{
    if (text->paragraphs++)
        xt_bytes_putc(&text->bytes, '\n');
    text->start = text->bytes.size;
    text->after_blank = true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void xt_ods_text_add(xt_ods_text *text, xt_str piece)
{
    for (size_t at = 0; at < piece.size;) {
        size_t end = at;
        while (end < piece.size && !is_blank(piece.data[end]))
            end++;
        if (end > at) {
            xt_bytes_append(&text->bytes, piece.data + at, end - at);
            text->after_blank = false;
        }
        for (at = end; at < piece.size && is_blank(piece.data[at]); at++) {
            if (!text->after_blank)
                xt_bytes_putc(&text->bytes, ' ');
            text->after_blank = true;
        }
    }
}

void xt_ods_text_put(xt_ods_text *text, char c, uint64_t count)
{
    for (uint64_t i = 0; i < count && !text->bytes.fault; i++)
        xt_bytes_putc(&text->bytes, c);
    text->after_blank = false;
}

void xt_ods_text_end_paragraph(xt_ods_text *text)
{
    if (text->after_blank && text->bytes.size > text->start)
        text->bytes.size--;
    text->after_blank = false;
}
