/* SPDX-License-Identifier: MIT
 *
 * xlssum - monthly, quarterly and annual summaries from a register of contracts.
 */
#include "cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const cli_option OPTIONS[] = {
    {'o', 'o', "output", "OUT.xlsx", {"write the forms to this workbook", "เขียนแบบฟอร์มลงในไฟล์นี้"}},
    {'m',
     'm',
     "month",
     "YYYY-MM",
     {"แบบ สขร.1 of this month, such as 2567-03; 2566-10..2567-03: of several",
      "แบบ สขร.1 ของเดือนนี้ เช่น 2567-03 หรือหลายเดือน 2566-10..2567-03"}},
    {'m', 0, "months", "FROM..TO", {"the same", "เช่นเดียวกับ --month"}},
    {'Q',
     0,
     "quarter",
     "YYYY-Q",
     {"the winners of this quarter of a fiscal year, such as 2567-2 or 2/2567",
      "ประกาศผู้ชนะของไตรมาสนี้ของปีงบประมาณ เช่น 2567-2 หรือ 2/2567"}},
    {'y',
     'y',
     "fiscal-year",
     "BE",
     {"alone: แบบ สขร.1 of its twelve months, with an overview",
      "ใช้เดี่ยว ๆ คือแบบ สขร.1 ทั้งสิบสองเดือนพร้อมภาพรวม"}},
    {'A',
     0,
     "annual",
     NULL,
     {"with --fiscal-year: the report of the year (o17, o13 ...)",
      "ใช้กับ --fiscal-year คือรายงานประจำปี (o17, o13 ...)"}},
    {'a',
     0,
     "as-of",
     "DATE",
     {"contracts of the fiscal year signed by this day (o16, o12 ...)",
      "ความก้าวหน้า: สัญญาของปีงบประมาณที่ลงนามถึงวันนี้ (o16, o12 ...)"}},
    {'t',
     't',
     "template",
     "ID|FILE",
     {"the form to write (default: that of the period)", "แบบฟอร์มที่จะเขียน (ปกติ: ตามช่วงเวลา)"}},
    {'b',
     'b',
     "by",
     "KEY[,KEY]...",
     {"group the figures by month, method, source, vendor, agency",
      "แยกตัวเลขตาม month เดือน, method วิธี, source แหล่งเงิน, vendor คู่สัญญา, agency หน่วยงาน"}},
    {'g',
     0,
     "agency",
     "NAME",
     {"contracts of this agency alone; its name in titles", "เฉพาะสัญญาของหน่วยงานนี้ และใช้ชื่อนี้ในหัวเรื่อง"}},
    {'P', 0, "plan", "FILE", {"compare with this plan, in the overview", "เทียบกับแผนในไฟล์นี้ แสดงในภาพรวม"}},
    {'O',
     0,
     "overview",
     NULL,
     {"add the overview with charts; --no-overview leaves it out",
      "เพิ่มแผ่นภาพรวมพร้อมแผนภูมิ (--no-overview คือไม่ต้องมี)"}},
    {'X', 0, "no-overview", NULL, {"no overview for a fiscal year", "ไม่ต้องมีแผ่นภาพรวมของปีงบประมาณ"}},
    {'K',
     0,
     "no-mask",
     NULL,
     {"write citizen IDs whole (they are personal data)", "เขียนเลขประจำตัวประชาชนครบทุกหลัก (เป็นข้อมูลส่วนบุคคล)"}},
    {'Y',
     0,
     "layout",
     "one|two",
     {"a contract's number and date in one column or two (one)",
      "เลขที่และวันที่ของสัญญาอยู่คอลัมน์เดียวหรือสองคอลัมน์ (ปกติ one)"}},
    {'B', 0, "prepared-by", "NAME[, POST]", {"who prepared the form", "ชื่อผู้จัดทำ ตามด้วยตำแหน่ง"}},
    {'C', 0, "approved-by", "NAME[, POST]", {"who approves it", "ชื่อผู้รับรอง ตามด้วยตำแหน่ง"}},
    {'T',
     0,
     "date",
     "DATE",
     {"the day of the form (default: the last of its period)", "วันที่ในแบบฟอร์ม (ปกติ: วันสุดท้ายของช่วงเวลา)"}},
    CLI_SHEET_OPTION,
    CLI_TEXT_OPTIONS("of the text that is read (default: found out)", "รหัสอักขระของข้อความที่อ่าน (ปกติ: หาให้)"),
    {'f', 'f', "format", "FORMAT", {"figures as text, json or csv", "รูปแบบตัวเลข text, json หรือ csv"}},
    {'n', 0, "no-clobber", NULL, {"do not replace an existing OUT.xlsx", "ไม่เขียนทับไฟล์ที่มีอยู่"}},
    CLI_PROGRESS_OPTION,
    CLI_LIMITS_OPTION,
    CLI_TEMPLATE_OPTIONS,
    CLI_COMMON_OPTIONS,
};

