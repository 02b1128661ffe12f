/* SPDX-License-Identifier: MIT
 *
 * Rows as records: which cell is whose, what must be filled in, and which rows are no data.
 */
#include "table/all_kinds.h"
#include "table/heads.h"
#include "table/plan_form.h"
#include "table/record.h"

/* ------------------------------------------------------------ which cell is whose */

/* Columns in any order, with gaps, and fields without a column. */
static const uint32_t COLUMNS[][F_FIELDS] = {
    {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17},
    {17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1},
    {3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11, 15, 13, 14, 17, 16},
    {0, 0, 0, 20, 19, 0, 5, 40, 0, 1, 2, 0, 60, 0, 3, 0, 0},
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1},
};

/* Rows of fewer and fewer cells: those whose column is no multiple of `gap` are there. */
START_TEST(gives_each_field_its_cell)
{
    enum { WIDE = 60 };
    xt_templates *set = empty_forms();
    xt_header h = {.table = all_kinds(set, NULL)->tables, .last_row = 1};
    for (size_t f = 0; f < F_FIELDS; f++)
        h.columns[f].column = COLUMNS[_i][f];
    xt_record_reader reader = {0};
    xt_record record;
    for (uint32_t gap = 2; gap < 20; gap++) {
        xt_cell cells[WIDE];
        xt_row row = {.number = 7, .hidden = gap % 2, .cells = cells};
        for (uint32_t column = 1; column <= WIDE; column++)
            if (column % gap)
                cells[row.count++] =
                    (xt_cell){.column = column, .type = XT_CELL_TEXT, .text = XT_LITERAL("x")};
        ck_assert_int_eq(xt_record_read(&reader, &h, &row, &record), XT_OK);
        ck_assert_uint_eq(record.row, 7);
        ck_assert_int_eq(record.hidden, gap % 2);
        ck_assert_ptr_eq(record.header, &h);
        for (size_t f = 0; f < F_FIELDS; f++) {
            uint32_t column = COLUMNS[_i][f];
            bool there = column && column % gap;
            ck_assert_int_eq(record.values[f].cell != NULL, there);
            ck_assert_int_eq(record.values[f].filled, there ? XT_FILLED_VALUE : XT_FILLED_BLANK);
            if (there)
                ck_assert_uint_eq(record.values[f].cell->column, column);
        }
    }
    xt_record_reader_free(&reader);
    xt_templates_close(set);
}
END_TEST

/* A record is whole by itself: nothing stays of the row before. */
START_TEST(forgets_the_row_before)
{
    xt_templates *set = empty_forms();
    xt_head head = head_of(ALL_KINDS_HEAD);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, all_kinds(set, NULL)->tables, F_FIELDS - 3));
    xt_record_reader reader = {0};
    xt_record record;
    test_row row;
    ck_assert_int_eq(
        xt_record_read(&reader, &h, row_of(&row, 2, "=1|=2567|ก|ข|ค|ง|จ|ฉ|ช|ซ|ฌ|ญ|ฎ|ฏ|ฐ|ฑ|ฒ"), &record),
        XT_OK);
    ck_assert(record.values[F_PRICE].faults);
    ck_assert_int_eq(xt_record_read(&reader, &h, row_of(&row, 3, "|||x"), &record), XT_OK);
    for (size_t f = 0; f < F_FIELDS; f++) {
        ck_assert_int_eq(record.values[f].cell != NULL, f == F_ITEM);
        ck_assert_uint_eq(record.values[f].faults, 0);
        ck_assert_int_eq(record.values[f].known, f == F_ITEM);
    }
    xt_record_reader_free(&reader);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ what must be filled in */

static const struct {
    const char *status;
    xt_requirement signed_needs; /* price, vendor, tax ID and date of the contract */
} STATUSES[] = {
    {"อยู่ระหว่างระยะสัญญา", XT_REQUIRED},
    {"สิ้นสุดระยะสัญญา", XT_REQUIRED},
    {"สิ้นสุดสัญญา", XT_REQUIRED},
    {"ยังไม่ลงนามในสัญญา", XT_OPTIONAL},
    {"ยกเลิกการดำเนินการ", XT_OPTIONAL},
    {"ยกเลิก", XT_OPTIONAL},
    {" ยังไม่ลงนามในสัญญา", XT_OPTIONAL},
    /* where the status is not known that cannot be told */
    {"", XT_PERHAPS},
    {"-", XT_PERHAPS},
    {"บริหารสัญญา", XT_PERHAPS},
    {"#REF!", XT_PERHAPS},
    {"=1", XT_PERHAPS},
};

