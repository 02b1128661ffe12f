/* SPDX-License-Identifier: MIT */
#include "read/scan.h"

#include "base/utf8.h"

/* What a byte is in a tag and in character data. */
enum {
    NAME = 1,  /* of a name */
    VALUE = 2, /* of an attribute's value */
    TEXT = 4,  /* of character data, as it stands */
};

#define ALPHA (NAME | VALUE | TEXT)
#define PLAIN (VALUE | TEXT)

/* Control characters, '<', '&', the double quote, '\r' (which a parser turns into a line end), ']' (see
 * skip_character) and what is not ASCII have no entry where they are not plain. */
static const unsigned char CLASS[256] = {
    ['\t'] = TEXT, ['\n'] = TEXT,  [' '] = PLAIN, ['!'] = PLAIN, ['"'] = TEXT,   ['#'] = PLAIN, ['$'] = PLAIN,
    ['%'] = PLAIN, ['\''] = PLAIN, ['('] = PLAIN, [')'] = PLAIN, ['*'] = PLAIN,  ['+'] = PLAIN, [','] = PLAIN,
    ['-'] = PLAIN, ['.'] = PLAIN,  ['/'] = PLAIN, ['0'] = ALPHA, ['1'] = ALPHA,  ['2'] = ALPHA, ['3'] = ALPHA,
    ['4'] = ALPHA, ['5'] = ALPHA,  ['6'] = ALPHA, ['7'] = ALPHA, ['8'] = ALPHA,  ['9'] = ALPHA, [':'] = ALPHA,
    [';'] = PLAIN, ['='] = PLAIN,  ['>'] = PLAIN, ['?'] = PLAIN, ['@'] = PLAIN,  ['A'] = ALPHA, ['B'] = ALPHA,
    ['C'] = ALPHA, ['D'] = ALPHA,  ['E'] = ALPHA, ['F'] = ALPHA, ['G'] = ALPHA,  ['H'] = ALPHA, ['I'] = ALPHA,
    ['J'] = ALPHA, ['K'] = ALPHA,  ['L'] = ALPHA, ['M'] = ALPHA, ['N'] = ALPHA,  ['O'] = ALPHA, ['P'] = ALPHA,
    ['Q'] = ALPHA, ['R'] = ALPHA,  ['S'] = ALPHA, ['T'] = ALPHA, ['U'] = ALPHA,  ['V'] = ALPHA, ['W'] = ALPHA,
    ['X'] = ALPHA, ['Y'] = ALPHA,  ['Z'] = ALPHA, ['['] = PLAIN, ['\\'] = PLAIN, ['^'] = PLAIN, ['_'] = ALPHA,
    ['`'] = PLAIN, ['a'] = ALPHA,  ['b'] = ALPHA, ['c'] = ALPHA, ['d'] = ALPHA,  ['e'] = ALPHA, ['f'] = ALPHA,
    ['g'] = ALPHA, ['h'] = ALPHA,  ['i'] = ALPHA, ['j'] = ALPHA, ['k'] = ALPHA,  ['l'] = ALPHA, ['m'] = ALPHA,
    ['n'] = ALPHA, ['o'] = ALPHA,  ['p'] = ALPHA, ['q'] = ALPHA, ['r'] = ALPHA,  ['s'] = ALPHA, ['t'] = ALPHA,
    ['u'] = ALPHA, ['v'] = ALPHA,  ['w'] = ALPHA, ['x'] = ALPHA, ['y'] = ALPHA,  ['z'] = ALPHA, ['{'] = PLAIN,
    ['|'] = PLAIN, ['}'] = PLAIN,  ['~'] = PLAIN, [0x7F] = TEXT,
};

static bool is(char c, unsigned char wanted)
{
    return CLASS[(unsigned char)c] & wanted;
}

/* A prefix must be bound: xml is always, x14ac where the part says so. A name begins with a letter. */
static bool is_known_name(const xt_scan *s, xt_str name)
{
    bool letter = name.size && is(name.data[0], NAME) && (name.data[0] < '0' || name.data[0] > ':');
    if (!letter || !memchr(name.data, ':', name.size))
        return letter && !xt_str_equal(name, XT_LITERAL("xmlns"));
    return xt_str_equal(name, XT_LITERAL("xml:space")) ||
           (s->x14ac && xt_str_equal(name, XT_LITERAL("x14ac:dyDescent")));
}

