/* SPDX-License-Identifier: MIT
 *
 * The report for people. Whole reports stand in tests/cases/xlscheck.
 */
#include "base/utf8.h"
#include "table/heads.h"
#include "write/reports.h"

/* How many lines of the text hold the piece. */
static size_t count_lines(const char *text, const char *piece)
{
    size_t count = 0;
    while (*text) {
        size_t size = strcspn(text, "\n");
        count += xt_str_find((xt_str){text, size}, xt_str_of(piece)) != SIZE_MAX;
        text += size + (text[size] == '\n');
    }
    return count;
}

static void check_has(const char *text, const char *piece)
{
    ck_assert_msg(strstr(text, piece) != NULL, "\"%s\" is not in:\n%s", piece, text);
}

/* ------------------------------------------------------------ what is in it */

/* Changes to the clean sheet, and pieces that the report must have, each in a line of its own. */
static const struct {
    const char *changes, *pieces[6];
} PIECES[] = {
    {"", {"a.xlsx", "o99", "[all-kinds]", "Nothing to correct."}},
    {"J2", {"Must be corrected (1)", "[required-missing] 1", "J2 ", "errors 1, warnings 0, notes 0"}},
    {"E2 100,000",
     {"Should be corrected (1)", "[number-as-text] 1", "\"100,000\" is text; make it the number 100000.00"}},
    {"D2 ซื้อ  ของ", {"Worth a look (1)", "[text-space] 1", "write \"ซื้อ ของ\""}},
    {"J2|E3 ๑|D2 ซื้อ  ของ",
     {"Must be corrected (2)", "Should be corrected (1)", "Worth a look (1)", "price-over-budget"}},
};

START_TEST(tells)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    char *text = report_changes(&options, PIECES[_i].changes);
    for (size_t i = 0; i < 6 && PIECES[_i].pieces[i]; i++)
        check_has(text, PIECES[_i].pieces[i]);
    check_has(text, "Not checked: whether names, amounts and dates are true.");
    ck_assert_uint_eq(xt_utf8_valid(xt_str_of(text)), strlen(text));
    ck_assert_int_eq(text[strlen(text) - 1], '\n');
    free(text);
}
END_TEST

START_TEST(speaks_thai)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    options.lang = XT_LANG_TH;
    char *text = report_changes(&options, "J2|E3 ๑");
    check_has(text, "ต้องแก้ไข (2)");
    check_has(text, "ควรแก้ไข (1)");
    check_has(text, "ไม่ได้ตรวจ");
    static const char *const ENGLISH[] = {"Sheet", "Must",        "Should", "Total",
                                          "row",   "Not checked", "more",   "cells"};
    for (size_t i = 0; i < sizeof ENGLISH / sizeof *ENGLISH; i++)
        ck_assert_msg(strstr(text, ENGLISH[i]) == NULL, "\"%s\" in:\n%s", ENGLISH[i], text);
    free(text);
}
END_TEST

/* Errors first, then warnings, then notes. */
START_TEST(puts_the_worst_first)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    char *text = report_changes(&options, "D2 ซื้อ  ของ|E3 450,000|J2");
    const char *error = strstr(text, "[required-missing]"), *warning = strstr(text, "[number-as-text]");
    const char *note = strstr(text, "[text-space]");
    ck_assert(error && warning && note);
    ck_assert(error < warning && warning < note);
    free(text);
}
END_TEST

/* ------------------------------------------------------------ runs and long lists */

/* Rows that differ in the budget alone, as `cells` has them for column E. */
static char *rows_of(const char *const *cells)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    for (int i = 0; cells[i]; i++)
        xt_bytes_printf(&rows, "\n|=2567||งาน %d|%s||ยกเลิกการดำเนินการ|วิธีคัดเลือก", i, cells[i]);
    xt_bytes_puts(&rows, "\n\nข้อเสนอแนะ: ไม่มี");
    return taken(&rows);
}

static char *report_rows(const xt_report_options *options, const char *const *cells)
{
    char *rows = rows_of(cells);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    char *text = report_on(options, "a.xlsx", sheets, NULL);
    free(rows);
    return text;
}

