#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""mkbook.py - makes a workbook (.xlsx) from a short description in JSON.

    mkbook.py IN.book.json OUT.xlsx

A description:

    {"sheets": [{"name": "ITA-o16",
                 "rows": [["ที่", "รายการ", "วงเงิน"], [1, "ซื้อวัสดุ", 1500.50], null, [2]],
                 "merges": ["A1:C1"], "rows_hidden": [3], "cols_hidden": ["B", "D:E"],
                 "hidden": true}],
     "date1904": false}

A row is a list of cells from column A on, null (no such row), or {"times": N, "row": [...]}, where "{n}" in a
text counts from 1. A sheet is "hidden": true or "very". A cell is

    "text"  12.50  true  null           text, number (as spelled here), truth value, nothing
    {"date": "2024-03-31"}              a date; with "T09:30" date and time; {"time": "09:30"} a time
    {"f": "SUM(A1:A3)", "v": 3}         a formula and its saved value, which is any cell again
    {"e": "#REF!"}                      an error
    {"n": "1e400"}                      a number cell that holds this text, whatever it is
    {"inline": "text"}                  a text in the cell instead of the shared strings
    {"rich": ["a", "b"]}                a text of several runs
    {"str": "text"}                     the text that a formula gave
    {"blank": true}                     a cell that has only a format
    {"v": 5, "format": "0.00%"}         any cell ("v") with a number format
    {"raw": "<c r=\\"A1\\"><v>1</v></c>"}  XML as it stands

A description can build on another one, so that a case shows only what it changes:

    {"base": "../clean/in.book.json", "set": {"O12": "123", "Sheet2!A1": null}, "append": [[3, "..."]]}

"base" is relative to the file. "set" changes cells (of the first sheet where none is named), "append" adds rows to
the first sheet; any other key replaces that of the base. At last, "parts": {"xl/styles.xml": null, "x.xml": "<x/>"}
takes a part away or puts it as it stands, and "without": ["rows_hidden"] drops keys of the base's first sheet.
"""
import datetime
import io
import json
import os
import re
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
DATE, DATE_TIME, TIME = "m/d/yyyy", "m/d/yyyy h:mm", "h:mm:ss"
BUILT_IN = {"General": 0, "0": 1, "0.00": 2, "#,##0": 3, "#,##0.00": 4, DATE: 14, TIME: 21, DATE_TIME: 22}


BOOK_KEYS = {"sheets", "date1904", "parts", "base", "set", "append", "without"}
SHEET_KEYS = {"name", "rows", "merges", "rows_hidden", "cols_hidden", "hidden", "set"}


class Number(str):
    """A JSON number that keeps its spelling."""


def letters(column):
    """1 -> A, 28 -> AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(name):
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number


