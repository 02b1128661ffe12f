# SPDX-License-Identifier: MIT
"""Sheets whose rows, cells, values and ranges cannot be (ECMA-376 part 1, 18.3.1)."""
from case import add
from workbook import BASE, ROWS, book, with_rows, worksheet


def cell(ref, value, more=""):
    return f'<c r="{ref}"{more}><v>{value}</v></c>'


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


CELL = cell("A3", 1)

# ------------------------------------------------------------ rows and addresses: name, verdict, why, rows, more cells

PLACES = [
    ("row_zero", "refuse", "row 0", row(0, "<c><v>1</v></c>"), None),
    ("row_below", "refuse", "row -1", row(-1, "<c><v>1</v></c>"), None),
    ("row_over", "refuse", "row 1,048,577", row(1048577, cell("A1048577", 1)), None),
    ("row_over_empty", "refuse", "row 1,048,577 without cells", row(1048577), None),
    ("row_last", "read", "the last row", row(1048576, cell("XFD1048576", 1)), ["XFD1048576", 1]),
    ("row_wrapped", "refuse", "row 4,294,967,299, which is 3 in 32 bits", row(4294967299, CELL), None),
    ("row_wrapped_64", "refuse", "row 18,446,744,073,709,551,619, which is 3 in 64 bits", row(18446744073709551619, CELL), None),
    ("row_text", "refuse", "row abc", row("abc", CELL), None),
    ("row_empty", "refuse", "a row whose number is empty", row("", CELL), None),
    ("row_fraction", "refuse", "row 3.0", row("3.0", CELL), None),
    ("row_exponent", "refuse", "row 3e0", row("3e0", CELL), None),
    ("row_thai", "refuse", "row ๓", row("๓", CELL), None),
    ("row_blanks", "either", "a row number with blanks", row(" 3 ", CELL), ["A3", 1]),
    ("row_zeros", "either", "row 0003", row("0003", CELL), ["A3", 1]),
    ("row_none", "read", "a row without number and address", "<row><c><v>1</v></c></row>", ["A3", 1]),
    ("rows_back", "read-warn", "rows out of order", row(5, cell("A5", 5)) + row(4, cell("A4", 4)), ["A5", 5, "A4", 4]),
    ("rows_back_empty", "either", "rows out of order, one without cells", row(5, cell("A5", 5)) + row(4), ["A5", 5]),
    ("row_twice", "refuse", "a row twice", row(3, CELL) + row(3, cell("B3", 2)), None),
    ("row_twice_same", "refuse", "the same row twice", row(3, CELL) * 2, None),
    ("row_twice_empty", "either", "a row twice, once without cells", row(3) + row(3, CELL), ["A3", 1]),
    ("row_again", "refuse", "the header's row again", row(1, cell("A1", 1)), None),
    ("row_hidden_odd", "either", "a row hidden by a word", '<row r="3" hidden="perhaps">' + CELL + "</row>", ["A3", 1]),
    ("cell_twice", "refuse", "a cell twice", row(3, CELL, CELL), None),
    ("cell_twice_apart", "refuse", "a cell twice, another between", row(3, CELL, cell("B3", 2), CELL), None),
    ("cell_twice_case", "refuse", "a cell twice, in other letters", row(3, CELL, cell("a3", 2)), None),
    ("cell_twice_implied", "refuse", "a cell twice, once without address", row(3, cell("B3", 1), CELL, "<c><v>9</v></c>"), None),
    ("cells_back", "either", "cells out of order", row(3, cell("B3", 2), CELL), ["A3", 1, "B3", 2]),
    ("column_over", "refuse", "column XFE", row(3, cell("XFE3", 1)), None),
    ("column_over_implied", "refuse", "a cell behind the last column", row(3, cell("XFD3", 1), "<c><v>2</v></c>"), None),
    ("column_wrapped", "refuse", "a column that overflows", row(3, cell("MWLQKWV3", 1)), None),
    ("column_long", "refuse", "a column of 100 letters", row(3, cell("A" * 100 + "3", 1)), None),
    ("ref_other_row", "refuse", "a cell of another row", row(3, cell("A9", 1)), None),
    ("ref_row_zero", "refuse", "A0", row(3, cell("A0", 1)), None),
    ("ref_turned", "refuse", "3A", row(3, cell("3A", 1)), None),
    ("ref_column", "refuse", "a column alone", row(3, cell("A", 1)), None),
    ("ref_number", "refuse", "a row alone", row(3, cell("3", 1)), None),
    ("ref_empty", "refuse", "an empty address", row(3, cell("", 1)), None),
    ("ref_range", "refuse", "a range", row(3, cell("A3:B3", 1)), None),
    ("ref_r1c1", "refuse", "R3C1", row(3, cell("R3C1", 1)), None),
    ("ref_below", "refuse", "A-3", row(3, cell("A-3", 1)), None),
    ("ref_sheet", "refuse", "S1!A3", row(3, cell("S1!A3", 1)), None),
    ("ref_thai", "refuse", "A๓", row(3, cell("A๓", 1)), None),
    ("ref_wide", "refuse", "a full-width letter", row(3, cell("Ａ3", 1)), None),
    ("ref_wrapped", "refuse", "a row that is 3 in 32 bits", row(3, cell("A4294967299", 1)), None),
    ("ref_small", "either", "an address in small letters", row(3, cell("a3", 1)), ["A3", 1]),
    ("ref_dollar", "either", "an absolute address", row(3, cell("$A$3", 1)), ["A3", 1]),
    ("ref_blanks", "either", "an address with blanks", row(3, cell(" A3 ", 1)), ["A3", 1]),
    ("cell_in_cell", "either", "a cell in a cell", row(3, '<c r="A3"><c r="B3"><v>1</v></c></c>'), None),
    ("cell_outside", "either", "a cell in no row", cell("A3", 1), None),
    ("row_in_row", "either", "a row in a row", row(3, CELL, row(4, cell("A4", 1))), None),
    ("value_twice", "refuse", "two values in a cell", row(3, '<c r="A3"><v>4</v><v>2</v></c>'), None),
    ("value_nested", "either", "an element in a value", row(3, '<c r="A3"><v>4<x/>2</v></c>'), None),
    ("value_and_text", "refuse", "a number that has an inline text, too",
     row(3, '<c r="A3"><v>4</v><is><t>2</t></is></c>'), None),
    ("text_and_value", "either", "an inline text that has a value, too",
     row(3, '<c r="A3" t="inlineStr"><v>4</v><is><t>x</t></is></c>'), ["A3", "x"]),
    ("text_twice", "refuse", "two inline texts", row(3, '<c r="A3" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c>'), None),
    ("text_in_number", "either", "an inline text in a number cell", row(3, '<c r="A3"><is><t>5</t></is></c>'), None),
    ("number_in_text", "either", "an inline text cell that has a value alone", row(3, cell("A3", 5, ' t="inlineStr"')), None),
    ("loose_text", "either", "text between the cells", row(3, "42", CELL), ["A3", 1]),
    ("cells_16385", "refuse", "16,385 cells without address", row(3, "<c><v>1</v></c>" * 16385), None),
    ("type_unknown", "refuse", "a type that does not exist", row(3, cell("A3", 1, ' t="zz"')), None),
    ("type_case", "refuse", "a type in other letters", row(3, cell("A3", 1, ' t="S"')), None),
    ("type_empty", "refuse", "an empty type", row(3, cell("A3", 1, ' t=""')), None),
    ("type_long", "refuse", "a type of 60,000 letters", row(3, cell("A3", 1, f' t="{"s" * 60000}"')), None),
    ("format_below", "refuse", "cell format -1", row(3, cell("A3", 1, ' s="-1"')), None),
    ("format_huge", "refuse", "cell format 99999999999", row(3, cell("A3", 1, ' s="99999999999"')), None),
    ("format_text", "refuse", "cell format abc", row(3, cell("A3", 1, ' s="abc"')), None),
    ("format_behind", "either", "a cell format that is not there", row(3, cell("A3", 1, ' s="77"')), ["A3", 1]),
    ("format_most", "either", "cell format 4294967295", row(3, cell("A3", 1, ' s="4294967295"')), ["A3", 1]),
    ("error_unknown", "read", "an error that does not exist", row(3, cell("A3", "#BOGUS!", ' t="e"')),
     ["A3", {"error": "#BOGUS!"}]),
    ("text_megabytes", "refuse", "a text of 2 MiB",
     row(3, f'<c r="A3" t="inlineStr"><is><t>{"x" * (2 << 20)}</t></is></c>'), None),
    ("text_long", "read", "a text of 30,000 letters", row(3, cell("A3", "x" * 30000, ' t="str"')), ["A3", "x" * 30000]),
    ("runs", "read", "an inline text of 10,000 runs",
     row(3, f'<c r="A3" t="inlineStr"><is>{"<r><t>x</t></r>" * 10000}</is></c>'), ["A3", "x" * 10000]),
    ("sounds", "read", "10,000 phonetic runs, which are no text",
     row(3, f'<c r="A3" t="inlineStr"><is><t>x</t>{"<rPh><t>y</t></rPh>" * 10000}</is></c>'), ["A3", "x"]),
]
for _name, _verdict, _why, _rows, _cells in PLACES:
    add(f"sheet_{_name}.xlsx", _verdict, _why, lambda rows=_rows: with_rows(rows), None if _cells is None else BASE + _cells)
