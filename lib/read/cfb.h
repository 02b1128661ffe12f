/* SPDX-License-Identifier: MIT
 *
 * Compound files ([MS-CFB]): sectors, chains of them that are streams, and a directory with the streams'
 * names. What old workbooks need of it: the streams of the root storage, each read whole.
 */
#ifndef XT_READ_CFB_H
#define XT_READ_CFB_H

#include "base/bytes.h"
#include "read/input.h"

/* What every compound file begins with ([MS-CFB] 2.2). */
#define XT_CFB_SIGNATURE XT_LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")

typedef struct xt_cfb xt_cfb;

/* No stream. */
#define XT_CFB_NONE UINT32_MAX

/* Reads header, allocation table and directory. The input must live until xt_cfb_close. XT_TRUNCATED: sectors
 * are missing at the end; XT_CORRUPT_ZIP: chains that run in circles, numbers that cannot be. */
xt_status xt_cfb_open(xt_cfb **cfb, const xt_input *input, xt_error *error);

/* The stream of that name in the root storage, whatever the case of its (ASCII) letters; XT_CFB_NONE. */
uint32_t xt_cfb_find(const xt_cfb *cfb, const char *name);

/* Appends the whole stream; `bytes` must have room for as much as the file holds. */
xt_status xt_cfb_read(xt_cfb *cfb, uint32_t stream, xt_bytes *bytes, xt_error *error);

/* NULL is allowed. */
void xt_cfb_close(xt_cfb *cfb);

#endif
