/* SPDX-License-Identifier: MIT
 *
 * Which encoding a text is in, by what its lines can be and how Thai is spelled.
 *
 * In this order: UTF-16 by its pattern; UTF-8, which is its own proof; a Thai page, by orthography; Western
 * text, by accents inside Latin words. Byte order marks are the caller's.
 */
#ifndef XT_THAI_CHARSET_GUESS_H
#define XT_THAI_CHARSET_GUESS_H

#include "thai/charset.h"
#include "thai/charset_line.h"

/* UTF-16 without a byte order mark: XT_CHARSET_UTF16LE or _UTF16BE, XT_CHARSET_NONE where the beginning of
 * the text does not look so. */
xt_charset xt_charset_tell_wide(xt_str head);

enum { XT_EVIDENCE_SAMPLE = 32768 };

/* What was gathered from lines. All zeros: nothing yet. */
typedef struct xt_evidence {
    uint64_t lines[XT_LINE_KINDS]; /* how many of each kind; a long line counts once a piece */
    uint64_t first[XT_LINE_KINDS]; /* number of the first one */
    uint64_t bytes[256];           /* how often each comes in lines that are no UTF-8 for sure */
    size_t sample_size, special_size;
    char sample[XT_EVIDENCE_SAMPLE];  /* runs of the first of these lines */
    char special[XT_EVIDENCE_SAMPLE]; /* runs of those in which the Thai pages differ */
} xt_evidence;

/* Adds what xt_line_take took; `number` is that of the line. */
void xt_evidence_add(xt_evidence *evidence, xt_str line, uint64_t number);

typedef struct xt_guess {
    xt_charset charset;
    bool by_line; /* some lines are UTF-8, the others in `charset` */
    bool sure;
} xt_guess;

/* Whether a page has no character for some byte of the lines that are in it. */
bool xt_evidence_has_undefined(const xt_evidence *evidence, xt_charset page);

/* XT_OUT_OF_MEMORY, or a guess. */
xt_status xt_evidence_decide(const xt_evidence *evidence, xt_guess *guess);

#endif
