/* SPDX-License-Identifier: MIT
 *
 * Rules about cells and rows over whole workbooks: each fires where it should, once, and nothing else does.
 */
#include "check/books.h"

/* Changes to the clean sheet, and all that is then found. Columns: A no, B year, C agency, D item, E budget,
 * F source, G status, H method, I reference price, J price, K tax ID, L vendor, M project, N contract, O
 * signed, P ends, Q count. */
typedef struct change_case {
    const char *changes, *found;
} change_case;

static const change_case CELLS[] = {
    {"", ""},
    /* blank, or only a dash */
    {"D2", "required-missing D2"},
    {"E2 ' ", "required-missing E2"},
    {"J2", "required-missing J2"},
    {"K2", "required-missing K2"},
    {"L2 -", "placeholder L2 [-]"},
    {"O3 ไม่มี", "placeholder O3 [ไม่มี]"},
    {"J2 ' - ", "placeholder J2 [-]"},
    {"B2", "required-missing B2"},
    /* what need not be filled in */
    {"A2|C2|F2|M2|N2|P2|Q2", ""},
    {"F2 -|M2 -|N2 -|P2 -|Q2 -", ""},
    /* before signing and after cancelling less is asked for */
    {"G2 ยกเลิกการดำเนินการ|I2|J2|K2|L2|O2", ""},
    {"G2 ยังไม่ลงนามในสัญญา|I2 -|J2 -|K2 -|L2 -|O2 -|P2 -", ""},
    {"J5 =0|I5 =0", ""},
    {"G5 อยู่ระหว่างระยะสัญญา",
     "required-missing I5; required-missing J5; required-missing K5; required-missing L5; "
     "required-missing O5"},
    /* without a status it is not certain what may be blank */
    {"G2|J2|K2|L2", "required-missing G2"},
    {"G2|L2 -", "required-missing G2; placeholder L2 [-]"},
    {"G2|J2 =0", "required-missing G2"},
    {"G2|D2", "required-missing D2; required-missing G2"},
    /* where the form allows a zero */
    {"I2 =0", ""},
    {"I2 0.00", "number-as-text I2 [0.00] {0.00} ->0.00"},
    /* numbers */
    {"E2 ห้าแสน", "type-number E2 [ห้าแสน]"},
    {"E2 ?1.2.3", "type-number E2 [1.2.3]"},
    {"E2 100,000 บาท", "number-as-text E2 [100,000 บาท] {100000.00} ->100000.00"},
    {"E2 ๑๐๐,๐๐๐", "thai-digits E2 [๑๐๐,๐๐๐] {100000.00} ->100000.00"},
    {"B2 พ.ศ. 2567", "number-as-text B2 [พ.ศ. 2567] {2567} ->2567"},
    {"Q2 ๑", "thai-digits Q2 [๑] {1} ->1"},
    {"Q2 งวดเดียว", "type-number Q2 [งวดเดียว]"},
    {"J2 =0", "amount-zero J2 [0]"},
    {"J2 =-5.5", "amount-negative J2 [-5.5]"},
    {"J2 (500)", "number-as-text J2 [(500)] {-500.00} ->-500.00; amount-negative J2 [(500)]"},
    {"E2 =0", "amount-zero E2 [0]"},
    /* dates */
    {"P2 ส.ค. 67", "type-date P2 [ส.ค. 67]"},
    {"P2 =45330", "type-date P2 [45330]"},
    {"P2 8 ก.พ. 67", "date-as-text P2 [8 ก.พ. 67] {2024-02-08} ->2024-02-08"},
    {"P2 ๘ ก.พ. ๖๗", "thai-digits P2 [๘ ก.พ. ๖๗] {2024-02-08} ->2024-02-08"},
    {"P2 2/25/2567", "date-as-text P2 [2/25/2567] {2024-02-25}"},
    {"O2 @243627", "date-era O2 [2567-01-09] {2024-01-09} ->2024-01-09"},
    /* words */
    {"H2 เฉพาะเจาะจง", "enum-alias H2 [เฉพาะเจาะจง] {วิธีเฉพาะเจาะจง} ->วิธีเฉพาะเจาะจง"},
    {"H4 วิธีคัดเลือ", "enum-unknown H4 [วิธีคัดเลือ] {วิธีคัดเลือก}"},
    {"G2 บริหารสัญญา", "enum-unknown G2 [บริหารสัญญา] {ยังไม่ลงนามในสัญญา | อยู่ระหว่างระยะสัญญา | สิ้นสุดระยะสัญญา | "
                     "ยกเลิกการดำเนินการ}"},
    {"F2 เงินบริจาค", "enum-unknown F2 [เงินบริจาค]"},
    {"H2 วิธีเฉพาะเจาะจง ", "text-space H2 [วิธีเฉพาะเจาะจง ] {วิธีเฉพาะเจาะจง} ->วิธีเฉพาะเจาะจง"},
    {"D2 ซื้อ  วัสดุ", "text-space D2 [ซื้อ  วัสดุ] {ซื้อ วัสดุ} ->ซื้อ วัสดุ"},
    {"D2 จ้าง ๒ งาน", ""},
    /* IDs */
    {"K2 7100600445635", "tax-id-checksum K2 [7100600445635] {…8}"},
    {"K2 =7100600445635", "tax-id-checksum K2 [7100600445635] {…8}"},
    {"K2 036552900004", "tax-id-length K2 [036552900004]"},
    {"K2 365529000042", "tax-id-length K2 [365529000042] {0365529000042}"},
    {"K2 =365529000042", "tax-id-as-number K2 [365529000042] {0365529000042} ->0365529000042"},
    {"K2 0-3655-29000-04-2", "tax-id-format K2 [0-3655-29000-04-2] {0365529000042} ->0365529000042"},
    {"K2 ๐๓๖๕๕๒๙๐๐๐๐๔๒", "thai-digits K2 [๐๓๖๕๕๒๙๐๐๐๐๔๒] {0365529000042} ->0365529000042"},
    {"K2 =365529000000", "tax-id-rounded K2 [365529000000]"},
    {"K2 3.65529E+11", "tax-id-rounded K2 [3.65529E+11]"},
    {"K2 130990115xxxx", "tax-id-masked K2 [130990115xxxx]"},
    {"M2 6701900001", "project-no-format M2 [6701900001]"},
    {"M2 =67019000001", "project-no-as-number M2 [67019000001] {67019000001} ->67019000001"},
    /* errors and formulas */
    {"D2 #REF!", "cell-error D2 [#REF!]"},
    {"J2 #N/A", "cell-error J2 [#N/A]"},
    {"J2 ~=98500", "formula-cell J2 [98500]"},
    {"J2 ~98,500", "formula-cell J2 [98,500]; number-as-text J2 [98,500] {98500.00}"},
    {"J2 ~#DIV/0!", "cell-error J2 [#DIV/0!]"}, /* an error is no value, whatever gave it */
};

