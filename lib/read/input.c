/* SPDX-License-Identifier: MIT */
#include "read/input.h"

#include "base/bytes.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static xt_status check_empty(const xt_input *input, xt_error *error)
{
    return input->size ? XT_OK : xt_fail(error, XT_SAY_FILE_EMPTY);
}

xt_status xt_input_open_memory(xt_input *input, xt_str bytes, xt_error *error)
{
    *input = (xt_input){.fd = -1, .bytes = bytes.data, .size = bytes.size};
    return check_empty(input, error);
}

/* read() that is not disturbed by signals. */
static ssize_t read_some(int fd, char *data, size_t size)
{
    ssize_t got = 0;
    do
        got = read(fd, data, size);
    while (got < 0 && errno == EINTR);
    return got;
}

/* Reads the rest of a descriptor into bytes that may not grow above the limit. */
static xt_status slurp(int fd, xt_bytes *file, uint64_t most, xt_error *error)
{
    enum { STEP = 64 * 1024 };
    for (;;) {
        char *room = xt_bytes_reserve(file, STEP);
        if (!room && file->fault == XT_OVER_LIMIT)
            return xt_fail_limit(error, XT_SAY_LIMIT_INPUT, (xt_str){0}, file->size, most);
        if (!room)
            return xt_fail_memory(error);
        ssize_t got = read_some(fd, room, STEP);
        if (got < 0)
            return xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, errno);
        if (got == 0)
            return XT_OK;
        file->size += (size_t)got;
    }
}

xt_status xt_input_open_fd(xt_input *input, int fd, uint64_t most, xt_error *error)
{
    const size_t slack = 64 * 1024; /* the last, empty read wants room too */
    xt_bytes file = xt_bytes_make(most && most < SIZE_MAX / 4 ? (size_t)most + slack : SIZE_MAX / 4);
    xt_status status = slurp(fd, &file, most, error);
    *input = (xt_input){.fd = -1, .bytes = file.data, .owned = file.data, .size = file.size};
    return status ? status : check_empty(input, error);
}

xt_status xt_input_open(xt_input *input, const char *path, uint64_t most, xt_error *error)
{
    struct stat info;
    *input = xt_input_none();
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &info) != 0) {
        int cause = errno;
        if (fd >= 0)
            close(fd);
        bool missing = cause == ENOENT || cause == ENOTDIR;
        return xt_fail_errno(error, missing ? XT_SAY_FILE_MISSING : XT_SAY_FILE_UNREADABLE, (xt_str){0},
                             cause);
    }
    if (S_ISREG(info.st_mode)) {
        *input = (xt_input){.fd = fd, .size = (uint64_t)info.st_size};
        return check_empty(input, error);
    }
    xt_status status =
        S_ISDIR(info.st_mode) ? xt_fail(error, XT_SAY_FOLDER) : xt_input_open_fd(input, fd, most, error);
    close(fd);
    return status;
}

xt_status xt_input_read(const xt_input *input, uint64_t offset, void *data, size_t size, size_t *got,
                        xt_error *error)
{
    *got = 0;
    if (offset >= input->size)
        return XT_OK;
    if (input->bytes) {
        uint64_t rest = input->size - offset;
        *got = rest < size ? (size_t)rest : size;
        memcpy(data, input->bytes + offset, *got);
        return XT_OK;
    }
    while (*got < size) {
        ssize_t count = pread(input->fd, (char *)data + *got, size - *got, (off_t)(offset + *got));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, errno);
        if (count == 0)
            break;
        *got += (size_t)count;
    }
    return XT_OK;
}

xt_status xt_input_all(xt_input *input, xt_str *bytes, xt_error *error)
{
    if (!input->bytes) {
        if (input->size > SIZE_MAX / 2 || !(input->owned = malloc((size_t)input->size + 1)))
            return xt_fail_memory(error);
        size_t got = 0;
        xt_status status = xt_input_read(input, 0, input->owned, (size_t)input->size, &got, error);
        if (status)
            return status;
        input->bytes = input->owned;
        input->size = got;
    }
    *bytes = (xt_str){input->bytes, (size_t)input->size};
    return XT_OK;
}

void xt_input_close(xt_input *input)
{
    if (input->fd >= 0)
        close(input->fd);
    free(input->owned);
    *input = xt_input_none();
}
