/* SPDX-License-Identifier: MIT
 *
 * The bytes of a file, wherever they are: a file that is read in pieces, or memory.
 */
#ifndef XT_READ_INPUT_H
#define XT_READ_INPUT_H

#include "base/str.h"

typedef struct xt_input {
    uint64_t size;
    int fd;            /* of a regular file; -1: everything is in memory */
    const char *bytes; /* NULL: in the file */
    char *owned;       /* `bytes`, where they are the input's own */
} xt_input;

/* An input that holds nothing and needs no closing. */
static inline xt_input xt_input_none(void)
{
    return (xt_input){.fd = -1};
}

/* The file at `path`, which must not change until the input is closed. What is no regular file (a pipe, a
 * device) is read to its end, and is XT_OVER_LIMIT above `most` bytes (0: no limit). XT_EMPTY_FILE: it has
 * none. */
xt_status xt_input_open(xt_input *input, const char *path, uint64_t most, xt_error *error);

/* Bytes that live until the input is closed. */
xt_status xt_input_open_memory(xt_input *input, xt_str bytes, xt_error *error);

/* Reads the descriptor to its end, at most to `most` bytes; it may be closed then. */
xt_status xt_input_open_fd(xt_input *input, int fd, uint64_t most, xt_error *error);

/* Reads up to `size` bytes from `offset`; *got is less only where the input ends. */
xt_status xt_input_read(const xt_input *input, uint64_t offset, void *data, size_t size, size_t *got,
                        xt_error *error);

/* All bytes, read into memory at the first call; they live until the input is closed. */
xt_status xt_input_all(xt_input *input, xt_str *bytes, xt_error *error);

void xt_input_close(xt_input *input);

#endif
