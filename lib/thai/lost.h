/* SPDX-License-Identifier: MIT
 *
 * Texts of which letters are gone: nothing in them tells what they were.
 */
#ifndef XT_THAI_LOST_H
#define XT_THAI_LOST_H

#include "base/str.h"

/* Whether letters of the text are gone:
 *   U+FFFD anywhere
 *   "(cid:201)": a letter of a PDF file whose font has no names
 *   "??" or more directly before a Thai letter, which no sentence has; "????" or more in any text with Thai
 *   letters ("ทำไม???" is the writer's), and in a text without any letter ("????? ???? 15")
 *   UTF-8 read in the wrong code page of which bytes are gone (xt_encoding_lost) */
bool xt_thai_lost(xt_str text);

#endif