static const cli_tool TOOL = {
    .name = "xlssum",
    .usage = {"[OPTION]... FILE...", "[ตัวเลือก]... ไฟล์..."},
    .purpose =
        {"Sums up the contracts of registers and forms (.xlsx, .xls, .ods, CSV, HTML), and writes แบบ สขร.1, "
         "the\n"
         "winners of a quarter, and the reports of a year. A contract that stands in two files counts once.\n"
         "Without -o it shows the figures alone. \"-\" reads standard input.",
         "สรุปยอดสัญญาจากทะเบียนและแบบฟอร์ม (.xlsx, .xls, .ods, CSV, HTML) และจัดทำแบบ สขร.1 ประกาศผู้ชนะรายไตรมาส\n"
         "และรายงานประจำปี สัญญาที่อยู่ในหลายไฟล์จะนับเพียงครั้งเดียว ถ้าไม่ระบุ -o จะแสดงเฉพาะตัวเลข ใช้ \"-\" "
         "เพื่ออ่านจากข้อมูลเข้ามาตรฐาน"},
    .notes = {"Exit status: 0 every contract counts, 1 rows do not count until they are put right, 2 a file "
              "could\n"
              "not be read or written; then no workbook is written.\n"
              "Examples: xlssum register.xlsx --month 2567-03 -o skr1.xlsx\n"
              "          xlssum register.xlsx --fiscal-year 2567 -o 2567.xlsx\n"
              "          xlssum register.xlsx --fiscal-year 2567 --by method,month",
              "รหัสจบการทำงาน: 0 นับได้ทุกสัญญา, 1 มีแถวที่ยังไม่ได้นับเพราะต้องแก้ไขก่อน, 2 อ่านหรือเขียนไฟล์ไม่ได้\n"
              "ซึ่งจะไม่เขียนไฟล์ผลลัพธ์\n"
              "ตัวอย่าง: xlssum register.xlsx --month 2567-03 -o สขร1.xlsx\n"
              "        xlssum register.xlsx --fiscal-year 2567 -o 2567.xlsx\n"
              "        xlssum register.xlsx --fiscal-year 2567 --by method,month"},
    .options = OPTIONS,
};

typedef struct settings {
    const char *template_dir, *template_name, *sheet, *output, *plan;
    bool list, annual, has_months, has_quarter, has_year, has_layout, overview, no_overview;
    int fiscal_year; /* BE; 0: not given */
    cli_when progress;
    cli_reading reading;
    xt_summary_options sum;
    xt_summary_report_options report;
} settings;

/* "method,month" */
static bool take_keys(cli *c, settings *s)
{
    static const char *const WORDS[] = {"month", "method", "source", "vendor", "agency", NULL};
    char word[16];
    s->report.depth = 0;
    for (const char *at = c->value; at;) {
        size_t size = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)(size < sizeof word ? size : sizeof word - 1), at);
        int key = cli_choice(c, word, WORDS);
        if (key < 0)
            return false;
        for (size_t i = 0; i < s->report.depth; i++)
            if (s->report.by[i] == (xt_group_by)key) {
                cli_usage_error(c, "--by names this twice", "--by ระบุซ้ำ", word);
                return false;
            }
        s->report.by[s->report.depth++] = (xt_group_by)key;
        at = at[size] ? at + size + 1 : NULL;
    }
    return true;
}

static bool take_months(cli *c, settings *s)
{
    s->has_months = s->sum.has_period = true;
    if (xt_parse_months(c->value, &s->sum.first_day, &s->sum.last_day))
        return true;
    cli_usage_error(c, "this is no month; write 2567-03, or 2566-10..2567-03",
                    "ไม่ใช่เดือน ให้ระบุเช่น 2567-03 หรือ 2566-10..2567-03", c->value);
    return false;
}

