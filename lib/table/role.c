/* SPDX-License-Identifier: MIT
 *
 * What a row is: data, a sum, a note, what stands below the table, or nothing.
 */
#include "base/number.h"
#include "table/record.h"
#include "thai/blank.h"
#include "thai/digits.h"
#include "thai/period.h"
#include "thai/text.h"

#include <math.h>

static bool begins_with(xt_str folded, const xt_label *labels, size_t count, size_t *which)
{
    for (size_t i = 0; i < count; i++)
        if (xt_str_starts(folded, labels[i].folded)) {
            *which = i;
            return true;
        }
    return false;
}

static bool has_content(const xt_record *record)
{
    const xt_table *table = record->header->table;
    for (size_t f = 0; f < table->field_count; f++)
        if (!table->fields[f].identity && record->values[f].filled != XT_FILLED_BLANK)
            return true;
    return false;
}

/* The number in "(3)", "3" or "๓"; 0 for anything else. */
static int column_number(const xt_cell *cell)
{
    enum { SIZE = 16, MOST = 99 };
    char digits[SIZE];
    if (cell->type == XT_CELL_NUMBER)
        return cell->number >= 1 && cell->number <= MOST && cell->number == floor(cell->number)
                   ? (int)cell->number
                   : 0;
    if (cell->type != XT_CELL_TEXT || cell->text.size >= SIZE)
        return 0;
    xt_str text = xt_str_trim((xt_str){digits, xt_thai_to_ascii(cell->text, digits, sizeof digits)});
    if (text.size > 2 && text.data[0] == '(' && text.data[text.size - 1] == ')')
        text = (xt_str){text.data + 1, text.size - 2};
    uint64_t number = 0;
    return xt_uint_parse(text, MOST, &number) ? (int)number : 0;
}

bool xt_row_numbers_columns(const xt_row *row)
{
    enum { LEAST = 3 };
    for (size_t i = 0; i < row->count; i++)
        if (column_number(&row->cells[i]) != (int)i + 1)
            return false;
    return row->count >= LEAST;
}

/* ---------------------------------------------------------------- sums */

/* Folded. Behind the first ones anything may follow: no name begins so. Behind the others only what the sum
 * is of may: names of vendors begin with them too. */
static const char *const LONG_WORDS[] = {"รวมทั้งสิ้น", "รวมทั้งหมด",  "รวมทั้งปี",   "รวมเป็นเงิน",  "รวมเงิน",
                                         "รวมเดือน", "รวมไตรมาส", "รวมประจำ", "รวมจำนวน",   "ยอดรวม",
                                         "ยอดยกมา", "ยอดยกไป",   "ยอดสะสม",  "grandtotal", "subtotal"};
static const char *const SHORT_WORDS[] = {"รวม", "total", "sum"};
static const char *const COUNTED[] = {"รายการ", "สัญญา", "โครงการ"};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "รวม 3 รายการ", "รวมจัดซื้อ 3 รายการ", "รวม มีนาคม 2567": a number, or a number of things or a period at the
 * end. */
static bool is_what_was_summed(xt_str text, xt_str folded, const char *word)
{
    enum { ANY_YEAR = 2567 }; /* in which a month without a year may lie */
    xt_thai_period period;
    xt_str begin = xt_str_of(word), rest = xt_str_from(folded, begin.size);
    if (!rest.size || is_digit(*rest.data))
        return true;
    for (size_t i = 0; i < sizeof COUNTED / sizeof *COUNTED; i++) {
        xt_str thing = xt_str_of(COUNTED[i]);
        if (rest.size > thing.size && xt_str_ends(rest, thing) &&
            is_digit(rest.data[rest.size - thing.size - 1]))
            return true;
    }
    xt_str raw = xt_blank_trim(text);
    return raw.size > begin.size && xt_str_equal_nocase((xt_str){raw.data, begin.size}, begin) &&
           xt_thai_period_parse(xt_blank_trim(xt_str_from(raw, begin.size)), ANY_YEAR, &period);
}

/* Whether the text is that of a sum, where no other says what the row is about. */
static bool says_total(xt_str text, xt_str folded)
{
    for (size_t i = 0; i < sizeof LONG_WORDS / sizeof *LONG_WORDS; i++)
        if (xt_str_starts(folded, xt_str_of(LONG_WORDS[i])))
            return true;
    for (size_t i = 0; i < sizeof SHORT_WORDS / sizeof *SHORT_WORDS; i++)
        if (xt_str_starts(folded, xt_str_of(SHORT_WORDS[i])) &&
            is_what_was_summed(text, folded, SHORT_WORDS[i]))
            return true;
    return false;
}

/* An amount, whatever the column holds: a number, or "(ห้าหมื่นบาทถ้วน)", as it stands beside sums. */
static bool is_amount(const xt_value *v)
{
    char plain[XT_NUMBER_SIZE];
    if (v->cell->type == XT_CELL_NUMBER || xt_thai_number(v->cell->text, plain, NULL))
        return true;
    xt_str text = xt_blank_trim(v->text);
    if (text.size && text.data[text.size - 1] == ')')
        text.size--;
    return xt_str_ends(text, XT_LITERAL("ถ้วน")) || xt_str_ends(text, XT_LITERAL("สตางค์"));
}

/* Whether a value of the field says that the row is one of data: amounts, counts and whose row it is do not.
 */
