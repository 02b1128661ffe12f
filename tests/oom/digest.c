/* SPDX-License-Identifier: MIT */
#include "oom.h"

#include <stdio.h>
#include <zip.h>

void mix(uint64_t *digest, const void *data, size_t size)
{
    *digest = xt_str_hash((xt_str){data, size}, *digest);
}

static int mix_piece(void *context, const char *data, size_t size)
{
    mix(context, data, size);
    return 0;
}

xt_output mix_output(uint64_t *digest)
{
    return (xt_output){mix_piece, digest, "nowhere"};
}

static void mix_row(uint64_t *digest, const xt_row *row, bool looks)
{
    mix(digest, &row->number, sizeof row->number);
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        mix(digest, &cell->column, sizeof cell->column);
        if (looks)
            mix(digest, &cell->type, sizeof cell->type);
        mix(digest, &cell->number, sizeof cell->number);
        if (cell->text.size)
            mix(digest, cell->text.data, cell->text.size);
    }
}

static xt_status mix_sheet(uint64_t *digest, xt_book *book, size_t index, bool looks, xt_error *error)
{
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    while (!status) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        mix_row(digest, row, looks);
    }
    if (!status && looks) {
        size_t count = 0;
        const xt_range *merges = xt_sheet_merges(sheet, &count);
        if (count)
            mix(digest, merges, count * sizeof *merges);
        bool hidden = xt_sheet_column_hidden(sheet, 3);
        mix(digest, &hidden, sizeof hidden);
    }
    xt_sheet_close(sheet);
    return status;
}

/* Mixes the values of all cells; with `looks` also what depends on formats, merged ranges and columns. */
static xt_status mix_sheets(uint64_t *digest, xt_book *book, bool looks, xt_error *error)
{
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++) {
        const char *name = xt_book_sheet(book, i)->name;
        mix(digest, name, strlen(name));
        status = mix_sheet(digest, book, i, looks, error);
    }
    return status;
}

xt_status mix_book(uint64_t *digest, xt_book *book, xt_error *error)
{
    return mix_sheets(digest, book, true, error);
}

/* Mixes the member of that index; false: it cannot be read. */
static bool mix_member(uint64_t *digest, zip_t *archive, zip_uint64_t index)
{
    char data[16384];
    const char *name = zip_get_name(archive, index, 0);
    zip_int64_t got = -1;
    if (!name || strcmp(name, "docProps/core.xml") == 0)
        return name != NULL;
    mix(digest, name, strlen(name));
    zip_file_t *member = zip_fopen_index(archive, index, 0);
    while (member && (got = zip_fread(member, data, sizeof data)) > 0)
        mix(digest, data, (size_t)got);
    if (member)
        zip_fclose(member);
    return got == 0;
}

static bool mix_parts(uint64_t *digest, const char *path)
{
    zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
    zip_int64_t count = archive ? zip_get_num_entries(archive, 0) : 0;
    bool whole = archive != NULL;
    for (zip_int64_t i = 0; whole && i < count; i++)
        whole = mix_member(digest, archive, (zip_uint64_t)i);
    if (archive)
        zip_discard(archive);
    return whole;
}

static bool mix_bytes(uint64_t *digest, const char *path)
{
    char data[16384];
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    for (size_t got; (got = fread(data, 1, sizeof data, file)) > 0;)
        mix(digest, data, got);
    bool whole = !ferror(file);
    fclose(file);
    return whole;
}

bool content_of(const char *path, content *out)
{
    xt_book *book = NULL;
    *out = (content){0};
    xt_status status = xt_book_open(&book, path, NULL, NULL);
    bool is_workbook = !status && xt_book_container(book) == XT_CONTAINER_XLSX;
    if (is_workbook)
        status = mix_sheets(&out->cells, book, false, NULL);
    xt_book_close(book);
    return is_workbook ? !status && mix_parts(&out->parts, path) : mix_bytes(&out->cells, path);
}
