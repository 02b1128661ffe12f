/* SPDX-License-Identifier: MIT
 *
 * Lines of a text whose encoding is not known, and what each can be. Files that were put together from others
 * are written line by line in several encodings.
 */
#ifndef XT_THAI_CHARSET_LINE_H
#define XT_THAI_CHARSET_LINE_H

#include "base/str.h"

enum { XT_LINE_MOST = 65536 };

/* How many bytes of the text are its first line with its end (LF, CR or CRLF); of a line longer than
 * XT_LINE_MOST as many as cut no character of UTF-8. 0: more bytes are needed. `last`: there are no more. The
 * same wherever the text is cut. */
size_t xt_line_take(xt_str text, bool last);

/* Whether the bytes that were taken end a line. */
static inline bool xt_line_ends(xt_str line)
{
    return line.size && (line.data[line.size - 1] == '\n' || line.data[line.size - 1] == '\r');
}

typedef enum xt_line_kind {
    XT_LINE_ASCII,
    XT_LINE_UTF8,
    XT_LINE_EITHER, /* UTF-8 of a few letters, none of them Thai; or Thai in a code page */
    XT_LINE_BROKEN, /* Thai in UTF-8 with a few bytes that are none: cut or damaged */
    XT_LINE_PAGE,   /* no UTF-8 */
    XT_LINE_KINDS
} xt_line_kind;

xt_line_kind xt_line_kind_of(xt_str line);

/* Whether no byte is above 0x7F. */
bool xt_is_ascii(xt_str text);

/* Whether a letter of the Thai block begins at byte `at` of UTF-8: the one question that long texts ask for
 * nearly each of their bytes. */
static inline bool xt_utf8_thai_at(xt_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data + at;
    return text.size - at >= 3 && p[0] == 0xE0 && (p[1] == 0xB8 || p[1] == 0xB9) && (p[2] & 0xC0) == 0x80;
}

/* Writes the bytes above 0x7F, each run with the ASCII character before and behind it, up to `room` bytes,
 * and returns how many: all that matters for telling what a line is written in. */
size_t xt_line_runs(xt_str line, char *out, size_t room);

#endif
