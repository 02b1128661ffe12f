/* SPDX-License-Identifier: MIT */
#include "sum/grouped.h"

#include "base/error.h"

void xt_grouped_widths(xt_panel *p)
{
    static const xt_panel_column COLUMNS[XT_GROUPED_COLUMNS] = {{"", 46}, {"", 12}, {"", 19}, {"", 19},
                                                                {"", 19}, {"", 19}, {"", 13}, {"", 19}};
    xt_panel_widths(p, COLUMNS, XT_GROUPED_COLUMNS);
    xt_panel_pages(p, XT_GROUPED_COLUMNS - 1);
}

void xt_grouped_begin(xt_panel *p, const xt_grouped *t, size_t lines)
{
    enum { AROUND = 5 }; /* heading, header, sum */
    static const char *const EXTRAS[] = {[XT_EXTRA_SO_FAR] = "ราคาที่ตกลงสะสม", [XT_EXTRA_SHARE] = "สัดส่วน"};
    const xt_panel_column columns[XT_GROUPED_COLUMNS] = {
        {t->first_title, 0}, {"จำนวน", 0},         {"วงเงิน", 0}, {"ราคากลาง", 0},
        {"ราคาที่ตกลง", 0},    {"ต่ำกว่าราคากลาง", 0}, {"ร้อยละ", 0}, {t->extra ? EXTRAS[t->extra] : "", 0},
    };
    xt_panel_keep(p, (double)lines + AROUND);
    xt_panel_line(p, XT_LOOK_HEADING, XT_GROUPED_COLUMNS - 1, t->heading);
    xt_panel_header(p, columns, t->extra ? XT_GROUPED_COLUMNS : XT_GROUPED_EXTRA);
}

/* A range of the data's column: "'ข้อมูลสัญญา'!$E$4:$E$20". */
static void add_range(xt_bytes *out, const xt_data *d, const char *column)
{
    xt_bytes_printf(out, "'" XT_SHEET_DATA "'!$%s$%u:$%s$%u", column, (unsigned)d->first, column,
                    (unsigned)d->last);
}

/* =COUNTIF(keys, key), or =SUMIF(keys, key, values); =SUMPRODUCT(--(keys=key), values) where the key would
 * be a pattern. NULL: there are no contracts. */
static const char *formula_of(xt_panel *p, const xt_data *d, const xt_grouped_line *line, const char *values)
{
    if (d->last < d->first)
        return NULL;
    bool pattern = !line->is_number && xt_xlsx_is_pattern(line->label);
    xt_panel_formula(p, "%s", pattern ? "=SUMPRODUCT(--(" : values ? "=SUMIF(" : "=COUNTIF(");
    add_range(&p->text, d, line->key);
    if (line->is_number)
        xt_bytes_printf(&p->text, ",%d", line->number);
    else
        xt_bytes_printf(&p->text, pattern ? "=$A%u)" : ",$A%u", (unsigned)p->row + 1);
    if (values) {
        xt_bytes_puts(&p->text, ",");
        add_range(&p->text, d, values);
    }
    xt_bytes_puts(&p->text, ")");
    return xt_bytes_cstr(&p->text);
}

/* saved / reference prices, where there are any. */
static void put_share(xt_panel *p, xt_look look, const xt_figures *f)
{
    unsigned row = p->row + 1;
    double share = f->sum[XT_CONTRACT_REFERENCE]
                       ? (double)xt_figures_saved(f) / (double)f->sum[XT_CONTRACT_REFERENCE]
                       : 0;
    xt_panel_share(p, XT_GROUPED_SHARE, look, share,
                   xt_panel_formula(p, "=IF(D%u=0,0,F%u/D%u)", row, row, row));
}

static void put_extra(xt_panel *p, const xt_data *d, const xt_grouped *t, const xt_grouped_line *line)
{
    const xt_figures *all = &d->summary->total;
    unsigned row = p->row + 1;
    if (t->extra == XT_EXTRA_SO_FAR)
        xt_panel_money(p, XT_GROUPED_EXTRA, XT_LOOK_MONEY, line->so_far,
                       xt_panel_formula(p, "=SUM(E$%u:E%u)", (unsigned)t->first + 1, row));
    else if (t->extra == XT_EXTRA_SHARE && d->last >= d->first) {
        xt_satang whole = all->sum[XT_CONTRACT_PRICE];
        xt_panel_formula(p, "=IF(SUM(");
        add_range(&p->text, d, XT_DATA_PRICE);
        xt_bytes_printf(&p->text, ")=0,0,E%u/SUM(", row);
        add_range(&p->text, d, XT_DATA_PRICE);
        xt_bytes_puts(&p->text, "))");
        xt_panel_share(p, XT_GROUPED_EXTRA, XT_LOOK_SHARE,
                       whole ? (double)line->figures.sum[XT_CONTRACT_PRICE] / (double)whole : 0,
                       xt_bytes_cstr(&p->text));
    }
}

void xt_grouped_put(xt_panel *p, const xt_data *d, xt_grouped *t, const xt_grouped_line *line)
{
    static const char *const VALUES[] = {XT_DATA_BUDGET, XT_DATA_REFERENCE, XT_DATA_PRICE};
    const xt_figures *f = &line->figures;
    if (t->last < t->first || !t->first)
        t->first = p->row;
    t->last = p->row;
    xt_panel_text(p, XT_GROUPED_LABEL, XT_LOOK_TEXT, line->label, NULL);
    xt_panel_count(p, XT_GROUPED_COUNT, XT_LOOK_COUNT, f->count, formula_of(p, d, line, NULL));
    for (size_t i = 0; i < XT_CONTRACT_AMOUNTS; i++)
        xt_panel_money(p, XT_GROUPED_BUDGET + i, XT_LOOK_MONEY, f->sum[i], formula_of(p, d, line, VALUES[i]));
    xt_panel_money(p, XT_GROUPED_SAVED, XT_LOOK_MONEY, xt_figures_saved(f),
                   formula_of(p, d, line, XT_DATA_SAVED));
    put_share(p, XT_LOOK_SHARE, f);
    put_extra(p, d, t, line);
    xt_panel_next(p);
}

