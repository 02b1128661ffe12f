/* SPDX-License-Identifier: MIT */
#include "read/cfb.h"

#include "base/error.h"
#include "base/le.h"
#include "read/xls_make.h"
#include "xt_test.h"

#include <stdio.h>
#include <unistd.h>

static void free_bytes(xt_str bytes)
{
    free((void *)(uintptr_t)bytes.data);
}

/* Bytes that say where they are. */
static xt_str numbered(size_t size)
{
    static char bytes[16 * 1024 * 1024];
    ck_assert_uint_lt(size, sizeof bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 7 + i / 64 * 13 + i / 4096);
    return xt_exact((xt_str){bytes, size});
}

static xt_status open_bytes(xt_cfb **cfb, xt_input *input, xt_str file, xt_error *error)
{
    *cfb = NULL;
    ck_assert_int_eq(xt_input_open_memory(input, file, error), XT_OK);
    return xt_cfb_open(cfb, input, error);
}

/* Reads a stream of the file; *content is to be freed. */
static xt_status read_one(xt_str file, const char *name, xt_bytes *content, xt_error *error)
{
    xt_cfb *cfb = NULL;
    xt_input input;
    *content = xt_bytes_make(SIZE_MAX / 2);
    xt_status status = open_bytes(&cfb, &input, file, error);
    uint32_t stream = status ? XT_CFB_NONE : xt_cfb_find(cfb, name);
    if (!status && stream == XT_CFB_NONE)
        status = XT_NO_SHEET;
    if (!status)
        status = xt_cfb_read(cfb, stream, content, error);
    xt_cfb_close(cfb);
    xt_input_close(&input);
    return status;
}

static void check_content(const char *what, xt_str file, const char *name, xt_str wanted)
{
    xt_bytes content;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    xt_status status = read_one(file, name, &content, &error);
    ck_assert_msg(status == XT_OK, "%s: %s: %s", what, name,
                  status == XT_NO_SHEET ? "not found"
                                        : xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    ck_assert_msg(xt_str_equal(xt_bytes_str(&content), wanted), "%s: %s: %zu bytes instead of %zu, or others",
                  what, name, content.size, wanted.size);
    xt_bytes_free(&content);
}

static void check_failure(const char *what, xt_str file, const char *name, xt_sentence wanted)
{
    xt_bytes content;
    xt_error error = {0};
    xt_status status = read_one(file, name, &content, &error);
    ck_assert_msg(status != XT_OK, "%s: not refused", what);
    ck_assert_msg(error.sentence == (int)wanted, "%s: sentence %d instead of %d", what, error.sentence,
                  (int)wanted);
    xt_bytes_free(&content);
    ck_assert_int_eq(read_one(file, name, &content, NULL), status);
    xt_bytes_free(&content);
}

/* ------------------------------------------------------------ what is right */

static const size_t SIZES[] = {0, 1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097, 8192, 100000};

/* A stream of each size alone, and all in one file, in both versions. */
START_TEST(reads_streams_of_all_sizes)
{
    unsigned version = (unsigned)_i;
    enum { COUNT = sizeof SIZES / sizeof *SIZES };
    cfb_stream all[COUNT + 1] = {{0}};
    char names[COUNT][16];
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "Stream %zu", SIZES[i]);
        all[i] = (cfb_stream){.name = names[i], .bytes = numbered(SIZES[i])};
        xt_str file = cfb_make(version, (cfb_stream[]){all[i], {0}}, NULL);
        check_content("alone", file, names[i], all[i].bytes);
        free_bytes(file);
    }
    xt_str file = cfb_make(version, all, NULL);
    for (size_t i = 0; i < COUNT; i++)
        check_content("all", file, names[i], all[i].bytes);
    free_bytes(file);
    for (size_t i = 0; i < COUNT; i++)
        free_bytes(all[i].bytes);
}
END_TEST

/* So large that the header cannot name all sectors of the table: more than 109 of 128 entries each, and then
 * more than 127 more. */
