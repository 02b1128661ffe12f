/* SPDX-License-Identifier: MIT
 *
 * Rules that look at several rows: duplicates and split purchases. Hashes only raise a suspicion; what is
 * reported was compared as it stands.
 */
#include "check/books.h"
#include "check/checker.h"
#include "table/heads.h"

#define BELOW "\n\nข้อเสนอแนะ: ไม่มี"

/* ------------------------------------------------------------ split purchases */

#define SPLIT                                                                                                                         \
    "'split-purchase': {'method': 'method', 'values': ['วิธีเฉพาะเจาะจง'], 'amount': 'price', 'date': " \
    "'signed',"                                                                                                                       \
    " 'vendor': 'vendor', 'taxId': 'tax_id', 'item': 'item', 'agency': 'agency', 'limit': 500000, 'days': "                           \
    "7,"                                                                                                                              \
    " 'similarity': 0.8}"

enum { DAY = 45300, MOST_ROWS = 8 };

/* A purchase of 300,000 baht of the same kind from the same vendor on the first day under a contract of its
 * own, but for what is given. */
typedef struct purchase {
    const char *price, *item, *tax_id, *vendor, *agency, *method, *date, *status, *contract;
    int day;
} purchase;

#define OR(text, otherwise) ((text) ? (text) : (otherwise))

static void put_purchase(xt_bytes *rows, const purchase *p)
{
    char date[16], contract[32];
    snprintf(date, sizeof date, "@%d", DAY + p->day);
    snprintf(contract, sizeof contract, "%zu/2567", rows->size);
    xt_bytes_printf(rows, "\n|=2567|%s|%s|=900000||%s|%s|=900000|%s|%s|%s||%s|%s", OR(p->agency, "อบต.ก"),
                    OR(p->item, "ก่อสร้างถนนคอนกรีต สายที่ 1"), OR(p->status, "สิ้นสุดระยะสัญญา"),
                    OR(p->method, "วิธีเฉพาะเจาะจง"), OR(p->price, "=300000"), OR(p->tax_id, "0365529000042"),
                    OR(p->vendor, "หจก. หนึ่ง"), OR(p->contract, contract), OR(p->date, date));
}

