/* SPDX-License-Identifier: MIT
 *
 * A worksheet part as rows. Each case shows the XML and what must come out (see show.h for its notation).
 */
#include "read/book.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#define STRINGS                                                                                              \
    PACK_STRINGS("<si><t>ที่</t></si><si><t>รายการ</t></si><si><t></t></si>"               \
                 "<si><r><t>ต้น</t></r><r><t>ปลาย</t></r></si>")

/* Formats: 0 number, 1 date, 2 date and time, 3 own Thai date, 4 text */
#define STYLES                                                                                               \
    PACK_STYLES("<numFmts><numFmt numFmtId=\"164\" formatCode=\"ว/ด/ปปปป\"/></numFmts>"          \
                "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"                    \
                "<xf numFmtId=\"164\"/><xf numFmtId=\"49\"/></cellXfs>")

static void free_bytes(xt_str file)
{
    free((void *)(uintptr_t)file.data);
}

/* A workbook with these shared strings, styles, and this sheet part. */
static xt_str pack_sheet(const char *sheet)
{
    return pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = sheet},
                                         {.name = "xl/sharedStrings.xml", .text = STRINGS},
                                         {.name = "xl/styles.xml", .text = STYLES},
                                         {0}});
}

/* ------------------------------------------------------------ cells */

