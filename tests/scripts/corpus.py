#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""corpus.py - compares what xlsdump reads with what other readers read, over a collection of real workbooks.

    corpus.py XLSDUMP

The collection is named by the environment variable XLSTOOLS_DATA: it holds corpus/, truth/ and compare.py, which does the
comparing. Without it there is nothing to do, and the exit code is 77 (skipped). Exit 1 when a file is read differently,
crashes, hangs, or is refused without need.
"""
import json
import os
import subprocess
import sys
import tempfile

SKIPPED = 77
TIMEOUT = "120"  # seconds a file; a sanitizer is slow

# Where the collection's truth is held to be wrong: id -> the words that the refusal must have, and why.
HELD_WRONG = {
    # Its workbook names three sheets whose parts are not in the archive. The truth has three empty sheets; but a table
    # that got lost must not look like an empty one.
    "06ff85c40d9ff172": "the workbook is incomplete: the part ",
}
FINE = {"ok", "refused"}


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: corpus.py XLSDUMP")
    data = os.environ.get("XLSTOOLS_DATA")
    if not data:
        print("XLSTOOLS_DATA is not set: skipped")
        sys.exit(SKIPPED)
    with tempfile.NamedTemporaryFile("r", suffix=".tsv", encoding="utf-8") as report:
        done = subprocess.run(
            ["/usr/bin/python3", os.path.join(data, "compare.py"), "--run", f"{os.path.abspath(sys.argv[1])} {{}}",
             "--timeout", TIMEOUT, "--report", report.name], stdout=subprocess.PIPE, text=True, check=False)
        rows = [line.rstrip("\n").split("\t") for line in report]
    print(done.stdout, end="")
    bad, excused = [], set()
    for name, path, _, result, counts, _, examples in rows:
        words = HELD_WRONG.get(name)
        if result == "error" and words and words in " ".join(json.loads(examples)[0]):
            excused.add(name)
        elif result not in FINE:
            bad.append(f"{result}: {path} {counts} {examples}")
    bad += [f"{name} is not refused any more, or is not there: look again at HELD_WRONG"
            for name in HELD_WRONG if name not in excused]
    if not rows:
        bad.append("compare.py compared nothing")
    print("\n".join(bad + [f"{len(rows)} files, {len(excused)} held to be wrong there, {len(bad)} bad"]))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
