# SPDX-License-Identifier: MIT
"""A derived template, a line a field: name, title, kind, and what else it has."""
import json, sys
def table(t, indent):
    for f in t["fields"]:
        v = f.get("xlstools:vocabulary")
        words = v if isinstance(v, str) else v and v["name"] + "=" + "|".join(x["value"] for x in v["values"])
        more = [words] if words else []
        more += ["required"] if f.get("constraints", {}).get("required") else []
        more += [k for k in ("identity", "mayBeAbsent", "freeChoice", "masked") if f.get("xlstools:" + k)]
        print(indent + " ".join([f["name"], "'" + f["title"] + "'", f["xlstools:kind"]] + more))
    print(indent + "rules:", " ".join(t.get("xlstools:rules", {})))
t = json.load(open(sys.argv[1], encoding="utf-8"))
form = t["xlstools:form"]
print("id", t["xlstools:id"], "item", t.get("xlstools:item"), "year", t.get("xlstools:year"), "fiscal",
      t.get("xlstools:fiscalYear"), "set", t.get("xlstools:set", True))
print("title", t["title"])
print("sheet", form.get("sheet"), "rows", form["rows"], "columns", form.get("columns", "all"))
for title in form.get("titles", []):
    print("  over it:", title)
print(t["xlstools:provenance"][0]["source"])
table(t, "")
for part in t.get("xlstools:parts", []):
    print("part", part["name"], part["title"])
    table(part, "  ")
