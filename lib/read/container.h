/* SPDX-License-Identifier: MIT
 *
 * What a file is, told by its first and last bytes.
 */
#ifndef XT_READ_CONTAINER_H
#define XT_READ_CONTAINER_H

#include "base/str.h"

enum {
    XT_HEAD_SIZE = 4096, /* how much of the beginning xt_container_tell wants to see */
    XT_TAIL_SIZE =
        65536 + 22, /* how much of the end xt_zip_entries wants: the longest comment, and the record */
};

/* Tells the container by the beginning of the file: at most XT_HEAD_SIZE bytes are looked at, and a longer
 * `head` says that the file goes on. A ZIP archive is XT_CONTAINER_ZIP here: which one it is stands in its
 * parts. */
xt_container xt_container_tell(xt_str head);

/* Whether a compound file (XT_CONTAINER_XLS by its head) holds a workbook behind a password. Wants the whole
 * file, or as much as is to be searched for the stream's name. */
bool xt_compound_is_encrypted(xt_str file);

/* Looks for the end-of-directory record of a ZIP archive in the end of the file. False: there is none, so the
 * file is cut. *entries: how many members it announces (65,535 may mean more). */
bool xt_zip_entries(xt_str tail, uint64_t *entries);

#endif
