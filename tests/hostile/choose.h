/* SPDX-License-Identifier: MIT
 *
 * Files of a collection that together show much: of every project that it was gathered from, and of every
 * kind.
 */
#ifndef XT_HOSTILE_CHOOSE_H
#define XT_HOSTILE_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

enum { CHOOSE_PATH = 4096 };

typedef struct choice {
    char path[CHOOSE_PATH];
    char project[64], kind[8]; /* "xlsx" ... */
    bool telling;              /* the collection calls it so */
    size_t turn;               /* how many of its project and kind stand before it */
} choice;

typedef struct choices {
    choice *items; /* the best first */
    size_t count;
} choices;

/* Whether the kind of file has a checksum of all that is in it. */
bool choose_has_checksum(const char *kind);

/* Lists the files of the folder of XLSTOOLS_DATA that can be read and are not too large, those with checksums
 * or those without: what is telling, then the first of every project and kind, then the second ... False:
 * there is no such list. */
bool choose_files(choices *all, const char *folder, bool with_checksum);

void choose_free(choices *all);

#endif
