#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""damage.py - damages clean workbooks in every way that is known, and looks what xlsfix makes of them.

    damage.py BIN_DIR TEMPLATES [TIMES]

Forms of several years are filled in; then random cells are damaged, several in a row, each kind TIMES times (200). After
xlsfix a cell with a reversible damage must hold what it held before, one with an irreversible damage must be as it was
left and reported with its code, and every other cell must be untouched. A second run of xlsfix must change nothing.
"""
import collections
import datetime
import os
import random
import sys
import tempfile

import openpyxl

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import forms  # noqa: E402  (both stand beside this file)
import tally  # noqa: E402

FORMS = ["ita-2567-o16", "ita-2567-o17", "ita-2567-o14", "ita-2568-o12", "ita-2566-o22", "ita-2567-o9", "skr1", "register"]
MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม",
          "พฤศจิกายน", "ธันวาคม"]
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
GLYPHS = {"่": "\uf70a", "้": "\uf70b", "๊": "\uf70c", "๋": "\uf70d", "์": "\uf70e", "ิ": "\uf701", "ี": "\uf702", "ั": "\uf710", "ุ": "\uf718",
          "ู": "\uf719"}


def thai_date(d, month, be=543):
    return f"{d.day} {month[d.month - 1]} {d.year + be}"


def windows874(raw):
    """Bytes as a browser reads windows-874: what the page has not is a C1 character."""
    return "".join(bytes([b]).decode("cp874", "ignore") or chr(b) for b in raw)


def cp1252(raw):
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


def thai_only(text):
    """Whether the text survives the old code page, and has enough Thai to be known again."""
    try:
        return len(text.encode("cp874")) and sum("\u0e01" <= c <= "\u0e5b" for c in text) >= 8
    except UnicodeEncodeError:
        return False


def mojibake(decode, encoding):
    return lambda text: decode(text.encode(encoding)) if thai_only(text) else None


def swap_order(text):
    """The tone before the vowel above, ํ + า for ำ, เเ for แ."""
    out = text.replace("ำ", "\u0e4d\u0e32").replace("แ", "เเ")
    for vowel in "ิีึืั":
        for tone in "่้๊๋":
            out = out.replace(vowel + tone, tone + vowel)
    return out if out != text else None


def glyphs(text):
    out = "".join(GLYPHS.get(c, c) for c in text)
    return out if out != text else None


ALIAS = "words of another spelling"

# kind -> name -> function from a value to its damaged form, or None where it does not apply
REVERSIBLE = {
    "money": {
        "number as text": lambda v: f"{v:,.2f}",
        "number with blanks": lambda v: f"  {v} ",
        "number in Thai digits": lambda v: f"{v:,.2f}".translate(DIGITS),
        "number with บาท": lambda v: f"{v:,} บาท",
        "number with ฿": lambda v: f"฿{v:,.2f}",
    },
    "fiscal-year": {"year as text": str, "year in Thai digits": lambda v: str(v).translate(DIGITS), "year with พ.ศ.": lambda v: f"พ.ศ. {v}"},
    "sequence": {"sequence as text": str},
    "count": {"count as text": str},
    "thai-date": {
        "date in words": lambda d: thai_date(d, MONTHS),
        "date short": lambda d: thai_date(d, SHORT),
        "date short year": lambda d: f"{d.day} {SHORT[d.month - 1]} {(d.year + 543) % 100}",
        "date with slashes": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year + 543}",
        "date in Thai digits": lambda d: thai_date(d, MONTHS).translate(DIGITS),
        "date ISO BE": lambda d: f"{d.year + 543}-{d.month:02d}-{d.day:02d}",
        "date with วันที่": lambda d: f"วันที่ {d.day} เดือน{MONTHS[d.month - 1]} พ.ศ. {d.year + 543}",
        "date of the other era": lambda d: d.replace(year=d.year + 543) if d.month != 2 else None,
    },
    "tax-id": {
        "ID as number": int,
        "ID with dashes": lambda v: f"{v[0]}-{v[1:5]}-{v[5:10]}-{v[10:12]}-{v[12]}",
        "ID with blanks": lambda v: f"{v[0]} {v[1:5]} {v[5:10]} {v[10:12]} {v[12]}",
        "ID in Thai digits": lambda v: v.translate(DIGITS),
        "ID with .0": lambda v: v + ".0",
    },
    "project-no": {"project as number": int, "project in Thai digits": lambda v: v.translate(DIGITS), "project with blanks": lambda v: f" {v} "},
    "vocabulary": {"words with blanks": lambda v: f" {v} ", ALIAS: None},
    "free-text": {
        "double blanks": lambda v: v.replace(" ", "  ") if " " in v else None,
        "no-break blanks": lambda v: v.replace(" ", "\u00a0") if " " in v else None,
        "blanks at the edges": lambda v: f" {v}  ",
        "invisible characters": lambda v: v[:2] + "\u200b" + v[2:] + "\ufeff",
        "order of marks": swap_order,
        "glyphs of old fonts": glyphs,
        "TIS-620 as Latin-1": mojibake(lambda raw: raw.decode("latin-1"), "cp874"),
        "TIS-620 as CP1252": mojibake(cp1252, "cp874"),
        "TIS-620 as CP1250": mojibake(lambda raw: "".join(bytes([b]).decode("cp1250", "ignore") or chr(b) for b in raw), "cp874"),
        "TIS-620 as MacRoman": mojibake(lambda raw: raw.decode("mac_roman"), "cp874"),
        "UTF-8 as Latin-1": mojibake(lambda raw: raw.decode("latin-1"), "utf-8"),
        "UTF-8 as CP1252": mojibake(cp1252, "utf-8"),
        "UTF-8 as windows-874": mojibake(windows874, "utf-8"),
        "UTF-8 as Latin-1, twice": mojibake(lambda raw: raw.decode("latin-1").encode("utf-8").decode("latin-1"), "utf-8"),
    },
}

# the code that must be reported
IRREVERSIBLE = {
    "tax-id": {"ID rounded": (lambda v: float(int(v) // 10**9 * 10**9), "tax-id-rounded"),
               "ID with a wrong digit": (lambda v: v[:12] + str((int(v[12]) + 1) % 10), "tax-id-checksum"),
               "ID too short": (lambda v: v[:9], "tax-id-length")},
    "money": {"words for a number": (lambda v: "ประมาณหนึ่งแสน", "type-number")},
    "thai-date": {"words for a date": (lambda v: "สิ้นเดือน", "type-date")},
    "free-text": {"U+FFFD": (lambda v: v[:2] + "\ufffd" + v[3:], "text-lost"),
                  "question marks": (lambda v: "????? ???? " + v[-2:], "text-lost")},
    "vocabulary": {"a word of no list": (lambda v: "ไม่แน่ใจเลยจริง ๆ", "enum-unknown")},
}


class Trial:
    """A workbook, what its cells held, and what was done to them."""

    def __init__(self, tools, name, template, number):
        self.name, self.template = name, template
        self.path = tools.path(f"{name}-{number}.xlsx")
        self.fixed = tools.path(f"{name}-{number}-fixed.xlsx")
        self.done = {}  # (sheet, cell) -> (damage, before, code or None)


def cells_of(path):
    book = openpyxl.load_workbook(path)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book.worksheets for row in sheet.iter_rows()
            for cell in row if cell.value is not None}


def alias_of(templates, field, value, rng):
    """Another spelling of a value of the field's list; None where it has none."""
    for entry in forms.vocabulary_of(templates, field)["values"]:
        if entry["value"] == value and entry.get("aliases"):
            return rng.choice(entry["aliases"])
    return None


