/* SPDX-License-Identifier: MIT
 *
 * OpenDocument spreadsheets as rows. Each case shows the XML and what must come out (see show.h for its
 * notation).
 */
#include "read/book.h"

#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define SPACES                                                                                               \
    " xmlns:office=\"" OASIS "office:1.0\" xmlns:table=\"" OASIS "table:1.0\" xmlns:text=\"" OASIS           \
    "text:1.0\" xmlns:style=\"" OASIS "style:1.0\" xmlns:draw=\"" OASIS "drawing:1.0\""                      \
    " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""
#define BODY(inside) "<office:body><office:spreadsheet>" inside "</office:spreadsheet></office:body>"
#define CONTENT(inside)                                                                                      \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content" SPACES ">" inside                   \
    "</office:document-content>"
#define TABLE(inside)    "<table:table table:name=\"S\">" inside "</table:table>"
#define ROW(inside)      "<table:table-row>" inside "</table:table-row>"
#define P(text)          "<text:p>" text "</text:p>"
#define STRING(text)     "<table:table-cell office:value-type=\"string\">" text "</table:table-cell>"
#define FLOAT(number)    "<table:table-cell office:value-type=\"float\" office:value=\"" number "\"/>"
#define CELL(attributes) "<table:table-cell " attributes "/>"
#define MANIFEST(inside)                                                                                     \
    "<manifest:manifest xmlns:manifest=\"" OASIS "manifest:1.0\">" inside "</manifest:manifest>"
#define MIMETYPE "application/vnd.oasis.opendocument.spreadsheet"

static void free_bytes(xt_str file)
{
    free((void *)(uintptr_t)file.data);
}

static xt_str pack_content(const char *content)
{
    return pack_zip((const pack_part[]){{.name = "mimetype", .text = MIMETYPE, .stored = true},
                                        {.name = "content.xml", .text = content},
                                        {0}});
}

static xt_str pack_table(const char *rows)
{
    char *content = pack_text(CONTENT(BODY(TABLE("%s"))), rows);
    xt_str file = pack_content(content);
    free(content);
    return file;
}

/* ------------------------------------------------------------ cells */

