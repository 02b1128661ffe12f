/* SPDX-License-Identifier: MIT
 *
 * Opens damaged files and reads every sheet of them. A file may be refused or read; it must not crash, hang,
 * give text that is no UTF-8, or rows and cells that cannot be.
 *
 *     mutate [--runs N] [--seed N] [--only N] [--corpus EXT] [FILE|FOLDER...]
 *     mutate --save FOLDER
 *
 * --runs     how many files (2,000)
 * --seed     the number of the first (0); the same number is the same file, as long as the seeds are the same
 * --only     only this number, here and not in a process of its own: for a debugger
 * --corpus   with the files *.EXT of $XLSTOOLS_DATA/corpus, where there is one
 * --save     only writes the undamaged files that are made here
 *
 * What goes wrong is told with its number and kept as mutate-NUMBER.bin; the exit code is then 1.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "damage.h"

#include "base/utf8.h"
#include "xlstools.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 20 /* a file */, MOST_FAILURES = 10 };

/* What the process that reads tells the one that waits. */
typedef struct progress {
    uint64_t number; /* of the file that is being read */
    uint64_t read, refused, rows, cells;
    double slowest; /* seconds */
    uint64_t slowest_number;
} progress;

/* ------------------------------------------------------------ one file */

static void complain(uint64_t number, const char *what)
{
    printf("%llu: %s\n", (unsigned long long)number, what);
    fflush(stdout);
    _exit(EXIT_FAILURE);
}

static void look_at_row(progress *p, const xt_row *row)
{
    if (row->number == 0 || row->number > XT_MAX_ROW)
        complain(p->number, "a row that cannot be");
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        if (cell->column == 0 || cell->column > XT_MAX_COLUMN ||
            (i && cell->column <= row->cells[i - 1].column))
            complain(p->number, "a column that cannot be");
        if (xt_utf8_valid(cell->text) != cell->text.size)
            complain(p->number, "a text that is no UTF-8");
        if (cell->type == XT_CELL_TEXT && cell->text.size == 0)
            complain(p->number, "a text of nothing");
    }
    p->rows++;
    p->cells += row->count;
}

static void look_at_error(const progress *p, xt_status status, const xt_error *error)
{
    char message[XT_MESSAGE_SIZE];
    for (int lang = 0; lang < XT_LANG_COUNT; lang++)
        if (error->status != status || !*xt_error_message(error, (xt_lang)lang, message, sizeof message))
            complain(p->number, "a refusal that says nothing");
}

static xt_status read_sheet(progress *p, xt_book *book, size_t index, xt_error *error)
{
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    while (!status) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        look_at_row(p, row);
    }
    size_t merges = 0;
    if (!status) {
        xt_sheet_merges(sheet, &merges);
        xt_sheet_column_hidden(sheet, 1);
    }
    xt_sheet_close(sheet);
    return status;
}

static void read_file(progress *p, xt_str file)
{
    xt_book *book = NULL;
    xt_error error = {0};
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, &error), worst = status;
    if (status)
        look_at_error(p, status, &error);
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++) {
        const char *name = xt_book_sheet(book, i)->name;
        if (xt_utf8_valid(xt_str_of(name)) != strlen(name))
            complain(p->number, "a name that is no UTF-8");
        xt_status sheet = read_sheet(p, book, i, &error);
        if (sheet)
            look_at_error(p, sheet, &error);
        worst = sheet ? sheet : worst;
    }
    for (size_t i = 0; !status && xt_book_note(book, i); i++)
        look_at_error(p, XT_OK, xt_book_note(book, i));
    xt_book_close(book);
    p->refused += worst != XT_OK;
    p->read += worst == XT_OK;
}

/* ------------------------------------------------------------ all of them */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void run_one(progress *p, const seeds *all, uint64_t number)
{
    const char *name = NULL;
    p->number = number;
    xt_str file = damage(all, number, &name);
    double start = now();
    alarm(SECONDS);
    read_file(p, file);
    alarm(0);
    double took = now() - start;
    if (took > p->slowest) {
        p->slowest = took;
        p->slowest_number = number;
    }
    free((void *)(uintptr_t)file.data);
}

