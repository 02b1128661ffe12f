/* SPDX-License-Identifier: MIT
 *
 * The code pages that Thai text is mistaken for, and windows-874 itself, as the Unicode Consortium's mapping
 * tables have them; a byte without a character is the C1 control of the same number, as in the WHATWG
 * encoding standard. So XT_PAGE_1252 is also ISO 8859-1, and XT_PAGE_874 is also TIS-620 and ISO 8859-11.
 */
#ifndef XT_THAI_CODEPAGE_H
#define XT_THAI_CODEPAGE_H

#include "base/str.h"

typedef enum xt_page { XT_PAGE_1252, XT_PAGE_1250, XT_PAGE_MAC, XT_PAGE_874, XT_PAGE_COUNT } xt_page;

/* The byte that a page has for a code point; -1 when it has none. In all but MacRoman the C1 controls stand
 * for themselves too, beside the characters that Windows put in their places. */
int xt_codepage_byte(xt_page page, uint32_t code);

/* The code point of a byte; 0 when the page has none (above 0x7F). */
uint32_t xt_codepage_code(xt_page page, unsigned char byte);

#endif
