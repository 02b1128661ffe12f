/* SPDX-License-Identifier: MIT
 *
 * xlsdump - every cell of a workbook as one JSON object a line.
 */
#include "cli.h"

#include <stdlib.h>
#include <unistd.h>

static const cli_option OPTIONS[] = {
    CLI_SHEET_OPTION,
    CLI_TEXT_OPTIONS("encoding of CSV and HTML, such as windows-874 (default: found out)",
                     "รหัสอักขระของ CSV และ HTML เช่น windows-874 (ปกติ: หาให้)"),
    CLI_PROGRESS_OPTION,
    CLI_LIMITS_OPTION,
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlsdump",
    .usage = {"[OPTION]... FILE...", "[ตัวเลือก]... ไฟล์..."},
    .purpose =
        {"Prints every cell of workbooks (.xlsx, .xlsm, .xls, .ods), CSV files and HTML tables as one JSON\n"
         "object a line. \"-\" reads standard input.",
         "พิมพ์ทุกช่องของไฟล์ Excel (.xlsx, .xlsm, .xls), .ods, CSV และตาราง HTML เป็น JSON ช่องละหนึ่งบรรทัด\n"
         "ใช้ \"-\" เพื่ออ่านจากข้อมูลเข้ามาตรฐาน"},
    .notes = {"type: s text, n number, b true or false, e error, d date (ISO 8601).\n"
              "Exit status: 0 all was read, 2 a file could not be read.",
              "type: s ข้อความ, n ตัวเลข, b จริงหรือเท็จ, e ข้อผิดพลาด, d วันที่ (ISO 8601)\n"
              "รหัสจบการทำงาน: 0 อ่านได้ครบ, 2 มีไฟล์ที่อ่านไม่ได้"},
    .options = OPTIONS,
};

typedef struct settings {
    const char *sheet, *template_dir;
    bool list;
    cli_when progress;
    cli_reading reading;
} settings;

static xt_status dump(const cli *c, const settings *s, const char *file, cli_progress *bar, xt_error *error)
{
    xt_book *book = NULL;
    xt_dump_options options = {.sheet = XT_ALL_SHEETS,
                               .file = bar->files > 1 ? file : NULL,
                               .progress = cli_progress_rows,
                               .progress_context = bar};
    xt_open_options how = cli_open_options(&s->reading);
    xt_status status = cli_open_file(&book, file, &how, error);
    if (!status && s->sheet)
        status = xt_book_find_sheet(book, s->sheet, &options.sheet, error);
    if (!status)
        status = xt_book_dump(book, &options, cli_stdout_for(XT_FORMAT_NDJSON), error);
    cli_close_file(c, book, file);
    return status;
}

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    switch (key) {
    case 's': s->sheet = c->value; return true;
    case 'D': s->template_dir = c->value; return true;
    case 'l': s->list = true; return true;
    case 'p': return cli_take_when(c, &s->progress);
    case 'e':
    case 'd':
    case 'z': return cli_take_reading(c, key, &s->reading);
    default: return true;
    }
}

int main(int argc, char **argv)
{
    cli c = cli_begin(&TOOL, argc, argv);
    settings s = {0};
    for (int key; (key = cli_next(&c)) != CLI_END;)
        if (key == CLI_DONE || !take(&c, key, &s))
            return cli_end(&c);
    if (s.list)
        return cli_show_templates(&c, s.template_dir);
    char **files = cli_files(&c);
    if (!*files)
        return cli_usage_error(&c, "name a workbook", "โปรดระบุชื่อไฟล์", NULL);
    if (s.progress == CLI_AUTO && isatty(STDOUT_FILENO))
        s.progress = CLI_NEVER; /* the cells themselves run over it */
    cli_progress bar = cli_progress_begin(&c, s.progress, files);
    for (size_t i = 0; files[i]; i++) {
        xt_error error;
        cli_progress_files(&bar, i, files[i]);
        xt_status status = dump(&c, &s, files[i], &bar, &error);
        if (status == XT_WRITE_FAILED)
            break; /* no other file would fare better; cli_end tells it */
        if (status)
            cli_trouble(&c, files[i], &error);
    }
    cli_progress_end(&bar);
    return cli_end(&c);
}
