/* SPDX-License-Identifier: MIT
 *
 * Nothing in such a file can be trusted to end: every walk is bounded by the number of sectors that the file
 * has room for, so that a chain may be followed without marking where it has been.
 */
#include "read/cfb.h"

#include "base/error.h"
#include "base/le.h"

#include <stdlib.h>

enum {
    HEADER_SIZE = 512,
    HEADER_DIFAT = 0x4C, /* where the header's own list of FAT sectors begins ... */
    HEADER_DIFAT_COUNT = 109,
    ENTRY_SIZE = 128, /* of the directory ([MS-CFB] 2.6.1) */
    MINI_SHIFT = 6,
    TYPE_STREAM = 2,
    TYPE_ROOT = 5,
};

/* Sector numbers that are none, and stream numbers ([MS-CFB] 2.1, 2.6). */
#define MAX_SECTOR   0xFFFFFFFAu
#define END_OF_CHAIN 0xFFFFFFFEu
#define FREE_SECTOR  0xFFFFFFFFu
#define NO_STREAM    0xFFFFFFFFu

/* As a number of bytes: all there are. */
#define WHOLE_CHAIN UINT64_MAX

static const char CIRCLE[] = "a chain of sectors runs in a circle";

struct xt_cfb {
    const xt_input *input;
    unsigned shift;          /* a sector has 1 << shift bytes */
    uint32_t sector_count;   /* in the file; the last may be cut */
    uint32_t mini_cutoff;    /* shorter streams are in the mini stream */
    uint32_t first_mini_fat; /* a sector */
    bool wide_sizes;         /* of streams: version 4 */
    bool has_mini;           /* the next two are read */
    bool mini_cut;           /* by the file's end */
    xt_bytes mini_fat, mini;
    xt_bytes fat;       /* little-endian, a sector's follower each */
    xt_bytes directory; /* entries */
    xt_bytes streams;   /* of uint32_t: the entries that are streams of the root storage */
};

typedef struct entry {
    xt_str name; /* UTF-16LE, without its terminator */
    unsigned type;
    uint32_t left, right, child, first_sector;
    uint64_t size;
} entry;

static const unsigned char *raw(const xt_bytes *bytes)
{
    return (const unsigned char *)bytes->data;
}

static uint64_t sector_at(const xt_cfb *c, uint32_t sector)
{
    return ((uint64_t)sector + 1) << c->shift;
}

static size_t sector_size(const xt_cfb *c)
{
    return (size_t)1 << c->shift;
}

static xt_status damaged(xt_error *error, const char *reason)
{
    return xt_fail_at(error, XT_SAY_CFB, (xt_str){0}, xt_str_of(reason));
}

/* Appends `count` sectors in a row; what the file's end cuts off is missing. */
static xt_status read_sectors(const xt_cfb *c, uint32_t first, uint32_t count, xt_bytes *out, xt_error *error)
{
    size_t wanted = (size_t)count << c->shift, got = 0;
    char *room = xt_bytes_reserve(out, wanted);
    if (!room)
        return xt_fail_memory(error);
    xt_status status = xt_input_read(c->input, sector_at(c, first), room, wanted, &got, error);
    out->size += got;
    return status;
}

/* Appends a sector that must be there as a whole. */
static xt_status read_sector(const xt_cfb *c, uint32_t sector, xt_bytes *out, xt_error *error)
{
    size_t start = out->size;
    if (sector >= c->sector_count)
        return xt_fail(error, XT_SAY_ZIP_CUT);
    xt_status status = read_sectors(c, sector, 1, out, error);
    bool cut = !status && out->size - start < sector_size(c);
    return cut ? xt_fail(error, XT_SAY_ZIP_CUT) : status;
}

/* A walk along a chain. */
typedef struct chain {
    uint32_t next;      /* sector, or END_OF_CHAIN */
    uint32_t steps;     /* so far */
    uint64_t announced; /* bytes of the sectors so far */
} chain;

/* Goes on over sectors that lie behind each other, so that they are read at once, until the chain has
 * `wanted` bytes. */
