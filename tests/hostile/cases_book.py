# SPDX-License-Identifier: MIT
"""Workbooks whose lists, relationships and parts do not fit, or that bring programs along (ECMA-376 part 1, 18; part 2, 6.5)."""
from case import add
from workbook import (BASE, MAIN, OFFICE, PARTS, RELATIONS, book, relation, relations, strings, styles,
                      with_rows, workbook, worksheet)

SHEET_1 = '<sheet name="S1" sheetId="1" r:id="rId1"/>'
SECOND = '<row r="1"><c r="A1"><v>7</v></c></row>'
OTHER = {"xl/worksheets/sheet2.xml": worksheet(data=SECOND)}
NUMBER_CELLS = BASE[:-1] + [45000]  # no style says that it is a date


# ------------------------------------------------------------ the list of sheets

def two_sheets(second, extra=None):
    """S1 and a sheet of these attributes, whose part has A1 = 7."""
    return book(extra=extra or OTHER, workbook=workbook(SHEET_1 + f"<sheet {second}/>"),
                relations=relations(*RELATIONS, relation(9, "worksheet", "worksheets/sheet2.xml")))


def second_name(name):
    return two_sheets(f'name="{name}" sheetId="2" r:id="rId9"')


SHEET_NAMES = [
    ("same", "S1", "S1", "read-warn", "two sheets of one name"),
    ("same_case", "s1", "s1", "read-warn", "two sheets of one name in other letters"),
    ("empty", "", "", "either", "a sheet without a name"),
    ("blank", " ", " ", "either", "a sheet whose name is a blank"),
    ("long", "n" * 500, "n" * 500, "read", "a name of 500 letters"),
    ("longest", "n" * 60000, None, "either", "a name of 60,000 letters"),
    ("path", "../../etc/passwd", "../../etc/passwd", "read", "a name that is a way"),
    ("signs", "[a]:*?/\\'", "[a]:*?/\\'", "read", "signs that Excel does not take in names"),
    ("lines", "a&#10;xlsdump: fine&#9;b", "a\nxlsdump: fine\tb", "read", "a name of two lines"),
    ("c1", "&#x9b;31m", "\u009b31m", "read", "a control character in a name"),
    ("bidi", "\u202eslx.exe", "\u202eslx.exe", "read", "letters that turn the name around"),
    ("markup", "&lt;script&gt;", "<script>", "read", "a name that is markup"),
    ("formula", "=cmd|'/c calc'!A0", "=cmd|'/c calc'!A0", "read", "a name that is a formula"),
    ("thai", "แผ่น ๒", "แผ่น ๒", "read", "a Thai name"),
]
for _name, _written, _read, _verdict, _why in SHEET_NAMES:
    add(f"sheets_name_{_name}.xlsx", _verdict, _why, lambda name=_written: second_name(name),
        None if _read is None else BASE + ["A1" if _read == "S1" else f"{_read}!A1", 7])

