# SPDX-License-Identifier: MIT
"""The measuring sticks, compiled, and the workbooks that they write, made once and used again."""
import os
import shutil
import subprocess
import sys
import zipfile

from targets import BOOKS, KINDS, MANY_ROWS, SMALL_ROWS

HERE = os.path.dirname(os.path.abspath(__file__))
STICKS = {"make_o16": ["-lxlsxwriter"], "floor": ["-lz", "-ldeflate", "-lexpat"]}
STRINGS = "xl/sharedStrings.xml"
DIFFERENT = 40  # workbooks of the many; the others are copies


def fail(text):
    print(f"run: {text}", file=sys.stderr)
    sys.exit(2)


def compile_sticks(source, folder):
    """The measuring sticks and the stop watch, compiled: paths by name."""
    made = {}
    for name, path, libraries in [("timed", os.path.join(HERE, "timed.c"), [])] + [
            (name, os.path.join(source, name + ".c"), libraries) for name, libraries in STICKS.items()]:
        if not os.path.exists(path):
            fail(f"there is no {path}")
        made[name] = os.path.join(folder, name)
        done = subprocess.run(["cc", "-O2", "-w", "-D_POSIX_C_SOURCE=200809L", "-D_DEFAULT_SOURCE", "-o", made[name],
                               path, *libraries], check=False)
        if done.returncode:
            fail(f"{path} cannot be compiled")
    return made


class Inputs:
    """The workbooks in a folder, each made when it is first asked for."""

    def __init__(self, maker, folder, rows, many):
        self.maker, self.folder, self.rows, self.many = maker, os.path.abspath(folder), rows, many

    def make(self, path, rows, kind, faults):
        """Writes a workbook under another name first: what has its name is complete."""
        part = path + ".part"
        if subprocess.run([self.maker, str(rows), kind, str(faults), part], check=False).returncode:
            fail(f"{path} could not be made")
        os.rename(part, path)

    def one(self, kind, rows, faults):
        path = os.path.join(self.folder, f"{kind}-{rows}{f'-{faults}' if faults else ''}.xlsx")
        if not os.path.exists(path):
            self.make(path, rows, kind, faults)
        return path

    def crowd(self):
        """The many workbooks, in a folder of their own. The maker begins with the same numbers each time, so the
        workbooks differ by their share of faults, 0 to 78 in a thousand, and by how their texts are stored."""
        folder = os.path.join(self.folder, f"many-{self.many}x{MANY_ROWS}")
        if not os.path.exists(folder):
            part = folder + ".part"
            shutil.rmtree(part, ignore_errors=True)
            os.mkdir(part)
            paths = [os.path.join(part, f"{number:05}.xlsx") for number in range(self.many)]
            for number, path in enumerate(paths):
                if number < DIFFERENT:
                    self.make(path, MANY_ROWS, KINDS[number % len(KINDS)], 2 * number)
                else:
                    shutil.copyfile(paths[number % DIFFERENT], path)
            os.rename(part, folder)
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]

    def files(self, scene, book):
        """The workbooks that a program reads, as paths in one folder."""
        if book == "many":
            return self.crowd()
        if book == "small":
            return [self.one("shared", SMALL_ROWS, 0)]
        divisor, faults = BOOKS[book]
        return [self.one(scene, max(self.rows // divisor, 1), faults)]


def strings_size(path):
    """MiB of the inflated sharedStrings part, as the directory of the zip file tells."""
    with zipfile.ZipFile(path) as file:
        return file.getinfo(STRINGS).file_size / 1024 / 1024


def warm(paths):
    """Into the page cache: the disk is not what is measured."""
    for path in paths:
        with open(path, "rb") as file:
            while file.read(1 << 20):
                pass
