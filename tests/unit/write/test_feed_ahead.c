/* SPDX-License-Identifier: MIT */
#include "write/feed_ahead.h"

#include "base/error.h"
#include "xt_test.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIELDS = 3 };

/* Hands out `rows` rows of a table: a number, a text as long as the row's number says, and a blank; then ends
 * or fails. */
typedef struct source {
    size_t rows, at;
    xt_status status;
    char *text;
    xt_form_cell cells[FIELDS];
} source;

static uint64_t all(void *context, size_t table)
{
    (void)context;
    return table ? 1 : 7;
}

static xt_status next(void *context, size_t table, const xt_form_cell **cells, xt_error *error)
{
    source *s = context;
    (void)table;
    *cells = NULL;
    if (s->at == s->rows)
        return s->status ? xt_fail_at(error, XT_SAY_WRITE_DIFFERS, XT_LITERAL("end"), (xt_str){0}) : XT_OK;
    size_t size = s->at % 5000;
    memset(s->text, 'a' + (int)(s->at % 26), size);
    s->text[size] = '\0';
    s->cells[0] = (xt_form_cell){.type = XT_FORM_NUMBER, .number = (double)s->at / 3, .text = ""};
    s->cells[1] = (xt_form_cell){.type = size ? XT_FORM_TEXT : XT_FORM_BLANK, .text = s->text};
    s->cells[2] = (xt_form_cell){.type = XT_FORM_BLANK, .text = ""};
    s->at++;
    *cells = s->cells;
    return XT_OK;
}

static const char *note(void *context, size_t table, size_t number)
{
    (void)context;
    return table == 0 && number == 1 ? "note" : NULL;
}

static const struct {
    size_t rows;
    xt_status status;
} RUNS[] = {{0, XT_OK}, {1, XT_OK}, {10000, XT_OK}, {0, XT_WRITE_FAILED}, {777, XT_WRITE_FAILED}};

/* The same rows, in order, and the same end, with the other thread and without; two tables. */
START_TEST(hands_on_what_it_gets)
{
    const xt_field fields[FIELDS] = {{.name = "a"}, {.name = "b"}, {.name = "c"}};
    const xt_table tables[] = {{.fields = fields, .field_count = FIELDS},
                               {.fields = fields, .field_count = FIELDS}};
    const xt_template form = {.tables = tables, .table_count = 2};
    for (int threaded = 0; threaded < 2; threaded++) {
        source wanted = {.rows = RUNS[_i].rows, .status = RUNS[_i].status, .text = malloc(5001)};
        source given = {.rows = RUNS[_i].rows, .status = RUNS[_i].status, .text = malloc(5001)};
        const xt_form_feed from = {
            .context = &given, .large = true, .fills = all, .next = next, .note = note};
        xt_feed_ahead ahead;
        xt_error error = {0}, own = {0};
        xt_feed_ahead_begin(&ahead, &from, &form);
        ahead.always = threaded;
        xt_form_feed feed = xt_feed_ahead_feed(&ahead);
        ck_assert(feed.large);
        for (size_t table = 0; table < 2; table++) {
            wanted.at = given.at = 0;
            ck_assert_uint_eq(feed.fills(feed.context, table), table ? 1 : 7);
            bool same = true;
            const xt_form_cell *a = NULL, *b = NULL;
            xt_status first = XT_OK, second = XT_OK;
            do {
                first = next(&wanted, table, &a, &own);
                second = feed.next(feed.context, table, &b, &error);
                same = same && first == second && !a == !b;
                for (size_t i = 0; same && a && i < FIELDS; i++)
                    same = a[i].type == b[i].type &&
                           strcmp(a[i].text, b[i].text) * (a[i].type == XT_FORM_TEXT) == 0 &&
                           (a[i].number > b[i].number) == (a[i].number < b[i].number);
            } while (a && same);
            ck_assert(same);
            ck_assert_int_eq(error.sentence, own.sentence);
            ck_assert_ptr_eq(feed.note(feed.context, table, 0), NULL);
        }
        ck_assert_str_eq(feed.note(feed.context, 0, 1), "note");
        xt_feed_ahead_end(&ahead);
        free(wanted.text);
        free(given.text);
    }
}
END_TEST

/* It may end in the middle. */
START_TEST(ends_anywhere)
{
    const xt_field fields[FIELDS] = {{.name = "a"}, {.name = "b"}, {.name = "c"}};
    const xt_table table = {.fields = fields, .field_count = FIELDS};
    const xt_template form = {.tables = &table, .table_count = 1};
    source given = {.rows = 1000000, .text = malloc(5001)};
    const xt_form_feed from = {.context = &given, .fills = all, .next = next, .note = note};
    xt_feed_ahead ahead;
    const xt_form_cell *cells = NULL;
    xt_feed_ahead_begin(&ahead, &from, &form);
    ahead.always = true;
    xt_form_feed feed = xt_feed_ahead_feed(&ahead);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(feed.next(feed.context, 0, &cells, NULL), XT_OK);
    ck_assert_ptr_nonnull(cells);
    xt_feed_ahead_end(&ahead);
    free(given.text);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("feed_ahead");
    TCase *cases = tcase_create("feed_ahead");
    tcase_add_loop_test(cases, hands_on_what_it_gets, 0, XT_ENTRIES(RUNS));
    tcase_add_test(cases, ends_anywhere);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
