/* SPDX-License-Identifier: MIT
 *
 * Makes the sample workbooks: make_samples FOLDER. A sample is a table of right rows and a list of faults put
 * into them, so that README.md can name each. The agency, the vendors and the contracts are invented.
 */
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
    NO,
    YEAR,
    AGENCY,
    DISTRICT,
    PROVINCE,
    MINISTRY,
    AGENCY_TYPE,
    ITEM,
    BUDGET,
    SOURCE,
    STATUS,
    METHOD,
    REFERENCE,
    PRICE,
    TAX_ID,
    VENDOR,
    PROJECT,
    SIGN,
    END,
    COLUMNS
};
enum { P_ITEM = 7, P_BUDGET, P_SOURCE, P_METHOD, P_PERIOD, P_COLUMNS }; /* of o14 */
enum { HEADER_ROW = 3 };                                                /* from 0 */

static const char LAW[] = "พ.ร.บ. งบประมาณรายจ่าย", OTHER[] = "อื่น ๆ", RULES[] = "ข้อบัญญัติงบประมาณรายจ่าย";
static const char RUNNING[] = "อยู่ระหว่างระยะสัญญา", ENDED[] = "สิ้นสุดระยะสัญญา", UNSIGNED[] = "ยังไม่ลงนามในสัญญา",
                  CANCELLED[] = "ยกเลิกการดำเนินการ";
static const char SPECIFIC[] = "วิธีเฉพาะเจาะจง", GENERAL[] = "วิธีประกาศเชิญชวนทั่วไป", SELECTED[] = "วิธีคัดเลือก";

/* A right row of o16 or of the list of o17; a vendor of -1: no contract yet, or none any more. */
typedef struct contract {
    const char *item;
    double budget, reference, price;
    const char *source, *status, *method;
    int vendor;
    const char *project, *sign, *end; /* dates CE */
} contract;

static const struct {
    const char *name, *id; /* twelve digits: the last is worked out */
} VENDORS[] = {
    {"ห้างหุ้นส่วนจำกัด ตัวอย่างการโยธา", "099950000101"}, {"ร้านสมมติพาณิชย์", "099950000102"},
    {"บริษัท ทดลองวัสดุภัณฑ์ จำกัด", "099950000103"},      {"บริษัท จำลองคอมพิวเตอร์ จำกัด", "099950000104"},
    {"ห้างหุ้นส่วนจำกัด นามสมมติก่อสร้าง", "099950000105"}, {"ร้านต้นแบบการไฟฟ้า", "099950000106"},
    {"สหกรณ์โคนมตัวอย่าง จำกัด", "099950000107"},       {"นายตัวอย่าง นามสมมติ", "199950000108"},
};

