/* SPDX-License-Identifier: MIT */
#include "read/container.h"

#include "base/utf8.h"

const char *xt_container_name(xt_container container)
{
    static const char *const NAMES[XT_CONTAINER_COUNT] = {
        [XT_CONTAINER_XLSX] = "Excel (.xlsx)",
        [XT_CONTAINER_XLSB] = "Excel (.xlsb)",
        [XT_CONTAINER_XLS] = "Excel 97-2003 (.xls)",
        [XT_CONTAINER_ODS] = "OpenDocument (.ods)",
        [XT_CONTAINER_HTML] = "HTML",
        [XT_CONTAINER_XML] = "XML",
        [XT_CONTAINER_CSV] = "CSV",
        [XT_CONTAINER_TEXT] = "text",
        [XT_CONTAINER_PDF] = "PDF",
        [XT_CONTAINER_ZIP] = "ZIP",
    };
    bool known = (unsigned)container < XT_CONTAINER_COUNT && NAMES[container];
    return known ? NAMES[container] : "unknown";
}

/* Whether the word stands anywhere, letter case aside, and no letter, digit or colon follows: "<table" is in
 * "<Table>" and not in "<table:table>". */
static bool has_word(xt_str text, const char *word)
{
    xt_str needle = xt_str_of(word);
    for (size_t i = 0; i + needle.size <= text.size; i++) {
        if (!xt_str_equal_nocase((xt_str){text.data + i, needle.size}, needle))
            continue;
        char next = i + needle.size < text.size ? xt_ascii_lower(text.data[i + needle.size]) : ' ';
        if (!(next >= 'a' && next <= 'z') && !(next >= '0' && next <= '9') && next != ':')
            return true;
    }
    return false;
}

/* Names in a compound file's directory are UTF-16LE ([MS-CFB] 2.6.1). */
static bool has_utf16_name(xt_str text, const char *name)
{
    char wide[64];
    size_t size = 0;
    for (; *name && size + 2 <= sizeof wide; name++) {
        wide[size++] = *name;
        wide[size++] = '\0';
    }
    return xt_str_find(text, (xt_str){wide, size}) != SIZE_MAX;
}

/* Bytes that no text file has. */
static bool is_binary(xt_str text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A)
            return true;
    }
    return false;
}

static xt_container tell_markup(xt_str text)
{
    bool page = has_word(text, "<html") || has_word(text, "<!doctype html");
    bool workbook = has_word(text, "<workbook") || has_word(text, ":workbook"); /* SpreadsheetML 2003 */
    if (page ||
        (!workbook && (has_word(text, "<table") || has_word(text, "<meta") || has_word(text, "<body"))))
        return XT_CONTAINER_HTML;
    return xt_str_starts(text, XT_LITERAL("<?xml")) ? XT_CONTAINER_XML : XT_CONTAINER_TEXT;
}

/* Text in columns has the same separator in its first lines, at least once each. */
static xt_container tell_text(xt_str text)
{
    static const char SEPARATORS[] = ",;\t|";
    for (const char *separator = SEPARATORS; *separator; separator++) {
        size_t lines = 0, with = 0, at = 0;
        while (at < text.size && lines < 5) {
            const char *end = memchr(text.data + at, '\n', text.size - at);
            size_t next = end ? (size_t)(end - text.data) + 1 : text.size;
            lines++;
            with += memchr(text.data + at, *separator, next - at) != NULL;
            at = next;
        }
        if (lines && with == lines)
            return XT_CONTAINER_CSV;
    }
    return XT_CONTAINER_TEXT;
}

/* UTF-16 with a byte order mark: markup, or what Excel calls Unicode Text. The head's ASCII characters tell.
 */
static xt_container tell_utf16(xt_str head)
{
    char narrow[XT_HEAD_SIZE / 2];
    size_t size = 0, first = head.data[0] == '\xFF' ? 0 : 1; /* where a character's lower byte stands */
    for (size_t i = 2; i + 2 <= head.size; i += 2)
        narrow[size++] = head.data[i + 1 - first] == '\0' ? head.data[i + first] : '?';
    xt_str text = xt_str_trim((xt_str){narrow, size});
    return size && text.size && text.data[0] == '<' ? tell_markup(text) : XT_CONTAINER_CSV;
}

/* BIFF2 to BIFF5 outside a compound file: a BOF record comes first ([MS-XLS] 2.4.21 and older). */
static bool is_bare_biff(xt_str head)
{
    const unsigned char *p = (const unsigned char *)head.data;
    return head.size >= 8 && p[0] == 0x09 && (p[1] == 0x00 || p[1] == 0x02 || p[1] == 0x04 || p[1] == 0x08) &&
           p[3] == 0x00 && p[2] >= 4 && p[2] <= 16;
}

xt_container xt_container_tell(xt_str head)
{
    if (head.size > XT_HEAD_SIZE)
        head.size = XT_HEAD_SIZE;
    if (xt_str_starts(head, XT_LITERAL("PK\x03\x04")) || xt_str_starts(head, XT_LITERAL("PK\x05\x06")))
        return XT_CONTAINER_ZIP;
    if (xt_str_starts(head, XT_LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return XT_CONTAINER_XLS; /* or encrypted: the directory tells, and it may lie anywhere in the file */
    if (xt_str_starts(head, XT_LITERAL("%PDF")))
        return XT_CONTAINER_PDF;
    if (is_bare_biff(head))
        return XT_CONTAINER_XLS;
    if (xt_str_starts(head, XT_LITERAL("\xFF\xFE")) || xt_str_starts(head, XT_LITERAL("\xFE\xFF")))
        return tell_utf16(head);
    xt_str text = head;
    if (xt_str_starts(text, XT_LITERAL("\xEF\xBB\xBF")))
        text = xt_str_from(text, 3);
    text = xt_str_trim(text);
    bool markup = text.size && text.data[0] == '<';
    /* Texts from Word bring control characters into web pages. */
    if (markup && !memchr(head.data, '\0', head.size) && tell_markup(text) == XT_CONTAINER_HTML)
        return XT_CONTAINER_HTML;
    if (is_binary(head))
        return XT_CONTAINER_UNKNOWN;
    return markup ? tell_markup(text) : tell_text(text);
}

bool xt_compound_is_encrypted(xt_str file)
{
    /* [MS-OFFCRYPTO] 2.3.4.4: the package lies in a stream of this name. */
    return has_utf16_name(file, "EncryptedPackage");
}

bool xt_zip_entries(xt_str tail, uint64_t *entries)
{
    const xt_str signature = XT_LITERAL("PK\x05\x06"); /* APPNOTE.TXT 4.3.16 */
    if (tail.size < 22)
        return false;
    for (size_t at = tail.size - 22 + 1; at-- > 0;)
        if (memcmp(tail.data + at, signature.data, signature.size) == 0) {
            const unsigned char *p = (const unsigned char *)tail.data + at;
            *entries = (uint64_t)(p[10] | p[11] << 8);
            return true;
        }
    return false;
}
