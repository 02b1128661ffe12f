/* SPDX-License-Identifier: MIT
 *
 * A file read in several ways at once, which must all give the same: the same sheets, rows and cells, and the
 * same error in the same place.
 */
#ifndef XT_FUZZ_COMPARE_H
#define XT_FUZZ_COMPARE_H

#include "base/bytes.h"

/* One way of reading: see xt_book_open_chunked. */
typedef struct compare_way {
    size_t chunk;
    bool use_scanner;
    bool ahead; /* a second thread reads the rows, however few they are */
} compare_way;

enum { COMPARE_WAYS_MOST = 8 };

/* What was read, for those who want to know that something was. */
typedef struct compare_count {
    uint64_t rows, cells, refused;
} compare_count;

/* Reads the file in all ways (2 to COMPARE_WAYS_MOST), row by row side by side. False: one differs from the
 * first, and *difference says where. `options` NULL: the default. */
bool compare_ways(xt_str file, const xt_open_options *options, const compare_way *ways, size_t count,
                  compare_count *counted, xt_bytes *difference);

/* Expat, the scanner without chunk, which reads ahead where there is much to read, the scanner with an odd
 * chunk, and one of both ahead with another; the chunks are chosen by `number`. */
enum { COMPARE_USUAL = 4 };
void compare_usual_ways(size_t number, compare_way ways[COMPARE_USUAL]);

#endif
