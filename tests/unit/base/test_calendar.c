/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "base/calendar.h"

#include <math.h>

static xt_day day_of(int year, int month, int day)
{
    return xt_day_of((xt_civil){year, month, day});
}

static const struct {
    int year, month, day;
    bool valid;
} dates[] = {
    {2024, 2, 29, true},      {2023, 2, 29, false},        {2024, 2, 30, false},
    {1900, 2, 29, false},     {2000, 2, 29, true},         {2100, 2, 29, false},
    {2024, 4, 31, false},     {2024, 4, 30, true},         {2024, 12, 31, true},
    {2024, 1, 32, false},     {2024, 0, 1, false},         {2024, 13, 1, false},
    {2024, 1, 0, false},      {2024, -1, 1, false},        {2024, 1, -1, false},
    {1, 1, 1, true},          {0, 12, 31, false},          {9999, 12, 31, true},
    {10000, 1, 1, false},     {-1, 1, 1, false},           {INT32_MAX, 1, 1, false},
    {INT32_MIN, 1, 1, false}, {2024, INT32_MAX, 1, false}, {2024, 1, INT32_MAX, false},
};

START_TEST(valid)
{
    ck_assert_int_eq(xt_civil_valid(dates[_i].year, dates[_i].month, dates[_i].day), dates[_i].valid);
}
END_TEST

static const struct {
    xt_civil civil;
    xt_day day;
    int weekday;
} days[] = {
    {{1970, 1, 1}, 0, 4},      {{1969, 12, 31}, -1, 3},      {{2000, 3, 1}, 11017, 3},
    {{2024, 2, 29}, 19782, 4}, {{2024, 3, 31}, 19813, 0},    {{1900, 2, 28}, -25509, 3},
    {{1, 1, 1}, -719162, 1},   {{9999, 12, 31}, 2932896, 5}, {{1600, 2, 29}, -135081, 2},
};

START_TEST(known_days)
{
    xt_civil back = xt_civil_of(days[_i].day);
    ck_assert_int_eq(xt_day_of(days[_i].civil), days[_i].day);
    ck_assert_int_eq(back.year, days[_i].civil.year);
    ck_assert_int_eq(back.month, days[_i].civil.month);
    ck_assert_int_eq(back.day, days[_i].civil.day);
    ck_assert_int_eq(xt_day_weekday(days[_i].day), days[_i].weekday);
}
END_TEST

/* Counts the days of 9,999 years one by one. */
START_TEST(every_day)
{
    xt_day day = day_of(1, 1, 1);
    int weekday = 1;
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int date = 1; xt_civil_valid(year, month, date); date++) {
                xt_civil back = xt_civil_of(day);
                if (day_of(year, month, date) != day || back.year != year || back.month != month ||
                    back.day != date || xt_day_weekday(day) != weekday)
                    ck_abort_msg("%d-%d-%d is not day %d", year, month, date, (int)day);
                day++;
                weekday = (weekday + 1) % 7;
            }
        }
    }
    ck_assert_int_eq(day, 2932897);
}
END_TEST

START_TEST(far_days)
{
    ck_assert_int_ge(xt_day_weekday(INT32_MIN), 0);
    ck_assert_int_le(xt_day_weekday(INT32_MAX), 6);
    ck_assert_int_gt(xt_civil_of(INT32_MAX).year, 9999);
    ck_assert_int_lt(xt_civil_of(INT32_MIN).year, 0);
}
END_TEST

