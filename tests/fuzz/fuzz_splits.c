/* SPDX-License-Identifier: MIT
 *
 * Cells that hold two things: both are pieces of the text, and what each is called.
 */
#include "fuzz.h"
#include "hold.h"
#include "thai/date.h"
#include "thai/digits.h"
#include "thai/split.h"

static bool is_part(xt_str part, xt_str whole)
{
    return part.size && part.data >= whole.data && part.data + part.size <= whole.data + whole.size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str text = hold_input(data, size), first = {0}, second = {0};
    xt_thai_date date;
    char plain[XT_NUMBER_SIZE];
    if (xt_split_amount(text, &first, &second)) {
        hold(is_part(first, text) && is_part(second, text), "a name or an amount from elsewhere");
        hold(xt_thai_number(second, plain, NULL), "\"%.*s\" is no amount", (int)second.size, second.data);
    }
    if (xt_split_date(text, &first, &second)) {
        hold(is_part(first, text) && is_part(second, text), "a number or a date from elsewhere");
        hold(xt_thai_date_parse(second, &date), "\"%.*s\" is no date", (int)second.size, second.data);
    }
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return text_mutate_input(data, size, most, seed);
}
