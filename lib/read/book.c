/* SPDX-License-Identifier: MIT
 *
 * The front door: tells what a file is before anything trusts it, and opens it when it is a workbook.
 */
#include "read/book.h"

#include "base/error.h"
#include "base/number.h"
#include "read/container.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

xt_limits xt_limits_default(void)
{
    const uint64_t kib = 1024, mib = 1024 * kib, gib = 1024 * mib;
    return (xt_limits){
        .input_size = 1 * gib,
        .zip_entries = 10000,
        .sheet_size = 4 * gib,
        .part_size = 512 * mib,
        .strings_size = 1 * gib,
        .strings_count = 5000000,
        .ratio = 1100,
        .xml_depth = 64,
        .xml_attributes = 256,
        .xml_attribute_size = 64 * kib,
        .sheets = 4096,
        .cell_formats = 65536,
        .merges = 100000,
        .cell_size = 1 * mib,
        .text_size = 256 * mib,
        .text_factor = 64,
    };
}

/* What to say of a container that is not read. */
static xt_sentence refusal(xt_container container)
{
    switch (container) {
    case XT_CONTAINER_XLS: return XT_SAY_IS_XLS;
    case XT_CONTAINER_ENCRYPTED: return XT_SAY_ENCRYPTED;
    case XT_CONTAINER_HTML: return XT_SAY_IS_HTML;
    case XT_CONTAINER_XML: return XT_SAY_IS_XML;
    case XT_CONTAINER_CSV: return XT_SAY_IS_CSV;
    case XT_CONTAINER_TEXT: return XT_SAY_IS_TEXT;
    case XT_CONTAINER_PDF: return XT_SAY_IS_PDF;
    default: return XT_SAY_IS_UNKNOWN;
    }
}

/* Refuses what the end of a ZIP archive tells: a cut file, and more members than are allowed before libzip
 * makes room for each of them. */
static xt_status check_tail(xt_str tail, const xt_limits *limits, xt_error *error)
{
    uint64_t entries = 0;
    if (!xt_zip_entries(tail, &entries))
        return xt_fail(error, XT_SAY_ZIP_CUT);
    if (limits->zip_entries && entries > limits->zip_entries)
        return xt_fail_limit(error, XT_SAY_LIMIT_ENTRIES, (xt_str){0}, entries, limits->zip_entries);
    return XT_OK;
}

static xt_str tail_of(xt_str file)
{
    return file.size > XT_TAIL_SIZE ? xt_str_from(file, file.size - XT_TAIL_SIZE) : file;
}

static xt_book *new_book(const xt_limits *limits, uint64_t size, size_t chunk)
{
    xt_book *book = calloc(1, sizeof *book);
    if (book) {
        book->limits = limits ? *limits : xt_limits_default();
        book->file_size = size;
        book->chunk = chunk;
    }
    return book;
}

/* Hands out the book, or closes it when something failed. */
static xt_status finish(xt_book **out, xt_book *book, xt_status status)
{
    if (status)
        xt_book_close(book);
    else
        *out = book;
    return status;
}

static xt_status check_size(uint64_t size, const xt_limits *limits, xt_error *error)
{
    if (size == 0)
        return xt_fail(error, XT_SAY_FILE_EMPTY);
    if (limits->input_size && size > limits->input_size)
        return xt_fail_limit(error, XT_SAY_LIMIT_INPUT, (xt_str){0}, size, limits->input_size);
    return XT_OK;
}

static xt_status load_memory(xt_book *book, xt_str file, xt_error *error)
{
    xt_status status = check_size(file.size, &book->limits, error);
    if (status)
        return status;
    xt_container container = xt_container_tell(file);
    if (container == XT_CONTAINER_XLS && xt_compound_is_encrypted(file))
        container = XT_CONTAINER_ENCRYPTED;
    if (container != XT_CONTAINER_ZIP)
        return xt_fail(error, refusal(container));
    status = check_tail(tail_of(file), &book->limits, error);
    if (!status)
        status = xt_zip_open_memory(&book->zip, file.data, file.size, &book->limits, error);
    return status ? status : xt_book_load(book, error);
}