START_TEST(finds_in_cells)
{
    char *rows = change_rows(clean_rows(), CELLS[_i].changes);
    check_rows(rows, ALL_KINDS_RULES, true, CELLS[_i].found);
    free(rows);
}
END_TEST

static const change_case ROWS[] = {
    /* prices: above the budget is worse, and is told once */
    {"J2 =99000", ""},
    {"J2 =99000.01", "price-over-reference J2 [99000.01] {≤ 99000.00} <99000.00>"},
    {"J2 =100000", "price-over-reference J2 [100000.00] {≤ 99000.00} <99000.00>"},
    {"J2 =100000.01", "price-over-budget J2 [100000.01] {≤ 100000.00} <100000.00>"},
    {"I2 =120000", ""},
    {"I2 =120000|J2 =110000", "price-over-budget J2 [110000.00] {≤ 100000.00} <100000.00>"},
    {"I2 =98500|E2 =98500", ""},
    {"I2", "required-missing I2"},
    /* scale: ten or a hundred times the others, or a part of them */
    {"E2 =990000", "amount-scale E2 [990000.00] (99000.00) <10>"},
    {"E2 =9900000", "amount-scale E2 [9900000.00] (99000.00) <100>"},
    {"I2 =985000", "amount-scale I2 [985000.00] (100000.00) <10>"},
    {"J2 =9900", "amount-scale J2 [9900.00] (100000.00) <1/10>"},
    {"J2 =985", "amount-scale J2 [985.00] (100000.00) <1/100>"},
    {"J2 =50000", ""},
    {"J2 =12000", ""},
    {"E2 =500000", ""},
    {"E2 =2000000|I2 =2000000", ""},
    /* the period of the form: 1 October 2566 to 31 March 2567 */
    {"O2 @45201", ""},
    {"O2 @45380|P2 @45400", ""},
    {"O2 @45198", "date-range O2 [2023-09-29] {2023-10-01..2024-03-31} (2023-10-01) <2024-03-31>"},
    {"O2 @45383|P2 @45400", "date-range O2 [2024-04-01] {2023-10-01..2024-03-31} (2023-10-01) <2024-03-31>"},
    {"O2 1 เมษายน 2567|P2 @45400", "date-as-text O2 [1 เมษายน 2567] {2024-04-01} ->2024-04-01; date-range O2 "
                                   "[2024-04-01] {2023-10-01..2024-03-31} (2023-10-01) <2024-03-31>"},
    {"O2 @243699|P2 @45400", "date-era O2 [2567-03-22] {2024-03-22} ->2024-03-22"},
    {"O2 @45383|P2 @45400|G2 ยกเลิกการดำเนินการ",
     "date-range O2 [2024-04-01] {2023-10-01..2024-03-31} (2023-10-01) <2024-03-31>"},
    /* weekends */
    {"O2 @45296", ""},
    {"O2 @45297", "date-weekend O2 [2024-01-06]"},
    {"O2 @45298", "date-weekend O2 [2024-01-07]"},
    {"O2 @45299", ""},
    {"O2 @45382", "date-weekend O2 [2024-03-31]; date-order P2 [2024-02-08] {≥ 2024-03-31} (2024-03-31)"},
    /* order */
    {"P2 @45300", ""},
    {"P2 @45299", "date-order P2 [2024-01-08] {≥ 2024-01-09} (2024-01-09)"},
    {"P2", ""},
    /* what is only a guess decides nothing else */
    {"O2 3/30/2567|P2 @45300", "date-as-text O2 [3/30/2567] {2024-03-30}"},
    /* the year */
    {"B2 =2566", "fiscal-year-mismatch B2 [2566] {2567}"},
    {"B2 =2024", "fiscal-year-mismatch B2 [2024] {2567}"},
    {"B2 =67", "fiscal-year-mismatch B2 [67] {2567}"},
    /* the limit of the method */
    {"E3 =500000|J3 =500000|I3 =500000", ""},
    {"E3 =510000|J3 =500000.01|I3 =500001", "method-threshold J3 [500000.01] <500000.00>"},
    {"H4 เฉพาะเจาะจง",
     "enum-alias H4 [เฉพาะเจาะจง] {วิธีเฉพาะเจาะจง} ->วิธีเฉพาะเจาะจง; method-threshold J4 [2100000.00] "
     "<500000.00>"},
    {"H3 วิธีคัดเลือก|E3 =510000|J3 =500000.01|I3 =500001", ""},
    /* the sequence */
    {"A2 =2", "sequence A2 [2] {1} ->1"},
    {"A5 =5", "sequence A5 [5] {4} ->4"},
    {"A3|A4 -", ""},
    {"A3 2.", "number-as-text A3 [2.] {2} ->2"},
    {"A3 ก", "type-number A3 [ก]"},
};

