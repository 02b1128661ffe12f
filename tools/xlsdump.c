/* SPDX-License-Identifier: MIT
 *
 * xlsdump - every cell of a workbook as one JSON object a line.
 */
#include "cli.h"

#include <stdlib.h>

static const cli_option OPTIONS[] = {
    {'s', 's', "sheet", "NAME|N", {"only this sheet, by name or number", "เฉพาะแผ่นงานนี้ ระบุชื่อหรือลำดับที่"}},
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlsdump",
    .usage = {"[OPTION]... FILE...", "[ตัวเลือก]... ไฟล์..."},
    .purpose =
        {"Prints every cell of Excel workbooks (.xlsx, .xlsm) as one JSON object a line. \"-\" reads "
         "standard\n"
         "input.",
         "พิมพ์ทุกช่องของไฟล์ Excel (.xlsx, .xlsm) เป็น JSON ช่องละหนึ่งบรรทัด ใช้ \"-\" เพื่ออ่านจากข้อมูลเข้ามาตรฐาน"},
    .notes = {"type: s text, n number, b true or false, e error, d date (ISO 8601).\n"
              "Exit status: 0 all was read, 2 a file could not be read.",
              "type: s ข้อความ, n ตัวเลข, b จริงหรือเท็จ, e ข้อผิดพลาด, d วันที่ (ISO 8601)\n"
              "รหัสจบการทำงาน: 0 อ่านได้ครบ, 2 มีไฟล์ที่อ่านไม่ได้"},
    .options = OPTIONS,
};

static xt_status dump(const cli *c, const char *file, const char *sheet_name, bool name_file, xt_error *error)
{
    xt_book *book = NULL;
    size_t sheet = XT_ALL_SHEETS;
    xt_status status = cli_open_book(c, &book, file, NULL, error);
    if (!status && sheet_name)
        status = xt_book_find_sheet(book, sheet_name, &sheet, error);
    if (!status)
        status = xt_book_dump(book, sheet, name_file ? file : NULL, &cli_stdout, error);
    xt_book_close(book);
    return status;
}

int main(int argc, char **argv)
{
    cli c = cli_begin(&TOOL, argc, argv);
    const char *sheet = NULL, *template_dir = NULL;
    bool list = false;
    for (int key; (key = cli_next(&c)) != CLI_END;) {
        if (key == CLI_DONE)
            return cli_end(&c);
        switch (key) {
        case 's': sheet = c.value; break;
        case 'D': template_dir = c.value; break;
        case 'l': list = true; break;
        default: break;
        }
    }
    if (list)
        return cli_show_templates(&c, template_dir);
    char **files = cli_files(&c);
    if (!*files)
        return cli_usage_error(&c, "name a workbook", "โปรดระบุชื่อไฟล์", NULL);
    bool several = files[1] != NULL;
    for (; *files; files++) {
        xt_error error;
        xt_status status = dump(&c, *files, sheet, several, &error);
        if (status == XT_WRITE_FAILED)
            break; /* no other file would fare better; cli_end tells it */
        if (status)
            cli_trouble(&c, *files, &error);
    }
    return cli_end(&c);
}
