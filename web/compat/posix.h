/* SPDX-License-Identifier: MIT
 *
 * What POSIX has and wasi-libc leaves out, as far as the library, the tools and their libraries call it. It
 * is put before every source file that is compiled for WebAssembly. A function that a file system without
 * owners and links cannot fulfil does nothing and says that it has.
 */
#ifndef XT_POSIX_H
#define XT_POSIX_H

/* There is one thread, and wasi-libc was built with one errno. Its header has one for each thread, which
 * clang takes at its word once -mbulk-memory is given, and then cannot make. */
#define __wasilibc___errno_h
extern int errno;
#define errno errno

#include <__typedef_sigset_t.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>

/* As POSIX says; the name is random. */
int mkstemp(char *name);

/* The same for a folder; NULL: none could be made. */
char *mkdtemp(char *name);

/* The file that the path leads to, links followed; `room` must be NULL. Of the folders before its name none
 * is resolved. */
char *realpath(const char *path, char *room);

/* A file in memory. The header has the plain name, marked as not to be used. */
FILE *xt_tmpfile(void);
#define tmpfile xt_tmpfile

static inline mode_t umask(mode_t mask)
{
    (void)mask;
    return 022;
}

static inline int chmod(const char *path, mode_t mode)
{
    (void)path;
    (void)mode;
    return 0;
}

static inline int fchmod(int fd, mode_t mode)
{
    (void)fd;
    (void)mode;
    return 0;
}

/* No terminal has a size: ioctl() refuses what it does not know. */

enum { TIOCGWINSZ = 0x5413 };

struct winsize {
    unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel;
};

/* No signal ever comes. */

enum { SIG_SETMASK, SA_RESETHAND = 1 };

struct sigaction {
    void (*sa_handler)(int number);
    sigset_t sa_mask;
    int sa_flags;
};

static inline int sigfillset(sigset_t *set)
{
    *set = 0;
    return 0;
}

static inline int sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    (void)how;
    (void)set;
    if (before)
        *before = 0;
    return 0;
}

static inline int sigaction(int number, const struct sigaction *action, struct sigaction *before)
{
    (void)number;
    (void)action;
    if (before)
        before->sa_handler = 0;
    return 0;
}

#endif