add("sheet_rows_million.xlsx", "refuse", "1,048,575 rows without number behind two", lambda: with_rows("<row/>" * 1048575))
add("sheet_rows_first.xlsx", "read-warn", "all rows backwards", lambda: book(sheet=worksheet(
    data=row(3, CELL) + row(2, cell("A2", 2)) + row(1, cell("A1", 3)))), ["A3", 1, "A2", 2, "A1", 3])

# ------------------------------------------------------------ values: never a number that does not stand there

NUMBERS = [("nan", "NaN"), ("inf", "INF"), ("inf_below", "-INF"), ("infinity", "infinity"), ("e400", "1e400"),
           ("e400_below", "-1e400"), ("exponent_huge", "1e99999999999999999999"), ("most", "1.8e308"), ("hex", "0x10"),
           ("hex_float", "0x1p3"), ("binary", "0b1"), ("octal", "0o17"), ("comma", "1,5"), ("thousands", "1,500"),
           ("point_twice", "1.5.2"), ("two", "1 2"), ("sign_twice", "--1"), ("sign_behind", "1-"), ("exponent_open", "1e"),
           ("point", "."), ("exponent", "e5"), ("underscore", "1_000"), ("fortran", "1d2"), ("letter", "12O0"),
           ("currency", "฿5"), ("percent", "5%"), ("brackets", "(5)"), ("wide", "１２"), ("thai", "๔๒"), ("arabic", "٤٢"),
           ("minus_sign", "−5"), ("hidden", "1\u200b2"), ("blank_hard", "1\u00a0000"), ("formula", "=1+1"),
           ("date", "2024-03-31"),
           ("word", "one"), ("digits", "9" * 5000), ("nan_payload", "nan(1)"), ("suffix", "42L"), ("bidi", "\u202e42")]
