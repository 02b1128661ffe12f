/* SPDX-License-Identifier: MIT */
#include "write/deflate.h"

#include "base/error.h"

#if defined XT_NO_ISAL || defined XT_NO_ISAL_DEFLATE

bool xt_deflate_is_there(void)
{
    return false;
}

xt_deflate *xt_deflate_open(xt_deflate_source *source, void *context)
{
    (void)source;
    (void)context;
    return NULL;
}

xt_status xt_deflate_read(xt_deflate *deflate, void *data, size_t size, size_t *got, xt_error *error)
{
    (void)deflate;
    (void)data;
    (void)size;
    (void)error;
    *got = 0;
    return XT_OK;
}

uint32_t xt_deflate_crc(const xt_deflate *deflate)
{
    (void)deflate;
    return 0;
}

void xt_deflate_close(xt_deflate *deflate)
{
    (void)deflate;
}

#else

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

enum { INPUT_SIZE = 256 * 1024, LEVEL = 1, STEP = 1 << 30 };

struct xt_deflate {
    xt_deflate_source *source;
    void *context;
    uint32_t crc;
    struct isal_zstream stream;
    unsigned char work[ISAL_DEF_LVL1_DEFAULT];
    unsigned char input[INPUT_SIZE];
};

bool xt_deflate_is_there(void)
{
    return true;
}

xt_deflate *xt_deflate_open(xt_deflate_source *source, void *context)
{
    xt_deflate *d = malloc(sizeof *d);
    if (!d)
        return NULL;
    d->source = source;
    d->context = context;
    d->crc = 0;
    d->stream = (struct isal_zstream){0}; /* its own initialiser leaves the input as it is */
    isal_deflate_init(&d->stream);
    d->stream.level = LEVEL;
    d->stream.level_buf = d->work;
    d->stream.level_buf_size = sizeof d->work;
    d->stream.flush = NO_FLUSH;
    return d;
}

/* Fills the input; the source may give less at a time. */
static xt_status fill(xt_deflate *d, xt_error *error)
{
    xt_status status = XT_OK;
    size_t size = 0, got = 1;
    while (!status && got && size < sizeof d->input) {
        got = 0;
        status = d->source(d->context, (char *)d->input + size, sizeof d->input - size, &got, error);
        size += got;
    }
    d->crc = crc32_gzip_refl(d->crc, d->input, size);
    d->stream.next_in = d->input;
    d->stream.avail_in = (uint32_t)size;
    d->stream.end_of_stream = !status && got == 0;
    return status;
}

xt_status xt_deflate_read(xt_deflate *d, void *data, size_t size, size_t *got, xt_error *error)
{
    struct isal_zstream *s = &d->stream;
    uint32_t room = size < STEP ? (uint32_t)size : STEP;
    xt_status status = XT_OK;
    s->next_out = data;
    s->avail_out = room;
    while (!status && s->avail_out && s->internal_state.state != ZSTATE_END) {
        if (s->avail_in == 0 && !s->end_of_stream)
            status = fill(d, error);
        if (!status && isal_deflate(s) != COMP_OK)
            status = xt_fail_memory(error); /* it has no failure but of its own memory, which is there */
    }
    *got = room - s->avail_out;
    return status;
}

uint32_t xt_deflate_crc(const xt_deflate *d)
{
    return d->crc;
}

void xt_deflate_close(xt_deflate *d)
{
    free(d);
}

#endif
