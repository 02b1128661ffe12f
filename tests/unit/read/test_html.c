/* SPDX-License-Identifier: MIT
 *
 * Web pages as rows. Each case shows the page and what must come out (see show.h for its notation).
 */
#include "read/html.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

static xt_status show_page(xt_str page, const xt_open_options *options, char **shown, xt_error *error)
{
    xt_book *book = NULL;
    xt_str exact = xt_exact(page);
    xt_status status = xt_book_open_memory(&book, exact.data, exact.size, options, error);
    *shown = NULL;
    if (!status) {
        ck_assert_int_eq(xt_book_container(book), XT_CONTAINER_HTML);
        ck_assert(xt_book_is_untyped(book));
        ck_assert_uint_eq(xt_book_sheet_count(book), 1);
        char *again = NULL;
        status = show_sheet(book, 0, shown, error);
        ck_assert_int_eq(show_sheet(book, 0, &again, NULL), status);
        ck_assert_str_eq(*shown, again);
        free(again);
    }
    xt_book_close(book);
    free((void *)(uintptr_t)exact.data);
    return status;
}

static void check_page(const char *name, xt_str page, const xt_open_options *options, const char *wanted)
{
    char *shown = NULL, message[XT_MESSAGE_SIZE];
    xt_error error;
    xt_status status = show_page(page, options, &shown, &error);
    ck_assert_msg(status == XT_OK, "%s: %s", name,
                  status ? xt_error_message(&error, XT_LANG_EN, message, sizeof message) : "");
    ck_assert_msg(strcmp(shown, wanted) == 0, "%s: got\n%sinstead of\n%s", name, shown, wanted);
    free(shown);
}

/* ------------------------------------------------------------ pages */

#define NBSP "\xC2\xA0"

