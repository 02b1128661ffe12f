/* SPDX-License-Identifier: MIT
 *
 * Runs an operation of the library again and again, and lets one allocation after the other fail.
 *
 *     oom told|ahead|any|threads OPERATION FILE MINIMUM TEMPLATES [STEP]
 *
 * told     each allocation fails alone, and with all after it (of many, each fourth): each time the operation
 * must say that memory ran out, give everything back, leave the old file, and never end well with another
 * result. Where libxlsxwriter, jansson or regcomp have a part in it, only our own allocations fail. ahead the
 * same with second threads, which read ahead on a large file; they are a luxury any      any allocation
 * fails, whoever asks, in a process of its own: that may crash in those libraries, but the old file is then
 * there as it was, or the new one whole threads  no allocation fails, but threads cannot be had
 *
 * MINIMUM is how many allocations our own code makes at least (threads: how many it asks for): with fewer the
 * test would pass for nothing. FILE is what the operation reads; the template of what it writes, where it
 * ends in .json. With STEP, only each STEP-th allocation fails; 1: each, also where that takes long.
 */
#include "threads.h"
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_SIZE = 512 };

static const struct {
    const char *name;
    bool (*run)(trial *t);
    thread_supply supply;
} LOOPS[] = {
    {"told", try_told, THREADS_NEVER},
    {"ahead", try_told, THREADS_ALL},
    {"any", try_any, THREADS_NEVER},
    {"threads", try_threads, THREADS_NEVER},
};

/* Reads the file whole; NULL when that fails. */
static char *slurp(const char *path, size_t *size)
{
    enum { MOST = 16 * 1024 * 1024 };
    char *data = malloc(MOST);
    FILE *file = fopen(path, "rb");
    *size = data && file ? fread(data, 1, MOST, file) : 0;
    if (file)
        fclose(file);
    if (*size)
        return data;
    free(data);
    return NULL;
}

/* The loop of that name, on the trial. */
static bool run(const char *loop, trial *t)
{
    for (size_t i = 0; i < sizeof LOOPS / sizeof *LOOPS; i++)
        if (strcmp(LOOPS[i].name, loop) == 0) {
            threads_supply(LOOPS[i].supply, 0);
            t->ahead = LOOPS[i].supply == THREADS_ALL;
            return LOOPS[i].run(t);
        }
    printf("oom: no loop %s\n", loop);
    return false;
}

/* Reads what the operation works with, before anything fails. */
static bool get_ready(trial *t)
{
    xt_error error;
    char message[XT_MESSAGE_SIZE], *data = slurp(t->job.path, &t->job.file.size);
    const char *end = strrchr(t->job.path, '.');
    t->job.file.data = data;
    if (!t->op || !data) {
        printf("oom: no such operation, or no file %s\n", t->job.path);
        return false;
    }
    xt_status status = xt_templates_open(&t->job.set, t->job.templates, &error);
    if (!status && t->op->out != OUT_NONE && end && strcmp(end, ".json") == 0)
        status = xt_templates_find(t->job.set, t->job.path, &t->job.form, &error);
    if (status)
        printf("oom: %s\n", xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    return !status && folder_make(&t->folder, t->name, t->op->out, t->job.file);
}

int main(int argc, char **argv)
{
    if (argc < 6 || argc > 7) {
        fputs("usage: oom told|ahead|any|threads OPERATION FILE MINIMUM TEMPLATES [STEP]\n", stderr);
        return EXIT_FAILURE;
    }
    char name[NAME_SIZE];
    const char *slash = strrchr(argv[3], '/');
    snprintf(name, sizeof name, "%s %s %s", argv[1], argv[2], slash ? slash + 1 : argv[3]);
    trial t = {.name = name,
               .op = operation_of(argv[2]),
               .job = {.path = argv[3], .templates = argv[5]},
               .minimum = strtoul(argv[4], NULL, 10),
               .step = argc > 6 ? strtoul(argv[6], NULL, 10) : 0};
    t.job.out = t.folder.out;
    bool ready = get_ready(&t);
    setenv("TMPDIR", t.folder.path, 1); /* what is left behind there is seen */
    bool fine = ready && run(argv[1], &t);
    xt_templates_close(t.job.set);
    free((char *)(uintptr_t)t.job.file.data);
    if (fine)
        folder_remove(&t.folder);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