START_TEST(reads_a_long_list_of_tables)
{
    static const size_t LARGE[] = {109 * 128 * 512 - 70000, 109 * 128 * 512 + 512, 15500000};
    xt_str bytes = numbered(LARGE[_i]);
    xt_str file = cfb_make(3, (cfb_stream[]){{.name = "Book", .bytes = bytes}, {0}}, NULL);
    ck_assert_msg((xt_le32((const unsigned char *)file.data + 0x48) > 0) == (_i > 0), "no list of tables");
    check_content("large", file, "Book", bytes);
    free_bytes(file);
    free_bytes(bytes);
}
END_TEST

START_TEST(finds_by_name_in_the_root_alone)
{
    static const cfb_stream STREAMS[] = {{"WORKBOOK", {"one", 3}, false},
                                         {"Workbook", {"two", 3}, true},
                                         {"Work", {"three", 5}, false},
                                         {"Hidden", {"four", 4}, true},
                                         {0}};
    xt_str file = cfb_make(3 + (unsigned)_i, STREAMS, NULL);
    check_content("case", file, "Workbook", XT_LITERAL("one"));
    check_content("case", file, "work", XT_LITERAL("three"));
    xt_bytes content;
    static const char *const ABSENT[] = {"Hidden", "Inside", "Root Entry", "Workbooks", "Wor", ""};
    for (size_t i = 0; i < sizeof ABSENT / sizeof *ABSENT; i++)
        ck_assert_msg(read_one(file, ABSENT[i], &content, NULL) == XT_NO_SHEET, "found %s", ABSENT[i]);
    free_bytes(file);
}
END_TEST

/* From a file, not from memory. */
START_TEST(reads_from_a_file)
{
    char path[] = "/tmp/xt-test-cfb-XXXXXX";
    xt_str bytes = numbered(70000);
    xt_str file = cfb_make(3, (cfb_stream[]){{.name = "Book", .bytes = bytes}, {0}}, NULL);
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, file.data, file.size), (ssize_t)file.size);
    close(fd);
    xt_input input;
    xt_cfb *cfb = NULL;
    xt_bytes content = xt_bytes_make(SIZE_MAX / 2);
    ck_assert_int_eq(xt_input_open(&input, path, 0, NULL), XT_OK);
    ck_assert_int_eq(xt_cfb_open(&cfb, &input, NULL), XT_OK);
    ck_assert_int_eq(xt_cfb_read(cfb, xt_cfb_find(cfb, "Book"), &content, NULL), XT_OK);
    ck_assert(xt_str_equal(xt_bytes_str(&content), bytes));
    xt_cfb_close(cfb);
    xt_input_close(&input);
    unlink(path);
    xt_bytes_free(&content);
    free_bytes(file);
    free_bytes(bytes);
}
END_TEST

/* ------------------------------------------------------------ what is wrong */

enum { SMALL = 200, LARGE = 6000 };

/* A file with a small and a large stream, to be changed. */
typedef struct sample {
    xt_str small, large, file;
    cfb_places places;
    unsigned char *bytes; /* of the file */
} sample;

static sample make_sample(unsigned version)
{
    sample s = {.small = numbered(SMALL), .large = numbered(LARGE)};
    s.file = cfb_make(version, (cfb_stream[]){{"Small", s.small, false}, {"Large", s.large, false}, {0}},
                      &s.places);
    s.bytes = (unsigned char *)(uintptr_t)s.file.data;
    check_content("sample", s.file, "Small", s.small);
    check_content("sample", s.file, "Large", s.large);
    return s;
}

static void free_sample(sample *s)
{
    free_bytes(s->small);
    free_bytes(s->large);
    free_bytes(s->file);
}

static void set32(sample *s, size_t at, uint32_t number)
{
    for (size_t i = 0; i < 4; i++)
        s->bytes[at + i] = (unsigned char)(number >> 8 * i);
}

enum { ROOT, SMALL_ENTRY, LARGE_ENTRY, ENTRY = 128 };

/* Where a field of an entry of the directory is: left 0x44, right 0x48, child 0x4C, sector 0x74, size 0x78.
 */
