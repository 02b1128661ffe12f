/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include "base/sentence.h"
#include "base/sink.h"
#include "base/utf8.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

static const char *const CODES[XT_STATUS_COUNT] = {
    [XT_OK] = "ok",
    [XT_NOT_FOUND] = "not-found",
    [XT_EMPTY_FILE] = "empty-file",
    [XT_NOT_A_WORKBOOK] = "not-a-workbook",
    [XT_ENCRYPTED] = "encrypted",
    [XT_TRUNCATED] = "truncated",
    [XT_CORRUPT_ZIP] = "corrupt-zip",
    [XT_CORRUPT_XML] = "corrupt-xml",
    [XT_OVER_LIMIT] = "over-limit",
    [XT_NO_SHEET] = "no-sheet",
    [XT_NO_TEMPLATE] = "no-template",
    [XT_TEMPLATE_INVALID] = "template-invalid",
    [XT_OUT_OF_MEMORY] = "out-of-memory",
    [XT_WRITE_FAILED] = "write-failed",
};

const char *xt_status_code(xt_status status)
{
    return (unsigned)status < XT_STATUS_COUNT ? CODES[status] : "ok";
}

static void set_text(char out[XT_ERROR_TEXT], xt_str text)
{
    size_t size = xt_utf8_cut(text, XT_ERROR_TEXT - 1);
    if (size)
        memcpy(out, text.data, size);
    out[size] = '\0';
}

xt_status xt_fail_at(xt_error *error, xt_sentence sentence, xt_str place, xt_str text)
{
    if (error) {
        *error = (xt_error){.status = xt_sentences[sentence].status, .sentence = (int)sentence, .offset = -1};
        set_text(error->place, place);
        set_text(error->text, text);
    }
    return xt_sentences[sentence].status;
}

xt_status xt_fail(xt_error *error, xt_sentence sentence)
{
    return xt_fail_at(error, sentence, (xt_str){0}, (xt_str){0});
}

xt_status xt_fail_limit(xt_error *error, xt_sentence sentence, xt_str place, uint64_t number, uint64_t limit)
{
    xt_status status = xt_fail_at(error, sentence, place, (xt_str){0});
    if (error) {
        error->number = number > INT64_MAX ? INT64_MAX : (int64_t)number;
        error->limit = limit > INT64_MAX ? INT64_MAX : (int64_t)limit;
    }
    return status;
}

xt_status xt_fail_errno(xt_error *error, xt_sentence sentence, xt_str place, int sys_errno)
{
    xt_status status = xt_fail_at(error, sentence, place, (xt_str){0});
    if (error)
        error->sys_errno = sys_errno;
    return status;
}

/* What may be of a file: a character that could steer a terminal, or is none, becomes U+FFFD. */
static void put_safe(xt_sink *s, xt_str text)
{
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t code = xt_utf8_next(text, &at);
        bool shown = code != XT_UTF8_BAD && !xt_utf8_steers(code);
        xt_sink_put(s, shown ? (xt_str){text.data + from, at - from} : XT_LITERAL("\xEF\xBF\xBD"));
    }
}

/* "9D"; a surrogate of UTF-16 has four digits. */
static void put_hex(xt_sink *s, int64_t number)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%02" PRIX64, (uint64_t)number);
    put_safe(s, xt_str_of(digits));
}

/* The half of a text before (first) or behind its first line end; a text without one is its own first half.
 */
static xt_str half(const char *text, bool first)
{
    const char *cut = strchr(text, '\n');
    if (!cut)
        return first ? xt_str_of(text) : (xt_str){0};
    return first ? (xt_str){text, (size_t)(cut - text)} : xt_str_of(cut + 1);
}

