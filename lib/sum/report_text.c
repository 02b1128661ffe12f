/* SPDX-License-Identifier: MIT
 *
 * The figures for people: a table, then what should be known of them.
 */
#include "sum/extras.h"
#include "sum/report.h"
#include "thai/date.h"
#include "write/xlsx.h"

#include <inttypes.h>
#include <stdio.h>

enum { LABEL_WIDTH = 28, COUNT_WIDTH = 7, MONEY_WIDTH = 17, SHARE_WIDTH = 8, LISTED = 20 };

typedef struct writer {
    const xt_sum_report *report;
    const xt_summary *s;
    xt_bytes *out;
    xt_lang lang;
} writer;

/* ---------------------------------------------------------------- cells */

static void pad(xt_bytes *out, size_t width, int wanted)
{
    for (int i = (int)width; i < wanted; i++)
        xt_bytes_putc(out, ' ');
}

/* A text at the left, cut where it is too long. */
static void put_left(writer *w, const char *text, int width)
{
    xt_str rest = xt_str_of(text);
    size_t end = 0;
    for (size_t next = 0; next < rest.size; end = next) {
        do
            next++;
        while (next < rest.size && ((unsigned char)rest.data[next] & 0xC0) == 0x80);
        if (xt_xlsx_letters((xt_str){rest.data, next}) > (size_t)width - 1)
            break;
    }
    xt_str shown = {rest.data, end};
    xt_terminal_text(w->out, shown);
    xt_bytes_puts(w->out, end < rest.size ? "…" : "");
    pad(w->out, xt_xlsx_letters(shown) + (end < rest.size), width);
}

static void put_right(writer *w, const char *text, int width)
{
    xt_bytes_putc(w->out, ' '); /* also where the text is too long */
    pad(w->out, xt_xlsx_letters(xt_str_of(text)) + 1, width);
    xt_bytes_puts(w->out, text);
}

static void put_figures(writer *w, const xt_figures *f)
{
    char text[XT_SATANG_SIZE], count[32];
    int64_t share = xt_figures_saved_share(f), size = share < 0 ? -share : share;
    snprintf(count, sizeof count, "%" PRIu64, f->count);
    put_right(w, count, COUNT_WIDTH);
    for (int i = 0; i < XT_CONTRACT_AMOUNTS; i++)
        put_right(w, xt_satang_grouped(f->sum[i], text), MONEY_WIDTH);
    put_right(w, xt_satang_grouped(xt_figures_saved(f), text), MONEY_WIDTH);
    snprintf(count, sizeof count, "%s%" PRId64 ".%02" PRId64, share < 0 ? "-" : "", size / 100, size % 100);
    put_right(w, count, SHARE_WIDTH);
    xt_bytes_putc(w->out, '\n');
}

static void bold(writer *w, bool on)
{
    if (w->report->options->color)
        xt_bytes_puts(w->out, on ? "\x1B[1m" : "\x1B[0m");
}

/* ---------------------------------------------------------------- the table */

static const char *const KEYS[XT_GROUP_BY_COUNT][XT_LANG_COUNT] = {
    [XT_GROUP_MONTH] = {"Month", "เดือน"},      [XT_GROUP_METHOD] = {"Method", "วิธี"},
    [XT_GROUP_SOURCE] = {"Source", "แหล่งเงิน"}, [XT_GROUP_VENDOR] = {"Vendor", "คู่สัญญา"},
    [XT_GROUP_AGENCY] = {"Agency", "หน่วยงาน"},
};

