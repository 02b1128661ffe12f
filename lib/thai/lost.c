/* SPDX-License-Identifier: MIT */
#include "thai/lost.h"

#include "base/utf8.h"
#include "thai/encoding.h"
#include "thai/orthography.h"

/* "(cid:" and digits and ")" at byte `at`. */
static bool is_cid(xt_str text, size_t at)
{
    static const xt_str start = {"(cid:", 5};
    if (!xt_str_starts(xt_str_from(text, at), start))
        return false;
    size_t digits = 0;
    for (at += start.size; at < text.size && text.data[at] >= '0' && text.data[at] <= '9'; at++)
        digits++;
    return digits > 0 && at < text.size && text.data[at] == ')';
}

bool xt_thai_lost(xt_str text)
{
    enum { BEFORE_LETTER = 2, ANYWHERE = 4 };
    size_t run = 0, longest = 0;      /* of question marks */
    bool thai = false, other = false; /* letters of any script */
    for (size_t at = 0; at < text.size;) {
        if (text.data[at] == '(' && is_cid(text, at))
            return true;
        uint32_t code = xt_utf8_next(text, &at);
        if (code == XT_UTF8_REPLACEMENT)
            return true;
        bool letter = xt_thai_class_of(code) != XT_THAI_NONE;
        if (letter && run >= BEFORE_LETTER)
            return true;
        thai |= letter;
        other |= (code | 0x20u) - 'a' < 26 || code >= 0xA0;
        run = code == '?' ? run + 1 : 0;
        if (longest < run)
            longest = run;
    }
    bool only_marks = !other && longest >= ANYWHERE; /* beside digits and signs: every letter is gone */
    return only_marks || (thai && longest >= ANYWHERE) || xt_encoding_lost(text);
}
