/* SPDX-License-Identifier: MIT
 *
 * What is noted of OpenDocument spreadsheets: what acts, and what reaches beyond the file.
 */
#include "base/error.h"
#include "pack.h"
#include "read/book.h"
#include "xt_test.h"

#include <stdlib.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define DOCUMENT(inside)                                                                                     \
    "<office:document-content xmlns:office=\"" OASIS "office:1.0\" xmlns:table=\"" OASIS                     \
    "table:1.0\" xmlns:text=\"" OASIS "text:1.0\" xmlns:style=\"" OASIS "style:1.0\" xmlns:draw=\"" OASIS    \
    "drawing:1.0\" xmlns:script=\"" OASIS                                                                    \
    "script:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">" inside "</office:document-content>"
#define SHEETS(inside) "<office:body><office:spreadsheet>" inside "</office:spreadsheet></office:body>"
#define TABLE(inside)  "<table:table table:name=\"S\">" inside "</table:table>"
#define ROW(inside)    "<table:table-row>" inside "</table:table-row>"
#define CELL(inside)   DOCUMENT(SHEETS(TABLE(ROW("<table:table-cell>" inside "</table:table-cell>"))))
#define FORMULA(text)                                                                                        \
    "<table:table-cell table:formula=\"" text "\" office:value-type=\"float\" office:value=\"1\"/>"
#define FORMULAS(cells) DOCUMENT(SHEETS(TABLE(ROW(cells))))
#define LISTENER        "<script:event-listener script:event-name=\"dom:load\" xlink:href=\"x\"/>"
#define RANGE(target)   "<table:cell-range-source xlink:href=\"" target "\"/>"

static const struct {
    const char *what, *content;
    struct {
        xt_sentence sentence;
        const char *place, *text;
        int64_t number;
    } notes[2]; /* in their order */
} FILES[] = {
    {"nothing",
     DOCUMENT("<office:scripts/>" SHEETS(TABLE(ROW("<table:table-cell><text:p>DDE(x)|'a'#<text:a "
                                                   "xlink:href=\"http://a/\">b</text:a></text:p>"
                                                   "</table:table-cell>")))),
     {{0}}},

    {"DDE", FORMULAS(FORMULA("of:=1") FORMULA("of:=DDE(&quot;a&quot;)")), {{XT_SAY_NOTE_DDE, "S!B1", "", 0}}},
    {"DDE in small letters", FORMULAS(FORMULA("of:=dde(&quot;a&quot;)")), {{XT_SAY_NOTE_DDE, "S!A1", "", 0}}},
    {"DDE as Excel writes it",
     FORMULAS(FORMULA("msoxl:=cmd|'/c calc'!A0")),
     {{XT_SAY_NOTE_DDE, "S!A1", "", 0}}},
    {"DDE behind an array",
     FORMULAS(FORMULA("msoxl:={1;2}+'{'!A1+&quot;{&quot;+cmd|'x'!A0")),
     {{XT_SAY_NOTE_DDE, "S!A1", "", 0}}},
    {"DDE in a text", FORMULAS(FORMULA("of:=&quot;ADDE(x)&quot;&amp;&quot;a|b&quot;")), {{0}}},
    {"rows of an array", FORMULAS(FORMULA("of:=SUM({1;2|3;4})+{&quot;}&quot;|2}")), {{0}}},
    {"a DDE source of a table",
     DOCUMENT(SHEETS(TABLE("<office:dde-source/><office:dde-source/>" ROW("")))),
     {{XT_SAY_NOTE_DDE, "content.xml", "", 0}}},
    {"DDE links",
     DOCUMENT(SHEETS(TABLE(ROW("")) "<table:dde-links><table:dde-link><office:dde-source/>"
                                    "</table:dde-link></table:dde-links>")),
     {{XT_SAY_NOTE_DDE, "content.xml", "", 0}}},
    {"DDE behind a name",
     DOCUMENT(SHEETS(TABLE(ROW("")) "<table:named-expressions><table:named-expression table:name=\"a\" "
                                    "table:expression=\"of:=DDE(1)\"/></table:named-expressions>")),
     {{XT_SAY_NOTE_DDE, "content.xml", "", 0}}},
    {"DDE in a condition",
     DOCUMENT(SHEETS("<table:content-validations><table:content-validation table:condition=\"of:is-true-"
                     "formula(DDE(1))\"/></table:content-validations>" TABLE(ROW("")))),
     {{XT_SAY_NOTE_DDE, "content.xml", "", 0}}},

    {"a table from elsewhere",
     DOCUMENT(SHEETS(TABLE("<table:table-source xlink:href=\"file:///a.ods\"/>"))),
     {{XT_SAY_NOTE_LINKS, "", "file:///a.ods", 1}}},
    {"ranges from elsewhere, two from one file",
     CELL(RANGE("http://a/") RANGE("http://b/") RANGE("http://a/")),
     {{XT_SAY_NOTE_LINKS, "", "http://a/", 2}}},
    {"a source without a name", CELL("<table:cell-range-source/>"), {{XT_SAY_NOTE_LINKS, "", "?", 1}}},
    {"formulas with other files",
     FORMULAS(FORMULA("of:=&quot;'x'#&quot;&amp;['a'.B1]&amp;['file:///ก.ods'#$S.A1]+['file:///b.ods'#$S.A1]")
                  FORMULA("of:='file:///ก.ods'#$T.A1")),
     {{XT_SAY_NOTE_LINKS, "", "file:///ก.ods", 2}}},
    {"a file with an apostrophe",
     FORMULAS(FORMULA("of:=['file:///it''s.ods'#$S.A1]")),
     {{XT_SAY_NOTE_LINKS, "", "file:///it''s.ods", 1}}},
    {"no other files",
     FORMULAS(FORMULA("of:=&quot;'x'#&quot;&amp;['a'.B1]&amp;&quot;x&quot;#REF!&amp;'x")),
     {{0}}},
    {"a name in another file",
     DOCUMENT(
         SHEETS(TABLE(ROW("")) "<table:named-expressions><table:named-expression "
                               "table:expression=\"['file:///a.ods'#$S.A1]\"/></table:named-expressions>")),
     {{XT_SAY_NOTE_LINKS, "", "file:///a.ods", 1}}},

    {"what listens to the document",
     DOCUMENT("<office:scripts><office:event-listeners>" LISTENER LISTENER
              "</office:event-listeners></office:scripts>" SHEETS(TABLE(ROW("")))),
     {{XT_SAY_NOTE_MACROS, "content.xml", "", 1}}},
    {"what listens to a drawing",
     CELL("<draw:frame><office:event-listeners>" LISTENER "</office:event-listeners></draw:frame>"),
     {{XT_SAY_NOTE_MACROS, "content.xml", "", 1}}},
    {"a script of the document",
     DOCUMENT(
         "<office:scripts><office:script script:language=\"x\"/></office:scripts>" SHEETS(TABLE(ROW("")))),
     {{XT_SAY_NOTE_MACROS, "content.xml", "", 1}}},
    {"macros and links",
     CELL("<draw:frame>" LISTENER "</draw:frame>" RANGE("a")),
     {{XT_SAY_NOTE_MACROS, "content.xml", "", 1}, {XT_SAY_NOTE_LINKS, "", "a", 1}}},
};

