/* SPDX-License-Identifier: MIT
 *
 * What a terminal gets of names, messages and data.
 */
#define _XOPEN_SOURCE                                                                                        \
    700 /* posix_openpt; NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)                    \
         */

#include "cli_terminal.h"
#include "xt_test.h"

#ifndef __wasi__ /* has no terminals */
#include <fcntl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#endif

#define SIGN "\xEF\xBF\xBD"

static const struct {
    const char *text, *data, *name; /* as it is, as data, as a name or a message */
} TEXTS[] = {
    {"กขค é 𝄞 abc", "กขค é 𝄞 abc", "กขค é 𝄞 abc"},
    {"a\tb\nc\r\nd", "a\tb\nc\r\nd", "a" SIGN "b" SIGN "c" SIGN SIGN "d"},
    {"a\rb\r", "a" SIGN "b" SIGN, "a" SIGN "b" SIGN},
    {"\r\r\n", SIGN "\r\n", SIGN SIGN SIGN},
    {"\x1b[2J\x07\x7f", SIGN "[2J" SIGN SIGN, SIGN "[2J" SIGN SIGN},
    {"\xC2\x80\xC2\x9B\xC2\x9F\xC2\xA0", SIGN SIGN SIGN "\xC2\xA0", SIGN SIGN SIGN "\xC2\xA0"},
    {"\xE2\x80\x8D\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\x90", "\xE2\x80\x8D" SIGN SIGN "\xE2\x80\x90",
     "\xE2\x80\x8D" SIGN SIGN "\xE2\x80\x90"},
    {"\xE2\x80\xA9\xE2\x80\xAA\xE2\x80\xAE\xE2\x80\xAF", "\xE2\x80\xA9" SIGN SIGN "\xE2\x80\xAF",
     "\xE2\x80\xA9" SIGN SIGN "\xE2\x80\xAF"},
    {"\xE2\x81\xA5\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAA", "\xE2\x81\xA5" SIGN SIGN "\xE2\x81\xAA",
     "\xE2\x81\xA5" SIGN SIGN "\xE2\x81\xAA"},
    {"\x9B"
     "8m",
     SIGN "8m", SIGN "8m"},                                                   /* C1 as one byte */
    {"\xC0\x9B\xE0\x82\x9B\xF0\x80\x82\x9B", SIGN SIGN SIGN, SIGN SIGN SIGN}, /* longer than need be */
    {"\xED\xA0\x80\xF4\x90\x80\x80\xFF", SIGN SIGN SIGN, SIGN SIGN SIGN},     /* no characters at all */
    {"\xE2\x80\x1b[0m\xE0\xB8", SIGN SIGN "[0m" SIGN, SIGN SIGN "[0m" SIGN},  /* cut */
};

START_TEST(lets_names_through)
{
    char *got = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&got, &size);
    ck_assert_ptr_nonnull(file);
    cli_put_safe(file, TEXTS[_i].text);
    fclose(file);
    xt_assert_str(((xt_str){got, size}), TEXTS[_i].name);
    free(got);
}
END_TEST

#ifndef __wasi__

/* A terminal that shows what it gets, byte for byte. Returns its other end; -1: none is to be had here. */
static int open_terminal(int *slave)
{
    struct termios settings;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return -1;
    const char *name = ptsname(master);
    *slave = name ? open(name, O_RDWR | O_NOCTTY) : -1;
    if (*slave < 0 || tcgetattr(*slave, &settings) != 0)
        return -1;
    settings.c_oflag &= ~(tcflag_t)OPOST;
    return tcsetattr(*slave, TCSANOW, &settings) == 0 ? master : -1;
}

/* Writes the text as data in pieces of this size, and ends as a tool does. */
static _Noreturn void write_pieces(int slave, const char *text, size_t piece)
{
    const xt_output *output = cli_stdout_for(XT_FORMAT_CSV);
    bool good = dup2(slave, STDOUT_FILENO) == STDOUT_FILENO;
    for (size_t at = 0, size = strlen(text); good && at < size; at += piece)
        good = output->write(output->context, text + at, piece < size - at ? piece : size - at) == 0;
    _exit(good && cli_stdout_end() ? 0 : 1);
}

/* Whatever the pieces are in which it comes. */
START_TEST(lets_data_through)
{
    char got[128];
    for (size_t piece = 1; piece <= 4; piece++) {
        int slave = -1, code = 1, master = open_terminal(&slave);
        if (master < 0)
            return;
        fflush(NULL);
        pid_t child = fork();
        ck_assert_int_ge(child, 0);
        if (child == 0)
            write_pieces(slave, TEXTS[_i].text, piece);
        ck_assert_int_eq(waitpid(child, &code, 0), child);
        ck_assert_int_eq(code, 0);
        ssize_t size = read(master, got, sizeof got);
        ck_assert_int_ge(size, 0);
        xt_assert_str(((xt_str){got, (size_t)size}), TEXTS[_i].data);
        close(slave);
        close(master);
    }
}
END_TEST

#endif

static Suite *make_suite(void)
{
    Suite *suite = suite_create("cli_terminal");
    TCase *cases = tcase_create("cli_terminal");
    tcase_add_loop_test(cases, lets_names_through, 0, XT_ENTRIES(TEXTS));
#ifndef __wasi__
    tcase_add_loop_test(cases, lets_data_through, 0, XT_ENTRIES(TEXTS));
#endif
    suite_add_tcase(suite, cases);
    return suite;
}

XT_TEST_MAIN(make_suite)