static size_t field(const sample *s, size_t entry, size_t at)
{
    return s->places.directory + entry * ENTRY + at;
}

static size_t fat_of(const sample *s, size_t sector)
{
    return s->places.fat + sector * 4;
}

/* Every sector of a chain followed by every sector and by every number that is none: what is read ends. */
START_TEST(ends_whatever_follows)
{
    static const uint32_t OTHERS[] = {0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC,
                                      0xFFFFFFFA, 5000,       0x7FFFFFFF};
    unsigned version = (unsigned)_i;
    sample s = make_sample(version);
    size_t count = s.places.sector_count, others = sizeof OTHERS / sizeof *OTHERS;
    for (size_t sector = 0; sector < count; sector++) {
        uint32_t before = xt_le32(s.bytes + fat_of(&s, sector));
        for (size_t next = 0; next < count + others; next++) {
            xt_bytes content;
            set32(&s, fat_of(&s, sector), next < count ? (uint32_t)next : OTHERS[next - count]);
            xt_status status = read_one(s.file, "Large", &content, NULL);
            ck_assert(status || content.size == LARGE);
            xt_bytes_free(&content);
            status = read_one(s.file, "Small", &content, NULL);
            ck_assert(status || content.size == SMALL);
            xt_bytes_free(&content);
        }
        set32(&s, fat_of(&s, sector), before);
    }
    free_sample(&s);
}
END_TEST

START_TEST(refuses_circles)
{
    sample s = make_sample(3);
    uint32_t first = xt_le32(s.bytes + field(&s, LARGE_ENTRY, 0x74));
    set32(&s, fat_of(&s, first + 1), first);
    check_failure("stream", s.file, "Large", XT_SAY_CFB);
    check_content("another stream", s.file, "Small", s.small);
    free_sample(&s);

    s = make_sample(3);
    uint32_t directory = xt_le32(s.bytes + 0x30);
    set32(&s, fat_of(&s, directory), directory);
    check_failure("directory", s.file, "Large", XT_SAY_CFB);
    free_sample(&s);

    s = make_sample(3);
    uint32_t table = xt_le32(s.bytes + 0x3C);
    set32(&s, (table + 1) * s.places.sector_size, 0);
    check_failure("small sectors", s.file, "Small", XT_SAY_CFB);
    set32(&s, fat_of(&s, table), table);
    check_failure("their table", s.file, "Small", XT_SAY_CFB);
    check_content("their table", s.file, "Large", s.large);
    free_sample(&s);
}
END_TEST

START_TEST(refuses_wrong_lengths)
{
    sample s = make_sample(3);
    size_t large = field(&s, LARGE_ENTRY, 0x78), small = field(&s, SMALL_ENTRY, 0x78);
    set32(&s, large, 5 * 1024);
    check_content("shorter", s.file, "Large", (xt_str){s.large.data, 5 * 1024});
    set32(&s, large, 12 * 512 + 1);
    check_failure("one byte more than the chain has", s.file, "Large", XT_SAY_CFB);
    set32(&s, large, 0xFFFFFFFF);
    check_failure("more than the file has", s.file, "Large", XT_SAY_ZIP_CUT);
    set32(&s, small, 4 * 64 + 1);
    check_failure("more small sectors than the chain has", s.file, "Small", XT_SAY_CFB);
    set32(&s, small, 4095);
    check_failure("as many as small sectors may have", s.file, "Small", XT_SAY_CFB);
    set32(&s, field(&s, ROOT, 0x78), 100);
    set32(&s, small, SMALL);
    check_failure("a mini stream that is too short", s.file, "Small", XT_SAY_CFB);
    /* the upper half counts from version 4 on */
    set32(&s, large, LARGE);
    set32(&s, large + 4, 1);
    check_content("upper half", s.file, "Large", s.large);
    free_sample(&s);
    s = make_sample(4);
    set32(&s, field(&s, LARGE_ENTRY, 0x7C), 1);
    check_failure("upper half", s.file, "Large", XT_SAY_ZIP_CUT);
    set32(&s, field(&s, LARGE_ENTRY, 0x78), 0xFFFFFFFF);
    set32(&s, field(&s, LARGE_ENTRY, 0x7C), 0xFFFFFFFF);
    check_failure("all there can be", s.file, "Large", XT_SAY_ZIP_CUT);
    free_sample(&s);
}
END_TEST