static const struct {
    const char *cells[12];
    size_t most, lines; /* of findings of this kind */
    const char *pieces[4];
} RUNS[] = {
    /* the same in cells one below the other is one line */
    {{"", "", "", "", ""}, 0, 1, {"E2:E6 ", "(5 cells)", "[required-missing] 5"}},
    {{"", "", "=1", "", "", ""}, 0, 2, {"E2:E3 ", "(2 cells)", "E5:E7 ", "(3 cells)"}},
    {{"x", "x", "x"}, 0, 1, {"E2:E4 ", "(3 cells)", "[type-number] 3"}},
    {{"x", "y", "x"}, 0, 3, {"E2 ", "E3 ", "E4 "}},
    {{"x", "x", "y", "y"}, 0, 2, {"E2:E3 ", "E4:E5 "}},
    {{"x"}, 0, 1, {"E2 "}},
    /* no more lines than are asked for, and how many are not shown */
    {{"a", "b", "c", "d", "e"}, 2, 2, {"[type-number] 5", "… 3 more like this"}},
    {{"a", "b", "c", "d", "e"}, 5, 5, {"[type-number] 5"}},
    {{"a", "a", "b", "b", "c", "c"}, 2, 2, {"E2:E3 ", "E4:E5 ", "… 2 more like this"}},
    {{"a", "b", "c", "d", "e"}, 0, 5, {"[type-number] 5"}},
    {{"a", "b", "c", "d", "e"}, 1, 1, {"… 4 more like this"}},
};

START_TEST(gathers_runs)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    options.most = RUNS[_i].most;
    char *text = report_rows(&options, RUNS[_i].cells);
    for (size_t i = 0; i < 4 && RUNS[_i].pieces[i]; i++)
        check_has(text, RUNS[_i].pieces[i]);
    ck_assert_msg(count_lines(text, "    E") == RUNS[_i].lines, "%s", text);
    ck_assert_msg(strstr(text, "(1 cells)") == NULL, "%s", text);
    bool has_more = strstr(text, "more like this") != NULL, wants_more = false;
    for (size_t i = 0; i < 4 && RUNS[_i].pieces[i]; i++)
        wants_more = wants_more || strstr(RUNS[_i].pieces[i], "more like this");
    ck_assert_msg(has_more == wants_more, "%s", text);
    free(text);
}
END_TEST

/* Blanks in two columns side by side are two runs, each down its column. */
START_TEST(gathers_down_the_columns)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    const test_sheet sheets[] = {{.name = "o99",
                                  .rows = ALL_KINDS_HEAD
                                  "\n|=2567|||||ยกเลิก|วิธีคัดเลือก\n|=2567|||||ยกเลิก|วิธีคัดเลือก|=1\n"
                                  "|=2567|||||ยกเลิก|วิธีคัดเลือก|=2\n\nข้อเสนอแนะ: ไม่มี"},
                                 {0}};
    char *text = report_on(&options, "a.xlsx", sheets, NULL);
    check_has(text, "[required-missing] 6");
    check_has(text, "D2:D4 ");
    check_has(text, "E2:E4 ");
    ck_assert_uint_eq(count_lines(text, "(3 cells)"), 3); /* and the status, in other words */
    free(text);
}
END_TEST

/* Sentences stand below each other, however wide Thai names of cells are. */
START_TEST(aligns_sentences)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    const test_sheet sheets[] = {
        {.name = "o99", .rows = ALL_KINDS_HEAD "\n%" CLEAN_2 "\n" CLEAN_3 "\n%" CLEAN_4 "\n\nข้อเสนอแนะ: ไม่มี"},
        {0}};
    char *text = report_on(&options, "a.xlsx", sheets, ALL_KINDS_RULES);
    check_has(text, "\n    row 2        The row");
    check_has(text, "\n    row 4        The row");
    free(text);
    options.lang = XT_LANG_TH;
    text = report_on(&options, "a.xlsx", sheets, ALL_KINDS_RULES);
    check_has(text, "\n    แถว 2        แถวนี้"); /* three letters and no mark */
    free(text);
}
END_TEST

