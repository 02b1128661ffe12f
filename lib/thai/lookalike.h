/* SPDX-License-Identifier: MIT
 *
 * Letters of other scripts inside Thai words, and words that a copy took apart. What is meant can be guessed
 * and no more: such texts are never changed without being asked.
 */
#ifndef XT_THAI_LOOKALIKE_H
#define XT_THAI_LOOKALIKE_H

#include "base/bytes.h"

/* Whether a Lao letter, or the Devanagari vowel signs u and uu, stands directly beside a Thai letter or
 * beside another such letter that does; or a Latin o after a Thai digit, or between a Thai consonant and า.
 */
bool xt_lookalike_found(xt_str text);

/* Appends the text with the Thai letters that those look like; ํ for the o before า. */
xt_status xt_lookalike_suggest(xt_str text, xt_bytes *out);

/* Whether a word was taken apart: a blank between a consonant and a vowel or mark that must follow one
 * directly ("บ ารุง", "ก ำ ห น ด"). */
bool xt_split_found(xt_str text);

/* Appends the text with those joined: of four single letters and more the whole row; else the two pieces, and
 * blank + า as ำ, of which copies from PDF files leave the half. */
xt_status xt_split_suggest(xt_str text, xt_bytes *out);

#endif
