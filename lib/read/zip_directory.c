/* SPDX-License-Identifier: MIT */
#include "read/zip_directory.h"

#include "base/bytes.h"
#include "base/sort.h"

#include <stdlib.h>

/* Sizes of the records without their names and extra fields, and of the longest comment. */
enum {
    END_SIZE = 22,     /* 4.3.16 */
    LOCATOR_SIZE = 20, /* 4.3.15 */
    END64_SIZE = 56,   /* 4.3.14 */
    END64_LEAD = 12,   /* of it, not counted in its own size */
    ENTRY_SIZE = 46,   /* 4.3.12 */
    LOCAL_SIZE = 30,   /* 4.3.7 */
    TAIL_SIZE = 65535 + END_SIZE,
};

static const xt_str END_MARK = {"PK\5\6", 4}, LOCATOR_MARK = {"PK\6\7", 4}, END64_MARK = {"PK\6\6", 4},
                    ENTRY_MARK = {"PK\1\2", 4}, LOCAL_MARK = {"PK\3\4", 4};

enum {
    UNICODE_PATH = 0x7075, /* 4.6.9: a name in UTF-8 that takes the place of the other one */
    FLAG_ENCRYPTED = 1,    /* 4.4.4 */
    FLAG_DESCRIPTOR = 8,   /* sizes and checksum stand behind the data, and not in the local header */
};

static uint64_t number_at(const char *data, size_t size)
{
    uint64_t number = 0;
    for (size_t i = size; i-- > 0;)
        number = number << 8 | (unsigned char)data[i];
    return number;
}

/* Where the end record lies, and what it says. */
typedef struct end_record {
    uint64_t record;      /* where the end record itself begins */
    uint64_t at;          /* of the first of its records, zip64's too */
    uint64_t start, size; /* of the directory */
    uint64_t entries;
    uint64_t behind;
    bool other_volumes;
} end_record;

/* A directory entry, with what is needed of it. Its name follows those of the others. */
typedef struct entry {
    uint64_t packed, unpacked, local; /* local: offset of its local header */
    uint32_t crc;
    uint16_t flags, method, disk;
    bool is_renamed;
    xt_str name; /* in the window of the directory: until the next entry */
} entry;

typedef struct walk {
    const xt_input *input;
    const xt_limits *limits;
    end_record end;
    xt_bytes window;  /* a piece of the directory, or a local header */
    xt_bytes local;   /* a local header with its name */
    xt_bytes extents; /* of extent */
    xt_zip_directory *out;
} walk;

/* The bytes that an entry takes in the file, from its local header to the end of its data. */
typedef struct extent {
    uint64_t first, end;
} extent;

static bool has_mark(const char *data, xt_str mark)
{
    return memcmp(data, mark.data, mark.size) == 0;
}

/* Reads exactly so many bytes; less is a file that lies about itself. */
static xt_status read_exactly(const xt_input *input, uint64_t offset, void *data, size_t size,
                              xt_error *error)
{
    size_t got = 0;
    xt_status status = xt_input_read(input, offset, data, size, &got, error);
    return !status && got < size ? xt_fail(error, XT_SAY_ZIP_CUT) : status;
}

/* ------------------------------------------------------------ the end */

/* Takes the larger number, unless the smaller one could have held it and says something else. */
static bool take_larger(uint64_t *number, uint64_t larger, uint64_t too_large)
{
    bool agrees = *number == too_large || *number == larger;
    *number = larger;
    return agrees;
}

