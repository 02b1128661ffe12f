/* SPDX-License-Identifier: MIT
 *
 * A library to be preloaded (LD_PRELOAD) that lets calls of one kind fail, or do less than they were asked.
 *
 *     XT_FAULT="KIND HOW FIRST LAST"    LAST 0: FIRST and all that follow; FIRST 0: calls are only counted
 *     XT_FAULT_FIGURES=FILE             where the figures below are kept, also of a program that is killed
 *
 * KIND is one of KINDS. HOW is the number of an error, or one of the words: `byte` and `half` let a read or a
 * write do so much only; `again` lets every other call fail with EINTR, so that a caller that tries again
 * gets on.
 *
 * Counted are calls of the program and of its libraries from main on, for regular files, for folders where
 * they are opened, read, synced or closed, and for standard output. Calls that the C library makes inside
 * itself cannot be taken over. Of these stdio matters, so standard output and what fopen and fdopen hand out
 * are streams over calls of ours. What mkstemp, opendir and fopen open counts as one call. Not reached: what
 * the loader, iconv, the time zone and other insides of the C library read; stat, unlink and other calls that
 * only name a file; memory maps. strace reaches these.
 */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

typedef enum calls { OPEN, READ, WRITE, SYNC, RENAME, CLOSE, PLACE, KIND_COUNT } calls;

static const char *const KINDS[KIND_COUNT] = {"open", "read", "write", "sync", "rename", "close", "place"};

enum { BYTE = -1, HALF = -2, AGAIN = -3, KILL = -4 }; /* in place of an error's number */

/* What the driver reads: native numbers one after the other. */
typedef struct figures {
    _Atomic uint64_t counted, done;
    _Atomic uint64_t renamed;        /* files that got their name so far */
    _Atomic uint64_t renamed_before; /* of these, before the first fault */
} figures;

static struct {
    calls kind;
    int how;
    unsigned long first, last;
    figures *figures;
    atomic_bool begun;
} shim = {.kind = KIND_COUNT};

/* The C library's function of this name. */
#define REAL(name, type, ...)                                                                                \
    static type (*real)(__VA_ARGS__);                                                                        \
    if (!real)                                                                                               \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

/* Whether calls with this descriptor are counted. */
static bool is_counted(calls kind, int fd)
{
    struct stat info;
    if (!atomic_load(&shim.begun) || kind != shim.kind)
        return false;
    bool folders = kind == SYNC || kind == CLOSE;
    int before = errno;
    bool known = fstatat(fd, "", &info, AT_EMPTY_PATH) == 0;
    errno = before;
    return known && (S_ISREG(info.st_mode) || fd == STDOUT_FILENO || (folders && S_ISDIR(info.st_mode)));
}

/* Whether calls with this name are counted. */
static bool is_counted_name(calls kind, const char *path)
{
    struct stat info;
    if (!atomic_load(&shim.begun) || kind != shim.kind)
        return false;
    int before = errno;
    bool known = fstatat(AT_FDCWD, path, &info, 0) == 0;
    errno = before;
    return !known || S_ISREG(info.st_mode) || S_ISDIR(info.st_mode);
}

/* Counts a call, and tells whether it is one of those that are to go wrong. */
static bool is_hit(void)
{
    figures *f = shim.figures;
    uint64_t n = atomic_fetch_add(&f->counted, 1) + 1;
    if (!shim.first || n < shim.first || (shim.last && n > shim.last) || (shim.how == AGAIN && n % 2 == 0))
        return false;
    if (atomic_fetch_add(&f->done, 1) == 0)
        atomic_store(&f->renamed_before, atomic_load(&f->renamed));
    if (shim.how == KILL)
        kill(getpid(), SIGKILL);
    return true;
}

/* Whether the call is to fail; errno is set then. */
static bool is_to_fail(bool counted)
{
    if (!counted || shim.how == BYTE || shim.how == HALF || !is_hit())
        return false;
    errno = shim.how == AGAIN ? EINTR : shim.how;
    return true;
}

/* How much of `size` bytes is to be read or written; -1: none, the call fails. */
static ssize_t size_of(bool counted, size_t size)
{
    bool less = shim.how == BYTE || shim.how == HALF;
    if (!less)
        return is_to_fail(counted) ? -1 : (ssize_t)size;
    if (!counted || size < 2 || !is_hit())
        return (ssize_t)size;
    return shim.how == BYTE ? 1 : (ssize_t)(size / 2);
}

static int renamed(int answer)
{
    if (answer == 0 && shim.figures)
        atomic_fetch_add(&shim.figures->renamed, 1);
    return answer;
}

/* Bytes. */

ssize_t read(int fd, void *data, size_t size)
{
    REAL(read, ssize_t, int, void *, size_t);
    ssize_t some = size_of(is_counted(READ, fd), size);
    return some < 0 ? -1 : real(fd, data, (size_t)some);
}

