#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""hostile.py - runs the tools on files made to do harm, with little memory and little time.

    hostile.py [--sanitized] [--trace] [--only NAME] [--every N] [--jobs N] BIN TEMPLATES

The files are those that tests/hostile/make.py makes, and those of $XLSTOOLS_DATA/hostile, where that is set. EXPECT.tsv
says of each whether it must be read, with or without a note, refused, or may be either, and what cells must be read (see
tests/hostile/case.py). A file that is refused gives exit code 2 and one line on standard error; nothing else, no signal
and no silence, and no control characters on the terminal.

xlscheck and xlsfix must come to the same answer as xlsdump; xlsfix writes no file where it refuses, and nothing that can
start a program or fetch something where the old file had none. What xlsconv writes as CSV of texts that look like
formulas must be no formula.

--sanitized  no limits: a sanitizer needs terabytes of addresses and ten times the time
--trace      with strace: no other file is opened, no program started, nothing sent
--only       the files whose names begin so
--every      one file of so many (1)
--jobs       how many at a time (2)
"""
import argparse
import collections
import concurrent.futures
import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MAKER = os.path.join(HERE, "..", "hostile")
FORM = os.path.realpath(os.path.join(MAKER, "form.json"))
MEMORY = 262144  # KiB of addresses
SECONDS = {"xlsdump": 2, "xlscheck": 6, "xlsfix": 12, "xlsconv": 12}  # of a processor: they read a sheet 1, 3, 6 times
WAIT = 60        # on a machine that has more to do; with a sanitizer five times that
LARGE = 8 << 20  # bytes of cells: more are not looked at
CODES = {"read": {0}, "read-warn": {0}, "refuse": {2}, "either": {0, 2}}
NO_FORM = ("no known form", "no worksheet")  # read, and there is nothing to check

# Where the list of the collection is held to be wrong.
HELD_WRONG = {
    "trunc_0.xlsx": "read",  # byte for byte the same file as ok_base, which must be read
}

Given = collections.namedtuple("Given", "path name verdict why cells")
Run = collections.namedtuple("Run", "code out said outside")


# ------------------------------------------------------------ running a tool

CALLS = "?open,openat,socket,connect,execve,?rename,renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat"
TRACED = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")
PATHS = re.compile(r'"((?:[^"\\]|\\.)*)"')
ORDINARY = ("/lib/", "/lib64/", "/usr/lib", "/usr/share/locale", "/usr/share/zoneinfo", "/etc/ld.so", "/etc/localtime",
            "/proc/", "/sys/")


def unquoted(text):
    """A path as strace shows it."""
    return text.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1", "replace").decode("utf-8", "replace")


def outside(lines, readable, writable):
    """What was done that concerns other files than these and the system's own. Both are beginnings of paths."""
    done, started = [], 0
    for line in lines:
        match = TRACED.match(line)
        if not match:
            continue
        call, rest = match.groups()
        started += call == "execve"
        reads = call in ("open", "openat") and not re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC)", rest)
        allowed = (*writable, *readable, *ORDINARY) if reads else writable
        paths = [unquoted(path) for path in PATHS.findall(rest)] if call != "execve" else []
        done += [f"{call} {path}" for path in paths if not path.startswith(allowed)]
        if call in ("socket", "connect"):
            done.append(line.strip())
    return done + (["another program is started"] if started > 1 else [])


class Runner:
    """Runs tools within limits, each in a folder of its own."""

    def __init__(self, options):
        self.options = options
        self.folder_of_tools = os.path.abspath(options.bin)
        self.templates = os.path.abspath(options.templates)
        self.environment = {**os.environ, "XLSTOOLS_TEMPLATES": self.templates, "LC_ALL": "C.UTF-8"}

    def limited(self, tool, command):
        if self.options.sanitized:
            return command
        return ["/bin/sh", "-c", f'ulimit -v {MEMORY} && ulimit -S -t {SECONDS[tool]} && exec "$@"', "sh"] + command

    def run(self, folder, tool, *words, file, output=None):
        """May read `file` and the templates, and write into the folder `output`. A code of None: it took too long."""
        command = [os.path.join(self.folder_of_tools, tool), *words]
        log = os.path.join(folder, "trace")
        if self.options.trace:
            command = ["strace", "-f", "-qq", "-s", "4096", "-o", log, "-e", f"trace={CALLS}"] + command
        with open(os.path.join(folder, "out"), "wb+") as out:
            try:
                done = subprocess.run(self.limited(tool, command), stdout=out, stderr=subprocess.PIPE, check=False,
                                      timeout=WAIT * (5 if self.options.sanitized else 1), env=self.environment)
            except subprocess.TimeoutExpired:
                return Run(None, b"", "", [])
            said = done.stderr.decode("utf-8", "replace")
            if done.returncode == 2 and said.count("\n") > 1 and "-q" not in words:
                return self.run(folder, tool, "-q", *words, file=file, output=output)  # without what was noticed before
            out.seek(0)
            written = out.read(LARGE + 1)
        touched = []
        if self.options.trace:
            with open(log, encoding="latin-1") as lines:
                touched = outside(lines, (file, FORM, self.templates), (output,) if output else ())
        return Run(done.returncode, written, said, touched)


