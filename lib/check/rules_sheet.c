/* SPDX-License-Identifier: MIT
 *
 * Rules about the header and about the sheet as a whole.
 */
#include "base/error.h"
#include "check/checker.h"
#include "thai/date.h"
#include "thai/mend.h"
#include "thai/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* What has no column may stand below the table instead. */
static bool note_for(const xt_table *table, size_t field)
{
    for (size_t i = 0; i < table->note_count; i++)
        if (strcmp(table->notes[i].field, table->fields[field].name) == 0)
            return true;
    return false;
}

/* Whether a cell of the first rows holds a formula, which no correction may write. */
static bool is_formula_at(const xt_head *head, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < xt_head_count(head); i++)
        for (size_t n = 0; xt_head_at(head, i)->number == row && n < xt_head_at(head, i)->count; n++)
            if (xt_head_at(head, i)->cells[n].column == column)
                return xt_head_at(head, i)->cells[n].is_formula;
    return false;
}

static xt_status check_label(xt_checker *c, size_t field)
{
    const xt_column *column = &c->header->columns[field];
    xt_report_item item = {.field = (int)field};
    if (!column->column) {
        if (xt_field_may_be_absent(&c->table->fields[field]) || note_for(c->table, field))
            return XT_OK;
        item.code = XT_CODE_MISSING_LABEL;
        item.text[XT_TEXT_EXPECTED] = c->table->fields[field].labels[0].text;
        return xt_find_item(c, &item);
    }
    if (column->match == XT_LABEL_EXACT)
        return XT_OK;
    item.code = XT_CODE_ALTERED_LABEL;
    item.row = column->row;
    item.column = column->column;
    item.text[XT_TEXT_VALUE] = column->text;
    item.text[XT_TEXT_EXPECTED] = column->nearest;
    if (!is_formula_at(c->head, column->row, column->column))
        item.text[XT_TEXT_REPAIR] = column->nearest;
    return xt_find_item(c, &item);
}

static xt_status check_stray(xt_checker *c, const xt_stray *stray)
{
    char first[XT_REF_SIZE];
    xt_report_item item = {.row = stray->row, .column = stray->column, .field = stray->field};
    item.text[XT_TEXT_VALUE] = stray->text;
    if (stray->field == XT_NO_FIELD) {
        item.code = XT_CODE_EXTRA_LABEL;
        return c->table->rules[XT_RULE_EXTRA_LABEL].on ? xt_find_item(c, &item) : XT_OK;
    }
    const xt_column *kept = &c->header->columns[stray->field];
    item.code = XT_CODE_DUPLICATE_LABEL;
    item.text[XT_TEXT_OTHER] = xt_str_of(xt_cell_ref(kept->row, kept->column, first));
    return xt_find_item(c, &item);
}

/* Content columns that stand before one which the form has earlier. */
static xt_status check_label_order(xt_checker *c)
{
    uint32_t furthest = 0;
    size_t at = 0;
    for (size_t f = 0; f < c->table->field_count; f++) {
        const xt_column *column = &c->header->columns[f];
        if (!column->column || c->table->fields[f].identity)
            continue;
        if (column->column < furthest) {
            const xt_column *late = &c->header->columns[at];
            xt_report_item item = {
                .code = XT_CODE_LABEL_ORDER, .row = late->row, .column = late->column, .field = (int)at};
            item.text[XT_TEXT_VALUE] = c->table->fields[at].labels[0].text;
            item.text[XT_TEXT_OTHER] = c->table->fields[f].labels[0].text;
            return xt_find_item(c, &item);
        }
        furthest = column->column;
        at = f;
    }
    return XT_OK;
}

/* "ข้อมูล ณ วันที่ 31 มีนาคม 2567": the day, where a text of the titles ends in one. */
static bool as_of_in(xt_str text, xt_day *day)
{
    const xt_str words = XT_LITERAL("ณ วันที่");
    size_t at = xt_str_find(text, words);
    xt_thai_date date;
    if (at == SIZE_MAX)
        return false;
    xt_str rest = {text.data + at + words.size, text.size - at - words.size};
    size_t end = 0;
    while (end < rest.size && rest.data[end] != ')' && rest.data[end] != '\n')
        end++;
    rest.size = end;
    if (!xt_thai_date_parse(rest, &date) || date.precision != XT_DATE_DAY)
        return false;
    *day = date.day;
    return true;
}

