/* SPDX-License-Identifier: MIT
 *
 * Files that appear under their name only when they are complete.
 */
#include "base/error.h"
#include "base/utf8.h"
#include "temp.h"
#include "write/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/types.h>
#ifndef __wasi__
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#endif

static xt_outfile *begin(const char *path, bool no_clobber)
{
    xt_outfile *file = NULL;
    xt_error error;
    char message[XT_MESSAGE_SIZE];
    ck_assert_msg(xt_outfile_open(&file, path, no_clobber, &error) == XT_OK, "%s",
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    return file;
}

static int put(const xt_outfile *file, const char *text)
{
    const xt_output *output = xt_outfile_output(file);
    return output->write(output->context, text, strlen(text));
}

static void check_content(const temp *t, const char *name, const char *wanted)
{
    xt_bytes content = temp_read(t, name);
    xt_assert_str(xt_bytes_str(&content), wanted);
    xt_bytes_free(&content);
}

/* ------------------------------------------------------------ writing one */

START_TEST(appears_when_complete)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_path(&t, "รายงาน.json", path);
    xt_outfile *file = begin(path, _i);
    ck_assert_str_eq(xt_outfile_output(file)->name, path);
    ck_assert_int_eq(put(file, "first, "), 0);
    ck_assert_int_eq(put(file, ""), 0);
    ck_assert_int_eq(put(file, "second"), 0);
    ck_assert_int_ne(access(path, F_OK), 0); /* not before */
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, "รายงาน.json", "first, second");
    ck_assert_uint_eq(temp_count(&t), 1); /* and nothing beside it */
    temp_end(&t);
}
END_TEST

/* A disk that keeps something else than it took. */
START_TEST(reads_back_what_was_written)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error;
    temp_path(&t, "a", path);
    temp_write(&t, "a", XT_LITERAL("old"));
    xt_outfile *file = begin(path, false);
    ck_assert_int_eq(put(file, "first, second"), 0);
    int fd = open(xt_outfile_temporary(file), O_WRONLY);
    ck_assert_int_ge(fd, 0);
    if (_i == 0)
        ck_assert_int_eq(ftruncate(fd, 5), 0);
    else
        ck_assert_int_eq(pwrite(fd, "F", 1, 0), 1);
    close(fd);
    ck_assert_int_eq(xt_outfile_finish(file, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sentence, XT_SAY_WRITE_DIFFERS);
    check_content(&t, "a", "old");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

START_TEST(takes_the_place_of_the_old)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_write(&t, "a", XT_LITERAL("old"));
    xt_outfile *file = begin(temp_path(&t, "a", path), false);
    ck_assert_int_eq(put(file, "new"), 0);
    check_content(&t, "a", "old");
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, "a", "new");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

START_TEST(may_be_given_up)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_write(&t, "a", XT_LITERAL("old"));
    xt_outfile *file = begin(temp_path(&t, "a", path), false);
    ck_assert_int_eq(put(file, "new"), 0);
    xt_outfile_discard(file);
    check_content(&t, "a", "old");
    file = begin(temp_path(&t, "b", path), false);
    xt_outfile_discard(file);
    xt_outfile_discard(NULL);
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

START_TEST(may_be_empty)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    ck_assert_int_eq(xt_outfile_finish(begin(temp_path(&t, "a", path), false), NULL), XT_OK);
    check_content(&t, "a", "");
    temp_end(&t);
}
END_TEST

/* A name without a folder is one in the working folder. */
START_TEST(writes_into_the_working_folder)
{
    temp t = temp_make();
    ck_assert_int_eq(chdir(t.path), 0);
    xt_outfile *file = begin("a", false);
    ck_assert_int_eq(put(file, "x"), 0);
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, "a", "x");
    ck_assert_int_eq(chdir("/"), 0);
    temp_end(&t);
}
END_TEST

/* The longest names that a folder takes: 255 bytes, of which the last characters have 1 to 3. Where the name
 * of the old file would be longer than that, it is not kept, and nothing changes. */
