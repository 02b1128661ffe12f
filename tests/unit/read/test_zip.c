/* SPDX-License-Identifier: MIT */
#include "read/zip.h"

#include "base/bytes.h"
#include "read/pack.h"
#include "read/show.h"
#include "xt_test.h"

/* Reads the part by steps of `chunk`; free() *text. */
static xt_status read_part(xt_zip *zip, size_t index, uint64_t maximum, size_t chunk, char **text,
                           xt_error *error)
{
    xt_bytes all = xt_bytes_make(SIZE_MAX / 2);
    xt_zip_part *part = NULL;
    *text = NULL;
    xt_status status = xt_zip_part_open(&part, zip, index, maximum, error);
    for (size_t got = 1; !status && got;) {
        char *room = xt_bytes_reserve(&all, chunk);
        ck_assert_ptr_nonnull(room);
        status = xt_zip_part_read(part, room, chunk, &got, error);
        ck_assert_msg(!status || got == 0, "a failed read gives bytes");
        all.size += got;
    }
    if (!status) {
        ck_assert_str_eq(xt_zip_part_name(part), xt_zip_name(zip, index));
        *text = strdup(xt_bytes_cstr(&all));
    }
    xt_zip_part_close(part);
    xt_bytes_free(&all);
    return status;
}

static xt_status open_zip(xt_zip **zip, xt_str file, const xt_limits *limits, xt_error *error)
{
    return xt_zip_open_memory(zip, file.data, file.size, limits, error);
}

static void free_bytes(xt_str file)
{
    free((void *)(uintptr_t)file.data);
}

START_TEST(reads_parts)
{
    static const pack_part PARTS[] = {
        {.name = "first.xml", .text = "ที่ รายการ ที่ รายการ ที่ รายการ"},
        {.name = "folder/stored.xml", .text = "as it is", .stored = true},
        {.name = "empty", .text = ""},
        {0},
    };
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(PARTS);
    xt_error error;
    xt_zip *zip = NULL;
    ck_assert_int_eq(open_zip(&zip, file, &limits, &error), XT_OK);
    for (size_t part = 0; PARTS[part].name; part++)
        for (size_t i = 0; i < CHUNK_COUNT; i++) {
            char *text = NULL;
            size_t index = xt_zip_find(zip, xt_str_of(PARTS[part].name));
            ck_assert_uint_eq(index, part);
            ck_assert_int_eq(read_part(zip, index, 0, CHUNKS[i], &text, &error), XT_OK);
            ck_assert_str_eq(text, PARTS[part].text);
            free(text);
        }
    xt_zip_close(zip);
    free_bytes(file);
    xt_zip_close(NULL);
    xt_zip_part_close(NULL);
}
END_TEST

/* Two parts at once do not disturb each other. */
START_TEST(reads_two_at_once)
{
    static const pack_part PARTS[] = {{.name = "a", .text = "aaaaaa"}, {.name = "b", .text = "bbbbbb"}, {0}};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(PARTS);
    xt_error error;
    xt_zip *zip = NULL;
    xt_zip_part *a = NULL, *b = NULL;
    ck_assert_int_eq(open_zip(&zip, file, &limits, &error), XT_OK);
    ck_assert_int_eq(xt_zip_part_open(&a, zip, 0, 0, &error), XT_OK);
    ck_assert_int_eq(xt_zip_part_open(&b, zip, 1, 0, &error), XT_OK);
    for (int i = 0; i < 6; i++) {
        char letter = '\0';
        size_t got = 0;
        ck_assert_int_eq(xt_zip_part_read(a, &letter, 1, &got, &error), XT_OK);
        ck_assert(got == 1 && letter == 'a');
        ck_assert_int_eq(xt_zip_part_read(b, &letter, 1, &got, &error), XT_OK);
        ck_assert(got == 1 && letter == 'b');
    }
    xt_zip_part_close(a);
    xt_zip_part_close(b);
    xt_zip_close(zip);
    free_bytes(file);
}
END_TEST

