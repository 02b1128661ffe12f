/* SPDX-License-Identifier: MIT
 *
 * Looking things up in vocabularies: the form's own spelling, other spellings of it, and what is near.
 */
#include "table/forms.h"
#include "thai/text.h"

/* The vocabulary of the field of a shipped template. */
static const xt_vocabulary *vocabulary_of(xt_templates *set, const char *field)
{
    const xt_table *table = &form_named(set, "ita-2567-o16")->tables[0];
    int index = xt_table_field(table, xt_str_of(field));
    ck_assert_int_ge(index, 0);
    ck_assert_ptr_nonnull(table->fields[index].vocabulary);
    return table->fields[index].vocabulary;
}

static xt_lookup look_up(const xt_vocabulary *v, const char *text)
{
    xt_bytes folded = xt_bytes_make(10000);
    ck_assert_int_eq(xt_text_fold(xt_str_of(text), &folded), XT_OK);
    xt_str exact_text = xt_exact(xt_str_of(text)), exact_folded = xt_exact(xt_bytes_str(&folded));
    xt_lookup found = xt_vocabulary_find(v, exact_text, exact_folded);
    free((void *)(uintptr_t)exact_text.data);
    free((void *)(uintptr_t)exact_folded.data);
    xt_bytes_free(&folded);
    return found;
}

/* ------------------------------------------------------------ found */