xt_status xt_book_open_chunked(xt_book **out, const void *data, size_t size, size_t chunk, bool use_scanner,
                               const xt_limits *limits, xt_error *error)
{
    xt_book *book = new_book(limits, size, chunk);
    if (!book)
        return xt_fail_memory(error);
    book->slow = !use_scanner;
    return finish(out, book, load_memory(book, (xt_str){data, size}, error));
}

xt_status xt_book_open_memory(xt_book **book, const void *data, size_t size, const xt_limits *limits,
                              xt_error *error)
{
    return xt_book_open_chunked(book, data, size, 0, true, limits, error);
}

/* read() until `size` bytes are there or the file ends; -1 and errno when it fails. */
static ssize_t read_fully(int fd, char *data, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t count = read(fd, data + got, size - got);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        got += (size_t)count;
    }
    return (ssize_t)got;
}

/* Reads the rest of a descriptor into bytes that may not grow above the input limit. */
static xt_status slurp(int fd, xt_bytes *file, const xt_limits *limits, xt_error *error)
{
    enum { STEP = 64 * 1024 };
    for (;;) {
        char *room = xt_bytes_reserve(file, STEP);
        if (!room && file->fault == XT_OVER_LIMIT)
            return xt_fail_limit(error, XT_SAY_LIMIT_INPUT, (xt_str){0}, file->size, limits->input_size);
        if (!room)
            return xt_fail_memory(error);
        ssize_t got = read_fully(fd, room, STEP);
        if (got < 0)
            return xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, errno);
        if (got == 0)
            return XT_OK;
        file->size += (size_t)got;
    }
}

xt_status xt_book_open_fd(xt_book **out, int fd, const xt_limits *limits, xt_error *error)
{
    xt_book *book = new_book(limits, 0, 0);
    if (!book)
        return xt_fail_memory(error);
    uint64_t most = book->limits.input_size;
    const size_t slack = 64 * 1024; /* the last, empty read wants room too */
    xt_bytes file = xt_bytes_make(most && most < SIZE_MAX / 4 ? (size_t)most + slack : SIZE_MAX / 4);
    xt_status status = slurp(fd, &file, &book->limits, error);
    book->owned = file.data; /* the book frees it */
    book->file_size = file.size;
    if (!status)
        status = load_memory(book, xt_bytes_str(&file), error);
    return finish(out, book, status);
}

/* Searches a compound file for the stream of an encrypted package, a window at a time. */
static xt_status tell_compound(int fd, bool *encrypted, xt_error *error)
{
    enum { WINDOW = 64 * 1024, OVERLAP = 64 };
    char *window = malloc(OVERLAP + WINDOW);
    if (!window)
        return xt_fail_memory(error);
    size_t kept = 0;
    ssize_t got = 0;
    *encrypted = false;
    while (!*encrypted && (got = read_fully(fd, window + kept, WINDOW)) > 0) {
        size_t size = kept + (size_t)got;
        *encrypted = xt_compound_is_encrypted((xt_str){window, size});
        kept = size < OVERLAP ? size : OVERLAP;
        memmove(window, window + size - kept, kept);
    }
    int cause = errno;
    free(window);
    return got < 0 ? xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, cause) : XT_OK;
}

