# SPDX-License-Identifier: MIT
"""Parts that are no XML, more than XML, or XML of another kind (XML 1.0; Namespaces in XML; ECMA-376 part 3)."""
from case import add
from workbook import BASE, HEAD, MAIN, PARTS, as_bytes, book, with_rows, worksheet

SHEET, STRINGS = PARTS["sheet"][1], PARTS["strings"][1]
VALUE = "<v>45000</v>"
ROW_3 = '<row r="3"><c r="A3" t="inlineStr"><is><t>%s</t></is></c></row>'
OVER_3 = '<row r="3"><c r="A3"><v>%s</v></c></row>'
PART_NAMES = {"sheet": "the sheet", "strings": "the shared strings", "styles": "the styles", "workbook": "the workbook",
              "relations": "the workbook's relationships", "package": "the package's relationships"}


def spoiled(key, old, new):
    """The honest workbook with a piece of a part replaced."""
    text = as_bytes(PARTS[key][1])
    assert as_bytes(old) in text, (key, old)
    return book(**{key: text.replace(as_bytes(old), as_bytes(new), 1)})


# ------------------------------------------------------------ document types: there is never one (ECMA-376 part 2, 6.1.4)

DOCTYPES = [
    ("bare", "<!DOCTYPE %s>", "a document type"),
    ("internal", '<!DOCTYPE %s [<!ENTITY a "b">]>', "a document type with an entity"),
    ("external", '<!DOCTYPE %s SYSTEM "file:///etc/passwd">', "a document type in another file"),
    ("remote", '<!DOCTYPE %s PUBLIC "-//x//y" "http://127.0.0.1:9/x.dtd">', "a document type from a server"),
    ("parameter", '<!DOCTYPE %s [<!ENTITY %% p SYSTEM "http://127.0.0.1:9/p"> %%p;]>', "a parameter entity from a server"),
    ("laughs", '<!DOCTYPE %s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>', "entities inside entities"),
    ("notation", '<!DOCTYPE %s [<!NOTATION n SYSTEM "calc.exe">]>', "a notation that names a program"),
    ("default", '<!DOCTYPE %s [<!ATTLIST c t CDATA "e">]>', "an attribute's default"),
]
ROOTS = {"sheet": "worksheet", "strings": "sst", "styles": "styleSheet", "workbook": "workbook",
         "relations": "Relationships", "package": "Relationships"}
for _key, _root in ROOTS.items():
    for _name, _text, _why in DOCTYPES if _key == "sheet" else DOCTYPES[1:5]:
        add(f"doctype_{_name}_{_key}.xlsx", "refuse", f"{_why} in {PART_NAMES[_key]}",
            lambda key=_key, root=_root, text=_text: spoiled(key, HEAD, HEAD + text % root))
add("doctype_entity_used.xlsx", "refuse", "a cell that would hold a file of the machine", lambda: book(sheet=worksheet(
    ROW_3 % "&file;").replace(HEAD, HEAD + '<!DOCTYPE worksheet [<!ENTITY file SYSTEM "file:///etc/passwd">]>')))
add("doctype_behind.xlsx", "refuse", "a document type behind the root",
    lambda: spoiled("sheet", "</worksheet>", "</worksheet><!DOCTYPE worksheet>"))

# ------------------------------------------------------------ characters

REFERENCES = [("undefined", "&eacute;"), ("zero", "&#0;"), ("control", "&#1;"), ("surrogate", "&#xD800;"),
              ("noncharacter", "&#xFFFE;"), ("beyond", "&#x110000;"), ("wrapped", "&#x100000041;"), ("open", "&amp"),
              ("bare", "a & b"), ("negative", "&#-1;"), ("no_digits", "&#;"), ("external", "&xxe;")]
for _name, _text in REFERENCES:
    add(f"reference_{_name}.xlsx", "refuse", f"{_text} in a text", lambda text=_text: with_rows(ROW_3 % text))
for _name, _text in REFERENCES[:5]:
    add(f"reference_{_name}_strings.xlsx", "refuse", f"{_text} in the shared strings",
        lambda text=_text: spoiled("strings", "chairs", text))

