/* SPDX-License-Identifier: MIT */
#include "read/show.h"

#include "base/bytes.h"
#include "read/book.h"
#include "xt_test.h"

const size_t CHUNKS[CHUNK_COUNT] = {1, 2, 3, 7, 64, 65536};

/* The column's letters alone. */
static void put_column(xt_bytes *out, uint32_t column)
{
    char ref[XT_REF_SIZE];
    xt_cell_ref(1, column, ref);
    xt_bytes_append(out, ref, strlen(ref) - 1);
}

static void put_text(xt_bytes *out, xt_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c < 0x20)
            xt_bytes_printf(out, "<%02X>", c);
        else
            xt_bytes_putc(out, text.data[i]);
    }
}

static void put_cell(xt_bytes *out, const xt_cell *cell, bool date1904)
{
    char iso[XT_ISO_SIZE];
    xt_bytes_putc(out, ' ');
    put_column(out, cell->column);
    switch ((xt_cell_type)cell->type) {
    case XT_CELL_TEXT:
        xt_bytes_putc(out, '\'');
        put_text(out, cell->text);
        xt_bytes_putc(out, '\'');
        break;
    case XT_CELL_ERROR: put_text(out, cell->text); break;
    case XT_CELL_BOOLEAN: xt_bytes_puts(out, cell->number != 0 ? "=true" : "=false"); break;
    case XT_CELL_DATE:
        if (xt_serial_to_iso(cell->number, date1904, iso))
            xt_bytes_printf(out, "@%s", iso);
        else
            xt_bytes_printf(out, "@%g", cell->number);
        break;
    case XT_CELL_INVALID:
    case XT_CELL_NUMBER:
        xt_bytes_putc(out, cell->type == XT_CELL_NUMBER ? '=' : '?');
        put_text(out, cell->text);
        break;
    }
    if (cell->flags & XT_CELL_FORMULA)
        xt_bytes_puts(out, "{f}");
}

static void put_row(xt_bytes *out, const xt_row *row, bool date1904)
{
    xt_bytes_printf(out, "%u%s:", row->number, row->hidden ? "(hidden)" : "");
    for (size_t i = 0; i < row->count; i++)
        put_cell(out, &row->cells[i], date1904);
    xt_bytes_putc(out, '\n');
}

static void put_end(xt_bytes *out, const xt_sheet *sheet)
{
    char first[XT_REF_SIZE], last[XT_REF_SIZE];
    size_t count = 0;
    const xt_range *merges = xt_sheet_merges(sheet, &count);
    for (size_t i = 0; i < count; i++)
        xt_bytes_printf(out, "merge %s:%s\n", xt_cell_ref(merges[i].first_row, merges[i].first_column, first),
                        xt_cell_ref(merges[i].last_row, merges[i].last_column, last));
    uint32_t from = 0;
    for (uint32_t column = 1; column <= XT_MAX_COLUMN + 1; column++) {
        bool hidden = column <= XT_MAX_COLUMN && xt_sheet_column_hidden(sheet, column);
        if (hidden && !from)
            from = column;
        if (hidden || !from)
            continue;
        xt_bytes_puts(out, "hidden ");
        put_column(out, from);
        xt_bytes_putc(out, ':');
        put_column(out, column - 1);
        xt_bytes_putc(out, '\n');
        from = 0;
    }
}

xt_status show_sheet(xt_book *book, size_t index, char **shown, xt_error *error)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    xt_sheet *sheet = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    for (const xt_row *row = NULL; !status;) {
        status = xt_sheet_next(sheet, &row, error);
        ck_assert_msg(!status || !row, "a failed call hands out a row");
        if (status || !row)
            break;
        put_row(&out, row, xt_book_date1904(book));
    }
    if (!status)
        put_end(&out, sheet);
    xt_sheet_close(sheet);
    *shown = strdup(xt_bytes_cstr(&out));
    ck_assert_ptr_nonnull(*shown);
    xt_bytes_free(&out);
    return status;
}

const xt_open_options *with_limits(xt_open_options *room, const xt_limits *limits)
{
    *room = xt_open_options_default();
    if (limits)
        room->limits = *limits;
    return limits ? room : NULL;
}

/* How a sheet of OOXML may be read, which must make no difference: one of the ways is a sum of these. */
enum { SCANNER = 1, AHEAD = 2, WAYS = 4 };

