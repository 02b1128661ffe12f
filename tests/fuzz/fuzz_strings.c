/* SPDX-License-Identifier: MIT
 *
 * The shared strings, by the scanner and in pieces, and a cell for each of the first of them.
 */
#include "fuzz.h"
#include "hold.h"

#define CELL(index) "<row><c t=\"s\"><v>" index "</v></c></row>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const pack_part parts[] = {
        hold_part("xl/sharedStrings.xml", hold_input(data, size)),
        {.name = PACK_SHEET_NAME,
         .text = PACK_DATA(CELL("0") CELL("1") CELL("2") CELL("3") CELL("4") CELL("5"))},
        {0}};
    hold_workbook(parts, 1 + size);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return xml_mutate_input(data, size, most, seed);
}