/* name="value", with the name checked. */
static xt_scanned scan_attribute(xt_scan *s, xt_str *name, xt_str *value)
{
    const char *start = s->at;
    while (s->at < s->end && is(*s->at, NAME))
        s->at++;
    *name = (xt_str){start, (size_t)(s->at - start)};
    if (s->end - s->at < 2)
        return XT_SCAN_MORE;
    if (s->at[0] != '=' || s->at[1] != '"' || !is_known_name(s, *name))
        return XT_SCAN_ODD;
    s->at += 2;
    start = s->at;
    while (s->at < s->end && is(*s->at, VALUE))
        s->at++;
    if (s->at == s->end)
        return XT_SCAN_MORE;
    *value = (xt_str){start, (size_t)(s->at - start)};
    return *s->at++ == '"' && value->size <= XT_SCAN_VALUE ? XT_SCAN_OK : XT_SCAN_ODD;
}

/* Adds the attribute; false where the tag has one of that name. */
static bool add_attribute(xt_tag *tag, xt_str name, xt_str value)
{
    for (size_t i = 0; i < tag->count; i++)
        if (xt_str_equal(tag->attributes[i].name, name))
            return false;
    tag->attributes[tag->count].name = name;
    tag->attributes[tag->count++].value = value;
    return true;
}

/* A name of one letter and a value of letters and digits, as cells have them: ` r="B7"`. */
static bool scan_short(xt_scan *s, xt_str *name, xt_str *value)
{
    enum { FRAME = 4, LONGEST = 16 };
    const char *at = s->at;
    if (s->end - at < FRAME + LONGEST || at[0] != ' ' || at[1] < 'a' || at[1] > 'z' || at[2] != '=' ||
        at[3] != '"')
        return false;
    size_t size = 0;
    while (size < LONGEST && is(at[FRAME + size], NAME))
        size++;
    if (size == LONGEST || at[FRAME + size] != '"')
        return false;
    *name = (xt_str){at + 1, 1};
    *value = (xt_str){at + FRAME, size};
    s->at = at + FRAME + size + 1;
    return true;
}

xt_scanned xt_scan_tag(xt_scan *s, xt_tag *tag)
{
    xt_str name, value;
    tag->count = 0;
    tag->empty = false;
    while (tag->count < XT_SCAN_ATTRIBUTES && scan_short(s, &name, &value))
        if (!add_attribute(tag, name, value))
            return XT_SCAN_ODD;
    for (;;) {
        const char *before = s->at;
        xt_scan_blank(s);
        if (s->at == s->end)
            return XT_SCAN_MORE;
        if (*s->at == '>') {
            s->at++;
            return XT_SCAN_OK;
        }
        if (*s->at == '/') {
            tag->empty = true;
            s->at++;
            return xt_scan_literal(s, XT_LITERAL(">"));
        }
        if (s->at == before || tag->count == XT_SCAN_ATTRIBUTES)
            return XT_SCAN_ODD;
        xt_scanned scanned = scan_attribute(s, &name, &value);
        if (scanned != XT_SCAN_OK)
            return scanned;
        if (!add_attribute(tag, name, value))
            return XT_SCAN_ODD;
    }
}

static int digit_of(char c, int base)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return base == 16 && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* XML 1.0 2.2, Char. */
static bool is_xml_character(uint32_t code)
{
    return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xD800) ||
           (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code <= 0x10FFFF);
}

/* The code of "&#3585;" or "&#xE01;" without "&#" and ";", or 0. */
static uint32_t reference_code(xt_str digits)
{
    int base = digits.size && digits.data[0] == 'x' ? 16 : 10;
    uint32_t code = 0;
    size_t from = base == 16;
    if (digits.size == from || digits.size > 8)
        return 0;
    for (size_t i = from; i < digits.size; i++) {
        int digit = digit_of(digits.data[i], base);
        if (digit < 0)
            return 0;
        code = code * (uint32_t)base + (uint32_t)digit;
    }
    return is_xml_character(code) ? code : 0;
}

