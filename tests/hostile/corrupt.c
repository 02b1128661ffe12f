/* SPDX-License-Identifier: MIT
 *
 * Cuts real workbooks short and flips single bits of them. Every part of a ZIP archive has a checksum, so
 * there are two right answers: an error, or exactly the sheets, cells and date system of the file as it was.
 * Rows that come before an error must be its rows, too. Old workbooks have no checksum: of them it is only
 * asked that nothing crashes.
 *
 *     corrupt [--files N] [--step BYTES] [--flips N] [--seed N] [FILE...]
 *
 * --files   how many of $XLSTOOLS_DATA/corpus, chosen as choose.h says, and a fourth of that of old ones (60)
 * --step    cut at every so many bytes; 0: no cuts (64)
 * --flips   bits of each file (1,000)
 * --seed    of their choice (0)
 *
 * Every wrong answer is told with its place, the crashes too; the exit code is then 1. Without files and
 * without XLSTOOLS_DATA it is 77 (skipped).
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include "choose.h"
#include "place.h"

#include "base/bytes.h"
#include "dice.h"
#include "must.h"
#include "xlstools.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SKIPPED = 77, SECONDS = 20 /* a damaged file */, MOST_CRASHES = 20, DEFAULT_FILES = 60 };

/* What the process that reads tells the one that waits. */
typedef struct progress {
    uint64_t done; /* damages of the file that is being read */
    uint64_t cuts, flips, refused, equal, other, wrong, crashed;
} progress;

typedef struct options {
    size_t files, step, flips;
    uint64_t seed;
} options;

/* ------------------------------------------------------------ what a file holds */

/* A book as numbers, a hash of each row: short, and what differs differs. */
typedef struct content {
    xt_bytes hashes; /* of uint64_t: the book, then each sheet and its rows */
    bool fits;       /* so far, to the one that it is compared with */
    size_t cells;
} content;

static uint64_t mix(uint64_t hash, const void *data, size_t size)
{
    return xt_str_hash((xt_str){data, size}, hash);
}

/* Adds a hash, or compares it where there is something to compare with. */
static void put(content *c, const content *with, uint64_t hash)
{
    size_t at = c->hashes.size;
    must(xt_bytes_append(&c->hashes, &hash, sizeof hash) == XT_OK, "memory is out");
    if (with)
        c->fits = c->fits && c->hashes.size <= with->hashes.size &&
                  memcmp(with->hashes.data + at, &hash, sizeof hash) == 0;
}

static uint64_t hash_of_row(const xt_row *row)
{
    uint64_t hash = mix(0, &row->number, sizeof row->number);
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        hash = mix(hash, &cell->column, sizeof cell->column);
        hash = mix(hash, &cell->type, sizeof cell->type);
        hash = mix(hash, &cell->number, sizeof cell->number);
        hash = mix(hash, cell->text.data ? cell->text.data : "", cell->text.size);
    }
    return hash;
}

static xt_status read_sheet(content *c, const content *with, xt_book *book, size_t index, xt_error *error)
{
    const xt_sheet_info *info = xt_book_sheet(book, index);
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    put(c, with, mix(info->is_worksheet, info->name, strlen(info->name)));
    xt_status status = info->is_worksheet ? xt_sheet_open(&sheet, book, index, error) : XT_OK;
    while (!status && sheet) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        c->cells += row->count;
        put(c, with, hash_of_row(row));
    }
    xt_sheet_close(sheet);
    return status;
}

/* Reads up to the first error: behind it nothing is promised. */
static xt_status read_book(content *c, const content *with, xt_str file)
{
    xt_book *book = NULL;
    xt_error error = {0};
    *c = (content){.hashes = xt_bytes_make(SIZE_MAX / 2), .fits = true};
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, &error);
    size_t count = status ? 0 : xt_book_sheet_count(book);
    if (!status)
        put(c, with, xt_book_date1904(book) + 2 * count);
    for (size_t i = 0; !status && i < count; i++)
        status = read_sheet(c, with, book, i, &error);
    xt_book_close(book);
    return status;
}

/* ------------------------------------------------------------ one file */

typedef struct subject {
    const char *path;
    char *bytes;
    size_t size;
    content whole;
    bool has_checksum;
} subject;

static void tell(const subject *s, const char *what, const char *damage, size_t at)
{
    place found = place_of((xt_str){s->bytes, s->size}, at);
    printf("%s: %s, %s %zu of %zu: %s%s%s\n", s->path, what, damage, at, s->size, found.field,
           *found.member ? " of " : "", found.member);
    fflush(stdout);
}

/* A bit is flipped where `bit` is one of the file's, else the file is cut. */
static void try_damage(progress *p, const subject *s, size_t size, size_t bit)
{
    char *copy = malloc(size ? size : 1); /* of its own size, so that a sanitizer sees what goes beyond */
    content found;
    must(copy, "memory is out");
    if (size)
        memcpy(copy, s->bytes, size);
    bool flipped = bit < 8 * size;
    if (flipped)
        copy[bit / 8] = (char)(copy[bit / 8] ^ 1 << bit % 8);
    alarm(SECONDS);
    xt_status status = read_book(&found, &s->whole, (xt_str){copy, size});
    alarm(0);
    bool equal = found.fits && (status || found.hashes.size == s->whole.hashes.size);
    p->refused += equal && status;
    p->equal += equal && !status;
    p->other += !equal && !s->has_checksum;
    p->wrong += !equal && s->has_checksum;
    if (!equal && s->has_checksum)
        tell(s, status ? "other rows before an error" : "other cells", flipped ? "byte" : "cut at",
             flipped ? bit / 8 : size);
    xt_bytes_free(&found.hashes);
    free(copy);
}

