/* SPDX-License-Identifier: MIT
 *
 * What every tool's command line shares: options in one table that also makes the help, the language,
 * messages, and the exit code. Internal to tools/.
 */
#ifndef CLI_H
#define CLI_H

#include "xlstools.h"

#include <stdio.h>

/* Exit codes; with several files the highest. */
enum { CLI_CLEAN = 0, CLI_FINDINGS = 1, CLI_TROUBLE = 2 };

/* One option: a long name, a short one (0: none), the name of its argument (NULL: none), and a line of help.
 * `key` is what cli_next returns for it. A table ends with a long name of NULL. */
typedef struct cli_option {
    int key;
    char short_name;
    const char *long_name;
    const char *argument;
    const char *help[XT_LANG_COUNT];
} cli_option;

/* A tool as its help shows it. `purpose` is one sentence; `notes` stands below the options (may be NULL). */
typedef struct cli_tool {
    const char *name;
    const char *usage[XT_LANG_COUNT]; /* without the name: "[OPTION]... FILE..." */
    const char *purpose[XT_LANG_COUNT];
    const char *notes[XT_LANG_COUNT];
    const cli_option *options;
} cli_tool;

typedef struct cli {
    const cli_tool *tool;
    int argc;
    char **argv;
    xt_lang lang;
    const char *value; /* the argument of the option that cli_next returned */
    bool quiet;
    int verbose;
    int exit_code; /* the highest so far */
} cli;

enum { CLI_END = -1, CLI_DONE = -2 };

/* Rows of a tool's table of options. */
/* clang-format off */

/* What every tool has; last in the table, which it ends. cli_next takes them itself. */
#define CLI_COMMON_OPTIONS \
    {'L', 0, "lang", "th|en", \
     {"language of all messages (default: from the locale)", "ภาษาของข้อความ (ปกติ: ตามระบบ)"}}, \
    {'q', 'q', "quiet", NULL, {"no messages but errors", "ไม่แสดงข้อความอื่นนอกจากรายงานและข้อผิดพลาด"}}, \
    {'v', 'v', "verbose", NULL, {"tell more", "แสดงรายละเอียดเพิ่ม"}}, \
    {'h', 'h', "help", NULL, {"show this help", "แสดงวิธีใช้"}}, \
    {'V', 0, "version", NULL, {"show the version", "แสดงรุ่นของโปรแกรม"}}, \
    {0, 0, NULL, NULL, {NULL, NULL}}

/* For tools that know templates: keys 'D' and 'l'. */
#define CLI_TEMPLATE_OPTIONS \
    {'D', 0, "template-dir", "DIR", {"folder of templates", "โฟลเดอร์ของแบบฟอร์ม"}}, \
    {'l', 0, "list-templates", NULL, \
     {"list the known forms (-v: what is not certain about them)", \
      "แสดงแบบฟอร์มที่รู้จัก (-v: บอกสิ่งที่ยังไม่แน่ชัด)"}}

/* For tools that may read one sheet of several: key 's'. */
#define CLI_SHEET_OPTION \
    {'s', 's', "sheet", "NAME|N", {"only this sheet, by name or number", "เฉพาะแผ่นงานนี้ ระบุชื่อหรือลำดับที่"}}

/* For tools that hold workbooks against a form: keys 't', 's', 'y' and 'a'. */
#define CLI_FORM_OPTIONS \
    {'t', 't', "template", "ID|FILE", \
     {"the form (default: recognised from the workbook)", "แบบฟอร์มที่ใช้ (ปกติ: ดูจากไฟล์)"}}, \
    CLI_SHEET_OPTION, \
    {'y', 0, "fiscal-year", "BE", {"fiscal year of the rows, such as 2567", "ปีงบประมาณของข้อมูล เช่น 2567"}}, \
    {'a', 0, "as-of", "DATE", \
     {"contracts must be signed by this date", "สัญญาต้องลงนามไม่เกินวันที่นี้ เช่น 31/03/2567"}}

