/* SPDX-License-Identifier: MIT
 *
 * A template as the file that it is read from.
 */
#ifndef XT_WRITE_TEMPLATE_JSON_H
#define XT_WRITE_TEMPLATE_JSON_H

#include "base/bytes.h"
#include "table/loader.h"

/* Appends the template as JSON: reading it gives an equal one. A vocabulary of the set is named; any other
 * stands in its field. */
void xt_template_write(const xt_templates *set, const xt_template *t, xt_bytes *out);

#endif
