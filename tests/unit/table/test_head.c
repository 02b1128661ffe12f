/* SPDX-License-Identifier: MIT */
#include "table/head.h"

#include "table/cells.h"
#include "thai/text.h"

#include <stdio.h>

START_TEST(keeps_copies)
{
    xt_head head = xt_head_make();
    test_row row;
    ck_assert_int_eq(xt_head_keep(&head, row_of(&row, 3, "|ราคากลาง (บาท)|=12.5"), NULL), XT_OK);
    memset(&row, 'x', sizeof row);
    ck_assert_int_eq(xt_head_keep(&head, row_of(&row, 4, "ที่"), NULL), XT_OK);
    memset(&row, 'x', sizeof row);

    ck_assert_uint_eq(xt_head_count(&head), 2);
    const xt_head_row *first = xt_head_at(&head, 0), *second = xt_head_at(&head, 1);
    ck_assert_uint_eq(first->number, 3);
    ck_assert_uint_eq(first->count, 2);
    ck_assert_uint_eq(first->cells[0].column, 2);
    ck_assert(first->cells[0].is_text);
    xt_assert_str(first->cells[0].text, "ราคากลาง (บาท)");
    xt_assert_str(first->cells[0].folded, "ราคากลางบาท");
    ck_assert_uint_eq(first->cells[1].column, 3);
    ck_assert(!first->cells[1].is_text);
    ck_assert_double_eq(first->cells[1].number, 12.5);
    ck_assert_uint_eq(second->number, 4);
    xt_assert_str(second->cells[0].text, "ที่");
    xt_head_free(&head);
    ck_assert_uint_eq(xt_head_count(&head), 0);
}
END_TEST

static const struct {
    const char *cells;
    bool is_text;
    double number;
    const char *text, *folded;
} KINDS[] = {
    {"งบฯ ปี ๒๕๖๗", true, 0, "งบฯ ปี ๒๕๖๗", "งบปี2567"},
    {"a\vb", true, 0, "a\nb", "ab"},
    {"' - ", true, 0, " - ", ""},
    {"=2567", false, 2567, "", ""},
    {"~=2567", false, 2567, "", ""},
    {"@45382", false, 45382, "", ""},
    {"!TRUE", false, 1, "", ""},
    {"#REF!", false, 0, "", ""},
    {"?0x10", false, 0, "", ""},
};

START_TEST(keeps)
{
    xt_head head = xt_head_make();
    test_row row;
    ck_assert_int_eq(xt_head_keep(&head, row_of(&row, 1, KINDS[_i].cells), NULL), XT_OK);
    const xt_head_cell *cell = &xt_head_at(&head, 0)->cells[0];
    ck_assert_int_eq(cell->is_text, KINDS[_i].is_text);
    ck_assert_double_eq(cell->number, KINDS[_i].number);
    xt_assert_str(cell->text, KINDS[_i].text);
    xt_assert_str(cell->folded, KINDS[_i].folded);
    xt_head_free(&head);
}
END_TEST

START_TEST(keeps_no_row_without_cells)
{
    xt_head head = xt_head_make();
    test_row row;
    ck_assert_int_eq(xt_head_keep(&head, row_of(&row, 1, ""), NULL), XT_OK);
    ck_assert_int_eq(xt_head_keep(&head, row_of(&row, 2, "||"), NULL), XT_OK);
    ck_assert_uint_eq(xt_head_count(&head), 0);
    ck_assert_int_eq(xt_head_keep(&head, row_of(&row, 7, "|x"), NULL), XT_OK);
    ck_assert_uint_eq(xt_head_count(&head), 1);
    ck_assert_uint_eq(xt_head_at(&head, 0)->number, 7);
    xt_head_free(&head);
}
END_TEST

START_TEST(keeps_many)
{
    enum { ROWS = 2000 };
    xt_head head = xt_head_make();
    char cells[64];
    test_row row;
    for (uint32_t i = 0; i < ROWS; i++) {
        snprintf(cells, sizeof cells, "ข้อความ %u|=%u", i, i);
        ck_assert_int_eq(xt_head_keep(&head, row_of(&row, i + 1, cells), NULL), XT_OK);
    }
    ck_assert_uint_eq(xt_head_count(&head), ROWS);
    for (uint32_t i = 0; i < ROWS; i++) {
        snprintf(cells, sizeof cells, "ข้อความ %u", i);
        xt_assert_str(xt_head_at(&head, i)->cells[0].text, cells);
        ck_assert_double_eq(xt_head_at(&head, i)->cells[1].number, i);
    }
    xt_head_free(&head);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("head");
    TCase *cases = tcase_create("head");
    tcase_add_test(cases, keeps_copies);
    tcase_add_loop_test(cases, keeps, 0, XT_ENTRIES(KINDS));
    tcase_add_test(cases, keeps_no_row_without_cells);
    tcase_add_test(cases, keeps_many);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