static void put_header(writer *w)
{
    static const char *const TITLES[][XT_LANG_COUNT] = {{"Count", "จำนวน"},         {"Budget", "วงเงิน"},
                                                        {"Reference", "ราคากลาง"},  {"Agreed", "ราคาที่ตกลง"},
                                                        {"Saved", "ต่ำกว่าราคากลาง"}, {"%", "ร้อยละ"}};
    static const int WIDTHS[] = {COUNT_WIDTH, MONEY_WIDTH, MONEY_WIDTH,
                                 MONEY_WIDTH, MONEY_WIDTH, SHARE_WIDTH};
    const xt_summary_report_options *o = w->report->options;
    bold(w, true);
    for (size_t i = 0; i < w->report->groups.depth; i++)
        put_left(w, KEYS[o->by[i]][w->lang], LABEL_WIDTH);
    for (size_t i = 0; i < sizeof TITLES / sizeof *TITLES; i++)
        put_right(w, TITLES[i][w->lang], WIDTHS[i]);
    bold(w, false);
    xt_bytes_putc(w->out, '\n');
}

static void put_table(writer *w)
{
    const xt_groups *groups = &w->report->groups;
    put_header(w);
    for (size_t i = 0; i < xt_groups_count(groups); i++) {
        const xt_group *group = xt_groups_at(groups, i), *before = i ? xt_groups_at(groups, i - 1) : NULL;
        bool same = before != NULL;
        for (size_t n = 0; n < groups->depth; n++) {
            const char *label = *group->label[n]        ? group->label[n]
                                : w->lang == XT_LANG_TH ? XT_UNSAID
                                                        : "(not said)";
            same = same && before->number[n] == group->number[n];
            put_left(w, same ? "" : label, LABEL_WIDTH);
        }
        put_figures(w, &group->figures);
    }
    bold(w, true);
    put_left(w, w->lang == XT_LANG_TH ? "รวมทั้งสิ้น" : "Total", LABEL_WIDTH * (int)groups->depth);
    put_figures(w, &w->s->total);
    bold(w, false);
}

/* ---------------------------------------------------------------- what should be known */

static void put_titles(writer *w)
{
    const xt_ledger *l = &w->s->ledger;
    char first[XT_THAI_DATE_SIZE], last[XT_THAI_DATE_SIZE];
    uint64_t rows = 0;
    for (size_t i = 0; i < xt_ledger_source_count(l); i++)
        rows += xt_ledger_source(l, i)->rows;
    bool thai = w->lang == XT_LANG_TH;
    if (w->s->choice.has_span) {
        xt_span span = w->s->choice.span;
        if (thai)
            xt_bytes_printf(w->out, "สัญญาที่ลงนาม %s ถึง %s\n", xt_thai_date_short(span.first, first),
                            xt_thai_date_short(span.last, last));
        else
            xt_bytes_printf(w->out, "Contracts signed from %s to %s\n", xt_day_iso(span.first, first),
                            xt_day_iso(span.last, last));
    }
    xt_bytes_printf(w->out,
                    thai ? "อ่าน %zu แผ่นงาน %" PRIu64 " แถว นับ %" PRIu64 " สัญญา\n\n"
                         : "Sheets read: %zu, rows: %" PRIu64 ", contracts counted: %" PRIu64 "\n\n",
                    xt_ledger_source_count(l), rows, w->s->total.count);
}

/* A line for a number of rows; nothing for none. */
static void put_count(writer *w, uint64_t count, const char *english, const char *thai)
{
    if (count && w->lang == XT_LANG_TH)
        xt_bytes_printf(w->out, "  %" PRIu64 " แถว%s\n", count, thai);
    else if (count)
        xt_bytes_printf(w->out, "  Rows %s: %" PRIu64 "\n", english, count);
}

/* Words that stand in contracts that count, and that nobody knows. */
static void put_unknown(writer *w, const xt_unknown_words *u, const char *english, const char *thai)
{
    if (!u->count)
        return;
    if (w->lang == XT_LANG_TH)
        xt_bytes_printf(w->out, "  %" PRIu64 " แถวมี%sที่ไม่รู้จัก แต่นับรวมแล้ว โปรดตรวจสอบ:", u->count, thai);
    else
        xt_bytes_printf(w->out,
                        "  Rows with a %s that is not known, which are counted; look at them: %" PRIu64,
                        english, u->count);
    for (size_t i = 0; i < u->kept; i++) {
        xt_bytes_puts(w->out, i ? ", \"" : w->lang == XT_LANG_TH ? " \"" : " (\"");
        xt_terminal_text(w->out, xt_str_of(u->words[i]));
        xt_bytes_puts(w->out, "\"");
    }
    xt_bytes_puts(w->out, u->more ? " …" : "");
    xt_bytes_puts(w->out, w->lang == XT_LANG_TH ? "\n" : ")\n");
}

