/* SPDX-License-Identifier: MIT
 *
 * xlscheck - checks workbooks against the mandated forms before they are uploaded.
 */
#include "cli.h"
#include "cli_jobs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_option OPTIONS[] = {
    CLI_FORM_OPTIONS,
    {'f',
     'f',
     "format",
     "FORMAT",
     {"text, json, ndjson, csv or html", "รูปแบบรายงาน text, json, ndjson, csv หรือ html"}},
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
    CLI_JOBS_OPTION,
    CLI_PROGRESS_OPTION,
    CLI_TEXT_OPTIONS("encoding of CSV and HTML, such as windows-874 (default: found out)",
                     "รหัสอักขระของ CSV และ HTML เช่น windows-874 (ปกติ: หาให้)"),
    CLI_LIMITS_OPTION,
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
    size_t jobs; /* 0: as many as there are processors */
    cli_reading reading;
    xt_check_options check;
    xt_report_options report;
} settings;

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    static const char *const FORMATS[] = {"text", "json", "ndjson", "csv", "html", NULL};
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
    case 'j': return cli_jobs_take(c, &s->jobs);
    case 'p': return cli_take_when(c, &s->progress);
    case 'e':
    case 'd':
    case 'z': return cli_take_reading(c, key, &s->reading);
    default: return true;
    }
}

/* ---------------------------------------------------------------- one file */

/* What became of a file, until it is its turn in the report. */
typedef struct checked {
    xt_book *book;     /* where it is still wanted */
    xt_result *result; /* NULL: trouble */
    xt_status status;
    xt_error error;
} checked;

/* All files, and the report that they are told in. */
typedef struct batch {
    cli *c;
    const settings *settings;
    const xt_templates *set;
    xt_report *report;
    bool side_by_side;
    cli_progress bar;
    xt_status status; /* of the report itself */
    xt_error error;
    checked *slots; /* CLI_JOBS_SLOTS of them */
} batch;

/* Checks a file, in whatever thread. What is to be printed waits for its turn. */
static size_t work(void *context, size_t job, size_t slot)
{
    enum { FINDING = 128, BOOK = 1 << 20 }; /* bytes, about */
    batch *b = context;
    const settings *s = b->settings;
    const char *file = cli_files(b->c)[job];
    checked *one = &b->slots[slot];
    xt_check_options options = s->check;
    xt_open_options how = cli_open_options(&s->reading);
    how.single_thread = b->side_by_side;
    if (!b->side_by_side) {
        options.progress = cli_progress_rows;
        options.progress_context = &b->bar;
        cli_progress_files(&b->bar, job, file);
    }
    one->book = NULL;
    one->result = NULL;
    one->status = cli_open_file(&one->book, file, &how, &one->error);
    if (!one->status && s->sheet)
        one->status = xt_book_find_sheet(one->book, s->sheet, &options.sheet, &one->error);
    if (!one->status)
        one->status = xt_check(&one->result, one->book, b->set, &options, &one->error);
    bool is_told = one->result || b->c->quiet || (one->book && xt_book_note_count(one->book) == 0);
    if (one->book && !s->review && is_told) { /* a result has the notes of its book */
        xt_book_close(one->book);
        one->book = NULL;
    }
    size_t findings = one->result ? xt_result_count(one->result) : 0;
    return findings * FINDING + (one->book ? BOOK : 0);
}

static void drop(void *context, size_t slot)
{
    batch *b = context;
    xt_result_free(b->slots[slot].result);
    xt_book_close(b->slots[slot].book);
}

/* The workbook for people. That it cannot be written takes nothing from the report. */
static void write_review(cli *c, const settings *s, const char *file, const checked *one)
{
    xt_error error;
    const xt_review_options options = {.lang = c->lang,
                                       .file = cli_file_name(c, file),
                                       .tool = TOOL.name,
                                       .version = cli_version(),
                                       .no_clobber = s->no_clobber};
    if (xt_review_write(one->book, one->result, &options, s->review, &error))
        cli_trouble(c, NULL, &error);
}

