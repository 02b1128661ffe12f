/* SPDX-License-Identifier: MIT
 *
 * Converting: into texts of every kind, and into the mandated workbook.
 */
#include "oom.h"

static void mix_remarks(uint64_t *digest, const xt_conversion *conversion)
{
    char message[XT_MESSAGE_SIZE];
    for (size_t i = 0; i < xt_conversion_remark_count(conversion); i++) {
        xt_conversion_remark_message(conversion, i, XT_LANG_EN, message, sizeof message);
        mix(digest, message, strlen(message));
    }
    for (size_t i = 0; i < xt_conversion_field_count(conversion); i++) {
        xt_filled_field f = xt_conversion_field(conversion, i);
        mix(digest, f.field, strlen(f.field));
        mix(digest, f.source, strlen(f.source));
    }
}

static xt_status convert(job *j, xt_book *book, const xt_convert_options *options, const char *path,
                         xt_error *error)
{
    const xt_output output = mix_output(&j->digest);
    xt_conversion *conversion = NULL;
    xt_status status = xt_convert(&conversion, book, j->set, options, path, &output, error);
    if (!status)
        mix_remarks(&j->digest, conversion);
    xt_conversion_free(conversion);
    return status;
}

/* Where a set has one form, the file fills it, whatever it is; else the one that it follows. */
static const xt_template *only_form(const job *j)
{
    return xt_templates_count(j->set) == 1 ? xt_templates_at(j->set, 0) : NULL;
}

/* The only form of the small set has these; the columns of others are found. */
static xt_convert_options options_of(const job *j, xt_target target)
{
    static const char *const COLUMNS[] = {"ผู้ขาย=vendor+price", NULL};
    static const char *const VALUES[] = {"item=งาน", NULL};
    xt_convert_options options = xt_convert_options_default();
    options.form = only_form(j);
    options.target = target;
    options.encoding = "windows-874";
    options.columns = options.form && target == XT_TO_JSON ? COLUMNS : NULL;
    options.values = options.form ? VALUES : NULL;
    return options;
}

xt_status op_texts(job *j, xt_error *error)
{
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, j->file.data, j->file.size, NULL, error);
    for (int target = XT_TO_CSV; !status && target <= XT_TO_NDJSON; target++) {
        const xt_convert_options options = options_of(j, (xt_target)target);
        status = convert(j, book, &options, NULL, error);
    }
    xt_book_close(book);
    return status;
}

static xt_status to_file(job *j, xt_target target, xt_error *error)
{
    const xt_convert_options options = options_of(j, target);
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, j->file.data, j->file.size, NULL, error);
    if (!status)
        status = convert(j, book, &options, j->out, error);
    j->written = !status;
    xt_book_close(book);
    return status;
}

xt_status op_text_file(job *j, xt_error *error)
{
    return to_file(j, XT_TO_CSV, error);
}

xt_status op_workbook(job *j, xt_error *error)
{
    return to_file(j, XT_TO_XLSX, error);
}
