/* SPDX-License-Identifier: MIT
 *
 * Which form a sheet follows.
 */
#include "read/pack.h"
#include "table/forms.h"
#include "table/heads.h"

/* "ita-2567-o16" for a sheet that is recognised, with "guessed: RIVAL ..." where others fit as well; "none"
 * for others. */
static char *show(const xt_recognition *r)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&out, r->header.table ? xt_template_id(r->header.table->of) : "none");
    if (r->header.table && *r->header.table->name)
        xt_bytes_printf(&out, "/%s", r->header.table->name);
    if (r->guessed)
        xt_bytes_puts(&out, " guessed:");
    for (size_t i = 0; i < r->rival_count; i++)
        xt_bytes_printf(&out, " %s", xt_template_id(r->rivals[i]));
    return taken(&out);
}

static void check_form(const char *sheet, const char *rows, const char *only, const char *wanted)
{
    xt_templates *set = shipped_forms();
    xt_head head = head_of(rows);
    xt_recognition *r = malloc(sizeof *r);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(xt_recognise(r, set, only ? form_named(set, only) : NULL, sheet, &head, NULL), XT_OK);
    char *shown = show(r);
    ck_assert_msg(strcmp(shown, wanted) == 0, "%s, %.200s: %s, not %s", sheet, rows, shown, wanted);
    free(shown);
    free(r);
    xt_head_free(&head);
    xt_templates_close(set);
}

#define O16 "ita-2567-o16"
#define O17 "ita-2567-o17"
#define O12 "ita-2568-o12"
#define O13 "ita-2568-o13"
#define O14 "ita-2567-o14"

/* o16 and the list of o17 have the same columns. Unless something else speaks, the newer of the two is taken,
 * and the answer says so. */
#define GUESS "ita-2567-o16 guessed: ita-2567-o17"

/* ------------------------------------------------------------ the item's code */

static const struct {
    const char *text, *wanted;
} CODES[] = {
    {"o16", O16},
    {"O16", O16},
    {"016", O16},
    {"๐๑๖", O16},
    {"o๑๖", O16},
    {"ITA-o16", O16},
    {"ITA-O17", O17},
    {"ITA-017", O17},
    {"ITA-๐๑๗", O17},
    {"ITA 2567-016", O16},
    {"016-2567", O16},
    {"(o17)", O17},
    {"แบบ o17 อบต.ตัวอย่าง", O17},
    {"แบบo17", O17},
    {"ข้อ O17.", O17},
    {"แบบ 017 อบต.ตัวอย่าง", O17},
    {"แบบ ๐๑๗", O17},
    {"O17 ปีงบประมาณ 2567", O17},
    {"ITA-o17_1", O17},
    /* no code: other digits or letters stand beside it, or the number is another */
    {"2016", GUESS},
    {"1016", GUESS},
    {"2017", GUESS},
    {"o170", GUESS},
    {"0170", GUESS},
    {"o17a", GUESS},
    {"too17", GUESS},
    {"17", GUESS},
    {"o1 7", GUESS},
    {"o", GUESS},
    {"0", GUESS},
    {"o0", GUESS},
    {"00", GUESS},
    {"Sheet1", GUESS},
    {"", GUESS},
    {"o14", O14}, /* the code speaks first, whatever columns are missing */
    {"o99", GUESS},
};

START_TEST(knows_codes_in_the_name_of_the_sheet)
{
    check_form(CODES[_i].text, HEAD_CONTENT, NULL, CODES[_i].wanted);
}
END_TEST

START_TEST(knows_codes_in_titles)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&rows, "เรื่อง\n||%s\n\n" HEAD_CONTENT, CODES[_i].text);
    check_form("Sheet1", xt_bytes_cstr(&rows), NULL, CODES[_i].wanted);
    xt_bytes_free(&rows);
}
END_TEST