/* A form of progress is of one day of the year; --as-of may have another. */
static void put_day(writer *w)
{
    char wanted[XT_THAI_DATE_SIZE], given[XT_THAI_DATE_SIZE];
    const xt_summary *s = w->s;
    xt_day day = 0;
    if (s->options.kind != XT_SUM_PROGRESS || !s->options.has_as_of ||
        !xt_template_as_of(s->form, s->options.fiscal_year, &day) || day == s->options.as_of)
        return;
    if (w->lang == XT_LANG_TH)
        xt_bytes_printf(w->out, "  แบบฟอร์ม %s รายงานข้อมูล ณ วันที่ %s แต่ --as-of คือ %s โปรดตรวจสอบ\n",
                        s->form->id, xt_thai_date_short(day, wanted),
                        xt_thai_date_short(s->options.as_of, given));
    else
        xt_bytes_printf(w->out, "  The form %s reports the state of %s, and --as-of is %s; look at it\n",
                        s->form->id, xt_day_iso(day, wanted), xt_day_iso(s->options.as_of, given));
}

/* What the forms that were written do not show, or show as blank cells. */
static void put_written(writer *w)
{
    static const struct {
        xt_contract_text text;
        const char *english, *thai;
    } BLANK[] = {
        {XT_CONTRACT_ITEM, "without the name of the purchase, blank in the form",
         "ไม่มีชื่องานที่ซื้อหรือจ้าง ช่องนี้ในแบบฟอร์มจึงว่าง"},
        {XT_CONTRACT_METHOD, "without a method, blank in the form", "ไม่มีวิธีที่ซื้อหรือจ้าง ช่องนี้ในแบบฟอร์มจึงว่าง"},
        {XT_CONTRACT_VENDOR, "without a vendor, blank in the form", "ไม่มีชื่อคู่สัญญา ช่องนี้ในแบบฟอร์มจึงว่าง"},
    };
    const xt_summary *s = w->s;
    const uint64_t *lacking = w->report->notes.lacking;
    if (!s->written)
        return;
    put_day(w);
    for (size_t i = 0; i < sizeof BLANK / sizeof *BLANK; i++)
        put_count(w, lacking[BLANK[i].text], BLANK[i].english, BLANK[i].thai);
    if (!s->options.agency)
        put_count(w, lacking[XT_CONTRACT_AGENCY], "without an agency; give its name with --agency",
                  "ไม่มีชื่อหน่วยงาน โปรดระบุด้วย --agency");
    if (xt_summary_lists_part(s))
        xt_bytes_printf(w->out,
                        w->lang == XT_LANG_TH
                            ? "  แบบฟอร์มนี้แสดงเฉพาะรายการที่วงเงินสูงสุด จึงมี %" PRIu64 " จาก %" PRIu64 " รายการ\n"
                            : "  The form lists the largest budgets alone: %" PRIu64 " of %" PRIu64
                              " contracts\n",
                        s->written, s->total.count + s->listed);
}

/* The sheets that were not read, a few of them by name. */
static void put_left_sheets(writer *w)
{
    enum { NAMED = 5 };
    const xt_ledger *l = &w->s->ledger;
    size_t count = xt_ledger_left_count(l);
    if (!count)
        return;
    xt_bytes_puts(w->out, w->lang == XT_LANG_TH ? "  แผ่นงานที่ไม่ได้อ่าน เพราะไม่มีคอลัมน์ที่ต้องใช้: "
                                                : "  Sheets not read, as they lack the columns: ");
    for (size_t i = 0; i < count && i < NAMED; i++) {
        xt_bytes_puts(w->out, i ? ", " : "");
        xt_terminal_text(w->out, xt_str_of(xt_ledger_left(l, i)->sheet));
    }
    xt_bytes_puts(w->out, count > NAMED ? ", …\n" : "\n");
}

