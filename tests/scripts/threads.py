#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""threads.py - the tools on workbooks so large that a second thread reads ahead, right ones and damaged ones.

    threads.py BIN_DIR [ROWS]

A register of ROWS rows (3,000) is converted, checked, corrected, summed up and shown; then its sheet is cut in the middle,
spoilt in the middle, and its archive is damaged. Each tool must end with the exit code that is right, say the same each
time, and leave no half of a file. With ThreadSanitizer a tool that has a race ends with a code of its own.
"""
import csv
import os
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import registers  # noqa: E402
import tally  # noqa: E402
from tally import check, failures  # noqa: E402

LEAST = 1 << 20  # bytes of a part that is read ahead
TIMES = 3


def run(*words):
    return subprocess.run(words, capture_output=True)


def write_csv(path, made):
    fields = [field for field, _ in registers.COLUMNS]
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(label for _, label in registers.COLUMNS)
        writer.writerows([row.get(field) for field in fields] for row in made)


def sheet_of(book):
    """The name of its largest sheet."""
    sheets = [info for info in book.infolist() if info.filename.startswith("xl/worksheets/")]
    return max(sheets, key=lambda info: info.file_size).filename


def changed(path, to, change):
    """A copy of the workbook with another sheet."""
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as copy:
        wanted = sheet_of(book)
        for info in book.infolist():
            content = book.read(info.filename)
            copy.writestr(info.filename, change(content) if info.filename == wanted else content)


def damage_archive(path, to):
    with open(path, "rb") as file:
        content = bytearray(file.read())
    with zipfile.ZipFile(path) as book:
        info = book.getinfo(sheet_of(book))
    at = info.header_offset + info.compress_size // 2
    content[at:at + 8] = bytes(byte ^ 0xFF for byte in content[at:at + 8])
    with open(to, "wb") as file:
        file.write(content)


def check_runs(what, code, *words):
    """Runs it a few times: the right exit code, and the same words each time. Returns the last."""
    first = done = run(*words)
    for _ in range(TIMES - 1):
        done = run(*words)
        check((done.returncode, done.stdout) == (first.returncode, first.stdout), f"{what}: not the same each time")
    check(done.returncode == code, f"{what}: exit code {done.returncode}, not {code}: {done.stderr.decode()[-1500:]}")
    return done


def check_register(tools, folder, rows):
    """The right one; returns the workbook."""
    source, book = os.path.join(folder, "register.csv"), os.path.join(folder, "register.xlsx")
    write_csv(source, registers.rows(1, rows))
    check_runs("xlsconv", 0, tools["xlsconv"], "-q", source, "-t", "register", "-o", book)
    with zipfile.ZipFile(book) as archive:
        size = archive.getinfo(sheet_of(archive)).file_size
    check(size > LEAST, f"the sheet has only {size} bytes, so no thread was asked for: more rows are needed")
    done = check_runs("xlsdump", 0, tools["xlsdump"], book)
    shown = done.stdout.decode()
    check(shown.count("\n") > rows, f"xlsdump shows {shown.count(chr(10))} lines of {rows} rows")
    check_runs("xlscheck", run(tools["xlscheck"], "-q", book).returncode, tools["xlscheck"], "-f", "json", book)
    check_runs("xlssum", 0, tools["xlssum"], "--fiscal-year", "2567", book)
    fixed = os.path.join(folder, "fixed.xlsx")
    done = run(tools["xlsfix"], book, "-o", fixed)
    check(done.returncode in (0, 1), f"xlsfix: exit code {done.returncode}: {done.stderr.decode()[-1500:]}")
    check(os.path.exists(fixed), "xlsfix wrote nothing")
    return book


def check_damaged(tools, folder, name, book):
    """What is wrong is told by each tool, in words, and no file is left behind."""
    for tool, words in {"xlsdump": [], "xlscheck": [], "xlssum": ["--fiscal-year", "2567"],
                        "xlsfix": ["-o", os.path.join(folder, "no.xlsx")],
                        "xlsconv": ["-t", "register", "-o", os.path.join(folder, "no.xlsx")]}.items():
        done = check_runs(f"{tool} of a workbook that is {name}", 2, tools[tool], "--lang", "en", book, *words)
        check(b"xl/worksheets/" in done.stderr, f"{tool} of a workbook that is {name} does not say where: {done.stderr.decode()}")
    check(not os.path.exists(os.path.join(folder, "no.xlsx")), f"a file is left of a workbook that is {name}")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: threads.py BIN_DIR [ROWS]")
    tools = {name: os.path.join(os.path.abspath(sys.argv[1]), name) for name in ("xlsconv", "xlsdump", "xlscheck", "xlssum", "xlsfix")}
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    with tempfile.TemporaryDirectory() as folder:
        book = check_register(tools, folder, rows)
        bad = os.path.join(folder, "bad.xlsx")
        changed(book, bad, lambda content: content[:len(content) // 2])
        check_damaged(tools, folder, "cut", bad)
        changed(book, bad, lambda content: content[:len(content) // 2] + b"<" + content[len(content) // 2:])
        check_damaged(tools, folder, "spoilt", bad)
        damage_archive(book, bad)
        check_damaged(tools, folder, "damaged", bad)
    print("\n".join(failures + [f"{tally.checks} checks, {len(failures)} failed"]))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
