# SPDX-License-Identifier: MIT
"""OpenDocument spreadsheets, web pages and CSV files (ODF 1.3 part 3, HTML, RFC 4180)."""
import random

from case import add
from cases_sheet import FORMULAS
from packing import STORED, Entry, archive
from workbook import as_bytes

# ------------------------------------------------------------ OpenDocument

SPACES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
          'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
          'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"')
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (HEAD + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"%s</manifest:manifest>')
OPEN, LOCKED = "/>", '><manifest:encryption-data/></manifest:file-entry>'
BASE = ["A1", "Item", "B1", "Amount", "C1", "Date", "A2", "chairs", "B2", "45,000", "C2", {"date": "2023-03-15"}]


def words(value):
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def row(*cells, more=""):
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


ROWS = (row(words("Item"), words("Amount"), words("Date"))
        + row(words("chairs"), words("45,000"),
              '<table:table-cell office:value-type="date" office:date-value="2023-03-15"><text:p>x</text:p></table:table-cell>'))


def number(value, shown="x", more=""):
    return (f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>{shown}</text:p>'
            '</table:table-cell>')


def content(rows="", tables=None, head=HEAD):
    tables = f'<table:table table:name="S1">{ROWS}{rows}</table:table>' if tables is None else tables
    return (head + f'<office:document-content {SPACES}><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
            '</office:body></office:document-content>')


def ods(text=None, manifest=MANIFEST % OPEN, mimetype=MIMETYPE, extra=None):
    held = {"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content() if text is None else text,
            **(extra or {})}
    return archive([Entry(name.encode(), as_bytes(held[name]), STORED if name == "mimetype" else 8)
                    for name in held if held[name] is not None])


def repeat(what, count):
    return f' table:number-{what}-repeated="{count}"'


ONE = '<table:table-cell office:value-type="float" office:value="1"%s/>'
ODS = [
    ("honest", "read", "the honest file", None, BASE),
    ("repeat_all", "refuse", "a cell that stands in the whole sheet",
     content(row(ONE % repeat("columns", 16384), more=repeat("rows", 1048576))), None),
    ("repeat_rest", "either", "a cell that stands in all rows that are left",
     content(row(ONE % "", more=repeat("rows", 1048574))), None),
    ("repeat_text", "refuse", "a text of 30,000 letters in every row",
     content(row(words("x" * 30000), more=repeat("rows", 1000000))), None),
    ("repeat_empty", "read", "empty rows and cells to the end, as LibreOffice writes",
     content(row("<table:table-cell" + repeat("columns", 16384) + "/>", more=repeat("rows", 1048574))), BASE),
    ("repeat_empty_huge", "read", "two thousand million empty rows",
     content(row("<table:table-cell/>", more=repeat("rows", 2000000000))), BASE),
    ("repeat_below", "refuse", "a row -1 times", content(row(ONE % "", more=repeat("rows", -1))), None),
    ("repeat_none", "refuse", "a row no times", content(row(ONE % "", more=repeat("rows", 0))), None),
    ("repeat_odd", "refuse", "a cell x times", content(row(ONE % repeat("columns", "x"))), None),
    ("repeat_wrapped", "refuse", "a cell 2 to the 64th times and once", content(row(ONE % repeat("columns", 2**64 + 1))), None),
    ("behind_last", "refuse", "a row behind the last", content(row(more=repeat("rows", 1048574)) + row(ONE % "")), None),
    ("column_behind", "refuse", "a cell behind the last column",
     content(row("<table:table-cell" + repeat("columns", 16384) + "/>", ONE % "")), None),
    ("span_huge", "either", "merged cells beyond the sheet", content(row(
        ONE % ' table:number-columns-spanned="99999999" table:number-rows-spanned="99999999"')), BASE + ["A3", 1]),
    ("blanks", "either", "a text of 999,999,999 blanks: of no use, and never allocated",
     content(row(words('<text:s text:c="999999999"/>x'))), None),
    ("blanks_often", "refuse", "5,000 times 65,000 blanks", content(row(words('<text:s text:c="65000"/>x' * 5000))), None),
    ("nan", "either", "a number that is none", content(row(number("NaN"))), None),
    ("infinite", "either", "an infinite number", content(row(number("1e999"))), None),
    ("hex", "either", "a number in hexadecimals", content(row(number("0x10"))), None),
    ("date_odd", "either", "a date that is none", content(row(
        '<table:table-cell office:value-type="date" office:date-value="2024-99-99"><text:p>x</text:p></table:table-cell>')), None),
    ("type_odd", "either", "a type that does not exist", content(row(number(1).replace("float", "zz"))), None),
    ("no_value", "either", "a number without its value", content(row(number(1).replace(' office:value="1"', ""))), None),
    ("doctype", "refuse", "a document type", content(head=HEAD + '<!DOCTYPE x [<!ENTITY a "b">]>'), None),
    ("doctype_external", "refuse", "a document type in a file of the machine",
     content(head=HEAD + '<!DOCTYPE x SYSTEM "file:///etc/passwd">'), None),
    ("depth", "refuse", "100,000 spans inside each other",
     content(row(words("<text:span>" * 100000 + "</text:span>" * 100000))), None),
    ("groups", "refuse", "10,000 groups of rows inside each other",
     content("<table:table-row-group>" * 10000 + "</table:table-row-group>" * 10000), None),
    ("cut", "refuse", "cut in a row", content()[:-150], None),
    ("cut_before_end", "refuse", "cut behind the last table", content()[:content().index("</office:spreadsheet>")], None),
    ("empty", "refuse", "no content", "", None),
    ("no_tables", "read-warn", "no tables", content(tables=""), []),
    ("tables_5000", "refuse", "5,000 tables", content(tables="<table:table/>" * 5000), None),
    ("tables_same", "read-warn", "two tables of one name", content(tables=f'<table:table table:name="S1">{ROWS}</table:table>'
                                                                   f'<table:table table:name="s1">{row(ONE % "")}</table:table>'),
     BASE + ["s1!A1", 1]),
    ("table_in_cell", "either", "a table in a cell", content(row(
        f'<table:table-cell><table:table>{row(ONE % "")}</table:table></table:table-cell>')), None),
    ("dde", "read-warn", "a DDE source", content(tables=f'<table:table table:name="S1">{ROWS}</table:table><table:dde-links>'
                                                 '<table:dde-link><office:dde-source office:dde-application="cmd" '
                                                 'office:dde-topic="/c calc" office:dde-item="x"/></table:dde-link>'
                                                 '</table:dde-links>'), BASE),
    ("linked", "read-warn", "a table whose source is another file", content(tables='<table:table table:name="S1"><table:table-source '
                                                                       f'xlink:href="file:///etc/passwd"/>{ROWS}</table:table>'),
     BASE),
    ("dde_table", "read-warn", "a DDE source in a table", content(tables=f'<table:table table:name="S1"><office:dde-source/>{ROWS}'
                                                                  '</table:table>'), BASE),
    ("dde_small", "read-warn", "DDE in small letters", content(row(ONE % ' table:formula="of:=dde(&quot;cmd&quot;;&quot;x&quot;)"')),
     BASE + ["A3", 1]),
    ("dde_excel", "read-warn", "DDE as Excel writes it", content(row(ONE % ''' table:formula="msoxl:=cmd|'/c calc'!A0"''')),
     BASE + ["A3", 1]),
    ("linked_range", "read-warn", "a range whose source is on a server", content(row(
        '<table:table-cell><table:cell-range-source xlink:href="http://127.0.0.1:9/"/></table:table-cell>')), BASE),
    ("linked_formulas", "read-warn", "50,000 formulas, each with another file", content("".join(
        row(ONE % f''' table:formula="of:=['file:///{n}.ods'#$S.A1]"''') for n in range(50000))), None),
    ("listener", "read-warn", "a macro that runs when the file is opened", content().replace(
        "<office:body>", '<office:scripts><office:event-listeners><script:event-listener xmlns:script="urn:oasis:names:tc:'
        'opendocument:xmlns:script:1.0" script:event-name="dom:load" xlink:href="vnd.sun.star.script:evil"/>'
        '</office:event-listeners></office:scripts><office:body>'), BASE),
    ("text_document", "refuse", "a text document", content().replace("office:spreadsheet", "office:text"), None),
    ("attributes", "refuse", "5,000 attributes", content(row("<table:table-cell " + " ".join(
        f'a{n}=""' for n in range(5000)) + "/>")), None),
]
for _name, _verdict, _why, _text, _cells in ODS:
    add(f"ods_{_name}.ods", _verdict, _why, lambda text=_text: ods(text), _cells)

ODS_PARTS = [
    ("locked", "refuse", "a content behind a password", {"manifest": MANIFEST % LOCKED}, None),
    ("no_mimetype", "read", "no part that tells the type", {"mimetype": None}, BASE),
    ("no_manifest", "either", "no manifest", {"manifest": None}, BASE),
    ("no_both", "refuse", "neither type nor manifest", {"mimetype": None, "manifest": None}, None),
    ("old_type", "refuse", "the type of OpenOffice.org 1", {"mimetype": "application/vnd.sun.xml.calc"}, None),
    ("type_long", "either", "a type of a megabyte", {"mimetype": "x" * (1 << 20)}, BASE),
    ("manifest_doctype", "refuse", "a manifest with an entity",
     {"manifest": MANIFEST.replace(HEAD, HEAD + '<!DOCTYPE m [<!ENTITY a "b">]>') % OPEN}, None),
    ("manifest_cut", "refuse", "a manifest that is cut", {"manifest": MANIFEST[:100]}, None),
    ("macros", "read-warn", "macros", {"extra": {"Basic/Standard/Module1.xml": "<x/>", "Basic/script-lc.xml": "<x/>",
                                                 "Scripts/python/evil.py": "import os"}}, BASE),
    ("object", "read-warn", "an OLE object", {
        "extra": {"Object 1": b"\xd0\xcf\x11\xe0" + bytes(100)},
        "manifest": (MANIFEST % OPEN).replace("</manifest:manifest>", '<manifest:file-entry manifest:full-path="Object 1" '
                                              'manifest:media-type="application/vnd.sun.star.oleobject"/></manifest:manifest>'),
        "text": content(row('<table:table-cell><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
                            '<draw:object-ole xlink:href="./Object 1"/></draw:frame></table:table-cell>'))}, BASE),
    ("traversal", "refuse", "a way out of the archive", {"extra": {"../../evil": "x"}}, None),
    ("content_twice", "refuse", "two contents", {"extra": {"CONTENT.XML": content(row(ONE % ""))}}, None),
]
for _name, _verdict, _why, _parts, _cells in ODS_PARTS:
    add(f"ods_{_name}.ods", _verdict, _why, lambda parts=_parts: ods(**parts), _cells)

# ------------------------------------------------------------ web pages

TABLE = ("<tr><td>Item</td><td>Amount</td><td>Date</td></tr>"
         "<tr><td>chairs</td><td>45,000</td><td>2023-03-15</td></tr>")
PLAIN = ["A1", "Item", "B1", "Amount", "C1", "Date", "A2", "chairs", "B2", "45,000", "C2", "2023-03-15"]


def page(more="", rows=TABLE, head='<meta charset="utf-8">', behind=""):
    return f"<html><head>{head}</head><body><table>{rows}{more}</table>{behind}</body></html>"


PAGES = [
    ("honest", "read", "the honest page", page(), PLAIN),
    ("tables_nested", "refuse", "100,000 tables inside each other", page("<tr><td><table>" * 100000), None),
    ("elements_nested", "refuse", "100,000 elements inside each other", page("<tr><td>" + "<div>" * 100000), None),
    ("lists_nested", "refuse", "50,000 lists inside each other", page(behind="<ul><li>" * 50000), None),
    ("colspan", "either", "a cell as wide as can be said", page('<tr><td colspan="999999999">x</td></tr>'), PLAIN + ["A3", "x"]),
    ("rowspan", "either", "a cell as high as can be said", page('<tr><td rowspan="999999999">x</td></tr>'), PLAIN + ["A3", "x"]),
    ("spans", "either", "1,000 cells of the largest spans",
     page("<tr>" + '<td colspan="1000" rowspan="65534"></td>' * 1000 + "</tr>"), None),
    ("span_below", "either", "a span below zero", page('<tr><td colspan="-5" rowspan="x">x</td></tr>'), PLAIN + ["A3", "x"]),
    ("columns", "refuse", "20,000 cells in a row", page("<tr>" + "<td>x</td>" * 20000 + "</tr>"), None),
    ("open", "read", "nothing is closed, which HTML allows",
     "<html><body><table><tr><td>Item<td>Amount<td>Date<tr><td>chairs<td>45,000<td>2023-03-15</table>", PLAIN),
    ("cut", "refuse", "cut in a table", page()[:page().index("45,000")], None),
    ("cut_tag", "refuse", "cut in a tag", page()[:page().index("</table>") - 3], None),
    ("entities", "read", "20,000 references", page(f"<tr><td>{'&amp;' * 20000}</td></tr>"), PLAIN + ["A3", "&" * 20000]),
    ("entities_odd", "either", "references that are none", page("<tr><td>&bogus; &#0; &#xD800; &#x110000; &#9999999999;</td></tr>"),
     None),
    ("doctype_entity", "either", "an entity of its own", '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' +
     page("<tr><td>&x;</td></tr>"), None),
    ("script", "read", "a script, which is no text", page("<tr><td>x<script>alert('<td>y</td>')</script></td></tr>"),
     PLAIN + ["A3", "x"]),
    ("comment", "read", "a comment with a table in it", page("<!-- <tr><td>no</td></tr> -->"), PLAIN),
    ("comment_open", "either", "a comment that nothing ends", page("<!-- <tr>"), None),
    ("less", "read", "a < in a long text", page(f"<tr><td>a < {'b ' * 1000}c</td></tr>"), PLAIN + ["A3", f"a < {'b ' * 1000}c"]),
    ("attributes_100", "read", "100 attributes", page("<tr><td " + " ".join(f"a{n}='x y'" for n in range(100)) + ">x</td></tr>"),
     PLAIN + ["A3", "x"]),
    ("attributes", "refuse", "50,000 attributes", page("<tr><td " + " ".join(f"a{n}=1" for n in range(50000)) + ">x</td></tr>"),
     None),
    ("attribute_long", "either", "an attribute of a megabyte", page(f'<tr><td title="{"x" * (1 << 20)}">x</td></tr>'),
     PLAIN + ["A3", "x"]),
    ("text_long", "refuse", "a cell of 3 MiB", page(f"<tr><td>{'x' * (3 << 20)}</td></tr>"), None),
    ("remote", "read", "things on a server, which nobody fetches", page(behind='<img src="http://127.0.0.1:9/x"><iframe '
     'src="file:///etc/passwd"></iframe><object data="http://127.0.0.1:9/y"></object>'), PLAIN),
    ("base", "read", "a style sheet and a base on a server", page(head='<meta charset="utf-8"><base href="http://127.0.0.1:9/">'
     '<link rel="stylesheet" href="x.css"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'), PLAIN),
    ("charset_odd", "either", "an encoding that does not exist", page(head='<meta charset="../../evil">'), PLAIN),
    ("charset_lies", "either", "UTF-8 that says UTF-16", page(head='<meta charset="utf-16">'), PLAIN),
    ("no_table", "refuse", "no table", "<html><body><p>nothing</p></body></html>", None),
    ("empty_table", "either", "an empty table", page(rows=""), None),
    ("rows_million", "either", "a million empty rows", page("<tr>" * 1000000), PLAIN),
    ("tables_5000", "either", "5,000 tables", "<html><body>" + f"<table>{TABLE}</table>" * 5000, None),
]
for _name, _verdict, _why, _text, _cells in PAGES:
    add(f"page_{_name}.html", _verdict, _why, lambda text=_text: as_bytes(text), _cells)
# Elements of 200,000 attributes behind what leads a reading of the tags astray.
MANY = "<p " + " ".join(f"a{n}" for n in range(200000)) + ">"
ASTRAY = [
    ("blank", "a quote behind no name", "<p ='>"),
    ("slash", "a quote behind a slash", "<p/='>"),
    ("control", "a quote behind a control character", "<p \x01='>"),
    ("quote", "a quote behind a name that begins with one", '<p "x=\'>'),
    ("element", "a quote behind the name of the element", "<p='>"),
    ("tab", "a quote behind a vertical tab", "<p a=\x0b'>"),
    ("name", "a quote behind a name of 101 letters", f"<p {'a' * 100}1='>"),
    ("end", "a quote in the end of an element", "</p x='>"),
    ("comment", "a comment that ends otherwise", "<!--x--!>"),
    ("script", "a script inside a value", "<p x='<script'>"),
    ("nearly", "a name that begins like a script's", "<scripts>"),
]
for _name, _why, _text in ASTRAY:
    add(f"page_astray_{_name}.html", "refuse", f"200,000 attributes behind {_why}",
        lambda text=_text: as_bytes(page(behind=text + MANY)))
add("page_astray_honest.html", "read", "a script with a < and 500 words", lambda: as_bytes(page(
    behind=f"<script>if(a<b) f({', '.join(f'x{n}' for n in range(500))})</script>")), PLAIN)
add("page_astray_often.html", "refuse", "2,000 elements of 1,000 attributes", lambda: as_bytes(page(
    behind=("<p " + " ".join(f"a{n}" for n in range(1000)) + ">") * 2000)))
add("page_nul.html", "either", "NUL bytes in a cell", lambda: as_bytes(page("<tr><td>a\0b</td></tr>")))
add("page_nul_tag.html", "either", "NUL bytes in tags", lambda: as_bytes(page("<t\0r><td\0>a</td></tr>")))
add("page_utf16.html", "either", "UTF-16", lambda: b"\xff\xfe" + page(head="").encode("utf-16-le"), PLAIN)
add("page_bytes.html", "either", "bytes that are no UTF-8",
    lambda: as_bytes(page("<tr><td>@</td></tr>")).replace(b"@", b"\xff\xfe\xc0"))

# ------------------------------------------------------------ CSV

LINES = "Item,Amount,Date\nchairs,\"45,000\",2023-03-15\n"
def quoted(value):
    return '"' + value.replace('"', '""') + '"'


CSV = [
    ("honest", "read", "the honest file", LINES, PLAIN),
    ("field_long", "refuse", "a field of 3 MiB", LINES + "x" * (3 << 20) + ",1,1\n", None),
    ("quote_open", "read-warn", "a quote that nothing closes", LINES + '"desks,1,1\nmore,2,2\n',
     PLAIN + ["A3", "desks,1,1\nmore,2,2\n"]),
    ("quote_open_far", "refuse", "a quote that nothing closes, 5 MB of text behind it", LINES + '"' + "desks,1,1\n" * 500000, None),
    ("quotes", "read", "quotes everywhere", LINES + '"""""",""\'"",x"y"z\n', None),
    ("quotes_many", "either", "a field of a million quotes", LINES + '"' * 1000000 + ",1,1\n", None),
    ("columns_16384", "read", "as many columns as Excel has", LINES + "," * 16383 + "x\n", PLAIN + ["XFD3", "x"]),
    ("columns_100000", "refuse", "100,000 columns", LINES + "x," * 100000 + "\n", None),
    ("rows_over", "refuse", "1,048,577 rows", LINES + "x,1,1\n" * 1048575, None),
    ("lines_blank", "either", "two million blank lines", LINES + "\n" * 2000000, PLAIN),
    ("line_long", "refuse", "a line of 15 MB without a break", LINES + "x" * 15000000, None),
    ("blanks", "either", "a line of 10 MB of blanks", LINES + " " * 10000000 + "\n", None),
    ("ends_mixed", "read", "three kinds of line ends", "Item,Amount,Date\r\nchairs,\"45,000\",2023-03-15\rx,1,1\ny,2,2\r\n",
     PLAIN + ["A3", "x", "B3", "1", "C3", "1", "A4", "y", "B4", "2", "C4", "2"]),
    ("formulas", "read", "texts that Excel would take for formulas",
     "Item,Amount,Date\nchairs,\"45,000\",2023-03-15\n" + "".join(f"{quoted(text)},1,1\n" for text in FORMULAS), None),
    ("escape", "either", "sequences that would clear the terminal", LINES + "\x1b[2J\x1b]0;owned\x07,1,1\n", None),
    ("bidi", "read", "letters that turn the line around", LINES + "\u202egnp.exe,1,1\n",
     PLAIN + ["A3", "\u202egnp.exe", "B3", "1", "C3", "1"]),
    ("json", "either", "JSON", '{"a": [1, 2, 3]}\n', None),
    ("separators", "either", "all separators at once", "a,b;c|d\te\n" * 20, None),
]
for _name, _verdict, _why, _text, _cells in CSV:
    add(f"csv_{_name}.csv", _verdict, _why, lambda text=_text: as_bytes(text), _cells)
CSV_BYTES = [
    ("binary", "refuse", "bytes of all kinds", bytes(range(256)) * 64, None),
    ("empty", "refuse", "no bytes", b"", None),
    ("nul", "read-warn", "NUL in a field", LINES.encode() + b"a\0b,1,1\n", PLAIN + ["A3", "a\ufffdb", "B3", "1", "C3", "1"]),
    ("nuls", "either", "a megabyte of NULs in a field", LINES.encode() + bytes(1 << 20) + b",1,1\n", None),
    ("nul_behind", "either", "a block of NULs behind the text", LINES.encode() + bytes(4096), None),
    ("mark", "read", "a byte order mark", b"\xef\xbb\xbf" + LINES.encode(), PLAIN),
    ("mark_twice", "either", "two byte order marks", b"\xef\xbb\xbf" * 2 + LINES.encode(), None),
    ("mark_alone", "either", "a byte order mark alone", b"\xef\xbb\xbf", None),
    ("mark_inside", "either", "a byte order mark in the middle", LINES.encode() + b"\xef\xbb\xbfx,1,1\n", None),
    ("mark_16_lies", "either", "the mark of UTF-16 and then UTF-8", b"\xff\xfe" + LINES.encode(), None),
    ("utf16", "either", "UTF-16", b"\xff\xfe" + LINES.encode("utf-16-le"), PLAIN),
    ("utf16_odd", "either", "UTF-16 with half a character", b"\xff\xfe" + LINES.encode("utf-16-le") + b"x", None),
    ("utf16_surrogates", "either", "UTF-16 of half pairs", b"\xff\xfe" + LINES.encode("utf-16-le") + b"\0\xd8" * 50, None),
    ("utf32", "either", "UTF-32", b"\xff\xfe\0\0" + LINES.encode("utf-32-le"), None),
    ("overlong", "either", "bytes that are no UTF-8", LINES.encode() + b"\xc0\xaf\xed\xa0\x80\xf5,1,1\n", None),
]
for _name, _verdict, _why, _bytes, _cells in CSV_BYTES:
    add(f"csv_{_name}.csv", _verdict, _why, lambda data=_bytes: data, _cells)
# Random and packed bytes have commas in their lines, too; these few look like columns.
for _seed in (221, 285, 303, 308, 369, 437):
    add(f"csv_random_{_seed}.csv", "refuse", "random bytes", lambda seed=_seed: random.Random(seed).randbytes(20000))
