/* SPDX-License-Identifier: MIT
 *
 * The first sheet of the review: what was checked, how much is wrong, and every finding in a line.
 */
#include "base/calendar.h"
#include "base/number.h"
#include "thai/date.h"
#include "write/report.h"
#include "write/review.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

typedef enum column {
    C_SEVERITY,
    C_HEADING,
    C_SHEET,
    C_CELL,
    C_LABEL,
    C_VALUE,
    C_MESSAGE,
    C_REPAIR,
    C_CODE,
    C_DONE,
    COLUMN_COUNT
} column;

static const struct {
    const char *title[XT_LANG_COUNT];
    double width;
} COLUMNS[COLUMN_COUNT] = {
    [C_SEVERITY] = {{"Severity", "ระดับ"}, 21},
    [C_HEADING] = {{"What to do", "สิ่งที่ต้องทำ"}, 27},
    [C_SHEET] = {{"Sheet", "แผ่นงาน"}, 14},
    [C_CELL] = {{"Cell", "ช่อง"}, 9},
    [C_LABEL] = {{"Column", "คอลัมน์"}, 26},
    [C_VALUE] = {{"Value", "ค่าที่พบ"}, 20},
    [C_MESSAGE] = {{"What is wrong", "ผิดอย่างไร แก้อย่างไร"}, 52},
    [C_REPAIR] = {{"Correct value", "ค่าที่ถูกต้อง"}, 20},
    [C_CODE] = {{"Code", "รหัส"}, 19},
    [C_DONE] = {{"Done", "แก้แล้ว"}, 8},
};

typedef enum word {
    W_TITLE,
    W_HELP,
    W_CLEAN,
    W_ROW,
    W_WHOLE_SHEET,
    W_SHEET,
    W_ROWS_BEFORE,
    W_ROWS_BEHIND,
    W_YEAR,
    W_GUESSED,
    W_LINES,
    W_COMMENTS,
    W_LINKS,
    W_CUT,
    W_MINIMUM,
    W_PASSED_OVER,
    W_NOT_CHECKED,
    W_MADE_BY,
    WORD_COUNT
} word;

static const char *const WORDS[WORD_COUNT][XT_LANG_COUNT] = {
    [W_TITLE] = {"Findings: ", "ผลการตรวจ: "},
    [W_HELP] =
        {"This is a copy to read. Click a cell's address to see the cell; point at a coloured cell to read "
         "what is wrong. Correct your own file, then check it again.",
         "ไฟล์นี้เป็นสำเนาสำหรับดูผล คลิกที่อยู่ในคอลัมน์ \"ช่อง\" เพื่อไปยังช่องนั้น ชี้ที่ช่องที่มีสีเพื่ออ่านคำอธิบาย "
         "โปรดแก้ในไฟล์ต้นฉบับแล้วตรวจอีกครั้ง"},
    [W_CLEAN] = {"Nothing to correct.", "ไม่พบสิ่งที่ต้องแก้ไข"},
    [W_ROW] = {"row", "แถว"},
    [W_WHOLE_SHEET] = {"(sheet)", "(ทั้งแผ่น)"},
    [W_SHEET] = {"Sheet", "แผ่นงาน"},
    [W_ROWS_BEFORE] = {"data rows ", "ข้อมูล "},
    [W_ROWS_BEHIND] = {"", " แถว"},
    [W_YEAR] = {"fiscal year", "ปีงบประมาณ"},
    [W_GUESSED] = {"; the form was guessed, it may also be", " (เลือกแบบที่น่าจะใช่ แบบอื่นที่เข้ากันได้:"},
    [W_LINES] = {"Findings that are not in this list; correct these first, then check again:",
                 "รายการที่ไม่ได้แสดงในตารางนี้ โปรดแก้รายการเหล่านี้ก่อนแล้วตรวจอีกครั้ง:"},
    [W_COMMENTS] = {"Coloured cells without a comment:", "ช่องที่มีสีแต่ไม่มีคำอธิบายในช่อง:"},
    [W_LINKS] = {"Cells at the end of this list without a link:", "รายการท้ายตารางที่คลิกไปยังช่องไม่ได้:"},
    [W_CUT] = {"Texts that were too long for a cell and are cut:", "ข้อความที่ยาวเกินหนึ่งช่องและถูกตัดให้สั้น:"},
    [W_MINIMUM] = {"The form asks for at least this many rows, or for all there are:",
                   "แบบฟอร์มกำหนดจำนวนแถวอย่างน้อย (หรือทั้งหมดที่มี):"},
    [W_PASSED_OVER] = {"Not looked at: sheets that follow no known form:",
                       "ไม่ได้ตรวจ: แผ่นงานที่ไม่ตรงกับแบบฟอร์มที่รู้จัก:"},
    [W_NOT_CHECKED] = {"Not checked: whether names, amounts and dates are true.",
                       "ไม่ได้ตรวจ: ชื่อ จำนวนเงิน และวันที่ ตรงกับความจริงหรือไม่"},
    [W_MADE_BY] = {"Made by", "จัดทำโดย"},
};

