/* SPDX-License-Identifier: MIT */
#include "write/rebuild.h"

#include "base/calendar.h"
#include "base/error.h"
#include "base/number.h"
#include "check/result.h"
#include "table/record.h"
#include "thai/blank.h"
#include "write/form.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* What is left behind, and how that is said. */
typedef enum loss { LOSS_COLUMN, LOSS_SHEET, LOSS_ROW, LOSS_FORMULAS, LOSS_COUNT } loss;

typedef struct xt_dropped {
    loss kind;
    uint64_t number; /* of the row, or how many */
    const char *text;
} xt_dropped;

static const char *const SENTENCES[LOSS_COUNT][XT_LANG_COUNT] = {
    [LOSS_COLUMN] = {"the column \"%s\", which the form has not", "คอลัมน์ \"%s\" ซึ่งไม่มีในแบบฟอร์ม"},
    [LOSS_SHEET] = {"the sheet \"%s\", which follows no form", "แผ่นงาน \"%s\" ซึ่งไม่ตรงกับแบบฟอร์ม"},
    [LOSS_ROW] = {"row %" PRIu64 ", which is no data: \"%s\"", "แถวที่ %" PRIu64 " ซึ่งไม่ใช่ข้อมูล: \"%s\""},
    [LOSS_FORMULAS] = {"%" PRIu64 " formulas, of which the values were taken",
                       "สูตร %" PRIu64 " ช่อง (นำมาเฉพาะค่า)"},
};

/* A table that is being read. */
typedef struct reading {
    xt_rebuilt *rebuilt;
    xt_book *book;
    const xt_header *header;
    xt_record record;
    xt_record_reader reader;
    xt_bytes cells, scratch; /* of xt_form_cell */
    const char *notes[XT_MAX_NOTES];
    uint32_t until; /* another table begins in this row; 0: none */
    size_t rows;
    uint64_t formulas;
    bool below_footer;
    xt_error *error;
} reading;

static xt_status drop(xt_rebuilt *rebuilt, loss kind, uint64_t number, xt_str text, xt_error *error)
{
    xt_dropped d = {kind, number, xt_arena_copy(&rebuilt->arena, text)};
    return d.text && !xt_bytes_append(&rebuilt->dropped, &d, sizeof d) ? XT_OK : xt_fail_memory(error);
}

static bool keep_text(reading *r, xt_str text, xt_form_cell *out)
{
    out->type = XT_FORM_TEXT;
    out->text = xt_arena_copy(&r->rebuilt->arena, text);
    return out->text != NULL;
}

static void keep_number(double number, xt_form_cell *out)
{
    out->type = XT_FORM_NUMBER;
    out->number = number;
}

/* A cell as it stands, where nothing better is known of it. */
static bool keep_as_is(reading *r, const xt_cell *cell, xt_form_cell *out)
{
    if (cell->type == XT_CELL_NUMBER || cell->type == XT_CELL_DATE) {
        keep_number(cell->number, out);
        return true;
    }
    return keep_text(r, cell->text, out);
}

/* What the new cell holds: the value, in the way that the form wants it. */
static bool keep_value(reading *r, size_t field, xt_form_cell *out)
{
    const xt_value *v = &r->record.values[field];
    const xt_field *f = &r->header->table->fields[field];
    bool suggestion = false;
    *out = (xt_form_cell){.type = XT_FORM_BLANK, .text = ""};
    if (v->filled == XT_FILLED_BLANK)
        return true;
    r->formulas += (v->cell->flags & XT_CELL_FORMULA) != 0;
    if (v->filled == XT_FILLED_PLACEHOLDER || v->faults & XT_FAULT_LOST)
        return keep_text(r, v->cell->text, out);
    if (v->known)
        switch (f->kind) {
        case XT_KIND_MONEY: keep_number((double)v->as.amount / 100, out); return true;
        case XT_KIND_COUNT:
        case XT_KIND_SEQUENCE:
        case XT_KIND_FISCAL_YEAR: keep_number((double)v->as.number, out); return true;
        case XT_KIND_DATE: keep_number(xt_serial_of_day(v->as.day, false), out); return true;
        default: break;
        }
    if (xt_value_meant(&r->record, field, &r->scratch, &suggestion) && r->scratch.size)
        return keep_text(r, xt_bytes_str(&r->scratch), out);
    return !r->scratch.fault && keep_as_is(r, v->cell, out);
}

