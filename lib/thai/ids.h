/* SPDX-License-Identifier: MIT
 *
 * The two numbers that identify a contract's parties and project.
 */
#ifndef XT_THAI_IDS_H
#define XT_THAI_IDS_H

#include "base/str.h"

enum { XT_TAX_ID_DIGITS = 13, XT_PROJECT_NO_DIGITS = 11 };

/* The check digit of a 13-digit ID (tax ID of a juristic person or citizen ID), 0 to 9, from its first 12
 * digits: (11 - sum of d[i] * (13 - i), i from 0, modulo 11) modulo 10. The 12 characters must be ASCII
 * digits. */
int xt_tax_id_check_digit(const char *twelve_digits);

typedef enum xt_tax_id_state {
    XT_TAX_ID_VALID,    /* 13 digits, check digit right */
    XT_TAX_ID_CHECKSUM, /* 13 digits, check digit wrong */
    XT_TAX_ID_LENGTH,   /* digits, but not 13 */
    XT_TAX_ID_MASKED,   /* a personal ID with some of its last digits as x, X or *: 130990115xxxx */
    XT_TAX_ID_NONE,     /* anything else */
} xt_tax_id_state;

enum {
    XT_TAX_ID_THAI_DIGITS = 1, /* written with Thai digits */
    XT_TAX_ID_SEPARATED = 2,   /* dashes or blanks around the digits, or ".0" behind */
};

typedef struct xt_tax_id {
    xt_tax_id_state state;
    unsigned flags;
    size_t digits;  /* how many digits there were */
    char plain[24]; /* the digits alone (at most 20), masked ones with their marks as x; terminated */
} xt_tax_id;

/* Reads a tax ID typed as text: "0365529000042", "1-2345-45678-78-1", "0 1075 37000 93 9", "0107537000939.0",
 * Thai digits, "130990115xxxx". Never fails: the state tells. */
xt_tax_id xt_tax_id_parse(xt_str text);

/* Whether a number of 12 digits is a tax ID that lost its leading zero: the ID with the zero has a right
 * check digit. `twelve` must be 12 ASCII digits; out[] receives the 13 digits when it is. */
bool xt_tax_id_restore_zero(const char *twelve, char out[XT_TAX_ID_DIGITS + 1]);

/* Whether 11 ASCII digits are a plausible e-GP project number: YY (BE - 2500) from 50 to 99, MM from 01
 * to 12. */
bool xt_project_no_valid(xt_str text);

#endif