static const struct {
    int letters; /* of three bytes each */
    const char *tail;
    bool is_kept;
} LONG_NAMES[] = {
    {80, "12345.xlsx", true}, {80, "123456.xlsx", true}, {80, "1234567.xlsx", false},    {83, ".xlsx", false},
    {83, "x.xlsx", false},    {84, "1é", false},         {80, "123456789012345", false},
};

static char *long_name(int index, char out[NAME_MAX + 1])
{
    size_t size = 0;
    for (int i = 0; i < LONG_NAMES[index].letters; i++, size += 3)
        memcpy(out + size, "ก", 3);
    ck_assert_uint_le(size + strlen(LONG_NAMES[index].tail), NAME_MAX);
    memcpy(out + size, LONG_NAMES[index].tail, strlen(LONG_NAMES[index].tail) + 1);
    return out;
}

START_TEST(takes_the_longest_names)
{
    temp t = temp_make();
    char path[TEMP_PATH], name[NAME_MAX + 1], kept[NAME_MAX + 5];
    xt_error error = {0};
    temp_path(&t, long_name(_i, name), path);
    temp_write(&t, name, XT_LITERAL("old"));
    xt_outfile *file = begin(path, false);
    xt_str temporary = xt_str_of(xt_outfile_temporary(file));
    ck_assert_uint_eq(xt_utf8_valid(temporary), temporary.size); /* cut at a character */
    ck_assert_int_eq(put(file, "new"), 0);
    ck_assert_int_eq(xt_outfile_keep_old(file, &error), LONG_NAMES[_i].is_kept ? XT_OK : XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, LONG_NAMES[_i].is_kept ? 0 : ENAMETOOLONG);
    ck_assert_uint_eq(temp_count(&t), LONG_NAMES[_i].is_kept ? 3 : 2);
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, name, "new");
    snprintf(kept, sizeof kept, "%s.bak", name);
    if (LONG_NAMES[_i].is_kept)
        check_content(&t, kept, "old");
    ck_assert_uint_eq(temp_count(&t), LONG_NAMES[_i].is_kept ? 2 : 1);
    temp_end(&t);
}
END_TEST

START_TEST(tells_that_a_name_is_too_long)
{
    static const char *const WANTED[] = {" cannot be written (the name is too long); nothing was changed",
                                         " ไม่ได้ (ชื่อไฟล์ยาวเกินไป) ยังไม่มีการเปลี่ยนแปลงใด ๆ"};
    temp t = temp_make();
    char name[NAME_MAX + 2], path[TEMP_PATH], message[XT_MESSAGE_SIZE];
    xt_error error;
    xt_outfile *file = NULL;
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    temp_path(&t, name, path);
    ck_assert_int_eq(xt_outfile_open(&file, path, false, &error), XT_WRITE_FAILED);
    ck_assert_ptr_nonnull(strstr(xt_error_message(&error, (xt_lang)_i, message, sizeof message), WANTED[_i]));
    ck_assert_uint_eq(temp_count(&t), 0);
    temp_end(&t);
}
END_TEST

/* Two reports at a time into one file: the one that is finished last stays, whole. */
START_TEST(keeps_writers_apart)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_path(&t, "a", path);
    xt_outfile *one = begin(path, false), *two = begin(path, false);
    ck_assert_int_eq(put(one, "1"), 0);
    ck_assert_int_eq(put(two, "2"), 0);
    ck_assert_int_eq(put(one, "1"), 0);
    ck_assert_int_eq(xt_outfile_finish(two, NULL), XT_OK);
    check_content(&t, "a", "2");
    ck_assert_int_eq(xt_outfile_finish(one, NULL), XT_OK);
    check_content(&t, "a", "11");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ who may read it */

#ifndef __wasi__ /* has no permissions */

static const struct {
    mode_t old, mask, wanted; /* old: of the file that is replaced; 0: none */
} MODES[] = {
    {0, 022, 0644},    {0, 077, 0600},  {0, 002, 0664},    {0, 0, 0666},
    {0640, 022, 0640}, {0600, 0, 0600}, {0444, 022, 0444},
};

