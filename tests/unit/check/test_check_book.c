/* SPDX-License-Identifier: MIT
 *
 * Checks of whole workbooks: which sheets are looked at, what the options change, and why a check fails.
 */
#include "check/books.h"
#include "table/heads.h"

#define BELOW "\n\nข้อเสนอแนะ: ไม่มี"
#define FORM  ALL_KINDS_HEAD "\n" CLEAN_2 "\n" CLEAN_3 BELOW
#define OTHER "ชื่อ|ตำแหน่ง\nนาย ก|ครู"

static char *show_sheets(const xt_result *result)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < xt_result_sheet_count(result); i++) {
        const xt_sheet_result *s = xt_result_sheet(result, i);
        xt_bytes_printf(&out, "%s%s=%s%s%s row %u +%d", i ? "; " : "", s->name, s->template_id,
                        *s->part ? "/" : "", s->part, s->header_row, (int)s->rows);
    }
    ck_assert_ptr_null(xt_result_sheet(result, xt_result_sheet_count(result)));
    for (size_t i = 0; xt_result_passed_over(result, i); i++)
        xt_bytes_printf(&out, "; not %s", xt_result_passed_over(result, i));
    return taken(&out);
}

/* ------------------------------------------------------------ sheets */

static const struct {
    test_sheet sheets[5];
    const char *checked, *found;
} BOOKS[] = {
    {{{.name = "o99", .rows = FORM}}, "o99=all-kinds row 1 +2", ""},
    {{{.name = "ปก", .rows = OTHER}, {.name = "o99", .rows = "เรื่อง\n\n" FORM}},
     "o99=all-kinds row 3 +2; not ปก",
     ""},
    {{{.name = "o99", .rows = FORM}, {.name = "รายชื่อ", .rows = OTHER}, {.name = "ว่าง", .rows = ""}},
     "o99=all-kinds row 1 +2; not รายชื่อ",
     ""},
    {{{.name = "ก", .rows = FORM}, {.name = "ข", .rows = FORM}},
     "ก=all-kinds row 1 +2; ข=all-kinds row 1 +2",
     ""},
    {{{.name = "ก", .rows = ALL_KINDS_HEAD "\n=9" BELOW}, {.name = "ข", .rows = ALL_KINDS_HEAD BELOW}},
     "ก=all-kinds row 1 +0; ข=all-kinds row 1 +0",
     "no-data; no-data"},
    /* a hidden sheet that holds a form; a hidden list of words is usual */
    {{{.name = "o99", .rows = FORM, .state = "hidden"}}, "o99=all-kinds row 1 +2", "hidden-data [o99]"},
    {{{.name = "o99", .rows = FORM, .state = "veryHidden"}}, "o99=all-kinds row 1 +2", "hidden-data [o99]"},
    {{{.name = "o99", .rows = FORM}, {.name = "list", .rows = "วิธีเฉพาะเจาะจง\nวิธีคัดเลือก", .state = "hidden"}},
     "o99=all-kinds row 1 +2",
     ""},
};

