/* SPDX-License-Identifier: MIT
 *
 * What became of a file that was converted, as text for people and as JSON. Internal to tools/.
 */
#ifndef CLI_CONVERSION_H
#define CLI_CONVERSION_H

#include "cli.h"

#include <stdio.h>

typedef struct cli_conversion {
    cli *of;
    const char *file, *output;
    const xt_book *book; /* that was converted, still open */
    const xt_conversion *conversion;
} cli_conversion;

void cli_conversion_show(const cli_conversion *shown, FILE *file, bool json);

#endif
