/* SPDX-License-Identifier: MIT
 *
 * What changes around the cells: calcPr of the workbook, names of table columns.
 */
#include "patches.h"

#define BOOK_NAME "xl/workbook.xml"
#define SHEETS    "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
#define FULL      "<calcPr fullCalcOnLoad=\"1\"/>"
#define WITH_F    PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><f>A1</f></c></row>")
#define WITHOUT_F PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
#define BOOK_RELS "xl/_rels/workbook.xml.rels"

#define WITH_XM_F                                                                                            \
    PACK_SHEET("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><extLst><xm:f "            \
               "xmlns:xm=\"u\">1</xm:f></extLst>")

static const struct {
    const char *what, *before, *after; /* inside of the workbook; after NULL: untouched */
    const char *sheet;
    char kind;
    const char *rels; /* of the workbook; NULL: the ordinary ones */
} CASES[] = {
    {"no formulas", SHEETS "<calcPr calcId=\"1\"/>", NULL, WITHOUT_F, 'n', NULL},
    {"formulas of validations alone", SHEETS "<calcPr calcId=\"1\"/>", NULL, WITH_XM_F, 'n', NULL},
    {"a text", SHEETS "<calcPr calcId=\"1\"/>", NULL, WITH_F, 't', NULL},
    {"a number", SHEETS "<calcPr calcId=\"1\"/>", SHEETS "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>",
     WITH_F, 'n', NULL},
    {"a date", SHEETS "<calcPr calcId=\"1\"/>", SHEETS "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>", WITH_F,
     'd', NULL},
    {"an end tag", SHEETS "<calcPr></calcPr>", SHEETS "<calcPr fullCalcOnLoad=\"1\"></calcPr>", WITH_F, 'n',
     NULL},
    {"asked for already", SHEETS "<calcPr fullCalcOnLoad='true'/>", NULL, WITH_F, 'n', NULL},
    {"said not to", SHEETS "<calcPr fullCalcOnLoad='0' calcId=\"1\"/>",
     SHEETS "<calcPr fullCalcOnLoad='1' calcId=\"1\"/>", WITH_F, 'n', NULL},
    {"behind the sheets", "<bookViews/>" SHEETS "<oleSize ref=\"A1\"/>",
     "<bookViews/>" SHEETS FULL "<oleSize ref=\"A1\"/>", WITH_F, 'n', NULL},
    {"behind the names",
     SHEETS " <definedNames><definedName name=\"a\">1</definedName></definedNames> "
            "<extLst><ext><sheets/></ext></extLst>",
     SHEETS " <definedNames><definedName name=\"a\">1</definedName></definedNames>" FULL
            " <extLst><ext><sheets/></ext></extLst>",
     WITH_F, 'n', NULL},
    {"only calcChain tells of formulas", SHEETS, SHEETS FULL, WITHOUT_F, 'n',
     PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml") PACK_REL("rId2", "styles", "styles.xml")
                   PACK_REL("rId4", "calcChain", "calcChain.xml"))},
};

START_TEST(has_formulas_calculated)
{
    for (size_t i = 0; i < sizeof CHUNKS / sizeof *CHUNKS; i++) {
        temp t = temp_make();
        char path[TEMP_PATH];
        xt_error error = {0};
        char *before = pack_text(PACK_WORKBOOK("%s"), CASES[_i].before);
        char *after = pack_text(PACK_WORKBOOK("%s"), CASES[_i].after ? CASES[_i].after : CASES[_i].before);
        pack_part parts[] = {
            {.name = BOOK_NAME, .text = before},
            {.name = PACK_SHEET_NAME, .text = CASES[_i].sheet},
            {.name = "xl/styles.xml", .text = PACK_STYLES("<cellXfs><xf numFmtId=\"0\"/></cellXfs>")},
            {.name = BOOK_RELS, .text = CASES[_i].rels},
            {0}};
        if (!CASES[_i].rels)
            parts[3] = (pack_part){0};
        const short_edit edits[] = {{"A1", CASES[_i].kind, "2"}, {0}};
        check_ok(patch_parts(&t, parts, edits, CHUNKS[i], &error), &error, CASES[_i].what);
        check_part(temp_path(&t, "out.xlsx", path), BOOK_NAME, after);
        free(before);
        free(after);
        temp_end(&t);
    }
}
END_TEST

/* ------------------------------------------------------------ tables */

#define TABLE_NAME "xl/tables/table1.xml"
#define TABLE(attributes, columns)                                                                           \
    "<table xmlns=\"" PACK_MAIN "\" id=\"1\" displayName=\"T1\" " attributes "><autoFilter ref=\"A2:C4\"/>"  \
    "<tableColumns count=\"3\">" columns "</tableColumns><tableStyleInfo name=\"s\"/></table>"
#define COLUMN(name)    "<tableColumn id=\"1\" name=\"" name "\" dataDxfId='3'/>"
#define REF             "ref=\"B2:D4\""
#define COLUMNS         COLUMN("ก") COLUMN("b") COLUMN("c")
#define CELL(ref, text) "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

