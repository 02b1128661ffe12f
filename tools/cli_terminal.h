/* SPDX-License-Identifier: MIT
 *
 * What a terminal gets of texts that are not the tools' own. Internal to tools/.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli.h"

/* Lets the characters of a text through, in UTF-8, byte by byte: what could steer a terminal and what is no
 * character comes out as U+FFFD. All zero at the start of a text. */
typedef struct cli_filter {
    bool is_data; /* line ends and tabs pass */
    char held[4]; /* a character whose rest has not come, or a CR whose LF has not */
    size_t count; /* of bytes held */
} cli_filter;

enum { CLI_FILTERED = 8 }; /* bytes that one byte may bring forth, at most */

/* How many bytes come out with this one. */
size_t cli_filter_take(cli_filter *filter, char byte, char out[CLI_FILTERED]);

/* The same where the text ends. */
size_t cli_filter_end(cli_filter *filter, char out[CLI_FILTERED]);

/* Ends standard output. False: not all of it went out. */
bool cli_stdout_end(void);

#endif
