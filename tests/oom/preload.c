/* SPDX-License-Identifier: MIT
 *
 * fail_alloc.c for a program as it is, by LD_PRELOAD. From the environment: OOM_AT, which of the program's
 * own allocations fails (0: none); OOM_COUNT, the file in which their number is written at the end.
 */
#include "fail_alloc.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("OOM_AT");
    fail_alloc_spare_libraries(true);
    fail_alloc_start(at ? strtoul(at, NULL, 10) : 0, false);
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("OOM_COUNT");
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;
    if (fd < 0)
        return;
    dprintf(fd, "%zu\n", fail_alloc_so_far().own);
    close(fd);
}
