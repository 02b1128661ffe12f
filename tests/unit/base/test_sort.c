/* SPDX-License-Identifier: MIT */
#include "base/sort.h"

#include "dice.h"
#include "xt_test.h"

/* Sorted, and the same keys as before: their sum and their exclusive or tell. */
START_TEST(puts_keys_in_order)
{
    static const size_t COUNTS[] = {0, 1, 2, 3, 1999, 2000, 2001, 5000, 300000};
    static const uint64_t MASKS[] = {UINT64_MAX, 0, 1, 0x7FF, 0x3FF800, UINT64_C(0xFFF) << 52, 0x10001};
    dice d = {1};
    for (size_t c = 0; c < XT_ENTRIES(COUNTS); c++)
        for (size_t m = 0; m < XT_ENTRIES(MASKS); m++) {
            size_t count = COUNTS[c];
            uint64_t *keys = malloc((count + 1) * sizeof *keys), sum = 0, bits = 0;
            ck_assert_ptr_nonnull(keys);
            for (size_t i = 0; i < count; i++) {
                keys[i] = roll(&d) & MASKS[m];
                sum += keys[i];
                bits ^= keys[i] * 31;
            }
            xt_sort_keys(keys, count);
            bool rising = true;
            for (size_t i = 0; i < count; i++) {
                rising = rising && (i == 0 || keys[i - 1] <= keys[i]);
                sum -= keys[i];
                bits ^= keys[i] * 31;
            }
            ck_assert(rising);
            ck_assert_uint_eq(sum, 0);
            ck_assert_uint_eq(bits, 0);
            free(keys);
        }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("sort");
    TCase *cases = tcase_create("sort");
    tcase_add_test(cases, puts_keys_in_order);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
