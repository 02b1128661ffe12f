/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct xt_outfile {
    xt_output output;
    int fd;
    bool no_clobber;
    char *path, *temporary;
};

static const char SUFFIX[] = ".XXXXXX";

static int write_all(void *context, const char *data, size_t size)
{
    const xt_outfile *file = context;
    while (size) {
        ssize_t count = write(file->fd, data, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? errno : ENOSPC;
        data += count;
        size -= (size_t)count;
    }
    return 0;
}

/* The folder of a path, "." where it names none. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t size = slash ? (size_t)(slash - path) + (slash == path) : 1;
    char *folder = malloc(size + 1);
    if (folder) {
        memcpy(folder, slash ? path : ".", size);
        folder[size] = '\0';
    }
    return folder;
}

void xt_outfile_discard(xt_outfile *file)
{
    if (!file)
        return;
    if (file->fd >= 0) {
        close(file->fd);
        unlink(file->temporary);
    }
    free(file->path);
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

xt_status xt_outfile_open(xt_outfile **out, const char *path, bool no_clobber, xt_error *error)
{
    struct stat info;
    xt_outfile *file = calloc(1, sizeof *file);
    if (!file)
        return xt_fail_memory(error);
    file->fd = -1;
    file->no_clobber = no_clobber;
    size_t size = strlen(path);
    file->path = malloc(size + 1);
    file->temporary = malloc(size + sizeof SUFFIX);
    if (!file->path || !file->temporary) {
        xt_outfile_discard(file);
        return xt_fail_memory(error);
    }
    memcpy(file->path, path, size + 1);
    memcpy(file->temporary, path, size);
    memcpy(file->temporary + size, SUFFIX, sizeof SUFFIX);
    file->output = (xt_output){write_all, file, file->path};
    int cause = 0;
    if (stat(path, &info) == 0)
        cause = S_ISDIR(info.st_mode) ? EISDIR : no_clobber ? EEXIST : 0;
    if (!cause && (file->fd = mkstemp(file->temporary)) < 0)
        cause = errno;
    if (cause) {
        xt_status status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(path), cause);
        xt_outfile_discard(file);
        return status;
    }
    set_mode(file);
    *out = file;
    return XT_OK;
}

const xt_output *xt_outfile_output(const xt_outfile *file)
{
    return &file->output;
}

/* A rename is on the disk only when its folder is. */
static void sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

xt_status xt_outfile_finish(xt_outfile *file, xt_error *error)
{
    int cause = 0;
    if (fsync(file->fd) != 0 && errno != EINVAL && errno != EROFS)
        cause = errno;
    if (close(file->fd) != 0 && !cause)
        cause = errno;
    file->fd = -1;
    /* A link, unlike a rename, never replaces anything. */
    if (!cause && file->no_clobber && link(file->temporary, file->path) != 0)
        cause = errno;
    if (!cause && !file->no_clobber && rename(file->temporary, file->path) != 0)
        cause = errno;
    if (cause || file->no_clobber)
        unlink(file->temporary);
    xt_status status = XT_OK;
    if (cause)
        status = xt_fail_errno(error, XT_SAY_WRITE, xt_str_of(file->path), cause);
    else
        sync_folder(file->path);
    xt_outfile_discard(file);
    return status;
}