START_TEST(refuses_sectors_out_of_range)
{
    static const struct {
        uint32_t sector;
        xt_sentence wanted;
    } FIRST[] = {{5000, XT_SAY_ZIP_CUT},
                 {0x7FFFFFFF, XT_SAY_ZIP_CUT},
                 {0xFFFFFFFA, XT_SAY_ZIP_CUT},
                 {0xFFFFFFFF, XT_SAY_ZIP_CUT},
                 {0xFFFFFFFE, XT_SAY_CFB}};
    for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++) {
        sample s = make_sample(3);
        set32(&s, field(&s, LARGE_ENTRY, 0x74), FIRST[i].sector);
        check_failure("stream", s.file, "Large", FIRST[i].wanted);
        set32(&s, field(&s, SMALL_ENTRY, 0x74), FIRST[i].sector);
        check_failure("small stream", s.file, "Small", XT_SAY_CFB);
        set32(&s, 0x30, FIRST[i].sector);
        check_failure("directory", s.file, "Large", FIRST[i].wanted);
        free_sample(&s);
        s = make_sample(3);
        set32(&s, 0x4C, FIRST[i].sector);
        bool none = FIRST[i].sector > 0xFFFFFFFA;
        check_failure("table", s.file, "Large", none ? XT_SAY_CFB : XT_SAY_ZIP_CUT);
        free_sample(&s);
    }
}
END_TEST

START_TEST(refuses_wrong_headers)
{
    static const struct {
        const char *name;
        size_t at;
        unsigned char byte;
    } WRONG[] = {{"version 2", 0x1A, 2},           {"version 5", 0x1A, 5},
                 {"order of bytes", 0x1C, 0xFF},   {"sectors of 256", 0x1E, 8},
                 {"sectors of 1024", 0x1E, 10},    {"sectors of nothing", 0x1E, 255},
                 {"small sectors of 128", 0x20, 7}};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        sample s = make_sample(3);
        s.bytes[WRONG[i].at] = WRONG[i].byte;
        check_failure(WRONG[i].name, s.file, "Large", XT_SAY_CFB);
        free_sample(&s);
    }
}
END_TEST

START_TEST(refuses_wrong_directories)
{
    static const size_t LINKS[] = {0x44, 0x48};
    static const uint32_t WRONG[] = {ROOT + 4, SMALL_ENTRY, LARGE_ENTRY, 0x7FFFFFFF, 0xFFFFFFFE};
    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
        for (size_t n = 0; n < sizeof WRONG / sizeof *WRONG; n++) {
            sample s = make_sample(3);
            set32(&s, field(&s, LARGE_ENTRY, LINKS[i]), WRONG[n]);
            check_failure("circle or nowhere", s.file, "Large", XT_SAY_CFB);
            free_sample(&s);
        }
    sample s = make_sample(3);
    s.bytes[field(&s, ROOT, 0x42)] = 1;
    check_failure("no root", s.file, "Large", XT_SAY_CFB);
    free_sample(&s);
    /* names with impossible lengths are none */
    static const unsigned char LENGTHS[] = {0, 1, 65, 66, 255};
    for (size_t i = 0; i < sizeof LENGTHS; i++) {
        xt_bytes content;
        s = make_sample(3);
        s.bytes[field(&s, LARGE_ENTRY, 0x40)] = LENGTHS[i];
        ck_assert_int_eq(read_one(s.file, "Large", &content, NULL), XT_NO_SHEET);
        free_sample(&s);
    }
}
END_TEST

