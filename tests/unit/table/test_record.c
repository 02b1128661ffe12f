/* SPDX-License-Identifier: MIT
 *
 * Single cells as records hold them: every kind with every fault, and the exact repair of each.
 */
#include "table/record.h"

#include "table/all_kinds.h"
#include "table/plan_form.h"

#include <inttypes.h>

/* The faults by short names, to be joined with +. */
static const struct {
    const char *name;
    unsigned fault;
} FAULTS[] = {
    {"error", XT_FAULT_CELL_ERROR},
    {"type", XT_FAULT_TYPE},
    {"text", XT_FAULT_AS_TEXT},
    {"thai", XT_FAULT_THAI_DIGITS},
    {"space", XT_FAULT_SPACE},
    {"unknown", XT_FAULT_TERM_UNKNOWN},
    {"alias", XT_FAULT_TERM_ALIAS},
    {"length", XT_FAULT_ID_LENGTH},
    {"checksum", XT_FAULT_ID_CHECKSUM},
    {"id-number", XT_FAULT_ID_NUMBER},
    {"id-format", XT_FAULT_ID_FORMAT},
    {"rounded", XT_FAULT_ID_ROUNDED},
    {"masked", XT_FAULT_ID_MASKED},
    {"project", XT_FAULT_PROJECT_FORMAT},
    {"project-number", XT_FAULT_PROJECT_NUMBER},
    {"era", XT_FAULT_ERA},
    {"negative", XT_FAULT_NEGATIVE},
    {"zero", XT_FAULT_ZERO},
    {"formula", XT_FAULT_FORMULA},
    {"swapped", XT_FAULT_SWAPPED},
    {"pattern", XT_FAULT_PATTERN},
    {"reversed", XT_FAULT_REVERSED},
    {"order", XT_FAULT_ORDER},
    {"glyph", XT_FAULT_GLYPH},
    {"encoding", XT_FAULT_ENCODING},
    {"lost", XT_FAULT_LOST},
    {"lookalike", XT_FAULT_LOOKALIKE},
};

/* What a cell must come to. value: what is known of it, as text; repair: what a correction would write; a
 * suggestion begins with "?". NULL: none. */
typedef struct cell_case {
    int field;
    const char *cell, *faults, *value, *repair;
} cell_case;

static const cell_case MONEY[] = {
    {F_PRICE, "=1500.5", "", "1500.50", NULL},
    {F_PRICE, "=15326737242", "", "15326737242.00", NULL},
    {F_PRICE, "=1480.0000000000002", "", "1480.00", NULL},
    {F_PRICE, "=1479.9999999999998", "", "1480.00", NULL},
    {F_PRICE, "=1.5E+6", "", "1500000.00", NULL},
    {F_PRICE, "=0", "zero", "0.00", "0.00"}, /* nothing but the number itself */
    {F_PRICE, "=-500.25", "negative", "-500.25", "-500.25"},
    {F_PRICE, "=1E+20", "type", NULL, NULL},
    {F_PRICE, "15355600000", "text", "15355600000.00", "15355600000.00"},
    {F_PRICE, "1479.81", "text", "1479.81", "1479.81"},
    {F_PRICE, "15,326,737,242.00", "text", "15326737242.00", "15326737242.00"},
    {F_PRICE, "21,905,000", "text", "21905000.00", "21905000.00"},
    {F_PRICE, "2,650.00 บาท", "text", "2650.00", "2650.00"},
    {F_PRICE, "฿500", "text", "500.00", "500.00"},
    {F_PRICE, "1,500.-", "text", "1500.00", "1500.00"},
    {F_PRICE, " 1479.81 ", "text", "1479.81", "1479.81"},
    {F_PRICE, "\u00A01479.81", "text", "1479.81", "1479.81"},
    {F_PRICE, "(500)", "text+negative", "-500.00", "-500.00"},
    {F_PRICE, "0.00", "text+zero", "0.00", "0.00"},
    {F_PRICE, "๒,๖๕๐.๕๐ บาท", "thai", "2650.50", "2650.50"},
    {F_PRICE, "1,50", "type", NULL, NULL},
    {F_PRICE, "1.2.3", "type", NULL, NULL},
    {F_PRICE, "12 500", "type", NULL, NULL},
    {F_PRICE, "ห้าพันบาท", "type", NULL, NULL},
    {F_PRICE, "500 บาท/เดือน", "type", NULL, NULL},
    {F_PRICE, "บาท", "type", NULL, NULL},
    {F_PRICE, "@45382", "type", NULL, NULL},
    {F_PRICE, "!TRUE", "type", NULL, NULL},
    {F_PRICE, "?0x10", "type", NULL, NULL},
    {F_PRICE, "#REF!", "error", NULL, NULL},
    /* a formula is reported and never repaired */
    {F_PRICE, "~=1500", "formula", "1500.00", NULL},
    {F_PRICE, "~1,500", "formula+text", "1500.00", NULL},
    {F_PRICE, "~x", "formula+type", NULL, NULL},
    {F_PRICE, "~#N/A", "formula+error", NULL, NULL},
    {F_PRICE, "~=0", "formula+zero", "0.00", NULL},
};

