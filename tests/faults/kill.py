#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""kill.py - the tools killed in the middle of their work, and what they leave.

    kill.py DIR [COUNT [ROWS]]

Each command that writes a workbook or a table is killed by SIGKILL, which no program sees coming: first before calls that
open, write, sync, close and rename (see shim.c), then COUNT times (40) at random moments of its work on ROWS rows (4,000).
OUT must then be what it was before, or complete; the input must be unchanged. With --in-place FILE must be old or
complete, and where it is complete FILE.bak is the old one. A temporary file may be left, but not under OUT's name. DIR has
the built tools and tests/faults/libshim.so.
"""
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import time

import common
from common import OLD, Case, check

SMALL, CALLS, TIMES, TRIES = 120, 6, 3, 5
SEED = 20671126
SOONER = 0.95  # how long the work takes, where it was done before: the machine has less to do than when it was measured
KINDS = ("open", "write", "sync", "close", "rename")
CASES = [
    Case("fix", ["xlsfix", "-q", "book.xlsx", "-o", "out.xlsx"], "out.xlsx"),
    Case("fix-in-place", ["xlsfix", "-q", "--in-place", "place.xlsx"], "place.xlsx", in_place=True),
    Case("conv-xlsx", ["xlsconv", "-q", "table.csv", "-t", "ita-2567-o16", "-o", "out.xlsx"], "out.xlsx"),
    Case("conv-csv", ["xlsconv", "-q", "book.xlsx", "-o", "out.csv"], "out.csv"),
    Case("sum", ["xlssum", "-q", "table.csv", "--fiscal-year", "2567", "-o", "out.xlsx"], "out.xlsx"),
    Case("check-report", ["xlscheck", "-f", "json", "book.xlsx", "-o", "out.json"], "out.json"),
]


class Bench:
    """A folder with inputs, and what the commands make of them."""

    def __init__(self, tools, folder, rows):
        self.tools, self.folder, self.work = tools, folder, os.path.join(folder, "work")
        names = common.make_inputs(tools, folder, rows)
        self.inputs = {name: common.read(os.path.join(self.work, name)) for name in names}
        self.whole, self.seconds = {}, {}
        self.killed = self.runs = self.replaced = self.left = 0
        for case in CASES:
            self.measure(case)

    def measure(self, case):
        """What comes of it when nobody disturbs it, and how long it takes."""
        seconds = []
        for _ in range(TIMES):
            self.lay_out(case, True)
            start = time.monotonic()
            done = common.run(self.tools, self.folder, case.words)
            seconds.append(time.monotonic() - start)
        self.whole[case.name] = common.read(os.path.join(self.work, case.out))
        self.seconds[case.name] = min(seconds)
        before = self.before(case, True)
        check(done.returncode in (0, 1) and self.whole[case.name] not in (None, before),
              f"{case.name}: {done.returncode}, {done.stderr[:300]!r}")
        if case.out.endswith(".xlsx"):
            read = common.run(self.tools, self.folder, ["xlsdump", case.out])
            check(read.returncode == 0 and read.stdout, f"{case.name}: xlsdump cannot read it")

    def before(self, case, there):
        return self.inputs["book.xlsx"] if case.in_place else OLD if there else None

    def lay_out(self, case, there):
        for name in set(os.listdir(self.work)) - set(self.inputs):
            os.remove(os.path.join(self.work, name))
        shutil.rmtree(os.path.join(self.folder, "tmp"))
        os.mkdir(os.path.join(self.folder, "tmp"))
        if self.before(case, there) is not None:
            common.write(os.path.join(self.work, case.out), self.before(case, there))

    def look(self, case, there, code, what):
        """What was left by a run that was killed, or came to its end before."""
        self.runs += 1
        self.killed += code == -9
        whole, before = self.whole[case.name], self.before(case, there)
        out, backup = (common.read(os.path.join(self.work, name)) for name in (case.out, case.out + ".bak"))
        complete = common.is_same(out, whole)
        self.replaced += complete
        check(complete or out == before, f"{what}: OUT is neither old nor complete")
        check(code == -9 or (code in (0, 1) and complete), f"{what}: exit code {code}, OUT {'complete' if complete else 'old'}")
        kept = backup == before or (backup is None and not (complete and case.in_place))
        check(kept, f"{what}: the old workbook is not kept")
        for name, content in self.inputs.items():
            check(common.read(os.path.join(self.work, name)) == content, f"{what}: {name} was changed")
        left = set(os.listdir(self.work)) - set(self.inputs) - {case.out} - ({case.out + ".bak"} if case.in_place else set())
        self.left += len(left) + len(os.listdir(os.path.join(self.folder, "tmp")))
        check(all(re.fullmatch(re.escape(case.out) + r"(\.bak)?\.\w{6}", name) for name in left), f"{what}: left: {left}")


def kill_at_call(bench, case, kind, n, there):
    """Kills it before the n-th call of the kind (0: never); returns how many were counted."""
    figures = os.path.join(bench.folder, "figures")
    bench.lay_out(case, there)
    common.write(figures, bytes(32))
    env = common.environment(bench.folder, LD_PRELOAD=os.path.join(bench.tools, "tests", "faults", "libshim.so"),
                             XT_FAULT=f"{kind} kill {n} {n}", XT_FAULT_FIGURES=figures)
    done = common.run(bench.tools, bench.folder, case.words, env)
    counted = struct.unpack("4Q", common.read(figures))[0]
    what = f"{case.name}, killed at {kind} {n}"
    check(n == 0 or (done.returncode == -9 and counted == n), f"{what}: it was not killed: {done.returncode}, {counted}")
    bench.look(case, there, done.returncode, what)
    return counted


def check_calls(bench, calls):
    for case in CASES:
        for kind in KINDS:
            counted = kill_at_call(bench, case, kind, 0, True)
            check(counted, f"{case.name}: no call to {kind}")
            for i in range(min(calls, counted)):  # from the last on: there the files get their names
                kill_at_call(bench, case, kind, counted - i, i % 2 == 0)


def check_moments(bench, case, count, dice):
    """Kills it so many times; a run that comes to its end before is looked at, too, and not counted."""
    killed = tries = 0
    while killed < count and tries < TRIES * count:
        there, moment = tries % 2 == 0, dice.uniform(0, bench.seconds[case.name])
        bench.lay_out(case, there)
        process = subprocess.Popen([os.path.join(bench.tools, case.words[0])] + case.words[1:], cwd=bench.work,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=common.environment(bench.folder))
        time.sleep(moment)
        process.kill()
        code = process.wait(60)
        bench.look(case, there, code, f"{case.name}, killed after {moment:.4f} s")
        tries += 1
        killed += code == -9
        if code != -9:
            bench.seconds[case.name] *= SOONER
    check(killed == count, f"{case.name}: only {killed} of {tries} were killed in time")


def main():
    tools = os.path.abspath(sys.argv[1])
    count, rows = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 40), (3, 4000)))
    dice = random.Random(SEED)
    with common.new_folder() as folder:
        at_calls = Bench(tools, os.path.join(folder, "calls"), SMALL)
        check_calls(at_calls, CALLS if count < 500 else 1000)
        check(at_calls.killed > len(CASES) * len(KINDS) and at_calls.replaced, f"only {at_calls.killed} were killed at a call")
        bench = Bench(tools, os.path.join(folder, "moments"), rows)
        for i, case in enumerate(CASES):
            share = count * (i + 1) // len(CASES) - count * i // len(CASES)
            check_moments(bench, case, share, dice)
        common.end("kill", f"{at_calls.runs + bench.runs} runs, {at_calls.killed} killed at a call, {bench.killed} at "
                           f"random, OUT complete in {at_calls.replaced + bench.replaced}, "
                           f"{at_calls.left + bench.left} temporary files left")


if __name__ == "__main__":
    main()
