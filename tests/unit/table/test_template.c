/* SPDX-License-Identifier: MIT */
#include "table/template.h"

#include "table/forms.h"

/* A template with something of everything; its quotes are single here. */
static const char GOOD[] =
    "{\n"
    "  'title': 'แบบทดสอบ', 'xlstools:id': 'test',\n"
    "  'xlstools:year': 2567, 'xlstools:fiscalYear': 2566, 'xlstools:asOf': '03-31', 'xlstools:item': "
    "'o99',\n"
    "  'xlstools:provenance': [{'about': 'fields', 'mark': 'B', 'source': 'invented'}],\n"
    "  'xlstools:sheet': {'titles': ['แบบ ทดสอบ']},\n"
    "  'xlstools:header': {'searchRows': 30},\n"
    "  'xlstools:blankTokens': ['-', 'ไม่มี'],\n"
    "  'fields': [\n"
    "    {'name': 'no', 'title': 'ที่', 'type': 'integer', 'xlstools:kind': 'sequence', 'xlstools:identity': "
    "true},\n"
    "    {'name': 'item', 'title': 'รายการ', 'type': 'string', 'xlstools:kind': 'free-text',\n"
    "     'xlstools:aliases': ['ชื่อรายการ', 'งาน'], 'xlstools:blankTokens': []},\n"
    "    {'name': 'price', 'title': 'ราคา (บาท)', 'type': 'number', 'xlstools:kind': 'money',\n"
    "     'constraints': {'required': true}, 'xlstools:optionalWhen': {'status': ['ยกเลิก']},\n"
    "     'xlstools:blankTokens': ['ว่าง']},\n"
    "    {'name': 'status', 'title': 'สถานะ', 'type': 'string', 'xlstools:kind': 'vocabulary',\n"
    "     'xlstools:vocabulary': {'name': 'own', 'values': [\n"
    "       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}, {'value': 'ยกเลิก'}]}}\n"
    "  ],\n"
    "  'xlstools:minimumRows': 5,\n"
    "  'xlstools:totals': {'words': ['รวม'], 'allowed': true},\n"
    "  'xlstools:footers': ['หมายเหตุ'],\n"
    "  'xlstools:emptySentences': ['ไม่มีรายการ', 'ไม่มี การจัดซื้อ'], 'xlstools:set': false,\n"
    "  'xlstools:notes': [{'field': 'problem', 'required': true, 'labels': ['ปัญหา']}],\n"
    "  'xlstools:rules': {'sequence': {'field': 'no'}},\n"
    "  'xlstools:parts': [{'name': 'summary', 'fields': [\n"
    "    {'name': 'count', 'title': 'จำนวน', 'type': 'integer', 'xlstools:kind': 'count'}]},\n"
    "   {'name': 'rest', 'title': 'ส่วนที่เหลือ', 'fields': [\n"
    "    {'name': 'number', 'title': 'เลข', 'type': 'integer', 'xlstools:kind': 'count'}]}]\n"
    "}\n";

static const char LEAST[] =
    "{'title': 'T', 'xlstools:id': 'least', 'xlstools:provenance': [],"
    " 'fields': [{'name': 'item', 'title': 'รายการ', 'type': 'string', 'xlstools:kind': 'free-text'}]}";

/* ------------------------------------------------------------ good ones */

START_TEST(reads_what_a_template_says)
{
    xt_templates *set = empty_forms();
    const xt_template *t = add_form(set, GOOD);
    ck_assert_str_eq(xt_template_id(t), "test");
    ck_assert_str_eq(xt_template_title(t), "แบบทดสอบ");
    ck_assert_str_eq(xt_template_item(t), "o99");
    ck_assert_str_eq(xt_template_mark(t), "B");
    ck_assert_int_eq(xt_template_year(t), 2567);
    ck_assert_int_eq(t->fiscal_year, 2566);
    ck_assert_int_eq(t->item_number, 99);
    ck_assert_int_eq(t->as_of_month, 3);
    ck_assert_int_eq(t->as_of_day, 31);
    ck_assert_uint_eq(t->search_rows, 30);
    ck_assert_uint_eq(t->title_word_count, 1);
    xt_assert_str(t->title_words[0].text, "แบบ ทดสอบ");
    xt_assert_str(t->title_words[0].folded, "แบบทดสอบ");
    ck_assert_uint_eq(t->provenance_count, 1);
    ck_assert_str_eq(t->provenance[0].about, "fields");
    ck_assert_str_eq(t->provenance[0].source, "invented");
    ck_assert_uint_eq(t->table_count, 3);
    ck_assert(!t->in_set);
    xt_templates_close(set);
}
END_TEST