# ------------------------------------------------------------ what a tool said

CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")
CONTROL_IN_JSON = re.compile("[\0-\x09\x0b-\x1f\x7f]")  # RFC 8259 lets those of two bytes stand


def complaints_about(run, tool):
    """What is wrong with any run, whatever the file."""
    lines = run.said.split("\n")[:-1]
    if run.code is None or run.code == -signal.SIGXCPU:
        yield f"{tool} takes too long"
    elif run.code not in (0, 1, 2):
        yield f"{tool}: exit code {run.code}"
    elif run.code == 2 and (len(lines) != 1 or not lines[0].startswith(f"{tool}: ")):
        yield f"{tool} does not say why in one line"
    control = CONTROL_IN_JSON if tool == "xlsdump" else CONTROL
    if CONTROL.search(run.said):
        yield f"{tool}: control characters on standard error"
    if len(run.out) <= LARGE and control.search(run.out.decode("utf-8", "replace")):
        yield f"{tool}: control characters on standard output"
    yield from (f"{tool}: {what}" for what in run.outside)


def value_of(cell):
    """A cell of xlsdump as EXPECT.tsv has it."""
    if cell["type"] == "e":
        return {"error": cell["value"]}
    if cell["value"] is None:
        return {"invalid": cell["text"]}
    return {"date": cell["value"]} if cell["type"] == "d" else cell["value"]


def cells_of(out):
    """The cells in the form of EXPECT.tsv; None: so many that they are not looked at."""
    if len(out) > LARGE:
        return None
    found, first = [], None
    for line in out.decode("utf-8").split("\n")[:-1]:
        cell = json.loads(line)
        first = cell["sheet"] if first is None else first
        found += [cell["ref"] if cell["sheet"] == first else f"{cell['sheet']}!{cell['ref']}", value_of(cell)]
    return found


def same(found, wanted):
    """Also of one kind: true is no 1."""
    return found == wanted and all(isinstance(a, bool) == isinstance(b, bool) for a, b in zip(found, wanted))


def first_difference(found, wanted):
    for a, b in zip(found, wanted):
        if not same([a], [b]):
            return f"{str(a)[:60]!r} instead of {str(b)[:60]!r}"
    return f"{len(found) // 2} cells instead of {len(wanted) // 2}"


# ------------------------------------------------------------ what a tool made of a file

def check_dump(given, run):
    yield from complaints_about(run, "xlsdump")
    if run.code not in CODES[given.verdict]:
        yield "is read" if run.code == 0 else "is not read"
    elif run.code == 0:
        if given.verdict == "read-warn" and not run.said:
            yield "is read without a note"
        if given.verdict == "read" and run.said:
            yield "has a note"
        found = cells_of(run.out)
        if given.cells is not None and found is not None and not same(found, given.cells):
            yield first_difference(found, given.cells)


def check_check(dump, run):
    yield from complaints_about(run, "xlscheck")
    no_form = any(words in run.said for words in NO_FORM)  # it may not have come to what is wrong
    if not no_form and (run.code in (0, 1)) != (dump.code == 0):
        yield "xlscheck comes to another answer than xlsdump"


DANGEROUS = re.compile(r"externalLinks/|vbaProject|embeddings/|activeX/|macrosheets/|ctrlProps/")


def dangers(path):
    """What in a workbook can start or fetch something; None where Python cannot read it."""
    found = set()
    try:
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if DANGEROUS.search(name):
                    found.add(name)
                if name.endswith(".rels") or name.startswith("xl/worksheets/"):
                    text = book.read(name).decode("utf-8")
                    found.update(re.findall(r'<[^<]*TargetMode="External"[^<]*', text))
                    found.update(formula for formula in re.findall(r"<f[ >][^<]*", text) if "|" in formula or "DDE" in formula)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError, EOFError, OSError):
        return None
    return found


