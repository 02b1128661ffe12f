/* SPDX-License-Identifier: MIT
 *
 * A mapping that is kept in a file beside the data: lines of a word and its value. Internal to tools/.
 *
 *   # a remark
 *   template ita-2567-o16
 *   map ผู้รับจ้าง=vendor
 *   set agency=อบต.ตัวอย่าง
 */
#ifndef CLI_MAP_H
#define CLI_MAP_H

#include "cli.h"

enum { CLI_WISHES = 256 };

/* What the command line and the file say together; the line comes first. */
typedef struct cli_map {
    const char *columns[CLI_WISHES + 1], *values[CLI_WISHES + 1]; /* ended by NULL */
    const char *template_name, *from;                             /* NULL: not given */
    cli_reading reading;
    char *text; /* of the file; the others point into it */
} cli_map;

/* Adds a wish; false after a usage error: there are too many. */
bool cli_map_add(cli *c, const char **list, const char *wish);

/* Reads the file; what the command line says already stays. A file that is not there is an error only where
 * it is `wanted`. False: it could not be read, which has been told. */
bool cli_map_read(cli *c, cli_map *map, const char *path, bool wanted);

/* Writes how the conversion filled each field. False: it could not be written, which has been told. */
bool cli_map_write(cli *c, const cli_map *map, const char *path, const xt_conversion *conversion);

void cli_map_free(cli_map *map);

#endif