/* For tools that may have long to do: key 'p', which cli_take_when takes. */
#define CLI_PROGRESS_OPTION \
    {'p', 0, "progress", "WHEN", \
     {"progress bar: auto, always or never", "แถบความคืบหน้า auto, always หรือ never"}}

/* For tools that check several files: key 'j', which cli_jobs_take takes. */
#define CLI_JOBS_OPTION \
    {'j', 'j', "jobs", "N", \
     {"files at a time (default 0: one for each processor)", "จำนวนไฟล์ที่ทำพร้อมกัน (ปกติ 0: ตามจำนวนหน่วยประมวลผล)"}}

/* For tools that read files: key 'z', which cli_take_reading takes. */
#define CLI_LIMITS_OPTION \
    {'z', 0, "limits", "NAME=N,...", \
     {"change what a file may hold at most (none: no limits)", "เปลี่ยนขีดจำกัดของไฟล์ที่อ่าน (none: ไม่จำกัด)"}}

/* For tools that read text in columns: keys 'e' and 'd', which cli_take_reading takes. `english` and `thai` say
 * of which text the encoding is. */
#define CLI_TEXT_OPTIONS(english, thai) \
    {'e', 'e', "encoding", "NAME", {english, thai}}, \
    {'d', 'd', "delimiter", "CHAR", \
     {"between the fields of text: , ; | or tab (default: found out)", \
      "ตัวคั่นช่องในข้อความ , ; | หรือ tab (ปกติ: หาให้)"}}

/* clang-format on */

/* Starts: finds the language (--lang anywhere on the line, else LC_ALL, LC_MESSAGES, LANG). */
cli cli_begin(const cli_tool *tool, int argc, char **argv);

/* The key of the next option, CLI_END when only files are left (in cli_files), CLI_DONE when the tool must
 * stop now with cli.exit_code: help was shown, or the line is wrong. */
int cli_next(cli *c);

/* The files that follow the options; NULL ends them. */
char **cli_files(const cli *c);

/* A mistake in the command line: the sentence, then where help is. Sets and returns CLI_TROUBLE. */
int cli_usage_error(cli *c, const char *english, const char *thai, const char *detail);

/* What may be wrong with a command line as a whole. */
typedef struct cli_mistake {
    bool is_made;
    const char *english, *thai, *detail; /* as cli_usage_error takes them */
} cli_mistake;

/* The first of these mistakes that is made is a usage error; false: none is. */
bool cli_refuse(cli *c, const cli_mistake *mistakes, size_t count);

/* One of several words: its index in the list that NULL ends, or a usage error and -1. */
int cli_choice(cli *c, const char *value, const char *const *words);

/* Reads a fiscal year of the Buddhist era from the option's value; false after a usage error. */
bool cli_take_year(cli *c, int *year);

/* Reads a day from the option's value; false after a usage error. */
bool cli_take_date(cli *c, bool *given, int32_t *day);

/* Reads a number from 0 on from the option's value; false after a usage error. */
bool cli_take_count(cli *c, size_t *count);

/* How files are to be read, as the line says it. All zero: as they usually are. */
typedef struct cli_reading {
    const char *encoding, *delimiter; /* of text in columns; NULL: found out */
    bool has_limits;
    xt_limits limits; /* where it has */
} cli_reading;

/* Takes an option of CLI_TEXT_OPTIONS or CLI_LIMITS_OPTION; false after a usage error. */
bool cli_take_reading(cli *c, int key, cli_reading *reading);

/* Whether this is a delimiter: one character, or the word tab; false after a usage error. */
bool cli_check_delimiter(cli *c, const char *delimiter);

/* What the library wants to know of it. The encoding is borrowed. */
xt_open_options cli_open_options(const cli_reading *reading);

/* Trouble with a file on standard error: "xlscheck: FILE: what is wrong and what to do". Raises the exit
 * code. */
void cli_trouble(cli *c, const char *file, const xt_error *error);

/* Text from a file, with U+FFFD for whatever could steer a terminal. */
void cli_put_safe(FILE *file, const char *text);

/* How many bytes of the text fit into so many columns of a terminal. */
size_t cli_fit(const char *text, int columns);

