/* SPDX-License-Identifier: MIT */
#include "cli_terminal.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_OPTIONS = 48,
    MESSAGE = XT_MESSAGE_SIZE,
    LONG = 0x10000, /* added to the key of a long option, so that getopt's letters and ours never meet */
};

static bool is_thai(const char *name)
{
    return name && name[0] == 't' && name[1] == 'h' && (name[2] == '\0' || strchr("_.@-", name[2]));
}

static xt_lang locale_language(void)
{
    static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const char *value = getenv(NAMES[i]);
        if (value && *value)
            return is_thai(value) ? XT_LANG_TH : XT_LANG_EN;
    }
    return XT_LANG_EN;
}

/* Help and usage errors want the language before the options are read in order. */
static xt_lang find_language(int argc, char **argv)
{
    xt_lang lang = locale_language();
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value = NULL;
        if (strncmp(argv[i], "--lang=", 7) == 0)
            value = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            value = argv[i + 1];
        if (value)
            lang = is_thai(value) ? XT_LANG_TH : XT_LANG_EN;
    }
    return lang;
}

cli cli_begin(const cli_tool *tool, int argc, char **argv)
{
    cli_catch_signals();
    return (cli){.tool = tool, .argc = argc, .argv = argv, .lang = find_language(argc, argv)};
}

static const char *say(const cli *c, const char *english, const char *thai)
{
    return c->lang == XT_LANG_TH ? thai : english;
}

/* Whether a character begins here that takes a column on a terminal: Thai vowels and tone marks above and
 * below take none. */
static bool takes_column(const unsigned char *p)
{
    bool mark = p[0] == 0xE0 && ((p[1] == 0xB8 && (p[2] == 0xB1 || (p[2] >= 0xB4 && p[2] <= 0xBA))) ||
                                 (p[1] == 0xB9 && p[2] >= 0x87 && p[2] <= 0x8E));
    return (*p & 0xC0) != 0x80 && !mark;
}

static int width_of(const char *text)
{
    int width = 0;
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        width += takes_column(p);
    return width;
}

size_t cli_fit(const char *text, int columns)
{
    const unsigned char *p = (const unsigned char *)text;
    for (int width = 0; *p; p++) {
        width += takes_column(p);
        if (width > columns)
            break;
    }
    return (size_t)(p - (const unsigned char *)text);
}

void cli_put_padded(FILE *file, const char *text, int width)
{
    int pad = width - width_of(text);
    fprintf(file, "%s%*s", text, pad > 1 ? pad : 1, "");
}

