#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""patch_corpus.py - changes one cell of each of many real workbooks, and looks for anything else that changed.

    patch_corpus.py [--only WORD] [--no-office] PATCH_FILE XLSDUMP

The workbooks are those of the collection that the environment variable XLSTOOLS_DATA names, in corpus/; without it there
is nothing to do, and the exit code is 77 (skipped). Each one that opens gets a text, a number and a date in place of some
cell. All other members of the archive must keep their compressed bytes and what the directory says of them, all bytes of
the sheet outside of the cell must stay, and xlsdump and openpyxl must read the same other cells. LibreOffice, where it is
installed, reads a sample. Exit 1 when anything differs.
"""
import argparse
import collections
import concurrent.futures
import csv
import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

SKIPPED = 77
TIMEOUT = 300
MEMORY = 4 << 30  # of openpyxl
SAMPLE = 40
NEW_TEXT = "แก้ไข <ใหม่> & \"ดี\""
KINDS = {"text": NEW_TEXT, "number": "1234.5", "date": "45382"}
# What a workbook of the sample has: a member's name, or what stands in a sheet.
FEATURES = ["xl/charts/", "xl/media/", "vbaProject", "xl/comments", "xl/tables/", "xl/pivotTables/", "<dataValidation ",
            "<conditionalFormatting", "xl/ctrlProps", "xl/richData", "xl/slicers"]
CSV_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


class Wrong(Exception):
    """Something changed that must not."""


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT, check=False,
                          preexec_fn=lambda: limit_memory(resource.RLIM_INFINITY))


def dump(tool, path):
    """The cells as {(sheet, ref): object}, or None where the workbook does not open."""
    done = run(tool, path)
    if done.returncode != 0:
        return None
    cells = collections.OrderedDict()
    for line in done.stdout.decode().splitlines():
        cell = json.loads(line)
        cells[cell.pop("sheet"), cell.pop("ref")] = cell
    return cells


def choose(cells, kind):
    """A cell in the middle of those that may be changed: texts for texts, numbers for numbers, texts for dates."""
    wanted = "n" if kind == "number" else "s"
    fitting = [place for place, cell in cells.items() if cell["type"] == wanted and "formula" not in cell]
    return fitting[len(fitting) // 2] if fitting else None


def raw_members(path):
    """Of each member: what the directory says of it, its compressed bytes."""
    members = collections.OrderedDict()
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        for info in archive.infolist():
            file.seek(info.header_offset)
            header = file.read(30)
            file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
            members[info.filename] = (info.CRC, info.compress_type, info.date_time, header[10:14], info.external_attr,
                                      info.internal_attr, info.comment, info.extra, file.read(info.compress_size))
        return members, archive.comment


def difference(old, new):
    """Where the old text differs from the new one: (start, what stood there, what stands there now)."""
    start = len(os.path.commonprefix([old, new]))
    rest = min(len(old), len(new)) - start
    behind = len(os.path.commonprefix([old[start:][::-1], new[start:][::-1]]))
    behind = min(behind, rest)
    return start, old[start:len(old) - behind], new[start:len(new) - behind]


def check_sheet(old, new, ref):
    """The same but for the cell."""
    pattern = rb"<(\w+:)?c(?=\s)[^>]*?\sr\s*=\s*[\"']" + ref.encode() + rb"[\"'][^>]*?(?:/>|(?<!/)>.*?</(?:\w+:)?c\s*>)"
    cells = [re.findall(pattern, text, re.S) for text in (old, new)]
    if len(cells[0]) == len(cells[1]) == 1:
        if re.sub(pattern, b"", old, flags=re.S) != re.sub(pattern, b"", new, flags=re.S):
            raise Wrong(f"the sheet changed outside of {ref}")
        return
    _, before, after = difference(old, new)
    for piece in (before, after):
        if re.search(rb"<(\w+:)?row\b", piece) or len(re.findall(rb"<(?:\w+:)?c[\s>/]", piece)) > 1:
            raise Wrong(f"more than one cell changed: {before[:200]} {after[:200]}")


def check_styles(old, new):
    """The same but for a cell format more, a number format more, and the counts of both."""
    def without_counts(text):
        return re.sub(rb"(<(?:\w+:)?(?:cellXfs|numFmts)\b[^>]*?\bcount=)[\"']\d+[\"']", rb"\1", text)
    old, new = without_counts(old), without_counts(new)
    code = rb"<(?:\w+:)?numFmt numFmtId=\"\d+\" formatCode=\"\[\$-107041E\]d mmm yyyy\"/>"
    if not re.search(code, old):
        new = re.sub(code, b"", new)
    if b"numFmts" not in old:
        new = re.sub(rb"<(\w+:)?numFmts count=></(\w+:)?numFmts>", b"", new)
    if re.search(rb"<(\w+:)?numFmts[^>]*/>", old):
        new = re.sub(rb"(<(?:\w+:)?numFmts[^>]*)></(\w+:)?numFmts>", rb"\1/>", new)
    _, before, after = difference(old, new)
    if before or after.count(b"xfId=") > 1 or b"numFmtId" not in after:
        raise Wrong(f"styles: {before[:200]} became {after[:200]}")


def check_workbook(old, new):
    _, before, after = difference(old, new)
    if before not in (b"", b"0") or not re.search(rb"fullCalcOnLoad=\"1\"|^1$", after):
        raise Wrong(f"workbook.xml: {before[:200]} became {after[:200]}")


def check_archive(old_path, new_path, kind, ref):
    """Returns the names of the members that changed."""
    (old, old_comment), (new, new_comment) = raw_members(old_path), raw_members(new_path)
    if list(old) != list(new) or old_comment != new_comment:
        raise Wrong("members were added, lost or moved")
    changed = [name for name in old if old[name] != new[name]]
    with zipfile.ZipFile(old_path) as before, zipfile.ZipFile(new_path) as after:
        if after.testzip():
            raise Wrong(f"{after.testzip()} is damaged")
        for name in changed:
            if old[name][2:7] != new[name][2:7]:
                raise Wrong(f"{name}: the directory says {new[name][2:7]} and not {old[name][2:7]}")
            pair = before.read(name), after.read(name)
            if pair[0] == pair[1]:
                raise Wrong(f"{name} was written anew for nothing")
            if name.lower().endswith("styles.xml") and kind != "text":
                check_styles(*pair)
            elif name.lower().endswith("workbook.xml") and kind != "text":
                check_workbook(*pair)
            elif "table" in name and kind == "text":
                _, gone, come = difference(*pair)
                if b"<" in gone or b"<" in come:
                    raise Wrong(f"{name}: {gone} became {come}")
            else:
                check_sheet(*pair, ref)
    if not changed:
        raise Wrong("nothing changed")
    return changed


def check_dump(old, new, place, kind):
    if new is None:
        raise Wrong("the output does not open")
    expected = collections.OrderedDict(old)
    del expected[place]
    got = collections.OrderedDict(new)
    cell = got.pop(place)
    if got != expected:
        wrong = [key for key in set(got) | set(expected) if got.get(key) != expected.get(key)]
        raise Wrong(f"xlsdump reads other cells: {wrong[:5]}")
    value = {"text": NEW_TEXT, "number": 1234.5, "date": "2024-03-31"}
    if cell["value"] != value[kind] and not (kind == "date" and cell["type"] == "d"):
        raise Wrong(f"{place} holds {cell}")


def openpyxl_cells(path):
    import openpyxl
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path)
        except Exception as error:  # whatever it cannot read
            return str(error)
    cells = {}
    for sheet in book.worksheets:
        for cell in sheet._cells.values():  # iter_rows() makes every cell between the corners
            if cell.value is not None:
                value = cell.value.text if hasattr(cell.value, "text") else str(cell.value)
                cells[sheet.title, cell.coordinate] = (cell.data_type, value, cell.number_format)
        cells[sheet.title, "merged"] = str(sheet.merged_cells.ranges)
        cells[sheet.title, "validations"] = len(sheet.data_validations.dataValidation)
    return cells


def check_openpyxl(old, path, place, kind):
    new = openpyxl_cells(path)
    if isinstance(new, str):
        raise Wrong(f"openpyxl: {new}")
    old, new = dict(old), dict(new)
    if place not in old:
        return  # it leaves out what it does not understand
    del old[place]
    data_type, value, code = new.pop(place)
    if old != new:
        wrong = [(key, old.get(key), new.get(key)) for key in set(new) | set(old) if new.get(key) != old.get(key)]
        raise Wrong(f"openpyxl reads other cells: {wrong[:3]}")
    good = {"text": value == NEW_TEXT, "number": data_type == "n" and float(value) == 1234.5,
            "date": data_type == "d" and value.startswith("2024-03-31")}[kind]
    if not good and not (kind == "date" and value.startswith("2028-04-01")):  # the 1904 date system
        raise Wrong(f"openpyxl reads {data_type} {value} {code} in {place}")


def limit_memory(size):
    """For this process; a sanitizer's shadow of memory wants none."""
    resource.setrlimit(resource.RLIMIT_DATA, (size, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def try_book(path, arguments, folder):
    """Results of each kind: {kind: (what came out, output path)}"""
    results = {}
    cells = dump(arguments.xlsdump, path)
    if cells is None:
        return results
    theirs = openpyxl_cells(path)
    for kind, value in KINDS.items():
        place = choose(cells, kind)
        if not place:
            results[kind] = ("no such cell", None, None)
            continue
        output = os.path.join(folder, f"{os.path.basename(path)}.{kind}.xlsx")
        done = run(arguments.patch_file, path, output, *place, kind, value)
        if done.returncode == 2:
            results[kind] = ("refused: " + done.stderr.decode().strip(), None, None)
            continue
        try:
            if done.returncode != 0:
                raise Wrong(f"exit code {done.returncode} {done.stderr.decode()}")
            check_archive(path, output, kind, place[1])
            check_dump(cells, dump(arguments.xlsdump, output), place, kind)
            if not isinstance(theirs, str):
                check_openpyxl(theirs, output, place, kind)
            results[kind] = ("ok", output, place)
        except Exception as error:  # also a script that trips over what it meets
            results[kind] = (f"WRONG: {type(error).__name__} {error}", None, None)
        if results[kind][0] != "ok" and os.path.exists(output):
            os.unlink(output)
    return results


def features(path):
    """What of FEATURES the workbook has."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        found = {word for word in FEATURES if any(word in name for name in names)}
        for name in names:
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                text = archive.read(name).decode(errors="replace")
                found |= {word for word in FEATURES if word in text}
    return found


def sample(outputs):
    """The books with the rarest features first, each feature in turn."""
    of = {path: features(path) for path in outputs}
    chosen = []
    for turn in range(SAMPLE):
        for word in FEATURES:
            fitting = [path for path in sorted(of) if word in of[path] and path not in chosen]
            if fitting and len(chosen) < SAMPLE:
                chosen.append(fitting[0])
    return chosen


def convert(paths, folder):
    profile = os.path.join(folder, "profile")
    for begin in range(0, len(paths), 10):
        run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", CSV_ALL_SHEETS, "--outdir",
            folder, *paths[begin:begin + 10])


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(io.StringIO(file.read())))
    return {f"{letters(j)}{i}": value for i, row in enumerate(rows, 1) for j, value in enumerate(row, 1)}


def letters(column):
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def pivot_refs(path, cells):
    """Where pivot tables stand, which LibreOffice makes anew: a test of a ref."""
    ranges = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if "pivotTables/" in name and name.endswith(".xml"):
                ranges += re.findall(rb'<(?:\w+:)?location\b[^>]*\bref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"', archive.read(name))
    known = {ref for _, ref in cells}

    def test(ref):
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", ref).groups()
        place = (len(column), column), int(row)
        for first, top, last, bottom in ranges:
            first, last, bottom = first.decode(), (last or first).decode(), bottom or top
            if (len(first), first) <= place[0] <= (len(last), last) and int(top) <= place[1] <= int(bottom):
                return True
        return bool(ranges) and ref not in known
    return test


def formula_refs(path, arguments):
    """Where some sheet has a formula: LibreOffice calculates those anew that use the cell, the day or chance."""
    refs = {ref for (_, ref), cell in dump(arguments.xlsdump, path).items() if "formula" in cell}
    theirs = openpyxl_cells(path)
    if not isinstance(theirs, str):
        refs |= {key[1] for key, cell in theirs.items() if isinstance(cell, tuple) and cell[0] == "f"}
    return refs


def check_office(chosen, outputs, folder, arguments):
    """LibreOffice reads the same cells in both but for the one that was changed, and formulas that use it."""
    wrong, compared = [], 0
    old_folder, new_folder = os.path.join(folder, "old"), os.path.join(folder, "new")
    for path in (old_folder, new_folder):
        os.mkdir(path)
    copies = []
    for path in chosen:  # under one name, as the names of the CSV files come from them
        name = os.path.splitext(os.path.basename(path))[0]
        for kind, (output, _) in outputs[path].items():
            copies.append((f"{name}-{kind}", path, output))
    for name, path, output in copies:
        shutil.copy(path, os.path.join(old_folder, name + ".xlsx"))
        shutil.copy(output, os.path.join(new_folder, name + ".xlsx"))
    for place in (old_folder, new_folder):
        convert([os.path.join(place, name + ".xlsx") for name, _, _ in copies], place)
    for name, path, _ in copies:
        found = [sorted(entry for entry in os.listdir(place) if entry.startswith(name) and entry.endswith(".csv"))
                 for place in (old_folder, new_folder)]
        if found[0] != found[1]:
            wrong.append(f"{path} {name}: LibreOffice gives {found[1]} and not {found[0]}")
            continue
        formulas, is_pivot = formula_refs(path, arguments), pivot_refs(path, dump(arguments.xlsdump, path))
        different = []
        for entry in found[0]:
            old, new = (read_csv(os.path.join(place, entry)) for place in (old_folder, new_folder))
            different += [ref for ref in set(old) | set(new)
                          if old.get(ref, "") != new.get(ref, "") and ref not in formulas and not is_pivot(ref)]
        compared += bool(found[0])
        if len(different) > 1:
            wrong.append(f"{path} {name}: LibreOffice reads other values in {different[:5]}")
    return wrong, compared


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="only files with this word in their names")
    parser.add_argument("--no-office", action="store_true")
    parser.add_argument("patch_file")
    parser.add_argument("xlsdump")
    arguments = parser.parse_args()
    data = os.environ.get("XLSTOOLS_DATA")
    if not data:
        print("XLSTOOLS_DATA is not set: skipped")
        sys.exit(SKIPPED)
    corpus = os.path.join(data, "corpus")
    paths = sorted(os.path.join(corpus, name) for name in os.listdir(corpus)
                   if arguments.only in name and name.rsplit(".", 1)[-1] in ("xlsx", "xlsm", "xltx", "xltm"))
    counts, wrong, outputs = collections.Counter(), [], {}
    with tempfile.TemporaryDirectory() as folder:
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count(), initializer=limit_memory, initargs=(MEMORY,)) as pool:
            work = {pool.submit(try_book, path, arguments, folder): path for path in paths}
            for future in concurrent.futures.as_completed(work):
                path = work[future]
                for kind, (what, output, place) in future.result().items():
                    counts[kind, what.split(":")[0]] += 1
                    if what.startswith("WRONG"):
                        wrong.append(f"{path} {kind}: {what}")
                    elif what.startswith("refused"):
                        print(f"{path} {kind}: {what}")
                    elif output:
                        outputs.setdefault(path, {})[kind] = (output, place)
        if shutil.which("soffice") and not arguments.no_office:
            worse, compared = check_office(sample(outputs), outputs, folder, arguments)
            wrong += worse
            print(f"LibreOffice read {compared} pairs, {len(worse)} differently")
    for key in sorted(counts):
        print(*key, counts[key])
    good = sum(counts[kind, "ok"] for kind in KINDS)
    print("\n".join(wrong + [f"{len(paths)} files, {good} outputs as they should be, {len(wrong)} wrong"]))
    sys.exit(1 if wrong or not good else 0)


if __name__ == "__main__":
    main()
