/* SPDX-License-Identifier: MIT
 *
 * Text as records, one at a time (RFC 4180). Where the text is not as it should be, nothing is lost: a quote
 * inside a field that has none before it is a character, and what stands behind a closing quote belongs to
 * the field.
 */
#ifndef XT_READ_CSV_RECORD_H
#define XT_READ_CSV_RECORD_H

#include "read/text.h"

/* A field of the record: bytes of the window, its quotes taken off. */
typedef struct xt_field {
    size_t from, size; /* from the beginning of the record */
} xt_field;

typedef struct xt_record_limits {
    size_t field, record; /* bytes */
    size_t fields;
} xt_record_limits;

/* What a record has too much of. */
typedef enum xt_record_excess {
    XT_RECORD_FITS,
    XT_FIELD_LONG,
    XT_RECORD_LONG,
    XT_RECORD_WIDE
} xt_record_excess;

typedef struct xt_records {
    xt_text text;
    bool more; /* text is left that is not in the window */
    char delimiter;
    xt_record_limits limits;
    xt_record_excess excess;
    xt_bytes window; /* text; holds at least the record, so far as it was read */
    size_t begin;    /* of the record in the window */
    size_t at;       /* of the next character to be looked at, from the beginning of the record */
    xt_field field;  /* the one that is being read */
    int state;
    bool after_cr;   /* a line feed may follow that belongs to the record before */
    xt_bytes fields; /* of xt_field */
} xt_records;

/* Starts behind the first `skip` bytes of the text that `text` reads; it is then the reader's.
 * xt_records_close also where this failed. */
xt_status xt_records_open(xt_records *records, const xt_text *text, size_t skip, char delimiter,
                          const xt_record_limits *limits, xt_error *error);

/* Reads the next record; *found is false after the last. XT_OVER_LIMIT, with no sentence: see `excess`; the
 * fields are then those that fitted. */
xt_status xt_records_next(xt_records *records, bool *found, xt_error *error);

static inline size_t xt_records_count(const xt_records *records)
{
    return records->fields.size / sizeof(xt_field);
}

/* The text of the field `index`; lives until the next record. */
static inline xt_str xt_records_field(const xt_records *records, size_t index)
{
    const xt_field *field = (const xt_field *)(const void *)records->fields.data + index;
    return (xt_str){records->window.data + records->begin + field->from, field->size};
}

void xt_records_close(xt_records *records);

#endif
