/* SPDX-License-Identifier: MIT */
#include "thai/charset_line.h"

#include "base/utf8.h"
#include "thai/charset.h"
#include "thai/orthography.h"

static const uint64_t ONES = UINT64_C(0x0101010101010101), TOPS = UINT64_C(0x8080808080808080);

static uint64_t eight_bytes(const char *p)
{
    uint64_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

/* Not 0 where one of the bytes is 0. */
static uint64_t has_zero(uint64_t word)
{
    return (word - ONES) & ~word & TOPS;
}

bool xt_is_ascii(xt_str text)
{
    size_t at = 0;
    for (; at + 8 <= text.size; at += 8)
        if (eight_bytes(text.data + at) & TOPS)
            return false;
    for (; at < text.size; at++)
        if ((unsigned char)text.data[at] >= 0x80)
            return false;
    return true;
}

/* Where the first CR or LF stands; the size where there is none. */
static size_t find_line_end(xt_str text)
{
    size_t at = 0;
    for (; at + 8 <= text.size; at += 8) {
        uint64_t word = eight_bytes(text.data + at);
        if (has_zero(word ^ ONES * '\n') | has_zero(word ^ ONES * '\r'))
            break;
    }
    while (at < text.size && text.data[at] != '\n' && text.data[at] != '\r')
        at++;
    return at;
}

size_t xt_line_take(xt_str text, bool last)
{
    xt_str piece = {text.data, text.size < XT_LINE_MOST ? text.size : XT_LINE_MOST};
    size_t end = find_line_end(piece);
    if (end == piece.size) {
        if (piece.size == XT_LINE_MOST)
            return piece.size - xt_utf8_tail(piece);
        return last ? piece.size : 0;
    }
    if (text.data[end] == '\n')
        return end + 1;
    if (end + 1 == text.size)
        return last ? end + 1 : 0;
    return end + 1 + (text.data[end + 1] == '\n');
}

size_t xt_line_runs(xt_str line, char *out, size_t room)
{
    const unsigned char *p = (const unsigned char *)line.data;
    size_t count = 0;
    for (size_t i = 0; i < line.size && count < room; i++) {
        bool kept = p[i] >= 0x80 || (i > 0 && p[i - 1] >= 0x80) || (i + 1 < line.size && p[i + 1] >= 0x80);
        if (kept)
            out[count++] = line.data[i];
    }
    return count;
}

enum { RUNS_MOST = 192 };

/* Whether the runs are Thai in a page: every byte has a character there, the spelling is right, no Latin
 * letter stands beside them. */
static bool spells_thai(xt_str runs, xt_charset page)
{
    char text[3 * RUNS_MOST];
    size_t size = 0;
    bool signs = true; /* as UTF-8 they are U+0080 to U+00BF alone */
    for (size_t i = 0; i < runs.size; i++) {
        bool defined;
        uint32_t code = xt_charset_code(page, (unsigned char)runs.data[i], &defined);
        if (!defined)
            return false;
        signs = signs && (unsigned char)runs.data[i] <= 0xC2;
        size += xt_utf8_put(code, text + size);
    }
    xt_spelling s = xt_thai_spelling((xt_str){text, size});
    bool likely = !signs || s.weight * 2 >= -(long)s.letters;
    return s.letters >= 2 && s.faults == 0 && s.joined == 0 && likely;
}

/* Whether bytes that are UTF-8 are a few Thai letters of a code page as well, as "\xC3\xB6" is ö and รถ. */
static bool is_thai_page(xt_str line)
{
    char runs[RUNS_MOST];
    size_t count = xt_line_runs(line, runs, RUNS_MOST);
    xt_str found = {runs, count};
    return count < RUNS_MOST &&
           (spells_thai(found, XT_CHARSET_874) || spells_thai(found, XT_CHARSET_MAC_THAI));
}

/* What is in a line, read as UTF-8. */
typedef struct content {
    size_t thai, bad; /* Thai characters, bytes that are no character */
} content;

/* Stops where a line is certainly no UTF-8. */
static content look_at(xt_str line)
{
    enum { CERTAIN = 32 };
    content c = {0};
    for (size_t at = 0; at < line.size && (c.bad < CERTAIN || c.thai * 3 >= c.bad);) {
        bool thai = xt_utf8_thai_at(line, at);
        if (thai)
            at += 3;
        else
            c.bad += xt_utf8_next(line, &at) == XT_UTF8_BAD;
        c.thai += thai;
    }
    return c;
}

xt_line_kind xt_line_kind_of(xt_str line)
{
    if (xt_is_ascii(line))
        return XT_LINE_ASCII;
    content c = look_at(line);
    if (c.bad) /* Thai in a code page has three bytes that are a Thai letter of UTF-8 by chance, seldom two */
        return c.thai >= 2 && c.thai * 3 >= c.bad ? XT_LINE_BROKEN : XT_LINE_PAGE;
    return c.thai == 0 && is_thai_page(line) ? XT_LINE_EITHER : XT_LINE_UTF8;
}
