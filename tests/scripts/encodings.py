#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""encodings.py - tables of Thai and English text in every encoding that they come in, and what xlsdump reads.

    encodings.py [--seed N] [--keep DIR] XLSDUMP TEMPLATES SNIPPETS

Makes SNIPPETS tables (names, addresses, amounts; 1 to 200 rows; some English alone, some of one Thai word), writes each in
every encoding and compares every cell. All names in them are invented; places and vocabularies come from TEMPLATES.

Prints a line an encoding: how many files were read right, of these with a note that the encoding was guessed; wrong with
such a note or refused; wrong without a word, which must not happen. From 20 Thai letters on 99.9 % must be right. Beside it
what uchardet would have made of the same files, where that is installed.

--keep   a folder for the files that were read wrong
"""
import argparse
import csv
import io
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

BATCH = 100
ENOUGH = 20  # Thai letters
NEEDED = 0.999

FIRST = "สมชาย สมหญิง วิชัย มาลี ประเสริฐ บุญมี อารีย์ สุดา ณรงค์ ปิยะ เพ็ญศรี ไพโรจน์ ฐิติมา ธนกร กัญญา ชูชาติ ใจดี ฟ้า ป้อม แก้ว".split()
LAST = "ใจงาม ทองดี ศรีสุข บุญช่วย แสงทอง รักไทย พูนทรัพย์ ป่าไม้ ฟูเฟื่อง มั่งมี เจริญผล วงศ์ใหญ่ สีดา ปิ่นแก้ว เพชรดี ฝั่งน้ำ".split()
FIRMS = "รุ่งเรืองก่อสร้าง ไทยเจริญพาณิชย์ เพื่อนเกษตร ป.การโยธา ฟ้าใสวัสดุภัณฑ์ สหมิตรยนต์ น้ำทิพย์ เอกสารดี ปูนไทยตัวอย่าง".split()
ITEMS = ("ซื้อวัสดุสำนักงาน จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก ซื้อน้ำมันเชื้อเพลิงและหล่อลื่น จ้างซ่อมแซมรถยนต์ส่วนกลาง "
         "จ้างเหมาบริการทำความสะอาด ซื้ออาหารเสริม(นม) ปรับปรุงระบบประปาหมู่บ้าน จ้างทำป้ายประชาสัมพันธ์ ซื้อครุภัณฑ์คอมพิวเตอร์ "
         "ขุดลอกลำคลองสาธารณะ จ้างถ่ายเอกสารเป็นเล่ม ซื้อปุ๋ยเคมี เช่าเครื่องเสียง").split()
WORDS = ("รถ ดิน อบต แดง น้ำ ถนน ปี ป้าย ก ข สถาน อก หก ลด เลข ยอด รวม ชื่อ ที่ ราคา หมู่ บ้าน วัด คน งาน ไม้ ปูน สีฟ้า เป็น ผู้ใหญ่ "
         "สน อด วน ขด ยก ลง ฝน ไฟ จ้าง ซื้อ โรงเรียน เทศบาล").split()
HEADERS = "ที่ ลำดับ ชื่อ-สกุล ที่อยู่ รายการ จำนวนเงิน วงเงินงบประมาณ ผู้ขาย วิธีจัดหา สถานะ วันที่ หมายเหตุ เลขที่สัญญา".split()
ENGLISH = ("No Name Address Item Amount Budget Vendor Method Status Date Remark Office supplies concrete road fuel repair printer "
           "computer service contract total").split()
ENGLISH_NAMES = "John Mary Somchai Malee Anna Peter Wichai Suda".split()
WESTERN = "Café Société Müller Straße Crème Señor Zürich Élodie naïve Björn garçon Größe".split()


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Material:
    """What tables are made of."""

    def __init__(self, templates, seed):
        self.random = random.Random(seed)
        self.places = [(p["name"], [d if isinstance(d, str) else d["name"] for d in p["districts"]])
                       for p in read_json(os.path.join(templates, "places.json"))["provinces"]]
        self.values = [v["value"] for name in ("method", "status", "budget-source", "agency-type")
                       for v in read_json(os.path.join(templates, "vocabularies", name + ".json"))["values"]]

    def pick(self, items):
        return self.random.choice(items)

    def amount(self):
        number = self.random.randrange(100, 9000000) / self.pick([1, 1, 100])
        return self.pick(["{:.2f}", "{:,.2f}", "{:.0f}", "{:,.0f}"]).format(number)

    def address(self):
        province, districts = self.pick(self.places)
        return f"{self.random.randrange(1, 300)} หมู่ {self.random.randrange(1, 20)} อ.{self.pick(districts)} จ.{province}"

    def thai_cell(self):
        return self.pick([
            lambda: f"{self.pick(['นาย', 'นาง', 'นางสาว', 'นาย ', 'น.ส.'])}{self.pick(FIRST)} {self.pick(LAST)}",
            self.address, self.amount, lambda: self.pick(ITEMS),
            lambda: f"{self.pick(['หจก.', 'บริษัท ', 'ร้าน'])}{self.pick(FIRMS)}{self.pick(['', ' จำกัด'])}",
            lambda: self.pick(self.values), lambda: str(self.random.randrange(1, 500)),
            lambda: f"{self.random.randrange(1, 29)} {self.pick(['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.'])} 25{self.random.randrange(60, 70)}",
            lambda: "".join(chr(0x0E50 + int(c)) for c in str(self.random.randrange(1, 5000))),
            lambda: "", lambda: "-"])()

    def english_cell(self):
        return self.pick([
            lambda: f"{self.pick(ENGLISH_NAMES)} {self.pick(ENGLISH_NAMES)}son", self.amount,
            lambda: " ".join(self.pick(ENGLISH) for _ in range(self.random.randrange(1, 5))),
            lambda: str(self.random.randrange(1, 500)), lambda: ""])()

    def table(self):
        """Rows of cells."""
        kind = self.pick(["thai"] * 5 + ["english", "mixed", "mixed", "short", "short"])
        if kind == "short":
            word = self.pick(WORDS)
            rows = [self.pick([[word, str(self.random.randrange(1, 99))], [str(self.random.randrange(1, 99)), word]])]
            return rows + ([[self.pick(WORDS), "1"]] if self.random.random() < 0.3 else [])
        columns = self.random.randrange(2, 13)
        cells = {"thai": [self.thai_cell], "english": [self.english_cell],
                 "mixed": [self.thai_cell, self.english_cell]}[kind]
        header = [self.pick(ENGLISH if kind == "english" else HEADERS) for _ in range(columns)]
        count = self.pick([1, 1, 2, 3, 5, 10, 20, 50, 100, 200])
        rows = [[self.pick(cells)() for _ in range(columns)] for _ in range(count)]
        for row in rows:  # no row is blank or a single word
            row[0], row[-1] = row[0] or "1", row[-1] or "-"
        if self.random.random() < 0.7:
            rows.insert(0, header)
        if kind != "english" and columns > 3 and self.random.random() < 0.15:
            rows.insert(0, ["รายงานผลการดำเนินงาน"])
        return rows

    def decorate(self, rows, signs):
        """Puts some of the signs around cells and behind words: (before, behind) pairs."""
        rows = [list(row) for row in rows]
        if not signs or self.random.random() < 0.3:
            return rows
        for row in rows:
            for i, cell in enumerate(row):
                if cell and self.random.random() < 0.1:
                    before, behind = self.pick(signs)
                    ends = [len(cell)] + [m.start() for m in re.finditer(" ", cell)]
                    at = len(cell) if before else self.pick(ends)
                    row[i] = before + cell[:at] + behind + cell[at:]
        return rows

    def write(self, rows):
        """The table as CSV."""
        # Commas in numbers are quoted where the comma separates, as by any program.
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.pick(",,,;\t|"), lineterminator=self.pick(["\r\n", "\r\n", "\n", "\r"]),
                            quoting=self.pick([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerows(rows)
        return out.getvalue()


# ------------------------------------------------------------ encodings

MAC = {**{chr(0x0E01 + i): 0xA1 + i for i in range(0x3A)}, **{chr(0x0E3F + i): 0xDF + i for i in range(0x0F)},
       **{chr(0x0E50 + i): 0xF0 + i for i in range(10)},
       "\u0E4F": 0xEF, "«": 0x80, "»": 0x81, "…": 0x82, "“": 0x8D, "”": 0x8E, "•": 0x91, "‘": 0x9D, "’": 0x9E,
       "\u00A0": 0xA0, "\u200B": 0xDC, "–": 0xDD, "—": 0xDE, "™": 0xEE, "®": 0xFA, "©": 0xFB}
TALL, ABOVE = "ปฝฟฬ", "ัิีึื็"
LEFT = {"ั": 0x92, "็": 0x93, "ิ": 0x94, "ี": 0x95, "ึ": 0x96, "ื": 0x97}


def mac_thai(text):
    return bytes(ord(c) if c < "\x80" else MAC[c] for c in text)


def mac_thai_shaped(text):
    """With marks moved to the left on tall letters, and tones further down where no vowel is above the letter."""
    out = bytearray()
    for i, c in enumerate(text):
        before, two_before = text[i - 1:i], text[max(i - 2, 0):max(i - 1, 0)]
        tone = ord(c) - 0x0E48
        if c in LEFT and before in TALL and before:
            out.append(LEFT[c])
        elif 0 <= tone < 5 and before and before in ABOVE and two_before and two_before in TALL:
            out.append(0x98 + tone)
        elif 0 <= tone < 5 and before and before in TALL and text[i + 1:i + 2] != "ำ":
            out.append(0x83 + tone)
        elif 0 <= tone < 5 and "ก" <= before <= "ฮ" and text[i + 1:i + 2] != "ำ":
            out.append(0x88 + tone)
        else:
            out += mac_thai(c)
    return bytes(out)


QUOTES = [("“", "”"), ("‘", "’")]
ENCODINGS = {  # name -> (how it is written, signs that it has and the others may not have)
    "UTF-8": (lambda t: t.encode("utf-8"), QUOTES + [("", " – "), ("", "😀")]),
    "UTF-8 with mark": (lambda t: t.encode("utf-8-sig"), QUOTES),
    "UTF-16LE with mark": (lambda t: b"\xFF\xFE" + t.encode("utf-16-le"), QUOTES),
    "UTF-16BE with mark": (lambda t: b"\xFE\xFF" + t.encode("utf-16-be"), QUOTES),
    "UTF-16LE": (lambda t: t.encode("utf-16-le"), QUOTES),
    "UTF-16BE": (lambda t: t.encode("utf-16-be"), QUOTES),
    "TIS-620": (lambda t: t.encode("tis-620"), []),
    "ISO 8859-11": (lambda t: t.encode("iso8859-11"), [("", "\u00A0")]),
    "windows-874": (lambda t: t.encode("cp874"), QUOTES + [("", " – "), ("", "…"), ("€", ""), ("• ", ""), ("", "–")]),
    "Mac Thai": (mac_thai, QUOTES + [("«", "»"), ("", " – "), ("", "…"), ("• ", ""), ("", "–"), ("", "™"), ("©", "")]),
    "Mac Thai, marks shaped": (mac_thai_shaped, QUOTES + [("", " – ")]),
}


def thai_letters(rows):
    return sum("\u0E01" <= c <= "\u0E4E" for row in rows for cell in row for c in cell)


def make(material, snippets):
    """(encoding, rows, bytes) of every file."""
    for _ in range(snippets):
        plain = material.table()
        for name, (encode, signs) in ENCODINGS.items():
            rows = material.decorate(plain, signs)
            yield name, rows, encode(material.write(rows))
        yield ("by line, UTF-8 and windows-874", *by_line(material, plain))
        western = [[re.sub(r"[^\x00-\x7F]+", lambda _: material.pick(WESTERN), cell) for cell in row] for row in plain]
        yield "windows-1252", western, material.write(western).encode("cp1252")


def by_line(material, rows):
    """Each line of some file in one of two encodings."""
    lines = material.write(rows).splitlines(keepends=True)
    return rows, b"".join(line.encode(material.pick(["utf-8", "cp874"])) for line in lines)


# ------------------------------------------------------------ reading

def column_of(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def read_back(tool, names, folder):
    """By file: its cells, and what was said of it."""
    done = subprocess.run([tool, *names], cwd=folder, capture_output=True, check=False)
    cells, said = {name: {} for name in names}, {name: [] for name in names}
    for line in done.stdout.decode("utf-8").split("\n")[:-1]:
        cell = json.loads(line)
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell["ref"]).groups()
        cells[cell["file"]][int(row), column_of(letters)] = cell["value"]
    for line in done.stderr.decode("utf-8").split("\n")[:-1]:
        _, name, note = line.split(": ", 2)
        said[name].append(note)
    return cells, said


def wanted_cells(rows):
    return {(r, c): cell for r, row in enumerate(rows, 1) for c, cell in enumerate(row, 1) if cell}


def ask_uchardet(names, folder):
    """By file: the encoding that uchardet finds."""
    if not shutil.which("uchardet"):
        return {}
    done = subprocess.run(["uchardet", *names], cwd=folder, capture_output=True, text=True, check=False)
    return dict(line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)


def is_right(charset, data, text):
    try:
        return data.decode({"ASCII": "utf-8"}.get(charset, charset)).lstrip("\ufeff") == text
    except (LookupError, UnicodeDecodeError):
        return False


class Score:
    def __init__(self):
        self.files = self.right = self.guessed = self.told = self.silent = self.long = self.long_right = self.uchardet = 0


def judge(score, rows, cells, notes):
    """Counts the file; returns what is wrong with it, or nothing."""
    right = cells == wanted_cells(rows)
    guessed = any("guessed" in note for note in notes)
    refused = not cells and any("not a workbook" in note or "no workbook" in note for note in notes)
    score.files += 1
    score.right += right
    score.guessed += right and guessed
    score.told += not right and (guessed or refused)
    score.silent += not right and not (guessed or refused)
    if thai_letters(rows) >= ENOUGH:
        score.long += 1
        score.long_right += right
    return None if right else "guessed wrong" if guessed else "refused" if refused else "WRONG"


def run_batch(tool, batch, scores, keep, numbers):
    with tempfile.TemporaryDirectory(prefix="xt-encodings-") as folder:
        files = {f"{i}.csv": item for i, item in enumerate(batch)}
        for name, (_, _, data) in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        cells, said = read_back(tool, list(files), folder)
        found = ask_uchardet(list(files), folder)
        for name, (encoding, rows, data) in files.items():
            score = scores.setdefault(encoding, Score())
            wrong = judge(score, rows, cells[name], said[name])
            text = data if name not in found else decoded(encoding, data)
            score.uchardet += name in found and is_right(found[name], data, text)
            if wrong and keep:
                kept = os.path.join(keep, f"{next(numbers)}-{wrong}-{encoding}.csv".replace(" ", "_"))
                shutil.copyfile(os.path.join(folder, name), kept)


def decoded(encoding, data):
    """What the file says, by the one who wrote it; "" where Python has no such encoding."""
    names = {"TIS-620": "tis-620", "ISO 8859-11": "iso8859-11", "windows-874": "cp874", "windows-1252": "cp1252"}
    name = names.get(encoding, encoding.split(" ")[0] if encoding.startswith("UTF") else None)
    return data.decode(name).lstrip("\ufeff") if name else None


def show(scores):
    print(f"{'encoding':32}{'files':>7}{'right':>8}{'(guessed)':>11}{'told':>6}{'silent':>8}{'from 20 letters':>17}{'uchardet':>10}")
    for name, s in scores.items():
        rate = f"{s.long_right}/{s.long}"
        print(f"{name:32}{s.files:7}{s.right:8}{s.guessed:11}{s.told:6}{s.silent:8}{rate:>17}"
              f"{s.uchardet if shutil.which('uchardet') else '-':>10}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="DIR")
    parser.add_argument("xlsdump")
    parser.add_argument("templates")
    parser.add_argument("snippets", type=int)
    options = parser.parse_args()
    tool = os.path.abspath(options.xlsdump)
    scores, numbers = {}, itertools.count(1)
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    files = make(Material(options.templates, options.seed), options.snippets)
    while batch := list(itertools.islice(files, BATCH)):
        run_batch(tool, batch, scores, options.keep, numbers)
    show(scores)
    thai = [s for name, s in scores.items() if name != "windows-1252"]
    long, right = sum(s.long for s in thai), sum(s.long_right for s in thai)
    silent, count = sum(s.silent for s in scores.values()), sum(s.files for s in scores.values())
    print(f"{count} files; from {ENOUGH} Thai letters on {right} of {long} right; {silent} wrong without a word")
    sys.exit(1 if silent or not long or right < NEEDED * long else 0)


if __name__ == "__main__":
    main()
