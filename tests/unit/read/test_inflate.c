/* SPDX-License-Identifier: MIT
 *
 * Inflated bytes are zlib's inflated bytes, however they are given and taken; damage is told and never more.
 */
#include "read/inflate.h"

#include "base/str.h"
#include "dice.h"
#include "xt_test.h"

#include <zlib.h>

enum { LONGEST = 200000, ROOM = 2 * LONGEST };

typedef struct stream {
    const unsigned char *data;
    size_t size, at, step; /* bytes given at a time */
    bool fails;            /* at the end, instead of ending */
} stream;

static xt_status give(void *context, void *data, size_t size, size_t *got, xt_error *error)
{
    (void)error;
    stream *s = context;
    size_t left = s->size - s->at;
    *got = s->step < size ? s->step : size;
    if (*got > left)
        *got = left;
    if (*got)
        memcpy(data, s->data + s->at, *got);
    s->at += *got;
    return *got == 0 && s->fails ? XT_CORRUPT_ZIP : XT_OK;
}

/* Text as sheets have it, noise, long repeats and one letter, in turn. */
static void make_text(dice *d, unsigned char *text, size_t size, int kind)
{
    static const char CELL[] = "<c r=\"A1\" t=\"s\"><v>12</v></c>";
    for (size_t i = 0; i < size; i++)
        switch (kind % 4) {
        case 0: text[i] = (unsigned char)CELL[(i + below(d, 2) * below(d, 3)) % (sizeof CELL - 1)]; break;
        case 1: text[i] = (unsigned char)below(d, 256); break;
        case 2: text[i] = i > 32768 ? text[i - 32768] : (unsigned char)below(d, 64); break;
        default: text[i] = 'a'; break;
        }
}

static size_t deflate_text(const unsigned char *text, size_t size, int kind, unsigned char *out)
{
    static const int STRATEGIES[] = {Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE};
    z_stream z = {0};
    ck_assert_int_eq(deflateInit2(&z, kind % 10, Z_DEFLATED, -15, 8, STRATEGIES[kind % 4]), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)text;
    z.avail_in = (unsigned)size;
    z.next_out = out;
    z.avail_out = ROOM;
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return z.total_out;
}

/* What zlib makes of the bytes; true: a whole stream. */
static bool zlib_inflates(const unsigned char *data, size_t size, unsigned char *out, size_t *got)
{
    z_stream z = {0};
    ck_assert_int_eq(inflateInit2(&z, -15), Z_OK);
    z.next_in = (unsigned char *)(uintptr_t)data;
    z.avail_in = (unsigned)size;
    z.next_out = out;
    z.avail_out = ROOM;
    bool whole = inflate(&z, Z_SYNC_FLUSH) == Z_STREAM_END;
    *got = z.total_out;
    inflateEnd(&z);
    return whole;
}

/* What we make of it, `step` bytes given and `take` taken at a time. */
static xt_status inflate_all(const unsigned char *data, size_t size, size_t step, size_t take, bool fails,
                             unsigned char *out, size_t *got, bool *damaged, uint32_t *crc)
{
    stream source = {.data = data, .size = size, .step = step, .fails = fails};
    xt_inflate *inflate = xt_inflate_open();
    ck_assert_ptr_nonnull(inflate);
    xt_inflate_begin(inflate, give, &source);
    xt_status status = XT_OK;
    *got = 0;
    *damaged = false;
    for (size_t part = 1; !status && part && !*damaged && *got < ROOM; *got += part) {
        size_t room = take < ROOM - *got ? take : ROOM - *got;
        part = 0;
        status = xt_inflate_read(inflate, out + *got, room, &part, damaged, NULL);
        ck_assert_uint_le(part, room);
    }
    *crc = xt_inflate_crc(inflate);
    xt_inflate_close(inflate);
    return status;
}

static unsigned char text[LONGEST], deflated[ROOM], ours[ROOM], theirs[ROOM];

