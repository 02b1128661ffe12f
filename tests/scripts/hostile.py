#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""hostile.py - runs xlsdump on files made to do harm, with little memory and little time.

    hostile.py [--sanitized] XLSDUMP

The files are $XLSTOOLS_DATA/hostile/NAME.xlsx with EXPECT.tsv, which says of each whether it must be read, refused, or
may be either. A file that is read gives exit code 0, one that is refused 2 and one line on standard error; nothing
else, no signal and no silence. Without XLSTOOLS_DATA the exit code is 77 (skipped). --sanitized: neither limit, for a
sanitizer needs terabytes of addresses and ten times the time.
"""
import csv
import os
import subprocess
import sys

SKIPPED = 77
MEMORY = 262144  # KiB of addresses
SECONDS = 2
VERDICTS = {"read": {0}, "read-warn": {0}, "refuse": {2}, "either": {0, 2}}

# Where the list is held to be wrong.
HELD_WRONG = {
    "trunc_0": "read",  # byte for byte the same file as ok_base, which must be read
}


def run(tool, path, sanitized):
    """What the tool did: its exit code (None: it took too long) and what it said."""
    command = [tool, "-q", path]  # what was merely noticed in a file is no complaint
    if not sanitized:
        command = ["/bin/sh", "-c", f'ulimit -v {MEMORY} && exec "$@"', "sh"] + command
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
                              timeout=SECONDS * (30 if sanitized else 1))
    except subprocess.TimeoutExpired:
        return None, ""
    return done.returncode, done.stderr.decode("utf-8", "replace")


def complaint(code, said, verdict):
    """What is wrong with that, or nothing."""
    if code is None:
        return "took too long"
    if code not in VERDICTS[verdict]:
        return f"exit code {code}"
    if code == 2 and (said.count("\n") != 1 or not said.startswith("xlsdump: ")):
        return "does not say why in one line"
    if code == 0 and said:
        return "complains about a file that it reads"
    return None


def main():
    words = [word for word in sys.argv[1:] if word != "--sanitized"]
    if len(words) != 1:
        sys.exit("usage: hostile.py [--sanitized] XLSDUMP")
    data = os.environ.get("XLSTOOLS_DATA")
    if not data:
        print("XLSTOOLS_DATA is not set: skipped")
        sys.exit(SKIPPED)
    folder = os.path.join(data, "hostile")
    with open(os.path.join(folder, "EXPECT.tsv"), encoding="utf-8", newline="") as file:
        files = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    bad = 0
    for row in files:
        verdict = HELD_WRONG.get(row["name"], row["verdict"])
        path = os.path.join(folder, row["name"] + ".xlsx")
        code, said = run(os.path.abspath(words[0]), path, len(sys.argv) > 2)
        wrong = complaint(code, said, verdict) if os.path.exists(path) else "is not there"
        if wrong:
            bad += 1
            print(f"{row['name']} ({verdict}: {row['why']}): {wrong}\n{said}", end="")
    print(f"{len(files)} files, {bad} bad")
    sys.exit(1 if bad or not files else 0)


if __name__ == "__main__":
    main()
