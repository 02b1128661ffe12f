# SPDX-License-Identifier: MIT
"""ZIP archives in which every field may lie (APPNOTE 4.3)."""
import dataclasses
import struct
import zlib

STORED, DEFLATED = 0, 8
DESCRIPTOR = 8  # flag: sizes stand behind the data
UTF8 = 0x800
LOCAL = ("signature", "4s"), ("version", "H"), ("flags", "H"), ("method", "H"), ("time", "H"), ("date", "H"), \
        ("crc", "I"), ("packed", "I"), ("size", "I"), ("name_size", "H"), ("extra_size", "H")
CENTRAL = ("signature", "4s"), ("made_by", "H"), ("version", "H"), ("flags", "H"), ("method", "H"), ("time", "H"), \
          ("date", "H"), ("crc", "I"), ("packed", "I"), ("size", "I"), ("name_size", "H"), ("extra_size", "H"), \
          ("comment_size", "H"), ("disk", "H"), ("inner", "H"), ("outer", "I"), ("offset", "I")
END = ("signature", "4s"), ("disk", "H"), ("directory_disk", "H"), ("here", "H"), ("count", "H"), ("size", "I"), \
      ("offset", "I"), ("comment_size", "H")
END64 = ("signature", "4s"), ("record_size", "Q"), ("made_by", "H"), ("version", "H"), ("disk", "I"), \
        ("directory_disk", "I"), ("here", "Q"), ("count", "Q"), ("size", "Q"), ("offset", "Q")
DATE = 20 << 9 | 1 << 5 | 1  # 1 January 2000


def record(fields, values):
    return struct.pack("<" + "".join(kind for _, kind in fields), *(values.get(name, 0) for name, _ in fields))


def deflate(data, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def repeated(unit, count, head=b"", tail=b""):
    """(deflated, crc, size) of head, `count` times `unit`, tail; never whole in memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, crc = [], 0
    for piece in (head, *([unit] * count), tail):
        packed.append(packer.compress(piece))
        crc = zlib.crc32(piece, crc)
    return b"".join(packed) + packer.flush(), crc, len(head) + len(unit) * count + len(tail)


@dataclasses.dataclass
class Entry:
    """A member. What `both`, `local` and `central` hold is written there in place of the truth; names are bytes."""
    name: bytes
    data: bytes = b""
    method: int = DEFLATED
    raw: bytes = None        # the packed bytes, where they are not what packing gives
    crc: int = None
    size: int = None
    both: dict = dataclasses.field(default_factory=dict)
    local: dict = dataclasses.field(default_factory=dict)
    central: dict = dataclasses.field(default_factory=dict)
    behind: bytes = b""      # the data descriptor
    listed: bool = True      # in the directory
    written: bool = True     # in front of it
    offset: int = 0

    def values(self):
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        size = len(self.data) if self.size is None else self.size
        return {"version": 20, "made_by": 20, "method": self.method, "date": DATE, "crc": crc, "size": size,
                "packed": len(self.packed()), "offset": self.offset} | self.both

    def packed(self):
        if self.raw is not None:
            return self.raw
        return deflate(self.data) if self.method == DEFLATED else self.data

    def header(self, fields, signature, lies):
        name, extra = lies.get("name", self.name), lies.get("extra", b"")
        values = self.values() | {"signature": signature, "name_size": len(name), "extra_size": len(extra)} | lies
        return record(fields, values) + name + extra

    def local_bytes(self):
        return self.header(LOCAL, b"PK\3\4", self.local) + self.packed() + self.behind

    def central_bytes(self):
        return self.header(CENTRAL, b"PK\1\2", self.central)


def descriptor(data, signature=b"PK\7\10", **lies):
    values = {"crc": zlib.crc32(data), "packed": len(deflate(data)), "size": len(data)} | lies
    return signature + struct.pack("<3I", values["crc"], values["packed"], values["size"])


def archive(entries, before=b"", between=b"", comment=b"", behind=b"", end=None, moved=0):
    """`before` stands in front of all, `between` between directory and end record, `behind` behind all. `end` are lies
    of the end record; `moved` is taken off every offset, as if `before` were not there."""
    out, directory, count = bytearray(before), bytearray(), 0
    for entry in entries:
        if entry.written:
            entry.offset = len(out) - moved
            out += entry.local_bytes()
        if entry.listed:
            directory += entry.central_bytes()
            count += 1
    values = {"signature": b"PK\5\6", "here": count & 0xFFFF, "count": count & 0xFFFF, "size": len(directory),
              "offset": len(out) - moved, "comment_size": len(comment)} | (end or {})
    return bytes(out + directory) + between + record(END, values) + comment + behind


def end64(**lies):
    """An end record of ZIP64 and its locator, which says where it stands by `at`."""
    at = lies.pop("at", 0)
    values = {"signature": b"PK\6\6", "record_size": 44, "made_by": 45, "version": 45} | lies
    return record(END64, values) + struct.pack("<4sIQI", b"PK\6\7", 0, at, 1)
