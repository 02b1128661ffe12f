# SPDX-License-Identifier: MIT
"""Registers of contracts for tests: invented, right in every rule, of any size, the same for the same seed."""
import datetime
import random

import openpyxl

METHODS = ["วิธีประกาศเชิญชวนทั่วไป", "วิธีคัดเลือก", "วิธีเฉพาะเจาะจง"]
SOURCES = ["ข้อบัญญัติงบประมาณรายจ่าย", "เงินอุดหนุนเฉพาะกิจ", "เงินสะสม", "เงินรายได้"]
ITEMS = ["จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ {}", "ซื้อวัสดุสำนักงาน ครั้งที่ {}", "จ้างซ่อมรถยนต์ส่วนกลาง คันที่ {}",
         "ซื้อครุภัณฑ์คอมพิวเตอร์ ชุดที่ {}", "จ้างเหมาบริการรักษาความสะอาด งวดที่ {}", "ซื้ออาหารเสริม (นม) งวดที่ {}"]
FIRST = ["ตัวอย่าง", "สมมติ", "ทดลอง", "จำลอง", "ต้นแบบ", "แบบอย่าง"]
KIND = ["บริษัท {} การช่าง จำกัด", "ห้างหุ้นส่วนจำกัด {} ก่อสร้าง", "ร้าน {} พาณิชย์", "นาย {} ใจงาม"]
SIGNED, UNSIGNED, GIVEN_UP, ENDED = "อยู่ระหว่างระยะสัญญา", "ยังไม่ลงนามในสัญญา", "ยกเลิกการดำเนินการ", "สิ้นสุดระยะสัญญา"

COLUMNS = [  # the fields of the register, by their titles
    ("no", "ที่"), ("fiscal_year", "ปีงบประมาณ"), ("agency", "ชื่อหน่วยงาน"), ("district", "อำเภอ"), ("province", "จังหวัด"),
    ("ministry", "กระทรวง"), ("agency_type", "ประเภทหน่วยงาน"), ("item", "งานที่ซื้อหรือจ้าง"),
    ("budget", "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)"), ("budget_source", "แหล่งที่มาของงบประมาณ"), ("status", "สถานะการจัดซื้อจัดจ้างฯ"),
    ("method", "วิธีการจัดซื้อจัดจ้างฯ"), ("reference_price", "ราคากลาง (บาท)"), ("contract_price", "ราคาที่ตกลงซื้อหรือจ้าง (บาท)"),
    ("tax_id", "เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชนของผู้ประกอบการที่ได้รับการคัดเลือก"),
    ("vendor", "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก"), ("project_no", "เลขที่โครงการ"), ("sign_date", "วันที่ลงนามในสัญญา"),
    ("end_date", "วันสิ้นสุดสัญญา"), ("bidders", "รายชื่อผู้เสนอราคาและราคาที่เสนอ"), ("reason", "เหตุผลที่คัดเลือกโดยสรุป"),
    ("contract_no", "เลขที่สัญญา"), ("problem", "ปัญหา/อุปสรรค"), ("suggestion", "ข้อเสนอแนะ"),
]


def check_digit(twelve):
    return str((11 - sum(int(d) * (13 - i) for i, d in enumerate(twelve)) % 11) % 10)


def vendors(rng, count):
    """(name, tax ID): a third of them persons."""
    made = []
    for n in range(count):
        kind = rng.choice(KIND)
        twelve = f"{rng.randrange(1, 9) if kind.startswith('นาย') else 0}{rng.randrange(10 ** 11):011d}"
        made.append((kind.format(f"{rng.choice(FIRST)}{n + 1}"), twelve + check_digit(twelve)))
    return made


def workday(rng, year):
    """A day of the fiscal year (BE), none of a weekend."""
    first = datetime.date(year - 544, 10, 1)
    while True:
        day = first + datetime.timedelta(rng.randrange(365))
        if day.weekday() < 5:
            return day


def rows(seed, count, year=2567, agencies=("องค์การบริหารส่วนตำบลตัวอย่าง",), month=None, signed_only=False):
    """Rows as dictionaries by field. `month`: all of this month (1 to 12)."""
    rng = random.Random(seed)
    known = vendors(rng, max(3, count // 8))
    made = []
    for n in range(count):
        signed = workday(rng, year)
        while month and signed.month != month:
            signed = workday(rng, year)
        method = rng.choice(METHODS)
        price = rng.randrange(50_000, 49_000_000 if method == METHODS[2] else 900_000_000)  # satang
        reference = price + rng.choice([0, 0, rng.randrange(1, price // 4)])
        budget = reference + rng.choice([0, rng.randrange(1, reference // 4)])
        vendor, tax_id = rng.choice(known)
        status = rng.choice([SIGNED] * 6 + [ENDED] * 3 + [UNSIGNED, GIVEN_UP] * (not signed_only))
        row = {
            "no": n + 1, "fiscal_year": year, "agency": rng.choice(agencies), "district": "เมืองเชียงใหม่", "province": "เชียงใหม่",
            "ministry": "มหาดไทย", "agency_type": "องค์การบริหารส่วนตำบล", "item": rng.choice(ITEMS).format(n + 1),
            "budget": budget / 100, "budget_source": rng.choice(SOURCES), "status": status, "method": method,
            "reference_price": reference / 100, "contract_price": price / 100, "tax_id": tax_id, "vendor": vendor,
            "project_no": f"{(year + (signed.month > 9) * -1) - 2500:02d}{signed.month:02d}9{n:06d}", "sign_date": signed,
            "end_date": signed + datetime.timedelta(rng.randrange(7, 300)), "contract_no": f"{n + 1}/{year}",
            "problem": rng.choice([None, "ราคาวัสดุผันผวน"]), "suggestion": rng.choice([None, "ควรสำรวจราคาก่อน"]),
        }
        if status in (UNSIGNED, GIVEN_UP):
            for field in ("reference_price", "contract_price", "tax_id", "vendor", "sign_date", "end_date", "contract_no"):
                row[field] = None
        made.append(row)
    return made


def write(path, made, title="ทะเบียนคุมการจัดซื้อจัดจ้าง"):
    """A register as a workbook, with those columns that any row has."""
    columns = [(field, label) for field, label in COLUMNS if not made or any(field in row for row in made)]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ทะเบียนคุม"
    sheet.append([title])
    sheet.append([label for _, label in columns])
    for row in made:
        sheet.append([row.get(field) for field, _ in columns])
    book.save(path)
