#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""check_docs.py - holds the documents to the source.

    check_docs.py [--update] XLSCHECK

- every key, kind, mark and rule that a template may have stands in the template format of both languages
- every source file stands in docs/architecture.md
- the tables of templates/README.md are those of the files; --update writes them anew
- the codes that docs/th/xlscheck.md explains are codes
- a link between documents leads to a file, and one to a heading to that heading
- what XLSCHECK is shown to say of the sample is what it says, but for the groups that are left out; --update writes
  these examples anew, too
- what the other tools beside it are shown to say is part of what they say, line by line, a "…" for what is left out
"""
import glob
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def without_examples(text):
    """The document without what stands between ``` and ```."""
    return re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)


def names(pattern):
    return sorted(os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, pattern), recursive=True))


def words_of_templates():
    """What may be written into a template, as the source has it."""
    source, rules = "".join(read(path) for path in names("lib/table/*.c")), read("lib/table/rules.c")
    found = re.findall(r'\{"([^"]+)", XT_KEY_', source)
    found += re.findall(r'\[XT_KIND_\w+\] = \{"([^"]+)"', source)
    found += re.findall(r'"([^"]+)"', re.search(r"MARKS\[\] = \{(.*?)\}", source)[1])
    found += re.findall(r'\[XT_RULE_\w+\] = "([^"]+)"', rules)
    found += re.findall(r'\{XT_RULE_\w+, "([^"]+)", P_', rules)
    return sorted(set(found))


def check_template_format():
    words = words_of_templates()
    if len(words) < 120:
        yield f"the source of templates was not read right: {len(words)} words"
    for path in ("docs/template-format.md", "docs/th/template-format.md"):
        named = set(re.findall(r"`([^`\n]+)`", without_examples(read(path))))
        about = {"about", "source", "mark"}  # shown in one example
        yield from (f"{path} does not name `{word}`" for word in words
                    if word not in named and not (word in about and f'"{word}"' in read(path)))


def check_architecture():
    text = read("docs/architecture.md")
    sources = [path for path in names("lib/**/*.c") + names("tools/cli*.c")]
    if len(sources) < 40:
        yield f"the sources were not found: {len(sources)}"
    for path in sources:
        if f"`{os.path.basename(path)}`" not in text:
            yield f"docs/architecture.md does not name {path}"
    files = {os.path.basename(path) for path in sources}
    for name in re.findall(r"^\| `([\w.]+)`", text, re.M):
        if name not in files:
            yield f"docs/architecture.md names {name}, which is not there"


def in_order(path):
    """o7 before o12."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path)]


def table_of_templates():
    """The templates as templates/README.md shows them."""
    yield "| id | year | item | form | fiscal year of the rows, day of the data | mark |"
    yield "|---|---|---|---|---|---|"
    for path in sorted(names("templates/*/*.json"), key=in_order):
        template = json.loads(read(path))
        if path.startswith("templates/vocabularies/"):
            continue
        of_rows = [str(template[key]) for key in ("xlstools:fiscalYear", "xlstools:asOf") if key in template]
        title = re.sub(r" \(ITA ปี \d+\)$", "", template["title"])
        yield (f"| [`{template['xlstools:id']}`]({path[len('templates/'):]}) | {template.get('xlstools:year', '')} "
               f"| {template.get('xlstools:item', '')} | {title} | {', '.join(of_rows)} "
               f"| {template['xlstools:provenance'][0]['mark']} |")


def table_of_vocabularies():
    yield "| list | words | values | mark |"
    yield "|---|---|---|---|"
    for path in names("templates/vocabularies/*.json"):
        v = json.loads(read(path))
        yield (f"| [`{v['name']}`]({path[len('templates/'):]}) | {v['title']}{' (and others)' if v.get('open') else ''} "
               f"| {len(v['values'])} | {v['provenance'][0]['mark']} |")


def check_templates(update):
    path = "templates/README.md"
    text = fresh = read(path)
    for make in (table_of_templates, table_of_vocabularies):
        lines = list(make())
        if len(lines) < 5:
            yield f"the files of {make.__name__} were not found"
        fresh, count = re.subn(rf"^{re.escape(lines[0])}\n(\|.*\n)*", lambda m: "\n".join(lines) + "\n", fresh, flags=re.M)
        if count != 1:
            yield f"{path} has no table that begins with {lines[0]}"
    if fresh != text and update:
        with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
            file.write(fresh)
    elif fresh != text:
        yield f"{path} shows other templates than there are (check_docs.py --update XLSCHECK writes its tables anew)"


