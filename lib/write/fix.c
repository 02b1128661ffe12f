/* SPDX-License-Identifier: MIT
 *
 * Correcting a workbook: what the checks know the right value of becomes edits of single cells, and what was
 * written is checked again for what remains.
 */
#include "base/calendar.h"
#include "base/error.h"
#include "base/number.h"
#include "check/result.h"
#include "write/patch.h"
#include "write/rebuild.h"
#include "write/unfinished.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A cell that is changed, by the first of its findings. */
typedef struct change {
    size_t finding;  /* index in the result before */
    bool suggestion; /* its new value is `expected` */
} change;

struct xt_fixed {
    xt_result *before, *after;
    xt_bytes changes; /* of change */
    xt_remarks left;  /* behind, when the form was written afresh */
    bool dry;         /* nothing was written */
    bool rebuild;     /* the form was written afresh */
};

xt_fix_options xt_fix_options_default(void)
{
    return (xt_fix_options){.check = xt_check_options_default(), .limits = xt_limits_default()};
}

static bool is_named(const char *const *codes, const char *code)
{
    for (; codes && *codes; codes++)
        if (strcmp(*codes, code) == 0)
            return true;
    return false;
}

/* Whether the right value of the finding's cell is known, or guessed where guesses are wanted. */
static bool is_repairable(const xt_fix_options *o, const xt_finding *f)
{
    return (f->repair.data || (o->suggested && f->suggested)) && f->row && f->column;
}

static bool is_wanted(const xt_fix_options *o, const xt_finding *f)
{
    return (!o->only || is_named(o->only, f->code)) && !is_named(o->skip, f->code);
}

/* Cells that are to stay as they are, in order. */
typedef struct left_cells {
    const char **names; /* SHEET!A1 */
    size_t count;
    xt_bytes name; /* of the one that is looked for */
} left_cells;

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static xt_status sort_left(left_cells *left, const char *const *names, xt_error *error)
{
    *left = (left_cells){.name = xt_bytes_make(SIZE_MAX / 2)};
    while (names && names[left->count])
        left->count++;
    if (left->count == 0)
        return XT_OK;
    left->names = malloc(left->count * sizeof *left->names);
    if (!left->names)
        return xt_fail_memory(error);
    memcpy(left->names, names, left->count * sizeof *left->names);
    qsort(left->names, left->count, sizeof *left->names, by_name);
    return XT_OK;
}

/* Whether the finding's cell is one of them. */
static bool is_left(left_cells *left, const xt_finding *f)
{
    if (left->count == 0)
        return false;
    xt_bytes_clear(&left->name);
    xt_bytes_puts(&left->name, f->sheet);
    xt_bytes_putc(&left->name, '!');
    xt_bytes_puts(&left->name, f->cell);
    const char *name = xt_bytes_cstr(&left->name);
    return !left->name.fault && bsearch(&name, left->names, left->count, sizeof *left->names, by_name);
}

static void free_left(left_cells *left)
{
    free(left->names);
    xt_bytes_free(&left->name);
}

static bool same_cell(const xt_finding *a, const xt_finding *b)
{
    return a->sheet == b->sheet && a->row == b->row && a->column == b->column;
}

static xt_str first_repair(const xt_fixed *fixed, const change *c)
{
    xt_finding f = xt_result_finding(fixed->before, c->finding);
    return c->suggestion ? f.expected : f.repair;
}

/* The findings that become changes: one a cell. They come by sheet, row and column. A cell is changed only
 * when all that is to be repaired in it is wanted, for it gets one new value; the last of its findings knows
 * most. */
static xt_status choose(xt_fixed *fixed, const xt_fix_options *options, left_cells *left, xt_error *error)
{
    size_t count = xt_result_count(fixed->before);
    for (size_t i = 0, next; i < count; i = next) {
        xt_finding first = xt_result_finding(fixed->before, i);
        change c = {SIZE_MAX, false};
        bool wanted = true;
        for (next = i; next < count; next++) {
            xt_finding f = xt_result_finding(fixed->before, next);
            if (!same_cell(&first, &f))
                break;
            if (!is_repairable(options, &f))
                continue;
            wanted = wanted && is_wanted(options, &f);
            if (c.finding == SIZE_MAX || (f.repair.data && !xt_str_equal(f.repair, first_repair(fixed, &c))))
                c = (change){next, !f.repair.data};
        }
        bool changes = c.finding != SIZE_MAX && wanted && !is_left(left, &first);
        if (left->name.fault || (changes && xt_bytes_append(&fixed->changes, &c, sizeof c)))
            return xt_fail_memory(error);
    }
    return XT_OK;
}