static const cell_case WHOLE[] = {
    {F_YEAR, "=2567", "", "2567", NULL},
    {F_YEAR, "=2024", "", "2024", NULL},
    {F_YEAR, "2567", "text", "2567", "2567"},
    {F_YEAR, "พ.ศ. 2567", "text", "2567", "2567"},
    {F_YEAR, " 2567 ", "text", "2567", "2567"},
    {F_YEAR, "๒๕๖๗", "thai", "2567", "2567"},
    {F_YEAR, "พ.ศ. ๒๕๖๗", "thai", "2567", "2567"},
    {F_YEAR, "2024", "text", "2024", "2024"}, /* the era is not this repair's business */
    {F_YEAR, "=2567.5", "type", NULL, NULL},
    {F_YEAR, "=-1", "type", NULL, NULL},
    {F_YEAR, "ปีที่แล้ว", "type", NULL, NULL},
    {F_YEAR, "@45382", "type", NULL, NULL},
    {F_YEAR, "~=2567", "formula", "2567", NULL},
    {F_YEAR, "#VALUE!", "error", NULL, NULL},
    {F_NO, "=1", "", "1", NULL},
    {F_NO, "=0", "", "0", NULL},
    {F_NO, "1", "text", "1", "1"},
    {F_NO, "1.", "text", "1", "1"},
    {F_NO, "๑", "thai", "1", "1"},
    {F_NO, "=1.5", "type", NULL, NULL},
    {F_NO, "=-1", "type", NULL, NULL},
    {F_NO, "ก", "type", NULL, NULL},
    {F_COUNT, "=12", "", "12", NULL},
    {F_COUNT, "=0", "", "0", NULL},
    {F_COUNT, "1,200", "text", "1200", "1200"},
    {F_COUNT, "๑๒", "thai", "12", "12"},
    {F_COUNT, "12 งวด", "type", NULL, NULL},
    {F_COUNT, "=0.5", "type", NULL, NULL},
};

static const cell_case DATES[] = {
    {F_SIGNED, "@45382", "", "2024-03-31", NULL},
    {F_SIGNED, "@45382.75", "", "2024-03-31", NULL},
    /* a true date in a year of the Buddhist era: serial 238231 is shown as 1 April 2552 */
    {F_SIGNED, "@238231", "era", "2009-04-01", "2009-04-01"},
    {F_SIGNED, "@243708", "era", "2024-03-31", "2024-03-31"},
    {F_SIGNED, "@182989", "era", "1858-01-01", "1858-01-01"},
    {F_SIGNED, "@182988", "", "2400-12-31", NULL},
    {F_SIGNED, "@244043", "type", NULL, NULL}, /* 29 February 2568 is no day of 2025 */
    {F_SIGNED, "~@238231", "formula+era", "2009-04-01", NULL},
    {F_SIGNED, "18 พ.ย. 68", "text", "2025-11-18", "2025-11-18"},
    {F_SIGNED, "09/09/2565", "text", "2022-09-09", "2022-09-09"},
    {F_SIGNED, "12/1/2568", "text", "2025-01-12", "2025-01-12"},
    {F_SIGNED, "23 มีนาคม 2569", "text", "2026-03-23", "2026-03-23"},
    {F_SIGNED, "วันที่ 9 เดือนกันยายน พ.ศ. 2565", "text", "2022-09-09", "2022-09-09"},
    {F_SIGNED, "ลว. 29 พ.ย. 67", "text", "2024-11-29", "2024-11-29"},
    {F_SIGNED, "2567-03-31", "text", "2024-03-31", "2024-03-31"},
    {F_SIGNED, "2024-03-31", "text", "2024-03-31", "2024-03-31"},
    {F_SIGNED, "๒๓ สิงหาคม ๒๕๖๐", "thai", "2017-08-23", "2017-08-23"},
    /* month before day, where nothing else is possible: for a person to decide, and for no other rule */
    {F_SIGNED, "3/25/2567", "text+swapped", NULL, "?2024-03-25"},
    {F_SIGNED, "๓/๒๕/๒๕๖๗", "thai+swapped", NULL, "?2024-03-25"},
    {F_SIGNED, "ส.ค.๖๘", "type", NULL, NULL},
    {F_SIGNED, "มีนาคม 2567", "type", NULL, NULL},
    {F_SIGNED, "2567", "type", NULL, NULL},
    {F_SIGNED, "31 เม.ย. 2567", "type", NULL, NULL},
    {F_SIGNED, "30/02/2567", "type", NULL, NULL},
    {F_SIGNED, "ภายใน 30 วัน", "type", NULL, NULL},
    {F_SIGNED, "=45382", "type", NULL, NULL},
    {F_SIGNED, "@0", "type", NULL, NULL},
    {F_SIGNED, "@0.5", "type", NULL, NULL},
    {F_SIGNED, "@9999999", "type", NULL, NULL},
    {F_SIGNED, "@453248", "type", NULL, NULL}, /* 3140: 543 years earlier it is as strange */
    {F_SIGNED, "!TRUE", "type", NULL, NULL},
    {F_SIGNED, "?2024-13-45", "type", NULL, NULL},
    {F_SIGNED, "#N/A", "error", NULL, NULL},
};

