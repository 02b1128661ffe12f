/* SPDX-License-Identifier: MIT
 *
 * Data validations. A case shows the sheet's XML and what must come out, a line for each:
 *
 *   list A2:A9 C2:C2 {"a,b"} {} 'title' 'prompt'
 *
 * type, ranges, both formulas, and the prompt where there is one.
 */
#include "read/validations.h"

#include "base/bytes.h"
#include "read/book.h"
#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

#define PACK_X14 "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
#define PACK_XM  "http://schemas.microsoft.com/office/excel/2006/main"

/* Validations, and those of Excel 2010 on, as they stand behind the rows. */
#define OLD(items) "<dataValidations count=\"1\">" items "</dataValidations>"
#define NEW(items)                                                                                           \
    "<extLst><ext xmlns:x14=\"" PACK_X14 "\" uri=\"{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}\">"                \
    "<x14:dataValidations xmlns:xm=\"" PACK_XM "\" count=\"1\">" items                                       \
    "</x14:dataValidations></ext></extLst>"
#define ROWS                                                                                                 \
    "<sheetData><row r=\"1\"><c r=\"A1\"><f>B1</f><v>1</v><extLst><ext><dataValidations/></ext></extLst>"    \
    "</c></row></sheetData>"

static void free_bytes(xt_str file)
{
    free((void *)(uintptr_t)file.data);
}

static xt_book *open_book(xt_str file, size_t chunk, const xt_limits *limits)
{
    xt_open_options room;
    xt_book *book = NULL;
    xt_error error;
    ck_assert_int_eq(
        xt_book_open_chunked(&book, file.data, file.size, chunk, true, with_limits(&room, limits), &error),
        XT_OK);
    return book;
}

/* ------------------------------------------------------------ validations */

static const char *const TYPE_NAMES[] = {"any",  "list", "whole",  "decimal",
                                         "date", "time", "length", "custom"};

static void put_validation(xt_bytes *out, const xt_validation *v)
{
    char first[XT_REF_SIZE], last[XT_REF_SIZE];
    xt_bytes_puts(out, TYPE_NAMES[v->type]);
    for (size_t i = 0; i < v->range_count; i++)
        xt_bytes_printf(out, " %s:%s", xt_cell_ref(v->ranges[i].first_row, v->ranges[i].first_column, first),
                        xt_cell_ref(v->ranges[i].last_row, v->ranges[i].last_column, last));
    xt_bytes_printf(out, " {%.*s} {%.*s}", (int)v->formula1.size, v->formula1.size ? v->formula1.data : "",
                    (int)v->formula2.size, v->formula2.size ? v->formula2.data : "");
    if (v->prompt_title.size || v->prompt.size)
        xt_bytes_printf(out, " '%.*s' '%.*s'", (int)v->prompt_title.size,
                        v->prompt_title.size ? v->prompt_title.data : "", (int)v->prompt.size,
                        v->prompt.size ? v->prompt.data : "");
    xt_bytes_putc(out, '\n');
}

