/* SPDX-License-Identifier: MIT
 *
 * What a column of a workbook is: its kind, name and list.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "table/places.h"
#include "table/record.h"
#include "thai/text.h"
#include "write/derive.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_VALUES = 64 };

xt_status xt_derive_label(xt_derivation *d, xt_str text, xt_label *out)
{
    xt_bytes clean = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_clear(&d->scratch);
    for (size_t i = 0; i < text.size; i++)
        xt_bytes_putc(&d->scratch, text.data[i] == '\n' || text.data[i] == '\r' ? ' ' : text.data[i]);
    xt_status status =
        d->scratch.fault ? d->scratch.fault : xt_text_clean_space(xt_bytes_str(&d->scratch), &clean);
    xt_bytes_clear(&d->scratch);
    if (!status)
        status = xt_text_fold(xt_bytes_str(&clean), &d->scratch);
    char *copy = status ? NULL : xt_arena_copy(&d->arena, xt_bytes_str(&clean));
    char *folded = copy ? xt_arena_copy(&d->arena, xt_bytes_str(&d->scratch)) : NULL;
    if (folded)
        *out = xt_label_of((xt_str){copy, clean.size}, (xt_str){folded, d->scratch.size});
    xt_bytes_free(&clean);
    return folded ? XT_OK : xt_fail_memory(d->error);
}

/* ---------------------------------------------------------------- kinds */

/* Words of headers that tell a kind, the more special ones first. */
static const struct {
    const char *word;
    xt_kind kind;
} HEADER_WORDS[] = {
    {"เลขประจำตัวผู้เสียภาษี", XT_KIND_TAX_ID},
    {"เลขประจำตัวนิติบุคคล", XT_KIND_TAX_ID},
    {"เลขที่โครงการ", XT_KIND_PROJECT_NO},
    {"ปีงบประมาณ", XT_KIND_FISCAL_YEAR},
    {"งบประมาณ", XT_KIND_MONEY},
    {"วงเงิน", XT_KIND_MONEY},
    {"จำนวนเงิน", XT_KIND_MONEY},
    {"ราคา", XT_KIND_MONEY},
    {"(บาท)", XT_KIND_MONEY},
    {"ระยะเวลา", XT_KIND_PERIOD},
    {"ช่วงเวลา", XT_KIND_PERIOD},
    {"วันที่", XT_KIND_DATE},
    {"วันเดือนปี", XT_KIND_DATE},
    {"วันสิ้นสุด", XT_KIND_DATE},
    {"จังหวัด", XT_KIND_PROVINCE},
    {"อำเภอ", XT_KIND_DISTRICT},
    {"ลำดับ", XT_KIND_SEQUENCE},
    {"จำนวน", XT_KIND_COUNT},
};

static xt_kind kind_of_label(const xt_label *label)
{
    if (xt_str_equal(label->text, XT_LITERAL("ที่")))
        return XT_KIND_SEQUENCE;
    for (size_t i = 0; i < sizeof HEADER_WORDS / sizeof *HEADER_WORDS; i++)
        if (xt_str_find(label->text, xt_str_of(HEADER_WORDS[i].word)) != SIZE_MAX)
            return HEADER_WORDS[i].kind;
    return XT_KIND_TEXT;
}

static const xt_validation *validation_of(const xt_derived_sheet *sheet, uint32_t column)
{
    for (size_t i = 0; i < sheet->validation_count; i++)
        for (size_t r = 0; r < sheet->validations[i].range_count; r++) {
            const xt_range *range = &sheet->validations[i].ranges[r];
            bool here = range->first_column <= column && range->last_column >= column;
            if (here && range->last_row > sheet->last_row && sheet->validations[i].type != XT_VALIDATION_ANY)
                return &sheet->validations[i];
        }
    return NULL;
}

/* The kind that a validation speaks for, where the header's word does not say more. */
static xt_kind kind_of_validation(const xt_validation *v, xt_kind usual)
{
    switch (v ? v->type : XT_VALIDATION_ANY) {
    case XT_VALIDATION_DATE: return XT_KIND_DATE;
    case XT_VALIDATION_DECIMAL: return XT_KIND_MONEY;
    case XT_VALIDATION_WHOLE:
        return usual == XT_KIND_FISCAL_YEAR || usual == XT_KIND_SEQUENCE || usual == XT_KIND_MONEY
                   ? usual
                   : XT_KIND_COUNT;
    default: return usual;
    }
}

