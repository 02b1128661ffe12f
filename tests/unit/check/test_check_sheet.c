/* SPDX-License-Identifier: MIT
 *
 * Rules about headers and about the sheet as a whole.
 */
#include "check/books.h"

#define BELOW "\n\nข้อเสนอแนะ: ไม่มี"

#define MERGES(ranges) "<mergeCells>" ranges "</mergeCells>"
#define MERGE(range)   "<mergeCell ref=\"" range "\"/>"

/* ------------------------------------------------------------ headers */

/* The clean sheet with one label as something else. */
static const struct {
    const char *label, *typed, *found;
} LABELS[] = {
    {"ราคากลาง (บาท)", "ราคากลาง\v(บาท)", ""},
    {"ราคากลาง (บาท)", "ราคากลาง(บาท) ",
     "altered-label I1 [ราคากลาง(บาท) ] {ราคากลาง (บาท)} ->ราคากลาง (บาท)"},
    {"วิธีการจัดซื้อจัดจ้าง", "วิธีการจัดชื้อจัดจ้าง",
     "altered-label H1 [วิธีการจัดชื้อจัดจ้าง] {วิธีการจัดซื้อจัดจ้าง} ->วิธีการจัดซื้อจัดจ้าง"},
    {"เลขที่โครงการ", "เลขโครงการฯ (e-GP)", "missing-label {เลขที่โครงการ}"},
    {"เลขที่โครงการ", "", "missing-label {เลขที่โครงการ}"},
    {"เลขที่โครงการ", "ที่", "missing-label {เลขที่โครงการ}; duplicate-label M1 [ที่] (A1)"},
    {"จำนวนงวด", "จำนวนงวด|หมายเหตุ", ""},
    {"จำนวนงวด", "จำนวนงวด|ราคา กลาง (บาท)", "duplicate-label R1 [ราคา กลาง (บาท)] (I1)"},
    /* identity columns may be absent */
    {"ปีงบประมาณ", "", ""},
    {"ที่|", "|", ""},
};

START_TEST(finds_in_labels)
{
    char *rows = with(clean_rows(), LABELS[_i].label, LABELS[_i].typed);
    check_rows(rows, ALL_KINDS_RULES, true, LABELS[_i].found);
    free(rows);
}
END_TEST

/* Rules that hold a form to its columns and their order, where the template says so. */
static const struct {
    const char *rules, *label, *typed, *found;
} FIXED[] = {
    {"'extra-label': {}", "จำนวนงวด", "จำนวนงวด|หมายเหตุ", "extra-label R1 [หมายเหตุ]"},
    {"'extra-label': {}", "จำนวนงวด", "จำนวนงวด|หมายเหตุ|ผู้บันทึก",
     "extra-label R1 [หมายเหตุ]; extra-label S1 [ผู้บันทึก]"},
    {"'extra-label': {}", "จำนวนงวด", "จำนวนงวด|เลขที่สัญญา", "duplicate-label R1 [เลขที่สัญญา] (N1)"},
    {"'extra-label': {}", "จำนวนงวด", "จำนวนงวด|=5", ""},
    {"'label-order': {}", "จำนวนงวด", "จำนวนงวด|หมายเหตุ", ""},
    {"'label-order': {}", "ที่|ปีงบประมาณ|ชื่อหน่วยงาน", "ชื่อหน่วยงาน|ที่|ปีงบประมาณ", ""},
    {"'label-order': {}", "เลขที่โครงการ|เลขที่สัญญา", "เลขที่สัญญา|เลขที่โครงการ",
     "label-order N1 [เลขที่โครงการ] (เลขที่สัญญา)"},
};