static const cell_case TAX_IDS[] = {
    {F_TAX_ID, "0365529000042", "", "0365529000042", NULL},
    {F_TAX_ID, "0107537000939", "", "0107537000939", NULL},
    {F_TAX_ID, "0993000532988", "", "0993000532988", NULL},
    {F_TAX_ID, "0943548000349", "", "0943548000349", NULL},
    {F_TAX_ID, "1234545678781", "", "1234545678781", NULL},
    {F_TAX_ID, "7100600445635", "checksum", NULL, NULL},
    {F_TAX_ID, "1-2345-45678-78-1", "id-format", "1234545678781", "1234545678781"},
    {F_TAX_ID, "0-99-4-000-61772-1", "id-format", "0994000617721", "0994000617721"},
    {F_TAX_ID, "0 1075 37000 93 9", "id-format", "0107537000939", "0107537000939"},
    {F_TAX_ID, "0107537000939 ", "id-format", "0107537000939", "0107537000939"},
    {F_TAX_ID, "0107537000939.0", "id-format", "0107537000939", "0107537000939"},
    {F_TAX_ID, "๐๑๐๗๕๓๗๐๐๐๙๓๙", "thai", "0107537000939", "0107537000939"},
    /* numbers: whole, or with the zero in front lost, restored only where the check digit agrees */
    {F_TAX_ID, "=1234545678781", "id-number", "1234545678781", "1234545678781"},
    {F_TAX_ID, "=107537000939", "id-number", "0107537000939", "0107537000939"},
    {F_TAX_ID, "=365529000042", "id-number", "0365529000042", "0365529000042"},
    {F_TAX_ID, "=107537000938", "length", NULL, NULL},
    {F_TAX_ID, "=10753700093", "length", NULL, NULL},
    {F_TAX_ID, "=7100600445635", "checksum", NULL, NULL},
    {F_TAX_ID, "~=1234545678781", "formula+id-number", "1234545678781", NULL},
    {F_TAX_ID, "=12345454567878", "length", NULL, NULL},
    {F_TAX_ID, "=0", "length", NULL, NULL},
    {F_TAX_ID, "=-1234545678781", "length", NULL, NULL},
    {F_TAX_ID, "=1234545678781.5", "length", NULL, NULL},
    /* digits lost to 1.05E+12 */
    {F_TAX_ID, "=105537000000", "rounded", NULL, NULL},
    {F_TAX_ID, "=1050000000000", "rounded", NULL, NULL},
    {F_TAX_ID, "=1000003000000", "rounded", NULL, NULL}, /* though its check digit is right */
    {F_TAX_ID, "1.05537E+11", "rounded", NULL, NULL},
    {F_TAX_ID, "1.05E+12", "rounded", NULL, NULL},
    {F_TAX_ID, " 1.05537e+11 ", "rounded", NULL, NULL},
    {F_TAX_ID, "1050000000000", "rounded", NULL, NULL},
    {F_TAX_ID, "130990115xxxx", "masked", NULL, NULL},
    {F_TAX_ID, "130990115XXXX", "masked", NULL, NULL},
    {F_TAX_ID, "1-3099-0115x-xx-x", "masked", NULL, NULL},
    /* a text that lost its zero is for a person to decide */
    {F_TAX_ID, "107537000939", "length", NULL, "?0107537000939"},
    {F_TAX_ID, "107537000938", "length", NULL, NULL},
    {F_TAX_ID, "01075370009", "length", NULL, NULL},
    {F_TAX_ID, "12345", "length", NULL, NULL},
    {F_TAX_ID, "ไม่ทราบ", "length", NULL, NULL},
    {F_TAX_ID, "0107537000939, 0365529000042", "length", NULL, NULL},
    {F_TAX_ID, "@45382", "length", NULL, NULL},
    {F_TAX_ID, "!TRUE", "length", NULL, NULL},
    {F_TAX_ID, "#NUM!", "error", NULL, NULL},
};

