/* SPDX-License-Identifier: MIT
 *
 * Files to be damaged: some made here, so that there are always some, and any that are named.
 */
#ifndef XT_MUTATE_SEEDS_H
#define XT_MUTATE_SEEDS_H

#include "base/bytes.h"
#include "read/pack.h"

typedef struct seed {
    char *name;
    xt_str bytes;
    pack_part *members; /* of a ZIP archive, the last without a name; NULL: it is none */
} seed;

typedef struct seeds {
    xt_bytes list; /* of seed */
    size_t count;
} seeds;

seed *seed_at(const seeds *all, size_t index);

/* Adds the files that are made here: a new kind of container is a line of the table there. */
void seeds_make(seeds *all);

/* Adds the file, or the files of the folder that end in ".ext" (NULL: all). What lies in a compound file is
 * added as a file of its own, so that damage reaches it. False: it cannot be read. */
bool seeds_load(seeds *all, const char *path, const char *ext);

/* Writes them as files of their names into the folder; false: that failed. */
bool seeds_save(const seeds *all, const char *folder);

void seeds_free(seeds *all);

#endif
