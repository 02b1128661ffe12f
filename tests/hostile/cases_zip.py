# SPDX-License-Identifier: MIT
"""Archives that lie about what they hold (APPNOTE.TXT; ECMA-376 part 2, annex B)."""
import struct
import zlib

from case import add, case
from packing import DESCRIPTOR, STORED, UTF8, Entry, archive, deflate, descriptor
from workbook import BASE, as_bytes, entries, member, strings, worksheet

PNG = "xl/media/image1.png"
OTHER_SHEET = worksheet('<row r="3"><c r="A3"><v>666</v></c></row>').encode()


def with_entry(**fields):
    """The honest workbook with one more member."""
    return archive(entries() + [Entry(**fields)])


def changed(key, **fields):
    """The honest workbook with one member, or all (None), described otherwise."""
    members = entries()
    for entry in members:
        if key is None or entry is member(members, key):
            for name, value in fields.items():
                setattr(entry, name, value)
    return archive(members)


# ------------------------------------------------------------ names

TWICE = [  # a second sheet1.xml with other rows
    ("same", b"xl/worksheets/sheet1.xml", "the same name twice"),
    ("case", b"XL/Worksheets/SHEET1.xml", "the same name in other letters (ECMA-376 part 2, 6.2.2.3)"),
    ("backslash", b"xl\\worksheets\\sheet1.xml", "the same name with backslashes"),
    ("slash", b"/xl/worksheets/sheet1.xml", "the same name with a slash in front"),
    ("strings_case", b"xl/sharedstrings.xml", "a second part of shared strings in other letters"),
]
for _name, _bytes, _why in TWICE:
    add(f"name_twice_{_name}.xlsx", "refuse", _why, lambda n=_bytes: with_entry(name=n, data=OTHER_SHEET))
    add(f"name_twice_{_name}_first.xlsx", "refuse", _why + ", and it stands first",
        lambda n=_bytes: archive([Entry(n, OTHER_SHEET)] + entries()))

NAMES = [
    ("traversal", b"../../../../tmp/evil.xml", "refuse", "a way out of the archive"),
    ("traversal_backslash", b"..\\..\\evil.exe", "refuse", "a way out of the archive, with backslashes"),
    ("traversal_middle", b"xl/../../evil.xml", "refuse", "a way out of the archive from inside"),
    ("traversal_end", b"xl/media/..", "refuse", "a name that ends in dots"),
    ("traversal_mixed", b"xl/..\\..\\evil.xml", "refuse", "both slashes"),
    ("absolute", b"/etc/passwd", "refuse", "an absolute name"),
    ("absolute_backslash", b"\\windows\\system32\\x.dll", "refuse", "an absolute name of Windows"),
    ("drive", b"C:\\evil.exe", "refuse", "a name with a drive"),
    ("drive_slash", b"c:/evil.exe", "refuse", "a name with a drive and a slash"),
    ("share", b"\\\\server\\share\\x", "refuse", "the name of a share"),
    ("share_slash", b"//server/share/x", "refuse", "the name of a share, with slashes"),
    ("nul", b"xl/media/a\0.png", "refuse", "NUL in a name"),
    ("nul_hides", b"xl/styles.xml\0.png", "refuse", "a name that C reads as another one"),
    ("escape", b"xl/media/\x1b[2J\x1b]0;owned\x07.png", "refuse", "a name that would clear the terminal"),
    ("newline", b"xl/media/a\nxlsdump: fine.png", "refuse", "a name of two lines"),
    ("tab", b"xl/media/a\tb.png", "refuse", "a tab in a name"),
    ("delete", b"xl/media/a\x7f.png", "refuse", "DEL in a name"),
    ("empty", b"", "refuse", "a member without a name"),
    ("slashes", b"///", "refuse", "a name of slashes alone"),
    ("long", b"xl/media/" + b"a" * 65000, "either", "a name of 65,009 bytes"),
    ("dots", b"./xl/media/a.png", "either", "a name with a dot in front"),
    ("bidi", "xl/media/\u202egnp.exe".encode(), "either", "letters that turn the name around"),
    ("c1", "xl/media/\u009b31m.png".encode(), "either", "a control character in two bytes of UTF-8"),
    ("latin", b"xl/media/\xe9t\xe9.png", "read", "a name in another code page, as old programs write"),
    ("thai", "xl/media/รูป.png".encode(), "read", "a Thai name"),
    ("folder", b"xl/media/", "read", "a folder, as other zip programs add them"),
]
for _name, _bytes, _verdict, _why in NAMES:
    add(f"name_{_name}.xlsx", _verdict, _why, lambda n=_bytes: with_entry(name=n), BASE)
add("name_not_utf8.xlsx", "either", "the flag says UTF-8, and it is none",
    lambda: with_entry(name=b"xl/media/\xff\xfe.png", both={"flags": UTF8}), BASE)
add("name_folder_with_data.xlsx", "either", "a folder that has bytes",
    lambda: with_entry(name=b"xl/media/", data=b"x" * 100), BASE)


