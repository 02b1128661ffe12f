/* SPDX-License-Identifier: MIT
 *
 * xlscheck - checks workbooks against the mandated forms before they are uploaded.
 */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_option OPTIONS[] = {
    CLI_FORM_OPTIONS,
    {'f', 'f', "format", "FORMAT", {"text, json, ndjson or csv", "รูปแบบรายงาน text, json, ndjson หรือ csv"}},
    {'o', 'o', "output", "FILE", {"write the report into FILE", "เขียนรายงานลงไฟล์"}},
    {'r',
     0,
     "review",
     "OUT.xlsx",
     {"write a workbook that shows the findings in the cells", "เขียนไฟล์ Excel ที่แสดงสิ่งที่ต้องแก้ในแต่ละช่อง"}},
    {'n', 0, "no-clobber", NULL, {"do not replace an existing FILE", "ไม่เขียนทับไฟล์ที่มีอยู่"}},
    {'m',
     'm',
     "max-findings",
     "N",
     {"lines a kind of finding in text (default 6, 0: all)", "จำนวนบรรทัดต่อเรื่อง (ปกติ 6, 0: ทั้งหมด)"}},
    {'F',
     0,
     "fail-on",
     "LEVEL",
     {"exit 1 from error, warning or note on (default error)",
      "จบด้วยรหัส 1 ตั้งแต่ระดับ error, warning หรือ note"}},
    CLI_PROGRESS_OPTION,
    CLI_TEXT_OPTIONS("encoding of CSV and HTML, such as windows-874 (default: found out)",
                     "รหัสอักขระของ CSV และ HTML เช่น windows-874 (ปกติ: หาให้)"),
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlscheck",
    .usage = {"[OPTION]... FILE...", "[ตัวเลือก]... ไฟล์..."},
    .purpose = {"Checks workbooks (.xlsx, .xlsm, .xls, .ods), CSV files and HTML tables against the mandated "
                "forms and\n"
                "tells every cell that is wrong: where, what, and what to do. \"-\" reads standard input.",
                "ตรวจไฟล์ Excel (.xlsx, .xlsm, .xls), .ods, CSV และตาราง HTML ตามแบบฟอร์มก่อนเผยแพร่\n"
                "บอกทุกช่องที่ผิดว่าอยู่ที่ใด ผิดอย่างไร และต้องแก้อย่างไร ใช้ \"-\" เพื่ออ่านจากข้อมูลเข้ามาตรฐาน"},
    .notes =
        {"Exit status: 0 nothing wrong at the --fail-on level, 1 findings, 2 a file could not be checked.\n"
         "What each finding means: docs/findings.md. Example: xlscheck --lang th procurement.xlsx",
         "รหัสจบการทำงาน: 0 ไม่พบสิ่งผิดตามระดับที่กำหนด, 1 พบสิ่งที่ต้องแก้, 2 มีไฟล์ที่ตรวจไม่ได้\n"
         "ตัวอย่าง: xlscheck --lang th procurement.xlsx"},
    .options = OPTIONS,
};

typedef struct settings {
    const char *template_name, *template_dir, *sheet, *output, *review;
    bool list, no_clobber;
    xt_severity fail_on;
    cli_when progress;
    cli_text reading;
    xt_check_options check;
    xt_report_options report;
} settings;

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    static const char *const FORMATS[] = {"text", "json", "ndjson", "csv", NULL};
    static const char *const LEVELS[] = {"note", "warning", "error", NULL};
    int choice = 0;
    switch (key) {
    case 't': s->template_name = c->value; return true;
    case 'D': s->template_dir = c->value; return true;
    case 'l': s->list = true; return true;
    case 's': s->sheet = c->value; return true;
    case 'o': s->output = c->value; return true;
    case 'r': s->review = c->value; return true;
    case 'n': s->no_clobber = true; return true;
    case 'y': return cli_take_year(c, &s->check.fiscal_year);
    case 'a': return cli_take_date(c, &s->check.has_as_of, &s->check.as_of);
    case 'm': return cli_take_count(c, &s->report.most);
    case 'f':
        choice = cli_choice(c, c->value, FORMATS);
        s->report.format = (xt_format)choice;
        return choice >= 0;
    case 'F':
        choice = cli_choice(c, c->value, LEVELS);
        s->fail_on = (xt_severity)choice;
        return choice >= 0;
    case 'p': return cli_take_when(c, &s->progress);
    case 'e':
    case 'd': return cli_take_text(c, key, &s->reading);
    default: return true;
    }
}

/* The workbook for people. That it cannot be written takes nothing from the report. */
static void write_review(cli *c, const settings *s, const char *file, xt_book *book, const xt_result *result)
{
    xt_error error;
    const xt_review_options options = {.lang = c->lang,
                                       .file = cli_file_name(c, file),
                                       .tool = TOOL.name,
                                       .version = cli_version(),
                                       .no_clobber = s->no_clobber};
    if (s->review && xt_review_write(book, result, &options, s->review, &error))
        cli_trouble(c, NULL, &error);
}

