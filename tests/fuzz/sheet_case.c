/* SPDX-License-Identifier: MIT */
#include "sheet_case.h"

#include "hold.h"
#include "read/plain_sheets.h"
#include "store.h"

#include <stdlib.h>

static const char STRINGS[] = "\n=== strings\n", SMALL[] = "\n=== small";

/* ------------------------------------------------------------ texts as workbooks */

/* So little that every limit is met. */
static xt_open_options small_options(void)
{
    xt_open_options options = xt_open_options_default();
    xt_limits *limits = &options.limits;
    limits->sheet_size = 16 * 1024;
    limits->part_size = 4 * 1024;
    limits->strings_size = 120;
    limits->strings_count = 4;
    limits->xml_depth = 8;
    limits->xml_attributes = 16;
    limits->xml_attribute_size = 4096;
    limits->merges = 2;
    limits->cell_size = 24;
    limits->text_size = 150;
    limits->text_factor = 0;
    return options;
}

bool sheet_case_compare(xt_str text, size_t number, size_t count, compare_count *counted,
                        xt_bytes *difference)
{
    xt_str rest = text, text_again = text;
    hold_section(&rest, SMALL);
    bool small = rest.data != NULL;
    xt_str strings = hold_section(&text_again, SMALL);
    xt_str sheet = hold_section(&strings, STRINGS);
    const pack_part parts[] = {
        {.name = "xl/styles.xml",
         .text = PACK_STYLES("<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")},
        hold_part(PACK_SHEET_NAME, sheet),
        strings.data ? hold_part("xl/sharedStrings.xml", strings) : (pack_part){0},
        {0}};
    xt_str file = pack_book_by(store_parts, parts);
    xt_open_options options = small ? small_options() : xt_open_options_default();
    compare_way ways[COMPARE_USUAL];
    compare_usual_ways(number, ways);
    bool same = compare_ways(file, &options, ways, count, counted, difference);
    free((void *)(uintptr_t)file.data);
    return same;
}

/* ------------------------------------------------------------ where they begin */

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* Sheets as programs write them, with all that a sheet has besides its rows. */
static const char *const WHOLE[SHEET_CASE_WHOLE] = {
    XML
    "<worksheet xmlns=\"" PACK_MAIN "\" xmlns:r=\"" PACK_OFFICE "\" xmlns:mc=\"" PACK_MCE
    "\" mc:Ignorable=\"x14ac\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\">"
    "<dimension ref=\"A1:F3\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews>"
    "<cols><col min=\"2\" max=\"3\" width=\"9\" hidden=\"1\"/></cols><sheetData>"
    "<row r=\"1\" spans=\"1:6\" ht=\"21\" x14ac:dyDescent=\"0.35\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c>"
    "<c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" s=\"1\"/></row>"
    "<row r=\"2\" spans=\"1:6\" hidden=\"1\" x14ac:dyDescent=\"0.35\"><c r=\"A2\" s=\"1\"><v>45382.5</v></c>"
    "<c r=\"B2\"><f>A2*2</f><v>-1.5E-7</v></c><c r=\"D2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c><c r=\"F4\" t=\"str\"><f t=\"shared\" "
    "si=\"0\"/><v>ก&amp;ข</v></c>"
    "</row></sheetData><mergeCells count=\"2\"><mergeCell ref=\"A1:B2\"/><mergeCell "
    "ref=\"C4:D5\"/></mergeCells>"
    "<pageMargins left=\"0.7\" right=\"0.7\"/></worksheet>\n=== strings\n" XML "<sst xmlns=\"" PACK_MAIN
    "\" count=\"3\" uniqueCount=\"3\"><si><t>ที่</t></si><si><t xml:space=\"preserve\"> a &lt;b&gt; </t></si>"
    "<si><r><rPr><b/></rPr><t>ราย</t></r><r><t>การ_x000D_</t></r><rPh sb=\"0\" "
    "eb=\"1\"><t>x</t></rPh></si></sst>",
    XML "<worksheet xmlns=\"" PACK_MAIN "\">\n<sheetData>\n<row r=\"1\">\n<c r=\"A1\" t=\"inlineStr\">\n<is>"
        "<t>รายการ &amp; _x0E01_</t></is>\n</c>\n<c t=\"d\"><v>2024-03-31T10:30:00</v></c></row>\n"
        "<row r=\"2\"><c r=\"A2\" t=\"n\"><v> 12 </v></c></row>\n</sheetData>\n</worksheet>",
    "<x:worksheet xmlns:x=\"" PACK_STRICT
    "\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>"
    "</x:sheetData></x:worksheet>",
    "<worksheet xmlns=\"" PACK_MAIN
    "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\">"
    "<v>5</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v> 2 </v></c></row></sheetData></worksheet>\n=== "
    "strings\n"
    "<sst xmlns=\"" PACK_MAIN
    "\"><si><t>a</t></si> <si> <t>b</t> </si><si><t/></si><si/><si><t>_x005F_x0041_</t></si>"
    "<si><t>ก</t><t>ข</t></si></sst>",
    "\xEF\xBB\xBF" XML "<worksheet xmlns=\"" PACK_MAIN "\" xmlns:mc=\"" PACK_MCE
    "\">\r\n<cols><col min=\"1\" max=\"1\" hidden=\"1\"/>"
    "<col min=\"5\" max=\"16384\" hidden=\"true\"/></cols>\r\n<sheetData>\r\n<row r=\"3\">\r\n<c "
    "r=\"C3\">\r\n<v>3</v>\r\n</c>\r\n"
    "</row>\r\n<row>\r\n<c "
    "t=\"inlineStr\"><is><r><t>a</t></r></is></c><c><v>4</v></c></row>\r\n</sheetData>\r\n<mergeCells>"
    "<mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>",
};

char *sheet_case_seed(size_t index)
{
    if (index < SHEET_CASE_WHOLE)
        return pack_text("%s", WHOLE[index]);
    index -= SHEET_CASE_WHOLE;
    if (index >= PLAIN_SHEET_COUNT)
        return NULL;
    return pack_text(PACK_DATA("%s"), PLAIN_SHEETS[index]);
}