def anchors(path):
    """The headings of a document as links name them."""
    return {re.sub(r"[^\w\s\u0e00-\u0e7f-]", "", heading.lower()).strip().replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", read(path), re.M)}


def check_links():
    documents = names("*.md") + names("docs/**/*.md") + names("templates/*.md") + names("samples/*.md")
    for path in documents:
        for target in re.findall(r"\]\(([^)\s]+)\)", without_examples(read(path))):
            if "://" in target:
                continue
            name, _, anchor = target.partition("#")
            there = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
            if not os.path.exists(os.path.join(ROOT, there)):
                yield f"{path} links to {target}, which is not there"
            elif anchor and anchor not in anchors(there):
                yield f"{path} links to {target}, which has no such heading"


def check_guide():
    """The codes that the Thai guide explains are codes."""
    codes = anchors("docs/findings.md")
    explained = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (`[^|]*)", read("docs/th/xlscheck.md"), re.M)))
    if not explained:
        yield "docs/th/xlscheck.md explains no code"
    yield from (f"docs/th/xlscheck.md explains {code}, which is no code" for code in explained if code not in codes)


def run(tool, words):
    return subprocess.run([tool, *words], cwd=ROOT, stdout=subprocess.PIPE, check=False).stdout.decode()


def shorten(report, codes):
    """The report with the groups of these codes, and a line of "…" where others are left out."""
    sections = [section.splitlines() for section in report.rstrip("\n").split("\n\n")]
    for lines in sections[1:-1]:
        kept, shown = lines[:1], False
        for line in lines[1:]:
            group = re.match(r"  \S.* \[([a-z-]+)\] \d+$", line)
            shown = group[1] in codes if group else shown
            if shown:
                kept.append(line)
            elif kept[-1] != "    …":
                kept.append("    …")
        lines[:] = kept
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def one_finding(tool, code):
    """The first finding of that code in the sample, as README.md shows it."""
    report = json.loads(run(tool, ["--lang", "en", "--format", "json", "samples/procurement.xlsx"]))
    found = next((f for f in report["files"][0]["findings"] if f["code"] == code), {})
    text = json.dumps(found, ensure_ascii=False)
    return re.sub(r' ("field"|"message")', r"\n \1", text) + "\n"


def refreshed(tool, text):
    """The document with its examples as the tool gives them now."""
    def report(match):
        codes = re.findall(r"^  \S.* \[([a-z-]+)\] \d+$", match[3], re.M)
        return match[1] + match[2] + "\n" + shorten(run(tool, shlex.split(match[2])), codes)
    text = re.sub(r"(^```text\n\$ build/release/xlscheck )([^\n]*)\n(.*?)(?=^```)", report, text, flags=re.M | re.S)
    return re.sub(r'(?<=^```json\n)\{"code": "([a-z-]+)".*?(?=^```)', lambda match: one_finding(tool, match[1]), text,
                  flags=re.M | re.S)


def check_examples(tool, update):
    for path in ("README.md", "README.th.md", "docs/th/xlscheck.md"):
        text = read(path)
        fresh = refreshed(tool, text)
        if "$ build/release/xlscheck" not in text:
            yield f"{path} shows no report"
        elif fresh != text and update:
            with open(os.path.join(ROOT, path), "w", encoding="utf-8") as file:
                file.write(fresh)
        elif fresh != text:
            yield f"{path} shows another report than xlscheck gives now (check_docs.py --update XLSCHECK writes it anew)"


def check_other_examples(folder):
    """Each is run where the samples are, as in the root of a clone; what it writes goes away again."""
    pattern = r"^```text\n\$ build/release/(xlsconv|xlsfix|xlsnew|xlssum) ([^\n]*)\n(.*?)^```"
    count = 0
    for path in ("README.md", "README.th.md", "docs/th/xlsconv.md", "docs/th/xlsfix.md", "docs/th/xlssum.md"):
        for tool, words, shown in re.findall(pattern, read(path), re.M | re.S):
            count += 1
            with tempfile.TemporaryDirectory(prefix="xt-docs-") as work:
                os.symlink(os.path.join(ROOT, "samples"), os.path.join(work, "samples"))
                done = subprocess.run([os.path.join(folder, tool), *shlex.split(words)], cwd=work, check=False,
                                      stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            said = iter(done.stdout.decode().splitlines())
            yield from (f"{path} shows a line that {tool} does not say there: {line}" for line in shown.splitlines()
                        if line.strip() not in ("", "…") and line not in said)
    if count < 7:
        yield f"the examples of the other tools were not found: {count}"


def main():
    os.environ.pop("XLSTOOLS_TEMPLATES", None)
    words = [word for word in sys.argv[1:] if word != "--update"]
    if len(words) != 1:
        sys.exit("usage: check_docs.py [--update] XLSCHECK")
    update = "--update" in sys.argv
    found = list(check_templates(update))
    found += [line for check in (check_template_format, check_architecture, check_guide, check_links) for line in check()]
    found += check_examples(os.path.abspath(words[0]), update)
    found += check_other_examples(os.path.dirname(os.path.abspath(words[0])))
    print("\n".join(found + [f"{len(words_of_templates())} words of templates, {len(found)} complaints"]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