static bool take_quarter(cli *c, settings *s)
{
    s->has_quarter = true;
    if (xt_parse_quarter(c->value, &s->sum.fiscal_year, &s->sum.quarter))
        return true;
    cli_usage_error(c, "this is no quarter of a fiscal year; write 2567-2 or 2/2567",
                    "ไม่ใช่ไตรมาสของปีงบประมาณ ให้ระบุเช่น 2567-2 หรือ 2/2567", c->value);
    return false;
}

/* One option; false: the line is wrong. */
static bool take(cli *c, int key, settings *s)
{
    static const char *const LAYOUTS[] = {"one", "two", NULL};
    static const char *const FORMATS[] = {"text", "json", "csv", NULL};
    static const xt_format KINDS[] = {XT_FORMAT_TEXT, XT_FORMAT_JSON, XT_FORMAT_CSV};
    int choice = 0;
    switch (key) {
    case 'o': s->output = c->value; return true;
    case 'm': return take_months(c, s);
    case 'Q': return take_quarter(c, s);
    case 'y': s->has_year = true; return cli_take_year(c, &s->fiscal_year);
    case 'A': s->annual = true; return true;
    case 'a': return cli_take_date(c, &s->sum.has_as_of, &s->sum.as_of);
    case 't': s->template_name = c->value; return true;
    case 'b': return take_keys(c, s);
    case 'g': s->sum.agency = c->value; return true;
    case 'P': s->plan = c->value; return true;
    case 'O': s->overview = true; return true;
    case 'X': s->no_overview = true; return true;
    case 'K': s->sum.no_mask = true; return true;
    case 'Y':
        choice = cli_choice(c, c->value, LAYOUTS);
        s->has_layout = true;
        s->sum.two_columns = choice == 1;
        return choice >= 0;
    case 'B': s->sum.prepared_by = c->value; return true;
    case 'C': s->sum.approved_by = c->value; return true;
    case 'T': return cli_take_date(c, &s->sum.has_date, &s->sum.date);
    case 's': s->sheet = c->value; return true;
    case 'e':
    case 'd':
    case 'z': return cli_take_reading(c, key, &s->reading);
    case 'f':
        choice = cli_choice(c, c->value, FORMATS);
        s->report.format = choice >= 0 ? KINDS[choice] : XT_FORMAT_TEXT;
        return choice >= 0;
    case 'n': s->sum.no_clobber = true; return true;
    case 'p': return cli_take_when(c, &s->progress);
    case 'D': s->template_dir = c->value; return true;
    case 'l': s->list = true; return true;
    default: return true;
    }
}

/* What the options together ask for. */
static void settle(settings *s)
{
    xt_summary_options *o = &s->sum;
    if (!s->has_quarter)
        o->fiscal_year = s->fiscal_year;
    bool whole_year = o->fiscal_year && !s->has_months && !s->has_quarter && !s->annual && !o->has_as_of;
    if (s->has_months || whole_year)
        o->kind = XT_SUM_MONTHS;
    else if (s->has_quarter)
        o->kind = XT_SUM_QUARTER;
    else if (s->annual)
        o->kind = XT_SUM_YEAR;
    else if (o->has_as_of)
        o->kind = XT_SUM_PROGRESS;
    if (whole_year)
        xt_fiscal_year_days(o->fiscal_year, &o->first_day, &o->last_day);
    o->has_period = o->has_period || whole_year;
    if (o->kind == XT_SUM_PROGRESS && !o->fiscal_year)
        o->fiscal_year = xt_fiscal_year_of(o->as_of);
    o->overview = (whole_year || s->overview || s->plan) && !s->no_overview;
}

static bool is_workbook(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && strcasecmp(dot, ".xlsx") == 0;
}

/* A file that is read and would be replaced; NULL: none. */
static const char *replaced(const cli *c, const settings *s)
{
    for (char **file = cli_files(c); s->output && *file; file++)
        if (strcmp(*file, "-") != 0 && cli_same_file(*file, s->output))
            return *file;
    return s->output && s->plan && cli_same_file(s->plan, s->output) ? s->plan : NULL;
}