/* How many damages there are of the file, and the one of a number. */
static size_t count_cuts(const options *o, const subject *s)
{
    return o->step ? (s->size + o->step - 1) / o->step : 0;
}

static void try_number(progress *p, const options *o, const subject *s, size_t number)
{
    size_t cuts = count_cuts(o, s);
    if (number < cuts) {
        p->cuts++;
        try_damage(p, s, number * o->step, SIZE_MAX);
        return;
    }
    dice d = {o->seed * 1000003 + number - cuts};
    p->flips++;
    try_damage(p, s, s->size, below(&d, 8 * s->size));
}

static void tell_crash(const options *o, const subject *s, size_t number, int status)
{
    char what[64];
    size_t cuts = count_cuts(o, s);
    dice d = {o->seed * 1000003 + number - cuts};
    snprintf(what, sizeof what, "%s %d", WIFSIGNALED(status) ? "signal" : "exit code",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    if (number < cuts)
        tell(s, what, "cut at", number * o->step);
    else
        tell(s, what, "byte", below(&d, 8 * s->size) / 8);
}

/* All damages of the file in processes of their own, a new one where one ends early. */
static void try_all(progress *p, const options *o, const subject *s)
{
    size_t count = count_cuts(o, s) + o->flips;
    for (size_t first = 0; first < count && p->crashed < MOST_CRASHES;) {
        int status = 0;
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            for (p->done = first; p->done < count; p->done++)
                try_number(p, o, s, p->done);
            exit(EXIT_SUCCESS); /* where a sanitizer looks for what was not given back */
        }
        must(child > 0 && waitpid(child, &status, 0) == child, "there is no other process");
        if (status == 0)
            return;
        p->crashed++;
        if (p->done < count)
            tell_crash(o, s, p->done, status);
        else
            printf("%s: memory is not given back\n", s->path);
        first = p->done + 1;
    }
}

static bool load(subject *s, const char *path)
{
    struct stat info;
    FILE *file = fopen(path, "rb");
    bool sized = file && fstat(fileno(file), &info) == 0 && info.st_size > 0;
    *s = (subject){.path = path, .size = sized ? (size_t)info.st_size : 0};
    s->bytes = malloc(s->size ? s->size : 1);
    bool whole = sized && s->bytes && fread(s->bytes, 1, s->size, file) == s->size;
    if (file)
        fclose(file);
    return whole;
}

/* False: it cannot be read, or has no cells, so that there is nothing to compare. */
static bool try_file(progress *p, const options *o, const char *path)
{
    subject s;
    const char *dot = strrchr(path, '.');
    bool fine = load(&s, path);
    if (fine) {
        s.has_checksum = dot && choose_has_checksum(dot + 1);
        fine = read_book(&s.whole, NULL, (xt_str){s.bytes, s.size}) == XT_OK && s.whole.cells > 0;
        if (fine)
            try_all(p, o, &s);
        xt_bytes_free(&s.whole.hashes);
    }
    free(s.bytes);
    return fine;
}

/* ------------------------------------------------------------ all of them */

static size_t try_chosen(progress *p, const options *o, const char *folder, bool with_checksum, size_t wanted)
{
    choices all;
    size_t done = 0;
    if (!choose_files(&all, folder, with_checksum))
        return 0;
    for (size_t i = 0; i < all.count && done < wanted; i++)
        done += try_file(p, o, all.items[i].path);
    choose_free(&all);
    return done;
}

/* Gives the index of the first word that is no option; 0: something is wrong with them. */
static int read_options(int count, char **words, options *o)
{
    int i = 1;
    for (; i < count && strncmp(words[i], "--", 2) == 0; i += 2) {
        if (i + 1 == count)
            return 0;
        uint64_t value = strtoull(words[i + 1], NULL, 10);
        if (strcmp(words[i], "--files") == 0)
            o->files = value;
        else if (strcmp(words[i], "--step") == 0)
            o->step = value;
        else if (strcmp(words[i], "--flips") == 0)
            o->flips = value;
        else if (strcmp(words[i], "--seed") == 0)
            o->seed = value;
        else
            return 0;
    }
    return i;
}

int main(int count, char **words)
{
    options o = {.files = DEFAULT_FILES, .step = 64, .flips = 1000};
    const char *folder = getenv("XLSTOOLS_DATA");
    size_t files = 0, old = 0, unread = 0;
    int first = read_options(count, words, &o);
    if (first == 0) {
        fputs("usage: corrupt [--files N] [--step BYTES] [--flips N] [--seed N] [FILE...]\n", stderr);
        return EXIT_FAILURE;
    }
    if (first == count && (!folder || !*folder)) {
        puts("XLSTOOLS_DATA is not set: skipped");
        return SKIPPED;
    }
    progress *p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return EXIT_FAILURE;
    for (int i = first; i < count; i++) {
        bool read = try_file(p, &o, words[i]);
        files += read;
        unread += !read;
    }
    if (first == count) {
        files = try_chosen(p, &o, folder, true, o.files);
        old = try_chosen(p, &o, folder, false, o.files / 4);
    }
    printf(
        "%zu files and %zu without checksums: %llu cuts, %llu flips; %llu refused, %llu equal, %llu of old "
        "workbooks other, %llu wrong, %llu crashed\n",
        files, old, (unsigned long long)p->cuts, (unsigned long long)p->flips, (unsigned long long)p->refused,
        (unsigned long long)p->equal, (unsigned long long)p->other, (unsigned long long)p->wrong,
        (unsigned long long)p->crashed);
    return p->wrong || p->crashed || unread || files == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
