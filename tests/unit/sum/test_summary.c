/* SPDX-License-Identifier: MIT
 *
 * What a program may ask of a summary.
 */
#include "sum/summary.h"
#include "table/forms.h"

/* Figures alone have no form: nothing is written. */
START_TEST(writes_no_figures_alone)
{
    const xt_summary_options options = {.kind = XT_SUM_FIGURES};
    xt_templates *set = shipped_forms();
    xt_summary *summary = NULL;
    xt_error error;
    ck_assert_int_eq(xt_summary_begin(&summary, set, &options, &error), XT_OK);
    ck_assert_int_eq(xt_summary_settle(summary, &error), XT_OK);
    ck_assert_ptr_null(xt_summary_form(summary));
    ck_assert_int_eq(xt_summary_write(summary, "out.xlsx", &error), XT_NO_TEMPLATE);
    ck_assert_int_eq(xt_summary_write(summary, "out.xlsx", NULL), XT_NO_TEMPLATE);
    ck_assert_uint_eq(xt_summary_counted(summary), 0);
    xt_summary_free(summary);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("summary");
    TCase *cases = tcase_create("summary");
    tcase_add_test(cases, writes_no_figures_alone);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
