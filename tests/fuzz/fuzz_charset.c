/* SPDX-License-Identifier: MIT
 *
 * Bytes of any encoding: they become UTF-8, the same at once and in pieces; and text that is encoded comes
 * back. The first two bytes choose the encoding and the size of the pieces.
 */
#include "base/utf8.h"
#include "fuzz.h"
#include "hold.h"
#include "thai/charset.h"

#include <stdlib.h>

static const char *const NAMES[] = {"utf-8",  "utf-16le", "utf-16be", "tis-620",     "iso-8859-11",
                                    "cp874",  "mac-thai", "cp1252",   "cp1250",      "gb18030",
                                    "euc-jp", "euc-kr",   "utf-7",    "iso-2022-jp", "utf-32"};
enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES };

/* Decodes the bytes, `piece` at a time (0: at once); each piece in a block of its own. */
static xt_decoder *decode(const xt_decoding *how, xt_str bytes, size_t piece, xt_bytes *out)
{
    xt_decoder *decoder = NULL;
    hold(!xt_decoder_open(&decoder, how, NULL), "%s cannot be read", how->name);
    for (size_t at = 0; at < bytes.size || at == 0;) {
        size_t left = bytes.size - at, size = piece && piece < left ? piece : left;
        char *block = malloc(size + 1);
        hold(block, "out of memory");
        if (size)
            memcpy(block + 1, bytes.data + at, size);
        at += size;
        bool last = at == bytes.size;
        hold(!xt_decoder_feed(decoder, (xt_str){block + 1, size}, last, out), "not decoded");
        free(block);
        if (last)
            break;
    }
    hold_text(xt_bytes_str(out));
    return decoder;
}

static void hold_same(const xt_decoder *a, const xt_decoder *b, size_t size)
{
    size_t kept_a, kept_b;
    const xt_bad_byte *bad_a = xt_decoder_bad(a, &kept_a), *bad_b = xt_decoder_bad(b, &kept_b);
    uint64_t count = xt_decoder_bad_count(a);
    hold(count == xt_decoder_bad_count(b) && kept_a == kept_b, "%d bad bytes, in pieces %d", (int)count,
         (int)xt_decoder_bad_count(b));
    hold(kept_a <= XT_BAD_KEPT && kept_a <= count, "%zu bad bytes are kept", kept_a);
    for (size_t i = 0; i < kept_a; i++) {
        hold(bad_a[i].at == bad_b[i].at && bad_a[i].value == bad_b[i].value, "another bad byte in pieces");
        hold(bad_a[i].at < size && (i == 0 || bad_a[i].at > bad_a[i - 1].at), "a bad byte at %d",
             (int)bad_a[i].at);
    }
}

/* What can be encoded comes back; what cannot is told where it stands. NUL does not come back, and neither
 * does an escape character where the encoding has a meaning of its own for it. */
static void hold_encoded(const xt_decoding *how, xt_str text)
{
    if (strncmp(how->name, "iso-2022", 8) == 0 || (text.size && memchr(text.data, '\0', text.size)))
        return;
    xt_encoder *encoder = NULL;
    xt_bytes bytes = xt_bytes_make(SIZE_MAX / 2), again = bytes;
    size_t at = SIZE_MAX;
    hold(!xt_encoder_open(&encoder, how->name, NULL), "%s cannot be written", how->name);
    if (xt_encoder_put(encoder, text, &bytes, &at)) {
        xt_encoder_end(encoder, &bytes);
        xt_decoder_close(decode(how, xt_bytes_str(&bytes), 0, &again));
        hold(xt_str_equal(text, xt_bytes_str(&again)), "%s: \"%.*s\" comes back as \"%.*s\"", how->name,
             (int)text.size, text.data, (int)again.size, again.data);
    } else {
        hold(at < text.size && bytes.size == 0, "%s lacks the character at %zu", how->name, at);
        hold(xt_utf8_cut(text, at) == at, "%s lacks half a character", how->name);
    }
    xt_encoder_close(encoder);
    xt_bytes_free(&bytes);
    xt_bytes_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    const char *name = NAMES[data[0] % NAME_COUNT];
    xt_decoding how = {.charset = xt_charset_find(name), .name = name};
    how.by_line = xt_charset_is_page(how.charset) && data[0] >= 128;
    xt_str bytes = {(const char *)data + 2, size - 2};
    xt_bytes whole = xt_bytes_make(SIZE_MAX / 2), pieces = whole;
    xt_decoder *a = decode(&how, bytes, 0, &whole), *b = decode(&how, bytes, 1 + data[1] % 16, &pieces);
    hold(xt_str_equal(xt_bytes_str(&whole), xt_bytes_str(&pieces)), "%s: another text in pieces", name);
    hold_same(a, b, whole.size);
    how.by_line = false;
    hold_encoded(&how, xt_bytes_str(&whole));
    hold_encoded(&how, (xt_str){bytes.data, xt_utf8_valid(bytes)});
    xt_decoder_close(a);
    xt_decoder_close(b);
    xt_bytes_free(&whole);
    xt_bytes_free(&pieces);
    return 0;
}
