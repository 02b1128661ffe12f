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

typedef struct job {
    xt_conversion *conversion;
    xt_book *book;
    const xt_templates *set;
    const xt_convert_options *options;
    xt_carry carry;
    xt_error *error;
} job;

xt_convert_options xt_convert_options_default(void)
{
    return (xt_convert_options){.sheet = XT_ALL_SHEETS};
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
    case XT_ORIGIN_STAND_IN:
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

/* Keeps what became of the file, before the new one gets its name: this too takes memory. */
static xt_status keep_all(void *context, const char *path, xt_error *error)
{
    job *j = context;
    (void)path;
    (void)error; /* it is the job's */
    xt_status status = keep_fields(j);
    return status ? status : keep_remarks(j);
}

static xt_status write_form(job *j, const char *path)
{
    const uint64_t much = 8u << 20; /* bytes of a file that may hold more rows than memory should */
    const xt_form_options how = {.fiscal_year = j->options->fiscal_year,
                                 .agency = value_of(j->options, "agency"),
                                 .no_clobber = j->options->no_clobber};
    xt_form_feed feed = xt_carry_feed(&j->carry);
    feed.large = j->book->file_size > much;
    feed.look = (xt_last_look){keep_all, j};
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
    xt_outfile *file = NULL;
    xt_status status = XT_OK;
    if (!path) {
        status = xt_rows_write(j->conversion->form, &feed, j->options, output, j->error);
        return status ? status : keep_all(j, NULL, j->error);
    }
    status = xt_outfile_open(&file, path, j->options->no_clobber, j->error);
    if (status)
        return status;
    status = xt_rows_write(j->conversion->form, &feed, j->options, xt_outfile_output(file), j->error);
    if (!status)
        status = keep_all(j, path, j->error);
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
    j->error = error;
    xt_carry_begin(&j->carry, book, conversion->form);
    j->carry.places = set->places;
    const xt_wishes wishes = {.columns = o->columns, .values = o->values};
    xt_status status = xt_carry_find(&j->carry, set, o->from, o->sheet, &wishes, error);
    conversion->form = j->carry.form;
    if (!status) {
        j->carry.fiscal_year = o->fiscal_year ? o->fiscal_year : conversion->form->fiscal_year;
        j->carry.progress = o->progress;
        j->carry.progress_context = o->progress_context;
        status = o->target == XT_TO_XLSX ? write_form(j, path) : write_text(j, path, output);
    }
    xt_carry_free(&j->carry);
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
