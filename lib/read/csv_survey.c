/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "read/csv.h"
#include "read/csv_columns.h"
#include "thai/charset_guess.h"

#include <stdlib.h>

enum { HEAD = 64 * 1024 };

/* What one pass over the text gathers. */
typedef struct survey {
    xt_evidence *evidence; /* NULL: the encoding is known, and the text is decoded already */
    char delimiter;
    uint64_t line;
    uint64_t nuls;
    uint64_t bad; /* bytes that the known encoding has nothing for */
    /* quotes */
    char before;          /* the last character of the piece before */
    bool inside, closing; /* quotes; the last character closed some */
    uint64_t opened;      /* line of the last quote that began a field */
} survey;

/* ---------------------------------------------------------------- before the pass */

/* The encoding as far as the caller or the first bytes tell it; XT_CHARSET_NONE: the lines must. */
static xt_status choose_encoding(xt_csv *csv, const xt_book *book, xt_charset *mark, xt_error *error)
{
    char head[4096];
    size_t got = 0, mark_size = 0;
    xt_status status = xt_input_read(&book->input, 0, head, sizeof head, &got, error);
    if (status)
        return status;
    *mark = xt_text_mark((xt_str){head, got}, &mark_size);
    bool wide = *mark == XT_CHARSET_UTF16LE || *mark == XT_CHARSET_UTF16BE;
    if (!book->encoding) {
        csv->start = mark_size;
        csv->how.charset = wide ? *mark : *mark ? XT_CHARSET_NONE : xt_charset_tell_wide((xt_str){head, got});
        return XT_OK;
    }
    csv->how = (xt_decoding){.charset = xt_charset_find(book->encoding), .name = book->encoding};
    xt_charset named = csv->how.charset;
    if (named == XT_CHARSET_NONE)
        return xt_charset_unknown(book->encoding, error);
    if (wide && (named == XT_CHARSET_UTF16LE || named == XT_CHARSET_UTF16BE))
        csv->how.charset = *mark;
    csv->start = csv->how.charset == *mark ? mark_size : 0;
    return XT_OK;
}

static bool is_usable_delimiter(char c)
{
    return c == '\t' || (c >= ' ' && c < 0x7F && c != '"');
}

/* The delimiter, and whether there is a line that names it. */
static xt_status look_at_head(xt_csv *csv, const xt_book *book, xt_error *error)
{
    xt_text text;
    xt_bytes head = xt_bytes_make(SIZE_MAX / 4);
    bool more = true;
    xt_status status = xt_text_open(&text, &book->input, csv->start, book->chunk, &csv->how, error);
    while (!status && more && head.size < HEAD)
        status = xt_text_next(&text, &head, &more, error);
    if (!status) {
        xt_str shown = xt_bytes_str(&head);
        csv->skip = xt_csv_separator_line(shown, &csv->delimiter);
        if (is_usable_delimiter(book->delimiter))
            csv->delimiter = book->delimiter;
        else if (!csv->skip)
            csv->delimiter = xt_csv_columns(shown, !more).delimiter;
    }
    xt_text_close(&text);
    xt_bytes_free(&head);
    return status;
}

/* ---------------------------------------------------------------- the pass */

/* Follows the quotes through a line as the reader of records will: one that begins a field opens, the next
 * closes, and one behind that opens again, as two stand for one. */
static void follow_quotes(survey *s, xt_str line)
{
    size_t closed = s->closing ? 0 : SIZE_MAX; /* where the character behind a closing quote stands */
    const char *end = line.data + line.size;
    for (const char *p = line.data; (p = memchr(p, '"', (size_t)(end - p))); p++) {
        size_t at = (size_t)(p - line.data);
        char before = at > 0 ? p[-1] : s->before;
        if (s->inside) {
            s->inside = false;
            closed = at + 1;
        } else if (closed == at) {
            s->inside = true;
        } else if (before == s->delimiter || before == '\n' || before == '\r') {
            s->inside = true;
            s->opened = s->line;
        }
    }
    s->closing = !s->inside && closed == line.size;
    s->before = end[-1];
}