static const struct {
    double serial;
    bool date1904;
    const char *iso; /* NULL: no date */
} serials[] = {
    {0, false, "1899-12-31"},
    {-0.0, false, "1899-12-31"},
    {0.5, false, "1899-12-31T12:00:00"},
    {1, false, "1900-01-01"},
    {59, false, "1900-02-28"},
    {60, false, "1900-02-29"},
    {60.25, false, "1900-02-29T06:00:00"},
    {61, false, "1900-03-01"},
    {45382, false, "2024-03-31"},
    {45382.395833333336, false, "2024-03-31T09:30:00"},
    {238231, false, "2552-04-01"},
    {2958465, false, "9999-12-31"},
    {2958465.5, false, "9999-12-31T12:00:00"},

    {0, true, "1904-01-01"},
    {59, true, "1904-02-29"},
    {60, true, "1904-03-01"},
    {43920, true, "2024-03-31"},
    {2957003, true, "9999-12-31"},

    /* to the millisecond, with a carry as far as it goes */
    {45382 + (34200.125 / 86400), false, "2024-03-31T09:30:00.125"},
    {45382 + (0.001 / 86400), false, "2024-03-31T00:00:00.001"},
    {45382 + (0.0004 / 86400), false, "2024-03-31"},
    {45382 + (0.00045 / 86400), false, "2024-03-31"},
    {45382 + (0.00055 / 86400), false, "2024-03-31T00:00:00.001"},
    {45382 + (59.9996 / 86400), false, "2024-03-31T00:01:00"},
    {45382 + (3599.9999 / 86400), false, "2024-03-31T01:00:00"},
    {45382 + (86399.999 / 86400), false, "2024-03-31T23:59:59.999"},
    {45382 + (86399.9996 / 86400), false, "2024-04-01"},
    {45657.999999999, false, "2025-01-01"},
    {58.9999999999, false, "1900-02-28"},
    {59.9999999999, false, "1900-02-29"},
    {60.9999999999, false, "1900-03-01"},
    {0.9999999999, false, "1900-01-01"},
    {0.9999999999, true, "1904-01-02"},

    {-1, false, NULL},
    {-0.0001, false, NULL},
    {-1, true, NULL},
    {2958466, false, NULL},
    {2958465.999999999, false, NULL},
    {2957004, true, NULL},
    {2957003.999999999, true, NULL},
    {1e10, false, NULL},
    {1e300, false, NULL},
    {-1e300, true, NULL},
    {HUGE_VAL, false, NULL},
    {-HUGE_VAL, false, NULL},
};

START_TEST(serial_to_iso)
{
    char out[XT_ISO_SIZE] = "untouched";
    bool is_date = xt_serial_to_iso(serials[_i].serial, serials[_i].date1904, out);
    ck_assert_int_eq(is_date, serials[_i].iso != NULL);
    ck_assert_str_eq(out, is_date ? serials[_i].iso : "untouched");
}
END_TEST

START_TEST(not_a_number)
{
    char out[XT_ISO_SIZE] = "untouched";
    xt_day day;
    ck_assert(!xt_serial_to_iso((double)NAN, false, out));
    ck_assert_str_eq(out, "untouched");
    ck_assert(!xt_day_of_serial((double)NAN, true, &day));
}
END_TEST

static const struct {
    double serial;
    bool date1904;
    xt_civil civil; /* year 0: no date */
} serial_days[] = {
    {0, false, {1899, 12, 31}},       {1, false, {1900, 1, 1}},      {59.99, false, {1900, 2, 28}},
    {60, false, {1900, 2, 28}},       {60.99, false, {1900, 2, 28}}, {61, false, {1900, 3, 1}},
    {45382.99, false, {2024, 3, 31}}, {238231, false, {2552, 4, 1}}, {2958465.99, false, {9999, 12, 31}},
    {0, true, {1904, 1, 1}},          {0.99, true, {1904, 1, 1}},    {2957003.99, true, {9999, 12, 31}},
    {-0.5, false, {0, 0, 0}},         {2958466, false, {0, 0, 0}},   {2957004, true, {0, 0, 0}},
    {HUGE_VAL, false, {0, 0, 0}},     {-HUGE_VAL, true, {0, 0, 0}},
};

START_TEST(serial_to_day)
{
    xt_day day = 7;
    bool is_date = xt_day_of_serial(serial_days[_i].serial, serial_days[_i].date1904, &day);
    ck_assert_int_eq(is_date, serial_days[_i].civil.year != 0);
    ck_assert_int_eq(day, is_date ? xt_day_of(serial_days[_i].civil) : 7);
}
END_TEST

