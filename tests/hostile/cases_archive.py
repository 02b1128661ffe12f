# SPDX-License-Identifier: MIT
"""Archives that are damaged, cut, longer than they should be, or meant to take all memory and time."""
import struct

from case import add, case
from packing import STORED, Entry, archive, deflate, end64, repeated
from workbook import BASE, PARTS, as_bytes, book, entries, member, strings, styles, worksheet

SHEET = worksheet().encode()
HEAD_SIZE = 22  # of an end record


def with_raw(key, raw, **fields):
    """The honest workbook with other packed bytes for a part."""
    members = entries()
    entry = member(members, key)
    entry.raw = raw
    for name, value in fields.items():
        setattr(entry, name, value)
    return archive(members)


# ------------------------------------------------------------ before, between, behind

AROUND = [
    ("before", {"before": b"x" * 100}, "refuse", "100 bytes in front, offsets right"),
    ("before_moved", {"before": b"x" * 100, "moved": 100}, "refuse", "100 bytes in front, offsets as if they were not there"),
    ("before_program", {"before": b"MZ" + bytes(510)}, "refuse", "a program in front"),
    ("before_pdf", {"before": b"%PDF-1.7\n" + b" " * 200}, "refuse", "a PDF in front"),
    ("before_zip", {"before": b"PK\3\4" + bytes(96)}, "either", "the head of another member in front"),
    ("before_span", {"before": b"PK\7\10"}, "either", "the mark of a split archive in front (8.5.4)"),
    ("before_table", {"before": b"a,b\n1,2\n"}, "refuse", "a CSV table in front"),
    ("before_page", {"before": b"<html><body><table><tr><td>x</td></tr></table></body></html>"}, "either",
     "a web page in front: it is one, too"),
    ("between", {"between": b"x" * 100}, "either", "100 bytes between directory and end record"),
    ("behind", {"behind": b"x" * 100}, "read-warn", "100 bytes behind"),
    ("behind_one", {"behind": b"\n"}, "read-warn", "a line end behind, as a transfer in text mode adds"),
    ("behind_zeros", {"behind": bytes(1024)}, "read-warn", "zeros up to the end of a disk's block"),
    ("behind_far", {"behind": b"x" * 70000}, "refuse", "so many bytes behind that no end record is found"),
    ("behind_page", {"behind": b"<script>alert(1)</script>"}, "read-warn", "a script behind"),
    ("comment", {"comment": b"c" * 65535}, "read", "the longest comment"),
    ("comment_short", {"comment": b"c" * 10, "end": {"comment_size": 5}}, "either", "a comment longer than announced"),
    ("comment_long", {"comment": b"c" * 10, "end": {"comment_size": 50}}, "refuse", "a comment cut short"),
]
for _name, _how, _verdict, _why in AROUND:
    add(f"around_{_name}.xlsx", _verdict, _why, lambda how=_how: archive(entries(), **how), BASE)

EMPTY = archive([])
add("end_in_comment.xlsx", "either", "the comment ends with an end record of no members",
    lambda: archive(entries(), comment=EMPTY), BASE)
add("end_in_comment_early.xlsx", "either", "the comment holds an end record that does not end there",
    lambda: archive(entries(), comment=EMPTY + b"more"), BASE)
add("end_twice.xlsx", "either", "the end record stands there twice",
    lambda: archive(entries(), comment=archive(entries())[-HEAD_SIZE:]), BASE)
add("archive_twice.xlsx", "refuse", "two archives behind each other, with other cells",
    lambda: book(sheet=worksheet('<row r="3"><c r="A3"><v>1</v></c></row>')) + book())
add("empty.xlsx", "refuse", "an archive of no members", lambda: EMPTY)
add("member_unlisted.xlsx", "either", "a member that no directory entry names",
    lambda: archive(entries() + [Entry(b"xl/media/x.png", b"hidden", listed=False)]), BASE)
add("inside_zip.xlsx", "refuse", "an archive that only holds the workbook",
    lambda: archive([Entry(b"book.xlsx", book(), STORED)]))
add("zip_inside.xlsx", "read", "a workbook that holds an archive, stored", lambda: archive(
    entries() + [Entry(b"xl/media/more.zip", book(), STORED)]), BASE)


# ------------------------------------------------------------ the end record

