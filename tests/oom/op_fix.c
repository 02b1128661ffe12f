/* SPDX-License-Identifier: MIT
 *
 * Correcting: into another file, in place, for nothing but its report, the form afresh; and single cells.
 */
#include "oom.h"

#include "write/patch.h"

static xt_status report(const xt_fixed *fixed, xt_format format, uint64_t *digest, xt_error *error)
{
    const xt_output output = mix_output(digest);
    const xt_report_options options = {.format = format, .tool = "oom", .version = "0"};
    xt_report *made = NULL;
    xt_status status = xt_report_begin(&made, &options, &output, error);
    if (!status)
        status = xt_report_add_fixed(made, "file", fixed, error);
    xt_error late;
    xt_status ended = xt_report_end(made, status ? &late : error);
    return status ? status : ended;
}

static xt_status fix(job *j, const xt_fix_options *options, xt_error *error)
{
    xt_fixed *fixed = NULL;
    xt_status status = xt_fix(&fixed, options->in_place ? j->out : j->path, j->out, j->set, options, error);
    j->written = !status;
    for (int format = XT_FORMAT_TEXT; !status && format <= XT_FORMAT_CSV; format++)
        status = report(fixed, (xt_format)format, &j->digest, error);
    xt_fixed_free(fixed);
    return status;
}

xt_status op_fix(job *j, xt_error *error)
{
    const xt_fix_options options = xt_fix_options_default();
    return fix(j, &options, error);
}

xt_status op_fix_suggested(job *j, xt_error *error)
{
    xt_fix_options options = xt_fix_options_default();
    options.suggested = true;
    return fix(j, &options, error);
}

xt_status op_fix_dry(job *j, xt_error *error)
{
    xt_fix_options options = xt_fix_options_default();
    options.dry_run = true;
    return fix(j, &options, error);
}

xt_status op_fix_in_place(job *j, xt_error *error)
{
    xt_fix_options options = xt_fix_options_default();
    options.in_place = true;
    return fix(j, &options, error);
}

xt_status op_rebuild(job *j, xt_error *error)
{
    xt_fix_options options = xt_fix_options_default();
    options.rebuild = true;
    return fix(j, &options, error);
}

/* Cells of each kind, one of them new. */
static xt_status patch(job *j, size_t chunk, xt_error *error)
{
    static const xt_edit EDITS[] = {{0, 2, 2, XT_EDIT_TEXT, {"ซื้อ_x000D_ <1>", 23}, 0, false},
                                    {0, 2, 3, XT_EDIT_DATE, {NULL, 0}, 45382, false},
                                    {0, 3, 4, XT_EDIT_NUMBER, {"1234.5", 6}, 0, false},
                                    {0, 2000, 9, XT_EDIT_NUMBER, {"7", 1}, 0, true},
                                    {1, 1, 1, XT_EDIT_TEXT, {"x", 1}, 0, false}};
    const xt_patch_options options = {.chunk = chunk};
    xt_status status = xt_patch(j->path, j->out, EDITS, sizeof EDITS / sizeof *EDITS, &options, error);
    j->written = !status;
    return status;
}

xt_status op_patch(job *j, xt_error *error)
{
    return patch(j, 0, error);
}

/* The same a few bytes at a time, so that what must be kept between two pieces grows. */
xt_status op_patch_pieces(job *j, xt_error *error)
{
    return patch(j, 64, error);
}
