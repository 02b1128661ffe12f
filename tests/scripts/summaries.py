#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""summaries.py - what xlssum counts, against SQL over the cells of its inputs, and its workbooks, against other programs.

    summaries.py BIN_DIR [COUNT]

COUNT registers (8) of 0 to 5,000 rows are made, clean ones and ones with amounts and dates typed in many ways, rows
without a contract, contracts that stand twice. Of each: every figure that xlssum tells, by month, method, source, vendor
and agency, is what sqlite3 makes of the cells that xlsdump shows; the workbook of the fiscal year has twelve months that
add up to the year; quarter, annual report and progress list what they should; xlscheck finds nothing in any of them; and
LibreOffice, where it is on the machine, calculates every formula to the value that it has already. With a collection of
real files (XLSTOOLS_DATA) the figures of an export of 250 contracts are what awk says.
"""
import collections
import csv
import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import jsonschema
import openpyxl

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import registers  # noqa: E402
import tally  # noqa: E402
from tally import check, failures  # noqa: E402

MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"]
AGENCIES = ("องค์การบริหารส่วนตำบลตัวอย่าง", "เทศบาลตำบลสมมติ")
NOBODY = "ไม่มีการจัดซื้อจัดจ้างในเดือนนั้น"
DATA = "ข้อมูลสัญญา"
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "summary.schema.json"), encoding="utf-8") as schema:
    SCHEMA = jsonschema.Draft202012Validator(json.load(schema))
# Findings that are about what was bought, not about how the form is filled.
ABOUT_PURCHASES = {"split-purchase", "method-threshold", "price-over-reference", "date-weekend"}


def run(*words):
    return subprocess.run(words, capture_output=True, text=True)


# ---------------------------------------------------------------- registers as officers type them

def thai(text):
    return text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def typed(rng, made):
    """Some amounts and dates as texts, some cells blank, bidders and reasons given now and then."""
    for row in made:
        for field in ("budget", "reference_price", "contract_price"):
            if row[field] is not None and rng.random() < 0.2:
                row[field] = rng.choice([f"{row[field]:,.2f}", f" {row[field]:.2f} ", f"{row[field]:,.2f} บาท"])
        if row["reference_price"] is not None and rng.random() < 0.05:
            row["reference_price"] = None
        if row["sign_date"] and rng.random() < 0.2:
            day = row["sign_date"]
            row["sign_date"] = f"{day.day:02d}/{day.month:02d}/{day.year + 543}"
        row["bidders"] = f"{row['vendor']} {row['contract_price']}" if row["vendor"] and rng.random() < 0.3 else None
        row["reason"] = "เสนอราคาต่ำสุด" if rng.random() < 0.3 else None
    return made


def repeated(rng, made):
    """Some contracts a second time: as they are, without the project's number, or without the date."""
    signed = [row for row in made if row["sign_date"]]
    for row in rng.sample(signed, min(len(signed), len(made) // 20)):
        again = dict(row)
        again[rng.choice(["no", "project_no", "sign_date"])] = None
        made.append(again)
    return made


def make(path, seed, rows, year):
    rng = random.Random(seed)
    made = registers.rows(seed, rows, year, AGENCIES if seed % 3 == 0 else AGENCIES[:1])
    if seed % 2:
        made = repeated(rng, typed(rng, made))
    registers.write(path, made)


# ---------------------------------------------------------------- the same in SQL

AMOUNT = "CAST(ROUND(CAST(REPLACE(REPLACE(TRIM({0}), ',', ''), ' บาท', '') AS REAL) * 100) AS INTEGER)"
DAY = """CASE WHEN sign_date LIKE '__/__/____' THEN
    printf('%04d-%s-%s', CAST(substr(sign_date, 7) AS INTEGER) - 543, substr(sign_date, 4, 2), substr(sign_date, 1, 2))
    ELSE substr(sign_date, 1, 10) END"""


def load(bin_dir, path):
    """The contracts of a register as a table: what xlsdump shows, and no line of xlssum's."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE cell (row INTEGER, column TEXT, value TEXT)")
    for line in run(f"{bin_dir}/xlsdump", path).stdout.splitlines():
        cell = json.loads(line)
        letters = cell["ref"].rstrip("0123456789")
        base.execute("INSERT INTO cell VALUES (?, ?, ?)", (int(cell["ref"][len(letters):]), letters, str(cell["value"])))
    titles = {title: field for field, title in registers.COLUMNS}
    columns = {letters: titles[title]
               for letters, title in base.execute("SELECT column, value FROM cell WHERE row = 2").fetchall()}
    fields = [field for field, _ in registers.COLUMNS]
    base.execute(f"CREATE TABLE register (row INTEGER, {', '.join(fields)})")
    base.execute("INSERT INTO register (row) SELECT DISTINCT row FROM cell WHERE row > 2")
    base.execute("CREATE INDEX by_row ON cell (row, column)")
    for letters, field in columns.items():
        base.execute(f"""UPDATE register SET {field} =
            (SELECT value FROM cell WHERE cell.row = register.row AND column = '{letters}')""")
    base.execute(f"""CREATE TABLE contract AS SELECT row, agency, item, budget_source AS source, method, tax_id, vendor, project_no,
        contract_no, {DAY} AS day, {AMOUNT.format('budget')} AS budget, {AMOUNT.format('contract_price')} AS price,
        CASE WHEN reference_price IS NULL THEN NULL ELSE {AMOUNT.format('reference_price')} END AS reference
        FROM register WHERE status NOT IN ('{registers.UNSIGNED}', '{registers.GIVEN_UP}')""")
    # Of a contract that stands twice the first row with a date is the one that counts.
    base.execute("""CREATE TABLE counted AS SELECT * FROM contract AS c WHERE row = (SELECT o.row FROM contract AS o
        WHERE (o.project_no = c.project_no)
           OR (o.contract_no = c.contract_no AND o.tax_id = c.tax_id AND o.price = c.price)
        ORDER BY o.day IS NULL, o.row LIMIT 1)""")
    return base


FIGURES = """COUNT(*), COALESCE(SUM(budget), 0), COALESCE(SUM(reference), 0), COALESCE(SUM(price), 0),
    COALESCE(SUM(reference - price), 0)"""
KEYS = {"month": "substr(day, 1, 7)", "method": "method", "source": "source", "vendor": "tax_id", "agency": "agency"}


def month_name(year_and_month):
    year, month = year_and_month.split("-")
    return f"{MONTHS[int(month) - 1]} {int(year) + 543}"


def satang(number):
    return round(float(number) * 100)


def figures_of(group):
    return (group["count"], satang(group["budget"]), satang(group["reference_price"]), satang(group["contract_price"]),
            satang(group["saved"]))


def check_figures(bin_dir, path, year, base, what):
    for key, column in KEYS.items():
        told = run(f"{bin_dir}/xlssum", path, "--fiscal-year", str(year), "--by", key, "--format", "json")
        if not check(told.returncode == 0, f"{what} by {key}: exit {told.returncode}: {told.stderr}"):
            continue
        report = json.loads(told.stdout)
        complaint = jsonschema.exceptions.best_match(SCHEMA.iter_errors(report))
        check(complaint is None, f"{what} by {key}: {complaint and complaint.message}")
        wanted = {row[0]: tuple(row[1:]) for row in base.execute(f"SELECT {column}, {FIGURES} FROM counted GROUP BY 1")}
        if key == "month":
            nothing = {month_name(f"{year - 543 - (month > 9)}-{month:02}"): (0,) * 5 for month in range(1, 13)}
            wanted = nothing | {month_name(name): row for name, row in wanted.items()}
        if key == "vendor":  # told by name; the ID tells two of one name apart
            names = dict(base.execute("SELECT tax_id, vendor FROM counted ORDER BY row DESC"))
            wanted = collections.Counter((names[tax_id],) + row for tax_id, row in wanted.items())
            got = collections.Counter((group["vendor"],) + figures_of(group) for group in report["groups"])
        else:
            got = {group[key]: figures_of(group) for group in report["groups"]}
        check(got == wanted, f"{what} by {key}: {got} instead of {wanted}")
        total = base.execute(f"SELECT {FIGURES} FROM counted").fetchone()
        check(figures_of(report["total"]) == tuple(total), f"{what}: total {report['total']} instead of {total}")


# ---------------------------------------------------------------- workbooks

def check_clean(bin_dir, path, what):
    """xlscheck finds nothing in a form that is filled from a register, but reference prices that this lacks."""
    told = run(f"{bin_dir}/xlscheck", path, "--format", "json")
    report = json.loads(told.stdout)["files"][0]
    found = [f for f in report["findings"] if f["code"] not in ABOUT_PURCHASES
             and (f["code"], f["field"]) != ("required-missing", "reference_price")]
    check(report["status"] != "trouble" and not found, f"{what}: {found[:3] or report['error']}")
    return [sheet["name"] for sheet in report["sheets"]]


def amounts_of_list(sheet):
    """What stands in แบบ สขร.1: amounts in satang, each row (budget, reference price, price)."""
    for row in sheet.iter_rows(min_row=6, values_only=True):
        if not isinstance(row[0], (int, float)):
            return
        price = row[6].removesuffix(" บาท").rpartition(" ")[2]
        yield satang(row[2]), satang(row[3] or 0), satang(price.replace(",", ""))


def check_year(bin_dir, path, year, out, base, what):
    told = run(f"{bin_dir}/xlssum", path, "--fiscal-year", str(year), "-o", out)
    if not check(told.returncode == 0, f"{what}: exit {told.returncode}: {told.stderr}"):
        return
    names = check_clean(bin_dir, out, what)
    book = openpyxl.load_workbook(out, data_only=True)
    months = [f"{MONTHS[(9 + i) % 12]} {year - 1 if i < 3 else year}" for i in range(12)]
    agencies = max(1, base.execute("SELECT COUNT(DISTINCT agency) FROM counted").fetchone()[0])
    wanted = months + [f"{month} ({n})" for n in range(2, agencies + 1) for month in months]
    check(names == wanted, f"{what}: the sheets are {names}")
    sums = [0, 0, 0]
    rows = 0
    for name in names:
        listed = list(amounts_of_list(book[name]))
        rows += len(listed)
        sums = [a + sum(row[i] for row in listed) for i, a in enumerate(sums)]
        if not listed:
            check(book[name]["A6"].value == NOBODY, f"{what}: {name} does not say that there is nothing")
            continue
        last = 6 + len(listed)
        total = [book[name].cell(last, column).value for column in (1, 3, 4, 7)]
        own = [sum(row[i] for row in listed) for i in range(3)]
        check(total[0] == f"รวมทั้งสิ้น {len(listed)} รายการ" and [satang(a) for a in total[1:]] == own,
              f"{what}: {name} comes to {total} instead of {own}")
    wanted = base.execute("SELECT COUNT(*), COALESCE(SUM(budget), 0), COALESCE(SUM(reference), 0), COALESCE(SUM(price), 0) FROM counted")
    check([rows] + sums == list(wanted.fetchone()), f"{what}: the months come to {rows}, {sums}")
    check(book.sheetnames[0] == "ภาพรวม" and DATA in book.sheetnames, f"{what}: {book.sheetnames}")


def column_of(sheet, header_row, title):
    for cell in sheet[header_row]:
        if cell.value == title:
            return [row[cell.column - 1] for row in sheet.iter_rows(min_row=header_row + 1, values_only=True)]
    raise KeyError(title)


def header_of(sheet, title):
    for row in sheet.iter_rows():
        if any(cell.value == title for cell in row):
            return row[0].row
    raise KeyError(title)


def check_list(year, sheet, base, what):
    """All rows of the year in 2566, the hundred largest and those as large as the last of them in 2567."""
    budgets = [satang(b) for b in column_of(sheet, header_of(sheet, "จังหวัด"), "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)") if b]
    every = [b for b, in base.execute(f"""SELECT b FROM (SELECT budget AS b FROM counted UNION ALL
        SELECT {AMOUNT.format('budget')} FROM register WHERE status IN ('{registers.UNSIGNED}', '{registers.GIVEN_UP}'))
        ORDER BY b DESC""")]
    least = every[min(99, len(every) - 1)] if year == 2567 else 0
    got, wanted = budgets if year == 2567 else sorted(budgets, reverse=True), [b for b in every if b >= least]
    check(got == wanted, f"{what}, annual: {len(got)} rows, not the {len(wanted)} in order")


def check_methods(path, base, what):
    """The summary of o17, by method."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[1]
    rows = [row[:3] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] and row[2] is not None]
    got = {row[0]: (row[1], satang(row[2])) for row in rows if str(row[0]).startswith("วิธี")}
    wanted = {row[0]: row[1:] for row in base.execute("SELECT method, COUNT(*), SUM(price) FROM counted GROUP BY 1")}
    check(got == wanted, f"{what}, methods: {got} instead of {wanted}")
    total = [(row[1], satang(row[2])) for row in rows if row[0] == "รวมทั้งสิ้น"]
    check(total == [base.execute("SELECT COUNT(*), SUM(price) FROM counted").fetchone()], f"{what}, methods come to {total}")


def check_others(bin_dir, path, year, folder, base, what):
    """The quarter, the report of the year with the hundred largest, the progress at the end of March."""
    agencies, rows = base.execute("SELECT COUNT(DISTINCT agency), COUNT(*) FROM counted").fetchone()
    if agencies > 1 or rows < 10:
        return []
    made, end = [], f"{year - 543}-03-31"
    wanted = [("quarter", ["--quarter", f"{year}-2"]), ("annual", ["--annual", "--fiscal-year", str(year)])]
    if year == 2567:  # the year before has no form of that
        wanted.append(("progress", ["--as-of", f"{year}-03-31"]))
    for name, words in wanted:
        out = os.path.join(folder, f"{name}.xlsx")
        told = run(f"{bin_dir}/xlssum", path, *words, "-o", out)
        if check(told.returncode == 0, f"{what}, {name}: exit {told.returncode}: {told.stderr}"):
            check_clean(bin_dir, out, f"{what}, {name}")
            made.append(out)
    if len(made) < len(wanted):
        return made
    quarter, annual, *progress = (openpyxl.load_workbook(out, data_only=True).worksheets[0] for out in made)
    ids = [i for i in column_of(quarter, header_of(quarter, "ลำดับที่"), "เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชน") if i]
    wanted = [tax_id if tax_id[0] == "0" else tax_id[:9] + "xxxx" for tax_id, in base.execute(
        "SELECT tax_id FROM counted WHERE day BETWEEN ? AND ? ORDER BY day, row", (f"{year - 543}-01-01", end))]
    check(ids == wanted, f"{what}, quarter: {ids[:5]} instead of {wanted[:5]}")
    check_list(year, annual, base, what)
    if year == 2566:
        check_methods(made[1], base, what)
        return made
    prices = [satang(p) for p in column_of(progress[0], header_of(progress[0], "จังหวัด"), "ราคาที่ตกลงซื้อหรือจ้าง (บาท)") if p]
    wanted = [p for p, in base.execute("SELECT price FROM counted WHERE day <= ? ORDER BY day, row", (end,))]
    check(prices == wanted, f"{what}, progress: {len(prices)} contracts instead of {len(wanted)}")
    return made


# ---------------------------------------------------------------- LibreOffice

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def calculated(folder, paths):
    """The workbooks as LibreOffice saves them when it has calculated every formula: {path: copy}."""
    profile, out = os.path.join(folder, "profile"), os.path.join(folder, "calculated")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(RECALCULATE)
    run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "xlsx", "--outdir", out, *paths)
    return {path: os.path.join(out, os.path.basename(path)) for path in paths}


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 1e-6 * max(1, abs(a))
    return (a or "") == (b or "")


