#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""patch_corpus.py - changes one cell of each of many real workbooks, and looks for anything else that changed.

    patch_corpus.py [--only WORD] [--every N] [--all] [--sheetjs FOLDER] [--no-office] PATCH_FILE XLSDUMP

The workbooks are those of the collection that the environment variable XLSTOOLS_DATA names, in corpus/; without it there
is nothing to do, and the exit code is 77 (skipped). Each one that opens gets a text, a number and a date in place of some
cell, or in a blank one where no cell has a value. All other members of the archive must keep their compressed bytes and
what the directory says of them, all bytes of the sheet outside of the cell must stay, and xlsdump and openpyxl must read
the same other cells. So must LibreOffice and SheetJS, where they are there, in a sample. What cannot be edited or read is
counted with the reason. Exit 1 when anything differs.

The full run gives them every output. It takes about twenty minutes:

    cd FOLDER && npm install xlsx
    XLSTOOLS_DATA=... patch_corpus.py --all --sheetjs FOLDER build/release/tests/patch_file build/release/xlsdump
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import posixpath
import re
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

sys.dont_write_bytecode = True
import patch_readers  # noqa: E402
from patch_readers import KINDS, NEW_TEXT, limit_memory, run  # noqa: E402

SKIPPED = 77
MEMORY = 4 << 30  # of openpyxl
SAMPLE = 40
BATCH = 10  # workbooks that another program is given at a time, with what became of them
# What a workbook has: the kind of a relationship, or an element of a worksheet.
FEATURES = {"charts": ["chart", "chartEx"], "images": ["image"], "macros": ["vbaProject"],
            "comments": ["comments", "threadedComment"], "validations": ["<dataValidation"],
            "conditional formats": ["<conditionalFormatting"], "tables": ["table"], "pivot tables": ["pivotTable"],
            "signatures": ["signature"], "controls": ["ctrlProp", "control"], "rich values": ["rdRichValue"],
            "slicers": ["slicer"]}


class Wrong(Exception):
    """Something changed that must not."""


def dump(tool, path):
    """The cells as {(sheet, ref): object}, or what is said against the workbook."""
    done = run(tool, path)
    if done.returncode != 0:
        return done.stderr.decode().replace(f"xlsdump: {path}: ", "").strip()
    cells = collections.OrderedDict()
    for line in done.stdout.decode().splitlines():
        cell = json.loads(line)
        cells[cell.pop("sheet"), cell.pop("ref")] = cell
    return cells


def choose(cells, blanks, kind):
    """A cell in the middle of those that fit best: with a text for a text or a date, with a number for a number; with any
    value; without one."""
    values = [place for place, cell in cells.items() if "formula" not in cell]
    wanted = "n" if kind == "number" else "s"
    fitting = [place for place in values if cells[place]["type"] == wanted] or values or blanks
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


def before_cell(text, pattern):
    """The sheets that the one cell can have been added to: one without it, with its row childless or not there, with
    sheetData childless."""
    cell = re.search(pattern, text, re.S)
    head, tail = text[:cell.start()], text[cell.end():]
    sheets = [head + tail]
    for name in (rb"row", rb"sheetData"):
        end = re.match(rb"</(?:\w+:)?" + name + rb">", tail)
        if not end:
            break
        tail = tail[end.end():]
        sheets.append(head[:-1] + b"/>" + tail)
        head = re.sub(rb"<(?:\w+:)?row r=\"\d+\">$", b"", head)
        sheets.append(head + tail)
    return sheets