static const struct {
    const char *name, *xml, *shown;
} SHEETS[] = {
    {"none", PACK_SHEET(ROWS), ""},
    {"an empty list", PACK_SHEET(ROWS OLD("")), ""},
    {"a literal",
     PACK_SHEET(
         ROWS OLD("<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"C2:C99\">"
                  "<formula1>\"เฉพาะเจาะจง,คัดเลือก\"</formula1></dataValidation>")),
     "list C2:C99 {\"เฉพาะเจาะจง,คัดเลือก\"} {}\n"},
    {"all types",
     PACK_SHEET(
         ROWS OLD("<dataValidation type=\"whole\" sqref=\"A1\"><formula1>1</formula1><formula2>9</formula2>"
                  "</dataValidation>"
                  "<dataValidation type=\"decimal\" sqref=\"A2\"><formula1>.5</formula1></dataValidation>"
                  "<dataValidation type=\"date\" sqref=\"A3\"><formula1>45200</formula1></dataValidation>"
                  "<dataValidation type=\"time\" sqref=\"A4\"><formula1>0.5</formula1></dataValidation>"
                  "<dataValidation type=\"textLength\" sqref=\"A5\"><formula1>13</formula1></dataValidation>"
                  "<dataValidation type=\"custom\" sqref=\"A6\"><formula1>LEN(A6)&lt;&gt;1</formula1>"
                  "</dataValidation>"
                  "<dataValidation type=\"list\" sqref=\"A7\"><formula1>B1:B2</formula1></dataValidation>"
                  "<dataValidation type=\"none\" sqref=\"A8\"/>")),
     "whole A1:A1 {1} {9}\ndecimal A2:A2 {.5} {}\ndate A3:A3 {45200} {}\ntime A4:A4 {0.5} {}\n"
     "length A5:A5 {13} {}\ncustom A6:A6 {LEN(A6)<>1} {}\nlist A7:A7 {B1:B2} {}\nany A8:A8 {} {}\n"},
    {"no type, and unknown ones",
     PACK_SHEET(
         OLD("<dataValidation sqref=\"A1\"/><dataValidation type=\"\" sqref=\"A2\"/>"
             "<dataValidation type=\"List\" sqref=\"A3\"/><dataValidation type=\"lists\" sqref=\"A4\"/>")),
     "any A1:A1 {} {}\nany A2:A2 {} {}\nany A3:A3 {} {}\nany A4:A4 {} {}\n"},
    {"several ranges",
     PACK_SHEET(
         OLD("<dataValidation type=\"list\" sqref=\"A2:A9 C2\"/>"
             "<dataValidation type=\"list\" sqref=\"  B9:A2&#9;D:D&#10;$E$1:$E$5\n5:6  XFD1048576 \"/>")),
     "list A2:A9 C2:C2 {} {}\n"
     "list A2:B9 D1:D1048576 E1:E5 A5:XFD6 XFD1048576:XFD1048576 {} {}\n"},
    {"broken ranges are passed over",
     PACK_SHEET(OLD(
         "<dataValidation type=\"list\" sqref=\"A0 x A2:A9 S!A1 XFE1 A1048577 A1:XFE2 A:A1048577 #REF! C2\"/>"
         "<dataValidation type=\"list\" sqref=\"\"/><dataValidation type=\"list\" sqref=\" \"/>"
         "<dataValidation type=\"list\"/>")),
     "list A2:A9 C2:C2 {} {}\nlist {} {}\nlist {} {}\nlist {} {}\n"},
    {"prompts",
     PACK_SHEET(
         OLD("<dataValidation type=\"list\" promptTitle=\"วิธี\" prompt=\"เลือก_x000a_หนึ่ง_x005F_x000a_\" "
             "errorTitle=\"no\" error=\"no\" showInputMessage=\"1\" sqref=\"A1\"><formula1>x</formula1>"
             "</dataValidation><dataValidation prompt=\"p\" sqref=\"A2\"/><dataValidation sqref=\"A3\"/>")),
     "list A1:A1 {x} {} 'วิธี' 'เลือก\nหนึ่ง_x000a_'\nany A2:A2 {} {} '' 'p'\nany A3:A3 {} {}\n"},
    {"formulas as in the file",
     PACK_SHEET(
         OLD("<dataValidation type=\"list\" sqref=\"A1\"><formula1> =$B$1 \n</formula1></dataValidation>"
             "<dataValidation type=\"list\" sqref=\"A2\"><formula1>\"a_x0041_&amp;&#3585;<![CDATA[<]]>\""
             "</formula1></dataValidation>"
             "<dataValidation type=\"list\" sqref=\"A3\"><formula1/><formula2></formula2></dataValidation>"
             "<dataValidation type=\"list\" sqref=\"A4\"><formula1>a<!-- - -->b<x>no</x>c</formula1>"
             "</dataValidation>")),
     "list A1:A1 { =$B$1 \n} {}\nlist A2:A2 {\"a_x0041_&ก<\"} {}\nlist A3:A3 {} {}\nlist A4:A4 {abc} {}\n"},
    {"a formula is its own validation's alone",
     PACK_SHEET(OLD("<dataValidation type=\"list\" sqref=\"A1\"><formula1>x</formula1><formula2>y</formula2>"
                    "</dataValidation><dataValidation type=\"list\" sqref=\"A2\"> text </dataValidation>")),
     "list A1:A1 {x} {y}\nlist A2:A2 {} {}\n"},
    {"of Excel 2010",
     PACK_SHEET(
         ROWS NEW("<x14:dataValidation type=\"list\" allowBlank=\"1\" promptTitle=\"t\" prompt=\"p\" "
                  "xr:uid=\"{1}\" xmlns:xr=\"urn:x\">\n<x14:formula1>\n<xm:f>'ตัว เลือก'!$A$1:$A$4</xm:f>\n"
                  "</x14:formula1>\n<xm:sqref>B2:B9 D2</xm:sqref>\n</x14:dataValidation>"
                  "<x14:dataValidation type=\"whole\"><x14:formula1><xm:f>1</xm:f></x14:formula1>"
                  "<x14:formula2><xm:f>S!$A$2</xm:f></x14:formula2><xm:sqref>\n E1\n</xm:sqref>"
                  "</x14:dataValidation>")),
     "list B2:B9 D2:D2 {'ตัว เลือก'!$A$1:$A$4} {} 't' 'p'\nwhole E1:E1 {1} {S!$A$2}\n"},
    {"of both, in the order of the file",
     PACK_SHEET(OLD("<dataValidation type=\"list\" sqref=\"A1\"><formula1>x</formula1></dataValidation>")
                    NEW("<x14:dataValidation type=\"list\"><x14:formula1><xm:f>y</xm:f></x14:formula1>"
                        "<xm:sqref>A2</xm:sqref></x14:dataValidation>")),
     "list A1:A1 {x} {}\nlist A2:A2 {y} {}\n"},
    {"other extensions",
     PACK_SHEET(
         "<extLst><ext uri=\"{1}\"><q:dataValidations xmlns:q=\"urn:q\"><q:dataValidation type=\"list\"/>"
         "</q:dataValidations></ext><ext uri=\"{2}\"><x14:conditionalFormattings xmlns:x14=\"" PACK_X14
         "\"><x14:dataValidations><x14:dataValidation/></x14:dataValidations></x14:conditionalFormattings>"
         "</ext></extLst>"),
     ""},
    {"text that a choice needs an extension for",
     PACK_SHEET(
         OLD("<dataValidation type=\"list\" sqref=\"A1\"><mc:AlternateContent xmlns:mc=\"" PACK_MCE
             "\"><mc:Choice Requires=\"x12ac\"><x12ac:list xmlns:x12ac=\"urn:x12ac\">a,b</x12ac:list>"
             "<formula1>no</formula1></mc:Choice><mc:Fallback><formula1>\"a,b\"</formula1></mc:Fallback>"
             "</mc:AlternateContent></dataValidation>")),
     "list A1:A1 {\"a,b\"} {}\n"},
    {"prefix, Strict",
     "<x:worksheet xmlns:x=\"" PACK_STRICT
     "\"><x:sheetData/><x:dataValidations><x:dataValidation type=\"list\" "
     "sqref=\"A1\"><x:formula1>x</x:formula1></x:dataValidation></x:dataValidations><x:extLst><x:ext>"
     "<dataValidations xmlns=\"" PACK_X14 "\"><dataValidation type=\"list\"><formula1><f xmlns=\"" PACK_XM
     "\">y</f></formula1><sqref xmlns=\"" PACK_XM "\">A2</sqref></dataValidation></dataValidations></x:ext>"
     "</x:extLst></x:worksheet>",
     "list A1:A1 {x} {}\nlist A2:A2 {y} {}\n"},
    {"another namespace",
     "<worksheet xmlns=\"" PACK_MAIN
     "\"><q:dataValidations xmlns:q=\"urn:q\"><q:dataValidation type=\"list\"/>"
     "</q:dataValidations></worksheet>",
     ""},
    {"lists that stand elsewhere",
     PACK_SHEET("<sheetData><dataValidations><dataValidation/></dataValidations></sheetData><dataValidation/>"
                "<dataValidations><other><dataValidation/></other></dataValidations>"),
     ""},
};