START_TEST(asks_for_less_before_signing)
{
    static const bool ALWAYS[F_FIELDS] = {
        [F_YEAR] = true, [F_ITEM] = true, [F_BUDGET] = true, [F_STATUS] = true, [F_METHOD] = true};
    static const bool SIGNED[F_FIELDS] = {
        [F_REFERENCE] = true, [F_PRICE] = true, [F_TAX_ID] = true, [F_VENDOR] = true, [F_SIGNED] = true};
    xt_templates *set = empty_forms();
    xt_head head = head_of(ALL_KINDS_HEAD);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, all_kinds(set, NULL)->tables, F_FIELDS - 3));
    xt_record_reader reader = {0};
    xt_record record;
    test_row row;
    char cells[512];
    snprintf(cells, sizeof cells, "||||||%s", STATUSES[_i].status);
    ck_assert_int_eq(xt_record_read(&reader, &h, row_of(&row, 2, cells), &record), XT_OK);
    for (size_t f = 0; f < F_FIELDS; f++) {
        xt_requirement wanted = ALWAYS[f] ? XT_REQUIRED : SIGNED[f] ? STATUSES[_i].signed_needs : XT_OPTIONAL;
        ck_assert_msg(xt_record_requires(&record, f) == wanted, "%s: field %zu", STATUSES[_i].status, f);
    }
    /* a column that is not there has been reported, and no row can fill it */
    h.columns[F_PRICE].column = h.columns[F_ITEM].column = 0;
    ck_assert_int_eq(xt_record_requires(&record, F_PRICE), XT_OPTIONAL);
    ck_assert_int_eq(xt_record_requires(&record, F_ITEM), XT_OPTIONAL);
    xt_record_reader_free(&reader);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ rows that are no data */

