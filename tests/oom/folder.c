/* SPDX-License-Identifier: MIT */
#include "folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char OLD_TEXT[] = "an older file\n";

/* Removes all that lies in the folder. */
static void clear(const folder *f)
{
    DIR *all = opendir(f->path);
    for (const struct dirent *entry; all && (entry = readdir(all));) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", f->path, entry->d_name);
        if (*entry->d_name != '.')
            unlink(path);
    }
    if (all)
        closedir(all);
}

bool folder_make(folder *f, const char *name, out_kind kind, xt_str input)
{
    char base[1024];
    size_t size = 0;
    for (; name[size] && size < sizeof base - 1; size++)
        base[size] = name[size] == '/' || name[size] == ' ' ? '-' : name[size];
    base[size] = '\0';
    snprintf(f->path, sizeof f->path, "oom-%s.d", base);
    snprintf(f->out, sizeof f->out, "%s/out.xlsx", f->path);
    snprintf(f->backup, sizeof f->backup, "%s/out.xlsx.bak", f->path);
    f->kind = kind;
    f->old = kind == OUT_IN_PLACE ? input : xt_str_of(OLD_TEXT);
    mkdir(f->path, 0777);
    clear(f);
    return access(f->path, W_OK) == 0;
}

bool folder_prepare(folder *f, bool older)
{
    f->was_there = f->kind != OUT_NONE && (older || f->kind == OUT_IN_PLACE);
    clear(f);
    if (!f->was_there)
        return true;
    FILE *file = fopen(f->out, "wb");
    bool written = file && fwrite(f->old.data, 1, f->old.size, file) == f->old.size;
    return file && fclose(file) == 0 && written;
}

bool folder_keep_whole(folder *f)
{
    return f->kind == OUT_NONE || content_of(f->out, &f->whole);
}

/* Whether the file holds these bytes and no more. */
static bool holds(const char *path, xt_str text)
{
    char piece[4096];
    FILE *file = fopen(path, "rb");
    size_t at = 0;
    bool same = file != NULL;
    for (size_t got; same && (got = fread(piece, 1, sizeof piece, file)) > 0; at += got)
        same = at + got <= text.size && memcmp(piece, text.data + at, got) == 0;
    if (file)
        fclose(file);
    return same && at == text.size;
}

static bool is_as_before(const folder *f)
{
    return f->was_there ? holds(f->out, f->old) : access(f->out, F_OK) != 0;
}

static bool is_whole(const folder *f, bool *parts)
{
    content now;
    if (!content_of(f->out, &now) || now.cells != f->whole.cells)
        return false;
    *parts = now.parts != f->whole.parts;
    return true;
}

/* Whether a file lies there that is neither OUT nor its backup. */
static bool has_more(const folder *f)
{
    bool more = false;
    DIR *all = opendir(f->path);
    for (const struct dirent *entry; all && (entry = readdir(all));)
        more = more || !(*entry->d_name == '.' || strcmp(entry->d_name, "out.xlsx") == 0 ||
                         (f->kind == OUT_IN_PLACE && strcmp(entry->d_name, "out.xlsx.bak") == 0));
    if (all)
        closedir(all);
    return more;
}

const char *folder_judge_broken(const folder *f, bool *parts)
{
    *parts = false;
    if (f->kind == OUT_NONE || is_as_before(f))
        return NULL;
    if (access(f->out, F_OK) != 0)
        return "the old file is gone";
    return is_whole(f, parts) ? NULL : "half a file has the name";
}

const char *folder_judge(const folder *f, bool written, bool ended, bool *parts)
{
    *parts = false;
    if (ended && has_more(f))
        return "a file is left behind";
    if (f->kind == OUT_IN_PLACE && access(f->backup, F_OK) == 0 && !holds(f->backup, f->old))
        return "the backup is not the old file";
    if (f->kind == OUT_NONE)
        return NULL;
    if (!written)
        return is_as_before(f) ? NULL : "the file is not as it was before";
    if (f->kind == OUT_IN_PLACE && access(f->backup, F_OK) != 0)
        return "there is no backup";
    return is_whole(f, parts) ? NULL : "the file that was written is not right";
}

void folder_remove(folder *f)
{
    clear(f);
    rmdir(f->path);
}
