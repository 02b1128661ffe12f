#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""include_rules.py - holds the source to the rules of its layers.

    include_rules.py [ROOT]       prints what breaks a rule; exit 1 when anything does
    include_rules.py --self-test  shows that every rule can be broken, on a tree made for it

A file in lib/LAYER includes "xlstools.h", its own layer, the layers below, and the C library. Each foreign library has
the one place that may see it. The library does not print and does not end the program. What else is held: SPDX lines,
include guards, the size of a file, and that no mark of unfinished work stays behind.
"""
import os
import re
import sys
import tempfile

LAYERS = ["base", "thai", "read", "table", "check", "write", "sum", "tools"]

# The headers of a foreign library, and which files may include them.
SEAMS = {
    "zip.h": r"lib/(read/zip\.c|write/patch[a-z_]*\.[ch])",
    "isa-l/igzip_lib.h": r"lib/(read/inflate|write/deflate)\.c",
    "isa-l/crc.h": r"lib/(read/inflate|write/deflate)\.c",
    "expat.h": r"lib/read/xml[a-z_]*\.c",
    "libxml/HTMLparser.h": r"lib/read/html_library\.h",
    "iconv.h": r"lib/thai/charset_iconv\.c",
    "xlsxwriter.h": r"lib/write/[a-z_]+\.[ch]",
    "jansson.h": r"lib/table/json\.c",
}

# What the C library and POSIX give; anything else is a foreign library, which needs a seam.
SYSTEM = set("""assert ctype errno fcntl float getopt inttypes limits locale math pthread regex setjmp signal stdalign stdarg stdbool stddef
stdint stdio stdlib string strings time unistd wchar dirent langinfo poll sys/stat sys/types sys/wait sys/mman sys/time
sys/resource sys/ioctl stdatomic dlfcn""".split())

FORBIDDEN_CALLS = ["printf", "vprintf", "fprintf", "vfprintf", "puts", "fputs", "putchar", "putc", "fputc", "perror",
                   "exit", "_exit", "quick_exit", "abort", "setlocale", "system", "popen"]
# Writing a file is the business of one module: it may put bytes into a stream, never a message.
STREAMS = {"lib/write/outfile.c": {"fputs", "putc", "fputc"}}

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MOST_LINES = 600
WHOLE = "lib/include/xlstools.h"  # one header for all that is public, read from the top as one works


def without_comments(text):
    """The text with comments and strings blanked, line for line."""
    def blank(match):
        piece = match[0]
        return piece if piece[0] == "'" else re.sub(r"[^\n]", " ", piece)
    return re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])+'", blank, text, flags=re.S)


def layer_of(path):
    parts = path.split("/")
    if parts[0] == "tools":
        return "tools"
    return parts[1] if parts[0] == "lib" and len(parts) == 3 and parts[1] in LAYERS else None


def quoted_include(path, name):
    """What is wrong with #include "name", or nothing."""
    layer = layer_of(path)
    if layer is None or name == "xlstools.h":
        return None
    room, slash, _ = name.partition("/")
    if layer == "tools":
        return None if not slash else f'a tool includes "{name}", which is internal to the library'
    if not slash:
        return f'"{name}" is included without its layer'
    if room not in LAYERS or LAYERS.index(room) > LAYERS.index(layer):
        return f'layer {layer} includes "{name}" of a higher layer'
    return None


def system_include(path, name):
    """What is wrong with #include <name>, or nothing."""
    if name in SEAMS:
        return None if re.fullmatch(SEAMS[name], path) else f"<{name}> may be included only by {SEAMS[name]}"
    if layer_of(path) and name.removesuffix(".h") not in SYSTEM:
        return f"<{name}> is of no library that is known here"
    return None


