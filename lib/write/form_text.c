/* SPDX-License-Identifier: MIT
 *
 * What a blank form says: its titles, and what Excel shows while cells are filled in. The words are Thai, as
 * the forms are.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "thai/date.h"
#include "write/form.h"

#include <stdio.h>

enum { PROMPT_LENGTH = 255 }; /* characters that Excel shows */

/* "31 มีนาคม 2567" */
static void add_day(xt_bytes *out, xt_day day)
{
    xt_civil civil = xt_civil_of(day);
    xt_bytes_printf(out, "%d %s %d", civil.day, xt_thai_month(civil.month), civil.year + XT_BE_OFFSET);
}

static void add_year(xt_bytes *out, int year)
{
    if (year)
        xt_bytes_printf(out, "%d", year);
    else
        xt_bytes_puts(out, "............");
}

/* The day on which the form is signed. */
static void add_date(xt_form_writer *w)
{
    xt_civil civil = w->words && w->words->has_date ? xt_civil_of(w->words->date) : (xt_civil){0};
    if (civil.day)
        xt_bytes_printf(&w->text, "วันที่ %d เดือน %s พ.ศ. %d", civil.day, xt_thai_month(civil.month),
                        civil.year + XT_BE_OFFSET);
    else
        xt_bytes_puts(&w->text, "วันที่ ......... เดือน ............................ พ.ศ. ............");
}

/* What stands for a placeholder; what is not known is left to be filled in by hand. */
static bool add_placeholder(xt_form_writer *w, xt_str name)
{
    const char *agency = w->agency;
    const xt_form_words *words = w->words;
    if (xt_str_equal(name, XT_LITERAL("agency"))) {
        bool given = agency && *agency;
        xt_bytes_puts(&w->text, given
                                    ? agency
                                    : "หน่วยงาน ............................................................");
    } else if (xt_str_equal(name, XT_LITERAL("year"))) {
        add_year(&w->text, w->form->year ? w->form->year : w->fiscal_year);
    } else if (xt_str_equal(name, XT_LITERAL("fiscal_year"))) {
        add_year(&w->text, w->fiscal_year);
    } else if (xt_str_equal(name, XT_LITERAL("as_of"))) {
        if (words && words->has_as_of)
            add_day(&w->text, words->as_of);
        else if (w->has_as_of)
            add_day(&w->text, w->as_of);
        else
            xt_bytes_puts(&w->text, "......... ........................ ............");
    } else if (xt_str_equal(name, XT_LITERAL("month"))) {
        xt_bytes_puts(&w->text,
                      words && words->month ? words->month : " ........................ พ.ศ. ............");
    } else if (xt_str_equal(name, XT_LITERAL("date"))) {
        add_date(w);
    } else if (xt_str_equal(name, XT_LITERAL("quarter")) && words && words->quarter) {
        xt_bytes_puts(&w->text, words->quarter);
    } else if (xt_str_equal(name, XT_LITERAL("quarter"))) {
        xt_bytes_puts(&w->text, "...... (เดือน .................. พ.ศ. ............ ถึง เดือน "
                                ".................. พ.ศ. ............)");
    } else {
        return false;
    }
    return true;
}

const char *xt_form_title(xt_form_writer *w, const char *pattern)
{
    xt_form_start(w, &w->text);
    for (const char *at = pattern; *at;) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (end && add_placeholder(w, (xt_str){at + 1, (size_t)(end - at - 1)}))
            at = end + 1;
        else
            xt_bytes_putc(&w->text, *at++);
    }
    return xt_bytes_cstr(&w->text);
}