/* Checks one file and adds it to the report. */
static xt_status check(cli *c, const settings *s, const char *file, const xt_templates *set,
                       xt_report *report, xt_error *error)
{
    xt_book *book = NULL;
    xt_result *result = NULL;
    xt_check_options options = s->check;
    xt_open_options how = cli_open_options(&s->reading);
    cli_progress bar = cli_progress_begin(c, s->progress, file);
    options.progress = cli_progress_rows;
    options.progress_context = &bar;
    xt_status status = cli_open_book(c, &book, file, &how, error);
    if (!status && s->sheet)
        status = xt_book_find_sheet(book, s->sheet, &options.sheet, error);
    if (!status)
        status = xt_check(&result, book, set, &options, error);
    cli_progress_end(&bar);
    if (!status)
        status = xt_report_add(report, cli_file_name(c, file), result, error);
    for (int severity = (int)s->fail_on; !status && severity <= XT_ERROR; severity++)
        if (xt_result_severity_count(result, (xt_severity)severity))
            cli_raise(c, CLI_FINDINGS);
    if (!status)
        write_review(c, s, file, book, result);
    xt_result_free(result);
    xt_book_close(book);
    return status;
}

/* Everything that the report says: `known` is trouble that keeps every file from being checked, or NULL. */
static void check_all(cli *c, const settings *s, const xt_templates *set, const xt_error *known,
                      const xt_output *output)
{
    xt_error error, trouble;
    xt_report *report = NULL;
    xt_status status = xt_report_begin(&report, &s->report, output, &error);
    for (char **file = cli_files(c); !status && *file; file++) {
        if (!known && !check(c, s, *file, set, report, &trouble))
            continue;
        if (!known && trouble.status == XT_WRITE_FAILED) {
            cli_trouble(c, NULL, &trouble);
            break;
        }
        if (!known)
            cli_trouble(c, *file, &trouble);
        status = xt_report_add_trouble(report, cli_file_name(c, *file), known ? known : &trouble, &error);
    }
    xt_status ended = xt_report_end(report, &error);
    if (status || ended)
        cli_trouble(c, NULL, &error);
}

/* Checks with the report on standard output, or in a file that appears only when it is complete. */
static void run(cli *c, const settings *s, const xt_templates *set, const xt_error *known)
{
    xt_error error;
    xt_outfile *file = NULL;
    if (!s->output || strcmp(s->output, "-") == 0) {
        check_all(c, s, set, known, &cli_stdout);
        return;
    }
    bool replaces = s->template_name && cli_same_file(s->template_name, s->output);
    for (char **input = cli_files(c); *input; input++)
        replaces = replaces || cli_same_file(*input, s->output);
    if (replaces) {
        cli_usage_error(c, "the report would replace a file that is read; choose another name for it",
                        "รายงานจะเขียนทับไฟล์ที่กำลังอ่าน โปรดตั้งชื่ออื่น", s->output);
        return;
    }
    xt_status status = xt_outfile_open(&file, s->output, s->no_clobber, &error);
    if (!status) {
        check_all(c, s, set, known, xt_outfile_output(file));
        status = xt_outfile_finish(file, &error);
    }
    if (status)
        cli_trouble(c, NULL, &error);
}

/* What is wrong with --review on this line; false: nothing. */
static bool review_is_wrong(cli *c, const settings *s)
{
    char **files = cli_files(c);
    if (!s->review || s->list)
        return false;
    bool to_file = s->output && strcmp(s->output, "-") != 0;
    if (strcmp(s->review, "-") == 0)
        cli_usage_error(c, "--review needs the name of a file", "--review ต้องระบุชื่อไฟล์", NULL);
    else if (*files && files[1])
        cli_usage_error(c, "--review takes one workbook at a time", "--review ใช้ได้ครั้งละหนึ่งไฟล์", files[1]);
    else if ((*files && cli_same_file(*files, s->review)) ||
             (to_file && cli_same_target(s->output, s->review)) ||
             (s->template_name && cli_same_file(s->template_name, s->review)))
        cli_usage_error(c, "the review would replace another file of this line; choose another name for it",
                        "ไฟล์ผลการตรวจจะเขียนทับไฟล์อื่นที่ระบุไว้ โปรดตั้งชื่ออื่น", s->review);
    else
        return false;
    return true;
}

/* The templates, and the one that the line names. */
static xt_status open_templates(settings *s, xt_templates **set, xt_error *error)
{
    xt_status status = cli_open_templates(set, s->template_dir, error);
    if (!status && s->template_name)
        status = xt_templates_find(*set, s->template_name, &s->check.form, error);
    return status;
}

int main(int argc, char **argv)
{
    cli c = cli_begin(&TOOL, argc, argv);
    settings s = {.fail_on = XT_ERROR, .check = xt_check_options_default(), .report = {.most = 6}};
    for (int key; (key = cli_next(&c)) != CLI_END;)
        if (key == CLI_DONE || !take(&c, key, &s))
            return cli_end(&c);
    if (!s.list && !*cli_files(&c))
        return cli_usage_error(&c, "name a workbook", "โปรดระบุชื่อไฟล์", NULL);
    if (review_is_wrong(&c, &s))
        return cli_end(&c);
    s.report.lang = c.lang;
    s.report.tool = TOOL.name;
    s.report.version = cli_version();
    s.report.color = !s.output && cli_color();

    xt_templates *set = NULL;
    xt_error error;
    xt_status status = open_templates(&s, &set, &error);
    if (status) /* a file that is missing is named; other sentences name it themselves */
        cli_trouble(&c, status == XT_NOT_FOUND ? error.place : NULL, &error);
    if (s.list && !status)
        cli_list_templates(&c, set);
    else if (!s.list)
        run(&c, &s, set, status ? &error : NULL);
    xt_templates_close(set);
    return cli_end(&c);
}