static const struct {
    const char *name, *page, *shown;
} PAGES[] = {
    {"plain", "<table><tr><td>ที่</td><td>รายการ</td></tr><tr><td>1</td><td>ซื้อ</td></tr></table>",
     "1: A'ที่' B'รายการ'\n2: A'1' B'ซื้อ'\n"},
    {"everything that may be there",
     "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" "
     "\"http://www.w3.org/x.dtd\">\r\n<html><head><title>no"
     "</title><style>td { color: red }</style><script>document.write('<td>no</td>')</script></head><body>"
     "<!-- <table><tr><td>no --><table><colgroup><col><col></colgroup><thead><tr><th>a</th></tr></thead>"
     "<tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>c</td></tr></tfoot></table></body></html>",
     "1: A'a'\n2: A'b'\n3: A'c'\n"},
    {"words of a script that look like attributes",
     "<table><tr><td>a<script>if(a<b){var c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r}</script></table>",
     "1: A'a'\n"},
    {"ends left out", "<table><tr><td>a<td>b<tr><td>c<th>d</table>", "1: A'a' B'b'\n2: A'c' B'd'\n"},
    {"nothing closed at all", "<table><tr><td>a<td>b<tr><td>c", "1: A'a' B'b'\n2: A'c'\n"},
    {"capitals and quotes", "<TABLE BORDER=1><TR><TD COLSPAN=2 ALIGN='left'>a<TD>b</TABLE>",
     "1: A'a' C'b'\nmerge A1:B1\n"},
    {"cells without a row", "<table><td>a<td>b</table><table><tbody><td>c</tbody></table>",
     "1: A'a' B'b'\n2: A'c'\n"},
    {"rows without a table", "<table></table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>",
     "1: A'a' B'b'\n2: A'c'\n"},
    {"empty rows and cells",
     "<table><tr></tr><tr><td></td><td> </td></tr><tr><td><br></td><td>x</td></table>", "3: B'x'\n"},
    {"blanks", "<table><tr><td>\n  a \t\r\n b  <b> c</b> <i>d </i> e\f</td><td>x<b>y</b>z</td></table>",
     "1: A'a b c d e' B'xyz'\n"},
    {"no-break spaces stay", "<table><tr><td>&nbsp;<td>a&nbsp;&nbsp; b<td> " NBSP " </table>",
     "1: A'" NBSP "' B'a" NBSP NBSP " b' C'" NBSP "'\n"},
    {"line breaks",
     "<table><tr><td>a<br>b<BR/><br />c<td><p>a</p>\n<p>b</p><td><div>a<div>b</div></div>c<td><br>a<br>"
     "<td>a <br> b<td><ul><li>a<li>b</ul></table>",
     "1: A'a<0A>b<0A><0A>c' B'a<0A>b' C'a<0A>b<0A>c' D'a' E'a<0A>b' F'a<0A>b'\n"},
    {"references",
     "<table><tr><td>&lt;&amp;&gt;&quot;&copy;&eacute;<td>&#3585;&#xE02;<td>&unknown;<td>a & b "
     "&<td>&amp;nbsp;"
     "<td>x&nbsp<td>&nbspy<td>?a=1&b=2</table>",
     "1: A'<&>\"©é' B'กข' C'&unknown;' D'a & b &' E'&nbsp;' F'x" NBSP "' G'" NBSP "y' H'?a=1&b=2'\n"},
    {"references that are no character", "<table><tr><td>a&#0;b<td>a&#xD800;b<td>a&#99999999999;b</table>",
     "1: A'ab' B'ab' C'ab'\n"},
    {"types are not guessed",
     "<table><tr><td x:num=\"1234.5\">1,234.50<td style='mso-number-format:\"\\@\"'>007<td x:bool>TRUE"
     "<td x:err=\"#N/A\">#N/A<td x:fmla=\"=1+1\">2</table>",
     "1: A'1,234.50' B'007' C'TRUE' D'#N/A' E'2'\n"},
    {"columns spanned", "<table><tr><td colspan=3>a<td>b<tr><td>c<td>d</table>",
     "1: A'a' D'b'\n2: A'c' B'd'\nmerge A1:C1\n"},
    {"rows spanned", "<table><tr><td rowspan=2>a<td>b<td rowspan=3>c<tr><td>d<td>e<tr><td>f<td>g</table>",
     "1: A'a' B'b' C'c'\n2: B'd' D'e'\n3: A'f' B'g'\nmerge A1:A2\nmerge C1:C3\n"},
    {"both spanned", "<table><tr><td>a<td rowspan=2 colspan=2>b<td>c<tr><td>d<td>e</table>",
     "1: A'a' B'b' D'c'\n2: A'd' D'e'\nmerge B1:C2\n"},
    {"a span runs into another", "<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c<td>d</table>",
     "1: A'a' B'b'\n2: A'c' C'd'\nmerge B1:B2\n"},
    {"spans end with their table",
     "<table><tr><td rowspan=9>a<td>b<tr><td>c</table><table><tr><td>d<td>e</table>",
     "1: A'a' B'b'\n2: B'c'\n3: A'd' B'e'\nmerge A1:A2\n"},
    {"spans that are none",
     "<table><tr><td colspan=0>a<td colspan=-2>b<td colspan>c<td colspan=x>d<td rowspan=0>e<td "
     "colspan='2.9'>f"
     "<td colspan=' 2px'>g<td>h</table>",
     "1: A'a' B'b' C'c' D'd' E'e' F'f' H'g' J'h'\nmerge F1:G1\nmerge H1:I1\n"},
    {"spans beyond all measure",
     "<table><tr><td colspan=99999999999999999999 rowspan=99999999999999999999>a<td>b<tr><td>c</table>",
     "1: A'a' ALM'b'\n2: ALM'c'\nmerge A1:ALL2\n"},
    {"spans of a blank cell", "<table><tr><td colspan=2><td>b</table>", "1: C'b'\nmerge A1:B1\n"},
    {"lines around tables",
     "<body>before<h1>Report</h1><p>of <b>2567</b><br>page "
     "1<table><caption>Cap</caption><tr><td>a</table>between"
     "<table><tr><td>b</table><div>foot<div>note</div></div>end",
     "1: A'before'\n2: A'Report'\n3: A'of 2567'\n4: A'page 1'\n5: A'Cap'\n6: A'a'\n7: A'between'\n8: A'b'\n"
     "9: A'foot'\n10: A'note'\n11: A'end'\n"},
    {"text between cells", "<table>x<tr>y<td>a</td>z<td>b</td>w</tr>v<tr><td>c</table>",
     "1: A'x'\n2: A'a' B'b'\n3: A'y z w'\n4: A'v'\n5: A'c'\n"},
    {"text behind cells without a row", "<table><td>a</td>x<tr><td>b</table>", "1: A'a'\n2: A'x'\n3: A'b'\n"},
    {"tables in cells are text",
     "<table><tr><td>a<td>b<tr><td>1<td>x<table><tr><td>c<td>d</tr><tr><td colspan=5>e<td>f</table>y<tr><td>2"
     "<td>3</table>",
     "1: A'a' B'b'\n2: A'1' B'x<0A>c d<0A>e f<0A>y'\n3: A'2' B'3'\n"},
    {"a table that lays out the page",
     "<table><tr><td>logo<td>title<tr><td colspan=2><table><tr><td>ที่<td>รายการ<tr><td>1<td>a<tr><td>2<td>b"
     "</table><tr><td><table><tr><td>foot</table></table>",
     "1: A'logo'\n2: A'title'\n3: A'ที่' B'รายการ'\n4: A'1' B'a'\n5: A'2' B'b'\n6: A'foot'\n"},
    {"hidden rows",
     "<table><tr style=\"display:none\"><td>a<tr style='height:0; Display : NONE !important'><td>b<tr "
     "hidden><td>c"
     "<tr style='display:block'><td>d<tbody style='display:none'><tr><td>e</tbody><tr height=0 "
     "style='display:none'><td width=64></table>",
     "1(hidden): A'a'\n2(hidden): A'b'\n3(hidden): A'c'\n4: A'd'\n5(hidden): A'e'\n6(hidden):\n"},
    {"hidden parts of a page",
     "<body>up<div style='display:none'>x<table><tr><td>a</table></div>down<table><tr><td>b</table>",
     "1: A'up'\n2(hidden): A'x'\n3(hidden): A'a'\n4: A'down'\n5: A'b'\n"},
    {"hidden parts of a cell",
     "<table><tr><td><span style='display:none'>20240331 <b>x</b></span>31/3/2567<td>a</table>",
     "1: A'31/3/2567' B'a'\n"},
    {"hidden columns",
     "<table><colgroup><col><col style='display:none' span=2></colgroup><col><col span=0 "
     "hidden><tr><td>a</table>"
     "<table><col style='display:none;width:0'></table>",
     "1: A'a'\nhidden A:C\nhidden E:E\n"},
    {"fields",
     "<table><tr><td><input value='100'><td><input type=text value=\"ก &amp; ข\">บาท<td><input type=hidden "
     "value=h>"
     "<td><input type=checkbox value=c><td><input type=Submit value=s><td><textarea>t\nu</textarea>"
     "<td><select><option>one<option selected>two<option>three</select>!<td><select><option>one</option>"
     "<option>two</option></select><td><button>b</button></table>",
     "1: A'100' B'ก & ขบาท' F't u' G'two !' H'one' I'b'\n"},
    {"what is never shown",
     "<table><tr><td>a<script>b</script><style>c</style><!-- d --><noscript>e</noscript>f</td></tr></table>"
     "<xml><x:Name>g</x:Name></xml>",
     "1: A'af'\n"},
    {"declarations that are none",
     "<![if !supportMisalignedColumns]><table><tr><td>a<![endif]></td><td><!x>b<!--[if x]>c<![endif]-->d</td>"
     "</tr></table><?xml version='1.0'?><![CDATA[e]]>",
     "1: A'a' B'bd'\n"},
    {"script with a mark of its own",
     "<table><tr><td>a<script>if (a <!b) x = '<!--'; </script>b<style><!-- td {} --></style><td>c</table>",
     "1: A'ab' B'c'\n"},
    {"text that looks like markup", "<table><tr><td>a < b<td>1<2<td>c > d<td><>e</table>",
     "1: A'a < b' B'1<2' C'c > d' D'<>e'\n"},
    {"unknown elements", "<table><tr><td><o:p>a</o:p><font color=red>b</font><blink>c</blink></table>",
     "1: A'abc'\n"},
    {"wrong nesting",
     "<table><tr><td><b><i>a</b></i><td>b</table></td></tr></div></b>x<table><tr><td>c</table>",
     "1: A'a' B'b'\n2: A'x'\n3: A'c'\n"},
    {"two heads and bodies",
     "<html><body><table><tr><td>a</table></body></html><html><head></head><body>"
     "<table><tr><td>b</table></body></html>",
     "1: A'a'\n2: A'b'\n"},
    {"no end of the page", "<html><body><table><tr><td>a</td></tr></table>", "1: A'a'\n"},
};

