/* SPDX-License-Identifier: MIT */
#include "sum/report.h"

#include "base/error.h"

#include <inttypes.h>

/* ---------------------------------------------------------------- JSON */

static void put_string(xt_bytes *b, const char *key, const char *text)
{
    xt_bytes_printf(b, "\"%s\":", key);
    xt_json_string(b, xt_str_of(text));
}

static void put_amount(xt_bytes *b, const char *key, xt_satang amount)
{
    char text[XT_SATANG_SIZE];
    xt_bytes_printf(b, ",\"%s\":%s", key, xt_satang_plain(amount, text));
}

/* A share of 1,234 hundredths of a percent: 12.34. */
static void put_share(xt_bytes *b, int64_t share)
{
    int64_t size = share < 0 ? -share : share;
    xt_bytes_printf(b, "%s%" PRId64 ".%02" PRId64, share < 0 ? "-" : "", size / 100, size % 100);
}

static void put_figures(xt_bytes *b, const xt_figures *f)
{
    xt_bytes_printf(b, "\"count\":%" PRIu64, f->count);
    put_amount(b, "budget", f->sum[XT_CONTRACT_BUDGET]);
    put_amount(b, "reference_price", f->sum[XT_CONTRACT_REFERENCE]);
    put_amount(b, "contract_price", f->sum[XT_CONTRACT_PRICE]);
    put_amount(b, "saved", xt_figures_saved(f));
    xt_bytes_puts(b, ",\"saved_percent\":");
    put_share(b, xt_figures_saved_share(f));
    xt_bytes_printf(b, ",\"without_budget\":%" PRIu64 ",\"without_reference_price\":%" PRIu64,
                    f->lacking[XT_CONTRACT_BUDGET], f->lacking[XT_CONTRACT_REFERENCE]);
}

static void put_period(xt_bytes *b, const xt_summary *s)
{
    char iso[XT_ISO_SIZE];
    if (!s->choice.has_span) {
        xt_bytes_puts(b, "null");
        return;
    }
    xt_bytes_printf(b, "{\"first\":\"%s\",", xt_day_iso(s->choice.span.first, iso));
    xt_bytes_printf(b, "\"last\":\"%s\"}", xt_day_iso(s->choice.span.last, iso));
}

static void put_row(xt_bytes *b, const xt_ledger *l, const xt_contract *c)
{
    const xt_source *source = xt_ledger_source(l, c->source);
    xt_bytes_puts(b, "{");
    put_string(b, "code", xt_fate_code((xt_fate)c->fate));
    xt_bytes_puts(b, ",");
    put_string(b, "file", source->file);
    xt_bytes_puts(b, ",");
    put_string(b, "sheet", source->sheet);
    xt_bytes_printf(b, ",\"row\":%" PRIu32 ",", c->row);
    put_string(b, "item", c->text[XT_CONTRACT_ITEM]);
    xt_bytes_puts(b, ",");
    xt_bytes_puts(b, "\"field\":");
    if (c->wrong_field)
        xt_json_string(b, xt_str_of(c->wrong_field->name));
    else
        xt_bytes_puts(b, "null");
    xt_bytes_puts(b, ",");
    put_string(b, "value", c->wrong);
    if (c->same != XT_NO_CONTRACT) {
        const xt_contract *first = xt_ledger_at(l, c->same);
        source = xt_ledger_source(l, first->source);
        xt_bytes_puts(b, ",\"same_as\":{");
        put_string(b, "file", source->file);
        xt_bytes_puts(b, ",");
        put_string(b, "sheet", source->sheet);
        xt_bytes_printf(b, ",\"row\":%" PRIu32 "}", first->row);
    }
    xt_bytes_puts(b, "}");
}

/* The rows that do not count because something is wrong, or those met twice. */
static xt_status put_rows(xt_sum_report *r, bool doubles, xt_error *error)
{
    const xt_ledger *l = &r->summary->ledger;
    const char *joint = "\n";
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        if (doubles ? c->fate != XT_FATE_SAME : !xt_fate_is_fault((xt_fate)c->fate))
            continue;
        xt_bytes_puts(&r->out.buffer, joint);
        put_row(&r->out.buffer, l, c);
        joint = ",\n";
        status = xt_out_flow(&r->out, error);
    }
    return status;
}

static xt_status put_groups(xt_sum_report *r, xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_groups_count(&r->groups); i++) {
        const xt_group *group = xt_groups_at(&r->groups, i);
        xt_bytes_puts(b, i ? ",\n{" : "\n{");
        for (size_t n = 0; n < r->groups.depth; n++) {
            put_string(b, xt_group_by_name(r->options->by[n]), group->label[n]);
            xt_bytes_puts(b, ",");
        }
        put_figures(b, &group->figures);
        xt_bytes_puts(b, "}");
        status = xt_out_flow(&r->out, error);
    }
    return status;
}

static void put_sources(xt_bytes *b, const xt_ledger *l)
{
    for (size_t i = 0; i < xt_ledger_source_count(l); i++) {
        const xt_source *source = xt_ledger_source(l, i);
        xt_bytes_puts(b, i ? ",\n{" : "\n{");
        put_string(b, "file", source->file);
        xt_bytes_puts(b, ",");
        put_string(b, "sheet", source->sheet);
        xt_bytes_puts(b, ",\"template\":");
        if (source->form)
            xt_json_string(b, xt_str_of(source->form->id));
        else
            xt_bytes_puts(b, "null");
        xt_bytes_printf(b, ",\"rows\":%" PRIu64 "}", source->rows);
    }
}

