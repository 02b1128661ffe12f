/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE  /* realpath, renameat2; NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) \
                      */

#include "write/outfile.h"

#include "base/error.h"
#include "base/utf8.h"
#include "write/unfinished.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct xt_outfile {
    xt_output output;
    int fd;
    uint64_t size, sum; /* of what was written */
    int cause; /* errno of the first write that failed: what came after it must not pass for the whole */
    bool no_clobber;
    bool direct; /* a pipe or a device: nothing to be replaced, so it is written as it is */
    char *name;  /* as it was given */
    char *path, *temporary;
};

static const char SUFFIX[] = ".XXXXXX";

/* FNV-1a, which may be taken in pieces. */
static uint64_t add_sum(uint64_t sum, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        sum = (sum ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
    return sum;
}

static int write_all(void *context, const char *data, size_t size)
{
    xt_outfile *file = context;
    file->size += size;
    file->sum = add_sum(file->sum, data, size);
    while (size && !file->cause) {
        ssize_t count = write(file->fd, data, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            file->cause = count < 0 ? errno : ENOSPC;
            break;
        }
        data += count;
        size -= (size_t)count;
    }
    return file->cause;
}

void xt_outfile_discard(xt_outfile *file)
{
    if (!file)
        return;
    if (file->fd >= 0) {
        close(file->fd);
        if (!file->direct)
            unlink(file->temporary);
    }
    free(file->name);
    free(file->path);
    if (!file->temporary || xt_unfinished_drop(file->temporary))
        free(file->temporary);
    free(file);
}

/* The permissions that a file made in the ordinary way would have: of the old file, else by the umask. */
static void set_mode(const xt_outfile *file)
{
    struct stat old;
    mode_t mask = umask(0);
    umask(mask);
    mode_t mode = stat(file->path, &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
    if (fchmod(file->fd, mode) != 0)
        return; /* the content matters more than its mode */
}

/* A name beside the file's for mkstemp. A name that leaves no room for what is put behind it is cut at a
 * character. NULL: no memory. */
static char *name_temporary(const char *path)
{
    const char *slash = strrchr(path, '/');
    xt_str name = xt_str_of(slash ? slash + 1 : path);
    size_t folder = (size_t)(name.data - path), room = NAME_MAX - (sizeof SUFFIX - 1);
    size_t size = folder + xt_utf8_cut(name, room);
    char *temporary = malloc(size + sizeof SUFFIX);
    if (!temporary)
        return NULL;
    memcpy(temporary, path, size);
    memcpy(temporary + size, SUFFIX, sizeof SUFFIX);
    return temporary;
}

/* Names the file, and the one beside it that is written first. A link is followed: what it leads to is
 * replaced, not the link, unless that is not there. */
static bool set_names(xt_outfile *file, const char *path)
{
    file->name = strdup(path);
    file->path = realpath(path, NULL);
    if (!file->path)
        file->path = strdup(path);
    file->temporary = file->path ? name_temporary(file->path) : NULL;
    if (!file->name || !file->temporary)
        return false;
    file->output = (xt_output){write_all, file, file->name};
    return true;
}

/* Returns 0 or the errno of what went wrong. */
static int begin(xt_outfile *file)
{
    struct stat info;
    bool exists = stat(file->path, &info) == 0;
    if (!exists && errno == ENAMETOOLONG)
        return errno; /* the name beside it is cut and would not tell until the end */
    if (exists && S_ISDIR(info.st_mode))
        return EISDIR;
    if (exists && file->no_clobber)
        return EEXIST;
    file->direct = exists && !S_ISREG(info.st_mode);
    file->fd = file->direct ? open(file->path, O_WRONLY | O_CLOEXEC) : xt_unfinished_make(file->temporary);
    return file->fd < 0 ? errno : 0;
}

xt_status xt_outfile_open(xt_outfile **out, const char *path, bool no_clobber, xt_error *error)
{
    xt_outfile *file = calloc(1, sizeof *file);
    if (!file)
        return xt_fail_memory(error);
    file->fd = -1;
    file->no_clobber = no_clobber;
    if (!set_names(file, path)) {
        xt_outfile_discard(file);
        return xt_fail_memory(error);
    }
    int cause = begin(file);
    if (cause) {
        xt_status status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(path), cause);
        xt_outfile_discard(file);
        return status;
    }
    if (!file->direct)
        set_mode(file);
    *out = file;
    return XT_OK;
}

const xt_output *xt_outfile_output(const xt_outfile *file)
{
    return &file->output;
}

xt_status xt_folder_make(const char *path, xt_error *error)
{
    struct stat info;
    if (mkdir(path, 0777) == 0)
        return XT_OK;
    int cause = errno;
    if (cause == EEXIST && stat(path, &info) == 0)
        cause = S_ISDIR(info.st_mode) ? 0 : EEXIST;
    return cause ? xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(path), cause) : XT_OK;
}

const char *xt_outfile_temporary(const xt_outfile *file)
{
    return file->direct ? NULL : file->temporary;
}

int xt_outfile_descriptor(const xt_outfile *file)
{
    return file->fd;
}

