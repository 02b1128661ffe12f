/* SPDX-License-Identifier: MIT */
#include "hold.h"

#include "base/utf8.h"
#include "compare.h"
#include "read/validations.h"
#include "store.h"
#include "table/loader.h"

#include <stdio.h>
#include <stdlib.h>

void hold(bool holds, const char *what, ...)
{
    if (holds)
        return;
    va_list arguments;
    va_start(arguments, what);
    vfprintf(stderr, what, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

void hold_text(xt_str text)
{
    size_t valid = xt_utf8_valid(text);
    hold(valid == text.size, "byte %zu of \"%.*s\" is no UTF-8", valid, (int)text.size, text.data);
}

void hold_error(xt_status status, const xt_error *error)
{
    char message[XT_MESSAGE_SIZE];
    hold(error->status == status, "status %s with an error of %s", xt_status_code(status),
         xt_status_code(error->status));
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        xt_error_message(error, (xt_lang)lang, message, sizeof message);
        hold(*message, "sentence %d says nothing", error->sentence);
        hold_text(xt_str_of(message));
    }
}

xt_open_options hold_options(void)
{
    xt_open_options options = xt_open_options_default();
    xt_limits *limits = &options.limits;
    limits->input_size = 1 << 20;
    limits->zip_entries = 64;
    limits->sheet_size = limits->part_size = 1 << 18;
    limits->strings_size = 1 << 16;
    limits->strings_count = 1000;
    limits->sheets = 16;
    limits->cell_formats = 1000;
    limits->merges = 1000;
    limits->cell_size = 1 << 14;
    limits->text_size = 1 << 18;
    limits->text_factor = 0;
    options.single_thread = true;
    return options;
}

bool hold_book(xt_str file, const xt_open_options *options, size_t number)
{
    static const size_t CHUNKS[] = {1, 2, 3, 5, 7, 13, 64, 251, 1000};
    enum { WHOLE = 16384 /* as good as all, and no memory that is mapped for each file */ };
    const compare_way ways[] = {{.chunk = WHOLE, .use_scanner = true},
                                {.chunk = CHUNKS[number % (sizeof CHUNKS / sizeof *CHUNKS)],
                                 .use_scanner = number & 1,
                                 .loose = true}};
    compare_count counted = {0};
    xt_bytes difference = xt_bytes_make(SIZE_MAX / 2);
    bool same = compare_ways(file, options, ways, number ? 2 : 1, &counted, &difference);
    hold(same, "%s", xt_bytes_cstr(&difference));
    xt_bytes_free(&difference);
    return counted.refused == 0;
}

static bool hold_packed(xt_str file, size_t number)
{
    const xt_open_options options = hold_options();
    bool read = hold_book(file, &options, number);
    free((void *)(uintptr_t)file.data);
    return read;
}

bool hold_archive(const pack_part *parts, size_t number)
{
    return hold_packed(store_parts(parts), number);
}

bool hold_workbook(const pack_part *parts, size_t number)
{
    return hold_packed(pack_book_by(store_parts, parts), number);
}

xt_str hold_section(xt_str *text, const char *mark)
{
    xt_str before = *text;
    size_t at = xt_str_find(*text, xt_str_of(mark));
    if (at == SIZE_MAX) {
        *text = (xt_str){0};
        return before;
    }
    before.size = at;
    *text = xt_str_from(*text, at + strlen(mark));
    return before;
}

const char *hold_source(void)
{
    const char *source = getenv("XT_SOURCE_DIR");
    return source ? source : ".";
}

xt_templates *hold_no_forms(void)
{
    char *templates = pack_text("%s/templates", hold_source());
    xt_templates *set = calloc(1, sizeof *set);
    hold(set && (set->folder = xt_arena_copy(&set->arena, xt_str_of(templates))), "out of memory");
    free(templates);
    return set;
}

/* ------------------------------------------------------------ validations */

static void hold_range(const xt_range *r)
{
    hold(r->first_row >= 1 && r->first_row <= r->last_row && r->last_row <= XT_MAX_ROW,
         "rows %u to %u of a range", r->first_row, r->last_row);
    hold(r->first_column >= 1 && r->first_column <= r->last_column && r->last_column <= XT_MAX_COLUMN,
         "columns %u to %u of a range", r->first_column, r->last_column);
}

static xt_status hold_validation(xt_book *book, size_t sheet, const xt_validation *v, xt_arena *arena,
                                 xt_error *error)
{
    const xt_str *values = NULL;
    size_t count = 0;
    const xt_str texts[] = {v->formula1, v->formula2, v->prompt_title, v->prompt};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hold_text(texts[i]);
    for (size_t i = 0; i < v->range_count; i++)
        hold_range(&v->ranges[i]);
    xt_status status = xt_list_values(book, sheet, v, arena, &values, &count, error);
    hold(status || count <= XT_LIST_VALUES, "%zu values", count);
    for (size_t i = 0; !status && i < count; i++)
        hold_text(values[i]);
    return status;
}

static void hold_sheet_validations(xt_book *book, size_t sheet)
{
    enum { MOST = 8 };
    xt_arena arena = {0};
    xt_error error;
    const xt_validation *all = NULL;
    size_t count = 0;
    xt_status status = xt_sheet_validations(book, sheet, &arena, &all, &count, &error);
    for (size_t i = 0; !status && i < count && i < MOST; i++)
        status = hold_validation(book, sheet, &all[i], &arena, &error);
    if (status)
        hold_error(status, &error);
    xt_arena_free(&arena);
}

void hold_validations(xt_str file)
{
    const xt_open_options options = hold_options();
    xt_book *book = NULL;
    if (xt_book_open_memory(&book, file.data, file.size, &options, NULL))
        return;
    for (size_t i = 0; i < xt_book_sheet_count(book); i++)
        if (xt_book_sheet(book, i)->is_worksheet)
            hold_sheet_validations(book, i);
    xt_book_close(book);
}
