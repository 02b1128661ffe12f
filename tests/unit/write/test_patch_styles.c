/* SPDX-License-Identifier: MIT
 *
 * Cell formats for values that the old format would not show as what they are.
 */
#include "patches.h"

#define STYLES_NAME      "xl/styles.xml"
#define CODE             "[$-107041E]d mmm yyyy"
#define XF(id)           "<xf numFmtId=\"" id "\"/>"
#define NEW(id)          "<xf numFmtId=\"" id "\" applyNumberFormat=\"1\"/>"
#define FORMAT(id, code) "<numFmt numFmtId=\"" id "\" formatCode=\"" code "\"/>"

static const struct {
    const char *what, *styles, *styles_after;
    const char *style; /* of A1 before */
    char kind;
    const char *style_after;
} CASES[] = {
    {"a text keeps any format", PACK_STYLES("<cellXfs>" XF("0") XF("14") "</cellXfs>"), NULL, "1", 't', "1"},
    {"a number in a general cell", PACK_STYLES("<cellXfs count=\"1\">" XF("0") "</cellXfs>"), NULL, "0", 'n',
     "0"},
    {"a number in a cell of numbers", PACK_STYLES("<cellXfs>" XF("0") XF("3") "</cellXfs>"), NULL, "1", 'n',
     "1"},
    {"a number in a cell of texts", PACK_STYLES("<cellXfs count=\"2\">" XF("0") XF("49") "</cellXfs>"),
     PACK_STYLES("<cellXfs count=\"3\">" XF("0") XF("49") NEW("4") "</cellXfs>"), "1", 'n', "2"},
    {"a count in a cell of texts", PACK_STYLES("<cellXfs count='2'>" XF("0") XF("49") "</cellXfs>"),
     PACK_STYLES("<cellXfs count='3'>" XF("0") XF("49") NEW("1") "</cellXfs>"), "1", 'w', "2"},
    {"a number in a cell of dates", PACK_STYLES("<cellXfs>" XF("0") XF("14") "</cellXfs>"),
     PACK_STYLES("<cellXfs>" XF("0") XF("14") NEW("4") "</cellXfs>"), "1", 'n', "2"},
    {"a text format of the file's own",
     PACK_STYLES(
         "<numFmts>" FORMAT("164", "&quot;x@&quot;\\@[@]@") "</numFmts><cellXfs>" XF("164") "</cellXfs>"),
     PACK_STYLES("<numFmts>" FORMAT("164", "&quot;x@&quot;\\@[@]@") "</numFmts><cellXfs>" XF("164")
                     NEW("4") "</cellXfs>"),
     "0", 'n', "1"},
    {"a format that shows texts as they are, and numbers too",
     PACK_STYLES(
         "<numFmts>" FORMAT("164", "&quot;@&quot;0;0;0;@") "</numFmts><cellXfs>" XF("164") "</cellXfs>"),
     NULL, "0", 'n', "0"},
    {"a date in a cell of dates", PACK_STYLES("<cellXfs>" XF("0") XF("14") "</cellXfs>"), NULL, "1", 'd',
     "1"},
    {"a date in a cell of times", PACK_STYLES("<cellXfs count=\"2\">" XF("0") XF("21") "</cellXfs>"),
     PACK_STYLES("<numFmts count=\"1\">" FORMAT("164", CODE) "</numFmts><cellXfs count=\"3\">" XF("0")
                     XF("21") NEW("164") "</cellXfs>"),
     "1", 'd', "2"},
    {"a date in a cell of hours that went by",
     PACK_STYLES(
         "<numFmts count=\"1\">" FORMAT("164", "[h]:mm") "</numFmts><cellXfs>" XF("164") "</cellXfs>"),
     PACK_STYLES("<numFmts count=\"2\">" FORMAT("164", "[h]:mm")
                     FORMAT("165", CODE) "</numFmts><cellXfs>" XF("164") NEW("165") "</cellXfs>"),
     "0", 'd', "1"},
    {"a date in a cell of days with the time",
     PACK_STYLES("<numFmts>" FORMAT("164", "h:mm d/m/yy") "</numFmts><cellXfs>" XF("164") "</cellXfs>"), NULL,
     "0", 'd', "0"},
    {"a number in a cell of times", PACK_STYLES("<cellXfs>" XF("0") XF("46") "</cellXfs>"),
     PACK_STYLES("<cellXfs>" XF("0") XF("46") NEW("4") "</cellXfs>"), "1", 'n', "2"},
    {"a date in a general cell", PACK_STYLES("<fonts/><cellXfs count=\"1\">" XF("0") "</cellXfs>"),
     PACK_STYLES("<numFmts count=\"1\">" FORMAT("164", CODE) "</numFmts><fonts/><cellXfs count=\"2\">" XF("0")
                     NEW("164") "</cellXfs>"),
     "0", 'd', "1"},
    {"the date format is there",
     PACK_STYLES("<numFmts count=\"1\">" FORMAT("170", CODE) "</numFmts><cellXfs>" XF("0") "</cellXfs>"),
     PACK_STYLES("<numFmts count=\"1\">" FORMAT("170", CODE) "</numFmts><cellXfs>" XF("0")
                     NEW("170") "</cellXfs>"),
     "0", 'd', "1"},
    {"other formats are there",
     PACK_STYLES("<numFmts count=\"9\">\n" FORMAT("164", "0")
                     FORMAT("166", "@") "\n</numFmts><cellXfs>" XF("166") "</cellXfs>"),
     PACK_STYLES("<numFmts count=\"3\">\n" FORMAT("164", "0") FORMAT("166", "@") "\n" FORMAT(
         "165", CODE) "</numFmts><cellXfs>" XF("166") NEW("165") "</cellXfs>"),
     "0", 'd', "1"},
    {"a list of formats that is one tag",
     PACK_STYLES("<numFmts count=\"0\" /><cellXfs>" XF("0") "</cellXfs>"),
     PACK_STYLES("<numFmts count=\"1\" >" FORMAT("164", CODE) "</numFmts><cellXfs>" XF("0")
                     NEW("164") "</cellXfs>"),
     "0", 'd', "1"},
    {"everything else of the format stays",
     PACK_STYLES("<cellXfs count=\"1\"><xf quotePrefix=\"1\"  fontId='3' numFmtId = '49' "
                 "applyNumberFormat=\"0\" xfId=\"0\" >"
                 "<alignment wrapText=\"1\"/><!-- c --><extLst><xf/></extLst></xf>\r\n</cellXfs>"
                 "<cellStyles><xf/></cellStyles>"),
     PACK_STYLES("<cellXfs count=\"2\"><xf quotePrefix=\"1\"  fontId='3' numFmtId = '49' "
                 "applyNumberFormat=\"0\" xfId=\"0\" >"
                 "<alignment wrapText=\"1\"/><!-- c --><extLst><xf/></extLst></xf>\r\n"
                 "<xf  fontId='3' numFmtId=\"4\" applyNumberFormat=\"1\" xfId=\"0\" >"
                 "<alignment wrapText=\"1\"/><!-- c --><extLst><xf/></extLst></xf></cellXfs>"
                 "<cellStyles><xf/></cellStyles>"),
     "0", 'n', "1"},
    {"a format without anything", PACK_STYLES("<cellXfs><xf/></cellXfs>"),
     PACK_STYLES(
         "<numFmts count=\"1\">" FORMAT("164", CODE) "</numFmts><cellXfs><xf/>" NEW("164") "</cellXfs>"),
     "0", 'd', "1"},
    {"a prefix on every name",
     "<x:styleSheet xmlns:x=\"" PACK_MAIN
     "\"><x:cellXfs count=\"1\"><x:xf numFmtId=\"0\"><x:a/></x:xf></x:cellXfs></x:styleSheet>",
     "<x:styleSheet xmlns:x=\"" PACK_MAIN
     "\"><x:numFmts count=\"1\"><x:numFmt numFmtId=\"164\" formatCode=\"" CODE "\"/></x:numFmts>"
     "<x:cellXfs count=\"2\"><x:xf numFmtId=\"0\"><x:a/></x:xf><x:xf numFmtId=\"164\" "
     "applyNumberFormat=\"1\"><x:a/></x:xf></x:cellXfs></x:styleSheet>",
     "0", 'd', "1"},
    {"no styles, a number", NULL, NULL, "0", 'n', "0"},
    {"no formats, a number", PACK_STYLES(""), NULL, "0", 'n', "0"},
};

