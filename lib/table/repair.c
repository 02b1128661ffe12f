/* SPDX-License-Identifier: MIT
 *
 * What a cell with a fault should hold, where that can be known.
 */
#include "table/record.h"
#include "thai/date.h"
#include "thai/digits.h"
#include "thai/text.h"

#include <inttypes.h>

static void put_amount(xt_satang amount, xt_bytes *out)
{
    char plain[XT_SATANG_SIZE];
    xt_bytes_puts(out, xt_satang_plain(amount, plain));
}

static bool put_id(const xt_value *v, xt_bytes *out)
{
    xt_bytes_printf(out, "%0*" PRIu64, XT_TAX_ID_DIGITS, v->as.digits);
    return true;
}

/* The ID with its check digit put right, or with a lost zero before it: for a person to compare with the
 * papers. */
static bool suggest_id(const xt_cell *cell, xt_bytes *out)
{
    char restored[XT_TAX_ID_DIGITS + 1];
    xt_tax_id id =
        cell->type == XT_CELL_TEXT ? xt_tax_id_parse(cell->text) : (xt_tax_id){.state = XT_TAX_ID_NONE};
    if (id.state == XT_TAX_ID_LENGTH && id.digits == XT_TAX_ID_DIGITS - 1 &&
        xt_tax_id_restore_zero(id.plain, restored)) {
        xt_bytes_puts(out, restored);
        return true;
    }
    return false;
}

static bool repair_term(const xt_field *field, const xt_value *v, xt_bytes *out, bool *suggestion)
{
    const xt_vocabulary *vocabulary = field->vocabulary;
    if (v->known) {
        xt_bytes_add(out, vocabulary->values[v->as.term]);
        return true;
    }
    if (v->cell->type != XT_CELL_TEXT || vocabulary->open)
        return false;
    xt_bytes folded = xt_bytes_make(SIZE_MAX / 2);
    xt_text_fold(v->cell->text, &folded);
    size_t nearest = xt_vocabulary_nearest(vocabulary, xt_bytes_str(&folded));
    if (folded.fault)
        out->fault = folded.fault;
    xt_bytes_free(&folded);
    *suggestion = nearest != SIZE_MAX;
    if (*suggestion)
        xt_bytes_add(out, vocabulary->values[nearest]);
    return false;
}

bool xt_value_meant(const xt_record *record, size_t index, xt_bytes *out, bool *suggestion)
{
    const xt_field *field = &record->header->table->fields[index];
    const xt_value *v = &record->values[index];
    char iso[XT_ISO_SIZE];
    xt_bytes_clear(out);
    *suggestion = false;
    if (!v->cell)
        return false;
    switch (field->kind) {
    case XT_KIND_VOCABULARY: return repair_term(field, v, out, suggestion);
    case XT_KIND_TAX_ID:
        if (v->known)
            return put_id(v, out);
        *suggestion = suggest_id(v->cell, out);
        return false;
    case XT_KIND_PERIOD:
        if (v->known && v->faults & XT_FAULT_ERA) {
            xt_bytes_puts(out, xt_day_iso(v->as.period.first, iso));
            return true;
        }
        return v->faults & XT_FAULT_SPACE && xt_text_clean_space(v->cell->text, out) == XT_OK;
    case XT_KIND_TEXT:
    case XT_KIND_PROVINCE:
    case XT_KIND_DISTRICT:
        return v->faults & XT_FAULT_SPACE && xt_text_clean_space(v->cell->text, out) == XT_OK;
    case XT_KIND_DATE:
        *suggestion = (v->faults & XT_FAULT_SWAPPED) != 0;
        if (v->known || *suggestion)
            xt_bytes_puts(out, xt_day_iso(v->as.day, iso));
        return v->known;
    case XT_KIND_MONEY:
        if (v->known)
            put_amount(v->as.amount, out);
        return v->known;
    case XT_KIND_PROJECT_NO:
        if (v->known)
            xt_bytes_printf(out, "%0*" PRIu64, XT_PROJECT_NO_DIGITS, v->as.digits);
        return v->known;
    case XT_KIND_COUNT:
    case XT_KIND_SEQUENCE:
    case XT_KIND_FISCAL_YEAR:
        if (v->known)
            xt_bytes_printf(out, "%" PRId64, v->as.number);
        return v->known;
    case XT_KIND_COUNT_OF_KINDS: break;
    }
    return false;
}

bool xt_value_repair(const xt_record *record, size_t index, xt_bytes *out, bool *suggestion)
{
    const xt_cell *cell = record->values[index].cell;
    if (!cell || !(cell->flags & XT_CELL_FORMULA))
        return xt_value_meant(record, index, out, suggestion);
    xt_bytes_clear(out); /* a formula's value is never edited */
    *suggestion = false;
    return false;
}
