/* SPDX-License-Identifier: MIT
 *
 * The report as a page that needs nothing else: no script, no picture, nothing fetched. What comes out of a
 * file is text in it, whatever it looks like.
 */
#include "base/error.h"
#include "write/report.h"
#include "write/report_listing.h"
#include "write/report_words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINES = 1000 }; /* of one kind: a browser shows no million rows */

/* Texts before and after a change are shown with every blank. */
static const char STYLE[] =
    "body{font:1rem/1.6 \"TH Sarabun New\",\"Sarabun\",\"Noto Sans Thai\",sans-serif;margin:0 auto;"
    "max-width:70rem;padding:1rem;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.4rem;overflow-wrap:anywhere;border-bottom:2px solid #1b1b1b}"
    "h2{font-size:1.15rem;margin:1.5rem 0 .3rem;padding:.1rem .6rem;border-left:.4rem solid}"
    "h2.error{color:#a3001b}h2.warning{color:#7a4b00}h2.note{color:#004b87}h2.done{color:#005c2e}"
    "h3{font-size:1rem;margin:.8rem 0 .2rem}code{color:#555;font-size:.85em}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #bbb;padding:.15rem .5rem;text-align:left;vertical-align:top}"
    "th{background:#f0f0f0;white-space:nowrap}td{overflow-wrap:anywhere}"
    "td.place{white-space:nowrap;min-width:7rem;width:1%}td.text{white-space:pre-wrap}"
    "p{margin:.3rem 0}.sum{font-weight:bold}"
    "@media print{body{max-width:none;padding:0}h2,h3{break-after:avoid}tr{break-inside:avoid}"
    "thead{display:table-header-group}}";

typedef struct page {
    xt_report *report;
    const xt_result *result;
    xt_bytes *out;
    xt_lang lang;
} page;

static const char *say(const page *p, xt_report_word word)
{
    return xt_report_say(word, p->lang);
}

static void put(page *p, const char *html)
{
    xt_bytes_puts(p->out, html);
}

static void put_text(page *p, xt_str text)
{
    xt_html_text(p->out, text);
}

static void put_words(page *p, const char *text)
{
    put_text(p, xt_str_of(text));
}

/* <p>words: text</p>; text NULL: the words alone. */
static void put_line(page *p, const char *words, const char *text)
{
    put(p, "<p>");
    put_words(p, words);
    put(p, text ? " " : "");
    put_words(p, text ? text : "");
    put(p, "</p>\n");
}

void xt_report_html_begin(xt_report *report)
{
    page p = {report, NULL, &report->out.buffer, report->options.lang};
    put(&p, p.lang == XT_LANG_TH ? "<!DOCTYPE html>\n<html lang=\"th\">\n"
                                 : "<!DOCTYPE html>\n<html lang=\"en\">\n");
    put(&p, "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'\">\n"
            "<title>");
    put_words(&p, report->options.tool);
    put(&p, "</title>\n<style>");
    put(&p, STYLE);
    put(&p, "</style></head>\n<body>\n<main>\n");
}

void xt_report_html_end(xt_report *report)
{
    page p = {report, NULL, &report->out.buffer, report->options.lang};
    put(&p, "</main>\n<footer><p>");
    put_words(&p, report->options.tool);
    put(&p, " ");
    put_words(&p, report->options.version);
    put(&p, "</p></footer>\n</body>\n</html>\n");
}

static void begin_file(page *p, const char *file)
{
    put(p, "<section>\n<h1>");
    put_words(p, file);
    put(p, "</h1>\n");
}

static void put_sheet(page *p, const xt_sheet_result *sheet)
{
    put(p, "<p><b>");
    put_words(p, say(p, XT_W_SHEET));
    put(p, " ");
    put_words(p, sheet->name);
    put(p, "</b>: ");
    put_words(p, sheet->template_title);
    put(p, " <code>[");
    put_words(p, sheet->template_id);
    put(p, *sheet->part ? "/" : "");
    put_words(p, sheet->part);
    xt_bytes_printf(p->out, "]</code><br>%s %" PRIu32 ", %s%" PRIu64 "%s", say(p, XT_W_HEADER_ROW),
                    sheet->header_row, say(p, XT_W_ROWS_BEFORE), sheet->rows, say(p, XT_W_ROWS_BEHIND));
    if (sheet->fiscal_year)
        xt_bytes_printf(p->out, ", %s %d", say(p, XT_W_YEAR), sheet->fiscal_year);
    if (sheet->guessed) {
        put(p, "<br>");
        put_words(p, say(p, XT_W_GUESSED));
        for (size_t i = 0; i < sheet->rival_count; i++) {
            put(p, " ");
            put_words(p, xt_template_id(sheet->rivals[i]));
        }
    }
    put(p, "</p>\n");
}