static xt_status take_run(const xt_cfb *c, chain *at, uint64_t wanted, uint32_t *count, xt_error *error)
{
    uint32_t first = at->next;
    for (*count = 0; at->next == first + *count && at->announced < wanted; ++*count) {
        uint32_t sector = at->next;
        if (sector >= c->sector_count)
            return xt_fail(error, XT_SAY_ZIP_CUT);
        if (at->steps++ >= c->sector_count)
            return damaged(error, CIRCLE);
        at->next = sector < c->fat.size / 4 ? xt_le32(raw(&c->fat) + (size_t)sector * 4) : FREE_SECTOR;
        if (at->next > MAX_SECTOR && at->next != END_OF_CHAIN)
            return damaged(error, "a chain of sectors leads to none");
        at->announced += sector_size(c);
    }
    return XT_OK;
}

/* Whether the chain ends, or leads nowhere, behind the part of it that was wanted: in a circle that part is
 * not what was written. */
static bool comes_to_an_end(const xt_bytes *table, uint32_t sector, size_t steps)
{
    size_t count = table->size / 4;
    for (; sector < count && steps <= count; steps++)
        sector = xt_le32(raw(table) + (size_t)sector * 4);
    return sector >= count;
}

/* Appends the chain that begins with `sector`: its first `wanted` bytes, or all of it. *cut: the file ends in
 * its last sector, before them. */
static xt_status read_cut_chain(const xt_cfb *c, uint32_t sector, uint64_t wanted, xt_bytes *out, bool *cut,
                                xt_error *error)
{
    size_t start = out->size;
    chain at = {.next = sector};
    *cut = false;
    while (!*cut && at.next != END_OF_CHAIN && at.announced < wanted) {
        uint32_t first = at.next, count = 0;
        xt_status status = take_run(c, &at, wanted, &count, error);
        if (!status)
            status = read_sectors(c, first, count, out, error);
        if (status)
            return status;
        *cut = out->size - start < at.announced && out->size - start < wanted;
    }
    if (*cut && at.next != END_OF_CHAIN && at.announced < wanted)
        return xt_fail(error, XT_SAY_ZIP_CUT);
    if (*cut || wanted == WHOLE_CHAIN)
        return XT_OK;
    if (at.announced < wanted)
        return damaged(error, "a stream is shorter than the directory says");
    if (!comes_to_an_end(&c->fat, at.next, at.steps))
        return damaged(error, CIRCLE);
    out->size = start + (size_t)wanted;
    return XT_OK;
}

static xt_status read_chain(const xt_cfb *c, uint32_t sector, uint64_t wanted, xt_bytes *out, xt_error *error)
{
    bool cut = false;
    xt_status status = read_cut_chain(c, sector, wanted, out, &cut, error);
    return !status && cut ? xt_fail(error, XT_SAY_ZIP_CUT) : status;
}

/* ------------------------------------------------------------ the allocation table */

/* Whether the list of the FAT's sectors goes on: it ends where a place of it names no sector, and a table
 * that covers the file wants no more. */
static bool goes_on(const xt_cfb *c, uint32_t sector)
{
    return c->fat.size / 4 < c->sector_count && sector <= MAX_SECTOR;
}

/* Appends the sectors of the FAT that a piece of the list names. */
static xt_status add_fat(xt_cfb *c, const unsigned char *names, size_t count, bool *more, xt_error *error)
{
    xt_status status = XT_OK;
    *more = true;
    for (size_t i = 0; !status && i < count; i++) {
        uint32_t sector = xt_le32(names + i * 4);
        *more = goes_on(c, sector);
        if (!*more)
            return XT_OK;
        status = read_sector(c, sector, &c->fat, error);
    }
    return status;
}

/* The FAT's sectors are named by the header and, where these are too few, by a chain of sectors that each
 * name the next one in their last place ([MS-CFB] 2.5). */
static xt_status read_fat(xt_cfb *c, const unsigned char *header, xt_error *error)
{
    bool more = true;
    size_t count = sector_size(c) / 4 - 1;
    xt_bytes list = xt_bytes_make(sector_size(c));
    xt_status status = add_fat(c, header + HEADER_DIFAT, HEADER_DIFAT_COUNT, &more, error);
    uint32_t next = xt_le32(header + 0x44);
    /* A piece of the list lengthens the table or ends it, so no circle lasts. */
    while (!status && more && goes_on(c, next)) {
        xt_bytes_clear(&list);
        status = read_sector(c, next, &list, error);
        if (status)
            break;
        status = add_fat(c, raw(&list), count, &more, error);
        next = xt_le32(raw(&list) + count * 4);
    }
    xt_bytes_free(&list);
    return status;
}

