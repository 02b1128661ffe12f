/* SPDX-License-Identifier: MIT
 *
 * xlsnew - blank forms from templates, and templates from forms.
 */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const cli_option OPTIONS[] = {
    {'o',
     'o',
     "output",
     "OUT",
     {"the workbook to write; with --all a folder", "ไฟล์ที่จะเขียน ถ้าใช้ --all คือโฟลเดอร์"}},
    {'r',
     'r',
     "rows",
     "N",
     {"rows prepared for data (default: as the form says)", "จำนวนแถวที่เตรียมไว้ (ปกติ: ตามแบบฟอร์ม)"}},
    {'y',
     0,
     "fiscal-year",
     "BE",
     {"fiscal year of the rows, such as 2567; with --all the year of the forms",
      "ปีงบประมาณของข้อมูล เช่น 2567 ถ้าใช้ --all คือปีของแบบฟอร์ม"}},
    {'A',
     0,
     "all",
     NULL,
     {"write every form of the --fiscal-year into the folder OUT", "เขียนทุกแบบฟอร์มของปีลงในโฟลเดอร์"}},
    {'g', 0, "agency", "NAME", {"fill in the agency's name", "กรอกชื่อหน่วยงานไว้ให้"}},
    {'P', 0, "province", "NAME", {"fill in the province", "กรอกจังหวัดไว้ให้"}},
    {'d', 0, "district", "NAME", {"fill in the district", "กรอกอำเภอหรือเขตไว้ให้"}},
    {'F',
     0,
     "from",
     "WORKBOOK",
     {"derive a template from this workbook or CSV file; OUT is a .json file",
      "สร้างแบบฟอร์ม (.json) จากไฟล์นี้ (Excel, .ods หรือ CSV)"}},
    {'s',
     's',
     "sheet",
     "NAME|N",
     {"with --from: this sheet, by name or number", "ใช้กับ --from: แผ่นงานนี้ ระบุชื่อหรือลำดับที่"}},
    {'n', 0, "no-clobber", NULL, {"do not replace existing files", "ไม่เขียนทับไฟล์ที่มีอยู่"}},
    CLI_LIMITS_OPTION,
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlsnew",
    .usage = {"[OPTION]... TEMPLATE -o OUT\n       xlsnew --all --fiscal-year BE -o FOLDER\n       xlsnew "
              "--from WORKBOOK -o OUT.json",
              "[ตัวเลือก]... แบบฟอร์ม -o ไฟล์\n       xlsnew --all --fiscal-year ปี -o โฟลเดอร์\n       xlsnew "
              "--from ไฟล์ -o ไฟล์.json"},
    .purpose = {"Writes a blank workbook of a mandated form (--list-templates names them), with drop-down "
                "lists and\n"
                "checks in Excel itself; or derives a template from a form that was downloaded.",
                "สร้างไฟล์ Excel เปล่าตามแบบฟอร์ม (ดูชื่อด้วย --list-templates) พร้อมรายการให้เลือกและการตรวจในตัว\n"
                "หรือสร้างแบบฟอร์มจากไฟล์ที่ดาวน์โหลดมา"},
    .notes = {"Exit status: 0 written, 2 not written.\n"
              "Example: xlsnew ita-2567-o16 --agency \"อบต.ตัวอย่าง\" -o o16.xlsx",
              "รหัสจบการทำงาน: 0 เขียนสำเร็จ, 2 เขียนไม่สำเร็จ\n"
              "ตัวอย่าง: xlsnew ita-2567-o16 --agency \"อบต.ตัวอย่าง\" -o o16.xlsx"},
    .options = OPTIONS,
};

typedef struct settings {
    const char *template_dir, *output, *from, *sheet;
    bool list, all;
    cli_reading reading;
    xt_form_options form;
} settings;

