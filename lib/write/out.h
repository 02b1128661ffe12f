/* SPDX-License-Identifier: MIT
 *
 * Where text output goes: gathered, and handed on to the caller's function in large pieces.
 */
#ifndef XT_WRITE_OUT_H
#define XT_WRITE_OUT_H

#include "base/jsontext.h"

typedef struct xt_out {
    const xt_output *output;
    xt_bytes buffer; /* append here, then call xt_out_flow now and then */
} xt_out;

xt_out xt_out_make(const xt_output *output);

/* Hands on what is gathered once it is much. XT_OUT_OF_MEMORY for an append that failed, XT_WRITE_FAILED. */
xt_status xt_out_flow(xt_out *out, xt_error *error);

/* Hands on everything and gives the memory back. `status` is what the work before ended with: when it is not
 * XT_OK, what is gathered is dropped and the status returned. */
xt_status xt_out_end(xt_out *out, xt_status status, xt_error *error);

/* Appends one field of CSV (RFC 4180), quoted where it must be. A text that a spreadsheet would take for a
 * formula (it begins with = + - @ TAB or CR, and is no plain number and no lone dash) gets an apostrophe
 * before it. */
void xt_csv_field(xt_bytes *out, xt_str text);

/* Appends the text as text of an HTML page, in an element or in an attribute: & < > and quotes as references,
 * control characters as xt_terminal_text has them. */
void xt_html_text(xt_bytes *out, xt_str text);

/* Appends the text with every control character (C0, DEL, C1, and the marks that change the direction of
 * writing) as U+FFFD, for a terminal. */
void xt_terminal_text(xt_bytes *out, xt_str text);

#endif