static const struct {
    const char *name, *row, *shown; /* the inside of row 1, and of its line */
} CELLS[] = {
    {"number", "<c r=\"A1\"><v>1</v></c>", " A=1"},
    {"number, said to be one", "<c r=\"A1\" t=\"n\"><v>1</v></c>", " A=1"},
    {"number as it is spelled",
     "<c><v>1500.50</v></c><c><v>1E+21</v></c><c><v>-0</v></c><c><v>.5</v></c><c><v>+5</v></c>",
     " A=1500.50 B=1E+21 C=-0 D=.5 E=+5"},
    {"number with blanks around", "<c><v> 7\n</v></c>", " A=7"},
    {"long number", "<c><v>0.1000000000000000055511151231257827021181583404541015625</v></c>",
     " A=0.1000000000000000055511151231257827021181583404541015625"},
    {"no number", "<c><v>NaN</v></c><c><v>INF</v></c><c><v>0x10</v></c><c><v>1e400</v></c><c><v>1,5</v></c>",
     " A?NaN B?INF C?0x10 D?1e400 E?1,5"},
    {"no number either",
     "<c><v>-1e400</v></c><c><v>infinity</v></c><c><v>nan</v></c><c><v>1e</v></c><c><v>1 2</v></c>"
     "<c><v>--1</v></c><c><v>๑๒</v></c><c><v>.</v></c><c><v>1e5.5</v></c><c><v>ก</v></c>",
     " A?-1e400 B?infinity C?nan D?1e E?1 2 F?--1 G?๑๒ H?. I?1e5.5 J?ก"},
    {"smallest and largest", "<c><v>4.9406564584124654E-324</v></c><c><v>1.7976931348623157E+308</v></c>",
     " A=4.9406564584124654E-324 B=1.7976931348623157E+308"},
    {"dates by format",
     "<c s=\"0\"><v>45382</v></c><c s=\"1\"><v>45382</v></c><c s=\"2\"><v>45382.5</v></c>"
     "<c s=\"3\"><v>45382</v></c><c s=\"4\"><v>45382</v></c>",
     " A=45382 B@2024-03-31 C@2024-03-31T12:00:00 D@2024-03-31 E=45382"},
    {"date formats on other cells",
     "<c s=\"1\" t=\"s\"><v>0</v></c><c s=\"1\" t=\"b\"><v>1</v></c><c s=\"1\" t=\"e\"><v>#N/A</v></c>"
     "<c s=\"1\"><v>x</v></c>",
     " A'ที่' B=true C#N/A D?x"},
    {"serials outside the calendar", "<c s=\"1\"><v>-1</v></c><c s=\"1\"><v>2958466</v></c>",
     " A@-1 B@2.95847e+06"},
    {"format that is not there", "<c s=\"5\"><v>1</v></c><c s=\"4294967295\"><v>1</v></c>", " A=1 B=1"},
    {"ISO dates",
     "<c t=\"d\"><v>2024-03-31</v></c><c t=\"d\"><v>2024-03-31T09:30:15</v></c>"
     "<c t=\"d\"><v>2024-03-31T09:30:15.250Z</v></c><c t=\"d\"><v>1900-01-01</v></c>"
     "<c t=\"d\"><v>12:00:00</v></c>",
     " A@2024-03-31 B@2024-03-31T09:30:15 C@2024-03-31T09:30:15.250 D@1900-01-01 E@1899-12-31T12:00:00"},
    {"ISO dates that are none",
     "<c t=\"d\"><v>2024-02-30</v></c><c t=\"d\"><v>31/3/2567</v></c><c t=\"d\"><v>45382</v></c>",
     " A?2024-02-30 B?31/3/2567 C=45382"},
    {"shared strings",
     "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>3</v></c><c t=\"s\"><v> 1 </v></c>",
     " A'ที่' B'รายการ' C'ต้นปลาย' D'รายการ'"},
    {"shared string without characters", "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>0</v></c>", " B'ที่'"},
    {"inline strings",
     "<c t=\"inlineStr\"><is><t>ที่</t></is></c><c t=\"inlineStr\"><is><r><rPr><t>no</t></rPr><t>ต้น</t></r><r>"
     "<t>ปลาย</t></r><rPh><t>no</t></rPh></is></c><c t=\"inlineStr\"><is>"
     "<t xml:space=\"preserve\"> a </t></is></c>",
     " A'ที่' B'ต้นปลาย' C' a '"},
    {"inline string's value is not in <v>",
     "<c t=\"inlineStr\"><v>no</v><is><t>yes</t></is></c><c t=\"inlineStr\"><v>no</v></c>", " A'yes'"},
    {"strings of formulas", "<c t=\"str\"><f>A1</f><v>ผล</v></c><c t=\"str\"><v> x </v></c>",
     " A'ผล'{f} B' x '"},
    {"escapes",
     "<c t=\"inlineStr\"><is><t>a_x000D_b_x005F_x000D_</t></is></c>"
     "<c t=\"str\"><v>_x0009__xD83D__xDE00_</v></c><c t=\"str\"><v>_xD83D_</v></c>",
     " A'a<0D>b_x000D_' B'<09>😀' C'\xEF\xBF\xBD'"},
    {"escapes of two runs do not join", "<c t=\"inlineStr\"><is><r><t>_x00</t></r><r><t>41_</t></r></is></c>",
     " A'_x0041_'"},
    {"line ends", "<c t=\"str\"><v>a&#10;b&#13;c\r\nd</v></c>", " A'a<0A>b<0D>c<0A>d'"},
    {"references and CDATA", "<c t=\"str\"><v>&lt;&amp;<![CDATA[<x>]]>&#3585;</v></c>", " A'<&<x>ก'"},
    {"truth",
     "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c t=\"b\"><v>true</v></c><c t=\"b\"><v>FALSE</v></c>",
     " A=true B=false C=true D=false"},
    {"no truth", "<c t=\"b\"><v>2</v></c><c t=\"b\"><v>yes</v></c><c t=\"b\"><v>-1</v></c>",
     " A?2 B?yes C?-1"},
    {"errors", "<c t=\"e\"><v>#REF!</v></c><c t=\"e\"><v>#DIV/0!</v></c><c t=\"e\"><v>#N/A</v></c>",
     " A#REF! B#DIV/0! C#N/A"},
    {"formulas",
     "<c><f>1+1</f><v>2</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c t=\"b\"><f>TRUE</f><v>1</v></c>"
     "<c s=\"1\"><f/><v>1</v></c>",
     " A=2{f} B#DIV/0!{f} C=true{f} D@1900-01-01{f}"},
    {"shared and array formulas",
     "<c><f t=\"shared\" si=\"0\"/><v>2</v></c><c><f t=\"array\" ref=\"A1:B2\">X</f><v>3</v></c>",
     " A=2{f} B=3{f}"},
    {"formula without value",
     "<c><f>NOW()</f></c><c><f>A1</f><v/></c><c t=\"str\"><f>\"\"</f><v></v></c><c><v>1</v></c>", " D=1"},
    {"a formula counts for its own cell only", "<c><f>1</f><v>1</v></c><c><v>2</v></c>", " A=1{f} B=2"},
    {"style only",
     "<c r=\"A1\" s=\"3\"/><c r=\"B1\" s=\"3\"></c><c r=\"C1\" t=\"s\"/><c r=\"D1\"><v></v></c>"
     "<c r=\"E1\"><v>1</v></c>",
     " E=1"},
    {"empty texts",
     "<c t=\"inlineStr\"><is/></c><c t=\"inlineStr\"><is><t/></is></c><c t=\"str\"><v/></c>"
     "<c t=\"e\"><v/></c><c t=\"b\"/>",
     ""},
    {"without addresses", "<c><v>1</v></c><c><v>2</v></c><c/><c><v>4</v></c>", " A=1 B=2 D=4"},
    {"addresses here and there",
     "<c><v>1</v></c><c r=\"D1\"><v>4</v></c><c><v>5</v></c><c r=\"AA1\"><v>27</v></c><c><v>28</v></c>",
     " A=1 D=4 E=5 AA=27 AB=28"},
    {"addresses in lower case, with $", "<c r=\"b1\"><v>2</v></c><c r=\"$C$1\"><v>3</v></c>", " B=2 C=3"},
    {"columns out of order", "<c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>",
     " A=1 B=2 C=3"},
    {"last column", "<c r=\"XFD1\"><v>1</v></c>", " XFD=1"},
    {"unknown things inside",
     "<c r=\"A1\" cm=\"1\" vm=\"2\" ph=\"1\"><extLst><v>no</v></extLst><v>1</v><x/></c><other>"
     "<c><v>9</v></c></other>",
     " A=1"},
    {"foreign attributes", "<c xmlns:q=\"urn:q\" q:r=\"C1\" q:t=\"s\" r=\"B1\"><v>1</v></c>", " B=1"},
    {"text beside the value", "<c>x<v>1</v>y</c>z<c><is>q<t>no</t></is></c>", " A=1 B?no"},
    {"long Thai text",
     "<c t=\"inlineStr\"><is><t>กข้ค่ง้จ๊ฉ๋ช์ซำฌาญิฎีฏึฐืฑุฒูณเดแตโถใทไธฯนๆบ๑ป๒ผ๓ฝ๔พ๕ฟ๖ภ๗ม๘ย๙ร</t></is></c>",
     " A'กข้ค่ง้จ๊ฉ๋ช์ซำฌาญิฎีฏึฐืฑุฒูณเดแตโถใทไธฯนๆบ๑ป๒ผ๓ฝ๔พ๕ฟ๖ภ๗ม๘ย๙ร'"},
};