static void show_help(const cli *c)
{
    enum { HELP_COLUMN = 30 };
    const cli_tool *tool = c->tool;
    printf("%s: %s %s\n\n%s\n\n%s\n", say(c, "Usage", "วิธีใช้"), tool->name, tool->usage[c->lang],
           tool->purpose[c->lang], say(c, "Options:", "ตัวเลือก:"));
    for (const cli_option *option = tool->options; option->long_name; option++) {
        char left[128];
        char letter[8] = "    ";
        if (option->short_name)
            snprintf(letter, sizeof letter, "-%c, ", option->short_name);
        snprintf(left, sizeof left, "  %s--%s%s%s", letter, option->long_name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
        int pad = HELP_COLUMN - width_of(left);
        printf("%s%*s%s\n", left, pad > 2 ? pad : 2, "", option->help[c->lang]);
    }
    if (tool->notes[c->lang])
        printf("\n%s\n", tool->notes[c->lang]);
}

int cli_usage_error(cli *c, const char *english, const char *thai, const char *detail)
{
    fprintf(stderr, "%s: %s", c->tool->name, say(c, english, thai));
    if (detail) {
        fputs(": ", stderr);
        cli_put_safe(stderr, detail);
    }
    fprintf(stderr, "\n%s %s --help\n", say(c, "Help:", "ดูวิธีใช้:"), c->tool->name);
    cli_raise(c, CLI_TROUBLE);
    return CLI_TROUBLE;
}

/* Takes an option that every tool has. */
static int take_common(cli *c, int key)
{
    static const char *const LANGUAGES[] = {"th", "en", NULL};
    switch (key) {
    case 'L': return cli_choice(c, c->value, LANGUAGES) < 0 ? CLI_DONE : 0;
    case 'q': c->quiet = true; return 0;
    case 'v': c->verbose++; return 0;
    case 'h': show_help(c); return CLI_DONE;
    case 'V': printf("%s (xlstools) %s\n", c->tool->name, XT_VERSION); return CLI_DONE;
    default: return key;
    }
}

/* What a wrong option is shown as: a letter alone, for it may stand in the middle of others, a long one as
 * typed. */
static const char *wrong_word(const cli *c, char letter[3])
{
    if (optopt <= 0 || optopt >= LONG)
        return c->argv[optind - 1];
    letter[0] = '-';
    letter[1] = (char)optopt;
    letter[2] = '\0';
    return letter;
}

/* The key in the table of what getopt_long returned. */
static int key_of(const cli_tool *tool, int found)
{
    if (found >= LONG)
        return found - LONG;
    for (const cli_option *option = tool->options; option->long_name; option++)
        if (option->short_name == found)
            return option->key;
    return found;
}

int cli_next(cli *c)
{
    struct option longs[MAX_OPTIONS] = {{0}};
    char shorts[2 * MAX_OPTIONS + 2] = ":", letter[3];
    size_t count = 0, used = 1;
    for (const cli_option *option = c->tool->options; option->long_name && count < MAX_OPTIONS - 1;
         option++) {
        longs[count++] = (struct option){
            option->long_name, option->argument ? required_argument : no_argument, NULL, LONG + option->key};
        if (option->short_name) {
            shorts[used++] = option->short_name;
            if (option->argument)
                shorts[used++] = ':';
        }
    }
    opterr = 0;
    for (;;) {
        int found = getopt_long(c->argc, c->argv, shorts, longs, NULL);
        if (found == -1)
            return CLI_END;
        if (found == '?')
            cli_usage_error(c, "unknown option", "ไม่รู้จักตัวเลือก", wrong_word(c, letter));
        else if (found == ':')
            cli_usage_error(c, "this option needs a value", "ตัวเลือกนี้ต้องระบุค่า", wrong_word(c, letter));
        if (found == '?' || found == ':')
            return CLI_DONE;
        c->value = optarg;
        int key = take_common(c, key_of(c->tool, found));
        if (key)
            return key;
    }
}

char **cli_files(const cli *c)
{
    return c->argv + optind;
}

bool cli_take_year(cli *c, int *year)
{
    enum { FIRST = 2500, LAST = 2700 };
    char *end = NULL;
    long value = strtol(c->value, &end, 10);
    *year = (int)value;
    if (*c->value && *end == '\0' && value >= FIRST && value <= LAST)
        return true;
    cli_usage_error(c, "the fiscal year is a Buddhist year such as 2567", "โปรดระบุปีงบประมาณเป็น พ.ศ. เช่น 2567",
                    c->value);
    return false;
}

bool cli_take_date(cli *c, bool *given, int32_t *day)
{
    *given = xt_parse_date(c->value, day);
    if (!*given)
        cli_usage_error(c, "this is no date; write 2567-03-31 or 31/03/2567",
                        "ไม่ใช่วันที่ โปรดเขียนเช่น 31/03/2567", c->value);
    return *given;
}

bool cli_take_count(cli *c, size_t *count)
{
    char *end = NULL;
    long value = strtol(c->value, &end, 10);
    *count = (size_t)value;
    if (*c->value && *end == '\0' && value >= 0)
        return true;
    cli_usage_error(c, "this is no number", "ไม่ใช่ตัวเลข", c->value);
    return false;
}

bool cli_check_delimiter(cli *c, const char *delimiter)
{
    bool is_one = delimiter[0] && !delimiter[1] && delimiter[0] != '"' && delimiter[0] != '\n';
    if (is_one || strcmp(delimiter, "tab") == 0)
        return true;
    cli_usage_error(c, "a delimiter is one character, or the word tab", "ตัวคั่นต้องเป็นอักขระตัวเดียว หรือคำว่า tab",
                    delimiter);
    return false;
}

/* The option may be there several times, each adding to the ones before. */
static bool take_limits(cli *c, cli_reading *reading)
{
    xt_error error;
    if (!reading->has_limits)
        reading->limits = xt_limits_default();
    reading->has_limits = true;
    if (!xt_limits_set(&reading->limits, c->value, &error))
        return true;
    cli_trouble(c, NULL, &error);
    return false;
}

bool cli_take_reading(cli *c, int key, cli_reading *reading)
{
    switch (key) {
    case 'e': reading->encoding = c->value; return true;
    case 'd': reading->delimiter = c->value; return cli_check_delimiter(c, c->value);
    case 'z': return take_limits(c, reading);
    default: return true;
    }
}

xt_open_options cli_open_options(const cli_reading *reading)
{
    xt_open_options options = xt_open_options_default();
    options.encoding = reading->encoding;
    if (reading->delimiter)
        options.delimiter = strcmp(reading->delimiter, "tab") == 0 ? '\t' : reading->delimiter[0];
    if (reading->has_limits)
        options.limits = reading->limits;
    return options;
}

bool cli_refuse(cli *c, const cli_mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (mistakes[i].is_made) {
            cli_usage_error(c, mistakes[i].english, mistakes[i].thai, mistakes[i].detail);
            return true;
        }
    return false;
}

int cli_choice(cli *c, const char *value, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], value) == 0)
            return i;
    char list[256] = "";
    size_t used = 0;
    for (int i = 0; words[i] && used < sizeof list - 64; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", words[i]);
    char detail[512];
    snprintf(detail, sizeof detail, "\"%.100s\" (%s)", value, list);
    cli_usage_error(c, "no such choice", "ไม่มีตัวเลือกนี้", detail);
    return -1;
}

