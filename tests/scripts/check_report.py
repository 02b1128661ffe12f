#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""check_report.py - holds the reports of xlscheck to docs/report.schema.json.

    check_report.py XLSCHECK FINDINGS_MD

Runs XLSCHECK on workbooks made for it (clean ones, faulty ones, files that are no workbooks, one and several at once),
in both languages and in every format for programs, and compares what the formats say. FINDINGS_MD --codes prints the
codes of the table of rules: the schema must name each of them, and no other.
"""
import copy
import csv
import io
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COLUMNS = ["file", "sheet", "cell", "row", "column", "code", "severity", "field", "value", "expected", "repair",
           "message"]

sys.dont_write_bytecode = True
sys.path.insert(0, HERE)
import mkbook  # noqa: E402  (it stands in the folder that was added just now)

# A row of the form that is right in every cell, by field.
RIGHT = {
    "fiscal_year": 2567, "agency": "องค์การบริหารส่วนตำบลตัวอย่าง", "district": "เมือง", "province": "เลย",
    "ministry": "กระทรวงมหาดไทย", "agency_type": "องค์การบริหารส่วนตำบล", "budget": 90000,
    "budget_source": "เงินสะสม", "status": "สิ้นสุดระยะสัญญา", "method": "วิธีเฉพาะเจาะจง", "reference_price": 90000,
    "contract_price": 89500, "tax_id": "0107537000939", "vendor": "บริษัท ตัวอย่าง จำกัด",
    "sign_date": {"date": "2024-01-15"}, "end_date": {"date": "2024-02-15"}, "start_period": "ม.ค. 2567",
}

SHEET = {"name": "a", "template": "b", "header_row": 1, "rows": 1}

passed, failed = 0, 0


def check(what, good, why=""):
    """Counts one expectation."""
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what} {why}")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def template(year, name):
    return load(os.path.join(ROOT, "templates", year, name + ".json"))


def table(fields, count, **changes):
    """A header and `count` rows; changes: {field: {row from 1: value}}."""
    rows = [[field["title"] for field in fields]]
    for n in range(1, count + 1):
        own = {"no": n, "item": f"ซื้อวัสดุสำนักงาน รายการที่ {n}", "project_no": f"6701{9000000 + n}", **RIGHT}
        own.update({name: values[n] for name, values in changes.items() if n in values})
        rows.append([own[field["name"]] for field in fields])
    return rows


def make_books(folder):
    """The workbooks, by name: what the status of each must be."""
    o16, o17 = template("2567", "ita-2567-o16")["fields"], template("2567", "ita-2567-o17")
    o13 = template("2568", "ita-2568-o13")["fields"]
    year = {n: 2566 for n in range(1, 4)}
    signed = {n: {"date": "2023-03-15"} for n in range(1, 4)}
    ended = {n: {"date": "2023-04-15"} for n in range(1, 4)}
    summary = [["สรุปผล o17"], [field["title"] for field in o17["xlstools:parts"][0]["fields"]],
               ["วิธีเฉพาะเจาะจง", 3, 268500], ["รวม", 3, 268500], ["ปัญหา/อุปสรรค: ไม่มี"], ["ข้อเสนอแนะ: ไม่มี"]]
    faulty = table(
        o16, 12, budget={1: "90,000.00", 2: "+ไม่ทราบ", 3: 50000, 4: {"e": "#REF!"}}, vendor={5: None, 6: "-"},
        tax_id={1: "0107537000938", 2: 107537000939, 3: "0-1075-37000-93-9", 4: 1.05e12, 5: "130990115xxxx"},
        status={7: "เสร็จแล้ว"}, method={8: "เฉพาะเจาะจง"}, item={9: "ซื้อวัสดุ\nสอง  บรรทัด, \"พิเศษ\""},
        sign_date={10: "18 ม.ค. 67", 11: {"date": "2567-01-15"}, 12: {"date": "2024-01-14"}},
        end_date={8: {"date": "2023-01-01"}}, no={12: 99}, project_no={10: "67019000009"})
    books = {
        "clean": {"sheets": [{"name": "ITA-o16", "rows": table(o16, 3)}]},
        "faulty": {"sheets": [{"name": "ITA-o16", "rows": faulty, "merges": ["C3:C4"], "rows_hidden": [6]}]},
        "no rows": {"sheets": [{"name": "ITA-o16", "rows": table(o16, 0)}]},
        "two tables": {"sheets": [{"name": "o17", "rows": table(o17["fields"], 3, fiscal_year=year, sign_date=signed,
                                                                end_date=ended)},
                                  {"name": "สรุป o17", "rows": summary}, {"name": "โน้ต", "rows": [["ไม่ใช่ตาราง"]]}]},
        "guessed": {"sheets": [{"name": "Sheet1", "rows": [row[7:] for row in table(o13, 3)]}]},
        "no form": {"sheets": [{"rows": [["อื่น"], [1]]}]},
    }
    for name, book in books.items():
        description = os.path.join(folder, name + ".book.json")
        with open(description, "w", encoding="utf-8") as file:
            json.dump(book, file)
        with open(os.path.join(folder, name + ".xlsx"), "wb") as file:
            file.write(mkbook.make(description))
    with open(os.path.join(folder, "clean.xlsx"), "rb") as file:
        whole = file.read()
    for name, data in (("empty", b""), ("cut", whole[:-100]), ("text", b"a,b\n1,2\n"), ("pdf", b"%PDF-1.4\n")):
        with open(os.path.join(folder, name + ".xlsx"), "wb") as file:
            file.write(data)
    return {"clean": "clean", "faulty": "findings", "no rows": "findings", "two tables": "clean", "guessed": None,
            "no form": "trouble", "empty": "trouble", "cut": "trouble", "text": "trouble", "pdf": "trouble",
            "missing": "trouble"}


def run(folder, tool, *words):
    return subprocess.run([tool, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def findings_of(report):
    """Every finding as an ndjson line has it."""
    return [{"file": file["file"], **finding} for file in report["files"] for finding in file["findings"]]


def without(finding, key):
    return {name: value for name, value in finding.items() if name != key}


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def csv_text(value):
    """A value as CSV has it: nothing for null, and an apostrophe before what a spreadsheet would take for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in tuple("=+-@\t\r") and text != "-" and not is_number(text) else text


