/* SPDX-License-Identifier: MIT */
#include "xt_test.h"

#include "thai/date.h"

#include <stdio.h>

enum {
    D = XT_DATE_DAY,
    M = XT_DATE_MONTH,
    Y = XT_DATE_YEAR,
    THAI = XT_DATE_THAI_DIGITS,
    SHORT = XT_DATE_SHORT_YEAR,
    CE = XT_DATE_CE_YEAR,
    SWAPPED = XT_DATE_SWAPPED,
};

static const struct {
    const char *text;
    int year, month, day; /* CE */
    int precision;
    unsigned flags;
} dates[] = {
    /* as they are really written */
    {"18 พ.ย. 68", 2025, 11, 18, D, SHORT},
    {"5 ก.ย. 68", 2025, 9, 5, D, SHORT},
    {"09/09/2565", 2022, 9, 9, D, 0},
    {"12/1/2568", 2025, 1, 12, D, 0},
    {"12-1-2568", 2025, 1, 12, D, 0},
    {"23 มีนาคม 2569", 2026, 3, 23, D, 0},
    {"๒๓ สิงหาคม ๒๕๖๐", 2017, 8, 23, D, THAI},
    {"วันที่ 9 เดือนกันยายน พ.ศ. 2565", 2022, 9, 9, D, 0},
    {"ลว. 29 พ.ย. 67", 2024, 11, 29, D, SHORT},
    {"29พ.ย.67", 2024, 11, 29, D, SHORT},
    {"2024-03-31", 2024, 3, 31, D, CE},
    {"2567-03-31", 2024, 3, 31, D, 0},
    {"ส.ค.๖๘", 2025, 8, 1, M, THAI | SHORT},
    {"มค 68", 2025, 1, 1, M, SHORT},
    {"มีนาคม 2567", 2024, 3, 1, M, 0},
    {"03/2567", 2024, 3, 1, M, 0},
    {"2567", 2024, 1, 1, Y, 0},
    {"พ.ศ. 2567", 2024, 1, 1, Y, 0},

    /* leap days are those of the CE year */
    {"29 ก.พ. 2567", 2024, 2, 29, D, 0},
    {"29/2/2567", 2024, 2, 29, D, 0},
    {"2567-02-29", 2024, 2, 29, D, 0},
    {"29 กุมภาพันธ์ 2543", 2000, 2, 29, D, 0},

    /* edges of the fiscal year and of the calendar */
    {"30 ก.ย. 2566", 2023, 9, 30, D, 0},
    {"1 ต.ค. 2566", 2023, 10, 1, D, 0},
    {"31/12/2567", 2024, 12, 31, D, 0},
    {"1/1/2567", 2024, 1, 1, D, 0},

    /* day before month; the other way only where there is no other */
    {"1/2/2567", 2024, 2, 1, D, 0},
    {"12/12/2567", 2024, 12, 12, D, 0},
    {"12/13/2567", 2024, 12, 13, D, SWAPPED},
    {"2/29/67", 2024, 2, 29, D, SWAPPED | SHORT},
    {"03-31-2024", 2024, 3, 31, D, SWAPPED | CE},

    /* years */
    {"1/1/2400", 1857, 1, 1, D, 0},
    {"1/1/2700", 2157, 1, 1, D, 0},
    {"1/1/1900", 1900, 1, 1, D, CE},
    {"1/1/2200", 2200, 1, 1, D, CE},
    {"1/1/00", 1957, 1, 1, D, SHORT},
    {"1/1/99", 2056, 1, 1, D, SHORT},
    {"2024", 2024, 1, 1, Y, CE},
    {"03/2024", 2024, 3, 1, M, CE},
    {"2567-03", 2024, 3, 1, M, 0},
    {"พ.ศ. ๖๗", 2024, 1, 1, Y, THAI | SHORT},
    {"พ.ศ.2567", 2024, 1, 1, Y, 0},
    {"พศ 2567", 2024, 1, 1, Y, 0},
    {"พ. ศ. 2567", 2024, 1, 1, Y, 0},
    {"เดือนมีนาคม พ.ศ. 2567", 2024, 3, 1, M, 0},
    {"เดือน มี.ค. ๖๗", 2024, 3, 1, M, THAI | SHORT},

    /* dots and blanks, there and not */
    {"18 พย 68", 2025, 11, 18, D, SHORT},
    {"18 พ. ย. 68", 2025, 11, 18, D, SHORT},
    {"18 พ.ย 68", 2025, 11, 18, D, SHORT},
    {"18พย68", 2025, 11, 18, D, SHORT},
    {" 18  พ.ย.  68 ", 2025, 11, 18, D, SHORT},
    {"18\u00A0พ.ย.\u00A068", 2025, 11, 18, D, SHORT},
    {"18 พ.ย.\n68\n", 2025, 11, 18, D, SHORT},
    {"18-พ.ย.-68", 2025, 11, 18, D, SHORT},
    {"18/พ.ย./2568", 2025, 11, 18, D, 0},
    {"2567/3/31", 2024, 3, 31, D, 0},
    {"2567-3-31", 2024, 3, 31, D, 0},
    {"12 / 1 / 2568", 2025, 1, 12, D, 0},
    {"๑๒/๑/๒๕๖๘", 2025, 1, 12, D, THAI},
    {"ลว 29 พ.ย. 67", 2024, 11, 29, D, SHORT},
    {"ลว.29/11/2567", 2024, 11, 29, D, 0},
    {"ลงวันที่ 29 พฤศจิกายน 2567", 2024, 11, 29, D, 0},
    {"วันที่29/11/2567", 2024, 11, 29, D, 0},
    {"วันที่ ๒๙ พ.ย. ๒๕๖๗", 2024, 11, 29, D, THAI},

    /* English */
    {"18 November 2025", 2025, 11, 18, D, CE},
    {"18 november 2568", 2025, 11, 18, D, 0},
    {"18-Nov-2025", 2025, 11, 18, D, CE},
    {"18 Nov. 2025", 2025, 11, 18, D, CE},
    {"18 NOV 68", 2025, 11, 18, D, SHORT},
    {"May 2567", 2024, 5, 1, M, 0},
    {"1 may 2567", 2024, 5, 1, D, 0},

    /* ISO 8601 with a time, as programs write a date */
    {"2024-03-31T00:00:00", 2024, 3, 31, D, CE},
    {"2567-03-31 09:30:00.125", 2024, 3, 31, D, 0},
    {"2024-03-31T09:30Z", 2024, 3, 31, D, CE},
};

