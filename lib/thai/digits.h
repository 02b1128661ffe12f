/* SPDX-License-Identifier: MIT
 *
 * Thai digits (U+0E50 to U+0E59) and numbers as people type them into cells.
 */
#ifndef XT_THAI_DIGITS_H
#define XT_THAI_DIGITS_H

#include "base/money.h"

/* 0 to 9 for a Thai digit's code point, else -1. */
int xt_thai_digit(uint32_t code);

bool xt_thai_has_digit(xt_str text);

/* Copies the text with its Thai digits as ASCII; everything else stays. out[size] is terminated and cut at a
 * character where it does not fit; returns the bytes written without the terminator. */
size_t xt_thai_to_ascii(xt_str text, char *out, size_t size);

enum {
    XT_NUMBER_THAI_DIGITS = 1, /* it was written with Thai digits */
    XT_NUMBER_GROUPED = 2,     /* with thousands separators */
    XT_NUMBER_UNIT = 4,        /* with บาท, .- or a baht sign */
    XT_NUMBER_PADDED = 8,      /* with blanks at its edges */
};

enum { XT_NUMBER_SIZE = 64 };

/* Reads a number as people type it: "21,905,000", "2,650.00 บาท", "฿500", "๑,๒๐๐.๕๐", " 1479.81 ", "1,500.-",
 * "(500)" and "-500" as negative. Thousands separators must stand where they belong ("1,50" and "1,5" are no
 * numbers: they may be a decimal comma). Blanks inside digits, letters, two decimal points, an empty text:
 * false. plain[] receives the number for xt_satang_parse ("-500", "21905000", "1479.81"); *flags (may be
 * NULL) what was unusual. An exponent form ("1.5E+6") is accepted; "0x10", "NaN", "inf" are not. */
bool xt_thai_number(xt_str text, char plain[XT_NUMBER_SIZE], unsigned *flags);

#endif
