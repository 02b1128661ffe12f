/* SPDX-License-Identifier: MIT */
#include "check/twins.h"

#include "xt_test.h"

/* Rows 1 to `rows`, row i with the key i % keys: every row behind the first `keys` has a twin there. */
START_TEST(finds_each_row_with_its_first)
{
    static const struct {
        uint32_t rows, keys;
    } SIZES[] = {{1, 1},     {2, 2},         {2, 1},
                 {100, 100}, {100, 99},      {100, 7},
                 {50000, 1}, {50000, 49000}, {XT_MAX_ROW, XT_MAX_ROW - 1}};
    xt_bytes twins = xt_bytes_make(SIZE_MAX / 2);
    for (size_t s = 0; s < XT_ENTRIES(SIZES); s++) {
        uint32_t rows = SIZES[s].rows, keys = SIZES[s].keys, found = 0;
        xt_bytes_clear(&twins);
        for (uint32_t row = rows; row >= 1; row--) /* in whatever order they come */
            ck_assert_int_eq(xt_twins_add(&twins, row % keys, row), XT_OK);
        xt_twins_sort(&twins);
        bool good = true;
        for (xt_twin twin = {0}; xt_twins_next(&twins, &twin); found++)
            good = good && twin.first <= keys && twin.row > keys && twin.first % keys == twin.row % keys;
        ck_assert(good);
        ck_assert_uint_eq(found, rows - keys);
    }
    xt_bytes_free(&twins);
}
END_TEST

START_TEST(has_nothing_to_find)
{
    xt_bytes twins = xt_bytes_make(SIZE_MAX / 2);
    xt_twin twin = {0};
    xt_twins_sort(&twins);
    ck_assert(!xt_twins_next(&twins, &twin));
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("twins");
    TCase *cases = tcase_create("twins");
    tcase_add_test(cases, finds_each_row_with_its_first);
    tcase_add_test(cases, has_nothing_to_find);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
