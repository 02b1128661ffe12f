# SPDX-License-Identifier: MIT
"""The list of hostile files: what each is called, what must become of it, and why.

A file is made by a function with @case, or is a row of a table that add() is called for. Verdicts:

    read        exit code 0, nothing on standard error
    read-warn   exit code 0, and a note on standard error
    refuse      exit code 2 and one line on standard error
    either      one of these; what is read must be the cells all the same

The cells that must be read are a list: an address, its value, the next address ... An address is "B2", or "S2!B2" on
any sheet but the first that has cells. A value is a text, a number, a truth value, {"date": "2024-03-31"},
{"error": "#N/A"}, or {"invalid": "NaN"} for what the file calls a number and is none.
"""
import collections

Case = collections.namedtuple("Case", "name verdict why make cells")
VERDICTS = ("read", "read-warn", "refuse", "either")
CASES = {}


def add(name, verdict, why, make, cells=None):
    """`make` gives the bytes of the file `name`."""
    assert verdict in VERDICTS and name not in CASES, name
    CASES[name] = Case(name, verdict, why, make, cells)


def case(name, verdict, why, cells=None):
    def keep(make):
        add(name, verdict, why, make, cells)
        return make
    return keep
