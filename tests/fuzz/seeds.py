# SPDX-License-Identifier: MIT
"""seeds.py - what fuzz targets begin with; for tests/fuzz/run.

TARGETS tells of each target how long its inputs may get, and what makes the first of them: functions that give texts
(bytes), each called with the folder of the build. Most texts are the literals of the unit tests of what is fuzzed.
"""
import glob
import hashlib
import os
import re
import subprocess
import tempfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LARGEST = 12288  # bytes of a seed: a fuzzer is fast where its inputs are small
MOST = 300  # files of the collection that seeds are taken from

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = b"urn:oasis:names:tc:opendocument:xmlns:"


# ------------------------------------------------------------ literals of C

LITERAL = re.compile(rb'"((?:[^"\\\n]|\\.)*)"')
TOGETHER = re.compile(rb'"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*')
ESCAPE = re.compile(rb"\\(x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|.)")
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v", b"f": b"\f", b"a": b"\a", b"b": b"\b"}


def unescape(match):
    """The bytes that an escape stands for."""
    code = match.group(1)
    if code[:1] in b"uU" and len(code) > 1:
        return chr(int(code[1:], 16)).encode("utf-8", "replace")
    if code[:1] == b"x" and len(code) > 1:
        return bytes([int(code[1:], 16)])
    if code.isdigit():
        return bytes([int(code, 8) & 255])
    return LETTERS.get(code, code)


def literals(pattern, make=lambda text: text):
    """The literals of unit tests, each made into an input."""

    def seeds(_build):
        for path in sorted(glob.glob(os.path.join(ROOT, "tests", "unit", pattern))):
            with open(path, "rb") as file:
                code = b"".join(line for line in file if not line.startswith(b"#include"))
            for match in TOGETHER.finditer(code):
                yield make(b"".join(ESCAPE.sub(unescape, part) for part in LITERAL.findall(match.group())))

    return seeds


# ------------------------------------------------------------ files


def files(pattern):
    """Files of the source tree."""

    def seeds(_build):
        for path in sorted(glob.glob(os.path.join(ROOT, pattern))):
            with open(path, "rb") as file:
                yield file.read()

    return seeds


def collected(pattern):
    """Small files of the collection, where there is one."""

    def seeds(_build):
        data = os.environ.get("XLSTOOLS_DATA")
        for path in sorted(glob.glob(os.path.join(data, pattern)))[:MOST] if data else []:
            if os.path.getsize(path) <= LARGEST:
                with open(path, "rb") as file:
                    yield file.read()

    return seeds


def saved(program, ending=""):
    """What a program of the tests writes with --save."""

    def seeds(build):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([os.path.join(build, "tests", program), "--save", folder], check=True)
            for name in sorted(os.listdir(folder)):
                if name.endswith(ending):
                    with open(os.path.join(folder, name), "rb") as file:
                        yield file.read()

    return seeds


def parts(name, second=None):
    """A part of small workbooks of the collection; behind it, marked by its name, a second one."""

    def seeds(_build):
        data = os.environ.get("XLSTOOLS_DATA")
        for path in sorted(glob.glob(os.path.join(data, "corpus", "*.xls[xm]")))[:MOST] if data else []:
            try:
                with zipfile.ZipFile(path) as book:
                    for info in book.infolist():
                        if re.fullmatch(name, info.filename) and info.file_size <= LARGEST:
                            yield book.read(info) + (b"\n=== strings\n" + book.read(second) if second else b"")
            except (zipfile.BadZipFile, zipfile.zlib.error, NotImplementedError, RuntimeError, OSError, KeyError):
                continue

    return seeds


def fixed(*texts):
    """Texts that stand here."""
    return lambda _build: texts


# ------------------------------------------------------------ what is put around them


def around(before, after):
    """Makes elements a part."""
    return lambda text: before + text + after if b"<" in text else text


def workbook(text):
    """The workbook part with these elements and its relationships, or the workbook of these relationships."""
    sheets = b'<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
    rels = b'<Relationship Id="rId1" Type="' + OFFICE + b'/worksheet" Target="worksheets/sheet1.xml"/>'
    if b"<Relationship " in text:
        rels = text
    elif b"<" in text:
        sheets = text
    return (b'<workbook xmlns="' + MAIN + b'" xmlns:r="' + OFFICE + b'">' + sheets + b"</workbook>\n=== rels\n"
            b'<Relationships xmlns="' + PACKAGE + b'">' + rels + b"</Relationships>")


def spreadsheet(text):
    """The content of an OpenDocument spreadsheet."""
    names = b"".join(b' xmlns:%s="%s%s:1.0"' % (name, OASIS, name) for name in (b"office", b"table", b"text", b"style"))
    if b"<table:table " not in text:
        text = b'<table:table table:name="S"><table:table-row>' + text + b"</table:table-row></table:table>"
    return (b"<office:document-content" + names + b"><office:body><office:spreadsheet>" + text +
            b"</office:spreadsheet></office:body></office:document-content>")


# ------------------------------------------------------------ forms


def column(name):
    """The number of a column from its letter, from 0."""
    return ord(name) - ord("A")


