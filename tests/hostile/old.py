# SPDX-License-Identifier: MIT
"""An honest old workbook in its compound file ([MS-XLS], [MS-CFB]), of which each case spoils one thing."""
import struct

from workbook import TEXTS

SECTOR, MINI_CUTOFF = 512, 4096
END, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
BOF, EOF, SST, CONTINUE, BOUNDSHEET, XF, LABELSST, NUMBER, FORMULA, STRING = (
    0x809, 0x0A, 0xFC, 0x3C, 0x85, 0xE0, 0xFD, 0x203, 0x06, 0x207)


def rec(kind, data=b"", size=None):
    """A record; `size` where its header lies."""
    return struct.pack("<2H", kind, len(data) if size is None else size) + data


def bof(kind):
    return rec(BOF, struct.pack("<4H2I", 0x600, kind, 0x1FAE, 1997, 0, 6))


def text(value, flags=0):
    return struct.pack("<HB", len(value), flags) + value.encode("latin-1")


def sst(total=None, items=tuple(TEXTS)):
    count = len(items) if total is None else total
    return rec(SST, struct.pack("<2I", count, count) + b"".join(text(item) for item in items))


def label(row, column, index):
    return rec(LABELSST, struct.pack("<3HI", row, column, 0, index))


def number(row, column, value, style=0):
    return rec(NUMBER, struct.pack("<3Hd", row, column, style, value))


def formula(row, column, result):
    """A formula (1) with eight bytes of result."""
    return rec(FORMULA, struct.pack("<3H", row, column, 0) + result + struct.pack("<HIH", 0, 0, 3) + b"\x1e\1\0")


CELLS = [label(0, 0, 0), label(0, 1, 1), label(0, 2, 2), label(1, 0, 3), label(1, 1, 4), number(1, 2, 45000, 1)]
XFS = b"".join(rec(XF, struct.pack("<2H", 0, code) + bytes(16)) for code in (0, 14))


def boundsheet(place, name=b"S1", size=None):
    return rec(BOUNDSHEET, struct.pack("<I2BBB", place, 0, 0, len(name) if size is None else size, 0) + name)


def stream(cells=b"", first=b"", strings=None, sheet=None, place=None, sheets=1):
    """The records of a workbook: `first` behind its BOF, more `cells`, another `sheet` or a list of `sheets` of it."""
    strings = sst() if strings is None else strings
    sheet = bof(0x10) + b"".join(CELLS) + cells + rec(EOF) if sheet is None else sheet
    lists = b"".join(boundsheet(0, b"S%d" % (n + 1)) for n in range(sheets))
    at = len(bof(5) + first + XFS + lists + strings + rec(EOF)) if place is None else place
    lists = b"".join(boundsheet(at, b"S%d" % (n + 1)) for n in range(sheets))
    return bof(5) + first + XFS + lists + strings + rec(EOF) + sheet


def entry(name, kind, first, size, child=FREE, left=FREE, right=FREE):
    written = (name + "\0").encode("utf-16-le")
    return (written.ljust(64, b"\0") + struct.pack("<HBB3I", len(written) if name else 0, kind, 1, left, right, child)
            + bytes(36) + struct.pack("<IQ", first, size))


def compound(data=None, fat=None, header=None, workbook=None, root=None, name="Workbook"):
    """A compound file. Lies: `fat` of sectors (0 is the FAT, 1 the directory, the stream from 2 on), `header` of places,
    `workbook` and `root` of fields of directory entries."""
    data = stream() if data is None else data
    size = max(len(data), MINI_CUTOFF)
    sectors = -(-size // SECTOR)
    table = [FAT_SECTOR, END, *range(3, 2 + sectors), END]
    for place, value in (fat or {}).items():
        table[place] = value
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
                     + struct.pack("<9I", 0, 1, 1, 0, MINI_CUTOFF, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108))
    for place, value in (header or {}).items():
        struct.pack_into("<I", head, place, value)
    directory = (entry("Root Entry", 5, **{"first": END, "size": 0, "child": 1} | (root or {}))
                 + entry(name, 2, **{"first": 2, "size": size} | (workbook or {}))).ljust(SECTOR, b"\0")
    written = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return bytes(head) + written + directory + data.ljust(sectors * SECTOR, b"\0")
