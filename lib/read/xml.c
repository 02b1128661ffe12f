/* SPDX-License-Identifier: MIT */
#include "read/xml.h"

#include "base/error.h"

#include <errno.h>
#include <expat.h>
#include <stdlib.h>

#define SEPARATOR '\n'

enum {
    CHUNK = 64 * 1024,
    HARD_DEPTH = 1024, /* of the stack here; a larger xml_depth is cut to it */
    ITEM_DEPTH = 4,    /* elements inside each other in an item that a caller reads by itself */
    SKIPPED = 0,       /* the kind of an element outside the grammar */
};

static const char MCE[] = "http://schemas.openxmlformats.org/markup-compatibility/2006";

#define SPREADSHEET                                                                                          \
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",                                             \
        "http://purl.oclc.org/ooxml/spreadsheetml/main"

enum { NAMESPACES_MOST = 4 };

/* Transitional and Strict names, ECMA-376 part 1 annex A and part 4; part 2 for relationships; [MS-XLSX] for
 * x14 and xm; ODF 1.3 part 3, 1.4, and part 2, 1.2. */
static const char *const NAMESPACES[][NAMESPACES_MOST] = {
    [XT_XML_SPREADSHEET] = {SPREADSHEET},
    [XT_XML_RELATIONSHIPS] = {"http://schemas.openxmlformats.org/package/2006/relationships",
                              "http://purl.oclc.org/ooxml/package/relationships"},
    [XT_XML_EXTENDED] = {SPREADSHEET, "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
                         "http://schemas.microsoft.com/office/excel/2006/main"},
    [XT_XML_OPENDOCUMENT] = {"urn:oasis:names:tc:opendocument:xmlns:table:1.0",
                             "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
                             "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
                             "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
    [XT_XML_CALCEXT] = {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"},
    [XT_XML_MANIFEST] = {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"},
};

static const char *const OFFICE_RELATIONSHIPS[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
};

typedef struct level {
    unsigned char kind;
    bool transparent; /* mc:AlternateContent and mc:Fallback: their content counts as their parent's */
} level;

struct xt_xml {
    XML_Parser parser;
    xt_zip_part *part;
    const xt_xml_handler *handler;
    void *context;
    const xt_limits *limits;
    size_t chunk;
    size_t depth, depth_limit;
    size_t skipping; /* elements open that the grammar does not know */
    level levels[HARD_DEPTH];
    xt_status status; /* of the first failure inside a handler */
    xt_error *error;  /* where it goes; valid during xt_xml_run */
    bool paused, root_seen;
    bool finished;       /* the part has no more bytes */
    bool ended;          /* and all of them were parsed */
    bool memory_was_out; /* malloc's mark was seen */
    bool foreign;        /* declared to be in another encoding than UTF-8 */
    struct {
        int64_t bytes, lines, behind; /* behind: characters after the last line end among them */
        int64_t line, column;         /* where they were left out, in what expat has seen */
    } skipped;
};

static xt_str place(const xt_xml *xml)
{
    return xt_str_of(xt_zip_part_name(xml->part));
}

/* Keeps the first failure and ends the parse. */
static void stop(xt_xml *xml, xt_status status)
{
    if (status && !xml->status) {
        xml->status = status;
        XML_StopParser(xml->parser, XML_FALSE);
    }
}

/* The local name of an element or attribute in the namespace, or NULL. */
static const char *local_name(const char *expanded, const char *space)
{
    size_t size = strlen(space);
    bool inside = strncmp(expanded, space, size) == 0 && expanded[size] == SEPARATOR;
    return inside ? expanded + size + 1 : NULL;
}

const char *xt_xml_local_name(xt_xml_family family, const char *expanded)
{
    const char *name = NULL;
    for (size_t i = 0; !name && i < NAMESPACES_MOST && NAMESPACES[family][i]; i++)
        name = local_name(expanded, NAMESPACES[family][i]);
    return name;
}

static unsigned char kind_of(const xt_xml *xml, unsigned char parent, const char *expanded)
{
    const char *name = xt_xml_local_name(xml->handler->family, expanded);
    if (name)
        for (const xt_xml_rule *rule = xml->handler->grammar; rule->name; rule++)
            if (rule->parent == parent && strcmp(rule->name, name) == 0)
                return rule->kind;
    return SKIPPED;
}

static xt_status check_attributes(const xt_xml *xml, const char **attributes, xt_error *error)
{
    uint64_t count = 0, longest = 0;
    for (; attributes[2 * count]; count++) {
        size_t size = strlen(attributes[2 * count + 1]);
        longest = size > longest ? size : longest;
    }
    if (xml->limits->xml_attributes && count > xml->limits->xml_attributes)
        return xt_fail_limit(error, XT_SAY_LIMIT_ATTRIBUTES, place(xml), count, xml->limits->xml_attributes);
    if (xml->limits->xml_attribute_size && longest > xml->limits->xml_attribute_size)
        return xt_fail_limit(error, XT_SAY_LIMIT_ATTRIBUTE, place(xml), longest,
                             xml->limits->xml_attribute_size);
    return XT_OK;
}

static xt_status push(xt_xml *xml, unsigned char kind, bool transparent, xt_error *error)
{
    if (xml->depth + xml->skipping >= xml->depth_limit)
        return xt_fail_limit(error, XT_SAY_LIMIT_DEPTH, place(xml), xml->depth + xml->skipping + 1,
                             xml->depth_limit);
    if (kind == SKIPPED)
        xml->skipping++;
    else
        xml->levels[xml->depth++] = (level){kind, transparent};
    return XT_OK;
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    xt_xml *xml = user;
    if (xml->status)
        return;
    xt_status status = check_attributes(xml, attributes, xml->error);
    if (!status && xml->handler->each)
        status = xml->handler->each(xml->context, name, attributes, xml->error);
    if (status) {
        stop(xml, status);
        return;
    }
    unsigned char parent = xml->depth ? xml->levels[xml->depth - 1].kind : XT_XML_ROOT;
    const char *compatibility = xml->skipping ? NULL : local_name(name, MCE);
    bool transparent = compatibility && xml->depth && strcmp(compatibility, "Choice") != 0;
    unsigned char kind = SKIPPED;
    if (transparent)
        kind = parent;
    else if (!xml->skipping)
        kind = kind_of(xml, parent, name);
    if (!xml->root_seen && kind == SKIPPED) {
        const char *local = strrchr(name, SEPARATOR);
        stop(xml, xt_fail_at(xml->error, XT_SAY_XML_ROOT, place(xml), xt_str_of(local ? local + 1 : name)));
        return;
    }
    xml->root_seen = true;
    status = push(xml, kind, transparent, xml->error);
    if (!status && kind != SKIPPED && !transparent && xml->handler->start)
        status = xml->handler->start(xml->context, xml, kind, attributes, xml->error);
    stop(xml, status);
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    (void)name;
    xt_xml *xml = user;
    if (xml->status)
        return;
    if (xml->skipping) {
        xml->skipping--;
        return;
    }
    level ended = xml->levels[--xml->depth];
    if (!ended.transparent && xml->handler->end)
        stop(xml, xml->handler->end(xml->context, xml, ended.kind, xml->error));
}

static void XMLCALL on_text(void *user, const XML_Char *text, int size)
{
    xt_xml *xml = user;
    if (xml->status || xml->skipping || xml->depth == 0)
        return;
    stop(xml, xml->handler->text(xml->context, xml, xml->levels[xml->depth - 1].kind,
                                 (xt_str){text, (size_t)size}, xml->error));
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int internal)
{
    (void)name, (void)system_id, (void)public_id;
    xt_xml *xml = user;
    if (internal || !xml->handler->bare_doctype)
        stop(xml, xt_fail_at(xml->error, XT_SAY_XML_DOCTYPE, place(xml), (xt_str){0}));
}

static void XMLCALL on_declaration(void *user, const XML_Char *version, const XML_Char *encoding,
                                   int standalone)
{
    (void)version, (void)standalone;
    xt_xml *xml = user;
    xml->foreign = encoding && !xt_str_equal_nocase(xt_str_of(encoding), XT_LITERAL("utf-8"));
}

xt_status xt_xml_open(xt_xml **out, xt_zip_part *part, const xt_xml_handler *handler, void *context,
                      const xt_limits *limits, size_t chunk, xt_error *error)
{
    xt_xml *xml = calloc(1, sizeof *xml);
    XML_Parser parser = xml ? XML_ParserCreateNS(NULL, SEPARATOR) : NULL;
    if (!parser) {
        free(xml);
        return xt_fail_memory(error);
    }
    uint64_t depth = limits->xml_depth;
    xml->parser = parser;
    xml->part = part;
    xml->handler = handler;
    xml->context = context;
    xml->limits = limits;
    xml->chunk = chunk ? chunk : CHUNK;
    xml->depth_limit = depth && depth < HARD_DEPTH ? (size_t)depth : HARD_DEPTH;
    XML_SetUserData(parser, xml);
    XML_SetElementHandler(parser, on_start, on_end);
    if (handler->text)
        XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
    XML_SetXmlDeclHandler(parser, on_declaration);
    *out = xml;
    return XT_OK;
}

/* Where expat stands, in the whole part: what it was not shown counts too. */
static void set_position(const xt_xml *xml, xt_error *error)
{
    error->line = (int64_t)XML_GetCurrentLineNumber(xml->parser);
    error->column = (int64_t)XML_GetCurrentColumnNumber(xml->parser) + 1;
    error->offset = (int64_t)XML_GetCurrentByteIndex(xml->parser) + xml->skipped.bytes;
    if (error->line == xml->skipped.line && xml->skipped.bytes)
        error->column += xml->skipped.behind - (xml->skipped.lines ? xml->skipped.column : 0);
    error->line += xml->skipped.lines;
}

/* Expat's complaint as ours. In one place it calls a failed allocation an unbound prefix, in another it hands
 * on names without their namespaces, at which a handler fails later; malloc's mark tells. */
static xt_status fail_expat(const xt_xml *xml, xt_error *error)
{
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (code == XML_ERROR_NO_MEMORY || xml->memory_was_out)
        return xt_fail_memory(error);
    if (xml->status)
        return xml->status;
    bool cut = xml->finished && (code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                                 code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION);
    xt_sentence sentence = cut ? XT_SAY_XML_CUT : XT_SAY_XML_SYNTAX;
    xt_status status = xt_fail_at(error, sentence, place(xml), xt_str_of(XML_ErrorString(code)));
    if (error)
        set_position(xml, error);
    return status;
}

/* After each call of expat, which was made with an errno of 0. */
static void see_mark(xt_xml *xml)
{
    xml->memory_was_out = xml->memory_was_out || errno == ENOMEM;
}

/* Feeds one chunk; the last, empty one tells expat that the part is over, without which a cut part would
 * pass. */
static xt_status feed(xt_xml *xml, enum XML_Status *state, xt_error *error)
{
    void *buffer = XML_GetBuffer(xml->parser, (int)xml->chunk);
    if (!buffer)
        return xt_fail_memory(error);
    size_t got = 0;
    xt_status status = xt_zip_part_read(xml->part, buffer, xml->chunk, &got, error);
    if (status)
        return status;
    xml->finished = got == 0;
    errno = 0; /* see fail_expat */
    *state = XML_ParseBuffer(xml->parser, (int)got, got == 0);
    see_mark(xml);
    return XT_OK;
}

xt_status xt_xml_feed(xt_xml *xml, xt_str bytes, xt_error *error)
{
    xml->error = error;
    errno = 0;
    enum XML_Status state = XML_Parse(xml->parser, bytes.data, (int)bytes.size, 0);
    see_mark(xml);
    return xml->status || state == XML_STATUS_ERROR ? fail_expat(xml, error) : XT_OK;
}

/* Characters, as expat counts columns: bytes that continue none. In blocks, whose counts fit into a byte, so
 * that a compiler can look at many at once: every byte of a large sheet passes here. */
static int64_t count_characters(xt_str bytes)
{
    enum { BLOCK = 128, FIRST_OF_NONE = -64 };
    int64_t count = 0;
    size_t at = 0;
    for (; bytes.size - at >= BLOCK; at += BLOCK) {
        unsigned char in_block = 0;
        for (size_t i = 0; i < BLOCK; i++)
            in_block = (unsigned char)(in_block + ((signed char)bytes.data[at + i] >= FIRST_OF_NONE));
        count += in_block;
    }
    for (; at < bytes.size; at++)
        count += (signed char)bytes.data[at] >= FIRST_OF_NONE;
    return count;
}

void xt_xml_skip(xt_xml *xml, xt_str bytes)
{
    if (xml->skipped.bytes == 0) {
        xml->skipped.line = (int64_t)XML_GetCurrentLineNumber(xml->parser);
        xml->skipped.column = (int64_t)XML_GetCurrentColumnNumber(xml->parser);
    }
    xml->skipped.bytes += (int64_t)bytes.size;
    for (const char *end; (end = memchr(bytes.data, '\n', bytes.size)) != NULL;) {
        bytes = xt_str_from(bytes, (size_t)(end - bytes.data) + 1);
        xml->skipped.lines++;
        xml->skipped.behind = 0;
    }
    xml->skipped.behind += count_characters(bytes);
}

bool xt_xml_is_paused(const xt_xml *xml)
{
    return xml->paused;
}

bool xt_xml_is_inside(const xt_xml *xml, int kind)
{
    return xml->depth > 0 && !xml->skipping && !xml->paused && !xml->foreign &&
           xml->levels[xml->depth - 1].kind == kind && xml->depth + ITEM_DEPTH <= xml->depth_limit;
}

xt_status xt_xml_run(xt_xml *xml, bool *more, xt_error *error)
{
    xml->error = error;
    *more = true;
    while (!xml->ended) {
        enum XML_Status state = XML_STATUS_OK;
        if (xml->paused) {
            xml->paused = false;
            errno = 0;
            state = XML_ResumeParser(xml->parser);
            see_mark(xml);
        } else {
            xt_status status = feed(xml, &state, error);
            if (status)
                return status;
        }
        if (xml->status || state == XML_STATUS_ERROR)
            return fail_expat(xml, error);
        if (state == XML_STATUS_SUSPENDED)
            return XT_OK;
        xml->ended = xml->finished;
    }
    *more = false;
    return XT_OK;
}

void xt_xml_pause(xt_xml *xml)
{
    if (!xml->status && XML_StopParser(xml->parser, XML_TRUE) == XML_STATUS_OK)
        xml->paused = true;
}

void xt_xml_close(xt_xml *xml)
{
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    free(xml);
}

xt_status xt_xml_read(xt_zip *zip, size_t index, const xt_xml_handler *handler, void *context,
                      const xt_limits *limits, size_t chunk, xt_error *error)
{
    xt_zip_part *part = NULL;
    xt_xml *xml = NULL;
    xt_status status = xt_zip_part_open(&part, zip, index, limits->part_size, error);
    if (!status)
        status = xt_xml_open(&xml, part, handler, context, limits, chunk, error);
    for (bool more = true; !status && more;)
        status = xt_xml_run(xml, &more, error);
    xt_xml_close(xml);
    xt_zip_part_close(part);
    return status;
}

const char *xt_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

const char *xt_xml_relationship(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        for (size_t i = 0; i < sizeof OFFICE_RELATIONSHIPS / sizeof *OFFICE_RELATIONSHIPS; i++) {
            const char *local = local_name(attributes[0], OFFICE_RELATIONSHIPS[i]);
            if (local && strcmp(local, name) == 0)
                return attributes[1];
        }
    return NULL;
}

const char *xt_xml_attribute_in(xt_xml_family family, const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        const char *local = xt_xml_local_name(family, attributes[0]);
        if (local && strcmp(local, name) == 0)
            return attributes[1];
    }
    return NULL;
}

xt_str xt_xml_attribute_str(const char **attributes, const char *name)
{
    return xt_str_of(xt_xml_attribute(attributes, name));
}

bool xt_xml_true(xt_str value)
{
    return xt_str_equal(value, XT_LITERAL("1")) || xt_str_equal(value, XT_LITERAL("true")) ||
           xt_str_equal(value, XT_LITERAL("on"));
}