START_TEST(reads_cells)
{
    char *sheet = pack_text(PACK_DATA("<row r=\"1\">%s</row>"), CELLS[_i].row);
    char *shown = pack_text("1:%s\n", CELLS[_i].shown);
    xt_str file = pack_sheet(sheet);
    check_shown(CELLS[_i].name, file, 0, shown);
    free_bytes(file);
    free(shown);
    free(sheet);
}
END_TEST

/* ------------------------------------------------------------ sheets */

#define MCE  " xmlns:mc=\"" PACK_MCE "\""
#define CELL "<c><v>1</v></c>"

static const struct {
    const char *name, *sheet, *shown;
} SHEETS[] = {
    {"nothing", PACK_SHEET(""), ""},
    {"no rows", PACK_DATA(""), ""},
    {"rows without numbers", PACK_DATA("<row>" CELL "</row><row/><row>" CELL "</row>"),
     "1: A=1\n2:\n3: A=1\n"},
    {"numbers here and there", PACK_DATA("<row>" CELL "</row><row r=\"5\">" CELL "</row><row>" CELL "</row>"),
     "1: A=1\n5: A=1\n6: A=1\n"},
    {"last row", PACK_DATA("<row r=\"1048576\">" CELL "</row>"), "1048576: A=1\n"},
    {"rows out of order come as they are",
     PACK_DATA("<row r=\"3\">" CELL "</row><row r=\"1\">" CELL "</row>"), "3: A=1\n1: A=1\n"},
    {"a row's number again, without cells",
     PACK_DATA("<row r=\"1\"/><row r=\"1\">" CELL "</row><row r=\"1\"/><row r=\"9\">" CELL "</row>"),
     "1:\n1: A=1\n1:\n9: A=1\n"},
    {"rows of formats only",
     PACK_DATA("<row r=\"2\" s=\"1\" customFormat=\"1\"/><row r=\"3\"><c r=\"A3\" s=\"1\"/></row>"),
     "2:\n3:\n"},
    {"hidden rows",
     PACK_DATA("<row hidden=\"1\"/><row hidden=\"true\">" CELL
               "</row><row hidden=\"0\"/><row hidden=\"false\"/>"),
     "1(hidden):\n2(hidden): A=1\n3:\n4:\n"},
    {"hidden columns",
     PACK_SHEET("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"3\" max=\"3\" hidden=\"0\"/>"
                "<col min=\"4\" max=\"6\" hidden=\"true\"/><col min=\"7\" max=\"8\" width=\"0\"/></cols>"
                "<sheetData/>"),
     "hidden B:B\nhidden D:F\n"},
    {"all columns hidden", PACK_SHEET("<cols><col min=\"1\" max=\"16384\" hidden=\"1\"/></cols><sheetData/>"),
     "hidden A:XFD\n"},
    {"senseless columns",
     PACK_SHEET("<cols><col hidden=\"1\"/><col min=\"1\" hidden=\"1\"/>"
                "<col min=\"x\" max=\"y\" hidden=\"1\"/><col min=\"5\" max=\"4\" hidden=\"1\"/>"
                "<col min=\"-1\" max=\"3\" hidden=\"1\"/>"
                "<col min=\"16384\" max=\"4294967295\" hidden=\"1\"/></cols><sheetData/>"),
     "hidden XFD:XFD\n"},
    {"merges",
     PACK_SHEET("<sheetData><row>" CELL "</row></sheetData><mergeCells count=\"9\"><mergeCell ref=\"A1:C1\"/>"
                "<mergeCell ref=\"B5:B3\"/><mergeCell ref=\"D1\"/></mergeCells>"),
     "1: A=1\nmerge A1:C1\nmerge B3:B5\nmerge D1:D1\n"},
    {"merge of the whole sheet",
     PACK_SHEET("<sheetData/><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>"),
     "merge A1:XFD1048576\n"},
    {"lying dimension",
     PACK_SHEET("<dimension ref=\"A1:XFD1048576\"/><sheetData><row>" CELL "</row></sheetData>"), "1: A=1\n"},
    {"senseless dimension",
     PACK_SHEET("<dimension ref=\"x\"/><sheetData><row spans=\"a:b\">" CELL "</row></sheetData>"),
     "1: A=1\n"},
    {"prefix",
     "<x:worksheet xmlns:x=\"" PACK_MAIN
     "\"><x:cols><x:col min=\"1\" max=\"1\" hidden=\"1\"/></x:cols><x:sheetData><x:row r=\"2\">"
     "<x:c r=\"B2\" t=\"s\"><x:v>0</x:v></x:c><x:c t=\"inlineStr\"><x:is>"
     "<x:t>ก</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells>"
     "<x:mergeCell ref=\"A1:B1\"/></x:mergeCells></x:worksheet>",
     "2: B'ที่' C'ก'\nmerge A1:B1\nhidden A:A\n"},
    {"Strict", "<worksheet xmlns=\"" PACK_STRICT "\"><sheetData><row>" CELL "</row></sheetData></worksheet>",
     "1: A=1\n"},
    {"byte order mark",
     "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>" PACK_DATA("<row>" CELL "</row>"), "1: A=1\n"},
    {"rows in a fallback",
     "<worksheet xmlns=\"" PACK_MAIN "\"" MCE
     "><sheetData><mc:AlternateContent><mc:Choice Requires=\"x\"><row><c><v>9</v></c></row></mc:Choice>"
     "<mc:Fallback><row>" CELL "</row></mc:Fallback></mc:AlternateContent><row>" CELL
     "</row></sheetData></worksheet>",
     "1: A=1\n2: A=1\n"},
    {"what looks like rows elsewhere",
     PACK_SHEET("<sheetViews><row>" CELL "</row></sheetViews><sheetData><row>" CELL
                "</row></sheetData><extLst><ext><sheetData><row>" CELL "</row></sheetData></ext></extLst>"),
     "1: A=1\n"},
    {"blanks between the elements",
     PACK_DATA("\n  <row r=\"1\">\n    <c r=\"A1\">\n <v>1</v>\n </c>\n  </row>\n"), "1: A=1\n"},
    {"data in two pieces",
     PACK_SHEET("<sheetData><row>" CELL "</row></sheetData><sheetData><row>" CELL "</row></sheetData>"),
     "1: A=1\n2: A=1\n"},
};