START_TEST(reads_what_a_table_says)
{
    xt_templates *set = empty_forms();
    const xt_table *table = &add_form(set, GOOD)->tables[0], *part = table + 1;
    ck_assert_str_eq(table->name, "");
    ck_assert_ptr_eq(table->of->tables, table);
    ck_assert_uint_eq(table->minimum_rows, 5);
    ck_assert_uint_eq(table->total_word_count, 1);
    xt_assert_str(table->total_words[0].text, "รวม");
    ck_assert(table->totals_allowed);
    ck_assert_uint_eq(table->footer_word_count, 1);
    xt_assert_str(table->footer_words[0].text, "หมายเหตุ");
    ck_assert_str_eq(table->title, "แบบทดสอบ");
    ck_assert_uint_eq(table->empty_word_count, 2);
    xt_assert_str(table->empty_words[0].text, "ไม่มีรายการ");
    xt_assert_str(table->empty_words[1].folded, "ไม่มีการจัดซื้อ");
    ck_assert_uint_eq(table->note_count, 1);
    ck_assert_str_eq(table->notes[0].field, "problem");
    ck_assert(table->notes[0].required);
    xt_assert_str(table->notes[0].labels[0].text, "ปัญหา");
    for (int i = 0; i < XT_RULE_ID_COUNT; i++)
        ck_assert_int_eq(table->rules[i].on, i == XT_RULE_SEQUENCE);
    ck_assert_int_eq(table->rules[XT_RULE_SEQUENCE].field[0], 0);

    ck_assert_str_eq(part->name, "summary");
    ck_assert_ptr_eq(part->of, table->of);
    ck_assert_uint_eq(part->field_count, 1);
    ck_assert_int_eq(part->fields[0].kind, XT_KIND_COUNT);
    ck_assert(!part->totals_allowed);
    ck_assert_uint_eq(part->minimum_rows, 0);
    ck_assert(!part->rules[XT_RULE_SEQUENCE].on);
    ck_assert_uint_eq(part->empty_word_count, 0);
    ck_assert_str_eq(part->title, "แบบทดสอบ"); /* the form's, where it has none of its own */
    ck_assert_str_eq(part[1].title, "ส่วนที่เหลือ");
    xt_templates_close(set);
}
END_TEST

/* For programs that list templates: every entry, in the order of the file. */
START_TEST(shows_where_it_comes_from)
{
    xt_templates *set = empty_forms();
    char *text = with(GOOD, "'source': 'invented'}]",
                      "'source': 'invented'}, {'about': 'rules', 'mark': 'derived', 'source': 'ที่สอง'}]");
    const xt_template *t = add_form(set, text);
    ck_assert_uint_eq(xt_template_provenance_count(t), 2);
    xt_provenance_info first = xt_template_provenance(t, 0), second = xt_template_provenance(t, 1);
    ck_assert_str_eq(first.about, "fields");
    ck_assert_str_eq(first.mark, "B");
    ck_assert_str_eq(first.source, "invented");
    ck_assert_str_eq(second.about, "rules");
    ck_assert_str_eq(second.mark, "derived");
    ck_assert_str_eq(second.source, "ที่สอง");
    free(text);
    ck_assert_uint_eq(xt_template_provenance_count(add_form(set, LEAST)), 0);
    xt_templates_close(set);
}
END_TEST

static const struct {
    const char *name;
    xt_kind kind;
    bool identity, required;
    const char *labels[3], *tokens[3];
    int optional_field;
    uint64_t optional_values;
} FIELDS[] = {
    {"no", XT_KIND_SEQUENCE, true, false, {"ที่"}, {"-", "ไม่มี"}, XT_NO_FIELD, 0},
    {"item", XT_KIND_TEXT, false, false, {"รายการ", "ชื่อรายการ", "งาน"}, {NULL}, XT_NO_FIELD, 0},
    {"price", XT_KIND_MONEY, false, true, {"ราคา (บาท)"}, {"ว่าง"}, 3, 2},
    {"status", XT_KIND_VOCABULARY, false, false, {"สถานะ"}, {"-", "ไม่มี"}, XT_NO_FIELD, 0},
};

static void check_labels(const xt_label *labels, size_t count, const char *const wanted[3])
{
    size_t i = 0;
    for (; i < 3 && wanted[i]; i++) {
        ck_assert_uint_lt(i, count);
        xt_assert_str(labels[i].text, wanted[i]);
    }
    ck_assert_uint_eq(i, count);
}