/* In points. */
enum { LINE_HEIGHT = 24, TITLE_HEIGHT = 32, HEADER_HEIGHT = 28 };

typedef struct lister {
    xt_review *v;
    xt_lang lang;
    uint32_t row; /* to be written next, from 0 */
    size_t lines; /* findings that are listed */
    xt_bytes line;
    lxw_format *title, *bold, *plain, *header, *wrapped, *link, *date, *number;
    lxw_format *severities[XT_SEVERITY_COUNT], *counts[XT_SEVERITY_COUNT];
} lister;

static const char *say(const lister *l, word which)
{
    return WORDS[which][l->lang];
}

/* ---------------------------------------------------------------- how it looks */

static lxw_format *framed(lister *l)
{
    lxw_format *format = xt_review_format(l->v, XT_REVIEW_FONT_SIZE, false);
    if (!format)
        return NULL;
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0xBFBFBF);
    return format;
}

static void make_formats(lister *l)
{
    xt_review *v = l->v;
    l->title = xt_review_format(v, XT_REVIEW_FONT_SIZE + 4, true);
    l->bold = xt_review_format(v, XT_REVIEW_FONT_SIZE, true);
    l->plain = xt_review_format(v, XT_REVIEW_FONT_SIZE, false);
    l->header = framed(l);
    l->wrapped = framed(l);
    l->link = framed(l);
    l->date = framed(l);
    l->number = framed(l);
    if (l->header) {
        format_set_bold(l->header);
        format_set_align(l->header, LXW_ALIGN_CENTER);
        format_set_align(l->header, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bg_color(l->header, 0xDDE6F0);
    }
    if (l->link) {
        format_set_font_color(l->link, 0x0563C1);
        format_set_underline(l->link, LXW_UNDERLINE_SINGLE);
    }
    if (l->date)
        format_set_num_format(l->date, "[$-107041E]d mmm yyyy");
    if (l->number)
        format_set_num_format(l->number, "#,##0.00");
    for (int i = 0; i < XT_SEVERITY_COUNT; i++) {
        l->severities[i] = framed(l);
        l->counts[i] = framed(l);
        if (l->severities[i])
            format_set_bg_color(l->severities[i], xt_review_fills[i]);
        if (l->counts[i]) {
            format_set_bg_color(l->counts[i], xt_review_fills[i]);
            format_set_bold(l->counts[i]);
            format_set_align(l->counts[i], LXW_ALIGN_CENTER);
        }
    }
}

/* ---------------------------------------------------------------- above and below the list */

/* Puts a text into a cell of the row in hand; what no cell can hold is left out or cut. */
static void put(lister *l, size_t at, xt_str text, lxw_format *format)
{
    xt_xlsx_text(&l->v->x, l->v->list, l->row, at, xt_review_text(l->v, text, XT_XLSX_TEXT), format);
}

/* The text in hand was written; that it is not whole is forgotten with it. */
static void end_text(lister *l)
{
    if (l->line.fault)
        xt_xlsx_note(&l->v->x, LXW_ERROR_MEMORY_MALLOC_FAILED);
    xt_bytes_clear(&l->line);
}

/* The line in hand as a row of its own. */
static void put_line(lister *l, lxw_format *format)
{
    if (format == l->title)
        xt_xlsx_note(&l->v->x, worksheet_set_row(l->v->list, l->row, TITLE_HEIGHT, NULL));
    put(l, 0, xt_bytes_str(&l->line), format);
    end_text(l);
    l->row++;
}

static void put_count(lister *l, word which, uint64_t count)
{
    if (count == 0)
        return;
    xt_bytes_printf(&l->line, "%s %" PRIu64, say(l, which), count);
    put_line(l, l->bold);
}

static void put_sheet(lister *l, const xt_sheet_result *sheet)
{
    xt_bytes_printf(&l->line, "%s %s: %s [%s%s%s], %s%" PRIu64 "%s", say(l, W_SHEET), sheet->name,
                    sheet->template_title, sheet->template_id, *sheet->part ? "/" : "", sheet->part,
                    say(l, W_ROWS_BEFORE), sheet->rows, say(l, W_ROWS_BEHIND));
    if (sheet->fiscal_year)
        xt_bytes_printf(&l->line, ", %s %d", say(l, W_YEAR), sheet->fiscal_year);
    if (sheet->guessed)
        xt_bytes_puts(&l->line, say(l, W_GUESSED));
    for (size_t i = 0; sheet->guessed && i < sheet->rival_count; i++)
        xt_bytes_printf(&l->line, " %s", xt_template_id(sheet->rivals[i]));
    if (sheet->guessed && l->lang == XT_LANG_TH)
        xt_bytes_puts(&l->line, ")");
    put_line(l, l->plain);
}

static void put_top(lister *l)
{
    xt_review *v = l->v;
    size_t count = xt_result_count(v->result);
    xt_bytes_printf(&l->line, "%s%s", say(l, W_TITLE), v->options->file);
    put_line(l, l->title);
    for (size_t i = 0; i < xt_result_sheet_count(v->result); i++)
        put_sheet(l, xt_result_sheet(v->result, i));
    if (count == 0) {
        xt_bytes_puts(&l->line, say(l, W_CLEAN));
        put_line(l, l->bold);
        return;
    }
    for (int severity = XT_ERROR, c = 0; severity >= XT_NOTE; severity--, c++) {
        xt_bytes_printf(&l->line, "%s %" PRIu64, xt_review_severities[severity][l->lang],
                        xt_result_severity_count(v->result, (xt_severity)severity));
        put(l, (size_t)c, xt_bytes_str(&l->line), l->counts[severity]);
        end_text(l);
    }
    l->row++;
    xt_bytes_puts(&l->line, say(l, W_HELP));
    put_line(l, l->plain);
    put_count(l, W_LINES, count - l->lines);
    put_count(l, W_LINKS, l->lines > XT_REVIEW_LINKS ? l->lines - XT_REVIEW_LINKS : 0);
    put_count(l, W_COMMENTS, v->uncommented);
    put_count(l, W_CUT, v->cut);
}

static void put_bottom(lister *l)
{
    const xt_result *result = l->v->result;
    l->row++;
    for (size_t i = 0; i < xt_result_sheet_count(result); i++) {
        const xt_sheet_result *sheet = xt_result_sheet(result, i);
        if (sheet->minimum_rows && sheet->rows < sheet->minimum_rows) {
            xt_bytes_printf(&l->line, "%s %" PRIu32, say(l, W_MINIMUM), sheet->minimum_rows);
            put_line(l, l->plain);
        }
    }
    for (size_t i = 0; xt_result_passed_over(result, i); i++)
        xt_bytes_printf(&l->line, "%s %s", i ? "," : say(l, W_PASSED_OVER), xt_result_passed_over(result, i));
    if (l->line.size)
        put_line(l, l->plain);
    xt_bytes_puts(&l->line, say(l, W_NOT_CHECKED));
    put_line(l, l->plain);
    xt_bytes_printf(&l->line, "%s %s %s", say(l, W_MADE_BY), l->v->options->tool, l->v->options->version);
    put_line(l, l->plain);
}

/* ---------------------------------------------------------------- the list */

/* As the text report lists them: by severity and rule, then down the columns of one sheet after the other. */
static int by_group(const void *left, const void *right)
{
    const xt_mark *a = left, *b = right;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->entry != b->entry)
        return a->entry < b->entry ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->finding < b->finding ? -1 : a->finding > b->finding;
}