START_TEST(gives_the_format_that_is_needed)
{
    for (size_t i = 0; i < sizeof CHUNKS / sizeof *CHUNKS; i++) {
        temp t = temp_make();
        char path[TEMP_PATH];
        xt_error error = {0};
        char *before = pack_text(PACK_DATA("<row r=\"1\"><c r=\"A1\" s=\"%s\" t=\"str\"><v>x</v></c></row>"),
                                 CASES[_i].style);
        char *cell = CASES[_i].kind == 't'
                         ? pack_text("<c r=\"A1\" s=\"%s\" t=\"inlineStr\"><is><t>45000</t></is></c>",
                                     CASES[_i].style_after)
                         : pack_text("<c r=\"A1\" s=\"%s\"><v>45000</v></c>", CASES[_i].style_after);
        char *after = pack_text(PACK_DATA("<row r=\"1\">%s</row>"), cell);
        const pack_part parts[] = {
            {.name = PACK_SHEET_NAME, .text = before}, {.name = STYLES_NAME, .text = CASES[_i].styles}, {0}};
        const short_edit edits[] = {{"A1", CASES[_i].kind, "45000"}, {0}};
        check_ok(patch_parts(&t, parts, edits, CHUNKS[i], &error), &error, CASES[_i].what);
        temp_path(&t, "out.xlsx", path);
        check_part(path, PACK_SHEET_NAME, after);
        if (CASES[_i].styles)
            check_part(path, STYLES_NAME, CASES[_i].styles_after ? CASES[_i].styles_after : CASES[_i].styles);
        free(before);
        free(cell);
        free(after);
        temp_end(&t);
    }
}
END_TEST