for _name, _text in NUMBERS:
    add(f"number_{_name}.xlsx", "either", f"a number cell that holds {_text[:40]}",
        lambda text=_text: with_rows(row(3, cell("A3", text))), BASE + ["A3", {"invalid": _text}])

HONEST_NUMBERS = [("plus", "+1", 1), ("point_open", "1.", 1), ("point_first", ".5", 0.5), ("exponent_large", "1E+2", 100),
                  ("zeros", "007", 7), ("blanks", " 42\n", 42), ("tiny", "4.9E-324", 5e-324),
                  ("precise", "0.1000000000000000055", 0.1), ("zero_below", "-0", 0)]
for _name, _text, _number in HONEST_NUMBERS:
    add(f"number_{_name}.xlsx", "either", f"a number cell that holds {_text!r}",
        lambda text=_text: with_rows(row(3, cell("A3", text))), BASE + ["A3", _number])

TYPED = [
    ("boolean_two", "b", "2", {"invalid": "2"}), ("boolean_yes", "b", "yes", {"invalid": "yes"}),
    ("boolean_below", "b", "-1", {"invalid": "-1"}), ("boolean_fraction", "b", "1.0", {"invalid": "1.0"}),
    ("boolean_word", "b", "TRUE", True), ("iso_month", "d", "2024-13-01", {"invalid": "2024-13-01"}),
    ("iso_day", "d", "2023-02-29", {"invalid": "2023-02-29"}), ("iso_zero", "d", "0000-00-00", {"invalid": "0000-00-00"}),
    ("iso_hour", "d", "2024-01-01T25:00:00", {"invalid": "2024-01-01T25:00:00"}),
    ("iso_rest", "d", "2024-01-01x", {"invalid": "2024-01-01x"}), ("iso_thai", "d", "๒๐๒๔-๐๑-๐๑", {"invalid": "๒๐๒๔-๐๑-๐๑"}),
    ("iso_honest", "d", "2024-02-29", {"date": "2024-02-29"}),
]
for _name, _type, _text, _read in TYPED:
    add(f"value_{_name}.xlsx", "either", f"{_text} in a cell of type {_type}",
        lambda kind=_type, text=_text: with_rows(row(3, cell("A3", text, f' t="{kind}"'))), BASE + ["A3", _read])

