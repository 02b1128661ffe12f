/* SPDX-License-Identifier: MIT
 *
 * What is put into XML that is to be misread.
 */
#ifndef XT_FUZZ_XML_WORDS_H
#define XT_FUZZ_XML_WORDS_H

#include "base/str.h"

/* A list of words, and how many there are. */
typedef struct xml_words {
    const xt_str *list;
    size_t count;
} xml_words;

extern const xml_words XML_MARKUP;     /* between tags: elements, comments, what is none */
extern const xml_words XML_TEXTS;      /* inside character data and values */
extern const xml_words XML_ATTRIBUTES; /* inside a tag */
extern const xml_words XML_VALUES;     /* of attributes, and numbers */
extern const xml_words XML_BLANKS;     /* inside tags and between them */
extern const xml_words XML_HEADS;      /* at the start of a part */

#endif
