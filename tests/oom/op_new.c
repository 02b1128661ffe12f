/* SPDX-License-Identifier: MIT
 *
 * New forms: a blank workbook of a template, a template of a workbook.
 */
#include "oom.h"

/* The template is the file, or the only one of the set. */
xt_status op_form(job *j, xt_error *error)
{
    const xt_form_options options = {
        .rows = 2, .fiscal_year = 2568, .agency = "อบต.ตัวอย่าง", .province = "เลย", .district = "ภูเรือ"};
    const xt_template *form = j->form ? j->form : xt_templates_at(j->set, 0);
    xt_status status = xt_form_write(j->set, form, &options, j->out, error);
    j->written = !status;
    return status;
}

static xt_status derive(const job *j, const xt_output *output, xt_error *error)
{
    xt_book *book = NULL;
    xt_status status = xt_book_open_memory(&book, j->file.data, j->file.size, NULL, error);
    if (!status)
        status = xt_template_derive(j->set, book, XT_ALL_SHEETS, "new form.json", output, NULL, error);
    xt_book_close(book);
    return status;
}

xt_status op_derive(job *j, xt_error *error)
{
    xt_outfile *file = NULL;
    xt_status status = xt_outfile_open(&file, j->out, false, error);
    if (status)
        return status;
    status = derive(j, xt_outfile_output(file), error);
    if (status) {
        xt_outfile_discard(file);
        return status;
    }
    status = xt_outfile_finish(file, error);
    j->written = !status;
    return status;
}
