/* SPDX-License-Identifier: MIT
 *
 * What a reader gave, as text that a test can spell out:
 *
 *   1: A'ที่' B=1.50 C=true D#REF! E@2024-03-31 F?0x10 G=2{f}
 *   2(hidden):
 *   merge A1:B2
 *   hidden C:E
 *
 * a row a line; 'text', =number or truth value, #error, @date, ?invalid, {f} for a formula. Control
 * characters are shown as <0D>.
 */
#ifndef XT_TEST_SHOW_H
#define XT_TEST_SHOW_H

#include "base/error.h"

/* How many bytes are read at a time: each reader must give the same for all. */
enum { CHUNK_COUNT = 6 };
extern const size_t CHUNKS[CHUNK_COUNT];

/* What an error must say. */
typedef struct fault {
    xt_sentence sentence;     /* XT_SAY_OK: none is wanted */
    const char *place, *text; /* NULL: not looked at */
    int64_t number, limit;    /* 0: not looked at */
} fault;

/* Fails the test unless status and error are what the fault says, with a sentence in both languages. */
void check_fault(const char *name, size_t chunk, const fault *wanted, xt_status status,
                 const xt_error *error);

/* Options to open with these limits; NULL for NULL. */
const xt_open_options *with_limits(xt_open_options *room, const xt_limits *limits);

/* Reads the sheet to its end and shows it. On failure *shown is what came before. free() *shown. */
xt_status show_sheet(xt_book *book, size_t index, char **shown, xt_error *error);

/* The same for the sheet `index` of a workbook in memory, opened with limits (NULL: the default). */
xt_status show_book(xt_str file, size_t chunk, const xt_limits *limits, size_t index, char **shown,
                    xt_error *error);

/* With every chunk size, by the scanner and by expat alone, at once and ahead, the sheet `index` of the file must be read and
 * shown so. */
void check_shown(const char *name, xt_str file, size_t index, const char *wanted);

/* With every chunk size and all these ways opening the file or reading the sheet `index` must fail so. */
void check_refused(const char *name, xt_str file, const xt_limits *limits, size_t index, const fault *wanted);

#endif
