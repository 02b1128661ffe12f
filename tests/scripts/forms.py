#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""forms.py - every template as a blank form, as a filled one, and back.

    forms.py [--no-matrix] BIN_DIR TEMPLATES

For each template T: `xlsnew T` gives a workbook that `xlscheck` recognises as T and finds empty, nothing else; filled in
by another program (openpyxl) it is clean, and recognised as T alone; without its titles and the name of its sheet it is
still T, or reported as guessed with T among what else fits; its drop-down lists, validations and protection are there
for another reader; and `xlsnew --from` makes an equal template of it. With LibreOffice on the machine the checksum
formula is calculated, and every blank form is opened without a complaint.
"""
import datetime
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

import tally
from tally import check, failures

X = "xlstools:"
# Of the facts about check digits: five valid IDs and one that is not.
VALID_IDS = ["0365529000042", "0107537000939", "0993000532988", "0943548000349", "1234545678781"]
INVALID_IDS = ["7100600445635", "036552900004", "03655290000422", "ABCDEFGHIJKLM", "0365529000043"]
ROWS = 4


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True)


def tables(template):
    """The tables of a form, each as a dict with fields, rules and notes."""
    return [template] + template.get(X + "parts", [])


def load_templates(folder):
    """Templates by id, and their files."""
    found, files = {}, {}
    for path in sorted(glob.glob(f"{folder}/*/*.json")):
        if os.path.basename(os.path.dirname(path)) != "vocabularies":
            template = json.load(open(path, encoding="utf-8"))
            found[template[X + "id"]] = template
            files[template[X + "id"]] = path
    return found, files


def vocabulary_of(folder, field):
    v = field[X + "vocabulary"]
    return v if isinstance(v, dict) else json.load(open(f"{folder}/vocabularies/{v}.json", encoding="utf-8"))


# ---------------------------------------------------------------- filling in

def tax_id(n):
    digits = f"{105560000000 + 7 * n:012d}"
    total = sum(int(d) * (13 - i) for i, d in enumerate(digits))
    return digits + str((11 - total % 11) % 10)


def value_for(folder, field, table, fiscal_year, row):
    """Something right for a cell: what an officer who fills in the form with care would write."""
    kind, name = field[X + "kind"], field["name"]
    first = fiscal_year - 1  # the calendar year, BE, of October
    if kind == "sequence":
        return row + 1
    if kind == "fiscal-year":
        return fiscal_year
    if kind == "money":
        return {"budget": 300000, "reference_price": 290000, "contract_price": 280000,
                "spent": 270000}.get(name, 250000) + 1000 * row
    if kind == "count":
        total = table.get(X + "rules", {}).get("sum-mismatch")
        return (len(total["parts"]) if total and total["total"] == name else 1) * (row + 2)
    if kind == "thai-date":
        day = datetime.datetime(first - 543, 11, 6) + datetime.timedelta(days=row)  # from November on
        day += datetime.timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
        return day + datetime.timedelta(days=90 if name == "end_date" else 0)
    if kind == "thai-period":
        return f"พ.ย. {first} - ก.ย. {first + 1}"
    if kind == "tax-id":
        return tax_id(row)
    if kind == "project-no":
        return f"{first % 100}119{row + 1:06d}"
    if kind == "province":
        return "เชียงใหม่"
    if kind == "district":
        return ["แม่ริม", "เมืองเชียงใหม่", "อำเภอสันทราย", "อ.หางดง"][row % 4]
    if kind == "vocabulary":
        return vocabulary_of(folder, field)["values"][1]["value"]
    if "pattern" in field.get("constraints", {}):
        return f"P{first % 100}11{row + 1:07d}"
    return f"{field['title'].split('(')[0].strip()} ตัวอย่างที่ {row + 1}"


def header_of(sheet, table, shown):
    """The last row of the header, and the column of each field, by its titles alone."""
    columns, last = {}, 0
    for cells in sheet.iter_rows(max_row=12):
        for cell in cells:
            for field in table["fields"]:
                if cell.value == field["title"] and field["name"] in shown and field["name"] not in columns:
                    columns[field["name"]] = cell.column
                    last = max(last, cell.row)
    return last, columns


def form_sheets(book):
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def shown_fields(template, table):
    wanted = template[X + "form"].get("columns") if table is template else None
    return wanted or [field["name"] for field in table["fields"]]


def fill(folder, template, book):
    fiscal_year = template.get(X + "fiscalYear", 2567)
    for table, sheet in zip(tables(template), form_sheets(book)):
        last, columns = header_of(sheet, table, shown_fields(template, table))
        for row in range(ROWS):
            for field in table["fields"]:
                if field["name"] in columns:
                    cell = sheet.cell(last + 1 + row, columns[field["name"]])
                    cell.value = value_for(folder, field, table, fiscal_year, row)
        for note in table.get(X + "notes", []):
            for cells in sheet.iter_rows(min_row=last + 1):
                for cell in cells:
                    if cell.value == note["labels"][0] and note["field"] not in columns:
                        write_beside(sheet, cell)


def write_beside(sheet, label):
    """Into the first cell to the right that is no part of the label's merged cells."""
    inside = [r for r in sheet.merged_cells.ranges if label.coordinate in r]
    column = inside[0].max_col + 1 if inside else label.column + 1
    sheet.cell(label.row, column).value = "ไม่มี"


