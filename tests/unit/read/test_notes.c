/* SPDX-License-Identifier: MIT
 *
 * What is noted of a workbook and is no error.
 */
#include "base/error.h"
#include "pack.h"
#include "read/book.h"
#include "xt_test.h"

#include <stdlib.h>

#define OUTSIDE(type, target)                                                                                \
    "<Relationship Id=\"x\" Type=\"" PACK_OFFICE "/" type "\" Target=\"" target "\" "                        \
    "TargetMode=\"External\"/>"
#define WORKBOOK_RELS(more) PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml") more)
#define SHEET_RELS          "xl/worksheets/_rels/sheet1.xml.rels"
#define CELL(ref, inside)   "<c r=\"" ref "\">" inside "</c>"
#define ROW(number, inside) "<row r=\"" number "\">" inside "</row>"

typedef struct note {
    xt_sentence sentence;
    const char *place, *text;
    int64_t number;
} note;

static const struct {
    const char *what;
    pack_part parts[4];
    note notes[3]; /* in their order */
} BOOKS[] = {
    {"nothing", {{0}}, {{0}}},
    {"macros",
     {{.name = "xl/vbaProject.bin", .text = "x"}},
     {{XT_SAY_NOTE_MACROS, "xl/vbaProject.bin", "", 1}}},
    {"macros, another spelling",
     {{.name = "XL\\VBAPROJECT.BIN", .text = "x"}},
     {{XT_SAY_NOTE_MACROS, "XL\\VBAPROJECT.BIN", "", 1}}},
    {"macro sheets",
     {{.name = "xl/macrosheets/sheet2.xml", .text = "x"}, {.name = "xl/macrosheets/sheet3.xml", .text = "x"}},
     {{XT_SAY_NOTE_MACROS, "xl/macrosheets/sheet2.xml", "", 2}}},
    {"objects and controls",
     {{.name = "xl/embeddings/oleObject1.bin", .text = "x"},
      {.name = "xl/activeX/activeX1.xml", .text = "x"}},
     {{XT_SAY_NOTE_OBJECTS, "xl/embeddings/oleObject1.bin", "", 1},
      {XT_SAY_NOTE_OBJECTS, "xl/activeX/activeX1.xml", "", 1}}},
    {"links",
     {{.name = "xl/_rels/workbook.xml.rels",
       .text = WORKBOOK_RELS(PACK_REL("l1", "externalLink", "externalLinks/externalLink1.xml")
                                 PACK_REL("l2", "externalLink", "externalLinks/externalLink2.xml"))},
      {.name = "xl/externalLinks/_rels/externalLink1.xml.rels",
       .text = PACK_RELS(OUTSIDE("externalLinkPath", "file:///C:/ลับ.xlsx"))}},
     {{XT_SAY_NOTE_LINKS, "", "file:///C:/ลับ.xlsx", 2}}},
    {"a link whose target is damaged",
     {{.name = "xl/_rels/workbook.xml.rels", .text = WORKBOOK_RELS(PACK_REL("l1", "externalLink", "l.xml"))},
      {.name = "xl/_rels/l.xml.rels", .text = "<Relationships"}},
     {{XT_SAY_NOTE_UNSEEN, "xl/_rels/l.xml.rels", "", 0}, {XT_SAY_NOTE_LINKS, "", "xl/l.xml", 1}}},
    {"a picture from outside",
     {{.name = "xl/drawings/_rels/drawing1.xml.rels",
       .text = PACK_RELS(OUTSIDE("image", "http://example.org/a.png"))}},
     {{XT_SAY_NOTE_OUTSIDE, "xl/drawings/_rels/drawing1.xml.rels", "http://example.org/a.png", 0}}},
    {"an object from outside",
     {{.name = SHEET_RELS,
       .text = PACK_RELS(PACK_REL("h", "drawing", "a.xml") OUTSIDE("oleObject", "\\\\server\\b.doc"))}},
     {{XT_SAY_NOTE_OUTSIDE, SHEET_RELS, "\\\\server\\b.doc", 0}}},
    {"a link to be clicked",
     {{.name = SHEET_RELS, .text = PACK_RELS(OUTSIDE("hyperlink", "https://process3.gprocurement.go.th/"))}},
     {{0}}},
    {"damaged relationships that nothing needs",
     {{.name = SHEET_RELS, .text = "<Relationships"}},
     {{XT_SAY_NOTE_UNSEEN, SHEET_RELS, "", 0}}},
    {"macros of another name",
     {{.name = "xl/_rels/workbook.xml.rels", .text = WORKBOOK_RELS(PACK_REL("m", "vbaProject", "data.bin"))}},
     {{XT_SAY_NOTE_MACROS, "xl/data.bin", "", 1}}},
    {"objects of another name",
     {{.name = SHEET_RELS,
       .text = PACK_RELS(PACK_REL("a", "oleObject", "../m/o.bin") PACK_REL("b", "control", "c.xml"))}},
     {{XT_SAY_NOTE_OBJECTS, "m/o.bin", "", 2}}},
    {"DDE as Excel keeps it",
     {{.name = "xl/_rels/workbook.xml.rels", .text = WORKBOOK_RELS(PACK_REL("l1", "externalLink", "e.xml"))},
      {.name = "xl/e.xml",
       .text = "<externalLink xmlns=\"" PACK_MAIN
               "\"><ddeLink ddeService=\"a\" ddeTopic=\"b\"/></externalLink>"}},
     {{XT_SAY_NOTE_DDE, "xl/e.xml", "", 0}}},
    {"connections to servers",
     {{.name = "xl/_rels/workbook.xml.rels",
       .text = WORKBOOK_RELS(PACK_REL("c", "connections", "connections.xml"))}},
     {{XT_SAY_NOTE_OUTSIDE, "xl/_rels/workbook.xml.rels", "xl/connections.xml", 0}}},
    {"something from outside beside a part of the workbook's name, and in the folder of links",
     {{.name = "xl/worksheets/_rels/workbook.xml.rels",
       .text = PACK_RELS(OUTSIDE("image", "http://example.org/a.png"))},
      {.name = "xl/externalLinks/_rels/a.xml.rels", .text = PACK_RELS(PACK_REL("m", "vbaProject", "m.bin"))}},
     {{XT_SAY_NOTE_OUTSIDE, "xl/worksheets/_rels/workbook.xml.rels", "http://example.org/a.png", 0},
      {XT_SAY_NOTE_MACROS, "m.bin", "", 1}}},
    {"a chart with something from outside",
     {{.name = "xl/charts/_rels/chart1.xml.rels",
       .text = PACK_RELS(OUTSIDE("image", "http://example.org/a.png"))}},
     {{XT_SAY_NOTE_OUTSIDE, "xl/charts/_rels/chart1.xml.rels", "http://example.org/a.png", 0}}},
    {"rows backwards",
     {{.name = PACK_SHEET_NAME,
       .text = PACK_DATA(ROW("5", CELL("A5", "<v>1</v>")) ROW("2", CELL("B2", "<v>2</v>"))
                             ROW("3", CELL("A3", "<v>3</v>")) ROW("6", CELL("A6", "<v>4</v>")))}},
     {{XT_SAY_NOTE_ROWS, "S!2", "", 0}}},
    {"DDE",
     {{.name = PACK_SHEET_NAME,
       .text = PACK_DATA(ROW("1", CELL("A1", "<f>\"a|b\"&amp;'c|d'!A1</f><v>1</v>")) ROW(
           "2", CELL("B2", "<f>\"a\"\"|\"&amp;cmd|'/c calc'!A0</f><v>1</v>") CELL("C2", "<f>x|y!z</f>")))}},
     {{XT_SAY_NOTE_DDE, "S!B2", "", 0}}},
    {"DDE in a sign of a set", /* the scanner leaves CDATA to expat */
     {{.name = PACK_SHEET_NAME,
       .text = PACK_DATA(ROW("1", CELL("A1", "<f><![CDATA[cmd|'x'!A0]]></f><v>1</v>")))}},
     {{XT_SAY_NOTE_DDE, "S!A1", "", 0}}},
    {"DDE as LibreOffice writes it",
     {{.name = PACK_SHEET_NAME,
       .text = PACK_DATA(ROW("1", CELL("A1", "<f>\"dde(\"&amp;AND(1)</f><v>1</v>")
                                      CELL("B1", "<f>SUM(DDE(\"soffice\",\"a.ods\",\"b\"))</f><v>1</v>")))}},
     {{XT_SAY_NOTE_DDE, "S!B1", "", 0}}},
    {"DDE behind a name",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK(
           "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames><definedName "
           "name=\"a\">'a|b'!A1</definedName><definedName "
           "name=\"b\">cmd|'x'!A0</definedName></definedNames>")}},
     {{XT_SAY_NOTE_DDE, "xl/workbook.xml", "", 0}}},
    {"styles that are not there",
     {{.name = "xl/_rels/workbook.xml.rels",
       .text = WORKBOOK_RELS(PACK_REL("rId2", "styles", "styles.xml"))}},
     {{XT_SAY_NOTE_STYLES, "xl/styles.xml", "", 0}}},
    {"styles elsewhere",
     {{.name = "xl/_rels/workbook.xml.rels",
       .text = WORKBOOK_RELS(OUTSIDE("styles", "http://example.org/s.xml"))}},
     {{XT_SAY_NOTE_STYLES, "http://example.org/s.xml", "", 0},
      {XT_SAY_NOTE_OUTSIDE, "xl/_rels/workbook.xml.rels", "http://example.org/s.xml", 0}}},
    {"two sheets of one name",
     {{.name = "xl/workbook.xml",
       .text = PACK_WORKBOOK(
           "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"dATA\" sheetId=\"2\" "
           "r:id=\"rId1\"/></sheets>")}},
     {{XT_SAY_NOTE_SHEETS, "", "dATA", 0}}},
};