START_TEST(reads_sheets)
{
    xt_str file = pack_sheet(SHEETS[_i].sheet);
    check_shown(SHEETS[_i].name, file, 0, SHEETS[_i].shown);
    free_bytes(file);
}
END_TEST

static const struct {
    const char *name, *sheet;
    fault wanted;
} REFUSED[] = {
    {"shared string -1",
     PACK_DATA("<row><c t=\"s\"><v>-1</v></c></row>"),
     {XT_SAY_CELL_STRING, "S!A1", "-1", 0, 0}},
    {"shared string behind the last",
     PACK_DATA("<row><c t=\"s\"><v>4</v></c></row>"),
     {XT_SAY_CELL_STRING, "S!A1", "4", 0, 0}},
    {"shared string huge",
     PACK_DATA("<row r=\"7\"><c r=\"AB7\" t=\"s\"><v>99999999999999999999</v></c></row>"),
     {XT_SAY_CELL_STRING, "S!AB7", "99999999999999999999", 0, 0}},
    {"shared string 2^32",
     PACK_DATA("<row><c t=\"s\"><v>4294967296</v></c></row>"),
     {XT_SAY_CELL_STRING, "S!A1", "4294967296", 0, 0}},
    {"shared string abc",
     PACK_DATA("<row><c t=\"s\"><v>abc</v></c></row>"),
     {XT_SAY_CELL_STRING, "S!A1", "abc", 0, 0}},
    {"shared string 1.0",
     PACK_DATA("<row><c t=\"s\"><v>1.0</v></c></row>"),
     {XT_SAY_CELL_STRING, "S!A1", "1.0", 0, 0}},
    {"shared string blank",
     PACK_DATA("<row><c t=\"s\"><v> </v></c></row>"),
     {XT_SAY_CELL_STRING, "S!A1", " ", 0, 0}},
    {"unknown type",
     PACK_DATA("<row><c/><c t=\"x\"><v>1</v></c></row>"),
     {XT_SAY_CELL_TYPE, "S!B1", "x", 0, 0}},
    {"type of no letters",
     PACK_DATA("<row><c t=\"\"><v>1</v></c></row>"),
     {XT_SAY_CELL_TYPE, "S!A1", "", 0, 0}},
    {"format -1", PACK_DATA("<row><c s=\"-1\"><v>1</v></c></row>"), {XT_SAY_CELL_FORMAT, "S!A1", "-1", 0, 0}},
    {"format x", PACK_DATA("<row><c s=\"x\"/></row>"), {XT_SAY_CELL_FORMAT, "S!A1", "x", 0, 0}},
    {"address x", PACK_DATA("<row><c r=\"x\"/></row>"), {XT_SAY_CELL_ADDRESS, "S!A1", "x", 0, 0}},
    {"address of no letters", PACK_DATA("<row><c r=\"\"/></row>"), {XT_SAY_CELL_ADDRESS, "S!A1", "", 0, 0}},
    {"address A0", PACK_DATA("<row><c r=\"A0\"/></row>"), {XT_SAY_CELL_ADDRESS, "S!A1", "A0", 0, 0}},
    {"column XFE", PACK_DATA("<row><c r=\"XFE1\"/></row>"), {XT_SAY_LIMIT_COLUMN, "S", NULL, 16385, 16384}},
    {"column behind XFD without address",
     PACK_DATA("<row><c r=\"XFD1\"/><c/></row>"),
     {XT_SAY_LIMIT_COLUMN, "S", NULL, 16385, 16384}},
    {"row 1048577", PACK_DATA("<row r=\"1048577\"/>"), {XT_SAY_LIMIT_ROW, "S", NULL, 1048577, 1048576}},
    {"row behind the last without number",
     PACK_DATA("<row r=\"1048576\"/><row/>"),
     {XT_SAY_LIMIT_ROW, "S", NULL, 1048577, 1048576}},
    {"row 0", PACK_DATA("<row r=\"0\"/>"), {XT_SAY_ROW_NUMBER, "S!1", "0", 0, 0}},
    {"row -1", PACK_DATA("<row/><row r=\"-1\"/>"), {XT_SAY_ROW_NUMBER, "S!2", "-1", 0, 0}},
    {"row x", PACK_DATA("<row r=\"x\"/>"), {XT_SAY_ROW_NUMBER, "S!1", "x", 0, 0}},
    {"row 2^32", PACK_DATA("<row r=\"4294967296\"/>"), {XT_SAY_ROW_NUMBER, "S!1", "4294967296", 0, 0}},
    {"cell twice",
     PACK_DATA("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
     {XT_SAY_CELL_TWICE, "S!A1", "", 0, 0}},
    {"two values in a cell",
     PACK_DATA("<row><c r=\"A1\"><v>4</v><v>2</v></c></row>"),
     {XT_SAY_CELL_TWICE, "S!A1", "", 0, 0}},
    {"a value and a text in a cell",
     PACK_DATA("<row><c r=\"A1\"><v>4</v><is><t>2</t></is></c></row>"),
     {XT_SAY_CELL_TWICE, "S!A1", "", 0, 0}},
    {"a text and a value in a cell",
     PACK_DATA("<row><c r=\"A1\"><is><t>4</t></is><v>2</v></c></row>"),
     {XT_SAY_CELL_TWICE, "S!A1", "", 0, 0}},
    {"two texts in a cell",
     PACK_DATA("<row><c r=\"A1\" t=\"inlineStr\"><is><t>4</t></is><is><t>2</t></is></c></row>"),
     {XT_SAY_CELL_TWICE, "S!A1", "", 0, 0}},
    {"cell twice, apart",
     PACK_DATA("<row r=\"9\"><c r=\"C9\"><v>1</v></c><c r=\"A9\"><v>2</v></c><c r=\"B9\"><v>2</v></c>"
               "<c r=\"C9\"><v>2</v></c></row>"),
     {XT_SAY_CELL_TWICE, "S!C9", "", 0, 0}},
    {"cell twice by its place",
     PACK_DATA("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c><c><v>2</v></c></row>"),
     {XT_SAY_CELL_TWICE, "S!B1", "", 0, 0}},
    {"cell twice in two rows of one number",
     PACK_DATA("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\"/><row r=\"2\">"
               "<c r=\"A2\"><v>2</v></c></row>"),
     {XT_SAY_CELL_TWICE, "S!A2", "", 0, 0}},
    {"the last row twice",
     PACK_DATA("<row r=\"1048576\">" CELL "</row><row r=\"1048576\">" CELL "</row>"),
     {XT_SAY_CELL_TWICE, "S!A1048576", "", 0, 0}},
    {"address of another row",
     PACK_DATA("<row r=\"2\"><c r=\"A2\"/><c r=\"B3\"><v>1</v></c></row>"),
     {XT_SAY_CELL_ADDRESS, "S!A2", "B3", 0, 0}},
    {"merge x",
     PACK_SHEET("<mergeCells><mergeCell ref=\"x\"/></mergeCells>"),
     {XT_SAY_MERGE, "S", "x", 0, 0}},
    {"merge without range",
     PACK_SHEET("<mergeCells><mergeCell/></mergeCells>"),
     {XT_SAY_MERGE, "S", "", 0, 0}},
    {"doctype", "<!DOCTYPE x>" PACK_DATA(""), {XT_SAY_XML_DOCTYPE, PACK_SHEET_NAME, NULL, 0, 0}},
    {"invalid UTF-8",
     PACK_DATA("<row><c t=\"str\"><v>\xB7\xD5\xE8</v></c></row>"),
     {XT_SAY_XML_SYNTAX, PACK_SHEET_NAME, NULL, 0, 0}},
    {"half a Thai letter",
     PACK_DATA("<row><c t=\"str\"><v>\xE0\xB8</v></c></row>"),
     {XT_SAY_XML_SYNTAX, PACK_SHEET_NAME, NULL, 0, 0}},
    {"damage behind the rows",
     "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData><row/></sheetData></x>",
     {XT_SAY_XML_SYNTAX, PACK_SHEET_NAME, NULL, 0, 0}},
};

START_TEST(refuses_sheets)
{
    xt_str file = pack_sheet(REFUSED[_i].sheet);
    check_refused(REFUSED[_i].name, file, NULL, 0, &REFUSED[_i].wanted);
    free_bytes(file);
}
END_TEST

static const struct {
    const char *name, *sheet;
    xt_limits limits;
    fault wanted;
} LIMITS[] = {
    {"merges",
     PACK_SHEET("<mergeCells><mergeCell ref=\"A1\"/><mergeCell ref=\"A2\"/></mergeCells>"),
     {.merges = 2},
     {0}},
    {"merges, over",
     PACK_SHEET("<mergeCells><mergeCell ref=\"A1\"/><mergeCell ref=\"A2\"/></mergeCells>"),
     {.merges = 1},
     {XT_SAY_LIMIT_MERGES, "S", NULL, 2, 1}},
    {"cell, inline",
     PACK_DATA("<row><c t=\"inlineStr\"><is><r><t>12345</t></r><r><t>67</t></r></is></c></row>"),
     {.cell_size = 7},
     {0}},
    {"cell, inline, over",
     PACK_DATA("<row><c t=\"inlineStr\"><is><r><t>123456</t></r><r><t>7</t></r></is></c></row>"),
     {.cell_size = 6},
     {XT_SAY_LIMIT_CELL, "S!A1", NULL, 7, 6}},
    {"cell, number, over",
     PACK_DATA("<row/><row><c/><c><v>1&#50;</v></c></row>"),
     {.cell_size = 1},
     {XT_SAY_LIMIT_CELL, "S!B2", NULL, 2, 1}},
    {"cell, shared", PACK_DATA("<row><c t=\"s\"><v>0</v></c></row>"), {.cell_size = 9}, {0}},
    {"cell, shared, over",
     PACK_DATA("<row><c t=\"s\"><v>0</v></c></row>"),
     {.cell_size = 8},
     {XT_SAY_LIMIT_CELL, "S!A1", NULL, 9, 8}},
    {"depth, over",
     PACK_DATA("<row>" CELL "</row>"),
     {.xml_depth = 4},
     {XT_SAY_LIMIT_DEPTH, PACK_SHEET_NAME, NULL, 5, 4}},
    {"attributes, over",
     PACK_DATA("<row r=\"1\" a=\"\" b=\"\" c=\"\" d=\"\" e=\"\"/>"),
     {.xml_attributes = 5},
     {XT_SAY_LIMIT_ATTRIBUTES, PACK_SHEET_NAME, NULL, 6, 5}},
    {"sheet size, over",
     PACK_DATA(""),
     {.sheet_size = 10},
     {XT_SAY_LIMIT_PART, PACK_SHEET_NAME, NULL, 0, 10}},
};

START_TEST(limits_sheets)
{
    xt_str file = pack_sheet(LIMITS[_i].sheet);
    if (LIMITS[_i].wanted.sentence != XT_SAY_OK) {
        check_refused(LIMITS[_i].name, file, &LIMITS[_i].limits, 0, &LIMITS[_i].wanted);
    } else {
        char *shown = NULL;
        ck_assert_int_eq(show_book(file, 1, &LIMITS[_i].limits, 0, &shown, NULL), XT_OK);
        free(shown);
    }
    free_bytes(file);
}
END_TEST

/* What one workbook hands out is counted over all its sheets, and reading a sheet again does not count again.
 */
START_TEST(limits_text)
{
    enum { ROWS = 50, THAI = 9 }; /* bytes of the shared string 0 */
    xt_bytes rows = xt_bytes_make(100000);
    for (int i = 0; i < ROWS; i++)
        xt_bytes_puts(&rows, "<row><c t=\"s\"><v>0</v></c></row>");
    char *sheet = pack_text(PACK_DATA("%s"), xt_bytes_cstr(&rows));
    xt_str file = pack_book((const pack_part[]){
        {.name = "xl/workbook.xml",
         .text = PACK_WORKBOOK(
             "<sheets><sheet name=\"S\" r:id=\"rId1\"/><sheet name=\"T\" r:id=\"rId1\"/></sheets>")},
        {.name = PACK_SHEET_NAME, .text = sheet},
        {.name = "xl/sharedStrings.xml", .text = STRINGS},
        {0}});
    for (uint64_t most = 2 * ROWS * THAI - 1; most <= 2 * ROWS * THAI; most++) {
        const xt_limits limits = {.text_size = most};
        const fault wanted = {XT_SAY_LIMIT_TEXT, "T", NULL, 2 * ROWS * THAI, (int64_t)most};
        xt_open_options room;
        xt_book *book = NULL;
        xt_error error;
        char *shown = NULL;
        ck_assert_int_eq(
            xt_book_open_memory(&book, file.data, file.size, with_limits(&room, &limits), &error), XT_OK);
        for (int times = 0; times < 3; times++) {
            ck_assert_int_eq(show_sheet(book, 0, &shown, &error), XT_OK);
            free(shown);
            xt_status status = show_sheet(book, 1, &shown, &error);
            free(shown);
            if (most < 2 * ROWS * THAI)
                check_fault("text", 0, &wanted, status, &error);
            else
                ck_assert_int_eq(status, XT_OK);
        }
        xt_book_close(book);
    }
    /* the file's own size adds to it */
    const xt_limits limits = {.text_size = 1, .text_factor = 64};
    char *shown = NULL;
    ck_assert_int_eq(show_book(file, 0, &limits, 1, &shown, NULL), XT_OK);
    free(shown);
    free_bytes(file);
    free(sheet);
    xt_bytes_free(&rows);
}
END_TEST

/* A part that ends early never passes for a whole one, wherever it ends. */
START_TEST(refuses_a_cut_sheet)
{
    static const char SHEET[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"" PACK_MAIN
        "\"><cols><col min=\"1\" max=\"2\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
        "<c r=\"B1\" t=\"inlineStr\"><is><t>ก&amp;ข</t></is></c></row><row r=\"2\">"
        "<c r=\"A2\"><f>1</f><v>1</v></c></row></sheetData><mergeCells>"
        "<mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>";
    for (size_t size = 1; size < sizeof SHEET - 1; size++) {
        xt_str file = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = SHEET, .size = size},
                                                    {.name = "xl/sharedStrings.xml", .text = STRINGS},
                                                    {0}});
        const fault wanted = {.sentence = XT_SAY_XML_CUT, .place = PACK_SHEET_NAME};
        for (size_t i = 0; i < CHUNK_COUNT; i++) {
            char *shown = NULL;
            xt_error error;
            xt_status status = show_book(file, CHUNKS[i], NULL, 0, &shown, &error);
            check_fault("cut", size, &wanted, status, &error);
            free(shown);
        }
        free_bytes(file);
    }
}
END_TEST

