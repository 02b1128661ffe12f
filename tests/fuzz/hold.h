/* SPDX-License-Identifier: MIT
 *
 * What fuzz targets ask of a reader, whatever the bytes are. What does not hold is told, and the program
 * aborts: a fuzzer keeps the input then.
 */
#ifndef XT_FUZZ_HOLD_H
#define XT_FUZZ_HOLD_H

#include "base/bytes.h"
#include "read/pack.h"

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void hold(bool holds, const char *what, ...);

/* An input as a text. One of no bytes has no address either, as the library's own often have none. */
static inline xt_str hold_input(const uint8_t *data, size_t size)
{
    return size ? (xt_str){(const char *)data, size} : (xt_str){NULL, 0};
}

/* The text is UTF-8. */
void hold_text(xt_str text);

/* A failure has its status, and a sentence in both languages. */
void hold_error(xt_status status, const xt_error *error);

/* Little of everything, so that no input takes long. */
xt_open_options hold_options(void);

/* Reads every cell of the file at once and in pieces, which must give the same: rows and columns that can be,
 * texts that are UTF-8, errors that say something. `number` chooses the size of the pieces; 0: at once alone,
 * for containers that are never read in pieces. Whether it was read without an error. */
bool hold_book(xt_str file, const xt_open_options *options, size_t number);

/* The same for the archive of these parts as they stand, and for the workbook that they are with the parts
 * that pack_book adds. */
bool hold_archive(const pack_part *parts, size_t number);
bool hold_workbook(const pack_part *parts, size_t number);

/* Validations and drop-down lists of all sheets: ranges that can be, texts that are UTF-8. */
void hold_validations(xt_str file);

/* Where the source tree is: $XT_SOURCE_DIR, or the folder of the run. */
const char *hold_source(void);

/* A set of templates that holds none yet; vocabularies come from the source tree. */
xt_templates *hold_no_forms(void);

/* The beginning of the text up to a line "=== NAME", which is taken from it with that line; all of it where
 * there is none. What stands behind the last such line is left; data NULL: no line was met. */
xt_str hold_section(xt_str *text, const char *mark);

/* The part `name` with this text, which need not be terminated. */
static inline pack_part hold_part(const char *name, xt_str text)
{
    /* A size of 0 would mean a terminated text. */
    return (pack_part){.name = name, .text = text.size ? text.data : "", .size = text.size, .stored = true};
}

#endif
