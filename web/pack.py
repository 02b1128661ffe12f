#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""pack - puts the page into one HTML file that needs nothing else.

    pack.py --page DIR --script FILE --worker FILE --module FILE --templates DIR --sample FILE --output FILE

The scripts are bundles. Templates, worker, a sample workbook and module are deflated together and stand in the file as
base64, which page/engine.js unpacks. The same input gives the same bytes. Prints the size, and fails above MOST bytes.
"""
import argparse
import base64
import hashlib
import json
import os
import re
import sys
import zlib

MOST = 1_500_000


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def templates(folder):
    """The text of each template and vocabulary by its path, without the blanks between."""
    found = {}
    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".json"):
                path = os.path.join(at, name)
                found[os.path.relpath(path, folder)] = json.dumps(
                    json.loads(read(path)), ensure_ascii=False, separators=(",", ":"))
    return found


def payload(args):
    with open(args.sample, "rb") as file:
        sample = base64.b64encode(file.read()).decode()
    head = {"templates": templates(args.templates), "worker": read(args.worker), "sample": sample}
    with open(args.module, "rb") as file:
        module = file.read()
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return base64.b64encode(zlib.compress(text + b"\0" + module, 9)).decode()


def digest(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(*scripts):
    """Nothing may be loaded from anywhere; the scripts are those that were packed, and what they make."""
    return "; ".join([
        "default-src 'none'", f"script-src {' '.join(map(digest, scripts))} 'wasm-unsafe-eval' blob:", "worker-src blob:",
        "style-src 'unsafe-inline'", "img-src data: blob:", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"])


def main():
    parser = argparse.ArgumentParser()
    for name in ("page", "script", "worker", "module", "templates", "sample", "output"):
        parser.add_argument(f"--{name}", required=True)
    args = parser.parse_args()
    old, script = read(os.path.join(args.page, "old.js")), read(args.script)
    for text in (old, script):
        if "</script" in text:
            sys.exit("pack: a script holds its own end")
    parts = {
        "STYLE": re.sub(r"\s*\n\s*", "\n", read(os.path.join(args.page, "style.css"))),
        "OLD": old, "SCRIPT": script, "PAYLOAD": payload(args), "CSP": policy(old, script)}
    page = read(os.path.join(args.page, "index.html"))
    for name in parts:
        if page.count(f"/*{name}*/") != 1:
            sys.exit(f"pack: index.html must have /*{name}*/ once")
    html = re.sub(r"/\*([A-Z]+)\*/", lambda match: parts[match[1]], page).encode()
    if len(html) > MOST:
        sys.exit(f"pack: {len(html):,} bytes are more than {MOST:,}")
    with open(args.output, "wb") as file:
        file.write(html)
    print(f"{args.output}: {len(html):,} bytes")


if __name__ == "__main__":
    main()
