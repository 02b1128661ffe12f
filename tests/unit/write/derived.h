/* SPDX-License-Identifier: MIT
 *
 * Workbooks as a test writes them, and the template that is derived from one.
 */
#ifndef XT_TEST_DERIVED_H
#define XT_TEST_DERIVED_H

#include "read/pack.h"
#include "table/forms.h"

/* A sheet's rows, a line each, "|" between the cells from column A on: a text, =number, @2024-03-31 (a date);
 * nothing: no cell. The first line is row 1. An empty line is no row, "~" a row of nothing but a format. */
static inline void put_rows(xt_bytes *out, const char *rows)
{
    char ref[XT_REF_SIZE];
    uint32_t row = 1;
    xt_bytes_puts(out, "<sheetData>");
    for (const char *line = rows; *line; row++) {
        const char *end = line + strcspn(line, "\n");
        uint32_t column = 1;
        if (end > line)
            xt_bytes_printf(out, "<row r=\"%u\">", row);
        for (const char *at = line; at < end; column++) {
            size_t size = strcspn(at, "|\n");
            const char *mark = strchr("=@~", *at);
            xt_cell_ref(row, column, ref);
            if (size && !mark)
                xt_bytes_printf(out, "<c r=\"%s\" t=\"inlineStr\"><is><t>%.*s</t></is></c>", ref, (int)size,
                                at);
            else if (size && *mark == '@')
                xt_bytes_printf(out, "<c r=\"%s\" t=\"d\"><v>%.*s</v></c>", ref, (int)size - 1, at + 1);
            else if (size && *mark == '=')
                xt_bytes_printf(out, "<c r=\"%s\"><v>%.*s</v></c>", ref, (int)size - 1, at + 1);
            at += size + (at[size] == '|');
        }
        if (end > line)
            xt_bytes_puts(out, "</row>");
        line = end + (*end == '\n');
    }
    xt_bytes_puts(out, "</sheetData>");
}

/* Validations as a test writes them, a line each: "list C3:C9 \"a,b\"": type, cells, formula. */
static inline void put_validations(xt_bytes *out, const char *validations)
{
    xt_bytes_puts(out, "<dataValidations>");
    for (const char *line = validations; *line;) {
        size_t size = strcspn(line, "\n"), type = strcspn(line, " "), cells = strcspn(line + type + 1, " ");
        const char *formula = line + type + cells + 2;
        xt_bytes_printf(
            out, "<dataValidation type=\"%.*s\" sqref=\"%.*s\"><formula1>%.*s</formula1></dataValidation>",
            (int)type, line, (int)cells, line + type + 1, (int)(line + size - formula), formula);
        line += size + (line[size] == '\n');
    }
    xt_bytes_puts(out, "</dataValidations>");
}

/* A workbook with one sheet, "S". free() its data. */
static inline xt_str book_of(const char *rows, const char *validations)
{
    xt_bytes sheet = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&sheet, "<worksheet xmlns=\"" PACK_MAIN "\">");
    put_rows(&sheet, rows);
    if (*validations)
        put_validations(&sheet, validations);
    xt_bytes_puts(&sheet, "</worksheet>");
    const pack_part parts[] = {{PACK_SHEET_NAME, xt_bytes_cstr(&sheet), 0, false}, {NULL, NULL, 0, false}};
    xt_str book = pack_book(parts);
    xt_bytes_free(&sheet);
    return book;
}

static inline int take_output(void *context, const char *data, size_t size)
{
    return xt_bytes_append(context, data, size) ? 28 : 0;
}

/* The template that is derived from the workbook, as JSON in *json. */
static inline xt_status derive_json(const xt_templates *set, xt_str file, size_t sheet, const char *name,
                                    xt_bytes *json, xt_error *error)
{
    const xt_output output = {take_output, json, "nowhere"};
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    if (!status)
        status = xt_template_derive(set, book, sheet, name, &output, NULL, error);
    xt_book_close(book);
    return status;
}

/* The same read again, as programs will. It lives as long as the set. */
static inline const xt_template *derive_form(xt_templates *set, const char *rows, const char *validations)
{
    xt_str file = book_of(rows, validations);
    xt_bytes json = xt_bytes_make(SIZE_MAX / 2);
    xt_template *t = NULL;
    xt_error error = {0};
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(derive_json(set, file, XT_ALL_SHEETS, "new.json", &json, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    ck_assert_msg(read_form(set, xt_bytes_cstr(&json), &t, &error) == XT_OK, "%s\n%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message), xt_bytes_cstr(&json));
    xt_bytes_free(&json);
    free((void *)(uintptr_t)file.data);
    return t;
}

/* "no 'ที่' sequence identity\n" for each field: name, title, aliases behind "=", kind, the vocabulary's name
 * and, where it is the field's own, its values; then what else it has. free() it. */
static inline char *show_fields(const xt_templates *set, const xt_table *table)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < table->field_count; i++) {
        const xt_field *f = &table->fields[i];
        xt_bytes_printf(&out, "%s '%s'", f->name, f->labels[0].text.data);
        for (size_t n = 1; n < f->label_count; n++)
            xt_bytes_printf(&out, "='%s'", f->labels[n].text.data);
        xt_bytes_printf(&out, " %s", xt_kind_name(f->kind));
        bool own = f->vocabulary != NULL;
        for (size_t v = 0; v < set->vocabulary_count; v++)
            own = own && set->vocabularies[v] != f->vocabulary;
        if (f->vocabulary)
            xt_bytes_printf(&out, " %s", f->vocabulary->name);
        for (size_t v = 0; own && v < f->vocabulary->value_count; v++)
            xt_bytes_printf(&out, "%s%s", v ? "|" : "=", f->vocabulary->values[v].data);
        xt_bytes_puts(&out, f->required ? " required" : "");
        xt_bytes_puts(&out, f->identity ? " identity" : "");
        xt_bytes_puts(&out, f->may_be_absent ? " may-be-absent" : "");
        if (f->optional_field != XT_NO_FIELD) {
            const xt_field *other = &table->fields[f->optional_field];
            const char *joint = " unless ";
            for (size_t v = 0; v < other->vocabulary->value_count; v++)
                if (f->optional_values >> v & 1) {
                    xt_bytes_printf(&out, "%s%s", joint, other->vocabulary->values[v].data);
                    joint = "|";
                }
        }
        xt_bytes_puts(&out, "\n");
    }
    return taken(&out);
}

#endif
