/* SPDX-License-Identifier: MIT */
#include "thai/lookalike.h"

#include "base/utf8.h"
#include "thai/orthography.h"

enum { SARA_AA = 0x0E32, NIKHAHIT = 0x0E4D, ZERO = 0x0E50 };

/* ---------------------------------------------------------------- letters of other scripts */

/* The Thai letter that one of another script looks like, or 0. The Lao block is laid out as the Thai one. */
static uint32_t thai_like(uint32_t code)
{
    enum { LAO_TO_THAI = 0x80 };
    if (code == 0x0941 || code == 0x0942) /* Devanagari u, uu */
        return code == 0x0941 ? 0x0E38 : 0x0E39;
    bool lao = (code >= 0x0E81 && code <= 0x0EB9) || (code >= 0x0EC0 && code <= 0x0ECD) ||
               (code >= 0x0ED0 && code <= 0x0ED9);
    return lao && xt_thai_class_of(code - LAO_TO_THAI) ? code - LAO_TO_THAI : 0;
}

static uint32_t code_at(xt_str text, size_t at)
{
    return at < text.size ? xt_utf8_next(text, &at) : 0;
}

/* What a Latin o after the Thai character `before` stands for, or 0. */
static uint32_t thai_for_o(uint32_t before, xt_str text, size_t next)
{
    xt_thai_class class = xt_thai_class_of(before);
    if (class == XT_THAI_DIGIT)
        return ZERO;
    return class == XT_THAI_CONSONANT && code_at(text, next) == SARA_AA ? NIKHAHIT : 0;
}

/* Whether the run of such letters from byte `at` on ends at a Thai letter. */
static bool ends_at_thai(xt_str text, size_t at)
{
    while (at < text.size) {
        uint32_t code = xt_utf8_next(text, &at);
        if (!thai_like(code))
            return xt_thai_class_of(code) != XT_THAI_NONE;
    }
    return false;
}

/* Appends the text with Thai letters for those that look like them; returns whether there were any. */
static bool replace(xt_str text, xt_bytes *out)
{
    char put[XT_UTF8_MAX];
    uint32_t before = 0;
    bool found = false;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t code = xt_utf8_next(text, &at), instead = 0;
        if (code == 'o' || code == 'O')
            instead = thai_for_o(before, text, at);
        else if (thai_like(code) && (xt_thai_class_of(before) || ends_at_thai(text, at)))
            instead = thai_like(code);
        found |= instead != 0;
        before = instead ? instead : code;
        if (!out)
            continue;
        if (instead)
            xt_bytes_append(out, put, xt_utf8_put(instead, put));
        else
            xt_bytes_append(out, text.data + start, at - start);
    }
    return found;
}

bool xt_lookalike_found(xt_str text)
{
    return replace(text, NULL);
}

xt_status xt_lookalike_suggest(xt_str text, xt_bytes *out)
{
    replace(text, out);
    return out->fault;
}

/* ---------------------------------------------------------------- words taken apart */

/* What can only stand directly behind a consonant or its marks. */
static bool is_dependent(uint32_t code)
{
    xt_thai_class class = xt_thai_class_of(code);
    return class >= XT_THAI_SARA_A && class <= XT_THAI_NIKHAHIT && class != XT_THAI_LEAD;
}

static bool is_letter(uint32_t code)
{
    xt_thai_class class = xt_thai_class_of(code);
    return class != XT_THAI_NONE && class != XT_THAI_DIGIT && class != XT_THAI_SIGN;
}

/* The end of the single letters, with a blank between each two, that begin at byte `at`; 0 when they are
 * fewer than four, or could be a list: ก ข ค ง. What can only stand behind a letter tells, but for the first
 * of them, which has none before it. */
static size_t spaced_end(xt_str text, size_t at)
{
    enum { LEAST = 4 };
    size_t end = at, count = 0;
    bool dependent = false;
    while (is_letter(code_at(text, at))) {
        size_t next = at;
        uint32_t code = xt_utf8_next(text, &next);
        if (is_letter(code_at(text, next)))
            break;
        dependent |= count > 0 && is_dependent(code);
        count++;
        end = next;
        if (code_at(text, next) != ' ')
            break;
        at = next + 1;
    }
    return count >= LEAST && dependent ? end : 0;
}

/* Appends the text from `at` to `end` without its blanks. */
static void join(xt_str text, size_t at, size_t end, xt_bytes *out)
{
    for (; at < end; at++) {
        if (text.data[at] != ' ')
            xt_bytes_putc(out, text.data[at]);
    }
}

xt_status xt_split_suggest(xt_str text, xt_bytes *out)
{
    uint32_t before = 0;
    for (size_t at = 0; at < text.size;) {
        size_t start = at, spaced = is_letter(before) ? 0 : spaced_end(text, at);
        uint32_t code = xt_utf8_next(text, &at);
        if (spaced) {
            join(text, start, spaced, out);
            at = spaced;
            before = SARA_AA;
        } else if (code == ' ' && is_letter(before) && is_dependent(code_at(text, at))) {
            if (code_at(text, at) == SARA_AA) {
                xt_bytes_puts(out, "\u0E33");
                xt_utf8_next(text, &at);
            }
        } else {
            xt_bytes_append(out, text.data + start, at - start);
            before = code;
        }
    }
    return out->fault;
}

bool xt_split_found(xt_str text)
{
    uint32_t before = 0, last = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t code = xt_utf8_next(text, &at);
        if (last == ' ' && is_letter(before) && is_dependent(code))
            return true;
        before = last;
        last = code;
    }
    return false;
}
