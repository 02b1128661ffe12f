/* SPDX-License-Identifier: MIT */
#include "write/carry_sums.h"

#include "thai/blank.h"

#include <string.h>

void xt_carry_sums_add(xt_carry_sums *sums, const xt_record *record)
{
    const xt_table *table = record->header->table;
    sums->rows++;
    for (size_t f = 0; f < table->field_count; f++) {
        const xt_value *v = &record->values[f];
        if (table->fields[f].kind != XT_KIND_MONEY || !v->known)
            continue;
        xt_satang_add(&sums->all[f], v->as.amount); /* one too large stays, and meets no amount */
        xt_satang_add(&sums->part[f], v->as.amount);
    }
}

void xt_carry_sums_part(xt_carry_sums *sums)
{
    memset(sums->part, 0, sizeof sums->part);
}

/* Whether the value may stand in a row that says nothing but sums: an amount, a count, a zero where a text
 * was that the file does not hold. */
static bool is_mute(const xt_field *field, const xt_value *v)
{
    switch (field->kind) {
    case XT_KIND_MONEY:
    case XT_KIND_COUNT: return v->known;
    case XT_KIND_SEQUENCE: return v->known && v->as.number == 0;
    default: return field->holds[0] && v->cell->type == XT_CELL_NUMBER; /* a vendor and an amount */
    }
}

/* Whether the column is one of the table's. */
static bool is_column_of(const xt_record *record, uint32_t column)
{
    const xt_header *header = record->header;
    for (size_t f = 0; f < header->table->field_count; f++)
        if (header->columns[f].column == column)
            return true;
    return false;
}

/* Whether the row has no text in a column that the table has not. */
static bool is_silent(const xt_record *record, const xt_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        if (cell->type == XT_CELL_TEXT && xt_blank_trim(cell->text).size &&
            !is_column_of(record, cell->column))
            return false;
    }
    return true;
}

bool xt_carry_sums_meet(const xt_carry_sums *sums, const xt_record *record, const xt_row *row)
{
    const xt_table *table = record->header->table;
    bool all = true, part = true, any = false;
    for (size_t f = 0; f < table->field_count; f++) {
        const xt_value *v = &record->values[f];
        if (v->filled != XT_FILLED_VALUE)
            continue;
        if (!is_mute(&table->fields[f], v))
            return false;
        if (table->fields[f].kind != XT_KIND_MONEY)
            continue;
        any = any || v->as.amount != 0;
        all = all && v->as.amount == sums->all[f];
        part = part && v->as.amount == sums->part[f];
    }
    return any && sums->rows > 0 && (all || part) && is_silent(record, row);
}
