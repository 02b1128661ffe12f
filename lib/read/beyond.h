/* SPDX-License-Identifier: MIT
 *
 * What in a workbook acts, or reaches beyond it: macros, objects, other files. None of it is run, opened or
 * followed here; a person should know of it before opening the file in a program that does.
 */
#ifndef XT_READ_BEYOND_H
#define XT_READ_BEYOND_H

#include "read/book.h"
#include "read/package.h"

/* Notes of a workbook in Office Open XML; `package` and `parts`: the relationships of the package and of its
 * workbook part. That others of them are damaged is a note too, as nothing that is read depends on them. */
xt_status xt_beyond_ooxml(xt_book *book, const xt_relationships *package, const xt_relationships *parts,
                          xt_error *error);

/* The note that a formula outside of the cells asks another program; place: the part that it stands in. */
xt_status xt_beyond_note_dde(xt_book *book, const char *place, xt_error *error);

/* The note that values come from other files: the name of the first, and how many there are. */
xt_status xt_beyond_note_links(xt_book *book, const char *first, size_t count, xt_error *error);

/* The note that a part holds or runs macros. */
xt_status xt_beyond_note_macros(xt_book *book, const char *place, xt_error *error);

/* Notes of an OpenDocument file. */
xt_status xt_beyond_ods(xt_book *book, xt_error *error);

#endif
