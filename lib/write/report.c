/* SPDX-License-Identifier: MIT
 *
 * Reports for programs: JSON, JSON lines and CSV.
 */
#include "write/report.h"

#include "base/error.h"

#include <inttypes.h>
#include <stdlib.h>

xt_status xt_report_begin(xt_report **out, const xt_report_options *options, const xt_output *output,
                          xt_error *error)
{
    xt_report *r = calloc(1, sizeof *r);
    if (!r)
        return xt_fail_memory(error);
    r->options = *options;
    r->out = xt_out_make(output);
    xt_bytes *b = &r->out.buffer;
    if (options->format == XT_FORMAT_JSON) {
        xt_bytes_puts(b, "{\"schema\":\"xlstools-report/1\",\"tool\":{\"name\":");
        xt_json_string(b, xt_str_of(options->tool));
        xt_bytes_puts(b, ",\"version\":");
        xt_json_string(b, xt_str_of(options->version));
        xt_bytes_puts(b, "},\n\"files\":[");
    } else if (options->format == XT_FORMAT_CSV) {
        /* Excel takes a CSV file for UTF-8 only when it begins with this mark. */
        xt_bytes_puts(b, "\xEF\xBB\xBF"
                         "file,sheet,cell,row,column,code,severity,field,value,expected,repair,message\r\n");
    }
    if (options->format == XT_FORMAT_HTML)
        xt_report_html_begin(r);
    *out = r;
    return XT_OK;
}

static void put_key(xt_bytes *b, const char *key)
{
    xt_bytes_printf(b, ",\"%s\":", key);
}

static void put_text(xt_bytes *b, const char *key, xt_str text)
{
    put_key(b, key);
    if (text.data)
        xt_json_string(b, text);
    else
        xt_bytes_puts(b, "null");
}

static void put_position(xt_bytes *b, const char *key, uint32_t number)
{
    put_key(b, key);
    if (number)
        xt_bytes_printf(b, "%" PRIu32, number);
    else
        xt_bytes_puts(b, "null");
}

/* The members of a finding behind `code`, without braces. */
static void put_finding(xt_bytes *b, const xt_finding *f, xt_lang lang)
{
    char message[XT_SENTENCE_SIZE];
    xt_bytes_puts(b, "\"code\":");
    xt_json_string(b, xt_str_of(f->code));
    put_text(b, "severity", xt_str_of(xt_severity_name(f->severity)));
    put_text(b, "sheet", xt_str_of(f->sheet));
    put_text(b, "cell", f->cell[0] ? xt_str_of(f->cell) : (xt_str){0});
    put_position(b, "row", f->row);
    put_position(b, "column", f->column);
    put_text(b, "field", xt_str_of(f->field));
    put_text(b, "value", f->value);
    put_text(b, "expected", f->expected);
    put_text(b, "repair", f->repair);
    put_text(b, "message", xt_str_of(xt_finding_message(f, lang, message, sizeof message)));
}

static void put_sheet(xt_bytes *b, const xt_sheet_result *sheet)
{
    xt_bytes_puts(b, "{\"name\":");
    xt_json_string(b, xt_str_of(sheet->name));
    put_text(b, "template", xt_str_of(sheet->template_id));
    if (*sheet->part)
        put_text(b, "part", xt_str_of(sheet->part));
    put_position(b, "header_row", sheet->header_row);
    xt_bytes_printf(b, ",\"rows\":%" PRIu64, sheet->rows);
    if (sheet->guessed) {
        xt_bytes_puts(b, ",\"guessed\":true,\"also_fits\":[");
        for (size_t i = 0; i < sheet->rival_count; i++) {
            xt_bytes_puts(b, i ? "," : "");
            xt_json_string(b, xt_str_of(xt_template_id(sheet->rivals[i])));
        }
        xt_bytes_putc(b, ']');
    }
    xt_bytes_putc(b, '}');
}

/* What was noticed in the file, in words, where there is anything. */
static void put_notes(xt_report *r, const xt_result *result)
{
    char message[XT_MESSAGE_SIZE];
    xt_bytes *b = &r->out.buffer;
    if (!xt_result_note(result, 0))
        return;
    for (size_t i = 0; xt_result_note(result, i); i++) {
        xt_bytes_puts(b, i ? ",\n" : "\"notes\":[");
        xt_json_string(b, xt_str_of(xt_error_message(xt_result_note(result, i), r->options.lang, message,
                                                     sizeof message)));
    }
    xt_bytes_puts(b, "],\n");
}

/* A file's object up to its status. */
static void open_file(xt_report *r, const char *file, const char *status)
{
    xt_bytes *b = &r->out.buffer;
    xt_bytes_puts(b, r->files ? ",\n{\"file\":" : "\n{\"file\":");
    xt_json_string(b, xt_str_of(file));
    put_text(b, "status", xt_str_of(status));
    put_key(b, "error");
}

