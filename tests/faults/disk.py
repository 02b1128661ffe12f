#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""disk.py - disks that are full, that may only be read, and that are others; and standard output that takes nothing.

    disk.py DIR [STEPS]

Each command that writes a file is run where there is too little room, from none to nearly enough in STEPS steps (5): on a
disk of 64 KiB, under a limit for the size of files, and with the folder for temporary files on such a disk. It must end
with exit code 2, a sentence and OUT as it was, or with success and OUT complete; nothing may lie beside it. So on a
disk that may only be read, and where OUT is a link to another disk. What prints must not say success where standard
output is full or closed, and what it prints must not get into a file that it writes. DIR has the built tools.

Small disks are mounted in a name space of their own; where that is not allowed the rest is checked, and the test is told
as skipped (77).
"""
import contextlib
import os
import resource
import shutil
import subprocess
import sys

import common
import tally
from common import OLD, check

ROWS = 120
DISK = 64 * 1024
INSIDE = "--inside"  # the small disks may be mounted
WRITERS = [case for case in common.CASES if case.out and not case.in_place and not case.new and case.name != "fix-clean"]
# tool, what it prints; a table is longer than any buffer, a version shorter
PRINTERS = (["xlscheck", "-f", "text", "-m", "0", "table.csv"], ["xlscheck", "-f", "json", "table.csv"],
            ["xlscheck", "-f", "csv", "-o", "-", "table.csv"], ["xlscheck", "-f", "html", "table.csv"],
            ["xlsdump", "table.csv"], ["xlsdump", "book.xlsx"],
            ["xlsconv", "book.xlsx", "--to", "csv", "-o", "-"], ["xlsconv", "book.xlsx", "--to", "json", "-o", "-"],
            ["xlsconv", "book.xlsx", "--to", "ocds", "-o", "-"], ["xlssum", "table.csv", "--fiscal-year", "2567"], ["xlssum", "table.csv", "--fiscal-year", "2567", "-f", "json"],
            ["xlssum", "table.csv", "--fiscal-year", "2567", "-f", "csv"], ["xlsfix", "--dry-run", "book.xlsx"]) \
    + tuple([tool, option] for tool in ("xlscheck", "xlsconv", "xlsdump", "xlsfix", "xlsnew", "xlssum")
            for option in ("--help", "--version", "--list-templates"))


class Bench:
    """Folders with inputs; `disk` is where another disk may be mounted."""

    def __init__(self, tools, folder):
        self.tools, self.folder = tools, folder
        self.work, self.disk = os.path.join(folder, "work"), os.path.join(folder, "disk")
        self.names = set(common.make_inputs(tools, folder, ROWS))
        os.mkdir(self.disk)
        self.whole, self.runs = {}, 0
        for case in WRITERS:
            done = self.run(case.words)
            self.whole[case.name] = (done, common.read(os.path.join(self.work, case.out)))
            check(done.returncode in (0, 1) and self.whole[case.name][1], f"{case.name}: {done.returncode}, {done.stderr[:300]!r}")
            self.clean()

    def run(self, words, env=None, **more):
        self.runs += 1
        return common.run(self.tools, self.folder, words, env, **more)

    def clean(self):
        for name in set(os.listdir(self.work)) - self.names:
            os.remove(os.path.join(self.work, name))

    def look(self, case, done, path, before, what, code=None):
        """OUT is as it was and trouble was told, or it is complete; nothing is beside it. Returns whether it is complete."""
        whole, found = self.whole[case.name], common.read(path)
        succeeded = done.returncode == whole[0].returncode and code is None
        if succeeded:
            check(common.is_same(found, whole[1]), f"{what}: success, but OUT is not complete")
        elif check(done.returncode == 2, f"{what}: exit code {done.returncode}, {done.stderr[:300]!r}"):
            common.check_sentence(done.stderr, case.words[0], what)
            check(found == before, f"{what}: trouble was told, but OUT is not as it was")
        allowed = {os.path.basename(path), "fill", "new.csv"}  # new.csv: what the mapping is of
        beside = set(os.listdir(os.path.dirname(path))) - (self.names if os.path.dirname(path) == self.work else set())
        check(beside <= allowed and not os.listdir(os.path.join(self.folder, "tmp")), f"{what}: left behind: {sorted(beside - allowed)}")
        return succeeded


def with_out(case, path):
    """The command with another OUT."""
    return [path if word == case.out else word for word in case.words]


def lay(path, before):
    if os.path.lexists(path):
        os.remove(path)
    if before is not None:
        common.write(path, before)


@contextlib.contextmanager
def mounted(bench, options):
    """A disk in memory, while it is looked at."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", bench.disk], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", bench.disk], check=True)


