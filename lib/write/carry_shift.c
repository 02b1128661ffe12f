/* SPDX-License-Identifier: MIT
 *
 * A row proves where its cells belong when they fit nowhere else: IDs, dates and numbers do or do not fit a
 * column, and a text between two of them has no other place. Cells that fit where they stand stay there.
 */
#include "write/carry_shift.h"

#include "base/error.h"
#include "table/places.h"
#include "thai/date.h"

/* The cells from the column `from` on are moved right by `by`. */
typedef struct move {
    uint32_t from, by;
} move;

static const unsigned WRONG = XT_FAULT_TYPE | XT_FAULT_ID_LENGTH | XT_FAULT_PROJECT_FORMAT |
                              XT_FAULT_TERM_UNKNOWN | XT_FAULT_SWAPPED | XT_FAULT_ID_ROUNDED;

/* What stands in the column of a district and is none. */
static bool is_no_district(const xt_carry *c, const xt_field *field, const xt_value *v)
{
    return field->kind == XT_KIND_DISTRICT && c->places &&
           xt_places_provinces_of(c->places, v->text, NULL, 0) == 0;
}

/* A value that can be nothing but what its column holds. */
static bool is_certain(const xt_field *field, const xt_value *v)
{
    return (field->kind == XT_KIND_TAX_ID && (v->known || v->faults & XT_FAULT_ID_MASKED)) ||
           (field->kind == XT_KIND_DATE && v->known);
}

/* The reading field of the column, or XT_NO_FIELD. */
static int field_in(const xt_mapping *m, uint32_t column)
{
    for (size_t f = 0; f < m->reading.field_count; f++)
        if (m->header.columns[f].column == column)
            return (int)f;
    return XT_NO_FIELD;
}

/* An ID or a date in a column that nobody asks for has lost its way. */
static bool is_stray(const xt_cell *cell)
{
    xt_thai_date date;
    return cell->type == XT_CELL_TEXT &&
           (xt_tax_id_parse(cell->text).state == XT_TAX_ID_VALID ||
            (xt_thai_date_parse(cell->text, &date) && date.precision == XT_DATE_DAY));
}

/* Whether no text can stand in the columns that moving leaves blank, so that there is no other way to fill
 * them. */
static bool leaves_no_text(const xt_mapping *m, move moved)
{
    for (uint32_t column = moved.from; column < moved.from + moved.by; column++) {
        int f = field_in(m, column);
        xt_kind kind = f == XT_NO_FIELD ? XT_KIND_TEXT : m->reading.fields[f].kind;
        if (kind == XT_KIND_TEXT || kind == XT_KIND_PROVINCE || kind == XT_KIND_DISTRICT)
            return false;
    }
    return true;
}

/* Whether the cells behind the column, as the record and `cells` have them, fit. A moved text must have
 * something certain before it, unless it could stand nowhere else. *certain: how many are. */
static bool fits(const xt_carry *c, const xt_mapping *m, const xt_cell *cells, size_t count, uint32_t behind,
                 move moved, size_t *certain)
{
    bool only_way = leaves_no_text(m, moved);
    *certain = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].column <= behind)
            continue;
        int f = field_in(m, cells[i].column);
        if (f == XT_NO_FIELD) {
            if (is_stray(&cells[i]))
                return false;
            continue;
        }
        const xt_field *field = &m->reading.fields[f];
        const xt_value *v = &c->record.values[f];
        if (v->filled != XT_FILLED_VALUE)
            continue;
        if (v->faults & WRONG || is_no_district(c, field, v))
            return false;
        bool text = field->kind == XT_KIND_TEXT && cells[i].column >= moved.from + moved.by;
        if (moved.by && text && *certain == 0 && !only_way)
            return false;
        *certain += is_certain(field, v);
    }
    return true;
}

static uint32_t last_column(const xt_mapping *m)
{
    uint32_t last = 0;
    for (size_t f = 0; f < m->reading.field_count; f++)
        last = m->header.columns[f].column > last ? m->header.columns[f].column : last;
    return last;
}

/* Reads the row with its cells moved, which then stand in c->shifted. */
static xt_status read_moved(xt_carry *c, const xt_mapping *m, const xt_row *row, move how)
{
    xt_row moved = *row;
    xt_bytes_clear(&c->shifted);
    for (size_t i = 0; i < row->count; i++) {
        xt_cell cell = row->cells[i];
        cell.column += cell.column >= how.from ? how.by : 0;
        if (xt_bytes_append(&c->shifted, &cell, sizeof cell))
            return XT_OUT_OF_MEMORY;
    }
    moved.cells = (const xt_cell *)(const void *)c->shifted.data;
    return xt_record_read(&c->reader, &m->header, &moved, &c->record);
}

/* How many ways there are to move the cells from the column on; the last one goes to *by. */
static xt_status count_moves(xt_carry *c, const xt_mapping *m, const xt_row *row, uint32_t behind,
                             uint32_t from, uint32_t most, uint32_t *by, size_t *count)
{
    enum { LEAST_CERTAIN = 2 };
    xt_status status = XT_OK;
    *count = 0;
    for (uint32_t distance = 1; !status && distance <= most; distance++) {
        size_t certain = 0;
        const move how = {from, distance};
        status = read_moved(c, m, row, how);
        const xt_cell *cells = (const xt_cell *)(const void *)c->shifted.data;
        if (!status && fits(c, m, cells, row->count, behind, how, &certain) && certain >= LEAST_CERTAIN) {
            *by = distance;
            ++*count;
        }
    }
    return status;
}

xt_status xt_carry_unshift(xt_carry *c, const xt_mapping *m, const xt_row *row, xt_shift *shift,
                           xt_error *error)
{
    *shift = XT_SHIFT_NONE;
    if (m->shifts_behind == XT_NO_FIELD || row->count == 0)
        return XT_OK;
    uint32_t behind = m->header.columns[m->shifts_behind].column, last = last_column(m);
    uint32_t filled = row->cells[row->count - 1].column;
    size_t certain = 0, ways = 0;
    move how = {UINT32_MAX, 0};
    if (filled >= last || fits(c, m, row->cells, row->count, behind, how, &certain))
        return XT_OK;
    xt_status status = XT_OK;
    for (size_t i = row->count; !status && ways == 0 && i-- > 0 && row->cells[i].column > behind;) {
        how.from = row->cells[i].column; /* the fewest cells first */
        status = count_moves(c, m, row, behind, how.from, last - filled, &how.by, &ways);
    }
    *shift = ways == 1 ? XT_SHIFT_PROVEN : XT_SHIFT_UNSURE;
    if (ways != 1)
        how.by = 0;
    if (!status)
        status = read_moved(c, m, row, how);
    return status ? xt_fail_memory(error) : XT_OK;
}
