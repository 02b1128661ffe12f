#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""reliability.py - the tests of what breaks programs, in full, as the table of docs/reliability.md.

    reliability.py [--quick] [--only WORD] BIN

BIN has the tools and test programs of the release preset. Each line of the table is a command that anyone can run; its
figure is the last line that it prints, and it holds if the exit code is 0. In full this takes a quarter of an hour on two
processors; --quick takes the small numbers of the test suite, and some minutes. --only runs the lines whose name has the
word. What needs a collection of workbooks is skipped without $XLSTOOLS_DATA. The exit code is 1 where a line does not hold.

Coverage and fuzzing are not among them, as they have builds of their own: see docs/reliability.md.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import time

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TEMPLATES = os.path.join(os.path.dirname(TESTS), "templates")
SKIPPED = 77

Line = collections.namedtuple("Line", "name target words quick full figure")


def last_line(output):
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""


def sum_of_memory(output):
    """What all tests of running out of memory came to: each prints a line of its own."""
    sums = collections.Counter()
    for words in re.findall(r"^\d+: ((?:told|ahead|any|threads|tool) .*: \d+ .*)$", output, re.MULTILINE):
        sums["operations"] += 1
        for number, word in re.findall(r"(\d+) (runs|told|ended by a signal|wrong)", words):
            sums[word] += int(number)
    return ", ".join(f"{sums[word]:,} {word}" for word in ("operations", "runs", "told", "ended by a signal", "wrong"))


def python(script):
    return ["/usr/bin/python3", os.path.join(TESTS, script)]


# BIN stands for the folder of the tools; the words of `quick` or of `full` follow.
LINES = [
    Line("hostile files", "every verdict right, 2 s and 256 MiB, nothing opened, sent or started", python("scripts/hostile.py"),
         ["BIN", TEMPLATES], ["--trace", "BIN", TEMPLATES], last_line),
    Line("cut and flipped", "an error, or the same cells", ["BIN/tests/hostile/corrupt"],
         ["--files", "60", "--step", "1024", "--flips", "100"], ["--files", "60", "--step", "64", "--flips", "1000"], last_line),
    Line("out of memory", "told each time, nothing leaked, OUT old or right", ["ctest", "--test-dir", "BIN", "-V", "-R"], ["^oom/"],
         ["^oom/"], sum_of_memory),
    Line("calls that fail", "told each time, OUT old or right", python("faults/faults.py"), ["BIN", "3"], ["BIN", "0"], last_line),
    Line("disks", "exit code 2, OUT old", python("faults/disk.py"), ["BIN", "4"], ["BIN", "30"], last_line),
    Line("killed", "OUT absent, old or complete", python("faults/kill.py"), ["BIN", "30"], ["BIN", "500", "20000"], last_line),
    Line("sixteen writers", "OUT always complete; with --no-clobber one winner", python("faults/race.py"), ["BIN", "1"], ["BIN", "15"],
         last_line),
    Line("memcheck", "no error, no leak", python("faults/valgrind.py"), ["BIN"], ["BIN", "all"], last_line),
]


def run(line, tools, quick):
    words = line.words + (line.quick if quick else line.full)
    start = time.monotonic()
    done = subprocess.run([word.replace("BIN", tools, 1) if word.startswith("BIN") else word for word in words],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode not in (0, SKIPPED):
        sys.stderr.write(output[-4000:])
    return done.returncode, line.figure(output), time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("bin")
    given = parser.parse_args()
    tools, bad = os.path.abspath(given.bin), 0
    print("| test | target | measured | |\n|---|---|---|---|")
    for line in LINES:
        if given.only not in line.name:
            continue
        code, figure, seconds = run(line, tools, given.quick)
        verdict = {0: "holds", SKIPPED: "skipped"}.get(code, "**FAILS**")
        bad += code not in (0, SKIPPED)
        print(f"| {line.name} | {line.target} | {figure} ({seconds:.0f} s) | {verdict} |", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
