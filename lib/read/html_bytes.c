/* SPDX-License-Identifier: MIT
 *
 * A web page's bytes as UTF-8, before any parser sees them. Pages say in which encoding they are, and are
 * often wrong: what is UTF-8 without a fault and not ASCII alone can be nothing else.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "read/html.h"
#include "read/text.h"
#include "thai/charset_guess.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

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

enum { NAME_SIZE = 64 };

/* What a <meta> says at the beginning of the page (charset="...", or content="...; charset=..."), and
 * its name. */
static xt_charset find_declared(xt_str text, char name[NAME_SIZE])
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
        snprintf(name, NAME_SIZE, "%.*s", (int)(end - from < NAME_SIZE ? end - from : 0), tag.data + from);
        return xt_charset_find(name);
    }
    return XT_CHARSET_NONE;
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

/* Says which bytes are no characters: line and column are those of the page as it was decoded. */
static xt_status tell_bad_bytes(xt_book *book, const xt_decoder *decoder, xt_str text, xt_error *error)
{
    size_t count = 0, line_start = 0;
    int64_t line = 1;
    xt_status status = XT_OK;
    const xt_bad_byte *bad = xt_decoder_bad(decoder, &count);
    for (size_t i = 0, at = 0; !status && i < count; i++) {
        for (; at < bad[i].at && at < text.size; at++)
            if (text.data[at] == '\n') {
                line++;
                line_start = at + 1;
            }
        xt_error note;
        xt_fail(&note, bad[i].value ? XT_SAY_TEXT_BYTE : XT_SAY_TEXT_NUL);
        note.line = line;
        note.column = (int64_t)xt_utf8_count((xt_str){text.data + line_start, at - line_start}) + 1;
        note.number = bad[i].value;
        status = xt_book_add_note(book, &note, error);
    }
    return status;
}

/* Appends the bytes as UTF-8. What is no character, and NUL, which ends the page for parsers, is told. */
static xt_status to_utf8(xt_book *book, xt_str bytes, const xt_decoding *how, xt_bytes *out, xt_error *error)
{
    xt_decoder *decoder = NULL;
    xt_status status = xt_decoder_open(&decoder, how, error);
    if (!status && xt_decoder_feed(decoder, bytes, true, out))
        status = xt_fail_memory(error);
    if (!status)
        status = tell_bad_bytes(book, decoder, xt_bytes_str(out), error);
    xt_decoder_close(decoder);
    return status;
}

/* The encoding by what stands in the page, which is told. */
static xt_status guess(xt_book *book, xt_str text, xt_decoding *how, xt_error *error)
{
    xt_guess found = {0};
    xt_evidence *evidence = calloc(1, sizeof *evidence);
    if (!evidence)
        return xt_fail_memory(error);
    uint64_t line = 1;
    for (size_t at = 0, size; at < text.size; at += size) {
        xt_str rest = xt_str_from(text, at);
        size = xt_line_take(rest, true);
        xt_evidence_add(evidence, (xt_str){rest.data, size}, line);
        line += xt_line_ends((xt_str){rest.data, size});
    }
    xt_status status = xt_evidence_decide(evidence, &found);
    free(evidence);
    if (status)
        return xt_fail_memory(error);
    how->charset = found.charset ? found.charset : XT_CHARSET_UTF8;
    how->by_line = found.by_line;
    if (how->charset == XT_CHARSET_UTF8)
        return XT_OK;
    xt_sentence sentence = found.sure ? XT_SAY_TEXT_READ_AS : XT_SAY_TEXT_GUESSED;
    return xt_book_say(book, sentence, (xt_str){0}, xt_str_of(xt_charset_name(how->charset)), 0, error);
}

/* The encoding: the caller's word, a byte order mark, UTF-8 where it has no fault, what the page says unless
 * it says Latin, as careless systems do whatever they write, and last a guess. */
static xt_status choose(xt_book *book, xt_str text, xt_charset marked, bool *faultless, char name[NAME_SIZE],
                        xt_decoding *how, xt_error *error)
{
    bool ascii = false, rather_utf8 = is_rather_utf8(text, faultless, &ascii);
    *how = (xt_decoding){.charset = marked, .name = name};
    if (book->encoding) {
        how->charset = xt_charset_find(book->encoding);
        how->name = book->encoding;
        return how->charset ? XT_OK : xt_charset_unknown(how->name, error);
    }
    if (!how->charset && *faultless)
        how->charset = ascii ? XT_CHARSET_NONE : XT_CHARSET_UTF8;
    errno = 0;
    if (!how->charset)
        how->charset = find_declared(text, name);
    if (!how->charset && errno == ENOMEM)
        return xt_fail_memory(error);
    bool latin = how->charset == XT_CHARSET_1252 || strncmp(name, "iso-8859-1", sizeof "iso-8859-1") == 0;
    bool broken = how->charset == XT_CHARSET_UTF8 && !marked && !*faultless;
    if (broken && rather_utf8)
        return XT_OK;
    bool sure = how->charset && !broken && !latin;
    return sure ? XT_OK : guess(book, text, how, error);
}

xt_status xt_html_decode(xt_book *book, xt_str bytes, xt_bytes *room, xt_str *text, xt_error *error)
{
    size_t mark = 0;
    bool faultless = false;
    char name[NAME_SIZE] = "";
    xt_decoding how;
    xt_charset marked = xt_text_mark(bytes, &mark);
    *text = xt_str_from(bytes, mark);
    xt_status status = choose(book, *text, marked, &faultless, name, &how, error);
    if (!status)
        status = xt_book_set_encoding(book, &how, error);
    bool as_it_is =
        how.charset == XT_CHARSET_UTF8 && faultless && (!text->size || !memchr(text->data, 0, text->size));
    if (status || as_it_is)
        return status;
    status = to_utf8(book, *text, &how, room, error);
    *text = xt_bytes_str(room);
    return status;
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
