/* SPDX-License-Identifier: MIT
 *
 * The overview: what a head of finance wants to know on one sheet, and which contracts to look at once more.
 */
#include "base/error.h"
#include "sum/charts.h"
#include "sum/grouped.h"
#include "sum/plan.h"
#include "sum/second_look.h"
#include "thai/date.h"

enum { LAST = XT_GROUPED_COLUMNS - 1, TOP_VENDORS = 20, MOST_LOOKED_AT = 200 };

/* ---------------------------------------------------------------- title and key figures */

static void add_day(xt_bytes *out, xt_day day)
{
    char text[XT_THAI_DATE_SIZE];
    xt_bytes_puts(out, xt_thai_date_short(day, text));
}

static void put_titles(xt_panel *p, const xt_summary *s)
{
    const xt_summary_options *o = &s->options;
    const uint32_t *agencies = (const uint32_t *)(const void *)s->agencies.data;
    xt_panel_line(p, XT_LOOK_TITLE, LAST, "ภาพรวมการจัดซื้อจัดจ้าง");
    xt_panel_start(p);
    if (o->agency && *o->agency)
        xt_bytes_puts(&p->text, o->agency);
    else if (xt_summary_agency_count(s) == 1)
        xt_bytes_puts(&p->text, xt_ledger_agency(&s->ledger, agencies[0])->name);
    else if (xt_summary_agency_count(s) > 1)
        xt_bytes_printf(&p->text, "รวม %zu หน่วยงาน", xt_summary_agency_count(s));
    if (p->text.size)
        xt_panel_line(p, XT_LOOK_TITLE, LAST, xt_bytes_cstr(&p->text));
    xt_panel_formula(p, "สัญญาที่ลงนามระหว่างวันที่ ");
    add_day(&p->text, s->choice.span.first);
    xt_bytes_puts(&p->text, " ถึง ");
    add_day(&p->text, s->choice.span.last);
    xt_panel_line(p, XT_LOOK_TITLE, LAST, xt_bytes_cstr(&p->text));
    xt_panel_rows(p, 1, XT_PANEL_GAP);
}

/* A range of the data's column for a formula, or of nothing where there are no contracts. */
static const char *over(xt_panel *p, const xt_data *d, const char *function, const char *column)
{
    if (d->last < d->first)
        return NULL;
    return xt_panel_formula(p, "=%s('" XT_SHEET_DATA "'!%s%u:%s%u)", function, column, (unsigned)d->first,
                            column, (unsigned)d->last);
}

/* The key figures side by side: what they are called, and below that what they are. */
static void put_keys(xt_panel *p, const xt_data *d)
{
    static const char *const LABELS[] = {"คู่สัญญา (ราย)",    "สัญญา (รายการ)",   "วงเงิน (บาท)",
                                         "ราคากลาง (บาท)", "ราคาที่ตกลง (บาท)", "ต่ำกว่าราคากลาง (บาท)",
                                         "ร้อยละ"};
    enum { VENDORS, COUNT, BUDGET, REFERENCE, PRICE, SAVED, SHARE };
    const xt_figures *f = &d->summary->total;
    double share = f->sum[XT_CONTRACT_REFERENCE]
                       ? (double)xt_figures_saved(f) / (double)f->sum[XT_CONTRACT_REFERENCE]
                       : 0;
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
        xt_panel_text(p, i, XT_LOOK_HEADER, LABELS[i], NULL);
    xt_panel_next(p);
    unsigned row = p->row + 1;
    xt_panel_count(p, VENDORS, XT_LOOK_KEY_COUNT, d->vendor_count, over(p, d, "MAX", XT_DATA_RANK));
    xt_panel_count(p, COUNT, XT_LOOK_KEY_COUNT, f->count, over(p, d, "COUNT", XT_DATA_NO));
    xt_panel_money(p, BUDGET, XT_LOOK_KEY_MONEY, f->sum[XT_CONTRACT_BUDGET],
                   over(p, d, "SUM", XT_DATA_BUDGET));
    xt_panel_money(p, REFERENCE, XT_LOOK_KEY_MONEY, f->sum[XT_CONTRACT_REFERENCE],
                   over(p, d, "SUM", XT_DATA_REFERENCE));
    xt_panel_money(p, PRICE, XT_LOOK_KEY_MONEY, f->sum[XT_CONTRACT_PRICE], over(p, d, "SUM", XT_DATA_PRICE));
    xt_panel_money(p, SAVED, XT_LOOK_KEY_MONEY, xt_figures_saved(f), over(p, d, "SUM", XT_DATA_SAVED));
    xt_panel_share(p, SHARE, XT_LOOK_KEY_SHARE, share,
                   xt_panel_formula(p, "=IF(D%u=0,0,F%u/D%u)", row, row, row));
    xt_panel_next(p);
    xt_panel_rows(p, 1, XT_PANEL_GAP);
}

