/* SPDX-License-Identifier: MIT
 *
 * Names of the sheets of a workbook: as Excel takes them, and none twice, whatever its case.
 */
#include "base/utf8.h"
#include "write/form.h"

#include <stdio.h>

enum { LONGEST = 31, /* UTF-16 units, as Excel counts */ NAME_SIZE = LONGEST * 3 + 1, ENDING_SIZE = 24 };

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

/* `wanted` as Excel takes it, as much of it as leaves room for the ending. */
static void make_name(char out[NAME_SIZE], xt_str wanted, const char *ending)
{
    size_t size = 0, units = strlen(ending);
    for (size_t at = 0, from = 0; at < wanted.size; from = at) {
        uint32_t code = xt_utf8_next(wanted, &at);
        bool legal = code >= 0x20 && code != 0x7F && code < XT_UTF8_BAD && code != 0xFFFE && code != 0xFFFF &&
                     (code > 0x7F || !strchr("[]:*?/\\'", (int)code));
        units += legal && code > 0xFFFF ? 2 : 1;
        if (units > LONGEST)
            break;
        xt_str piece = legal ? (xt_str){wanted.data + from, at - from} : XT_LITERAL("-");
        memcpy(out + size, piece.data, piece.size);
        size += piece.size;
    }
    memcpy(out + size, ending, strlen(ending) + 1);
}

lxw_worksheet *xt_form_add_sheet(xt_form_writer *w, const char *wanted, size_t number, bool own)
{
    char name[NAME_SIZE], ending[ENDING_SIZE] = "";
    if (!*wanted)
        wanted = "แผ่นงาน";
    for (size_t n = number > 1 ? number : 0;; n = n ? n + 1 : 2) {
        if (n)
            snprintf(ending, sizeof ending, " (%zu)", n);
        make_name(name, xt_str_of(wanted), ending);
        if (!is_taken(w, name, own))
            return workbook_add_worksheet(w->x.book, name);
    }
}
