/* SPDX-License-Identifier: MIT
 *
 * Requests for sums over several workbooks.
 */
#include "call.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static xt_group_by group_of(const char *word)
{
    static const char *const WORDS[] = {"month", "method", "source", "vendor", "agency"};
    size_t i = 0;
    while (i + 1 < XT_GROUP_BY_COUNT && strcmp(WORDS[i], word) != 0)
        i++;
    return (xt_group_by)i;
}

/* months, quarter, year, kind ("annual", or "progress" with asOf). */
static xt_status summary_options(web_call *c, xt_summary_options *o)
{
    const char *months = web_text(c, "months"), *quarter = web_text(c, "quarter"),
               *kind = web_text(c, "kind");
    const char *as_of = web_text(c, "asOf");
    *o = (xt_summary_options){.agency = web_text(c, "agency"), .progress = web_progress};
    o->fiscal_year = web_number(c, "year");
    o->has_period = months != NULL;
    o->has_as_of = as_of != NULL;
    if (months && !xt_parse_months(months, &o->first_day, &o->last_day))
        return web_refuse(c, "months");
    if (quarter && !xt_parse_quarter(quarter, &o->fiscal_year, &o->quarter))
        return web_refuse(c, "quarter");
    if (as_of && !xt_parse_date(as_of, &o->as_of))
        return web_refuse(c, "asOf");
    bool progress = kind && strcmp(kind, "progress") == 0;
    if (progress && !as_of)
        return web_refuse(c, "asOf");
    o->kind = months     ? XT_SUM_MONTHS
              : quarter  ? XT_SUM_QUARTER
              : progress ? XT_SUM_PROGRESS
              : kind     ? XT_SUM_YEAR
                         : XT_SUM_FIGURES;
    if (o->kind == XT_SUM_FIGURES && o->fiscal_year) { /* the twelve months of a year */
        o->kind = XT_SUM_MONTHS;
        o->has_period = o->overview = true;
        xt_fiscal_year_days(o->fiscal_year, &o->first_day, &o->last_day);
    }
    return web_find_form(c, "template", &o->form);
}

/* Reads one of the files that a summary is of. */
static xt_status sum_file(web_call *c, xt_summary *sum, const json_t *file)
{
    web_call one = {.request = file, .lang = c->lang};
    xt_book *book = NULL;
    xt_status status = web_open_book(&one, &book);
    if (!status)
        status = xt_summary_read(sum, book, XT_ALL_SHEETS, web_text(&one, "file"), false, &one.error);
    xt_book_close(book);
    if (status) {
        c->error = one.error;
        web_answer(c, "file", web_text_json(web_text(&one, "file")));
    }
    return status;
}

/* files (objects with path, file, encoding, delimiter), by, out, and what summary_options reads. */
xt_status web_summary(web_call *c)
{
    xt_summary *sum = NULL;
    xt_summary_options options;
    xt_summary_report_options form = {
        .format = XT_FORMAT_JSON, .lang = c->lang, .tool = "xlssum", .version = XT_VERSION};
    const json_t *file, *files = json_object_get(c->request, "files");
    size_t i;
    const char **by = NULL;
    xt_status status = web_texts(c, "by", &by);
    for (; by && by[form.depth] && form.depth < XT_GROUP_BY_COUNT; form.depth++)
        form.by[form.depth] = group_of(by[form.depth]);
    free(by);
    if (!status)
        status = summary_options(c, &options);
    if (!status)
        status = xt_summary_begin(&sum, web_forms, &options, &c->error);
    json_array_foreach(files, i, file) if (!status) status = sum_file(c, sum, file);
    if (!status)
        status = xt_summary_settle(sum, &c->error);
    if (!status && web_text(c, "out") && options.kind != XT_SUM_FIGURES)
        status = xt_summary_write(sum, web_text(c, "out"), &c->error);
    if (!status)
        status = xt_summary_report(sum, &form, &WEB_WRITTEN, &c->error);
    xt_summary_free(sum);
    return status;
}

/* The months of a fiscal year, as months are named in requests: "2566-10" ... */
static json_t *list_months(int fiscal_year)
{
    enum { MONTHS = 12 };
    json_t *list = json_array();
    for (int i = 0; i < 2 * MONTHS; i++) {
        char month[sizeof "2567-01"];
        int32_t first = 0, last = 0;
        snprintf(month, sizeof month, "%04d-%02d", fiscal_year - 1 + i / MONTHS, i % MONTHS + 1);
        if (xt_parse_months(month, &first, &last) && xt_fiscal_year_of(first) == fiscal_year)
            json_array_append_new(list, json_string(month));
    }
    return list;
}

/* months: names of months; today: a date, for where there is none. The fiscal years that they are in, the
 * last first, with all their months; twenty at most. */
xt_status web_fiscal_years(web_call *c)
{
    enum { MOST = 20 };
    int32_t day = 0, last = 0;
    int from = INT_MAX, to = 0;
    const char **months = NULL;
    xt_status status = web_texts(c, "months", &months);
    for (size_t i = 0; months && months[i]; i++)
        if (xt_parse_months(months[i], &day, &last)) {
            from = xt_fiscal_year_of(day) < from ? xt_fiscal_year_of(day) : from;
            to = xt_fiscal_year_of(day) > to ? xt_fiscal_year_of(day) : to;
        }
    free(months);
    if (!to && web_text(c, "today") && xt_parse_date(web_text(c, "today"), &day))
        from = to = xt_fiscal_year_of(day);
    json_t *list = json_array();
    for (int year = to; year >= from && year > to - MOST; year--)
        json_array_append_new(list, json_pack("{s:i, s:o}", "year", year, "months", list_months(year)));
    web_answer(c, "years", list);
    return status;
}