START_TEST(reads)
{
    xt_str file = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = SHEETS[_i].xml}, {0}});
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_book *book = open_book(file, CHUNKS[i], NULL);
        xt_arena arena = {0};
        xt_bytes shown = xt_bytes_make(SIZE_MAX / 2);
        xt_error error;
        const xt_validation *all = NULL;
        size_t count = 1;
        ck_assert_int_eq(xt_sheet_validations(book, 0, &arena, &all, &count, &error), XT_OK);
        xt_book_close(book); /* all is the arena's */
        ck_assert((all == NULL) == (count == 0));
        for (size_t n = 0; n < count; n++)
            put_validation(&shown, &all[n]);
        ck_assert_msg(strcmp(xt_bytes_cstr(&shown), SHEETS[_i].shown) == 0, "%s, chunk %zu:\n%s",
                      SHEETS[_i].name, CHUNKS[i], xt_bytes_cstr(&shown));
        xt_bytes_free(&shown);
        xt_arena_free(&arena);
    }
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ what is refused */

/* A run of one text, many times. */
static char *repeat(const char *text, size_t times)
{
    size_t size = strlen(text);
    char *all = malloc(size * times + 1);
    ck_assert_ptr_nonnull(all);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * size, text, size);
    all[size * times] = '\0';
    return all;
}

