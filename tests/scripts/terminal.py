#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""terminal.py - what the tools show a person who waits, and what they leave when that person gives up.

    terminal.py DIR ROWS

Long work shows one line of progress on a terminal, none in a pipe, and none is left of it where other text follows or the
tool ends. Nothing in a file steers the terminal. A signal at any moment ends the tool by that signal, and the folder is as it was. DIR has the
built tools; ROWS are so many that work on them takes a few tenths of a second.
"""
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

sys.dont_write_bytecode = True
import tally  # noqa: E402
from tally import check  # noqa: E402

WIPE = b"\r\x1b[K"
MOMENTS = 6  # of each tool, from its start to its end
SKIPPED = 77  # for CTest
SHORT = 25  # a part of the rows: enough to be ended in the middle
HEADER = ("ที่,ปีงบประมาณ,ชื่อหน่วยงาน,อำเภอ,จังหวัด,กระทรวง,ประเภทหน่วยงาน,งานที่ซื้อหรือจ้าง,วงเงินงบประมาณที่ได้รับจัดสรร (บาท),"
          "แหล่งที่มาของงบประมาณ,สถานะการจัดซื้อจัดจ้าง,วิธีการจัดซื้อจัดจ้าง,ราคากลาง (บาท),ราคาที่ตกลงซื้อหรือจ้าง (บาท),"
          "เลขประจำตัวผู้เสียภาษี,รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก,เลขที่โครงการ,วันที่ลงนามในสัญญา,วันสิ้นสุดสัญญา")


def write_table(path, rows):
    """Contracts, each hundredth with a blank too many."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for n in range(1, rows + 1):
            blank = " " if n % 100 == 0 else ""
            file.write(f"{n},2567,อบต.ตัวอย่าง,เมืองขอนแก่น,ขอนแก่น,มหาดไทย,องค์กรปกครองส่วนท้องถิ่น,จ้างซ่อมถนน {blank}สาย {n},"
                       f"{n * 7 % 90000 + 2000},ข้อบัญญัติ/เทศบัญญัติงบประมาณรายจ่าย,สิ้นสุดระยะสัญญา,วิธีประกาศเชิญชวนทั่วไป,{n * 7 % 90000 + 1900},{n * 7 % 90000 + 1000},"
                       f"0994000123451,ร้านตัวอย่าง {n},66091{n:06},20/11/2566,20/12/2566\n")


