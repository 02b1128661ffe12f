/* SPDX-License-Identifier: MIT */
#include "read/csv_record.h"

#include "base/error.h"
#include "thai/charset_line.h"

/* Where in a field the reader is. */
enum {
    FIELD_BEGINS,
    FIELD_PLAIN,
    FIELD_QUOTED,
    FIELD_CLOSED, /* behind its closing quote */
};

xt_status xt_records_open(xt_records *r, const xt_text *text, size_t skip, char delimiter,
                          const xt_record_limits *limits, xt_error *error)
{
    *r = (xt_records){.text = *text, .more = true, .delimiter = delimiter, .limits = *limits};
    size_t slack = 4 * (text->chunk + XT_LINE_MOST) + 4096; /* a piece of text more than the longest record */
    r->window = xt_bytes_make(limits->record < SIZE_MAX / 4 ? limits->record + slack : SIZE_MAX / 4);
    r->fields = xt_bytes_make((limits->fields + 1) * sizeof(xt_field));
    xt_status status = XT_OK;
    while (!status && r->more && r->window.size < skip)
        status = xt_text_next(&r->text, &r->window, &r->more, error);
    r->begin = skip < r->window.size ? skip : r->window.size;
    return status;
}

/* Makes the window begin with the record and adds a piece of text. */
static xt_status refill(xt_records *r, xt_error *error)
{
    if (r->begin) {
        r->window.size -= r->begin;
        memmove(r->window.data, r->window.data + r->begin, r->window.size);
        r->begin = 0;
    }
    if (r->window.size > r->limits.record) {
        r->excess = XT_RECORD_LONG;
        return XT_OVER_LIMIT;
    }
    xt_status status = xt_text_next(&r->text, &r->window, &r->more, error);
    if (status == XT_OVER_LIMIT)
        r->excess = XT_RECORD_LONG;
    return status;
}

/* Adds `size` bytes that stand at `from` to the field; they are moved up where quotes before them went. */
static void extend_field(xt_records *r, size_t from, size_t size)
{
    char *record = r->window.data + r->begin;
    size_t end = r->field.from + r->field.size;
    if (end != from && size)
        memmove(record + end, record + from, size);
    r->field.size += size;
}

static xt_status end_field(xt_records *r, xt_error *error)
{
    if (r->field.size > r->limits.field)
        r->excess = XT_FIELD_LONG;
    else if (xt_records_count(r) == r->limits.fields)
        r->excess = XT_RECORD_WIDE;
    if (r->excess)
        return XT_OVER_LIMIT;
    r->state = FIELD_BEGINS;
    return xt_bytes_append(&r->fields, &r->field, sizeof r->field) ? xt_fail_memory(error) : XT_OK;
}

/* Not 0 where one of the eight bytes is the delimiter, CR or LF. */
static uint64_t has_stop(const char *p, uint64_t delimiters)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    uint64_t word, lf, cr, delimiter;
    memcpy(&word, p, sizeof word);
    lf = word ^ ones * '\n';
    cr = word ^ ones * '\r';
    delimiter = word ^ delimiters;
    return (((lf - ones) & ~lf) | ((cr - ones) & ~cr) | ((delimiter - ones) & ~delimiter)) & tops;
}

/* Where plain text ends: at the delimiter, a line end, or the end of what there is. */
static size_t end_of_plain(const char *text, size_t at, size_t end, char delimiter)
{
    const uint64_t delimiters = UINT64_C(0x0101010101010101) * (unsigned char)delimiter;
    while (at + 8 <= end && !has_stop(text + at, delimiters))
        at += 8;
    while (at < end && text[at] != delimiter && text[at] != '\n' && text[at] != '\r')
        at++;
    return at;
}

/* Takes text inside quotes up to the closing one. False: more text is needed. */
static bool take_quoted(xt_records *r, size_t end)
{
    const char *record = r->window.data + r->begin;
    while (r->at < end) {
        const char *quote = memchr(record + r->at, '"', end - r->at);
        size_t stop = quote ? (size_t)(quote - record) : end;
        extend_field(r, r->at, stop - r->at);
        r->at = stop;
        if (!quote || (stop + 1 == end && r->more))
            return false;
        r->at++;
        if (stop + 1 == end || record[stop + 1] != '"') {
            r->state = FIELD_CLOSED;
            return true;
        }
        extend_field(r, r->at++, 1); /* of two quotes the second stands for both */
    }
    return false;
}

/* Takes plain text, and the delimiter behind it. *ended: it was the record's last field. False: more text is
 * needed. */
static bool take_plain(xt_records *r, size_t end, bool *ended, xt_status *status, xt_error *error)
{
    const char *record = r->window.data + r->begin;
    size_t stop = end_of_plain(record, r->at, end, r->delimiter);
    extend_field(r, r->at, stop - r->at);
    r->at = stop;
    if (stop == end)
        return false;
    char c = record[r->at++];
    *status = end_field(r, error);
    *ended = c == '\n' || c == '\r';
    r->after_cr = c == '\r';
    return true;
}

static void begin_field(xt_records *r)
{
    bool quoted = r->window.data[r->begin + r->at] == '"';
    r->at += quoted;
    r->field = (xt_field){r->at, 0};
    r->state = quoted ? FIELD_QUOTED : FIELD_PLAIN;
}

/* Reads on as far as the window goes. *ended: the record is complete. */
static xt_status scan(xt_records *r, bool *ended, xt_error *error)
{
    size_t end = r->window.size - r->begin;
    xt_status status = XT_OK;
    bool enough = true;
    *ended = false;
    while (!status && !*ended && enough && r->at < end) {
        if (r->state == FIELD_BEGINS)
            begin_field(r);
        if (r->state == FIELD_QUOTED)
            enough = take_quoted(r, end);
        else
            enough = take_plain(r, end, ended, &status, error);
    }
    return status;
}

/* Goes to the next record; false where none is there. */
static xt_status begin_record(xt_records *r, bool *found, xt_error *error)
{
    r->begin += r->at;
    r->at = 0;
    r->state = FIELD_BEGINS;
    xt_bytes_clear(&r->fields);
    for (;;) {
        xt_status status = XT_OK;
        while (!status && r->begin == r->window.size && r->more)
            status = refill(r, error);
        *found = !status && r->begin < r->window.size;
        bool rest = *found && r->after_cr && r->window.data[r->begin] == '\n';
        if (*found)
            r->after_cr = false;
        if (!rest)
            return status;
        r->begin++;
    }
}

xt_status xt_records_next(xt_records *r, bool *found, xt_error *error)
{
    xt_status status = begin_record(r, found, error);
    bool ended = !*found;
    while (!status && !ended) {
        status = scan(r, &ended, error);
        if (!status && !ended && r->state != FIELD_BEGINS && r->field.size > r->limits.field) {
            r->excess = XT_FIELD_LONG;
            status = XT_OVER_LIMIT;
        }
        if (!status && r->at > r->limits.record) {
            r->excess = XT_RECORD_LONG;
            status = XT_OVER_LIMIT;
        }
        if (status || ended)
            break;
        if (!r->more) { /* the last line has no end */
            if (r->state == FIELD_BEGINS)
                r->field = (xt_field){r->at, 0};
            return end_field(r, error);
        }
        status = refill(r, error);
    }
    return status;
}

void xt_records_close(xt_records *r)
{
    xt_text_close(&r->text);
    xt_bytes_free(&r->window);
    xt_bytes_free(&r->fields);
}