/* Zip64's record, where there is one: it holds numbers that may be too large for the end record. */
static xt_status take_end64(const xt_input *input, end_record *end, xt_error *error)
{
    char locator[LOCATOR_SIZE], record[END64_SIZE];
    if (end->at < LOCATOR_SIZE)
        return XT_OK;
    xt_status status = read_exactly(input, end->at - LOCATOR_SIZE, locator, sizeof locator, error);
    if (status || !has_mark(locator, LOCATOR_MARK))
        return status;
    uint64_t at = number_at(locator + 8, 8), room = end->at - LOCATOR_SIZE;
    bool holds = at <= room && room - at >= END64_SIZE;
    if (holds)
        status = read_exactly(input, at, record, sizeof record, error);
    if (status)
        return status;
    /* Some programs take the record in front of the locator, others where the locator says: it must be one.
     */
    holds = holds && has_mark(record, END64_MARK) && number_at(record + 4, 8) == room - at - END64_LEAD;
    if (holds) {
        end->at = at;
        end->other_volumes = number_at(record + 16, 4) != 0 || number_at(record + 20, 4) != 0 ||
                             number_at(record + 24, 8) != number_at(record + 32, 8);
        holds = take_larger(&end->entries, number_at(record + 32, 8), UINT16_MAX) &&
                take_larger(&end->size, number_at(record + 40, 8), UINT32_MAX) &&
                take_larger(&end->start, number_at(record + 48, 8), UINT32_MAX);
    }
    return holds ? XT_OK : xt_fail_at(error, XT_SAY_ZIP_DIRECTORY, (xt_str){0}, XT_LITERAL("zip64"));
}

/* The record at `at`, of which `data` is the beginning. */
static xt_status take_end(const xt_input *input, uint64_t at, const char *data, end_record *end,
                          xt_error *error)
{
    uint64_t disk = number_at(data + 4, 2), directory_disk = number_at(data + 6, 2);
    uint64_t here = number_at(data + 8, 2), comment = number_at(data + 20, 2);
    *end = (end_record){.record = at,
                        .at = at,
                        .entries = number_at(data + 10, 2),
                        .size = number_at(data + 12, 4),
                        .start = number_at(data + 16, 4),
                        .behind = input->size - at - END_SIZE - comment};
    end->other_volumes = disk != directory_disk || (disk != 0 && disk != UINT16_MAX) || here != end->entries;
    return take_end64(input, end, error);
}

/* Whether the directory lies where the record says, so that the record is one of this archive. */
static bool is_at_its_place(const end_record *end)
{
    return end->start <= end->at && end->at - end->start == end->size;
}

/* The next place in the tail where an end record may begin, whose comment ends with the file or before;
 * `size`: none. */
static size_t next_end(const char *tail, size_t size, size_t from)
{
    for (size_t at = from; at + END_SIZE <= size; at++) {
        const char *found = memchr(tail + at, END_MARK.data[0], size - END_SIZE + 1 - at);
        if (!found)
            break;
        at = (size_t)(found - tail);
        if (has_mark(found, END_MARK) && number_at(found + 20, 2) <= size - at - END_SIZE)
            return at;
    }
    return size;
}

/* How far the archive lies behind where its own offsets put it; 0: it does not, or there is none. */
static xt_status find_before(const xt_input *input, const end_record *end, uint64_t *before, xt_error *error)
{
    char mark[4];
    size_t got = 0;
    uint64_t claimed = end->start + end->size;
    *before = claimed >= end->start && claimed < end->at ? end->at - claimed : 0;
    if (!*before)
        return XT_OK;
    xt_status status = xt_input_read(input, end->start + *before, mark, sizeof mark, &got, error);
    if (got < sizeof mark || !has_mark(mark, ENTRY_MARK))
        *before = 0;
    return status;
}

/* Whether a program could take this end record for that of the archive, which is another one. In front of the
 * right one stand archives inside the archive, whose offsets count from their own beginning: one whose offset
 * leads to a directory is none of them. Behind it, in the comment and after it, nothing honest has a
 * directory. */
static xt_status is_rival(const xt_input *input, const end_record *end, bool is_behind, bool *rival,
                          xt_error *error)
{
    char mark[4];
    size_t got = 0;
    bool possible =
        end->entries && end->size >= ENTRY_SIZE && end->start <= end->at && end->size <= end->at - end->start;
    *rival = possible && is_behind;
    if (!possible || is_behind)
        return XT_OK;
    xt_status status = xt_input_read(input, end->start, mark, sizeof mark, &got, error);
    *rival = got == sizeof mark && has_mark(mark, ENTRY_MARK);
    return status;
}

