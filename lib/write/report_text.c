/* SPDX-License-Identifier: MIT
 *
 * The report for people: what is to be done, the cells where it is to be done, and what was not looked at.
 */
#include "base/error.h"
#include "write/report.h"

#include <inttypes.h>
#include <stdlib.h>

/* Words of the report itself, in both languages. */
typedef enum word {
    W_SHEET,
    W_HEADER_ROW,
    W_ROWS_BEFORE,
    W_ROWS_BEHIND,
    W_YEAR,
    W_GUESSED,
    W_CLEAN,
    W_MORE,
    W_CELLS,
    W_SUM,
    W_MINIMUM,
    W_PASSED_OVER,
    W_NOT_CHECKED,
    W_ROW,
    W_REPAIRED,
    W_TO_REPAIR,
    W_REBUILT,
    W_NO_REPAIR,
    W_REMAINS,
    W_DROPPED,
    WORD_COUNT
} word;

static const char *const WORDS[WORD_COUNT][XT_LANG_COUNT] = {
    [W_SHEET] = {"Sheet", "แผ่นงาน"},
    [W_HEADER_ROW] = {"header in row", "หัวตารางแถวที่"},
    [W_ROWS_BEFORE] = {"data rows ", "ข้อมูล "},
    [W_ROWS_BEHIND] = {"", " แถว"},
    [W_YEAR] = {"fiscal year", "ปีงบประมาณ"},
    [W_GUESSED] =
        {"Neither title nor sheet name tells which form this is; it was taken for this one. It may also be:",
         "ชื่อเรื่องและชื่อแผ่นงานไม่บอกว่าเป็นแบบใด จึงถือว่าเป็นแบบนี้ แบบอื่นที่เข้ากันได้:"},
    [W_CLEAN] = {"Nothing to correct.", "ไม่พบสิ่งที่ต้องแก้ไข"},
    [W_MORE] = {"more like this (all of them: --max-findings 0)",
                "รายการแบบเดียวกัน (ดูทั้งหมด: --max-findings 0)"},
    [W_CELLS] = {"cells", "ช่อง"},
    [W_SUM] = {"Total:", "รวม:"},
    [W_MINIMUM] = {"The form asks for at least this many rows, or for all there are:",
                   "แบบฟอร์มกำหนดจำนวนแถวอย่างน้อย (หรือทั้งหมดที่มี):"},
    [W_PASSED_OVER] = {"Not looked at: sheets that follow no known form:",
                       "ไม่ได้ตรวจ: แผ่นงานที่ไม่ตรงกับแบบฟอร์มที่รู้จัก:"},
    [W_NOT_CHECKED] = {"Not checked: whether names, amounts and dates are true.",
                       "ไม่ได้ตรวจ: ชื่อ จำนวนเงิน และวันที่ ตรงกับความจริงหรือไม่"},
    [W_ROW] = {"row", "แถว"},
    [W_TO_REPAIR] = {"Would be repaired", "จะแก้ไข"},
    [W_REBUILT] = {"The form was written afresh.", "เขียนแบบฟอร์มขึ้นใหม่แล้ว"},
    [W_REPAIRED] = {"Repaired", "แก้ไขแล้ว"},
    [W_NO_REPAIR] = {"Nothing was changed.", "ไม่มีการแก้ไข"},
    [W_DROPPED] = {"Not carried over into the new form:", "สิ่งที่ไม่ได้นำมาไว้ในแบบฟอร์มใหม่:"},
    [W_REMAINS] = {"Left to be done by hand:", "ส่วนที่ต้องแก้เอง:"},
};

static const struct {
    const char *heading[XT_LANG_COUNT], *counted[XT_LANG_COUNT], *color;
} SEVERITIES[XT_SEVERITY_COUNT] = {
    [XT_ERROR] = {{"Must be corrected", "ต้องแก้ไข"}, {"errors", "ต้องแก้ไข"}, "\x1B[1;31m"},
    [XT_WARNING] = {{"Should be corrected", "ควรแก้ไข"}, {"warnings", "ควรแก้ไข"}, "\x1B[1;33m"},
    [XT_NOTE] = {{"Worth a look", "ควรตรวจทาน"}, {"notes", "ควรตรวจทาน"}, "\x1B[1;36m"},
};

/* Findings of one sentence in cells one below the other, shown as one line. */
typedef struct run {
    size_t first;
    uint32_t last_row;
    size_t count;
} run;

typedef struct text_report {
    xt_report *report;
    const xt_result *result;
    xt_bytes *out;
    xt_lang lang;
    const char *sheet; /* being listed */
} text_report;

static const char *say(const text_report *t, word which)
{
    return WORDS[which][t->lang];
}

