/* SPDX-License-Identifier: MIT
 *
 * The review workbook, read back with the library. Its colours and links are looked at by
 * tests/scripts/check_review.py.
 */
#include "base/utf8.h"
#include "read/zip.h"
#include "temp.h"
#include "write/reports.h"

/* A review that was written, and the workbook in it. */
typedef struct written {
    temp folder;
    char path[TEMP_PATH];
    xt_status status;
    xt_error error;
    xt_book *book;
} written;

static const xt_review_options ENGLISH = {
    .lang = XT_LANG_EN, .file = "a.xlsx", .tool = "xlscheck", .version = "1.2.3"};

static written review(const xt_review_options *options, const test_sheet *sheets)
{
    written w = {.folder = temp_make()};
    temp_path(&w.folder, "review.xlsx", w.path);
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    w.status = xt_review_write(done.book, done.result, options, w.path, &w.error);
    if (!w.status)
        ck_assert_int_eq(xt_book_open(&w.book, w.path, NULL, NULL), XT_OK);
    check_end(&done);
    xt_templates_close(set);
    return w;
}

/* The same for the clean sheet with changes. */
static written review_changes(const xt_review_options *options, const char *changes)
{
    char *rows = change_rows(clean_rows(), changes);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    written w = review(options, sheets);
    free(rows);
    return w;
}

static void end(written *w)
{
    xt_book_close(w->book);
    temp_end(&w->folder);
}

/* The value of a cell, a number as it stands in the file; "" for none. free() it. */
static char *cell(const written *w, size_t sheet, uint32_t row, uint32_t column)
{
    xt_sheet *read = NULL;
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(xt_sheet_open(&read, w->book, sheet, NULL), XT_OK);
    for (const xt_row *r = NULL; xt_sheet_next(read, &r, NULL) == XT_OK && r && r->number <= row;)
        for (size_t i = 0; r->number == row && i < r->count; i++)
            if (r->cells[i].column == column)
                xt_bytes_add(&out, r->cells[i].text);
    xt_sheet_close(read);
    return taken(&out);
}

static void check_cell(const written *w, size_t sheet, uint32_t row, uint32_t column, const char *wanted)
{
    char *text = cell(w, sheet, row, column);
    ck_assert_msg(strcmp(text, wanted) == 0, "row %u, column %u is \"%s\", not \"%s\"", row, column, text,
                  wanted);
    free(text);
}

/* A part of the file. free() it. */
static char *part(const written *w, const char *name)
{
    const xt_limits limits = xt_limits_default();
    xt_zip *zip = NULL;
    xt_zip_part *read = NULL;
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(xt_zip_open_path(&zip, w->path, &limits, NULL), XT_OK);
    size_t index = xt_zip_find(zip, xt_str_of(name));
    if (index != XT_NO_PART) {
        char data[4096];
        ck_assert_int_eq(xt_zip_part_open(&read, zip, index, 0, NULL), XT_OK);
        for (size_t got = 1; got;) {
            ck_assert_int_eq(xt_zip_part_read(read, data, sizeof data, &got, NULL), XT_OK);
            xt_bytes_append(&out, data, got);
        }
        xt_zip_part_close(read);
    }
    xt_zip_close(zip);
    return taken(&out);
}

/* How often the piece stands in the part. */
static size_t count_in(const written *w, const char *name, const char *piece)
{
    size_t count = 0;
    char *text = part(w, name);
    for (const char *at = text; (at = strstr(at, piece)) != NULL; at++)
        count++;
    free(text);
    return count;
}

enum { LIST, DATA }; /* sheets of the review of one sheet */
enum { SEVERITY = 1, HEADING, SHEET, CELL, LABEL, VALUE, MESSAGE, REPAIR, CODE }; /* columns of the list */
enum { FIRST_LINE = 6 }; /* of the list, where nothing was left out */

/* ------------------------------------------------------------ the list */

