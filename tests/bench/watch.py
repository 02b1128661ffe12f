# SPDX-License-Identifier: MIT
"""Runs the programs of a scene in turn, round after round, and keeps what each run took."""
import os
import subprocess
import sys
from dataclasses import dataclass

from inputs import fail, warm


@dataclass(frozen=True)
class Run:
    """What one run took: seconds, seconds, MiB; and how many workbooks it read."""
    wall: float
    cpu: float
    peak: float
    books: int

    @property
    def milliseconds(self):
        return self.cpu * 1000

    @property
    def rate(self):
        return self.books / self.wall


class Bench:
    """Where everything is: tools (paths by name), folder (for what the programs write), inputs, and the
    option for work on several workbooks."""

    def __init__(self, tools, folder, inputs, jobs):
        self.tools, self.folder, self.inputs, self.jobs = tools, folder, inputs, jobs

    def words(self, program, files):
        """The command of a program; it runs in the folder of its workbooks, which it is given by their names."""
        values = {"{book}": [os.path.basename(path) for path in files], "{jobs}": self.jobs,
                  "{json}": [os.path.join(self.folder, "report.json")],
                  "{fixed}": [os.path.join(self.folder, "fixed.xlsx")]}
        tool, *words = program.command.split()
        return [self.tools[tool]] + [value for word in words for value in values.get(word, [word])]

    def measure(self, program, files, times):
        """(run, None), or (None, what is wrong)."""
        report, said = (os.path.join(self.folder, name) for name in ("report", "said"))
        with open(said, "wb") as errors:
            done = subprocess.run([self.tools["timed"], "-n", str(times), report, *self.words(program, files)],
                                  stderr=errors, cwd=os.path.dirname(files[0]), check=False)
        if done.returncode:
            fail(f"{program.label} could not be run")
        with open(report, encoding="ascii") as file:
            wall, user, system, peak, code = file.read().split()
        if int(code) != program.code:
            with open(said, encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
            return None, " ".join([f"{program.label} ended with {code}, not {program.code}.", *lines[-1:]])
        return Run(float(wall), float(user) + float(system), int(peak) / 1024, len(files)), None

    def rounds(self, scene, programs, count, times):
        """({program: its runs}, {program: what is wrong}). A program that ends wrongly is not run again."""
        files = {program.name: self.inputs.files(scene, program.book) for program in programs}
        for paths in files.values():
            warm(paths)
        runs, wrong = {program.name: [] for program in programs}, {}
        for number in range(count):
            print(f"run: {scene}, round {number + 1} of {count}", file=sys.stderr, flush=True)
            for program in programs:
                if program.name in wrong:
                    continue
                run, trouble = self.measure(program, files[program.name], times)
                if run:
                    runs[program.name].append(run)
                else:
                    wrong[program.name] = trouble
                    print(f"run: {scene}: {trouble}", file=sys.stderr, flush=True)
        return {name: of for name, of in runs.items() if name not in wrong}, wrong