/* The end records in the last bytes of the file, from first to last: one that is at its place, else the last
 * one. */
static xt_status choose_end(const xt_input *input, xt_str tail, end_record *found, xt_error *error)
{
    uint64_t from = input->size - tail.size;
    bool any = false, placed = false;
    xt_status status = XT_OK;
    for (size_t at = 0; !status && (at = next_end(tail.data, tail.size, at)) < tail.size; at++) {
        end_record end;
        status = take_end(input, from + at, tail.data + at, &end, error);
        bool fits = !status && is_at_its_place(&end);
        if (fits || !placed)
            *found = end;
        placed = placed || fits;
        any = true;
    }
    return status || any ? status : xt_fail(error, XT_SAY_ZIP_CUT);
}

/* No other end record leads to a directory: two would be two archives in one file, and each program takes its
 * own. */
static xt_status refuse_rivals(const xt_input *input, xt_str tail, const end_record *chosen, xt_error *error)
{
    uint64_t from = input->size - tail.size;
    xt_status status = XT_OK;
    for (size_t at = 0; !status && (at = next_end(tail.data, tail.size, at)) < tail.size; at++) {
        end_record end;
        bool rival = false;
        if (from + at == chosen->record)
            continue;
        status = take_end(input, from + at, tail.data + at, &end, error);
        if (!status)
            status = is_rival(input, &end, from + at > chosen->record, &rival, error);
        if (!status && rival)
            status = xt_fail(error, XT_SAY_ZIP_TWO);
    }
    return status;
}

static xt_status find_end(const xt_input *input, end_record *found, xt_error *error)
{
    uint64_t size = input->size < TAIL_SIZE ? input->size : TAIL_SIZE;
    char *tail = malloc((size_t)size + 1);
    if (!tail)
        return xt_fail_memory(error);
    xt_str text = {tail, (size_t)size};
    xt_status status = read_exactly(input, input->size - size, tail, text.size, error);
    if (!status)
        status = choose_end(input, text, found, error);
    if (!status && is_at_its_place(found))
        status = refuse_rivals(input, text, found, error);
    free(tail);
    return status;
}

static xt_status check_end(const xt_input *input, const end_record *end, const xt_limits *limits,
                           xt_error *error)
{
    uint64_t most = limits->zip_entries, before = 0;
    if (end->other_volumes)
        return xt_fail(error, XT_SAY_ZIP_VOLUMES);
    if (most && end->entries > most)
        return xt_fail_limit(error, XT_SAY_LIMIT_ENTRIES, (xt_str){0}, end->entries, most);
    if (is_at_its_place(end))
        return XT_OK;
    xt_status status = find_before(input, end, &before, error);
    if (status)
        return status;
    return before ? xt_fail_limit(error, XT_SAY_ZIP_BEFORE, (xt_str){0}, before, 0)
                  : xt_fail_at(error, XT_SAY_ZIP_DIRECTORY, (xt_str){0}, XT_LITERAL("size, offset"));
}

/* ------------------------------------------------------------ its entries */

/* A number that a 32-bit field could not hold, out of zip64's extra field (4.5.3), in which such numbers
 * follow each other. */
static void take_64(uint64_t *number, xt_str *extra)
{
    if (*number != UINT32_MAX || extra->size < 8)
        return;
    *number = number_at(extra->data, 8);
    *extra = xt_str_from(*extra, 8);
}

/* What zip64's extra field holds; empty where there is none. */
static xt_str find_64(xt_str extra)
{
    while (extra.size >= 4) {
        size_t size = (size_t)number_at(extra.data + 2, 2);
        if (size > extra.size - 4)
            break;
        if (number_at(extra.data, 2) == 1)
            return (xt_str){extra.data + 4, size};
        extra = xt_str_from(extra, 4 + size);
    }
    return (xt_str){0};
}

