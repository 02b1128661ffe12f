# SPDX-License-Identifier: MIT
"""Cells of workbooks as they are in the file: cells.py BOOK CELL..., or cells.py BOOK OTHER, which tells what differs."""
import sys
import warnings

import openpyxl

warnings.simplefilter("ignore")


def show(cell):
    text = cell.value.isoformat() if hasattr(cell.value, "isoformat") else repr(cell.value)
    return f"{cell.data_type} {text} {cell.number_format}"


def main():
    books = [openpyxl.load_workbook(name) for name in sys.argv[1:] if name.endswith(".xlsx")]
    if len(books) == 1:
        for ref in sys.argv[2:]:
            print(ref, show(books[0].worksheets[0][ref]))
        return
    for one, other in zip(*(book.worksheets for book in books)):
        refs = {cell.coordinate for sheet in (one, other) for row in sheet.iter_rows() for cell in row}
        for ref in sorted(refs, key=lambda r: (one[r].row, one[r].column)):
            if show(one[ref]) != show(other[ref]):
                print(f"{ref}: {show(one[ref])} -> {show(other[ref])}")


main()