static bool take_rows(cli *c, settings *s)
{
    enum { MOST = 20000 };
    char *end = NULL;
    long rows = strtol(c->value, &end, 10);
    s->form.rows = (uint32_t)rows;
    if (*c->value && *end == '\0' && rows >= 1 && rows <= MOST)
        return true;
    cli_usage_error(c, "the number of rows is 1 to 20000", "จำนวนแถวต้องเป็น 1 ถึง 20000", c->value);
    return false;
}

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    switch (key) {
    case 'o': s->output = c->value; return true;
    case 'r': return take_rows(c, s);
    case 'y': return cli_take_year(c, &s->form.fiscal_year);
    case 'A': s->all = true; return true;
    case 'g': s->form.agency = c->value; return true;
    case 'P': s->form.province = c->value; return true;
    case 'd': s->form.district = c->value; return true;
    case 'F': s->from = c->value; return true;
    case 's': s->sheet = c->value; return true;
    case 'n': s->form.no_clobber = true; return true;
    case 'z': return cli_take_reading(c, key, &s->reading);
    case 'D': s->template_dir = c->value; return true;
    case 'l': s->list = true; return true;
    default: return true;
    }
}

static void write_one(cli *c, const settings *s, xt_templates *set)
{
    xt_error error;
    const xt_template *form = NULL;
    const char *name = cli_files(c)[0];
    xt_status status = xt_templates_find(set, name, &form, &error);
    if (status) { /* a file that is missing is named; other sentences name it themselves */
        cli_trouble(c, status == XT_NOT_FOUND ? error.place : NULL, &error);
        return;
    }
    if (xt_form_write(set, form, &s->form, s->output, &error))
        cli_trouble(c, NULL, &error);
}

static void tell_written(const cli *c, const char *path, const char *title, bool kept)
{
    cli_put_safe(stdout, path);
    fputs("  ", stdout);
    cli_put_safe(stdout, title);
    if (kept)
        fputs(c->lang == XT_LANG_TH ? "  (มีอยู่แล้ว)" : "  (kept)", stdout);
    putchar('\n');
}

/* One form of the year into the folder. A form that is there already stays with --no-clobber. */
static void write_in_folder(cli *c, const settings *s, const xt_templates *set, const xt_template *form)
{
    enum { PATH_SIZE = 4096 };
    char path[PATH_SIZE];
    xt_error error;
    xt_form_options options = s->form;
    int length = (int)strlen(s->output);
    while (length > 1 && s->output[length - 1] == '/')
        length--;
    if (snprintf(path, sizeof path, "%.*s/%s.xlsx", length, s->output, xt_template_id(form)) >=
        (int)sizeof path)
        return;
    if (xt_template_year(form))
        options.fiscal_year = 0; /* some forms of a year are about the one before */
    bool kept = options.no_clobber && access(path, F_OK) == 0;
    if (!kept && xt_form_write(set, form, &options, path, &error))
        cli_trouble(c, NULL, &error);
    else if (!c->quiet)
        tell_written(c, path, xt_template_title(form), kept);
}

/* The forms of a year: those of its assessment, and those that every year needs. */
static void write_all(cli *c, const settings *s, const xt_templates *set)
{
    xt_error error;
    bool any = false;
    if (xt_folder_make(s->output, &error)) {
        cli_trouble(c, NULL, &error);
        return;
    }
    for (size_t i = 0; i < xt_templates_count(set); i++) {
        const xt_template *form = xt_templates_at(set, i);
        int year = xt_template_year(form);
        if (!xt_template_in_set(form) || (year && year != s->form.fiscal_year))
            continue;
        any = any || year;
        write_in_folder(c, s, set, form);
    }
    if (!any)
        cli_note(c, "no form of that year is known; these are the forms of every year",
                 "ยังไม่มีแบบฟอร์มของปีนี้ ไฟล์ที่เขียนเป็นแบบที่ใช้ทุกปี");
}

/* What was found in the workbook, so that a person can tell whether it is right. */
static void tell_derived(const cli *c, const xt_derived *found)
{
    if (c->quiet)
        return;
    bool thai = c->lang == XT_LANG_TH;
    fputs(thai ? "แผ่นงาน " : "sheet ", stdout);
    cli_put_safe(stdout, found->sheet);
    printf(thai ? " หัวตารางแถวที่ %u มี %zu คอลัมน์ เดาเอง %zu คอลัมน์\n"
                : ", header in row %u, %zu columns, %zu of them guessed\n",
           (unsigned)found->header_row, found->columns, found->guessed);
    if (!found->nearest)
        return;
    fputs(thai ? "แบบที่ใกล้ที่สุด: " : "nearest known form: ", stdout);
    cli_put_safe(stdout, xt_template_id(found->nearest));
    putchar('\n');
}

