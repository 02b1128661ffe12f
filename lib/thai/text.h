/* SPDX-License-Identifier: MIT
 *
 * Thai text as a cell holds it: its blanks, and when two texts say the same.
 */
#ifndef XT_THAI_TEXT_H
#define XT_THAI_TEXT_H

#include "base/bytes.h"

enum {
    XT_SPACE_EDGE = 1,      /* blanks at the beginning or the end */
    XT_SPACE_DOUBLE = 2,    /* two blanks in a row */
    XT_SPACE_NBSP = 4,      /* U+00A0 */
    XT_SPACE_INVISIBLE = 8, /* U+200B, U+200C, U+200D, U+2060, U+FEFF; not a joiner between emoji */
};

/* Which faults the blanks of the text have; 0 for a clean text. Blanks: space, tab, U+00A0 and U+3000. A line
 * end inside a text is the writer's wish and no fault, at its edges it is XT_SPACE_EDGE. */
unsigned xt_text_space_faults(xt_str text);

/* Appends the text without those faults: edges trimmed, runs of blanks to one space, blanks before and after
 * a line end dropped, invisible characters removed. Returns the bytes' status. */
xt_status xt_text_clean_space(xt_str text, xt_bytes *out);

/* Appends a form of the text in which spellings that differ only in blanks, line ends, invisible characters,
 * ฯ, punctuation ( ) . , - / : and quotes, Thai or ASCII digits, ํ + า for ำ, เเ for แ, and the case of Latin
 * letters are the same bytes. For comparing headers and vocabulary, never for output. Returns the bytes'
 * status. */
xt_status xt_text_fold(xt_str text, xt_bytes *out);

/* Levenshtein distance of two texts in characters (code points); stops and returns limit + 1 when it is more
 * than `limit`. Texts above 256 characters always give limit + 1. */
size_t xt_text_distance(xt_str a, xt_str b, size_t limit);

/* Which characters the text has: a bit for each, of 64 that several share. */
uint64_t xt_text_letters(xt_str text);

/* Whether two texts with these letters may be within the distance. False is certain: each character that one
 * has and the other has not takes an edit, and an edit brings one character and takes one away. */
static inline bool xt_text_may_be_near(uint64_t a, uint64_t b, size_t limit)
{
    uint64_t gone = a & ~b, new = b & ~a;
    for (; limit && (gone | new); limit--) {
        gone &= gone - 1; /* without its lowest bit */
        new &= new - 1;
    }
    return !(gone | new);
}

/* How alike two texts are, 0 to 1: twice the pairs of neighbouring characters in common, divided by all pairs
 * (Dice), digits left out on both sides. 1 for two texts that are the same but for numbers. */
double xt_text_similarity(xt_str a, xt_str b);

#endif
