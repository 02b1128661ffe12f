/* SPDX-License-Identifier: MIT
 *
 * Rules about single cells. Reading the record has seen what is odd; here it gets its code and its texts.
 */
#include "base/error.h"
#include "check/checker.h"
#include "thai/blank.h"
#include "thai/date.h"
#include "thai/mend.h"

/* The code for a fault. */
static const struct {
    xt_fault fault;
    xt_code code;
} CODES[] = {
    {XT_FAULT_FORMULA, XT_CODE_FORMULA_CELL},
    {XT_FAULT_CELL_ERROR, XT_CODE_CELL_ERROR},
    {XT_FAULT_TYPE, XT_CODE_TYPE_NUMBER},
    {XT_FAULT_AS_TEXT, XT_CODE_NUMBER_AS_TEXT},
    {XT_FAULT_THAI_DIGITS, XT_CODE_THAI_DIGITS},
    {XT_FAULT_ENCODING, XT_CODE_TEXT_ENCODING},
    {XT_FAULT_LOST, XT_CODE_TEXT_LOST},
    {XT_FAULT_GLYPH, XT_CODE_TEXT_GLYPH},
    {XT_FAULT_ORDER, XT_CODE_TEXT_ORDER},
    {XT_FAULT_LOOKALIKE, XT_CODE_TEXT_LOOKALIKE},
    {XT_FAULT_SPACE, XT_CODE_TEXT_SPACE},
    {XT_FAULT_TERM_UNKNOWN, XT_CODE_ENUM_UNKNOWN},
    {XT_FAULT_TERM_ALIAS, XT_CODE_ENUM_ALIAS},
    {XT_FAULT_ID_LENGTH, XT_CODE_TAX_ID_LENGTH},
    {XT_FAULT_ID_CHECKSUM, XT_CODE_TAX_ID_CHECKSUM},
    {XT_FAULT_ID_NUMBER, XT_CODE_TAX_ID_AS_NUMBER},
    {XT_FAULT_ID_FORMAT, XT_CODE_TAX_ID_FORMAT},
    {XT_FAULT_ID_ROUNDED, XT_CODE_TAX_ID_ROUNDED},
    {XT_FAULT_ID_MASKED, XT_CODE_TAX_ID_MASKED},
    {XT_FAULT_PROJECT_FORMAT, XT_CODE_PROJECT_NO_FORMAT},
    {XT_FAULT_PROJECT_NUMBER, XT_CODE_PROJECT_NO_AS_NUMBER},
    {XT_FAULT_ERA, XT_CODE_DATE_ERA},
    {XT_FAULT_NEGATIVE, XT_CODE_AMOUNT_NEGATIVE},
    {XT_FAULT_ZERO, XT_CODE_AMOUNT_ZERO},
    {XT_FAULT_PATTERN, XT_CODE_PATTERN_MISMATCH},
    {XT_FAULT_REVERSED, XT_CODE_PERIOD_ORDER},
};

/* Kinds that have a code of their own for what numbers have too. */
static const struct {
    xt_kind kind;
    xt_code usual, own;
} OWN_CODES[] = {
    {XT_KIND_DATE, XT_CODE_TYPE_NUMBER, XT_CODE_TYPE_DATE},
    {XT_KIND_DATE, XT_CODE_NUMBER_AS_TEXT, XT_CODE_DATE_AS_TEXT},
    {XT_KIND_PERIOD, XT_CODE_TYPE_NUMBER, XT_CODE_TYPE_PERIOD},
};

static xt_code code_for(const xt_field *f, xt_code code)
{
    if (code == XT_CODE_ENUM_UNKNOWN && f->vocabulary->open)
        return XT_CODE_ENUM_UNKNOWN_OPEN;
    for (size_t i = 0; i < sizeof OWN_CODES / sizeof *OWN_CODES; i++)
        if (OWN_CODES[i].kind == f->kind && OWN_CODES[i].usual == code)
            return OWN_CODES[i].own;
    return code;
}

/* "…8": the last digit that the first twelve ask for. */
static void expect_check_digit(const xt_cell *cell, xt_bytes *out)
{
    char digits[XT_TAX_ID_DIGITS + 1];
    xt_tax_id id = xt_tax_id_parse(cell->text);
    const char *plain = id.plain;
    if (cell->type != XT_CELL_TEXT) {
        uint64_t number = (uint64_t)cell->number;
        for (size_t i = XT_TAX_ID_DIGITS; i-- > 0; number /= 10)
            digits[i] = (char)('0' + number % 10);
        plain = digits;
    }
    xt_bytes_printf(out, "…%d", xt_tax_id_check_digit(plain));
}

static void expect_terms(const xt_vocabulary *vocabulary, xt_bytes *out)
{
    for (size_t i = 0; i < vocabulary->value_count; i++) {
        if (i)
            xt_bytes_puts(out, " | ");
        xt_bytes_add(out, vocabulary->values[i]);
    }
}

