/* SPDX-License-Identifier: MIT
 *
 * Runs an operation of the library again and again, and lets the first, the second, the third ... allocation
 * fail, until nothing is left to fail. Each time it must say that memory ran out, give everything back, and
 * never end well with another result.
 *
 *     oom OPERATION FILE MINIMUM
 *
 * MINIMUM is how many allocations our own code makes at least: with fewer the test would pass for nothing.
 */
#include "fail_alloc.h"

#include "read/validations.h"
#include "write/patch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Does the work on the file and gathers what came out in *digest. A new operation is such a function and a
 * line in OPERATIONS. */
typedef xt_status (*operation)(const char *path, xt_str file, uint64_t *digest, xt_error *error);

static void mix(uint64_t *digest, const void *data, size_t size)
{
    *digest = xt_str_hash((xt_str){data, size}, *digest);
}

static void mix_row(uint64_t *digest, const xt_row *row)
{
    mix(digest, &row->number, sizeof row->number);
    for (size_t i = 0; i < row->count; i++) {
        const xt_cell *cell = &row->cells[i];
        mix(digest, &cell->column, sizeof cell->column);
        mix(digest, &cell->type, sizeof cell->type);
        mix(digest, &cell->number, sizeof cell->number);
        if (cell->text.size)
            mix(digest, cell->text.data, cell->text.size);
    }
}

static xt_status read_sheet(xt_book *book, size_t index, uint64_t *digest, xt_error *error)
{
    xt_sheet *sheet = NULL;
    const xt_row *row = NULL;
    xt_status status = xt_sheet_open(&sheet, book, index, error);
    while (!status) {
        status = xt_sheet_next(sheet, &row, error);
        if (status || !row)
            break;
        mix_row(digest, row);
    }
    if (!status) {
        size_t count = 0;
        const xt_range *merges = xt_sheet_merges(sheet, &count);
        if (count)
            mix(digest, merges, count * sizeof *merges);
        bool hidden = xt_sheet_column_hidden(sheet, 3);
        mix(digest, &hidden, sizeof hidden);
    }
    xt_sheet_close(sheet);
    return status;
}

/* Every row of every sheet, from memory. */
static xt_status read_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)path;
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++)
        status = read_sheet(book, i, digest, error);
    xt_book_close(book);
    return status;
}

/* The validations of the sheet and the values of their lists. */
static xt_status list_sheet(xt_book *book, size_t index, uint64_t *digest, xt_error *error)
{
    xt_arena arena = {0};
    const xt_validation *all = NULL;
    size_t count = 0;
    xt_status status = xt_sheet_validations(book, index, &arena, &all, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        const xt_str *values = NULL;
        size_t value_count = 0;
        mix(digest, all[i].ranges, all[i].range_count * sizeof *all[i].ranges);
        mix(digest, all[i].prompt.data, all[i].prompt.size);
        status = xt_list_values(book, index, &all[i], &arena, &values, &value_count, error);
        for (size_t n = 0; !status && n < value_count; n++)
            mix(digest, values[n].data, values[n].size);
    }
    xt_arena_free(&arena);
    return status;
}

static xt_status list_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)path;
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    for (size_t i = 0; !status && i < xt_book_sheet_count(book); i++)
        status = list_sheet(book, i, digest, error);
    xt_book_close(book);
    return status;
}

static int mix_output(void *context, const char *data, size_t size)
{
    mix(context, data, size);
    return 0;
}

/* Every cell as JSON, from the file. */
static xt_status dump_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)file;
    const xt_output output = {mix_output, digest, "nowhere"};
    xt_book *book = NULL;
    xt_status status = xt_book_open(&book, path, NULL, error);
    if (!status)
        status = xt_book_dump(book, &(const xt_dump_options){.sheet = XT_ALL_SHEETS, .file = path}, &output,
                              error);
    xt_book_close(book);
    return status;
}

static xt_status report(const xt_result *result, xt_format format, uint64_t *digest, xt_error *error)
{
    const xt_output output = {mix_output, digest, "nowhere"};
    const xt_report_options options = {.format = format, .tool = "oom", .version = "0"};
    xt_report *made = NULL;
    xt_status status = xt_report_begin(&made, &options, &output, error);
    if (!status)
        status = xt_report_add(made, "file", result, error);
    xt_error late;
    xt_status ended = xt_report_end(made, status ? &late : error);
    return status ? status : ended;
}

