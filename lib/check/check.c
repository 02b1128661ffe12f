/* SPDX-License-Identifier: MIT
 *
 * The walk over a workbook: each sheet is recognised from its first rows, then its rows stream by once.
 */
#include "base/error.h"
#include "check/checker.h"
#include "check/result.h"
#include "thai/date.h"

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

/* The year and the period that rows are held to: the options' where they are given, else the template's. */
static void set_period(xt_checker *c)
{
    const xt_rule_use *range = &c->table->rules[XT_RULE_DATE_RANGE];
    c->fiscal_year = c->options->fiscal_year ? c->options->fiscal_year : c->table->of->fiscal_year;
    c->reader.fiscal_year = c->fiscal_year;
    c->as_of = c->options->as_of;
    c->has_as_of = c->options->has_as_of || xt_template_as_of(c->table->of, c->fiscal_year, &c->as_of);
    c->has_period = range->on && c->fiscal_year;
    if (!c->has_period)
        return;
    bool ends_early = c->has_as_of && (range->until_as_of || c->options->has_as_of);
    c->first_day = xt_fiscal_first(c->fiscal_year);
    c->last_day = ends_early ? c->as_of : xt_fiscal_last(c->fiscal_year);
}

/* Keeps the first agency that a row names. */
static xt_status keep_agency(xt_checker *c)
{
    if (c->agency_known || c->agency_field == XT_NO_FIELD)
        return XT_OK;
    xt_str name = xt_str_trim(c->record.values[c->agency_field].text);
    c->agency_known = name.size > 0;
    return c->agency_known ? xt_result_set_agency(c->found, c->result, name, c->error) : XT_OK;
}

