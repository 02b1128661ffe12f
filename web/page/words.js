// SPDX-License-Identifier: MIT
// Every text of the page, in Thai and in English. {0}, {1} ... stand for what say() is given. What the library says of
// a file comes from the library, in the same words.

const WORDS = {
    "title": ["ตรวจและแก้ไขแบบฟอร์ม", "Check and correct forms"],
    "private": ["ทำงานในเครื่องนี้เท่านั้น ไม่เก็บข้อมูล และไม่ส่งไฟล์ออกนอกเครื่อง",
        "Works on this machine alone. Nothing is stored, and no file leaves the machine."],
    "skip": ["ข้ามไปยังเนื้อหา", "Skip to the content"],
    "skip.sheet": ["ข้ามไปยังตาราง", "Skip to the table"],
    "other-language": ["English", "ภาษาไทย"],
    "views": ["งานที่ทำ", "Tasks"],
    "view.check": ["ตรวจและแก้ไข", "Check"],
    "view.summary": ["สรุปสัญญา", "Summaries"],
    "view.convert": ["แปลงไฟล์", "Convert"],
    "view.forms": ["แบบฟอร์มเปล่า", "Blank forms"],
    "starting": ["กำลังเริ่มโปรแกรม…", "Starting…"],
    "not-started": ["เริ่มโปรแกรมไม่ได้: {0}", "The program could not start: {0}"],
    "version": ["xlstools {0} · ไม่ได้ตรวจ: ชื่อ จำนวนเงิน และวันที่ ตรงกับความจริงหรือไม่",
        "xlstools {0} · Not checked: whether names, amounts and dates are true."],
    "error": ["ต้องแก้ไข", "Must be corrected"],
    "warning": ["ควรแก้ไข", "Should be corrected"],
    "note": ["ควรตรวจทาน", "Worth a look"],
    "failed": ["ทำไม่สำเร็จ: {0}", "It failed: {0}"],
    "too-large": ["ไฟล์ขนาดใหญ่ให้ใช้โปรแกรม xlstools แบบบรรทัดคำสั่งแทน",
        "For large files use the command-line tools of xlstools."],
    "trouble.unreadable": ["อ่านไฟล์ไม่ได้ ไฟล์อาจถูกแก้ไขหรือย้ายไปแล้ว โปรดเลือกไฟล์ใหม่อีกครั้ง",
        "The file cannot be read; it may have been changed or moved. Choose it again."],
    "trouble.too-large": ["ไฟล์ใหญ่เกินกว่าที่หน้านี้รับได้", "The file is too large for this page."],
    "was-cancelled": ["ยกเลิกแล้ว", "Cancelled"],
    "saved": ["บันทึกไฟล์ {0} แล้ว", "{0} was saved."],
    "found-out": ["{0} (ที่ตรวจพบ)", "{0} (found out)"],

    "drop.hint": ["ลากไฟล์มาวางที่ใดก็ได้ในหน้านี้ หรือ", "Drop files anywhere on this page, or"],
    "drop.sample": ["ลองกับไฟล์ตัวอย่าง", "Try with a sample"],
    "drop.choose": ["เลือกไฟล์", "Choose files"],
    "drop.kinds": ["Excel (.xlsx .xlsm .xls) OpenDocument (.ods) CSV และตาราง HTML เลือกหลายไฟล์พร้อมกันได้",
        "Excel (.xlsx .xlsm .xls), OpenDocument (.ods), CSV and HTML tables; several at once"],
    "drop.now": ["ปล่อยไฟล์เพื่อตรวจ", "Let go to check"],
    "files.title": ["ไฟล์", "Files"],
    "files.remove": ["นำ {0} ออก", "Remove {0}"],
    "files.again": ["ตรวจอีกครั้ง", "Check again"],
    "files.none": ["ยังไม่มีไฟล์ โปรดเลือกไฟล์ก่อน", "There is no file yet; choose one first."],
    "state.waiting": ["รอตรวจ", "Waiting"],
    "state.working": ["กำลังตรวจ", "Checking"],
    "state.clean": ["ไม่พบสิ่งที่ต้องแก้ไข", "Nothing to correct"],
    "state.findings": ["พบสิ่งที่ต้องแก้ไข", "Findings"],
    "state.trouble": ["ตรวจไม่ได้", "Not checked"],
    "state.cancelled": ["ยกเลิกแล้ว", "Cancelled"],

    "file.template": ["แบบฟอร์ม", "Form"],
    "file.sheet": ["แผ่นงาน", "Sheet"],
    "file.agency": ["หน่วยงาน", "Agency"],
    "file.no-agency": ["ไม่ระบุ", "Not said"],
    "file.rows": ["ข้อมูล", "Data"],
    "file.row-count": ["{0} แถว หัวตารางแถวที่ {1}", "{0} rows, header in row {1}"],
    "file.year": ["ปีงบประมาณ {0}", "fiscal year {0}"],
    "file.notes": ["ข้อสังเกตเกี่ยวกับไฟล์", "Noticed in the file"],
    "file.guessed": ["ชื่อเรื่องและชื่อแผ่นงานไม่บอกว่าเป็นแบบใด จึงถือว่าเป็นแบบนี้ ถ้าไม่ใช่ โปรดเลือกแบบฟอร์ม",
        "Neither title nor sheet name tells which form this is; it was taken for this one. If it is not, choose."],
    "file.choose-template": ["ตรวจตามแบบฟอร์ม", "Check against this form"],
    "file.recognise": ["ให้โปรแกรมดูเอง", "As recognised"],
    "file.encoding": ["รหัสอักขระ", "Encoding"],
    "file.delimiter": ["ตัวคั่น", "Delimiter"],
    "delimiter.tab": ["แท็บ", "Tab"],
    "do.fix": ["แก้ไขไฟล์…", "Correct…"],
    "do.review": ["สมุดงานสำหรับตรวจทาน", "Review workbook"],
    "do.csv": ["รายการที่พบ (CSV)", "Findings (CSV)"],
    "do.page": ["รายงาน (HTML)", "Report (HTML)"],
    "do.print": ["พิมพ์", "Print"],
    "do.convert": ["แปลงไฟล์นี้", "Convert this file"],

    "findings.title": ["สิ่งที่พบ", "Findings"],
    "findings.filters": ["แสดงเฉพาะระดับ", "Show these levels"],
    "findings.column": ["คอลัมน์", "Column"],
    "findings.all-columns": ["ทุกคอลัมน์", "All columns"],
    "findings.none": ["ไม่พบสิ่งที่ต้องแก้ไข", "Nothing to correct."],
    "findings.filtered": ["ไม่มีรายการตามที่เลือก", "Nothing at these levels and in this column."],
    "findings.repairs": ["แก้ให้ได้", "can be repaired"],
    "findings.value": ["ค่าเดิม", "Value"],
    "findings.whole": ["ทั้งแผ่นงานหรือทั้งไฟล์", "The whole sheet or file"],
    "findings.loading": ["กำลังเปิดรายการ…", "Loading…"],
    "page.back": ["ก่อนหน้า", "Previous"],
    "page.on": ["ถัดไป", "Next"],
    "page.shown": ["{0}–{1} จาก {2}", "{0}–{1} of {2}"],

    "sheet.title": ["ตาราง", "Table"],
    "sheet.choose": ["แผ่นงาน", "Sheet"],
    "sheet.back": ["รายการก่อนหน้า", "Previous"],
    "sheet.on": ["รายการถัดไป", "Next"],
    "sheet.no-more": ["ไม่มีรายการอื่นในทิศทางนี้", "There is no further finding that way."],
    "sheet.keys": ["ปุ่ม: ลูกศร PageUp PageDown Home End เลื่อนช่อง, F8 หรือ n รายการถัดไป, Shift+F8 หรือ p ก่อนหน้า",
        "Keys: arrows, PageUp, PageDown, Home and End move; F8 or n: next finding, Shift+F8 or p: the one before."],
    "sheet.row": ["แถว {0}", "row {0}"],
    "sheet.open": ["เปิดตาราง", "Open the table"],
    "sheet.empty": ["แผ่นงานนี้ว่าง", "This sheet is empty."],

    "busy.label": ["ความคืบหน้า", "Progress"],
    "busy.cancel": ["ยกเลิก (Esc)", "Cancel (Esc)"],
    "busy.rows": ["{0} แถว", "{0} rows"],
    "busy.add": ["กำลังอ่านไฟล์", "Reading"],
    "busy.check": ["กำลังตรวจ", "Checking"],
    "busy.sheet": ["กำลังเปิดตาราง", "Opening the table"],
    "busy.changes": ["กำลังหาสิ่งที่แก้ให้ได้", "Looking for what can be corrected"],
    "busy.fix": ["กำลังเขียนไฟล์ที่แก้แล้ว", "Writing the corrected workbook"],
    "busy.review": ["กำลังเขียนสมุดงานสำหรับตรวจทาน", "Writing the review workbook"],
    "busy.summary": ["กำลังสรุป", "Summing up"],
    "busy.convert": ["กำลังแปลงไฟล์", "Converting"],
    "busy.form": ["กำลังสร้างแบบฟอร์ม", "Writing the form"],
    "busy.other": ["กำลังทำงาน", "Working"],

    "fixes.title": ["แก้ไข {0}", "Correct {0}"],
    "fixes.lead": ["โปรแกรมจะแก้ในสำเนาเฉพาะช่องที่เลือก ไฟล์เดิมไม่เปลี่ยนแปลง",
        "The cells chosen here are corrected in a copy; your file stays as it is."],
    "fixes.suggested": ["แก้ตามข้อเสนอด้วย (ค่าที่น่าจะถูกแต่ยังไม่แน่ โปรดตรวจทาน)",
        "Also what is only probable (look at it well)"],
    "fixes.none": ["ไม่มีสิ่งที่แก้ให้ได้ ส่วนที่เหลือต้องแก้เอง", "There is nothing that can be corrected for you."],
    "fixes.count": ["เลือก {0} จาก {1} ช่อง", "{0} of {1} cells chosen"],
    "fixes.before": ["ก่อนแก้ไข", "Before"],
    "fixes.after": ["หลังแก้ไข", "After"],
    "fixes.cell": ["ช่อง", "Cell"],
    "fixes.take": ["แก้", "Correct"],
    "fixes.take-one": ["แก้ช่อง {0}", "Correct cell {0}"],
    "fixes.probable": ["ข้อเสนอ", "probable"],
    "fixes.blank": ["(ว่าง)", "(blank)"],
    "fixes.download": ["บันทึกไฟล์ที่แก้แล้ว", "Save the corrected workbook"],
    "fixes.close": ["ปิด", "Close"],
    "fixes.done": ["แก้ไขแล้ว {0} ช่อง ส่วนที่ต้องแก้เอง: ต้องแก้ไข {1}, ควรแก้ไข {2}, ควรตรวจทาน {3}",
        "{0} cells corrected. Left to be done by hand: errors {1}, warnings {2}, notes {3}"],

    "summary.title": ["สรุปสัญญาและแบบ สขร.1", "Summaries of contracts"],
    "summary.lead": ["สรุปจากทะเบียนคุมหรือแบบฟอร์มในไฟล์ที่เลือก สัญญาที่อยู่ในสองไฟล์นับเพียงครั้งเดียว",
        "From the registers and forms in the files chosen here. A contract that stands in two files counts once."],
    "summary.files": ["ไฟล์ที่นำมาสรุป", "Files to sum up"],
    "summary.kind": ["สิ่งที่จัดทำ", "What to make"],
    "summary.kind.month": ["แบบ สขร.1 รายเดือน", "แบบ สขร.1 of a month"],
    "summary.kind.months": ["แบบ สขร.1 หลายเดือน", "แบบ สขร.1 of several months"],
    "summary.kind.quarter": ["ประกาศผู้ชนะรายไตรมาส", "Winners of a quarter"],
    "summary.kind.year": ["แบบ สขร.1 ทั้งปี พร้อมภาพรวม", "แบบ สขร.1 of a fiscal year, with an overview"],
    "summary.kind.annual": ["รายงานประจำปี", "Report of the year"],
    "summary.kind.progress": ["รายงานความก้าวหน้า", "Report of progress"],
    "summary.month": ["เดือน", "Month"],
    "summary.to": ["ถึงเดือน", "To month"],
    "summary.quarter": ["ไตรมาส", "Quarter"],
    "summary.year": ["ปีงบประมาณ", "Fiscal year"],
    "summary.asOf": ["ข้อมูล ณ วันที่", "Data as of"],
    "summary.ask-date": ["โปรดระบุวันที่ของข้อมูล", "Say as of which date the data is."],
    "summary.not-yet": ["กำลังตรวจไฟล์ เมื่อตรวจครบแล้วจะแสดงตัวเลข", "Files are being checked; the figures follow."],
    "summary.with": ["เดือนที่มีสัญญา", "Months with contracts"],
    "summary.without": ["เดือนอื่น", "Other months"],
    "summary.in-month": ["{0} ({1} สัญญา)", "{0} ({1} contracts)"],
    "summary.by": ["แยกตาม", "By"],
    "summary.by-period": ["ตามแบบที่จัดทำ", "As the form asks"],
    "by.month": ["เดือน", "Month"],
    "by.method": ["วิธี", "Method"],
    "by.source": ["แหล่งเงิน", "Source"],
    "by.vendor": ["คู่สัญญา", "Vendor"],
    "by.agency": ["หน่วยงาน", "Agency"],
    "summary.agency": ["เฉพาะหน่วยงาน (เว้นว่างได้)", "This agency alone (may stay blank)"],
    "summary.download": ["บันทึกสมุดงาน", "Save the workbook"],
    "summary.figures": ["ตัวเลข", "Figures"],
    "summary.period": ["สัญญาที่ลงนาม {0} ถึง {1}", "Contracts signed from {0} to {1}"],
    "summary.read": ["อ่าน {0} แผ่นงาน {1} แถว นับ {2} สัญญา", "Sheets read: {0}, rows: {1}, contracts counted: {2}"],
    "summary.count": ["จำนวน", "Count"],
    "summary.budget": ["วงเงิน", "Budget"],
    "summary.reference": ["ราคากลาง", "Reference"],
    "summary.contract": ["ราคาที่ตกลง", "Agreed"],
    "summary.saved": ["ต่ำกว่าราคากลาง", "Saved"],
    "summary.percent": ["ร้อยละ", "%"],
    "summary.total": ["รวมทั้งสิ้น", "Total"],
    "summary.unsaid": ["(ไม่ระบุ)", "(not said)"],
    "summary.chart": ["ราคาที่ตกลงเทียบกับราคากลาง (บาท) ตัวเลขอยู่ในตาราง",
        "Agreed price and reference price (baht); the figures are in the table."],
    "summary.chart-part": ["แสดง {0} จาก {1} กลุ่ม", "{0} of {1} groups are shown."],
    "summary.uncounted": ["ยังไม่ได้นับ ต้องแก้ไขก่อน ยอดรวมยังไม่มีแถวเหล่านี้",
        "Not counted before they are put right"],
    "summary.uncounted-price": ["ราคาที่ตกลงในแถวเหล่านี้ที่อ่านได้รวม {0} บาท",
        "Prices in these rows, as far as they can be read: {0}"],
    "summary.doubles": ["พบซ้ำ นับเพียงครั้งเดียว", "Met twice, counted once"],
    "summary.misdated": ["ปีงบประมาณที่กรอกไม่ตรงกับวันที่ลงนาม", "The fiscal year is not that of the date of signing"],
    "summary.left-out": ["แผ่นงานที่ไม่ได้อ่าน เพราะไม่มีคอลัมน์ของทะเบียน",
        "Sheets that were not read, as they lack the columns of a register"],
    "summary.missing": ["{0}: {1} ไม่มีคอลัมน์ {2} จึงไม่ได้นับ {3} แถว",
        "{0}: {1} has no column {2}; {3} rows do not count"],
    "missing.sign_date": ["วันที่ลงนามในสัญญา", "date of the contract"],
    "missing.contract_price": ["ราคาที่ตกลงซื้อหรือจ้าง", "agreed price"],
    "summary.place": ["{0}: {1} แถว {2}: {3}", "{0}: {1} row {2}: {3}"],
    "summary.more": ["และอีก {0} แถว", "and {0} more rows"],
    "fate.other-period": ["{0} แถวอยู่นอกช่วงเวลานี้", "Rows of another period: {0}"],
    "fate.other-agency": ["{0} แถวเป็นของหน่วยงานอื่น", "Rows of another agency: {0}"],
    "fate.no-contract": ["{0} แถวยังไม่ลงนามในสัญญาหรือยกเลิกแล้ว จึงไม่ใช่สัญญาที่ต้องนับ",
        "Rows not signed yet, or given up: {0}"],
    "why.counted": ["นับแล้ว", "counted"],
    "why.other-period": ["อยู่นอกช่วงเวลา", "of another period"],
    "why.same-contract": ["เป็นสัญญาเดียวกับแถวอื่น", "the same contract as another row"],
    "why.no-date": ["ไม่ได้กรอกวันที่ลงนามในสัญญา", "the date of the contract is blank"],
    "why.wrong-date": ["อ่านวันที่ลงนามในสัญญาไม่ได้", "the date of the contract cannot be read"],
    "why.no-price": ["ไม่ได้กรอกราคาที่ตกลงซื้อหรือจ้าง", "the agreed price is blank"],
    "why.wrong-amount": ["จำนวนเงินติดลบหรืออ่านไม่ได้", "an amount is negative or cannot be read"],
    "why.conflict": ["ข้อมูลของสัญญาเดียวกันไม่ตรงกับแถวอื่น", "tells something else of the same contract"],

    "forms.title": ["แบบฟอร์มเปล่า", "Blank forms"],
    "forms.lead": ["แบบฟอร์มที่พร้อมกรอก มีรายการให้เลือก คำอธิบาย และการตรวจในตัว",
        "Forms ready to be filled in, with lists to choose from, explanations and checks inside."],
    "forms.search": ["ค้นหา (ชื่อหรือรหัส)", "Search (title or id)"],
    "forms.year": ["ปี", "Year"],
    "forms.all-years": ["ทั้งหมด", "All"],
    "forms.any-year": ["ทุกปี", "Any year"],
    "forms.list": ["เลือกแบบฟอร์ม", "Choose a form"],
    "forms.none": ["ไม่พบแบบฟอร์มตามที่ค้นหา", "No form has this in its title or id."],
    "forms.fill": ["กรอกไว้ให้ (เว้นว่างได้)", "Filled in already (may stay blank)"],
    "forms.agency": ["ชื่อหน่วยงาน", "Name of the agency"],
    "forms.province": ["จังหวัด", "Province"],
    "forms.district": ["อำเภอหรือเขต", "District"],
    "forms.rows": ["จำนวนแถวที่เตรียมไว้", "Rows to prepare"],
    "forms.fiscal": ["ปีงบประมาณของข้อมูล", "Fiscal year of the rows"],
    "forms.as-form": ["ตามแบบฟอร์ม", "As the form says"],
    "forms.choose-one": ["โปรดเลือกแบบฟอร์ม", "Choose a form first."],
    "forms.download": ["บันทึกแบบฟอร์มเปล่า", "Save the blank form"],
    "mark.B": ["คอลัมน์อ่านจากโปรแกรมหรือหน้าเว็บสาธารณะ", "Columns read in public programs or pages"],
    "mark.C": ["คอลัมน์อนุมานไว้ โปรดเทียบกับแบบฟอร์มที่ท่านได้รับ",
        "Columns inferred; compare them with the form you received"],
    "mark.R": ["คอลัมน์เขียนจากความจำ โปรดเทียบกับแบบฟอร์มที่ท่านได้รับ",
        "Columns recollected; compare them with the form you received"],

    "convert.title": ["แปลงไฟล์", "Convert a file"],
    "convert.lead": ["นำข้อมูลจากไฟล์เดิมลงในแบบฟอร์ม หรือแปลงเป็น CSV, JSON หรือ OCDS ไฟล์เดิมไม่เปลี่ยนแปลง",
        "Puts what a file holds into a form, or turns it into CSV, JSON or OCDS. Your file stays as it is."],
    "convert.file": ["ไฟล์", "File"],
    "convert.to": ["แปลงเป็น", "Into"],
    "to.xlsx": ["แบบฟอร์ม Excel (.xlsx)", "a form in Excel (.xlsx)"],
    "to.csv": ["CSV", "CSV"],
    "to.json": ["JSON", "JSON"],
    "to.ocds": ["OCDS (ข้อมูลเปิด)", "OCDS (open data)"],
    "convert.template": ["ลงในแบบฟอร์ม", "Into this form"],
    "convert.as-file": ["แบบเดียวกับไฟล์", "The one that the file follows"],
    "convert.values": ["ค่าที่ใส่ในช่องว่างทุกแถว (เว้นว่างได้)", "What blank cells get in every row (may stay blank)"],
    "convert.ministry": ["กระทรวง", "Ministry"],
    "convert.preview": ["ตัวอย่างข้อมูล", "Preview"],
    "convert.preview-of": ["{0} แถวแรก จากทั้งหมด {1} แถว", "The first {0} of {1} rows"],
    "convert.run": ["ดูผลก่อนบันทึก", "See the result first"],
    "convert.download": ["แปลงและบันทึก", "Convert and save"],
    "convert.result": ["ผลการแปลง", "Result"],
    "convert.rows": ["{0} แถว ลงในแบบ {1}", "{0} rows in the form {1}"],
    "convert.filled": ["คอลัมน์ที่นำมา", "Columns"],
    "convert.field": ["ฟิลด์", "Field"],
    "convert.source": ["มาจาก", "Comes from"],
    "remark.doubt": ["ควรตรวจดู", "To be looked at"],
    "remark.mended": ["แก้ให้แล้ว", "Put right"],
    "remark.left": ["สิ่งที่ไม่ได้นำมา", "Not carried over"],
    "filling.near": ["หัวคอลัมน์ใกล้เคียง โปรดตรวจดู", "a similar header; look at it"],
    "filling.piece": ["บางส่วนของข้อความ", "a part of the text"],
    "filling.joined": ["รวมจากหลายคอลัมน์", "several columns, joined"],
    "filling.given": ["เหมือนกันทุกแถว", "the same in every row"],
    "filling.counted": ["ใส่ลำดับให้", "counted"],

    "print.more": ["แสดง {0} รายการแรก จากทั้งหมด {1} รายการ", "The first {0} of {1} findings are shown."],
    "print.date": ["พิมพ์เมื่อ {0}", "Printed {0}"],
};