/* ---------------------------------------------------------------- names */

/* The character that the text begins with, and moves *text behind it. What is no character at all in UTF-8
 * gives 0xFFFF, which is none either. */
static uint32_t next_character(const char **text)
{
    enum { NONE = 0xFFFF, LAST = 0x10FFFF };
    static const uint32_t LEAST[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *at = (const unsigned char *)*text;
    int more = *at < 0x80 ? 0 : *at < 0xC0 ? -1 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : *at < 0xF8 ? 3 : -1;
    uint32_t code = more < 1 ? *at : *at & (0x3Fu >> more);
    (*text)++;
    if (more < 0)
        return NONE;
    for (int i = 1; i <= more; i++, (*text)++) {
        if ((at[i] & 0xC0) != 0x80)
            return NONE;
        code = code << 6 | (at[i] & 0x3F);
    }
    bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < LEAST[more] || code > LAST || surrogate ? NONE : code;
}

typedef enum name_state { NAME_GOOD, NAME_BLANK, NAME_DOTS, NAME_LONG, NAME_STRANGE } name_state;

/* Whether the text can stand in a form as the name of somebody. */
static name_state state_of_name(const char *text)
{
    enum { LONGEST = 200, ASCII_DELETE = 0x7F, LAST_CONTROL = 0x9F, NO_BREAK = 0xA0 };
    size_t count = 0, letters = 0, dots = 0;
    while (text && *text) {
        uint32_t code = next_character(&text);
        bool control = code < ' ' || (code >= ASCII_DELETE && code <= LAST_CONTROL);
        bool blank = code == ' ' || code == NO_BREAK || (code >= 0x2000 && code <= 0x200D) ||
                     code == 0x3000 || code == 0xFEFF;
        if (control || code == 0xFFFE || code == 0xFFFF)
            return NAME_STRANGE;
        count++;
        dots += code == '.';
        letters += !blank && code != '.';
    }
    if (count > LONGEST)
        return NAME_LONG;
    return letters ? NAME_GOOD : dots ? NAME_DOTS : NAME_BLANK;
}

/* What is wrong with the names that are given; false: nothing. */
static bool has_wrong_name(cli *c, const settings *s)
{
    static const char *const OPTION[] = {"--agency", "--prepared-by", "--approved-by"};
    const char *names[] = {s->sum.agency, s->sum.prepared_by, s->sum.approved_by};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        name_state state = names[i] ? state_of_name(names[i]) : NAME_GOOD;
        const cli_mistake mistakes[] = {
            {state == NAME_BLANK || (state == NAME_DOTS && i == 0),
             "this option wants a name, and there is none; write it, or leave the option out",
             "ตัวเลือกนี้ต้องมีชื่อ แต่ว่างอยู่ โปรดระบุชื่อ หรือไม่ต้องใช้ตัวเลือกนี้", OPTION[i]},
            {state == NAME_LONG, "the name is longer than 200 characters; write a shorter one",
             "ชื่อยาวเกิน 200 ตัวอักษร โปรดระบุให้สั้นลง", OPTION[i]},
            {state == NAME_STRANGE, "the name holds characters that are no text; type it anew",
             "ชื่อมีอักขระที่ไม่ใช่ข้อความ โปรดพิมพ์ใหม่", OPTION[i]},
        };
        if (cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes))
            return true;
    }
    return false;
}

/* ---------------------------------------------------------------- the line as a whole */

