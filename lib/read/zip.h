/* SPDX-License-Identifier: MIT
 *
 * The ZIP container (APPNOTE.TXT 6.3.10) through libzip: found parts, streamed parts, and the faults told
 * apart.
 */
#ifndef XT_READ_ZIP_H
#define XT_READ_ZIP_H

#include "read/zip_directory.h"

#define XT_NO_PART SIZE_MAX

typedef struct xt_zip xt_zip;

/* Opens the archive in a file, or in memory that must live until xt_zip_close. Names that are there twice
 * (letter case aside), impossible names and too many entries are refused here. `limits` must live as long. */
xt_status xt_zip_open_path(xt_zip **zip, const char *path, const xt_limits *limits, xt_error *error);
xt_status xt_zip_open_memory(xt_zip **zip, const void *data, size_t size, const xt_limits *limits,
                             xt_error *error);
void xt_zip_close(xt_zip *zip);

/* Whether libzip has read the same directory. */
bool xt_zip_agrees(const xt_zip *zip, const xt_zip_directory *directory);

/* The index of the part, or XT_NO_PART. Letter case, a leading slash and backslashes for slashes make no
 * difference (ECMA-376 part 2, 6.2.2.3; backslashes are a common fault of writers). */
size_t xt_zip_find(const xt_zip *zip, xt_str name);

/* How many entries the archive has, folders among them. */
size_t xt_zip_count(const xt_zip *zip);

/* What the directory says of an entry, before anything is inflated: its size, and that of its packed bytes.
 */
uint64_t xt_zip_size(const xt_zip *zip, size_t index, uint64_t *packed);

/* Its name as the archive has it; lives as long as the archive. */
const char *xt_zip_name(const xt_zip *zip, size_t index);

typedef struct xt_zip_part xt_zip_part;

/* Starts reading the part; at most `maximum` bytes (0: no limit) will be given out. One part of an archive
 * after the other or several at once. */
xt_status xt_zip_part_open(xt_zip_part **part, xt_zip *zip, size_t index, uint64_t maximum, xt_error *error);

/* Reads up to `size` bytes; *got is 0 at the end, and then size and checksum were right. */
xt_status xt_zip_part_read(xt_zip_part *part, void *data, size_t size, size_t *got, xt_error *error);

/* From now on no part of the archive gets a thread of its own (xt_zip_part_ahead). */
void xt_zip_stay_single(xt_zip *zip);

/* From now on a second thread inflates ahead of the reading, where there is one to spare (base/ahead.h). */
void xt_zip_part_ahead(xt_zip_part *part);

/* Whether it is large enough, by the directory, for a second thread to be worth its cost. */
bool xt_zip_part_is_large(const xt_zip_part *part);

/* How much of the part has been read, 0 to 1. */
double xt_zip_part_share(const xt_zip_part *part);

/* The part's name; lives as long as the archive. */
const char *xt_zip_part_name(const xt_zip_part *part);

void xt_zip_part_close(xt_zip_part *part);

#endif