SERIALS = [("below", "-1", None), ("year_10000", "2958466", None), ("false_day", "60", {"date": "1900-02-29"}),
           ("huge", "1e300", None), ("last", "2958465", {"date": "9999-12-31"}), ("nan", "NaN", {"invalid": "NaN"})]
for _name, _text, _read in SERIALS:
    add(f"serial_{_name}.xlsx", "either" if _read is None or _name == "nan" else "read", f"the date {_text}",
        lambda text=_text: with_rows(row(3, cell("A3", text, ' s="1"'))), None if _read is None else BASE + ["A3", _read])
for _name, _text in [("empty", ""), ("blank", " ")]:
    add(f"value_{_name}.xlsx", "either", f"a number cell that holds {_text!r}", lambda text=_text: with_rows(
        row(3, cell("A3", text))), BASE if _text == "" else BASE + ["A3", {"invalid": ""}])

# ------------------------------------------------------------ what stands around the rows

def merges(*refs):
    return "<mergeCells>" + "".join(f'<mergeCell ref="{ref}"/>' for ref in refs) + "</mergeCells>"


SHARED = '<f t="shared" ref="A3:A9" si="%s">A3</f>'
AROUND = [  # in front of the rows, more rows, behind them
    ("dimension_whole", "read", "the whole sheet as dimension", '<dimension ref="A1:XFD1048576"/>', "", ""),
    ("dimension_beyond", "read", "a dimension beyond the sheet", '<dimension ref="A1:ZZZZZ99999999999"/>', "", ""),
    ("dimension_odd", "read", "a dimension that is none", '<dimension ref="&lt;&gt;"/>', "", ""),
    ("dimension_small", "read", "a dimension of one cell", '<dimension ref="A1"/>', "", ""),
    ("merges_overlap", "read", "merged ranges that overlap", "", "", merges("A5:C9", "B6:D10", "A5:C9")),
    ("merges_whole", "read", "a merged range of the whole sheet", "", "", merges("A1:XFD1048576")),
    ("merges_turned", "read", "a merged range from its end", "", "", merges("C9:A5")),
    ("merges_columns", "either", "a merged range of columns", "", "", merges("A:C")),
    ("merges_beyond", "either", "a merged range beyond the sheet", "", "", merges("A5:XFE1048577")),
    ("merges_odd", "refuse", "a merged range that is none", "", "", merges("here, there")),
    ("merges_empty", "refuse", "an empty merged range", "", "", merges("")),
    ("merges_most", "read", "100,000 merged ranges", "", "", merges(*["E5:F6"] * 100000)),
    ("merges_over", "refuse", "100,001 merged ranges", "", "", merges(*["E5:F6"] * 100001)),
    ("merges_count", "read", "a count of merged ranges that lies", "", "", '<mergeCells count="4000000000"/>'),
    ("columns_all", "read", "hidden columns up to the largest number",
     '<cols><col min="0" max="4294967295" hidden="1"/></cols>', "", ""),
    ("columns_turned", "read", "hidden columns from the end", '<cols><col min="9" max="2" hidden="1"/></cols>', "", ""),
    ("columns_odd", "read", "hidden columns that are none", '<cols><col min="x" max="-1" hidden="1"/></cols>', "", ""),
    ("columns_many", "either", "200,000 lists of hidden columns",
     "<cols>" + '<col min="7" max="9" hidden="1"/>' * 200000 + "</cols>", "", ""),
    ("formula_circle", "read", "a shared formula that means itself", "",
     row(3, f'<c r="A3">{SHARED % 0}<v>1</v></c>'), ""),
    ("formula_index", "read", "a shared formula of a number that is none", "",
     row(3, f'<c r="A3">{SHARED % "-99999999999"}<v>1</v></c>'), ""),
    ("formula_array", "read", "a formula over the whole sheet", "",
     row(3, '<c r="A3"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c>'), ""),
    ("formula_long", "read", "a formula of 500,000 letters", "",
     row(3, f'<c r="A3"><f>{"1+" * 250000}1</f><v>1</v></c>'), ""),
    ("formula_brackets", "read", "100,000 brackets in a formula", "",
     row(3, f'<c r="A3"><f>{"(" * 100000}</f><v>1</v></c>'), ""),
    ("links", "read", "20,000 links", "", "", '<hyperlinks>' + '<hyperlink ref="A1" location="x"/>' * 20000 + "</hyperlinks>"),
    ("data_twice", "either", "two lists of rows", "", "", "<sheetData>" + row(3, CELL) + "</sheetData>"),
    ("protection", "read", "a protected sheet: its cells can be read", "", "", '<sheetProtection sheet="1" password="0"/>'),
]
for _name, _verdict, _why, _before, _rows, _behind in AROUND:
    _cells = BASE + ["A3", 1] if "<v>1</v>" in _rows else BASE
    add(f"sheet_{_name}.xlsx", _verdict, _why, lambda before=_before, rows=_rows, behind=_behind: book(
        sheet=worksheet(rows, before, behind)), _cells if _verdict == "read" else None)
add("sheet_validations.xlsx", "read", "50,000 validations", lambda: book(sheet=worksheet(
    behind="<dataValidations>" + '<dataValidation sqref="E1" type="list"><formula1>E1</formula1></dataValidation>' * 50000
    + "</dataValidations>")), BASE)
add("sheet_no_data.xlsx", "either", "a sheet without rows",
    lambda: book(sheet=worksheet().replace(f"<sheetData>{ROWS}</sheetData>", "")))

# What a spreadsheet program takes for a formula when it opens a text file (CWE-1236).
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://x")', "＝1+1",
            "-5", "+66812345678", "-", "--", " =1+1"]


def formula_rows(write):
    return "".join(row(3 + n, write(3 + n, text)) for n, text in enumerate(FORMULAS))


def as_text(number, text):
    text = text.replace("&", "&amp;").replace("\t", "&#9;").replace("\r", "&#13;")
    return f'<c r="A{number}" t="str"><v>{text}</v></c>'


add("formulas.xlsx", "read", "texts that Excel would take for formulas in CSV", lambda: with_rows(formula_rows(as_text)),
    BASE + [item for n, text in enumerate(FORMULAS) for item in (f"A{3 + n}", text)])