START_TEST(day_to_serial)
{
    ck_assert_int_eq(xt_serial_of_day(day_of(1899, 12, 30), false), -1);
    ck_assert_int_eq(xt_serial_of_day(day_of(1899, 12, 31), false), 0);
    ck_assert_int_eq(xt_serial_of_day(day_of(1900, 1, 1), false), 1);
    ck_assert_int_eq(xt_serial_of_day(day_of(1900, 2, 28), false), 59);
    ck_assert_int_eq(xt_serial_of_day(day_of(1900, 3, 1), false), 61);
    ck_assert_int_eq(xt_serial_of_day(day_of(2024, 3, 31), false), 45382);
    ck_assert_int_eq(xt_serial_of_day(day_of(9999, 12, 31), false), 2958465);
    ck_assert_int_eq(xt_serial_of_day(day_of(1903, 12, 31), true), -1);
    ck_assert_int_eq(xt_serial_of_day(day_of(1904, 1, 1), true), 0);
    ck_assert_int_eq(xt_serial_of_day(day_of(2024, 3, 31), true), 43920);
}
END_TEST

START_TEST(serial_comes_back)
{
    for (int date1904 = 0; date1904 <= 1; date1904++) {
        for (int32_t serial = 0; serial < 2957004; serial += serial < 1000 ? 1 : 97) {
            xt_day day = 0;
            bool is_date = xt_day_of_serial(serial, date1904, &day);
            if (!is_date || (xt_serial_of_day(day, date1904) != serial && (date1904 || serial != 60)))
                ck_abort_msg("serial %d does not come back", (int)serial);
        }
    }
}
END_TEST

static const struct {
    xt_civil civil;
    int year_be, quarter;
} fiscal[] = {
    {{2023, 9, 30}, 2566, 4}, {{2023, 10, 1}, 2567, 1}, {{2023, 12, 31}, 2567, 1},  {{2024, 1, 1}, 2567, 2},
    {{2024, 3, 31}, 2567, 2}, {{2024, 4, 1}, 2567, 3},  {{2024, 6, 30}, 2567, 3},   {{2024, 7, 1}, 2567, 4},
    {{2024, 9, 30}, 2567, 4}, {{2024, 10, 1}, 2568, 1}, {{9999, 12, 31}, 10543, 1}, {{1, 1, 1}, 544, 2},
};

START_TEST(fiscal_year)
{
    xt_day day = xt_day_of(fiscal[_i].civil);
    ck_assert_int_eq(xt_fiscal_year(day), fiscal[_i].year_be);
    ck_assert_int_eq(xt_fiscal_quarter(day), fiscal[_i].quarter);
}
END_TEST

START_TEST(fiscal_edges)
{
    ck_assert_int_eq(xt_fiscal_first(2567), day_of(2023, 10, 1));
    ck_assert_int_eq(xt_fiscal_last(2567), day_of(2024, 9, 30));
    for (int year = 544; year <= 10541; year++) {
        xt_day first = xt_fiscal_first(year), last = xt_fiscal_last(year);
        if (xt_fiscal_year(first) != year || xt_fiscal_year(last) != year ||
            last + 1 != xt_fiscal_first(year + 1))
            ck_abort_msg("the edges of %d are wrong", year);
    }
}
END_TEST

START_TEST(day_to_iso)
{
    char out[XT_ISO_SIZE];
    ck_assert_str_eq(xt_day_iso(day_of(2024, 3, 31), out), "2024-03-31");
    ck_assert_str_eq(xt_day_iso(day_of(1, 1, 1), out), "0001-01-01");
    ck_assert_str_eq(xt_day_iso(day_of(9999, 12, 31), out), "9999-12-31");
}
END_TEST

enum { SECOND = 1, MINUTE = 60, HOUR = 3600 };

