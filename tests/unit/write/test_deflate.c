/* SPDX-License-Identifier: MIT
 *
 * What is deflated, zlib inflates to what it was, whatever its size and however it is given and taken.
 */
#include "write/deflate.h"

#include "base/str.h"
#include "dice.h"
#include "xt_test.h"

#include <zlib.h>

enum { PIECE = 1024 * 1024, LONGEST = 5 * PIECE + 17 };

static unsigned char text[LONGEST], back[LONGEST + 1], deflated[LONGEST + LONGEST / 16 + 4096];

typedef struct stream {
    size_t size, at, step;
    bool fails;
} stream;

static xt_status give(void *context, char *data, size_t size, size_t *got, xt_error *error)
{
    (void)error;
    stream *s = context;
    size_t left = s->size - s->at;
    *got = s->step < size ? s->step : size;
    if (*got > left)
        *got = left;
    memcpy(data, text + s->at, *got);
    s->at += *got;
    return *got == 0 && s->fails ? XT_CORRUPT_ZIP : XT_OK;
}

/* Cells, or noise, which does not become smaller. */
static void make_text(bool noise)
{
    static const char CELL[] = "<c r=\"A1\" t=\"s\"><v>12</v></c>";
    dice d = {1};
    for (size_t i = 0; i < LONGEST; i++) {
        size_t thrown = (size_t)roll(&d);
        text[i] = noise ? (unsigned char)thrown
                        : (unsigned char)CELL[(i + thrown % 2 * (thrown / 2 % 3)) % (sizeof CELL - 1)];
    }
}

static xt_status deflate_all(stream *source, size_t take, size_t *size, uint32_t *crc)
{
    xt_deflate *d = xt_deflate_open(give, source);
    ck_assert_ptr_nonnull(d);
    xt_status status = XT_OK;
    *size = 0;
    for (size_t got = 1; !status && got; *size += got) {
        size_t room = sizeof deflated - *size < take ? sizeof deflated - *size : take;
        got = 0;
        status = xt_deflate_read(d, deflated + *size, room, &got, NULL);
    }
    *crc = xt_deflate_crc(d);
    xt_deflate_close(d);
    return status;
}

START_TEST(comes_back_as_it_was)
{
    static const size_t SIZES[] = {
        0,         1,         1000,   PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1,
        3 * PIECE, 4 * PIECE, LONGEST};
    static const size_t STEPS[] = {777, 65536, LONGEST};
    static const size_t TAKES[] = {1000, 8192, sizeof deflated};
    make_text(_i);
    for (size_t n = 0; n < XT_ENTRIES(SIZES); n++) {
        stream source = {.size = SIZES[n], .step = STEPS[n % 3]};
        size_t size = 0;
        uint32_t crc = 0;
        ck_assert_int_eq(deflate_all(&source, TAKES[n / 3 % 3], &size, &crc), XT_OK);
        ck_assert_uint_lt(size, SIZES[n] + SIZES[n] / 32 + 1000);
        z_stream z = {
            .next_in = deflated, .avail_in = (unsigned)size, .next_out = back, .avail_out = sizeof back};
        ck_assert_int_eq(inflateInit2(&z, -15), Z_OK);
        ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
        ck_assert_uint_eq(z.avail_in, 0);
        ck_assert_uint_eq(z.total_out, SIZES[n]);
        inflateEnd(&z);
        ck_assert(memcmp(back, text, SIZES[n]) == 0);
        ck_assert_uint_eq(crc, (uint32_t)crc32(0, text, (unsigned)SIZES[n]));
    }
}
END_TEST

START_TEST(passes_on_what_the_source_fails_with)
{
    stream source = {.size = PIECE / 2, .step = 4096, .fails = true};
    size_t size = 0;
    uint32_t crc = 0;
    ck_assert_int_eq(deflate_all(&source, 4096, &size, &crc), XT_CORRUPT_ZIP);
    xt_deflate_close(NULL);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("deflate");
    TCase *cases = tcase_create("deflate");
    if (xt_deflate_is_there()) {
        tcase_add_loop_test(cases, comes_back_as_it_was, 0, 2);
        tcase_add_test(cases, passes_on_what_the_source_fails_with);
    }
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
