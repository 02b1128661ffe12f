/* SPDX-License-Identifier: MIT
 *
 * Requests about one workbook: what is wrong with it, reports of that, and what is corrected.
 */
#include "call.h"

#include "base/bytes.h"
#include "base/error.h"

#include <stdlib.h>

/* What was found in the workbooks that were checked, by the page's numbers, which count from 1. */
static xt_bytes checked = {.maximum = SIZE_MAX / 2}; /* of xt_result * */

/* Where the result of the request's id is; NULL: it has none, or memory is out. */
static xt_result **slot(const web_call *c)
{
    static xt_result *const NONE = NULL;
    int id = web_number(c, "id");
    while (id > 0 && checked.size < (size_t)id * sizeof NONE)
        if (xt_bytes_append(&checked, &NONE, sizeof NONE))
            return NULL;
    return id > 0 ? (xt_result **)(void *)checked.data + (id - 1) : NULL;
}

/* The result of the request's id; NULL: there is none. */
static xt_result *result_of(const web_call *c)
{
    xt_result **result = slot(c);
    return result ? *result : NULL;
}

bool web_is_checked(const web_call *c)
{
    return result_of(c) != NULL;
}

xt_status web_forget(web_call *c)
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
                                                  web_text_json(xt_book_sheet(book, i)->name)));
    return list;
}

static json_t *list_sheets(const xt_result *result)
{
    json_t *list = json_array();
    for (size_t i = 0; i < xt_result_sheet_count(result); i++) {
        const xt_sheet_result *s = xt_result_sheet(result, i);
        json_array_append_new(
            list, json_pack("{s:i, s:o, s:s, s:s, s:o, s:i, s:I, s:i, s:b}", "index", (int)s->index, "name",
                            web_text_json(s->name), "template", s->template_id, "title", s->template_title,
                            "agency", web_text_json(s->agency), "header_row", (int)s->header_row, "rows",
                            (json_int_t)s->rows, "year", s->fiscal_year, "guessed", s->guessed));
    }
    return list;
}

static json_t *list_notes(const web_call *c, const xt_book *book)
{
    char message[XT_MESSAGE_SIZE];
    json_t *list = json_array();
    for (size_t i = 0; xt_book_note(book, i); i++)
        json_array_append_new(
            list, web_text_json(xt_error_message(xt_book_note(book, i), c->lang, message, sizeof message)));
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

/* id, and what web_open_book and web_check_options read. What the book is is told even where it follows no
 * form. */
xt_status web_check(web_call *c)
{
    xt_book *book = NULL;
    xt_check_options options;
    xt_result *result = NULL;
    xt_status status = web_forget(c);
    if (!status)
        status = web_check_options(c, &options);
    if (!status)
        status = web_open_book(c, &book);
    if (!status) {
        char delimiter[] = {xt_book_delimiter(book), '\0'};
        web_answer(c, "container", json_string(xt_container_name(xt_book_container(book))));
        web_answer(c, "untyped", json_boolean(xt_book_is_untyped(book)));
        web_answer(c, "encoding", web_text_json(xt_book_encoding(book)));
        web_answer(c, "delimiter", web_text_json(*delimiter ? delimiter : NULL));
        web_answer(c, "allSheets", list_all_sheets(book));
        status = xt_check(&result, book, web_forms, &options, &c->error);
    }
    if (!status) {
        web_answer(c, "sheets", list_sheets(result));
        web_answer(c, "labels", list_labels(result));
        *slot(c) = result;
    }
    if (book)
        web_answer(c, "notes", list_notes(c, book));
    xt_book_close(book);
    return status;
}

/* id, file, format ("json", "csv", "html"): the findings, as xlscheck writes them. */
xt_status web_report(web_call *c)
{
    static const struct {
        const char *name;
        xt_format format;
    } FORMATS[] = {{"json", XT_FORMAT_JSON}, {"csv", XT_FORMAT_CSV}, {"html", XT_FORMAT_HTML}};
    const char *wanted = web_text(c, "format");
    xt_format format = XT_FORMAT_JSON;
    for (size_t i = 0; wanted && i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strcmp(FORMATS[i].name, wanted) == 0)
            format = FORMATS[i].format;
    xt_report *out = NULL;
    xt_report_options options = web_report_options(c, format, "xlscheck");
    xt_status status = xt_report_begin(&out, &options, &WEB_WRITTEN, &c->error);
    if (!status)
        status = xt_report_add(out, web_text(c, "file"), result_of(c), &c->error);
    xt_status ended = xt_report_end(out, &c->error);
    return status ? status : ended;
}

/* id, file, out, and what web_open_book reads: the workbook for people who correct by hand. */
xt_status web_review(web_call *c)
{
    xt_book *book = NULL;
    const xt_review_options options = {
        .lang = c->lang, .file = web_text(c, "file"), .tool = "xlscheck", .version = XT_VERSION};
    xt_status status = web_open_book(c, &book);
    if (!status)
        status = xt_review_write(book, result_of(c), &options, web_text(c, "out"), &c->error);
    xt_book_close(book);
    return status;
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

/* path, out, file, suggested, leave, dry, and what web_check_options reads. The report is as xlsfix writes
 * it. */
xt_status web_fix(web_call *c)
{
    xt_fixed *fixed = NULL;
    xt_report *out = NULL;
    xt_fix_options options = xt_fix_options_default();
    xt_report_options form = web_report_options(c, XT_FORMAT_JSON, "xlsfix");
    const char **leave = NULL;
    options.suggested = web_is_true(c, "suggested");
    options.dry_run = web_is_true(c, "dry");
    options.limits = web_limits();
    xt_status status = web_check_options(c, &options.check);
    if (!status)
        status = web_texts(c, "leave", &leave);
    options.leave = leave;
    if (!status)
        status = xt_fix(&fixed, web_text(c, "path"), web_text(c, "out"), web_forms, &options, &c->error);
    if (!status)
        status = xt_report_begin(&out, &form, &WEB_WRITTEN, &c->error);
    if (!status)
        status = xt_report_add_fixed(out, web_text(c, "file"), fixed, &c->error);
    xt_status ended = xt_report_end(out, &c->error);
    if (!status)
        web_answer(c, "guesses", list_guesses(fixed));
    xt_fixed_free(fixed);
    free(leave);
    return status ? status : ended;
}