END_LIES = [
    ("count_less", {"count": 3, "here": 3}, "refuse", "fewer members than the directory"),
    ("count_more", {"count": 9, "here": 9}, "refuse", "more members than the directory"),
    ("count_none", {"count": 0, "here": 0}, "refuse", "no members"),
    ("count_differs", {"here": 2}, "refuse", "fewer members on this disk than in all"),
    ("count_most", {"count": 0xFFFF, "here": 0xFFFF}, "refuse", "65,535 members and no ZIP64 record"),
    ("size_less", {"size": 100}, "refuse", "a shorter directory"),
    ("size_more", {"size": 100000}, "refuse", "a longer directory"),
    ("size_most", {"size": 0xFFFFFFFF}, "refuse", "a directory of 4 GiB and no ZIP64 record"),
    ("size_none", {"size": 0}, "refuse", "a directory of no bytes"),
    ("offset_zero", {"offset": 0}, "refuse", "a directory at the front"),
    ("offset_outside", {"offset": 0x7FFFFFFF}, "refuse", "a directory behind the file"),
    ("offset_most", {"offset": 0xFFFFFFFF}, "refuse", "an offset that is in no ZIP64 record"),
    ("disk", {"disk": 1}, "refuse", "that this is the second disk"),
    ("directory_disk", {"directory_disk": 2}, "refuse", "that the directory is on another disk"),
    ("disks", {"disk": 0xFFFF, "directory_disk": 0xFFFF}, "refuse", "disks that are in no ZIP64 record"),
]
for _name, _lies, _verdict, _why in END_LIES:
    add(f"end_{_name}.xlsx", _verdict, "the end record says " + _why, lambda lies=_lies: archive(entries(), end=lies), BASE)


def zip64(**lies):
    """The honest workbook with a ZIP64 end record, on which the other one relies."""
    members = entries()
    whole = archive(members)
    offset = struct.unpack_from("<I", whole, len(whole) - 6)[0]
    size = len(whole) - HEAD_SIZE - offset
    truth = {"count": len(members), "here": len(members), "size": size, "offset": offset, "at": offset + size}
    all_ones = {"count": 0xFFFF, "here": 0xFFFF, "size": 0xFFFFFFFF, "offset": 0xFFFFFFFF}
    return archive(members, between=end64(**truth | lies), end=all_ones)


ZIP64_LIES = [
    ("honest", {}, "read", "the truth, as streaming programs write"),
    ("count", {"count": 1 << 40, "here": 1 << 40}, "refuse", "a trillion members"),
    ("count_less", {"count": 3, "here": 3}, "refuse", "fewer members"),
    ("size", {"size": 1 << 62}, "refuse", "a directory of 4 EiB"),
    ("offset", {"offset": 1 << 63}, "refuse", "an offset below zero"),
    ("offset_wrapped", {"offset": (1 << 64) - 1}, "refuse", "an offset that wraps around"),
    ("at_outside", {"at": 1 << 40}, "refuse", "the record is behind the file"),
    ("at_zero", {"at": 0}, "refuse", "the record is at the front"),
    ("disk", {"disk": 7}, "refuse", "another disk"),
    ("record_size", {"record_size": 1 << 60}, "either", "that it is itself 1 EiB long"),
]
for _name, _lies, _verdict, _why in ZIP64_LIES:
    add(f"zip64_{_name}.xlsx", _verdict, "the ZIP64 end record says " + _why, lambda lies=_lies: zip64(**lies), BASE)
add("zip64_differs.xlsx", "either", "a ZIP64 end record that says other than the end record, which needs none",
    lambda: archive(entries(), between=end64(count=1, here=1, at=len(book()) - HEAD_SIZE)), BASE)


# ------------------------------------------------------------ cut

def cut(place):
    members = entries()
    whole = archive(members)
    directory = struct.unpack_from("<I", whole, len(whole) - 6)[0]
    sheet = member(members, "sheet").offset
    places = {"header": 10, "first_name": 35, "data": sheet + 80, "members": directory, "directory_head": directory + 20,
              "directory": directory + (len(whole) - directory) // 2, "before_end": len(whole) - HEAD_SIZE,
              "end": len(whole) - 10, "last_byte": len(whole) - 1, "four": 4, "signature": 3}
    return whole[:places[place]]


for _name in ("header", "first_name", "data", "members", "directory_head", "directory", "before_end", "end", "last_byte",
              "four"):
    add(f"cut_{_name}.xlsx", "refuse", "the file is cut there", lambda place=_name: cut(place))
add("cut_hole.xlsx", "refuse", "a block of zeros in the middle, as a broken download leaves",
    lambda: (lambda whole: whole[:600] + bytes(512) + whole[1112:])(book()))
add("cut_comment.xlsx", "refuse", "a comment that is cut", lambda: archive(entries(), comment=b"c" * 500)[:-100])


# ------------------------------------------------------------ deflate streams (RFC 1951)

