/* SPDX-License-Identifier: MIT
 *
 * Templates from workbooks: a case shows the rows, the validations, and the fields that must come out.
 */
#include "write/derive.h"

#include "write/derived.h"

#include <errno.h>

#define TEXT  "'type': 'string', 'xlstools:kind': 'free-text'"
#define MONEY "'type': 'number', 'xlstools:kind': 'money'"
#define DATE  "'type': 'date', 'xlstools:kind': 'thai-date'"

/* A form of the set that the workbooks come near to. */
static const char BASE[] =
    "{'title': 'แบบฐาน (ปี 2567)', 'xlstools:id': 'base', 'xlstools:year': 2567, 'xlstools:item': 'o16',\n"
    " 'xlstools:fiscalYear': 2567, 'xlstools:asOf': '03-31', 'xlstools:blankTokens': ['-'], \n"
    " 'xlstools:provenance': [{'about': 'fields', 'mark': 'A', 'source': 's'}],\n"
    " 'xlstools:sheet': {'titles': ['คำฐาน']}, 'xlstools:form': {'label': 'แบบ 1', 'rows': 33, 'font': "
    "'F'},\n"
    " 'fields': [\n"
    "  {'name': 'no', 'title': 'ที่', 'type': 'integer', 'xlstools:kind': 'sequence', 'xlstools:identity': "
    "true},\n"
    "  {'name': 'item', 'title': 'งานที่จัดหา', " TEXT ", 'constraints': {'required': true},\n"
    "   'xlstools:aliases': ['ชื่องาน', 'ชื่อรายการ']},\n"
    "  {'name': 'budget', 'title': 'เงินที่ตั้งไว้', " MONEY ", 'constraints': {'required': true}},\n"
    "  {'name': 'reference', 'title': 'ราคาอ้างอิง', " MONEY "},\n"
    "  {'name': 'price', 'title': 'ราคาที่ตกลง', " MONEY ", 'constraints': {'required': true},\n"
    "   'xlstools:optionalWhen': {'state': ['เลิก', 'ยังไม่ทำ']}},\n"
    "  {'name': 'state', 'title': 'สถานะงาน', 'type': 'string', 'xlstools:kind': 'vocabulary',\n"
    "   'xlstools:vocabulary': {'name': 'own', 'values': [{'value': 'ทำแล้ว', 'aliases': ['เสร็จ']}, {'value': "
    "'เลิก'},\n"
    "    {'value': 'ยังไม่ทำ'}]}},\n"
    "  {'name': 'method', 'title': 'วิธีที่ใช้', 'type': 'string', 'xlstools:kind': 'vocabulary',\n"
    "   'xlstools:vocabulary': 'method'},\n"
    "  {'name': 'vendor', 'title': 'ผู้ขาย', " TEXT "},\n"
    "  {'name': 'tax', 'title': 'เลขผู้เสียภาษี', 'type': 'string', 'xlstools:kind': 'tax-id'},\n"
    "  {'name': 'start', 'title': 'วันลงนาม', " DATE "}, {'name': 'end', 'title': 'วันครบกำหนด', " DATE "},\n"
    "  {'name': 'remark', 'title': 'หมายเหตุท้าย', " TEXT ", 'xlstools:mayBeAbsent': true}],\n"
    " 'xlstools:rules': {'sequence': {'field': 'no'}, 'date-range': {'field': 'start', 'until': 'as-of'},\n"
    "  'date-order': {'first': 'start', 'last': 'end'}, 'price-over-budget': {'price': 'price', 'budget': "
    "'budget'},\n"
    "  'amount-scale': {'fields': ['budget', 'reference', 'price']},\n"
    "  'method-threshold': {'method': 'state', 'values': ['ทำแล้ว', 'เลิก'], 'amount': 'price', 'limit': 5},\n"
    "  'split-purchase': {'method': 'method', 'values': ['วิธีเฉพาะเจาะจง'], 'amount': 'price', 'date': "
    "'start',\n"
    "   'vendor': 'vendor', 'taxId': 'tax', 'item': 'item', 'limit': 500000, 'days': 7, 'similarity': 0.5},\n"
    "  'duplicate-row': {}}}";

