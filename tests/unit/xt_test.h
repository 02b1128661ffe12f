/* SPDX-License-Identifier: MIT
 *
 * What every unit test shares: one suite a file, a main made from it.
 */
#ifndef XT_TEST_H
#define XT_TEST_H

#include "base/str.h"

#include <check.h>
#include <stdlib.h>

/* How many entries a table has, as the int that tcase_add_loop_test wants. */
#define XT_ENTRIES(table) ((int)(sizeof(table) / sizeof *(table)))

/* The text in a block of exactly its size, where a sanitizer sees every byte that is read too far. free() its
 * data. */
static inline xt_str xt_exact(xt_str text)
{
    if (text.size == 0)
        return (xt_str){NULL, 0};
    char *block = malloc(text.size);
    ck_assert_ptr_nonnull(block);
    memcpy(block, text.data, text.size);
    return (xt_str){block, text.size};
}

/* Compares an xt_str with a terminated text and shows both when they differ. */
#define xt_assert_str(got, expected)                                                                         \
    do {                                                                                                     \
        xt_str xt_got_ = (got);                                                                              \
        const char *xt_expected_ = (expected);                                                               \
        ck_assert_msg(xt_str_equal(xt_got_, xt_str_of(xt_expected_)), "\"%.*s\" should be \"%s\"",           \
                      (int)xt_got_.size, xt_got_.data ? xt_got_.data : "", xt_expected_);                    \
    } while (0)

/* main() that runs one suite made by the given function. */
#define XT_TEST_MAIN(make_suite)                                                                             \
    int main(void)                                                                                           \
    {                                                                                                        \
        SRunner *runner = srunner_create(make_suite());                                                      \
        srunner_run_all(runner, CK_NORMAL);                                                                  \
        int failed = srunner_ntests_failed(runner);                                                          \
        srunner_free(runner);                                                                                \
        return failed ? EXIT_FAILURE : EXIT_SUCCESS;                                                         \
    }

#endif
