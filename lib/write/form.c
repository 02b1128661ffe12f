/* SPDX-License-Identifier: MIT
 *
 * A form as a workbook: its sheets, blank or filled, once or several times, and the lists behind them.
 */
#include "write/form.h"

#include "base/error.h"
#include "base/utf8.h"
#include "table/places.h"

#include <stdlib.h>

/* What a table's sheet is to be called: like the form, or its part. */
static const char *sheet_name(const xt_template *t, size_t index)
{
    return index ? t->tables[index].title : *t->form.sheet ? t->form.sheet : t->id;
}

xt_status xt_form_add_sheets(xt_form_writer *w, xt_form_filling *filling, xt_error *error)
{
    for (size_t i = 0; i < w->form->table_count; i++) {
        const char *name = i == 0 && filling->sheet ? filling->sheet : sheet_name(w->form, i);
        filling->tables[i] = (xt_form_place){.sheet = xt_form_add_sheet(w, name, filling->number, false)};
        if (!filling->tables[i].sheet)
            return xt_fail_memory(error);
    }
    return XT_OK;
}

xt_status xt_form_write_sheets(xt_form_writer *w, xt_form_filling *filling, xt_error *error)
{
    xt_status status = XT_OK;
    w->filling = filling;
    w->feed = filling->feed;
    w->words = filling->words;
    w->agency = filling->words && filling->words->agency ? filling->words->agency : w->options->agency;
    for (size_t i = 0; !status && i < w->form->table_count; i++)
        status = xt_form_write_table(w, i, error);
    return !status && (w->text.fault || w->formula.fault) ? xt_fail_memory(error) : status;
}

/* ---------------------------------------------------------------- the call */

/* Whether the text can stand in a cell on one line. */
static bool is_plain(const char *text)
{
    enum { LONGEST = 1024 };
    size_t size = strlen(text);
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            return false;
    return size <= LONGEST && xt_utf8_valid((xt_str){text, size}) == size;
}

/* What is to be filled in must be a province, and a district of it; they are written as the lists have them.
 */
static xt_status settle_place(xt_form_writer *w, xt_error *error)
{
    const xt_places *places = w->set->places;
    xt_str province = xt_str_of(w->province), district = xt_str_of(w->district);
    size_t p = XT_NO_PLACE, d = 0;
    if (province.size && !xt_places_find_province(places, province, &p))
        return xt_fail_at(error, XT_SAY_PROVINCE, (xt_str){0}, province);
    if (province.size)
        w->province = xt_places_province_name(places, p).data;
    if (district.size && !province.size && xt_places_provinces_of(places, district, NULL, 0) == 0)
        return xt_fail_at(error, XT_SAY_DISTRICT_ANY, (xt_str){0}, district);
    if (!district.size || !province.size)
        return XT_OK;
    if (!xt_places_find_district(places, p, district, &d))
        return xt_fail_at(error, XT_SAY_DISTRICT, xt_places_province_name(places, p), district);
    w->district = xt_places_district_name(places, p, d).data;
    return XT_OK;
}

static xt_status settle_options(xt_form_writer *w, xt_error *error)
{
    const char *texts[] = {w->options->agency, w->options->province, w->options->district};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] && !is_plain(texts[i]))
            return xt_fail_at(error, XT_SAY_FORM_TEXT, (xt_str){0}, xt_str_of(texts[i]));
    w->province = w->options->province;
    w->district = w->options->district;
    return w->set->places ? settle_place(w, error) : XT_OK;
}

xt_status xt_form_begin(xt_form_writer **out, const xt_templates *set, const xt_template *form,
                        const xt_form_options *options, bool large, const char *path, xt_error *error)
{
    static const xt_form_options NOTHING = {0};
    xt_form_writer *w = calloc(1, sizeof *w);
    if (!w)
        return xt_fail_memory(error);
    w->set = set;
    w->form = form;
    w->options = options ? options : &NOTHING;
    w->large = large;
    w->text = w->formula = w->first_agency = xt_bytes_make(SIZE_MAX / 2);
    w->fiscal_year = w->options->fiscal_year ? w->options->fiscal_year : form->fiscal_year;
    w->has_as_of = xt_template_as_of(form, w->fiscal_year, &w->as_of);
    xt_status status = settle_options(w, error);
    if (!status)
        status = large ? xt_xlsx_begin_large(&w->x, path, w->options->no_clobber, error)
                       : xt_xlsx_begin(&w->x, path, w->options->no_clobber, error);
    if (status) {
        free(w);
        return status;
    }
    lxw_doc_properties about = {.title = (char *)(uintptr_t)form->title};
    xt_xlsx_note(&w->x, workbook_set_properties(w->x.book, &about));
    if ((w->wrong = workbook_add_format(w->x.book))) {
        format_set_bg_color(w->wrong, 0xFFC7CE);
        format_set_font_color(w->wrong, 0x9C0006);
    }
    *out = w;
    return XT_OK;
}

xt_status xt_form_end(xt_form_writer *w, xt_status status, xt_error *error)
{
    if (status)
        xt_xlsx_discard(&w->x);
    else
        status = xt_xlsx_end(&w->x, error);
    xt_bytes_free(&w->text);
    xt_bytes_free(&w->formula);
    xt_bytes_free(&w->first_agency);
    free(w);
    return status;
}

xt_status xt_form_write_filled(const xt_templates *set, const xt_template *form,
                               const xt_form_options *options, const xt_form_feed *feed, const char *path,
                               xt_error *error)
{
    xt_form_writer *w = NULL;
    xt_form_filling filling = {.feed = feed};
    xt_status status = xt_form_begin(&w, set, form, options, feed && feed->large, path, error);
    if (status)
        return status;
    if (feed)
        w->x.look = feed->look;
    status = xt_form_add_sheets(w, &filling, error);
    if (!status)
        status = xt_form_write_lists(w, error);
    if (!status)
        status = xt_form_write_sheets(w, &filling, error);
    return xt_form_end(w, status, error);
}

xt_status xt_form_write(const xt_templates *set, const xt_template *form, const xt_form_options *options,
                        const char *path, xt_error *error)
{
    return xt_form_write_filled(set, form, options, NULL, path, error);
}