@case("name_slash_everywhere.xlsx", "either", "every name begins with a slash; a few programs write so", BASE)
def slash_everywhere():
    members = entries()
    for entry in members:
        entry.name = b"/" + entry.name
    return archive(members)


@case("name_backslash_everywhere.xlsx", "either", "every name with backslashes; old .NET programs write so", BASE)
def backslash_everywhere():
    members = entries()
    for entry in members:
        entry.name = entry.name.replace(b"/", b"\\")
    return archive(members)


@case("name_unicode_extra.xlsx", "either", "an extra field (4.6.9) gives a picture the name of a second sheet1.xml", BASE)
def unicode_extra():
    name = b"xl/worksheets/sheet1.xml"
    shown = PNG.encode()
    field = struct.pack("<2HBI", 0x7075, 5 + len(name), 1, zlib.crc32(shown)) + name
    return with_entry(name=shown, data=OTHER_SHEET, central={"extra": field}, local={"extra": field})


# ------------------------------------------------------------ directory and local headers

DIFFER = [  # what the local header of sheet1.xml says
    ("name", {"name": b"xl/worksheets/sheet9.xml"}, "refuse", "another name"),
    ("name_long", {"name": b"xl/worksheets/sheet1.xml.png"}, "refuse", "a longer name, so that data begin elsewhere"),
    ("name_case", {"name": b"xl/worksheets/SHEET1.xml"}, "either", "the name in other letters"),
    ("method", {"method": STORED}, "refuse", "another method"),
    ("size", {"size": 5}, "refuse", "another size"),
    ("packed", {"packed": 5}, "refuse", "another packed size"),
    ("crc", {"crc": 0x12345678}, "refuse", "another checksum"),
    ("encrypted", {"flags": 1}, "refuse", "that it is encrypted"),
    ("signature", {"signature": b"PK\1\2"}, "refuse", "that it is a directory entry"),
    ("signature_none", {"signature": b"\0\0\0\0"}, "refuse", "nothing: it has no signature"),
    ("extra", {"extra_size": 60000}, "refuse", "an extra field that reaches behind the archive"),
    ("version", {"version": 45}, "read", "another version, as some programs write"),
    ("time", {"time": 1234}, "read", "another time"),
]
for _name, _lies, _verdict, _why in DIFFER:
    add(f"local_{_name}.xlsx", _verdict, "the local header says " + _why,
        lambda lies=_lies: changed("sheet", local=lies), BASE)

BOTH = [  # what both headers of a needed part say
    ("size_less", "sheet", {"size": 10}, "refuse", "fewer bytes than there are"),
    ("size_more", "sheet", {"size": 100000}, "refuse", "more bytes than there are"),
    ("size_none", "sheet", {"size": 0}, "refuse", "no bytes"),
    ("size_huge", "strings", {"size": 0xFFFFFFF0}, "refuse", "4 GiB: nothing is allocated by that"),
    ("packed_less", "sheet", {"packed": 40}, "refuse", "fewer packed bytes"),
    ("packed_none", "strings", {"packed": 0}, "refuse", "no packed bytes"),
    ("packed_outside", "sheet", {"packed": 0x7FFFFFFF}, "refuse", "packed bytes that reach behind the archive"),
    ("crc_sheet", "sheet", {"crc": 1}, "refuse", "another checksum"),
    ("crc_strings", "strings", {"crc": 1}, "refuse", "another checksum"),
    ("crc_styles", "styles", {"crc": 1}, "refuse", "another checksum"),
    ("crc_workbook", "workbook", {"crc": 1}, "refuse", "another checksum"),
    ("crc_relations", "relations", {"crc": 1}, "refuse", "another checksum"),
    ("crc_zero", "sheet", {"crc": 0}, "refuse", "no checksum"),
    ("encrypted", "sheet", {"flags": 1}, "refuse", "that it is encrypted"),
    ("encrypted_strongly", "strings", {"flags": 0x41}, "refuse", "that it is strongly encrypted"),
    ("masked", "styles", {"flags": 0x2000}, "either", "that local headers are masked"),
    ("patch", "sheet", {"flags": 0x20}, "either", "that it is patch data"),
    ("bzip2", "sheet", {"method": 12}, "refuse", "bzip2"),
    ("lzma", "strings", {"method": 14}, "refuse", "LZMA"),
    ("deflate64", "sheet", {"method": 9}, "refuse", "deflate64"),
    ("zstd", "sheet", {"method": 93}, "refuse", "Zstandard"),
    ("aes", "sheet", {"method": 99}, "refuse", "AES"),
    ("method_unknown", "relations", {"method": 0xFFFF}, "refuse", "a method that does not exist"),
    ("stored", "sheet", {"method": STORED}, "refuse", "stored, and it is deflated"),
]
for _name, _key, _lies, _verdict, _why in BOTH:
    add(f"entry_{_name}.xlsx", _verdict, "both headers of a needed part say " + _why,
        lambda key=_key, lies=_lies: changed(key, both=lies), BASE)
