/* SPDX-License-Identifier: MIT
 *
 * Templates for tests: the shipped ones, or texts.
 */
#ifndef XT_TEST_FORMS_H
#define XT_TEST_FORMS_H

#include "base/error.h"
#include "table/cells.h"
#include "table/loader.h"

#include <stdio.h>

/* The path of a file of the source tree. free() it. */
static inline char *source_path(const char *inside)
{
    const char *source = getenv("XT_SOURCE_DIR");
    xt_bytes path = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&path, "%s/%s", source ? source : ".", inside);
    return taken(&path);
}

/* The shipped templates. xt_templates_close() them. */
static inline xt_templates *shipped_forms(void)
{
    xt_templates *set = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE], *folder = source_path("templates");
    ck_assert_msg(xt_templates_open(&set, folder, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    free(folder);
    return set;
}

/* A template of a set. */
static inline const xt_template *form_named(xt_templates *set, const char *id)
{
    const xt_template *form = NULL;
    ck_assert_msg(xt_templates_find(set, id, &form, NULL) == XT_OK, "%s", id);
    return form;
}

/* The template of the source tree's file, which joins the set. */
static inline const xt_template *form_of_file(xt_templates *set, const char *inside)
{
    const xt_template *form = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE], *path = source_path(inside);
    ck_assert_msg(xt_templates_find(set, path, &form, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    free(path);
    return form;
}

/* A set that holds nothing yet; vocabularies that are named come from the source tree. xt_templates_close()
 * it. */
static inline xt_templates *empty_forms(void)
{
    xt_templates *set = calloc(1, sizeof *set);
    ck_assert_ptr_nonnull(set);
    char *folder = source_path("templates");
    set->folder = xt_arena_copy(&set->arena, xt_str_of(folder));
    ck_assert_ptr_nonnull(set->folder);
    free(folder);
    return set;
}

/* Reads a template from its text as the file "form.json". It lives as long as the set and is not in its list.
 */
static inline xt_status read_form(xt_templates *set, const char *json, xt_template **out, xt_error *error)
{
    xt_loader l = {.set = set, .error = error, .scratch = xt_bytes_make(1 << 20)};
    xt_status status = xt_json_parse(&l.json, "form.json", xt_str_of(json), error);
    if (!status) {
        xt_cursor root = {NULL, NULL, 0, xt_json_root(l.json)};
        status = xt_template_read(&l, &root, "form.json", out);
    }
    xt_json_free(l.json);
    xt_bytes_free(&l.scratch);
    return status;
}

/* The same for a template that must be good, its quotes single, and which joins the set. */
static inline const xt_template *add_form(xt_templates *set, const char *text)
{
    xt_template *form = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE], *json = json_of(text);
    ck_assert_msg(read_form(set, json, &form, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    free(json);
    xt_template **grown = realloc(set->items, (set->count + 1) * sizeof(xt_template *));
    ck_assert_ptr_nonnull(grown);
    set->items = grown;
    set->items[set->count++] = form;
    return form;
}

/* The line and column of the mark ^, or of the text's end. */
static inline void place_of_mark(const char *marked, int *line, int *column)
{
    *line = *column = 1;
    for (; *marked && *marked != '^'; marked++) {
        *column += ((unsigned char)*marked & 0xC0) != 0x80;
        if (*marked == '\n') {
            ++*line;
            *column = 1;
        }
    }
}

/* Fails unless the template, its quotes single, is refused with this sentence and this text (NULL: any). A
 * mark ^ in it stands before the place that the error must name. */
static inline void check_refused_form(const char *single, xt_sentence sentence, const char *wanted)
{
    xt_templates *set = empty_forms();
    char *marked = json_of(single);
    bool has_mark = strchr(marked, '^') != NULL;
    char *text = has_mark ? with(marked, "^", "") : with(marked, "", "");
    xt_template *t = NULL;
    xt_error error = {0};
    int line, column;
    ck_assert_msg(read_form(set, text, &t, &error) == XT_TEMPLATE_INVALID, "this is taken:\n%s", text);
    ck_assert_msg(error.sentence == (int)sentence, "sentence %d, \"%s\":\n%s", error.sentence, error.text,
                  text);
    if (wanted)
        ck_assert_str_eq(error.text, wanted);
    ck_assert_str_eq(error.place, "form.json");
    place_of_mark(marked, &line, &column);
    if (has_mark)
        ck_assert_msg(error.line == line && error.column == column, "line %d, column %d, not %d, %d:\n%s",
                      (int)error.line, (int)error.column, line, column, text);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        char message[XT_MESSAGE_SIZE];
        xt_error_message(&error, (xt_lang)lang, message, sizeof message);
        ck_assert_ptr_nonnull(strstr(message, "form.json"));
        ck_assert_ptr_null(strchr(message, '\n'));
    }
    ck_assert_int_eq(read_form(set, text, &t, NULL), XT_TEMPLATE_INVALID);
    xt_templates_close(set);
    free(text);
    free(marked);
}

#endif