START_TEST(gives_what_was_deflated)
{
    static const size_t SIZES[] = {0, 1, 100, 65536, LONGEST};
    static const size_t STEPS[] = {1, 61, 4096, 1 << 20};
    static const size_t TAKES[] = {1, 333, 32768, ROOM};
    dice d = {(uint64_t)_i};
    for (size_t n = 0; n < XT_ENTRIES(SIZES); n++) {
        make_text(&d, text, SIZES[n], _i);
        size_t size = deflate_text(text, SIZES[n], _i, deflated), got = 0;
        for (size_t s = 0; s < XT_ENTRIES(STEPS); s++)
            for (size_t t = 0; t < XT_ENTRIES(TAKES); t++) {
                bool damaged = false;
                uint32_t crc = 0;
                if (SIZES[n] > 1000 && (STEPS[s] == 1 || TAKES[t] == 1))
                    continue; /* it would only take long */
                ck_assert_int_eq(
                    inflate_all(deflated, size, STEPS[s], TAKES[t], false, ours, &got, &damaged, &crc),
                    XT_OK);
                ck_assert(!damaged);
                ck_assert_uint_eq(got, SIZES[n]);
                ck_assert(memcmp(ours, text, got) == 0);
                ck_assert_uint_eq(crc, (uint32_t)crc32(0, text, (unsigned)got));
            }
    }
}
END_TEST

/* Bytes changed, cut and moved: what comes out before the damage is what zlib gives; where zlib sees a whole
 * stream, so do we; it always ends. */
START_TEST(agrees_with_zlib_about_damage)
{
    size_t whole_ones = 0, refused = 0;
    dice d = {(uint64_t)_i + 100};
    for (int run = 0; run < 200; run++) {
        size_t length = 1 + below(&d, run % 3 ? 3000 : 70000), got = 0, zlib_got = 0;
        make_text(&d, text, length, run);
        size_t size = deflate_text(text, length, run, deflated);
        for (size_t changes = below(&d, 4); changes; changes--) {
            size_t end = below(&d, 2) || size < 40 ? size : 40; /* half of them in the first header */
            deflated[below(&d, end)] ^= (unsigned char)(1u << below(&d, 8));
        }
        if (below(&d, 5) == 0)
            size = below(&d, size);
        bool damaged = false, whole = zlib_inflates(deflated, size, theirs, &zlib_got);
        uint32_t crc = 0;
        inflate_all(deflated, size, 1 + below(&d, 9000), 1 + below(&d, 50000), false, ours, &got, &damaged,
                    &crc);
        ck_assert(memcmp(ours, theirs, got < zlib_got ? got : zlib_got) == 0);
        ck_assert_msg(!whole || (!damaged && got == zlib_got), "zlib gives all %zu bytes", zlib_got);
        whole_ones += whole;
        refused += damaged;
    }
    ck_assert_uint_gt(whole_ones, 50); /* else nothing was tried */
    ck_assert_uint_gt(refused, 50);
}
END_TEST

START_TEST(passes_on_what_the_source_fails_with)
{
    bool damaged = true;
    uint32_t crc = 0;
    size_t got = 0;
    dice d = {0};
    make_text(&d, text, 5000, 0);
    size_t size = deflate_text(text, 5000, 6, deflated);
    ck_assert_int_eq(inflate_all(deflated, size / 2, 100, 64, true, ours, &got, &damaged, &crc),
                     XT_CORRUPT_ZIP);
    ck_assert(!damaged);
    xt_inflate_close(NULL);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("inflate");
    TCase *cases = tcase_create("inflate");
    if (xt_inflate_is_there()) {
        tcase_add_loop_test(cases, gives_what_was_deflated, 0, 12);
        tcase_add_loop_test(cases, agrees_with_zlib_about_damage, 0, 10);
        tcase_add_test(cases, passes_on_what_the_source_fails_with);
    }
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
