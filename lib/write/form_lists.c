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

/* Names of the columns of places: each province once, and each district beside its province, so that the
 * districts of one province are one run of cells. */
static void name_places(xt_form_writer *w, size_t column)
{
    const xt_places *places = w->set->places;
    xt_form_lists *lists = &w->lists;
    size_t districts = 0;
    char above[XT_REF_SIZE];
    for (size_t p = 0; p < xt_places_count(places); p++)
        districts += xt_places_district_count(places, p);
    name_list(&lists->provinces, column + 1);
    name_list(&lists->pair_provinces, column + 2);
    name_list(&lists->pair_districts, column + 3);
    name_cells(w, &lists->provinces, column, xt_places_count(places));
    name_cells(w, &lists->pair_provinces, column + 1, districts);
    name_cells(w, &lists->pair_districts, column + 2, districts);
    xt_cell_ref(1, (uint32_t)column + 3, above);
    above[strcspn(above, "0123456789")] = '\0';
    snprintf(lists->first_district, sizeof lists->first_district, "'" XT_LIST_SHEET "'!$%s$1", above);
}

/* Walks the districts of all provinces in order. */
typedef struct district_walk {
    size_t province, district;
} district_walk;

/* The places in the row (from 0, below the headings): the province of that index, and the next district. */
static void write_places(xt_form_writer *w, lxw_worksheet *sheet, size_t row, size_t column,
                         district_walk *next)
{
    const xt_places *places = w->set->places;
    size_t count = xt_places_count(places);
    uint32_t at = (uint32_t)row + 1;
    if (row < count)
        xt_xlsx_text(&w->x, sheet, at, column, xt_places_province_name(places, row).data, NULL);
    while (next->province < count && next->district == xt_places_district_count(places, next->province))
        *next = (district_walk){next->province + 1, 0};
    if (next->province == count)
        return;
    xt_xlsx_text(&w->x, sheet, at, column + 1, xt_places_province_name(places, next->province).data, NULL);
    xt_xlsx_text(&w->x, sheet, at, column + 2,
                 xt_places_district_name(places, next->province, next->district++).data, NULL);
}

/* All lists side by side, row after row, as large workbooks must be written. */
static void write_rows(xt_form_writer *w, lxw_worksheet *sheet, bool places)
{
    static const char *const HEADINGS[] = {"province", "province of district", "district"};
    const xt_form_lists *lists = &w->lists;
    district_walk next = {0, 0};
    size_t rows = places ? xt_places_count(w->set->places) : 0;
    for (size_t i = 0; i < lists->count; i++) {
        const xt_vocabulary *v = lists->items[i].vocabulary;
        xt_xlsx_text(&w->x, sheet, 0, i, v->name, NULL);
        rows = v->value_count > rows ? v->value_count : rows;
    }
    for (size_t i = 0; places && i < sizeof HEADINGS / sizeof *HEADINGS; i++)
        xt_xlsx_text(&w->x, sheet, 0, lists->count + i, HEADINGS[i], NULL);
    for (size_t row = 0; row < rows || (places && next.province < xt_places_count(w->set->places)); row++) {
        for (size_t i = 0; i < lists->count; i++)
            if (row < lists->items[i].vocabulary->value_count)
                xt_xlsx_text(&w->x, sheet, (uint32_t)row + 1, i, lists->items[i].vocabulary->values[row].data,
                             NULL);
        if (places)
            write_places(w, sheet, row, lists->count, &next);
    }
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
    lxw_worksheet *sheet = xt_form_add_sheet(w, XT_LIST_SHEET, 0, true);
    if (!sheet)
        return xt_fail_memory(error);
    for (size_t i = 0; i < w->lists.count; i++) {
        name_list(&w->lists.items[i], i + 1);
        name_cells(w, &w->lists.items[i], i, w->lists.items[i].vocabulary->value_count);
    }
    if (places)
        name_places(w, w->lists.count);
    write_rows(w, sheet, places);
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
