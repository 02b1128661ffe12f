/* SPDX-License-Identifier: MIT
 *
 * How far long work has come, for the person who waits.
 */
#include "cli_terminal.h"

#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { LINE_SIZE = 1024 };

static const char WIPE[] = "\r\033[K";

/* There is one line on the terminal, whoever draws it; a signal handler looks at it too. */
static volatile sig_atomic_t shown;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_dumb(void)
{
    const char *terminal = getenv("TERM");
    return terminal && strcmp(terminal, "dumb") == 0;
}

bool cli_color(void)
{
    const char *off = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(off && *off) && !is_dumb();
}

bool cli_take_when(cli *c, cli_when *when)
{
    static const char *const WORDS[] = {"auto", "always", "never", NULL};
    int choice = cli_choice(c, c->value, WORDS);
    *when = (cli_when)choice;
    return choice >= 0;
}

cli_progress cli_progress_begin(const cli *c, cli_when when, char *const *files)
{
    bool wanted =
        when == CLI_ALWAYS || (when == CLI_AUTO && !c->quiet && isatty(STDERR_FILENO) && !is_dumb());
    double begin = wanted ? now() : 0;
    cli_progress p = {.of = c, .file = "", .wanted = wanted, .begin = begin, .start = begin, .last = begin};
    while (files[p.files])
        p.files++;
    if (*files)
        p.file = cli_file_name(c, *files);
    return p;
}

/* ---------------------------------------------------------------- the line */

typedef struct line {
    char text[LINE_SIZE];
    size_t size;
} line;

__attribute__((format(printf, 2, 3))) static void put(line *l, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(l->text + l->size, sizeof l->text - l->size, format, arguments);
    va_end(arguments);
    size_t left = sizeof l->text - 1 - l->size;
    l->size += count < 0 ? 0 : (size_t)count < left ? (size_t)count : left;
}

/* The name, cut to so many columns, without what could steer a terminal. */
static void put_name(line *l, const char *name, int columns)
{
    cli_filter filter = {0};
    char out[CLI_FILTERED];
    size_t size = cli_fit(name, columns);
    for (size_t i = 0; i < size; i++)
        put(l, "%.*s", (int)cli_filter_take(&filter, name[i], out), out);
    put(l, "%.*s", (int)cli_filter_end(&filter, out), out);
}

/* "[####......] 40 % 12 s left": the bar, and what is left at the rate so far. */
static void put_share(line *l, const cli_progress *p, double share, double taken)
{
    enum { CELLS = 10 };
    const double least = 0.02; /* before that the rate says little */
    if (share < 0)
        return;
    put(l, " [");
    for (int i = 0; i < CELLS; i++)
        put(l, "%c", i < (int)(share * CELLS) ? '#' : '.');
    put(l, "] %d %%", (int)(share * 100));
    if (share < least)
        return;
    double left = taken / share - taken;
    put(l, p->of->lang == XT_LANG_TH ? " เหลือ %.0f วินาที" : " %.0f s left", left);
}

static int terminal_width(void)
{
    enum { USUAL = 80, LEAST = 20 };
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= LEAST;
    return known ? size.ws_col : USUAL;
}

/* Whether it is time to draw it again. A report that ends in the middle of a line on the same terminal must
 * not be torn. */
static bool is_time(cli_progress *p)
{
    const double first_after = 0.5, again_after = 0.1;
    if (!p->wanted || cli_stdout_is_torn())
        return false;
    double time = now();
    if (time - p->begin < first_after || time - p->last < again_after)
        return false;
    p->last = time;
    return true;
}

static void draw(line *l)
{
    l->text[cli_fit(l->text, terminal_width() - 1)] = '\0'; /* a line that is broken cannot be wiped */
    shown = 1;
    fprintf(stderr, "%s%s", WIPE, l->text);
    fflush(stderr);
}

/* ": procurement.xlsx" at the end, where a narrow terminal cuts it. The folder says little and takes the
 * room.
 */
static void put_file(line *l, const char *file)
{
    const char *slash = strrchr(file, '/');
    put(l, ": ");
    put_name(l, slash && slash[1] ? slash + 1 : file, LINE_SIZE);
}

static void draw_files(const cli_progress *p)
{
    const double few = 10; /* of these a part counts */
    line l = {.size = 0};
    double taken = p->last - p->begin, rate = (double)p->done / taken;
    put(&l, "%s: ", p->of->tool->name);
    put(&l, p->of->lang == XT_LANG_TH ? "%zu จาก %zu ไฟล์ (%.*f ไฟล์/วินาที)" : "%zu of %zu files (%.*f files/s)",
        p->done, p->files, rate < few ? 1 : 0, rate);
    put_share(&l, p, (double)p->done / (double)p->files, taken);
    put_file(&l, p->file);
    draw(&l);
}

static void draw_rows(const cli_progress *p, double share)
{
    const double least = 0.001;
    line l = {.size = 0};
    double taken = p->last - p->start;
    uint64_t rate = (uint64_t)((double)p->rows / (taken < least ? least : taken));
    put(&l, "%s: ", p->of->tool->name);
    if (p->of->lang == XT_LANG_TH)
        put(&l, "%" PRIu64 " แถว (%" PRIu64 " แถว/วินาที)", p->rows, rate);
    else
        put(&l, "%" PRIu64 " rows (%" PRIu64 " rows/s)", p->rows, rate);
    put_share(&l, p, share, taken);
    put_file(&l, p->file);
    draw(&l);
}

void cli_progress_rows(void *progress, uint64_t rows, double share)
{
    cli_progress *p = progress;
    if (p->wanted && rows < p->rows) /* another sheet, or the same once more */
        p->start = now();
    p->rows = rows;
    if (!is_time(p))
        return;
    if (p->files > 1)
        draw_files(p);
    else
        draw_rows(p, share);
}

void cli_progress_files(cli_progress *p, size_t done, const char *file)
{
    p->done = done > p->done ? done : p->done;
    p->file = cli_file_name(p->of, file);
    if (p->files > 1 && is_time(p))
        draw_files(p);
}

void cli_progress_hide(void)
{
    if (!shown)
        return;
    fputs(WIPE, stderr);
    fflush(stderr);
    shown = 0;
}

void cli_progress_wipe(void)
{
    if (shown && write(STDERR_FILENO, WIPE, sizeof WIPE - 1) < 0)
        return; /* there is nobody left to tell */
}

void cli_progress_end(cli_progress *p)
{
    p->wanted = false;
    cli_progress_hide();
}