/* Another one, whose fields are known by their labels. */
static const char OTHER[] =
    "{'title': 'อื่น', 'xlstools:id': 'other', 'xlstools:provenance': [], 'fields': [\n"
    "  {'name': 'fine', 'title': 'ค่าปรับรายวัน', " MONEY ", 'constraints': {'required': true},\n"
    "   'xlstools:aliases': ['เบี้ยปรับ'], 'xlstools:optionalWhen': {'source': ['ก']}},\n"
    "  {'name': 'guarantor', 'title': 'ผู้ค้ำ', " TEXT ", 'constraints': {'required': true}},\n"
    "  {'name': 'source', 'title': 'ที่มา', 'type': 'string', 'xlstools:kind': 'vocabulary',\n"
    "   'xlstools:vocabulary': {'name': 'abc', 'values': [{'value': 'ก'}, {'value': 'ข'}]}},\n"
    "  {'name': 'x', 'title': 'อย่างหนึ่ง', " TEXT "}, {'name': 'y', 'title': 'อย่างสอง', " TEXT "}]}";

static xt_templates *known_forms(void)
{
    xt_templates *set = empty_forms();
    add_form(set, BASE);
    add_form(set, OTHER);
    return set;
}

/* ------------------------------------------------------------ fields */

#define HEADER "ที่|งานที่จัดหา|เงินที่ตั้งไว้|ราคาอ้างอิง|ราคาที่ตกลง|สถานะงาน|วิธีที่ใช้|ผู้ขาย|เลขผู้เสียภาษี|วันลงนาม|วันครบกำหนด"
#define REMARK "remark 'หมายเหตุท้าย' free-text may-be-absent\n"

