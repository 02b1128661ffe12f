/* SPDX-License-Identifier: MIT
 *
 * Blank forms: what Excel is told within its limits, the columns, the sheets, and what is filled in.
 */
#include "write/form.h"

#include "base/error.h"
#include "base/utf8.h"
#include "read/show.h"
#include "read/validations.h"
#include "table/forms.h"
#include "temp.h"

#include <errno.h>

/* What libxlsxwriter loses is not ours to free. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:lxw_strdup\n";
}

#define TEXT       "'type': 'string', 'xlstools:kind': 'free-text'"
#define MONEY      "'type': 'number', 'xlstools:kind': 'money'"
#define DATE       "'type': 'date', 'xlstools:kind': 'thai-date'"
#define PLACE(k)   "'type': 'string', 'xlstools:kind': '" k "'"
#define REQUIRED   ", 'constraints': {'required': true}"
#define LETTERS_10 "กขคงจฉชซญฎ"
#define LETTERS_50 LETTERS_10 LETTERS_10 LETTERS_10 LETTERS_10 LETTERS_10

/* A set with the shipped places and one template. */
static const xt_template *form_of(xt_templates *set, const char *fields, const char *more)
{
    xt_bytes json = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(
        &json, "{'title': 'แบบทดสอบ', 'xlstools:id': 'form', 'xlstools:provenance': [], %s 'fields': [%s]}",
        more, fields);
    const xt_template *form = add_form(set, xt_bytes_cstr(&json));
    xt_bytes_free(&json);
    return form;
}