def damage(templates, trial, book, rng, counts):
    """Damages about a third of the cells, the rarest kinds first."""
    for table, sheet in zip(forms.tables(trial.template), forms.form_sheets(book)):
        last, columns = forms.header_of(sheet, table, forms.shown_fields(trial.template, table))
        for field in table["fields"]:
            if field["name"] not in columns:
                continue
            kind = field[forms.X + "kind"]
            free = field.get(forms.X + "freeChoice")
            for row in range(last + 1, last + 1 + forms.ROWS):
                cell = sheet.cell(row, columns[field["name"]])
                if cell.value is None or rng.random() > 0.35:
                    continue
                options = [(name, change, None) for name, change in REVERSIBLE.get(kind, {}).items()]
                if kind == "vocabulary":
                    options = [o for o in options if o[0] != ALIAS]
                    if not free:
                        options.append((ALIAS, lambda v: alias_of(templates, field, v, rng), None))
                if not free and rng.random() < 0.25:
                    options = [(name, *how) for name, how in IRREVERSIBLE.get(kind, {}).items()] or options
                if field.get("constraints", {}).get("pattern"):
                    options = []
                options.sort(key=lambda o: (counts[o[0]], rng.random()))
                for name, change, code in options[:3]:
                    damaged = change(cell.value)
                    if damaged is None or damaged == cell.value:
                        continue
                    trial.done[sheet.title, cell.coordinate] = (name, cell.value, damaged, code)
                    cell.value = damaged
                    counts[name] += 1
                    break


