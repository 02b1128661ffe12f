/* SPDX-License-Identifier: MIT */
#include "call.h"

#include "base/bytes.h"
#include "base/error.h"
#include "entry.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

xt_templates *web_forms;

/* Text that the library writes, which goes to the page as it is. */
static xt_bytes written = {.maximum = SIZE_MAX / 2};

static int keep_written(void *context, const char *data, size_t size)
{
    (void)context;
    return xt_bytes_append(&written, data, size) ? ENOMEM : 0;
}

const xt_output WEB_WRITTEN = {keep_written, NULL, "report"};

const char *web_text(const web_call *c, const char *key)
{
    const char *text = json_string_value(json_object_get(c->request, key));
    return text && *text ? text : NULL;
}

int web_number(const web_call *c, const char *key)
{
    return (int)json_integer_value(json_object_get(c->request, key));
}

bool web_is_true(const web_call *c, const char *key)
{
    return json_is_true(json_object_get(c->request, key));
}

xt_status web_texts(web_call *c, const char *key, const char ***out)
{
    const json_t *list = json_object_get(c->request, key);
    const char **texts = json_is_array(list) ? calloc(json_array_size(list) + 1, sizeof *texts) : NULL;
    *out = texts;
    if (!texts)
        return json_is_array(list) ? xt_fail_memory(&c->error) : XT_OK;
    for (size_t i = 0; i < json_array_size(list); i++)
        texts[i] = json_string_value(json_array_get(list, i));
    return XT_OK;
}

xt_status web_refuse(web_call *c, const char *key)
{
    char number[sizeof "-2147483648"];
    const char *text = web_text(c, key);
    snprintf(number, sizeof number, "%d", web_number(c, key));
    return xt_fail_at(&c->error, XT_SAY_SET_VALUE, xt_str_of(key), xt_str_of(text ? text : number));
}

void web_answer(web_call *c, const char *key, json_t *value)
{
    json_object_set_new(c->answer, key, value);
}

/* jansson refuses what is no UTF-8; names in a file may be anything. */
json_t *web_text_json(const char *text)
{
    json_t *value = text ? json_string(text) : json_null();
    return value ? value : json_string("\xEF\xBF\xBD");
}

/* ---------------------------------------------------------------- what all requests share */

void web_progress(void *context, uint64_t rows, double share)
{
    (void)context;
    page_progress((double)rows, share);
}

xt_limits web_limits(void)
{
    xt_limits limits = xt_limits_default();
    limits.input_size = limits.sheet_size = limits.part_size = limits.strings_size = WEB_LIMIT;
    return limits;
}

xt_status web_open_book(web_call *c, xt_book **book)
{
    const char *delimiter = web_text(c, "delimiter");
    xt_open_options options = xt_open_options_default();
    options.limits = web_limits();
    options.encoding = web_text(c, "encoding");
    options.delimiter = delimiter ? *delimiter : 0;
    return xt_book_open(book, web_text(c, "path"), &options, &c->error);
}

xt_status web_find_form(web_call *c, const char *key, const xt_template **form)
{
    const char *name = web_text(c, key);
    return name ? xt_templates_find(web_forms, name, form, &c->error) : XT_OK;
}

xt_status web_check_options(web_call *c, xt_check_options *options)
{
    *options = xt_check_options_default();
    options->progress = web_progress;
    return web_find_form(c, "template", &options->form);
}

xt_report_options web_report_options(const web_call *c, xt_format format, const char *tool)
{
    return (xt_report_options){.format = format, .lang = c->lang, .tool = tool, .version = XT_VERSION};
}

void web_forget_written(void)
{
    xt_bytes_clear(&written);
}

const char *written_text(void)
{
    return written.data;
}

size_t written_size(void)
{
    return written.size;
}