/* What the value of a finding's cell is to be in the file. */
static xt_edit_kind kind_of(const xt_result *result, const xt_entry *entry)
{
    xt_sheet_entry *const *sheets = (xt_sheet_entry *const *)(void *)result->sheets.data;
    const xt_table *table = sheets[entry->sheet]->table;
    if (entry->code == XT_CODE_ALTERED_LABEL || entry->field < 0)
        return XT_EDIT_TEXT;
    if (entry->code == XT_CODE_DATE_ERA)
        return XT_EDIT_DATE;
    switch (table->fields[entry->field].kind) {
    case XT_KIND_MONEY:
    case XT_KIND_COUNT:
    case XT_KIND_SEQUENCE:
    case XT_KIND_FISCAL_YEAR: return XT_EDIT_NUMBER;
    case XT_KIND_DATE: return XT_EDIT_DATE;
    default: return XT_EDIT_TEXT;
    }
}

static bool is_whole(const xt_result *result, const xt_entry *entry)
{
    xt_sheet_entry *const *sheets = (xt_sheet_entry *const *)(void *)result->sheets.data;
    const xt_table *table = sheets[entry->sheet]->table;
    return entry->field >= 0 && table->fields[entry->field].kind != XT_KIND_MONEY;
}

static xt_status make_edits(const xt_fixed *fixed, bool date1904, xt_bytes *edits, xt_error *error)
{
    for (size_t i = 0; i < xt_fixed_count(fixed); i++) {
        const change *c = (const change *)(const void *)fixed->changes.data + i;
        xt_str after = xt_fixed_change(fixed, i).after;
        const xt_entry *entry = xt_findings_at(&fixed->before->findings, c->finding);
        xt_edit edit = {.sheet = xt_result_sheet(fixed->before, entry->sheet)->index,
                        .row = entry->row,
                        .column = entry->column,
                        .kind = kind_of(fixed->before, entry),
                        .whole = is_whole(fixed->before, entry),
                        .text = after};
        xt_day day = 0;
        double fraction = 0;
        if (edit.kind == XT_EDIT_DATE && xt_iso_parse(after, &day, &fraction))
            edit.serial = xt_serial_of_day(day, date1904) + fraction;
        if (xt_bytes_append(edits, &edit, sizeof edit))
            return xt_fail_memory(error);
    }
    return XT_OK;
}

static int by_place(const void *a, const void *b)
{
    const xt_edit *left = a, *right = b;
    if (left->sheet != right->sheet)
        return left->sheet < right->sheet ? -1 : 1;
    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return left->column < right->column ? -1 : left->column > right->column;
}

/* Opens the workbook and checks it; it is to be closed in any case. */
static xt_status check_file(xt_result **result, const char *path, const xt_templates *set,
                            const xt_fix_options *options, xt_book **open, xt_error *error)
{
    xt_open_options how = xt_open_options_default();
    how.limits = options->limits;
    xt_status status = xt_book_open(open, path, &how, error);
    return status ? status : xt_check(result, *open, set, &options->check, error);
}

/* The workbook as it is: its findings, and its date system. */
static xt_status check_before(xt_fixed *fixed, const char *path, const xt_templates *set,
                              const xt_fix_options *options, bool *date1904, xt_error *error)
{
    xt_book *book = NULL;
    xt_status status = check_file(&fixed->before, path, set, options, &book, error);
    if (!status)
        *date1904 = xt_book_date1904(book);
    xt_book_close(book);
    return status;
}

/* What a correction needs to check its result. */
typedef struct checking {
    xt_fixed *fixed;
    const xt_templates *set;
    const xt_fix_options *options;
} checking;

static xt_status check_after(void *context, const char *path, xt_error *error)
{
    const checking *c = context;
    xt_book *book = NULL;
    xt_status status = check_file(&c->fixed->after, path, c->set, c->options, &book, error);
    xt_book_close(book);
    return status;
}

static xt_status write_edits(checking *c, const char *input, const char *output, bool date1904,
                             xt_error *error)
{
    xt_bytes edits = xt_bytes_make(SIZE_MAX / 2);
    xt_patch_options patch = {.no_clobber = c->options->no_clobber,
                              .in_place = c->options->in_place,
                              .force = c->options->force,
                              .limits = &c->options->limits,
                              .look = check_after,
                              .look_context = c};
    xt_status status = make_edits(c->fixed, date1904, &edits, error);
    size_t count = edits.size / sizeof(xt_edit);
    if (!status && count)
        qsort(edits.data, count, sizeof(xt_edit), by_place);
    if (!status)
        status = xt_patch(input, output, (const xt_edit *)(const void *)edits.data, count, &patch, error);
    xt_bytes_free(&edits);
    return status;
}