START_TEST(has_the_mode_of_an_ordinary_file)
{
    temp t = temp_make();
    struct stat info;
    char path[TEMP_PATH];
    temp_path(&t, "a", path);
    if (MODES[_i].old) {
        temp_write(&t, "a", XT_LITERAL("old"));
        ck_assert_int_eq(chmod(path, MODES[_i].old), 0);
    }
    mode_t before = umask(MODES[_i].mask);
    xt_outfile *file = begin(path, false);
    ck_assert_int_eq(umask(before), MODES[_i].mask); /* was not changed */
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 07777, MODES[_i].wanted);
    temp_end(&t);
}
END_TEST

#endif

/* ------------------------------------------------------------ not replacing */

START_TEST(replaces_nothing_unasked)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error;
    xt_outfile *file = NULL;
    temp_write(&t, "a", XT_LITERAL("old"));
    ck_assert_int_eq(xt_outfile_open(&file, temp_path(&t, "a", path), true, &error), XT_WRITE_FAILED);
    ck_assert_ptr_null(file);
    ck_assert_int_eq(error.sys_errno, EEXIST);
    ck_assert_str_eq(error.place, path);
    check_content(&t, "a", "old");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

/* A file that comes into being meanwhile is not replaced either. */
START_TEST(replaces_nothing_that_came_meanwhile)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error;
    xt_outfile *file = begin(temp_path(&t, "a", path), true);
    ck_assert_int_eq(put(file, "new"), 0);
    temp_write(&t, "a", XT_LITERAL("another's"));
    ck_assert_int_eq(xt_outfile_finish(file, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, EEXIST);
    check_content(&t, "a", "another's");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ links, pipes, folders */

/* What a link leads to is replaced, and the link stays. */
START_TEST(follows_links)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    struct stat info;
    temp_folder(&t, "there");
    temp_write(&t, "there/a", XT_LITERAL("old"));
    ck_assert_int_eq(symlink("there/a", temp_path(&t, "link", path)), 0);
    xt_outfile *file = begin(path, false);
    ck_assert_str_eq(xt_outfile_output(file)->name, path);
    ck_assert_int_eq(put(file, "new"), 0);
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, "there/a", "new");
    ck_assert_int_eq(lstat(path, &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

#ifndef __wasi__ /* makes no pipes */

/* A pipe or a device is written to and stays what it is. */
START_TEST(writes_into_pipes)
{
    temp t = temp_make();
    char path[TEMP_PATH], got[16] = "";
    struct stat info;
    ck_assert_int_eq(mkfifo(temp_path(&t, "pipe", path), 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    ck_assert_int_ge(reader, 0);
    xt_outfile *file = begin(path, false);
    ck_assert_int_eq(put(file, "x"), 0);
    ck_assert_int_eq(read(reader, got, sizeof got), 1);
    if (_i)
        xt_outfile_discard(file);
    else
        ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert(S_ISFIFO(info.st_mode));
    ck_assert_uint_eq(temp_count(&t), 1);
    close(reader);
    temp_end(&t);
}
END_TEST

#endif

static const struct {
    const char *name;
    int cause;
} IMPOSSIBLE[] = {
    {"folder", EISDIR},
    {"not-there/a", ENOENT},
    {"file/a", ENOTDIR},
    {"", EISDIR},
};

START_TEST(tells_why_it_cannot_begin)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error;
    xt_outfile *file = NULL;
    temp_folder(&t, "folder");
    temp_write(&t, "file", XT_LITERAL("x"));
    temp_path(&t, IMPOSSIBLE[_i].name, path);
    ck_assert_int_eq(xt_outfile_open(&file, path, false, &error), XT_WRITE_FAILED);
    ck_assert_ptr_null(file);
    ck_assert_int_eq(error.sys_errno, IMPOSSIBLE[_i].cause);
    ck_assert_int_eq(error.sentence, XT_SAY_WRITE);
    ck_assert_str_eq(error.place, path);
    ck_assert_int_eq(xt_outfile_open(&file, path, false, NULL), XT_WRITE_FAILED);
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

#ifndef __wasi__ /* has no permissions */

/* A folder that nobody may write into; the super-user may anyway, and becomes another for this test. */
START_TEST(leaves_a_closed_folder_alone)
{
    enum { NOBODY = 65534 };
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_outfile *file = NULL;
    xt_error error;
    temp_write(&t, "a", XT_LITERAL("old"));
    ck_assert_int_eq(chmod(t.path, 0555), 0);
    bool is_root = geteuid() == 0;
    if (is_root)
        ck_assert_int_eq(seteuid(NOBODY), 0);
    ck_assert_int_eq(xt_outfile_open(&file, temp_path(&t, "a", path), false, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, EACCES);
    if (is_root)
        ck_assert_int_eq(seteuid(0), 0);
    ck_assert_int_eq(chmod(t.path, 0755), 0);
    check_content(&t, "a", "old");
    temp_end(&t);
}
END_TEST

#endif

/* ------------------------------------------------------------ keeping the old */

START_TEST(keeps_the_old_under_another_name)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_write(&t, "a", XT_LITERAL("old"));
    if (_i)
        temp_write(&t, "a.bak", XT_LITERAL("older"));
    xt_outfile *file = begin(temp_path(&t, "a", path), false);
    ck_assert_int_eq(put(file, "new"), 0);
    ck_assert_int_eq(xt_outfile_keep_old(file, NULL), XT_OK);
    ck_assert_int_eq(xt_outfile_keep_old(file, NULL), XT_OK); /* again, where it is kept already */
    check_content(&t, "a", "old");
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, "a", "new");
    check_content(&t, "a.bak", "old");
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

START_TEST(keeps_nothing_where_nothing_was)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_outfile *file = begin(temp_path(&t, "a", path), false);
    ck_assert_int_eq(xt_outfile_keep_old(file, NULL), XT_OK);
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

START_TEST(tells_why_it_cannot_keep_the_old)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_error error = {0};
    temp_write(&t, "a", XT_LITERAL("old"));
    temp_folder(&t, "a.bak");
    xt_outfile *file = begin(temp_path(&t, "a", path), false);
    ck_assert_int_eq(xt_outfile_keep_old(file, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, EISDIR);
    xt_outfile_discard(file);
    check_content(&t, "a", "old");
    ck_assert_uint_eq(temp_count(&t), 2);
    temp_end(&t);
}
END_TEST

/* A writer with places of its own. */
START_TEST(is_written_through_its_descriptor)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_outfile *file = begin(temp_path(&t, "a", path), false);
    int fd = xt_outfile_descriptor(file);
    ck_assert_int_eq(pwrite(fd, "ther", 4, 3), 4);
    ck_assert_int_eq(pwrite(fd, "ano", 3, 0), 3);
    ck_assert_int_eq(xt_outfile_finish(file, NULL), XT_OK);
    check_content(&t, "a", "another");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

#ifndef __wasi__ /* has no signals, no children, and no limits of files */

/* What a handler does in a program that is ended: files that have their name stay, files that are being
 * written go. */
START_TEST(is_removed_where_the_program_ends)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        xt_outfile *done = begin(temp_path(&t, "a", path), false);
        bool good = put(done, "whole") == 0 && xt_outfile_finish(done, NULL) == XT_OK;
        xt_outfile_discard(begin(temp_path(&t, "b", path), false));
        good = good && put(begin(temp_path(&t, "c", path), false), "half") == 0;
        good = good && put(begin(temp_path(&t, "a", path), false), "new") == 0;
        good = good && temp_count(&t) == 3;
        xt_outfile_remove_unfinished();
        _exit(good ? 0 : 1);
    }
    int code = 0;
    ck_assert_int_eq(waitpid(child, &code, 0), child);
    ck_assert_int_eq(code, 0);
    check_content(&t, "a", "whole");
    ck_assert_uint_eq(temp_count(&t), 1);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ a full disk */

enum { ROOM = 4096 };

/* No file may grow above ROOM bytes from here on. */
static void fill_the_disk(void)
{
    const struct rlimit limit = {ROOM, ROOM};
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Writes more than there is room for, in this process's child, whose limits end with it. */
static void write_too_much(const char *path, bool no_clobber)
{
    char piece[1024];
    memset(piece, 'x', sizeof piece);
    fill_the_disk();
    xt_outfile *file = NULL;
    xt_error error = {0};
    if (xt_outfile_open(&file, path, no_clobber, NULL) != XT_OK)
        exit(1);
    const xt_output *output = xt_outfile_output(file);
    int cause = 0;
    for (int i = 0; i < 8 && !cause; i++)
        cause = output->write(output->context, piece, sizeof piece);
    if (cause != EFBIG)
        exit(2);
    /* A report that goes on nevertheless must not be taken for whole, even where there is room again. */
    if (output->write(output->context, piece, 0) != EFBIG ||
        output->write(output->context, piece, 1) != EFBIG)
        exit(3);
    if (xt_outfile_finish(file, &error) != XT_WRITE_FAILED || error.sys_errno != EFBIG)
        exit(4);
    exit(strcmp(error.place, path) == 0 ? 0 : 5);
}

START_TEST(keeps_the_old_on_a_full_disk)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    bool no_clobber = _i;
    if (!no_clobber)
        temp_write(&t, "a", XT_LITERAL("old"));
    temp_path(&t, "a", path);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        write_too_much(path, no_clobber);
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d", status);
    if (no_clobber)
        ck_assert_int_ne(access(path, F_OK), 0);
    else
        check_content(&t, "a", "old");
    ck_assert_uint_eq(temp_count(&t), no_clobber ? 0 : 1); /* no rest stays behind */
    temp_end(&t);
}
END_TEST

#endif

static Suite *make_suite(void)
{
    Suite *suite = suite_create("outfile");
    TCase *cases = tcase_create("outfile");
    tcase_add_loop_test(cases, appears_when_complete, 0, 2);
    tcase_add_test(cases, takes_the_place_of_the_old);
    tcase_add_test(cases, may_be_given_up);
    tcase_add_test(cases, may_be_empty);
    tcase_add_test(cases, writes_into_the_working_folder);
    tcase_add_loop_test(cases, takes_the_longest_names, 0, XT_ENTRIES(LONG_NAMES));
    tcase_add_loop_test(cases, tells_that_a_name_is_too_long, 0, XT_LANG_COUNT);
    tcase_add_test(cases, keeps_writers_apart);
    tcase_add_test(cases, replaces_nothing_unasked);
    tcase_add_test(cases, replaces_nothing_that_came_meanwhile);
    tcase_add_loop_test(cases, reads_back_what_was_written, 0, 2);
    tcase_add_test(cases, follows_links);
    tcase_add_loop_test(cases, tells_why_it_cannot_begin, 0, XT_ENTRIES(IMPOSSIBLE));
    tcase_add_loop_test(cases, keeps_the_old_under_another_name, 0, 2);
    tcase_add_test(cases, keeps_nothing_where_nothing_was);
    tcase_add_test(cases, tells_why_it_cannot_keep_the_old);
    tcase_add_test(cases, is_written_through_its_descriptor);
#ifndef __wasi__
    tcase_add_loop_test(cases, has_the_mode_of_an_ordinary_file, 0, XT_ENTRIES(MODES));
    tcase_add_loop_test(cases, writes_into_pipes, 0, 2);
    tcase_add_test(cases, leaves_a_closed_folder_alone);
    tcase_add_test(cases, is_removed_where_the_program_ends);
    tcase_add_loop_test(cases, keeps_the_old_on_a_full_disk, 0, 2);
#endif
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