/* A long list is cut for each kind by itself; everything is counted. */
START_TEST(cuts_each_kind_by_itself)
{
    static const char *const CELLS[] = {"a", "b", "1,000", "2,000", "3,000", "c", NULL};
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    options.most = 1;
    char *text = report_rows(&options, CELLS);
    check_has(text, "[type-number] 3");
    check_has(text, "[number-as-text] 3");
    ck_assert_uint_eq(count_lines(text, "… 2 more like this"), 2);
    check_has(text, "errors 3, warnings 3, notes 0");
    free(text);
}
END_TEST

/* Rows are no cells. */
START_TEST(gathers_rows)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    const test_sheet sheets[] = {
        {.name = "o99",
         .rows = ALL_KINDS_HEAD "\n%" CLEAN_2 "\n%" CLEAN_3 "\n%" CLEAN_4 "\n\nข้อเสนอแนะ: ไม่มี"},
        {0}};
    char *text = report_on(&options, "a.xlsx", sheets, ALL_KINDS_RULES);
    check_has(text, "row 2-4 ");
    check_has(text, "[hidden-data] 3");
    ck_assert_msg(strstr(text, "cells") == NULL, "%s", text);
    free(text);
}
END_TEST

/* ------------------------------------------------------------ several sheets and files */

START_TEST(names_sheets_where_there_are_several)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    char *rows = change_rows(ALL_KINDS_HEAD "\n" CLEAN_2 "\n\nข้อเสนอแนะ: ไม่มี", "J2");
    const test_sheet sheets[] = {
        {.name = "ก", .rows = rows}, {.name = "ข", .rows = rows}, {.name = "ค", .rows = "x|y"}, {0}};
    char *text = report_on(&options, "a.xlsx", sheets, NULL);
    ck_assert_uint_eq(count_lines(text, "    Sheet ก"), 1);
    ck_assert_uint_eq(count_lines(text, "    Sheet ข"), 1);
    check_has(text, "[required-missing] 2");
    check_has(text, "Not looked at: sheets that follow no known form: ค\n");
    free(text);
    text = report_on(&options, "a.xlsx", sheets + 1, NULL);
    ck_assert_uint_eq(count_lines(text, "    Sheet "), 0);
    free(text);
    free(rows);
}
END_TEST

