/* SPDX-License-Identifier: MIT
 *
 * Text in columns of any encoding, at once and in pieces; the size of the input chooses what the caller says
 * of it.
 */
#include "fuzz.h"
#include "hold.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct {
        const char *encoding;
        char delimiter;
    } SAID[] = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {"cp874", 0}, {NULL, ';'}, {"utf-16le", 0}, {"utf-8", ','}};
    enum { SAID_COUNT = sizeof SAID / sizeof *SAID };
    xt_open_options options = hold_options();
    options.encoding = SAID[size % SAID_COUNT].encoding;
    options.delimiter = SAID[size % SAID_COUNT].delimiter;
    hold_book(hold_input(data, size), &options, 1 + size);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return text_mutate_input(data, size, most, seed);
}
