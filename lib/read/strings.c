/* SPDX-License-Identifier: MIT */
#include "read/strings.h"

#include "base/error.h"
#include "base/utf8.h"
#include "read/plain.h"

enum { E_SST = 1, E_ITEM, E_RUN, E_TEXT };

static const xt_xml_rule GRAMMAR[] = {
    {E_ITEM, "t", E_TEXT}, {E_SST, "si", E_ITEM},       {E_ITEM, "r", E_RUN},
    {E_RUN, "t", E_TEXT},  {XT_XML_ROOT, "sst", E_SST}, {0, NULL, 0},
};

typedef struct reader {
    xt_strings *strings;
    const xt_limits *limits;
    size_t text_start; /* where the <t> being read begins */
    xt_arena arena;    /* what the scanner decodes */
} reader;

xt_strings xt_strings_make(const xt_limits *limits)
{
    uint64_t most = limits->strings_size;
    return (xt_strings){.text = xt_bytes_make(most && most < UINT32_MAX ? (size_t)most : UINT32_MAX),
                        .ends = xt_bytes_make(SIZE_MAX / 2)};
}

xt_status xt_strings_end(xt_strings *strings, const xt_limits *limits, xt_error *error)
{
    uint64_t most = limits->strings_count;
    if (most && strings->count >= most)
        return xt_fail_limit(error, XT_SAY_LIMIT_STRINGS, (xt_str){0}, strings->count + 1, most);
    uint32_t end = (uint32_t)strings->text.size;
    if (xt_bytes_append(&strings->ends, &end, sizeof end))
        return xt_fail_memory(error);
    strings->count++;
    return XT_OK;
}

static xt_status add_text(reader *r, xt_str piece, xt_error *error)
{
    xt_bytes *text = &r->strings->text;
    xt_status status = xt_bytes_add(text, piece);
    if (status == XT_OVER_LIMIT)
        return xt_fail_limit(error, XT_SAY_LIMIT_STRINGS_SIZE, (xt_str){0}, text->size + piece.size,
                             text->maximum);
    return status ? xt_fail_memory(error) : XT_OK;
}

static xt_status end_item(reader *r, xt_error *error)
{
    return xt_strings_end(r->strings, r->limits, error);
}

static xt_status on_start(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error)
{
    (void)xml, (void)attributes, (void)error;
    reader *r = context;
    if (kind == E_TEXT)
        r->text_start = r->strings->text.size;
    return XT_OK;
}

static xt_status on_text(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error)
{
    (void)xml;
    reader *r = context;
    return kind == E_TEXT ? add_text(r, piece, error) : XT_OK;
}

static xt_status on_end(void *context, xt_xml *xml, int kind, xt_error *error)
{
    (void)xml;
    reader *r = context;
    xt_bytes *text = &r->strings->text;
    if (kind == E_TEXT && text->size > r->text_start)
        text->size = r->text_start + xt_unescape(text->data + r->text_start, text->size - r->text_start);
    return kind == E_ITEM ? end_item(r, error) : XT_OK;
}

static const xt_xml_handler HANDLER = {
    .grammar = GRAMMAR, .family = XT_XML_SPREADSHEET, .start = on_start, .end = on_end, .text = on_text};

/* <si><t>...</t></si>; rich and phonetic text is expat's. */
static xt_scanned scan_item(reader *r, xt_scan *scan, xt_str *text, xt_status *fault)
{
    xt_tag tag;
    xt_scan_blank(scan);
    xt_scanned scanned = xt_scan_literal(scan, XT_LITERAL("<si>"));
    xt_scan_blank(scan);
    if (scanned == XT_SCAN_OK)
        scanned = xt_scan_literal(scan, XT_LITERAL("<t"));
    if (scanned == XT_SCAN_OK)
        scanned = xt_scan_tag(scan, &tag);
    if (scanned == XT_SCAN_OK && !tag.empty) {
        scanned = xt_scan_text(scan, &r->arena, text, fault);
        if (scanned == XT_SCAN_OK)
            scanned = xt_scan_literal(scan, XT_LITERAL("</t>"));
    }
    xt_scan_blank(scan);
    return scanned == XT_SCAN_OK ? xt_scan_literal(scan, XT_LITERAL("</si>")) : scanned;
}

