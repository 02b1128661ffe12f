#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""containers.py - reads the same workbooks out of other containers.

    containers.py XLSDUMP WORKBOOK.xlsx...

LibreOffice saves each workbook in the containers of CONTAINERS; xlsdump must give the cells of the original. Without
LibreOffice (soffice) there is nothing to do, and the exit code is 77 (skipped). Exit 1 when a cell differs.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

SKIPPED = 77
TIMEOUT = 300  # seconds for LibreOffice, and for one file


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT, check=False)


def convert(folder, extension, workbooks):
    """The workbooks in the other container. LibreOffice exits 0 when it fails, so the files are looked for."""
    run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", extension,
         "--outdir", folder, *workbooks])
    made = [os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + "." + extension) for path in workbooks]
    missing = [path for path in made if not os.path.exists(path)]
    if missing:
        sys.exit(f"LibreOffice did not write {missing}")
    return made


def row_and_column(ref):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", ref).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def dump(tool, path):
    """sheet -> {(row, column): (type, value)}, in the order of the sheets."""
    done = run([tool, path])
    if done.returncode:
        sys.exit(f"{path}: exit code {done.returncode}: {done.stderr.decode()}")
    sheets = {}
    for line in done.stdout.decode().splitlines():
        cell = json.loads(line)
        sheets.setdefault(cell["sheet"], {})[row_and_column(cell["ref"])] = cell["type"], cell["value"]
    return sheets


def without_hidden_rows(path, sheets):
    """The cells as they stand when hidden rows are left out."""
    shown = {}
    for name, cells in sheets.items():
        rows = openpyxl.load_workbook(path)[name].row_dimensions
        hidden = sorted(row for row, dimension in rows.items() if dimension.hidden)
        shown[name] = {(row - sum(gone < row for gone in hidden), column): cell
                       for (row, column), cell in cells.items() if row not in hidden}
    return shown


def differences(wanted, got, same):
    for place in sorted(set(wanted) | set(got)):
        if place not in wanted or place not in got or not same(wanted[place], got[place]):
            yield f"{place}: {got.get(place)} instead of {wanted.get(place)}"


def compare_typed(path, original, other):
    """The same sheets with the same cells."""
    del path
    if list(original) != list(other):
        yield f"sheets {list(other)} instead of {list(original)}"
    for name, cells in original.items():
        for found in differences(cells, other.get(name, {}), lambda wanted, got: wanted == got):
            yield f"{name} {found}"


def as_shown(text):
    """Blanks as a web page shows them."""
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip(" ") for line in text.split("\n")).strip("\n")


def same_text(wanted, got):
    """A text is the same as it is shown; a number as it may be formatted; of a date, something must be there."""
    kind, value = wanted
    if kind == "s":
        return as_shown(value) == got[1]
    if kind == "n":
        digits = re.sub(r"[^0-9.\-]", "", got[1])
        return re.fullmatch(r"-?\d+(\.\d+)?", digits) is not None and abs(float(digits) - value) < 0.006
    return bool(got[1].strip())


def compare_page(path, original, other):
    """LibreOffice puts the sheets below each other, without hidden rows; of several, each below a line with its name."""
    original = without_hidden_rows(path, original)
    (page,) = other.values()
    heads = {text: row for (row, column), (_, text) in page.items() if column == 1}
    for number, (name, cells) in enumerate(original.items(), 1):
        before = heads.get(f"Sheet {number}: {name}") if len(original) > 1 else 0
        after = heads.get(f"Sheet {number + 1}: " + list(original)[number]) if number < len(original) else None
        if before is None:
            yield f"{name}: no line with the sheet's name"
            continue
        below = {(row - before, column): cell for (row, column), cell in page.items()
                 if row > before and (after is None or row < after)}
        for found in differences(cells, below, same_text):
            yield f"{name} {found}"


# How what was read from each container is compared with the original.
CONTAINERS = {"ods": compare_typed, "html": compare_page}


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: containers.py XLSDUMP WORKBOOK.xlsx...")
    if not shutil.which("soffice"):
        print("soffice is not installed: skipped")
        sys.exit(SKIPPED)
    tool, workbooks = os.path.abspath(sys.argv[1]), sys.argv[2:]
    bad = cells = 0
    originals = [dump(tool, path) for path in workbooks]
    with tempfile.TemporaryDirectory() as folder:
        for extension, compare in CONTAINERS.items():
            for made, path, original in zip(convert(folder, extension, workbooks), workbooks, originals):
                found = list(compare(path, original, dump(tool, made)))
                print("\n".join([f"{os.path.basename(made)}: {line}" for line in found[:20]] or
                                [f"{os.path.basename(made)}: the same"]))
                bad += len(found)
                cells += sum(map(len, original.values()))
    print(f"{len(workbooks)} workbooks in {len(CONTAINERS)} containers, {cells} cells, {bad} differ")
    sys.exit(1 if bad or not cells else 0)


if __name__ == "__main__":
    main()