def cell(row, number, text):
    """A cell as tests/unit/table/cells.h spells it."""
    place = f"{chr(ord('A') + number)}{row}"
    formula = text.startswith("~")
    text = text.lstrip("~")
    kind, value = {"=": ("n", text[1:]), "@": ('n" s="1', text[1:]), "?": ("n", text[1:]), "!": ("b", "1")}.get(text[:1], ("str", text))
    for plain, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        value = value.replace(plain, escaped)
    return f'<c r="{place}" t="{kind}">{"<f>X1</f>" if formula else ""}<v>{value}</v></c>'


def forms(_build):
    """Rows with one thing wrong in them, as the unit tests of checks and corrections have it."""
    with open(os.path.join(ROOT, "tests/unit/check/books.h"), "rb") as file:
        texts = [b"".join(ESCAPE.sub(unescape, part) for part in LITERAL.findall(line.group()))
                 for line in re.finditer(rb"#define CLEAN_\d(?:[^\n]*\\\n)*[^\n]*", file.read())]
    with open(os.path.join(ROOT, "tests/unit/table/all_kinds.h"), "rb") as file:
        head = re.search(rb"#define ALL_KINDS_HEAD(?:[^\n]*\\\n)*[^\n]*", file.read()).group()
    head = b"".join(LITERAL.findall(head))
    rows = [text.decode().split("|") for text in [head] + texts[:3]]
    for pattern in ("write/test_fix.c", "check/test_check.c"):
        for text in literals(pattern)(None):
            changed = [list(row) for row in rows]
            for change in text.decode("utf-8", "replace").split("|"):
                match = re.fullmatch(r"([A-Q])([1-4]) ?(.*)", change, re.S)
                if not match:
                    break
                changed[int(match.group(2)) - 1][column(match.group(1))] = match.group(3)
            else:
                cells = ["".join(cell(i, j, text) for j, text in enumerate(row) if text) for i, row in enumerate(changed, 1)]
                data = "".join(f'<row r="{i}">{row}</row>' for i, row in enumerate(cells, 1))
                yield b'<worksheet xmlns="' + MAIN + b'"><sheetData>' + data.encode() + b"</sheetData></worksheet>"


def quoted(text):
    """JSON whose quotes are single in C."""
    return text.replace(b"'", b'"')


def in_encodings(text):
    """A text for the first bytes that choose an encoding."""
    return bytes([len(text) % 256, len(text) % 7]) + text


# Longest input, what makes the first ones.
TARGETS = {
    "biff": (LARGEST, [saved("mutate", ".stream")]),
    "book": (8192, [saved("mutate", ".xlsx"), files("samples/*.xlsx"), collected("corpus/*.xls[xm]"), collected("hostile/*")]),
    "cfb": (LARGEST, [saved("mutate", ".xls"), collected("corpus/*.xls")]),
    "charset": (256, [literals("thai/test_charset*.c", in_encodings)]),
    "csv": (2048, [literals("read/test_csv*.c"), files("samples/*.csv"), files("tests/oom/*.csv"), collected("corpus/*.[ct]sv")]),
    "dates": (128, [literals("thai/test_thai_date.c"), literals("thai/test_period.c"), literals("base/test_calendar.c"),
                    literals("sum/test_span.c")]),
    "fix": (LARGEST, [forms]),
    "html": (4096, [literals("read/test_html.c"), files("tests/oom/*.html")]),
    "mend": (256, [literals("thai/test_*.c")]),
    "numbers": (128, [literals("base/test_number.c"), literals("base/test_money.c"), literals("thai/test_digits.c"), literals("thai/test_ids.c")]),
    "ods": (8192, [literals("read/test_ods.c", spreadsheet), files("tests/oom/ods/content.xml")]),
    "references": (64, [literals("read/test_ref.c")]),
    "relationships": (4096, [literals("read/test_book.c", workbook), literals("read/test_package.c", workbook), parts("xl/workbook.xml")]),
    "sheet": (2 * LARGEST, [saved("fuzz/mutate-sheets"), parts("xl/worksheets/[^/]*.xml", "xl/sharedStrings.xml")]),
    "splits": (128, [literals("thai/test_split.c")]),
    "strings": (8192, [literals("read/test_strings.c", around(b'<sst xmlns="' + MAIN + b'">', b"</sst>")), parts("xl/sharedStrings.xml")]),
    "styles": (8192, [literals("read/test_styles.c", around(b'<styleSheet xmlns="' + MAIN + b'">', b"</styleSheet>")), parts("xl/styles.xml")]),
    "template": (2 * LARGEST, [literals("table/test_template*.c", quoted), files("tests/unit/*/*.json"), files("templates/*/*.json")]),
}


def most_of(target):
    """How long its inputs may get."""
    return TARGETS.get(target, (LARGEST, []))[0]


def write(target, folder, build):
    """Writes what the target begins with into the folder: each text once, under a name made from it."""
    most, makers = TARGETS.get(target, (LARGEST, []))
    for make in makers + [files(f"tests/fuzz/cases/{target}/*")]:
        for text in make(build):
            if len(text) <= most:
                with open(os.path.join(folder, hashlib.sha256(text).hexdigest()[:24]), "wb") as file:
                    file.write(text)
