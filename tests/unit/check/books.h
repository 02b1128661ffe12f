/* SPDX-License-Identifier: MIT
 *
 * Workbooks from rows as table/cells.h has them, and what a check found in them as text.
 */
#ifndef XT_TEST_BOOKS_H
#define XT_TEST_BOOKS_H

#include "base/error.h"
#include "read/pack.h"
#include "table/all_kinds.h"

/* A sheet: its rows as lines from row 1 on. An empty line is no row, "~" a row of formats only, "%" before a
 * line hides its row. */
typedef struct test_sheet {
    const char *name, *rows;
    const char *state;   /* "hidden" or "veryHidden"; NULL: visible */
    const char *columns; /* <cols>, or NULL */
    const char *tail;    /* what stands behind the rows, or NULL */
} test_sheet;

static inline void put_escaped(xt_bytes *out, xt_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '<': xt_bytes_puts(out, "&lt;"); break;
        case '>': xt_bytes_puts(out, "&gt;"); break;
        case '&': xt_bytes_puts(out, "&amp;"); break;
        case '"': xt_bytes_puts(out, "&quot;"); break;
        default: xt_bytes_putc(out, text.data[i]);
        }
    }
}

static inline void put_cell(xt_bytes *out, uint32_t row, const xt_cell *cell)
{
    static const char *const TYPES[] = {
        [XT_CELL_NUMBER] = "n", [XT_CELL_TEXT] = "str",       [XT_CELL_BOOLEAN] = "b",
        [XT_CELL_ERROR] = "e",  [XT_CELL_DATE] = "n\" s=\"1", [XT_CELL_INVALID] = "n",
    };
    char ref[XT_REF_SIZE];
    bool formula = cell->flags & XT_CELL_FORMULA, is_inline = cell->type == XT_CELL_TEXT && !formula;
    xt_bytes_printf(out, "<c r=\"%s\" t=\"%s\">", xt_cell_ref(row, cell->column, ref),
                    is_inline ? "inlineStr" : TYPES[cell->type]);
    xt_bytes_puts(out, formula ? "<f>X1</f>" : "");
    xt_bytes_puts(out, is_inline ? "<is><t xml:space=\"preserve\">" : "<v>");
    if (cell->type == XT_CELL_BOOLEAN)
        xt_bytes_puts(out, cell->number != 0 ? "1" : "0");
    put_escaped(out, cell->text);
    xt_bytes_puts(out, is_inline ? "</t></is></c>" : "</v></c>");
}

static inline void put_line(xt_bytes *out, uint32_t number, const char *line)
{
    static test_row row;
    bool hidden = *line == '%', formats = strcmp(line, "~") == 0;
    if (*line == '\0')
        return;
    row_of(&row, number, formats ? "" : line + hidden);
    xt_bytes_printf(out, "<row r=\"%u\"%s>", number, hidden ? " hidden=\"1\"" : "");
    if (formats)
        xt_bytes_printf(out, "<c r=\"A%u\" s=\"1\"/>", number);
    for (size_t i = 0; i < row.row.count; i++)
        put_cell(out, number, &row.cells[i]);
    xt_bytes_puts(out, "</row>");
}

/* The worksheet part. free() it. */
static inline char *sheet_part(const test_sheet *sheet)
{
    static char line[CELLS_TEXT];
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    uint32_t number = 1;
    xt_bytes_puts(&out, "<worksheet xmlns=\"" PACK_MAIN "\">");
    xt_bytes_puts(&out, sheet->columns ? sheet->columns : "");
    xt_bytes_puts(&out, "<sheetData>");
    for (const char *at = sheet->rows; *at; number++) {
        size_t size = strcspn(at, "\n");
        ck_assert_uint_lt(size, sizeof line);
        memcpy(line, at, size);
        line[size] = '\0';
        put_line(&out, number, line);
        at += size + (at[size] == '\n');
    }
    xt_bytes_puts(&out, "</sheetData>");
    xt_bytes_puts(&out, sheet->tail ? sheet->tail : "");
    xt_bytes_puts(&out, "</worksheet>");
    return taken(&out);
}