static const cell_case PROJECTS[] = {
    {F_PROJECT, "67019012345", "", "67019012345", NULL},
    {F_PROJECT, "50010000000", "", "50010000000", NULL},
    {F_PROJECT, "=67019012345", "project-number", "67019012345", "67019012345"},
    {F_PROJECT, "~=67019012345", "formula+project-number", "67019012345", NULL},
    {F_PROJECT, " 67019012345", "space", "67019012345", "67019012345"},
    {F_PROJECT, "\u00A067019012345", "space", "67019012345", "67019012345"},
    {F_PROJECT, "67019012345\u200B", "space", "67019012345", "67019012345"},
    {F_PROJECT, "๖๗๐๑๙๐๑๒๓๔๕", "thai", "67019012345", "67019012345"},
    {F_PROJECT, " ๖๗๐๑๙๐๑๒๓๔๕", "thai", "67019012345", "67019012345"},
    {F_PROJECT, "6701901234", "project", NULL, NULL},
    {F_PROJECT, "670190123456", "project", NULL, NULL},
    {F_PROJECT, "67009012345", "project", NULL, NULL},
    {F_PROJECT, "67139012345", "project", NULL, NULL},
    {F_PROJECT, "49019012345", "project", NULL, NULL},
    {F_PROJECT, "67-01-9012345", "project", NULL, NULL},
    {F_PROJECT, "67019012345 (ยกเลิก)", "project", NULL, NULL},
    {F_PROJECT, "67019012345                         (ยกเลิก)", "project", NULL, NULL},
    {F_PROJECT, "67019012345\v67019012346", "project", NULL, NULL},
    {F_PROJECT, "=67019012345.5", "project", NULL, NULL},
    {F_PROJECT, "=6701901234", "project", NULL, NULL},
    {F_PROJECT, "@45382", "project", NULL, NULL},
    {F_PROJECT, "#REF!", "error", NULL, NULL},
};

static const cell_case TERMS[] = {
    {F_METHOD, "วิธีเฉพาะเจาะจง", "", "วิธีเฉพาะเจาะจง", NULL},
    {F_METHOD, "เฉพาะเจาะจง", "alias", "วิธีเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง"},
    {F_METHOD, "e-bidding", "alias", "วิธีประกาศเชิญชวนทั่วไป", "วิธีประกาศเชิญชวนทั่วไป"},
    {F_METHOD, "เฉพาะเจาะจง ตามมาตรา ๕๖ (๒) (ข)", "alias", "วิธีเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง"},
    {F_METHOD, " วิธีเฉพาะเจาะจง ", "space", "วิธีเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง"},
    {F_METHOD, "วิธีเฉพาะ\u200Bเจาะจง", "space", "วิธีเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง"},
    {F_METHOD, "วิธี เฉพาะเจาะจง", "alias", "วิธีเฉพาะเจาะจง", "วิธีเฉพาะเจาะจง"},
    {F_METHOD, "~เฉพาะเจาะจง", "formula+alias", "วิธีเฉพาะเจาะจง", NULL},
    {F_METHOD, "วิธีเฉพาะเจาะจ", "unknown", NULL, "?วิธีเฉพาะเจาะจง"},
    {F_METHOD, "ตกลงราคา", "unknown", NULL, NULL},
    {F_METHOD, "=5", "unknown", NULL, NULL},
    {F_METHOD, "!FALSE", "unknown", NULL, NULL},
    {F_METHOD, "#NAME?", "error", NULL, NULL},
    {F_STATUS, "สิ้นสุดสัญญา", "alias", "สิ้นสุดระยะสัญญา", "สิ้นสุดระยะสัญญา"},
    {F_STATUS, "บริหารสัญญา", "unknown", NULL, NULL},
    {F_SOURCE, "อื่น ๆ", "", "อื่น ๆ", NULL},
    {F_SOURCE, "อื่นๆ", "alias", "อื่น ๆ", "อื่น ๆ"},
    {F_SOURCE, "เงินบริจาค", "unknown", NULL, NULL},
    {F_SOURCE, "เงินสะสมม", "unknown", NULL, NULL}, /* open: other values may be right */
};