static const struct {
    const char *name, *rows, *validations, *fields, *rules;
} FORMS[] = {
    {"the known form", HEADER "\n", "",
     "no 'ที่' sequence identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nreference 'ราคาอ้างอิง' money\n"
     "price 'ราคาที่ตกลง' money required unless เลิก|ยังไม่ทำ\nstate 'สถานะงาน' vocabulary own=ทำแล้ว|เลิก|ยังไม่ทำ\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\ntax 'เลขผู้เสียภาษี' tax-id\n"
     "start 'วันลงนาม' thai-date\nend 'วันครบกำหนด' thai-date\n" REMARK,
     "date-range date-order price-over-budget amount-scale method-threshold split-purchase duplicate-row "
     "sequence "},
    {"in another order, without some", "วันลงนาม|สถานะงาน|ชื่องาน|ราคาที่ตกลง|ราคาอ้างอิง|วิธีที่ใช้|ผู้ขาย\n", "",
     "start 'วันลงนาม' thai-date\nstate 'สถานะงาน' vocabulary own=ทำแล้ว|เลิก|ยังไม่ทำ\n"
     "item 'ชื่องาน'='งานที่จัดหา'='ชื่อรายการ' free-text required\n"
     "price 'ราคาที่ตกลง' money required unless เลิก|ยังไม่ทำ\nreference 'ราคาอ้างอิง' money\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\n" REMARK,
     "date-range amount-scale method-threshold split-purchase duplicate-row "},
    {"without what lifts a requirement, and one amount left", "งานที่จัดหา|ราคาที่ตกลง|วิธีที่ใช้|ผู้ขาย|วันลงนาม\n", "",
     "item 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\nprice 'ราคาที่ตกลง' money required\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\nstart 'วันลงนาม' thai-date\n" REMARK,
     "date-range split-purchase duplicate-row "},
    {"a list of other words, in which one is left", HEADER "\n", "list F2:F99 \"เลิก,ใหม่\"",
     "no 'ที่' sequence identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nreference 'ราคาอ้างอิง' money\n"
     "price 'ราคาที่ตกลง' money required unless เลิก\nstate 'สถานะงาน' vocabulary state=เลิก|ใหม่\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\ntax 'เลขผู้เสียภาษี' tax-id\n"
     "start 'วันลงนาม' thai-date\nend 'วันครบกำหนด' thai-date\n" REMARK,
     "date-range date-order price-over-budget amount-scale method-threshold split-purchase duplicate-row "
     "sequence "},
    {"lists of other words, in which none is left", HEADER "\n",
     "list F2:F99 \"หนึ่ง,สอง\"\nlist G2:G99 \"ซื้อ,จ้าง\"",
     "no 'ที่' sequence identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nreference 'ราคาอ้างอิง' money\nprice 'ราคาที่ตกลง' money required\n"
     "state 'สถานะงาน' vocabulary state=หนึ่ง|สอง\nmethod 'วิธีที่ใช้' vocabulary method=ซื้อ|จ้าง\n"
     "vendor 'ผู้ขาย' free-text\ntax 'เลขผู้เสียภาษี' tax-id\n"
     "start 'วันลงนาม' thai-date\nend 'วันครบกำหนด' thai-date\n" REMARK,
     "date-range date-order price-over-budget amount-scale duplicate-row sequence "},
    {"the known list in another order keeps its aliases", HEADER "\n", "list F2:F99 \"ยังไม่ทำ,เลิก,ทำแล้ว\"",
     "no 'ที่' sequence identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nreference 'ราคาอ้างอิง' money\n"
     "price 'ราคาที่ตกลง' money required unless เลิก|ยังไม่ทำ\nstate 'สถานะงาน' vocabulary own=ทำแล้ว|เลิก|ยังไม่ทำ\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\ntax 'เลขผู้เสียภาษี' tax-id\n"
     "start 'วันลงนาม' thai-date\nend 'วันครบกำหนด' thai-date\n" REMARK,
     "date-range date-order price-over-budget amount-scale method-threshold split-purchase duplicate-row "
     "sequence "},
    {"columns that another form knows, and a title that was another's alias",
     HEADER "|ค่าปรับรายวัน|ผู้ค้ำ|เบี้ยปรับ\n", "",
     "no 'ที่' sequence identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nreference 'ราคาอ้างอิง' money\n"
     "price 'ราคาที่ตกลง' money required unless เลิก|ยังไม่ทำ\nstate 'สถานะงาน' vocabulary own=ทำแล้ว|เลิก|ยังไม่ทำ\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\ntax 'เลขผู้เสียภาษี' tax-id\n"
     "start 'วันลงนาม' thai-date\nend 'วันครบกำหนด' thai-date\nfine 'ค่าปรับรายวัน' money\n"
     "guarantor 'ผู้ค้ำ' free-text required\nfine_2 'เบี้ยปรับ' money\n" REMARK,
     "date-range date-order price-over-budget amount-scale method-threshold split-purchase duplicate-row "
     "sequence "},
    {"the column that may be absent is there", HEADER "|หมายเหตุท้าย\n", "",
     "no 'ที่' sequence identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nreference 'ราคาอ้างอิง' money\n"
     "price 'ราคาที่ตกลง' money required unless เลิก|ยังไม่ทำ\nstate 'สถานะงาน' vocabulary own=ทำแล้ว|เลิก|ยังไม่ทำ\n"
     "method 'วิธีที่ใช้' vocabulary method\nvendor 'ผู้ขาย' free-text\ntax 'เลขผู้เสียภาษี' tax-id\n"
     "start 'วันลงนาม' thai-date\nend 'วันครบกำหนด' thai-date\n" REMARK,
     "date-range date-order price-over-budget amount-scale method-threshold split-purchase duplicate-row "
     "sequence "},
    {"lists on columns that rules speak of", "ที่|งานที่จัดหา|เงินที่ตั้งไว้|ราคาที่ตกลง|ผู้ขาย|วันลงนาม\n",
     "list A2:A9 \"1,2\"\nlist D2:D9 \"100,200\"\nlist E2:E9 \"ร้าน ก,ร้าน ข\"\nlist F2:F9 \"-,/\"",
     "no 'ที่' vocabulary no=1|2 identity\nitem 'งานที่จัดหา'='ชื่องาน'='ชื่อรายการ' free-text required\n"
     "budget 'เงินที่ตั้งไว้' money required\nprice 'ราคาที่ตกลง' vocabulary price=100|200 required\n"
     "vendor 'ผู้ขาย' vocabulary vendor=ร้าน ก|ร้าน ข\nstart 'วันลงนาม' thai-date\n" REMARK,
     "date-range duplicate-row "},
    {"braces in a title", "บัญชี {ปี}\nก|ข|ค\n", "",
     "column_a 'ก' free-text\ncolumn_b 'ข' free-text\ncolumn_c 'ค' free-text\n", ""},
    {"an unknown form: kinds by headers",
     "ลำดับ|เลขประจำตัวผู้เสียภาษีคู่สัญญา|เลขที่โครงการใหญ่|ปีงบประมาณแรก|งบประมาณรวม|วงเงินกู้|จำนวนเงินสด|ราคาขาย|เบ็ดเตล็ด "
     "(บาท)|"
     "ระยะเวลา|ช่วงเวลา|วันที่รับ|วันเดือนปี|วันสิ้นสุด|จังหวัดใด|อำเภอใด|จำนวนวัน|อื่น ๆ\n",
     "",
     "column_a 'ลำดับ' sequence identity\ncolumn_b 'เลขประจำตัวผู้เสียภาษีคู่สัญญา' tax-id\n"
     "column_c 'เลขที่โครงการใหญ่' project-no\ncolumn_d 'ปีงบประมาณแรก' fiscal-year\ncolumn_e 'งบประมาณรวม' "
     "money\n"
     "column_f 'วงเงินกู้' money\ncolumn_g 'จำนวนเงินสด' money\ncolumn_h 'ราคาขาย' money\n"
     "column_i 'เบ็ดเตล็ด (บาท)' money\ncolumn_j 'ระยะเวลา' thai-period\ncolumn_k 'ช่วงเวลา' thai-period\n"
     "column_l 'วันที่รับ' thai-date\ncolumn_m 'วันเดือนปี' thai-date\ncolumn_n 'วันสิ้นสุด' thai-date\n"
     "column_o 'จังหวัดใด' province\ncolumn_p 'อำเภอใด' district\ncolumn_q 'จำนวนวัน' count\n"
     "column_r 'อื่น ๆ' free-text\n",
     ""},
    {"kinds by cells",
     "ก|ข|ค|ง|ราคาหนึ่ง|ราคาสอง|จำนวนหนึ่ง|จ\n"
     "@2024-01-15|=1|=1.5|=-1|ถูก|1,500 บาท|มาก|=1\n@2024-01-16|=2|=2|=2|แพง|๑๕|น้อย|สอง\n",
     "",
     "column_a 'ก' thai-date\ncolumn_b 'ข' count\ncolumn_c 'ค' money\ncolumn_d 'ง' money\n"
     "column_e 'ราคาหนึ่ง' free-text\ncolumn_f 'ราคาสอง' money\ncolumn_g 'จำนวนหนึ่ง' free-text\n"
     "column_h 'จ' free-text\n",
     ""},
    {"one cell alone says nothing of a column", "ก|ข|ค\n@2024-01-15|=1\n", "",
     "column_a 'ก' free-text\ncolumn_b 'ข' free-text\ncolumn_c 'ค' free-text\n", ""},
    {"kinds by validations", "ก|ข|ค|ปีงบประมาณที่|ราคาไหน|ลำดับที่เท่าไร|ช|ซ|ญ\n",
     "date A2:A9 1\ndecimal B2:B9 0\nwhole C2:C9 0\nwhole D2:D9 2560\nwhole E2:E9 0\nwhole F2:F9 1\n"
     "custom G2:G9 TRUE\ntextLength H2:H9 5\nlist I1 \"x,y\"",
     "column_a 'ก' thai-date\ncolumn_b 'ข' money\ncolumn_c 'ค' count\ncolumn_d 'ปีงบประมาณที่' fiscal-year\n"
     "column_e 'ราคาไหน' money\ncolumn_f 'ลำดับที่เท่าไร' sequence identity\ncolumn_g 'ช' free-text\n"
     "column_h 'ซ' free-text\ncolumn_i 'ญ' free-text\n",
     ""},
    {"lists: literal, of cells, and one that the set knows",
     "ก|ข|ค|ง\n||||วิธีเฉพาะเจาะจง\n||||วิธีคัดเลือก\n||||วิธีประกาศเชิญชวนทั่วไป\n",
     "list A2:A9 \"ดี, พอใช้ ,ดี\"\nlist B2:B9 $E$2:$E$3\nlist C2:C9 $Z$1:$Z$5\nlist D2:D9 หาไม่พบ",
     "column_a 'ก' vocabulary column_a=ดี|พอใช้\n"
     "column_b 'ข' vocabulary column_b=วิธีเฉพาะเจาะจง|วิธีคัดเลือก\ncolumn_c 'ค' free-text\n"
     "column_d 'ง' free-text\n",
     ""},
    {"titles that are one, and what stands twice", "ชื่อ|ชื่อ |อย่างหนึ่ง|อย่าง หนึ่ง|ผู้ค้ำ|อายุ\n", "",
     "column_a 'ชื่อ' free-text\nx 'อย่างหนึ่ง' free-text\nguarantor 'ผู้ค้ำ' free-text required\n"
     "column_f 'อายุ' free-text\n",
     ""},
    {"titles above, a row of numbers among the data",
     "บัญชีทรัพย์สิน\nของหน่วยงาน\n\nก|ข|ค|ง\n=1|=2|=3|=4\nx|y|z|w\n", "",
     "column_a 'ก' free-text\ncolumn_b 'ข' free-text\ncolumn_c 'ค' free-text\ncolumn_d 'ง' free-text\n", ""},
    {"columns that begin further right", "||||ก|ข||ค\n", "",
     "column_e 'ก' free-text\ncolumn_f 'ข' free-text\ncolumn_h 'ค' free-text\n", ""},
};

