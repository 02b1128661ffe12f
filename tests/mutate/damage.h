/* SPDX-License-Identifier: MIT
 *
 * Damage that is the same for the same number.
 */
#ifndef XT_MUTATE_DAMAGE_H
#define XT_MUTATE_DAMAGE_H

#include "seeds.h"

/* The file of this number: one of the seeds, damaged in a few places. free() its data; *name is the seed's.
 */
xt_str damage(const seeds *all, uint64_t number, const char **name);

#endif