STREAMS = [
    ("garbage_behind", deflate(SHEET) + b"\xde\xad" * 50, "either", "100 bytes behind the end of the stream"),
    ("second_stream", deflate(SHEET) + deflate(b"<row/>"), "either", "a second stream behind the first"),
    ("cut", deflate(SHEET)[:-20], "refuse", "the stream ends early"),
    ("empty", b"", "refuse", "there is no stream"),
    ("stored_lies", struct.pack("<B2H", 1, len(SHEET), len(SHEET)) + SHEET, "refuse", "a stored block whose lengths disagree"),
    ("stored_long", struct.pack("<B2H", 1, 60000, 60000 ^ 0xFFFF) + SHEET, "either", "a stored block longer than the file"),
    ("block_type_3", b"\x07" + bytes(40), "refuse", "a block of a type that does not exist"),
    ("distance", b"\x03\x02\0\0", "refuse", "a copy from before the beginning"),
    ("not_last", struct.pack("<B2H", 0, len(SHEET), len(SHEET) ^ 0xFFFF) + SHEET, "either", "no block says that it is the last"),
    ("zlib", b"\x78\x9c" + deflate(SHEET) + bytes(4), "refuse", "a stream in zlib's wrapping"),
    ("gzip", b"\x1f\x8b\x08" + bytes(7) + deflate(SHEET) + bytes(8), "refuse", "a stream in gzip's wrapping"),
    ("empty_blocks", b"\0\0\0\xff\xff" * 200000 + deflate(SHEET), "read", "200,000 empty blocks in front"),
    ("random", bytes(range(7, 256)) * 3, "refuse", "no stream at all"),
]
for _name, _raw, _verdict, _why in STREAMS:
    add(f"deflate_{_name}.xlsx", _verdict, _why, lambda raw=_raw: with_raw("sheet", raw), BASE)


# ------------------------------------------------------------ too much of it

def many(count):
    """The honest workbook with `count` members in all."""
    members = entries()
    more = [Entry(f"p/{number}".encode(), method=STORED) for number in range(count - len(members))]
    return archive(members + more)


add("members_10000.xlsx", "read", "as many members as are allowed", lambda: many(10000), BASE)
add("members_10001.xlsx", "refuse", "one member more than is allowed", lambda: many(10001))
add("members_65000.xlsx", "refuse", "65,000 members", lambda: many(65000))

MIB = 1 << 20


def bomb(key, unit, count, head=b"", tail=b""):
    raw, crc, size = repeated(unit, count, head, tail)
    return with_raw(key, raw, crc=crc, size=size)


def halves(text, place):
    """The text in front of and behind a place in it."""
    at = text.index(place)
    return as_bytes(text[:at]), as_bytes(text[at:])


BEFORE_ROW_2, ROW_2 = halves(worksheet(), '<row r="2"')


@case("bomb_picture.xlsx", "read-warn", "300 MiB of zeros in a picture, which nobody inflates", BASE)
def bomb_picture():
    raw, crc, size = repeated(bytes(MIB), 300)
    return archive(entries() + [Entry(b"xl/media/image1.png", raw=raw, crc=crc, size=size)])


add("bomb_sheet_blanks.xlsx", "either", "300 MiB of blanks between two rows: streamed, or refused",
    lambda: bomb("sheet", b" " * MIB, 300, BEFORE_ROW_2, ROW_2), BASE)
add("bomb_sheet_comment.xlsx", "either", "a comment of 50 MiB between two rows",
    lambda: bomb("sheet", b"x" * MIB, 50, BEFORE_ROW_2 + b"<!--", b"-->" + ROW_2), BASE)
add("bomb_sheet_rows.xlsx", "either", "a million rows without cells",
    lambda: bomb("sheet", b"<row/>" * 1000, 1000, *halves(worksheet(), "</sheetData>")), BASE)
add("bomb_sheet_name.xlsx", "refuse", "an element whose name has 200 MiB",
    lambda: bomb("sheet", b"a" * MIB, 200, halves(worksheet(), "</sheetData>")[0] + b"<"))
add("bomb_sheet_attribute.xlsx", "refuse", "an attribute of 200 MiB",
    lambda: bomb("sheet", b"a" * MIB, 200, halves(worksheet(), "</sheetData>")[0] + b'<row spans="'))
add("bomb_strings_zeros.xlsx", "refuse", "300 MiB of zeros as shared strings", lambda: bomb("strings", bytes(MIB), 300))
add("bomb_strings_text.xlsx", "either", "one shared string of 300 MiB: read where there is the memory for it",
    lambda: bomb("strings", b"a" * MIB, 300, halves(strings(), "</sst>")[0] + b"<si><t>", b"</t></si></sst>"), BASE)
add("bomb_strings_items.xlsx", "refuse", "six million shared strings",
    lambda: bomb("strings", b"<si/>" * 60000, 100, *halves(strings(), "</sst>")))
add("bomb_styles.xlsx", "refuse", "styles of 600 MiB",
    lambda: bomb("styles", b" " * MIB, 600, *halves(styles(), "<cellXfs")))
add("bomb_relations.xlsx", "either", "56 MB of relationships that name nothing",
    lambda: bomb("relations", b"<Relationship/>" * 70000, 50, *halves(PARTS["relations"][1], "</Relationships>")), BASE)
add("bomb_ratio.xlsx", "refuse", "a part that would unpack to a thousand million times its size",
    lambda: with_raw("sheet", deflate(SHEET), both={"size": 0xF0000000}))
