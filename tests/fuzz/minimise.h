/* SPDX-License-Identifier: MIT
 *
 * The least of a text that still shows what the whole showed.
 */
#ifndef XT_FUZZ_MINIMISE_H
#define XT_FUZZ_MINIMISE_H

#include "base/bytes.h"

/* Whether the text shows it. */
typedef bool minimise_shows(void *context, xt_str text);

/* Takes pieces out of the text as long as what is left shows it. */
void minimise(xt_bytes *text, minimise_shows *shows, void *context);

#endif
