/* SPDX-License-Identifier: MIT */
#include "write/xlsx_parts.h"

#include "read/xml_whole.h"

#include <stdio.h>

/* How often the piece (which begins with its only '<') stands in the part; XT_OK only for a part that is
 * whole. */
static xt_status count_in_part(xt_zip *zip, size_t index, xt_str piece, uint64_t *found, xt_error *error)
{
    char data[16384];
    size_t got = 1, matched = 0;
    xt_zip_part *part = NULL;
    xt_status status = xt_zip_part_open(&part, zip, index, 0, error);
    while (!status && got) {
        status = xt_zip_part_read(part, data, sizeof data, &got, error);
        for (size_t i = 0; !status && i < got; i++) {
            matched = data[i] == piece.data[matched] ? matched + 1 : data[i] == piece.data[0];
            if (matched < piece.size)
                continue;
            ++*found;
            matched = 0;
        }
    }
    xt_zip_part_close(part);
    return status;
}

/* Whether the kind of each part is told: of those that are not told by their ending, one by one. Excel does
 * not open a file with a part of no kind. */
static xt_status has_kinds(xt_zip *zip, bool *all, xt_error *error)
{
    static const char *const TOLD[] = {".rels", ".vml", ".png", "[Content_Types].xml"};
    uint64_t wanted = 0, found = 0;
    for (size_t i = 0; i < xt_zip_count(zip); i++) {
        xt_str name = xt_str_of(xt_zip_name(zip, i));
        bool by_ending = false;
        for (size_t n = 0; n < sizeof TOLD / sizeof *TOLD; n++)
            by_ending = by_ending || xt_str_ends(name, xt_str_of(TOLD[n]));
        wanted += !by_ending;
    }
    size_t kinds = xt_zip_find(zip, XT_LITERAL("[Content_Types].xml"));
    *all = false;
    if (kinds == XT_NO_PART)
        return XT_OK;
    xt_status status = count_in_part(zip, kinds, XT_LITERAL("<Override "), &found, error);
    *all = found == wanted;
    return status;
}

/* Counts the comments that were written, and the boxes that show them. */
static xt_status count_comments(xt_zip *zip, uint64_t *comments, uint64_t *boxes, xt_error *error)
{
    xt_status status = XT_OK;
    for (int n = 1; !status; n++) {
        char texts[64], drawing[64];
        snprintf(texts, sizeof texts, "xl/comments%d.xml", n);
        snprintf(drawing, sizeof drawing, "xl/drawings/vmlDrawing%d.vml", n);
        size_t first = xt_zip_find(zip, xt_str_of(texts)), second = xt_zip_find(zip, xt_str_of(drawing));
        if (first == XT_NO_PART || second == XT_NO_PART)
            break;
        status = count_in_part(zip, first, XT_LITERAL("<comment "), comments, error);
        if (!status)
            status = count_in_part(zip, second, XT_LITERAL("<v:shape "), boxes, error);
    }
    return status;
}

/* Whether the reader of sheets reads it to its end. */
static bool is_of_sheets(xt_str name)
{
    return xt_str_starts(name, XT_LITERAL("xl/worksheets/sheet")) ||
           xt_str_equal(name, XT_LITERAL("xl/sharedStrings.xml"));
}

/* Looks at all other parts: the rest of a workbook is of no use to a program that stumbles over one of them.
 * libxlsxwriter puts each into a temporary file first, and does not see what gets lost there. */
static xt_status are_whole(xt_zip *zip, bool *whole, xt_error *error)
{
    xt_status status = XT_OK;
    *whole = true;
    for (size_t i = 0; !status && *whole && i < xt_zip_count(zip); i++)
        if (!is_of_sheets(xt_str_of(xt_zip_name(zip, i))))
            status = xt_part_is_whole(zip, i, whole, error);
    return status;
}

xt_status xt_xlsx_check_parts(const char *path, uint64_t comments, bool *same, xt_error *error)
{
    const xt_limits limits = xt_limits_none(); /* it is our own */
    uint64_t written = 0, boxes = 0;
    bool all = false, whole = false;
    xt_zip *zip = NULL;
    xt_status status = xt_zip_open_path(&zip, path, &limits, error);
    if (!status)
        status = has_kinds(zip, &all, error);
    if (!status && comments)
        status = count_comments(zip, &written, &boxes, error);
    if (!status)
        status = are_whole(zip, &whole, error);
    *same = all && whole && written == comments && boxes == comments;
    xt_zip_close(zip);
    return status;
}
