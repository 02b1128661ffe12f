/* SPDX-License-Identifier: MIT */
#include "thai/orthography.h"

#include "base/utf8.h"

enum { FIRST = 0x0E01, LAST = 0x0E5B, COUNT = LAST - FIRST + 1, SHORT_RUN = 4 };

xt_thai_class xt_thai_class_of(uint32_t code)
{
    enum {
        CO = XT_THAI_CONSONANT,
        VO = XT_THAI_VOCALIC,
        SA = XT_THAI_SARA_A,
        AA = XT_THAI_SARA_AA,
        AM = XT_THAI_SARA_AM,
        HA = XT_THAI_HANAKAT,
        AB = XT_THAI_ABOVE,
        TA = XT_THAI_TAIKHU,
        BE = XT_THAI_BELOW,
        LE = XT_THAI_LEAD,
        TO = XT_THAI_TONE,
        TH = XT_THAI_THANTHAKHAT,
        NI = XT_THAI_NIKHAHIT,
        LA = XT_THAI_LAKKHANGYAO,
        SI = XT_THAI_SIGN,
        DI = XT_THAI_DIGIT
    };
    static const uint8_t classes[COUNT] = {
        CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO,
        CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, CO, VO, CO, VO, CO, CO, CO, CO, CO, CO, CO, CO,
        SI, SA, HA, AA, AM, AB, AB, AB, AB, BE, BE, BE, 0,  0,  0,  0,  SI, LE, LE, LE, LE, LE, LA,
        SI, TA, TO, TO, TO, TO, TH, NI, TH, SI, DI, DI, DI, DI, DI, DI, DI, DI, DI, DI, SI, SI,
    };
    return code >= FIRST && code <= LAST ? (xt_thai_class)classes[code - FIRST] : XT_THAI_NONE;
}

/* The base-2 logarithm of how much more often the character comes than one of 87 would by chance, from -3
 * to 3; -6 for those that words of today have not. Counted in 68,000 characters of forms, contracts and names
 * of places; digits, of which forms are full and texts are not, by guess. */
static int weight_of(uint32_t code)
{
    static const int8_t weights[COUNT] = {
        2,  0,  -6, 1, -6, -3, 2,  1,  -2, 0,  -1, -3, -2, -3, -3, -3, -3, -3, -2, 1,  1,  -2, 1,
        -1, 2,  1,  0, -1, -3, 1,  -3, -2, 1,  1,  3,  -3, 1,  -6, 1,  -1, -2, 1,  1,  -3, 2,  -3,
        -3, 1,  1,  3, 0,  1,  1,  -3, 0,  0,  -1, -6, 0,  0,  0,  0,  -4, 2,  0,  -1, -1, -1, -6,
        -2, -2, 1,  1, -3, -3, -1, -3, -6, -6, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -6, -6,
    };
    return weights[code - FIRST];
}

#define BIT(class) (1u << XT_THAI_##class)

/* The classes that may stand before a character of each class. */
static const uint32_t before[XT_THAI_CLASSES] = {
    [XT_THAI_NONE] = ~(BIT(LEAD) | BIT(HANAKAT)),
    [XT_THAI_CONSONANT] = ~0u,
    [XT_THAI_VOCALIC] = BIT(NONE) | BIT(CONSONANT) | BIT(SARA_A) | BIT(SARA_AA) | BIT(ABOVE) | BIT(BELOW) |
                        BIT(TONE) | BIT(THANTHAKHAT) | BIT(SIGN) | BIT(DIGIT),
    [XT_THAI_SARA_A] = BIT(CONSONANT) | BIT(TONE) | BIT(SARA_AA),
    [XT_THAI_SARA_AA] = BIT(CONSONANT) | BIT(TONE) | BIT(VOCALIC) | BIT(NIKHAHIT),
    [XT_THAI_SARA_AM] = BIT(CONSONANT) | BIT(TONE),
    [XT_THAI_HANAKAT] = BIT(CONSONANT),
    [XT_THAI_ABOVE] = BIT(CONSONANT),
    [XT_THAI_TAIKHU] = BIT(CONSONANT),
    [XT_THAI_BELOW] = BIT(CONSONANT),
    [XT_THAI_LEAD] = ~(BIT(LEAD) | BIT(HANAKAT)),
    [XT_THAI_TONE] = BIT(CONSONANT) | BIT(HANAKAT) | BIT(ABOVE) | BIT(BELOW),
    [XT_THAI_THANTHAKHAT] = BIT(CONSONANT) | BIT(ABOVE) | BIT(BELOW),
    [XT_THAI_NIKHAHIT] = BIT(CONSONANT) | BIT(ABOVE),
    [XT_THAI_LAKKHANGYAO] = BIT(VOCALIC),
    [XT_THAI_SIGN] = ~(BIT(LEAD) | BIT(HANAKAT)),
    [XT_THAI_DIGIT] = ~(BIT(LEAD) | BIT(HANAKAT)),
};

static bool is_latin(uint32_t code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

/* Ends a run of `size` Thai characters; `open` says that an ASCII letter stands beside it. */
static void end_run(xt_spelling *s, size_t size, bool open)
{
    s->runs++;
    s->joined += open && size < SHORT_RUN;
    if (s->longest < size)
        s->longest = size;
}

xt_spelling xt_thai_spelling(xt_str text)
{
    xt_spelling s = {0};
    size_t times[COUNT] = {0};
    xt_thai_class last = XT_THAI_NONE;
    size_t at = 0, run = 0;
    bool latin = false, open = false; /* the last character is an ASCII letter; one stands before the run */
    while (at < text.size) {
        uint32_t code = xt_utf8_next(text, &at);
        xt_thai_class class = xt_thai_class_of(code);
        s.faults += !(before[class] & 1u << last);
        if (class == XT_THAI_NONE) {
            latin = is_latin(code);
            if (run > 0)
                end_run(&s, run, open || latin);
            run = 0;
        } else {
            open = run > 0 ? open : latin;
            run++;
            s.digits += class == XT_THAI_DIGIT;
            s.signs += class == XT_THAI_SIGN;
            bool letter = class != XT_THAI_DIGIT && class != XT_THAI_SIGN;
            s.letters += letter;
            s.different += letter && times[code - FIRST] == 0;
            times[code - FIRST]++;
            if (class == XT_THAI_CONSONANT && times[code - FIRST] > s.most)
                s.most = times[code - FIRST];
            s.consonants += class == XT_THAI_CONSONANT || class == XT_THAI_VOCALIC;
            s.weight += weight_of(code);
        }
        last = class;
    }
    if (run > 0) {
        end_run(&s, run, open);
        s.faults += !(before[XT_THAI_NONE] & 1u << last);
    }
    return s;
}