/* The workbook of these sheets, up to one without a name. free() its data. */
static inline xt_str book_of(const test_sheet *sheets)
{
    enum { MOST = 8 };
    pack_part parts[MOST + 4] = {{0}};
    char names[MOST][64], *texts[MOST + 2];
    size_t count = 0;
    xt_bytes tabs = xt_bytes_make(SIZE_MAX / 2), relations = xt_bytes_make(SIZE_MAX / 2);
    for (; sheets[count].name; count++) {
        ck_assert_uint_lt(count, MOST);
        snprintf(names[count], sizeof names[count], "xl/worksheets/sheet%zu.xml", count + 1);
        texts[count] = sheet_part(&sheets[count]);
        parts[count] = (pack_part){.name = names[count], .text = texts[count]};
        xt_bytes_puts(&tabs, "<sheet name=\"");
        put_escaped(&tabs, xt_str_of(sheets[count].name));
        xt_bytes_printf(&tabs, "\" sheetId=\"%zu\" r:id=\"rId%zu\"", count + 1, count + 1);
        if (sheets[count].state)
            xt_bytes_printf(&tabs, " state=\"%s\"", sheets[count].state);
        xt_bytes_puts(&tabs, "/>");
        xt_bytes_printf(&relations, PACK_REL("rId%zu", "worksheet", "worksheets/sheet%zu.xml"), count + 1,
                        count + 1);
    }
    texts[count] = pack_text(PACK_WORKBOOK("<sheets>%s</sheets>"), xt_bytes_cstr(&tabs));
    texts[count + 1] =
        pack_text(PACK_RELS("%s" PACK_REL("rId99", "styles", "styles.xml")), xt_bytes_cstr(&relations));
    parts[count] = (pack_part){.name = "xl/workbook.xml", .text = texts[count]};
    parts[count + 1] = (pack_part){.name = "xl/_rels/workbook.xml.rels", .text = texts[count + 1]};
    parts[count + 2] = (pack_part){
        .name = "xl/styles.xml",
        .text = PACK_STYLES("<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")};
    xt_str book = pack_book(parts);
    for (size_t i = 0; i < count + 2; i++)
        free(texts[i]);
    xt_bytes_free(&tabs);
    xt_bytes_free(&relations);
    return book;
}

/* ------------------------------------------------------------ a check and what it found */

/* A check that was done: what must stay until its result has been looked at. */
typedef struct test_check {
    xt_str file;
    xt_book *book;
    xt_result *result; /* NULL: it failed */
    xt_status status;
    xt_error error;
} test_check;

static inline test_check check_sheets(const test_sheet *sheets, const xt_templates *set,
                                      const xt_check_options *options)
{
    test_check done = {.file = book_of(sheets)};
    ck_assert_int_eq(xt_book_open_memory(&done.book, done.file.data, done.file.size, NULL, NULL), XT_OK);
    done.status = xt_check(&done.result, done.book, set, options, &done.error);
    return done;
}

static inline void check_end(test_check *done)
{
    xt_result_free(done->result);
    xt_book_close(done->book);
    free((void *)(uintptr_t)done->file.data);
}

/* "type-number E3; blank-row row 4; no-data": code and place of each finding, in order. With `all`, also
 * value, what is expected and the repair: "type-number E3 [abc] {..} ->..". free() it. */
static inline char *show_findings(const xt_result *result, bool all)
{
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < xt_result_count(result); i++) {
        xt_finding f = xt_result_finding(result, i);
        xt_bytes_printf(&out, "%s%s", i ? "; " : "", f.code);
        if (f.cell[0])
            xt_bytes_printf(&out, " %s", f.cell);
        else if (f.row)
            xt_bytes_printf(&out, " row %u", f.row);
        if (all && f.value.data)
            xt_bytes_printf(&out, " [%.*s]", (int)f.value.size, f.value.data);
        if (all && f.expected.data)
            xt_bytes_printf(&out, " {%.*s}", (int)f.expected.size, f.expected.data);
        if (all && f.other.data)
            xt_bytes_printf(&out, " (%.*s)", (int)f.other.size, f.other.data);
        if (all && f.limit.data)
            xt_bytes_printf(&out, " <%.*s>", (int)f.limit.size, f.limit.data);
        if (all && f.repair.data)
            xt_bytes_printf(&out, " ->%.*s", (int)f.repair.size, f.repair.data);
    }
    return taken(&out);
}

/* ------------------------------------------------------------ a clean sheet, and changes to it */

#define ALL_KINDS_RULES                                                                                                                  \
    "'date-range': {'field': 'signed', 'until': 'as-of'}, 'date-order': {'first': 'signed', 'last': "                                    \
    "'ends'},"                                                                                                                           \
    "'date-weekend': {'field': 'signed'}, 'price-over-budget': {'price': 'price', 'budget': 'budget'},"                                  \
    "'price-over-reference': {'price': 'price', 'reference': 'reference'},"                                                              \
    "'amount-scale': {'fields': ['budget', 'reference', 'price']},"                                                                      \
    "'fiscal-year-mismatch': {'field': 'year', 'date': 'signed'},"                                                                       \
    "'method-threshold': {'method': 'method', 'values': ['วิธีเฉพาะเจาะจง'], 'amount': 'price', 'limit': " \
    "500000},"                                                                                                                           \
    "'split-purchase': {'method': 'method', 'values': ['วิธีเฉพาะเจาะจง'], 'amount': 'price', 'date': "    \
    "'signed',"                                                                                                                          \
    " 'vendor': 'vendor', 'taxId': 'tax_id', 'item': 'item', 'agency': 'agency', 'limit': 500000, 'days': "                              \
    "7,"                                                                                                                                 \
    " 'similarity': 0.8}, 'duplicate-row': {}, 'duplicate-project': {'field': 'project'},"                                               \
    "'duplicate-contract': {'field': 'contract', 'agency': 'agency'}, 'sequence': {'field': 'no'}"

