/* SPDX-License-Identifier: MIT
 *
 * Names of the sheets of a workbook: as Excel takes them, and none twice, whatever its case.
 */
#include "write/form.h"
#include "write/sheet_name.h"

#include <stdio.h>

enum { ENDING_SIZE = 24 };

void xt_form_reserve_names(xt_form_writer *w, const char *const *names, size_t count)
{
    w->reserved = names;
    w->reserved_count = count;
}

/* Whether the name is that of a sheet, or kept for one that comes later. */
static bool is_taken(const xt_form_writer *w, const char *name, bool own)
{
    xt_str text = xt_str_of(name);
    for (lxw_worksheet *sheet = STAILQ_FIRST(w->x.book->worksheets); sheet;
         sheet = STAILQ_NEXT(sheet, list_pointers))
        if (xt_str_equal_nocase(xt_str_of(sheet->name), text))
            return true;
    for (size_t i = 0; i < w->reserved_count && !own; i++)
        if (xt_str_equal_nocase(xt_str_of(w->reserved[i]), text))
            return true;
    return xt_str_equal_nocase(text, XT_LITERAL("History")) || /* which Excel keeps to itself */
           (!own && xt_str_equal_nocase(text, XT_LITERAL(XT_LIST_SHEET)));
}

lxw_worksheet *xt_form_add_sheet(xt_form_writer *w, const char *wanted, size_t number, bool own)
{
    char name[XT_SHEET_NAME_SIZE], ending[ENDING_SIZE] = "";
    if (!*wanted)
        wanted = "แผ่นงาน";
    for (size_t n = number > 1 ? number : 0;; n = n ? n + 1 : 2) {
        if (n)
            snprintf(ending, sizeof ending, " (%zu)", n);
        xt_sheet_name_make(name, xt_str_of(wanted), ending, false);
        if (!is_taken(w, name, own))
            return workbook_add_worksheet(w->x.book, name);
    }
}
