/* SPDX-License-Identifier: MIT
 *
 * Which Thai character may follow which: how far a text can be Thai at all. Written from the make-up of the
 * Thai syllable (Royal Society's rules of spelling; the cells of WTT 2.0, TIS 1566): a mark stands above or
 * below a consonant, a leading vowel before one, a tone on a consonant or its vowel.
 */
#ifndef XT_THAI_ORTHOGRAPHY_H
#define XT_THAI_ORTHOGRAPHY_H

#include "base/str.h"

typedef enum xt_thai_class {
    XT_THAI_NONE,        /* no Thai character */
    XT_THAI_CONSONANT,   /* ก to ฮ without the two below */
    XT_THAI_VOCALIC,     /* ฤ ฦ */
    XT_THAI_SARA_A,      /* ะ */
    XT_THAI_SARA_AA,     /* า */
    XT_THAI_SARA_AM,     /* ำ */
    XT_THAI_HANAKAT,     /* ั */
    XT_THAI_ABOVE,       /* ิ ี ึ ื */
    XT_THAI_TAIKHU,      /* ็ */
    XT_THAI_BELOW,       /* ุ ู ฺ */
    XT_THAI_LEAD,        /* เ แ โ ใ ไ */
    XT_THAI_TONE,        /* ่ ้ ๊ ๋ */
    XT_THAI_THANTHAKHAT, /* ์ ๎ */
    XT_THAI_NIKHAHIT,    /* ํ */
    XT_THAI_LAKKHANGYAO, /* ๅ */
    XT_THAI_SIGN,        /* ๆ ฯ ฿ ๏ ๚ ๛ */
    XT_THAI_DIGIT,       /* ๐ to ๙ */
    XT_THAI_CLASSES
} xt_thai_class;

xt_thai_class xt_thai_class_of(uint32_t code);

/* What a text is made of, as far as it is Thai. */
typedef struct xt_spelling {
    size_t letters;    /* Thai characters but for digits and signs */
    size_t different;  /* letters, each counted once */
    size_t consonants; /* letters that are consonants, and ฤ ฦ */
    size_t most;       /* times that the commonest of these comes */
    size_t digits;     /* Thai digits */
    size_t signs;
    size_t runs;    /* of Thai characters without anything between them */
    size_t longest; /* characters of the longest run */
    size_t joined;  /* runs shorter than four characters beside an ASCII letter */
    size_t faults;  /* places where a character follows that cannot stand there */
    long weight;    /* bits in which the letters are more like Thai (above 0) than picked by chance: their
                     * frequencies, counted in forms and names of places */
} xt_spelling;

/* Never reads past the text; bytes that are no UTF-8 count as no Thai character. */
xt_spelling xt_thai_spelling(xt_str text);

#endif