/* Options that do not go together; false: all do. */
static bool is_contradictory(cli *c, const settings *s)
{
    const xt_summary_options *o = &s->sum;
    int kinds = s->has_months + s->has_quarter + s->annual;
    int32_t first = 0, last = 0;
    if (s->has_year)
        xt_fiscal_year_days(s->fiscal_year, &first, &last);
    const cli_mistake mistakes[] = {
        {kinds > 1, "one of --month, --quarter and --annual at a time",
         "เลือกอย่างใดอย่างหนึ่ง: --month, --quarter หรือ --annual", NULL},
        {s->has_year && s->has_months,
         "--month says the year already; leave --fiscal-year out, or --month for the whole year",
         "--month บอกปีอยู่แล้ว ไม่ต้องใช้ --fiscal-year หรือถ้าต้องการทั้งปี ไม่ต้องใช้ --month", NULL},
        {s->has_year && s->has_quarter,
         "--quarter says the fiscal year already; leave --fiscal-year out, or --quarter for the whole year",
         "--quarter บอกปีงบประมาณอยู่แล้ว ไม่ต้องใช้ --fiscal-year หรือถ้าต้องการทั้งปี ไม่ต้องใช้ --quarter", NULL},
        {s->annual && !s->has_year, "--annual wants --fiscal-year, such as 2567",
         "--annual ต้องระบุ --fiscal-year เช่น 2567", NULL},
        {o->has_as_of && (s->has_months || s->has_quarter), "--as-of goes with --fiscal-year alone",
         "--as-of ใช้กับ --fiscal-year เท่านั้น", NULL},
        {s->no_overview && (s->overview || s->plan),
         "--no-overview leaves out what --overview and --plan ask for; leave one of them out",
         "--no-overview ขัดกับ --overview และ --plan โปรดเลือกอย่างใดอย่างหนึ่ง", NULL},
        {o->has_as_of && s->has_year && o->as_of < first,
         "--as-of is a day before the fiscal year begins (1 October of the year before); correct one of the "
         "two",
         "วันที่ของ --as-of อยู่ก่อนวันเริ่มปีงบประมาณ (1 ตุลาคมของปีก่อน) โปรดแก้ไขให้ตรงกัน", NULL},
    };
    return cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes);
}

/* Options that change the workbook alone, where none is written; false: there are none. */
static bool is_idle(cli *c, const settings *s)
{
    static const char ENGLISH[] =
        "this option changes the workbook alone; name one with -o, or leave the option out";
    static const char THAI[] = "ตัวเลือกนี้มีผลกับไฟล์ที่เขียนเท่านั้น โปรดระบุไฟล์ด้วย -o หรือไม่ต้องใช้ตัวเลือกนี้";
    const xt_summary_options *o = &s->sum;
    bool none = !s->output;
    const cli_mistake mistakes[] = {
        {none && s->plan, ENGLISH, THAI, "--plan"},
        {none && s->overview, ENGLISH, THAI, "--overview"},
        {none && s->has_layout, ENGLISH, THAI, "--layout"},
        {none && o->prepared_by, ENGLISH, THAI, "--prepared-by"},
        {none && o->approved_by, ENGLISH, THAI, "--approved-by"},
        {none && o->has_date, ENGLISH, THAI, "--date"},
    };
    return cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes);
}

/* What is wrong with the line as a whole; false: nothing. */
static bool is_wrong(cli *c, const settings *s)
{
    const xt_summary_options *o = &s->sum;
    const char *old = replaced(c, s);
    const cli_mistake mistakes[] = {
        {!*cli_files(c), "name a register to sum up", "โปรดระบุไฟล์ทะเบียนที่จะสรุป", NULL},
        {s->output && strcmp(s->output, "-") == 0,
         "a workbook cannot go to standard output; name a file with -o, or use --format json",
         "เขียนไฟล์ Excel ออกทางจอภาพไม่ได้ โปรดระบุไฟล์ด้วย -o หรือใช้ --format json", NULL},
        {s->output && !is_workbook(s->output), "the name of a workbook must end in .xlsx",
         "ชื่อไฟล์ต้องลงท้ายด้วย .xlsx", s->output},
        {s->output && o->kind == XT_SUM_FIGURES,
         "say what to write: --month, --quarter, --fiscal-year, --annual or --as-of",
         "โปรดระบุสิ่งที่จะเขียน: --month, --quarter, --fiscal-year, --annual หรือ --as-of", NULL},
        {s->template_name && o->kind == XT_SUM_FIGURES,
         "--template goes with --month, --quarter, --fiscal-year, --annual or --as-of",
         "--template ใช้กับ --month, --quarter, --fiscal-year, --annual หรือ --as-of", s->template_name},
        {old != NULL, "this would replace the file that is read; name another with -o",
         "จะเขียนทับไฟล์ที่กำลังอ่าน โปรดระบุไฟล์อื่นด้วย -o", old},
    };
    return is_contradictory(c, s) || cli_refuse(c, mistakes, sizeof mistakes / sizeof *mistakes) ||
           has_wrong_name(c, s) || is_idle(c, s);
}

