/* SPDX-License-Identifier: MIT
 *
 * Deflated bytes (RFC 1951) inflated in a stream by ISA-L, which takes less than half of zlib's time, and
 * their checksum. Where the library is built without it (XT_NO_ISAL), nothing opens and libzip inflates.
 */
#ifndef XT_READ_INFLATE_H
#define XT_READ_INFLATE_H

#include "xlstools.h"

typedef struct xt_inflate xt_inflate;

/* Gives the next deflated bytes, at most `size`; *got 0: there are no more. */
typedef xt_status xt_inflate_source(void *context, void *data, size_t size, size_t *got, xt_error *error);

/* Whether there is anything to open. */
bool xt_inflate_is_there(void);

/* Room for one stream after the other. NULL when memory is out. */
xt_inflate *xt_inflate_open(void);

/* Begins a stream. */
void xt_inflate_begin(xt_inflate *inflate, xt_inflate_source *source, void *context);

/* Up to `size` bytes; *got is 0 at the end of the stream, and also where its bytes end too early. *damaged:
 * they are no deflated bytes; what came before may be taken. A failure of the source is passed on. */
xt_status xt_inflate_read(xt_inflate *inflate, void *data, size_t size, size_t *got, bool *damaged,
                          xt_error *error);

/* CRC-32 (APPNOTE.TXT 4.4.7) of what was read so far. */
uint32_t xt_inflate_crc(const xt_inflate *inflate);

/* NULL is allowed. */
void xt_inflate_close(xt_inflate *inflate);

#endif