static void read_all(xt_book *book)
{
    xt_error error;
    for (size_t i = 0; i < xt_book_sheet_count(book); i++) {
        xt_sheet *sheet = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_sheet_open(&sheet, book, i, &error), XT_OK);
        do
            ck_assert_int_eq(xt_sheet_next(sheet, &row, &error), XT_OK);
        while (row);
        xt_sheet_close(sheet);
    }
}

static void check_notes(const char *what, const xt_book *book, const note *wanted, size_t most)
{
    size_t count = 0;
    for (; count < most && wanted[count].sentence; count++) {
        const xt_error *found = xt_book_note(book, count);
        ck_assert_msg(found && found->sentence == (int)wanted[count].sentence, "%s: note %zu", what, count);
        ck_assert_str_eq(found->place, wanted[count].place);
        ck_assert_str_eq(found->text, wanted[count].text);
        ck_assert_int_eq(found->number, wanted[count].number);
    }
    ck_assert_msg(xt_book_note_count(book) == count, "%s: %u notes", what,
                  (unsigned)xt_book_note_count(book));
}

/* By scanner and by expat, in pieces of any size; once, however often the sheets are read. */
START_TEST(notes_each)
{
    static const size_t CHUNKS[] = {0, 1, 2, 3, 7, 64, 65536};
    xt_str file = pack_book(BOOKS[_i].parts);
    for (size_t i = 0; i < XT_ENTRIES(CHUNKS) * 2; i++) {
        xt_error error;
        xt_book *book = NULL;
        ck_assert_int_eq(
            xt_book_open_chunked(&book, file.data, file.size, CHUNKS[i / 2], i % 2, NULL, &error), XT_OK);
        read_all(book);
        read_all(book);
        check_notes(BOOKS[_i].what, book, BOOKS[_i].notes, XT_ENTRIES(BOOKS[_i].notes));
        xt_book_close(book);
    }
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A sheet with one text of so many characters, each of the given bytes. */
static uint64_t notes_of_text(const char *character, size_t count)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < count; i++)
        xt_bytes_puts(&text, character);
    char *cell = pack_text("<row r=\"1\"><c r=\"C1\" t=\"inlineStr\"><is><t>%s</t></is></c></row>",
                           xt_bytes_cstr(&text));
    xt_str file = pack_rows(cell);
    xt_book *book = NULL;
    ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
    read_all(book);
    uint64_t notes = xt_book_note_count(book);
    if (notes) {
        ck_assert_int_eq(xt_book_note(book, 0)->sentence, XT_SAY_NOTE_LONG);
        ck_assert_str_eq(xt_book_note(book, 0)->place, "S!C1");
    }
    xt_book_close(book);
    xt_bytes_free(&text);
    free(cell);
    free((void *)(uintptr_t)file.data);
    return notes;
}