# ---------------------------------------------------------------- what the tools say of it

class Tools:
    def __init__(self, folder, templates, scratch):
        self.folder, self.templates, self.scratch = folder, templates, scratch

    def path(self, name):
        return os.path.join(self.scratch, name)

    def new(self, *arguments):
        return run(f"{self.folder}/xlsnew", "--lang", "en", "--template-dir", self.templates, *arguments)

    def report(self, path, *arguments):
        done = run(f"{self.folder}/xlscheck", "--template-dir", self.templates, "--format", "json", *arguments, path)
        return json.loads(done.stdout)["files"][0] if done.stdout else {"status": "trouble", "error": done.stderr}


def codes(report):
    return sorted({f["code"] for f in report.get("findings", [])})


def recognised(report):
    return sorted({s["template"] for s in report.get("sheets", [])})


def guessed(report):
    return any(s.get("guessed") for s in report.get("sheets", []))


def check_blank(tools, name, path):
    report = tools.report(path)
    check(codes(report) == ["no-data"], f"{name}: a blank form has {codes(report)} {report.get('error')}")
    check(recognised(report) == [name], f"{name}: the blank form is taken for {recognised(report)}")
    check(not guessed(report), f"{name}: the blank form is guessed")


def check_filled(tools, name, template, blank, path):
    book = openpyxl.load_workbook(blank)
    fill(tools.templates, template, book)
    book.save(path)
    report = tools.report(path)
    found = [(f["code"], f["cell"], f["value"]) for f in report.get("findings", [])]
    check(report["status"] == "clean", f"{name}: the filled form is not clean: {found[:4]} {report.get('error')}")
    check(recognised(report) == [name], f"{name}: the filled form is taken for {recognised(report)}")
    check(not guessed(report), f"{name}: the filled form is guessed")
    rows = [s["rows"] for s in report.get("sheets", [])]
    check(rows == [ROWS] * len(tables(template)), f"{name}: {rows} rows were read")


def check_stripped(tools, name, template, filled, path):
    """Without titles and sheet names the headers alone must tell, or the answer say that it was guessed."""
    book = openpyxl.load_workbook(filled)
    for number, (table, sheet) in enumerate(zip(tables(template), form_sheets(book))):
        sheet.title = f"S{number + 1}"
        last, _ = header_of(sheet, table, shown_fields(template, table))
        above = last - (2 if any(X + "group" in f for f in table["fields"]) else 1)
        for row in range(1, above + 1):
            for cell in sheet[row]:
                if not isinstance(cell, openpyxl.cell.MergedCell):
                    cell.value = None
    book.save(path)
    report = tools.report(path)
    fits = set(recognised(report))
    for sheet in report.get("sheets", []):
        fits.update(sheet.get("also_fits", []))
    check(name in fits, f"{name}: without titles only {sorted(fits)} fit {report.get('error')}")
    check(recognised(report) == [name] or guessed(report), f"{name}: without titles it is {recognised(report)}, not said to be guessed")


def check_matrix(tools, name, files, filled):
    """Beside any one other template the form is still taken for its own, without a guess."""
    for other in files:
        if other == name:
            continue
        pair = tools.path("pair")
        shutil.rmtree(pair, ignore_errors=True)
        os.makedirs(os.path.join(pair, "year"))
        for entry in ("vocabularies", "places.json"):
            os.symlink(os.path.abspath(os.path.join(tools.templates, entry)), os.path.join(pair, entry))
        for one in (name, other):
            os.symlink(os.path.abspath(files[one]), os.path.join(pair, "year", f"{one}.json"))
        done = run(f"{tools.folder}/xlscheck", "--template-dir", pair, "--format", "json", filled)
        report = json.loads(done.stdout)["files"][0]
        check(recognised(report) == [name] and not guessed(report),
              f"{name}: beside {other} it is {recognised(report)}{' (guessed)' if guessed(report) else ''}")


# ---------------------------------------------------------------- what Excel is told

def validations_of(sheet):
    """By column letter."""
    found = {}
    for validation in sheet.data_validations.dataValidation:
        for part in str(validation.sqref).split():
            found.setdefault(re.match(r"[A-Z]+", part)[0], []).append(validation)
    return found


