# SPDX-License-Identifier: MIT
"""What the scripts of this folder share: inputs, commands, and whether a file is what it should be."""
import dataclasses
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(SOURCE, "tests", "scripts"))
sys.dont_write_bytecode = True
import tally  # noqa: E402
import terminal  # noqa: E402
from tally import check  # noqa: E402, F401

SKIPPED = 77  # for CTest
OLD = b"# what was here before\n" * 50  # a mapping file may hold it, too
TEMPLATES = ("2567/ita-2567-o16.json", "any-year/register.json", "any-year/skr1.json")
DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*<|\"publishedDate\":\"[^\"]*\"")
# What libxlsxwriter itself says on standard error, which nobody can keep it from; and what follows a sentence on the line.
ASIDE = re.compile(rb"\[(ERROR|WARNING)\]|Help: ")


@dataclasses.dataclass
class Case:
    """A command, and the file that it writes; None: standard output."""
    name: str
    words: list
    out: str = None
    in_place: bool = False
    new: bool = False  # OUT must not be there
    tells: bool = False  # also where the input cannot be read, OUT tells so


# In the folder that make_inputs filled. Each way to write has one.
CASES = (
    Case("check-report", ["xlscheck", "-j", "1", "-f", "json", "book.xlsx", "-o", "out.json"], "out.json", tells=True),
    Case("check-html", ["xlscheck", "-j", "1", "-f", "html", "book.xlsx", "-o", "out.html"], "out.html", tells=True),
    Case("check-review", ["xlscheck", "book.xlsx", "--review", "out.xlsx"], "out.xlsx"),
    Case("check-stdout", ["xlscheck", "-f", "csv", "table.csv"]),
    Case("fix", ["xlsfix", "book.xlsx", "-o", "out.xlsx"], "out.xlsx"),
    Case("fix-clean", ["xlsfix", "clean.xlsx", "-o", "out.xlsx"], "out.xlsx"),
    Case("fix-in-place", ["xlsfix", "--in-place", "place.xlsx"], "place.xlsx", in_place=True),
    Case("fix-rebuild", ["xlsfix", "--rebuild", "book.xlsx", "-o", "out.xlsx"], "out.xlsx"),
    Case("conv-xlsx", ["xlsconv", "table.csv", "-t", "ita-2567-o16", "-o", "out.xlsx"], "out.xlsx"),
    Case("conv-csv", ["xlsconv", "book.xlsx", "-o", "out.csv"], "out.csv"),
    Case("conv-new", ["xlsconv", "book.xlsx", "--no-clobber", "-o", "out.csv"], "out.csv", new=True),
    Case("conv-ocds", ["xlsconv", "book.xlsx", "--to", "ocds", "-o", "out.json"], "out.json"),
    Case("conv-map", ["xlsconv", "table.csv", "-t", "ita-2567-o16", "-o", "new.csv", "--save-map", "--map-file", "out.map"],
         "out.map"),
    Case("sum", ["xlssum", "table.csv", "--month", "2566-11", "-o", "out.xlsx"], "out.xlsx"),
    Case("new", ["xlsnew", "skr1", "-o", "out.xlsx"], "out.xlsx"),
    Case("new-from", ["xlsnew", "--from", "book.xlsx", "-o", "out.json"], "out.json"),
    Case("dump-xlsx", ["xlsdump", "book.xlsx"]),
    Case("dump-csv", ["xlsdump", "table.csv"]),
    Case("dump-html", ["xlsdump", "table.html"]),
    Case("dump-xls", ["xlsdump", "old.xls"]),
    Case("dump-ods", ["xlsdump", "open.ods"]),
)


def new_folder():
    """A temporary folder, in memory where there is one: the tools sync what they write."""
    memory = "/dev/shm"
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


