/* SPDX-License-Identifier: MIT
 *
 * A file of any kind into a form of a template, or into text: the sheets that have its columns are found,
 * their rows carried, the remarks kept.
 */
#include "base/error.h"
#include "read/book.h"
#include "write/carry.h"
#include "write/feed_ahead.h"
#include "write/outfile.h"
#include "write/rows.h"

#include <stdio.h>
#include <stdlib.h>

struct xt_conversion {
    const xt_template *form;
    uint64_t rows;
    xt_remarks remarks;
    xt_bytes order;  /* of size_t: the remarks group by group */
    xt_bytes fields; /* of xt_filled_field */
    xt_arena arena;
};

/* A sheet that may be converted. */
typedef struct candidate {
    size_t sheet;
    const xt_table *known; /* of the form that it follows; NULL: none */
    size_t matched;        /* columns that go into the form */
} candidate;

typedef struct job {
    xt_conversion *conversion;
    xt_book *book;
    const xt_templates *set;
    const xt_convert_options *options;
    xt_wishes wishes;
    xt_carry carry;
    xt_bytes candidates; /* of candidate */
    xt_error *error;
} job;

xt_convert_options xt_convert_options_default(void)
{
    return (xt_convert_options){.sheet = XT_ALL_SHEETS};
}

/* ---------------------------------------------------------------- the sheets */

/* The form that the sheet follows. */
static xt_status recognise(job *j, size_t sheet, const xt_table **known)
{
    const xt_convert_options *o = j->options;
    xt_sheet *open = NULL;
    xt_head head = xt_head_make();
    xt_recognition *r = malloc(sizeof *r);
    xt_status status = r ? xt_sheet_open(&open, j->book, sheet, j->error) : xt_fail_memory(j->error);
    if (!status)
        status = xt_head_read(&head, open, j->set, o->from, j->error);
    xt_sheet_close(open);
    if (!status)
        status = xt_recognise(r, j->set, o->from, xt_book_sheet(j->book, sheet)->name, &head, j->error);
    *known = status ? NULL : r->header.table;
    free(r);
    xt_head_free(&head);
    return status;
}

/* The table of the form that the sheet's rows belong to: its own, where the sheet follows this form. */
static size_t table_for(const job *j, const xt_table *known)
{
    const xt_template *form = j->conversion->form;
    return known && known->of == form ? (size_t)(known - form->tables) : 0;
}

static const candidate *candidates_of(const job *j, size_t *count)
{
    *count = j->candidates.size / sizeof(candidate);
    return (const candidate *)(const void *)j->candidates.data;
}

/* Looks which columns of the sheet the form has. `miss` keeps the first reason why it has none. */
static xt_status weigh_sheet(job *j, size_t sheet, xt_error *miss)
{
    candidate c = {.sheet = sheet};
    xt_status status = recognise(j, sheet, &c.known);
    if (status)
        return status;
    if (!j->conversion->form && c.known)
        j->conversion->form = c.known->of;
    if (!j->conversion->form)
        return XT_OK;
    j->carry.form = j->conversion->form;
    size_t table = table_for(j, c.known), before = xt_carry_count(&j->carry);
    xt_error reason;
    status = xt_carry_add(&j->carry, sheet, table, 0, j->set, c.known, &j->wishes, &reason);
    if (status == XT_NO_TEMPLATE) {
        if (!miss->status)
            *miss = reason;
        return XT_OK;
    }
    if (status) {
        if (j->error)
            *j->error = reason;
        return status;
    }
    c.matched = xt_carry_at(&j->carry, before)->mapping.header.matched;
    return xt_bytes_append(&j->candidates, &c, sizeof c) ? xt_fail_memory(j->error) : XT_OK;
}

/* Sheets of which far fewer columns fit than of the best one hold something else. */
static xt_status choose_sheets(job *j)
{
    size_t count = 0, best = 0;
    const candidate *all = candidates_of(j, &count);
    for (size_t i = 0; i < count; i++)
        if (table_for(j, all[i].known) == 0 && all[i].matched > best)
            best = all[i].matched;
    xt_status status = XT_OK;
    size_t left = 0;
    for (size_t i = 0; !status && i < count; i++) {
        bool other = table_for(j, all[i].known) == 0 && all[i].matched * 5 < best * 4;
        if (!other)
            continue;
        const char *name = xt_book_sheet(j->book, all[i].sheet)->name;
        xt_carry_drop(&j->carry, i - left++);
        status = xt_remarks_add(&j->carry.remarks, XT_REMARK_SHEET, NULL, name, (xt_place){0, 0},
                                xt_str_of(name), j->error);
    }
    return status;
}

static bool is_candidate(const job *j, size_t sheet)
{
    size_t count = 0;
    const candidate *all = candidates_of(j, &count);
    for (size_t i = 0; i < count; i++)
        if (all[i].sheet == sheet)
            return true;
    return false;
}

