/* SPDX-License-Identifier: MIT */
#include "table/record.h"

#include "base/number.h"
#include "table/memo.h"
#include "thai/blank.h"
#include "thai/date.h"
#include "thai/digits.h"
#include "thai/mend.h"
#include "thai/period.h"
#include "thai/text.h"

#include <math.h>
#include <stdlib.h>

/* What is odd about a cell whatever its value. */
static const unsigned KEPT_FAULTS = XT_FAULT_FORMULA | XT_FAULT_MENDED | XT_FAULT_LOOKALIKE;

enum { BE_FIRST_YEAR = 2400 }; /* a CE year above this is a year of the Buddhist era in a date cell */

static bool is_numeric(const xt_cell *cell)
{
    return cell->type == XT_CELL_NUMBER;
}

static void read_money(const xt_cell *cell, xt_value *v)
{
    char plain[XT_NUMBER_SIZE];
    unsigned flags = 0;
    xt_str digits = cell->text;
    if (cell->type == XT_CELL_TEXT) {
        if (!xt_thai_number(cell->text, plain, &flags)) {
            v->faults |= XT_FAULT_TYPE;
            return;
        }
        digits = xt_str_of(plain);
        v->faults |= flags & XT_NUMBER_THAI_DIGITS ? XT_FAULT_THAI_DIGITS : XT_FAULT_AS_TEXT;
    }
    v->known = (is_numeric(cell) || cell->type == XT_CELL_TEXT) &&
               xt_satang_parse(digits, &v->as.amount, &v->rounded);
    if (!v->known)
        v->faults = (v->faults & KEPT_FAULTS) | XT_FAULT_TYPE;
    else if (v->as.amount < 0)
        v->faults |= XT_FAULT_NEGATIVE;
    else if (v->as.amount == 0)
        v->faults |= XT_FAULT_ZERO;
}

/* A whole number from a satang amount: COUNT, SEQUENCE and FISCAL_YEAR are read as numbers are. */
static void read_whole(const xt_cell *cell, xt_value *v, bool year)
{
    xt_thai_date date;
    bool dated = year && cell->type == XT_CELL_TEXT && xt_thai_date_parse(cell->text, &date) &&
                 date.precision == XT_DATE_YEAR && !(date.flags & XT_DATE_CE_YEAR);
    if (dated) { /* "พ.ศ. 2567" */
        v->known = true;
        v->as.number = xt_civil_of(date.day).year + XT_BE_OFFSET;
        v->faults |= date.flags & XT_DATE_THAI_DIGITS ? XT_FAULT_THAI_DIGITS : XT_FAULT_AS_TEXT;
        return;
    }
    read_money(cell, v);
    if (!v->known)
        return;
    xt_satang amount = v->as.amount;
    v->faults &= ~(unsigned)(XT_FAULT_ZERO | XT_FAULT_NEGATIVE);
    v->known = amount % 100 == 0 && amount >= 0;
    v->as.number = amount / 100;
    if (!v->known)
        v->faults = (v->faults & KEPT_FAULTS) | XT_FAULT_TYPE;
}

static void read_date(const xt_record_reader *reader, const xt_cell *cell, xt_value *v)
{
    xt_thai_date date;
    if (cell->type == XT_CELL_DATE) {
        xt_day day = 0;
        if (cell->number < 1 || !xt_day_of_serial(cell->number, reader->date1904, &day)) {
            v->faults |= XT_FAULT_TYPE;
            return;
        }
        xt_civil civil = xt_civil_of(day);
        v->known = true;
        v->as.day = day;
        if (civil.year <= BE_FIRST_YEAR)
            return;
        civil.year -= XT_BE_OFFSET;
        /* A year that would have to be moved back twice is of no era. */
        v->known = civil.year <= BE_FIRST_YEAR && xt_civil_valid(civil.year, civil.month, civil.day);
        v->faults |= v->known ? XT_FAULT_ERA : XT_FAULT_TYPE;
        if (v->known)
            v->as.day = xt_day_of(civil);
        return;
    }
    if (cell->type != XT_CELL_TEXT || !xt_thai_date_parse(cell->text, &date) ||
        date.precision != XT_DATE_DAY) {
        v->faults |= XT_FAULT_TYPE;
        return;
    }
    v->known = !(date.flags & XT_DATE_SWAPPED); /* a guess must not decide other rules */
    v->as.day = date.day;
    v->faults |= date.flags & XT_DATE_THAI_DIGITS ? XT_FAULT_THAI_DIGITS : XT_FAULT_AS_TEXT;
    if (date.flags & XT_DATE_SWAPPED)
        v->faults |= XT_FAULT_SWAPPED;
}

