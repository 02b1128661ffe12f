# SPDX-License-Identifier: MIT
"""A small honest workbook, of which each case spoils one thing. It is the form of form.json, so that all tools read it."""
from packing import Entry, archive

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

TYPE_LIST = (HEAD + f'<Types xmlns="{TYPES}"><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/>'
             '<Default Extension="bin" ContentType="application/octet-stream"/>'
             '<Default Extension="png" ContentType="image/png"/>'
             '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'spreadsheetml.sheet.main+xml"/>'
             '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'spreadsheetml.worksheet+xml"/>'
             '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'spreadsheetml.styles+xml"/>'
             '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'spreadsheetml.sharedStrings+xml"/></Types>')

# What stands in every sheet, and what must be read of it.
ROWS = ('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" s="1"><v>45000</v></c></row>')
TEXTS = ["Item", "Amount", "Date", "chairs", "45,000"]
BASE = ["A1", "Item", "B1", "Amount", "C1", "Date", "A2", "chairs", "B2", "45,000", "C2", {"date": "2023-03-15"}]


def relation(number, kind, target, more=""):
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'


def relations(*items):
    return HEAD + f'<Relationships xmlns="{PACKAGE}">{"".join(items)}</Relationships>'


def worksheet(rows="", before="", behind="", data=ROWS):
    return (HEAD + f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{data}{rows}</sheetData>{behind}'
            '</worksheet>')


def workbook(sheets='<sheet name="S1" sheetId="1" r:id="rId1"/>', before="", behind=""):
    return HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets>{sheets}</sheets>{behind}</workbook>'


def strings(items="", count=""):
    known = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    return HEAD + f'<sst xmlns="{MAIN}"{count}>{known}{items}</sst>'


def styles(formats='<xf numFmtId="0"/><xf numFmtId="14"/>', before="", count=""):
    return (HEAD + f'<styleSheet xmlns="{MAIN}">{before}<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            f'<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            f'<cellXfs{count}>{formats}</cellXfs></styleSheet>')


RELATIONS = (relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "styles", "styles.xml"),
             relation(3, "sharedStrings", "sharedStrings.xml"))

# key of book() -> the part and what it holds
PARTS = {
    "types": ("[Content_Types].xml", TYPE_LIST),
    "package": ("_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml"))),
    "workbook": ("xl/workbook.xml", workbook()),
    "relations": ("xl/_rels/workbook.xml.rels", relations(*RELATIONS)),
    "styles": ("xl/styles.xml", styles()),
    "strings": ("xl/sharedStrings.xml", strings()),
    "sheet": ("xl/worksheets/sheet1.xml", worksheet()),
}


def as_bytes(text):
    return text.encode() if isinstance(text, str) else text


def entries(extra=None, without=(), **changed):
    """The members: `changed` parts by key, `extra` ones by name."""
    assert set(changed) <= set(PARTS) and set(without) <= set(PARTS)
    held = {name: changed.get(key, text) for key, (name, text) in PARTS.items() if key not in without}
    return [Entry(name.encode(), as_bytes(text)) for name, text in {**held, **(extra or {})}.items()]


def book(extra=None, without=(), **changed):
    return archive(entries(extra, without, **changed))


def with_rows(rows, **more):
    """The honest workbook with these rows behind its own."""
    return book(sheet=worksheet(rows), **more)


def member(members, key):
    """The entry of a key of PARTS."""
    return next(entry for entry in members if entry.name == PARTS[key][0].encode())
