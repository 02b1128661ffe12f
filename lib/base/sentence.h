/* SPDX-License-Identifier: MIT
 *
 * What errors and notes say, in both languages side by side.
 */
#ifndef XT_BASE_SENTENCE_H
#define XT_BASE_SENTENCE_H

#include "base/error.h"

typedef struct xt_sentence_entry {
    xt_status status;
    const char *text[XT_LANG_COUNT];
} xt_sentence_entry;

/* The sentences. {text} and {place} are quoted as they are; {text1} and {text2} are the parts of the text
 * before and behind its line end; {hex} is the number as a byte; {reason} is the system's word for sys_errno.
 */
extern const xt_sentence_entry xt_sentences[XT_SENTENCE_COUNT];

/* Which limit a sentence is about, as xt_limits_set calls it; a sentence too. NULL: none that can be lifted.
 */
extern const char *const xt_sentence_limits[XT_SENTENCE_COUNT];

#endif