START_TEST(reads_pages)
{
    check_page(PAGES[_i].name, xt_str_of(PAGES[_i].page), NULL, PAGES[_i].shown);
}
END_TEST

/* The parser asks for pieces of 4,000 bytes; where they end must not show. */
START_TEST(reads_across_pieces)
{
    static const char PAGE[] =
        "<tr class='a \"b\" c'><td  title=\"x &amp; y\" colspan=2>ซื้อวัสดุ&nbsp;สำนักงาน &lt;ก&gt; &#3585;<br />"
        "<!-- hidden <td> --><b>จ้าง</b>เหมา<td>1,234.50</td></tr >\n";
    char *wanted = NULL;
    for (size_t pad = 3200; pad < 4300; pad++) {
        xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
        char *shown = NULL;
        xt_bytes_printf(&page, "<table>%*s", (int)pad, "");
        for (int i = 0; i < 3; i++)
            xt_bytes_puts(&page, PAGE);
        xt_bytes_puts(&page, "</table>");
        ck_assert_int_eq(show_page(xt_bytes_str(&page), NULL, &shown, NULL), XT_OK);
        if (!wanted) {
            const char *first = "1: A'ซื้อวัสดุ\xC2\xA0สำนักงาน <ก> ก<0A>จ้างเหมา' C'1,234.50'\n2: ";
            ck_assert(strncmp(shown, first, strlen(first)) == 0);
            ck_assert_ptr_nonnull(strstr(shown, "merge A3:B3\n"));
            wanted = strdup(shown);
        }
        ck_assert_msg(strcmp(shown, wanted) == 0, "%zu blanks: %s", pad, shown);
        free(shown);
        xt_bytes_free(&page);
    }
    free(wanted);
}
END_TEST