def check_formulas(folder, paths):
    if not shutil.which("soffice"):
        return 0
    count = 0
    for path, copy in calculated(folder, paths).items():
        if not check(os.path.exists(copy), f"LibreOffice does not open {path}"):
            continue
        formulas, now = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        then = openpyxl.load_workbook(copy, data_only=True)
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type != "f":
                        continue
                    count += 1
                    had, has = now[sheet.title][cell.coordinate].value, then[sheet.title][cell.coordinate].value
                    check(same(had, has), f"{path} {sheet.title}!{cell.coordinate} {cell.value}: {had}, calculated {has}")
    return count


def shows_that_it_calculates(folder):
    """A formula with a wrong value must come back right, or the check above says nothing."""
    if not shutil.which("soffice"):
        return
    path = os.path.join(folder, "wrong.xlsx")
    book = openpyxl.Workbook()
    book.active.append([1, 2, "=A1+B1"])
    book.save(path)
    copy = calculated(folder, [path])[path]
    check(openpyxl.load_workbook(copy, data_only=True).active["C1"].value == 3, "LibreOffice does not calculate")


# ---------------------------------------------------------------- an export of e-GP

AWK = r"""NR > 1 {
  split($(NF - 1), d, " "); key = d[2] " " d[3] "|" $(NF - 7); n[key]++
  for (i = 3; i <= 5; i++) { split($(NF - i), a, "."); s[key, i] += a[1] * 100 + substr(a[2] "00", 1, 2) }
}
END { for (key in n) printf "%s|%d|%d|%d|%d\n", key, n[key], s[key, 5], s[key, 4], s[key, 3] }"""
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


