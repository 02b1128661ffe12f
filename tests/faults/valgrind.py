#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""valgrind.py - each tool once under memcheck: no error, no leak.

    valgrind.py DIR [all]

With `all` every command of common.py is run and not one of each tool. DIR has the built tools. What valgrind.supp lets pass
is not the tools' own. Without valgrind the test is skipped (77).
"""
import os
import re
import shutil
import subprocess
import sys

import common
from common import check

ROWS = 12
ONE_OF_EACH = ("check-report", "fix", "conv-xlsx", "sum", "new-from", "dump-xlsx")
FOUND = 99
KINDS = "definite,indirect,possible"
OPTIONS = ["--leak-check=full", f"--show-leak-kinds={KINDS}", f"--errors-for-leak-kinds={KINDS}", f"--error-exitcode={FOUND}",
           "--suppressions=" + os.path.join(common.HERE, "valgrind.supp")]


def run(tools, folder, words):
    """Returns the exit code, standard error, and what valgrind wrote."""
    log = os.path.join(folder, "log")
    command = ["valgrind", f"--log-file={log}"] + OPTIONS + [os.path.join(tools, words[0])] + words[1:]
    done = subprocess.run(command, cwd=os.path.join(folder, "work"), env=common.environment(folder), stdin=subprocess.DEVNULL,
                          capture_output=True, check=False, timeout=300)
    return done.returncode, done.stderr, common.read(log).decode(errors="replace")


def main():
    if not shutil.which("valgrind"):
        print("valgrind is not installed")
        sys.exit(common.SKIPPED)
    tools, everything = os.path.abspath(sys.argv[1]), sys.argv[2:] == ["all"]
    runs = 0
    with common.new_folder() as folder:
        for case in common.cases_for(common.make_inputs(tools, folder, ROWS)):
            if not everything and case.name not in ONE_OF_EACH:
                continue
            out = os.path.join(folder, "work", case.out) if case.out else None
            if case.in_place:
                shutil.copy(os.path.join(folder, "work", "book.xlsx"), out)
            elif out and os.path.exists(out):
                os.remove(out)
            code, said, log = run(tools, folder, case.words)
            runs += 1
            summary = re.search(r"ERROR SUMMARY: (\d+) errors", log)
            check(summary and summary.group(1) == "0", f"{case.name}: {log[:3000]}")
            check(code in (0, 1), f"{case.name}: exit code {code}, {said[:300]!r}")
        common.end("valgrind", f"{runs} runs")


if __name__ == "__main__":
    main()
