/* SPDX-License-Identifier: MIT */
#include "minimise.h"

#include <stdlib.h>

/* Takes `size` bytes out at `at` if the rest still shows it. */
static bool try_without(xt_bytes *text, size_t at, size_t size, minimise_shows *shows, void *context)
{
    xt_bytes less = xt_bytes_make(SIZE_MAX / 2);
    if (xt_bytes_append(&less, text->data, at) ||
        xt_bytes_append(&less, text->data + at + size, text->size - at - size))
        abort();
    bool shown = shows(context, xt_bytes_str(&less));
    if (shown) {
        xt_bytes_free(text);
        *text = less;
    } else {
        xt_bytes_free(&less);
    }
    return shown;
}

/* Large pieces first, then ever smaller ones; single bytes until none can go. */
void minimise(xt_bytes *text, minimise_shows *shows, void *context)
{
    for (size_t size = text->size / 2; size > 0;) {
        bool any = false;
        for (size_t at = 0; at + size <= text->size;)
            if (try_without(text, at, size, shows, context))
                any = true;
            else
                at += size > 1 ? size / 2 : 1;
        if (!any || size > 1)
            size /= 2;
    }
}
