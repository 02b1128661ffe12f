/* SPDX-License-Identifier: MIT
 *
 * Workbooks whose parts are so large that a second thread reads ahead: to their ends, left in the middle, and
 * damaged. Whatever happens there must come to the reader in its order. For ThreadSanitizer, too.
 */
#include "base/bytes.h"
#include "compare.h"
#include "read/book.h"
#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#include <dirent.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 16000, STRINGS = 30000 };

static const compare_way WAYS[] = {
    {0}, {.use_scanner = true}, {65537, .use_scanner = true}, {4097, .use_scanner = true, .ahead = true}};

static int count_threads(void)
{
    int count = 0;
    DIR *tasks = opendir("/proc/self/task");
    for (struct dirent *task; tasks && (task = readdir(tasks)) != NULL;)
        count += task->d_name[0] != '.';
    if (tasks)
        closedir(tasks);
    return count;
}

/* A sheet of ROWS rows, with `odd` in the row `at`. */
static char *make_sheet(uint32_t at, const char *odd)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&text, "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData>");
    for (uint32_t row = 1; row <= ROWS; row++) {
        xt_bytes_printf(
            &text,
            "<row r=\"%u\" spans=\"1:4\"><c r=\"A%u\"><v>%u.5</v></c><c r=\"B%u\" t=\"s\"><v>%u</v></c>"
            "<c r=\"C%u\" t=\"inlineStr\"><is><t>แถวที่ %u &amp; more</t></is></c>",
            row, row, row, row, row % STRINGS, row, row * 7919u);
        if (row == at)
            xt_bytes_puts(&text, odd);
        xt_bytes_puts(&text, "</row>");
    }
    xt_bytes_puts(&text, "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>");
    char *made = strdup(xt_bytes_cstr(&text));
    ck_assert_ptr_nonnull(made);
    ck_assert_uint_gt(text.size, 2 << 20);
    xt_bytes_free(&text);
    return made;
}

static char *make_strings(uint32_t at, const char *odd)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&text, "<sst xmlns=\"" PACK_MAIN "\">");
    for (uint32_t i = 0; i < STRINGS; i++)
        xt_bytes_printf(&text, "<si><t>ข้อความที่ %u%s</t></si>", i * 104729u, i == at ? odd : "");
    xt_bytes_puts(&text, "</sst>");
    char *made = strdup(xt_bytes_cstr(&text));
    ck_assert_ptr_nonnull(made);
    ck_assert_uint_gt(text.size, 1 << 20);
    xt_bytes_free(&text);
    return made;
}

/* Both in a workbook; free() its data. */
static xt_str make_book(uint32_t row, const char *odd_row, uint32_t string, const char *odd_string,
                        bool stored)
{
    char *sheet = make_sheet(row, odd_row), *strings = make_strings(string, odd_string);
    xt_str file =
        pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = sheet, .stored = stored},
                                      {.name = "xl/sharedStrings.xml", .text = strings, .stored = stored},
                                      {0}});
    free(sheet);
    free(strings);
    return file;
}

static void drop(xt_str file)
{
    free((void *)(uintptr_t)file.data);
}

static void check_same(xt_str file, compare_count *counted)
{
    xt_bytes difference = xt_bytes_make(SIZE_MAX / 2);
    bool same = compare_ways(file, NULL, WAYS, XT_ENTRIES(WAYS), counted, &difference);
    ck_assert_msg(same, "%s", xt_bytes_cstr(&difference));
    xt_bytes_free(&difference);
}

START_TEST(reads_to_the_end)
{
    xt_str file = make_book(0, "", STRINGS, "", _i);
    compare_count counted = {0};
    check_same(file, &counted);
    ck_assert_uint_eq(counted.rows, ROWS);
    ck_assert_uint_eq(counted.cells, 3 * ROWS);
    ck_assert_uint_eq(counted.refused, 0);
    drop(file);
}
END_TEST

/* Opened, `rows` rows read, closed: again and again, with the thread anywhere. */
START_TEST(is_left_anywhere)
{
    static const uint32_t READ[] = {0, 1, 2, 100, 5000, 9000, ROWS - 1, ROWS, 0, 1};
    xt_str file = make_book(0, "", STRINGS, "", false);
    xt_book *book = NULL;
    int before = count_threads(), most = 0;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    for (int i = 0; i < XT_ENTRIES(READ); i++) {
        xt_sheet *sheet = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
        for (uint32_t n = 1; n <= READ[i]; n++) {
            ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
            ck_assert_ptr_nonnull(row);
            ck_assert_uint_eq(row->number, n);
            ck_assert_uint_eq(row->count, 3);
            ck_assert(row->cells[0].number == n + 0.5);
        }
        int now = count_threads();
        most = now > most ? now : most;
        xt_sheet_close(sheet);
    }
    xt_book_close(book);
    drop(file);
#ifndef XT_NO_THREADS
    if (sysconf(_SC_NPROCESSORS_ONLN) > 1)
        ck_assert_msg(most > before, "no thread ran");
#endif
    for (int i = 0; i < 1000 && count_threads() > before + 1; i++)
        nanosleep(&(struct timespec){.tv_nsec = 1000000},
                  NULL); /* a thread that has been waited for may be listed a little longer */
    ck_assert_int_le(count_threads(), before + 1); /* a sanitizer may have one of its own by now */
}
END_TEST