static bool is_wanted(const job *j, size_t sheet)
{
    const xt_sheet_info *info = xt_book_sheet(j->book, sheet);
    if (j->options->sheet != XT_ALL_SHEETS)
        return j->options->sheet == sheet;
    return info->is_worksheet && info->visibility == XT_VISIBLE;
}

static xt_status find_sheets(job *j)
{
    xt_error miss = {0};
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_book_sheet_count(j->book); i++)
        if (is_wanted(j, i))
            status = weigh_sheet(j, i, &miss);
    if (status)
        return status;
    if (xt_carry_count(&j->carry) == 0) {
        if (!miss.status)
            return xt_fail(j->error, j->conversion->form ? XT_SAY_NO_WORKSHEET : XT_SAY_CONVERT_FORM);
        if (j->error)
            *j->error = miss;
        return miss.status;
    }
    for (size_t i = 0; !status && i < xt_book_sheet_count(j->book); i++) {
        const char *name = xt_book_sheet(j->book, i)->name;
        if (is_wanted(j, i) && !is_candidate(j, i))
            status = xt_remarks_add(&j->carry.remarks, XT_REMARK_SHEET, NULL, name, (xt_place){0, 0},
                                    xt_str_of(name), j->error);
    }
    return status ? status : choose_sheets(j);
}

/* ---------------------------------------------------------------- what became of it */

static const char *keep(job *j, xt_str text)
{
    return xt_arena_copy(&j->conversion->arena, text);
}

/* The header of the column that the reading field stands in. */
static xt_str header_of(const xt_mapping *m, int field)
{
    return field == XT_NO_FIELD ? (xt_str){0} : m->header.columns[field].text;
}

static bool describe(const xt_mapping *m, size_t f, xt_filled_field *filled, xt_str *source)
{
    const xt_origin *origin = &m->origins[f];
    *source = header_of(m, origin->field);
    switch (origin->kind) {
    case XT_ORIGIN_NONE: return false;
    case XT_ORIGIN_COLUMN:
        filled->filling = m->header.columns[f].match == XT_LABEL_NEAR ? XT_FILL_NEAR : XT_FILL_COLUMN;
        return true;
    case XT_ORIGIN_PIECE:
        filled->filling = XT_FILL_PIECE;
        filled->piece = origin->piece;
        return true;
    case XT_ORIGIN_JOINED: filled->filling = XT_FILL_JOINED; return true;
    case XT_ORIGIN_GIVEN:
        filled->filling = XT_FILL_GIVEN;
        *source = origin->value;
        return true;
    case XT_ORIGIN_COUNTED: filled->filling = XT_FILL_COUNTED; return true;
    }
    return false;
}

static xt_status keep_fields(job *j)
{
    for (size_t i = 0; i < xt_carry_count(&j->carry); i++) {
        const xt_carry_part *part = xt_carry_at(&j->carry, i);
        for (size_t f = 0; f < part->mapping.target->field_count; f++) {
            const xt_field *field = &part->mapping.target->fields[f];
            xt_filled_field filled = {.field = field->name, .title = field->labels[0].text.data};
            xt_str source;
            char year[16];
            if (!describe(&part->mapping, f, &filled, &source)) {
                if (!xt_carry_knows_year(&j->carry, field))
                    continue;
                snprintf(year, sizeof year, "%d", j->carry.fiscal_year);
                filled.filling = XT_FILL_GIVEN;
                source = xt_str_of(year);
            }
            filled.sheet = keep(j, xt_str_of(xt_book_sheet(j->book, part->sheet)->name));
            filled.source = keep(j, source);
            if (!filled.sheet || !filled.source ||
                xt_bytes_append(&j->conversion->fields, &filled, sizeof filled))
                return xt_fail_memory(j->error);
        }
    }
    return XT_OK;
}

/* Takes the remarks over, doubts first. */
static xt_status keep_remarks(job *j)
{
    xt_conversion *conversion = j->conversion;
    conversion->rows = j->carry.rows;
    if (conversion->rows == 0 && xt_remarks_add(&j->carry.remarks, XT_REMARK_NO_ROWS, NULL, "",
                                                (xt_place){0, 0}, XT_LITERAL(""), j->error))
        return XT_OUT_OF_MEMORY;
    conversion->remarks = j->carry.remarks;
    j->carry.remarks = (xt_remarks){0};
    for (int group = 0; group < XT_REMARK_GROUP_COUNT; group++)
        for (size_t i = 0; i < xt_remarks_count(&conversion->remarks); i++)
            if ((int)xt_remark_tell(xt_remarks_at(&conversion->remarks, i)).group == group &&
                xt_bytes_append(&conversion->order, &i, sizeof i))
                return xt_fail_memory(j->error);
    return XT_OK;
}

/* ---------------------------------------------------------------- writing */

/* What the caller gives as the field's value; NULL: nothing. */
static const char *value_of(const xt_convert_options *o, const char *name)
{
    size_t size = strlen(name);
    for (size_t i = 0; o->values && o->values[i]; i++)
        if (strncmp(o->values[i], name, size) == 0 && o->values[i][size] == '=')
            return o->values[i] + size + 1;
    return NULL;
}