static const contract CONTRACTS_2567[] = {
    {"จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก บ้านตัวอย่าง หมู่ที่ 1", 1850000, 1842000, 1790000, LAW, RUNNING, GENERAL, 0,
     "66119400101", "2024-01-15", "2024-06-14"},
    {"ซื้อวัสดุสำนักงาน กองคลัง", 45000, 44800, 44800, RULES, ENDED, SPECIFIC, 1, "66109400102", "2023-10-16",
     "2023-10-31"},
    {"ซื้อเครื่องคอมพิวเตอร์ จำนวน 5 เครื่อง", 120000, 119500, 115000, LAW, ENDED, SPECIFIC, 3, "66119400103",
     "2023-11-20", "2023-12-20"},
    {"จ้างซ่อมแซมระบบประปาหมู่บ้าน หมู่ที่ 4", 250000, 248000, 245000, RULES, ENDED, SPECIFIC, 4, "66129400104",
     "2023-12-18", "2024-02-16"},
    {"ซื้ออาหารเสริม (นม) ภาคเรียนที่ 2", 410000, 405000, 405000, LAW, ENDED, SPECIFIC, 6, "66109400105",
     "2023-11-01", "2024-03-29"},
    {"จ้างติดตั้งไฟฟ้าสาธารณะ หมู่ที่ 2", 380000, 377000, 369000, RULES, RUNNING, SPECIFIC, 5, "67019400106",
     "2024-02-05", "2024-05-03"},
    {"ซื้อวัสดุก่อสร้าง กองช่าง", 98000, 97500, 96000, RULES, ENDED, SPECIFIC, 2, "67019400107", "2024-01-22",
     "2024-02-21"},
    {"จ้างเหมาบริการทำความสะอาดอาคารสำนักงาน", 108000, 108000, 108000, RULES, RUNNING, SPECIFIC, 7,
     "66109400108", "2023-10-02", "2024-09-30"},
    {"จ้างก่อสร้างรางระบายน้ำ หมู่ที่ 3", 720000, 715000, 698000, LAW, RUNNING, SELECTED, 4, "67029400109",
     "2024-02-20", "2024-07-19"},
    {"ซื้อครุภัณฑ์ยานพาหนะ รถบรรทุกน้ำ", 2500000, 2490000, 2480000, OTHER, RUNNING, GENERAL, 2, "67019400110",
     "2024-03-11", "2024-08-08"},
    {"จ้างปรับปรุงอาคารศูนย์พัฒนาเด็กเล็ก", 480000, 475000, 0, RULES, UNSIGNED, SPECIFIC, -1, NULL, NULL, NULL},
    {"ซื้อเครื่องพิมพ์ จำนวน 2 เครื่อง", 16000, 15800, 15600, RULES, ENDED, SPECIFIC, 3, "67029400112", "2024-02-12",
     "2024-02-27"},
    {"จ้างจัดทำป้ายประชาสัมพันธ์", 12000, 12000, 11800, RULES, ENDED, SPECIFIC, 1, "67019400113", "2024-01-08",
     "2024-01-19"},
    {"จ้างขุดลอกคลอง หมู่ที่ 5", 495000, 0, 0, LAW, CANCELLED, SPECIFIC, -1, NULL, NULL, NULL},
    {"ซื้อน้ำมันเชื้อเพลิง สำนักปลัด", 200000, 199000, 198000, RULES, RUNNING, SPECIFIC, 0, "66109400115",
     "2023-10-04", "2024-09-30"},
    {"จ้างซ่อมบำรุงรถยนต์ส่วนกลาง", 35000, 34800, 34500, RULES, ENDED, SPECIFIC, 7, "67039400116", "2024-03-18",
     "2024-03-28"},
};

static const contract CONTRACTS_2566[] = {
    {"จ้างก่อสร้างถนนลาดยาง หมู่ที่ 2", 1200000, 1195000, 1180000, LAW, ENDED, GENERAL, 0, "65119300201",
     "2023-01-16", "2023-06-15"},
    {"ซื้อวัสดุงานบ้านงานครัว", 30000, 29800, 29500, RULES, ENDED, SPECIFIC, 1, "65109300202", "2022-10-17",
     "2022-10-31"},
    {"ซื้อเครื่องปรับอากาศ จำนวน 3 เครื่อง", 96000, 95500, 94000, RULES, ENDED, SPECIFIC, 5, "65129300203",
     "2022-12-19", "2023-01-18"},
    {"จ้างก่อสร้างลานกีฬาอเนกประสงค์", 690000, 688000, 680000, LAW, ENDED, SELECTED, 4, "66029300204",
     "2023-03-06", "2023-08-03"},
    {"ซื้ออาหารเสริม (นม) ภาคเรียนที่ 1", 420000, 418000, 418000, LAW, ENDED, SPECIFIC, 6, "66049300205",
     "2023-05-15", "2023-09-29"},
    {"จ้างเหมาบริการรักษาความปลอดภัย", 108000, 108000, 108000, RULES, ENDED, SPECIFIC, 7, "65109300206",
     "2022-10-03", "2023-09-29"},
};

/* A fault: the cell of a row (from 0) holds this instead. Neither text nor number: it is blank. */
typedef struct fault {
    int row, column;
    const char *text;
    double number;
    const char *date;
} fault;

