/* SPDX-License-Identifier: MIT
 *
 * A summary from the first file to its figures: rows gathered, doubles found, the period chosen.
 */
#include "sum/summary.h"

#include "base/error.h"
#include "base/number.h"
#include "sum/parties.h"
#include "sum/same.h"
#include "thai/date.h"
#include "thai/digits.h"

#include <stdlib.h>

/* ---------------------------------------------------------------- periods as people write them */

/* "2567-03" or "2024-03". */
static bool parse_number_month(xt_str text, xt_day *day)
{
    enum { BE_FROM = 2400 };
    uint64_t year = 0, month = 0;
    const char *dash = text.size ? memchr(text.data, '-', text.size) : NULL;
    if (!dash || !xt_uint_parse((xt_str){text.data, (size_t)(dash - text.data)}, 2700, &year) ||
        !xt_uint_parse(xt_str_from(text, (size_t)(dash - text.data) + 1), 12, &month) || year < 1900 ||
        month < 1)
        return false;
    int ce = (int)year - (year >= BE_FROM ? XT_BE_OFFSET : 0);
    *day = xt_day_of((xt_civil){ce, (int)month, 1});
    return true;
}

static bool parse_month(xt_str text, xt_day *day)
{
    char ascii[128];
    xt_thai_date date;
    text = xt_str_trim(text);
    xt_str plain = {ascii, text.size < sizeof ascii ? xt_thai_to_ascii(text, ascii, sizeof ascii) : 0};
    if (parse_number_month(plain, day))
        return true;
    if (!xt_thai_date_parse(text, &date) || date.precision != XT_DATE_MONTH)
        return false;
    *day = date.day;
    return true;
}

bool xt_parse_months(const char *text, int32_t *first, int32_t *last)
{
    const char *dots = strstr(text, "..");
    xt_day from = 0, to = 0;
    xt_str before = dots ? (xt_str){text, (size_t)(dots - text)} : xt_str_of(text);
    if (!parse_month(before, &from) || (dots && !parse_month(xt_str_of(dots + 2), &to)))
        return false;
    *first = xt_span_month(from, 0).first;
    *last = xt_span_month(dots ? to : from, 0).last;
    return *first < *last;
}

bool xt_parse_quarter(const char *text, int *fiscal_year, int *quarter)
{
    enum { FIRST = 2500, LAST = 2700 };
    uint64_t year = 0, number = 0;
    size_t mark = strcspn(text, "-/");
    if (!text[mark])
        return false;
    xt_str before = {text, mark}, after = xt_str_of(text + mark + 1);
    bool turned = text[mark] == '/'; /* "2/2567" */
    if (!xt_uint_parse(turned ? after : before, LAST, &year) || year < FIRST ||
        !xt_uint_parse(turned ? before : after, 4, &number) || number < 1)
        return false;
    *fiscal_year = (int)year;
    *quarter = (int)number;
    return true;
}

int xt_fiscal_year_of(int32_t day)
{
    return xt_fiscal_year(day);
}

void xt_fiscal_year_days(int fiscal_year, int32_t *first, int32_t *last)
{
    xt_span span = xt_span_year(fiscal_year);
    *first = span.first;
    *last = span.last;
}

/* ---------------------------------------------------------------- the form */

/* Of two forms of a kind the better one for the year: of any year, of this one, else the newest. */
static bool is_better(const xt_template *t, const xt_template *than, int fiscal_year)
{
    if (!than)
        return true;
    int rank = !t->fiscal_year ? 2 : t->fiscal_year == fiscal_year;
    int other = !than->fiscal_year ? 2 : than->fiscal_year == fiscal_year;
    return rank != other ? rank > other : t->fiscal_year > than->fiscal_year;
}

static xt_status find_form(xt_summary *s, xt_error *error)
{
    static const xt_summary_of OF[XT_SUM_KIND_COUNT] = {
        [XT_SUM_MONTHS] = XT_SUMMARY_OF_MONTH,
        [XT_SUM_QUARTER] = XT_SUMMARY_OF_QUARTER,
        [XT_SUM_YEAR] = XT_SUMMARY_OF_YEAR,
        [XT_SUM_PROGRESS] = XT_SUMMARY_OF_PROGRESS,
    };
    xt_summary_of of = OF[s->options.kind];
    s->form = s->options.form;
    if (of == XT_SUMMARY_OF_NOTHING)
        return XT_OK;
    if (s->form && s->form->summary_of != of)
        return xt_fail_at(error, XT_SAY_FORM_NO_SUMMARY, xt_str_of(xt_summary_of_name(of)),
                          xt_str_of(s->form->id));
    for (size_t i = 0; i < xt_templates_count(s->set) && !s->options.form; i++) {
        const xt_template *t = xt_templates_at(s->set, i);
        if (t->summary_of == of && is_better(t, s->form, s->options.fiscal_year))
            s->form = t;
    }
    return s->form
               ? XT_OK
               : xt_fail_at(error, XT_SAY_NO_SUMMARY_FORM, (xt_str){0}, xt_str_of(xt_summary_of_name(of)));
}

/* ---------------------------------------------------------------- the call */

static void choose_span(xt_summary *s)
{
    const xt_summary_options *o = &s->options;
    s->choice = (xt_choice){.has_span = o->has_period,
                            .span = {o->first_day, o->last_day},
                            .agency = o->agency,
                            .whole_year = o->kind == XT_SUM_YEAR,
                            .with_unsigned = o->kind == XT_SUM_YEAR};
    if (o->kind == XT_SUM_QUARTER)
        s->choice.span = xt_span_quarter(o->fiscal_year, o->quarter);
    if (o->kind == XT_SUM_YEAR || o->kind == XT_SUM_PROGRESS)
        s->choice.span = xt_span_year(o->fiscal_year);
    if (o->kind == XT_SUM_PROGRESS && o->has_as_of && o->as_of < s->choice.span.last)
        s->choice.span.last = o->as_of;
    s->choice.has_span = o->has_period || o->kind >= XT_SUM_QUARTER;
}