def check_sheet(old, new, ref):
    """The same but for the cell."""
    pattern = rb"<(\w+:)?c(?=\s)[^>]*?\sr\s*=\s*[\"']" + ref.encode() + rb"[\"'][^>]*?(?:/>|(?<!/)>.*?</(?:\w+:)?c\s*>)"
    cells = [re.findall(pattern, text, re.S) for text in (old, new)]
    if len(cells[0]) == len(cells[1]) == 1:
        if re.sub(pattern, b"", old, flags=re.S) != re.sub(pattern, b"", new, flags=re.S):
            raise Wrong(f"the sheet changed outside of {ref}")
        return
    if not cells[0] and len(cells[1]) == 1 and old in before_cell(new, pattern):
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
    if isinstance(new, str):
        raise Wrong(f"the output does not open: {new}")
    expected = collections.OrderedDict(old)
    expected.pop(place, None)
    got = collections.OrderedDict(new)
    cell = got.pop(place)
    if got != expected:
        wrong = [key for key in set(got) | set(expected) if got.get(key) != expected.get(key)]
        raise Wrong(f"xlsdump reads other cells: {wrong[:5]}")
    value = {"text": NEW_TEXT, "number": 1234.5, "date": "2024-03-31"}
    if cell["value"] != value[kind] and not (kind == "date" and cell["type"] == "d"):
        raise Wrong(f"{place} holds {cell}")


def check_openpyxl(old, path, place, kind):
    book = patch_readers.openpyxl_book(path)
    if isinstance(book, str):
        raise Wrong(f"openpyxl: {book}")
    old, new = dict(old), patch_readers.openpyxl_cells(book)
    old.pop(place, None)
    data_type, value, code = new.pop(place)
    if old != new:
        wrong = [(key, old.get(key), new.get(key)) for key in set(new) | set(old) if new.get(key) != old.get(key)]
        raise Wrong(f"openpyxl reads other cells: {wrong[:3]}")
    good = {"text": value == NEW_TEXT, "number": data_type == "n" and float(value) == 1234.5,
            "date": data_type == "d" and value.startswith("2024-03-31")}[kind]
    if not good and not (kind == "date" and value.startswith("2028-04-01")):  # the 1904 date system
        raise Wrong(f"openpyxl reads {data_type} {value} {code} in {place}")


def reason_of(message):
    """What a message says, without the place and the advice."""
    message = re.sub(r"^(?:[a-z]+-[a-z]+: )?(?:.*![A-Z]+\d+: )?|;.*| at line.*", "", message)
    return re.sub(r"the part .* is", "a part is", message)


class Book:
    """A workbook and what came of the edits."""

    def __init__(self, path, xlsdump):
        self.path = path
        with open(path, "rb") as file:
            self.hash = hashlib.sha256(file.read()).hexdigest()
        self.unreadable = None  # why
        self.features = set()
        self.openpyxl = False  # whether that reads it
        self.pivots = []  # (sheet, area)
        self.places = set()  # of the cells of a workbook with pivot tables
        self.refused = {}  # kind: why
        self.wrong = {}  # kind: what
        self.outputs = {}  # kind: (path, place)
        self.forced = False  # it has a signature

        self.cells = dump(xlsdump, path)
        if isinstance(self.cells, str):
            self.unreadable = self.cells
            return
        self.without = "it has no cell but results of formulas" if self.cells else "no cell was found in it"
        self.features = features(path)
        theirs = patch_readers.openpyxl_book(path)
        self.openpyxl = not isinstance(theirs, str)
        self.their_cells = patch_readers.openpyxl_cells(theirs) if self.openpyxl else {}
        self.blanks = patch_readers.openpyxl_blanks(theirs) if self.openpyxl else []
        self.pivots = pivot_areas(path) if "pivot tables" in self.features else []
        self.places = set(self.cells) if self.pivots else set()

    def why_not(self):
        """Why there is no output."""
        reasons = [self.unreadable] if self.unreadable else [*self.wrong.values(), *self.refused.values(), self.without]
        return reason_of(reasons[0])

    def try_edit(self, kind, output, arguments):
        place = choose(self.cells, self.blanks, kind)
        if not place:
            return
        words = [self.path, output, *place, kind, KINDS[kind]]
        done = run(arguments.patch_file, *words)
        if done.returncode == 2 and b"digital signature" in done.stderr and not os.path.exists(output):
            self.forced = True
            done = run(arguments.patch_file, "--force", *words)
        if done.returncode == 2 and not os.path.exists(output):
            self.refused[kind] = done.stderr.decode().strip()
            return
        if done.returncode != 0:
            raise Wrong(f"exit code {done.returncode} {done.stderr.decode()}")
        check_archive(self.path, output, kind, place[1])
        check_dump(self.cells, dump(arguments.xlsdump, output), place, kind)
        if self.openpyxl:
            check_openpyxl(self.their_cells, output, place, kind)
        self.outputs[kind] = (output, place)


