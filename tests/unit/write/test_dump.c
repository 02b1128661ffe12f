/* SPDX-License-Identifier: MIT
 *
 * A workbook as JSON lines. What each kind of cell looks like stands in tests/cases/xlsdump.
 */
#include "base/bytes.h"
#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#include <errno.h>

static int gather(void *context, const char *data, size_t size)
{
    return xt_bytes_append(context, data, size) ? ENOMEM : 0;
}

static int refuse(void *context, const char *data, size_t size)
{
    (void)context, (void)data, (void)size;
    return ENOSPC;
}

/* Three sheets: "a" with two rows, "b" a chart, "c" whose second row is damaged. */
static xt_str pack_three(void)
{
    return pack_book((const pack_part[]){
        {.name = "xl/workbook.xml",
         .text = PACK_WORKBOOK("<sheets><sheet name=\"a\" r:id=\"rId1\"/><sheet name=\"b\" r:id=\"rId2\"/>"
                               "<sheet name=\"c&quot;\" r:id=\"rId3\"/></sheets>")},
        {.name = "xl/_rels/workbook.xml.rels",
         .text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml") PACK_REL(
             "rId2", "chartsheet", "x.xml") PACK_REL("rId3", "worksheet", "c.xml"))},
        {.name = PACK_SHEET_NAME,
         .text = PACK_DATA("<row><c><v>1</v></c></row><row><c t=\"b\"><v>1</v></c></row>")},
        {.name = "xl/c.xml",
         .text = PACK_DATA("<row><c><v>3</v></c></row><row><c t=\"s\"><v>0</v></c></row>")},
        {0}});
}

#define A1 "\"sheet\":\"a\",\"ref\":\"A1\",\"type\":\"n\",\"value\":1}\n"
#define A2 "\"sheet\":\"a\",\"ref\":\"A2\",\"type\":\"b\",\"value\":true}\n"
#define C1 "\"sheet\":\"c\\\"\",\"ref\":\"A1\",\"type\":\"n\",\"value\":3}\n"

static const struct {
    size_t sheet;
    const char *file;
    fault wanted;
    const char *lines;
} DUMPS[] = {
    {0, NULL, {0}, "{" A1 "{" A2},
    {0, "x\"y", {0}, "{\"file\":\"x\\\"y\"," A1 "{\"file\":\"x\\\"y\"," A2},
    {1, NULL, {.sentence = XT_SAY_SHEET_CHART, .text = "b"}, ""},
    {2, NULL, {.sentence = XT_SAY_CELL_STRING, .place = "c\"!A2"}, "{" C1},
    {3, NULL, {.sentence = XT_SAY_NO_WORKSHEET}, ""},
    {XT_ALL_SHEETS, NULL, {.sentence = XT_SAY_CELL_STRING}, "{" A1 "{" A2 "{" C1},
};

START_TEST(dumps)
{
    xt_str file = pack_three();
    xt_bytes all = xt_bytes_make(10000);
    const xt_output output = {gather, &all, "here"};
    xt_book *book = NULL;
    xt_error error;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, &error), XT_OK);
    xt_status status = xt_book_dump(
        book, &(const xt_dump_options){.sheet = DUMPS[_i].sheet, .file = DUMPS[_i].file}, &output, &error);
    if (DUMPS[_i].wanted.sentence)
        check_fault("dump", 0, &DUMPS[_i].wanted, status, &error);
    else
        ck_assert_int_eq(status, XT_OK);
    xt_assert_str(xt_bytes_str(&all), DUMPS[_i].lines);
    ck_assert_int_eq(xt_book_dump(book,
                                  &(const xt_dump_options){.sheet = DUMPS[_i].sheet, .file = DUMPS[_i].file},
                                  &output, NULL),
                     status);
    xt_book_close(book);
    xt_bytes_free(&all);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A full disk is no fault of the workbook. */
START_TEST(tells_what_cannot_be_written)
{
    const fault wanted = {.sentence = XT_SAY_WRITE, .place = "there"};
    const xt_output output = {refuse, NULL, "there"};
    xt_str file = pack_rows("<row><c><v>1</v></c></row>");
    xt_book *book = NULL;
    xt_error error;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, &error), XT_OK);
    xt_status status =
        xt_book_dump(book, &(const xt_dump_options){.sheet = XT_ALL_SHEETS, .file = NULL}, &output, &error);
    check_fault("refused", 0, &wanted, status, &error);
    ck_assert_int_eq(error.sys_errno, ENOSPC);
    xt_book_close(book);
    free((void *)(uintptr_t)file.data);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("dump");
    TCase *cases = tcase_create("dump");
    tcase_add_loop_test(cases, dumps, 0, XT_ENTRIES(DUMPS));
    tcase_add_test(cases, tells_what_cannot_be_written);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