/* Whether the extra fields have one of this kind. */
static bool has_extra(xt_str extra, uint16_t kind)
{
    while (extra.size >= 4) {
        size_t size = (size_t)number_at(extra.data + 2, 2);
        if (number_at(extra.data, 2) == kind)
            return true;
        extra = size > extra.size - 4 ? (xt_str){0} : xt_str_from(extra, 4 + size);
    }
    return false;
}

/* Whether a name could leave the folder that it is unpacked in, or steer a terminal. */
static bool is_bad_name(xt_str name)
{
    const char *p = name.data;
    bool drive = name.size > 1 && p[1] == ':';
    bool absolute = name.size && (p[0] == '/' || p[0] == '\\' || drive);
    if (name.size == 0 || absolute)
        return true;
    for (size_t i = 0, step = 0; i <= name.size; i++) {
        bool ends = i == name.size || p[i] == '/' || p[i] == '\\';
        if (!ends && ((unsigned char)p[i] < 0x20 || p[i] == 0x7F))
            return true;
        if (ends && xt_str_equal((xt_str){p + step, i - step}, XT_LITERAL("..")))
            return true;
        step = ends ? i + 1 : step;
    }
    return false;
}

/* What of the name can be shown: a NUL would end it. */
static xt_status fail_name(xt_str name, xt_error *error)
{
    char shown[256];
    size_t size = name.size < sizeof shown ? name.size : sizeof shown;
    for (size_t i = 0; i < size; i++)
        shown[i] = name.data[i] ? name.data[i] : '?';
    return xt_fail_at(error, XT_SAY_ZIP_NAME_BAD, (xt_str){shown, size}, (xt_str){0});
}

/* Whether the local header says the same number. Where the sizes stand behind the data it may say that it
 * does not know them; they are compared when the data is read. */
static bool agrees(uint64_t local, uint64_t number, bool is_behind)
{
    return local == number || (is_behind && (local == 0 || local == UINT32_MAX));
}

/* Whether the local header says of the entry what the directory says. */
static bool is_same(const entry *e, const char *local, xt_str extra)
{
    uint64_t packed = number_at(local + 18, 4), unpacked = number_at(local + 22, 4);
    bool is_behind = (number_at(local + 6, 2) | e->flags) & FLAG_DESCRIPTOR;
    xt_str large = find_64(extra);
    take_64(&unpacked, &large);
    take_64(&packed, &large);
    return agrees(packed, e->packed, is_behind) && agrees(unpacked, e->unpacked, is_behind) &&
           agrees(number_at(local + 14, 4), e->crc, is_behind) && number_at(local + 8, 2) == e->method;
}

/* The entry's local header, which must agree, and where its data ends. */
static xt_status check_local(walk *w, const entry *e, xt_error *error)
{
    uint64_t room = w->end.start;
    xt_bytes_clear(&w->local);
    if (e->local > room || room - e->local < LOCAL_SIZE)
        return xt_fail_at(error, XT_SAY_ZIP_OUTSIDE, e->name, (xt_str){0});
    char *local = xt_bytes_reserve(&w->local, LOCAL_SIZE + 2 * UINT16_MAX);
    if (!local)
        return xt_fail_memory(error);
    size_t most = LOCAL_SIZE + e->name.size + 64, got = 0; /* with most extra fields: one read is enough */
    xt_status status = xt_input_read(w->input, e->local, local, most, &got, error);
    if (status)
        return status;
    size_t name_size = got < LOCAL_SIZE ? 0 : (size_t)number_at(local + 26, 2);
    size_t extra_size = got < LOCAL_SIZE ? 0 : (size_t)number_at(local + 28, 2);
    size_t header = LOCAL_SIZE + name_size + extra_size;
    if (got < header) {
        status = xt_input_read(w->input, e->local, local, header, &got, error);
        if (status)
            return status;
    }
    extent taken = {e->local, e->local + header + e->packed};
    if (got < header || taken.end > room || taken.end < e->packed)
        return xt_fail_at(error, XT_SAY_ZIP_OUTSIDE, e->name, (xt_str){0});
    xt_str name = {local + LOCAL_SIZE, name_size}, extra = {local + LOCAL_SIZE + name_size, extra_size};
    if (((number_at(local + 6, 2) ^ e->flags) & FLAG_ENCRYPTED) && has_mark(local, LOCAL_MARK))
        return xt_fail_at(error, XT_SAY_ENCRYPTED, e->name, (xt_str){0});
    if (!has_mark(local, LOCAL_MARK) || !xt_str_equal(name, e->name) || !is_same(e, local, extra))
        return xt_fail_at(error, XT_SAY_ZIP_LOCAL, e->name, (xt_str){0});
    return xt_bytes_append(&w->extents, &taken, sizeof taken) ? xt_fail_memory(error) : XT_OK;
}

