/* SPDX-License-Identifier: MIT
 *
 * Which sheets of a book are carried: those that have the form's columns.
 */
#include "base/error.h"
#include "write/carry.h"

#include <stdlib.h>

typedef struct finder {
    xt_carry *carry;
    const xt_templates *set;
    const xt_template *from; /* that the file follows; NULL: recognised */
    size_t sheet;            /* this one alone; XT_ALL_SHEETS */
    const xt_wishes *wishes;
    xt_error *error;
} finder;

/* The form that the sheet follows. */
static xt_status recognise(finder *j, size_t sheet, const xt_table **known)
{
    xt_book *book = j->carry->book;
    xt_sheet *open = NULL;
    xt_head head = xt_head_make();
    xt_recognition *r = malloc(sizeof *r);
    xt_status status = r ? xt_sheet_open(&open, book, sheet, j->error) : xt_fail_memory(j->error);
    if (!status)
        status = xt_head_read(&head, open, j->set, j->from, j->error);
    xt_sheet_close(open);
    if (!status)
        status = xt_recognise(r, j->set, j->from, xt_book_sheet(book, sheet)->name, &head, j->error);
    *known = status ? NULL : r->header.table;
    free(r);
    xt_head_free(&head);
    return status;
}

/* The table of the form that the sheet's rows belong to: its own, where the sheet follows this form. */
static size_t table_for(const finder *j, const xt_table *known)
{
    const xt_template *form = j->carry->form;
    return known && known->of == form ? (size_t)(known - form->tables) : 0;
}

/* Looks which columns of the sheet the form has. `miss` keeps the first reason why it has none. */
static xt_status weigh_sheet(finder *j, size_t sheet, xt_error *miss)
{
    const xt_table *known = NULL;
    xt_status status = recognise(j, sheet, &known);
    if (status)
        return status;
    if (!j->carry->form && known)
        j->carry->form = known->of;
    if (!j->carry->form)
        return XT_OK;
    xt_error reason;
    status = xt_carry_add(j->carry, sheet, table_for(j, known), 0, j->set, known, j->wishes, &reason);
    if (status == XT_NO_TEMPLATE) {
        if (!miss->status)
            *miss = reason;
        return XT_OK;
    }
    if (status && j->error)
        *j->error = reason;
    return status;
}

/* Whether the sheet has no row at all: nothing is lost with it. */
static xt_status is_blank(finder *j, size_t sheet, bool *blank)
{
    xt_sheet *open = NULL;
    const xt_row *row = NULL;
    xt_status status = xt_sheet_open(&open, j->carry->book, sheet, j->error);
    if (!status)
        status = xt_sheet_next(open, &row, j->error);
    xt_sheet_close(open);
    *blank = row == NULL;
    return status;
}

static xt_status leave(finder *j, size_t sheet)
{
    bool blank = false;
    xt_status status = is_blank(j, sheet, &blank);
    if (status || blank)
        return status;
    const char *name = xt_book_sheet(j->carry->book, sheet)->name;
    return xt_remarks_add(&j->carry->remarks, XT_REMARK_SHEET, NULL, name, (xt_place){0, 0}, xt_str_of(name),
                          j->error);
}

/* Whether the table of the form has the field, and the mapping fills it. */
static bool fills(const xt_mapping *m, const char *name)
{
    int field = xt_table_field(m->target, xt_str_of(name));
    return field != XT_NO_FIELD && xt_mapping_fills(m, (size_t)field);
}

/* Whether the sheet has what the caller needs of one. */
static bool is_needed(const finder *j, const xt_carry_part *part)
{
    static const char *const PLANS[] = {"budget", "item", NULL};
    const char *const *needs = j->wishes ? j->wishes->needs : NULL;
    if (needs && part->known && part->known->of->summary_of == XT_SUMMARY_OF_PLAN)
        needs = PLANS;
    if (!needs || !*needs || !fills(&part->mapping, *needs))
        return false;
    for (needs++; *needs; needs++)
        if (fills(&part->mapping, *needs))
            return true;
    return false;
}

/* Sheets of which far fewer columns fit than of the best one hold something else, unless they have what is
 * needed.
 */
static xt_status choose_sheets(finder *j)
{
    size_t best = 0;
    for (size_t i = 0; i < xt_carry_count(j->carry); i++) {
        const xt_carry_part *part = xt_carry_at(j->carry, i);
        if (part->table == 0 && part->mapping.header.matched > best)
            best = part->mapping.header.matched;
    }
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < xt_carry_count(j->carry);) {
        const xt_carry_part *part = xt_carry_at(j->carry, i);
        if (part->table != 0 || part->mapping.header.matched * 5 >= best * 4 || is_needed(j, part)) {
            i++;
            continue;
        }
        size_t sheet = part->sheet;
        xt_carry_drop(j->carry, i);
        status = leave(j, sheet);
    }
    return status;
}

static bool is_carried(const finder *j, size_t sheet)
{
    for (size_t i = 0; i < xt_carry_count(j->carry); i++)
        if (xt_carry_at(j->carry, i)->sheet == sheet)
            return true;
    return false;
}

static bool is_wanted(const finder *j, size_t sheet)
{
    const xt_sheet_info *info = xt_book_sheet(j->carry->book, sheet);
    if (j->sheet != XT_ALL_SHEETS)
        return j->sheet == sheet;
    return info->is_worksheet && info->visibility == XT_VISIBLE;
}

xt_status xt_carry_find(xt_carry *carry, const xt_templates *set, const xt_template *from, size_t sheet,
                        const xt_wishes *wishes, xt_error *error)
{
    finder j = {carry, set, from, sheet, wishes, error};
    xt_error miss = {0};
    xt_status status = XT_OK;
    size_t count = xt_book_sheet_count(carry->book);
    for (size_t i = 0; !status && i < count; i++)
        if (is_wanted(&j, i))
            status = weigh_sheet(&j, i, &miss);
    if (status)
        return status;
    if (xt_carry_count(carry) == 0) {
        if (!miss.status)
            return xt_fail(error, carry->form ? XT_SAY_NO_WORKSHEET : XT_SAY_CONVERT_FORM);
        if (error)
            *error = miss;
        return miss.status;
    }
    for (size_t i = 0; !status && i < count; i++)
        if (is_wanted(&j, i) && !is_carried(&j, i))
            status = leave(&j, i);
    return status ? status : choose_sheets(&j);
}