/* Reads back what was written through the output: a disk may take more than it keeps. */
static xt_status compare(const xt_outfile *file, xt_error *error)
{
    char piece[64 * 1024];
    uint64_t size = 0, sum = 0;
    ssize_t got = 1;
    if (file->cause)
        return xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(file->name), file->cause);
    while (got != 0) {
        got = pread(file->fd, piece, sizeof piece, (off_t)size);
        if (got < 0 && errno != EINTR)
            return xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(file->name), errno);
        if (got <= 0)
            continue;
        size += (size_t)got;
        sum = add_sum(sum, piece, (size_t)got);
    }
    return size == file->size && sum == file->sum ? XT_OK : xt_fail(error, XT_SAY_WRITE_DIFFERS);
}

/* Copies the content and the permissions of the file to the open descriptor. Returns 0 or an errno. */
static int copy_to(int fd, const char *path)
{
    char piece[16 * 1024];
    struct stat info;
    xt_outfile copy = {.fd = fd};
    int from = open(path, O_RDONLY | O_CLOEXEC);
    if (from < 0)
        return errno;
    for (ssize_t got = 1; got != 0 && !copy.cause;) {
        got = read(from, piece, sizeof piece);
        if (got > 0)
            write_all(&copy, piece, (size_t)got);
        else if (got < 0 && errno != EINTR)
            copy.cause = errno;
    }
    if (!copy.cause && (fstat(from, &info) != 0 || fchmod(fd, info.st_mode & 07777) != 0 || fsync(fd) != 0))
        copy.cause = errno;
    close(from);
    return copy.cause;
}

/* Gives the file another name beside its own: a link, or a copy where the disk has no links. `other` ends in
 * XXXXXX, which becomes something new. Returns 0 or an errno. */
static int duplicate(const char *path, char *other)
{
    int fd = xt_unfinished_make(other);
    if (fd < 0)
        return errno;
    int cause = 0;
    if (unlink(other) != 0 || link(path, other) != 0) {
        close(fd);
        fd = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        cause = fd < 0 ? errno : copy_to(fd, path);
    }
    if (fd >= 0)
        close(fd);
    if (cause)
        unlink(other);
    return cause;
}

xt_status xt_outfile_keep_old(const xt_outfile *file, xt_error *error)
{
    static const char BACKUP[] = ".bak";
    if (file->direct || access(file->path, F_OK) != 0)
        return XT_OK;
    size_t size = strlen(file->path);
    char *backup = malloc(size + sizeof BACKUP), *temporary = name_temporary(file->path);
    if (!backup || !temporary) {
        free(backup);
        free(temporary);
        return xt_fail_memory(error);
    }
    memcpy(backup, file->path, size);
    memcpy(backup + size, BACKUP, sizeof BACKUP);
    int cause = duplicate(file->path, temporary);
    if (!cause && rename(temporary, backup) != 0)
        cause = errno;
    unlink(temporary); /* also where the backup was this file already: rename then leaves both names */
    xt_status status = cause ? xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(backup), cause) : XT_OK;
    free(backup);
    if (xt_unfinished_drop(temporary))
        free(temporary);
    return status;
}

/* Whether this is said where nothing can be synced, and not where it failed. */
static bool is_no_sync(int cause)
{
    return cause == EINVAL || cause == ENOSYS || cause == EROFS;
}

/* A rename is on the disk only when its folder is. The path is cut to its folder. Returns 0 or an errno. */
static int sync_folder(char *path)
{
    char *slash = strrchr(path, '/');
    const char *folder = !slash ? "." : slash == path ? "/" : path;
    if (slash)
        *slash = '\0';
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES ? 0 : errno; /* one may write into folders that one may not read */
    int cause = fsync(fd) == 0 || is_no_sync(errno) ? 0 : errno;
    close(fd);
    return cause;
}

/* Gives the file a name that no other file has. Disks that cannot do that in one step can often do it in two:
 * a link, unlike a rename, never replaces anything. */
static int rename_new(const char *from, const char *to)
{
#ifdef RENAME_NOREPLACE
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
#endif
    if (link(from, to) != 0)
        return errno;
    unlink(from);
    return 0;
}

/* Gives the file its name. Returns 0 or the errno of what went wrong. */
static int publish(const xt_outfile *file)
{
    if (file->no_clobber)
        return rename_new(file->temporary, file->path);
    return rename(file->temporary, file->path) == 0 ? 0 : errno;
}

/* Brings the content to the disk and closes the file. Returns 0 or the errno of what went wrong. */
static int settle(xt_outfile *file)
{
    int cause = file->cause;
    if (fsync(file->fd) != 0 && !cause && !is_no_sync(errno))
        cause = errno;
    if (close(file->fd) != 0 && !cause)
        cause = errno;
    file->fd = -1;
    return cause;
}

/* Whoever wrote by name or by descriptor has read back what it wrote. */
static bool is_to_be_compared(const xt_outfile *file)
{
    return !file->direct && file->size;
}

xt_status xt_outfile_finish(xt_outfile *file, xt_error *error)
{
    xt_sentence sentence = XT_SAY_WRITE;
    xt_status status = is_to_be_compared(file) ? compare(file, error) : XT_OK;
    if (status) {
        xt_outfile_discard(file);
        return status;
    }
    int cause = settle(file);
    if (!file->direct && !cause)
        cause = publish(file);
    if (!file->direct && cause)
        unlink(file->temporary);
    if (!file->direct && !cause) {
        cause = sync_folder(file->path);
        sentence = XT_SAY_WRITE_UNSURE; /* the name stands, and what it stood for before is gone */
    }
    if (cause)
        status = xt_fail_errno(error, sentence, xt_str_of(file->name), cause);
    xt_outfile_discard(file);
    return status;
}