/* A list of tables that goes on without end, or nowhere. */
START_TEST(refuses_wrong_lists_of_tables)
{
    xt_str bytes = numbered(109 * 128 * 512 + 512);
    xt_str file = cfb_make(3, (cfb_stream[]){{.name = "Book", .bytes = bytes}, {0}}, NULL);
    unsigned char *p = (unsigned char *)(uintptr_t)file.data;
    uint32_t list = xt_le32(p + 0x44);
    for (size_t i = 0; i < 128; i++) /* a list that names nothing but itself */
        memcpy(p + (list + 1) * 512 + i * 4, p + 0x44, 4);
    check_failure("names itself", file, "Book", XT_SAY_CFB);
    memset(p + (list + 1) * 512, 0xFF, 512);
    check_failure("names nothing", file, "Book", XT_SAY_CFB);
    memset(p + 0x44, 0x7F, 4);
    check_failure("is nowhere", file, "Book", XT_SAY_ZIP_CUT);
    free_bytes(file);
    free_bytes(bytes);
}
END_TEST

/* A file that was cut says so, or what is asked for is there in full. */
START_TEST(reads_cut_files_in_full_or_not_at_all)
{
    static const char *const NAMES[] = {"Small", "Large"};
    sample s = make_sample((unsigned)_i);
    size_t full = 0;
    for (size_t size = 1; size < s.file.size; size++) {
        xt_str cut = xt_exact((xt_str){s.file.data, size});
        for (size_t i = 0; i < 2; i++) {
            xt_bytes content;
            xt_error error = {0};
            xt_status status = read_one(cut, NAMES[i], &content, &error);
            xt_str wanted = i ? s.large : s.small;
            ck_assert_msg(status == XT_TRUNCATED || (!status && xt_str_equal(xt_bytes_str(&content), wanted)),
                          "%s cut to %zu of %zu: %s, %zu bytes", NAMES[i], size, s.file.size,
                          xt_status_code(status), content.size);
            full += status == XT_OK;
            xt_bytes_free(&content);
        }
        free_bytes(cut);
    }
    ck_assert_uint_eq(full, 0); /* the table stands last */
    free_sample(&s);
}
END_TEST

/* Some writers put the mini stream last and leave out what no stream needs of its last sector. */
START_TEST(reads_a_mini_stream_at_the_cut_end)
{
    sample s = make_sample(3);
    uint32_t sector = xt_le32(s.bytes + field(&s, ROOT, 0x74)), moved = (uint32_t)s.places.sector_count;
    xt_bytes file = xt_bytes_make(SIZE_MAX / 2);
    xt_bytes_add(&file, s.file);
    xt_bytes_append(&file, s.bytes + (sector + 1) * 512, SMALL);
    unsigned char *bytes = (unsigned char *)file.data;
    memset(bytes + fat_of(&s, moved), 0xFF, 4);
    bytes[fat_of(&s, moved)] = 0xFE;
    bytes[field(&s, ROOT, 0x74)] = (unsigned char)moved;
    check_content("cut behind the stream", xt_bytes_str(&file), "Small", s.small);
    check_failure("cut inside", (xt_str){file.data, file.size - 1}, "Small", XT_SAY_ZIP_CUT);
    xt_bytes_free(&file);
    free_sample(&s);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("cfb");
    TCase *cases = tcase_create("cfb");
    tcase_add_loop_test(cases, reads_streams_of_all_sizes, 3, 5);
    tcase_add_loop_test(cases, reads_a_long_list_of_tables, 0, 3);
    tcase_add_loop_test(cases, finds_by_name_in_the_root_alone, 0, 2);
    tcase_add_test(cases, reads_from_a_file);
    tcase_add_loop_test(cases, ends_whatever_follows, 3, 5);
    tcase_add_test(cases, refuses_circles);
    tcase_add_test(cases, refuses_wrong_lengths);
    tcase_add_test(cases, refuses_sectors_out_of_range);
    tcase_add_test(cases, refuses_wrong_headers);
    tcase_add_test(cases, refuses_wrong_directories);
    tcase_add_test(cases, refuses_wrong_lists_of_tables);
    tcase_add_loop_test(cases, reads_cut_files_in_full_or_not_at_all, 3, 5);
    tcase_add_test(cases, reads_a_mini_stream_at_the_cut_end);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