/* Excel counts UTF-16 units, not bytes. */
START_TEST(notes_long_texts)
{
    ck_assert_uint_eq(notes_of_text("a", 32767), 0);
    ck_assert_uint_eq(notes_of_text("a", 32768), 1);
    ck_assert_uint_eq(notes_of_text("ก", 32767), 0);
    ck_assert_uint_eq(notes_of_text("ก", 32768), 1);
    ck_assert_uint_eq(notes_of_text("𝄞", 16383), 0);
    ck_assert_uint_eq(notes_of_text("𝄞", 16384), 1);
}
END_TEST

/* A part that nothing needs, of zeros; one of noise as large is no bomb. */
START_TEST(notes_what_is_packed_too_well)
{
    const size_t size = (size_t)64 << 20;
    char *zeros = calloc(1, size);
    ck_assert_ptr_nonnull(zeros);
    for (int fewer = 0; fewer < 2; fewer++) {
        const pack_part parts[] = {{.name = "xl/media/a.bin", .text = zeros, .size = size - (size_t)fewer},
                                   {0}};
        xt_str file = pack_book(parts);
        xt_book *book = NULL;
        ck_assert_int_eq(xt_book_open_memory(&book, file.data, file.size, NULL, NULL), XT_OK);
        ck_assert_uint_eq(xt_book_note_count(book), fewer ? 0 : 1);
        if (!fewer) {
            ck_assert_int_eq(xt_book_note(book, 0)->sentence, XT_SAY_NOTE_PACKED);
            ck_assert_str_eq(xt_book_note(book, 0)->place, "xl/media/a.bin");
        }
        xt_book_close(book);
        free((void *)(uintptr_t)file.data);
    }
    free(zeros);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("notes");
    TCase *cases = tcase_create("notes");
    tcase_add_loop_test(cases, notes_each, 0, XT_ENTRIES(BOOKS));
    tcase_add_test(cases, notes_long_texts);
    tcase_add_test(cases, notes_what_is_packed_too_well);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