static void derive(cli *c, const settings *s, const xt_templates *set)
{
    xt_error error;
    xt_book *book = NULL;
    xt_outfile *file = NULL;
    xt_derived found;
    size_t sheet = XT_ALL_SHEETS;
    xt_open_options how = cli_open_options(&s->reading);
    xt_status status = cli_open_file(&book, s->from, &how, &error);
    if (!status && s->sheet)
        status = xt_book_find_sheet(book, s->sheet, &sheet, &error);
    if (!status)
        status = xt_outfile_open(&file, s->output, s->form.no_clobber, &error);
    if (!status) {
        status = xt_template_derive(set, book, sheet, s->output, xt_outfile_output(file), &found, &error);
        if (status)
            xt_outfile_discard(file);
        else
            status = xt_outfile_finish(file, &error);
    }
    if (status)
        cli_trouble(c, status == XT_WRITE_FAILED ? NULL : cli_file_name(c, s->from), &error);
    else
        tell_derived(c, &found);
    cli_close_file(c, book, s->from);
}

static void run(cli *c, void *given, xt_templates *set)
{
    const settings *s = given;
    if (s->list)
        cli_list_templates(c, set);
    else if (s->from)
        derive(c, s, set);
    else if (s->all)
        write_all(c, s, set);
    else
        write_one(c, s, set);
}

static bool ends_in(const char *name, const char *ending)
{
    size_t size = strlen(name), tail = strlen(ending);
    return size > tail && strcasecmp(name + size - tail, ending) == 0;
}

/* What is wrong with the line as a whole; false: nothing. */
static bool is_wrong(cli *c, const settings *s)
{
    char **names = cli_files(c);
    const char *out = s->output ? s->output : "", *input = s->from ? s->from : names[0];
    bool is_blank = !s->all && !s->from,
         fills = s->form.agency || s->form.province || s->form.district || s->form.rows;
    const cli_mistake mistakes[] = {
        {is_blank && !*names, "name a template (--list-templates shows them)",
         "โปรดระบุแบบฟอร์ม (ดูชื่อด้วย --list-templates)", NULL},
        {(*names && (names[1] || !is_blank)) || (s->all && s->from),
         "one thing at a time: a template, --all, or --from", "โปรดเลือกอย่างเดียว: แบบฟอร์ม, --all หรือ --from",
         *names && names[1] ? names[1] : input},
        {s->all && !s->form.fiscal_year, "--all wants --fiscal-year, such as 2567",
         "--all ต้องระบุ --fiscal-year เช่น 2567", NULL},
        {s->sheet && !s->from, "--sheet goes with --from alone", "--sheet ใช้กับ --from เท่านั้น", s->sheet},
        {s->from && (fills || s->form.fiscal_year),
         "with --from nothing is filled in; leave these options out",
         "--from ไม่ได้กรอกข้อมูล โปรดตัดตัวเลือกที่ใช้กรอกออก", NULL},
        {!*out, "name the file to write with -o", "โปรดระบุไฟล์ที่จะเขียนด้วย -o", NULL},
        {strcmp(out, "-") == 0, "this cannot go to standard output; name a file with -o",
         "เขียนออกทางจอภาพไม่ได้ โปรดระบุไฟล์ด้วย -o", NULL},
        {is_blank && !ends_in(out, ".xlsx"), "the name of a workbook must end in .xlsx",
         "ชื่อไฟล์ต้องลงท้ายด้วย .xlsx", out},
        {s->from && !ends_in(out, ".json"), "the name of a template must end in .json",
         "ชื่อไฟล์ต้องลงท้ายด้วย .json", out},
        {input && cli_same_file(input, out),
         "this would replace the file that is read; choose another name for it",
         "จะเขียนทับไฟล์ที่กำลังอ่าน โปรดตั้งชื่ออื่น", out},
    };
    return cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes);
}

int main(int argc, char **argv)
{
    cli c = cli_begin(&TOOL, argc, argv);
    settings s = {0};
    for (int key; (key = cli_next(&c)) != CLI_END;)
        if (key == CLI_DONE || !take(&c, key, &s))
            return cli_end(&c);
    if (!s.list && is_wrong(&c, &s))
        return cli_end(&c);
    return cli_work(&c, s.template_dir, run, &s);
}
