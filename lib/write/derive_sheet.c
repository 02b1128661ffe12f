/* SPDX-License-Identifier: MIT
 *
 * The header of a sheet that a template is derived from.
 */
#include "base/error.h"
#include "write/derive.h"

#include <stdlib.h>

enum { LONGEST_LABEL = 480, FEW_ROWS = 2 };

static bool is_label(const xt_head_cell *cell)
{
    return cell->is_text && cell->folded.size && cell->text.size <= LONGEST_LABEL;
}

static size_t count_labels(const xt_head_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += is_label(&row->cells[i]);
    return count;
}

/* The first row that has nearly as many labels as any, and no numbers: rows of data come later and hold some.
 */
static const xt_head_row *likely_header(const xt_head *head)
{
    size_t most = 0;
    for (size_t i = 0; i < xt_head_count(head); i++) {
        size_t labels = count_labels(xt_head_at(head, i));
        most = labels > most ? labels : most;
    }
    for (size_t i = 0; most > 0 && i < xt_head_count(head); i++) {
        const xt_head_row *row = xt_head_at(head, i);
        size_t labels = count_labels(row);
        bool alone = most == 1 &&
                     i + FEW_ROWS >= xt_head_count(head); /* one text with nothing below names no column */
        if (labels == row->count && 5 * labels >= 4 * most && !alone)
            return row;
    }
    return NULL;
}

static void add_column(xt_derived_sheet *sheet, uint32_t column, uint32_t row, int base, xt_str text)
{
    if (sheet->column_count == XT_MAX_FIELDS)
        return;
    size_t at = sheet->column_count++;
    for (; at > 0 && sheet->columns[at - 1].column > column; at--)
        sheet->columns[at] = sheet->columns[at - 1];
    sheet->columns[at] = (xt_derived_column){column, row, base, text};
}

/* The columns of a header that a known table has, and those that it has not. */
static void take_known(xt_derived_sheet *sheet, const xt_header *h)
{
    sheet->base = h->table;
    sheet->first_row = h->first_row;
    sheet->last_row = h->last_row;
    for (size_t f = 0; f < h->table->field_count; f++)
        if (h->columns[f].column)
            add_column(sheet, h->columns[f].column, h->columns[f].row, (int)f, h->columns[f].text);
    for (size_t i = 0; i < h->stray_count; i++)
        add_column(sheet, h->strays[i].column, h->strays[i].row, XT_NO_FIELD, h->strays[i].text);
}

static void take_likely(xt_derived_sheet *sheet, const xt_head_row *row)
{
    sheet->first_row = sheet->last_row = row->number;
    for (size_t i = 0; i < row->count; i++)
        if (is_label(&row->cells[i]))
            add_column(sheet, row->cells[i].column, row->number, XT_NO_FIELD, row->cells[i].text);
}

static xt_status find_header(xt_derivation *d, xt_derived_sheet *out, bool *found)
{
    const double much = 0.5; /* of header and table have to cover each other */
    xt_sheet *sheet = NULL;
    xt_recognition *known = malloc(sizeof *known);
    xt_status status =
        known ? xt_sheet_open(&sheet, d->book, out->index, d->error) : xt_fail_memory(d->error);
    if (!status)
        status = xt_head_read(&out->head, sheet, d->set, NULL, d->error);
    xt_sheet_close(sheet);
    if (!status)
        status = xt_recognise(known, d->set, NULL, out->name, &out->head, d->error);
    if (!status) {
        const xt_head_row *likely = likely_header(&out->head);
        if (known->header.table && known->header.score >= much)
            take_known(out, &known->header);
        else if (likely)
            take_likely(out, likely);
        *found = out->column_count > 0;
    }
    free(known);
    return status;
}

xt_status xt_derive_sheet(xt_derivation *d, size_t index, xt_derived_sheet *out, bool *found)
{
    *out = (xt_derived_sheet){
        .index = index, .name = xt_book_sheet(d->book, index)->name, .head = xt_head_make()};
    *found = false;
    xt_status status = find_header(d, out, found);
    if (!status && *found)
        status = xt_sheet_validations(d->book, index, &d->arena, &out->validations, &out->validation_count,
                                      d->error);
    if (status || !*found)
        xt_derived_sheet_free(out);
    return status;
}

void xt_derived_sheet_free(xt_derived_sheet *sheet)
{
    xt_head_free(&sheet->head);
}