/* Four rows that nothing is wrong with, each in its own way: rows 2 to 5, and what a form asks for below
 * them. */
#define CLEAN_2                                                                                                                                                                                                                                      \
    "=1|=2567|อบต.ตัวอย่าง|ซื้อวัสดุสำนักงาน|=100000|เงินสะสม|สิ้นสุดระยะสัญญา|วิธีเฉพาะเจาะจง|=99000|=98500|" \
    "0365529000042|"                                                                                                                                                                                                                                 \
    "ร้านหนึ่ง|67019000001|1/2567|@45300|@45330|=1"
#define CLEAN_3                                                                                                                                                                                                                                                          \
    "=2|=2567|อบต.ตัวอย่าง|จ้างซ่อมแซมถนนสายบ้านใต้|=450000|งบลงทุน|สิ้นสุดระยะสัญญา|วิธีเฉพาะเจาะจง|=450000|=449000|" \
    "0107537000939|บริษัท สอง จำกัด|67019000002|2/2567|@45301|@45360|=1"
#define CLEAN_4                                                                                                                                                                                                                                             \
    "=3|=2567|อบต.ตัวอย่าง|ก่อสร้างอาคารเอนกประสงค์|=2500000|เงินอุดหนุนเฉพาะกิจ|อยู่ระหว่างระยะสัญญา|" \
    "วิธีประกาศเชิญชวนทั่วไป|"                                                                                                                                                                                \
    "=2480000|=2100000|0993000532988|หจก. สาม|67029000003|3/2567|@45328|@45600|=5"
#define CLEAN_5     "=4|=2567|อบต.ตัวอย่าง|ซื้อรถบรรทุกขยะ|=2000000|งบลงทุน|ยังไม่ลงนามในสัญญา|วิธีคัดเลือก|||||||||"
#define CLEAN_BELOW "\n\nข้อเสนอแนะ: ไม่มี"

static inline const char *clean_rows(void)
{
    return ALL_KINDS_HEAD "\n" CLEAN_2 "\n" CLEAN_3 "\n" CLEAN_4 "\n" CLEAN_5 CLEAN_BELOW;
}

/* Where cell `column` (from 1) of line `row` (from 1) begins. */
static inline const char *find_cell(const char *rows, uint32_t row, uint32_t column)
{
    for (; row > 1; row--)
        rows = strchr(rows, '\n') + 1;
    for (; column > 1; column--)
        rows = strchr(rows, '|') + 1;
    return rows;
}

/* The rows with some cells changed: "E3 =5|J3" sets E3 to =5 and J3 to nothing. free() it. */
static inline char *change_rows(const char *rows, const char *changes)
{
    char *now = with(rows, "", "");
    for (const char *at = changes; *at; at += strcspn(at, "|"), at += *at == '|') {
        char cell[512];
        uint32_t column = (uint32_t)(*at - 'A') + 1, row = (uint32_t)strtoul(at + 1, NULL, 10);
        size_t size = strcspn(at, "|"), ref = strcspn(at, " |");
        xt_str value = ref < size ? (xt_str){at + ref + 1, size - ref - 1} : XT_LITERAL("");
        snprintf(cell, sizeof cell, "%.*s", (int)value.size, value.data);
        const char *place = find_cell(now, row, column);
        xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
        xt_bytes_append(&out, now, (size_t)(place - now));
        xt_bytes_puts(&out, cell);
        xt_bytes_puts(&out, place + strcspn(place, "|\n"));
        free(now);
        now = taken(&out);
    }
    return now;
}

/* Fails unless the rows, held to the form of all kinds with these rules, have exactly these findings. */
static inline void check_rows(const char *rows, const char *rules, bool all, const char *wanted)
{
    xt_templates *set = empty_forms();
    all_kinds(set, rules);
    const test_sheet sheets[] = {{.name = "o99", .rows = rows}, {0}};
    test_check done = check_sheets(sheets, set, NULL);
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(done.status == XT_OK, "%s",
                  xt_error_message(&done.error, XT_LANG_EN, message, sizeof message));
    char *shown = show_findings(done.result, all);
    ck_assert_msg(strcmp(shown, wanted) == 0, "found: %s\nnot:   %s", shown, wanted);
    free(shown);
    check_end(&done);
    xt_templates_close(set);
}

#endif