START_TEST(tells_what_was_guessed_and_what_is_short)
{
    paper p = {.text = xt_bytes_make(SIZE_MAX / 2), .room = SIZE_MAX};
    const xt_output output = {write_paper, &p, "paper"};
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {
        {.name = "S", .rows = HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n|=2567|||||||||||"}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    xt_report *report = NULL;
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_int_eq(xt_report_begin(&report, &options, &output, NULL), XT_OK);
    ck_assert_int_eq(xt_report_add(report, "a.xlsx", done.result, NULL), XT_OK);
    check_end(&done);
    const xt_check_options all = xt_check_options_default();
    const test_sheet guessed[] = {{.name = "S", .rows = HEAD_CONTENT "\nซื้อวัสดุ"}, {0}};
    done = check_sheets(guessed, set, &all);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_int_eq(xt_report_add(report, "b.xlsx", done.result, NULL), XT_OK);
    check_end(&done);
    ck_assert_int_eq(xt_report_end(report, NULL), XT_OK);
    char *text = taken(&p.text);
    check_has(text, "[ita-2568-o13]");
    check_has(text, "for all there are: 100\n");
    check_has(text, "It may also be: ita-2567-o17 (-t ID)\n");
    ck_assert_uint_eq(count_lines(text, "It may also be"), 1);
    check_has(text, "\n\nb.xlsx\n"); /* an empty line between files */
    ck_assert_int_eq(strncmp(text, "a.xlsx\n", 7), 0);
    free(text);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ what a terminal gets to see */

/* The text without the colours that the report itself puts on; fails at any other control character. */
static void check_safe(const char *text, bool color)
{
    static const char *const COLORS[] = {"\x1B[0m",    "\x1B[1m",    "\x1B[1;31m",
                                         "\x1B[1;32m", "\x1B[1;33m", "\x1B[1;36m"};
    bool any = false;
    for (size_t at = 0; text[at];) {
        size_t from = at;
        for (size_t i = 0; color && i < sizeof COLORS / sizeof *COLORS; i++)
            if (strncmp(text + at, COLORS[i], strlen(COLORS[i])) == 0) {
                any = true;
                at += strlen(COLORS[i]);
            }
        if (at > from)
            continue;
        uint32_t code = xt_utf8_next(xt_str_of(text), &at);
        bool safe = code == '\n' ||
                    (code >= 0x20 && code != 0x7F && !(code >= 0x80 && code < 0xA0) && code != 0x202E);
        ck_assert_msg(safe, "U+%04X in:\n%s", code, text);
    }
    ck_assert_int_eq(any, color);
}

static const char *const NASTY[] = {
    "_x001B_[2J_x001B_[31m",
    "_x001B_]0;title_x0007_",
    "_x0008__x0008__x000D_x",
    "\xC2\x9B[31m\xC2\x85",
    "\u202Eabc",
    "_x007F__x0000__x000A_",
};

START_TEST(lets_no_control_character_through)
{
    xt_report_options options = options_of(XT_FORMAT_TEXT);
    xt_bytes changes = xt_bytes_make(1000), name = xt_bytes_make(1000);
    xt_bytes_printf(&changes, "E2 %s|H2 %s|L3 %s  x|K3 %s", NASTY[_i], NASTY[_i], NASTY[_i], NASTY[_i]);
    xt_bytes_printf(&name, "o99%s", NASTY[_i]);
    char *rows = change_rows(clean_rows(), xt_bytes_cstr(&changes));
    char *header = with(rows, "ราคากลาง (บาท)", "ราคากลาง (บาด)_x001B_");
    const test_sheet sheets[] = {
        {.name = "o99", .rows = header}, {.name = xt_bytes_cstr(&name), .rows = "x"}, {0}};
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        options.lang = (xt_lang)lang;
        char *text = report_on(&options, "a\x1B[31m\x07\xFF.xlsx", sheets, ALL_KINDS_RULES);
        check_has(text, "a\xEF\xBF\xBD[31m\xEF\xBF\xBD\xEF\xBF\xBD.xlsx\n");
        check_safe(text, false);
        free(text);
    }
    free(header);
    free(rows);
    xt_bytes_free(&changes);
    xt_bytes_free(&name);
}
END_TEST

START_TEST(colours_only_when_asked)
{
    static const char *const CHANGES[] = {"", "J2|E3 ๑|D2 ซื้อ  ของ"};
    for (size_t i = 0; i < 2; i++) {
        xt_report_options options = options_of(XT_FORMAT_TEXT);
        char *plain = report_changes(&options, CHANGES[i]);
        check_safe(plain, false);
        options.color = true;
        char *painted = report_changes(&options, CHANGES[i]);
        check_safe(painted, true);
        /* but for the colours it is the same report */
        xt_bytes stripped = xt_bytes_make(SIZE_MAX / 2);
        for (const char *at = painted; *at;) {
            if (*at == '\x1B') {
                at += strcspn(at, "m") + 1;
                continue;
            }
            xt_bytes_putc(&stripped, *at++);
        }
        ck_assert_str_eq(xt_bytes_cstr(&stripped), plain);
        xt_bytes_free(&stripped);
        free(plain);
        free(painted);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("report_text");
    TCase *cases = tcase_create("report_text");
    tcase_add_loop_test(cases, tells, 0, XT_ENTRIES(PIECES));
    tcase_add_test(cases, speaks_thai);
    tcase_add_test(cases, puts_the_worst_first);
    tcase_add_loop_test(cases, gathers_runs, 0, XT_ENTRIES(RUNS));
    tcase_add_test(cases, gathers_down_the_columns);
    tcase_add_test(cases, aligns_sentences);
    tcase_add_test(cases, cuts_each_kind_by_itself);
    tcase_add_test(cases, gathers_rows);
    tcase_add_test(cases, names_sheets_where_there_are_several);
    tcase_add_test(cases, tells_what_was_guessed_and_what_is_short);
    tcase_add_loop_test(cases, lets_no_control_character_through, 0, XT_ENTRIES(NASTY));
    tcase_add_test(cases, colours_only_when_asked);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