START_TEST(looks_at_sheets)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    test_check done = check_sheets(BOOKS[_i].sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *checked = show_sheets(done.result), *found = show_findings(done.result, true);
    ck_assert_str_eq(checked, BOOKS[_i].checked);
    ck_assert_str_eq(found, BOOKS[_i].found);
    free(checked);
    free(found);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* Findings come sheet by sheet and name theirs. */
START_TEST(keeps_sheets_apart)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    const test_sheet sheets[] = {{.name = "ก", .rows = ALL_KINDS_HEAD "\n" CLEAN_2 "\n\n" CLEAN_3 BELOW},
                                 {.name = "ข", .rows = ALL_KINDS_HEAD "\n\n" CLEAN_2 "\n" CLEAN_2 BELOW},
                                 {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_uint_eq(xt_result_count(done.result), 3);
    ck_assert_str_eq(xt_result_finding(done.result, 0).sheet, "ก");
    ck_assert_str_eq(xt_result_finding(done.result, 0).code, "blank-row");
    ck_assert_str_eq(xt_result_finding(done.result, 1).sheet, "ข");
    ck_assert_str_eq(xt_result_finding(done.result, 1).code, "duplicate-row");
    xt_assert_str(xt_result_finding(done.result, 1).other, "3");
    ck_assert_str_eq(xt_result_finding(done.result, 2).code, "sequence");
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ shipped forms */

#define WHO "=1|=2567|อบต.ตัวอย่าง|เมือง|เชียงใหม่|มหาดไทย|องค์การบริหารส่วนตำบล|"
#define ROW_16                                                                                                                                                                                                                                                                \
    "ซื้อวัสดุ|=100000|ข้อบัญญัติงบประมาณรายจ่าย|สิ้นสุดระยะสัญญา|วิธีเฉพาะเจาะจง|=99000|=98500|0365529000042|ร้านหนึ่ง|" \
    "67019000001|"

/* Workbooks as they should be: nothing is found in them at all. */
static const struct {
    test_sheet sheet;
    const char *checked;
} CLEAN[] = {
    {{.name = "ITA-o16",
      .rows = "ความก้าวหน้าการจัดซื้อจัดจ้าง ปีงบประมาณ พ.ศ. 2567\n\n" HEAD_IDENTITY "|" HEAD_CONTENT "\n" WHO ROW_16
              "@45300|@45330"},
     "ITA-o16=ita-2567-o16 row 3 +1"},
    {{.name = "o14",
      .rows = HEAD_IDENTITY "|" HEAD_CONTENT_O14 "\n" WHO "ซื้อรถ|=900000|งบลงทุน|วิธีคัดเลือก|ธ.ค. 2566"},
     "o14=ita-2567-o14 row 1 +1"},
    {{.name = "o12",
      .rows = HEAD_IDENTITY
      "|" HEAD_CONTENT_2568
      "\n=1|=2568|ทต.ตัวอย่าง|เมือง|ลำพูน|มหาดไทย|เทศบาลตำบล|ซื้อวัสดุ|=100000|เทศบัญญัติงบประมาณรายจ่าย|"
      "ยังไม่ลงนามในสัญญา|วิธีเฉพาะเจาะจง|-|-|-|-"},
     "o12=ita-2568-o12 row 1 +1"},
    /* the list and the summary of a form on one sheet, in either order */
    {{.name = "o17",
      .rows = HEAD_CONTENT "\n" ROW_16 "@45000|@45030\n\n\nวิธีการจัดซื้อจัดจ้าง|จำนวนรายการ|งบประมาณที่ใช้ (บาท)\n"
                           "วิธีเฉพาะเจาะจง|=1|=98500\nรวม|=1|~=98500\nปัญหา/อุปสรรค: ไม่มี\nข้อเสนอแนะ: ไม่มี"},
     "o17=ita-2567-o17 row 1 +1; o17=ita-2567-o17/summary row 5 +1"},
    {{.name = "o17",
      .rows = "วิธีการจัดซื้อจัดจ้าง|จำนวนรายการ|งบประมาณที่ใช้ (บาท)\nวิธีเฉพาะเจาะจง|=1|=98500\nรวม|=1|~=98500\n"
              "ปัญหา/อุปสรรค|ไม่มี\nข้อเสนอแนะ|ไม่มี\n\n" HEAD_CONTENT "\n" ROW_16 "@45000|@45030"},
     "o17=ita-2567-o17/summary row 1 +1; o17=ita-2567-o17 row 7 +1"},
};

START_TEST(finds_nothing_in_clean_forms)
{
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {CLEAN[_i].sheet, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *checked = show_sheets(done.result), *found = show_findings(done.result, true);
    ck_assert_str_eq(found, "");
    ck_assert_str_eq(checked, CLEAN[_i].checked);
    free(checked);
    free(found);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* A table that stands far below the other, further than is looked at for the first. */
START_TEST(finds_a_table_far_below)
{
    enum { ROWS = 300 };
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, HEAD_CONTENT);
    for (int i = 0; i < ROWS; i++)
        xt_bytes_printf(&rows, "\nงาน %d|=%d|งบลงทุน|ยกเลิกการดำเนินการ|วิธีคัดเลือก", i, i + 1);
    xt_bytes_puts(&rows, "\n\nวิธีการจัดซื้อจัดจ้าง|จำนวนรายการ|งบประมาณที่ใช้ (บาท)\nวิธีเฉพาะเจาะจง|=1|หมื่น\n"
                         "ปัญหา/อุปสรรค: ไม่มี\nข้อเสนอแนะ: ไม่มี");
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {{.name = "o17", .rows = xt_bytes_cstr(&rows)}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *checked = show_sheets(done.result), *found = show_findings(done.result, true);
    ck_assert_str_eq(checked, "o17=ita-2567-o17 row 1 +300; o17=ita-2567-o17/summary row 303 +1");
    ck_assert_str_eq(found, "type-number C304 [หมื่น]");
    free(checked);
    free(found);
    check_end(&done);
    xt_templates_close(set);
    xt_bytes_free(&rows);
}
END_TEST

/* Two tables are on one hidden sheet. */
START_TEST(tells_a_hidden_sheet_once)
{
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {
        {.name = "o17",
         .rows = HEAD_CONTENT "\n" ROW_16 "@45000|@45030\n\n\nวิธีการจัดซื้อจัดจ้าง|จำนวนรายการ|งบประมาณที่ใช้ (บาท)\n"
                              "วิธีเฉพาะเจาะจง|=1|=98500\nปัญหา/อุปสรรค: ไม่มี\nข้อเสนอแนะ: ไม่มี",
         .state = "hidden"},
        {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_uint_eq(xt_result_sheet_count(done.result), 2);
    char *found = show_findings(done.result, true);
    ck_assert_str_eq(found, "hidden-data [o17]");
    free(found);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* What the result tells of a sheet. */
START_TEST(tells_what_it_was_held_to)
{
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {{.name = "S", .rows = HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n|||||||ซื้อวัสดุ"},
                                 {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    const xt_sheet_result *sheet = xt_result_sheet(done.result, 0);
    ck_assert_str_eq(sheet->template_id, "ita-2568-o12");
    ck_assert_str_eq(sheet->template_title, xt_template_title(form_named(set, "ita-2568-o12")));
    ck_assert_int_eq(sheet->fiscal_year, 2568);
    ck_assert(sheet->guessed);
    ck_assert_uint_eq(sheet->rival_count, 2);
    ck_assert_str_eq(xt_template_id(sheet->rivals[0]), "ita-2568-o13");
    ck_assert_str_eq(xt_template_id(sheet->rivals[1]), "ita-2569-o12");
    ck_assert_uint_eq(sheet->minimum_rows, 0);
    check_end(&done);
    const xt_check_options options = {.form = form_named(set, "ita-2568-o13"), .sheet = XT_ALL_SHEETS};
    done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    sheet = xt_result_sheet(done.result, 0);
    ck_assert_str_eq(sheet->template_id, "ita-2568-o13");
    ck_assert(!sheet->guessed);
    ck_assert_uint_eq(sheet->minimum_rows, 100); /* said in the summary, and no finding */
    ck_assert_int_eq(sheet->fiscal_year, 2567);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ options */

/* Dates are days since 1970: 19813 is 31 March 2024, 19783 is 1 March 2024. */
static const struct {
    int fiscal_year;
    bool has_as_of;
    int32_t as_of;
    const char *changes, *found;
} OPTIONS[] = {
    {0, false, 0, "", ""},
    {2567, false, 0, "", ""},
    {2566, false, 0, "B2|B3",
     "required-missing B2; date-range O2 [2024-01-09] {2022-10-01..2023-03-31} (2022-10-01) <2023-03-31>; "
     "required-missing B3; date-range O3 [2024-01-10] {2022-10-01..2023-03-31} (2022-10-01) <2023-03-31>"},
    {2568, false, 0, "B2 =2568|B3 =2568|O2 @45575|P2 @45600|O3 @45575|P3 @45600", ""},
    {0, true, 19783, "O2 @45352|P2 @45400", ""},
    {0, true, 19783, "O2 @45355|P2 @45400",
     "date-range O2 [2024-03-04] {2023-10-01..2024-03-01} (2023-10-01) <2024-03-01>"},
    {0, true, 19900, "O2 @45400|P2 @45500", ""},
};

START_TEST(obeys_year_and_day)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    xt_check_options options = xt_check_options_default();
    options.fiscal_year = OPTIONS[_i].fiscal_year;
    options.has_as_of = OPTIONS[_i].has_as_of;
    options.as_of = OPTIONS[_i].as_of;
    char *rows = change_rows(FORM, OPTIONS[_i].changes);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    char *found = show_findings(done.result, true);
    ck_assert_str_eq(found, OPTIONS[_i].found);
    ck_assert_int_eq(xt_result_sheet(done.result, 0)->fiscal_year,
                     OPTIONS[_i].fiscal_year ? OPTIONS[_i].fiscal_year : 2567);
    free(found);
    free(rows);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* A form may have a day for its data and list contracts of the whole year all the same. */
static const struct {
    const char *until; /* of the rule */
    bool has_as_of;
    const char *found;
} ENDS[] = {
    {"", false, ""},
    {", 'until': 'fiscal-year'", false, ""},
    {", 'until': 'as-of'", false,
     "date-range O2 [2024-05-02] {2023-10-01..2024-03-31} (2023-10-01) <2024-03-31>"},
    {"", true, "date-range O2 [2024-05-02] {2023-10-01..2024-03-01} (2023-10-01) <2024-03-01>"},
};

START_TEST(ends_the_period_where_the_rule_says)
{
    char rules[100];
    xt_templates *set = empty_forms();
    snprintf(rules, sizeof rules, "'date-range': {'field': 'signed'%s}", ENDS[_i].until);
    all_kinds(set, rules);
    xt_check_options options = xt_check_options_default();
    options.has_as_of = ENDS[_i].has_as_of;
    options.as_of = 19783;
    char *rows = change_rows(FORM, "O2 @45414|P2 @45600");
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    char *found = show_findings(done.result, true);
    ck_assert_str_eq(found, ENDS[_i].found);
    free(found);
    free(rows);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* Without a year of the form, rows are held to their own dates. */
static const struct {
    const char *changes, *found;
} YEARS[] = {
    {"", ""},
    {"B2 =2568", "fiscal-year-mismatch B2 [2568] {2567} (2024-01-09)"},
    {"B2 =2567|O2 @45200", ""},
    {"B2 =2566|O2 @45200", "fiscal-year-mismatch B2 [2566] {2567} (2023-10-01)"},
    {"B2 =2566|O2 @45199", ""},
    {"B2 =2568|O2", "required-missing O2"},
};

START_TEST(compares_the_year_with_the_date)
{
    xt_templates *set = empty_forms();
    const xt_template *form = all_kinds(set, "'fiscal-year-mismatch': {'field': 'year', 'date': 'signed'}");
    ((xt_template *)(uintptr_t)form)->fiscal_year = 0;
    char *rows = change_rows(FORM, YEARS[_i].changes);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_OK);
    char *found = show_findings(done.result, true);
    ck_assert_str_eq(found, YEARS[_i].found);
    free(found);
    free(rows);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

START_TEST(checks_one_sheet_alone)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    const test_sheet sheets[] = {
        {.name = "ก", .rows = OTHER}, {.name = "ข", .rows = FORM}, {.name = "ค", .rows = FORM}, {0}};
    xt_check_options options = xt_check_options_default();
    options.sheet = 2;
    test_check done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    char *checked = show_sheets(done.result);
    ck_assert_str_eq(checked, "ค=all-kinds row 1 +2");
    free(checked);
    check_end(&done);
    options.sheet = 0;
    done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_NO_TEMPLATE);
    check_end(&done);
    options.sheet = 3;
    done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_NO_SHEET);
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

static void note_progress(void *context, uint64_t rows, double share)
{
    ck_assert(share > 0 && share <= 1);
    uint64_t *calls = context;
    ck_assert_uint_gt(rows, calls[1]);
    calls[0]++;
    calls[1] = rows;
}

START_TEST(tells_how_far_it_is)
{
    enum { ROWS = 20000 };
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, ALL_KINDS_HEAD);
    for (int i = 0; i < ROWS; i++)
        xt_bytes_printf(&rows, "\n|=2567||งาน %d|=%d||ยกเลิกการดำเนินการ|วิธีคัดเลือก", i, i + 1);
    xt_bytes_puts(&rows, BELOW);
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    const test_sheet sheets[] = {{.name = "o99", .rows = xt_bytes_cstr(&rows)}, {0}};
    uint64_t calls[2] = {0, 0};
    xt_check_options options = xt_check_options_default();
    options.progress = note_progress;
    options.progress_context = calls;
    test_check done = check_sheets(sheets, set, &options);
    ck_assert_int_eq(done.status, XT_OK);
    ck_assert_uint_eq(xt_result_count(done.result), 0);
    ck_assert_uint_eq(xt_result_sheet(done.result, 0)->rows, ROWS);
    ck_assert_uint_ge(calls[0], 2);
    ck_assert_uint_le(calls[0], 100);
    ck_assert_uint_le(calls[1], ROWS + 10);
    check_end(&done);
    xt_templates_close(set);
    xt_bytes_free(&rows);
}
END_TEST

START_TEST(parses_dates_for_options)
{
    static const struct {
        const char *text;
        bool is_date;
    } DATES[] = {{"2024-03-31", true}, {"2567-03-31", true}, {"31/03/2567", true}, {"31 มี.ค. 67", true},
                 {"มี.ค. 2567", false}, {"2567", false},      {"", false},          {"เมื่อวาน", false}};
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
        int32_t day = -1;
        ck_assert_msg(xt_parse_date(DATES[i].text, &day) == DATES[i].is_date, "%s", DATES[i].text);
        if (DATES[i].is_date)
            ck_assert_int_eq(day, 19813);
    }
}
END_TEST

/* ------------------------------------------------------------ why it fails */

static const struct {
    const char *rows;
    xt_sentence sentence;
    const char *nearest, *missing;
} MISSES[] = {
    {OTHER, XT_SAY_TEMPLATE_NO_HEADER, "", ""},
    {"", XT_SAY_TEMPLATE_NO_HEADER, "", ""},
    {"=1|=2\n=3", XT_SAY_TEMPLATE_NO_HEADER, "", ""},
    {"ที่|ปีงบประมาณ|ชื่อหน่วยงาน|อำเภอ|จังหวัด", XT_SAY_TEMPLATE_NO_HEADER, "", ""},
    {"ช่วงเวลาที่คาดว่าจะเริ่มดำเนินการจัดซื้อจัดจ้าง|วิธีการที่จะดำเนินการจัดซื้อจัดจ้าง", XT_SAY_TEMPLATE_NONE_FITS,
     "ita-2567-o14", "งานที่ซื้อหรือจ้าง, วงเงินงบประมาณที่ได้รับจัดสรร (บาท), แหล่งที่มาของงบประมาณ"},
};

START_TEST(tells_what_is_missing)
{
    xt_templates *set = shipped_forms();
    const test_sheet sheets[] = {{.name = "S", .rows = MISSES[_i].rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_NO_TEMPLATE);
    ck_assert_ptr_null(done.result);
    ck_assert_int_eq(done.error.sentence, MISSES[_i].sentence);
    ck_assert_str_eq(done.error.text, MISSES[_i].nearest);
    /* the list may be longer than there is room */
    ck_assert_msg(strncmp(done.error.place, MISSES[_i].missing, strlen(done.error.place)) == 0, "%s",
                  done.error.place);
    ck_assert_int_eq(*done.error.place == '\0', *MISSES[_i].missing == '\0');
    check_end(&done);
    xt_templates_close(set);
}
END_TEST

/* A fault of the file ends the check: what was read before it is not passed off as all there is. */
START_TEST(fails_with_the_file)
{
    xt_templates *set = empty_forms();
    all_kinds(set, ALL_KINDS_RULES);
    const test_sheet sheets[] = {{.name = "o99", .rows = FORM, .tail = "<oops>"}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    ck_assert_int_eq(done.status, XT_CORRUPT_XML);
    ck_assert_ptr_null(done.result);
    check_end(&done);
    xt_result_free(NULL);
    xt_templates_close(set);
}
END_TEST

/* The first agency that a row of data names. */
START_TEST(names_the_agency)
{
    xt_templates *set = shipped_forms();
    xt_book *book = NULL;
    xt_result *result = NULL;
    char *path = source_path("samples/procurement.xlsx");
    ck_assert_int_eq(xt_book_open(&book, path, NULL, NULL), XT_OK);
    xt_check_options options = xt_check_options_default();
    ck_assert_int_eq(xt_check(&result, book, set, &options, NULL), XT_OK);
    ck_assert_str_eq(xt_result_sheet(result, 0)->agency, "องค์การบริหารส่วนตำบลตัวอย่าง");
    xt_result_free(result);
    xt_book_close(book);
    xt_templates_close(set);
    free(path);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("check_book");
    TCase *cases = tcase_create("check_book");
    tcase_add_loop_test(cases, looks_at_sheets, 0, XT_ENTRIES(BOOKS));
    tcase_add_test(cases, keeps_sheets_apart);
    tcase_add_loop_test(cases, finds_nothing_in_clean_forms, 0, XT_ENTRIES(CLEAN));
    tcase_add_test(cases, finds_a_table_far_below);
    tcase_add_test(cases, tells_a_hidden_sheet_once);
    tcase_add_test(cases, tells_what_it_was_held_to);
    tcase_add_loop_test(cases, obeys_year_and_day, 0, XT_ENTRIES(OPTIONS));
    tcase_add_loop_test(cases, ends_the_period_where_the_rule_says, 0, XT_ENTRIES(ENDS));
    tcase_add_loop_test(cases, compares_the_year_with_the_date, 0, XT_ENTRIES(YEARS));
    tcase_add_test(cases, checks_one_sheet_alone);
    tcase_add_test(cases, names_the_agency);
    tcase_add_test(cases, tells_how_far_it_is);
    tcase_add_test(cases, parses_dates_for_options);
    tcase_add_loop_test(cases, tells_what_is_missing, 0, XT_ENTRIES(MISSES));
    tcase_add_test(cases, fails_with_the_file);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
