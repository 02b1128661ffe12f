/* SPDX-License-Identifier: MIT
 *
 * Plans what has to change, copies the file, changes the copy, reads it back. Nothing is written before all
 * is planned.
 */
#include "write/patch.h"

#include "base/number.h"
#include "base/relay.h"
#include "base/utf8.h"
#include "read/package.h"
#include "read/sheet.h"
#include "write/outfile.h"
#include "write/patch_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether a cell can hold the value. */
static bool is_possible(const xt_edit *edit)
{
    double number = 0;
    switch (edit->kind) {
    case XT_EDIT_TEXT:
        return xt_utf8_valid(edit->text) == edit->text.size && xt_utf16_size(edit->text) <= XT_TEXT_MOST;
    case XT_EDIT_NUMBER: return xt_double_parse(edit->text, &number);
    case XT_EDIT_DATE: return isfinite(edit->serial) && edit->serial >= 0;
    }
    return false;
}

static xt_status check_edits(const xt_job *job, xt_error *error)
{
    for (size_t i = 0; i < job->count; i++) {
        const xt_edit *edit = &job->edits[i];
        xt_book_sheet_entry *entry = NULL;
        xt_status status = xt_book_worksheet(job->book, edit->sheet, &entry, error);
        if (status)
            return status;
        bool inside = edit->row - 1 < XT_MAX_ROW && edit->column - 1 < XT_MAX_COLUMN;
        if (!inside || !is_possible(edit))
            return xt_job_fail(job, edit, XT_SAY_EDIT_VALUE, (xt_str){0}, error);
    }
    return XT_OK;
}

/* The edits of the sheet that the edit `first` is of. */
static xt_edits edits_of_sheet(const xt_job *job, size_t first)
{
    size_t last = first;
    while (last < job->count && job->edits[last].sheet == job->edits[first].sheet)
        last++;
    return (xt_edits){first, last};
}

/* Whether the archive has a member whose name begins so. */
static bool has_signature_part(const xt_book *book)
{
    static const char *const NAMES[] = {"_xmlsignatures/origin.sigs", "_xmlsignatures/sig1.xml"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (xt_zip_find(book->zip, xt_str_of(NAMES[i])) != XT_NO_PART)
            return true;
    return false;
}

/* What the relationships tell: signatures, styles, calcChain. */
static xt_status look_around(xt_job *job, bool force, xt_error *error)
{
    xt_book *book = job->book;
    xt_relationships package = {0}, parts = {0};
    xt_status status =
        xt_relationships_read(&package, &job->arena, book->zip, "", &book->limits, book->chunk, error);
    if (status)
        return status;
    bool is_signed = xt_relationship_of_type(&package, "origin") || has_signature_part(book);
    if (is_signed && !force && job->count)
        return xt_fail(error, XT_SAY_EDIT_SIGNED);
    const char *name = xt_job_part_name(job, book->workbook);
    if (!name)
        return xt_fail_memory(error);
    status = xt_relationships_read(&parts, &job->arena, book->zip, name, &book->limits, book->chunk, error);
    const xt_relationship *styles = status ? NULL : xt_relationship_of_type(&parts, "styles");
    job->styles = styles ? xt_zip_find(book->zip, xt_str_of(styles->target)) : XT_NO_PART;
    job->has_formulas = !status && xt_relationship_of_type(&parts, "calcChain");
    return status;
}

/* Whether an edit is of the sheet; its part has then been looked through. */
static bool has_edits(const xt_job *job, size_t sheet)
{
    for (size_t i = 0; i < job->count; i = edits_of_sheet(job, i).last)
        if (job->edits[i].sheet == sheet)
            return true;
    return false;
}

/* Excel's cached results are out of date where numbers changed that a formula may use. */
static xt_status plan_calculation(xt_job *job, xt_error *error)
{
    bool numbers = false;
    for (size_t i = 0; i < job->count; i++)
        numbers = numbers || job->edits[i].kind != XT_EDIT_TEXT;
    const xt_book *book = job->book;
    for (size_t i = 0; numbers && !job->has_formulas && i < book->sheet_count; i++) {
        if (!book->sheets[i].info.is_worksheet || book->sheets[i].part == XT_NO_PART || has_edits(job, i))
            continue;
        xt_status status = xt_patch_find_formula(job, book->sheets[i].part, &job->has_formulas, error);
        if (status == XT_OUT_OF_MEMORY)
            return status;
        job->has_formulas = job->has_formulas || status; /* what cannot be known is asked for */
    }
    return numbers && job->has_formulas ? xt_patch_calculation(job, error) : XT_OK;
}

static xt_status plan(xt_job *job, bool force, xt_error *error)
{
    xt_edits of;
    xt_status status = check_edits(job, error);
    if (!status)
        status = look_around(job, force, error);
    for (of.first = 0; !status && of.first < job->count; of.first = of.last) {
        of = edits_of_sheet(job, of.first);
        status = xt_patch_find(job, of, error);
        if (!status)
            status = xt_patch_tables(job, of, error);
    }
    if (!status)
        status = xt_patch_formats(job, error);
    for (of.first = 0; !status && of.first < job->count; of.first = of.last) {
        of = edits_of_sheet(job, of.first);
        status = xt_patch_cells(job, of, error);
    }
    return status ? status : plan_calculation(job, error);
}

static xt_status copy_file(int fd, const xt_output *output, xt_error *error)
{
    enum { STEP = 256 * 1024 };
    char *buffer = malloc(STEP);
    xt_status status = buffer ? XT_OK : xt_fail_memory(error);
    while (!status) {
        ssize_t got = read(fd, buffer, STEP);
        if (got < 0 && errno != EINTR)
            status = xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, errno);
        int cause = !status && got > 0 ? output->write(output->context, buffer, (size_t)got) : 0;
        if (cause)
            status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(output->name), cause);
        if (got == 0)
            break;
    }
    free(buffer);
    return status;
}

