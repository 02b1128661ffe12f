/* SPDX-License-Identifier: MIT
 *
 * A workbook changed as a whole: what stays, what replaces what, what is refused, and full disks.
 */
#include "patches.h"

#include <errno.h>
#include <zip.h>
#ifndef __wasi__
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#endif

#define ROWS      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>"
#define BOOK_NAME "xl/workbook.xml"
#define BOOK_RELS "xl/_rels/workbook.xml.rels"
#define SHEET2    "xl/worksheets/sheet2.xml"
#define TWO_SHEETS                                                                                           \
    "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"แผ่น 2\" sheetId=\"2\" "   \
    "r:id=\"rId2\"/></sheets>"

static const short_edit ONE[] = {{"A1", 'n', "2"}, {0}};

static const pack_part PARTS[] = {
    {.name = PACK_SHEET_NAME, .text = PACK_DATA(ROWS), .stored = true},
    {.name = "xl/sharedStrings.xml", .text = PACK_STRINGS("<si><t>ก</t></si>"), .stored = true},
    {.name = "xl/vbaProject.bin", .text = "\x01\x02\x03"},
    {.name = "xl/media/image1.png", .text = "PNG", .stored = true},
    {.name = "unknown/ไฟล์.bin", .text = "................................"},
    {0},
};

/* The workbook of the parts as a file of the folder. */
static void write_book(const temp *t, const char *name, const pack_part *parts)
{
    xt_str book = pack_book(parts);
    temp_write(t, name, book);
    free((char *)book.data);
}

static xt_status patch(const temp *t, const char *input, const char *output, const short_edit *list,
                       const xt_patch_options *options, xt_error *error)
{
    char from[TEMP_PATH], to[TEMP_PATH];
    xt_edit edits[EDITS];
    return xt_patch(temp_path(t, input, from), temp_path(t, output, to), edits, edits_of(list, 0, edits),
                    options, error);
}

static bool same_files(const temp *t, const char *a, const char *b)
{
    xt_bytes one = temp_read(t, a), other = temp_read(t, b);
    bool same = xt_str_equal(xt_bytes_str(&one), xt_bytes_str(&other));
    xt_bytes_free(&one);
    xt_bytes_free(&other);
    return same;
}

/* ------------------------------------------------------------ what stays */

static void read_compressed(zip_t *archive, zip_uint64_t index, xt_bytes *out)
{
    char piece[512];
    zip_file_t *file = zip_fopen_index(archive, index, ZIP_FL_COMPRESSED);
    ck_assert_ptr_nonnull(file);
    for (zip_int64_t got; (got = zip_fread(file, piece, sizeof piece)) > 0;)
        xt_bytes_append(out, piece, (size_t)got);
    zip_fclose(file);
}

START_TEST(keeps_all_other_members)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error = {0};
    write_book(&t, "in", PARTS);
    check_ok(patch(&t, "in", "out", ONE, NULL, &error), &error, "one number");
    zip_t *old = zip_open(temp_path(&t, "in", path), ZIP_RDONLY, NULL);
    zip_t *new = zip_open(temp_path(&t, "out", path), ZIP_RDONLY, NULL);
    ck_assert(old && new);
    ck_assert_int_eq(zip_get_num_entries(old, 0), zip_get_num_entries(new, 0));
    for (zip_int64_t i = 0; i < zip_get_num_entries(old, 0); i++) {
        zip_stat_t a, b;
        xt_bytes x = xt_bytes_make(SIZE_MAX / 2), y = xt_bytes_make(SIZE_MAX / 2);
        ck_assert_int_eq(zip_stat_index(old, (zip_uint64_t)i, 0, &a), 0);
        ck_assert_int_eq(zip_stat_index(new, (zip_uint64_t)i, 0, &b), 0);
        ck_assert_str_eq(a.name, b.name);
        ck_assert_int_eq(a.mtime, b.mtime);
        read_compressed(old, (zip_uint64_t)i, &x);
        read_compressed(new, (zip_uint64_t)i, &y);
        bool same = a.crc == b.crc && a.comp_method == b.comp_method &&
                    xt_str_equal(xt_bytes_str(&x), xt_bytes_str(&y));
        ck_assert_msg(same == (strcmp(a.name, PACK_SHEET_NAME) != 0), "%s", a.name);
        xt_bytes_free(&x);
        xt_bytes_free(&y);
    }
    zip_discard(old);
    zip_discard(new);
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