/* ---------------------------------------------------------------- the plan */

static void put_plan_line(xt_panel *p, const char *label, const xt_plan_line *line)
{
    xt_panel_text(p, 0, XT_LOOK_TEXT, label, NULL);
    xt_panel_count(p, 1, XT_LOOK_COUNT, line->count, NULL);
    xt_panel_money(p, 2, XT_LOOK_MONEY, line->planned, NULL);
    xt_panel_money(p, 3, XT_LOOK_MONEY, line->agreed, NULL);
    xt_panel_next(p);
}

static xt_status put_plan(xt_panel *p, const xt_data *d, xt_error *error)
{
    static const xt_panel_column COLUMNS[] = {
        {"รายการ", 0}, {"จำนวน", 0}, {"ตามแผน (บาท)", 0}, {"ทำสัญญาแล้ว (บาท)", 0}};
    const xt_panel_column *columns = COLUMNS;
    xt_plan plan;
    if (!xt_ledger_plan_count(&d->summary->ledger))
        return XT_OK;
    xt_status status = xt_plan_compare(d->summary, &plan, error);
    if (status)
        return status;
    xt_panel_keep(p, 8);
    xt_panel_line(p, XT_LOOK_HEADING, LAST, "แผนกับผล");
    xt_panel_header(p, columns, sizeof COLUMNS / sizeof *COLUMNS);
    unsigned first = p->row + 1;
    put_plan_line(p, "อยู่ในแผนและทำสัญญาแล้ว", &plan.bought);
    put_plan_line(p, "อยู่ในแผนแต่ยังไม่ได้ทำสัญญา", &plan.waiting);
    put_plan_line(p, "ทำสัญญาแล้วแต่ไม่พบในแผน", &plan.unplanned);
    xt_panel_text(p, 0, XT_LOOK_TOTAL_TEXT, "รวมทั้งสิ้น", NULL);
    xt_panel_count(p, 1, XT_LOOK_TOTAL_COUNT, plan.bought.count + plan.waiting.count + plan.unplanned.count,
                   xt_panel_formula(p, "=SUM(B%u:B%u)", first, first + 2));
    xt_panel_money(p, 2, XT_LOOK_TOTAL_MONEY, plan.bought.planned + plan.waiting.planned,
                   xt_panel_formula(p, "=SUM(C%u:C%u)", first, first + 2));
    xt_panel_money(p, 3, XT_LOOK_TOTAL_MONEY, plan.bought.agreed + plan.unplanned.agreed,
                   xt_panel_formula(p, "=SUM(D%u:D%u)", first, first + 2));
    xt_panel_next(p);
    if (plan.unread) {
        xt_panel_formula(p, "ในแผนมี %u รายการที่ไม่มีวงเงินหรืออ่านวงเงินไม่ได้ จึงยังไม่รวมในยอดตามแผน",
                         (unsigned)plan.unread);
        xt_panel_line(p, XT_LOOK_NOTE, LAST, xt_bytes_cstr(&p->text));
    }
    xt_panel_rows(p, 1, XT_PANEL_GAP);
    return XT_OK;
}

