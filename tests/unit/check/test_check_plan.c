/* SPDX-License-Identifier: MIT
 *
 * Rules that only forms of plans and results have: periods, places, sums, what may be masked or chosen
 * freely, the day of the data, and sheets that have nothing to list.
 */
#include "check/books.h"
#include "table/plan_form.h"

#define HEAD PLAN_HEAD "\n"
#define ROW_2                                                                                                \
    "=1|ซ่อมถนน|ต.ค. 2566 - ก.ย. 2567|เชียงใหม่|แม่ริม|=100000|=90000|0365529000042|ซื้อ|P001|=5|=3|=2|10 กม.|ไม่มี"
#define ROW_3 "=2|อบรม|ไตรมาส 2|กทม.|เขตบางรัก|=50000|=50000|130990115xxxx|จ้าง|งด|=0|=0|=0|50 คน|ไม่มี"
#define CLEAN HEAD ROW_2 "\n" ROW_3

#define FISCAL_YEAR "'xlstools:fiscalYear': 2567,"
#define AS_OF       FISCAL_YEAR "'xlstools:asOf': '03-31',"

/* Fails unless the rows, held to the form of plans, have exactly these findings. Its provinces are those that
 * are shipped. */
static void check_plan(const char *rows, const char *rules, const char *says, const xt_check_options *options,
                       const char *wanted)
{
    xt_templates *set = shipped_forms();
    xt_check_options now = options ? *options : xt_check_options_default();
    now.form = plan_form(set, rules, says);
    const test_sheet sheets[] = {{.name = "S", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, &now);
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(done.status == XT_OK, "%s",
                  xt_error_message(&done.error, XT_LANG_EN, message, sizeof message));
    char *shown = show_findings(done.result, true);
    ck_assert_msg(strcmp(shown, wanted) == 0, "found: %s\nnot:   %s", shown, wanted);
    free(shown);
    check_end(&done);
    xt_templates_close(set);
}

/* ------------------------------------------------------------ cells and rows */

/* Columns: A no, B item, C when, D province, E district, F budget, G spent, H person, I choice, J code,
 * K total, L done, M open, N target, O problem. */
typedef struct change_case {
    const char *changes, *found;
} change_case;

static const change_case CELLS[] = {
    {"", ""},
    /* periods that cannot be read, or run backwards */
    {"C2 เร็ว ๆ นี้", "type-period C2 [เร็ว ๆ นี้]"},
    {"C2 =5", "type-period C2 [5]"},
    {"C2 90 วัน", ""},
    {"C2 -", ""},
    {"C2", ""},
    {"C2 ก.ย. 2567 - ต.ค. 2566", "period-order C2 [ก.ย. 2567 - ต.ค. 2566]"},
    {"C2 30 มี.ค. 2567 - 1 มี.ค. 2567", "period-order C2 [30 มี.ค. 2567 - 1 มี.ค. 2567]"},
    {"C2 #N/A", "cell-error C2 [#N/A]"},
    {"C2 ต.ค. 2566  ", "text-space C2 [ต.ค. 2566  ] {ต.ค. 2566} ->ต.ค. 2566"},
    /* a code that the form writes in its own way; blanks around it are another matter */
    {"J2 P01", "pattern-mismatch J2 [P01]"},
    {"J2 P0011", "pattern-mismatch J2 [P0011]"},
    {"J2 =1", "pattern-mismatch J2 [1]"},
    {"J2 งด", ""},
    {"J2 -", ""},
    {"J2", ""},
    {"J2 P001 ", "text-space J2 [P001 ] {P001} ->P001"},
    /* an ID that is masked is right here; others are what they always are */
    {"H2 130990115xxxx", ""},
    {"H2 1-3099-0115X-XX-X", ""},
    {"H2 12345", "tax-id-length H2 [12345]"},
    {"H2 7100600445635", "tax-id-checksum H2 [7100600445635] {…8}"},
    /* words of one's own are as right as those of the list */
    {"I2 จัดซื้อ", ""},
    {"I2 เช่า", ""},
    {"I2 ซือ", ""},
    {"I2 =5", ""},
    {"I2 ซื้อ ", "text-space I2 [ซื้อ ] {ซื้อ} ->ซื้อ"},
    {"I2 #N/A", "cell-error I2 [#N/A]"},
    /* provinces and districts: spelled as people do, or reported with the nearest */
    {"D2 จังหวัดเชียงใหม่|E2 อ.แม่ริม", ""},
    {"D2 เชียงไหม่", "place-unknown D2 [เชียงไหม่] {เชียงใหม่}"},
    {"D2 ดาวอังคาร", "place-unknown D2 [ดาวอังคาร]"},
    {"D2  ดาวอังคาร ", "text-space D2 [ ดาวอังคาร ] {ดาวอังคาร} ->ดาวอังคาร; place-unknown D2 [ดาวอังคาร]"},
    {"E2 แม่ลิม", "place-unknown E2 [แม่ลิม] {แม่ริม} (เชียงใหม่)"},
    {"E2 บางรัก", "place-unknown E2 [บางรัก] (เชียงใหม่)"},
    {"E2 อ.เมือง", ""},
    {"D2 เชียงไหม่|E2 บางรัก", "place-unknown D2 [เชียงไหม่] {เชียงใหม่}"}, /* one thing at a time */
    {"D2|E2 บางรัก", ""},
    {"D2 -|E2 บางรัก", ""},
    {"E2", ""},
    {"E2 -", ""},
    {"D2 =5", ""},
    /* spending */
    {"G2 =100000", ""},
    {"G2 =100000.01", "spent-over-budget G2 [100000.01] {≤ 100000.00} <100000.00>"},
    {"G2 =0|F2 =0", ""},
    {"F2", ""},
    {"G2", ""},
    {"G2 -", ""},
    /* sums */
    {"K2 =6", "sum-mismatch K2 [6] {5} (แล้วเสร็จ + คงค้าง)"},
    {"M2 =0", "sum-mismatch K2 [5] {3} (แล้วเสร็จ + คงค้าง)"},
    {"K3 =1", "sum-mismatch K3 [1] {0} (แล้วเสร็จ + คงค้าง)"},
    {"K2 5", "number-as-text K2 [5] {5} ->5"},
    {"K2 6", "number-as-text K2 [6] {6} ->6; sum-mismatch K2 [6] {5} (แล้วเสร็จ + คงค้าง)"},
    {"K2", ""},
    {"L2", ""},
    {"M2 -", ""},
    {"M2 สอง", "type-number M2 [สอง]"},
};

START_TEST(finds_in_cells)
{
    char *rows = change_rows(CLEAN, CELLS[_i].changes);
    check_plan(rows, PLAN_RULES, FISCAL_YEAR, NULL, CELLS[_i].found);
    free(rows);
}
END_TEST

/* What a rule finds is not found without it. */
START_TEST(keeps_silent_without_rules)
{
    static const char *const OF_RULES[] = {"place-unknown", "spent-over-budget", "sum-mismatch",
                                           "period-range"};
    char *rows = change_rows(CLEAN, CELLS[_i].changes);
    xt_templates *set = shipped_forms();
    xt_check_options options = xt_check_options_default();
    options.form = plan_form(set, NULL, FISCAL_YEAR);
    const test_sheet sheets[] = {{.name = "S", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    for (size_t i = 0; i < xt_result_count(done.result); i++)
        for (size_t n = 0; n < sizeof OF_RULES / sizeof *OF_RULES; n++)
            ck_assert_str_ne(xt_result_finding(done.result, i).code, OF_RULES[n]);
    check_end(&done);
    xt_templates_close(set);
    free(rows);
}
END_TEST

/* A folder without places.json knows no places, and says nothing about them. */
START_TEST(knows_no_places_without_their_file)
{
    xt_templates *set = empty_forms();
    plan_form(set, PLAN_RULES, FISCAL_YEAR);
    char *rows = change_rows(CLEAN, "D2 ดาวอังคาร");
    const test_sheet sheets[] = {{.name = "S", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_uint_eq(xt_result_count(done.result), 0);
    check_end(&done);
    free(rows);
    xt_templates_close(set);
}
END_TEST

/* A period that has a day in common with the fiscal year is right. */
static const struct {
    const char *when, *more; /* of the rule */
    int fiscal_year;         /* of the options */
    const char *found;
} RANGES[] = {
    {"1 ต.ค. 2566", "", 0, ""},
    {"30 ก.ย. 2567", "", 0, ""},
    {"30 ก.ย. 2566", "", 0,
     "period-range C2 [30 ก.ย. 2566] {2023-10-01..2024-09-30} (2023-10-01) <2024-09-30>"},
    {"1 ต.ค. 2567", "", 0,
     "period-range C2 [1 ต.ค. 2567] {2023-10-01..2024-09-30} (2023-10-01) <2024-09-30>"},
    {"ก.ย. 2566 - ต.ค. 2566", "", 0, ""},
    {"ก.ย. 2567 - ธ.ค. 2568", "", 0, ""},
    {"ปี 2566-2570", "", 0, ""},
    {"ปี 2568-2570", "", 0,
     "period-range C2 [ปี 2568-2570] {2023-10-01..2024-09-30} (2023-10-01) <2024-09-30>"},
    {"@45199", "", 0, "period-range C2 [2023-09-30] {2023-10-01..2024-09-30} (2023-10-01) <2024-09-30>"},
    {"@45200", "", 0, ""},
    {"5 ปี", "", 0, ""},
    /* what may be done some months before the year begins */
    {"1 ก.ค. 2566", ", 'monthsBefore': 3", 0, ""},
    {"30 มิ.ย. 2566", ", 'monthsBefore': 3", 0,
     "period-range C2 [30 มิ.ย. 2566] {2023-07-01..2024-09-30} (2023-07-01) <2024-09-30>"},
    {"1 ต.ค. 2565", ", 'monthsBefore': 12", 0, ""},
    {"30 ก.ย. 2565", ", 'monthsBefore': 12", 0,
     "period-range C2 [30 ก.ย. 2565] {2022-10-01..2024-09-30} (2022-10-01) <2024-09-30>"},
    {"1 ธ.ค. 2565", ", 'monthsBefore': 10", 0, ""},
    {"30 พ.ย. 2565", ", 'monthsBefore': 10", 0,
     "period-range C2 [30 พ.ย. 2565] {2022-12-01..2024-09-30} (2022-12-01) <2024-09-30>"},
    /* another year */
    {"1 ต.ค. 2567", "", 2568, ""},
    {"1 มี.ค. 2567", "", 2568,
     "period-range C2 [1 มี.ค. 2567] {2024-10-01..2025-09-30} (2024-10-01) <2025-09-30>"},
    {"ธ.ค.", "", 2568, ""},
    {"29 ก.พ.", "", 0, ""}, /* what has no year lies in that year, and 2568 has no such day */
    {"29 ก.พ.", "", 2568, "type-period C2 [29 ก.พ.]"},
    /* a period that runs backwards has been reported */
    {"ก.ย. 2560 - ต.ค. 2559", "", 0, "period-order C2 [ก.ย. 2560 - ต.ค. 2559]"},
};

START_TEST(holds_periods_to_the_year)
{
    char rules[100], change[200];
    xt_check_options options = xt_check_options_default();
    options.fiscal_year = RANGES[_i].fiscal_year;
    snprintf(rules, sizeof rules, "'period-range': {'field': 'when'%s}", RANGES[_i].more);
    snprintf(change, sizeof change, "C2 %s", RANGES[_i].when);
    char *rows = change_rows(CLEAN, change), *without = change_rows(rows, "C3");
    check_plan(without, rules, FISCAL_YEAR, &options, RANGES[_i].found);
    free(without);
    free(rows);
}
END_TEST

START_TEST(holds_no_period_without_a_year)
{
    char *rows = change_rows(CLEAN, "C2 1 ต.ค. 2500");
    check_plan(rows, PLAN_RULES, "", NULL, "");
    free(rows);
}
END_TEST

/* ------------------------------------------------------------ the day of the data */

/* 19813 is 31 March 2024, 19722 is 31 December 2023. */
static const struct {
    const char *title, *says;
    int32_t as_of; /* of the options; 0: none */
    const char *found;
} DAYS[] = {
    {"แผน ปี 2567", AS_OF, 0, ""},
    {"ข้อมูล ณ วันที่ 31 มีนาคม 2567", AS_OF, 0, ""},
    {"ข้อมูล ณ วันที่ ๓๑ มี.ค. ๖๗", AS_OF, 0, ""},
    {"แผนงาน (ข้อมูล ณ วันที่ 31 มีนาคม 2567)", AS_OF, 0, ""},
    {"ข้อมูล ณ วันที่ 31 มีนาคม 2567\vของหน่วยงาน", AS_OF, 0, ""},
    {"ข้อมูล ณ วันที่ 30 เมษายน 2567", AS_OF, 0, "as-of-mismatch A1 [2024-04-30] {2024-03-31}"},
    {"ข้อมูล ณ วันที่ 31 มีนาคม 2566", AS_OF, 0, "as-of-mismatch A1 [2023-03-31] {2024-03-31}"},
    {"||แผนงาน (ข้อมูล ณ วันที่ 30/4/2567)", AS_OF, 0, "as-of-mismatch C1 [2024-04-30] {2024-03-31}"},
    {"ข้อมูล ณ วันที่ 30 เมษายน 2567\vของหน่วยงาน", AS_OF, 0, "as-of-mismatch A1 [2024-04-30] {2024-03-31}"},
    {"เรื่อง\nณ วันที่ 1 เม.ย. 67", AS_OF, 0, "as-of-mismatch A2 [2024-04-01] {2024-03-31}"},
    /* said twice, told once */
    {"ณ วันที่ 1 เม.ย. 67\nณ วันที่ 2 เม.ย. 67", AS_OF, 0, "as-of-mismatch A1 [2024-04-01] {2024-03-31}"},
    /* no day */
    {"ข้อมูล ณ วันที่ ....................", AS_OF, 0, ""},
    {"ข้อมูล ณ วันที่ มีนาคม 2567", AS_OF, 0, ""},
    {"ข้อมูล ณ วันที่", AS_OF, 0, ""},
    {"ประกาศวันที่ 30 เมษายน 2567", AS_OF, 0, ""},
    /* October belongs to the calendar year before */
    {"ณ วันที่ 31 ธันวาคม 2566", FISCAL_YEAR "'xlstools:asOf': '12-31',", 0, ""},
    {"ณ วันที่ 31 ธันวาคม 2567", FISCAL_YEAR "'xlstools:asOf': '12-31',", 0,
     "as-of-mismatch A1 [2024-12-31] {2023-12-31}"},
    /* the option's day takes the form's place */
    {"ณ วันที่ 31 มีนาคม 2567", AS_OF, 19722, "as-of-mismatch A1 [2024-03-31] {2023-12-31}"},
    {"ณ วันที่ 31 ธันวาคม 2566", AS_OF, 19722, ""},
    {"ณ วันที่ 31 มีนาคม 2567", FISCAL_YEAR, 19722, "as-of-mismatch A1 [2024-03-31] {2023-12-31}"},
    {"ณ วันที่ 30 เมษายน 2567", "", 19813, "as-of-mismatch A1 [2024-04-30] {2024-03-31}"},
    /* a form that asks for none */
    {"ณ วันที่ 30 เมษายน 2567", FISCAL_YEAR, 0, ""},
    {"ณ วันที่ 30 เมษายน 2567", "'xlstools:asOf': '03-31',", 0, ""},
};

START_TEST(compares_the_day_of_the_title)
{
    xt_check_options options = xt_check_options_default();
    options.has_as_of = DAYS[_i].as_of != 0;
    options.as_of = DAYS[_i].as_of;
    xt_bytes rows = xt_bytes_make(20000);
    xt_bytes_printf(&rows, "%s\n\n" CLEAN, DAYS[_i].title);
    check_plan(xt_bytes_cstr(&rows), "'as-of-mismatch': {}", DAYS[_i].says, &options, DAYS[_i].found);
    check_plan(xt_bytes_cstr(&rows), "", DAYS[_i].says, &options, "");
    xt_bytes_free(&rows);
}
END_TEST

/* What stands in or below the table is no title. */
START_TEST(looks_at_titles_alone)
{
    char *rows = change_rows(CLEAN "\nหมายเหตุ ข้อมูล ณ วันที่ 30 เมษายน 2567", "B2 ณ วันที่ 30 เมษายน 2567");
    check_plan(rows, "'as-of-mismatch': {}", AS_OF, NULL, "");
    free(rows);
}
END_TEST

/* ------------------------------------------------------------ whole sheets */

static const struct {
    const char *rows, *found;
} SHEETS[] = {
    {CLEAN, ""},
    {HEAD "", "no-data"},
    /* the sentence that there is nothing */
    {HEAD "|ไม่มีโครงการในปีงบประมาณนี้", ""},
    {HEAD "- ไม่มีการดำเนินการ -", ""},
    {HEAD "\n\nไม่มีโครงการ", ""},
    {HEAD "=1|ไม่มีโครงการ\nหมายเหตุ", ""},
    {HEAD "หมายเหตุ ไม่มีโครงการ", "no-data"},
    {"ไม่มีโครงการ\n" HEAD, "no-data"},
    {HEAD ROW_2 "\n|ไม่มีโครงการอื่น", ""},
    {HEAD ROW_2 "\n|ไม่มีโครงการ\n" ROW_3, ""},
};

START_TEST(finds_in_sheets)
{
    check_plan(SHEETS[_i].rows, PLAN_RULES, FISCAL_YEAR, NULL, SHEETS[_i].found);
}
END_TEST

/* One column taken out, with what stood in it: its label and the cells of both rows. */
static const struct {
    uint32_t column;
    const char *below, *found;
} ABSENT[] = {
    {1, "", ""},  /* identity */
    {14, "", ""}, /* the form comes without it too, and then nobody asks for its values */
    {13, "", "missing-label {คงค้าง}"},
    /* a text below the table stands in for the column */
    {15, "\nปัญหา/อุปสรรค: ไม่มี", ""},
    {15, "\nปัญหา/อุปสรรค|ไม่มี", ""},
    {15, "", "required-missing (ปัญหา/อุปสรรค)"},
    {15, "\nปัญหา/อุปสรรค", "required-missing A4 (ปัญหา/อุปสรรค)"},
};

START_TEST(misses_columns)
{
    char changes[64];
    char name = (char)('A' + ABSENT[_i].column - 1);
    xt_bytes rows = xt_bytes_make(20000);
    snprintf(changes, sizeof changes, "%c1|%c2|%c3", name, name, name);
    char *now = change_rows(CLEAN, changes);
    xt_bytes_printf(&rows, "%s%s", now, ABSENT[_i].below);
    check_plan(xt_bytes_cstr(&rows), PLAN_RULES, FISCAL_YEAR, NULL, ABSENT[_i].found);
    xt_bytes_free(&rows);
    free(now);
}
END_TEST

/* Where the column is there, what it asks for is asked for, and the note is not. */
START_TEST(asks_for_what_has_a_column)
{
    char *rows = change_rows(CLEAN, "N2|O2|O3");
    check_plan(rows, PLAN_RULES, FISCAL_YEAR, NULL, "required-missing N2");
    free(rows);
}
END_TEST

/* ------------------------------------------------------------ what findings say */

static const struct {
    const char *changes, *english, *thai;
} MESSAGES[] = {
    {"D2 เชียงไหม่", "\"เชียงไหม่\" is no province of Thailand; correct its spelling.",
     "\"เชียงไหม่\" ไม่ใช่ชื่อจังหวัด โปรดแก้ตัวสะกด"},
    {"E2 บางรัก", "\"บางรัก\" is no district of เชียงใหม่; correct the district or the province.",
     "\"บางรัก\" ไม่ใช่อำเภอหรือเขตของจังหวัดเชียงใหม่ โปรดแก้อำเภอหรือจังหวัด"},
    {"K2 =6", "\"เรื่องทั้งหมด\" is 6, but its parts (แล้วเสร็จ + คงค้าง) add up to 5; correct the numbers.",
     "\"เรื่องทั้งหมด\" เป็น 6 แต่ผลรวมของ แล้วเสร็จ + คงค้าง คือ 5 โปรดแก้ไข"},
    {"G2 =100000.01", "100,000.01 spent is above the budget 100,000.00; make sure of both.",
     "ใช้จ่าย 100,000.01 สูงกว่างบประมาณ 100,000.00 โปรดตรวจสอบทั้งสองค่า"},
    {"J2 P01",
     "\"P01\" does not have the shape that the form wants for \"รหัสแผน\"; compare it with the document.",
     "\"P01\" ไม่ตรงรูปแบบของ \"รหัสแผน\" โปรดตรวจสอบกับเอกสาร"},
};

START_TEST(says_it)
{
    xt_templates *set = shipped_forms();
    xt_check_options options = xt_check_options_default();
    options.form = plan_form(set, PLAN_RULES, FISCAL_YEAR);
    char message[1024], *rows = change_rows(CLEAN, MESSAGES[_i].changes);
    const test_sheet sheets[] = {{.name = "S", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_uint_eq(xt_result_count(done.result), 1);
    xt_finding f = xt_result_finding(done.result, 0);
    ck_assert_str_eq(xt_finding_message(&f, XT_LANG_EN, message, sizeof message), MESSAGES[_i].english);
    ck_assert_str_eq(xt_finding_message(&f, XT_LANG_TH, message, sizeof message), MESSAGES[_i].thai);
    check_end(&done);
    free(rows);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("check_plan");
    TCase *cases = tcase_create("check_plan");
    tcase_add_loop_test(cases, finds_in_cells, 0, XT_ENTRIES(CELLS));
    tcase_add_loop_test(cases, keeps_silent_without_rules, 0, XT_ENTRIES(CELLS));
    tcase_add_test(cases, knows_no_places_without_their_file);
    tcase_add_loop_test(cases, holds_periods_to_the_year, 0, XT_ENTRIES(RANGES));
    tcase_add_test(cases, holds_no_period_without_a_year);
    tcase_add_loop_test(cases, compares_the_day_of_the_title, 0, XT_ENTRIES(DAYS));
    tcase_add_test(cases, looks_at_titles_alone);
    tcase_add_loop_test(cases, finds_in_sheets, 0, XT_ENTRIES(SHEETS));
    tcase_add_loop_test(cases, misses_columns, 0, XT_ENTRIES(ABSENT));
    tcase_add_test(cases, asks_for_what_has_a_column);
    tcase_add_loop_test(cases, says_it, 0, XT_ENTRIES(MESSAGES));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