def check_json(what, report, validator, statuses):
    errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
              for error in validator.iter_errors(report)]
    check(f"{what}: follows the schema", not errors, "; ".join(errors[:3]))
    names = [file["file"] for file in report["files"]]
    check(f"{what}: one entry a file, in order", names == [name + ".xlsx" for name in statuses], names)
    for file, (name, wanted) in zip(report["files"], statuses.items()):
        check(f"{what}: {name} is {wanted}", wanted in (None, file["status"]),
              [file["status"], file["error"], file["findings"][:2]])
        counted = {level: sum(f["severity"] == level for f in file["findings"]) for level in ("error", "warning", "note")}
        check(f"{what}: counts of {name}", counted == file["counts"], file["counts"])


def check_formats(what, folder, tool, words, report):
    """JSON lines and CSV say what JSON says."""
    lines = run(folder, tool, "--format", "ndjson", *words).stdout.decode().splitlines()
    check(f"{what}: ndjson has the same findings", [json.loads(line) for line in lines] == findings_of(report))
    text = run(folder, tool, "--format", "csv", *words).stdout.decode()
    check(f"{what}: CSV begins with its mark and ends lines with CR LF",
          text.startswith("\ufeff") and text.count("\r\n") == len(findings_of(report)) + 1)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    wanted = [[csv_text(finding[name]) for name in COLUMNS] for finding in findings_of(report)]
    check(f"{what}: CSV has its head and the same rows", rows == [COLUMNS] + wanted)
    run(folder, tool, "--format", "json", "-o", "out.json", *words)
    check(f"{what}: --output writes the same report", load(os.path.join(folder, "out.json")) == report)


def check_reports(folder, tool, statuses, validator):
    """Each file alone and all together; the report on all of them."""
    groups = [{name: status} for name, status in statuses.items()] + [statuses]
    for group in groups:
        words = [name + ".xlsx" for name in group]
        said = {}
        for lang in ("en", "th"):
            what = f"{lang} {', '.join(group)}"
            done = run(folder, tool, "--lang", lang, "--format", "json", *words)
            said[lang] = json.loads(done.stdout)
            check_json(what, said[lang], validator, group)
            states = {file["status"] for file in said[lang]["files"]}
            errors = any(file["counts"]["error"] for file in said[lang]["files"])
            check(f"{what}: exit code", done.returncode == (2 if "trouble" in states else 1 if errors else 0),
                  done.returncode)
            lines = done.stderr.decode().splitlines()
            troubles = [file["error"]["message"] for file in said[lang]["files"] if file["error"]]
            check(f"{what}: a line of standard error for each trouble",
                  len(lines) == len(troubles) and all(t in line for t, line in zip(troubles, lines)), lines)
            check_formats(what, folder, tool, ["--lang", lang, *words], said[lang])
        pairs = list(zip(findings_of(said["en"]), findings_of(said["th"])))
        check(f"{', '.join(group)}: the language changes the sentences alone",
              all(without(e, "message") == without(t, "message") and e["message"] != t["message"] for e, t in pairs))
    return said["en"]