/* What would be right, where the repair alone does not say it. */
static void expect(const xt_checker *c, xt_code code, size_t field, xt_str repair, bool suggestion,
                   xt_bytes *out)
{
    const xt_field *f = &c->table->fields[field];
    xt_bytes_clear(out);
    if (repair.size)
        xt_bytes_add(out, repair);
    else if (code == XT_CODE_TAX_ID_CHECKSUM)
        expect_check_digit(c->record.values[field].cell, out);
    else if (code == XT_CODE_ENUM_UNKNOWN && !suggestion)
        expect_terms(f->vocabulary, out);
}

static xt_status report_fault(xt_checker *c, xt_code code, size_t field)
{
    const xt_value *v = &c->record.values[field];
    char iso[XT_ISO_SIZE];
    bool suggestion = false;
    bool repaired = xt_value_meant(&c->record, field, &c->scratch, &suggestion);
    if (code == XT_CODE_TEXT_LOOKALIKE) { /* what else is wrong with the text is not what is asked here */
        xt_bytes_clear(&c->scratch);
        suggestion = xt_thai_suggest(v->text, &c->scratch);
        repaired = false;
    }
    xt_str repair = repaired || suggestion ? xt_bytes_str(&c->scratch) : (xt_str){0};
    /* What makes the value itself doubtful is not repaired by writing the same value in another way. */
    bool mends = xt_rules[code].repair && code != XT_CODE_ENUM_UNKNOWN && code != XT_CODE_TEXT_LOOKALIKE;
    if (!mends && code != XT_CODE_ENUM_UNKNOWN && code != XT_CODE_TAX_ID_LENGTH &&
        code != XT_CODE_TEXT_LOOKALIKE)
        repair = (xt_str){0};
    expect(c, code, field, repair, suggestion, &c->note);
    if (c->scratch.fault || c->note.fault)
        return xt_fail_memory(c->error);
    bool writable = !(v->cell->flags & XT_CELL_FORMULA);
    xt_report_item item = {.code = code,
                           .row = c->record.row,
                           .column = c->header->columns[field].column,
                           .field = (int)field,
                           .suggested = suggestion && repair.size && writable};
    item.text[XT_TEXT_VALUE] = xt_cell_shown(v->cell, c->reader.date1904, iso);
    if (c->note.size)
        item.text[XT_TEXT_EXPECTED] = xt_bytes_str(&c->note);
    if (repaired && mends && writable)
        item.text[XT_TEXT_REPAIR] = repair;
    return xt_find_item(c, &item);
}

static xt_status check_faults(xt_checker *c, size_t field)
{
    const xt_field *f = &c->table->fields[field];
    unsigned faults = c->record.values[field].faults;
    if (faults & XT_FAULT_ZERO && (f->zero_allowed || xt_record_requires(&c->record, field) != XT_REQUIRED))
        faults &= ~(unsigned)XT_FAULT_ZERO;
    if (f->free_choice)
        faults &= ~(unsigned)(XT_FAULT_TERM_UNKNOWN | XT_FAULT_TERM_ALIAS);
    if (c->table->formulas)
        faults &= ~(unsigned)XT_FAULT_FORMULA;
    if (f->masked)
        faults &= ~(unsigned)XT_FAULT_ID_MASKED;
    if (faults & XT_FAULT_CELL_ERROR)
        faults = XT_FAULT_CELL_ERROR; /* an error is no value, whatever gave it */
    for (size_t i = 0; faults && i < sizeof CODES / sizeof *CODES; i++) {
        if (!(faults & CODES[i].fault))
            continue;
        xt_status status = report_fault(c, code_for(f, CODES[i].code), field);
        if (status)
            return status;
    }
    return XT_OK;
}

xt_status xt_check_cells(xt_checker *c)
{
    xt_status status = XT_OK;
    for (size_t f = 0; !status && f < c->table->field_count; f++) {
        const xt_value *v = &c->record.values[f];
        if (v->filled == XT_FILLED_VALUE) {
            if (v->faults)
                status = check_faults(c, f);
        } else {
            xt_requirement required = xt_record_requires(&c->record, f);
            bool token = v->filled == XT_FILLED_PLACEHOLDER;
            /* A blank cell is an error, which wants certainty; a dash says that something was to be there. */
            if (required == XT_OPTIONAL || (required == XT_PERHAPS && !token))
                continue;
            status = xt_find(c, token ? XT_CODE_PLACEHOLDER : XT_CODE_REQUIRED_MISSING, f,
                             token ? xt_blank_trim(v->cell->text) : (xt_str){0}, (xt_str){0}, (xt_str){0});
        }
    }
    return status;
}
