/* SPDX-License-Identifier: MIT
 *
 * Corrections of whole workbooks: what each cell holds afterwards, that no other cell differs, what is left, and
 * that a dry run says the same.
 */
#include "check/books.h"
#include "read/show.h"
#include "temp.h"

/* Columns are those of the clean sheet in check/books.h. */
typedef struct fix_case {
    const char *before, *after; /* changes to the clean sheet: what is read, and what is to be written */
    const char *changed;        /* "code CELL; …" */
    const char *left;           /* what then is found */
} fix_case;

static const fix_case CERTAIN[] = {
    {"", "", "", ""},
    /* numbers */
    {"E2 100,000 บาท", "E2 =100000.00", "number-as-text E2", ""},
    {"E2 100,000.25", "E2 =100000.25", "number-as-text E2", ""},
    {"E2 ๑๐๐,๐๐๐", "E2 =100000.00", "thai-digits E2", ""},
    {"B2 พ.ศ. 2567", "B2 =2567", "number-as-text B2", ""},
    {"B2 ๒๕๖๗", "B2 =2567", "thai-digits B2", ""},
    {"A3 2", "A3 =2", "number-as-text A3", ""},
    {"Q2 ๑", "Q2 =1", "thai-digits Q2", ""},
    {"A2 =7", "A2 =1", "sequence A2", ""},
    {"J2 =0", "J2 =0", "", "amount-zero J2"},
    /* dates: the value becomes a date that is shown as one */
    {"P2 8 ก.พ. 67", "P2 @45330", "date-as-text P2", ""},
    {"P2 ๘ กุมภาพันธ์ ๒๕๖๗", "P2 @45330", "thai-digits P2", ""},
    {"P2 08/02/2567", "P2 @45330", "date-as-text P2", ""},
    {"P2 @243657", "P2 @45330", "date-era P2", ""},
    {"P2 ก.พ. 67", "P2 ก.พ. 67", "", "type-date P2"},
    /* tax IDs and project numbers: always text */
    {"K2 =365529000042", "K2 0365529000042", "tax-id-as-number K2", ""},
    {"K4 =993000532988", "K4 0993000532988", "tax-id-as-number K4", ""},
    {"K2 0-3655-29000-04-2", "K2 0365529000042", "tax-id-format K2", ""},
    {"K2 ๐๓๖๕๕๒๙๐๐๐๐๔๒", "K2 0365529000042", "thai-digits K2", ""},
    {"K2 0365529000041", "K2 0365529000041", "", "tax-id-checksum K2"},
    {"M2 =67019000001", "M2 67019000001", "project-no-as-number M2", ""},
    {"M2 ๖๗๐๑๙๐๐๐๐๐๑", "M2 67019000001", "thai-digits M2", ""},
    {"M2  67019000001", "M2 67019000001", "text-space M2", ""},
    /* words of lists */
    {"H2 เฉพาะเจาะจง", "H2 วิธีเฉพาะเจาะจง", "enum-alias H2", ""},
    {"H2 วิธีเฉพาะเจาะจง  ", "H2 วิธีเฉพาะเจาะจง", "text-space H2", ""},
    {"H4 วิธ\u0E35ประกาศเชิญชวนท\u0E48\u0E31วไป", "H4 วิธีประกาศเชิญชวนทั่วไป", "text-order H4", ""},
    /* texts */
    {"D2 ซื้อ  วัสดุสำนักงาน", "D2 ซื้อ วัสดุสำนักงาน", "text-space D2", ""},
    {"D2 ซื้อวัสดุส\u0E4D\u0E32นักงาน", "D2 ซื้อวัสดุสำนักงาน", "text-order D2", ""},
    {"D2 ซ\uF702อว\uF710สดุสำน\uF710กงาน", "D2 ซีอวัสดุสำนักงาน", "text-glyph D2", ""},
    {"D2 «×éÍÇÑÊ´ØÊÓ¹Ñ¡§Ò¹", "D2 ซื้อวัสดุสำนักงาน", "text-encoding D2", ""},
    {"D2 ซื้อวั\uFFFDดุ", "D2 ซื้อวั\uFFFDดุ", "", "text-lost D2"},
    {"D2 ซื้อวัสด\u0EB8สำนักงาน", "D2 ซื้อวัสด\u0EB8สำนักงาน", "", "text-lookalike D2"},
    /* two faults of one cell: one change, and none is left */
    {"D2  ซื้อวัสดุ  ส\u0E4D\u0E32นักงาน", "D2 ซื้อวัสดุ สำนักงาน", "text-order D2", ""},
    {"D2 «×éÍÇÑÊ´Ø  ÊÓ¹Ñ¡§Ò¹", "D2 ซื้อวัสดุ สำนักงาน", "text-encoding D2", ""},
    {"D2 จ้างก\uF70Aอสร้างถนน  ส\u0E4D\u0E32นักงาน", "D2 จ้างก่อสร้างถนน สำนักงาน", "text-glyph D2", ""},
    {"J2 (500)", "J2 =-500.00", "number-as-text J2", "amount-negative J2"},
    {"J2 ๐", "J2 =0.00", "thai-digits J2", "amount-zero J2"},
    {"J2 200,000", "J2 =200000.00", "number-as-text J2", "price-over-budget J2"},
    /* several cells, rows and a header at once */
    {"E2 100,000|P2 8 ก.พ. 67|K3 =107537000939|H4 e-bidding",
     "E2 =100000.00|P2 @45330|K3 0107537000939|H4 วิธีประกาศเชิญชวนทั่วไป",
     "number-as-text E2; date-as-text P2; tax-id-as-number K3; enum-alias H4", ""},
    {"I1 ราคากลาง  (บาท)", "I1 ราคากลาง (บาท)", "altered-label I1", ""},
    {"L1 รายชื่อผู้ปรกอบการ", "L1 รายชื่อผู้ประกอบการ", "altered-label L1", ""},
    {"L1 ÃÒÂª×èÍ¼Ùé»ÃÐ¡Íº¡ÒÃ", "L1 รายชื่อผู้ประกอบการ", "altered-label L1", ""},
    /* formulas are never touched */
    {"E2 ~100,000", "E2 ~100,000", "", "formula-cell E2; number-as-text E2"},
    {"P2 ~@243657", "P2 ~@243657", "", "formula-cell P2; date-era P2"},
    {"D2 ~ซื้อ  วัสดุ", "D2 ~ซื้อ  วัสดุ", "", "formula-cell D2; text-space D2"},
    {"K2 ~=365529000042", "K2 ~=365529000042", "", "formula-cell K2; tax-id-as-number K2"},
    {"L1 ~รายชื่อผู้ปรกอบการ", "L1 ~รายชื่อผู้ปรกอบการ", "", "altered-label L1"},
};