START_TEST(reads_what_a_field_says)
{
    xt_templates *set = empty_forms();
    const xt_table *table = &add_form(set, GOOD)->tables[0];
    const xt_field *field = &table->fields[_i];
    ck_assert_uint_eq(table->field_count, sizeof FIELDS / sizeof *FIELDS);
    ck_assert_str_eq(field->name, FIELDS[_i].name);
    ck_assert_int_eq(field->kind, FIELDS[_i].kind);
    ck_assert_int_eq(field->identity, FIELDS[_i].identity);
    ck_assert_int_eq(field->required, FIELDS[_i].required);
    check_labels(field->labels, field->label_count, FIELDS[_i].labels);
    check_labels(field->blank_tokens, field->blank_token_count, FIELDS[_i].tokens);
    ck_assert_int_eq(field->optional_field, FIELDS[_i].optional_field);
    ck_assert_uint_eq(field->optional_values, FIELDS[_i].optional_values);
    ck_assert_int_eq(field->vocabulary != NULL, field->kind == XT_KIND_VOCABULARY);
    ck_assert_int_eq(xt_table_field(table, xt_str_of(field->name)), _i);
    xt_templates_close(set);
}
END_TEST

START_TEST(finds_no_field_of_another_name)
{
    xt_templates *set = empty_forms();
    const xt_table *table = &add_form(set, GOOD)->tables[0];
    ck_assert_int_eq(xt_table_field(table, XT_LITERAL("")), XT_NO_FIELD);
    ck_assert_int_eq(xt_table_field(table, XT_LITERAL("n")), XT_NO_FIELD);
    ck_assert_int_eq(xt_table_field(table, XT_LITERAL("No")), XT_NO_FIELD);
    ck_assert_int_eq(xt_table_field(table, XT_LITERAL("count")), XT_NO_FIELD);
    xt_templates_close(set);
}
END_TEST

START_TEST(takes_what_is_not_said)
{
    xt_templates *set = empty_forms();
    const xt_template *t = add_form(set, LEAST);
    ck_assert_str_eq(xt_template_item(t), "");
    ck_assert_str_eq(xt_template_mark(t), "R");
    ck_assert_int_eq(xt_template_year(t), 0);
    ck_assert_int_eq(t->fiscal_year, 0);
    ck_assert_int_eq(t->item_number, 0);
    ck_assert_int_eq(t->as_of_month, 0);
    ck_assert_uint_eq(t->search_rows, 60);
    ck_assert_uint_eq(t->table_count, 1);
    ck_assert(t->in_set);
    ck_assert_uint_eq(t->tables[0].empty_word_count, 0);
    ck_assert_str_eq(t->tables[0].title, "T");
    ck_assert_uint_eq(t->tables[0].total_word_count, 0);
    ck_assert(!t->tables[0].totals_allowed);
    ck_assert_uint_eq(t->tables[0].fields[0].blank_token_count, 0);
    ck_assert(!t->tables[0].fields[0].required);
    xt_templates_close(set);
}
END_TEST

/* What may be written in another way, and is right. */
static const struct {
    const char *find, *replace;
} ALSO_GOOD[] = {
    {"'03-31'", "'10-01'"},
    {"'03-31'", "'02-29'"},
    {"2567", "2500"},
    {"2567", "2700"},
    {"'B'", "'A'"},
    {"'B'", "'C'"},
    {"'B'", "'R'"},
    {"'B'", "'derived'"},
    {"'title': 'แบบทดสอบ'",
     "'title': 'แบบทดสอบ', 'name': 'x', '$schema': 'y', 'description': 'z', 'missingValues': ['']"},
    {"'title': 'แบบทดสอบ'", "'title': 'แบบทดสอบ', 'primaryKey': 'no', 'xlstools:version': '1'"},
    {"'title': 'แบบทดสอบ'", "'title': 'แบบทดสอบ', 'primaryKey': ['no', 'item']"},
    {"'searchRows': 30", "'searchRows': 1000"},
    {"'searchRows': 30", "'searchRows': 1"},
    {"'xlstools:minimumRows': 5", "'xlstools:minimumRows': 0"},
    {"'type': 'number', ", "'type': 'number', 'format': 'any', 'description': 'x', "},
    /* spellings that fold to the same are one field's own matter */
    {"['ชื่อรายการ', 'งาน']", "['ชื่อ รายการ', 'ชื่อรายการฯ']"},
    {"{'value': 'ยกเลิก'}", "{'value': 'ยกเลิก', 'aliases': ['ยกเลิก.', 'ยก เลิก']}"},
    {"'name': 'own', ",
     "'name': 'own', 'title': 'x', 'open': true, 'description': 'y', 'provenance': [{}], "},
};