static const struct {
    const char *stored, *wanted;
    bool found;
} NAMES[] = {
    {"xl/workbook.xml", "xl/workbook.xml", true},
    {"xl/workbook.xml", "/xl/workbook.xml", true},
    {"xl/workbook.xml", "//xl/workbook.xml", true},
    {"xl/workbook.xml", "XL/Workbook.XML", true},
    {"XL/WORKBOOK.XML", "xl/workbook.xml", true},
    {"xl\\workbook.xml", "xl/workbook.xml", true},
    {"\\xl\\workbook.xml", "xl/workbook.xml", true},
    {"/xl/workbook.xml", "xl/workbook.xml", true},
    {"xl/workbook.xml", "xl\\workbook.xml", true},
    {"xl/แผ่น1.xml", "xl/แผ่น1.xml", true},
    {"xl/workbook.xml", "xl/workbook.xm", false},
    {"xl/workbook.xml", "workbook.xml", false},
    {"xl/workbook.xml", "xl/./workbook.xml", false},
    {"xl/workbook.xml", "", false},
    {"xl/workbook.xml", "/", false},
};

START_TEST(finds_names)
{
    const pack_part parts[] = {{.name = "other", .text = "x"}, {.name = NAMES[_i].stored, .text = "x"}, {0}};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(parts);
    xt_error error;
    xt_zip *zip = NULL;
    ck_assert_int_eq(open_zip(&zip, file, &limits, &error), XT_OK);
    size_t index = xt_zip_find(zip, xt_str_of(NAMES[_i].wanted));
    ck_assert_msg(index == (NAMES[_i].found ? 1 : XT_NO_PART), "%s as %s", NAMES[_i].stored,
                  NAMES[_i].wanted);
    if (NAMES[_i].found)
        ck_assert_str_eq(xt_zip_name(zip, index), NAMES[_i].stored);
    xt_zip_close(zip);
    free_bytes(file);
}
END_TEST

static const struct {
    const char *first, *second;
    xt_sentence sentence;
    const char *place;
} BAD_NAMES[] = {
    {"xl/a.xml", "XL/A.XML", XT_SAY_ZIP_NAME_TWICE, "XL/A.XML"},
    {"xl/a.xml", "xl\\a.xml", XT_SAY_ZIP_NAME_TWICE, "xl\\a.xml"},
    {"xl/a.xml", "/xl/a.xml", XT_SAY_ZIP_NAME_TWICE, "/xl/a.xml"},
    {"xl/a.xml", "/", XT_SAY_ZIP_NAME_BAD, NULL},
};

START_TEST(refuses_names)
{
    const pack_part parts[] = {
        {.name = BAD_NAMES[_i].first, .text = "x"}, {.name = BAD_NAMES[_i].second, .text = "y"}, {0}};
    const fault wanted = {.sentence = BAD_NAMES[_i].sentence, .place = BAD_NAMES[_i].place};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(parts);
    xt_error error;
    xt_zip *zip = NULL;
    xt_status status = open_zip(&zip, file, &limits, &error);
    check_fault(BAD_NAMES[_i].second, 0, &wanted, status, &error);
    ck_assert_ptr_null(zip);
    free_bytes(file);
}
END_TEST

/* The name twice without any difference: libzip does not write that, so a letter of one is changed
 * afterwards. */
START_TEST(refuses_equal_names)
{
    static const pack_part PARTS[] = {
        {.name = "xl/a.xml", .text = "x"}, {.name = "xl/b.xml", .text = "y"}, {0}};
    const fault wanted = {.sentence = XT_SAY_ZIP_NAME_TWICE, .place = "xl/a.xml"};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(PARTS);
    for (size_t at; (at = xt_str_find(file, XT_LITERAL("xl/b.xml"))) != SIZE_MAX;)
        ((char *)(uintptr_t)file.data)[at + 3] = 'a';
    xt_error error;
    xt_zip *zip = NULL;
    xt_status status = open_zip(&zip, file, &limits, &error);
    check_fault("equal names", 0, &wanted, status, &error);
    free_bytes(file);
}
END_TEST

/* ------------------------------------------------------------ damage: bytes of one member changed */

enum { LOCAL = 30, CENTRAL = 46 }; /* sizes of the fixed headers, APPNOTE.TXT 4.3.7 and 4.3.12 */

typedef struct damage {
    const char *name;
    bool central;      /* in the directory; else in the member's own header and data */
    size_t at, size;   /* where, from the header's start */
    const char *bytes; /* what is put there */
    bool stored;
    xt_sentence sentence;
} damage;