static const cell_case TEXTS[] = {
    {F_ITEM, "ซื้อวัสดุสำนักงาน", "", "", NULL},
    {F_ITEM, "จ้าง ๒ งาน (งวดที่ ๑)", "", "", NULL},
    {F_ITEM, "ซื้อวัสดุ\vสำนักงาน", "", "", NULL},
    {F_ITEM, "=12345", "", "", NULL},
    {F_ITEM, "@45382", "", "", NULL},
    {F_ITEM, "ซื้อ  วัสดุ", "space", "", "ซื้อ วัสดุ"},
    {F_ITEM, " ซื้อวัสดุ", "space", "", "ซื้อวัสดุ"},
    {F_ITEM, "ซื้อ\u00A0วัสดุ", "space", "", "ซื้อ วัสดุ"},
    {F_ITEM, "ซื้อ\u200Bวัสดุ", "space", "", "ซื้อวัสดุ"},
    {F_ITEM, "ซื้อวัสดุ\v", "space", "", "ซื้อวัสดุ"},
    {F_ITEM, "ซื้อ  \v  วัสดุ", "space", "", "ซื้อ\nวัสดุ"},
    {F_ITEM, "~ซื้อ  วัสดุ", "formula+space", "", NULL},
    {F_ITEM, "~ซื้อ", "formula", "", NULL},
    {F_ITEM, "?x", "error", "", NULL},
    {F_ITEM, "#DIV/0!", "error", NULL, NULL},
};

/* Damaged texts: the value is that of the mended text, of every kind. */
static const cell_case DAMAGED[] = {
    {F_ITEM, "ส\u0E4D\u0E32นักงาน", "order", "", "สำนักงาน"},
    {F_ITEM, "เเขวง", "order", "", "แขวง"},
    {F_ITEM, "จ้างก\uF70Aอสร้าง", "glyph", "", "จ้างก่อสร้าง"},
    {F_ITEM, "«×éÍÇÑÊ´ØÊÓ¹Ñ¡§Ò¹", "encoding", "", "ซื้อวัสดุสำนักงาน"},
    {F_ITEM, "ซื้อ  ส\u0E4D\u0E32นักงาน", "order+space", "", "ซื้อ สำนักงาน"},
    {F_ITEM, "~ส\u0E4D\u0E32นักงาน", "formula+order", "", NULL},
    {F_ITEM, "ซื้อ\uFFFD  วัสดุ", "lost", NULL, NULL}, /* and nothing else */
    {F_ITEM, "'???? ซื้อ", "lost", NULL, NULL},
    {F_ITEM, "~ซื้อ\uFFFDวัสดุ", "formula+lost", NULL, NULL},
    {F_ITEM, "วัสด\u0EB8สำนักงาน", "lookalike", "", "?วัสดุสำนักงาน"},
    {F_ITEM, "Café Müller", "", "", NULL},
    {F_METHOD, "วิธีประกาศเชิญชวนท\u0E48\u0E31วไป", "order", "วิธีประกาศเชิญชวนทั่วไป", "วิธีประกาศเชิญชวนทั่วไป"},
    {F_METHOD, "ÇÔ¸Õ»ÃÐ¡ÒÈàªÔ\u00ADªÇ¹·ÑèÇä»", "encoding", "วิธีประกาศเชิญชวนทั่วไป", "วิธีประกาศเชิญชวนทั่วไป"},
    {F_METHOD, "วิธี????", "lost", NULL, NULL},
    {F_PRICE, "๕๐๐ บาท\uFFFD", "lost", NULL, NULL},
    {F_SIGNED, "ลว. 29 ธ\u0E31\u0E31\uFFFD 67", "lost", NULL, NULL},
};

/* Of the form of plans, in the fiscal year 2567. */
static const cell_case PERIODS[] = {
    {P_WHEN, "ต.ค. 2566 - ก.ย. 2567", "", "2023-10-01..2024-09-30", NULL},
    {P_WHEN, "1 - 15 มี.ค. 2567", "", "2024-03-01..2024-03-15", NULL},
    {P_WHEN, "มีนาคม 2567", "", "2024-03-01..2024-03-31", NULL},
    {P_WHEN, "ปีงบประมาณ 2567", "", "2023-10-01..2024-09-30", NULL},
    {P_WHEN, "๑ ต.ค. ๖๖", "", "2023-10-01..2023-10-01", NULL},
    /* what has no year lies in the fiscal year */
    {P_WHEN, "ธ.ค.", "", "2023-12-01..2023-12-31", NULL},
    {P_WHEN, "ไตรมาส 2", "", "2024-01-01..2024-03-31", NULL},
    {P_WHEN, "ตลอดปีงบประมาณ", "", "2023-10-01..2024-09-30", NULL},
    /* a note in parentheses */
    {P_WHEN, "ไตรมาส 2 (ม.ค. - มี.ค. 67)", "", "2024-01-01..2024-03-31", NULL},
    {P_WHEN, "ต.ค. 66 (ถ้ามีงบประมาณ)", "", "2023-10-01..2023-10-31", NULL},
    /* how long is no time, and no fault */
    {P_WHEN, "90 วัน", "", NULL, NULL},
    {P_WHEN, "1 ปี 6 เดือน", "", NULL, NULL},
    /* a true date is one day */
    {P_WHEN, "@45382", "", "2024-03-31..2024-03-31", NULL},
    {P_WHEN, "~@45382", "formula", "2024-03-31..2024-03-31", NULL},
    {P_WHEN, "ก.ย. 2567 - ต.ค. 2566", "reversed", NULL, NULL},
    {P_WHEN, "เร็ว ๆ นี้", "type", NULL, NULL},
    {P_WHEN, "(ต.ค. 66)", "type", NULL, NULL},
    {P_WHEN, "31 เม.ย. 2567", "type", NULL, NULL},
    {P_WHEN, "!TRUE", "type", NULL, NULL},
    {P_WHEN, "?x", "type", NULL, NULL},
    {P_WHEN, "#N/A", "error", NULL, NULL},
    {P_WHEN, " ต.ค. 2566", "space", "2023-10-01..2023-10-31", "ต.ค. 2566"},
    {P_WHEN, "~เร็ว", "formula+type", NULL, NULL},
};

