/* SPDX-License-Identifier: MIT
 *
 * Rows that a second thread reads ahead are the rows that are read at once, wherever the bytes are cut into
 * buffers and the rows into batches.
 */
#include "base/bytes.h"
#include "read/book.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#include <stdio.h>

enum { ROWS = 400 };

/* Rows of many lengths: texts of their own and shared ones, numbers, entities, empty rows, rows that only
 * expat reads from `odd` on (0: none). */
static xt_str pack_many(int odd)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 1; i <= ROWS; i++) {
        if (i == odd)
            xt_bytes_puts(&rows, "<!-- from here on expat -->");
        xt_bytes_printf(&rows, "<row r=\"%d\"%s>", i, i % 17 == 3 ? " hidden=\"1\"" : "");
        if (i % 11)
            xt_bytes_printf(&rows, "<c t=\"inlineStr\"><is><t>ที่ %d</t></is></c><c><v>%d.5</v></c>", i, i);
        if (i % 5 == 0)
            xt_bytes_printf(&rows, "<c t=\"inlineStr\"><is><t>a&amp;b_x0041_%0*d</t></is></c>", i % 23 + 1,
                            i);
        if (i % 3 == 0)
            xt_bytes_puts(&rows, "<c t=\"s\"><v>1</v></c>");
        xt_bytes_puts(&rows, "</row>");
    }
    char *sheet =
        pack_text(PACK_SHEET("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>"
                             "<sheetData>%s</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"),
                  xt_bytes_cstr(&rows));
    xt_str file = pack_book((const pack_part[]){
        {.name = PACK_SHEET_NAME, .text = sheet},
        {.name = "xl/sharedStrings.xml", .text = PACK_STRINGS("<si><t>ก</t></si><si><t>รายการ</t></si>")},
        {0}});
    xt_bytes_free(&rows);
    free(sheet);
    return file;
}

static xt_book *open_book(xt_str file, size_t chunk, xt_read_ahead ahead)
{
    xt_book *book = NULL;
    xt_error error;
    ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, chunk, true, NULL, &error), XT_OK);
    book->ahead = ahead;
    return book;
}

static char *show(xt_str file, size_t chunk, xt_read_ahead ahead)
{
    char *shown = NULL;
    xt_error error;
    xt_book *book = open_book(file, chunk, ahead);
    ck_assert_int_eq(show_sheet(book, 0, &shown, &error), XT_OK);
    xt_book_close(book);
    return shown;
}

START_TEST(gives_the_same_rows)
{
    static const int ODD[] = {0, 1, 2, 200, ROWS};
    static const size_t BUFFERS[] = {1, 5, 64, 97, 100, 101, 150, 151, 333, 1000, 1001, 4096, 65536, 0};
    xt_str file = pack_many(ODD[_i]);
    char *wanted = show(file, 1000, XT_AHEAD_NEVER);
    ck_assert_ptr_nonnull(
        strstr(wanted, "\n400: A'ที่ 400' B=400.5 C'a&bA0000000400'\nmerge A1:B2\nhidden B:C\n"));
    for (size_t b = 0; b < XT_ENTRIES(BUFFERS); b++) {
        char *shown = show(file, BUFFERS[b], XT_AHEAD_ALWAYS);
        ck_assert_msg(strcmp(shown, wanted) == 0, "chunk %zu: %s", BUFFERS[b], shown);
        free(shown);
    }
    free(wanted);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* Closed after any number of rows, also with two sheets open at once. */
START_TEST(may_be_left_at_any_row)
{
    xt_str file = pack_many(0);
    for (int rows = 0; rows < ROWS; rows += 7) {
        xt_book *book = open_book(file, 128, XT_AHEAD_ALWAYS);
        xt_sheet *one = NULL, *other = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_sheet_open(&one, book, 0, NULL), XT_OK);
        ck_assert_int_eq(xt_sheet_open(&other, book, 0, NULL), XT_OK);
        for (int i = 1; i <= rows; i++) {
            ck_assert_int_eq(xt_sheet_next(one, &row, NULL), XT_OK);
            ck_assert_int_eq((int)row->number, i);
            ck_assert_int_eq(xt_sheet_next(other, &row, NULL), XT_OK);
            ck_assert_int_eq((int)row->number, i);
        }
        size_t merges = 1;
        xt_sheet_merges(one, &merges);
        ck_assert_uint_eq(merges, 0);
        xt_sheet_close(one);
        xt_sheet_close(other);
        xt_book_close(book);
    }
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A fault comes after the rows before it, as when they are read at once. */
START_TEST(tells_a_fault_in_its_place)
{
    for (int at = 1; at <= ROWS; at += 13) {
        xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
        for (int i = 1; i <= ROWS; i++)
            xt_bytes_printf(&rows, "<row r=\"%d\"><c r=\"A%d\"><v>%d</v></c></row>", i, i == at ? 9999 : i,
                            i);
        xt_str file = pack_rows(xt_bytes_cstr(&rows));
        xt_book *book = open_book(file, 256, XT_AHEAD_ALWAYS);
        xt_error error;
        char *shown = NULL;
        ck_assert_int_eq(show_sheet(book, 0, &shown, &error), XT_CORRUPT_XML);
        ck_assert_int_eq(error.sentence, XT_SAY_CELL_ADDRESS);
        char last[32];
        snprintf(last, sizeof last, "%d: A=%d\n", at - 1, at - 1);
        const char *tail = strlen(shown) > strlen(last) ? shown + strlen(shown) - strlen(last) : shown;
        ck_assert_str_eq(tail, at == 1 ? "" : last);
        free(shown);
        xt_book_close(book);
        xt_bytes_free(&rows);
        free((void *)(uintptr_t)file.data);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("rows_ahead");
    TCase *cases = tcase_create("rows_ahead");
    tcase_add_loop_test(cases, gives_the_same_rows, 0, 5);
    tcase_add_test(cases, may_be_left_at_any_row);
    tcase_add_test(cases, tells_a_fault_in_its_place);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
