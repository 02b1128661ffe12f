/* SPDX-License-Identifier: MIT
 *
 * XML changed where a reader may misread it: its tags, attributes, quotes, entities, blanks, order.
 */
#ifndef XT_FUZZ_XML_MUTATE_H
#define XT_FUZZ_XML_MUTATE_H

#include "base/bytes.h"
#include "dice.h"

/* Changes one thing. The text may become anything, but not longer than `most`. */
void xml_mutate(dice *d, xt_bytes *text, size_t most);

#endif
