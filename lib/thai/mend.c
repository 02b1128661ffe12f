/* SPDX-License-Identifier: MIT */
#include "thai/mend.h"

#include "base/utf8.h"
#include "thai/encoding.h"
#include "thai/glyph.h"
#include "thai/lookalike.h"
#include "thai/lost.h"
#include "thai/order.h"
#include "thai/orthography.h"

enum { REPAIRS = XT_DAMAGE_ORDER | XT_DAMAGE_GLYPH | XT_DAMAGE_ENCODING };

/* ---------------------------------------------------------------- the fast look */

/* What two neighbours call for. A suspicion may be wrong, but nothing that is damaged goes without one. */
enum { SWAP = 1, PAIR = 2, APART = 4 };

enum {
    NO, /* no Thai character */
    CO, /* a consonant */
    TN, /* ธ น, the second byte of UTF-8 read as windows-874 */
    VO, /* ฤ ฦ */
    FO, /* ะ ำ */
    AA, /* า */
    UP, /* a vowel above or below */
    SE, /* เ */
    LE, /* แ โ ใ ไ */
    TO, /* a tone */
    TH, /* ์ ๎ */
    NI, /* ํ */
    LA, /* ๅ */
    DI, /* a digit */
    SI, /* any other */
    KINDS
};

/* U+0E00 to U+0E7F */
static const uint8_t kinds[128] = {
    SI, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, TN, TN,
    CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, VO, CO, VO, CO, CO, CO, CO, CO, CO, CO, CO, SI, FO, UP, AA, FO,
    UP, UP, UP, UP, UP, UP, UP, SI, SI, SI, SI, SI, SE, LE, LE, LE, LE, LA, SI, UP, TO, TO, TO, TO, TH, NI,
    TH, SI, DI, DI, DI, DI, DI, DI, DI, DI, DI, DI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI,
    SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI, SI,
};

/* [before][after] */
static const uint8_t calls[KINDS][KINDS] = {
    [NO] = {[FO] = APART, [AA] = APART, [UP] = APART, [TO] = APART, [TH] = APART, [NI] = APART, [LA] = APART},
    [CO] = {[LA] = SWAP},
    [TN] = {[LA] = SWAP},
    [FO] = {[FO] = SWAP, [TO] = SWAP},
    [AA] = {[AA] = SWAP, [TO] = SWAP},
    [UP] = {[UP] = SWAP},
    [SE] = {[SE] = SWAP, [TN] = PAIR},
    [LE] = {[LE] = SWAP},
    [TO] = {[UP] = SWAP, [TO] = SWAP, [NI] = SWAP, [LA] = SWAP},
    [TH] = {[UP] = SWAP, [TH] = SWAP, [NI] = SWAP},
    [NI] = {[AA] = SWAP, [TO] = SWAP, [NI] = SWAP, [LA] = SWAP},
    [LA] = {[LA] = SWAP},
};

/* The suspicions so far. */
typedef struct look {
    unsigned found; /* XT_DAMAGE_... */
    size_t thai;    /* Thai characters */
    size_t pairs;   /* เธ and เน */
    size_t row;     /* characters of other code pages, one behind the other */
    size_t longest; /* of these rows */
    size_t twos;    /* of these rows, those of two and more */
} look;

/* Whether a code page has the character, as far as a quick look tells: Latin, Greek and signs. */
static bool may_be_in_page(uint32_t code)
{
    return code < 0x0400 || (code >= 0x2000 && code <= 0x25CA) || (code >= 0xF8FF && code <= 0xFB02);
}

/* Takes a character outside ASCII and Thai, or a byte that is none. */
static void look_at_other(look *l, xt_str text, size_t *at)
{
    uint32_t code = xt_utf8_next(text, at);
    if (code == XT_UTF8_BAD)
        return;
    if (code == XT_UTF8_REPLACEMENT)
        l->found |= XT_DAMAGE_LOST;
    else if (xt_glyph_letter(code))
        l->found |= XT_DAMAGE_GLYPH;
    else if ((code >= 0x0E80 && code <= 0x0EFF) || (code >= 0x0900 && code <= 0x097F))
        l->found |= XT_DAMAGE_LOOKALIKE;
    if (!may_be_in_page(code)) {
        l->row = 0;
        return;
    }
    l->row++;
    l->twos += l->row == 2;
    if (l->longest < l->row)
        l->longest = l->row;
}