def try_book(path, arguments, folder):
    book = Book(path, arguments.xlsdump)
    stem, extension = os.path.splitext(os.path.basename(path))
    for kind in KINDS if not book.unreadable else []:
        output = os.path.join(folder, f"{stem}.{kind}{extension}")
        try:
            book.try_edit(kind, output, arguments)
        except Exception as error:  # also a script that trips over what it meets
            book.wrong[kind] = f"{type(error).__name__} {error}"
            if os.path.exists(output):
                os.unlink(output)
    book.cells = book.their_cells = book.blanks = None  # not to be sent to the other process
    return book


def features(path):
    """What of FEATURES the workbook has."""
    words = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name) if name.endswith((".rels", ".xml")) else b""
            if name.endswith(".rels"):
                words |= set(re.findall(r"\bType\s*=\s*[\"'][^\"']*/(\w+)[\"']", text.decode(errors="replace")))
            elif re.search(rb"<(?:\w+:)?worksheet\b", text[:4096]):
                words |= {"<" + word.decode() for word in re.findall(rb"<(?:\w+:)?(\w+)", text)}
    return {feature for feature, signs in FEATURES.items() if words & set(signs)}


def relationships(archive, part):
    """What a part names: {id: (kind, part)}"""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", name + ".rels")
    entries = ElementTree.fromstring(archive.read(path)) if path in archive.namelist() else []
    return {entry.get("Id"): (entry.get("Type").rsplit("/", 1)[-1],
                              posixpath.normpath(posixpath.join("/", folder, entry.get("Target")))[1:]) for entry in entries}


def pivot_areas(path):
    """Where pivot tables stand: [(sheet, area)]"""
    areas = []
    with zipfile.ZipFile(path) as archive:
        workbook = next(part for kind, part in relationships(archive, "").values() if kind == "officeDocument")
        parts = relationships(archive, workbook)
        for sheet in ElementTree.fromstring(archive.read(workbook)).iterfind(".//{*}sheets/{*}sheet"):
            sheet_part = next(parts[value][1] for key, value in sheet.items() if key.endswith("}id"))
            for kind, part in relationships(archive, sheet_part).values():
                if kind == "pivotTable":
                    pivot = ElementTree.fromstring(archive.read(part))
                    areas.append((sheet.get("name"), pivot.find("{*}location").get("ref")))
    return areas


def sample(books):
    """The books with the rarest features first, each feature in turn."""
    chosen = []
    for _ in range(SAMPLE):
        for feature in FEATURES:
            fitting = [book for book in books if feature in book.features and book not in chosen]
            if fitting and len(chosen) < SAMPLE:
                chosen.append(fitting[0])
    return chosen


