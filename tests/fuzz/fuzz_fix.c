/* SPDX-License-Identifier: MIT
 *
 * A form is read, checked and corrected, and what was written is checked again. The text is the XML of its
 * sheet; behind a line "=== strings" that of the shared strings. Its size chooses the options. Files are
 * written into $TMPDIR.
 */
#include "dice.h"
#include "fuzz.h"
#include "hold.h"
#include "store.h"
#include "table/json.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 512, SELDOM = 8 /* is the file checked once more: it takes as long as the rest */ };

/* The files of a run, in a folder of their own. */
static char folder[PATH_ROOM - 16], input[PATH_ROOM], output[PATH_ROOM];

/* ------------------------------------------------------------ what is there before the first input */

static void remove_folder(void)
{
    unlink(input);
    unlink(output);
    rmdir(folder);
}

static void make_folder(void)
{
    const char *where = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.400s/xlstools-XXXXXX", where ? where : "/tmp");
    hold(mkdtemp(folder), "%s cannot be made", folder);
    snprintf(input, sizeof input, "%s/in.xlsx", folder);
    snprintf(output, sizeof output, "%s/out.xlsx", folder);
    atexit(remove_folder);
}

/* The forms, read once: one with a field of every kind, and one that is in use. */
static xt_templates *forms(void)
{
    static const char *const FILES[] = {"tests/unit/table/all_kinds.json",
                                        "templates/2567/ita-2567-o16.json"};
    static xt_templates *set;
    if (set)
        return set;
    set = hold_no_forms();
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        const xt_template *form;
        char *path = pack_text("%s/%s", hold_source(), FILES[i]);
        hold(!xt_templates_find(set, path, &form, NULL), "%s cannot be read", path);
        free(path);
    }
    make_folder();
    return set;
}

/* ------------------------------------------------------------ one input */

static void write_input(xt_str text)
{
    xt_str strings = text, sheet = hold_section(&strings, "\n=== strings\n");
    pack_part parts[4] = {
        {.name = "xl/styles.xml",
         .text = PACK_STYLES("<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")},
        hold_part(PACK_SHEET_NAME, sheet)};
    if (strings.data)
        parts[2] = hold_part("xl/sharedStrings.xml", strings);
    xt_str file = pack_book_by(store_parts, parts);
    FILE *out = fopen(input, "wb");
    hold(out && fwrite(file.data, 1, file.size, out) == file.size && fclose(out) == 0, "%s cannot be written",
         input);
    free((void *)(uintptr_t)file.data);
}

static void hold_finding(const xt_finding *f)
{
    char message[XT_MESSAGE_SIZE];
    const xt_str texts[] = {f->label, f->value, f->expected, f->repair, f->other, f->limit};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hold_text(texts[i]);
    for (int lang = 0; lang < XT_LANG_COUNT; lang++) {
        xt_finding_message(f, (xt_lang)lang, message, sizeof message);
        hold(*message, "%s says nothing", f->code);
        hold_text(xt_str_of(message));
    }
}

/* No finding that a change claims to repair is still there. */
static void hold_repaired(const xt_fixed *fixed, const xt_finding *left)
{
    for (size_t i = 0; i < xt_fixed_count(fixed); i++) {
        xt_change change = xt_fixed_change(fixed, i);
        const xt_finding *before = &change.finding;
        bool same = before->row == left->row && before->column == left->column && left->sheet &&
                    strcmp(before->code, left->code) == 0 && strcmp(before->sheet, left->sheet) == 0;
        hold(!same, "%s %s: \"%.*s\" became \"%.*s\", and is found again", left->code, left->cell,
             (int)before->value.size, before->value.data, (int)change.after.size, change.after.data);
    }
}

static void hold_left(const xt_fixed *fixed)
{
    const xt_result *result = xt_fixed_remaining(fixed);
    for (size_t i = 0; i < xt_result_count(result); i++) {
        xt_finding left = xt_result_finding(result, i);
        hold_finding(&left);
        if (!xt_fixed_is_rebuilt(fixed)) /* where rows move */
            hold_repaired(fixed, &left);
    }
}

/* What is told to be left is what a check of the file finds. */
static void hold_checked_again(const xt_fixed *fixed, const xt_fix_options *options)
{
    xt_book *book = NULL;
    xt_result *result = NULL;
    hold(!xt_book_open(&book, output, NULL, NULL), "what was written cannot be opened");
    hold(!xt_check(&result, book, forms(), &options->check, NULL), "what was written cannot be checked");
    size_t count = xt_result_count(result), told = xt_result_count(xt_fixed_remaining(fixed));
    hold(count == told, "%zu findings are left, %zu were told", count, told);
    xt_result_free(result);
    xt_book_close(book);
}

static int keep(void *context, const char *data, size_t size)
{
    xt_bytes_append(context, data, size);
    return 0;
}

/* The report is one JSON document. */
static void hold_report(const xt_fixed *fixed)
{
    static const xt_report_options JSON = {.format = XT_FORMAT_JSON, .tool = "fuzz", .version = "0"};
    xt_bytes text = xt_bytes_make(1 << 24);
    const xt_output to = {keep, &text, "memory"};
    xt_report *report = NULL;
    xt_json *json = NULL;
    hold(!xt_report_begin(&report, &JSON, &to, NULL) &&
             !xt_report_add_fixed(report, "in.xlsx", fixed, NULL) && !xt_report_end(report, NULL),
         "no report");
    hold_text(xt_bytes_str(&text));
    hold(!xt_json_parse(&json, "report", xt_bytes_str(&text), NULL), "no JSON: %.*s", (int)text.size,
         text.data);
    xt_json_free(json);
    xt_bytes_free(&text);
}

/* Nothing half-written is left beside the two files. */
static void hold_folder(bool written)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    for (const struct dirent *entry; open && (entry = readdir(open));)
        count += entry->d_name[0] != '.' || entry->d_name[1] > '.';
    closedir(open);
    hold(count == (written ? 2 : 1) && (access(output, F_OK) == 0) == written, "%zu files in %s", count,
         folder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_fix_options options = xt_fix_options_default();
    xt_fixed *fixed = NULL;
    xt_error error;
    const xt_templates *set = forms();
    options.suggested = size & 1;
    options.rebuild = size % 16 == 6;
    write_input(hold_input(data, size));
    xt_status status = xt_fix(&fixed, input, output, set, &options, &error);
    hold(!status == (fixed != NULL), "a result beside an error, or neither");
    hold_folder(!status);
    if (status) {
        hold_error(status, &error);
    } else {
        hold_left(fixed);
        hold_report(fixed);
        if (size % SELDOM == 0)
            hold_checked_again(fixed, &options);
        unlink(output);
    }
    xt_fixed_free(fixed);
    return 0;
}

/* XML, or a text somewhere between two tags. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    dice d = {seed};
    size_t seen = 0, start = size, end;
    for (size_t i = 0; i + 1 < size; i++)
        if (data[i] == '>' && data[i + 1] != '<' && below(&d, ++seen) == 0)
            start = i + 1;
    for (end = start; end < size && data[end] != '<';)
        end++;
    if (end == start || below(&d, 3) == 0)
        return xml_mutate_input(data, size, most, seed);
    enum { ROOM = 512 };
    uint8_t text[ROOM];
    size_t old = end - start, now = old < ROOM ? old : ROOM;
    memcpy(text, data + start, now);
    now = text_mutate_input(text, now, ROOM, seed);
    if (size - old + now > most)
        return size;
    memmove(data + start + now, data + end, size - end);
    memcpy(data + start, text, now);
    return size - old + now;
}
