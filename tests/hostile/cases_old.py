# SPDX-License-Identifier: MIT
"""Old workbooks (.xls) whose sectors and records lie. They have no checksums: what is whole must be read, what cannot be
must be refused."""
import struct

from case import add
from old import (BOF, CONTINUE, EOF, FREE, LABELSST, NUMBER, SST, STRING, bof, boundsheet, compound, formula, label, number, rec,
                 sst, stream, text, CELLS, XFS)
from workbook import BASE

FORMULA_TEXT = b"\0\0\0\0\0\0\xff\xff"
FORMULA_ERROR = b"\2\0\x77\0\0\0\xff\xff"
WHOLE = stream()

COMPOUND = [
    ("honest", "read", "the honest file", {}),
    ("circle", "refuse", "a stream that runs in a circle", {"fat": {5: 3}}),
    ("circle_itself", "refuse", "a sector that is behind itself", {"fat": {4: 4}}),
    ("chain_outside", "refuse", "a chain that leaves the file", {"fat": {4: 9999}}),
    ("chain_short", "refuse", "a chain that ends early", {"fat": {4: 0xFFFFFFFE}}),
    ("chain_free", "refuse", "a chain that leads to a free sector", {"fat": {4: FREE}}),
    ("chain_into_table", "either", "a chain through the FAT itself", {"fat": {4: 0}}),
    ("table_outside", "refuse", "a FAT behind the file", {"header": {0x4C: 0x7FFFFFF0}}),
    ("table_none", "refuse", "no FAT", {"header": {0x4C: FREE, 0x2C: 0}}),
    ("table_count", "either", "a count of FAT sectors that lies", {"header": {0x2C: 0xFFFFFFFF}}),
    ("list_circle", "either", "a list of FAT sectors that lies", {"header": {0x44: 1, 0x48: 0xFFFFFFFF}}),
    ("directory_outside", "refuse", "a directory behind the file", {"header": {0x30: 0x00FFFFFF}}),
    ("directory_circle", "refuse", "a directory that runs in a circle", {"fat": {1: 1}}),
    ("directory_stream", "refuse", "a directory that is the stream", {"header": {0x30: 2}}),
    ("sector_huge", "refuse", "sectors of 2 to the 31st bytes", {"header": {0x1E: 31 | 6 << 16}}),
    ("sector_tiny", "refuse", "sectors of one byte", {"header": {0x1E: 0 | 6 << 16}}),
    ("version", "refuse", "a version that does not exist", {"header": {0x18: 0x3E | 99 << 16}}),
    ("big_end", "refuse", "a file of the big end", {"header": {0x1C: 0xFEFF | 9 << 16}}),
    ("root_child_outside", "refuse", "a root whose child is not there", {"root": {"child": 500}}),
    ("root_child_itself", "refuse", "a root that is its own child", {"root": {"child": 0}}),
    ("tree_circle", "refuse", "directory entries in a circle", {"workbook": {"left": 1}}),
    ("tree_outside", "refuse", "a directory entry behind the directory", {"workbook": {"right": 0x0FFFFFFF}}),
    ("tree_shared", "refuse", "a directory entry that is both sides", {"workbook": {"left": 2, "right": 2}}),
    ("size_huge", "refuse", "a stream of 4 GiB", {"workbook": {"size": 0xFFFFFFF0}}),
    ("size_none", "refuse", "a stream of no bytes", {"workbook": {"size": 0}}),
    ("size_mini", "refuse", "a short stream, and there are no short streams", {"workbook": {"size": 100}}),
    ("first_outside", "refuse", "a stream behind the file", {"workbook": {"first": 0x7FFFFFFF}}),
    ("first_header", "refuse", "a stream that begins with the FAT", {"workbook": {"first": 0}}),
    ("name_none", "refuse", "a stream without a name", {"name": ""}),
    ("name_other", "refuse", "a stream of another name", {"name": "WordDocument"}),
    ("encrypted", "refuse", "a package behind a password", {"name": "EncryptedPackage"}),
]
for _name, _verdict, _why, _lies in COMPOUND:
    add(f"compound_{_name}.xls", _verdict, _why, lambda lies=_lies: compound(**lies), BASE)
for _size in (1, 8, 100, 511, 512, 1024, 1536, 2000, 4000):
    add(f"compound_cut_{_size}.xls", "refuse", f"cut behind {_size} bytes", lambda size=_size: compound()[:size])


def in_sheet(cells):
    return lambda: compound(stream(cells))


def instead(**parts):
    return lambda: compound(stream(**parts))