/* Zeros and digits that are no code must not outweigh the title of the form. */
static const char *const NO_CODES[] = {
    "ข้อมูล ณ วันที่ 01/04/2567",    "ข้อมูล ณ วันที่ 31/03/2566",
    "ข้อมูล ณ วันที่ 01-04-2567",    "ข้อมูล ณ วันที่ ๐๑/๐๔/๒๕๖๗",
    "ข้อมูล ณ วันที่ 05 มีนาคม 2567", "พิมพ์เมื่อ 1.04.67",
    "พิมพ์เมื่อ 08.30 น.",          "พิมพ์เมื่อ 08:30 น.",
    "โทร. 02-123-4567",         "อัตรา 0.05",
    "จำนวน 1,016 รายการ",
};

START_TEST(takes_no_date_for_a_code)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&rows, "สรุปผลการจัดซื้อจัดจ้าง\n%s\n" HEAD_CONTENT, NO_CODES[_i]);
    check_form("Sheet1", xt_bytes_cstr(&rows), NULL, O17);
    xt_bytes_free(&rows);
}
END_TEST

/* ------------------------------------------------------------ what else speaks */

static const struct {
    const char *sheet, *rows, *wanted;
} SPEAKING[] = {
    /* words of the title, or of the sheet's name */
    {"S", "รายงานความก้าวหน้าการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ\n" HEAD_CONTENT, O16},
    {"S", "รายงานสรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ\n" HEAD_CONTENT, O17},
    {"S", "รายงานสรุปผล การจัดซื้อ จัดจ้างฯ\n" HEAD_CONTENT, O17},
    {"สรุปผลการจัดซื้อจัดจ้าง", HEAD_CONTENT, O17},
    /* a year in the title: the form's, or its fiscal year */
    {"S", "ประจำปีงบประมาณ พ.ศ. 2566\n" HEAD_CONTENT, O17},
    {"S", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n" HEAD_CONTENT, O17},
    {"S", "ประจำปีงบประมาณ พ.ศ. 2567\n" HEAD_CONTENT, GUESS},
    {"S", "ITA 2567\n" HEAD_CONTENT, GUESS},
    {"ปี 2566", HEAD_CONTENT, O17},
    /* the fiscal year in the rows */
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|=2566", O17},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|=2567", O16},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|2566", O17},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|พ.ศ. ๒๕๖๖", O17},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|\n=2|=2566", O17},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|=2560", GUESS},
    {"S", "พ.ศ. 2500\n" HEAD_CONTENT, GUESS},
    {"S", "พ.ศ. 2499 2566\n" HEAD_CONTENT, O17},
    {"S", "พ.ศ. 2700 2566\n" HEAD_CONTENT, O17},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=2566|=15", GUESS},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|=15\n=2|=2566", O17},
    /* the headers */
    {"S", HEAD_CONTENT_O14, O14},
    /* the newest whose columns were seen; the one of 2569 was only inferred */
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT_2568, "ita-2568-o12 guessed: ita-2568-o13 ita-2569-o12"},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n=1|=2567", O13},
    {"S", HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n=1|=2568", O12 " guessed: ita-2569-o12"},
    {"S", "ITA 2568\n" HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n=1|=2568", O12},
    {"S", "ITA 2569\n" HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n=1|=2568", "ita-2569-o12"},
    {"o13", HEAD_IDENTITY "|" HEAD_CONTENT_2568, O13},
    {"S", "รายงานความก้าวหน้าการจัดซื้อจัดจ้าง\n" HEAD_CONTENT_2568, O12},
    {"S", "วิธีการจัดซื้อจัดจ้าง|จำนวนรายการ|งบประมาณที่ใช้ (บาท)", "ita-2567-o17/summary"},
    /* stronger evidence first: the code, then the year in the titles, then the rows */
    {"o17", "ความก้าวหน้าการจัดซื้อจัดจ้าง\nปีงบประมาณ 2567\n" HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|=2567", O17},
    {"S", "ปีงบประมาณ 2566\n" HEAD_IDENTITY "|" HEAD_CONTENT "\n=1|=2567", O17},
    {"o16", HEAD_IDENTITY "|" HEAD_CONTENT_2568 "\n=1|=2568", O16},
    /* where the header stands */
    {"S", "a\nb\nc\n\n\n\n||||" HEAD_CONTENT, GUESS},
    {"S", "งานที่ซื้อหรือจ้าง|เลขที่โครงการ|ราคากลาง (บาท)\n\n" HEAD_CONTENT, GUESS},
    /* what stands below the header is no title */
    {"S", HEAD_CONTENT "\nซื้อวัสดุ o17|=1\n\nสรุปผลการจัดซื้อจัดจ้าง ปี 2566", GUESS},
    /* none */
    {"o16", "รายงานความก้าวหน้าการจัดซื้อจัดจ้าง ปี 2567", "none"},
    {"o16", "ชื่อ|ตำแหน่ง|เงินเดือน\nนาย ก|ครู|=15000", "none"},
    {"o16", "งานที่ซื้อหรือจ้าง|ราคากลาง (บาท)|หมายเหตุ", "none"},
    {"o16", "", "none"},
    {"o16", "=1|=2|=3\n=4", "none"},
};

START_TEST(weighs)
{
    check_form(SPEAKING[_i].sheet, SPEAKING[_i].rows, NULL, SPEAKING[_i].wanted);
}
END_TEST

/* ------------------------------------------------------------ a form that is named */

static const struct {
    const char *only, *rows, *wanted;
} NAMED[] = {
    {O17, HEAD_CONTENT, O17},
    {O16, HEAD_CONTENT_2568, O16},
    {O14, HEAD_CONTENT, O14},
    {O16, "งานที่ซื้อหรือจ้าง|ราคากลาง (บาท)", O16},
    {O16, "ITA-o17 ปี 2566\nงานที่ซื้อหรือจ้าง|ราคากลาง (บาท)", O16},
    {O16, "งานที่ซื้อหรือจ้าง|หมายเหตุ", "none"},
    {O16, "ที่|ปีงบประมาณ|ชื่อหน่วยงาน|อำเภอ", "none"},
    {O16, "", "none"},
};

START_TEST(holds_to_the_form_that_is_named)
{
    check_form("S", NAMED[_i].rows, NAMED[_i].only, NAMED[_i].wanted);
}
END_TEST

/* ------------------------------------------------------------ the nearest miss */

static const struct {
    const char *rows, *nearest;
    size_t content;
} MISSES[] = {
    {"งานที่ซื้อหรือจ้าง|แหล่งที่มาของงบประมาณ|ช่วงเวลาที่คาดว่าจะเริ่มจัดซื้อจัดจ้าง", O14, 3},
    {"วันที่ลงนามในสัญญา|วันสิ้นสุดสัญญา|เลขประจำตัวผู้เสียภาษี|จังหวัด", O16, 3},
    {"หนังสือเวียน", NULL, 0},
    {"", NULL, 0},
};

START_TEST(tells_the_nearest)
{
    xt_templates *set = shipped_forms();
    xt_head head = head_of(MISSES[_i].rows);
    xt_recognition *r = malloc(sizeof *r);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(xt_recognise(r, set, NULL, "S", &head, NULL), XT_OK);
    ck_assert_int_eq(r->nearest.table != NULL, MISSES[_i].nearest != NULL);
    if (r->nearest.table) {
        ck_assert_str_eq(xt_template_id(r->nearest.table->of), MISSES[_i].nearest);
        ck_assert_uint_eq(r->nearest.content, MISSES[_i].content);
    }
    free(r);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ how far it looks */

/* `before` rows of text, the header, `after` rows of data. */
static char *long_sheet(int before, int after)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 0; i < before; i++)
        xt_bytes_printf(&rows, "ข้อความ %d\n", i);
    xt_bytes_puts(&rows, HEAD_CONTENT "\n");
    for (int i = 0; i < after; i++)
        xt_bytes_printf(&rows, "ซื้อวัสดุ|=%d\n", i);
    return taken(&rows);
}

static const struct {
    int before;
    const char *wanted;
} DEPTHS[] = {{0, O16}, {58, O16}, {59, O16}, {60, "none"}, {100, "none"}};

START_TEST(looks_at_the_first_rows)
{
    char *rows = long_sheet(DEPTHS[_i].before, 3);
    check_form("o16", rows, NULL, DEPTHS[_i].wanted);
    free(rows);
}
END_TEST

/* The same from a sheet: no more rows are kept than are needed. */
START_TEST(reads_the_first_rows)
{
    enum { ROWS = 3000, MOST_KEPT = 80 };
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 1; i <= ROWS; i++)
        xt_bytes_printf(&rows, "<row r=\"%d\"><c t=\"inlineStr\"><is><t>%s</t></is></c></row>", i, "ข้อความ");
    xt_str file = pack_rows(xt_bytes_cstr(&rows));
    xt_templates *set = shipped_forms();
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    xt_head head = xt_head_make();
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_head_read(&head, sheet, set, NULL, NULL), XT_OK);
    ck_assert_uint_ge(xt_head_count(&head), 60);
    ck_assert_uint_le(xt_head_count(&head), MOST_KEPT);
    xt_head_free(&head);
    xt_sheet_close(sheet);
    xt_book_close(book);
    xt_templates_close(set);
    free((void *)(uintptr_t)file.data);
    xt_bytes_free(&rows);
}
END_TEST

