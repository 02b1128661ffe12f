# SPDX-License-Identifier: MIT
"""patch_readers.py - what other programs read in workbooks, for patch_corpus.py.

Each reader gives the cells of a workbook as {(sheet, ref): value}, or None where it cannot read it.
"""
import csv
import json
import os
import re
import resource
import shutil
import subprocess
import tempfile
import warnings

TIMEOUT = 300
NEW_TEXT = "แก้ไข <ใหม่> & \"ดี\""
KINDS = {"text": NEW_TEXT, "number": "1234.5", "date": "45382"}


def limit_memory(size):
    """For this process; a sanitizer's shadow of memory wants none."""
    resource.setrlimit(resource.RLIMIT_DATA, (size, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def run(*command, text=None):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT, check=False, input=text,
                          preexec_fn=lambda: limit_memory(resource.RLIM_INFINITY))


def run_group(*command, text=None):
    """The same for programs that start others: none of them is left when the time is over."""
    return run("timeout", "-k", "5", str(TIMEOUT - 10), *command, text=text)


# ---------------------------------------------------------------- openpyxl


def openpyxl_book(path):
    """What it opens, or what it says against it."""
    import openpyxl
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path)
        except Exception as error:  # whatever it cannot read
            return str(error)
    return book if book.worksheets else "it finds no worksheets"  # in strict Open XML, whose names it does not know


def openpyxl_cells(book):
    cells = {}
    for sheet in book.worksheets:
        for cell in sheet._cells.values():  # iter_rows() makes every cell between the corners
            if cell.value is not None:
                value = cell.value.text if hasattr(cell.value, "text") else str(cell.value)
                cells[sheet.title, cell.coordinate] = (cell.data_type, value, cell.number_format)
        cells[sheet.title, "merged"] = str(sheet.merged_cells.ranges)
        cells[sheet.title, "validations"] = len(sheet.data_validations.dataValidation)
    return cells


def openpyxl_blanks(book):
    """The cells without a value of the first worksheet, and A1 where the sheet has no cell."""
    sheet = book.worksheets[0]
    if not sheet._cells:
        return [(sheet.title, "A1")]
    return [(sheet.title, cell.coordinate) for cell in sheet._cells.values()
            if cell.value is None and type(cell).__name__ == "Cell"]  # no MergedCell


# ---------------------------------------------------------------- places and formulas