START_TEST(finds_in_rows)
{
    char *rows = change_rows(clean_rows(), ROWS[_i].changes);
    check_rows(rows, ALL_KINDS_RULES, true, ROWS[_i].found);
    free(rows);
}
END_TEST

/* A rule that the template does not switch on is silent. */
START_TEST(keeps_silent_without_rules)
{
    char *rows = change_rows(clean_rows(), ROWS[_i].changes);
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    static const char *const OF_CELLS[] = {"number-as-text", "type-number", "date-as-text",
                                           "date-era",       "enum-alias",  "required-missing"};
    for (size_t i = 0; i < xt_result_count(done.result); i++) {
        const char *code = xt_result_finding(done.result, i).code;
        bool of_cell = false;
        for (size_t n = 0; n < sizeof OF_CELLS / sizeof *OF_CELLS; n++)
            of_cell = of_cell || strcmp(code, OF_CELLS[n]) == 0;
        ck_assert_msg(of_cell, "%s: %s", ROWS[_i].changes, code);
    }
    check_end(&done);
    xt_templates_close(set);
    free(rows);
}
END_TEST

/* ------------------------------------------------------------ what a finding carries */

START_TEST(carries_everything)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    char *rows = change_rows(clean_rows(), "J3 =450001|K3 =107537000939");
    const test_sheet sheets[] = {{.name = "แผ่น o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_uint_eq(xt_result_count(done.result), 2);
    xt_finding f = xt_result_finding(done.result, 1);
    ck_assert_str_eq(f.code, "tax-id-as-number");
    ck_assert_int_eq(f.severity, XT_WARNING);
    ck_assert_str_eq(f.sheet, "แผ่น o99");
    ck_assert_uint_eq(f.row, 3);
    ck_assert_uint_eq(f.column, 11);
    ck_assert_str_eq(f.cell, "K3");
    ck_assert_str_eq(f.field, "tax_id");
    xt_assert_str(f.label, "เลขประจำตัวผู้เสียภาษี");
    xt_assert_str(f.value, "107537000939");
    xt_assert_str(f.repair, "0107537000939");
    ck_assert_ptr_null(f.other.data);
    ck_assert_ptr_null(f.limit.data);
    ck_assert_str_eq(xt_rule_at((size_t)f.rule, XT_LANG_EN).code, f.code);
    f = xt_result_finding(done.result, 0);
    ck_assert_str_eq(f.code, "price-over-budget");
    ck_assert_ptr_null(f.repair.data);
    ck_assert_uint_eq(xt_result_severity_count(done.result, XT_ERROR), 1);
    ck_assert_uint_eq(xt_result_severity_count(done.result, XT_WARNING), 1);
    ck_assert_uint_eq(xt_result_severity_count(done.result, XT_NOTE), 0);
    check_end(&done);
    xt_templates_close(set);
    free(rows);
}
END_TEST

/* A finding about a row, or about the sheet, names no column and no field. */
START_TEST(names_no_column_of_rows)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    const test_sheet sheets[] = {
        {.name = "o99", .rows = ALL_KINDS_HEAD "\n" CLEAN_2 "\n" CLEAN_2 "\n\nข้อเสนอแนะ: ไม่มี"}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    xt_finding f = xt_result_finding(done.result, 0);
    ck_assert_str_eq(f.code, "duplicate-row");
    ck_assert_uint_eq(f.row, 3);
    ck_assert_uint_eq(f.column, 0);
    ck_assert_str_eq(f.cell, "");
    ck_assert_ptr_null(f.field);
    ck_assert_ptr_null(f.label.data);
    xt_assert_str(f.other, "2");
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* A text below the table that is not there has its own label. */
START_TEST(names_the_note_that_is_missing)
{
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    const test_sheet sheets[] = {{.name = "o99", .rows = ALL_KINDS_HEAD "\n" CLEAN_2}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    xt_finding f = xt_result_finding(done.result, 0);
    char message[1024];
    ck_assert_str_eq(f.code, "required-missing");
    ck_assert_ptr_null(f.field);
    xt_assert_str(f.label, "ข้อเสนอแนะ");
    ck_assert_ptr_nonnull(strstr(xt_finding_message(&f, XT_LANG_EN, message, sizeof message), "ข้อเสนอแนะ"));
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("check");
    TCase *cases = tcase_create("check");
    tcase_add_loop_test(cases, finds_in_cells, 0, XT_ENTRIES(CELLS));
    tcase_add_loop_test(cases, finds_in_rows, 0, XT_ENTRIES(ROWS));
    tcase_add_loop_test(cases, keeps_silent_without_rules, 0, XT_ENTRIES(ROWS));
    tcase_add_test(cases, carries_everything);
    tcase_add_test(cases, names_no_column_of_rows);
    tcase_add_test(cases, names_the_note_that_is_missing);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
