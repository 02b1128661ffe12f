/* SPDX-License-Identifier: MIT
 *
 * Addresses of cells and ranges: what is read, printed and read again is the same.
 */
#include "fuzz.h"
#include "hold.h"
#include "read/ref.h"

#include <stdio.h>

static bool is_inside(uint32_t row, uint32_t column)
{
    return row <= XT_MAX_ROW && column <= XT_MAX_COLUMN;
}

static void hold_made_of(xt_str text, const char *marks)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = xt_ascii_lower(text.data[i]);
        hold((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr(marks, c)),
             "an address with the byte %d", text.data[i]);
    }
}

static void hold_ref(xt_str text)
{
    uint32_t row = 77, column = 78, row_again = 0, column_again = 0;
    char printed[XT_REF_SIZE];
    if (!xt_ref_parse(text, &row, &column)) {
        hold(row == 77 && column == 78, "refused, and yet %u, %u", row, column);
        return;
    }
    hold_made_of(text, "$");
    hold(row >= 1 && column >= 1, "row %u, column %u", row, column);
    if (!is_inside(row, column))
        return;
    bool again = xt_ref_parse(xt_str_of(xt_cell_ref(row, column, printed)), &row_again, &column_again);
    hold(again && row == row_again && column == column_again, "%u, %u comes to %s", row, column, printed);
}

static void hold_range(xt_str text)
{
    xt_range range = {77, 78, 79, 80}, again;
    char first[XT_REF_SIZE], last[XT_REF_SIZE], printed[2 * XT_REF_SIZE];
    if (!xt_range_parse(text, &range)) {
        hold(range.first_row == 77 && range.last_column == 80, "refused, and yet another range");
        return;
    }
    hold_made_of(text, "$:");
    hold(range.first_row >= 1 && range.first_row <= range.last_row && range.first_column >= 1 &&
             range.first_column <= range.last_column,
         "a range of the rows %u to %u, columns %u to %u", range.first_row, range.last_row,
         range.first_column, range.last_column);
    if (!is_inside(range.last_row, range.last_column))
        return;
    snprintf(printed, sizeof printed, "%s:%s", xt_cell_ref(range.first_row, range.first_column, first),
             xt_cell_ref(range.last_row, range.last_column, last));
    hold(xt_range_parse(xt_str_of(printed), &again) && memcmp(&range, &again, sizeof range) == 0,
         "%s is another range", printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str text = hold_input(data, size);
    hold_ref(text);
    hold_range(text);
    return 0;
}