/* A title that names another day than the one at which the form wants its data. */
static xt_status check_as_of(xt_checker *c)
{
    char value[XT_ISO_SIZE], expected[XT_ISO_SIZE];
    xt_day day = 0;
    for (size_t i = 0; c->has_as_of && i < xt_head_count(c->head); i++) {
        const xt_head_row *row = xt_head_at(c->head, i);
        for (size_t n = 0; row->number < c->header->first_row && n < row->count; n++) {
            if (!row->cells[n].is_text || !as_of_in(row->cells[n].text, &day) || day == c->as_of)
                continue;
            xt_report_item item = {.code = XT_CODE_AS_OF_MISMATCH,
                                   .row = row->number,
                                   .column = row->cells[n].column,
                                   .field = XT_NO_FIELD};
            item.text[XT_TEXT_VALUE] = xt_str_of(xt_day_iso(day, value));
            item.text[XT_TEXT_EXPECTED] = xt_str_of(xt_day_iso(c->as_of, expected));
            return xt_find_item(c, &item);
        }
    }
    return XT_OK;
}

/* Damaged texts above the header, which no field holds. */
static xt_status check_titles(xt_checker *c)
{
    static const struct {
        unsigned damage;
        xt_code code;
    } DAMAGES[] = {{XT_DAMAGE_ENCODING, XT_CODE_TEXT_ENCODING},
                   {XT_DAMAGE_LOST, XT_CODE_TEXT_LOST},
                   {XT_DAMAGE_GLYPH, XT_CODE_TEXT_GLYPH},
                   {XT_DAMAGE_ORDER, XT_CODE_TEXT_ORDER}};
    for (size_t i = 0; c->is_first && i < xt_head_count(c->head); i++) {
        const xt_head_row *row = xt_head_at(c->head, i);
        for (size_t n = 0; row->number < c->header->first_row && n < row->count; n++)
            for (size_t d = 0; row->cells[n].is_text && d < sizeof DAMAGES / sizeof *DAMAGES; d++) {
                const xt_head_cell *cell = &row->cells[n];
                if (!(cell->damage & DAMAGES[d].damage))
                    continue;
                xt_report_item item = {.code = DAMAGES[d].code,
                                       .row = row->number,
                                       .column = cell->column,
                                       .field = XT_NO_FIELD};
                item.text[XT_TEXT_VALUE] = cell->text;
                if (DAMAGES[d].damage != XT_DAMAGE_LOST)
                    item.text[XT_TEXT_EXPECTED] = cell->meant;
                if (DAMAGES[d].damage != XT_DAMAGE_LOST && !cell->is_formula)
                    item.text[XT_TEXT_REPAIR] = cell->meant;
                xt_status status = xt_find_item(c, &item);
                if (status)
                    return status;
            }
    }
    return XT_OK;
}

xt_status xt_check_header(xt_checker *c)
{
    xt_status status = XT_OK;
    for (size_t f = 0; !status && f < c->table->field_count; f++)
        status = check_label(c, f);
    for (size_t i = 0; !status && i < c->header->stray_count; i++)
        status = check_stray(c, &c->header->strays[i]);
    if (!status && c->table->rules[XT_RULE_LABEL_ORDER].on)
        status = check_label_order(c);
    if (!status && c->table->rules[XT_RULE_AS_OF_MISMATCH].on)
        status = check_as_of(c);
    return status ? status : check_titles(c);
}

xt_status xt_check_order(xt_checker *c)
{
    const xt_rule_use *use = &c->table->rules[XT_RULE_SEQUENCE];
    const xt_value *v = use->on ? &c->record.values[use->field[0]] : NULL;
    char value[24], expected[24];
    if (!v || !v->known || v->as.number == (int64_t)c->rows)
        return XT_OK;
    snprintf(value, sizeof value, "%" PRId64, v->as.number);
    snprintf(expected, sizeof expected, "%" PRIu64, c->rows);
    return xt_find(c, XT_CODE_SEQUENCE, (size_t)use->field[0], xt_str_of(value), xt_str_of(expected),
                   xt_str_of(expected));
}

static xt_status find_row(xt_checker *c, xt_code code, uint32_t row, xt_str value)
{
    xt_report_item item = {.code = code, .row = row, .field = XT_NO_FIELD};
    item.text[XT_TEXT_VALUE] = value;
    return xt_find_item(c, &item);
}

/* What is to be published must be a workbook. */
xt_status xt_check_container(xt_checker *c)
{
    xt_container container = xt_book_container(c->book);
    if (container == XT_CONTAINER_XLSX || !c->table->of->in_set)
        return XT_OK;
    return find_row(c, XT_CODE_CONTAINER_MISMATCH, 0, xt_str_of(xt_container_name(container)));
}

/* A row without content: nothing at all, or only what a form prepares (its number, the year, the agency).
 * Rows that only carry formats show nothing and are not counted, unless data follow. */
xt_status xt_check_blank_row(xt_checker *c, const xt_row *row)
{
    if (row->count == 0)
        return XT_OK;
    if (c->blank_count == 0)
        c->blank_first = row->number;
    c->blank_last = row->number;
    c->blank_count++;
    return XT_OK;
}