static const struct {
    const char *name, *before, *many, *behind;
    size_t times;
    xt_limits limits;
    fault wanted;
} LIMITS[] = {
    {"validations", "<dataValidations>", "<dataValidation/>", "</dataValidations>", 65536, {0}, {0}},
    {"validations, over",
     "<dataValidations>",
     "<dataValidation/>",
     "</dataValidations>",
     65537,
     {0},
     {XT_SAY_LIMIT_VALIDATIONS, "S", NULL, 65537, 65536}},
    {"formula",
     "<dataValidations><dataValidation><formula1>",
     "x",
     "</formula1></dataValidation></dataValidations>",
     65536,
     {0},
     {0}},
    {"formula, over",
     "<dataValidations><dataValidation><formula1>",
     "x",
     "</formula1></dataValidation></dataValidations>",
     65537,
     {0},
     {XT_SAY_LIMIT_VALIDATION_TEXT, "S", NULL, 0, 65536}},
    {"sqref, over",
     "<dataValidations><dataValidation sqref=\"",
     "A1 ",
     "\"/></dataValidations>",
     21846,
     {0},
     {XT_SAY_LIMIT_VALIDATION_TEXT, "S", NULL, 65538, 65536}},
    {"sqref, over the limit of attributes",
     "<dataValidations><dataValidation sqref=\"",
     "A1 ",
     "\"/></dataValidations>",
     100,
     {.xml_attribute_size = 299},
     {XT_SAY_LIMIT_ATTRIBUTE, NULL, NULL, 300, 299}},
    {"prompt, over",
     "<dataValidations><dataValidation prompt=\"",
     "x",
     "\"/></dataValidations>",
     65537,
     {0},
     {XT_SAY_LIMIT_VALIDATION_TEXT, "S", NULL, 65537, 65536}},
    {"sheet size, over", "", " ", "", 1000, {.sheet_size = 500}, {XT_SAY_LIMIT_PART, NULL, NULL, 0, 500}},
    {"part size is not the sheet's", "", " ", "", 1000, {.part_size = 1000}, {0}},
    {"cut", "<dataValidations>", "<dataValidation/>", "", 1, {0}, {XT_SAY_XML_SYNTAX, NULL, NULL, 0, 0}},
};

START_TEST(limits)
{
    char *many = repeat(LIMITS[_i].many, LIMITS[_i].times);
    char *xml = pack_text(PACK_SHEET("%s%s%s"), LIMITS[_i].before, many, LIMITS[_i].behind);
    xt_str file = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = xml}, {0}});
    for (size_t i = 3; i < CHUNK_COUNT; i++) {
        xt_book *book = open_book(file, CHUNKS[i], &LIMITS[_i].limits);
        xt_arena arena = {0};
        xt_error error;
        const xt_validation *all = NULL;
        size_t count = 1;
        xt_status status = xt_sheet_validations(book, 0, &arena, &all, &count, &error);
        if (LIMITS[_i].wanted.sentence == XT_SAY_OK)
            ck_assert_msg(status == XT_OK, "%s, chunk %zu", LIMITS[_i].name, CHUNKS[i]);
        else
            check_fault(LIMITS[_i].name, CHUNKS[i], &LIMITS[_i].wanted, status, &error);
        ck_assert(status == XT_OK || (!all && count == 0));
        ck_assert_int_eq(xt_sheet_validations(book, 0, &arena, &all, &count, NULL), status);
        xt_arena_free(&arena);
        xt_book_close(book);
    }
    free_bytes(file);
    free(xml);
    free(many);
}
END_TEST

/* All texts together have a limit of their own, and ranges count as what they take. */
START_TEST(limits_all_texts)
{
    enum { SQREF = 21845, RANGES = SQREF * sizeof(xt_range), TIMES = XT_VALIDATION_TEXTS / RANGES };
    char *sqref = repeat("A1 ", SQREF);
    char *one = pack_text("<dataValidation sqref=\"%s\"/>", sqref);
    for (size_t more = 0; more < 2; more++) {
        char *many = repeat(one, TIMES + more);
        char *xml = pack_text(PACK_SHEET("<dataValidations>%s</dataValidations>"), many);
        xt_str file = pack_book((const pack_part[]){{.name = PACK_SHEET_NAME, .text = xml}, {0}});
        const xt_limits none = {0};
        xt_book *book = open_book(file, 0, &none);
        xt_arena arena = {0};
        xt_error error;
        const xt_validation *all = NULL;
        size_t count = 0;
        xt_status status = xt_sheet_validations(book, 0, &arena, &all, &count, &error);
        ck_assert_int_eq(status, more ? XT_OVER_LIMIT : XT_OK);
        ck_assert_uint_eq(count, more ? 0 : TIMES);
        if (more)
            ck_assert_int_eq(error.sentence, XT_SAY_LIMIT_VALIDATION_TEXT);
        xt_arena_free(&arena);
        xt_book_close(book);
        free_bytes(file);
        free(xml);
        free(many);
    }
    free(one);
    free(sqref);
}
END_TEST

/* ------------------------------------------------------------ the values of a list */

/* The sheets: the form, lists under a name that needs quotes, a chart, lists under a plain name, one whose
 * part is missing. */
#define BOOK_SHEETS                                                                                                      \
    "<sheets><sheet name=\"แบบ o16\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"ชื่อ 'x'\" sheetId=\"7\" " \
    "r:id=\"rId2\"/><sheet name=\"Chart\" sheetId=\"3\" r:id=\"rId5\"/><sheet name=\"Data\" sheetId=\"2\" "              \
    "r:id=\"rId4\"/><sheet name=\"Gone\" sheetId=\"9\" r:id=\"rId6\"/></sheets>"
