/* SPDX-License-Identifier: MIT
 *
 * What a file is, told by its first bytes.
 */
#ifndef XT_READ_CONTAINER_H
#define XT_READ_CONTAINER_H

#include "base/str.h"

enum { XT_HEAD_SIZE = 4096 }; /* how much of the beginning xt_container_tell wants to see */

/* Tells the container by the beginning of the file: at most XT_HEAD_SIZE bytes are looked at, and a longer
 * `head` says that the file goes on. A ZIP archive is XT_CONTAINER_ZIP here: which one it is stands in its
 * parts. */
xt_container xt_container_tell(xt_str head);

/* Whether a compound file (XT_CONTAINER_XLS by its head) holds a workbook behind a password. Wants the whole
 * file, or as much as is to be searched for the stream's name. */
bool xt_compound_is_encrypted(xt_str file);

#endif