xt_status xt_check_blank_end(xt_checker *c, bool trailing)
{
    char count[24];
    uint32_t rows = c->blank_count, first = c->blank_first;
    if (!trailing) { /* every row number that data skipped */
        rows = c->record.row - c->filled_row - 1 - c->other_rows;
        first = c->filled_row + 1;
    }
    c->blank_count = 0;
    if (rows == 0)
        return XT_OK;
    snprintf(count, sizeof count, "%" PRIu32, rows);
    return find_row(c, trailing ? XT_CODE_TRAILING_ROW : XT_CODE_BLANK_ROW, first, xt_str_of(count));
}

xt_status xt_check_total(xt_checker *c, const xt_row *row)
{
    size_t i = 0;
    while (i < row->count && row->cells[i].type != XT_CELL_TEXT)
        i++;
    if (c->table->totals_allowed || i == row->count)
        return XT_OK;
    return find_row(c, XT_CODE_TOTAL_ROW, row->number, row->cells[i].text);
}

/* How much of the folded text is the note's label: the longest that it begins with. */
static size_t label_of(const xt_note *note, xt_str folded)
{
    size_t size = 0;
    for (size_t i = 0; i < note->label_count; i++)
        if (note->labels[i].folded.size > size && xt_str_starts(folded, note->labels[i].folded))
            size = note->labels[i].folded.size;
    return size;
}

/* Whether anything stands behind the label: in its own cell, or in another cell of the row. */
xt_status xt_check_note(xt_checker *c, const xt_row *row, size_t note)
{
    const xt_note *wanted = &c->table->notes[note];
    size_t texts = 0, behind = 0;
    for (size_t i = 0; i < row->count; i++) {
        xt_bytes_clear(&c->scratch);
        if (row->cells[i].type != XT_CELL_TEXT)
            continue;
        if (xt_text_fold(row->cells[i].text, &c->scratch))
            return xt_fail_memory(c->error);
        xt_str text = xt_bytes_str(&c->scratch);
        texts += text.size > 0;
        if (texts != 1 || text.size == 0)
            continue;
        size_t label = label_of(wanted, text);
        behind = text.size - label;
        c->note_at[note].row = row->number;
        c->note_at[note].column = row->cells[i].column;
    }
    if (texts > 1 || behind > 0)
        c->notes_filled |= UINT64_C(1) << note;
    return XT_OK;
}

xt_status xt_check_hidden(xt_checker *c, const xt_sheet *sheet)
{
    xt_status status = XT_OK;
    if (c->is_first && xt_book_sheet(c->book, c->sheet)->visibility != XT_VISIBLE) {
        xt_report_item item = {.code = XT_CODE_HIDDEN_SHEET, .field = XT_NO_FIELD};
        item.text[XT_TEXT_VALUE] = xt_str_of(c->sheet_name);
        status = xt_find_item(c, &item);
    }
    for (size_t f = 0; !status && f < c->table->field_count; f++) {
        const xt_column *column = &c->header->columns[f];
        if (!column->column || !xt_sheet_column_hidden(sheet, column->column))
            continue;
        char ref[XT_REF_SIZE];
        xt_report_item item = {
            .code = XT_CODE_HIDDEN_COLUMN, .row = column->row, .column = column->column, .field = (int)f};
        xt_cell_ref(column->row, column->column, ref);
        item.text[XT_TEXT_VALUE] = (xt_str){ref, strcspn(ref, "0123456789")};
        status = xt_find_item(c, &item);
    }
    return status;
}

static int by_first_row(const void *a, const void *b)
{
    uint32_t left = ((const xt_range *)a)->first_row, right = ((const xt_range *)b)->first_row;
    return (left > right) - (left < right);
}

/* Whether the range lies in the row of a sum or a note, where it hides nothing. */
static bool is_passed(const xt_checker *c, const xt_range *range)
{
    const uint32_t *rows = (const uint32_t *)(const void *)c->passed.data;
    size_t low = 0, high = c->passed.size / sizeof *rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle] < range->first_row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->passed.size / sizeof *rows && rows[low] == range->first_row &&
           range->last_row == range->first_row;
}

/* The merged ranges that touch the data, in order of their first row. */
static xt_status merges_of_data(const xt_checker *c, const xt_sheet *sheet, xt_bytes *out)
{
    size_t count = 0;
    const xt_range *all = xt_sheet_merges(sheet, &count);
    uint32_t first = UINT32_MAX, last = 0;
    for (size_t f = 0; f < c->table->field_count; f++) {
        uint32_t column = c->header->columns[f].column;
        first = column && column < first ? column : first;
        last = column > last ? column : last;
    }
    for (size_t i = 0; i < count; i++) {
        bool rows = all[i].last_row > c->header->last_row && all[i].first_row <= c->last_row;
        bool columns = all[i].last_column >= first && all[i].first_column <= last;
        bool several = all[i].first_row != all[i].last_row || all[i].first_column != all[i].last_column;
        if (rows && columns && several && !is_passed(c, &all[i]) &&
            xt_bytes_append(out, &all[i], sizeof all[i]))
            return XT_OUT_OF_MEMORY;
    }
    if (out->size)
        qsort(out->data, out->size / sizeof *all, sizeof *all, by_first_row);
    return XT_OK;
}