START_TEST(lists_by_severity_and_rule)
{
    static const char *const CODES[] = {"required-missing", "required-missing", "number-as-text",
                                        "text-space"};
    static const char *const CELLS[] = {"J2", "J3", "E2", "D2"};
    written w = review_changes(&ENGLISH, "D2 ซื้อ  ของ|E2 100,000|J2|J3");
    check_cell(&w, LIST, 1, 1, "Findings: a.xlsx");
    check_cell(&w, LIST, 3, 1, "Must be corrected 2");
    check_cell(&w, LIST, 3, 2, "Should be corrected 1");
    check_cell(&w, LIST, 3, 3, "Worth a look 1");
    for (uint32_t i = 0; i < 4; i++) {
        check_cell(&w, LIST, FIRST_LINE + i, CODE, CODES[i]);
        check_cell(&w, LIST, FIRST_LINE + i, CELL, CELLS[i]);
        check_cell(&w, LIST, FIRST_LINE + i, SHEET, "o99");
    }
    check_cell(&w, LIST, FIRST_LINE, SEVERITY, "Must be corrected");
    check_cell(&w, LIST, FIRST_LINE, HEADING, "Fill in the blank cells");
    check_cell(&w, LIST, FIRST_LINE, LABEL, "ราคาที่ตกลงซื้อหรือจ้าง (บาท)");
    check_cell(&w, LIST, FIRST_LINE + 2, VALUE, "100,000");
    check_cell(&w, LIST, FIRST_LINE + 2, REPAIR, "100000"); /* a number, to be copied */
    check_cell(&w, LIST, FIRST_LINE + 3, REPAIR, "ซื้อ ของ");
    check_cell(&w, LIST, FIRST_LINE + 4, SEVERITY, "");
    ck_assert_uint_eq(count_in(&w, "xl/worksheets/sheet1.xml", "<hyperlink "), 4);
    ck_assert_uint_eq(count_in(&w, "xl/worksheets/sheet1.xml", "location=\"'o99'!E2\""), 1);
    end(&w);
}
END_TEST

START_TEST(says_that_nothing_is_wrong)
{
    xt_review_options options = ENGLISH;
    options.lang = XT_LANG_TH;
    written w = review_changes(&options, "");
    ck_assert_str_eq(xt_book_sheet(w.book, LIST)->name, "ผลการตรวจ");
    check_cell(&w, LIST, 1, 1, "ผลการตรวจ: a.xlsx");
    check_cell(&w, LIST, 3, 1, "ไม่พบสิ่งที่ต้องแก้ไข");
    check_cell(&w, LIST, 5, 1, "ไม่ได้ตรวจ: ชื่อ จำนวนเงิน และวันที่ ตรงกับความจริงหรือไม่");
    ck_assert_uint_eq(count_in(&w, "xl/worksheets/sheet1.xml", "<autoFilter"), 0);
    ck_assert_uint_eq(count_in(&w, "xl/comments1.xml", "<comment "), 0);
    end(&w);
}
END_TEST

/* ------------------------------------------------------------ the data */

START_TEST(copies_values)
{
    written w = review_changes(&ENGLISH, "D2 _x005F_x0041_ <&> \"ก\"");
    check_cell(&w, DATA, 1, 1, "ที่");
    check_cell(&w, DATA, 2, 4, "_x0041_ <&> \"ก\"");
    check_cell(&w, DATA, 2, 5, "100000");
    check_cell(&w, DATA, 2, 11, "0365529000042");
    check_cell(&w, DATA, 2, 15, "45300");
    check_cell(&w, DATA, 7, 1, "ข้อเสนอแนะ: ไม่มี");
    ck_assert_uint_eq(count_in(&w, "xl/styles.xml", "[$-107041E]d mmm yyyy"), 1);
    end(&w);
}
END_TEST

START_TEST(comments_on_cells)
{
    /* two findings in one cell, a blank cell, a row that is hidden, a label */
    char *rows = change_rows(clean_rows(), "E2 ๑๐๐,๐๐๐|J3|A1 ลำดับที่ของ");
    const test_sheet sheets[] = {{.name = "o'99", .rows = rows}, {0}};
    written w = review(&ENGLISH, sheets);
    const char *const comments = "xl/comments1.xml";
    size_t cells = count_in(&w, comments, "<comment ");
    ck_assert_uint_ge(cells, 2);
    ck_assert_uint_eq(count_in(&w, "xl/drawings/vmlDrawing1.vml", "<v:shape "), cells);
    ck_assert_uint_eq(count_in(&w, comments, "<author>xlscheck</author>"), 1);
    ck_assert_uint_eq(count_in(&w, comments, "<comment ref=\"J3\""), 1);
    ck_assert_uint_eq(count_in(&w, comments, "is blank; fill it in."), 1);
    ck_assert_uint_eq(count_in(&w, comments, "<comment ref=\"E2\""), 1);
    ck_assert_uint_ge(count_in(&w, "xl/worksheets/sheet1.xml", "location=\"'o''99'!E2\""), 1);
    free(rows);
    end(&w);
}
END_TEST

