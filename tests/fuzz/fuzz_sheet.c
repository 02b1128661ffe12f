/* SPDX-License-Identifier: MIT
 *
 * A sheet and its shared strings (sheet_case.h) by the scanner and by expat.
 */
#include "fuzz.h"
#include "hold.h"
#include "sheet_case.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { SELDOM = 8 /* is a second thread started, which takes longer than all the rest */ };
    compare_count ignored = {0};
    xt_bytes difference = xt_bytes_make(SIZE_MAX / 2);
    bool same = sheet_case_compare(hold_input(data, size), size,
                                   size % SELDOM ? COMPARE_USUAL - 1 : COMPARE_USUAL, &ignored, &difference);
    hold(same, "the ways of reading differ: %s", xt_bytes_cstr(&difference));
    xt_bytes_free(&difference);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    return xml_mutate_input(data, size, most, seed);
}