def cells_of(book, formula):
    """The texts of the range that a formula names."""
    match = re.fullmatch(r"=?'?([^'!]+)'?!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", formula)
    if not match:
        return None
    sheet = book[match[1]]
    return [row[0].value for row in sheet[f"{match[2]}{match[3]}:{match[4]}{match[5]}"]]


TYPES = {"money": {"decimal"}, "count": {"whole"}, "sequence": {"whole"}, "fiscal-year": {"whole"}, "thai-date": {"date"},
         "vocabulary": {"list"}, "province": {"list"}, "district": {"list"}, "tax-id": {"custom"}, "project-no": {"custom"},
         "free-text": {"custom"}, "thai-period": {"custom"}}


def check_workbook(tools, name, template, blank):
    book = openpyxl.load_workbook(blank)
    for table, sheet in zip(tables(template), form_sheets(book)):
        last, columns = header_of(sheet, table, shown_fields(template, table))
        check(len(columns) == len(shown_fields(template, table)), f"{name}: columns {sorted(columns)}")
        check(sheet.protection.sheet and not sheet.protection.password, f"{name}: the sheet is not protected, or by a password")
        check(sheet.freeze_panes == f"A{last + 1}", f"{name}: frozen at {sheet.freeze_panes}")
        check(sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9", f"{name}: paper")
        check(sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0, f"{name}: not one page wide")
        check(sheet.print_title_rows and sheet.print_title_rows.endswith(f"${last}"), f"{name}: repeats {sheet.print_title_rows}")
        validations = validations_of(sheet)
        red = {str(r.sqref).split(":")[0] for r in sheet.conditional_formatting}
        for field in table["fields"]:
            if field["name"] not in columns:
                continue
            cell = sheet.cell(last + 1, columns[field["name"]])
            letter, kind, what = cell.column_letter, field[X + "kind"], f"{name}.{field['name']}"
            check(not cell.protection.locked, f"{what}: its cells are locked")
            check(sheet.cell(last, cell.column).protection.locked or X + "group" in field, f"{what}: its header is not locked")
            check(cell.font.name == template[X + "form"].get("font", "TH Sarabun New"), f"{what}: font {cell.font.name}")
            if kind in ("tax-id", "project-no", "free-text"):
                check(cell.number_format == "@", f"{what}: format {cell.number_format}")
            if kind == "thai-date":
                check("107041E" in cell.number_format, f"{what}: format {cell.number_format}")
            check(len(validations.get(letter, [])) == 1, f"{what}: {len(validations.get(letter, []))} validations")
            for validation in validations.get(letter, []):
                check(validation.type in TYPES[kind], f"{what}: validation {validation.type}")
                check(validation.prompt and validation.error and validation.promptTitle, f"{what}: says nothing")
                check(len(validation.prompt or "") <= 255 and len(validation.promptTitle or "") <= 32, f"{what}: says too much")
                if kind == "vocabulary":
                    wanted = [v["value"] for v in vocabulary_of(tools.templates, field)["values"]]
                    check(cells_of(book, validation.formula1) == wanted, f"{what}: list {validation.formula1}")
                if kind == "province":
                    check(len(cells_of(book, validation.formula1) or []) == 77, f"{what}: list {validation.formula1}")
            if field.get("constraints", {}).get("required"):
                check(f"{letter}{last + 1}" in red, f"{what}: does not turn red")


def check_derived(tools, name, template, blank, path):
    done = tools.new("--from", blank, "-o", path)
    check(done.returncode == 0, f"{name}: --from says {done.stderr}")
    if done.returncode:
        return
    derived = json.load(open(path, encoding="utf-8"))

    def signature(t):
        return [([(f["name"], f["title"], f[X + "kind"], f.get(X + "vocabulary"), f.get("constraints"), f.get(X + "identity"),
                   f.get(X + "optionalWhen"), sorted(f.get(X + "aliases", []))) for f in table["fields"]],
                 table.get(X + "rules")) for table in tables(t)]

    check(signature(derived) == signature(template), f"{name}: --from gives another template")
    for key in ("year", "item", "fiscalYear", "asOf"):
        check(derived.get(X + key) == template.get(X + key), f"{name}: --from gives {key} {derived.get(X + key)}")
    check(all(f.get(X + "provenance") == "derived" for t in tables(derived) for f in t["fields"]), f"{name}: a guess is not marked")
    report = tools.report(blank, "--template", path)
    check(codes(report) == ["no-data"], f"{name}: its own form has {codes(report)} with the derived template")


# ---------------------------------------------------------------- LibreOffice


def soffice(scratch, *arguments):
    """LibreOffice with a profile of its own that always calculates anew."""
    profile = os.path.join(scratch, "profile")
    user = os.path.join(profile, "user")
    if not os.path.isdir(user):
        os.makedirs(user)
        with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                      '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
                      'xmlns:xs="http://www.w3.org/2001/XMLSchema">\n'
                      '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
                      'oor:op="fuse"><value>0</value></prop></item>\n</oor:items>\n')
    return run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", *arguments)


