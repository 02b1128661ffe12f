/* SPDX-License-Identifier: MIT
 *
 * What looks like nothing: blanks, line ends and invisible characters. One definition for the whole layer.
 */
#ifndef XT_THAI_BLANK_H
#define XT_THAI_BLANK_H

#include "base/str.h"

typedef enum xt_blank {
    XT_BLANK_NONE,      /* a character that shows */
    XT_BLANK_SPACE,     /* space, tab, U+3000 */
    XT_BLANK_NBSP,      /* U+00A0 */
    XT_BLANK_LINE,      /* CR, LF */
    XT_BLANK_INVISIBLE, /* U+200B, U+200C, U+200D, U+2060, U+FEFF */
} xt_blank;

/* What stands at byte `at` (below text.size). *size: its bytes; 0 for XT_BLANK_NONE. */
xt_blank xt_blank_at(xt_str text, size_t at, size_t *size);

/* The first byte from `at` on that is not part of any of them; text.size when all are. */
size_t xt_blank_skip(xt_str text, size_t at);

/* Without any of them at both edges. */
xt_str xt_blank_trim(xt_str text);

#endif
