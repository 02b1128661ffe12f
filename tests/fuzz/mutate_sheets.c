/* SPDX-License-Identifier: MIT
 *
 * Reads mutated sheets by the scanner and by expat, which must give the same.
 *
 *     mutate-sheets [--runs N] [--seed N] [--only N] [CASE...]
 *     mutate-sheets --save FOLDER
 *
 * --runs     how many sheets (10,000)
 * --seed     the number of the first (0); the same number is the same sheet everywhere
 * --only     only this number, here and not in a process of its own: for a debugger
 * --save     only writes the cases that are mutated, as files that fuzz-sheet begins with
 * CASE       reads these cases (sheet_case.h tells what they are) as they stand, in all ways
 *
 * At the first difference it shows the number, and the least of the sheet that still differs; the exit code
 * is then 1.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "minimise.h"
#include "sheet_case.h"
#include "xml_mutate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    LONGEST = 16 * 1024,
    SECONDS = 20 /* a sheet */,
    WORKERS = 2,
    CHUNKS_OF_A_CASE = 11,
    LONG_EACH = 2000
};

/* What a process that ends early leaves behind. */
typedef struct progress {
    uint64_t number, done;
    compare_count counted;
} progress;

/* ------------------------------------------------------------ one sheet */

/* Ends the process when it has worked so long on a sheet; 0: no limit. Only its own work counts: a machine
 * may stand still. */
static void limit_time(int seconds)
{
    const struct itimerval limit = {.it_value.tv_sec = seconds};
    setitimer(ITIMER_PROF, &limit, NULL);
}

static size_t count_seeds(void)
{
    size_t count = 0;
    for (char *seed; (seed = sheet_case_seed(count)) != NULL; count++)
        free(seed);
    return count;
}

/* Rows enough that a second thread reads ahead, behind some tag. */
static void add_many_rows(dice *d, xt_bytes *text)
{
    static const char *const TAGS[] = {"<sheetData>", "</row>"};
    xt_str tag = xt_str_of(TAGS[below(d, 2)]);
    size_t at = xt_str_find(xt_bytes_str(text), tag);
    if (at == SIZE_MAX)
        return;
    xt_bytes all = xt_bytes_make(SIZE_MAX / 2);
    at += tag.size;
    xt_bytes_append(&all, text->data, at);
    for (unsigned row = 200001; row <= 214000; row++)
        xt_bytes_printf(
            &all,
            "<row r=\"%u\" spans=\"1:2\"><c r=\"A%u\" s=\"1\"><v>%u</v></c><c t=\"str\"><v>ที่</v></c></row>",
            row, row, row);
    xt_bytes_append(&all, text->data + at, text->size - at);
    if (all.fault)
        abort();
    xt_bytes_free(text);
    *text = all;
}

/* The text of this number: a seed with one to a few changes. */
static void make_text(uint64_t number, xt_bytes *text)
{
    static size_t seeds;
    if (seeds == 0)
        seeds = count_seeds();
    dice d = {number};
    char *seed = sheet_case_seed(below(&d, below(&d, 2) ? seeds : SHEET_CASE_WHOLE));
    xt_bytes_clear(text);
    if (xt_bytes_puts(text, seed))
        abort();
    free(seed);
    size_t changes = 1 + below(&d, below(&d, 8) ? below(&d, 4) : 12);
    for (size_t i = 0; i < changes; i++)
        xml_mutate(&d, text, LONGEST);
    if (number % LONG_EACH == LONG_EACH / 2)
        add_many_rows(&d, text);
    else if (below(&d, 6) == 0)
        xt_bytes_puts(text, "\n=== small");
}

static bool shows(void *context, xt_str text)
{
    const size_t *number = context;
    compare_count ignored = {0};
    xt_bytes difference = xt_bytes_make(SIZE_MAX / 2);
    bool same = sheet_case_compare(text, *number, COMPARE_USUAL, &ignored, &difference);
    xt_bytes_free(&difference);
    return !same;
}

/* The text, or its first part, with what a terminal would not show as \xHH. */
static void print_text(xt_str text)
{
    enum { MOST = 20000 };
    for (size_t i = 0; i < text.size && i < MOST; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if ((c < 0x20 && c != '\n') || c >= 0x7F || c == '\\')
            printf("\\x%02X", c);
        else
            putchar(c);
    }
    putchar('\n');
}

static void tell(const char *name, xt_bytes *text, size_t number, const xt_bytes *difference)
{
    printf("%s: the ways of reading differ: %.*s\nThe least that differs:\n", name, (int)difference->size,
           difference->size ? difference->data : "");
    compare_count ignored = {0};
    xt_bytes least = xt_bytes_make(SIZE_MAX / 2);
    limit_time(0);
    minimise(text, shows, &number);
    sheet_case_compare(xt_bytes_str(text), number, COMPARE_USUAL, &ignored, &least);
    print_text(xt_bytes_str(text));
    printf("There: %.*s\n", (int)least.size, least.size ? least.data : "");
    fflush(stdout);
    xt_bytes_free(&least);
}

/* False: the ways differ, and that was told. */
static bool compare_number(progress *p, uint64_t number)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2), difference = xt_bytes_make(SIZE_MAX / 2);
    p->number = number;
    make_text(number, &text);
    limit_time(SECONDS);
    bool same =
        sheet_case_compare(xt_bytes_str(&text), (size_t)number, COMPARE_USUAL, &p->counted, &difference);
    limit_time(0);
    if (!same) {
        char name[64];
        snprintf(name, sizeof name, "sheet %" PRIu64, number);
        tell(name, &text, (size_t)number, &difference);
    }
    p->done++;
    xt_bytes_free(&text);
    xt_bytes_free(&difference);
    return same;
}

