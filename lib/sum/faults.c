/* SPDX-License-Identifier: MIT
 *
 * The sheets of rows that do not count: those in which something is wrong, and those that were met twice.
 */
#include "sum/extras.h"

#include <inttypes.h>

static const xt_panel_column COLUMNS[] = {
    {"ไฟล์", 26},   {"แผ่นงาน", 18},       {"แถวที่", 8},   {"ชื่องาน", 40},
    {"คู่สัญญา", 28}, {"เหตุผลที่ไม่ได้นับ", 34}, {"ค่าที่พบ", 24}, {"วิธีแก้ไข", 40},
};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

/* What to do about it. */
static const char *const ADVICE[XT_FATE_COUNT] = {
    [XT_FATE_SAME] = "นับแถวที่อ้างถึงแล้วหนึ่งครั้ง ไม่ต้องแก้ไข",
    [XT_FATE_NO_DATE] = "กรอกวันที่ลงนามในสัญญา แล้วสรุปใหม่",
    [XT_FATE_WRONG_DATE] = "แก้วันที่ให้ถูกต้อง แล้วสรุปใหม่",
    [XT_FATE_NO_PRICE] = "กรอกราคาที่ตกลงซื้อหรือจ้าง แล้วสรุปใหม่",
    [XT_FATE_WRONG_AMOUNT] = "แก้จำนวนเงินให้เป็นตัวเลขที่ถูกต้อง แล้วสรุปใหม่",
    [XT_FATE_CONFLICT] = "ตรวจสอบว่าแถวใดถูกต้อง แก้หรือลบแถวที่ผิด ถ้าเป็นคนละสัญญา ให้กรอกเลขที่สัญญาของแต่ละแถว แล้วสรุปใหม่",
};

/* What stands in the cell, or which row it is that says the same. */
static const char *found_in(xt_panel *p, const xt_ledger *l, const xt_contract *c)
{
    if (c->same == XT_NO_CONTRACT && c->wrong_field)
        return xt_panel_formula(p, "%s: %s", c->wrong_field->labels[0].text.data, c->wrong);
    if (c->same == XT_NO_CONTRACT)
        return "";
    const xt_contract *first = xt_ledger_at(l, c->same);
    const xt_source *source = xt_ledger_source(l, first->source);
    const char *clash = xt_clash_words((xt_clash)c->clash, XT_LANG_TH);
    return xt_panel_formula(p, "%s%s%s › %s › แถว %u", clash, *clash ? " " : "", xt_source_name(source),
                            source->sheet, (unsigned)first->row);
}

static void put_row(xt_panel *p, const xt_ledger *l, const xt_contract *c)
{
    enum { SOURCE, SHEET, ROW, ITEM, VENDOR, REASON, FOUND, TO_DO };
    const xt_source *source = xt_ledger_source(l, c->source);
    xt_panel_text(p, SOURCE, XT_LOOK_TEXT, xt_source_name(source), NULL);
    xt_panel_text(p, SHEET, XT_LOOK_TEXT, source->sheet, NULL);
    xt_panel_count(p, ROW, XT_LOOK_COUNT, c->row, NULL);
    xt_panel_text(p, ITEM, XT_LOOK_TEXT, c->text[XT_CONTRACT_ITEM], NULL);
    xt_panel_text(p, VENDOR, XT_LOOK_TEXT, c->text[XT_CONTRACT_VENDOR], NULL);
    xt_panel_text(p, REASON, XT_LOOK_TEXT, xt_fate_words((xt_fate)c->fate, XT_LANG_TH), NULL);
    xt_panel_text(p, FOUND, XT_LOOK_TEXT, found_in(p, l, c), NULL);
    xt_panel_text(p, TO_DO, XT_LOOK_TEXT, ADVICE[c->fate], NULL);
    xt_panel_next(p);
}

xt_status xt_faults_write(const xt_summary *s, xt_row_list list, xt_xlsx *x, lxw_worksheet *sheet,
                          xt_error *error)
{
    enum { MOST = 100000 }; /* rows that a person may look through */
    xt_panel p;
    const xt_ledger *l = &s->ledger;
    xt_status status = xt_panel_begin(&p, x, sheet, &s->form->form, error);
    if (status)
        return status;
    xt_panel_widths(&p, COLUMNS, COLUMN_COUNT);
    xt_panel_line(&p, XT_LOOK_TITLE, COLUMN_COUNT - 1,
                  list == XT_ROWS_DOUBLE ? XT_SHEET_DOUBLES " (นับเพียงครั้งเดียว)"
                                         : XT_SHEET_FAULTS " (ยอดรวมยังไม่มีรายการเหล่านี้)");
    xt_panel_header(&p, COLUMNS, COLUMN_COUNT);
    size_t left = MOST;
    for (size_t i = 0; i < xt_ledger_count(l) && left; i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        if (!xt_summary_lists(s, c, list))
            continue;
        put_row(&p, l, c);
        left--;
    }
    uint64_t all = xt_summary_list_count(s, list);
    if (all > MOST)
        xt_panel_line(&p, XT_LOOK_NOTE, COLUMN_COUNT - 1,
                      xt_panel_formula(&p, "… อีก %" PRIu64 " แถว ดูทั้งหมดด้วย --format json", all - MOST));
    xt_panel_set_up(&p, true, 1, COLUMN_COUNT - 1);
    return xt_panel_end(&p, error);
}
