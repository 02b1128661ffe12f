# SPDX-License-Identifier: MIT
"""What is measured, as data: the workbooks, the programs that run on them, and what each piece of work may cost."""
from dataclasses import dataclass
from typing import Optional

FAULTS = 10  # rows in a thousand
JOBS = 2
SMALL_ROWS = 50
MANY_ROWS = 130

# The large workbooks, by how their texts are stored; each is a scene with the same programs. The two other scenes
# have workbooks of their own.
KINDS = ("shared", "inline")
SCENES = (*KINDS, "many", "small")

# The workbooks of a large scene: what the number of rows is divided by, and how many rows in a thousand have a fault.
BOOKS = {"clean": (1, 0), "faulty": (1, FAULTS), "half": (2, 0), "quarter": (4, 0), "eighth": (8, 0)}


@dataclass(frozen=True)
class Program:
    """A command; {words} stand for paths and options. Programs of one scene run in turn, in this order."""
    name: str
    label: str
    book: str
    command: str
    code: int = 0  # the exit code that is right: 1 where there are faults to find


PROGRAMS = (
    Program("floor", "floor (hand)", "clean", "floor {book} hand"),
    Program("check", "xlscheck", "clean", "xlscheck {book}"),
    Program("dump", "xlsdump", "clean", "xlsdump {book}"),
    Program("check-faults", "xlscheck", "faulty", "xlscheck {book}", 1),
    Program("json-faults", "xlscheck --format json -o", "faulty", "xlscheck --format json -o {json} {book}", 1),
    Program("fix-faults", "xlsfix", "faulty", "xlsfix -o {fixed} {book}", 1),
    Program("half", "xlscheck", "half", "xlscheck {book}"),
    Program("quarter", "xlscheck", "quarter", "xlscheck {book}"),
    Program("eighth", "xlscheck", "eighth", "xlscheck {book}"),
    Program("many", "xlscheck {jobs}", "many", "xlscheck {jobs} {book}", 1),
    Program("small", "xlscheck", "small", "xlscheck {book}"),
)


@dataclass(frozen=True)
class Target:
    """What a piece of work may cost.

    quantity  wall, cpu (seconds), milliseconds (of CPU), peak (MiB), or rate (workbooks a second)
    steps     pairs (program, base): the quantity of the one divided by that of the other. The base may be a fact about
              the workbook instead: "strings", the MiB of its inflated sharedStrings part; or nothing
    limit     what is demanded of every step, and stretch, what is hoped for
    """
    work: str
    quantity: str
    steps: tuple[tuple[str, Optional[str]], ...]
    limit: float
    stretch: float
    unit: str = "×"
    scenes: tuple[str, ...] = KINDS
    at_least: bool = False

    def reached(self, values, bound):
        return all(value >= bound if self.at_least else value <= bound for value in values)


TARGETS = (
    Target("xlscheck complete, {rows:,} × 19, 0 faults: clock against floor", "wall", (("check", "floor"),), 1.5, 1.0),
    Target("xlscheck: CPU time against floor", "cpu", (("check", "floor"),), 2.2, 1.7),
    Target("xlscheck: peak memory", "peak", (("check", None),), 48, 24, " MiB", ("inline",)),
    Target("xlscheck: peak memory against the inflated sharedStrings part ({strings:.0f} MiB)", "peak",
           (("check", "strings"),), 1.3, 1.0, scenes=("shared",)),
    Target("xlscheck --format json -o, {faults} ‰ faults: clock against the clean run", "wall",
           (("json-faults", "check"),), 1.15, 1.05),
    Target("xlsdump to /dev/null: clock against floor", "wall", (("dump", "floor"),), 2.5, 1.8),
    Target("xlsfix, {faults} ‰ faults: clock against xlscheck", "wall", (("fix-faults", "check-faults"),), 3, 2),
    Target("{many:,} workbooks × {many_rows} rows in one command, {jobs}", "rate", (("many", None),), 500, 1000,
           " workbooks/s", ("many",), at_least=True),
    Target("xlscheck from start to finish on {small_rows} rows: CPU time", "milliseconds", (("small", None),), 5, 2,
           " ms", ("small",)),
    Target("the rows double up to {rows:,}: CPU time of xlscheck, each time", "cpu",
           (("quarter", "eighth"), ("half", "quarter"), ("check", "half")), 2.1, 2.0),
)