/* ------------------------------------------------------------ codes of one digit, and with a zero in it */

static const struct {
    const char *text, *wanted;
} SHORT_CODES[] = {
    {"o7", "f7"},
    {"07", "f7"},
    {"ITA-07", "f7"},
    {"๐๗", "f7"},
    {"o10", "f10"},
    {"010", "f10"},
    {"ITA-o1", "f10 guessed: f7"},
    {"o70", "f10 guessed: f7"},
    {"o100", "f10 guessed: f7"},
    {"วันที่ 07 มีนาคม", "f10 guessed: f7"},
    {"07/03/2567", "f10 guessed: f7"},
    {"0.07", "f10 guessed: f7"},
};

START_TEST(knows_short_codes)
{
    static const char FORM[] =
        "{'title': 'T', 'xlstools:id': 'fN', 'xlstools:item': 'oN', 'xlstools:fiscalYear': YEAR,"
        " 'xlstools:provenance': [], 'fields': [{'name': 'a', 'title': 'รายการ', 'type': "
        "'string', 'xlstools:kind': 'free-text'}]}";
    xt_templates *set = empty_forms();
    for (int i = 0; i < 2; i++) {
        char *id = with(FORM, "fN", i ? "f10" : "f7"), *item = with(id, "oN", i ? "o10" : "o7");
        char *text = with(item, "YEAR", i ? "2600" : "2599");
        add_form(set, text);
        free(id);
        free(item);
        free(text);
    }
    ck_assert_int_eq(set->items[0]->item_number, 7);
    ck_assert_int_eq(set->items[1]->item_number, 10);
    xt_head head = head_of("รายการ");
    xt_recognition *r = malloc(sizeof *r);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(xt_recognise(r, set, NULL, SHORT_CODES[_i].text, &head, NULL), XT_OK);
    char *shown = show(r);
    ck_assert_msg(strcmp(shown, SHORT_CODES[_i].wanted) == 0, "%s: %s", SHORT_CODES[_i].text, shown);
    free(shown);
    free(r);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ the order of evidence */

/* Columns of forms that are made here: no two are like one another. */
static const char *const COLUMNS[] = {"รายการ",  "งบประมาณ", "วันเริ่ม", "ผู้รับผิดชอบ", "สถานที่",
                                      "เป้าหมาย", "ตัวชี้วัด",    "ผลลัพธ์", "ระยะทาง",  "หมวดหมู่"};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

/* A form of these columns that says this of itself besides. */
typedef struct made_form {
    const char *id, *says;
    int columns; /* the first so many */
    const char *mark;
} made_form;

static void add_made_form(xt_templates *set, const made_form *form)
{
    xt_bytes text = xt_bytes_make(20000);
    xt_bytes_printf(
        &text,
        "{'title': 'T', 'xlstools:id': '%s', %s 'xlstools:provenance': [{'about': 'fields', 'mark': "
        "'%s', 'source': 'x'}], 'fields': [{'name': 'year', 'title': 'ปีงบประมาณ', 'type': 'integer', "
        "'xlstools:kind': 'fiscal-year', 'xlstools:identity': true}",
        form->id, form->says, form->mark ? form->mark : "A");
    ck_assert_int_le(form->columns, COLUMN_COUNT);
    for (int i = 0; i < form->columns; i++)
        xt_bytes_printf(&text,
                        ", {'name': 'f%c', 'title': '%s', 'type': 'string', 'xlstools:kind': 'free-text'}",
                        'a' + i, COLUMNS[i]);
    xt_bytes_puts(&text, "]}");
    add_form(set, xt_bytes_cstr(&text));
    xt_bytes_free(&text);
}

/* The title, then a header of the first so many columns with more labels behind them, then rows. */
static char *made_sheet(const char *title, int columns, const char *behind)
{
    xt_bytes rows = xt_bytes_make(20000);
    xt_bytes_printf(&rows, "%s\nปีงบประมาณ", title);
    for (int i = 0; i < columns; i++)
        xt_bytes_printf(&rows, "|%s", COLUMNS[i]);
    xt_bytes_puts(&rows, behind);
    return taken(&rows);
}

#define YEAR(y)   "'xlstools:year': " y ","
#define FISCAL(y) "'xlstools:fiscalYear': " y ","
#define ITEM(o)   "'xlstools:item': '" o "',"
#define WORD(w)   "'xlstools:sheet': {'titles': ['" w "']},"

/* Each kind of evidence against the next: the form that should win is older, or stands last, so that nothing
 * else speaks for it. */
static const struct {
    made_form forms[3];
    const char *title;
    int columns;
    const char *behind, *wanted;
} ORDER[] = {
    /* the code and a word, the code, a word, nothing */
    {{{"a", ITEM("o5") YEAR("2567"), 4, NULL}, {"b", ITEM("o5") WORD("ผลงาน") YEAR("2560"), 4, NULL}},
     "o5 ผลงาน 2567",
     4,
     "",
     "b"},
    {{{"a", WORD("ผลงาน") YEAR("2567"), 4, NULL}, {"b", ITEM("o5") YEAR("2560"), 4, NULL}},
     "o5 ผลงาน 2567",
     4,
     "",
     "b"},
    {{{"a", YEAR("2567"), 4, NULL}, {"b", WORD("ผลงาน") YEAR("2560"), 4, NULL}}, "ผลงาน 2567", 4, "", "b"},
    {{{"a", ITEM("o6") YEAR("2567"), 4, NULL}, {"b", ITEM("o6") WORD("ผลงาน") YEAR("2560"), 4, NULL}},
     "o5 ผลงาน 2567",
     4,
     "",
     "b"},
    /* and all of them before the header */
    {{{"a", YEAR("2567"), 4, NULL}, {"b", ITEM("o5"), 6, NULL}}, "o5 2567", 4, "", "b"},
    {{{"a", YEAR("2567"), 4, NULL}, {"b", WORD("ผลงาน"), 6, NULL}}, "ผลงาน 2567", 4, "", "b"},
    /* a header that fits far better, before the year */
    {{{"a", YEAR("2567"), 8, NULL}, {"b", YEAR("2560"), 4, NULL}}, "2567", 4, "", "b"},
    {{{"a", YEAR("2567"), 8, NULL}, {"b", YEAR("2560"), 6, NULL}}, "2567", 6, "", "b"}, /* 7/9, of 7/7 */
    /* but not one that is a little better */
    {{{"a", YEAR("2560"), 9, NULL}, {"b", YEAR("2567"), 10, NULL}}, "2567", 9, "", "b"}, /* 10/11, of 10/10 */
    {{{"a", YEAR("2567"), 10, NULL}, {"b", YEAR("2560"), 9, NULL}}, "2560", 10, "", "b"},
    /* the form's own year, that of its rows, no year, another */
    {{{"a", YEAR("2568") FISCAL("2567"), 4, NULL}, {"b", YEAR("2567") FISCAL("2566"), 4, NULL}},
     "2567",
     4,
     "",
     "b"},
    {{{"a", "", 4, NULL}, {"b", YEAR("2560") FISCAL("2559"), 4, NULL}}, "2559", 4, "", "b"},
    {{{"a", YEAR("2570"), 4, NULL}, {"b", "", 4, NULL}}, "2559", 4, "", "b"},
    {{{"a", YEAR("2570") FISCAL("2567"), 4, NULL}, {"b", YEAR("2560") FISCAL("2559"), 4, NULL}},
     "2560",
     4,
     "\n=2567",
     "b"}, /* before the column of the year */
    /* the column of the year, before the score */
    {{{"a", YEAR("2570") FISCAL("2567"), 4, NULL}, {"b", YEAR("2560") FISCAL("2559"), 4, NULL}},
     "เรื่อง",
     4,
     "\n=2559",
     "b"},
    {{{"a", FISCAL("2567"), 9, NULL}, {"b", FISCAL("2559"), 10, NULL}}, "เรื่อง", 9, "\n=2559", "b"},
    /* the score */
    {{{"a", YEAR("2570"), 10, NULL}, {"b", YEAR("2560"), 9, NULL}}, "เรื่อง", 9, "", "b"},
    /* where nothing else speaks: columns that were seen before inferred ones, then the newest; guessed */
    {{{"a", YEAR("2569"), 4, "C"}, {"b", YEAR("2560"), 4, "A"}}, "เรื่อง", 4, "", "b guessed: a"},
    {{{"a", YEAR("2569"), 4, "R"}, {"b", YEAR("2560"), 4, "B"}}, "เรื่อง", 4, "", "b guessed: a"},
    {{{"a", YEAR("2569"), 4, "C"}, {"b", YEAR("2560"), 4, "derived"}}, "เรื่อง", 4, "", "b guessed: a"},
    {{{"a", YEAR("2560"), 4, "A"}, {"b", YEAR("2569"), 4, "C"}}, "เรื่อง", 4, "", "a guessed: b"},
    {{{"a", YEAR("2560"), 4, "R"}, {"b", YEAR("2569"), 4, "C"}}, "เรื่อง", 4, "", "b guessed: a"},
    {{{"a", YEAR("2560"), 4, "A"}, {"b", YEAR("2569"), 4, "B"}}, "เรื่อง", 4, "", "b guessed: a"},
    {{{"a", YEAR("2560") FISCAL("2559"), 4, NULL}, {"b", YEAR("2560") FISCAL("2560"), 4, NULL}},
     "เรื่อง",
     4,
     "",
     "b guessed: a"},
    {{{"a", YEAR("2569"), 4, "C"}, {"b", YEAR("2560"), 4, "A"}, {"c", YEAR("2561"), 4, "A"}},
     "เรื่อง",
     4,
     "",
     "c guessed: a b"},
    /* but an inferred form whose year is told stands */
    {{{"a", YEAR("2560"), 4, "A"}, {"b", YEAR("2569"), 4, "C"}}, "2569", 4, "", "b"},

    /* two labels alone: a word, a code, or nothing else in the row */
    {{{"a", "", 2, NULL}}, "เรื่อง", 2, "", "a"},
    {{{"a", "", 2, NULL}}, "เรื่อง", 2, "|หมายเหตุ", "none"},
    {{{"a", WORD("ผลงาน"), 2, NULL}}, "เรื่อง", 2, "|หมายเหตุ", "none"},
    {{{"a", WORD("ผลงาน"), 2, NULL}}, "ผลงาน", 2, "|หมายเหตุ", "a"},
    {{{"a", ITEM("o5"), 2, NULL}}, "o5", 2, "|หมายเหตุ", "a"},
    {{{"a", ITEM("o6"), 2, NULL}}, "o5", 2, "|หมายเหตุ", "none"},
    {{{"a", YEAR("2567"), 2, NULL}}, "2567", 2, "|หมายเหตุ", "none"},
    {{{"a", "", 3, NULL}}, "เรื่อง", 3, "|หมายเหตุ", "a"},
};

START_TEST(weighs_in_order)
{
    xt_templates *set = empty_forms();
    for (size_t i = 0; i < 3 && ORDER[_i].forms[i].id; i++)
        add_made_form(set, &ORDER[_i].forms[i]);
    char *rows = made_sheet(ORDER[_i].title, ORDER[_i].columns, ORDER[_i].behind);
    xt_head head = head_of(rows);
    xt_recognition *r = malloc(sizeof *r);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(xt_recognise(r, set, NULL, "S", &head, NULL), XT_OK);
    char *shown = show(r);
    ck_assert_msg(strcmp(shown, ORDER[_i].wanted) == 0, "%s: %s, not %s", rows, shown, ORDER[_i].wanted);
    free(shown);
    free(r);
    xt_head_free(&head);
    free(rows);
    xt_templates_close(set);
}
END_TEST

/* A form that is named takes its two labels, whatever else stands there. */
START_TEST(doubts_no_form_that_is_named)
{
    xt_templates *set = empty_forms();
    add_made_form(set, &(made_form){"a", "", 2, NULL});
    char *rows = made_sheet("เรื่อง", 2, "|หมายเหตุ");
    xt_head head = head_of(rows);
    xt_recognition *r = malloc(sizeof *r);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(xt_recognise(r, set, set->items[0], "S", &head, NULL), XT_OK);
    ck_assert_ptr_eq(r->header.table, set->items[0]->tables);
    free(r);
    xt_head_free(&head);
    free(rows);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ what is shipped knows itself */

/* The text with the form's years in the place of its braces; where it has none, a year that no form is of. */
static void put_title(xt_bytes *out, const xt_template *t, const char *title)
{
    static const char *const NAMES[] = {"{year}", "{fiscal_year}"};
    const int years[] = {t->year ? t->year : 2599, t->fiscal_year ? t->fiscal_year : 2599};
    for (; *title; title++) {
        size_t known = 0;
        while (known < 2 && strncmp(title, NAMES[known], strlen(NAMES[known])) != 0)
            known++;
        if (known < 2)
            xt_bytes_printf(out, "%d", years[known]);
        else if (*title != '{')
            xt_bytes_putc(out, *title);
        if (*title == '{')
            title += strcspn(title, "}");
    }
    xt_bytes_putc(out, '\n');
}

/* The sheet of a blank form: its titles and the header of its main table. */
static char *blank_form(const xt_template *t)
{
    const char *between = "";
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    if (*t->form.label)
        xt_bytes_printf(&out, "||||%s\n", t->form.label);
    for (size_t i = 0; i < t->form.title_count; i++)
        put_title(&out, t, t->form.titles[i]);
    for (size_t f = 0; f < t->tables[0].field_count; f++)
        if (t->form.columns >> f & 1) {
            xt_bytes_puts(&out, between);
            xt_bytes_add(&out, t->tables[0].fields[f].labels[0].text);
            between = "|";
        }
    return taken(&out);
}

/* A blank form is recognised as what it is, for sure, whatever its sheet is called. */
START_TEST(knows_its_own_blank_forms)
{
    xt_templates *set = shipped_forms();
    for (size_t i = 0; i < xt_templates_count(set); i++) {
        const xt_template *t = xt_templates_at(set, i);
        char *rows = blank_form(t);
        xt_head head = head_of(rows);
        xt_recognition *r = malloc(sizeof *r);
        ck_assert_ptr_nonnull(r);
        ck_assert_int_eq(xt_recognise(r, set, NULL, _i ? "Sheet1" : t->form.sheet, &head, NULL), XT_OK);
        char *shown = show(r);
        ck_assert_msg(strcmp(shown, xt_template_id(t)) == 0, "%s: %s", xt_template_id(t), shown);
        free(shown);
        free(r);
        xt_head_free(&head);
        free(rows);
    }
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ many forms */

START_TEST(lists_no_more_rivals_than_there_is_room)
{
    enum { FORMS = 20 };
    xt_templates *set = empty_forms();
    for (int i = 0; i < FORMS; i++) {
        xt_bytes text = xt_bytes_make(10000);
        xt_bytes_printf(&text,
                        "{'title': 'T', 'xlstools:id': 'f%02d', 'xlstools:year': %d, 'xlstools:provenance': "
                        "[], 'fields': "
                        "[{'name': 'a', 'title': 'รายการ', 'type': 'string', 'xlstools:kind': 'free-text'}]}",
                        i, 2600 - (i + 10) % FORMS);
        add_form(set, xt_bytes_cstr(&text));
        xt_bytes_free(&text);
    }
    xt_head head = head_of("รายการ");
    xt_recognition *r = malloc(sizeof *r);
    ck_assert_ptr_nonnull(r);
    ck_assert_int_eq(xt_recognise(r, set, NULL, "S", &head, NULL), XT_OK);
    ck_assert_str_eq(xt_template_id(r->header.table->of), "f10"); /* the newest: 2600 */
    ck_assert(r->guessed);
    ck_assert_uint_eq(r->rival_count, XT_MAX_RIVALS);
    for (size_t i = 0; i < r->rival_count; i++)
        ck_assert_ptr_ne(r->rivals[i], r->header.table->of);
    free(r);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("recognise");
    TCase *cases = tcase_create("recognise");
    tcase_add_loop_test(cases, knows_codes_in_the_name_of_the_sheet, 0, XT_ENTRIES(CODES));
    tcase_add_loop_test(cases, knows_codes_in_titles, 0, XT_ENTRIES(CODES));
    tcase_add_loop_test(cases, takes_no_date_for_a_code, 0, XT_ENTRIES(NO_CODES));
    tcase_add_loop_test(cases, weighs, 0, XT_ENTRIES(SPEAKING));
    tcase_add_loop_test(cases, holds_to_the_form_that_is_named, 0, XT_ENTRIES(NAMED));
    tcase_add_loop_test(cases, tells_the_nearest, 0, XT_ENTRIES(MISSES));
    tcase_add_loop_test(cases, looks_at_the_first_rows, 0, XT_ENTRIES(DEPTHS));
    tcase_add_test(cases, reads_the_first_rows);
    tcase_add_loop_test(cases, knows_short_codes, 0, XT_ENTRIES(SHORT_CODES));
    tcase_add_loop_test(cases, weighs_in_order, 0, XT_ENTRIES(ORDER));
    tcase_add_test(cases, doubts_no_form_that_is_named);
    tcase_add_loop_test(cases, knows_its_own_blank_forms, 0, 2);
    tcase_add_test(cases, lists_no_more_rivals_than_there_is_room);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