def check_includes(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
        if not match or path.startswith("tests/"):
            continue
        found = quoted_include(path, match[1]) if match[1] else system_include(path, match[2])
        if found:
            yield number, found


def check_calls(path, text):
    if not path.startswith("lib/"):
        return
    allowed = STREAMS.get(path, set())
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        for call in re.findall(r"(?<![\w.>])(\w+)\s*\(", line):
            if call in FORBIDDEN_CALLS and call not in allowed:
                yield number, f"the library calls {call}()"


def check_guard(path, text):
    """lib/read/zip.h is guarded by XT_READ_ZIP_H, xlstools.h by XLSTOOLS_H, cli.h by CLI_H."""
    if not path.endswith(".h") or path.startswith("tests/"):
        return
    name = re.sub(r"\W", "_", os.path.basename(path)).upper()
    layer = layer_of(path)
    guard = f"XT_{layer.upper()}_{name}" if layer not in (None, "tools") else name
    if not re.search(rf"^#ifndef {guard}\n#define {guard}\n", text, re.M) or not text.rstrip().endswith("#endif"):
        yield 1, f"has no include guard {guard}"


def check_text(path, text):
    lines = text.splitlines()
    if not lines or "SPDX-License-Identifier: MIT" not in lines[0]:
        yield 1, "does not begin with its SPDX line"
    if path.startswith("lib/") and path != WHOLE and len(lines) > MOST_LINES:
        yield len(lines), f"has {len(lines)} lines, more than {MOST_LINES}"
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield number, "has a mark of unfinished work"


CHECKS = [check_includes, check_calls, check_guard, check_text]


def sources(root):
    for top in ("lib", "tools", "tests"):
        for folder, folders, files in os.walk(os.path.join(root, top)):
            folders.sort()
            for name in sorted(files):
                if name.endswith((".c", ".h")):
                    yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")


def findings(root):
    """Every finding as "path:line: what"."""
    found, count = [], 0
    for path in sources(root):
        count += 1
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = file.read()
        for check in CHECKS:
            found += [f"{path}:{number}: {what}" for number, what in check(path, text)]
    return found, count


GOOD = {
    "lib/include/xlstools.h": "/* SPDX-License-Identifier: MIT */\n#ifndef XLSTOOLS_H\n#define XLSTOOLS_H\n#endif\n",
    "lib/base/str.h": "/* SPDX-License-Identifier: MIT */\n#ifndef XT_BASE_STR_H\n#define XT_BASE_STR_H\n#endif\n",
    "lib/read/zip.c": '/* SPDX-License-Identifier: MIT\n * printf(exit) */\n#include "read/zip.h"\n\n#include "base/str.h"\n'
                      '#include <stdio.h>\n#include <zip.h>\n\nvoid f(void)\n{\n    snprintf(b, 1, "printf(");\n}\n',
    "lib/read/zip.h": "/* SPDX-License-Identifier: MIT */\n#ifndef XT_READ_ZIP_H\n#define XT_READ_ZIP_H\n#endif\n",
    "tools/cli.h": "/* SPDX-License-Identifier: MIT */\n#ifndef CLI_H\n#define CLI_H\n#endif\n",
    "tools/xlsdump.c": '/* SPDX-License-Identifier: MIT */\n#include "cli.h"\n#include "xlstools.h"\n#include <stdio.h>\n'
                       "int main(void) { puts(x); }\n",
    "tests/unit/test.c": '/* SPDX-License-Identifier: MIT */\n#include "any/thing.h"\n#include <zip.h>\n',
}
SPDX = "/* SPDX-License-Identifier: MIT */\n"
BAD = [
    ("lib/base/a.c", SPDX + '#include "read/zip.h"\n', "higher layer"),
    ("lib/base/a.c", SPDX + '#include "thai/text.h"\n', "higher layer"),
    ("lib/table/a.c", SPDX + '#  include "check/rule.h"\n', "higher layer"),
    ("lib/check/a.c", SPDX + '#include "tools/cli.h"\n', "higher layer"),
    ("lib/read/a.c", SPDX + '#include "zip.h"\n', "without its layer"),
    ("lib/read/a.c", SPDX + '#include "../base/str.h"\n', "higher layer"),
    ("tools/a.c", SPDX + '#include "read/zip.h"\n', "internal"),
    ("lib/read/a.c", SPDX + "#include <zip.h>\n", "only by"),
    ("lib/write/out.c", SPDX + "#include <zip.h>\n", "only by"),
    ("lib/read/a.c", SPDX + "#include <expat.h>\n", "only by"),
    ("lib/read/xml.c", SPDX + "#include <libxml/HTMLparser.h>\n", "only by"),
    ("lib/thai/text.c", SPDX + "#include <iconv.h>\n", "only by"),
    ("lib/read/a.c", SPDX + "#include <xlsxwriter.h>\n", "only by"),
    ("lib/table/template.c", SPDX + "#include <jansson.h>\n", "only by"),
    ("tools/a.c", SPDX + "#include <jansson.h>\n", "only by"),
    ("lib/read/a.c", SPDX + "#include <libxml/parser.h>\n", "no library"),
    ("lib/base/a.c", SPDX + 'void f(void)\n{\n    printf("x");\n}\n', "calls printf"),
    ("lib/base/a.c", SPDX + "void f(void)\n{\n    if (x) fprintf (stderr, y);\n}\n", "calls fprintf"),
    ("lib/base/a.c", SPDX + "void f(void) { puts(x); }\n", "calls puts"),
    ("lib/base/a.c", SPDX + "void f(void) { perror(x); }\n", "calls perror"),
    ("lib/base/a.c", SPDX + "void f(void) { exit(1); }\n", "calls exit"),
    ("lib/base/a.c", SPDX + "void f(void) { abort(); }\n", "calls abort"),
    ("lib/base/a.c", "int x;\n", "SPDX"),
    ("tools/a.c", "int x;\n", "SPDX"),
    ("tests/unit/a.c", "\n" + SPDX, "SPDX"),
    ("lib/base/a.c", SPDX + "int x;\n" * 600, "more than 600"),
    ("lib/base/a.c", SPDX + "/* TO" + "DO: later */\n", "unfinished"),
    ("tests/unit/a.c", SPDX + "// FIX" + "ME\n", "unfinished"),
    ("tools/a.c", SPDX + "/* XX" + "X */\n", "unfinished"),
    ("lib/base/a.h", SPDX + "int x;\n", "include guard XT_BASE_A_H"),
    ("lib/base/a.h", SPDX + "#ifndef XT_BASE_B_H\n#define XT_BASE_B_H\n#endif\n", "include guard XT_BASE_A_H"),
    ("lib/base/a.h", SPDX + "#ifndef XT_BASE_A_H\n#define XT_BASE_A_H\n#endif\nint x;\n", "include guard"),
    ("tools/a.h", SPDX + "int x;\n", "include guard A_H"),
]


def write_tree(root, files):
    for path, text in files.items():
        os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)


def self_test():
    """A good tree has no finding; with each bad file it has that one finding and no other."""
    wrong = []
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, GOOD)
        found, count = findings(root)
        if found or count != len(GOOD):
            wrong.append(f"the good tree: {found}, {count} files")
    for path, text, word in BAD:
        with tempfile.TemporaryDirectory() as root:
            write_tree(root, {**GOOD, path: text})
            found, _ = findings(root)
            if len(found) != 1 or word not in found[0] or not found[0].startswith(path + ":"):
                wrong.append(f"{path} with {text!r} should be told \"{word}\": {found}")
    print("\n".join(wrong) if wrong else f"{len(BAD)} ways to break a rule were found")
    return 1 if wrong else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(self_test())
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    found, count = findings(root)
    print("\n".join(found + [f"{count} files, {len(found)} findings"]))
    sys.exit(1 if found or count == 0 else 0)


if __name__ == "__main__":
    main()