#define BOOK_NAMES                                                                                           \
    "<definedNames><definedName name=\"วิธี\">'ชื่อ ''x'''!$A$1:$A$3</definedName>"          \
    "<definedName name=\"Both\" localSheetId=\"3\">Data!$B$1:$B$2</definedName>"                             \
    "<definedName name=\"Both\">Data!$A$1:$A$2</definedName>"                                                \
    "<definedName name=\"Both\" localSheetId=\"0\">Data!$C$1</definedName>"                                  \
    "<definedName name=\"Local\" localSheetId=\"3\">Data!$B$1:$B$2</definedName>"                            \
    "<definedName name=\"Twice\">Data!$A$1</definedName><definedName name=\"Twice\">Data!$A$2</definedName>" \
    "<definedName name=\"Dept1\">Data!$A$1:$A$2</definedName>"                                               \
    "<definedName name=\"_x.1\"> =Data!A:A </definedName>"                                                   \
    "<definedName name=\"Bare\">$C$1</definedName>"                                                          \
    "<definedName name=\"Same\">Both</definedName>"                                                          \
    "<definedName name=\"Gone1\">#REF!$A$1:$A$3</definedName>"                                               \
    "<definedName name=\"Gone2\">Data!#REF!</definedName>"                                                   \
    "<definedName name=\"Gone3\">[1]Data!$A$1</definedName>"                                                 \
    "<definedName name=\"Moving\">OFFSET(Data!$A$1,0,0,3,1)</definedName>"                                   \
    "<definedName name=\"Text\">\"a,b\"</definedName><definedName name=\"Void\"/>"                           \
    "<definedName name=\"Bad\" localSheetId=\"x\">Data!$A$1</definedName>"                                   \
    "<definedName>Data!$A$1</definedName></definedNames>"

#define TEXT(ref, text) "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

static const pack_part BOOK[] = {
    {.name = "xl/workbook.xml", .text = PACK_WORKBOOK(BOOK_SHEETS BOOK_NAMES)},
    {.name = "xl/_rels/workbook.xml.rels",
     .text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml") PACK_REL(
         "rId2", "worksheet", "worksheets/sheet2.xml") PACK_REL("rId3", "sharedStrings", "sharedStrings.xml")
                           PACK_REL("rId4", "worksheet", "worksheets/sheet3.xml")
                               PACK_REL("rId5", "chartsheet", "chartsheets/sheet1.xml"))},
    {.name = "xl/sharedStrings.xml",
     .text = PACK_STRINGS("<si><t>ประกวดราคา</t></si><si><t> คัดเลือก </t></si>")},
    {.name = PACK_SHEET_NAME,
     .text = PACK_DATA("<row r=\"1\">" TEXT("A1", "ที่") TEXT("B1", "หนึ่ง")
                           TEXT("C1", "ข้าง") "</row><row r=\"2\">" TEXT(
                               "B2", "สอง") "</row><row r=\"3\"/><row r=\"4\">" TEXT("B4", "สี่") "</row>")},
    {.name = "xl/worksheets/sheet2.xml",
     .text = PACK_DATA("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\">"
                       "<v>1</v></c></row><row r=\"4\">" TEXT("A4", "no") "</row>")},
    {.name = "xl/worksheets/sheet3.xml",
     .text = PACK_DATA("<row r=\"1\">" TEXT("A1", "a1") TEXT("B1", "b1") TEXT(
         "C1", "c1") "</row>"
                     "<row r=\"2\" hidden=\"1\">" TEXT("A2", "a2") TEXT(
                         "B2",
                         "b2") "</row>"
                               "<row r=\"3\"><c r=\"A3\"><v>2567</v></c><c r=\"B3\"><v>1.50</v></c></row>"
                               "<row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c><c r=\"B4\" "
                               "t=\"b\"><v>0</v></c></row>"
                               "<row r=\"5\"><c r=\"A5\" t=\"e\"><v>#N/A</v></c><c r=\"B5\" "
                               "t=\"str\"><f>A1</f><v>f</v></c>"
                               "</row><row r=\"1048576\">" TEXT("A1048576", "end") "</row>")},
    {0}};

