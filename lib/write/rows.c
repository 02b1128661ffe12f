/* SPDX-License-Identifier: MIT */
#include "write/rows.h"

#include "base/error.h"
#include "base/number.h"
#include "thai/charset.h"

#include <math.h>

xt_str xt_rows_value(xt_rows_writer *w, const xt_field *field, const xt_form_cell *cell)
{
    char text[XT_DOUBLE_SIZE], iso[XT_ISO_SIZE];
    const double exact = 1e13; /* below that a double holds satang */
    xt_bytes_clear(&w->line);
    if (cell->type == XT_FORM_TEXT)
        return xt_str_of(cell->text);
    if (cell->type == XT_FORM_BLANK)
        return XT_LITERAL("");
    double satang = cell->number * 100;
    bool amount =
        field->kind == XT_KIND_MONEY && fabs(cell->number) < exact && fabs(satang - nearbyint(satang)) < 1e-4;
    if (field->kind == XT_KIND_DATE && xt_serial_to_iso(cell->number, false, iso))
        xt_bytes_puts(&w->line, iso);
    else if (amount)
        xt_bytes_printf(&w->line, "%.2f", cell->number);
    else
        xt_bytes_puts(&w->line, xt_double_text(cell->number, text));
    if (w->line.fault)
        w->out.buffer.fault = w->line.fault; /* sticky, and looked at with the next row */
    return xt_bytes_str(&w->line);
}

/* The fields of the table that a blank form shows, and those that its rows need. */
static void choose_fields(xt_rows_writer *w, size_t table)
{
    const xt_table *t = &w->form->tables[table];
    uint64_t filled = w->feed->fills(w->feed->context, table),
             shown = table ? UINT64_MAX : w->form->form.columns;
    w->table = table;
    w->field_count = 0;
    for (size_t f = 0; f < t->field_count; f++)
        if ((filled | shown) >> f & 1)
            w->fields[w->field_count++] = f;
}

static xt_status next_row(xt_rows_writer *w, const xt_form_cell **cells, xt_error *error)
{
    *cells = NULL;
    xt_status status = w->out.buffer.fault ? xt_fail_memory(error) : xt_out_flow(&w->out, error);
    return status ? status : w->feed->next(w->feed->context, w->table, cells, error);
}

/* ---------------------------------------------------------------- CSV */

/* CSV in an encoding: cells whose characters it lacks are counted, and the first ones told. */
typedef struct csv {
    xt_rows_writer *w;
    xt_encoder *encoder; /* NULL: UTF-8 */
    uint32_t column;
    xt_bytes lacking; /* "B5, B7" */
    uint64_t lacking_count;
} csv;

enum { LACKING_SHOWN = 10 };

/* False: the encoding lacks a character of it. */
static bool put_raw(csv *c, xt_str text)
{
    size_t at = 0;
    if (c->encoder)
        return xt_encoder_put(c->encoder, text, &c->w->out.buffer, &at);
    xt_bytes_add(&c->w->out.buffer, text);
    return true;
}

/* The next field of the line. */
static void put_csv(csv *c, xt_str text)
{
    char ref[XT_REF_SIZE];
    if (c->column++)
        put_raw(c, XT_LITERAL(","));
    xt_bytes_clear(&c->w->text);
    xt_csv_field(&c->w->text, text);
    if (c->w->text.fault)
        c->w->out.buffer.fault = c->w->text.fault;
    else if (!put_raw(c, xt_bytes_str(&c->w->text)) && c->lacking_count++ < LACKING_SHOWN)
        xt_bytes_printf(&c->lacking, "%s%s", c->lacking.size ? ", " : "",
                        xt_cell_ref((uint32_t)c->w->row, c->column, ref));
}

static void end_line(csv *c)
{
    put_raw(c, XT_LITERAL("\r\n"));
    c->column = 0;
    c->w->row++;
}

/* The notes, behind an empty line. */
static void write_csv_notes(csv *c, const xt_table *t)
{
    bool any = false;
    for (size_t n = 0; n < t->note_count; n++) {
        const char *note = c->w->feed->note(c->w->feed->context, 0, n);
        if (!note)
            continue;
        if (!any)
            end_line(c);
        any = true;
        put_csv(c, t->notes[n].labels[0].text);
        put_csv(c, xt_str_of(note));
        end_line(c);
    }
}

static xt_status write_csv_rows(csv *c, const xt_table *t, xt_error *error)
{
    xt_rows_writer *w = c->w;
    const xt_form_cell *cells = NULL;
    for (size_t i = 0; i < w->field_count; i++)
        put_csv(c, t->fields[w->fields[i]].labels[0].text);
    end_line(c);
    xt_status status = next_row(w, &cells, error);
    while (!status && cells) {
        for (size_t i = 0; i < w->field_count; i++)
            put_csv(c, xt_rows_value(w, &t->fields[w->fields[i]], &cells[w->fields[i]]));
        end_line(c);
        status = next_row(w, &cells, error);
    }
    if (!status)
        write_csv_notes(c, t);
    return status;
}

