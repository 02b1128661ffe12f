/* SPDX-License-Identifier: MIT
 *
 * Where the templates are, and what they are.
 */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* share/xlstools/templates beside the bin/ that holds the running program, so that an installed tree can be
 * moved. */
static bool beside_program(char *out, size_t size)
{
    static const char TAIL[] = "/share/xlstools/templates";
    ssize_t got = readlink("/proc/self/exe", out, size - 1);
    if (got <= 0)
        return false;
    out[got] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(out, '/');
        if (!slash)
            return false;
        *slash = '\0';
    }
    size_t used = strlen(out);
    if (used + sizeof TAIL > size)
        return false;
    memcpy(out + used, TAIL, sizeof TAIL);
    return is_folder(out);
}

xt_status cli_open_templates(xt_templates **set, const char *chosen, xt_error *error)
{
    char beside[4096];
    const char *named = chosen ? chosen : getenv("XLSTOOLS_TEMPLATES");
    if (named && *named)
        return xt_templates_open(set, named, error);
    if (beside_program(beside, sizeof beside))
        return xt_templates_open(set, beside, error);
    return xt_templates_open(
        set, is_folder(XT_SOURCE_TEMPLATES) ? XT_SOURCE_TEMPLATES : XT_INSTALLED_TEMPLATES, error);
}

/* What is not certain about a template, below its line. */
static void list_doubts(const cli *c, const xt_template *t)
{
    static const char *const HEADINGS[] = {"not certain", "ยังไม่แน่ชัด"};
    for (size_t i = 0; i < xt_template_provenance_count(t); i++) {
        xt_provenance_info p = xt_template_provenance(t, i);
        if (strcmp(p.mark, "A") == 0 || strcmp(p.mark, "B") == 0)
            continue;
        printf("    %s: ", HEADINGS[c->lang]);
        cli_put_safe(stdout, p.about);
        printf(" [%s]: ", p.mark);
        cli_put_safe(stdout, p.source);
        putchar('\n');
    }
}

static void put_column(const char *word, int width)
{
    int pad = width - (int)strlen(word);
    cli_put_safe(stdout, word);
    printf("%*s", pad > 0 ? pad : 0, "");
}

void cli_list_templates(const cli *c, const xt_templates *set)
{
    for (size_t i = 0; i < xt_templates_count(set); i++) {
        const xt_template *t = xt_templates_at(set, i);
        char year[16] = "-";
        if (xt_template_year(t))
            snprintf(year, sizeof year, "%d", xt_template_year(t));
        const char *item = xt_template_item(t);
        put_column(xt_template_id(t), 20);
        printf(" %-4s  ", year);
        put_column(*item ? item : "-", 4);
        putchar(' ');
        cli_put_safe(stdout, xt_template_title(t));
        printf("  [%s]\n", xt_template_mark(t));
        if (c->verbose)
            list_doubts(c, t);
    }
}

int cli_work(cli *c, const char *template_dir, void (*work)(cli *c, void *settings, xt_templates *set),
             void *settings)
{
    xt_templates *set = NULL;
    xt_error error;
    xt_status status = cli_open_templates(&set, template_dir, &error);
    if (status) /* a file that is missing is named; other sentences name it themselves */
        cli_trouble(c, status == XT_NOT_FOUND ? error.place : NULL, &error);
    else
        work(c, settings, set);
    xt_templates_close(set);
    return cli_end(c);
}

static void list(cli *c, void *nothing, xt_templates *set)
{
    (void)nothing;
    cli_list_templates(c, set);
}

int cli_show_templates(cli *c, const char *template_dir)
{
    return cli_work(c, template_dir, list, NULL);
}
