/* SPDX-License-Identifier: MIT */
#include "thai/encoding.h"

#include "base/utf8.h"
#include "thai/codepage.h"
#include "thai/orthography.h"

enum {
    LEAD = 0xE0, /* the first byte of every Thai letter in UTF-8 */
    GROWTH = 3,  /* a byte of TIS-620 becomes this many in UTF-8 */
    TWICE = 1,   /* how often what was read again is itself read again */
};

static bool is_thai_block(uint32_t code)
{
    return code >= 0x0E00 && code <= 0x0E7F;
}

static bool is_continuation(int byte)
{
    return byte >= 0x80 && byte <= 0xBF;
}

/* ---------------------------------------------------------------- what is asked of a result */

/* UTF-8 is its own proof: three bytes that fit for every letter. */
static bool is_thai_utf8(xt_str text)
{
    xt_spelling s = xt_thai_spelling(text);
    size_t thai = s.letters + s.digits + s.signs, others = 0, at = 0;
    while (at < text.size) {
        uint32_t code = xt_utf8_next(text, &at);
        others += code >= 0x80 && !is_thai_block(code);
    }
    return thai >= 2 && thai >= others && s.faults * 6 <= thai;
}

/* Every byte above 0xA0 is some Thai character; so it takes a word, spelled as Thai is, of letters that Thai
 * has, and no more single letters than words. */
static bool is_thai_874(const xt_spelling *s, bool beside_thai)
{
    enum { LETTERS = 4, LETTERS_BESIDE = 6, WEIGHT = 3, LONGEST = 3 };
    return s->letters >= (beside_thai ? LETTERS_BESIDE : LETTERS) && s->longest >= LONGEST &&
           s->consonants > 0 && s->joined == 0 && s->faults * 12 <= s->letters && s->weight >= WEIGHT;
}

/* ---------------------------------------------------------------- reading again */

/* Appends the bytes of the text in a page; false when a character is not in it. */
static bool to_bytes(xt_str text, xt_page page, xt_bytes *out)
{
    size_t at = 0;
    while (at < text.size) {
        int byte = xt_codepage_byte(page, xt_utf8_next(text, &at));
        if (byte < 0)
            return false;
        xt_bytes_putc(out, (char)byte);
    }
    return true;
}

/* Appends bytes of windows-874 as UTF-8; false when one of them is none. */
static bool from_874(xt_str bytes, xt_bytes *out)
{
    char put[XT_UTF8_MAX];
    for (size_t i = 0; i < bytes.size; i++) {
        uint32_t code = xt_codepage_code(XT_PAGE_874, (unsigned char)bytes.data[i]);
        if (bytes.data[i] != 0 && (code == 0 || (code >= 0x80 && code < 0xA0)))
            return false;
        xt_bytes_append(out, put, xt_utf8_put(code, put));
    }
    return true;
}

/* Whether every character of the text is in the page and one is not ASCII. Takes no memory. */
static bool is_in_page(xt_str text, xt_page page)
{
    size_t at = 0;
    bool foreign = false;
    while (at < text.size) {
        uint32_t code = xt_utf8_next(text, &at);
        if (code < 0x80)
            continue;
        if (xt_codepage_byte(page, code) < 0)
            return false;
        foreign = true;
    }
    return foreign;
}

/* One text on its way, and the best that was made of it. */
typedef struct reading {
    bool beside_thai;
    bool found;
    long weight;
    xt_bytes best;
    xt_status fault;
} reading;

static void keep(reading *r, xt_bytes *result, long weight)
{
    if (result->fault) {
        r->fault = result->fault;
    } else if (!r->found || weight > r->weight) {
        xt_bytes swap = r->best;
        r->best = *result;
        *result = swap;
        r->found = true;
        r->weight = weight;
    }
}

static void read_as_874(reading *r, xt_str bytes)
{
    xt_bytes result = xt_bytes_make(GROWTH * bytes.size + 1);
    if (from_874(bytes, &result)) {
        xt_spelling s = xt_thai_spelling(xt_bytes_str(&result));
        if (result.fault || (is_thai_874(&s, r->beside_thai) && !xt_encoding_lost(xt_bytes_str(&result))))
            keep(r, &result, s.weight);
    }
    xt_bytes_free(&result);
}