/* Adds a file to the report. */
static xt_status tell(batch *b, const char *file, checked *one)
{
    cli *c = b->c;
    const settings *s = b->settings;
    if (one->result)
        cli_show_result_notes(c, file, one->result);
    else if (one->book)
        cli_show_notes(c, file, one->book);
    xt_status status = one->status;
    if (!status)
        status = xt_report_add(b->report, cli_file_name(c, file), one->result, &one->error);
    for (int severity = (int)s->fail_on; !status && severity <= XT_ERROR; severity++)
        if (xt_result_severity_count(one->result, (xt_severity)severity))
            cli_raise(c, CLI_FINDINGS);
    if (!status && s->review)
        write_review(c, s, file, one);
    return status;
}

/* The turn of a file has come. False: the report cannot be written, and no other file would fare better. */
static bool take_result(void *context, size_t job, size_t slot)
{
    batch *b = context;
    checked *one = &b->slots[slot];
    const char *file = cli_files(b->c)[job];
    xt_status status = tell(b, file, one);
    drop(b, slot);
    cli_progress_files(&b->bar, job + 1, file);
    if (!status)
        return true;
    cli_trouble(b->c, status == XT_WRITE_FAILED ? NULL : file, &one->error);
    if (status == XT_WRITE_FAILED)
        return false;
    b->status = xt_report_add_trouble(b->report, cli_file_name(b->c, file), &one->error, &b->error);
    return !b->status;
}

static void waiting(void *context, size_t done, size_t job)
{
    batch *b = context;
    cli_progress_files(&b->bar, done, cli_files(b->c)[job]);
}

/* ---------------------------------------------------------------- all files */

/* Trouble that keeps every file from being checked. */
static void tell_known(batch *b, const xt_error *known)
{
    for (char **file = cli_files(b->c); !b->status && *file; file++)
        b->status = xt_report_add_trouble(b->report, cli_file_name(b->c, *file), known, &b->error);
}

/* Everything that the report says: `known` is trouble that keeps every file from being checked, or NULL.
 * False: the report is not complete. */
static bool check_all(cli *c, const settings *s, const xt_templates *set, const xt_error *known,
                      const xt_output *output)
{
    enum { HEAVY = 16 << 20 };
    static checked slots[CLI_JOBS_SLOTS]; /* errors are large: pages that no file needs stay untouched */
    char **files = cli_files(c);
    batch b = {.c = c, .settings = s, .set = set, .slots = slots};
    cli_jobs jobs = {.heavy = HEAVY, .work = work, .take = take_result, .drop = drop, .context = &b};
    while (files[jobs.count])
        jobs.count++;
    jobs.at_once = cli_jobs_can_read(files) ? cli_jobs_at_once(s->jobs, jobs.count) : 1;
    b.side_by_side = jobs.at_once > 1;
    b.bar = cli_progress_begin(c, s->progress, files);
    jobs.waiting = b.bar.wanted ? waiting : NULL;
    b.status = xt_report_begin(&b.report, &s->report, output, &b.error);
    if (!b.status && known)
        tell_known(&b, known);
    else if (!b.status)
        cli_jobs_run(&jobs);
    cli_progress_end(&b.bar);
    xt_status ended = xt_report_end(b.report, &b.error);
    if (b.status || ended)
        cli_trouble(c, NULL, &b.error);
    return !b.status && !ended;
}

/* Checks with the report on standard output, or in a file that appears only when it is complete. */
static void run(cli *c, const settings *s, const xt_templates *set, const xt_error *known)
{
    xt_error error;
    xt_outfile *file = NULL;
    if (!s->output || strcmp(s->output, "-") == 0) {
        check_all(c, s, set, known, cli_stdout_for(s->report.format));
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
    if (!status && !check_all(c, s, set, known, xt_outfile_output(file))) {
        xt_outfile_discard(file); /* why was told */
        return;
    }
    if (!status)
        status = xt_outfile_finish(file, &error);
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
