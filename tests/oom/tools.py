#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tools.py - the tools themselves when memory runs out: what they say, their exit codes and what they leave.

    tools.py BIN_DIR SOURCE_DIR PRELOAD [RUNS]

Each tool works on a sample, and one allocation after the other of its own code fails (RUNS of them, 60; 0: all). It must
end with exit code 2, a line on standard error that begins with its name, and the old file where it was (or the new one, when
it was the report for which memory was out); or do what it does with enough memory.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

OLD = b"an older file\n"
COMMANDS = [  # how many of its own allocations there are at least, and the command
    (60, ["xlsdump", "{samples}/clean.xlsx"]),
    (300, ["xlscheck", "-f", "json", "{samples}/procurement.xlsx"]),
    (300, ["xlscheck", "--review", "{out}", "{samples}/procurement.xlsx"]),
    (300, ["xlsfix", "{samples}/procurement.xlsx", "-o", "{out}"]),
    (300, ["xlsconv", "{samples}/egp.csv", "-t", "register", "--set", "agency=ก", "-o", "{out}"]),
    (300, ["xlsnew", "ita-2567-o16", "-o", "{out}"]),
    (300, ["xlsnew", "--from", "{samples}/plan.xlsx", "-o", "{out}.json"]),
    (300, ["xlssum", "{samples}/register.csv", "--month", "2567-01", "-o", "{out}"]),
]


def content(path):
    """The file's bytes; of a workbook its parts but the one with the time of its making."""
    if not os.path.exists(path):
        return None
    if not zipfile.is_zipfile(path):
        with open(path, "rb") as file:
            return file.read()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


class Trial:
    def __init__(self, command, folder, settings):
        self.folder, self.settings = folder, settings
        self.command = [word.replace("{out}", f"{folder}/out.xlsx") for word in command]
        written = [word for word in self.command if word.startswith(folder)]
        self.out = written[0] if written else None

    def run(self, at):
        """(exit code, standard output, standard error, what OUT holds, the names in the folder)"""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.mkdir(self.folder)
        if self.out:
            with open(self.out, "wb") as file:
                file.write(OLD)
        done = subprocess.run(self.command, capture_output=True, env={**self.settings, "OOM_AT": str(at)})
        return done.returncode, done.stdout, done.stderr, self.out and content(self.out), os.listdir(self.folder)

    def judge(self, at, usual):
        """What is wrong with the run in which this allocation fails, or None; and whether it was told."""
        code, shown, said, made, names = run = self.run(at)
        if (code, shown, made) == (usual[0], usual[1], usual[3]):
            return None, False
        name = os.path.basename(self.command[0])
        if code != 2 or not said.startswith(name.encode() + b": "):
            return f"exit code {code}: {said.decode(errors='replace')[:200]}", False
        if self.out and made not in (OLD, usual[3]):
            return "the old file is gone, and the new one is not right", True
        return (f"left behind: {run[4]}", True) if names != usual[4] else (None, True)


def try_command(least, command, folder, settings, runs):
    """How many runs were wrong."""
    trial = Trial(command, folder, settings)
    usual = trial.run(0)
    name = " ".join(os.path.basename(word) for word in command if not word.startswith("-"))
    with open(settings["OOM_COUNT"], encoding="ascii") as file:
        count = int(file.read())
    if count < least or usual[0] > 1:
        print(f"{name}: {count} allocations, exit code {usual[0]}: no test of anything")
        return 1
    step = count // runs + 1 if runs else 1
    told = harmless = wrong = 0
    for at in range(1, count + 1, step):
        what, is_told = trial.judge(at, usual)
        told += is_told
        harmless += not is_told and not what
        wrong += bool(what)
        if what:
            print(f"{name}, allocation {at}: {what}")
    print(f"tool {name}: {count} allocations, {told + harmless + wrong} runs, {told} told, {harmless} harmless, {wrong} wrong")
    return wrong + (told == 0)


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit("usage: tools.py BIN_DIR SOURCE_DIR PRELOAD [RUNS]")
    tools, source, preload = (os.path.abspath(word) for word in sys.argv[1:4])
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        settings = {**os.environ, "LD_PRELOAD": preload, "OOM_COUNT": f"{folder}/count", "TZ": "UTC0",
                    "XLSTOOLS_TEMPLATES": f"{source}/templates", "TMPDIR": folder}
        for least, command in COMMANDS:
            words = [word.replace("{samples}", f"{source}/samples") for word in command]
            wrong += try_command(least, [f"{tools}/{words[0]}"] + words[1:], f"{folder}/out", settings, runs)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
