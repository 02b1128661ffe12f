/* SPDX-License-Identifier: MIT
 *
 * A summary as a workbook: the overview, the forms, the contracts, what does not count.
 */
#include "base/error.h"
#include "sum/extras.h"

#include <stdlib.h>

/* A workbook that is being written. */
typedef struct writer {
    const xt_summary *summary;
    xt_form_writer *forms;
    xt_pages pages;
    xt_data data;
    lxw_worksheet *overview, *methods, *contracts, *faults, *doubles; /* NULL: the summary has none */
    xt_error *error;
} writer;

/* Adds a sheet where it is wanted. */
static xt_status add_sheet(writer *w, bool wanted, const char *name, lxw_worksheet **sheet)
{
    *sheet = wanted ? xt_form_add_sheet(w->forms, name, 0, true) : NULL;
    return *sheet || !wanted ? XT_OK : xt_fail_memory(w->error);
}

/* All sheets, in the order of their tabs. */
static xt_status add_sheets(writer *w)
{
    static const char *const OWN[] = {XT_SHEET_OVERVIEW, XT_SHEET_METHODS, XT_SHEET_DATA, XT_SHEET_FAULTS,
                                      XT_SHEET_DOUBLES};
    const xt_summary *s = w->summary;
    const xt_summary_options *o = &s->options;
    bool yearly = o->kind == XT_SUM_YEAR;
    xt_form_reserve_names(w->forms, OWN, sizeof OWN / sizeof *OWN);
    xt_status status = add_sheet(w, o->overview, XT_SHEET_OVERVIEW, &w->overview);
    for (size_t i = 0; !status && i < w->pages.count; i++)
        status = xt_form_add_sheets(w->forms, &w->pages.items[i].filling, w->error);
    if (!status)
        status = add_sheet(w, yearly, XT_SHEET_METHODS, &w->methods);
    if (!status)
        status = add_sheet(w, o->overview || yearly, XT_SHEET_DATA, &w->contracts);
    if (!status)
        status = add_sheet(w, xt_summary_faults(s) > 0, XT_SHEET_FAULTS, &w->faults);
    if (!status)
        status = add_sheet(w, s->fates[XT_FATE_SAME] > 0, XT_SHEET_DOUBLES, &w->doubles);
    return status ? status : xt_form_write_lists(w->forms, w->error);
}

static xt_status write_sheets(writer *w)
{
    xt_xlsx *x = xt_form_xlsx(w->forms);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < w->pages.count; i++)
        status = xt_form_write_sheets(w->forms, &w->pages.items[i].filling, w->error);
    if (!status && w->contracts)
        status = xt_data_write(&w->data, x, w->contracts, w->error);
    if (!status && w->methods)
        status = xt_methods_write(&w->data, x, w->methods, w->error);
    if (!status && w->overview)
        status = xt_overview_write(&w->data, x, w->overview, w->error);
    if (!status && w->faults)
        status = xt_faults_write(w->summary, XT_ROWS_FAULTY, x, w->faults, w->error);
    if (!status && w->doubles)
        status = xt_faults_write(w->summary, XT_ROWS_DOUBLE, x, w->doubles, w->error);
    return status;
}

/* Whether the form is of the summary's year, or was asked for by name. */
static bool is_right_form(const xt_summary *s)
{
    return s->options.form || !s->form->fiscal_year || !s->options.fiscal_year ||
           s->form->fiscal_year == s->options.fiscal_year;
}

/* The form of the summary's kind whose fiscal year is the nearest, the newer of two. */
static const xt_template *nearest_form(const xt_summary *s)
{
    const xt_template *best = s->form;
    for (size_t i = 0; i < xt_templates_count(s->set); i++) {
        const xt_template *t = xt_templates_at(s->set, i);
        int64_t off = llabs((int64_t)t->fiscal_year - s->options.fiscal_year);
        int64_t than = llabs((int64_t)best->fiscal_year - s->options.fiscal_year);
        if (t->summary_of == best->summary_of &&
            (off < than || (off == than && t->fiscal_year > best->fiscal_year)))
            best = t;
    }
    return best;
}

xt_status xt_summary_write(xt_summary *s, const char *path, xt_error *error)
{
    enum { MANY = 50000 }; /* more rows than memory should keep */
    const xt_form_options how = {.fiscal_year = s->options.fiscal_year, .no_clobber = s->options.no_clobber};
    if (!s->form)
        return xt_fail(error, XT_SAY_FIGURES_ALONE);
    if (!is_right_form(s)) {
        const xt_template *form = nearest_form(s);
        return xt_fail_limit(error, XT_SAY_NO_FORM_OF_YEAR, xt_str_of(form->id),
                             (uint64_t)s->options.fiscal_year, (uint64_t)form->fiscal_year);
    }
    writer w = {.summary = s, .data = {.summary = s, .pages = &w.pages}, .error = error};
    xt_status status = xt_pages_make(&w.pages, s, error);
    if (!status)
        status =
            xt_form_begin(&w.forms, s->set, s->form, &how, xt_ledger_count(&s->ledger) > MANY, path, error);
    if (!status) {
        status = add_sheets(&w);
        if (!status)
            status = write_sheets(&w);
        status = xt_form_end(w.forms, status, error);
    }
    for (size_t i = 0; i < w.pages.count; i++) {
        s->standard += w.pages.items[i].feed.filled;
        s->written += w.pages.items[i].feed.count;
    }
    xt_data_free(&w.data);
    xt_pages_free(&w.pages);
    return status;
}