START_TEST(parse)
{
    xt_str text = xt_exact(xt_str_of(dates[_i].text));
    xt_thai_date date = {0};
    char got[XT_ISO_SIZE];
    ck_assert_msg(xt_thai_date_parse(text, &date), "\"%s\" is refused", dates[_i].text);
    ck_assert_msg(date.day == xt_day_of((xt_civil){dates[_i].year, dates[_i].month, dates[_i].day}),
                  "\"%s\" is %s", dates[_i].text, xt_day_iso(date.day, got));
    ck_assert_int_eq((int)date.precision, dates[_i].precision);
    ck_assert_uint_eq(date.flags, dates[_i].flags);
    free((void *)text.data);
}
END_TEST

static const char *const refused[] = {
    "",
    " ",
    "-",
    "/",
    ".",
    "0",
    "1",
    "68",
    "256",
    "25677",
    "-2567",
    "2567-",
    "2567.0",
    "2,567",
    /* no day of the calendar */
    "31 เม.ย. 2567",
    "31/4/2567",
    "29 ก.พ. 2566",
    "29/2/2566",
    "30/2/2567",
    "0/1/2567",
    "1/0/2567",
    "32/1/2567",
    "0 ม.ค. 2567",
    "32 ม.ค. 2567",
    "13/13/2567",
    "31/31/2567",
    "2/30/2567",
    "2567-04-31",
    "2566-02-29",
    "2567-13-01",
    "2567-00-01",
    "2567-03-00",
    "13/2567",
    "00/2567",
    "2567-13",
    "99/99/9999",
    /* years that are none */
    "1/1/2399",
    "1/1/2701",
    "1/1/1899",
    "1/1/2201",
    "1/1/2300",
    "1/1/0000",
    "1/1/567",
    "1/1/7",
    "1/1/02567",
    "2399",
    "พ.ศ. 2024",
    "พ.ศ.",
    "พ.ศ. 256",
    "18 พ.ย.",
    "18 พ.ย. 7",
    "18 พ.ย. 168",
    "มีนาคม",
    /* too little or too much */
    "18",
    "18/",
    "18/11",
    "18/11/",
    "/11/2568",
    "18/11/2568/",
    "18//11/2568",
    "18/11-2568",
    "18-11/2568",
    "1/1/1/2567",
    "18.11.2568",
    "18 11 2568",
    "018/11/2568",
    "18/011/2568",
    "2567-003-31",
    "18 พ.ย. 68 น.",
    "x 18 พ.ย. 68",
    "18 พ.ย. 68 - 20 พ.ย. 68",
    "ต.ค. 67 - ธ.ค. 67",
    "18 พ.ย. พ.ย. 68",
    "วันที่",
    "ลว.",
    "เดือน",
    "วันที่ เดือน พ.ศ.",
    "วันที่ - เดือน - พ.ศ. -",
    "3/67",
    "1/69 ลว. 1 ต.ค. 68",
    "2567/2568",
    "2567-2568",
    "1/2/3",
    /* months that are none */
    "18 พ.ข. 68",
    "18 ย.พ. 68",
    "18 พ 68",
    "18 มีนา 68",
    "18 Novem 2025",
    "18 N 2025",
    "18 Sept 2025",
    "18 ม.. 68",
    "18 มกราคมม 68",
    "18..พ.ย. 68",
    /* times */
    "2024-03-31T",
    "2024-03-31Z",
    "2024-03-31T24:00",
    "2024-03-31 9:30",
    "2024-03-31x",
    "18/11/2568 09:30",
    "09:30",
    "2024-03-31T09:30ZZ",
    /* cut and broken UTF-8 */
    "18 พ.\xE0\xB8",
    "18 พ.ย. 68\xE0\xB9",
    "\xE0",
    "18 \xFF 68",
    /* numbers and texts of other kinds */
    "45382",
    "1e5",
    "+2567",
    "ไม่มี",
    "อยู่ระหว่างดำเนินการ",
};

