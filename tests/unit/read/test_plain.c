/* SPDX-License-Identifier: MIT
 *
 * The scanner of plain parts against expat: sheets that are plain, that stop being plain in the middle, and
 * that are wrong in every way that a scanner may overlook. Both must give the same rows, or the same refusal.
 */
#include "read/book.h"
#include "read/pack.h"
#include "read/plain_sheets.h"
#include "read/show.h"
#include "xt_test.h"

#include <stdio.h>

/* The sheet read one way: its rows, then how it ended. */
static char *read_way(xt_str file, size_t chunk, bool use_scanner)
{
    xt_book *book = NULL;
    xt_error error = {0};
    char *shown = NULL, message[XT_MESSAGE_SIZE] = "";
    ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, chunk, use_scanner, NULL, &error),
                     XT_OK);
    xt_status status = show_sheet(book, 0, &shown, &error);
    if (status) /* the position may differ by what expat did not see */
        snprintf(message, sizeof message, "%d %s %s", error.sentence, error.place, error.text);
    char *all = pack_text("%s%s", shown, message);
    free(shown);
    xt_book_close(book);
    return all;
}

START_TEST(gives_the_same)
{
    xt_str file = pack_rows(PLAIN_SHEETS[_i]);
    char *wanted = read_way(file, 0, false);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        char *got = read_way(file, CHUNKS[i], true);
        ck_assert_msg(strcmp(got, wanted) == 0, "%s\nchunk %zu: got\n%s\ninstead of\n%s", PLAIN_SHEETS[_i],
                      CHUNKS[i], got, wanted);
        free(got);
    }
    free(wanted);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* Excel's own prefix is known where it is declared. */
START_TEST(knows_the_prefix_of_excel)
{
    static const char SHEET[] = "<worksheet xmlns=\"" PACK_MAIN "\" xmlns:x14ac=\"urn:x\"><sheetData>"
                                "<row r=\"1\" x14ac:dyDescent=\"0.2\"><c r=\"A1\"><v>1</v></c></row>"
                                "</sheetData></worksheet>";
    pack_part parts[] = {{.name = PACK_SHEET_NAME, .text = SHEET}, {0}};
    xt_str file = pack_book(parts);
    check_shown("x14ac", file, 0, "1: A=1\n");
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* It does not hold where it is declared for another element, or in what only looks like a declaration. */
START_TEST(knows_no_prefix_from_elsewhere)
{
#define ROW                                                                                                  \
    "<sheetData><row r=\"1\" x14ac:dyDescent=\"0.2\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
    static const char *const WHOLE[] = {
        "<worksheet xmlns=\"" PACK_MAIN "\"><sheetViews xmlns:x14ac=\"urn:x\"/>" ROW,
        "<!-- xmlns:x14ac=\"urn:x\" --><worksheet xmlns=\"" PACK_MAIN "\">" ROW,
        "<worksheet a=\" xmlns:x14ac=\" b=\" \" xmlns=\"" PACK_MAIN "\">" ROW,
    };
#undef ROW
    const fault wanted = {.sentence = XT_SAY_XML_SYNTAX, .place = PACK_SHEET_NAME, .text = "unbound prefix"};
    xt_str file = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = WHOLE[_i]}, {0}});
    check_refused(WHOLE[_i], file, NULL, 0, &wanted);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* Rows that expat has come to before what looks like a list. */
START_TEST(finds_the_list_that_stands_otherwise)
{
    static const char *const WHOLE[] = {
        "<x:worksheet xmlns:x=\"" PACK_MAIN
        "\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>"
        "<!-- <sheetData> --><x:row r=\"2\"><x:c "
        "r=\"A2\"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData\r><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
        "<!-- <sheetData> --><row r=\"2\"><c r=\"A2\"><v>2</v></c></row></sheetData></worksheet>",
    };
    xt_str file = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = WHOLE[_i]}, {0}});
    check_shown(WHOLE[_i], file, 0, "1: A=1\n2: A=2\n");
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* The limit is for what stands in the file: an escape has seven bytes. */
START_TEST(counts_escapes_as_they_stand)
{
    xt_limits limits = xt_limits_default();
    limits.cell_size = 6;
    const fault wanted = {.sentence = XT_SAY_LIMIT_CELL, .place = "S!A2", .limit = 6};
    xt_str formula = pack_rows(CELL("_x0E01_")), text = pack_rows(INLINE("<t>_x0E01_</t>"));
    check_refused("formula", formula, &limits, 0, &wanted);
    check_refused("text", text, &limits, 0, &wanted);
    free((void *)(uintptr_t)formula.data);
    free((void *)(uintptr_t)text.data);
}
END_TEST

/* A line ends where expat says so, also in rows that it was not shown. */
START_TEST(counts_lines_as_expat)
{
    static const char *const ENDS[] = {"\n", "\r\n", "\r", "\r\r\n"};
    static const int64_t LINES[] = {4, 4, 4, 7};
    char *rows =
        pack_text("%s<row r=\"1\">%s<c r=\"A1\"/></row>%s<row r=\"2\"></oops>", ENDS[_i], ENDS[_i], ENDS[_i]);
    xt_str file = pack_rows(rows);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        char *shown = NULL;
        xt_error error = {0};
        ck_assert_int_eq(show_book(file, CHUNKS[i], NULL, 0, &shown, &error), XT_CORRUPT_XML);
        ck_assert_int_eq(error.line, LINES[_i]);
        free(shown);
    }
    free((void *)(uintptr_t)file.data);
    free(rows);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("plain");
    TCase *tests = tcase_create("plain");
    tcase_add_loop_test(tests, gives_the_same, 0, (int)PLAIN_SHEET_COUNT);
    tcase_add_test(tests, knows_the_prefix_of_excel);
    tcase_add_loop_test(tests, knows_no_prefix_from_elsewhere, 0, 3);
    tcase_add_loop_test(tests, finds_the_list_that_stands_otherwise, 0, 2);
    tcase_add_test(tests, counts_escapes_as_they_stand);
    tcase_add_loop_test(tests, counts_lines_as_expat, 0, 4);
    suite_add_tcase(suite, tests);
    return suite;
}

XT_TEST_MAIN(make_suite)