def check_reader(reader, books):
    """What another program reads in the outputs against what it reads in the workbooks."""
    counts, wrong, unreadable = collections.Counter(), [], []
    for begin in range(0, len(books), BATCH):
        batch = books[begin:begin + BATCH]
        pairs = [(book, kind) for book in batch for kind in book.outputs]
        found = reader.read([book.path for book in batch] + [book.outputs[kind][0] for book, kind in pairs])
        olds = {book.path: cells for book, cells in zip(batch, found)}
        unreadable += [book for book in batch if olds[book.path] is None]
        for (book, kind), new in zip(pairs, found[len(batch):]):
            old, (_, place) = olds[book.path], book.outputs[kind]
            if old is None:
                continue
            same, said = (None, "cannot be read") if new is None else reader.compare(old, new, place, kind, book)
            counts["WRONG" if said else same] += 1
            if said:
                wrong.append(f"{book.path} {kind} {place}: {reader.name}: {said}")
    print(f"{reader.name} ({reader.version()}): {len(books)} workbooks, {sum(counts.values())} outputs compared")
    print_counts(counts)
    print_unreadable(unreadable)
    return wrong


def print_counts(counts):
    for what, count in counts.most_common():
        print(f"  {count} {what}")


def print_unreadable(books):
    print(f"  {len(books)} workbooks ({sum(len(book.outputs) for book in books)} outputs) are unreadable there too")


def print_edits(books, edited):
    """How many workbooks were edited, which, and why the others were not."""
    print(f"{len(books)} files, {len({book.hash for book in edited})} distinct workbooks with a cell edited; not edited:")
    print_counts(collections.Counter(book.why_not() for book in books if not book.outputs))
    print("edited workbooks with:")
    print_counts(collections.Counter(feature for book in edited for feature in book.features))
    print(f"  {sum(book.forced for book in edited)} refused for their signatures, and edited with --force")
    for kind in KINDS:
        print(f"{kind}: {sum(kind in book.outputs for book in edited)} outputs; of edited workbooks refused:")
        print_counts(collections.Counter(reason_of(book.refused[kind]) for book in edited if kind in book.refused))
    print(f"openpyxl: {sum(len(book.outputs) for book in edited if book.openpyxl)} outputs compared, all the same")
    print_unreadable([book for book in edited if not book.openpyxl])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="only files with this word in their names")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th file")
    parser.add_argument("--all", action="store_true", help="LibreOffice and SheetJS read every output")
    parser.add_argument("--sheetjs", metavar="FOLDER", help="where node_modules/xlsx is")
    parser.add_argument("--no-office", action="store_true")
    parser.add_argument("patch_file")
    parser.add_argument("xlsdump")
    arguments = parser.parse_args()
    data = os.environ.get("XLSTOOLS_DATA")
    if not data:
        print("XLSTOOLS_DATA is not set: skipped")
        sys.exit(SKIPPED)
    sheetjs = patch_readers.SheetJs(arguments.sheetjs or os.getcwd())
    if arguments.sheetjs and not sheetjs.version():
        sys.exit(f"{arguments.sheetjs}: there is no node_modules/xlsx, or no node")
    corpus = os.path.join(data, "corpus")
    paths = sorted(os.path.join(corpus, name) for name in os.listdir(corpus)
                   if arguments.only in name and name.rsplit(".", 1)[-1] in ("xlsx", "xlsm", "xltx", "xltm"))[::arguments.every]
    with tempfile.TemporaryDirectory() as folder:
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count(), initializer=limit_memory, initargs=(MEMORY,)) as pool:
            books = list(pool.map(try_book, paths, [arguments] * len(paths), [folder] * len(paths)))
        edited = [book for book in books if book.outputs]
        wrong = [f"{book.path} {kind}: {what}" for book in books for kind, what in book.wrong.items()]
        print_edits(books, edited)
        chosen = edited if arguments.all else sample(edited)
        for reader in [sheetjs] if arguments.no_office else [sheetjs, patch_readers.Office(folder)]:
            if reader.version():
                wrong += check_reader(reader, chosen)
            else:
                print(f"{reader.name} is not there")
    good = sum(len(book.outputs) for book in books)
    print("\n".join(wrong + [f"{len(paths)} files, {good} outputs as they should be, {len(wrong)} wrong"]))
    sys.exit(1 if wrong or not good else 0)


if __name__ == "__main__":
    main()