/* RFC 4180, in UTF-8 with a byte order mark, which Excel wants, or in another encoding. */
static xt_status write_csv(xt_rows_writer *w, xt_error *error)
{
    const char *name = w->options->encoding;
    bool other = name && *name && xt_charset_find(name) != XT_CHARSET_UTF8;
    csv c = {.w = w, .lacking = xt_bytes_make(XT_ERROR_TEXT)};
    xt_status status = other ? xt_encoder_open(&c.encoder, name, error) : XT_OK;
    w->row = 1;
    choose_fields(w, 0);
    if (!other)
        xt_bytes_puts(&w->out.buffer, "\xEF\xBB\xBF");
    if (!status)
        status = write_csv_rows(&c, &w->form->tables[0], error);
    if (c.encoder)
        xt_encoder_end(c.encoder, &w->out.buffer);
    if (!status && c.lacking_count) {
        xt_bytes_puts(&c.lacking, c.lacking_count > LACKING_SHOWN ? " ..." : "");
        status = xt_fail_at(error, XT_SAY_ENCODING_LACKS, xt_bytes_str(&c.lacking), xt_str_of(name));
    }
    xt_encoder_close(c.encoder);
    xt_bytes_free(&c.lacking);
    return status;
}

/* ---------------------------------------------------------------- JSON */

static void put_object(xt_rows_writer *w, const xt_form_cell *cells, const char *part)
{
    const xt_table *t = &w->form->tables[w->table];
    xt_bytes *out = &w->out.buffer;
    xt_bytes_putc(out, '{');
    if (part) {
        xt_bytes_puts(out, "\"part\":");
        xt_json_string(out, xt_str_of(part));
    }
    for (size_t i = 0; i < w->field_count; i++) {
        const xt_field *f = &t->fields[w->fields[i]];
        const xt_form_cell *cell = &cells[w->fields[i]];
        xt_bytes_puts(out, i || part ? "," : "");
        xt_json_string(out, xt_str_of(f->name));
        xt_bytes_putc(out, ':');
        xt_str value = xt_rows_value(w, f, cell);
        if (cell->type == XT_FORM_BLANK)
            xt_bytes_puts(out, "null");
        else if (cell->type == XT_FORM_NUMBER && f->kind != XT_KIND_DATE)
            xt_bytes_add(out, value);
        else
            xt_json_string(out, value);
    }
    xt_bytes_putc(out, '}');
}

static xt_status write_ndjson(xt_rows_writer *w, xt_error *error)
{
    xt_status status = XT_OK;
    for (size_t table = 0; !status && table < w->form->table_count; table++) {
        const xt_form_cell *cells = NULL;
        choose_fields(w, table);
        status = next_row(w, &cells, error);
        while (!status && cells) {
            put_object(w, cells, table ? w->form->tables[table].name : NULL);
            xt_bytes_putc(&w->out.buffer, '\n');
            status = next_row(w, &cells, error);
        }
    }
    return status;
}

static void put_notes(xt_rows_writer *w)
{
    const xt_table *t = &w->form->tables[w->table];
    xt_bytes *out = &w->out.buffer;
    bool any = false;
    for (size_t n = 0; n < t->note_count; n++) {
        const char *note = w->feed->note(w->feed->context, w->table, n);
        if (!note)
            continue;
        xt_bytes_puts(out, any ? "," : ",\n\"notes\":{");
        any = true;
        xt_json_string(out, xt_str_of(t->notes[n].field));
        xt_bytes_putc(out, ':');
        xt_json_string(out, xt_str_of(note));
    }
    xt_bytes_puts(out, any ? "}" : "");
}

/* {"template": ..., "rows": [...], "notes": {...}, "parts": {"summary": {"rows": [...]}}} */
static xt_status write_json(xt_rows_writer *w, xt_error *error)
{
    xt_bytes *out = &w->out.buffer;
    xt_status status = XT_OK;
    xt_bytes_puts(out, "{\"template\":");
    xt_json_string(out, xt_str_of(w->form->id));
    xt_bytes_puts(out, ",\n");
    for (size_t table = 0; !status && table < w->form->table_count; table++) {
        const xt_form_cell *cells = NULL;
        choose_fields(w, table);
        if (table) {
            xt_bytes_puts(out, table == 1 ? ",\n\"parts\":{" : ",\n");
            xt_json_string(out, xt_str_of(w->form->tables[table].name));
            xt_bytes_puts(out, ":{");
        }
        xt_bytes_puts(out, "\"rows\":[");
        status = next_row(w, &cells, error);
        for (bool any = false; !status && cells; any = true) {
            xt_bytes_puts(out, any ? ",\n" : "\n");
            put_object(w, cells, NULL);
            status = next_row(w, &cells, error);
        }
        xt_bytes_puts(out, "]");
        put_notes(w);
        xt_bytes_puts(out, table ? "}" : "");
    }
    xt_bytes_puts(out, w->form->table_count > 1 ? "}}\n" : "}\n");
    return status;
}

xt_status xt_rows_write(const xt_template *form, const xt_form_feed *feed, const xt_convert_options *options,
                        const xt_output *output, xt_error *error)
{
    static xt_status (*const WRITERS[XT_TARGET_COUNT])(xt_rows_writer *, xt_error *) = {
        [XT_TO_CSV] = write_csv,
        [XT_TO_JSON] = write_json,
        [XT_TO_NDJSON] = write_ndjson,
        [XT_TO_OCDS] = xt_rows_write_ocds,
    };
    xt_rows_writer w = {.form = form,
                        .feed = feed,
                        .options = options,
                        .out = xt_out_make(output),
                        .line = xt_bytes_make(SIZE_MAX / 2),
                        .text = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = WRITERS[options->target](&w, error);
    status = xt_out_end(&w.out, status, error);
    xt_bytes_free(&w.line);
    xt_bytes_free(&w.text);
    return status;
}
