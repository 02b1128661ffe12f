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

FAMILIES = ["xlsx,xlsm,xltx,xltm", "xls", "ods"]

# Where the collection's truth is held to be wrong: id -> the words that the refusal must have, and why.
HELD_WRONG = {
    # Its workbook names three sheets whose parts are not in the archive. The truth has three empty sheets; but a table
    # that got lost must not look like an empty one.
    "06ff85c40d9ff172": "the workbook is incomplete: the part ",
}
# Likewise: id -> a chart sheet, and how many cells the truth has there. The sheet is a chart (BOUNDSHEET dt 2, BOF dt
# 0x20), and its NUMBER records stand behind SIIndex records: they are what the chart remembers of its series ([MS-XLS]
# 2.1.7.20.1, SERIESDATA). Gnumeric and LibreOffice show no cell there either.
CHART_SHEETS = {
    "514e82ceda320555": ("Chart1", 4),
    "70b35e85f5c584e0": ("Chart", 6),
}
# The same for cells: id -> how many differ in which way, and why.
HELD_OTHERWISE = {
    # Formulas that gave an error: Excel and old LibreOffice write office:value-type="float" office:value="0" and the error
    # as the shown text ("#DIV/0!"). The truth has the numbers 0, which the sheet shows nowhere; Gnumeric and LibreOffice have
    # errors in all of these cells but two that they can calculate.
    "0d605dfaa3d10241": {"type": 8},
    "559672dd3e180460": {"type": 3},
}
FINE = {"ok", "refused"}


def compare(data, tool, family):
    """The lines of compare.py's report on the files of a family."""
    with tempfile.NamedTemporaryFile("r", suffix=".tsv", encoding="utf-8") as report:
        done = subprocess.run(
            ["/usr/bin/python3", os.path.join(data, "compare.py"), "--run", f"{os.path.abspath(tool)} {{}}",
             "--ext", family, "--timeout", TIMEOUT, "--report", report.name], stdout=subprocess.PIPE, text=True, check=False)
        rows = [line.rstrip("\n").split("\t") for line in report]
    print(f"{family}: {done.stdout}", end="")
    return rows


def differences(counts):
    return {kind: count for kind, count in counts.items() if kind not in ("ok", "kind")}


def is_excused(name, result, counts, examples):
    """Whether it is what the lists above tell of, to the letter."""
    if result == "error":
        words = HELD_WRONG.get(name)
        return bool(words and words in " ".join(examples[0]))
    if name in HELD_OTHERWISE:
        return result == "differs" and differences(counts) == HELD_OTHERWISE[name]
    sheet, missing = CHART_SHEETS.get(name, (None, 0))
    return (result == "differs" and set(counts) <= {"ok", "kind", "missing"} and counts["missing"] == missing and
            all(example[0] == sheet for example in examples))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: corpus.py XLSDUMP")
    data = os.environ.get("XLSTOOLS_DATA")
    if not data:
        print("XLSTOOLS_DATA is not set: skipped")
        sys.exit(SKIPPED)
    bad, excused, total = [], set(), 0
    for family in FAMILIES:
        rows = compare(data, sys.argv[1], family)
        total += len(rows)
        if not rows:
            bad.append(f"compare.py compared nothing of {family}")
        for name, path, _, result, counts, _, examples in rows:
            if result in FINE:
                continue
            listed = name in HELD_WRONG or name in CHART_SHEETS or name in HELD_OTHERWISE
            if listed and is_excused(name, result, json.loads(counts), json.loads(examples)):
                excused.add(name)
            else:
                bad.append(f"{result}: {path} {counts} {examples}")
    bad += [f"{name} is read as its truth says, or is not there: look again at the lists of what is held wrong"
            for name in [*HELD_WRONG, *CHART_SHEETS, *HELD_OTHERWISE] if name not in excused]
    print("\n".join(bad + [f"{total} files, {len(excused)} held to be wrong there, {len(bad)} bad"]))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