static const cell_case PLACES[] = {
    {P_PROVINCE, "เชียงใหม่", "", "", NULL},
    {P_PROVINCE, "ดาวอังคาร", "", "", NULL}, /* a matter of the rule, not of the cell */
    {P_PROVINCE, "เชียงใหม่ ", "space", "", "เชียงใหม่"},
    {P_PROVINCE, "?x", "error", "", NULL},
    {P_PROVINCE, "#REF!", "error", NULL, NULL},
    {P_DISTRICT, "แม่ริม", "", "", NULL},
    {P_DISTRICT, "แม่  ริม", "space", "", "แม่ ริม"},
    {P_DISTRICT, "~แม่ริม", "formula", "", NULL},
};

static const cell_case CODES[] = {
    {P_CODE, "P001", "", "", NULL},
    {P_CODE, "งด", "", "", NULL},
    {P_CODE, "P001 ", "space", "", "P001"},
    {P_CODE, "P01", "pattern", "", NULL},
    {P_CODE, "P0011", "pattern", "", NULL},
    {P_CODE, "P001งด", "pattern", "", NULL},
    {P_CODE, "p001", "pattern", "", NULL},
    {P_CODE, "P001\vP002", "pattern", "", NULL},
    {P_CODE, "P  01", "pattern+space", "", "P 01"},
    {P_CODE, "=1", "pattern", "", NULL},
    {P_CODE, "@45382", "pattern", "", NULL},
    {P_CODE, "!TRUE", "pattern", "", NULL},
    {P_CODE, "~P01", "formula+pattern", "", NULL},
    {P_CODE, "#N/A", "error", NULL, NULL},
};

/* ------------------------------------------------------------ how a case is tried */

/* A header with the table's field f in column f + 1. */
static xt_header plain_header(const xt_table *table)
{
    xt_header h = {.table = table, .first_row = 1, .last_row = 1};
    for (uint32_t f = 0; f < table->field_count; f++)
        h.columns[f] = (xt_column){.column = f + 1, .row = 1, .match = XT_LABEL_EXACT};
    return h;
}

static void show_faults(unsigned faults, xt_bytes *out)
{
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
        if (faults & FAULTS[i].fault)
            xt_bytes_printf(out, "%s%s", out->size ? "+" : "", FAULTS[i].name);
}

/* Whether the faults are those of the names, in whichever order. */
static bool same_faults(unsigned faults, const char *names)
{
    unsigned wanted = 0;
    for (const char *at = names; *at; at += strcspn(at, "+"), at += *at == '+')
        for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
            if (strlen(FAULTS[i].name) == strcspn(at, "+") &&
                strncmp(at, FAULTS[i].name, strcspn(at, "+")) == 0)
                wanted |= FAULTS[i].fault;
    return faults == wanted;
}

static void show_value(const xt_field *field, const xt_value *v, xt_bytes *out)
{
    char text[XT_SATANG_SIZE], last[XT_ISO_SIZE];
    switch (field->kind) {
    case XT_KIND_MONEY: xt_bytes_puts(out, xt_satang_plain(v->as.amount, text)); break;
    case XT_KIND_DATE: xt_bytes_puts(out, xt_day_iso(v->as.day, text)); break;
    case XT_KIND_PERIOD:
        xt_bytes_printf(out, "%s..%s", xt_day_iso(v->as.period.first, text),
                        xt_day_iso(v->as.period.last, last));
        break;
    case XT_KIND_TAX_ID: xt_bytes_printf(out, "%013" PRIu64, v->as.digits); break;
    case XT_KIND_PROJECT_NO: xt_bytes_printf(out, "%" PRIu64, v->as.digits); break;
    case XT_KIND_VOCABULARY: xt_bytes_add(out, field->vocabulary->values[v->as.term]); break;
    case XT_KIND_COUNT:
    case XT_KIND_SEQUENCE:
    case XT_KIND_FISCAL_YEAR: xt_bytes_printf(out, "%" PRId64, v->as.number); break;
    default: break;
    }
}

