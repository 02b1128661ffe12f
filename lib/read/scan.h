/* SPDX-License-Identifier: MIT
 *
 * The plain form of XML that writers of workbooks really write, taken apart without a parser: UTF-8, double
 * quotes, no comments, no CDATA, no entities but the five and character references. Every function takes what
 * it understands in full or nothing; what it does not understand is left to expat, which also judges it. So a
 * scanner may be strict, and must be: it accepts nothing that expat would refuse.
 */
#ifndef XT_READ_SCAN_H
#define XT_READ_SCAN_H

#include "base/arena.h"

/* What a step came to. */
typedef enum xt_scanned {
    XT_SCAN_OK,
    XT_SCAN_MORE, /* the bytes end too early */
    XT_SCAN_ODD,  /* not the plain form: expat's */
} xt_scanned;

/* A place in the bytes. */
typedef struct xt_scan {
    const char *at, *end;
    bool x14ac; /* the prefix of that name is declared, which Excel puts on every row */
} xt_scan;

enum {
    XT_SCAN_ATTRIBUTES = 16, /* of one tag */
    XT_SCAN_VALUE = 4096,    /* bytes of one attribute's value */
};

/* A start tag. Names and values point into the bytes. */
typedef struct xt_tag {
    size_t count;
    bool empty; /* <.../> */
    struct {
        xt_str name, value;
    } attributes[XT_SCAN_ATTRIBUTES];
} xt_tag;

/* Moves behind blanks and line ends. A '\r' that is no part of "\r\n" is left for expat, which counts it as
 * a line of its own; so is one that the bytes end with, until it is seen what follows. */
static inline void xt_scan_blank(xt_scan *s)
{
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' || *s->at == '\t' ||
                              (*s->at == '\r' && s->at + 1 < s->end && s->at[1] == '\n')))
        s->at++;
}

/* Whether the bytes here begin with the text; MORE where they end inside it or with a '\r' that may be a
 * blank before it, ODD where they differ. Moves behind it. Here, so that a text of known size is compared in
 * place.
 */
static inline xt_scanned xt_scan_literal(xt_scan *s, xt_str text)
{
    size_t left = (size_t)(s->end - s->at);
    if (left < text.size)
        return memcmp(s->at, text.data, left) == 0 || (left == 1 && *s->at == '\r') ? XT_SCAN_MORE
                                                                                    : XT_SCAN_ODD;
    if (memcmp(s->at, text.data, text.size) != 0)
        return XT_SCAN_ODD;
    s->at += text.size;
    return XT_SCAN_OK;
}

/* Reads a start tag whose "<name" has been passed, to behind its ">". */
xt_scanned xt_scan_tag(xt_scan *s, xt_tag *tag);

/* Reads character data up to the next "<" and stops before it. *text borrows from the bytes, or from the
 * arena where something had to be decoded. *fault is set when memory is out. */
xt_scanned xt_scan_text(xt_scan *s, xt_arena *arena, xt_str *text, xt_status *fault);

#endif
