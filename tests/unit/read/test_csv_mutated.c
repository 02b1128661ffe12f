/* SPDX-License-Identifier: MIT
 *
 * Damaged texts in columns: whatever they have become, they are read or refused with a sentence, the same in
 * pieces of any size. A few here; by hand $XT_MUTATIONS of them, from number $XT_FIRST on, with sanitizers:
 *
 *     XT_MUTATIONS=100000 CK_DEFAULT_TIMEOUT=0 build/dev/tests/test_csv_mutated
 */
#include "base/utf8.h"
#include "read/book.h"
#include "read/show.h"
#include "thai/charset.h"
#include "xt_test.h"

#include <stdio.h>

/* splitmix64: every number begins a sequence of its own. */
static uint64_t roll(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* 0 to most - 1 (most above 0). */
static size_t below(uint64_t *state, size_t most)
{
    return (size_t)(roll(state) % most);
}

/* ---------------------------------------------------------------- what is damaged, and how */

static const char *const TEXTS[] = {
    "ลำดับที่,ชื่อโครงการ,งบประมาณ\r\n1,\"ซื้อวัสดุ \"\"สำนักงาน\"\"\",\"1,200.50\"\r\n2,จ้างเหมาบริการ,300\r\n",
    "รายงานผล\n\nที่;ชื่อ;ราคา\n1;นายสมชาย ใจดี;2,50\n2;“ทวีป” – รูป…;\n3;ปี\n",
    "sep=|\nที่|ชื่อ\n1|ก\n\"2\n3\"|ข\n",
    "No\tName\tAmount\r1\tJohn\t5\r2\tMary\t6\r",
    "รถ,5\n",
    "a,b\n1,2\n",
    "\"a\",\"b\"\n\"1\",\"2\"\n\"\",\"\"\n",
};
static const char *const ENCODINGS[] = {"utf-8", "utf-16le", "utf-16be", "cp874",
                                        "cp874", "cp874",    "SHIFT_JIS"};

/* The text in one of the encodings; what that cannot hold is left out by trying the next. */
static void write_seed(uint64_t *state, xt_bytes *file)
{
    static const char *const MARKS[] = {"", "", "", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    const char *text = TEXTS[below(state, sizeof TEXTS / sizeof *TEXTS)];
    xt_bytes_puts(file, MARKS[below(state, sizeof MARKS / sizeof *MARKS)]);
    for (;;) {
        xt_encoder *encoder = NULL;
        size_t at;
        const char *name = ENCODINGS[below(state, sizeof ENCODINGS / sizeof *ENCODINGS)];
        ck_assert_int_eq(xt_encoder_open(&encoder, name, NULL), XT_OK);
        bool done = xt_encoder_put(encoder, xt_str_of(text), file, &at);
        xt_encoder_close(encoder);
        if (done)
            return;
    }
}

/* Bytes that mean something somewhere. */
static const char *const PIECES[] = {
    "\"",           ",",     "\n",   "\r",       "\r\n",         ";",        "\t",   "|",
    "\"\"",         "\",\"", "\xE0", "\xB8",     "\xE0\xB8\x81", "\xC3\xB6", "\xFF", "\x81",
    "\x93",         "\x8D",  "\xA0", "\xD8\x3D", "\xEF\xBB\xBF", "\xFE\xFF", "ก",    "😀",
    "\xB7\xD5\xE8", "sep=,", "<",    "PK",       "\x1B$B",       "1,234",    " ",    "\x01"};

static void insert(xt_bytes *file, size_t at, xt_str piece)
{
    xt_bytes rest = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_append(&rest, file->data + at, file->size - at);
    file->size = at;
    xt_bytes_add(file, piece);
    xt_bytes_add(file, xt_bytes_str(&rest));
    xt_bytes_free(&rest);
}

static void damage(uint64_t *state, xt_bytes *file)
{
    size_t at = below(state, file->size), size = 1 + below(state, 8);
    if (size > file->size - at)
        size = file->size - at;
    switch (below(state, 7)) {
    case 0: file->data[at] = (char)below(state, 256); break;
    case 1: file->data[at] ^= (char)(1 << below(state, 8)); break;
    case 2: insert(file, at, xt_str_of(PIECES[below(state, sizeof PIECES / sizeof *PIECES)])); break;
    case 3: insert(file, at, (xt_str){"\0\0", 1 + below(state, 2)}); break;
    case 4: file->size = at ? at : 1; break;
    case 5:
        memmove(file->data + at, file->data + at + size, file->size - at - size);
        file->size -= file->size > size ? size : 0;
        break;
    default: write_seed(state, file); break;
    }
}

/* ---------------------------------------------------------------- reading it */

static xt_open_options options_of(uint64_t *state)
{
    static const char *const NAMES[] = {NULL,        NULL,    NULL,      NULL,          NULL,     NULL,
                                        "utf-8",     "cp874", "tis-620", "mac-thai",    "utf-16", "utf-16be",
                                        "SHIFT_JIS", "UTF-7", "GB18030", "ISO-2022-JP", "UTF-32", "IBM037"};
    xt_open_options options = xt_open_options_default();
    options.encoding = NAMES[below(state, sizeof NAMES / sizeof *NAMES)];
    options.delimiter = ",,;\t|:"[below(state, 6)];
    if (below(state, 4) == 0)
        options.delimiter = 0;
    if (below(state, 8) == 0)
        options.limits.cell_size = 1 + below(state, 40);
    return options;
}

static void put_rows(xt_book *book, xt_bytes *out, xt_status *status, xt_error *error)
{
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    uint32_t number = 0;
    *status = xt_sheet_open(&sheet, book, 0, error);
    while (!*status && !(*status = xt_sheet_next(sheet, &row, error)) && row) {
        ck_assert_uint_eq(row->number, ++number);
        xt_bytes_printf(out, "\n%u", number);
        for (size_t i = 0; i < row->count; i++) {
            const xt_cell *cell = &row->cells[i];
            ck_assert(cell->column && cell->column <= XT_MAX_COLUMN);
            ck_assert(i == 0 || cell->column > row->cells[i - 1].column);
            ck_assert(cell->type == XT_CELL_TEXT && cell->text.size);
            ck_assert_uint_eq(xt_utf8_valid(cell->text), cell->text.size);
            ck_assert(!memchr(cell->text.data, '\0', cell->text.size));
            xt_bytes_printf(out, " %u=", cell->column);
            xt_bytes_add(out, cell->text);
        }
    }
    xt_sheet_close(sheet);
}

/* Everything that the file says. A limit may be met in one place or another, for pieces differ. */
static void read_whole(xt_str file, size_t chunk, const xt_open_options *options, xt_bytes *out)
{
    xt_book *book = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    xt_status status = xt_book_open_chunked(&book, file.data, file.size, chunk, true, options, &error);
    for (size_t i = 0; !status && xt_book_note(book, i); i++) {
        xt_error_message(xt_book_note(book, i), XT_LANG_EN, message, sizeof message);
        xt_bytes_printf(out, "%s\n", message);
    }
    if (!status)
        put_rows(book, out, &status, &error);
    if (status) {
        ck_assert_int_eq(error.status, status);
        ck_assert(*xt_error_message(&error, XT_LANG_TH, message, sizeof message));
        xt_error_message(&error, XT_LANG_EN, message, sizeof message);
        xt_bytes_puts(out, status == XT_OVER_LIMIT ? "over limit" : message);
    }
    xt_book_close(book);
}

static void try_one(uint64_t number)
{
    uint64_t state = number;
    xt_bytes file = xt_bytes_make(SIZE_MAX / 2), whole = xt_bytes_make(SIZE_MAX / 2),
             pieces = xt_bytes_make(SIZE_MAX / 2);
    write_seed(&state, &file);
    for (size_t times = 1 + below(&state, 6); times > 0; times--)
        damage(&state, &file);
    const xt_open_options options = options_of(&state);
    xt_str exact = xt_exact(xt_bytes_str(&file));
    read_whole(exact, 65536, &options, &whole);
    read_whole(exact, CHUNKS[below(&state, CHUNK_COUNT - 1)], &options, &pieces);
    ck_assert_msg(xt_str_equal(xt_bytes_str(&whole), xt_bytes_str(&pieces)), "%llu: got\n%s\ninstead of\n%s",
                  (unsigned long long)number, xt_bytes_cstr(&pieces), xt_bytes_cstr(&whole));
    free((void *)(uintptr_t)exact.data);
    xt_bytes_free(&file);
    xt_bytes_free(&whole);
    xt_bytes_free(&pieces);
}

static uint64_t number_from(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value ? strtoull(value, NULL, 10) : otherwise;
}

START_TEST(reads_or_refuses)
{
    uint64_t first = number_from("XT_FIRST", 1), count = number_from("XT_MUTATIONS", 3000);
    for (uint64_t i = 0; i < count; i++)
        try_one(first + i);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("csv_mutated");
    TCase *cases = tcase_create("csv_mutated");
    tcase_add_test(cases, reads_or_refuses);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