/* What is written with `suggested`. */
static const fix_case SUGGESTED[] = {
    {"H2 วิธีเฉพาะเจาะจ", "H2 วิธีเฉพาะเจาะจง", "enum-unknown H2", ""},
    {"P2 2/25/2567", "P2 @45347", "date-as-text P2", ""},
    {"K2 365529000042", "K2 0365529000042", "tax-id-length K2", ""},
    {"D2 ซื้อวัสด\u0EB8สำนักงาน", "D2 ซื้อวัสดุสำนักงาน", "text-lookalike D2", ""},
    {"E2 100,000 บาท|H2 วิธีเฉพาะเจาะจ", "E2 =100000.00|H2 วิธีเฉพาะเจาะจง", "number-as-text E2; enum-unknown H2", ""},
    /* where there is nothing to suggest */
    {"H2 ตกลงกันเอง", "H2 ตกลงกันเอง", "", "enum-unknown H2"},
    {"K2 0365529000041", "K2 0365529000041", "", "tax-id-checksum K2"},
    {"H2 ~วิธีเฉพาะเจาะจ", "H2 ~วิธีเฉพาะเจาะจ", "", "formula-cell H2; enum-unknown H2"},
};

/* ------------------------------------------------------------ how a case is tried */

static char *show_changes(const xt_fixed *fixed)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < xt_fixed_count(fixed); i++) {
        xt_change change = xt_fixed_change(fixed, i);
        xt_bytes_printf(&out, "%s%s %s", i ? "; " : "", change.finding.code, change.finding.cell);
    }
    return taken(&out);
}