/* What the system says of a failure. It speaks English; the failures that people meet have words of ours. */
static void put_reason(xt_sink *s, int cause, xt_lang lang)
{
    static const struct {
        int cause;
        const char *text[XT_LANG_COUNT];
    } REASONS[] = {
        {EACCES, {"no permission", "ไม่มีสิทธิ์"}},
        {EPERM, {"no permission", "ไม่มีสิทธิ์"}},
        {EEXIST, {"a file of that name is there already", "มีไฟล์ชื่อนี้อยู่แล้ว"}},
        {EISDIR, {"a folder has that name", "เป็นชื่อโฟลเดอร์"}},
        {ENOENT, {"there is no such folder", "ไม่มีโฟลเดอร์นี้"}},
        {ENOTDIR, {"there is no such folder", "ไม่มีโฟลเดอร์นี้"}},
        {ENOTSUP, {"it is no ordinary file", "ไม่ใช่ไฟล์ธรรมดา"}},
        {ENOSPC, {"the disk is full", "พื้นที่ดิสก์เต็ม"}},
        {EDQUOT, {"your share of the disk is used up", "พื้นที่ที่ได้รับเต็มแล้ว"}},
        {ENAMETOOLONG, {"the name is too long", "ชื่อไฟล์ยาวเกินไป"}},
        {EFBIG, {"the file would be too large", "ไฟล์มีขนาดใหญ่เกินไป"}},
        {EROFS, {"the disk may only be read", "ดิสก์นี้อ่านได้อย่างเดียว"}},
        {EIO, {"the disk reports a fault", "ดิสก์ขัดข้อง"}},
    };
    for (size_t i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
        if (REASONS[i].cause == cause) {
            put_safe(s, xt_str_of(REASONS[i].text[lang]));
            return;
        }
    char reason[128];
    put_safe(s, strerror_r(cause, reason, sizeof reason) == 0 ? xt_str_of(reason) : XT_LITERAL("?"));
}

static void put_limit_name(const xt_error *error, xt_lang lang, xt_sink *s);

static void put_word(const void *context, xt_str name, xt_lang lang, xt_sink *s)
{
    const xt_error *error = context;
    if (xt_str_equal(name, XT_LITERAL("place")))
        put_safe(s, xt_str_of(error->place));
    else if (xt_str_equal(name, XT_LITERAL("text")))
        put_safe(s, xt_str_of(error->text));
    else if (xt_str_equal(name, XT_LITERAL("text1")))
        put_safe(s, half(error->text, true));
    else if (xt_str_equal(name, XT_LITERAL("text2")))
        put_safe(s, half(error->text, false));
    else if (xt_str_equal(name, XT_LITERAL("number")))
        xt_sink_number(s, error->number);
    else if (xt_str_equal(name, XT_LITERAL("hex")))
        put_hex(s, error->number);
    else if (xt_str_equal(name, XT_LITERAL("limit")))
        xt_sink_number(s, error->limit);
    else if (xt_str_equal(name, XT_LITERAL("line")))
        xt_sink_number(s, error->line);
    else if (xt_str_equal(name, XT_LITERAL("column")))
        xt_sink_number(s, error->column);
    else if (xt_str_equal(name, XT_LITERAL("reason")))
        put_reason(s, error->sys_errno, lang);
    else if (xt_str_equal(name, XT_LITERAL("limit-name")))
        put_limit_name(error, lang, s);
}

/* Of a sentence that is about one. */
static void put_limit_name(const xt_error *error, xt_lang lang, xt_sink *s)
{
    if (xt_sentence_limits[error->sentence])
        xt_sink_sentence(s, xt_sentence_limits[error->sentence], lang, put_word, error);
}

char *xt_error_message(const xt_error *error, xt_lang lang, char *out, size_t size)
{
    if (size == 0)
        return out;
    xt_sink s = xt_sink_begin(out, size);
    bool known = error->sentence >= 0 && error->sentence < XT_SENTENCE_COUNT;
    xt_lang shown = lang == XT_LANG_TH ? XT_LANG_TH : XT_LANG_EN;
    const char *sentence = xt_sentences[known ? error->sentence : XT_SAY_OK].text[shown];
    xt_sink_sentence(&s, sentence, shown, put_word, error);
    if (known && xt_sentence_limits[error->sentence])
        xt_sink_sentence(&s, xt_sentences[XT_SAY_LIMIT_MORE].text[shown], shown, put_word, error);
    return out;
}