static const struct {
    const char *formula, *values; /* each in [] */
} LISTS[] = {
    /* literals */
    {"\"a,b,c\"", "[a][b][c]"},
    {"\"วิธีเฉพาะเจาะจง,วิธีคัดเลือก\"", "[วิธีเฉพาะเจาะจง][วิธีคัดเลือก]"},
    {"\"a\"", "[a]"},
    {"\" a , b\"", "[ a ][ b]"},
    {" \"a,b\"\n", "[a][b]"},
    {"=\"a,b\"", "[a][b]"},
    {"\",a,,b,\"", "[a][b]"},
    {"\"a;b\"", "[a;b]"},
    {"\"\"", ""},
    {"\",\"", ""},
    {"\"\"\"ก\"\",\"\"\"", "[\"ก\"][\"]"},
    {"\"1,2.50\"", "[1][2.50]"},
    {"\"a&b,\"\"c\"\"\"", "[a&b][\"c\"]"},
    {"\"วิธี \"คัดเลือก\",ค\"", "[วิธี \"คัดเลือก\"][ค]"},
    {"\"ค,\"คัดเลือก\"\"", "[ค][\"คัดเลือก\"]"},
    {"\"\"\"", "[\"]"},
    {"\"a\"b\"", "[a\"b]"},
    {"\"", ""},
    {"\"a\"&\"b\"", ""},
    {"\"a\"&$A$1&\",b\"", ""},
    {"\"a,b", ""},
    {"a,b\"", ""},
    /* ranges */
    {"$B$1:$B$4", "[หนึ่ง][สอง][สี่]"},
    {"B1:B2", "[หนึ่ง][สอง]"},
    {"$B$4:$B$2", "[สอง][สี่]"},
    {"=$A$1:$C$1", "[ที่][หนึ่ง][ข้าง]"},
    {"A1:B2", "[ที่][หนึ่ง][สอง]"},
    {"$A$1", "[ที่]"},
    {"$A$2", ""},
    {"$D$1:$D$9", ""},
    {"$B:$B", "[หนึ่ง][สอง][สี่]"},
    {"$1:$1", "[ที่][หนึ่ง][ข้าง]"},
    {"'ชื่อ ''x'''!$A$1:$A$3", "[ประกวดราคา][ คัดเลือก ]"},
    {"'ชื่อ ''X'''!$A$1:$A$3", "[ประกวดราคา][ คัดเลือก ]"},
    {"'แบบ o16'!$B$1:$B$2", "[หนึ่ง][สอง]"},
    {"Data!$A$1:$A$4", "[a1][a2][2567][TRUE]"},
    {"data!$B$3:$B$5", "[1.50][FALSE][f]"},
    {"'Data'!$A$5:$B$5", "[f]"},
    {"Data!A:A", "[a1][a2][2567][TRUE][end]"},
    {"Data!$A$1048576", "[end]"},
    /* names */
    {"วิธี", "[ประกวดราคา][ คัดเลือก ]"},
    {"=วิธี", "[ประกวดราคา][ คัดเลือก ]"},
    {"Both", "[c1]"},
    {"BOTH", "[c1]"},
    {"Data!Both", "[b1][b2]"},
    {"'ชื่อ ''x'''!Both", "[a1][a2]"},
    {"Local", ""},
    {"Data!Local", "[b1][b2]"},
    {"Twice", "[a1]"},
    {"Dept1", "[a1][a2]"},
    {"_x.1", "[a1][a2][2567][TRUE][end]"},
    {"Bare", "[ข้าง]"},
    {"Same", ""},
    {"Gone1", ""},
    {"Gone2", ""},
    {"Gone3", ""},
    {"Moving", ""},
    {"Text", ""},
    {"Void", ""},
    {"Bad", ""},
    {"Nobody", ""},
    /* something else */
    {"", ""},
    {" ", ""},
    {"=", ""},
    {"!", ""},
    {"'", ""},
    {"''", ""},
    {"''!A1", ""},
    {"'Data", ""},
    {"'Data'", ""},
    {"'Data'A1", ""},
    {"Data!", ""},
    {"Dat!$A$1", ""},
    {"Datas!$A$1", ""},
    {"'Data'''!$A$1", ""},
    {"1!$A$1", ""},
    {"Chart!$A$1", ""},
    {"[1]Data!$A$1", ""},
    {"Data:Gone!$A$1", ""},
    {"#REF!", ""},
    {"Data!#REF!", ""},
    {"XFE1", ""},
    {"A1048577", ""},
    {"A1:A2,B1", ""},
    {"A1:A2 A1", ""},
    {"OFFSET(Data!$A$1,0,0,3,1)", ""},
    {"INDIRECT($A$1)", ""},
    {"INDIRECT(\"Data!A1\")", ""},
    {"Table1[วิธี]", ""},
    {"{\"a\",\"b\"}", ""},
    {"1", ""},
};

static void put_values(xt_bytes *out, const xt_str *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        xt_bytes_printf(out, "[%.*s]", (int)values[i].size, values[i].data);
}

START_TEST(lists)
{
    xt_str file = pack_book(BOOK);
    xt_str formula = xt_exact(xt_str_of(LISTS[_i].formula));
    const xt_validation validation = {.type = XT_VALIDATION_LIST, .formula1 = formula};
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        xt_book *book = open_book(file, CHUNKS[i], NULL);
        xt_arena arena = {0};
        xt_bytes shown = xt_bytes_make(SIZE_MAX / 2);
        xt_error error;
        const xt_str *values = NULL;
        size_t count = 1;
        ck_assert_int_eq(xt_list_values(book, 0, &validation, &arena, &values, &count, &error), XT_OK);
        xt_book_close(book); /* the values are the arena's */
        ck_assert((values == NULL) == (count == 0));
        put_values(&shown, values, count);
        ck_assert_msg(strcmp(xt_bytes_cstr(&shown), LISTS[_i].values) == 0, "%s, chunk %zu: %s",
                      LISTS[_i].formula, CHUNKS[i], xt_bytes_cstr(&shown));
        xt_bytes_free(&shown);
        xt_arena_free(&arena);
    }
    free((void *)(uintptr_t)formula.data);
    free_bytes(file);
}
END_TEST

