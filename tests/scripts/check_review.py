#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""check_review.py - holds the review workbook to the workbook that was checked and to the JSON report.

    check_review.py XLSCHECK SAMPLES

Reviews of the samples, and of a larger workbook with awkward sheet names and values, are read with openpyxl: every
link leads to a coloured cell with a comment, every finding with a cell has them, and the values are those of the
source.
"""
import json
import os
import subprocess
import sys
import tempfile
import warnings

import openpyxl
from openpyxl.utils import get_column_letter

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mkbook  # noqa: E402  (it stands in the folder that was added just now)

FILLS = {"error": "FFFFC1C1", "warning": "FFFFD8A8", "note": "FFFFF7B8"}
WORDS = {"en": {"error": "Must be corrected", "warning": "Should be corrected", "note": "Worth a look"},
         "th": {"error": "ต้องแก้ไข", "warning": "ควรแก้ไข", "note": "ควรตรวจทาน"}}
LISTS = {"en": "Findings", "th": "ผลการตรวจ"}
RANKS = ["note", "warning", "error"]
CELL, MESSAGE, CODE = 3, 6, 8  # columns of the list, from 0


def expect(condition, what):
    if not condition:
        sys.exit(f"check_review: {what}")


def same(source, copy):
    """Whether the copy shows the source's value: formulas as values, errors as texts, numbers to 16 digits,
    long texts cut."""
    if isinstance(source, (int, float)) and not isinstance(source, bool):
        return isinstance(copy, (int, float)) and abs(source - copy) <= 1e-15 * abs(source)
    if isinstance(copy, str):
        if len(source or "") > 32767:
            source = source[:32766] + "…"
        copy = copy.replace("_x005F_", "_")  # openpyxl leaves escapes in the texts of cells as they are
    return source == copy


def check_values(path, book):
    """The number of cells with a value."""
    count = 0
    source = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets[1:]:
        expect(sheet.title in source.sheetnames, f"{path}: no sheet {sheet.title} in the source")
        cells = {cell.coordinate: cell.value for row in source[sheet.title].iter_rows() for cell in row
                 if cell.value not in (None, "")}
        copies = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        for ref in sorted(set(cells) | set(copies)):
            expect(same(cells.get(ref), copies.get(ref)),
                   f"{path}: {sheet.title}!{ref}: {cells.get(ref)!r} became {copies.get(ref)!r}")
        count += len(cells)
    return count


def list_rows(sheet):
    """The lines of the list: below the row that the filter stands in."""
    area = sheet.auto_filter.ref
    rows = list(sheet[area])
    expect(sheet.freeze_panes == f"A{rows[0][0].row + 1}", "the header of the list is not frozen")
    return rows[1:]


def target_of(cell, book):
    """The cell that a link leads to."""
    expect(cell.hyperlink is not None, f"{cell.coordinate}: no link")
    name, ref = cell.hyperlink.location.rsplit("!", 1)
    name = name[1:-1].replace("''", "'")
    expect(name in book.sheetnames, f"{cell.coordinate}: a link to the unknown sheet {name}")
    return book[name][ref]


def check_marks(book, findings, lang):
    """Each finding of a row has a coloured, commented cell of the worst severity there."""
    lines = list_rows(book.worksheets[0])
    expect(len(lines) == len(findings), f"{len(lines)} lines for {len(findings)} findings")
    wanted, marked = {}, {}
    for f in findings:
        key = (f["code"], f["sheet"], f["cell"] or (f"row {f['row']}" if lang == "en" else f"แถว {f['row']}"))
        wanted.setdefault(key, []).append(f)
    for line in lines:
        found = wanted.get((line[CODE].value, line[2].value, line[CELL].value))
        if found is None:
            expect(not line[CELL].value[-1].isdigit(), f"an unknown finding in line {line[0].row}")
            continue
        f = found.pop(0)
        expect(line[0].value == WORDS[lang][f["severity"]], f"line {line[0].row}: {line[0].value}")
        expect(line[MESSAGE].value == f["message"], f"line {line[0].row}: {line[MESSAGE].value}")
        expect(line[0].fill.fgColor.rgb == FILLS[f["severity"]], f"line {line[0].row}: its colour")
        target = target_of(line[CELL], book)
        expect(not f["cell"] or target.coordinate == f["cell"], f"the link of {f['cell']} leads to {target.coordinate}")
        expect(target.row == f["row"], f"row {f['row']}: the link leads to {target.coordinate}")
        marked.setdefault((target.parent.title, target.coordinate), (target, []))[1].append(f)
    severities = [RANKS.index(next(s for s in RANKS if WORDS[lang][s] == line[0].value)) for line in lines]
    expect(severities == sorted(severities, reverse=True), "errors do not come first")
    for target, found in marked.values():
        worst = max((f["severity"] for f in found), key=RANKS.index)
        expect(target.fill.fgColor.rgb == FILLS[worst], f"{target.coordinate} is not coloured as {worst}")
        expect(target.comment is not None, f"{target.coordinate} has no comment")
        expect(target.comment.author == "xlscheck", f"{target.coordinate}: the comment is by {target.comment.author}")
        for f in found:
            expect(f["message"] in target.comment.text, f"{target.coordinate}: the comment lacks {f['message']}")
    count = 0
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment or cell.fill.fgColor.rgb in FILLS.values():
                    expect((sheet.title, cell.coordinate) in marked, f"{cell.coordinate} is marked for nothing")
                    count += 1
    expect(count == len(marked), f"{count} cells are marked, not {len(marked)}")
    return count


def review(xlscheck, path, out, lang):
    """The workbook, and the findings as the JSON report has them."""
    run = subprocess.run([xlscheck, "-q", "--lang", lang, "--format", "json", "--review", out, path],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    expect(run.returncode < 2 and not run.stderr, f"{path}: {run.stderr.decode()}")
    return openpyxl.load_workbook(out), json.loads(run.stdout)["files"][0]["findings"]


def check(xlscheck, path, folder, least, taken=False):
    for lang in ("en", "th"):
        out = os.path.join(folder, "review.xlsx")
        book, findings = review(xlscheck, path, out, lang)
        name = LISTS[lang]
        expect(book.sheetnames[0] == (f"{name} (1)" if taken else name), f"{path}: the first sheet is {book.sheetnames[0]}")
        setup = book.worksheets[0].page_setup
        expect(setup.orientation == "landscape" and str(setup.paperSize) == "9", f"{path}: print setup")
        expect(check_values(path, book) > 0, f"{path}: no values")
        expect(len(findings) >= least, f"{path}: only {len(findings)} findings")
        if findings:
            expect(check_marks(book, findings, lang) > 0, f"{path}: no marks")
        else:
            expect(book.worksheets[0].auto_filter.ref is None, f"{path}: a list of nothing")


def awkward(source, path, rows):
    """A larger workbook: names and values that spreadsheets get wrong, two sheets with the form."""
    book = openpyxl.load_workbook(source)
    base = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    sheets = []
    for name in ("ITA-o16", "o16 แผ่น'สอง' & <อื่น>"):
        odd = [None, "a_x0041_b", "=1+1", "  เว้น  ", "ขึ้น\nบรรทัด", 0.1 + 0.2, -1.5, 123456789012, True, {"e": "#REF!"}, "ก" * 32767,
               "ก" * 33000]
        lines = [[plain(value) for value in row] for row in base[:4]]
        for i in range(rows):
            line = [plain(value) for value in base[4 + i % 16]]
            line[0] = i + 1
            line[7] = odd[i % len(odd)] if i % 7 == 0 else line[7]
            lines.append(line)
        sheets.append({"name": name, "rows": lines})
    for name in LISTS.values():
        sheets.append({"name": name, "rows": lines})
    description = os.path.join(os.path.dirname(path), "awkward.book.json")
    with open(description, "w", encoding="utf-8") as file:
        json.dump({"sheets": sheets}, file)
    with open(path, "wb") as file:
        file.write(mkbook.make(description))


def plain(value):
    return {"date": value.date().isoformat()} if hasattr(value, "date") else value


def check_caps(xlscheck, source, folder):
    """With more findings than a review shows, it says so, and errors have their comments first."""
    path, out = os.path.join(folder, "many.xlsx"), os.path.join(folder, "review.xlsx")
    base = [[plain(cell.value) for cell in row] for row in openpyxl.load_workbook(source).worksheets[0].iter_rows()]
    lines = base[:4]
    for i in range(4000):
        line = list(base[4])
        line[0], line[7] = i + 1, f"งานที่ {i}"
        line[8] = "9,000"
        line[12:14] = ["2,000", "๓๐๐๐"]
        line[14] = "123" if i % 100 == 0 else line[14]
        lines.append(line)
    description = os.path.join(folder, "many.book.json")
    with open(description, "w", encoding="utf-8") as file:
        json.dump({"sheets": [{"name": "ITA-o16", "rows": lines}]}, file)
    with open(path, "wb") as file:
        file.write(mkbook.make(description))
    subprocess.run([xlscheck, "--lang", "en", "-f", "csv", "-o", os.path.join(folder, "r.csv"), "--review", out, path],
                   stderr=subprocess.PIPE, check=False)
    book = openpyxl.load_workbook(out)
    texts = [cell.value or "" for cell in book.worksheets[0]["A"][:10]]
    expect(any("without a comment" in text for text in texts), f"the cap of comments is not told: {texts}")
    sheet = book.worksheets[1]
    expect(len([1 for row in sheet.iter_rows() for cell in row if cell.comment]) == 5000, "not 5,000 comments")
    for i in range(0, 4000, 100):
        ref = f"{get_column_letter(15)}{5 + i}"
        expect(sheet[ref].comment is not None, f"the error in {ref} has no comment")


def main():
    warnings.simplefilter("ignore")  # openpyxl on workbooks without a default style
    xlscheck, samples = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        for name, least in (("clean", 0), ("procurement", 20), ("annual", 4), ("plan", 3)):
            check(xlscheck, os.path.join(samples, name + ".xlsx"), folder, least)
        source, path = os.path.join(samples, "procurement.xlsx"), os.path.join(folder, "awkward.xlsx")
        awkward(source, path, 400)
        check(xlscheck, path, folder, 800, taken=True)
        check_caps(xlscheck, source, folder)


if __name__ == "__main__":
    main()
