/* SPDX-License-Identifier: MIT
 *
 * Texts from and to the encodings that Thai files are written in, and any other that iconv knows: bytes in
 * pieces of any size become UTF-8, and UTF-8 becomes bytes. Which encoding a text is in: charset_guess.h.
 */
#ifndef XT_THAI_CHARSET_H
#define XT_THAI_CHARSET_H

#include "base/bytes.h"

/* Encodings with tables of our own. TIS-620, ISO 8859-11 and windows-874 are read by one table, as each holds
 * the one before: TIS-620 has A1-DA and DF-FB, ISO 8859-11 adds A0, windows-874 adds 80, 85 and 91-97. */
typedef enum xt_charset {
    XT_CHARSET_NONE, /* nobody knows it; as the encoding of a decoder: the bytes as they are */
    XT_CHARSET_UTF8,
    XT_CHARSET_UTF16LE,
    XT_CHARSET_UTF16BE,
    XT_CHARSET_TIS620,
    XT_CHARSET_ISO8859_11,
    XT_CHARSET_874,
    XT_CHARSET_MAC_THAI,
    XT_CHARSET_1252,
    XT_CHARSET_OTHER, /* one that iconv knows */
    XT_CHARSET_COUNT
} xt_charset;

/* The encoding of a name. Letter case, "-", "_" and blanks make no difference for ours ("windows-874",
 * "cp874", "tis-620", "mac-thai" ...); "utf-16" alone is UTF-16LE. */
xt_charset xt_charset_find(const char *name);

/* Tells, right after xt_charset_find gave NONE, that the encoding is unknown, or that memory was out. */
xt_status xt_charset_unknown(const char *name, xt_error *error);

/* Its usual name; "" where it has none here (NONE, OTHER). */
const char *xt_charset_name(xt_charset charset);

/* Whether every byte of it is a character. */
bool xt_charset_is_page(xt_charset charset);

/* The code point of a byte in such a page. A byte without a character (*defined false) is the C1 control of
 * the same number from 80 to 9F, as in the WHATWG encoding standard, else U+FFFD. */
uint32_t xt_charset_code(xt_charset page, unsigned char byte, bool *defined);

/* ---------------------------------------------------------------- reading */

/* How a text is read. */
typedef struct xt_decoding {
    xt_charset charset;
    const char *name; /* of OTHER */
    bool by_line;     /* each line is UTF-8 or else in `charset`, which is a page: see charset_line.h */
} xt_decoding;

/* A place where the bytes are no character, or the character is NUL, which no document can hold. */
typedef struct xt_bad_byte {
    uint64_t at;    /* where the character that stands for it begins in what was decoded */
    uint32_t value; /* the byte; of UTF-16, a surrogate without the other half */
} xt_bad_byte;

enum { XT_BAD_KEPT = 100 };

typedef struct xt_decoder xt_decoder;

/* A name that iconv does not know is XT_SAY_ENCODING_UNKNOWN. */
xt_status xt_decoder_open(xt_decoder **decoder, const xt_decoding *how, xt_error *error);

/* Appends what the bytes are in UTF-8; a character that the piece cuts waits for the next one. `last`: none
 * will come. Bad bytes and NUL become U+FFFD (in pages: see xt_charset_code) and are counted.
 * XT_OUT_OF_MEMORY and XT_OVER_LIMIT as xt_bytes has them. */
xt_status xt_decoder_feed(xt_decoder *decoder, xt_str bytes, bool last, xt_bytes *out);

/* The first XT_BAD_KEPT bad bytes, in order. */
const xt_bad_byte *xt_decoder_bad(const xt_decoder *decoder, size_t *kept);

/* How many there were. */
uint64_t xt_decoder_bad_count(const xt_decoder *decoder);

/* NULL is allowed. */
void xt_decoder_close(xt_decoder *decoder);

/* ---------------------------------------------------------------- writing */

typedef struct xt_encoder xt_encoder;

/* A name that nobody knows is XT_SAY_ENCODING_UNKNOWN. UTF-16 is written without a byte order mark. */
xt_status xt_encoder_open(xt_encoder **encoder, const char *name, xt_error *error);

/* Appends the text, which is whole UTF-8, in the encoding. False, nothing appended: it has a character that
 * the encoding lacks; *at is the byte where the first one begins. See also out->fault. */
bool xt_encoder_put(xt_encoder *encoder, xt_str text, xt_bytes *out, size_t *at);

/* Appends what the encoding wants at the end (some have states to leave). */
void xt_encoder_end(xt_encoder *encoder, xt_bytes *out);

/* NULL is allowed. */
void xt_encoder_close(xt_encoder *encoder);

#endif
