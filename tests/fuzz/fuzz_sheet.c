/* SPDX-License-Identifier: MIT
 *
 * A sheet and its shared strings (sheet_case.h) by the scanner and by expat.
 */
#include "fuzz.h"
#include "sheet_case.h"
#include "xml_mutate.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    compare_count ignored = {0};
    xt_bytes difference = xt_bytes_make(SIZE_MAX / 2);
    if (!sheet_case_compare((xt_str){(const char *)data, size}, size, &ignored, &difference)) {
        fprintf(stderr, "the ways of reading differ: %s\n", xt_bytes_cstr(&difference));
        abort();
    }
    xt_bytes_free(&difference);
    return 0;
}

/* Tokens more often than bytes. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    dice d = {seed};
    if (below(&d, 4) == 0)
        return LLVMFuzzerMutate(data, size, most);
    xt_bytes text = xt_bytes_make(SIZE_MAX / 2);
    if (xt_bytes_append(&text, data, size))
        abort();
    size_t changes = 1 + below(&d, 3);
    for (size_t i = 0; i < changes; i++)
        xml_mutate(&d, &text, most);
    if (text.size)
        memcpy(data, text.data, text.size);
    size = text.size;
    xt_bytes_free(&text);
    return size;
}