/* ------------------------------------------------------------ many */

static void show_lost(const progress *p, int status)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    printf("sheet %" PRIu64 ": %s %d while this was read:\n", p->number,
           WIFSIGNALED(status) ? "signal" : "exit code",
           WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    make_text(p->number, &text);
    print_text(xt_bytes_str(&text));
    xt_bytes_free(&text);
}

/* Each worker takes every WORKERSth number. */
static bool run_all(progress *all, uint64_t first, uint64_t runs)
{
    enum { DIFFERS = 3 };
    pid_t workers[WORKERS];
    bool fine = true;
    fflush(NULL);
    for (size_t w = 0; w < WORKERS; w++) {
        workers[w] = fork();
        if (workers[w] != 0)
            continue;
        for (uint64_t i = w; i < runs; i += WORKERS)
            if (!compare_number(&all[w], first + i))
                _exit(DIFFERS);
        exit(EXIT_SUCCESS); /* where a sanitizer looks for what was not given back */
    }
    for (size_t w = 0; w < WORKERS; w++) {
        int status = 0;
        if (workers[w] < 0 || waitpid(workers[w], &status, 0) != workers[w]) {
            perror("mutate-sheets");
            return false;
        }
        fine = fine && status == 0;
        if (status && !(WIFEXITED(status) && WEXITSTATUS(status) == DIFFERS))
            show_lost(&all[w], status);
    }
    return fine;
}

static bool read_case(const char *path, xt_bytes *text)
{
    char block[4096];
    FILE *file = fopen(path, "rb");
    size_t got = 1;
    xt_bytes_clear(text);
    while (file && got) {
        got = fread(block, 1, sizeof block, file);
        if (xt_bytes_append(text, block, got))
            abort();
    }
    bool whole = file && !ferror(file);
    if (file)
        fclose(file);
    return whole;
}

/* A case as it stands, with every chunk. */
static bool compare_file(const char *path)
{
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2), difference = xt_bytes_make(SIZE_MAX / 2);
    compare_count ignored = {0};
    bool same = read_case(path, &text);
    if (!same)
        fprintf(stderr, "mutate-sheets: %s cannot be read\n", path);
    for (size_t i = 0; same && i < CHUNKS_OF_A_CASE; i++) {
        same = sheet_case_compare(xt_bytes_str(&text), i, COMPARE_USUAL, &ignored, &difference);
        if (!same)
            tell(path, &text, i, &difference);
    }
    xt_bytes_free(&text);
    xt_bytes_free(&difference);
    return same;
}

static bool save(const char *folder)
{
    bool fine = true;
    char *seed = NULL;
    for (size_t i = 0; fine && (seed = sheet_case_seed(i)) != NULL; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/seed-%zu", folder, i);
        FILE *file = fopen(path, "wb");
        fine = file && fputs(seed, file) >= 0;
        fine = file && fclose(file) == 0 && fine;
        free(seed);
    }
    return fine;
}

/* ------------------------------------------------------------ the command line */

typedef struct options {
    uint64_t runs, seed, only;
    bool has_only;
    const char *save;
    int first_case; /* index of the first word that is no option */
} options;

static bool read_options(int count, char **words, options *o)
{
    int i = 1;
    for (; i < count && strncmp(words[i], "--", 2) == 0; i += 2) {
        if (i + 1 == count)
            return false;
        const char *value = words[i + 1];
        if (strcmp(words[i], "--runs") == 0)
            o->runs = strtoull(value, NULL, 10);
        else if (strcmp(words[i], "--seed") == 0)
            o->seed = strtoull(value, NULL, 10);
        else if (strcmp(words[i], "--only") == 0)
            o->has_only = true, o->only = strtoull(value, NULL, 10);
        else if (strcmp(words[i], "--save") == 0)
            o->save = value;
        else
            return false;
    }
    o->first_case = i;
    return true;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool run_numbers(const options *o)
{
    size_t size = WORKERS * sizeof(progress);
    progress *all = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED)
        return false;
    double start = now();
    bool fine = o->has_only ? compare_number(&all[0], o->only) : run_all(all, o->seed, o->runs);
    progress sum = {0};
    for (size_t w = 0; w < WORKERS; w++) {
        sum.done += all[w].done;
        sum.counted.rows += all[w].counted.rows;
        sum.counted.cells += all[w].counted.cells;
        sum.counted.refused += all[w].counted.refused;
    }
    munmap(all, size);
    printf("%" PRIu64 " sheets, %" PRIu64 " refused; %" PRIu64 " rows, %" PRIu64 " cells; %.1f s; %s\n",
           sum.done, sum.counted.refused, sum.counted.rows, sum.counted.cells, now() - start,
           fine ? "no difference" : "FAILED");
    return fine && (o->has_only || (sum.counted.rows && sum.counted.refused));
}

int main(int count, char **words)
{
    options o = {.runs = 10000};
    setvbuf(stdout, NULL, _IOFBF, 1 << 16); /* what two processes say does not mix */
    if (!read_options(count, words, &o)) {
        fputs("usage: mutate-sheets [--runs N] [--seed N] [--only N] [CASE...]\n"
              "       mutate-sheets --save FOLDER\n",
              stderr);
        return EXIT_FAILURE;
    }
    if (o.save)
        return save(o.save) ? EXIT_SUCCESS : EXIT_FAILURE;
    bool fine = true;
    for (int i = o.first_case; i < count; i++)
        fine = compare_file(words[i]) && fine;
    if (o.first_case == count)
        fine = run_numbers(&o);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