/* A word of our own, filled up with blanks to the width that it takes on a terminal, at least one. */
void cli_put_padded(FILE *file, const char *text, int width);

/* A line on standard error in the tool's language, for -v and the like; not shown when quiet. */
void cli_note(const cli *c, const char *english, const char *thai);

/* Raises the exit code. */
void cli_raise(cli *c, int exit_code);

/* Standard output as an xt_output for a format. Texts for people come without anything that steers a terminal
 * but colours; what is data may hold control characters, which a terminal does not get. */
const xt_output *cli_stdout_for(xt_format format);

/* Whether it is a terminal on which the text so far ends in the middle of a line. */
bool cli_stdout_is_torn(void);

/* From now on a signal that ends the tool removes files that are not complete and the line of progress first.
 */
void cli_catch_signals(void);

/* Opens a file argument: "-" is standard input. */
xt_status cli_open_file(xt_book **book, const char *file, const xt_open_options *options, xt_error *error);

/* What was noticed in the file so far, on standard error: the first lines of it, unless quiet. Much is
 * noticed while rows are read, so this comes last. */
void cli_show_notes(const cli *c, const char *file, const xt_book *book);
void cli_show_result_notes(const cli *c, const char *file, const xt_result *result);

/* Shows them and closes the book; NULL is allowed. */
void cli_close_file(const cli *c, xt_book *book, const char *file);

/* Whether both names lead to one file; "-" is what standard input reads. */
bool cli_same_file(const char *a, const char *b);

/* The same for names of files to be written, which need not be there yet. */
bool cli_same_target(const char *a, const char *b);

/* How a file argument is shown: its name, or a word for standard input. */
const char *cli_file_name(const cli *c, const char *file);

/* Opens the templates of the folder `chosen` (--template-dir; NULL: not given), else $XLSTOOLS_TEMPLATES,
 * else those beside the program as it is installed, else the source tree's. */
xt_status cli_open_templates(xt_templates **set, const char *chosen, xt_error *error);

/* --list-templates: one template a line: id, year, item, title, how certain its columns are; with -v also
 * what is not certain. */
void cli_list_templates(const cli *c, const xt_templates *set);

/* Opens the templates, does the work with them, or says why they cannot be opened. Returns what main returns.
 */
int cli_work(cli *c, const char *template_dir, void (*work)(cli *c, void *settings, xt_templates *set),
             void *settings);

/* The same for tools that use templates for nothing else: opens, lists, closes. Returns what main returns. */
int cli_show_templates(cli *c, const char *template_dir);

typedef enum cli_when { CLI_AUTO, CLI_ALWAYS, CLI_NEVER } cli_when;

/* Reads auto, always or never from the option's value; false after a usage error. */
bool cli_take_when(cli *c, cli_when *when);

/* Whether standard output is a terminal that wants colours (https://no-color.org). */
bool cli_color(void);

/* A line on standard error that tells how far long work has come. With CLI_AUTO only on a terminal, and only
 * when the work takes longer than half a second. Whatever the tools print takes it away first. */
typedef struct cli_progress {
    const cli *of;
    const char *file;   /* that is being worked on */
    size_t files, done; /* of how many files; one: its rows are shown */
    uint64_t rows;
    bool wanted;
    double begin, start, last; /* of the work, of the rows, of the last line; seconds */
} cli_progress;

/* `files`: all that there are to do, ended by NULL. */
cli_progress cli_progress_begin(const cli *c, cli_when when, char *const *files);

/* How far the file is that is being worked on. Fits xt_check_options.progress. */
void cli_progress_rows(void *progress, uint64_t rows, double share);

/* How many files are done, and which one comes next. */
void cli_progress_files(cli_progress *progress, size_t done, const char *file);

void cli_progress_end(cli_progress *progress);

/* Takes the line away, until it is drawn again. */
void cli_progress_hide(void);

/* The same for a signal handler. */
void cli_progress_wipe(void);

const char *cli_version(void);

/* Flushes standard output and looks whether all of it went out. The value that main returns. */
int cli_end(cli *c);

#endif