/* Which rules are on, by their names. */
static char *show_rules(const xt_table *table)
{
    xt_bytes all = xt_bytes_make(SIZE_MAX / 2), out = xt_bytes_make(SIZE_MAX / 2);
    xt_rules_write(table, &all);
    for (const char *at = xt_bytes_cstr(&all); (at = strstr(at, "\n    \"")); at += 6)
        xt_bytes_printf(&out, "%.*s ", (int)strcspn(at + 6, "\""), at + 6);
    xt_bytes_free(&all);
    return taken(&out);
}

START_TEST(fields_and_rules)
{
    xt_templates *set = known_forms();
    const xt_template *t = derive_form(set, FORMS[_i].rows, FORMS[_i].validations);
    char *fields = show_fields(set, &t->tables[0]), *rules = show_rules(&t->tables[0]);
    ck_assert_msg(strcmp(fields, FORMS[_i].fields) == 0, "%s:\n%s\ninstead of\n%s", FORMS[_i].name, fields,
                  FORMS[_i].fields);
    ck_assert_msg(strcmp(rules, FORMS[_i].rules) == 0, "%s:\n%s\ninstead of\n%s", FORMS[_i].name, rules,
                  FORMS[_i].rules);
    for (size_t i = 0; i < t->tables[0].field_count; i++)
        ck_assert_str_eq(t->tables[0].fields[i].mark, "derived");
    ck_assert_str_eq(xt_template_mark(t), "derived");
    free(fields);
    free(rules);
    xt_templates_close(set);
}
END_TEST

