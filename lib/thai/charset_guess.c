/* SPDX-License-Identifier: MIT */
#include "thai/charset_guess.h"

#include "base/utf8.h"
#include "thai/orthography.h"

/* ---------------------------------------------------------------- UTF-16 */

/* Characters of Thai and English tables. */
static bool is_usual(uint32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0x7F) || code == 0xA0 ||
           (code >= 0x0E01 && code <= 0x0E5B) || (code >= 0x2013 && code <= 0x201D);
}

xt_charset xt_charset_tell_wide(xt_str head)
{
    const unsigned char *p = (const unsigned char *)head.data;
    size_t units = head.size / 2, little = 0, big = 0;
    for (size_t i = 0; i < units; i++) {
        little += is_usual((uint32_t)(p[2 * i] | p[2 * i + 1] << 8));
        big += is_usual((uint32_t)(p[2 * i] << 8 | p[2 * i + 1]));
    }
    if (little * 10 >= units * 9 && big * 2 < units)
        return XT_CHARSET_UTF16LE;
    return big * 10 >= units * 9 && little * 2 < units ? XT_CHARSET_UTF16BE : XT_CHARSET_NONE;
}

/* ---------------------------------------------------------------- gathering */

/* Bytes that the Thai pages differ in: those without a character in one, or with another in Mac Thai. */
static bool is_special(unsigned char byte)
{
    return (byte >= 0x80 && byte < 0xA0) || (byte >= 0xDB && byte <= 0xDE) || byte == 0xEE || byte >= 0xFA;
}

static void add_runs(xt_str line, char *sample, size_t *size)
{
    *size += xt_line_runs(line, sample + *size, XT_EVIDENCE_SAMPLE - *size);
    if (*size < XT_EVIDENCE_SAMPLE)
        sample[(*size)++] = '\n';
}

void xt_evidence_add(xt_evidence *e, xt_str line, uint64_t number)
{
    xt_line_kind kind = xt_line_kind_of(line);
    if (e->lines[kind]++ == 0)
        e->first[kind] = number;
    if (kind != XT_LINE_PAGE && kind != XT_LINE_EITHER)
        return;
    bool special = false;
    for (size_t i = 0; i < line.size; i++) {
        unsigned char byte = (unsigned char)line.data[i];
        e->bytes[byte]++;
        special |= is_special(byte);
    }
    if (e->sample_size < XT_EVIDENCE_SAMPLE)
        add_runs(line, e->sample, &e->sample_size);
    if (special && e->special_size < XT_EVIDENCE_SAMPLE)
        add_runs(line, e->special, &e->special_size);
}

/* ---------------------------------------------------------------- windows-874 or Mac Thai */

/* What a byte costs in bits: how much less likely it is in that place if the page is the right one. The
 * numbers are guesses; that they do is what tests/scripts/encodings.py measures. */
enum {
    COST_UNDEFINED = 7, /* no character of the page */
    COST_MISPLACED = 10,
    COST_ARCHAIC = 6,    /* ๎ ๚ ๛ */
    COST_AFTER_TALL = 4, /* a sign behind one of four letters */
    COST_IN_WORD = 3,    /* ... and before a letter */
    COST_UNLIKELY = 2,
    COST_UNPAIRED = 6, /* only opening quotes, or only closing ones */
    COST_MAC = 6,      /* that the text is in Mac Thai at all */
    SURE_MARGIN = 6,
};

static bool is_tall(unsigned char byte)
{
    return byte == 0xBB || byte == 0xBD || byte == 0xBF || byte == 0xCC; /* ป ฝ ฟ ฬ */
}

static bool is_consonant(unsigned char byte)
{
    return byte >= 0xA1 && byte <= 0xCE;
}

static bool is_below(unsigned char byte)
{
    return byte == 0xD8 || byte == 0xD9; /* ุ ู */
}

static bool is_thai_byte(unsigned char byte)
{
    return byte >= 0xA1 && byte <= 0xF9;
}

static bool is_text(unsigned char byte)
{
    return byte > ' ' && byte != ',' && byte != ';' && byte != '|' && byte != '"';
}

/* In windows-874, 91 to 97 are quotes, a bullet and dashes; in Mac Thai 91 is the bullet, and the others are
 * marks on tall letters. EE, FA and FB are a mark of Pali and two ends of chapters, or ™ ® ©. */
