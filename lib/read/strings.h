/* SPDX-License-Identifier: MIT
 *
 * The shared strings of a workbook: all their text in one run of bytes, and where each begins.
 */
#ifndef XT_READ_STRINGS_H
#define XT_READ_STRINGS_H

#include "base/bytes.h"
#include "read/zip.h"

typedef struct xt_strings {
    xt_bytes text;
    xt_bytes ends; /* of uint32_t: where each text ends */
    size_t count;
} xt_strings;

/* Reads the part (ECMA-376 part 1, 18.4.9): plain and rich text, without phonetic runs. use_scanner: see
 * read/plain.h. ahead: a second thread inflates, where one is to spare. */
xt_status xt_strings_read(xt_strings *strings, xt_zip *zip, size_t index, const xt_limits *limits,
                          size_t chunk, bool use_scanner, bool ahead, xt_error *error);

/* For sources that have shared strings without a part: no strings, room for what the limits allow. */
xt_strings xt_strings_make(const xt_limits *limits);

/* What was appended to strings->text since the last string is the next one. XT_OVER_LIMIT: too many. */
xt_status xt_strings_end(xt_strings *strings, const xt_limits *limits, xt_error *error);

/* The text `index` (below count); lives until xt_strings_free. */
xt_str xt_strings_get(const xt_strings *strings, size_t index);

void xt_strings_free(xt_strings *strings);

/* Decodes the escapes _xHHHH_ (ECMA-376 part 1, 22.9.2.19, ST_Xstring) in place and returns the new size. Two
 * escapes that make a surrogate pair become one character, a lone surrogate U+FFFD. */
size_t xt_unescape(char *data, size_t size);

#endif