START_TEST(gives_the_same_bytes_each_time)
{
    temp t = temp_make();
    xt_error error = {0};
    write_book(&t, "in", PARTS);
    check_ok(patch(&t, "in", "a", ONE, NULL, &error), &error, "a");
    check_ok(patch(&t, "in", "b", ONE, &(xt_patch_options){.chunk = 5}, &error), &error, "b");
    ck_assert(same_files(&t, "a", "b"));
    ck_assert(!same_files(&t, "a", "in"));
    check_ok(patch(&t, "in", "b", ONE + 1, NULL, &error), &error, "without edits");
    ck_assert(same_files(&t, "b", "in"));
    temp_end(&t);
}
END_TEST

/* Looks at the date of each member, in its header and in the directory, and sets it where one is given;
 * returns how many are of the day `wanted`. */
static size_t dates(char *book, size_t size, const char *set, const char wanted[4])
{
    static const struct {
        const char *signature;
        size_t at;
    } RECORDS[] = {{"PK\3\4", 10}, {"PK\1\2", 12}};
    size_t found = 0;
    for (size_t i = 0; i + 46 < size; i++)
        for (size_t n = 0; n < 2; n++)
            if (memcmp(book + i, RECORDS[n].signature, 4) == 0) {
                if (set)
                    memcpy(book + i + RECORDS[n].at, set, 4);
                found += memcmp(book + i + RECORDS[n].at, wanted, 4) == 0;
            }
    return found;
}

/* Days that do not exist, and an hour that the clocks of a place leave out. */
static const struct {
    const char *zone, date[4];
} DATES[] = {
    {"UTC0", "\0\0\0\0"},
    {"UTC0", "\0\0\xFF\xFF"},
    {"EST5EDT,M3.2.0,M11.1.0", "\x20\x13\x6D\x54"}, /* 2022-03-13 02:25 */
    {"ICT-7", "\x01\x02\x21\x50"},
};

START_TEST(keeps_the_dates_of_members)
{
    temp t = temp_make();
    xt_error error = {0};
    xt_str made = pack_book(PARTS);
    size_t count = dates((char *)made.data, made.size, DATES[_i].date, DATES[_i].date);
    ck_assert_uint_gt(count, 16);
    temp_write(&t, "in", made);
    free((char *)made.data);
    setenv("TZ", DATES[_i].zone, 1);
    check_ok(patch(&t, "in", "out", ONE, NULL, &error), &error, DATES[_i].zone);
    xt_bytes written = temp_read(&t, "out");
    ck_assert_uint_eq(dates(written.data, written.size, NULL, DATES[_i].date), count);
    xt_bytes_free(&written);
    temp_end(&t);
}
END_TEST

