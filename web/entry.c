/* SPDX-License-Identifier: MIT
 *
 * What the page asks of the library: one function that takes a request as JSON and leaves an answer as JSON.
 * Files lie in the memory of the page (page/wasi.js), under the paths that a request names; what is written
 * appears there. A workbook that was checked stays known by the number that the request gave it, and the rows
 * of the sheet that was shown last stay in memory.
 *
 *     {"do":"check","id":3,"path":"/in/3/o16.xlsx","file":"o16.xlsx","lang":"th"}
 *
 * page/worker.js knows the requests; each function below tells the members that it reads.
 */
#include "entry.h"

#include "base/bytes.h"
#include "base/error.h"
#include "grid.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* What the page may take of the memory of a browser: a file that wants more is for the tools. */
enum { PAGE_LIMIT = 150 << 20 };

/* ---------------------------------------------------------------- requests and answers */

typedef struct call {
    const json_t *request;
    json_t *answer; /* an object */
    xt_lang lang;
    xt_error error;
} call;

static xt_templates *forms;
static char *answer_text;

/* Text that the library writes, which goes to the page as it is. */
static xt_bytes written = {.maximum = SIZE_MAX / 2};

static int keep_written(void *context, const char *data, size_t size)
{
    (void)context;
    return xt_bytes_append(&written, data, size) ? ENOMEM : 0;
}

static const xt_output WRITTEN = {keep_written, NULL, "report"};

/* The member as text; NULL: it is not there, or "". */
static const char *text_of(const call *c, const char *key)
{
    const char *text = json_string_value(json_object_get(c->request, key));
    return text && *text ? text : NULL;
}

static int number_of(const call *c, const char *key)
{
    return (int)json_integer_value(json_object_get(c->request, key));
}

static bool is_true(const call *c, const char *key)
{
    return json_is_true(json_object_get(c->request, key));
}

/* The member as texts that NULL ends, borrowed; free() the list. NULL: it is not there, or memory is out. */
static const char **texts_of(const call *c, const char *key)
{
    const json_t *list = json_object_get(c->request, key);
    const char **texts = json_is_array(list) ? calloc(json_array_size(list) + 1, sizeof *texts) : NULL;
    for (size_t i = 0; texts && i < json_array_size(list); i++)
        texts[i] = json_string_value(json_array_get(list, i));
    return texts;
}

static void answer(call *c, const char *key, json_t *value)
{
    json_object_set_new(c->answer, key, value);
}

/* jansson refuses what is no UTF-8; names in a file may be anything. */
static json_t *text_json(const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    return value ? value : json_string("\xEF\xBF\xBD");
}

/* ---------------------------------------------------------------- what all requests share */

static void tell_progress(void *context, uint64_t rows, double share)
{
    (void)context;
    page_progress((double)rows, share);
}

static xt_limits page_limits(void)
{
    xt_limits limits = xt_limits_default();
    limits.input_size = limits.sheet_size = limits.part_size = limits.strings_size = PAGE_LIMIT;
    return limits;
}

/* path, encoding, delimiter */
static xt_status open_book(call *c, xt_book **book)
{
    const char *delimiter = text_of(c, "delimiter");
    xt_open_options options = xt_open_options_default();
    options.limits = page_limits();
    options.encoding = text_of(c, "encoding");
    options.delimiter = delimiter ? *delimiter : 0;
    return xt_book_open(book, text_of(c, "path"), &options, &c->error);
}

/* The template that a member names; none is named: *form stays NULL. */
static xt_status find_form(call *c, const char *key, const xt_template **form)
{
    const char *name = text_of(c, key);
    return name ? xt_templates_find(forms, name, form, &c->error) : XT_OK;
}

/* template, year, sheet (from 0) */
static xt_status check_options(call *c, xt_check_options *options)
{
    *options = xt_check_options_default();
    options->fiscal_year = number_of(c, "year");
    if (json_is_integer(json_object_get(c->request, "sheet")))
        options->sheet = (size_t)number_of(c, "sheet");
    options->progress = tell_progress;
    return find_form(c, "template", &options->form);
}

