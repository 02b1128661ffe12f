/* SPDX-License-Identifier: MIT
 *
 * Checking: the report in every form and both languages, and the workbook for people who correct by hand.
 */
#include "oom.h"

static xt_status report(const xt_result *result, xt_format format, xt_lang lang, uint64_t *digest,
                        xt_error *error)
{
    const xt_output output = mix_output(digest);
    const xt_report_options options = {.format = format, .lang = lang, .tool = "oom", .version = "0"};
    xt_report *made = NULL;
    xt_status status = xt_report_begin(&made, &options, &output, error);
    if (!status)
        status = xt_report_add(made, "file", result, error);
    xt_error late;
    xt_status ended = xt_report_end(made, status ? &late : error);
    return status ? status : ended;
}

static xt_status check(const job *j, xt_book **book, xt_result **result, xt_error *error)
{
    xt_status status = xt_book_open_memory(book, j->file.data, j->file.size, NULL, error);
    return status ? status : xt_check(result, *book, j->set, NULL, error);
}

xt_status op_check(job *j, xt_error *error)
{
    xt_book *book = NULL;
    xt_result *result = NULL;
    xt_status status = check(j, &book, &result, error);
    for (int format = XT_FORMAT_TEXT; !status && format <= XT_FORMAT_CSV; format++)
        status = report(result, (xt_format)format, format == XT_FORMAT_CSV ? XT_LANG_TH : XT_LANG_EN,
                        &j->digest, error);
    xt_result_free(result);
    xt_book_close(book);
    return status;
}

xt_status op_review(job *j, xt_error *error)
{
    const xt_review_options options = {.file = "file", .tool = "oom", .version = "0"};
    xt_book *book = NULL;
    xt_result *result = NULL;
    xt_status status = check(j, &book, &result, error);
    if (!status)
        status = xt_review_write(book, result, &options, j->out, error);
    j->written = !status;
    xt_result_free(result);
    xt_book_close(book);
    return status;
}