static const xt_review_sheet *sheet_of(const xt_review *v, const xt_mark *mark)
{
    size_t i = 0;
    while (mark->entry >= v->sheets[i].first_entry + v->sheets[i].entry_count)
        i++;
    return &v->sheets[i];
}

/* "internal:'Sheet'!A1", where the apostrophes of a name stand twice. */
static void put_target(lister *l, const xt_review_sheet *sheet, const xt_mark *mark)
{
    char ref[XT_REF_SIZE];
    xt_bytes_puts(&l->line, "internal:'");
    for (const char *at = sheet->shown; *at; at++) {
        if (*at == '\'')
            xt_bytes_putc(&l->line, '\'');
        xt_bytes_putc(&l->line, *at);
    }
    xt_bytes_printf(&l->line, "'!%s", xt_cell_ref(mark->row, mark->column, ref));
}

static void put_cell(lister *l, const xt_mark *mark, const xt_finding *f, bool linked)
{
    enum { PLACE_SIZE = 64 };
    char place[PLACE_SIZE];
    if (f->cell[0])
        snprintf(place, sizeof place, "%s", f->cell);
    else if (f->row)
        snprintf(place, sizeof place, "%s %" PRIu32, say(l, W_ROW), f->row);
    else
        snprintf(place, sizeof place, "%s", say(l, W_WHOLE_SHEET));
    if (!linked) {
        put(l, C_CELL, xt_str_of(place), l->wrapped);
        return;
    }
    put_target(l, sheet_of(l->v, mark), mark);
    xt_xlsx_link(&l->v->x, l->v->list, l->row, C_CELL, xt_bytes_cstr(&l->line), place, l->link);
    end_text(l);
}

