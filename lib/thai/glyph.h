/* SPDX-License-Identifier: MIT
 *
 * The private-use characters that old fonts have for Thai marks in other positions; copies from PDF files
 * bring them into texts.
 */
#ifndef XT_THAI_GLYPH_H
#define XT_THAI_GLYPH_H

#include "base/bytes.h"

/* The Thai character that U+F700 to U+F71A (fonts for Windows) or U+F884 to U+F899 (for the Macintosh) stands
 * for, or 0. Source: the shaping tables of libthai. */
uint32_t xt_glyph_letter(uint32_t code);

/* Appends the text with Thai characters for those glyphs. Never longer than the text. Returns the bytes'
 * status. */
xt_status xt_glyph_mend(xt_str text, xt_bytes *out);

#endif
