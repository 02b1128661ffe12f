#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""race.py - sixteen processes that write one OUT at the same time.

    race.py DIR [ROUNDS]

Each has an input of its own, so that what it writes can be told from the others'. While they run OUT is read again and
again: it must be there and complete each time. At the end it is what one of them wrote, and each said success. With
--no-clobber one says success and OUT is its; the others end with exit code 2 and a sentence. Nothing may lie beside OUT.
Each kind of file takes ROUNDS rounds (3). DIR has the built tools.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import threading

import common
import terminal
from common import OLD, check

PROCESSES, ROWS = 16, 150
MISSING = b""
# name, command with the input at %, name of OUT
WRITERS = (
    ("fix", ["xlsfix", "book%.xlsx", "-o"], "out.xlsx"),
    ("conv-xlsx", ["xlsconv", "table%.csv", "-t", "ita-2567-o16", "-o"], "out.xlsx"),
    ("conv-csv", ["xlsconv", "book%.xlsx", "-o"], "out.csv"),
    ("sum", ["xlssum", "table%.csv", "--month", "2566-11", "-o"], "out.xlsx"),
    ("new", ["xlsnew", "skr1", "--agency", "อบต.ตัวอย่าง %", "-o"], "out.xlsx"),
    ("check", ["xlscheck", "-j", "1", "-f", "json", "table%.csv", "-o"], "out.json"),
)


class Watch:
    """Reads a file again and again, and keeps each content that it had."""

    def __init__(self, path):
        self.path, self.seen, self.reads, self.ends = path, {}, 0, False
        self.look()
        self.thread = threading.Thread(target=self.follow)
        self.thread.start()

    def look(self):
        content = common.read(self.path)
        content = MISSING if content is None else content
        self.seen.setdefault(hashlib.sha256(content).digest(), content)
        self.reads += 1

    def follow(self):
        while not self.ends:
            self.look()

    def end(self):
        self.ends = True
        self.thread.join()
        self.look()
        return list(self.seen.values())


class Bench:
    """Inputs, and a folder where all write."""

    def __init__(self, tools, folder):
        self.tools, self.folder, self.work = tools, folder, os.path.join(folder, "work")
        common.make_folders(folder)
        os.mkdir(os.path.join(self.work, "together"))
        for n in range(PROCESSES):
            terminal.write_table(os.path.join(self.work, f"table{n}.csv"), ROWS + n)
            common.make_book(tools, folder, f"table{n}.csv", f"book{n}.xlsx")
        self.reads = self.kinds = self.rounds = 0

    def words(self, words, n, out, *more):
        return [word.replace("%", str(n)) for word in words] + [out, *more]

    def alone(self, words, out):
        """What each writes when nobody else does: contents, and exit codes."""
        contents, codes = [], []
        for n in range(PROCESSES):
            done = common.run(self.tools, self.folder, self.words(words, n, "alone-" + out))
            codes.append(done.returncode)
            contents.append(common.read(os.path.join(self.work, "alone-" + out)))
        check(set(codes) <= {0, 1}, f"{words}: alone they end with {set(codes)}")
        check(len({hashlib.sha256(repr(common.parts_of(content)).encode()).digest() for content in contents}) == PROCESSES,
              f"{words}: what they write is the same")
        return contents, codes

    def together(self, words, out, *more):
        """All at once; returns (exit code, standard error) of each, and what OUT was meanwhile."""
        path = os.path.join("together", out)
        watch = Watch(os.path.join(self.work, path))
        processes = []
        for n in range(PROCESSES):
            line = self.words(words, n, path, *more)
            processes.append(subprocess.Popen([os.path.join(self.tools, line[0])] + line[1:], cwd=self.work, stdin=subprocess.DEVNULL,
                                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                              env=common.environment(self.folder)))
        said = [process.communicate(timeout=120)[1] for process in processes]
        seen = watch.end()
        self.reads += watch.reads
        self.kinds += len(seen)
        self.rounds += 1
        return [process.returncode for process in processes], said, seen

    def lay(self, out, content):
        folder = os.path.join(self.work, "together")
        shutil.rmtree(folder)
        os.mkdir(folder)
        if content is not None:
            common.write(os.path.join(folder, out), content)

    def check_end(self, out, what):
        found = os.listdir(os.path.join(self.work, "together"))
        check(found == [out] and not os.listdir(os.path.join(self.folder, "tmp")), f"{what}: in the folder: {found}")
        return common.read(os.path.join(self.work, "together", out))


def which(content, contents):
    """Whose it is; -1: nobody's."""
    return next((n for n, other in enumerate(contents) if common.is_same(content, other)), -1)


def check_replacing(bench, name, words, out, contents, codes):
    bench.lay(out, OLD)
    ended, said, seen = bench.together(words, out)
    check(ended == codes, f"{name}: exit codes {ended}, not {codes}: {[line for line in said if line][:2]}")
    for content in seen:
        check(content == OLD or which(content, contents) >= 0, f"{name}: OUT was {len(content)} bytes that nobody wrote")
    check(which(bench.check_end(out, name), contents) >= 0, f"{name}: OUT is nobody's at the end")


def check_keeping(bench, name, words, out, contents, codes):
    bench.lay(out, None)
    ended, said, seen = bench.together(words, out, "--no-clobber")
    what = f"{name} --no-clobber"
    winners = [n for n, code in enumerate(ended) if code != 2]
    if check(len(winners) == 1 and ended[winners[0]] == codes[winners[0]], f"{what}: exit codes {ended}"):
        for content in seen:
            check(content == MISSING or common.is_same(content, contents[winners[0]]), f"{what}: OUT was another's for a while")
        check(which(bench.check_end(out, what), contents) == winners[0], f"{what}: OUT is not of the one that said success")
    for n, line in enumerate(said):
        if n not in winners:
            common.check_sentence(line, words[0], what)
            check(b"there already" in line, f"{what}: {line[:300]!r}")


def main():
    tools, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with common.new_folder() as folder:
        bench = Bench(tools, folder)
        for name, words, out in WRITERS:
            contents, codes = bench.alone(words, out)
            for _ in range(rounds):
                check_replacing(bench, name, words, out, contents, codes)
                check_keeping(bench, name, words, out, contents, codes)
        check(bench.kinds > 3 * bench.rounds, f"only {bench.kinds} contents were seen in {bench.rounds} rounds")
        common.end("race", f"{bench.rounds * PROCESSES} runs in {bench.rounds} rounds, OUT read {bench.reads} times with "
                           f"{bench.kinds} contents")


if __name__ == "__main__":
    main()
