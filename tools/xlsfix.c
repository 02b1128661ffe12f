/* SPDX-License-Identifier: MIT
 *
 * xlsfix - corrects workbooks: everything whose right value is known, and nothing else.
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CODES = 64 };

static const cli_option OPTIONS[] = {
    {'o', 'o', "output", "OUT", {"the corrected workbook", "ไฟล์ที่แก้แล้ว"}},
    {'i',
     'i',
     "in-place",
     NULL,
     {"replace the workbook itself; the old one stays as FILE.bak", "เขียนทับไฟล์เดิม และเก็บไฟล์เดิมเป็น FILE.bak"}},
    {'R',
     0,
     "rebuild",
     NULL,
     {"write the form afresh with the rows in it, where the form itself was altered",
      "เขียนแบบฟอร์มขึ้นใหม่พร้อมข้อมูล เมื่อตัวแบบฟอร์มถูกแก้ไข"}},
    {'d', 0, "dry-run", NULL, {"write nothing, only tell what would be changed", "ไม่เขียนไฟล์ เพียงบอกสิ่งที่จะแก้"}},
    {'g', 0, "suggested", NULL, {"also write what is only probable", "แก้รายการที่เป็นเพียงข้อเสนอด้วย"}},
    {'c',
     0,
     "only",
     "CODES",
     {"repair these findings alone, such as text-space,date-era", "แก้เฉพาะรหัสเหล่านี้ เช่น text-space,date-era"}},
    {'k', 0, "skip", "CODES", {"do not repair these findings", "ไม่แก้รหัสเหล่านี้"}},
    CLI_FORM_OPTIONS,
    {'f',
     'f',
     "format",
     "FORMAT",
     {"report as text, json, ndjson, csv or html", "รูปแบบรายงาน text, json, ndjson, csv หรือ html"}},
    {'m',
     'm',
     "max-findings",
     "N",
     {"lines a kind of change in text (default 6, 0: all)", "จำนวนบรรทัดต่อเรื่อง (ปกติ 6, 0: ทั้งหมด)"}},
    {'F',
     0,
     "fail-on",
     "LEVEL",
     {"exit 1 when what remains is an error, warning or note (default error)",
      "จบด้วยรหัส 1 เมื่อสิ่งที่เหลือถึงระดับ error, warning หรือ note"}},
    {'n', 0, "no-clobber", NULL, {"do not replace an existing OUT", "ไม่เขียนทับไฟล์ที่มีอยู่"}},
    {'x', 0, "force", NULL, {"also where a digital signature will break", "แก้แม้ลายเซ็นดิจิทัลในไฟล์จะใช้ไม่ได้"}},
    CLI_PROGRESS_OPTION,
    CLI_LIMITS_OPTION,
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlsfix",
    .usage = {"[OPTION]... FILE -o OUT\n       xlsfix [OPTION]... --in-place FILE...\n       xlsfix "
              "[OPTION]... --dry-run FILE...",
              "[ตัวเลือก]... ไฟล์ -o ไฟล์ใหม่\n       xlsfix [ตัวเลือก]... --in-place ไฟล์...\n       xlsfix "
              "[ตัวเลือก]... --dry-run ไฟล์..."},
    .purpose = {"Corrects Excel workbooks (.xlsx, .xlsm): numbers and dates typed as text, years of the "
                "wrong era, lost\n"
                "zeros, stray blanks and the like. Only those cells change; the form stays as it is.",
                "แก้ไฟล์ Excel (.xlsx, .xlsm): ตัวเลขและวันที่ที่เป็นข้อความ ปีผิดศักราช ศูนย์ที่หายไป ช่องว่างเกิน เป็นต้น\n"
                "เปลี่ยนเฉพาะช่องเหล่านั้น ส่วนอื่นของแบบฟอร์มคงเดิม"},
    .notes = {"Exit status: 0 nothing remains at the --fail-on level, 1 something remains, 2 a file could "
              "not be corrected.\n"
              "Example: xlsfix procurement.xlsx -o corrected.xlsx",
              "รหัสจบการทำงาน: 0 ไม่มีสิ่งที่ต้องแก้เหลือ, 1 ยังมีสิ่งที่ต้องแก้เอง, 2 มีไฟล์ที่แก้ไม่ได้\n"
              "ตัวอย่าง: xlsfix procurement.xlsx -o corrected.xlsx"},
    .options = OPTIONS,
};

typedef struct settings {
    const char *template_name, *template_dir, *sheet, *output;
    const char *only[MOST_CODES + 1], *skip[MOST_CODES + 1];
    bool list;
    xt_severity fail_on;
    cli_when progress;
    cli_reading reading;
    xt_fix_options fix;
    xt_report_options report;
} settings;

static bool is_code(const char *name)
{
    for (size_t i = 0; i < xt_rule_count(); i++)
        if (strcmp(xt_rule_at(i, XT_LANG_EN).code, name) == 0)
            return true;
    return false;
}

/* "text-space,date-era" into a list. The option's text itself is cut up. */
static bool take_codes(cli *c, const char **codes)
{
    size_t count = 0;
    while (codes[count]) /* the option may stand there twice */
        count++;
    for (char *name = strtok((char *)(uintptr_t)c->value, ","); name; name = strtok(NULL, ",")) {
        if (!is_code(name) || count == MOST_CODES) {
            cli_usage_error(c, "there is no such finding (docs/findings.md lists them)",
                            "ไม่มีรหัสนี้ (ดู docs/findings.md)", name);
            return false;
        }
        codes[count++] = name;
    }
    return true;
}

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    static const char *const FORMATS[] = {"text", "json", "ndjson", "csv", "html", NULL};
    static const char *const LEVELS[] = {"note", "warning", "error", NULL};
    int choice = 0;
    switch (key) {
    case 'o': s->output = c->value; return true;
    case 'i': s->fix.in_place = true; return true;
    case 'R': s->fix.rebuild = true; return true;
    case 'd': s->fix.dry_run = true; return true;
    case 'g': s->fix.suggested = true; return true;
    case 'c': s->fix.only = s->only; return take_codes(c, s->only);
    case 'k': s->fix.skip = s->skip; return take_codes(c, s->skip);
    case 't': s->template_name = c->value; return true;
    case 's': s->sheet = c->value; return true;
    case 'y': return cli_take_year(c, &s->fix.check.fiscal_year);
    case 'a': return cli_take_date(c, &s->fix.check.has_as_of, &s->fix.check.as_of);
    case 'm': return cli_take_count(c, &s->report.most);
    case 'n': s->fix.no_clobber = true; return true;
    case 'x': s->fix.force = true; return true;
    case 'D': s->template_dir = c->value; return true;
    case 'l': s->list = true; return true;
    case 'p': return cli_take_when(c, &s->progress);
    case 'z': return cli_take_reading(c, key, &s->reading);
    case 'f':
        choice = cli_choice(c, c->value, FORMATS);
        s->report.format = (xt_format)choice;
        return choice >= 0;
    case 'F':
        choice = cli_choice(c, c->value, LEVELS);
        s->fail_on = (xt_severity)choice;
        return choice >= 0;
    default: return true;
    }
}