def empty(folder):
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))


def fill(folder, room):
    """Leaves so many bytes of the disk free."""
    path = os.path.join(folder, "fill")
    lay(path, b"")
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    common.write(path, bytes(max(free - room, 0)))


def rooms(steps):
    return [DISK * step // (2 * steps) for step in range(steps)]


def check_small_disk(bench, steps):
    """OUT on a disk that has too little room."""
    full = 0
    for case in WRITERS:
        path = os.path.join(bench.disk, case.out)
        for n, room in enumerate(rooms(steps)):
            before = OLD if n % 2 == 0 else None
            lay(path, before)
            fill(bench.disk, room)
            done = bench.run(with_out(case, path))
            full += not bench.look(case, done, path, before, f"{case.name}, {room} bytes of room")
            empty(bench.disk)
        bench.clean()
    check(full >= len(WRITERS), f"only {full} runs had too little room")


def check_few_files(bench):
    """OUT on a disk that can hold no other file."""
    for case in WRITERS:
        path = os.path.join(bench.disk, case.out)
        lay(path, OLD)
        bench.look(case, bench.run(with_out(case, path)), path, OLD, f"{case.name}, no room for another file", 2)
        bench.clean()
        empty(bench.disk)


def check_temporary(bench, steps):
    """The folder for temporary files on such a disk."""
    failed = 0
    for case in WRITERS:
        path = os.path.join(bench.work, case.out)
        for n, room in enumerate(rooms(steps)):
            before = OLD if n % 2 == 0 else None
            lay(path, before)
            fill(bench.disk, room)
            done = bench.run(case.words, common.environment(bench.folder, TMPDIR=bench.disk))
            failed += not bench.look(case, done, path, before, f"{case.name}, temporary files with {room} bytes of room")
            check(os.listdir(bench.disk) == ["fill"], f"{case.name}: temporary files are left: {os.listdir(bench.disk)}")
            empty(bench.disk)
        bench.clean()
    check(failed, "no run had too little room for temporary files")


def check_read_only(bench):
    for case in WRITERS:
        common.write(os.path.join(bench.disk, case.out), OLD)
    subprocess.run(["mount", "-o", "remount,ro", bench.disk], check=True)
    there = set(os.listdir(bench.disk))
    for case in WRITERS:
        for name, before in ((case.out, OLD), ("x" + case.out, None)):
            path = os.path.join(bench.disk, name)
            done = bench.run(with_out(case, path))
            what = f"{case.name}, a disk that may only be read"
            check(done.returncode == 2 and common.read(path) == before, f"{what}: {done.returncode}")
            common.check_sentence(done.stderr, case.words[0], what)
            check(set(os.listdir(bench.disk)) == there, f"{what}: something came")
        bench.clean()


def check_other_disk(bench):
    """OUT is a link to a file of another disk: that file is replaced, the link stays."""
    target = os.path.join(bench.disk, "target")
    for case in WRITERS:
        path = os.path.join(bench.work, case.out)
        lay(target, OLD)
        lay(path, None)
        os.symlink(target, path)
        done = bench.run(case.words, common.environment(bench.folder, TMPDIR=bench.disk))
        what = f"{case.name}, a link to another disk"
        check(bench.look(case, done, path, None, what), f"{what}: {done.stderr[:300]!r}")
        check(os.path.islink(path) and os.listdir(bench.disk) == ["target"], f"{what}: {os.listdir(bench.disk)}")
        bench.clean()


def check_disks(bench, steps):
    small = f"size={DISK + 8192}"
    for options, look in ((small, lambda: check_small_disk(bench, steps)),
                          ("size=4m,nr_inodes=2", lambda: check_few_files(bench)),
                          (small, lambda: check_temporary(bench, steps)),
                          ("size=1m", lambda: check_read_only(bench)),
                          ("size=4m", lambda: check_other_disk(bench))):
        with mounted(bench, options):
            look()


def check_limit(bench, steps):
    """A limit for the size of a file; where it is met a signal comes, which the tools must not die of."""
    stopped = 0
    for case in WRITERS:
        path, size = os.path.join(bench.work, case.out), len(bench.whole[case.name][1])
        for n in range(steps):
            before, limit = (OLD if n % 2 == 0 else None), size * n // steps
            lay(path, before)
            done = bench.run(case.words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            stopped += not bench.look(case, done, path, before, f"{case.name}, files of {limit} bytes at most")
        bench.clean()
    check(stopped > steps, f"only {stopped} runs met the limit")


def check_full_output(bench):
    for words in PRINTERS:
        with open("/dev/full", "wb") as full:
            done = bench.run(words, stdout=full)
        what = f"{' '.join(words)} > /dev/full"
        check(done.returncode == 2, f"{what}: exit code {done.returncode}")
        common.check_sentence(done.stderr, words[0], what)


def closing(*descriptors):
    """Something to be done in the child before the tool begins."""
    def close():
        for descriptor in descriptors:
            os.close(descriptor)
    return close


def check_closed_output(bench):
    """Standard output is closed: no other file may take its number and be printed into."""
    for words in PRINTERS:
        before = {name: common.read(os.path.join(bench.work, name)) for name in bench.names}
        done = bench.run(words, preexec_fn=closing(1))
        what = f"{' '.join(words)} >&-"
        check(done.returncode == 2, f"{what}: exit code {done.returncode}")
        common.check_sentence(done.stderr, words[0], what)
        for name, content in before.items():
            check(common.read(os.path.join(bench.work, name)) == content, f"{what}: {name} was changed")
    for case in WRITERS:
        path, whole = os.path.join(bench.work, case.out), bench.whole[case.name][1]
        for descriptors in ((0,), (1,), (2,), (0, 1, 2)):
            lay(path, OLD)
            done = bench.run(case.words, preexec_fn=closing(*descriptors))
            what = f"{case.name}, closed: {descriptors}"
            found = common.read(path)
            check(common.is_same(found, whole) or (done.returncode == 2 and found == OLD), f"{what}: OUT is neither old nor complete")
            prints = 1 in descriptors and bench.whole[case.name][0].stdout
            wanted = 2 if prints else bench.whole[case.name][0].returncode
            check(done.returncode == wanted, f"{what}: exit code {done.returncode}, not {wanted}: {done.stderr[:200]!r}")
            bench.clean()


def may_mount():
    """Whether a name space of its own may be had."""
    words = ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt && umount /mnt"]
    return shutil.which("unshare") and subprocess.run(words, capture_output=True, check=False).returncode == 0


def main():
    arguments = [word for word in sys.argv[1:] if word != INSIDE]
    tools, steps = os.path.abspath(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 5
    inside = INSIDE in sys.argv
    if not inside and may_mount():
        os.execvp("unshare", ["unshare", "-m", sys.executable, os.path.abspath(__file__), INSIDE] + [tools, str(steps)])
    with common.new_folder() as folder:
        bench = Bench(tools, folder)
        if tally.failures:
            common.end("disk", "nothing could be compared")
        check_limit(bench, steps)
        check_full_output(bench)
        check_closed_output(bench)
        if inside:
            check_disks(bench, steps)
        where = "" if inside else " (no disk may be mounted here)"
        figures = f"{bench.runs} runs of {len(WRITERS) + len(PRINTERS)} commands{where}"
        if not inside and not tally.failures:
            print(f"disk: {figures}, {tally.checks} checks, 0 wrong")
            sys.exit(common.SKIPPED)
        common.end("disk", figures)


if __name__ == "__main__":
    main()