#define TEXT "some text, some text, some text"

static const damage DAMAGES[] = {
    {"checksum in the directory", true, 16, 4, "\1\2\3\4", false, XT_SAY_ZIP_PART},
    {"stored data", false, LOCAL + 1, 3, "XYZ", true, XT_SAY_ZIP_PART},
    {"deflated data", false, LOCAL + 1, 4, "\xFF\xFF\xFF\xFF", false, XT_SAY_ZIP_PART},
    {"unknown method", true, 10, 2, "\x0E\0", false, XT_SAY_ZIP_METHOD},
    {"bzip2", true, 10, 2, "\x0C\0", false, XT_SAY_ZIP_METHOD},
    {"encrypted", true, 8, 2, "\x01\x08", false, XT_SAY_ENCRYPTED},
    {"size too small", true, 24, 4, "\x05\0\0\0", false, XT_SAY_ZIP_SIZE},
    {"size too large", true, 24, 4, "\x55\0\0\0", false, XT_SAY_ZIP_SIZE},
    {"size 4 GiB", true, 24, 4, "\xFE\xFF\xFF\xFF", false, XT_SAY_LIMIT_RATIO},
    {"compressed size too small", true, 20, 4, "\x02\0\0\0", false, XT_SAY_ZIP_PART},
    {"offset of another place", true, 42, 4, "\x07\0\0\0", false, XT_SAY_ZIP_PART},
};

START_TEST(refuses_damaged_parts)
{
    const damage *d = &DAMAGES[_i];
    const pack_part parts[] = {{.name = "p", .text = TEXT, .stored = d->stored}, {0}};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(parts);
    size_t header = d->central ? xt_str_find(file, XT_LITERAL("PK\x01\x02")) : 0;
    memcpy((char *)(uintptr_t)file.data + header + d->at, d->bytes, d->size);
    for (size_t i = 0; i < CHUNK_COUNT; i++) {
        const fault wanted = {.sentence = d->sentence};
        xt_error error;
        xt_zip *zip = NULL;
        char *text = NULL;
        xt_status status = open_zip(&zip, file, &limits, &error);
        if (!status)
            status = read_part(zip, 0, 0, CHUNKS[i], &text, &error);
        check_fault(d->name, CHUNKS[i], &wanted, status, &error);
        xt_zip_close(zip);
        free(text);
    }
    free_bytes(file);
}
END_TEST

/* Whatever byte of the archive is changed, what is read is right or refused. */
START_TEST(never_gives_wrong_bytes)
{
    static const pack_part PARTS[] = {{.name = "p", .text = TEXT}, {0}};
    xt_limits limits = xt_limits_default();
    xt_str file = pack_zip(PARTS);
    size_t refused = 0;
    for (size_t at = 0; at < file.size; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            char *byte = (char *)(uintptr_t)file.data + at;
            *byte = (char)(*byte ^ (1 << bit));
            xt_error error;
            xt_zip *zip = NULL;
            char *text = NULL;
            xt_status status = open_zip(&zip, file, &limits, &error);
            if (!status)
                status = read_part(zip, 0, 0, 64, &text, &error);
            ck_assert_msg(status || strcmp(text, TEXT) == 0, "bit %u of byte %zu", bit, at);
            refused += status != XT_OK;
            xt_zip_close(zip);
            free(text);
            *byte = (char)(*byte ^ (1 << bit));
        }
    ck_assert_uint_gt(refused, 100);
    free_bytes(file);
}
END_TEST

START_TEST(refuses_what_is_no_archive)
{
    static const char *const FILES[] = {"PK", "PK\x03\x04", "PK\x05\x06",
                                        "no archive at all, but long enough"};
    xt_limits limits = xt_limits_default();
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        const fault wanted = {.sentence = XT_SAY_ZIP_DIRECTORY};
        xt_error error;
        xt_zip *zip = NULL;
        xt_status status = open_zip(&zip, xt_str_of(FILES[i]), &limits, &error);
        check_fault(FILES[i], 0, &wanted, status, &error);
        ck_assert_ptr_null(zip);
    }
    xt_error error;
    xt_zip *zip = NULL;
    ck_assert_int_eq(xt_zip_open_path(&zip, "/no/such/file", &limits, &error), XT_CORRUPT_ZIP);
    ck_assert_int_eq(xt_zip_open_path(&zip, "/no/such/file", &limits, NULL), XT_CORRUPT_ZIP);
}
END_TEST