START_TEST(refuse)
{
    xt_str text = xt_exact(xt_str_of(refused[_i]));
    xt_thai_date date = {.day = 7, .flags = 99};
    ck_assert_msg(!xt_thai_date_parse(text, &date), "\"%s\" is taken", refused[_i]);
    ck_assert_int_eq(date.day, 7);
    ck_assert_uint_eq(date.flags, 99);
    free((void *)text.data);
}
END_TEST

/* The spellings of each month from January to December. */
static const struct {
    const char *full, *brief, *dotless, *english, *three;
} months[] = {
    {"มกราคม", "ม.ค.", "มค", "January", "Jan"},    {"กุมภาพันธ์", "ก.พ.", "กพ", "February", "Feb"},
    {"มีนาคม", "มี.ค.", "มีค", "March", "Mar"},       {"เมษายน", "เม.ย.", "เมย", "April", "Apr"},
    {"พฤษภาคม", "พ.ค.", "พค", "May", "May"},       {"มิถุนายน", "มิ.ย.", "มิย", "June", "Jun"},
    {"กรกฎาคม", "ก.ค.", "กค", "July", "Jul"},      {"สิงหาคม", "ส.ค.", "สค", "August", "Aug"},
    {"กันยายน", "ก.ย.", "กย", "September", "Sep"},  {"ตุลาคม", "ต.ค.", "ตค", "October", "Oct"},
    {"พฤศจิกายน", "พ.ย.", "พย", "November", "Nov"}, {"ธันวาคม", "ธ.ค.", "ธค", "December", "Dec"},
};