static const pack_part TWO[] = {
    {.name = BOOK_NAME, .text = PACK_WORKBOOK("<workbookPr date1904=\"1\"/>" TWO_SHEETS)},
    {.name = BOOK_RELS,
     .text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml") PACK_REL(
         "rId2", "worksheet", "worksheets/sheet2.xml") PACK_REL("rId3", "styles", "styles.xml"))},
    {.name = PACK_SHEET_NAME, .text = PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")},
    {.name = SHEET2, .text = PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")},
    {.name = "xl/styles.xml",
     .text = PACK_STYLES("<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")},
    {0},
};

START_TEST(changes_several_sheets)
{
    temp t = temp_make();
    char from[TEMP_PATH], to[TEMP_PATH];
    xt_error error = {0};
    xt_edit edits[] = {{0, 1, 1, XT_EDIT_TEXT, XT_LITERAL("x"), 0, false},
                       {1, 1, 1, XT_EDIT_DATE, {0}, 43921.5, false},
                       {1, 2, 1, XT_EDIT_NUMBER, XT_LITERAL("3"), 0, false}};
    write_book(&t, "in", TWO);
    temp_path(&t, "out", to);
    check_ok(xt_patch(temp_path(&t, "in", from), to, edits, 3, NULL, &error), &error, "two sheets");
    check_part(to, PACK_SHEET_NAME,
               PACK_DATA("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>"));
    check_part(to, SHEET2,
               PACK_DATA("<row r=\"1\"><c r=\"A1\" s=\"2\"><v>43921.5</v></c></row><row r=\"2\"><c "
                         "r=\"A2\"><v>3</v></c></row>"));
    edits[2].sheet = 2;
    ck_assert_int_eq(xt_patch(from, to, edits, 3, NULL, &error), XT_NO_SHEET);
    edits[2].sheet = 1;
    edits[2].row = XT_MAX_ROW + 1;
    ck_assert_int_eq(xt_patch(from, to, edits, 3, NULL, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, XT_SAY_EDIT_VALUE);
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

/* Two sheets in one part: what was meant for one of them changes both, which reading back shows. */
START_TEST(reads_back_what_it_wrote)
{
    temp t = temp_make();
    pack_part parts[sizeof TWO / sizeof *TWO];
    xt_error error = {0};
    memcpy(parts, TWO, sizeof TWO);
    parts[1].text = PACK_RELS(PACK_REL("rId1", "worksheet", "worksheets/sheet1.xml")
                                  PACK_REL("rId2", "worksheet", "worksheets/sheet1.xml"));
    write_book(&t, "in", parts);
    temp_write(&t, "out", XT_LITERAL("old"));
    ck_assert_int_eq(patch(&t, "in", "out", ONE, NULL, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, XT_SAY_WRITE_DIFFERS);
    xt_bytes old = temp_read(&t, "out");
    xt_assert_str(xt_bytes_str(&old), "old");
    xt_bytes_free(&old);
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

/* What is wrong with the input is told as such, also where another sheet is damaged. */
START_TEST(tells_of_a_damaged_sheet)
{
    temp t = temp_make();
    pack_part parts[sizeof TWO / sizeof *TWO];
    xt_error error = {0};
    memcpy(parts, TWO, sizeof TWO);
    parts[3].text = "<worksheet xmlns=\"" PACK_MAIN "\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1";
    write_book(&t, "in", parts);
    ck_assert_int_eq(patch(&t, "in", "out", ONE, NULL, &error), XT_CORRUPT_XML);
    ck_assert_str_eq(error.place, SHEET2);
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ signatures */

#define SIGNED                                                                                               \
    "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/"            \
    "digital-signature/origin\" Target=\"_xmlsignatures/origin.sigs\"/>"

static const pack_part SIGNATURES[][3] = {
    {{.name = "_rels/.rels", .text = PACK_RELS(PACK_REL("rId1", "officeDocument", "xl/workbook.xml") SIGNED)},
     {0}},
    {{.name = "_xmlsignatures/sig1.xml", .text = "<Signature/>"}, {0}},
};

START_TEST(asks_before_it_breaks_a_signature)
{
    temp t = temp_make();
    xt_error error = {0};
    const xt_patch_options force = {.force = true};
    write_book(&t, "in", SIGNATURES[_i]);
    ck_assert_int_eq(patch(&t, "in", "out", ONE, NULL, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, XT_SAY_EDIT_SIGNED);
    ck_assert_uint_eq(temp_count(&t), 1);
    check_ok(patch(&t, "in", "out", ONE, &force, &error), &error, "forced");
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ which file */

enum { ITSELF, LINK, HARD_LINK, SAME_FILE_WAYS };

static void name_again(const temp *t, int way)
{
    char from[TEMP_PATH], to[TEMP_PATH];
    temp_path(t, "in", from);
    temp_path(t, "again", to);
    if (way == LINK)
        ck_assert_int_eq(symlink("in", to), 0);
    if (way == HARD_LINK)
        ck_assert_int_eq(link(from, to), 0);
}

START_TEST(does_not_replace_the_input_unasked)
{
    temp t = temp_make();
    xt_error error = {0};
    write_book(&t, "in", PARTS);
    write_book(&t, "same", PARTS);
    name_again(&t, _i);
    size_t count = temp_count(&t);
    ck_assert_int_eq(patch(&t, "in", _i == ITSELF ? "in" : "again", ONE, NULL, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, XT_SAY_EDIT_SAME_FILE);
    ck_assert(same_files(&t, "in", "same"));
    ck_assert_uint_eq(temp_count(&t), count);
    temp_end(&t);
}
END_TEST

START_TEST(keeps_the_old_where_it_replaces_the_input)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    struct stat info;
    xt_error error = {0};
    const xt_patch_options options = {.in_place = true};
    write_book(&t, "in", PARTS);
    write_book(&t, "same", PARTS);
    ck_assert_int_eq(chmod(temp_path(&t, "in", path), 0640), 0);
    ck_assert_int_eq(stat(path, &info), 0);
    mode_t mode = info.st_mode; /* without permissions, where there are none */
    name_again(&t, _i);
    const char *backup = _i == HARD_LINK ? "again.bak" : "in.bak", *changed = _i == ITSELF ? "in" : "again";
    temp_write(&t, backup, XT_LITERAL("an older one"));
    size_t count = temp_count(&t);
    check_ok(patch(&t, "in", changed, ONE, &options, &error), &error, "in place");
    ck_assert(same_files(&t, backup, "same"));
    ck_assert_int_eq(stat(temp_path(&t, backup, path), &info), 0);
    ck_assert_int_eq(info.st_mode, mode);
    ck_assert_int_eq(stat(temp_path(&t, changed, path), &info), 0);
    ck_assert_int_eq(info.st_mode, mode);
    check_part(path, PACK_SHEET_NAME,
               PACK_DATA("<row r=\"1\"><c r=\"A1\"><v>2</v></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>"));
    ck_assert_uint_eq(temp_count(&t), count);
    /* A refusal leaves the backup as it is. */
    ck_assert_int_ne(patch(&t, changed, changed, (const short_edit[]){{"A1", 'n', "x"}, {0}}, &options, NULL),
                     XT_OK);
    ck_assert(same_files(&t, backup, "same"));
    temp_end(&t);
}
END_TEST

START_TEST(replaces_another_file)
{
    temp t = temp_make();
    xt_error error = {0};
    const xt_patch_options no_clobber = {.no_clobber = true}, in_place = {.in_place = true};
    write_book(&t, "in", PARTS);
    check_ok(patch(&t, "in", "out", ONE, &no_clobber, &error), &error, "a new file");
    ck_assert_int_eq(patch(&t, "in", "out", ONE + 1, &no_clobber, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, EEXIST);
    ck_assert(!same_files(&t, "in", "out"));
    check_ok(patch(&t, "in", "out", ONE + 1, &in_place, &error), &error, "another file");
    ck_assert(same_files(&t, "in", "out"));
    ck_assert_uint_eq(temp_count(&t), 2); /* and no backup */
    temp_end(&t);
}
END_TEST

static const struct {
    const char *input, *output;
    xt_status status;
    int sys_errno;
} IMPOSSIBLE[] = {
    {"none", "out", XT_NOT_FOUND, ENOENT},       {"folder", "out", XT_NOT_A_WORKBOOK, 0},
    {"text", "out", XT_NOT_A_WORKBOOK, 0},       {"csv", "out", XT_NOT_A_WORKBOOK, 0},
    {"in", "none/out", XT_WRITE_FAILED, ENOENT}, {"in", "text/out", XT_WRITE_FAILED, ENOTDIR},
    {"in", "folder", XT_WRITE_FAILED, EISDIR},
#ifndef __wasi__ /* makes no pipes */
    {"pipe", "out", XT_NOT_FOUND, ESPIPE},
#endif
};

START_TEST(tells_what_it_cannot_open)
{
    temp t = temp_make();
    xt_error error = {0};
    write_book(&t, "in", PARTS);
    temp_folder(&t, "folder");
    temp_write(&t, "text", XT_LITERAL("text"));
    temp_write(&t, "csv", XT_LITERAL("a,b\n1,2\n")); /* is read, but not changed */
#ifndef __wasi__
    char path[TEMP_PATH];
    ck_assert_int_eq(mkfifo(temp_path(&t, "pipe", path), 0600), 0);
#endif
    size_t count = temp_count(&t);
    ck_assert_int_eq(patch(&t, IMPOSSIBLE[_i].input, IMPOSSIBLE[_i].output, ONE, NULL, &error),
                     IMPOSSIBLE[_i].status);
    ck_assert_int_eq(error.sys_errno, IMPOSSIBLE[_i].sys_errno);
    ck_assert_uint_eq(temp_count(&t), count);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ full disks */

#ifndef __wasi__ /* has no limits of files, no disks, and no children */

/* A workbook of some 90 KB that cannot be compressed. */
static void write_large_book(const temp *t, const char *name)
{
    static char noise[90000];
    uint64_t state = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        noise[i] = (char)(state >> 56);
    }
    const pack_part parts[] = {{.name = PACK_SHEET_NAME, .text = PACK_DATA(ROWS)},
                               {.name = "xl/sharedStrings.xml", .text = PACK_STRINGS("<si><t>ก</t></si>")},
                               {.name = "noise", .text = noise, .size = sizeof noise},
                               {0}};
    write_book(t, name, parts);
}

/* Exits with 0 where the output is as it was. */
static void patch_without_room(const temp *t, const char *output, int cause)
{
    xt_error error = {0};
    if (patch(t, "in", output, ONE, NULL, &error) != XT_WRITE_FAILED)
        exit(1);
    exit(error.sentence == XT_SAY_WRITE && error.sys_errno == cause ? 0 : 2);
}

static void wait_for(pid_t child)
{
    int status = 0;
    ck_assert_int_ge(child, 0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d", status);
}

/* Room for the copy or not even for that, counted from the size of the file. */
static const rlim_t LESS[] = {60000, 1};

START_TEST(leaves_no_rest_when_files_are_limited)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    struct stat info;
    write_large_book(&t, "in");
    temp_write(&t, "out", XT_LITERAL("old"));
    ck_assert_int_eq(stat(temp_path(&t, "in", path), &info), 0);
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit limit = {(rlim_t)info.st_size - LESS[_i], (rlim_t)info.st_size - LESS[_i]};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        patch_without_room(&t, "out", EFBIG);
    }
    wait_for(child);
    xt_bytes old = temp_read(&t, "out");
    xt_assert_str(xt_bytes_str(&old), "old");
    xt_bytes_free(&old);
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

/* A disk with room for a part (64 KiB), and one with room for nearly all (92 KiB): where one may be
 * made. */
static const char *const DISKS[] = {"size=64k", "size=92k"};

START_TEST(leaves_no_rest_on_a_full_disk)
{
    temp t = temp_make(), disk = t;
    char path[TEMP_PATH];
    write_large_book(&t, "in");
    temp_folder(&t, "disk");
    temp_path(&t, "disk", disk.path);
    if (mount("none", disk.path, "tmpfs", 0, DISKS[_i]) == 0) {
        temp_write(&disk, "out", XT_LITERAL("old"));
        pid_t child = fork();
        if (child == 0)
            patch_without_room(&t, "disk/out", ENOSPC);
        wait_for(child);
        xt_bytes old = temp_read(&disk, "out");
        xt_assert_str(xt_bytes_str(&old), "old");
        xt_bytes_free(&old);
        ck_assert_uint_eq(temp_count(&disk), 1);
        ck_assert_int_eq(umount(temp_path(&t, "disk", path)), 0);
    }
    temp_end(&t);
}
END_TEST

#endif

static Suite *make_suite(void)
{
    Suite *suite = suite_create("patch");
    TCase *cases = tcase_create("patch");
    tcase_add_test(cases, keeps_all_other_members);
    tcase_add_loop_test(cases, keeps_the_dates_of_members, 0, XT_ENTRIES(DATES));
    tcase_add_test(cases, gives_the_same_bytes_each_time);
    tcase_add_test(cases, changes_several_sheets);
    tcase_add_test(cases, reads_back_what_it_wrote);
    tcase_add_test(cases, tells_of_a_damaged_sheet);
    tcase_add_loop_test(cases, asks_before_it_breaks_a_signature, 0, XT_ENTRIES(SIGNATURES));
    tcase_add_loop_test(cases, does_not_replace_the_input_unasked, 0, SAME_FILE_WAYS);
    tcase_add_loop_test(cases, keeps_the_old_where_it_replaces_the_input, 0, SAME_FILE_WAYS);
    tcase_add_test(cases, replaces_another_file);
    tcase_add_loop_test(cases, tells_what_it_cannot_open, 0, XT_ENTRIES(IMPOSSIBLE));
#ifndef __wasi__
    tcase_add_loop_test(cases, leaves_no_rest_when_files_are_limited, 0, XT_ENTRIES(LESS));
    tcase_add_loop_test(cases, leaves_no_rest_on_a_full_disk, 0, XT_ENTRIES(DISKS));
#endif
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