/* What the cells below the header, as far as they are kept, look like. */
typedef struct look {
    size_t filled, numbers, dates, odd; /* odd: below zero or not whole */
    size_t digits;                      /* texts with a digit: numbers typed as text */
} look;

static look look_at(const xt_derived_sheet *sheet, uint32_t column)
{
    look seen = {0};
    for (size_t i = 0; i < xt_head_count(&sheet->head); i++) {
        const xt_head_row *row = xt_head_at(&sheet->head, i);
        for (size_t n = 0; row->number > sheet->last_row && n < row->count; n++) {
            const xt_head_cell *cell = &row->cells[n];
            if (cell->column != column)
                continue;
            seen.filled++;
            seen.dates += cell->is_date;
            seen.numbers += !cell->is_text && !cell->is_date;
            seen.odd += !cell->is_text && (cell->number < 0 || cell->number != floor(cell->number));
            for (size_t c = 0; cell->is_text && c < cell->text.size; c++)
                if (cell->text.data[c] >= '0' && cell->text.data[c] <= '9') {
                    seen.digits++;
                    break;
                }
        }
    }
    return seen;
}

/* The kind by the cells: most of those that are filled must agree with what the header says, and where it
 * says nothing they speak alone. */
static xt_kind kind_of_cells(const xt_derived_sheet *sheet, uint32_t column, xt_kind kind)
{
    look seen = look_at(sheet, column);
    enum { FEW = 2 }; /* below that cells say nothing yet */
    bool numeric = kind == XT_KIND_MONEY || kind == XT_KIND_COUNT || kind == XT_KIND_SEQUENCE ||
                   kind == XT_KIND_FISCAL_YEAR;
    if (kind == XT_KIND_TEXT && seen.filled > 1 && seen.dates == seen.filled)
        return XT_KIND_DATE;
    if (kind == XT_KIND_TEXT && seen.filled > 1 && seen.numbers == seen.filled)
        return seen.odd ? XT_KIND_MONEY : XT_KIND_COUNT;
    bool timely = kind == XT_KIND_PERIOD || kind == XT_KIND_DATE; /* "ระยะเวลา (วัน)" is a number of days */
    if (timely && seen.filled && seen.numbers == seen.filled)
        return seen.odd ? XT_KIND_MONEY : XT_KIND_COUNT;
    bool other = numeric && seen.filled >= FEW && 2 * (seen.numbers + seen.digits) < seen.filled;
    return other ? XT_KIND_TEXT : kind;
}

/* ---------------------------------------------------------------- lists */

static bool same_values(const xt_vocabulary *v, const xt_str *values, size_t count)
{
    size_t common = 0;
    for (size_t i = 0; v && i < count; i++)
        for (size_t n = 0; n < v->value_count; n++)
            common += xt_str_equal(v->values[n], values[i]);
    return v && common == count && count == v->value_count;
}

static bool are_provinces(const xt_places *places, const xt_str *values, size_t count)
{
    size_t known = 0, province = 0;
    for (size_t i = 0; places && i < count; i++)
        known += xt_places_find_province(places, values[i], &province);
    return count > 1 && known == count;
}

/* A vocabulary of the set with these values, or one of our own. Values that read alike are one. */
static xt_status make_vocabulary(xt_derivation *d, const xt_str *values, size_t count, const char *name,
                                 const xt_vocabulary **out)
{
    for (size_t i = 0; i < d->set->vocabulary_count; i++)
        if (same_values(d->set->vocabularies[i], values, count)) {
            *out = d->set->vocabularies[i];
            return XT_OK;
        }
    xt_vocabulary *v = xt_arena_alloc(&d->arena, sizeof *v);
    xt_str *texts = xt_arena_alloc(&d->arena, count * sizeof *texts);
    if (!v || !texts)
        return xt_fail_memory(d->error);
    *v = (xt_vocabulary){.name = name, .values = texts};
    xt_label *labels = xt_arena_alloc(&d->arena, count * sizeof *labels);
    if (!labels)
        return xt_fail_memory(d->error);
    for (size_t i = 0; i < count; i++) {
        xt_label *label = &labels[v->value_count];
        xt_status status = xt_derive_label(d, values[i], label);
        bool new = label->folded.size > 0;
        for (size_t n = 0; !status && n < v->value_count; n++)
            new = new && !xt_str_equal(labels[n].folded, label->folded);
        if (status)
            return status;
        if (new)
            texts[v->value_count++] = label->text;
    }
    *out = v;
    return XT_OK;
}

