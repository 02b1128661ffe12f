/* SPDX-License-Identifier: MIT
 *
 * What a cell with a fault should hold, where that can be known.
 */
#include "table/record.h"
#include "thai/date.h"
#include "thai/digits.h"
#include "thai/mend.h"
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
static bool suggest_id(const xt_value *v, xt_bytes *out)
{
    char restored[XT_TAX_ID_DIGITS + 1];
    xt_tax_id id =
        v->cell->type == XT_CELL_TEXT ? xt_tax_id_parse(v->text) : (xt_tax_id){.state = XT_TAX_ID_NONE};
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
    xt_text_fold(v->text, &folded);
    size_t nearest = xt_vocabulary_nearest(vocabulary, xt_bytes_str(&folded));
    if (folded.fault)
        out->fault = folded.fault;
    xt_bytes_free(&folded);
    *suggestion = nearest != SIZE_MAX;
    if (*suggestion)
        xt_bytes_add(out, vocabulary->values[nearest]);
    return false;
}

/* A text as it should be: mended and without stray blanks; where letters of other scripts stand in it, as it
 * may be. */
static bool put_text(const xt_value *v, xt_bytes *out, bool *suggestion)
{
    if (v->faults & XT_FAULT_LOOKALIKE && !(v->faults & (XT_FAULT_MENDED | XT_FAULT_SPACE))) {
        *suggestion = xt_thai_suggest(v->text, out);
        return false;
    }
    return v->faults & (XT_FAULT_SPACE | XT_FAULT_MENDED) && xt_text_clean_space(v->text, out) == XT_OK;
}

bool xt_value_meant(const xt_record *record, size_t index, xt_bytes *out, bool *suggestion)
{
    const xt_field *field = &record->header->table->fields[index];
    const xt_value *v = &record->values[index];
    char iso[XT_ISO_SIZE];
    xt_bytes_clear(out);
    *suggestion = false;
    if (!v->cell || v->faults & XT_FAULT_LOST)
        return false;
    switch (field->kind) {
    case XT_KIND_VOCABULARY:
        if (!v->known && v->faults & XT_FAULT_MENDED)
            return put_text(v, out, suggestion);
        return repair_term(field, v, out, suggestion);
    case XT_KIND_TAX_ID:
        if (v->known)
            return put_id(v, out);
        *suggestion = suggest_id(v, out);
        return false;
    case XT_KIND_PERIOD:
        if (v->known && v->faults & XT_FAULT_ERA) {
            xt_bytes_puts(out, xt_day_iso(v->as.period.first, iso));
            return true;
        }
        return put_text(v, out, suggestion);
    case XT_KIND_TEXT:
    case XT_KIND_PROVINCE:
    case XT_KIND_DISTRICT: return put_text(v, out, suggestion);
    case XT_KIND_DATE:
        *suggestion = (v->faults & XT_FAULT_SWAPPED) != 0;
        if (v->known || *suggestion)
            xt_bytes_puts(out, xt_day_iso(v->as.day, iso));
        return v->known;
    case XT_KIND_MONEY:
        if (v->known)
            put_amount(v->as.amount, out);
        *suggestion = v->known && v->rounded;
        return v->known && !v->rounded;
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