/* The sheet that the line names, which is found in each workbook anew. */
static xt_status find_sheet(const settings *s, const char *file, size_t *sheet, xt_error *error)
{
    xt_book *book = NULL;
    if (!s->sheet)
        return XT_OK;
    xt_open_options how = cli_open_options(&s->reading);
    xt_status status = xt_book_open(&book, file, &how, error);
    if (!status)
        status = xt_book_find_sheet(book, s->sheet, sheet, error);
    xt_book_close(book);
    return status;
}

static xt_status fix(cli *c, const settings *s, const char *file, const xt_templates *set, xt_report *report,
                     xt_error *error)
{
    xt_fixed *fixed = NULL;
    xt_fix_options options = s->fix;
    options.limits = cli_open_options(&s->reading).limits;
    xt_status status = find_sheet(s, file, &options.check.sheet, error);
    if (!status)
        status = xt_fix(&fixed, file, s->output, set, &options, error);
    if (!status)
        status = xt_report_add_fixed(report, file, fixed, error);
    for (int severity = (int)s->fail_on; !status && severity <= XT_ERROR; severity++)
        if (xt_result_severity_count(xt_fixed_remaining(fixed), (xt_severity)severity))
            cli_raise(c, CLI_FINDINGS);
    if (!status)
        cli_show_result_notes(c, file, xt_fixed_before(fixed));
    xt_fixed_free(fixed);
    return status;
}