BYTES = [("nul", b"\0"), ("control", b"\x01"), ("escape", b"\x1b"), ("overlong", b"\xc0\xaf"), ("overlong_3", b"\xe0\x80\xaf"),
         ("surrogate", b"\xed\xa0\x80"), ("beyond", b"\xf4\x90\x80\x80"), ("lone", b"\x80"), ("cut", b"\xe0\xb8"),
         ("latin", b"caf\xe9"), ("ff", b"\xff"), ("noncharacter", b"\xef\xbf\xbe")]
for _name, _bytes in BYTES:
    add(f"byte_{_name}.xlsx", "refuse", f"the bytes {_bytes.hex(' ')} in the shared strings",
        lambda raw=_bytes: spoiled("strings", b"chairs", raw))
    add(f"byte_{_name}_sheet.xlsx", "refuse", f"the bytes {_bytes.hex(' ')} in a cell",
        lambda raw=_bytes: book(sheet=as_bytes(worksheet(ROW_3 % "@@")).replace(b"@@", raw)))

ESCAPES = [("nul", "_x0000_", "\0"), ("escape", "_x001B_[2J", "\x1b[2J"), ("pair", "_xD83D__xDE00_", "\U0001F600"),
           ("lone", "a_xD800_b", "a\ufffdb"), ("itself", "_x005F_x0041_", "_x0041_"), ("open", "_x00", "_x00"),
           ("letters", "_xZZZZ_", "_xZZZZ_"), ("c1", "_x009B_31m", "\u009b31m")]
for _name, _text, _read in ESCAPES:
    add(f"escape_{_name}.xlsx", "either" if _name == "nul" else "read", f"{_text} in a text (22.9.2.19)",
        lambda text=_text: with_rows(ROW_3 % text), None if _name == "nul" else BASE + ["A3", _read])


# ------------------------------------------------------------ encodings

def declared(name, encode=str.encode, text=SHEET):
    return book(sheet=encode(text.replace("UTF-8", name)))


def declared_thai(name, codec):
    return declared(name, lambda text: text.encode(codec), worksheet(ROW_3 % "สวัสดี"))


def bare(codec, mark=b"", head=HEAD):
    """The sheet in another encoding, with `head` as it is."""
    return book(sheet=mark + SHEET.replace(HEAD, head).encode(codec))


ENCODINGS = [
    ("utf16le", "read", "UTF-16, small end first", lambda: bare("utf-16-le", b"\xff\xfe", "")),
    ("utf16be", "read", "UTF-16, big end first", lambda: bare("utf-16-be", b"\xfe\xff", "")),
    ("utf16le_bare", "either", "UTF-16 without its mark", lambda: bare("utf-16-le", b"", HEAD.replace("UTF-8", "UTF-16"))),
    ("utf16_lies", "refuse", "UTF-8 that says UTF-16", lambda: declared("UTF-16")),
    ("utf8_lies", "either", "UTF-16 that says UTF-8", lambda: bare("utf-16-le", b"\xff\xfe")),
    ("utf16_odd", "refuse", "UTF-16 with half a character at its end",
     lambda: book(sheet=b"\xff\xfe" + SHEET.replace(HEAD, "").encode("utf-16-le")[:-1])),
    ("utf16_surrogate", "refuse", "UTF-16 with half a pair",
     lambda: book(sheet=b"\xff\xfe" + worksheet(ROW_3 % "@").replace(HEAD, "").encode("utf-16-le").replace(b"@\0", b"\0\xd8"))),
    ("utf32", "refuse", "UTF-32", lambda: bare("utf-32-le", b"\xff\xfe\0\0", "")),
    ("mark_twice", "refuse", "two marks of UTF-8", lambda: bare("utf-8", b"\xef\xbb\xbf" * 2)),
    ("mark_8_says_16", "refuse", "the mark of UTF-8, and says UTF-16",
     lambda: bare("utf-8", b"\xef\xbb\xbf", HEAD.replace("UTF-8", "UTF-16"))),
    ("utf7", "refuse", "UTF-7", lambda: declared("UTF-7")),
    ("ebcdic", "refuse", "a name of EBCDIC", lambda: declared("ebcdic-cp-us")),
    ("ebcdic_bytes", "refuse", "bytes of EBCDIC", lambda: declared("cp037", lambda text: text.encode("cp037"))),
    ("thai", "refuse", "windows-874, and Thai in it", lambda: declared_thai("windows-874", "cp874")),
    ("thai_ascii", "either", "windows-874, and no Thai in it", lambda: declared("windows-874")),
    ("tis", "refuse", "TIS-620, and Thai in it", lambda: declared_thai("TIS-620", "cp874")),
    ("unknown", "refuse", "an encoding that does not exist", lambda: declared("x-evil")),
    ("name_long", "refuse", "an encoding whose name has 10,000 letters", lambda: declared("a" * 10000)),
    ("name_path", "refuse", "an encoding that is a way to a module", lambda: declared("../../../../tmp/evil")),
    ("ascii_lies", "refuse", "US-ASCII with Thai in it",
     lambda: declared("US-ASCII", str.encode, worksheet(ROW_3 % "สวัสดี"))),
    ("xml_11", "either", "XML 1.1", lambda: spoiled("sheet", 'version="1.0"', 'version="1.1"')),
    ("xml_20", "either", "XML 2.0", lambda: spoiled("sheet", 'version="1.0"', 'version="2.0"')),
]
for _name, _verdict, _why, _make in ENCODINGS:
    add(f"encoding_{_name}.xlsx", _verdict, _why, _make, BASE)