def letters(column):
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_number(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


LAST = 1 << 20  # no row or column comes behind it
CELL = r"\$?([A-Z]{1,3})\$?(\d+)"
AREA = re.compile(rf"(?<![\w.])(?:\$?('(?:[^']|'')+'|\w+)\.)?"
                  rf"(?:{CELL}(?::{CELL})?|\$?([A-Z]{{1,3}}):\$?([A-Z]{{1,3}})|\$?(\d+):\$?(\d+))(?![\w.(:])")


def area_of(match, sheet):
    """(sheet, first column, first row, last column, last row)"""
    name, left, top, right, bottom, first, last, upper, lower = match.groups()
    sheet = name.strip("'").replace("''", "'") if name else sheet
    if left:
        return sheet, column_number(left), int(top), column_number(right or left), int(bottom or top)
    if first:
        return sheet, column_number(first), 1, column_number(last), LAST
    return sheet, 1, int(upper), LAST, int(lower)


def areas_of(formula, sheet):
    """The areas that a formula of LibreOffice names; None where it may use others too: through a name, or one that it
    finds while it is calculated."""
    formula = re.sub(r'"[^"]*"', "", formula)
    rest = AREA.sub("", formula)
    if re.search(r"(?:OFFSET|INDIRECT)\(|#|\[", rest) or re.search(r"\b(?!TRUE\b|FALSE\b)[^\W\d]\w*\b(?![(.])", rest):
        return None
    return [area_of(match, sheet) for match in AREA.finditer(formula)]


def is_inside(place, area):
    column, row = re.fullmatch(r"([A-Z]+)(\d+)", place[1]).groups()
    sheet, left, top, right, bottom = area
    return place[0] == sheet and left <= column_number(column) <= right and top <= int(row) <= bottom


def reached(formulas, changed):
    """The formulas {place: text} that use one of the areas `changed`, or another such formula, or the day or chance."""
    by_chance = re.compile(r"\b(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY)(?:\.NV)?\(")
    areas = {place: areas_of(text, place[0]) for place, text in formulas.items()}
    found = {place for place, text in formulas.items() if areas[place] is None or by_chance.search(text)}
    changed, new = list(changed), found
    while new or changed:
        changed += [area_of(AREA.fullmatch(ref), sheet) for sheet, ref in new]
        new = {place for place in areas
               if place not in found and any(meet(one, two) for one in areas[place] for two in changed)}
        found |= new
        changed = []
    return found


def meet(one, two):
    return one[0] == two[0] and one[1] <= two[3] and two[1] <= one[3] and one[2] <= two[4] and two[2] <= one[4]


# ---------------------------------------------------------------- LibreOffice


def differences(old, new, place):
    """What another program reads otherwise, but for the cell that was changed."""
    return sorted(key for key in set(old) | set(new) if key != place and old.get(key) != new.get(key))


def read_csv(path, sheet):
    with open(path, encoding="utf-8", newline="") as file:
        return {(sheet, f"{letters(j)}{i}"): value for i, row in enumerate(csv.reader(file), 1)
                for j, value in enumerate(row, 1) if value}


class Office:
    name = "LibreOffice"
    filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,%s,false,-1"  # all sheets, as UTF-8
    shown = {
        "text": re.escape(NEW_TEXT),
        "number": "1234[.,٫]5|123450%",  # in the language of the cell's format
        "date": "(2024-03-31|31/03/2024|03/31/2024|2028-04-01|01/04/2028|04/01/2028)( 00:00:00)?",  # since 1900 or 1904
    }

    def __init__(self, folder):
        self.folder = folder
        self.formulas = {}  # of the workbooks that they were asked of

    @staticmethod
    def version():
        """None where it is not there."""
        return run("soffice", "--version").stdout.decode().strip() if shutil.which("soffice") else None

    def read(self, paths, formulas="false"):
        found = [None] * len(paths)
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            copies = [os.path.join(place, f"{i}{os.path.splitext(path)[1]}") for i, path in enumerate(paths)]
            for path, copy in zip(paths, copies):
                shutil.copy(path, copy)
            done = run_group("soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to",
                             self.filter % formulas, "--outdir", place, *copies)
            if done.returncode != 0 and len(paths) > 1:  # whatever stands behind the one that it fell over
                return [self.read([path])[0] for path in paths]
            for line in done.stdout.decode(errors="replace").splitlines():
                match = re.fullmatch(rf"Writing sheet (.*) -> ({re.escape(place)}/(\d+)-.*\.csv)", line)
                if match:
                    number = int(match[3])
                    found[number] = {**(found[number] or {}), **read_csv(match[2], match[1]), (match[1], ""): "a sheet"}
        return found

    def formulas_of(self, path):
        if path not in self.formulas:
            self.formulas[path] = {place: text.strip("{}") for place, text in self.read([path], "true")[0].items()
                                   if text.startswith(("=", "{="))}
        return self.formulas[path]

    def compare(self, old, new, place, kind, book):
        """What is the same, and what is wrong."""
        sheet, ref = place
        if (sheet, "") not in old:  # what Excel calls "sheet1" it calls "sheet1 -1"
            sheet += " -1"
        if {name for name, _ in old} != {name for name, _ in new}:
            return None, "other sheets"
        different = differences(old, new, (sheet, ref))
        shown = re.fullmatch(self.shown[kind], new.get((sheet, ref), ""))
        if not different and shown:
            return "the same", None
        # It makes pivot tables anew, where they stand and wider than Excel: over cells that the file does not have.
        pivot_areas = [area_of(AREA.fullmatch(area), name) for name, area in book.pivots]
        pivots = {key for key in [*different, (sheet, ref)] if any(is_inside(key, area) for area in pivot_areas)
                  or key not in book.places and any(key[0] == area[0] for area in pivot_areas)}
        if not shown:
            if (sheet, ref) not in pivots:
                return None, f"{ref} shows {new.get((sheet, ref))}"
            different.append((sheet, ref))
        # It calculates formulas anew where Excel would, and in workbooks that other programs wrote; the values that are
        # kept in the file are for those readers that do not calculate.
        formulas = reached(self.formulas_of(book.path), [area_of(AREA.fullmatch(ref), sheet)] + pivot_areas)
        wrong = [(key, old.get(key), new.get(key)) for key in different if key not in pivots | formulas]
        but = ["pivot tables"] if pivots & set(different) else []
        but += ["formulas that use the cell, the day or chance"] if formulas & set(different) - pivots else []
        return "the same but for " + " and ".join(but), wrong[:5] or None


# ---------------------------------------------------------------- SheetJS


class SheetJs:
    name = "SheetJS"
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sheetjs_cells.js")
    shown = {"text": ["s", NEW_TEXT], "number": ["n", 1234.5], "date": ["n", 45382]}

    def __init__(self, modules):
        """`modules`: a folder with node_modules/xlsx."""
        self.modules = modules

    def version(self):
        """None where it is not there."""
        if not shutil.which("node"):
            return None
        done = run("node", self.program, self.modules, text=b"")
        return json.loads(done.stdout) if done.returncode == 0 else None

    def read(self, paths):
        found = [None] * len(paths)
        done = run_group("node", self.program, self.modules, text="\n".join(paths).encode())
        if done.returncode != 0 and len(paths) > 1:
            return [self.read([path])[0] for path in paths]
        for line in done.stdout.decode().splitlines():
            line = json.loads(line)
            if "cells" in line:
                found[line["number"]] = {tuple(place.rsplit("!", 1)): cell for place, cell in line["cells"].items()}
        return found

    def compare(self, old, new, place, kind, _book):
        wrong = [(key, old.get(key), new.get(key)) for key in differences(old, new, place)]
        if new.get(place, [])[:2] != self.shown[kind]:
            wrong.append((place, old.get(place), new.get(place)))
        return "the same", wrong[:5] or None
