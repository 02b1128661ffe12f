/* SPDX-License-Identifier: MIT
 *
 * Compound files: each stream that is found is read whole, and the workbook in it.
 */
#include "fuzz.h"
#include "hold.h"
#include "read/cfb.h"

static void hold_stream(xt_cfb *cfb, const char *name, size_t file_size)
{
    xt_bytes bytes = xt_bytes_make(file_size ? file_size : 1);
    xt_error error;
    uint32_t stream = xt_cfb_find(cfb, name);
    if (stream != XT_CFB_NONE) {
        xt_status status = xt_cfb_read(cfb, stream, &bytes, &error);
        if (status)
            hold_error(status, &error);
        hold(bytes.size <= file_size, "%zu bytes of a file of %zu", bytes.size, file_size);
    }
    xt_bytes_free(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const NAMES[] = {"Workbook", "Book", "Other", "Small", "Large", "Inside"};
    const xt_open_options options = hold_options();
    xt_str file = hold_input(data, size);
    xt_input input;
    xt_cfb *cfb = NULL;
    xt_error error;
    if (xt_input_open_memory(&input, file, NULL))
        return 0;
    xt_status status = xt_cfb_open(&cfb, &input, &error);
    hold(!status == (cfb != NULL), "a file beside an error, or neither");
    if (status)
        hold_error(status, &error);
    for (size_t i = 0; cfb && i < sizeof NAMES / sizeof *NAMES; i++)
        hold_stream(cfb, NAMES[i], size);
    xt_cfb_close(cfb);
    xt_input_close(&input);
    hold_book(file, &options, 0);
    return 0;
}