/* The cells that were changed, as a member of the file's object. */
static xt_status put_changes(xt_report *r, const xt_fixed *fixed, xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    xt_status status = XT_OK;
    xt_bytes_puts(b, "\"changes\":[");
    for (size_t i = 0; !status && i < xt_fixed_count(fixed); i++) {
        xt_change change = xt_fixed_change(fixed, i);
        const xt_finding *f = &change.finding;
        xt_bytes_puts(b, i ? ",\n{\"code\":" : "\n{\"code\":");
        xt_json_string(b, xt_str_of(f->code));
        put_text(b, "sheet", xt_str_of(f->sheet));
        put_text(b, "cell", xt_str_of(f->cell));
        put_text(b, "field", xt_str_of(f->field));
        put_text(b, "before", f->value);
        put_text(b, "after", change.after);
        xt_bytes_putc(b, '}');
        status = xt_out_flow(&r->out, error);
    }
    char sentence[XT_SENTENCE_SIZE];
    size_t dropped = 0;
    for (; xt_fixed_dropped(fixed, dropped, r->options.lang, sentence, sizeof sentence); dropped++) {
        xt_bytes_puts(b, dropped ? "," : "],\n\"dropped\":[");
        xt_json_string(b, xt_str_of(sentence));
    }
    xt_bytes_puts(b, "],\n");
    return status;
}

static xt_status add_json(xt_report *r, const char *file, const xt_result *result, const xt_fixed *fixed,
                          xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    size_t count = xt_result_count(result);
    open_file(r, file, count ? "findings" : "clean");
    xt_bytes_puts(b, "null,\n\"sheets\":[");
    for (size_t i = 0; i < xt_result_sheet_count(result); i++) {
        xt_bytes_puts(b, i ? "," : "");
        put_sheet(b, xt_result_sheet(result, i));
    }
    xt_bytes_puts(b, "],\n");
    put_notes(r, fixed ? xt_fixed_before(fixed) : result);
    xt_status status = fixed ? put_changes(r, fixed, error) : XT_OK;
    xt_bytes_puts(b, "\"findings\":[");
    for (size_t i = 0; !status && i < count; i++) {
        xt_finding finding = xt_result_finding(result, i);
        xt_bytes_puts(b, i ? ",\n{" : "\n{");
        put_finding(b, &finding, r->options.lang);
        xt_bytes_putc(b, '}');
        status = xt_out_flow(&r->out, error);
    }
    xt_bytes_puts(b, "],\n\"counts\":{");
    for (int severity = XT_ERROR; severity >= XT_NOTE; severity--)
        xt_bytes_printf(b, "%s\"%s\":%" PRIu64, severity == XT_ERROR ? "" : ",",
                        xt_severity_name((xt_severity)severity),
                        xt_result_severity_count(result, (xt_severity)severity));
    xt_bytes_puts(b, "}}");
    return status;
}

static xt_status add_ndjson(xt_report *r, const char *file, const xt_result *result, xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_result_count(result); i++) {
        xt_finding finding = xt_result_finding(result, i);
        xt_bytes_puts(b, "{\"file\":");
        xt_json_string(b, xt_str_of(file));
        xt_bytes_putc(b, ',');
        put_finding(b, &finding, r->options.lang);
        xt_bytes_puts(b, "}\n");
        status = xt_out_flow(&r->out, error);
    }
    return status;
}

static void put_csv_number(xt_bytes *b, uint32_t number)
{
    if (number)
        xt_bytes_printf(b, "%" PRIu32, number);
    xt_bytes_putc(b, ',');
}

static void put_csv_text(xt_bytes *b, xt_str text)
{
    xt_csv_field(b, text);
    xt_bytes_putc(b, ',');
}

static xt_status add_csv(xt_report *r, const char *file, const xt_result *result, xt_error *error)
{
    xt_bytes *b = &r->out.buffer;
    char message[XT_SENTENCE_SIZE];
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_result_count(result); i++) {
        xt_finding f = xt_result_finding(result, i);
        put_csv_text(b, xt_str_of(file));
        put_csv_text(b, xt_str_of(f.sheet));
        put_csv_text(b, xt_str_of(f.cell));
        put_csv_number(b, f.row);
        put_csv_number(b, f.column);
        put_csv_text(b, xt_str_of(f.code));
        put_csv_text(b, xt_str_of(xt_severity_name(f.severity)));
        put_csv_text(b, xt_str_of(f.field));
        put_csv_text(b, f.value);
        put_csv_text(b, f.expected);
        put_csv_text(b, f.repair);
        xt_csv_field(b, xt_str_of(xt_finding_message(&f, r->options.lang, message, sizeof message)));
        xt_bytes_puts(b, "\r\n");
        status = xt_out_flow(&r->out, error);
    }
    return status;
}

