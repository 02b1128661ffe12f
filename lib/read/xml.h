/* SPDX-License-Identifier: MIT
 *
 * The XML parts of a package, streamed through expat. A reader of a part is a grammar - a table of which
 * element may stand where - and a handler for the elements it names; whatever the grammar does not name is
 * passed over with all that is in it. Namespaces and prefixes, transitional or Strict, are settled here once.
 */
#ifndef XT_READ_XML_H
#define XT_READ_XML_H

#include "read/zip.h"

enum { XT_XML_ROOT = 0 }; /* the parent of the root element */

/* `name` inside `parent` is the element `kind` (above 0). A table ends with a name of NULL. */
typedef struct xt_xml_rule {
    unsigned char parent;
    const char *name;
    unsigned char kind;
} xt_xml_rule;

typedef enum xt_xml_family {
    XT_XML_SPREADSHEET,   /* SpreadsheetML, transitional or Strict (ECMA-376 part 1, annex A) */
    XT_XML_RELATIONSHIPS, /* .rels parts */
    XT_XML_EXTENDED,      /* SpreadsheetML, and what Excel 2010 keeps in extLst (x14, xm) */
    XT_XML_OPENDOCUMENT,  /* office, style, table and text of ODF 1.3 part 3 */
    XT_XML_CALCEXT,       /* what LibreOffice adds to tables */
    XT_XML_MANIFEST,      /* META-INF/manifest.xml of ODF 1.3 part 2 */
} xt_xml_family;

typedef struct xt_xml xt_xml;

/* Each may be NULL. A handler reports a failure with what xt_fail... returned; the parse then ends with it.
 */
typedef struct xt_xml_handler {
    const xt_xml_rule *grammar;
    xt_xml_family family;
    bool bare_doctype; /* a DOCTYPE that only names a DTD, and declares nothing, may be there */
    /* Every element, also outside of the grammar, before `start`; its name and those of attributes behind
     * their namespace and a line end. */
    xt_status (*each)(void *context, const char *name, const char **attributes, xt_error *error);
    xt_status (*start)(void *context, xt_xml *xml, int kind, const char **attributes, xt_error *error);
    xt_status (*end)(void *context, xt_xml *xml, int kind, xt_error *error);
    /* Character data directly inside an element of the grammar, in pieces; a piece may end inside a
     * character. */
    xt_status (*text)(void *context, xt_xml *xml, int kind, xt_str piece, xt_error *error);
} xt_xml_handler;

/* Starts reading the part, which stays the caller's. chunk: how many bytes are read at a time (0: the
 * default). `handler`, `context` and `limits` must live until xt_xml_close. */
xt_status xt_xml_open(xt_xml **xml, xt_zip_part *part, const xt_xml_handler *handler, void *context,
                      const xt_limits *limits, size_t chunk, xt_error *error);

/* Parses on until a handler calls xt_xml_pause or the part ends; *more tells which, and again false when
 * called after that. An empty or cut part is an error, and so is one without a root element of the grammar.
 */
xt_status xt_xml_run(xt_xml *xml, bool *more, xt_error *error);

/* Parses bytes that the caller has read from the part. When a handler calls xt_xml_pause, the rest waits for
 * xt_xml_run, which then goes on reading the part itself. */
xt_status xt_xml_feed(xt_xml *xml, xt_str bytes, xt_error *error);

/* Bytes of the part, whole elements without fault, that the caller has read and expat shall not see: they
 * count for the position in messages alone. */
void xt_xml_skip(xt_xml *xml, xt_str bytes);

/* Whether the innermost open element is of the kind and the bytes are UTF-8, so that a caller may go on by
 * itself. */
bool xt_xml_is_inside(const xt_xml *xml, int kind);

/* Whether a handler has called xt_xml_pause since the last xt_xml_run. */
bool xt_xml_is_paused(const xt_xml *xml);

/* To be called by a handler: xt_xml_run returns once the handler is done. */
void xt_xml_pause(xt_xml *xml);

void xt_xml_close(xt_xml *xml);

/* Opens, runs to the end and closes: for parts that are read in one go. */
xt_status xt_xml_read(xt_zip *zip, size_t index, const xt_xml_handler *handler, void *context,
                      const xt_limits *limits, size_t chunk, xt_error *error);

/* The value of the attribute without namespace, NULL where it is not there. Lives until the handler returns.
 */
const char *xt_xml_attribute(const char **attributes, const char *name);

/* The same for the attribute in the namespace of office relationships (r:id). */
const char *xt_xml_relationship(const char **attributes, const char *name);

/* The name of an element or attribute without its namespace, which must be one of the family's; else NULL. */
const char *xt_xml_local_name(xt_xml_family family, const char *expanded);

/* The value of the attribute in a namespace of the family, as xt_xml_attribute. */
const char *xt_xml_attribute_in(xt_xml_family family, const char **attributes, const char *name);

/* As xt_xml_attribute; data NULL where it is not there. */
xt_str xt_xml_attribute_str(const char **attributes, const char *name);

/* Whether a value is true as xsd:boolean has it: "1" or "true"; also "on", which old writers use. */
bool xt_xml_true(xt_str value);

#endif
