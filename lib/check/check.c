/* SPDX-License-Identifier: MIT
 *
 * The walk over a workbook: each sheet is recognised from its first rows, then its rows stream by once.
 */
#include "base/error.h"
#include "check/checker.h"
#include "check/result.h"
#include "thai/date.h"

#include <stdio.h>
#include <stdlib.h>

xt_check_options xt_check_options_default(void)
{
    return (xt_check_options){.sheet = XT_ALL_SHEETS};
}

bool xt_parse_date(const char *text, int32_t *day)
{
    xt_thai_date date;
    if (!xt_thai_date_parse(xt_str_of(text), &date) || date.precision != XT_DATE_DAY)
        return false;
    *day = date.day;
    return true;
}

xt_status xt_find_item(xt_checker *c, const xt_report_item *item)
{
    return xt_findings_add(c->findings, c->result, item, c->error);
}

xt_status xt_find(xt_checker *c, xt_code code, size_t field, xt_str value, xt_str expected, xt_str repair)
{
    xt_report_item item = {.code = code, .row = c->record.row, .field = (int)field};
    item.column = c->header->columns[field].column;
    item.text[XT_TEXT_VALUE] = value;
    item.text[XT_TEXT_EXPECTED] = expected;
    item.text[XT_TEXT_REPAIR] = repair;
    return xt_find_item(c, &item);
}

xt_str xt_shown(const xt_checker *c, const xt_cell *cell, char out[XT_ISO_SIZE])
{
    if (cell->type == XT_CELL_DATE && xt_serial_to_iso(cell->number, c->reader.date1904, out))
        return xt_str_of(out);
    if (cell->type == XT_CELL_BOOLEAN)
        return cell->number != 0 ? XT_LITERAL("TRUE") : XT_LITERAL("FALSE");
    return cell->text;
}

/* The year and the period that rows are held to: the options' where they are given, else the template's. */
static void set_period(xt_checker *c)
{
    const xt_template *t = c->table->of;
    const xt_rule_use *range = &c->table->rules[XT_RULE_DATE_RANGE];
    c->fiscal_year = c->options->fiscal_year ? c->options->fiscal_year : t->fiscal_year;
    c->has_period = range->on && c->fiscal_year;
    if (!c->has_period)
        return;
    c->first_day = xt_fiscal_first(c->fiscal_year);
    c->last_day = xt_fiscal_last(c->fiscal_year);
    if (c->options->has_as_of) {
        c->last_day = c->options->as_of;
    } else if (range->until_as_of) {
        enum { FIRST_MONTH = 10 }; /* October belongs to the calendar year before */
        int year = c->fiscal_year - XT_BE_OFFSET - (t->as_of_month >= FIRST_MONTH);
        c->last_day = xt_day_of((xt_civil){year, t->as_of_month, t->as_of_day});
    }
}

static xt_status check_data_row(xt_checker *c)
{
    xt_status status = XT_OK;
    c->rows++;
    if (c->rows > 1 && c->record.row > c->last_row + 1)
        status = xt_check_blank_end(c, false);
    c->blank_count = 0;
    c->last_row = c->record.row;
    if (!status && c->record.hidden) {
        xt_report_item item = {.code = XT_CODE_HIDDEN_DATA, .row = c->record.row, .field = XT_NO_FIELD};
        char number[24];
        snprintf(number, sizeof number, "%u", c->record.row);
        item.text[XT_TEXT_VALUE] = xt_str_of(number);
        status = xt_find_item(c, &item);
    }
    if (!status)
        status = xt_check_cells(c);
    if (!status)
        status = xt_check_row(c);
    if (!status)
        status = xt_check_order(c);
    return status ? status : xt_check_keep(c);
}

/* One row below the header. *done: the table has ended. */
static xt_status check_any_row(xt_checker *c, const xt_row *row, bool *done)
{
    size_t note = 0;
    if (xt_record_read(&c->reader, c->header, row, &c->record))
        return xt_fail_memory(c->error);
    switch (xt_row_role_of(&c->record, row, &c->scratch, &note)) {
    case XT_ROW_DATA: return check_data_row(c);
    case XT_ROW_BLANK: return xt_check_blank_row(c, row);
    case XT_ROW_TOTAL:
        if (c->rows && c->last_row + 1 == row->number)
            c->last_row = row->number; /* no gap */
        return xt_check_total(c, row);
    case XT_ROW_FOOTER: *done = true; return XT_OK;
    case XT_ROW_NOTE: return xt_check_note(c, row, note);
    }
    return XT_OK;
}

static xt_status stream(xt_checker *c, xt_sheet *sheet)
{
    enum { PROGRESS_ROWS = 4096 };
    xt_status status = XT_OK;
    bool done = false;
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(sheet, &row, c->error);
        if (status || !row)
            break;
        if (!done && row->number > c->header->last_row)
            status = check_any_row(c, row, &done);
        if (c->options->progress && row->number % PROGRESS_ROWS == 0)
            c->options->progress(c->options->progress_context, row->number);
    }
    return status;
}

