/* SPDX-License-Identifier: MIT
 *
 * Thai texts that were damaged on their way: what is damaged, and the text as it was. The front door to the
 * modules that know one kind of damage each.
 */
#ifndef XT_THAI_MEND_H
#define XT_THAI_MEND_H

#include "base/bytes.h"

enum {
    XT_DAMAGE_ORDER = 1,      /* characters in another order or in two halves (thai/order.h) */
    XT_DAMAGE_GLYPH = 2,      /* private-use characters of old fonts (thai/glyph.h); only beside Thai */
    XT_DAMAGE_ENCODING = 4,   /* read in the wrong code page (thai/encoding.h) */
    XT_DAMAGE_LOST = 8,       /* letters are gone: not to be repaired (thai/lost.h) */
    XT_DAMAGE_LOOKALIKE = 16, /* letters of other scripts inside Thai words: to be asked (thai/lookalike.h) */
    XT_DAMAGE_SPLIT = 32,     /* words taken apart: to be asked */
};

/* What is damaged; 0 for most texts, at one fast look and without memory. XT_DAMAGE_LOST stands alone: such a
 * text is not repaired in any way. XT_OK or XT_OUT_OF_MEMORY. */
xt_status xt_thai_damage(xt_str text, unsigned *damage);

/* Appends the text with the damages in `what` repaired, of XT_DAMAGE_ENCODING, _GLYPH and _ORDER, in this
 * turn and until nothing is left of them. A text with letters lost is appended as it is, and so is one read
 * in the wrong code page if `what` has not XT_DAMAGE_ENCODING: its letters are others. *done (may be NULL)
 * receives the repairs that changed something. Returns the bytes' status. */
xt_status xt_thai_mend(xt_str text, unsigned what, xt_bytes *out, unsigned *done);

/* Appends what a text with XT_DAMAGE_LOOKALIKE or XT_DAMAGE_SPLIT may mean, with all that can be repaired
 * repaired too. For people to look at, never to be put in place of the text unasked. false: there is nothing
 * to suggest, or no room for it; nothing was appended then. */
bool xt_thai_suggest(xt_str text, xt_bytes *out);

#endif
