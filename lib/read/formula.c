/* SPDX-License-Identifier: MIT */
#include "read/formula.h"

bool xt_formula_asks(xt_formula *f, xt_str piece)
{
    const uint32_t dde = 'd' << 24 | 'd' << 16 | 'e' << 8 | '(';
    for (size_t i = 0; i < piece.size; i++) {
        char c = xt_ascii_lower(piece.data[i]);
        if (f->quote) {
            f->quote = c == f->quote ? 0 : f->quote;
            continue;
        }
        f->last = f->last << 8 | (unsigned char)c;
        if (c == '|' || f->last == dde)
            return true;
        if (c == '"' || c == '\'')
            f->quote = c;
    }
    return false;
}