/* A number cell's digits, without sign, fraction or exponent; false where it is no whole number of at most 15
 * digits, which a double holds exactly. */
static bool whole_digits(const xt_cell *cell, uint64_t *out)
{
    const double limit = 1e15;
    if (!is_numeric(cell) || cell->number < 0 || cell->number >= limit || cell->number != floor(cell->number))
        return false;
    *out = (uint64_t)cell->number;
    return true;
}

static size_t digit_count(uint64_t number)
{
    size_t count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

static void put_digits(uint64_t number, size_t width, char *out)
{
    for (size_t i = width; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
    out[width] = '\0';
}

static uint64_t number_of(const char *digits)
{
    uint64_t number = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++)
        number = number * 10 + (uint64_t)(*digits - '0');
    return number;
}

static bool ends_in_zeros(uint64_t number)
{
    const uint64_t million = 1000000;
    return number >= million && number % million == 0;
}

static void set_id(xt_value *v, const char *digits)
{
    v->known = true;
    v->as.digits = number_of(digits);
}

/* A tax ID that is a number: its zeros in front are gone, and where Excel showed 1.05E+12 and somebody saved
 * that, its last digits too. */
static void read_id_number(const xt_cell *cell, xt_value *v)
{
    uint64_t number = 0;
    char digits[XT_TAX_ID_DIGITS + 8], restored[XT_TAX_ID_DIGITS + 1];
    if (!whole_digits(cell, &number)) {
        v->faults |= XT_FAULT_ID_LENGTH;
        return;
    }
    size_t count = digit_count(number);
    put_digits(number, count, digits);
    if (ends_in_zeros(number)) {
        v->faults |= XT_FAULT_ID_ROUNDED;
    } else if (count == XT_TAX_ID_DIGITS) {
        bool valid = xt_tax_id_check_digit(digits) == digits[XT_TAX_ID_DIGITS - 1] - '0';
        v->faults |= valid ? XT_FAULT_ID_NUMBER : XT_FAULT_ID_CHECKSUM;
        if (valid)
            set_id(v, digits);
    } else if (count == XT_TAX_ID_DIGITS - 1 && xt_tax_id_restore_zero(digits, restored)) {
        v->faults |= XT_FAULT_ID_NUMBER;
        set_id(v, restored);
    } else {
        v->faults |= XT_FAULT_ID_LENGTH;
    }
}

/* A text like "1.05537E+11": what Excel shows of a long number, saved as text. */
static bool is_exponent(xt_str text)
{
    double number = 0;
    bool exponent = text.size && (memchr(text.data, 'E', text.size) || memchr(text.data, 'e', text.size));
    return exponent && xt_double_parse(xt_str_trim(text), &number);
}

/* Twelve digits in a file that knows only texts: whoever saved it lost the zero in front. */
static bool read_shortened(xt_str text, xt_value *v)
{
    char digits[XT_TAX_ID_DIGITS], restored[XT_TAX_ID_DIGITS + 1];
    xt_str typed = xt_blank_trim(text);
    uint64_t number = 0;
    if (typed.size != XT_TAX_ID_DIGITS - 1 || !xt_uint_parse(typed, UINT64_MAX, &number))
        return false;
    memcpy(digits, typed.data, typed.size);
    digits[typed.size] = '\0';
    if (!xt_tax_id_restore_zero(digits, restored))
        return false;
    v->faults |= XT_FAULT_ID_NUMBER;
    set_id(v, restored);
    return true;
}

static void read_tax_id(const xt_record_reader *reader, const xt_cell *cell, xt_value *v)
{
    if (cell->type != XT_CELL_TEXT) {
        read_id_number(cell, v);
        return;
    }
    if (reader->untyped && read_shortened(cell->text, v))
        return;
    if (is_exponent(cell->text)) {
        v->faults |= XT_FAULT_ID_ROUNDED;
        return;
    }
    xt_tax_id id = xt_tax_id_parse(cell->text);
    switch (id.state) {
    case XT_TAX_ID_VALID:
        set_id(v, id.plain);
        if (id.flags & XT_TAX_ID_THAI_DIGITS)
            v->faults |= XT_FAULT_THAI_DIGITS;
        else if (id.flags & XT_TAX_ID_SEPARATED)
            v->faults |= XT_FAULT_ID_FORMAT;
        break;
    case XT_TAX_ID_CHECKSUM:
        v->faults |= ends_in_zeros(number_of(id.plain)) ? XT_FAULT_ID_ROUNDED : XT_FAULT_ID_CHECKSUM;
        break;
    case XT_TAX_ID_MASKED: v->faults |= XT_FAULT_ID_MASKED; break;
    case XT_TAX_ID_LENGTH:
    case XT_TAX_ID_NONE: v->faults |= XT_FAULT_ID_LENGTH; break;
    }
}

static void read_project_no(const xt_cell *cell, xt_value *v)
{
    enum { SIZE = 64 };
    char digits[SIZE];
    uint64_t number = 0;
    if (cell->type != XT_CELL_TEXT) {
        bool whole = whole_digits(cell, &number);
        if (whole)
            put_digits(number, digit_count(number), digits);
        v->known = whole && xt_project_no_valid(xt_str_of(digits));
        v->faults |= v->known ? XT_FAULT_PROJECT_NUMBER : XT_FAULT_PROJECT_FORMAT;
    } else {
        xt_str typed = xt_blank_trim(cell->text);
        xt_str plain = {digits, 0};
        if (typed.size < sizeof digits) /* Thai digits take three bytes each */
            plain.size = xt_thai_to_ascii(typed, digits, sizeof digits);
        v->known = xt_project_no_valid(plain);
        if (!v->known)
            v->faults |= XT_FAULT_PROJECT_FORMAT;
        else if (xt_thai_has_digit(cell->text))
            v->faults |= XT_FAULT_THAI_DIGITS;
        else if (typed.size < cell->text.size)
            v->faults |= XT_FAULT_SPACE;
        digits[plain.size] = '\0';
    }
    if (v->known)
        v->as.digits = number_of(digits);
}

static xt_status read_term(xt_record_reader *reader, const xt_field *field, const xt_cell *cell, xt_value *v)
{
    const xt_vocabulary *vocabulary = field->vocabulary;
    if (cell->type != XT_CELL_TEXT) {
        v->faults |= XT_FAULT_TERM_UNKNOWN;
        return XT_OK;
    }
    for (size_t i = 0; i < vocabulary->value_count; i++)
        if (xt_str_equal(vocabulary->values[i], cell->text)) {
            v->known = true;
            v->as.term = (uint32_t)i;
            return XT_OK;
        }
    xt_bytes_clear(&reader->folded);
    xt_status status = xt_text_fold(cell->text, &reader->folded);
    xt_lookup found = xt_vocabulary_find(vocabulary, cell->text, xt_bytes_str(&reader->folded));
    if (status)
        return status;
    if (!found.term) {
        v->faults |= XT_FAULT_TERM_UNKNOWN;
        return XT_OK;
    }
    v->known = true;
    v->as.term = found.term->value;
    /* The form's own spelling but for stray blanks is a matter of blanks alone. */
    xt_bytes_clear(&reader->folded);
    status = xt_text_clean_space(cell->text, &reader->folded);
    bool only_space = xt_str_equal(xt_bytes_str(&reader->folded), vocabulary->values[found.term->value]);
    v->faults |= only_space ? XT_FAULT_SPACE : XT_FAULT_TERM_ALIAS;
    return status;
}

static void read_text(const xt_cell *cell, xt_value *v)
{
    v->known = true;
    if (cell->type == XT_CELL_TEXT && xt_text_space_faults(cell->text))
        v->faults |= XT_FAULT_SPACE;
}

static xt_status read_free_text(xt_record_reader *reader, const xt_field *field, const xt_cell *cell,
                                xt_value *v)
{
    if (cell->type == XT_CELL_INVALID)
        v->faults |= XT_FAULT_CELL_ERROR;
    read_text(cell, v);
    if (!field->pattern)
        return XT_OK;
    xt_bytes_clear(&reader->folded);
    xt_bytes_add(&reader->folded, xt_blank_trim(cell->text));
    const char *text = xt_bytes_cstr(&reader->folded);
    if (!reader->folded.fault && regexec(field->pattern, text, 0, NULL, 0))
        v->faults |= XT_FAULT_PATTERN;
    return reader->folded.fault;
}

/* A true date is a period of one day. */
static void read_period(const xt_record_reader *reader, const xt_cell *cell, xt_value *v)
{
    xt_thai_period period;
    if (cell->type == XT_CELL_DATE) {
        read_date(reader, cell, v);
        xt_day day = v->as.day;
        if (v->known)
            v->as.period.first = v->as.period.last = day;
        return;
    }
    read_text(cell, v);
    v->known = false;
    xt_str text = xt_blank_trim(cell->text);
    const char *note = text.size ? memchr(text.data, '(', text.size) : NULL; /* "ไตรมาส 2 (ม.ค. - มี.ค. 67)" */
    xt_str before = note ? xt_blank_trim((xt_str){text.data, (size_t)(note - text.data)}) : (xt_str){0};
    if (!xt_thai_period_parse(text, reader->fiscal_year, &period) &&
        !xt_thai_period_parse(before, reader->fiscal_year, &period)) {
        v->faults |= XT_FAULT_TYPE;
        return;
    }
    if (period.flags & XT_PERIOD_REVERSED)
        v->faults |= XT_FAULT_REVERSED;
    v->known = period.shape == XT_PERIOD_RANGE && !(period.flags & XT_PERIOD_REVERSED);
    v->as.period.first = period.first;
    v->as.period.last = period.last;
}

static bool is_all_blank(xt_str text)
{
    return xt_blank_trim(text).size == 0;
}

static bool is_token(const xt_field *field, xt_str text)
{
    enum { LONGEST = 32 };
    if (text.size > LONGEST)
        return false;
    xt_str trimmed = xt_blank_trim(text);
    for (size_t i = 0; i < field->blank_token_count; i++)
        if (xt_str_equal(field->blank_tokens[i].text, trimmed))
            return true;
    return false;
}

/* The text as it was before it was damaged, where that is certain: *mended is then the cell with it. */
static xt_status mend_text(xt_record_reader *reader, const xt_cell *cell, xt_cell *mended, xt_value *v)
{
    static const struct {
        unsigned damage;
        xt_fault fault;
    } DAMAGES[] = {{XT_DAMAGE_ORDER, XT_FAULT_ORDER},
                   {XT_DAMAGE_GLYPH, XT_FAULT_GLYPH},
                   {XT_DAMAGE_ENCODING, XT_FAULT_ENCODING},
                   {XT_DAMAGE_LOST, XT_FAULT_LOST},
                   {XT_DAMAGE_LOOKALIKE, XT_FAULT_LOOKALIKE}};
    unsigned damage = 0;
    xt_status status = xt_thai_damage(cell->text, &damage);
    for (size_t i = 0; i < sizeof DAMAGES / sizeof *DAMAGES; i++)
        if (damage & DAMAGES[i].damage)
            v->faults |= DAMAGES[i].fault;
    if (status || !(v->faults & XT_FAULT_MENDED))
        return status;
    xt_bytes_clear(&reader->folded);
    status = xt_thai_mend(cell->text, XT_DAMAGE_ENCODING | XT_DAMAGE_GLYPH | XT_DAMAGE_ORDER, &reader->folded,
                          NULL);
    char *kept = status ? NULL : xt_arena_copy(&reader->mended, xt_bytes_str(&reader->folded));
    if (!kept)
        return XT_OUT_OF_MEMORY;
    *mended = *cell;
    mended->text = v->text = (xt_str){kept, reader->folded.size};
    return XT_OK;
}

/* What the cell says as the field's kind. */
static xt_status read_kind(xt_record_reader *reader, const xt_field *field, const xt_cell *cell, xt_value *v)
{
    switch (field->kind) {
    case XT_KIND_MONEY: read_money(cell, v); break;
    case XT_KIND_FISCAL_YEAR: read_whole(cell, v, true); break;
    case XT_KIND_COUNT:
    case XT_KIND_SEQUENCE: read_whole(cell, v, false); break;
    case XT_KIND_DATE: read_date(reader, cell, v); break;
    case XT_KIND_TAX_ID: read_tax_id(reader, cell, v); break;
    case XT_KIND_PROJECT_NO: read_project_no(cell, v); break;
    case XT_KIND_VOCABULARY: return read_term(reader, field, cell, v);
    case XT_KIND_PERIOD: read_period(reader, cell, v); break;
    case XT_KIND_TEXT:
    case XT_KIND_PROVINCE:
    case XT_KIND_DISTRICT: return read_free_text(reader, field, cell, v);
    case XT_KIND_COUNT_OF_KINDS: break;
    }
    return XT_OK;
}

/* The value of a cell, whatever was read before. */
static xt_status read_value(xt_record_reader *reader, const xt_field *field, const xt_cell *cell, xt_value *v)
{
    xt_cell mended;
    *v = (xt_value){.cell = cell, .filled = XT_FILLED_VALUE};
    if (cell->flags & XT_CELL_FORMULA)
        v->faults |= XT_FAULT_FORMULA;
    if (cell->type == XT_CELL_ERROR) {
        v->faults |= XT_FAULT_CELL_ERROR;
        return XT_OK;
    }
    if (cell->type == XT_CELL_TEXT) {
        if (is_all_blank(cell->text)) {
            v->filled = XT_FILLED_BLANK;
            return XT_OK;
        }
        if (is_token(field, cell->text)) {
            v->filled = XT_FILLED_PLACEHOLDER;
            return XT_OK;
        }
        v->text = cell->text;
        xt_status status = mend_text(reader, cell, &mended, v);
        if (status || v->faults & XT_FAULT_LOST)
            return status;
        if (v->faults & XT_FAULT_MENDED)
            cell = &mended;
    }
    xt_status status = read_kind(reader, field, cell, v);
    if (reader->untyped)
        v->faults &= ~(unsigned)XT_FAULT_AS_TEXT;
    return status;
}

/* What the value of a cell depends on beside its field and its text. */
static uint32_t state_of(const xt_record_reader *reader)
{
    return (uint32_t)reader->fiscal_year << 2 | (uint32_t)reader->date1904 << 1 | (uint32_t)reader->untyped;
}

xt_status xt_value_read(xt_record_reader *reader, const xt_field *field, const xt_cell *cell, xt_value *v)
{
    uint32_t state = state_of(reader);
    xt_memo_entry *memo = NULL;
    xt_status status = xt_memo_find(&reader->memo, field, cell, &memo);
    if (status)
        return status;
    if (memo && xt_memo_is(memo, field, state, cell)) {
        *v = xt_memo_value(memo, cell);
        return XT_OK;
    }
    status = read_value(reader, field, cell, v);
    if (memo && !status)
        xt_memo_keep(memo, field, state, v);
    return status;
}

xt_status xt_record_read(xt_record_reader *reader, const xt_header *header, const xt_row *row, xt_record *out)
{
    const xt_table *table = header->table;
    out->header = header;
    out->row = row->number;
    out->hidden = row->hidden;
    if (!reader->folded.maximum)
        reader->folded = xt_bytes_make(SIZE_MAX / 2);
    xt_arena_reset(&reader->mended);
    size_t at = 0;
    for (size_t f = 0; f < table->field_count; f++) {
        uint32_t column = header->columns[f].column;
        out->values[f] = (xt_value){0};
        if (column == 0)
            continue;
        /* Columns mostly stand in the template's order, so the next cell is mostly the one. */
        if (at >= row->count || row->cells[at].column > column)
            at = 0;
        while (at < row->count && row->cells[at].column < column)
            at++;
        if (at == row->count || row->cells[at].column != column)
            continue;
        xt_status status = xt_value_read(reader, &table->fields[f], &row->cells[at], &out->values[f]);
        if (status)
            return status;
    }
    return XT_OK;
}

void xt_record_reader_free(xt_record_reader *reader)
{
    xt_bytes_free(&reader->folded);
    xt_arena_free(&reader->mended);
    free(reader->memo);
}

xt_requirement xt_record_requires(const xt_record *record, size_t index)
{
    const xt_field *field = &record->header->table->fields[index];
    if (!field->required || !record->header->columns[index].column)
        return XT_OPTIONAL;
    if (field->optional_field == XT_NO_FIELD)
        return XT_REQUIRED;
    const xt_value *status = &record->values[field->optional_field];
    if (!status->known)
        return XT_PERHAPS;
    return field->optional_values >> status->as.term & 1 ? XT_OPTIONAL : XT_REQUIRED;
}
