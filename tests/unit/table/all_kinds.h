/* SPDX-License-Identifier: MIT
 *
 * A form with a field of every kind, like the forms of 2567 but for its name: all_kinds.json.
 */
#ifndef XT_TEST_ALL_KINDS_H
#define XT_TEST_ALL_KINDS_H

#include "table/forms.h"

/* Its fields. */
enum {
    F_NO,
    F_YEAR,
    F_AGENCY,
    F_ITEM,
    F_BUDGET,
    F_SOURCE,
    F_STATUS,
    F_METHOD,
    F_REFERENCE,
    F_PRICE,
    F_TAX_ID,
    F_VENDOR,
    F_PROJECT,
    F_CONTRACT,
    F_SIGNED,
    F_ENDS,
    F_COUNT,
    F_FIELDS
};

/* Its titles, from column A to Q. */
#define ALL_KINDS_HEAD                                                                                                                                                                                                                                                                                                     \
    "ที่|ปีงบประมาณ|ชื่อหน่วยงาน|งานที่ซื้อหรือจ้าง|วงเงินงบประมาณ (บาท)|แหล่งที่มาของเงิน|สถานะการจัดซื้อจัดจ้าง|"  \
    "วิธีการจัดซื้อจัดจ้าง|ราคากลาง (บาท)|ราคาที่ตกลงซื้อหรือจ้าง (บาท)|เลขประจำตัวผู้เสียภาษี|รายชื่อผู้ประกอบการ|" \
    "เลขที่โครงการ|เลขที่สัญญา|วันที่ลงนามในสัญญา|วันสิ้นสุดสัญญา|จำนวนงวด"

/* The template with these rules (what stands inside the braces, its quotes single; NULL: none), in the set.
 */
static inline const xt_template *all_kinds(xt_templates *set, const char *rules)
{
    char *path = source_path("tests/unit/table/all_kinds.json");
    xt_bytes text = xt_bytes_make(1 << 20);
    ck_assert_msg(xt_file_read(path, &text, NULL) == XT_OK, "%s", path);
    char *json = json_of(rules ? rules : ""), *inside = with("\"xlstools:rules\": {RULES}", "RULES", json);
    char *whole = with(xt_bytes_cstr(&text), "\"xlstools:rules\": {}", inside);
    const xt_template *form = add_form(set, whole);
    free(whole);
    free(inside);
    free(json);
    xt_bytes_free(&text);
    free(path);
    ck_assert_uint_eq(form->tables[0].field_count, F_FIELDS);
    return form;
}

#endif