static const struct {
    const char *cells;
    xt_row_role role;
    size_t note;
} ROLES[] = {
    {"=1|=2567|อบต.ตัวอย่าง|ซื้อวัสดุ|=5000", XT_ROW_DATA, 0},
    {"|||ซื้อวัสดุ", XT_ROW_DATA, 0},
    {"||||=5000", XT_ROW_DATA, 0},
    {"||||-", XT_ROW_DATA, 0},
    {"||||#REF!", XT_ROW_DATA, 0},
    /* nothing, or only what a form prepares */
    {"", XT_ROW_BLANK, 0},
    {"=1", XT_ROW_BLANK, 0},
    {"=1|=2567|อบต.ตัวอย่าง", XT_ROW_BLANK, 0},
    {"=1|||' |\u00A0", XT_ROW_BLANK, 0},
    {"||||||||||||||||||||ช่องอื่น", XT_ROW_BLANK, 0},
    /* sums: the word alone, or with a number behind it, or a long word */
    {"รวม|||||=1", XT_ROW_TOTAL, 0},
    {"|||รวม|=50000", XT_ROW_TOTAL, 0},
    {"||| รวม ทั้งสิ้น |=50000", XT_ROW_TOTAL, 0},
    {"=12|||รวม|=50000", XT_ROW_TOTAL, 0},
    {"' |||รวม", XT_ROW_TOTAL, 0},
    {"|||รวม 12 สัญญา|=50000", XT_ROW_TOTAL, 0},
    {"|||รวม (๑๒) รายการ|=50000", XT_ROW_TOTAL, 0},
    {"|||รวมทั้งสิ้น 6 รายการ|=50000", XT_ROW_TOTAL, 0},
    {"|||รวมทั้งสิ้นเป็นเงิน|=50000", XT_ROW_TOTAL, 0},
    {"|||รวมใจก่อสร้าง|=50000", XT_ROW_DATA, 0},
    {"|||ร้านรวม|=50000", XT_ROW_DATA, 0},
    {"|||ซื้อวัสดุ|=50000||||||||รวม", XT_ROW_DATA, 0},
    /* sums of a month or of a page, in whatever column their text stands */
    {"รวมเดือนตุลาคม 2566||||=200||||=200|=300", XT_ROW_TOTAL, 0},
    {"||อบต.ก|รวมเดือนพฤศจิกายน 2566|=100||||=100|=400", XT_ROW_TOTAL, 0},
    {"|||รวมทั้งปี|=300||||=300|=700", XT_ROW_TOTAL, 0},
    {"=7|=2567|อบต.ก|||||||=700||รวม 3 รายการ", XT_ROW_TOTAL, 0},
    {"|||||||รวมทั้งหมด||=700", XT_ROW_TOTAL, 0},
    {"|||||||||=700||||||รวมทั้งสิ้น 3 รายการ", XT_ROW_TOTAL, 0},
    {"|||รวม มีนาคม 2567|||||=700", XT_ROW_TOTAL, 0},
    {"|||รวมจัดซื้อ 3 รายการ|||||=700", XT_ROW_TOTAL, 0},
    {"|||ยอดยกมา|=700", XT_ROW_TOTAL, 0},
    {"|||ยอดยกไป|=700", XT_ROW_TOTAL, 0},
    {"|||Total|=700", XT_ROW_TOTAL, 0},
    {"|||Grand Total :|=700", XT_ROW_TOTAL, 0},
    {"|||Sub-total|=700", XT_ROW_TOTAL, 0},
    {"|||SUM|=700", XT_ROW_TOTAL, 0},
    {"|||รวมทั้งสิ้น 3 รายการ|=700|||||||(เจ็ดร้อยบาทถ้วน)", XT_ROW_TOTAL, 0},
    {"|||รวม|=700||||||-|-||-|-", XT_ROW_TOTAL, 0},
    {"รวมทั้งสิ้น 3 รายการ||||=700|||||||=690", XT_ROW_TOTAL, 0},
    {"|||รวมทั้งสิ้น 3 รายการ|700|||||||690.00 บาท", XT_ROW_TOTAL, 0},
    /* names that begin like a sum, and rows that a contract alone can fill so */
    {"|||รวมพลการช่าง|=50000", XT_ROW_DATA, 0},
    {"|||||||||=50000||รวมมิตรก่อสร้าง", XT_ROW_DATA, 0},
    {"|||ซื้อวัสดุ|||||=500|=500||รวมมิตรก่อสร้าง", XT_ROW_DATA, 0},
    {"|||ซื้อวัสดุ|||||=500|=500||รวม 3 รายการ", XT_ROW_DATA, 0},
    {"|||รวมเดือนมีนาคม 2567|||||=500|=500||ร้านตัวอย่าง", XT_ROW_DATA, 0},
    {"|||รวมทั้งสิ้น 3 หลัง||||วิธีเฉพาะเจาะจง|=500", XT_ROW_DATA, 0},
    {"|||รวม|=500||||||||||4 มี.ค. 2567", XT_ROW_DATA, 0},
    {"|||รวมทั้งติดตั้ง|=500", XT_ROW_DATA, 0},
    {"|||Total Access Communication|=500", XT_ROW_DATA, 0},
    {"|||Summit Trading|=500", XT_ROW_DATA, 0},
    /* what stands below the table */
    {"หมายเหตุ", XT_ROW_FOOTER, 0},
    {"|หมายเหตุ : ข้อมูล ณ วันที่ 31 มีนาคม 2567", XT_ROW_FOOTER, 0},
    {"||||||||ลงชื่อ........................ผู้รายงาน", XT_ROW_FOOTER, 0},
    {"|||ซื้อวัสดุ (ดูหมายเหตุ)|=50000", XT_ROW_DATA, 0},
    /* notes */
    {"ปัญหา/อุปสรรค: ไม่มี", XT_ROW_NOTE, 0},
    {"ปัญหา อุปสรรค", XT_ROW_NOTE, 0},
    {"|ปัญหา|ไม่มี", XT_ROW_NOTE, 0},
    {"ข้อเสนอแนะ ควรจัดซื้อรวมกัน", XT_ROW_NOTE, 1},
};