/* ------------------------------------------------------------ the directory */

static size_t entry_count(const xt_cfb *c)
{
    return c->directory.size / ENTRY_SIZE;
}

static entry entry_at(const xt_cfb *c, size_t index)
{
    const unsigned char *p = raw(&c->directory) + index * ENTRY_SIZE;
    size_t bytes = xt_le16(p + 0x40);
    return (entry){
        .name = {(const char *)p, bytes >= 2 && bytes <= 64 ? bytes - 2 : 0},
        .type = p[0x42],
        .left = xt_le32(p + 0x44),
        .right = xt_le32(p + 0x48),
        .child = xt_le32(p + 0x4C),
        .first_sector = xt_le32(p + 0x74),
        /* [MS-CFB] 2.6.1: of version 3 the upper half may hold anything. */
        .size = c->wide_sizes ? xt_le64(p + 0x78) : xt_le32(p + 0x78),
    };
}

static xt_status visit(xt_cfb *c, xt_bytes *waiting, char *seen, uint32_t index, xt_error *error)
{
    if (index == NO_STREAM)
        return XT_OK;
    if (index >= entry_count(c) || seen[index])
        return damaged(error, "an entry of the directory leads to none, or in a circle");
    seen[index] = 1;
    return xt_bytes_append(waiting, &index, sizeof index) ? xt_fail_memory(error) : XT_OK;
}

/* Lists the streams of the root storage: a tree of entries ([MS-CFB] 2.6.4). Writers do not all keep it in
 * order, so it is walked whole. */
static xt_status list_streams(xt_cfb *c, xt_error *error)
{
    if (entry_count(c) == 0 || entry_at(c, 0).type != TYPE_ROOT)
        return damaged(error, "the directory has no root");
    xt_bytes waiting = xt_bytes_make(SIZE_MAX / 2);
    char *seen = calloc(entry_count(c), 1);
    xt_status status = seen ? visit(c, &waiting, seen, entry_at(c, 0).child, error) : xt_fail_memory(error);
    while (!status && waiting.size) {
        uint32_t index = 0;
        waiting.size -= sizeof index;
        memcpy(&index, waiting.data + waiting.size, sizeof index);
        entry e = entry_at(c, index);
        if (e.type == TYPE_STREAM && xt_bytes_append(&c->streams, &index, sizeof index))
            status = xt_fail_memory(error);
        if (!status)
            status = visit(c, &waiting, seen, e.left, error);
        if (!status)
            status = visit(c, &waiting, seen, e.right, error);
    }
    xt_bytes_free(&waiting);
    free(seen);
    return status;
}

static bool is_named(const entry *e, const char *name)
{
    size_t i = 0;
    for (; name[i] && i < e->name.size / 2; i++)
        if (e->name.data[2 * i + 1] || xt_ascii_lower(e->name.data[2 * i]) != xt_ascii_lower(name[i]))
            return false;
    return !name[i] && i == e->name.size / 2;
}

uint32_t xt_cfb_find(const xt_cfb *c, const char *name)
{
    const uint32_t *streams = (const uint32_t *)(const void *)c->streams.data;
    for (size_t i = 0; i < c->streams.size / sizeof *streams; i++) {
        entry e = entry_at(c, streams[i]);
        if (is_named(&e, name))
            return streams[i];
    }
    return XT_CFB_NONE;
}

/* ------------------------------------------------------------ opening and reading */

