/* SPDX-License-Identifier: MIT
 *
 * Amounts in baht as whole satang (1 baht = 100 satang), exact: no binary fraction ever enters a sum.
 */
#ifndef XT_BASE_MONEY_H
#define XT_BASE_MONEY_H

#include "base/str.h"

typedef int64_t xt_satang;

/* 90 million million baht: room for a thousand such amounts in a sum. */
#define XT_SATANG_MAX INT64_C(9000000000000000)

/* Parses a plain decimal number ("1479.81", "-5", "1.5E+6", ".5") as baht. More than two decimals are rounded
 * half away from zero to the satang, exactly on the digits that stand there; *rounded (may be NULL) then
 * tells by more than a millionth of a satang, so that the noise of binary fractions (1480.0000000000002) does
 * not count. False, *out untouched: not such a number, or beyond XT_SATANG_MAX. */
bool xt_satang_parse(xt_str text, xt_satang *out, bool *rounded);

/* False, *sum untouched, where the sum leaves +-INT64_MAX. */
bool xt_satang_add(xt_satang *sum, xt_satang amount);

enum { XT_SATANG_SIZE = 32 };

/* "1234.50", always two decimals, no separators; what a repair writes. Returns out. */
char *xt_satang_plain(xt_satang amount, char out[XT_SATANG_SIZE]);

/* "1,234.50" for people. Returns out. */
char *xt_satang_grouped(xt_satang amount, char out[XT_SATANG_SIZE]);

#endif
