/* SPDX-License-Identifier: MIT */
#include "write/carry.h"

#include "base/error.h"
#include "base/number.h"
#include "thai/blank.h"
#include "thai/date.h"
#include "thai/digits.h"
#include "thai/split.h"
#include "write/carry_shift.h"

#include <math.h>
#include <stdlib.h>

void xt_carry_begin(xt_carry *c, xt_book *book, const xt_template *form)
{
    *c = (xt_carry){.book = book,
                    .form = form,
                    .parts = xt_bytes_make(SIZE_MAX / 2),
                    .scratch = xt_bytes_make(SIZE_MAX / 2),
                    .shifted = xt_bytes_make(SIZE_MAX / 2)};
    c->reader.date1904 = xt_book_date1904(book);
    c->reader.untyped = xt_book_is_untyped(book);
}

void xt_carry_free(xt_carry *c)
{
    while (xt_carry_count(c))
        xt_carry_drop(c, xt_carry_count(c) - 1);
    xt_sheet_close(c->sheet);
    xt_record_reader_free(&c->reader);
    xt_remarks_free(&c->remarks);
    xt_bytes_free(&c->parts);
    xt_bytes_free(&c->scratch);
    xt_bytes_free(&c->shifted);
    xt_arena_free(&c->arena);
    xt_arena_free(&c->texts);
}

bool xt_carry_knows_year(const xt_carry *c, const xt_field *f)
{
    return f->kind == XT_KIND_FISCAL_YEAR && f->identity && c->fiscal_year != 0;
}

uint64_t xt_carry_fills(const xt_carry *c, size_t table)
{
    const xt_table *t = &c->form->tables[table];
    uint64_t fills = 0;
    for (size_t i = 0; i < xt_carry_count(c); i++)
        for (size_t f = 0; f < t->field_count && xt_carry_at(c, i)->table == table; f++)
            if (xt_mapping_fills(&xt_carry_at(c, i)->mapping, f) || xt_carry_knows_year(c, &t->fields[f]))
                fills |= UINT64_C(1) << f;
    return fills;
}

/* ---------------------------------------------------------------- remarks */

static xt_status remark(xt_carry *c, xt_remark_kind kind, const xt_field *field, uint32_t column, xt_str text,
                        xt_error *error)
{
    const char *sheet = xt_book_sheet(c->book, xt_carry_at(c, c->at)->sheet)->name;
    return xt_remarks_add(&c->remarks, kind, field, sheet, (xt_place){c->record.row, column}, text, error);
}

/* What is odd about a value and stays so, and what was put right. The first that applies is told. */
static const struct {
    unsigned fault;
    xt_remark_kind kind;
} ODDITIES[] = {
    {XT_FAULT_CELL_ERROR, XT_REMARK_CELL_ERROR},
    {XT_FAULT_LOST, XT_REMARK_LOST},
    {XT_FAULT_SWAPPED, XT_REMARK_SWAPPED},
    {XT_FAULT_TYPE, XT_REMARK_NOT_READ},
    {XT_FAULT_PATTERN, XT_REMARK_NOT_READ},
    {XT_FAULT_TERM_UNKNOWN, XT_REMARK_NOT_IN_LIST},
    {XT_FAULT_ID_ROUNDED, XT_REMARK_ID_ROUNDED},
    {XT_FAULT_ID_LENGTH | XT_FAULT_ID_CHECKSUM | XT_FAULT_PROJECT_FORMAT, XT_REMARK_ID},
    {XT_FAULT_ERA, XT_REMARK_ERA},
};

