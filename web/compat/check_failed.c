/* SPDX-License-Identifier: MIT
 *
 * What a failed assertion of a test does. Check jumps out of the test, and WebAssembly has no jumps out of
 * functions: the program tells what failed and ends, and the tests after it are not run. --wrap puts this in
 * the place of Check's own.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void __wrap__ck_assert_failed(const char *file, int line, const char *expression,
                                        const char *message, ...);

void __wrap__ck_assert_failed(const char *file, int line, const char *expression, const char *message, ...)
{
    fflush(stdout);
    fprintf(stderr, "%s:%d: %s", file, line, expression);
    if (message) {
        va_list values;
        va_start(values, message);
        fputs(": ", stderr);
        vfprintf(stderr, message, values);
        va_end(values);
    }
    fputs("\n", stderr);
    exit(EXIT_FAILURE);
}