static void keep(const seeds *all, uint64_t number, int status)
{
    char path[64];
    const char *name = NULL;
    xt_str file = damage(all, number, &name);
    snprintf(path, sizeof path, "mutate-%llu.bin", (unsigned long long)number);
    FILE *out = fopen(path, "wb");
    bool kept = out && fwrite(file.data, 1, file.size, out) == file.size;
    if (out)
        fclose(out);
    printf("%llu: %s %d, from %s, %s %s\n", (unsigned long long)number,
           WIFSIGNALED(status) ? "signal" : "exit code",
           WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), name,
           kept ? "kept as" : "could not be kept as", path);
    free((void *)(uintptr_t)file.data);
}

/* Reads the files first to last - 1 in processes of their own, a new one where one ends early. Gives how many
 * did. */
static size_t run_all(progress *p, const seeds *all, uint64_t first, uint64_t last)
{
    size_t failures = 0;
    while (first < last && failures < MOST_FAILURES) {
        int status = 0;
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            for (uint64_t number = first; number < last; number++)
                run_one(p, all, number);
            exit(EXIT_SUCCESS); /* where a sanitizer looks for what was not given back */
        }
        if (child < 0 || waitpid(child, &status, 0) != child) {
            perror("mutate");
            return failures + 1;
        }
        if (status == 0)
            break;
        failures++;
        keep(all, p->number, status);
        first = p->number + 1;
    }
    return failures;
}

static bool add_corpus(seeds *all, const char *ext)
{
    const char *data = getenv("XLSTOOLS_DATA");
    char path[4096];
    if (!data || !*data)
        return true;
    snprintf(path, sizeof path, "%s/corpus", data);
    return seeds_load(all, path, ext);
}

typedef struct options {
    uint64_t runs, seed, only;
    bool has_only;
    const char *save; /* folder */
} options;

/* False: something is wrong with the command line. */
static bool read_options(int count, char **words, options *o, seeds *all)
{
    for (int i = 1; i < count; i++) {
        const char *value = i + 1 < count ? words[i + 1] : NULL;
        bool is_option = strncmp(words[i], "--", 2) == 0;
        if (!is_option) {
            if (!seeds_load(all, words[i], NULL))
                return false;
            continue;
        }
        if (!value)
            return false;
        i++;
        if (strcmp(words[i - 1], "--runs") == 0)
            o->runs = strtoull(value, NULL, 10);
        else if (strcmp(words[i - 1], "--seed") == 0)
            o->seed = strtoull(value, NULL, 10);
        else if (strcmp(words[i - 1], "--only") == 0)
            o->has_only = true, o->only = strtoull(value, NULL, 10);
        else if (strcmp(words[i - 1], "--save") == 0)
            o->save = value;
        else if (strcmp(words[i - 1], "--corpus") != 0 || !add_corpus(all, value))
            return false;
    }
    return true;
}

int main(int count, char **words)
{
    seeds all = {0};
    options o = {.runs = 2000};
    seeds_make(&all);
    if (!read_options(count, words, &o, &all)) {
        fputs("usage: mutate [--runs N] [--seed N] [--only N] [--corpus EXT] [FILE|FOLDER...]\n"
              "       mutate --save FOLDER\n",
              stderr);
        return EXIT_FAILURE;
    }
    if (o.save) {
        bool saved = seeds_save(&all, o.save);
        seeds_free(&all);
        return saved ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    progress *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return EXIT_FAILURE;
    double start = now();
    size_t failures = 0;
    if (o.has_only)
        run_one(p, &all, o.only);
    else
        failures = run_all(p, &all, o.seed, o.seed + o.runs);
    struct rusage usage;
    getrusage(o.has_only ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage);
    printf(
        "%zu seeds; %llu files read, %llu refused, %zu failures; %llu rows, %llu cells; %.1f s, the slowest "
        "%.2f s (%llu), at most %ld MiB\n",
        all.count, (unsigned long long)p->read, (unsigned long long)p->refused, failures,
        (unsigned long long)p->rows, (unsigned long long)p->cells, now() - start, p->slowest,
        (unsigned long long)p->slowest_number, usage.ru_maxrss / 1024);
    seeds_free(&all);
    return failures || p->read == 0 || p->refused == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