static xt_report_options report_options(const call *c, xt_format format, const char *tool)
{
    return (xt_report_options){.format = format, .lang = c->lang, .tool = tool, .version = XT_VERSION};
}

/* ---------------------------------------------------------------- start */

static json_t *list_forms(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < xt_templates_count(forms); i++) {
        const xt_template *t = xt_templates_at(forms, i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:i, s:b, s:s}", "id", xt_template_id(t),
                                              "title", xt_template_title(t), "item", xt_template_item(t),
                                              "year", xt_template_year(t), "inSet", xt_template_in_set(t),
                                              "mark", xt_template_mark(t)));
    }
    return list;
}

static json_t *list_rules(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < xt_rule_count(); i++) {
        xt_rule_info english = xt_rule_at(i, XT_LANG_EN), thai = xt_rule_at(i, XT_LANG_TH);
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:{s:s, s:s}, s:b}", "code", english.code, "severity",
                                        xt_severity_name(english.severity), "title", "th", thai.title, "en",
                                        english.title, "repairs", english.repair != NULL));
    }
    return list;
}

/* The sentence that cannot be made any more when it is wanted. */
static json_t *tell_no_memory(void)
{
    xt_error error;
    char thai[XT_MESSAGE_SIZE], english[XT_MESSAGE_SIZE];
    xt_fail_memory(&error);
    return json_pack("{s:s, s:s}", "th", xt_error_message(&error, XT_LANG_TH, thai, sizeof thai), "en",
                     xt_error_message(&error, XT_LANG_EN, english, sizeof english));
}

/* The templates are in /templates. */
static xt_status start(call *c)
{
    xt_status status = forms ? XT_OK : xt_templates_open(&forms, "/templates", &c->error);
    if (status)
        return status;
    answer(c, "version", json_string(XT_VERSION));
    answer(c, "templates", list_forms());
    answer(c, "rules", list_rules());
    answer(c, "noMemory", tell_no_memory());
    return XT_OK;
}

/* ---------------------------------------------------------------- checking */

/* What was found in the workbooks that were checked, by the page's numbers, which count from 1. */
static xt_bytes checked = {.maximum = SIZE_MAX / 2}; /* of xt_result * */

/* Where the result of the request's id is; NULL: it has none, or memory is out. */
static xt_result **slot(const call *c)
{
    static xt_result *const NONE = NULL;
    int id = number_of(c, "id");
    while (id > 0 && checked.size < (size_t)id * sizeof NONE)
        if (xt_bytes_append(&checked, &NONE, sizeof NONE))
            return NULL;
    return id > 0 ? (xt_result **)(void *)checked.data + (id - 1) : NULL;
}

/* The result of the request's id; NULL: there is none. */
static xt_result *result_of(const call *c)
{
    xt_result **result = slot(c);
    return result ? *result : NULL;
}

static xt_status forget(call *c)
{
    xt_result **result = slot(c);
    if (!result)
        return xt_fail_memory(&c->error);
    xt_result_free(*result);
    *result = NULL;
    return XT_OK;
}

static json_t *list_all_sheets(const xt_book *book)
{
    json_t *list = json_array();
    for (size_t i = 0; xt_book_sheet(book, i); i++)
        if (xt_book_sheet(book, i)->is_worksheet)
            json_array_append_new(list, json_pack("{s:i, s:o}", "index", (int)i, "name",
                                                  text_json(xt_book_sheet(book, i)->name)));
    return list;
}

static json_t *list_sheets(const xt_result *result)
{
    json_t *list = json_array();
    for (size_t i = 0; i < xt_result_sheet_count(result); i++) {
        const xt_sheet_result *s = xt_result_sheet(result, i);
        json_array_append_new(
            list, json_pack("{s:i, s:o, s:s, s:s, s:o, s:i, s:I, s:i, s:b}", "index", (int)s->index, "name",
                            text_json(s->name), "template", s->template_id, "title", s->template_title,
                            "agency", text_json(s->agency), "header_row", (int)s->header_row, "rows",
                            (json_int_t)s->rows, "year", s->fiscal_year, "guessed", s->guessed));
    }
    return list;
}

