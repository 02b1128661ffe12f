/* SPDX-License-Identifier: MIT
 *
 * Text in columns (RFC 4180, and what people really write) as a book with one sheet.
 *
 *   csv_columns.c   which character separates the columns
 *   csv_survey.c    one pass over the file: the encoding, and what is to be noted
 *   csv_record.c    text as records
 *   csv.c           records as rows
 */
#ifndef XT_READ_CSV_H
#define XT_READ_CSV_H

#include "read/book.h"
#include "read/text.h"

/* What is known of the file when it is open; book->own. */
typedef struct xt_csv {
    xt_decoding how;
    uint64_t start; /* where the text begins: behind a byte order mark */
    size_t skip;    /* bytes of decoded text before the first record: a line "sep=;" */
    char delimiter;
} xt_csv;

/* Finds out all of that and adds the notes. */
xt_status xt_csv_survey(xt_csv *csv, xt_book *book, xt_error *error);

#endif