/* Fills the window from `at` on: with one entry at least, or with the rest of the directory. */
static xt_status fill(walk *w, uint64_t at, xt_error *error)
{
    const size_t longest = ENTRY_SIZE + 3 * UINT16_MAX;
    uint64_t rest = w->end.start + w->end.size - at;
    size_t size = rest < longest ? (size_t)rest : longest, got = 0;
    xt_bytes_clear(&w->window);
    char *room = xt_bytes_reserve(&w->window, size);
    if (!room)
        return xt_fail_memory(error);
    xt_status status = xt_input_read(w->input, at, room, size, &got, error);
    w->window.size = got;
    return status;
}

/* Takes the entry at the beginning of `data` apart. *size: of all of it; 0: it is cut. */
static bool take_entry(xt_str data, entry *e, size_t *size)
{
    *size = 0;
    if (data.size < ENTRY_SIZE)
        return true;
    const char *p = data.data;
    if (!has_mark(p, ENTRY_MARK))
        return false;
    size_t name = (size_t)number_at(p + 28, 2), extra = (size_t)number_at(p + 30, 2);
    size_t whole = ENTRY_SIZE + name + extra + (size_t)number_at(p + 32, 2);
    if (whole > data.size)
        return true;
    *e = (entry){.packed = number_at(p + 20, 4),
                 .unpacked = number_at(p + 24, 4),
                 .local = number_at(p + 42, 4),
                 .crc = (uint32_t)number_at(p + 16, 4),
                 .flags = (uint16_t)number_at(p + 8, 2),
                 .method = (uint16_t)number_at(p + 10, 2),
                 .disk = (uint16_t)number_at(p + 34, 2),
                 .is_renamed = has_extra((xt_str){p + ENTRY_SIZE + name, extra}, UNICODE_PATH),
                 .name = {p + ENTRY_SIZE, name}};
    xt_str large = find_64((xt_str){p + ENTRY_SIZE + name, extra});
    take_64(&e->unpacked, &large);
    take_64(&e->packed, &large);
    take_64(&e->local, &large);
    *size = whole;
    return true;
}

static xt_status check_entry(walk *w, const entry *e, xt_error *error)
{
    if (is_bad_name(e->name))
        return fail_name(e->name, error);
    if (e->disk != 0 && e->disk != UINT16_MAX) /* zip64 has it */
        return xt_fail(error, XT_SAY_ZIP_VOLUMES);
    const xt_zip_entry kept = {.packed = e->packed,
                               .unpacked = e->unpacked,
                               .crc = e->crc,
                               .method = e->method,
                               .is_renamed = e->is_renamed,
                               .name = w->out->names.size,
                               .name_size = (uint16_t)e->name.size};
    if (xt_bytes_append(&w->out->entries, &kept, sizeof kept) || xt_bytes_add(&w->out->names, e->name))
        return xt_fail_memory(error);
    return check_local(w, e, error);
}

static xt_status fail_count(const walk *w, uint64_t count, xt_error *error)
{
    return xt_fail_limit(error, XT_SAY_ZIP_COUNT, (xt_str){0}, count, w->end.entries);
}