/* ------------------------------------------------------------ encodings */

#define BYTES(text) text, sizeof(text) - 1
#define THAI_874    "\xB7\xD5\xE8" /* ที่ */
#define THAI        "\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88"
#define LINE        "<table><tr><td>" THAI_874 "</td></tr></table>"
#define UTF8        "<table><tr><td>" THAI "</td></tr></table>"

static const struct {
    const char *name, *page;
    size_t size;
    const char *encoding, *cell;
} ENCODINGS[] = {
    {"UTF-8", BYTES(UTF8), NULL, THAI},
    {"UTF-8, mark", BYTES("\xEF\xBB\xBF" UTF8), NULL, THAI},
    {"UTF-8, called windows-874", BYTES("<meta charset=windows-874>" UTF8), NULL, THAI},
    {"UTF-8, said to be windows-874", BYTES(UTF8), "windows-874", "เธ—เธตเน\xC2\x88"},
    {"windows-874, meta charset", BYTES("<meta charset=\"windows-874\">" LINE), NULL, THAI},
    {"TIS-620, http-equiv",
     BYTES("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; Charset=TIS-620'>" LINE), NULL, THAI},
    {"windows-874, nothing said", BYTES(LINE), NULL, THAI},
    {"windows-874, called UTF-8", BYTES("<meta charset=utf-8>" LINE), NULL, THAI},
    {"windows-874, called Latin", BYTES("<meta charset=iso-8859-1>" LINE), NULL, THAI},
    {"windows-874, said", BYTES(LINE), "X-Windows-874", THAI},
    {"windows-874 with signs", BYTES("<table><tr><td>\x93" THAI_874 "\x94\x85\x81\xA0</table>"), "cp874",
     "“" THAI "”…\xC2\x81\xC2\xA0"},
    {"bytes that windows-874 lacks", BYTES("<table><tr><td>\xDB" THAI_874 "\xFC</table>"), NULL,
     "\xEF\xBF\xBD" THAI "\xEF\xBF\xBD"},
    {"UTF-8 with a bad byte", BYTES("<table><tr><td>" THAI "\xFF" THAI "</table>"), NULL,
     THAI "\xEF\xBF\xBD" THAI},
    {"bad UTF-8, said to be that", BYTES("<table><tr><td>a\xB7\xB7</table>"), "UTF-8",
     "a\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"UTF-8 behind a mark, cut", BYTES("\xEF\xBB\xBF<table><tr><td>a\xE0\xB8</table>"), NULL,
     "a\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"UTF-16LE",
     BYTES("\xFF\xFE"
           "<\0t\0a\0b\0l\0e\0>\0<\0t\0r\0>\0<\0t\0d\0>\0\x17\x0E\x3D\xD8\x00\xDE\x3D\xD8"
           "a\0\0\0<\0/\0t\0a\0b\0l\0e\0>\0"),
     NULL,
     "ท😀\xEF\xBF\xBD"
     "a\xEF\xBF\xBD"},
    {"UTF-16BE", BYTES("\xFE\xFF\0<\0t\0a\0b\0l\0e\0>\0<\0t\0r\0>\0<\0t\0d\0>\x0E\x17\xDC\x00\xD8\x3D"), NULL,
     "ท\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"the parser does not change the encoding",
     BYTES("<html><head><meta http-equiv=Content-Type content='text/html; "
           "charset=shift_jis'></head><body>" UTF8),
     NULL, THAI},
    {"a later meta", BYTES("<table><tr><td>" THAI "<meta charset=utf-16></table>"), NULL, THAI},
};

