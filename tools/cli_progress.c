/* SPDX-License-Identifier: MIT
 *
 * How far long work has come, for the person who waits.
 */
#include "cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

bool cli_color(void)
{
    const char *off = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool dumb = terminal && terminal[0] == 'd' && terminal[1] == 'u';
    return isatty(STDOUT_FILENO) && !(off && *off) && !dumb;
}

bool cli_take_when(cli *c, cli_when *when)
{
    static const char *const WORDS[] = {"auto", "always", "never", NULL};
    int choice = cli_choice(c, c->value, WORDS);
    *when = (cli_when)choice;
    return choice >= 0;
}

cli_progress cli_progress_begin(const cli *c, cli_when when, const char *file)
{
    bool wanted = when == CLI_ALWAYS || (when == CLI_AUTO && !c->quiet && isatty(STDERR_FILENO));
    double start = wanted ? now() : 0;
    return (cli_progress){
        .of = c, .file = cli_file_name(c, file), .wanted = wanted, .start = start, .last = start};
}

/* "[########............] 40 %": the bar, and how many seconds are left at the rate so far. */
static void show_share(const cli_progress *p, double share, double taken)
{
    enum { CELLS = 20 };
    const double least = 0.02; /* before that the rate says little */
    if (share < 0)
        return;
    fputs(" [", stderr);
    for (int i = 0; i < CELLS; i++)
        fputc(i < (int)(share * CELLS) ? '#' : '.', stderr);
    fprintf(stderr, "] %d %%", (int)(share * 100));
    if (share < least)
        return;
    double left = taken / share - taken;
    fprintf(stderr, p->of->lang == XT_LANG_TH ? " เหลือ %.0f วินาที" : " %.0f s left", left);
}

void cli_progress_rows(void *progress, uint64_t rows, double share)
{
    enum { WIDTH = 40 };
    const double first_after = 0.5, again_after = 0.1;
    cli_progress *p = progress;
    if (!p->wanted)
        return;
    double time = now();
    if (time - p->start < first_after || time - p->last < again_after)
        return;
    uint64_t rate = (uint64_t)((double)rows / (time - p->start));
    fprintf(stderr, "\r\033[K%s: %.*s: ", p->of->tool->name, WIDTH, p->file);
    if (p->of->lang == XT_LANG_TH)
        fprintf(stderr, "%" PRIu64 " แถว (%" PRIu64 " แถว/วินาที)", rows, rate);
    else
        fprintf(stderr, "%" PRIu64 " rows (%" PRIu64 " rows/s)", rows, rate);
    show_share(p, share, time - p->start);
    fflush(stderr);
    p->last = time;
    p->shown = true;
}

void cli_progress_end(cli_progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}