class Terminal:
    """A program on a terminal of its own; what it shows is one run of bytes."""

    def __init__(self, words, folder, stdout=None):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=slave if stdout is None else stdout,
                                        stderr=slave, env={**os.environ, "TERM": "xterm", "LC_ALL": "C"}, start_new_session=True)
        os.close(slave)
        self.shown = b""

    def read_until(self, found=None, seconds=120):
        """Reads until the bytes have come, or to the end; false: they never came."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found and found in self.shown:
                return True
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    got = os.read(self.master, 65536)
                except OSError:
                    got = b""
                if not got:
                    break
                self.shown += got
            elif self.process.poll() is not None:
                break
        return bool(found) and found in self.shown

    def make_wait(self):
        """Stops the work for longer than people wait without a word, at three moments: how fast the machine is makes no
        difference then."""
        for moment in (0.03, 0.1, 0.3):
            time.sleep(moment)
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGSTOP)
                time.sleep(0.6)
                self.process.send_signal(signal.SIGCONT)

    def end(self):
        self.read_until()
        os.close(self.master)
        return self.process.wait(60)


def on_screen(shown):
    """The lines that a terminal shows at the end, as far as these tools move about on it."""
    return [re.split(r"\r\x1b\[K|\r(?!\n)", line)[-1] for line in shown.decode().replace("\r\n", "\n").split("\n")]


def check_bar(bin_dir, folder, words, wanted, name):
    """The line is seen, fits the terminal, and is gone at the end."""
    terminal = Terminal([os.path.join(bin_dir, words[0])] + words[1:], folder, subprocess.DEVNULL)
    terminal.make_wait()
    terminal.end()
    drawn = [line for line in terminal.shown.split(WIPE) if line.strip()]
    check(any(re.search(wanted, line.decode()) for line in drawn), f"{name}: no progress like {wanted}: {terminal.shown[:300]!r}")
    left = [line for line in on_screen(terminal.shown) if line]
    check(not left, f"{name}: this is left on the terminal: {left}")


def check_silent(bin_dir, folder, words, name):
    """In a pipe nothing of it comes."""
    done = subprocess.run([os.path.join(bin_dir, words[0])] + words[1:], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    check(b"\x1b" not in done.stderr + done.stdout and b"\r" not in done.stderr, f"{name}: progress in a pipe: {done.stderr[:200]!r}")


def check_mixed(bin_dir, folder):
    """Report, troubles and progress on one terminal: the first two are whole at the end, nothing of the third is left."""
    words = [os.path.join(bin_dir, "xlscheck"), "--lang", "en", "-f", "ndjson", "-j", "2", "long.csv", "missing.xlsx", "long.csv"]
    plain = subprocess.run(words + ["--progress", "never"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    terminal = Terminal(words, folder)
    terminal.make_wait()
    terminal.end()
    check(b"files/s" in terminal.shown, f"no progress beside a report: {terminal.shown[:300]!r}")
    wanted = sorted((plain.stdout + plain.stderr).decode().splitlines())
    found = sorted(line for line in on_screen(terminal.shown) if line)
    check(len(wanted) > 2 and wanted == found, f"the terminal shows {len(found)} lines, not the {len(wanted)} of the report")


def name_sheet(folder, source, target, name):
    """A copy of the workbook whose sheets have this name."""
    with zipfile.ZipFile(os.path.join(folder, source)) as old, zipfile.ZipFile(os.path.join(folder, target), "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/workbook.xml":
                content = re.sub(rb'(<sheet name=")[^"]*', rb"\1" + name.encode(), content)
            new.writestr(part, content)


def check_orders(bin_dir, folder):
    """What stands in a file or in its name is no order to the terminal, whatever shows it."""
    orders = ["\x1b]0;title\x07", "\x1b[2J", "\x9b8m", "a\rb", "\x7f", "\u202eabc"]
    name = "order\x1b[2J\u202e\u009b8m.csv"
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for n, order in enumerate(orders):
            file.write(",".join([str(n + 1), "2567" + order, *(f'"{order}x"' for _ in range(17))]) + "\n")
    name_sheet(folder, "short.xlsx", "named.xlsx", "\u202esheet\u009b8m")
    on_rows = (["xlsdump"], ["xlscheck"], ["xlscheck", "-f", "csv"], ["xlscheck", "-f", "json"], ["xlscheck", "-t", "skr1"],
               ["xlscheck", "--sheet", orders[0]], ["xlsconv", "-t", "register", "--to", "csv", "-o", "-"],
               ["xlsconv", "-t", "register", "--to", "json", "-o", "-"], ["xlssum", "--fiscal-year", "2567", "-f", "csv"],
               ["xlssum", "--fiscal-year", "2567", "--by", "vendor"])
    for words in [words + [name] for words in on_rows] + [["xlsnew", "--from", "named.xlsx", "-o", "named.json"]]:
        terminal = Terminal(["env", "NO_COLOR=1", os.path.join(bin_dir, words[0])] + words[1:], folder)
        terminal.end()
        shown = terminal.shown.decode("utf-8", "replace")
        found = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", re.sub("\r+\n", "\n", shown))
        check(len(shown) > 20 and not found, f"{' '.join(words)}: the terminal gets {found[:5]} of {len(shown)} characters")


def files_of(folder):
    """The names below it, and what tells whether a file is the same."""
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            info = os.lstat(os.path.join(root, name))
            found[os.path.relpath(os.path.join(root, name), folder)] = (info.st_size, info.st_ino, info.st_mode)
    return found


def duration(tool, words, folder):
    start = time.monotonic()
    subprocess.run([tool] + words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.monotonic() - start


def check_signals(bin_dir, folder, words, made):
    """Ended at moments from start to end. `made` may be there afterwards only when the work was done."""
    tool, line = os.path.join(bin_dir, words[0]), words[1:]
    whole, ended = duration(tool, line, folder), 0
    for moment in range(MOMENTS):
        if made and os.path.exists(os.path.join(folder, made)):
            os.remove(os.path.join(folder, made))
        before = files_of(folder)
        number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[moment % 3]
        process = subprocess.Popen([tool] + line, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * (moment + 0.5) / MOMENTS)
        process.send_signal(number)
        code = process.wait(120)
        after = files_of(folder)
        if code == -number:
            ended += 1
            check(before == after or set(after) - set(before) <= {made}, f"{words[0]}, signal {number}, moment {moment}: left {set(after) - set(before)}")
        else:
            check(code in (0, 1), f"{words[0]}, signal {number}, moment {moment}: exit code {code}")
    check(ended >= MOMENTS // 3, f"{words[0]}: only {ended} of {MOMENTS} signals came in time")


def check_ignored(bin_dir, folder):
    """A signal that is ignored when the tool starts stays so (nohup)."""
    process = subprocess.Popen(["sh", "-c", 'trap "" HUP; exec "$0" "$@"', os.path.join(bin_dir, "xlscheck"), "long.csv"],
                               cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.1)
    process.send_signal(signal.SIGHUP)
    check(process.wait(120) in (0, 1), f"an ignored signal ended the tool: {process.returncode}")


def check_terminal(bin_dir, folder):
    several = ["xlscheck", "-j", "2"] + ["long.xlsx", "long.csv"] * 2
    for words, wanted in ((["xlscheck", "long.csv"], r"\d+ rows .*long\.csv"), (["xlscheck", "long.xlsx"], r"rows .*\] \d+ %"),
                          (several, r"\d+ of 4 files .*: lo"), (["xlscheck", "--lang", "th"] + several[1:], "จาก 4 ไฟล์"),
                          (["xlsconv", "long.csv", "-t", "ita-2567-o16", "-o", "out.xlsx"], "rows"),
                          (["xlssum", "long.csv", "--fiscal-year", "2567"], "rows"),
                          (["xlsfix", "long.xlsx", "-o", "fixed.xlsx"], "rows"), (["xlsdump", "long.xlsx"], "rows")):
        check_bar(bin_dir, folder, words, wanted, " ".join(words[:3]))
    for words in (several, ["xlsdump", "long.xlsx"]):
        check_silent(bin_dir, folder, words, " ".join(words[:3]))
    check_mixed(bin_dir, folder)


def has_terminals():
    """A container may have none."""
    try:
        for end in pty.openpty():
            os.close(end)
        return True
    except OSError:
        return False


def main():
    if not has_terminals():
        print("no terminals are to be had here")
        sys.exit(SKIPPED)
    bin_dir, rows_to_wait = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("long", rows_to_wait), ("short", rows_to_wait // SHORT)):
            write_table(os.path.join(folder, name + ".csv"), rows)
            subprocess.run([os.path.join(bin_dir, "xlsconv"), name + ".csv", "-t", "ita-2567-o16", "-o", name + ".xlsx"],
                           cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            check(os.path.exists(os.path.join(folder, name + ".xlsx")), f"{name}.xlsx was not made")
        check_terminal(bin_dir, folder)
        check_ignored(bin_dir, folder)
        check_orders(bin_dir, folder)
        for words in (["xlscheck", "-f", "csv", "-j", "2"] + ["short.csv"] * 5 + ["-o", "out.csv"],
                      ["xlscheck", "short.xlsx", "--review", "review.xlsx"],
                      ["xlsconv", "short.csv", "-t", "ita-2567-o16", "-o", "new.xlsx"], ["xlsconv", "short.xlsx", "-o", "new.csv"],
                      ["xlsfix", "short.xlsx", "-o", "corrected.xlsx"],
                      ["xlssum", "short.csv", "--fiscal-year", "2567", "-o", "sum.xlsx"],
                      ["xlsnew", "--from", "short.xlsx", "-o", "form.json"], ["xlsnew", "ita-2567-o16", "--rows", "9000", "-o", "blank.xlsx"]):
            check_signals(bin_dir, folder, words, words[-1])
    print("\n".join(tally.failures + [f"{tally.checks} checks, {len(tally.failures)} failures"]))
    sys.exit(1 if tally.failures else 0)


if __name__ == "__main__":
    main()