START_TEST(reads_encodings)
{
    xt_open_options options = xt_open_options_default();
    options.encoding = ENCODINGS[_i].encoding;
    char *wanted = pack_text("1: A'%s'\n", ENCODINGS[_i].cell);
    check_page(ENCODINGS[_i].name, (xt_str){ENCODINGS[_i].page, ENCODINGS[_i].size}, &options, wanted);
    free(wanted);
}
END_TEST

/* A NUL ends the page for the parser; there is more behind it. */
START_TEST(reads_behind_nul)
{
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_printf(&page, "<table>%*s<tr><td>a", 5000, "");
    xt_bytes_putc(&page, '\0');
    xt_bytes_puts(&page, "b<td>\x01 c\x1B</table>");
    check_page("NUL", xt_bytes_str(&page), NULL,
               "1: A'a\xEF\xBF\xBD"
               "b' B'c'\n");
    xt_bytes_free(&page);
}
END_TEST

/* The sheet has the name of the file. */
START_TEST(names_its_sheet)
{
    static const char PAGE[] = "<table><tr><td>a</table>";
    xt_book *book = NULL;
    size_t index = 7;
    ck_assert_int_eq(xt_book_open_memory(&book, PAGE, sizeof PAGE - 1, NULL, NULL), XT_OK);
    ck_assert_str_eq(xt_book_sheet(book, 0)->name, "Sheet1");
    ck_assert_int_eq(xt_book_sheet(book, 0)->visibility, XT_VISIBLE);
    ck_assert_int_eq(xt_book_find_sheet(book, "sheet1", &index, NULL), XT_OK);
    ck_assert_uint_eq(index, 0);
    xt_book_close(book);
}
END_TEST

/* ------------------------------------------------------------ what is refused */

static const struct {
    const char *name, *page;
    fault wanted;
} REFUSED[] = {
    {"no table", "<html><body><h1>Session expired</h1></body></html>", {.sentence = XT_SAY_IS_HTML}},
    {"a table in a comment", "<html><!-- <table><tr><td>a</table> --></html>", {.sentence = XT_SAY_IS_HTML}},
    {"cut in a tag", "<table><tr><td>a</td></tr><tr><td", {.sentence = XT_SAY_ZIP_CUT}},
    {"cut in a cell", "<table><tr><td>a</td></tr><tr><td>b", {.sentence = XT_SAY_ZIP_CUT}},
    {"cut in a cell, behind other tags",
     "<table><tr><td>a</td></tr><tr><td><p><b>b</b><br>",
     {.sentence = XT_SAY_ZIP_CUT}},
    {"cut in a cell, where rows alone are closed",
     "<table><tr><td>a</tr><tr><td>b",
     {.sentence = XT_SAY_ZIP_CUT}},
    {"cut behind a cell", "<table><tr><td>a</td></tr><tr><td>b</td>", {.sentence = XT_SAY_ZIP_CUT}},
    {"cut behind the beginning of a row", "<table><tr><td>a</td></tr><tr>", {.sentence = XT_SAY_ZIP_CUT}},
    {"more than a row can hold",
     NULL,
     {XT_SAY_LIMIT_COLUMN, "Sheet1", NULL, XT_MAX_COLUMN + 1, XT_MAX_COLUMN}},
};

