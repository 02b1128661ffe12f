/* SPDX-License-Identifier: MIT
 *
 * New workbooks: what is written reads back, and what goes wrong leaves the old file as it was.
 */
#include "write/xlsx.h"

#include "base/error.h"
#include "read/show.h"
#include "temp.h"

#include <errno.h>
#include <math.h>
#ifndef __wasi__
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#endif

/* What libxlsxwriter loses is not ours to free. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:lxw_strdup\n";
}

typedef void (*filling)(xt_xlsx *x, lxw_worksheet *sheet);

/* Writes a workbook with one sheet, "S", filled so. */
static xt_status write_book(const char *path, filling fill, xt_error *error)
{
    xt_xlsx x;
    xt_status status = xt_xlsx_begin(&x, path, false, error);
    if (status)
        return status;
    lxw_worksheet *sheet = workbook_add_worksheet(x.book, "S");
    ck_assert_ptr_nonnull(sheet);
    fill(&x, sheet);
    return xt_xlsx_end(&x, error);
}

static void check_old(const temp *t)
{
    xt_bytes content = temp_read(t, "a.xlsx");
    xt_assert_str(xt_bytes_str(&content), "old");
    xt_bytes_free(&content);
    ck_assert_uint_eq(temp_count(t), 1); /* and nothing beside it */
}

/* ------------------------------------------------------------ what reads back */

static void fill_nothing(xt_xlsx *x, lxw_worksheet *sheet)
{
    (void)x;
    (void)sheet;
}

static void fill_texts(xt_xlsx *x, lxw_worksheet *sheet)
{
    static const char *const TEXTS[] = {
        "ที่", "a", " blanks ", "two\nlines", "<&>\"'", "_xZ_", "=1+1", "12", "\xF0\x9D\x84\x9E", "\t\x01\x1F",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        xt_xlsx_text(x, sheet, 0, i, TEXTS[i], NULL);
    xt_xlsx_text(x, sheet, 1, 0, "", NULL); /* blank */
    xt_xlsx_text(x, sheet, 2, 0, "a", NULL);
    xt_xlsx_text(x, sheet, 1048575, 16383, "last", NULL);
}

static void fill_numbers(xt_xlsx *x, lxw_worksheet *sheet)
{
    static const double NUMBERS[] = {0, 1, -1, 1500.5, 0.1, 1e15, 123456789012345678e0, 1e-7, 1e300, -0.005};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        xt_xlsx_number(x, sheet, 0, i, NUMBERS[i], NULL);
}

static void fill_merges(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_merged(x, sheet, (xt_range){0, 0, 0, 3}, "title", NULL);
    xt_xlsx_merged(x, sheet, (xt_range){1, 0, 2, 0}, "", NULL);
    xt_xlsx_merged(x, sheet, (xt_range){1, 1, 1, 1}, "alone", NULL);
    xt_xlsx_merged(x, sheet, (xt_range){2, 1, 2, 1}, "", NULL);
}

static const struct {
    filling fill;
    const char *shown;
} BOOKS[] = {
    {fill_nothing, ""},
    {fill_texts,
     "1: A'ที่' B'a' C' blanks ' D'two<0A>lines' E'<&>\"'' F'_xZ_' G'=1+1' H'12' I'\xF0\x9D\x84\x9E' "
     "J'<09><01><1F>'\n3: A'a'\n1048576: XFD'last'\n"},
    {fill_numbers,
     "1: A=0 B=1 C=-1 D=1500.5 E=0.1 F=1000000000000000 G=1.234567890123457E+17 H=1E-07 I=1E+300 "
     "J=-0.005\n"},
    {fill_merges, "1: A'title'\n2: B'alone'\nmerge A1:D1\nmerge A2:A3\n"},
};

START_TEST(values_read_back)
{
    temp t = temp_make();
    char path[TEMP_PATH], *shown = NULL, *line = NULL;
    xt_book *book = NULL;
    xt_error error;
    if (_i % 2)
        temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    ck_assert_int_eq(write_book(temp_path(&t, "a.xlsx", path), BOOKS[_i].fill, &error), XT_OK);
    ck_assert_uint_eq(temp_count(&t), 1);
    ck_assert_int_eq(xt_book_open(&book, path, NULL, &error), XT_OK);
    ck_assert_uint_eq(xt_book_sheet_count(book), 1);
    ck_assert_str_eq(xt_book_sheet(book, 0)->name, "S");
    ck_assert_int_eq(show_sheet(book, 0, &shown, &error), XT_OK);
    /* rows of formats alone say nothing here */
    xt_bytes kept = xt_bytes_make(SIZE_MAX / 2);
    for (line = shown; *line; line += strcspn(line, "\n") + 1)
        if (line[strcspn(line, "\n") - 1] != ':')
            xt_bytes_append(&kept, line, strcspn(line, "\n") + 1);
    xt_assert_str(xt_bytes_str(&kept), BOOKS[_i].shown);
    xt_bytes_free(&kept);
    free(shown);
    xt_book_close(book);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ what is refused */

static void fill_no_utf8(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, 0, 0, "a\xFF", NULL);
}

static void fill_cut_utf8(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_merged(x, sheet, (xt_range){0, 0, 0, 2}, "\xE0\xB8", NULL);
}

static void fill_too_long(xt_xlsx *x, lxw_worksheet *sheet)
{
    enum { LONGEST = 32767 };
    char *text = malloc(LONGEST + 2);
    ck_assert_ptr_nonnull(text);
    memset(text, 'x', LONGEST + 1);
    text[LONGEST + 1] = '\0';
    xt_xlsx_text(x, sheet, 0, 0, text, NULL);
    free(text);
}

/* No character of XML: what libxlsxwriter makes of it reads back otherwise. */
static void fill_no_character(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, 0, 0, "a\xEF\xBF\xBF", NULL);
}