/* The field whose column the range begins in, or XT_NO_FIELD. */
static int field_in(const xt_checker *c, uint32_t column)
{
    for (size_t f = 0; f < c->table->field_count; f++)
        if (c->header->columns[f].column == column)
            return (int)f;
    return XT_NO_FIELD;
}

static xt_status find_merge(xt_checker *c, const xt_range *range)
{
    char first[XT_REF_SIZE], last[XT_REF_SIZE], whole[2 * XT_REF_SIZE];
    snprintf(whole, sizeof whole, "%s:%s", xt_cell_ref(range->first_row, range->first_column, first),
             xt_cell_ref(range->last_row, range->last_column, last));
    xt_report_item item = {.code = XT_CODE_MERGED_CELLS,
                           .row = range->first_row,
                           .column = range->first_column,
                           .field = field_in(c, range->first_column)};
    item.text[XT_TEXT_VALUE] = xt_str_of(whole);
    return xt_find_item(c, &item);
}

/* A cell under a merged one looks filled to the person who merged it: the merge is the fault, not the blank.
 * Findings and merges both come by rising rows, so the ranges that a row is in are kept as a short list. */
static xt_status drop_blanks_in(xt_checker *c, const xt_range *merges, size_t count, size_t first_finding)
{
    xt_bytes_clear(&c->scratch); /* of indexes of open ranges */
    size_t next = 0, findings = xt_findings_count(c->findings);
    for (size_t i = first_finding; i < findings; i++) {
        xt_entry *entry = xt_findings_at(c->findings, i);
        if (entry->code != XT_CODE_REQUIRED_MISSING || entry->sheet != c->result)
            continue;
        for (; next < count && merges[next].first_row <= entry->row; next++)
            if (xt_bytes_append(&c->scratch, &next, sizeof next))
                return xt_fail_memory(c->error);
        size_t *open = (size_t *)(void *)c->scratch.data;
        size_t kept = 0, size = c->scratch.size / sizeof *open;
        for (size_t n = 0; n < size; n++) {
            const xt_range *range = &merges[open[n]];
            if (range->last_row < entry->row)
                continue;
            open[kept++] = open[n];
            bool top_left = range->first_row == entry->row && range->first_column == entry->column;
            bool inside = range->first_row <= entry->row && range->first_column <= entry->column &&
                          range->last_column >= entry->column;
            entry->dropped = entry->dropped || (inside && !top_left);
        }
        c->scratch.size = kept * sizeof *open;
    }
    return XT_OK;
}

static xt_status check_merges(xt_checker *c, const xt_sheet *sheet, size_t first_finding)
{
    xt_bytes merges = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = merges_of_data(c, sheet, &merges) ? xt_fail_memory(c->error) : XT_OK;
    const xt_range *ranges = (const xt_range *)(const void *)merges.data;
    size_t count = merges.size / sizeof *ranges;
    if (!status)
        status = drop_blanks_in(c, ranges, count, first_finding);
    for (size_t i = 0; !status && i < count; i++)
        status = find_merge(c, &ranges[i]);
    xt_bytes_free(&merges);
    return status;
}

static xt_status check_notes(xt_checker *c)
{
    for (size_t i = 0; i < c->table->note_count; i++) {
        const xt_note *note = &c->table->notes[i];
        int field = xt_table_field(c->table, xt_str_of(note->field));
        bool has_column = field != XT_NO_FIELD && c->header->columns[field].column;
        if (!note->required || has_column || c->notes_filled >> i & 1)
            continue;
        xt_report_item item = {.code = XT_CODE_REQUIRED_MISSING,
                               .row = c->note_at[i].row,
                               .column = c->note_at[i].column,
                               .field = XT_NO_FIELD};
        item.text[XT_TEXT_OTHER] = note->labels[0].text;
        xt_status status = xt_find_item(c, &item);
        if (status)
            return status;
    }
    return XT_OK;
}

xt_status xt_check_end(xt_checker *c, const xt_sheet *sheet, size_t first_finding)
{
    bool is_empty =
        c->rows == 0; /* prepared rows, and notes still to be written, are no faults of their own then */
    xt_status status = is_empty ? XT_OK : xt_check_blank_end(c, true);
    if (!status && is_empty && !c->says_empty)
        status = find_row(c, XT_CODE_NO_DATA, 0, (xt_str){0});
    if (!status && sheet)
        status = check_merges(c, sheet, first_finding);
    return status || is_empty ? status : check_notes(c);
}
