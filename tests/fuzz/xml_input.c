/* SPDX-License-Identifier: MIT */
#include "fuzz.h"
#include "xml_mutate.h"

#include <stdlib.h>

size_t xml_mutate_input(uint8_t *data, size_t size, size_t most, unsigned seed)
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
