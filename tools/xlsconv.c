/* SPDX-License-Identifier: MIT
 *
 * xlsconv - turns files of many kinds into the mandated workbook, and workbooks into text.
 */
#include "cli.h"
#include "cli_conversion.h"
#include "cli_map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const cli_option OPTIONS[] = {
    {'o',
     'o',
     "output",
     "OUT",
     {"the file to write; - is standard output, for text", "ไฟล์ที่จะเขียน (- คือส่งออกทางจอภาพ สำหรับข้อความ)"}},
    {'t',
     't',
     "template",
     "ID|FILE",
     {"the form to write (default: the one that FILE follows)", "แบบฟอร์มที่จะเขียน (ปกติ: แบบเดียวกับไฟล์)"}},
    {'r',
     0,
     "from",
     "ID|FILE",
     {"the form that FILE follows (default: recognised)", "แบบฟอร์มของไฟล์เดิม (ปกติ: ดูจากไฟล์)"}},
    CLI_SHEET_OPTION,
    {'m',
     'm',
     "map",
     "HEADER=FIELD",
     {"this column fills this field; FIELD+FIELD: both; nothing: none",
      "คอลัมน์นี้ลงฟิลด์ใด (ฟิลด์+ฟิลด์ คือทั้งสอง ไม่ระบุคือไม่ใช้)"}},
    {'S',
     0,
     "set",
     "FIELD=VALUE",
     {"what blank cells of a field get, such as agency=...", "ค่าที่จะใส่ในช่องว่างของฟิลด์ เช่น agency=..."}},
    {'M',
     0,
     "map-file",
     "FILE.map",
     {"columns and values from this file (default: FILE.map beside FILE)",
      "อ่านการจับคู่คอลัมน์จากไฟล์นี้ (ปกติ: FILE.map ที่อยู่ข้างไฟล์)"}},
    {'w',
     0,
     "save-map",
     NULL,
     {"write the columns and values that were used to FILE.map", "บันทึกการจับคู่คอลัมน์ที่ใช้ลงใน FILE.map"}},
    CLI_TEXT_OPTIONS("of the text that is read, or else written (default: found out; UTF-8)",
                     "รหัสอักขระของข้อความที่อ่านหรือเขียน (ปกติ: หาให้; UTF-8)"),
    {'T',
     0,
     "to",
     "KIND",
     {"xlsx, csv, json, ndjson or ocds (default: by the name of OUT)",
      "xlsx, csv, json, ndjson หรือ ocds (ปกติ: ตามนามสกุลของไฟล์)"}},
    {'O',
     0,
     "ocid-prefix",
     "PREFIX",
     {"of OCDS, as Open Contracting registered it for you", "คำนำหน้า ocid ที่จดทะเบียนไว้"}},
    {'y',
     0,
     "fiscal-year",
     "BE",
     {"fiscal year of rows that do not say it, such as 2567", "ปีงบประมาณของแถวที่ไม่ได้ระบุ เช่น 2567"}},
    {'f', 'f', "format", "FORMAT", {"report as text or json", "รูปแบบรายงาน text หรือ json"}},
    {'n', 0, "no-clobber", NULL, {"do not replace an existing OUT", "ไม่เขียนทับไฟล์ที่มีอยู่"}},
    CLI_PROGRESS_OPTION,
    CLI_LIMITS_OPTION,
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlsconv",
    .usage = {"[OPTION]... FILE -o OUT", "[ตัวเลือก]... ไฟล์ -o ไฟล์ใหม่"},
    .purpose =
        {"Turns CSV, .xls, .ods, HTML tables and workbooks into the mandated workbook of a form, and\n"
         "workbooks into CSV, JSON or OCDS. Nothing is lost without a word. \"-\" reads standard input.",
         "แปลงไฟล์ CSV, .xls, .ods, ตาราง HTML และไฟล์ Excel เป็นไฟล์ Excel ตามแบบฟอร์มที่กำหนด\n"
         "และแปลงไฟล์ Excel เป็น CSV, JSON หรือ OCDS สิ่งที่ไม่ได้นำมาจะแจ้งให้ทราบทุกรายการ ใช้ \"-\" "
         "เพื่ออ่านจากข้อมูลเข้ามาตรฐาน"},
    .notes = {"Exit status: 0 all is certain, 1 something should be looked at, 2 the file could not be "
              "converted.\n"
              "Examples: xlsconv old.csv -t ita-2567-o16 -o new.xlsx\n"
              "          xlsconv egp.csv -t register --set agency=\"อบต.ตัวอย่าง\" -o register.xlsx",
              "รหัสจบการทำงาน: 0 แน่ชัดทุกรายการ, 1 มีรายการที่ควรตรวจดู, 2 แปลงไฟล์ไม่ได้\n"
              "ตัวอย่าง: xlsconv old.csv -t ita-2567-o16 -o new.xlsx\n"
              "        xlsconv egp.csv -t register --set agency=\"อบต.ตัวอย่าง\" -o register.xlsx"},
    .options = OPTIONS,
};