/* One entity at "&": its character is written to *out. */
static xt_scanned decode_entity(xt_scan *s, char **out)
{
    enum { LONGEST = 12 };
    static const struct {
        char name[6], character;
    } FIVE[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    size_t left = (size_t)(s->end - s->at);
    const char *semicolon = memchr(s->at, ';', left < LONGEST ? left : LONGEST);
    if (!semicolon)
        return left < LONGEST ? XT_SCAN_MORE : XT_SCAN_ODD;
    xt_str name = {s->at + 1, (size_t)(semicolon - s->at) - 1};
    s->at = semicolon + 1;
    for (size_t i = 0; i < sizeof FIVE / sizeof *FIVE; i++)
        if (xt_str_equal(xt_str_of(FIVE[i].name), name)) {
            *(*out)++ = FIVE[i].character;
            return XT_SCAN_OK;
        }
    uint32_t code = name.size && name.data[0] == '#' ? reference_code(xt_str_from(name, 1)) : 0;
    if (code == 0)
        return XT_SCAN_ODD;
    *out += xt_utf8_put(code, *out);
    return XT_SCAN_OK;
}

/* Moves over bytes that stand for themselves; false at a byte that does not. Thai is three bytes that begin
 * with E0 B8 or E0 B9, with nothing overlong or reserved among them. */
static bool skip_plain(xt_scan *s)
{
    const unsigned char *p = (const unsigned char *)s->at, *end = (const unsigned char *)s->end;
    for (;;) {
        while (end - p >= XT_UTF8_WORD && xt_utf8_two_thai(p))
            p += 6;
        while (p < end && CLASS[*p] & TEXT)
            p++;
        if (end - p < 3 || p[0] != 0xE0 || (p[1] != 0xB8 && p[1] != 0xB9) || (p[2] & 0xC0) != 0x80)
            break;
        p += 3;
    }
    s->at = (const char *)p;
    return p == end || *p == '<';
}

/* One character that skip_plain stops at: another script's, or a bracket. */
static xt_scanned skip_character(xt_scan *s)
{
    xt_str left = {s->at, (size_t)(s->end - s->at)};
    size_t size = 0;
    if (*s->at == ']') { /* "]]>" must not stand in character data */
        s->at++;
        return left.size < 3 ? XT_SCAN_MORE : s->at[0] == ']' && s->at[1] == '>' ? XT_SCAN_ODD : XT_SCAN_OK;
    }
    uint32_t code = xt_utf8_next(left, &size);
    if (code == XT_UTF8_BAD)
        return left.size < XT_UTF8_MAX ? XT_SCAN_MORE : XT_SCAN_ODD;
    if (!is_xml_character(code) || code == '\r')
        return XT_SCAN_ODD;
    s->at += size;
    return XT_SCAN_OK;
}

/* The rest of a text that holds entities: decoded into the arena. */
static xt_scanned decode_text(xt_scan *s, const char *start, xt_arena *arena, xt_str *text, xt_status *fault)
{
    const char *end = memchr(s->at, '<', (size_t)(s->end - s->at));
    if (!end)
        return XT_SCAN_MORE;
    char *decoded = xt_arena_alloc(arena, (size_t)(end - start)), *out = decoded;
    if (!decoded) {
        *fault = XT_OUT_OF_MEMORY;
        return XT_SCAN_ODD;
    }
    const char *from = start;
    while (*s->at != '<') {
        xt_scanned scanned = XT_SCAN_OK;
        if (*s->at == '&') {
            memcpy(out, from, (size_t)(s->at - from));
            out += s->at - from;
            scanned = decode_entity(s, &out);
            from = s->at;
        } else if (!skip_plain(s) && *s->at != '&') {
            scanned = skip_character(s);
        }
        if (scanned != XT_SCAN_OK)
            return scanned;
    }
    memcpy(out, from, (size_t)(s->at - from));
    out += s->at - from;
    *text = (xt_str){decoded, (size_t)(out - decoded)};
    return XT_SCAN_OK;
}

xt_scanned xt_scan_text(xt_scan *s, xt_arena *arena, xt_str *text, xt_status *fault)
{
    const char *start = s->at;
    while (!skip_plain(s)) {
        if (*s->at == '&')
            return decode_text(s, start, arena, text, fault);
        xt_scanned scanned = skip_character(s);
        if (scanned != XT_SCAN_OK)
            return scanned;
    }
    if (s->at == s->end)
        return XT_SCAN_MORE;
    *text = (xt_str){start, (size_t)(s->at - start)};
    return XT_SCAN_OK;
}