/* How many ways there are to read the file: other kinds have one. */
static size_t count_ways(xt_str file, const xt_limits *limits)
{
    xt_open_options room;
    xt_book *book = NULL;
    bool one = xt_book_open_chunked(&book, file.data, file.size, 0, true, with_limits(&room, limits), NULL) ==
                   XT_OK &&
               !book->source->keep;
    xt_book_close(book);
    return one ? 1 : WAYS;
}

static xt_status show_way(xt_str file, size_t chunk, size_t way, const xt_limits *limits, size_t index,
                          char **shown, xt_error *error)
{
    xt_open_options room;
    xt_book *book = NULL;
    xt_status status = xt_book_open_chunked(&book, file.data, file.size, chunk, way & SCANNER,
                                            with_limits(&room, limits), error);
    if (status) {
        ck_assert_ptr_null(book);
        *shown = strdup("");
        return status;
    }
    book->ahead = way & AHEAD ? XT_AHEAD_ALWAYS : XT_AHEAD_NEVER;
    status = show_sheet(book, index, shown, error);
    xt_book_close(book);
    return status;
}

xt_status show_book(xt_str file, size_t chunk, const xt_limits *limits, size_t index, char **shown,
                    xt_error *error)
{
    return show_way(file, chunk, SCANNER, limits, index, shown, error);
}

void check_fault(const char *name, size_t chunk, const fault *wanted, xt_status status, const xt_error *error)
{
    char english[XT_MESSAGE_SIZE], thai[XT_MESSAGE_SIZE];
    ck_assert_msg(status != XT_OK, "%s, chunk %zu: not refused", name, chunk);
    ck_assert_int_eq(status, error->status);
    xt_error_message(error, XT_LANG_EN, english, sizeof english);
    xt_error_message(error, XT_LANG_TH, thai, sizeof thai);
    ck_assert_msg(error->sentence == (int)wanted->sentence,
                  "%s, chunk %zu: refused with another sentence: %s", name, chunk, english);
    ck_assert_msg(*english && *thai && strcmp(english, thai) != 0, "%s: no sentence in a language", name);
    ck_assert_msg(!wanted->place || strcmp(error->place, wanted->place) == 0,
                  "%s, chunk %zu: place \"%s\", not \"%s\"", name, chunk, error->place, wanted->place);
    ck_assert_msg(!wanted->text || strcmp(error->text, wanted->text) == 0,
                  "%s, chunk %zu: text \"%s\", not \"%s\"", name, chunk, error->text, wanted->text);
    ck_assert_msg(!wanted->number || error->number == wanted->number, "%s, chunk %zu: number %lld, not %lld",
                  name, chunk, (long long)error->number, (long long)wanted->number);
    ck_assert_msg(!wanted->limit || error->limit == wanted->limit, "%s, chunk %zu: limit %lld, not %lld",
                  name, chunk, (long long)error->limit, (long long)wanted->limit);
}

void check_shown(const char *name, xt_str file, size_t index, const char *wanted)
{
    size_t ways = count_ways(file, NULL);
    for (size_t i = 0; i < ways * CHUNK_COUNT; i++) {
        char *shown = NULL, message[XT_MESSAGE_SIZE];
        size_t chunk = CHUNKS[i / ways];
        xt_error error;
        xt_status status = show_way(file, chunk, i % ways, NULL, index, &shown, &error);
        ck_assert_msg(status == XT_OK, "%s, chunk %zu: %s", name, chunk,
                      status ? xt_error_message(&error, XT_LANG_EN, message, sizeof message) : "");
        ck_assert_msg(strcmp(shown, wanted) == 0, "%s, chunk %zu: got\n%sinstead of\n%s", name, chunk, shown,
                      wanted);
        free(shown);
    }
}

void check_refused(const char *name, xt_str file, const xt_limits *limits, size_t index, const fault *wanted)
{
    size_t ways = count_ways(file, limits);
    for (size_t i = 0; i < ways * CHUNK_COUNT; i++) {
        char *shown = NULL;
        size_t chunk = CHUNKS[i / ways];
        xt_error error;
        xt_status status = show_way(file, chunk, i % ways, limits, index, &shown, &error);
        check_fault(name, chunk, wanted, status, &error);
        free(shown);
    }
}
