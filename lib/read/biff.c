/* SPDX-License-Identifier: MIT */
#include "read/biff.h"

#include "base/error.h"
#include "base/le.h"

#include <stdio.h>

enum { HEAD_SIZE = 4 }; /* of a record: type and length */

xt_status xt_biff_damaged(const xt_biff *b, xt_error *error)
{
    char type[16];
    snprintf(type, sizeof type, "0x%04X", b->type);
    xt_status status = xt_fail_at(error, XT_SAY_BIFF_RECORD, xt_str_of(b->place), xt_str_of(type));
    if (error)
        error->number = (int64_t)b->at;
    return status;
}

/* Moves to the record at `offset`; false where none is there as a whole. */
static bool move(xt_biff *b, size_t offset)
{
    if (offset > b->stream.size || b->stream.size - offset < HEAD_SIZE)
        return false;
    const unsigned char *head = (const unsigned char *)b->stream.data + offset;
    size_t size = xt_le16(head + 2);
    if (b->stream.size - offset - HEAD_SIZE < size)
        return false;
    b->type = xt_le16(head);
    b->data = head + HEAD_SIZE;
    b->size = size;
    b->used = 0;
    b->at = offset;
    b->next = offset + HEAD_SIZE + size;
    return true;
}

/* BIFF2, BIFF3, BIFF4, and all later versions. */
static bool is_bof(const xt_biff *b)
{
    unsigned upper = b->type >> 8;
    return (b->type & 0xFF) == XT_BIFF_BOF && (upper == 0 || upper == 2 || upper == 4 || upper == 8);
}

static xt_status cut(const xt_biff *b, xt_error *error)
{
    return xt_fail_at(error, XT_SAY_XML_CUT, xt_str_of(b->place), (xt_str){0});
}

xt_status xt_biff_begin(xt_biff *b, size_t offset, unsigned *kind, xt_error *error)
{
    if (!move(b, offset))
        return cut(b, error);
    const unsigned char *fields = xt_biff_fields(b, 4);
    if (!is_bof(b) || !fields)
        return xt_biff_damaged(b, error);
    *kind = xt_le16(fields + 2);
    switch (b->type >> 8) {
    case 0: b->version = 2; break;
    case 2: b->version = 3; break;
    case 4: b->version = 4; break;
    default: b->version = xt_le16(fields) >= 0x0600 ? 8 : 5; break;
    }
    return XT_OK;
}

xt_status xt_biff_next(xt_biff *b, bool *more, xt_error *error)
{
    for (size_t depth = 0;;) {
        if (!move(b, b->next))
            return cut(b, error);
        bool ends = b->type == XT_BIFF_EOF;
        if (depth == 0 && !is_bof(b)) {
            *more = !ends;
            return XT_OK;
        }
        if (is_bof(b))
            depth++;
        else if (ends)
            depth--;
    }
}

bool xt_biff_continue(xt_biff *b)
{
    xt_biff further = *b;
    bool there = move(&further, b->next) && further.type == XT_BIFF_CONTINUE;
    if (there)
        *b = further;
    return there;
}

bool xt_biff_bytes(xt_biff *b, void *out, size_t size)
{
    char *to = out;
    while (size) {
        size_t here = b->size - b->used < size ? b->size - b->used : size;
        if (to && here) {
            memcpy(to, b->data + b->used, here);
            to += here;
        }
        b->used += here;
        size -= here;
        if (size && !xt_biff_continue(b))
            return false;
    }
    return true;
}