/* How many rows belong elsewhere, or lack an amount. */
static void put_counts(writer *w)
{
    const xt_summary *s = w->s;
    put_count(w, s->fates[XT_FATE_OTHER_PERIOD], "of another period", "อยู่นอกช่วงเวลานี้");
    put_count(w, s->fates[XT_FATE_OTHER_AGENCY], "of another agency, or of none that they name",
              "เป็นของหน่วยงานอื่นหรือไม่ระบุหน่วยงาน");
    put_count(w, s->fates[XT_FATE_NO_CONTRACT], "not signed yet, or given up",
              "ยังไม่ลงนามในสัญญาหรือยกเลิกแล้ว จึงไม่ใช่สัญญาที่ต้องนับ");
    put_count(w, s->listed, "not signed yet, or given up, which the form lists and no sum has",
              "ยังไม่ลงนามในสัญญาหรือยกเลิกแล้ว แบบฟอร์มแสดงรายการไว้ แต่ไม่รวมในยอด");
    put_count(w, s->total.lacking[XT_CONTRACT_BUDGET], "without a budget, which its sum lacks",
              "ไม่มีวงเงิน ยอดรวมวงเงินจึงไม่มีแถวเหล่านี้");
    put_count(w, s->total.lacking[XT_CONTRACT_REFERENCE],
              "without a reference price, which its sum and the saving lack",
              "ไม่มีราคากลาง ยอดรวมราคากลางและส่วนที่ต่ำกว่าราคากลางจึงไม่มีแถวเหล่านี้");
    put_count(
        w, s->standard,
        "with a standard text of the form where the source is blank (bidders, reasons), to be looked at",
        "มีช่องว่างในต้นทาง (ผู้เสนอราคา เหตุผล) จึงใส่ข้อความมาตรฐานของแบบให้ โปรดตรวจสอบ");
}

/* The columns that stand in for the date of signing. */
static void put_stand_ins(writer *w)
{
    const xt_ledger *l = &w->s->ledger;
    bool thai = w->lang == XT_LANG_TH;
    for (size_t i = 0; i < xt_ledger_source_count(l); i++) {
        const char *header = xt_ledger_source(l, i)->stand_in;
        if (!header)
            continue;
        xt_bytes_puts(w->out,
                      thai ? "  ไม่มีวันที่ลงนามในสัญญา จึงใช้ \"" : "  The date of signing is not there; \"");
        xt_terminal_text(w->out, xt_str_of(header));
        xt_bytes_puts(w->out, thai ? "\" แทน\n" : "\" stands in for it\n");
    }
}

static void put_notes(writer *w)
{
    size_t before = w->out->size;
    xt_bytes_putc(w->out, '\n');
    const xt_summary *s = w->s;
    bool thai = w->lang == XT_LANG_TH;
    put_counts(w);
    put_unknown(w, &w->report->notes.states, "state", "สถานะ");
    put_unknown(w, &w->report->notes.methods, "method", "วิธีที่ซื้อหรือจ้าง");
    put_written(w);
    if (xt_summary_agency_count(s) > 1)
        xt_bytes_printf(
            w->out,
            thai ? "  มีสัญญาของ %zu หน่วยงาน แบบฟอร์มแยกตามหน่วยงาน (--agency เลือกหน่วยงานเดียว, --by agency "
                   "แสดงทุกหน่วยงาน)\n"
                 : "  The contracts are of %zu agencies; forms keep them apart (--agency takes one, --by "
                   "agency shows all)\n",
            xt_summary_agency_count(s));
    put_stand_ins(w);
    put_left_sheets(w);
    if (s->options.form && s->form->fiscal_year && s->options.fiscal_year &&
        s->form->fiscal_year != s->options.fiscal_year)
        xt_bytes_printf(w->out,
                        thai ? "  ปีงบประมาณที่สรุปคือ %d แต่ %s เป็นแบบฟอร์มของปีงบประมาณ %d\n"
                             : "  The contracts are of fiscal year %d, the form %s is of %d\n",
                        s->options.fiscal_year, s->form->id, s->form->fiscal_year);
    if (w->out->size == before + 1)
        w->out->size = before; /* there are none */
}