typedef struct settings {
    const char *template_dir, *sheet, *output, *map_file;
    bool list, save_map, json;
    int target; /* -1: by the name of the output */
    cli_when progress;
    cli_map map;
    xt_convert_options convert;
} settings;

static const char *const TARGETS[] = {"xlsx", "csv", "json", "ndjson", "ocds", NULL};

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    static const char *const FORMATS[] = {"text", "json", NULL};
    int choice = 0;
    switch (key) {
    case 'o': s->output = c->value; return true;
    case 't': s->map.template_name = c->value; return true;
    case 'r': s->map.from = c->value; return true;
    case 's': s->sheet = c->value; return true;
    case 'm': return cli_map_add(c, s->map.columns, c->value);
    case 'S': return cli_map_add(c, s->map.values, c->value);
    case 'M': s->map_file = c->value; return true;
    case 'w': s->save_map = true; return true;
    case 'e':
    case 'd':
    case 'z': return cli_take_reading(c, key, &s->map.reading);
    case 'T': s->target = cli_choice(c, c->value, TARGETS); return s->target >= 0;
    case 'O': s->convert.ocid_prefix = c->value; return true;
    case 'y': return cli_take_year(c, &s->convert.fiscal_year);
    case 'n': s->convert.no_clobber = true; return true;
    case 'p': return cli_take_when(c, &s->progress);
    case 'D': s->template_dir = c->value; return true;
    case 'l': s->list = true; return true;
    case 'f':
        choice = cli_choice(c, c->value, FORMATS);
        s->json = choice == 1;
        return choice >= 0;
    default: return true;
    }
}

/* The kind of file that the name of the output asks for; -1: none that is known. */
static int target_of(const char *output)
{
    const char *dot = strrchr(output, '.');
    for (int i = 0; TARGETS[i] && dot; i++)
        if (strcasecmp(dot + 1, TARGETS[i]) == 0)
            return i;
    return -1;
}

/* What is wrong with the line as a whole; false: nothing. */
static bool is_wrong(cli *c, settings *s)
{
    char **files = cli_files(c);
    bool to_stdout = s->output && strcmp(s->output, "-") == 0;
    if (s->output && s->target < 0)
        s->target = target_of(s->output);
    const cli_mistake mistakes[] = {
        {!*files, "name the file to convert", "โปรดระบุไฟล์ที่จะแปลง", NULL},
        {*files && files[1], "one file at a time", "แปลงได้ครั้งละหนึ่งไฟล์", *files ? files[1] : NULL},
        {!s->output, "name the file to write with -o", "โปรดระบุไฟล์ที่จะเขียนด้วย -o", NULL},
        {s->target < 0, "say what to write with --to (xlsx, csv, json, ndjson, ocds)",
         "โปรดระบุชนิดไฟล์ด้วย --to (xlsx, csv, json, ndjson, ocds)", s->output},
        {to_stdout && s->target == XT_TO_XLSX, "a workbook cannot go to standard output; name a file with -o",
         "เขียนไฟล์ Excel ออกทางจอภาพไม่ได้ โปรดระบุไฟล์ด้วย -o", NULL},
        {s->save_map && *files && strcmp(*files, "-") == 0 && !s->map_file,
         "name the file for --save-map with --map-file", "โปรดระบุไฟล์สำหรับ --save-map ด้วย --map-file", NULL},
        {s->output && !to_stdout && *files && cli_same_file(*files, s->output),
         "this would replace the file that is read; name another with -o",
         "จะเขียนทับไฟล์ที่กำลังอ่าน โปรดระบุไฟล์อื่นด้วย -o", s->output},
    };
    return cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes);
}