/* The file must live as long as the book. */
static xt_book *open_content(xt_str *file, const char *content, size_t chunk)
{
    static const char MIMETYPE[] = "application/vnd.oasis.opendocument.spreadsheet";
    xt_book *book = NULL;
    *file = pack_zip((const pack_part[]){{.name = "mimetype", .text = MIMETYPE, .stored = true},
                                         {.name = "content.xml", .text = content},
                                         {0}});
    ck_assert_int_eq(xt_book_open_chunked(&book, file->data, file->size, chunk, false, NULL, NULL), XT_OK);
    for (size_t i = 0; i < 2 * xt_book_sheet_count(book); i++) { /* notes are made once */
        xt_sheet *sheet = NULL;
        const xt_row *row = NULL;
        ck_assert_int_eq(xt_sheet_open(&sheet, book, i / 2, NULL), XT_OK);
        do
            ck_assert_int_eq(xt_sheet_next(sheet, &row, NULL), XT_OK);
        while (row);
        xt_sheet_close(sheet);
    }
    return book;
}

START_TEST(notes_each)
{
    static const size_t CHUNKS[] = {0, 1, 7};
    for (size_t i = 0; i < XT_ENTRIES(CHUNKS); i++) {
        xt_str file;
        xt_book *book = open_content(&file, FILES[_i].content, CHUNKS[i]);
        size_t count = 0;
        for (; count < XT_ENTRIES(FILES[_i].notes) && FILES[_i].notes[count].sentence; count++) {
            const xt_error *found = xt_book_note(book, count);
            ck_assert_msg(found && found->sentence == (int)FILES[_i].notes[count].sentence, "%s: note %zu",
                          FILES[_i].what, count);
            ck_assert_str_eq(found->place, FILES[_i].notes[count].place);
            ck_assert_str_eq(found->text, FILES[_i].notes[count].text);
            ck_assert_int_eq(found->number, FILES[_i].notes[count].number);
        }
        ck_assert_msg(xt_book_note_count(book) == count, "%s: %u notes", FILES[_i].what,
                      (unsigned)xt_book_note_count(book));
        xt_book_close(book);
        free((void *)(uintptr_t)file.data);
    }
}
END_TEST

/* A file does not make the work of comparing as large as it likes. */
START_TEST(counts_no_more_files_than_that)
{
    xt_bytes cells = xt_bytes_make(SIZE_MAX / 2);
    for (int i = 0; i < 100; i++)
        xt_bytes_printf(&cells, FORMULA("of:='file:///%d'#S.A1"), i);
    char *content = pack_text(FORMULAS("%s"), xt_bytes_cstr(&cells));
    xt_str file;
    xt_book *book = open_content(&file, content, 0);
    ck_assert_uint_eq(xt_book_note_count(book), 1);
    ck_assert_int_eq(xt_book_note(book, 0)->number, 64);
    ck_assert_str_eq(xt_book_note(book, 0)->text, "file:///0");
    xt_book_close(book);
    xt_bytes_free(&cells);
    free((void *)(uintptr_t)file.data);
    free(content);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("ods_notes");
    TCase *cases = tcase_create("ods_notes");
    tcase_add_loop_test(cases, notes_each, 0, XT_ENTRIES(FILES));
    tcase_add_test(cases, counts_no_more_files_than_that);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