static const struct {
    const char *name, *row, *shown; /* the inside of row 1, and of its line */
} CELLS[] = {
    {"numbers as they are spelled", FLOAT("1500.50") FLOAT("1E+21") FLOAT("-0"), " A=1500.50 B=1E+21 C=-0"},
    {"currency and percentage",
     CELL("office:value-type=\"currency\" office:currency=\"THB\" office:value=\"1234.5\"")
         CELL("office:value-type=\"percentage\" office:value=\"0.07\""),
     " A=1234.5 B=0.07"},
    {"the shown text of a number is not its value",
     "<table:table-cell office:value-type=\"float\" office:value=\"1234.5\">" P(
         "1,235") "</table:table-cell>",
     " A=1234.5"},
    {"no number", FLOAT("NaN") FLOAT("1,5") FLOAT("") FLOAT("๑"), " A?NaN B?1,5 D?๑"},
    {"number without value", "<table:table-cell office:value-type=\"float\">" P("12") "</table:table-cell>",
     " A=12"},
    {"dates",
     CELL("office:value-type=\"date\" office:date-value=\"2024-03-31\"")
         CELL("office:value-type=\"date\" office:date-value=\"2024-03-31T09:30:15\"")
             CELL("office:value-type=\"date\" office:date-value=\"2024-03-31T09:30:15.250000000\"")
                 CELL("office:value-type=\"date\" office:date-value=\"1900-01-01\"")
                     CELL("office:value-type=\"date\" office:date-value=\"1899-12-30\"")
                         CELL("office:value-type=\"date\" office:date-value=\"1899-12-30T12:00:00\"")
                             CELL("office:value-type=\"date\" office:date-value=\"1899-12-28T12:00:00\""),
     " A@2024-03-31 B@2024-03-31T09:30:15 C@2024-03-31T09:30:15.250 D@1900-01-01 E@1899-12-31 "
     "F@1899-12-31T12:00:00 G@-1.5"},
    {"dates that are none",
     CELL("office:value-type=\"date\" office:date-value=\"31/3/2567\"")
         CELL("office:value-type=\"date\" office:date-value=\"2024-02-30\"")
             CELL("office:value-type=\"date\" office:value=\"45000\"") STRING(P("x")),
     " A?31/3/2567 B?2024-02-30 D'x'"},
    {"times",
     CELL("office:value-type=\"time\" office:time-value=\"PT12H30M00S\"")
         CELL("office:value-type=\"time\" office:time-value=\"PT36H00M00S\"")
             CELL("office:value-type=\"time\" office:time-value=\"-PT6H\"")
                 CELL("office:value-type=\"time\" office:time-value=\"12:30\""),
     " A@1899-12-31T12:30:00 B@1900-01-01T12:00:00 C@-0.25 D?12:30"},
    {"truth",
     CELL("office:value-type=\"boolean\" office:boolean-value=\"true\"")
         CELL("office:value-type=\"boolean\" office:boolean-value=\"false\"")
             CELL("office:value-type=\"boolean\" office:boolean-value=\"1\""),
     " A=true B=false C?1"},
    {"texts", STRING(P("ที่")) STRING(P("a") P("b") P() P("c")) STRING(P()) STRING("") STRING(P("z")),
     " A'ที่' B'a<0A>b<0A><0A>c' E'z'"},
    {"string-value wins",
     "<table:table-cell office:value-type=\"string\" office:string-value=\"full\">" P(
         "shown") "</table:table-cell><table:table-cell office:value-type=\"string\" "
                  "office:string-value=\"\">" P("shown") "</table:table-cell>",
     " A'full'"},
    {"text without type, and void",
     "<table:table-cell>" P("x") "</table:table-cell><table:table-cell office:value-type=\"void\">" P(
         "y") "</table:table-cell>",
     " A'x' B'y'"},
    {"blanks of the XML", STRING(P("\n  a\t \r\n b  ")) STRING(P("  ")) STRING("  " P("x") "\n" P("y") " "),
     " A'a b' C'x<0A>y'"},
    {"blanks that are meant",
     STRING(P("<text:s/>a<text:s text:c=\"3\"/>b <text:s/>c<text:s/>"))
         STRING(P("a<text:tab/>b<text:line-break/>c")) STRING(P("a<text:s text:c=\"0\"/>b")),
     " A' a   b  c ' B'a<09>b<0A>c' C'ab'"},
    {"pieces of a text",
     STRING(P("a<text:span>b <text:span>c</text:span></text:span> d"))
         STRING(P("see <text:a>link<text:span>s</text:span></text:a>!")) STRING("<text:h>head</text:h>")
             STRING(P("<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>no</text:ruby-text>"
                      "</text:ruby>")) STRING(P("of <text:sheet-name>S</text:sheet-name>")),
     " A'ab c d' B'see links!' C'head' D'base' E'of S'"},
    {"what is no text of the cell",
     STRING("<office:annotation>" P("note") "</office:annotation>" P(
         "x<office:annotation>" P("no") "</office:annotation>y<text:note>" P(
             "no") "</text:note>") "<draw:frame><draw:text-box>" P("no") "</draw:text-box></draw:frame>"
                                                                         "<table:table>" ROW(
                                                                             FLOAT("1")) "</table:table>"),
     " A'xy'"},
    {"references and CDATA", STRING(P("&lt;&amp;<![CDATA[<x>]]>&#3585;")), " A'<&<x>ก'"},
    {"formulas",
     CELL("table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"")
         CELL("table:formula=\"of:=&quot;&quot;\"") FLOAT("3")
             CELL("table:formula=\"\" office:value-type=\"string\" office:string-value=\"x\""),
     " A=2{f} C=3 D'x'{f}"},
    {"errors as LibreOffice writes them",
     "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" "
     "calcext:value-type=\"error\">" P(
         "#DIV/0!") "</table:table-cell>"
                    "<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\">" P(
                        "Err:502") "</table:table-cell><table:table-cell office:value-type=\"string\" "
                                   "office:string-value=\"#N/A\" "
                                   "calcext:value-type=\"error\"/>" STRING(P("x")),
     " A#DIV/0!{f} BErr:502 C#N/A D'x'"},
    {"errors as Excel writes them",
     "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\">" P(
         "#DIV/0!") "</table:table-cell><table:table-cell table:formula=\"x\" office:value-type=\"float\" "
                    "office:value=\"0\">" P(
                        "#N/A") "</table:table-cell><table:table-cell table:formula=\"x\" "
                                "office:value-type=\"float\" office:value=\"0\">" P(
                                    "#NAME?") "</table:table-cell>",
     " A#DIV/0!{f} B#N/A{f} C#NAME?{f}"},
    {"no errors",
     STRING(P("#DIV/0!")) "<table:table-cell office:value-type=\"float\" office:value=\"5\">" P(
         "#REF!") "</table:table-cell><table:table-cell table:formula=\"x\" office:value-type=\"float\" "
                  "office:value=\"5\">" P("#5") "</table:table-cell><table:table-cell table:formula=\"x\" "
                                                "office:value-type=\"string\">" P(
                                                    "#N/A") "</table:table-cell>",
     " A'#DIV/0!' B=5 C=5{f} D'#N/A'{f}"},
    {"LibreOffice's other types change nothing",
     "<table:table-cell office:value-type=\"float\" office:value=\"1\" calcext:value-type=\"float\"/>"
     "<table:table-cell office:value-type=\"string\" calcext:value-type=\"string\">" P(
         "x") "</table:table-cell><table:table-cell office:value-type=\"string\" "
              "table:style-name=\"error\">" P("y") "</table:table-cell>",
     " A=1 B'x' C'y'"},
    {"repeated cells",
     CELL("table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"")
         CELL("table:number-columns-repeated=\"3\"") CELL(
             "table:number-columns-repeated=\"2\" office:value-type=\"string\" office:string-value=\"x\""),
     " A=7 B=7 F'x' G'x'"},
    {"covered cells",
     "<table:covered-table-cell/><table:covered-table-cell table:number-columns-repeated=\"2\"/>"
     "<table:covered-table-cell office:value-type=\"float\" office:value=\"4\"/>",
     " D=4"},
    {"to the last column",
     CELL("table:number-columns-repeated=\"16383\"") FLOAT("1") CELL("table:number-columns-repeated=\"9\""),
     " XFD=1"},
    {"foreign things",
     "<x:table-cell xmlns:x=\"urn:x\" office:value-type=\"float\" office:value=\"9\"/>"
     "<table:table-cell office:value-type=\"float\" value=\"8\" table:value=\"1\"/><table:other/>",
     " A=1"},
};

START_TEST(reads_cells)
{
    char *row = pack_text(ROW("%s"), CELLS[_i].row), *wanted = pack_text("1:%s\n", CELLS[_i].shown);
    xt_str file = pack_table(row);
    check_shown(CELLS[_i].name, file, 0, wanted);
    free(wanted);
    free(row);
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ rows, columns, sheets */

#define REPEATED(count, inside)                                                                              \
    "<table:table-row table:number-rows-repeated=\"" count "\">" inside "</table:table-row>"
#define EMPTY_ROW CELL("table:number-columns-repeated=\"16384\"")

static const struct {
    const char *name, *table, *shown;
} TABLES[] = {
    {"nothing", "", ""},
    {"empty rows", ROW("") ROW(EMPTY_ROW) "<table:table-row/>" REPEATED("1048573", EMPTY_ROW), ""},
    {"rows behind empty ones", ROW(FLOAT("1")) ROW("") REPEATED("7", EMPTY_ROW) ROW(FLOAT("10")),
     "1: A=1\n10: A=10\n"},
    {"a million empty rows between", ROW(FLOAT("1")) REPEATED("1048574", EMPTY_ROW) ROW(FLOAT("2")),
     "1: A=1\n1048576: A=2\n"},
    {"repeated rows", REPEATED("3", FLOAT("1") CELL("") STRING(P("ก"))) ROW(FLOAT("4")),
     "1: A=1 C'ก'\n2: A=1 C'ก'\n3: A=1 C'ก'\n4: A=4\n"},
    {"repeated hidden row",
     "<table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"2\">" FLOAT(
         "1") "</table:table-row>" ROW(FLOAT("2")),
     "1(hidden): A=1\n2(hidden): A=1\n3: A=2\n"},
    {"hidden rows",
     "<table:table-row table:visibility=\"filter\">" FLOAT(
         "1") "</table:table-row><table:table-row "
              "table:visibility=\"visible\">" FLOAT(
                  "2") "</table:table-row><table:table-row table:visibility=\"collapse\"/>",
     "1(hidden): A=1\n2: A=2\n"},
    {"groups of rows",
     "<table:table-header-rows>" ROW(FLOAT("1")) "</table:table-header-rows><table:table-row-group>" ROW(FLOAT("2")) "<table:table-row-group table:display=\"false\">" ROW(
         FLOAT("3")) "<table:table-row-group>"
                     "<table:table-rows>" ROW(FLOAT("4")) "</table:table-rows></table:table-row-group>" ROW(
                         FLOAT("5")) "</table:table-row-group>" ROW(FLOAT("6")) "</"
                                                                                "table:table-row-group><text:"
                                                                                "soft-"
                                                                                "page-break/>" ROW(
                                                                                    FLOAT("7")),
     "1: A=1\n2: A=2\n3(hidden): A=3\n4(hidden): A=4\n5(hidden): A=5\n6: A=6\n7: A=7\n"},
    {"columns",
     "<table:table-column/><table:table-column table:number-columns-repeated=\"2\" "
     "table:visibility=\"collapse\"/><table:table-header-columns><table:table-column/>"
     "</table:table-header-columns><table:table-column-group table:display=\"false\"><table:table-columns>"
     "<table:table-column/></table:table-columns></table:table-column-group><table:table-column "
     "table:visibility=\"filter\"/><table:table-column table:number-columns-repeated=\"16378\"/>" ROW(
         FLOAT("1")),
     "1: A=1\nhidden B:C\nhidden E:F\n"},
    {"all columns hidden, and more",
     "<table:table-column table:visibility=\"collapse\" "
     "table:number-columns-repeated=\"4294967296\"/><table:table-column table:visibility=\"collapse\"/>" ROW(
         FLOAT("1")),
     "1: A=1\nhidden A:XFD\n"},
    {"merged cells",
     ROW("<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\" "
         "office:value-type=\"float\" office:value=\"1\"/><table:covered-table-cell/>" FLOAT("3"))
         ROW("<table:covered-table-cell/><table:covered-table-cell office:value-type=\"float\" "
             "office:value=\"9\"/>" CELL(
                 "table:number-columns-spanned=\"1\" table:number-rows-spanned=\"1\"")),
     "1: A=1 C=3\n2: B=9\nmerge A1:B3\n"},
    {"merged cells without value", ROW(FLOAT("1")) ROW(CELL("table:number-columns-spanned=\"2\"")),
     "1: A=1\n2:\nmerge A2:B2\n"},
    {"merged cells in repeated rows",
     REPEATED("2", CELL("table:number-columns-spanned=\"3\" office:value-type=\"float\" office:value=\"1\"")),
     "1: A=1\n2: A=1\nmerge A1:C1\nmerge A2:C2\n"},
    {"merges that leave the sheet",
     REPEATED("1048570", "") ROW(
         CELL("table:number-columns-repeated=\"16380\"")
             CELL("table:number-columns-spanned=\"4294967295\" table:number-rows-spanned=\"99999999999\"")
                 CELL("table:number-columns-repeated=\"16380\"") CELL("table:number-columns-spanned=\"2\"")),
     "1048571:\nmerge XFA1048571:XFD1048576\n"},
    {"forms, shapes, titles and other things",
     "<table:title>t</table:title><office:forms/><table:shapes><table:table table:name=\"no\">" ROW(
         FLOAT("9")) "</table:table></table:shapes>" ROW(FLOAT("1")) "<table:named-expressions/>",
     "1: A=1\n"},
};

START_TEST(reads_tables)
{
    xt_str file = pack_table(TABLES[_i].table);
    check_shown(TABLES[_i].name, file, 0, TABLES[_i].shown);
    free_bytes(file);
}
END_TEST

/* The last filled row may be repeated down to the last row of a sheet. */
START_TEST(repeats_a_row_to_the_end)
{
    xt_str file = pack_table(REPEATED("1048576", FLOAT("1")));
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    uint32_t count = 0;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, NULL), XT_OK);
    for (;;) {
        ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
        if (!row)
            break;
        ck_assert_uint_eq(row->number, ++count);
        ck_assert_uint_eq(row->count, 1);
    }
    ck_assert_uint_eq(count, XT_MAX_ROW);
    ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
    ck_assert_ptr_null(row);
    xt_sheet_close(sheet);
    xt_book_close(book);
    free_bytes(file);
}
END_TEST

#define STYLE(name, family, display)                                                                         \
    "<style:style style:name=\"" name "\" style:family=\"" family "\"><style:table-properties "              \
    "table:display=\"" display "\"/></style:style>"

static const char SHEETS[] = CONTENT(
    "<office:automatic-styles>" STYLE("ta1", "table", "true") STYLE("ta2", "table", "false")
        STYLE("co1", "table-column", "false") "</office:automatic-styles>" BODY(
            "<table:calculation-settings><table:null-date "
            "table:date-value=\"1904-01-01\"/></table:calculation-settings>"
            "<table:table table:name=\"ที่ 1\" table:style-name=\"ta1\">" ROW(FLOAT("1")) ROW(FLOAT(
                "2")) "</table:table>"
                      "<table:table table:name=\"'file:///a.ods'#ที่ 1\" table:style-name=\"ta2\">" ROW(
                          FLOAT("9")) "</table:table>"
                                      "<table:table table:name=\"ซ่อน\" table:style-name=\"ta2\"/>"
                                      "<table:table table:name=\"'quoted'\" table:style-name=\"co1\">" ROW(
                                          CELL("office:value-type=\"date\" "
                                               "office:date-value=\"2024-03-31\"")) "</table:table>"
                                                                                    "<table:table>" ROW(FLOAT(
                                                                                        "4")) "</"
                                                                                              "table:"
                                                                                              "table>"));

/* In any order, and again, whatever chunks are read. */
START_TEST(lists_sheets)
{
    static const struct {
        const char *name, *shown;
        xt_visibility visibility;
    } WANTED[] = {{"ที่ 1", "1: A=1\n2: A=2\n", XT_VISIBLE},
                  {"ซ่อน", "", XT_HIDDEN},
                  {"'quoted'", "1: A@2024-03-31\n", XT_VISIBLE},
                  {"", "1: A=4\n", XT_VISIBLE}};
    xt_str file = pack_content(SHEETS);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_book *book = NULL;
        ck_assert_int_eq(xt_book_open_chunked(&book, file.data, file.size, CHUNKS[i], true, NULL, NULL),
                         XT_OK);
        ck_assert_int_eq(xt_book_container(book), XT_CONTAINER_ODS);
        ck_assert(xt_book_date1904(book) && !xt_book_is_untyped(book));
        ck_assert_uint_eq(xt_book_sheet_count(book), XT_ENTRIES(WANTED));
        for (size_t n = 2 * XT_ENTRIES(WANTED); n-- > 0;) {
            char *shown = NULL;
            size_t index = n % XT_ENTRIES(WANTED);
            ck_assert_str_eq(xt_book_sheet(book, index)->name, WANTED[index].name);
            ck_assert_int_eq(xt_book_sheet(book, index)->visibility, WANTED[index].visibility);
            ck_assert(xt_book_sheet(book, index)->is_worksheet);
            ck_assert_int_eq(show_sheet(book, index, &shown, NULL), XT_OK);
            ck_assert_str_eq(shown, WANTED[index].shown);
            free(shown);
        }
        xt_book_close(book);
    }
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ archives */

#define ONE_CELL CONTENT(BODY(TABLE(ROW(FLOAT("1")))))
#define ENTRY(path, inside)                                                                                  \
    "<manifest:file-entry manifest:full-path=\"" path "\">" inside "</manifest:file-entry>"
#define ENCRYPTION "<manifest:encryption-data><manifest:algorithm/></manifest:encryption-data>"

static const struct {
    const char *name;
    pack_part parts[4];
    fault wanted; /* XT_SAY_OK: is read */
} ARCHIVES[] = {
    {"type alone", {{.name = "content.xml", .text = ONE_CELL}, {.name = "mimetype", .text = MIMETYPE}}, {0}},
    {"manifest alone",
     {{.name = "content.xml", .text = ONE_CELL},
      {.name = "META-INF/manifest.xml", .text = MANIFEST(ENTRY("/", "") ENTRY("content.xml", ""))}},
     {0}},
    {"manifest that names a DTD",
     {{.name = "content.xml", .text = ONE_CELL},
      {.name = "META-INF/manifest.xml",
       .text = "<!DOCTYPE manifest:manifest PUBLIC \"-//OpenOffice.org//DTD Manifest 1.0//EN\" "
               "\"Manifest.dtd\">" MANIFEST("")}},
     {0}},
    {"something else is encrypted",
     {{.name = "content.xml", .text = ONE_CELL},
      {.name = "META-INF/manifest.xml",
       .text = MANIFEST(ENTRY("Basic/script.xml", ENCRYPTION) ENTRY(
           "content.xml", "") "<manifest:file-entry>" ENCRYPTION "</manifest:file-entry>")}},
     {0}},
    {"password",
     {{.name = "content.xml", .text = "\x01\x02\x03"},
      {.name = "mimetype", .text = MIMETYPE},
      {.name = "META-INF/manifest.xml", .text = MANIFEST(ENTRY("/", "") ENTRY("content.xml", ENCRYPTION))}},
     {.sentence = XT_SAY_ENCRYPTED}},
    {"password, the package as a whole",
     {{.name = "encrypted-package", .text = "\x01\x02\x03"},
      {.name = "mimetype", .text = MIMETYPE},
      {.name = "META-INF/manifest.xml", .text = MANIFEST(ENTRY("encrypted-package", ENCRYPTION))}},
     {.sentence = XT_SAY_ENCRYPTED}},
    {"no content",
     {{.name = "encrypted-package", .text = "x"}, {.name = "META-INF/manifest.xml", .text = MANIFEST("")}},
     {XT_SAY_PART_MISSING, "content.xml", NULL, 0, 0}},
    {"letter",
     {{.name = "content.xml",
       .text = CONTENT("<office:body><office:text>" TABLE("") "</office:text></office:body>")},
      {.name = "mimetype", .text = "application/vnd.oasis.opendocument.text"}},
     {.sentence = XT_SAY_IS_WORD}},
    {"OpenOffice.org 1.x",
     {{.name = "content.xml",
       .text =
           "<!DOCTYPE office:document-content PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" "
           "\"office.dtd\"><office:document-content xmlns:office=\"http://openoffice.org/2000/office\"/>"},
      {.name = "mimetype", .text = "application/vnd.sun.xml.calc"}},
     {.sentence = XT_SAY_IS_SXC}},
    {"manifest with entities",
     {{.name = "content.xml", .text = ONE_CELL},
      {.name = "META-INF/manifest.xml", .text = "<!DOCTYPE m [<!ENTITY a \"b\">]>" MANIFEST("")}},
     {XT_SAY_XML_DOCTYPE, "META-INF/manifest.xml", NULL, 0, 0}},
    {"other manifest",
     {{.name = "content.xml", .text = ONE_CELL}, {.name = "META-INF/manifest.xml", .text = "<x/>"}},
     {XT_SAY_XML_ROOT, "META-INF/manifest.xml", NULL, 0, 0}},
};

START_TEST(tells_archives)
{
    xt_str file = pack_zip(ARCHIVES[_i].parts);
    if (ARCHIVES[_i].wanted.sentence)
        check_refused(ARCHIVES[_i].name, file, NULL, 0, &ARCHIVES[_i].wanted);
    else
        check_shown(ARCHIVES[_i].name, file, 0, "1: A=1\n");
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ what is refused */

static const struct {
    const char *name, *content;
    fault wanted;
} REFUSED[] = {
    {"DOCTYPE",
     "<!DOCTYPE d>"
     "<office:document-content" SPACES "/>",
     {XT_SAY_XML_DOCTYPE, "content.xml", NULL, 0, 0}},
    {"entity",
     "<!DOCTYPE d [<!ENTITY a \"aaaa\">]><office:document-content" SPACES ">&a;</office:document-content>",
     {XT_SAY_XML_DOCTYPE, "content.xml", NULL, 0, 0}},
    {"other root", "<html/>", {XT_SAY_XML_ROOT, "content.xml", "html", 0, 0}},
    {"other namespace",
     "<document-content xmlns=\"urn:x\"/>",
     {XT_SAY_XML_ROOT, "content.xml", "document-content", 0, 0}},
    {"no spreadsheet", CONTENT(""), {XT_SAY_IS_WORD, NULL, NULL, 0, 0}},
    {"damaged behind the table",
     CONTENT(BODY(TABLE(ROW(FLOAT("1"))) "<a></b>")),
     {XT_SAY_XML_SYNTAX, "content.xml", NULL, 0, 0}},
    {"unknown type",
     CONTENT(BODY(TABLE(ROW(CELL("") CELL("office:value-type=\"colour\""))))),
     {XT_SAY_CELL_TYPE, "S!B1", "colour", 0, 0}},
    {"no repeat",
     CONTENT(BODY(TABLE(ROW("") ROW(CELL("table:number-columns-repeated=\"0\""))))),
     {XT_SAY_REPEAT, "S!2", "0", 0, 0}},
    {"a repeat that is no number",
     CONTENT(BODY(TABLE(REPEATED("-1", "")))),
     {XT_SAY_REPEAT, "S!1", "-1", 0, 0}},
    {"a repeat beyond numbers",
     CONTENT(BODY(TABLE("<table:table-column table:number-columns-repeated=\"99999999999999999999\"/>"))),
     {XT_SAY_REPEAT, "S!0", NULL, 0, 0}},
    {"a span that is none",
     CONTENT(BODY(TABLE(ROW(CELL("table:number-rows-spanned=\"two\""))))),
     {XT_SAY_REPEAT, "S!1", "two", 0, 0}},
    {"a filled row repeated beyond the sheet",
     CONTENT(BODY(TABLE(ROW(FLOAT("1")) REPEATED("1048576", FLOAT("1"))))),
     {XT_SAY_LIMIT_ROW, "S", NULL, XT_MAX_ROW + 1, XT_MAX_ROW}},
    {"a filled row repeated beyond everything",
     CONTENT(BODY(TABLE(REPEATED("999999999999999999", FLOAT("1"))))),
     {XT_SAY_LIMIT_ROW, "S", NULL, UINT32_MAX, XT_MAX_ROW}},
    {"a filled row below the sheet",
     CONTENT(BODY(TABLE(REPEATED("1048576", "") ROW(FLOAT("1"))))),
     {XT_SAY_LIMIT_ROW, "S", NULL, XT_MAX_ROW + 1, XT_MAX_ROW}},
    {"a filled row far below the sheet",
     CONTENT(BODY(TABLE(REPEATED("4294967295", "") REPEATED("4294967295", "") ROW(FLOAT("1"))))),
     {XT_SAY_LIMIT_ROW, "S", NULL, INT64_C(8589934591), XT_MAX_ROW}},
    {"a filled cell repeated beyond the sheet",
     CONTENT(
         BODY(TABLE(ROW(FLOAT("1") CELL("table:number-columns-repeated=\"16384\" office:value-type=\"float\" "
                                        "office:value=\"1\""))))),
     {XT_SAY_LIMIT_COLUMN, "S", NULL, XT_MAX_COLUMN + 1, XT_MAX_COLUMN}},
    {"a filled cell beyond the sheet",
     CONTENT(BODY(TABLE(ROW(CELL("table:number-columns-repeated=\"4294967295\"") FLOAT("1"))))),
     {XT_SAY_LIMIT_COLUMN, "S", NULL, INT64_C(4294967296), XT_MAX_COLUMN}},
    {"a million merges",
     CONTENT(BODY(TABLE(REPEATED("1048576", CELL("table:number-columns-spanned=\"2\""))))),
     {XT_SAY_LIMIT_MERGES, "S", NULL, 100001, 100000}},
};

START_TEST(refuses)
{
    xt_str file = pack_content(REFUSED[_i].content);
    check_refused(REFUSED[_i].name, file, NULL, 0, &REFUSED[_i].wanted);
    free_bytes(file);
}
END_TEST

/* Deep nesting, in and around what is read. */
START_TEST(refuses_deep_nesting)
{
    static const struct {
        const char *before, *open, *close, *after;
    } NESTS[] = {{"", "<x>", "</x>", ""},
                 {"", "<table:table-row-group>", "</table:table-row-group>", ""},
                 {"<table:table-row><table:table-cell><text:p>", "<text:span>", "</text:span>",
                  "</text:p></table:table-cell></table:table-row>"}};
    const fault wanted = {XT_SAY_LIMIT_DEPTH, "content.xml", NULL, 0, 64};
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_puts(&rows, NESTS[_i].before);
    for (int i = 0; i < 100000; i++)
        xt_bytes_puts(&rows, NESTS[_i].open);
    for (int i = 0; i < 100000; i++)
        xt_bytes_puts(&rows, NESTS[_i].close);
    xt_bytes_puts(&rows, NESTS[_i].after);
    xt_str file = pack_table(xt_bytes_cstr(&rows));
    check_refused("nested", file, NULL, 0, &wanted);
    free_bytes(file);
    xt_bytes_free(&rows);
}
END_TEST

static const struct {
    const char *name, *row;
    xt_limits limits; /* those of the case; the others are the default */
    fault wanted;
} LIMITS[] = {
    {"cell", STRING(P("12345")), {.cell_size = 4}, {XT_SAY_LIMIT_CELL, "S!A1", NULL, 0, 4}},
    {"cell of blanks",
     STRING(P("<text:s text:c=\"99999999999\"/>")),
     {.cell_size = 4},
     {XT_SAY_LIMIT_CELL, "S!A1", NULL, 0, 4}},
    {"cell of many paragraphs",
     STRING(P("") P("") P("") P("") P("") P("")),
     {.cell_size = 4},
     {XT_SAY_LIMIT_CELL, "S!A1", NULL, 0, 4}},
    {"value",
     CELL("office:value-type=\"string\" office:string-value=\"12345\""),
     {.cell_size = 4},
     {XT_SAY_LIMIT_CELL, "S!A1", NULL, 5, 4}},
    {"a million copies of a wide row",
     "</table:table-row>" REPEATED(
         "1048575", CELL("table:number-columns-repeated=\"16384\" office:value-type=\"boolean\" "
                         "office:boolean-value=\"true\"")) "<table:table-row>",
     {.text_size = 1000000},
     {XT_SAY_LIMIT_TEXT, "S", NULL, 0, 0}},
    {"a long text in many columns",
     CELL("table:number-columns-repeated=\"9\" office:value-type=\"string\" "
          "office:string-value=\"0123456789012345678901234567890123456789\""),
     {.text_size = 359},
     {XT_SAY_LIMIT_TEXT, "S", NULL, 0, 0}},
    {"content", STRING(P("x")), {.sheet_size = 100}, {XT_SAY_LIMIT_PART, "content.xml", NULL, 0, 100}},
    {"depth", STRING(P("<text:span/>")), {.xml_depth = 7}, {XT_SAY_LIMIT_DEPTH, "content.xml", NULL, 8, 7}},
};

START_TEST(holds_limits)
{
    char *row = pack_text(ROW("%s"), LIMITS[_i].row);
    xt_str file = pack_table(row);
    xt_limits limits = xt_limits_default(), own = LIMITS[_i].limits;
    limits.cell_size = own.cell_size ? own.cell_size : limits.cell_size;
    limits.sheet_size = own.sheet_size ? own.sheet_size : limits.sheet_size;
    limits.text_size = own.text_size ? own.text_size : limits.text_size;
    limits.text_factor = own.text_size ? 0 : limits.text_factor;
    limits.xml_depth = own.xml_depth ? own.xml_depth : limits.xml_depth;
    check_refused(LIMITS[_i].name, file, &limits, 0, &LIMITS[_i].wanted);
    free(row);
    free_bytes(file);
}
END_TEST

/* A text of 1 MiB, given so often that the sizes come to 4 GiB: in one row, and in a row that is there twice.
 */
static const struct {
    unsigned columns, rows;
    uint64_t limit;
} COPIES[] = {{4097, 1, UINT64_C(1) << 32}, {4096, 2, (UINT64_C(1) << 33) - 1}};

START_TEST(counts_many_copies)
{
    static char text[(1 << 20) + 1];
    const fault wanted = {XT_SAY_LIMIT_TEXT, "S", NULL, 0, (int64_t)COPIES[_i].limit};
    memset(text, 'x', sizeof text - 1);
    char *rows =
        pack_text("<table:table-row table:number-rows-repeated=\"%u\"><table:table-cell "
                  "table:number-columns-repeated=\"%u\" office:value-type=\"string\"><text:p>%s</text:p>"
                  "</table:table-cell></table:table-row>",
                  COPIES[_i].rows, COPIES[_i].columns, text);
    xt_str file = pack_table(rows);
    xt_open_options options = xt_open_options_default();
    options.limits.text_size = COPIES[_i].limit;
    options.limits.text_factor = 0;
    xt_book *book = NULL;
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    xt_error error = {0};
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, &options, &error), XT_OK);
    ck_assert_int_eq(xt_sheet_open(&sheet, book, 0, &error), XT_OK);
    xt_status status = XT_OK;
    do
        status = xt_sheet_next(sheet, &row, &error);
    while (!status && row);
    check_fault("copies", 0, &wanted, status, &error);
    xt_sheet_close(sheet);
    xt_book_close(book);
    free(rows);
    free_bytes(file);
}
END_TEST