def check_fix(runner, folder, given, dump, run, made):
    yield from complaints_about(run, "xlsfix")
    if run.code == 2 and os.path.exists(made):
        yield "xlsfix refuses the file and leaves one behind"
    if run.code not in (0, 1):
        return
    if dump.code != 0:
        yield "xlsfix takes a file that xlsdump refuses"
    if not os.path.exists(made):
        yield "xlsfix writes nothing"
        return
    again = runner.run(folder, "xlsdump", made, file=made)
    before, after = cells_of(dump.out), cells_of(again.out)
    if again.code != 0 or (before is not None and after is not None and before[::2] != after[::2]):
        yield "what xlsfix wrote has other cells"
    old, new = dangers(given.path), dangers(made)
    if old is not None and (new is None or new - old):
        yield f"what xlsfix wrote holds what was not there: {new and sorted(new - old)}"


def is_harmless(text):
    """A number, or the mark of forms for a blank cell."""
    return text == "-" or re.fullmatch(r"[+-]?\d+(\.\d+)?", text) is not None


def check_csv(run, made):
    """No field is a formula to Excel (CWE-1236)."""
    yield from complaints_about(run, "xlsconv")
    if run.code not in (0, 1):
        yield f"xlsconv: {run.said.strip()}"
        return
    with open(made, encoding="utf-8-sig", newline="") as file:
        fields = [field for row in csv.reader(file) for field in row]
    if len(fields) < 12:
        yield "xlsconv wrote no rows"
    for field in fields:
        if field.startswith(("=", "+", "-", "@", "\t", "\r")) and not is_harmless(field):
            yield f"xlsconv wrote the field {field!r}"


def complaints(runner, given):
    """All that is wrong with one file, and what xlsdump said."""
    wrong = []
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        output = os.path.join(folder, "made")
        os.mkdir(output)
        made, text = os.path.join(output, "made.xlsx"), os.path.join(output, "made.csv")
        dump = runner.run(folder, "xlsdump", "--lang", "en", given.path, file=given.path)
        wrong += check_dump(given, dump)
        options = ["--lang", "en", "-t", FORM]
        wrong += check_check(dump, runner.run(folder, "xlscheck", *options, given.path, file=given.path))
        fixed = runner.run(folder, "xlsfix", *options, given.path, "-o", made, file=given.path, output=output)
        wrong += check_fix(runner, folder, given, dump, fixed, made)
        if "formulas" in given.name:
            converted = runner.run(folder, "xlsconv", *options, given.path, "-o", text, file=given.path, output=output)
            wrong += check_csv(converted, text)
    return wrong, dump.said


# ------------------------------------------------------------ all of them

def collection(folder):
    """The files of a folder with EXPECT.tsv."""
    with open(os.path.join(folder, "EXPECT.tsv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = row["name"] if "." in row["name"] else row["name"] + ".xlsx"
            cells = json.loads(row["cells"]) if row.get("cells") else None
            yield Given(os.path.join(folder, name), name, HELD_WRONG.get(name, row["verdict"]), row["why"], cells)


def all_files(made):
    subprocess.run([sys.executable, "-B", os.path.join(MAKER, "make.py"), made], check=True, stdout=subprocess.DEVNULL)
    files = list(collection(made))
    data = os.environ.get("XLSTOOLS_DATA")
    if data:
        files += collection(os.path.join(os.path.abspath(data), "hostile"))
    else:
        print("XLSTOOLS_DATA is not set: the files made here alone")
    return files


def can_trace():
    try:
        return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode == 0
    except OSError:
        return False


def main():
    parser = argparse.ArgumentParser(usage="hostile.py [--sanitized] [--trace] [--only NAME] [--every N] [--jobs N] BIN TEMPLATES")
    parser.add_argument("--sanitized", action="store_true")
    parser.add_argument("--trace", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("bin")
    parser.add_argument("templates")
    options = parser.parse_args()
    if options.trace and not can_trace():
        print("strace can trace nothing here: what files are opened is not looked at")
        options.trace = False
    runner = Runner(options)
    with tempfile.TemporaryDirectory(prefix="hostile-") as made:
        files = [given for given in all_files(made) if given.name.startswith(options.only)][::options.every]
        bad = 0
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for given, (wrong, said) in zip(files, pool.map(lambda given: complaints(runner, given), files)):
                bad += bool(wrong)
                if wrong:
                    print(f"{given.name} ({given.verdict}: {given.why}): {'; '.join(wrong)}\n{said}", end="")
    count = collections.Counter(given.verdict for given in files)
    print(f"{len(files)} files ({', '.join(f'{number} {verdict}' for verdict, number in count.items())}), {bad} bad")
    sys.exit(1 if bad or not files else 0)


if __name__ == "__main__":
    main()