static xt_status tell_oddity(xt_carry *c, const xt_field *f, const xt_value *v, xt_error *error)
{
    unsigned faults = v->faults;
    if (f->kind == XT_KIND_VOCABULARY && (f->free_choice || f->vocabulary->open))
        faults &= ~(unsigned)XT_FAULT_TERM_UNKNOWN;
    if (f->kind == XT_KIND_PERIOD) /* any words will do in a form; the checks say more */
        faults &= ~(unsigned)XT_FAULT_TYPE;
    for (size_t i = 0; i < sizeof ODDITIES / sizeof *ODDITIES; i++)
        if (faults & ODDITIES[i].fault)
            return remark(c, ODDITIES[i].kind, f, v->cell->column, v->cell->text, error);
    bool lost_zero = faults & XT_FAULT_ID_NUMBER && v->cell->type == XT_CELL_TEXT;
    if (lost_zero || (faults & XT_FAULT_ID_NUMBER && v->cell->number < 1e12))
        return remark(c, XT_REMARK_ZERO, f, v->cell->column, v->cell->text, error);
    if (faults & XT_FAULT_MENDED && !c->mend)
        return remark(c, XT_REMARK_DAMAGED, f, v->cell->column, v->cell->text, error);
    return XT_OK;
}

/* ---------------------------------------------------------------- values */

static bool keep_text(xt_carry *c, xt_str text, xt_form_cell *out)
{
    out->type = text.size ? XT_FORM_TEXT : XT_FORM_BLANK;
    out->text = xt_arena_copy(&c->texts, text);
    return out->text != NULL;
}

static bool keep_number(double number, xt_form_cell *out)
{
    *out = (xt_form_cell){.type = XT_FORM_NUMBER, .number = number, .text = ""};
    return true;
}

/* A text of a text file, whose line ends may be of two characters: in a cell one is enough. */
static bool keep_lines(xt_carry *c, xt_str text, xt_form_cell *out)
{
    if (!c->reader.untyped || !text.size || !memchr(text.data, '\r', text.size))
        return keep_text(c, text, out);
    xt_bytes_clear(&c->scratch);
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] != '\r' || i + 1 == text.size || text.data[i + 1] != '\n')
            xt_bytes_putc(&c->scratch, text.data[i]);
    return !c->scratch.fault && keep_text(c, xt_bytes_str(&c->scratch), out);
}

/* A text of CSV without the apostrophe that keeps spreadsheets from taking it for a formula. */
static xt_str without_guard(const xt_carry *c, xt_str text)
{
    bool guarded = text.size > 1 && text.data[0] == '\'' && text.data[1] && strchr("=+-@\t\r", text.data[1]);
    return guarded && xt_book_container(c->book) == XT_CONTAINER_CSV ? xt_str_from(text, 1) : text;
}

/* A cell as it stands, where nothing better is known of it. */
static bool keep_as_is(xt_carry *c, const xt_cell *cell, xt_form_cell *out)
{
    switch ((xt_cell_type)cell->type) {
    case XT_CELL_NUMBER:
    case XT_CELL_DATE: return keep_number(cell->number, out);
    case XT_CELL_BOOLEAN: return keep_text(c, xt_str_of(cell->number != 0 ? "TRUE" : "FALSE"), out);
    case XT_CELL_TEXT:
    case XT_CELL_ERROR:
    case XT_CELL_INVALID: break;
    }
    return keep_lines(c, without_guard(c, cell->text), out);
}

/* An amount; one with more than two decimals stays as exact as it stands. */
static bool keep_amount(const xt_value *v, xt_form_cell *out)
{
    char plain[XT_NUMBER_SIZE];
    double number = (double)v->as.amount / 100;
    if (v->rounded && v->cell->type == XT_CELL_NUMBER)
        number = v->cell->number;
    else if (v->rounded && xt_thai_number(v->text, plain, NULL))
        xt_double_parse(xt_str_of(plain), &number);
    return keep_number(number, out);
}

/* A date in the date system of 1900, with its time of day where it has one. */
static bool keep_date(const xt_value *v, xt_form_cell *out)
{
    double time = v->cell->type == XT_CELL_DATE ? v->cell->number - floor(v->cell->number) : 0;
    return keep_number(xt_serial_of_day(v->as.day, false) + time, out);
}