static uint64_t count_nuls(xt_str line)
{
    uint64_t count = 0;
    const char *end = line.data + line.size;
    for (const char *p = line.data; (p = memchr(p, '\0', (size_t)(end - p))); p++)
        count++;
    return count;
}

static void look_at_line(survey *s, xt_str line)
{
    if (s->evidence) {
        xt_evidence_add(s->evidence, line, s->line);
        s->nuls += count_nuls(line);
    }
    follow_quotes(s, line);
    s->line += xt_line_ends(line);
}

/* Looks at the lines in the window and takes them out. */
static void look_at_lines(survey *s, xt_bytes *window, bool last)
{
    size_t at = 0;
    while (at < window->size) {
        xt_str rest = xt_str_from(xt_bytes_str(window), at);
        size_t size = xt_line_take(rest, last);
        if (size == 0)
            break;
        look_at_line(s, (xt_str){rest.data, size});
        at += size;
    }
    window->size -= at;
    if (at)
        memmove(window->data, window->data + at, window->size);
}

static xt_status look_at_all(survey *s, const xt_csv *csv, const xt_book *book, xt_error *error)
{
    xt_text text;
    xt_bytes window = xt_bytes_make(SIZE_MAX / 4);
    bool more = true;
    xt_status status = xt_text_open(&text, &book->input, csv->start, book->chunk, &csv->how, error);
    while (!status && more) {
        status = xt_text_next(&text, &window, &more, error);
        if (!status)
            look_at_lines(s, &window, !more);
    }
    if (!status)
        s->bad = xt_decoder_bad_count(text.decoder);
    xt_text_close(&text);
    xt_bytes_free(&window);
    return status;
}

/* ---------------------------------------------------------------- notes */

static xt_status note_encoding(xt_book *book, xt_charset charset, bool sure, xt_error *error)
{
    xt_sentence sentence = sure ? XT_SAY_TEXT_READ_AS : XT_SAY_TEXT_GUESSED;
    return xt_book_say(book, sentence, (xt_str){0}, xt_str_of(xt_charset_name(charset)), 0, error);
}

static xt_status note_mixture(xt_book *book, const xt_evidence *e, xt_charset charset, xt_error *error)
{
    xt_error note;
    xt_fail_at(&note, XT_SAY_TEXT_MIXED, (xt_str){0}, xt_str_of(xt_charset_name(charset)));
    uint64_t either = e->first[XT_LINE_EITHER], page = e->first[XT_LINE_PAGE];
    note.number = (int64_t)(e->lines[XT_LINE_UTF8] + e->lines[XT_LINE_BROKEN]);
    note.limit = (int64_t)(e->lines[XT_LINE_EITHER] + e->lines[XT_LINE_PAGE]);
    note.line = (int64_t)(either && either < page ? either : page);
    return xt_book_add_note(book, &note, error);
}

static xt_status note_quote(xt_book *book, uint64_t line, xt_error *error)
{
    xt_error note;
    xt_fail(&note, XT_SAY_TEXT_QUOTE);
    note.line = (int64_t)line;
    return xt_book_add_note(book, &note, error);
}

/* Where bad bytes stand, found by reading the text once more. */
typedef struct finder {
    uint64_t at; /* bytes of text before the next character */
    int64_t line, column;
    bool after_cr;
    size_t found;
} finder;

static xt_status note_byte(xt_book *book, const finder *f, uint32_t value, xt_error *error)
{
    xt_error note;
    xt_fail(&note, value ? XT_SAY_TEXT_BYTE : XT_SAY_TEXT_NUL);
    note.line = f->line;
    note.column = f->column;
    note.number = value;
    return xt_book_add_note(book, &note, error);
}

