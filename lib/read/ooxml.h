/* SPDX-License-Identifier: MIT
 *
 * The workbook part of a package and what it names.
 */
#ifndef XT_READ_OOXML_H
#define XT_READ_OOXML_H

#include "base/error.h"
#include "read/book.h"

/* Reads the list of sheets, the date system, shared strings and styles. Called once, with zip and limits
 * set. */
xt_status xt_ooxml_load(xt_book *book, xt_error *error);

#endif