/* The value of the field in the way that the form wants it. */
static bool keep_value(xt_carry *c, size_t field, xt_form_cell *out)
{
    const xt_value *v = &c->record.values[field];
    const xt_field *f = &c->record.header->table->fields[field];
    bool suggestion = false, words = f->kind == XT_KIND_TEXT || f->kind == XT_KIND_PROVINCE ||
                                     f->kind == XT_KIND_DISTRICT || f->kind == XT_KIND_PERIOD ||
                                     (f->kind == XT_KIND_VOCABULARY && f->free_choice);
    if (v->filled == XT_FILLED_PLACEHOLDER || v->faults & XT_FAULT_LOST)
        return keep_text(c, v->cell->text, out);
    if (v->known)
        switch (f->kind) {
        case XT_KIND_MONEY: return keep_amount(v, out);
        case XT_KIND_COUNT:
        case XT_KIND_SEQUENCE:
        case XT_KIND_FISCAL_YEAR: return keep_number((double)v->as.number, out);
        case XT_KIND_DATE: return keep_date(v, out);
        default: break;
        }
    bool meant = (c->mend || (!words && v->known)) &&
                 xt_value_meant(&c->record, field, &c->scratch, &suggestion) && c->scratch.size;
    if (meant)
        return keep_text(c, xt_bytes_str(&c->scratch), out);
    return !c->scratch.fault && keep_as_is(c, v->cell, out);
}

/* A text that holds two fields, put together as forms have them: "ชื่อ 10,000.00 บาท" and "เลขที่", then "ลว."
 * and the date. */
static bool join(xt_carry *c, const xt_origin *origin, xt_form_cell *out)
{
    char text[XT_THAI_DATE_SIZE];
    const xt_value *first = &c->record.values[origin->field];
    const xt_value *second = origin->other == XT_NO_FIELD ? NULL : &c->record.values[origin->other];
    xt_kind kind = second ? c->record.header->table->fields[origin->other].kind : XT_KIND_TEXT;
    xt_bytes joined = xt_bytes_make(SIZE_MAX / 2);
    if (first->cell)
        xt_bytes_add(&joined, first->cell->text);
    if (second && second->known && kind == XT_KIND_MONEY)
        xt_bytes_printf(&joined, "%s%s บาท", joined.size ? " " : "",
                        xt_satang_grouped(second->as.amount, text));
    else if (second && second->known && kind == XT_KIND_DATE)
        xt_bytes_printf(&joined, "%sลว. %s", joined.size ? "\n" : "",
                        xt_thai_date_short(second->as.day, text));
    else if (second && second->filled != XT_FILLED_BLANK)
        xt_bytes_printf(&joined, "%s%.*s", joined.size ? "\n" : "", (int)second->cell->text.size,
                        second->cell->text.data);
    bool kept = !joined.fault && keep_text(c, xt_bytes_str(&joined), out);
    xt_bytes_free(&joined);
    return kept;
}

/* ---------------------------------------------------------------- pieces of texts */

/* Whether the two pieces of the field are a name and an amount, or a number and a date. */
static bool split(const xt_mapping *m, const xt_field *whole, xt_str text, xt_str piece[2])
{
    int second = xt_table_field(m->target, xt_str_of(whole->holds[1]));
    xt_kind kind = second == XT_NO_FIELD ? XT_KIND_TEXT : m->target->fields[second].kind;
    bool done = kind != XT_KIND_MONEY && xt_split_date(text, &piece[0], &piece[1]);
    return done || (kind != XT_KIND_DATE && xt_split_amount(text, &piece[0], &piece[1]));
}

/* Whether the other piece goes into a field too, which has no column of its own. */
static bool fills_other(const xt_mapping *m, const xt_origin *first)
{
    for (size_t f = 0; f < m->target->field_count; f++)
        if (m->origins[f].kind == XT_ORIGIN_PIECE && m->origins[f].field == first->field &&
            m->origins[f].piece == 1)
            return true;
    return false;
}

/* The fields of the row that are others, or pieces of them. What cannot be taken apart stays whole in the
 * first. */