/* A date of the report as people write it, where the rule's sentence shows it so too. */
static void put_value(lister *l, const xt_mark *mark, const xt_finding *f)
{
    xt_day day = 0;
    double fraction = 0;
    char thai[XT_THAI_DATE_SIZE];
    bool date = strstr(xt_rule_at(mark->rule, l->lang).text, "{value|date}") != NULL;
    if (date && l->lang == XT_LANG_TH && xt_iso_parse(f->value, &day, &fraction))
        put(l, C_VALUE, xt_str_of(xt_thai_date_short(day, thai)), l->wrapped);
    else
        put(l, C_VALUE, f->value, l->wrapped);
}

/* What the column of the finding holds; XT_KIND_TEXT for a label and where there is no column. */
static xt_kind kind_of(const xt_review *v, const xt_mark *mark)
{
    const xt_entry *entry = xt_findings_at(&v->result->findings, mark->finding);
    const xt_sheet_entry *const *sheets = (const xt_sheet_entry *const *)(const void *)v->result->sheets.data;
    const xt_sheet_entry *sheet = sheets[entry->sheet];
    bool label = entry->row <= sheet->shown.header_row;
    return entry->field < 0 || label ? XT_KIND_TEXT : sheet->table->fields[entry->field].kind;
}

/* The repair as the kind of value that belongs into the cell, so that it can be copied there. */
static void put_repair(lister *l, const xt_mark *mark, const xt_finding *f)
{
    xt_day day = 0;
    double number = 0;
    xt_kind kind = kind_of(l->v, mark);
    bool counted = kind == XT_KIND_COUNT || kind == XT_KIND_FISCAL_YEAR || kind == XT_KIND_SEQUENCE;
    if (kind == XT_KIND_DATE && xt_iso_parse(f->repair, &day, &number))
        xt_xlsx_number(&l->v->x, l->v->list, l->row, C_REPAIR, xt_serial_of_day(day, false) + number,
                       l->date);
    else if ((kind == XT_KIND_MONEY || counted) && xt_double_parse(f->repair, &number))
        xt_xlsx_number(&l->v->x, l->v->list, l->row, C_REPAIR, number, counted ? l->wrapped : l->number);
    else
        put(l, C_REPAIR, f->repair, l->wrapped);
}