/* [MS-CFB] 2.2. A file without whole sectors is a cut one. */
static xt_status read_header(xt_cfb *c, unsigned char header[HEADER_SIZE], xt_error *error)
{
    size_t got = 0;
    xt_status status = xt_input_read(c->input, 0, header, HEADER_SIZE, &got, error);
    if (status)
        return status;
    if (got < HEADER_SIZE)
        return xt_fail(error, XT_SAY_ZIP_CUT);
    unsigned version = xt_le16(header + 0x1A);
    c->shift = xt_le16(header + 0x1E);
    if ((version != 3 && version != 4) || xt_le16(header + 0x1C) != 0xFFFE ||
        (c->shift != 9 && c->shift != 12) || xt_le16(header + 0x20) != MINI_SHIFT)
        return damaged(error, "the header is none of a compound file");
    c->wide_sizes = version == 4;
    c->mini_cutoff = xt_le32(header + 0x38);
    c->first_mini_fat = xt_le32(header + 0x3C);
    uint64_t sectors = (c->input->size + ((uint64_t)1 << c->shift) - 1) >> c->shift;
    if (sectors < 2)
        return xt_fail(error, XT_SAY_ZIP_CUT);
    c->sector_count = sectors - 1 < MAX_SECTOR ? (uint32_t)(sectors - 1) : MAX_SECTOR;
    return XT_OK;
}

xt_status xt_cfb_open(xt_cfb **out, const xt_input *input, xt_error *error)
{
    unsigned char header[HEADER_SIZE];
    xt_cfb *c = calloc(1, sizeof *c);
    if (!c)
        return xt_fail_memory(error);
    c->input = input;
    c->mini_fat = c->mini = c->fat = c->directory = c->streams = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = read_header(c, header, error);
    if (!status)
        status = read_fat(c, header, error);
    if (!status)
        status = read_chain(c, xt_le32(header + 0x30), WHOLE_CHAIN, &c->directory, error);
    if (!status)
        status = list_streams(c, error);
    if (status)
        xt_cfb_close(c);
    else
        *out = c;
    return status;
}

/* The mini stream is the root entry's ([MS-CFB] 2.6.2), its table a chain of its own. Some writers leave out
 * what no stream needs of its last sector. */
static xt_status read_mini(xt_cfb *c, xt_error *error)
{
    if (c->has_mini)
        return XT_OK;
    entry root = entry_at(c, 0);
    xt_bytes_clear(&c->mini);
    xt_bytes_clear(&c->mini_fat);
    xt_status status = read_chain(c, c->first_mini_fat, WHOLE_CHAIN, &c->mini_fat, error);
    if (!status)
        status = read_cut_chain(c, root.first_sector, root.size, &c->mini, &c->mini_cut, error);
    c->has_mini = !status;
    return status;
}

static xt_status read_mini_chain(xt_cfb *c, uint32_t sector, uint64_t wanted, xt_bytes *out, xt_error *error)
{
    xt_status status = read_mini(c, error);
    const uint64_t most = (uint64_t)1 << MINI_SHIFT;
    size_t steps = 0, table = c->mini_fat.size / 4;
    for (uint64_t left = wanted; !status && left;) {
        uint64_t at = (uint64_t)sector << MINI_SHIFT, size = left < most ? left : most;
        if (c->mini_cut && sector < table && at + size > c->mini.size)
            return xt_fail(error, XT_SAY_ZIP_CUT);
        if (sector >= table || at + size > c->mini.size)
            return damaged(error, "a chain of small sectors leads to none");
        if (xt_bytes_append(out, c->mini.data + at, (size_t)size))
            status = xt_fail_memory(error);
        sector = xt_le32(raw(&c->mini_fat) + (size_t)sector * 4);
        left -= size;
        steps++;
    }
    return status || comes_to_an_end(&c->mini_fat, sector, steps) ? status : damaged(error, CIRCLE);
}

xt_status xt_cfb_read(xt_cfb *c, uint32_t stream, xt_bytes *bytes, xt_error *error)
{
    entry e = entry_at(c, stream);
    if (e.size > c->input->size)
        return xt_fail(error, XT_SAY_ZIP_CUT);
    if (e.size < c->mini_cutoff)
        return read_mini_chain(c, e.first_sector, e.size, bytes, error);
    return read_chain(c, e.first_sector, e.size, bytes, error);
}

void xt_cfb_close(xt_cfb *c)
{
    if (!c)
        return;
    xt_bytes_free(&c->mini_fat);
    xt_bytes_free(&c->mini);
    xt_bytes_free(&c->fat);
    xt_bytes_free(&c->directory);
    xt_bytes_free(&c->streams);
    free(c);
}
