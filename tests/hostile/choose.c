/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE

#include "choose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_SIZE = 100 * 1024, LINE = 4096, MOST_FILES = 10000 };

bool choose_has_checksum(const char *kind)
{
    static const char *const KINDS[] = {"xlsx", "xlsm", "xltx", "xltm", "ods"};
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (strcmp(kind, KINDS[i]) == 0)
            return true;
    return false;
}

/* The words between tabs, in place; gives how many there are. */
static size_t split(char *line, char **words, size_t most)
{
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *rest = line; rest && count < most;)
        words[count++] = strsep(&rest, "\t");
    return count;
}

static bool is_small(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && info.st_size > 0 && info.st_size <= MOST_SIZE;
}

/* A line of INDEX.tsv: id, kind, what the readers make of it, file, origin (PROJECT/...). */
static void add_line(choices *all, const char *folder, char *line, bool with_checksum)
{
    char *words[5];
    if (all->count == MOST_FILES || split(line, words, 5) < 5 || strcmp(words[2], "agree") != 0 ||
        choose_has_checksum(words[1]) != with_checksum)
        return;
    choice *item = &all->items[all->count];
    *item = (choice){0};
    snprintf(item->path, sizeof item->path, "%s/corpus/%s", folder, words[3]);
    snprintf(item->kind, sizeof item->kind, "%s", words[1]);
    snprintf(item->project, sizeof item->project, "%.*s", (int)strcspn(words[4], "/"), words[4]);
    if (!is_small(item->path))
        return;
    for (size_t i = 0; i < all->count; i++)
        item->turn +=
            strcmp(all->items[i].project, item->project) == 0 && strcmp(all->items[i].kind, item->kind) == 0;
    all->count++;
}

/* A line of TELLING.tsv begins with the file's name. */
static void mark_telling(choices *all, char *line)
{
    char *words[2];
    if (split(line, words, 2) == 0 || !*words[0])
        return;
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(strrchr(all->items[i].path, '/') + 1, words[0]) == 0)
            all->items[i].telling = true;
}

static int by_rank(const void *a, const void *b)
{
    const choice *x = a, *y = b;
    if (x->telling != y->telling)
        return x->telling ? -1 : 1;
    if (x->turn != y->turn)
        return x->turn < y->turn ? -1 : 1;
    return strcmp(x->path, y->path); /* the names are drawn by lot */
}

static FILE *open_list(const char *folder, const char *name)
{
    char path[CHOOSE_PATH];
    snprintf(path, sizeof path, "%s/truth/%s", folder, name);
    return fopen(path, "r");
}

bool choose_files(choices *all, const char *folder, bool with_checksum)
{
    char line[LINE];
    FILE *index = open_list(folder, "INDEX.tsv");
    *all = (choices){calloc(MOST_FILES, sizeof(choice)), 0};
    if (!index || !all->items) {
        if (index)
            fclose(index);
        choose_free(all);
        return false;
    }
    while (fgets(line, sizeof line, index))
        add_line(all, folder, line, with_checksum);
    fclose(index);
    FILE *telling = open_list(folder, "TELLING.tsv");
    while (telling && fgets(line, sizeof line, telling))
        mark_telling(all, line);
    if (telling)
        fclose(telling);
    qsort(all->items, all->count, sizeof *all->items, by_rank);
    return true;
}

void choose_free(choices *all)
{
    free(all->items);
    *all = (choices){0};
}
