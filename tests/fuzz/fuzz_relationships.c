/* SPDX-License-Identifier: MIT
 *
 * What leads from the file to its sheets. The text is the workbook part; behind lines "=== rels" and "===
 * root" its relationships and those of the package.
 */
#include "fuzz.h"
#include "hold.h"
#include "store.h"

#include <stdlib.h>

#define NAMED                                                                                                \
    "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><dataValidations><dataValidation "    \
    "type=\"list\" sqref=\"A1\"><formula1>n</formula1></dataValidation></dataValidations>"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str root = hold_input(data, size), rels = hold_section(&root, "\n=== root\n");
    xt_str book = hold_section(&rels, "\n=== rels\n");
    pack_part parts[6] = {
        {.name = PACK_SHEET_NAME, .text = PACK_SHEET(NAMED)},
        {.name = "xl/worksheets/sheet2.xml", .text = PACK_DATA("<row><c><v>2</v></c></row>")},
        hold_part("xl/workbook.xml", book)};
    size_t count = 3;
    if (rels.data)
        parts[count++] = hold_part("xl/_rels/workbook.xml.rels", rels);
    if (root.data)
        parts[count++] = hold_part("_rels/.rels", root);
    const xt_open_options options = hold_options();
    xt_str file = pack_book_by(store_parts, parts);
    hold_book(file, &options, 1 + size);
    hold_validations(file);
    free((void *)(uintptr_t)file.data);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return xml_mutate_input(data, size, most, seed);
}