/* Parameters go on as they were, with the values of the new lists. */
START_TEST(parameters_of_rules)
{
    xt_templates *set = known_forms();
    const xt_template *t =
        derive_form(set, HEADER "\n", "list F2:F99 \"ใหม่,เลิก\"\nlist G2:G99 \"ซื้อ,วิธีเฉพาะเจาะจง\"");
    const xt_rule_use *rules = t->tables[0].rules;
    ck_assert_uint_eq(rules[XT_RULE_METHOD_THRESHOLD].values, 2); /* of two words the one that is left */
    ck_assert_int_eq(rules[XT_RULE_METHOD_THRESHOLD].limit, 500);
    ck_assert_uint_eq(rules[XT_RULE_SPLIT_PURCHASE].values, 2);
    ck_assert_int_eq(rules[XT_RULE_SPLIT_PURCHASE].days, 7);
    ck_assert_int_eq(rules[XT_RULE_SPLIT_PURCHASE].field[4], 8);
    ck_assert(rules[XT_RULE_DATE_RANGE].until_as_of);
    ck_assert_int_eq(t->tables[0].fields[4].optional_field, 5);
    ck_assert_uint_eq(t->tables[0].fields[4].optional_values, 2);
    xt_templates_close(set);
}
END_TEST

/* A rule does without what is optional: no column of tax IDs. */
START_TEST(optional_parameters_of_rules)
{
    xt_templates *set = known_forms();
    const xt_template *t =
        derive_form(set, "ที่|งานที่จัดหา|เงินที่ตั้งไว้|ราคาอ้างอิง|ราคาที่ตกลง|สถานะงาน|วิธีที่ใช้|ผู้ขาย|วันลงนาม\n", "");
    const xt_rule_use *split = &t->tables[0].rules[XT_RULE_SPLIT_PURCHASE];
    ck_assert(split->on);
    ck_assert_int_eq(split->field[4], XT_NO_FIELD);
    ck_assert_int_eq(split->field[5], 1);
    xt_templates_close(set);
}
END_TEST