/* Reads a row of this one cell as the field. */
static void read_cell(xt_record_reader *reader, const xt_header *header, int field, const char *cell,
                      test_row *row, xt_record *record)
{
    char cells[1024];
    snprintf(cells, sizeof cells, "%.*s%s", field, "||||||||||||||||||||", cell);
    ck_assert_int_eq(xt_record_read(reader, header, row_of(row, 5, cells), record), XT_OK);
}

static void check_repair(const cell_case *c, const xt_record *record)
{
    bool suggestion = true;
    xt_bytes repair = xt_bytes_make(10000);
    bool has_repair = xt_value_repair(record, (size_t)c->field, &repair, &suggestion);
    bool wants_suggestion = c->repair && *c->repair == '?';
    if (!*c->faults)
        has_repair = false; /* nobody asks */
    ck_assert_msg(has_repair == (c->repair && !wants_suggestion), "%s: \"%s\"", c->cell,
                  xt_bytes_cstr(&repair));
    ck_assert_msg(suggestion == wants_suggestion, "%s: \"%s\"", c->cell, xt_bytes_cstr(&repair));
    if (c->repair)
        xt_assert_str(xt_bytes_str(&repair), c->repair + wants_suggestion);
    xt_bytes_free(&repair);
}

static void check_cell_of(const cell_case *c, bool plan)
{
    xt_templates *set = empty_forms();
    xt_header header = plain_header((plan ? plan_form(set, NULL, "") : all_kinds(set, NULL))->tables);
    xt_record_reader reader = {.fiscal_year = 2567};
    test_row row;
    xt_record record;
    read_cell(&reader, &header, c->field, c->cell, &row, &record);
    const xt_value *v = &record.values[c->field];
    xt_bytes shown = xt_bytes_make(10000);
    show_faults(v->faults, &shown);
    ck_assert_msg(same_faults(v->faults, c->faults), "%s: %s, not %s", c->cell, xt_bytes_cstr(&shown),
                  c->faults);
    ck_assert_int_eq(v->filled, XT_FILLED_VALUE);
    ck_assert_msg(v->known == (c->value != NULL), "%s", c->cell);
    xt_bytes_clear(&shown);
    if (c->value) {
        show_value(&header.table->fields[c->field], v, &shown);
        xt_assert_str(xt_bytes_str(&shown), c->value);
    }
    check_repair(c, &record);
    xt_bytes_free(&shown);
    xt_record_reader_free(&reader);
    xt_templates_close(set);
}

static void check_cell(const cell_case *c)
{
    check_cell_of(c, false);
}

START_TEST(reads_money)
{
    check_cell(&MONEY[_i]);
}
END_TEST

START_TEST(reads_whole_numbers)
{
    check_cell(&WHOLE[_i]);
}
END_TEST

START_TEST(reads_dates)
{
    check_cell(&DATES[_i]);
}
END_TEST

START_TEST(reads_tax_ids)
{
    check_cell(&TAX_IDS[_i]);
}
END_TEST

START_TEST(reads_project_numbers)
{
    check_cell(&PROJECTS[_i]);
}
END_TEST

START_TEST(reads_terms)
{
    check_cell(&TERMS[_i]);
}
END_TEST

START_TEST(reads_texts)
{
    check_cell(&TEXTS[_i]);
}
END_TEST

START_TEST(reads_damaged_texts)
{
    check_cell(&DAMAGED[_i]);
}
END_TEST

START_TEST(reads_periods)
{
    check_cell_of(&PERIODS[_i], true);
}
END_TEST

START_TEST(reads_places)
{
    check_cell_of(&PLACES[_i], true);
}
END_TEST

START_TEST(holds_texts_to_their_pattern)
{
    check_cell_of(&CODES[_i], true);
}
END_TEST

/* Without a fiscal year a month without a year says nothing, and is no fault. */
START_TEST(knows_no_period_without_a_year)
{
    static const char *const CELLS[] = {"ธ.ค.", "ไตรมาส 2", "ตลอดปีงบประมาณ"};
    xt_templates *set = empty_forms();
    xt_header header = plain_header(plan_form(set, NULL, "")->tables);
    xt_record_reader reader = {0};
    test_row row;
    xt_record record;
    for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++) {
        read_cell(&reader, &header, P_WHEN, CELLS[i], &row, &record);
        ck_assert_msg(!record.values[P_WHEN].known, "%s", CELLS[i]);
        ck_assert_msg(record.values[P_WHEN].faults == 0, "%s", CELLS[i]);
    }
    xt_record_reader_free(&reader);
    xt_templates_close(set);
}
END_TEST