LONG = "x" * 9000
RECORDS = [
    ("no_bof", "refuse", "no beginning", lambda: compound(WHOLE[20:]), None),
    ("no_eof", "either", "no end of the sheet", instead(sheet=bof(0x10) + b"".join(CELLS)), None),
    ("sheet_no_bof", "refuse", "a sheet that does not begin", instead(sheet=b"".join(CELLS) + rec(EOF)), None),
    ("sheet_outside", "refuse", "a sheet behind the stream", instead(place=0x7FFFFFFF), None),
    ("sheet_itself", "either", "a sheet that is the workbook's own part", instead(place=0), None),
    ("sheet_in_record", "refuse", "a sheet that begins inside a record", instead(place=21), None),
    ("sheets_1000", "read", "1,000 sheets of one place", instead(sheets=1000), None),
    ("sheets_5000", "refuse", "5,000 sheets", instead(sheets=5000), None),
    ("sheet_name_cut", "refuse", "a sheet's name longer than its record",
     lambda: compound(bof(5) + boundsheet(0, b"S1", 200) + rec(EOF)), None),
    ("length_huge", "refuse", "a record of 65,535 bytes", in_sheet(rec(NUMBER, b"\0" * 14, 0xFFFF)), None),
    ("length_short", "refuse", "a number of 5 bytes", in_sheet(rec(NUMBER, b"\2\0\0\0\0")), None),
    ("length_over", "refuse", "a record that swallows the next one", in_sheet(rec(NUMBER, struct.pack("<3Hd", 2, 0, 0, 1), 20)),
     None),
    ("length_none", "refuse", "a text of no bytes", in_sheet(rec(LABELSST)), None),
    ("zeros", "either", "records of zeros", in_sheet(bytes(400)), BASE),
    ("strings_behind", "refuse", "a cell that wants a text that is not there", in_sheet(label(2, 0, 5)), None),
    ("strings_below", "refuse", "a cell that wants text -1", in_sheet(label(2, 0, 0xFFFFFFFF)), None),
    ("strings_count_more", "either", "more texts announced than there are", instead(strings=sst(4000000000)), BASE),
    ("strings_count_less", "refuse", "fewer texts announced than cells want", instead(strings=sst(2)), None),
    ("strings_none", "refuse", "no texts, and cells want some", instead(strings=b""), None),
    ("strings_length", "refuse", "a text longer than its record",
     instead(strings=rec(SST, struct.pack("<2IHB", 5, 5, 60000, 0) + b"abc")), None),
    ("strings_runs", "refuse", "more runs than bytes",
     instead(strings=rec(SST, struct.pack("<2IHBH", 5, 5, 3, 8, 65535) + b"abc")), None),
    ("strings_extended", "refuse", "phonetics of 2 GiB",
     instead(strings=rec(SST, struct.pack("<2IHBI", 5, 5, 3, 4, 0x7FFFFFFF) + b"abc")), None),
    ("continue_cut", "refuse", "a text whose continuation is not there",
     instead(strings=rec(SST, struct.pack("<2I", 5, 5) + text(LONG)[:8000])), None),
    ("continue_empty", "refuse", "a continuation of no bytes",
     instead(strings=rec(SST, struct.pack("<2I", 5, 5) + text(LONG)[:8000]) + rec(CONTINUE)), None),
    ("continue_alone", "either", "a continuation of nothing", in_sheet(rec(CONTINUE, b"more")), BASE),
    ("password", "refuse", "encrypted records", instead(first=rec(0x2F, b"\1\0\1\0\1\0" + bytes(48))), None),
    ("password_short", "refuse", "encrypted records, of which nothing is said", instead(first=rec(0x2F)), None),
    ("row_last", "read", "the last row of Excel 97", in_sheet(number(65535, 255, 1)), BASE + ["IV65536", 1]),
    ("column_over", "either", "column 257, which Excel 97 has not", in_sheet(number(2, 256, 1)), None),
    ("column_far", "refuse", "column 65,536", in_sheet(number(2, 65535, 1)), None),
    ("cell_twice", "either", "a cell twice", in_sheet(number(2, 0, 1) + number(2, 0, 2)), None),
    ("cells_back", "either", "rows out of order", in_sheet(number(4, 0, 5) + number(3, 0, 4)), None),
    ("nan", "either", "a number that is none", in_sheet(rec(NUMBER, struct.pack("<3H", 2, 0, 0) + b"\1" * 6 + b"\xf0\x7f")), None),
    ("infinite", "either", "an infinite number", in_sheet(rec(NUMBER, struct.pack("<3H", 2, 0, 0) + bytes(6) + b"\xf0\x7f")),
     None),
    ("formula_no_text", "either", "a formula that gave a text, and there is none", in_sheet(formula(2, 0, FORMULA_TEXT)), BASE),
    ("formula_other_text", "either", "a number where a formula's text should stand",
     in_sheet(formula(2, 0, FORMULA_TEXT) + number(2, 1, 1)), BASE + ["B3", 1]),
    ("formula_text", "read", "a formula that gave a text", in_sheet(formula(2, 0, FORMULA_TEXT) + rec(STRING, text("yes"))),
     BASE + ["A3", "yes"]),
    ("formula_text_cut", "refuse", "a formula's text that is cut",
     in_sheet(formula(2, 0, FORMULA_TEXT) + rec(STRING, struct.pack("<HB", 500, 0) + b"yes")), None),
    ("text_alone", "either", "a formula's text without its formula", in_sheet(rec(STRING, text("yes"))), BASE),
    ("formula_error", "either", "a formula that gave an error that does not exist", in_sheet(formula(2, 0, FORMULA_ERROR)), None),
    ("style_behind", "either", "a cell format that is not there", in_sheet(number(2, 0, 1, 4000)), BASE + ["A3", 1]),
    ("merges_count", "either", "60,000 merged ranges announced and none there", in_sheet(rec(0xE5, b"\x60\xea")), BASE),
    ("substreams", "refuse", "10,000 beginnings inside each other", instead(sheet=bof(0x10) * 10000), None),
    ("codes_65537", "refuse", "65,537 cell formats", instead(first=XFS * 32769), None),
    ("version", "refuse", "a version of BIFF that does not exist",
     lambda: rec(BOF, struct.pack("<2H", 0x900, 5)) + bytes(100), None),
    ("bare", "read", "the records without a compound file", lambda: WHOLE, BASE),
    ("bare_cut", "refuse", "the records without a compound file, cut", lambda: WHOLE[:-30], None),
]
for _name, _verdict, _why, _make, _cells in RECORDS:
    add(f"biff_{_name}.xls", _verdict, _why, _make, _cells)
