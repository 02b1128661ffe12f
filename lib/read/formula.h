/* SPDX-License-Identifier: MIT
 *
 * A formula, looked at piece by piece for whether it asks another program for its value (DDE).
 */
#ifndef XT_READ_FORMULA_H
#define XT_READ_FORMULA_H

#include "base/str.h"

/* Zero-initialised where a formula begins. */
typedef struct xt_formula {
    char quote;    /* the one that is open, or 0 */
    uint32_t last; /* the last four letters, the youngest below */
} xt_formula;

/* Whether it does so by this piece. "program|topic!item": no operator has that sign, so outside of texts
 * ("...") and names of sheets ('...') it is nothing else. LibreOffice writes it as a function, DDE(...). */
bool xt_formula_asks(xt_formula *formula, xt_str piece);

#endif