/* The templates of REGISTERS and their vocabularies, which are in the plain form of JSON: jansson 2.14, which
 * reads every other, goes on with half a string when memory runs out inside one, and its own assertion ends
 * the program. */
static xt_status read_templates(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)path;
    (void)file;
    xt_templates *set = NULL;
    xt_status status = xt_templates_open(&set, REGISTERS, error);
    for (size_t i = 0; !status && i < xt_templates_count(set); i++) {
        const char *title = xt_template_title(xt_templates_at(set, i));
        mix(digest, title, strlen(title));
    }
    xt_templates_close(status ? NULL : set);
    return status;
}

/* Read before anything fails. */
static xt_templates *forms;

/* The book checked against the one template of FORMS, with a report in every form. */
static xt_status check_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)path;
    xt_book *book = NULL;
    xt_result *result = NULL;
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    if (!status)
        status = xt_check(&result, book, forms, NULL, error);
    for (int format = XT_FORMAT_TEXT; !status && format <= XT_FORMAT_CSV; format++)
        status = report(result, (xt_format)format, digest, error);
    xt_result_free(result);
    xt_book_close(book);
    return status;
}

/* A template from the book, with the one of FORMS as the nearest that is known. */
static xt_status derive_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)path;
    const xt_output output = {mix_output, digest, "nowhere"};
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    if (!status)
        status = xt_template_derive(forms, book, XT_ALL_SHEETS, "new form.json", &output, NULL, error);
    xt_book_close(book);
    return status;
}

/* Where blank forms are written: beside the book. */
static char blank[4096];

static xt_status write_form(uint64_t *digest, xt_error *error)
{
    const xt_form_options options = {
        .rows = 2, .fiscal_year = 2568, .agency = "อบต.ตัวอย่าง", .province = "เลย", .district = "ภูเรือ"};
    const xt_output output = {mix_output, digest, "nowhere"};
    xt_book *book = NULL;
    xt_status status = xt_form_write(forms, xt_templates_at(forms, 0), &options, blank, error);
    if (!status)
        status = xt_book_open(&book, blank, NULL, error);
    if (!status)
        status = xt_book_dump(book, &(const xt_dump_options){.sheet = XT_ALL_SHEETS, .file = NULL}, &output,
                              error);
    xt_book_close(book);
    return status;
}

/* A blank form, and what stands in it. libxlsxwriter ends the program, or writes something else, when memory
 * runs out; so only our own allocations fail. */
static xt_status form_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    (void)file;
    snprintf(blank, sizeof blank, "%s.blank.xlsx", path);
    remove(blank);
    return write_form(digest, error);
}

/* Cells of each kind changed, one of them new, into a file beside the workbook. */
static xt_status patch_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    static const xt_edit EDITS[] = {{0, 2, 2, XT_EDIT_TEXT, {"ซื้อ_x000D_ <1>", 23}, 0, false},
                                    {0, 2, 3, XT_EDIT_DATE, {NULL, 0}, 45382, false},
                                    {0, 3, 4, XT_EDIT_NUMBER, {"1234.5", 6}, 0, false},
                                    {0, 2000, 9, XT_EDIT_NUMBER, {"7", 1}, 0, true},
                                    {1, 1, 1, XT_EDIT_TEXT, {"x", 1}, 0, false}};
    (void)file;
    char output[4096], piece[4096];
    snprintf(output, sizeof output, "%.4000s.patched", path);
    xt_status status = xt_patch(path, output, EDITS, sizeof EDITS / sizeof *EDITS, NULL, error);
    int fd = status ? -1 : open(output, O_RDONLY);
    for (ssize_t got; fd >= 0 && (got = read(fd, piece, sizeof piece)) > 0;)
        mix(digest, piece, (size_t)got);
    if (fd >= 0)
        close(fd);
    unlink(output);
    return status;
}