/* What each kind asks for, and what is said when it does not get it. */
static const struct {
    const char *prompt, *refusal;
} WORDS[XT_KIND_COUNT_OF_KINDS] = {
    [XT_KIND_TEXT] = {"พิมพ์ข้อความ", "มีช่องว่างเกินที่หัว ท้าย หรือซ้อนกลางข้อความ ต้องการใช้ข้อความนี้หรือไม่"},
    [XT_KIND_MONEY] = {"พิมพ์เฉพาะตัวเลข หน่วยเป็นบาท เช่น 150000.50", "ต้องเป็นตัวเลขและไม่ติดลบ"},
    [XT_KIND_COUNT] = {"พิมพ์จำนวนเต็ม เช่น 12", "ต้องเป็นจำนวนเต็มตั้งแต่ 0 ขึ้นไป"},
    [XT_KIND_DATE] = {"พิมพ์วันที่เป็น วัน/เดือน/ปี ค.ศ. เช่น 31/3/2024 ตารางจะแสดงเป็น 31 มี.ค. 2567",
                      "ต้องเป็นวันที่ ใช้ปี ค.ศ. เช่น 31/3/2024"},
    [XT_KIND_PERIOD] = {"พิมพ์เดือนหรือวันที่ เช่น ต.ค. 2566 - ก.ย. 2567", "มีช่องว่างเกิน ต้องการใช้ข้อความนี้หรือไม่"},
    [XT_KIND_FISCAL_YEAR] = {"พิมพ์ปีงบประมาณ พ.ศ. 4 หลัก", "ต้องเป็นปี พ.ศ. 4 หลัก"},
    [XT_KIND_TAX_ID] = {"พิมพ์เลข 13 หลัก ไม่มีขีดและไม่เว้นวรรค",
                        "เลขไม่ครบ 13 หลัก หรือหลักสุดท้ายไม่ถูกต้อง โปรดตรวจสอบจากสัญญา"},
    [XT_KIND_PROJECT_NO] = {"พิมพ์เลขที่โครงการในระบบ e-GP 11 หลัก",
                            "ต้องเป็นเลข 11 หลัก ขึ้นต้นด้วยปีและเดือน เช่น 67019012345"},
    [XT_KIND_VOCABULARY] = {"เลือกจากรายการ", "ไม่อยู่ในรายการ โปรดเลือกจากรายการ"},
    [XT_KIND_SEQUENCE] = {"ลำดับที่ 1, 2, 3 ต่อเนื่องกัน", "ต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป"},
    [XT_KIND_PROVINCE] = {"เลือกจังหวัดจากรายการ", "ไม่ใช่ชื่อจังหวัดในรายการ โปรดเลือกจากรายการ"},
    [XT_KIND_DISTRICT] = {"เลือกจังหวัดก่อน แล้วเลือกอำเภอหรือเขตจากรายการ",
                          "ไม่ใช่อำเภอหรือเขตของจังหวัดนี้ โปรดเลือกจากรายการ"},
};

static const char *finish(xt_form_writer *w)
{
    const char *text = xt_bytes_cstr(&w->text);
    size_t at = 0, characters = 0;
    while (at < w->text.size && characters < PROMPT_LENGTH) {
        xt_utf8_next(xt_bytes_str(&w->text), &at);
        characters++;
    }
    if (!w->text.fault && at < w->text.size) {
        w->text.size = at;
        text = xt_bytes_cstr(&w->text);
    }
    return text;
}

static void add_label(xt_form_writer *w, int field)
{
    xt_bytes_puts(&w->text, " \"");
    xt_bytes_add(&w->text, w->table->fields[field].labels[0].text);
    xt_bytes_puts(&w->text, "\"");
}

static void add_period(xt_form_writer *w, size_t field)
{
    xt_day first, last;
    if (!xt_form_period(w, field, &first, &last))
        return;
    xt_bytes_puts(&w->text, " ระหว่าง ");
    add_day(&w->text, first);
    xt_bytes_puts(&w->text, " ถึง ");
    add_day(&w->text, last);
}

/* Which states of another field let the cell stay blank. */
static void add_optional(xt_form_writer *w, const xt_field *f)
{
    if (!f->required) {
        xt_bytes_puts(&w->text, " (ถ้ามี)");
        return;
    }
    if (f->optional_field == XT_NO_FIELD)
        return;
    const xt_vocabulary *v = w->table->fields[f->optional_field].vocabulary;
    const char *joint = "";
    xt_bytes_puts(&w->text, " เว้นว่างได้เมื่อ");
    for (size_t i = 0; i < v->value_count; i++)
        if (f->optional_values >> i & 1) {
            xt_bytes_puts(&w->text, joint);
            xt_bytes_add(&w->text, v->values[i]);
            joint = " หรือ";
        }
}

const char *xt_form_prompt(xt_form_writer *w, size_t field)
{
    const xt_field *f = &w->table->fields[field];
    xt_form_start(w, &w->text);
    xt_bytes_puts(&w->text, *f->description ? f->description : WORDS[f->kind].prompt);
    if (f->kind == XT_KIND_DATE)
        add_period(w, field);
    if (xt_form_ceiling(w, field) != XT_NO_FIELD) {
        xt_bytes_puts(&w->text, " ไม่เกิน");
        add_label(w, xt_form_ceiling(w, field));
    }
    add_optional(w, f);
    return finish(w);
}

const char *xt_form_refusal(xt_form_writer *w, size_t field)
{
    const xt_field *f = &w->table->fields[field];
    bool open = f->kind == XT_KIND_VOCABULARY && (f->vocabulary->open || f->free_choice);
    xt_form_start(w, &w->text);
    xt_bytes_puts(&w->text, open ? "ไม่ตรงกับรายการที่ใช้ทั่วไป ต้องการใช้ค่านี้หรือไม่" : WORDS[f->kind].refusal);
    if (f->kind == XT_KIND_DATE)
        add_period(w, field);
    if (xt_form_earlier(w, field) != XT_NO_FIELD) {
        xt_bytes_puts(&w->text, " ไม่ก่อน");
        add_label(w, xt_form_earlier(w, field));
    }
    if (xt_form_ceiling(w, field) != XT_NO_FIELD) {
        xt_bytes_puts(&w->text, " และไม่เกิน");
        add_label(w, xt_form_ceiling(w, field));
    }
    return finish(w);
}
