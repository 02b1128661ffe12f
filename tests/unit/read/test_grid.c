/* SPDX-License-Identifier: MIT */
#include "read/grid.h"

#include "xt_test.h"

#include <stdlib.h>

static xt_status open_grid(xt_sheet *sheet, xt_error *error)
{
    return xt_grid_open((xt_grid_sheet *)sheet, sheet->book->own, error);
}

static const xt_source SOURCE = {
    .sheet_size = sizeof(xt_grid_sheet), .open = open_grid, .next = xt_grid_next};

/* A book around the grid, with one sheet; close_book gives its memory back. */
static xt_book book_of(xt_grid *grid)
{
    xt_book book = {.source = &SOURCE, .own = grid, .sheet_list = xt_bytes_make(SIZE_MAX / 2)};
    xt_book_sheet_entry *entry = NULL;
    ck_assert_int_eq(xt_book_add_sheet(&book, XT_LITERAL("S"), &entry, NULL), XT_OK);
    return book;
}

static void close_book(xt_book *book)
{
    xt_bytes_free(&book->sheet_list);
    xt_arena_free(&book->arena);
}

static void add(xt_grid *grid, uint32_t row, uint32_t column, const char *text)
{
    const xt_cell cell = {.column = column, .type = XT_CELL_TEXT, .text = xt_str_of(text)};
    ck_assert_int_eq(xt_grid_add(grid, row, &cell, NULL), XT_OK);
}

/* Rows in order, cells in order, whatever the order they came in; twice the same. */
START_TEST(hands_out_rows_in_order)
{
    xt_grid grid = xt_grid_make();
    add(&grid, 7, 3, "C7");
    add(&grid, 2, 2, "B2");
    add(&grid, 7, 1, "A7");
    add(&grid, 2, 9, "");
    add(&grid, 2, 1, "A2");
    ck_assert_int_eq(xt_grid_hide_row(&grid, 7, NULL), XT_OK);
    ck_assert_int_eq(xt_grid_hide_row(&grid, 5, NULL), XT_OK);
    ck_assert_int_eq(xt_grid_hide_row(&grid, 5, NULL), XT_OK);
    ck_assert_int_eq(xt_grid_hide_row(&grid, 9, NULL), XT_OK);
    ck_assert_int_eq(xt_grid_hide_columns(&grid, 4, 6, NULL), XT_OK);
    ck_assert_int_eq(xt_grid_add_merge(&grid, (xt_range){1, 1, 1, 4}, NULL), XT_OK);
    xt_book book = book_of(&grid);
    static const struct {
        uint32_t number;
        bool hidden;
        size_t count;
    } WANTED[] = {{2, false, 2}, {5, true, 0}, {7, true, 2}, {9, true, 0}};
    for (int times = 0; times < 2; times++) {
        xt_sheet *sheet = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_sheet_open(&sheet, &book, 0, NULL), XT_OK);
        for (size_t i = 0; i < XT_ENTRIES(WANTED); i++) {
            ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
            ck_assert_ptr_nonnull(row);
            ck_assert_uint_eq(row->number, WANTED[i].number);
            ck_assert_int_eq(row->hidden, WANTED[i].hidden);
            ck_assert_uint_eq(row->count, WANTED[i].count);
            for (size_t c = 1; c < row->count; c++)
                ck_assert_uint_lt(row->cells[c - 1].column, row->cells[c].column);
        }
        ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
        ck_assert_ptr_null(row);
        size_t merges = 0;
        ck_assert_uint_eq(xt_sheet_merges(sheet, &merges)->last_column, 4);
        ck_assert_uint_eq(merges, 1);
        ck_assert(!xt_sheet_column_hidden(sheet, 3));
        ck_assert(xt_sheet_column_hidden(sheet, 4));
        xt_sheet_close(sheet);
    }
    close_book(&book);
    xt_grid_free(&grid);
}
END_TEST

/* Which of two values is right cannot be known. */
START_TEST(refuses_a_cell_that_is_there_twice)
{
    xt_grid grid = xt_grid_make();
    add(&grid, 1, 1, "a");
    add(&grid, 1, 2, "b");
    add(&grid, 1, 1, "c");
    xt_book book = book_of(&grid);
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    xt_error error;
    ck_assert_int_eq(xt_sheet_open(&sheet, &book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, &error), XT_CORRUPT_XML);
    ck_assert_int_eq(error.sentence, XT_SAY_CELL_TWICE);
    ck_assert_str_eq(error.place, "S!A1");
    xt_sheet_close(sheet);
    close_book(&book);
    xt_grid_free(&grid);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("grid");
    TCase *cases = tcase_create("grid");
    tcase_add_test(cases, hands_out_rows_in_order);
    tcase_add_test(cases, refuses_a_cell_that_is_there_twice);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