static xt_status find_in(finder *f, xt_str piece, const xt_decoder *decoder, xt_book *book, xt_error *error)
{
    size_t kept = 0;
    const xt_bad_byte *bad = xt_decoder_bad(decoder, &kept);
    for (size_t i = 0; i < piece.size && f->found < XT_BAD_KEPT; i++, f->at++) {
        unsigned char c = (unsigned char)piece.data[i];
        f->column += (c & 0xC0) != 0x80;
        if (f->found < kept && bad[f->found].at == f->at) {
            xt_status status = note_byte(book, f, bad[f->found++].value, error);
            if (status)
                return status;
        }
        bool ends = c == '\r' || (c == '\n' && !f->after_cr);
        f->line += ends;
        f->column = c == '\n' || c == '\r' ? 0 : f->column;
        f->after_cr = c == '\r';
    }
    return XT_OK;
}

static xt_status note_bytes(const xt_csv *csv, xt_book *book, xt_error *error)
{
    finder f = {.line = 1};
    xt_text text;
    xt_bytes piece = xt_bytes_make(SIZE_MAX / 4);
    bool more = true;
    xt_status status = xt_text_open(&text, &book->input, csv->start, book->chunk, &csv->how, error);
    while (!status && more) {
        xt_bytes_clear(&piece);
        status = xt_text_next(&text, &piece, &more, error);
        if (!status)
            status = find_in(&f, xt_bytes_str(&piece), text.decoder, book, error);
    }
    if (!status)
        book->note_count += xt_decoder_bad_count(text.decoder) - f.found;
    xt_text_close(&text);
    xt_bytes_free(&piece);
    return status;
}

/* ---------------------------------------------------------------- the whole */

/* The lines decide the encoding. */
static xt_status decide(xt_csv *csv, xt_book *book, survey *s, xt_charset mark, xt_error *error)
{
    xt_evidence *e = s->evidence;
    xt_guess guess;
    e->lines[XT_LINE_UTF8] += mark == XT_CHARSET_UTF8; /* a mark is as good as a line */
    if (xt_evidence_decide(e, &guess))
        return xt_fail_memory(error);
    e->lines[XT_LINE_UTF8] -= mark == XT_CHARSET_UTF8;
    guess.sure = guess.sure || (mark == XT_CHARSET_UTF8 && guess.charset == mark);
    csv->how = (xt_decoding){.charset = guess.charset, .by_line = guess.by_line};
    s->bad = s->nuls + e->lines[XT_LINE_BROKEN] + xt_evidence_has_undefined(e, guess.charset);
    xt_status status = XT_OK;
    if (!guess.sure || (guess.charset != XT_CHARSET_UTF8 && !guess.by_line))
        status = note_encoding(book, guess.charset, guess.sure, error);
    if (!status && guess.by_line)
        status = note_mixture(book, e, guess.charset, error);
    return status;
}

static xt_status take_survey(xt_csv *csv, xt_book *book, survey *s, xt_charset mark, xt_error *error)
{
    xt_status status = look_at_head(csv, book, error);
    if (status)
        return status;
    s->delimiter = csv->delimiter;
    status = look_at_all(s, csv, book, error);
    if (!status && s->evidence)
        status = decide(csv, book, s, mark, error);
    else if (!status && !book->encoding)
        status = note_encoding(book, csv->how.charset, true, error);
    if (!status && s->inside)
        status = note_quote(book, s->opened, error);
    return status || !s->bad ? status : note_bytes(csv, book, error);
}

xt_status xt_csv_survey(xt_csv *csv, xt_book *book, xt_error *error)
{
    survey s = {.line = 1, .before = '\n'};
    xt_charset mark = XT_CHARSET_NONE;
    xt_status status = choose_encoding(csv, book, &mark, error);
    if (status)
        return status;
    if (csv->how.charset == XT_CHARSET_NONE && !(s.evidence = calloc(1, sizeof *s.evidence)))
        return xt_fail_memory(error);
    status = take_survey(csv, book, &s, mark, error);
    free(s.evidence);
    book->read_delimiter = csv->delimiter;
    return status ? status : xt_book_set_encoding(book, &csv->how, error);
}
