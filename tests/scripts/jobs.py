#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""jobs.py - several files at a time against one after the other.

    jobs.py XLSCHECK SAMPLES

What xlscheck says of a list of files (clean, faulty, missing, damaged, empty, a folder, a link, the same one twice, text in
an old encoding, much longer ones between short ones) must be the same bytes on standard output and standard error, and the
same exit code, whatever --jobs says. So must be the file of --output, and no other file may appear.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
import tally  # noqa: E402
from tally import check  # noqa: E402

COUNTS = ("2", "7")
EVERY_COUNT = ("2", "3", "7", "64", "0")
LONG = 1500  # rows: enough to be overtaken by many short files


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def make_files(samples, folder):
    """The list of files, as many as do not wait in one go."""
    for name in ("clean", "procurement", "plan", "annual"):
        shutil.copy(os.path.join(samples, name + ".xlsx"), folder)
    for name in ("register", "accounting", "egp"):
        shutil.copy(os.path.join(samples, name + ".csv"), folder)
    whole = read(os.path.join(samples, "procurement.xlsx"))
    write(os.path.join(folder, "cut.xlsx"), whole[:len(whole) // 2])
    middle = len(whole) // 3
    write(os.path.join(folder, "damaged.xlsx"), whole[:middle] + bytes(64) + whole[middle + 64:])
    write(os.path.join(folder, "empty.xlsx"), b"")
    write(os.path.join(folder, "text.xlsx"), "นี่ไม่ใช่ไฟล์ Excel\n".encode())
    lines = read(os.path.join(samples, "register.csv")).decode("utf-8-sig").splitlines(keepends=True)
    write(os.path.join(folder, "old.csv"), "".join(lines).encode("tis-620", "replace"))
    write(os.path.join(folder, "mixed.csv"), "".join(lines).encode() + lines[-1].encode("tis-620", "replace") + b"\xff\xfe,\x81\n")
    write(os.path.join(folder, "long.csv"), ("".join(lines) + "".join(lines[3:]) * (LONG // len(lines))).encode())
    os.mkdir(os.path.join(folder, "a folder"))
    os.symlink("procurement.xlsx", os.path.join(folder, "link.xlsx"))
    os.symlink("nowhere", os.path.join(folder, "dead.xlsx"))
    mixed = ["long.csv", "clean.xlsx", "procurement.xlsx", "missing.xlsx", "cut.xlsx", "damaged.xlsx", "procurement.xlsx",
             "a folder", "empty.xlsx", "text.xlsx", "old.csv", "mixed.csv", "plan.xlsx", "annual.xlsx", "link.xlsx",
             "dead.xlsx", "accounting.csv", "egp.csv", "register.csv", "no such folder/clean.xlsx", "clean.xlsx"]
    return mixed * 7 + ["long.csv"]


def run(xlscheck, folder, words, **more):
    done = subprocess.run([xlscheck] + words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **more)
    return done.stdout, done.stderr, done.returncode


def differs(words, count, first, other):
    what = [name for name, a, b in zip(("standard output", "standard error", "exit code"), first, other) if a != b]
    return f"xlscheck {' '.join(words)} -j {count}: other {', '.join(what)} than one after the other"


def compare(xlscheck, folder, words, files, least, counts=COUNTS):
    """The same line with each --jobs; `least` bytes must come out, so that something was compared."""
    first = run(xlscheck, folder, words + ["-j", "1"] + files)
    check(len(first[0]) >= least, f"xlscheck {' '.join(words)}: {len(first[0])} bytes, not {least}")
    for count in counts:
        other = run(xlscheck, folder, words + ["--jobs", count] + files)
        check(first == other, differs(words, count, first, other))
    return first


def compare_output(xlscheck, folder, files):
    """The same for a report in a file, and what else lies about afterwards."""
    before = set(os.listdir(folder))
    texts = []
    for count in ("1",) + COUNTS:
        run(xlscheck, folder, ["--lang", "th", "-f", "json", "-j", count, "-o", "report.json"] + files)
        texts.append(read(os.path.join(folder, "report.json")))
    check(len(set(texts)) == 1, "the file of --output depends on --jobs")
    left = set(os.listdir(folder)) - before - {"report.json"}
    check(not left, f"files were left behind: {left}")


def through_fifo(xlscheck, folder, data, count):
    """What is said of a file that comes through a pipe, and of others beside it."""
    path = os.path.join(folder, "fifo")
    os.mkfifo(path)
    feeder = threading.Thread(target=write, args=(path, data), daemon=True)
    feeder.start()
    said = run(xlscheck, folder, ["--lang", "en", "-j", count, "plan.xlsx", "fifo", "clean.xlsx"], timeout=60)
    feeder.join()
    os.unlink(path)
    return said


def compare_streams(xlscheck, folder):
    """Standard input comes once, wherever it stands and however often."""
    data = read(os.path.join(folder, "procurement.xlsx"))
    words = ["--lang", "en", "clean.xlsx", "-", "-", "procurement.xlsx", "missing.xlsx"]
    first = run(xlscheck, folder, ["-j", "1"] + words, input=data)
    for count in COUNTS:
        check(first == run(xlscheck, folder, ["-j", count] + words, input=data), f"standard input differs with -j {count}")
    check(through_fifo(xlscheck, folder, data, "1") == through_fifo(xlscheck, folder, data, "4"), "a pipe differs with -j 4")


def check_closed(xlscheck, folder, files):
    """A report that nobody can read is told once, and the tool ends although many files are left."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([xlscheck, "--lang", "en", "-f", "ndjson", "-j", "4"] + files * 5, cwd=folder, stdout=full,
                              stderr=subprocess.PIPE, check=False, timeout=300)
    check(done.returncode == 2, f"a full device: exit code {done.returncode}")
    check(b"standard output" in done.stderr, f"a full device is not told: {done.stderr[-200:]!r}")


def main():
    xlscheck, samples = sys.argv[1:]
    xlscheck = os.path.abspath(xlscheck)
    with tempfile.TemporaryDirectory() as folder:
        files = make_files(samples, folder)
        compare(xlscheck, folder, ["--lang", "en"], files, 20000, EVERY_COUNT)
        for form in ("json", "ndjson", "csv"):
            compare(xlscheck, folder, ["--lang", "en", "-f", form], files, 20000)
        said = compare(xlscheck, folder, ["--lang", "th", "-q", "-m", "0"], files, 20000)
        check(said[2] == 2, f"exit code {said[2]} for files that cannot be checked")
        compare(xlscheck, folder, ["--lang", "en", "--sheet", "1", "--fail-on", "note"], files, 20000)
        good = compare(xlscheck, folder, ["--lang", "en"], ["clean.xlsx"] * 300, 20000)
        check(good[1:] == (b"", 0), f"clean files: {good[1:]}")
        known = compare(xlscheck, folder, ["--lang", "en", "-f", "json", "--template-dir", "nowhere"], files, 1000)
        check(known[2] == 2, "templates that are not there are no trouble")
        compare_output(xlscheck, folder, files)
        compare_streams(xlscheck, folder)
        check_closed(xlscheck, folder, files)
    print("\n".join(tally.failures + [f"{tally.checks} checks, {len(tally.failures)} failures"]))
    sys.exit(1 if tally.failures else 0)


if __name__ == "__main__":
    main()
