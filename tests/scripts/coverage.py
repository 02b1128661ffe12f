#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""coverage.py - how many lines of each layer the tests run.

    coverage.py BUILD [LAYER=PERCENT...]

BUILD is a build with coverage counters of which tests have been run (cmake --workflow --preset coverage). Prints each layer
of lib/, and the files of those that are named which have most lines left. The exit code is 1 where a layer that is
named (read=95) has a smaller part of its lines run.
"""
import collections
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile

FILES = 5  # that are shown of a layer that falls short


def counts(build):
    """{layer: {file: {line: times}}} of the sources of the library."""
    layers = collections.defaultdict(lambda: collections.defaultdict(dict))
    objects = glob.glob(os.path.join(os.path.abspath(build), "lib", "CMakeFiles", "xt_*.dir", "*", "*.gcda"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["gcov", "--json-format"] + objects, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       check=True)
        for name in glob.glob(os.path.join(folder, "*.gcov.json.gz")):
            with gzip.open(name, "rt", encoding="utf-8") as file:
                report = json.load(file)
            for source in report["files"]:
                parts = source["file"].split("/lib/")
                if len(parts) < 2 or not source["file"].endswith(".c"):
                    continue
                lines = layers[parts[-1].split("/")[0]][parts[-1]]
                for line in source["lines"]:
                    lines[line["line_number"]] = max(lines.get(line["line_number"], 0), line["count"])
    return layers


def share(files):
    total = sum(len(lines) for lines in files.values())
    run = sum(count > 0 for lines in files.values() for count in lines.values())
    return 100 * run / total if total else 0, run, total


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    wanted = dict((layer, float(least)) for layer, least in (word.split("=") for word in sys.argv[2:]))
    layers = counts(sys.argv[1])
    short = [layer for layer in wanted if layer not in layers]
    for layer, files in sorted(layers.items()):
        percent, run, total = share(files)
        print(f"{layer}: {percent:.1f} % ({run} of {total} lines)")
        if percent < wanted.get(layer, 0):
            short.append(layer)
            worst = sorted(files, key=lambda name: sum(count == 0 for count in files[name].values()), reverse=True)
            for name in worst[:FILES]:
                left = sorted(line for line, count in files[name].items() if count == 0)
                print(f"  {name}: {len(left)} lines: {left[:30]}")
    print("coverage: " + ", ".join(f"{layer}/ {share(layers[layer])[0]:.1f} %" for layer in sorted(wanted or layers)))
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