def text_element(text):
    """<t> with the escapes that XML itself has no way for (ECMA-376 part 1, 22.9.2.19)."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    text = re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda m: "_x%04X_" % ord(m[0]), text)
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{space}>{escape(text)}</t>"


class Maker:
    """Gathers shared strings and formats while the sheets are written."""

    def __init__(self, book):
        self.date1904 = book.get("date1904", False)
        self.strings = {}
        self.formats = {"General": 0}

    def shared(self, item):
        return self.strings.setdefault(item, len(self.strings))

    def style(self, code):
        return self.formats.setdefault(code, len(self.formats))

    def serial(self, text):
        moment = datetime.datetime.fromisoformat(text)
        zero = datetime.datetime(1904, 1, 1) if self.date1904 else datetime.datetime(1899, 12, 30)
        days = (moment - zero) / datetime.timedelta(days=1)
        if not self.date1904 and days < 61:
            days -= 1  # the 29 Feb 1900 that never was
        return f"{days:.10f}".rstrip("0").rstrip(".")

    def dated(self, value):
        """A date or time as number and format, or None."""
        if "date" in value:
            return self.serial(value["date"]), DATE_TIME if "T" in value["date"] else DATE
        if "time" in value:
            time = datetime.time.fromisoformat(value["time"])
            return repr((time.hour * 3600 + time.minute * 60 + time.second) / 86400), TIME
        return None

    def content(self, value, in_formula):
        """What a cell is: its type, its format, and what stands inside."""
        if isinstance(value, bool):
            return "b", None, f"<v>{int(value)}</v>"
        if isinstance(value, (Number, int, float)):
            return None, None, f"<v>{value}</v>"
        if isinstance(value, str):
            if in_formula:
                return "str", None, f"<v>{escape(value)}</v>"
            return "s", None, f"<v>{self.shared('<si>' + text_element(value) + '</si>')}</v>"
        dated = self.dated(value)
        if dated:
            return None, dated[1], f"<v>{dated[0]}</v>"
        if "e" in value:
            return "e", None, f"<v>{escape(value['e'])}</v>"
        if "n" in value:
            return None, None, f"<v>{escape(value['n'])}</v>"
        if "str" in value:
            return "str", None, f"<v>{escape(value['str'])}</v>"
        if "inline" in value:
            return "inlineStr", None, f"<is>{text_element(value['inline'])}</is>"
        if "rich" in value:
            runs = "".join(f"<r>{text_element(run)}</r>" for run in value["rich"])
            return "s", None, f"<v>{self.shared('<si>' + runs + '</si>')}</v>"
        if "blank" in value:
            return None, "0.00", ""
        raise ValueError(f"unknown kind of cell: {value}")

    def cell(self, ref, value):
        if isinstance(value, dict) and "raw" in value:
            return value["raw"]
        formula, code = "", None
        if isinstance(value, dict) and "v" in value:
            formula = f"<f>{escape(value['f'])}</f>" if "f" in value else ""
            code = value.get("format")
            value = value["v"]
        elif isinstance(value, dict) and "f" in value:
            return f'<c r="{ref}"><f>{escape(value["f"])}</f></c>'
        if value is None and not formula:
            return ""
        kind, own, inside = self.content(value, bool(formula))
        code = code or own
        style = f' s="{self.style(code)}"' if code else ""
        return f'<c r="{ref}"{style}{f" t={quoteattr(kind)}" if kind else ""}>{formula}{inside}</c>'

    def sheet(self, sheet):
        out = [HEAD, f'<worksheet xmlns="{MAIN}">']
        hidden = [part.split(":") for part in sheet.get("cols_hidden", [])]
        if hidden:
            out.append("<cols>")
            for ends in hidden:
                out.append(f'<col min="{column_of(ends[0])}" max="{column_of(ends[-1])}" width="9" hidden="1"/>')
            out.append("</cols>")
        out.append("<sheetData>")
        dark = {int(number) for number in sheet.get("rows_hidden", [])}
        for number, row in sorted(grid(sheet).items()):
            mark = ' hidden="1"' if number in dark else ""
            cells = "".join(self.cell(f"{letters(c)}{number}", v) for c, v in sorted(row.items()) if v is not None)
            out.append(f'<row r="{number}"{mark}>{cells}</row>\n')
        out.append("</sheetData>")
        merges = sheet.get("merges", [])
        if merges:
            refs = "".join(f"<mergeCell ref={quoteattr(m)}/>" for m in merges)
            out.append(f'<mergeCells count="{len(merges)}">{refs}</mergeCells>')
        return "".join(out + ["</worksheet>"])

    def string_part(self):
        return (f'{HEAD}<sst xmlns="{MAIN}" count="{len(self.strings)}" uniqueCount="{len(self.strings)}">'
                + "".join(self.strings) + "</sst>")

    def style_part(self):
        own, formats = [], []
        for code in self.formats:
            number = BUILT_IN.get(code, 164 + len(own))
            if code not in BUILT_IN:
                own.append(f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>')
            formats.append(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>')
        codes = f'<numFmts count="{len(own)}">{"".join(own)}</numFmts>' if own else ""
        return (f'{HEAD}<styleSheet xmlns="{MAIN}">{codes}<fonts count="1"><font><sz val="11"/><name val="Calibri"/>'
                '</font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
                '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
                f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs></styleSheet>')


def expand(rows):
    """The rows with {"times": ...} written out."""
    for row in rows:
        if not isinstance(row, dict):
            yield row
            continue
        for n in range(1, int(row["times"]) + 1):
            yield [v.replace("{n}", str(n)) if isinstance(v, str) and not isinstance(v, Number) else v
                   for v in row["row"]]


def grid(sheet):
    """{row: {column: cell}}, with what "set" changes."""
    cells = {}
    for number, row in enumerate(expand(sheet.get("rows", [])), 1):
        if row is not None:
            cells[number] = dict(enumerate(row, 1))
    for ref, value in sheet.get("set", {}).items():
        name, number = re.fullmatch(r"([A-Za-z]+)([0-9]+)", ref).groups()
        cells.setdefault(int(number), {})[column_of(name)] = value
    return cells


def relationships(items):
    inside = "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                     for i, (kind, target) in enumerate(items, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def workbook_part(book):
    sheets = []
    for number, sheet in enumerate(book["sheets"], 1):
        state = {False: "", True: ' state="hidden"', "very": ' state="veryHidden"'}[sheet.get("hidden", False)]
        name = quoteattr(sheet.get("name", f"Sheet{number}"))
        sheets.append(f'<sheet name={name} sheetId="{number}"{state} r:id="rId{number}"/>')
    system = '<workbookPr date1904="1"/>' if book.get("date1904") else ""
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{system}<sheets>{"".join(sheets)}</sheets></workbook>'


def content_types(count):
    kinds = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles"), ("xl/sharedStrings.xml", "sharedStrings")]
    kinds += [(f"xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, count + 1)]
    inside = "".join(f'<Override PartName="/{name}" ContentType="{KINDS}{kind}+xml"/>' for name, kind in kinds)
    return (f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{inside}</Types>')


def parts_of(book):
    """Every part by its name, in the order of the archive."""
    maker = Maker(book)
    count = len(book["sheets"])
    sheets = {f"xl/worksheets/sheet{n}.xml": maker.sheet(s) for n, s in enumerate(book["sheets"], 1)}
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    parts = {
        "[Content_Types].xml": content_types(count),
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook_part(book),
        "xl/_rels/workbook.xml.rels": relationships(
            targets + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]),
        **sheets,
        "xl/styles.xml": maker.style_part(),
        "xl/sharedStrings.xml": maker.string_part(),
    }
    parts.update(book.get("parts", {}))
    return {name: text for name, text in parts.items() if text is not None}


def build_on(base, book):
    """The base with what the description changes."""
    merged = {**base, **{k: v for k, v in book.items() if k not in ("base", "set", "append", "without")}}
    merged["parts"] = {**base.get("parts", {}), **book.get("parts", {})}
    sheets = {sheet.get("name", f"Sheet{n}"): sheet for n, sheet in enumerate(merged["sheets"], 1)}
    first = merged["sheets"][0]
    for key in book.get("without", []):
        first.pop(key, None)
    for ref, value in book.get("set", {}).items():
        name, _, cell = ref.rpartition("!")
        sheet = sheets[name] if name else first
        sheet.setdefault("set", {})[cell] = value
    first.setdefault("rows", []).extend(book.get("append", []))
    return merged


def check_keys(book):
    """A key that nobody reads is a mistake."""
    unknown = set(book) - BOOK_KEYS
    for sheet in book.get("sheets", []):
        unknown |= set(sheet) - SHEET_KEYS
    if unknown:
        raise ValueError(f"unknown key: {', '.join(sorted(unknown))}")


def load(path):
    """The description in the file, with its bases."""
    with open(path, encoding="utf-8") as file:
        book = json.load(file, parse_float=Number, parse_int=Number)
    check_keys(book)
    base = load(os.path.join(os.path.dirname(path), book["base"])) if "base" in book else {"sheets": [{}]}
    return build_on(base, book)


def make(path):
    """The workbook that the file describes, as bytes; the same bytes each time."""
    try:
        parts = parts_of(load(path))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"{path}: {type(error).__name__}: {error}") from error
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(member, text, zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: mkbook.py IN.book.json OUT.xlsx")
    try:
        data = make(sys.argv[1])
    except (OSError, ValueError) as error:
        sys.exit(f"mkbook.py: {error}")
    with open(sys.argv[2], "wb") as file:
        file.write(data)


if __name__ == "__main__":
    main()
