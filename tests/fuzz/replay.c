/* SPDX-License-Identifier: MIT
 *
 * A fuzz target without a fuzzer, by any compiler: what it makes of inputs that are there.
 *
 *     replay-NAME [FILE|FOLDER...]
 *
 * A folder stands for all files in it. Each is named before the target gets it; one at which the target
 * fails ends the program, and so is the last that was named.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Mutators ask for it; nothing is mutated here. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most)
{
    (void)data;
    return size < most ? size : most;
}

static size_t inputs;

static bool replay_file(const char *path, size_t size)
{
    /* A block of just that size, where a sanitizer sees every byte that is read too far. */
    uint8_t *data = malloc(size ? size : 1);
    FILE *file = data ? fopen(path, "rb") : NULL;
    bool whole = file && fread(data, 1, size, file) == size;
    if (file)
        fclose(file);
    if (whole) {
        fprintf(stderr, "%s\n", path);
        LLVMFuzzerTestOneInput(data, size);
        inputs++;
    }
    free(data);
    return whole;
}

static bool replay(const char *path)
{
    struct stat info;
    struct dirent **entries = NULL;
    if (stat(path, &info) != 0)
        return false;
    if (!S_ISDIR(info.st_mode))
        return replay_file(path, (size_t)info.st_size);
    int count = scandir(path, &entries, NULL, alphasort);
    bool fine = count >= 0;
    for (int i = 0; i < count; i++) {
        char inside[4096];
        snprintf(inside, sizeof inside, "%.2000s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            fine = replay(inside) && fine;
        free(entries[i]);
    }
    free(entries);
    return fine;
}

int main(int count, char **paths)
{
    bool fine = true;
    for (int i = 1; i < count; i++)
        if (!replay(paths[i])) {
            fprintf(stderr, "%s cannot be read\n", paths[i]);
            fine = false;
        }
    printf("%zu inputs\n", inputs);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