def check_real(bin_dir, data):
    """By month and method. awk splits at commas, which only names hold; so it counts from the end of the line."""
    path = os.path.join(data, "real", "egp-contract-2568-250.csv")
    wanted = {}
    for line in run("awk", "-F", ",", AWK, path).stdout.splitlines():
        month, method, *numbers = line.split("|")
        name, year = month.split()
        wanted[f"{MONTHS[SHORT.index(name)]} 25{year}", "วิธี" + method] = tuple(int(n) for n in numbers)
    told = run(f"{bin_dir}/xlssum", path, "--by", "month,method", "--format", "csv")
    rows = csv.DictReader(io.StringIO(told.stdout.lstrip("\ufeff")))
    got = {(row["month"], row["method"]): (int(row["count"]), satang(row["budget"]), satang(row["reference_price"]),
                                           satang(row["contract_price"])) for row in rows}
    check(got == wanted and sum(row[0] for row in got.values()) == 250, f"{path}: {got} instead of {wanted}")


def main():
    bin_dir, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 8
    formulas = 0
    with tempfile.TemporaryDirectory() as folder:
        shows_that_it_calculates(folder)
        for seed in range(count):
            rows = [0, 1, 40, 300][seed] if seed < 4 else random.Random(seed).choice([12, 80, 250, 1000, 5000] if count > 20 else [12, 80, 250])
            year = 2566 if seed % 4 == 2 else 2567
            path, out = os.path.join(folder, "register.xlsx"), os.path.join(folder, f"year-{seed}.xlsx")
            what = f"register {seed} of {rows} rows, {year}"
            make(path, seed, rows, year)
            base = load(bin_dir, path)
            check_figures(bin_dir, path, year, base, what)
            check_year(bin_dir, path, year, out, base, what)
            formulas += check_formulas(folder, [out] + check_others(bin_dir, path, year, folder, base, what))
            os.unlink(out)
            if count > 20:
                print(what, tally.checks, len(failures), flush=True)
        if os.environ.get("XLSTOOLS_DATA"):
            check_real(bin_dir, os.environ["XLSTOOLS_DATA"])
    for failure in failures[:20]:
        print(failure[:1500])
    print(f"{count} registers, {formulas} formulas, {tally.checks} checks, {len(failures)} failures")
    sys.exit(1 if failures or not tally.checks else 0)


if __name__ == "__main__":
    main()