def same(a, b):
    if isinstance(a, datetime.datetime) or isinstance(b, datetime.datetime):
        return a == b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 1e-9
    return type(a) is type(b) and a == b


def judge(tools, trial, original, table):
    """Compares what xlsfix made with what was there, cell by cell."""
    done = forms.run(f"{tools.folder}/xlsfix", "--template-dir", tools.templates, "--lang", "en", "--format", "json",
                     trial.path, "-o", trial.fixed)
    if done.returncode == 2:
        tally.check(False, f"{trial.name}: xlsfix says {done.stderr}")
        return
    after = cells_of(trial.fixed)
    damaged = cells_of(trial.path)
    report = tools.report(trial.fixed)
    found = collections.defaultdict(set)
    for finding in report.get("findings", []):
        found[finding["sheet"], finding["cell"]].add(finding["code"])
    for place in set(original) | set(after):
        if place not in trial.done:
            tally.check(same(original.get(place), after.get(place)), f"{trial.name} {place}: {original.get(place)!r} became {after.get(place)!r}")
            continue
        name, before, how, code = trial.done[place]
        row = table[name]
        row[0] += 1
        if code is None:
            good = same(before, after.get(place))
            row[1] += good
            row[3] += not good
            tally.check(good, f"{trial.name} {place} {name}: {before!r} -> {how!r} -> {after.get(place)!r} {sorted(found[place])}")
        else:
            good = same(damaged.get(place), after.get(place)) and code in found[place]
            row[2] += good
            row[3] += not good
            tally.check(good, f"{trial.name} {place} {name}: {how!r} -> {after.get(place)!r}, reported {sorted(found[place])}")
    again = trial.fixed.replace(".xlsx", "-again.xlsx")
    done = forms.run(f"{tools.folder}/xlsfix", "--template-dir", tools.templates, trial.fixed, "-o", again)
    tally.check(done.returncode < 2 and open(trial.fixed, "rb").read() == open(again, "rb").read(), f"{trial.name}: a second run changes something")


def main():
    folder, templates = sys.argv[1:3]
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    everything, _ = forms.load_templates(templates)
    forms.ROWS = 40
    rng = random.Random(2567)
    counts, table = collections.Counter(), collections.defaultdict(lambda: [0, 0, 0, 0])
    names = [n for kinds in (REVERSIBLE, IRREVERSIBLE) for kind in kinds.values() for n in kind]
    with tempfile.TemporaryDirectory() as scratch:
        tools = forms.Tools(folder, templates, scratch)
        clean = {}
        for name in FORMS:
            blank = tools.path(f"{name}.xlsx")
            tally.check(tools.new(name, "--rows", str(forms.ROWS), "-o", blank).returncode == 0, f"{name}: no blank form")
            book = openpyxl.load_workbook(blank)
            forms.fill(templates, everything[name], book)
            clean[name] = tools.path(f"{name}-clean.xlsx")
            book.save(clean[name])
        number = 0
        while min(counts[n] for n in names) < times and number < 600:
            name = FORMS[number % len(FORMS)]
            trial = Trial(tools, name, everything[name], number)
            book = openpyxl.load_workbook(clean[name])
            damage(templates, trial, book, rng, counts)
            book.save(trial.path)
            judge(tools, trial, cells_of(clean[name]), table)
            number += 1
    print("| damage | times | repaired | reported | wrong |\n|---|--:|--:|--:|--:|")
    for name in names:
        print(f"| {name} | " + " | ".join(str(n) for n in table[name]) + " |")
    for failure in tally.failures[:40]:
        print(failure)
    print(f"{number} workbooks, {tally.checks} cells, {len(tally.failures)} failures")
    sys.exit(1 if tally.failures or min(counts[n] for n in names) < times else 0)


if __name__ == "__main__":
    main()