/* Whether eight bytes are ASCII without '?' and '('. */
static bool is_plain(const char *data)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t word;
    memcpy(&word, data, sizeof word);
    uint64_t question = word ^ ones * '?', bracket = word ^ ones * '(';
    return ((word | (question - ones) | (bracket - ones)) & tops) == 0;
}

/* Takes ASCII from byte `at` on; returns where it ends. */
static size_t look_at_ascii(look *l, xt_str text, size_t at)
{
    static const xt_str cid = {"(cid:", 5};
    for (; at < text.size; at++) {
        while (text.size - at >= 8 && is_plain(text.data + at))
            at += 8;
        if (at == text.size || (unsigned char)text.data[at] >= 0x80)
            break;
        if (text.data[at] == '(' && xt_str_starts(xt_str_from(text, at), cid))
            l->found |= XT_DAMAGE_LOST;
        if (text.data[at] == '?' && at + 1 < text.size && text.data[at + 1] == '?')
            l->found |= XT_DAMAGE_LOST;
    }
    return at;
}

/* The place in `kinds` of the Thai character at byte `at`, or 128. */
static unsigned thai_at(xt_str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data + at;
    if (text.size - at < 3 || p[0] != 0xE0 || (p[1] & 0xFE) != 0xB8 || (p[2] & 0xC0) != 0x80)
        return 128;
    return (p[1] & 1u) << 6 | (p[2] & 0x3Fu);
}

/* Takes Thai from byte `at` on; returns where it ends. */
static size_t look_at_thai(look *l, xt_str text, size_t at)
{
    unsigned before = NO, called = 0, place;
    size_t start = at, pairs = 0;
    for (; (place = thai_at(text, at)) < 128; at += 3) {
        unsigned kind = kinds[place], call = calls[before][kind];
        called |= call;
        pairs += call == PAIR;
        before = kind;
    }
    l->found |=
        (called & SWAP ? (unsigned)XT_DAMAGE_ORDER : 0) | (called & APART ? (unsigned)XT_DAMAGE_SPLIT : 0);
    l->thai += (at - start) / 3;
    l->pairs += pairs;
    if (at < text.size && (text.data[at] == 'o' || text.data[at] == 'O'))
        l->found |= XT_DAMAGE_LOOKALIKE;
    return at;
}

static look look_at(xt_str text)
{
    look l = {0};
    for (size_t at = 0; at < text.size;) {
        bool ascii = (unsigned char)text.data[at] < 0x80;
        if (!ascii && thai_at(text, at) == 128) {
            look_at_other(&l, text, &at);
            continue;
        }
        at = ascii ? look_at_ascii(&l, text, at) : look_at_thai(&l, text, at);
        l.row = 0;
    }
    /* A letter of UTF-8 read as windows-874 shows as three characters at most, read otherwise as three in a
     * row, or two if its end is gone. A word of windows-874 read otherwise has three in a row. */
    if (l.longest >= 3 || l.twos >= 2 || (l.pairs > 0 && l.thai <= 4 * l.pairs + 3))
        l.found |= XT_DAMAGE_ENCODING | XT_DAMAGE_LOST;
    if (l.thai == 0)
        l.found &= ~(unsigned)(XT_DAMAGE_GLYPH | XT_DAMAGE_LOOKALIKE);
    return l;
}

/* ---------------------------------------------------------------- repairs */

/* A text on its way: borrowed at first, then in one of two runs of bytes. */
typedef struct work {
    xt_str text;
    xt_bytes here, next;
    unsigned found; /* suspicions about the text */
    unsigned done;
    bool lost;
    bool closed; /* read in the wrong code page, and so it shall stay */
    xt_status fault;
} work;

static work begin(xt_str text)
{
    enum { GROWTH = 4 };
    size_t maximum = text.size < SIZE_MAX / GROWTH ? GROWTH * text.size + 1 : SIZE_MAX;
    return (work){.text = text, .here = xt_bytes_make(maximum), .next = xt_bytes_make(maximum)};
}

static void end(work *w)
{
    xt_bytes_free(&w->here);
    xt_bytes_free(&w->next);
}