START_TEST(refuses)
{
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    char *shown = NULL;
    xt_error error;
    xt_bytes_puts(&page, REFUSED[_i].page ? REFUSED[_i].page : "<table><tr>");
    for (int i = 0; !REFUSED[_i].page && i < 18; i++)
        xt_bytes_puts(&page, "<td colspan=1000>");
    xt_status status = show_page(xt_bytes_str(&page), NULL, &shown, &error);
    check_fault(REFUSED[_i].name, 0, &REFUSED[_i].wanted, status, &error);
    ck_assert_ptr_null(shown);
    xt_bytes_free(&page);
}
END_TEST

static const struct {
    const char *name, *page;
    xt_limits limits; /* those of the case; the others are the default */
    fault wanted;
} LIMITS[] = {
    {"cell",
     "<table><tr><td>a<td>12345</table>",
     {.cell_size = 4},
     {XT_SAY_LIMIT_CELL, "Sheet1!B1", NULL, 0, 4}},
    {"cell of line breaks",
     "<table><tr><td>a<br><br><br><br><br>b</table>",
     {.cell_size = 4},
     {XT_SAY_LIMIT_CELL, "Sheet1!A1", NULL, 0, 4}},
    {"line", "<body>12345<table></table>", {.cell_size = 4}, {XT_SAY_LIMIT_CELL, "Sheet1!A1", NULL, 0, 4}},
    {"merges",
     "<table><tr><td colspan=2>a<td rowspan=2>b</table>",
     {.merges = 1},
     {XT_SAY_LIMIT_MERGES, "Sheet1", NULL, 2, 1}},
    {"file", "<table></table>", {.input_size = 14}, {XT_SAY_LIMIT_INPUT, NULL, NULL, 15, 14}},
    {"attributes",
     "<table><tr><td a b=1>< c d e f g<td a b=1 c='x > y' d = \"z\">2</table>",
     {.xml_attributes = 3},
     {XT_SAY_LIMIT_ATTRIBUTES, "Sheet1", NULL, 4, 3}},
    {"attributes of what may be an element",
     "<table><tr><td><script>'<p a b c d e f g h'</script>1</table>",
     {.xml_attributes = 2},
     {XT_SAY_LIMIT_ATTRIBUTES, "Sheet1", NULL, 8, 2}},
    {"text",
     "<table><tr><td>12345<td>67890</table>",
     {.text_size = 9},
     {XT_SAY_LIMIT_TEXT, "Sheet1", NULL, 10, 9}},
};

START_TEST(holds_limits)
{
    xt_open_options options = xt_open_options_default();
    const xt_limits *own = &LIMITS[_i].limits;
    char *shown = NULL;
    xt_error error;
    options.limits.cell_size = own->cell_size ? own->cell_size : options.limits.cell_size;
    options.limits.merges = own->merges ? own->merges : options.limits.merges;
    options.limits.xml_attributes = own->xml_attributes;
    options.limits.input_size = own->input_size ? own->input_size : options.limits.input_size;
    options.limits.text_size = own->text_size ? own->text_size : options.limits.text_size;
    options.limits.text_factor = own->text_size ? 0 : options.limits.text_factor;
    xt_status status = show_page(xt_str_of(LIMITS[_i].page), &options, &shown, &error);
    check_fault(LIMITS[_i].name, 0, &LIMITS[_i].wanted, status, &error);
    free(shown);
}
END_TEST

/* Rows below the last one of Excel, although hardly a byte is spent on each. */
START_TEST(refuses_too_many_rows)
{
    const fault wanted = {XT_SAY_LIMIT_ROW, "Sheet1", NULL, XT_MAX_ROW + 1, XT_MAX_ROW};
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    char *shown = NULL;
    xt_error error;
    xt_bytes_puts(&page, "<table>");
    for (int i = 0; i < XT_MAX_ROW + 1; i++)
        xt_bytes_puts(&page, "<tr>");
    xt_status status = show_page(xt_bytes_str(&page), NULL, &shown, &error);
    check_fault("rows", 0, &wanted, status, &error);
    xt_bytes_free(&page);
}
END_TEST