static const fault PROCUREMENT_FAULTS[] = {
    {1, BUDGET, "45,000 บาท", 0, NULL},
    {2, PRICE, "๑๑๕,๐๐๐", 0, NULL},
    {1, TAX_ID, NULL, 999500001022., NULL},
    {2, TAX_ID, "0999500001040", 0, NULL},
    {3, TAX_ID, "0-9995-00001-05-7", 0, NULL},
    {4, TAX_ID, "9.995E+11", 0, NULL},
    {3, SIGN, "18 ธ.ค. 66", 0, NULL},
    {4, SIGN, NULL, 0, "2566-11-01"},
    {5, SIGN, "๕ ก.พ. ๒๕๖๗", 0, NULL},
    {6, END, NULL, 0, "2023-01-22"},
    {7, VENDOR, NULL, 0, NULL},
    {8, METHOD, "คัดเลือก", 0, NULL},
    {8, STATUS, "กำลังทำ", 0, NULL},
    {9, PRICE, NULL, 2600000, NULL},
    {9, SIGN, NULL, 0, "2024-04-11"},
    {11, REFERENCE, NULL, 158000, NULL},
    {12, VENDOR, "-", 0, NULL},
    {12, PROJECT, "6701940011", 0, NULL},
    {14, ITEM, "ซื้อน้ำมันเชื้อเพลิง  สำนักปลัด", 0, NULL},
    {15, YEAR, NULL, 2566, NULL},
};

static const fault LIST_FAULTS[] = {
    {1, PRICE, "29,500.00", 0, NULL},
    {2, SIGN, NULL, 0, "2022-12-17"},
    {3, TAX_ID, NULL, 0, NULL},
    {4, STATUS, "สิ้นสุดสัญญา", 0, NULL},
};

static const struct {
    const char *item;
    double budget;
    const char *source, *method, *period;
} PLAN[] = {
    {"จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 6", 1500000, LAW, GENERAL, "มกราคม 2567"},
    {"ซื้อครุภัณฑ์สำนักงาน เก้าอี้ทำงาน", 60000, RULES, SPECIFIC, "พฤศจิกายน 2566"},
    {"จ้างก่อสร้างรั้วศูนย์พัฒนาเด็กเล็ก", 320000, RULES, SPECIFIC, "กุมภาพันธ์ 2567"},
    {"ซื้อรถพยาบาลฉุกเฉิน", 2000000, OTHER, GENERAL, "ไตรมาสที่ 2"},
    {"จ้างปรับปรุงระบบกระจายเสียงไร้สาย", 450000, LAW, SPECIFIC, "มีนาคม 2567"},
};

static const fault PLAN_FAULTS[] = {
    {1, P_BUDGET, "60000 บาท", 0, NULL},
    {2, P_PERIOD, NULL, 0, NULL},
    {3, P_METHOD, "e-bidding", 0, NULL},
    {4, P_BUDGET, NULL, 950000, NULL},
};

typedef struct sheet {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *title, *header, *money, *date, *text;
} sheet;

static const char *const HEADS[COLUMNS] = {"ที่",
                                           "ปีงบประมาณ",
                                           "ชื่อหน่วยงาน",
                                           "อำเภอ",
                                           "จังหวัด",
                                           "กระทรวง",
                                           "ประเภทหน่วยงาน",
                                           "งานที่ซื้อหรือจ้าง",
                                           "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
                                           "แหล่งที่มาของงบประมาณ",
                                           "สถานะการจัดซื้อจัดจ้างฯ",
                                           "วิธีการจัดซื้อจัดจ้างฯ",
                                           "ราคากลาง (บาท)",
                                           "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
                                           "เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชนของผู้ประกอบการที่ได้รับการคัดเลือก",
                                           "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก",
                                           "เลขที่โครงการ",
                                           "วันที่ลงนามในสัญญา",
                                           "วันสิ้นสุดสัญญา"};

static const char *const PLAN_HEADS[P_COLUMNS] = {"ที่",
                                                  "ปีงบประมาณ",
                                                  "ชื่อหน่วยงาน",
                                                  "อำเภอ",
                                                  "จังหวัด",
                                                  "กระทรวง",
                                                  "ประเภทหน่วยงาน",
                                                  "งานที่ซื้อหรือจ้าง",
                                                  "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
                                                  "แหล่งที่มาของงบประมาณ",
                                                  "วิธีการที่จะดำเนินการจัดซื้อจัดจ้างฯ",
                                                  "ช่วงเวลาที่คาดว่าจะเริ่มดำเนินการจัดซื้อจัดจ้างฯ"};