/* Puts what stands in `next` in the text's place, if it is another; returns whether it is. */
static bool take_next(work *w, unsigned damage)
{
    if (w->next.fault) {
        w->fault = w->next.fault;
        return false;
    }
    if (xt_str_equal(w->text, xt_bytes_str(&w->next)))
        return false;
    xt_bytes swap = w->here;
    w->here = w->next;
    w->next = swap;
    w->text = xt_bytes_str(&w->here);
    w->done |= damage;
    return true;
}

static bool mend_encoding(work *w, unsigned what)
{
    bool changed;
    xt_bytes_clear(&w->next);
    xt_encoding_mend(w->text, &w->next, &changed);
    if (w->next.fault)
        w->fault = w->next.fault;
    if (w->fault || !changed)
        return false;
    w->closed = !(what & XT_DAMAGE_ENCODING);
    return !w->closed && take_next(w, XT_DAMAGE_ENCODING);
}

/* Repairs one damage; returns whether there was one. */
static bool mend_one(work *w, unsigned what)
{
    w->found = look_at(w->text).found;
    w->lost = (w->found & XT_DAMAGE_LOST) && xt_thai_lost(w->text);
    if (w->lost)
        return false;
    if (w->found & XT_DAMAGE_ENCODING) {
        if (mend_encoding(w, what))
            return true;
        w->lost = !w->closed && !w->fault && xt_encoding_lost_twice(w->text);
        if (w->lost || w->closed || w->fault)
            return false;
    }
    if (w->found & what & XT_DAMAGE_GLYPH) {
        xt_bytes_clear(&w->next);
        xt_glyph_mend(w->text, &w->next);
        return take_next(w, XT_DAMAGE_GLYPH);
    }
    if (w->found & what & XT_DAMAGE_ORDER) {
        xt_bytes_clear(&w->next);
        xt_order_mend(w->text, &w->next);
        return take_next(w, XT_DAMAGE_ORDER);
    }
    return false;
}

static void mend(work *w, unsigned what)
{
    while (mend_one(w, what))
        continue;
}

xt_status xt_thai_damage(xt_str text, unsigned *damage)
{
    *damage = 0;
    if (look_at(text).found == 0)
        return XT_OK;
    work w = begin(text);
    mend(&w, REPAIRS);
    xt_status status = w.fault;
    if (status == XT_OK) {
        *damage = w.lost ? (unsigned)XT_DAMAGE_LOST : w.done;
        if (!w.lost && (w.found & XT_DAMAGE_LOOKALIKE) && xt_lookalike_found(w.text))
            *damage |= XT_DAMAGE_LOOKALIKE;
        if (!w.lost && (w.found & XT_DAMAGE_SPLIT) && xt_split_found(w.text))
            *damage |= XT_DAMAGE_SPLIT;
    }
    end(&w);
    return status;
}

xt_status xt_thai_mend(xt_str text, unsigned what, xt_bytes *out, unsigned *done)
{
    work w = begin(text);
    mend(&w, what);
    bool as_it_is = w.lost || w.closed;
    if (w.fault && !out->fault)
        out->fault = w.fault;
    xt_bytes_add(out, as_it_is ? text : w.text);
    if (done)
        *done = as_it_is ? 0 : w.done;
    end(&w);
    return out->fault;
}

bool xt_thai_suggest(xt_str text, xt_bytes *out)
{
    size_t start = out->size;
    work w = begin(text);
    mend(&w, REPAIRS);
    unsigned repaired = w.done;
    if (!w.lost && !w.fault && (w.found & XT_DAMAGE_LOOKALIKE)) {
        xt_bytes_clear(&w.next);
        xt_lookalike_suggest(w.text, &w.next);
        take_next(&w, XT_DAMAGE_LOOKALIKE);
    }
    if (!w.lost && !w.fault && (w.found & XT_DAMAGE_SPLIT)) {
        xt_bytes_clear(&w.next);
        xt_split_suggest(w.text, &w.next);
        take_next(&w, XT_DAMAGE_SPLIT);
    }
    bool found = !w.lost && !w.fault && w.done != repaired;
    if (found) {
        mend(&w, XT_DAMAGE_ORDER);
        found = !w.fault && xt_bytes_add(out, w.text) == XT_OK;
    }
    if (!found)
        out->size = start;
    end(&w);
    return found;
}
