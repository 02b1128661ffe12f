/* SPDX-License-Identifier: MIT
 *
 * What must hold where test files are made, inside a test of Check or outside of one.
 */
#ifndef XT_MUST_H
#define XT_MUST_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static inline void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "a test file cannot be made: %s\n", what);
        abort();
    }
}

#endif