/* A list whose values are those of a known vocabulary is that one, whatever its order; one more or less, and
 * it is not. */
START_TEST(vocabularies_that_are_known)
{
    xt_templates *set = known_forms();
    const xt_vocabulary *method = set->vocabularies[0];
    ck_assert_str_eq(method->name, "method");
    for (size_t most = method->value_count; most >= method->value_count - 1; most--) {
        xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
        xt_bytes_puts(&list, "list B2:B9 \"");
        for (size_t i = most; i-- > 0;)
            xt_bytes_printf(&list, "%s%s", method->values[i].data, i ? "," : "\"");
        const xt_template *t = derive_form(set, "ก|ข|ค\n", xt_bytes_cstr(&list));
        const xt_field *f = &t->tables[0].fields[1];
        ck_assert_int_eq(f->kind, XT_KIND_VOCABULARY);
        ck_assert_int_eq(f->vocabulary == method, most == method->value_count);
        ck_assert_uint_eq(f->vocabulary->value_count, most);
        xt_bytes_free(&list);
    }
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ the form itself */

static const struct {
    const char *title;
    int year, fiscal_year;
    const char *item, *pattern; /* the title as the template keeps it */
} SAID[] = {
    {"คำฐาน", 2567, 2567, "o16", "คำฐาน"},
    {"คำฐาน ปี 2567", 2567, 2567, "o16", "คำฐาน ปี {fiscal_year}"},
    {"o16 คำฐาน ปี 2567", 2567, 2567, "o16", "o16 คำฐาน ปี {fiscal_year}"},
    {"o14 คำฐาน ปี 2567", 2567, 2567, "o14", "o14 คำฐาน ปี {fiscal_year}"},
    {"O๑๔ คำฐาน พ.ศ. ๒๕๖๙", 2569, 2569, "o14", "O๑๔ คำฐาน พ.ศ. ๒๕๖๙"},
    {"คำฐาน ประจำปีงบประมาณ พ.ศ. 2569 (ITA 2570)", 2570, 2569, "o16",
     "คำฐาน ประจำปีงบประมาณ พ.ศ. {fiscal_year} (ITA {year})"},
    {"คำฐาน พ.ศ. 2565", 2565, 2565, "o16", "คำฐาน พ.ศ. {fiscal_year}"},
    {"คำฐาน {ปี}", 2567, 2567, "o16", "คำฐาน (ปี)"},
};

START_TEST(years_and_item_of_the_titles)
{
    xt_templates *set = known_forms();
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&rows, "%s\n|อบต.ตัวอย่าง\n" HEADER "\n~\n~\n", SAID[_i].title);
    const xt_template *t = derive_form(set, xt_bytes_cstr(&rows), "");
    ck_assert_msg(t->year == SAID[_i].year && t->fiscal_year == SAID[_i].fiscal_year, "%s: %d, %d",
                  SAID[_i].title, t->year, t->fiscal_year);
    ck_assert_str_eq(t->item, SAID[_i].item);
    ck_assert_str_eq(t->id, "new");
    ck_assert_int_eq(t->as_of_month, 3);
    ck_assert_str_eq(t->form.sheet, "S");
    ck_assert_str_eq(t->form.label, "");
    ck_assert_str_eq(t->form.font, "F");
    ck_assert_uint_eq(t->form.rows, 2); /* that carry a format */
    ck_assert_uint_eq(t->form.title_count, 2);
    ck_assert_str_eq(t->form.titles[0], SAID[_i].pattern);
    ck_assert_str_eq(t->form.titles[1], "อบต.ตัวอย่าง");
    ck_assert_uint_eq(t->form.columns, (UINT64_C(1) << 11) - 1); /* not the one that may be absent */
    ck_assert_ptr_nonnull(strstr(t->provenance[0].source, "base"));
    xt_bytes_free(&rows);
    xt_templates_close(set);
}
END_TEST