def check_formula(tools, blank):
    """The validation's own formula, put into cells beside IDs, calculated by LibreOffice."""
    book = openpyxl.load_workbook(blank)
    sheet = form_sheets(book)[0]
    ids = VALID_IDS + INVALID_IDS + ["130990115xxxx"]
    letter, formula, first = None, None, None
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "custom" and "MOD(" in validation.formula1:
            match = re.match(r"([A-Z]+)(\d+)", str(validation.sqref))
            letter, first, formula = match[1], int(match[2]), validation.formula1
    check(formula is not None, "no validation calculates a checksum")
    if not formula:
        return
    out = openpyxl.Workbook()
    for row, text in enumerate(ids, 1):
        out.active.cell(row, 1).value = text
        out.active.cell(row, 1).number_format = "@"
        out.active.cell(row, 2).value = "=IF(" + re.sub(rf"\$?{letter}\$?{first}\b", f"A{row}", formula).lstrip("=") + ',"yes","no")'
    path = tools.path("checksum.xlsx")
    out.save(path)
    soffice(tools.scratch, "--convert-to", "csv", "--outdir", tools.scratch, path)
    result = tools.path("checksum.csv")
    check(os.path.exists(result), "LibreOffice gave no result")
    lines = open(result, encoding="utf-8").read().split() if os.path.exists(result) else []
    wanted = ["yes"] * len(VALID_IDS) + ["no"] * len(INVALID_IDS) + ["yes"]
    check([line.split(",")[-1] for line in lines] == wanted, f"the checksum formula says {lines}")


def check_real(tools, data):
    """A usable template from workbooks that are no known form: it is read, and its own workbook is taken for it."""
    books = sorted(glob.glob(f"{data}/real/coop-plan-*.xls"))
    soffice(tools.scratch, "--convert-to", "xlsx", "--outdir", tools.scratch, *books)
    for book in books:
        name = os.path.basename(book)
        path, derived = tools.path(name + "x"), tools.path(name.replace(".xls", ".json"))
        done = tools.new("--from", path, "-o", derived)
        check(done.returncode == 0, f"{name}: --from says {done.stderr}")
        report = tools.report(path, "--template", derived)
        rows = sum(s["rows"] for s in report.get("sheets", []))
        check(rows > 0, f"{name}: with the derived template {rows} rows are read {report.get('error')}")
    check(bool(books), f"no workbooks in {data}")


def check_opens(tools, blanks):
    soffice(tools.scratch, "--convert-to", "pdf", "--outdir", tools.path("pdf"), *blanks)
    for blank in blanks:
        name = os.path.basename(blank).replace(".xlsx", ".pdf")
        check(os.path.exists(os.path.join(tools.path("pdf"), name)), f"LibreOffice makes no {name}")


def main():
    matrix = "--no-matrix" not in sys.argv
    folder, templates = [a for a in sys.argv[1:] if a != "--no-matrix"]
    everything, files = load_templates(templates)
    with tempfile.TemporaryDirectory() as scratch:
        tools = Tools(folder, templates, scratch)
        blanks = []
        for name, template in everything.items():
            blank, filled = tools.path(f"{name}.xlsx"), tools.path(f"{name}-filled.xlsx")
            done = tools.new(name, "-o", blank)
            check(done.returncode == 0 and os.path.exists(blank), f"{name}: xlsnew says {done.stderr}")
            if done.returncode:
                continue
            blanks.append(blank)
            check_blank(tools, name, blank)
            check_workbook(tools, name, template, blank)
            check_filled(tools, name, template, blank, filled)
            check_stripped(tools, name, template, filled, tools.path(f"{name}-bare.xlsx"))
            if matrix:
                check_matrix(tools, name, files, filled)
            check_derived(tools, name, template, blank, tools.path(f"{name}.json"))
        if shutil.which("soffice"):
            check_formula(tools, tools.path("ita-2567-o16.xlsx"))
            check_opens(tools, blanks)
            if os.environ.get("XLSTOOLS_DATA"):
                check_real(tools, os.environ["XLSTOOLS_DATA"])
        else:
            print("LibreOffice is not here: formulas were not calculated")
    for failure in failures:
        print(failure)
    print(f"{len(everything)} templates, {tally.checks} checks, {len(failures)} failures")
    sys.exit(1 if failures or len(everything) < 40 else 0)


if __name__ == "__main__":
    main()
