/* SPDX-License-Identifier: MIT */
#include "thai/charset_iconv.h"

#include "base/error.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

enum { ROOM = 4096, LONGEST_NAME = 63 };

struct xt_iconv {
    iconv_t descriptor;
};

static iconv_t open_descriptor(const char *to, const char *from)
{
    bool plain =
        strlen(to) <= LONGEST_NAME && strlen(from) <= LONGEST_NAME && !strchr(to, '/') && !strchr(from, '/');
    errno = 0;
    if (!plain || !*to || !*from)
        return (iconv_t)-1;
    iconv_t descriptor = iconv_open(to, from);
    if (descriptor != (iconv_t)-1 || errno == ENOMEM)
        return descriptor;
    /* glibc also calls an encoding unknown where it had no memory to look for it. */
    void *room = malloc(ROOM);
    bool has_memory = room != NULL;
    free(room);
    return has_memory ? iconv_open(to, from) : descriptor; /* malloc has left its mark */
}

bool xt_iconv_knows(const char *name)
{
    iconv_t descriptor = open_descriptor("UTF-8", name);
    if (descriptor == (iconv_t)-1)
        return false;
    iconv_close(descriptor);
    return true;
}

xt_status xt_iconv_open(xt_iconv **out, const char *to, const char *from, const char *name, xt_error *error)
{
    xt_iconv *converter = malloc(sizeof *converter);
    if (!converter)
        return xt_fail_memory(error);
    converter->descriptor = open_descriptor(to, from);
    if (converter->descriptor == (iconv_t)-1) {
        free(converter);
        return errno == ENOMEM ? xt_fail_memory(error)
                               : xt_fail_at(error, XT_SAY_ENCODING_UNKNOWN, (xt_str){0}, xt_str_of(name));
    }
    *out = converter;
    return XT_OK;
}

xt_iconv_end xt_iconv_run(xt_iconv *converter, xt_str bytes, size_t *at, xt_bytes *out)
{
    while (*at < bytes.size) {
        char *room = xt_bytes_reserve(out, ROOM);
        if (!room)
            return XT_ICONV_DONE;
        char *from = (char *)(uintptr_t)bytes.data + *at, *to = room; /* iconv does not write there */
        size_t left = bytes.size - *at, free_room = ROOM;
        size_t result = iconv(converter->descriptor, &from, &left, &to, &free_room);
        int cause = errno;
        *at = bytes.size - left;
        out->size += ROOM - free_room;
        if (result == (size_t)-1 && cause != E2BIG)
            return cause == EINVAL ? XT_ICONV_CUT : XT_ICONV_BAD;
    }
    return XT_ICONV_DONE;
}

void xt_iconv_end_state(xt_iconv *converter, xt_bytes *out)
{
    char *room = xt_bytes_reserve(out, ROOM);
    size_t free_room = ROOM;
    if (room && iconv(converter->descriptor, NULL, NULL, &room, &free_room) != (size_t)-1)
        out->size += ROOM - free_room;
}

void xt_iconv_close(xt_iconv *converter)
{
    if (!converter)
        return;
    iconv_close(converter->descriptor);
    free(converter);
}
