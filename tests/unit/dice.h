/* SPDX-License-Identifier: MIT
 *
 * Numbers as if thrown, which are the same for the same start on every machine.
 */
#ifndef XT_TEST_DICE_H
#define XT_TEST_DICE_H

#include <stddef.h>
#include <stdint.h>

/* splitmix64: every number begins a sequence of its own. */
typedef struct dice {
    uint64_t state;
} dice;

static inline uint64_t roll(dice *d)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* 0 to most - 1; 0 where most is 0. */
static inline size_t below(dice *d, size_t most)
{
    return most ? (size_t)(roll(d) % most) : 0;
}

#endif