/* What a drop-down list makes of the field. */
static xt_status take_list(xt_derivation *d, const xt_derived_sheet *sheet, const xt_validation *v,
                           const char *name, xt_field *field)
{
    const xt_str *values = NULL;
    size_t count = 0;
    xt_status status = xt_list_values(d->book, sheet->index, v, &d->arena, &values, &count, d->error);
    if (status || count == 0 || same_values(field->vocabulary, values, count))
        return status;
    if (are_provinces(d->set->places, values, count)) {
        field->kind = XT_KIND_PROVINCE;
        field->free_choice = field->masked = false;
        field->pattern_text = "";
        field->vocabulary = NULL;
        return XT_OK;
    }
    if (count > MOST_VALUES || field->kind == XT_KIND_DISTRICT)
        return XT_OK;
    const xt_vocabulary *made = NULL;
    status = make_vocabulary(d, values, count, name, &made);
    if (status || made->value_count == 0) /* punctuation alone */
        return status;
    field->vocabulary = made;
    field->kind = XT_KIND_VOCABULARY;
    field->masked = false;
    field->pattern_text = "";
    return XT_OK;
}

/* ---------------------------------------------------------------- names and labels */

/* The field that some template of the set calls by this label. */
static const xt_field *known_field(const xt_templates *set, const xt_label *label)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t t = 0; t < set->items[i]->table_count; t++) {
            const xt_table *table = &set->items[i]->tables[t];
            for (size_t f = 0; f < table->field_count; f++)
                for (size_t n = 0; n < table->fields[f].label_count; n++)
                    if (xt_str_equal(table->fields[f].labels[n].folded, label->folded))
                        return &table->fields[f];
        }
    return NULL;
}

/* The sheet's own label first, then those that the known field has beside it. */
static xt_status take_labels(xt_derivation *d, const xt_label *title, const xt_field *known, xt_field *out)
{
    size_t count = known ? known->label_count : 0;
    xt_label *labels = xt_arena_alloc(&d->arena, (count + 1) * sizeof *labels);
    if (!labels)
        return xt_fail_memory(d->error);
    labels[0] = *title;
    out->labels = labels;
    out->label_count = 1;
    for (size_t i = 0; i < count; i++)
        if (!xt_str_equal(known->labels[i].text, title->text))
            labels[out->label_count++] = known->labels[i];
    return XT_OK;
}

xt_status xt_derive_field(xt_derivation *d, const xt_derived_sheet *sheet, const xt_derived_column *column,
                          xt_field *out)
{
    char name[24], ref[XT_REF_SIZE];
    xt_label title;
    xt_status status = xt_derive_label(d, column->text, &title);
    if (status)
        return status;
    const xt_field *base = column->base == XT_NO_FIELD ? NULL : &sheet->base->fields[column->base];
    const xt_field *known = base ? base : known_field(d->set, &title);
    const xt_validation *v = validation_of(sheet, column->column);
    if (known) {
        *out = *known;
    } else {
        snprintf(name, sizeof name, "column_%s", xt_cell_ref(1, column->column, ref));
        name[strcspn(name, "0123456789")] = '\0';
        for (char *c = name; *c; c++)
            *c = xt_ascii_lower(*c);
        *out = (xt_field){.name = xt_arena_copy(&d->arena, xt_str_of(name)),
                          .description = "",
                          .group = "",
                          .pattern_text = "",
                          .part_title = "",
                          .stands_for = "",
                          .kind = kind_of_validation(v, kind_of_label(&title))};
        if (!out->name)
            return xt_fail_memory(d->error);
        out->kind = kind_of_cells(sheet, column->column, out->kind);
        out->identity = out->kind == XT_KIND_SEQUENCE;
    }
    if (!base) {
        out->optional_field = XT_NO_FIELD; /* the states that lift it belong to another table */
        out->required = known && known->required && known->optional_field == XT_NO_FIELD;
        out->may_be_absent = false;
        out->blank_tokens = sheet->base ? sheet->base->of->blank_tokens : NULL;
        out->blank_token_count = sheet->base ? sheet->base->of->blank_token_count : 0;
    }
    out->mark = "derived";
    status = take_labels(d, &title, known, out);
    if (!status && v && v->type == XT_VALIDATION_LIST)
        status = take_list(d, sheet, v, out->name, out);
    return status;
}
