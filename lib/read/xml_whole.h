/* SPDX-License-Identifier: MIT
 *
 * Whether a part came out whole, for writers that look at what they wrote.
 */
#ifndef XT_READ_XML_WHOLE_H
#define XT_READ_XML_WHOLE_H

#include "read/zip.h"

/* Whether the part is XML from its first byte to its last; what it says makes no difference. */
xt_status xt_part_is_whole(xt_zip *zip, size_t index, bool *whole, xt_error *error);

#endif