static xt_status keep_row(reading *r)
{
    for (size_t f = 0; f < r->header->table->field_count; f++) {
        xt_form_cell cell;
        if (!keep_value(r, f, &cell) || xt_bytes_append(&r->cells, &cell, sizeof cell))
            return xt_fail_memory(r->error);
    }
    r->rows++;
    return XT_OK;
}

static xt_str first_text(const xt_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].type == XT_CELL_TEXT && xt_blank_trim(row->cells[i].text).size)
            return row->cells[i].text;
    return row->count ? row->cells[0].text : XT_LITERAL("");
}

/* The text beside a note's label. */
static xt_status keep_note(reading *r, const xt_row *row, size_t note)
{
    bool label = true;
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].type != XT_CELL_TEXT || !xt_blank_trim(row->cells[i].text).size)
            continue;
        if (!label) {
            r->notes[note] = xt_arena_copy(&r->rebuilt->arena, row->cells[i].text);
            return r->notes[note] ? XT_OK : xt_fail_memory(r->error);
        }
        label = false;
    }
    return XT_OK;
}

static xt_status take_row(reading *r, const xt_row *row)
{
    size_t note = 0;
    if (r->rows == 0 && xt_row_numbers_columns(row))
        return XT_OK;
    if (xt_record_read(&r->reader, r->header, row, &r->record))
        return xt_fail_memory(r->error);
    xt_row_role role = xt_row_role_of(&r->record, row, &r->scratch, &note);
    if (r->scratch.fault)
        return xt_fail_memory(r->error);
    r->below_footer = r->below_footer || role == XT_ROW_FOOTER;
    if (role == XT_ROW_DATA && (!r->below_footer || xt_record_is_well_filled(&r->record)))
        return keep_row(r);
    if (role == XT_ROW_NOTE)
        return keep_note(r, row, note);
    return role == XT_ROW_BLANK ? XT_OK : drop(r->rebuilt, LOSS_ROW, row->number, first_text(row), r->error);
}

/* The header of a table that was recognised on the sheet. */
static xt_status find_header(reading *r, size_t sheet, const xt_table *table, const xt_templates *set,
                             xt_header *out)
{
    xt_sheet *open = NULL;
    xt_head head = xt_head_make();
    xt_status status = xt_sheet_open(&open, r->book, sheet, r->error);
    if (!status)
        status = xt_head_read(&head, open, set, table->of, r->error);
    xt_sheet_close(open);
    if (!status && !xt_header_find(out, &head, table))
        status = xt_fail(r->error, XT_SAY_TEMPLATE_NO_HEADER);
    for (size_t i = 0; !status && i < out->stray_count; i++)
        if (out->strays[i].field == XT_NO_FIELD)
            status = drop(r->rebuilt, LOSS_COLUMN, 0, out->strays[i].text, r->error);
    xt_head_free(&head);
    return status;
}

static xt_status read_table(reading *r, size_t sheet, const xt_header *header, xt_form_rows *out)
{
    xt_sheet *open = NULL;
    r->header = header;
    r->reader.date1904 = xt_book_date1904(r->book);
    r->reader.fiscal_year = header->table->of->fiscal_year;
    xt_status status = xt_sheet_open(&open, r->book, sheet, r->error);
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(open, &row, r->error);
        if (status || !row || (r->until && row->number >= r->until))
            break;
        if (row->number > header->last_row)
            status = take_row(r, row);
    }
    xt_sheet_close(open);
    if (!status && r->formulas)
        status = drop(r->rebuilt, LOSS_FORMULAS, r->formulas, (xt_str){0}, r->error);
    size_t size = r->cells.size;
    xt_form_cell *cells = status ? NULL : xt_arena_alloc(&r->rebuilt->arena, size);
    if (!status && !cells)
        return xt_fail_memory(r->error);
    if (size && cells)
        memcpy(cells, r->cells.data, size);
    out->count = r->rows;
    out->cells = cells;
    memcpy(out->notes, r->notes, sizeof out->notes);
    return status;
}

/* The row in which the next table of the same sheet begins; 0: none. */
static uint32_t next_table(const xt_result *before, const xt_sheet_entry *entry)
{
    xt_sheet_entry *const *all = (xt_sheet_entry *const *)(void *)before->sheets.data;
    uint32_t next = 0;
    for (size_t i = 0; i < xt_result_sheet_count(before); i++)
        if (all[i]->shown.index == entry->shown.index && all[i]->shown.header_row > entry->shown.header_row &&
            (!next || all[i]->shown.header_row < next))
            next = all[i]->shown.header_row;
    return next;
}

