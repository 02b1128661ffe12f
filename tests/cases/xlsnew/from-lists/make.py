# SPDX-License-Identifier: MIT
"""The workbook in.xlsx, with lists of all three kinds."""
import openpyxl
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.workbook.defined_name import DefinedName

book = openpyxl.Workbook()

sheet = book.active
sheet.title = "ทะเบียนรถ"
sheet.append(["บัญชีรถราชการของหน่วยงาน"])
sheet.append(["ลำดับที่", "ทะเบียนรถ", "สภาพ", "วิธีการได้มา", "กองที่ใช้", "จังหวัด", "ราคา (บาท)", "วันที่ได้มา", "จำนวนที่นั่ง", "เลขไมล์"])
sheet.append([1, "กข 1234", "ดี", "วิธีเฉพาะเจาะจง", "กองช่าง", "เลย", 850000, None, 4, 12000])
sheet.append([2, "กข 1235", "พัง", "วิธีคัดเลือก", "กองคลัง", "น่าน", 850000.5, None, 4, 13000])
words = book.create_sheet("คำ")
for row, word in enumerate(["สำนักปลัด", "กองช่าง", "กองคลัง"], 1):
    words.cell(row, 2, word)
for row, word in enumerate(["กรุงเทพมหานคร", "เลย", "น่าน"], 1):
    words.cell(row, 3, word)
name = DefinedName("จังหวัดทั้งหมด", attr_text="'คำ'!$C$1:$C$3")
if hasattr(book.defined_names, "append"):  # openpyxl before 3.1
    book.defined_names.append(name)
else:
    book.defined_names["จังหวัดทั้งหมด"] = name
for cells, kind, formula in [("C3:C99", "list", '"ดี,พอใช้,ชำรุด"'), ("E3:E99", "list", "'คำ'!$B$1:$B$3"),
                             ("F3:F99", "list", "จังหวัดทั้งหมด"), ("J3:J99", "decimal", "0")]:
    rule = DataValidation(type=kind, formula1=formula, operator="greaterThan" if kind != "list" else None)
    rule.add(cells)
    sheet.add_data_validation(rule)
book.save("in.xlsx")
