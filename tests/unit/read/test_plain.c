/* SPDX-License-Identifier: MIT
 *
 * The scanner of plain parts against expat: sheets that are plain, that stop being plain in the middle, and
 * that are wrong in every way that a scanner may overlook. Both must give the same rows, or the same refusal.
 */
#include "read/book.h"
#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#include <stdio.h>

#define ROW1           "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
#define ROW3           "<row r=\"3\"><c r=\"A3\"><v>3</v></c></row>"
#define CELL(inside)   ROW1 "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" inside "</v></c></row>" ROW3
#define INLINE(inside) ROW1 "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is>" inside "</is></c></row>" ROW3

/* What stands inside <sheetData>. */
static const char *const SHEETS[] = {
    "",
    ROW1,
    ROW1 ROW3,
    "\n  " ROW1 "\r\n\t" ROW3 "\n",
    "<row/>" ROW3,
    "<row r=\"1\" spans=\"1:3\" hidden=\"1\"/>" ROW3,
    "<row><c><v>1</v></c><c s=\"0\"/><c/></row><row><c><v/></c></row>",
    "<row r=\"1\"> <c r=\"A1\"> <f>SUM(B1)</f> <v>1</v> </c> </row>",
    "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A2\" si=\"0\">1&lt;2</f><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><f/><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"e\"><v>#REF!</v></c></row>",
    /* text */
    CELL("ที่ ๑ &amp; &lt;ก&gt; &quot;ข&quot; &apos;"),
    CELL("&#3585;&#xE02;&#x1F600;"),
    CELL("a]b]] c"),
    CELL("é 中 😀"),
    CELL("_x000D_ _x0E01_ _x"),
    CELL(" blank "),
    CELL("a > b ' \" / ="),
    INLINE("<t>ก</t>"),
    INLINE("<t xml:space=\"preserve\"> ก </t>"),
    INLINE("<t/>"),
    INLINE("\n<t>ก</t>\n"),
    INLINE("<r><t>ก</t></r><r><t>ข</t></r>"),
    INLINE("<t>ก</t><rPh sb=\"0\" eb=\"1\"><t>ข</t></rPh>"),
    /* what is not plain, but right */
    ROW1 "<!-- " ROW3 " -->" ROW3,
    ROW1 "<?pi " ROW3 "?>" ROW3,
    CELL("<![CDATA[<c>&]]>"),
    ROW1 "<row r='2'><c r='A2'><v>2</v></c></row>" ROW3,
    ROW1 "<row r=\"2\"><c r=\"A2\"><v>2</v><extLst><ext uri=\"u\"/></extLst></c></row>" ROW3,
    ROW1 "<row r = \"2\"><c r=\"A2\" ><v >2</v ></c ></row >" ROW3,
    "<row r=\"1\"><c r=\"A1\"><v>1</v><f>B1</f></c></row>",
    "<row r=\"2\"><c r=\"B2\"><v>2</v></c><c r=\"A2\"><v>1</v></c></row>" ROW1,
    /* wrong */
    ROW1 "<row r=\"2\"><c r=\"A2\"><v>2</c></row>" ROW3,
    ROW1 "<row r=\"2\"><c r=\"A2\"><v>2</v></row>" ROW3,
    ROW1 "<row r=\"2\" r=\"2\"/>" ROW3,
    ROW1 "<row r=\"2\"r=\"3\"/>" ROW3,
    ROW1 "<row r=\"2\" ht=\"1\" ht=\"2\"/>" ROW3,
    ROW1 "<row r=\"2\" x14ac:dyDescent=\"0.2\"/>" ROW3,
    ROW1 "<row r=\"2\" y:z=\"0\"/>" ROW3,
    ROW1 "<row r=\"2\" 1a=\"0\"/>" ROW3,
    ROW1 "<row r=\"2\" :=\"0\"/>" ROW3,
    ROW1 "<row r=\"2\" a:=\"0\"/>" ROW3,
    ROW1 "<row r=\"2\" ht=\"<\"/>" ROW3,
    ROW1 "<row r=\"2\" ht=\"&\"/>" ROW3,
    ROW1 "<row r=\"2\" ht=\"&foo;\"/>" ROW3,
    ROW1 "<row r=\"2\" xmlns=\"other\"><c r=\"A2\"><v>2</v></c></row>" ROW3,
    ROW1 "<row r=\"2\"/ >" ROW3,
    ROW1 "<rowx r=\"2\"><c r=\"A2\"><v>2</v></c></rowx>" ROW3,
    ROW1 "</row>" ROW3,
    ROW1 "text" ROW3,
    ROW1 "&amp;" ROW3,
    CELL("a]]>b"),
    CELL("&nbsp;"),
    CELL("&#0;"),
    CELL("&#xD800;"),
    CELL("&#x110000;"),
    CELL("&#99999999999;"),
    CELL("&amp"),
    CELL("&"),
    CELL("\x01"),
    CELL("\xFF"),
    CELL("\xE0\xB8"),
    CELL("\xE0\x80\x80"),
    CELL("\xED\xA0\x80"),
    CELL("\xEF\xBF\xBF"),
    CELL("\xF4\x90\x80\x80"),
    CELL("a\rb\r\nc"),
    "<row r=\"0\"/>",
    "<row r=\"1048577\"/>",
    "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
    ROW1 ROW1,
    "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" t=\"what\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\" s=\"-1\"><v>0</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>NaN</v></c><c r=\"B1\" t=\"b\"><v>2</v></c><c r=\"C1\"><v> 5 </v></c></row>",
};

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
    xt_str file = pack_rows(SHEETS[_i]);
    char *wanted = read_way(file, 0, false);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        char *got = read_way(file, CHUNKS[i], true);
        ck_assert_msg(strcmp(got, wanted) == 0, "%s\nchunk %zu: got\n%s\ninstead of\n%s", SHEETS[_i],
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

static Suite *make_suite(void)
{
    Suite *suite = suite_create("plain");
    TCase *tests = tcase_create("plain");
    tcase_add_loop_test(tests, gives_the_same, 0, XT_ENTRIES(SHEETS));
    tcase_add_test(tests, knows_the_prefix_of_excel);
    suite_add_tcase(suite, tests);
    return suite;
}

XT_TEST_MAIN(make_suite)
