/* SPDX-License-Identifier: MIT
 *
 * A growable run of bytes. Its maximum is not optional: what is read from a file never decides alone how much
 * memory is taken.
 */
#ifndef XT_BASE_BYTES_H
#define XT_BASE_BYTES_H

#include "base/str.h"

#include <stdarg.h>

typedef struct xt_bytes {
    char *data;            /* NULL while empty */
    size_t size, capacity; /* one byte more is there, for a terminator */
    size_t maximum;        /* of size */
    xt_status fault;       /* the first failure; sticky, so that a row of appends needs one look at the end */
} xt_bytes;

/* An empty run that may grow to `maximum` bytes (above 0). */
static inline xt_bytes xt_bytes_make(size_t maximum)
{
    return (xt_bytes){.maximum = maximum};
}

/* One that may grow to a limit that is named in 64 bits: 0, and more than memory can hold, is none. */
static inline xt_bytes xt_bytes_limited(uint64_t limit)
{
    return xt_bytes_make(limit && limit < SIZE_MAX / 2 ? (size_t)limit : SIZE_MAX / 2);
}

/* Appends. XT_OVER_LIMIT past the maximum, XT_OUT_OF_MEMORY when memory is out; the run is then unchanged and
 * answers every further append with the same failure until it is cleared. */
xt_status xt_bytes_append(xt_bytes *bytes, const void *data, size_t size);

/* Makes room for `size` more bytes and returns where they go, or NULL (see fault). Raise bytes->size
 * yourself. */
char *xt_bytes_reserve(xt_bytes *bytes, size_t size);

static inline xt_status xt_bytes_add(xt_bytes *bytes, xt_str text)
{
    return xt_bytes_append(bytes, text.data, text.size);
}

static inline xt_status xt_bytes_puts(xt_bytes *bytes, const char *terminated)
{
    return xt_bytes_append(bytes, terminated, strlen(terminated));
}

static inline xt_status xt_bytes_putc(xt_bytes *bytes, char c)
{
    return xt_bytes_append(bytes, &c, 1);
}

/* Formats as printf does and appends the result. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
xt_status
xt_bytes_printf(xt_bytes *bytes, const char *format, ...);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 0)))
#endif
xt_status
xt_bytes_vprintf(xt_bytes *bytes, const char *format, va_list arguments);

/* What it holds; borrowed until the next change. */
static inline xt_str xt_bytes_str(const xt_bytes *bytes)
{
    return (xt_str){bytes->data, bytes->size};
}

/* Terminates what it holds and returns it, borrowed until the next change; "" when that failed. */
const char *xt_bytes_cstr(xt_bytes *bytes);

/* Empties it and forgets a failure; the memory is kept. */
static inline void xt_bytes_clear(xt_bytes *bytes)
{
    bytes->size = 0;
    bytes->fault = XT_OK;
}

void xt_bytes_free(xt_bytes *bytes);

#endif
