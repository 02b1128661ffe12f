/* SPDX-License-Identifier: MIT
 *
 * A form of plans and their results: the kinds and keys that forms of purchases have no use for.
 */
#ifndef XT_TEST_PLAN_FORM_H
#define XT_TEST_PLAN_FORM_H

#include "table/forms.h"

/* Its fields, from column A to O. */
enum {
    P_NO,
    P_ITEM,
    P_WHEN,
    P_PROVINCE,
    P_DISTRICT,
    P_BUDGET,
    P_SPENT,
    P_PERSON,
    P_CHOICE,
    P_CODE,
    P_TOTAL,
    P_DONE,
    P_OPEN,
    P_TARGET,
    P_PROBLEM,
    P_FIELDS
};

#define PLAN_HEAD                                                                                                                                                            \
    "ที่|โครงการ|ระยะเวลา|จังหวัด|อำเภอ|งบประมาณ (บาท)|ใช้จ่ายแล้ว " \
    "(บาท)|เลขประจำตัวประชาชน|ประเภทพัสดุ|รหัสแผน|เรื่องทั้งหมด|"    \
    "แล้วเสร็จ|คงค้าง|เป้าหมาย|ปัญหา/อุปสรรค"

/* The target may be absent; the problem may stand below the table. */
#define PLAN_FIELDS                                                                                                                      \
    "{'name': 'no', 'title': 'ที่', 'type': 'integer', 'xlstools:kind': 'sequence', 'xlstools:identity': "                         \
    "true},"                                                                                                                             \
    "{'name': 'item', 'title': 'โครงการ', 'type': 'string', 'xlstools:kind': 'free-text',"                                 \
    " 'constraints': {'required': true}},"                                                                                               \
    "{'name': 'when', 'title': 'ระยะเวลา', 'type': 'string', 'xlstools:kind': 'thai-period'},"                           \
    "{'name': 'province', 'title': 'จังหวัด', 'type': 'string', 'xlstools:kind': 'province'},"                             \
    "{'name': 'district', 'title': 'อำเภอ', 'type': 'string', 'xlstools:kind': 'district'},"                                   \
    "{'name': 'budget', 'title': 'งบประมาณ (บาท)', 'type': 'number', 'xlstools:kind': 'money'},"                   \
    "{'name': 'spent', 'title': 'ใช้จ่ายแล้ว (บาท)', 'type': 'number', 'xlstools:kind': 'money'},"           \
    "{'name': 'person', 'title': 'เลขประจำตัวประชาชน', 'type': 'string', 'xlstools:kind': 'tax-id'," \
    " 'xlstools:masked': true},"                                                                                                         \
    "{'name': 'choice', 'title': 'ประเภทพัสดุ', 'type': 'string', 'xlstools:kind': 'vocabulary',"                  \
    " 'xlstools:freeChoice': true, 'xlstools:vocabulary': {'name': 'own', 'values': ["                                                   \
    "{'value': 'ซื้อ', 'aliases': ['จัดซื้อ']}, {'value': 'จ้าง'}]}},"                                     \
    "{'name': 'code', 'title': 'รหัสแผน', 'type': 'string', 'xlstools:kind': 'free-text',"                                 \
    " 'constraints': {'pattern': 'P[0-9]{3}|งด'}},"                                                                                  \
    "{'name': 'total', 'title': 'เรื่องทั้งหมด', 'type': 'integer', 'xlstools:kind': 'count'},"                \
    "{'name': 'done', 'title': 'แล้วเสร็จ', 'type': 'integer', 'xlstools:kind': 'count'},"                             \
    "{'name': 'open', 'title': 'คงค้าง', 'type': 'integer', 'xlstools:kind': 'count'},"                                      \
    "{'name': 'target', 'title': 'เป้าหมาย', 'type': 'string', 'xlstools:kind': 'free-text',"                            \
    " 'constraints': {'required': true}, 'xlstools:mayBeAbsent': true},"                                                                 \
    "{'name': 'problem', 'title': 'ปัญหา/อุปสรรค', 'type': 'string', 'xlstools:kind': 'free-text'}"

#define PLAN_RULES                                                                                           \
    "'place-unknown': {'province': 'province', 'district': 'district'},"                                     \
    "'spent-over-budget': {'spent': 'spent', 'budget': 'budget'},"                                           \
    "'sum-mismatch': {'total': 'total', 'parts': ['done', 'open']},"                                         \
    "'period-range': {'field': 'when'}, 'as-of-mismatch': {}"

/* The template with these rules (its quotes single; NULL: none), and what else is said of it, in the set. */
static inline const xt_template *plan_form(xt_templates *set, const char *rules, const char *says)
{
    xt_bytes text = xt_bytes_make(1 << 20);
    xt_bytes_printf(
        &text,
        "{'title': 'แผนทดสอบ', 'xlstools:id': 'plan', 'xlstools:provenance': [], %s"
        " 'xlstools:blankTokens': ['-'], 'xlstools:emptySentences': ['ไม่มีโครงการ', 'ไม่มีการดำเนินการ'],"
        " 'xlstools:footers': ['หมายเหตุ'],"
        " 'xlstools:notes': [{'field': 'problem', 'required': true, 'labels': ['ปัญหา/อุปสรรค']}],"
        " 'fields': [" PLAN_FIELDS "], 'xlstools:rules': {%s}}",
        says, rules ? rules : "");
    const xt_template *form = add_form(set, xt_bytes_cstr(&text));
    xt_bytes_free(&text);
    ck_assert_uint_eq(form->tables[0].field_count, P_FIELDS);
    return form;
}

#endif
