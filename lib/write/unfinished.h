/* SPDX-License-Identifier: MIT
 *
 * The names of the files that are being written: the one thing that the library knows outside its objects,
 * as a signal comes to the whole program and its handler gets no object.
 */
#ifndef XT_WRITE_UNFINISHED_H
#define XT_WRITE_UNFINISHED_H

#include <stdbool.h>

/* Makes a new file as mkstemp does and keeps its name, which must live until it is dropped. No signal comes
 * to this thread between the two. Returns the descriptor, or -1 with errno. */
int xt_unfinished_make(char *name);

/* Forgets the name. False: a handler has taken it, which may still be reading it; the program is about to end
 * and the name must not be freed. */
bool xt_unfinished_drop(char *name);

#endif