static bool is_telling(const xt_field *field, const xt_value *v)
{
    switch (field->kind) {
    case XT_KIND_MONEY:
    case XT_KIND_COUNT:
    case XT_KIND_COUNT_OF_KINDS:
    case XT_KIND_SEQUENCE:
    case XT_KIND_FISCAL_YEAR: return false;
    case XT_KIND_DATE:
    case XT_KIND_TAX_ID:
    case XT_KIND_PROJECT_NO: return v->filled == XT_FILLED_VALUE;
    default: return !field->identity && v->filled == XT_FILLED_VALUE && !is_amount(v);
    }
}

/* How many values of the row are telling, two at most; *only: the column of the first. */
static size_t count_telling(const xt_record *record, uint32_t *only)
{
    const xt_table *table = record->header->table;
    size_t count = 0;
    for (size_t f = 0; f < table->field_count && count < 2; f++)
        if (is_telling(&table->fields[f], &record->values[f]) && count++ == 0)
            *only = record->values[f].cell->column;
    return count;
}

/* Whether the row has a value that only a contract has. */
static bool has_key(const xt_record *record)
{
    const xt_table *table = record->header->table;
    for (size_t f = 0; f < table->field_count; f++) {
        xt_kind kind = table->fields[f].kind;
        bool key = kind == XT_KIND_DATE || kind == XT_KIND_TAX_ID || kind == XT_KIND_PROJECT_NO ||
                   (kind == XT_KIND_VOCABULARY && !table->fields[f].identity);
        if (key && record->values[f].known)
            return true;
    }
    return false;
}

/* Whether a text of the row, beside which nothing tells of a contract, is that of a sum. */
static bool has_total_text(const xt_record *record, const xt_row *row, xt_bytes *scratch)
{
    uint32_t only = 0;
    size_t telling = count_telling(record, &only);
    for (size_t i = 0; i < row->count && telling < 2; i++) {
        const xt_cell *cell = &row->cells[i];
        if (cell->type != XT_CELL_TEXT || (telling && cell->column != only))
            continue;
        xt_bytes_clear(scratch);
        if (xt_text_fold(cell->text, scratch))
            return false; /* scratch->fault tells */
        if (says_total(cell->text, xt_bytes_str(scratch)))
            return true;
    }
    return false;
}

/* Whether the folded text is a word for sums and nothing else. */
static bool is_total_word(const xt_table *table, xt_str folded)
{
    for (size_t i = 0; i < table->total_word_count; i++)
        if (xt_str_equal(folded, table->total_words[i].folded))
            return true;
    return false;
}

/* ---------------------------------------------------------------- the role */

/* What the first text of the row says that the row is; XT_ROW_DATA: nothing. */
static xt_row_role role_of_text(const xt_record *record, xt_str folded, size_t *note)
{
    const xt_table *table = record->header->table;
    size_t which = 0;
    for (size_t n = 0; n < table->note_count; n++)
        if (begins_with(folded, table->notes[n].labels, table->notes[n].label_count, &which)) {
            *note = n;
            return XT_ROW_NOTE;
        }
    if (begins_with(folded, table->empty_words, table->empty_word_count, &which))
        return XT_ROW_EMPTY;
    if (begins_with(folded, table->footer_words, table->footer_word_count, &which))
        return XT_ROW_FOOTER;
    return is_total_word(table, folded) && !has_key(record) ? XT_ROW_TOTAL : XT_ROW_DATA;
}

static bool begin_alike(const xt_label *labels, size_t count, xt_str text, size_t size)
{
    for (size_t i = 0; i < count; i++)
        if (xt_str_starts(labels[i].folded, (xt_str){text.data, size}))
            return true;
    return false;
}

/* Whether the text may begin with one of the table's words: one that begins with a Thai consonant keeps it
 * when it is folded, and most begin with none of those. */
static bool may_have_role(const xt_table *table, xt_str text)
{
    enum { LETTER = 3 };
    const unsigned char *p = (const unsigned char *)text.data;
    if (text.size < LETTER || p[0] != 0xE0 || p[1] != 0xB8 || p[2] < 0x81 || p[2] > 0xAE)
        return true;
    for (size_t n = 0; n < table->note_count; n++)
        if (begin_alike(table->notes[n].labels, table->notes[n].label_count, text, LETTER))
            return true;
    return begin_alike(table->empty_words, table->empty_word_count, text, LETTER) ||
           begin_alike(table->footer_words, table->footer_word_count, text, LETTER) ||
           begin_alike(table->total_words, table->total_word_count, text, LETTER);
}

xt_row_role xt_row_role_of(const xt_record *record, const xt_row *row, xt_bytes *scratch, size_t *note)
{
    xt_row_role role = XT_ROW_DATA;
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].type != XT_CELL_TEXT)
            continue;
        if (!may_have_role(record->header->table, row->cells[i].text))
            break;
        xt_bytes_clear(scratch);
        if (xt_text_fold(row->cells[i].text, scratch))
            return role; /* scratch->fault tells */
        if (scratch->size == 0)
            continue;
        role = role_of_text(record, xt_bytes_str(scratch), note);
        break;
    }
    if (role == XT_ROW_DATA && has_total_text(record, row, scratch))
        role = XT_ROW_TOTAL;
    if (role != XT_ROW_DATA)
        return role;
    return has_content(record) ? XT_ROW_DATA : XT_ROW_BLANK;
}

bool xt_record_is_well_filled(const xt_record *record)
{
    const xt_header *header = record->header;
    size_t columns = 0, filled = 0;
    for (size_t f = 0; f < header->table->field_count; f++) {
        columns += header->columns[f].column != 0;
        filled += record->values[f].filled != XT_FILLED_BLANK;
    }
    return 2 * filled >= columns;
}
