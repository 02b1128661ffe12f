/* SPDX-License-Identifier: MIT */
#include "read/zip_directory.h"

#include "pack.h"
#include "xt_test.h"

#include <stdlib.h>

/* The records of an archive (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16) and where their fields are. */
enum {
    LOCAL_FLAGS = 6,
    LOCAL_METHOD = 8,
    LOCAL_CRC = 14,
    LOCAL_PACKED = 18,
    LOCAL_UNPACKED = 22,
    LOCAL_NAME = 30
};
enum {
    ENTRY_FLAGS = 8,
    ENTRY_METHOD = 10,
    ENTRY_PACKED = 20,
    ENTRY_DISK = 34,
    ENTRY_OFFSET = 42,
    ENTRY_NAME = 46
};
enum {
    END_DISK = 4,
    END_HERE = 8,
    END_ENTRIES = 10,
    END_SIZE = 12,
    END_START = 16,
    END_COMMENT = 20,
    END_ALL = 22
};

typedef enum record { LOCAL, ENTRY, END } record;

static const pack_part PARTS[] = {
    {.name = "a/b", .text = "1", .stored = true}, {.name = "c/d", .text = "1", .stored = true}, {0}};

/* Where the record begins, of those of its kind the one with this index. */
static size_t find_record(xt_str file, record kind, int index)
{
    static const char *const MARKS[] = {"PK\3\4", "PK\1\2", "PK\5\6"};
    for (size_t at = 0; at + 4 <= file.size; at++)
        if (memcmp(file.data + at, MARKS[kind], 4) == 0 && index-- == 0)
            return at;
    ck_abort_msg("there is no such record");
    return 0;
}

static void put(char *at, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (char)(number >> 8 * i);
}

/* What was found of a directory. */
typedef struct seen {
    size_t entries;
    uint64_t behind, unlisted, digest;
} seen;

/* Of all that is said of the entries; what lies between the fields of one is not said. */
static uint64_t digest_of(const xt_zip_directory *directory)
{
    uint64_t digest = xt_str_hash(xt_bytes_str(&directory->names), 0);
    const xt_zip_entry *entries = (const xt_zip_entry *)(const void *)directory->entries.data;
    for (size_t i = 0; i < directory->entries.size / sizeof *entries; i++) {
        const xt_zip_entry *e = &entries[i];
        const uint64_t fields[] = {e->packed,     e->unpacked,  e->crc, e->method,
                                   e->is_renamed, e->name_size, e->name};
        digest = xt_str_hash((xt_str){(const char *)fields, sizeof fields}, digest);
    }
    return digest;
}

static xt_status look(xt_str file, seen *out, xt_error *error)
{
    xt_input input;
    xt_zip_directory directory;
    const xt_limits limits = xt_limits_default();
    xt_str bytes = xt_exact(file);
    *error = (xt_error){0};
    ck_assert_int_eq(xt_input_open_memory(&input, bytes, error), XT_OK);
    xt_status status = xt_zip_directory_read(&directory, &input, &limits, error);
    *out = (seen){.entries = directory.entries.size / sizeof(xt_zip_entry),
                  .behind = directory.behind,
                  .unlisted = directory.unlisted,
                  .digest = digest_of(&directory)};
    xt_zip_directory_free(&directory);
    xt_input_close(&input);
    free((void *)(uintptr_t)bytes.data);
    return status;
}

/* One or two changes of an archive of two parts, and what is said of it then. */
typedef struct change {
    record of;
    int index;
    size_t offset, size;
    uint64_t number;
} change;

