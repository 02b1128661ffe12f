/* SPDX-License-Identifier: MIT
 *
 * Bytes deflated (RFC 1951) in a stream by ISA-L, in less than a tenth of zlib's time and to a third more
 * bytes: for large parts, where somebody waits. Where the library is built without it (XT_NO_ISAL), nothing
 * opens and libzip deflates.
 */
#ifndef XT_WRITE_DEFLATE_H
#define XT_WRITE_DEFLATE_H

#include "xlstools.h"

typedef struct xt_deflate xt_deflate;

/* Gives the next bytes, at most `size`; *got 0: there are no more. */
typedef xt_status xt_deflate_source(void *context, char *data, size_t size, size_t *got, xt_error *error);

/* Whether there is anything to open. */
bool xt_deflate_is_there(void);

/* Begins a stream. NULL when memory is out. */
xt_deflate *xt_deflate_open(xt_deflate_source *source, void *context);

/* Up to `size` deflated bytes; *got is 0 at the end. A failure of the source is passed on. */
xt_status xt_deflate_read(xt_deflate *deflate, void *data, size_t size, size_t *got, xt_error *error);

/* CRC-32 (APPNOTE.TXT 4.4.7) of what the source has given so far. */
uint32_t xt_deflate_crc(const xt_deflate *deflate);

/* NULL is allowed. */
void xt_deflate_close(xt_deflate *deflate);

#endif