/* Looks at both ends of a regular file. XT_OK: it is a whole ZIP archive. */
static xt_status check_ends(int fd, uint64_t size, const xt_limits *limits, xt_error *error)
{
    char *data = malloc(XT_TAIL_SIZE);
    if (!data)
        return xt_fail_memory(error);
    xt_status status = XT_OK;
    ssize_t got = read_fully(fd, data, XT_HEAD_SIZE);
    if (got < 0) {
        status = xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, errno);
        goto done;
    }
    xt_container container = xt_container_tell((xt_str){data, (size_t)got});
    if (container == XT_CONTAINER_XLS) {
        bool encrypted = false;
        if (lseek(fd, 0, SEEK_SET) == 0)
            status = tell_compound(fd, &encrypted, error);
        container = encrypted ? XT_CONTAINER_ENCRYPTED : container;
    }
    if (!status && container != XT_CONTAINER_ZIP)
        status = xt_fail(error, refusal(container));
    if (status)
        goto done;
    uint64_t tail = size < XT_TAIL_SIZE ? size : XT_TAIL_SIZE;
    got = lseek(fd, (off_t)(size - tail), SEEK_SET) < 0 ? -1 : read_fully(fd, data, (size_t)tail);
    if (got < 0)
        status = xt_fail_errno(error, XT_SAY_FILE_READ, (xt_str){0}, errno);
    else
        status = check_tail((xt_str){data, (size_t)got}, limits, error);
done:
    free(data);
    return status;
}

xt_status xt_book_open(xt_book **out, const char *path, const xt_limits *limits, xt_error *error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0) {
        int cause = errno;
        if (fd >= 0)
            close(fd);
        bool missing = cause == ENOENT || cause == ENOTDIR;
        return xt_fail_errno(error, missing ? XT_SAY_FILE_MISSING : XT_SAY_FILE_UNREADABLE, (xt_str){0},
                             cause);
    }
    xt_status status = XT_OK;
    xt_book *book = NULL;
    if (S_ISDIR(info.st_mode)) {
        status = xt_fail(error, XT_SAY_FOLDER);
    } else if (!S_ISREG(info.st_mode)) {
        status = xt_book_open_fd(out, fd, limits, error); /* a pipe or a device */
    } else if (!(book = new_book(limits, (uint64_t)info.st_size, 0))) {
        status = xt_fail_memory(error);
    } else {
        status = check_size(book->file_size, &book->limits, error);
        if (!status)
            status = check_ends(fd, book->file_size, &book->limits, error);
        if (!status)
            status = xt_zip_open_path(&book->zip, path, &book->limits, error);
        if (!status)
            status = xt_book_load(book, error);
        status = finish(out, book, status);
    }
    close(fd);
    return status;
}

void xt_book_close(xt_book *book)
{
    if (!book)
        return;
    xt_strings_free(&book->strings);
    xt_styles_free(&book->styles);
    xt_zip_close(book->zip);
    xt_arena_free(&book->arena);
    free(book->owned);
    free(book);
}

size_t xt_book_sheet_count(const xt_book *book)
{
    return book->sheet_count;
}

const xt_sheet_info *xt_book_sheet(const xt_book *book, size_t index)
{
    return index < book->sheet_count ? &book->sheets[index].info : NULL;
}

bool xt_book_date1904(const xt_book *book)
{
    return book->date1904;
}

xt_status xt_book_find_sheet(const xt_book *book, const char *name, size_t *index, xt_error *error)
{
    xt_str wanted = xt_str_of(name);
    for (size_t i = 0; i < book->sheet_count; i++)
        if (xt_str_equal_nocase(xt_str_of(book->sheets[i].info.name), wanted)) {
            *index = i;
            return XT_OK;
        }
    uint64_t number = 0;
    if (xt_uint_parse(wanted, book->sheet_count, &number) && number > 0) {
        *index = (size_t)number - 1;
        return XT_OK;
    }
    xt_bytes names = xt_bytes_make(SIZE_MAX / 2);
    for (size_t i = 0; i < book->sheet_count; i++) {
        xt_bytes_puts(&names, i ? ", " : "");
        xt_bytes_puts(&names, book->sheets[i].info.name);
    }
    xt_status status = xt_fail_at(error, XT_SAY_SHEET_UNKNOWN, xt_bytes_str(&names), wanted);
    xt_bytes_free(&names);
    return status;
}
