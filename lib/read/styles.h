/* SPDX-License-Identifier: MIT
 *
 * The one thing reading needs of the styles: which cell formats show a number as a date or time.
 */
#ifndef XT_READ_STYLES_H
#define XT_READ_STYLES_H

#include "base/bytes.h"
#include "read/zip.h"

typedef struct xt_styles {
    xt_bytes is_date; /* one byte a cell format (cellXfs), 0 or 1 */
} xt_styles;

xt_status xt_styles_read(xt_styles *styles, xt_zip *zip, size_t index, const xt_limits *limits, size_t chunk,
                         xt_error *error);

/* Whether the cell format shows dates; false for one that is not there. */
static inline bool xt_styles_is_date(const xt_styles *styles, uint32_t format)
{
    return format < styles->is_date.size && styles->is_date.data[format];
}

void xt_styles_free(xt_styles *styles);

/* Whether the format code shows a number as a date or time (ECMA-376 part 1, 18.8.31): its first section asks
 * for a part of a date outside quotes, escapes and brackets. */
bool xt_format_code_is_date(xt_str code);

/* The same for a built-in number format (18.8.30, with the Thai and Chinese ones). */
bool xt_format_id_is_date(uint32_t id);

/* Whether such a format shows hours, minutes or seconds and no day: of a date nothing that tells which. */
bool xt_format_code_is_time(xt_str code);
bool xt_format_id_is_time(uint32_t id);

#endif