static void put_safe(text_report *t, xt_str text)
{
    xt_terminal_text(t->out, text);
}

static void paint(text_report *t, const char *code)
{
    if (t->report->options.color)
        xt_bytes_puts(t->out, code);
}

/* Columns that UTF-8 text takes on a terminal; Thai marks above and below the line take none. */
static size_t width_of(xt_str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.size; i++) {
        const unsigned char *p = (const unsigned char *)text.data + i;
        if ((*p & 0xC0) == 0x80)
            continue;
        bool thai = *p == 0xE0 && i + 2 < text.size;
        bool mark = thai && ((p[1] == 0xB8 && (p[2] == 0xB1 || (p[2] >= 0xB4 && p[2] <= 0xBA))) ||
                             (p[1] == 0xB9 && p[2] >= 0x87 && p[2] <= 0x8E));
        width += !mark;
    }
    return width;
}

static bool same_text(xt_str a, xt_str b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* Whether b says the same as a. */
static bool same_sentence(const xt_finding *a, const xt_finding *b)
{
    return a->rule == b->rule && a->column == b->column && same_text(a->value, b->value) &&
           same_text(a->expected, b->expected) && same_text(a->other, b->other) &&
           same_text(a->limit, b->limit) && a->sheet == b->sheet;
}

/* "D4", "D4:D253 (250 cells)", "row 12", or nothing for a finding about the sheet. */
static void put_place(text_report *t, const xt_finding *f, const run *r)
{
    enum { PLACE_WIDTH = 12 };
    char last[XT_REF_SIZE];
    size_t start = t->out->size;
    if (f->cell[0]) {
        xt_bytes_puts(t->out, f->cell);
        if (r->count > 1)
            xt_bytes_printf(t->out, ":%s", xt_cell_ref(r->last_row, f->column, last));
    } else if (f->row) {
        xt_bytes_printf(t->out, r->count > 1 ? "%s %" PRIu32 "-%" PRIu32 : "%s %" PRIu32, say(t, W_ROW),
                        f->row, r->last_row);
    }
    if (t->out->fault)
        return;
    size_t width = width_of((xt_str){t->out->data + start, t->out->size - start});
    for (; width < PLACE_WIDTH; width++)
        xt_bytes_putc(t->out, ' ');
}

static void put_run(text_report *t, const run *r)
{
    char message[XT_SENTENCE_SIZE];
    xt_finding f = xt_result_finding(t->result, r->first);
    xt_bytes_puts(t->out, "    ");
    put_place(t, &f, r);
    xt_bytes_putc(t->out, ' ');
    put_safe(t, xt_str_of(xt_finding_message(&f, t->lang, message, sizeof message)));
    if (r->count > 1 && f.cell[0]) /* "row 2-4" counts by itself */
        xt_bytes_printf(t->out, " (%zu %s)", r->count, say(t, W_CELLS));
    xt_bytes_putc(t->out, '\n');
}

/* The findings of one rule, sorted by column and row so that runs down a column lie together. */
typedef struct picked {
    size_t index;
    uint32_t column, row;
    const char *sheet;
} picked;

static int by_column(const void *a, const void *b)
{
    const picked *left = a, *right = b;
    if (left->sheet != right->sheet)
        return left->index < right->index ? -1 : 1;
    if (left->column != right->column)
        return left->column < right->column ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
}

/* Prints the group; `items` are sorted. */
static void put_group(text_report *t, int rule, const picked *items, size_t count)
{
    xt_rule_info info = xt_rule_at((size_t)rule, t->lang);
    size_t most = t->report->options.most, lines = 0, shown = 0;
    xt_bytes_printf(t->out, "  %s [%s] %zu\n", info.title, info.code, count);
    for (size_t i = 0; i < count && (most == 0 || lines < most); lines++) {
        xt_finding first = xt_result_finding(t->result, items[i].index);
        run r = {items[i].index, items[i].row, 1};
        while (++i < count && items[i].row == r.last_row + 1) {
            xt_finding next = xt_result_finding(t->result, items[i].index);
            if (!same_sentence(&first, &next))
                break;
            r.last_row = items[i].row;
            r.count++;
        }
        if (first.sheet != t->sheet && xt_result_sheet_count(t->result) > 1) {
            xt_bytes_printf(t->out, "    %s ", say(t, W_SHEET));
            put_safe(t, xt_str_of(first.sheet));
            xt_bytes_putc(t->out, '\n');
            t->sheet = first.sheet;
        }
        put_run(t, &r);
        shown += r.count;
    }
    if (shown < count)
        xt_bytes_printf(t->out, "    … %zu %s\n", count - shown, say(t, W_MORE));
}

static xt_status put_rule(text_report *t, int rule, const size_t *starts, const picked *all, picked *scratch,
                          xt_error *error)
{
    size_t count = starts[rule + 1] - starts[rule];
    if (count == 0)
        return XT_OK;
    memcpy(scratch, all + starts[rule], count * sizeof *scratch);
    qsort(scratch, count, sizeof *scratch, by_column);
    t->sheet = NULL;
    put_group(t, rule, scratch, count);
    return xt_out_flow(&t->report->out, error);
}

/* Sorts the findings into their rules by counting, then prints rule after rule, errors first. */
static xt_status put_findings(text_report *t, xt_error *error)
{
    size_t count = xt_result_count(t->result), rules = xt_rule_count();
    size_t *starts = calloc(rules + 2, sizeof *starts);
    picked *all = malloc((count + 1) * sizeof *all), *scratch = malloc((count + 1) * sizeof *scratch);
    xt_status status = starts && all && scratch ? XT_OK : xt_fail_memory(error);
    for (size_t i = 0; !status && i < count; i++)
        starts[xt_result_finding(t->result, i).rule + 2]++;
    for (size_t i = 0; !status && i < rules; i++)
        starts[i + 2] += starts[i + 1];
    for (size_t i = 0; !status && i < count; i++) {
        xt_finding f = xt_result_finding(t->result, i);
        all[starts[f.rule + 1]++] = (picked){i, f.column, f.row, f.sheet};
    }
    for (int severity = XT_ERROR; !status && severity >= XT_NOTE; severity--) {
        uint64_t of_severity = xt_result_severity_count(t->result, (xt_severity)severity);
        if (of_severity == 0)
            continue;
        xt_bytes_putc(t->out, '\n');
        paint(t, SEVERITIES[severity].color);
        xt_bytes_printf(t->out, "%s (%" PRIu64 ")", SEVERITIES[severity].heading[t->lang], of_severity);
        paint(t, "\x1B[0m");
        xt_bytes_putc(t->out, '\n');
        for (int rule = 0; !status && rule < (int)rules; rule++)
            if (xt_rule_at((size_t)rule, t->lang).severity == (xt_severity)severity)
                status = put_rule(t, rule, starts, all, scratch, error);
    }
    free(starts);
    free(all);
    free(scratch);
    return status;
}

static void put_sheets(text_report *t)
{
    for (size_t i = 0; i < xt_result_sheet_count(t->result); i++) {
        const xt_sheet_result *sheet = xt_result_sheet(t->result, i);
        xt_bytes_printf(t->out, "%s ", say(t, W_SHEET));
        put_safe(t, xt_str_of(sheet->name));
        xt_bytes_puts(t->out, ": ");
        put_safe(t, xt_str_of(sheet->template_title));
        xt_bytes_printf(t->out, " [%s%s%s]\n  %s %" PRIu32 ", %s%" PRIu64 "%s", sheet->template_id,
                        *sheet->part ? "/" : "", sheet->part, say(t, W_HEADER_ROW), sheet->header_row,
                        say(t, W_ROWS_BEFORE), sheet->rows, say(t, W_ROWS_BEHIND));
        if (sheet->fiscal_year)
            xt_bytes_printf(t->out, ", %s %d", say(t, W_YEAR), sheet->fiscal_year);
        xt_bytes_putc(t->out, '\n');
        if (sheet->guessed) {
            xt_bytes_printf(t->out, "  %s", say(t, W_GUESSED));
            for (size_t n = 0; n < sheet->rival_count; n++)
                xt_bytes_printf(t->out, " %s", xt_template_id(sheet->rivals[n]));
            xt_bytes_puts(t->out, " (-t ID)\n");
        }
    }
}

static void put_closing(text_report *t)
{
    xt_bytes_putc(t->out, '\n');
    if (xt_result_count(t->result) == 0) {
        paint(t, "\x1B[1;32m");
        xt_bytes_puts(t->out, say(t, W_CLEAN));
        paint(t, "\x1B[0m");
        xt_bytes_putc(t->out, '\n');
    } else {
        xt_bytes_puts(t->out, say(t, W_SUM));
        for (int severity = XT_ERROR; severity >= XT_NOTE; severity--)
            xt_bytes_printf(t->out, "%s %s %" PRIu64, severity == XT_ERROR ? "" : ",",
                            SEVERITIES[severity].counted[t->lang],
                            xt_result_severity_count(t->result, (xt_severity)severity));
        xt_bytes_putc(t->out, '\n');
    }
    for (size_t i = 0; i < xt_result_sheet_count(t->result); i++) {
        const xt_sheet_result *sheet = xt_result_sheet(t->result, i);
        if (sheet->minimum_rows && sheet->rows < sheet->minimum_rows)
            xt_bytes_printf(t->out, "%s %" PRIu32 "\n", say(t, W_MINIMUM), sheet->minimum_rows);
    }
    for (size_t i = 0; xt_result_passed_over(t->result, i); i++) {
        xt_bytes_puts(t->out, i ? ", " : say(t, W_PASSED_OVER));
        xt_bytes_puts(t->out, i ? "" : " ");
        put_safe(t, xt_str_of(xt_result_passed_over(t->result, i)));
    }
    if (xt_result_passed_over(t->result, 0))
        xt_bytes_putc(t->out, '\n');
    xt_bytes_printf(t->out, "%s\n", say(t, W_NOT_CHECKED));
}

/* One line a change: the cell, what it held, what it holds. */
static void put_change(text_report *t, const xt_change *change)
{
    run one = {0, change->finding.row, 1};
    xt_bytes_puts(t->out, "    ");
    put_place(t, &change->finding, &one);
    xt_bytes_puts(t->out, " \"");
    put_safe(t, change->finding.value);
    xt_bytes_puts(t->out, "\" → \"");
    put_safe(t, change->after);
    xt_bytes_puts(t->out, "\"\n");
}

/* The changes, grouped by the rule that asked for them. */
static xt_status put_changes(text_report *t, const xt_fixed *fixed, xt_error *error)
{
    size_t count = xt_fixed_count(fixed), most = t->report->options.most;
    size_t *counts = calloc(xt_rule_count(), sizeof *counts);
    xt_status status = counts ? XT_OK : xt_fail_memory(error);
    for (size_t i = 0; !status && i < count; i++)
        counts[xt_fixed_change(fixed, i).finding.rule]++;
    xt_bytes_putc(t->out, '\n');
    paint(t, "\x1B[1;32m");
    if (count)
        xt_bytes_printf(t->out, "%s (%zu)", say(t, xt_fixed_is_dry(fixed) ? W_TO_REPAIR : W_REPAIRED), count);
    else
        xt_bytes_puts(t->out, say(t, xt_fixed_is_rebuilt(fixed) ? W_REBUILT : W_NO_REPAIR));
    paint(t, "\x1B[0m");
    xt_bytes_putc(t->out, '\n');
    for (size_t rule = 0; !status && rule < xt_rule_count(); rule++) {
        size_t found = counts[rule], shown = 0;
        if (found == 0)
            continue;
        xt_rule_info info = xt_rule_at(rule, t->lang);
        xt_bytes_printf(t->out, "  %s [%s] %zu\n", info.title, info.code, found);
        for (size_t i = 0; i < count && (most == 0 || shown < most); i++) {
            xt_change change = xt_fixed_change(fixed, i);
            if (change.finding.rule != (int)rule)
                continue;
            put_change(t, &change);
            shown++;
        }
        if (shown < found)
            xt_bytes_printf(t->out, "    … %zu %s\n", found - shown, say(t, W_MORE));
        status = xt_out_flow(&t->report->out, error);
    }
    free(counts);
    return status;
}

static void put_name(text_report *t, const char *file)
{
    xt_bytes_puts(t->out, t->report->files ? "\n" : "");
    paint(t, "\x1B[1m");
    put_safe(t, xt_str_of(file));
    paint(t, "\x1B[0m");
    xt_bytes_putc(t->out, '\n');
}

xt_status xt_report_text_fixed(xt_report *report, const char *file, const xt_fixed *fixed, xt_error *error)
{
    text_report t = {report, xt_fixed_remaining(fixed), &report->out.buffer, report->options.lang, NULL};
    put_name(&t, file);
    put_sheets(&t);
    xt_status status = put_changes(&t, fixed, error);
    char sentence[XT_SENTENCE_SIZE];
    for (size_t i = 0; xt_fixed_dropped(fixed, i, t.lang, sentence, sizeof sentence); i++) {
        if (i == 0)
            xt_bytes_printf(t.out, "\n%s\n", say(&t, W_DROPPED));
        xt_bytes_puts(t.out, "    ");
        put_safe(&t, xt_str_of(sentence));
        xt_bytes_putc(t.out, '\n');
    }
    if (xt_result_count(t.result))
        xt_bytes_printf(t.out, "\n%s\n", say(&t, W_REMAINS));
    if (!status)
        status = put_findings(&t, error);
    put_closing(&t);
    return status;
}

xt_status xt_report_text(xt_report *report, const char *file, const xt_result *result, xt_error *error)
{
    text_report t = {report, result, &report->out.buffer, report->options.lang, NULL};
    put_name(&t, file);
    put_sheets(&t);
    xt_status status = put_findings(&t, error);
    put_closing(&t);
    return status;
}