static const struct {
    const char *what;
    change changes[4]; /* those of size 0 are none */
    xt_sentence sentence;
} CHANGES[] = {
    {"nothing", {{0}}, XT_SAY_OK},
    {"local name", {{LOCAL, 0, LOCAL_NAME, 1, 'x'}}, XT_SAY_ZIP_LOCAL},
    {"local name, longer", {{LOCAL, 0, 26, 2, 4}}, XT_SAY_ZIP_LOCAL},
    {"local name, longer than the file", {{LOCAL, 0, 26, 2, 65535}}, XT_SAY_ZIP_OUTSIDE},
    {"local extra field, longer than the file", {{LOCAL, 1, 28, 2, 65535}}, XT_SAY_ZIP_OUTSIDE},
    {"local method", {{LOCAL, 1, LOCAL_METHOD, 2, 8}}, XT_SAY_ZIP_LOCAL},
    {"local checksum", {{LOCAL, 0, LOCAL_CRC, 1, 0}}, XT_SAY_ZIP_LOCAL},
    {"local size, packed", {{LOCAL, 0, LOCAL_PACKED, 4, 0}}, XT_SAY_ZIP_LOCAL},
    {"local size, unpacked", {{LOCAL, 0, LOCAL_UNPACKED, 4, 2}}, XT_SAY_ZIP_LOCAL},
    {"local sizes behind the data, and others there",
     {{LOCAL, 0, LOCAL_FLAGS, 2, 8}, {LOCAL, 0, LOCAL_UNPACKED, 4, 7}},
     XT_SAY_ZIP_LOCAL},
    {"local sizes behind the data", {{LOCAL, 0, LOCAL_FLAGS, 2, 8}, {LOCAL, 0, LOCAL_CRC, 8, 0}}, XT_SAY_OK},
    {"no local header", {{LOCAL, 0, 0, 1, 'Q'}}, XT_SAY_ZIP_LOCAL},
    {"encrypted, local", {{LOCAL, 0, LOCAL_FLAGS, 2, 1}}, XT_SAY_ENCRYPTED},
    {"encrypted, directory", {{ENTRY, 0, ENTRY_FLAGS, 2, 1}}, XT_SAY_ENCRYPTED},
    {"offset of another part", {{ENTRY, 1, ENTRY_OFFSET, 4, 0}}, XT_SAY_ZIP_LOCAL},
    {"offset behind the parts", {{ENTRY, 1, ENTRY_OFFSET, 4, 1000}}, XT_SAY_ZIP_OUTSIDE},
    {"offset at the end of all", {{ENTRY, 1, ENTRY_OFFSET, 4, UINT32_MAX - 1}}, XT_SAY_ZIP_OUTSIDE},
    {"data behind the parts",
     {{ENTRY, 1, ENTRY_PACKED, 4, 500}, {LOCAL, 1, LOCAL_PACKED, 4, 500}},
     XT_SAY_ZIP_OUTSIDE},
    {"data into the next part",
     {{ENTRY, 0, ENTRY_PACKED, 4, 2}, {LOCAL, 0, LOCAL_PACKED, 4, 2}},
     XT_SAY_ZIP_OVERLAP},
    {"one part twice",
     {{ENTRY, 1, ENTRY_OFFSET, 4, 0}, {ENTRY, 1, ENTRY_NAME, 3, 'a' | '/' << 8 | 'b' << 16}},
     XT_SAY_ZIP_OVERLAP},
    {"directory entry", {{ENTRY, 1, 0, 1, 'Q'}}, XT_SAY_ZIP_COUNT},
    {"directory entry, too long", {{ENTRY, 1, 32, 2, 1}}, XT_SAY_ZIP_COUNT},
    {"fewer entries", {{END, 0, END_ENTRIES, 2, 1}, {END, 0, END_HERE, 2, 1}}, XT_SAY_ZIP_COUNT},
    {"more entries", {{END, 0, END_ENTRIES, 2, 3}, {END, 0, END_HERE, 2, 3}}, XT_SAY_ZIP_COUNT},
    {"too many entries",
     {{END, 0, END_ENTRIES, 2, 10001}, {END, 0, END_HERE, 2, 10001}},
     XT_SAY_LIMIT_ENTRIES},
    {"another volume", {{END, 0, END_DISK, 2, 1}}, XT_SAY_ZIP_VOLUMES},
    {"a part in another volume", {{ENTRY, 1, ENTRY_DISK, 2, 1}}, XT_SAY_ZIP_VOLUMES},
    {"entries elsewhere", {{END, 0, END_HERE, 2, 1}}, XT_SAY_ZIP_VOLUMES},
    {"directory size, less", {{END, 0, END_SIZE, 4, 48}}, XT_SAY_ZIP_DIRECTORY},
    {"directory size, more", {{END, 0, END_SIZE, 4, 1000}}, XT_SAY_ZIP_DIRECTORY},
    {"directory start", {{END, 0, END_START, 4, 1000}}, XT_SAY_ZIP_DIRECTORY},
    {"comment that is not there", {{END, 0, END_COMMENT, 2, 1}}, XT_SAY_ZIP_CUT},
};

START_TEST(tells_changes)
{
    xt_error error;
    seen found;
    xt_str file = pack_zip(PARTS);
    for (size_t i = 0; i < XT_ENTRIES(CHANGES[_i].changes); i++) {
        const change *c = &CHANGES[_i].changes[i];
        if (c->size)
            put((char *)(uintptr_t)file.data + find_record(file, c->of, c->index) + c->offset, c->number,
                c->size);
    }
    xt_status status = look(file, &found, &error);
    ck_assert_msg(error.sentence == (int)CHANGES[_i].sentence, "%s: sentence %d", CHANGES[_i].what,
                  error.sentence);
    ck_assert_msg(!status == !CHANGES[_i].sentence, "%s", CHANGES[_i].what);
    if (!status)
        ck_assert_uint_eq(found.entries, 2);
    ck_assert_uint_eq(found.unlisted, 0);
    free((void *)(uintptr_t)file.data);
}
END_TEST

