/* SPDX-License-Identifier: MIT */
#include "posix.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>
#include <wasi/libc.h>

/* ---------------------------------------------------------------- names */

/* Makes what the name, which ends in XXXXXX, is to be called: 0 or a descriptor; below 0 with EEXIST: there
 * is something of that name. */
typedef int maker(const char *name);

static int make(char *name, maker *make_it)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    enum { RANDOM = 6, TRIES = 100 };
    size_t size = strlen(name);
    if (size < RANDOM || strcmp(name + size - RANDOM, "XXXXXX") != 0) {
        errno = EINVAL;
        return -1;
    }
    for (int i = 0; i < TRIES; i++) {
        unsigned char random[RANDOM];
        if (getentropy(random, RANDOM) != 0)
            return -1;
        for (size_t at = 0; at < RANDOM; at++)
            name[size - RANDOM + at] = LETTERS[random[at] % (sizeof LETTERS - 1)];
        int made = make_it(name);
        if (made >= 0 || errno != EEXIST)
            return made;
    }
    return -1;
}

static int make_file(const char *name)
{
    return open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
}

static int make_folder(const char *name)
{
    return mkdir(name, 0700);
}

int mkstemp(char *name)
{
    return make(name, make_file);
}

char *mkdtemp(char *name)
{
    return make(name, make_folder) == 0 ? name : NULL;
}

/* Where the link at `path` leads, in new memory. */
static char *follow(const char *path)
{
    char target[PATH_MAX];
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size < 0)
        return NULL;
    target[size] = '\0';
    const char *slash = target[0] == '/' ? NULL : strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    char *out = malloc(folder + (size_t)size + 1);
    if (out) {
        memcpy(out, path, folder);
        memcpy(out + folder, target, (size_t)size + 1);
    }
    return out;
}

char *realpath(const char *path, char *room)
{
    enum { MOST = 40 };
    struct stat info;
    char *at = room ? NULL : strdup(path);
    for (int i = 0; at && i < MOST; i++) {
        if (lstat(at, &info) != 0)
            break;
        if (!S_ISLNK(info.st_mode))
            return at;
        char *next = follow(at);
        free(at);
        at = next;
    }
    free(at);
    return NULL;
}

/* What every open() and every stat() calls: --wrap says so. A path without a letter is the folder that the
 * program is in for wasi-libc, and nothing for POSIX. Links are followed here, as Node.js 18 takes where they
 * lead for a path from the root. NULL: it is no link, or leads nowhere. */
static char *behind_link(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISLNK(info.st_mode) ? realpath(path, NULL) : NULL;
}

int __wrap_open(const char *path, int flags, ...)
{
    if (!*path) {
        errno = ENOENT;
        return -1;
    }
    char *target = flags & O_NOFOLLOW ? NULL : behind_link(path);
    int fd = __wasilibc_open_nomode(target ? target : path, flags); /* there is no mode */
    free(target);
    return fd;
}

int __real_stat(const char *path, struct stat *info);

int __wrap_stat(const char *path, struct stat *info)
{
    char *target = behind_link(path);
    int status = __real_stat(target ? target : path, info);
    free(target);
    return status;
}

/* ---------------------------------------------------------------- a file in memory */

typedef struct memory_file {
    char *data;
    size_t size, room, at;
} memory_file;

static ssize_t read_memory(void *cookie, char *out, size_t size)
{
    memory_file *f = cookie;
    size_t rest = f->at < f->size ? f->size - f->at : 0, count = rest < size ? rest : size;
    if (count)
        memcpy(out, f->data + f->at, count);
    f->at += count;
    return (ssize_t)count;
}

static ssize_t write_memory(void *cookie, const char *data, size_t size)
{
    memory_file *f = cookie;
    if (f->at > SIZE_MAX / 4 || size > SIZE_MAX / 4 - f->at) {
        errno = EFBIG;
        return 0;
    }
    size_t end = f->at + size;
    if (end > f->room) {
        size_t room = end + end / 2;
        char *more = realloc(f->data, room);
        if (!more)
            return 0;
        f->data = more;
        f->room = room;
    }
    if (f->at > f->size)
        memset(f->data + f->size, 0, f->at - f->size);
    memcpy(f->data + f->at, data, size);
    f->at = end;
    f->size = f->size < end ? end : f->size;
    return (ssize_t)size;
}

static int seek_memory(void *cookie, off_t *offset, int from)
{
    memory_file *f = cookie;
    off_t base = from == SEEK_SET ? 0 : from == SEEK_CUR ? (off_t)f->at : (off_t)f->size;
    if (*offset < -base || *offset > LONG_MAX - base) {
        errno = EINVAL;
        return -1;
    }
    *offset += base;
    f->at = (size_t)*offset;
    return 0;
}

static int close_memory(void *cookie)
{
    memory_file *f = cookie;
    free(f->data);
    free(f);
    return 0;
}

FILE *xt_tmpfile(void)
{
    static const cookie_io_functions_t CALLS = {read_memory, write_memory, seek_memory, close_memory};
    memory_file *f = calloc(1, sizeof *f);
    FILE *file = f ? fopencookie(f, "w+", CALLS) : NULL;
    if (!file)
        free(f);
    return file;
}

/* ---------------------------------------------------------------- how a program begins */

/* Called before main(), and linked by its name into every program, also where nothing else is wanted from
 * here. */
__attribute__((constructor)) void xt_begin(void)
{
    /* A program starts in the root; what runs it says where it would have. Else paths are from the root. */
    const char *folder = getenv("PWD");
    if (folder)
        (void)chdir(folder);
    /* Output goes out in pieces of the size that other systems have, four times that of wasi-libc. */
    static char room[4096];
    if (!isatty(STDOUT_FILENO))
        setvbuf(stdout, room, _IOFBF, sizeof room);
}
