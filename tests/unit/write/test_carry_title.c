/* SPDX-License-Identifier: MIT
 *
 * The agency that titles above a table name.
 */
#include "table/forms.h"
#include "table/heads.h"
#include "write/carry.h"

static const struct {
    const char *titles, *agency;
} TITLES[] = {
    {"องค์การบริหารส่วนตำบลตัวอย่าง", "องค์การบริหารส่วนตำบลตัวอย่าง"},
    {"ทะเบียนคุม\nอบต.ทดสอบ", "อบต.ทดสอบ"},
    {"ทะเบียนคุม\vเทศบาลตำบลตัวอย่าง อำเภอเมือง จังหวัดตัวอย่าง", "เทศบาลตำบลตัวอย่าง"},
    {"หน่วยงาน สำนักงานตัวอย่าง", "สำนักงานตัวอย่าง"},
    {"|ชื่อหน่วยงาน : อบต. ทดสอบ ประจำปีงบประมาณ 2567", "อบต. ทดสอบ"},
    {"ชื่อหน่วยงาน|สำนักงานตัวอย่าง", "สำนักงานตัวอย่าง"},
    {"หน่วยงานอบต.ทดสอบ", "อบต.ทดสอบ"},
    /* nothing filled in, or something else */
    {"", ""},
    {"ทะเบียนคุมการจัดซื้อจัดจ้าง", ""},
    {"หน่วยงาน ................................", ""},
    {"ชื่อหน่วยงาน|……………", ""},
    {"หน่วยงาน {agency}", ""},
    {"หน่วยงาน", ""},
    {"หน่วยงานของรัฐต้องประกาศ", ""},
    {"องค์การบริหารส่วนตำบล", ""},
    {"=5|ชื่อหน่วยงาน: ", ""},
};

START_TEST(reads_the_agency)
{
    char rows[1024];
    xt_templates *set = shipped_forms();
    const xt_table *table = form_named(set, "register")->tables;
    int field = xt_table_field(table, XT_LITERAL("agency"));
    snprintf(rows, sizeof rows, "%s\nงานที่ซื้อหรือจ้าง|ราคากลาง (บาท)|วันที่ลงนามในสัญญา\nอบต.ในแถว|=5",
             TITLES[_i].titles);
    xt_carry_part *part = calloc(1, sizeof *part);
    part->head = head_of(rows);
    ck_assert_int_eq(xt_mapping_make(&part->mapping, table, NULL, NULL, &part->head, NULL), XT_OK);
    xt_carry_take_titles(part);
    const xt_origin *origin = &part->mapping.origins[field];
    ck_assert_msg(xt_str_equal(origin->value, xt_str_of(TITLES[_i].agency)), "%s: %.*s", TITLES[_i].titles,
                  (int)origin->value.size, origin->value.data);
    ck_assert_int_eq(origin->kind, *TITLES[_i].agency ? XT_ORIGIN_GIVEN : XT_ORIGIN_NONE);
    xt_mapping_free(&part->mapping);
    xt_head_free(&part->head);
    free(part);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("carry_title");
    TCase *cases = tcase_create("carry_title");
    tcase_add_loop_test(cases, reads_the_agency, 0, XT_ENTRIES(TITLES));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
