/* SPDX-License-Identifier: MIT
 *
 * A request of the page and its answer, both objects of JSON, and what requests have in common. Texts of a
 * request live until it is answered.
 */
#ifndef WEB_CALL_H
#define WEB_CALL_H

#include "xlstools.h"

#include <jansson.h>

typedef struct web_call {
    const json_t *request;
    json_t *answer; /* an object */
    xt_lang lang;
    xt_error error;
} web_call;

/* The templates, once the page has started. */
extern xt_templates *web_forms;

/* Where text goes that the library writes: to the page, as it is. */
extern const xt_output WEB_WRITTEN;
void web_forget_written(void);

/* The member as text; NULL: it is not there, or "". */
const char *web_text(const web_call *c, const char *key);

/* The member as a number; 0: it is not there. */
int web_number(const web_call *c, const char *key);

bool web_is_true(const web_call *c, const char *key);

/* The member as texts that NULL ends; free() the list, which is NULL where the member is not there.
 * XT_OUT_OF_MEMORY. */
xt_status web_texts(web_call *c, const char *key, const char ***texts);

/* Says that the member has a value that it cannot have. */
xt_status web_refuse(web_call *c, const char *key);

/* Puts the value, which it takes, into the answer. */
void web_answer(web_call *c, const char *key, json_t *value);

/* The text as a value, null for NULL. */
json_t *web_text_json(const char *text);

/* Tells the page how far work has come: for the library's `progress`. */
void web_progress(void *context, uint64_t rows, double share);

/* What the page may take of the memory of a browser, in bytes: a file that wants more is for the tools. */
enum { WEB_LIMIT = 150 << 20 };

xt_limits web_limits(void);

/* Members path, encoding, delimiter: opens that file. */
xt_status web_open_book(web_call *c, xt_book **book);

/* The template that a member names; none is named: *form stays as it is. */
xt_status web_find_form(web_call *c, const char *key, const xt_template **form);

/* Member template. */
xt_status web_check_options(web_call *c, xt_check_options *options);

/* A report as the tool writes it. */
xt_report_options web_report_options(const web_call *c, xt_format format, const char *tool);

/* The requests. Each comment in the sources tells the members that are read. */
xt_status web_check(web_call *c);
xt_status web_forget(web_call *c);
xt_status web_report(web_call *c);
xt_status web_review(web_call *c);
xt_status web_fix(web_call *c);
xt_status web_sheet(web_call *c);
xt_status web_rows(web_call *c);
xt_status web_summary(web_call *c);
xt_status web_fiscal_years(web_call *c);
xt_status web_form(web_call *c);
xt_status web_convert(web_call *c);

/* Whether the request's id is of a workbook that was checked. */
bool web_is_checked(const web_call *c);

#endif
