/* SPDX-License-Identifier: MIT
 *
 * Text whose bytes were once read in the wrong code page ("mojibake"), known by what comes out when it is
 * read again in the right one. No page is asked for: the decision is made by the spelling of the result.
 */
#ifndef XT_THAI_ENCODING_H
#define XT_THAI_ENCODING_H

#include "base/bytes.h"

/* Appends the text read again, if it is mojibake: UTF-8 read as ISO 8859-1, windows-1252, -1250, -874 or
 * MacRoman, once or twice over; TIS-620 or windows-874 read as one of these but 874. *changed tells; if it is
 * false, nothing was appended. XT_OK, or what fault the bytes have.
 *
 * The text is read again as a whole. Where it holds Thai letters that are none of the damage, each piece
 * between them is looked at on its own, under a harder test. What is asked of the result stands beside the
 * constants in encoding.c, with what was measured. */
xt_status xt_encoding_mend(xt_str text, xt_bytes *out, bool *changed);

/* Whether the text is Thai in UTF-8 read in the wrong code page with bytes gone: at least two beginnings of a
 * letter ("เธ", "à¸" and so on), one of them without its end, and nothing else but ASCII. Never true for Thai
 * as people write it: เธ and เน would follow each other in it. */
bool xt_encoding_lost(xt_str text);

/* The same for UTF-8 read as ISO 8859-1 or windows-1252 twice over: two beginnings "Ã Â¸" or "Ã Â¹", the
 * blank of any width or gone. Also true where all bytes are there; so it is asked when xt_encoding_mend did
 * not help. */
bool xt_encoding_lost_twice(xt_str text);

#endif
