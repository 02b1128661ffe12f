#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""conversions.py - every form into each kind of file that agencies hold, and back through xlsconv.

    conversions.py [--only ID] BIN_DIR TEMPLATES

For each template a workbook is filled in with values that are easily lost: IDs with leading zeros, satang, dates, blanks
in a row, quotes, signs of formulas, line ends in cells. LibreOffice makes CSV, .ods, .xls and HTML of it, and xlsconv
makes CSV; the CSV is also taken in windows-874. xlsconv must make of each a workbook with the same cells in the same
rows. The JSON report follows docs/conversion.schema.json, and the OCDS release package docs/ocds-release.schema.json.
Without LibreOffice only what xlsconv writes itself is tried.
"""
import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import openpyxl

import forms
import tally
from tally import check, failures

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
KINDS = {"ods": "ods", "xls": "xls", "html": "html", "csv": CSV}
# Texts that a careless conversion changes. A blank at an edge is left out: HTML has none.
TEXTS = ["จ้างเหมา \"พิเศษ\" (งวด 1/2)", "ซื้อวัสดุ; ครุภัณฑ์, อื่น ๆ", "บรรทัดแรก\nบรรทัดที่สอง", "0012", "-5 %", "=1+1",
         "1.50E+03", "12/2567", "ชื่อ | ชื่ออื่น", "๑๒๓"]


def soffice(profile, kind, out, *paths):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", out,
                    *paths], capture_output=True, timeout=600, check=False)


def make_book(folder, templates, name, template, bin_dir):
    """The form, filled in; the path."""
    path = os.path.join(folder, name + ".xlsx")
    subprocess.run([os.path.join(bin_dir, "xlsnew"), "-q", name, "--template-dir", templates, "-o", path], check=True)
    book = openpyxl.load_workbook(path)
    forms.fill(templates, template, book)
    for table, sheet in zip(forms.tables(template), forms.form_sheets(book)):
        last, columns = forms.header_of(sheet, table, forms.shown_fields(template, table))
        for number, field in enumerate(table["fields"]):
            for row in range(forms.ROWS):
                if field["name"] not in columns:
                    continue
                cell = sheet.cell(last + 1 + row, columns[field["name"]])
                kind = field[forms.X + "kind"]
                plain = "pattern" not in field.get("constraints", {}) and not field.get(forms.X + "identity")
                if kind == "free-text" and plain:
                    cell.value = f"{TEXTS[(number + row) % len(TEXTS)]} {row}" if row else TEXTS[number % len(TEXTS)]
                    cell.data_type = "s"  # not a formula
                elif kind == "money" and table is template:
                    cell.value = cell.value + 0.25 * row
    book.save(path)
    return path


def cell_value(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, (int, float)):
        return round(float(value), 6)
    return value


def rows_of(path, template):
    """The rows of the main table: for each row a dict of field and value."""
    book = openpyxl.load_workbook(path)
    sheet = forms.form_sheets(book)[0]
    last, columns = forms.header_of(sheet, template, [field["name"] for field in template["fields"]])
    rows = []
    for row in range(last + 1, sheet.max_row + 1):
        values = {name: cell_value(sheet.cell(row, column)) for name, column in columns.items()}
        values = {name: value for name, value in values.items() if value is not None}
        if not values or len(rows) == forms.ROWS:
            break
        rows.append(values)
    return rows


def convert(bin_dir, templates, source, name, target, *options):
    done = subprocess.run([os.path.join(bin_dir, "xlsconv"), "--lang", "en", source, "-t", name, "--template-dir", templates,
                           "-o", target, "--format", "json", *options], capture_output=True, text=True, check=False)
    if done.returncode == 2 or done.returncode < 0:
        check(False, f"{source}: {done.stderr.strip()}")
        return None
    return json.loads(done.stdout)


def compare(source, wanted, got, report):
    check(len(wanted) == len(got), f"{source}: {len(got)} rows and not {len(wanted)}")
    for number, (a, b) in enumerate(zip(wanted, got)):
        for field in sorted(set(a) | set(b)):
            check(a.get(field) == b.get(field), f"{source} row {number + 1} {field}: {b.get(field)!r} and not {a.get(field)!r}")
    doubts = [remark["message"] for remark in report["remarks"] if remark["group"] == "doubt"]
    check(not doubts, f"{source}: {doubts}")


def sources_of(folder, path, name, bin_dir, templates):
    """The same form in every kind of file."""
    for kind in KINDS:
        made = os.path.join(folder, kind, f"{name}.{kind}")
        if os.path.exists(made):
            yield made
    own = os.path.join(folder, name + "-own.csv")
    if convert(bin_dir, templates, path, name, own):
        yield own
        with open(own, encoding="utf-8-sig", newline="") as file:
            text = file.read()
        old = os.path.join(folder, name + "-874.csv")
        with open(old, "wb") as file:
            file.write(text.encode("cp874"))
        yield old


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("bin_dir")
    parser.add_argument("templates")
    arguments = parser.parse_args()
    templates, _ = forms.load_templates(arguments.templates)
    chosen = {name: template for name, template in templates.items() if arguments.only in name}
    load = lambda name: json.load(open(os.path.join(ROOT, "docs", name), encoding="utf-8"))
    report_schema, ocds_schema = load("conversion.schema.json"), load("ocds-release.schema.json")
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: make_book(folder, arguments.templates, name, template, arguments.bin_dir)
                 for name, template in chosen.items()}
        if shutil.which("soffice"):
            for kind, filter_name in KINDS.items():
                soffice(os.path.join(folder, "profile"), filter_name, os.path.join(folder, kind), *paths.values())
                for name in paths:
                    check(os.path.exists(os.path.join(folder, kind, f"{name}.{kind}")), f"LibreOffice made no {kind} of {name}")
        for name, template in chosen.items():
            wanted = rows_of(paths[name], template)
            check(len(wanted) == forms.ROWS, f"{name}: {len(wanted)} rows were filled in")
            for source in sources_of(folder, paths[name], name, arguments.bin_dir, arguments.templates):
                target = source + ".back.xlsx"
                report = convert(arguments.bin_dir, arguments.templates, source, name, target)
                if not report:
                    continue
                jsonschema.validate(report, report_schema)
                compare(os.path.relpath(source, folder), wanted, rows_of(target, template), report)
            release = os.path.join(folder, name + ".json")
            if convert(arguments.bin_dir, arguments.templates, paths[name], name, release, "--to", "ocds"):
                jsonschema.validate(json.load(open(release, encoding="utf-8")), ocds_schema)
    print("\n".join(failures[:60]))
    print(f"{len(chosen)} templates, {tally.checks} checks, {len(failures)} failures")
    sys.exit(1 if failures or not tally.checks else 0)


if __name__ == "__main__":
    main()