START_TEST(marks_the_first_cell_of_a_row)
{
    char *rows = change_rows(clean_rows(), ""), *at = strstr(rows, "\n=2|");
    xt_bytes hidden = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_add(&hidden, (xt_str){rows, (size_t)(at - rows)});
    xt_bytes_puts(&hidden, "\n%");
    xt_bytes_puts(&hidden, at + 1);
    const test_sheet sheets[] = {{.name = "o99", .rows = xt_bytes_cstr(&hidden)}, {0}};
    written w = review(&ENGLISH, sheets);
    check_cell(&w, LIST, FIRST_LINE, CODE, "hidden-data");
    check_cell(&w, LIST, FIRST_LINE, CELL, "row 3");
    ck_assert_uint_eq(count_in(&w, "xl/worksheets/sheet1.xml", "location=\"'o99'!A3\""), 1);
    ck_assert_uint_eq(count_in(&w, "xl/comments1.xml", "<comment ref=\"A3\""), 1);
    xt_bytes_free(&hidden);
    free(rows);
    end(&w);
}
END_TEST

/* ------------------------------------------------------------ names of sheets */

static const struct {
    const char *name, *list, *copy;
} NAMES[] = {
    {"o99", "Findings", "o99"},
    {"findings", "Findings (1)", "findings"},
    {"a/b", "Findings", "a-b"},
    {"'o99'", "Findings", "-o99-"},
    {"history", "Findings", "history (1)"},
    {"กขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญกขค", "Findings", "กขคงจฉชซฌญกขคงจฉชซฌญกขคงจฉชซฌญก"},
};

START_TEST(names_sheets)
{
    char *rows = change_rows(clean_rows(), "J2");
    const test_sheet sheets[] = {{.name = NAMES[_i].name, .rows = rows}, {0}};
    written w = review(&ENGLISH, sheets);
    ck_assert_int_eq(w.status, XT_OK);
    ck_assert_str_eq(xt_book_sheet(w.book, LIST)->name, NAMES[_i].list);
    ck_assert_str_eq(xt_book_sheet(w.book, DATA)->name, NAMES[_i].copy);
    free(rows);
    end(&w);
}
END_TEST

START_TEST(tells_sheets_of_one_name)
{
    char *rows = change_rows(clean_rows(), "J2");
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {.name = "o99", .rows = rows}, {0}};
    char message[XT_MESSAGE_SIZE];
    written w = review(&ENGLISH, sheets);
    ck_assert_int_eq(w.status, XT_WRITE_FAILED);
    xt_error_message(&w.error, XT_LANG_EN, message, sizeof message);
    ck_assert_msg(strstr(message, "two sheets have the name \"o99\"") != NULL, "%s", message);
    ck_assert_uint_eq(temp_count(&w.folder), 0);
    free(rows);
    end(&w);
}
END_TEST

/* ------------------------------------------------------------ the file */

START_TEST(keeps_what_is_there)
{
    xt_review_options options = ENGLISH;
    options.no_clobber = true;
    written w = review_changes(&options, "J2");
    ck_assert_int_eq(w.status, XT_OK);
    xt_book_close(w.book);
    w.book = NULL;
    xt_bytes before = temp_read(&w.folder, "review.xlsx");
    char *rows = change_rows(clean_rows(), "");
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(xt_review_write(done.book, done.result, &options, w.path, NULL), XT_WRITE_FAILED);
    xt_bytes after = temp_read(&w.folder, "review.xlsx");
    ck_assert(xt_str_equal(xt_bytes_str(&before), xt_bytes_str(&after)));
    ck_assert_uint_eq(temp_count(&w.folder), 1);
    check_end(&done);
    xt_templates_close(set);
    xt_bytes_free(&before);
    xt_bytes_free(&after);
    free(rows);
    end(&w);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("review");
    TCase *list = tcase_create("list"), *data = tcase_create("data"), *names = tcase_create("names"),
          *file = tcase_create("file");
    tcase_add_test(list, lists_by_severity_and_rule);
    tcase_add_test(list, says_that_nothing_is_wrong);
    tcase_add_test(data, copies_values);
    tcase_add_test(data, comments_on_cells);
    tcase_add_test(data, marks_the_first_cell_of_a_row);
    tcase_add_loop_test(names, names_sheets, 0, XT_ENTRIES(NAMES));
    tcase_add_test(names, tells_sheets_of_one_name);
    tcase_add_test(file, keeps_what_is_there);
    suite_add_tcase(suite, list);
    suite_add_tcase(suite, data);
    suite_add_tcase(suite, names);
    suite_add_tcase(suite, file);
    return suite;
}

XT_TEST_MAIN(make_suite)