static const struct {
    const char *what, *before, *after; /* after NULL: untouched */
    short_edit edits[EDITS];
    int sentence;     /* of the refusal; 0: none */
    const char *more; /* cells of the sheet besides */
} TABLES[] = {
    {"a header",
     TABLE(REF, COLUMNS),
     TABLE(REF, COLUMN("ก") COLUMN("ใหม่") COLUMN("c")),
     {{"C2", 't', "ใหม่"}},
     0,
     ""},
    {"all headers",
     TABLE(REF, COLUMNS),
     TABLE(REF, COLUMN("c") COLUMN("ก") COLUMN("b")),
     {{"B2", 't', "c"}, {"C2", 't', "ก"}, {"D2", 't', "b"}},
     0,
     ""},
    {"markup, line ends, escapes",
     TABLE(REF, COLUMNS),
     TABLE(REF, COLUMN("&lt;&quot;&amp;_x000a__x0009_'&gt; _x005f_x000a_") COLUMN("b") COLUMN("c")),
     {{"B2", 't', "<\"&\n\t'> _x000a_"}},
     0,
     ""},
    {"a column with an end tag",
     TABLE(REF, "<tableColumn name='a' id=\"1\"><x name=\"n\"/></tableColumn>" COLUMN("b") COLUMN("c")),
     TABLE(REF, "<tableColumn name='d' id=\"1\"><x name=\"n\"/></tableColumn>" COLUMN("b") COLUMN("c")),
     {{"B2", 't', "d"}},
     0,
     ""},
    {"the header as it was", TABLE(REF, COLUMNS), NULL, {{"C2", 't', "b"}}, 0, ""},
    {"cells around and below",
     TABLE(REF, COLUMNS),
     NULL,
     {{"B1", 't', "x"}, {"A2", 't', "x"}, {"E2", 't', "x"}, {"B3", 'n', "1"}},
     0,
     ""},
    {"no header row", TABLE(REF " headerRowCount=\"0\"", COLUMNS), NULL, {{"B2", 'n', "1"}}, 0, ""},
    {"a number", TABLE(REF, COLUMNS), NULL, {{"B2", 'n', "1"}}, XT_SAY_EDIT_HEADER, ""},
    {"nothing", TABLE(REF, COLUMNS), NULL, {{"B2", 't', ""}}, XT_SAY_EDIT_HEADER, ""},
    {"what another column is called", TABLE(REF, COLUMNS), NULL, {{"B2", 't', "C"}}, XT_SAY_EDIT_HEADER, ""},
    {"two of one name",
     TABLE(REF, COLUMNS),
     NULL,
     {{"B2", 't', "x"}, {"C2", 't', "x"}},
     XT_SAY_EDIT_HEADER,
     ""},
    {"formulas name it",
     TABLE(REF, COLUMNS),
     NULL,
     {{"B2", 't', "x"}},
     XT_SAY_EDIT_HEADER_USED,
     "<c r=\"F2\"><f>SUM(t1[b])</f></c>"},
    {"formulas name another table",
     TABLE(REF, COLUMNS),
     TABLE(REF, COLUMN("x") COLUMN("b") COLUMN("c")),
     {{"B2", 't', "x"}},
     0,
     "<c r=\"F2\"><f>SUM(T2[b])+T1</f></c>"},
    {"its own formulas name it",
     TABLE(REF, "<tableColumn id=\"1\" name=\"ก\"><calculatedColumnFormula>T1[[#This "
                "Row],[b]]</calculatedColumnFormula></tableColumn>" COLUMN("b") COLUMN("c")),
     NULL,
     {{"C2", 't', "x"}},
     XT_SAY_EDIT_HEADER_USED,
     ""},
};

START_TEST(renames_table_columns)
{
    for (size_t i = 0; i < sizeof CHUNKS / sizeof *CHUNKS; i++) {
        temp t = temp_make();
        char path[TEMP_PATH];
        xt_error error = {0};
        char *sheet =
            pack_text(PACK_DATA("<row r=\"2\">" CELL("B2", "ก") CELL("C2", "b") CELL("D2", "c") "%s</row>"),
                      TABLES[_i].more);
        const pack_part parts[] = {
            {.name = PACK_SHEET_NAME, .text = sheet},
            {.name = "xl/worksheets/_rels/sheet1.xml.rels",
             .text = PACK_RELS("<Relationship Id=\"a\" Type=\"x/table\" Target=\"http://x/table1.xml\" "
                               "TargetMode=\"External\"/>" PACK_REL("rId9", "table", "../tables/table1.xml")
                                   PACK_REL("rId8", "table", "../tables/none.xml"))},
            {.name = TABLE_NAME, .text = TABLES[_i].before},
            {0}};
        xt_status status = patch_parts(&t, parts, TABLES[_i].edits, CHUNKS[i], &error);
        if (TABLES[_i].sentence) {
            ck_assert_msg(status == XT_WRITE_FAILED && error.sentence == TABLES[_i].sentence, "%s",
                          TABLES[_i].what);
            ck_assert_uint_eq(temp_count(&t), 1);
        } else {
            check_ok(status, &error, TABLES[_i].what);
            check_part(temp_path(&t, "out.xlsx", path), TABLE_NAME,
                       TABLES[_i].after ? TABLES[_i].after : TABLES[_i].before);
        }
        free(sheet);
        temp_end(&t);
    }
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("patch_book");
    TCase *cases = tcase_create("patch_book");
    tcase_add_loop_test(cases, has_formulas_calculated, 0, XT_ENTRIES(CASES));
    tcase_add_loop_test(cases, renames_table_columns, 0, XT_ENTRIES(TABLES));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