/* ---------------------------------------------------------------- a second look */

static void say_why(xt_panel *p, const xt_summary *s, const xt_second_look *look)
{
    char amount[XT_SATANG_SIZE];
    const xt_table *table = s->ledger.table;
    switch (look->kind) {
    case XT_AGAIN_SPLIT:
        xt_panel_formula(
            p, "กลุ่มที่ %u: คู่สัญญารายเดียวกัน งานคล้ายกัน ลงนามห่างกันไม่เกิน %d วัน รวม %s บาท อาจเป็นการแบ่งซื้อแบ่งจ้าง",
            (unsigned)look->group, table->rules[XT_RULE_SPLIT_PURCHASE].days,
            xt_satang_grouped(look->total, amount));
        break;
    case XT_AGAIN_THRESHOLD:
        xt_panel_formula(p, "วิธีเฉพาะเจาะจงแต่เกิน %s บาท ตรวจสอบข้อกฎหมายที่ใช้",
                         xt_satang_grouped(table->rules[XT_RULE_METHOD_THRESHOLD].limit, amount));
        break;
    case XT_AGAIN_REFERENCE: xt_panel_formula(p, "ราคาที่ตกลงสูงกว่าราคากลาง"); break;
    case XT_AGAIN_TWICE:
        xt_panel_formula(p, "เหมือนกับแถวที่ %u ทุกประการ อาจพิมพ์ซ้ำ", (unsigned)look->other + 1);
        break;
    case XT_AGAIN_KINDS: break;
    }
}

static void put_look(xt_panel *p, const xt_summary *s, const xt_second_look *look)
{
    const xt_contract *c = xt_ledger_at(&s->ledger, xt_summary_contracts(s)[look->place]);
    xt_panel_text(p, 0, XT_LOOK_TEXT, c->text[XT_CONTRACT_ITEM], NULL);
    xt_panel_count(p, 1, XT_LOOK_COUNT, look->place + 1, NULL);
    xt_panel_text(p, 2, XT_LOOK_TEXT, c->text[XT_CONTRACT_VENDOR], NULL);
    if (c->amount_state[XT_CONTRACT_REFERENCE] == XT_KNOWN)
        xt_panel_money(p, 3, XT_LOOK_MONEY, c->amount[XT_CONTRACT_REFERENCE], NULL);
    else
        xt_panel_text(p, 3, XT_LOOK_MONEY, "", NULL);
    xt_panel_money(p, 4, XT_LOOK_MONEY, c->amount[XT_CONTRACT_PRICE], NULL);
    say_why(p, s, look);
    xt_panel_merged(p, 5, LAST, XT_LOOK_TEXT, xt_bytes_cstr(&p->text));
    xt_panel_next(p);
}

#define LOOK_HEADING "รายการที่ควรตรวจสอบก่อนลงนามรับรอง"

/* That there is nothing to look at stands with the key figures, for it is not worth a page. */
static void put_nothing(xt_panel *p)
{
    xt_panel_line(p, XT_LOOK_NOTE, LAST, LOOK_HEADING ": ไม่พบรายการที่มีข้อสังเกต");
    xt_panel_rows(p, 1, XT_PANEL_GAP);
}