START_TEST(reads_dates_of_1904)
{
    xt_templates *set = empty_forms();
    xt_header header = plain_header(all_kinds(set, NULL)->tables);
    xt_record_reader reader = {.date1904 = true};
    test_row row;
    xt_record record;
    char iso[XT_ISO_SIZE];
    read_cell(&reader, &header, F_SIGNED, "@43920", &row, &record);
    ck_assert(record.values[F_SIGNED].known);
    ck_assert_str_eq(xt_day_iso(record.values[F_SIGNED].as.day, iso), "2024-03-31");
    read_cell(&reader, &header, F_SIGNED, "@236769", &row, &record);
    ck_assert_uint_eq(record.values[F_SIGNED].faults, XT_FAULT_ERA);
    ck_assert_str_eq(xt_day_iso(record.values[F_SIGNED].as.day, iso), "2009-04-01");
    xt_record_reader_free(&reader);
    xt_templates_close(set);
}
END_TEST

/* ------------------------------------------------------------ blanks and placeholders, whatever the kind */

static const struct {
    const char *cell;
    xt_filled filled;
} FILLED[] = {
    {"", XT_FILLED_BLANK},
    {" ", XT_FILLED_BLANK},
    {"\t \v", XT_FILLED_BLANK},
    {"\u00A0", XT_FILLED_BLANK},
    {"\u200B", XT_FILLED_BLANK},
    {"\uFEFF \u3000", XT_FILLED_BLANK},
    {"-", XT_FILLED_PLACEHOLDER},
    {" - ", XT_FILLED_PLACEHOLDER},
    {"-\u00A0", XT_FILLED_PLACEHOLDER},
    {"\u200B-", XT_FILLED_PLACEHOLDER},
    {"–", XT_FILLED_PLACEHOLDER},
    {"ไม่มี", XT_FILLED_PLACEHOLDER},
    {"~-", XT_FILLED_PLACEHOLDER},
    {"--", XT_FILLED_VALUE},
    {"ไม่มีข้อมูล", XT_FILLED_VALUE},
    {"=0", XT_FILLED_VALUE},
    {"!FALSE", XT_FILLED_VALUE},
    {"#N/A", XT_FILLED_VALUE},
};

START_TEST(tells_blanks_and_placeholders)
{
    xt_templates *set = empty_forms();
    xt_header header = plain_header(all_kinds(set, NULL)->tables);
    xt_record_reader reader = {0};
    test_row row;
    xt_record record;
    for (int field = 0; field < F_FIELDS; field++) {
        read_cell(&reader, &header, field, FILLED[_i].cell, &row, &record);
        ck_assert_msg(record.values[field].filled == FILLED[_i].filled, "\"%s\" in field %d", FILLED[_i].cell,
                      field);
        if (FILLED[_i].filled == XT_FILLED_VALUE)
            continue;
        ck_assert(!record.values[field].known);
        ck_assert_uint_eq(record.values[field].faults & ~(unsigned)XT_FAULT_FORMULA, 0);
    }
    xt_record_reader_free(&reader);
    xt_templates_close(set);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("record");
    TCase *cases = tcase_create("record");
    tcase_add_loop_test(cases, reads_money, 0, XT_ENTRIES(MONEY));
    tcase_add_loop_test(cases, reads_whole_numbers, 0, XT_ENTRIES(WHOLE));
    tcase_add_loop_test(cases, reads_dates, 0, XT_ENTRIES(DATES));
    tcase_add_loop_test(cases, reads_tax_ids, 0, XT_ENTRIES(TAX_IDS));
    tcase_add_loop_test(cases, reads_project_numbers, 0, XT_ENTRIES(PROJECTS));
    tcase_add_loop_test(cases, reads_terms, 0, XT_ENTRIES(TERMS));
    tcase_add_loop_test(cases, reads_texts, 0, XT_ENTRIES(TEXTS));
    tcase_add_loop_test(cases, reads_damaged_texts, 0, XT_ENTRIES(DAMAGED));
    tcase_add_loop_test(cases, reads_periods, 0, XT_ENTRIES(PERIODS));
    tcase_add_loop_test(cases, reads_places, 0, XT_ENTRIES(PLACES));
    tcase_add_loop_test(cases, holds_texts_to_their_pattern, 0, XT_ENTRIES(CODES));
    tcase_add_test(cases, knows_no_period_without_a_year);
    tcase_add_test(cases, reads_dates_of_1904);
    tcase_add_loop_test(cases, tells_blanks_and_placeholders, 0, XT_ENTRIES(FILLED));
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