def check_variety(report):
    """The workbooks above must show what a report can hold, or this test says little."""
    found = {finding["code"] for finding in findings_of(report)}
    check("many kinds of findings were met", len(found) >= 15, sorted(found))
    nulls = {name for finding in findings_of(report) for name, value in finding.items() if value is None}
    check("findings without cell, value, expected and repair were met",
          nulls >= {"cell", "value", "expected", "repair"}, nulls)
    sheets = [sheet for file in report["files"] for sheet in file["sheets"]]
    check("a part and a guessed form were met", any("part" in s for s in sheets) and any("guessed" in s for s in sheets))
    troubles = {file["error"]["code"] for file in report["files"] if file["error"]}
    check("several troubles were met", len(troubles) >= 5, troubles)


def check_fail_on(folder, tool):
    for level, code in (("error", 1), ("warning", 1), ("note", 1)):
        check(f"--fail-on {level} on a faulty file", run(folder, tool, "--fail-on", level, "faulty.xlsx").returncode == code)
        check(f"--fail-on {level} on a clean file", run(folder, tool, "--fail-on", level, "clean.xlsx").returncode == 0)


def check_codes(schema, program):
    """The schema names the codes of the program, in its order and each once."""
    lines = [line.split() for line in run(ROOT, program, "--codes").stdout.decode().splitlines()]
    for kind, where in (("finding", "finding"), ("trouble", "error")):
        codes = [code for word, code in lines if word == kind]
        named = schema["$defs"][where]["properties"]["code"]["enum"]
        check(f"the schema's codes of {where}", codes and codes == named, set(codes) ^ set(named))
        check(f"each code of {where} once", len(codes) == len(set(codes)))


def check_strict(report, validator):
    """What is wrong is refused: the schema does not let everything pass."""
    def changed(change):
        other = copy.deepcopy(report)
        change(other, {file["status"]: file for file in other["files"]})
        return other
    ways = {
        "an unknown key": lambda r, f: r.update(more=1),
        "an unknown key of a finding": lambda r, f: f["findings"]["findings"][0].update(more=1),
        "a missing key": lambda r, f: f["findings"]["findings"][0].pop("repair"),
        "an unknown code": lambda r, f: f["findings"]["findings"][0].update(code="some-code"),
        "an unknown severity": lambda r, f: f["findings"]["findings"][0].update(severity="fatal"),
        "a cell that is none": lambda r, f: f["findings"]["findings"][0].update(cell="12"),
        "row 0": lambda r, f: f["findings"]["findings"][0].update(row=0),
        "a clean file with findings": lambda r, f: f["findings"].update(status="clean"),
        "findings without one": lambda r, f: f["clean"].update(status="findings"),
        "trouble without an error": lambda r, f: f["trouble"].update(error=None),
        "an error without trouble": lambda r, f: f["clean"].update(error=f["trouble"]["error"]),
        "an unknown trouble": lambda r, f: f["trouble"]["error"].update(code="some-trouble"),
        "guessed without what else fits": lambda r, f: f["clean"].update(sheets=[{**SHEET, "guessed": True}]),
    }
    for what, change in ways.items():
        check(f"{what} is refused", not validator.is_valid(changed(change)))
    check("the report itself is not", validator.is_valid(changed(lambda r, f: None)))


def main():
    os.environ.pop("XLSTOOLS_TEMPLATES", None)
    if len(sys.argv) != 3:
        sys.exit("usage: check_report.py XLSCHECK FINDINGS_MD")
    tool, program = (os.path.abspath(word) for word in sys.argv[1:])
    schema = load(os.path.join(ROOT, "docs", "report.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    check_codes(schema, program)
    with tempfile.TemporaryDirectory(prefix="xt-report-") as folder:
        statuses = make_books(folder)
        report = check_reports(folder, tool, statuses, validator)
        check_variety(report)
        check_strict(report, validator)
        check_fail_on(folder, tool)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
