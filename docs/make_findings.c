/* SPDX-License-Identifier: MIT
 *
 * Prints docs/findings.md from the table of rules; with --codes every code of a report, one a line, for the
 * test of docs/report.schema.json.
 */
#include "xlstools.h"

#include <stdio.h>
#include <string.h>

/* Why a file could not be checked, in both languages. */
static const char *const TROUBLES[XT_STATUS_COUNT][XT_LANG_COUNT] = {
    [XT_NOT_FOUND] = {"there is no such file, or it may not be opened", "ไม่พบไฟล์ หรือเปิดไฟล์ไม่ได้"},
    [XT_EMPTY_FILE] = {"the file has 0 bytes", "ไฟล์ว่างเปล่า (0 ไบต์)"},
    [XT_NOT_A_WORKBOOK] = {"another kind of file: .xlsb, PDF, Word, a web page without a table ... The message names it",
                           "ไฟล์ชนิดอื่น เช่น .xlsb PDF Word หน้าเว็บที่ไม่มีตาราง ข้อความจะบอกว่าเป็นชนิดใด"},
    [XT_ENCRYPTED] = {"the workbook is protected with a password", "ไฟล์ตั้งรหัสผ่านไว้"},
    [XT_TRUNCATED] = {"the end of the file is missing", "ท้ายไฟล์ขาดหาย"},
    [XT_CORRUPT_ZIP] = {"the container is damaged", "ไฟล์เสียหาย"},
    [XT_CORRUPT_XML] = {"a part inside the workbook is damaged", "ส่วนประกอบภายในไฟล์เสียหาย"},
    [XT_OVER_LIMIT] = {"the file asks for more than a limit allows. The message names the limit",
                       "เกินขีดจำกัดที่ข้อความระบุ"},
    [XT_NO_SHEET] = {"there is no worksheet, or not the one asked for", "ไม่มีแผ่นงาน หรือไม่พบแผ่นงานที่ระบุ"},
    [XT_NO_TEMPLATE] = {"no sheet follows a known form, or there is no such template",
                        "ไม่มีแผ่นงานใดตรงกับแบบฟอร์มที่รู้จัก หรือไม่พบแบบฟอร์มที่ระบุ"},
    [XT_TEMPLATE_INVALID] = {"a template file is wrong. The message names file, line and column",
                             "ไฟล์แบบฟอร์มเขียนผิด ข้อความจะบอกไฟล์ บรรทัด และตำแหน่ง"},
    [XT_OUT_OF_MEMORY] = {"the computer has not enough free memory", "หน่วยความจำไม่พอ"},
    [XT_WRITE_FAILED] = {"the report could not be written", "เขียนรายงานไม่ได้"},
};

static const char *const INTRODUCTION =
    "# Findings\n"
    "\n"
    "Every finding of `xlscheck`, in the order of a report: the form first, then rows, then cells.\n"
    "A code is stable: it keeps its meaning and is never used again for another one.\n"
    "\n"
    "- **error**: the form is wrong there. `--fail-on error` (the default) exits with 1.\n"
    "- **warning**: very likely wrong, or not as the form asks for it.\n"
    "- **note**: a person should look; it may be right.\n"
    "\n"
    "รหัสเหล่านี้คงที่ ไม่เปลี่ยนความหมาย ระดับ error คือต้องแก้ไข warning คือควรแก้ไข note คือควรตรวจทาน\n"
    "\n"
    "This file is made from the table of rules in `lib/check/rule.c` (`cmake --build build/release --target "
    "findings`).\n"
    "\n";

static const char *const SENTENCES =
    "\n## What each one says\n"
    "\n"
    "`{value}` is what the cell holds, `{label}` the column's title, `{expected}` what would be right, "
    "`{repair}` the exact\n"
    "value that a correction writes, `{other}` other rows or cells, `{limit}` the number of the rule.\n";

static const char *const TROUBLE = "\n## Trouble: files that could not be checked\n"
                                   "\n"
                                   "Such a file has no findings: the sentence stands on standard error, and "
                                   "in JSON as `error` with one of these codes.\n"
                                   "\n"
                                   "| code | meaning | ความหมาย |\n"
                                   "|---|---|---|\n";

/* The entries of one code stand together, the first of them tells whether a code is new. */
static bool is_first(size_t index)
{
    return index == 0 ||
           strcmp(xt_rule_at(index, XT_LANG_EN).code, xt_rule_at(index - 1, XT_LANG_EN).code) != 0;
}

static void put_codes(void)
{
    for (size_t i = 0; i < xt_rule_count(); i++)
        if (is_first(i))
            printf("finding %s\n", xt_rule_at(i, XT_LANG_EN).code);
    for (int status = XT_OK + 1; status < XT_STATUS_COUNT; status++)
        printf("trouble %s\n", xt_status_code((xt_status)status));
}

/* Whether a line of the overview would say what the line before says. */
static bool is_repeated(size_t index)
{
    xt_rule_info here = xt_rule_at(index, XT_LANG_EN);
    xt_rule_info before = xt_rule_at(index ? index - 1 : 0, XT_LANG_EN);
    return !is_first(index) && here.severity == before.severity && strcmp(here.title, before.title) == 0;
}

/* The sentence without what says how a placeholder is shown ({value|date}), and safe inside Markdown. */
static void put_sentence(const char *text)
{
    bool inside = false, skipping = false;
    for (; *text; text++) {
        inside = *text == '{' || (inside && *text != '}');
        skipping = inside && (skipping || *text == '|');
        if (skipping)
            continue;
        if (strchr("*_<|", *text))
            putchar('\\');
        putchar(*text);
    }
}

static void put_overview(void)
{
    puts("| code | severity | what to do | สิ่งที่ต้องทำ | what a correction writes |\n|---|---|---|---|---|");
    for (size_t i = 0; i < xt_rule_count(); i++) {
        xt_rule_info english = xt_rule_at(i, XT_LANG_EN), thai = xt_rule_at(i, XT_LANG_TH);
        if (is_repeated(i))
            continue;
        printf("| [%s](#%s) | %s | ", english.code, english.code, xt_severity_name(english.severity));
        put_sentence(english.title);
        printf(" | ");
        put_sentence(thai.title);
        printf(" | %s |\n", english.repair ? english.repair : "");
    }
}

static void put_sentences(void)
{
    for (size_t i = 0; i < xt_rule_count(); i++) {
        xt_rule_info english = xt_rule_at(i, XT_LANG_EN), thai = xt_rule_at(i, XT_LANG_TH);
        if (is_first(i))
            printf("\n### %s\n\n", english.code);
        printf("- **%s**: ", xt_severity_name(english.severity));
        put_sentence(english.text);
        printf("<br>\n  ");
        put_sentence(thai.text);
        putchar('\n');
    }
}

/* False: a status has no words yet. */
static bool put_trouble(void)
{
    for (int status = XT_OK + 1; status < XT_STATUS_COUNT; status++) {
        const char *const *text = TROUBLES[status];
        if (!text[XT_LANG_EN] || !text[XT_LANG_TH])
            return false;
        printf("| %s | %s | %s |\n", xt_status_code((xt_status)status), text[XT_LANG_EN], text[XT_LANG_TH]);
    }
    return true;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--codes") == 0) {
        put_codes();
        return 0;
    }
    fputs(INTRODUCTION, stdout);
    put_overview();
    fputs(SENTENCES, stdout);
    put_sentences();
    fputs(TROUBLE, stdout);
    return put_trouble() ? 0 : 1;
}
