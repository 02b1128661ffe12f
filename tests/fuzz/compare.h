/* SPDX-License-Identifier: MIT
 *
 * A file read in several ways at once, which must all give the same: the same sheets, rows and cells, and the
 * same error in the same place; and nothing that cannot be.
 */
#ifndef XT_FUZZ_COMPARE_H
#define XT_FUZZ_COMPARE_H

#include "base/bytes.h"

/* One way of reading: see xt_book_open_chunked. */
typedef struct compare_way {
    size_t chunk;
    bool use_scanner;
    bool ahead; /* a second thread reads the rows, however few they are */
    bool loose; /* in a damaged file it may be another thing that is met first: a checksum is known at the end
                 * of a piece, and expat tells an encoding by the first and counts columns from where one
                 * begins */
} compare_way;

enum { COMPARE_WAYS_MOST = 8 };

/* What was read, for those who want to know that something was. */
typedef struct compare_count {
    uint64_t rows, cells, refused;
} compare_count;

/* Reads the file in all ways (1 to COMPARE_WAYS_MOST), row by row side by side. False: one differs from the
 * first, or the first gives what cannot be (a column twice, a text that is no UTF-8, an error that says
 * nothing), and *difference says where. `options` NULL: the default. */
bool compare_ways(xt_str file, const xt_open_options *options, const compare_way *ways, size_t count,
                  compare_count *counted, xt_bytes *difference);

/* Expat, the scanner without chunk, which reads ahead where there is much to read, the scanner with an odd
 * chunk, and one of both ahead with another; the chunks are chosen by `number`. */
enum { COMPARE_USUAL = 4 };
void compare_usual_ways(size_t number, compare_way ways[COMPARE_USUAL]);

#endif