add("encoding_latin.xlsx", "read", "ISO 8859-1, which expat knows",
    lambda: declared("ISO-8859-1", lambda text: text.encode("latin-1"), worksheet(ROW_3 % "café")), BASE + ["A3", "café"])

# ------------------------------------------------------------ what stands in and around the elements

FORMS = [  # part, old, new
    ("comment_in_value", "sheet", VALUE, "<v>45<!-- no -->000</v>", "read", "a comment inside a number"),
    ("pi_in_value", "sheet", VALUE, "<v>45<?php die ?>000</v>", "read", "an instruction inside a number"),
    ("cdata_value", "sheet", VALUE, "<v><![CDATA[45000]]></v>", "read", "CDATA as a number"),
    ("cdata_split", "sheet", VALUE, "<v>4<![CDATA[50]]>00</v>", "read", "CDATA inside a number"),
    ("reference_value", "sheet", VALUE, "<v>&#52;5000</v>", "read", "a number with a digit by reference"),
    ("comment_dashes", "sheet", VALUE, "<!-- a -- b -->" + VALUE, "refuse", "two dashes in a comment"),
    ("comment_open", "sheet", VALUE, "<!-- " + VALUE, "refuse", "a comment without end"),
    ("cdata_open", "sheet", VALUE, "<v><![CDATA[45000</v>", "refuse", "CDATA without end"),
    ("cdata_end", "sheet", VALUE, "<v>45]]>000</v>", "refuse", "the end of CDATA without its beginning"),
    ("pi_xml", "sheet", VALUE, '<?xml version="1.0"?>' + VALUE, "refuse", "a second declaration"),
    ("pi_style", "sheet", HEAD, HEAD + '<?xml-stylesheet href="file:///etc/passwd"?>', "read", "a style sheet of the machine"),
    ("blank_before", "sheet", HEAD, " " + HEAD, "refuse", "a blank in front of the declaration"),
    ("blank_behind", "sheet", "</worksheet>", "</worksheet> <!-- end -->\n", "read", "blanks and a comment behind the root"),
    ("text_behind", "sheet", "</worksheet>", "</worksheet>more", "refuse", "text behind the root"),
    ("nul_behind", "sheet", "</worksheet>", "</worksheet>\0\0\0", "refuse", "zeros behind the root"),
    ("two_roots", "sheet", "</worksheet>", "</worksheet>" + SHEET.replace(HEAD, ""), "refuse", "two roots"),
    ("two_roots_strings", "strings", "</sst>", "</sst><sst/>", "refuse", "two roots"),
    ("crossed", "sheet", VALUE + "</c>", "<v>45000</c></v>", "refuse", "elements that cross"),
    ("case", "sheet", VALUE, "<v>45000</V>", "refuse", "an end of other letters than its start"),
    ("attribute_twice", "sheet", 's="1"', 's="1" s="0"', "refuse", "an attribute twice"),
    ("attribute_bare", "sheet", 's="1"', "s=1", "refuse", "an attribute without quotes"),
    ("attribute_open", "sheet", 's="1"', 's="1', "refuse", "an attribute without its second quote"),
    ("attribute_less", "sheet", 's="1"', 's="1" x="<"', "refuse", "< in an attribute"),
    ("attribute_quotes", "sheet", 's="1"', "s='1'", "read", "an attribute in single quotes"),
    ("attribute_reference", "sheet", 's="1"', 's="&#49;"', "read", "an attribute by reference"),
    ("prefix_unbound", "sheet", VALUE, "<q:v>45000</q:v>", "refuse", "a prefix that is bound to nothing"),
    ("prefix_xmlns", "sheet", "<sheetData>", '<sheetData xmlns:xmlns="x">', "refuse", "the prefix xmlns bound"),
    ("prefix_emptied", "sheet", "<sheetData>", '<sheetData xmlns:r="">', "refuse", "a prefix taken back, which XML 1.0 has not"),
    ("space_none", "sheet", f' xmlns="{MAIN}"', "", "refuse", "no namespace"),
    ("space_none_strings", "strings", f' xmlns="{MAIN}"', "", "refuse", "no namespace"),
    ("space_none_workbook", "workbook", f' xmlns="{MAIN}"', "", "refuse", "no namespace"),
    ("space_wrong", "sheet", MAIN, "http://example.org/main", "refuse", "another namespace"),
    ("space_blank", "sheet", MAIN, MAIN + " ", "refuse", "a blank behind the namespace"),
    ("space_case", "sheet", MAIN, MAIN.upper(), "refuse", "the namespace in other letters"),
    ("space_newline", "sheet", MAIN, "http://x&#10;" + MAIN, "refuse", "a line end in the namespace"),
    ("root_wrong", "sheet", SHEET, STRINGS, "refuse", "the sheet's part holds shared strings"),
    ("root_chart", "sheet", SHEET, HEAD + f'<chartsheet xmlns="{MAIN}"/>', "refuse", "the sheet's part holds a chart sheet"),
    ("root_strings", "strings", STRINGS, SHEET, "refuse", "the strings' part holds a sheet"),
    ("html", "sheet", SHEET, "<html><body>404 Not Found</body></html>", "refuse", "the sheet's part is an error page"),
    ("json", "strings", STRINGS, '{"sst": []}', "refuse", "the strings' part is JSON"),
]
for _name, _key, _old, _new, _verdict, _why in FORMS:
        add(f"xml_{_name}.xlsx", _verdict, _why,
            lambda key=_key, old=_old, new=_new: spoiled(key, old, new), BASE if _verdict == "read" else None)

