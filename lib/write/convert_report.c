/* SPDX-License-Identifier: MIT
 *
 * What became of a file that was converted, as JSON: docs/conversion.schema.json.
 */
#include "base/error.h"
#include "write/out.h"

#include <inttypes.h>

static void put_member(xt_bytes *out, const char *key, const char *text)
{
    xt_bytes_printf(out, ",\"%s\":", key);
    if (text)
        xt_json_string(out, xt_str_of(text));
    else
        xt_bytes_puts(out, "null");
}

static void put_fields(xt_bytes *out, const xt_conversion *conversion)
{
    static const char *const FILLINGS[] = {"column", "near", "piece", "joined", "given", "counted"};
    for (size_t i = 0; i < xt_conversion_field_count(conversion); i++) {
        xt_filled_field f = xt_conversion_field(conversion, i);
        xt_bytes_printf(out, "%s\n{\"filling\":\"%s\"", i ? "," : "", FILLINGS[f.filling]);
        put_member(out, "field", f.field);
        put_member(out, "sheet", f.sheet);
        put_member(out, "source", f.source);
        xt_bytes_putc(out, '}');
    }
}

static void put_remarks(xt_bytes *out, const xt_conversion *conversion, xt_lang lang)
{
    static const char *const GROUPS[] = {"doubt", "mended", "left"};
    char text[XT_MESSAGE_SIZE];
    for (size_t i = 0; i < xt_conversion_remark_count(conversion); i++) {
        xt_remark_info info = xt_conversion_remark(conversion, i);
        xt_bytes_printf(out, "%s\n{\"code\":\"%s\",\"group\":\"%s\",\"count\":%" PRIu64, i ? "," : "",
                        info.code, GROUPS[info.group], info.count);
        put_member(out, "field", info.field);
        put_member(out, "sheet", info.sheet);
        put_member(out, "message", xt_conversion_remark_message(conversion, i, lang, text, sizeof text));
        xt_bytes_putc(out, '}');
    }
}

static void put_notes(xt_bytes *out, const xt_book *book, xt_lang lang)
{
    char text[XT_MESSAGE_SIZE];
    for (size_t i = 0; xt_book_note(book, i); i++) {
        xt_bytes_puts(out, i ? ",\n" : "\n");
        xt_json_string(out, xt_str_of(xt_error_message(xt_book_note(book, i), lang, text, sizeof text)));
    }
}

xt_status xt_conversion_report(const xt_conversion *conversion, const xt_book *book, const char *file,
                               const char *written, xt_lang lang, const xt_output *output, xt_error *error)
{
    xt_out out = xt_out_make(output);
    xt_bytes *text = &out.buffer;
    xt_bytes_puts(text, "{\"schema\":\"xlstools-conversion/1\"");
    put_member(text, "file", file);
    put_member(text, "output", written);
    put_member(text, "template", xt_template_id(xt_conversion_form(conversion)));
    xt_bytes_printf(text, ",\"rows\":%" PRIu64 ",\n\"fields\":[", xt_conversion_rows(conversion));
    put_fields(text, conversion);
    xt_bytes_puts(text, "],\n\"remarks\":[");
    put_remarks(text, conversion, lang);
    xt_bytes_puts(text, "],\n\"notes\":[");
    put_notes(text, book, lang);
    xt_bytes_puts(text, "]}\n");
    return xt_out_end(&out, XT_OK, error);
}
