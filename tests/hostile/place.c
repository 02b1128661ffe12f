/* SPDX-License-Identifier: MIT */
#include "place.h"

#include "base/le.h"

#include <stdio.h>

/* APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16 */
enum { LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22 };

typedef struct field {
    size_t end; /* behind its last byte */
    const char *name;
} field;

static const field LOCAL[] = {
    {4, "local signature"},       {6, "local version"},         {8, "local flags"},   {10, "local method"},
    {14, "local time"},           {18, "local checksum"},       {22, "local packed"}, {26, "local size"},
    {28, "local length of name"}, {30, "local length of extra"}};
static const field CENTRAL[] = {{4, "directory signature"},
                                {6, "directory maker"},
                                {8, "directory version"},
                                {10, "directory flags"},
                                {12, "directory method"},
                                {16, "directory time"},
                                {20, "directory checksum"},
                                {24, "directory packed"},
                                {28, "directory size"},
                                {30, "directory length of name"},
                                {32, "directory length of extra"},
                                {34, "directory length of comment"},
                                {36, "directory disk"},
                                {42, "directory attributes"},
                                {46, "directory offset"}};

static const char *field_at(const field *fields, size_t at)
{
    while (at >= fields->end)
        fields++;
    return fields->name;
}

static const unsigned char *bytes(xt_str archive, size_t at)
{
    return (const unsigned char *)archive.data + at;
}

static bool is_there(xt_str archive, size_t at, const char *signature, size_t size)
{
    return at <= archive.size && archive.size - at >= size && memcmp(archive.data + at, signature, 4) == 0;
}

static size_t find_end(xt_str archive)
{
    for (size_t at = archive.size < END_SIZE ? 0 : archive.size - END_SIZE + 1; at-- > 0;)
        if (is_there(archive, at, "PK\5\6", END_SIZE))
            return at;
    return archive.size;
}

static const char *behind_header(size_t at, size_t name, size_t extra, const char *const words[3])
{
    return words[at < name ? 0 : at < name + extra ? 1 : 2];
}

static place in_directory(xt_str archive, size_t entry, size_t at)
{
    static const char *const BEHIND[] = {"directory name", "directory extra", "directory comment"};
    const unsigned char *p = bytes(archive, entry);
    size_t name = xt_le16(p + 28), within = at - entry;
    place found = {.field = within < CENTRAL_SIZE
                                ? field_at(CENTRAL, within)
                                : behind_header(within - CENTRAL_SIZE, name, xt_le16(p + 30), BEHIND)};
    snprintf(found.member, sizeof found.member, "%.*s", (int)name, archive.data + entry + CENTRAL_SIZE);
    return found;
}

/* Whether the byte is of the member of this entry. */
static bool in_member(xt_str archive, size_t entry, size_t at, place *found)
{
    static const char *const BEHIND[] = {"local name", "local extra", "data"};
    const unsigned char *p = bytes(archive, entry);
    size_t start = xt_le32(p + 42), packed = xt_le32(p + 20);
    if (at < start || !is_there(archive, start, "PK\3\4", LOCAL_SIZE))
        return false;
    size_t name = xt_le16(bytes(archive, start) + 26), extra = xt_le16(bytes(archive, start) + 28);
    size_t within = at - start;
    if (within >= LOCAL_SIZE + name + extra + packed)
        return false;
    found->field = within < LOCAL_SIZE ? field_at(LOCAL, within)
                                       : behind_header(within - LOCAL_SIZE, name, extra, BEHIND);
    snprintf(found->member, sizeof found->member, "%.*s", (int)xt_le16(p + 28),
             archive.data + entry + CENTRAL_SIZE);
    return true;
}

place place_of(xt_str archive, size_t at)
{
    size_t end = find_end(archive);
    if (end == archive.size)
        return (place){.field = "?"};
    if (at >= end)
        return (place){.field = "end record"};
    place found = {.field = "between members"};
    for (size_t entry = xt_le32(bytes(archive, end) + 16);
         is_there(archive, entry, "PK\1\2", CENTRAL_SIZE) && entry < end;) {
        const unsigned char *p = bytes(archive, entry);
        size_t next = entry + CENTRAL_SIZE + xt_le16(p + 28) + xt_le16(p + 30) + xt_le16(p + 32);
        if (at >= entry && at < next)
            return in_directory(archive, entry, at);
        if (in_member(archive, entry, at, &found))
            return found;
        entry = next;
    }
    return found;
}
