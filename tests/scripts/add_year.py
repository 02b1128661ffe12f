#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""add_year.py - adds a year as docs/template-format.md says, and looks that it works.

    add_year.py XLSCHECK

The commands, the keys that change and the new column are read from the section "Adding a year" of the document, in both
languages: they stand there as they are run here, on a copy of templates/ in a temporary folder. Then a workbook with the
header of the new year must be recognised as it without a guess, be clean when it is filled in, and give a finding when a
cell of the new column is blank; and for each key that the document changes, leaving it as it was must be noticed.
"""
import copy
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DOCUMENTS = {"docs/template-format.md": "Adding a year", "docs/th/template-format.md": "เพิ่มแบบของปีใหม่"}
TOOLS = ["xlscheck", "xlsdump", "xlsnew"]
TAKES_NOTHING = {"name", "title", "xlstools:provenance"}  # what people read: a check cannot miss it

sys.dont_write_bytecode = True
sys.path.insert(0, HERE)
import mkbook  # noqa: E402  (it stands in the folder that was added just now)

passed, failed = 0, 0


def check(what, good, why=""):
    """Counts one expectation."""
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what} {why}")


def steps(path, heading):
    """The examples of the section, by their language, in order, and the keys that its text names."""
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        section = re.search(rf"^## {heading}\n(.*?)^## ", file.read(), re.M | re.S)
    examples = re.findall(r"^```(\w+)\n(.*?)^```", section[1], re.M | re.S)
    text = re.sub(r"^```.*?^```", "", section[1], flags=re.M | re.S)
    return examples, set(re.findall(r"`(xlstools:\w+|fields)`", text))


def read_document():
    """(commands that copy, keys that change, the new column, commands that try it)."""
    found = {path: steps(path, heading) for path, heading in DOCUMENTS.items()}
    english, thai = found.values()
    check("both languages show the same examples", english[0] == thai[0])
    check("both languages name the same keys", english[1] == thai[1], english[1] ^ thai[1])
    kinds = [kind for kind, _ in english[0]]
    if kinds != ["sh", "json", "json", "sh"]:
        sys.exit(f"add_year.py: the steps of the document were not found: {kinds}")
    copying, keys, column, trying = (text for _, text in english[0])
    return copying.splitlines(), json.loads(keys), json.loads(column), trying.splitlines()


def run(command, folder, tool):
    """A command of the document, in the folder; the tools are those that were built."""
    words = shlex.split(command)
    if words[0] in TOOLS:
        words[0] = os.path.join(os.path.dirname(tool), words[0])
    return subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def save(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=2)


def values_of(template):
    """A cell for each field that is right in the year of the form, which the example has for both years."""
    year = template["xlstools:year"]
    named = {"province": "เลย", "district": "เมืองเลย", "agency_type": "องค์การบริหารส่วนตำบล",
             "budget_source": "เงินสะสม", "status": "สิ้นสุดระยะสัญญา", "method": "วิธีเฉพาะเจาะจง",
             "project_no": f"{year % 100}019000001"}
    kinds = {"money": 90000, "fiscal-year": year, "sequence": 1, "free-text": "ข้อความตัวอย่าง"}
    return {field["name"]: named.get(field["name"], kinds.get(field["xlstools:kind"])) for field in template["fields"]}


def make_book(path, template, change=None):
    """A workbook as the form asks for it, filled in with one row."""
    year = template["xlstools:year"]
    said = {"year": year, "fiscal_year": year, "agency": "อบต.ตัวอย่าง", "as_of": f"31 มีนาคม {year}"}
    titles = [re.sub(r"\{(\w+)\}", lambda m: str(said[m[1]]), title) for title in template["xlstools:form"]["titles"]]
    cells = {**values_of(template), **(change or {})}
    rows = [[title] for title in titles]
    rows += [[field["title"] for field in template["fields"]], [cells[field["name"]] for field in template["fields"]]]
    save(path + ".book.json", {"sheets": [{"name": template["xlstools:form"]["sheet"], "rows": rows}]})
    with open(path, "wb") as file:
        file.write(mkbook.make(path + ".book.json"))


def report(tool, folder):
    """What is said of book.xlsx; None where the templates are refused."""
    done = run("xlscheck --format json --template-dir templates book.xlsx", folder, tool)
    return json.loads(done.stdout)["files"][0] if done.stdout.startswith(b"{") else None


def is_right(file, template):
    """The one table follows the new form, is clean, and nothing was guessed."""
    return bool(file) and file["status"] == "clean" and [
        (sheet["template"], "guessed" in sheet) for sheet in file["sheets"]] == [(template["xlstools:id"], False)]


def is_listed(tool, folder, command, template):
    """The new form stands in the list, with its year and its item."""
    listed = run(command, folder, tool)
    lines = [line.split() for line in listed.stdout.decode().splitlines()]
    return listed.returncode == 0 and [line[1:3] for line in lines if line[0] == template["xlstools:id"]] == [
        [str(template["xlstools:year"]), template["xlstools:item"]]]


def check_book(tool, folder, template, column):
    make_book(os.path.join(folder, "book.xlsx"), template)
    file = report(tool, folder)
    check("the workbook is recognised without a guess and clean", is_right(file, template), file)
    make_book(os.path.join(folder, "book.xlsx"), template, {column["name"]: None})
    found = (report(tool, folder) or {"findings": []})["findings"]
    check("a blank cell of the new column is found",
          [(f["code"], f["field"]) for f in found] == [("required-missing", column["name"])], found)


def check_tools(tool, folder, template):
    """Every tool knows the form, and its blank workbook is taken for it."""
    form = template["xlstools:id"]
    for name in TOOLS:
        check(f"{name} lists the new form", is_listed(
            tool, folder, f"{name} --list-templates --template-dir templates", template))
    done = run(f"xlsnew {form} --template-dir templates -o book.xlsx", folder, tool)
    file = report(tool, folder) or {"sheets": [], "findings": []}
    check("xlsnew writes its blank form", done.returncode == 0 and [s["template"] for s in file["sheets"]] == [form]
          and {f["code"] for f in file["findings"]} == {"no-data"}, done.stdout)


def check_each_key(tool, folder, path, old, keys, template, listing):
    """Where a key of the document is left as it was in the old year, the list or the report says so."""
    make_book(os.path.join(folder, "book.xlsx"), template)
    for key in keys:
        without = copy.deepcopy(template)
        without[key] = old[key]
        same = without == template or key in TAKES_NOTHING
        save(path, without)
        right = is_listed(tool, folder, listing, template) and is_right(report(tool, folder), template)
        if key == "xlstools:form":  # what a blank form of it would say
            make_book(os.path.join(folder, "book.xlsx"), without)
            right = is_right(report(tool, folder), template)
            make_book(os.path.join(folder, "book.xlsx"), template)
        check(f"leaving {key} as it was is {'no harm' if same else 'noticed'}", right == same)
    save(path, template)


def main():
    os.environ.pop("XLSTOOLS_TEMPLATES", None)
    if len(sys.argv) != 2:
        sys.exit("usage: add_year.py XLSCHECK")
    tool = os.path.abspath(sys.argv[1])
    copying, keys, column, trying = read_document()
    with tempfile.TemporaryDirectory(prefix="xt-year-") as folder:
        shutil.copytree(os.path.join(ROOT, "templates"), os.path.join(folder, "templates"))
        for command in copying:
            done = run(command, folder, tool)
            check(command, done.returncode == 0, done.stdout)
        source, target = (os.path.join(folder, word) for word in shlex.split(copying[-1])[1:3])
        old = load(source)
        check("the document changes keys that are there", set(keys) <= set(old), set(keys) - set(old))
        template = {**copy.deepcopy(old), **keys}
        template["fields"].append(column)
        save(target, template)
        make_book(os.path.join(folder, "book.xlsx"), template)
        check("the new form is listed", is_listed(tool, folder, trying[0], template))
        tried = run(trying[1], folder, tool)
        check("the workbook of the new year passes", tried.returncode == 0, tried.stdout.decode())
        check_book(tool, folder, template, column)
        check_tools(tool, folder, template)
        check_each_key(tool, folder, target, old, keys, template, trying[0])
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