static void fill_nan(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_number(x, sheet, 0, 0, (double)NAN, NULL);
}

static void fill_infinity(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_number(x, sheet, 0, 0, -(double)INFINITY, NULL);
}

static void fill_row_too_far(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, XT_MAX_ROW, 0, "x", NULL);
}

static void fill_column_too_far(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_number(x, sheet, 0, XT_MAX_COLUMN, 1, NULL);
}

static void fill_over_itself(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, 0, 0, "one", NULL);
    xt_xlsx_text(x, sheet, 0, 0, "two", NULL);
}

static void fill_behind_our_back(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, 0, 0, "one", NULL);
    ck_assert_int_eq(worksheet_write_string(sheet, 1, 0, "two", NULL), LXW_NO_ERROR);
}

static void fill_with_a_fault(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, 0, 0, "one", NULL);
    xt_xlsx_note(x, LXW_ERROR_PARAMETER_VALIDATION);
    xt_xlsx_note(x, LXW_NO_ERROR); /* the first one counts */
    xt_xlsx_note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

static void fill_one(xt_xlsx *x, lxw_worksheet *sheet)
{
    xt_xlsx_text(x, sheet, 0, 0, "one", NULL);
}

static const struct {
    const char *name;
    filling fill;
    xt_sentence sentence;
    int cause;
} REFUSED[] = {
    {"no UTF-8", fill_no_utf8, XT_SAY_WRITE, EINVAL},
    {"UTF-8 that is cut", fill_cut_utf8, XT_SAY_WRITE, EINVAL},
    {"more than a cell takes", fill_too_long, XT_SAY_WRITE, EINVAL},
    {"no character of XML", fill_no_character, XT_SAY_WRITE_DIFFERS, 0},
    {"no number", fill_nan, XT_SAY_WRITE, EINVAL},
    {"infinity", fill_infinity, XT_SAY_WRITE, EINVAL},
    {"below the last row", fill_row_too_far, XT_SAY_WRITE, EINVAL},
    {"behind the last column", fill_column_too_far, XT_SAY_WRITE, EINVAL},
    {"a cell twice", fill_over_itself, XT_SAY_WRITE_DIFFERS, 0},
    {"a cell that nobody counted", fill_behind_our_back, XT_SAY_WRITE_DIFFERS, 0},
    {"a fault that was noted", fill_with_a_fault, XT_SAY_WRITE, EINVAL},
};

