/* SPDX-License-Identifier: MIT */
#include "base/ahead.h"

#include "base/error.h"
#include "xt_test.h"

#include <stdlib.h>

/* Makes `left` bytes that count up, in steps of `step`, then fails or ends. */
typedef struct maker {
    uint64_t left, at;
    size_t step;
    xt_status status;
    bool called_late; /* again after it gave its last or failed */
    bool done;
} maker;

static xt_status make(void *context, void *data, size_t size, size_t *got, xt_error *error)
{
    maker *m = context;
    unsigned char *out = data;
    m->called_late = m->called_late || m->done;
    *got = m->step < size ? m->step : size;
    if (*got > m->left)
        *got = (size_t)m->left;
    for (size_t i = 0; i < *got; i++)
        out[i] = (unsigned char)((m->at + i) * 7 >> 3);
    m->at += *got;
    m->left -= *got;
    if (*got)
        return XT_OK;
    m->done = true;
    return m->status ? xt_fail_at(error, XT_SAY_ZIP_PART, XT_LITERAL("part"), XT_LITERAL("why")) : XT_OK;
}

static const uint64_t SIZES[] = {0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 5000000};
static const size_t STEPS[] = {1, 777, 65536, 1 << 20};
static const size_t TAKES[] = {1, 1000, 256 * 1024, 1 << 20};

/* All bytes, in order, however they are made and taken, then the end or the failure. */
START_TEST(gives_all_bytes_in_order)
{
    static unsigned char data[1 << 20];
    for (size_t s = 0; s < XT_ENTRIES(STEPS); s++)
        for (size_t t = 0; t < XT_ENTRIES(TAKES); t++)
            for (int fails = 0; fails < 2; fails++) {
                uint64_t size = SIZES[_i];
                if (size > 1000 && (STEPS[s] == 1 || TAKES[t] == 1))
                    continue; /* it would only take long */
                maker m = {.left = size, .step = STEPS[s], .status = fails ? XT_CORRUPT_ZIP : XT_OK};
                xt_ahead *ahead = xt_ahead_start(make, &m, true);
                ck_assert_ptr_nonnull(ahead);
                xt_error error = {0};
                uint64_t seen = 0;
                size_t got = 1;
                bool same = true;
                xt_status status = XT_OK;
                while (!status && got) {
                    status = xt_ahead_take(ahead, data, TAKES[t], &got, &error);
                    for (size_t i = 0; !status && i < got; i++, seen++)
                        same = same && data[i] == (unsigned char)(seen * 7 >> 3);
                }
                ck_assert(same);
                ck_assert_uint_eq(seen, size);
                ck_assert_int_eq(status, m.status);
                ck_assert_int_eq(error.sentence, fails ? XT_SAY_ZIP_PART : XT_SAY_OK);
                ck_assert_int_eq(xt_ahead_take(ahead, data, 1, &got, NULL), m.status);
                ck_assert_uint_eq(got, 0);
                xt_ahead_stop(ahead);
                ck_assert(!m.called_late);
            }
}
END_TEST

/* It may be ended at any time: before anything was made, in the middle, with all blocks full. */
START_TEST(stops_anywhere)
{
    static unsigned char data[300000];
    for (int takes = 0; takes < 5; takes++) {
        maker m = {.left = UINT64_MAX, .step = 4096};
        xt_ahead *ahead = xt_ahead_start(make, &m, true);
        ck_assert_ptr_nonnull(ahead);
        for (int i = 0; i < takes; i++) {
            size_t got = 0;
            ck_assert_int_eq(xt_ahead_take(ahead, data, sizeof data, &got, NULL), XT_OK);
            ck_assert_uint_gt(got, 0);
        }
        xt_ahead_stop(ahead);
    }
    xt_ahead_stop(NULL);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("ahead");
    TCase *cases = tcase_create("ahead");
    tcase_add_loop_test(cases, gives_all_bytes_in_order, 0, XT_ENTRIES(SIZES));
    tcase_add_test(cases, stops_anywhere);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