static const struct {
    const char *name;
    size_t size;
    bool fine;
} NAMES[] = {
    {"xl/worksheets/sheet1.xml", 0, true},
    {"xl\\worksheets\\sheet1.xml", 0, true},
    {"..a/b..c/...", 0, true},
    {"ab:c", 0, true},
    {"ก/ข.xml", 0, true},
    {"/a", 0, false},
    {"\\a", 0, false},
    {"C:a", 0, false},
    {"..", 0, false},
    {"../a", 0, false},
    {"a/../b", 0, false},
    {"a\\..\\b", 0, false},
    {"a/..", 0, false},
    {"a\0b", 3, false},
    {"a\nb", 0, false},
    {"a\x1B[31m", 0, false},
    {"a\x7F", 0, false},
};

START_TEST(knows_bad_names)
{
    /* libzip writes no such names: they take the place of one as long */
    char stand_in[64];
    size_t size = NAMES[_i].size ? NAMES[_i].size : strlen(NAMES[_i].name);
    memset(stand_in, 'x', size);
    stand_in[size] = '\0';
    xt_str file = pack_zip((const pack_part[]){{.name = stand_in, .text = "1"}, {0}});
    char *bytes = (char *)(uintptr_t)file.data;
    memcpy(bytes + find_record(file, LOCAL, 0) + LOCAL_NAME, NAMES[_i].name, size);
    memcpy(bytes + find_record(file, ENTRY, 0) + ENTRY_NAME, NAMES[_i].name, size);
    xt_error error;
    seen found;
    look(file, &found, &error);
    ck_assert_msg(error.sentence == (NAMES[_i].fine ? XT_SAY_OK : XT_SAY_ZIP_NAME_BAD), "%s", NAMES[_i].name);
    ck_assert_msg(NAMES[_i].fine || strlen(error.place) == size, "%s is cut to %s", NAMES[_i].name,
                  error.place);
    free(bytes);
}
END_TEST