static void put_sheets(page *p)
{
    for (size_t i = 0; i < xt_result_sheet_count(p->result); i++)
        put_sheet(p, xt_result_sheet(p->result, i));
}

/* What was noticed in the file, where there is anything. */
static void put_notes(page *p, const xt_result *result)
{
    char message[XT_MESSAGE_SIZE];
    for (size_t i = 0; xt_result_note(result, i); i++) {
        if (i == 0)
            put_line(p, say(p, XT_W_NOTED), NULL);
        put(p, i ? "<li>" : "<ul>\n<li>");
        put_words(p, xt_error_message(xt_result_note(result, i), p->lang, message, sizeof message));
        put(p, "</li>\n");
    }
    put(p, xt_result_note(result, 0) ? "</ul>\n" : "");
}

static void put_heading(page *p, const char *kind, const char *words, uint64_t count)
{
    xt_bytes_printf(p->out, "<h2 class=\"%s\">", kind);
    put_words(p, words);
    if (count)
        xt_bytes_printf(p->out, " (%" PRIu64 ")", count);
    put(p, "</h2>\n");
}

static void put_rule(page *p, size_t rule, size_t count)
{
    xt_rule_info info = xt_rule_at(rule, p->lang);
    put(p, "<h3>");
    put_words(p, info.title);
    put(p, " <code>[");
    put_words(p, info.code);
    xt_bytes_printf(p->out, "]</code> %zu</h3>\n", count);
}

/* The head of a table whose columns are named by the words; XT_W_COUNT: no such column. */
static void begin_table(page *p, xt_report_word first, xt_report_word second, xt_report_word third,
                        xt_report_word fourth)
{
    const xt_report_word words[] = {first, second, third, fourth};
    put(p, "<table><thead><tr>");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i] != XT_W_COUNT) {
            put(p, "<th scope=\"col\">");
            put_words(p, say(p, words[i]));
        }
    put(p, "</tr></thead>\n<tbody>\n");
}

static void end_table(page *p, size_t left)
{
    put(p, "</tbody></table>\n");
    if (left)
        xt_bytes_printf(p->out, "<p>… %zu %s</p>\n", left, say(p, XT_W_MORE_CSV));
}

/* Where the findings of a row of the table are: the sheet where there are several, and the cells. */
static void put_place(page *p, const xt_run *run, bool with_sheet)
{
    put(p, "<tr>");
    if (with_sheet) {
        put(p, "<td class=\"place\">");
        put_words(p, run->first.sheet ? run->first.sheet : "");
    }
    put(p, "<td class=\"place\">");
    xt_run_place(run, p->lang, p->out);
}

static xt_status put_group(page *p, xt_listing *listing, size_t rule, xt_error *error)
{
    char message[XT_SENTENCE_SIZE];
    const xt_picked *items = NULL;
    size_t count = xt_listing_of(listing, rule, &items), shown = 0, at = 0;
    bool several = xt_result_sheet_count(p->result) > 1;
    if (count == 0)
        return XT_OK;
    put_rule(p, rule, count);
    begin_table(p, several ? XT_W_SHEET : XT_W_COUNT, XT_W_CELL, XT_W_FINDING, XT_W_COUNT);
    for (size_t lines = 0; at < count && lines < LINES; lines++) {
        xt_run run = xt_listing_run(listing, items, count, &at);
        put_place(p, &run, several);
        put(p, "<td>");
        put_words(p, xt_finding_message(&run.first, p->lang, message, sizeof message));
        if (run.count > 1 && run.first.cell[0])
            xt_bytes_printf(p->out, " (%zu %s)", run.count, say(p, XT_W_CELLS));
        put(p, "</tr>\n");
        shown += run.count;
    }
    end_table(p, count - shown);
    return xt_out_flow(&p->report->out, error);
}

static xt_status put_findings(page *p, xt_error *error)
{
    xt_listing listing;
    xt_status status = xt_listing_make(&listing, p->result, error);
    for (int severity = XT_ERROR; !status && severity >= XT_NOTE; severity--) {
        uint64_t count = xt_result_severity_count(p->result, (xt_severity)severity);
        if (count)
            put_heading(p, xt_severity_name((xt_severity)severity),
                        xt_severity_heading((xt_severity)severity, p->lang), count);
        for (size_t rule = 0; !status && count && rule < xt_rule_count(); rule++)
            if (xt_rule_at(rule, p->lang).severity == (xt_severity)severity)
                status = put_group(p, &listing, rule, error);
    }
    xt_listing_free(&listing);
    return status;
}

