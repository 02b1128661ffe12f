/* SPDX-License-Identifier: MIT
 *
 * Requests that write forms: blank ones, and those that other files are converted into.
 */
#include "call.h"

#include <stdlib.h>
#include <string.h>

/* template, out, rows, year, agency, province, district. */
xt_status web_form(web_call *c)
{
    enum { MOST_ROWS = 20000 };
    const xt_template *t = NULL;
    int rows = web_number(c, "rows");
    if (rows < 0 || rows > MOST_ROWS)
        return web_refuse(c, "rows");
    const xt_form_options options = {.rows = (uint32_t)rows,
                                     .fiscal_year = web_number(c, "year"),
                                     .agency = web_text(c, "agency"),
                                     .province = web_text(c, "province"),
                                     .district = web_text(c, "district")};
    xt_status status = web_find_form(c, "template", &t);
    return status ? status : xt_form_write(web_forms, t, &options, web_text(c, "out"), &c->error);
}

/* out, to ("xlsx", "csv", "json", "ndjson", "ocds"), year, values ("field=value"), template, file, and what
 * web_open_book reads. */
xt_status web_convert(web_call *c)
{
    static const char *const TARGETS[] = {"xlsx", "csv", "json", "ndjson", "ocds"};
    xt_book *book = NULL;
    xt_conversion *conversion = NULL;
    const char *to = web_text(c, "to"), *out = web_text(c, "out");
    xt_convert_options options = xt_convert_options_default();
    const char **values = NULL;
    options.fiscal_year = web_number(c, "year");
    options.progress = web_progress;
    while (to && options.target + 1 < XT_TARGET_COUNT && strcmp(TARGETS[options.target], to) != 0)
        options.target++;
    xt_status status = web_find_form(c, "template", &options.form);
    if (!status)
        status = web_texts(c, "values", &values);
    options.values = values;
    if (!status)
        status = web_open_book(c, &book);
    if (!status)
        status = xt_convert(&conversion, book, web_forms, &options, out, NULL, &c->error);
    if (!status)
        status = xt_conversion_report(conversion, book, web_text(c, "file"), out, c->lang, &WEB_WRITTEN,
                                      &c->error);
    xt_conversion_free(conversion);
    xt_book_close(book);
    free(values);
    return status;
}