START_TEST(misses_the_end)
{
    xt_error error;
    seen found;
    xt_str file = pack_zip(PARTS);
    for (size_t size = 1; size < file.size; size++) {
        look((xt_str){file.data, size}, &found, &error);
        ck_assert_msg(error.sentence == XT_SAY_ZIP_CUT, "cut to %zu bytes of %zu", size, file.size);
    }
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* `before` bytes, the archive, `behind` bytes. */
static xt_str surround(xt_str file, size_t before, size_t behind)
{
    char *all = calloc(1, before + file.size + behind);
    ck_assert_ptr_nonnull(all);
    memcpy(all + before, file.data, file.size);
    return (xt_str){all, before + file.size + behind};
}

START_TEST(sees_what_surrounds_it)
{
    xt_error error;
    seen found;
    xt_str file = pack_zip(PARTS);
    static const size_t BEHIND[] = {0, 1, 4, 21, 22, 1000, 65535};
    for (size_t i = 0; i < XT_ENTRIES(BEHIND); i++) {
        xt_str longer = surround(file, 0, BEHIND[i]);
        ck_assert_int_eq(look(longer, &found, &error), XT_OK);
        ck_assert_uint_eq(found.behind, BEHIND[i]);
        put((char *)(uintptr_t)longer.data + file.size - 2, BEHIND[i], 2); /* now they are its comment */
        ck_assert_int_eq(look(longer, &found, &error), XT_OK);
        ck_assert_uint_eq(found.behind, 0);
        free((void *)(uintptr_t)longer.data);
    }
    xt_str farther = surround(file, 0, 65536); /* no comment is so long */
    ck_assert_int_eq(look(farther, &found, &error), XT_TRUNCATED);
    free((void *)(uintptr_t)farther.data);

    xt_str later = surround(file, 5, 0);
    look(later, &found, &error);
    ck_assert_int_eq(error.sentence, XT_SAY_ZIP_BEFORE);
    ck_assert_int_eq(error.number, 5);
    xt_input input;
    uint64_t before = 0;
    ck_assert_int_eq(xt_input_open_memory(&input, later, &error), XT_OK);
    ck_assert_int_eq(xt_zip_directory_before(&input, &before, &error), XT_OK);
    ck_assert_uint_eq(before, 5);
    xt_input_close(&input);
    free((void *)(uintptr_t)later.data);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* Other programs take the last end record that they find, wherever its directory is. */
START_TEST(refuses_what_follows)
{
    static const size_t GAPS[] = {0, 4, 100};
    xt_str file = pack_zip(PARTS);
    size_t end = find_record(file, END, 0);
    for (size_t i = 0; i < 2 * XT_ENTRIES(GAPS); i++) {
        xt_error error;
        seen found;
        xt_str first = surround(file, 0, file.size + GAPS[i / 2]);
        char *bytes = (char *)(uintptr_t)first.data;
        memcpy(bytes + file.size, file.data, end);
        memcpy(bytes + first.size - END_ALL, file.data + end, END_ALL);
        if (i % 2) /* it stands in the comment of the first one */
            put(bytes + end + END_COMMENT, first.size - file.size, 2);
        look(first, &found, &error);
        ck_assert_int_eq(error.sentence, XT_SAY_ZIP_TWO);
        free(bytes);
    }
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* A stored archive inside is no second one, and an end record that counts from the beginning of the file is
 * none. */
START_TEST(knows_what_is_inside)
{
    xt_error error;
    seen found;
    xt_str inner = pack_zip(PARTS);
    xt_str file = pack_zip(
        (const pack_part[]){{.name = "a/b", .text = "1", .stored = true},
                            {.name = "in.zip", .text = inner.data, .size = inner.size, .stored = true},
                            {0}});
    ck_assert_int_eq(look(file, &found, &error), XT_OK);
    ck_assert_uint_eq(found.entries, 2);
    size_t end = find_record(file, END, 0), outer = find_record(file, END, 1);
    char *bytes = (char *)(uintptr_t)file.data;
    put(bytes + end + END_START, find_record(file, ENTRY, 0), 4);
    look(file, &found, &error);
    ck_assert_int_eq(error.sentence, XT_SAY_ZIP_TWO);
    ck_assert_uint_gt(outer, end);
    free(bytes);
    free((void *)(uintptr_t)inner.data);
}
END_TEST

/* A part that the directory does not name. */
START_TEST(counts_unlisted_parts)
{
    xt_error error;
    seen found;
    xt_str file = pack_zip((const pack_part[]){{.name = "a", .text = "1", .stored = true},
                                               {.name = "b", .text = "2", .stored = true},
                                               {.name = "c", .text = "3", .stored = true},
                                               {0}});
    for (int left_out = 0; left_out < 3; left_out++) {
        xt_str less = surround(file, 0, 0);
        char *bytes = (char *)(uintptr_t)less.data;
        size_t from = find_record(less, ENTRY, left_out), size = ENTRY_NAME + 1;
        memmove(bytes + from, bytes + from + size, less.size - from - size);
        less.size -= size;
        size_t end = find_record(less, END, 0);
        put(bytes + end + END_HERE, 2, 2);
        put(bytes + end + END_ENTRIES, 2, 2);
        put(bytes + end + END_SIZE, 2 * size, 4);
        ck_assert_int_eq(look(less, &found, &error), XT_OK);
        ck_assert_uint_eq(found.entries, 2);
        ck_assert_uint_eq(found.unlisted, 1);
        free(bytes);
    }
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* Two archives one after the other, each of which has its directory where it says. */
START_TEST(refuses_two)
{
    xt_error error;
    seen found;
    xt_str file = pack_zip(PARTS);
    size_t end = find_record(file, END, 0), first = find_record(file, ENTRY, 0),
           second = find_record(file, ENTRY, 1);
    xt_str both = surround(file, file.size, 0);
    char *bytes = (char *)(uintptr_t)both.data;
    memcpy(bytes, file.data, file.size);
    put(bytes + file.size + end + END_START, file.size + first, 4);
    put(bytes + file.size + first + ENTRY_OFFSET, file.size, 4);
    put(bytes + file.size + second + ENTRY_OFFSET, file.size + find_record(file, LOCAL, 1), 4);
    look(both, &found, &error);
    ck_assert_int_eq(error.sentence, XT_SAY_ZIP_TWO);
    memcpy(bytes + file.size, file.data, file.size); /* the second one counts from its own beginning */
    look(both, &found, &error);
    ck_assert_int_eq(error.sentence, XT_SAY_ZIP_TWO);
    put(bytes + file.size + end + END_START, file.size + first, 4);
    put(bytes + file.size + first + ENTRY_OFFSET, file.size, 4);
    put(bytes + file.size + second + ENTRY_OFFSET, file.size + find_record(file, LOCAL, 1), 4);
    bytes[end] = 'Q'; /* the first one is no more */
    ck_assert_int_eq(look(both, &found, &error), XT_OK);
    free(bytes);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* With zip64's records (4.3.14, 4.3.15) in front of the end record: `number` entries there, `entries` in the
 * end record. */
static xt_str with_zip64(xt_str file, uint64_t number, uint64_t entries)
{
    enum { RECORD = 56, LOCATOR = 20 };
    size_t end = find_record(file, END, 0), start = find_record(file, ENTRY, 0);
    xt_str longer = surround(file, 0, RECORD + LOCATOR);
    char *at = (char *)(uintptr_t)longer.data + end;
    memset(at, 0, RECORD + LOCATOR);
    memcpy(at, "PK\6\6", 4);
    put(at + 4, RECORD - 12, 8);
    put(at + 24, number, 8);
    put(at + 32, number, 8);
    put(at + 40, end - start, 8);
    put(at + 48, start, 8);
    memcpy(at + RECORD, "PK\6\7", 4);
    put(at + RECORD + 8, end, 8);
    put(at + RECORD + 16, 1, 4);
    memcpy(at + RECORD + LOCATOR, file.data + end, file.size - end);
    put(at + RECORD + LOCATOR + END_HERE, entries, 2);
    put(at + RECORD + LOCATOR + END_ENTRIES, entries, 2);
    return longer;
}

static const struct {
    uint64_t number, entries;
    xt_sentence sentence;
} ZIP64[] = {
    {2, 2, XT_SAY_OK},
    {2, 65535, XT_SAY_OK},
    {2, 3, XT_SAY_ZIP_DIRECTORY},
    {3, 3, XT_SAY_ZIP_COUNT},
    {UINT64_MAX, 65535, XT_SAY_LIMIT_ENTRIES},
};

/* One in front of the locator and one where it says. */
START_TEST(refuses_two_of_zip64)
{
    enum { RECORD = 56 };
    xt_error error;
    seen found;
    xt_str file = pack_zip(PARTS), longer = with_zip64(file, 2, 2);
    size_t end = find_record(file, END, 0), size = longer.size + RECORD;
    char *bytes = calloc(1, size);
    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, longer.data, end + RECORD);
    memcpy(bytes + end + RECORD, longer.data + end, longer.size - end);
    look((xt_str){bytes, size}, &found, &error);
    ck_assert_int_eq(error.sentence, XT_SAY_ZIP_DIRECTORY);
    free(bytes);
    free((void *)(uintptr_t)longer.data);
    free((void *)(uintptr_t)file.data);
}
END_TEST

START_TEST(reads_zip64)
{
    xt_error error;
    seen found;
    xt_str file = pack_zip(PARTS), longer = with_zip64(file, ZIP64[_i].number, ZIP64[_i].entries);
    look(longer, &found, &error);
    ck_assert_int_eq(error.sentence, ZIP64[_i].sentence);
    free((void *)(uintptr_t)longer.data);
    free((void *)(uintptr_t)file.data);
}
END_TEST

/* Whatever bit is wrong: what is not refused says the same of every entry. */
START_TEST(no_bit_hides_an_entry)
{
    xt_error error;
    seen right, found;
    xt_str file = pack_zip(PARTS);
    char *bytes = (char *)(uintptr_t)file.data;
    size_t refused = 0;
    ck_assert_int_eq(look(file, &right, &error), XT_OK);
    for (size_t bit = 0; bit < file.size * 8; bit++) {
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        if (look(file, &found, &error))
            refused++;
        else
            ck_assert_msg(found.digest == right.digest && found.entries == 2, "bit %zu of byte %zu", bit % 8,
                          bit / 8);
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    }
    ck_assert_uint_gt(refused, file.size * 8 / 3);
    free(bytes);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("zip directory");
    TCase *cases = tcase_create("zip directory");
    tcase_add_loop_test(cases, tells_changes, 0, XT_ENTRIES(CHANGES));
    tcase_add_loop_test(cases, knows_bad_names, 0, XT_ENTRIES(NAMES));
    tcase_add_test(cases, misses_the_end);
    tcase_add_test(cases, sees_what_surrounds_it);
    tcase_add_test(cases, refuses_what_follows);
    tcase_add_test(cases, knows_what_is_inside);
    tcase_add_test(cases, counts_unlisted_parts);
    tcase_add_test(cases, refuses_two);
    tcase_add_test(cases, refuses_two_of_zip64);
    tcase_add_loop_test(cases, reads_zip64, 0, XT_ENTRIES(ZIP64));
    tcase_add_test(cases, no_bit_hides_an_entry);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
