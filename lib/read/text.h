/* SPDX-License-Identifier: MIT
 *
 * A file of text as UTF-8, a piece at a time and any number of times.
 */
#ifndef XT_READ_TEXT_H
#define XT_READ_TEXT_H

#include "base/bytes.h"
#include "read/input.h"
#include "thai/charset.h"

typedef struct xt_text {
    const xt_input *input;
    uint64_t at; /* the next byte of the file */
    char *bytes; /* those read last */
    size_t chunk;
    xt_decoder *decoder;
} xt_text;

/* A byte order mark at the beginning of a file, which tells the encoding too; XT_CHARSET_NONE: there is none.
 * *size: its bytes. */
xt_charset xt_text_mark(xt_str head, size_t *size);

/* Starts at the byte `from`; `chunk` bytes are read at a time (0: the default). `input` must live longer.
 * xt_text_close also where this failed. */
xt_status xt_text_open(xt_text *text, const xt_input *input, uint64_t from, size_t chunk,
                       const xt_decoding *how, xt_error *error);

/* Appends the next piece. *more is false when it was the last. XT_OVER_LIMIT, with no sentence, where it does
 * not fit into `out`. */
xt_status xt_text_next(xt_text *text, xt_bytes *out, bool *more, xt_error *error);

void xt_text_close(xt_text *text);

#endif
