/* SPDX-License-Identifier: MIT
 *
 * Pieces of JSON as text (RFC 8259), for what is written.
 */
#ifndef XT_BASE_JSONTEXT_H
#define XT_BASE_JSONTEXT_H

#include "base/bytes.h"

/* Appends the text as a JSON string with its quotes (RFC 8259 7). Bytes that are no UTF-8 become U+FFFD. */
void xt_json_string(xt_bytes *out, xt_str text);

/* Whether the text is a number as JSON writes it (RFC 8259 6). */
bool xt_json_is_number(xt_str text);

#endif
