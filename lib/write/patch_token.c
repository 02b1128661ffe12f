/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "write/patch_parts.h"

#include <stdio.h>

enum {
    CHUNK = 64 * 1024,
    TOKEN_MAX = 64 * 1024 * 1024, /* more than a tag within the reader's limits can have */
    ENCODING_BYTES = 4,           /* that tell UTF-16 */
};

xt_status xt_tokens_open(xt_tokens *t, xt_zip *zip, size_t part, uint64_t maximum, size_t chunk,
                         xt_error *error)
{
    *t = (xt_tokens){.chunk = chunk ? chunk : CHUNK, .window = xt_bytes_make(TOKEN_MAX)};
    xt_status status = xt_zip_part_open(&t->part, zip, part, maximum, error);
    if (!status && !chunk) /* tests count the bytes themselves */
        xt_zip_part_ahead(t->part);
    return status;
}

void xt_tokens_close(xt_tokens *t)
{
    xt_zip_part_close(t->part);
    xt_bytes_free(&t->window);
    t->part = NULL;
}

xt_status xt_tokens_fail(const xt_tokens *t, xt_error *error)
{
    return xt_fail_at(error, XT_SAY_EDIT_XML, xt_str_of(xt_zip_part_name(t->part)), (xt_str){0});
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *find_byte(xt_str text, char c)
{
    return text.size ? memchr(text.data, c, text.size) : NULL;
}

typedef enum scanned { SCAN_OK, SCAN_MORE, SCAN_BAD } scanned;

/* Up to and with the closing mark. */
static scanned scan_until(xt_str s, size_t from, xt_str mark, size_t *size)
{
    size_t found = xt_str_find(xt_str_from(s, from), mark);
    if (found == SIZE_MAX)
        return SCAN_MORE;
    *size = from + found + mark.size;
    return SCAN_OK;
}

static scanned scan_declaration(xt_str s, size_t *size)
{
    const xt_str comment = XT_LITERAL("<!--"), cdata = XT_LITERAL("<![CDATA[");
    if (xt_str_starts(s, comment))
        return scan_until(s, comment.size, XT_LITERAL("-->"), size);
    if (xt_str_starts(s, cdata))
        return scan_until(s, cdata.size, XT_LITERAL("]]>"), size);
    return s.size < cdata.size ? SCAN_MORE : SCAN_BAD; /* <!DOCTYPE */
}

static scanned scan_tag(xt_str s, size_t *size, xt_token *token)
{
    size_t at = 1;
    bool ends = s.data[1] == '/';
    at += ends;
    size_t start = at;
    while (at < s.size && s.data[at] != '>' && s.data[at] != '/' && s.data[at] != '<' &&
           !is_blank(s.data[at]))
        at++;
    token->name = (xt_str){s.data + start, at - start};
    for (; at < s.size; at++) {
        char c = s.data[at];
        if (c == '>')
            break;
        if (c == '<')
            return SCAN_BAD;
        if (c == '"' || c == '\'') {
            const char *close = find_byte(xt_str_from(s, at + 1), c);
            if (!close)
                return SCAN_MORE;
            at = (size_t)(close - s.data);
        }
    }
    if (at == s.size)
        return SCAN_MORE;
    *size = at + 1;
    bool empty = s.data[at - 1] == '/';
    token->kind = ends ? XT_TOKEN_END : empty ? XT_TOKEN_EMPTY : XT_TOKEN_START;
    return token->name.size && !(ends && empty) ? SCAN_OK : SCAN_BAD;
}

/* The token at the start of the bytes, which are not none. */
static scanned scan(xt_str s, size_t *size, xt_token *token)
{
    token->kind = XT_TOKEN_OTHER;
    token->name = XT_LITERAL("");
    if (s.data[0] != '<') {
        const char *end = find_byte(s, '<');
        *size = end ? (size_t)(end - s.data) : s.size;
        return SCAN_OK;
    }
    if (s.size < 2)
        return SCAN_MORE;
    if (s.data[1] == '!')
        return scan_declaration(s, size);
    if (s.data[1] == '?')
        return scan_until(s, 2, XT_LITERAL("?>"), size);
    return scan_tag(s, size, token);
}

static xt_status refill(xt_tokens *t, xt_error *error)
{
    size_t left = t->window.size - t->used, got = 0;
    if (t->used && left)
        memmove(t->window.data, t->window.data + t->used, left);
    t->base += t->used;
    t->used = 0;
    t->window.size = left;
    char *room = xt_bytes_reserve(&t->window, t->chunk);
    if (!room)
        return t->window.fault == XT_OVER_LIMIT ? xt_tokens_fail(t, error) : xt_fail_memory(error);
    xt_status status = xt_zip_part_read(t->part, room, t->chunk, &got, error);
    t->window.size += got;
    t->ended = !status && got == 0;
    return status;
}

static xt_status fail_encoding(const xt_tokens *t, xt_str name, xt_error *error)
{
    return xt_fail_at(error, XT_SAY_EDIT_ENCODING, xt_str_of(xt_zip_part_name(t->part)), name);
}

/* UTF-16 shows in the first bytes. */
static xt_status check_start(const xt_tokens *t, xt_error *error)
{
    static const char *const WIDE[] = {"\xFE\xFF", "\xFF\xFE"};
    xt_str s = xt_bytes_str(&t->window);
    if (!s.data)
        return XT_OK;
    bool wide = s.size >= 2 && (!s.data[0] || !s.data[1]);
    for (size_t i = 0; i < sizeof WIDE / sizeof *WIDE; i++)
        wide = wide || xt_str_starts(s, xt_str_of(WIDE[i]));
    return wide ? fail_encoding(t, XT_LITERAL("UTF-16"), error) : XT_OK;
}

/* <?xml version="1.0" encoding="..."?> */
static xt_status check_xml_declaration(const xt_tokens *t, const xt_token *token, xt_error *error)
{
    xt_attribute encoding;
    const xt_str start = XT_LITERAL("<?xml");
    if (!xt_str_starts(token->raw, start) || token->raw.size == start.size ||
        !is_blank(token->raw.data[start.size]))
        return XT_OK;
    if (!xt_attribute_find(token->raw, "encoding", &encoding) ||
        xt_str_equal_nocase(encoding.value, XT_LITERAL("utf-8")))
        return XT_OK;
    return fail_encoding(t, encoding.value, error);
}

xt_status xt_tokens_next(xt_tokens *t, xt_token *token, xt_error *error)
{
    for (;;) {
        xt_str left = xt_str_from(xt_bytes_str(&t->window), t->used);
        bool at_start = t->base + t->used == 0;
        if (at_start && left.size < ENCODING_BYTES && !t->ended)
            left.size = 0; /* too little to tell the encoding by */
        else if (at_start && check_start(t, error))
            return XT_WRITE_FAILED;
        size_t size = 0;
        scanned result = left.data && left.size ? scan(left, &size, token) : SCAN_MORE;
        if (result == SCAN_BAD || (result == SCAN_MORE && t->ended && left.size))
            return xt_tokens_fail(t, error);
        if (result == SCAN_OK) {
            token->raw = (xt_str){left.data, size};
            token->at = t->base + t->used;
            t->used += size;
            return token->kind == XT_TOKEN_OTHER ? check_xml_declaration(t, token, error) : XT_OK;
        }
        if (t->ended) {
            *token = (xt_token){.at = t->base + t->used};
            return XT_OK;
        }
        xt_status status = refill(t, error);
        if (status)
            return status;
    }
}

/* Whether the bytes may be those of a formula, of something that is no element, or of the end of a row. */
static inline unsigned char is_telling(char a, char b)
{
    return (unsigned char)(((a == '<') & ((b == '!') | (b == '?') | (b == 'f'))) | ((a == '/') & (b == 'r')));
}

/* Without a branch, so that a compiler can look at many bytes at once. */
static bool has_telling(const char *block, size_t size)
{
    unsigned char found = 0;
    for (size_t i = 0; i < size; i++)
        found = (unsigned char)(found | is_telling(block[i], block[i + 1]));
    return found;
}

bool xt_tokens_pass(xt_tokens *t, xt_str end)
{
    enum { BLOCK = 64 };
    const xt_str left = xt_str_from(xt_bytes_str(&t->window), t->used), name = {end.data, end.size - 1};
    for (size_t at = 0; left.size - at > BLOCK; at += BLOCK) {
        if (!has_telling(left.data + at, BLOCK))
            continue;
        for (size_t i = at ? at - 1 : 0; i < at + BLOCK; i++) { /* a tag may begin in the block before */
            if (left.data[i] != '<')
                continue;
            xt_str tag = xt_str_from(left, i);
            bool ends = xt_str_starts(tag, end);
            if (is_telling('<', left.data[i + 1]) || (!ends && xt_str_starts(tag, name))) /* "</row >" */
                return false;
            if (ends) {
                t->used += i;
                return true;
            }
        }
    }
    return false;
}

xt_str xt_token_prefix(xt_str name)
{
    const char *colon = find_byte(name, ':');
    return (xt_str){name.data, colon ? (size_t)(colon - name.data) + 1 : 0};
}

bool xt_token_is(const xt_token *token, xt_str prefix, const char *local)
{
    xt_str name = xt_str_of(local);
    return token->name.size == prefix.size + name.size && xt_str_starts(token->name, prefix) &&
           xt_str_ends(token->name, name);
}

/* Moves behind the name of a tag: "<name" or "<?name". */
static size_t behind_name(xt_str tag)
{
    size_t at = 1;
    while (at < tag.size && !is_blank(tag.data[at]) && tag.data[at] != '>' && tag.data[at] != '/')
        at++;
    return at;
}

bool xt_attribute_next(xt_str tag, size_t *place, xt_attribute *out)
{
    size_t start = *place ? *place : behind_name(tag), at = start;
    while (at < tag.size && is_blank(tag.data[at]))
        at++;
    size_t name = at;
    while (at < tag.size && tag.data[at] != '=' && tag.data[at] != '>' && !is_blank(tag.data[at]))
        at++;
    out->name = (xt_str){tag.data + name, at - name};
    while (at < tag.size && is_blank(tag.data[at]))
        at++;
    if (name == start || out->name.size == 0 || at >= tag.size || tag.data[at] != '=')
        return false;
    at++;
    while (at < tag.size && is_blank(tag.data[at]))
        at++;
    if (at >= tag.size || (tag.data[at] != '"' && tag.data[at] != '\''))
        return false;
    const char *close = find_byte(xt_str_from(tag, at + 1), tag.data[at]);
    if (!close)
        return false;
    size_t end = (size_t)(close - tag.data);
    out->value = (xt_str){tag.data + at + 1, end - at - 1};
    out->raw = (xt_str){tag.data + start, end + 1 - start};
    *place = end + 1;
    return true;
}

bool xt_attribute_find(xt_str tag, const char *name, xt_attribute *out)
{
    for (size_t at = 0; xt_attribute_next(tag, &at, out);)
        if (xt_str_equal(out->name, xt_str_of(name)))
            return true;
    return false;
}

static uint32_t digits_of(xt_str digits, uint32_t base)
{
    uint32_t code = 0;
    if (digits.size == 0 || digits.size > 7)
        return 0;
    for (size_t i = 0; i < digits.size; i++) {
        char c = xt_ascii_lower(digits.data[i]);
        uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : 99;
        if (base == 16 && c >= 'a' && c <= 'f')
            digit = (uint32_t)(c - 'a') + 10;
        if (digit >= base)
            return 0;
        code = code * base + digit;
    }
    return code;
}

/* The character of an entity, given without & and ;, or 0. */
static uint32_t entity(xt_str name)
{
    static const struct {
        const char *name;
        char character;
    } FIVE[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < sizeof FIVE / sizeof *FIVE; i++)
        if (xt_str_equal(name, xt_str_of(FIVE[i].name)))
            return (unsigned char)FIVE[i].character;
    if (xt_str_starts(name, XT_LITERAL("#x")))
        return digits_of(xt_str_from(name, 2), 16);
    return xt_str_starts(name, XT_LITERAL("#")) ? digits_of(xt_str_from(name, 1), 10) : 0;
}

bool xt_attribute_decode(xt_str value, char out[XT_ATTRIBUTE_SIZE], xt_str *text)
{
    size_t size = 0;
    for (size_t at = 0; at < value.size; at++) {
        if (size > XT_ATTRIBUTE_SIZE - XT_UTF8_MAX)
            return false;
        char c = value.data[at];
        if (c != '&') {
            out[size++] = is_blank(c) ? ' ' : c;
            continue;
        }
        const char *end = find_byte(xt_str_from(value, at), ';');
        uint32_t code = end ? entity((xt_str){value.data + at + 1, (size_t)(end - value.data) - at - 1}) : 0;
        if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
            return false;
        size += xt_utf8_put(code, out + size);
        at = (size_t)(end - value.data);
    }
    *text = (xt_str){out, size};
    return true;
}

xt_str xt_attribute_text(xt_str tag, const char *name, char out[XT_ATTRIBUTE_SIZE])
{
    xt_attribute found;
    xt_str text = {0};
    bool known = xt_attribute_find(tag, name, &found) && xt_attribute_decode(found.value, out, &text);
    return known ? text : (xt_str){0};
}

static bool is_hex(char c)
{
    c = xt_ascii_lower(c);
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* Whether the text begins with what a reader would take for an escape. */
static bool is_escape(xt_str s)
{
    return s.data && s.size >= 7 && s.data[0] == '_' && xt_ascii_lower(s.data[1]) == 'x' &&
           is_hex(s.data[2]) && is_hex(s.data[3]) && is_hex(s.data[4]) && is_hex(s.data[5]) &&
           s.data[6] == '_';
}

/* What stands for the character, in out; NULL: it stands for itself. Excel writes the escapes of cells with
 * capital letters, those of table columns with small ones. */
static const char *escape(uint32_t code, bool attribute, char out[8])
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return attribute ? "&quot;" : NULL;
    case '\t':
    case '\n':
        if (!attribute)
            return NULL;
        break;
    case 0xFFFE:
    case 0xFFFF: break;
    default:
        if (code >= 0x20)
            return NULL;
    }
    snprintf(out, 8, attribute ? "_x%04x_" : "_x%04X_", (unsigned)(code & 0xFFFF));
    return out;
}

void xt_put_escaped(xt_bytes *out, xt_str text, bool attribute)
{
    char escaped[8];
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        if (is_escape(xt_str_from(text, at)))
            xt_bytes_puts(out, attribute ? "_x005f" : "_x005F");
        const char *instead = escape(xt_utf8_next(text, &at), attribute, escaped);
        if (instead)
            xt_bytes_puts(out, instead);
        else
            xt_bytes_append(out, text.data + from, at - from);
    }
}