START_TEST(a_form_that_is_not_known)
{
    xt_templates *set = known_forms();
    const xt_template *t = derive_form(set, "บัญชีรถ ปี 2568\nก|ข|ค\n", "");
    ck_assert_str_eq(t->title, "บัญชีรถ ปี 2568");
    ck_assert_int_eq(t->year, 0);
    ck_assert_int_eq(t->fiscal_year, 2568);
    ck_assert_str_eq(t->item, "");
    ck_assert(!t->in_set);
    ck_assert_uint_eq(t->form.rows, 100);
    ck_assert_uint_eq(t->form.columns, UINT64_MAX);
    ck_assert_uint_eq(t->provenance_count, 1);
    ck_assert_ptr_nonnull(strstr(t->provenance[0].source, "none"));
    t = derive_form(set, "ก|ข|ค\n", "");
    ck_assert_str_eq(t->title, "S");
    ck_assert_int_eq(t->fiscal_year, 0);
    xt_templates_close(set);
}
END_TEST

/* More columns than a template takes: the first 64. More titles than it takes: the first 8. */
START_TEST(more_than_a_template_takes)
{
    xt_templates *set = known_forms();
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 0; i < 10; i++)
        xt_bytes_printf(&rows, "หัวเรื่อง %d\n", i);
    for (int i = 0; i < 70; i++)
        xt_bytes_printf(&rows, "หัว%d|", i);
    xt_bytes_puts(&rows, "\n");
    const xt_template *t = derive_form(set, xt_bytes_cstr(&rows), "");
    ck_assert_uint_eq(t->tables[0].field_count, XT_MAX_FIELDS);
    ck_assert_str_eq(t->tables[0].fields[63].name, "column_bl");
    ck_assert_uint_eq(t->form.columns, UINT64_MAX);
    ck_assert_uint_eq(t->form.title_count, 8);
    xt_bytes_free(&rows);
    xt_templates_close(set);
}
END_TEST