/* ------------------------------------------------------------ limits */

START_TEST(limits_entries)
{
    static const pack_part PARTS[] = {
        {.name = "a", .text = "1"}, {.name = "b", .text = "2"}, {.name = "c", .text = "3"}, {0}};
    xt_str file = pack_zip(PARTS);
    for (uint64_t most = 0; most < 5; most++) {
        xt_limits limits = {.zip_entries = most};
        const fault wanted = {.sentence = XT_SAY_LIMIT_ENTRIES, .number = 3, .limit = (int64_t)most};
        xt_error error;
        xt_zip *zip = NULL;
        xt_status status = open_zip(&zip, file, &limits, &error);
        if (most == 0 || most >= 3)
            ck_assert_int_eq(status, XT_OK);
        else
            check_fault("entries", 0, &wanted, status, &error);
        xt_zip_close(zip);
    }
    free_bytes(file);
}
END_TEST

START_TEST(limits_part_size)
{
    static const pack_part PARTS[] = {{.name = "p", .text = TEXT}, {0}};
    const uint64_t size = sizeof TEXT - 1;
    xt_limits limits = {0};
    xt_str file = pack_zip(PARTS);
    xt_error error;
    xt_zip *zip = NULL;
    ck_assert_int_eq(open_zip(&zip, file, &limits, &error), XT_OK);
    for (uint64_t most = size - 2; most <= size + 1; most++) {
        const fault wanted = {XT_SAY_LIMIT_PART, "p", NULL, (int64_t)size, (int64_t)most};
        char *text = NULL;
        xt_status status = read_part(zip, 0, most, 7, &text, &error);
        if (most >= size)
            ck_assert_int_eq(status, XT_OK);
        else
            check_fault("part size", 7, &wanted, status, &error);
        free(text);
    }
    xt_zip_close(zip);
    free_bytes(file);
}
END_TEST

START_TEST(limits_ratio)
{
    enum { SIZE = 1000000 };
    char *zeros = malloc(SIZE + 1);
    ck_assert_ptr_nonnull(zeros);
    memset(zeros, '0', SIZE);
    zeros[SIZE] = '\0';
    const pack_part parts[] = {{.name = "p", .text = zeros}, {0}};
    xt_str file = pack_zip(parts);
    static const struct {
        uint64_t ratio;
        bool refused;
    } RATIOS[] = {{0, false}, {1100, false}, {10, true}, {100, true}};
    for (size_t i = 0; i < sizeof RATIOS / sizeof *RATIOS; i++) {
        xt_limits limits = {.ratio = RATIOS[i].ratio};
        const fault wanted = {XT_SAY_LIMIT_RATIO, "p", NULL, 0, (int64_t)RATIOS[i].ratio};
        xt_error error;
        xt_zip *zip = NULL;
        char *text = NULL;
        ck_assert_int_eq(open_zip(&zip, file, &limits, &error), XT_OK);
        xt_status status = read_part(zip, 0, 0, 65536, &text, &error);
        if (RATIOS[i].refused) {
            check_fault("ratio", 0, &wanted, status, &error);
            ck_assert_int_gt(error.number, error.limit);
        } else {
            ck_assert_int_eq(status, XT_OK);
        }
        free(text);
        xt_zip_close(zip);
    }
    free_bytes(file);
    free(zeros);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("zip");
    TCase *cases = tcase_create("zip");
    tcase_add_test(cases, reads_parts);
    tcase_add_test(cases, reads_two_at_once);
    tcase_add_loop_test(cases, finds_names, 0, XT_ENTRIES(NAMES));
    tcase_add_loop_test(cases, refuses_names, 0, XT_ENTRIES(BAD_NAMES));
    tcase_add_test(cases, refuses_equal_names);
    tcase_add_loop_test(cases, refuses_damaged_parts, 0, XT_ENTRIES(DAMAGES));
    tcase_add_test(cases, never_gives_wrong_bytes);
    tcase_add_test(cases, refuses_what_is_no_archive);
    tcase_add_test(cases, limits_entries);
    tcase_add_test(cases, limits_part_size);
    tcase_add_test(cases, limits_ratio);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