static void put_sum(page *p)
{
    put(p, "<p class=\"sum\">");
    if (xt_result_count(p->result) == 0) {
        put_words(p, say(p, XT_W_CLEAN));
    } else {
        put_words(p, say(p, XT_W_SUM));
        for (int severity = XT_ERROR; severity >= XT_NOTE; severity--)
            xt_bytes_printf(p->out, "%s %s %" PRIu64, severity == XT_ERROR ? "" : ",",
                            xt_severity_counted((xt_severity)severity, p->lang),
                            xt_result_severity_count(p->result, (xt_severity)severity));
    }
    put(p, "</p>\n");
}

/* What the form asks for besides, and what was not looked at. */
static void end_file(page *p)
{
    for (size_t i = 0; i < xt_result_sheet_count(p->result); i++) {
        char number[16];
        const xt_sheet_result *sheet = xt_result_sheet(p->result, i);
        snprintf(number, sizeof number, "%" PRIu32, sheet->minimum_rows);
        if (sheet->minimum_rows && sheet->rows < sheet->minimum_rows)
            put_line(p, say(p, XT_W_MINIMUM), number);
    }
    for (size_t i = 0; xt_result_passed_over(p->result, i); i++)
        put_line(p, say(p, XT_W_PASSED_OVER), xt_result_passed_over(p->result, i));
    put_line(p, say(p, XT_W_NOT_CHECKED), NULL);
    put(p, "</section>\n");
}

xt_status xt_report_html(xt_report *report, const char *file, const xt_result *result, xt_error *error)
{
    page p = {report, result, &report->out.buffer, report->options.lang};
    begin_file(&p, file);
    put_sheets(&p);
    put_notes(&p, result);
    put_sum(&p);
    xt_status status = put_findings(&p, error);
    end_file(&p);
    return status;
}

/* The changes that one rule asked for. */
static void put_changes_of(page *p, const xt_fixed *fixed, size_t rule, size_t count)
{
    bool several = xt_result_sheet_count(p->result) > 1;
    size_t shown = 0;
    put_rule(p, rule, count);
    begin_table(p, several ? XT_W_SHEET : XT_W_COUNT, XT_W_CELL, XT_W_BEFORE, XT_W_AFTER);
    for (size_t i = 0; i < xt_fixed_count(fixed) && shown < LINES; i++) {
        xt_change change = xt_fixed_change(fixed, i);
        if (change.finding.rule != (int)rule)
            continue;
        const xt_run one = {change.finding, change.finding.row, 1};
        put_place(p, &one, several);
        put(p, "<td class=\"text\">");
        put_text(p, change.finding.value);
        put(p, "<td class=\"text\">");
        put_text(p, change.after);
        put(p, "</tr>\n");
        shown++;
    }
    end_table(p, count - shown);
}

static xt_status put_changes(page *p, const xt_fixed *fixed, xt_error *error)
{
    size_t count = xt_fixed_count(fixed);
    size_t *counts = calloc(xt_rule_count(), sizeof *counts);
    if (!counts)
        return xt_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        counts[xt_fixed_change(fixed, i).finding.rule]++;
    xt_report_word words = count ? xt_fixed_is_dry(fixed) ? XT_W_TO_REPAIR : XT_W_REPAIRED
                           : xt_fixed_is_rebuilt(fixed) ? XT_W_REBUILT
                                                        : XT_W_NO_REPAIR;
    put_heading(p, "done", say(p, words), count);
    xt_status status = XT_OK;
    for (size_t rule = 0; !status && rule < xt_rule_count(); rule++)
        if (counts[rule]) {
            put_changes_of(p, fixed, rule, counts[rule]);
            status = xt_out_flow(&p->report->out, error);
        }
    free(counts);
    return status;
}

xt_status xt_report_html_fixed(xt_report *report, const char *file, const xt_fixed *fixed, xt_error *error)
{
    char sentence[XT_SENTENCE_SIZE];
    page p = {report, xt_fixed_remaining(fixed), &report->out.buffer, report->options.lang};
    begin_file(&p, file);
    put_sheets(&p);
    put_notes(&p, xt_fixed_before(fixed));
    xt_status status = put_changes(&p, fixed, error);
    for (size_t i = 0; xt_fixed_dropped(fixed, i, p.lang, sentence, sizeof sentence); i++)
        put_line(&p, i ? "" : say(&p, XT_W_DROPPED), sentence);
    if (xt_result_count(p.result))
        put_line(&p, say(&p, XT_W_REMAINS), NULL);
    put_sum(&p);
    if (!status)
        status = put_findings(&p, error);
    end_file(&p);
    return status;
}

void xt_report_html_trouble(xt_report *report, const char *file, const char *message)
{
    page p = {report, NULL, &report->out.buffer, report->options.lang};
    begin_file(&p, file);
    put(&p, "<p class=\"sum\">");
    put_words(&p, message);
    put(&p, "</p>\n</section>\n");
}
