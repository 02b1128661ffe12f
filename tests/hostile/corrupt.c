/* SPDX-License-Identifier: MIT
 *
 * Cuts real workbooks short and flips single bits of them. Every part of a ZIP archive has a checksum, so
 * there are two right answers: an error, or exactly the sheets, cells and date system of the file as it was.
 * Rows come before the checksum is known, so other rows before an error are only counted. Old workbooks have
 * no checksum: of them it is only asked that nothing crashes.
 *
 *     corrupt [--files N] [--step BYTES] [--flips N] [--headers 1] [--strict 1] [--seed N] [FILE...]
 *
 * --files    how many of $XLSTOOLS_DATA/corpus, chosen as choose.h says, and a fourth of that of old ones
 * (60)
 * --step     cut at every so many bytes; 0: no cuts (64)
 * --flips    bits of each file (1,000)
 * --headers  every bit of what is no packed data, too
 * --strict   other rows before an error are wrong, too
 * --seed     of the choice of bits (0)
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
    uint64_t cuts, flips, refused, equal, early, other, wrong, crashed;
} progress;

typedef struct options {
    uint64_t files, step, flips, headers, strict, seed;
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
    xt_bytes bits; /* of size_t: those that are flipped */
} subject;

static xt_str bytes_of(const subject *s)
{
    return (xt_str){s->bytes, s->size};
}

/* What a damage is: a bit is flipped, or the file is cut. */
typedef struct damage {
    bool flips;
    size_t size, bit;
} damage;

static size_t count_cuts(const options *o, const subject *s)
{
    return o->step ? (s->size + o->step - 1) / o->step : 0;
}

static size_t count_flips(const subject *s)
{
    return s->bits.size / sizeof(size_t);
}

static damage damage_of(const options *o, const subject *s, size_t number)
{
    const size_t *bits = (const size_t *)(const void *)s->bits.data;
    size_t cuts = count_cuts(o, s);
    if (number < cuts)
        return (damage){.size = number * o->step};
    return (damage){.flips = true, .size = s->size, .bit = bits[number - cuts]};
}

static void tell(const subject *s, const char *what, damage d)
{
    size_t at = d.flips ? d.bit / 8 : d.size;
    place found = place_of(bytes_of(s), at);
    printf("%s: %s, %s %zu of %zu: %s%s%s\n", s->path, what, d.flips ? "byte" : "cut at", at, s->size,
           found.field, *found.member ? " of " : "", found.member);
    fflush(stdout);
}

/* Reads the damaged file in a block of its own size, so that a sanitizer sees what goes beyond. */
static xt_status read_damaged(content *found, const subject *s, damage d)
{
    char *copy = malloc(d.size ? d.size : 1);
    must(copy, "memory is out");
    if (d.size)
        memcpy(copy, s->bytes, d.size);
    if (d.flips)
        copy[d.bit / 8] = (char)(copy[d.bit / 8] ^ 1 << d.bit % 8);
    alarm(SECONDS);
    xt_status status = read_book(found, &s->whole, (xt_str){copy, d.size});
    alarm(0);
    free(copy);
    return status;
}

static void try_damage(progress *p, const options *o, const subject *s, damage d)
{
    content found;
    xt_status status = read_damaged(&found, s, d);
    bool equal = found.fits && (status || found.hashes.size == s->whole.hashes.size);
    bool wrong = !equal && s->has_checksum && (!status || o->strict);
    p->cuts += !d.flips;
    p->flips += d.flips;
    p->refused += equal && status;
    p->equal += equal && !status;
    p->other += !equal && !s->has_checksum;
    p->early += !equal && s->has_checksum && status;
    p->wrong += wrong;
    if (wrong)
        tell(s, status ? "other rows before an error" : "other cells", d);
    xt_bytes_free(&found.hashes);
}

static void tell_crash(const subject *s, damage d, int status)
{
    char what[64];
    snprintf(what, sizeof what, "%s %d", WIFSIGNALED(status) ? "signal" : "exit code",
             WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    tell(s, what, d);
}

/* All damages of the file in processes of their own, a new one where one ends early. */
static void try_all(progress *p, const options *o, const subject *s)
{
    size_t count = count_cuts(o, s) + count_flips(s);
    for (size_t first = 0; first < count && p->crashed < MOST_CRASHES;) {
        int status = 0;
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            for (p->done = first; p->done < count; p->done++)
                try_damage(p, o, s, damage_of(o, s, p->done));
            exit(EXIT_SUCCESS); /* where a sanitizer looks for what was not given back */
        }
        must(child > 0 && waitpid(child, &status, 0) == child, "there is no other process");
        if (status == 0)
            return;
        p->crashed++;
        if (p->done < count)
            tell_crash(s, damage_of(o, s, p->done), status);
        else
            printf("%s: memory is not given back\n", s->path);
        first = p->done + 1;
    }
}

static void add_bit(subject *s, size_t bit)
{
    must(xt_bytes_append(&s->bits, &bit, sizeof bit) == XT_OK, "memory is out");
}

static void choose_bits(const options *o, subject *s)
{
    dice d = {o->seed};
    s->bits = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < o->flips; i++)
        add_bit(s, below(&d, 8 * s->size));
    for (size_t at = 0; o->headers && s->has_checksum && at < s->size; at++)
        if (strcmp(place_of(bytes_of(s), at).field, "data") != 0)
            for (size_t bit = 0; bit < 8; bit++)
                add_bit(s, 8 * at + bit);
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
        fine = read_book(&s.whole, NULL, bytes_of(&s)) == XT_OK && s.whole.cells > 0;
        if (fine) {
            choose_bits(o, &s);
            try_all(p, o, &s);
            xt_bytes_free(&s.bits);
        }
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
    const struct {
        const char *name;
        uint64_t *value;
    } NUMBERS[] = {{"--files", &o->files},     {"--step", &o->step},     {"--flips", &o->flips},
                   {"--headers", &o->headers}, {"--strict", &o->strict}, {"--seed", &o->seed}};
    int i = 1;
    for (; i < count && strncmp(words[i], "--", 2) == 0; i += 2) {
        size_t n = 0, known = sizeof NUMBERS / sizeof *NUMBERS;
        while (n < known && strcmp(words[i], NUMBERS[n].name) != 0)
            n++;
        if (n == known || i + 1 == count)
            return 0;
        *NUMBERS[n].value = strtoull(words[i + 1], NULL, 10);
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
        fputs("usage: corrupt [--files N] [--step BYTES] [--flips N] [--headers 1] [--strict 1] [--seed N] "
              "[FILE...]\n",
              stderr);
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
    printf("%zu files and %zu without checksums: %llu cuts, %llu flips; %llu refused, %llu equal, %llu with "
           "other rows "
           "before an error, %llu of old workbooks other, %llu wrong, %llu crashed\n",
           files, old, (unsigned long long)p->cuts, (unsigned long long)p->flips,
           (unsigned long long)p->refused, (unsigned long long)p->equal, (unsigned long long)p->early,
           (unsigned long long)p->other, (unsigned long long)p->wrong, (unsigned long long)p->crashed);
    return p->wrong || p->crashed || unread || files == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
