/* SPDX-License-Identifier: MIT
 *
 * The content of an OpenDocument spreadsheet; behind a line "=== manifest" its manifest.
 */
#include "fuzz.h"
#include "hold.h"

#define MIMETYPE "application/vnd.oasis.opendocument.spreadsheet"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    xt_str manifest = hold_input(data, size), content = hold_section(&manifest, "\n=== manifest\n");
    pack_part parts[4] = {{.name = "mimetype", .text = MIMETYPE}, hold_part("content.xml", content)};
    if (manifest.data)
        parts[2] = hold_part("META-INF/manifest.xml", manifest);
    hold_archive(parts, 1 + size);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return xml_mutate_input(data, size, most, seed);
}
