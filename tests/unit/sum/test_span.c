/* SPDX-License-Identifier: MIT
 *
 * Months, quarters and fiscal years: their days, their names, and how people write them.
 */
#include "base/str.h"
#include "sum/span.h"
#include "xt_test.h"

static const struct {
    const char *text, *first, *last; /* first NULL: no months */
} MONTHS[] = {
    {"2567-03", "2024-03-01", "2024-03-31"},
    {"2567-02", "2024-02-01", "2024-02-29"},
    {"2566-02", "2023-02-01", "2023-02-28"},
    {"2567-3", "2024-03-01", "2024-03-31"},
    {"2024-03", "2024-03-01", "2024-03-31"},
    {"๒๕๖๗-๐๓", "2024-03-01", "2024-03-31"},
    {"มี.ค. 67", "2024-03-01", "2024-03-31"},
    {"มีนาคม 2567", "2024-03-01", "2024-03-31"},
    {" 2567-12 ", "2024-12-01", "2024-12-31"},
    {"2566-10..2567-03", "2023-10-01", "2024-03-31"},
    {"ต.ค. 66..มี.ค. 67", "2023-10-01", "2024-03-31"},
    {"2567-03..2567-03", "2024-03-01", "2024-03-31"},
    {"2567-03..2567-02", NULL, NULL},
    {"2567-13", NULL, NULL},
    {"2567-00", NULL, NULL},
    {"2567", NULL, NULL},
    {"2567-03-05", NULL, NULL},
    {"5 มี.ค. 67", NULL, NULL},
    {"..2567-03", NULL, NULL},
    {"2567-03..", NULL, NULL},
    {"67-03", NULL, NULL},
    {"", NULL, NULL},
};

START_TEST(reads_months)
{
    int32_t first = 0, last = 0;
    char iso[XT_ISO_SIZE];
    bool read = xt_parse_months(MONTHS[_i].text, &first, &last);
    ck_assert_msg(read == (MONTHS[_i].first != NULL), "\"%s\"", MONTHS[_i].text);
    if (!read)
        return;
    ck_assert_str_eq(xt_day_iso(first, iso), MONTHS[_i].first);
    ck_assert_str_eq(xt_day_iso(last, iso), MONTHS[_i].last);
}
END_TEST

static const struct {
    const char *text;
    int year, quarter; /* year 0: no quarter */
    const char *first, *last, *title;
} QUARTERS[] = {
    {"2567-1", 2567, 1, "2023-10-01", "2023-12-31", "1 (เดือน ตุลาคม พ.ศ. 2566 ถึง เดือน ธันวาคม พ.ศ. 2566)"},
    {"2567-2", 2567, 2, "2024-01-01", "2024-03-31", "2 (เดือน มกราคม พ.ศ. 2567 ถึง เดือน มีนาคม พ.ศ. 2567)"},
    {"2567-3", 2567, 3, "2024-04-01", "2024-06-30", "3 (เดือน เมษายน พ.ศ. 2567 ถึง เดือน มิถุนายน พ.ศ. 2567)"},
    {"2567-4", 2567, 4, "2024-07-01", "2024-09-30", "4 (เดือน กรกฎาคม พ.ศ. 2567 ถึง เดือน กันยายน พ.ศ. 2567)"},
    {"4/2567", 2567, 4, "2024-07-01", "2024-09-30", "4 (เดือน กรกฎาคม พ.ศ. 2567 ถึง เดือน กันยายน พ.ศ. 2567)"},
    {"2567/4", 0, 0, NULL, NULL, NULL},
    {"4-2567", 0, 0, NULL, NULL, NULL},
    {"5/2567", 0, 0, NULL, NULL, NULL},
    {"/", 0, 0, NULL, NULL, NULL},
    {"2567-5", 0, 0, NULL, NULL, NULL},
    {"2567-0", 0, 0, NULL, NULL, NULL},
    {"2024-2", 0, 0, NULL, NULL, NULL},
    {"2567", 0, 0, NULL, NULL, NULL},
    {"2567-", 0, 0, NULL, NULL, NULL},
};

START_TEST(reads_quarters)
{
    int year = 0, quarter = 0;
    char iso[XT_ISO_SIZE];
    bool read = xt_parse_quarter(QUARTERS[_i].text, &year, &quarter);
    ck_assert_msg(read == (QUARTERS[_i].year != 0), "\"%s\"", QUARTERS[_i].text);
    if (!read)
        return;
    ck_assert_int_eq(year, QUARTERS[_i].year);
    ck_assert_int_eq(quarter, QUARTERS[_i].quarter);
    xt_span span = xt_span_quarter(year, quarter);
    ck_assert_str_eq(xt_day_iso(span.first, iso), QUARTERS[_i].first);
    ck_assert_str_eq(xt_day_iso(span.last, iso), QUARTERS[_i].last);
    xt_bytes title = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(xt_span_add_quarter(&title, year, quarter), XT_OK);
    ck_assert_str_eq(xt_bytes_cstr(&title), QUARTERS[_i].title);
    xt_bytes_free(&title);
}
END_TEST

/* The twelve months of a fiscal year are all of its days, each once. */
START_TEST(a_year_is_its_months)
{
    xt_span year = xt_span_year(2567);
    ck_assert_int_eq(xt_span_months(year), 12);
    xt_day next = year.first;
    for (int i = 0; i < 12; i++) {
        xt_span month = xt_span_month(year.first, i);
        ck_assert_int_eq(month.first, next);
        ck_assert(!xt_span_holds(month, month.first - 1));
        ck_assert(xt_span_holds(month, month.first));
        ck_assert(xt_span_holds(month, month.last));
        ck_assert(!xt_span_holds(month, month.last + 1));
        next = month.last + 1;
    }
    ck_assert_int_eq(next, year.last + 1);
    int32_t first = 0, last = 0;
    xt_fiscal_year_days(2567, &first, &last);
    ck_assert_int_eq(xt_fiscal_year_of(first), 2567);
    ck_assert_int_eq(xt_fiscal_year_of(first - 1), 2566);
    ck_assert_int_eq(xt_fiscal_year_of(last), 2567);
    ck_assert_int_eq(xt_fiscal_year_of(last + 1), 2568);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("span");
    TCase *cases = tcase_create("span");
    tcase_add_loop_test(cases, reads_months, 0, XT_ENTRIES(MONTHS));
    tcase_add_loop_test(cases, reads_quarters, 0, XT_ENTRIES(QUARTERS));
    tcase_add_test(cases, a_year_is_its_months);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