ssize_t pread(int fd, void *data, size_t size, off_t at)
{
    REAL(pread, ssize_t, int, void *, size_t, off_t);
    ssize_t some = size_of(is_counted(READ, fd), size);
    return some < 0 ? -1 : real(fd, data, (size_t)some, at);
}

ssize_t pread64(int fd, void *data, size_t size, off64_t at)
{
    return pread(fd, data, size, at);
}

ssize_t write(int fd, const void *data, size_t size)
{
    REAL(write, ssize_t, int, const void *, size_t);
    ssize_t some = size_of(is_counted(WRITE, fd), size);
    return some < 0 ? -1 : real(fd, data, (size_t)some);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    REAL(pwrite, ssize_t, int, const void *, size_t, off_t);
    ssize_t some = size_of(is_counted(WRITE, fd), size);
    return some < 0 ? -1 : real(fd, data, (size_t)some, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    return pwrite(fd, data, size, at);
}

/* The first piece alone is less than was asked, too. */
ssize_t readv(int fd, const struct iovec *pieces, int count)
{
    return count ? read(fd, pieces->iov_base, pieces->iov_len) : 0;
}

ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    return count ? write(fd, pieces->iov_base, pieces->iov_len) : 0;
}

/* Descriptors. */

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    REAL(openat, int, int, const char *, int, ...);
    return is_to_fail(is_counted_name(OPEN, path)) ? -1 : real(folder, path, flags, mode);
}

/* The mode that stands behind the flags where a file may be made. */
#define TAKE_MODE(mode, flags)                                                                               \
    mode_t mode = 0;                                                                                         \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                                                                 \
        va_list rest;                                                                                        \
        va_start(rest, flags);                                                                               \
        mode = va_arg(rest, mode_t);                                                                         \
        va_end(rest);                                                                                        \
    }