/* One for each format and kind, however many cells want it. */
START_TEST(adds_each_format_once)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error = {0};
    const pack_part parts[] = {
        {.name = PACK_SHEET_NAME,
         .text = PACK_DATA(
             "<row r=\"1\"><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"1\"/><c s=\"0\"/><c s=\"1\"/></row>")},
        {.name = STYLES_NAME, .text = PACK_STYLES("<cellXfs count=\"2\">" XF("0") XF("49") "</cellXfs>")},
        {0}};
    const short_edit edits[] = {{"A1", 'd', "1"}, {"B1", 'n', "2"}, {"C1", 'd', "3"},
                                {"D1", 'w', "4"}, {"E1", 'd', "5"}, {"F1", 'n', "6"}};
    check_ok(patch_parts(&t, parts, edits, 0, &error), &error, "six cells");
    temp_path(&t, "out.xlsx", path);
    check_part(path, STYLES_NAME,
               PACK_STYLES("<numFmts count=\"1\">" FORMAT("164", CODE) "</numFmts><cellXfs count=\"6\">" XF(
                   "0") XF("49") NEW("164") NEW("4") NEW("1") NEW("164") "</cellXfs>"));
    check_part(path, PACK_SHEET_NAME,
               PACK_DATA("<row r=\"1\"><c s=\"2\"><v>1</v></c><c s=\"3\"><v>2</v></c><c "
                         "s=\"2\"><v>3</v></c><c s=\"4\"><v>4</v></c>"
                         "<c s=\"5\"><v>5</v></c><c s=\"3\"><v>6</v></c></row>"));
    temp_end(&t);
}
END_TEST

static const struct {
    const char *what, *styles;
    int sentence;
    char kind;
} REFUSED[] = {
    {"a date without styles", NULL, XT_SAY_EDIT_FORMAT, 'd'},
    {"a date without formats", PACK_STYLES(""), XT_SAY_EDIT_FORMAT, 'd'},
    {"a date without formats in the list", PACK_STYLES("<cellXfs/>"), XT_SAY_EDIT_FORMAT, 'd'},
    {"a format that is not there", PACK_STYLES("<cellXfs>" XF("0") "</cellXfs>"), XT_SAY_EDIT_FORMAT, 'n'},
    {"formats behind alternate content",
     PACK_STYLES("<cellXfs>" XF("0") "<mc:AlternateContent xmlns:mc=\"" PACK_MCE "\"/></cellXfs>"),
     XT_SAY_EDIT_XML, 'd'},
    {"another encoding",
     "<?xml version=\"1.0\" encoding=\"us-ascii\"?>" PACK_STYLES("<cellXfs>" XF("0") "</cellXfs>"),
     XT_SAY_EDIT_ENCODING, 'd'},
};

START_TEST(refuses_formats_it_cannot_add)
{
    temp t = temp_make();
    xt_error error = {0};
    const pack_part parts[] = {
        {.name = PACK_SHEET_NAME, .text = PACK_DATA("<row r=\"1\"><c r=\"A1\"/><c r=\"B1\" s=\"7\"/></row>")},
        {.name = STYLES_NAME, .text = REFUSED[_i].styles},
        {0}};
    const short_edit edits[] = {{REFUSED[_i].kind == 'd' ? "A1" : "B1", REFUSED[_i].kind, "1"}, {0}};
    xt_status status = patch_parts(&t, parts, edits, 0, &error);
    ck_assert_msg(status == XT_WRITE_FAILED && error.sentence == REFUSED[_i].sentence, "%s: %d",
                  REFUSED[_i].what, error.sentence);
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("patch_styles");
    TCase *cases = tcase_create("patch_styles");
    tcase_add_loop_test(cases, gives_the_format_that_is_needed, 0, XT_ENTRIES(CASES));
    tcase_add_test(cases, adds_each_format_once);
    tcase_add_loop_test(cases, refuses_formats_it_cannot_add, 0, XT_ENTRIES(REFUSED));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