START_TEST(what_cannot_be_written_leaves_the_old)
{
    temp t = temp_make();
    char path[TEMP_PATH], message[XT_MESSAGE_SIZE];
    xt_error error = {0};
    temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    xt_status status = write_book(temp_path(&t, "a.xlsx", path), REFUSED[_i].fill, &error);
    ck_assert_msg(status == XT_WRITE_FAILED && error.status == status, "%s: %s", REFUSED[_i].name,
                  xt_status_code(status));
    ck_assert_msg(error.sentence == (int)REFUSED[_i].sentence && error.sys_errno == REFUSED[_i].cause,
                  "%s: %d, %s", REFUSED[_i].name, error.sys_errno,
                  xt_error_message(&error, XT_LANG_EN, message, sizeof message));
    check_old(&t);
    ck_assert_int_eq(write_book(path, REFUSED[_i].fill, NULL), XT_WRITE_FAILED);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ beginning, and giving up */

static const struct {
    const char *name;
    bool no_clobber;
    int cause;
} IMPOSSIBLE[] = {
    {"a.xlsx", true, EEXIST}, {"missing/a.xlsx", false, ENOENT}, {"a.xlsx/b.xlsx", false, ENOTDIR},
    {".", false, EISDIR},     {"/dev/full", false, ENOTSUP},
};

START_TEST(tells_why_it_cannot_begin)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_xlsx x;
    xt_error error = {0};
    temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    const char *name = IMPOSSIBLE[_i].name;
    const char *whole = *name == '/' ? name : temp_path(&t, name, path);
    ck_assert_int_eq(xt_xlsx_begin(&x, whole, IMPOSSIBLE[_i].no_clobber, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, IMPOSSIBLE[_i].cause);
    ck_assert_int_eq(error.sentence, XT_SAY_WRITE);
    ck_assert_str_eq(error.place, whole);
    check_old(&t);
    temp_end(&t);
}
END_TEST

START_TEST(may_be_given_up)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_xlsx x;
    temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    ck_assert_int_eq(xt_xlsx_begin(&x, temp_path(&t, "a.xlsx", path), false, NULL), XT_OK);
    fill_one(&x, workbook_add_worksheet(x.book, NULL));
    xt_xlsx_discard(&x);
    check_old(&t);
    temp_end(&t);
}
END_TEST

/* A file that came into being meanwhile stays. */
START_TEST(replaces_nothing_unasked)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    xt_xlsx x;
    xt_error error = {0};
    ck_assert_int_eq(xt_xlsx_begin(&x, temp_path(&t, "a.xlsx", path), true, NULL), XT_OK);
    fill_one(&x, workbook_add_worksheet(x.book, NULL));
    temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    ck_assert_int_eq(xt_xlsx_end(&x, &error), XT_WRITE_FAILED);
    ck_assert_int_eq(error.sys_errno, EEXIST);
    check_old(&t);
    temp_end(&t);
}
END_TEST

/* ------------------------------------------------------------ a full disk */

static void fill_much(xt_xlsx *x, lxw_worksheet *sheet)
{
    char text[32];
    for (uint32_t row = 0; row < 300; row++) {
        snprintf(text, sizeof text, "%u %u", row * 7919, row * row * 104729);
        xt_xlsx_text(x, sheet, row, 0, text, NULL);
    }
}

/* With room for _i / STEPS of what the whole takes. In a child, whose limits end with it. */
enum { STEPS = 12, ROOM = 700 };

#ifndef __wasi__ /* has no limits of files, and no children */

static void write_with_little_room(const char *path, rlim_t room)
{
    const struct rlimit limit = {room, room};
    xt_error error = {0};
    signal(SIGXFSZ, SIG_IGN);
    if (!freopen("/dev/null", "w", stderr) || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        exit(1); /* libxlsxwriter has words of its own */
    xt_status status = write_book(path, fill_much, &error);
    exit(status == XT_WRITE_FAILED && error.status == XT_WRITE_FAILED ? 0 : 2);
}

START_TEST(keeps_the_old_on_a_full_disk)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    temp_write(&t, "a.xlsx", XT_LITERAL("old"));
    temp_path(&t, "a.xlsx", path);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        write_with_little_room(path, (rlim_t)(_i * ROOM));
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d bytes: %d", _i * ROOM, status);
    check_old(&t);
    temp_end(&t);
}
END_TEST

#endif

/* The limits of the test above are all below what the file takes. */
START_TEST(is_larger_than_the_room)
{
    temp t = temp_make();
    char path[TEMP_PATH];
    struct stat info;
    ck_assert_int_eq(write_book(temp_path(&t, "a.xlsx", path), fill_much, NULL), XT_OK);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_gt(info.st_size, (STEPS - 1) * ROOM);
    temp_end(&t);
}
END_TEST

static Suite *make_suite(void)
{
    Suite *suite = suite_create("xlsx");
    TCase *cases = tcase_create("xlsx");
    tcase_add_loop_test(cases, values_read_back, 0, XT_ENTRIES(BOOKS));
    tcase_add_loop_test(cases, what_cannot_be_written_leaves_the_old, 0, XT_ENTRIES(REFUSED));
    tcase_add_loop_test(cases, tells_why_it_cannot_begin, 0, XT_ENTRIES(IMPOSSIBLE));
    tcase_add_test(cases, may_be_given_up);
    tcase_add_test(cases, replaces_nothing_unasked);
#ifndef __wasi__
    tcase_add_loop_test(cases, keeps_the_old_on_a_full_disk, 0, STEPS);
#endif
    tcase_add_test(cases, is_larger_than_the_room);
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