/* What is wrong comes behind the rows before it, and with its place. */
START_TEST(tells_damage_in_its_order)
{
    static const char *const ODD[] = {"<c></row>",     "<c r=\"A1\"><v>1</v></c>",
                                      "<c t=\"?\"/>",  "\xFF",
                                      "<!-- fine -->", "<c r=\"D9\" t=\"s\"><v>999999999</v></c>"};
    static const uint32_t PLACES[] = {1, 4000, ROWS / 2, ROWS};
    for (int i = 0; i < XT_ENTRIES(PLACES); i++) {
        bool fine = strstr(ODD[_i], "fine") != NULL;
        xt_str file = make_book(PLACES[i], ODD[_i], STRINGS, "", i % 2);
        compare_count counted = {0};
        check_same(file, &counted);
        ck_assert_uint_eq(counted.rows, fine ? ROWS : PLACES[i] - 1);
        ck_assert_uint_eq(counted.refused, !fine);
        drop(file);
    }
}
END_TEST

START_TEST(tells_damage_of_strings)
{
    static const char *const ODD[] = {"<", "&what;", "\xE0\xB8"};
    static const uint32_t PLACES[] = {0, STRINGS / 2, STRINGS - 1};
    for (int i = 0; i < XT_ENTRIES(PLACES); i++) {
        xt_str file = make_book(0, "", PLACES[i], ODD[_i], i % 2);
        compare_count counted = {0};
        check_same(file, &counted);
        ck_assert_uint_eq(counted.rows, 0);
        ck_assert_uint_eq(counted.refused, 1);
        drop(file);
    }
}
END_TEST

/* Reads rows, which must be those from 1 on, to the end or to an error. */
static xt_status read_rows(xt_str file, size_t chunk, uint32_t *rows, xt_error *error)
{
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    *rows = 0;
    xt_status status = xt_book_open_chunked(&book, file.data, file.size, chunk, true, NULL, error);
    if (status)
        return status;
    status = xt_sheet_open(&sheet, book, 0, error);
    while (!status) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        ck_assert_uint_eq(row->number, ++*rows);
    }
    xt_sheet_close(sheet);
    xt_book_close(book);
    return status;
}

/* A damaged archive: how many rows come before that is seen depends on the pieces that are inflated. Of a
 * part that is not compressed all rows come, for its checksum stands at its end. */
START_TEST(tells_damage_of_the_archive)
{
    for (int stored = 0; stored < 2; stored++) {
        xt_str file = make_book(0, "", STRINGS, "", stored);
        xt_str name = XT_LITERAL(PACK_SHEET_NAME);
        size_t at = xt_str_find(file, name) + 200000; /* inside the part */
        if (stored) { /* the digit of a text: another is no fault of the XML */
            xt_str text = XT_LITERAL("<t>แถวที่ ");
            at += xt_str_find(xt_str_from(file, at), text) + text.size;
        }
        ck_assert_uint_lt(at, file.size);
        ((char *)(uintptr_t)file.data)[at] ^= 1;
        for (int i = 0; i < 2; i++) {
            xt_error error = {0};
            uint32_t rows = 0;
            xt_status status = read_rows(file, i ? 4096 : 0, &rows, &error);
            ck_assert_int_ne(status, XT_OK);
            ck_assert(status == XT_CORRUPT_ZIP || (!stored && status == XT_CORRUPT_XML));
            ck_assert_str_eq(error.place, PACK_SHEET_NAME);
            ck_assert_msg(stored ? rows == ROWS : rows < ROWS, "%u rows", rows);
        }
        drop(file);
    }
}
END_TEST

/* Two books at once, each with a thread, row by row. */
START_TEST(reads_two_books_at_once)
{
    xt_str file = make_book(0, "", STRINGS, "", false);
    xt_book *books[2] = {NULL};
    xt_sheet *sheets[2] = {NULL};
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(xt_book_open_memory(&books[i], file.data, file.size, NULL, NULL), XT_OK);
        ck_assert_int_eq(xt_sheet_open(&sheets[i], books[i], 0, NULL), XT_OK);
    }
    for (uint32_t n = 1; n <= ROWS; n++)
        for (int i = 0; i < 2; i++) {
            const xt_row *row = NULL;
            ck_assert_int_eq(xt_sheet_next(sheets[i], &row, NULL), XT_OK);
            ck_assert(row && row->number == n && row->cells[1].string == n % STRINGS + 1);
        }
    for (int i = 0; i < 2; i++) {
        xt_sheet_close(sheets[i]);
        xt_book_close(books[i]);
    }
    drop(file);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("read ahead");
    TCase *tests = tcase_create("read ahead");
    tcase_add_loop_test(tests, reads_to_the_end, 0, 2);
    tcase_add_test(tests, is_left_anywhere);
    tcase_add_loop_test(tests, tells_damage_in_its_order, 0, 6);
    tcase_add_loop_test(tests, tells_damage_of_strings, 0, 3);
    tcase_add_test(tests, tells_damage_of_the_archive);
    tcase_add_test(tests, reads_two_books_at_once);
    suite_add_tcase(suite, tests);
    return suite;
}

XT_TEST_MAIN(make_suite)