static xt_status read_pieces(xt_carry *c, const xt_mapping *m, xt_error *error)
{
    for (size_t f = 0; f < m->target->field_count; f++) {
        const xt_origin *origin = &m->origins[f];
        if (origin->kind == XT_ORIGIN_STAND_IN)
            c->record.values[f] = c->record.values[origin->field];
        if (origin->kind != XT_ORIGIN_PIECE)
            continue;
        const xt_value *whole = &c->record.values[origin->field];
        xt_str piece[2] = {whole->text, {0}};
        c->record.values[f] = (xt_value){0};
        if (whole->filled != XT_FILLED_VALUE || whole->cell->type != XT_CELL_TEXT)
            continue;
        bool apart = split(m, &m->reading.fields[origin->field], whole->text, piece);
        xt_status status = XT_OK;
        if (!apart && origin->piece == 0 && fills_other(m, origin))
            status = remark(c, XT_REMARK_NOT_SPLIT, &m->target->fields[f], whole->cell->column, whole->text,
                            error);
        if (status || (!apart && origin->piece == 1)) {
            if (status)
                return status;
            continue;
        }
        c->pieces[f] =
            (xt_cell){.column = whole->cell->column, .type = XT_CELL_TEXT, .text = piece[origin->piece]};
        bool untyped = c->reader.untyped;
        c->reader.untyped = true; /* a piece of a text can be nothing else */
        status = xt_value_read(&c->reader, &m->target->fields[f], &c->pieces[f], &c->record.values[f]);
        c->reader.untyped = untyped;
        if (status)
            return xt_fail_memory(error);
    }
    return XT_OK;
}

/* ---------------------------------------------------------------- rows */

static xt_status keep_row(xt_carry *c, const xt_mapping *m, xt_error *error)
{
    c->rows++;
    c->counted++;
    c->part_rows++;
    for (size_t f = 0; f < m->target->field_count; f++) {
        const xt_origin *origin = &m->origins[f];
        const xt_value *v = &c->record.values[f];
        xt_form_cell *out = &c->cells[f];
        bool read = xt_origin_is_read(origin), kept = true;
        *out = c->given[f];
        if (read && v->filled != XT_FILLED_BLANK) {
            kept = keep_value(c, f, out);
            if (v->cell->flags & XT_CELL_FORMULA && kept)
                kept = !remark(c, XT_REMARK_FORMULAS, NULL, 0, (xt_str){0}, error);
            xt_status status = v->faults && kept ? tell_oddity(c, &m->target->fields[f], v, error) : XT_OK;
            if (status)
                return status;
        } else if (origin->kind == XT_ORIGIN_JOINED) {
            kept = join(c, origin, out);
        } else if (origin->kind == XT_ORIGIN_COUNTED) {
            kept = keep_number((double)c->counted, out);
        }
        if (!kept)
            return xt_fail_memory(error);
    }
    if (c->progress && c->rows % 1024 == 0)
        c->progress(c->progress_context, c->rows, xt_sheet_share(c->sheet));
    return XT_OK;
}

static xt_str first_text(const xt_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].type == XT_CELL_TEXT && xt_blank_trim(row->cells[i].text).size)
            return row->cells[i].text;
    return row->count ? row->cells[0].text : XT_LITERAL("");
}

/* The text beside a note's label. */
static xt_status keep_note(xt_carry *c, const xt_row *row, size_t note, xt_error *error)
{
    bool label = true;
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].type != XT_CELL_TEXT || !xt_blank_trim(row->cells[i].text).size)
            continue;
        if (!label) {
            c->notes[note] = xt_arena_copy(&c->arena, row->cells[i].text);
            return c->notes[note] ? XT_OK : xt_fail_memory(error);
        }
        label = false;
    }
    return XT_OK;
}

