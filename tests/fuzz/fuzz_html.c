/* SPDX-License-Identifier: MIT
 *
 * Web pages that are called workbooks.
 */
#include "fuzz.h"
#include "hold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const ENCODINGS[] = {NULL, NULL, NULL, "cp874", "utf-8"};
    xt_open_options options = hold_options();
    options.encoding = ENCODINGS[size % (sizeof ENCODINGS / sizeof *ENCODINGS)];
    hold_book(hold_input(data, size), &options, 0);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return xml_mutate_input(data, size, most, seed);
}