static xt_fixed *fix_file(const temp *t, const xt_templates *set, const xt_fix_options *options)
{
    char in[TEMP_PATH], out[TEMP_PATH], message[XT_MESSAGE_SIZE];
    xt_fixed *fixed = NULL;
    xt_error error = {0};
    xt_status status = xt_fix(&fixed, temp_path(t, "in.xlsx", in), temp_path(t, "out.xlsx", out), set, options, &error);
    ck_assert_msg(status == XT_OK, "%s", xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    return fixed;
}

static xt_str workbook(const char *changes)
{
    char *rows = change_rows(clean_rows(), changes);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    xt_str book = book_of(sheets);
    free(rows);
    return book;
}

/* Its cells as read/show.h spells them. free() it. */
static char *shown_book(xt_str book)
{
    char *shown = NULL;
    xt_error error = {0};
    ck_assert_int_eq(show_book(book, 65536, NULL, 0, &shown, &error), XT_OK);
    return shown;
}

/* Fails with what stands around the first difference: whole sheets are too long for a message. */
static void check_same(const char *is, const char *should)
{
    size_t at = 0, before = 30;
    while (is[at] && is[at] == should[at])
        at++;
    size_t start = at > before ? at - before : 0;
    while (start > 0 && ((unsigned char)is[start] & 0xC0) == 0x80)
        start--;
    ck_assert_msg(strcmp(is, should) == 0, "is:     …%.80s\nshould: …%.80s", is + start, should + start);
}

static void check_written(const temp *t, const char *changes)
{
    xt_str wanted = workbook(changes);
    xt_bytes written = temp_read(t, "out.xlsx");
    char *is = shown_book(xt_bytes_str(&written)), *should = shown_book(wanted);
    check_same(is, should);
    free(is);
    free(should);
    xt_bytes_free(&written);
    free((void *)(uintptr_t)wanted.data);
}

static void check_left(const xt_fixed *fixed, const char *before, bool all, const char *wanted)
{
    char *left = show_findings(xt_fixed_remaining(fixed), all);
    ck_assert_msg(strcmp(left, wanted) == 0, "%s\nleft: %s\nnot:  %s", before, left, wanted);
    free(left);
}

static void check_case(const fix_case *c, xt_fix_options options)
{
    temp t = temp_make();
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    xt_str book = workbook(c->before);
    temp_write(&t, "in.xlsx", book);
    options.dry_run = true;
    xt_fixed *dry = fix_file(&t, set, &options);
    ck_assert_uint_eq(temp_count(&t), 1);
    options.dry_run = false;
    xt_fixed *fixed = fix_file(&t, set, &options);
    ck_assert_uint_eq(temp_count(&t), 2);
    check_written(&t, c->after);
    char *changed = show_changes(fixed), *would = show_changes(dry);
    ck_assert_msg(strcmp(changed, c->changed) == 0, "%s\nchanged: %s\nnot:     %s", c->before, changed, c->changed);
    ck_assert_str_eq(would, changed);
    check_left(fixed, c->before, false, c->left);
    check_left(dry, c->before, false, c->left);
    free(changed);
    free(would);
    xt_bytes input = temp_read(&t, "in.xlsx"), output = temp_read(&t, "out.xlsx");
    ck_assert(xt_str_equal(xt_bytes_str(&input), book)); /* what is read stays as it was */
    if (!*c->changed)
        ck_assert(xt_str_equal(xt_bytes_str(&output), book));
    xt_bytes_free(&input);
    xt_bytes_free(&output);
    free((void *)(uintptr_t)book.data);
    xt_fixed_free(dry);
    xt_fixed_free(fixed);
    xt_templates_close(set);
    temp_end(&t);
}

START_TEST(writes_what_is_certain)
{
    check_case(&CERTAIN[_i], xt_fix_options_default());
}
END_TEST

/* A suggestion that is not asked for is not written. */
START_TEST(writes_suggestions_when_asked)
{
    xt_fix_options options = xt_fix_options_default();
    options.suggested = true;
    check_case(&SUGGESTED[_i], options);
}
END_TEST

START_TEST(leaves_cells)
{
    static const char *const LEAVE[] = {"o99!P2", "o99!E2", "another!D2", "o99!E22", NULL};
    static const fix_case ONE = {"E2 100,000|D2 ซื้อ  วัสดุ", "E2 100,000|D2 ซื้อ วัสดุ", "text-space D2",
                                 "number-as-text E2"};
    xt_fix_options options = xt_fix_options_default();
    options.leave = LEAVE;
    check_case(&ONE, options);
    options.leave = LEAVE + 4;
    check_case(&CERTAIN[1], options);
}
END_TEST

START_TEST(chooses_by_code)
{
    static const char *const SPACE[] = {"text-space", NULL}, *const NONE[] = {NULL};
    static const fix_case ONLY = {"E2 100,000|D2 ซื้อ  วัสดุ", "E2 100,000|D2 ซื้อ วัสดุ", "text-space D2",
                                  "number-as-text E2"};
    static const fix_case SKIP = {"E2 100,000|D2 ซื้อ  วัสดุ", "E2 =100000.00|D2 ซื้อ  วัสดุ", "number-as-text E2",
                                  "text-space D2"};
    static const fix_case NOTHING = {"E2 100,000", "E2 100,000", "", "number-as-text E2"};
    xt_fix_options options = xt_fix_options_default();
    options.only = SPACE;
    check_case(&ONLY, options);
    check_case(&NOTHING, options);
    options.only = NULL;
    options.skip = SPACE;
    check_case(&SKIP, options);
    options.skip = NULL;
    options.only = NONE;
    check_case(&NOTHING, options);
}
END_TEST

/* ------------------------------------------------------------ titles, several sheets, other files */

START_TEST(mends_titles)
{
    static const char BEFORE[] = "รายงานการจัดซ\u0E49\u0E37อจัดจ้าง o99|~จ\u0E4D\u0E32นวน\n" ALL_KINDS_HEAD "\n" CLEAN_2 CLEAN_BELOW;
    static const char AFTER[] = "รายงานการจัดซื้อจัดจ้าง o99|~จ\u0E4D\u0E32นวน\n" ALL_KINDS_HEAD "\n" CLEAN_2 CLEAN_BELOW;
    const test_sheet before[] = {{.name = "o99", .rows = BEFORE}, {0}}, after[] = {{.name = "o99", .rows = AFTER}, {0}};
    temp t = temp_make();
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    xt_str book = book_of(before), wanted = book_of(after);
    temp_write(&t, "in.xlsx", book);
    xt_fixed *fixed = fix_file(&t, set, NULL);
    ck_assert_uint_eq(xt_fixed_count(fixed), 1);
    xt_change change = xt_fixed_change(fixed, 0);
    ck_assert_str_eq(change.finding.code, "text-order");
    ck_assert_str_eq(change.finding.cell, "A1");
    xt_assert_str(change.after, "รายงานการจัดซื้อจัดจ้าง o99");
    check_left(fixed, "a title", false, "text-order B1");
    xt_bytes output = temp_read(&t, "out.xlsx");
    char *is = shown_book(xt_bytes_str(&output)), *should = shown_book(wanted);
    check_same(is, should);
    free(is);
    free(should);
    xt_bytes_free(&output);
    free((void *)(uintptr_t)book.data);
    free((void *)(uintptr_t)wanted.data);
    xt_fixed_free(fixed);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

/* Each change goes to its own sheet; a sheet that follows no form is left alone. */
START_TEST(corrects_every_sheet)
{
    char *first = change_rows(clean_rows(), "E2 100,000"), *last = change_rows(clean_rows(), "P2 8 ก.พ. 67");
    const test_sheet sheets[] = {
        {.name = "โน้ต", .rows = "ส\u0E4D\u0E32นักงาน|1,000"}, {.name = "o99", .rows = first}, {.name = "o99 (2)", .rows = last}, {0}};
    temp t = temp_make();
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    xt_str book = book_of(sheets);
    temp_write(&t, "in.xlsx", book);
    xt_fixed *fixed = fix_file(&t, set, NULL);
    char *changed = show_changes(fixed);
    ck_assert_str_eq(changed, "number-as-text E2; date-as-text P2");
    xt_finding before = xt_fixed_change(fixed, 0).finding, after = xt_fixed_change(fixed, 1).finding;
    ck_assert_str_eq(before.sheet, "o99");
    ck_assert_str_eq(after.sheet, "o99 (2)");
    check_left(fixed, "two sheets", false, "");
    free(changed);
    free(first);
    free(last);
    free((void *)(uintptr_t)book.data);
    xt_fixed_free(fixed);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

START_TEST(keeps_the_old_one_in_place)
{
    temp t = temp_make();
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    xt_str book = workbook("E2 100,000");
    temp_write(&t, "in.xlsx", book);
    xt_fix_options options = xt_fix_options_default();
    options.in_place = true;
    xt_fixed *fixed = fix_file(&t, set, &options);
    ck_assert_uint_eq(xt_fixed_count(fixed), 1);
    ck_assert_uint_eq(temp_count(&t), 2);
    xt_bytes kept = temp_read(&t, "in.xlsx.bak"), now = temp_read(&t, "in.xlsx");
    ck_assert(xt_str_equal(xt_bytes_str(&kept), book));
    temp_write(&t, "out.xlsx", xt_bytes_str(&now));
    check_written(&t, "E2 =100000.00");
    xt_bytes_free(&kept);
    xt_bytes_free(&now);
    free((void *)(uintptr_t)book.data);
    xt_fixed_free(fixed);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

START_TEST(refuses_and_leaves_nothing_behind)
{
    temp t = temp_make();
    char in[TEMP_PATH], out[TEMP_PATH];
    xt_templates *set = empty_forms();
    all_kinds(set, NULL);
    xt_str book = workbook("E2 100,000");
    xt_fixed *fixed = NULL;
    xt_error error = {0};
    xt_fix_options options = xt_fix_options_default();
    temp_path(&t, "in.xlsx", in);
    temp_path(&t, "out.xlsx", out);
    ck_assert_int_eq(xt_fix(&fixed, in, out, set, NULL, &error), XT_NOT_FOUND);
    temp_write(&t, "in.xlsx", XT_LITERAL("%PDF-1.4"));
    ck_assert_int_eq(xt_fix(&fixed, in, out, set, NULL, NULL), XT_NOT_A_WORKBOOK);
    temp_write(&t, "in.xlsx", XT_LITERAL("a,b\n"));
    ck_assert_int_eq(xt_fix(&fixed, in, out, set, NULL, NULL), XT_NO_TEMPLATE);
    temp_write(&t, "in.xlsx", book);
    ck_assert_int_eq(xt_fix(&fixed, in, in, set, NULL, &error), XT_WRITE_FAILED);
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_write(&t, "out.xlsx", XT_LITERAL("old"));
    options.no_clobber = true;
    ck_assert_int_eq(xt_fix(&fixed, in, out, set, &options, &error), XT_WRITE_FAILED);
    xt_bytes kept = temp_read(&t, "out.xlsx"), input = temp_read(&t, "in.xlsx");
    xt_assert_str(xt_bytes_str(&kept), "old");
    ck_assert(xt_str_equal(xt_bytes_str(&input), book));
    ck_assert_uint_eq(temp_count(&t), 2);
    ck_assert_ptr_null(fixed);
    xt_bytes_free(&kept);
    xt_bytes_free(&input);
    free((void *)(uintptr_t)book.data);
    xt_fixed_free(NULL);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("fix");
    TCase *cases = tcase_create("fix");
    tcase_add_loop_test(cases, writes_what_is_certain, 0, XT_ENTRIES(CERTAIN));
    tcase_add_loop_test(cases, writes_suggestions_when_asked, 0, XT_ENTRIES(SUGGESTED));
    tcase_add_test(cases, leaves_cells);
    tcase_add_test(cases, chooses_by_code);
    tcase_add_test(cases, mends_titles);
    tcase_add_test(cases, corrects_every_sheet);
    tcase_add_test(cases, keeps_the_old_one_in_place);
    tcase_add_test(cases, refuses_and_leaves_nothing_behind);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
