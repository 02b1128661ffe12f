/* SPDX-License-Identifier: MIT */
#include "thai/order.h"

#include "base/utf8.h"
#include "thai/orthography.h"

enum {
    SARA_AA = 0x0E32,
    SARA_AM = 0x0E33,
    SARA_E = 0x0E40,
    SARA_AE = 0x0E41,
    THAI_SIZE = 3, /* bytes of a Thai character */
};

/* The text as far as it is put; `start` is where it begins in the bytes. */
typedef struct line {
    xt_bytes *out;
    size_t start;
} line;

/* The Thai character `back` places before the end of the line (0: the last one), or 0. */
static uint32_t last(const line *l, size_t back)
{
    size_t size = l->out->size - l->start;
    if (size < (back + 1) * THAI_SIZE)
        return 0;
    size_t at = l->out->size - (back + 1) * THAI_SIZE;
    if ((unsigned char)l->out->data[at] != 0xE0)
        return 0;
    uint32_t code = xt_utf8_next((xt_str){l->out->data, l->out->size}, &at);
    return xt_thai_class_of(code) ? code : 0;
}

static void drop(line *l)
{
    l->out->size -= THAI_SIZE;
}

static void add(line *l, uint32_t code)
{
    char put[XT_UTF8_MAX];
    xt_bytes_append(l->out, put, xt_utf8_put(code, put));
}

static bool is_upper_or_lower(xt_thai_class class)
{
    return class == XT_THAI_HANAKAT || class == XT_THAI_ABOVE || class == XT_THAI_TAIKHU ||
           class == XT_THAI_BELOW || class == XT_THAI_NIKHAHIT;
}

static bool is_following(xt_thai_class class)
{
    return class == XT_THAI_SARA_A || class == XT_THAI_SARA_AA || class == XT_THAI_SARA_AM;
}

/* What may not stand twice. */
static bool is_single(xt_thai_class class)
{
    return class > XT_THAI_VOCALIC && class != XT_THAI_SIGN && class != XT_THAI_DIGIT;
}

static void put(line *l, uint32_t code);

/* Puts a character before the last one of the line. */
static void put_before(line *l, uint32_t code)
{
    uint32_t moved = last(l, 0);
    drop(l);
    put(l, code);
    put(l, moved);
}

/* าhas come: ำ if ํ, or ํ and a tone, stand before it. */
static void put_aa(line *l)
{
    uint32_t tone = xt_thai_class_of(last(l, 0)) == XT_THAI_TONE ? last(l, 0) : 0;
    if (xt_thai_class_of(last(l, tone ? 1 : 0)) != XT_THAI_NIKHAHIT) {
        add(l, SARA_AA);
        return;
    }
    drop(l);
    if (tone) {
        drop(l);
        put(l, tone);
    }
    put(l, SARA_AM);
}

static bool carries_aa(xt_thai_class class)
{
    return class == XT_THAI_CONSONANT || class == XT_THAI_TONE || class == XT_THAI_NIKHAHIT;
}

/* Puts a Thai character behind the line, which is in order, so that it is in order again. Every call takes a
 * character away or moves one to its place, so that the calls inside it come to an end. */
static void put(line *l, uint32_t code)
{
    xt_thai_class class = xt_thai_class_of(code), before = xt_thai_class_of(last(l, 0));
    if (code == SARA_E && last(l, 0) == SARA_E) {
        drop(l);
        put(l, SARA_AE);
    } else if (code == last(l, 0) && is_single(class)) {
        return;
    } else if (class == XT_THAI_LAKKHANGYAO && carries_aa(before)) {
        put(l, SARA_AA);
    } else if (class == XT_THAI_TONE && before == XT_THAI_TONE) {
        drop(l);
        put(l, code);
    } else if ((is_upper_or_lower(class) && (before == XT_THAI_TONE || before == XT_THAI_THANTHAKHAT)) ||
               (class == XT_THAI_TONE && is_following(before))) {
        put_before(l, code);
    } else if (code == SARA_AA) {
        put_aa(l);
    } else {
        add(l, code);
    }
}

xt_status xt_order_mend(xt_str text, xt_bytes *out)
{
    line l = {out, out->size};
    for (size_t at = 0; at < text.size && !out->fault;) {
        size_t start = at;
        uint32_t code = xt_utf8_next(text, &at);
        if (xt_thai_class_of(code))
            put(&l, code);
        else
            xt_bytes_append(out, text.data + start, at - start);
    }
    return out->fault;
}