/* Takes a row of the sheet; *kept: it is one of data. */
static xt_status take_row(xt_carry *c, const xt_row *row, bool *kept, xt_error *error)
{
    const xt_mapping *m = &xt_carry_at(c, c->at)->mapping;
    size_t note = 0;
    *kept = false;
    if (c->part_rows == 0 && xt_row_numbers_columns(row))
        return XT_OK;
    xt_arena_reset(&c->texts);
    xt_status status = xt_record_read(&c->reader, &m->header, row, &c->record);
    if (status)
        return xt_fail_memory(error);
    xt_row_role role = xt_row_role_of(&c->record, row, &c->scratch, &note);
    if (c->scratch.fault)
        return xt_fail_memory(error);
    if (role == XT_ROW_DATA && xt_carry_sums_meet(&c->sums, &c->record, row))
        role = XT_ROW_TOTAL;
    if (role == XT_ROW_TOTAL)
        xt_carry_sums_part(&c->sums);
    c->below_footer = c->below_footer || role == XT_ROW_FOOTER;
    *kept = role == XT_ROW_DATA && (!c->below_footer || xt_record_is_well_filled(&c->record));
    if (*kept) {
        xt_shift shift = XT_SHIFT_NONE;
        status = xt_carry_unshift(c, m, row, &shift, error);
        if (!status && shift != XT_SHIFT_NONE)
            status = remark(c, shift == XT_SHIFT_PROVEN ? XT_REMARK_SHIFTED : XT_REMARK_MAYBE_SHIFTED, NULL,
                            0, (xt_str){0}, error);
        xt_carry_sums_add(&c->sums, &c->record);
        if (!status)
            status = read_pieces(c, m, error);
        return status ? status : keep_row(c, m, error);
    }
    if (role == XT_ROW_NOTE)
        return keep_note(c, row, note, error);
    return role == XT_ROW_BLANK ? XT_OK : remark(c, XT_REMARK_ROW, NULL, 0, first_text(row), error);
}

/* ---------------------------------------------------------------- parts */

/* What a blank cell of each field gets, read as if it stood in a cell. */
static xt_status read_given(xt_carry *c, const xt_mapping *m, xt_error *error)
{
    bool untyped = c->reader.untyped;
    xt_status status = XT_OK;
    c->record.header = &m->header;
    c->reader.untyped = true;
    for (size_t f = 0; !status && f < m->target->field_count; f++) {
        const xt_field *field = &m->target->fields[f];
        const xt_cell cell = {.column = 1, .type = XT_CELL_TEXT, .text = m->origins[f].value};
        c->given[f] = (xt_form_cell){.type = XT_FORM_BLANK, .text = ""};
        if (!cell.text.size) {
            if (xt_carry_knows_year(c, field))
                keep_number(c->fiscal_year, &c->given[f]);
            continue;
        }
        xt_value *v = &c->record.values[f];
        if (xt_value_read(&c->reader, field, &cell, v) || !keep_value(c, f, &c->given[f]))
            status = xt_fail_memory(error);
        const unsigned wrong = XT_FAULT_TYPE | XT_FAULT_SWAPPED | XT_FAULT_ID_LENGTH | XT_FAULT_ID_CHECKSUM |
                               XT_FAULT_PROJECT_FORMAT | XT_FAULT_ID_ROUNDED;
        if (!status && v->filled == XT_FILLED_VALUE && v->faults & wrong) {
            xt_bytes_clear(&c->scratch);
            xt_bytes_printf(&c->scratch, "%s=%.*s", field->name, (int)cell.text.size, cell.text.data);
            status = xt_fail_at(error, XT_SAY_SET_VALUE, xt_str_of(xt_kind_name(field->kind)),
                                xt_bytes_str(&c->scratch));
        }
        if (!status && c->given[f].type == XT_FORM_TEXT &&
            !(c->given[f].text = xt_arena_copy(&c->arena, xt_str_of(c->given[f].text))))
            status = xt_fail_memory(error);
    }
    c->reader.untyped = untyped;
    return status;
}

/* Whether the reading field's column goes into the form. */
static bool is_used(const xt_mapping *m, int field)
{
    bool used = field < (int)m->target->field_count;
    for (size_t f = 0; f < m->target->field_count && !used; f++)
        used = m->origins[f].field == field || m->origins[f].other == field;
    return used;
}

/* Whether the field is one that the form counts anew. */
static bool is_counted(const xt_mapping *m, const xt_field *field)
{
    int own = xt_table_field(m->target, xt_str_of(field->name));
    return own != XT_NO_FIELD && m->origins[own].kind == XT_ORIGIN_COUNTED;
}

