/* SPDX-License-Identifier: MIT
 *
 * What in the content of an OpenDocument spreadsheet acts, or reaches beyond it. It stands in many places
 * that nothing else is read from (drawings, forms, validations), so every element is looked at.
 */
#ifndef XT_READ_ODS_BEYOND_H
#define XT_READ_ODS_BEYOND_H

#include "read/book.h"

/* Zero-initialised before the first element. */
typedef struct xt_ods_beyond {
    bool asks, acts;   /* another program is asked; macros are run */
    const char *link;  /* the first other file */
    uint64_t seen[64]; /* hashes of the names of such files: no more of them are counted */
    size_t links;      /* how many there are */
} xt_ods_beyond;

/* Looks at an element, by names as xt_xml_handler has them. Texts are kept in the book. */
xt_status xt_ods_look_beyond(xt_ods_beyond *beyond, xt_book *book, const char *name, const char **attributes,
                             xt_error *error);

/* Notes what was found, each kind once. */
xt_status xt_ods_note_beyond(const xt_ods_beyond *beyond, xt_book *book, const char *place, xt_error *error);

/* Whether the formula asks another program for its value. */
bool xt_ods_asks(xt_str formula);

#endif