static const struct {
    const char *field, *text, *value;
    bool is_alias, exact;
} FOUND[] = {
    {"status", "ยังไม่ลงนามในสัญญา", "ยังไม่ลงนามในสัญญา", false, true},
    {"status", "อยู่ระหว่างระยะสัญญา", "อยู่ระหว่างระยะสัญญา", false, true},
    {"status", "สิ้นสุดระยะสัญญา", "สิ้นสุดระยะสัญญา", false, true},
    {"status", "ยกเลิกการดำเนินการ", "ยกเลิกการดำเนินการ", false, true},
    {"status", "สิ้นสุดสัญญา", "สิ้นสุดระยะสัญญา", true, true},
    {"status", " สิ้นสุด ระยะสัญญา ", "สิ้นสุดระยะสัญญา", false, false},
    {"status", "สิ้นสุดระยะ\nสัญญา", "สิ้นสุดระยะสัญญา", false, false},
    {"status", "สิ้นสุด\u200Bสัญญา", "สิ้นสุดระยะสัญญา", true, false},
    {"status", "ยกเลิกการดําเนินการ", "ยกเลิกการดำเนินการ", false, false},

    {"method", "วิธีประกาศเชิญชวนทั่วไป", "วิธีประกาศเชิญชวนทั่วไป", false, true},
    {"method", "วิธีคัดเลือก", "วิธีคัดเลือก", false, true},
    {"method", "วิธีเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง", false, true},
    {"method", "วิธีประกวดแบบ", "วิธีประกวดแบบ", false, true},
    {"method", "ประกาศเชิญชวนทั่วไป", "วิธีประกาศเชิญชวนทั่วไป", true, true},
    {"method", "คัดเลือก", "วิธีคัดเลือก", true, true},
    {"method", "เฉพาะเจาะจง", "วิธีเฉพาะเจาะจง", true, true},
    {"method", "ประกวดแบบ", "วิธีประกวดแบบ", true, true},
    {"method", "e-bidding", "วิธีประกาศเชิญชวนทั่วไป", true, true},
    {"method", "E-Bidding", "วิธีประกาศเชิญชวนทั่วไป", true, false},
    {"method", "e bidding", "วิธีประกาศเชิญชวนทั่วไป", true, false},
    {"method", "e-market", "วิธีประกาศเชิญชวนทั่วไป", true, true},
    {"method", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", "วิธีประกาศเชิญชวนทั่วไป", true, true},
    {"method", "ประกวดราคาอิเล็กทรอนิกส์(E-bidding)", "วิธีประกาศเชิญชวนทั่วไป", true, false},
    {"method", "ตลาดอิเล็กทรอนิกส์ (e-market)", "วิธีประกาศเชิญชวนทั่วไป", true, true},
    {"method", "สอบราคา", "วิธีประกาศเชิญชวนทั่วไป", true, true},
    {"method", "เฉพาะเจาะจง ตามมาตรา 56(2)(ข)", "วิธีเฉพาะเจาะจง", true, true},
    {"method", "เฉพาะเจาะจง ตามมาตรา ๕๖ (๒) (ข)", "วิธีเฉพาะเจาะจง", true, false},
    {"method", "เฉพาะเจาะจง ตามมาตรา 56(2)(ค)", NULL, false, false},
    {"method", "วิธี", NULL, false, false},
    {"method", "", NULL, false, false},
    {"method", "ก", NULL, false, false},
    {"method", "๙๙๙", NULL, false, false},

    {"budget_source", "พ.ร.บ. งบประมาณรายจ่าย", "พ.ร.บ. งบประมาณรายจ่าย", false, true},
    {"budget_source", "พรบ งบประมาณรายจ่าย", "พ.ร.บ. งบประมาณรายจ่าย", false, false},
    {"budget_source", "อื่น ๆ", "อื่น ๆ", false, true},
    {"budget_source", "อื่นๆ", "อื่น ๆ", true, true},

    /* stages of e-GP are another vocabulary: no guess */
    {"status", "จัดทำสัญญา", NULL, false, false},
    {"status", "บริหารสัญญา", NULL, false, false},
};

START_TEST(finds)
{
    xt_templates *set = shipped_forms();
    const xt_vocabulary *v = vocabulary_of(set, FOUND[_i].field);
    xt_lookup found = look_up(v, FOUND[_i].text);
    ck_assert_msg((found.term != NULL) == (FOUND[_i].value != NULL), "%s", FOUND[_i].text);
    if (found.term) {
        xt_assert_str(v->values[found.term->value], FOUND[_i].value);
        ck_assert_int_eq(found.exact, FOUND[_i].exact);
        if (found.exact)
            ck_assert_int_eq(found.term->is_alias, FOUND[_i].is_alias);
    }
    xt_templates_close(set);
}
END_TEST

/* Every spelling of a shipped vocabulary finds its own value, letter by letter. */
START_TEST(finds_every_term)
{
    static const char *const FIELDS[] = {"status", "method", "budget_source", "agency_type"};
    xt_templates *set = shipped_forms();
    const xt_vocabulary *v = vocabulary_of(set, FIELDS[_i]);
    size_t aliases = 0;
    for (size_t i = 0; i < v->term_count; i++) {
        xt_lookup found = xt_vocabulary_find(v, v->terms[i].label.text, v->terms[i].label.folded);
        ck_assert_ptr_nonnull(found.term);
        ck_assert(found.exact);
        ck_assert_uint_eq(found.term->value, v->terms[i].value);
        aliases += v->terms[i].is_alias;
    }
    ck_assert_uint_eq(v->term_count - aliases, v->value_count);
    xt_templates_close(set);
}
END_TEST

START_TEST(is_open_or_closed)
{
    xt_templates *set = shipped_forms();
    ck_assert(!vocabulary_of(set, "status")->open);
    ck_assert(!vocabulary_of(set, "method")->open);
    ck_assert(vocabulary_of(set, "budget_source")->open);
    ck_assert(vocabulary_of(set, "agency_type")->open);
    xt_templates_close(set);
}
END_TEST

/* Of two spellings that fold to the same, the one that is there byte by byte is found. */
START_TEST(tells_spellings_apart)
{
    xt_templates *set = empty_forms();
    const xt_template *t = add_form(
        set,
        "{'title': 'T', 'xlstools:id': 't', 'xlstools:provenance': [], 'fields': [{'name': 'f', "
        "'title': 'x', 'type': 'string', 'xlstools:kind': 'vocabulary', 'xlstools:vocabulary': "
        "{'name': 'v', 'values': [{'value': 'b c', 'aliases': ['bc', 'b-c', 'B.C.']}, {'value': 'a'}]}}]}");
    const xt_vocabulary *v = t->tables[0].fields[0].vocabulary;
    static const struct {
        const char *text;
        bool exact, is_alias;
    } SPELLINGS[] = {{"b c", true, false}, {"bc", true, true},    {"b-c", true, true},
                     {"B.C.", true, true}, {"b.c", false, false}, {"B C", false, false}};
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS; i++) {
        xt_lookup found = look_up(v, SPELLINGS[i].text);
        ck_assert_ptr_nonnull(found.term);
        ck_assert_uint_eq(found.term->value, 0);
        ck_assert_int_eq(found.exact, SPELLINGS[i].exact);
        if (found.exact)
            ck_assert_int_eq(found.term->is_alias, SPELLINGS[i].is_alias);
    }
    ck_assert_uint_eq(look_up(v, "a").term->value, 1);
    ck_assert_ptr_null(look_up(v, "b").term);
    ck_assert_ptr_null(look_up(v, "bcd").term);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ near */

static const struct {
    const char *field, *text, *value; /* NULL: nothing is near */
} NEAR[] = {
    {"method", "วิธีเฉพาะเจาะจ", "วิธีเฉพาะเจาะจง"},
    {"method", "วิธิเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง"},
    {"method", "วีธีคัดเลือก", "วิธีคัดเลือก"},
    {"method", "วิธีประกาศเชิญชวนทั่วไปป", "วิธีประกาศเชิญชวนทั่วไป"},
    {"method", "e-biding", "วิธีประกาศเชิญชวนทั่วไป"},
    {"status", "ยกเลิกการดำเนินงาน", "ยกเลิกการดำเนินการ"},
    {"status", "สิ้นสุดระยะสัญา", "สิ้นสุดระยะสัญญา"},
    {"status", "ยังไม่ลงนามในสัญา", "ยังไม่ลงนามในสัญญา"},
    {"status", "จัดทำสัญญา", NULL},
    {"status", "บริหารสัญญา", NULL},
    {"status", "ดำเนินการแล้วเสร็จตามวัตถุประสงค์", NULL},
    {"method", "ตกลงราคา", NULL},
    {"method", "", NULL},
    {"method", "ก", NULL},
};

START_TEST(finds_what_is_near)
{
    xt_templates *set = shipped_forms();
    const xt_vocabulary *v = vocabulary_of(set, NEAR[_i].field);
    xt_bytes folded = xt_bytes_make(10000);
    ck_assert_int_eq(xt_text_fold(xt_str_of(NEAR[_i].text), &folded), XT_OK);
    size_t value = xt_vocabulary_nearest(v, xt_bytes_str(&folded));
    ck_assert_msg((value != SIZE_MAX) == (NEAR[_i].value != NULL), "%s", NEAR[_i].text);
    if (NEAR[_i].value)
        xt_assert_str(v->values[value], NEAR[_i].value);
    xt_bytes_free(&folded);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("vocabulary");
    TCase *cases = tcase_create("vocabulary");
    tcase_add_loop_test(cases, finds, 0, XT_ENTRIES(FOUND));
    tcase_add_loop_test(cases, finds_every_term, 0, 4);
    tcase_add_test(cases, is_open_or_closed);
    tcase_add_test(cases, tells_spellings_apart);
    tcase_add_loop_test(cases, finds_what_is_near, 0, XT_ENTRIES(NEAR));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
