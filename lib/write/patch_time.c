/* SPDX-License-Identifier: MIT
 *
 * The dates of members, put back as they stood. libzip reads them as moments of the local time and writes
 * them from those, which changes days that do not exist and hours that a change of clocks leaves out.
 */
#include "write/patch_parts.h"

#include <errno.h>
#include <unistd.h>

/* Where things stand in the records of an archive (APPNOTE.TXT 4.3). */
enum {
    END_SIZE = 22,
    END_COUNT = 10,
    END_OFFSET = 16,
    END_COMMENT = 20,
    ENTRY_SIZE = 46,
    ENTRY_TIME = 12,
    ENTRY_LENGTHS = 28, /* of name, extra field, comment */
    ENTRY_LOCAL = 42,
    LOCAL_TIME = 10,
    TIME_SIZE = 4,
    TAIL_SIZE = END_SIZE + 65535,
};

static uint32_t number_at(const char *at, int bytes)
{
    uint32_t number = 0;
    for (int i = bytes; i-- > 0;)
        number = number << 8 | (unsigned char)at[i];
    return number;
}

static bool read_at(int fd, char *out, size_t size, uint64_t at)
{
    return pread(fd, out, size, (off_t)at) == (ssize_t)size;
}

/* Where the directory begins and how many entries it has; false: not to be found in the plain way. */
static bool find_directory(int fd, char tail[TAIL_SIZE], uint64_t *at, uint32_t *count)
{
    off_t size = lseek(fd, 0, SEEK_END);
    size_t wanted = size < TAIL_SIZE ? (size_t)(size < 0 ? 0 : size) : TAIL_SIZE;
    if (wanted < END_SIZE || !read_at(fd, tail, wanted, (uint64_t)size - wanted))
        return false;
    for (size_t from = wanted - END_SIZE + 1; from-- > 0;) {
        const char *end = tail + from;
        if (memcmp(end, "PK\5\6", 4) != 0 || from + END_SIZE + number_at(end + END_COMMENT, 2) != wanted)
            continue;
        *at = number_at(end + END_OFFSET, 4);
        *count = number_at(end + END_COUNT, 2);
        return *at != UINT32_MAX && *count != UINT16_MAX; /* else it is zip64 */
    }
    return false;
}

/* Puts the date of one record into another where they differ. False: errno tells. */
static bool put_time(int fd, uint64_t at, const char *is, const char *wanted)
{
    errno = EIO;
    return memcmp(is, wanted, TIME_SIZE) == 0 || pwrite(fd, wanted, TIME_SIZE, (off_t)at) == TIME_SIZE;
}

/* The same for the two headers of a member, found through its entries in the directories: some writers leave
 * the date out of one of the two. */
static bool put_local_time(int from, int to, const char *old, const char *new)
{
    char is[LOCAL_TIME + TIME_SIZE], wanted[sizeof is];
    uint64_t old_at = number_at(old + ENTRY_LOCAL, 4), new_at = number_at(new + ENTRY_LOCAL, 4);
    bool both = read_at(from, wanted, sizeof wanted, old_at) && read_at(to, is, sizeof is, new_at) &&
                memcmp(wanted, "PK\3\4", 4) == 0 && memcmp(is, "PK\3\4", 4) == 0;
    return !both || put_time(to, new_at + LOCAL_TIME, is + LOCAL_TIME, wanted + LOCAL_TIME);
}

int xt_patch_times(int from, int to)
{
    char tail[TAIL_SIZE], old[ENTRY_SIZE], new[ENTRY_SIZE];
    uint64_t old_at = 0, new_at = 0;
    uint32_t count = 0, other = 0;
    if (!find_directory(from, tail, &old_at, &count) || !find_directory(to, tail, &new_at, &other) ||
        count != other)
        return 0;
    for (; count; count--) {
        bool both = read_at(from, old, ENTRY_SIZE, old_at) && read_at(to, new, ENTRY_SIZE, new_at);
        if (!both || memcmp(old, "PK\1\2", 4) != 0 || memcmp(new, "PK\1\2", 4) != 0)
            return 0;
        if (!put_time(to, new_at + ENTRY_TIME, new + ENTRY_TIME, old + ENTRY_TIME) ||
            !put_local_time(from, to, old, new))
            return errno;
        old_at += ENTRY_SIZE;
        new_at += ENTRY_SIZE;
        for (int i = 0; i < 3; i++) {
            old_at += number_at(old + ENTRY_LENGTHS + 2 * i, 2);
            new_at += number_at(new + ENTRY_LENGTHS + 2 * i, 2);
        }
    }
    return 0;
}
