/* SPDX-License-Identifier: MIT
 *
 * Workbooks made in memory, changed, and looked into.
 */
#ifndef XT_TEST_PATCHES_H
#define XT_TEST_PATCHES_H

#include "base/error.h"
#include "read/pack.h"
#include "read/ref.h"
#include "read/zip.h"
#include "temp.h"
#include "write/patch.h"

enum { EDITS = 6 };

/* An edit as tables write it: where, the first letter of its kind (t, n, w: whole, d), its value. */
typedef struct short_edit {
    const char *ref;
    char kind;
    const char *value;
} short_edit;

/* Fills `edits` from a list that ends with a ref of NULL, all of them of one sheet; returns how many. */
static inline size_t edits_of(const short_edit *list, size_t sheet, xt_edit *edits)
{
    size_t count = 0;
    for (; count < EDITS && list[count].ref; count++) {
        xt_edit *edit = &edits[count];
        *edit = (xt_edit){.sheet = sheet, .text = xt_str_of(list[count].value)};
        ck_assert(xt_ref_parse(xt_str_of(list[count].ref), &edit->row, &edit->column));
        edit->kind = list[count].kind == 't'   ? XT_EDIT_TEXT
                     : list[count].kind == 'd' ? XT_EDIT_DATE
                                               : XT_EDIT_NUMBER;
        edit->whole = list[count].kind == 'w';
        edit->serial = edit->kind == XT_EDIT_DATE ? strtod(list[count].value, NULL) : 0;
    }
    return count;
}

/* A part of the archive, inflated and terminated; NULL where it is not there. free() it. */
static inline char *part_of(const char *path, const char *name)
{
    const xt_limits limits = xt_limits_default();
    xt_zip *zip = NULL;
    xt_zip_part *part = NULL;
    char *text = NULL;
    ck_assert_int_eq(xt_zip_open_path(&zip, path, &limits, NULL), XT_OK);
    size_t index = xt_zip_find(zip, xt_str_of(name));
    if (index != XT_NO_PART) {
        xt_bytes all = xt_bytes_make(SIZE_MAX / 2);
        ck_assert_int_eq(xt_zip_part_open(&part, zip, index, 0, NULL), XT_OK);
        for (size_t got = 1; got;) {
            char piece[512];
            ck_assert_int_eq(xt_zip_part_read(part, piece, sizeof piece, &got, NULL), XT_OK);
            xt_bytes_append(&all, piece, got);
        }
        text = strdup(xt_bytes_cstr(&all));
        xt_bytes_free(&all);
        xt_zip_part_close(part);
    }
    xt_zip_close(zip);
    return text;
}

static inline void check_part(const char *path, const char *name, const char *wanted)
{
    char *text = part_of(path, name);
    ck_assert_ptr_nonnull(text);
    ck_assert_str_eq(text, wanted);
    free(text);
}

/* Writes the workbook of the parts to "in.xlsx" in the folder and changes it into "out.xlsx". */
static inline xt_status patch_parts(const temp *t, const pack_part *parts, const short_edit *list,
                                    size_t chunk, xt_error *error)
{
    char input[TEMP_PATH], output[TEMP_PATH];
    xt_edit edits[EDITS];
    const xt_patch_options options = {.chunk = chunk};
    xt_str book = pack_book(parts);
    temp_write(t, "in.xlsx", book);
    free((char *)book.data);
    return xt_patch(temp_path(t, "in.xlsx", input), temp_path(t, "out.xlsx", output), edits,
                    edits_of(list, 0, edits), &options, error);
}

/* Fails the test with what the error says unless the status is XT_OK. */
static inline void check_ok(xt_status status, const xt_error *error, const char *what)
{
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(status == XT_OK, "%s: %s", what,
                  status ? xt_error_message(error, XT_LANG_EN, message, sizeof message) : "");
}

/* Bytes read at a time: tokens cut at every place, and the default. */
static const size_t CHUNKS[] = {1, 2, 3, 7, 64, 0};

#endif
