#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""mktable.py - the rows of a CSV file in another kind of file.

    mktable.py IN.csv OUT.ods|OUT.html

What is a number becomes one in OUT.ods; a web page knows texts alone.
"""
import csv
import re
import sys
import zipfile
from xml.sax.saxutils import escape

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
KIND = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.3">
  <manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>
  <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""


def ods_cell(text):
    if not text:
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if re.fullmatch(r"[1-9][0-9]{0,8}(\.[0-9]+)?", text):
        kind = f'office:value-type="float" office:value="{text}"'
    return f"<table:table-cell {kind}><text:p>{escape(text)}</text:p></table:table-cell>"


def ods(rows, path):
    lines = "\n".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    content = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMES}><office:body><office:spreadsheet>'
               f'<table:table table:name="o99">\n{lines}\n</table:table></office:spreadsheet></office:body></office:document-content>')
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {"mimetype": KIND, "content.xml": content, "META-INF/manifest.xml": MANIFEST}.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, how)


def html(rows, path):
    lines = "\n".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<html><head><meta charset="utf-8"></head><body><table border="1">\n{lines}\n</table></body></html>\n')


def main():
    writers = {"ods": ods, "html": html}
    kind = sys.argv[-1].rpartition(".")[2]
    if len(sys.argv) != 3 or kind not in writers:
        sys.exit("usage: mktable.py IN.csv OUT.ods|OUT.html")
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        writers[kind](list(csv.reader(file)), sys.argv[2])


if __name__ == "__main__":
    main()