add("entry_directory_size.xlsx", "refuse", "the directory alone says another size",
    lambda: changed("sheet", central={"size": 77}), BASE)
add("entry_directory_crc.xlsx", "refuse", "the directory alone says another checksum",
    lambda: changed("strings", central={"crc": 77}), BASE)
add("entry_outside.xlsx", "refuse", "the local header would stand behind the archive",
    lambda: changed("sheet", central={"offset": 0x7FFFFFF0}), BASE)
add("entry_offset_64.xlsx", "refuse", "the offset is in a ZIP64 field that is not there",
    lambda: changed("sheet", central={"offset": 0xFFFFFFFF}), BASE)
add("entry_other_disk.xlsx", "refuse", "a part on another disk", lambda: changed("sheet", central={"disk": 3}), BASE)
add("entry_zip64_short.xlsx", "refuse", "a ZIP64 field of one byte",
    lambda: changed("sheet", central={"size": 0xFFFFFFFF, "extra": b"\1\0\1\0\0"}), BASE)
add("entry_extra_lies.xlsx", "either", "an extra field that claims more bytes than there are",
    lambda: changed("sheet", central={"extra": b"\x99\x99\xff\xff"}), BASE)
add("entry_stored_as_deflated.xlsx", "refuse", "deflated, and it is stored",
    lambda: changed("strings", raw=as_bytes(strings())), BASE)
add("entry_times.xlsx", "read", "times that no clock shows",
    lambda: changed(None, both={"time": 0xFFFF, "date": 0xFFFF}), BASE)
add("entry_version_99.xlsx", "either", "needs version 9.9", lambda: changed(None, both={"version": 99}), BASE)
add("unneeded_crc.xlsx", "read", "another checksum of a picture: it is never inflated",
    lambda: with_entry(name=PNG.encode(), data=b"picture", both={"crc": 1}), BASE)
add("unneeded_bzip2.xlsx", "read", "a picture in bzip2",
    lambda: with_entry(name=PNG.encode(), data=b"picture", raw=b"BZh9", both={"method": 12}), BASE)
add("unneeded_encrypted.xlsx", "either", "a picture that is encrypted",
    lambda: with_entry(name=PNG.encode(), data=b"picture", both={"flags": 1}), BASE)

WITH_DESCRIPTOR = [  # what stands behind the data of sheet1.xml, whose local header has no sizes
    ("whole", {}, "read", "sizes behind the data, as streaming programs write"),
    ("no_signature", {"signature": b""}, "read", "sizes behind the data without a signature, which 4.3.9.3 allows"),
    ("crc", {"crc": 99}, "either", "a checksum behind the data that is another one"),
    ("size", {"size": 99999}, "either", "a size behind the data that is another one"),
    ("packed", {"packed": 1}, "either", "a packed size behind the data that is another one"),
    ("missing", None, "either", "no sizes behind the data, though the flag says so"),
]
for _name, _lies, _verdict, _why in WITH_DESCRIPTOR:
    add(f"descriptor_{_name}.xlsx", _verdict, _why, lambda lies=_lies: changed(
        "sheet", both={"flags": DESCRIPTOR}, local={"crc": 0, "size": 0, "packed": 0},
        behind=b"" if lies is None else descriptor(worksheet().encode(), **lies)), BASE)


# ------------------------------------------------------------ members that share bytes

@case("overlap_same_place.xlsx", "refuse", "two directory entries of one place")
def same_place():
    members = entries()
    archive(members)  # for the offsets
    place = member(members, "sheet").offset
    return archive(members + [Entry(PNG.encode(), worksheet().encode(), written=False, offset=place)])


@case("overlap_next.xlsx", "refuse", "a picture whose bytes go on over the next member")
def overlaps_next():
    picture = Entry(PNG.encode(), b"x" * 50, STORED, both={"packed": 200, "size": 200})
    return archive([picture] + entries())


@case("overlap_directory.xlsx", "refuse", "a picture whose bytes go on over the directory")
def overlaps_directory():
    return with_entry(name=PNG.encode(), data=b"x" * 50, method=STORED, both={"packed": 120, "size": 120})


@case("overlap_quoted.xlsx", "refuse", "200 members that quote each other's headers and share one kernel")
def quoted():
    members = entries()
    place, chain, blocks = sum(len(entry.local_bytes()) for entry in members), [], []
    behind, size = deflate(bytes(1 << 20)), 1 << 20
    for number in range(200):  # from the last to the first
        chain.append(Entry(f"xl/media/image{number}.png".encode(), raw=behind, crc=1, size=size, written=False))
        header = chain[-1].local_bytes()[:-len(behind)]
        blocks.append(len(header) + len(behind))
        size += len(header)
        behind = struct.pack("<B2H", 0, len(header), len(header) ^ 0xFFFF) + header + behind
    for entry, block in zip(chain, blocks):
        entry.offset = place + blocks[-1] - block
    chain[-1].written = True
    return archive(members + chain[::-1])
