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

void cli_list_templates(const cli *c, const xt_templates *set)
{
    for (size_t i = 0; i < xt_templates_count(set); i++) {
        const xt_template *t = xt_templates_at(set, i);
        printf("%-20s %d  %-4s %s", xt_template_id(t), xt_template_year(t), xt_template_item(t),
               xt_template_title(t));
        printf(c->verbose ? "  [%s]\n" : "\n", xt_template_mark(t));
    }
}