START_TEST(takes_also)
{
    xt_templates *set = empty_forms();
    char *text = with(GOOD, ALSO_GOOD[_i].find, ALSO_GOOD[_i].replace);
    add_form(set, text);
    free(text);
    xt_templates_close(set);
}
END_TEST

/* A zero is an amount where the form says that it may be one. */
static const struct {
    const char *constraints;
    bool zero_allowed;
} MINIMUMS[] = {{"'required': true, 'minimum': 0", true},
                {"'required': true, 'minimum': -5", true},
                {"'required': true, 'minimum': 0.01", false},
                {"'required': true", false}};

START_TEST(reads_minimums)
{
    xt_templates *set = empty_forms();
    char *text = with(GOOD, "'required': true", MINIMUMS[_i].constraints);
    ck_assert_int_eq(add_form(set, text)->tables[0].fields[2].zero_allowed, MINIMUMS[_i].zero_allowed);
    free(text);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ refusals */

/* The mark ^ in `replace` stands before the place that the error must name. */
static const struct {
    const char *find, *replace;
    xt_sentence sentence;
    const char *text;
} WRONG[] = {
    /* keys: unknown ones with the nearest */
    {"'xlstools:year'", "^'xlstools:yeer'", XT_SAY_TEMPLATE_KEY_NEAR, "xlstools:yeer\nxlstools:year"},
    {"'xlstools:year'", "^'year'", XT_SAY_TEMPLATE_KEY, "year"},
    {"'xlstools:item': 'o99'", "^'กกกกกกกกกก': 'o99'", XT_SAY_TEMPLATE_KEY, "กกกกกกกกกก"},
    {"'name': 'item', 'title'", "'name': 'item', ^'titel'", XT_SAY_TEMPLATE_KEY_NEAR, "titel\ntitle"},
    {"'xlstools:aliases'", "^'xlstools:alias'", XT_SAY_TEMPLATE_KEY_NEAR, "xlstools:alias\nxlstools:aliases"},
    {"'constraints': {'required'", "'constraints': {^'ซ้ำไม่ได้'", XT_SAY_TEMPLATE_KEY, "ซ้ำไม่ได้"},
    {"'mark': 'B', 'source'", "'mark': 'B', ^'sauce'", XT_SAY_TEMPLATE_KEY_NEAR, "sauce\nsource"},
    {"{'titles'", "{^'title'", XT_SAY_TEMPLATE_KEY_NEAR, "title\ntitles"},
    {"'searchRows'", "^'searchRow'", XT_SAY_TEMPLATE_KEY_NEAR, "searchRow\nsearchRows"},
    {"'words': ['รวม'], 'allowed'", "'words': ['รวม'], ^'allow'", XT_SAY_TEMPLATE_KEY_NEAR, "allow\nallowed"},
    {"'field': 'problem', 'required'", "'field': 'problem', ^'require'", XT_SAY_TEMPLATE_KEY_NEAR,
     "require\nrequired"},
    {"'aliases': ['เสร็จ']", "^'alias': ['เสร็จ']", XT_SAY_TEMPLATE_KEY_NEAR, "alias\naliases"},
    {"'name': 'own', 'values'", "'name': 'own', ^'value'", XT_SAY_TEMPLATE_KEY_NEAR, "value\nvalues"},
    {"'name': 'summary', 'fields'", "'name': 'summary', ^'field'", XT_SAY_TEMPLATE_KEY_NEAR, "field\nfields"},
    {"'name': 'summary'", "'name': 'summary', ^'xlstools:parts': []", XT_SAY_TEMPLATE_KEY_NEAR, NULL},

    /* keys that must be there */
    {"{\n  'title': 'แบบทดสอบ',", "^{\n ", XT_SAY_TEMPLATE_MISSING, "title"},
    {"{\n  'title': 'แบบทดสอบ', 'xlstools:id': 'test',", "^{\n  'title': 'x',", XT_SAY_TEMPLATE_MISSING,
     "xlstools:id"},
    {"{'about': 'fields', ", "^{", XT_SAY_TEMPLATE_MISSING, "about"},
    {"{'about': 'fields', 'mark': 'B', ", "^{'about': 'fields', ", XT_SAY_TEMPLATE_MISSING, "mark"},
    {"{'name': 'item', ", "^{", XT_SAY_TEMPLATE_MISSING, "name"},
    {"{'name': 'item', 'title': 'รายการ', ", "^{'name': 'item', ", XT_SAY_TEMPLATE_MISSING, "title"},
    {"{'name': 'item', 'title': 'รายการ', 'type': 'string', ", "^{'name': 'item', 'title': 'รายการ', ",
     XT_SAY_TEMPLATE_MISSING, "type"},
    {"{'name': 'item', 'title': 'รายการ', 'type': 'string', 'xlstools:kind': 'free-text'",
     "^{'name': 'item', 'title': 'รายการ', 'type': 'string'", XT_SAY_TEMPLATE_MISSING, "xlstools:kind"},
    {"'xlstools:totals': {'words': ['รวม'], 'allowed'", "^'xlstools:totals': {'allowed'",
     XT_SAY_TEMPLATE_MISSING, "words"},
    {"{'field': 'problem', ", "^{", XT_SAY_TEMPLATE_MISSING, "field"},
    {"[{'name': 'summary', ", "[^{", XT_SAY_TEMPLATE_MISSING, "name"},
    {"{'value': 'ยกเลิก'}", "^{'aliases': []}", XT_SAY_TEMPLATE_MISSING, "value"},
    {"'xlstools:vocabulary': {'name': 'own', ", "^'xlstools:vocabulary': {", XT_SAY_TEMPLATE_MISSING, "name"},
    {"{'name': 'no', 'title': 'ที่', 'type': 'integer', 'xlstools:kind': 'sequence'",
     "^{'name': 'no', 'title': 'ที่', 'type': 'string', 'xlstools:kind': 'vocabulary'", XT_SAY_TEMPLATE_MISSING,
     "xlstools:vocabulary"},

    /* types of values */
    {"'title': 'แบบทดสอบ'", "^'title': 5", XT_SAY_TEMPLATE_TYPE, "title\na text"},
    {"'xlstools:year': 2567", "^'xlstools:year': '2567'", XT_SAY_TEMPLATE_TYPE,
     "xlstools:year\na whole number"},
    {"'xlstools:year': 2567", "^'xlstools:year': 2567.5", XT_SAY_TEMPLATE_TYPE,
     "xlstools:year\na whole number"},
    {"'xlstools:identity': true", "^'xlstools:identity': 1", XT_SAY_TEMPLATE_TYPE,
     "xlstools:identity\ntrue or false"},
    {"'xlstools:sheet': {'titles': ['แบบ ทดสอบ']}", "^'xlstools:sheet': 'x'", XT_SAY_TEMPLATE_TYPE,
     "xlstools:sheet\nan object { }"},
    {"{'required': true}", "{^'required': 'yes'}", XT_SAY_TEMPLATE_TYPE, "required\ntrue or false"},
    {"{'required': true}", "{'required': true, ^'minimum': '0'}", XT_SAY_TEMPLATE_TYPE, "minimum\na number"},
    {"'xlstools:set': false", "^'xlstools:set': 'no'", XT_SAY_TEMPLATE_TYPE, "xlstools:set\ntrue or false"},
    {"['ไม่มีรายการ', 'ไม่มี การจัดซื้อ']", "'ไม่มีรายการ'", XT_SAY_TEMPLATE_TYPE,
     "xlstools:emptySentences\na list of texts [ ]"},
    {"'xlstools:set'", "^'xlstools:sets'", XT_SAY_TEMPLATE_KEY_NEAR, "xlstools:sets\nxlstools:set"},
    {"['แบบ ทดสอบ']", "'x'", XT_SAY_TEMPLATE_TYPE, "titles\na list of texts [ ]"},
    {"['ชื่อรายการ', 'งาน']", "['ชื่อรายการ', 5]", XT_SAY_TEMPLATE_TYPE, "xlstools:aliases\na list of texts [ ]"},
    {"[{'about': 'fields', 'mark': 'B', 'source': 'invented'}]", "['x']", XT_SAY_TEMPLATE_TYPE,
     "xlstools:provenance\na list of objects [ ]"},
    {"'xlstools:vocabulary': {'name': 'own', 'values': [\n"
     "       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}, {'value': 'ยกเลิก'}]}",
     "^'xlstools:vocabulary': 5", XT_SAY_TEMPLATE_TYPE, "xlstools:vocabulary\na name or an object { }"},

    /* kinds, and the type that goes with each */
    {"'xlstools:kind': 'money'", "^'xlstools:kind': 'mony'", XT_SAY_TEMPLATE_VALUE_NEAR, "mony\nmoney"},
    {"'xlstools:kind': 'money'", "^'xlstools:kind': 'thai-data'", XT_SAY_TEMPLATE_VALUE_NEAR,
     "thai-data\nthai-date"},
    {"'xlstools:kind': 'money'", "^'xlstools:kind': 'จำนวนเงิน'", XT_SAY_TEMPLATE_VALUE,
     "xlstools:kind\nจำนวนเงิน"},
    {"'type': 'number'", "^'type': 'string'", XT_SAY_TEMPLATE_TYPE, "type\nnumber"},
    {"'title': 'ที่', 'type': 'integer'", "'title': 'ที่', ^'type': 'number'", XT_SAY_TEMPLATE_TYPE,
     "type\ninteger"},

    /* numbers and words */
    {"'xlstools:year': 2567", "^'xlstools:year': 2499", XT_SAY_TEMPLATE_TYPE, "xlstools:year\n2500 ... 2700"},
    {"'xlstools:year': 2567", "^'xlstools:year': 2024", XT_SAY_TEMPLATE_TYPE, "xlstools:year\n2500 ... 2700"},
    {"'xlstools:year': 2567", "^'xlstools:year': 2701", XT_SAY_TEMPLATE_TYPE, "xlstools:year\n2500 ... 2700"},
    {"'xlstools:year': 2567", "^'xlstools:year': 4000000000", XT_SAY_TEMPLATE_TYPE,
     "xlstools:year\n2500 ... 2700"},
    {"'xlstools:fiscalYear': 2566", "^'xlstools:fiscalYear': 66", XT_SAY_TEMPLATE_TYPE,
     "xlstools:fiscalYear\n2500 ... 2700"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': '3-31'", XT_SAY_TEMPLATE_TYPE, "xlstools:asOf\nMM-DD"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': '31-03'", XT_SAY_TEMPLATE_TYPE, "xlstools:asOf\nMM-DD"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': '02-30'", XT_SAY_TEMPLATE_TYPE, "xlstools:asOf\nMM-DD"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': '00-10'", XT_SAY_TEMPLATE_TYPE, "xlstools:asOf\nMM-DD"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': '03/31'", XT_SAY_TEMPLATE_TYPE, "xlstools:asOf\nMM-DD"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': '2567-03-31'", XT_SAY_TEMPLATE_TYPE,
     "xlstools:asOf\nMM-DD"},
    {"'xlstools:asOf': '03-31'", "^'xlstools:asOf': ''", XT_SAY_TEMPLATE_TYPE, "xlstools:asOf\nMM-DD"},
    {"'mark': 'B'", "^'mark': 'D'", XT_SAY_TEMPLATE_VALUE, "mark\nD"},
    {"'mark': 'B'", "^'mark': 'a'", XT_SAY_TEMPLATE_VALUE, "mark\na"},
    {"'searchRows': 30", "^'searchRows': 0", XT_SAY_TEMPLATE_TYPE, "searchRows\n1 ... 1000"},
    {"'searchRows': 30", "^'searchRows': 1001", XT_SAY_TEMPLATE_TYPE, "searchRows\n1 ... 1000"},
    {"'xlstools:minimumRows': 5", "^'xlstools:minimumRows': -1", XT_SAY_TEMPLATE_TYPE,
     "xlstools:minimumRows\n0 ... 1048576"},
    {"'xlstools:minimumRows': 5", "^'xlstools:minimumRows': 5000000000", XT_SAY_TEMPLATE_TYPE,
     "xlstools:minimumRows\n0 ... 1048576"},

    /* labels that would be like everything */
    {"'title': 'รายการ'", "^'title': ''", XT_SAY_TEMPLATE_VALUE, "title\n"},
    {"'title': 'รายการ'", "^'title': ' - '", XT_SAY_TEMPLATE_VALUE, "title\n - "},
    {"'งาน'", "^''", XT_SAY_TEMPLATE_VALUE, "xlstools:aliases\n"},
    {"'หมายเหตุ'", "^'.'", XT_SAY_TEMPLATE_VALUE, "xlstools:footers\n."},
    {"'ไม่มีรายการ'", "^'-'", XT_SAY_TEMPLATE_VALUE, "xlstools:emptySentences\n-"},
    {"'รวม'", "^''", XT_SAY_TEMPLATE_VALUE, "words\n"},
    {"'ปัญหา'", "^'ฯ'", XT_SAY_TEMPLATE_VALUE, "labels\nฯ"},
    {"'แบบ ทดสอบ'", "^''", XT_SAY_TEMPLATE_VALUE, "titles\n"},

    /* what stands there twice */
    {"{'name': 'item', ", "^{'name': 'no', ", XT_SAY_TEMPLATE_TWICE, "no"},
    {"{'name': 'item', 'title': 'รายการ'", "^{'name': 'item', 'title': 'ที่'", XT_SAY_TEMPLATE_TWICE, "ที่"},
    {"{'name': 'item', 'title': 'รายการ'", "^{'name': 'item', 'title': '(ที่)'", XT_SAY_TEMPLATE_TWICE, "(ที่)"},
    {"{'name': 'status', 'title': 'สถานะ',",
     "^{'name': 'status', 'title': 'สถานะ', 'xlstools:aliases': ['ชื่อ รายการ'],", XT_SAY_TEMPLATE_TWICE,
     "ชื่อ รายการ"},

    /* when a field is optional */
    {"{'status': ['ยกเลิก']}", "{^'states': ['ยกเลิก']}", XT_SAY_TEMPLATE_VALUE,
     "xlstools:optionalWhen\nstates"},
    {"{'status': ['ยกเลิก']}", "{^'item': ['ยกเลิก']}", XT_SAY_TEMPLATE_VALUE, "xlstools:optionalWhen\nitem"},
    {"{'status': ['ยกเลิก']}", "{^'status': 'ยกเลิก'}", XT_SAY_TEMPLATE_TYPE, "status\na list of texts [ ]"},
    {"{'status': ['ยกเลิก']}", "{'status': ['ยกเลิก', ^'หยุด']}", XT_SAY_TEMPLATE_VALUE, "own\nหยุด"},
    {"{'status': ['ยกเลิก']}", "{'status': [^'เสร็จ']}", XT_SAY_TEMPLATE_VALUE, "own\nเสร็จ"},
    {"'constraints': {'required': true}, 'xlstools:optionalWhen'", "^'xlstools:optionalWhen'",
     XT_SAY_TEMPLATE_CONFLICT, "xlstools:optionalWhen\n\"required\": false"},
    {"{'required': true}, 'xlstools:optionalWhen'", "{'required': false}, ^'xlstools:optionalWhen'",
     XT_SAY_TEMPLATE_CONFLICT, "xlstools:optionalWhen\n\"required\": false"},
    {"'xlstools:optionalWhen': {'status': ['ยกเลิก']}",
     "^'xlstools:optionalWhen': {'status': ['ยกเลิก'], 'item': []}", XT_SAY_TEMPLATE_TYPE,
     "xlstools:optionalWhen\nan object { } with one field"},

    /* vocabularies */
    {"'xlstools:kind': 'money'", "'xlstools:kind': 'money', ^'xlstools:vocabulary': 'status'",
     XT_SAY_TEMPLATE_VALUE, "xlstools:kind\nxlstools:vocabulary"},
    {"{'name': 'own', 'values': [\n"
     "       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}, {'value': 'ยกเลิก'}]}",
     "'none-such'", XT_SAY_TEMPLATE_VALUE, "xlstools:vocabulary\nnone-such"},
    {"{'name': 'own', 'values': [\n"
     "       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}, {'value': 'ยกเลิก'}]}",
     "'../2567/ita-2567-o16'", XT_SAY_TEMPLATE_VALUE, "xlstools:vocabulary\n../2567/ita-2567-o16"},
    {"{'name': 'own', 'values': [\n"
     "       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}, {'value': 'ยกเลิก'}]}",
     "''", XT_SAY_TEMPLATE_VALUE, "xlstools:vocabulary\n"},
    {"'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}, {'value': 'ยกเลิก'}]", "^'values': []",
     XT_SAY_TEMPLATE_TYPE, "values\n1 ... 64"},
    {"'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}",
     "^'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'ยก เลิก', 'aliases': ['เสร็จ']}",
     XT_SAY_TEMPLATE_TWICE, NULL},
    {"'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}",
     "^'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['ยกเลิก']}",
     XT_SAY_TEMPLATE_TWICE, "ยกเลิก"},
    {"'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}",
     "^'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ', "
     "'เสร็จ']}",
     XT_SAY_TEMPLATE_TWICE, "เสร็จ"},
    {"'xlstools:vocabulary': {'name': 'own', 'values': [\n       {'value': 'แล้วเสร็จ', 'aliases': ['เสร็จ']}",
     "^'xlstools:vocabulary': {'name': 'own', 'values': [\n"
     "       {'value': 'แล้วเสร็จ', 'aliases': ['แล้ว เสร็จ', 'แล้วเสร็จ.', 'แล้วเสร็จ']}",
     XT_SAY_TEMPLATE_TWICE, "แล้วเสร็จ"},

    /* shapes */
    {"'fields': [\n", "^'fields': [], 'missingValues': [], 'primaryKey': [\n", XT_SAY_TEMPLATE_TYPE,
     "fields\n1 ... 64"},
    {"'xlstools:rules': {'sequence'", "'xlstools:rules': {^'sequenc'", XT_SAY_TEMPLATE_KEY_NEAR,
     "sequenc\nsequence"},
};

START_TEST(refuses)
{
    char *single = with(GOOD, WRONG[_i].find, WRONG[_i].replace);
    check_refused_form(single, WRONG[_i].sentence, WRONG[_i].text);
    free(single);
}
END_TEST

static const char *const NO_OBJECTS[] = {"[]", "[{}]", "['a']"};

START_TEST(refuses_what_is_no_object)
{
    xt_templates *set = empty_forms();
    char *text = json_of(NO_OBJECTS[_i]);
    xt_template *t = NULL;
    xt_error error;
    ck_assert_int_eq(read_form(set, text, &t, &error), XT_TEMPLATE_INVALID);
    ck_assert_int_eq(error.sentence, XT_SAY_TEMPLATE_TYPE);
    ck_assert_int_eq(error.line, 1);
    ck_assert_int_eq(error.column, 1);
    xt_templates_close(set);
    free(text);
}
END_TEST

/* ------------------------------------------------------------ how many */

static char *many_fields(int count)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&text,
                  "{\"title\": \"T\", \"xlstools:id\": \"many\", \"xlstools:provenance\": [], \"fields\": [");
    for (int i = 0; i < count; i++)
        xt_bytes_printf(&text,
                        "%s{\"name\": \"f%d\", \"title\": \"t%d\", \"type\": \"string\", "
                        "\"xlstools:kind\": \"free-text\"}",
                        i ? "," : "", i, i);
    xt_bytes_puts(&text, "]}");
    return taken(&text);
}