START_TEST(month_names)
{
    const char *spellings[] = {months[_i].full, months[_i].brief, months[_i].dotless, months[_i].english,
                               months[_i].three};
    xt_day expected = xt_day_of((xt_civil){2024, _i + 1, 28});
    for (int i = 0; i < XT_ENTRIES(spellings); i++) {
        char text[64];
        xt_thai_date date = {0};
        snprintf(text, sizeof text, "28 %s 2567", spellings[i]);
        ck_assert_msg(xt_thai_date_parse(xt_str_of(text), &date), "\"%s\" is refused", text);
        ck_assert_int_eq(date.day, expected);
    }
    ck_assert_str_eq(xt_thai_month(_i + 1), months[_i].full);
    ck_assert_str_eq(xt_thai_month_short(_i + 1), months[_i].brief);
}
END_TEST

START_TEST(no_month)
{
    static const int none[] = {INT32_MIN, -1, 0, 13, INT32_MAX};
    for (int i = 0; i < XT_ENTRIES(none); i++) {
        ck_assert_ptr_null(xt_thai_month(none[i]));
        ck_assert_ptr_null(xt_thai_month_short(none[i]));
    }
}
END_TEST

static const struct {
    int year, month, day;
    const char *text;
} written[] = {
    {2024, 3, 31, "31 มี.ค. 2567"}, {2025, 11, 8, "8 พ.ย. 2568"},    {2000, 2, 29, "29 ก.พ. 2543"},
    {1, 1, 1, "1 ม.ค. 544"},       {9999, 12, 31, "31 ธ.ค. 10542"},
};

START_TEST(write_short)
{
    char out[XT_THAI_DATE_SIZE];
    xt_day day = xt_day_of((xt_civil){written[_i].year, written[_i].month, written[_i].day});
    ck_assert_str_eq(xt_thai_date_short(day, out), written[_i].text);
}
END_TEST

START_TEST(written_comes_back)
{
    xt_day last = xt_fiscal_last(2570);
    for (xt_day day = xt_fiscal_first(2560); day <= last; day++) {
        char out[XT_THAI_DATE_SIZE];
        xt_thai_date date;
        ck_assert(xt_thai_date_parse(xt_str_of(xt_thai_date_short(day, out)), &date));
        ck_assert_int_eq(date.day, day);
        ck_assert_uint_eq(date.flags, 0);
    }
}
END_TEST

START_TEST(very_long)
{
    enum { SIZE = 1 << 20 };
    static const char fills[] = {'1', ' ', '.', '/', 'a'};
    char *data = malloc(SIZE);
    xt_thai_date date;
    ck_assert_ptr_nonnull(data);
    memset(data, fills[_i], SIZE);
    ck_assert(!xt_thai_date_parse((xt_str){data, SIZE}, &date));
    memset(data, ' ', SIZE);
    xt_str text = XT_LITERAL("1/1/2567");
    memcpy(data + SIZE / 2, text.data, text.size);
    ck_assert(xt_thai_date_parse((xt_str){data, SIZE}, &date));
    free(data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("thai_date");
    TCase *tcase = tcase_create("thai_date");
    tcase_add_loop_test(tcase, parse, 0, XT_ENTRIES(dates));
    tcase_add_loop_test(tcase, refuse, 0, XT_ENTRIES(refused));
    tcase_add_loop_test(tcase, month_names, 0, XT_ENTRIES(months));
    tcase_add_test(tcase, no_month);
    tcase_add_loop_test(tcase, write_short, 0, XT_ENTRIES(written));
    tcase_add_test(tcase, written_comes_back);
    tcase_add_loop_test(tcase, very_long, 0, 5);
    suite_add_tcase(suite, tcase);
    return suite;
}

XT_TEST_MAIN(make_suite)