/* Writes the input with its changes into the file; where there are none, byte for byte. */
static xt_status write_changed(xt_job *job, const char *input, xt_outfile *file, xt_error *error)
{
    const xt_output *output = xt_outfile_output(file);
    bool any = false;
    for (const xt_splices *s = job->changed; s; s = s->next)
        any = any || s->items.size;
    int fd = open(input, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return xt_fail_errno(error, XT_SAY_FILE_UNREADABLE, (xt_str){0}, errno);
    xt_status status = any ? xt_patch_archive(job, fd, xt_outfile_descriptor(file), output->name, error)
                           : copy_file(fd, output, error);
    close(fd);
    return status;
}

/* What is compared. */
typedef struct comparison {
    const xt_job *job;
    const char *path;
} comparison;

static xt_status compare(void *context, void *piece, bool *last, xt_error *error)
{
    const comparison *c = context;
    (void)piece;
    *last = true;
    return xt_patch_verify(c->job, c->path, error);
}

/* Reads back what was written, and lets the caller look at it meanwhile. That it is not as planned is told
 * before what the caller's look came to. */
static xt_status read_back(const xt_job *job, const char *path, const xt_patch_options *options,
                           xt_error *error)
{
    char nothing = 0;
    comparison c = {job, path};
    const xt_relay_pieces pieces = {&nothing, sizeof nothing, 1};
    xt_relay *other = options->look ? xt_relay_start(compare, &c, pieces, false) : NULL;
    xt_error look_error = {0};
    xt_status status = XT_OK, look = XT_OK;
    if (!other)
        status = xt_patch_verify(job, path, error);
    if (!status && options->look)
        look = options->look(options->look_context, path, &look_error);
    while (other && xt_relay_take(other, &status, error))
        ;
    xt_relay_stop(other);
    if (!status && look && error)
        *error = look_error;
    return status ? status : look;
}

static xt_status write_copy(xt_job *job, const char *input, const char *output,
                            const xt_patch_options *options, bool keeps_old, xt_error *error)
{
    xt_outfile *file = NULL;
    xt_status status = xt_outfile_open(&file, output, options->no_clobber, error);
    if (status)
        return status;
    const char *temporary = xt_outfile_temporary(file);
    if (!temporary)
        status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(output), ENOTSUP); /* no seeking in a pipe */
    if (!status)
        status = write_changed(job, input, file, error);
    if (!status)
        status = read_back(job, temporary, options, error);
    if (!status && keeps_old)
        status = xt_outfile_keep_old(file, error);
    if (!status)
        return xt_outfile_finish(file, error);
    xt_outfile_discard(file);
    return status;
}

/* Whether both names lead to one file. */
static xt_status look_at_files(const char *input, const char *output, bool *same, xt_error *error)
{
    struct stat from, to;
    if (stat(input, &from) != 0)
        return xt_fail_errno(
            error, errno == ENOENT || errno == ENOTDIR ? XT_SAY_FILE_MISSING : XT_SAY_FILE_UNREADABLE,
            (xt_str){0}, errno);
    if (!S_ISREG(from.st_mode) && !S_ISDIR(from.st_mode))
        return xt_fail_errno(error, XT_SAY_FILE_UNREADABLE, (xt_str){0}, ESPIPE);
    *same = stat(output, &to) == 0 && from.st_dev == to.st_dev && from.st_ino == to.st_ino;
    return XT_OK;
}

xt_status xt_patch(const char *input, const char *output, const xt_edit *edits, size_t count,
                   const xt_patch_options *given, xt_error *error)
{
    const xt_patch_options options = given ? *given : (xt_patch_options){0};
    xt_job job = {.edits = edits, .count = count, .chunk = options.chunk, .styles = XT_NO_PART};
    xt_open_options how = xt_open_options_default();
    bool same = false;
    if (options.limits)
        how.limits = *options.limits;
    xt_status status = look_at_files(input, output, &same, error);
    if (!status && same && !options.in_place)
        status = xt_fail(error, XT_SAY_EDIT_SAME_FILE);
    if (!status)
        status = xt_book_open(&job.book, input, &how, error);
    if (!status && xt_book_container(job.book) != XT_CONTAINER_XLSX)
        status = xt_fail_at(error, XT_SAY_EDIT_CONTAINER, (xt_str){0},
                            xt_str_of(xt_container_name(xt_book_container(job.book))));
    if (!status && count) {
        job.spots = calloc(count, sizeof *job.spots);
        status = job.spots ? plan(&job, options.force, error) : xt_fail_memory(error);
    }
    if (!status)
        status = write_copy(&job, input, output, &options, same, error);
    for (xt_splices *s = job.changed; s; s = s->next) {
        xt_bytes_free(&s->items);
        xt_bytes_free(&s->text);
    }
    free(job.spots);
    xt_book_close(job.book);
    xt_arena_free(&job.arena);
    return status;
}