xt_status xt_summary_begin(xt_summary **out, xt_templates *set, const xt_summary_options *options,
                           xt_error *error)
{
    xt_summary *s = calloc(1, sizeof *s);
    if (!s)
        return xt_fail_memory(error);
    s->set = set;
    s->options = *options;
    s->counted = s->agencies = xt_bytes_make(SIZE_MAX / 2);
    choose_span(s);
    if (!s->options.fiscal_year && s->choice.has_span)
        s->options.fiscal_year = xt_fiscal_year(s->choice.span.first);
    xt_status status = find_form(s, error);
    if (!status)
        status = xt_ledger_begin(&s->ledger, set, error);
    if (status)
        xt_summary_free(s);
    else
        *out = s;
    return status;
}

void xt_summary_free(xt_summary *s)
{
    if (!s)
        return;
    xt_ledger_free(&s->ledger);
    xt_bytes_free(&s->counted);
    xt_bytes_free(&s->agencies);
    free(s);
}

xt_status xt_summary_read(xt_summary *s, xt_book *book, size_t sheet, const char *file, bool is_plan,
                          xt_error *error)
{
    const xt_ledger_reading how = {.file = file,
                                   .sheet = sheet,
                                   .is_plan = is_plan,
                                   .progress = s->options.progress,
                                   .progress_context = s->options.progress_context};
    return xt_ledger_read(&s->ledger, book, &how, error);
}

/* The agencies whose contracts count, in the order in which they were met; and what became of all rows. */
static xt_status list_agencies(xt_summary *s, xt_error *error)
{
    size_t count = xt_ledger_agency_count(&s->ledger);
    bool *seen = calloc(count + 1, sizeof *seen);
    xt_status status = seen ? XT_OK : xt_fail_memory(error);
    for (size_t i = 0; !status && i < xt_ledger_count(&s->ledger); i++) {
        const xt_contract *c = xt_ledger_at(&s->ledger, i);
        s->fates[c->fate]++;
        s->misdated += xt_summary_lists(s, c, XT_ROWS_MISDATED);
        if (c->fate != XT_FATE_COUNTED || seen[c->agency])
            continue;
        seen[c->agency] = true;
        if (xt_bytes_append(&s->agencies, &c->agency, sizeof c->agency))
            status = xt_fail_memory(error);
    }
    free(seen);
    return status;
}

/* Adds up the contracts that count. Rows that a form lists though they are no contract are left out. */
static xt_status add_up(xt_summary *s, xt_error *error)
{
    if (xt_select_list(&s->ledger, UINT32_MAX, NULL, &s->counted))
        return xt_fail_memory(error);
    uint32_t *all = (uint32_t *)(void *)s->counted.data;
    size_t listed = xt_summary_count(s), kept = 0;
    for (size_t i = 0; i < listed; i++) {
        const xt_contract *c = xt_ledger_at(&s->ledger, all[i]);
        if (xt_ledger_is_no_contract(&s->ledger, c->status))
            continue;
        all[kept++] = all[i];
        if (!xt_figures_add(&s->total, c))
            return xt_fail(error, XT_SAY_SUM_TOO_LARGE);
    }
    s->listed = listed - kept;
    s->counted.size = kept * sizeof *all;
    return XT_OK;
}

xt_status xt_summary_settle(xt_summary *s, xt_error *error)
{
    xt_status status = xt_parties_settle(&s->ledger, error);
    if (!status)
        status = xt_same_find(&s->ledger, error);
    if (!status)
        status = xt_select(&s->ledger, &s->choice, error);
    if (!status)
        status = list_agencies(s, error);
    return status ? status : add_up(s, error);
}

static bool is_misdated(const xt_summary *s, const xt_contract *c)
{
    if (!c->fiscal_year || c->date_state != XT_KNOWN || xt_ledger_source(&s->ledger, c->source)->stand_in ||
        c->fiscal_year == xt_fiscal_year(c->date))
        return false;
    bool near = s->choice.has_span && !xt_select_is_other_year(c, &s->choice);
    return c->fate == XT_FATE_COUNTED || (c->fate == XT_FATE_OTHER_PERIOD && near);
}

bool xt_summary_lists(const xt_summary *s, const xt_contract *c, xt_row_list list)
{
    switch (list) {
    case XT_ROWS_FAULTY: return xt_fate_is_fault((xt_fate)c->fate);
    case XT_ROWS_DOUBLE: return c->fate == XT_FATE_SAME;
    case XT_ROWS_MISDATED: return is_misdated(s, c);
    }
    return false;
}

uint64_t xt_summary_list_count(const xt_summary *s, xt_row_list list)
{
    return list == XT_ROWS_FAULTY   ? xt_summary_faults(s)
           : list == XT_ROWS_DOUBLE ? s->fates[XT_FATE_SAME]
                                    : s->misdated;
}

uint64_t xt_summary_counted(const xt_summary *s)
{
    return s->total.count;
}

uint64_t xt_summary_faults(const xt_summary *s)
{
    uint64_t faults = 0;
    for (int fate = 0; fate < XT_FATE_COUNT; fate++)
        faults += xt_fate_is_fault((xt_fate)fate) ? s->fates[fate] : 0;
    return faults;
}

const xt_template *xt_summary_form(const xt_summary *s)
{
    return s->form;
}