/* Reads one file into the summary. */
static xt_status read_file(cli *c, const settings *s, xt_summary *sum, const char *file, bool is_plan,
                           xt_error *error)
{
    xt_book *book = NULL;
    size_t sheet = XT_ALL_SHEETS;
    xt_open_options how = cli_open_options(&s->reading);
    xt_status status = cli_open_file(&book, file, &how, error);
    if (!status && s->sheet && !is_plan)
        status = xt_book_find_sheet(book, s->sheet, &sheet, error);
    if (!status)
        status = xt_summary_read(sum, book, sheet, cli_file_name(c, file), is_plan, error);
    cli_close_file(c, book, file);
    return status;
}

/* Reads all files; a total without one of them would be wrong, so none is left out. False: trouble was told.
 */
static bool read_all(cli *c, const settings *s, xt_summary *sum, cli_progress *bar)
{
    xt_error error;
    bool whole = true;
    char **files = cli_files(c);
    size_t done = 0;
    for (; files[done]; done++) {
        cli_progress_files(bar, done, files[done]);
        if (read_file(c, s, sum, files[done], false, &error)) {
            cli_trouble(c, files[done], &error);
            whole = false;
        }
    }
    if (s->plan) {
        cli_progress_files(bar, done, s->plan);
        if (read_file(c, s, sum, s->plan, true, &error)) {
            cli_trouble(c, s->plan, &error);
            whole = false;
        }
    }
    cli_progress_end(bar);
    if (!whole && s->output)
        cli_note(c, "nothing was written, for sums without that file would be wrong",
                 "ไม่ได้เขียนไฟล์ เพราะยอดรวมจะขาดข้อมูลของไฟล์นั้น");
    return whole;
}

/* CSV has figures alone: the rows that they lack are told beside it. */
static void tell_uncounted(const cli *c, uint64_t faults)
{
    char english[160], thai[320];
    snprintf(english, sizeof english,
             "rows that are not counted until they are put right: %" PRIu64 " (--format json lists them)",
             faults);
    snprintf(thai, sizeof thai, "มี %" PRIu64 " แถวที่ยังไม่ได้นับ ต้องแก้ไขก่อน (ดูด้วย --format json)", faults);
    cli_note(c, english, thai);
}

static xt_status sum_up(cli *c, settings *s, xt_summary *sum, xt_error *error)
{
    xt_status status = xt_summary_settle(sum, error);
    if (!status && s->output)
        status = xt_summary_write(sum, s->output, error);
    if (!status && s->sum.no_mask && s->output)
        cli_note(c, "citizen IDs are written whole; take care where the workbook is published",
                 "เลขประจำตัวประชาชนแสดงครบทุกหลัก โปรดระวังก่อนเผยแพร่ไฟล์");
    if (!status && !(c->quiet && s->output && s->report.format == XT_FORMAT_TEXT))
        status = xt_summary_report(sum, &s->report, cli_stdout_for(s->report.format), error);
    if (!status && xt_summary_faults(sum))
        cli_raise(c, CLI_FINDINGS);
    if (!status && xt_summary_faults(sum) && s->report.format == XT_FORMAT_CSV)
        tell_uncounted(c, xt_summary_faults(sum));
    return status;
}

static void run(cli *c, void *given, xt_templates *set)
{
    settings *s = given;
    xt_summary *sum = NULL;
    cli_progress bar = cli_progress_begin(c, s->progress, cli_files(c));
    xt_error error;
    s->sum.progress = cli_progress_rows;
    s->sum.progress_context = &bar;
    xt_status status = XT_OK;
    if (s->template_name)
        status = xt_templates_find(set, s->template_name, &s->sum.form, &error);
    if (!status)
        status = xt_summary_begin(&sum, set, &s->sum, &error);
    if (!status && read_all(c, s, sum, &bar))
        status = sum_up(c, s, sum, &error);
    if (status)
        cli_trouble(c, NULL, &error);
    xt_summary_free(sum);
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
    settle(&s);
    if (is_wrong(&c, &s))
        return cli_end(&c);
    s.report.lang = c.lang;
    s.report.tool = TOOL.name;
    s.report.version = cli_version();
    s.report.color = cli_color();
    return cli_work(&c, s.template_dir, run, &s);
}