SHEETS = [
    ("none", lambda: book(workbook=workbook("")), "read-warn", "no sheets", []),
    ("no_list", lambda: book(workbook=workbook().replace("<sheets>" + SHEET_1 + "</sheets>", "")), "read-warn",
     "no list of sheets", []),
    ("no_name", lambda: two_sheets('sheetId="2" r:id="rId9"'), "either", "a sheet without the attribute", None),
    ("hidden", lambda: two_sheets('name="S2" sheetId="2" r:id="rId9" state="veryHidden"'), "read", "a hidden sheet",
     BASE + ["S2!A1", 7]),
    ("state", lambda: two_sheets('name="S2" sheetId="2" r:id="rId9" state="gone"'), "either", "a state that does not exist",
     BASE + ["S2!A1", 7]),
    ("id_unknown", lambda: two_sheets('name="S2" sheetId="2" r:id="rId77"'), "refuse", "a relationship that is not there", None),
    ("id_none", lambda: two_sheets('name="S2" sheetId="2"'), "refuse", "no relationship", None),
    ("id_empty", lambda: two_sheets('name="S2" sheetId="2" r:id=""'), "refuse", "an empty relationship", None),
    ("id_bare", lambda: two_sheets('name="S2" sheetId="2" id="rId9"'), "refuse", "a relationship in no namespace", None),
    ("id_same", lambda: two_sheets('name="S2" sheetId="2" r:id="rId1"'), "either", "two sheets of one part", None),
    ("number_same", lambda: two_sheets('name="S2" sheetId="1" r:id="rId9"'), "either", "two sheets of one number",
     BASE + ["S2!A1", 7]),
    ("number_odd", lambda: two_sheets('name="S2" sheetId="-99999999999" r:id="rId9"'), "either", "a number that is none",
     BASE + ["S2!A1", 7]),
    ("part_missing", lambda: two_sheets('name="S2" sheetId="2" r:id="rId9"', extra={"x": "y"}), "refuse",
     "a sheet whose part is not there", None),
    ("is_strings", lambda: two_sheets('name="S2" sheetId="2" r:id="rId3"'), "either", "a sheet that is the shared strings",
     BASE),
    ("4097", lambda: book(workbook=workbook("".join(
        f'<sheet name="n{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(4097)))), "refuse", "4,097 sheets", None),
    ("100000", lambda: book(workbook=workbook('<sheet name="x" sheetId="1" r:id="rId1"/>' * 100000)), "refuse",
     "100,000 sheets", None),
    ("lists_twice", lambda: book(workbook=workbook(behind=f"<sheets>{SHEET_1.replace('S1', 'S2')}</sheets>")), "either",
     "two lists of sheets", None),
]
for _name, _make, _verdict, _why, _cells in SHEETS:
    add(f"sheets_{_name}.xlsx", _verdict, _why, _make, _cells)


# ------------------------------------------------------------ relationships

def sheet_at(target, more=""):
    return book(relations=relations(relation(1, "worksheet", target, more), *RELATIONS[1:]))


EXTERNAL = ' TargetMode="External"'
TARGETS = [
    ("absolute", "/xl/worksheets/sheet1.xml", "", "read", "a target from the root"),
    ("up", "../xl/worksheets/sheet1.xml", "", "read", "a target with a step up"),
    ("dot", "./worksheets/./sheet1.xml", "", "read", "a target with steps that stay"),
    ("up_far", "../../../../xl/worksheets/sheet1.xml", "", "either", "a target above the root"),
    ("backslash", "worksheets\\sheet1.xml", "", "either", "a target with a backslash"),
    ("case", "Worksheets/SHEET1.xml", "", "either", "a target in other letters"),
    ("percent", "worksheets/sheet%31.xml", "", "either", "a target with an escape"),
    ("fragment", "worksheets/sheet1.xml#here", "", "either", "a target with a fragment"),
    ("query", "worksheets/sheet1.xml?x", "", "refuse", "a target with a query"),
    ("empty", "", "", "refuse", "an empty target"),
    ("file", "file:///etc/passwd", "", "refuse", "a file of the machine, as if it were inside"),
    ("file_external", "file:///etc/passwd", EXTERNAL, "refuse", "a file of the machine"),
    ("path", "../../../../../../etc/passwd", "", "refuse", "the way to a file of the machine"),
    ("path_absolute", "/etc/passwd", "", "refuse", "the name of a file of the machine"),
    ("http", "http://127.0.0.1:9/sheet1.xml", EXTERNAL, "refuse", "a sheet on a server"),
    ("http_inside", "http://127.0.0.1:9/sheet1.xml", "", "refuse", "a sheet on a server, as if it were inside"),
    ("share", "\\\\127.0.0.1\\share\\sheet1.xml", EXTERNAL, "refuse", "a sheet on a share"),
    ("local_external", "worksheets/sheet1.xml", EXTERNAL, "refuse", "the right part, as if it were outside"),
    ("itself", "workbook.xml", "", "refuse", "the workbook itself"),
    ("relations", "_rels/workbook.xml.rels", "", "refuse", "the relationships themselves"),
    ("types", "/[Content_Types].xml", "", "refuse", "the list of content types"),
    ("long", "a/" * 30000, "", "refuse", "a target of 60,000 letters"),
]
for _name, _target, _more, _verdict, _why in TARGETS:
    add(f"target_{_name}.xlsx", _verdict, "the sheet is " + _why,
        lambda target=_target, more=_more: sheet_at(target, more), BASE if _verdict != "refuse" else None)


def related(*items, **more):
    return book(relations=relations(*items), **more)


RELATED = [
    ("id_twice", lambda: related(*RELATIONS, relation(1, "worksheet", "worksheets/sheet2.xml"), extra=OTHER), "refuse",
     "one id of two sheets (part 2, 6.5.3.2)", None),
    ("id_case", lambda: related(*RELATIONS, relation(1, "worksheet", "worksheets/sheet2.xml").replace("rId", "rID"),
                                extra=OTHER), "read", "an id in other letters is another one", BASE),
    ("no_id", lambda: related(*[item.replace('Id="rId1" ', "") for item in RELATIONS]), "refuse", "no id", None),
    ("no_target", lambda: related('<Relationship Id="rId1" Type="' + OFFICE + '/worksheet"/>', *RELATIONS[1:]), "refuse",
     "no target", None),
    ("none", lambda: book(without=["relations"]), "refuse", "the workbook has no relationships", None),
    ("package_none", lambda: book(without=["package"]), "refuse", "the package has no relationships", None),
    ("package_empty", lambda: book(package=relations()), "refuse", "the package has none but its list", None),
    ("package_external", lambda: book(package=relations(relation(1, "officeDocument", "http://127.0.0.1:9/w.xml", EXTERNAL))),
     "refuse", "the workbook is on a server", None),
    ("package_itself", lambda: book(package=relations(relation(1, "officeDocument", "_rels/.rels"))), "refuse",
     "the package's relationships are the workbook", None),
    ("package_sheet", lambda: book(package=relations(relation(1, "officeDocument", "xl/worksheets/sheet1.xml"))), "refuse",
     "a sheet is the workbook", None),
    ("package_missing", lambda: book(without=["workbook"]), "refuse", "the workbook's part is not there", None),
    ("package_two", lambda: book(extra={"xl/other.xml": workbook("")}, package=relations(
        relation(1, "officeDocument", "xl/workbook.xml"), relation(2, "officeDocument", "xl/other.xml"))), "either",
     "two workbooks", BASE),
    ("types_none", lambda: book(without=["types"]), "either", "no list of content types", BASE),
    ("types_lie", lambda: book(types=PARTS["types"][1].replace("sheet.main+xml", "sheet.binary.macroEnabled.main")), "either",
     "the list of content types calls it binary", BASE),
    ("circle", lambda: book(extra={"xl/worksheets/_rels/sheet1.xml.rels": relations(
        relation(1, "worksheet", "sheet1.xml"), relation(2, "officeDocument", "../workbook.xml"))}), "read",
     "a sheet that is related to itself and to its workbook", BASE),
    ("many", lambda: related(*RELATIONS, *[relation(n, "image", f"media/{n}.png") for n in range(10, 30000)]), "read",
     "30,000 relationships", BASE),
    ("styles_missing", lambda: book(without=["styles"]), "read-warn", "styles that are named and not there, as some writers do", None),
    ("styles_external", lambda: related(RELATIONS[0], relation(2, "styles", "http://127.0.0.1:9/s.xml", EXTERNAL), RELATIONS[2]),
     "read-warn", "styles on a server", None),
    ("styles_two", lambda: related(*RELATIONS, relation(8, "styles", "styles2.xml"),
                                   extra={"xl/styles2.xml": styles("<xf/><xf/>")}), "either", "two parts of styles", None),
    ("styles_unnamed", lambda: related(RELATIONS[0], RELATIONS[2]), "either",
     "no styles are named, and a cell has one", NUMBER_CELLS),
    ("strings_missing", lambda: book(without=["strings"]), "refuse", "shared strings that are named and not there", None),
    ("strings_unnamed", lambda: related(*RELATIONS[:2]), "refuse", "no shared strings are named, and cells want some", None),
    ("strings_external", lambda: related(*RELATIONS[:2], relation(3, "sharedStrings", "file:///etc/passwd", EXTERNAL)), "refuse",
     "shared strings in a file of the machine", None),
    ("strings_unused", lambda: related(*RELATIONS[:2], sheet=worksheet(data=SECOND)), "read",
     "no shared strings, and no cell wants one", ["A1", 7]),
    ("strings_two", lambda: related(*RELATIONS, relation(8, "sharedStrings", "more.xml"), extra={
        "xl/more.xml": strings().replace("chairs", "tables")}), "either", "two parts of shared strings", None),
]
for _name, _make, _verdict, _why, _cells in RELATED:
    add(f"related_{_name}.xlsx", _verdict, _why, _make, _cells)


# ------------------------------------------------------------ properties, styles, shared strings

DATE_1904 = BASE[:-1] + [{"date": "2027-03-16"}]
SYSTEMS = [("true", "true", "read", DATE_1904), ("one", "1", "read", DATE_1904), ("zero", "0", "read", BASE),
           ("two", "2", "either", None), ("yes", "yes", "either", None), ("empty", "", "either", None),
           ("capital", "TRUE", "either", None)]
for _name, _text, _verdict, _cells in SYSTEMS:
    add(f"date1904_{_name}.xlsx", _verdict, f'date1904="{_text}"',
        lambda text=_text: book(workbook=workbook(before=f'<workbookPr date1904="{text}"/>')), _cells)
add("date1904_twice.xlsx", "either", "two date systems",
    lambda: book(workbook=workbook(before='<workbookPr date1904="1"/><workbookPr date1904="0"/>')))

XF = '<xf numFmtId="0"/>'
STYLES = [
    ("65536", lambda: styles(XF + '<xf numFmtId="14"/>' + XF * 65534), "read", "as many cell formats as are allowed", BASE),
    ("65537", lambda: styles(XF * 65537), "refuse", "65,537 cell formats", None),
    ("count", lambda: styles(count=' count="4294967295"'), "read", "a count of cell formats that lies", BASE),
    ("count_below", lambda: styles(count=' count="-1"'), "read", "a count below zero", BASE),
    ("none", lambda: styles("").replace("<cellXfs></cellXfs>", ""), "either", "no cell formats, and a cell has one", NUMBER_CELLS),
    ("code_long", lambda: styles(before=f'<numFmts><numFmt numFmtId="200" formatCode="{"0" * 60000}"/></numFmts>'), "read",
     "a format code of 60,000 letters", BASE),
    ("code_quotes", lambda: styles(before=f'<numFmts><numFmt numFmtId="14" formatCode="{"&quot;" * 9999}yyyy"/></numFmts>'),
     "either", "a format code of 9,999 quotes in place of a built-in one", None),
    ("code_brackets", lambda: styles(before=f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 50000}"/></numFmts>'), "read",
     "50,000 brackets that do not close", BASE),
    ("id_odd", lambda: styles('<xf numFmtId="-1"/><xf numFmtId="99999999999"/>'), "either", "formats that do not exist",
     NUMBER_CELLS),
    ("code_twice", lambda: styles('<xf/><xf numFmtId="200"/>', '<numFmts><numFmt numFmtId="200" formatCode="0"/>'
                                  '<numFmt numFmtId="200" formatCode="yyyy"/></numFmts>'), "either", "two codes of one format",
     None),
    ("codes", lambda: styles(before="<numFmts>" + "".join(
        f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(200, 60000)) + "</numFmts>"), "read", "60,000 format codes",
     BASE),
]
for _name, _make, _verdict, _why, _cells in STYLES:
    add(f"styles_{_name}.xlsx", _verdict, _why, lambda make=_make: book(styles=make()), _cells)

CELL_S = '<row r="3"><c r="A3" t="s"><v>%s</v></c></row>'
INDICES = [("below", "-1"), ("behind", "5"), ("huge", "99999999999999999999"), ("wrapped", "4294967296"), ("wrapped_64",
           "18446744073709551616"), ("text", "abc"), ("fraction", "3.0"), ("exponent", "3e0"), ("hex", "0x3"), ("two", "3 3"),
           ("thai", "๓")]
for _name, _text in INDICES:
    add(f"index_{_name}.xlsx", "refuse", f"the shared string {_text}", lambda text=_text: with_rows(CELL_S % text))
for _name, _text, _cells in [("plus", "+3", BASE + ["A3", "chairs"]), ("blanks", " 3\n", BASE + ["A3", "chairs"]),
                             ("zeros", "0003", BASE + ["A3", "chairs"]), ("empty", "", BASE)]:
    add(f"index_{_name}.xlsx", "either", f"the shared string {_text!r}", lambda text=_text: with_rows(CELL_S % text), _cells)

RUN, SOUND = "<r><rPr><b/></rPr><t>x</t></r>", '<rPh sb="0" eb="1"><t>no</t></rPh>'
ITEMS = [
    ("counts", "", ' count="4294967295" uniqueCount="-1"', "read", "counts that lie", None),
    ("runs", f"<si>{RUN * 10000}</si>", "", "read", "a text of 10,000 runs", "x" * 10000),
    ("sounds", f"<si><t>x</t>{SOUND * 10000}</si>", "", "read", "10,000 phonetic runs, which are no text", "x"),
    ("two_texts", "<si><t>a</t><t>b</t></si>", "", "either", "two texts in an item", None),
    ("text_and_run", f"<si><t>a</t>{RUN}</si>", "", "either", "a text and a run in an item", None),
    ("deep_text", "<si><q><t>a</t></q></si>", "", "either", "a text inside an unknown element", None),
    ("nested", "<si><si><t>a</t></si></si>", "", "either", "an item in an item", None),
    ("empty", "<si/>", "", "read", "an item of nothing", ""),
]
for _name, _item, _count, _verdict, _why, _read in ITEMS:
    _used = bool(_item) and _verdict == "read"
    add(f"strings_{_name}.xlsx", _verdict, _why, lambda item=_item, count=_count, used=_used: book(
        strings=strings(item, count), sheet=worksheet(CELL_S % 5 if used else "")),
        BASE + (["A3", _read] if _read else []) if _verdict == "read" else None)
add("strings_amplified.xlsx", "refuse", "60,000 cells that name one text of 30,000 letters", lambda: book(
    strings=strings(f"<si><t>{'x' * 30000}</t></si>"),
    sheet=worksheet("".join(f'<row r="{n}"><c r="A{n}" t="s"><v>5</v></c></row>' for n in range(3, 60003)))))


# ------------------------------------------------------------ what comes along

def along(parts, kind, target, part_relations=None, rows="", behind="", book_behind=""):
    """More parts, of which the workbook names one."""
    return book(extra={**parts, **({part_relations[0]: part_relations[1]} if part_relations else {})},
                relations=relations(*RELATIONS, relation(9, kind, target)), sheet=worksheet(rows, behind=behind),
                workbook=workbook(behind=book_behind))


def of_sheet(parts, kind, target, more="", behind=""):
    """More parts, of which the sheet names one."""
    return book(extra={**parts, "xl/worksheets/_rels/sheet1.xml.rels": relations(relation(1, kind, target, more))},
                sheet=worksheet(behind=behind))


LINK = (f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"><sheetNames><sheetName val="x"/></sheetNames>'
        '</externalBook></externalLink>')
DDE_LINK = (f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems><ddeItem name="A0"/>'
            '</ddeItems></ddeLink></externalLink>')
LINKED = '<externalReferences><externalReference r:id="rId9"/></externalReferences>'
FORMULA_3 = '<row r="3"><c r="A3"><f>%s</f><v>1</v></c></row>'
WITH_ONE = BASE + ["A3", 1]


def name_of(formula, name="x", more=""):
    return book(workbook=workbook(behind=f'<definedNames><definedName name="{name}"{more}>{formula}</definedName></definedNames>'))


BROUGHT = [
    ("macros", lambda: along({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)},
                             "vbaProject", "vbaProject.bin"), "read-warn", "macros", BASE),
    ("macro_sheet", lambda: book(
        extra={"xl/macrosheets/sheet1.xml": worksheet(data=SECOND)},
        workbook=workbook(SHEET_1 + '<sheet name="M" sheetId="2" state="hidden" r:id="rId9"/>',
                          behind='<definedNames><definedName name="_xlnm.Auto_Open">M!$A$1</definedName></definedNames>'),
        relations=relations(*RELATIONS, '<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2006/relationships/'
                            'xlMacrosheet" Target="macrosheets/sheet1.xml"/>')), "read-warn", "a macro sheet of Excel 4", BASE),
    ("link", lambda: along({"xl/externalLinks/externalLink1.xml": LINK}, "externalLink", "externalLinks/externalLink1.xml",
                           ("xl/externalLinks/_rels/externalLink1.xml.rels", relations(
                               relation(1, "externalLinkPath", "file:///c:/secret.xlsx", EXTERNAL))),
                           FORMULA_3 % "[1]x!A1", "", LINKED), "read-warn", "a link to another workbook", WITH_ONE),
    ("link_dde", lambda: along({"xl/externalLinks/externalLink1.xml": DDE_LINK}, "externalLink",
                               "externalLinks/externalLink1.xml", None, FORMULA_3 % "[1]!A0", "", LINKED), "read-warn",
     "a DDE link that would start a program", WITH_ONE),
    ("object", lambda: of_sheet({"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(500)}, "oleObject",
                                "../embeddings/oleObject1.bin", "",
                                '<oleObjects><oleObject progId="Package" shapeId="1" r:id="rId1"/></oleObjects>'), "read-warn",
     "an OLE object", BASE),
    ("object_linked", lambda: of_sheet({}, "oleObject", "file:///c:/evil.exe", EXTERNAL,
                                       '<oleObjects><oleObject link="x" shapeId="1" r:id="rId1"/></oleObjects>'), "read-warn",
     "an OLE object elsewhere", BASE),
    ("object_package", lambda: of_sheet({"xl/embeddings/a.xlsx": book()}, "package", "../embeddings/a.xlsx", "",
                                        '<oleObjects><oleObject progId="Excel.Sheet.12" shapeId="1" r:id="rId1"/></oleObjects>'),
     "read-warn", "a workbook as an object", BASE),
    ("control", lambda: of_sheet({"xl/activeX/activeX1.xml": "<x/>"}, "control", "../activeX/activeX1.xml", "",
                                 '<controls><control shapeId="1" r:id="rId1"/></controls>'), "either", "an ActiveX control", BASE),
    ("hyperlink", lambda: of_sheet({}, "hyperlink", "https://example.org/", EXTERNAL,
                                   '<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>'), "read",
     "a link to a web page, which is ordinary", BASE),
    ("hyperlink_script", lambda: of_sheet({}, "hyperlink", "javascript:alert(1)", EXTERNAL,
                                          '<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>'), "read",
     "a link that is a script; nobody follows it", BASE),
    ("picture_external", lambda: of_sheet({}, "image", "http://127.0.0.1:9/x.png", EXTERNAL), "read-warn", "a picture on a server",
     BASE),
    ("connection", lambda: along({"xl/connections.xml": f'<connections xmlns="{MAIN}"><connection id="1" type="4"><webPr '
                                  'url="http://127.0.0.1:9/"/></connection></connections>'}, "connections", "connections.xml"),
     "either", "a connection to a server", BASE),
    ("printer", lambda: of_sheet({"xl/printerSettings/printerSettings1.bin": bytes(200)}, "printerSettings",
                                 "../printerSettings/printerSettings1.bin"), "read", "settings of a printer", BASE),
    ("dde", lambda: with_rows(FORMULA_3 % "cmd|&apos;/c calc&apos;!A0"), "read-warn", "a DDE formula", WITH_ONE),
    ("dde_function", lambda: with_rows(FORMULA_3 % "DDE(&quot;cmd&quot;,&quot;/c calc&quot;,&quot;x&quot;)"), "read-warn",
     "the function DDE", WITH_ONE),
    ("dde_inside", lambda: with_rows(FORMULA_3 % "1+SUM(MSEXCEL|&apos;\\..\\..\\cmd.exe&apos;!x)"), "read-warn",
     "a DDE formula inside another one", WITH_ONE),
    ("dde_cdata", lambda: with_rows(FORMULA_3 % "cm<![CDATA[d|]]>'/c calc'!A0"), "read-warn", "a DDE formula in pieces", WITH_ONE),
    ("dde_reference", lambda: with_rows(FORMULA_3 % "cmd&#124;'/c calc'!A0"), "read-warn", "a DDE formula with a reference",
     WITH_ONE),
    ("dde_name", lambda: name_of("cmd|&apos;/c calc&apos;!A0"), "read-warn", "a DDE formula as a name", BASE),
    ("bar_in_text", lambda: with_rows(FORMULA_3 % "LEN(&quot;a|b&apos;!c&quot;)"), "read", "a bar in a formula's text is no DDE",
     WITH_ONE),
    ("names", lambda: book(workbook=workbook(behind="<definedNames>" + "".join(
        f'<definedName name="n{n}">n{n + 1}</definedName>' for n in range(50000)) + "</definedNames>")), "read",
     "50,000 names that mean each other", BASE),
    ("name_circle", lambda: name_of("x"), "read", "a name that means itself", BASE),
    ("custom", lambda: book(extra={"customXml/item1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "read",
     "a document type in a part that nobody reads", BASE),
    ("properties", lambda: book(extra={"docProps/core.xml": "not XML"}), "read", "properties that are no XML", BASE),
    ("calculation", lambda: along({"xl/calcChain.xml": "<calcChain><c r='ZZZZ0'/></calcChain>"}, "calcChain", "calcChain.xml"),
     "read", "a calculation chain of cells that are not there", BASE),
]
for _name, _make, _verdict, _why, _cells in BROUGHT:
    add(f"brought_{_name}.xlsx", _verdict, _why, _make, _cells)
