/* SPDX-License-Identifier: MIT
 *
 * A report from its groups to its end, and the figures as CSV.
 */
#include "sum/report.h"

#include "base/error.h"

#include <inttypes.h>

/* ---------------------------------------------------------------- CSV */

void xt_sum_put_share(xt_bytes *b, int64_t share)
{
    int64_t size = share < 0 ? -share : share;
    xt_bytes_printf(b, "%s%" PRId64 ".%02" PRId64, share < 0 ? "-" : "", size / 100, size % 100);
}

static void put_csv_amount(xt_bytes *b, xt_satang amount)
{
    char text[XT_SATANG_SIZE];
    xt_bytes_printf(b, ",%s", xt_satang_plain(amount, text));
}

static xt_status write_csv(xt_sum_report *r, xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    xt_status status = XT_OK;
    xt_bytes_puts(b, "\xEF\xBB\xBF");
    for (size_t i = 0; i < r->groups.depth; i++)
        xt_bytes_printf(b, "%s,", xt_group_by_name(r->options->by[i]));
    xt_bytes_puts(b, "count,budget,reference_price,contract_price,saved,saved_percent\r\n");
    for (size_t i = 0; !status && i < xt_groups_count(&r->groups); i++) {
        const xt_group *group = xt_groups_at(&r->groups, i);
        for (size_t n = 0; n < r->groups.depth; n++) {
            xt_csv_field(b, xt_str_of(group->label[n]));
            xt_bytes_puts(b, ",");
        }
        xt_bytes_printf(b, "%" PRIu64, group->figures.count);
        for (int n = 0; n < XT_CONTRACT_AMOUNTS; n++)
            put_csv_amount(b, group->figures.sum[n]);
        put_csv_amount(b, xt_figures_saved(&group->figures));
        xt_bytes_puts(b, ",");
        xt_sum_put_share(b, xt_figures_saved_share(&group->figures));
        xt_bytes_puts(b, "\r\n");
        status = xt_out_flow(&r->out, error);
    }
    return status;
}

/* ---------------------------------------------------------------- months without contracts */

static xt_status add_month(xt_groups *groups, xt_bytes *list, xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    xt_bytes name = xt_bytes_make(SIZE_MAX / 2);
    int number = civil.year * 12 + civil.month;
    xt_group group = {.number = {(uint64_t)number}, .order = {number}};
    xt_status status = xt_span_add_month(&name, day);
    group.label[0] = status ? NULL : xt_arena_copy(&groups->arena, xt_bytes_str(&name));
    xt_bytes_free(&name);
    return group.label[0] ? xt_bytes_append(list, &group, sizeof group) : XT_OUT_OF_MEMORY;
}

/* Puts the months of the span that no contract is of between the groups, which are months in their order. */
static xt_status fill_months(xt_groups *groups, xt_span span, xt_error *error)
{
    enum { MOST = 12000 }; /* a thousand years */
    int months = xt_span_months(span);
    size_t at = 0, count = xt_groups_count(groups);
    xt_bytes list = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = XT_OK;
    if (months > MOST)
        return XT_OK;
    for (int i = 0; !status && i < months; i++) {
        xt_day day = xt_span_month(span.first, i).first;
        xt_civil civil = xt_civil_of(day);
        bool there = at < count && xt_groups_at(groups, at)->order[0] == civil.year * 12 + civil.month;
        status = there ? xt_bytes_append(&list, xt_groups_at(groups, at++), sizeof(xt_group))
                       : add_month(groups, &list, day);
    }
    for (; !status && at < count; at++) /* those without a date */
        status = xt_bytes_append(&list, xt_groups_at(groups, at), sizeof(xt_group));
    xt_bytes *kept = status ? &list : &groups->list;
    xt_bytes_free(kept);
    if (!status)
        groups->list = list;
    return status ? xt_fail_memory(error) : XT_OK;
}

/* ---------------------------------------------------------------- the call */

xt_status xt_summary_report(xt_summary *s, const xt_summary_report_options *options, const xt_output *output,
                            xt_error *error)
{
    xt_summary_report_options o = *options;
    if (!o.depth) {
        bool monthly = s->options.kind <= XT_SUM_MONTHS;
        bool one = s->choice.has_span && xt_span_months(s->choice.span) == 1;
        o.by[0] = monthly && !one ? XT_GROUP_MONTH : XT_GROUP_METHOD;
        o.depth = 1;
    }
    xt_sum_report r = {.summary = s, .options = &o, .out = xt_out_make(output)};
    xt_status status = xt_groups_make(&r.groups, &s->ledger, xt_summary_contracts(s), xt_summary_count(s),
                                      o.by, o.depth, error);
    if (!status && o.depth == 1 && o.by[0] == XT_GROUP_MONTH && s->choice.has_span)
        status = fill_months(&r.groups, s->choice.span, error);
    if (!status)
        status = xt_notes_gather(&r.notes, s, error);
    if (!status && o.format == XT_FORMAT_TEXT)
        xt_sum_report_text(&r);
    else if (!status)
        status = o.format == XT_FORMAT_CSV ? write_csv(&r, error) : xt_sum_report_json(&r, error);
    xt_groups_free(&r.groups);
    xt_notes_free(&r.notes);
    xt_hashset_free(&r.vendors);
    return xt_out_end(&r.out, status, error);
}
