/* SPDX-License-Identifier: MIT
 *
 * Summing up: the workbook of each kind of summary, and the figures in every form.
 */
#include "oom.h"

static xt_status report(job *j, xt_summary *sum, xt_error *error)
{
    static const xt_format FORMATS[] = {XT_FORMAT_TEXT, XT_FORMAT_JSON, XT_FORMAT_CSV};
    const xt_output output = mix_output(&j->digest);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < sizeof FORMATS / sizeof *FORMATS; i++) {
        const xt_summary_report_options how = {.format = FORMATS[i],
                                               .tool = "oom",
                                               .version = "0",
                                               .by = {XT_GROUP_VENDOR, XT_GROUP_MONTH, XT_GROUP_AGENCY},
                                               .depth = 3};
        status = xt_summary_report(sum, &how, &output, error);
    }
    return status;
}

static xt_status sum_up(job *j, const xt_summary_options *options, xt_error *error)
{
    xt_book *book = NULL;
    xt_summary *sum = NULL;
    xt_status status = xt_book_open_memory(&book, j->file.data, j->file.size, NULL, error);
    if (!status)
        status = xt_summary_begin(&sum, j->set, options, error);
    if (!status)
        status = xt_summary_read(sum, book, XT_ALL_SHEETS, "register", false, error);
    if (!status)
        status = xt_summary_settle(sum, error);
    if (!status && options->kind != XT_SUM_FIGURES) {
        status = xt_summary_write(sum, j->out, error);
        j->written = !status;
    }
    if (!status)
        status = report(j, sum, error);
    xt_summary_free(sum);
    xt_book_close(book);
    return status;
}

xt_status op_sum_figures(job *j, xt_error *error)
{
    const xt_summary_options options = {.kind = XT_SUM_FIGURES};
    return sum_up(j, &options, error);
}

xt_status op_sum_months(job *j, xt_error *error)
{
    xt_summary_options options = {
        .kind = XT_SUM_MONTHS, .has_period = true, .overview = true, .prepared_by = "ก, ข"};
    xt_parse_months("2566-12..2567-01", &options.first_day, &options.last_day);
    return sum_up(j, &options, error);
}

xt_status op_sum_quarter(job *j, xt_error *error)
{
    const xt_summary_options options = {.kind = XT_SUM_QUARTER, .fiscal_year = 2567, .quarter = 2};
    return sum_up(j, &options, error);
}

xt_status op_sum_year(job *j, xt_error *error)
{
    const xt_summary_options options = {.kind = XT_SUM_YEAR, .fiscal_year = 2567, .overview = true};
    return sum_up(j, &options, error);
}

xt_status op_sum_progress(job *j, xt_error *error)
{
    xt_summary_options options = {.kind = XT_SUM_PROGRESS, .fiscal_year = 2567, .has_as_of = true};
    xt_parse_date("2024-03-31", &options.as_of);
    return sum_up(j, &options, error);
}

xt_status op_sum_agency(job *j, xt_error *error)
{
    xt_summary_options options = {
        .kind = XT_SUM_MONTHS, .has_period = true, .agency = "เทศบาลสมมติ", .two_columns = true};
    xt_parse_months("2567-01", &options.first_day, &options.last_day);
    return sum_up(j, &options, error);
}
