/* SPDX-License-Identifier: MIT
 *
 * What a byte of a ZIP archive is: which field of which header of which member.
 */
#ifndef XT_HOSTILE_PLACE_H
#define XT_HOSTILE_PLACE_H

#include "base/str.h"

enum { PLACE_ROOM = 512 };

typedef struct place {
    const char *field;       /* "directory name", "local flags", "data", "end record" ... */
    char member[PLACE_ROOM]; /* "" where it is of none */
} place;

/* Of an archive that is whole; "?" where it is none. */
place place_of(xt_str archive, size_t at);

#endif
