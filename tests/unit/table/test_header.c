/* SPDX-License-Identifier: MIT
 *
 * The header finder.
 */
#include "table/forms.h"
#include "table/heads.h"
#include "table/plan_form.h"

static const xt_table *table_named(xt_templates *set, const char *id)
{
    return form_named(set, id)->tables;
}

/* Matches row `index` of the rows with the table of the template and compares what was found. */
static void check_match(const char *id, const char *rows, size_t index, const char *wanted)
{
    xt_templates *set = shipped_forms();
    xt_head head = head_of(rows);
    xt_header h;
    xt_header_match(&h, &head, index, table_named(set, id), 1);
    char *shown = show_header(&h);
    ck_assert_msg(strcmp(shown, wanted) == 0, "%s\n%s\nshould be\n%s", rows, shown, wanted);
    free(shown);
    xt_head_free(&head);
    xt_templates_close(set);
}

/* ------------------------------------------------------------ whole headers */

static const struct {
    const char *id, *labels;
    size_t content;
} WHOLE[] = {
    {"ita-2567-o14", HEAD_CONTENT_O14, 5},
    {"ita-2567-o14", HEAD_IDENTITY "|" HEAD_CONTENT_O14, 5},
    {"ita-2567-o16", HEAD_CONTENT, 12},
    {"ita-2567-o16", HEAD_IDENTITY_2567 "|" HEAD_CONTENT, 12},
    {"ita-2567-o16", HEAD_IDENTITY "|" HEAD_CONTENT, 12},
    {"ita-2567-o17", HEAD_CONTENT, 12},
    {"ita-2567-o17", HEAD_IDENTITY_2567 "|" HEAD_CONTENT, 12},
    {"ita-2568-o12", HEAD_CONTENT_2568, 9},
    {"ita-2568-o12", HEAD_IDENTITY "|" HEAD_CONTENT_2568, 9},
    {"ita-2568-o13", HEAD_IDENTITY "|" HEAD_CONTENT_2568, 9},
};