/* Text whose letters lie over every edge of what is read at once. */
START_TEST(keeps_letters_whole)
{
    enum { SIZE = 70000 };
    static const char *const LETTERS[] = {"ก", "é", "😀"};
    xt_bytes text = xt_bytes_make(1000000), shown = xt_bytes_make(1000000);
    xt_bytes_append(&text, "xxxx", (size_t)_i % 4);
    while (text.size < SIZE)
        xt_bytes_puts(&text, LETTERS[_i / 4]);
    xt_bytes_printf(&shown, "1: A'%s'\n", xt_bytes_cstr(&text));
    char *rows = pack_text("<row><c t=\"str\"><v>%s</v></c></row>", xt_bytes_cstr(&text));
    xt_str file = pack_rows(rows);
    check_shown(LETTERS[_i / 4], file, 0, xt_bytes_cstr(&shown));
    free_bytes(file);
    free(rows);
    xt_bytes_free(&text);
    xt_bytes_free(&shown);
}
END_TEST

/* ------------------------------------------------------------ what a cell holds beside its text */

START_TEST(fills_cells)
{
    xt_str file = pack_sheet(PACK_DATA(
        "<row r=\"4\"><c s=\"3\" t=\"s\"><v>1</v></c><c t=\"str\"><v>x</v></c><c s=\"2\"><v>1.5</v></c>"
        "<c t=\"b\"><v>true</v></c><c t=\"e\"><f>A</f><v>#N/A</v></c><c><v>bad</v></c></row>"));
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_book *book = NULL;
        xt_sheet *sheet = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, CHUNKS[i], true, NULL, NULL),
                         XT_OK);
        ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
        ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
        ck_assert_uint_eq(row->number, 4);
        ck_assert_uint_eq(row->count, 6);
        const xt_cell *c = row->cells;
        ck_assert(c[0].format == 3 && c[0].string == 2 && c[0].flags == 0 && c[0].number == 0);
        ck_assert(c[1].format == 0 && c[1].string == 0 && c[1].column == 2);
        ck_assert(c[2].type == XT_CELL_DATE && c[2].number == 1.5 && c[2].string == 0);
        xt_assert_str(c[2].text, "1.5");
        ck_assert(c[3].type == XT_CELL_BOOLEAN && c[3].number == 1 && c[3].text.size == 0);
        ck_assert(c[4].type == XT_CELL_ERROR && c[4].flags == XT_CELL_FORMULA && c[4].number == 0);
        ck_assert(c[5].type == XT_CELL_INVALID && c[5].number == 0);
        /* a shared string lives on with the book */
        xt_str shared = c[0].text;
        /* and the end stays the end */
        for (int times = 0; times < 3; times++) {
            ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
            ck_assert_ptr_null(row);
        }
        xt_sheet_close(sheet);
        xt_assert_str(shared, "รายการ");
        xt_book_close(book);
    }
    xt_sheet_close(NULL);
    free_bytes(file);
}
END_TEST