static const char *const IDENTITY[] = {
    NULL, NULL, "องค์การบริหารส่วนตำบลตัวอย่าง", "ยะหริ่ง", "ปัตตานี", "กระทรวงมหาดไทย", "องค์การบริหารส่วนตำบล"};

static lxw_format *new_format(lxw_workbook *book, const char *code)
{
    lxw_format *format = workbook_add_format(book);
    format_set_font_name(format, "TH Sarabun New");
    format_set_font_size(format, 14);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_num_format(format, code);
    return format;
}

/* The same bytes every time: the workbook's dates are fixed. */
static lxw_workbook *new_book(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    lxw_workbook *book = workbook_new(path);
    char title[] = "xlstools sample";
    lxw_doc_properties properties = {.title = title, .created = 1704067200};
    workbook_set_properties(book, &properties);
    return book;
}

static sheet new_sheet(lxw_workbook *book, const char *name, const char *title, const char *year)
{
    sheet s = {book,
               workbook_add_worksheet(book, name),
               new_format(book, "General"),
               new_format(book, "General"),
               new_format(book, "#,##0.00"),
               new_format(book, "[$-1070000]d/mm/yyyy;@"),
               new_format(book, "@")};
    format_set_border(s.title, LXW_BORDER_NONE);
    format_set_bold(s.title);
    format_set_bold(s.header);
    format_set_text_wrap(s.header);
    format_set_align(s.header, LXW_ALIGN_CENTER);
    format_set_align(s.header, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(s.header, 0xEBEBEB);
    worksheet_write_string(s.sheet, 0, 0, title, s.title);
    worksheet_write_string(s.sheet, 1, 0, year, s.title);
    worksheet_set_row(s.sheet, HEADER_ROW, 60, NULL);
    worksheet_freeze_panes(s.sheet, HEADER_ROW + 1, 0);
    worksheet_set_landscape(s.sheet);
    worksheet_set_paper(s.sheet, 9); /* A4 */
    worksheet_fit_to_pages(s.sheet, 1, 0);
    worksheet_repeat_rows(s.sheet, HEADER_ROW, HEADER_ROW);
    return s;
}

static void put_header(const sheet *s, const char *const *heads, int count)
{
    static const double WIDTHS[COLUMNS] = {6,  10, 24, 12, 12, 18, 20, 44, 16, 22,
                                           20, 22, 14, 14, 20, 34, 16, 14, 14};
    for (int c = 0; c < count; c++) {
        worksheet_set_column(s->sheet, (lxw_col_t)c, (lxw_col_t)c, WIDTHS[c], NULL);
        worksheet_write_string(s->sheet, HEADER_ROW, (lxw_col_t)c, heads[c], s->header);
    }
}

static void put_date(const sheet *s, lxw_row_t row, lxw_col_t column, const char *iso)
{
    lxw_datetime date = {0};
    if (sscanf(iso, "%d-%d-%d", &date.year, &date.month, &date.day) == 3)
        worksheet_write_datetime(s->sheet, row, column, &date, s->date);
}

static void put_text(const sheet *s, lxw_row_t row, lxw_col_t column, const char *text)
{
    if (text)
        worksheet_write_string(s->sheet, row, column, text, s->text);
    else
        worksheet_write_blank(s->sheet, row, column, s->text);
}

static void put_number(const sheet *s, lxw_row_t row, lxw_col_t column, double number, lxw_format *format)
{
    if (number > 0)
        worksheet_write_number(s->sheet, row, column, number, format);
    else
        worksheet_write_blank(s->sheet, row, column, format);
}

static void put_identity(const sheet *s, lxw_row_t row, int number, int year)
{
    worksheet_write_number(s->sheet, row, NO, number, s->text);
    worksheet_write_number(s->sheet, row, YEAR, year, s->text);
    for (lxw_col_t c = AGENCY; c <= AGENCY_TYPE; c++)
        put_text(s, row, c, IDENTITY[c]);
}

/* Thirteen digits: (11 - sum of digit times weight, modulo 11) modulo 10 is the last. */
static const char *tax_id(int vendor, char out[14])
{
    int sum = 0;
    for (int i = 0; i < 12; i++)
        sum += (VENDORS[vendor].id[i] - '0') * (13 - i);
    snprintf(out, 14, "%s%d", VENDORS[vendor].id, (11 - sum % 11) % 10);
    return out;
}

static void put_contract(const sheet *s, lxw_row_t row, const contract *k)
{
    char id[14];
    put_text(s, row, ITEM, k->item);
    put_number(s, row, BUDGET, k->budget, s->money);
    put_text(s, row, SOURCE, k->source);
    put_text(s, row, STATUS, k->status);
    put_text(s, row, METHOD, k->method);
    put_number(s, row, REFERENCE, k->reference, s->money);
    put_number(s, row, PRICE, k->price, s->money);
    put_text(s, row, TAX_ID, k->vendor < 0 ? NULL : tax_id(k->vendor, id));
    put_text(s, row, VENDOR, k->vendor < 0 ? NULL : VENDORS[k->vendor].name);
    put_text(s, row, PROJECT, k->project);
    put_date(s, row, SIGN, k->sign ? k->sign : "");
    put_date(s, row, END, k->end ? k->end : "");
}

/* Numbers in columns of money look like money, all others as they are typed. */
static void put_faults(const sheet *s, const fault *faults, size_t count, const int *money_columns)
{
    for (size_t i = 0; i < count; i++) {
        const fault *f = &faults[i];
        lxw_row_t row = (lxw_row_t)(HEADER_ROW + 1 + f->row);
        lxw_col_t column = (lxw_col_t)f->column;
        lxw_format *format = s->text;
        for (const int *m = money_columns; *m; m++)
            format = *m == f->column ? s->money : format;
        if (f->date)
            put_date(s, row, column, f->date);
        else if (f->number > 0)
            worksheet_write_number(s->sheet, row, column, f->number, format);
        else
            put_text(s, row, column, f->text);
    }
}

#define COUNT(table) (sizeof(table) / sizeof *(table))
static const int MONEY[] = {BUDGET, REFERENCE, PRICE, 0}, PLAN_MONEY[] = {P_BUDGET, 0};

static sheet put_contracts(lxw_workbook *book, const char *name, const char *title, const char *year,
                           int fiscal_year, const contract *contracts, size_t count)
{
    sheet s = new_sheet(book, name, title, year);
    put_header(&s, HEADS, COLUMNS);
    for (size_t i = 0; i < count; i++) {
        lxw_row_t row = (lxw_row_t)(HEADER_ROW + 1 + i);
        put_identity(&s, row, (int)i + 1, fiscal_year);
        put_contract(&s, row, &contracts[i]);
    }
    return s;
}

static const char TITLE_16[] = "o16 ความก้าวหน้าการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ",
                  TITLE_17[] = "o17 สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
                  TITLE_14[] = "o14 รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ";

static lxw_error make_clean(const char *folder)
{
    lxw_workbook *book = new_book(folder, "clean.xlsx");
    put_contracts(book, "ITA-o16", TITLE_16, "ประจำปีงบประมาณ พ.ศ. 2567 (ข้อมูล ณ วันที่ 31 มีนาคม 2567)", 2567,
                  CONTRACTS_2567, COUNT(CONTRACTS_2567));
    return workbook_close(book);
}

static lxw_error make_procurement(const char *folder)
{
    lxw_workbook *book = new_book(folder, "procurement.xlsx");
    sheet s = put_contracts(book, "ITA-o16", TITLE_16, "ประจำปีงบประมาณ พ.ศ. 2567 (ข้อมูล ณ วันที่ 31 มีนาคม 2567)",
                            2567, CONTRACTS_2567, COUNT(CONTRACTS_2567));
    put_faults(&s, PROCUREMENT_FAULTS, COUNT(PROCUREMENT_FAULTS), MONEY);
    /* A header with a typing mistake, a hidden row and a sum below the data. */
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    lxw_row_t total = HEADER_ROW + 1 + (lxw_row_t)COUNT(CONTRACTS_2567);
    worksheet_write_string(s.sheet, HEADER_ROW, METHOD, "วิธีการจัดชื้อจัดจ้างฯ", s.header);
    worksheet_set_row_opt(s.sheet, HEADER_ROW + 1 + 12, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
    worksheet_write_string(s.sheet, total, ITEM, "รวมทั้งสิ้น", s.header);
    worksheet_write_formula_num(s.sheet, total, BUDGET, "=SUM(I5:I20)", s.money, 7199000);
    return workbook_close(book);
}

static void put_summary(lxw_workbook *book)
{
    static const struct {
        const char *method;
        double count, used;
    } ROWS[] = {{GENERAL, 1, 1180000}, {SELECTED, 1, 680000}, {SPECIFIC, 4, 649500}};
    static const char *const HEAD[] = {"วิธีการจัดซื้อจัดจ้าง", "จำนวนรายการ", "งบประมาณที่ใช้ (บาท)"};
    sheet s = new_sheet(book, "สรุป", TITLE_17, "ประจำปีงบประมาณ พ.ศ. 2566");
    worksheet_set_column(s.sheet, 0, 2, 30, NULL);
    for (lxw_col_t c = 0; c < 3; c++)
        worksheet_write_string(s.sheet, HEADER_ROW, c, HEAD[c], s.header);
    lxw_row_t row = HEADER_ROW + 1;
    for (size_t i = 0; i < COUNT(ROWS); i++, row++) {
        put_text(&s, row, 0, ROWS[i].method);
        worksheet_write_number(s.sheet, row, 1, ROWS[i].count, s.text);
        worksheet_write_number(s.sheet, row, 2, ROWS[i].used, s.money);
    }
    worksheet_write_string(s.sheet, row, 0, "รวม", s.header);
    worksheet_write_formula_num(s.sheet, row, 1, "=SUM(B5:B7)", s.text, 6);
    worksheet_write_formula_num(s.sheet, row, 2, "=SUM(C5:C7)", s.money, 2509500);
    worksheet_write_string(s.sheet, row + 2, 0, "ปัญหา/อุปสรรค: ผู้ประกอบการในพื้นที่มีน้อยราย", s.title);
    worksheet_write_string(s.sheet, row + 3, 0, "ข้อเสนอแนะ:", s.title); /* left out: the text behind it */
}

static lxw_error make_annual(const char *folder)
{
    lxw_workbook *book = new_book(folder, "annual.xlsx");
    sheet s = put_contracts(book, "ITA-o17", TITLE_17, "ประจำปีงบประมาณ พ.ศ. 2566", 2566, CONTRACTS_2566,
                            COUNT(CONTRACTS_2566));
    put_faults(&s, LIST_FAULTS, COUNT(LIST_FAULTS), MONEY);
    put_summary(book);
    return workbook_close(book);
}

static lxw_error make_plan(const char *folder)
{
    lxw_workbook *book = new_book(folder, "plan.xlsx");
    sheet s = new_sheet(book, "ITA-o14", TITLE_14, "ประจำปีงบประมาณ พ.ศ. 2567");
    put_header(&s, PLAN_HEADS, P_COLUMNS);
    for (size_t i = 0; i < COUNT(PLAN); i++) {
        lxw_row_t row = (lxw_row_t)(HEADER_ROW + 1 + i);
        put_identity(&s, row, (int)i + 1, 2567);
        put_text(&s, row, P_ITEM, PLAN[i].item);
        worksheet_write_number(s.sheet, row, P_BUDGET, PLAN[i].budget, s.money);
        put_text(&s, row, P_SOURCE, PLAN[i].source);
        put_text(&s, row, P_METHOD, PLAN[i].method);
        put_text(&s, row, P_PERIOD, PLAN[i].period);
    }
    put_faults(&s, PLAN_FAULTS, COUNT(PLAN_FAULTS), PLAN_MONEY);
    return workbook_close(book);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: make_samples FOLDER\n");
        return 2;
    }
    lxw_error error = make_clean(argv[1]);
    error = error ? error : make_procurement(argv[1]);
    error = error ? error : make_annual(argv[1]);
    error = error ? error : make_plan(argv[1]);
    if (error)
        fprintf(stderr, "make_samples: %s\n", lxw_strerror(error));
    return error ? 2 : 0;
}
