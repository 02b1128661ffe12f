/* SPDX-License-Identifier: MIT */
#include "write/rows.h"

#include "base/error.h"
#include "base/number.h"

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

/* RFC 4180 with a byte order mark, which Excel wants to read UTF-8. Notes follow behind an empty line. */
static xt_status write_csv(xt_rows_writer *w, xt_error *error)
{
    const xt_table *t = &w->form->tables[0];
    xt_bytes *out = &w->out.buffer;
    const xt_form_cell *cells = NULL;
    choose_fields(w, 0);
    xt_bytes_puts(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < w->field_count; i++) {
        xt_bytes_puts(out, i ? "," : "");
        xt_csv_field(out, t->fields[w->fields[i]].labels[0].text);
    }
    xt_bytes_puts(out, "\r\n");
    xt_status status = next_row(w, &cells, error);
    while (!status && cells) {
        for (size_t i = 0; i < w->field_count; i++) {
            xt_bytes_puts(out, i ? "," : "");
            xt_csv_field(out, xt_rows_value(w, &t->fields[w->fields[i]], &cells[w->fields[i]]));
        }
        xt_bytes_puts(out, "\r\n");
        status = next_row(w, &cells, error);
    }
    bool any = false;
    for (size_t n = 0; !status && n < t->note_count; n++) {
        const char *note = w->feed->note(w->feed->context, 0, n);
        if (!note)
            continue;
        xt_bytes_puts(out, any ? "" : "\r\n");
        any = true;
        xt_csv_field(out, t->notes[n].labels[0].text);
        xt_bytes_putc(out, ',');
        xt_csv_field(out, xt_str_of(note));
        xt_bytes_puts(out, "\r\n");
    }
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
                        .line = xt_bytes_make(SIZE_MAX / 2)};
    xt_status status = WRITERS[options->target](&w, error);
    status = xt_out_end(&w.out, status, error);
    xt_bytes_free(&w.line);
    return status;
}
