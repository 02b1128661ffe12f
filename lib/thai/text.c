/* SPDX-License-Identifier: MIT */
#include "thai/text.h"

#include "base/utf8.h"
#include "thai/blank.h"
#include "thai/digits.h"

/* ---------------------------------------------------------------- blanks */

/* Whether the byte may begin a blank. No byte inside a Thai letter does, so that Thai text is passed at one
 * look a byte. */
static bool may_be_blank(char c)
{
    static const bool table[256] = {
        [' '] = true,  ['\t'] = true, ['\n'] = true, ['\r'] = true,
        [0xC2] = true, [0xE2] = true, [0xE3] = true, [0xEF] = true,
    };
    return table[(unsigned char)c];
}

/* Pictures, the arrows and symbols that take part in them, and what asks for their colours. */
static bool is_emoji(uint32_t code)
{
    return (code >= 0x1F000 && code <= 0x1FAFF) || (code >= 0x2190 && code <= 0x2BFF) || code == 0xFE0F;
}

/* The character that ends before byte `at`. */
static uint32_t code_before(xt_str text, size_t at)
{
    size_t start = at;
    while (start > 0 && at - start < XT_UTF8_MAX) {
        start--;
        if (((unsigned char)text.data[start] & 0xC0) != 0x80)
            return xt_utf8_next((xt_str){text.data, at}, &start);
    }
    return XT_UTF8_BAD;
}

/* U+200D between two emoji makes one picture of them (Unicode TR 51), and so it shows. */
static bool joins_emoji(xt_str text, size_t at)
{
    static const xt_str joiner = {"\xE2\x80\x8D", 3};
    size_t next = at + joiner.size;
    return xt_str_starts(xt_str_from(text, at), joiner) && next < text.size &&
           is_emoji(code_before(text, at)) && is_emoji(xt_utf8_next(text, &next));
}

static xt_blank blank_at(xt_str text, size_t at, size_t *size)
{
    xt_blank kind = xt_blank_at(text, at, size);
    return kind == XT_BLANK_INVISIBLE && joins_emoji(text, at) ? XT_BLANK_NONE : kind;
}

/* The first byte from `at` on that begins a blank; text.size, and XT_BLANK_NONE, when none does. */
static size_t find_blank(xt_str text, size_t at, xt_blank *kind, size_t *size)
{
    *kind = XT_BLANK_NONE;
    *size = 0;
    for (; at < text.size; at++) {
        while (text.size - at > XT_UTF8_WORD && xt_utf8_two_thai(text.data + at))
            at += 6;
        if (!may_be_blank(text.data[at]))
            continue;
        *kind = blank_at(text, at, size);
        if (*kind)
            break;
    }
    return at;
}

unsigned xt_text_space_faults(xt_str text)
{
    unsigned faults = 0;
    bool at_edge = true;                 /* nothing that shows came so far */
    xt_blank last = XT_BLANK_NONE, kind; /* invisible characters do not count as a last one */
    size_t at = 0, size;
    for (;;) {
        size_t blank = find_blank(text, at, &kind, &size);
        if (blank > at) {
            at_edge = false;
            last = XT_BLANK_NONE;
        }
        if (blank == text.size)
            break;
        at = blank + size;
        if (kind == XT_BLANK_INVISIBLE) {
            faults |= XT_SPACE_INVISIBLE;
            continue;
        }
        if (kind == XT_BLANK_NBSP)
            faults |= XT_SPACE_NBSP;
        if (at_edge)
            faults |= XT_SPACE_EDGE;
        if (kind != XT_BLANK_LINE && last != XT_BLANK_NONE && last != XT_BLANK_LINE)
            faults |= XT_SPACE_DOUBLE;
        last = kind;
    }
    return last == XT_BLANK_NONE ? faults : faults | XT_SPACE_EDGE;
}