static const struct {
    const char *file, *id;
} NAMES[] = {
    {"a.json", "a"},           {"x/ITA 2570.o12.json", "ita-2570-o12"},
    {"แบบ.json", "derived"},   {".json", "derived"},
    {"a__b--c.json", "a-b-c"}, {"-a-.json", "a"},
    {"plain", "plain"},        {"", "derived"},
    {"/tmp/x.y/", "derived"},
};

START_TEST(the_name_of_the_file_is_the_id)
{
    xt_templates *set = known_forms();
    xt_str file = book_of("ก|ข|ค\n", "");
    xt_bytes json = xt_bytes_make(SIZE_MAX / 2);
    xt_template *t = NULL;
    ck_assert_int_eq(derive_json(set, file, 0, NAMES[_i].file, &json, NULL), XT_OK);
    ck_assert_int_eq(read_form(set, xt_bytes_cstr(&json), &t, NULL), XT_OK);
    ck_assert_str_eq(t->id, NAMES[_i].id);
    xt_bytes_free(&json);
    free((void *)(uintptr_t)file.data);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ what cannot be done */

static const char *const NO_HEADERS[] = {"", "=1|=2\n=3|=4\n", "~\n~\n", "-|–| \n"};

START_TEST(no_header)
{
    xt_templates *set = known_forms();
    xt_str file = book_of(NO_HEADERS[_i], "");
    xt_bytes json = xt_bytes_make(SIZE_MAX / 2);
    xt_error error = {0};
    ck_assert_int_eq(derive_json(set, file, XT_ALL_SHEETS, "a.json", &json, &error), XT_NO_TEMPLATE);
    ck_assert_int_eq(error.status, XT_NO_TEMPLATE);
    ck_assert_uint_eq(json.size, 0);
    xt_bytes_free(&json);
    free((void *)(uintptr_t)file.data);
    xt_templates_close(set);
}
END_TEST

static int refuse_output(void *context, const char *data, size_t size)
{
    (void)context;
    (void)data;
    (void)size;
    return ENOSPC;
}

START_TEST(no_room_for_it)
{
    const xt_output output = {refuse_output, NULL, "somewhere"};
    xt_templates *set = known_forms();
    xt_str file = book_of(HEADER "\n", "");
    xt_book *book = NULL;
    xt_error error = {0};
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert_int_eq(xt_template_derive(set, book, XT_ALL_SHEETS, "a.json", &output, NULL, &error),
                     XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, ENOSPC);
    ck_assert_str_eq(error.place, "somewhere");
    xt_book_close(book);
    free((void *)(uintptr_t)file.data);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("derive");
    TCase *cases = tcase_create("derive");
    tcase_add_loop_test(cases, fields_and_rules, 0, XT_ENTRIES(FORMS));
    tcase_add_test(cases, parameters_of_rules);
    tcase_add_test(cases, optional_parameters_of_rules);
    tcase_add_test(cases, vocabularies_that_are_known);
    tcase_add_loop_test(cases, years_and_item_of_the_titles, 0, XT_ENTRIES(SAID));
    tcase_add_test(cases, a_form_that_is_not_known);
    tcase_add_test(cases, more_than_a_template_takes);
    tcase_add_loop_test(cases, the_name_of_the_file_is_the_id, 0, XT_ENTRIES(NAMES));
    tcase_add_loop_test(cases, no_header, 0, XT_ENTRIES(NO_HEADERS));
    tcase_add_test(cases, no_room_for_it);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
