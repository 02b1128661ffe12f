/* SPDX-License-Identifier: MIT
 *
 * The figures as JSON, as docs/summary.schema.json has it.
 */
#include "sum/report.h"

#include "base/error.h"

#include <inttypes.h>

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

static void put_place(xt_bytes *b, const char *file, const char *sheet)
{
    put_string(b, "file", file);
    xt_bytes_puts(b, ",");
    put_string(b, "sheet", sheet);
}

static void put_figures(xt_bytes *b, const xt_figures *f)
{
    xt_bytes_printf(b, "\"count\":%" PRIu64, f->count);
    put_amount(b, "budget", f->sum[XT_CONTRACT_BUDGET]);
    put_amount(b, "reference_price", f->sum[XT_CONTRACT_REFERENCE]);
    put_amount(b, "contract_price", f->sum[XT_CONTRACT_PRICE]);
    put_amount(b, "saved", xt_figures_saved(f));
    xt_bytes_puts(b, ",\"saved_percent\":");
    xt_sum_put_share(b, xt_figures_saved_share(f));
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

static void put_row(xt_bytes *b, const xt_ledger *l, const xt_contract *c, xt_row_list list)
{
    char iso[XT_ISO_SIZE];
    const xt_source *source = xt_ledger_source(l, c->source);
    xt_bytes_puts(b, "{");
    put_string(b, "code", xt_fate_code((xt_fate)c->fate));
    xt_bytes_puts(b, ",");
    put_place(b, source->file, source->sheet);
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
        put_place(b, source->file, source->sheet);
        xt_bytes_printf(b, ",\"row\":%" PRIu32 "}", first->row);
    }
    if (c->clash) {
        xt_bytes_puts(b, ",");
        put_string(b, "differs", xt_clash_code((xt_clash)c->clash));
    }
    if (list == XT_ROWS_MISDATED)
        xt_bytes_printf(b, ",\"fiscal_year\":%d,\"date\":\"%s\"", c->fiscal_year, xt_day_iso(c->date, iso));
    xt_bytes_puts(b, "}");
}

static xt_status put_rows(xt_sum_report *r, xt_row_list list, xt_error *error)
{
    const xt_ledger *l = &r->summary->ledger;
    const char *joint = "\n";
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        if (!xt_summary_lists(r->summary, c, list))
            continue;
        xt_bytes_puts(&r->out.buffer, joint);
        put_row(&r->out.buffer, l, c, list);
        joint = ",\n";
        status = xt_out_flow(&r->out, error);
    }
    return status;
}

/* The month as a number, "2566-10"; null where contracts do not say it. */
static void put_year_month(xt_bytes *b, const xt_group *group, size_t key)
{
    uint64_t months = group->number[key] - 1; /* the number is year * 12 + month */
    if (group->number[key])
        xt_bytes_printf(b, "\"year_month\":\"%04" PRIu64 "-%02" PRIu64 "\",", months / 12 + XT_BE_OFFSET,
                        months % 12 + 1);
    else
        xt_bytes_puts(b, "\"year_month\":null,");
}

/* The tax ID of the group's vendor, from whichever row has it; a person's without its last four digits. */
static void put_tax_id(xt_bytes *b, const xt_sum_report *r, const xt_group *group)
{
    enum { MASKED = 10000 };
    const xt_ledger *l = &r->summary->ledger;
    const xt_contract *c = xt_ledger_at(l, group->first);
    const uint64_t juristic = UINT64_C(1000000000000); /* 13 digits, of which the first is 0 */
    uint32_t place = 0;
    uint64_t id =
        c->vendor && xt_hashset_get(&r->vendors, c->vendor, &place) ? xt_ledger_at(l, place)->tax_id : 0;
    if (!id)
        xt_bytes_puts(b, "\"tax_id\":null,");
    else if (id < juristic || r->summary->options.no_mask)
        xt_bytes_printf(b, "\"tax_id\":\"%013" PRIu64 "\",", id);
    else
        xt_bytes_printf(b, "\"tax_id\":\"%09" PRIu64 "xxxx\",", id / MASKED);
}

/* Where the tax ID of each vendor stands. */
static xt_status find_vendors(xt_sum_report *r, xt_error *error)
{
    const xt_ledger *l = &r->summary->ledger;
    xt_status status = XT_OK;
    uint32_t found = 0;
    bool added = false;
    for (size_t i = 0; !status && i < xt_ledger_count(l); i++) {
        const xt_contract *c = xt_ledger_at(l, i);
        if (c->vendor && c->tax_id && xt_hashset_add(&r->vendors, c->vendor, (uint32_t)i, &found, &added))
            status = xt_fail_memory(error);
    }
    return status;
}

static void put_keys(xt_sum_report *r, const xt_group *group)
{
    xt_bytes *b = &r->out.buffer;
    for (size_t n = 0; n < r->groups.depth; n++) {
        xt_group_by by = r->options->by[n];
        put_string(b, xt_group_by_name(by), group->label[n]);
        xt_bytes_puts(b, ",");
        if (by == XT_GROUP_MONTH)
            put_year_month(b, group, n);
        if (by == XT_GROUP_VENDOR)
            put_tax_id(b, r, group);
    }
}

static xt_status put_groups(xt_sum_report *r, xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_groups_count(&r->groups); i++) {
        const xt_group *group = xt_groups_at(&r->groups, i);
        xt_bytes_puts(b, i ? ",\n{" : "\n{");
        put_keys(r, group);
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
        put_place(b, source->file, source->sheet);
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
            put_place(b, xt_ledger_source(l, i)->file, xt_ledger_source(l, i)->sheet);
            xt_bytes_puts(b, ",");
            put_string(b, "field", xt_needed_field((xt_needed_column)column));
            xt_bytes_printf(b, ",\"rows\":%" PRIu64 "}", r->notes.missing[i][column]);
            joint = ",\n{";
        }
}

static void put_left(xt_bytes *b, const xt_ledger *l)
{
    for (size_t i = 0; i < xt_ledger_left_count(l); i++) {
        const xt_left_sheet *left = xt_ledger_left(l, i);
        xt_bytes_puts(b, i ? ",\n{" : "\n{");
        put_place(b, left->file, left->sheet);
        xt_bytes_puts(b, "}");
    }
}

xt_status xt_sum_report_json(xt_sum_report *r, xt_error *error)
{
    const xt_summary *s = r->summary;
    xt_bytes *b = &r->out.buffer;
    xt_status status = find_vendors(r, error);
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
    xt_bytes_puts(b, "],\n\"sheets_left_out\":[");
    put_left(b, &s->ledger);
    xt_bytes_puts(b, "],\n\"by\":[");
    for (size_t i = 0; i < r->groups.depth; i++)
        xt_bytes_printf(b, "%s\"%s\"", i ? "," : "", xt_group_by_name(r->options->by[i]));
    xt_bytes_puts(b, "],\n\"groups\":[");
    if (!status)
        status = put_groups(r, error);
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
        status = put_rows(r, XT_ROWS_FAULTY, error);
    xt_bytes_puts(b, "],\n\"doubles\":[");
    if (!status)
        status = put_rows(r, XT_ROWS_DOUBLE, error);
    xt_bytes_puts(b, "],\n\"misdated\":[");
    if (!status)
        status = put_rows(r, XT_ROWS_MISDATED, error);
    xt_bytes_puts(b, "]}\n");
    return status;
}
