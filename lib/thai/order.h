/* SPDX-License-Identifier: MIT
 *
 * Thai characters in the order and the shape in which they are written: what people and programs type in
 * another order, or in two halves, and what looks the same either way.
 */
#ifndef XT_THAI_ORDER_H
#define XT_THAI_ORDER_H

#include "base/bytes.h"

/* Appends the text with these repaired (source: the normalisation rules of PyThaiNLP, thai/util/normalize):
 *   ํ + [tone] + า        [tone] + ำ      สํานักงาน, น้ํา
 *   tone or ์ + a vowel above or below, or ํ       the vowel first: ที + ่ for ท + ่ + ี, พันธ์ุ
 *   ะ า ำ + tone          the tone first  นำ้
 *   เเ                    แ
 *   a vowel or sign twice (not ๆ, ฯ)      once
 *   several tones         the last
 *   ๅ after a consonant and its marks, not after ฤ ฦ       า
 * Nothing else changes, and the result has none of them left. Never longer than the text. Returns the bytes'
 * status. */
xt_status xt_order_mend(xt_str text, xt_bytes *out);

#endif
