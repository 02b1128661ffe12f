/* SPDX-License-Identifier: MIT
 *
 * Fails as a test does, or traps where there is an argument: so that it is seen that both are noticed.
 */
#include "xt_test.h"

START_TEST(fails)
{
    int wheels = 3;
    ck_assert_msg(wheels == 4, "a cart has %d", wheels);
    exit(EXIT_SUCCESS); /* what must not be reached */
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("fail");
    TCase *cases = tcase_create("fail");
    tcase_add_test(cases, fails);
    suite_add_tcase(suite, cases);
    return suite;
}

int main(int count, char **words)
{
    (void)words;
    if (count > 1)
        abort();
    SRunner *runner = srunner_create(make_suite());
    srunner_run_all(runner, CK_NORMAL);
    return EXIT_SUCCESS;
}