START_TEST(takes_64_fields)
{
    xt_templates *set = empty_forms();
    xt_template *t = NULL;
    char *text = many_fields(64 + _i);
    ck_assert_int_eq(read_form(set, text, &t, NULL), _i ? XT_TEMPLATE_INVALID : XT_OK);
    free(text);
    xt_templates_close(set);
}
END_TEST

static char *many_values(int count)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(
        &text, "{\"title\": \"T\", \"xlstools:id\": \"many\", \"xlstools:provenance\": [], \"fields\": ["
               "{\"name\": \"f\", \"title\": \"t\", \"type\": \"string\", \"xlstools:kind\": \"vocabulary\","
               "\"xlstools:vocabulary\": {\"name\": \"v\", \"values\": [");
    for (int i = 0; i < count; i++)
        xt_bytes_printf(&text, "%s{\"value\": \"v%d\"}", i ? "," : "", i);
    xt_bytes_puts(&text, "]}}]}");
    return taken(&text);
}

START_TEST(takes_64_values)
{
    xt_templates *set = empty_forms();
    xt_template *t = NULL;
    char *text = many_values(64 + _i);
    ck_assert_int_eq(read_form(set, text, &t, NULL), _i ? XT_TEMPLATE_INVALID : XT_OK);
    free(text);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("template");
    TCase *cases = tcase_create("template");
    tcase_add_test(cases, reads_what_a_template_says);
    tcase_add_test(cases, reads_what_a_table_says);
    tcase_add_loop_test(cases, reads_what_a_field_says, 0, XT_ENTRIES(FIELDS));
    tcase_add_test(cases, finds_no_field_of_another_name);
    tcase_add_test(cases, shows_where_it_comes_from);
    tcase_add_test(cases, takes_what_is_not_said);
    tcase_add_loop_test(cases, takes_also, 0, XT_ENTRIES(ALSO_GOOD));
    tcase_add_loop_test(cases, reads_minimums, 0, XT_ENTRIES(MINIMUMS));
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(WRONG));
    tcase_add_loop_test(cases, refuses_what_is_no_object, 0, XT_ENTRIES(NO_OBJECTS));
    tcase_add_loop_test(cases, takes_64_fields, 0, 2);
    tcase_add_loop_test(cases, takes_64_values, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