START_TEST(holds_limits_of_the_list)
{
    const fault sheets = {XT_SAY_LIMIT_SHEETS, NULL, NULL, 4, 3};
    const fault styles = {XT_SAY_LIMIT_FORMATS, NULL, NULL, 2, 1};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_content(SHEETS);
    limits.sheets = 3;
    check_refused("sheets", file, &limits, 0, &sheets);
    free_bytes(file);
    file = pack_content(CONTENT("<office:automatic-styles>" STYLE("a", "table", "false")
                                    STYLE("b", "table", "false") "</office:automatic-styles>" BODY("")));
    limits = xt_limits_default();
    limits.cell_formats = 1;
    check_refused("styles", file, &limits, 0, &styles);
    free_bytes(file);
}
END_TEST

/* Content that ends anywhere is an error, never a shorter sheet. */
START_TEST(refuses_cut_content)
{
    size_t size = strlen(SHEETS);
    for (size_t cut = 1; cut < size; cut++) {
        char *content = pack_text("%.*s", (int)cut, SHEETS);
        xt_str file = pack_content(content);
        char *shown = NULL;
        xt_error error;
        ck_assert_int_eq(show_book(file, CHUNKS[cut % CHUNK_COUNT], NULL, 0, &shown, &error), XT_CORRUPT_XML);
        free(shown);
        free_bytes(file);
        free(content);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("ods");
    TCase *cases = tcase_create("ods");
    tcase_add_loop_test(cases, reads_cells, 0, XT_ENTRIES(CELLS));
    tcase_add_loop_test(cases, reads_tables, 0, XT_ENTRIES(TABLES));
    tcase_add_test(cases, repeats_a_row_to_the_end);
    tcase_add_test(cases, lists_sheets);
    tcase_add_loop_test(cases, tells_archives, 0, XT_ENTRIES(ARCHIVES));
    tcase_add_loop_test(cases, refuses, 0, XT_ENTRIES(REFUSED));
    tcase_add_loop_test(cases, refuses_deep_nesting, 0, 3);
    tcase_add_loop_test(cases, holds_limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_loop_test(cases, counts_many_copies, 0, XT_ENTRIES(COPIES));
    tcase_add_test(cases, holds_limits_of_the_list);
    tcase_add_test(cases, refuses_cut_content);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