static const struct {
    const char *text;
    double number;
} NUMBERS[] = {
    {"0", 0},
    {"-0", -0.0},
    {"1", 1},
    {"0.1", 0.1},
    {"1500.50", 1500.5},
    {"-1479.81", -1479.81},
    {"1e3", 1000},
    {"1E+3", 1000},
    {"1e-3", 0.001},
    {"1e22", 1e22},
    {"1e23", 1e23},
    {"123456789012345", 123456789012345.0},
    {"7100600445635", 7100600445635.0},
    {"9007199254740993", 9007199254740992.0},
    {"0.30000000000000004", 0.30000000000000004},
    {"1.7976931348623157E+308", 1.7976931348623157e308},
    {"4.9406564584124654E-324", 4.9406564584124654e-324},
    {"1e-400", 0},
    {"45382.395833333336", 45382.395833333336},
    {"000000000000000000000000000000000000000000000000000000000000000000000000000012.5", 12.5},
};

START_TEST(reads_numbers)
{
    char *rows = pack_text("<row><c><v>%s</v></c></row>", NUMBERS[_i].text);
    xt_str file = pack_rows(rows);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_book *book = NULL;
        xt_sheet *sheet = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, CHUNKS[i], true, NULL, NULL),
                         XT_OK);
        ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
        ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
        ck_assert_uint_eq(row->count, 1);
        ck_assert_int_eq(row->cells[0].type, XT_CELL_NUMBER);
        ck_assert_msg(memcmp(&row->cells[0].number, &NUMBERS[_i].number, sizeof(double)) == 0,
                      "%s gave %.17g", NUMBERS[_i].text, row->cells[0].number);
        xt_sheet_close(sheet);
        xt_book_close(book);
    }
    free_bytes(file);
    free(rows);
}
END_TEST