static json_t *list_notes(const call *c, const xt_book *book)
{
    char message[XT_MESSAGE_SIZE];
    json_t *list = json_array();
    for (size_t i = 0; xt_book_note(book, i); i++)
        json_array_append_new(
            list, text_json(xt_error_message(xt_book_note(book, i), c->lang, message, sizeof message)));
    return list;
}

/* The titles of the columns that findings are about: by sheet, then by field. */
static json_t *list_labels(const xt_result *result)
{
    json_t *sheets = json_object();
    for (size_t i = 0; i < xt_result_count(result); i++) {
        xt_finding f = xt_result_finding(result, i);
        if (!f.sheet || !f.field || !f.label.data)
            continue;
        json_t *fields = json_object_get(sheets, f.sheet);
        if (!fields && json_object_set_new(sheets, f.sheet, json_object()) == 0)
            fields = json_object_get(sheets, f.sheet);
        if (fields && !json_object_get(fields, f.field))
            json_object_set_new(fields, f.field, json_stringn(f.label.data, f.label.size));
    }
    return sheets;
}

/* id, and what open_book and check_options read. What the book is is told even where it follows no form. */
static xt_status check(call *c)
{
    xt_book *book = NULL;
    xt_check_options options;
    xt_result *result = NULL;
    xt_status status = forget(c);
    if (!status)
        status = check_options(c, &options);
    if (!status)
        status = open_book(c, &book);
    if (!status) {
        char delimiter[] = {xt_book_delimiter(book), '\0'};
        answer(c, "container", json_string(xt_container_name(xt_book_container(book))));
        answer(c, "untyped", json_boolean(xt_book_is_untyped(book)));
        answer(c, "encoding", text_json(xt_book_encoding(book)));
        answer(c, "delimiter", text_json(*delimiter ? delimiter : NULL));
        answer(c, "allSheets", list_all_sheets(book));
        status = xt_check(&result, book, forms, &options, &c->error);
    }
    if (!status)
        answer(c, "sheets", list_sheets(result));
    if (!status)
        answer(c, "labels", list_labels(result));
    if (!status)
        *slot(c) = result;
    if (book)
        answer(c, "notes", list_notes(c, book));
    xt_book_close(book);
    return status;
}

/* id, file, format ("json", "csv", "html"): the findings, as xlscheck writes them. */
static xt_status report(call *c)
{
    static const struct {
        const char *name;
        xt_format format;
    } FORMATS[] = {{"json", XT_FORMAT_JSON}, {"csv", XT_FORMAT_CSV}, {"html", XT_FORMAT_HTML}};
    const char *wanted = text_of(c, "format");
    xt_format format = XT_FORMAT_JSON;
    for (size_t i = 0; wanted && i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(FORMATS[i].name, wanted) == 0)
            format = FORMATS[i].format;
    xt_report *out = NULL;
    xt_report_options options = report_options(c, format, "xlscheck");
    xt_status status = xt_report_begin(&out, &options, &WRITTEN, &c->error);
    if (!status)
        status = xt_report_add(out, text_of(c, "file"), result_of(c), &c->error);
    xt_status ended = xt_report_end(out, &c->error);
    return status ? status : ended;
}

/* id, file, out, and what open_book reads: the workbook for people who correct by hand. */
static xt_status review(call *c)
{
    xt_book *book = NULL;
    const xt_review_options options = {
        .lang = c->lang, .file = text_of(c, "file"), .tool = "xlscheck", .version = XT_VERSION};
    xt_status status = open_book(c, &book);
    if (!status)
        status = xt_review_write(book, result_of(c), &options, text_of(c, "out"), &c->error);
    xt_book_close(book);
    return status;
}