static void run(cli *c, void *given, xt_templates *set)
{
    settings *s = given;
    xt_error error, trouble;
    xt_report *report = NULL;
    if (s->template_name && xt_templates_find(set, s->template_name, &s->fix.check.form, &error)) {
        cli_trouble(c, error.status == XT_NOT_FOUND ? error.place : NULL, &error);
        return;
    }
    char **files = cli_files(c);
    cli_progress bar = cli_progress_begin(c, s->progress, files);
    s->fix.check.progress = cli_progress_rows;
    s->fix.check.progress_context = &bar;
    xt_status status = xt_report_begin(&report, &s->report, cli_stdout_for(s->report.format), &error);
    for (size_t i = 0; !status && files[i]; i++) {
        cli_progress_files(&bar, i, files[i]);
        if (!fix(c, s, files[i], set, report, &trouble))
            continue;
        cli_trouble(c, files[i], &trouble);
        status = xt_report_add_trouble(report, files[i], &trouble, &error);
    }
    cli_progress_end(&bar);
    xt_status ended = xt_report_end(report, &error);
    if (status || ended)
        cli_trouble(c, NULL, &error);
}

static bool reads_standard_input(char **files)
{
    for (; *files; files++)
        if (strcmp(*files, "-") == 0)
            return true;
    return false;
}

/* What is wrong with the line as a whole; false: nothing. */
static bool is_wrong(cli *c, const settings *s)
{
    char **files = cli_files(c);
    bool writes = s->output != NULL;
    const cli_mistake mistakes[] = {
        {!*files, "name a workbook", "โปรดระบุชื่อไฟล์", NULL},
        {writes + s->fix.in_place + s->fix.dry_run > 1, "one of -o, --in-place and --dry-run",
         "โปรดเลือก -o, --in-place หรือ --dry-run เพียงอย่างเดียว", NULL},
        {writes + s->fix.in_place + s->fix.dry_run == 0,
         "name the corrected workbook with -o (or use --in-place)", "โปรดระบุไฟล์ใหม่ด้วย -o (หรือใช้ --in-place)",
         NULL},
        {s->fix.rebuild && !writes, "--rebuild wants a new file: name it with -o",
         "--rebuild ต้องระบุไฟล์ใหม่ด้วย -o", NULL},
        {writes && *files && files[1], "-o goes with one workbook; for several use --in-place",
         "-o ใช้กับไฟล์เดียว หากมีหลายไฟล์ให้ใช้ --in-place", *files ? files[1] : NULL},
        {writes && strcmp(s->output, "-") == 0,
         "a workbook cannot go to standard output; name a file with -o",
         "เขียนไฟล์ Excel ออกทางจอภาพไม่ได้ โปรดระบุไฟล์ด้วย -o", NULL},
        {reads_standard_input(files), "a workbook to be corrected must be a file",
         "ต้องระบุเป็นไฟล์ อ่านจากข้อมูลเข้ามาตรฐานไม่ได้", NULL},
        {writes && *files && cli_same_file(*files, s->output),
         "this would replace the workbook that is read; use --in-place",
         "จะเขียนทับไฟล์ที่กำลังอ่าน หากต้องการให้ใช้ --in-place", s->output},
    };
    return cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes);
}

int main(int argc, char **argv)
{
    cli c = cli_begin(&TOOL, argc, argv);
    settings s = {.fail_on = XT_ERROR, .fix = xt_fix_options_default(), .report = {.most = 6}};
    for (int key; (key = cli_next(&c)) != CLI_END;)
        if (key == CLI_DONE || !take(&c, key, &s))
            return cli_end(&c);
    if (s.list)
        return cli_show_templates(&c, s.template_dir);
    if (is_wrong(&c, &s))
        return cli_end(&c);
    s.report.lang = c.lang;
    s.report.tool = TOOL.name;
    s.report.version = cli_version();
    s.report.color = cli_color();
    return cli_work(&c, s.template_dir, run, &s);
}