/* A formula means what it means on its own sheet, and is no list in a validation of another type. */
START_TEST(lists_of_other_sheets)
{
    static const struct {
        xt_validation_type type;
        size_t sheet;
        const char *formula, *values;
    } CASES[] = {
        {XT_VALIDATION_LIST, 3, "$A$1:$A$2", "[a1][a2]"},
        {XT_VALIDATION_LIST, 3, "Both", "[b1][b2]"},
        {XT_VALIDATION_LIST, 1, "Both", "[a1][a2]"},
        {XT_VALIDATION_LIST, 3, "Local", "[b1][b2]"},
        {XT_VALIDATION_LIST, 1, "Bare", ""},
        {XT_VALIDATION_ANY, 3, "$A$1:$A$2", ""},
        {XT_VALIDATION_CUSTOM, 3, "\"a,b\"", ""},
    };
    xt_str file = pack_book(BOOK);
    xt_book *book = open_book(file, 0, NULL);
    xt_arena arena = {0};
    xt_bytes shown = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const xt_validation validation = {.type = CASES[i].type, .formula1 = xt_str_of(CASES[i].formula)};
        const xt_str *values = NULL;
        size_t count = 1;
        ck_assert_int_eq(xt_list_values(book, CASES[i].sheet, &validation, &arena, &values, &count, NULL),
                         XT_OK);
        xt_bytes_clear(&shown);
        put_values(&shown, values, count);
        ck_assert_str_eq(xt_bytes_cstr(&shown), CASES[i].values);
    }
    xt_bytes_free(&shown);
    xt_arena_free(&arena);
    xt_book_close(book);
    free_bytes(file);
}
END_TEST

/* What is read again must be there and whole. */
START_TEST(fails)
{
    static const struct {
        size_t sheet;
        fault wanted;
    } SHEET_FAULTS[] = {
        {2, {XT_SAY_SHEET_CHART, NULL, "Chart", 0, 0}},
        {4, {XT_SAY_PART_MISSING, "Gone", NULL, 0, 0}},
        {5, {XT_SAY_NO_WORKSHEET, NULL, NULL, 0, 0}},
        {SIZE_MAX, {XT_SAY_NO_WORKSHEET, NULL, NULL, 0, 0}},
    };
    xt_str file = pack_book(BOOK);
    xt_book *book = open_book(file, 0, NULL);
    xt_arena arena = {0};
    xt_error error;
    const xt_validation *all = NULL;
    const xt_str *values = NULL;
    size_t count = 0;
    for (size_t i = 0; i < sizeof SHEET_FAULTS / sizeof *SHEET_FAULTS; i++) {
        xt_status status = xt_sheet_validations(book, SHEET_FAULTS[i].sheet, &arena, &all, &count, &error);
        check_fault("sheet", 0, &SHEET_FAULTS[i].wanted, status, &error);
    }
    const xt_validation validation = {.type = XT_VALIDATION_LIST, .formula1 = XT_LITERAL("Gone!$A$1")};
    const fault missing = {XT_SAY_PART_MISSING, "Gone", NULL, 0, 0};
    xt_status status = xt_list_values(book, 0, &validation, &arena, &values, &count, &error);
    check_fault("values", 0, &missing, status, &error);
    ck_assert_ptr_null(values);
    ck_assert_uint_eq(count, 0);
    xt_arena_free(&arena);
    xt_book_close(book);
    free_bytes(file);
}
END_TEST

/* An error behind the last row that counts is not looked for. */
START_TEST(stops_behind_the_range)
{
    static const struct {
        const char *formula;
        xt_status status;
    } CASES[] = {{"$A$1:$A$2", XT_OK}, {"$A$1:$A$4", XT_CORRUPT_XML}, {"$A:$A", XT_CORRUPT_XML}};
    xt_str file = pack_rows("<row r=\"1\">" TEXT("A1", "a") "</row><row r=\"3\">" TEXT(
        "A3", "b") "</row>"
                   "<row r=\"4\"><c r=\"A4\" t=\"?\"><v>1</v></c></row>");
    for (size_t i = 0; i < CHUNK_COUNT; i++)
        for (size_t n = 0; n < sizeof CASES / sizeof *CASES; n++) {
            xt_book *book = open_book(file, CHUNKS[i], NULL);
            xt_arena arena = {0};
            const xt_validation validation = {.type = XT_VALIDATION_LIST,
                                              .formula1 = xt_str_of(CASES[n].formula)};
            const xt_str *values = NULL;
            size_t count = 0;
            xt_error error;
            ck_assert_int_eq(xt_list_values(book, 0, &validation, &arena, &values, &count, &error),
                             CASES[n].status);
            ck_assert_uint_eq(count, CASES[n].status == XT_OK);
            xt_arena_free(&arena);
            xt_book_close(book);
        }
    free_bytes(file);
}
END_TEST