def environment(folder, **more):
    """Of the tools: the few templates of the folder, and temporary files where they can be counted."""
    sanitizers = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    return {**sanitizers, "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC0",
            "TMPDIR": os.path.join(folder, "tmp"), "XLSTOOLS_TEMPLATES": os.path.join(folder, "templates"), **more}


def run(tools, folder, words, env=None, **more):
    """Runs a tool in the folder's work/; the tool is the first word."""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, "timeout": 120, **more}
    return subprocess.run([os.path.join(tools, words[0])] + words[1:], cwd=os.path.join(folder, "work"),
                          env=env or environment(folder), check=False, **more)


def make_folders(folder):
    """Folders for templates, temporary files, inputs and outputs."""
    for name in ("tmp", "work", "templates/2567", "templates/any-year"):
        os.makedirs(os.path.join(folder, name))
    source, target = os.path.join(SOURCE, "templates"), os.path.join(folder, "templates")
    shutil.copytree(os.path.join(source, "vocabularies"), os.path.join(target, "vocabularies"))
    for name in TEMPLATES + ("places.json",):
        shutil.copy(os.path.join(source, name), os.path.join(target, name))


def write_html(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        cells = "".join(f"<tr><td>{n}</td><td>ซื้อวัสดุสำนักงาน {n}</td><td>{n * 7}.50</td></tr>\n" for n in range(rows))
        file.write(f"<html><head><meta charset=\"utf-8\"></head><body><table>{cells}</table></body></html>\n")


def make_book(tools, folder, table, name):
    done = run(tools, folder, ["xlsconv", "-q", table, "-t", "ita-2567-o16", "-o", name])
    if done.returncode not in (0, 1):
        sys.exit(f"{name} was not made: {done.stderr.decode()}")


def make_inputs(tools, folder, rows):
    """A table with faults, the same as a workbook, and tables in other kinds of files. Returns their names."""
    make_folders(folder)
    work = os.path.join(folder, "work")
    terminal.write_table(os.path.join(work, "table.csv"), rows)
    write_html(os.path.join(work, "table.html"), rows)
    make_book(tools, folder, "table.csv", "book.xlsx")
    shutil.copy(os.path.join(SOURCE, "samples", "clean.xlsx"), work)
    for name, source in (("old.xls", "made-8.xls"), ("open.ods", "read.ods")):
        path = os.path.join(tools, "tests", source)
        if os.path.exists(path):
            shutil.copy(path, os.path.join(work, name))
    return sorted(os.listdir(work))


def cases_for(names):
    """The cases whose inputs are there."""
    kinds = {os.path.splitext(name)[1] for name in names}
    return [case for case in CASES if not case.name.startswith("dump-") or "." + case.name[5:] in kinds]


def read(path):
    """The bytes; None where there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def parts_of(content):
    """The parts of a workbook, or the bytes of what is none, without the moment at which they were made."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return {info.filename: DATES.sub(b"", book.read(info.filename)) for info in book.infolist()}
    except zipfile.BadZipFile:
        return DATES.sub(b"", content)


def is_same(content, other):
    """Byte for byte, or part for part: only the moment at which it was made may differ."""
    return content == other or (content is not None and other is not None and parts_of(content) == parts_of(other))


def sentences(stderr):
    """The lines that the tool said."""
    return [line for line in stderr.splitlines() if line and not ASIDE.match(line)]


def check_sentence(stderr, tool, what):
    """A line that begins with the tool's name; at most two, as one fault may have two consequences."""
    said = sentences(stderr)
    right = all(line.startswith(tool.encode() + b": ") and len(line) > len(tool) + 10 for line in said)
    return check(right and len(said) in (1, 2) and len(set(said)) == len(said), f"{what}: not a sentence: {stderr[:400]!r}")


def end(name, figures):
    """The last line, and the end."""
    print("\n".join(tally.failures[:60] + [f"{name}: {figures}, {tally.checks} checks, {len(tally.failures)} wrong"]))
    sys.exit(1 if tally.failures else 0)