/* FILE.map beside the data, unless the line names another. False: memory is out, which has been told. */
static bool name_map(cli *c, const settings *s, const char *file, char **path)
{
    size_t size = strlen(file) + sizeof ".map";
    *path = s->map_file ? strdup(s->map_file) : malloc(size);
    if (*path && !s->map_file)
        snprintf(*path, size, "%s.map", file);
    if (!*path)
        cli_usage_error(c, "this computer has not enough free memory; close other programs and try again",
                        "หน่วยความจำของเครื่องไม่พอ โปรดปิดโปรแกรมอื่นแล้วลองใหม่", file);
    return *path != NULL;
}

static xt_status find_templates(settings *s, xt_templates *set, xt_error *error)
{
    xt_status status = XT_OK;
    if (s->map.template_name)
        status = xt_templates_find(set, s->map.template_name, &s->convert.form, error);
    if (!status && s->map.from)
        status = xt_templates_find(set, s->map.from, &s->convert.from, error);
    return status;
}

static xt_status open_input(settings *s, const char *file, xt_book **book, xt_error *error)
{
    xt_open_options how = cli_open_options(&s->map.reading);
    xt_status status = cli_open_file(book, file, &how, error);
    if (!status && s->sheet)
        status = xt_book_find_sheet(*book, s->sheet, &s->convert.sheet, error);
    if (status)
        return status;
    /* The encoding is that of the text that is read; of the one that is written where none is read. */
    s->convert.encoding = xt_book_is_untyped(*book) ? NULL : s->map.reading.encoding;
    return XT_OK;
}

static xt_status convert(cli *c, settings *s, const char *file, const xt_templates *set, const char *map_path,
                         xt_error *error)
{
    xt_book *book = NULL;
    xt_conversion *conversion = NULL;
    bool to_stdout = strcmp(s->output, "-") == 0;
    cli_progress bar = cli_progress_begin(c, s->progress, cli_files(c));
    xt_status status = open_input(s, file, &book, error);
    if (!status) {
        xt_convert_options options = s->convert;
        options.target = (xt_target)s->target;
        options.columns = s->map.columns;
        options.values = s->map.values;
        options.progress = cli_progress_rows;
        options.progress_context = &bar;
        status = xt_convert(&conversion, book, set, &options, to_stdout ? NULL : s->output,
                            cli_stdout_for(XT_FORMAT_CSV), error);
    }
    cli_progress_end(&bar);
    if (!status) {
        const cli_conversion shown = {
            .of = c, .file = file, .output = s->output, .book = book, .conversion = conversion};
        cli_conversion_show(&shown, to_stdout ? stderr : stdout, s->json);
        if (s->save_map)
            cli_map_write(c, &s->map, map_path, conversion);
        for (size_t i = 0; i < xt_conversion_remark_count(conversion); i++)
            if (xt_conversion_remark(conversion, i).group == XT_REMARK_DOUBT)
                cli_raise(c, CLI_FINDINGS);
    }
    xt_conversion_free(conversion);
    cli_close_file(c, book, file);
    return status;
}

static void run(cli *c, void *given, xt_templates *set)
{
    settings *s = given;
    const char *file = *cli_files(c);
    char *map_path = NULL;
    xt_error error;
    bool ready =
        name_map(c, s, file, &map_path) && cli_map_read(c, &s->map, map_path, s->map_file && !s->save_map);
    if (ready) {
        xt_status status = find_templates(s, set, &error);
        if (status)
            cli_trouble(c, NULL, &error);
        else if (convert(c, s, file, set, map_path, &error))
            cli_trouble(c, file, &error);
    }
    free(map_path);
}

int main(int argc, char **argv)
{
    cli c = cli_begin(&TOOL, argc, argv);
    settings s = {.target = -1, .convert = xt_convert_options_default()};
    for (int key; (key = cli_next(&c)) != CLI_END;)
        if (key == CLI_DONE || !take(&c, key, &s))
            return cli_end(&c);
    if (s.list)
        return cli_show_templates(&c, s.template_dir);
    if (is_wrong(&c, &s))
        return cli_end(&c);
    cli_work(&c, s.template_dir, run, &s);
    cli_map_free(&s.map);
    return c.exit_code;
}