/* The blank form, open. */
static xt_book *blank_of(const temp *t, const xt_templates *set, const xt_template *form,
                         const xt_form_options *options)
{
    char path[TEMP_PATH], message[XT_MESSAGE_SIZE];
    xt_book *book = NULL;
    xt_error error = {0};
    ck_assert_msg(xt_form_write(set, form, options, temp_path(t, "a.xlsx", path), &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    ck_assert_int_eq(xt_book_open(&book, path, NULL, &error), XT_OK);
    return book;
}

/* The sheet without its rows of formats alone and its merges. free() it. */
static char *show_filled(xt_book *book, size_t index)
{
    char *shown = NULL;
    xt_bytes kept = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(show_sheet(book, index, &shown, NULL), XT_OK);
    for (const char *line = shown; *line; line += strcspn(line, "\n") + 1)
        if (line[strcspn(line, "\n") - 1] != ':' && strncmp(line, "merge", 5) != 0)
            xt_bytes_append(&kept, line, strcspn(line, "\n") + 1);
    free(shown);
    return taken(&kept);
}

/* ------------------------------------------------------------ what stands in it */

static const struct {
    const char *name, *more, *fields;
    xt_form_options options;
    const char *shown; /* every sheet, "== " and its name before each */
} BLANKS[] = {
    {"no titles, no sheet's name",
     "",
     "{'name': 'a', 'title': 'ก', " TEXT "}, {'name': 'b', 'title': 'ข', " TEXT "}",
     {0},
     "== form\n1: A'ก' B'ข'\n"},
    {"titles, label, signatures",
     "'xlstools:year': 2568, 'xlstools:fiscalYear': 2567, 'xlstools:asOf': '12-31', 'xlstools:form': "
     "{'sheet': 'แผ่น',\n"
     "'label': 'แบบ 1', 'titles': ['{agency} {year} {fiscal_year}', 'ณ {as_of}', 'คงที่'], 'rows': 1, "
     "'signatures': "
     "['ผู้ทำ']},",
     "{'name': 'a', 'title': 'ก', " TEXT "}, {'name': 'b', 'title': 'ข', " TEXT "}",
     {.agency = "อบต.ก"},
     "== แผ่น\n1: A'แบบ 1'\n2: A'อบต.ก 2568 2567'\n3: A'ณ 31 ธันวาคม 2566'\n4: A'คงที่'\n5: A'ก' B'ข'\n"
     "8: A'ลงชื่อ ................................................ ผู้ทำ<0A>"
     "(................................................)<0A>"
     "ตำแหน่ง ................................................'\n"},
    {"titles of nothing that is known",
     "'xlstools:form': {'titles': ['{year}|{fiscal_year}|{as_of}']},",
     "{'name': 'a', 'title': 'ก', " TEXT "}",
     {0},
     "== form\n1: A'............|............|......... ........................ ............'\n2: A'ก'\n"},
    {"the fiscal year of the options moves all but the year of the assessment",
     "'xlstools:year': 2568, 'xlstools:fiscalYear': 2567, 'xlstools:asOf': '03-31', 'xlstools:form': "
     "{'titles': "
     "['{year} {fiscal_year} {as_of}']},",
     "{'name': 'a', 'title': 'ก', " TEXT "}",
     {.fiscal_year = 2571},
     "== form\n1: A'2568 2571 31 มีนาคม 2571'\n2: A'ก'\n"},
    {"the columns that were chosen",
     "'xlstools:form': {'columns': ['a', 'c']},",
     "{'name': 'a', 'title': 'ก', " TEXT "}, {'name': 'b', 'title': 'ข', " TEXT
     "}, {'name': 'c', 'title': 'ค', " TEXT "}",
     {0},
     "== form\n1: A'ก' B'ค'\n"},
    {"groups above columns",
     "",
     "{'name': 'a', 'title': 'ก', " TEXT "}, {'name': 'b', 'title': 'ข', " TEXT
     ", 'xlstools:group': 'กลุ่ม'},\n"
     "{'name': 'c', 'title': 'ค', " TEXT ", 'xlstools:group': 'กลุ่ม'}, {'name': 'd', 'title': 'ง', " TEXT
     ", 'xlstools:group': 'อื่น'}",
     {0},
     "== form\n1: A'ก' B'กลุ่ม' D'อื่น'\n2: B'ข' C'ค' D'ง'\n"},
    {"agency, province and district in each row, under whatever name the places stand",
     "",
     "{'name': 'agency', 'title': 'ก', " TEXT "}, {'name': 'p', 'title': 'ข', " PLACE(
         "province") "},\n"
                     "{'name': 'd', 'title': 'ค', " PLACE(
                         "district") "}, {'name': 'item', 'title': 'ง', " TEXT "}",
     {.rows = 2, .agency = "อบต.ก", .province = "เลย", .district = "เชียงคาน"},
     "== form\n1: A'ก' B'ข' C'ค' D'ง'\n2: A'อบต.ก' B'เลย' C'เชียงคาน'\n3: A'อบต.ก' B'เลย' C'เชียงคาน'\n== "
     "รายการ\n"},
    {"notes that have no column",
     "'xlstools:notes': [{'field': 'a', 'labels': ['มีช่อง']}, {'field': 'x', 'labels': ['ปัญหา', 'อุปสรรค']}, "
     "{'field': 'y', 'labels': ['แนะนำ']}],",
     "{'name': 'a', 'title': 'ก', " TEXT "}, {'name': 'b', 'title': 'ข', " TEXT "}",
     {.rows = 1},
     "== form\n1: A'ก' B'ข'\n4: A'ปัญหา'\n6: A'แนะนำ'\n"},
    {"parts on sheets of their own",
     "'xlstools:form': {'titles': ['หัว'], 'sheet': 'หนึ่ง'}, 'xlstools:parts': [{'name': 'x', 'title': 'ส่วน "
     "[1]: ก/ข*?\\\\', "
     "'fields':\n [{'name': 'a', 'title': 'ค', " TEXT "}]}],",
     "{'name': 'a', 'title': 'ก', " TEXT "}",
     {0},
     "== หนึ่ง\n1: A'หัว'\n2: A'ก'\n== ส่วน -1-- ก-ข---\n1: A'หัว'\n2: A'ส่วน [1]: ก/ข*?\\'\n3: A'ค'\n"},
    {"lists",
     "",
     "{'name': 'a', 'title': 'ก', 'type': 'string', 'xlstools:kind': 'vocabulary', 'xlstools:vocabulary': "
     "{'name': 'v', "
     "'values':\n [{'value': 'หนึ่ง'}, {'value': 'สอง'}]}}, {'name': 'b', 'title': 'ข', " TEXT "}",
     {0},
     "== form\n1: A'ก' B'ข'\n== รายการ\n1: A'v'\n2: A'หนึ่ง'\n3: A'สอง'\n"},
};

START_TEST(what_stands_in_it)
{
    temp t = temp_make();
    xt_templates *set = shipped_forms();
    const xt_template *form = form_of(set, BLANKS[_i].fields, BLANKS[_i].more);
    xt_book *book = blank_of(&t, set, form, &BLANKS[_i].options);
    xt_bytes all = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < xt_book_sheet_count(book); i++) {
        char *shown = show_filled(book, i);
        bool places = strstr(shown, "province of district") != NULL; /* of all Thailand */
        xt_bytes_printf(&all, "== %s\n%s", xt_book_sheet(book, i)->name, places ? "" : shown);
        ck_assert_int_eq(xt_book_sheet(book, i)->visibility == XT_HIDDEN,
                         strcmp(xt_book_sheet(book, i)->name, XT_LIST_SHEET) == 0);
        free(shown);
    }
    ck_assert_msg(xt_str_equal(xt_bytes_str(&all), xt_str_of(BLANKS[_i].shown)), "%s:\n%s\ninstead of\n%s",
                  BLANKS[_i].name, xt_bytes_cstr(&all), BLANKS[_i].shown);
    ck_assert_uint_eq(temp_count(&t), 1);
    xt_bytes_free(&all);
    xt_book_close(book);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ what Excel is told */

/* Fails unless Excel takes the validation as it is: longer texts make it repair the file. */
static void check_limits(const char *form, const xt_validation *v)
{
    enum { LONGEST_TITLE = 32, LONGEST = 255 };
    ck_assert_msg(v->prompt_title.size > 0 && xt_utf8_count(v->prompt_title) <= LONGEST_TITLE, "%s: %.*s",
                  form, (int)v->prompt_title.size, v->prompt_title.data);
    ck_assert_msg(v->prompt.size > 0 && xt_utf8_count(v->prompt) <= LONGEST, "%s: %.*s", form,
                  (int)v->prompt.size, v->prompt.data);
    ck_assert_uint_eq(xt_utf8_valid(v->prompt_title), v->prompt_title.size);
    ck_assert_uint_eq(xt_utf8_valid(v->prompt), v->prompt.size);
    ck_assert_msg(xt_utf8_count(v->formula1) <= LONGEST && xt_utf8_count(v->formula2) <= LONGEST, "%s: %.*s",
                  form, (int)v->formula1.size, v->formula1.data);
}

/* The validations of a sheet, each within the limits; their count. */
static size_t check_validations(const char *form, xt_book *book, size_t index)
{
    xt_arena arena = {0};
    const xt_validation *all = NULL;
    size_t count = 0;
    ck_assert_int_eq(xt_sheet_validations(book, index, &arena, &all, &count, NULL), XT_OK);
    for (size_t i = 0; i < count; i++)
        check_limits(form, &all[i]);
    xt_arena_free(&arena);
    return count;
}

START_TEST(limits_of_every_shipped_form)
{
    temp t = temp_make();
    xt_templates *set = shipped_forms();
    const xt_form_options options = {.rows = 1, .fiscal_year = _i ? 2570 : 0};
    for (size_t i = (size_t)_i; i < xt_templates_count(set); i += 2) { /* every other one with another year */
        const xt_template *form = xt_templates_at(set, i);
        xt_book *book = blank_of(&t, set, form, &options);
        for (size_t n = 0; n < form->table_count; n++) {
            size_t columns = form->tables[n].field_count;
            if (n == 0 && form->form.columns != UINT64_MAX) {
                columns = 0;
                for (uint64_t bits = form->form.columns; bits; bits &= bits - 1)
                    columns++;
            }
            ck_assert_uint_eq(check_validations(xt_template_id(form), book, n), columns);
        }
        xt_book_close(book);
    }
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

/* Texts of 300 characters of three bytes each: cut at a character. */
START_TEST(long_texts_are_cut)
{
    temp t = temp_make();
    xt_templates *set = shipped_forms();
    const xt_template *form =
        form_of(set,
                "{'name': 'a', 'title': 'ก" LETTERS_50 "', " TEXT
                ", 'description': '" LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 "'},\n"
                "{'name': 'b', 'title': '" LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50
                "', " MONEY REQUIRED "},\n"
                "{'name': 'c', 'title': 'ข" LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50
                "', " MONEY "},\n"
                "{'name': 'd', 'title': '12345678901234567890123456789012', " DATE
                ", 'description': '" LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 "12345'}",
                "'xlstools:fiscalYear': 2567, 'xlstools:rules': {'price-over-budget': {'price': 'b', "
                "'budget': 'c'}},");
    xt_book *book = blank_of(&t, set, form, &(xt_form_options){.rows = 1});
    xt_arena arena = {0};
    const xt_validation *all = NULL;
    size_t count = 0;
    ck_assert_uint_eq(check_validations("long", book, 0), 4);
    ck_assert_int_eq(xt_sheet_validations(book, 0, &arena, &all, &count, NULL), XT_OK);
    xt_assert_str(all[0].prompt_title, "ก" LETTERS_10 LETTERS_10 LETTERS_10 "…");
    xt_assert_str(all[0].prompt, LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 "กขคงจ");
    ck_assert_uint_eq(xt_utf8_count(all[1].prompt), 255);
    xt_assert_str(all[3].prompt_title, "12345678901234567890123456789012");
    xt_assert_str(all[3].prompt, LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 LETTERS_50 "12345");
    xt_arena_free(&arena);
    xt_book_close(book);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

/* One column of each kind, in the 27th column: addresses of two letters make the longest formulas. */
static const struct {
    const char *name, *field, *rules;
    xt_validation_type type;
    const char *formula1, *formula2, *prompt;
} KINDS[] = {
    {"money", MONEY, "", XT_VALIDATION_DECIMAL, "0", "", "พิมพ์เฉพาะตัวเลข หน่วยเป็นบาท เช่น 150000.50 (ถ้ามี)"},
    {"money that is required", MONEY REQUIRED, "", XT_VALIDATION_DECIMAL, "0", "",
     "พิมพ์เฉพาะตัวเลข หน่วยเป็นบาท เช่น 150000.50"},
    {"money with a ceiling", MONEY, "'price-over-budget': {'price': 'k', 'budget': 'm'}",
     XT_VALIDATION_DECIMAL, "0", "$AB2", "พิมพ์เฉพาะตัวเลข หน่วยเป็นบาท เช่น 150000.50 ไม่เกิน \"เงิน\" (ถ้ามี)"},
    {"a count", "'type': 'integer', 'xlstools:kind': 'count'", "", XT_VALIDATION_WHOLE, "0", "",
     "พิมพ์จำนวนเต็ม เช่น 12 (ถ้ามี)"},
    {"a sequence", "'type': 'integer', 'xlstools:kind': 'sequence'", "", XT_VALIDATION_WHOLE, "1", "",
     "ลำดับที่ 1, 2, 3 ต่อเนื่องกัน (ถ้ามี)"},
    {"a year", "'type': 'integer', 'xlstools:kind': 'fiscal-year'", "", XT_VALIDATION_WHOLE, "2567", "2567",
     "พิมพ์ปีงบประมาณ พ.ศ. 4 หลัก (ถ้ามี)"},
    {"a date", DATE, "", XT_VALIDATION_DATE, "1", "109575",
     "พิมพ์วันที่เป็น วัน/เดือน/ปี ค.ศ. เช่น 31/3/2024 ตารางจะแสดงเป็น 31 มี.ค. 2567 (ถ้ามี)"},
    {"a date of the year", DATE, "'date-range': {'field': 'k'}", XT_VALIDATION_DATE, "45200", "45565",
     "พิมพ์วันที่เป็น วัน/เดือน/ปี ค.ศ. เช่น 31/3/2024 ตารางจะแสดงเป็น 31 มี.ค. 2567 ระหว่าง 1 ตุลาคม 2566 ถึง 30 กันยายน "
     "2567 (ถ้ามี)"},
    {"a date up to a day", DATE, "'date-range': {'field': 'k', 'until': 'as-of'}", XT_VALIDATION_DATE,
     "45200", "45351",
     "พิมพ์วันที่เป็น วัน/เดือน/ปี ค.ศ. เช่น 31/3/2024 ตารางจะแสดงเป็น 31 มี.ค. 2567 ระหว่าง 1 ตุลาคม 2566 ถึง 29 กุมภาพันธ์ "
     "2567 (ถ้ามี)"},
    {"a date not before another", DATE, "'date-order': {'first': 'e', 'last': 'k'}", XT_VALIDATION_DATE,
     "$AC2", "DATE(2200,1,1)", "พิมพ์วันที่เป็น วัน/เดือน/ปี ค.ศ. เช่น 31/3/2024 ตารางจะแสดงเป็น 31 มี.ค. 2567 (ถ้ามี)"},
    {"a tax ID", "'type': 'string', 'xlstools:kind': 'tax-id'", "", XT_VALIDATION_CUSTOM, NULL, "",
     "พิมพ์เลข 13 หลัก ไม่มีขีดและไม่เว้นวรรค (ถ้ามี)"},
    {"a project", "'type': 'string', 'xlstools:kind': 'project-no'", "", XT_VALIDATION_CUSTOM, NULL, "",
     "พิมพ์เลขที่โครงการในระบบ e-GP 11 หลัก (ถ้ามี)"},
    {"text", TEXT, "", XT_VALIDATION_CUSTOM, "TRIM($AA2)=$AA2", "", "พิมพ์ข้อความ (ถ้ามี)"},
    {"text with words of its own", TEXT ", 'description': 'พิมพ์ชื่อ'" REQUIRED, "", XT_VALIDATION_CUSTOM,
     "TRIM($AA2)=$AA2", "", "พิมพ์ชื่อ"},
    {"a period", "'type': 'string', 'xlstools:kind': 'thai-period'", "", XT_VALIDATION_CUSTOM,
     "TRIM($AA2)=$AA2", "", "พิมพ์เดือนหรือวันที่ เช่น ต.ค. 2566 - ก.ย. 2567 (ถ้ามี)"},
    {"a province", PLACE("province"), "", XT_VALIDATION_LIST, "'รายการ'!$A$2:$A$78", "",
     "เลือกจังหวัดจากรายการ (ถ้ามี)"},
    {"a district alone", PLACE("district"), "", XT_VALIDATION_LIST, "'รายการ'!$C$2:$C$929", "",
     "เลือกจังหวัดก่อน แล้วเลือกอำเภอหรือเขตจากรายการ (ถ้ามี)"},
    {"a district of the row's province", PLACE("district"),
     "'place-unknown': {'province': 'p', 'district': 'k'}", XT_VALIDATION_LIST, NULL, "",
     "เลือกจังหวัดก่อน แล้วเลือกอำเภอหรือเขตจากรายการ (ถ้ามี)"},
    {"a list",
     "'type': 'string', 'xlstools:kind': 'vocabulary', 'xlstools:vocabulary': {'name': 'v', 'values': "
     "[{'value': "
     "'ก'}]}" REQUIRED,
     "", XT_VALIDATION_LIST, "'รายการ'!$A$2:$A$2", "", "เลือกจากรายการ"},
    {"what a state lifts", MONEY REQUIRED ", 'xlstools:optionalWhen': {'s': ['เลิก', 'รอ']}", "",
     XT_VALIDATION_DECIMAL, "0", "", "พิมพ์เฉพาะตัวเลข หน่วยเป็นบาท เช่น 150000.50 เว้นว่างได้เมื่อเลิก หรือรอ"},
};

START_TEST(what_each_kind_is_told)
{
    temp t = temp_make();
    xt_templates *set = shipped_forms();
    xt_bytes fields = xt_bytes_make(SIZE_MAX / 2), more = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 0; i < 26; i++)
        xt_bytes_printf(&fields, "{'name': 'x%d', 'title': 'ช่อง%d', " TEXT "},", i, i);
    xt_bytes_printf(&fields, "{'name': 'k', 'title': 'ชนิด', %s},", KINDS[_i].field);
    xt_bytes_puts(&fields,
                  "{'name': 'm', 'title': 'เงิน', " MONEY "}, {'name': 'e', 'title': 'ก่อน', " DATE "},");
    if (strstr(KINDS[_i].rules, "place"))
        xt_bytes_puts(&fields, "{'name': 'p', 'title': 'จ', " PLACE("province") "},");
    xt_bytes_puts(&fields,
                  strstr(KINDS[_i].field, "optionalWhen")
                      ? "{'name': 's', 'title': 'สถานะ', 'type': 'string', 'xlstools:kind': 'vocabulary', "
                        "'xlstools:vocabulary': {'name': 's', 'values': [{'value': 'เลิก'}, {'value': 'รอ'}]}}"
                      : "{'name': 'z', 'title': 'ท้าย', " TEXT "}");
    xt_bytes_printf(&more, "'xlstools:fiscalYear': 2567, 'xlstools:asOf': '02-29', 'xlstools:rules': {%s},",
                    KINDS[_i].rules);
    const xt_template *form = form_of(set, xt_bytes_cstr(&fields), xt_bytes_cstr(&more));
    xt_book *book = blank_of(&t, set, form, &(xt_form_options){.rows = 5});
    xt_arena arena = {0};
    const xt_validation *all = NULL, *v = NULL;
    size_t count = 0;
    check_validations(KINDS[_i].name, book, 0);
    ck_assert_int_eq(xt_sheet_validations(book, 0, &arena, &all, &count, NULL), XT_OK);
    for (size_t i = 0; i < count; i++)
        if (all[i].ranges[0].first_column == 27)
            v = &all[i];
    ck_assert_ptr_nonnull(v);
    ck_assert_uint_eq(v->ranges[0].first_row, 2);
    ck_assert_uint_eq(v->ranges[0].last_row, 6);
    ck_assert_msg(v->type == KINDS[_i].type, "%s: type %d", KINDS[_i].name, v->type);
    if (KINDS[_i].formula1)
        xt_assert_str(v->formula1, KINDS[_i].formula1);
    xt_assert_str(v->formula2, KINDS[_i].formula2);
    xt_assert_str(v->prompt, KINDS[_i].prompt);
    xt_assert_str(v->prompt_title, "ชนิด");
    xt_arena_free(&arena);
    xt_book_close(book);
    xt_bytes_free(&fields);
    xt_bytes_free(&more);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ what is refused */

static const struct {
    xt_form_options options;
    int sentence;
    const char *text, *place;
} REFUSED[] = {
    {{.province = "เชียงไหม่"}, XT_SAY_PROVINCE, "เชียงไหม่", NULL},
    {{.province = "เลย", .district = "คลองสาน"}, XT_SAY_DISTRICT, "คลองสาน", "เลย"},
    {{.province = "จังหวัดเลย", .district = "x"}, XT_SAY_DISTRICT, "x", "เลย"},
    {{.agency = "\xFF"}, XT_SAY_FORM_TEXT, NULL, NULL},
    {{.agency = "อบต.\nตัวอย่าง"}, XT_SAY_FORM_TEXT, NULL, NULL},
    {{.district = "ไม่มีจริง"}, XT_SAY_DISTRICT_ANY, "ไม่มีจริง", NULL},
    {{.no_clobber = true}, XT_SAY_WRITE, NULL, NULL},
};

START_TEST(refused_options_leave_the_old)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_templates *set = shipped_forms();
    xt_error error = {0};
    temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    const xt_template *form = form_named(set, "ita-2567-o16");
    temp_path(&t, "a.xlsx", path);
    ck_assert_int_eq(xt_form_write(set, form, &REFUSED[_i].options, path, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.status, XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, REFUSED[_i].sentence);
    if (REFUSED[_i].text)
        ck_assert_str_eq(error.text, REFUSED[_i].text);
    if (REFUSED[_i].place)
        ck_assert_str_eq(error.place, REFUSED[_i].place);
    xt_bytes old = temp_read(&t, "a.xlsx");
    xt_assert_str(xt_bytes_str(&old), "old");
    xt_bytes_free(&old);
    ck_assert_uint_eq(temp_count(&t), 1);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

/* A set without places takes any, and has no list of them. */
START_TEST(without_places)
{
    temp t = temp_make();
    xt_templates *set = empty_forms();
    const xt_template *form = form_of(set,
                                      "{'name': 'p', 'title': 'ก', " PLACE(
                                          "province") "}, {'name': 'd', 'title': 'ข', " PLACE("district") "}",
                                      "");
    xt_book *book =
        blank_of(&t, set, form, &(xt_form_options){.rows = 1, .province = "ที่ใด", .district = "ที่อื่น"});
    char *shown = show_filled(book, 0);
    ck_assert_str_eq(shown, "1: A'ก' B'ข'\n2: A'ที่ใด' B'ที่อื่น'\n");
    ck_assert_uint_eq(xt_book_sheet_count(book), 1);
    free(shown);
    xt_book_close(book);
    xt_templates_close(set);
    temp_end(&t);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("blank_form");
    TCase *cases = tcase_create("blank_form");
    tcase_add_loop_test(cases, what_stands_in_it, 0, XT_ENTRIES(BLANKS));
    tcase_add_loop_test(cases, limits_of_every_shipped_form, 0, 2);
    tcase_add_test(cases, long_texts_are_cut);
    tcase_add_loop_test(cases, what_each_kind_is_told, 0, XT_ENTRIES(KINDS));
    tcase_add_loop_test(cases, refused_options_leave_the_old, 0, XT_ENTRIES(REFUSED));
    tcase_add_test(cases, without_places);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