static int cost_in_874(unsigned char before, unsigned char byte, unsigned char after)
{
    switch (byte) {
    case 0x91:
        if (!is_text(after))
            return COST_MISPLACED;
        break;
    case 0x80:
    case 0x85:
    case 0x92:
    case 0x93:
    case 0x94:
    case 0x95:
    case 0x96:
    case 0x97: break;
    case 0xEE: return is_consonant(before) && is_thai_byte(after) ? COST_ARCHAIC : COST_MISPLACED;
    case 0xFA:
    case 0xFB: return is_thai_byte(before) ? COST_ARCHAIC : COST_MISPLACED;
    default: return COST_UNDEFINED;
    }
    if (!is_tall(before))
        return 0;
    return COST_AFTER_TALL + (byte == 0x95 || is_thai_byte(after) ? COST_IN_WORD : 0);
}

/* In Mac Thai, 83 to 87 and 92 to 9C are marks moved to the left, which stand with tall letters, and 88 to 8C
 * are tones moved down, where no vowel is above the letter. */
static int cost_in_mac(unsigned char before, unsigned char byte, unsigned char after)
{
    if (byte >= 0x83 && byte <= 0x87)
        return is_tall(before) || is_below(before) ? 0 : COST_MISPLACED;
    if (byte >= 0x88 && byte <= 0x8C)
        return is_consonant(before) || is_below(before) ? 0 : COST_MISPLACED;
    if (byte >= 0x92 && byte <= 0x97)
        return is_tall(before) ? 0 : COST_MISPLACED;
    if (byte >= 0x98 && byte <= 0x9C)
        return before == 0x92 || (before >= 0x94 && before <= 0x97) ? 0 : COST_MISPLACED;
    switch (byte) {
    case 0x80: /* « “ ‘ */
    case 0x8D:
    case 0x9D: return is_text(after) ? 0 : COST_UNLIKELY;
    case 0x81: /* » ” ’ … */
    case 0x82:
    case 0x8E:
    case 0x9E: return is_text(before) ? 0 : COST_UNLIKELY;
    case 0x8F: return is_consonant(before) ? 0 : COST_MISPLACED;
    case 0x91: return is_text(after) ? COST_UNLIKELY : 0; /* • */
    case 0xDB: return COST_UNLIKELY;
    case 0xEE: /* ™ ® © */
    case 0xFA:
    case 0xFB: return before < 0x80 ? 0 : COST_UNLIKELY;
    case 0xDC: return is_thai_byte(before) && is_thai_byte(after) ? 0 : COST_MISPLACED; /* no width */
    case 0xDD:                                                                          /* – — */
    case 0xDE: return 0;
    default: return COST_UNDEFINED;
    }
}

/* Whether it is a dash of Mac Thai between two blanks or two of the same digit: just where a dash stands. */
static bool is_dash_of_mac(unsigned char before, unsigned char byte, unsigned char after)
{
    return (byte == 0xDD || byte == 0xDE) && before < 0x80 && before == after;
}

static bool is_unpaired(const xt_evidence *e, unsigned char opening, unsigned char closing)
{
    return !e->bytes[opening] != !e->bytes[closing];
}

/* How many bits Mac Thai is more likely than windows-874 (below 0: less). */
static long compare_pages(const xt_evidence *e)
{
    const unsigned char *p = (const unsigned char *)e->special;
    long margin = -COST_MAC;
    for (size_t i = 0; i < e->special_size; i++) {
        if (!is_special(p[i]))
            continue;
        unsigned char before = i > 0 ? p[i - 1] : '\n', after = i + 1 < e->special_size ? p[i + 1] : '\n';
        margin += cost_in_874(before, p[i], after) - cost_in_mac(before, p[i], after);
        margin += is_dash_of_mac(before, p[i], after) ? COST_UNDEFINED : 0;
    }
    if (is_unpaired(e, 0x80, 0x81) || is_unpaired(e, 0x8D, 0x8E))
        margin -= COST_UNPAIRED;
    if (is_unpaired(e, 0x93, 0x94) || (e->bytes[0x91] && !e->bytes[0x92]))
        margin += COST_UNPAIRED;
    return margin;
}

/* ---------------------------------------------------------------- deciding */

/* The smallest page that has every byte. */
static xt_charset narrowest(const xt_evidence *e)
{
    bool windows = false;
    for (int byte = 0x80; byte < 0xA0; byte++)
        windows |= e->bytes[byte] > 0;
    return windows ? XT_CHARSET_874 : e->bytes[0xA0] ? XT_CHARSET_ISO8859_11 : XT_CHARSET_TIS620;
}

