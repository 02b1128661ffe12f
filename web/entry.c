/* SPDX-License-Identifier: MIT
 *
 * What the page asks of the library: one function that takes a request as JSON and leaves an answer as JSON.
 * Files lie in the memory of the page (page/wasi.js), under the paths that a request names; what is written
 * appears there. A workbook that was checked stays known by the number that the request gave it.
 *
 *     {"do":"check","id":3,"path":"/in/3/o16.xlsx","file":"o16.xlsx","lang":"th"}
 *
 * page/worker.js knows the requests.
 */
#include "entry.h"

#include "base/error.h"
#include "call.h"

#include <stdlib.h>

static char *answer_text;

/* ---------------------------------------------------------------- start */

static json_t *list_forms(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < xt_templates_count(web_forms); i++) {
        const xt_template *t = xt_templates_at(web_forms, i);
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
static xt_status start(web_call *c)
{
    xt_status status = web_forms ? XT_OK : xt_templates_open(&web_forms, "/templates", &c->error);
    if (status)
        return status;
    web_answer(c, "version", json_string(XT_VERSION));
    web_answer(c, "templates", list_forms());
    web_answer(c, "rules", list_rules());
    web_answer(c, "limit", json_integer(WEB_LIMIT));
    web_answer(c, "noMemory", tell_no_memory());
    return XT_OK;
}

/* ---------------------------------------------------------------- the way in */

static const struct {
    const char *name;
    xt_status (*work)(web_call *c);
    bool needs_checked; /* the request's id must be of a workbook that was checked */
} REQUESTS[] = {
    {"start", start, false},         {"check", web_check, false},
    {"report", web_report, true},    {"forget", web_forget, false},
    {"review", web_review, true},    {"sheet", web_sheet, false},
    {"rows", web_rows, false},       {"fix", web_fix, false},
    {"summary", web_summary, false}, {"fiscal-years", web_fiscal_years, false},
    {"form", web_form, false},       {"convert", web_convert, false},
};

/* The sentence of what went wrong, in the language of the request. */
static void answer_trouble(web_call *c)
{
    char message[XT_MESSAGE_SIZE];
    xt_error_message(&c->error, c->lang, message, sizeof message);
    web_answer(
        c, "error",
        json_pack("{s:s, s:o}", "code", xt_status_code(c->error.status), "message", web_text_json(message)));
}

static void work(web_call *c)
{
    const char *wanted = web_text(c, "do");
    for (size_t i = 0; wanted && i < sizeof REQUESTS / sizeof *REQUESTS; i++) {
        if (strcmp(REQUESTS[i].name, wanted) != 0)
            continue;
        bool ready = !REQUESTS[i].needs_checked || web_is_checked(c);
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
    web_call c = {.request = parsed, .answer = json_object()};
    free(request);
    free(answer_text);
    web_forget_written();
    c.lang = web_text(&c, "lang") && strcmp(web_text(&c, "lang"), "en") == 0 ? XT_LANG_EN : XT_LANG_TH;
    work(&c);
    answer_text = json_dumps(c.answer, JSON_COMPACT);
    json_decref(c.answer);
    json_decref(parsed);
    return answer_text;
}