void xt_grouped_end(xt_panel *p, const xt_data *d, xt_grouped *t)
{
    const xt_figures *f = &d->summary->total;
    unsigned first = (unsigned)t->first + 1, last = (unsigned)t->last + 1;
    if (t->has_total && t->first) {
        const xt_satang sums[] = {f->sum[XT_CONTRACT_BUDGET], f->sum[XT_CONTRACT_REFERENCE],
                                  f->sum[XT_CONTRACT_PRICE], xt_figures_saved(f)};
        xt_panel_text(p, XT_GROUPED_LABEL, XT_LOOK_TOTAL_TEXT, "รวมทั้งสิ้น", NULL);
        xt_panel_count(p, XT_GROUPED_COUNT, XT_LOOK_TOTAL_COUNT, f->count,
                       xt_panel_formula(p, "=SUM(B%u:B%u)", first, last));
        for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
            xt_panel_money(p, XT_GROUPED_BUDGET + i, XT_LOOK_TOTAL_MONEY, sums[i],
                           xt_panel_formula(p, "=SUM(%c%u:%c%u)", (char)('C' + (char)i), first,
                                            (char)('C' + (char)i), last));
        put_share(p, XT_LOOK_TOTAL_SHARE, f);
        xt_panel_next(p);
    }
    xt_panel_rows(p, 1, XT_PANEL_GAP);
}

/* ---------------------------------------------------------------- whole tables */

static const char *const KEYS[XT_GROUP_BY_COUNT] = {
    [XT_GROUP_MONTH] = XT_DATA_MONTH,
    [XT_GROUP_METHOD] = XT_DATA_METHOD,
    [XT_GROUP_SOURCE] = XT_DATA_SOURCE,
    [XT_GROUP_VENDOR] = XT_DATA_RANK,
};

/* A line a month of the summary's span, with what the groups have of it. */
static xt_status put_months(xt_panel *p, const xt_data *d, xt_grouped *t, const xt_groups *groups)
{
    xt_span span = d->summary->choice.span;
    xt_bytes label = xt_bytes_make(SIZE_MAX / 2);
    xt_satang so_far = 0;
    size_t at = 0;
    for (int i = 0; i < xt_span_months(span); i++) {
        xt_day day = xt_span_month(span.first, i).first;
        xt_grouped_line line = {.key = XT_DATA_MONTH, .is_number = true, .number = xt_data_month(day)};
        const xt_group *group = at < xt_groups_count(groups) ? xt_groups_at(groups, at) : NULL;
        xt_bytes_clear(&label);
        xt_span_add_month(&label, day);
        line.label = xt_bytes_cstr(&label);
        if (label.fault)
            break;
        if (group && strcmp(group->label[0], line.label) == 0) {
            line.figures = group->figures;
            at++;
        }
        so_far += line.figures.sum[XT_CONTRACT_PRICE];
        line.so_far = so_far;
        xt_grouped_put(p, d, t, &line);
    }
    if (at < xt_groups_count(groups)) { /* of forms that have no date, the year alone */
        const xt_grouped_line undated = {.label = XT_UNSAID,
                                         .key = XT_DATA_MONTH,
                                         .is_number = true,
                                         .figures = xt_groups_at(groups, at)->figures,
                                         .so_far = so_far +
                                                   xt_groups_at(groups, at)->figures.sum[XT_CONTRACT_PRICE]};
        xt_grouped_put(p, d, t, &undated);
    }
    xt_status status = label.fault;
    xt_bytes_free(&label);
    return status;
}

xt_status xt_grouped_write(xt_panel *p, const xt_data *d, xt_grouped *t, xt_group_by by, size_t most,
                           xt_error *error)
{
    const xt_summary *s = d->summary;
    xt_groups groups;
    xt_status status =
        xt_groups_make(&groups, &s->ledger, xt_summary_contracts(s), xt_summary_count(s), &by, 1, error);
    bool months = by == XT_GROUP_MONTH && s->choice.has_span;
    size_t count = months ? (size_t)xt_span_months(s->choice.span) : xt_groups_count(&groups);
    xt_grouped_begin(p, t, count < most ? count : most);
    if (!status && months && put_months(p, d, t, &groups))
        status = xt_fail_memory(error);
    int place = 0;
    for (size_t i = 0; !status && !months && i < xt_groups_count(&groups) && i < most; i++) {
        const xt_group *group = xt_groups_at(&groups, i);
        bool vendor = by == XT_GROUP_VENDOR;
        const xt_contract *first = xt_ledger_at(&s->ledger, group->first);
        if (vendor && !first->vendor)
            continue; /* those that name none are no vendor */
        xt_grouped_put(p, d, t,
                       &(xt_grouped_line){.label = *group->label[0] ? group->label[0] : XT_UNSAID,
                                          .key = KEYS[by],
                                          .is_number = vendor,
                                          .number = ++place,
                                          .figures = group->figures});
    }
    xt_grouped_end(p, d, t);
    xt_groups_free(&groups);
    return status;
}
