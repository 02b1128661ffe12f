/* SPDX-License-Identifier: MIT */
#include "read/inflate.h"

#ifdef XT_NO_ISAL

bool xt_inflate_is_there(void)
{
    return false;
}

xt_inflate *xt_inflate_open(void)
{
    return NULL;
}

void xt_inflate_begin(xt_inflate *inflate, xt_inflate_source *source, void *context)
{
    (void)inflate;
    (void)source;
    (void)context;
}

xt_status xt_inflate_read(xt_inflate *inflate, void *data, size_t size, size_t *got, bool *damaged,
                          xt_error *error)
{
    (void)inflate;
    (void)data;
    (void)size;
    (void)error;
    *got = 0;
    *damaged = false;
    return XT_OK;
}

uint32_t xt_inflate_crc(const xt_inflate *inflate)
{
    (void)inflate;
    return 0;
}

void xt_inflate_close(xt_inflate *inflate)
{
    (void)inflate;
}

#else

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>

enum { INPUT_SIZE = 16 * 1024, STEP = 1 << 30 };

struct xt_inflate {
    xt_inflate_source *source;
    void *context;
    bool ended; /* the source has no more */
    uint32_t crc;
    struct inflate_state state;
    unsigned char input[INPUT_SIZE];
};

bool xt_inflate_is_there(void)
{
    return true;
}

xt_inflate *xt_inflate_open(void)
{
    return malloc(sizeof(xt_inflate));
}

void xt_inflate_begin(xt_inflate *i, xt_inflate_source *source, void *context)
{
    i->source = source;
    i->context = context;
    i->ended = false;
    i->crc = 0;
    isal_inflate_init(&i->state);
    i->state.avail_in = 0;
    i->state.crc_flag = ISAL_DEFLATE;
}

static xt_status fill(xt_inflate *i, xt_error *error)
{
    size_t got = 0;
    xt_status status = i->source(i->context, i->input, sizeof i->input, &got, error);
    i->state.next_in = i->input;
    i->state.avail_in = (uint32_t)got;
    i->ended = !status && got == 0;
    return status;
}

/* One step of ISA-L. False: it has come to bytes that are not deflated ones, where it gives an error or, some
 * of its versions, goes on for ever. */
static bool step(struct inflate_state *s)
{
    uint32_t in = s->avail_in, out = s->avail_out;
    int result = isal_inflate(s);
    bool moved = s->avail_in != in || s->avail_out != out || s->block_state == ISAL_BLOCK_FINISH;
    return result == ISAL_DECOMP_OK && (moved || in == 0);
}

xt_status xt_inflate_read(xt_inflate *i, void *data, size_t size, size_t *got, bool *damaged, xt_error *error)
{
    struct inflate_state *s = &i->state;
    uint32_t room = size < STEP ? (uint32_t)size : STEP;
    xt_status status = XT_OK;
    *damaged = false;
    s->next_out = data;
    s->avail_out = room;
    while (!status && !*damaged && s->avail_out && s->block_state != ISAL_BLOCK_FINISH) {
        uint32_t before = s->avail_out;
        if (s->avail_in == 0 && !i->ended)
            status = fill(i, error);
        if (!status)
            *damaged = !step(s);
        if (i->ended && s->avail_in == 0 && s->avail_out == before)
            break; /* the bytes end before the stream does */
    }
    *got = room - s->avail_out;
    i->crc = crc32_gzip_refl(i->crc, data, *got);
    return status;
}

uint32_t xt_inflate_crc(const xt_inflate *i)
{
    return i->crc;
}

void xt_inflate_close(xt_inflate *i)
{
    free(i);
}

#endif