static void read_again(reading *r, xt_str text, int more)
{
    enum { SURE = 1000000 }; /* no reading as windows-874 goes before one as UTF-8 */
    for (int page = 0; page < XT_PAGE_COUNT; page++) {
        if (!is_in_page(text, (xt_page)page))
            continue;
        xt_bytes bytes = xt_bytes_make(text.size + 1);
        to_bytes(text, (xt_page)page, &bytes);
        xt_str got = xt_bytes_str(&bytes);
        if (bytes.fault) {
            r->fault = bytes.fault;
        } else if (xt_utf8_valid(got) < got.size) {
            if (page != XT_PAGE_874)
                read_as_874(r, got);
        } else if (is_thai_utf8(got)) {
            keep(r, &bytes, SURE);
        } else if (more > 0) {
            read_again(r, got, more - 1);
        }
        xt_bytes_free(&bytes);
    }
}

/* Appends what the piece comes to when it is read again, or else the piece. */
static void mend_piece(xt_str piece, bool beside_thai, xt_bytes *out, bool *changed)
{
    reading r = {.beside_thai = beside_thai, .best = xt_bytes_make(GROWTH * piece.size + 1)};
    read_again(&r, piece, TWICE);
    if (r.fault && !out->fault)
        out->fault = r.fault;
    xt_bytes_add(out, r.found ? xt_bytes_str(&r.best) : piece);
    *changed |= r.found;
    xt_bytes_free(&r.best);
}

/* The end of the characters from `at` on that are all Thai, or all not. */
static size_t end_of_piece(xt_str text, size_t at, bool *thai)
{
    size_t next = at;
    *thai = is_thai_block(xt_utf8_next(text, &next));
    while (next < text.size) {
        at = next;
        if (is_thai_block(xt_utf8_next(text, &next)) != *thai)
            return at;
    }
    return next;
}

static void mend_pieces(xt_str text, xt_bytes *out, bool *changed)
{
    for (size_t at = 0; at < text.size;) {
        bool thai;
        size_t end = end_of_piece(text, at, &thai);
        xt_str piece = {text.data + at, end - at};
        if (thai)
            xt_bytes_add(out, piece);
        else
            mend_piece(piece, true, out, changed);
        at = end;
    }
}

xt_status xt_encoding_mend(xt_str text, xt_bytes *out, bool *changed)
{
    size_t start = out->size;
    bool thai;
    *changed = false;
    if (text.size == 0)
        return out->fault;
    mend_piece(text, false, out, changed);
    if (!*changed && (end_of_piece(text, 0, &thai) < text.size)) {
        out->size = start;
        mend_pieces(text, out, changed);
    }
    if (!*changed)
        out->size = start;
    return out->fault;
}

/* ---------------------------------------------------------------- bytes gone */

/* Takes the letters of UTF-8 that the text shows in the page, from byte `at` on; false when it has another
 * character outside ASCII there. Counts those of Thai, and those without their last byte. */
static bool take_units(xt_str text, xt_page page, size_t *whole, size_t *broken)
{
    size_t at = 0;
    while (at < text.size) {
        uint32_t code = xt_utf8_next(text, &at);
        if (code < 0x80 || (page != XT_PAGE_874 && is_thai_block(code)))
            continue;
        int lead = xt_codepage_byte(page, code);
        int second = at < text.size ? xt_codepage_byte(page, xt_utf8_next(text, &at)) : -1;
        size_t next = at;
        int third = at < text.size ? xt_codepage_byte(page, xt_utf8_next(text, &next)) : -1;
        if (is_continuation(third))
            at = next;
        if (lead == LEAD && (second == 0xB8 || second == 0xB9))
            is_continuation(third) ? ++*whole : ++*broken;
        else if (lead != 0xE2 || second != 0x80) /* dashes and quotes */
            return false;
    }
    return true;
}

bool xt_encoding_lost(xt_str text)
{
    for (int page = 0; page < XT_PAGE_COUNT; page++) {
        size_t whole = 0, broken = 0;
        if (take_units(text, (xt_page)page, &whole, &broken) && broken > 0 && whole + broken >= 2)
            return true;
    }
    return false;
}
