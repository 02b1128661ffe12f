/* SPDX-License-Identifier: MIT
 *
 * What was written, read back and compared with what was there before.
 */
#include "base/number.h"
#include "write/patch_parts.h"
#include "write/patch_rows.h"

/* The cells of a sheet one after the other, in the order of the file. */
typedef struct cells {
    xt_sheet *sheet; /* NULL: those of the row alone */
    const xt_row *row;
    size_t next;
    const xt_cell *cell; /* NULL: no more */
    size_t edit;         /* the first edit that was not before the last cell looked for */
} cells;

static xt_status next_cell(cells *c, xt_error *error)
{
    c->cell = NULL;
    while (!c->row || c->next == c->row->count) {
        if (!c->sheet)
            return XT_OK;
        xt_status status = xt_sheet_next(c->sheet, &c->row, error);
        if (status || !c->row)
            return status;
        c->next = 0;
    }
    c->cell = &c->row->cells[c->next++];
    return XT_OK;
}

static int compare_places(const xt_edit *edit, size_t sheet, uint32_t row, uint32_t column)
{
    if (edit->sheet != sheet)
        return edit->sheet < sheet ? -1 : 1;
    if (edit->row != row)
        return edit->row < row ? -1 : 1;
    return (edit->column > column) - (edit->column < column);
}

#define NO_EDIT SIZE_MAX

/* Where the edit is in comparison to the cell. */
static int compare_cell(const xt_job *job, size_t edit, size_t sheet, const cells *c)
{
    return compare_places(&job->edits[edit], sheet, c->row->number, c->cell->column);
}

/* The edit of the cell, NO_EDIT where it has none. Cells come in order but for odd files, so it is mostly
 * where the last one was. */
static size_t edit_of(const xt_job *job, size_t sheet, cells *c)
{
    if (!c->cell)
        return NO_EDIT;
    size_t first = 0, last = job->count;
    bool behind_before = c->edit == 0 || compare_cell(job, c->edit - 1, sheet, c) < 0;
    if (behind_before && (c->edit == job->count || compare_cell(job, c->edit, sheet, c) >= 0))
        first = last = c->edit;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (compare_cell(job, middle, sheet, c) < 0)
            first = middle + 1;
        else
            last = middle;
    }
    c->edit = first;
    return first < job->count && compare_cell(job, first, sheet, c) == 0 ? first : NO_EDIT;
}

