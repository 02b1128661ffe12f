/* SPDX-License-Identifier: MIT
 *
 * Reading: workbooks, their lists, texts of many encodings, templates.
 */
#include "oom.h"

#include "read/validations.h"
#include "write/template_json.h"

xt_status op_read(job *j, xt_error *error)
{
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, j->file.data, j->file.size, NULL, error);
    if (!status)
        status = mix_book(&j->digest, book, error);
    xt_book_close(book);
    return status;
}

/* Every cell as JSON, from the file on the disk. */
xt_status op_dump(job *j, xt_error *error)
{
    const xt_output output = mix_output(&j->digest);
    xt_book *book = NULL;
    xt_status status = xt_book_open(&book, j->path, NULL, error);
    if (!status)
        status = xt_book_dump(book, &(const xt_dump_options){.sheet = XT_ALL_SHEETS, .file = "file"}, &output,
                              error);
    xt_book_close(book);
    return status;
}

/* The validations of the sheet and the values of their lists. */
static xt_status list_sheet(uint64_t *digest, xt_book *book, size_t index, xt_error *error)
{
    xt_arena arena = {0};
    const xt_validation *all = NULL;
    size_t count = 0;
    xt_status status = xt_sheet_validations(book, index, &arena, &all, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        const xt_str *values = NULL;
        size_t value_count = 0;
        mix(digest, all[i].ranges, all[i].range_count * sizeof *all[i].ranges);
        mix(digest, all[i].prompt.data, all[i].prompt.size);
        status = xt_list_values(book, index, &all[i], &arena, &values, &value_count, error);
        for (size_t n = 0; !status && n < value_count; n++)
            mix(digest, values[n].data, values[n].size);
    }
    xt_arena_free(&arena);
    return status;
}

xt_status op_lists(job *j, xt_error *error)
{
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, j->file.data, j->file.size, NULL, error);
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++)
        status = list_sheet(&j->digest, book, i, error);
    xt_book_close(book);
    return status;
}

/* The same bytes as text of one encoding after the other: what each reads is another text, and none may
 * depend on memory. */
xt_status op_encodings(job *j, xt_error *error)
{
    static const char *const ENCODINGS[] = {"windows-874", "TIS-620",      "ISO-8859-11", "MacThai",
                                            "UTF-16LE",    "windows-1252", "ISO-8859-15", NULL};
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < sizeof ENCODINGS / sizeof *ENCODINGS; i++) {
        xt_open_options options = xt_open_options_default();
        xt_book *book = NULL;
        options.encoding = ENCODINGS[i];
        status = xt_book_open_memory(&book, j->file.data, j->file.size, &options, error);
        if (!status)
            status = mix_book(&j->digest, book, error);
        xt_book_close(book);
    }
    return status;
}

/* Every template of the folder, with its vocabularies, and each of them as JSON again. jansson 2.14, which
 * reads what is not in the plain form, goes on with half a string when memory runs out inside one, and its
 * own assertion ends the program; regcomp of glibc 2.36, which takes patterns, frees a block twice. */
xt_status op_templates(job *j, xt_error *error)
{
    xt_templates *set = NULL;
    xt_status status = xt_templates_open(&set, j->templates, error);
    for (size_t i = 0; !status && i < xt_templates_count(set); i++) {
        xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
        xt_template_write(set, xt_templates_at(set, i), &text);
        status = text.fault;
        if (status && error)
            error->status = status;
        mix(&j->digest, text.data, text.size);
        xt_bytes_free(&text);
    }
    xt_templates_close(set);
    return status;
}