static const struct {
    const char *name;
    purchase purchases[MOST_ROWS]; /* up to one without a price */
    const char *found;             /* "" : nothing but what single cells have */
} SPLITS[] = {
    {"two on one day",
     {{.price = "=300000"}, {.price = "=300000"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"one alone", {{.price = "=500000"}}, ""},
    {"exactly the limit", {{.price = "=250000"}, {.price = "=250000"}}, ""},
    {"a satang above",
     {{.price = "=250000"}, {.price = "=250000.01"}},
     "split-purchase J2 [500000.01] (2, 3) <500000.00>"},
    {"seven days",
     {{.price = "=300000"}, {.price = "=300000", .day = 7}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"eight days", {{.price = "=300000"}, {.price = "=300000", .day = 8}}, ""},
    {"seven days back",
     {{.price = "=300000", .day = 7}, {.price = "=300000"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"each five days after the other",
     {{.price = "=200000"}, {.price = "=200000", .day = 5}, {.price = "=200000", .day = 10}},
     ""},
    {"three",
     {{.price = "=200000"}, {.price = "=200000", .day = 3}, {.price = "=200000", .day = 7}},
     "split-purchase J2 [600000.00] (2, 3, 4) <500000.00>"},
    {"three of four",
     {{.price = "=200000"},
      {.price = "=200000"},
      {.price = "=200000", .item = "ซื้อเครื่องคอมพิวเตอร์"},
      {.price = "=200000"}},
     "split-purchase J2 [600000.00] (2, 3, 5) <500000.00>"},
    {"one above the limit is no part", {{.price = "=600000"}, {.price = "=300000"}}, ""},
    {"the limit itself may be a part",
     {{.price = "=500000"}, {.price = "=1"}},
     "split-purchase J2 [500001.00] (2, 3) <500000.00>"},
    {"another tax ID", {{.price = "=300000"}, {.price = "=300000", .tax_id = "0107537000939"}}, ""},
    {"another spelling of the name",
     {{.price = "=300000"}, {.price = "=300000", .vendor = "ห้างหุ้นส่วนจำกัด หนึ่ง"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"no tax ID, one name",
     {{.price = "=300000", .tax_id = "130990115xxxx"}, {.price = "=300000", .tax_id = "130990115xxxx"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>; tax-id-masked K2 [130990115xxxx]; tax-id-masked K3 "
     "[130990115xxxx]"},
    {"no tax ID, two names",
     {{.price = "=300000", .tax_id = "130990115xxxx"},
      {.price = "=300000", .tax_id = "130990115xxxx", .vendor = "นาย ข"}},
     "tax-id-masked K2 [130990115xxxx]; tax-id-masked K3 [130990115xxxx]"},
    {"another agency", {{.price = "=300000"}, {.price = "=300000", .agency = "อบต.ข"}}, ""},
    {"the same but for numbers",
     {{.price = "=300000"}, {.price = "=300000", .item = "ก่อสร้างถนนคอนกรีต สายที่ ๒"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"nearly the same",
     {{.price = "=300000"}, {.price = "=300000", .item = "ก่อสร้างถนนคอนกรีตฯ สายที่ 2"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"something else", {{.price = "=300000"}, {.price = "=300000", .item = "จ้างซ่อมรถยนต์ส่วนกลาง"}}, ""},
    {"another method", {{.price = "=300000"}, {.price = "=300000", .method = "วิธีคัดเลือก"}}, ""},
    {"the method in other words",
     {{.price = "=300000"}, {.price = "=300000", .method = "เฉพาะเจาะจง"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>; enum-alias H3 [เฉพาะเจาะจง] {วิธีเฉพาะเจาะจง} "
     "->วิธีเฉพาะเจาะจง"},
    {"amount and date as text",
     {{.price = "=300000"}, {.price = "300,000", .date = "9 ม.ค. 67"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>; number-as-text J3 [300,000] {300000.00} ->300000.00; "
     "date-as-text "
     "O3 [9 ม.ค. 67] {2024-01-09} ->2024-01-09"},
    {"two groups",
     {{.price = "=300000"},
      {.price = "=300000", .item = "ซื้อยา"},
      {.price = "=300000"},
      {.price = "=300000", .item = "ซื้อยา"}},
     "split-purchase J2 [600000.00] (2, 4) <500000.00>; split-purchase J3 [600000.00] (3, 5) <500000.00>"},
    {"two groups in time",
     {{.price = "=300000"},
      {.price = "=300000"},
      {.price = "=300000", .day = 20},
      {.price = "=300000", .day = 22}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>; split-purchase J4 [600000.00] (4, 5) <500000.00>"},
    {"cancelled", {{.price = "=300000", .status = "ยกเลิกการดำเนินการ"}, {.price = "=300000"}}, ""},
    {"not signed", {{.price = "=300000"}, {.price = "=300000", .status = "ยังไม่ลงนามในสัญญา"}}, ""},
    {"under way",
     {{.price = "=300000"}, {.price = "=300000", .status = "อยู่ระหว่างระยะสัญญา"}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
    {"a row is told once",
     {{.price = "=300000"}, {.price = "=300000", .day = 5}, {.price = "=300000", .day = 10}},
     "split-purchase J2 [600000.00] (2, 3) <500000.00>"},
};

START_TEST(finds_split_purchases)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    for (size_t i = 0; i < MOST_ROWS && SPLITS[_i].purchases[i].price; i++)
        put_purchase(&rows, &SPLITS[_i].purchases[i]);
    xt_bytes_puts(&rows, BELOW);
    check_rows(xt_bytes_cstr(&rows), SPLIT, true, SPLITS[_i].found);
    xt_bytes_free(&rows);
}
END_TEST

/* A row that is typed twice is reported as that, and is no second purchase. */
START_TEST(takes_a_duplicate_for_no_purchase)
{
    const purchase same = {.price = "=300000", .contract = "1/2567"};
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    put_purchase(&rows, &same);
    put_purchase(&rows, &same);
    xt_bytes_puts(&rows, BELOW);
    check_rows(xt_bytes_cstr(&rows), SPLIT ", 'duplicate-row': {}", true, "duplicate-row row 3 (2)");
    xt_bytes_free(&rows);
}
END_TEST

/* Very many: all rows are in the sum, twenty in the list. */
START_TEST(lists_twenty_rows)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    const purchase one = {.price = "=30000"};
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    for (int i = 0; i < 21; i++)
        put_purchase(&rows, &one);
    xt_bytes_puts(&rows, BELOW);
    check_rows(xt_bytes_cstr(&rows), SPLIT, true,
               "split-purchase J2 [630000.00] (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, "
               "19, 20, 21, …) "
               "<500000.00>");
    xt_bytes_free(&rows);
}
END_TEST

/* ------------------------------------------------------------ duplicates */

#define DUPLICATES                                                                                           \
    "'duplicate-row': {}, 'duplicate-project': {'field': 'project'},"                                        \
    "'duplicate-contract': {'field': 'contract', 'agency': 'agency'}"

/* Changes to the clean sheet, of which row 5 was made like row 4 before. */
static const struct {
    const char *rows, *changes, *found;
} TWICE[] = {
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "", ""},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "M4 67019000001", "duplicate-project M4 [67019000001] (2)"},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "M3 67019000001|M4 67019000001",
     "duplicate-project M3 [67019000001] (2); duplicate-project M4 [67019000001] (2)"},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "M4 =67019000001",
     "project-no-as-number M4 [67019000001] {67019000001} ->67019000001; duplicate-project M4 [67019000001] "
     "(2)"},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "M4 ๖๗๐๑๙๐๐๐๐๐๑",
     "thai-digits M4 [๖๗๐๑๙๐๐๐๐๐๑] {67019000001} ->67019000001; duplicate-project M4 [๖๗๐๑๙๐๐๐๐๐๑] (2)"},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "M2|M3|M4", ""},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "M2 -|M3 -|M4 -", ""},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "N4 1/2567", "duplicate-contract N4 [1/2567] (2)"},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "N4 1/2567|C4 อบต.อื่น", ""},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "N3 -|N4 -", ""},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4, "N3|N4", ""},
    /* whole rows: told once, and not besides for their numbers */
    {CLEAN_2 "\n" CLEAN_2, "", "duplicate-row row 3 (2)"},
    {CLEAN_2 "\n" CLEAN_2, "A3 =2", "duplicate-row row 3 (2)"},
    {CLEAN_2 "\n" CLEAN_2 "\n" CLEAN_2, "", "duplicate-row row 3 (2); duplicate-row row 4 (2)"},
    {CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_2, "", "duplicate-row row 4 (2)"},
    {CLEAN_2 "\n" CLEAN_2, "M2|M3", "duplicate-row row 3 (2)"},
    {CLEAN_2 "\n" CLEAN_2, "M2|M3|N2|N3", "duplicate-row row 3 (2)"},
    {CLEAN_2 "\n" CLEAN_2, "J3 =98501",
     "duplicate-project M3 [67019000001] (2); duplicate-contract N3 [1/2567] (2)"},
    {CLEAN_2 "\n" CLEAN_2, "M2|M3|N2|N3|J3 =98501", ""},
    {CLEAN_2 "\n" CLEAN_2, "M2|M3|N2|N3|O3 @45301", ""},
    {CLEAN_2 "\n" CLEAN_2, "M2|M3|N2|N3|L3 ร้านหนึ่งง", ""},
    /* the same purchase of two agencies is two purchases */
    {CLEAN_2 "\n" CLEAN_2, "M2|M3|C3 อบต.อื่น", ""},
};

START_TEST(finds_duplicates)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&rows, ALL_KINDS_HEAD "\n%s" BELOW, TWICE[_i].rows);
    char *changed = change_rows(xt_bytes_cstr(&rows), TWICE[_i].changes);
    check_rows(changed, DUPLICATES, true, TWICE[_i].found);
    free(changed);
    xt_bytes_free(&rows);
}
END_TEST

/* Each rule by itself, without the others. */
START_TEST(keeps_to_the_rules_that_are_on)
{
    const char *rows = ALL_KINDS_HEAD "\n" CLEAN_2 "\n" CLEAN_2 BELOW;
    check_rows(rows, "'duplicate-row': {}", true, "duplicate-row row 3 (2)");
    check_rows(rows, "'duplicate-project': {'field': 'project'}", true,
               "duplicate-project M3 [67019000001] (2)");
    check_rows(rows, "'duplicate-contract': {'field': 'contract'}", true,
               "duplicate-contract N3 [1/2567] (2)");
    check_rows(rows, "'sequence': {'field': 'no'}", true, "sequence A3 [1] {2} ->2");
}
END_TEST

/* ------------------------------------------------------------ when hashes collide */

/* The inside of a check, of which only the second reading is run. */
typedef struct second_reading {
    xt_templates *set;
    xt_str file;
    xt_book *book;
    xt_head head;
    xt_header header;
    xt_findings findings;
    xt_checker c;
} second_reading;

static void begin_second(second_reading *s, const char *rows)
{
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    *s = (second_reading){.set = empty_forms(), .file = book_of(sheets), .findings = xt_findings_make()};
    const xt_table *table = all_kinds(s->set, ALL_KINDS_RULES)->tables;
    ck_assert_int_eq(xt_book_open_memory(&s->book, s->file.data, s->file.size, NULL, NULL), XT_OK);
    s->head = head_of(ALL_KINDS_HEAD);
    ck_assert(xt_header_match(&s->header, &s->head, 0, table, 10));
    s->c = (xt_checker){.book = s->book, .header = &s->header, .table = table, .findings = &s->findings};
    s->c.scratch = s->c.note = s->c.suspects = s->c.purchases = xt_bytes_make(SIZE_MAX / 2);
}

/* How many findings the second reading gives. */
static size_t end_second(second_reading *s)
{
    ck_assert_int_eq(xt_check_again(&s->c), XT_OK);
    size_t count = xt_findings_count(&s->findings);
    xt_record_reader_free(&s->c.reader);
    xt_bytes_free(&s->c.scratch);
    xt_bytes_free(&s->c.note);
    xt_bytes_free(&s->c.suspects);
    xt_bytes_free(&s->c.purchases);
    xt_findings_free(&s->findings);
    xt_head_free(&s->head);
    xt_book_close(s->book);
    xt_templates_close(s->set);
    free((void *)(uintptr_t)s->file.data);
    return count;
}

static void add_suspect(second_reading *s, xt_code code, uint32_t first, uint32_t row)
{
    const xt_suspect pair = {code, first, row};
    ck_assert_int_eq(xt_bytes_append(&s->c.suspects, &pair, sizeof pair), XT_OK);
}

/* Rows that only a hash holds for the same. */
START_TEST(reports_no_collision_of_rows)
{
    second_reading s;
    begin_second(&s, ALL_KINDS_HEAD "\n" CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4 "\n" CLEAN_2 BELOW);
    add_suspect(&s, XT_CODE_DUPLICATE_ROW, 2, 3);
    add_suspect(&s, XT_CODE_DUPLICATE_CONTRACT, 2, 3);
    add_suspect(&s, XT_CODE_DUPLICATE_CONTRACT, 3, 4);
    add_suspect(&s, XT_CODE_DUPLICATE_ROW, 2, 5); /* these are the same */
    ck_assert_uint_eq(end_second(&s), 1);
}
END_TEST

START_TEST(reports_no_collision_of_agencies)
{
    second_reading s;
    char *rows = change_rows(ALL_KINDS_HEAD "\n" CLEAN_2 "\n" CLEAN_3 BELOW, "N3 1/2567|C3 อบต.อื่น");
    begin_second(&s, rows);
    add_suspect(&s, XT_CODE_DUPLICATE_CONTRACT, 2, 3);
    ck_assert_uint_eq(end_second(&s), 0);
    free(rows);
}
END_TEST

/* Two purchases that a hash takes for the same party's. */
static const struct {
    purchase second;
    size_t found;
} PARTIES[] = {
    {{.price = "=300000"}, 1},
    {{.price = "=300000", .tax_id = "0107537000939"}, 0},
    {{.price = "=300000", .agency = "อบต.ข"}, 0},
    {{.price = "=300000", .tax_id = "-"}, 0},
    {{.price = "=300000", .vendor = "อีกชื่อหนึ่ง"}, 1},
    {{.price = "=300000", .tax_id = "0-3655-29000-04-2"}, 1},
};

START_TEST(reports_no_collision_of_parties)
{
    second_reading s;
    const purchase first = {.price = "=300000"};
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    put_purchase(&rows, &first);
    put_purchase(&rows, &PARTIES[_i].second);
    begin_second(&s, xt_bytes_cstr(&rows));
    for (uint32_t row = 2; row <= 3; row++) {
        const xt_purchase same = xt_purchase_make(1, 19000, 30000000, row);
        ck_assert_int_eq(xt_bytes_append(&s.c.purchases, &same, sizeof same), XT_OK);
    }
    ck_assert_uint_eq(end_second(&s), PARTIES[_i].found);
    xt_bytes_free(&rows);
}
END_TEST

/* Without a tax ID on either side names decide. */
START_TEST(reports_no_collision_of_names)
{
    second_reading s;
    const purchase both[] = {{.price = "=300000", .tax_id = "-"},
                             {.price = "=300000", .tax_id = "-", .vendor = _i ? "หจก. สอง" : NULL}};
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    for (uint32_t i = 0; i < 2; i++)
        put_purchase(&rows, &both[i]);
    begin_second(&s, xt_bytes_cstr(&rows));
    for (uint32_t row = 2; row <= 3; row++) {
        const xt_purchase same = xt_purchase_make(1, 19000, 30000000, row);
        ck_assert_int_eq(xt_bytes_append(&s.c.purchases, &same, sizeof same), XT_OK);
    }
    ck_assert_uint_eq(end_second(&s), _i ? 0 : 1);
    xt_bytes_free(&rows);
}
END_TEST

/* Rows that are not there any more. */
START_TEST(survives_rows_that_are_gone)
{
    second_reading s;
    begin_second(&s, ALL_KINDS_HEAD);
    add_suspect(&s, XT_CODE_DUPLICATE_ROW, 5, 6);
    ck_assert_uint_eq(end_second(&s), 0);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("check_again");
    TCase *cases = tcase_create("check_again");
    tcase_add_loop_test(cases, finds_split_purchases, 0, XT_ENTRIES(SPLITS));
    tcase_add_test(cases, takes_a_duplicate_for_no_purchase);
    tcase_add_test(cases, lists_twenty_rows);
    tcase_add_loop_test(cases, finds_duplicates, 0, XT_ENTRIES(TWICE));
    tcase_add_test(cases, keeps_to_the_rules_that_are_on);
    tcase_add_test(cases, reports_no_collision_of_rows);
    tcase_add_test(cases, reports_no_collision_of_agencies);
    tcase_add_loop_test(cases, reports_no_collision_of_parties, 0, XT_ENTRIES(PARTIES));
    tcase_add_loop_test(cases, reports_no_collision_of_names, 0, 2);
    tcase_add_test(cases, survives_rows_that_are_gone);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