static xt_status write_form(job *j, const char *path)
{
    const uint64_t much = 8u << 20; /* bytes of a file that may hold more rows than memory should */
    const xt_form_options how = {.fiscal_year = j->options->fiscal_year,
                                 .agency = value_of(j->options, "agency"),
                                 .no_clobber = j->options->no_clobber};
    xt_form_feed feed = xt_carry_feed(&j->carry);
    feed.large = j->book->file_size > much;
    if (!feed.large)
        return xt_form_write_filled(j->set, j->conversion->form, &how, &feed, path, j->error);
    xt_feed_ahead *ahead = malloc(sizeof *ahead);
    if (!ahead)
        return xt_fail_memory(j->error);
    xt_feed_ahead_begin(ahead, &feed, j->conversion->form);
    const xt_form_feed faster = xt_feed_ahead_feed(ahead);
    xt_status status = xt_form_write_filled(j->set, j->conversion->form, &how, &faster, path, j->error);
    xt_feed_ahead_end(ahead);
    free(ahead);
    return status;
}

static xt_status write_text(job *j, const char *path, const xt_output *output)
{
    xt_form_feed feed = xt_carry_feed(&j->carry);
    if (!path)
        return xt_rows_write(j->conversion->form, &feed, j->options, output, j->error);
    xt_outfile *file = NULL;
    xt_status status = xt_outfile_open(&file, path, j->options->no_clobber, j->error);
    if (status)
        return status;
    status = xt_rows_write(j->conversion->form, &feed, j->options, xt_outfile_output(file), j->error);
    if (!status)
        status = xt_outfile_compare(file, j->error);
    if (!status)
        return xt_outfile_finish(file, j->error);
    xt_outfile_discard(file);
    return status;
}

xt_status xt_convert(xt_conversion **out, xt_book *book, const xt_templates *set,
                     const xt_convert_options *options, const char *path, const xt_output *output,
                     xt_error *error)
{
    xt_convert_options usual = xt_convert_options_default();
    const xt_convert_options *o = options ? options : &usual;
    xt_conversion *conversion = calloc(1, sizeof *conversion);
    job *j = calloc(1, sizeof *j);
    if (!conversion || !j) {
        free(conversion);
        free(j);
        return xt_fail_memory(error);
    }
    conversion->order = conversion->fields = xt_bytes_make(SIZE_MAX / 2);
    conversion->form = o->form ? o->form : o->from;
    j->conversion = conversion;
    j->book = book;
    j->set = set;
    j->options = o;
    j->wishes = (xt_wishes){o->columns, o->values};
    j->candidates = xt_bytes_make(SIZE_MAX / 2);
    j->error = error;
    xt_carry_begin(&j->carry, book, conversion->form);
    j->carry.places = set->places;
    xt_status status = find_sheets(j);
    if (!status) {
        j->carry.fiscal_year = o->fiscal_year ? o->fiscal_year : conversion->form->fiscal_year;
        j->carry.progress = o->progress;
        j->carry.progress_context = o->progress_context;
        status = o->target == XT_TO_XLSX ? write_form(j, path) : write_text(j, path, output);
    }
    if (!status)
        status = keep_fields(j);
    if (!status)
        status = keep_remarks(j);
    xt_carry_free(&j->carry);
    xt_bytes_free(&j->candidates);
    free(j);
    if (status)
        xt_conversion_free(conversion);
    else
        *out = conversion;
    return status;
}

void xt_conversion_free(xt_conversion *conversion)
{
    if (!conversion)
        return;
    xt_remarks_free(&conversion->remarks);
    xt_bytes_free(&conversion->order);
    xt_bytes_free(&conversion->fields);
    xt_arena_free(&conversion->arena);
    free(conversion);
}

const xt_template *xt_conversion_form(const xt_conversion *conversion)
{
    return conversion->form;
}

uint64_t xt_conversion_rows(const xt_conversion *conversion)
{
    return conversion->rows;
}

size_t xt_conversion_field_count(const xt_conversion *conversion)
{
    return conversion->fields.size / sizeof(xt_filled_field);
}

xt_filled_field xt_conversion_field(const xt_conversion *conversion, size_t index)
{
    return ((const xt_filled_field *)(const void *)conversion->fields.data)[index];
}

size_t xt_conversion_remark_count(const xt_conversion *conversion)
{
    return conversion->order.size / sizeof(size_t);
}

static const xt_remark *remark_at(const xt_conversion *conversion, size_t index)
{
    const size_t *order = (const size_t *)(const void *)conversion->order.data;
    return xt_remarks_at(&conversion->remarks, order[index]);
}

xt_remark_info xt_conversion_remark(const xt_conversion *conversion, size_t index)
{
    return xt_remark_tell(remark_at(conversion, index));
}

char *xt_conversion_remark_message(const xt_conversion *conversion, size_t index, xt_lang lang, char *out,
                                   size_t size)
{
    return xt_remark_words(remark_at(conversion, index), lang, out, size);
}
