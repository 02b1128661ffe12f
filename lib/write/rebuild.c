/* SPDX-License-Identifier: MIT */
#include "write/rebuild.h"

#include "base/error.h"
#include "check/result.h"
#include "write/carry.h"

#include <stdlib.h>

static const xt_sheet_entry *entry_at(const xt_result *result, size_t index)
{
    return ((xt_sheet_entry *const *)(void *)result->sheets.data)[index];
}

/* The row in which the next table of the same sheet begins; 0: none. */
static uint32_t next_table(const xt_result *before, const xt_sheet_entry *entry)
{
    uint32_t next = 0;
    for (size_t i = 0; i < xt_result_sheet_count(before); i++) {
        const xt_sheet_result *other = &entry_at(before, i)->shown;
        bool below = other->index == entry->shown.index && other->header_row > entry->shown.header_row;
        if (below && (!next || other->header_row < next))
            next = other->header_row;
    }
    return next;
}

static xt_status leave_sheet(xt_carry *carry, const char *name, xt_error *error)
{
    return xt_remarks_add(&carry->remarks, XT_REMARK_SHEET, NULL, name, (xt_place){0, 0}, xt_str_of(name),
                          error);
}

/* Every table of the form that was recognised first; sheets of other forms are left behind. */
static xt_status add_tables(xt_carry *carry, const xt_templates *set, const xt_result *before,
                            xt_error *error)
{
    uint64_t seen = 0;
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_result_sheet_count(before); i++) {
        const xt_sheet_entry *entry = entry_at(before, i);
        size_t table = (size_t)(entry->table - carry->form->tables);
        if (entry->table->of != carry->form || seen >> table & 1) {
            status = leave_sheet(carry, entry->shown.name, error);
            continue;
        }
        seen |= UINT64_C(1) << table;
        status =
            xt_carry_add(carry, entry->shown.index, table, next_table(before, entry), set, NULL, NULL, error);
    }
    for (size_t i = 0; !status && xt_result_passed_over(before, i); i++)
        status = leave_sheet(carry, xt_result_passed_over(before, i), error);
    return status;
}

xt_status xt_rebuild(xt_remarks *remarks, const char *input, const char *output, const xt_templates *set,
                     const xt_fix_options *options, const xt_result *before, xt_last_look look,
                     xt_error *error)
{
    const xt_template *form = entry_at(before, 0)->table->of;
    xt_open_options how = xt_open_options_default();
    xt_book *book = NULL;
    how.limits = options->limits;
    xt_status status = xt_book_open(&book, input, &how, error);
    if (status)
        return status;
    xt_carry *carry = malloc(sizeof *carry);
    if (!carry) {
        xt_book_close(book);
        return xt_fail_memory(error);
    }
    xt_carry_begin(carry, book, form);
    carry->mend = true;
    carry->fiscal_year = options->check.fiscal_year;
    status = add_tables(carry, set, before, error);
    if (!status) {
        const xt_form_options form_options = {.fiscal_year = options->check.fiscal_year,
                                              .no_clobber = options->no_clobber};
        xt_form_feed feed = xt_carry_feed(carry);
        feed.one_agency = true;
        feed.look = look;
        status = xt_form_write_filled(set, form, &form_options, &feed, output, error);
    }
    *remarks = carry->remarks;
    carry->remarks = (xt_remarks){0};
    xt_carry_free(carry);
    free(carry);
    xt_book_close(book);
    return status;
}