/* ---------------------------------------------------------------- the grid */

static web_grid *shown;

/* index, and what open_book reads: the rows of a sheet, for the next requests of rows. */
static xt_status sheet(call *c)
{
    xt_book *book = NULL;
    web_grid_free(shown);
    shown = NULL;
    xt_status status = open_book(c, &book);
    if (!status)
        status = web_grid_read(&shown, book, (size_t)number_of(c, "index"), tell_progress, &c->error);
    xt_book_close(book);
    if (status)
        return status;
    answer(c, "rows", json_integer((json_int_t)web_grid_last_row(shown)));
    answer(c, "columns", json_integer((json_int_t)web_grid_last_column(shown)));
    return XT_OK;
}

/* first, count: the rows from that number on, of the sheet that was shown last. */
static xt_status rows(call *c)
{
    json_t *list = json_array();
    uint32_t first = (uint32_t)number_of(c, "first"), past = first + (uint32_t)number_of(c, "count");
    web_grid_row row;
    for (size_t i = shown ? web_grid_find(shown, first) : 0;
         shown && web_grid_at(shown, i, &row) && row.number < past; i++) {
        json_t *cells = json_array();
        web_grid_cell cell = {0};
        while (web_grid_next(&row, &cell))
            json_array_append_new(cells, json_pack("{s:i, s:s%, s:s}", "column", (int)cell.column, "text",
                                                   cell.text.data, cell.text.size, "type", cell.type));
        json_array_append_new(list, json_pack("{s:i, s:o}", "row", (int)row.number, "cells", cells));
    }
    answer(c, "rows", list);
    return XT_OK;
}

/* ---------------------------------------------------------------- correcting */

/* Which of the changes are only probable, by their numbers. */
static json_t *list_guesses(const xt_fixed *fixed)
{
    json_t *list = json_array();
    for (size_t i = 0; i < xt_fixed_count(fixed); i++)
        if (!xt_fixed_change(fixed, i).finding.repair.data)
            json_array_append_new(list, json_integer((json_int_t)i));
    return list;
}

/* path, out, file, suggested, leave, dry, and what check_options reads. The report is as xlsfix writes it. */
static xt_status fix(call *c)
{
    xt_fixed *fixed = NULL;
    xt_report *out = NULL;
    xt_fix_options options = xt_fix_options_default();
    xt_report_options form = report_options(c, XT_FORMAT_JSON, "xlsfix");
    const char **leave = texts_of(c, "leave");
    options.leave = leave;
    options.suggested = is_true(c, "suggested");
    options.dry_run = is_true(c, "dry");
    options.force = is_true(c, "force");
    options.limits = page_limits();
    xt_status status = check_options(c, &options.check);
    if (!status)
        status = xt_fix(&fixed, text_of(c, "path"), text_of(c, "out"), forms, &options, &c->error);
    if (!status)
        status = xt_report_begin(&out, &form, &WRITTEN, &c->error);
    if (!status)
        status = xt_report_add_fixed(out, text_of(c, "file"), fixed, &c->error);
    xt_status ended = xt_report_end(out, &c->error);
    if (!status)
        answer(c, "guesses", list_guesses(fixed));
    xt_fixed_free(fixed);
    free(leave);
    return status ? status : ended;
}

/* ---------------------------------------------------------------- summing up */

static xt_group_by group_of(const char *word)
{
    static const char *const WORDS[] = {"month", "method", "source", "vendor", "agency"};
    size_t i = 0;
    while (i + 1 < XT_GROUP_BY_COUNT && strcmp(WORDS[i], word) != 0)
        i++;
    return (xt_group_by)i;
}

