/* SPDX-License-Identifier: MIT
 *
 * Reads workbooks by the scanner and by expat, which must give the same: those that are named, and without
 * any all in the folders corpus and hostile of $XLSTOOLS_DATA.
 *
 *     fast-slow [FILE|FOLDER...]
 *
 * Every difference is told; the exit code is then 1. Without XLSTOOLS_DATA it is 77 (skipped).
 */
#include "compare.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { SKIPPED = 77, PATH_ROOM = 4096 };

typedef struct tally {
    uint64_t files, differ;
    compare_count counted;
} tally;

/* Reads the file into a block that is to be freed; data NULL: it cannot be read, or is empty. */
static xt_str load(const char *path, size_t size)
{
    char *data = size ? malloc(size) : NULL;
    FILE *file = data ? fopen(path, "rb") : NULL;
    bool whole = file && fread(data, 1, size, file) == size;
    if (file)
        fclose(file);
    if (whole)
        return (xt_str){data, size};
    free(data);
    return (xt_str){0};
}

static void compare_file(tally *t, const char *path, size_t size)
{
    compare_way ways[COMPARE_USUAL];
    xt_bytes difference = xt_bytes_make(SIZE_MAX / 2);
    xt_str file = load(path, size);
    if (!file.data && size)
        xt_bytes_puts(&difference, "it cannot be read");
    compare_usual_ways((size_t)t->files, ways);
    if (file.data && size > 4096 * ways[2].chunk)
        ways[2].chunk = 4099; /* small pieces of a large file only take long */
    if (difference.size ||
        (file.data && !compare_ways(file, NULL, ways, COMPARE_USUAL, &t->counted, &difference))) {
        t->differ++;
        printf("%s: %.*s\n", path, (int)difference.size, difference.data);
    }
    t->files++;
    free((void *)(uintptr_t)file.data);
    xt_bytes_free(&difference);
}

/* A file, or all files of a folder, in the same order everywhere. */
static bool compare_path(tally *t, const char *path)
{
    struct stat info;
    struct dirent **entries = NULL;
    if (stat(path, &info) != 0)
        return false;
    if (!S_ISDIR(info.st_mode)) {
        compare_file(t, path, (size_t)info.st_size);
        return true;
    }
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char name[PATH_ROOM];
        snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        if (stat(name, &info) == 0 && S_ISREG(info.st_mode))
            compare_file(t, name, (size_t)info.st_size);
        free(entries[i]);
    }
    free(entries);
    return count >= 0;
}

static bool compare_collection(tally *t)
{
    const char *data = getenv("XLSTOOLS_DATA");
    if (!data || !*data) {
        puts("XLSTOOLS_DATA is not set: skipped");
        exit(SKIPPED);
    }
    bool fine = true;
    for (int i = 0; i < 2; i++) {
        char path[PATH_ROOM];
        snprintf(path, sizeof path, "%s/%s", data, i ? "hostile" : "corpus");
        fine = compare_path(t, path) && fine;
    }
    return fine;
}

int main(int count, char **words)
{
    tally t = {0};
    bool fine = count > 1 || compare_collection(&t);
    for (int i = 1; i < count; i++)
        fine = compare_path(&t, words[i]) && fine;
    if (!fine)
        fputs("fast-slow: a path cannot be read\n", stderr);
    printf("%" PRIu64 " files, %" PRIu64 " sheets or files refused; %" PRIu64 " rows, %" PRIu64
           " cells; %" PRIu64 " files differ\n",
           t.files, t.counted.refused, t.counted.rows, t.counted.cells, t.differ);
    return fine && t.differ == 0 && t.counted.rows ? EXIT_SUCCESS : EXIT_FAILURE;
}