int open(const char *path, int flags, ...)
{
    TAKE_MODE(mode, flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    TAKE_MODE(mode, flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    TAKE_MODE(mode, flags)
    return open_at(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    TAKE_MODE(mode, flags)
    return open_at(folder, path, flags, mode);
}

int mkstemp(char *path)
{
    REAL(mkstemp, int, char *);
    return is_to_fail(is_counted_name(OPEN, path)) ? -1 : real(path);
}

int mkstemp64(char *path)
{
    return mkstemp(path);
}

int fsync(int fd)
{
    REAL(fsync, int, int);
    return is_to_fail(is_counted(SYNC, fd)) ? -1 : real(fd);
}

int fdatasync(int fd)
{
    REAL(fdatasync, int, int);
    return is_to_fail(is_counted(SYNC, fd)) ? -1 : real(fd);
}

/* Linux gives the descriptor free whatever it answers. */
int close(int fd)
{
    REAL(close, int, int);
    bool fails = is_to_fail(is_counted(CLOSE, fd));
    int cause = errno, answer = real(fd);
    if (!fails)
        return answer;
    errno = cause;
    return -1;
}

off_t lseek(int fd, off_t at, int from)
{
    REAL(lseek, off_t, int, off_t, int);
    return is_to_fail(is_counted(PLACE, fd)) ? -1 : real(fd, at, from);
}

off64_t lseek64(int fd, off64_t at, int from)
{
    return lseek(fd, at, from);
}

int ftruncate(int fd, off_t size)
{
    REAL(ftruncate, int, int, off_t);
    return is_to_fail(is_counted(PLACE, fd)) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    return ftruncate(fd, size);
}

int fstat(int fd, struct stat *info)
{
    REAL(fstat, int, int, struct stat *);
    return is_to_fail(is_counted(PLACE, fd)) ? -1 : real(fd, info);
}

int fstat64(int fd, struct stat64 *info)
{
    REAL(fstat64, int, int, struct stat64 *);
    return is_to_fail(is_counted(PLACE, fd)) ? -1 : real(fd, info);
}

/* Names. */

int rename(const char *from, const char *to)
{
    REAL(rename, int, const char *, const char *);
    return is_to_fail(is_counted_name(RENAME, from)) ? -1 : renamed(real(from, to));
}

int renameat(int folder, const char *from, int other, const char *to)
{
    REAL(renameat, int, int, const char *, int, const char *);
    return is_to_fail(is_counted_name(RENAME, from)) ? -1 : renamed(real(folder, from, other, to));
}

int renameat2(int folder, const char *from, int other, const char *to, unsigned flags)
{
    REAL(renameat2, int, int, const char *, int, const char *, unsigned);
    return is_to_fail(is_counted_name(RENAME, from)) ? -1 : renamed(real(folder, from, other, to, flags));
}

int link(const char *from, const char *to)
{
    REAL(link, int, const char *, const char *);
    return is_to_fail(is_counted_name(RENAME, from)) ? -1 : renamed(real(from, to));
}

int linkat(int folder, const char *from, int other, const char *to, int flags)
{
    REAL(linkat, int, int, const char *, int, const char *, int);
    return is_to_fail(is_counted_name(RENAME, from)) ? -1 : renamed(real(folder, from, other, to, flags));
}

/* Folders. */

DIR *opendir(const char *path)
{
    REAL(opendir, DIR *, const char *);
    return is_to_fail(is_counted_name(OPEN, path)) ? NULL : real(path);
}

struct dirent *readdir(DIR *folder)
{
    REAL(readdir, struct dirent *, DIR *);
    return is_to_fail(atomic_load(&shim.begun) && shim.kind == READ && shim.how != AGAIN) ? NULL
                                                                                          : real(folder);
}

struct dirent64 *readdir64(DIR *folder)
{
    REAL(readdir64, struct dirent64 *, DIR *);
    return is_to_fail(atomic_load(&shim.begun) && shim.kind == READ && shim.how != AGAIN) ? NULL
                                                                                          : real(folder);
}

/* Streams, over the calls above. The C library's own give up at EINTR: these never meet it, as no handler of
 * the tools returns to the program. */

static ssize_t stream_read(void *cookie, char *data, size_t size)
{
    ssize_t got = 0;
    do
        got = read((int)(intptr_t)cookie, data, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static ssize_t stream_write(void *cookie, const char *data, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t count = write((int)(intptr_t)cookie, data + done, size - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            break;
        done += (size_t)count;
    }
    return (ssize_t)done;
}

static int stream_seek(void *cookie, off64_t *at, int from)
{
    off64_t moved = lseek((int)(intptr_t)cookie, *at, from);
    *at = moved < 0 ? *at : moved;
    return moved < 0 ? -1 : 0;
}

static int stream_close(void *cookie)
{
    return close((int)(intptr_t)cookie);
}

static FILE *stream_over(int fd, const char *mode)
{
    const cookie_io_functions_t ways = {stream_read, stream_write, stream_seek, stream_close};
    return fopencookie((void *)(intptr_t)fd, mode, ways);
}

FILE *fdopen(int fd, const char *mode)
{
    struct stat info;
    REAL(fdopen, FILE *, int, const char *);
    bool regular = fstatat(fd, "", &info, AT_EMPTY_PATH) == 0 && S_ISREG(info.st_mode);
    return atomic_load(&shim.begun) && regular ? stream_over(fd, mode) : real(fd, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    REAL(fopen, FILE *, const char *, const char *);
    if (!atomic_load(&shim.begun))
        return real(path, mode);
    int way = strchr(mode, '+') ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY;
    int flags = *mode == 'r' ? 0 : *mode == 'w' ? O_CREAT | O_TRUNC : O_CREAT | O_APPEND;
    int fd = open_at(AT_FDCWD, path, way | flags | (strchr(mode, 'e') ? O_CLOEXEC : 0), 0666);
    return fd < 0 ? NULL : fdopen(fd, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return fopen(path, mode);
}

/* The beginning. */

static bool take_wish(const char *wish)
{
    char name[16], how[16];
    if (!wish || sscanf(wish, "%15s %15s %lu %lu", name, how, &shim.first, &shim.last) != 4)
        return false;
    for (shim.kind = OPEN; shim.kind < KIND_COUNT && strcmp(name, KINDS[shim.kind]) != 0;)
        shim.kind++;
    shim.how = strcmp(how, "byte") == 0    ? BYTE
               : strcmp(how, "half") == 0  ? HALF
               : strcmp(how, "again") == 0 ? AGAIN
               : strcmp(how, "kill") == 0  ? KILL
                                           : (int)strtol(how, NULL, 10);
    return shim.kind < KIND_COUNT && shim.how;
}

static void *share(const char *path)
{
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *shared =
        fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(figures), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
    return shared;
}

static int (*real_main)(int, char **, char **);

static int begin(int argc, char **argv, char **environment)
{
    void *shared = share(getenv("XT_FAULT_FIGURES"));
    if (!take_wish(getenv("XT_FAULT")) || shared == MAP_FAILED) {
        fputs("shim: XT_FAULT or XT_FAULT_FIGURES is not what it should be\n", stderr);
        _exit(125);
    }
    shim.figures = shared;
    FILE *out = stream_over(STDOUT_FILENO, "w");
    stdout = out ? out : stdout;
    atomic_store(&shim.begun, true);
    return real_main(argc, argv, environment);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*loader_end)(void), void *stack_end);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*loader_end)(void), void *stack_end)
{
    REAL(__libc_start_main, int, int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
         void (*)(void), void *);
    real_main = main;
    return real(begin, argc, argv, init, fini, loader_end, stack_end);
}
