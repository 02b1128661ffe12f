/* SPDX-License-Identifier: MIT
 *
 * Sentences put into room of a fixed size, cut at a character. No memory is asked for, so that it serves
 * where there is none.
 */
#ifndef XT_BASE_SINK_H
#define XT_BASE_SINK_H

#include "base/str.h"

typedef struct xt_sink {
    char *out;         /* borrowed; terminated after each call */
    size_t used, size; /* without the terminator */
} xt_sink;

/* Room of `size` bytes, at least 1, the terminator included. */
xt_sink xt_sink_begin(char *out, size_t size);

/* Adds what fits. Once something is cut, nothing more is taken. */
void xt_sink_put(xt_sink *s, xt_str text);

void xt_sink_number(xt_sink *s, int64_t number);

/* Puts what stands for a placeholder; `word` is without its braces. */
typedef void xt_sink_word(const void *context, xt_str word, xt_lang lang, xt_sink *s);

/* Adds a sentence in which `word` fills each {placeholder}; each brace that opens must close. */
void xt_sink_sentence(xt_sink *s, const char *sentence, xt_lang lang, xt_sink_word *word,
                      const void *context);

#endif
