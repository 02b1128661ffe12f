#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""make.py - makes files that do harm to a careless reader, and says what must become of each.

    make.py FOLDER

Writes the files into FOLDER, and EXPECT.tsv: name, verdict, why, and the cells that must be read (JSON; see case.py).
The cases stand in cases_*.py: a new one is a row of a table there, or a function of a few lines. The files are the same
in every run.
"""
import csv
import json
import os
import sys

import cases_archive, cases_book, cases_old, cases_sheet, cases_text, cases_xml, cases_zip  # noqa: E401,F401  they fill CASES
from case import CASES


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make.py FOLDER")
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "EXPECT.tsv"), "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        table.writerow(["name", "verdict", "why", "cells"])
        for item in CASES.values():
            cells = "" if item.cells is None else json.dumps(item.cells, ensure_ascii=False)
            table.writerow([item.name, item.verdict, item.why, cells])
            with open(os.path.join(folder, item.name), "wb") as made:
                made.write(item.make())
    print(f"{len(CASES)} files")


if __name__ == "__main__":
    main()
