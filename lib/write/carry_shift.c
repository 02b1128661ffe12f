/* SPDX-License-Identifier: MIT */
#include "write/carry_shift.h"

#include "base/error.h"
#include "table/places.h"

/* How the cells behind the column fit: how many can only be what they are read as, and whether any is not
 * what its column holds. */
typedef struct fit {
    size_t certain;
    bool wrong;
} fit;

static const unsigned WRONG = XT_FAULT_TYPE | XT_FAULT_ID_LENGTH | XT_FAULT_PROJECT_FORMAT |
                              XT_FAULT_TERM_UNKNOWN | XT_FAULT_SWAPPED | XT_FAULT_ID_ROUNDED;

/* What stands in the column of a district and is none. */
static bool is_no_district(const xt_carry *c, const xt_field *field, const xt_value *v)
{
    return field->kind == XT_KIND_DISTRICT && c->places &&
           xt_places_provinces_of(c->places, v->text, NULL, 0) == 0;
}

static fit weigh(const xt_carry *c, const xt_mapping *m, uint32_t behind)
{
    fit all = {0, false};
    for (size_t f = 0; f < m->reading.field_count; f++) {
        const xt_value *v = &c->record.values[f];
        if (m->header.columns[f].column <= behind || v->filled != XT_FILLED_VALUE)
            continue;
        bool id = m->reading.fields[f].kind == XT_KIND_TAX_ID && (v->known || v->faults & XT_FAULT_ID_MASKED);
        bool date = m->reading.fields[f].kind == XT_KIND_DATE && v->known;
        all.certain += id || date;
        all.wrong = all.wrong || v->faults & WRONG || is_no_district(c, &m->reading.fields[f], v);
    }
    return all;
}

static uint32_t last_column(const xt_mapping *m)
{
    uint32_t last = 0;
    for (size_t f = 0; f < m->reading.field_count; f++)
        last = m->header.columns[f].column > last ? m->header.columns[f].column : last;
    return last;
}

/* Reads the row with its cells behind the column moved right. */
static xt_status read_moved(xt_carry *c, const xt_mapping *m, const xt_row *row, uint32_t behind, uint32_t by)
{
    xt_row moved = *row;
    xt_bytes_clear(&c->shifted);
    for (size_t i = 0; i < row->count; i++) {
        xt_cell cell = row->cells[i];
        cell.column += cell.column > behind ? by : 0;
        if (xt_bytes_append(&c->shifted, &cell, sizeof cell))
            return XT_OUT_OF_MEMORY;
    }
    moved.cells = (const xt_cell *)(const void *)c->shifted.data;
    return xt_record_read(&c->reader, &m->header, &moved, &c->record);
}

xt_status xt_carry_unshift(xt_carry *c, const xt_mapping *m, const xt_row *row, xt_shift *shift,
                           xt_error *error)
{
    enum { LEAST_CERTAIN = 2 };
    *shift = XT_SHIFT_NONE;
    if (m->shifts_behind == XT_NO_FIELD || row->count == 0)
        return XT_OK;
    uint32_t behind = m->header.columns[m->shifts_behind].column, last = last_column(m);
    uint32_t filled = row->cells[row->count - 1].column, right = 0;
    if (!weigh(c, m, behind).wrong || filled >= last)
        return XT_OK;
    size_t fitting = 0;
    xt_status status = XT_OK;
    for (uint32_t by = 1; !status && by <= last - filled; by++) {
        status = read_moved(c, m, row, behind, by);
        fit moved = weigh(c, m, behind);
        if (!status && !moved.wrong && moved.certain >= LEAST_CERTAIN) {
            fitting++;
            right = by;
        }
    }
    *shift = fitting == 1 ? XT_SHIFT_PROVEN : XT_SHIFT_UNSURE;
    if (!status)
        status = read_moved(c, m, row, behind, fitting == 1 ? right : 0);
    return status ? xt_fail_memory(error) : XT_OK;
}
