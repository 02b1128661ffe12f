/* SPDX-License-Identifier: MIT
 *
 * The styles, and a number in each of the first cell formats; and the part as the code of a number format.
 */
#include "fuzz.h"
#include "hold.h"
#include "read/styles.h"

#define CELL(format) "<c s=\"" format "\"><v>45382.5</v></c>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str text = hold_input(data, size);
    const pack_part parts[] = {
        hold_part("xl/styles.xml", text),
        {.name = PACK_SHEET_NAME,
         .text = PACK_DATA("<row>" CELL("0") CELL("1") CELL("2") CELL("3") CELL("4") "</row>")},
        {0}};
    hold_workbook(parts, 1 + size);
    if (xt_format_code_is_time(text))
        hold(xt_format_code_is_date(text), "a time that is no date");
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return xml_mutate_input(data, size, most, seed);
}
