/* SPDX-License-Identifier: MIT
 *
 * Many numbers, put in order in linear time.
 */
#ifndef XT_BASE_SORT_H
#define XT_BASE_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rising. Takes as much memory again while it runs; where that is not to be had, it takes longer. */
void xt_sort_keys(uint64_t *keys, size_t count);

#endif