/* A name for a file that is written only to be looked at. */
static xt_status make_temporary(char *path, size_t size, xt_error *error)
{
    const char *folder = getenv("TMPDIR");
    int length = snprintf(path, size, "%s/xlstools-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = length < (int)size ? xt_unfinished_make(path) : -1;
    if (fd < 0)
        return xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(path), errno);
    close(fd);
    return XT_OK;
}

/* Writes the corrected workbook, or the form afresh, and checks it. Where nothing is to be changed in place,
 * nothing is: the old file beside it is the one from before the first correction. */
static xt_status write_output(checking *c, const char *input, const char *output, bool date1904,
                              xt_error *error)
{
    const xt_fix_options *o = c->options;
    xt_fixed *fixed = c->fixed;
    if (o->rebuild)
        return xt_rebuild(&fixed->left, input, output, c->set, o, fixed->before,
                          (xt_last_look){check_after, c}, error);
    if (!o->in_place || o->dry_run || xt_fixed_count(fixed))
        return write_edits(c, input, output, date1904, error);
    return check_after(c, output, error);
}

/* Chooses what to change, writes it to `output`, and checks what was written. */
static xt_status fix(xt_fixed *fixed, const char *input, const char *output, const xt_templates *set,
                     const xt_fix_options *o, xt_error *error)
{
    bool date1904 = false;
    left_cells left;
    checking c = {fixed, set, o};
    xt_status status = check_before(fixed, input, set, o, &date1904, error);
    if (!status)
        status = sort_left(&left, o->leave, error);
    if (!status) {
        status = choose(fixed, o, &left, error);
        free_left(&left);
    }
    return status ? status : write_output(&c, input, output, date1904, error);
}

xt_status xt_fix(xt_fixed **out, const char *input, const char *output, const xt_templates *set,
                 const xt_fix_options *options, xt_error *error)
{
    enum { PATH_SIZE = 4096 };
    xt_fix_options usual = xt_fix_options_default(), o = options ? *options : usual;
    char temporary[PATH_SIZE] = "";
    xt_fixed *fixed = calloc(1, sizeof *fixed);
    xt_status status = fixed ? XT_OK : xt_fail_memory(error);
    if (!status && o.dry_run) {
        status = make_temporary(temporary, sizeof temporary, error);
        o.in_place = o.no_clobber = false;
    }
    if (!status) {
        fixed->changes = xt_bytes_make(SIZE_MAX / 2);
        fixed->dry = o.dry_run;
        fixed->rebuild = o.rebuild;
        status = fix(fixed, input, o.dry_run ? temporary : o.in_place ? input : output, set, &o, error);
    }
    if (*temporary) {
        unlink(temporary);
        xt_unfinished_drop(temporary);
    }
    if (status)
        xt_fixed_free(fixed);
    else
        *out = fixed;
    return status;
}

void xt_fixed_free(xt_fixed *fixed)
{
    if (!fixed)
        return;
    xt_result_free(fixed->before);
    xt_result_free(fixed->after);
    xt_bytes_free(&fixed->changes);
    xt_remarks_free(&fixed->left);
    free(fixed);
}

size_t xt_fixed_count(const xt_fixed *fixed)
{
    return fixed->changes.size / sizeof(change);
}

xt_change xt_fixed_change(const xt_fixed *fixed, size_t index)
{
    const change *c = (const change *)(const void *)fixed->changes.data + index;
    xt_change out = {.finding = xt_result_finding(fixed->before, c->finding)};
    out.after = c->suggestion ? out.finding.expected : out.finding.repair;
    return out;
}

const xt_result *xt_fixed_before(const xt_fixed *fixed)
{
    return fixed->before;
}

bool xt_fixed_is_rebuilt(const xt_fixed *fixed)
{
    return fixed->rebuild;
}

bool xt_fixed_is_dry(const xt_fixed *fixed)
{
    return fixed->dry;
}

const xt_result *xt_fixed_remaining(const xt_fixed *fixed)
{
    return fixed->after;
}

const char *xt_fixed_dropped(const xt_fixed *fixed, size_t index, xt_lang lang, char *out, size_t size)
{
    for (size_t i = 0; i < xt_remarks_count(&fixed->left); i++) {
        const xt_remark *remark = xt_remarks_at(&fixed->left, i);
        if (xt_remark_tell(remark).group == XT_REMARK_LEFT && index-- == 0)
            return xt_remark_words(remark, lang, out, size);
    }
    return NULL;
}