/* How the sample is spelled in a page. */
static xt_status spell(const xt_evidence *e, xt_charset page, xt_spelling *spelling)
{
    xt_bytes text = xt_bytes_make(3 * XT_EVIDENCE_SAMPLE);
    for (size_t i = 0; i < e->sample_size; i++) {
        char put[XT_UTF8_MAX];
        bool defined;
        uint32_t code = xt_charset_code(page, (unsigned char)e->sample[i], &defined);
        xt_bytes_append(&text, put, xt_utf8_put(code, put));
    }
    *spelling = xt_thai_spelling(xt_bytes_str(&text));
    xt_status status = text.fault;
    xt_bytes_free(&text);
    return status;
}

static bool is_latin(unsigned char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Whether the sample is Western text in windows-1252: nearly every byte an accented letter beside a Latin
 * one, or a sign alone. */
static bool is_western(const xt_evidence *e)
{
    const unsigned char *p = (const unsigned char *)e->sample;
    size_t fitting = 0, all = 0;
    for (size_t i = 0; i < e->sample_size; i++) {
        if (p[i] < 0x80)
            continue;
        unsigned char before = i > 0 ? p[i - 1] : '\n', after = i + 1 < e->sample_size ? p[i + 1] : '\n';
        bool letter = p[i] >= 0xC0 && p[i] != 0xD7 && p[i] != 0xF7;
        bool lone = before < 0x80 && after < 0x80;
        fitting += letter ? is_latin(before) || is_latin(after) : lone;
        all++;
    }
    return fitting * 5 >= all * 4;
}

static bool is_thai(const xt_spelling *s)
{
    return s->letters + s->digits + s->signs > 0 && s->faults * 8 <= s->letters && s->joined * 4 <= s->runs;
}

/* Words enough, spelled as Thai is, of letters that Thai has. */
static bool is_thai_for_sure(const xt_spelling *s)
{
    enum { LETTERS = 8, LONGEST = 3 };
    return is_thai(s) && s->letters >= LETTERS && s->longest >= LONGEST && s->faults * 16 <= s->letters &&
           s->weight * 2 >= -(long)s->letters;
}

/* Whether lines that may be either have more than the signs § © « ® ° » if they are UTF-8. */
static bool has_foreign_letters(const xt_evidence *e)
{
    for (size_t i = 0; i + 1 < e->sample_size; i++) {
        unsigned char byte = (unsigned char)e->sample[i];
        if (byte > 0xC2 || (byte == 0xC2 && !memchr("\xA7\xA9\xAB\xAE\xB0\xBB", e->sample[i + 1], 6)))
            return true;
    }
    return false;
}

/* Whether lines that are UTF-8, or Thai in a page, and no others are Thai: they have letters that Thai has,
 * or as UTF-8 would have others than ö and é, which nobody writes alone. */
static bool is_utf8_by_chance(const xt_evidence *e, const xt_spelling *s)
{
    bool exotic = false;
    for (size_t i = 0; i < e->sample_size; i++)
        exotic |= (unsigned char)e->sample[i] > 0xC3;
    return s->longest >= 2 && (s->weight > 0 || exotic);
}

bool xt_evidence_has_undefined(const xt_evidence *e, xt_charset charset)
{
    bool defined = true;
    for (int byte = 0x80; byte < 256 && defined && xt_charset_is_page(charset); byte++)
        if (e->bytes[byte])
            xt_charset_code(charset, (unsigned char)byte, &defined);
    return !defined;
}

xt_status xt_evidence_decide(const xt_evidence *e, xt_guess *guess)
{
    bool utf8 = e->lines[XT_LINE_UTF8] + e->lines[XT_LINE_BROKEN] > 0;
    bool page = e->lines[XT_LINE_PAGE] > 0;
    *guess = (xt_guess){.charset = XT_CHARSET_UTF8, .sure = true};
    if (!page && (utf8 || e->lines[XT_LINE_EITHER] == 0)) {
        guess->sure = !has_foreign_letters(e);
        return XT_OK;
    }
    long margin = compare_pages(e);
    xt_charset thai = margin > 0 ? XT_CHARSET_MAC_THAI : narrowest(e);
    xt_spelling s;
    xt_status status = spell(e, thai, &s);
    bool told_apart = e->special_size == 0 || margin >= SURE_MARGIN || margin <= -SURE_MARGIN;
    bool sure = told_apart && is_thai_for_sure(&s) && !xt_evidence_has_undefined(e, thai);
    *guess = (xt_guess){.charset = thai, .by_line = utf8, .sure = sure};
    if (!page && !is_utf8_by_chance(e, &s))
        guess->charset = XT_CHARSET_UTF8;
    else if (!is_thai(&s) && margin <= 0 && is_western(e))
        guess->charset = XT_CHARSET_1252;
    if (guess->charset != thai)
        guess->sure = false;
    return status;
}
