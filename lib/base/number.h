/* SPDX-License-Identifier: MIT
 *
 * Decimal numbers as XML and JSON write them, whatever the locale.
 */
#ifndef XT_BASE_NUMBER_H
#define XT_BASE_NUMBER_H

#include "base/str.h"

/* Parses a decimal number (sign, digits, fraction, exponent; xsd:double without INF and NaN) to the nearest
 * double. False, *out untouched: anything else, blanks included, a number beyond the finite doubles, or one
 * of more than 15 digits that is longer than 1,100 characters. */
bool xt_double_parse(xt_str text, double *out);

/* Parses plain decimal digits. False, *out untouched: anything else, or above `limit`. */
bool xt_uint_parse(xt_str text, uint64_t limit, uint64_t *out);

enum { XT_DOUBLE_SIZE = 32 };

/* The shortest decimal text that reads back as the same double; the number must be finite. Returns out. */
char *xt_double_text(double number, char out[XT_DOUBLE_SIZE]);

#endif
