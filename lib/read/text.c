/* SPDX-License-Identifier: MIT */
#include "read/text.h"

#include "base/error.h"

#include <stdlib.h>

enum { CHUNK = 64 * 1024 };

xt_charset xt_text_mark(xt_str head, size_t *size)
{
    static const struct {
        const char *mark;
        xt_charset charset;
    } MARKS[] = {{"\xEF\xBB\xBF", XT_CHARSET_UTF8},
                 {"\xFF\xFE", XT_CHARSET_UTF16LE},
                 {"\xFE\xFF", XT_CHARSET_UTF16BE}};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
        if (xt_str_starts(head, xt_str_of(MARKS[i].mark))) {
            *size = strlen(MARKS[i].mark);
            return MARKS[i].charset;
        }
    *size = 0;
    return XT_CHARSET_NONE;
}

xt_status xt_text_open(xt_text *text, const xt_input *input, uint64_t from, size_t chunk,
                       const xt_decoding *how, xt_error *error)
{
    *text = (xt_text){.input = input, .at = from, .chunk = chunk ? chunk : CHUNK};
    text->bytes = malloc(text->chunk);
    return text->bytes ? xt_decoder_open(&text->decoder, how, error) : xt_fail_memory(error);
}

xt_status xt_text_next(xt_text *text, xt_bytes *out, bool *more, xt_error *error)
{
    size_t got = 0;
    xt_status status = xt_input_read(text->input, text->at, text->bytes, text->chunk, &got, error);
    if (status)
        return status;
    text->at += got;
    *more = got == text->chunk && text->at < text->input->size;
    status = xt_decoder_feed(text->decoder, (xt_str){text->bytes, got}, !*more, out);
    return status == XT_OUT_OF_MEMORY ? xt_fail_memory(error) : status;
}

void xt_text_close(xt_text *text)
{
    xt_decoder_close(text->decoder);
    free(text->bytes);
    *text = (xt_text){0};
}