static const struct {
    const char *text;
    int year, month, day; /* year 0: no date */
    double seconds;       /* of the day */
} isos[] = {
    {"2024-03-31", 2024, 3, 31, 0},
    {"0001-01-01", 1, 1, 1, 0},
    {"9999-12-31", 9999, 12, 31, 0},
    {"2024-02-29", 2024, 2, 29, 0},
    {"2024-03-31T09:30:00", 2024, 3, 31, 9 * HOUR + 30 * MINUTE},
    {"2024-03-31T09:30", 2024, 3, 31, 9 * HOUR + 30 * MINUTE},
    {"2024-03-31 09:30:00.125", 2024, 3, 31, 9 * HOUR + 30 * MINUTE + 0.125},
    {"2024-03-31T09:30:00Z", 2024, 3, 31, 9 * HOUR + 30 * MINUTE},
    {"2024-03-31 09:30Z", 2024, 3, 31, 9 * HOUR + 30 * MINUTE},
    {"2024-03-31T00:00:00.000Z", 2024, 3, 31, 0},
    {"2024-03-31T23:59:59", 2024, 3, 31, 86399},

    {"", 0, 0, 0, 0},
    {"2", 0, 0, 0, 0},
    {"2024", 0, 0, 0, 0},
    {"2024-03", 0, 0, 0, 0},
    {"2024-03-3", 0, 0, 0, 0},
    {"2024-3-31", 0, 0, 0, 0},
    {"20240331", 0, 0, 0, 0},
    {"2024/03/31", 0, 0, 0, 0},
    {"2024-03/31", 0, 0, 0, 0},
    {"2024-03-31T", 0, 0, 0, 0},
    {"2024-03-31Z", 0, 0, 0, 0},
    {"2024-03-31TZ", 0, 0, 0, 0},
    {"2024-03-31 ", 0, 0, 0, 0},
    {" 2024-03-31", 0, 0, 0, 0},
    {"2024-03-31x09:30", 0, 0, 0, 0},
    {"2024-03-3109:30", 0, 0, 0, 0},
    {"2024-03-31T09", 0, 0, 0, 0},
    {"2024-03-31T9:30", 0, 0, 0, 0},
    {"2024-03-31T09:30ZZ", 0, 0, 0, 0},
    {"2024-03-31T24:00:00", 0, 0, 0, 0},
    {"2024-02-30", 0, 0, 0, 0},
    {"2023-02-29", 0, 0, 0, 0},
    {"2024-00-01", 0, 0, 0, 0},
    {"2024-13-01", 0, 0, 0, 0},
    {"2024-01-00", 0, 0, 0, 0},
    {"0000-01-01", 0, 0, 0, 0},
    {"-024-01-01", 0, 0, 0, 0},
    {"2024-01-+1", 0, 0, 0, 0},
    {"09:30:00", 0, 0, 0, 0},
};

START_TEST(iso)
{
    xt_str text = xt_exact(xt_str_of(isos[_i].text));
    xt_day day = 7;
    double fraction = 7;
    bool is_date = xt_iso_parse(text, &day, &fraction);
    ck_assert_msg(is_date == (isos[_i].year != 0), "\"%s\"", isos[_i].text);
    if (is_date) {
        ck_assert_int_eq(day, day_of(isos[_i].year, isos[_i].month, isos[_i].day));
        ck_assert_double_eq(fraction, isos[_i].seconds / 86400);
    }
    free((void *)text.data);
}
END_TEST

static const struct {
    const char *text;
    double seconds; /* below 0: no time */
} times[] = {
    {"00:00", 0},
    {"09:30", 9 * HOUR + 30 * MINUTE},
    {"23:59:59", 86399},
    {"00:00:01", SECOND},
    {"00:00:00.5", 0.5},
    {"00:00:00.125", 0.125},
    {"00:00:00.1250000000000000000000000000", 0.125},
    {"12:00:00.000", 12 * HOUR},

    {"", -1},
    {"0", -1},
    {"09", -1},
    {"09:", -1},
    {"09:3", -1},
    {"9:30", -1},
    {"09:30:", -1},
    {"09:30:0", -1},
    {"09:30:00.", -1},
    {"09:30:00.x", -1},
    {"09:30:00x", -1},
    {"09:30:00,5", -1},
    {"24:00", -1},
    {"09:60", -1},
    {"09:30:60", -1},
    {"-9:30", -1},
    {"09-30", -1},
    {"09:30-00", -1},
    {"09:30:00Z", -1},
    {" 09:30", -1},
    {"09:30 ", -1},
    {"09:30.5", -1},
    {"00:00:00.1234567890x", -1},
};

