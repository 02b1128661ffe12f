/* SPDX-License-Identifier: MIT */
#include "write/report_words.h"

static const char *const WORDS[XT_W_COUNT][XT_LANG_COUNT] = {
    [XT_W_SHEET] = {"Sheet", "แผ่นงาน"},
    [XT_W_HEADER_ROW] = {"header in row", "หัวตารางแถวที่"},
    [XT_W_ROWS_BEFORE] = {"data rows ", "ข้อมูล "},
    [XT_W_ROWS_BEHIND] = {"", " แถว"},
    [XT_W_YEAR] = {"fiscal year", "ปีงบประมาณ"},
    [XT_W_GUESSED] =
        {"Neither title nor sheet name tells which form this is; it was taken for this one. It may also be:",
         "ชื่อเรื่องและชื่อแผ่นงานไม่บอกว่าเป็นแบบใด จึงถือว่าเป็นแบบนี้ แบบอื่นที่เข้ากันได้:"},
    [XT_W_CLEAN] = {"Nothing to correct.", "ไม่พบสิ่งที่ต้องแก้ไข"},
    [XT_W_MORE] = {"more like this (all of them: --max-findings 0)",
                   "รายการแบบเดียวกัน (ดูทั้งหมด: --max-findings 0)"},
    [XT_W_MORE_CSV] = {"more like this (all of them: --format csv)",
                       "รายการแบบเดียวกัน (ดูทั้งหมด: --format csv)"},
    [XT_W_CELL] = {"Cell", "ช่อง"},
    [XT_W_FINDING] = {"What is to be done", "สิ่งที่ต้องแก้ไข"},
    [XT_W_BEFORE] = {"Before", "ก่อนแก้ไข"},
    [XT_W_AFTER] = {"After", "หลังแก้ไข"},
    [XT_W_CELLS] = {"cells", "ช่อง"},
    [XT_W_NOTED] = {"Noticed in the file:", "ข้อสังเกตเกี่ยวกับไฟล์:"},
    [XT_W_SUM] = {"Total:", "รวม:"},
    [XT_W_MINIMUM] = {"The form asks for at least this many rows, or for all there are:",
                      "แบบฟอร์มกำหนดจำนวนแถวอย่างน้อย (หรือทั้งหมดที่มี):"},
    [XT_W_PASSED_OVER] = {"Not looked at: sheets that follow no known form:",
                          "ไม่ได้ตรวจ: แผ่นงานที่ไม่ตรงกับแบบฟอร์มที่รู้จัก:"},
    [XT_W_NOT_CHECKED] = {"Not checked: whether names, amounts and dates are true.",
                          "ไม่ได้ตรวจ: ชื่อ จำนวนเงิน และวันที่ ตรงกับความจริงหรือไม่"},
    [XT_W_ROW] = {"row", "แถว"},
    [XT_W_TO_REPAIR] = {"Would be repaired", "จะแก้ไข"},
    [XT_W_REBUILT] = {"The form was written afresh.", "เขียนแบบฟอร์มขึ้นใหม่แล้ว"},
    [XT_W_REPAIRED] = {"Repaired", "แก้ไขแล้ว"},
    [XT_W_NO_REPAIR] = {"Nothing was changed.", "ไม่มีการแก้ไข"},
    [XT_W_DROPPED] = {"Not carried over into the new form:", "สิ่งที่ไม่ได้นำมาไว้ในแบบฟอร์มใหม่:"},
    [XT_W_REMAINS] = {"Left to be done by hand:", "ส่วนที่ต้องแก้เอง:"},
};

static const struct {
    const char *heading[XT_LANG_COUNT], *counted[XT_LANG_COUNT];
} SEVERITIES[XT_SEVERITY_COUNT] = {
    [XT_ERROR] = {{"Must be corrected", "ต้องแก้ไข"}, {"errors", "ต้องแก้ไข"}},
    [XT_WARNING] = {{"Should be corrected", "ควรแก้ไข"}, {"warnings", "ควรแก้ไข"}},
    [XT_NOTE] = {{"Worth a look", "ควรตรวจทาน"}, {"notes", "ควรตรวจทาน"}},
};

const char *xt_report_say(xt_report_word word, xt_lang lang)
{
    return WORDS[word][lang];
}

const char *xt_severity_heading(xt_severity severity, xt_lang lang)
{
    return SEVERITIES[severity].heading[lang];
}

const char *xt_severity_counted(xt_severity severity, xt_lang lang)
{
    return SEVERITIES[severity].counted[lang];
}