xt_status xt_report_add(xt_report *r, const char *file, const xt_result *result, xt_error *error)
{
    xt_status status = XT_OK;
    switch (r->options.format) {
    case XT_FORMAT_TEXT: status = xt_report_text(r, file, result, error); break;
    case XT_FORMAT_JSON: status = add_json(r, file, result, NULL, error); break;
    case XT_FORMAT_NDJSON: status = add_ndjson(r, file, result, error); break;
    case XT_FORMAT_CSV: status = add_csv(r, file, result, error); break;
    case XT_FORMAT_HTML: status = xt_report_html(r, file, result, error); break;
    }
    r->files++;
    return status ? status : xt_out_flow(&r->out, error);
}

/* A change as a line of its own: a finding whose severity is "repaired". */
static void put_change_line(xt_report *r, const char *file, const xt_change *change)
{
    xt_bytes *b = &r->out.buffer;
    const xt_finding *f = &change->finding;
    if (r->options.format == XT_FORMAT_CSV) {
        put_csv_text(b, xt_str_of(file));
        put_csv_text(b, xt_str_of(f->sheet));
        put_csv_text(b, xt_str_of(f->cell));
        put_csv_number(b, f->row);
        put_csv_number(b, f->column);
        put_csv_text(b, xt_str_of(f->code));
        put_csv_text(b, XT_LITERAL("repaired"));
        put_csv_text(b, xt_str_of(f->field));
        put_csv_text(b, f->value);
        put_csv_text(b, change->after);
        put_csv_text(b, change->after);
        xt_bytes_puts(b, "\r\n");
        return;
    }
    xt_bytes_puts(b, "{\"file\":");
    xt_json_string(b, xt_str_of(file));
    put_text(b, "code", xt_str_of(f->code));
    put_text(b, "severity", XT_LITERAL("repaired"));
    put_text(b, "sheet", xt_str_of(f->sheet));
    put_text(b, "cell", xt_str_of(f->cell));
    put_position(b, "row", f->row);
    put_position(b, "column", f->column);
    put_text(b, "field", xt_str_of(f->field));
    put_text(b, "before", f->value);
    put_text(b, "after", change->after);
    xt_bytes_puts(b, "}\n");
}

xt_status xt_report_add_fixed(xt_report *r, const char *file, const xt_fixed *fixed, xt_error *error)
{
    const xt_result *remaining = xt_fixed_remaining(fixed);
    xt_status status = XT_OK;
    switch (r->options.format) {
    case XT_FORMAT_TEXT: status = xt_report_text_fixed(r, file, fixed, error); break;
    case XT_FORMAT_JSON: status = add_json(r, file, remaining, fixed, error); break;
    case XT_FORMAT_HTML: status = xt_report_html_fixed(r, file, fixed, error); break;
    case XT_FORMAT_NDJSON:
    case XT_FORMAT_CSV:
        for (size_t i = 0; !status && i < xt_fixed_count(fixed); i++) {
            xt_change change = xt_fixed_change(fixed, i);
            put_change_line(r, file, &change);
            status = xt_out_flow(&r->out, error);
        }
        if (!status)
            status = r->options.format == XT_FORMAT_CSV ? add_csv(r, file, remaining, error)
                                                        : add_ndjson(r, file, remaining, error);
        break;
    }
    r->files++;
    return status ? status : xt_out_flow(&r->out, error);
}

xt_status xt_report_add_trouble(xt_report *r, const char *file, const xt_error *trouble, xt_error *error)
{
    char message[XT_MESSAGE_SIZE];
    xt_bytes *b = &r->out.buffer;
    xt_error_message(trouble, r->options.lang, message, sizeof message);
    if (r->options.format == XT_FORMAT_HTML)
        xt_report_html_trouble(r, file, message);
    if (r->options.format != XT_FORMAT_JSON)
        return XT_OK;
    open_file(r, file, "trouble");
    xt_bytes_puts(b, "{\"code\":");
    xt_json_string(b, xt_str_of(xt_status_code(trouble->status)));
    put_text(b, "message", xt_str_of(message));
    xt_bytes_puts(b, "},\"sheets\":[],\"findings\":[],\"counts\":{\"error\":0,\"warning\":0,\"note\":0}}");
    r->files++;
    return xt_out_flow(&r->out, error);
}

xt_status xt_report_end(xt_report *r, xt_error *error)
{
    if (!r)
        return XT_OK;
    if (r->options.format == XT_FORMAT_JSON)
        xt_bytes_puts(&r->out.buffer, "]}\n");
    if (r->options.format == XT_FORMAT_HTML)
        xt_report_html_end(r);
    xt_status status = xt_out_end(&r->out, XT_OK, error);
    free(r);
    return status;
}
