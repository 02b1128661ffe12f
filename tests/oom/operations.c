/* SPDX-License-Identifier: MIT */
#include "oom.h"

/* What is tested, in one table. */
static const operation OPERATIONS[] = {
    {"read", op_read, OUT_NONE, false, LIBRARY_LEAK},
    {"page", op_read, OUT_NONE, false, PAGE_LEAK},
    {"dump", op_dump, OUT_NONE, false, LIBRARY_LEAK},
    {"lists", op_lists, OUT_NONE, false, LIBRARY_LEAK},
    {"encodings", op_encodings, OUT_NONE, false, LIBRARY_LEAK},
    {"templates", op_templates, OUT_NONE, false, 0},
    {"templates-foreign", op_templates, OUT_NONE, true, 0},
    {"check", op_check, OUT_NONE, false, LIBRARY_LEAK},
    {"check-page", op_check, OUT_NONE, false, PAGE_LEAK},
    {"check-page-cold", op_check, OUT_NONE, true, PAGE_LEAK},
    {"review", op_review, OUT_NEW, true, LISTS_LEAK},
    {"fix", op_fix, OUT_NEW, false, LIBRARY_LEAK},
    {"fix-suggested", op_fix_suggested, OUT_NEW, false, LIBRARY_LEAK},
    {"fix-dry", op_fix_dry, OUT_NONE, false, LIBRARY_LEAK},
    {"fix-in-place", op_fix_in_place, OUT_IN_PLACE, false, LIBRARY_LEAK},
    {"rebuild", op_rebuild, OUT_NEW, true, LISTS_LEAK},
    {"patch", op_patch, OUT_NEW, false, LIBRARY_LEAK},
    {"patch-pieces", op_patch_pieces, OUT_NEW, false, LIBRARY_LEAK},
    {"texts", op_texts, OUT_NONE, false, LIBRARY_LEAK},
    {"texts-of-page", op_texts, OUT_NONE, false, PAGE_LEAK},
    {"text-file", op_text_file, OUT_NEW, false, LIBRARY_LEAK},
    {"workbook", op_workbook, OUT_NEW, true, LISTS_LEAK},
    {"form", op_form, OUT_NEW, true, LISTS_LEAK},
    {"derive", op_derive, OUT_NEW, false, LIBRARY_LEAK},
    {"sum-figures", op_sum_figures, OUT_NONE, false, LIBRARY_LEAK},
    {"sum-months", op_sum_months, OUT_NEW, true, LISTS_LEAK},
    {"sum-quarter", op_sum_quarter, OUT_NEW, true, LISTS_LEAK},
    {"sum-year", op_sum_year, OUT_NEW, true, LISTS_LEAK},
    {"sum-progress", op_sum_progress, OUT_NEW, true, LISTS_LEAK},
    {"sum-agency", op_sum_agency, OUT_NEW, true, LISTS_LEAK},
};

const operation *operation_of(const char *name)
{
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
        if (strcmp(OPERATIONS[i].name, name) == 0)
            return &OPERATIONS[i];
    return NULL;
}
