/* SPDX-License-Identifier: MIT
 *
 * A formula, looked at piece by piece for whether it asks another program or a server for its value.
 */
#ifndef XT_READ_FORMULA_H
#define XT_READ_FORMULA_H

#include "base/str.h"

/* Zero-initialised where a formula begins. */
typedef struct xt_formula {
    char quote;        /* the one that is open, or 0 */
    bool escaped;      /* the next character means nothing, inside of brackets */
    unsigned brackets; /* that are open */
    char word[16];     /* the last letters of the name before this place */
    size_t size;       /* of the name, also above 16 */
} xt_formula;

/* Whether it does so by this piece. DDE is "program|topic!item": no operator has that sign, so outside of
 * texts ("..."), names of sheets ('...') and columns of tables ([...], where ' takes the next character as it
 * is; ECMA-376 part 1, 18.17.6.2) it is nothing else. LibreOffice writes it as a function. Functions that run
 * or fetch something: DDE, RTD, CALL, REGISTER.ID, WEBSERVICE. */
bool xt_formula_asks(xt_formula *formula, xt_str piece);

#endif