/* ---------------------------------------------------------------- rows that do not count */

static void put_place(writer *w, const xt_contract *c)
{
    const xt_source *source = xt_ledger_source(&w->s->ledger, c->source);
    xt_terminal_text(w->out, xt_str_of(source->file));
    xt_bytes_puts(w->out, ": ");
    xt_terminal_text(w->out, xt_str_of(source->sheet));
    xt_bytes_printf(w->out, w->lang == XT_LANG_TH ? " แถว %" PRIu32 : " row %" PRIu32, c->row);
}

/* The sheet of the workbook that lists such rows. */
static const char *const SHEETS[] = {
    [XT_ROWS_FAULTY] = XT_SHEET_FAULTS, [XT_ROWS_DOUBLE] = XT_SHEET_DOUBLES, [XT_ROWS_MISDATED] = NULL};

/* The two years that a row gives. */
static void put_years(writer *w, const xt_contract *c)
{
    char day[XT_THAI_DATE_SIZE];
    if (w->lang == XT_LANG_TH)
        xt_bytes_printf(w->out, ": ปีงบประมาณ %d วันที่ลงนาม %s", c->fiscal_year,
                        xt_thai_date_short(c->date, day));
    else
        xt_bytes_printf(w->out, ": fiscal year %d, date of signing %s", c->fiscal_year,
                        xt_day_iso(c->date, day));
}

static void put_row(writer *w, const xt_contract *c, xt_row_list list)
{
    xt_bytes_puts(w->out, "  ");
    put_place(w, c);
    xt_bytes_printf(w->out, ": %s", xt_fate_words((xt_fate)c->fate, w->lang));
    if (list == XT_ROWS_MISDATED) {
        put_years(w, c);
    } else if (c->same != XT_NO_CONTRACT) {
        const char *clash = xt_clash_words((xt_clash)c->clash, w->lang);
        xt_bytes_printf(w->out, *clash ? ": %s " : " (%s", clash);
        put_place(w, xt_ledger_at(&w->s->ledger, c->same));
        xt_bytes_puts(w->out, *clash ? "" : ")");
    } else if (c->wrong_field) {
        xt_bytes_printf(w->out, ": %s \"", c->wrong_field->labels[0].text.data);
        xt_terminal_text(w->out, xt_str_of(c->wrong));
        xt_bytes_puts(w->out, "\"");
    }
    xt_bytes_puts(w->out, "\n");
}

/* "FILE: SHEET: no column for the agreed price (8 rows); ..." */
static void put_missing(writer *w, const xt_source *source, xt_needed_column column, uint64_t rows)
{
    static const char *const NAMES[XT_NEEDED_COUNT][XT_LANG_COUNT] = {
        [XT_NEEDED_DATE] = {"date of the contract", "วันที่ลงนามในสัญญา"},
        [XT_NEEDED_PRICE] = {"agreed price", "ราคาที่ตกลงซื้อหรือจ้าง"},
    };
    bool thai = w->lang == XT_LANG_TH;
    xt_bytes_puts(w->out, "  ");
    xt_terminal_text(w->out, xt_str_of(source->file));
    xt_bytes_puts(w->out, ": ");
    xt_terminal_text(w->out, xt_str_of(source->sheet));
    xt_bytes_printf(w->out,
                    thai ? ": ไม่มีคอลัมน์%s (%" PRIu64 " แถว) " : ": no column for the %s (rows: %" PRIu64 "); ",
                    NAMES[column][w->lang], rows);
    if (source->form)
        xt_bytes_printf(w->out,
                        thai ? "แบบฟอร์ม %s ไม่มีคอลัมน์นี้ โปรดใช้ทะเบียนหรือไฟล์ที่มี\n"
                             : "the form %s has none, so take a register or a file that has it\n",
                        source->form->id);
    else
        xt_bytes_puts(w->out, thai ? "ถ้ามีแต่ใช้ชื่ออื่น โปรดระบุด้วย xlsconv -m\n"
                                   : "use xlsconv -m to say which column it is\n");
}

