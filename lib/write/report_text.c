/* SPDX-License-Identifier: MIT
 *
 * The report for people: what is to be done, the cells where it is to be done, and what was not looked at.
 */
#include "base/error.h"
#include "write/report.h"
#include "write/report_listing.h"
#include "write/report_words.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *const COLORS[XT_SEVERITY_COUNT] = {
    [XT_ERROR] = "\x1B[1;31m", [XT_WARNING] = "\x1B[1;33m", [XT_NOTE] = "\x1B[1;36m"};

typedef struct text_report {
    xt_report *report;
    const xt_result *result;
    xt_bytes *out;
    xt_lang lang;
} text_report;

static const char *say(const text_report *t, xt_report_word which)
{
    return xt_report_say(which, t->lang);
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

static void put_place(text_report *t, const xt_run *run)
{
    enum { PLACE_WIDTH = 12 };
    size_t start = t->out->size;
    xt_run_place(run, t->lang, t->out);
    if (t->out->fault)
        return;
    size_t width = width_of((xt_str){t->out->data + start, t->out->size - start});
    for (; width < PLACE_WIDTH; width++)
        xt_bytes_putc(t->out, ' ');
}

static void put_run(text_report *t, const xt_run *run)
{
    char message[XT_SENTENCE_SIZE];
    xt_bytes_puts(t->out, "    ");
    put_place(t, run);
    xt_bytes_putc(t->out, ' ');
    put_safe(t, xt_str_of(xt_finding_message(&run->first, t->lang, message, sizeof message)));
    if (run->count > 1 && run->first.cell[0]) /* "row 2-4" counts by itself */
        xt_bytes_printf(t->out, " (%zu %s)", run->count, say(t, XT_W_CELLS));
    xt_bytes_putc(t->out, '\n');
}

/* The findings of one rule. */
static xt_status put_group(text_report *t, xt_listing *listing, size_t rule, xt_error *error)
{
    xt_rule_info info = xt_rule_at(rule, t->lang);
    const xt_picked *items = NULL;
    size_t count = xt_listing_of(listing, rule, &items);
    size_t most = t->report->options.most, lines = 0, shown = 0, at = 0;
    const char *sheet = NULL;
    if (count == 0)
        return XT_OK;
    xt_bytes_printf(t->out, "  %s [%s] %zu\n", info.title, info.code, count);
    for (; at < count && (most == 0 || lines < most); lines++) {
        xt_run run = xt_listing_run(listing, items, count, &at);
        if (run.first.sheet != sheet && xt_result_sheet_count(t->result) > 1) {
            xt_bytes_printf(t->out, "    %s ", say(t, XT_W_SHEET));
            put_safe(t, xt_str_of(run.first.sheet));
            xt_bytes_putc(t->out, '\n');
            sheet = run.first.sheet;
        }
        put_run(t, &run);
        shown += run.count;
    }
    if (shown < count)
        xt_bytes_printf(t->out, "    … %zu %s\n", count - shown, say(t, XT_W_MORE));
    return xt_out_flow(&t->report->out, error);
}

/* Rule after rule, errors first. */
static xt_status put_findings(text_report *t, xt_error *error)
{
    xt_listing listing;
    xt_status status = xt_listing_make(&listing, t->result, error);
    for (int severity = XT_ERROR; !status && severity >= XT_NOTE; severity--) {
        uint64_t of_severity = xt_result_severity_count(t->result, (xt_severity)severity);
        if (of_severity == 0)
            continue;
        xt_bytes_putc(t->out, '\n');
        paint(t, COLORS[severity]);
        xt_bytes_printf(t->out, "%s (%" PRIu64 ")", xt_severity_heading((xt_severity)severity, t->lang),
                        of_severity);
        paint(t, "\x1B[0m");
        xt_bytes_putc(t->out, '\n');
        for (size_t rule = 0; !status && rule < xt_rule_count(); rule++)
            if (xt_rule_at(rule, t->lang).severity == (xt_severity)severity)
                status = put_group(t, &listing, rule, error);
    }
    xt_listing_free(&listing);
    return status;
}

static void put_sheets(text_report *t)
{
    for (size_t i = 0; i < xt_result_sheet_count(t->result); i++) {
        const xt_sheet_result *sheet = xt_result_sheet(t->result, i);
        xt_bytes_printf(t->out, "%s ", say(t, XT_W_SHEET));
        put_safe(t, xt_str_of(sheet->name));
        xt_bytes_puts(t->out, ": ");
        put_safe(t, xt_str_of(sheet->template_title));
        xt_bytes_printf(t->out, " [%s%s%s]\n  %s %" PRIu32 ", %s%" PRIu64 "%s", sheet->template_id,
                        *sheet->part ? "/" : "", sheet->part, say(t, XT_W_HEADER_ROW), sheet->header_row,
                        say(t, XT_W_ROWS_BEFORE), sheet->rows, say(t, XT_W_ROWS_BEHIND));
        if (sheet->fiscal_year)
            xt_bytes_printf(t->out, ", %s %d", say(t, XT_W_YEAR), sheet->fiscal_year);
        xt_bytes_putc(t->out, '\n');
        if (sheet->guessed) {
            xt_bytes_printf(t->out, "  %s", say(t, XT_W_GUESSED));
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
        xt_bytes_puts(t->out, say(t, XT_W_CLEAN));
        paint(t, "\x1B[0m");
        xt_bytes_putc(t->out, '\n');
    } else {
        xt_bytes_puts(t->out, say(t, XT_W_SUM));
        for (int severity = XT_ERROR; severity >= XT_NOTE; severity--)
            xt_bytes_printf(t->out, "%s %s %" PRIu64, severity == XT_ERROR ? "" : ",",
                            xt_severity_counted((xt_severity)severity, t->lang),
                            xt_result_severity_count(t->result, (xt_severity)severity));
        xt_bytes_putc(t->out, '\n');
    }
    for (size_t i = 0; i < xt_result_sheet_count(t->result); i++) {
        const xt_sheet_result *sheet = xt_result_sheet(t->result, i);
        if (sheet->minimum_rows && sheet->rows < sheet->minimum_rows)
            xt_bytes_printf(t->out, "%s %" PRIu32 "\n", say(t, XT_W_MINIMUM), sheet->minimum_rows);
    }
    for (size_t i = 0; xt_result_passed_over(t->result, i); i++) {
        xt_bytes_puts(t->out, i ? ", " : say(t, XT_W_PASSED_OVER));
        xt_bytes_puts(t->out, i ? "" : " ");
        put_safe(t, xt_str_of(xt_result_passed_over(t->result, i)));
    }
    if (xt_result_passed_over(t->result, 0))
        xt_bytes_putc(t->out, '\n');
    xt_bytes_printf(t->out, "%s\n", say(t, XT_W_NOT_CHECKED));
}

/* One line a change: the cell, what it held, what it holds. */
static void put_change(text_report *t, const xt_change *change)
{
    const xt_run one = {change->finding, change->finding.row, 1};
    xt_bytes_puts(t->out, "    ");
    put_place(t, &one);
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
        xt_bytes_printf(t->out, "%s (%zu)", say(t, xt_fixed_is_dry(fixed) ? XT_W_TO_REPAIR : XT_W_REPAIRED),
                        count);
    else
        xt_bytes_puts(t->out, say(t, xt_fixed_is_rebuilt(fixed) ? XT_W_REBUILT : XT_W_NO_REPAIR));
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
            xt_bytes_printf(t->out, "    … %zu %s\n", found - shown, say(t, XT_W_MORE));
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
    text_report t = {report, xt_fixed_remaining(fixed), &report->out.buffer, report->options.lang};
    put_name(&t, file);
    put_sheets(&t);
    xt_status status = put_changes(&t, fixed, error);
    char sentence[XT_SENTENCE_SIZE];
    for (size_t i = 0; xt_fixed_dropped(fixed, i, t.lang, sentence, sizeof sentence); i++) {
        if (i == 0)
            xt_bytes_printf(t.out, "\n%s\n", say(&t, XT_W_DROPPED));
        xt_bytes_puts(t.out, "    ");
        put_safe(&t, xt_str_of(sentence));
        xt_bytes_putc(t.out, '\n');
    }
    if (xt_result_count(t.result))
        xt_bytes_printf(t.out, "\n%s\n", say(&t, XT_W_REMAINS));
    if (!status)
        status = put_findings(&t, error);
    put_closing(&t);
    return status;
}

xt_status xt_report_text(xt_report *report, const char *file, const xt_result *result, xt_error *error)
{
    text_report t = {report, result, &report->out.buffer, report->options.lang};
    put_name(&t, file);
    put_sheets(&t);
    xt_status status = put_findings(&t, error);
    put_closing(&t);
    return status;
}
