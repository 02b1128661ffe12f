/* SPDX-License-Identifier: MIT
 *
 * The hidden sheet behind the drop-down lists of a blank form. A list is always a range of it: as literal
 * texts, libxlsxwriter 1.1.4 overflows at about 85 Thai letters and Excel allows 255 characters.
 */
#include "base/error.h"
#include "table/places.h"
#include "write/form.h"

#include <stdio.h>

/* What the list is called: column heading and defined name. */
static void name_list(xt_form_list *list, size_t number)
{
    snprintf(list->name, sizeof list->name, "list_%zu", number);
}

/* The cells of a column from the second row on. */
static void name_cells(xt_form_writer *w, xt_form_list *list, size_t column, size_t rows)
{
    char first[XT_REF_SIZE], formula[XT_LIST_RANGE + 2];
    xt_cell_ref(1, (uint32_t)column + 1, first);
    first[strcspn(first, "0123456789")] = '\0';
    snprintf(list->range, sizeof list->range, "'" XT_LIST_SHEET "'!$%s$2:$%s$%zu", first, first, rows + 1);
    snprintf(formula, sizeof formula, "=%s", list->range);
    xt_xlsx_note(&w->x, workbook_define_name(w->x.book, list->name, formula));
}

static void write_vocabulary(xt_form_writer *w, lxw_worksheet *sheet, xt_form_list *list, size_t column)
{
    const xt_vocabulary *v = list->vocabulary;
    name_list(list, column + 1);
    xt_xlsx_text(&w->x, sheet, 0, column, v->name, NULL);
    for (size_t i = 0; i < v->value_count; i++)
        xt_xlsx_text(&w->x, sheet, (uint32_t)i + 1, column, v->values[i].data, NULL);
    name_cells(w, list, column, v->value_count);
}

/* Provinces in one column; in the next two each district beside its province, so that the districts of one
 * province are one run of cells. */
static void write_places(xt_form_writer *w, lxw_worksheet *sheet, size_t column)
{
    const xt_places *places = w->set->places;
    xt_form_lists *lists = &w->lists;
    uint32_t row = 1;
    name_list(&lists->provinces, column + 1);
    name_list(&lists->pair_provinces, column + 2);
    name_list(&lists->pair_districts, column + 3);
    xt_xlsx_text(&w->x, sheet, 0, column, "province", NULL);
    xt_xlsx_text(&w->x, sheet, 0, column + 1, "province of district", NULL);
    xt_xlsx_text(&w->x, sheet, 0, column + 2, "district", NULL);
    for (size_t p = 0; p < xt_places_count(places); p++) {
        const char *province = xt_places_province_name(places, p).data;
        xt_xlsx_text(&w->x, sheet, (uint32_t)p + 1, column, province, NULL);
        for (size_t d = 0; d < xt_places_district_count(places, p); d++, row++) {
            xt_xlsx_text(&w->x, sheet, row, column + 1, province, NULL);
            xt_xlsx_text(&w->x, sheet, row, column + 2, xt_places_district_name(places, p, d).data, NULL);
        }
    }
    name_cells(w, &lists->provinces, column, xt_places_count(places));
    name_cells(w, &lists->pair_provinces, column + 1, row - 1);
    name_cells(w, &lists->pair_districts, column + 2, row - 1);
    char above[XT_REF_SIZE];
    xt_cell_ref(1, (uint32_t)column + 3, above);
    above[strcspn(above, "0123456789")] = '\0';
    snprintf(lists->first_district, sizeof lists->first_district, "'" XT_LIST_SHEET "'!$%s$1", above);
}

/* Adds the field's vocabulary to those that are to be written. */
static void gather(xt_form_writer *w, const xt_field *field)
{
    xt_form_lists *lists = &w->lists;
    if (field->kind != XT_KIND_VOCABULARY || lists->count == XT_FORM_LISTS || xt_form_list_of(w, field))
        return;
    lists->items[lists->count++].vocabulary = field->vocabulary;
}

xt_status xt_form_write_lists(xt_form_writer *w, xt_error *error)
{
    bool places = false;
    for (size_t t = 0; t < w->form->table_count; t++)
        for (size_t f = 0; f < w->form->tables[t].field_count; f++) {
            const xt_field *field = &w->form->tables[t].fields[f];
            gather(w, field);
            places = places || field->kind == XT_KIND_PROVINCE || field->kind == XT_KIND_DISTRICT;
        }
    places = places && w->set->places;
    if (w->lists.count == 0 && !places)
        return XT_OK;
    lxw_worksheet *sheet = workbook_add_worksheet(w->x.book, XT_LIST_SHEET);
    if (!sheet)
        return xt_fail_memory(error);
    for (size_t i = 0; i < w->lists.count; i++)
        write_vocabulary(w, sheet, &w->lists.items[i], i);
    if (places)
        write_places(w, sheet, w->lists.count);
    worksheet_hide(sheet);
    return XT_OK;
}

const xt_form_list *xt_form_list_of(const xt_form_writer *w, const xt_field *field)
{
    for (size_t i = 0; i < w->lists.count; i++)
        if (field->kind == XT_KIND_VOCABULARY && w->lists.items[i].vocabulary == field->vocabulary)
            return &w->lists.items[i];
    if (field->kind == XT_KIND_PROVINCE && w->lists.provinces.range[0])
        return &w->lists.provinces;
    if (field->kind == XT_KIND_DISTRICT && w->lists.pair_districts.range[0])
        return &w->lists.pair_districts;
    return NULL;
}
