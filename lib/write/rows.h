/* SPDX-License-Identifier: MIT
 *
 * The rows of a form as text for other programs: CSV, JSON, JSON lines, OCDS.
 */
#ifndef XT_WRITE_ROWS_H
#define XT_WRITE_ROWS_H

#include "write/carry.h"
#include "write/out.h"

/* A text that is being written from a feed. */
typedef struct xt_rows_writer {
    const xt_template *form;
    const xt_form_feed *feed;
    const xt_convert_options *options;
    xt_out out;
    size_t table;                 /* that is written */
    size_t fields[XT_MAX_FIELDS]; /* which of its fields, in order */
    size_t field_count;
    xt_bytes line, text;
    uint64_t row; /* that is written, from 1 */
} xt_rows_writer;

/* Writes the rows as the target wants them. */
xt_status xt_rows_write(const xt_template *form, const xt_form_feed *feed, const xt_convert_options *options,
                        const xt_output *output, xt_error *error);

/* A value of a row as it stands in text: dates as ISO 8601, amounts with two decimals. Empty for a blank
 * cell. Into w->line, which is cleared first. */
xt_str xt_rows_value(xt_rows_writer *w, const xt_field *field, const xt_form_cell *cell);

/* rows_ocds.c */
xt_status xt_rows_write_ocds(xt_rows_writer *w, xt_error *error);

#endif