static xt_item on_item(void *context, xt_scan *scan, xt_error *error)
{
    reader *r = context;
    xt_bytes *all = &r->strings->text;
    xt_str text = XT_LITERAL("");
    xt_status fault = XT_OK;
    xt_arena_reset(&r->arena);
    xt_scanned scanned = scan_item(r, scan, &text, &fault);
    if (fault) {
        xt_fail_memory(error);
        return XT_ITEM_FAILED;
    }
    if (scanned != XT_SCAN_OK)
        return scanned == XT_SCAN_MORE ? XT_ITEM_MORE : XT_ITEM_ODD;
    size_t start = all->size;
    if (add_text(r, text, error))
        return XT_ITEM_FAILED;
    if (text.size)
        all->size = start + xt_unescape(all->data + start, text.size);
    return end_item(r, error) ? XT_ITEM_FAILED : XT_ITEM_DONE;
}

static const xt_plain_handler PLAIN = {.list = "sst", .kind = E_SST, .item = on_item, .xml = &HANDLER};

xt_status xt_strings_read(xt_strings *strings, xt_zip *zip, size_t index, const xt_limits *limits,
                          size_t chunk, bool use_scanner, bool ahead, xt_error *error)
{
    *strings = xt_strings_make(limits);
    reader r = {.strings = strings, .limits = limits};
    xt_zip_part *part = NULL;
    xt_plain *plain = NULL;
    xt_status status = xt_zip_part_open(&part, zip, index, limits->part_size, error);
    if (!status && ahead)
        xt_zip_part_ahead(part);
    if (!status)
        status = xt_plain_open(&plain, part, &PLAIN, &r, limits, chunk, use_scanner, error);
    for (bool more = true; !status && more;)
        status = xt_plain_run(plain, &more, error);
    xt_plain_close(plain);
    xt_zip_part_close(part);
    xt_arena_free(&r.arena);
    if (status)
        xt_strings_free(strings);
    return status;
}

xt_str xt_strings_get(const xt_strings *strings, size_t index)
{
    const uint32_t *ends = (const uint32_t *)(const void *)strings->ends.data;
    size_t from = index ? ends[index - 1] : 0;
    return (xt_str){strings->text.data ? strings->text.data + from : NULL, ends[index] - from};
}

void xt_strings_free(xt_strings *strings)
{
    xt_bytes_free(&strings->text);
    xt_bytes_free(&strings->ends);
    strings->count = 0;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum { ESCAPE_SIZE = 7 };

/* The code unit of an escape at the start of the text, or -1. */
static int32_t escape_at(const char *data, size_t size)
{
    if (size < ESCAPE_SIZE || data[0] != '_' || data[1] != 'x' || data[6] != '_')
        return -1;
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_value(data[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

size_t xt_unescape(char *data, size_t size)
{
    const char *hit = memchr(data, '_', size);
    size_t in = hit ? (size_t)(hit - data) : size;
    size_t out = in;
    while (in < size) {
        int32_t unit = data[in] == '_' ? escape_at(data + in, size - in) : -1;
        if (unit < 0) {
            data[out++] = data[in++];
            continue;
        }
        in += ESCAPE_SIZE;
        uint32_t code = (uint32_t)unit;
        if (code >= 0xD800 && code < 0xE000) {
            int32_t low = code < 0xDC00 ? escape_at(data + in, size - in) : -1;
            bool pair = low >= 0xDC00 && low < 0xE000;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + ((uint32_t)low - 0xDC00) : XT_UTF8_REPLACEMENT;
            in += pair ? ESCAPE_SIZE : 0;
        }
        out += xt_utf8_put(code, data + out);
    }
    return out;
}