/* The book as text of every kind, with texts taken apart; what libraries ask for does not fail here. */
static xt_status convert_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    static const char *const COLUMNS[] = {"ผู้ขาย=vendor+price", NULL};
    static const char *const VALUES[] = {"item=งาน", NULL};
    (void)path;
    const xt_output output = {mix_output, digest, "nowhere"};
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    for (int target = XT_TO_CSV; !status && target <= XT_TO_NDJSON; target++) {
        xt_convert_options options = xt_convert_options_default();
        char message[XT_MESSAGE_SIZE];
        xt_conversion *conversion = NULL;
        options.target = (xt_target)target;
        options.encoding = "windows-874";
        options.columns = target == XT_TO_JSON ? COLUMNS : NULL;
        options.values = VALUES;
        status = xt_convert(&conversion, book, forms, &options, NULL, &output, error);
        for (size_t i = 0; !status && i < xt_conversion_remark_count(conversion); i++) {
            xt_conversion_remark_message(conversion, i, XT_LANG_EN, message, sizeof message);
            mix(digest, message, strlen(message));
        }
        xt_conversion_free(conversion);
    }
    xt_book_close(book);
    return status;
}

/* The templates of REGISTERS, read like the others. */
static xt_templates *registers;

/* The file summed up: the workbook of a month with all its sheets beside it, and the figures in every form.
 */
static xt_status sum_all(const char *path, xt_str file, uint64_t *digest, xt_error *error)
{
    static const xt_format FORMATS[] = {XT_FORMAT_TEXT, XT_FORMAT_JSON, XT_FORMAT_CSV};
    xt_summary_options options = {
        .kind = XT_SUM_MONTHS, .has_period = true, .overview = true, .prepared_by = "ก, ข"};
    const xt_output output = {mix_output, digest, "nowhere"};
    xt_book *book = NULL;
    xt_summary *sum = NULL;
    char made[4096];
    snprintf(made, sizeof made, "%.4000s.sum.xlsx", path);
    remove(made);
    xt_parse_months("2567-01", &options.first_day, &options.last_day);
    xt_status status = xt_book_open_memory(&book, file.data, file.size, NULL, error);
    if (!status)
        status = xt_summary_begin(&sum, registers, &options, error);
    if (!status)
        status = xt_summary_read(sum, book, XT_ALL_SHEETS, "register.csv", false, error);
    if (!status)
        status = xt_summary_settle(sum, error);
    if (!status)
        status = xt_summary_write(sum, made, error);
    for (size_t i = 0; !status && i < sizeof FORMATS / sizeof *FORMATS; i++) {
        const xt_summary_report_options how = {.format = FORMATS[i],
                                               .tool = "oom",
                                               .version = "0",
                                               .by = {XT_GROUP_VENDOR, XT_GROUP_MONTH},
                                               .depth = 2};
        status = xt_summary_report(sum, &how, &output, error);
    }
    xt_summary_free(sum);
    xt_book_close(book);
    return status;
}

/* Blocks: libzip 1.7.3 loses one when it cannot put its layers together, libxlsxwriter 1.1.4 one for each
 * drop-down list, of which the form has one. libxml2 2.9 is left by a jump, and loses the name and the
 * attributes that it was reading (html_parse.c). */
enum { LIBRARY_LEAK = 1, PAGE_LEAK = 5 };

static const struct {
    const char *name;
    operation run;
    bool spare_libraries;
    size_t leak;
} OPERATIONS[] = {
    {"read", read_all, false, LIBRARY_LEAK},      {"dump", dump_all, false, LIBRARY_LEAK},
    {"lists", list_all, false, LIBRARY_LEAK},     {"check", check_all, false, LIBRARY_LEAK},
    {"derive", derive_all, false, LIBRARY_LEAK},  {"form", form_all, true, LIBRARY_LEAK},
    {"patch", patch_all, false, LIBRARY_LEAK},    {"page", read_all, false, PAGE_LEAK},
    {"convert", convert_all, true, LIBRARY_LEAK}, {"sum", sum_all, true, LIBRARY_LEAK},
    {"templates", read_templates, false, 0},
};

/* ------------------------------------------------------------ the loop */