START_TEST(tells_what_a_row_is)
{
    xt_templates *set = empty_forms();
    xt_head head = head_of(ALL_KINDS_HEAD);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, all_kinds(set, NULL)->tables, F_FIELDS - 3));
    xt_record_reader reader = {0};
    xt_bytes scratch = xt_bytes_make(10000);
    xt_record record;
    test_row row;
    size_t note = SIZE_MAX;
    row_of(&row, 9, ROLES[_i].cells);
    ck_assert_int_eq(xt_record_read(&reader, &h, &row.row, &record), XT_OK);
    xt_row_role role = xt_row_role_of(&record, &row.row, &scratch, &note);
    ck_assert_msg(role == ROLES[_i].role, "%s: %d", ROLES[_i].cells, role);
    if (role == XT_ROW_NOTE)
        ck_assert_uint_eq(note, ROLES[_i].note);
    xt_bytes_free(&scratch);
    xt_record_reader_free(&reader);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* The sentence that there is nothing to list, in the first text of a row. */
static const struct {
    const char *cells;
    xt_row_role role;
} EMPTY[] = {
    {"ไม่มีโครงการ", XT_ROW_EMPTY},
    {"=1|ไม่มี โครงการในปีนี้", XT_ROW_EMPTY},
    {"|- ไม่มีการดำเนินการ -", XT_ROW_EMPTY},
    {"|||||||||||||||||ไม่มีโครงการ", XT_ROW_EMPTY},
    {"|โครงการที่ไม่มีโครงการ", XT_ROW_DATA},
    {"|ซ่อมถนน|ไม่มีโครงการ", XT_ROW_DATA},
    {"|ไม่มี", XT_ROW_DATA},
    {"ปัญหา/อุปสรรค: ไม่มีโครงการ", XT_ROW_NOTE},
    {"หมายเหตุ ไม่มีโครงการ", XT_ROW_FOOTER},
};

START_TEST(knows_that_there_is_nothing)
{
    xt_templates *set = empty_forms();
    xt_head head = head_of(PLAN_HEAD);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, plan_form(set, NULL, "")->tables, P_FIELDS - 1));
    xt_record_reader reader = {0};
    xt_bytes scratch = xt_bytes_make(10000);
    xt_record record;
    test_row row;
    size_t note = SIZE_MAX;
    row_of(&row, 9, EMPTY[_i].cells);
    ck_assert_int_eq(xt_record_read(&reader, &h, &row.row, &record), XT_OK);
    xt_row_role role = xt_row_role_of(&record, &row.row, &scratch, &note);
    ck_assert_msg(role == EMPTY[_i].role, "%s: %d", EMPTY[_i].cells, role);
    xt_bytes_free(&scratch);
    xt_record_reader_free(&reader);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

static const struct {
    const char *cells;
    bool numbers;
} NUMBERING[] = {
    {"(1)|(2)|(3)|(4)", true}, {"=1|=2|=3", true},         {"๑|๒|๓|๔|๕", true},
    {"(๑)|(๒)|(๓)", true},     {"|| (1) |(2)||(3)", true}, {"1|2|3|4|5|6|7|8|9|10|11|12", true},
    {"(1)|(2)", false},        {"(1)|(2)|(4)", false},     {"=1|=2567|อบต.ตัวอย่าง", false},
    {"=1|=2|=3|ซื้อวัสดุ", false}, {"=2|=3|=4", false},        {"=1|=2|=3.5", false},
    {"(1|(2|(3", false},       {"()|()|()", false},        {"", false},
};

START_TEST(knows_rows_that_number_the_columns)
{
    test_row row;
    ck_assert_msg(xt_row_numbers_columns(row_of(&row, 5, NUMBERING[_i].cells)) == NUMBERING[_i].numbers, "%s",
                  NUMBERING[_i].cells);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("row");
    TCase *cases = tcase_create("row");
    tcase_add_loop_test(cases, gives_each_field_its_cell, 0, XT_ENTRIES(COLUMNS));
    tcase_add_test(cases, forgets_the_row_before);
    tcase_add_loop_test(cases, asks_for_less_before_signing, 0, XT_ENTRIES(STATUSES));
    tcase_add_loop_test(cases, tells_what_a_row_is, 0, XT_ENTRIES(ROLES));
    tcase_add_loop_test(cases, knows_that_there_is_nothing, 0, XT_ENTRIES(EMPTY));
    tcase_add_loop_test(cases, knows_rows_that_number_the_columns, 0, XT_ENTRIES(NUMBERING));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