START_TEST(holds_to_the_columns)
{
    char *row = with(ALL_KINDS_HEAD, FIXED[_i].label, FIXED[_i].typed);
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, row);
    xt_bytes_puts(&rows, "\n|||งาน" BELOW);
    xt_templates *set = empty_forms();
    all_kinds(set, FIXED[_i].rules);
    const test_sheet sheets[] = {{.name = "o99", .rows = xt_bytes_cstr(&rows)}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *shown = show_findings(done.result, true);
    char *rest = strstr(shown, "required-missing"); /* the one row is no matter here */
    ck_assert_ptr_nonnull(rest);
    rest[rest >= shown + 2 ? -2 : 0] = '\0';
    ck_assert_str_eq(shown, FIXED[_i].found);
    free(shown);
    check_end(&done);
    xt_templates_close(set);
    xt_bytes_free(&rows);
    free(row);
}
END_TEST

START_TEST(keeps_silent_about_order_and_extras)
{
    char *row = with(clean_rows(), "จำนวนงวด", "จำนวนงวด|หมายเหตุ");
    check_rows(row, ALL_KINDS_RULES, true, "");
    free(row);
}
END_TEST

/* ------------------------------------------------------------ rows */

#define HEAD  ALL_KINDS_HEAD "\n"
#define DUTY2 CLEAN_2
#define DUTY3 CLEAN_3
#define DUTY4 CLEAN_4

static const struct {
    const char *rows, *found;
} ROWS[] = {
    {HEAD DUTY2 BELOW, ""},
    {"แบบ o99\n\n" HEAD DUTY2 BELOW, ""},
    {HEAD "\n\n" DUTY2 BELOW, ""},
    {HEAD "(1)|(2)|(3)|(4)|(5)\n" DUTY2 BELOW, ""},
    {HEAD "=1|=2|=3|=4|=5|=6\n" DUTY2 BELOW, ""},
    /* nothing in it */
    {HEAD BELOW, "no-data"},
    {HEAD "=1|=2567|อบต.ตัวอย่าง\n=2|=2567|อบต.ตัวอย่าง" BELOW, "no-data"},
    {HEAD "(1)|(2)|(3)|(4)|(5)" BELOW, "no-data"},
    /* blank rows between data */
    {HEAD DUTY2 "\n\n" DUTY3 BELOW, "blank-row row 3 [1]"},
    {HEAD DUTY2 "\n\n\n\n" DUTY3 BELOW, "blank-row row 3 [3]"},
    {HEAD DUTY2 "\n~\n" DUTY3 BELOW, "blank-row row 3 [1]"},
    {HEAD DUTY2 "\n=2|=2567|อบต.ตัวอย่าง\n" DUTY3 BELOW, "blank-row row 3 [1]"},
    {HEAD DUTY2 "\n||| |\u00A0\n\n" DUTY3 "\n\n" DUTY4 BELOW, "blank-row row 3 [2]; blank-row row 6 [1]"},
    /* and behind them */
    {HEAD DUTY2 "\n=2|=2567|อบต.ตัวอย่าง\n=3|=2567" BELOW, "blank-row row 3 [2]"},
    {HEAD DUTY2 "\n~\n~\n~" BELOW, ""},
    {HEAD DUTY2 "\n\n=2|=2567|อบต.ตัวอย่าง" BELOW, "blank-row row 4 [1]"},
    /* sums */
    {HEAD DUTY2 "\nรวม||||=100000\n" DUTY3 BELOW, "total-row row 3 [รวม]"},
    {HEAD DUTY2 "\n" DUTY3 "\n|||รวมทั้งสิ้น|=550000" BELOW, "total-row row 4 [รวมทั้งสิ้น]"},
    {HEAD DUTY2 "\n\n|||รวมทั้งสิ้น|=550000" BELOW, "total-row row 4 [รวมทั้งสิ้น]"},
    {HEAD DUTY2 "\n\nรวม||||=100000\n" DUTY3 BELOW, "blank-row row 3 [1]; total-row row 4 [รวม]"},
    {HEAD DUTY2 "\nรวม||||=100000\n\n" DUTY3 BELOW, "total-row row 3 [รวม]; blank-row row 4 [1]"},
    {HEAD DUTY2 "\n\nรวม||||=100000\n\n" DUTY3 BELOW, "blank-row row 3 [2]; total-row row 4 [รวม]"},
    /* what stands below */
    {HEAD DUTY2 BELOW "\n\nหมายเหตุ: ข้อมูล ณ วันที่ 31 มีนาคม 2567\n|||ช่องว่าง|abc", ""},
    {HEAD DUTY2 BELOW "\n|||ลงชื่อ.............ผู้รายงาน\n|||(นาย ก)", ""},
    /* notes that the form asks for */
    {HEAD DUTY2, "required-missing (ข้อเสนอแนะ)"},
    {HEAD DUTY2 "\n\nข้อเสนอแนะ", "required-missing A4 (ข้อเสนอแนะ)"},
    {HEAD DUTY2 "\n\n|ข้อเสนอแนะ :", "required-missing B4 (ข้อเสนอแนะ)"},
    {HEAD DUTY2 "\n\nข้อเสนอแนะ|ไม่มี", ""},
    {HEAD DUTY2 "\n\nข้อเสนอแนะ: ก", ""},
    {HEAD DUTY2 "\n\nปัญหา: ก\nข้อเสนอแนะ: ก", ""},
    {HEAD DUTY2 "\nข้อเสนอแนะ: ไม่มี\n" DUTY3, ""},
    /* hidden rows that hold data */
    {HEAD "%" DUTY2 BELOW, "hidden-data row 2"},
    {HEAD DUTY2 "\n%\n\n%ข้อเสนอแนะ: ไม่มี", ""},
    {"%เรื่อง\n" HEAD DUTY2 BELOW, ""},
};