typedef struct trial {
    const char *name, *path;
    operation run;
    xt_str file;
    uint64_t digest;       /* of a run with enough memory */
    size_t allocations;    /* which it took */
    bool spare_libraries;  /* only our own allocations fail */
    size_t leak;           /* blocks that libraries may lose in a run */
    size_t usual_leak;     /* that they lose in one with enough memory */
    size_t told, harmless; /* runs that ended with "out of memory", and with the whole result all the same */
} trial;

static bool complain(const trial *t, size_t n, bool all, const char *what, const char *detail)
{
    printf("%s, allocation %zu of %zu%s: %s%s\n", t->name, n, t->allocations, all ? " and all after it" : "",
           what, detail);
    return false;
}

/* One run in which the n-th allocation fails; false: something is wrong. What a library asks for may be a
 * luxury, and what it loses is not ours to free; our own code is held to the letter. */
static bool fail_nth(trial *t, size_t n, bool all)
{
    xt_error error = {0};
    uint64_t digest = 0;
    fail_alloc_start(n, all);
    xt_status status = t->run(t->path, t->file, &digest, &error);
    fail_alloc_count count = fail_alloc_stop();
    if (n > t->allocations) /* nothing was there to fail */
        return (!count.refused && count.left <= t->usual_leak && status == XT_OK && digest == t->digest) ||
               complain(t, n, all, "another result at the end: ", xt_status_code(status));
    if (count.refused == 0)
        return complain(t, n, all, "did not happen", "");
    if (count.left_own || count.left > t->leak)
        return complain(t, n, all, "memory is not given back", count.left_own ? "" : " by a library");
    if (status == XT_OK) {
        t->harmless++;
        return (digest == t->digest && !count.refused_own) ||
               complain(t, n, all, "passed over", digest == t->digest ? "" : ", with another result");
    }
    t->told++;
    return (status == XT_OUT_OF_MEMORY && error.status == XT_OUT_OF_MEMORY) ||
           complain(t, n, all, "called ", xt_status_code(status));
}

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

static bool try_all(trial *t, size_t minimum)
{
    xt_error error = {0};
    t->run(t->path, t->file, &t->digest, &error); /* once for what the libraries keep for good */
    t->digest = 0;
    fail_alloc_start(0, false);
    xt_status status = t->run(t->path, t->file, &t->digest, &error);
    fail_alloc_count count = fail_alloc_stop();
    t->allocations = count.asked;
    t->usual_leak = count.left;
    if (status || count.left_own || count.left > (t->spare_libraries ? t->leak : 0))
        return complain(t, 0, false, "fails without need, or leaks: ", xt_status_code(status));
    if (count.own < minimum)
        return complain(t, 0, false, "our own code asks too seldom for this to be a test", "");
    size_t wrong = 0;
    for (int all = 0; all < 2; all++)
        for (size_t n = 1; n <= t->allocations + 1; n++)
            wrong += !fail_nth(t, n, all != 0);
    size_t runs = 2 * t->allocations;
    printf("%s: %zu allocations, %zu our own; %zu runs: %zu out of memory, %zu harmless, %zu wrong\n",
           t->name, t->allocations, count.own, runs, t->told, t->harmless, wrong);
    return wrong == 0 && t->told + t->harmless == runs && t->harmless <= runs / 50;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: oom OPERATION FILE MINIMUM\n", stderr);
        return EXIT_FAILURE;
    }
    trial t = {.name = argv[1], .path = argv[2]};
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
        if (strcmp(OPERATIONS[i].name, t.name) == 0) {
            t.run = OPERATIONS[i].run;
            t.spare_libraries = OPERATIONS[i].spare_libraries;
            t.leak = OPERATIONS[i].leak;
            fail_alloc_spare_libraries(OPERATIONS[i].spare_libraries);
        }
    char *data = slurp(t.path, &t.file.size);
    t.file.data = data;
    bool ready = xt_templates_open(&forms, FORMS, NULL) == XT_OK &&
                 xt_templates_open(&registers, REGISTERS, NULL) == XT_OK;
    bool fine = ready && t.run && data && try_all(&t, (size_t)atol(argv[3]));
    if (!t.run || !data)
        printf("oom: no operation %s, or no file %s\n", t.name, t.path);
    xt_templates_close(forms);
    xt_templates_close(registers);
    free(data);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