static void put_all_missing(writer *w)
{
    const xt_ledger *l = &w->s->ledger;
    for (size_t i = 0; i < xt_ledger_source_count(l); i++)
        for (int column = 0; column < XT_NEEDED_COUNT; column++) {
            uint64_t rows = w->report->notes.missing[i][column];
            if (rows)
                put_missing(w, xt_ledger_source(l, i), (xt_needed_column)column, rows);
        }
}

/* Rows that are left out of the list, and where they are. */
static void put_more(writer *w, uint64_t count, const char *sheet)
{
    bool thai = w->lang == XT_LANG_TH, written = w->s->form && sheet;
    xt_bytes_printf(w->out,
                    thai ? "  … อีก %" PRIu64 " แถว (ดูทั้งหมดด้วย --format json"
                         : "  … %" PRIu64 " more (--format json lists all",
                    count);
    if (written)
        xt_bytes_printf(
            w->out, thai ? " หรือแผ่นงาน %s ในไฟล์ที่เขียน" : ", and so does the sheet %s of the workbook", sheet);
    xt_bytes_puts(w->out, ")\n");
}

/* What the rows that do not count would add, as far as it is known. */
static void put_uncounted(writer *w)
{
    char text[XT_SATANG_SIZE];
    const xt_notes *n = &w->report->notes;
    if (n->uncounted && !n->too_much)
        xt_bytes_printf(w->out,
                        w->lang == XT_LANG_TH ? "  ราคาที่ตกลงในแถวเหล่านี้ที่อ่านได้รวม %s บาท\n"
                                              : "  Prices in these rows, as far as they can be read: %s\n",
                        xt_satang_grouped(n->uncounted, text));
}

static void put_rows(writer *w, xt_row_list list, const char *heading)
{
    const xt_ledger *l = &w->s->ledger;
    bool faulty = list == XT_ROWS_FAULTY;
    uint64_t shown = 0, count = xt_summary_list_count(w->s, list),
             rows = faulty ? count - w->report->notes.without_column : count;
    if (!count)
        return;
    xt_bytes_putc(w->out, '\n');
    bold(w, true);
    xt_bytes_printf(w->out, "%s (%" PRIu64 ")\n", heading, count);
    bold(w, false);
    if (faulty)
        put_all_missing(w);
    for (size_t i = 0; i < xt_ledger_count(l) && shown < LISTED; i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        if (!xt_summary_lists(w->s, c, list) || (faulty && xt_notes_column(c) != XT_NEEDED_COUNT))
            continue;
        put_row(w, c, list);
        shown++;
    }
    if (shown < rows)
        put_more(w, rows - shown, SHEETS[list]);
    if (faulty)
        put_uncounted(w);
}

void xt_sum_report_text(xt_sum_report *r)
{
    writer w = {.report = r, .s = r->summary, .out = &r->out.buffer, .lang = r->options->lang};
    bool thai = w.lang == XT_LANG_TH;
    put_titles(&w);
    put_table(&w);
    put_notes(&w);
    put_rows(&w, XT_ROWS_FAULTY,
             thai ? "ยังไม่ได้นับ ต้องแก้ไขก่อน ยอดรวมยังไม่มีแถวเหล่านี้" : "Not counted before they are put right");
    put_rows(&w, XT_ROWS_DOUBLE, thai ? "พบซ้ำ นับเพียงครั้งเดียว" : "Met twice, counted once");
    put_rows(&w, XT_ROWS_MISDATED,
             thai ? "ปีงบประมาณไม่ตรงกับวันที่ลงนาม นับตามวันที่ โปรดตรวจสอบ"
                  : "The fiscal year is not that of the date; the date counts; look at them");
}