/* Says which columns have no place in the form, and which of its columns nothing fills. */
static xt_status tell_columns(xt_carry *c, const xt_mapping *m, xt_error *error)
{
    xt_status status = XT_OK;
    c->record.row = 0;
    for (size_t i = 0; !status && i < m->header.stray_count; i++)
        if (m->header.strays[i].field == XT_NO_FIELD)
            status = remark(c, XT_REMARK_COLUMN, NULL, 0, m->header.strays[i].text, error);
    for (size_t f = 0; !status && f < m->reading.field_count; f++)
        if (m->header.columns[f].column && !is_used(m, (int)f) && !is_counted(m, &m->reading.fields[f]))
            status = remark(c, XT_REMARK_COLUMN, NULL, 0, m->header.columns[f].text, error);
    for (size_t f = 0; !status && f < m->target->field_count; f++) {
        const xt_field *field = &m->target->fields[f];
        bool wanted = field->required && !field->may_be_absent && !(c->mend && field->identity);
        if (wanted && !xt_mapping_fills(m, f) && !xt_carry_knows_year(c, field))
            status = remark(c, XT_REMARK_BLANK, field, 0, (xt_str){0}, error);
    }
    return status;
}

static xt_status open_part(xt_carry *c, xt_error *error)
{
    const xt_carry_part *part = xt_carry_at(c, c->at);
    c->part_rows = 0;
    c->below_footer = false;
    c->sums = (xt_carry_sums){0};
    c->reader.fiscal_year = c->fiscal_year ? c->fiscal_year : c->form->fiscal_year;
    xt_status status = read_given(c, &part->mapping, error);
    if (!status)
        status = tell_columns(c, &part->mapping, error);
    return status ? status : xt_sheet_open(&c->sheet, c->book, part->sheet, error);
}

static void close_part(xt_carry *c)
{
    xt_sheet_close(c->sheet);
    c->sheet = NULL;
    c->at++;
}

/* The next row of data of the part; false: there is none. */
static xt_status next_of_part(xt_carry *c, bool *kept, xt_error *error)
{
    const xt_carry_part *part = xt_carry_at(c, c->at);
    const xt_row *row = NULL;
    xt_status status = XT_OK;
    *kept = false;
    while (!status && !*kept) {
        size_t below = SIZE_MAX;
        status = xt_sheet_next(c->sheet, &row, error);
        if (status || !row || (part->until && row->number >= part->until))
            break;
        if (row->number <= part->mapping.header.last_row)
            continue;
        status = xt_carry_find_below(c, row, part->table, &below, error);
        if (!status && below != SIZE_MAX) {
            uint32_t first = row->number;
            xt_sheet_close(c->sheet); /* one sheet is read at a time */
            c->sheet = NULL;
            return xt_carry_add_below(c, part->sheet, below, first, error);
        }
        if (!status)
            status = take_row(c, row, kept, error);
    }
    return status;
}

static xt_status next_row(void *context, size_t table, const xt_form_cell **cells, xt_error *error)
{
    xt_carry *c = context;
    xt_status status = XT_OK;
    bool kept = false;
    *cells = NULL;
    if (table != c->table) {
        c->table = table;
        c->counted = c->at = 0;
        memset(c->notes, 0, sizeof c->notes);
    }
    while (!status && !kept) {
        while (c->at < xt_carry_count(c) && xt_carry_at(c, c->at)->table != table)
            c->at++;
        if (c->at == xt_carry_count(c))
            break;
        if (!c->sheet)
            status = open_part(c, error);
        if (!status)
            status = next_of_part(c, &kept, error);
        if (!status && !kept)
            close_part(c);
    }
    if (kept)
        *cells = c->cells;
    return status;
}

static uint64_t fills(void *context, size_t table)
{
    return xt_carry_fills(context, table);
}

static const char *note_of(void *context, size_t table, size_t note)
{
    const xt_carry *c = context;
    return c->table == table ? c->notes[note] : NULL;
}

xt_form_feed xt_carry_feed(xt_carry *c)
{
    c->table = SIZE_MAX;
    return (xt_form_feed){.context = c, .fills = fills, .next = next_row, .note = note_of};
}