/* months, quarter, year, kind ("annual", "progress"), asOf. */
static xt_status summary_options(call *c, xt_summary_options *o)
{
    const char *months = text_of(c, "months"), *quarter = text_of(c, "quarter"), *kind = text_of(c, "kind");
    *o = (xt_summary_options){.agency = text_of(c, "agency"), .progress = tell_progress};
    o->fiscal_year = number_of(c, "year");
    if (text_of(c, "asOf"))
        o->has_as_of = xt_parse_date(text_of(c, "asOf"), &o->as_of);
    if (months && xt_parse_months(months, &o->first_day, &o->last_day)) {
        o->kind = XT_SUM_MONTHS;
        o->has_period = true;
    } else if (quarter && xt_parse_quarter(quarter, &o->fiscal_year, &o->quarter)) {
        o->kind = XT_SUM_QUARTER;
    } else if (kind && o->fiscal_year) {
        o->kind = strcmp(kind, "annual") == 0 ? XT_SUM_YEAR : XT_SUM_PROGRESS;
    } else if (o->fiscal_year) {
        o->kind = XT_SUM_MONTHS;
        o->has_period = o->overview = true;
        xt_fiscal_year_days(o->fiscal_year, &o->first_day, &o->last_day);
    }
    return find_form(c, "template", &o->form);
}

/* Reads one of the files that a summary is of. */
static xt_status sum_file(call *c, xt_summary *sum, const json_t *file)
{
    call one = {.request = file, .lang = c->lang};
    xt_book *book = NULL;
    xt_status status = open_book(&one, &book);
    if (!status)
        status = xt_summary_read(sum, book, XT_ALL_SHEETS, text_of(&one, "file"), false, &one.error);
    xt_book_close(book);
    if (status) {
        c->error = one.error;
        answer(c, "file", text_json(text_of(&one, "file")));
    }
    return status;
}

