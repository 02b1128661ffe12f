/* SPDX-License-Identifier: MIT
 *
 * An archive that libzip reads from one file and writes to another, both open already. Left to itself libzip
 * writes to a file whose name nobody else knows, which stays behind when the program is ended.
 */
#include "write/patch_stream.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads what there is, up to `size` bytes; -1: errno tells. */
static zip_int64_t read_some(xt_patch_stream *s, char *data, size_t size)
{
    ssize_t got = 0;
    do
        got = pread(s->from, data, size, (off_t)s->read_at);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        zip_error_set(&s->error, ZIP_ER_READ, errno);
    else
        s->read_at += (zip_uint64_t)got;
    return got;
}

static zip_int64_t write_all(xt_patch_stream *s, const char *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t count = pwrite(s->to, data + done, size - done, (off_t)s->write_at);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            zip_error_set(&s->error, ZIP_ER_WRITE, count < 0 ? errno : ENOSPC);
            return -1;
        }
        done += (size_t)count;
        s->write_at += (zip_uint64_t)count;
    }
    return (zip_int64_t)size;
}

static zip_int64_t tell_size(xt_patch_stream *s, void *data)
{
    struct stat info;
    zip_stat_t stat;
    if (fstat(s->from, &info) != 0) {
        zip_error_set(&s->error, ZIP_ER_READ, errno);
        return -1;
    }
    zip_stat_init(&stat);
    stat.size = (zip_uint64_t)info.st_size;
    stat.valid = ZIP_STAT_SIZE;
    memcpy(data, &stat, sizeof stat);
    return sizeof stat;
}

/* Moves a position within a file of this size. */
static zip_int64_t seek(xt_patch_stream *s, zip_uint64_t *at, zip_uint64_t file_size, void *data,
                        zip_uint64_t size)
{
    zip_int64_t moved = zip_source_seek_compute_offset(*at, file_size, data, size, &s->error);
    if (moved < 0)
        return -1;
    *at = (zip_uint64_t)moved;
    return 0;
}

static zip_int64_t seek_reading(xt_patch_stream *s, void *data, zip_uint64_t size)
{
    struct stat info;
    if (fstat(s->from, &info) != 0) {
        zip_error_set(&s->error, ZIP_ER_SEEK, errno);
        return -1;
    }
    return seek(s, &s->read_at, (zip_uint64_t)info.st_size, data, size);
}

/* The end of what was written lies at the highest position so far. */
static zip_int64_t seek_writing(xt_patch_stream *s, void *data, zip_uint64_t size)
{
    if (s->write_at > s->written)
        s->written = s->write_at;
    return seek(s, &s->write_at, s->written, data, size);
}

/* libzip's view of it; see zip_source_function(3). */
static zip_int64_t on_archive(void *context, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
    xt_patch_stream *s = context;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_WRITE,
            ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
            ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_OPEN: s->read_at = 0; return 0;
    case ZIP_SOURCE_READ: return read_some(s, data, (size_t)size);
    case ZIP_SOURCE_SEEK: return seek_reading(s, data, size);
    case ZIP_SOURCE_TELL: return (zip_int64_t)s->read_at;
    case ZIP_SOURCE_STAT: return size < sizeof(zip_stat_t) ? -1 : tell_size(s, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&s->error, data, size);
    case ZIP_SOURCE_BEGIN_WRITE: s->write_at = s->written = 0; return 0;
    case ZIP_SOURCE_WRITE: return write_all(s, data, (size_t)size);
    case ZIP_SOURCE_SEEK_WRITE: return seek_writing(s, data, size);
    case ZIP_SOURCE_TELL_WRITE: return (zip_int64_t)s->write_at;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
    case ZIP_SOURCE_COMMIT_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE: /* whoever opened the file gives it up */
    case ZIP_SOURCE_REMOVE: return 0;
    default: zip_error_set(&s->error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

zip_t *xt_patch_stream_open(xt_patch_stream *s, int from, int to, zip_error_t *cause)
{
    *s = (xt_patch_stream){.from = from, .to = to};
    zip_error_init(&s->error);
    zip_source_t *made = zip_source_function_create(on_archive, s, cause);
    zip_t *archive = made ? zip_open_from_source(made, 0, cause) : NULL;
    if (made && !archive)
        zip_source_free(made);
    return archive;
}