static const char *agency_of(const xt_table *table, const xt_form_rows *rows)
{
    int field = xt_table_field(table, XT_LITERAL("agency"));
    bool known = field != XT_NO_FIELD && rows->count && rows->cells[field].type == XT_FORM_TEXT;
    return known ? rows->cells[field].text : NULL;
}

/* Reads every table of the form that was recognised first; sheets of other forms are left behind. */
static xt_status read_tables(xt_rebuilt *rebuilt, xt_book *book, const xt_templates *set,
                             const xt_result *before, const xt_template *form, xt_form_rows *rows,
                             xt_error *error)
{
    xt_sheet_entry *const *all = (xt_sheet_entry *const *)(void *)before->sheets.data;
    xt_header *header = malloc(sizeof *header);
    xt_status status = header ? XT_OK : xt_fail_memory(error);
    uint64_t seen = 0;
    for (size_t i = 0; !status && i < xt_result_sheet_count(before); i++) {
        const xt_sheet_entry *entry = all[i];
        size_t table = (size_t)(entry->table - form->tables);
        if (entry->table->of != form || seen >> table & 1) {
            status = drop(rebuilt, LOSS_SHEET, 0, xt_str_of(entry->shown.name), error);
            continue;
        }
        seen |= UINT64_C(1) << table;
        reading *r = calloc(1, sizeof *r);
        if (!r) {
            status = xt_fail_memory(error);
            break;
        }
        r->rebuilt = rebuilt;
        r->book = book;
        r->error = error;
        r->until = next_table(before, entry);
        r->cells = r->scratch = xt_bytes_make(SIZE_MAX / 2);
        status = find_header(r, entry->shown.index, entry->table, set, header);
        if (!status)
            status = read_table(r, entry->shown.index, header, &rows[table]);
        xt_record_reader_free(&r->reader);
        xt_bytes_free(&r->cells);
        xt_bytes_free(&r->scratch);
        free(r);
    }
    for (size_t i = 0; !status && xt_result_passed_over(before, i); i++)
        status = drop(rebuilt, LOSS_SHEET, 0, xt_str_of(xt_result_passed_over(before, i)), error);
    free(header);
    return status;
}

xt_status xt_rebuild(xt_rebuilt *rebuilt, const char *input, const char *output, const xt_templates *set,
                     const xt_fix_options *options, const xt_result *before, xt_error *error)
{
    xt_sheet_entry *const *all = (xt_sheet_entry *const *)(void *)before->sheets.data;
    const xt_template *form = all[0]->table->of;
    xt_book *book = NULL;
    rebuilt->dropped = xt_bytes_make(SIZE_MAX / 2);
    xt_form_rows *rows = calloc(form->table_count, sizeof *rows);
    xt_status status = rows ? xt_book_open(&book, input, NULL, error) : xt_fail_memory(error);
    if (!status)
        status = read_tables(rebuilt, book, set, before, form, rows, error);
    xt_book_close(book);
    if (!status) {
        xt_form_options how = {.fiscal_year = options->check.fiscal_year,
                               .agency = agency_of(form->tables, &rows[0]),
                               .no_clobber = options->no_clobber};
        status = xt_form_write_filled(set, form, &how, rows, output, error);
    }
    free(rows);
    return status;
}

const char *xt_rebuilt_dropped(const xt_rebuilt *rebuilt, size_t index, xt_lang lang, char *out, size_t size)
{
    const xt_dropped *all = (const xt_dropped *)(const void *)rebuilt->dropped.data;
    if (index >= rebuilt->dropped.size / sizeof *all)
        return NULL;
    const xt_dropped *d = &all[index];
    const char *at = SENTENCES[d->kind][lang];
    xt_bytes text = xt_bytes_make(size);
    for (const char *mark; (mark = strchr(at, '%')); at = mark) {
        xt_bytes_append(&text, at, (size_t)(mark - at));
        bool number = mark[1] != 's';
        if (number)
            xt_bytes_printf(&text, "%" PRIu64, d->number);
        else
            xt_bytes_puts(&text, d->text);
        mark += number ? 1 + strlen(PRIu64) : 2;
    }
    xt_bytes_puts(&text, at);
    snprintf(out, size, "%s", xt_bytes_cstr(&text));
    xt_bytes_free(&text);
    return out;
}

void xt_rebuilt_free(xt_rebuilt *rebuilt)
{
    xt_bytes_free(&rebuilt->dropped);
    xt_arena_free(&rebuilt->arena);
}
