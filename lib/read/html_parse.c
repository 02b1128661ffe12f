/* SPDX-License-Identifier: MIT
 *
 * The HTML parser of libxml2, which knows what browsers forgive. Its events are used and not its tree: a tree
 * takes ten times the memory, and is cut where elements nest too deep. It gets UTF-8, nothing from the
 * network, and no DTD; it never decides about an encoding.
 */
#include "base/error.h"
#include "read/html.h"
#include "read/html_library.h"

#include <errno.h>
#include <setjmp.h>

typedef struct parse {
    const xt_libxml *library;
    htmlParserCtxtPtr parser;
    const xt_html_handler *handler;
    void *context;
    const char *place;
    xt_str rest; /* what the parser has not asked for yet */
    size_t depth;
    xt_status status; /* of the first failure inside a handler */
    xt_error *error;
    bool memory_was_out;
    bool running; /* so that it may be left */
    jmp_buf leave;
} parse;

/* Keeps the first failure and ends the parse. */
static void stop(parse *p, xt_status status)
{
    if (!status || p->status)
        return;
    p->status = status;
    p->library->xmlStopParser(p->parser);
}

static xt_str str_of(const xmlChar *text)
{
    return xt_str_of((const char *)text);
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
    static const char *const NONE[] = {NULL};
    parse *p = user;
    if (p->status)
        return;
    if (++p->depth > XT_HTML_DEPTH) {
        stop(p, xt_fail_limit(p->error, XT_SAY_LIMIT_DEPTH, xt_str_of(p->place), p->depth, XT_HTML_DEPTH));
        return;
    }
    const char *const *given = attributes ? (const char *const *)(const void *)attributes : NONE;
    stop(p, p->handler->start(p->context, str_of(name), given, p->error));
}

static void on_end(void *user, const xmlChar *name)
{
    parse *p = user;
    if (p->status || p->depth == 0)
        return;
    p->depth--;
    stop(p, p->handler->end(p->context, str_of(name), p->error));
}

static void on_text(void *user, const xmlChar *text, int size)
{
    parse *p = user;
    if (!p->status && size > 0)
        stop(p, p->handler->text(p->context, (xt_str){(const char *)text, (size_t)size}, p->error));
}

/* Pages are full of faults; running out of memory is the only one that counts. libxml2 2.9 goes on then, and
 * tries again for ever in places; stopped, it waits for ever in others. So the parse is left at once. What
 * the parser holds is freed with it; the attributes of an element that it was reading are lost. */
#if LIBXML_VERSION >= 21200
static void on_error(void *user, const xmlError *fault)
#else
static void on_error(void *user, xmlErrorPtr fault)
#endif
{
    parse *p = user;
    p->memory_was_out = p->memory_was_out || fault->code == XML_ERR_NO_MEMORY || errno == ENOMEM;
    if (p->memory_was_out && p->running)
        longjmp(p->leave, 1);
}

static int on_read(void *user, char *buffer, int size)
{
    parse *p = user;
    p->running = true; /* before, it is being put together */
    size_t given = p->rest.size < (size_t)size ? p->rest.size : (size_t)size;
    if (given)
        memcpy(buffer, p->rest.data, given);
    p->rest = xt_str_from(p->rest, given);
    return (int)given;
}

/* Whether the parser has seen every byte: it must not stop early without a word. */
static bool is_complete(const parse *p)
{
    const xmlParserInput *input = p->parser->input;
    return p->rest.size == 0 && input && input->cur >= input->end;
}

static xt_status finish(parse *p)
{
    if (p->memory_was_out || p->parser->errNo == XML_ERR_NO_MEMORY || errno == ENOMEM)
        return xt_fail_memory(p->error);
    if (p->status || is_complete(p))
        return p->status;
    const char *reason = p->parser->lastError.message;
    xt_status status = xt_fail_at(p->error, XT_SAY_XML_SYNTAX, xt_str_of(p->place),
                                  xt_str_trim(xt_str_of(reason ? reason : "")));
    if (p->error) {
        p->error->line = p->parser->lastError.line;
        p->error->column = p->parser->lastError.int2;
    }
    return status;
}

static xt_status run(parse *p)
{
    const int OPTIONS = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT;
    p->library->xmlInitParser();
    bool ready = p->library->xmlFindCharEncodingHandler("UTF-8") !=
                 NULL; /* what a first call without memory leaves out */
    p->parser = ready ? p->library->htmlNewParserCtxt() : NULL;
    if (!p->parser)
        return xt_fail_memory(p->error);
    memset(p->parser->sax, 0, sizeof *p->parser->sax);
    p->parser->sax->startElement = on_start;
    p->parser->sax->endElement = on_end;
    p->parser->sax->characters = on_text;
    p->parser->sax->ignorableWhitespace = on_text;
    p->parser->sax->cdataBlock = on_text;
    p->parser->userData = p;
    if (setjmp(p->leave) == 0)
        p->library->htmlCtxtReadIO(p->parser, on_read, NULL, p, NULL, "UTF-8", OPTIONS);
    p->running = false;
    xt_status status = finish(p);
    p->library->htmlFreeParserCtxt(p->parser);
    return status;
}

/* libxml2 tells some of its failures to the thread and not to the parser. The thread's own receiver is put
 * back afterwards. */
xt_status xt_html_parse(xt_str text, const xt_html_handler *handler, void *context, const char *place,
                        xt_error *error)
{
    parse p = {.handler = handler, .context = context, .place = place, .rest = text, .error = error};
    xt_status status = xt_libxml_open(&p.library, error);
    if (status)
        return status;
    xmlStructuredErrorFunc receiver = *p.library->__xmlStructuredError();
    void *receiver_context = *p.library->__xmlStructuredErrorContext();
    p.library->xmlSetStructuredErrorFunc(&p, on_error);
    errno = 0; /* malloc's own mark: not every place in libxml2 tells that memory is out */
    status = run(&p);
    p.library->xmlSetStructuredErrorFunc(receiver_context, receiver);
    p.library->xmlResetLastError();
    return status;
}

xt_str xt_html_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] ? xt_str_of(attributes[1]) : XT_LITERAL("");
    return (xt_str){0};
}

/* Whether the property stands in the style with this value: "width:0; Display : none". */
static bool has_property(xt_str style, const char *property, const char *value)
{
    while (style.size) {
        const char *end = memchr(style.data, ';', style.size);
        xt_str one = {style.data, end ? (size_t)(end - style.data) : style.size};
        const char *colon = memchr(one.data, ':', one.size);
        style = xt_str_from(style, one.size + (end != NULL));
        if (!colon)
            continue;
        size_t at = (size_t)(colon - one.data);
        xt_str name = xt_str_trim((xt_str){one.data, at}), is = xt_str_trim(xt_str_from(one, at + 1));
        bool same = xt_str_equal_nocase(name, xt_str_of(property));
        if (same && is.size >= strlen(value) && /* "!important" may follow */
            xt_str_equal_nocase((xt_str){is.data, strlen(value)}, xt_str_of(value)))
            return true;
    }
    return false;
}

bool xt_html_is_hidden(const char *const *attributes)
{
    return xt_html_attribute(attributes, "hidden").data ||
           has_property(xt_html_attribute(attributes, "style"), "display", "none");
}
