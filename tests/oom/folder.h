/* SPDX-License-Identifier: MIT
 *
 * The folder in which an operation writes, and what must be in it after a run.
 */
#ifndef XT_OOM_FOLDER_H
#define XT_OOM_FOLDER_H

#include "oom.h"

typedef struct folder {
    char path[2048], out[2304], backup[2304];
    out_kind kind;
    xt_str old;     /* what OUT holds before, where it is there before */
    bool was_there; /* before this run */
    content whole;  /* what OUT holds after an operation that ended well */
} folder;

/* Makes it, empty, in the working folder; `name` may have any characters. False: it cannot be made. */
bool folder_make(folder *f, const char *name, out_kind kind, xt_str input);

/* Before a run: OUT is not there, or is an older file; in place, it always is. */
bool folder_prepare(folder *f, bool older);

/* After the first run, which had enough memory: keeps what OUT holds as the right thing. */
bool folder_keep_whole(folder *f);

/* What is wrong with OUT and the folder; NULL: nothing. `written`: the call that writes OUT ended well, so
 * the new file must be there, else the old one or none. `ended`: the program was not ended by a signal, so
 * nothing else may lie there. *parts: OUT is new, with all cells, but another part of it is not as it should
 * be. */
const char *folder_judge(const folder *f, bool written, bool ended, bool *parts);

/* After a program that was ended in the middle: OUT may be the old one, none, or the whole new one. */
const char *folder_judge_broken(const folder *f, bool *parts);

void folder_remove(folder *f);

#endif