const MONTHS = [
    ["มกราคม", "January"], ["กุมภาพันธ์", "February"], ["มีนาคม", "March"], ["เมษายน", "April"],
    ["พฤษภาคม", "May"], ["มิถุนายน", "June"], ["กรกฎาคม", "July"], ["สิงหาคม", "August"],
    ["กันยายน", "September"], ["ตุลาคม", "October"], ["พฤศจิกายน", "November"], ["ธันวาคม", "December"],
];

const LANGUAGES = ["th", "en"];
const LOCALES = { th: "th-TH-u-nu-latn-ca-buddhist", en: "en-GB-u-ca-buddhist" };
let shown = "th";

export const lang = () => shown;
export const locale = () => LOCALES[shown];

export function setLang(wanted) {
    shown = wanted;
}

export function say(key, ...values) {
    const both = WORDS[key];
    if (!both)
        throw new Error(`no words for ${key}`);
    return both[LANGUAGES.indexOf(shown)].replace(/\{(\d)\}/g, (_, at) => values[at]);
}

/* Words that may be missing: of kinds which the library may add later. */
export const sayIf = (key, otherwise) => (WORDS[key] ? say(key) : otherwise);

/* "2567-03" as people write it. */
export function sayMonth(yearMonth) {
    const [year, month] = yearMonth.split("-");
    return `${MONTHS[month - 1][LANGUAGES.indexOf(shown)]} ${year}`;
}

/* Making one takes far longer than using it: one of each kind for each language. */
function kept(options) {
    const made = Object.fromEntries(LANGUAGES.map((each) => [each, new Intl.NumberFormat(LOCALES[each], options)]));
    return (number) => made[shown].format(number);
}

export const count = kept({});
export const baht = kept({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

/* Puts words where the page has data-say, data-say-label and data-say-hint. */
export function translate(root) {
    for (const each of root.querySelectorAll("[data-say]"))
        each.textContent = say(each.dataset.say);
    for (const each of root.querySelectorAll("[data-say-label]"))
        each.setAttribute("aria-label", say(each.dataset.sayLabel));
    for (const each of root.querySelectorAll("[data-say-hint]"))
        each.setAttribute("placeholder", say(each.dataset.sayHint));
}