/* Elements inside each other: refused, and never slower than the page is long. */
START_TEST(refuses_deep_nesting)
{
    static const char *const OPENS[] = {"<div>", "<b>", "<table><tr><td>", "<table>", "<select><option>"};
    const fault wanted = {XT_SAY_LIMIT_DEPTH, "Sheet1", NULL, XT_HTML_DEPTH + 1, XT_HTML_DEPTH};
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    char *shown = NULL;
    xt_error error;
    xt_bytes_puts(&page, "<html>");
    for (int i = 0; i < 200000; i++)
        xt_bytes_puts(&page, OPENS[_i]);
    xt_status status = show_page(xt_bytes_str(&page), NULL, &shown, &error);
    check_fault("nested", 0, &wanted, status, &error);
    xt_bytes_free(&page);
}
END_TEST

/* A page that ends anywhere is read or refused; what is read are rows of the whole page. */
START_TEST(reads_or_refuses_cut_pages)
{
    static const char PAGE[] =
        "<html><head><meta charset=utf-8><style>x</style></head><body><h1>ที่</h1><table border=1><tr><th "
        "colspan=\"2\">a&nbsp;&#3585;</th></tr>\n<tr><td rowspan='2'>b<br></td><td>c</td></tr><tr "
        "style=\"display:none\"><td>d</td></tr></table><!-- e --><p>f</p></body></html>";
    char *whole = NULL;
    ck_assert_int_eq(show_page((xt_str){PAGE, sizeof PAGE - 1}, NULL, &whole, NULL), XT_OK);
    const char *end = strstr(PAGE, "</table>");
    size_t read = 0;
    for (size_t size = strlen("<html>"); size < sizeof PAGE; size++) {
        char *shown = NULL;
        xt_status status = show_page((xt_str){PAGE, size}, NULL, &shown, NULL);
        ck_assert_msg(status == XT_OK || status == XT_TRUNCATED || status == XT_NOT_A_WORKBOOK, "%zu", size);
        bool inside = size > (size_t)(strstr(PAGE, "<td rowspan") - PAGE) && PAGE + size < end &&
                      PAGE[size - 1] != '\n' && strncmp(PAGE + size - 5, "</tr>", 5) != 0;
        ck_assert_msg(!inside || status == XT_TRUNCATED, "%zu bytes are read: %s", size, shown ? shown : "");
        read += status == XT_OK;
        free(shown);
    }
    ck_assert_uint_ge(read, 10);
    free(whole);
}
END_TEST

/* Thousands of tables, and spans everywhere, take no time. */
START_TEST(is_not_slowed_down)
{
    static const char *const UNITS[] = {"<table><tr><td rowspan=65534 colspan=1000></table>",
                                        "<tr><td rowspan=65534>",
                                        "<tr><td rowspan=65534 colspan=1000>",
                                        "</i>",
                                        "<b></i></b>",
                                        "<!x>",
                                        "&nbsp",
                                        "<!--x-->",
                                        "<col span=1000>",
                                        "<br>",
                                        "<",
                                        "&"};
    xt_bytes page = xt_bytes_make(SIZE_MAX / 2);
    xt_open_options options = xt_open_options_default();
    char *shown = NULL;
    options.limits.merges = 0;
    options.limits.cell_size = 0;
    xt_bytes_puts(&page, "<table><tr><td>");
    while (page.size < 1000000)
        xt_bytes_puts(&page, UNITS[_i]);
    xt_bytes_puts(&page, "</table>");
    xt_status status = show_page(xt_bytes_str(&page), &options, &shown, NULL);
    ck_assert_msg(status == XT_OK || status == XT_OVER_LIMIT, "%s: %d", UNITS[_i], (int)status);
    free(shown);
    xt_bytes_free(&page);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("html");
    TCase *cases = tcase_create("html");
    tcase_add_loop_test(cases, reads_pages, 0, XT_ENTRIES(PAGES));
    tcase_add_test(cases, reads_across_pieces);
    tcase_add_loop_test(cases, reads_encodings, 0, XT_ENTRIES(ENCODINGS));
    tcase_add_test(cases, reads_behind_nul);
    tcase_add_test(cases, names_its_sheet);
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(REFUSED));
    tcase_add_loop_test(cases, holds_limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_test(cases, refuses_too_many_rows);
    tcase_add_loop_test(cases, refuses_deep_nesting, 0, 5);
    tcase_add_test(cases, reads_or_refuses_cut_pages);
    tcase_add_loop_test(cases, is_not_slowed_down, 0, 12);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
