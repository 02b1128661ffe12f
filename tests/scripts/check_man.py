#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""check_man.py - holds the manual pages to their tools.

    check_man.py TOOL...

Each TOOL has docs/man/TOOL.1, which mandoc takes without a warning, which has the sections that every tool has, which
names the very options of --help, long and short, and which refers to the pages of the other TOOLs.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO"]


def output(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.decode()


def options_of_help(tool):
    """The options that --help lists, each as a set of its spellings."""
    lines = output(tool, "--lang", "en", "--help").splitlines()
    return {frozenset(re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", line[:28])) for line in lines
            if re.match(r" {2,6}--?[a-z]", line)}


def options_of_page(page):
    """The same of the list in OPTIONS: ".It Fl s , -sheet Ar name"."""
    section = re.search(r"^\.Sh OPTIONS\n(.*?)(?=^\.Sh )", page, re.M | re.S)[1]
    return {frozenset("-" + word for word in re.sub(r" (Ar|Cm) .*", "", names).split(" , "))
            for names in re.findall(r"^\.It Fl (.*)$", section, re.M)}


def complaints(tool, tools):
    name = os.path.basename(tool)
    path = os.path.join(ROOT, "docs", "man", name + ".1")
    with open(path, encoding="utf-8") as file:
        page = file.read()
    yield from output("mandoc", "-Tlint", "-W", "warning", path).splitlines()
    found = re.findall(r"^\.Sh (.*)$", page, re.M)
    yield from (f"{name}.1 has no section {section}" for section in SECTIONS if section not in found)
    others = {os.path.basename(other) for other in tools} - {name}
    referred = set(re.findall(r"^\.Xr (\S+) 1\b", page.partition("\n.Sh SEE ALSO\n")[2], re.M))
    yield from (f"{name}.1 does not refer to {other}(1)" for other in sorted(others - referred))
    helped, named = options_of_help(tool), options_of_page(page)
    yield from (f"{name}.1 does not name {'/'.join(sorted(o))}" for o in sorted(helped - named, key=sorted))
    yield from (f"{name} has no {'/'.join(sorted(o))}" for o in sorted(named - helped, key=sorted))
    if len(helped) < 4:
        yield f"{name} --help lists {len(helped)} options: not read right"


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: check_man.py TOOL...")
    tools = [os.path.abspath(tool) for tool in sys.argv[1:]]
    found = [line for tool in tools for line in complaints(tool, tools)]
    print("\n".join(found + [f"{len(sys.argv) - 1} pages, {len(found)} complaints"]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