START_TEST(finds_in_rows)
{
    check_rows(ROWS[_i].rows, ALL_KINDS_RULES, true, ROWS[_i].found);
}
END_TEST

/* A form with a sum line of its own. */
START_TEST(allows_sums)
{
    xt_templates *set = empty_forms();
    const xt_template *form = all_kinds(set, NULL);
    ((xt_table *)(uintptr_t)form->tables)->totals_allowed = true;
    const test_sheet sheets[] = {
        {.name = "o99", .rows = HEAD DUTY2 "\nรวม||||~=100000" BELOW, .tail = MERGES(MERGE("A3:D3"))}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *shown = show_findings(done.result, true);
    ck_assert_str_eq(shown, "");
    ck_assert_uint_eq(xt_result_sheet(done.result, 0)->rows, 1);
    free(shown);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ merged and hidden */

static const struct {
    const char *changes, *columns, *tail, *found;
} PARTS[] = {
    /* merged cells: the cells beneath are not blank besides */
    {"D3", NULL, MERGES(MERGE("D2:D3")), "merged-cells D2 [D2:D3]"},
    {"D3|D4", NULL, MERGES(MERGE("D2:D4")), "merged-cells D2 [D2:D4]"},
    {"J2|I2", NULL, MERGES(MERGE("H2:J2")), "merged-cells H2 [H2:J2]"},
    {"D3|E3|D2|E2 =100000", NULL, MERGES(MERGE("D2:E3")), "required-missing D2; merged-cells D2 [D2:E3]"},
    {"D3|L4", NULL, MERGES(MERGE("D2:D3")), "merged-cells D2 [D2:D3]; required-missing L4"},
    {"D3|L4", NULL, MERGES(MERGE("L3:L4") MERGE("D2:D3")),
     "merged-cells D2 [D2:D3]; merged-cells L3 [L3:L4]"},
    {"D3|D4", NULL, MERGES(MERGE("D2:D3")), "merged-cells D2 [D2:D3]; required-missing D4"},
    {"", NULL, MERGES(MERGE("F2:F3")), "merged-cells F2 [F2:F3]"},
    {"", NULL, MERGES(MERGE("A1:A2")), "merged-cells A1 [A1:A2]"},
    {"", NULL, MERGES(MERGE("Q2:Q3")), "merged-cells Q2 [Q2:Q3]"},
    {"", NULL, MERGES(MERGE("Q2:S2")), "merged-cells Q2 [Q2:S2]"},
    /* elsewhere they do no harm */
    {"", NULL, MERGES(MERGE("A1:B1")), ""},
    {"", NULL, MERGES(MERGE("A7:Q7")), ""},
    {"", NULL, MERGES(MERGE("R2:S3")), ""},
    {"", NULL, MERGES(MERGE("D2:D2")), ""},
    /* hidden columns of the form */
    {"", "<cols><col min=\"11\" max=\"11\" hidden=\"1\"/></cols>", NULL, "hidden-data K1 [K]"},
    {"", "<cols><col min=\"11\" max=\"12\" hidden=\"1\"/></cols>", NULL,
     "hidden-data K1 [K]; hidden-data L1 [L]"},
    {"", "<cols><col min=\"18\" max=\"100\" hidden=\"1\"/></cols>", NULL, ""},
    {"", "<cols><col min=\"11\" max=\"11\" hidden=\"0\"/></cols>", NULL, ""},
};

START_TEST(finds_in_parts)
{
    char *rows = change_rows(clean_rows(), PARTS[_i].changes);
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    const test_sheet sheets[] = {
        {.name = "o99", .rows = rows, .columns = PARTS[_i].columns, .tail = PARTS[_i].tail}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *shown = show_findings(done.result, true);
    ck_assert_msg(strcmp(shown, PARTS[_i].found) == 0, "%s\nnot %s", shown, PARTS[_i].found);
    uint64_t counted = 0;
    for (int severity = 0; severity < XT_SEVERITY_COUNT; severity++)
        counted += xt_result_severity_count(done.result, (xt_severity)severity);
    ck_assert_uint_eq(counted, xt_result_count(done.result)); /* what was dropped is not counted */
    free(shown);
    check_end(&done);
    xt_templates_close(set);
    free(rows);
}
END_TEST

/* Many merges over many blanks: each blank beneath one is dropped, no other. */
START_TEST(drops_the_blanks_beneath_many_merges)
{
    enum { PAIRS = 300 };
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2), tail = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    xt_bytes_puts(&tail, "<mergeCells>");
    for (int i = PAIRS; i-- > 0;) /* the order of the file is any order */
        xt_bytes_printf(&tail, MERGE("E%d:E%d"), 2 + 2 * i, 3 + 2 * i);
    for (int i = 0; i < PAIRS; i++)
        xt_bytes_printf(&rows, "\n|||งาน %d|=%d||ยกเลิกการดำเนินการ|วิธีคัดเลือก\n|||งาน|||ยกเลิกการดำเนินการ|%s", i,
                        100 + i, i % 10 ? "วิธีคัดเลือก" : "");
    xt_bytes_puts(&rows, BELOW);
    xt_bytes_puts(&tail, "</mergeCells>");
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    const test_sheet sheets[] = {{.name = "o99", .rows = xt_bytes_cstr(&rows), .tail = xt_bytes_cstr(&tail)},
                                 {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    size_t merges = 0, blanks = 0;
    for (size_t i = 0; i < xt_result_count(done.result); i++) {
        xt_finding f = xt_result_finding(done.result, i);
        merges += strcmp(f.code, "merged-cells") == 0;
        bool blank = strcmp(f.code, "required-missing") == 0;
        ck_assert(!blank || (f.column == 8 && f.row % 20 == 3) || f.column == 2);
        blanks += blank && f.column == 8;
    }
    ck_assert_uint_eq(merges, PAIRS);
    ck_assert_uint_eq(blanks, PAIRS / 10);
    check_end(&done);
    xt_templates_close(set);
    xt_bytes_free(&rows);
    xt_bytes_free(&tail);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("check_sheet");
    TCase *cases = tcase_create("check_sheet");
    tcase_add_loop_test(cases, finds_in_labels, 0, XT_ENTRIES(LABELS));
    tcase_add_loop_test(cases, holds_to_the_columns, 0, XT_ENTRIES(FIXED));
    tcase_add_test(cases, keeps_silent_about_order_and_extras);
    tcase_add_loop_test(cases, finds_in_rows, 0, XT_ENTRIES(ROWS));
    tcase_add_test(cases, allows_sums);
    tcase_add_loop_test(cases, finds_in_parts, 0, XT_ENTRIES(PARTS));
    tcase_add_test(cases, drops_the_blanks_beneath_many_merges);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