/* No more than the first 4,096 values. */
START_TEST(caps_values)
{
    xt_bytes rows = xt_bytes_make(SIZE_MAX / 2), items = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_putc(&items, '"');
    for (int i = 1; i <= XT_LIST_VALUES + 10; i++) {
        xt_bytes_printf(&rows, "<row r=\"%d\"><c r=\"A%d\"><v>%d</v></c></row>", i, i, i);
        xt_bytes_printf(&items, "%d,", i);
    }
    xt_bytes_putc(&items, '"');
    const char *const formulas[] = {"A:A", xt_bytes_cstr(&items)};
    xt_str file = pack_rows(xt_bytes_cstr(&rows));
    xt_book *book = open_book(file, 0, NULL);
    xt_arena arena = {0};
    for (size_t i = 0; i < 2; i++) {
        const xt_validation validation = {.type = XT_VALIDATION_LIST, .formula1 = xt_str_of(formulas[i])};
        const xt_str *values = NULL;
        size_t count = 0;
        ck_assert_int_eq(xt_list_values(book, 0, &validation, &arena, &values, &count, NULL), XT_OK);
        ck_assert_uint_eq(count, XT_LIST_VALUES);
        xt_assert_str(values[0], "1");
        xt_assert_str(values[XT_LIST_VALUES - 1], "4096");
    }
    xt_arena_free(&arena);
    xt_book_close(book);
    free_bytes(file);
    xt_bytes_free(&rows);
    xt_bytes_free(&items);
}
END_TEST

/* A workbook part of other spelling, and a name whose text is too long to be a range. */
START_TEST(reads_names_of_other_spellings)
{
    char *spaces = repeat(" ", XT_VALIDATION_TEXT);
    char *const workbooks[] = {
        pack_text("<x:workbook xmlns:x=\"" PACK_STRICT "\" xmlns:r=\"" PACK_STRICT_OFFICE "\"><x:sheets>"
                  "<x:sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></x:sheets><x:definedNames>"
                  "<x:definedName name=\"N\">S!$A$<!-- -->1</x:definedName></x:definedNames></x:workbook>"),
        pack_text(
            PACK_WORKBOOK("<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>"
                          "<definedName name=\"N\">S!$A$1%s</definedName></definedNames>"),
            spaces),
        pack_text(
            PACK_WORKBOOK("<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>"
                          "<definedName name=\"N\">%s</definedName><definedName name=\"N\" "
                          "localSheetId=\"0\">S!$A$1</definedName></definedNames>"),
            spaces),
    };
    const size_t wanted[] = {1, 0, 1};
    for (size_t n = 0; n < sizeof workbooks / sizeof *workbooks; n++) {
        xt_str file = pack_book((const pack_part[]){
            {.name = "xl/workbook.xml", .text = workbooks[n]},
            {.name = PACK_SHEET_NAME, .text = PACK_DATA("<row r=\"1\">" TEXT("A1", "a") "</row>")},
            {0}});
        for (size_t i = 0; i < CHUNK_COUNT; i++) {
            xt_book *book = open_book(file, CHUNKS[i], NULL);
            xt_arena arena = {0};
            const xt_validation validation = {.type = XT_VALIDATION_LIST, .formula1 = XT_LITERAL("N")};
            const xt_str *values = NULL;
            size_t count = 9;
            ck_assert_int_eq(xt_list_values(book, 0, &validation, &arena, &values, &count, NULL), XT_OK);
            ck_assert_uint_eq(count, wanted[n]);
            xt_arena_free(&arena);
            xt_book_close(book);
        }
        free_bytes(file);
        free(workbooks[n]);
    }
    free(spaces);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("validations");
    TCase *cases = tcase_create("validations");
    tcase_add_loop_test(cases, reads, 0, XT_ENTRIES(SHEETS));
    tcase_add_loop_test(cases, limits, 0, XT_ENTRIES(LIMITS));
    tcase_add_test(cases, limits_all_texts);
    tcase_add_loop_test(cases, lists, 0, XT_ENTRIES(LISTS));
    tcase_add_test(cases, lists_of_other_sheets);
    tcase_add_test(cases, fails);
    tcase_add_test(cases, stops_behind_the_range);
    tcase_add_test(cases, caps_values);
    tcase_add_test(cases, reads_names_of_other_spellings);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