/* Appends what a run of blanks between two words comes to: its line ends, or else one space if it shows. */
static void clean_run(xt_str run, xt_bytes *out)
{
    bool lines = false, spaces = false;
    size_t at = 0, size;
    while (at < run.size) {
        xt_blank kind = xt_blank_at(run, at, &size);
        if (kind == XT_BLANK_LINE) {
            xt_bytes_putc(out, run.data[at]);
            lines = true;
        } else if (kind != XT_BLANK_INVISIBLE) {
            spaces = true;
        }
        at += size;
    }
    if (spaces && !lines)
        xt_bytes_putc(out, ' ');
}

xt_status xt_text_clean_space(xt_str text, xt_bytes *out)
{
    xt_blank kind;
    size_t at = 0, size;
    bool first = true;
    while (at < text.size) {
        size_t run = at;
        while (at < text.size && blank_at(text, at, &size))
            at += size;
        if (at == text.size)
            break;
        if (!first)
            clean_run((xt_str){text.data + run, at - run}, out);
        first = false;
        size_t word = at;
        at = find_blank(text, at, &kind, &size);
        xt_bytes_append(out, text.data + word, at - word);
    }
    return out->fault;
}

/* ---------------------------------------------------------------- folding */

/* The ASCII character (below 0x80) in its folded form; 0 where it is left out. */
static char fold_ascii(char c)
{
    static const bool left_out[128] = {
        [' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true, ['('] = true, [')'] = true,  ['.'] = true,
        [','] = true, ['-'] = true,  ['/'] = true,  [':'] = true,  ['"'] = true, ['\''] = true,
    };
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    return left_out[(unsigned char)c] ? 0 : c;
}

static bool is_dash_or_quote(uint32_t code)
{
    return (code >= 0x2010 && code <= 0x2015) || (code >= 0x2018 && code <= 0x201F);
}

enum {
    PAIYANNOI = 0x0E2F,
    SARA_AA = 0x0E32,
    SARA_AM = 0x0E33,
    SARA_E = 0x0E40,
    SARA_AE = 0x0E41,
    MAI_EK = 0x0E48, /* the first of four tone marks */
    MAI_CHATTAWA = 0x0E4B,
    NIKHAHIT = 0x0E4D,
    THAI_ZERO = 0x0E50,
    THAI_SIZE = 3, /* bytes of each of them */
};

/* Where folded text goes, and the two Thai letters put last. It is never longer than what it came from. */
typedef struct fold {
    char *end;
    uint32_t last, before;
} fold;

static void put_thai(fold *f, uint32_t code)
{
    *f->end++ = (char)0xE0;
    *f->end++ = (char)(0x80 | code >> 6);
    *f->end++ = (char)(0x80 | (code & 0x3F));
    f->before = f->last;
    f->last = code;
}

static void put_byte(fold *f, char c)
{
    *f->end++ = c;
    f->last = 0; /* nothing joins over it */
}

/* Joins the two halves that one letter is typed in. A tone mark may stand between ํ and า. */
static void put_joined(fold *f, uint32_t code)
{
    bool tone = f->last >= MAI_EK && f->last <= MAI_CHATTAWA;
    if (code == SARA_E && f->last == SARA_E) {
        f->end -= THAI_SIZE;
        put_thai(f, SARA_AE);
    } else if (code == SARA_AA && f->last == NIKHAHIT) {
        f->end -= THAI_SIZE;
        put_thai(f, SARA_AM);
    } else if (code == SARA_AA && tone && f->before == NIKHAHIT) {
        uint32_t mark = f->last;
        f->end -= 2 * THAI_SIZE;
        put_thai(f, mark);
        put_thai(f, SARA_AM);
    } else {
        put_thai(f, code);
    }
}

/* The code point of the Thai letter at byte `at`, or 0: the short way through a text that is mostly these. */
static uint32_t thai_at(xt_str text, size_t at)
{
    static const unsigned char MASK[] = {0xFF, 0xFE, 0xC0, 0}, THAI[] = {0xE0, 0xB8, 0x80, 0};
    const unsigned char *p = (const unsigned char *)text.data + at;
    uint32_t word, mask, thai;
    if (text.size - at < sizeof word) {
        if (text.size - at < THAI_SIZE || p[0] != 0xE0 || (p[1] & 0xFE) != 0xB8 || (p[2] & 0xC0) != 0x80)
            return 0;
    } else {
        memcpy(&word, p, sizeof word);
        memcpy(&mask, MASK, sizeof mask);
        memcpy(&thai, THAI, sizeof thai);
        if ((word & mask) != thai)
            return 0;
    }
    return 0x0E00 | (p[1] & 1u) << 6 | (p[2] & 0x3Fu);
}

/* Whether the letter (of U+0E00 to U+0E7F) stays as it is whatever comes before it: all do but ฯ, า, เ and
 * the ten digits. */
static bool stays(uint32_t code)
{
    static const uint64_t OTHERS[2] = {UINT64_C(1) << (PAIYANNOI & 63) | UINT64_C(1) << (SARA_AA & 63),
                                       UINT64_C(1) << (SARA_E & 63) | UINT64_C(0x3FF) << (THAI_ZERO & 63)};
    return !(OTHERS[code >> 6 & 1] >> (code & 63) & 1);
}

static void fold_thai(fold *f, uint32_t code)
{
    int digit = xt_thai_digit(code);
    if (digit >= 0)
        put_byte(f, (char)('0' + digit));
    else if (code != PAIYANNOI)
        put_joined(f, code);
}

/* Folds one character outside ASCII and Thai, or one byte that is none. */
static void fold_other(fold *f, xt_str text, size_t *at)
{
    size_t start = *at, size;
    uint32_t code = xt_utf8_next(text, at);
    if (is_dash_or_quote(code) || xt_blank_at(text, start, &size))
        return;
    while (start < *at)
        put_byte(f, text.data[start++]);
}

xt_status xt_text_fold(xt_str text, xt_bytes *out)
{
    fold f = {.end = xt_bytes_reserve(out, text.size)};
    if (!f.end)
        return out->fault;
    for (size_t at = 0; at < text.size;) {
        uint32_t code = thai_at(text, at);
        char c = text.data[at];
        if (code) {
            if (stays(code))
                put_thai(&f, code);
            else
                fold_thai(&f, code);
            at += THAI_SIZE;
        } else if ((unsigned char)c < 0x80) {
            c = fold_ascii(c);
            if (c)
                put_byte(&f, c);
            at++;
        } else {
            fold_other(&f, text, &at);
        }
    }
    out->size = (size_t)(f.end - out->data);
    return XT_OK;
}

/* ---------------------------------------------------------------- likeness */

enum { DISTANCE_MAX = 256, SIMILARITY_MAX = 1024, PLACES = 2 * SIMILARITY_MAX };

/* The character at byte *at, and moves behind it. */
static uint32_t next_code(xt_str text, size_t *at)
{
    uint32_t code = thai_at(text, *at);
    if (!code)
        return xt_utf8_next(text, at);
    *at += THAI_SIZE;
    return code;
}

/* The text's characters, at most `maximum`; one more is counted when there are more. */
static size_t decode(xt_str text, uint32_t *codes, size_t maximum)
{
    size_t at = 0, count = 0;
    while (at < text.size) {
        if (count == maximum)
            return maximum + 1;
        codes[count++] = next_code(text, &at);
    }
    return count;
}

uint64_t xt_text_letters(xt_str text)
{
    uint64_t letters = 0;
    for (size_t at = 0; at < text.size;)
        letters |= UINT64_C(1) << (next_code(text, &at) & 63);
    return letters;
}

size_t xt_text_distance(xt_str a, xt_str b, size_t limit)
{
    uint32_t left[DISTANCE_MAX], right[DISTANCE_MAX];
    size_t row[DISTANCE_MAX + 1];
    size_t over = limit < SIZE_MAX ? limit + 1 : limit;
    size_t bytes = a.size > b.size ? a.size - b.size : b.size - a.size;
    if (bytes / XT_UTF8_MAX > limit) /* one character makes no greater difference */
        return over;
    size_t rows = decode(a, left, DISTANCE_MAX), columns = decode(b, right, DISTANCE_MAX);
    if (rows > DISTANCE_MAX || columns > DISTANCE_MAX)
        return over;
    if ((rows > columns ? rows - columns : columns - rows) > limit)
        return over;
    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    /* What is further from the diagonal than the limit is above it, and stands for that alone. */
    size_t band = limit < DISTANCE_MAX ? limit : DISTANCE_MAX;
    for (size_t i = 1; i <= rows; i++) {
        size_t from = i > band ? i - band : 1, to = i + band < columns ? i + band : columns;
        size_t diagonal = row[from - 1], least = row[from - 1] = i > band ? over : i;
        for (size_t j = from; j <= to; j++) {
            size_t best = diagonal + (left[i - 1] != right[j - 1]);
            diagonal = row[j];
            if (best > diagonal + 1)
                best = diagonal + 1;
            if (best > row[j - 1] + 1)
                best = row[j - 1] + 1;
            row[j] = best;
            if (least > best)
                least = best;
        }
        if (least > limit)
            return over;
    }
    return row[columns] > limit ? over : row[columns];
}

static bool is_number_part(uint32_t code)
{
    return (code >= '0' && code <= '9') || xt_thai_digit(code) >= 0;
}

/* The text's first SIMILARITY_MAX characters that belong to no number: neither digits nor the ',' and '.'
 * between them. */
static size_t words_of(xt_str text, uint32_t codes[SIMILARITY_MAX])
{
    size_t at = 0, count = 0;
    bool after_digit = false;
    while (at < text.size && count < SIMILARITY_MAX) {
        uint32_t code = xt_utf8_next(text, &at);
        size_t next = at;
        if (is_number_part(code)) {
            after_digit = true;
            continue;
        }
        bool inside = after_digit && (code == ',' || code == '.') && at < text.size &&
                      is_number_part(xt_utf8_next(text, &next));
        after_digit = false;
        if (!inside)
            codes[count++] = code;
    }
    return count;
}

/* How often each pair of neighbours comes: an open-addressed table, of which mask + 1 places are in use. */
typedef struct pairs {
    uint64_t keys[PLACES]; /* 0 marks a free place */
    uint16_t counts[PLACES];
    size_t mask;
} pairs;

/* The place of the pair that begins at codes[0], or the free one where it belongs. */
static size_t place_of(const pairs *p, const uint32_t *codes, uint64_t *key)
{
    *key = UINT64_C(1) << 63 | (uint64_t)codes[0] << 32 | codes[1];
    size_t at = (size_t)(*key * UINT64_C(0x9E3779B97F4A7C15) >> 48) & p->mask;
    while (p->keys[at] != 0 && p->keys[at] != *key)
        at = (at + 1) & p->mask;
    return at;
}

static void count_pairs(pairs *p, const uint32_t *codes, size_t count)
{
    size_t places = 16;
    while (places < 2 * count)
        places *= 2;
    p->mask = places - 1;
    memset(p->keys, 0, places * sizeof *p->keys);
    memset(p->counts, 0, places * sizeof *p->counts);
    for (size_t i = 0; i + 1 < count; i++) {
        uint64_t key;
        size_t at = place_of(p, codes + i, &key);
        p->keys[at] = key;
        p->counts[at]++;
    }
}

double xt_text_similarity(xt_str a, xt_str b)
{
    uint32_t left[SIMILARITY_MAX], right[SIMILARITY_MAX];
    size_t left_count = words_of(a, left), right_count = words_of(b, right), common = 0;
    if (left_count < 2 || right_count < 2) /* no pairs on a side */
        return left_count == right_count && (left_count == 0 || left[0] == right[0]);
    pairs p;
    count_pairs(&p, left, left_count);
    for (size_t i = 0; i + 1 < right_count; i++) {
        uint64_t key;
        size_t at = place_of(&p, right + i, &key);
        if (p.counts[at] > 0) {
            p.counts[at]--;
            common++;
        }
    }
    return 2.0 * (double)common / (double)(left_count + right_count - 2);
}
