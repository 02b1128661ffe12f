/* SPDX-License-Identifier: MIT */
#include "read/container.h"

#include "read/csv_columns.h"
#include "read/text.h"
#include "thai/charset_guess.h"

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

/* Characters that texts seldom have. */
static size_t count_controls(xt_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.data[i];
        count += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A;
    }
    return count;
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

/* Some control characters do not make a table binary. Of packed and random bytes one in ten is one, and a few
 * of such files have lines of as many commas each. */
static bool has_few(size_t controls, xt_str text)
{
    enum { ANYWHERE = 16, SHARE = 32, SHARE_OF_SHORT = 4 };
    return controls * (controls <= ANYWHERE ? SHARE_OF_SHORT : SHARE) <= text.size;
}

/* Text in which ASCII is ASCII, without a byte order mark. */
static xt_container tell_text(xt_str text, bool whole)
{
    char delimiter;
    size_t controls = count_controls(text);
    xt_str trimmed = xt_str_trim(text);
    if (xt_csv_separator_line(text, &delimiter))
        return XT_CONTAINER_CSV;
    bool markup = trimmed.size && trimmed.data[0] == '<';
    if (markup && !controls)
        return tell_markup(trimmed);
    /* Texts from Word bring control characters into web pages. */
    if (markup && !memchr(text.data, '\0', text.size) && tell_markup(trimmed) == XT_CONTAINER_HTML)
        return XT_CONTAINER_HTML;
    xt_columns columns = xt_csv_columns(text, whole);
    if (controls)
        return columns.is_plain && has_few(controls, text) ? XT_CONTAINER_CSV : XT_CONTAINER_UNKNOWN;
    return columns.is_table ? XT_CONTAINER_CSV : XT_CONTAINER_TEXT;
}

/* UTF-16, which is told by its ASCII. */
static xt_container tell_wide(xt_str head, bool big_endian, bool whole)
{
    char text[XT_HEAD_SIZE / 2];
    size_t size = 0;
    for (size_t i = 0; i + 2 <= head.size; i += 2) {
        char low = head.data[i + big_endian], high = head.data[i + !big_endian];
        bool ascii = !high && low && (unsigned char)low < 0x80;
        text[size++] = ascii ? low : 'x'; /* a letter, or a NUL that wide text may have */
    }
    return tell_text((xt_str){text, size}, whole);
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
    size_t size = head.size;
    if (size > XT_HEAD_SIZE)
        head.size = XT_HEAD_SIZE;
    if (xt_str_starts(head, XT_LITERAL("PK\x03\x04")) || xt_str_starts(head, XT_LITERAL("PK\x05\x06")))
        return XT_CONTAINER_ZIP;
    if (xt_str_starts(head, XT_LITERAL("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        return XT_CONTAINER_XLS; /* or encrypted: the directory tells, and it may lie anywhere in the file */
    if (xt_str_starts(head, XT_LITERAL("%PDF")))
        return XT_CONTAINER_PDF;
    if (is_bare_biff(head))
        return XT_CONTAINER_XLS;
    bool whole = size <= XT_HEAD_SIZE;
    size_t mark;
    xt_charset charset = xt_text_mark(head, &mark);
    if (charset == XT_CHARSET_NONE)
        charset = xt_charset_tell_wide(head);
    xt_str text = xt_str_from(head, mark);
    if (charset == XT_CHARSET_UTF16LE || charset == XT_CHARSET_UTF16BE)
        return tell_wide(text, charset == XT_CHARSET_UTF16BE, whole);
    return tell_text(text, whole);
}

bool xt_compound_is_encrypted(xt_str file)
{
    /* [MS-OFFCRYPTO] 2.3.4.4: the package lies in a stream of this name. */
    return has_utf16_name(file, "EncryptedPackage");
}