static void put_unknown(xt_bytes *b, const char *key, const xt_unknown_words *u)
{
    xt_bytes_printf(b, "\"%s\":{\"rows\":%" PRIu64 ",\"words\":[", key, u->count);
    for (size_t i = 0; i < u->kept; i++) {
        xt_bytes_puts(b, i ? "," : "");
        xt_json_string(b, xt_str_of(u->words[i]));
    }
    xt_bytes_puts(b, "]}");
}

/* What should be known of the contracts that count. */
static void put_notes(xt_bytes *b, const xt_summary *s, const xt_notes *n)
{
    xt_bytes_puts(b, "\"unknown_words\":{");
    put_unknown(b, "status", &n->states);
    xt_bytes_puts(b, ",");
    put_unknown(b, "method", &n->methods);
    xt_bytes_printf(b,
                    "},\n\"without\":{\"item\":%" PRIu64 ",\"method\":%" PRIu64 ",\"vendor\":%" PRIu64
                    ",\"agency\":%" PRIu64 "},\n\"largest\":",
                    n->lacking[XT_CONTRACT_ITEM], n->lacking[XT_CONTRACT_METHOD],
                    n->lacking[XT_CONTRACT_VENDOR], n->lacking[XT_CONTRACT_AGENCY]);
    if (xt_summary_lists_part(s))
        xt_bytes_printf(b, "{\"listed\":%" PRIu64 ",\"of\":%" PRIu64 "},\n", s->written,
                        s->total.count + s->listed);
    else
        xt_bytes_puts(b, "null,\n");
}

/* Columns that a source has not, so that its rows do not count. */
static void put_missing(xt_sum_report *r)
{
    const xt_ledger *l = &r->summary->ledger;
    xt_bytes *b = &r->out.buffer;
    const char *joint = "\n{";
    for (size_t i = 0; i < xt_ledger_source_count(l); i++)
        for (int column = 0; column < XT_NEEDED_COUNT; column++) {
            if (!r->notes.missing[i][column])
                continue;
            xt_bytes_puts(b, joint);
            put_string(b, "file", xt_ledger_source(l, i)->file);
            xt_bytes_puts(b, ",");
            put_string(b, "sheet", xt_ledger_source(l, i)->sheet);
            xt_bytes_puts(b, ",");
            put_string(b, "field", xt_needed_field((xt_needed_column)column));
            xt_bytes_printf(b, ",\"rows\":%" PRIu64 "}", r->notes.missing[i][column]);
            joint = ",\n{";
        }
}

static xt_status write_json(xt_sum_report *r, xt_error *error)
{
    const xt_summary *s = r->summary;
    xt_bytes *b = &r->out.buffer;
    xt_bytes_puts(b, "{\"schema\":\"xlstools-summary/1\",\"tool\":{");
    put_string(b, "name", r->options->tool);
    xt_bytes_puts(b, ",");
    put_string(b, "version", r->options->version);
    xt_bytes_puts(b, "},\n\"template\":");
    if (s->form)
        xt_json_string(b, xt_str_of(s->form->id));
    else
        xt_bytes_puts(b, "null");
    xt_bytes_puts(b, ",\"period\":");
    put_period(b, s);
    xt_bytes_puts(b, ",\n\"sources\":[");
    put_sources(b, &s->ledger);
    xt_bytes_puts(b, "],\n\"by\":[");
    for (size_t i = 0; i < r->groups.depth; i++)
        xt_bytes_printf(b, "%s\"%s\"", i ? "," : "", xt_group_by_name(r->options->by[i]));
    xt_bytes_puts(b, "],\n\"groups\":[");
    xt_status status = put_groups(r, error);
    xt_bytes_puts(b, "],\n\"total\":{");
    put_figures(b, &s->total);
    xt_bytes_puts(b, "},\n\"rows\":{");
    for (int fate = 0; fate < XT_FATE_COUNT; fate++)
        xt_bytes_printf(b, "%s\"%s\":%" PRIu64, fate ? "," : "", xt_fate_code((xt_fate)fate), s->fates[fate]);
    xt_bytes_puts(b, "},\n");
    put_notes(b, s, &r->notes);
    xt_bytes_puts(b, "\"missing_columns\":[");
    put_missing(r);
    xt_bytes_puts(b, "]");
    if (r->notes.too_much)
        xt_bytes_puts(b, ",\"uncounted_price\":null");
    else
        put_amount(b, "uncounted_price", r->notes.uncounted);
    xt_bytes_puts(b, ",\n\"uncounted\":[");
    if (!status)
        status = put_rows(r, false, error);
    xt_bytes_puts(b, "],\n\"doubles\":[");
    if (!status)
        status = put_rows(r, true, error);
    xt_bytes_puts(b, "]}\n");
    return status;
}

/* ---------------------------------------------------------------- CSV */

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
        put_share(b, xt_figures_saved_share(&group->figures));
        xt_bytes_puts(b, "\r\n");
        status = xt_out_flow(&r->out, error);
    }
    return status;
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
    if (!status)
        status = xt_notes_gather(&r.notes, s, error);
    if (!status && o.format == XT_FORMAT_TEXT)
        xt_sum_report_text(&r);
    else if (!status)
        status = o.format == XT_FORMAT_CSV ? write_csv(&r, error) : write_json(&r, error);
    xt_groups_free(&r.groups);
    xt_notes_free(&r.notes);
    return xt_out_end(&r.out, status, error);
}
