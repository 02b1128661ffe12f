/* SPDX-License-Identifier: MIT
 *
 * A web page's bytes as UTF-8, before any parser sees them. Pages say in which encoding they are, and are
 * often wrong: what is UTF-8 without a fault and not ASCII alone can be nothing else.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "read/html.h"
#include "thai/codepage.h"

typedef enum encoding {
    ENCODING_UNKNOWN,
    ENCODING_UTF8,
    ENCODING_874,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE
} encoding;

static encoding find_encoding(xt_str name)
{
    static const struct {
        const char *name;
        encoding encoding;
    } NAMES[] = {
        {"utf-8", ENCODING_UTF8},     {"utf8", ENCODING_UTF8},        {"windows-874", ENCODING_874},
        {"tis-620", ENCODING_874},    {"iso-8859-11", ENCODING_874},  {"x-windows-874", ENCODING_874},
        {"cp874", ENCODING_874},      {"dos-874", ENCODING_874},      {"tis620", ENCODING_874},
        {"iso8859-11", ENCODING_874}, {"utf-16le", ENCODING_UTF16LE}, {"utf-16be", ENCODING_UTF16BE},
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (xt_str_equal_nocase(name, xt_str_of(NAMES[i].name)))
            return NAMES[i].encoding;
    return ENCODING_UNKNOWN;
}

/* The encoding that begins with a byte order mark; *size: how long that is. */
static encoding tell_mark(xt_str bytes, size_t *size)
{
    static const struct {
        const char *mark;
        encoding encoding;
    } MARKS[] = {
        {"\xEF\xBB\xBF", ENCODING_UTF8}, {"\xFF\xFE", ENCODING_UTF16LE}, {"\xFE\xFF", ENCODING_UTF16BE}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (xt_str_starts(bytes, xt_str_of(MARKS[i].mark))) {
            *size = strlen(MARKS[i].mark);
            return MARKS[i].encoding;
        }
    *size = 0;
    return ENCODING_UNKNOWN;
}

/* Where the word begins at or behind `at`, letter case aside, or SIZE_MAX. */
static size_t find_word(xt_str text, size_t at, const char *word)
{
    const xt_str needle = xt_str_of(word);
    for (; at + needle.size <= text.size; at++)
        if (xt_ascii_lower(text.data[at]) == needle.data[0] &&
            xt_str_equal_nocase((xt_str){text.data + at, needle.size}, needle))
            return at;
    return SIZE_MAX;
}

/* What a <meta> says at the beginning of the page (charset="...", or content="...; charset=..."). */
static encoding find_declared(xt_str text)
{
    enum { LOOKED_AT = 4096 };
    text.size = text.size < LOOKED_AT ? text.size : LOOKED_AT;
    for (size_t at = find_word(text, 0, "<meta"); at != SIZE_MAX; at = find_word(text, at + 1, "<meta")) {
        const char *close = memchr(text.data + at, '>', text.size - at);
        xt_str tag = {text.data + at, close ? (size_t)(close - text.data) - at : text.size - at};
        size_t from = find_word(tag, 0, "charset"), end = 0;
        if (from == SIZE_MAX)
            continue;
        for (from += strlen("charset"); from < tag.size && strchr("= \t\r\n\"'", tag.data[from]);)
            from++;
        for (end = from; end < tag.size && !strchr("; \t\r\n\"'/", tag.data[end]);)
            end++;
        return find_encoding((xt_str){tag.data + from, end - from});
    }
    return ENCODING_UNKNOWN;
}

/* Whether the bytes are read better as UTF-8 than as a page: more characters of several bytes than bytes
 * that are none. */
static bool is_rather_utf8(xt_str bytes, bool *faultless, bool *ascii)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < bytes.size;) {
        bool plain = (unsigned char)bytes.data[at] < 0x80;
        if (xt_utf8_next(bytes, &at) == XT_UTF8_BAD)
            bad++;
        else
            good += !plain;
    }
    *faultless = bad == 0;
    *ascii = good == 0 && bad == 0;
    return good >= bad;
}

static void put(xt_bytes *out, uint32_t code)
{
    char character[XT_UTF8_MAX];
    bool none = code == 0 || code >= XT_UTF8_BAD || (code >= 0xD800 && code <= 0xDFFF);
    xt_bytes_append(out, character, xt_utf8_put(none ? XT_UTF8_REPLACEMENT : code, character));
}