static bool same_number(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool is_planned(const xt_edit *edit, const xt_spot *spot, const xt_cell *cell)
{
    if (cell->flags || cell->format != spot->style)
        return false;
    switch (edit->kind) {
    case XT_EDIT_TEXT: return cell->type == XT_CELL_TEXT && xt_str_equal(cell->text, edit->text);
    case XT_EDIT_NUMBER: return cell->type == XT_CELL_NUMBER && xt_str_equal(cell->text, edit->text);
    case XT_EDIT_DATE: return cell->type == XT_CELL_DATE && same_number(cell->number, edit->serial);
    }
    return false;
}

static bool is_same(const cells *a, const cells *b)
{
    const xt_cell *x = a->cell, *y = b->cell;
    return a->row->number == b->row->number && a->row->hidden == b->row->hidden && x->column == y->column &&
           x->type == y->type && x->flags == y->flags && x->format == y->format && x->string == y->string &&
           same_number(x->number, y->number) && xt_str_equal(x->text, y->text);
}

static bool same_merges(const xt_sheet *a, const xt_sheet *b)
{
    size_t count = 0, other = 0;
    const xt_range *x = xt_sheet_merges(a, &count), *y = xt_sheet_merges(b, &other);
    return count == other && (count == 0 || memcmp(x, y, count * sizeof *x) == 0);
}

/* A failure to read what was written is a difference. */
static xt_status differs(xt_status status, xt_error *error)
{
    return status == XT_OUT_OF_MEMORY ? status : xt_fail(error, XT_SAY_WRITE_DIFFERS);
}

/* Walks both at once; *met counts the cells of edits that were met in the new one. */
static xt_status compare_cells(const xt_job *job, size_t sheet, cells *old, cells *new, size_t *met,
                               xt_error *error)
{
    xt_status status = next_cell(old, error);
    if (status)
        return status;
    status = next_cell(new, error);
    if (status)
        return differs(status, error);
    while (old->cell || new->cell) {
        size_t edit = edit_of(job, sheet, new);
        bool changed = edit_of(job, sheet, old) != NO_EDIT;
        bool both = !changed && edit == NO_EDIT;
        if (edit != NO_EDIT && !is_planned(&job->edits[edit], &job->spots[edit], new->cell))
            return differs(XT_OK, error);
        if (both && (!old->cell || !new->cell || !is_same(old, new)))
            return differs(XT_OK, error);
        *met += edit != NO_EDIT;
        if ((changed || both) && (status = next_cell(old, error)))
            return status;
        if ((edit != NO_EDIT || both) && (status = next_cell(new, error)))
            return differs(status, error);
    }
    return XT_OK;
}

/* What rows whose bytes differ are compared with. */
typedef struct comparison {
    const xt_job *job;
    size_t sheet, met;
    cells old, new;
} comparison;

static xt_status compare_rows(void *context, const xt_row *old, const xt_row *new, xt_error *error)
{
    comparison *c = context;
    c->old.row = old;
    c->new.row = new;
    c->old.next = c->new.next = 0;
    return compare_cells(c->job, c->sheet, &c->old, &c->new, &c->met, error);
}

/* What makes the same bytes the same cells: the shared strings, and which formats show dates. */
static bool same_surroundings(const xt_book *a, const xt_book *b)
{
    xt_str x = xt_bytes_str(&a->strings.text), y = xt_bytes_str(&b->strings.text);
    xt_str ends = xt_bytes_str(&a->strings.ends), new_ends = xt_bytes_str(&b->strings.ends);
    xt_str dates = xt_bytes_str(&a->styles.is_date), new_dates = xt_bytes_str(&b->styles.is_date);
    return xt_str_equal(x, y) && xt_str_equal(ends, new_ends) && xt_str_starts(new_dates, dates);
}

static bool leaves_value(const xt_edit *edit)
{
    return edit->kind != XT_EDIT_TEXT || edit->text.size;
}

/* How many edits of the sheet leave a cell with a value. */
static size_t count_planned(const xt_job *job, size_t sheet)
{
    size_t count = 0;
    for (size_t i = 0; i < job->count; i++)
        count += job->edits[i].sheet == sheet && leaves_value(&job->edits[i]);
    return count;
}

/* The quick way, by bytes, for a sheet whose edits say that it was read before: others are read, which tells
 * whether they can be. *done false: nothing can be said this way. */
static xt_status compare_bytes(const xt_job *job, xt_book *written, size_t sheet, size_t *met, bool *done,
                               xt_error *error)
{
    comparison c = {.job = job, .sheet = sheet};
    size_t planned = count_planned(job, sheet);
    *done = planned && same_surroundings(job->book, written);
    xt_status status =
        *done ? xt_patch_compare_rows(job->book, written, sheet, compare_rows, &c, done, error) : XT_OK;
    *done = *done && c.met == planned;
    *met += *done ? c.met : 0;
    return status ? differs(status, error) : XT_OK;
}

static xt_status compare_sheet(const xt_job *job, xt_book *written, size_t sheet, size_t *met,
                               xt_error *error)
{
    cells old = {0}, new = {0};
    bool done = false;
    xt_status status = compare_bytes(job, written, sheet, met, &done, error);
    if (status || done)
        return status;
    status = xt_sheet_open(&old.sheet, job->book, sheet, error);
    if (!status) {
        status = xt_sheet_open(&new.sheet, written, sheet, error);
        if (status)
            status = differs(status, error);
    }
    if (!status)
        status = compare_cells(job, sheet, &old, &new, met, error);
    if (!status && !same_merges(old.sheet, new.sheet))
        status = differs(XT_OK, error);
    xt_sheet_close(old.sheet);
    xt_sheet_close(new.sheet);
    return status;
}

static bool same_sheets(const xt_book *a, const xt_book *b)
{
    bool same = a->sheet_count == b->sheet_count && a->date1904 == b->date1904;
    for (size_t i = 0; same && i < a->sheet_count; i++)
        same = strcmp(a->sheets[i].info.name, b->sheets[i].info.name) == 0 &&
               a->sheets[i].info.is_worksheet == b->sheets[i].info.is_worksheet &&
               a->sheets[i].info.visibility == b->sheets[i].info.visibility;
    return same;
}

xt_status xt_patch_verify(const xt_job *job, const char *path, xt_error *error)
{
    xt_open_options how = xt_open_options_default();
    xt_book *written = NULL;
    how.limits = job->book->limits;
    xt_status status = xt_book_open(&written, path, &how, error);
    if (status)
        return differs(status, error);
    if (!same_sheets(job->book, written))
        status = differs(XT_OK, error);
    size_t met = 0, planned = 0;
    for (size_t i = 0; !status && i < job->book->sheet_count; i++)
        if (job->book->sheets[i].info.is_worksheet)
            status = compare_sheet(job, written, i, &met, error);
    for (size_t i = 0; i < job->count; i++)
        planned += leaves_value(&job->edits[i]);
    if (!status && met != planned)
        status = differs(XT_OK, error);
    xt_book_close(written);
    return status;
}