START_TEST(time_of_day)
{
    xt_str text = xt_exact(xt_str_of(times[_i].text));
    double fraction = 7;
    bool is_time = xt_time_parse(text, &fraction);
    ck_assert_msg(is_time == (times[_i].seconds >= 0), "\"%s\"", times[_i].text);
    ck_assert_double_eq(fraction, is_time ? times[_i].seconds / 86400 : 7);
    free((void *)text.data);
}
END_TEST

static const struct {
    const char *text;
    bool is_duration;
    double seconds;
} durations[] = {
    {"PT12H30M00S", true, 12 * HOUR + 30 * MINUTE},
    {"PT36H00M00S", true, 36 * HOUR},
    {"PT0S", true, 0},
    {"PT90M", true, 90 * MINUTE},
    {"PT0.125S", true, 0.125},
    {"PT13H23M45.000000000S", true, 13 * HOUR + 23 * MINUTE + 45},
    {"P1D", true, 24 * HOUR},
    {"P1DT1H", true, 25 * HOUR},
    {"-PT1H30M", true, -(HOUR + 30 * MINUTE)},
    {"PT999999999H", true, 999999999.0 * HOUR},

    {"", false, 0},
    {"P", false, 0},
    {"-", false, 0},
    {"PT", false, 0},
    {"P1DT", false, 0},
    {"T1H", false, 0},
    {"PT1", false, 0},
    {"PT1X", false, 0},
    {"PTH", false, 0},
    {"PT1H ", false, 0},
    {"PT1M1H", false, 0},
    {"PT1H1H", false, 0},
    {"PT1.5H", false, 0},
    {"PT1.S", false, 0},
    {"PT.5S", false, 0},
    {"PT1,5S", false, 0},
    {"PT-1H", false, 0},
    {"+PT1H", false, 0},
    {"--PT1H", false, 0},
    {"P1Y", false, 0},
    {"P1M", false, 0},
    {"P1H", false, 0},
    {"PT1D", false, 0},
    {"pt1h", false, 0},
    {"PT1000000000H", false, 0},
    {"12:30:00", false, 0},
};

START_TEST(duration)
{
    xt_str text = xt_exact(xt_str_of(durations[_i].text));
    double length = 7;
    ck_assert_msg(xt_duration_parse(text, &length) == durations[_i].is_duration, "\"%s\"",
                  durations[_i].text);
    ck_assert_double_eq(length, durations[_i].is_duration ? durations[_i].seconds / 86400 : 7);
    free((void *)text.data);
}
END_TEST

START_TEST(fraction_below_one)
{
    double fraction;
    ck_assert(xt_time_parse(XT_LITERAL("23:59:59.99999999999999999999999999999999"), &fraction));
    ck_assert(fraction < 1);
    ck_assert(fraction > 0.99999);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("calendar");
    TCase *tcase = tcase_create("calendar");
    tcase_add_loop_test(tcase, valid, 0, XT_ENTRIES(dates));
    tcase_add_loop_test(tcase, known_days, 0, XT_ENTRIES(days));
    tcase_add_test(tcase, every_day);
    tcase_add_test(tcase, far_days);
    tcase_add_loop_test(tcase, serial_to_iso, 0, XT_ENTRIES(serials));
    tcase_add_test(tcase, not_a_number);
    tcase_add_loop_test(tcase, serial_to_day, 0, XT_ENTRIES(serial_days));
    tcase_add_test(tcase, day_to_serial);
    tcase_add_test(tcase, serial_comes_back);
    tcase_add_loop_test(tcase, fiscal_year, 0, XT_ENTRIES(fiscal));
    tcase_add_test(tcase, fiscal_edges);
    tcase_add_test(tcase, day_to_iso);
    tcase_add_loop_test(tcase, iso, 0, XT_ENTRIES(isos));
    tcase_add_loop_test(tcase, time_of_day, 0, XT_ENTRIES(times));
    tcase_add_loop_test(tcase, duration, 0, XT_ENTRIES(durations));
    tcase_add_test(tcase, fraction_below_one);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
