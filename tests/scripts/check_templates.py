#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""check_templates.py - holds the templates to the schemas of docs/, and the schemas to the program.

    check_templates.py XLSCHECK

- every template, vocabulary and places.json of templates/ keeps to its schema
- the schemas name the keys, kinds, marks and rules that the tables in lib/table/*.c name, with type and required
- one template, one vocabulary and one table of places that have every key are changed in many ways: what the schema
  refuses, XLSCHECK refuses, with file, line and column, and the other way round
- the checks are run on schemas with a fault each, too: they must see it
"""
import concurrent.futures
import copy
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import jsonschema

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KINDS_OF_FILES = ("template", "vocabulary", "places")

# The tables of keys in the source, and where the schemas have them.
TABLES = {
    "TEMPLATE_KEYS": ("template", []),
    "SHEET_KEYS": ("template", ["properties", "xlstools:sheet"]),
    "HEADER_KEYS": ("template", ["properties", "xlstools:header"]),
    "PART_KEYS": ("template", ["$defs", "part"]),
    "PROVENANCE_KEYS": ("template", ["$defs", "provenance"]),
    "SUMMARY_KEYS": ("template", ["properties", "xlstools:summary"]),
    "TOTAL_KEYS": ("template", ["$defs", "totals"]),
    "NOTE_KEYS": ("template", ["$defs", "note"]),
    "FIELD_KEYS": ("template", ["$defs", "field"]),
    "CONSTRAINT_KEYS": ("template", ["$defs", "field", "properties", "constraints"]),
    "FORM_KEYS": ("template", ["$defs", "form"]),
    "VOCABULARY_KEYS": ("vocabulary", []),
    "VALUE_KEYS": ("vocabulary", ["properties", "values", "items"]),
    "PLACES_KEYS": ("places", []),
    "PROVINCE_KEYS": ("places", ["properties", "provinces", "items"]),
}
TYPES = {"STRING": "string", "NUMBER": "number", "INTEGER": "integer", "BOOLEAN": "boolean", "OBJECT": "object",
         "STRINGS": ("array", "string"), "OBJECTS": ("array", "object"), "ANY": None}
PARAMETERS = {"FIELD": "string", "UNTIL": "string", "FIELDS": ("array", "string"), "VALUES": ("array", "string"),
              "LIMIT": "number", "SIMILARITY": "number", "DAYS": "integer", "MONTHS": "integer"}


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


# ---------------------------------------------------------------- the schemas


def load_schemas():
    return {kind: json.loads(read(f"docs/{kind}.schema.json")) for kind in KINDS_OF_FILES}


def validators(schemas):
    """A validator for each kind of file, which finds the other schemas by the names of their files."""
    store = {f"file:///docs/{kind}.schema.json": schema for kind, schema in schemas.items()}
    found = {}
    for kind, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver(f"file:///docs/{kind}.schema.json", schema, store=store)
        found[kind] = jsonschema.Draft202012Validator(schema, resolver=resolver)
    return found


def resolved(schemas, kind, schema):
    """The schema behind a reference, and the kind of file that it stands in."""
    while isinstance(schema, dict) and ("$ref" in schema or "else" in schema and "type" not in schema):
        target = schema["$ref"] if "$ref" in schema else schema["else"]["$ref"]
        name, _, path = target.partition("#/")
        kind = name[:-len(".schema.json")] if name else kind
        schema = schemas[kind]
        for step in path.split("/") if path else []:
            schema = schema[step]
    return kind, schema


def schema_at(schemas, kind, path):
    """What the schema says of the place in a document, or None where it says nothing."""
    kind, schema = resolved(schemas, kind, schemas[kind])
    for step in path:
        down = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(
            step, schema.get("additionalProperties"))
        if not isinstance(down, dict):
            return None
        kind, schema = resolved(schemas, kind, down)
    return schema


def type_of(schemas, kind, schema):
    """The schema's type as TYPES has them."""
    if "else" in schema:
        return None  # a text or an object
    kind, schema = resolved(schemas, kind, schema)
    if "enum" in schema:
        return "string" if all(isinstance(word, str) for word in schema["enum"]) else None
    if schema.get("type") == "array":
        return "array", type_of(schemas, kind, schema["items"])
    return schema.get("type")


# ---------------------------------------------------------------- the source


def key_tables():
    """{table: {key: (type, required)}} of lib/table/*.c."""
    source = "".join(read(path) for path in sorted(glob.glob(os.path.join(ROOT, "lib", "table", "*.c"))))
    tables = re.findall(r"static const xt_key (\w+)\[\] = \{(.*?)\{NULL, XT_KEY_ANY, false\}", source, re.S)
    return {name: {key: (kind, required == "true") for key, kind, required in
                   re.findall(r'\{"([^"]+)", XT_KEY_(\w+), (true|false)\}', body)} for name, body in tables}


def check_keys(schemas):
    tables = key_tables()
    yield from (f"lib/table has the keys {name}, of which this test does not know" for name in tables if name not in TABLES)
    for name, (kind, path) in TABLES.items():
        place = schemas[kind]
        for step in path:
            place = place[step]
        keys, properties = tables.get(name, {}), place["properties"]
        if not keys:
            yield f"lib/table has no keys {name}"
        yield from (f"{kind}.schema.json lacks {key} of {name}" for key in keys if key not in properties)
        yield from (f"{kind}.schema.json has {key}, which is not in {name}" for key in properties if key not in keys)
        if place.get("additionalProperties", True):
            yield f"{kind}.schema.json lets other keys than those of {name} pass"
        for key in keys.keys() & properties.keys():
            wanted, required = keys[key]
            if type_of(schemas, kind, properties[key]) != TYPES[wanted]:
                yield f"{kind}.schema.json: {key} of {name} is not {wanted}"
            if (key in place.get("required", [])) != required:
                yield f"{kind}.schema.json: {key} of {name} is {'' if required else 'not '}required in the source"


def check_rules(schemas):
    source = read("lib/table/rules.c")
    names = dict(re.findall(r'\[(XT_RULE_\w+)\] = "([^"]+)"', source))
    parameters = re.findall(r'\{(XT_RULE_\w+), "([^"]+)", P_(\w+),.*?(true|false)\}', source)
    rules = schemas["template"]["$defs"]["rules"]["properties"]
    if len(names) < 15 or len(parameters) < 30:
        yield f"the rules of the source were not read right: {len(names)} with {len(parameters)} parameters"
    yield from (f"the rule {name} is in one of source and schema alone" for name in set(names.values()) ^ set(rules))
    for rule, name in names.items():
        schema = rules.get(name, {})
        there = {(word, PARAMETERS[kind], required == "true") for of, word, kind, required in parameters if of == rule}
        said = {(word, type_of(schemas, "template", value), word in schema.get("required", []))
                for word, value in schema.get("properties", {}).items()}
        yield from (f"the rule {name}: {item} is in one of source and schema alone" for item in there ^ said)


def check_words(schemas):
    """Kinds with their types, and marks."""
    kinds = dict(re.findall(r'\[XT_KIND_\w+\] = \{"([^"]+)", "([^"]+)"\}', read("lib/table/field.c")))
    marks = re.findall(r'"([^"]+)"', re.search(r"MARKS\[\] = \{(.*?)\}", read("lib/table/template.c"))[1])
    field = schemas["template"]["$defs"]["field"]["properties"]
    if set(field["xlstools:kind"]["enum"]) != set(kinds) or len(kinds) < 12:
        yield f"the kinds of the source are {sorted(kinds)}"
    if set(field["type"]["enum"]) != set(kinds.values()):
        yield f"the types of the source are {sorted(set(kinds.values()))}"
    if schemas["template"]["$defs"]["mark"]["enum"] != marks:
        yield f"the marks of the source are {marks}"
    validator = validators(schemas)["template"]
    for kind, own in kinds.items():
        for type_ in set(kinds.values()):
            field = {"name": "a", "title": "a", "type": type_, "xlstools:kind": kind}
            if kind == "vocabulary":
                field["xlstools:vocabulary"] = "list"
            template = {"title": "a", "xlstools:id": "a", "xlstools:provenance": [], "fields": [field]}
            if validator.is_valid(template) != (type_ == own):
                yield f"the schema {'refuses' if type_ == own else 'lets pass'} the kind {kind} with the type {type_}"


def check_shipped(schemas):
    """The files that are shipped."""
    checks = validators(schemas)
    paths = sorted(glob.glob(os.path.join(ROOT, "templates", "**", "*.json"), recursive=True))
    counts = dict.fromkeys(KINDS_OF_FILES, 0)
    for path in paths:
        kind = ("places" if os.path.basename(path) == "places.json" else
                "vocabulary" if os.path.basename(os.path.dirname(path)) == "vocabularies" else "template")
        counts[kind] += 1
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for error in checks[kind].iter_errors(document):
            yield f"{os.path.relpath(path, ROOT)}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
    if counts["template"] < 40 or counts["vocabulary"] < 4 or counts["places"] != 1:
        yield f"the files were not found: {counts}"


# ---------------------------------------------------------------- documents with every key

VOCABULARY = {
    "name": "list", "title": "รายการ", "description": "คำ", "open": True, "provenance": [{"mark": "A"}],
    "values": [{"value": "หนึ่ง", "aliases": ["๑ คำ"]}, {"value": "สอง"}],
}
PLACES = {
    "name": "places", "title": "จังหวัด", "description": "รายชื่อ", "provenance": [{"mark": "A"}],
    "provinces": [{"name": "กรุงเทพมหานคร", "aliases": ["กทม."], "districts": ["คลองเตย"]},
                  {"name": "เลย", "districts": ["เมืองเลย", "เชียงคาน"]}],
}


def column(name, title, kind, type_="string", **more):
    return {"name": name, "title": title, "type": type_, "xlstools:kind": kind,
            **{key if key in ("constraints", "description", "format") else f"xlstools:{key}": value
               for key, value in more.items()}}


def specimen():
    required = {"required": True}
    rows = {
        "fields": [
            column("no", "ที่", "sequence", "integer", identity=True),
            column("item", "รายการ", "free-text", description="ชื่องาน", format="default", aliases=["งาน"], width=30,
                   constraints={"required": True, "pattern": "[^x]+"}, blankTokens=["-"], provenance="A",
                   group="งานที่จ้าง", mayBeAbsent=False),
            column("agency", "หน่วยงาน", "free-text"),
            column("vendor", "ผู้ขาย", "free-text", holds=["vendor", "price"], shiftsBehind=True, partTitle="ชื่อ",
                   standsFor="agency", whenBlank={"list": {"หนึ่ง": "{vendor}"}}),
            column("tax_id", "เลขผู้เสียภาษี", "tax-id", masked=True),
            column("method", "วิธี", "vocabulary", vocabulary="list", freeChoice=True),
            column("status", "สถานะ", "vocabulary", vocabulary=copy.deepcopy(VOCABULARY)),
            column("budget", "งบประมาณ", "money", "number", constraints={"required": True, "minimum": 0}),
            column("price", "ราคา", "money", "number", constraints=required, optionalWhen={"status": ["สอง"]}),
            column("signed", "วันลงนาม", "thai-date", "date"),
            column("ends", "วันสิ้นสุด", "thai-date", "date"),
            column("year", "ปีงบ", "fiscal-year", "integer"),
            column("project", "เลขที่โครงการ", "project-no"),
            column("contract", "เลขที่สัญญา", "free-text"),
            column("period", "ช่วงเวลา", "thai-period"),
            column("province", "จังหวัด", "province"),
            column("district", "อำเภอ", "district"),
            column("all", "ทั้งหมด", "count", "integer"),
            column("men", "ชาย", "count", "integer"),
            column("women", "หญิง", "count", "integer"),
        ],
        "xlstools:minimumRows": 3, "xlstools:formulas": True,
        "xlstools:totals": {"words": ["รวม"], "allowed": True},
        "xlstools:footers": ["หมายเหตุ"],
        "xlstools:emptySentences": ["ไม่มีการจัดซื้อ"],
        "xlstools:notes": [{"field": "problem", "required": True, "labels": ["ปัญหา"]}],
        "xlstools:rules": {
            "date-range": {"field": "signed", "until": "as-of"},
            "date-order": {"first": "signed", "last": "ends"},
            "date-weekend": {"field": "signed"},
            "price-over-budget": {"price": "price", "budget": "budget"},
            "price-over-reference": {"price": "price", "reference": "budget"},
            "amount-scale": {"fields": ["price", "budget"]},
            "fiscal-year-mismatch": {"field": "year", "date": "signed"},
            "method-threshold": {"method": "method", "values": ["หนึ่ง"], "amount": "price", "limit": 500000},
            "split-purchase": {"method": "method", "values": ["หนึ่ง"], "amount": "price", "date": "signed",
                               "vendor": "vendor", "taxId": "tax_id", "item": "item", "agency": "agency",
                               "limit": 500000.5, "days": 30, "similarity": 0.8},
            "duplicate-row": {},
            "duplicate-project": {"field": "project"},
            "duplicate-contract": {"field": "contract", "agency": "agency"},
            "sequence": {"field": "no"},
            "place-unknown": {"province": "province", "district": "district"},
            "spent-over-budget": {"spent": "price", "budget": "budget"},
            "sum-mismatch": {"total": "all", "parts": ["men", "women"]},
            "period-range": {"field": "period", "monthsBefore": 6},
            "as-of-mismatch": {},
            "extra-label": {},
            "label-order": {},
        },
    }
    return {
        "$schema": "template.schema.json", "name": "specimen", "title": "ตัวอย่าง", "description": "มีทุกคีย์",
        "missingValues": [""], "primaryKey": "no", "xlstools:id": "specimen", "xlstools:version": "1",
        "xlstools:year": 2568, "xlstools:item": "o12", "xlstools:fiscalYear": 2568, "xlstools:asOf": "03-31",
        "xlstools:provenance": [{"about": "fields", "mark": "A", "source": "ตัวอย่าง"}],
        "xlstools:sheet": {"titles": ["ตัวอย่าง"]}, "xlstools:header": {"searchRows": 20},
        "xlstools:blankTokens": ["-"], **rows,
        "xlstools:parts": [{"name": "part", "title": "ส่วน", "description": "ตารางที่สอง", **copy.deepcopy(rows),
                            "fields": [column("a", "ก", "free-text")], "xlstools:rules": {}}],
        "xlstools:form": {"sheet": "ITA-o12", "label": "แบบ", "titles": ["o12 {year}"], "rows": 10, "font": "Sarabun",
                          "fontSize": 12, "titleSize": 14, "fill": "EBEBEB", "orientation": "portrait",
                          "columns": ["no", "item"], "signatures": ["ผู้จัดทำ"],
                          "emptySentence": "ไม่มีรายการ"},
        "xlstools:summary": {"of": "year", "largest": 100}, "xlstools:set": False,
    }


def documents():
    return {"template": specimen(), "vocabulary": copy.deepcopy(VOCABULARY), "places": copy.deepcopy(PLACES)}


def walk(value, path=()):
    """Every place in a document, its own first."""
    yield path, value
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from walk(inner, path + (step,))


def is_free(path):
    """What stands there is nobody's business: the provenance of lists, and what other programs make of a key."""
    return "primaryKey" in path or "provenance" in path[:-1]


def properties_in(schemas, kind, schema, seen):
    """Every object of a schema with its keys: {id: (object, keys)}."""
    kind, schema = resolved(schemas, kind, schema)
    if id(schema) in seen or not isinstance(schema, dict):
        return
    seen[id(schema)] = (schema, set(schema.get("properties", {})))
    for inner in list(schema.get("properties", {}).values()) + [schema.get("items"), schema.get("additionalProperties")]:
        if isinstance(inner, dict):
            properties_in(schemas, kind, inner, seen)


def check_coverage(schemas):
    """The documents have every key of the schemas, or the changes below say little."""
    seen = {}
    for kind in KINDS_OF_FILES:
        properties_in(schemas, kind, schemas[kind], seen)
    for kind, document in documents().items():
        for path, value in walk(document):
            schema = schema_at(schemas, kind, path)
            if isinstance(value, dict) and schema is not None and id(schema) in seen:
                seen[id(schema)][1].difference_update(value)
    yield from (f"no document of this test has {key}" for _, keys in seen.values() for key in sorted(keys))


# ---------------------------------------------------------------- changes


def changed(kind, path, value=None, remove=False):
    document = documents()[kind]
    if not path:
        return value
    place = document
    for step in path[:-1]:
        place = place[step]
    if remove:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


WRONG = [7, 7.5, "text", True, None, ["text"], [7], [{"text": 7}], {"text": 7}]


def has_type_of(value, other):
    """Whether the one may stand for the other as far as types go."""
    if isinstance(value, bool) or isinstance(other, bool):
        return isinstance(value, bool) and isinstance(other, bool)
    if isinstance(value, (int, float)) and isinstance(other, (int, float)):
        return isinstance(value, float) or isinstance(other, int)
    if isinstance(value, list) and isinstance(other, list):
        return not value or not other or has_type_of(value[0], other[0])
    return type(value) is type(other)


def places_to_change(schemas, kind):
    """The places of a document that the schema knows, each place of the schema once."""
    seen = set()
    for path, value in walk(documents()[kind]):
        schema = schema_at(schemas, kind, path)
        above = schema_at(schemas, kind, path[:-1])
        place = (id(above), path[-1] if path and isinstance(path[-1], str) else None)
        if schema is not None and not is_free(path) and place not in seen:
            seen.add(place)
            yield path, value, schema, f"{kind} {'/'.join(map(str, path))}"


def changes_of_types(schemas):
    """(what, kind, document): unknown keys, missing keys and wrong types everywhere."""
    for kind in KINDS_OF_FILES:
        for path, value, schema, name in places_to_change(schemas, kind):
            if isinstance(value, dict) and not schema.get("additionalProperties", True):
                yield f"{name}: unknown key", kind, changed(kind, path, {**value, "unknown:key": 7})
            if path and isinstance(path[-1], str):
                yield f"{name}: taken away", kind, changed(kind, path, remove=True)
            if path and path[-1] == "xlstools:vocabulary":
                continue  # a text or an object
            for wrong in WRONG:
                if not has_type_of(value, wrong):
                    yield f"{name}: {json.dumps(wrong)}", kind, changed(kind, path, wrong)


def changes_of_values(schemas):
    """(what, kind, document, good): numbers at the ends of their ranges and beyond, words of lists."""
    for kind in KINDS_OF_FILES:
        for path, value, schema, name in places_to_change(schemas, kind):
            ends = [(schema[key], good) for key, good in (("minimum", True), ("maximum", True), ("exclusiveMinimum", False))
                    if key in schema]
            ends += [(schema[key] + step, False) for key, step in (("minimum", -1), ("maximum", 1)) if key in schema]
            for end, good in ends if isinstance(value, (int, float)) else ():
                yield f"{name}: {end}", kind, changed(kind, path, end), good
            if "enum" in schema:
                yield f"{name}: no word of its list", kind, changed(kind, path, "nothing"), False
            own_pair = path and path[-1] in ("xlstools:kind", "type")
            for word in schema.get("enum", ()) if not own_pair else ():
                yield f"{name}: {word}", kind, changed(kind, path, word), True


def field_at(name):
    return next(i for i, field in enumerate(specimen()["fields"]) if field["name"] == name)


def special():
    """(what, kind, document, good): what each key asks for beside its type."""
    def template(*path, to):
        return "template", changed("template", path, to)

    def field(name, *path, to):
        return template("fields", field_at(name), *path, to=to)

    def more_fields(count):
        return specimen()["fields"] + [column(f"f{i}", f"คอลัมน์ {i} ก", "free-text") for i in range(count)]

    def values(count):
        more = [{"value": f"ก{i}"} for i in range(count - len(VOCABULARY["values"]))]
        return "vocabulary", changed("vocabulary", ("values",), VOCABULARY["values"] + more)

    note = {"field": "a", "labels": ["ก"]}
    rules, form = "xlstools:rules", "xlstools:form"
    amounts = ["price", "budget"]
    many = [column(f"m{i}", f"จำนวน {i} ก", "money", "number") for i in range(9)]
    with_many = {**specimen(), "fields": specimen()["fields"] + many}

    def scale(count):
        return "template", {**with_many, rules: {"amount-scale": {"fields": [f"m{i}" for i in range(count)]}}}

    return [
        ("no fields", *template("fields", to=[]), False),
        ("64 fields", *template("fields", to=more_fields(64 - len(specimen()["fields"]))), True),
        ("65 fields", *template("fields", to=more_fields(65 - len(specimen()["fields"]))), False),
        ("16 notes", *template("xlstools:notes", to=[dict(note, field=f"note_{i}") for i in range(16)]), True),
        ("17 notes", *template("xlstools:notes", to=[note] * 17), False),
        ("8 titles of a blank form", *template(form, "titles", to=["a"] * 8), True),
        ("9 titles of a blank form", *template(form, "titles", to=["a"] * 9), False),
        ("a sheet without a name", *template(form, "sheet", to=""), False),
        ("a sheet's name of 31 letters", *template(form, "sheet", to="ก" * 31), True),
        ("a sheet's name of 32 letters", *template(form, "sheet", to="ก" * 32), False),
        *((f"a sheet's name with {sign}", *template(form, "sheet", to=f"a{sign}b"), False) for sign in "[]:*?/\\'"),
        ("a colour in small letters", *template(form, "fill", to="00ffaa"), True),
        ("a colour of five digits", *template(form, "fill", to="00FFA"), False),
        ("a colour with #", *template(form, "fill", to="#00FFA"), False),
        *((f"as of {day}", *template("xlstools:asOf", to=day), good) for day, good in (
            ("02-29", True), ("12-31", True), ("02-30", False), ("04-31", False), ("13-01", False), ("00-10", False),
            ("01-00", False), ("3-31", False), ("03/31", False), ("", False), ("03-31 ", False))),
        *((f"{key} of blanks alone", *template(*path, to=["รวม", " - "]), False) for key, path in (
            ("a title", ("xlstools:sheet", "titles")), ("a footer", ("xlstools:footers",)),
            ("a sum's word", ("xlstools:totals", "words")), ("an empty sentence", ("xlstools:emptySentences",)),
            ("a note's label", ("xlstools:notes", 0, "labels")), ("an alias", ("fields", 1, "xlstools:aliases")))),
        ("a header of blanks alone", *field("item", "title", to=" (.)"), False),
        ("an empty list of words", *template("xlstools:footers", to=[]), True),
        ("a vocabulary's name with a slash", *field("method", "xlstools:vocabulary", to="../list"), False),
        ("a vocabulary's name in capitals", *field("method", "xlstools:vocabulary", to="List"), False),
        ("a vocabulary that is a number", *field("method", "xlstools:vocabulary", to=7), False),
        ("a vocabulary that is a list", *field("method", "xlstools:vocabulary", to=["a"]), False),
        ("a vocabulary without values", *field("status", "xlstools:vocabulary", "values", to=[]), False),
        ("a vocabulary of another kind", *field("item", "xlstools:vocabulary", to="list"), False),
        ("a pattern of another kind", *field("tax_id", "constraints", to={"pattern": "a"}), False),
        ("a free choice of another kind", *field("item", "xlstools:freeChoice", to=True), False),
        ("no free choice of another kind", *field("item", "xlstools:freeChoice", to=False), True),
        ("a mask of another kind", *field("item", "xlstools:masked", to=True), False),
        ("no mask of another kind", *field("item", "xlstools:masked", to=False), True),
        ("one field held", *field("vendor", "xlstools:holds", to=["vendor"]), False),
        ("three fields held", *field("vendor", "xlstools:holds", to=["vendor", "price", "budget"]), False),
        ("another kind that holds", *field("budget", "xlstools:holds", to=["vendor", "price"]), False),
        ("a width below one", *field("item", "xlstools:width", to=0.5), False),
        ("optional without required", *field("price", "constraints", to={"required": False}), False),
        ("optional by two fields", *field("price", "xlstools:optionalWhen", to={"status": ["สอง"], "method": []}), False),
        ("optional by none", *field("price", "xlstools:optionalWhen", to={}), False),
        ("another kind with this type", *field("budget", "xlstools:kind", to="free-text"), False),
        ("another type with this kind", *field("budget", "type", to="string"), False),
        ("an unknown kind", *field("item", "xlstools:kind", to="free-texts"), False),
        ("a mark in small letters", *template("xlstools:provenance", 0, "mark", to="a"), False),
        ("an unknown rule", *template(rules, "date-ranges", to={}), False),
        ("a rule that is on", *template(rules, "duplicate-row", to=True), False),
        ("a rule without its parameter", *template(rules, "sequence", to={}), False),
        ("a parameter of another rule", *template(rules, "sequence", to={"field": "no", "days": 3}), False),
        ("one amount", *scale(1), False), ("8 amounts", *scale(8), True), ("9 amounts", *scale(9), False),
        ("an amount twice", *template(rules, "amount-scale", "fields", to=amounts[:1] * 2), False),
        ("a sum of one", *template(rules, "sum-mismatch", "parts", to=["men"]), False),
        ("days that are no whole number", *template(rules, "split-purchase", "days", to=3.5), False),
        ("no values", "vocabulary", changed("vocabulary", ("values",), []), False),
        ("64 values", *values(64), True), ("65 values", *values(65), False),
        ("no provinces", "places", changed("places", ("provinces",), []), False),
        ("no districts", "places", changed("places", ("provinces", 0, "districts"), []), False),
        *((f"the province {name!r}", "places", changed("places", ("provinces", 1, "name"), name), good) for name, good in (
            ("จังหวัดเลย", False), ("จ.เลย", False), ("จ เลย", False), (" จ .เลย", False), ("", False), ("-", False),
            ("a" * 257, False), ("จันทบุรี", True))),
        *((f"the district {name!r}", "places", changed("places", ("provinces", 1, "districts", 0), name), good)
          for name, good in (
              ("อำเภอเมือง", False), ("อ\u0e4d\u0e32เภอเมือง", False), ("อ.เมือง", False), ("กิ่ง อ.เมือง", False),
              ("กิ่งอำเภอเมือง", False), ("เขตคลองสาน", False), ("อมก๋อย", True), ("กิ่งแก้ว", True), ("", False))),
    ]


def beyond():
    """(what, kind, document): what the program alone can see to be wrong."""
    def template(*path, to):
        return "template", changed("template", path, to)
    twice = specimen()["fields"] + [column("no", "อื่น", "free-text")]
    return [
        ("a name twice", *template("fields", to=twice)),
        ("a header twice", *template("fields", 2, "title", to="งาน")),
        ("a list that is not there", *template("fields", field_at("method"), "xlstools:vocabulary", to="lists")),
        ("a value that the list has not", *template("xlstools:rules", "method-threshold", "values", to=["สาม"])),
        ("a pattern that is none", *template("fields", 1, "constraints", to={"required": True, "pattern": "("})),
        ("a field that is not there", *template("xlstools:rules", "sequence", "field", to="nothing")),
        ("a field of another kind", *template("xlstools:rules", "sequence", "field", to="item")),
        ("a date beside itself", *template("xlstools:rules", "date-order", "last", to="signed")),
        ("a column that is no field", *template("xlstools:form", "columns", to=["nothing"])),
        ("a year with a point", *template("xlstools:year", to=2568.0)),
        ("a value twice", "vocabulary", changed("vocabulary", ("values", 1, "value"), "หนึ่ง")),
        ("a province twice", "places", changed("places", ("provinces", 1, "name"), "กทม")),
    ]


# ---------------------------------------------------------------- the program


class Program:
    """Asks XLSCHECK what it thinks of documents; each one once."""

    def __init__(self, tool, folder):
        self.tool, self.folder, self.answers = tool, folder, {}

    def write(self, number, kind, document):
        """A folder of templates for this document; the files to blame, and the words of the command line."""
        folder = os.path.join(self.folder, str(number))
        files = {"a.json": {**specimen(), "xlstools:id": "a"}, "vocabularies/list.json": VOCABULARY}
        name = {"template": "b.json", "vocabulary": "vocabularies/list.json", "places": "places.json"}[kind]
        files[name] = document
        os.makedirs(os.path.join(folder, "vocabularies"))
        for path, content in files.items():
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False, indent=1)
        return os.path.join(folder, name), ["--lang", "en", "--list-templates", "--template-dir", folder]

    def ask(self, number, kind, document):
        path, words = self.write(number, kind, document)
        done = subprocess.run([self.tool, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        said = done.stderr.decode()
        if done.returncode == 0 and not said:
            return True, ""
        place = re.match(r"xlscheck: template (.*), line (\d+), column (\d+): \S", said)
        if done.returncode != 2 or not place or place[1] != path or said.count("\n") != 1:
            return None, f"exit code {done.returncode}, {said!r}"
        return False, self.misplaced(path, int(place[2]), int(place[3]), said)

    @staticmethod
    def misplaced(path, line, place, said):
        """Why the place is wrong, where it can be known."""
        with open(path, encoding="utf-8") as file:
            text = file.read()
        lines = text.split("\n")
        if line > len(lines) or not 1 <= place <= len(lines[line - 1]):
            return f"there is no such place: {said!r}"
        if '"unknown:key"' in text and not lines[line - 1][place - 1:].startswith('"unknown:key"'):
            return f"another place than that of the unknown key: {said!r}"
        return ""

    def ask_all(self, items):
        """The answers to (what, kind, document, good), in their order."""
        keys = [kind + json.dumps(document) for _, kind, document, _ in items]
        fresh = {key: item for key, item in zip(keys, items) if key not in self.answers}
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            first = len(self.answers)
            answers = pool.map(lambda pair: self.ask(first + pair[0], *pair[1][1:3]), enumerate(fresh.values()))
            self.answers.update(zip(fresh, answers))
        return [self.answers[key] for key in keys]


def all_changes(schemas):
    """(what, kind, document, good); good is None where schema and program need only agree."""
    items = [("nothing is changed", kind, document, True) for kind, document in documents().items()]
    items += [(*item, None) for item in changes_of_types(schemas)]
    return items + list(changes_of_values(schemas)) + special() + [(*item, "program") for item in beyond()]


def check_agreement(schemas, items, program):
    """Schema and program refuse the same."""
    checks = validators(schemas)
    for (what, kind, document, good), (answer, why) in zip(items, program.ask_all(items)):
        valid = checks[kind].is_valid(document)
        wanted = (False, True) if good == "program" else (valid, valid) if good is None else (good, good)
        if why:
            yield f"{what}: {why}"
        elif (answer, valid) != wanted:
            words = ["lets it pass" if side else "refuses it" for side in (answer, valid)]
            yield f"{what}: the program {words[0]}, the schema {words[1]}"


# ---------------------------------------------------------------- whether the checks see anything


def broken(change):
    schemas = load_schemas()
    change(schemas)
    return schemas


def self_check(items, program):
    """Each schema with a fault must be seen by the check that is there for it."""
    some = [item for item in items if item[1] == "places" or item[3] is not None]  # enough for the faults below
    def defs(schemas):
        return schemas["template"]["$defs"]
    yield from (f"a good schema: {line}" for line in check_agreement(load_schemas(), some, program))
    faults = [
        ("a key is gone", check_keys, lambda s: s["template"]["properties"].pop("xlstools:year")),
        ("a key of the shipped files is gone", check_shipped, lambda s: s["template"]["properties"].pop("xlstools:year")),
        ("a key too many", check_keys, lambda s: defs(s)["note"]["properties"].update(more={"type": "string"})),
        ("a key is required", check_keys, lambda s: defs(s)["part"]["required"].append("title")),
        ("a key is not required", check_keys, lambda s: s["vocabulary"]["required"].remove("name")),
        ("another type", check_keys, lambda s: s["template"]["properties"].update({"xlstools:item": {"type": "integer"}})),
        ("other keys may be there", check_keys, lambda s: s["places"].pop("additionalProperties")),
        ("a rule is gone", check_rules, lambda s: defs(s)["rules"]["properties"].pop("sequence")),
        ("a parameter is not required", check_rules,
         lambda s: defs(s)["rules"]["properties"]["sum-mismatch"]["required"].remove("total")),
        ("a kind is gone", check_words, lambda s: defs(s)["field"]["properties"]["xlstools:kind"]["enum"].remove("province")),
        ("any type goes with a kind", check_words, lambda s: defs(s)["field"]["allOf"].pop(0)),
        ("a mark is gone", check_words, lambda s: defs(s)["mark"]["enum"].remove("R")),
        ("a key that no document has", check_coverage,
         lambda s: defs(s)["form"]["properties"].update(more={"type": "string"})),
        ("another range", check_agreement, lambda s: s["template"]["properties"]["xlstools:year"].update(maximum=2701)),
        ("a smaller range", check_agreement, lambda s: defs(s)["fields"].update(maxItems=63)),
        ("a pattern too wide", check_agreement, lambda s: defs(s)["form"]["properties"]["sheet"].pop("pattern")),
        ("unknown keys of places pass", check_agreement,
         lambda s: s["places"]["properties"]["provinces"]["items"].pop("additionalProperties")),
        ("what goes with the kind", check_agreement, lambda s: defs(s)["field"].pop("allOf")),
    ]
    for what, check, change in faults:
        schemas = broken(change)
        complaints = check(schemas, some, program) if check is check_agreement else check(schemas)
        if next(complaints, None) is None:
            yield f"{check.__name__} does not see the fault in a schema: {what}"


def main():
    os.environ.pop("XLSTOOLS_TEMPLATES", None)
    if len(sys.argv) != 2:
        sys.exit("usage: check_templates.py XLSCHECK")
    schemas = load_schemas()
    found = []
    with tempfile.TemporaryDirectory(prefix="xt-templates-") as folder:
        program = Program(os.path.abspath(sys.argv[1]), folder)
        for check in (check_keys, check_rules, check_words, check_shipped, check_coverage):
            found += check(schemas)
        items = all_changes(schemas)
        found += check_agreement(schemas, items, program)
        found += self_check(items, program)
        answers = [answer for answer, _ in program.answers.values()]
    if answers.count(False) < 1000 or answers.count(True) < 50:
        found.append("too few documents were refused or let pass to say anything")
    print("\n".join(found + [f"{len(answers)} documents were shown to schema and program, {answers.count(False)} of them "
                             f"refused, {len(found)} complaints"]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