/* What agencies publish is taken whole, and letter by letter. */
START_TEST(takes_whole_headers)
{
    xt_templates *set = shipped_forms();
    xt_head head = head_of(WHOLE[_i].labels);
    xt_header h;
    const xt_table *table = table_named(set, WHOLE[_i].id);
    ck_assert(xt_header_match(&h, &head, 0, table, WHOLE[_i].content));
    ck_assert(!xt_header_match(&h, &head, 0, table, WHOLE[_i].content + 1));
    ck_assert_ptr_eq(h.table, table);
    ck_assert_uint_eq(h.content, WHOLE[_i].content);
    ck_assert_uint_eq(h.matched, xt_head_at(&head, 0)->count);
    ck_assert_uint_eq(h.stray_count, 0);
    ck_assert_uint_eq(h.first_row, 1);
    ck_assert_uint_eq(h.last_row, 1);
    ck_assert_double_eq(h.score, 1);
    for (size_t f = 0; f < table->field_count; f++) {
        ck_assert_int_eq(h.columns[f].match, h.columns[f].column ? XT_LABEL_EXACT : XT_LABEL_ABSENT);
        ck_assert(table->fields[f].identity || h.columns[f].column);
    }
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ one label in other spellings */

static const struct {
    const char *label, *typed, *field;
    xt_label_match match;
    const char *nearest; /* NULL: the label */
} SPELLINGS[] = {
    /* titles and aliases of the form are all accepted */
    {"งานที่ซื้อหรือจ้าง|", "ชื่อรายการของงานที่ซื้อหรือจ้าง|", "item", XT_LABEL_EXACT, "ชื่อรายการของงานที่ซื้อหรือจ้าง"},
    {"สถานะการจัดซื้อจัดจ้างฯ", "สถานะการจัดซื้อจัดจ้าง", "status", XT_LABEL_EXACT, "สถานะการจัดซื้อจัดจ้าง"},
    {"วิธีการจัดซื้อจัดจ้างฯ", "วิธีการจัดซื้อจัดจ้าง", "method", XT_LABEL_EXACT, "วิธีการจัดซื้อจัดจ้าง"},
    {"เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชนของผู้ประกอบการที่ได้รับการคัดเลือก", "เลขประจำตัวผู้เสียภาษี", "tax_id",
     XT_LABEL_EXACT, "เลขประจำตัวผู้เสียภาษี"},
    {"เลขที่โครงการ", "เลขที่โครงการในระบบ e-GP", "project_no", XT_LABEL_EXACT, "เลขที่โครงการในระบบ e-GP"},
    {"วันสิ้นสุดสัญญา", "วันที่สิ้นสุดสัญญา", "end_date", XT_LABEL_EXACT, "วันที่สิ้นสุดสัญญา"},

    /* line breaks inside a label are no alteration */
    {"วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "วงเงินงบประมาณ\vที่ได้รับจัดสรร\v(บาท)", "budget", XT_LABEL_EXACT, NULL},
    {"วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "วงเงินงบประมาณที่ได้รับจัดสรร \v(บาท)", "budget", XT_LABEL_EXACT, NULL},
    {"วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "วงเงินงบประมาณที่ได้รับจัดสรร\v (บาท)", "budget", XT_LABEL_EXACT, NULL},
    {"วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "วงเงินงบประมาณ\r\vที่ได้รับจัดสรร\r\v(บาท)", "budget", XT_LABEL_EXACT, NULL},
    {"ราคากลาง (บาท)", "ราคากลาง\v\v(บาท)", "reference_price", XT_LABEL_EXACT, NULL},
    {"ราคากลาง (บาท)", "ราคากลาง (บาท)\v", "reference_price", XT_LABEL_EXACT, NULL},

    /* blanks and punctuation are */
    {"งานที่ซื้อหรือจ้าง|", "งานที่ซื้อหรือจ้าง |", "item", XT_LABEL_SPACED, "งานที่ซื้อหรือจ้าง"},
    {"ราคากลาง (บาท)", "ราคากลาง(บาท)", "reference_price", XT_LABEL_SPACED, NULL},
    {"ราคากลาง (บาท)", "ราคากลาง  (บาท)", "reference_price", XT_LABEL_SPACED, NULL},
    {"ราคากลาง (บาท)", "ราคากลาง ( บาท )", "reference_price", XT_LABEL_SPACED, NULL},
    {"ราคากลาง (บาท)", "ราคากลาง\u00A0(บาท)", "reference_price", XT_LABEL_SPACED, NULL},
    {"ราคากลาง (บาท)", " ราคากลาง (บาท)", "reference_price", XT_LABEL_SPACED, NULL},
    {"ราคากลาง (บาท)", "ราคา กลาง (บาท)", "reference_price", XT_LABEL_SPACED, NULL},
    {"วันสิ้นสุดสัญญา", "วัน\u200Bสิ้นสุดสัญญา", "end_date", XT_LABEL_SPACED, NULL},
    {"เลขที่โครงการ", "เลขที่โครงการในระบบ E-GP", "project_no", XT_LABEL_SPACED, "เลขที่โครงการในระบบ e-GP"},
    {"เลขที่โครงการ", "เลขที่โครงการฯ", "project_no", XT_LABEL_SPACED, NULL},

    /* typing mistakes that agencies have published */
    {"สถานะการจัดซื้อจัดจ้างฯ", "สถานการณ์จัดซื้อจัดจ้าง", "status", XT_LABEL_NEAR, NULL},
    {"วิธีการจัดซื้อจัดจ้างฯ", "วิธีการจัดชื้อจัดจ้าง", "method", XT_LABEL_NEAR, NULL},
    {"วิธีการจัดซื้อจัดจ้างฯ", "วิธีการจัดชื้อจัดจ้างฯ", "method", XT_LABEL_NEAR, NULL},
    {"แหล่งที่มาของงบประมาณ", "แหล่งงงบประมาณ", "budget_source", XT_LABEL_NEAR, "แหล่งงบประมาณ"},
    {"แหล่งที่มาของงบประมาณ", "แหล่งที่มาของงบประมำณ", "budget_source", XT_LABEL_NEAR, NULL},
    {"วันที่ลงนามในสัญญา", "วันทีลงนามในสัญญา", "sign_date", XT_LABEL_NEAR, NULL},
    {"วันสิ้นสุดสัญญา", "วันสิ้นสุดสัญา", "end_date", XT_LABEL_NEAR, NULL},
    {"งานที่ซื้อหรือจ้าง|", "งานทีซื้อหรือจ้าง|", "item", XT_LABEL_NEAR, "งานที่ซื้อหรือจ้าง"},
    {"รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "รายชื่อผู้ประกอบการที่ได้รับคัดเลือก", "vendor", XT_LABEL_NEAR, NULL},
};

START_TEST(takes_other_spellings)
{
    xt_templates *set = shipped_forms();
    const xt_table *table = table_named(set, "ita-2567-o16");
    char *row = with(HEAD_CONTENT, SPELLINGS[_i].label, SPELLINGS[_i].typed);
    xt_head head = head_of(row);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, table, 12));
    ck_assert_uint_eq(h.stray_count, 0);
    for (size_t f = 0; f < table->field_count; f++) {
        const xt_column *column = &h.columns[f];
        if (strcmp(table->fields[f].name, SPELLINGS[_i].field) == 0) {
            ck_assert_msg(column->match == SPELLINGS[_i].match, "%s: %d", SPELLINGS[_i].typed, column->match);
            xt_assert_str(column->nearest,
                          SPELLINGS[_i].nearest ? SPELLINGS[_i].nearest : SPELLINGS[_i].label);
        } else if (!table->fields[f].identity) {
            ck_assert_msg(column->match == XT_LABEL_EXACT, "%s: %s", SPELLINGS[_i].typed,
                          table->fields[f].name);
        }
    }
    free(row);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ what is not near */

/* A column of the form that is not there, and a label that must not be taken for it. */
static const struct {
    const char *label, *instead, *field;
} OTHERS[] = {
    {"สถานะการจัดซื้อจัดจ้างฯ", "วิธีการจัดซื้อจัดจ้าง", "status"},
    {"สถานะการจัดซื้อจัดจ้างฯ", "วิธีการจัดชื้อจัดจ้าง", "status"},
    {"สถานะการจัดซื้อจัดจ้างฯ", "แผนการจัดซื้อจัดจ้าง", "status"},
    {"วิธีการจัดซื้อจัดจ้างฯ", "สถานะการจัดซื้อจัดจ้าง", "method"},
    {"วิธีการจัดซื้อจัดจ้างฯ", "สถานการณ์จัดซื้อจัดจ้าง", "method"},
    {"วันที่ลงนามในสัญญา", "วันสิ้นสุดสัญญา", "sign_date"},
    {"วันที่ลงนามในสัญญา", "วันที่สิ้นสุดสัญญา", "sign_date"},
    {"วันที่ลงนามในสัญญา", "วันเริ่มต้นสัญญา", "sign_date"},
    {"วันที่ลงนามในสัญญา", "วันที่ส่งมอบงาน", "sign_date"},
    {"วันที่ลงนามในสัญญา", "วันที่ประกาศ", "sign_date"},
    {"วันสิ้นสุดสัญญา", "วันที่ลงนามในสัญญา", "end_date"},
    {"วันสิ้นสุดสัญญา", "วันเริ่มต้นสัญญา", "end_date"},
    {"วันสิ้นสุดสัญญา", "วันที่สิ้นสุดการรับประกัน", "end_date"},
    {"ราคากลาง (บาท)", "ราคาที่ตกลงซื้อหรือจ้าง (บาท)", "reference_price"},
    {"ราคากลาง (บาท)", "ราคาขาย (บาท)", "reference_price"},
    {"ราคากลาง (บาท)", "ราคา (บาท)", "reference_price"},
    {"เลขที่โครงการ", "เลขที่สัญญา", "project_no"},
    {"เลขที่โครงการ", "ชื่อโครงการ", "project_no"},
    {"รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "รายชื่อผู้เสนอราคา", "vendor"},
    {"แหล่งที่มาของงบประมาณ", "งบประมาณ", "budget_source"},
    {"แหล่งที่มาของงบประมาณ", "งบประมาณ", "fiscal_year"},
    {"แหล่งที่มาของงบประมาณ", "ประเภทงบประมาณ", "budget_source"},
    {"งานที่ซื้อหรือจ้าง|", "ประเภทงาน|", "item"},
};

START_TEST(takes_nothing_for_another)
{
    xt_templates *set = shipped_forms();
    const xt_table *table = table_named(set, "ita-2567-o16");
    char *row = with(HEAD_CONTENT, OTHERS[_i].label, OTHERS[_i].instead);
    xt_head head = head_of(row);
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 0, table, 10));
    int field = xt_table_field(table, xt_str_of(OTHERS[_i].field));
    ck_assert_msg(h.columns[field].column == 0, "%s is taken for %s", OTHERS[_i].instead, OTHERS[_i].label);
    ck_assert_uint_eq(h.stray_count, 1);
    free(row);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* Fails when the label, which is another field's, would do for a field whose own column is missing. */
static void check_apart(const xt_table *table, size_t missing, const xt_label *label)
{
    xt_bytes row = xt_bytes_make(SIZE_MAX / 2);
    for (size_t f = 0; f < table->field_count; f++)
        if (f != missing) {
            xt_bytes_add(&row, table->fields[f].labels[0].text);
            xt_bytes_putc(&row, '|');
        }
    xt_bytes_add(&row, label->text);
    xt_head head = head_of(xt_bytes_cstr(&row));
    xt_header h;
    xt_header_match(&h, &head, 0, table, 0);
    ck_assert_msg(h.columns[missing].column == 0, "%s: \"%.*s\" is taken for %s", xt_template_id(table->of),
                  (int)label->text.size, label->text.data, table->fields[missing].name);
    xt_head_free(&head);
    xt_bytes_free(&row);
}

/* No accepted label of a field is near to another field of its table. */
START_TEST(keeps_fields_apart)
{
    xt_templates *set = shipped_forms();
    for (size_t i = 0; i < xt_templates_count(set); i++) {
        const xt_template *t = xt_templates_at(set, i);
        for (size_t n = 0; n < t->table_count; n++)
            for (size_t missing = 0; missing < t->tables[n].field_count; missing++)
                for (size_t f = 0; f < t->tables[n].field_count; f++)
                    for (size_t k = 0; f != missing && k < t->tables[n].fields[f].label_count; k++)
                        check_apart(&t->tables[n], missing, &t->tables[n].fields[f].labels[k]);
    }
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ where the labels stand */

static const char FORM[] =
    "{'title': 'T', 'xlstools:id': 'test', 'xlstools:provenance': [], 'fields': ["
    "{'name': 'no', 'title': 'ที่', 'type': 'integer', 'xlstools:kind': 'sequence', 'xlstools:identity': true},"
    "{'name': 'item', 'title': 'รายการพัสดุ', 'type': 'string', 'xlstools:kind': 'free-text'},"
    "{'name': 'asked', 'title': 'ราคากลาง (บาท)', 'type': 'number', 'xlstools:kind': 'money'},"
    "{'name': 'agreed', 'title': 'ราคาที่ตกลง (บาท)', 'type': 'number', 'xlstools:kind': 'money'},"
    "{'name': 'vendor', 'title': 'ผู้ขายหรือผู้รับจ้าง', 'type': 'string', 'xlstools:kind': 'free-text'},"
    "{'name': 'number', 'title': 'เลขที่', 'type': 'string', 'xlstools:kind': 'free-text'},"
    "{'name': 'date', 'title': 'วันที่', 'type': 'date', 'xlstools:kind': 'thai-date', 'xlstools:aliases': "
    "['เอกสารอ้างอิง วันที่']}]}";

static const struct {
    const char *rows;
    size_t index;
    const char *wanted;
} PLACES[] = {
    {"ที่|รายการพัสดุ|ราคากลาง (บาท)|ราคาที่ตกลง (บาท)|ผู้ขายหรือผู้รับจ้าง|เลขที่|วันที่", 0,
     "no=A item=B asked=C agreed=D vendor=E number=F date=G"},
    /* any order, any columns */
    {"|||วันที่|เลขที่||ผู้ขายหรือผู้รับจ้าง|ราคาที่ตกลง (บาท)|ราคากลาง (บาท)|รายการพัสดุ", 0,
     "item=J asked=I agreed=H vendor=G number=E date=D"},
    {"เรื่อง\n\nที่|รายการพัสดุ|ราคากลาง (บาท)|เลขที่", 1, "no=A item=B asked=C number=D"},
    /* duplicates and strays */
    {"ที่|รายการพัสดุ|ราคากลาง (บาท)|รายการ พัสดุ|หมายเหตุ|เลขที่|ที่", 0,
     "no=A item=B asked=C number=F again=D:item stray=E again=G:no"},
    {"รายการ พัสดุ|รายการพัสดุ|เลขที่", 0, "item=B number=C again=A:item"},
    {"รายการพัสดู|รายการพัสดุ|เลขที่", 0, "item=B number=C stray=A"},
    {"รายการพัสดู|รายการพัศดุ|เลขที่|วันที่", 0, "item=A? number=C date=D stray=B"},
    /* numbers, dates and errors name nothing */
    {"=1|รายการพัสดุ|=2567|@45382|#REF!|เลขที่", 0, "item=B number=F"},
    {"' |รายการพัสดุ|-|...|เลขที่", 0, "item=B number=E"},
    /* one label alone makes nothing near */
    {"รายการพัสดุ|ราคากลาง (บาด)", 0, "item=A stray=B"},
    {"รายการพัสดุ|เลขที่|ราคากลาง (บาด)", 0, "item=A asked=C? number=B"},
    /* short labels are never near */
    {"รายการพัสดุ|เลขที่|ที|วันที", 0, "item=A number=B date=D? stray=C"},

    /* two rows: a label that reaches over two columns, and the halves of its labels below it */
    {"ที่|รายการพัสดุ|ราคา||ผู้ขายหรือผู้รับจ้าง|เอกสารอ้างอิง\n||กลาง (บาท)|ที่ตกลง (บาท)||เลขที่|วันที่", 0,
     "no=A item=B asked=C agreed=D vendor=E number=F date=G rows=1-2"},
    {"ที่|รายการพัสดุ|จำนวนเงิน|||เอกสารอ้างอิง\n||ราคากลาง (บาท)|ราคาที่ตกลง (บาท)||เลขที่|วันที่", 0,
     "no=A item=B asked=C agreed=D number=F date=G rows=1-2"},
    {"สรุปรายการจัดซื้อจัดจ้าง\nที่|รายการพัสดุ|ราคากลาง (บาท)|เลขที่\n=1|กระดาษ|=500|1/2567", 1,
     "no=A item=B asked=C number=D"},
    /* the row below the labels is data */
    {"ที่|รายการพัสดุ|ราคากลาง (บาท)|เลขที่\n=1|กระดาษ A4 จำนวน 10 รีม|=1500|1/2567", 0,
     "no=A item=B asked=C number=D"},
    {"ที่|รายการพัสดุ|ราคากลาง (บาท)|ราคาที่ตกลง (บาท)\n=1|จ้างเหมาบริการ|=500|=500|ร้านค้า|12/2567|@45382", 0,
     "no=A item=B asked=C agreed=D"},
    {"ที่|รายการพัสดุ|ราคากลาง (บาท)|เลขที่\n'1|รายการพัสดุ|ราคากลาง (บาท)|เลขที่", 0, "no=A item=B asked=C number=D"},
    {"ที่|รายการพัสดุ|ราคากลาง (บาท)|เลขที่\n(1)|(2)|(3)|(4)", 0, "no=A item=B asked=C number=D"},
    /* a row between ends a header */
    {"ที่|รายการพัสดุ|จำนวนเงิน\n\n||ราคากลาง (บาท)|ราคาที่ตกลง (บาท)", 0, "no=A item=B stray=C"},
    /* no header at all */
    {"รายงานผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2567", 0, " stray=A"},
    {"=1|=2|=3", 0, ""},
};

START_TEST(finds_columns)
{
    xt_templates *set = empty_forms();
    xt_head head = head_of(PLACES[_i].rows);
    xt_header h;
    xt_header_match(&h, &head, PLACES[_i].index, add_form(set, FORM)->tables, 0);
    char *shown = show_header(&h);
    ck_assert_msg(strcmp(shown, PLACES[_i].wanted) == 0, "%s\n%s\nshould be\n%s", PLACES[_i].rows, shown,
                  PLACES[_i].wanted);
    free(shown);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* The two last columns of 2567 belong to no field of the forms of 2568. */
START_TEST(names_strays)
{
    check_match(
        "ita-2568-o12", HEAD_CONTENT, 0,
        "item=A budget=B budget_source=C status=D method=E reference_price=F contract_price=G vendor=I "
        "project_no=J stray=H stray=K stray=L");
}
END_TEST

START_TEST(tells_where_labels_stand)
{
    xt_templates *set = empty_forms();
    xt_head head = head_of("เรื่อง\n\nที่|รายการพัสดุ|ราคา\n||กลาง (บาท)|ที่ตกลง (บาท)");
    xt_header h;
    ck_assert(xt_header_match(&h, &head, 1, add_form(set, FORM)->tables, 3));
    ck_assert_uint_eq(h.first_row, 3);
    ck_assert_uint_eq(h.last_row, 4);
    ck_assert_uint_eq(h.columns[1].row, 3);
    xt_assert_str(h.columns[1].text, "รายการพัสดุ");
    ck_assert_uint_eq(h.columns[2].row, 4);
    xt_assert_str(h.columns[2].text, "กลาง (บาท)");
    xt_assert_str(h.columns[2].nearest, "ราคากลาง (บาท)");
    ck_assert_uint_eq(h.columns[4].column, 0);
    ck_assert_int_eq(h.columns[4].match, XT_LABEL_ABSENT);
    xt_head_free(&head);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ how sure */

/* Half of the content columns, at least three, or all where there are fewer. */
static const struct {
    int content, identity, absent;
    size_t least;
} LEAST[] = {{1, 0, 0, 1}, {2, 0, 0, 2}, {3, 0, 0, 3},  {4, 0, 0, 3}, {5, 7, 0, 3}, {6, 0, 0, 3},
             {7, 0, 0, 4}, {9, 7, 0, 5}, {12, 7, 0, 6}, {7, 0, 5, 4}, {2, 3, 4, 2}, {8, 1, 6, 4}};

START_TEST(asks_for_half)
{
    xt_field fields[XT_MAX_FIELDS] = {{0}};
    for (int i = 0; i < LEAST[_i].identity; i++)
        fields[i].identity = true;
    for (int i = 0; i < LEAST[_i].absent; i++)
        fields[LEAST[_i].identity + i].may_be_absent = true;
    xt_table table = {.fields = fields,
                      .field_count = (size_t)(LEAST[_i].content + LEAST[_i].identity + LEAST[_i].absent)};
    ck_assert_uint_eq(xt_header_least(&table), LEAST[_i].least);
}
END_TEST

/* A header is whole without the columns that may be absent, and with them. */
START_TEST(misses_no_column_that_may_be_absent)
{
    static const struct {
        const char *label;
        bool whole;
    } LABELS[] = {{"ที่|", true}, {"|เป้าหมาย", true}, {"|คงค้าง", false}, {"|ปัญหา/อุปสรรค", false}};
    xt_templates *set = empty_forms();
    const xt_table *table = plan_form(set, NULL, "")->tables;
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++) {
        char *row = with(PLAN_HEAD, LABELS[i].label, "");
        xt_head head = head_of(row);
        xt_header h;
        xt_header_match(&h, &head, 0, table, 0);
        ck_assert_uint_eq(h.matched, P_FIELDS - 1);
        ck_assert_msg((h.score > 0.999) == LABELS[i].whole, "%s: %g", LABELS[i].label, h.score);
        xt_head_free(&head);
        free(row);
    }
    xt_templates_close(set);
}
END_TEST

/* The fewer columns are missing and the fewer are strange, the higher the score. */
START_TEST(scores)
{
    static const char *const ROWS[] = {
        HEAD_IDENTITY "|" HEAD_CONTENT,
        HEAD_IDENTITY "|" HEAD_CONTENT "|หมายเหตุ",
        HEAD_CONTENT "|หมายเหตุ|ผู้บันทึก",
        HEAD_CONTENT_2568,
        HEAD_CONTENT_O14,
        "จังหวัด|อำเภอ",
        "หมายเหตุ",
    };
    xt_templates *set = shipped_forms();
    double before = 1.01;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        xt_head head = head_of(ROWS[i]);
        xt_header h;
        xt_header_match(&h, &head, 0, table_named(set, "ita-2567-o16"), 0);
        ck_assert_msg(h.score < before && h.score >= 0, "%s: %g", ROWS[i], h.score);
        before = h.score;
        xt_head_free(&head);
    }
    ck_assert_double_eq(before, 0);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ too much */

START_TEST(survives_very_wide_rows)
{
    enum { CELLS = 5000 };
    xt_templates *set = shipped_forms();
    xt_cell *cells = calloc(CELLS, sizeof *cells);
    ck_assert_ptr_nonnull(cells);
    for (uint32_t i = 0; i < CELLS; i++)
        cells[i] = (xt_cell){.column = i + 1, .type = XT_CELL_TEXT, .text = XT_LITERAL("งานที่ซื้อหรือจ้าง")};
    xt_head head = xt_head_make();
    for (uint32_t number = 1; number <= 2; number++)
        ck_assert_int_eq(xt_head_keep(&head, &(xt_row){number, false, CELLS, cells}, NULL), XT_OK);
    xt_header h;
    xt_header_match(&h, &head, 0, table_named(set, "ita-2567-o16"), 0);
    ck_assert_uint_eq(h.matched, 1);
    ck_assert_uint_eq(h.stray_count, XT_MAX_STRAY);
    xt_head_free(&head);
    free(cells);
    xt_templates_close(set);
}
END_TEST

START_TEST(survives_very_long_labels)
{
    enum { LONG = 30000 };
    xt_templates *set = shipped_forms();
    char *text = malloc(LONG);
    ck_assert_ptr_nonnull(text);
    memset(text, 'a', LONG);
    xt_head head = xt_head_make();
    for (uint32_t number = 1; number <= 2; number++)
        for (size_t size = 200; size <= LONG; size += LONG - 200) {
            xt_cell cell = {.column = 1, .type = XT_CELL_TEXT, .text = {text, size}};
            ck_assert_int_eq(xt_head_keep(&head, &(xt_row){number, false, 1, &cell}, NULL), XT_OK);
        }
    xt_header h;
    for (size_t i = 0; i < xt_head_count(&head); i++)
        ck_assert(!xt_header_match(&h, &head, i, table_named(set, "ita-2567-o16"), 1));
    xt_head_free(&head);
    free(text);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("header");
    TCase *cases = tcase_create("header");
    tcase_add_loop_test(cases, takes_whole_headers, 0, XT_ENTRIES(WHOLE));
    tcase_add_loop_test(cases, takes_other_spellings, 0, XT_ENTRIES(SPELLINGS));
    tcase_add_loop_test(cases, takes_nothing_for_another, 0, XT_ENTRIES(OTHERS));
    tcase_add_test(cases, keeps_fields_apart);
    tcase_add_loop_test(cases, finds_columns, 0, XT_ENTRIES(PLACES));
    tcase_add_test(cases, names_strays);
    tcase_add_test(cases, tells_where_labels_stand);
    tcase_add_loop_test(cases, asks_for_half, 0, XT_ENTRIES(LEAST));
    tcase_add_test(cases, misses_no_column_that_may_be_absent);
    tcase_add_test(cases, scores);
    tcase_add_test(cases, survives_very_wide_rows);
    tcase_add_test(cases, survives_very_long_labels);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