static void free_checker(xt_checker *c)
{
    xt_record_reader_free(&c->reader);
    xt_bytes_free(&c->scratch);
    xt_bytes_free(&c->note);
    xt_hashset_free(&c->projects);
    xt_hashset_free(&c->contracts);
    xt_hashset_free(&c->contents);
    xt_bytes_free(&c->suspects);
    xt_bytes_free(&c->purchases);
}

static xt_status check_table(xt_result *result, xt_book *book, size_t index, const xt_recognition *recognised,
                             const xt_check_options *options, xt_error *error)
{
    xt_checker c = {.book = book,
                    .sheet = index,
                    .sheet_name = xt_book_sheet(book, index)->name,
                    .options = options,
                    .header = &recognised->header,
                    .table = recognised->header.table,
                    .findings = &result->findings,
                    .error = error};
    size_t first_finding = xt_findings_count(&result->findings);
    xt_sheet *sheet = NULL;
    c.reader.date1904 = xt_book_date1904(book);
    c.scratch = c.note = c.suspects = c.purchases = xt_bytes_make(SIZE_MAX / 2);
    set_period(&c);
    xt_status status = xt_result_add_sheet(result, recognised, c.sheet_name, c.fiscal_year, &c.result, error);
    if (!status)
        status = xt_sheet_open(&sheet, book, index, error);
    if (!status)
        status = xt_check_header(&c);
    if (!status)
        status = stream(&c, sheet);
    if (!status)
        status = xt_check_hidden(&c, sheet);
    if (!status)
        status = xt_check_end(&c, sheet, first_finding);
    xt_sheet_close(sheet);
    if (!status)
        status = xt_check_again(&c);
    if (!status) {
        xt_findings_settle(&result->findings, first_finding);
        xt_result_set_rows(result, c.result, c.rows);
    }
    free_checker(&c);
    return status;
}

/* Recognises the sheet and, where it follows a form, checks it. `nearest` keeps the best miss of the book. */
static xt_status check_sheet(xt_result *result, xt_book *book, size_t index, const xt_templates *set,
                             const xt_check_options *options, xt_recognition *nearest, xt_error *error)
{
    xt_sheet *sheet = NULL;
    xt_head head = xt_head_make();
    xt_recognition *recognised = malloc(sizeof *recognised);
    xt_status status = recognised ? xt_sheet_open(&sheet, book, index, error) : xt_fail_memory(error);
    if (!status)
        status = xt_head_read(&head, sheet, set, options->form, error);
    xt_sheet_close(sheet);
    const char *name = xt_book_sheet(book, index)->name;
    if (!status) {
        xt_recognise(recognised, set, options->form, name, &head);
        if (recognised->header.table)
            status = check_table(result, book, index, recognised, options, error);
        else if (xt_head_count(&head))
            status = xt_result_pass_over(result, name, error);
        if (recognised->nearest.table && (!nearest->nearest.table ||
                                          recognised->nearest.content > nearest->nearest.content))
            nearest->nearest = recognised->nearest;
    }
    free(recognised);
    xt_head_free(&head);
    return status;
}

/* Why nothing was recognised: the form that comes nearest, and what it misses. */
static xt_status fail_template(const xt_header *nearest, xt_error *error)
{
    if (!nearest->table || nearest->content == 0)
        return xt_fail(error, XT_SAY_TEMPLATE_NO_HEADER);
    xt_bytes missing = xt_bytes_make(SIZE_MAX / 2);
    for (size_t f = 0; f < nearest->table->field_count; f++) {
        const xt_field *field = &nearest->table->fields[f];
        if (nearest->columns[f].column || field->identity)
            continue;
        xt_bytes_puts(&missing, missing.size ? ", " : "");
        xt_bytes_add(&missing, field->labels[0].text);
    }
    xt_status status = xt_fail_at(error, XT_SAY_TEMPLATE_NONE_FITS, xt_bytes_str(&missing),
                                  xt_str_of(nearest->table->of->id));
    xt_bytes_free(&missing);
    return status;
}

static xt_status check_book(xt_result *result, xt_book *book, const xt_templates *set,
                            const xt_check_options *options, xt_recognition *nearest, xt_error *error)
{
    xt_status status = XT_OK;
    bool any = false;
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++) {
        bool wanted = options->sheet == XT_ALL_SHEETS ? xt_book_sheet(book, i)->is_worksheet : options->sheet == i;
        any = any || wanted;
        if (wanted)
            status = check_sheet(result, book, i, set, options, nearest, error);
    }
    if (!status && !any)
        status = xt_fail(error, XT_SAY_NO_WORKSHEET);
    if (!status && xt_result_sheet_count(result) == 0)
        status = fail_template(&nearest->nearest, error);
    return status;
}

xt_status xt_check(xt_result **out, xt_book *book, const xt_templates *set, const xt_check_options *options,
                   xt_error *error)
{
    xt_check_options all = xt_check_options_default();
    xt_result *result = xt_result_new();
    xt_recognition *nearest = calloc(1, sizeof *nearest);
    xt_status status = result && nearest ? check_book(result, book, set, options ? options : &all, nearest, error)
                                         : xt_fail_memory(error);
    free(nearest);
    if (status)
        xt_result_free(result);
    else
        *out = result;
    return status;
}
