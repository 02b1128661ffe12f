/* SPDX-License-Identifier: MIT
 *
 * The one place where iconv is asked: for encodings that have no table of ours.
 */
#ifndef XT_THAI_CHARSET_ICONV_H
#define XT_THAI_CHARSET_ICONV_H

#include "base/bytes.h"

typedef struct xt_iconv xt_iconv;

/* Whether iconv reads this encoding. Names with "/", by which some take orders, are none. */
bool xt_iconv_knows(const char *name);

/* A converter between two encodings that iconv knows. XT_SAY_ENCODING_UNKNOWN with `name`, which is one of
 * both, where it does not. */
xt_status xt_iconv_open(xt_iconv **converter, const char *to, const char *from, const char *name,
                        xt_error *error);

typedef enum xt_iconv_end { XT_ICONV_DONE, XT_ICONV_CUT, XT_ICONV_BAD } xt_iconv_end;

/* Converts from byte *at on and appends. DONE: everything; CUT: the bytes from *at on begin a character; BAD:
 * those at *at are none, or one that the other encoding lacks. See also out->fault. */
xt_iconv_end xt_iconv_run(xt_iconv *converter, xt_str bytes, size_t *at, xt_bytes *out);

/* Appends what leads back to the state of the beginning. */
void xt_iconv_end_state(xt_iconv *converter, xt_bytes *out);

void xt_iconv_close(xt_iconv *converter);

#endif