/* files (objects with path, file, encoding, delimiter), by, out, and what summary_options reads. */
static xt_status summary(call *c)
{
    xt_summary *sum = NULL;
    xt_summary_options options;
    xt_summary_report_options form = {
        .format = XT_FORMAT_JSON, .lang = c->lang, .tool = "xlssum", .version = XT_VERSION};
    const json_t *file, *files = json_object_get(c->request, "files");
    size_t i;
    const char **by = texts_of(c, "by");
    for (; by && by[form.depth] && form.depth < XT_GROUP_BY_COUNT; form.depth++)
        form.by[form.depth] = group_of(by[form.depth]);
    free(by);
    xt_status status = summary_options(c, &options);
    if (!status)
        status = xt_summary_begin(&sum, forms, &options, &c->error);
    json_array_foreach(files, i, file) if (!status) status = sum_file(c, sum, file);
    if (!status)
        status = xt_summary_settle(sum, &c->error);
    if (!status && text_of(c, "out") && options.kind != XT_SUM_FIGURES)
        status = xt_summary_write(sum, text_of(c, "out"), &c->error);
    if (!status)
        status = xt_summary_report(sum, &form, &WRITTEN, &c->error);
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
static xt_status fiscal_years(call *c)
{
    enum { MOST = 20 };
    int32_t day = 0, last = 0;
    int from = INT_MAX, to = 0;
    const char **months = texts_of(c, "months");
    for (size_t i = 0; months && months[i]; i++)
        if (xt_parse_months(months[i], &day, &last)) {
            from = xt_fiscal_year_of(day) < from ? xt_fiscal_year_of(day) : from;
            to = xt_fiscal_year_of(day) > to ? xt_fiscal_year_of(day) : to;
        }
    free(months);
    if (!to && text_of(c, "today") && xt_parse_date(text_of(c, "today"), &day))
        from = to = xt_fiscal_year_of(day);
    json_t *list = json_array();
    for (int year = to; year >= from && year > to - MOST; year--)
        json_array_append_new(list, json_pack("{s:i, s:o}", "year", year, "months", list_months(year)));
    answer(c, "years", list);
    return XT_OK;
}

/* ---------------------------------------------------------------- forms and conversions */

/* template, out, rows, year, agency, province, district. */
static xt_status form(call *c)
{
    const xt_template *t = NULL;
    const xt_form_options options = {.rows = (uint32_t)number_of(c, "rows"),
                                     .fiscal_year = number_of(c, "year"),
                                     .agency = text_of(c, "agency"),
                                     .province = text_of(c, "province"),
                                     .district = text_of(c, "district")};
    xt_status status = find_form(c, "template", &t);
    return status ? status : xt_form_write(forms, t, &options, text_of(c, "out"), &c->error);
}

/* out, to ("xlsx", "csv", "json", "ndjson", "ocds"), year, values ("field=value"), columns ("header=field"),
 * template, file, and what open_book reads. */
static xt_status convert(call *c)
{
    static const char *const TARGETS[] = {"xlsx", "csv", "json", "ndjson", "ocds"};
    xt_book *book = NULL;
    xt_conversion *conversion = NULL;
    const char *to = text_of(c, "to"), *out = text_of(c, "out");
    xt_convert_options options = xt_convert_options_default();
    const char **values = texts_of(c, "values"), **columns = texts_of(c, "columns");
    options.values = values;
    options.columns = columns;
    options.fiscal_year = number_of(c, "year");
    options.progress = tell_progress;
    while (to && options.target + 1 < XT_TARGET_COUNT && strcmp(TARGETS[options.target], to) != 0)
        options.target++;
    xt_status status = find_form(c, "template", &options.form);
    if (!status)
        status = open_book(c, &book);
    if (!status)
        status = xt_convert(&conversion, book, forms, &options, out, NULL, &c->error);
    if (!status)
        status =
            xt_conversion_report(conversion, book, text_of(c, "file"), out, c->lang, &WRITTEN, &c->error);
    xt_conversion_free(conversion);
    xt_book_close(book);
    free(columns);
    free(values);
    return status;
}

/* ---------------------------------------------------------------- the way in */

static const struct {
    const char *name;
    xt_status (*work)(call *c);
    bool needs_checked; /* the request's id must be of a workbook that was checked */
} REQUESTS[] = {
    {"start", start, false},     {"check", check, false},
    {"report", report, true},    {"forget", forget, false},
    {"review", review, true},    {"sheet", sheet, false},
    {"rows", rows, false},       {"fix", fix, false},
    {"summary", summary, false}, {"fiscal-years", fiscal_years, false},
    {"form", form, false},       {"convert", convert, false},
};

/* The sentence of what went wrong, in the language of the request. */
static void answer_trouble(call *c)
{
    char message[XT_MESSAGE_SIZE];
    xt_error_message(&c->error, c->lang, message, sizeof message);
    answer(c, "error",
           json_pack("{s:s, s:o}", "code", xt_status_code(c->error.status), "message", text_json(message)));
}

static void work(call *c)
{
    const char *wanted = text_of(c, "do");
    for (size_t i = 0; wanted && i < sizeof REQUESTS / sizeof *REQUESTS; i++) {
        if (strcmp(REQUESTS[i].name, wanted) != 0)
            continue;
        bool ready = !REQUESTS[i].needs_checked || result_of(c);
        xt_status status = ready ? REQUESTS[i].work(c) : XT_NOT_FOUND;
        c->error.status = status;
        if (status)
            answer_trouble(c);
        return;
    }
}

char *request_room(size_t size)
{
    return malloc(size);
}

const char *ask(char *request, size_t size)
{
    json_t *parsed = json_loadb(request, size, 0, NULL);
    call c = {.request = parsed, .answer = json_object()};
    free(request);
    free(answer_text);
    xt_bytes_clear(&written);
    c.lang = text_of(&c, "lang") && strcmp(text_of(&c, "lang"), "en") == 0 ? XT_LANG_EN : XT_LANG_TH;
    work(&c);
    answer_text = json_dumps(c.answer, JSON_COMPACT);
    json_decref(c.answer);
    json_decref(parsed);
    return answer_text;
}

const char *written_text(void)
{
    return written.data;
}

size_t written_size(void)
{
    return written.size;
}
