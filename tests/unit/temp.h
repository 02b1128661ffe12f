/* SPDX-License-Identifier: MIT
 *
 * A folder for one test, and files in it.
 */
#ifndef XT_TEST_TEMP_H
#define XT_TEST_TEMP_H

#include "base/bytes.h"
#include "xt_test.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMP_PATH = 512 };

typedef struct temp {
    char path[TEMP_PATH];
} temp;

static inline temp temp_make(void)
{
    temp t;
    const char *where = getenv("TMPDIR");
    snprintf(t.path, sizeof t.path, "%s/xlstools-XXXXXX", where && strlen(where) < 256 ? where : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(t.path));
    return t;
}

/* The path of something in the folder, in out, which it returns. */
static inline char *temp_path(const temp *t, const char *name, char out[TEMP_PATH])
{
    int size = snprintf(out, TEMP_PATH, "%s/%s", t->path, name);
    ck_assert_int_lt(size, TEMP_PATH);
    return out;
}

static inline void temp_folder(const temp *t, const char *name)
{
    char path[TEMP_PATH];
    ck_assert_int_eq(mkdir(temp_path(t, name, path), 0755), 0);
}

static inline void temp_write(const temp *t, const char *name, xt_str content)
{
    char path[TEMP_PATH];
    FILE *file = fopen(temp_path(t, name, path), "wb");
    ck_assert_msg(file != NULL, "%s", path);
    if (content.size)
        ck_assert_uint_eq(fwrite(content.data, 1, content.size, file), content.size);
    ck_assert_int_eq(fclose(file), 0);
}

/* The whole file; it must be there. xt_bytes_free() it. */
static inline xt_bytes temp_read(const temp *t, const char *name)
{
    char path[TEMP_PATH];
    xt_bytes content = xt_bytes_make(SIZE_MAX / 2);
    FILE *file = fopen(temp_path(t, name, path), "rb");
    ck_assert_msg(file != NULL, "%s", path);
    for (int c; (c = getc(file)) != EOF;)
        xt_bytes_putc(&content, (char)c);
    fclose(file);
    return content;
}

/* How many entries it has. */
static inline size_t temp_count(const temp *t)
{
    size_t count = 0;
    DIR *folder = opendir(t->path);
    ck_assert_ptr_nonnull(folder);
    for (const struct dirent *entry; (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static inline void temp_remove_all(const char *path)
{
    DIR *folder = opendir(path);
    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        char inner[2 * TEMP_PATH];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%.511s/%s", path, entry->d_name);
        if (unlink(inner) != 0)
            temp_remove_all(inner);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
}

/* Removes the folder with all that is in it. */
static inline void temp_end(const temp *t)
{
    temp_remove_all(t->path);
}

#endif