static void put_second_look(xt_panel *p, const xt_data *d, const xt_second_look *all, size_t count)
{
    static const xt_panel_column COLUMNS[] = {{"ชื่องาน", 0},           {"แถวที่", 0},
                                              {"คู่สัญญา", 0},           {"ราคากลาง (บาท)", 0},
                                              {"ราคาที่ตกลง (บาท)", 0}, {"ข้อสังเกต", 0}};
    xt_panel_keep(p, 10);
    xt_panel_line(p, XT_LOOK_HEADING, LAST, LOOK_HEADING);
    xt_panel_merged(p, 5, LAST, XT_LOOK_HEADER, COLUMNS[5].title);
    xt_panel_header(p, COLUMNS, sizeof COLUMNS / sizeof *COLUMNS - 1);
    for (size_t i = 0; i < count && i < MOST_LOOKED_AT; i++)
        put_look(p, d->summary, &all[i]);
    xt_panel_formula(p, "\"แถวที่\" คือลำดับในแผ่นงาน \"" XT_SHEET_DATA "\"");
    if (count > MOST_LOOKED_AT)
        xt_bytes_printf(&p->text, " แสดง %d รายการแรกจากทั้งหมด %zu รายการ", MOST_LOOKED_AT, count);
    xt_panel_line(p, XT_LOOK_NOTE, LAST, xt_bytes_cstr(&p->text));
}

/* ---------------------------------------------------------------- the sheets */

/* The tables below the charts, and the charts in the room that was left for them. */
static xt_status put_tables(xt_panel *p, const xt_data *d, uint32_t charts, xt_error *error)
{
    xt_grouped months = {"แยกตามเดือน", "เดือน", XT_EXTRA_SO_FAR, true, 0, 0};
    xt_grouped methods = {"แยกตามวิธี", "วิธี", XT_EXTRA_SHARE, true, 0, 0};
    xt_grouped sources = {"แยกตามแหล่งเงิน", "แหล่งเงิน", XT_EXTRA_SHARE, true, 0, 0};
    xt_grouped vendors = {"คู่สัญญาที่มียอดสูงสุด 20 รายแรก", "คู่สัญญา", XT_EXTRA_SHARE, false, 0, 0};
    xt_status status = xt_grouped_write(p, d, &months, XT_GROUP_MONTH, SIZE_MAX, error);
    if (!status)
        status = xt_grouped_write(p, d, &methods, XT_GROUP_METHOD, SIZE_MAX, error);
    if (!status)
        status = xt_charts_write(p, charts, &months, &methods, error);
    if (!status)
        status = xt_grouped_write(p, d, &sources, XT_GROUP_SOURCE, SIZE_MAX, error);
    if (!status)
        status = xt_grouped_write(p, d, &vendors, XT_GROUP_VENDOR, TOP_VENDORS, error);
    return status ? status : put_plan(p, d, error);
}

xt_status xt_overview_write(const xt_data *d, xt_xlsx *x, lxw_worksheet *sheet, xt_error *error)
{
    xt_panel p;
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = xt_second_look_find(d->summary, &list, error);
    const xt_second_look *looks = (const xt_second_look *)(const void *)list.data;
    size_t count = list.size / sizeof *looks;
    if (!status)
        status = xt_panel_begin(&p, x, sheet, &d->summary->form->form, error);
    if (status) {
        xt_bytes_free(&list);
        return status;
    }
    xt_grouped_widths(&p);
    put_titles(&p, d->summary);
    put_keys(&p, d);
    if (!count)
        put_nothing(&p);
    status = put_tables(&p, d, xt_charts_room(&p), error);
    if (!status && count)
        put_second_look(&p, d, looks, count);
    xt_panel_set_up(&p, true, UINT32_MAX, LAST);
    xt_status ended = xt_panel_end(&p, error);
    xt_bytes_free(&list);
    return status ? status : ended;
}

xt_status xt_methods_write(const xt_data *d, xt_xlsx *x, lxw_worksheet *sheet, xt_error *error)
{
    xt_grouped methods = {"แยกตามวิธี", "วิธี", XT_EXTRA_SHARE, true, 0, 0};
    xt_panel p;
    xt_status status = xt_panel_begin(&p, x, sheet, &d->summary->form->form, error);
    if (status)
        return status;
    xt_grouped_widths(&p);
    put_titles(&p, d->summary);
    status = xt_grouped_write(&p, d, &methods, XT_GROUP_METHOD, SIZE_MAX, error);
    xt_panel_set_up(&p, true, UINT32_MAX, LAST);
    xt_status ended = xt_panel_end(&p, error);
    return status ? status : ended;
}