static xt_status check_data_row(xt_checker *c)
{
    xt_status status = keep_agency(c);
    c->rows++;
    if (!status && c->rows > 1 && c->record.row > c->filled_row + c->other_rows + 1)
        status = xt_check_blank_end(c, false);
    c->blank_count = c->other_rows = 0;
    c->last_row = c->filled_row = c->record.row;
    if (!status && c->record.hidden) {
        xt_report_item item = {.code = XT_CODE_HIDDEN_ROW, .row = c->record.row, .field = XT_NO_FIELD};
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

/* Whether the row begins with an accepted label of the table: a cheap look before the row is matched as a
 * header. */
static bool begins_like(const xt_table *table, const xt_row *row)
{
    size_t i = 0;
    while (i < row->count && row->cells[i].type != XT_CELL_TEXT)
        i++;
    for (size_t f = 0; i < row->count && f < table->field_count; f++)
        for (size_t n = 0; n < table->fields[f].label_count; n++)
            if (xt_str_equal(xt_str_trim(row->cells[i].text), table->fields[f].labels[n].text))
                return true;
    return false;
}

/* Another table of the form may stand below this one. */
static xt_status look_for_table(xt_checker *c, const xt_row *row, bool *found)
{
    const xt_template *t = c->table->of;
    *found = false;
    for (size_t i = 0; i < t->table_count && !*found; i++) {
        if (*c->known >> i & 1 || !begins_like(&t->tables[i], row))
            continue;
        const xt_table *table = &t->tables[i];
        xt_status status = xt_head_keep(c->later_head, row, c->error);
        if (status)
            return status;
        *found = xt_header_match(c->later, c->later_head, xt_head_count(c->later_head) - 1, table,
                                 xt_header_least(table));
        if (!*found)
            c->later->table = NULL;
    }
    return XT_OK;
}

/* A sum or a note is no blank row. */
static xt_status pass_row(xt_checker *c, const xt_row *row)
{
    if (c->filled_row + 1 == row->number)
        c->filled_row = row->number;
    else
        c->other_rows++;
    return xt_bytes_append(&c->passed, &row->number, sizeof row->number) ? xt_fail_memory(c->error) : XT_OK;
}

/* One row below the header. *done: the table has ended. */
static xt_status check_any_row(xt_checker *c, const xt_row *row, bool *done)
{
    size_t note = 0;
    xt_status status = c->table->of->table_count > 1 ? look_for_table(c, row, done) : XT_OK;
    if (status || *done || (c->rows == 0 && xt_row_numbers_columns(row)))
        return status;
    if (xt_record_read(&c->reader, c->header, row, &c->record))
        return xt_fail_memory(c->error);
    xt_row_role role = xt_row_role_of(&c->record, row, &c->scratch, &note);
    if (c->scratch.fault)
        return xt_fail_memory(c->error);
    switch (role) {
    case XT_ROW_DATA:
        return c->below_footer && !xt_record_is_well_filled(&c->record) ? pass_row(c, row)
                                                                        : check_data_row(c);
    case XT_ROW_BLANK: return c->below_footer ? XT_OK : xt_check_blank_row(c, row);
    case XT_ROW_TOTAL: status = pass_row(c, row); return status ? status : xt_check_total(c, row);
    case XT_ROW_FOOTER: c->below_footer = true; return pass_row(c, row);
    case XT_ROW_EMPTY: c->says_empty = true; return pass_row(c, row);
    case XT_ROW_NOTE: status = pass_row(c, row); return status ? status : xt_check_note(c, row, note);
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
        done = done || (c->until && row->number >= c->until);
        if (!done && row->number > c->header->last_row)
            status = check_any_row(c, row, &done);
        if (c->options->progress && row->number % PROGRESS_ROWS == 0)
            c->options->progress(c->options->progress_context, row->number, xt_sheet_share(sheet));
    }
    return status;
}

static void free_checker(xt_checker *c)
{
    xt_record_reader_free(&c->reader);
    xt_bytes_free(&c->scratch);
    xt_bytes_free(&c->note);
    xt_bytes_free(&c->place);
    for (int key = 0; key < XT_AGAIN_KEYS; key++)
        xt_bytes_free(&c->twins[key]);
    xt_bytes_free(&c->suspects);
    xt_bytes_free(&c->purchases);
    xt_bytes_free(&c->passed);
}

/* The tables of one form on one sheet. */
typedef struct sheet_tables {
    xt_header headers[4];
    size_t count;
    uint64_t known; /* bits of the template's tables */
    xt_head later_head;
    xt_header later;
} sheet_tables;

static xt_status check_table(xt_result *result, xt_book *book, size_t index, const xt_templates *set,
                             const xt_recognition *recognised, const xt_head *head, sheet_tables *tables,
                             size_t which, const xt_check_options *options, xt_error *error)
{
    const xt_header *header = &tables->headers[which];
    xt_checker c = {.book = book,
                    .sheet = index,
                    .sheet_name = xt_book_sheet(book, index)->name,
                    .set = set,
                    .options = options,
                    .head = head,
                    .header = header,
                    .table = header->table,
                    .found = result,
                    .findings = &result->findings,
                    .agency_field = xt_table_field(header->table, XT_LITERAL("agency")),
                    .is_first = which == 0,
                    .until = which + 1 < tables->count ? tables->headers[which + 1].first_row : 0,
                    .later_head = &tables->later_head,
                    .later = &tables->later,
                    .known = &tables->known,
                    .error = error};
    size_t first_finding = xt_findings_count(&result->findings);
    xt_sheet *sheet = NULL;
    c.reader.date1904 = xt_book_date1904(book);
    c.reader.untyped = xt_book_is_untyped(book);
    c.scratch = c.note = c.place = c.suspects = c.purchases = c.passed = xt_bytes_make(SIZE_MAX / 2);
    for (int key = 0; key < XT_AGAIN_KEYS; key++)
        c.twins[key] = xt_bytes_make(SIZE_MAX / 2);
    set_period(&c);
    xt_status status =
        xt_result_add_sheet(result, recognised, header, c.sheet_name, index, c.fiscal_year, &c.result, error);
    if (!status)
        status = xt_sheet_open(&sheet, book, index, error);
    if (!status && c.result == 0)
        status = xt_check_container(&c);
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

static void add_table(sheet_tables *tables, const xt_header *header)
{
    size_t at = tables->count;
    if (at == sizeof tables->headers / sizeof *tables->headers)
        return;
    tables->known |= UINT64_C(1) << (header->table - header->table->of->tables);
    for (; at > 0 && tables->headers[at - 1].first_row > header->first_row; at--)
        tables->headers[at] = tables->headers[at - 1];
    tables->headers[at] = *header;
    tables->count++;
}

/* Checks the recognised table and every other table of its form on the same sheet: those seen in the first
 * rows, and those met further down. */
static xt_status check_tables(xt_result *result, xt_book *book, size_t index, const xt_templates *set,
                              const xt_recognition *recognised, const xt_head *head,
                              const xt_check_options *options, xt_error *error)
{
    const xt_template *t = recognised->header.table->of;
    sheet_tables *tables = calloc(1, sizeof *tables);
    if (!tables)
        return xt_fail_memory(error);
    tables->later_head = xt_head_make();
    add_table(tables, &recognised->header);
    for (size_t i = 0; i < t->table_count; i++)
        if (!(tables->known >> i & 1) && xt_header_find(&tables->later, head, &t->tables[i]))
            add_table(tables, &tables->later);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < tables->count; i++) {
        tables->later.table = NULL;
        status = check_table(result, book, index, set, recognised, head, tables, i, options, error);
        if (tables->later.table)
            add_table(tables, &tables->later);
    }
    xt_head_free(&tables->later_head);
    free(tables);
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
    if (!status)
        status = xt_recognise(recognised, set, options->form, name, &head, error);
    if (!status) {
        if (recognised->header.table)
            status = check_tables(result, book, index, set, recognised, &head, options, error);
        else if (xt_head_count(&head) && xt_book_sheet(book, index)->visibility == XT_VISIBLE)
            status = xt_result_pass_over(result, name, error);
        if (recognised->nearest.table &&
            (!nearest->nearest.table || recognised->nearest.content > nearest->nearest.content))
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
        bool wanted =
            options->sheet == XT_ALL_SHEETS ? xt_book_sheet(book, i)->is_worksheet : options->sheet == i;
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
    xt_status status = result && nearest
                           ? check_book(result, book, set, options ? options : &all, nearest, error)
                           : xt_fail_memory(error);
    free(nearest);
    if (!status)
        status = xt_result_keep_notes(result, book, error);
    if (status)
        xt_result_free(result);
    else
        *out = result;
    return status;
}
