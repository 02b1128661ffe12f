/* SPDX-License-Identifier: MIT
 *
 * The directory of a ZIP archive, looked through before anything trusts it (APPNOTE.TXT 6.3.10, 4.3). libzip
 * takes what it needs of a directory and passes over the rest; what it passes over is what attacks and broken
 * copies are made of.
 */
#ifndef XT_READ_ZIP_DIRECTORY_H
#define XT_READ_ZIP_DIRECTORY_H

#include "base/bytes.h"
#include "base/error.h"
#include "read/input.h"

/* What the directory says of an entry. */
typedef struct xt_zip_entry {
    uint64_t packed, unpacked;
    uint32_t crc;
    uint16_t method;
    bool is_renamed; /* an extra field has another name (4.6.9), which libzip takes */
    uint16_t name_size;
    size_t name; /* where it begins in `names` */
} xt_zip_entry;

typedef struct xt_zip_directory {
    xt_bytes entries; /* of xt_zip_entry */
    xt_bytes names;
    uint64_t behind;   /* bytes that follow the archive and are no part of it */
    uint64_t unlisted; /* places between the entries that hold a part which the directory does not name */
} xt_zip_directory;

/* Reads the directory and the local header of every entry; no data. Refused, each with its own sentence: a
 * file whose end is missing; bytes before the archive; several volumes; two directories that both hold; more
 * entries than the limit, or another number than announced; names that are absolute, climb ("..") or hold
 * control characters; an entry whose local header tells another story; entries that share bytes. Memory grows
 * with the number of entries. To be freed in any case. */
xt_status xt_zip_directory_read(xt_zip_directory *out, const xt_input *input, const xt_limits *limits,
                                xt_error *error);

void xt_zip_directory_free(xt_zip_directory *directory);

/* Whether an archive ends this file although none begins it: what stands before, in bytes; 0: no. */
xt_status xt_zip_directory_before(const xt_input *input, uint64_t *before, xt_error *error);

#endif
