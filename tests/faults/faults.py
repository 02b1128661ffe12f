#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""faults.py - calls of the system that fail, one after the other, and what the tools make of it.

    faults.py DIR [MOST]

Each tool is run on small inputs while one call fails: the first that opens a file, the second, and so on to the last, and
so with reading, writing, syncing, renaming, closing and the place in a file. The tool must end with exit code 2, one
sentence, and OUT as it was; or with success and OUT as it is without the fault. Nothing may lie beside it. Where calls
only do less than they were asked, or are interrupted, the tool must succeed. DIR has the built tools and
tests/faults/libshim.so; see shim.c. Where strace is there, the writes fail once more in the kernel, which reaches those
that the C library makes inside itself.

MOST is how many calls of each kind fail, spread over all of them (8; 0: every one).
"""
import errno
import html
import json
import os
import shutil
import struct
import subprocess
import sys

import common
from common import OLD, check

ROWS = 120
MISSING = None
# kind of call, error, whether all that follow fail as well
FAILURES = (("open", errno.EIO, False), ("open", errno.EMFILE, True), ("read", errno.EIO, False), ("read", errno.EIO, True),
            ("write", errno.ENOSPC, False), ("write", errno.ENOSPC, True), ("write", errno.EIO, False),
            ("sync", errno.EIO, False), ("rename", errno.EIO, False), ("close", errno.EIO, False), ("place", errno.EIO, False))
# what the tools must get over
DISTURBANCES = (("read", "byte"), ("read", "half"), ("read", "again"), ("write", "byte"), ("write", "half"), ("write", "again"))


class Bench:
    """A folder with inputs, and the commands that are run in it."""

    def __init__(self, tools, folder):
        self.tools, self.folder, self.work = tools, folder, os.path.join(folder, "work")
        self.figures = os.path.join(folder, "figures")
        self.shim = os.path.join(tools, "tests", "faults", "libshim.so")
        names = common.make_inputs(tools, folder, ROWS)
        self.inputs = {name: common.read(os.path.join(self.work, name)) for name in names}
        self.cases = common.cases_for(names)
        self.runs = 0

    def before(self, case, there):
        """What OUT is before the run."""
        return self.inputs["book.xlsx"] if case.in_place else OLD if there and not case.new else MISSING

    def lay_out(self, case, there):
        """The folder as it is before the run."""
        for name in os.listdir(self.work):
            if name not in self.inputs:
                os.remove(os.path.join(self.work, name))
        for name in os.listdir(os.path.join(self.folder, "tmp")):
            os.remove(os.path.join(self.folder, "tmp", name))
        if case.out and self.before(case, there) is not MISSING:
            common.write(os.path.join(self.work, case.out), self.before(case, there))

    def run(self, case, wish, there):
        """Runs the case with the fault; returns what came of it, and (counted, done, renamed, renamed before)."""
        self.lay_out(case, there)
        common.write(self.figures, bytes(32))
        env = common.environment(self.folder, LD_PRELOAD=self.shim, XT_FAULT=wish, XT_FAULT_FIGURES=self.figures)
        done = common.run(self.tools, self.folder, case.words, env)
        self.runs += 1
        return done, struct.unpack("4Q", common.read(self.figures))

    def out(self, case):
        return common.read(os.path.join(self.work, case.out)) if case.out else MISSING

    def left(self, case):
        """Files that nobody asked for."""
        wanted = set(self.inputs) | {case.out}
        if case.in_place:
            wanted.add(case.out + ".bak")
        if case.name == "conv-map":
            wanted.add("new.csv")
        return (set(os.listdir(self.work)) - wanted) | set(os.listdir(os.path.join(self.folder, "tmp")))


def tells_trouble(report, said):
    """Whether it is a complete report on a file that could not be checked; `said` is standard error."""
    if report is None:
        return False
    if report.startswith(b"<"):
        sentence = said.splitlines()[0].split(b": ")[-1].decode()  # behind the tool, the file and the place
        return report.rstrip().endswith(b"</html>") and sentence in html.unescape(report.decode())
    try:
        return json.loads(report)["files"][0]["status"] == "trouble"
    except (ValueError, KeyError, IndexError):
        return False


def look(bench, case, wanted, there, what, done, published, traced=False):
    """Whether what a run came to is right; `wanted` is a run without faults and its OUT. In the kernel, standard error
    may fail, too."""
    right, out = wanted
    found = bench.out(case)
    for name, content in bench.inputs.items():
        check(common.read(os.path.join(bench.work, name)) == content, f"{what}: {name} was changed")
    left = bench.left(case)
    check(not left, f"{what}: left behind: {sorted(left)}")
    if done.returncode == right.returncode:
        check(done.stdout == right.stdout, f"{what}: success, but another report")
        check(common.is_same(found, out), f"{what}: success, but OUT is not complete")
        return
    if not check(done.returncode == 2, f"{what}: exit code {done.returncode}, {done.stderr[:300]!r}"):
        return
    if traced:
        check(done.stderr, f"{what}: nothing was said")
    else:
        common.check_sentence(done.stderr, case.words[0], what)
    if published or case.in_place:
        check(found == bench.before(case, there) or common.is_same(found, out), f"{what}: OUT is neither old nor complete")
    elif case.out and not (case.tells and tells_trouble(found, done.stderr)):
        check(found == bench.before(case, there), f"{what}: trouble was told, but OUT is not as it was")


def spread(count, most):
    """The numbers 1 to count, or some of them from the first to the last."""
    if not most or count <= most:
        return range(1, count + 1)
    return sorted({1 + (count - 1) * i // max(most - 1, 1) for i in range(most)})


def check_failures(bench, case, wanted, kind, cause, follow, most):
    counts = {}
    for there in (False, True):
        done, figures = bench.run(case, f"{kind} {cause} 0 0", there)
        counts[there] = figures[0]
        look(bench, case, wanted, there, f"{case.name}, {kind} counted", done, False)
    count = max(counts.values())
    for n in spread(count, most):
        there = n % 2 == 0 if n <= min(counts.values()) else counts[True] == count
        done, figures = bench.run(case, f"{kind} {cause} {n} {0 if follow else n}", there)
        calls = f"{kind} {n} of {count}{' on' if follow else ''}"
        what = f"{case.name}, OUT {'there' if there else 'not there'}, {calls}: {errno.errorcode[cause]}"
        check(figures[0] >= n and figures[1] >= 1, f"{what}: it never failed {figures}")
        look(bench, case, wanted, there, what, done, figures[3] > 0)
        check(kind != "sync" or done.returncode == 2, f"{what}: exit code {done.returncode}, and the disk may not have it")
    return count


def check_disturbance(bench, case, wanted, kind, how, count):
    done, figures = bench.run(case, f"{kind} {how} 1 0", True)
    what = f"{case.name}, every {kind}: {how}"
    check(count == 0 or figures[1] >= min(count, 2) // 2, f"{what}: {figures[1]} of {figures[0]} calls were disturbed")
    check(done.returncode == wanted[0].returncode, f"{what}: exit code {done.returncode}, {done.stderr[:300]!r}")
    look(bench, case, wanted, True, what, done, False)


def check_fallback(bench, case, wanted):
    """A disk that cannot give a file a new name in one step can do it in two."""
    for cause in (errno.EINVAL, errno.ENOSYS):
        done, figures = bench.run(case, f"rename {cause} 1 1", False)
        what = f"{case.name}, no renaming that keeps what is there: {errno.errorcode[cause]}"
        check(figures[1] == 1 and done.returncode == wanted[0].returncode, f"{what}: {done.returncode}, {done.stderr[:300]!r}")
        look(bench, case, wanted, False, what, done, False)


def run_plain(bench, case):
    """A run that nobody disturbs, and its OUT: twice, as what follows is worth nothing if they differ."""
    results = []
    for there in (False, True):
        bench.lay_out(case, there)
        done = common.run(bench.tools, bench.folder, case.words)
        results.append((done, bench.out(case)))
        check(done.returncode in (0, 1) and (results[-1][1] or not case.out), f"{case.name}: {done.returncode}, {done.stderr[:300]!r}")
    check(common.is_same(results[0][1], results[1][1]) and results[0][0].stdout == results[1][0].stdout, f"{case.name}: two runs differ")
    return results[1]


def trace(bench, case, n):
    """The case with its n-th write failing in the kernel (0: none); returns what came of it, and the lines of the trace."""
    bench.lay_out(case, True)
    log = os.path.join(bench.folder, "trace")
    words = ["strace", "-f", "-qq", "-o", log, "-e", "trace=write,pwrite64"]
    if n:
        words += ["-e", f"inject=write,pwrite64:error=ENOSPC:when={n}"]
    tool = os.path.join(bench.tools, case.words[0])
    done = subprocess.run(words + [tool] + case.words[1:], cwd=bench.work, env=common.environment(bench.folder),
                          stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120)
    bench.runs += 1
    return done, (common.read(log) or b"").splitlines()


def check_traced(bench, case, wanted, most):
    """Returns how many writes failed."""
    done, lines = trace(bench, case, 0)
    if done.returncode != wanted[0].returncode:
        return 0  # no tracing is allowed here
    hits = 0
    callers = [line.split(b"(")[0] for line in lines]  # each call of each thread is counted for itself
    for n in spread(max(callers.count(caller) for caller in callers), most):
        done, lines = trace(bench, case, n)
        what = f"{case.name}, write {n} in the kernel: ENOSPC"
        if not check(any(b"(INJECTED)" in line for line in lines), f"{what}: it never failed"):
            continue
        hits += 1
        look(bench, case, wanted, True, what, done, not case.out or done.stdout != wanted[0].stdout, True)
    return hits


def check_case(bench, case, most):
    """Every fault of one command; returns how many calls may fail, and how many writes failed in the kernel."""
    wanted, counts = run_plain(bench, case), {}
    for kind, cause, follow in FAILURES:
        counts[kind] = check_failures(bench, case, wanted, kind, cause, follow, most)
    for kind, how in DISTURBANCES:
        check_disturbance(bench, case, wanted, kind, how, counts[kind])
    if case.new:
        check_fallback(bench, case, wanted)
    check(counts["write"] and counts["read"] and counts["open"], f"{case.name}: nothing was counted: {counts}")
    traces = case.out and shutil.which("strace")
    return sum(counts.values()), check_traced(bench, case, wanted, most) if traces else 0


def main():
    tools, most = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8
    with common.new_folder() as folder:
        bench = Bench(tools, folder)
        counted = [check_case(bench, case, most) for case in bench.cases]
        calls, traced = (sum(column) for column in zip(*counted))
        common.end("faults", f"{bench.runs} runs of {len(bench.cases)} commands, {calls} calls that may fail, "
                             f"{traced} writes failed in the kernel")


if __name__ == "__main__":
    main()