void cli_trouble(cli *c, const char *file, const xt_error *error)
{
    char message[MESSAGE];
    cli_progress_hide();
    fprintf(stderr, "%s: ", c->tool->name);
    if (file) {
        cli_put_safe(stderr, cli_file_name(c, file));
        fputs(": ", stderr);
    }
    cli_put_safe(stderr, xt_error_message(error, c->lang, message, sizeof message));
    fputc('\n', stderr);
    cli_raise(c, CLI_TROUBLE);
}

void cli_note(const cli *c, const char *english, const char *thai)
{
    if (c->quiet)
        return;
    cli_progress_hide();
    fprintf(stderr, "%s: %s\n", c->tool->name, say(c, english, thai));
}

void cli_raise(cli *c, int exit_code)
{
    if (exit_code > c->exit_code)
        c->exit_code = exit_code;
}

static void put_place(const cli *c, const char *file)
{
    cli_progress_hide();
    fprintf(stderr, "%s: ", c->tool->name);
    cli_put_safe(stderr, cli_file_name(c, file));
    fputs(": ", stderr);
}

/* "xlsdump: FILE: note". */
static void show_notes(const cli *c, const char *file, uint64_t count,
                       const xt_error *(*note)(const void *, size_t), const void *of)
{
    enum { MOST = 5 };
    char message[MESSAGE];
    for (size_t i = 0; !c->quiet && i < MOST && i < count; i++) {
        put_place(c, file);
        cli_put_safe(stderr, xt_error_message(note(of, i), c->lang, message, sizeof message));
        fputc('\n', stderr);
    }
    if (c->quiet || count <= MOST)
        return;
    put_place(c, file);
    fprintf(stderr, "... %s %llu %s\n", say(c, "and", "และอีก"), (unsigned long long)(count - MOST),
            say(c, "more", "รายการ"));
}

static const xt_error *book_note(const void *book, size_t index)
{
    return xt_book_note(book, index);
}

static const xt_error *result_note(const void *result, size_t index)
{
    return xt_result_note(result, index);
}

void cli_show_notes(const cli *c, const char *file, const xt_book *book)
{
    show_notes(c, file, xt_book_note_count(book), book_note, book);
}

void cli_show_result_notes(const cli *c, const char *file, const xt_result *result)
{
    show_notes(c, file, xt_result_note_count(result), result_note, result);
}

xt_status cli_open_file(xt_book **book, const char *file, const xt_open_options *options, xt_error *error)
{
    return strcmp(file, "-") == 0 ? xt_book_open_fd(book, STDIN_FILENO, options, error)
                                  : xt_book_open(book, file, options, error);
}

void cli_close_file(const cli *c, xt_book *book, const char *file)
{
    if (book)
        cli_show_notes(c, file, book);
    xt_book_close(book);
}

bool cli_same_file(const char *a, const char *b)
{
    struct stat first, second;
    int found = strcmp(a, "-") == 0 ? fstat(STDIN_FILENO, &first) : stat(a, &first);
    return found == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* The folder of a name, and the name in it. False: too long. */
static bool split(const char *path, char *folder, size_t size, const char **name)
{
    const char *slash = strrchr(path, '/');
    int length =
        slash ? snprintf(folder, size, "%.*s/", (int)(slash - path), path) : snprintf(folder, size, ".");
    *name = slash ? slash + 1 : path;
    return length >= 0 && (size_t)length < size;
}

bool cli_same_target(const char *a, const char *b)
{
    enum { FOLDER_SIZE = 4096 };
    char first[FOLDER_SIZE], second[FOLDER_SIZE];
    const char *first_name = NULL, *second_name = NULL;
    if (cli_same_file(a, b))
        return true;
    return split(a, first, sizeof first, &first_name) && split(b, second, sizeof second, &second_name) &&
           strcmp(first_name, second_name) == 0 && cli_same_file(first, second);
}

const char *cli_file_name(const cli *c, const char *file)
{
    return strcmp(file, "-") == 0 ? say(c, "(standard input)", "(ข้อมูลเข้ามาตรฐาน)") : file;
}

const char *cli_version(void)
{
    return XT_VERSION;
}

int cli_end(cli *c)
{
    if (!cli_stdout_end()) {
        fprintf(stderr, "%s: %s\n", c->tool->name,
                say(c, "standard output cannot be written", "เขียนข้อมูลออกไม่ได้"));
        cli_raise(c, CLI_TROUBLE);
    }
    return c->exit_code;
}