/* How many lines the text takes in its column; words do not fill their lines. */
static double lines_in(column at, xt_str text)
{
    const double filled = 0.9;
    return ceil((double)xt_xlsx_letters(text) / (COLUMNS[at].width * filled));
}

/* High enough for all texts of the finding: not every program fits rows to wrapped texts. */
static void set_height(lister *l, const xt_finding *f, const char *heading, const char *message)
{
    const double highest = 400; /* points; Excel takes 409 */
    double lines = fmax(lines_in(C_HEADING, xt_str_of(heading)), lines_in(C_MESSAGE, xt_str_of(message)));
    lines = fmax(lines, fmax(lines_in(C_LABEL, f->label), lines_in(C_VALUE, f->value)));
    lines = fmax(lines, fmax(lines_in(C_REPAIR, f->repair), lines_in(C_SHEET, xt_str_of(f->sheet))));
    if (lines > 1)
        xt_xlsx_note(&l->v->x,
                     worksheet_set_row(l->v->list, l->row, fmin(lines * LINE_HEIGHT, highest), NULL));
}

static void put_finding(lister *l, const xt_mark *mark, bool linked)
{
    char message[XT_SENTENCE_SIZE];
    xt_finding f = xt_result_finding(l->v->result, mark->finding);
    const char *heading = xt_rule_at(mark->rule, l->lang).title;
    set_height(l, &f, heading, xt_finding_message(&f, l->lang, message, sizeof message));
    put(l, C_SEVERITY, xt_str_of(xt_review_severities[mark->severity][l->lang]),
        l->severities[mark->severity]);
    put(l, C_HEADING, xt_str_of(heading), l->wrapped);
    put(l, C_SHEET, xt_str_of(f.sheet), l->wrapped);
    put_cell(l, mark, &f, linked);
    put(l, C_LABEL, f.label, l->wrapped);
    put_value(l, mark, &f);
    put(l, C_MESSAGE, xt_str_of(message), l->wrapped);
    put_repair(l, mark, &f);
    put(l, C_CODE, xt_str_of(f.code), l->wrapped);
    put(l, C_DONE, (xt_str){0}, l->wrapped);
    l->row++;
}

static void put_list(lister *l)
{
    enum { FROZEN = 10 };
    xt_review *v = l->v;
    uint32_t header = l->row;
    xt_xlsx_note(&v->x, worksheet_set_row(v->list, header, HEADER_HEIGHT, NULL));
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        put(l, c, xt_str_of(COLUMNS[c].title[l->lang]), l->header);
    l->row++;
    for (size_t i = 0; i < l->lines; i++)
        put_finding(l, &v->marks[i], i < XT_REVIEW_LINKS);
    xt_xlsx_note(&v->x, worksheet_autofilter(v->list, header, 0, l->row - 1, COLUMN_COUNT - 1));
    if (header < FROZEN)
        worksheet_freeze_panes(v->list, header + 1, 0);
    xt_review_print_setup(v, v->list, header, header);
}

void xt_review_list(xt_review *v)
{
    lister l = {.v = v, .lang = v->options->lang, .line = xt_bytes_make(SIZE_MAX / 2)};
    l.lines = v->mark_count < XT_REVIEW_LINES ? v->mark_count : XT_REVIEW_LINES;
    qsort(v->marks, v->mark_count, sizeof *v->marks, by_group);
    make_formats(&l);
    worksheet_set_default_row(v->list, LINE_HEIGHT, LXW_FALSE);
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        xt_xlsx_note(&v->x,
                     worksheet_set_column(v->list, (lxw_col_t)c, (lxw_col_t)c, COLUMNS[c].width, NULL));
    put_top(&l);
    if (l.lines)
        put_list(&l);
    else
        xt_review_print_setup(v, v->list, 0, 0);
    worksheet_ignore_errors(v->list, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    put_bottom(&l);
    worksheet_activate(v->list);
    xt_bytes_free(&l.line);
}
