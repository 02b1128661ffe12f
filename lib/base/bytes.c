/* SPDX-License-Identifier: MIT */
#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *xt_bytes_reserve(xt_bytes *bytes, size_t size)
{
    if (bytes->fault)
        return NULL;
    if (size > bytes->maximum - bytes->size) {
        bytes->fault = XT_OVER_LIMIT;
        return NULL;
    }
    if (size > bytes->capacity - bytes->size || !bytes->data) {
        size_t wanted = bytes->size + size;
        size_t grown = bytes->capacity > bytes->maximum / 2 ? bytes->maximum : bytes->capacity * 2;
        size_t capacity = grown > wanted ? grown : wanted;
        if (capacity < 64)
            capacity = 64;
        char *data = capacity < SIZE_MAX ? realloc(bytes->data, capacity + 1) : NULL;
        if (!data) {
            bytes->fault = XT_OUT_OF_MEMORY;
            return NULL;
        }
        bytes->data = data;
        bytes->capacity = capacity;
    }
    return bytes->data + bytes->size;
}

xt_status xt_bytes_append(xt_bytes *bytes, const void *data, size_t size)
{
    if (size == 0)
        return bytes->fault;
    char *room = xt_bytes_reserve(bytes, size);
    if (!room)
        return bytes->fault;
    memcpy(room, data, size);
    bytes->size += size;
    return XT_OK;
}

xt_status xt_bytes_vprintf(xt_bytes *bytes, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return bytes->fault = XT_OUT_OF_MEMORY;
    char *room = xt_bytes_reserve(bytes, (size_t)length);
    if (!room)
        return bytes->fault;
    vsnprintf(room, (size_t)length + 1, format, arguments);
    bytes->size += (size_t)length;
    return XT_OK;
}

xt_status xt_bytes_printf(xt_bytes *bytes, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    xt_status status = xt_bytes_vprintf(bytes, format, arguments);
    va_end(arguments);
    return status;
}

const char *xt_bytes_cstr(xt_bytes *bytes)
{
    if (bytes->fault || !bytes->data)
        return "";
    bytes->data[bytes->size] = '\0';
    return bytes->data;
}

void xt_bytes_free(xt_bytes *bytes)
{
    free(bytes->data);
    *bytes = xt_bytes_make(bytes->maximum);
}