for _key in PART_NAMES:
    _part = PARTS[_key][1]
    add(f"xml_empty_{_key}.xlsx", "refuse", f"{PART_NAMES[_key]}: no bytes", lambda key=_key: book(**{key: ""}))
    add(f"xml_head_{_key}.xlsx", "refuse", f"{PART_NAMES[_key]}: a declaration alone", lambda key=_key: book(**{key: HEAD}))
    add(f"xml_cut_{_key}.xlsx", "refuse", f"{PART_NAMES[_key]}: cut in the middle",
        lambda key=_key, part=_part: book(**{key: part[:len(part) * 2 // 3]}))
    add(f"xml_cut_end_{_key}.xlsx", "refuse", f"{PART_NAMES[_key]}: the last character cut",
        lambda key=_key, part=_part: book(**{key: part[:-1]}))
add("xml_cut_between_rows.xlsx", "refuse", "cut behind a whole row",
    lambda: book(sheet=SHEET[:SHEET.index("</sheetData>")]))
add("xml_cut_rows_closed.xlsx", "refuse", "cut behind the rows, which are closed",
    lambda: book(sheet=SHEET[:SHEET.index("</worksheet>")]))


# ------------------------------------------------------------ too much of it

def nested(depth, tag="x"):
    return f"<{tag}>" * depth + f"</{tag}>" * depth


def inside(text):
    """The honest sheet with this behind its rows."""
    return book(sheet=worksheet(behind=text))


AMOUNTS = [
    ("depth_60", "read", "62 elements inside each other", lambda: inside(f"<extLst>{nested(60)}</extLst>")),
    ("depth_70", "refuse", "72 elements inside each other", lambda: inside(f"<extLst>{nested(70)}</extLst>")),
    ("depth_million", "refuse", "a million elements inside each other", lambda: inside(nested(1000000))),
    ("depth_strings", "refuse", "100,000 elements inside each other in the shared strings",
     lambda: spoiled("strings", "<t>chairs</t>", nested(100000, "r"))),
    ("depth_styles", "refuse", "100,000 elements inside each other in the styles",
     lambda: spoiled("styles", "<font/>", nested(100000))),
    ("depth_compatible", "refuse", "1,000 choices inside each other", lambda: inside(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>' * 1000)),
    ("attributes_200", "read", "200 attributes", lambda: inside("<x %s/>" % " ".join(f'a{n}=""' for n in range(200)))),
    ("attributes_300", "refuse", "300 attributes", lambda: inside("<x %s/>" % " ".join(f'a{n}=""' for n in range(300)))),
    ("attributes_200000", "refuse", "200,000 attributes",
     lambda: inside("<x %s/>" % " ".join(f'a{n}=""' for n in range(200000)))),
    ("attribute_size", "refuse", "an attribute of 70,000 letters", lambda: inside(f'<x a="{"a" * 70000}"/>')),
    ("spaces_5000", "either", "5,000 namespaces on an element",
     lambda: inside("<x %s/>" % " ".join(f'xmlns:a{n}="{n}"' for n in range(5000)))),
    ("comments", "read", "100,000 comments", lambda: inside("<!-- x -->" * 100000)),
    ("instructions", "read", "100,000 instructions", lambda: inside("<?x y?>" * 100000)),
    ("elements", "read", "200,000 unknown elements", lambda: inside(f"<extLst>{'<x/>' * 200000}</extLst>")),
    ("names", "read", "100,000 different names of elements",
     lambda: inside("<extLst>" + "".join(f"<n{n}/>" for n in range(100000)) + "</extLst>")),
]
for _name, _verdict, _why, _make in AMOUNTS:
    add(f"xml_{_name}.xlsx", _verdict, _why, _make, BASE if _verdict != "refuse" else None)
add("xml_entities.xlsx", "read", "a text of 20,000 references",
    lambda: with_rows(ROW_3 % ("&amp;" * 20000)), BASE + ["A3", "&" * 20000])
add("xml_cdata_pieces.xlsx", "read", "a text of 10,000 pieces of CDATA",
    lambda: with_rows(ROW_3 % ("<![CDATA[<]]>" * 10000)), BASE + ["A3", "<" * 10000])

FALLBACK = ('<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="unknown"><row r="3"><c r="A3"><v>1</v></c></row></mc:Choice>'
            '<mc:Fallback><row r="3"><c r="A3"><v>2</v></c></row></mc:Fallback></mc:AlternateContent>')
add("xml_fallback.xlsx", "read", "a row for programs that know something, and one for the others (part 3, 7.5)",
    lambda: with_rows(FALLBACK), BASE + ["A3", 2])
add("xml_row_elsewhere.xlsx", "either", "a row in another namespace", lambda: with_rows(
    f'<q:row xmlns:q="http://example.org" r="3"><q:c r="A3"><q:v>1</q:v></q:c></q:row>{OVER_3 % 5}'), BASE + ["A3", 5])