static void put_utf16(xt_str bytes, bool big, xt_bytes *out)
{
    uint32_t high = 0; /* the first half of a pair, which waits for the other */
    for (size_t at = 0; at + 2 <= bytes.size && !out->fault; at += 2) {
        unsigned first = (unsigned char)bytes.data[at], second = (unsigned char)bytes.data[at + 1];
        uint32_t unit = big ? first << 8 | second : second << 8 | first;
        bool is_low = unit >= 0xDC00 && unit <= 0xDFFF, is_high = unit >= 0xD800 && unit <= 0xDBFF;
        if (high && is_low) {
            put(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        } else {
            if (high)
                put(out, XT_UTF8_REPLACEMENT);
            if (!is_high)
                put(out, unit);
        }
        high = is_high ? unit : 0;
    }
    if (high || bytes.size % 2)
        put(out, XT_UTF8_REPLACEMENT);
}

/* Appends the bytes as UTF-8. What is no character, and NUL, which ends the page for parsers, is U+FFFD. */
static xt_status to_utf8(xt_str bytes, encoding from, xt_bytes *out)
{
    if (from == ENCODING_UTF16LE || from == ENCODING_UTF16BE)
        put_utf16(bytes, from == ENCODING_UTF16BE, out);
    else if (from == ENCODING_874)
        for (size_t at = 0; at < bytes.size && !out->fault; at++)
            put(out, xt_codepage_code(XT_PAGE_874, (unsigned char)bytes.data[at]));
    else
        for (size_t at = 0; at < bytes.size && !out->fault;)
            put(out, xt_utf8_next(bytes, &at));
    return out->fault;
}

xt_status xt_html_decode(xt_str bytes, const char *name, xt_bytes *room, xt_str *text, xt_error *error)
{
    size_t mark = 0;
    bool faultless = false, ascii = false;
    encoding marked = tell_mark(bytes, &mark),
             from = name ? find_encoding(xt_str_of(name)) : ENCODING_UNKNOWN;
    *text = xt_str_from(bytes, mark);
    bool rather_utf8 = is_rather_utf8(*text, &faultless, &ascii);
    if (!from)
        from = marked;
    if (!from && faultless && !ascii)
        from = ENCODING_UTF8;
    if (!from)
        from = find_declared(*text);
    if (!from || (from == ENCODING_UTF8 && !name && !marked))
        from = rather_utf8 ? ENCODING_UTF8 : ENCODING_874;
    if (from == ENCODING_UTF8 && faultless && (!text->size || !memchr(text->data, '\0', text->size)))
        return XT_OK;
    if (to_utf8(*text, from, room))
        return xt_fail_memory(error);
    *text = xt_bytes_str(room);
    return XT_OK;
}

/* ------------------------------------------------------------ the end */

/* The tags that tell whether a table is complete. */
enum { TAG_OTHER, TAG_CELL, TAG_ROW, TAG_CELL_END, TAG_ROW_END, TAG_TABLE_END, TAG_COUNT };

static int tell_tag(xt_str text)
{
    static const struct {
        const char *name;
        int tag;
    } TAGS[] = {{"<td", TAG_CELL},         {"<th", TAG_CELL},      {"<tr", TAG_ROW},
                {"</td", TAG_CELL_END},    {"</th", TAG_CELL_END}, {"</tr", TAG_ROW_END},
                {"</table", TAG_TABLE_END}};
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        size_t size = strlen(TAGS[i].name);
        bool same =
            text.size > size && xt_str_equal_nocase((xt_str){text.data, size}, xt_str_of(TAGS[i].name));
        char next = same ? xt_ascii_lower(text.data[size]) : 'a';
        if (same && (next < 'a' || next > 'z')) /* not <thead> */
            return TAGS[i].tag;
    }
    return TAG_OTHER;
}

/* Where a < begins, from the end: `at` is behind the last byte that is looked at. SIZE_MAX: none. */
static size_t last_tag(xt_str text, size_t at)
{
    while (at-- > 0)
        if (text.data[at] == '<')
            return at;
    return SIZE_MAX;
}

/* Whether a tag of this kind stands anywhere. */
static bool has_tag(xt_str text, int tag)
{
    for (size_t at = 0; at < text.size; at++) {
        const char *open = memchr(text.data + at, '<', text.size - at);
        if (!open)
            return false;
        at = (size_t)(open - text.data);
        if (tell_tag(xt_str_from(text, at)) == tag)
            return true;
    }
    return false;
}

bool xt_html_is_cut(xt_str text)
{
    size_t at = last_tag(text, text.size);
    if (at == SIZE_MAX)
        return false;
    if (!memchr(text.data + at, '>', text.size - at))
        return true;
    int last = TAG_OTHER;
    for (; at != SIZE_MAX && last == TAG_OTHER; at = last_tag(text, at))
        last = tell_tag(xt_str_from(text, at));
    switch (last) {
    case TAG_CELL: return has_tag(text, TAG_CELL_END) || has_tag(text, TAG_ROW_END);
    case TAG_ROW:
    case TAG_CELL_END: return has_tag(text, TAG_ROW_END);
    default: return false;
    }
}
