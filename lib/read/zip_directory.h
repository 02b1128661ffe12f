/* SPDX-License-Identifier: MIT
 *
 * The directory of a ZIP archive, looked through before anything trusts it (APPNOTE.TXT 6.3.10, 4.3). libzip
 * takes what it needs of a directory and passes over the rest; what it passes over is what attacks and broken
 * copies are made of.
 */
#ifndef XT_READ_ZIP_DIRECTORY_H
#define XT_READ_ZIP_DIRECTORY_H

#include "base/error.h"
#include "read/input.h"

typedef struct xt_zip_directory {
    uint64_t entries;
    uint64_t digest; /* of what it says of all of them, for xt_zip_digest */
    uint64_t behind; /* bytes that follow the archive and are no part of it */
} xt_zip_directory;

/* Begins a digest; xt_zip_directory_mix adds one entry after the other. */
enum { XT_ZIP_DIGEST_BEGIN = 0 };
uint64_t xt_zip_directory_mix(uint64_t digest, xt_str name, uint64_t packed, uint64_t unpacked, uint32_t crc);

/* Reads the directory and the local header of every entry; no data. Refused, each with its own sentence: a
 * file whose end is missing; bytes before the archive; several volumes; two directories that both hold; more
 * entries than the limit, or another number than announced; names that are absolute, climb ("..") or hold
 * control characters; an entry whose local header tells another story; entries that share bytes. Memory grows
 * with the number of entries. */
xt_status xt_zip_directory_read(xt_zip_directory *out, const xt_input *input, const xt_limits *limits,
                                xt_error *error);

/* Whether an archive ends this file although none begins it: what stands before, in bytes; 0: no. */
xt_status xt_zip_directory_before(const xt_input *input, uint64_t *before, xt_error *error);

#endif
