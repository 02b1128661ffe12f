#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""big - writes a CSV file with any number of invented purchases, some of them faulty.

    big.py ROWS OUT.csv
"""
import csv
import sys

HEAD = ("ที่", "ปีงบประมาณ", "ชื่อหน่วยงาน", "อำเภอ", "จังหวัด", "กระทรวง", "ประเภทหน่วยงาน",
        "ชื่อรายการของงานที่ซื้อหรือจ้าง", "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)", "แหล่งที่มาของงบประมาณ",
        "สถานะการจัดซื้อจัดจ้าง", "วิธีการจัดซื้อจัดจ้างฯ", "ราคากลาง (บาท)", "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
        "เลขประจำตัวผู้เสียภาษี", "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก", "เลขที่โครงการ", "วันที่ลงนามในสัญญา", "วันสิ้นสุดสัญญา")


def tax_id(number):
    """A number of a company that nobody has: right in its last digit."""
    digits = f"0999{number:08d}"
    rest = sum(int(digit) * (13 - i) for i, digit in enumerate(digits)) % 11
    return digits + str((11 - rest) % 10)


def row(i):
    amount = 1000 + 37 * (i % 9000)
    return (i, 2567, "องค์การบริหารส่วนตำบลตัวอย่าง", "ยะหริ่ง", "ปัตตานี", "กระทรวงมหาดไทย", "องค์การบริหารส่วนตำบล",
            f"ซื้อวัสดุสำนักงาน รายการที่ {i}", amount + 500, "ข้อบัญญัติ/เทศบัญญัติ", "สิ้นสุดสัญญา", "วิธีเฉพาะเจาะจง",
            amount + 100, "" if i % 100 == 0 else amount, tax_id(i % 40000), f"ร้าน{'  ' if i % 50 == 0 else ' '}ตัวอย่าง {i % 40000}",
            f"6701{i:07d}", "2024-01-15", "2024-03-15")


def main():
    rows, out = int(sys.argv[1]), sys.argv[2]
    with open(out, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(row(i) for i in range(1, rows + 1))


if __name__ == "__main__":
    main()