/* The longest that a writer has a reason to write: a double to its last digit. */
START_TEST(reads_exact_expansions)
{
    static const double NUMBERS_OF_MANY_DIGITS[] = {4.9406564584124654e-324, 2.2250738585072009e-308, 0.1,
                                                    1.0 / 3, 1e-300};
    double number = NUMBERS_OF_MANY_DIGITS[_i];
    char *rows = pack_text("<row><c><v>%.1074f</v></c><c><v>1%.1100f</v></c></row>", number, 0.0);
    xt_str file = pack_rows(rows);
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    ck_assert_uint_eq(row->count, 2);
    ck_assert_int_eq(row->cells[0].type, XT_CELL_NUMBER);
    ck_assert(memcmp(&row->cells[0].number, &number, sizeof number) == 0);
    ck_assert_int_eq(row->cells[1].type, XT_CELL_INVALID); /* longer still is no number of any program */
    xt_sheet_close(sheet);
    xt_book_close(book);
    free_bytes(file);
    free(rows);
}
END_TEST

/* Two sheets of one book are read in turns, and a sheet may be left in the middle. */
START_TEST(reads_in_turns)
{
    xt_str file = pack_rows("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>3</v></c></row>");
    xt_book *book = NULL;
    xt_sheet *a = NULL, *b = NULL;
    const xt_row *row_a = NULL, *row_b = NULL;
    ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, 7, true, NULL, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&a, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(a, &row_a, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&b, book, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(b, &row_b, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_next(b, &row_b, NULL), XT_OK);
    xt_assert_str(row_a->cells[0].text, "1");
    xt_assert_str(row_b->cells[0].text, "2");
    xt_sheet_close(b);
    ck_assert_int_eq(xt_sheet_next(a, &row_a, NULL), XT_OK);
    xt_assert_str(row_a->cells[0].text, "2");
    xt_sheet_close(a);
    xt_book_close(book);
    free_bytes(file);
}
END_TEST

/* More cells in a row, and more rows, than any first guess of room. */
START_TEST(reads_many)
{
    enum { COLUMNS = 2000, ROWS = 30 };
    xt_bytes rows = xt_bytes_make(100000000);
    for (int row = 0; row < ROWS; row++) {
        xt_bytes_puts(&rows, "<row>");
        for (int column = 1; column <= COLUMNS; column++)
            xt_bytes_printf(&rows, "<c t=\"str\"><v>ก%d-%d</v></c>", row, column);
        xt_bytes_puts(&rows, "</row>");
    }
    xt_str file = pack_rows(xt_bytes_cstr(&rows));
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    for (int n = 0; n < ROWS; n++) {
        ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
        ck_assert_uint_eq(row->number, (uint32_t)n + 1);
        ck_assert_uint_eq(row->count, COLUMNS);
        for (int column = 1; column <= COLUMNS; column++) {
            char *wanted = pack_text("ก%d-%d", n, column);
            ck_assert_uint_eq(row->cells[column - 1].column, (uint32_t)column);
            xt_assert_str(row->cells[column - 1].text, wanted);
            free(wanted);
        }
    }
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    ck_assert_ptr_null(row);
    xt_sheet_close(sheet);
    xt_book_close(book);
    free_bytes(file);
    xt_bytes_free(&rows);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("sheet");
    TCase *cases = tcase_create("sheet");
    tcase_add_loop_test(cases, reads_cells, 0, XT_ENTRIES(CELLS));
    tcase_add_loop_test(cases, reads_sheets, 0, XT_ENTRIES(SHEETS));
    tcase_add_loop_test(cases, refuses_sheets, 0, XT_ENTRIES(REFUSED));
    tcase_add_loop_test(cases, limits_sheets, 0, XT_ENTRIES(LIMITS));
    tcase_add_test(cases, limits_text);
    tcase_add_test(cases, refuses_a_cut_sheet);
    tcase_add_loop_test(cases, keeps_letters_whole, 0, 12);
    tcase_add_test(cases, fills_cells);
    tcase_add_loop_test(cases, reads_numbers, 0, XT_ENTRIES(NUMBERS));
    tcase_add_loop_test(cases, reads_exact_expansions, 0, 5);
    tcase_add_test(cases, reads_in_turns);
    tcase_add_test(cases, reads_many);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
