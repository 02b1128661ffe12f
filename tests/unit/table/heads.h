/* SPDX-License-Identifier: MIT
 *
 * The first rows of a sheet as a test writes them, and the header that was found in them as text.
 */
#ifndef XT_TEST_HEADS_H
#define XT_TEST_HEADS_H

#include "table/cells.h"
#include "table/header.h"

#include <stdio.h>

/* The content columns of o16 and of the list of o17, as agencies publish them; what may stand before them;
 * and the columns of 2568. */
#define HEAD_CONTENT                                                                                                                                                                                                                                                                                                                                                       \
    "งานที่ซื้อหรือจ้าง|วงเงินงบประมาณที่ได้รับจัดสรร (บาท)|แหล่งที่มาของงบประมาณ|สถานะการจัดซื้อจัดจ้างฯ|วิธีการจัดซื้อจัดจ้างฯ|" \
    "ราคากลาง (บาท)|ราคาที่ตกลงซื้อหรือจ้าง (บาท)|"                                                                                                                                                                                                                                              \
    "เลขประจำตัวผู้เสียภาษี/เลขประจำตัวประชาชนของผู้ประกอบการที่ได้รับการคัดเลือก|"                                                                                                                                  \
    "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก|เลขที่โครงการ|วันที่ลงนามในสัญญา|วันสิ้นสุดสัญญา"
#define HEAD_IDENTITY      "ที่|ปีงบประมาณ|ชื่อหน่วยงาน|อำเภอ|จังหวัด|กระทรวง|ประเภทหน่วยงาน"
#define HEAD_IDENTITY_2567 "ปีงบประมาณ|ประเภทหน่วยงาน|กระทรวง|ชื่อหน่วยงาน|อำเภอ|จังหวัด"
#define HEAD_CONTENT_2568                                                                                                                                                                                                                                                                                                                   \
    "ชื่อรายการของงานที่ซื้อหรือจ้าง|วงเงินงบประมาณที่ได้รับจัดสรร (บาท)|แหล่งที่มาของงบประมาณ|สถานะการจัดซื้อจัดจ้าง|" \
    "วิธีการจัดซื้อจัดจ้าง|ราคากลาง (บาท)|ราคาที่ตกลงซื้อหรือจ้าง (บาท)|รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก|"                         \
    "เลขที่โครงการในระบบ e-GP"
#define HEAD_CONTENT_O14                                                                                                                                                                                                                                                                                                                       \
    "งานที่ซื้อหรือจ้าง|วงเงินงบประมาณที่ได้รับจัดสรร (บาท)|แหล่งที่มาของงบประมาณ|วิธีการที่จะดำเนินการจัดซื้อจัดจ้างฯ|" \
    "ช่วงเวลาที่คาดว่าจะเริ่มดำเนินการจัดซื้อจัดจ้างฯ"

/* Rows 1, 2, 3 ... from a text with a line for each; an empty line is no row. xt_head_free() it. */
static inline xt_head head_of(const char *rows)
{
    xt_head head = xt_head_make();
    uint32_t number = 1;
    static test_row row;
    static char line[CELLS_TEXT];
    for (const char *at = rows; *at; number++) {
        size_t size = strcspn(at, "\n");
        ck_assert_uint_lt(size, sizeof line);
        memcpy(line, at, size);
        line[size] = '\0';
        ck_assert_int_eq(xt_head_keep(&head, row_of(&row, number, line), NULL), XT_OK);
        at += size + (at[size] == '\n');
    }
    return head;
}

/* "no=A item=B~ price=D? stray=E again=F:price rows=4-5": ~ but for blanks, ? near; what no field took; the
 * rows where they are not one. free() it. */
static inline char *show_header(const xt_header *h)
{
    char ref[XT_REF_SIZE];
    xt_bytes out = xt_bytes_make(SIZE_MAX / 2);
    for (size_t f = 0; h->table && f < h->table->field_count; f++) {
        const xt_column *column = &h->columns[f];
        if (!column->column)
            continue;
        xt_cell_ref(1, column->column, ref);
        xt_bytes_printf(&out, "%s%s=%.*s", out.size ? " " : "", h->table->fields[f].name,
                        (int)strlen(ref) - 1, ref);
        xt_bytes_puts(&out, column->match == XT_LABEL_NEAR     ? "?"
                            : column->match == XT_LABEL_SPACED ? "~"
                                                               : "");
    }
    for (size_t i = 0; i < h->stray_count; i++) {
        const xt_stray *stray = &h->strays[i];
        xt_cell_ref(1, stray->column, ref);
        xt_bytes_printf(&out, " %s=%.*s", stray->field == XT_NO_FIELD ? "stray" : "again",
                        (int)strlen(ref) - 1, ref);
        if (h->table && stray->field != XT_NO_FIELD)
            xt_bytes_printf(&out, ":%s", h->table->fields[stray->field].name);
    }
    if (h->table && h->first_row != h->last_row)
        xt_bytes_printf(&out, " rows=%u-%u", h->first_row, h->last_row);
    return taken(&out);
}

#endif
