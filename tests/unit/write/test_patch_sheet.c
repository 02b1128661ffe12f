/* SPDX-License-Identifier: MIT
 *
 * What becomes of a sheet's XML: the cells anew, every other byte as it was.
 */
#include "patches.h"

#define X(inside)     "<x:worksheet xmlns:x=\"" PACK_MAIN "\"><x:sheetData>" inside "</x:sheetData></x:worksheet>"
#define IS(text)      "<is><t>" text "</t></is>"
#define T(ref, text)  "<c r=\"" ref "\" t=\"inlineStr\">" IS(text) "</c>"
#define ROW(n, cells) "<row r=\"" n "\">" cells "</row>"

static const struct {
    const char *what, *before, *after;
    short_edit edits[EDITS];
} CASES[] = {
    {"a text for a number",
     PACK_DATA(ROW("1", "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>")),
     PACK_DATA(ROW("1", T("A1", "x") "<c r=\"B1\"><v>2</v></c>")),
     {{"A1", 't', "x"}}},
    {"the attributes stay, in order and as they are written",
     PACK_DATA("<row  r='1' spans='1:2' ht = \"20\"><c  s = '0'\n r='A1' t='b' ph=\"1\" cm='0' vm=\"0\" "
               "><v>1</v></c></row>"),
     PACK_DATA("<row  r='1' spans='1:2' ht = \"20\"><c s=\"0\"\n r='A1' ph=\"1\"><v>7</v></c></row>"),
     {{"A1", 'n', "7"}}},
    {"a number for a text",
     PACK_DATA(ROW("1", T("A1", "x"))),
     PACK_DATA(ROW("1", "<c r=\"A1\"><v>-1234.50</v></c>")),
     {{"A1", 'n', "-1234.50"}}},
    {"rich and phonetic text goes in the changed cell alone",
     PACK_DATA(ROW("1", "<c r=\"A1\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>a</t></r><rPh sb=\"0\" "
                        "eb=\"1\"><t>b</t></rPh></is></c>"
                        "<c r=\"B1\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>a</t></r></is></c>")),
     PACK_DATA(
         ROW("1", T("A1", "ก") "<c r=\"B1\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>a</t></r></is></c>")),
     {{"A1", 't', "ก"}}},
    {"a cell of no content",
     PACK_DATA(ROW("1", "<c r=\"A1\"/>")),
     PACK_DATA(ROW("1", T("A1", "x"))),
     {{"A1", 't', "x"}}},
    {"a cell made blank",
     PACK_DATA(ROW("1", "<c r=\"A1\" s=\"0\"><v>1</v></c>")),
     PACK_DATA(ROW("1", "<c r=\"A1\" s=\"0\"/>")),
     {{"A1", 't', ""}}},
    {"extLst stays, and nothing else inside",
     PACK_DATA(ROW(
         "1", "<c r=\"A1\"> <v>1</v> <!-- v --><extLst><ext uri=\"u\"> <a/><a>t</a></ext></extLst> </c>")),
     PACK_DATA(ROW("1", "<c r=\"A1\" t=\"inlineStr\">" IS(
                            "x") "<extLst><ext uri=\"u\"> <a/><a>t</a></ext></extLst></c>")),
     {{"A1", 't', "x"}}},
    {"a blank cell with extLst",
     PACK_DATA(ROW("1", "<c r=\"A1\"><v>1</v><extLst><e/></extLst></c>")),
     PACK_DATA(ROW("1", "<c r=\"A1\"><extLst><e/></extLst></c>")),
     {{"A1", 't', ""}}},
    {"a prefix on every name",
     X("<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c><x:c r=\"B1\"/></x:row>"),
     X("<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>x</x:t></x:is></x:c><x:c "
       "r=\"B1\"><x:v>2</x:v></x:c></x:row>"),
     {{"A1", 't', "x"}, {"B1", 'n', "2"}}},
    {"a new row and cells with a prefix",
     X("<x:row r=\"2\"/>"),
     X("<x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row><x:row r=\"2\"><x:c "
       "r=\"C2\"><x:v>2</x:v></x:c></x:row>"),
     {{"A1", 'n', "1"}, {"C2", 'n', "2"}}},
    {"positions implied",
     PACK_DATA("<row><c><v>1</v></c><c r=\"C1\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"),
     PACK_DATA(
         "<row><c><v>1</v></c><c r=\"C1\"><v>3</v></c><c><v>40</v></c></row><row><c><v>50</v></c></row>"),
     {{"D1", 'n', "40"}, {"A2", 'n', "50"}}},
    {"a gap between implied positions",
     PACK_DATA("<row r=\"3\"><c/><c r=\"D3\"><v>4</v></c></row><row><c><v>1</v></c></row>"),
     PACK_DATA(
         "<row r=\"3\"><c/><c r=\"B3\"><v>2</v></c><c r=\"D3\"><v>4</v></c><c r=\"E3\"><v>5</v></c></row>"
         "<row><c><v>1</v></c><c r=\"B4\"><v>6</v></c></row>"),
     {{"B3", 'n', "2"}, {"E3", 'n', "5"}, {"B4", 'n', "6"}}},
    {"an address in an entity",
     PACK_DATA("<row r=\"&#49;\"><c r=\"&#x41;1\"><v>1</v></c></row>"),
     PACK_DATA("<row r=\"&#49;\"><c r=\"&#x41;1\"><v>2</v></c></row>"),
     {{"A1", 'n', "2"}}},
    {"comments, CDATA and instructions that look like cells",
     PACK_DATA("<!-- <row r=\"1\"><c r=\"A1\"/> --><?a <c r=\"A1\"/> ?><row r=\"1\"><!--</row>--><c "
               "r=\"A1\"><v><![CDATA[1]]></v></c></row>"),
     PACK_DATA("<!-- <row r=\"1\"><c r=\"A1\"/> --><?a <c r=\"A1\"/> ?><row r=\"1\"><!--</row>--><c "
               "r=\"A1\"><v>2</v></c></row>"),
     {{"A1", 'n', "2"}}},
    {"a greater-than sign in an attribute",
     PACK_SHEET("<sheetPr a=\"/>\" b='>'/><sheetData><row r=\"1\" a='>' xmlns:q=\"u\" q:b=\"/>\"><c "
                "r=\"A1\"><v>1</v></c></row></sheetData>"),
     PACK_SHEET("<sheetPr a=\"/>\" b='>'/><sheetData><row r=\"1\" a='>' xmlns:q=\"u\" q:b=\"/>\"><c "
                "r=\"A1\"><v>2</v></c></row></sheetData>"),
     {{"A1", 'n', "2"}}},
    {"what stands around stays",
     "\xEF\xBB\xBF<?xml version='1.0'  encoding='utf-8' standalone='yes' ?>\r\n\t<!-- c --> " PACK_SHEET(
         "<cols><col min=\"1\" max=\"1\"/></cols>\r\n<sheetData>\r\n <row r=\"1\">\t<c "
         "r=\"A1\"><v>1</v></c>\t</row>\r\n</sheetData>"
         "<q:z xmlns:q=\"u\"><c r=\"A1\"/></q:z>") "\n<!-- end -->\n",
     "\xEF\xBB\xBF<?xml version='1.0'  encoding='utf-8' standalone='yes' ?>\r\n\t<!-- c --> " PACK_SHEET(
         "<cols><col min=\"1\" max=\"1\"/></cols>\r\n<sheetData>\r\n <row r=\"1\">\t<c "
         "r=\"A1\"><v>2</v></c>\t</row>\r\n</sheetData>"
         "<q:z xmlns:q=\"u\"><c r=\"A1\"/></q:z>") "\n<!-- end -->\n",
     {{"A1", 'n', "2"}}},
    {"new cells in order",
     PACK_DATA(ROW("2", "<c r=\"B2\"><v>2</v></c> <c r=\"E2\"><v>5</v></c> ")),
     PACK_DATA(ROW("2", "<c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c> <c r=\"C2\"><v>3</v></c>"
                        "<c r=\"D2\"><v>4</v></c><c r=\"E2\"><v>5</v></c> <c r=\"F2\"><v>6</v></c>")),
     {{"A2", 'n', "1"}, {"C2", 'n', "3"}, {"D2", 'n', "4"}, {"F2", 'n', "6"}}},
    {"new and changed cells side by side",
     PACK_DATA(ROW("1", "<c r=\"B1\"><v>2</v></c>")),
     PACK_DATA(ROW("1", "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>20</v></c><c r=\"C1\"><v>3</v></c>")),
     {{"A1", 'n', "1"}, {"B1", 'n', "20"}, {"C1", 'n', "3"}}},
    {"cells in a row of no content",
     PACK_DATA("<row r=\"1\" ht=\"9\"/><row r=\"3\"/>"),
     PACK_DATA("<row r=\"1\" ht=\"9\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>3</v></c></row>" ROW(
         "2", "<c r=\"A2\"><v>4</v></c>") ROW("3", "<c r=\"A3\"><v>5</v></c>")),
     {{"A1", 'n', "1"}, {"C1", 'n', "3"}, {"A2", 'n', "4"}, {"A3", 'n', "5"}}},
    {"new rows in order",
     PACK_DATA(ROW("2", "<c r=\"A2\"><v>2</v></c>")),
     PACK_DATA(ROW("1", "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>")
                   ROW("2", "<c r=\"A2\"><v>2</v></c>") ROW("3", "<c r=\"A3\"><v>3</v></c>")
                       ROW("5", "<c r=\"A5\"><v>5</v></c>")),
     {{"A1", 'n', "1"}, {"B1", 'n', "2"}, {"A3", 'n', "3"}, {"A5", 'n', "5"}}},
    {"a sheet of no rows",
     PACK_DATA(""),
     PACK_DATA(ROW("4", "<c r=\"B4\"><v>1</v></c>")),
     {{"B4", 'n', "1"}}},
    {"a sheet whose rows are one tag",
     PACK_SHEET("<sheetData />"),
     PACK_SHEET("<sheetData >" ROW("1", "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c>")
                    ROW("9", "<c r=\"A9\"><v>3</v></c>") "</sheetData>"),
     {{"A1", 'n', "1"}, {"B1", 'n', "2"}, {"A9", 'n', "3"}}},
    {"new cells have the format of their row, else of their column",
     PACK_SHEET("<cols><col min=\"2\" max=\"3\" style=\"7\"/></cols><sheetData><row r=\"1\" s=\"5\" "
                "customFormat=\"1\"/>"
                "<row r=\"2\" s=\"5\"/><row r=\"3\"><c r=\"B3\"/></row></sheetData>"),
     PACK_SHEET(
         "<cols><col min=\"2\" max=\"3\" style=\"7\"/></cols><sheetData><row r=\"1\" s=\"5\" "
         "customFormat=\"1\"><c r=\"B1\" s=\"5\" t=\"inlineStr\">" IS(
             "1") "</c></row>"
                  "<row r=\"2\" s=\"5\"><c r=\"C2\" s=\"7\" t=\"inlineStr\">" IS(
                      "2") "</c></row><row r=\"3\">" T("B3", "3") "</row>"
                                                                  "<row r=\"4\">" T(
                                                                      "A4", "4") "<c r=\"B4\" s=\"7\" "
                                                                                 "t=\"inlineStr\">" IS(
                                                                                     "5") "</c></row></"
                                                                                          "sheetData>"),
     {{"B1", 't', "1"}, {"C2", 't', "2"}, {"B3", 't', "3"}, {"A4", 't', "4"}, {"B4", 't', "5"}}},
    {"rows out of order",
     PACK_DATA(ROW("5", "<c r=\"A5\"><v>5</v></c>") ROW("2", "<c r=\"A2\"><v>2</v></c>")),
     PACK_DATA(ROW("5", "<c r=\"A5\"><v>50</v></c>") ROW("2", "<c r=\"A2\"><v>20</v></c>")),
     {{"A2", 'n', "20"}, {"A5", 'n', "50"}}},
    {"elements where they do not belong",
     PACK_DATA("<autoFilter ref=\"A1:B2\"/><row r=\"1\"><z><c/></z><c r=\"A1\"/><c r=\"B1\"><z/></c></row>"),
     PACK_DATA("<autoFilter ref=\"A1:B2\"/><row r=\"1\"><z><c/></z><c r=\"A1\"><v>1</v></c><c "
               "r=\"B1\"><z/></c></row>"),
     {{"A1", 'n', "1"}}},
    {"end tags with blanks in them",
     PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row >"
               "<row r=\"2\" ht=\"9\"><c r=\"A2\"/></row\n>" ROW("3", "<c r=\"A3\"><v>3</v></c>")
                   ROW("4", T("A4", "a row more, so that the end of the one before is not the last"))),
     PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row >"
               "<row r=\"2\" ht=\"9\"><c r=\"A2\"/><c r=\"B2\"><v>4</v></c></row\n>" ROW(
                   "3", "<c r=\"A3\"><v>3</v></c>")
                   ROW("4", T("A4", "a row more, so that the end of the one before is not the last"))),
     {{"B2", 'n', "4"}}},
    {"what a text needs to be one",
     PACK_DATA(ROW("1", "<c r=\"A1\"/>")),
     PACK_DATA(ROW("1", T("A1", "&lt;a&gt; &amp;amp; \"'"))),
     {{"A1", 't', "<a> &amp; \"'"}}},
    {"blanks at the edges",
     PACK_DATA(""),
     PACK_DATA(ROW(
         "1", "<c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> x</t></is></c>"
              "<c r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">x </t></is></c>"
              "<c r=\"C1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">x\ny</t></is></c>"
              "<c r=\"D1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">x  y</t></is></c>" T("E1", "x y"))),
     {{"A1", 't', " x"}, {"B1", 't', "x "}, {"C1", 't', "x\ny"}, {"D1", 't', "x  y"}, {"E1", 't', "x y"}}},
    {"characters that XML cannot hold",
     PACK_DATA(""),
     PACK_DATA(ROW("1", T("A1", "a_x0001_b_x000D__xFFFE__x001F_") T("B1", "_x005F_x0041_x005F_x0042_ _x41_ _")
                            T("C1", "_x005F_X00e9_"))),
     {{"A1", 't',
       "a\x01"
       "b\r\xEF\xBF\xBE\x1F"},
      {"B1", 't', "_x0041_x0042_ _x41_ _"},
      {"C1", 't', "_X00e9_"}}},
    {"characters of four bytes", PACK_DATA(""), PACK_DATA(ROW("1", T("A1", "😀é"))), {{"A1", 't', "😀é"}}},
};

START_TEST(changes_the_cell_alone)
{
    for (size_t i = 0; i < sizeof CHUNKS / sizeof *CHUNKS; i++) {
        temp t = temp_make();
        char path[TEMP_PATH];
        xt_error error = {0};
        const pack_part parts[] = {{.name = PACK_SHEET_NAME, .text = CASES[_i].before}, {0}};
        check_ok(patch_parts(&t, parts, CASES[_i].edits, CHUNKS[i], &error), &error, CASES[_i].what);
        check_part(temp_path(&t, "out.xlsx", path), PACK_SHEET_NAME, CASES[_i].after);
        temp_end(&t);
    }
}
END_TEST

#define F(cells) PACK_DATA("<row r=\"2\">" cells "</row>")

static const struct {
    const char *what, *sheet;
    int sentence;
    const char *place;
    short_edit edits[EDITS];
    size_t size; /* of sheet, where it holds zeros */
} REFUSED[] = {
    {"a formula",
     F("<c r=\"B2\"><f>1+1</f><v>2</v></c>"),
     XT_SAY_EDIT_FORMULA,
     "S!B2",
     {{"B2", 'n', "1"}},
     0},
    {"a formula without a result",
     F("<c r=\"B2\"><f/></c>"),
     XT_SAY_EDIT_FORMULA,
     "S!B2",
     {{"B2", 't', "1"}},
     0},
    {"a shared formula",
     F("<c r=\"A2\"><f t=\"shared\" si=\"0\" ref=\"A2:B2\">1</f></c><c r=\"B2\"><f t='shared' si='0'/></c>"),
     XT_SAY_EDIT_FORMULA,
     "S!B2",
     {{"B2", 'n', "1"}},
     0},
    {"the result of an array formula",
     F("<c r=\"A2\"><f t=\"array\" ref=\"A2:B3\">1</f></c><c r=\"B2\"><v>1</v></c>"),
     XT_SAY_EDIT_FORMULA,
     "S!B2",
     {{"B2", 'n', "1"}},
     0},
    {"where an array formula spills",
     F("<c r=\"A2\"><f t=\"array\" ref=\"A2:B3\">1</f></c>"),
     XT_SAY_EDIT_FORMULA,
     "S!A3",
     {{"C2", 'n', "1"}, {"A3", 'n', "1"}},
     0},
    {"a data table",
     F("<c r=\"A2\"><f t=\"dataTable\" ref=\"A2:B3\"/></c>"),
     XT_SAY_EDIT_FORMULA,
     "S!B3",
     {{"B3", 'n', "1"}},
     0},
    {"no UTF-8",
     F("<c r=\"B2\" t=\"str\"><v>\xFF</v></c>"),
     XT_SAY_EDIT_VALUE,
     "S!B2",
     {{"B2", 't', "\xE0\xB8"}},
     0},
    {"no number", F(""), XT_SAY_EDIT_VALUE, "S!B2", {{"B2", 'n', "1,000"}}, 0},
    {"no number at all", F(""), XT_SAY_EDIT_VALUE, "S!B2", {{"B2", 'n', ""}}, 0},
    {"markup for a number", F(""), XT_SAY_EDIT_VALUE, "S!B2", {{"B2", 'n', "<v/>"}}, 0},
    {"a day before all days", F(""), XT_SAY_EDIT_VALUE, "S!B2", {{"B2", 'd', "-1"}}, 0},
    {"no day", F(""), XT_SAY_EDIT_VALUE, "S!B2", {{"B2", 'd', "nan"}}, 0},
    {"the declaration says another encoding",
     "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" F(""),
     XT_SAY_EDIT_ENCODING,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"UTF-16", "\xFF\xFE<\0a\0/\0>", XT_SAY_EDIT_ENCODING, PACK_SHEET_NAME, {{"B2", 'n', "1"}}, 10},
    {"UTF-16 of the other order",
     "\xFE\xFF\0<\0a\0/\0>",
     XT_SAY_EDIT_ENCODING,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     10},
    {"UTF-16 without a mark", "<\0a\0/\0>\0", XT_SAY_EDIT_ENCODING, PACK_SHEET_NAME, {{"B2", 'n', "1"}}, 8},
    {"a document type", "<!DOCTYPE a>" F(""), XT_SAY_EDIT_XML, PACK_SHEET_NAME, {{"B2", 'n', "1"}}, 0},
    {"another root",
     "<dialogsheet xmlns=\"" PACK_MAIN "\"/>",
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"no rows to put it into", PACK_SHEET(""), XT_SAY_EDIT_XML, PACK_SHEET_NAME, {{"B2", 'n', "1"}}, 0},
    {"rows behind alternate content",
     PACK_DATA("<mc:AlternateContent xmlns:mc=\"" PACK_MCE "\"/>"),
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"cells behind alternate content",
     F("<mc:AlternateContent xmlns:mc=\"" PACK_MCE "\"/>"),
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"values behind alternate content",
     F("<c r=\"B2\"><mc:AlternateContent xmlns:mc=\"" PACK_MCE "\"/></c>"),
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"cells of another prefix",
     "<worksheet xmlns=\"" PACK_MAIN "\" xmlns:x=\"" PACK_MAIN
     "\"><sheetData><x:row/></sheetData></worksheet>",
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"something else in the cell",
     F("<c r=\"B2\"><z/></c>"),
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"an address of another row",
     F("<c r=\"B3\"/>"),
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"no row number", PACK_DATA("<row r=\"x\"/>"), XT_SAY_EDIT_XML, PACK_SHEET_NAME, {{"B2", 'n', "1"}}, 0},
    {"a cell twice", F("<c r=\"B2\"/><c r=\"B2\"/>"), XT_SAY_CELL_TWICE, "S!B2", {{"B2", 'n', "1"}}, 0},
    {"a row twice",
     PACK_DATA("<row r=\"2\"/><row r=\"2\"/>"),
     XT_SAY_CELL_TWICE,
     "S!B2",
     {{"B2", 'n', "1"}},
     0},
    {"a cut sheet",
     "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData><row r=\"1\"></row></sheetData>",
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"a cut tag",
     "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData><row r=\"1",
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
    {"nothing", " ", XT_SAY_EDIT_XML, PACK_SHEET_NAME, {{"B2", 'n', "1"}}, 0},
    {"an end of something else",
     PACK_SHEET("<sheetData></row></sheetData>"),
     XT_SAY_EDIT_XML,
     PACK_SHEET_NAME,
     {{"B2", 'n', "1"}},
     0},
};

START_TEST(refuses_with_a_reason)
{
    for (size_t i = 0; i < sizeof CHUNKS / sizeof *CHUNKS; i++) {
        temp t = temp_make();
        xt_error error = {0};
        const pack_part parts[] = {
            {.name = PACK_SHEET_NAME, .text = REFUSED[_i].sheet, .size = REFUSED[_i].size}, {0}};
        xt_status status = patch_parts(&t, parts, REFUSED[_i].edits, CHUNKS[i], &error);
        ck_assert_msg(status != XT_OK && error.sentence == REFUSED[_i].sentence, "%s: sentence %d, place %s",
                      REFUSED[_i].what, error.sentence, error.place);
        ck_assert_str_eq(error.place, REFUSED[_i].place);
        ck_assert_uint_eq(temp_count(&t), 1);
        ck_assert_int_eq(patch_parts(&t, parts, REFUSED[_i].edits, CHUNKS[i], NULL), status);
        temp_end(&t);
    }
}
END_TEST

/* A text longer than Excel takes. */
START_TEST(refuses_texts_that_are_too_long)
{
    enum { MOST = 32767 };
    static char text[3 * (MOST + 1) + 1];
    for (size_t i = 0; i <= MOST; i++)
        memcpy(text + 3 * i, "ก", 3);
    temp t = temp_make();
    xt_error error = {0};
    const pack_part none[] = {{0}};
    const short_edit edits[] = {{"A1", 't', text}, {0}};
    ck_assert_int_eq(patch_parts(&t, none, edits, 0, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, XT_SAY_EDIT_VALUE);
    text[3 * (size_t)MOST] = '\0';
    check_ok(patch_parts(&t, none, edits, 0, &error), &error, "as long as may be");
    temp_end(&t);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("patch_sheet");
    TCase *cases = tcase_create("patch_sheet");
    tcase_add_loop_test(cases, changes_the_cell_alone, 0, XT_ENTRIES(CASES));
    tcase_add_loop_test(cases, refuses_with_a_reason, 0, XT_ENTRIES(REFUSED));
    tcase_add_test(cases, refuses_texts_that_are_too_long);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
