/* SPDX-License-Identifier: MIT */
#include "base/sink.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

xt_sink xt_sink_begin(char *out, size_t size)
{
    out[0] = '\0';
    return (xt_sink){out, 0, size - 1};
}

void xt_sink_put(xt_sink *s, xt_str text)
{
    size_t fits = xt_utf8_cut(text, s->size - s->used);
    if (fits)
        memcpy(s->out + s->used, text.data, fits);
    s->used += fits;
    s->out[s->used] = '\0';
    if (fits < text.size)
        s->size = s->used; /* nothing shorter slips in behind what was cut */
}

void xt_sink_number(xt_sink *s, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    xt_sink_put(s, xt_str_of(digits));
}

void xt_sink_sentence(xt_sink *s, const char *sentence, xt_lang lang, xt_sink_word *word, const void *context)
{
    const char *at = sentence;
    for (const char *open; (open = strchr(at, '{')) != NULL;) {
        const char *close = strchr(open, '}');
        xt_sink_put(s, (xt_str){at, (size_t)(open - at)});
        word(context, (xt_str){open + 1, (size_t)(close - open - 1)}, lang, s);
        at = close + 1;
    }
    xt_sink_put(s, xt_str_of(at));
}