/* Every entry, a window of the directory at a time. */
static xt_status walk_entries(walk *w, xt_error *error)
{
    uint64_t at = w->end.start, last = w->end.start + w->end.size, count = 0;
    while (at < last) {
        xt_status status = fill(w, at, error);
        xt_str window = xt_bytes_str(&w->window);
        size_t used = 0;
        for (size_t size = 1; !status && size; used += size) {
            entry e;
            if (!take_entry(xt_str_from(window, used), &e, &size))
                return fail_count(w, count, error);
            if (size)
                status = ++count > w->end.entries ? fail_count(w, count, error) : check_entry(w, &e, error);
        }
        if (status)
            return status;
        if (used == 0)
            return fail_count(w, count, error);
        at += used;
    }
    return count == w->end.entries ? XT_OK : fail_count(w, count, error);
}

/* Whether a part begins in the bytes between two entries, which no program needs but some read: at once, or
 * behind the sizes that may follow the data (4.3.9). */
static xt_status look_between(walk *w, uint64_t from, uint64_t to, xt_error *error)
{
    char bytes[32];
    size_t most = to - from < sizeof bytes ? (size_t)(to - from) : sizeof bytes, got = 0;
    xt_status status =
        most < LOCAL_MARK.size ? XT_OK : xt_input_read(w->input, from, bytes, most, &got, error);
    for (size_t i = 0; i + LOCAL_MARK.size <= got; i++)
        if (has_mark(bytes + i, LOCAL_MARK)) {
            w->out->unlisted++;
            break;
        }
    return status;
}

/* The bytes of all entries, in order: whether some are shared - one inflated many times over is how small
 * files become huge - and what lies between them. */
static xt_status check_extents(walk *w, xt_error *error)
{
    const extent *extents = (const extent *)(const void *)w->extents.data;
    size_t count = w->extents.size / sizeof *extents;
    uint64_t *edges = malloc((count + 1) * 2 * sizeof *edges), last = 0;
    if (!edges)
        return xt_fail_memory(error);
    /* Entries share no bytes if, of all that begin and end, they end in the order in which they begin, each
     * before the next. An odd edge begins, an even one ends, so that an end sorts before a beginning there.
     */
    for (size_t i = 0; i < count; i++) {
        edges[2 * i] = extents[i].first << 1 | 1;
        edges[2 * i + 1] = extents[i].end << 1;
    }
    xt_sort_keys(edges, 2 * count);
    xt_status status = XT_OK;
    for (size_t i = 0; !status && i < 2 * count; i++) {
        bool begins = edges[i] & 1;
        if (begins != (i % 2 == 0))
            status = xt_fail(error, XT_SAY_ZIP_OVERLAP);
        else if (begins)
            status = look_between(w, last, edges[i] >> 1, error);
        last = edges[i] >> 1;
    }
    if (!status)
        status = look_between(w, last, w->end.start, error);
    free(edges);
    return status;
}

xt_status xt_zip_directory_read(xt_zip_directory *out, const xt_input *input, const xt_limits *limits,
                                xt_error *error)
{
    walk w = {.input = input, .limits = limits, .out = out};
    *out = (xt_zip_directory){.entries = xt_bytes_make(SIZE_MAX / 2), .names = xt_bytes_make(SIZE_MAX / 2)};
    w.window = w.local = w.extents = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = find_end(input, &w.end, error);
    if (!status)
        status = check_end(input, &w.end, limits, error);
    if (!status)
        status = walk_entries(&w, error);
    if (!status)
        status = check_extents(&w, error);
    out->behind = w.end.behind;
    xt_bytes_free(&w.window);
    xt_bytes_free(&w.local);
    xt_bytes_free(&w.extents);
    return status;
}

void xt_zip_directory_free(xt_zip_directory *directory)
{
    xt_bytes_free(&directory->entries);
    xt_bytes_free(&directory->names);
}

xt_status xt_zip_directory_before(const xt_input *input, uint64_t *before, xt_error *error)
{
    end_record end;
    xt_error ignored;
    xt_status status = find_end(input, &end, &ignored);
    *before = 0;
    if (!status)
        status = find_before(input, &end, before, error);
    return status == XT_OUT_OF_MEMORY ? xt_fail_memory(error) : XT_OK;
}
